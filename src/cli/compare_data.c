/* A comparison as data: CSV and JSON. */
#include "cli/compare.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

/* ------------------------------------------------------------- CSV */

static void csv_text(const char *text)
{
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            putchar('"');
        putchar(*text);
    }
    putchar('"');
}

static void csv_number(double value)
{
    if (isnan(value))
        printf(",");
    else
        printf(",%.10g", value);
}

static void csv_difference(const mf_comparison *of, int run, enum mf_cut_kind kind, int cut,
                           int measure)
{
    const mf_difference *d = mf_comparison_at(of, run, kind, cut, measure);

    csv_text(of->path[run]);
    printf(",%s,", mf_cut_words[kind]);
    csv_text(of->cut[kind][cut]);
    printf(",%s,", of->measure[measure]);
    csv_text(of->unit[measure]);
    csv_number(d->base);
    csv_number(d->other);
    csv_number(d->difference);
    csv_number(d->low);
    csv_number(d->high);
    csv_number(d->relative);
    printf(",%d,%d", d->agree, d->n);
    csv_number(d->removed);
    printf("\n");
}

/* A ratio stands where differences stand; it has no levels. */
static void csv_ratio(const mf_comparison *of, int run, int ratio)
{
    const mf_ratio *r = &of->ratio[run - 1][ratio];

    csv_text(of->path[run]);
    printf(",all,\"all\",%s,\"%s\",,", mf_ratios[ratio].name, mf_ratios[ratio].unit);
    csv_number(r->value);
    csv_number(r->low);
    csv_number(r->high);
    printf(",,,%d,\n", of->n_replicates);
}

static void csv_fates(const mf_comparison *of, int run)
{
    const mf_fates_matrix *m = &of->matrix[run - 1];

    for (int cell = 0; m->people != NULL && cell < of->n_fates * of->n_fates; cell++) {
        csv_text(of->path[run]);
        printf(",%s,%s,%" PRId64, of->fate[cell / of->n_fates], of->fate[cell % of->n_fates],
               m->people[cell]);
        csv_number(m->persons[cell]);
        printf("\n");
    }
}

void cli_compare_csv(const mf_comparison *of, const cli_telling *how)
{
    bool fates = how->by == MF_N_CUT_KINDS;

    printf(fates ? "run,base_fate,other_fate,people,persons\n"
                 : "run,by,cut,measure,unit,base,other,difference,low,high,relative,agree,pairs,removed\n");
    for (int run = 1; run < of->n_runs; run++) {
        if (fates)
            csv_fates(of, run);
        for (int c = 0; !fates && c < (int) of->n_cuts[how->by]; c++)
            for (int m = 0; m < of->n_measures; m++)
                csv_difference(of, run, (enum mf_cut_kind) how->by, c, m);
        for (int i = 0; how->by == MF_CUT_ALL && i < MF_N_RATIOS; i++)
            csv_ratio(of, run, i);
    }
}

/* ------------------------------------------------------------- JSON */

static void json_text(const char *text)
{
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            putchar('\\');
        if ((unsigned char) *text < ' ')
            printf("\\u%04x", (unsigned) *text);
        else
            putchar(*text);
    }
    putchar('"');
}

static void json_number(const char *name, double value)
{
    if (isnan(value))
        printf(", \"%s\": null", name);
    else
        printf(", \"%s\": %.10g", name, value);
}

static void json_difference(const mf_comparison *of, int run, enum mf_cut_kind kind, int cut,
                            int measure)
{
    const mf_difference *d = mf_comparison_at(of, run, kind, cut, measure);

    printf("      {\"cut\": ");
    json_text(of->cut[kind][cut]);
    printf(", \"measure\": \"%s\", \"unit\": ", of->measure[measure]);
    json_text(of->unit[measure]);
    json_number("base", d->base);
    json_number("other", d->other);
    json_number("difference", d->difference);
    json_number("low", d->low);
    json_number("high", d->high);
    json_number("relative", d->relative);
    json_number("removed", d->removed);
    printf(", \"agree\": %d, \"pairs\": %d}", d->agree, d->n);
}

static void json_ratios(const mf_comparison *of, int run)
{
    printf(",\n     \"ratios\": [");
    for (int i = 0; i < MF_N_RATIOS; i++) {
        const mf_ratio *r = &of->ratio[run - 1][i];

        printf("%s\n      {\"ratio\": \"%s\", \"unit\": \"%s\"", i > 0 ? "," : "",
               mf_ratios[i].name, mf_ratios[i].unit);
        json_number("value", r->value);
        json_number("low", r->low);
        json_number("high", r->high);
        printf("}");
    }
    printf("]");
}

static void json_fates(const mf_comparison *of, int run, int most)
{
    const mf_fates_matrix *m = &of->matrix[run - 1];
    int32_t person[256];
    int n = mf_comparison_examples(of, run, most < 256 ? most : 256, person);
    bool first = true;

    printf(",\n     \"fates\": [");
    for (int cell = 0; m->people != NULL && cell < of->n_fates * of->n_fates; cell++) {
        if (m->people[cell] == 0)
            continue;
        printf("%s\n      {\"base\": \"%s\", \"other\": \"%s\", \"people\": %" PRId64, first ? "" : ",",
               of->fate[cell / of->n_fates], of->fate[cell % of->n_fates], m->people[cell]);
        json_number("persons", m->persons[cell]);
        printf("}");
        first = false;
    }
    printf("],\n     \"examples\": [");
    for (int i = 0; i < n; i++)
        printf("%s%" PRId32, i > 0 ? ", " : "", person[i]);
    printf("]");
}

static void json_run(const mf_comparison *of, int run, const cli_telling *how)
{
    enum mf_cut_kind kind = how->by < MF_N_CUT_KINDS ? (enum mf_cut_kind) how->by : MF_CUT_ALL;

    printf("    {\"run\": ");
    json_text(of->path[run]);
    json_number("removed", mf_comparison_removed(of, run));
    printf(",\n     \"differences\": [\n");
    for (int c = 0; c < (int) of->n_cuts[kind]; c++)
        for (int m = 0; m < of->n_measures; m++) {
            json_difference(of, run, kind, c, m);
            printf(c + 1 < (int) of->n_cuts[kind] || m + 1 < of->n_measures ? ",\n" : "]");
        }
    json_ratios(of, run);
    json_fates(of, run, how->examples);
    printf("}%s\n", run + 1 < of->n_runs ? "," : "");
}

void cli_compare_json(const mf_comparison *of, const cli_telling *how)
{
    printf("{\"baseline\": ");
    json_text(of->path[0]);
    printf(", \"paired\": %s, \"replicates\": %d, \"by\": \"%s\",\n  \"runs\": [\n",
           of->paired ? "true" : "false", of->n_replicates,
           how->by < MF_N_CUT_KINDS ? mf_cut_words[how->by] : mf_cut_words[0]);
    for (int run = 1; run < of->n_runs; run++)
        json_run(of, run, how);
    printf("  ]}\n");
}
