/* mixflow trace: one synthetic life as a dated list, or its two futures side by side. */
#include "cli/cli.h"

#include <inttypes.h>
#include <string.h>

#include "base/calendar.h"
#include "base/text.h"
#include "cli/scenario.h"
#include "record/fates.h"
#include "study/trace.h"

enum { NOT_GIVEN = -1, COLUMN = 58 };

typedef struct wishes {
    int64_t person, replicate;
} wishes;

#define AT(field) offsetof(wishes, field)
static const cli_option options[] = {
    { "person", 'p', CLI_COUNT, AT(person), "ID", "whose life (mixflow compare --examples offers some)",
      0, 2147483647.0, NULL },
    { "replicate", 'r', CLI_COUNT, AT(replicate), "N", "in which replicate", 0, 9999, NULL },
    { .name = NULL },
};
#undef AT

/* "leaves on an irregular leg (what: link)" without what is for programmers. */
static int length_of(const char *text)
{
    const char *note = strstr(text, " (what");

    return note == NULL ? (int) strlen(text) : (int) (note - text);
}

static void tell(const mf_life *life, const mf_moment *m, bool in_full, mf_buffer *to)
{
    if (in_full)
        mf_buffer_add(to, "%.*s", length_of(life->kind_name[m->kind]), life->kind_name[m->kind]);
    else
        mf_buffer_add(to, "%s", life->kind[m->kind]);
    mf_buffer_add(to, in_full ? ": %s" : " %s", life->where[m->where]);
    mf_buffer_add(to, " [%s]", life->status[m->status]);
    if (m->has_mind && in_full) {
        mf_buffer_add(to, "\n%12sneed %s; savings %.0f EUR, debt %.0f EUR; motives", "",
                      life->need[m->need], m->savings, m->debt);
        for (int i = 0; i < 4; i++)
            mf_buffer_add(to, " %s %.2f", life->motive[i], m->share[i]);
    }
}

static const char *fate_of(const mf_life *life)
{
    return life->fate >= 0 && life->fate < MF_N_ENDS ? mf_end_docs[life->fate] : "not told";
}

static void tell_one(const mf_life *life)
{
    for (int i = 0; i < life->n; i++) {
        mf_buffer text = { 0 };
        char date[MF_DATE_TEXT];

        mf_day_print(life->at[i].day, date);
        tell(life, &life->at[i], true, &text);
        printf("%s  %s\n", date, text.failed ? "" : text.text);
        mf_buffer_free(&text);
    }
    printf("at the end  %s\n", fate_of(life));
}

static bool is_same(const mf_life *a, const mf_life *b, int i, int j)
{
    const mf_moment *one = &a->at[i], *two = &b->at[j];

    return one->step == two->step && one->kind == two->kind && one->where == two->where &&
           one->status == two->status;
}

/* One line of two: either may be missing. */
static void tell_both(const mf_life *a, const mf_life *b, int i, int j)
{
    const mf_moment *m = i >= 0 ? &a->at[i] : &b->at[j];
    mf_buffer left = { 0 }, right = { 0 };
    char date[MF_DATE_TEXT];

    mf_day_print(m->day, date);
    if (i >= 0)
        tell(a, &a->at[i], false, &left);
    if (j >= 0)
        tell(b, &b->at[j], false, &right);
    printf("%s %c %-*s %s\n", date, i >= 0 && j >= 0 && is_same(a, b, i, j) ? ' ' : '*', COLUMN,
           left.text == NULL ? "" : left.text, right.text == NULL ? "" : right.text);
    mf_buffer_free(&left);
    mf_buffer_free(&right);
}

static void tell_two(const mf_life *a, const mf_life *b, const char *const *paths)
{
    int i = 0, j = 0;

    printf("%-12s %-*s %s\n", "", COLUMN, paths[0], paths[1]);
    while (i < a->n || j < b->n) {
        bool both = i < a->n && j < b->n && a->at[i].step == b->at[j].step;
        bool left = both || j == b->n || (i < a->n && a->at[i].step < b->at[j].step);

        tell_both(a, b, left ? i : -1, both || !left ? j : -1);
        i += left;
        j += both || !left;
    }
    printf("at the end   %-*s %s\n", COLUMN, fate_of(a), fate_of(b));
    printf("* differs\n");
}

static mf_err trace(const cli_texts *files, const wishes *values, mf_error *err)
{
    mf_life life[2] = { { .n = 0 }, { .n = 0 } };
    mf_err code = MF_OK;

    for (int f = 0; f < files->n && code == MF_OK; f++)
        code = mf_life_open(&life[f], files->at[f], (int) values->replicate,
                            (int32_t) values->person, err);
    if (code == MF_OK) {
        printf("person %" PRId64 " of %s, replicate %" PRId64 "\n", values->person,
               life[0].cohorts[life[0].cohort], values->replicate);
        if (files->n == 1)
            tell_one(&life[0]);
        else
            tell_two(&life[0], &life[1], files->at);
    }
    mf_life_free(&life[0]);
    mf_life_free(&life[1]);
    return code;
}

static int run(int argc, char **argv)
{
    wishes values = { .person = NOT_GIVEN };
    cli_texts files = { 0 };
    mf_error err = { 0 };
    mf_err code;
    int status = cli_parse(&cli_trace, argc, argv, &values, &files);

    if (status != CLI_GO)
        return status;
    if (values.person == NOT_GIVEN) {
        cli_say("trace: --person says whose life (mixflow compare --examples 5 offers some)");
        return mf_err_status(MF_E_USAGE);
    }
    code = cli_start_store(&err);
    if (code == MF_OK)
        code = trace(&files, &values, &err);
    return code == MF_OK ? 0 : cli_refuse(code, &err);
}

const cli_verb cli_trace = {
    .name = "trace",
    .summary = "tell one synthetic life, or its futures in two runs side by side",
    .arguments = "RUN.h5 --person ID [RUN2.h5]",
    .examples = { "mixflow trace base.h5 --person 2385",
                  "mixflow trace base.h5 --person 2385 open.h5", NULL },
    .least = 1,
    .most = 2,
    .options = options,
    .run = run,
};
