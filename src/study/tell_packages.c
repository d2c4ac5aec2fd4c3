/* What coherence says of packages: what could be chosen, and what is regretted. */
#include "study/tell_parts.h"

#include <math.h>
#include <stdlib.h>

#include "study/frontier.h"

/* ---------------------------------------------------------------- packages */

void mf_tell_package(mf_listings *out, const mf_harvest *of, uint64_t on)
{
    mf_buffer name = { 0 };

    for (int i = 0; i < of->design.n_factors; i++)
        if ((on >> i & 1) != 0)
            mf_buffer_add(&name, "%s%s", name.n > 0 ? " + " : "", of->factor[i].id);
    mf_listings_text(out, name.n > 0 ? name.text : "none");
    mf_buffer_free(&name);
}

static const char *const front_measures[] = { "cost_all", "protection_gap", "deaths" };
enum { N_FRONT = sizeof front_measures / sizeof *front_measures };

static const mf_column package_columns[] = {
    MF_TEXT_COLUMN("package", "instruments that are on"),
    MF_REAL_COLUMN("cost_all", "EUR", "what policies cost"),
    MF_REAL_COLUMN("protection_gap", "1", "share of time in need without protection"),
    MF_REAL_COLUMN("deaths", "persons", "deaths on links"),
    MF_REAL_COLUMN("on_front", "1", "1: no other package is better in one of the three and worse in none"),
    MF_REAL_COLUMN("front_share", "1", "share of replicates in which it is on this front"),
    MF_ESTIMATE_COLUMNS("joint", "J", "sum of the goals of all owners"),
    MF_REAL_COLUMN("best_share", "1", "share of replicates in which no package has a higher sum"),
    MF_REAL_COLUMN("regret", "J", "largest loss against the best package, over the states"),
    MF_TEXT_COLUMN("regret_in", "the state of this loss"),
    MF_REAL_COLUMN("least_regret_share", "1", "share of replicates in which its largest loss is least"),
    { .name = NULL },
};

uint64_t mf_tell_switches(const mf_harvest *of, size_t point)
{
    uint64_t on = 0;

    for (int i = 0; i < of->design.n_factors; i++)
        on |= (uint64_t) (of->design.level[point * (size_t) of->design.n_factors + (size_t) i] != 0) << i;
    return on;
}

static bool is_first(const mf_harvest *of, size_t point)
{
    for (size_t p = 0; p < point; p++)
        if (mf_tell_switches(of, p) == mf_tell_switches(of, point))
            return false;
    return true;
}

static void tell_standing(mf_listings *out, const mf_harvest *of, size_t point, const mf_standing *standing)
{
    mf_tell_package(out, of, mf_tell_switches(of, point));
    for (int i = 0; i < N_FRONT; i++) {
        int m = mf_results_find(&of->results, front_measures[i]);
        mf_estimate e = { .mean = (double) NAN };

        if (m >= 0)
            e = mf_estimate_of(mf_results_at(&of->results, 0, (size_t) m, point), of->results.n_replicates, 1);
        mf_listings_real(out, e.mean);
    }
    mf_listings_real(out, standing->on_front);
    mf_listings_real(out, standing->front_share);
    mf_tell_estimate(out, &standing->joint);
    mf_listings_real(out, standing->best_share);
    mf_listings_real(out, standing->regret);
    mf_listings_text(out, isnan(standing->regret) ? "" : of->state[standing->regret_state]);
    mf_listings_real(out, standing->least_regret_share);
}

static void tell_standings(mf_listings *out, const mf_harvest *of, const mf_standing *standing)
{
    (void) mf_listings_open(out, "packages", "what could be chosen, in the order of the design",
                            package_columns);
    for (size_t p = 0; p < of->results.n_points; p++)
        if (is_first(of, p)) /* walks pass some packages more than once */
            tell_standing(out, of, p, &standing[p]);
}

/* ---------------------------------------------------------------- whatever comes */

static const mf_column state_columns[] = {
    MF_TEXT_COLUMN("state", "of the world, or of the model"),
    MF_TEXT_COLUMN("best", "package with the highest sum of all goals there"),
    MF_REAL_COLUMN("joint", "J", "this sum"),
    MF_REAL_COLUMN("agree", "1", "share of replicates in which it is the highest"),
    MF_TEXT_COLUMN("least_regretted", "package whose largest loss over all states is least"),
    MF_REAL_COLUMN("loses", "J", "what this one loses against the best, here"),
    { .name = NULL },
};

static mf_err tell_states(mf_listings *out, const mf_harvest *of, const mf_scores *scores,
                          const mf_standing *standing, mf_error *err)
{
    mf_state_best *state = calloc(scores->n_states, sizeof *state);
    size_t safe = mf_frontier_safe(standing, scores->n_points);

    if (state == NULL)
        return mf_fail(err, MF_E_NOMEM, "no memory for states");
    mf_frontier_states(state, scores, safe);
    (void) mf_listings_open(out, "states", "shocks and structures: what is best in each, and what is least regretted",
                            state_columns);
    for (size_t s = 0; scores->n_states > 1 && s < scores->n_states; s++) {
        mf_listings_text(out, of->state[s]);
        mf_tell_package(out, of, mf_tell_switches(of, state[s].point));
        mf_listings_real(out, state[s].joint);
        mf_listings_real(out, state[s].agree);
        mf_tell_package(out, of, mf_tell_switches(of, safe));
        mf_listings_real(out, state[s].loses);
    }
    free(state);
    return MF_OK;
}

mf_err mf_tell_packages(mf_listings *out, const mf_harvest *of, const mf_scores *scores, mf_error *err)
{
    mf_standing *standing = calloc(of->results.n_points, sizeof *standing);
    int small[N_FRONT], n = 0;
    mf_err code = standing == NULL ? mf_fail(err, MF_E_NOMEM, "no memory for packages") : MF_OK;

    for (int i = 0; i < N_FRONT; i++) {
        int found = mf_results_find(&of->results, front_measures[i]);

        if (found >= 0)
            small[n++] = found;
        else
            mf_buffer_add(&out->notes, "%s was not kept: the front is without it\n", front_measures[i]);
    }
    if (code == MF_OK)
        code = mf_frontier(standing, &of->results, scores, small, n, err);
    if (code == MF_OK) {
        tell_standings(out, of, standing);
        code = tell_states(out, of, scores, standing, err);
    }
    free(standing);
    return code;
}
