#include "study/harvest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/layout.h"
#include "io/number.h"
#include "io/result_h5.h"
#include "io/store_h5.h"
#include "model/intervention.h"
#include "study/plan.h"

/* What is at hand while it is read. */
typedef struct reading {
    mf_harvest *to;
    const char *path;
    mf_result *file;
    mf_plan *plan;
    size_t n_all; /* points of all states */
} reading;

static mf_err starve(mf_error *err)
{
    return mf_fail(err, MF_E_NOMEM, "no memory for the results of a batch");
}

static mf_err odd(const reading *self, const char *table, mf_error *err)
{
    return mf_fail_at(err, MF_E_FORMAT, self->path, 0, "table %s has not the shape that its plan says", table);
}

/* ---------------------------------------------------------------- names */

/* Texts of one table and then of another, in the arena, with a NULL after the last. */
static mf_err take_texts(const reading *self, const char *one, const char *two, const char ***list,
                         size_t *n, mf_error *err)
{
    const char *const table[] = { one, two };
    char **texts[2] = { NULL, NULL };
    size_t length[2] = { 0, 0 };
    mf_err code = MF_OK;

    for (int t = 0; t < 2 && code == MF_OK; t++)
        if (mf_result_has(self->file, table[t]))
            code = mf_result_texts(self->file, table[t], &texts[t], &length[t], err);
    *n = length[0] + length[1];
    *list = code == MF_OK ? mf_arena_take(&self->to->arena, *n + 1, sizeof **list) : NULL;
    for (size_t i = 0; code == MF_OK && *list != NULL && i < *n; i++) {
        (*list)[i] = mf_arena_text(&self->to->arena,
                                   i < length[0] ? texts[0][i] : texts[1][i - length[0]]);
        if ((*list)[i] == NULL)
            code = starve(err);
    }
    if (code == MF_OK && *list == NULL)
        code = starve(err);
    mf_result_texts_free(texts[0]);
    mf_result_texts_free(texts[1]);
    return code;
}

static mf_err take_names(reading *self, mf_error *err)
{
    mf_harvest *to = self->to;
    size_t n = 0;

    MF_TRY(take_texts(self, "/outcome", "/indicator", &to->measure, &n, err));
    to->results.n_measures = n;
    to->results.measure = to->measure;
    if (n == 0)
        return mf_fail_at(err, MF_E_FORMAT, self->path, 0,
                          "keeps neither outcomes nor indicators: there is nothing to tell of");
    MF_TRY(take_texts(self, "/outcome_unit", "/indicator_unit", &to->unit, &n, err));
    MF_TRY(take_texts(self, "/outcome_name", "/indicator_name", &to->doc, &n, err));
    return n == to->results.n_measures ? MF_OK : odd(self, "/indicator_name", err);
}

/* ---------------------------------------------------------------- factors */

/* The owner and level of the interventions that a switch is of, if they agree. */
static void take_owner(mf_harvest_factor *factor, const mf_texts *of, const char **id,
                       const char **kind, size_t n)
{
    bool given = factor->owner[0] != '\0', placed = factor->level[0] != '\0';

    for (int f = 0; f < of->n; f++)
        for (size_t i = 0; i < n; i++) {
            const mf_intervention_kind *is = strcmp(of->at[f], id[i]) == 0 ? mf_intervention_kind_find(kind[i])
                                                                           : NULL;
            const char *owner = is == NULL ? "" : mf_owner_words[is->owner];
            const char *level = is == NULL ? "" : mf_level_words[is->level];

            if (is == NULL)
                continue;
            if (!given)
                factor->owner = f == 0 || strcmp(factor->owner, owner) == 0 ? owner : "";
            if (!placed)
                factor->level = f == 0 || strcmp(factor->level, level) == 0 ? level : "several";
        }
}

static mf_err take_factors(reading *self, mf_error *err)
{
    const mf_factor *from = mf_factors(self->plan);
    mf_harvest *to = self->to;
    const char **id, **kind;
    size_t k = (size_t) self->plan->factors.n, n;

    MF_TRY(take_texts(self, "/intervention", "", &id, &n, err));
    MF_TRY(take_texts(self, "/intervention_kind", "", &kind, &n, err));
    to->factor = mf_arena_take(&to->arena, k + 1, sizeof *to->factor);
    if (to->factor == NULL)
        return starve(err);
    for (size_t f = 0; f < k; f++) {
        char low[MF_FACTOR_TEXT], high[MF_FACTOR_TEXT];
        mf_harvest_factor *factor = &to->factor[f];

        factor->id = mf_arena_text(&to->arena, from[f].id);
        factor->name = mf_arena_text(&to->arena, from[f].name[0] == '\0' ? from[f].id : from[f].name);
        factor->owner = mf_arena_text(&to->arena, from[f].owner);
        factor->level = mf_arena_text(&to->arena, from[f].level);
        factor->low = mf_arena_text(&to->arena, mf_factor_at_unit(&from[f], 0.0, low));
        factor->high = mf_arena_text(&to->arena, mf_factor_at_unit(&from[f], 1.0, high));
        if (factor->id == NULL || factor->name == NULL || factor->owner == NULL || factor->level == NULL ||
            factor->low == NULL || factor->high == NULL)
            return starve(err);
        take_owner(factor, &from[f].of, id, kind, n);
    }
    return MF_OK;
}

/* ---------------------------------------------------------------- the design */

static mf_err make_design(reading *self, mf_error *err)
{
    int levels[MF_DESIGN_FACTORS_MOST], base[MF_DESIGN_FACTORS_MOST];
    const mf_plan *plan = self->plan;
    mf_design_wish wish;

    self->to->design_word = mf_plan_design_words[plan->design.kind];
    if (plan->factors.n < 1 || plan->factors.n > MF_DESIGN_FACTORS_MOST)
        return mf_fail_at(err, MF_E_USAGE, self->path, 0, "its plan has %d factors: 1 to %d can be told of",
                          plan->factors.n, (int) MF_DESIGN_FACTORS_MOST);
    if (plan->design.kind == MF_PLAN_LIST) {
        self->to->design = (mf_design){ .kind = MF_DESIGN_GRID, .n_factors = plan->factors.n, .block = 1 };
        return MF_OK;
    }
    wish = mf_plan_wish(plan, levels, base);
    return mf_design_make(&self->to->design, &wish, err);
}

/* The value of a factor at a point, as text; of a list, what the file says. */
static const char *value_at(const reading *self, size_t point, size_t f, char room[MF_FACTOR_TEXT])
{
    const mf_design *d = &self->to->design;
    size_t at = point * (size_t) d->n_factors + f;
    const mf_factor *factor = &mf_factors(self->plan)[f];

    return d->level != NULL ? mf_factor_at_level(factor, d->level[at], room)
                            : mf_factor_at_unit(factor, d->unit[at], room);
}

/* Values of a list: numbers or texts along `design`, of the first state. */
static mf_err take_listed(reading *self, size_t f, mf_error *err)
{
    mf_harvest *to = self->to;
    size_t k = (size_t) to->design.n_factors, n = 0;
    const char *format = "/%s", **text = NULL;
    mf_buffer table = { 0 };
    double *number = NULL;
    mf_err code;

    mf_buffer_add(&table, format, to->factor[f].id);
    code = mf_result_reals(self->file, table.text, &number, &n, err);
    if (code != MF_OK)
        code = take_texts(self, table.text, "", &text, &n, err);
    if (code == MF_OK && n < to->results.n_points)
        code = odd(self, table.text, err);
    for (size_t p = 0; code == MF_OK && p < to->results.n_points; p++) {
        char room[MF_FACTOR_TEXT] = "";

        if (number != NULL)
            mf_real_print(number[p], room, sizeof room);
        to->number[p * k + f] = number != NULL ? number[p] : (double) NAN;
        to->value[p * k + f] = number != NULL ? mf_arena_text(&to->arena, room) : text[p];
    }
    free(number);
    mf_buffer_free(&table);
    return code;
}

/* Switches of a list are levels; with all of their combinations it is a factorial. */
static mf_err read_list(reading *self, mf_error *err)
{
    mf_harvest *to = self->to;
    size_t k = (size_t) to->design.n_factors, n = to->results.n_points;
    bool switches = true;

    for (size_t f = 0; f < k; f++) {
        MF_TRY(take_listed(self, f, err));
        switches = switches && mf_factor_kind_of(&mf_factors(self->plan)[f]) == MF_FACTOR_SWITCH;
    }
    if (!switches || k > 20 || n < (size_t) 1 << k)
        return MF_OK;
    to->design.level = calloc(n * k, sizeof *to->design.level);
    if (to->design.level == NULL)
        return starve(err);
    for (size_t i = 0; i < n * k; i++)
        to->design.level[i] = to->number[i] > 0.5;
    to->design.kind = MF_DESIGN_FACTORIAL;
    return MF_OK;
}

static mf_err take_values(reading *self, mf_error *err)
{
    mf_harvest *to = self->to;
    size_t k = (size_t) to->design.n_factors, n = to->results.n_points;

    to->value = mf_arena_take(&to->arena, n * k + 1, sizeof *to->value);
    to->number = mf_arena_take(&to->arena, n * k + 1, sizeof *to->number);
    if (to->value == NULL || to->number == NULL)
        return starve(err);
    if (self->plan->design.kind == MF_PLAN_LIST) {
        to->design.n_points = n;
        return read_list(self, err);
    }
    for (size_t i = 0; i < n * k; i++) {
        char room[MF_FACTOR_TEXT];
        const char *text = mf_arena_text(&to->arena, value_at(self, i / k, i % k, room));

        if (text == NULL)
            return starve(err);
        to->value[i] = text;
        if (!mf_number_read(text, strlen(text), &to->number[i]))
            to->number[i] = (double) NAN;
    }
    return MF_OK;
}

/* ---------------------------------------------------------------- states */

static mf_err name_states(reading *self, mf_error *err)
{
    const mf_plan *plan = self->plan;
    size_t sets = plan->packages.n < 1 ? 1 : (size_t) plan->packages.n;
    mf_harvest *to = self->to;

    to->results.n_states = (size_t) plan->scenarios.n * sets;
    to->state = mf_arena_take(&to->arena, to->results.n_states + 1, sizeof *to->state);
    if (to->state == NULL)
        return starve(err);
    for (size_t s = 0; s < to->results.n_states; s++) {
        const char *set = plan->packages.n < 1 ? "" : plan->packages.at[s % sets];
        const char *scenario = plan->scenarios.at[s / sets];
        mf_buffer name = { 0 };

        if (plan->scenarios.n > 1)
            mf_buffer_add(&name, "%s%s", scenario, set[0] == '\0' ? "" : ", ");
        mf_buffer_add(&name, "%s", set[0] == '\0' && plan->scenarios.n == 1 ? "as it is" : set);
        to->state[s] = name.failed ? NULL : mf_arena_text(&to->arena, name.text);
        mf_buffer_free(&name);
        if (to->state[s] == NULL)
            return starve(err);
    }
    return MF_OK;
}

/* ---------------------------------------------------------------- results */

/* A table (design, replicate, measure), whose measures begin with number `first`. */
static mf_err take_table(reading *self, const char *table, size_t first, double *to, mf_error *err)
{
    mf_results *r = &self->to->results;
    size_t length[MF_MOST_AXES], n;
    double *value;
    int axes;

    if (!mf_result_has(self->file, table))
        return MF_OK;
    MF_TRY(mf_result_shape(self->file, table, length, &axes, err));
    if (axes != 3 || length[0] != self->n_all || length[1] != r->n_replicates ||
        first + length[2] > r->n_measures)
        return odd(self, table, err);
    MF_TRY(mf_result_reals(self->file, table, &value, &n, err));
    for (size_t i = 0; i < n; i++) {
        size_t m = first + i % length[2], replicate = i / length[2] % length[1];
        size_t point = i / length[2] / length[1];
        size_t state = point / r->n_points;

        to[((state * r->n_measures + m) * r->n_points + point % r->n_points) * r->n_replicates +
           replicate] = value[i];
    }
    free(value);
    return MF_OK;
}

/* Runs that are not there have no values; marks the replicates that lack one. */
static mf_err take_missing(reading *self, double *to, bool *lacks, mf_error *err)
{
    mf_results *r = &self->to->results;
    double *present;
    size_t n;

    MF_TRY(mf_result_reals(self->file, "/present", &present, &n, err));
    for (size_t i = 0; i < n && n == self->n_all * r->n_replicates; i++) {
        size_t point = i / r->n_replicates, state = point / r->n_points;

        if (present[i] > 0.5)
            continue;
        self->to->missing++;
        lacks[i % r->n_replicates] = true;
        for (size_t m = 0; m < r->n_measures; m++)
            to[((state * r->n_measures + m) * r->n_points + point % r->n_points) * r->n_replicates +
               i % r->n_replicates] = (double) NAN;
    }
    free(present);
    return MF_OK;
}

/* A replicate in which a run is missing is left out, unless that would leave none: what compares
 * points needs all of them. */
static void leave_out(mf_harvest *self, double *value, const bool *lacks)
{
    mf_results *r = &self->results;
    size_t all = r->n_states * r->n_measures * r->n_points * r->n_replicates, n = r->n_replicates;
    size_t kept = 0, to = 0;

    for (size_t at = 0; at < n; at++)
        kept += !lacks[at];
    if (kept == 0 || kept == n)
        return;
    for (size_t i = 0; i < all; i++)
        if (!lacks[i % n])
            value[to++] = value[i];
    self->left_out = n - kept;
    r->n_replicates = kept;
}

static mf_err take_results(reading *self, mf_error *err)
{
    mf_results *r = &self->to->results;
    size_t length[MF_MOST_AXES], outcomes = 0, n;
    double *value;
    bool *lacks;
    int axes;

    MF_TRY(mf_result_shape(self->file, "/present", length, &axes, err));
    if (axes != 2 || length[0] % r->n_states != 0 ||
        (self->to->design.n_points > 0 && length[0] != r->n_states * self->to->design.n_points))
        return odd(self, "/present", err);
    self->n_all = length[0];
    r->n_points = length[0] / r->n_states;
    r->n_replicates = length[1];
    n = r->n_states * r->n_measures * r->n_points * r->n_replicates;
    value = mf_arena_take(&self->to->arena, n + 1, sizeof *value);
    lacks = mf_arena_take(&self->to->arena, r->n_replicates + 1, sizeof *lacks);
    if (value == NULL || lacks == NULL)
        return starve(err);
    for (size_t i = 0; i < n; i++)
        value[i] = (double) NAN;
    r->value = value;
    if (mf_result_has(self->file, "/outcome")) {
        MF_TRY(mf_result_shape(self->file, "/outcome", length, &axes, err));
        outcomes = length[0];
    }
    MF_TRY(take_table(self, "/outcomes/total", 0, value, err));
    MF_TRY(take_table(self, "/indicators/all_years", outcomes, value, err));
    MF_TRY(take_missing(self, value, lacks, err));
    leave_out(self->to, value, lacks);
    return MF_OK;
}

/* ---------------------------------------------------------------- goals */

static mf_err take_goals(reading *self, mf_error *err)
{
    const mf_plan_goal *from = mf_plan_goals(self->plan);
    size_t n = (size_t) self->plan->goals.n;
    mf_harvest *to = self->to;

    if (n == 0)
        return MF_OK;
    to->goals = mf_arena_take(&to->arena, n + 1, sizeof *to->goals);
    if (to->goals == NULL)
        return starve(err);
    for (size_t g = 0; g < n; g++) {
        to->goals[g] = (mf_goal){ mf_arena_text(&to->arena, from[g].owner),
                                  mf_arena_text(&to->arena, from[g].measure),
                                  from[g].wish == MF_WISH_MORE ? 1 : -1, from[g].weight };
        if (to->goals[g].owner == NULL || to->goals[g].measure == NULL)
            return starve(err);
    }
    return MF_OK;
}

/* ---------------------------------------------------------------- all of it */

static mf_err read_plan(reading *self, mf_error *err)
{
    mf_buffer text = { 0 };
    mf_diags diags = { 0 };
    mf_err code = mf_plan_h5(self->path, &text, err);

    if (code == MF_OK && text.failed)
        code = starve(err);
    if (code == MF_OK)
        code = mf_plan_read_text(text.text, self->path, &self->plan, &diags, err);
    if (code == MF_E_SCENARIO)
        code = mf_fail_at(err, MF_E_FORMAT, self->path, 0,
                          "its plan is not understood by this version: %s: %s",
                          diags.n > 0 ? diags.at[0].setting : "", diags.n > 0 ? diags.at[0].text : "");
    mf_diags_free(&diags);
    mf_buffer_free(&text);
    return code;
}

static mf_err read_all(reading *self, mf_error *err)
{
    mf_harvest *to = self->to;

    MF_TRY(read_plan(self, err));
    to->title = mf_arena_text(&to->arena, self->plan->title);
    to->question = mf_arena_text(&to->arena, self->plan->question);
    if (to->title == NULL || to->question == NULL)
        return starve(err);
    MF_TRY(make_design(self, err));
    MF_TRY(take_names(self, err));
    MF_TRY(take_factors(self, err));
    MF_TRY(name_states(self, err));
    MF_TRY(take_results(self, err));
    MF_TRY(take_values(self, err));
    return take_goals(self, err);
}

mf_err mf_harvest_read(mf_harvest *self, const char *path, mf_error *err)
{
    reading at = { .to = self, .path = path };
    mf_err code;
    char *kind;

    *self = (mf_harvest){ .design_word = "" };
    MF_TRY(mf_result_open(&at.file, path, err));
    kind = mf_result_attribute(at.file, "/", "mixflow_kind");
    if (kind == NULL || strcmp(kind, MF_KIND_BATCH) != 0)
        code = mf_fail_at(err, MF_E_FORMAT, path, 0, "is no merged batch (mixflow batch merge makes one)");
    else
        code = read_all(&at, err);
    free(kind);
    mf_plan_free(at.plan);
    mf_result_close(at.file);
    if (code != MF_OK)
        mf_harvest_free(self);
    return code;
}

void mf_harvest_free(mf_harvest *self)
{
    mf_design_free(&self->design);
    mf_arena_free(&self->arena);
    *self = (mf_harvest){ .design_word = "" };
}

double *mf_harvest_means(const mf_harvest *self, size_t measure)
{
    size_t r = self->results.n_replicates;
    double *mean = calloc(self->results.n_points + 1, sizeof *mean);

    for (size_t p = 0; mean != NULL && p < self->results.n_points; p++) {
        const double *y = mf_results_at(&self->results, 0, measure, p);
        size_t n = 0;

        for (size_t i = 0; i < r; i++)
            if (isfinite(y[i]))
                mean[p] += (y[i] - mean[p]) / (double) ++n;
        if (n == 0)
            mean[p] = (double) NAN;
    }
    return mean;
}
