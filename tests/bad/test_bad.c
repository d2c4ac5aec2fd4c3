/* Scenarios with mistakes: each is refused, with its line and what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "reading.h"

/* --- one mistake at a time, in a scenario that is right otherwise --- */

enum { ANYWHERE = -1000 };

typedef struct slip {
    const char *find, *put; /* the first `find` of the scenario becomes `put` */
    int further;            /* lines from there to the complaint, or ANYWHERE */
    const char *setting;    /* path in the complaint; NULL: none is asked for */
    const char *part;       /* of the complaint */
} slip;

#define RATE "{ from = (\"lane\"); event = \"settles\"; to = \"settled\"; rate = 0.01; },\n"
#define FIVE_RATES RATE RATE RATE RATE RATE

static const slip slips[] = {
    /* types */
    { "scale = 5.0;", "scale = \"5\";", 0, "scale", "should be a number, not \"5\"" },
    { "seed = 2385L;", "seed = 2385.0;", 0, "seed", "should be a whole number, not 2385" },
    { "step = 7;", "step = 7.5;", 0, "calendar.step", "should be a whole number, not 7.5" },
    { "step = 7;", "step = \"week\";", 0, "calendar.step", "should be a whole number" },
    { "common_rules = true", "common_rules = 1", 0, "countries.DST.common_rules", "true or false" },
    { "title = \"A small world\";", "title = 1;", 0, "title", "should be a text" },
    { "start = \"2016-01-01\";", "start = 2016;", 0, "calendar.start", "should be a date" },
    { "start = \"2016-01-01\";", "start = \"1.1.2016\";", 0, "calendar.start", "is not a date" },
    { "start = \"2016-01-01\";", "start = \"2016-02-30\";", 0, "calendar.start", "is not a date" },
    { "calendar = {", "calendar = ( {", 0, NULL, "separated by commas" },
    { "decision = { rate = 2.0; };", "decision = 2.0;", 0, "decision", "a group of settings" },
    { "decision = { rate = 2.0; };", "decision = ( );", 0, "decision", "not a list of 0" },
    { "mode = \"foot\"", "mode = 3", 0, "links.EAST_HUB.mode", "a word in quotation marks" },
    { "country = \"ORI\"; name = \"the highlands\"", "country = 1", 0, "places.OR_HIGH.country",
      "the id of a country" },
    /* ranges, with units */
    { "lat = 13.0", "lat = 130.0", 0, "places.OR_HIGH.lat", "130 is outside [-90, 90] (degrees_north)" },
    { "violence = 0.1;", "violence = 1.1;", 0, "places.OR_HIGH.violence", "1.1 is outside [0, 1]" },
    { "violence = 0.1;", "violence = -1;", 0, "places.OR_HIGH.violence", "-1 is outside [0, 1]" },
    { "days = 12.0", "days = 1000", 0, "links.EAST_HUB.days", "1000 is outside [0, 700] (day)" },
    { "price = 60.0", "price = 1e9", 0, "links.EAST_HUB.price", "[0, 50000] (EUR)" },
    { "rate = 2.0;", "rate = 53.0;", 0, "decision.rate", "53 is outside [0, 52] (1/year)" },
    { "step = 7;", "step = 0;", 0, "calendar.step", "0 is outside [1, 366] (day)" },
    { "step = 7;", "step = 4000000000L;", 0, "calendar.step", "is outside [1, 366]" },
    { "seed = 2385L", "seed = -1", 0, "seed", "is outside [0, " },
    { "values = [0.2, 0.8, 0.5]", "values = [0.2, 8.0, 0.5]", 0, "places.OR_EAST.violence.values[1]",
      "8 is outside [0, 1]" },
    { "inclination = { irregular = 0.4;", "inclination = { irregular = 40.0;", 0,
      "cohorts.EASTERN.inclination.irregular", "40 is outside [-20, 20] (utility)" },
    /* numbers libconfig would take in silence */
    { "seed = 2385L", "seed = 4294967297", 0, "seed", "write 4294967297L" },
    { "seed = 2385L", "seed = 9223372036854775808L", 0, "seed", "too large" },
    { "scale = 5.0", "scale = 1e999", 0, "scale", "too large" },
    { "scale = 5.0", "scale = 1e-999", 0, "scale", "too small" },
    { "scale = 5.0", "scale = 0x5", 0, "scale", "in decimal" },
    { "scale = 5.0", "scale = 05", 0, "scale", "leading zeros" },
    { "scale = 5.0", "scale = nan", 0, "scale", "has to be a number" },
    { "scale = 5.0", "scale = 5,0", 0, "scale", "5.0" },
    { "scale = 5.0", "scale = 5_0", 0, "scale", "without _" },
    { "scale = 5.0", "scale =", 0, "scale", "has no value" },
    { "common_rules = true", "common_rules = yes", 0, "countries.DST.common_rules", "write true" },
    /* names */
    { "mode = \"foot\"", "mode = \"fot\"", 0, "links.EAST_HUB.mode", "did you mean \"foot\"?" },
    { "country = \"TRA\"", "country = \"TAR\"", 0, "places.TR_HUB.country", "did you mean \"TRA\"?" },
    { "from = \"TR_HUB\"", "from = \"TR_HBU\"", 0, "links.HUB_COAST.from", "did you mean \"TR_HUB\"?" },
    { "return_to = \"TR_COAST\"", "return_to = \"nowhere\"", 0, "links.COAST_ISLE.return_to",
      "there is no place \"nowhere\"" },
    { "from = \"TR_HUB\"", "from = \"\"", 0, "links.HUB_COAST.from", "is required" },
    { "role = [\"origin\"]", "role = [\"orign\"]", 0, "places.OR_HIGH.role", "did you mean \"origin\"?" },
    { "free_movement = (\"HIGHLAND\")", "free_movement = (\"HIGHLAD\")", 0, "countries.TRA.free_movement",
      "there is no cohort \"HIGHLAD\"; did you mean \"HIGHLAND\"?" },
    { "id = \"OR_EAST\"", "id = \"OR_HIGH\"", 0, "places", "the id \"OR_HIGH\" is taken" },
    { "id = \"OR_EAST\"", "id = \"\"", 0, NULL, "cannot name anything" },
    { "id = \"OR_EAST\"", "id = \"OR.EAST\"", 0, NULL, "cannot name anything" },
    { "{ id = \"OR_EAST\"; ", "{ ", 0, "places[1].id", "is required" },
    { "kind = \"border_enforcement\"", "kind = \"border_enforcment\"", 0, "interventions.patrols.kind",
      "did you mean \"border_enforcement\"?" },
    { "kind = \"border_enforcement\"; ", "", 0, "interventions.patrols.kind", "is required" },
    { "queue = \"mission\"", "queue = \"misson\"", 0, "interventions.near_home.queue",
      "did you mean \"mission\"?" },
    { "of = (\"near_home\")", "of = (\"near_hom\")", 0, "packages.open.of", "did you mean \"near_home\"?" },
    { "of = (\"near_home\")", "of = ( )", 0, "packages.open.of", "names nothing" },
    { "event = \"registers\"", "event = \"register\"", 0, "legal.transitions[3].event",
      "did you mean \"registers\"?" },
    { "needs = [\"skilled\"]", "needs = [\"skiled\"]", 0, "legal.transitions[7].needs",
      "did you mean \"skilled\"?" },
    /* settings nobody asks for, and settings that are missing */
    { "abuse = 0.2;", "abus = 0.2;", 0, "places.TR_HUB.abus", "did you mean \"abuse\"?" },
    { "scale = 5.0;", "scael = 5.0;", 0, "scael", "did you mean \"scale\"?" },
    { "told = 0.5;", "tolld = 0.5;", 0, "interventions.near_home.tolld", "did you mean \"told\"?" },
    { "known = { asylum = 0.5;", "known = { asylm = 0.5;", 0, "cohorts.EASTERN.known.asylm",
      "did you mean \"asylum\"?" },
    { "days = 12.0; ", "", -1, "links.EAST_HUB.days", "is required: time on the way" },
    { "end = \"2018-01-01\"; ", "", 0, "calendar.end", "is required" },
    { "rule = \"linear\"", "ruel = \"linear\"", 0, "places.OR_EAST.violence.ruel",
      "did you mean \"rule\"?" },
    { "outputs = {", "outputs = { stocks = 4;", 0, "outputs.stocks", "there is no such setting" },
    { "scale = 5.0;", "scale = 5.0; scale = 6.0;", 0, NULL, "scale is given twice" },
    /* lists and series */
    { "season = [0.3, ", "season = [", 0, "links.COAST_ISLE.season", "has 11 values; 12 are needed" },
    { "needs = [0.9, 0.08, 0.02, 0.0]", "needs = [0.9, 0.1]", 0, "cohorts.HIGHLAND.needs",
      "has 2 values; 4 are needed" },
    { "needs = [0.9, 0.08, 0.02, 0.0]", "needs = [0.9, 0.08, 0.02, 0]", 0, NULL, "with a point" },
    { "values = [0.2, 0.8, 0.5]", "values = [0.2, 0.8]", 0, "places.OR_EAST.violence",
      "has 3 dates and 2 values" },
    { "\"2016-07-01\", \"2017-06-01\"", "\"2017-06-01\", \"2016-07-01\"", 0,
      "places.OR_EAST.violence.dates[2]", "does not come after" },
    { "rule = \"linear\"", "rule = \"lines\"", 0, "places.OR_EAST.violence.rule",
      "did you mean \"linear\"?" },
    { "entrants = 4000.0", "entrants = [4000.0, 5000.0]", 0, "cohorts.HIGHLAND.entrants",
      "not a list" },
    { "entrants = 4000.0", "entrants = { csv = \"none.csv\"; column = \"x\"; }", 0,
      "cohorts.HIGHLAND.entrants", "cannot be opened" },
    { "entrants = 4000.0", "entrants = { csv = \"/etc/passwd\"; column = \"x\"; }", 0,
      "cohorts.HIGHLAND.entrants", "absolute path" },
    { "entrants = 4000.0", "entrants = { csv = \"../../CMakeLists.txt\"; column = \"x\"; }", 0,
      "cohorts.HIGHLAND.entrants", "outside the folders" },
    { "entrants = 4000.0", "entrants = { csv = \"none.csv\"; }", 0, "cohorts.HIGHLAND.entrants",
      "lacks column" },
    { "entrants = 4000.0", "entrants = { csv = \"../bad/data/dates.csv\"; column = \"wag\"; }", 0,
      "cohorts.HIGHLAND.entrants", "no column \"wag\"; did you mean \"wage\"?" },
    { "cohorts = (", "cohorts = { };\nno_cohorts = (", 0, "cohorts", "should be a list of groups" },
    { "start = ( {", "start = ( 3, {", 0, "cohorts.HIGHLAND.start[0]", "a group of settings" },
    /* form */
    { "seed = 2385L;", "seed = 2385L };", 0, NULL, "closes nothing" },
    { "seed = 2385L;", "seed 2385L;", 0, NULL, "= is missing" },
    { "title = \"A small world\";", "title = \"A small world;", 1, NULL, "after Does, = is missing" },
    { "decision = {", "@include \"none.cfg\"\ndecision = {", 0, NULL, "cannot be opened" },
    { "decision = {", "@include \".\"\ndecision = {", 0, NULL, "not a regular file" },
    { "decision = {", "@include \"/etc/passwd\"\ndecision = {", 0, NULL, "absolute path" },
    { "decision = {", "@include \"../../CMakeLists.txt\"\ndecision = {", 0, NULL, "outside the folders" },
    { "decision = {", "@include \"small.cfg\"\ndecision = {", ANYWHERE, NULL, "is given twice" },
    { "seed = 2385L;", "seed = 2385L; \xC0", 0, NULL, "not UTF-8" },
    /* rules across settings */
    { "end = \"2018-01-01\"", "end = \"2015-01-01\"", 0, "calendar.end", "does not come after" },
    { "end = \"2018-01-01\"", "end = \"2016-01-05\"", 0, "calendar.end", "less than one step of 7" },
    { "end = \"2018-01-01\"", "end = \"9999-01-01\"", 0, "calendar.end", "are more than 60000" },
    { "needs = [0.9, 0.08, 0.02, 0.0]", "needs = [0.9, 0.08, 0.01, 0.0]", 0, "cohorts.HIGHLAND.needs",
      "add up to 0.99" },
    { "skills = [0.6, 0.3, 0.1]", "skills = [0.6, 0.3, 0.2]", 0, "cohorts.EASTERN.skills",
      "add up to 1.1" },
    { "kin = 0.06; tie = 0.3; }", "kin = 0.99; tie = 0.3; }", 0, "cohorts.HIGHLAND.abroad",
      "more than 1" },
    { "{ country = \"TRA\"; diaspora", "{ country = \"DST\"; diaspora", 0,
      "cohorts.HIGHLAND.abroad[1].country", "given already in abroad[0]" },
    { "{ place = \"TR_HUB\"; status = \"transit\"", "{ place = \"OR_HIGH\"; status = \"home\"", 0,
      "cohorts.HIGHLAND.start[1]", "given already in start[0]" },
    { "to = \"TR_COAST\"", "to = \"TR_HUB\"", 0, "links.HUB_COAST.to", "to itself" },
    { "from = \"OR_EAST\"; to = \"TR_HUB\"; mode = \"foot\"",
      "from = \"OR_HIGH\"; to = \"TR_HUB\"; mode = \"road\"", 0, "links.EAST_HUB", "leads the same way" },
    { "{ id = \"dead\"; traits = [\"terminal\"]; }", "{ id = \"dead\"; }", 0, "legal.statuses.dead",
      "is a dead end" },
    { "event = \"granted\"; to = \"labour\"; move = \"place\"; place = \"DS_CITY\"",
      "event = \"granted\"; to = \"labour\"; move = \"place\"", 0, "legal.transitions[9].place",
      "needs a place" },
    { "event = \"removed\"; chance = 0.4", "chance = 0.4", -1, "legal.queues.removal.event",
      "needs an event" },
    { "event = \"appeal_won\"; to = \"refugee\"; needs = [\"in_need\"]",
      "event = \"appeal_won\"; to = \"refugee\"", 1, "legal.transitions[29]", "is never taken" },
    { "{ id = \"court\"; status = \"appeal\"", "{ id = \"court\"; status = \"claimant\"", 0,
      "legal.queues.court", "as the queue \"asylum\" does" },
    { "status = \"lane\"; countries = (\"DST\")", "status = \"lane\"", 0, "legal.queues.lanes",
      "serves nowhere" },
    { "capacity = 40.0", "capacity = 40.0; beds = 10.0", 0, "legal.queues.lanes.beds",
      "beds need `occupies`" },
    { "{ from = (\"lane\"); event = \"lane_closed\"; to = \"tolerated\"; },", "", ANYWHERE,
      "legal.queues.lanes", "served with \"lane_closed\", but no transition in DST" },
    { "{ from = (\"lane\"); event = \"lane_closed\"; to = \"tolerated\"; },",
      FIVE_RATES FIVE_RATES FIVE_RATES "{ from = (\"lane\"); event = \"lane_closed\"; to = \"tolerated\"; },",
      ANYWHERE, "legal.statuses.lane", "there is room for 14" },
    { "from = \"*\"; event = \"dies\"", "from = (\"home\"); event = \"dies\"", ANYWHERE,
      "legal.statuses.transit", "what \"dies\" leads to" },
    { "(\"labour\", \"humanitarian\"); event = \"expires\"", "(\"humanitarian\"); event = \"expires\"",
      ANYWHERE, "legal.statuses.labour.duration", "no transition on \"expires\"" },
    { "needs = [\"year_in_status\"]; },\n    { from = (\"labour\", ",
      "needs = [\"year_in_status\"]; unless = [\"year_in_status\"]; },\n    { from = (\"labour\", ", 0,
      NULL, "same condition as `unless`" },
    { "start = \"2016-06-01\";\n    end = \"2017-06-01\"", "start = \"2018-06-01\";\n    end = \"2017-06-01\"", 1,
      "interventions.truth.end", "ends before it starts" },
};

static char *small;

static void judge_text(const char *text, mf_diags *diags)
{
    mf_scenario *scenario = NULL;
    mf_error err = { 0 };

    *diags = (mf_diags){ 0 };
    if (mf_config_read_text(text, SMALL, NULL, &scenario, diags, &err) == MF_OK)
        mf_scenario_free(scenario);
    else
        assert_int_equal(err.code, MF_E_SCENARIO);
}

static bool try_slip(const slip *one)
{
    mf_buffer all = { 0 };
    mf_diags diags;
    int line = 0;
    bool told;
    char *text = text_with(small, one->find, one->put, &line);

    if (text == NULL)
        fail_msg("the scenario has no %s", one->find);
    line = one->further == ANYWHERE ? -1 : line + one->further;
    judge_text(text, &diags);
    print_complaints(&diags, &all);
    told = has_complaint(&diags, MF_MISTAKE, line, one->setting, one->part);
    if (!told)
        print_message("%s -> %s\nshould say in line %d: %s: %s\nbut says: %s\n", one->find, one->put,
                      line, one->setting == NULL ? "" : one->setting, one->part,
                      all.n == 0 ? "nothing" : all.text);
    mf_buffer_free(&all);
    mf_diags_free(&diags);
    free(text);
    return told;
}

static void each_slip_is_told_with_its_line(void **state)
{
    size_t told = 0, n = sizeof slips / sizeof *slips;

    (void) state;
    for (size_t i = 0; i < n; i++)
        told += try_slip(&slips[i]) ? 1 : 0;
    assert_int_equal(told, n);
    assert_true(n >= 60);
}

/* `find` with so many of `format` behind it, each with its number. */
static char *text_with_many(const char *text, const char *find, const char *format, int n)
{
    mf_buffer put = { 0 };
    char *changed;
    int line;

    mf_buffer_add(&put, "%s", find);
    for (int i = 0; i < n; i++) {
        char one[128];

        (void) snprintf(one, sizeof one, format, i);
        mf_buffer_add(&put, "%s", one);
    }
    changed = text_with(text, find, put.text, &line);
    mf_buffer_free(&put);
    return changed;
}

static bool is_refused(const char *text, const char *setting, const char *part)
{
    mf_diags diags;
    bool told;

    judge_text(text, &diags);
    told = has_complaint(&diags, MF_MISTAKE, -1, setting, part);
    mf_diags_free(&diags);
    return told;
}

#define FORK "{ id = \"way_%d\"; from = \"TR_HUB\"; to = \"TR_COAST\"; mode = \"foot\"; days = 1.0; }, "

/* The hub has one such way already. */
static void more_ways_inside_than_can_be_chosen_from_are_refused(void **state)
{
    char *most = text_with_many(small, "links = (\n", FORK, 17), *more = text_with_many(small, "links = (\n", FORK, 18);

    (void) state;
    assert_false(is_refused(most, "places.TR_HUB", "at most 18 can be chosen from"));
    assert_true(is_refused(more, "places.TR_HUB", "19 links lead from here"));
    free(most);
    free(more);
}

/* One destination is there already. */
static void more_destinations_than_can_be_weighed_are_refused(void **state)
{
    char *lands = text_with_many(small, "countries = (\n", "{ id = \"D%d\"; }, ", 16);
    char *most = text_with_many(lands, "abroad = ( ", "{ country = \"D%d\"; }, ", 15);
    char *more = text_with_many(lands, "abroad = ( ", "{ country = \"D%d\"; }, ", 16);

    (void) state;
    assert_false(is_refused(most, "cohorts", "are imagined"));
    assert_true(is_refused(more, "cohorts", "17 countries are imagined (`abroad`), at most 16 can be"));
    free(lands);
    free(most);
    free(more);
}

static void the_scenario_itself_has_none(void **state)
{
    mf_diags diags;
    mf_buffer all = { 0 };

    (void) state;
    judge_text(small, &diags);
    print_complaints(&diags, &all);
    if (diags.n > 0)
        fail_msg("%s", all.text);
    mf_diags_free(&diags);
}

/* --- all mistakes at once --- */

static void assert_complaints_of(const char *path, const char *expected, size_t least)
{
    char *golden = text_of_file(expected);
    mf_scenario *scenario = NULL;
    mf_buffer found = { 0 };
    mf_diags diags = { 0 };

    assert_int_equal(mf_config_read(path, NULL, &scenario, &diags, NULL), MF_E_SCENARIO);
    assert_null(scenario);
    print_complaints(&diags, &found);
    if (getenv("MIXFLOW_BLESS") != NULL) {
        FILE *file = fopen(expected, "wb");

        assert_non_null(file);
        assert_int_equal(fwrite(found.text, 1, found.n, file), found.n);
        assert_int_equal(fclose(file), 0);
    } else {
        assert_non_null(golden);
        assert_string_equal(found.text, golden);
    }
    assert_true(diags.mistakes >= least);
    mf_buffer_free(&found);
    mf_diags_free(&diags);
    free(golden);
}

static void all_mistakes_of_a_bad_scenario_are_told_at_once(void **state)
{
    (void) state;
    assert_complaints_of("tests/bad/bad.cfg", "tests/bad/bad.expected", 40);
}

static void so_are_those_that_settings_make_together(void **state)
{
    (void) state;
    assert_complaints_of("tests/bad/cross.cfg", "tests/bad/cross.expected", 15);
}

/* --- slips of the finger in the name of every setting --- */

/* One slip by a fixed rule: a letter left out, doubled, changed, or two swapped. */
static void misspell(const char *name, int kind, char *wrong)
{
    size_t n = strlen(name), at = n / 2;

    (void) strcpy(wrong, name);
    switch (kind) {
    case 0: memmove(wrong + at, wrong + at + 1, n - at); break;
    case 1: memmove(wrong + at + 1, wrong + at, n - at + 1); break;
    case 2: wrong[at] = wrong[at] == 'z' ? 'q' : 'z'; break;
    default: wrong[at] = name[at - 1]; wrong[at - 1] = name[at]; break;
    }
}

static void try_names(const mf_group *group, int *tried, int *right)
{
    const char *names[128];
    int n = 0;

    for (const mf_param *row = group->params; row->name != NULL; row++)
        names[n++] = row->name;
    names[n] = NULL;
    for (int i = 0; i < n; i++)
        for (int kind = 0; kind < 4 && strlen(names[i]) > 3; kind++) {
            char wrong[64];
            const char *near;

            misspell(names[i], kind, wrong);
            if (mf_param_find(group, wrong) != NULL)
                continue; /* it is another setting, or the same */
            near = mf_text_nearest(wrong, names);
            *tried += 1;
            *right += near != NULL && strcmp(near, names[i]) == 0 ? 1 : 0;
        }
    for (const mf_param *row = group->params; row->name != NULL; row++)
        if (row->type == MF_PARAM_GROUP || row->type == MF_PARAM_LIST)
            try_names(row->words, tried, right);
}

static void nine_of_ten_slips_in_names_are_understood(void **state)
{
    int tried = 0, right = 0;

    (void) state;
    try_names(&mf_scenario_group, &tried, &right);
    for (const mf_intervention_kind *const *kind = mf_intervention_kinds; *kind != NULL; kind++)
        try_names((*kind)->params, &tried, &right);
    print_message("%d of %d slips understood\n", right, tried);
    assert_true(tried > 500);
    assert_true(10 * right >= 9 * tried);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_scenario_itself_has_none),
        cmocka_unit_test(each_slip_is_told_with_its_line),
        cmocka_unit_test(more_ways_inside_than_can_be_chosen_from_are_refused),
        cmocka_unit_test(more_destinations_than_can_be_weighed_are_refused),
        cmocka_unit_test(all_mistakes_of_a_bad_scenario_are_told_at_once),
        cmocka_unit_test(so_are_those_that_settings_make_together),
        cmocka_unit_test(nine_of_ten_slips_in_names_are_understood),
    };
    int failed;

    if (!go_to_top() || (small = text_of_file(SMALL)) == NULL)
        return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(small);
    return failed;
}
