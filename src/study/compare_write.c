/* A comparison as a file. */
#include <string.h>

#include "io/layout.h"
#include "study/book.h"
#include "study/compare_parts.h"

#define MIXED "mixed: see measure_unit"
enum { COLUMNS = 8 };

static const struct {
    const char *name, *unit, *doc;
} columns[COLUMNS] = {
    { "base", MIXED, "mean over replicates of the baseline" },
    { "other", MIXED, "mean over replicates of the run" },
    { "difference", MIXED, "run less baseline, mean over pairs of replicates" },
    { "low", MIXED, "lower end of the 95 % interval of the mean difference" },
    { "high", MIXED, "upper end of the 95 % interval of the mean difference" },
    { "relative", "1", "exp(mean log(run / baseline)) - 1; NaN unless all are positive" },
    { "agree", "pairs", "pairs whose difference has the sign of the mean" },
    { "removed", "1", "share of the variance of unpaired differences that pairing removed" },
};

static double column_of(const mf_difference *d, int column)
{
    const double all[COLUMNS] = { d->base, d->other, d->difference, d->low,
                                  d->high, d->relative, d->agree, d->removed };

    return all[column];
}

/* A list of words along an axis: of its own name, if it is a scale. */
static void add_words(mf_book *self, const char *name, const char *axis, const char *doc,
                      char *const *words, size_t n)
{
    mf_book_add(self, &(mf_sheet){ .group = "", .name = name, .type = MF_TYPE_TEXT, .unit = "", .doc = doc,
                                   .values = words, .axis = { axis, NULL }, .length = { n } });
}

static void add_scale(mf_book *self, const char *name, const char *doc, char *const *words, size_t n)
{
    add_words(self, name, name, doc, words, n);
}

static void add_column(mf_book *self, const mf_comparison *c, enum mf_cut_kind kind, int column)
{
    static const char *const groups[] = { "all_years", "by_year", "by_cohort", "by_country",
                                          "by_year_cohort", "by_year_country" };
    size_t runs = (size_t) c->n_runs - 1, each = c->n_cuts[kind] * (size_t) c->n_measures;
    double *values = mf_book_own(self, runs * each, sizeof *values);
    mf_sheet sheet = { .group = groups[kind], .name = columns[column].name, .type = MF_TYPE_F64,
                       .unit = columns[column].unit, .doc = columns[column].doc,
                       .values = values, .axis = { "run", mf_cut_words[kind], "measure", NULL },
                       .length = { runs, c->n_cuts[kind], (size_t) c->n_measures } };

    for (size_t i = 0; values != NULL && i < runs * each; i++)
        values[i] = column_of(&c->at[kind][i], column);
    if (kind == MF_CUT_ALL) {
        sheet.axis[1] = "measure";
        sheet.axis[2] = NULL;
        sheet.length[1] = (size_t) c->n_measures;
    }
    mf_book_add(self, &sheet);
}

static void add_ratio(mf_book *self, const mf_comparison *c, const char *name, const char *doc,
                      double value_of(const mf_ratio *))
{
    size_t runs = (size_t) c->n_runs - 1;
    double *values = mf_book_own(self, runs * MF_N_RATIOS, sizeof *values);

    for (size_t i = 0; values != NULL && i < runs * MF_N_RATIOS; i++)
        values[i] = value_of(&c->ratio[i / MF_N_RATIOS][i % MF_N_RATIOS]);
    mf_book_add(self, &(mf_sheet){ .group = "ratios", .name = name, .type = MF_TYPE_F64, .unit = "EUR",
                                   .doc = doc, .values = values, .axis = { "run", "ratio", NULL },
                                   .length = { runs, MF_N_RATIOS } });
}

static double value_of(const mf_ratio *self) { return self->value; }
static double low_of(const mf_ratio *self) { return self->low; }
static double high_of(const mf_ratio *self) { return self->high; }

static void add_ratios(mf_book *self, const mf_comparison *c)
{
    char **names = mf_book_own(self, MF_N_RATIOS, sizeof *names);

    for (int i = 0; names != NULL && i < MF_N_RATIOS; i++)
        memcpy(&names[i], &mf_ratios[i].name, sizeof *names);
    add_scale(self, "ratio", "what was paid for each unit of what was changed", names, MF_N_RATIOS);
    add_ratio(self, c, "value", "of all years (NaN: not clearly changed)", value_of);
    add_ratio(self, c, "value_low", "lower end of its 95 % interval (Fieller)", low_of);
    add_ratio(self, c, "value_high", "upper end of its 95 % interval (Fieller)", high_of);
}

static void add_fates(mf_book *self, const mf_comparison *c)
{
    size_t runs = (size_t) c->n_runs - 1, n = (size_t) c->n_fates, cells = n * n;
    double *people = mf_book_own(self, runs * cells, sizeof *people);
    double *persons = mf_book_own(self, runs * cells, sizeof *persons);
    mf_sheet of = { .group = "fates", .type = MF_TYPE_F64,
                    .axis = { "run", "base_fate", "other_fate", NULL }, .length = { runs, n, n } };

    add_scale(self, "base_fate", "what became of people in the baseline", c->fate, n);
    add_scale(self, "other_fate", "what became of the same people in the run", c->fate, n);
    for (size_t r = 0; !self->failed && r < runs; r++)
        for (size_t i = 0; i < cells; i++) {
            people[r * cells + i] = (double) c->matrix[r].people[i];
            persons[r * cells + i] = c->matrix[r].persons[i];
        }
    of.name = "people";
    of.unit = "1";
    of.doc = "modelled people of all replicates";
    of.values = people;
    mf_book_add(self, &of);
    of.name = "persons";
    of.unit = "persons";
    of.doc = "persons, mean over replicates";
    of.values = persons;
    mf_book_add(self, &of);
}

static void add_scales(mf_book *self, const mf_comparison *c)
{
    static const char *const cut_docs[MF_N_CUT_KINDS] = {
        "", "calendar year", "cohort", "country", "calendar year and cohort",
        "calendar year and country",
    };
    size_t n = (size_t) c->n_measures;

    add_scale(self, "run", "run that is compared with the baseline", c->path + 1,
              (size_t) c->n_runs - 1);
    add_scale(self, "measure", "main outcome or indicator", c->measure, n);
    for (int k = MF_CUT_YEAR; k < MF_N_CUT_KINDS; k++)
        add_scale(self, mf_cut_words[k], cut_docs[k], c->cut[k], c->n_cuts[k]);
    add_words(self, "measure_unit", "measure", "its unit", c->unit, n);
    add_words(self, "measure_name", "measure", "what it says", c->doc, n);
}

static void fill(mf_book *self, const mf_comparison *c)
{
    add_scales(self, c);
    for (int k = 0; k < MF_N_CUT_KINDS; k++)
        for (int column = 0; column < COLUMNS; column++)
            add_column(self, c, (enum mf_cut_kind) k, column);
    add_ratios(self, c);
    if (c->paired)
        add_fates(self, c);
}

mf_err mf_comparison_write(const mf_comparison *self, const char *path, bool force, mf_error *err)
{
    mf_book *all = mf_book_new();
    mf_buffer title = { 0 };
    mf_err code;

    mf_buffer_add(&title, "differences to %s", self->path[0]);
    if (all != NULL)
        fill(all, self);
    code = title.failed ? mf_fail(err, MF_E_NOMEM, "no room for a title")
                        : mf_book_write(all, path, force, MF_KIND_COMPARISON, title.text, err);
    mf_book_free(all);
    mf_buffer_free(&title);
    return code;
}

mf_err mf_comparison_sheets(void (*see)(void *context, const mf_sheet *sheet), void *context)
{
    char *no_path[1] = { NULL };
    const mf_comparison none = { .n_runs = 1, .path = no_path, .paired = true };
    mf_book *all = mf_book_new();
    bool failed = all == NULL;

    if (all != NULL)
        fill(all, &none);
    failed = failed || all->failed;
    for (size_t i = 0; !failed && i < all->n; i++)
        see(context, &all->sheet[i]);
    mf_book_free(all);
    return failed ? MF_E_NOMEM : MF_OK;
}
