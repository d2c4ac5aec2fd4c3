#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/parallel.h"

enum { PIECES = 4711, WORKERS = 8 };

struct work {
    int runs[PIECES];
    double result[PIECES];
    int64_t tally[WORKERS];
    int workers;
    int lost; /* pieces run by a worker that does not exist */
};

static void run_piece(void *context, size_t piece, int worker)
{
    struct work *work = context;
    double sum = 0;

    if (worker < 0 || worker >= work->workers) {
        work->lost++;
        return;
    }
    for (size_t i = 0; i < piece % 100; i++)
        sum += 2.385 / (double) (piece + i + 1);
    work->runs[piece]++;
    work->result[piece] = sum;
    work->tally[worker] += (int64_t) piece;
}

static struct work *run_with(int workers)
{
    struct work *work = test_calloc(1, sizeof *work);

    work->workers = workers < 1 ? 1 : workers;
    mf_parallel_for(PIECES, workers, run_piece, work);
    return work;
}

static void each_piece_runs_once(void **state)
{
    (void) state;
    for (int workers = -1; workers <= WORKERS; workers++) {
        struct work *work = run_with(workers);
        int64_t sum = 0;

        assert_int_equal(work->lost, 0);
        for (size_t i = 0; i < PIECES; i++)
            assert_int_equal(work->runs[i], 1);
        for (int i = 0; i < WORKERS; i++)
            sum += work->tally[i];
        assert_int_equal(sum, (int64_t) PIECES * (PIECES - 1) / 2);
        test_free(work);
    }
}

static void any_number_of_workers_gives_the_same_bits(void **state)
{
    struct work *one = run_with(1);

    (void) state;
    for (int workers = 2; workers <= WORKERS; workers++) {
        struct work *many = run_with(workers);

        assert_memory_equal(one->result, many->result, sizeof one->result);
        test_free(many);
    }
    test_free(one);
}

static void no_pieces_are_no_work(void **state)
{
    (void) state;
    mf_parallel_for(0, 4, run_piece, NULL);
    mf_parallel_for(0, 1, run_piece, NULL);
}

static void one_piece_is_run_by_the_first_worker(void **state)
{
    struct work *work = test_calloc(1, sizeof *work);

    (void) state;
    work->workers = 1;
    mf_parallel_for(1, WORKERS, run_piece, work);
    assert_int_equal(work->runs[0], 1);
    assert_int_equal(work->lost, 0);
    test_free(work);
}

struct nest {
    struct work *work[4];
};

static void run_nested(void *context, size_t piece, int worker)
{
    struct nest *nest = context;

    (void) worker;
    mf_parallel_for(PIECES, WORKERS, run_piece, nest->work[piece]);
}

static void work_may_be_nested(void **state)
{
    struct nest nest;

    (void) state;
    for (int i = 0; i < 4; i++) {
        nest.work[i] = test_calloc(1, sizeof *nest.work[i]);
        nest.work[i]->workers = WORKERS;
    }
    mf_parallel_for(4, 4, run_nested, &nest);
    for (int i = 0; i < 4; i++) {
        for (size_t piece = 0; piece < PIECES; piece++)
            assert_int_equal(nest.work[i]->runs[piece], 1);
        test_free(nest.work[i]);
    }
}

static void there_is_always_a_worker(void **state)
{
    (void) state;
    assert_true(mf_parallel_workers() >= 1);
}

static void the_clock_does_not_run_backwards(void **state)
{
    double before = mf_parallel_clock();

    (void) state;
    for (int i = 0; i < 100000; i++) {
        double now = mf_parallel_clock();

        assert_true(now >= before);
        before = now;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_piece_runs_once),
        cmocka_unit_test(any_number_of_workers_gives_the_same_bits),
        cmocka_unit_test(no_pieces_are_no_work),
        cmocka_unit_test(one_piece_is_run_by_the_first_worker),
        cmocka_unit_test(work_may_be_nested),
        cmocka_unit_test(there_is_always_a_worker),
        cmocka_unit_test(the_clock_does_not_run_backwards),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
