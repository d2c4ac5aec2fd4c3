/* What the plan of a batch says of it: factors, the design, states, goals. */
#include "study/harvest_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/number.h"
#include "model/intervention.h"

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

/* In full: as the plan names it; or what it switches, "coast_guard, rescue"; or its id. */
static const char *name_of(const mf_factor *factor, mf_arena *arena)
{
    mf_buffer list = { 0 };
    const char *name;

    for (int f = 0; f < factor->of.n; f++)
        mf_buffer_add(&list, "%s%s", f == 0 ? "" : ", ", factor->of.at[f]);
    name = factor->name[0] != '\0' ? factor->name : list.n > 0 ? list.text : factor->id;
    name = list.failed ? NULL : mf_arena_text(arena, name);
    mf_buffer_free(&list);
    return name;
}

mf_err mf_harvest_factors(mf_harvesting *self, mf_error *err)
{
    const mf_factor *from = mf_factors(self->plan);
    mf_harvest *to = self->to;
    const char **id, **kind;
    size_t k = (size_t) self->plan->factors.n, n;

    MF_TRY(mf_harvest_texts(self, "/intervention", "", &id, &n, err));
    MF_TRY(mf_harvest_texts(self, "/intervention_kind", "", &kind, &n, err));
    to->factor = mf_arena_take(&to->arena, k + 1, sizeof *to->factor);
    if (to->factor == NULL)
        return mf_harvest_starve(err);
    for (size_t f = 0; f < k; f++) {
        char low[MF_FACTOR_TEXT], high[MF_FACTOR_TEXT];
        mf_harvest_factor *factor = &to->factor[f];

        factor->id = mf_arena_text(&to->arena, from[f].id);
        factor->name = name_of(&from[f], &to->arena);
        factor->owner = mf_arena_text(&to->arena, from[f].owner);
        factor->level = mf_arena_text(&to->arena, from[f].level);
        factor->low = mf_arena_text(&to->arena, mf_factor_at_unit(&from[f], 0.0, low));
        factor->high = mf_arena_text(&to->arena, mf_factor_at_unit(&from[f], 1.0, high));
        if (factor->id == NULL || factor->name == NULL || factor->owner == NULL || factor->level == NULL ||
            factor->low == NULL || factor->high == NULL)
            return mf_harvest_starve(err);
        take_owner(factor, &from[f].of, id, kind, n);
    }
    return MF_OK;
}

/* ---------------------------------------------------------------- the design */

mf_err mf_harvest_design(mf_harvesting *self, mf_error *err)
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
static const char *value_at(const mf_harvesting *self, size_t point, size_t f, char room[MF_FACTOR_TEXT])
{
    const mf_design *d = &self->to->design;
    size_t at = point * (size_t) d->n_factors + f;
    const mf_factor *factor = &mf_factors(self->plan)[f];

    return d->level != NULL ? mf_factor_at_level(factor, d->level[at], room)
                            : mf_factor_at_unit(factor, d->unit[at], room);
}

/* Values of a list: numbers or texts along `design`, of the first state. */
static mf_err take_listed(mf_harvesting *self, size_t f, mf_error *err)
{
    mf_harvest *to = self->to;
    size_t k = (size_t) to->design.n_factors, n = 0;
    const char **text = NULL;
    mf_buffer table = { 0 };
    double *number = NULL;
    mf_err code;

    mf_buffer_add(&table, "/%s", to->factor[f].id);
    code = mf_result_reals(self->file, table.text, &number, &n, err);
    if (code != MF_OK)
        code = mf_harvest_texts(self, table.text, "", &text, &n, err);
    if (code == MF_OK && n < to->results.n_points)
        code = mf_harvest_odd(self, table.text, err);
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
static mf_err read_list(mf_harvesting *self, mf_error *err)
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
        return mf_harvest_starve(err);
    for (size_t i = 0; i < n * k; i++)
        to->design.level[i] = to->number[i] > 0.5;
    to->design.kind = MF_DESIGN_FACTORIAL;
    return MF_OK;
}

mf_err mf_harvest_values(mf_harvesting *self, mf_error *err)
{
    mf_harvest *to = self->to;
    size_t k = (size_t) to->design.n_factors, n = to->results.n_points;

    to->value = mf_arena_take(&to->arena, n * k + 1, sizeof *to->value);
    to->number = mf_arena_take(&to->arena, n * k + 1, sizeof *to->number);
    if (to->value == NULL || to->number == NULL)
        return mf_harvest_starve(err);
    if (self->plan->design.kind == MF_PLAN_LIST) {
        to->design.n_points = n;
        return read_list(self, err);
    }
    for (size_t i = 0; i < n * k; i++) {
        char room[MF_FACTOR_TEXT];
        const char *text = mf_arena_text(&to->arena, value_at(self, i / k, i % k, room));

        if (text == NULL)
            return mf_harvest_starve(err);
        to->value[i] = text;
        if (!mf_number_read(text, strlen(text), &to->number[i]))
            to->number[i] = (double) NAN;
    }
    return MF_OK;
}

/* ---------------------------------------------------------------- states */

mf_err mf_harvest_states(mf_harvesting *self, mf_error *err)
{
    const mf_plan *plan = self->plan;
    size_t sets = plan->packages.n < 1 ? 1 : (size_t) plan->packages.n;
    mf_harvest *to = self->to;

    to->results.n_states = (size_t) plan->scenarios.n * sets;
    to->state = mf_arena_take(&to->arena, to->results.n_states + 1, sizeof *to->state);
    if (to->state == NULL)
        return mf_harvest_starve(err);
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
            return mf_harvest_starve(err);
    }
    return MF_OK;
}

/* ---------------------------------------------------------------- goals */

mf_err mf_harvest_goals(mf_harvesting *self, mf_error *err)
{
    const mf_plan_goal *from = mf_plan_goals(self->plan);
    size_t n = (size_t) self->plan->goals.n;
    mf_harvest *to = self->to;

    if (n == 0)
        return MF_OK;
    to->goals = mf_arena_take(&to->arena, n + 1, sizeof *to->goals);
    if (to->goals == NULL)
        return mf_harvest_starve(err);
    for (size_t g = 0; g < n; g++) {
        to->goals[g] = (mf_goal){ mf_arena_text(&to->arena, from[g].owner),
                                  mf_arena_text(&to->arena, from[g].measure),
                                  from[g].wish == MF_WISH_MORE ? 1 : -1, from[g].weight };
        if (to->goals[g].owner == NULL || to->goals[g].measure == NULL)
            return mf_harvest_starve(err);
    }
    return MF_OK;
}
