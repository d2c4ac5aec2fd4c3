#include "support/statistics.h"
#include "support/worlds.h"

#include "model/hazards.h"

static double rate_of(const mf_rates *rates, int hazard)
{
    double sum = 0.0;

    for (int i = 0; i < rates->n; i++)
        sum += rates->at[i].hazard == hazard ? rates->at[i].rate : 0.0;
    return sum;
}

static mf_rates rates_at(const mf_world *world, const char *cohort, const char *place,
                         const char *status)
{
    mf_rates rates;

    mf_hazards(&world->view, cohort_of(world->scenario, cohort), place_of(world->scenario, place),
               status_of(world->scenario, status), &rates);
    return rates;
}

/* abuse 1.2 * 0.6, detention 0.8 at the coast; free movement protects the highlanders. */
static void exposure_depends_on_place_status_and_origin(void **state)
{
    mf_scenario *s;
    mf_world *world = small_world(&s, 3000, 30, SETS("countries.TRA.free_movement=()"));
    mf_rates rates = rates_at(world, "EASTERN", "TR_COAST", "transit");

    (void) state;
    assert_close(rate_of(&rates, MF_HAZARD_ABUSE), 0.72, 1e-9);
    assert_close(rate_of(&rates, MF_HAZARD_DETENTION), 0.8, 1e-9);
    rates = rates_at(world, "EASTERN", "TR_COAST", "registered");
    assert_close(rate_of(&rates, MF_HAZARD_ABUSE) + rate_of(&rates, MF_HAZARD_DETENTION), 0.0, 0.0);
    rates = rates_at(world, "EASTERN", "TR_COAST", "detained");
    assert_close(rate_of(&rates, MF_HAZARD_ABUSE), 0.72, 1e-9);
    world_close(world);
    world = small_world(&s, 3000, 30, AS_WRITTEN);
    rates = rates_at(world, "HIGHLAND", "TR_COAST", "transit");
    assert_close(rate_of(&rates, MF_HAZARD_ABUSE) + rate_of(&rates, MF_HAZARD_DETENTION), 0.0, 0.0);
    world_close(world);
}

/* Persecution 0.4 of the easterners: 0.30 * 0.4 a year at home, 0.3 of it abroad; violence in
 * the east above 0.5 is war. */
static void need_arises_at_home_and_less_abroad(void **state)
{
    mf_scenario *s;
    mf_world *world = small_world(&s, 3000, 30, AS_WRITTEN);
    double violence = world->now.place[place_of(s, "OR_EAST")].violence;
    mf_rates home = rates_at(world, "EASTERN", "OR_EAST", "home");
    mf_rates away = rates_at(world, "EASTERN", "DS_CITY", "claimant");

    (void) state;
    assert_true(violence > 0.6);
    assert_close(rate_of(&home, MF_HAZARD_PERSECUTION), 0.12, 1e-9);
    assert_close(rate_of(&away, MF_HAZARD_PERSECUTION), 0.036, 1e-9);
    assert_close(rate_of(&home, MF_HAZARD_WAR), violence - 0.5, 1e-9);
    assert_close(rate_of(&away, MF_HAZARD_WAR), 0.3 * (violence - 0.5), 1e-9);
    assert_close(rate_of(&home, MF_HAZARD_DISPLACEMENT), 0.5 * violence, 1e-9);
    assert_close(rate_of(&away, MF_HAZARD_DISPLACEMENT), 0.0, 0.0);
    world_close(world);
}

/* Each trigger by itself; news multiply, rises and prices that change either way add. */
static void what_changes_makes_one_look_again(void **state)
{
    mf_scenario *s;
    mf_world *world = small_world(&s, 3000, 30,
                                  SETS("decision.rate=2.0", "decision.trigger_news=0.5",
                                       "decision.trigger_violence=3.0", "decision.trigger_jobs=5.0",
                                       "decision.trigger_price=7.0"));
    int hub = place_of(s, "TR_HUB"), cohort = cohort_of(s, "EASTERN");
    mf_place_now *here = &world->now.place[hub];
    double usual = 2.0 * mf_statuses(s)[status_of(s, "transit")].reconsiders, rate;
    mf_rates rates;

    (void) state;
    for (int l = 0; l < s->links.n; l++)
        world->published.link[l].price = world->published.link[l].remembered = 100.0;
    for (int trigger = 0; trigger < 6; trigger++) {
        world->published.news[cohort] = trigger == 1 ? 0.4 : 0.0;
        here->violence_rise = trigger == 2 ? 0.1 : 0.0;
        here->unemployment_rise = trigger == 3 ? 0.2 : 0.0;
        world->published.link[link_of(s, "HUB_COAST")].price = trigger == 4 ? 130.0
                                                             : trigger == 5 ? 80.0 : 100.0;
        rate = (const double[]){ usual, usual * 1.2, usual + 0.3, usual + 1.0, usual + 2.1,
                                 usual + 1.4 }[trigger];
        rates = rates_at(world, "EASTERN", "TR_HUB", "transit");
        assert_close(rate_of(&rates, MF_HAZARD_RECONSIDER), rate, 1e-9);
    }
    world_close(world);
}

static void nothing_happens_on_the_way_or_to_the_dead(void **state)
{
    mf_scenario *s;
    mf_world *world = small_world(&s, 3000, 30, AS_WRITTEN);
    mf_rates rates;

    (void) state;
    mf_hazards(&world->view, 0, s->places.n, status_of(s, "transit"), &rates);
    assert_int_equal(rates.n, 0);
    assert_close(rates.p, 0.0, 0.0);
    rates = rates_at(world, "HIGHLAND", "OR_HIGH", "dead");
    assert_int_equal(rates.n, 0);
    world_close(world);
}

/* Everybody's hazards fire below the bound of the class only, and the threshold
 * of the class is that of its rates. */
static void nobody_wakes_above_the_bound_of_the_class(void **state)
{
    mf_scenario *s;
    mf_world *world = small_world(&s, 3000, 30, AS_WRITTEN);
    int asked = 0;

    (void) state;
    for (uint32_t id = 0; id < world->people.n; id++) {
        int cell = world->people.cell[id], place = mf_cell_place(world->rules.cells, cell);
        int cohort = mf_population_cohort(&world->population, id);
        mf_rates rates;

        if (!world_has(world, id))
            continue;
        mf_hazards(&world->view, cohort, place, mf_cell_status(world->rules.cells, cell), &rates);
        assert_close(rates.p, -expm1(-rates.total * 7.0 / 365.2425), 1e-14);
        assert_null(mf_hazards_fire(&world->view, &rates, cohort, place, &world->people.person[id],
                                    rates.p));
        asked += mf_hazards_fire(&world->view, &rates, cohort, place, &world->people.person[id],
                                 rates.p * 1e-9) != NULL;
    }
    assert_true(asked > 2000);
    world_close(world);
}

/* Compares what is said without a look at a person with what a look tells; 1 if it is said. */
static int compare_sure(const mf_world *world, const mf_rates *rates, int cohort, int place,
                        const mf_person *person, double u)
{
    int told = mf_hazards_told(rates, u);

    if (told % 2 != 0)
        return 0;
    assert_ptr_equal(&rates->at[told / 2],
                     mf_hazards_fire(&world->view, rates, cohort, place, person, u));
    return 1;
}

/* Up to the last bit, for everybody; and most of what fires is known so. */
static void a_sure_rate_is_the_one_that_fires(void **state)
{
    enum { GRID = 200, EDGES = 2 * MF_SURE_RATES - 1 };
    mf_scenario *s;
    mf_world *world = small_world(&s, 3000, 30, AS_WRITTEN);
    int asked = 0, known = 0;

    (void) state;
    for (uint32_t id = 0; id < world->people.n; id++) {
        int cell = world->people.cell[id], place = mf_cell_place(world->rules.cells, cell);
        int cohort = mf_population_cohort(&world->population, id);
        const mf_person *person = &world->people.person[id];
        mf_rates rates;

        if (!world_has(world, id))
            continue;
        mf_hazards(&world->view, cohort, place, mf_cell_status(world->rules.cells, cell), &rates);
        for (int i = 0; i < EDGES; i++)
            for (double off = -1e-15; off < 2e-15; off += 1e-15)
                compare_sure(world, &rates, cohort, place, person, rates.sure[i] * (1.0 + off));
        for (int i = 0; i < GRID && rates.n > 0; i++, asked++)
            known += compare_sure(world, &rates, cohort, place, person,
                                  rates.p * 1.01 * (i + 0.5) / GRID);
    }
    assert_true(asked > 2000 * GRID);
    assert_true(known > asked * 0.7 && known < asked);
    world_close(world);
}

/* For a person in need the rates of coming to need are gone: a lower total, the rest as it was. */
static void a_member_drops_what_does_not_apply(void **state)
{
    mf_scenario *s;
    mf_world *world = small_world(&s, 3000, 30, AS_WRITTEN);
    int east = cohort_of(s, "EASTERN"), place = place_of(s, "OR_EAST");
    mf_rates rates = rates_at(world, "EASTERN", "OR_EAST", "home");
    mf_person none = somebody(world), in_need = none;
    double left = rates.total - rate_of(&rates, MF_HAZARD_PERSECUTION) -
                  rate_of(&rates, MF_HAZARD_WAR);
    double p = -expm1(-left * 7.0 / 365.2425);

    (void) state;
    in_need.need = MF_NEED_CONVENTION;
    in_need.known = none.known = 0xFF;
    assert_null(mf_hazards_fire(&world->view, &rates, east, place, &in_need, p * 1.0000001));
    assert_non_null(mf_hazards_fire(&world->view, &rates, east, place, &in_need, p * 0.9999999));
    for (int i = 0; i < 1000; i++) {
        const mf_rate *fired = mf_hazards_fire(&world->view, &rates, east, place, &in_need,
                                               p * (i + 0.5) / 1000.0);

        assert_true(fired->hazard != MF_HAZARD_PERSECUTION && fired->hazard != MF_HAZARD_WAR);
    }
    world_close(world);
}

/* The measure of uniforms for which each hazard fires is its share. */
static void a_hazard_fires_in_proportion_to_its_rate(void **state)
{
    enum { GRID = 100000 };
    mf_scenario *s;
    mf_world *world = small_world(&s, 3000, 30, AS_WRITTEN);
    mf_rates rates = rates_at(world, "EASTERN", "TR_COAST", "transit");
    mf_person person = somebody(world);
    int count[MF_HAZARD_LAW + 1] = { 0 };
    double total = rates.total - rate_of(&rates, MF_HAZARD_CESSATION);

    (void) state;
    for (int i = 0; i < GRID; i++) {
        const mf_rate *fired = mf_hazards_fire(&world->view, &rates, cohort_of(s, "EASTERN"),
                                               place_of(s, "TR_COAST"), &person, (i + 0.5) / GRID);

        count[fired == NULL ? MF_HAZARD_LAW : fired->hazard]++;
    }
    for (int h = 0; h < MF_HAZARD_LAW; h++)
        if (h != MF_HAZARD_CESSATION)
            assert_close((double) count[h] / GRID,
                         rate_of(&rates, h) / total * -expm1(-total * 7.0 / 365.2425), 2.0 / GRID);
    assert_true(count[MF_HAZARD_ABUSE] > 0 && count[MF_HAZARD_CESSATION] == 0);
    world_close(world);
}

/* ---------------------------------------------------------------- predicates */

static uint64_t holds(const mf_world *world, mf_person person, const char *place)
{
    return mf_predicates(&world->view, 0, place_of(world->scenario, place), &person);
}

#define HAS(bits, name) assert_true(((bits) & MF_BIT(MF_PREDICATE_##name)) != 0)
#define LACKS(bits, name) assert_true(((bits) & MF_BIT(MF_PREDICATE_##name)) == 0)

static void predicates_say_what_holds_for_a_person(void **state)
{
    mf_scenario *s;
    mf_world *world = small_world(&s, 3000, 30, AS_WRITTEN);
    uint8_t dst = (uint8_t) country_of(s, "DST"), tra = (uint8_t) country_of(s, "TRA");
    mf_person person = somebody(world);
    uint64_t bits = holds(world, person, "DS_CITY");

    (void) state;
    HAS(bits, ADULT_PRIME); /* 36 years old */
    HAS(bits, SAFE_ORIGIN); /* cohort 0, HIGHLAND, in DST */
    LACKS(bits, YOUNG);
    LACKS(bits, IN_NEED);
    LACKS(bits, KIN_HERE);
    LACKS(bits, KIN_ABROAD);
    LACKS(bits, FIRST_HERE);
    LACKS(bits, NOT_FIRST_HERE);
    LACKS(bits, YEAR_IN_STATUS);
    person.kin = person.host = dst;
    person.need = MF_NEED_EN_ROUTE;
    person.harm = 1;
    person.traits = 2 | 4;
    person.born = 95 * 12;
    bits = holds(world, person, "DS_CITY");
    HAS(bits, KIN_HERE);
    HAS(bits, FIRST_HERE);
    HAS(bits, HARMED);
    HAS(bits, SKILLED);
    HAS(bits, HIGHLY_SKILLED);
    HAS(bits, FEMALE);
    HAS(bits, YOUNG);
    LACKS(bits, IN_NEED); /* harm on the way is no Convention ground */
    bits = holds(world, person, "TR_HUB");
    HAS(bits, KIN_ABROAD);
    HAS(bits, NOT_FIRST_HERE);
    LACKS(bits, SAFE_ORIGIN);
    person.host = tra;
    HAS(holds(world, person, "TR_HUB"), FIRST_HERE);
    world_close(world);
}

/* From the month of the eighteenth birthday up to that of the forty-fifth. */
static void the_prime_of_life_has_two_ends(void **state)
{
    static const struct {
        int months;
        bool prime;
    } ages[] = { { 18 * 12 - 1, false }, { 18 * 12, true }, { 45 * 12 - 1, true }, { 45 * 12, false } };
    mf_scenario *s;
    mf_world *world = small_world(&s, 3000, 30, AS_WRITTEN);
    mf_person person = somebody(world);

    (void) state;
    for (size_t i = 0; i < sizeof ages / sizeof *ages; i++) {
        person.born = (uint16_t) (world->view.month - ages[i].months);
        if (ages[i].prime)
            HAS(holds(world, person, "DS_CITY"), ADULT_PRIME);
        else
            LACKS(holds(world, person, "DS_CITY"), ADULT_PRIME);
    }
    world_close(world);
}

static void years_in_a_status_are_counted(void **state)
{
    mf_scenario *s;
    mf_world *world = small_world(&s, 3000, 30, AS_WRITTEN);
    mf_person person = somebody(world);
    uint64_t bits;

    (void) state;
    person.since = (uint16_t) (person.since - 52); /* 364 days */
    LACKS(holds(world, person, "DS_CITY"), YEAR_IN_STATUS);
    person.since--;
    HAS(holds(world, person, "DS_CITY"), YEAR_IN_STATUS);
    person.since = (uint16_t) (person.since - 103); /* 156 weeks */
    LACKS(holds(world, person, "DS_CITY"), THREE_YEARS_IN_STATUS);
    person.since--;
    bits = holds(world, person, "DS_CITY");
    HAS(bits, THREE_YEARS_IN_STATUS);
    LACKS(bits, FIVE_YEARS_IN_STATUS);
    person.since = (uint16_t) (person.since - 104);
    HAS(holds(world, person, "DS_CITY"), FIVE_YEARS_IN_STATUS);
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exposure_depends_on_place_status_and_origin),
        cmocka_unit_test(need_arises_at_home_and_less_abroad),
        cmocka_unit_test(what_changes_makes_one_look_again),
        cmocka_unit_test(nothing_happens_on_the_way_or_to_the_dead),
        cmocka_unit_test(nobody_wakes_above_the_bound_of_the_class),
        cmocka_unit_test(a_sure_rate_is_the_one_that_fires),
        cmocka_unit_test(a_member_drops_what_does_not_apply),
        cmocka_unit_test(a_hazard_fires_in_proportion_to_its_rate),
        cmocka_unit_test(predicates_say_what_holds_for_a_person),
        cmocka_unit_test(the_prime_of_life_has_two_ends),
        cmocka_unit_test(years_in_a_status_are_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
