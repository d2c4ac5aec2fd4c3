/* What "--package" turns on, how many are modelled, and what was asked for. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "io/overrides.h"
#include "model/scenario_check.h"

enum { NAMES_MOST = 128 };

static const char package_file[] = "--package", people_file[] = "--people";

static bool turn_on(mf_node *intervention, mf_arena *scratch)
{
    mf_node *on = mf_arena_take(scratch, 1, sizeof *on);

    if (on == NULL)
        return false;
    *on = (mf_node){ .kind = MF_NODE_BOOL, .integer = 1, .file = package_file };
    mf_node_put(intervention, "on", on);
    return true;
}

/* Names that no intervention has are complained of when the package is read. */
static bool turn_on_all(const mf_node *root, const mf_node *package, mf_arena *scratch)
{
    const mf_node *of = mf_node_child(package, "of");
    const mf_node *list = mf_node_child(root, "interventions");
    const mf_node *name = of != NULL && of->kind == MF_NODE_LIST ? of->first : of;
    bool well = true;

    for (; well && name != NULL && list != NULL && list->kind == MF_NODE_LIST; name = name->next) {
        bool all = name->kind == MF_NODE_TEXT && strcmp(name->text, "*") == 0;

        for (mf_node *each = list->first; well && each != NULL; each = each->next) {
            const char *id = mf_node_word(each, "id");

            if (all || (id != NULL && name->kind == MF_NODE_TEXT && strcmp(id, name->text) == 0))
                well = each->kind != MF_NODE_GROUP || turn_on(each, scratch);
        }
        if (name == of)
            break;
    }
    return well;
}

static mf_err apply_package(mf_node *root, const char *id, size_t n, mf_arena *scratch,
                            mf_diags *diags)
{
    mf_node *list = mf_node_child(root, "packages");
    const mf_node *package = mf_node_element(list, id, n);
    const char *names[NAMES_MOST + 1] = { NULL }, *near;
    char wrong[64];
    int count = 0;

    if (package != NULL)
        return turn_on_all(root, package, scratch) ? MF_OK : MF_E_NOMEM;
    (void) snprintf(wrong, sizeof wrong, "%.*s", (int) (n < 60 ? n : 60), id);
    for (const mf_node *each = list == NULL ? NULL : list->first; each != NULL && count < NAMES_MOST;
         each = each->next)
        if (mf_node_word(each, "id") != NULL)
            names[count++] = mf_node_word(each, "id");
    near = mf_text_nearest(wrong, names);
    mf_diags_add(diags, MF_MISTAKE, package_file, 0, "packages", "there is no package \"%s\"%s%s%s",
                 wrong, near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                 near == NULL ? "" : "\"?");
    return MF_OK;
}

mf_err mf_packages_apply(mf_node *root, const char *packages, mf_arena *scratch,
                         mf_diags *diags)
{
    const char *at = packages == NULL ? "" : packages;

    while (*at != '\0') {
        size_t n = strcspn(at, ",");

        if (n > 0)
            MF_TRY(apply_package(root, at, n, scratch, diags));
        at += n + (at[n] == ',' ? 1 : 0);
    }
    return MF_OK;
}

mf_err mf_overrides_note(const mf_config_options *options, mf_scenario *scenario)
{
    mf_buffer text = { 0 };

    mf_buffer_add(&text, "%s", "");
    for (int i = 0; i < options->n_sets; i++)
        mf_buffer_add(&text, "--set %s\n", options->sets[i]);
    if (options->packages != NULL && options->packages[0] != '\0')
        mf_buffer_add(&text, "--package %s\n", options->packages);
    if (options->people > 0.0)
        mf_buffer_add(&text, "--people %.0f\n", options->people);
    scenario->overrides = text.failed ? NULL : mf_arena_text(&scenario->arena, text.text);
    mf_buffer_free(&text);
    return scenario->overrides == NULL ? MF_E_NOMEM : MF_OK;
}

void mf_overrides_people(const mf_config_options *options, mf_scenario *scenario,
                         mf_diags *diags)
{
    const double least = 1e-3, most = 1e6; /* as the table says of `scale` */
    mf_cohort *cohorts = scenario->cohorts.at;
    double now = mf_scenario_people(scenario), factor;

    if (!(options->people > 0.0) || !(now > 0.0))
        return;
    factor = now / options->people;
    for (int i = 0; i < scenario->cohorts.n; i++) {
        cohorts[i].scale = mf_scenario_weight(scenario, i) * factor;
        if (cohorts[i].scale < least || cohorts[i].scale > most)
            mf_diags_add(diags, MF_MISTAKE, people_file, 0, "", "with %.10g people one of cohort %s "
                         "would stand for %g persons; that is outside [%g, %g]", options->people,
                         cohorts[i].id, cohorts[i].scale, least, most);
    }
    scenario->scale = scenario->scale * factor;
    if (scenario->scale < least || scenario->scale > most)
        scenario->scale = scenario->scale < least ? least : most; /* no cohort uses it any more */
}
