#define _XOPEN_SOURCE 700 /* mkdir, symlink */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <math.h>
#include <sys/stat.h>

#include "model/scenario_check.h"
#include "reading.h"
#include "support/folder.h"

static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-12 * (1.0 + fabs(b));
}

static mf_scenario *read_small(const mf_config_options *options)
{
    mf_scenario *scenario = NULL;
    mf_diags diags = { 0 };
    mf_buffer all = { 0 };

    (void) mf_config_read(SMALL, options, &scenario, &diags, NULL);
    print_complaints(&diags, &all);
    if (scenario == NULL)
        fail_msg("%s", all.text);
    mf_buffer_free(&all);
    mf_diags_free(&diags);
    return scenario;
}

static mf_scenario *read_sets(const char *const *sets, int n)
{
    const mf_config_options options = { .sets = sets, .n_sets = n };

    return read_small(&options);
}

static void assert_refused(const mf_config_options *options, const char *file, const char *setting,
                           const char *part)
{
    mf_scenario *scenario = NULL;
    mf_diags diags = { 0 };
    mf_buffer all = { 0 };

    assert_int_equal(mf_config_read(SMALL, options, &scenario, &diags, NULL), MF_E_SCENARIO);
    assert_null(scenario);
    print_complaints(&diags, &all);
    if (!has_complaint(&diags, MF_MISTAKE, 0, setting, part) || strcmp(diags.at[0].file, file) != 0)
        fail_msg("should say %s: %s: %s\nbut says %s", file, setting, part, all.text);
    mf_buffer_free(&all);
    mf_diags_free(&diags);
}

static void refuse_set(const char *set, const char *setting, const char *part)
{
    const char *const sets[] = { set };
    const mf_config_options options = { .sets = sets, .n_sets = 1 };

    assert_refused(&options, "--set", setting, part);
}

/* --- what is read --- */

static void a_scenario_is_read_into_its_fields(void **state)
{
    mf_scenario *s = read_small(NULL);
    const mf_cohort *east = &mf_cohorts(s)[1];

    (void) state;
    assert_string_equal(s->title, "A small world");
    assert_true(s->seed == 2385);
    assert_int_equal(mf_scenario_steps(s), 104);
    assert_int_equal(s->places.n, 6);
    assert_int_equal(s->links.n, 7);
    assert_int_equal(mf_links(s)[4].return_to, 3);
    assert_int_equal(mf_links(s)[0].return_to, -1);
    assert_int_equal(mf_links(s)[1].mode, MF_MODE_FOOT);
    assert_true(near(mf_links(s)[4].season[2], 0.6));
    assert_true(near(mf_links(s)[0].season[11], 1.0)); /* one number for all */
    assert_true(mf_places(s)[2].role == (MF_BIT(MF_ROLE_HUB) | MF_BIT(MF_ROLE_FIRST_ASYLUM)));
    assert_true(near(mf_series_at(&mf_places(s)[1].violence, s->calendar.start + 91), 0.5));
    assert_true(near(east->inclination[MF_OPTION_IRREGULAR], 0.4));
    assert_true(near(east->inclination[MF_OPTION_STAY], 0.0));
    assert_true(near(east->known[MF_PATH_ASYLUM], 0.5));
    assert_true(near(east->known[MF_PATH_LABOUR], 0.1)); /* the default of that word */
    assert_int_equal(mf_transitions(s)[0].countries.n, 3); /* all */
    assert_true(s->arena.sealed);
    assert_string_equal(s->overrides, "");
    assert_string_equal(s->file, SMALL);
    assert_non_null(strstr(s->original, "# A small world for tests"));
    mf_scenario_free(s);
}

static void an_integer_where_a_real_is_meant_is_that_number(void **state)
{
    static const char *const sets[] = { "decision.rate=2", "decision.horizon=3000000000L" };
    mf_scenario *s = read_sets(sets, 1);
    const mf_config_options both = { .sets = sets, .n_sets = 2 };

    (void) state;
    assert_true(near(s->decision.rate, 2.0));
    mf_scenario_free(s);
    assert_refused(&both, "--set", "decision.horizon", "3000000000 is outside [0.1, 60] (year)");
}

static void an_intervention_has_the_settings_of_its_kind(void **state)
{
    mf_scenario *s = read_small(NULL);
    const mf_intervention *near_home = &mf_interventions(s)[2];
    const mf_param *row = mf_param_find(near_home->is->params, "decisions");

    (void) state;
    assert_string_equal(near_home->is->name, "near_origin_processing");
    assert_non_null(row);
    assert_true(near(*(const double *) (const void *) ((const char *) near_home->params + row->offset),
                     2000.0));
    assert_false(near_home->on);
    mf_scenario_free(s);
}

/* --- overrides --- */

static void sets_go_by_names(void **state)
{
    static const char *const sets[] = {
        "interventions.near_home.decisions=5000", "places.TR_HUB.abuse=0.21", "decision.rate=3",
        "legal.queues.asylum.capacity=3000", "seed=5000000000", "title=Two words",
        "calendar.start=2016-02-01", "places.TR_HUB.role=hub,transit", "links.EAST_HUB.mode=road",
        "decision.constants.irregular=0.25", "cohorts.EASTERN.known.study=0.9",
        "cohorts.HIGHLAND.inclination.claim=1", "links.HIGH_HUB.return_to=OR_EAST",
        "countries.DST.safe_origins=", "legal.transitions[5].rate=4", "switches.dread=log_odds",
        "places.OR_HIGH.violence={dates=[\"2016-01-01\",\"2017-01-01\"];values=[0.1,0.2];}",
        "places.DS_CITY.unemployment={csv=\"../bad/data/rates.csv\";column=\"rate\";}",
    };
    mf_scenario *s = read_sets(sets, (int) (sizeof sets / sizeof *sets));

    (void) state;
    assert_true(near(mf_series_most(&mf_places(s)[2].abuse), 0.21));
    assert_true(near(mf_series_most(&mf_queues(s)[0].capacity), 3000.0));
    assert_true(s->seed == INT64_C(5000000000));
    assert_string_equal(s->title, "Two words");
    assert_true(mf_places(s)[2].role == (MF_BIT(MF_ROLE_HUB) | MF_BIT(MF_ROLE_TRANSIT)));
    assert_int_equal(mf_links(s)[1].mode, MF_MODE_ROAD);
    assert_true(near(s->decision.constants[MF_OPTION_IRREGULAR], 0.25));
    assert_true(near(s->decision.constants[MF_OPTION_INTERNAL], -4.0));
    assert_true(near(mf_cohorts(s)[1].known[MF_PATH_STUDY], 0.9));
    assert_true(near(mf_cohorts(s)[1].known[MF_PATH_ASYLUM], 0.5));
    assert_true(near(mf_cohorts(s)[0].inclination[MF_OPTION_CLAIM], 1.0));
    assert_int_equal(mf_links(s)[0].return_to, 1);
    assert_int_equal(mf_countries(s)[2].safe_origins.n, 0);
    assert_true(near(mf_series_most(&mf_transitions(s)[5].rate), 4.0));
    assert_int_equal(s->switches.dread, MF_DREAD_LOG_ODDS);
    assert_int_equal(mf_places(s)[0].violence.n, 2);
    assert_true(near(mf_series_most(&mf_places(s)[5].unemployment), 0.08));
    assert_int_equal(strncmp(s->overrides, "--set interventions.near_home.decisions=5000\n", 45), 0);
    assert_non_null(strstr(s->canonical, "decisions = 5000.0;"));
    mf_scenario_free(s);
}

static void a_wrong_set_is_told_as_such(void **state)
{
    (void) state;
    refuse_set("decision.rate=53", "decision.rate", "53 is outside [0, 52] (1/year)");
    refuse_set("decision.rate=fast", "decision.rate", "fast is not a value");
    refuse_set("decision.rate=", "decision.rate", "has no value");
    refuse_set("decision.rate=1;cost=2", "decision.rate", "is not one value");
    refuse_set("decision.rate=[1", "decision.rate", "never closed");
    refuse_set("decision.rate.x=1", "decision.rate.x", "no settings in it");
    refuse_set("decision.rat=1", "decision.rat", "did you mean \"rate\"?");
    refuse_set("decison.rate=1", "decison.rate", "did you mean \"decision\"?");
    refuse_set("decision=1", "decision", "is a group");
    refuse_set("places=1", "places", "is a list");
    refuse_set("places.TR_HUBB.abuse=0.1", "places.TR_HUBB.abuse", "did you mean \"TR_HUB\"?");
    refuse_set("places.TR_HUB.abus=0.1", "places.TR_HUB.abus", "did you mean \"abuse\"?");
    refuse_set("places.TR_HUB.id=X", "places.TR_HUB.id", "cannot be changed");
    refuse_set("interventions.truth.reech=1", "interventions.truth.reech", "did you mean \"reach\"?");
    refuse_set("decision.constants.irregula=1", "decision.constants.irregula",
               "did you mean \"irregular\"?");
    refuse_set("links.EAST_HUB.mode=fot", "links.EAST_HUB.mode", "did you mean \"foot\"?");
    refuse_set("countries.DST.safe_origins=HIGHLAND,EASTREN", "countries.DST.safe_origins",
               "did you mean \"EASTERN\"?");
    refuse_set("calendar.end=2015-13-01", "calendar.end", "is not a date");
    refuse_set("calendar.end=2015-12-01", "calendar.end", "does not come after the start");
    refuse_set("switches.feedback=yes", "switches.feedback", "write true");
    refuse_set("seed", "seed", "setting=value");
    refuse_set("=1", "=1", "setting=value");
}

static void packages_turn_on_what_they_name(void **state)
{
    const mf_config_options fence = { .packages = "fence" }, both = { .packages = "open,fence" };
    const mf_config_options wrong = { .packages = "fenc,open" };
    mf_scenario *s = read_small(&fence);

    (void) state;
    assert_true(mf_interventions(s)[0].on && mf_interventions(s)[1].on);
    assert_false(mf_interventions(s)[2].on);
    assert_string_equal(s->overrides, "--package fence\n");
    mf_scenario_free(s);
    s = read_small(&both);
    assert_true(mf_interventions(s)[0].on && mf_interventions(s)[2].on);
    mf_scenario_free(s);
    assert_refused(&wrong, "--package", "packages", "no package \"fenc\"; did you mean \"fence\"?");
}

static void people_are_as_many_as_asked_for(void **state)
{
    const mf_config_options options = { .people = 1000.0 }, crowd = { .people = 1e12 };
    mf_scenario *s = read_small(&options);

    (void) state;
    assert_true(fabs(mf_scenario_people(s) - 1000.0) < 1e-6);
    assert_true(near(mf_cohorts(s)[0].scale / mf_cohorts(s)[1].scale, 5.0 / 4.0)); /* one factor */
    assert_non_null(strstr(s->overrides, "--people 1000"));
    mf_scenario_free(s);
    assert_refused(&crowd, "--people", "", "would stand for");
}

static void an_override_changes_the_digested_text_and_nothing_else_does(void **state)
{
    static const char *const same[] = { "decision.rate=2.0" }, *const other[] = { "decision.rate=2.5" };
    mf_scenario *plain = read_small(NULL), *a = read_sets(same, 1), *b = read_sets(other, 1);

    (void) state;
    assert_string_equal(plain->canonical, a->canonical);
    assert_string_not_equal(plain->canonical, b->canonical);
    mf_scenario_free(plain);
    mf_scenario_free(a);
    mf_scenario_free(b);
}

/* --- files --- */

typedef struct folder {
    char path[168]; /* of the scenario's folder; its parent is the fence */
    char fence[160];
} folder;

static void write_file(const char *where, const char *name, const char *text)
{
    char path[256];
    FILE *file;

    (void) snprintf(path, sizeof path, "%s/%s", where, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void make_folder(folder *self)
{
    assert_true(folder_new(self->fence, sizeof self->fence));
    assert_true((size_t) snprintf(self->path, sizeof self->path, "%s/one", self->fence) < sizeof self->path);
    assert_int_equal(mkdir(self->path, 0700), 0);
}

static void drop_folder(const folder *self)
{
    char command[192];

    (void) snprintf(command, sizeof command, "rm -rf '%s'", self->fence);
    assert_int_equal(system(command), 0);
}

/* Reads main.cfg of the folder, which holds `text`. */
static void judge(const folder *self, const char *text, mf_diags *diags)
{
    mf_scenario *scenario = NULL;
    char path[256];

    write_file(self->path, "main.cfg", text);
    (void) snprintf(path, sizeof path, "%s/main.cfg", self->path);
    *diags = (mf_diags){ 0 };
    (void) mf_config_read(path, NULL, &scenario, diags, NULL);
    mf_scenario_free(scenario);
}

static void assert_says(const folder *self, const char *text, const char *file, int line,
                        const char *part)
{
    mf_buffer all = { 0 };
    mf_diags diags;
    bool said = false;

    judge(self, text, &diags);
    print_complaints(&diags, &all);
    for (size_t i = 0; i < diags.n; i++) {
        const char *name = strstr(diags.at[i].file, self->fence) == NULL
                               ? diags.at[i].file
                               : diags.at[i].file + strlen(self->fence) + 1;

        said = said || (strcmp(name, file) == 0 && diags.at[i].line == line
                        && strstr(diags.at[i].text, part) != NULL);
    }
    if (!said)
        fail_msg("should say %s:%d: %s\nbut says %s", file, line, part, all.text);
    mf_buffer_free(&all);
    mf_diags_free(&diags);
}

static void includes_are_found_beside_the_file_that_names_them(void **state)
{
    folder here;
    char path[256];

    (void) state;
    make_folder(&here);
    (void) snprintf(path, sizeof path, "%s/legal", here.fence);
    assert_int_equal(mkdir(path, 0700), 0);
    write_file(path, "law.cfg", "legal = {\n@include \"more.cfg\"\n};\n");
    write_file(path, "more.cfg", "statuses = ( );\nqueus = ( );\n");
    assert_says(&here, "title = \"x\";\n@include \"../legal/law.cfg\"\nscal = 3.0;\n", "legal/more.cfg", 2,
                "no such setting; did you mean \"queues\"?");
    assert_says(&here, "title = \"x\";\n@include \"../legal/law.cfg\"\nscal = 3.0;\n", "one/main.cfg", 3,
                "did you mean \"scale\"?");
    drop_folder(&here);
}

static void includes_stay_inside_the_fence(void **state)
{
    folder here;
    char path[256];

    (void) state;
    make_folder(&here);
    (void) snprintf(path, sizeof path, "%s/link.cfg", here.path);
    assert_int_equal(symlink("/etc/hostname", path), 0);
    (void) snprintf(path, sizeof path, "%s/pipe", here.path);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_says(&here, "@include \"link.cfg\"\n", "one/main.cfg", 1, "outside the folders");
    assert_says(&here, "@include \"../../../etc/hostname\"\n", "one/main.cfg", 1, "outside the folders");
    assert_says(&here, "\n@include \"pipe\"\n", "one/main.cfg", 2, "not a regular file");
    assert_says(&here, "@include \"..\"\n", "one/main.cfg", 1, "outside the folders");
    assert_says(&here, "@include \".\"\n", "one/main.cfg", 1, "not a regular file");
    assert_says(&here, "@include \"\"\n", "one/main.cfg", 1, "has no name");
    drop_folder(&here);
}

static void circles_and_towers_of_includes_end(void **state)
{
    folder here;

    (void) state;
    make_folder(&here);
    assert_says(&here, "@include \"main.cfg\"\n", "one/main.cfg", 1, "in a circle");
    write_file(here.path, "a.cfg", "@include \"b.cfg\"\n");
    write_file(here.path, "b.cfg", "\n@include \"a.cfg\"\n");
    assert_says(&here, "@include \"a.cfg\"\n", "one/b.cfg", 2, "in a circle");
    for (int i = 0; i < 12; i++) {
        char name[16], text[64];

        (void) snprintf(name, sizeof name, "%d.cfg", i);
        (void) snprintf(text, sizeof text, "@include \"%d.cfg\"\n", i + 1);
        write_file(here.path, name, text);
    }
    assert_says(&here, "@include \"0.cfg\"\n", "one/9.cfg", 1, "too deep");
    drop_folder(&here);
}

static const char series_text[] = "places = ( { id = \"P\"; abuse = { csv = \"t.csv\";\n"
                                  "  column = \"abuse\"; }; } );\n";

static void tables_are_judged_line_by_line(void **state)
{
    static const struct { const char *table; int line; const char *part; } cases[] = {
        { "date,abuse\n2015-01-01,x\n", 2, "\"x\" is not a number" },
        { "# c\n\ndate,abuse\n2015-01-01,0.1\n2015-1-1,0.1\n", 5, "is not a date" },
        { "date,abuse\n2015-01-01,0.1\n2015-01-01,0.1\n", 3, "must rise" },
        { "date,abuse\n2015-01-01,0.1,7\n", 2, "has 3 fields, the first has 2" },
        { "date,abuse\n2015-01-01,1.5\n", 2, "1.5 is outside [0, 1]" },
        { "date,abuse\n2015-01-01,\n", 2, "\"\" is not a number" },
        { "day,abuse\n2015-01-01,0.1\n", 1, "no column \"date\"" },
        { "date,abuse\n", 0, "at least one line" },
        { "", 0, "at least one line" },
        { "date,abuse\n2015-01-01,0.\xE4\n", 0, "not UTF-8" },
    };
    folder here;

    (void) state;
    make_folder(&here);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_file(here.path, "t.csv", cases[i].table);
        assert_says(&here, series_text, "one/t.csv", cases[i].line, cases[i].part);
    }
    write_file(here.path, "t.csv", "date,abuze\n2015-01-01,0.1\n");
    assert_says(&here, series_text, "one/main.cfg", 2, "no column \"abuse\"; did you mean \"abuze\"?");
    drop_folder(&here);
}

static void a_scenario_that_cannot_be_read_is_said_so(void **state)
{
    mf_scenario *scenario = NULL;
    mf_diags diags = { 0 };
    mf_error err = { 0 };

    (void) state;
    assert_int_equal(mf_config_read("none/at/all.cfg", NULL, &scenario, &diags, &err), MF_E_FILE);
    assert_non_null(strstr(err.text, "none/at/all.cfg"));
    assert_int_equal(mf_config_read("tests", NULL, &scenario, &diags, &err), MF_E_FILE);
    assert_non_null(strstr(err.text, "regular file"));
    assert_int_equal(mf_config_read("tests", NULL, &scenario, &diags, NULL), MF_E_FILE);
    assert_int_equal(mf_config_read_text("@include \"x.cfg\"\n", "no/such/folder/a.cfg", NULL, &scenario,
                                         &diags, &err), MF_E_SCENARIO);
    assert_true(has_complaint(&diags, MF_MISTAKE, 1, "", "in no folder"));
    mf_diags_free(&diags);
}

/* What reading and resolving say of the same options. */
static void assert_same(const mf_source *source, const mf_config_options *options)
{
    mf_scenario *read = NULL, *resolved = NULL;
    mf_diags read_diags = { 0 }, diags = { 0 };
    mf_buffer told = { 0 }, tells = { 0 };
    mf_err code = mf_config_read(SMALL, options, &read, &read_diags, NULL);

    assert_int_equal(mf_source_resolve(source, options, &resolved, &diags, NULL), code);
    print_complaints(&read_diags, &told);
    print_complaints(&diags, &tells);
    assert_int_equal(read_diags.mistakes, diags.mistakes);
    assert_string_equal(told.text == NULL ? "" : told.text, tells.text == NULL ? "" : tells.text);
    assert_int_equal(read == NULL, resolved == NULL);
    if (read != NULL) {
        assert_string_equal(read->canonical, resolved->canonical);
        assert_string_equal(read->original, resolved->original);
        assert_string_equal(read->overrides, resolved->overrides);
    }
    mf_buffer_free(&told);
    mf_buffer_free(&tells);
    mf_diags_free(&read_diags);
    mf_diags_free(&diags);
    mf_scenario_free(read);
    mf_scenario_free(resolved);
}

static void a_source_gives_what_reading_gives_as_often_as_it_is_asked(void **state)
{
    static const char *const sets[] = { "links.COAST_ISLE.death=0.04", "places.OR_EAST.violence=0.5",
                                        "seed=23" };
    static const char *const wrong[] = { "links.COAST_ISLE.death=4", "places.OR_EAST.vilence=0.5" };
    mf_source *source = NULL;

    (void) state;
    assert_int_equal(mf_source_read(&source, SMALL, NULL), MF_OK);
    for (int i = 0; i < 2; i++) { /* nothing is left of what was asked before */
        assert_same(source, NULL);
        assert_same(source, &(mf_config_options){ .sets = sets, .n_sets = 3, .people = 100.0 });
        assert_same(source, &(mf_config_options){ .sets = wrong, .n_sets = 2 });
    }
    mf_source_free(source);
    mf_source_free(NULL);
}

static void complaints_about_a_text_are_those_of_its_source(void **state)
{
    mf_source *source = NULL;
    mf_scenario *scenario = NULL;
    mf_error err = { 0 };

    (void) state;
    assert_int_equal(mf_source_read_text(&source, "seed = 1e999; title = 'a';\nx = \"", SMALL, &err),
                     MF_OK);
    for (int i = 0; i < 2; i++) {
        mf_diags diags = { 0 };

        assert_int_equal(mf_source_resolve(source, NULL, &scenario, &diags, &err), MF_E_SCENARIO);
        assert_null(scenario);
        assert_true(diags.mistakes > 1);
        assert_true(has_complaint(&diags, MF_MISTAKE, 2, "", "never closed"));
        mf_diags_free(&diags);
    }
    mf_source_free(source);
    assert_int_equal(mf_source_read(&source, "none/at/all.cfg", &err), MF_E_FILE);
    assert_null(source);
}

static void the_locale_does_not_matter(void **state)
{
    static const char *const locales[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "C.UTF-8" };
    mf_scenario *before = read_small(NULL), *after;

    (void) state;
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++)
        if (setlocale(LC_ALL, locales[i]) != NULL)
            break;
    after = read_small(NULL);
    assert_string_equal(before->canonical, after->canonical);
    (void) setlocale(LC_ALL, "C");
    mf_scenario_free(before);
    mf_scenario_free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scenario_is_read_into_its_fields),
        cmocka_unit_test(an_integer_where_a_real_is_meant_is_that_number),
        cmocka_unit_test(an_intervention_has_the_settings_of_its_kind),
        cmocka_unit_test(sets_go_by_names),
        cmocka_unit_test(a_wrong_set_is_told_as_such),
        cmocka_unit_test(packages_turn_on_what_they_name),
        cmocka_unit_test(people_are_as_many_as_asked_for),
        cmocka_unit_test(an_override_changes_the_digested_text_and_nothing_else_does),
        cmocka_unit_test(includes_are_found_beside_the_file_that_names_them),
        cmocka_unit_test(includes_stay_inside_the_fence),
        cmocka_unit_test(circles_and_towers_of_includes_end),
        cmocka_unit_test(tables_are_judged_line_by_line),
        cmocka_unit_test(a_scenario_that_cannot_be_read_is_said_so),
        cmocka_unit_test(a_source_gives_what_reading_gives_as_often_as_it_is_asked),
        cmocka_unit_test(complaints_about_a_text_are_those_of_its_source),
        cmocka_unit_test(the_locale_does_not_matter),
    };

    return go_to_top() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
