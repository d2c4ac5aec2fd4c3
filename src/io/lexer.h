/* lexer.h — the bytes of a scenario as tokens, with everything refused that
 * libconfig would take in silence.
 *
 * libconfig 1.5 wraps integers beyond 32 bits, forgets the text of numbers,
 * joins texts, reports an unclosed text at the end of the file and leaves the
 * process when an include names a folder.  So includes are resolved, numbers,
 * texts and brackets are judged here, and libconfig is given the text that
 * mf_tokens_print writes: one token a line, so that a line number of libconfig
 * is the number of a token and a token knows its file and line.  A token with
 * a mistake is complained of and replaced, so that one mistake hides no other. */
#ifndef MF_IO_LEXER_H
#define MF_IO_LEXER_H

#include "base/diags.h"
#include "base/text.h"
#include "io/files.h"

enum {
    MF_LEX_TEXT_MOST = 4096,   /* bytes of a text */
    MF_LEX_DEPTH_MOST = 64,    /* of brackets */
    MF_LEX_KEYS_MOST = 5000,   /* settings of a group: libconfig is quadratic in them */
    MF_LEX_INCLUDES_MOST = 10, /* of files within files */
    MF_LEX_BYTES_MOST = 16 << 20 /* of all files together */
};

typedef enum mf_token_kind {
    MF_TOKEN_NONE,
    MF_TOKEN_END,
    MF_TOKEN_NAME,
    MF_TOKEN_ASSIGN,
    MF_TOKEN_NUMBER,
    MF_TOKEN_BOOL,
    MF_TOKEN_TEXT,
    MF_TOKEN_BAD,   /* a value that was complained of */
    MF_TOKEN_OPEN,  /* { ( [ */
    MF_TOKEN_CLOSE, /* } ) ] */
    MF_TOKEN_COMMA,
    MF_TOKEN_SEMICOLON,
    MF_TOKEN_INCLUDE
} mf_token_kind;

typedef struct mf_token {
    mf_token_kind kind;
    int line;
    bool real;       /* a number with a point or an exponent */
    bool skipped;    /* not for libconfig */
    bool lacks_value; /* = without a value behind it */
    bool lacks_comma; /* an element without a comma before it */
    const char *file;
    const char *text; /* n bytes; of a text what it means, without quotation marks */
    size_t n;
    const char *complaint; /* about the value, until someone knows its setting; or NULL */
} mf_token;

typedef struct mf_tokens {
    mf_token *at; /* ends with MF_TOKEN_END */
    size_t n, room;
    bool starved; /* memory ran out */
} mf_tokens;

/* What stands for a value with a mistake; no scenario can write it. */
#define MF_BAD_VALUE "\x01"

/* One file being read. */
typedef struct mf_lexer {
    const mf_file *file;
    size_t at;
    int line;
    bool line_begins; /* nothing but blanks before `at` in this line */
    bool starved;
    mf_arena *arena;
    mf_diags *diags;
} mf_lexer;

/* Complains of bytes that no scenario may hold; false if there are any. */
bool mf_lexer_start(mf_lexer *self, const mf_file *file, mf_arena *arena, mf_diags *diags);

/* The next token; MF_TOKEN_END at the end, also after what cannot be read on from. */
mf_token mf_lexer_next(mf_lexer *self);

/* Tokens of a file and all it includes, judged as a sequence.  False if they
 * cannot be given to libconfig (there is a complaint, or memory ran out).
 * Strings live in `arena`. */
bool mf_tokens_read(mf_tokens *self, const mf_file *file, const mf_fence *fence,
                    mf_arena *arena, mf_diags *diags);
void mf_tokens_free(mf_tokens *self);

/* Judges the sequence: brackets, separators, names given twice, limits.
 * False if it has no meaning at all.  Used by mf_tokens_read. */
bool mf_tokens_judge(mf_tokens *self, mf_arena *arena, mf_diags *diags);

/* Turns a token into a value with a mistake; the complaint lives in `arena`. */
void mf_token_spoil(mf_token *self, mf_arena *arena, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Says the complaints that no setting has taken. */
void mf_tokens_complain(mf_tokens *self, mf_diags *diags);

/* The text for libconfig. */
void mf_tokens_print(const mf_tokens *self, mf_buffer *out);

#endif
