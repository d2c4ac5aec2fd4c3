#include "support/policies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/config.h"
#include "model/beliefs.h"
#include "support/statistics.h"

/* ---------------------------------------------------------------- measures */

#define EVENT(name, event)                                                     \
    static double name(const mf_world *world, const history *past)            \
    {                                                                          \
        (void) world;                                                          \
        return (double) happened(past, event);                                 \
    }

EVENT(displaced, MF_EVENT_DISPLACED)
EVENT(registered, MF_EVENT_REGISTERS)
EVENT(dublin, MF_EVENT_DUBLIN)
EVENT(evacuated, MF_EVENT_EVACUATED)
EVENT(granted, MF_EVENT_GRANTED)
EVENT(removed, MF_EVENT_REMOVED)
EVENT(admitted, MF_EVENT_ADMITTED)
EVENT(intercepted, MF_EVENT_INTERCEPTED)
EVENT(lane_opened, MF_EVENT_LANE_OPENED)
EVENT(returned, MF_EVENT_RETURNS)
EVENT(regularised, MF_EVENT_REGULARISED)
EVENT(relocated, MF_EVENT_RELOCATED)
EVENT(trained, MF_EVENT_TRAINED)
EVENT(departed, MF_EVENT_DEPARTS)

#define FLOW(name, link, fate)                                                 \
    static double name(const mf_world *world, const history *past)            \
    {                                                                          \
        return (double) past->flow[link_of(world->scenario, link)][fate];      \
    }

FLOW(put_to_sea, "COAST_ISLE", MF_FATE_BEGUN)
FLOW(flew, "COAST_CITY", MF_FATE_BEGUN)
FLOW(landed, "COAST_ISLE", MF_FATE_ARRIVED)

#define MONEY(name, entry)                                                     \
    static double name(const mf_world *world, const history *past)            \
    {                                                                          \
        (void) world;                                                          \
        return (double) past->money[entry];                                    \
    }

MONEY(earned, MF_LEDGER_EARNED)
MONEY(remitted, MF_LEDGER_REMITTED)
MONEY(lived_on, MF_LEDGER_LIVED_ON)

#define LINE(name, queue)                                                      \
    static double name(const mf_world *world, const history *past)            \
    {                                                                          \
        (void) past;                                                           \
        return mf_lines_waiting(&world->lines, world->scenario,                \
                                queue_of(world->scenario, queue));             \
    }

LINE(at_mission, "mission")
LINE(at_embassy, "visas")
LINE(at_families, "families")
LINE(at_court, "court")
LINE(at_transfers, "transfers")

#define HELD(name, status)                                                     \
    static double name(const mf_world *world, const history *past)            \
    {                                                                          \
        (void) past;                                                           \
        return (double) persons_in(world, status);                             \
    }

HELD(now_irregular, "irregular")
HELD(now_tolerated, "tolerated")

static double in_limbo(const mf_world *world, const history *past)
{
    (void) past;
    return (double) (persons_in(world, "tolerated") + persons_in(world, "lane"));
}

static double attempts_per_landing(const mf_world *world, const history *past)
{
    return put_to_sea(world, past) / landed(world, past);
}

static double price(const mf_world *world, const history *past)
{
    (void) past;
    return world->published.link[link_of(world->scenario, "COAST_ISLE")].price;
}

static double died_per_crossing(const mf_world *world, const history *past)
{
    const int64_t *flow = past->flow[link_of(world->scenario, "COAST_ISLE")];

    return (double) flow[MF_FATE_DIED] / (double) flow[MF_FATE_BEGUN];
}

static double refused_in_need(const mf_world *world, const history *past)
{
    double no = (double) (past->event[MF_EVENT_REFUSED][1] + past->event[MF_EVENT_APPEALS][1]);
    double yes = (double) (past->event[MF_EVENT_RECOGNISED][1] +
                           past->event[MF_EVENT_SUBSIDIARY][1] + past->event[MF_EVENT_HUMANITARIAN][1]);

    (void) world;
    return no / (no + yes);
}

static double decided(const mf_world *world, const history *past)
{
    (void) world;
    return (double) (happened(past, MF_EVENT_REFUSED) + happened(past, MF_EVENT_APPEALS) +
                     happened(past, MF_EVENT_RECOGNISED) + happened(past, MF_EVENT_SUBSIDIARY) +
                     happened(past, MF_EVENT_HUMANITARIAN));
}

static double closed(const mf_world *world, const history *past)
{
    return (double) happened(past, MF_EVENT_CLOSED) / (1.0 + decided(world, past));
}

/* Mean believed risk of dying among those in the highlands. */
static double dread(const mf_world *world, const history *past)
{
    double sum = 0.0, n = 0.0;

    (void) past;
    for (uint32_t id = 0; id < world->people.n; id++)
        if (world_has(world, id) && mf_cell_place(world->rules.cells, world->people.cell[id]) ==
                                        place_of(world->scenario, "OR_HIGH")) {
            sum += mf_belief(&world->people.person[id], MF_TOPIC_DEATH);
            n += 1.0;
        }
    return sum / n;
}

/* Share with kin abroad among those in need who are still at home. */
static double kin_left_behind(const mf_world *world, const history *past)
{
    double kin = 0.0, n = 0.0;

    (void) past;
    for (uint32_t id = 0; id < world->people.n; id++) {
        const mf_person *person = &world->people.person[id];
        int cell = world->people.cell[id];

        if (!world_has(world, id) || (person->need != MF_NEED_CONVENTION && person->need != MF_NEED_WAR) ||
            !mf_status_is(world->scenario, mf_cell_status(world->rules.cells, cell), MF_TRAIT_HOME))
            continue;
        kin += person->kin != MF_NOWHERE;
        n += 1.0;
    }
    return kin / n;
}

/* Share of the harmed among those in need who are registered in first asylum. */
static double harmed_left_behind(const mf_world *world, const history *past)
{
    int registered = status_of(world->scenario, "registered");
    double harmed = 0.0, n = 0.0;

    (void) past;
    for (uint32_t id = 0; id < world->people.n; id++) {
        const mf_person *person = &world->people.person[id];

        if (!world_has(world, id) || (person->need != MF_NEED_CONVENTION && person->need != MF_NEED_WAR) ||
            mf_cell_status(world->rules.cells, world->people.cell[id]) != registered)
            continue;
        harmed += person->harm > 0;
        n += 1.0;
    }
    return harmed / n;
}

static double claimants_in_city(const mf_world *world, const history *past)
{
    const mf_scenario *s = world->scenario;
    int cell = mf_cell(world->rules.cells, place_of(s, "DS_CITY"), status_of(s, "claimant"));
    double n = 0.0;

    (void) past;
    for (int k = 0; k < s->cohorts.n; k++)
        n += (double) mf_world_stock(world, k, cell);
    return n;
}

/* Trained people who live abroad. */
static double skilled_abroad(const mf_world *world, const history *past)
{
    int city = place_of(world->scenario, "DS_CITY");
    double n = 0.0;

    (void) past;
    for (uint32_t id = 0; id < world->people.n; id++)
        n += world_has(world, id) && mf_person_skill(&world->people.person[id]) >= 1 &&
             mf_cell_place(world->rules.cells, world->people.cell[id]) == city;
    return n;
}

/* ---------------------------------------------------------------- the table */

#define BOTH_ORIGINS "(\"OR_HIGH\", \"OR_EAST\")"
#define AT_SEA "links = (\"COAST_ISLE\");"

const trial trials[] = {
    { "anti_smuggling", AT_SEA "seized = 0.9; effort = 2.0;", AT_SEA, put_to_sea, price, -1, +1, 0.0, NULL, NULL },
    { "asylum_procedure", "queue = \"asylum\"; decisions = 3000.0; speed = 4.0; minutes = 60.0; service = 0.5;",
      "queue = \"asylum\";", decided, refused_in_need, +1, +1, 0.0, NULL,
      "legal.queues.asylum.capacity=15.0" },
    { "border_enforcement", AT_SEA "intercepts = 0.5; effort = 2.0;", AT_SEA, intercepted, attempts_per_landing, +1, +1,
      0.0, NULL, "decision.rate=3.0" },
    { "cash_support", "places = " BOTH_ORIGINS "; amount = 40.0;", "places = " BOTH_ORIGINS ";", earned,
      lived_on, +1, -1, 0.0, NULL, NULL },
    { "conflict", "places = (\"OR_HIGH\"); violence = 0.7; cohorts = (\"HIGHLAND\"); persecution = 0.5;",
      "places = (\"OR_HIGH\"); cohorts = (\"HIGHLAND\");", displaced, registered, +1, +1, 0.0, NULL, NULL },
    { "dublin_enforcement", "countries = (\"DST\"); share = 0.9; queue = \"transfers\"; transfers = 20.0;",
      "countries = (\"DST\"); queue = \"transfers\";", dublin, at_transfers, +1, +1, 0.0, NULL,
      "countries.TRA.common_rules=true" },
    { "evacuation", "statuses = (\"detained\", \"transit\"); places = (\"TR_COAST\"); flights = 600.0; "
      "beds = 2000.0; occupies = \"external\"; resettles = \"mission\"; pledges = 20.0;",
      "statuses = (\"detained\"); occupies = \"external\"; resettles = \"mission\";", evacuated, at_mission,
      +1, +1, 600.0, NULL, NULL },
    { "family_reunification", "queue = \"families\"; visas = 60.0; places = " BOTH_ORIGINS "; told = 3.0;",
      "queue = \"families\"; places = " BOTH_ORIGINS ";", granted, at_families, +1, +1, 0.0, NULL, NULL },
    { "forced_return", "queue = \"removal\"; returns = 5000.0; cooperation = 2.4; countries = (\"DST\"); fear = 0.4;",
      "queue = \"removal\"; countries = (\"DST\");", removed, now_tolerated, +1, -1, 0.0, NULL, NULL },
    { "humanitarian_visa", "statuses = (\"home\", \"displaced\"); visas = 900.0;",
      "statuses = (\"home\");", admitted, kin_left_behind, +1, -1, 900.0, NULL, NULL },
    { "information_campaign", "places = " BOTH_ORIGINS "; reach = 4.0; trust = 0.9; death = 0.01; paths = [\"nearby\"];",
      "places = " BOTH_ORIGINS ";", dread, departed, -1, +1, 0.0, NULL, NULL },
    { "labour_pathway", "office = \"office\"; embassy = \"visas\"; approvals = 4000.0; visas = 300.0; "
      "offers = 1.2; cap = 900.0; places = " BOTH_ORIGINS "; told = 2.0;",
      "office = \"office\"; embassy = \"visas\";", granted, at_embassy, +1, +1, 900.0, "visas", NULL },
    { "lane_change", "countries = (\"DST\"); queue = \"lanes\"; decisions = 3000.0; chance = 2.0;",
      "countries = (\"DST\"); queue = \"lanes\";", lane_opened, in_limbo, +1, -1, 0.0, NULL,
      "legal.queues.lanes.capacity=2.0" },
    { "legal_advice", "countries = (\"DST\"); testimony = 0.9; clarity = 0.3; appeals = 0.6;",
      "countries = (\"DST\");", refused_in_need, at_court, -1, +1, 0.0, NULL, "legal.queues.court.capacity=5.0" },
    { "near_origin_processing", "queue = \"mission\"; places = " BOTH_ORIGINS "; decisions = 1500.0; told = 2.0;",
      "queue = \"mission\"; places = " BOTH_ORIGINS ";", admitted, at_mission, +1, +1, 0.0, NULL, NULL },
    { "partner_withdraws", AT_SEA "lets_by = 1.0; queues = (\"mission\"); closes = 1.0;",
      AT_SEA "queues = (\"mission\");", intercepted, landed, -1, +1, 0.0, NULL, NULL },
    { "reception", "places = (\"DS_CITY\", \"DS_ISLE\"); work = 0.4; support = 200.0;", "places = (\"DS_CITY\");",
      earned, remitted, +1, +1, 0.0, NULL, NULL },
    { "recession", "places = (\"DS_CITY\"); wages = 0.4; jobless = 3.0;", "places = (\"DS_CITY\");", earned,
      remitted, -1, -1, 0.0, NULL, NULL },
    { "regional_livelihoods", "places = (\"TR_HUB\"); work = 0.6; wages = 0.3; known_in = " BOTH_ORIGINS "; told = 2.0;",
      "places = (\"TR_HUB\");", earned, registered, +1, +1, 0.0, NULL, NULL },
    { "regularisation", "statuses = (\"irregular\", \"tolerated\"); permits = 300.0; needs = [];",
      "statuses = (\"irregular\");", regularised, now_irregular, +1, -1, 300.0, NULL, NULL },
    { "relocation", "statuses = (\"claimant\"); places = (\"DS_ISLE\"); persons = 200.0;",
      "statuses = (\"claimant\");", relocated, claimants_in_city, +1, +1, 200.0, NULL, NULL },
    { "resettlement", "statuses = (\"registered\"); places = (\"TR_HUB\"); quota = 500.0;",
      "statuses = (\"registered\");", admitted, harmed_left_behind, +1, -1, 500.0, NULL, NULL },
    { "route_closes", AT_SEA "share = 1.0;", AT_SEA, put_to_sea, flew, -1, +1, 0.0, NULL,
      "links.COAST_CITY.price=1500.0" },
    { "safe_country_list", "countries = (\"DST\"); cohorts = (\"EASTERN\"); presumption = 1.5; closed = 0.2; appeals = 0.8;",
      "countries = (\"DST\"); cohorts = (\"EASTERN\"); listed = false;", closed, refused_in_need, +1, +1, 0.0, NULL, NULL },
    { "search_and_rescue", AT_SEA "saves = 0.9;", AT_SEA, died_per_crossing, landed, -1, +1, 0.0, NULL,
      "links.COAST_ISLE.death=0.1" },
    { "training_partnership", "places = " BOTH_ORIGINS "; statuses = (\"home\"); home = 3000.0; gain = 1.0; "
      "away = 200.0; trainees = (\"labour\"); told = 0.1;",
      "places = " BOTH_ORIGINS "; statuses = (\"home\");", trained, skilled_abroad, +1, +1, 3400.0, NULL,
      "cohorts.HIGHLAND.known=1.0" },
    { "voluntary_return", "places = (\"DS_CITY\", \"DS_ISLE\", \"TR_HUB\"); grant = 3000.0; told = 12.0; "
      "origins = " BOTH_ORIGINS "; reintegration = 200.0;",
      "places = (\"DS_CITY\");", returned, now_irregular, +1, -1, 0.0, NULL, NULL },
    { .kind = NULL },
};

const trial *trial_of(const char *kind)
{
    for (const trial *row = trials; row->kind != NULL; row++)
        if (strcmp(row->kind, kind) == 0)
            return row;
    fail_msg("%s: no row in the table of trials (tests/support/policies.c)", kind);
    return NULL;
}

/* ---------------------------------------------------------------- worlds */

static const char more_statuses[] =
    "{ id = \"dublin\"; rights = [\"stay\"]; traits = [\"claimant\", \"limbo\"]; security = 0.1; "
    "options = [\"stay\", \"abscond\"]; duration = 180.0; },\n";
static const char more_transitions[] =
    "{ from = (\"detained\", \"transit\"); event = \"evacuated\"; to = \"external\"; move = \"place\"; place = \"TR_HUB\"; },\n"
    "{ from = (\"claimant\"); event = \"relocated\"; to = \"claimant\"; move = \"place\"; place = \"DS_CITY\"; },\n"
    "{ from = (\"irregular\", \"tolerated\"); event = \"regularised\"; to = \"settled\"; },\n"
    "{ from = (\"home\", \"displaced\", \"registered\"); event = \"admitted\"; to = \"resettled\"; move = \"place\"; place = \"DS_CITY\"; },\n"
    "{ from = (\"claimant\"); event = \"dublin\"; to = \"dublin\"; },\n"
    "{ from = (\"dublin\"); event = \"transferred\"; to = \"registered\"; move = \"first\"; },\n"
    "{ from = (\"dublin\"); event = \"absconds\"; to = \"irregular\"; },\n"
    "{ from = (\"dublin\"); event = \"expires\"; to = \"claimant\"; },\n";
static const char more_queues[] =
    "{ id = \"transfers\"; status = \"dublin\"; countries = (\"DST\"); capacity = 1.0; service = 30.0; event = \"transferred\"; },\n";

/* Copies `from` up to and including `mark` and then `more`; returns what is left of `from`. */
static const char *splice(char *to, size_t room, const char *from, const char *mark, const char *more)
{
    const char *at = strstr(from, mark);
    size_t used = strlen(to);

    assert_non_null(at);
    at += strlen(mark);
    assert_true(used + (size_t) (at - from) + strlen(more) < room);
    memcpy(to + used, from, (size_t) (at - from));
    memcpy(to + used + (at - from), more, strlen(more) + 1);
    return at;
}

static char *read_small(void)
{
    char path[4096];
    char *text = calloc(1, 1 << 16);
    FILE *file;

    assert_non_null(text);
    assert_non_null(getenv("MIXFLOW_SOURCE"));
    (void) snprintf(path, sizeof path, "%s/tests/scenarios/small.cfg", getenv("MIXFLOW_SOURCE"));
    file = fopen(path, "rb");
    assert_non_null(file);
    assert_true(fread(text, 1, (1 << 16) - 1, file) > 1000);
    assert_int_equal(fclose(file), 0);
    return text;
}

mf_scenario *small_with(const char *interventions, const char *set)
{
    const char *const sets[] = { set == NULL ? "title=on trial" : set };
    mf_config_options options = { .sets = sets, .n_sets = 1, .people = 6000.0 };
    enum { ROOM = 1 << 17 };
    char *small = read_small(), *text = calloc(1, ROOM);
    const char *left = small;
    mf_scenario *scenario = NULL;
    mf_diags diags = { 0 };
    mf_error err = { 0 };

    assert_non_null(text);
    left = splice(text, ROOM, left, "statuses = (\n", more_statuses);
    left = splice(text, ROOM, left, "transitions = (\n", more_transitions);
    left = splice(text, ROOM, left, "queues = (\n", more_queues);
    left = splice(text, ROOM, left, "\ninterventions = (\n", interventions);
    left = strstr(left, "\n);\n"); /* its own are left out, and its packages */
    assert_non_null(left);
    (void) splice(text, ROOM, left, "\n);\n", "");
    (void) mf_config_read_text(text, "small", &options, &scenario, &diags, &err);
    for (size_t i = 0; scenario == NULL && i < diags.n; i++)
        if (diags.at[i].severity == MF_MISTAKE)
            print_error("%s: %s\n", diags.at[i].setting, diags.at[i].text);
    if (scenario == NULL)
        fail_msg("%s in %s", err.text, interventions);
    mf_diags_free(&diags);
    free(small);
    free(text);
    return scenario;
}

void write_policy(char *text, size_t n, const char *id, const char *kind, const char *more,
                  const char *window)
{
    int used = snprintf(text, n, "{ id = \"%s\"; kind = \"%s\"; %s %s }", id, kind, more, window);

    assert_in_range(used, 1, n - 1);
}

double measured(mf_scenario *scenario, measure of)
{
    mf_world *world = world_of(scenario, 1, false);
    history *past = calloc(1, sizeof *past);
    double result;

    assert_non_null(past);
    world_run(world, 0, past);
    result = of(world, past);
    world_end(world);
    free(past);
    mf_scenario_free(scenario);
    return result;
}

void digest_and_free(mf_scenario *scenario, int workers, char text[MF_DIGEST_TEXT])
{
    digest_of_run(scenario, workers, false, text);
    mf_scenario_free(scenario);
}
