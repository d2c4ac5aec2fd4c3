#include "support/statistics.h"
#include "support/worlds.h"

static void effects_begin_neutral_and_become_so_again(void **state)
{
    mf_scenario *scenario = small_read(AS_WRITTEN);
    mf_arena arena = { 0 };
    mf_effects effects;

    (void) state;
    assert_int_equal(mf_effects_init(&effects, &arena, scenario), MF_OK);
    assert_int_equal(effects.n_links, scenario->links.n);
    assert_int_equal(effects.n_places, scenario->places.n);
    assert_int_equal(effects.n_queues, scenario->legal.queues.n);
    for (int round = 0; round < 2; round++) {
        for (int l = 0; l < effects.n_links; l++) {
            const mf_link_effects *e = &effects.link[l];

            assert_true(e->passes == 1.0 && e->survives == 1.0 && e->open == 1.0 && e->effort == 0.0);
            effects.link[l] = (mf_link_effects){ .passes = 0.5, .effort = 2.0 };
        }
        for (int p = 0; p < effects.n_places; p++) {
            const mf_place_effects *e = &effects.place[p];

            assert_true(e->abuse == 1.0 && e->detention == 1.0 && e->violence == 1.0 &&
                        e->wage == 1.0);
            assert_true(e->told == 0.0 && e->told_trust == 0.0 && e->told_death == 0.0 &&
                        e->told_status == 0.0 && e->told_external == 0.0);
            effects.place[p] = (mf_place_effects){ .told = 3.0 };
        }
        for (int q = 0; q < effects.n_queues; q++) {
            const mf_queue_effects *e = &effects.queue[q];

            assert_true(e->speed == 1.0 && e->places == 0.0 && e->beds == 0.0);
            effects.queue[q] = (mf_queue_effects){ .beds = 9.0 };
        }
        mf_effects_neutral(&effects);
    }
    mf_arena_free(&arena);
    mf_scenario_free(scenario);
}

/* One of everything that effects can touch, doubled or shifted, as conditions show it. */
static void conditions_answer_to_effects(void **state)
{
    mf_scenario *s = small_read(AS_WRITTEN);
    mf_world *world = world_of(s, 1, false);
    int coast = place_of(s, "TR_COAST"), sea = link_of(s, "COAST_ISLE");
    int mission = queue_of(s, "mission"), dst = country_of(s, "DST");
    mf_conditions *now = &world->now;
    mf_link_effects *link;
    mf_place_effects *place;
    mf_queue_effects *queue;

    (void) state;
    mf_effects_neutral(&world->effects);
    place = &world->effects.place[coast];
    place->abuse = 0.5;
    place->detention = 2.0;
    place->wage = 1.5;
    link = &world->effects.link[sea];
    link->passes = 0.7;
    link->survives = 0.9;
    link->open = 0.5;
    link->effort = 1.0;
    queue = &world->effects.queue[mission];
    queue->speed = 2.0;
    queue->places = 30.0;
    queue->beds = 8.0;
    mf_conditions_at(now, s, &world->effects, 0);
    assert_close(now->place[coast].abuse, 0.3, 1e-12);
    assert_close(now->place[coast].detention, 1.6, 1e-12);
    assert_close(now->place[coast].wage, 330.0, 1e-12);
    assert_close(now->link[sea].interception, 1.0 - 0.9 * 0.7, 1e-12);
    assert_close(now->link[sea].death, 1.0 - 0.98 * 0.9, 1e-12);
    assert_close(now->link[sea].open, 0.15, 1e-12); /* January: 0.3 */
    assert_close(now->link[sea].effort, 1.0, 0.0);
    assert_close(now->queue[mission].capacity, 130.0, 1e-12);
    assert_close(now->queue[mission].beds, 8.0, 1e-12);
    assert_true(now->treatment[dst * s->cohorts.n + cohort_of(s, "HIGHLAND")].safe_origin);
    assert_false(now->treatment[dst * s->cohorts.n + cohort_of(s, "EASTERN")].safe_origin);
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(effects_begin_neutral_and_become_so_again),
        cmocka_unit_test(conditions_answer_to_effects),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
