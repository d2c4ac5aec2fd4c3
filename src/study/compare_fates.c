/* The same people, two futures. */
#include <stdlib.h>

#include "record/fates.h"
#include "study/compare_parts.h"

/* Who is who: numbers of cohorts follow one another. */
typedef struct people {
    size_t n_cohorts, n; /* n: numbers, gaps included */
    double *first, *count, *weight;
    int n_replicates;
} people;

static void free_people(people *self)
{
    free(self->first);
    free(self->count);
    free(self->weight);
}

static mf_err read_people(people *self, const mf_result *run, mf_error *err)
{
    size_t length[MF_MOST_AXES];
    int n;

    *self = (people){ .n = 0 };
    MF_TRY(mf_result_shape(run, "/fates/final_fate", length, &n, err));
    self->n_replicates = (int) length[0];
    self->n = length[1];
    MF_TRY(mf_result_reals(run, "/cohort_first_person", &self->first, &self->n_cohorts, err));
    MF_TRY(mf_result_exactly(run, "/cohort_people", self->n_cohorts, &self->count, err));
    return mf_result_exactly(run, "/weight", self->n_cohorts, &self->weight, err);
}

static void keep_example(mf_fates_matrix *self, size_t cell, size_t id)
{
    int32_t *example = &self->example[cell * MF_EXAMPLES_MOST];

    for (int i = 0; i < MF_EXAMPLES_MOST; i++)
        if (example[i] < 0) {
            example[i] = (int32_t) id;
            return;
        }
}

static mf_err count(mf_fates_matrix *self, const people *who, int replicate, const int8_t *base,
                    const int8_t *other, mf_error *err)
{
    for (size_t k = 0; k < who->n_cohorts; k++) {
        size_t first = (size_t) who->first[k], end = first + (size_t) who->count[k];
        double weight = who->weight[k] / who->n_replicates;

        for (size_t id = first; id < end && id < who->n; id++) {
            size_t cell;

            if (base[id] < 0 || base[id] >= MF_N_ENDS || other[id] < 0 || other[id] >= MF_N_ENDS)
                return mf_fail(err, MF_E_FORMAT, "person %zu has an unknown fate", id);
            cell = (size_t) base[id] * MF_N_ENDS + (size_t) other[id];
            self->people[cell]++;
            self->persons[cell] += weight;
            if (replicate == 0)
                keep_example(self, cell, id);
            self->n_people++;
            self->changed += base[id] != other[id];
        }
    }
    return MF_OK;
}

/* Everybody of the one must be somebody of the other. */
static mf_err check_people(const people *who, const mf_result *other, mf_error *err)
{
    size_t length[MF_MOST_AXES];
    int n;

    MF_TRY(mf_result_shape(other, "/fates/final_fate", length, &n, err));
    return length[0] == (size_t) who->n_replicates && length[1] == who->n
               ? MF_OK
               : mf_fail_at(err, MF_E_FORMAT, mf_result_path(other), 0,
                            "tells the fates of %zu people in %zu replicates, not of %zu in %d",
                            length[1], length[0], who->n, who->n_replicates);
}

static mf_err compare_all(mf_fates_matrix *self, const people *who, const mf_result *base,
                          const mf_result *other, mf_error *err)
{
    int8_t *one = calloc(who->n + 1, sizeof *one), *two = calloc(who->n + 1, sizeof *two);
    mf_err code = check_people(who, other, err);

    if (code == MF_OK && (one == NULL || two == NULL))
        code = mf_fail(err, MF_E_NOMEM, "no room for fates");
    for (int r = 0; r < who->n_replicates && code == MF_OK; r++) {
        code = mf_result_rows(base, "/fates/final_fate", MF_TYPE_I8, (size_t) r, 1, one, err);
        if (code == MF_OK)
            code = mf_result_rows(other, "/fates/final_fate", MF_TYPE_I8, (size_t) r, 1, two, err);
        if (code == MF_OK)
            code = count(self, who, r, one, two, err);
    }
    free(one);
    free(two);
    return code;
}

mf_err mf_fates_compare(mf_fates_matrix *self, const mf_result *base, const mf_result *other,
                        mf_error *err)
{
    size_t cells = (size_t) MF_N_ENDS * MF_N_ENDS;
    people who;
    mf_err code = read_people(&who, base, err);

    *self = (mf_fates_matrix){ .n_people = 0 };
    self->people = calloc(cells, sizeof *self->people);
    self->persons = calloc(cells, sizeof *self->persons);
    self->example = malloc(cells * MF_EXAMPLES_MOST * sizeof *self->example);
    if (code == MF_OK && (self->people == NULL || self->persons == NULL || self->example == NULL))
        code = mf_fail(err, MF_E_NOMEM, "no room for a matrix of fates");
    for (size_t i = 0; self->example != NULL && i < cells * MF_EXAMPLES_MOST; i++)
        self->example[i] = -1;
    if (code == MF_OK)
        code = compare_all(self, &who, base, other, err);
    free_people(&who);
    return code;
}

void mf_fates_free(mf_fates_matrix *self)
{
    free(self->people);
    free(self->persons);
    free(self->example);
    *self = (mf_fates_matrix){ .n_people = 0 };
}

/* Cells off the diagonal, larger ones first; equal ones in order. */
static int next_cell(const mf_fates_matrix *self, const bool *done)
{
    int best = -1;

    for (int cell = 0; cell < MF_N_ENDS * MF_N_ENDS; cell++)
        if (!done[cell] && cell / MF_N_ENDS != cell % MF_N_ENDS && self->people[cell] > 0 &&
            (best < 0 || self->people[cell] > self->people[best]))
            best = cell;
    return best;
}

int mf_comparison_examples(const mf_comparison *self, int run, int most, int32_t *person)
{
    const mf_fates_matrix *m = &self->matrix[run - 1];
    int n = 0;

    for (int turn = 0; turn < MF_EXAMPLES_MOST && m->people != NULL; turn++) {
        bool done[MF_N_ENDS * MF_N_ENDS] = { false };
        int cell;

        while (n < most && (cell = next_cell(m, done)) >= 0) {
            int32_t id = m->example[cell * MF_EXAMPLES_MOST + turn];

            done[cell] = true;
            if (id >= 0)
                person[n++] = id;
        }
    }
    return n;
}
