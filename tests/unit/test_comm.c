/* Claims about the door to other ranks: alone, and (run by mpirun) among several. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "par/comm.h"

static mf_comm comm;

/* 0 + 1 + ... + (size - 1) */
static int64_t sum_of_ranks(void)
{
    return (int64_t) comm.size * (comm.size - 1) / 2;
}

static void sums_run_over_all_ranks(void **state)
{
    int64_t wide[3] = { comm.rank, INT64_C(5000000000), -comm.rank };
    int32_t narrow[2] = { 2 * comm.rank, 7 };

    (void) state;
    mf_comm_sum(&comm, wide, 3);
    mf_comm_sum32(&comm, narrow, 2);
    assert_int_equal(wide[0], sum_of_ranks());
    assert_int_equal(wide[1], INT64_C(5000000000) * comm.size);
    assert_int_equal(wide[2], -sum_of_ranks());
    assert_int_equal(narrow[0], 2 * sum_of_ranks());
    assert_int_equal(narrow[1], 7 * comm.size);
}

static void the_greatest_wins(void **state)
{
    int64_t value[2] = { comm.rank * 11, -comm.rank };

    (void) state;
    mf_comm_most(&comm, value, 2);
    assert_int_equal(value[0], (comm.size - 1) * 11);
    assert_int_equal(value[1], 0);
}

static void what_one_tells_all_know(void **state)
{
    char text[8] = "silence";
    int from = comm.size - 1;

    (void) state;
    if (comm.rank == from)
        memcpy(text, "tidings", sizeof text);
    mf_comm_tell(&comm, from, text, sizeof text);
    assert_string_equal(text, "tidings");
}

/* Rank r sends r * 1000 bytes "a" + r; the first of them has none. */
static void check_blocks(const mf_blocks *blocks)
{
    for (int r = 0; r < comm.size; r++) {
        assert_int_equal(blocks->begin[r + 1] - blocks->begin[r], r * 1000);
        for (size_t i = blocks->begin[r]; i < blocks->begin[r + 1]; i++)
            assert_int_equal(blocks->all.at[i], 'a' + r);
    }
    assert_int_equal(blocks->all.n, sum_of_ranks() * 1000);
}

static void blocks_of_any_length_stand_in_the_order_of_ranks(void **state)
{
    size_t n = (size_t) comm.rank * 1000;
    char *mine = test_malloc(n + 1);
    mf_blocks all = { .begin = NULL }, first = { .begin = NULL };

    (void) state;
    memset(mine, 'a' + comm.rank, n);
    for (int again = 0; again < 3; again++) {
        assert_int_equal(mf_comm_share(&comm, mine, n, &all), MF_OK);
        check_blocks(&all);
        assert_int_equal(mf_comm_gather(&comm, mine, n, &first), MF_OK);
        if (mf_comm_first(&comm))
            check_blocks(&first);
        else
            assert_int_equal(first.all.n, 0);
    }
    mf_blocks_free(&all);
    mf_blocks_free(&first);
    test_free(mine);
}

static void nobody_goes_on_where_one_refuses(void **state)
{
    bool refuses = comm.rank == comm.size - 1;
    mf_error err = { 0 };
    mf_err code = MF_OK;

    (void) state;
    assert_int_equal(mf_comm_agree(&comm, MF_OK, &err), MF_OK);
    if (refuses)
        code = mf_fail_at(&err, MF_E_FILE, "a.h5", 3, "rank %d says no", comm.size - 1);
    assert_int_equal(mf_comm_agree(&comm, code, &err), MF_E_FILE);
    assert_string_equal(err.file, "a.h5");
    assert_int_equal(err.line, 3);
    assert_non_null(strstr(err.text, "says no"));
}

/* The first rank hands out tasks 0 .. 99 to whoever asks; the answers add up. */
static int64_t hand_out(void)
{
    mf_bytes message = { 0 };
    int64_t answer = 0, sum = 0;
    int next = 0, busy = comm.size - 1, sender;

    while (busy > 0) {
        int task = next < 100 ? next++ : -1;

        assert_int_equal(mf_comm_receive(&comm, MF_ANYBODY, -1.0, &message, &sender), MF_OK);
        assert_in_range(sender, 1, comm.size - 1);
        if (message.n == sizeof answer) {
            memcpy(&answer, message.at, sizeof answer);
            sum += answer;
        }
        mf_comm_send(&comm, sender, &task, sizeof task);
        busy -= task < 0;
    }
    mf_bytes_free(&message);
    return sum;
}

static void take_tasks(void)
{
    mf_bytes message = { 0 };
    int task = 0, sender;

    mf_comm_send(&comm, 0, NULL, 0);
    for (;;) {
        int64_t answer;

        assert_int_equal(mf_comm_receive(&comm, 0, -1.0, &message, &sender), MF_OK);
        assert_int_equal(message.n, sizeof task);
        memcpy(&task, message.at, sizeof task);
        if (task < 0)
            break;
        answer = (int64_t) task * task;
        mf_comm_send(&comm, 0, &answer, sizeof answer);
    }
    mf_bytes_free(&message);
}

static void a_farm_hands_out_every_task_once(void **state)
{
    (void) state;
    if (comm.rank > 0)
        take_tasks();
    else if (comm.size > 1)
        assert_int_equal(hand_out(), 328350); /* sum of squares below 100 */
}

static void waiting_ends(void **state)
{
    mf_bytes message = { 0 };
    int sender = 5;

    (void) state;
    mf_comm_meet(&comm);
    assert_int_equal(mf_comm_receive(&comm, MF_ANYBODY, 0.02, &message, &sender), MF_OK);
    assert_int_equal(sender, -1);
    assert_int_equal(message.n, 0);
    mf_bytes_free(&message);
}

static void no_door_means_alone(void **state)
{
    (void) state;
    assert_true(mf_comm_alone(NULL));
    assert_true(mf_comm_first(NULL));
    assert_int_equal(mf_comm_size(NULL), 1);
    assert_int_equal(mf_comm_agree(NULL, MF_E_NOMEM, NULL), MF_E_NOMEM);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(sums_run_over_all_ranks),
        cmocka_unit_test(the_greatest_wins),
        cmocka_unit_test(what_one_tells_all_know),
        cmocka_unit_test(blocks_of_any_length_stand_in_the_order_of_ranks),
        cmocka_unit_test(nobody_goes_on_where_one_refuses),
        cmocka_unit_test(a_farm_hands_out_every_task_once),
        cmocka_unit_test(waiting_ends),
        cmocka_unit_test(no_door_means_alone),
    };
    int failed;

    if (mf_comm_start(&comm, NULL) != MF_OK)
        return 1;
    failed = cmocka_run_group_tests(claims, NULL, NULL);
    if (failed > 0) /* the others may wait for what does not come */
        mf_comm_abort(&comm, 1);
    mf_comm_end(&comm);
    return failed;
}
