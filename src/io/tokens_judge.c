/* The sequence of tokens: brackets, separators, names, limits. */
#include <string.h>

#include "io/names.h"

/* What may come next. */
typedef enum state { WANTS_NAME, WANTS_ASSIGN, WANTS_VALUE, HAS_VALUE } state;

typedef struct frame {
    const mf_token *open; /* NULL for the whole file */
    size_t first_name;    /* of this group, in `names` */
    bool group, array, empty;
    mf_token_kind kind;   /* of the array's first value */
    bool real;
} frame;

typedef struct judge {
    mf_tokens *tokens;
    mf_arena *arena;
    mf_diags *diags;
    size_t at;
    state state;
    frame frames[MF_LEX_DEPTH_MOST + 1];
    int depth; /* of the innermost frame */
    mf_names names;
    bool starved;
} judge;

#define COMPLAIN(self, token, ...)                                             \
    mf_diags_add((self)->diags, MF_MISTAKE, (token)->file, (token)->line, NULL, __VA_ARGS__)
#define WARN(self, token, ...)                                                 \
    mf_diags_add((self)->diags, MF_WARNING, (token)->file, (token)->line, NULL, __VA_ARGS__)

static mf_token *token_at(const judge *self)
{
    return &self->tokens->at[self->at];
}

static const mf_token *token_before(const judge *self)
{
    return self->at == 0 ? &self->tokens->at[0] : &self->tokens->at[self->at - 1];
}

static frame *inmost(judge *self)
{
    return &self->frames[self->depth];
}

static bool same_line(const mf_token *a, const mf_token *b)
{
    return a->line == b->line && a->file == b->file;
}

static int shown(const mf_token *token)
{
    return token->n > 60 ? 60 : (int) token->n;
}

/* The setting that is being given, for messages. */
static const mf_token *setting_of(const judge *self)
{
    return self->names.n == 0 ? &self->tokens->at[0] : self->names.at[self->names.n - 1].token;
}

/* An array holds values of one kind; libconfig would stop with "mismatched element type". */
static void judge_element(judge *self, const mf_token *token)
{
    frame *in = inmost(self);

    if (!in->array || token->kind == MF_TOKEN_BAD)
        return;
    if (token->kind == MF_TOKEN_OPEN)
        COMPLAIN(self, token, "an array [ ] holds numbers or texts only; use a list ( )");
    else if (in->kind == MF_TOKEN_NONE) {
        in->kind = token->kind;
        in->real = token->real;
    } else if (in->kind != token->kind || in->real != token->real) {
        in->array = false; /* one complaint is enough */
        if (in->kind != token->kind)
            COMPLAIN(self, token, "an array [ ] holds values of one kind; use a list ( )");
        else
            COMPLAIN(self, token, "an array [ ] holds numbers of one kind: write %s with a point, "
                              "as 1.0, or use a list ( )", in->real ? "this" : "all");
    }
}

static bool push(judge *self, const mf_token *open)
{
    char mark = open->text[0];

    if (self->depth == MF_LEX_DEPTH_MOST) {
        COMPLAIN(self, open, "brackets are nested more than %d deep", MF_LEX_DEPTH_MOST);
        return false;
    }
    self->depth++;
    *inmost(self) = (frame){ .open = open, .first_name = self->names.n, .group = mark == '{',
                             .array = mark == '[', .empty = true };
    self->state = mark == '{' ? WANTS_NAME : WANTS_VALUE;
    return true;
}

static bool pop(judge *self, const mf_token *close)
{
    const mf_token *open = inmost(self)->open;
    char mark = close->text[0];

    if (open == NULL) {
        COMPLAIN(self, close, "this %c closes nothing", mark);
        return false;
    }
    if (mark != (open->text[0] == '{' ? '}' : open->text[0] == '(' ? ')' : ']')) {
        COMPLAIN(self, close, "this %c does not close the %c of line %d", mark, open->text[0],
                 open->line);
        return false;
    }
    if (inmost(self)->group)
        mf_names_close(&self->names, inmost(self)->first_name, self->at, self->tokens, self->diags);
    self->depth--;
    self->state = HAS_VALUE;
    return true;
}

static const char *word_hint(const mf_token *token)
{
    static const struct { const char *word, *hint; } hints[] = {
        { "yes", "write true" },   { "on", "write true" },   { "no", "write false" },
        { "off", "write false" },  { "nan", "a setting has to be a number" },
        { "inf", "a setting has to be finite" }, { "infinity", "a setting has to be finite" },
        { "null", "leave the setting out" },     { "none", "a text stands in quotation marks" },
    };

    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        mf_token word = { .text = hints[i].word, .n = strlen(hints[i].word) };

        if (mf_token_compare(token, &word) == 0)
            return hints[i].hint;
    }
    return "a text stands in quotation marks";
}

static bool judge_value(judge *self, mf_token *token)
{
    frame *in = inmost(self);

    judge_element(self, token);
    in->empty = false;
    switch (token->kind) {
    case MF_TOKEN_OPEN:
        return push(self, token);
    case MF_TOKEN_NAME:
        mf_token_spoil(token, self->arena, "%.*s is not a value; %s", shown(token), token->text,
                       word_hint(token));
        break;
    case MF_TOKEN_NUMBER: case MF_TOKEN_BOOL: case MF_TOKEN_TEXT: case MF_TOKEN_BAD:
        break;
    default:
        return false;
    }
    self->state = HAS_VALUE;
    return true;
}

/* A value is wanted, and there is none. */
static bool lack_value(judge *self, const mf_token *token)
{
    mf_token *before = &self->tokens->at[self->at - 1];

    if (!inmost(self)->group) {
        if (token->kind == MF_TOKEN_CLOSE && before->kind == MF_TOKEN_COMMA) {
            COMPLAIN(self, before, "there is a comma, and nothing behind it");
            before->skipped = true;
        } else if (token->kind != MF_TOKEN_CLOSE || !inmost(self)->empty) {
            COMPLAIN(self, token, "a value is missing before this %.*s", shown(token), token->text);
            return false;
        }
        return pop(self, token);
    }
    mf_token_spoil(before, self->arena, "has no value");
    before->kind = MF_TOKEN_ASSIGN;
    before->lacks_value = true;
    self->state = HAS_VALUE;
    self->at--; /* judge this token again */
    return true;
}

static bool wants_value(judge *self)
{
    mf_token *token = token_at(self);

    switch (token->kind) {
    case MF_TOKEN_CLOSE: case MF_TOKEN_COMMA: case MF_TOKEN_SEMICOLON: case MF_TOKEN_ASSIGN:
        return lack_value(self, token);
    default:
        break;
    }
    /* "a =" and then "b = 1": the value is what is missing */
    if (token->kind == MF_TOKEN_NAME && inmost(self)->group
        && token[1].kind == MF_TOKEN_ASSIGN)
        return lack_value(self, token);
    return judge_value(self, token);
}

static bool wants_name(judge *self)
{
    mf_token *token = token_at(self);

    if (token->kind == MF_TOKEN_CLOSE)
        return pop(self, token);
    if (token->kind == MF_TOKEN_SEMICOLON || token->kind == MF_TOKEN_COMMA) {
        WARN(self, token, "there is a %c too many", token->text[0]);
        token->skipped = true;
        return true;
    }
    if (token->kind != MF_TOKEN_NAME && token->kind != MF_TOKEN_BOOL) {
        COMPLAIN(self, token, "a setting is wanted here, as in name = value;%s",
                 token->kind == MF_TOKEN_TEXT ? " a name has no quotation marks" : "");
        return false;
    }
    if (token->kind == MF_TOKEN_BOOL) {
        COMPLAIN(self, token, "%.*s cannot be the name of a setting", shown(token), token->text);
        return false;
    }
    if (self->names.n - inmost(self)->first_name >= MF_LEX_KEYS_MOST) {
        COMPLAIN(self, token, "a group has at most %d settings", MF_LEX_KEYS_MOST);
        return false;
    }
    self->state = WANTS_ASSIGN;
    self->starved = !mf_names_note(&self->names, token, self->at);
    return !self->starved;
}

static bool wants_assign(judge *self)
{
    const mf_token *token = token_at(self);

    if (token->kind != MF_TOKEN_ASSIGN) {
        COMPLAIN(self, setting_of(self), "after %.*s, = is missing", shown(setting_of(self)),
                 setting_of(self)->text);
        return false;
    }
    self->state = WANTS_VALUE;
    return true;
}

/* Inside ( ) or [ ], after a value. */
static bool after_element(judge *self, mf_token *token)
{
    const mf_token *before = token_before(self);

    switch (token->kind) {
    case MF_TOKEN_COMMA:
        self->state = WANTS_VALUE;
        return true;
    case MF_TOKEN_CLOSE:
        return pop(self, token);
    case MF_TOKEN_SEMICOLON:
        COMPLAIN(self, token, "values are separated by commas, not by ;");
        token->skipped = true;
        return true;
    case MF_TOKEN_TEXT:
        if (before->kind == MF_TOKEN_TEXT) {
            WARN(self, token, "two texts are joined here; is a comma missing between them?");
            return true;
        }
        break;
    case MF_TOKEN_ASSIGN:
        COMPLAIN(self, before, "settings of a group stand in { }");
        return false;
    default:
        break;
    }
    COMPLAIN(self, before, "a comma is missing after this value");
    token->lacks_comma = true;
    return judge_value(self, token);
}

/* Inside { } or outside of everything, after a value. */
static bool after_setting(judge *self, mf_token *token)
{
    const mf_token *before = token_before(self);
    const mf_token *setting = setting_of(self);

    switch (token->kind) {
    case MF_TOKEN_SEMICOLON:
        self->state = WANTS_NAME;
        return true;
    case MF_TOKEN_COMMA:
        if (before->kind == MF_TOKEN_NUMBER && token[1].kind == MF_TOKEN_NUMBER) {
            mf_token_spoil(token - 1, self->arena, "decimals are written with a point: %.*s.%.*s",
                           shown(before), before->text, shown(&token[1]), token[1].text);
            token[0].skipped = token[1].skipped = true;
            self->at++;
            return true;
        }
        WARN(self, token, "settings are separated by ; and not by a comma");
        self->state = WANTS_NAME;
        return true;
    case MF_TOKEN_CLOSE:
        return pop(self, token);
    case MF_TOKEN_NAME:
        if (same_line(before, token))
            WARN(self, token, "a ; is missing before %.*s", shown(token), token->text);
        return wants_name(self);
    case MF_TOKEN_TEXT:
        if (before->kind == MF_TOKEN_TEXT) {
            if (same_line(before, token))
                WARN(self, token, "two texts are joined here");
            return true;
        }
        break;
    default:
        break;
    }
    COMPLAIN(self, token, "%.*s has a value already; a ; or a bracket is missing", shown(setting),
             setting->text);
    return false;
}

static bool judge_token(judge *self)
{
    switch (self->state) {
    case WANTS_NAME:
        return wants_name(self);
    case WANTS_ASSIGN:
        return wants_assign(self);
    case WANTS_VALUE:
        return wants_value(self);
    case HAS_VALUE:
        break;
    }
    return inmost(self)->group ? after_setting(self, token_at(self))
                               : after_element(self, token_at(self));
}

/* All tokens are read: is anything still open? */
static bool judge_end(judge *self)
{
    const mf_token *open = inmost(self)->open;

    if (open != NULL) {
        COMPLAIN(self, open, "this %c is never closed", open->text[0]);
        return false;
    }
    if (self->state == WANTS_ASSIGN || self->state == WANTS_VALUE) {
        COMPLAIN(self, setting_of(self), "%.*s has no value", shown(setting_of(self)),
                 setting_of(self)->text);
        return false;
    }
    mf_names_close(&self->names, inmost(self)->first_name, self->at, self->tokens, self->diags);
    return true;
}

bool mf_tokens_judge(mf_tokens *self, mf_arena *arena, mf_diags *diags)
{
    judge all = { .tokens = self, .arena = arena, .diags = diags, .state = WANTS_NAME };
    bool well = true;

    all.frames[0] = (frame){ .group = true };
    while (well && token_at(&all)->kind != MF_TOKEN_END) {
        well = judge_token(&all);
        all.at++;
    }
    well = well && judge_end(&all);
    self->starved = self->starved || all.starved;
    mf_names_free(&all.names);
    return well && !all.starved;
}
