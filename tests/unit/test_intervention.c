#include "support/statistics.h"
#include "support/worlds.h"

#include <string.h>

#include "base/calendar.h"

static int on(int year, int month, int day)
{
    return mf_day_of((mf_date){ year, month, day });
}

static void it_works_inside_its_window_only(void **state)
{
    mf_intervention it = { .on = true, .start = on(2017, 1, 1), .end = on(2017, 7, 1) };

    (void) state;
    assert_true(mf_intervention_strength(&it, on(2016, 12, 31)) == 0.0);
    assert_true(mf_intervention_strength(&it, on(2017, 1, 1)) == 1.0);
    assert_true(mf_intervention_strength(&it, on(2017, 6, 30)) == 1.0);
    assert_true(mf_intervention_strength(&it, on(2017, 7, 1)) == 0.0);
    it.on = false;
    assert_true(mf_intervention_strength(&it, on(2017, 3, 1)) == 0.0);
    it.on = true;
    it.end = it.start;
    assert_true(mf_intervention_strength(&it, it.start) == 0.0);
}

static void it_takes_its_time_to_work_in_full(void **state)
{
    mf_intervention it = { .on = true, .start = on(2017, 1, 1), .end = on(2018, 1, 1), .ramp = 10.0 };

    (void) state;
    assert_close(mf_intervention_strength(&it, on(2017, 1, 1)), 0.1, 1e-12);
    assert_close(mf_intervention_strength(&it, on(2017, 1, 5)), 0.5, 1e-12);
    assert_close(mf_intervention_strength(&it, on(2017, 1, 10)), 1.0, 1e-12);
    assert_close(mf_intervention_strength(&it, on(2017, 5, 1)), 1.0, 1e-12);
}

static void every_kind_is_found_by_its_name_and_says_what_it_is(void **state)
{
    (void) state;
    for (const mf_intervention_kind *const *kind = mf_intervention_kinds; *kind != NULL; kind++) {
        assert_ptr_equal(mf_intervention_kind_find((*kind)->name), *kind);
        assert_true(strlen((*kind)->doc) > 0 && strlen((*kind)->side_effect) > 0);
        assert_true(strlen((*kind)->source) > 0 && strlen((*kind)->evidence) == 1);
        assert_non_null((*kind)->params);
        assert_true((*kind)->params->size > 0);
    }
    assert_non_null(mf_intervention_kind_find("border_enforcement"));
    assert_null(mf_intervention_kind_find("border"));
    assert_null(mf_intervention_kind_find(""));
}

/* The overlay that one policy of small.cfg writes at a strength. */
static mf_world *shaped(mf_scenario *s, const char *id, double strength)
{
    mf_world *world = world_of(s, 1, false);

    mf_effects_neutral(&world->effects);
    for (int i = 0; i < s->interventions.n; i++) {
        const mf_intervention *policy = &mf_interventions(s)[i];

        if (strcmp(policy->id, id) == 0)
            policy->is->shape(policy->params, strength, s, &world->effects);
    }
    return world;
}

/* intercepts 0.3, effort 1 on the sea link; at half strength half of it. */
static void enforcement_stops_a_share_of_those_who_passed(void **state)
{
    mf_scenario *s = small_read(AS_WRITTEN);
    mf_world *world = shaped(s, "patrols", 0.5);
    int sea = link_of(s, "COAST_ISLE");

    (void) state;
    for (int l = 0; l < s->links.n; l++) {
        assert_close(world->effects.link[l].passes, l == sea ? 0.85 : 1.0, 1e-12);
        assert_close(world->effects.link[l].effort, l == sea ? 0.5 : 0.0, 1e-12);
        assert_close(world->effects.link[l].survives, 1.0, 0.0);
    }
    world_close(world);
}

/* Two campaigns in one place are heard as often as both, and believed by reach. */
static void campaigns_add_up_by_reach(void **state)
{
    mf_scenario *s = small_read(AS_WRITTEN);
    mf_world *world = shaped(s, "truth", 1.0);
    const mf_place_effects *hub = &world->effects.place[place_of(s, "TR_HUB")];

    (void) state;
    assert_close(hub->told, 2.0, 1e-12);
    assert_close(hub->told_trust / hub->told, 0.5, 1e-12);
    assert_close(hub->told_death / hub->told, 0.06, 1e-12);
    for (int i = 0; i < s->interventions.n; i++)
        if (strcmp(mf_interventions(s)[i].id, "truth") == 0)
            mf_interventions(s)[i].is->shape(mf_interventions(s)[i].params, 0.5, s, &world->effects);
    assert_close(hub->told, 3.0, 1e-12);
    assert_close(hub->told_status / hub->told, 0.25, 1e-12);
    assert_close(world->effects.place[place_of(s, "TR_COAST")].told, 0.0, 0.0);
    world_close(world);
}

/* 2000 decisions a year are 166.67 a month. */
static void near_origin_processing_opens_a_queue_and_is_told(void **state)
{
    mf_scenario *s = small_read(AS_WRITTEN);
    mf_world *world = shaped(s, "near_home", 0.5);
    int mission = queue_of(s, "mission");

    (void) state;
    for (int q = 0; q < s->legal.queues.n; q++)
        assert_close(world->effects.queue[q].places, q == mission ? 83.33333333333333 : 0.0, 1e-9);
    assert_close(world->effects.place[place_of(s, "OR_EAST")].told_external, 0.25, 1e-12);
    assert_close(world->effects.place[place_of(s, "OR_HIGH")].told_external, 0.0, 0.0);
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_works_inside_its_window_only),
        cmocka_unit_test(it_takes_its_time_to_work_in_full),
        cmocka_unit_test(every_kind_is_found_by_its_name_and_says_what_it_is),
        cmocka_unit_test(enforcement_stops_a_share_of_those_who_passed),
        cmocka_unit_test(campaigns_add_up_by_reach),
        cmocka_unit_test(near_origin_processing_opens_a_queue_and_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
