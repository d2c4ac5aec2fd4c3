/* Which settings matter. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_statistics_double.h>

#include "study/compare.h"
#include "study/screening.h"
#include "study/tell_parts.h"

/* What is told of one measure; notes are made of what cannot be. */
typedef mf_err (*teller)(mf_listings *out, const mf_harvest *of, size_t measure, uint64_t seed,
                         mf_error *err);

/* ---------------------------------------------------------------- Morris */

static const mf_column morris_columns[] = {
    MF_TEXT_COLUMN("measure", "outcome or indicator"),
    MF_TEXT_COLUMN("factor", "setting that is varied"),
    MF_TEXT_COLUMN("low", "its lowest value"),
    MF_TEXT_COLUMN("high", "its highest value"),
    MF_ESTIMATE_COLUMNS("mu_star", MF_MIXED, "mean size of the effect of its whole range"),
    MF_ESTIMATE_COLUMNS("mu", MF_MIXED, "mean effect of its whole range"),
    MF_ESTIMATE_COLUMNS("sigma", MF_MIXED, "spread of the effect over the values of the others"),
    MF_TEXT_COLUMN("reads", "in words"),
    { .name = NULL },
};

/* Steps of sigma / mu* after Garcia Sanchez et al. 2014. */
static const char *reads_morris(const mf_morris_effect *effect, double largest)
{
    double bent = effect->sigma.mean / effect->mu_star.mean;

    if (effect->mu_star.mean < 0.05 * largest || !(effect->mu_star.mean > 0.0))
        return "little";
    return bent < 0.1   ? "almost linear"
           : bent < 0.5 ? "one direction"
           : bent < 1.0 ? "mostly one direction"
                        : "bends, or hangs on others (or chance)";
}

/* Numbers of factors, the larger first: how they are listed, not how sure it is. */
static void order_by(const double *size, size_t n, size_t *order)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = i;

        for (; at > 0 && size[order[at - 1]] < size[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

static void tell_factor(mf_listings *out, const mf_harvest *of, size_t measure, size_t factor)
{
    mf_listings_text(out, of->measure[measure]);
    mf_listings_text(out, of->factor[factor].id);
    mf_listings_text(out, of->factor[factor].low);
    mf_listings_text(out, of->factor[factor].high);
}

static mf_err tell_morris(mf_listings *out, const mf_harvest *of, size_t measure, uint64_t seed,
                          mf_error *err)
{
    size_t k = (size_t) of->design.n_factors, order[MF_DESIGN_FACTORS_MOST];
    mf_morris_effect effect[MF_DESIGN_FACTORS_MOST];
    double size[MF_DESIGN_FACTORS_MOST], *y = mf_harvest_means(of, measure);
    mf_err code = y == NULL ? mf_fail(err, MF_E_NOMEM, "no memory for means")
                            : mf_morris(&of->design, y, seed, effect, err);

    free(y);
    MF_TRY(code);
    for (size_t i = 0; i < k; i++)
        size[i] = effect[i].mu_star.mean;
    order_by(size, k, order);
    for (size_t i = 0; i < k; i++) {
        const mf_morris_effect *e = &effect[order[i]];

        tell_factor(out, of, measure, order[i]);
        mf_tell_estimate(out, &e->mu_star);
        mf_tell_estimate(out, &e->mu);
        mf_tell_estimate(out, &e->sigma);
        mf_listings_text(out, reads_morris(e, size[order[0]]));
    }
    return MF_OK;
}

/* ---------------------------------------------------------------- Sobol */

static const mf_column sobol_columns[] = {
    MF_TEXT_COLUMN("measure", "outcome or indicator"),
    MF_TEXT_COLUMN("factor", "setting that is varied"),
    MF_TEXT_COLUMN("low", "its lowest value"),
    MF_TEXT_COLUMN("high", "its highest value"),
    MF_ESTIMATE_COLUMNS("total", "1", "share of the variance left if all others were known"),
    MF_ESTIMATE_COLUMNS("first", "1", "share of the variance that it explains alone"),
    MF_TEXT_COLUMN("reads", "in words"),
    { .name = NULL },
};

static const char *reads_sobol(const mf_sobol_index *index)
{
    if (index->total.mean < 0.05)
        return "little";
    if (mf_estimate_sign(&index->first) <= 0)
        return "with others, if at all";
    return index->total.mean > 1.5 * index->first.mean ? "alone and with others" : "mostly alone";
}

static mf_err tell_sobol(mf_listings *out, const mf_harvest *of, size_t measure, uint64_t seed,
                         mf_error *err)
{
    size_t k = (size_t) of->design.n_factors, order[MF_DESIGN_FACTORS_MOST];
    mf_sobol_index index[MF_DESIGN_FACTORS_MOST];
    double size[MF_DESIGN_FACTORS_MOST], sum = 0.0, *y = mf_harvest_means(of, measure);
    mf_err code = y == NULL ? mf_fail(err, MF_E_NOMEM, "no memory for means")
                            : mf_sobol(&of->design, y, seed, index, err);

    free(y);
    MF_TRY(code);
    for (size_t i = 0; i < k; i++) {
        size[i] = index[i].total.mean;
        sum += index[i].first.mean;
    }
    order_by(size, k, order);
    for (size_t i = 0; i < k; i++) {
        tell_factor(out, of, measure, order[i]);
        mf_tell_estimate(out, &index[order[i]].total);
        mf_tell_estimate(out, &index[order[i]].first);
        mf_listings_text(out, reads_sobol(&index[order[i]]));
    }
    mf_buffer_add(&out->notes, "%s: first indices sum to %.2f; %s\n", of->measure[measure], sum,
                  sum < 1.0 ? "the rest is done by settings together"
                            : "above 1 only chance can bring them: more base points would tell");
    return MF_OK;
}

/* ---------------------------------------------------------------- one at a time, and main effects */

static const mf_column step_columns[] = {
    MF_TEXT_COLUMN("measure", "outcome or indicator"),
    MF_TEXT_COLUMN("factor", "setting that is changed"),
    MF_TEXT_COLUMN("from", "its value at the base point"),
    MF_TEXT_COLUMN("to", "its value"),
    MF_REAL_COLUMN("base", MF_MIXED, "at the base point"),
    MF_REAL_COLUMN("difference", MF_MIXED, "mean over replicates"),
    MF_REAL_COLUMN("difference_low", MF_MIXED, "lower end of its 95 % interval"),
    MF_REAL_COLUMN("difference_high", MF_MIXED, "upper end of its 95 % interval"),
    MF_REAL_COLUMN("relative", "1", "exp(mean log ratio) - 1"),
    MF_TEXT_COLUMN("reads", "in words"),
    { .name = NULL },
};

/* The first factor in which a point differs from the base point. */
static size_t changed(const mf_harvest *of, size_t point)
{
    size_t k = (size_t) of->design.n_factors, i = 0;

    while (i + 1 < k && strcmp(of->value[i], of->value[point * k + i]) == 0)
        i++;
    return i;
}

static mf_err tell_steps(mf_listings *out, const mf_harvest *of, size_t measure, uint64_t seed,
                         mf_error *err)
{
    const double *base = mf_results_at(&of->results, 0, measure, 0);
    size_t k = (size_t) of->design.n_factors;

    (void) seed;
    (void) err;
    for (size_t p = 1; p < of->results.n_points; p++) {
        mf_difference d = mf_difference_paired(base, mf_results_at(&of->results, 0, measure, p),
                                               (int) of->results.n_replicates);
        mf_estimate e = { d.difference, 0.0, d.low, d.high, d.n };
        size_t i = changed(of, p);

        mf_listings_text(out, of->measure[measure]);
        mf_listings_text(out, of->factor[i].id);
        mf_listings_text(out, of->value[i]);
        mf_listings_text(out, of->value[p * k + i]);
        mf_listings_real(out, d.base);
        mf_listings_real(out, d.difference);
        mf_listings_real(out, d.low);
        mf_listings_real(out, d.high);
        mf_listings_real(out, d.relative);
        mf_listings_text(out, mf_tell_sign(&e));
    }
    return MF_OK;
}

static const mf_column main_columns[] = {
    MF_TEXT_COLUMN("measure", "outcome or indicator"),
    MF_TEXT_COLUMN("factor", "what is switched on"),
    MF_ESTIMATE_COLUMNS("effect", MF_MIXED, "mean where it is on less mean where it is off"),
    MF_TEXT_COLUMN("reads", "in words"),
    { .name = NULL },
};

static mf_err tell_main(mf_listings *out, const mf_harvest *of, size_t measure, uint64_t seed,
                        mf_error *err)
{
    size_t k = (size_t) of->design.n_factors, n = of->results.n_points, r = of->results.n_replicates;
    double *effect = calloc(r + 1, sizeof *effect);

    (void) seed;
    if (effect == NULL)
        return mf_fail(err, MF_E_NOMEM, "no memory for effects");
    for (size_t i = 0; i < k; i++) {
        mf_estimate e;

        for (size_t at = 0; at < r; at++) {
            effect[at] = 0.0;
            for (size_t p = 0; p < n; p++)
                effect[at] += (of->design.level[p * k + i] != 0 ? 2.0 : -2.0) / (double) n *
                              mf_results_at(&of->results, 0, measure, p)[at];
        }
        e = mf_estimate_of(effect, r, 1);
        mf_listings_text(out, of->measure[measure]);
        mf_listings_text(out, of->factor[i].id);
        mf_tell_estimate(out, &e);
        mf_listings_text(out, mf_tell_sign(&e));
    }
    free(effect);
    return MF_OK;
}

/* ---------------------------------------------------------------- rank correlations */

static const mf_column rank_columns[] = {
    MF_TEXT_COLUMN("measure", "outcome or indicator"),
    MF_TEXT_COLUMN("factor", "setting that is varied"),
    MF_TEXT_COLUMN("low", "its lowest value"),
    MF_TEXT_COLUMN("high", "its highest value"),
    MF_ESTIMATE_COLUMNS("correlation", "1", "Spearman's rank correlation"),
    MF_TEXT_COLUMN("reads", "in words"),
    { .name = NULL },
};

typedef struct cloud {
    const mf_harvest *of;
    const double *y;
    double *x_drawn, *y_drawn, *work;
} cloud;

static void ranks_of(const void *context, const size_t *unit, size_t n, double *value)
{
    const cloud *self = context;
    size_t k = (size_t) self->of->design.n_factors;

    for (size_t i = 0; i < k; i++) {
        for (size_t u = 0; u < n; u++) {
            self->x_drawn[u] = self->of->number[unit[u] * k + i];
            self->y_drawn[u] = self->y[unit[u]];
        }
        value[i] = isnan(self->x_drawn[0]) ? (double) NAN
                                           : gsl_stats_spearman(self->x_drawn, 1, self->y_drawn, 1, n,
                                                                self->work);
    }
}

/* Of four points all 24 orders are as likely by chance: 2 of them, 8 %, correlate by 1 or -1. */
enum { RANKS_LEAST = 5 };

static const char *reads_ranks(const mf_estimate *estimate, size_t n)
{
    if (isnan(estimate->mean))
        return "no numbers";
    return n < RANKS_LEAST ? "too few points to tell" : mf_tell_sign(estimate);
}

static mf_err tell_ranks(mf_listings *out, const mf_harvest *of, size_t measure, uint64_t seed,
                         mf_error *err)
{
    size_t k = (size_t) of->design.n_factors, n = of->results.n_points;
    mf_estimate estimate[MF_DESIGN_FACTORS_MOST];
    double *y = mf_harvest_means(of, measure), *room = calloc(4 * n + 1, sizeof *room);
    cloud points = { of, y, room, room == NULL ? NULL : room + n, room == NULL ? NULL : room + 2 * n };
    mf_err code = y == NULL || room == NULL ? mf_fail(err, MF_E_NOMEM, "no memory for ranks") : MF_OK;

    for (size_t p = 0; code == MF_OK && p < n; p++)
        if (!isfinite(y[p]))
            code = mf_fail(err, MF_E_USAGE, "it has no value at point %zu", p);
    if (code == MF_OK)
        code = mf_bootstrap(ranks_of, &points, n, k, seed, estimate, err);
    for (size_t i = 0; code == MF_OK && i < k; i++) {
        tell_factor(out, of, measure, i);
        mf_tell_estimate(out, &estimate[i]);
        mf_listings_text(out, reads_ranks(&estimate[i], n));
    }
    free(room);
    free(y);
    return code;
}

/* ---------------------------------------------------------------- by design */

static const char weak_note[] =
    "one at a time is weak: what settings do together is not seen, and effects hold near the base point "
    "alone; designs morris and saltelli see more\n";
static const char morris_note[] =
    "mu* is what a measure changes by on average when a setting crosses its range; intervals are those of a "
    "bootstrap over trajectories. Settings are listed by mu*; where intervals overlap their order is not sure. "
    "sigma holds chance as well: with few replicates, small effects look bent\n";
static const char sobol_note[] =
    "shares of the variance over the stated ranges: other ranges, other shares. Intervals are those of a "
    "bootstrap over base points; chance that replicates leave counts as variance that no setting explains alone\n";
static const char main_note[] =
    "main effects of a fraction: of resolution 3 they are mixed with interactions of pairs, of 4 with those of "
    "three, of 5 with those of four\n";
static const char rank_note[] =
    "rank correlations see what rises or falls throughout, nothing else; with designs morris and saltelli more "
    "can be said\n";

static const struct {
    enum mf_design_kind kind;
    const char *doc, *note;
    const mf_column *column;
    teller tell;
} tellers[] = {
    { MF_DESIGN_MORRIS, "which settings matter: Morris screening", morris_note, morris_columns, tell_morris },
    { MF_DESIGN_SALTELLI, "how much of the variance settings explain: Sobol indices", sobol_note,
      sobol_columns, tell_sobol },
    { MF_DESIGN_ONE_AT_A_TIME, "one setting changed at a time (weak)", weak_note, step_columns, tell_steps },
    { MF_DESIGN_FRACTIONAL, "main effects of a fraction of the factorial", main_note, main_columns,
      tell_main },
    { MF_N_DESIGNS, "rank correlations with settings (weak)", rank_note, rank_columns, tell_ranks },
};

static mf_err tell_each(mf_listings *out, const mf_harvest *of, const size_t *measure, size_t n,
                        uint64_t seed, mf_error *err)
{
    enum { LAST = sizeof tellers / sizeof *tellers - 1 };
    size_t which = 0, told = 0;
    mf_error why = { 0 };

    while (which < LAST && (of->design.kind != tellers[which].kind ||
                            (of->design.level == NULL && of->design.unit == NULL)))
        which++;
    (void) mf_listings_open(out, "effects", tellers[which].doc, tellers[which].column);
    for (size_t i = 0; i < n; i++) {
        mf_err code = tellers[which].tell(out, of, measure[i], seed, &why);

        if (code == MF_E_USAGE)
            mf_buffer_add(&out->notes, "%s: %s\n", of->measure[measure[i]], why.text);
        else if (code != MF_OK)
            return mf_fail(err, code, "%s", why.text);
        told += code == MF_OK;
    }
    if (told == 0)
        return mf_fail(err, MF_E_USAGE, "%s", why.text);
    mf_buffer_add(&out->notes, "%s", tellers[which].note);
    return MF_OK;
}

mf_err mf_tell_sensitivity(mf_listings *out, const mf_harvest *of, const mf_tell_how *how, mf_error *err)
{
    bool switches = of->design.level != NULL && (of->design.kind == MF_DESIGN_FACTORIAL ||
                                                 of->design.kind == MF_DESIGN_PERMUTATIONS);
    size_t *measure = NULL, n;
    mf_err code;

    MF_TRY(mf_listings_init(out, "sensitivity", of->title, of->question, err));
    code = mf_tell_choose(of, how, &measure, &n, err);
    if (code == MF_OK)
        mf_tell_measures(out, of, measure, n);
    if (code == MF_OK)
        code = switches ? mf_tell_shapley(out, of, measure, n, err)
                        : tell_each(out, of, measure, n, how->seed, err);
    if (code == MF_OK)
        mf_tell_runs(out, of);
    if (code == MF_OK && (out->failed || out->notes.failed))
        code = mf_fail(err, MF_E_NOMEM, "no memory for what a study says");
    free(measure);
    if (code != MF_OK)
        mf_listings_free(out);
    return code;
}
