#include "study/goals.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_statistics_double.h>


/* Assumed, each from what the owner says it is for; equal weights. */
const mf_goal mf_goals_usual[] = {
    { "foreign", "deaths", -1, 1.0 },
    { "foreign", "months_captive", -1, 1.0 },
    { "interior", "left_irregularly", -1, 1.0 },
    { "interior", "limbo_years", -1, 1.0 },
    { "interior", "wait_asylum", -1, 1.0 },
    { "labour", "left_regularly", +1, 1.0 },
    { "labour", "in_work", +1, 1.0 },
    { "development", "skilled_at_home", +1, 1.0 },
    { "development", "money_home", +1, 1.0 },
    { "development", "immobility_in_need", -1, 1.0 },
    { "eu", "deaths", -1, 1.0 },
    { "eu", "left_irregularly", -1, 1.0 },
    { "eu", "secondary_movement", -1, 1.0 },
    { "partner", "harm", -1, 1.0 },
    { "partner", "money_home", +1, 1.0 },
    { "un", "protection_gap", -1, 1.0 },
    { "un", "fn_status", -1, 1.0 },
    { "un", "deaths", -1, 1.0 },
    { .owner = NULL },
};

int mf_results_find(const mf_results *self, const char *measure)
{
    for (size_t m = 0; m < self->n_measures; m++)
        if (strcmp(self->measure[m], measure) == 0)
            return (int) m;
    return -1;
}

/* ---------------------------------------------------------------- owners */

static size_t count_goals(const mf_goal *goals)
{
    size_t n = 0;

    while (goals[n].owner != NULL)
        n++;
    return n;
}

/* Number of an owner, who is added if new. */
static int owner_of(mf_scores *self, const char *name)
{
    for (size_t o = 0; o < self->n_owners; o++)
        if (strcmp(self->owner[o], name) == 0)
            return (int) o;
    self->owner[self->n_owners] = name;
    return (int) self->n_owners++;
}

/* ---------------------------------------------------------------- units */

static bool has_values(const mf_results *of, size_t measure)
{
    for (size_t s = 0; s < of->n_states; s++)
        for (size_t i = 0; i < of->n_points * of->n_replicates; i++)
            if (!isfinite(mf_results_at(of, s, measure, 0)[i]))
                return false;
    return true;
}

/* Standard deviation over points of the means over replicates, in the first state. */
static double sigma_of(const mf_results *of, size_t measure, double *means)
{
    for (size_t p = 0; p < of->n_points; p++)
        means[p] = gsl_stats_mean(mf_results_at(of, 0, measure, p), 1, of->n_replicates);
    return of->n_points > 1 ? gsl_stats_sd(means, 1, of->n_points) : 0.0;
}

static void judge_goal(mf_scores *self, const mf_results *of, mf_scored_goal *goal, int measure,
                       double *means)
{
    double sigma = sigma_of(of, (size_t) measure, means);
    double level = fabs(gsl_stats_mean(means, 1, of->n_points));

    if (!has_values(of, (size_t) measure))
        mf_buffer_add(&self->notes, "goal %s of %s does not count: it has no value in some runs\n",
                      goal->goal.measure, goal->goal.owner);
    else if (!(sigma > 1e-12 * level))
        mf_buffer_add(&self->notes, "goal %s of %s does not count: no policy moves it\n",
                      goal->goal.measure, goal->goal.owner);
    else
        goal->counts = true;
    goal->sigma = goal->counts ? sigma : (double) NAN;
}

/* Weights of what counts sum to one for each owner. */
static void share_weights(mf_scores *self)
{
    for (size_t o = 0; o < self->n_owners; o++) {
        double sum = 0.0;

        for (size_t g = 0; g < self->n_goals; g++)
            if (self->goal[g].owner == (int) o && self->goal[g].counts)
                sum += self->goal[g].goal.weight;
        for (size_t g = 0; g < self->n_goals; g++)
            if (self->goal[g].owner == (int) o)
                self->goal[g].weight = self->goal[g].counts ? self->goal[g].goal.weight / sum : 0.0;
    }
}

static mf_err take_goals(mf_scores *self, const mf_results *of, const mf_goal *goals, mf_error *err)
{
    double *means = calloc(of->n_points + 1, sizeof *means);
    mf_buffer wrong = { 0 };
    size_t counting = 0;
    mf_err code = means == NULL ? mf_fail(err, MF_E_NOMEM, "no memory for goals") : MF_OK;

    for (size_t g = 0; code == MF_OK && g < self->n_goals; g++) {
        int measure = mf_results_find(of, goals[g].measure);

        self->goal[g] = (mf_scored_goal){ .goal = goals[g], .owner = owner_of(self, goals[g].owner) };
        if (measure < 0 || !(goals[g].weight > 0.0))
            mf_buffer_add(&wrong, "%s%s of %s %s", wrong.n > 0 ? ", " : "", goals[g].measure, goals[g].owner,
                          measure < 0 ? "is no measure" : "has no weight above 0");
        else
            judge_goal(self, of, &self->goal[g], measure, means);
        counting += self->goal[g].counts;
    }
    if (code == MF_OK && wrong.n > 0)
        code = mf_fail(err, MF_E_USAGE, "goals: %s", wrong.text);
    else if (code == MF_OK && counting == 0)
        code = mf_fail(err, MF_E_USAGE, "no goal has values everywhere and is moved by any policy");
    share_weights(self);
    mf_buffer_free(&wrong);
    free(means);
    return code;
}

/* ---------------------------------------------------------------- scores */

static void add_goal(mf_scores *self, const mf_results *of, const mf_scored_goal *goal, size_t state)
{
    size_t measure = (size_t) mf_results_find(of, goal->goal.measure), n = self->n_replicates;
    const double *base = mf_results_at(of, state, measure, of->base);
    double unit = goal->weight * goal->goal.wish / goal->sigma;

    for (size_t p = 0; p < self->n_points; p++) {
        const double *y = mf_results_at(of, state, measure, p);
        size_t at = ((state * (self->n_owners + 1) + (size_t) goal->owner) * self->n_points + p) * n;
        size_t all = ((state * (self->n_owners + 1) + self->n_owners) * self->n_points + p) * n;

        for (size_t r = 0; r < n; r++) {
            self->value[at + r] += unit * (y[r] - base[r]);
            self->value[all + r] += unit * (y[r] - base[r]);
        }
    }
}

mf_err mf_scores_make(mf_scores *self, const mf_results *of, const mf_goal *goals,
                      const char *const *acting, mf_error *err)
{
    size_t n_acting = 0;
    mf_err code;

    while (acting != NULL && acting[n_acting] != NULL)
        n_acting++;
    *self = (mf_scores){ .n_states = of->n_states, .n_points = of->n_points,
                         .n_replicates = of->n_replicates, .n_goals = count_goals(goals) };
    self->owner = calloc(n_acting + self->n_goals + 1, sizeof *self->owner);
    self->goal = calloc(self->n_goals + 1, sizeof *self->goal);
    if (self->owner == NULL || self->goal == NULL)
        code = mf_fail(err, MF_E_NOMEM, "no memory for goals");
    else
        code = MF_OK;
    for (size_t i = 0; code == MF_OK && i < n_acting; i++)
        (void) owner_of(self, acting[i]);
    if (code == MF_OK)
        code = take_goals(self, of, goals, err);
    if (code == MF_OK) {
        self->value = calloc(of->n_states * (self->n_owners + 1) * of->n_points * of->n_replicates,
                             sizeof *self->value);
        code = self->value == NULL ? mf_fail(err, MF_E_NOMEM, "no memory for scores") : MF_OK;
    }
    for (size_t s = 0; code == MF_OK && s < of->n_states; s++)
        for (size_t g = 0; g < self->n_goals; g++)
            if (self->goal[g].counts)
                add_goal(self, of, &self->goal[g], s);
    if (code != MF_OK)
        mf_scores_free(self);
    return code;
}

void mf_scores_free(mf_scores *self)
{
    free(self->owner);
    free(self->goal);
    free(self->value);
    mf_buffer_free(&self->notes);
    *self = (mf_scores){ .n_states = 0 };
}
