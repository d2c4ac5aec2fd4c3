#include "study/coherence.h"

#include <math.h>
#include <stdlib.h>

const double mf_step_thresholds[MF_STEP_MOST] = { 0.2, 0.5, 0.8 };

#define X(id, word, unit, doc) word,
const char *const mf_coherence_words[] = { MF_COHERENCE_SCALARS(X) NULL };
#undef X
#define X(id, word, unit, doc) doc,
const char *const mf_coherence_docs[] = { MF_COHERENCE_SCALARS(X) NULL };
#undef X

int mf_step_of(const mf_estimate *estimate)
{
    double size = fabs(estimate->mean);
    int step = 0;

    if (isnan(size) || (!isnan(estimate->low) && mf_estimate_sign(estimate) == 0))
        return 0; /* chance may have made it */
    while (step < MF_STEP_MOST && size >= mf_step_thresholds[step])
        step++;
    return estimate->mean < 0.0 ? -step : step;
}

const char *mf_step_word(int step)
{
    static const char *const words[] = { "cancelling", "counteracting", "constraining", "consistent",
                                         "enabling",   "reinforcing",   "indivisible" };

    return words[step + MF_STEP_MOST];
}

/* ---------------------------------------------------------------- numbers of drawn replicates */

typedef struct sums {
    const mf_coherence *of;
    const mf_scores *scores;
    const size_t *point;            /* [package] of a full factorial */
    double *score;                  /* [owner][package], then of all together */
    double *value, *pair, *matrix;  /* scratch */
} sums;

/* J of each owner, and of all, in each package: means over the drawn replicates. */
static void put_means(const sums *self, const size_t *unit, size_t n)
{
    size_t cells = (size_t) 1 << self->of->n_instruments;

    for (size_t o = 0; o <= self->scores->n_owners; o++)
        for (size_t c = 0; c < cells; c++) {
            const double *j = mf_scores_at(self->scores, 0, o, self->point[c]);
            double sum = 0.0;

            for (size_t u = 0; u < n; u++)
                sum += j[unit[u]];
            self->score[o * cells + c] = sum / (double) n;
        }
}

static double gap_of(const mf_coherence *of, const double *pair)
{
    int k = of->n_instruments;
    double gap = 0.0;

    for (int a = 0; a < k; a++)
        for (int b = a + 1; b < k; b++)
            if (of->owner[a] != of->owner[b])
                gap += fmin(0.0, pair[a * k + b]);
    return gap;
}

/* Of K off the diagonal: how many are not below zero. */
static double spill_of(const mf_coherence *of, const double *matrix)
{
    int all = 0, good = 0;

    for (size_t m = 0; m < of->n_owners; m++)
        for (size_t n = 0; n < of->n_owners; n++)
            if (m != n && of->acts[m] && of->wishes[n]) {
                all++;
                good += matrix[m * of->n_owners + n] >= 0.0;
            }
    return all == 0 ? (double) NAN : (double) good / all;
}

/* K of the means over the drawn replicates. */
static void put_matrix(const sums *self)
{
    size_t n = self->of->n_owners, cells = (size_t) 1 << self->of->n_instruments;

    for (size_t goal = 0; goal < n; goal++) {
        mf_shapley_exact(self->of->n_instruments, self->score + goal * cells, self->value, NULL);
        for (size_t m = 0; m < n; m++)
            self->matrix[m * n + goal] = 0.0;
        for (int a = 0; a < self->of->n_instruments; a++)
            self->matrix[(size_t) self->of->owner[a] * n + goal] += self->value[a];
    }
}

static size_t best_of(const double *score, size_t cells)
{
    size_t best = 0;

    for (size_t c = 1; c < cells; c++)
        if (score[c] > score[best] + 1e-12)
            best = c;
    return best;
}

static void scalars_of(const void *context, const size_t *unit, size_t n, double *value)
{
    const sums *self = context;
    const mf_coherence *of = self->of;
    size_t cells = (size_t) 1 << of->n_instruments;
    const double *all = self->score + of->n_owners * cells;
    mf_silo silo;

    put_means(self, unit, n);
    put_matrix(self);
    value[MF_COHERENCE_SPILL] = spill_of(of, self->matrix);
    mf_shapley_exact(of->n_instruments, all, self->value, self->pair);
    value[MF_COHERENCE_GAP] = gap_of(of, self->pair);
    silo = mf_silo_of(of->n_instruments, of->owner, of->n_owners, self->score);
    value[MF_COHERENCE_SILO] = silo.joint;
    value[MF_COHERENCE_JOINT] = all[best_of(all, cells)];
    value[MF_COHERENCE_COST] = fmax(0.0, value[MF_COHERENCE_JOINT] - silo.joint);
}

/* ---------------------------------------------------------------- silo and optimum */

/* Those of all replicates together, and how many replicates agree by themselves. */
static void put_packages(mf_coherence *self, const sums *of, size_t n_replicates, size_t *unit)
{
    size_t cells = (size_t) 1 << self->n_instruments;
    const double *all = of->score + self->n_owners * cells;

    for (size_t r = 0; r < n_replicates; r++)
        unit[r] = r;
    put_means(of, unit, n_replicates);
    self->silo = mf_silo_of(self->n_instruments, self->owner, self->n_owners, of->score);
    self->best = best_of(all, cells);
    for (size_t r = 0; r < n_replicates; r++) {
        put_means(of, &unit[r], 1);
        self->best_agree += (double) (best_of(all, cells) == self->best) / (double) n_replicates;
        self->silo.agree += (double) (mf_silo_of(self->n_instruments, self->owner, self->n_owners,
                                                 of->score).on == self->silo.on) /
                            (double) n_replicates;
    }
}

static mf_err put_scalars(mf_coherence *self, const mf_design *design, const mf_scores *scores,
                          uint64_t seed, mf_error *err)
{
    size_t k = (size_t) self->n_instruments, cells = (size_t) 1 << k, r = scores->n_replicates;
    size_t scores_room = (self->n_owners + 1) * cells, owners = self->n_owners;
    size_t *point = calloc(cells + r, sizeof *point);
    double *room = calloc(scores_room + k + k * k + owners * owners, sizeof *room);
    sums of = { .of = self, .scores = scores, .point = point, .score = room };
    mf_err code = point == NULL || room == NULL ? mf_fail(err, MF_E_NOMEM, "no memory for coherence")
                                                : mf_shapley_subsets(design, point, err);

    if (code == MF_OK) {
        of.value = room + scores_room;
        of.pair = of.value + k;
        of.matrix = of.pair + k * k;
        code = mf_bootstrap(scalars_of, &of, r, MF_N_COHERENCE_SCALARS, seed, self->scalar, err);
    }
    if (code == MF_OK)
        put_packages(self, &of, r, point + cells);
    free(room);
    free(point);
    return code;
}

/* Of walks there are means only, and no package that nobody walked by. */
static mf_err put_scalars_of_walks(mf_coherence *self, mf_error *err)
{
    static const mf_estimate none = { (double) NAN, (double) NAN, (double) NAN, (double) NAN, 0 };
    size_t n = self->n_owners, k = (size_t) self->n_instruments;
    double *mean = calloc(n * n + k * k, sizeof *mean), *pair = mean == NULL ? NULL : mean + n * n;

    if (mean == NULL)
        return mf_fail(err, MF_E_NOMEM, "no memory for coherence");
    for (int i = 0; i < MF_N_COHERENCE_SCALARS; i++)
        self->scalar[i] = none;
    for (size_t i = 0; i < n * n; i++)
        mean[i] = self->matrix[i].mean;
    self->scalar[MF_COHERENCE_SPILL].mean = spill_of(self, mean);
    for (size_t i = 0; self->of_all.pair != NULL && i < k * k; i++)
        pair[i] = self->of_all.pair[i].mean;
    if (self->of_all.pair != NULL)
        self->scalar[MF_COHERENCE_GAP].mean = gap_of(self, pair);
    free(mean);
    return MF_OK;
}

/* ---------------------------------------------------------------- all of it */

static uint64_t set_of(const mf_coherence *self, size_t owner)
{
    uint64_t set = 0;

    for (int a = 0; a < self->n_instruments; a++)
        set |= (uint64_t) (self->owner[a] == (int) owner) << a;
    return set;
}

static void put_estimates(mf_coherence *self)
{
    static const mf_estimate none = { (double) NAN, (double) NAN, (double) NAN, (double) NAN, 0 };
    size_t n = self->n_owners;

    for (size_t m = 0; m < n; m++)
        for (size_t goal = 0; goal < n; goal++)
            self->matrix[m * n + goal] = self->acts[m] && self->wishes[goal]
                                             ? mf_shapley_sum(&self->of_owner[goal], set_of(self, m))
                                             : none;
}

static mf_err init(mf_coherence *self, const mf_design *design, const mf_scores *scores,
                   const int *owner, mf_error *err)
{
    size_t n = scores->n_owners, k = (size_t) design->n_factors;

    *self = (mf_coherence){ .n_instruments = design->n_factors, .n_owners = n,
                            .full = design->kind != MF_DESIGN_PERMUTATIONS };
    self->owner = calloc(k, sizeof *self->owner);
    self->acts = calloc(n, sizeof *self->acts);
    self->wishes = calloc(n, sizeof *self->wishes);
    self->of_owner = calloc(n, sizeof *self->of_owner);
    self->matrix = calloc(n * n, sizeof *self->matrix);
    if (self->owner == NULL || self->acts == NULL || self->wishes == NULL ||
        self->of_owner == NULL || self->matrix == NULL)
        return mf_fail(err, MF_E_NOMEM, "no memory for coherence");
    for (size_t a = 0; a < k; a++) {
        self->owner[a] = owner[a];
        self->acts[owner[a]] = true;
    }
    for (size_t g = 0; g < scores->n_goals; g++)
        self->wishes[scores->goal[g].owner] |= scores->goal[g].counts;
    return MF_OK;
}

mf_err mf_coherence_make(mf_coherence *self, const mf_design *design, const mf_scores *scores,
                         const int *owner, uint64_t seed, mf_error *err)
{
    size_t r = scores->n_replicates;
    mf_err code = init(self, design, scores, owner, err);

    for (size_t o = 0; code == MF_OK && o < self->n_owners; o++)
        code = mf_shapley_make(&self->of_owner[o], design, mf_scores_at(scores, 0, o, 0), r, false, err);
    if (code == MF_OK)
        code = mf_shapley_make(&self->of_all, design, mf_scores_at(scores, 0, self->n_owners, 0), r, false,
                               err);
    if (code == MF_OK) {
        put_estimates(self);
        code = self->full ? put_scalars(self, design, scores, seed, err)
                          : put_scalars_of_walks(self, err);
    }
    if (code != MF_OK)
        mf_coherence_free(self);
    return code;
}

void mf_coherence_free(mf_coherence *self)
{
    for (size_t o = 0; self->of_owner != NULL && o < self->n_owners; o++)
        mf_shapley_free(&self->of_owner[o]);
    mf_shapley_free(&self->of_all);
    free(self->of_owner);
    free(self->owner);
    free(self->acts);
    free(self->wishes);
    free(self->matrix);
    *self = (mf_coherence){ .n_instruments = 0 };
}
