#include "support/statistics.h"
#include "support/worlds.h"

#include "model/hazards.h"

typedef struct law {
    mf_scenario *s;
    mf_arena arena;
    mf_rules rules;
} law;

static law read_law_with(const char *const *sets)
{
    law self = { .s = small_read(sets) };

    assert_int_equal(mf_rules_init(&self.rules, &self.arena, self.s), MF_OK);
    return self;
}

static law read_law(void)
{
    return read_law_with(AS_WRITTEN);
}

static void end(law *self)
{
    mf_arena_free(&self->arena);
    mf_scenario_free(self->s);
}

static int after(const law *self, const char *status, const char *country, int event,
                 uint64_t holds)
{
    const mf_transition *t = mf_rules_find(&self->rules, self->s, status_of(self->s, status),
                                           country_of(self->s, country), event, holds);

    return t == NULL ? -1 : t->to;
}

static void the_first_transition_that_fits_is_taken(void **state)
{
    law l = read_law();

    (void) state;
    assert_int_equal(after(&l, "appeal", "DST", MF_EVENT_APPEAL_WON, MF_BIT(MF_PREDICATE_IN_NEED)),
                     status_of(l.s, "refugee"));
    assert_int_equal(after(&l, "appeal", "DST", MF_EVENT_APPEAL_WON, 0),
                     status_of(l.s, "humanitarian"));
    assert_int_equal(after(&l, "subsidiary", "DST", MF_EVENT_CEASES, 0),
                     status_of(l.s, "irregular"));
    assert_int_equal(after(&l, "subsidiary", "DST", MF_EVENT_CEASES, MF_BIT(MF_PREDICATE_IN_NEED)),
                     -1);
    assert_int_equal(after(&l, "home", "ORI", MF_EVENT_APPLIES_LABOUR, 0), -1);
    assert_int_equal(after(&l, "home", "ORI", MF_EVENT_APPLIES_LABOUR,
                           MF_BIT(MF_PREDICATE_SKILLED) | MF_BIT(MF_PREDICATE_FEMALE)),
                     status_of(l.s, "labour_office"));
    end(&l);
}

static void a_law_holds_in_its_countries(void **state)
{
    law l = read_law();

    (void) state;
    assert_int_equal(after(&l, "transit", "DST", MF_EVENT_LODGES, 0), status_of(l.s, "claimant"));
    assert_int_equal(after(&l, "transit", "TRA", MF_EVENT_LODGES, 0), -1);
    assert_int_equal(after(&l, "external", "TRA", MF_EVENT_DENIED, 0), status_of(l.s, "transit"));
    assert_int_equal(after(&l, "external", "ORI", MF_EVENT_DENIED, 0), status_of(l.s, "home"));
    end(&l);
}

static void a_path_is_followed_through_its_queues(void **state)
{
    law l = read_law();
    int home = status_of(l.s, "home"), ori = country_of(l.s, "ORI");
    const mf_outcome *work = mf_rules_outcome(&l.rules, home, ori, MF_OPTION_LABOUR);
    const mf_outcome *kin = mf_rules_outcome(&l.rules, home, ori, MF_OPTION_JOIN_FAMILY);

    (void) state;
    assert_int_equal(work->status, status_of(l.s, "labour"));
    assert_int_equal(work->place, place_of(l.s, "DS_CITY"));
    assert_int_equal(work->queue, queue_of(l.s, "office"));
    assert_close(work->chance, 0.8 * 0.9, 1e-12); /* labour office, then embassy */
    assert_int_equal(kin->status, status_of(l.s, "settled"));
    assert_int_equal(kin->place, -2);
    assert_close(kin->chance, 0.7, 1e-12);
    assert_int_equal(mf_rules_outcome(&l.rules, home, ori, MF_OPTION_STUDY)->status, -1);
    end(&l);
}

/* Number seven, counted from nought, is the application for labour. */
static void a_step_that_may_fail_lowers_the_chance_of_its_path(void **state)
{
    law l = read_law_with(SETS("legal.transitions[7].chance=0.25"));
    const mf_outcome *work = mf_rules_outcome(&l.rules, status_of(l.s, "home"),
                                              country_of(l.s, "ORI"), MF_OPTION_LABOUR);

    (void) state;
    assert_int_equal(mf_transitions(l.s)[7].event, MF_EVENT_APPLIES_LABOUR);
    assert_close(work->chance, 0.25 * 0.8 * 0.9, 1e-12);
    end(&l);
}

static void an_outlook_knows_how_a_claim_can_end(void **state)
{
    law l = read_law();
    const mf_outlook *there = mf_rules_outlook(&l.rules, status_of(l.s, "transit"),
                                               country_of(l.s, "DST"));
    const mf_outlook *before = mf_rules_outlook(&l.rules, status_of(l.s, "transit"),
                                                country_of(l.s, "TRA"));

    (void) state;
    assert_int_equal(there->granted, status_of(l.s, "refugee"));
    assert_int_equal(there->refused, status_of(l.s, "rejected"));
    assert_int_equal(there->queue, queue_of(l.s, "asylum"));
    assert_int_equal(there->departed, status_of(l.s, "transit"));
    assert_int_equal(before->granted, -1);
    assert_int_equal(before->refused, -1);
    assert_int_equal(before->nearby, status_of(l.s, "registered"));
    end(&l);
}

static bool open_to(const law *self, const char *status, const char *country, int option)
{
    return (self->rules.options[status_of(self->s, status) * self->rules.n_countries +
                                country_of(self->s, country)] >> option & 1) != 0;
}

static void options_need_a_listing_and_a_transition(void **state)
{
    law l = read_law();

    (void) state;
    assert_true(open_to(&l, "transit", "DST", MF_OPTION_CLAIM));
    assert_false(open_to(&l, "transit", "TRA", MF_OPTION_CLAIM));    /* listed, no law */
    assert_false(open_to(&l, "refugee", "DST", MF_OPTION_IRREGULAR)); /* not listed */
    assert_true(open_to(&l, "tolerated", "DST", MF_OPTION_LANE));
    assert_true(open_to(&l, "dead", "DST", MF_OPTION_STAY) == false);
    end(&l);
}

static void places_know_their_country_queues_and_links(void **state)
{
    law l = read_law();
    mf_cells c = l.rules.cells;
    int hub = place_of(l.s, "TR_HUB"), east = place_of(l.s, "OR_EAST");

    (void) state;
    assert_int_equal(l.rules.country_of[hub], country_of(l.s, "TRA"));
    assert_int_equal(l.rules.country_of[c.n_places], -1);
    assert_int_equal(l.rules.main_place[country_of(l.s, "DST")], place_of(l.s, "DS_CITY"));
    assert_int_equal(l.rules.main_place[country_of(l.s, "TRA")], hub);
    assert_int_equal(l.rules.queue_at[mf_cell(c, hub, status_of(l.s, "external"))],
                     queue_of(l.s, "mission"));
    assert_int_equal(l.rules.queue_at[mf_cell(c, hub, status_of(l.s, "claimant"))], -1);
    assert_int_equal(l.rules.out_first[east + 1] - l.rules.out_first[east], 2);
    assert_int_equal(l.rules.out_link[l.rules.out_first[east]], link_of(l.s, "EAST_HUB"));
    assert_int_equal(l.rules.out_link[l.rules.out_first[east] + 1], link_of(l.s, "EAST_HIGH"));
    assert_int_equal(l.rules.home, status_of(l.s, "home"));
    end(&l);
}

/* Sensitivity 0.85 and specificity 0.9: 1.2815515655446008 and 1.0364333894937898 more. */
static void discernment_comes_from_sensitivity_and_specificity(void **state)
{
    law l = read_law();
    const mf_discernment *d = &l.rules.first_decision[country_of(l.s, "DST")];

    (void) state;
    assert_close(d->threshold, 1.2815515655446008, 1e-12);
    assert_close(d->d_prime, 2.3179849550383906, 1e-12);
    end(&l);
}

static void who_may_stay_is_known(void **state)
{
    law l = read_law();
    int n = l.s->cohorts.n, high = cohort_of(l.s, "HIGHLAND"), east = cohort_of(l.s, "EASTERN");

    (void) state;
    assert_true(l.rules.moves_freely[country_of(l.s, "TRA") * n + high]);
    assert_false(l.rules.moves_freely[country_of(l.s, "TRA") * n + east]);
    end(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_transition_that_fits_is_taken),
        cmocka_unit_test(a_law_holds_in_its_countries),
        cmocka_unit_test(a_path_is_followed_through_its_queues),
        cmocka_unit_test(a_step_that_may_fail_lowers_the_chance_of_its_path),
        cmocka_unit_test(an_outlook_knows_how_a_claim_can_end),
        cmocka_unit_test(options_need_a_listing_and_a_transition),
        cmocka_unit_test(places_know_their_country_queues_and_links),
        cmocka_unit_test(discernment_comes_from_sensitivity_and_specificity),
        cmocka_unit_test(who_may_stay_is_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
