/* An absorbing chain of four statuses, run through the engine until all have
 * come to rest, against B = (I - Q)^-1 R by hand.
 *
 *     home: to `a` with rate 2, to `x` with rate 1
 *     a:    home with rate 1, to `x` with rate 1, to `y` with rate 2
 *
 * Q = [0 2/3; 1/4 0], R = [1/3 0; 1/4 1/2], (I - Q)^-1 = 6/5 [1 2/3; 1/4 1],
 * so B = [3/5 2/5; 2/5 3/5] and from home one is 6/5 times at home, 4/5 times in `a`. */
#include "support/statistics.h"
#include "support/worlds.h"

enum { PEOPLE = 50000 };

static const scene chain = {
    .calendar = "start = \"2016-01-01\"; end = \"2031-01-01\"; step = 28;",
    .cohorts = "{ id = \"K\"; origin = \"A\"; "
               "start = ( { place = \"A\"; status = \"home\"; persons = 50000.0; } ); }",
    .statuses = "{ id = \"home\"; traits = [\"home\"]; options = [\"stay\"]; }, "
                "{ id = \"a\"; options = [\"stay\"]; }, { id = \"x\"; options = [\"stay\"]; }, "
                "{ id = \"y\"; options = [\"stay\"]; }, { id = \"dead\"; traits = [\"terminal\"]; }",
    .transitions = "{ from = [\"home\"]; event = \"lodges\"; to = \"a\"; rate = 2.0; }, "
                   "{ from = [\"home\", \"a\"]; event = \"settles\"; to = \"x\"; rate = 1.0; }, "
                   "{ from = [\"a\"]; event = \"closed\"; to = \"home\"; rate = 1.0; }, "
                   "{ from = [\"a\"]; event = \"refused\"; to = \"y\"; rate = 2.0; }, "
                   "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }",
};

typedef struct end {
    double at_rest[2], visits[2]; /* x, y; home, a */
} end;

static end run_to_rest(const char *const *sets)
{
    mf_scenario *scenario = scene_read(&chain, sets);
    mf_world *world = world_of(scenario, 1, false);
    history past = { 0 };
    end at;

    world_run(world, 0, &past);
    at = (end){ { (double) persons_in(world, "x"), (double) persons_in(world, "y") },
                { PEOPLE + (double) happened(&past, MF_EVENT_CLOSED),
                  (double) happened(&past, MF_EVENT_LODGES) } };
    assert_int_equal(persons_in(world, "home") + persons_in(world, "a"), 0);
    world_close(world);
    return at;
}

static void people_come_to_rest_where_the_chain_says(void **state)
{
    end at = run_to_rest(AS_WRITTEN);

    (void) state;
    assert_true(fabs(z_of_share(at.at_rest[0], PEOPLE, 0.6)) < LIMIT);
    assert_int_equal((int) (at.at_rest[0] + at.at_rest[1]), PEOPLE);
}

/* The number of visits to home is geometric with return probability 1/6:
 * mean 6/5, variance (1/6)/(5/6)^2 = 6/25; to `a`: 2/3 times a geometric number
 * of mean 6/5, so mean 4/5 and variance 4/5 * 7/5 - 16/25 = 12/25. */
static void they_pass_through_as_often_as_it_says(void **state)
{
    end at = run_to_rest(AS_WRITTEN);

    (void) state;
    assert_true(fabs(z_of_mean(at.visits[0] / PEOPLE, 1.2, sqrt(0.24), PEOPLE)) < LIMIT);
    assert_true(fabs(z_of_mean(at.visits[1] / PEOPLE, 0.8, sqrt(0.48), PEOPLE)) < LIMIT);
}

/* Without the way back B would be 1/3 + 2/3 * 1/3; and a lasting rate that is
 * 3 % too high must show. */
static void a_chain_with_a_mistake_is_found_out(void **state)
{
    end at = run_to_rest(AS_WRITTEN), off;

    (void) state;
    assert_true(fabs(z_of_share(at.at_rest[0], PEOPLE, 5.0 / 9.0)) > LIMIT);
    off = run_to_rest(SETS("legal.transitions[3].rate=2.2"));
    assert_true(fabs(z_of_share(off.at_rest[0], PEOPLE, 0.6)) > LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_come_to_rest_where_the_chain_says),
        cmocka_unit_test(they_pass_through_as_often_as_it_says),
        cmocka_unit_test(a_chain_with_a_mistake_is_found_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
