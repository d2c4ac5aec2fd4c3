/* The doors of the WebAssembly module: a scenario is opened, replicates are run, briefs are read.
 *
 * One module is one run at a time; workers of the page have one each.  Texts are
 * UTF-8 and end with NUL.  What a door returns stays valid until the next call.
 * core.js is the other half. */
#include <stdlib.h>
#include <string.h>

#include "io/config.h"
#include "record/briefing.h"

#define DOOR(name) __attribute__((export_name(#name)))

enum { SETS_MOST = 512, OWN_SETS = 3 };

static struct {
    char *text;                  /* of the scenario */
    char *sets[SETS_MOST];
    int n_sets;
    char *packages;
    mf_scenario *scenario;
    mf_diags diags;
    mf_error err;
    mf_briefing briefing;
    mf_buffer told;              /* what a door that returns a text has to say */
    char digest[MF_DIGEST_TEXT];
} core;

/* Room for a text of `n` bytes and its NUL; to be handed to one of the doors below, which frees it. */
DOOR(room) char *mf_web_room(size_t n)
{
    return calloc(n + 1, 1);
}

static void forget_settings(void)
{
    for (int i = 0; i < core.n_sets; i++)
        free(core.sets[i]);
    core.n_sets = 0;
    free(core.packages);
    core.packages = NULL;
}

/* Takes the text of a scenario, for all that is opened from now on. */
DOOR(scenario_text) void mf_web_scenario_text(char *text)
{
    free(core.text);
    core.text = text;
    forget_settings();
}

/* Takes "path=value" for the next opening; 0 if there is no room for more. */
DOOR(set) int mf_web_set(char *set)
{
    if (core.n_sets == SETS_MOST - OWN_SETS) {
        free(set);
        return 0;
    }
    core.sets[core.n_sets++] = set;
    return 1;
}

/* Takes "one,other" for the next opening. */
DOOR(packages) void mf_web_packages(char *packages)
{
    free(core.packages);
    core.packages = packages;
}

/* Reads and checks the scenario with what was set; 0, or an error code (base/error.h). */
DOOR(open) int mf_web_open(double people)
{
    static const char *const own[OWN_SETS] = { MF_BRIEFING_SETS };
    const char *sets[SETS_MOST];
    mf_config_options options = { .sets = sets, .n_sets = OWN_SETS + core.n_sets,
                                  .packages = core.packages, .people = people, .run_only = true };
    mf_err code;

    memcpy(sets, own, sizeof own);
    memcpy(sets + OWN_SETS, core.sets, (size_t) core.n_sets * sizeof *sets);
    mf_briefing_free(&core.briefing);
    mf_scenario_free(core.scenario);
    mf_diags_free(&core.diags);
    core.scenario = NULL;
    core.err = (mf_error){ 0 };
    code = mf_config_read_text(core.text == NULL ? "" : core.text, "scenario", &options,
                               &core.scenario, &core.diags, &core.err);
    forget_settings();
    return (int) code;
}

/* Begins a replicate, following a person by number (-1 nobody). */
DOOR(begin) int mf_web_begin(int replicate, int followed)
{
    if (core.scenario == NULL)
        return (int) mf_fail(&core.err, MF_E_USAGE, "no scenario is open");
    return (int) mf_briefing_begin(&core.briefing, core.scenario, replicate, followed, &core.err);
}

/* Steps of a replicate. */
DOOR(steps) int mf_web_steps(void)
{
    return core.scenario == NULL ? 0 : mf_scenario_steps(core.scenario);
}

/* At most `n` further steps; how many are done in all, or -1 after an error. */
DOOR(step) int mf_web_step(int n)
{
    bool more = true;

    for (int i = 0; i < n && more; i++)
        if (mf_briefing_step(&core.briefing, &more, &core.err) != MF_OK)
            return -1;
    return core.briefing.world.step;
}

/* Completes the replicate; 0, or an error code. */
DOOR(end) int mf_web_end(void)
{
    return (int) mf_briefing_end(&core.briefing, &core.err);
}

DOOR(brief) const double *mf_web_brief(void)
{
    return core.briefing.brief.value;
}

DOOR(brief_n) size_t mf_web_brief_n(void)
{
    return core.briefing.brief.at[MF_N_BLOCKS];
}

/* The end of each modelled person, by number. */
DOOR(fates) const signed char *mf_web_fates(void)
{
    return mf_briefing_fates(&core.briefing);
}

DOOR(fates_n) size_t mf_web_fates_n(void)
{
    return core.briefing.profiles.n;
}

DOOR(digest) const char *mf_web_digest(void)
{
    mf_brief_digest(&core.briefing.brief, core.digest);
    return core.digest;
}

/* ------------------------------------------------------------ texts */

static mf_json start_text(void)
{
    mf_buffer_free(&core.told);
    return (mf_json){ .out = &core.told };
}

static const char *said(void)
{
    return core.told.text == NULL || core.told.failed ? "" : core.told.text;
}

/* What the last refusal said: { text, complaints: [{ setting, text, mistake }] }. */
DOOR(complaints) const char *mf_web_complaints(void)
{
    mf_json out = start_text();

    mf_json_open(&out, NULL, '{');
    mf_json_text(&out, "text", core.err.text);
    mf_json_open(&out, "complaints", '[');
    for (size_t i = 0; i < core.diags.n; i++) {
        mf_json_open(&out, NULL, '{');
        mf_json_text(&out, "setting", core.diags.at[i].setting);
        mf_json_text(&out, "text", core.diags.at[i].text);
        mf_json_bool(&out, "mistake", core.diags.at[i].severity == MF_MISTAKE);
        mf_json_close(&out, '}');
    }
    mf_json_close(&out, ']');
    mf_json_close(&out, '}');
    return said();
}

/* { frame: ... } and { scenario: ... } of what is open; both need a replicate begun. */
DOOR(frame) const char *mf_web_frame(void)
{
    mf_json out = start_text();

    mf_json_open(&out, NULL, '{');
    mf_brief_frame(&core.briefing.brief, &out);
    mf_json_close(&out, '}');
    return said();
}

DOOR(scenario) const char *mf_web_scenario(void)
{
    mf_json out = start_text();

    mf_json_open(&out, NULL, '{');
    mf_brief_scenario(&core.briefing.record.tables, NULL, &out);
    mf_json_close(&out, '}');
    return said();
}

/* The life of who was followed. */
DOOR(life) const char *mf_web_life(void)
{
    mf_json out = start_text();

    mf_briefing_life(&core.briefing, &out);
    return said();
}
