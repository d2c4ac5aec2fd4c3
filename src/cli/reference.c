#include "cli/reference.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "model/scenario.h"

static const char *evidence_of(const mf_param *row)
{
    switch (row->evidence[0]) {
    case 'R':
        return "read in a source";
    case 'D':
        return "computed from data";
    case 'K':
        return "background knowledge, to be checked";
    case 'A':
        return "assumption, to be swept";
    default:
        return "";
    }
}

static const char *list_name(int list)
{
    static const char *const names[MF_N_LISTS] = { "countries", "places", "links", "statuses",
                                                   "queues", "cohorts", "interventions" };

    return list >= 0 && list < MF_N_LISTS ? names[list] : "names";
}

static void add_words(mf_buffer *out, const char *const *words)
{
    for (int i = 0; words != NULL && words[i] != NULL; i++)
        mf_buffer_add(out, "%s%s", i == 0 ? ": " : ", ", words[i]);
}

static void add_group(mf_buffer *out, const char *what, const mf_group *group)
{
    mf_buffer_add(out, "%s of %s", what, group->doc);
}

/* What a value is, in words. */
static void add_type(mf_buffer *out, const mf_param *row)
{
    static const char *const plain[] = {
        [MF_PARAM_REAL] = "real",       [MF_PARAM_INT] = "integer", [MF_PARAM_COUNT] = "integer",
        [MF_PARAM_BOOL] = "true or false", [MF_PARAM_TEXT] = "text", [MF_PARAM_ID] = "name of its own",
        [MF_PARAM_DATE] = "\"YYYY-MM-DD\"", [MF_PARAM_SERIES] = "real, or a series by date",
        [MF_PARAM_TEXTS] = "list of values",
    };

    switch (row->type) {
    case MF_PARAM_REALS:
        mf_buffer_add(out, "%d reals", row->n);
        add_words(out, row->words);
        return;
    case MF_PARAM_CHOICE:
        mf_buffer_add(out, "one of");
        add_words(out, row->words);
        return;
    case MF_PARAM_NAMES:
        mf_buffer_add(out, "any of");
        add_words(out, row->words);
        return;
    case MF_PARAM_REF:
        mf_buffer_add(out, "one of the %s", list_name(row->n));
        return;
    case MF_PARAM_REFS:
        mf_buffer_add(out, "some of the %s, \"*\" all", list_name(row->n));
        return;
    case MF_PARAM_GROUP:
        add_group(out, "group", row->words);
        return;
    case MF_PARAM_LIST:
        add_group(out, "list, each", row->words);
        return;
    default:
        mf_buffer_add(out, "%s", plain[row->type]);
        return;
    }
}

static bool has_range(const mf_param *row)
{
    return (row->type <= MF_PARAM_COUNT || row->type == MF_PARAM_SERIES ||
            row->type == MF_PARAM_REALS) && row->max > row->min;
}

static void add_range(mf_buffer *out, const mf_param *row)
{
    if (has_range(row))
        mf_buffer_add(out, "%.6g to %.6g", row->min, row->max);
}

void reference_visit(const mf_group *group, const char *prefix, reference_see see, void *context)
{
    char path[REFERENCE_PATH];

    for (const mf_param *row = group->params; row->name != NULL; row++) {
        (void) snprintf(path, sizeof path, "%s%s%s", prefix, prefix[0] == '\0' ? "" : ".",
                        row->name);
        see(context, path, row);
        if (row->type == MF_PARAM_LIST && strlen(path) + 2 < sizeof path)
            strcat(path, ".*");
        if (row->type == MF_PARAM_GROUP || row->type == MF_PARAM_LIST)
            reference_visit(row->words, path, see, context);
    }
}

static void print_fallback(const mf_param *row)
{
    if (row->fallback == NULL)
        printf("; required");
    else
        printf("; default %s", row->fallback);
}

void reference_print_param(const char *path, const mf_param *row)
{
    mf_buffer text = { 0 };

    add_type(&text, row);
    if (has_range(row)) {
        mf_buffer_add(&text, ", ");
        add_range(&text, row);
    }
    if (row->unit[0] != '\0' && strcmp(row->unit, "date") != 0)
        mf_buffer_add(&text, " (%s)", strcmp(row->unit, "1") == 0 ? "no unit" : row->unit);
    printf("%s\n    %s\n    %s", path, row->doc, text.failed ? "" : text.text);
    if (row->type != MF_PARAM_GROUP && row->type != MF_PARAM_LIST)
        print_fallback(row);
    printf("\n");
    if (evidence_of(row)[0] != '\0' || row->source[0] != '\0')
        printf("    %s%s%s\n", evidence_of(row),
               evidence_of(row)[0] != '\0' && row->source[0] != '\0' ? ": " : "", row->source);
    mf_buffer_free(&text);
}

/* A cell of a Markdown table: bars would end it, stars would be emphasis. */
static void print_cell(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '|' || *text == '*')
            putchar('\\');
        putchar(*text);
    }
}

static void print_row(const char *path, const mf_param *row)
{
    mf_buffer type = { 0 }, range = { 0 };

    add_type(&type, row);
    add_range(&range, row);
    printf("| `%s` | ", path);
    print_cell(row->doc);
    printf(" | ");
    print_cell(type.text == NULL ? "" : type.text);
    printf(" | %s | %s | ", row->unit, range.text == NULL ? "" : range.text);
    if (row->fallback == NULL)
        printf("required");
    else
        printf("`%s`", row->fallback);
    printf(" | %s | ", row->evidence);
    print_cell(row->source);
    printf(" |\n");
    mf_buffer_free(&type);
    mf_buffer_free(&range);
}

static void print_heading(const char *name, const char *doc, bool markdown)
{
    if (markdown)
        printf("\n#### `%s`\n\n%s\n\n", name, doc);
    else
        printf("\n%s: %s\n\n", name, doc);
}

static void print_table_head(void)
{
    printf("| setting | meaning | value | unit | range | default | evidence | source |\n"
           "|---|---|---|---|---|---|---|---|\n");
}

static bool is_nested(const mf_param *row)
{
    return row->type == MF_PARAM_GROUP || row->type == MF_PARAM_LIST;
}

static bool has_plain_rows(const mf_group *group)
{
    for (const mf_param *row = group->params; row->name != NULL; row++)
        if (!is_nested(row))
            return true;
    return false;
}

void reference_print_groups(const mf_group *group, const char *prefix, bool markdown)
{
    char path[REFERENCE_PATH];

    if (has_plain_rows(group)) {
        print_heading(prefix[0] == '\0' ? group->name : prefix, group->doc, markdown);
        if (markdown)
            print_table_head();
    }
    for (const mf_param *row = group->params; row->name != NULL; row++) {
        if (is_nested(row))
            continue;
        (void) snprintf(path, sizeof path, "%s%s%s", prefix, prefix[0] == '\0' ? "" : ".",
                        row->name);
        if (markdown)
            print_row(path, row);
        else
            reference_print_param(path, row);
    }
    for (const mf_param *row = group->params; row->name != NULL; row++) {
        if (!is_nested(row))
            continue;
        (void) snprintf(path, sizeof path, "%s%s%s%s", prefix, prefix[0] == '\0' ? "" : ".",
                        row->name, row->type == MF_PARAM_LIST ? ".*" : "");
        reference_print_groups(row->words, path, markdown);
    }
}

void reference_print_word(const reference_words *list, int i)
{
    printf("%-24s %s", list->words[i], list->docs == NULL ? "" : list->docs[i]);
    if (list->more != NULL) {
        printf(" (");
        list->print_more(i);
        printf(")");
    }
    printf("\n");
}

void reference_print_words(const reference_words *list, bool markdown)
{
    print_heading(list->name, list->doc, markdown);
    if (markdown)
        printf(list->more == NULL ? "| word | meaning |\n|---|---|\n"
                                  : "| word | meaning | %s |\n|---|---|---|\n", list->more);
    for (int i = 0; list->words[i] != NULL; i++) {
        if (!markdown) {
            reference_print_word(list, i);
            continue;
        }
        printf("| `%s` | ", list->words[i]);
        print_cell(list->docs == NULL ? "" : list->docs[i]);
        printf(" |");
        if (list->more != NULL) {
            printf(" ");
            list->print_more(i);
            printf(" |");
        }
        printf("\n");
    }
}

void reference_print_kind(const mf_intervention_kind *kind, bool markdown)
{
    const char *item = markdown ? "- " : "";
    const char *end = markdown ? "" : "\n";

    print_heading(kind->name, kind->doc, markdown);
    printf("%sowner: %s; level: %s; stage: %s\n", item, mf_owner_words[kind->owner],
           mf_level_words[kind->level], mf_stage_words[kind->stage]);
    printf("%sevidence %s: %s\n", item, kind->evidence, kind->source);
    printf("%sknown side effect: %s\n\n", item, kind->side_effect);
    if (markdown)
        print_table_head();
    for (const mf_param *row = kind->params->params; row->name != NULL; row++) {
        if (markdown)
            print_row(row->name, row);
        else
            reference_print_param(row->name, row);
    }
    printf("%s", end);
}
