/* A comparison as a file. */
#include <stdlib.h>
#include <string.h>

#include "io/layout.h"
#include "study/compare_parts.h"

#define MIXED "mixed: see measure_unit"
enum { SHEETS_MOST = 96, COLUMNS = 8 };

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

typedef struct book {
    mf_sheet sheet[SHEETS_MOST];
    void *owned[SHEETS_MOST];
    size_t n, n_owned;
    bool failed;
} book;

static void *own(book *self, size_t n, size_t size)
{
    void *memory = calloc(n + 1, size);

    self->failed = self->failed || memory == NULL;
    self->owned[self->n_owned++] = memory;
    return memory;
}

static void add_scale(book *self, const char *name, const char *doc, char *const *words, size_t n)
{
    self->sheet[self->n++] = (mf_sheet){ .group = "", .name = name, .type = MF_TYPE_TEXT, .unit = "",
                                         .doc = doc, .values = words, .axis = { name, NULL },
                                         .length = { n } };
}

static void add_column(book *self, const mf_comparison *c, enum mf_cut_kind kind, int column)
{
    static const char *const groups[] = { "all_years", "by_year", "by_cohort", "by_country",
                                          "by_year_cohort", "by_year_country" };
    size_t runs = (size_t) c->n_runs - 1, each = c->n_cuts[kind] * (size_t) c->n_measures;
    double *values = own(self, runs * each, sizeof *values);
    mf_sheet *sheet = &self->sheet[self->n++];

    for (size_t i = 0; values != NULL && i < runs * each; i++)
        values[i] = column_of(&c->at[kind][i], column);
    *sheet = (mf_sheet){ .group = groups[kind], .name = columns[column].name, .type = MF_TYPE_F64,
                         .unit = columns[column].unit, .doc = columns[column].doc,
                         .values = values, .axis = { "run", mf_cut_words[kind], "measure", NULL },
                         .length = { runs, c->n_cuts[kind], (size_t) c->n_measures } };
    if (kind == MF_CUT_ALL) {
        sheet->axis[1] = "measure";
        sheet->axis[2] = NULL;
        sheet->length[1] = (size_t) c->n_measures;
    }
}

static void add_ratio(book *self, const mf_comparison *c, const char *name, const char *doc,
                      double value_of(const mf_ratio *))
{
    size_t runs = (size_t) c->n_runs - 1;
    double *values = own(self, runs * MF_N_RATIOS, sizeof *values);

    for (size_t i = 0; values != NULL && i < runs * MF_N_RATIOS; i++)
        values[i] = value_of(&c->ratio[i / MF_N_RATIOS][i % MF_N_RATIOS]);
    self->sheet[self->n++] = (mf_sheet){ .group = "ratios", .name = name, .type = MF_TYPE_F64,
                                         .unit = "EUR", .doc = doc, .values = values,
                                         .axis = { "run", "ratio", NULL },
                                         .length = { runs, MF_N_RATIOS } };
}

static double value_of(const mf_ratio *self) { return self->value; }
static double low_of(const mf_ratio *self) { return self->low; }
static double high_of(const mf_ratio *self) { return self->high; }

static void add_ratios(book *self, const mf_comparison *c)
{
    char **names = own(self, MF_N_RATIOS, sizeof *names);

    for (int i = 0; names != NULL && i < MF_N_RATIOS; i++)
        memcpy(&names[i], &mf_ratios[i].name, sizeof *names);
    add_scale(self, "ratio", "what was paid for each unit of what was changed", names, MF_N_RATIOS);
    add_ratio(self, c, "value", "of all years (NaN: not clearly changed)", value_of);
    add_ratio(self, c, "value_low", "lower end of its 95 % interval (Fieller)", low_of);
    add_ratio(self, c, "value_high", "upper end of its 95 % interval (Fieller)", high_of);
}

static void add_fates(book *self, const mf_comparison *c)
{
    size_t runs = (size_t) c->n_runs - 1, n = (size_t) c->n_fates, cells = n * n;
    double *people = own(self, runs * cells, sizeof *people);
    double *persons = own(self, runs * cells, sizeof *persons);
    const mf_sheet of = { .group = "fates", .type = MF_TYPE_F64,
                          .axis = { "run", "base_fate", "other_fate", NULL }, .length = { runs, n, n } };

    add_scale(self, "base_fate", "what became of people in the baseline", c->fate, n);
    add_scale(self, "other_fate", "what became of the same people in the run", c->fate, n);
    for (size_t r = 0; !self->failed && r < runs; r++)
        for (size_t i = 0; i < cells; i++) {
            people[r * cells + i] = (double) c->matrix[r].people[i];
            persons[r * cells + i] = c->matrix[r].persons[i];
        }
    self->sheet[self->n] = of;
    self->sheet[self->n].name = "people";
    self->sheet[self->n].unit = "1";
    self->sheet[self->n].doc = "modelled people of all replicates";
    self->sheet[self->n++].values = people;
    self->sheet[self->n] = of;
    self->sheet[self->n].name = "persons";
    self->sheet[self->n].unit = "persons";
    self->sheet[self->n].doc = "persons, mean over replicates";
    self->sheet[self->n++].values = persons;
}

static void add_scales(book *self, const mf_comparison *c)
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
    add_scale(self, "measure_unit", "its unit", c->unit, n);
    self->sheet[self->n - 1].axis[0] = "measure";
    add_scale(self, "measure_name", "what it says", c->doc, n);
    self->sheet[self->n - 1].axis[0] = "measure";
}

static void fill(book *self, const mf_comparison *c)
{
    add_scales(self, c);
    for (int k = 0; k < MF_N_CUT_KINDS; k++)
        for (int column = 0; column < COLUMNS; column++)
            add_column(self, c, (enum mf_cut_kind) k, column);
    add_ratios(self, c);
    if (c->paired)
        add_fates(self, c);
}

static void free_book(book *self)
{
    for (size_t i = 0; self != NULL && i < self->n_owned; i++)
        free(self->owned[i]);
    free(self);
}

mf_err mf_comparison_write(const mf_comparison *self, const char *path, bool force, mf_error *err)
{
    book *all = calloc(1, sizeof *all);
    mf_buffer title = { 0 };
    mf_err code;

    if (all == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for a comparison");
    mf_buffer_add(&title, "differences to %s", self->path[0]);
    fill(all, self);
    code = all->failed || title.failed
               ? mf_fail(err, MF_E_NOMEM, "no room for a comparison")
               : mf_sheets_write(path, force, MF_KIND_COMPARISON, title.text, all->sheet, all->n, err);
    free_book(all);
    mf_buffer_free(&title);
    return code;
}

mf_err mf_comparison_sheets(void (*see)(void *context, const mf_sheet *sheet), void *context)
{
    char *no_path[1] = { NULL };
    const mf_comparison none = { .n_runs = 1, .path = no_path, .paired = true };
    book *all = calloc(1, sizeof *all);
    bool failed = all == NULL;

    if (all != NULL)
        fill(all, &none);
    failed = failed || all->failed;
    for (size_t i = 0; !failed && i < all->n; i++)
        see(context, &all->sheet[i]);
    free_book(all);
    return failed ? MF_E_NOMEM : MF_OK;
}
