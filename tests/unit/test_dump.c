#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "io/dump.h"
#include "reading.h"

static const char tricky[] =
    "title = \"a \\\"quoted\\\" \\\\ back\\nslash \\t \\xC3\\xA9\";\n"
    "question = \"one \" \"text\"; seed = 9000000000000000000L; scale = 0.1;\n"
    "calendar = { start = \"1969-12-01\"; end = \"1971-01-01\"; step = 30; };\n"
    "countries = ( { id = \"A\"; free_movement = \"*\"; } );\n"
    "places = ( { id = \"P\"; country = \"A\"; role = \"origin\"; lon = -0.0; lat = 1e-5;\n"
    "             wage = { dates = (\"1969-12-01\", \"1970-06-01\"); values = (1, 0.3);\n"
    "                      rule = \"linear\"; }; } );\n"
    "cohorts = ( { id = \"C\"; origin = \"P\"; skills = { tertiary = 1.0; };\n"
    "              start = ( { place = \"P\"; status = \"s\"; persons = 3; } ); } );\n"
    "legal = { statuses = ( { id = \"s\"; traits = [\"home\"]; options = [\"stay\"]; },\n"
    "                       { id = \"d\"; traits = (\"terminal\"); } );\n"
    "          transitions = ( { from = [\"s\"]; event = \"dies\"; to = \"d\"; } ); };\n";

static mf_scenario *read_or_fail(const char *text, const char *file,
                                 const mf_config_options *options)
{
    mf_scenario *scenario = NULL;
    mf_diags diags = { 0 };
    mf_buffer complaints = { 0 };

    if (mf_config_read_text(text, file, options, &scenario, &diags, NULL) != MF_OK) {
        print_complaints(&diags, &complaints);
        print_message("%s", complaints.text);
    }
    mf_buffer_free(&complaints);
    mf_diags_free(&diags);
    assert_non_null(scenario);
    return scenario;
}

static void assert_reads_back(const char *text, const char *file, const mf_config_options *options)
{
    mf_scenario *first = read_or_fail(text, file, options);
    mf_scenario *second = read_or_fail(first->canonical, "canonical.cfg", NULL);

    assert_string_equal(first->canonical, second->canonical);
    mf_scenario_free(first);
    mf_scenario_free(second);
}

static void the_canonical_text_reads_back_to_itself(void **state)
{
    char *text = text_of_file(SMALL);

    (void) state;
    assert_non_null(text);
    assert_reads_back(text, SMALL, NULL);
    free(text);
}

static void so_it_does_with_overrides_packages_and_people(void **state)
{
    static const char *const sets[] = { "decision.constants.irregular=0.3",
                                        "places.TR_HUB.abuse=0.33", "title=Two words, and a comma" };
    const mf_config_options options = { .sets = sets, .n_sets = 3, .packages = "fence,open", .people = 777.0 };
    char *text = text_of_file(SMALL);

    (void) state;
    assert_reads_back(text, SMALL, &options);
    free(text);
}

static void texts_numbers_and_dates_survive(void **state)
{
    char *text;
    int line;
    mf_scenario *scenario;

    (void) state;
    text = text_with(tricky, "{ tertiary = 1.0; }", "[0.0, 0.0, 1.0]", &line);
    assert_reads_back(text, "tricky.cfg", NULL);
    scenario = read_or_fail(text, "tricky.cfg", NULL);
    assert_string_equal(scenario->title, "a \"quoted\" \\ back\nslash \t \xC3\xA9");
    assert_string_equal(scenario->question, "one text");
    assert_true(scenario->seed == INT64_C(9000000000000000000));
    assert_int_equal(scenario->calendar.start, -31);
    assert_non_null(strstr(scenario->canonical, "free_movement = \"*\""));
    assert_non_null(strstr(scenario->canonical, "lon = 0.0;"));
    assert_non_null(strstr(scenario->canonical, "values = [1.0, 0.3]; rule = \"linear\""));
    mf_scenario_free(scenario);
    free(text);
}

static void order_of_settings_means_nothing(void **state)
{
    mf_scenario *a = read_or_fail(
        "legal = { transitions = ( { to = \"d\"; event = \"dies\"; from = (\"s\"); } );\n"
        "  statuses = ( { options = [\"stay\"]; id = \"s\"; traits = [\"home\"]; },"
        "               { id = \"d\"; traits = [\"terminal\"]; } ); };\n"
        "cohorts = ( { start = ( { persons = 3000; status = \"s\"; place = \"P\"; } ); origin = \"P\";"
        "              id = \"C\"; } );\n"
        "places = ( { country = \"A\"; id = \"P\"; role = [\"origin\"]; } ); countries = ( { id = \"A\"; } );\n"
        "calendar = { end = \"2001-01-01\"; start = \"2000-01-01\"; }; title = \"t\";", "a.cfg", NULL);
    mf_scenario *b = read_or_fail(a->canonical, "b.cfg", NULL);

    (void) state;
    assert_string_equal(a->canonical, b->canonical);
    mf_scenario_free(a);
    mf_scenario_free(b);
}

static void the_picture_names_every_status_and_dashes_queues(void **state)
{
    char *text = text_of_file(SMALL);
    mf_scenario *scenario = read_or_fail(text, SMALL, NULL);
    mf_buffer out = { 0 };

    (void) state;
    mf_dump_legal(scenario, &out);
    assert_false(out.failed);
    assert_int_equal(strncmp(out.text, "digraph legal {", 15), 0);
    for (int i = 0; i < scenario->legal.statuses.n; i++) {
        char node[64];

        (void) snprintf(node, sizeof node, "  \"%s\" [label=", mf_statuses(scenario)[i].id);
        assert_non_null(strstr(out.text, node));
    }
    assert_non_null(strstr(out.text, "\"labour_office\" -> \"embassy\" [label=\"approved\\nqueue: "
                                     "labour office\", style=dashed]"));
    assert_non_null(strstr(out.text, "\"transit\" -> \"claimant\" [label=\"lodges\\nin DST\"]"));
    mf_buffer_free(&out);
    mf_scenario_free(scenario);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_canonical_text_reads_back_to_itself),
        cmocka_unit_test(so_it_does_with_overrides_packages_and_people),
        cmocka_unit_test(texts_numbers_and_dates_survive),
        cmocka_unit_test(order_of_settings_means_nothing),
        cmocka_unit_test(the_picture_names_every_status_and_dashes_queues),
    };

    return go_to_top() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
