/* Who helps whom, and what could be chosen. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/coherence.h"
#include "study/frontier.h"
#include "study/tell_parts.h"

typedef struct view {
    const mf_harvest *of;
    const mf_scores *scores;
    const mf_coherence *coherence;
} view;

/* ---------------------------------------------------------------- instruments and goals */

static const mf_column instrument_columns[] = {
    MF_TEXT_COLUMN("instrument", "what is switched"),
    MF_TEXT_COLUMN("name", "in full"),
    MF_TEXT_COLUMN("owner", "who decides on it"),
    MF_TEXT_COLUMN("level", "of government"),
    { .name = NULL },
};

static const mf_column goal_columns[] = {
    MF_TEXT_COLUMN("owner", "whose goal"),
    MF_TEXT_COLUMN("measure", "outcome or indicator"),
    MF_TEXT_COLUMN("wish", "more or less of it"),
    MF_REAL_COLUMN("weight", "1", "among the goals of the owner that count; 0: does not count"),
    MF_REAL_COLUMN("sigma", MF_MIXED, "what packages typically move it by: one unit of J"),
    { .name = NULL },
};

static void tell_instruments(mf_listings *out, const view *v)
{
    (void) mf_listings_open(out, "instruments", "what is switched, and who decides on it", instrument_columns);
    for (int i = 0; i < v->of->design.n_factors; i++) {
        mf_listings_text(out, v->of->factor[i].id);
        mf_listings_text(out, v->of->factor[i].name);
        mf_listings_text(out, v->of->factor[i].owner);
        mf_listings_text(out, v->of->factor[i].level);
    }
    (void) mf_listings_open(out, "goals", "what owners are taken to wish for", goal_columns);
    for (size_t g = 0; g < v->scores->n_goals; g++) {
        const mf_scored_goal *goal = &v->scores->goal[g];

        mf_listings_text(out, goal->goal.owner);
        mf_listings_text(out, goal->goal.measure);
        mf_listings_text(out, goal->goal.wish > 0 ? "more" : "less");
        mf_listings_real(out, goal->weight);
        mf_listings_real(out, goal->sigma);
    }
}

/* ---------------------------------------------------------------- who acts, and whose goal */

static const mf_column matrix_columns[] = {
    MF_TEXT_COLUMN("acts", "whose instruments"),
    MF_TEXT_COLUMN("goal", "whose goals"),
    MF_ESTIMATE_COLUMNS("value", "J", "sum of the Shapley values of the instruments for these goals"),
    MF_REAL_COLUMN("step", "1", "-3 cancelling to 3 indivisible"),
    MF_TEXT_COLUMN("reads", "word of the step"),
    { .name = NULL },
};

static const mf_column single_columns[] = {
    MF_TEXT_COLUMN("instrument", "what is switched on"),
    MF_TEXT_COLUMN("owner", "who decides on it"),
    MF_TEXT_COLUMN("goal", "whose goals; all: the sum of all owners'"),
    MF_ESTIMATE_COLUMNS("value", "J", "Shapley value for these goals"),
    MF_REAL_COLUMN("step", "1", "-3 cancelling to 3 indivisible"),
    MF_TEXT_COLUMN("reads", "word of the step"),
    { .name = NULL },
};

static const mf_column together_columns[] = {
    MF_TEXT_COLUMN("one", "an instrument"),
    MF_TEXT_COLUMN("other", "another"),
    MF_TEXT_COLUMN("owners", "who decides on them"),
    MF_TEXT_COLUMN("goal", "whose goals; all: the sum of all owners'"),
    MF_ESTIMATE_COLUMNS("interaction", "J", "what both do for these goals beyond what each does alone"),
    MF_REAL_COLUMN("step", "1", "-3 cancelling to 3 indivisible"),
    MF_TEXT_COLUMN("reads", "word of the step"),
    { .name = NULL },
};

static void tell_step(mf_listings *out, const mf_estimate *estimate)
{
    mf_tell_estimate(out, estimate);
    mf_listings_real(out, isnan(estimate->mean) ? (double) NAN : mf_step_of(estimate));
    mf_listings_text(out, isnan(estimate->mean) ? "" : mf_step_word(mf_step_of(estimate)));
}

static void tell_matrix(mf_listings *out, const view *v)
{
    size_t n = v->scores->n_owners;

    (void) mf_listings_open(out, "matrix", "who acts, and whose goals it serves", matrix_columns);
    for (size_t m = 0; m < n; m++)
        for (size_t goal = 0; goal < n; goal++) {
            if (!v->coherence->acts[m] || !v->coherence->wishes[goal])
                continue;
            mf_listings_text(out, v->scores->owner[m]);
            mf_listings_text(out, v->scores->owner[goal]);
            tell_step(out, &v->coherence->matrix[m * n + goal]);
        }
}

static const char *goal_word(const view *v, size_t goal)
{
    return goal == v->scores->n_owners ? "all" : v->scores->owner[goal];
}

static const mf_shapley *shapley_of(const view *v, size_t goal)
{
    return goal == v->scores->n_owners ? &v->coherence->of_all : &v->coherence->of_owner[goal];
}

static bool is_told(const view *v, size_t goal)
{
    return goal == v->scores->n_owners || v->coherence->wishes[goal];
}

static void tell_singles(mf_listings *out, const view *v)
{
    (void) mf_listings_open(out, "by_instrument", "what each instrument does for whose goals", single_columns);
    for (size_t goal = 0; goal <= v->scores->n_owners; goal++)
        for (int i = 0; is_told(v, goal) && i < v->of->design.n_factors; i++) {
            mf_listings_text(out, v->of->factor[i].id);
            mf_listings_text(out, v->of->factor[i].owner);
            mf_listings_text(out, goal_word(v, goal));
            tell_step(out, &shapley_of(v, goal)->value[i]);
        }
}

static void tell_pair(mf_listings *out, const view *v, size_t goal, int i, int j)
{
    const mf_harvest_factor *one = &v->of->factor[i], *other = &v->of->factor[j];
    mf_buffer owners = { 0 };

    mf_buffer_add(&owners, strcmp(one->owner, other->owner) == 0 ? "%s" : "%s, %s", one->owner, other->owner);
    mf_listings_text(out, one->id);
    mf_listings_text(out, other->id);
    mf_listings_text(out, owners.text);
    mf_listings_text(out, goal_word(v, goal));
    tell_step(out, &shapley_of(v, goal)->pair[i * v->of->design.n_factors + j]);
    mf_buffer_free(&owners);
}

static void tell_together(mf_listings *out, const view *v)
{
    int k = v->of->design.n_factors;

    (void) mf_listings_open(out, "together", "pairs of instruments: do they help or hinder each other?",
                            together_columns);
    for (size_t goal = 0; goal <= v->scores->n_owners; goal++)
        for (int i = 0; is_told(v, goal) && shapley_of(v, goal)->pair != NULL && i < k; i++)
            for (int j = i + 1; j < k; j++)
                tell_pair(out, v, goal, i, j);
}

/* ---------------------------------------------------------------- numbers of coherence */

static const mf_column summary_columns[] = {
    MF_TEXT_COLUMN("what", "name of the number"),
    MF_ESTIMATE_COLUMNS("value", "mixed: J, or 1 for shares", "its value"),
    MF_TEXT_COLUMN("meaning", "what it says"),
    { .name = NULL },
};

static const mf_column silo_columns[] = {
    MF_TEXT_COLUMN("who", "each for itself, or all together"),
    MF_TEXT_COLUMN("package", "instruments that are on in the end"),
    MF_REAL_COLUMN("joint", "J", "sum of the goals of all owners"),
    MF_REAL_COLUMN("agree", "1", "share of replicates that lead there by themselves"),
    MF_TEXT_COLUMN("reads", "in words"),
    { .name = NULL },
};

static void tell_silo(mf_listings *out, const view *v)
{
    const mf_silo *silo = &v->coherence->silo;

    (void) mf_listings_open(out, "silo", "where each owner serves its own goals, and what is best together",
                            silo_columns);
    if (!v->coherence->full)
        return;
    mf_listings_text(out, "each for itself");
    mf_tell_package(out, v->of, silo->on);
    mf_listings_real(out, silo->joint);
    mf_listings_real(out, silo->agree);
    mf_listings_text(out, !silo->settles ? "they go round in a circle; the mean of it is told"
                          : silo->n_equilibria > 1 ? "an equilibrium, one of several"
                                                   : "the only equilibrium");
    mf_listings_text(out, "all together");
    mf_tell_package(out, v->of, v->coherence->best);
    mf_listings_real(out, v->coherence->scalar[MF_COHERENCE_JOINT].mean);
    mf_listings_real(out, v->coherence->best_agree);
    mf_listings_text(out, v->coherence->best == silo->on && silo->settles ? "the same" : "another package");
}

static void tell_summary(mf_listings *out, const view *v)
{
    (void) mf_listings_open(out, "summary", "coherence in five numbers", summary_columns);
    for (int i = 0; i < MF_N_COHERENCE_SCALARS; i++) {
        if (isnan(v->coherence->scalar[i].mean))
            continue;
        mf_listings_text(out, mf_coherence_words[i]);
        mf_tell_estimate(out, &v->coherence->scalar[i]);
        mf_listings_text(out, mf_coherence_docs[i]);
    }
    tell_silo(out, v);
}

/* ---------------------------------------------------------------- all of it */

static mf_err unowned(const char *factors, mf_error *err)
{
    return mf_fail(err, MF_E_USAGE, "nobody owns %s: give each factor of the plan an owner (if costs are kept, those "
                                    "of interventions are known)", factors);
}

/* Owners of instruments, in their order; ends with NULL. */
static mf_err find_owners(const mf_harvest *of, const char **acting, int *owner, mf_error *err)
{
    mf_buffer none = { 0 };
    int n = 0;
    mf_err code = MF_OK;

    for (int i = 0; i < of->design.n_factors; i++) {
        int o = 0;

        if (of->factor[i].owner[0] == '\0')
            mf_buffer_add(&none, "%s%s", none.n > 0 ? ", " : "", of->factor[i].id);
        while (o < n && strcmp(acting[o], of->factor[i].owner) != 0)
            o++;
        if (o == n)
            acting[n++] = of->factor[i].owner;
        owner[i] = o;
    }
    acting[n] = NULL;
    if (none.n > 0)
        code = unowned(none.text, err);
    mf_buffer_free(&none);
    return code;
}

/* The point at which nothing is on. */
static mf_err find_base(const mf_harvest *of, size_t *base, mf_error *err)
{
    for (size_t p = 0; p < of->results.n_points; p++)
        if (mf_tell_switches(of, p) == 0) {
            *base = p;
            return MF_OK;
        }
    return mf_fail(err, MF_E_USAGE, "the design has no point at which nothing is switched on");
}

/* Usual goals whose measures were kept. */
static void usual_goals(const mf_harvest *of, mf_goal *goals, mf_buffer *notes)
{
    size_t n = 0;

    for (size_t g = 0; mf_goals_usual[g].owner != NULL; g++)
        if (mf_results_find(&of->results, mf_goals_usual[g].measure) >= 0)
            goals[n++] = mf_goals_usual[g];
    goals[n].owner = NULL;
    mf_buffer_add(notes, "the plan states no goals: those listed are a starting point for discussion, assumed, "
                         "all of equal weight\n");
}

static void tell_notes(mf_listings *out, const view *v)
{
    const mf_coherence *c = v->coherence;

    mf_buffer_add(&out->notes, "%s", v->scores->notes.n > 0 ? v->scores->notes.text : "");
    mf_buffer_add(&out->notes,
                  "J: how far an owner's goals are served, in units of what packages typically move them by; 0 "
                  "is no policy. Goals and weights are value judgements; other weights, other numbers\n");
    mf_buffer_add(&out->notes,
                  "steps: below %.1f, or where the interval holds 0, consistent; then +-1 from %.1f, +-2 from "
                  "%.1f, +-3 from %.1f: cancelling, counteracting, constraining, consistent, enabling, "
                  "reinforcing, indivisible\n",
                  mf_step_thresholds[0], mf_step_thresholds[0], mf_step_thresholds[1], mf_step_thresholds[2]);
    mf_buffer_add(&out->notes,
                  "intervals hold chance alone, not what is unknown about the world; a package called best or on "
                  "the front is so in the share of replicates beside it, under these assumptions\n");
    mf_buffer_add(&out->notes,
                  "packages are printed that are on the front in most replicates, or best or least regretted in "
                  "any (--all: all of them)\n");
    if (!c->full)
        mf_buffer_add(&out->notes, "walks: silo, joint optimum and cost of incoherence need a full factorial\n");
    mf_tell_runs(out, v->of);
}

static mf_err judge(const char *design, mf_error *err)
{
    bool switches = strcmp(design, mf_design_words[MF_DESIGN_FACTORIAL]) == 0 ||
                    strcmp(design, mf_design_words[MF_DESIGN_PERMUTATIONS]) == 0;

    return switches ? MF_OK
                    : mf_fail(err, MF_E_USAGE,
                              "coherence needs switches: design factorial or permutations, not %s", design);
}

/* Tables with the axis of interventions tell whose these are. */
static bool keeps_owners(const mf_plan *plan)
{
    for (int i = 0; i < plan->keep.n; i++)
        if (strcmp(plan->keep.at[i], "*") == 0 || strncmp(plan->keep.at[i], "costs", strlen("costs")) == 0)
            return true;
    return false;
}

mf_err mf_tell_coherence_ahead(const mf_plan *plan, mf_error *err)
{
    mf_buffer none = { 0 };
    mf_err code = judge(mf_plan_design_words[plan->design.kind], err);

    for (int i = 0; i < plan->factors.n; i++) {
        const mf_factor *factor = &mf_factors(plan)[i];

        if (factor->owner[0] == '\0' && (factor->of.n == 0 || !keeps_owners(plan)))
            mf_buffer_add(&none, "%s%s", none.n > 0 ? ", " : "", factor->id);
    }
    if (code == MF_OK && none.n > 0)
        code = unowned(none.text, err);
    mf_buffer_free(&none);
    return code;
}

static mf_err tell_all(mf_listings *out, const view *v, const size_t *measure, size_t n, mf_error *err)
{
    tell_instruments(out, v);
    tell_matrix(out, v);
    tell_summary(out, v);
    tell_singles(out, v);
    tell_together(out, v);
    MF_TRY(mf_tell_packages(out, v->of, v->scores, err));
    mf_tell_measures(out, v->of, measure, n);
    MF_TRY(mf_tell_shapley(out, v->of, measure, n, err));
    tell_notes(out, v);
    return out->failed || out->notes.failed ? mf_fail(err, MF_E_NOMEM, "no memory for what a study says")
                                            : MF_OK;
}

/* Scores and coherence of what was harvested. */
static mf_err work_out(mf_listings *out, const mf_harvest *of, const mf_tell_how *how,
                       const size_t *measure, size_t n, mf_error *err)
{
    const char *acting[MF_DESIGN_FACTORS_MOST + 1];
    int owner[MF_DESIGN_FACTORS_MOST];
    mf_goal usual[32];
    mf_results results = of->results;
    mf_scores scores = { 0 };
    mf_coherence coherence = { 0 };
    const view v = { of, &scores, &coherence };
    mf_err code = find_owners(of, acting, owner, err);

    if (code == MF_OK)
        code = find_base(of, &results.base, err);
    if (code == MF_OK && of->goals == NULL)
        usual_goals(of, usual, &out->notes);
    if (code == MF_OK)
        code = mf_scores_make(&scores, &results, of->goals == NULL ? usual : of->goals, acting, err);
    if (code == MF_OK)
        code = mf_coherence_make(&coherence, &of->design, &scores, owner, how->seed, err);
    if (code == MF_OK)
        code = tell_all(out, &v, measure, n, err);
    mf_coherence_free(&coherence);
    mf_scores_free(&scores);
    return code;
}

mf_err mf_tell_coherence(mf_listings *out, const mf_harvest *of, const mf_tell_how *how, mf_error *err)
{
    size_t *measure = NULL, n;
    mf_err code;

    MF_TRY(judge(of->design_word, err));
    MF_TRY(mf_listings_init(out, "coherence", of->title, of->question, err));
    code = mf_tell_choose(of, how, &measure, &n, err);
    if (code == MF_OK)
        code = work_out(out, of, how, measure, n, err);
    free(measure);
    if (code != MF_OK)
        mf_listings_free(out);
    return code;
}
