/* A step allocates nothing.  Linked with --wrap, so that every call of the
 * library to the allocator is counted. */
#include "support/worlds.h"

#include <stdlib.h>

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t n);
void *__real_aligned_alloc(size_t align, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *old, size_t n);
void *__wrap_aligned_alloc(size_t align, size_t n);

static int calls;

void *__wrap_malloc(size_t n)
{
    calls++;
    return __real_malloc(n);
}

void *__wrap_calloc(size_t n, size_t size)
{
    calls++;
    return __real_calloc(n, size);
}

void *__wrap_realloc(void *old, size_t n)
{
    calls++;
    return __real_realloc(old, n);
}

void *__wrap_aligned_alloc(size_t align, size_t n)
{
    calls++;
    return __real_aligned_alloc(align, n);
}

static void a_step_allocates_nothing(void **state)
{
    mf_scenario *scenario = small_read(SETS("interventions.near_home.on=true"));
    mf_world_options options = { .workers = 1 };
    mf_world world;
    mf_error err = { 0 };

    (void) state;
    calls = 0;
    assert_int_equal(mf_world_init(&world, scenario, &options, &err), MF_OK);
    assert_true(calls > 20);
    while (world.step < world.n_steps) {
        calls = 0;
        assert_int_equal(mf_world_step(&world, NULL, &err), MF_OK);
        assert_int_equal(calls, 0);
    }
    assert_true(world.fired > 100000);
    mf_world_free(&world);
    mf_scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_allocates_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
