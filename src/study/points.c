#include "study/points_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "io/dump.h"
#include "study/command.h"

enum { COMPLAINTS_MOST = 40 }; /* different ones, of all points */

/* ------------------------------------------------------------- scenarios */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

/* Files of one name from two folders are told apart by a number. */
static const char *name_in_batch(mf_points *self, int index, const char *path)
{
    mf_buffer name = { 0 };
    const char *copy;
    int same = 0;

    for (int i = 0; i < index; i++)
        same += strcmp(base_name(self->plan->scenarios.at[i]), base_name(path)) == 0 ? 1 : 0;
    if (same > 0)
        mf_buffer_add(&name, "%d-", same + 1);
    mf_buffer_add(&name, "%s", base_name(path));
    copy = name.failed ? NULL : mf_arena_text(&self->arena, name.text);
    mf_buffer_free(&name);
    return copy;
}

static mf_err read_scenario(mf_points *self, int index, mf_diags *diags, mf_error *err)
{
    const mf_plan *plan = self->plan;
    const char *name = plan->scenarios.at[index];
    mf_buffer path = { 0 };
    mf_err code;

    mf_buffer_add(&path, "%s%s", name[0] == '/' ? "" : plan->folder, name);
    self->name[index] = name_in_batch(self, index, name);
    if (path.failed || self->name[index] == NULL)
        code = mf_fail(err, MF_E_NOMEM, "no room for a scenario");
    else
        code = mf_config_read(path.text, NULL, &self->scenario[index], diags, err);
    if (code == MF_OK)
        code = mf_source_read_text(&self->source[index], self->scenario[index]->canonical,
                                   self->name[index], err);
    if (code == MF_E_FILE)
        mf_plan_complain(plan, diags, "scenarios", "%s", err == NULL ? name : err->text);
    mf_buffer_free(&path);
    return code == MF_E_FILE || code == MF_E_SCENARIO ? MF_OK : code; /* go on to complain of all */
}

static mf_err read_scenarios(mf_points *self, mf_diags *diags, mf_error *err)
{
    size_t n = (size_t) self->plan->scenarios.n;

    self->scenario = mf_arena_take(&self->arena, n, sizeof *self->scenario);
    self->source = mf_arena_take(&self->arena, n, sizeof *self->source);
    self->name = mf_arena_take(&self->arena, n, sizeof *self->name);
    if (self->scenario == NULL || self->source == NULL || self->name == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for scenarios");
    for (int i = 0; i < (int) n; i++)
        MF_TRY(read_scenario(self, i, diags, err));
    return diags->mistakes > 0 ? MF_E_SCENARIO : MF_OK;
}

/* ------------------------------------------------------------- orders */

static void add_set(mf_buffer *order, const char *format, const char *path, const char *value)
{
    mf_buffer word = { 0 };

    mf_buffer_add(&word, format, path, value);
    mf_command_add(order, "--set");
    mf_command_add(order, word.failed ? "" : word.text);
    order->failed = order->failed || word.failed;
    mf_buffer_free(&word);
}

static void add_switch(mf_buffer *order, const mf_scenario *scenario, const mf_factor *factor,
                       bool on)
{
    const char *word = on ? "true" : "false";

    for (int i = 0; i < factor->of.n; i++) {
        const mf_package *package = mf_points_package(scenario, factor->of.at[i]);

        if (mf_points_intervention(scenario, factor->of.at[i]) >= 0)
            add_set(order, "interventions.%s.on=%s", factor->of.at[i], word);
        for (int j = 0; package != NULL && j < package->of.n; j++)
            add_set(order, "interventions.%s.on=%s",
                    mf_interventions(scenario)[package->of.at[j]].id, word);
    }
}

static void add_packages(mf_buffer *list, const char *more)
{
    if (more[0] != '\0')
        mf_buffer_add(list, "%s%s", list->n > 0 ? "," : "", more);
}

/* A set of the plan: packages, and settings with their values. */
static void add_state(mf_buffer *order, mf_buffer *packages, const char *set)
{
    char word[MF_PLAN_WORD];

    while (mf_points_word(&set, word))
        if (strchr(word, '=') != NULL)
            add_set(order, "%s%s", word, "");
        else
            add_packages(packages, word);
}

static const char *order_of(mf_points *self, const mf_point *point)
{
    const mf_plan *plan = self->plan;
    mf_buffer order = { 0 }, packages = { 0 };
    const char *copy = NULL;

    mf_buffer_add(&order, "%s", "");
    for (int i = 0; i < plan->set.n; i++)
        add_set(&order, "%s%s", plan->set.at[i], "");
    add_state(&order, &packages, point->package);
    for (int f = 0; f < plan->factors.n; f++) {
        const mf_factor *factor = &mf_factors(plan)[f];

        switch (mf_factor_kind_of(factor)) {
        case MF_FACTOR_SWITCH:
            add_switch(&order, self->scenario[point->scenario], factor,
                       strcmp(point->value[f], "0") != 0);
            break;
        case MF_FACTOR_PACKAGES: add_packages(&packages, point->value[f]); break;
        default: add_set(&order, "%s=%s", factor->setting, point->value[f]); break;
        }
    }
    if (packages.n > 0) {
        mf_command_add(&order, "--package");
        mf_command_add(&order, packages.text);
    }
    if (plan->people > 0.0) {
        char people[40];

        (void) snprintf(people, sizeof people, "%.0f", plan->people);
        mf_command_add(&order, "--people");
        mf_command_add(&order, people);
    }
    if (!order.failed && !packages.failed)
        copy = mf_arena_text(&self->arena, order.text);
    mf_buffer_free(&order);
    mf_buffer_free(&packages);
    return copy;
}

/* ------------------------------------------------------------- all combinations */

/* Scenarios, each with all sets of packages, each with all points of the design. */
static mf_err cross(mf_points *self, const mf_point_values *design, mf_error *err)
{
    const mf_plan *plan = self->plan;
    size_t sets = plan->packages.n < 1 ? 1 : (size_t) plan->packages.n;
    size_t n = (size_t) plan->scenarios.n * sets * design->n;

    if (n > MF_DESIGN_POINTS_MOST)
        return mf_fail(err, MF_E_USAGE, "%s: %zu points; %d are the most", plan->file, n,
                       (int) MF_DESIGN_POINTS_MOST);
    self->at = mf_arena_take(&self->arena, n, sizeof *self->at);
    if (self->at == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for points");
    self->n = (int) n;
    self->n_design = (int) design->n;
    self->block = design->block;
    for (size_t i = 0; i < n; i++) {
        mf_point *point = &self->at[i];
        size_t set = i / design->n % sets;

        point->scenario = (int) (i / design->n / sets);
        point->package = plan->packages.n < 1 ? "" : plan->packages.at[set];
        point->value = plan->factors.n == 0 ? NULL
                     : &design->at[i % design->n * (size_t) plan->factors.n];
        point->order = order_of(self, point);
        if (point->order == NULL)
            return mf_fail(err, MF_E_NOMEM, "no room for points");
    }
    return MF_OK;
}

/* ------------------------------------------------------------- checking */

/* The setting of the plan that a complaint about a point goes back to. */
static void find_cause(const mf_points *self, const mf_diag *diag, char *setting, size_t room)
{
    const mf_factor *factors = mf_factors(self->plan);
    size_t n = strlen(diag->setting);

    (void) snprintf(setting, room, "factors");
    if (strcmp(diag->file, "--people") == 0)
        (void) snprintf(setting, room, "people");
    for (int f = 0; f < self->plan->factors.n; f++)
        if (factors[f].setting[0] != '\0' && strncmp(diag->setting, factors[f].setting,
                                                     strlen(factors[f].setting)) == 0)
            (void) snprintf(setting, room, "factors.%s.%s", factors[f].id,
                            factors[f].values.n > 0 ? "values" : "setting");
    for (int i = 0; i < self->plan->set.n; i++)
        if (strncmp(self->plan->set.at[i], diag->setting, n) == 0 &&
            self->plan->set.at[i][n] == '=')
            (void) snprintf(setting, room, "set");
    for (int i = 0; i < self->plan->packages.n; i++) {
        const char *set = self->plan->packages.at[i];
        char word[MF_PLAN_WORD];

        while (mf_points_word(&set, word))
            if (strncmp(word, diag->setting, n) == 0 && word[n] == '=')
                (void) snprintf(setting, room, "packages");
    }
}

/* How a point is named in a complaint: point 3 (death = 0.02, patrols = 1). */
static void name_point(const mf_points *self, int p, char *text, size_t room)
{
    const mf_point *point = &self->at[p];
    size_t n = (size_t) snprintf(text, room, "point %d", p);

    for (int f = 0; f < self->plan->factors.n && n < room; f++)
        n += (size_t) snprintf(text + n, room - n, "%s%s = %s", f == 0 ? " (" : ", ",
                               mf_factors(self->plan)[f].id, point->value[f]);
    if (self->plan->factors.n > 0 && n < room)
        (void) snprintf(text + n, room - n, ")");
}

typedef struct said {
    int n;
    char text[COMPLAINTS_MOST][256];
} said;

static bool is_new(said *self, const mf_diag *diag)
{
    char text[256];

    (void) snprintf(text, sizeof text, "%.80s|%.170s", diag->setting, diag->text);
    for (int i = 0; i < self->n; i++)
        if (strcmp(self->text[i], text) == 0)
            return false;
    if (self->n == COMPLAINTS_MOST)
        return false;
    memcpy(self->text[self->n++], text, sizeof text);
    return true;
}

static void pass_on(const mf_points *self, int p, const mf_diags *from, said *before,
                    mf_diags *diags)
{
    for (size_t i = 0; i < from->n; i++) {
        const mf_diag *diag = &from->at[i];
        char cause[256], point[256];

        if (diag->severity != MF_MISTAKE || strcmp(diag->file, "--package") == 0 ||
            !is_new(before, diag))
            continue; /* names of packages have been judged */
        find_cause(self, diag, cause, sizeof cause);
        name_point(self, p, point, sizeof point);
        mf_plan_complain(self->plan, diags, cause, "%s: %s; first at %s",
                         diag->setting[0] == '\0' ? "the scenario" : diag->setting, diag->text, point);
    }
    diags->starved = diags->starved || from->starved;
}

/* A canonical text with another seed; its settings stand at the beginning of lines. */
static void reseed(const char *canonical, int64_t seed, mf_buffer *text)
{
    static const char begin[] = "\nseed = ";
    const char *found = strstr(canonical, begin), *end;

    if (found == NULL) {
        text->failed = true;
        return;
    }
    found += strlen(begin);
    end = found + strcspn(found, ";");
    mf_buffer_add_bytes(text, canonical, (size_t) (found - canonical));
    mf_dump_count(seed, text);
    mf_buffer_add_text(text, end);
}

mf_err mf_points_id(const mf_scenario *scenario, int64_t seed, char id[MF_RUN_ID])
{
    mf_buffer text = { 0 };
    char digest[MF_DIGEST_TEXT];

    reseed(scenario->canonical, seed, &text);
    if (!text.failed)
        mf_digest_of(text.text, text.n, digest);
    (void) snprintf(id, MF_RUN_ID, "%.16s", text.failed ? "" : digest);
    mf_buffer_free(&text);
    return id[0] == '\0' ? MF_E_NOMEM : MF_OK;
}

/* Reads the scenario of a point as a run of it would. */
static mf_err resolve(mf_points *self, int p, said *before, mf_diags *diags, mf_error *err)
{
    const mf_point *point = &self->at[p];
    mf_scenario *scenario = NULL;
    mf_arena scratch = { 0 };
    mf_diags own = { 0 };
    mf_command command;
    mf_err code = mf_command_read(&command, point->order, &scratch) ? MF_OK : MF_E_NOMEM;

    if (code == MF_OK)
        code = mf_source_resolve(self->source[point->scenario], &command.config, &scenario, &own, err);
    pass_on(self, p, &own, before, diags);
    for (int r = 0; code == MF_OK && r < self->n_replicates; r++)
        code = mf_points_id(scenario,
                            self->seed[r * self->plan->scenarios.n + point->scenario],
                            self->id[(size_t) r * (size_t) self->n + (size_t) p]);
    mf_scenario_free(scenario);
    mf_diags_free(&own);
    mf_arena_free(&scratch);
    return code == MF_E_SCENARIO ? MF_OK : code;
}

static mf_err resolve_all(mf_points *self, mf_diags *diags, mf_error *err)
{
    const mf_plan *plan = self->plan;
    size_t runs = (size_t) self->n * (size_t) plan->replicates;
    said before = { 0 };

    self->n_replicates = plan->replicates;
    self->id = mf_arena_take(&self->arena, runs, sizeof *self->id);
    self->seed = mf_arena_take(&self->arena, (size_t) plan->replicates * (size_t) plan->scenarios.n,
                               sizeof *self->seed);
    if (self->id == NULL || self->seed == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for runs");
    for (int r = 0; r < plan->replicates; r++)
        for (int s = 0; s < plan->scenarios.n; s++)
            self->seed[r * plan->scenarios.n + s] =
                (plan->seed > 0 ? plan->seed : self->scenario[s]->seed) + r;
    for (int p = 0; p < self->n && before.n < COMPLAINTS_MOST; p++)
        MF_TRY(resolve(self, p, &before, diags, err));
    return diags->mistakes > 0 ? MF_E_SCENARIO : MF_OK;
}

mf_err mf_points_make(mf_points *self, const mf_plan *plan, mf_diags *diags, mf_error *err)
{
    mf_point_values design = { 0 };
    mf_err code;

    *self = (mf_points){ .plan = plan };
    code = read_scenarios(self, diags, err);
    if (code == MF_OK) {
        mf_points_check_names(self, diags);
        code = plan->design.kind == MF_PLAN_LIST ? mf_points_of_list(self, &design, diags, err)
                                                 : mf_points_of_design(self, &design, diags, err);
    }
    if (code == MF_OK)
        code = cross(self, &design, err);
    if (code == MF_OK)
        code = resolve_all(self, diags, err);
    if (code == MF_E_SCENARIO)
        (void) mf_fail(err, code, "%s: the plan has mistakes", plan->file);
    mf_diags_sort(diags);
    return code;
}

void mf_points_free(mf_points *self)
{
    for (int i = 0; self->scenario != NULL && i < self->plan->scenarios.n; i++)
        mf_scenario_free(self->scenario[i]);
    for (int i = 0; self->source != NULL && i < self->plan->scenarios.n; i++)
        mf_source_free(self->source[i]);
    mf_arena_free(&self->arena);
    *self = (mf_points){ 0 };
}
