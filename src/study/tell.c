#include "study/tell_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/real.h"

const char *const mf_tell_usual[] = { "left_irregularly", "deaths",      "protection_gap", "fn_status",
                                      "limbo_years",      "admitted",    "granted",        "cost_all",
                                      NULL };

void mf_tell_estimate(mf_listings *out, const mf_estimate *estimate)
{
    mf_listings_real(out, estimate->mean);
    mf_listings_real(out, estimate->error);
    mf_listings_real(out, estimate->low);
    mf_listings_real(out, estimate->high);
}

const char *mf_tell_sign(const mf_estimate *estimate)
{
    int sign = mf_estimate_sign(estimate);

    if (isnan(estimate->low))
        return "one replicate: chance is not known";
    return sign > 0 ? "raises" : sign < 0 ? "lowers" : "not told from chance";
}

/* ---------------------------------------------------------------- measures */

static bool is_all(const mf_tell_how *how)
{
    return how->n_measures == 1 && strcmp(how->measure[0], "all") == 0;
}

static void miss(mf_buffer *wrong, const mf_harvest *of, const char *name)
{
    const char *near = mf_text_nearest(name, of->results.measure);

    mf_buffer_add(wrong, "%s%s", wrong->n > 0 ? ", " : "", name);
    if (near != NULL)
        mf_buffer_add(wrong, " (did you mean %s?)", near);
}

mf_err mf_tell_choose(const mf_harvest *of, const mf_tell_how *how, size_t **measure, size_t *n,
                      mf_error *err)
{
    size_t asked = how->n_measures > 0 ? (size_t) how->n_measures : 0;
    mf_buffer wrong = { 0 };
    mf_err code = MF_OK;

    *n = 0;
    *measure = calloc(of->results.n_measures + asked + 1, sizeof **measure);
    if (*measure == NULL)
        return mf_fail(err, MF_E_NOMEM, "no memory for measures");
    for (size_t m = 0; is_all(how) && m < of->results.n_measures; m++)
        (*measure)[(*n)++] = m;
    for (size_t i = 0; !is_all(how) && (asked > 0 ? i < asked : mf_tell_usual[i] != NULL); i++) {
        const char *name = asked > 0 ? how->measure[i] : mf_tell_usual[i];
        int found = mf_results_find(&of->results, name);

        if (found >= 0)
            (*measure)[(*n)++] = (size_t) found;
        else if (asked > 0)
            miss(&wrong, of, name);
    }
    if (wrong.n > 0)
        code = mf_fail(err, MF_E_USAGE, "no such outcome or indicator: %s", wrong.text);
    else if (*n == 0)
        code = mf_fail(err, MF_E_USAGE, "none of the usual measures was kept: name one with --indicator");
    mf_buffer_free(&wrong);
    return code;
}

static const mf_column measures[] = {
    MF_TEXT_COLUMN("measure", "outcome or indicator"),
    MF_TEXT_COLUMN("unit", "its unit"),
    MF_TEXT_COLUMN("meaning", "what it says"),
    { .name = NULL },
};

void mf_tell_measures(mf_listings *out, const mf_harvest *of, const size_t *measure, size_t n)
{
    (void) mf_listings_open(out, "measures", "what is told of", measures);
    for (size_t i = 0; i < n; i++) {
        mf_listings_text(out, of->measure[measure[i]]);
        mf_listings_text(out, of->unit[measure[i]]);
        mf_listings_text(out, of->doc[measure[i]]);
    }
}

void mf_tell_runs(mf_listings *out, const mf_harvest *of)
{
    mf_buffer_add(&out->notes, "%zu points, %zu replicate%s each, which met the same luck at every point\n",
                  of->results.n_points * of->results.n_states, of->results.n_replicates,
                  of->results.n_replicates == 1 ? "" : "s");
    if (of->missing > 0)
        mf_buffer_add(&out->notes, "%zu runs are missing: %zu replicates that lack one are left out\n",
                      of->missing, of->left_out);
    if (of->results.n_states > 1)
        mf_buffer_add(&out->notes, "told of the first of %zu states: %s\n", of->results.n_states,
                      of->state[0]);
    if (of->results.n_replicates > 1)
        mf_buffer_add(&out->notes, "of a hundred effects that are none, about five look like one at 95 %%\n");
    if (of->results.n_replicates < 2)
        mf_buffer_add(&out->notes, "one replicate: what chance does is not known, and no interval holds it\n");
}

/* ---------------------------------------------------------------- Shapley values */

static const mf_column effects[] = {
    MF_TEXT_COLUMN("measure", "outcome or indicator"),
    MF_TEXT_COLUMN("scale", "natural: differences; log: factors, in logarithms"),
    MF_TEXT_COLUMN("factor", "what is switched on"),
    MF_TEXT_COLUMN("owner", "who decides on it"),
    MF_ESTIMATE_COLUMNS("value", MF_MIXED, "Shapley value: what it adds, over all orders of switching on"),
    MF_REAL_COLUMN("relative", "1", "on the log scale: exp(value) - 1"),
    MF_TEXT_COLUMN("reads", "in words"),
    { .name = NULL },
};

static const mf_column pairs[] = {
    MF_TEXT_COLUMN("measure", "outcome or indicator"),
    MF_TEXT_COLUMN("scale", "natural: differences; log: factors, in logarithms"),
    MF_TEXT_COLUMN("one", "a switch"),
    MF_TEXT_COLUMN("other", "another"),
    MF_ESTIMATE_COLUMNS("interaction", MF_MIXED,
                        "what both do beyond what each does alone, over all sets of others"),
    MF_TEXT_COLUMN("reads", "in words"),
    { .name = NULL },
};

static const char *const scale_words[] = { "natural", "log" };

static void tell_effects(mf_listings *out, const mf_harvest *of, size_t measure, const mf_shapley *s)
{
    for (int i = 0; i < s->n_factors; i++) {
        mf_listings_text(out, of->measure[measure]);
        mf_listings_text(out, scale_words[s->log]);
        mf_listings_text(out, of->factor[i].id);
        mf_listings_text(out, of->factor[i].owner);
        mf_tell_estimate(out, &s->value[i]);
        mf_listings_real(out, s->log ? mf_expm1(s->value[i].mean) : (double) NAN);
        mf_listings_text(out, mf_tell_sign(&s->value[i]));
    }
    mf_listings_text(out, of->measure[measure]);
    mf_listings_text(out, scale_words[s->log]);
    mf_listings_text(out, "all together");
    mf_listings_text(out, "");
    mf_tell_estimate(out, &s->total);
    mf_listings_real(out, s->log ? mf_expm1(s->total.mean) : (double) NAN);
    mf_listings_text(out, mf_tell_sign(&s->total));
}

static const char *reads_pair(const mf_estimate *pair, const mf_estimate *one, const mf_estimate *other)
{
    bool same = (one->mean < 0.0) == (other->mean < 0.0);

    if (isnan(pair->low))
        return "one replicate: chance is not known";
    if (mf_estimate_sign(pair) == 0)
        return "not told from chance";
    if (!same)
        return "together other than their sum";
    return (pair->mean < 0.0) == (one->mean < 0.0) ? "reinforce each other" : "weaken each other";
}

static void tell_pairs(mf_listings *out, const mf_harvest *of, size_t measure, const mf_shapley *s)
{
    int k = s->n_factors;

    for (int i = 0; s->pair != NULL && i < k; i++)
        for (int j = i + 1; j < k; j++) {
            mf_listings_text(out, of->measure[measure]);
            mf_listings_text(out, scale_words[s->log]);
            mf_listings_text(out, of->factor[i].id);
            mf_listings_text(out, of->factor[j].id);
            mf_tell_estimate(out, &s->pair[i * k + j]);
            mf_listings_text(out, reads_pair(&s->pair[i * k + j], &s->value[i], &s->value[j]));
        }
}

/* Tells of one listing; the log scale first, for effects on counts and rates multiply. */
static mf_err tell_all(mf_listings *out, const mf_harvest *of, const size_t *measure, size_t n,
                       void (*tell)(mf_listings *, const mf_harvest *, size_t, const mf_shapley *),
                       bool noting, size_t *told, mf_error *err)
{
    for (size_t i = 0; i < n; i++)
        for (int scale = 1; scale >= 0; scale--) {
            mf_error why = { 0 };
            mf_shapley s;
            mf_err code = mf_shapley_make(&s, &of->design, mf_results_at(&of->results, 0, measure[i], 0),
                                          of->results.n_replicates, scale == 1, &why);

            if (code == MF_E_USAGE && noting)
                mf_buffer_add(&out->notes, "%s, %s scale: %s\n", of->measure[measure[i]],
                              scale_words[scale], why.text);
            else if (code != MF_OK && code != MF_E_USAGE)
                return mf_fail(err, code, "%s", why.text);
            if (code != MF_OK)
                continue;
            tell(out, of, measure[i], &s);
            *told += 1;
            mf_shapley_free(&s);
        }
    return MF_OK;
}

mf_err mf_tell_shapley(mf_listings *out, const mf_harvest *of, const size_t *measure, size_t n,
                       mf_error *err)
{
    size_t told = 0;

    (void) mf_listings_open(out, "effects", "what each switch adds, whatever the others are: Shapley values",
                            effects);
    MF_TRY(tell_all(out, of, measure, n, tell_effects, true, &told, err));
    (void) mf_listings_open(out, "pairs", "what two switches do together beyond what each does alone: "
                            "Shapley interactions", pairs);
    MF_TRY(tell_all(out, of, measure, n, tell_pairs, false, &told, err));
    if (told == 0)
        return mf_fail(err, MF_E_USAGE, "no measure has values at all points");
    mf_buffer_add(&out->notes,
                  "scale log: effects are factors (value: their logarithm, relative: the factor less one), as "
                  "effects on counts and rates multiply; scale natural: differences. An interaction on the "
                  "natural scale may be no more than two factors that multiply\n");
    return MF_OK;
}
