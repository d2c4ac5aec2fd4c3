/* Shares of a nested logit, picked by addressed uniforms and chosen in a run. */
#include "support/statistics.h"
#include "support/worlds.h"

#include "base/rng.h"
#include "model/choice.h"

enum { DRAWS = 500000, OPTIONS = 7 };

/* Utilities by nest: staying; nearby; irregular, to three destinations; returning. */
static const struct {
    int option;
    double utility;
} offered[OPTIONS] = {
    { MF_OPTION_STAY, 0.3 },       { MF_OPTION_INTERNAL, 0.1 },   { MF_OPTION_PROTECT_NEAR, 0.0 },
    { MF_OPTION_IRREGULAR, -0.2 }, { MF_OPTION_IRREGULAR, 0.4 },  { MF_OPTION_IRREGULAR, -1.1 },
    { MF_OPTION_RETURN, -0.5 },
};

/* By hand from P(nest) = (sum exp(u/m))^m and P(option in nest) = exp(u/m) / sum exp(u/m). */
static const double at_one[OPTIONS] = {
    0.20132161683918226, 0.1648281989656206, 0.14914272197156955, 0.1221077330758832,
    0.22249479611063278, 0.04964529948835774, 0.09045963354875394,
};
static const double at_half[OPTIONS] = {
    0.2605502599366128, 0.15817884833016818, 0.12950588761436646, 0.07461788155813533,
    0.2477400912999165, 0.012334252863009794, 0.11707277839779105,
};
static const double at_seven_tenths[OPTIONS] = {
    0.23735574669968898, 0.1611410095938949, 0.13968957996037948, 0.09776367070189604,
    0.230372116637071, 0.02702706461522864, 0.10665081179184088,
};

static void pick_often(double dissimilarity, double count[OPTIONS])
{
    static const mf_each worth = { 0.0 };
    static const mf_each_int nothing = { 0 };
    mf_choice choice;

    mf_choice_begin(&choice, MF_CROWD);
    for (int i = 0; i < OPTIONS; i++) {
        if (i > 0 && mf_option_nest[offered[i].option] != mf_option_nest[offered[i - 1].option])
            mf_choice_close(&choice);
        mf_choice_add(&choice, (mf_alternative){ .option = (int16_t) offered[i].option },
                      offered[i].utility, worth, MF_EVERYBODY, nothing, nothing);
        count[i] = 0.0;
    }
    mf_choice_close(&choice);
    for (uint32_t n = 0; n < DRAWS; n += MF_CROWD) {
        int picked[MF_CROWD];
        mf_each uniform;

        for (uint32_t i = 0; i < MF_CROWD; i++) {
            mf_words words = mf_words_at(2385, MF_DRAW_CHOICE, n + i, 7, 0);

            uniform[i] = mf_unit53(words.w[0], words.w[1]);
        }
        mf_choice_pick(&choice, dissimilarity, uniform, picked);
        for (int i = 0; i < MF_CROWD; i++)
            count[picked[i]]++;
    }
}

static void nests_hold_what_is_alike(void **state)
{
    double count[OPTIONS];

    (void) state;
    pick_often(0.5, count);
    assert_true(fabs(z_of_counts(count, at_half, OPTIONS)) < LIMIT);
    pick_often(0.7, count);
    assert_true(fabs(z_of_counts(count, at_seven_tenths, OPTIONS)) < LIMIT);
}

static void with_dissimilarity_one_it_is_a_softmax(void **state)
{
    double count[OPTIONS];

    (void) state;
    pick_often(1.0, count);
    assert_true(fabs(z_of_counts(count, at_one, OPTIONS)) < LIMIT);
}

static void a_softmax_for_everything_is_found_out(void **state)
{
    double count[OPTIONS];

    (void) state;
    pick_often(0.5, count);
    assert_true(z_of_counts(count, at_one, OPTIONS) > LIMIT);
    assert_true(z_of_counts(count, at_seven_tenths, OPTIONS) > LIMIT);
}

/* ---------------------------------------------------------------- in a run */

/* Two options that differ by their constants: 1 / (1 + exp(0.3 + 1.5)). */
#define SHARE 0.14185106490048777

static const scene logit = {
    .calendar = "start = \"2016-01-01\"; end = \"2016-05-01\"; step = 7;",
    .cohorts = "{ id = \"K\"; origin = \"A\"; beliefs = { wage = 1.0; }; belief_spread = 0.0; "
               "start = ( { place = \"A\"; status = \"home\"; persons = 40000.0; } ); "
               "abroad = ( { country = \"THERE\"; } ); }",
    .statuses = "{ id = \"home\"; traits = [\"home\"]; work = \"full\"; "
                "options = [\"stay\", \"irregular\"]; }, { id = \"away\"; work = \"full\"; "
                "options = [\"stay\"]; reconsiders = 0.0; }, { id = \"dead\"; traits = [\"terminal\"]; }",
    .transitions = "{ from = [\"home\"]; event = \"departs\"; to = \"away\"; }, "
                   "{ from = \"*\"; event = \"dies\"; to = \"dead\"; }",
    .more = "decision = { rate = 6.0; trigger_news = 0.0; trigger_violence = 0.0; home = 0.0; "
            "network = 0.0; time = 0.0; constants = { irregular = -1.5; stay = 0.3; }; }; "
            "needs = { mortality = 0.0; }; switches = { feedback = false; };",
};

/* Nobody arrives for half a year, so that all who weigh their options are at home. */
static void who_reconsiders_leaves_with_the_chance_of_the_logit(void **state)
{
    mf_scenario *scenario = scene_read(&logit, SETS("links.AB.days=300.0"));
    mf_world *world = world_of(scenario, 1, false);
    history past = { 0 };
    double left, asked;

    (void) state;
    world_run(world, 0, &past);
    left = (double) happened(&past, MF_EVENT_DEPARTS);
    asked = left + (double) happened(&past, MF_EVENT_RECONSIDERS);
    assert_true(asked > 50000.0);
    assert_true(fabs(z_of_share(left, asked, SHARE)) < LIMIT);
    assert_true(fabs(z_of_share(left, asked, SHARE * 1.05)) > LIMIT); /* a planted mistake */
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nests_hold_what_is_alike),
        cmocka_unit_test(with_dissimilarity_one_it_is_a_softmax),
        cmocka_unit_test(a_softmax_for_everything_is_found_out),
        cmocka_unit_test(who_reconsiders_leaves_with_the_chance_of_the_logit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
