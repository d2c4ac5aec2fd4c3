/* Authorities as signal detection: shares granted against Phi, and certainty
 * at its limit.  Literals from Phi by an independent program. */
#include "support/statistics.h"
#include "support/worlds.h"

#include "base/rng.h"
#include "model/adjudication.h"

enum { CASES = 200000 };

/* Sensitivity 0.85, specificity 0.9: threshold 1.28155, d' 2.31798. */
static const scene court = {
    .countries = "{ id = \"HERE\"; }, { id = \"THERE\"; sensitivity = 0.85; specificity = 0.9; "
                 "trauma = 0.15; humanitarian = 0.2; closed = 0.25; appeal = 0.6; "
                 "appeal_sensitivity = 0.45; appeal_specificity = 0.92; ungrounded = 0.5; "
                 "appeal_bias = 0.5; treatment = ( { cohort = \"K\"; bias = 0.0; closed = 0.0; } ); }",
    .statuses = "{ id = \"home\"; traits = [\"home\"]; options = [\"stay\"]; }, "
                "{ id = \"asks\"; options = [\"stay\"]; }, { id = \"safe\"; options = [\"stay\"]; }, "
                "{ id = \"dead\"; traits = [\"terminal\"]; }",
    .transitions = "{ from = [\"home\"]; event = \"lodges\"; to = \"asks\"; rate = 0.1; }, "
                   "{ from = [\"asks\"]; event = \"admitted\"; to = \"safe\"; }, "
                   "{ from = [\"asks\"]; event = \"denied\"; to = \"home\"; }, "
                   "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }",
    .queues = "{ id = \"mission\"; status = \"asks\"; countries = [\"HERE\"]; capacity = 1.0; "
              "decides = \"external\"; event = \"admitted\"; otherwise = \"denied\"; "
              "sensitivity = 0.8; specificity = 0.92; }",
};

/* How often each event comes out of a kind of decision on the same person. */
static void decide_often(const char *const *sets, mf_person person, int kind,
                         double count[MF_N_EVENTS])
{
    mf_scenario *scenario = scene_read(&court, sets);
    mf_world *world = world_of(scenario, 1, false);

    world_run(world, 1, NULL);
    for (int e = 0; e < MF_N_EVENTS; e++)
        count[e] = 0.0;
    for (uint32_t n = 0; n < CASES; n++) {
        mf_words evidence = mf_words_at(2385, MF_DRAW_EVIDENCE, n, 3, 0);
        mf_words form = mf_words_at(2385, MF_DRAW_FORM, n, 3, 0);
        int event = kind == 0 ? mf_adjudicate_claim(&world->view, -1, 0, 1, &person, evidence, form)
                    : kind == 1 ? mf_adjudicate_appeal(&world->view, -1, 0, 1, &person, evidence)
                                : mf_adjudicate_external(&world->view, 0, &person, evidence);

        count[event]++;
    }
    world_close(world);
}

static mf_person claims(int need, int claim, int harm)
{
    return (mf_person){ .need = (uint8_t) need, .claim = (uint8_t) claim, .harm = (uint8_t) harm };
}

static double granted(const double count[MF_N_EVENTS])
{
    return count[MF_EVENT_RECOGNISED] + count[MF_EVENT_SUBSIDIARY] + count[MF_EVENT_HUMANITARIAN];
}

static void assert_granted(const char *const *sets, mf_person person, double share)
{
    double count[MF_N_EVENTS];

    decide_often(sets, person, 0, count);
    if (!(fabs(z_of_share(granted(count), CASES, share)) < LIMIT))
        fail_msg("%.5f, not %.5f", granted(count) / CASES, share);
    assert_true(fabs(z_of_share(granted(count), CASES, share * 0.9)) > LIMIT); /* planted */
}

#define LISTED "countries.THERE.treatment[0].bias=-0.3"

static void hits_and_false_alarms_follow_phi(void **state)
{
    mf_person refugee = claims(MF_NEED_CONVENTION, MF_CLAIM_PERSECUTION, 0);
    mf_person other = claims(MF_NEED_NONE, MF_CLAIM_PERSECUTION, 0);

    (void) state;
    assert_granted(AS_WRITTEN, refugee, 0.85);
    assert_granted(AS_WRITTEN, claims(MF_NEED_WAR, MF_CLAIM_WAR, 0), 0.85);
    assert_granted(AS_WRITTEN, other, 0.1);
    assert_granted(AS_WRITTEN, claims(MF_NEED_EN_ROUTE, MF_CLAIM_WAR, 0), 0.1);
    assert_granted(SETS(LISTED), refugee, 0.7692665045187825);
    assert_granted(SETS(LISTED), other, 0.05687598919477499);
}

static void harm_costs_discernment_and_a_claim_without_grounds_costs_more(void **state)
{
    (void) state;
    assert_granted(AS_WRITTEN, claims(MF_NEED_CONVENTION, MF_CLAIM_PERSECUTION, 4),
                   0.6687388410194689);
    assert_granted(AS_WRITTEN, claims(MF_NEED_NONE, MF_CLAIM_PERSECUTION, 4), 0.1);
    assert_granted(AS_WRITTEN, claims(MF_NEED_NONE, MF_CLAIM_OTHER, 0), 0.03741119440006013);
}

static void the_form_follows_the_need_or_the_claim(void **state)
{
    static const struct {
        int need, claim, form;
    } cases[] = {
        { MF_NEED_CONVENTION, MF_CLAIM_WAR, MF_EVENT_RECOGNISED },
        { MF_NEED_WAR, MF_CLAIM_PERSECUTION, MF_EVENT_SUBSIDIARY },
        { MF_NEED_NONE, MF_CLAIM_PERSECUTION, MF_EVENT_RECOGNISED },
        { MF_NEED_NONE, MF_CLAIM_WAR, MF_EVENT_SUBSIDIARY },
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double count[MF_N_EVENTS];

        decide_often(AS_WRITTEN, claims(cases[i].need, cases[i].claim, 0), 0, count);
        assert_true(fabs(z_of_share(count[MF_EVENT_HUMANITARIAN], granted(count), 0.2)) < LIMIT);
        assert_int_equal((int) count[cases[i].form],
                         (int) (granted(count) - count[MF_EVENT_HUMANITARIAN]));
        assert_true(fabs(z_of_share(count[MF_EVENT_APPEALS], CASES - granted(count), 0.6)) < LIMIT);
        assert_int_equal((int) count[MF_EVENT_CLOSED], 0);
    }
}

static void some_claims_are_closed_whoever_claims(void **state)
{
    double count[MF_N_EVENTS];

    (void) state;
    decide_often(SETS("countries.THERE.treatment[0].closed=-1.0"), /* the country's 0.25 */
                 claims(MF_NEED_CONVENTION, MF_CLAIM_PERSECUTION, 0), 0, count);
    assert_true(fabs(z_of_share(count[MF_EVENT_CLOSED], CASES, 0.25)) < LIMIT);
    assert_true(fabs(z_of_share(granted(count), CASES, 0.75 * 0.85)) < LIMIT);
}

static void courts_share_half_of_the_bias(void **state)
{
    double count[MF_N_EVENTS];

    (void) state;
    decide_often(SETS(LISTED), claims(MF_NEED_CONVENTION, MF_CLAIM_PERSECUTION, 0), 1, count);
    assert_true(fabs(z_of_share(count[MF_EVENT_APPEAL_WON], CASES, 0.39140409320917313)) < LIMIT);
    decide_often(SETS(LISTED), claims(MF_NEED_NONE, MF_CLAIM_PERSECUTION, 0), 1, count);
    assert_true(fabs(z_of_share(count[MF_EVENT_APPEAL_WON], CASES, 0.05996451366179201)) < LIMIT);
}

static void a_queue_outside_has_its_own_discernment(void **state)
{
    double count[MF_N_EVENTS];

    (void) state;
    decide_often(SETS(LISTED), claims(MF_NEED_WAR, MF_CLAIM_NONE, 5), 2, count);
    assert_true(fabs(z_of_share(count[MF_EVENT_ADMITTED], CASES, 0.8)) < LIMIT);
    decide_often(AS_WRITTEN, claims(MF_NEED_NONE, MF_CLAIM_NONE, 0), 2, count);
    assert_true(fabs(z_of_share(count[MF_EVENT_ADMITTED], CASES, 0.08)) < LIMIT);
}

/* ---------------------------------------------------------------- certainty, in a run */

#define CERTAIN                                                                \
    "countries.DST.sensitivity=1.0", "countries.DST.specificity=1.0",          \
        "countries.DST.trauma=0.0", "countries.DST.closed=0.0",                \
        "countries.DST.humanitarian=0.0", "countries.DST.appeal=0.0",          \
        "countries.DST.treatment[0].bias=0.0", "countries.DST.treatment[0].closed=0.0"
#define MANY_CLAIMS                                                            \
    "legal.queues.asylum.capacity=1e8", "cohorts.HIGHLAND.inclination.claim=8.0", \
        "cohorts.HIGHLAND.inclination.irregular=2.0", "cohorts.EASTERN.inclination.irregular=2.0", \
        "cohorts.HIGHLAND.known.asylum=1.0"

/* First decisions by need (none, convention, war) and outcome (refused, refugee, subsidiary). */
typedef struct decided {
    double n[3][3];
} decided;

static mf_err note_decisions(void *self, const mf_world *world, mf_error *err)
{
    decided *all = self;

    (void) err;
    for (size_t i = 0; i < world->served.n; i++) {
        const mf_happening *h = &world->served.at[i];
        int need = world->people.person[h->person].need;
        int outcome = h->event == MF_EVENT_REFUSED      ? 0
                      : h->event == MF_EVENT_RECOGNISED ? 1
                      : h->event == MF_EVENT_SUBSIDIARY ? 2
                                                        : -1;

        if (outcome >= 0)
            all->n[need == MF_NEED_EN_ROUTE ? 0 : need][outcome]++;
    }
    return MF_OK;
}

static decided decisions_of(mf_scenario *scenario)
{
    mf_world *world = world_of(scenario, 1, false);
    decided all = { { { 0.0 } } };
    mf_observer observer = { &all, note_decisions };
    mf_error err = { 0 };

    while (world->step < world->n_steps)
        assert_int_equal(mf_world_step(world, &observer, &err), MF_OK);
    world_close(world);
    return all;
}

static double entropy(const double *n, size_t k)
{
    double total = 0.0, h = 0.0;

    for (size_t i = 0; i < k; i++)
        total += n[i];
    for (size_t i = 0; i < k; i++)
        h -= n[i] > 0.0 ? n[i] / total * log2(n[i] / total) : 0.0;
    return h;
}

/* Bits that status and need tell of one another: H(need) + H(status) - H(both). */
static double information(const decided *all, double *of_need)
{
    double need[3] = { 0.0 }, status[3] = { 0.0 };

    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            need[i] += all->n[i][j];
            status[j] += all->n[i][j];
        }
    *of_need = entropy(need, 3);
    return *of_need + entropy(status, 3) - entropy(&all->n[0][0], 9);
}

static void certain_authorities_make_no_mistakes_and_status_tells_need(void **state)
{
    decided all = decisions_of(small_read(SETS(CERTAIN, MANY_CLAIMS)));
    double of_need, both = information(&all, &of_need);

    (void) state;
    assert_int_equal((int) (all.n[1][0] + all.n[2][0]), 0); /* false negatives */
    assert_int_equal((int) (all.n[0][1] + all.n[0][2]), 0); /* false positives */
    assert_true(all.n[0][0] > 100 && all.n[1][1] > 30 && all.n[2][2] > 30);
    assert_true(of_need > 0.5);
    assert_close(both, of_need, 1e-12);
}

static void doubtful_authorities_leave_need_in_the_dark(void **state)
{
    decided all = decisions_of(small_read(SETS(MANY_CLAIMS)));
    double of_need, both = information(&all, &of_need);

    (void) state;
    assert_true(all.n[1][0] + all.n[2][0] > 0 && all.n[0][1] + all.n[0][2] > 0);
    assert_true(both < 0.9 * of_need);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hits_and_false_alarms_follow_phi),
        cmocka_unit_test(harm_costs_discernment_and_a_claim_without_grounds_costs_more),
        cmocka_unit_test(the_form_follows_the_need_or_the_claim),
        cmocka_unit_test(some_claims_are_closed_whoever_claims),
        cmocka_unit_test(courts_share_half_of_the_bias),
        cmocka_unit_test(a_queue_outside_has_its_own_discernment),
        cmocka_unit_test(certain_authorities_make_no_mistakes_and_status_tells_need),
        cmocka_unit_test(doubtful_authorities_leave_need_in_the_dark),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
