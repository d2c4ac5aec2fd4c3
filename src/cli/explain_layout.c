/* The layout of results, printed from the tables that write them. */
#include "cli/explain.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "io/layout.h"
#include "record/table.h"
#include "study/compare.h"

static const char *const type_words[] = { "i8", "i16", "i32", "f32", "f64", "text" };

typedef struct printer {
    bool markdown;
    const char *group; /* whose heading was printed last */
} printer;

static void print_heading(printer *self, const char *group)
{
    if (self->group != NULL && strcmp(self->group, group) == 0)
        return;
    self->group = group;
    if (self->markdown)
        printf("\n**`/%s`** %s\n\n| name | type | axes | unit | meaning |\n"
               "| --- | --- | --- | --- | --- |\n", group, mf_group_doc(group));
    else
        printf("\n/%s: %s\n", group, mf_group_doc(group));
}

static void print_row(const printer *self, const char *name, const char *type, const char *axes,
                      const char *unit, const char *doc)
{
    if (self->markdown)
        printf("| `%s` | %s | %s | %s | %s |\n", name, type, axes, unit, doc);
    else
        printf("  %-24s %-4s  (%s) %s%s%s%s\n", name, type, axes, doc, unit[0] == '\0' ? "" : " [",
               unit, unit[0] == '\0' ? "" : "]");
}

/* What the numbers of a code stand for. */
static const char *code_words(mf_code code)
{
    return code == MF_CODE_NULL ? "" : mf_code_is_set(code) ? "; `flag_masks`, `flag_meanings`"
                                                            : "; `flag_values`, `flag_meanings`";
}

static void print_table(printer *self, int table)
{
    const mf_table *t = &mf_table_list[table];
    mf_buffer axes = { 0 }, doc = { 0 };

    for (int a = 0; t->axis[a] != MF_AXIS_END; a++)
        mf_buffer_add(&axes, "%s%s", a == 0 ? "" : ", ", mf_table_list[mf_axis_table(t->axis[a])].name);
    mf_buffer_add(&doc, "%s%s", t->doc, code_words(t->code));
    if (t->method[0] != '\0')
        mf_buffer_add(&doc, " (%s)", t->method);
    print_heading(self, t->group);
    if (!axes.failed && !doc.failed)
        print_row(self, t->name, type_words[t->type], axes.text, t->unit, doc.text);
    mf_buffer_free(&axes);
    mf_buffer_free(&doc);
}

/* Tables by their group, in the order in which groups are first met. */
static void print_tables(printer *self)
{
    for (int i = 0; i < MF_N_TABLES; i++) {
        bool met = false;

        for (int j = 0; j < i && !met; j++)
            met = strcmp(mf_table_list[j].group, mf_table_list[i].group) == 0;
        for (int j = i; j < MF_N_TABLES && !met; j++)
            if (strcmp(mf_table_list[j].group, mf_table_list[i].group) == 0)
                print_table(self, j);
    }
}

int explain_layout(const char *file, bool markdown)
{
    printer self = { markdown, NULL };

    (void) file;
    printf(markdown ? "Layout %s.\n" : "layout %s\n", MF_FORMAT);
    print_tables(&self);
    return 0;
}

int explain_notes(const char *file, bool markdown)
{
    static const char *const kinds[] = { "text", "i32", "f64", "text, a dataset" };
    static const char *const files[] = { "all", "runs", "runs, unless `--anonymous`" };

    (void) file;
    if (markdown)
        printf("| where | name | type | in | meaning |\n| --- | --- | --- | --- | --- |\n");
    for (int i = 0; i < MF_N_NOTICES; i++) {
        const mf_notice *note = &mf_notice_list[i];

        if (markdown)
            printf("| `/%s` | `%s` | %s | %s | %s |\n", note->group, note->name, kinds[note->kind],
                   files[note->of], note->doc);
        else
            printf("/%-11s %-24s %-16s %s\n", note->group, note->name, kinds[note->kind], note->doc);
    }
    return 0;
}

static void see_sheet(void *context, const mf_sheet *sheet)
{
    mf_buffer axes = { 0 };

    for (int a = 0; sheet->axis[a] != NULL; a++)
        mf_buffer_add(&axes, "%s%s", a == 0 ? "" : ", ", sheet->axis[a]);
    print_heading(context, sheet->group);
    if (!axes.failed)
        print_row(context, sheet->name, type_words[sheet->type], axes.text, sheet->unit, sheet->doc);
    mf_buffer_free(&axes);
}

int explain_comparisons(const char *file, bool markdown)
{
    printer self = { markdown, NULL };

    (void) file;
    return mf_err_status(mf_comparison_sheets(see_sheet, &self));
}
