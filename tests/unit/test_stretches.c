/* Chunks are joined where there is enough to do, and none is lost. */
#include "support/worlds.h"

#include "sim/stretches.h"

/* Cohorts of so many chunks, which begin where those of the one before end. */
static mf_population population_of(const size_t *chunks, int n_cohorts, mf_chunk *room)
{
    mf_population self = { .n_cohorts = n_cohorts, .chunk = room };
    uint32_t next = 0;

    for (int k = 0; k < n_cohorts; k++)
        for (size_t i = 0; i < chunks[k]; i++, next += MF_CHUNK)
            room[self.n_chunks++] = (mf_chunk){ next, next + MF_CHUNK - (i + 1 == chunks[k] ? MF_BLOCK : 0), k };
    return self;
}

/* Each chunk is in one stretch, with its neighbours; returns the most that are joined. */
static size_t check(const mf_population *population, int workers)
{
    mf_arena arena = { 0 };
    mf_stretches all;
    size_t next = 0, most = 0;

    assert_int_equal(mf_stretches_init(&all, &arena, population, workers), MF_OK);
    for (size_t s = 0; s < all.n; s++) {
        const mf_stretch *stretch = &all.at[s];

        assert_int_equal(stretch->first, next);
        assert_true(stretch->n > 0);
        for (size_t i = 0; i < stretch->n; i++)
            assert_int_equal(population->chunk[next + i].cohort, stretch->people.cohort);
        assert_int_equal(stretch->people.begin, population->chunk[next].begin);
        next += stretch->n;
        assert_int_equal(stretch->people.end, population->chunk[next - 1].end);
        assert_true(stretch->people.end - stretch->people.begin <= all.people);
        most = stretch->n > most ? stretch->n : most;
    }
    assert_int_equal(next, population->n_chunks);
    mf_arena_free(&arena);
    return most;
}

static void whoever_works_alone_takes_all_that_may_be_joined(void **state)
{
    static const size_t chunks[] = { 1, 6, 0, 3, 4 };
    mf_chunk room[14];
    mf_population population = population_of(chunks, 5, room);

    (void) state;
    assert_int_equal(check(&population, 1), MF_MOST_JOINED);
}

/* With 70 chunks there are 35 pairs, or 18 of four: eight for each of two, of four, or none. */
static void among_several_nobody_shall_wait_long(void **state)
{
    static const size_t chunks[] = { 70 };
    mf_chunk room[70];
    mf_population population = population_of(chunks, 1, room);

    (void) state;
    assert_int_equal(check(&population, 2), 4);
    assert_int_equal(check(&population, 4), 2);
    assert_int_equal(check(&population, 8), 1);
    assert_int_equal(check(&population, 64), 1);
}

static void nobody_is_no_stretch(void **state)
{
    mf_population nobody = { 0 };

    (void) state;
    assert_int_equal(check(&nobody, 1), 0);
    assert_int_equal(check(&nobody, 3), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whoever_works_alone_takes_all_that_may_be_joined),
        cmocka_unit_test(among_several_nobody_shall_wait_long),
        cmocka_unit_test(nobody_is_no_stretch),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
