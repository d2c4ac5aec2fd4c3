#include "support/statistics.h"
#include "support/worlds.h"

#include "base/real.h"
#include "base/rng.h"
#include "model/adjudication.h"

enum { EAST = 1, DST = 2 };

typedef struct bench {
    mf_scenario *s;
    mf_world *world;
} bench;

static bench sit(const char *const *sets)
{
    bench self = { .s = small_read_as(1000, 20, sets) };

    self.world = world_of(self.s, 1, false);
    world_run(self.world, 1, NULL);
    return self;
}

static void rise(bench *self)
{
    world_close(self->world);
}

/* Words that a normal of about z comes from, and words of form: closed, appeal, humanitarian. */
static mf_words evidence(double z)
{
    return (mf_words){ { (uint32_t) (mf_normal_cdf(z) * 4294967296.0), 0, 0, 0 } };
}

static mf_words form(double closed, double appeal, double humanitarian)
{
    return (mf_words){ { (uint32_t) (closed * 4294967296.0), (uint32_t) (appeal * 4294967296.0),
                         (uint32_t) (humanitarian * 4294967296.0), 0 } };
}

static mf_person claimant(int need, int claim)
{
    return (mf_person){ .need = (uint8_t) need, .claim = (uint8_t) claim };
}

static int decide(const bench *b, mf_person person, double z, mf_words papers)
{
    return mf_adjudicate_claim(&b->world->view, -1, EAST, DST, &person, evidence(z), papers);
}

/* Threshold 1.28 (specificity 0.9), d' 2.32 (sensitivity 0.85). */
static void evidence_decides_at_the_threshold(void **state)
{
    bench b = sit(AS_WRITTEN);
    mf_person refugee = claimant(MF_NEED_CONVENTION, MF_CLAIM_PERSECUTION);
    mf_person other = claimant(MF_NEED_NONE, MF_CLAIM_PERSECUTION);
    mf_words plain = form(0.9, 0.9, 0.9); /* not closed, no appeal, not humanitarian */

    (void) state;
    assert_int_equal(decide(&b, refugee, -1.02, plain), MF_EVENT_RECOGNISED);
    assert_int_equal(decide(&b, refugee, -1.05, plain), MF_EVENT_REFUSED);
    assert_int_equal(decide(&b, other, 1.30, plain), MF_EVENT_RECOGNISED);
    assert_int_equal(decide(&b, other, 1.26, plain), MF_EVENT_REFUSED);
    rise(&b);
}

/* Half of d': 1.16 against a threshold of 1.28 - 0.58 = 0.70. */
static void who_sees_less_errs_on_both_sides(void **state)
{
    bench b = sit(AS_WRITTEN);
    mf_person refugee = claimant(MF_NEED_CONVENTION, MF_CLAIM_PERSECUTION);
    mf_person other = claimant(MF_NEED_NONE, MF_CLAIM_PERSECUTION);
    mf_words plain = form(0.9, 0.9, 0.9);

    (void) state;
    b.world->now.country[DST].discernment = 0.5;
    assert_int_equal(decide(&b, refugee, -0.44, plain), MF_EVENT_RECOGNISED);
    assert_int_equal(decide(&b, refugee, -0.47, plain), MF_EVENT_REFUSED);
    assert_int_equal(decide(&b, other, 0.72, plain), MF_EVENT_RECOGNISED);
    assert_int_equal(decide(&b, other, 0.69, plain), MF_EVENT_REFUSED);
    rise(&b);
}

/* closed 0.1, appeal 0.6, humanitarian 0.15 */
static void papers_decide_the_form(void **state)
{
    bench b = sit(AS_WRITTEN);
    mf_person refugee = claimant(MF_NEED_CONVENTION, MF_CLAIM_PERSECUTION);

    (void) state;
    assert_int_equal(decide(&b, refugee, 9.0, form(0.05, 0.9, 0.9)), MF_EVENT_CLOSED);
    assert_int_equal(decide(&b, refugee, 3.0, form(0.15, 0.9, 0.1)), MF_EVENT_HUMANITARIAN);
    assert_int_equal(decide(&b, refugee, 3.0, form(0.15, 0.9, 0.2)), MF_EVENT_RECOGNISED);
    assert_int_equal(decide(&b, refugee, -3.0, form(0.15, 0.5, 0.2)), MF_EVENT_APPEALS);
    assert_int_equal(decide(&b, refugee, -3.0, form(0.15, 0.7, 0.2)), MF_EVENT_REFUSED);
    rise(&b);
}

/* More evidence never turns a grant into a refusal, nor does need, nor does a bias in favour. */
static void decisions_are_monotone(void **state)
{
    bench b = sit(AS_WRITTEN);
    mf_words plain = form(0.9, 0.9, 0.9);
    int at = DST * b.s->cohorts.n + EAST, changed = 0;

    (void) state;
    for (double bias = -1.0; bias <= 1.0; bias += 0.25) {
        bool last = false;

        b.world->now.treatment[at].bias = bias;
        for (double z = -5.0; z < 5.0; z += 0.05) {
            bool other = decide(&b, claimant(MF_NEED_NONE, MF_CLAIM_WAR), z, plain) != MF_EVENT_REFUSED;
            bool refugee = decide(&b, claimant(MF_NEED_WAR, MF_CLAIM_WAR), z, plain) != MF_EVENT_REFUSED;

            assert_true(!last || other);
            assert_true(!other || refugee);
            changed += refugee != other;
            last = other;
        }
        assert_true(last);
    }
    assert_in_range(changed, 9 * 44, 9 * 49); /* d' / 0.05 = 46.4 steps between them */
    rise(&b);
}

static void an_appeal_is_decided_by_its_own_threshold(void **state)
{
    bench b = sit(SETS("countries.DST.appeal_specificity=0.92", "countries.DST.appeal_sensitivity=0.45"));
    mf_person refugee = claimant(MF_NEED_WAR, MF_CLAIM_WAR);

    (void) state; /* sensitivity 0.45: a hit above the normal quantile of 0.55, 0.1257 */
    assert_int_equal(mf_adjudicate_appeal(&b.world->view, -1, EAST, DST, &refugee, evidence(0.13)),
                     MF_EVENT_APPEAL_WON);
    assert_int_equal(mf_adjudicate_appeal(&b.world->view, -1, EAST, DST, &refugee, evidence(0.12)),
                     MF_EVENT_APPEAL_LOST);
    rise(&b);
}

/* sensitivity 0.8, specificity 0.92: hit above -0.8416, false alarm above 1.4051 */
static void examination_from_outside_knows_no_bias(void **state)
{
    bench b = sit(AS_WRITTEN);
    mf_person refugee = claimant(MF_NEED_CONVENTION, MF_CLAIM_NONE);
    mf_person other = claimant(MF_NEED_EN_ROUTE, MF_CLAIM_NONE);
    int q = queue_of(b.s, "mission");

    (void) state;
    b.world->now.treatment[EAST].bias = 5.0;
    assert_int_equal(mf_adjudicate_external(&b.world->view, q, &refugee, evidence(-0.83)),
                     MF_EVENT_ADMITTED);
    assert_int_equal(mf_adjudicate_external(&b.world->view, q, &refugee, evidence(-0.85)),
                     MF_EVENT_DENIED);
    assert_int_equal(mf_adjudicate_external(&b.world->view, q, &other, evidence(1.41)),
                     MF_EVENT_ADMITTED);
    assert_int_equal(mf_adjudicate_external(&b.world->view, q, &other, evidence(1.40)),
                     MF_EVENT_DENIED);
    rise(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(evidence_decides_at_the_threshold),
        cmocka_unit_test(who_sees_less_errs_on_both_sides),
        cmocka_unit_test(papers_decide_the_form),
        cmocka_unit_test(decisions_are_monotone),
        cmocka_unit_test(an_appeal_is_decided_by_its_own_threshold),
        cmocka_unit_test(examination_from_outside_knows_no_bias),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
