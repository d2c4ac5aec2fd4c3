#include "study/frontier.h"

#include <math.h>
#include <stdlib.h>

/* Numbers that each point has in one replicate, or in the mean of all. */
typedef struct view {
    const mf_results *results;
    const mf_scores *scores;
    const int *small;
    int n_small;
    double *level;  /* [measure][point] */
    double *joint;  /* [state][point] */
    double *regret; /* [point] largest over states */
} view;

static double mean_of(const double *value, size_t from, size_t to)
{
    double sum = 0.0;

    for (size_t r = from; r < to; r++)
        sum += value[r];
    return sum / (double) (to - from);
}

/* Looks at replicates [from, to). */
static void look(const view *self, size_t from, size_t to)
{
    size_t n = self->results->n_points;

    for (size_t p = 0; p < n; p++) {
        for (int m = 0; m < self->n_small; m++)
            self->level[(size_t) m * n + p] =
                mean_of(mf_results_at(self->results, 0, (size_t) self->small[m], p), from, to);
        for (size_t s = 0; s < self->scores->n_states; s++)
            self->joint[s * n + p] =
                mean_of(mf_scores_at(self->scores, s, self->scores->n_owners, p), from, to);
    }
}

static bool dominates(const view *self, size_t one, size_t other)
{
    size_t n = self->results->n_points;
    bool better = false;

    for (int m = 0; m < self->n_small; m++) {
        const double *level = self->level + (size_t) m * n;

        if (!(level[one] <= level[other]))
            return false;
        better = better || level[one] < level[other];
    }
    return better;
}

static bool is_on_front(const view *self, size_t point)
{
    for (int m = 0; m < self->n_small; m++)
        if (!isfinite(self->level[(size_t) m * self->results->n_points + point]))
            return false;
    for (size_t p = 0; p < self->results->n_points; p++)
        if (p != point && dominates(self, p, point))
            return false;
    return self->n_small > 0;
}

static double highest(const double *value, size_t n)
{
    double most = value[0];

    for (size_t i = 1; i < n; i++)
        most = value[i] > most ? value[i] : most;
    return most;
}

/* The largest regret of each point; in which state, if asked for. */
static double put_regrets(const view *self, mf_standing *standing)
{
    size_t n = self->results->n_points;
    double least = (double) INFINITY;

    for (size_t p = 0; p < n; p++) {
        self->regret[p] = -1.0;
        for (size_t s = 0; s < self->scores->n_states; s++) {
            double regret = highest(self->joint + s * n, n) - self->joint[s * n + p];

            if (regret > self->regret[p]) {
                self->regret[p] = regret;
                if (standing != NULL)
                    standing[p].regret_state = s;
            }
        }
        least = self->regret[p] < least ? self->regret[p] : least;
    }
    return least;
}

/* One replicate's vote. */
static void count(const view *self, mf_standing *standing, double share)
{
    size_t n = self->results->n_points;
    double best = highest(self->joint, n), least = put_regrets(self, NULL);

    for (size_t p = 0; p < n; p++) {
        standing[p].best_share += self->joint[p] >= best ? share : 0.0;
        standing[p].front_share += is_on_front(self, p) ? share : 0.0;
        standing[p].least_regret_share += self->regret[p] <= least ? share : 0.0;
    }
}

static void tell(const view *self, mf_standing *standing)
{
    size_t n = self->results->n_points, r = self->results->n_replicates;

    look(self, 0, r);
    (void) put_regrets(self, standing);
    for (size_t p = 0; p < n; p++) {
        standing[p].joint = mf_estimate_of(mf_scores_at(self->scores, 0, self->scores->n_owners, p), r, 1);
        standing[p].on_front = is_on_front(self, p);
        standing[p].regret = self->scores->n_states > 1 ? self->regret[p] : (double) NAN;
        if (self->scores->n_states < 2)
            standing[p].least_regret_share = (double) NAN;
    }
}

mf_err mf_frontier(mf_standing *standing, const mf_results *results, const mf_scores *scores,
                   const int *small, int n_small, mf_error *err)
{
    size_t n = results->n_points, rows = (size_t) n_small + scores->n_states + 1;
    double *room = calloc(rows * n, sizeof *room);
    view of = { results, scores, small, n_small, room, NULL, NULL };

    if (room == NULL)
        return mf_fail(err, MF_E_NOMEM, "no memory for %zu packages", n);
    of.joint = room + (size_t) n_small * n;
    of.regret = of.joint + scores->n_states * n;
    for (size_t p = 0; p < n; p++)
        standing[p] = (mf_standing){ .regret_state = 0 };
    for (size_t r = 0; r < results->n_replicates; r++) {
        look(&of, r, r + 1);
        count(&of, standing, 1.0 / (double) results->n_replicates);
    }
    tell(&of, standing);
    free(room);
    return MF_OK;
}

size_t mf_frontier_safe(const mf_standing *standing, size_t n_points)
{
    size_t safe = 0;

    for (size_t p = 1; p < n_points; p++)
        if (standing[p].regret < standing[safe].regret)
            safe = p;
    return safe;
}

/* The point with the highest sum of all goals in a state, by replicates [from, to). */
static size_t best_in(const mf_scores *scores, size_t state, size_t from, size_t to, double *joint)
{
    size_t best = 0;

    for (size_t p = 0; p < scores->n_points; p++) {
        double mean = mean_of(mf_scores_at(scores, state, scores->n_owners, p), from, to);

        if (p == 0 || mean > *joint) {
            *joint = mean;
            best = p;
        }
    }
    return best;
}

void mf_frontier_states(mf_state_best *best, const mf_scores *scores, size_t safe)
{
    size_t n = scores->n_replicates;

    for (size_t s = 0; s < scores->n_states; s++) {
        double joint = 0.0, ignored = 0.0;
        size_t point = best_in(scores, s, 0, n, &joint);

        best[s] = (mf_state_best){ .point = point, .joint = joint };
        best[s].loses = joint - mean_of(mf_scores_at(scores, s, scores->n_owners, safe), 0, n);
        for (size_t r = 0; r < n; r++)
            best[s].agree += (best_in(scores, s, r, r + 1, &ignored) == point ? 1.0 : 0.0) / (double) n;
    }
}
