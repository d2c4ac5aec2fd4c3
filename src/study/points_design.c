/* Points of a plan: names that they use, and values that the design gives them. */
#include "study/points_parts.h"

#include <stdio.h>
#include <string.h>

#include "io/rows.h"

int mf_points_intervention(const mf_scenario *scenario, const char *id)
{
    for (int i = 0; i < scenario->interventions.n; i++)
        if (strcmp(mf_interventions(scenario)[i].id, id) == 0)
            return i;
    return -1;
}

const mf_package *mf_points_package(const mf_scenario *scenario, const char *id)
{
    for (int i = 0; i < scenario->packages.n; i++)
        if (strcmp(mf_packages(scenario)[i].id, id) == 0)
            return &mf_packages(scenario)[i];
    return NULL;
}

/* ------------------------------------------------------------- names in switches and packages */

enum { NAMES_MOST = 256 };

static void complain_of_name(const mf_points *self, int scenario, const char *setting,
                             const char *wrong, bool interventions, mf_diags *diags)
{
    const mf_scenario *s = self->scenario[scenario];
    const char *names[NAMES_MOST + 1], *near;
    int n = 0;

    for (int i = 0; interventions && i < s->interventions.n && n < NAMES_MOST; i++)
        names[n++] = mf_interventions(s)[i].id;
    for (int i = 0; i < s->packages.n && n < NAMES_MOST; i++)
        names[n++] = mf_packages(s)[i].id;
    names[n] = NULL;
    near = mf_text_nearest(wrong, names);
    mf_plan_complain(self->plan, diags, setting, "%s has no %spackage \"%s\"%s%s%s",
                     self->plan->scenarios.at[scenario], interventions ? "intervention or " : "",
                     wrong, near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                     near == NULL ? "" : "\"?");
}

bool mf_points_word(const char **set, char word[MF_PLAN_WORD])
{
    size_t n = strcspn(*set, ",");

    if (**set == '\0')
        return false;
    (void) snprintf(word, MF_PLAN_WORD, "%.*s", (int) (n < MF_PLAN_WORD ? n : MF_PLAN_WORD - 1), *set);
    *set += n + ((*set)[n] == ',' ? 1 : 0);
    return true;
}

/* Each of the names in "a,b"; where settings may stand between them, they are judged with the
 * points that have them. */
static void check_packages(const mf_points *self, const mf_texts *sets, const char *setting,
                           bool settings, mf_diags *diags)
{
    for (int s = 0; s < self->plan->scenarios.n; s++)
        for (int i = 0; i < sets->n; i++) {
            const char *set = sets->at[i];
            char name[MF_PLAN_WORD];

            while (mf_points_word(&set, name))
                if (mf_points_package(self->scenario[s], name) == NULL &&
                    !(settings && strchr(name, '=') != NULL))
                    complain_of_name(self, s, setting, name, false, diags);
        }
}

static bool switches(const mf_scenario *scenario, const mf_factor *factor, int intervention)
{
    for (int i = 0; i < factor->of.n; i++) {
        const mf_package *package = mf_points_package(scenario, factor->of.at[i]);

        if (mf_points_intervention(scenario, factor->of.at[i]) == intervention)
            return true;
        for (int j = 0; package != NULL && j < package->of.n; j++)
            if (package->of.at[j] == intervention)
                return true;
    }
    return false;
}

/* Names that are there, and no intervention under two hands. */
static void check_switch(const mf_points *self, int f, mf_diags *diags)
{
    const mf_factor *factors = mf_factors(self->plan), *factor = &factors[f];
    char setting[256];

    (void) snprintf(setting, sizeof setting, "factors.%s.of", factor->id);
    for (int s = 0; s < self->plan->scenarios.n; s++) {
        const mf_scenario *scenario = self->scenario[s];

        for (int i = 0; i < factor->of.n; i++)
            if (mf_points_intervention(scenario, factor->of.at[i]) < 0 &&
                mf_points_package(scenario, factor->of.at[i]) == NULL)
                complain_of_name(self, s, setting, factor->of.at[i], true, diags);
        for (int g = 0; g < f; g++)
            for (int i = 0; i < scenario->interventions.n; i++)
                if (switches(scenario, factor, i) && switches(scenario, &factors[g], i))
                    mf_plan_complain(self->plan, diags, setting,
                                     "intervention %s is switched by factor %s, too",
                                     mf_interventions(scenario)[i].id, factors[g].id);
    }
}

void mf_points_check_names(const mf_points *self, mf_diags *diags)
{
    check_packages(self, &self->plan->packages, "packages", true, diags);
    for (int f = 0; f < self->plan->factors.n; f++) {
        const mf_factor *factor = &mf_factors(self->plan)[f];
        char setting[256];

        (void) snprintf(setting, sizeof setting, "factors.%s.packages", factor->id);
        check_packages(self, &factor->packages, setting, false, diags);
        if (factor->of.n > 0)
            check_switch(self, f, diags);
    }
}

/* ------------------------------------------------------------- from a design to values */

static mf_err take_values(mf_points *self, const mf_design *design, mf_point_values *to)
{
    const mf_factor *factors = mf_factors(self->plan);
    size_t k = (size_t) self->plan->factors.n;

    to->n = design->n_points;
    to->block = design->block;
    to->at = mf_arena_take(&self->arena, to->n * k + 1, sizeof *to->at);
    if (to->at == NULL)
        return MF_E_NOMEM;
    for (size_t i = 0; i < to->n * k; i++) {
        const mf_factor *factor = &factors[i % k];
        char room[MF_FACTOR_TEXT];
        const char *value = design->unit != NULL ? mf_factor_at_unit(factor, design->unit[i], room)
                                                 : mf_factor_at_level(factor, design->level[i], room);

        to->at[i] = value == room ? mf_arena_text(&self->arena, room) : value;
        if (to->at[i] == NULL)
            return MF_E_NOMEM;
    }
    return MF_OK;
}

mf_err mf_points_of_design(mf_points *self, mf_point_values *to, mf_diags *diags, mf_error *err)
{
    size_t k = (size_t) self->plan->factors.n;
    int *levels = mf_arena_take(&self->arena, k + 1, sizeof *levels);
    int *base = mf_arena_take(&self->arena, k + 1, sizeof *base);
    mf_design design = { 0 };
    mf_design_wish wish;
    mf_error why = { 0 };
    mf_err code;

    if (levels == NULL || base == NULL)
        return mf_fail(err, MF_E_NOMEM, "no room for a design");
    if (k == 0) { /* scenarios and packages alone */
        *to = (mf_point_values){ 1, 1, NULL };
        return MF_OK;
    }
    wish = mf_plan_wish(self->plan, levels, base);
    code = mf_design_make(&design, &wish, &why);
    if (code == MF_E_USAGE)
        mf_plan_complain(self->plan, diags, "design", "%s", why.text);
    else if (code == MF_OK)
        code = take_values(self, &design, to);
    mf_design_free(&design);
    return code == MF_E_USAGE ? MF_E_SCENARIO
         : code == MF_OK ? MF_OK : mf_fail(err, code, "no room for a design");
}

/* 0, off, false and 1, on, true. */
static const char *switch_value(const char *text)
{
    static const char *const words[] = { "0", "1", "off", "on", "false", "true" };

    for (int i = 0; i < 6; i++)
        if (strcmp(text, words[i]) == 0)
            return words[i % 2];
    return NULL;
}

static void check_columns(const mf_points *self, const mf_rows *rows, mf_diags *diags)
{
    const char *names[MF_DESIGN_FACTORS_MOST * 4 + 1] = { NULL };
    int n = 0;

    for (int f = 0; f < self->plan->factors.n && n < MF_DESIGN_FACTORS_MOST * 4; f++) {
        const char *id = mf_factors(self->plan)[f].id;

        names[n++] = id;
        if (mf_rows_column(rows, id) < 0)
            mf_plan_complain(self->plan, diags, "design.file", "%s has no column %s",
                             self->plan->design.file, id);
    }
    for (int c = 0; c < rows->n_columns; c++) {
        const char *near = mf_text_nearest(rows->name[c], names);
        bool known = false;

        for (int f = 0; f < n; f++)
            known = known || strcmp(names[f], rows->name[c]) == 0;
        if (!known)
            mf_plan_complain(self->plan, diags, "design.file", "%s: column %s is no factor%s%s%s",
                             self->plan->design.file, rows->name[c],
                             near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                             near == NULL ? "" : "\"?");
    }
    if (rows->n == 0)
        mf_plan_complain(self->plan, diags, "design.file", "%s has no rows", self->plan->design.file);
}

static mf_err values_of_rows(mf_points *self, const mf_rows *rows, const char *path, mf_point_values *to,
                             mf_diags *diags)
{
    size_t k = (size_t) self->plan->factors.n;

    check_columns(self, rows, diags);
    if (diags->mistakes > 0)
        return MF_E_SCENARIO;
    *to = (mf_point_values){ (size_t) rows->n, 1,
                    mf_arena_take(&self->arena, (size_t) rows->n * k + 1, sizeof *to->at) };
    for (size_t i = 0; to->at != NULL && i < to->n * k; i++) {
        const mf_factor *factor = &mf_factors(self->plan)[i % k];
        const char *text = mf_rows_at(rows, (int) (i / k), mf_rows_column(rows, factor->id));

        to->at[i] = factor->of.n > 0 ? switch_value(text) : text;
        if (to->at[i] == NULL)
            mf_diags_add(diags, MF_MISTAKE, path, rows->line[i / k], factor->id,
                         "\"%s\" should be 0 or 1 (off or on)", text);
    }
    return to->at == NULL ? MF_E_NOMEM : diags->mistakes > 0 ? MF_E_SCENARIO : MF_OK;
}

mf_err mf_points_of_list(mf_points *self, mf_point_values *to, mf_diags *diags, mf_error *err)
{
    const char *name = self->plan->design.file;
    mf_buffer path = { 0 };
    mf_rows rows;
    mf_error why = { 0 };
    mf_err code;

    mf_buffer_add(&path, "%s%s", name[0] == '/' ? "" : self->plan->folder, name);
    code = path.failed ? MF_E_NOMEM : mf_rows_read(&rows, path.text, &self->arena, &why);
    if (code == MF_OK)
        code = values_of_rows(self, &rows, path.text, to, diags);
    else if (code == MF_E_FORMAT)
        mf_diags_add(diags, MF_MISTAKE, path.text, why.line, "", "%s", why.text);
    else if (code == MF_E_FILE)
        mf_plan_complain(self->plan, diags, "design.file", "%s %s", name, why.text);
    mf_buffer_free(&path);
    return code == MF_E_NOMEM ? mf_fail(err, code, "no room for a list of points")
         : code == MF_OK ? MF_OK : MF_E_SCENARIO;
}
