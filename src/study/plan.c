#include "study/plan.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/files.h"
#include "io/reader.h"
#include "record/indicators.h"
#include "record/keep.h"
#include "record/outcomes.h"

#define X(id, word, of_levels, doc) word,
const char *const mf_plan_design_words[] = { MF_DESIGNS(X) "list", NULL };
#undef X
const char *const mf_wish_words[] = { "less", "more", NULL };
#define X(id, word, doc) word,
const char *const mf_spread_words[] = { MF_SPREADS(X) NULL };
#undef X

/* ------------------------------------------------------------- tables of settings */

#define MF_OWNER mf_distribution
static const mf_param distribution_params[] = { MF_DISTRIBUTION_PARAMS(MF_ROW) { .name = NULL } };
#undef MF_OWNER
static const mf_group distribution_group = { "distribution", "a distribution",
                                             sizeof(mf_distribution), distribution_params };

#define NEST(owner, field, type, group, doc)                                   \
    { #field, MF_PARAM_##type, offsetof(owner, field), 0, &group, "", 0, 0, "( )", "-", "", doc },

#define MF_OWNER mf_factor
static const mf_param factor_params[] = {
    MF_FACTOR_PARAMS(MF_ROW)
    NEST(mf_factor, distribution, GROUP, distribution_group, "or a distribution of its values")
    { .name = NULL }
};
#undef MF_OWNER
static const mf_group factor_group = { "factor", "what differs between points", sizeof(mf_factor),
                                       factor_params };

#define MF_OWNER mf_plan_design
static const mf_param design_params[] = { MF_PLAN_DESIGN_PARAMS(MF_ROW) { .name = NULL } };
#undef MF_OWNER
static const mf_group design_group = { "design", "which points are run", sizeof(mf_plan_design),
                                       design_params };

#define MF_OWNER mf_precision
static const mf_param precision_params[] = { MF_PRECISION_PARAMS(MF_ROW) { .name = NULL } };
#undef MF_OWNER
static const mf_group precision_group = { "precision", "how sure differences have to be",
                                          sizeof(mf_precision), precision_params };

#define MF_OWNER mf_plan_goal
static const mf_param goal_params[] = { MF_GOAL_PARAMS(MF_ROW) { .name = NULL } };
#undef MF_OWNER
static const mf_group goal_group = { "goal", "what an owner wishes for", sizeof(mf_plan_goal),
                                     goal_params };

#define MF_OWNER mf_plan
static const mf_param plan_params[] = {
    MF_PLAN_PARAMS(MF_ROW)
    NEST(mf_plan, factors, LIST, factor_group, "what differs between points")
    NEST(mf_plan, goals, LIST, goal_group, "what owners wish for, for `mixflow coherence`")
    NEST(mf_plan, design, GROUP, design_group, "which points are run")
    NEST(mf_plan, precision, GROUP, precision_group, "when there are replicates enough")
    { .name = NULL }
};
#undef MF_OWNER
const mf_group mf_plan_group = { "plan", "a plan of a batch", sizeof(mf_plan), plan_params };

/* ------------------------------------------------------------- complaints */

void mf_plan_complain(const mf_plan *self, mf_diags *diags, const char *setting,
                      const char *format, ...)
{
    const mf_node *node = mf_node_nearest(self->root, setting);
    char text[1024];
    va_list list;

    va_start(list, format);
    (void) vsnprintf(text, sizeof text, format, list);
    va_end(list);
    mf_diags_add(diags, MF_MISTAKE, node->file, node->line, setting, "%s", text);
}

/* The same, about a setting of a factor. */
#define COMPLAIN(plan, diags, factor, setting, ...)                            \
    do {                                                                       \
        char path_[256];                                                       \
        (void) snprintf(path_, sizeof path_, "factors.%s%s", (factor)->id, setting); \
        mf_plan_complain(plan, diags, path_, __VA_ARGS__);                     \
    } while (0)

/* ------------------------------------------------------------- rules across settings */

static bool has_range(const mf_factor *factor)
{
    return factor->range[0] < factor->range[1] || factor->range[0] > factor->range[1];
}

/* What a distribution needs. */
static const char *lacks(const mf_distribution *d)
{
    bool bounded = d->low < d->high;

    switch ((enum mf_spread) d->kind) {
    case MF_SPREAD_NORMAL: return d->sd > 0.0 ? NULL : "sd above 0";
    case MF_SPREAD_LOGNORMAL:
        return d->median > 0.0 && d->spread > 1.0 ? NULL : "median above 0 and spread above 1";
    case MF_SPREAD_TRIANGULAR:
        return bounded && d->mode >= d->low && d->mode <= d->high ? NULL : "low <= mode <= high";
    case MF_SPREAD_BETA:
        return bounded && d->a > 0.0 && d->b > 0.0 ? NULL : "low < high, and a and b above 0";
    case MF_SPREAD_GAMMA:
        return d->mean > 0.0 && d->sd > 0.0 ? NULL : "mean and sd above 0";
    default: return NULL;
    }
}

static void check_factor(const mf_plan *self, const mf_factor *factor, mf_diags *diags)
{
    bool spread = factor->distribution.kind != MF_SPREAD_NONE;
    int ways = (factor->values.n > 0) + has_range(factor) + spread + (factor->of.n > 0) +
               (factor->packages.n > 0);
    bool on_setting = factor->values.n > 0 || has_range(factor) || spread;

    if (ways != 1)
        COMPLAIN(self, diags, factor, "",
                 "needs one of values, range, distribution, of, packages; it has %d", ways);
    if (ways == 1 && on_setting && factor->setting[0] == '\0')
        COMPLAIN(self, diags, factor, "", "needs a setting whose value it is");
    if (ways == 1 && !on_setting && factor->setting[0] != '\0')
        COMPLAIN(self, diags, factor, ".setting",
                 "interventions and packages are switched, not set: leave it out");
    if (has_range(factor) && factor->range[0] > factor->range[1])
        COMPLAIN(self, diags, factor, ".range", "%g is above %g", factor->range[0],
                 factor->range[1]);
    if (factor->log && !(factor->range[0] > 0.0))
        COMPLAIN(self, diags, factor, ".log", "needs a range above 0");
    if (lacks(&factor->distribution) != NULL)
        COMPLAIN(self, diags, factor, ".distribution", "%s needs %s",
                 mf_spread_words[factor->distribution.kind], lacks(&factor->distribution));
    if (ways == 1 && factor->base >= mf_factor_levels(factor))
        COMPLAIN(self, diags, factor, ".base", "there are %d levels, 0 first",
                 mf_factor_levels(factor));
    if (self->design.kind < MF_PLAN_LIST &&
        mf_factor_levels(factor) != 2 &&
        (self->design.kind == MF_DESIGN_FACTORIAL || self->design.kind == MF_DESIGN_FRACTIONAL ||
         self->design.kind == MF_DESIGN_PERMUTATIONS))
        COMPLAIN(self, diags, factor, "", "%s knows off and on, but this has %d levels",
                 mf_plan_design_words[self->design.kind], mf_factor_levels(factor));
}

/* Columns of the manifest and tables of the merged file that are there anyway. */
static bool is_reserved(const char *id)
{
    static const char *const words[] = {
        "point", "design", "replicate", "id", "seed", "scenario", "package", "digest", "status",
        "cpu_s", "memory_bytes", "options", "present", "why", NULL,
    };

    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], id) == 0)
            return true;
    for (int i = 0; i < MF_N_TABLES; i++) /* tables of results, which stand beside it */
        if (strcmp(mf_table_list[i].name, id) == 0 || strcmp(mf_table_list[i].group, id) == 0)
            return true;
    return false;
}

static void check_factors(const mf_plan *self, mf_diags *diags)
{
    const mf_factor *factors = mf_factors(self);

    for (int f = 0; f < self->factors.n; f++) {
        check_factor(self, &factors[f], diags);
        if (is_reserved(factors[f].id))
            COMPLAIN(self, diags, &factors[f], ".id", "\"%s\" is the name of another column or table",
                     factors[f].id);
        for (int g = 0; g < f; g++)
            if (factors[f].setting[0] != '\0' &&
                strcmp(factors[f].setting, factors[g].setting) == 0)
                COMPLAIN(self, diags, &factors[f], ".setting", "is what factor %s sets",
                         factors[g].id);
    }
}

static void check_keep(const mf_plan *self, const char *word, mf_diags *diags)
{
    const char *names[MF_KEEP_WORDS], *near;
    char room[MF_KEEP_WORDS][64];

    if (mf_keep_knows(word))
        return;
    mf_keep_words(names, room);
    near = mf_text_nearest(word, names);
    mf_plan_complain(self, diags, "keep", "there is no table or group of tables \"%s\"%s%s%s", word,
                     near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                     near == NULL ? "" : "\"?");
}

/* Names of all outcomes and indicators, ending with NULL. */
enum { MEASURES_MOST = 512 };

static void list_measures(const char *names[MEASURES_MOST + 1])
{
    int n = 0;

    for (int i = 0; i < MF_N_OUTCOMES && n < MEASURES_MOST; i++)
        names[n++] = mf_outcome_words[i];
    for (int i = 0; i < mf_indicators_n() && n < MEASURES_MOST; i++)
        names[n++] = mf_indicators[i].name;
    names[n] = NULL;
}

mf_err mf_plan_judge_measure(const char *measure, mf_error *err)
{
    const char *names[MEASURES_MOST + 1], *near;

    list_measures(names);
    for (int n = 0; names[n] != NULL; n++)
        if (strcmp(names[n], measure) == 0)
            return MF_OK;
    near = mf_text_nearest(measure, names);
    return mf_fail(err, MF_E_USAGE, "no outcome or indicator is called \"%s\"%s%s%s", measure,
                   near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near, near == NULL ? "" : "\"?");
}

static void check_measure(const mf_plan *self, const char *setting, const char *measure, mf_diags *diags)
{
    mf_error err = { 0 };

    if (mf_plan_judge_measure(measure, &err) != MF_OK)
        mf_plan_complain(self, diags, setting, "%s", err.text);
}

/* Goals are judged before anything is run, not when all runs are there. */
static void check_goals(const mf_plan *self, mf_diags *diags)
{
    for (int g = 0; g < self->goals.n; g++) {
        const mf_plan_goal *goal = &mf_plan_goals(self)[g];
        char setting[256];

        (void) snprintf(setting, sizeof setting, "goals.%s.measure", goal->id);
        check_measure(self, setting, goal->measure, diags);
    }
}

static bool is_list(const mf_plan *self)
{
    return self->design.kind == MF_PLAN_LIST;
}

static void check(const mf_plan *self, mf_diags *diags)
{
    check_factors(self, diags);
    check_goals(self, diags);
    if (self->scenarios.n == 0)
        mf_plan_complain(self, diags, "scenarios", "names nothing: at least one file");
    if (self->keep.n == 0)
        mf_plan_complain(self, diags, "keep", "names nothing: at least one table");
    for (int i = 0; i < self->keep.n; i++)
        check_keep(self, self->keep.at[i], diags);
    if (is_list(self) != (self->design.file[0] != '\0'))
        mf_plan_complain(self, diags, "design.file",
                         is_list(self) ? "is required for a list of points"
                                       : "is for kind = \"list\"");
    if ((self->precision.measure[0] != '\0') != (self->precision.error > 0.0))
        mf_plan_complain(self, diags, "precision", "needs both a measure and an error above 0");
    if (self->precision.measure[0] != '\0')
        check_measure(self, "precision.measure", self->precision.measure, diags);
    for (int i = 0; i < self->set.n; i++)
        if (strchr(self->set.at[i], '=') == NULL)
            mf_plan_complain(self, diags, "set", "\"%s\": write it as \"setting=value\"",
                             self->set.at[i]);
}

/* ------------------------------------------------------------- reading */

static mf_err read_root(mf_plan *self, const mf_file *file, mf_diags *diags)
{
    mf_fence fence;
    mf_node *root = NULL;

    self->file = mf_arena_text(&self->arena, file->shown);
    self->text = mf_arena_text(&self->arena, file->text);
    if (self->file == NULL || self->text == NULL)
        return MF_E_NOMEM;
    MF_TRY(mf_fence_init(&fence, self->file, &self->scratch));
    self->folder = fence.folder;
    MF_TRY(mf_tree_parse(file, &fence, &self->scratch, diags, &root));
    if (root == NULL)
        return MF_E_SCENARIO;
    self->root = root;
    MF_TRY(mf_reader_read_group(root, &mf_plan_group, &fence, &self->arena, &self->scratch, self,
                                diags));
    if (diags->mistakes == 0)
        check(self, diags);
    return diags->mistakes > 0 ? MF_E_SCENARIO : MF_OK;
}

/* Reads the file, or the text that it holds. */
static mf_err read_plan(const char *file, const char *text, mf_plan **plan, mf_diags *diags,
                        mf_error *err)
{
    mf_plan *self = calloc(1, sizeof *self);
    mf_file found = { .shown = file, .text = text, .n = text == NULL ? 0 : strlen(text) };
    mf_err code;

    *plan = NULL;
    if (self == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for a plan");
    code = text != NULL ? MF_OK : mf_file_load(&found, file, &self->scratch, err);
    if (code == MF_OK) {
        code = read_root(self, &found, diags);
        if (code != MF_OK)
            (void) mf_fail(err, code, "%s: %s", file,
                           code == MF_E_SCENARIO ? "the plan has mistakes" : mf_err_text(code));
    }
    mf_diags_sort(diags);
    if (code != MF_OK)
        mf_plan_free(self);
    else
        *plan = self;
    return code;
}

mf_err mf_plan_read(const char *file, mf_plan **plan, mf_diags *diags, mf_error *err)
{
    return read_plan(file, NULL, plan, diags, err);
}

mf_err mf_plan_read_text(const char *text, const char *file, mf_plan **plan, mf_diags *diags,
                         mf_error *err)
{
    return read_plan(file, text, plan, diags, err);
}

bool mf_plan_is(const char *file)
{
    mf_arena scratch = { 0 };
    mf_file found = { .shown = file };
    mf_diags unsaid = { 0 };
    mf_node *root = NULL;
    mf_fence fence;
    bool is = mf_file_load(&found, file, &scratch, NULL) == MF_OK &&
              mf_fence_init(&fence, file, &scratch) == MF_OK &&
              mf_tree_parse(&found, &fence, &scratch, &unsaid, &root) == MF_OK &&
              mf_node_child(root, "scenarios") != NULL;

    mf_diags_free(&unsaid);
    mf_arena_free(&scratch);
    return is;
}

void mf_plan_free(mf_plan *self)
{
    if (self == NULL)
        return;
    mf_arena_free(&self->scratch);
    mf_arena_free(&self->arena);
    free(self);
}

/* ------------------------------------------------------------- what it asks of a design */

mf_design_wish mf_plan_wish(const mf_plan *self, int *levels, int *base)
{
    for (int f = 0; f < self->factors.n; f++) {
        levels[f] = mf_factor_levels(&mf_factors(self)[f]);
        base[f] = mf_factors(self)[f].base;
    }
    return (mf_design_wish){
        .kind = (enum mf_design_kind) self->design.kind, .n_factors = self->factors.n,
        .levels = levels, .base = base, .n = (size_t) self->design.points,
        .resolution = self->design.resolution, .steps = self->design.steps,
        .pairs = self->design.pairs, .plain = self->design.plain,
        .seed = (uint64_t) self->design.seed,
    };
}
