/* Nobody's choice depends on who else is in the crowd. */
#include "support/crowds.h"
#include "support/statistics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "model/beliefs.h"

enum { MOST_OF_A_CLASS = 40, TRIES = 5 };

/* ---------------------------------------------------------------- people of a class */

typedef struct people_alike {
    mf_person person[MF_CROWD];
    mf_self self[MF_CROWD];
} people_alike;

/* Who differs from whoever is taken as a pattern in all that may differ within a class. */
static void vary(mf_person *person, mf_self *self, const mf_world *world, uint32_t who)
{
    static const int64_t purse[] = { 0, 100, 50000, 140000, 500000, 3000000 };
    mf_words w = mf_words_at(2385, MF_DRAW_SAMPLE, who, 0, 0);
    mf_words more = mf_words_at(2385, MF_DRAW_SAMPLE, who, 1, 0);

    person->known = (uint8_t) w.w[0];
    person->traits = (uint8_t) ((w.w[0] >> 8) % 3 + (w.w[0] >> 16 & 8)); /* skill, pays ahead */
    person->flags = 0;
    if (w.w[0] >> 30 == 0)
        person->flags = MF_FLAG_PAID;
    person->kin = (uint8_t) ((w.w[1] >> 1) % (uint32_t) world->scenario->countries.n);
    if ((w.w[1] & 1) != 0)
        person->kin = MF_NOWHERE;
    person->need = (uint8_t) ((w.w[1] >> 8) % MF_N_NEEDS);
    person->harm = (uint8_t) ((w.w[1] >> 16) % 3);
    person->born = (uint16_t) (40 * 12 + (w.w[1] >> 20) % (60 * 12));
    self->savings = purse[w.w[2] % 6];
    self->debt = purse[(w.w[2] >> 8) % 3];
    for (int t = 0; t < MF_N_TOPICS; t++)
        mf_belief_set(person, t, 1.9 * mf_unit(mf_words_at(2385, MF_DRAW_SAMPLE, who, 2, (uint32_t) t).w[0]),
                      mf_unit(more.w[0]));
    for (int k = 0; k < MF_N_MOTIVES; k++)
        self->drive[k] = 8.0 * mf_unit(more.w[k]) - 4.0;
}

static void meet(people_alike *them, const mf_world *world, uint32_t id)
{
    for (uint32_t i = 0; i < MF_CROWD; i++) {
        them->person[i] = world->people.person[id];
        them->self[i] = self_of(world, id);
        them->self[i].person = &them->person[i];
        vary(&them->person[i], &them->self[i], world, MF_CROWD * id + i);
    }
}

/* ---------------------------------------------------------------- alone and in company */

/* A choice and what was picked of it by some uniforms. */
typedef struct chosen {
    mf_choice choice;
    mf_alternative picked[TRIES][MF_CROWD]; /* option -1: none */
} chosen;

static double uniform_of(const mf_self *self, uint32_t try)
{
    return try == 0 ? 0.0 : mf_unit(mf_words_at(7, MF_DRAW_CHOICE, self->person->known, 0, try).w[try % 4]);
}

static void choose(chosen *self, const mf_view *view, mf_crowd *crowd, const mf_self *const *who, int n)
{
    gather(crowd, view, who, n);
    mf_choice_list(view, crowd, &self->choice);
    for (uint32_t try = 0; try < TRIES; try++) {
        mf_each uniform = { 0.0 };
        int picked[MF_CROWD];

        for (int i = 0; i < n; i++)
            uniform[i] = uniform_of(who[i], try);
        mf_choice_pick(&self->choice, view->scenario->decision.dissimilarity, uniform, picked);
        for (int i = 0; i < n; i++)
            self->picked[try][i] = picked[i] < 0 ? (mf_alternative){ -1, -1 } : self->choice.at[picked[i]];
    }
}

static bool is_same(mf_alternative a, mf_alternative b)
{
    return a.option == b.option && a.target == b.target;
}

/* Where an alternative stands in a list from `from` on; -1 if it does not. */
static int found(const mf_choice *choice, mf_alternative wanted, int from)
{
    for (int a = from; a < choice->n; a++)
        if (is_same(choice->at[a], wanted))
            return a;
    return -1;
}

static int n_offered(const mf_choice *choice, int lane)
{
    int n = 0;

    for (int a = 0; a < choice->n; a++)
        n += choice->utility[a][lane] > MF_OUT_OF_REACH;
    return n;
}

static void assert_same_bits(double a, double b)
{
    assert_memory_equal(&a, &b, sizeof a);
}

/* The one in a lane sees what it saw alone, in the same order; what is there for others only is
 * nothing to it. */
static void assert_as_alone(const chosen *all, int lane, const chosen *alone)
{
    const mf_choice *with = &all->choice, *without = &alone->choice;
    int next = 0;

    for (int a = 0; a < without->n; a++) {
        int at;

        if (!(without->utility[a][0] > MF_OUT_OF_REACH))
            continue;
        at = found(with, without->at[a], next);
        assert_true(at >= 0);
        assert_same_bits(with->utility[at][lane], without->utility[a][0]);
        assert_same_bits(with->reach[at][lane], without->reach[a][0]);
        next = at + 1;
    }
    assert_int_equal(n_offered(with, lane), n_offered(without, 0));
    for (int a = 0; a < with->n; a++)
        if (!(with->utility[a][lane] > MF_OUT_OF_REACH)) {
            assert_same_bits(with->utility[a][lane], MF_OUT_OF_REACH);
            assert_same_bits(with->reach[a][lane], MF_OUT_OF_REACH);
        }
    assert_int_equal(mf_choice_immobile(with, lane), mf_choice_immobile(without, 0));
    for (int try = 0; try < TRIES; try++)
        assert_true(is_same(all->picked[try][lane], alone->picked[try][0]));
}

/* ---------------------------------------------------------------- whatever the forms are */

/* What was seen among those compared: a comparison of people who are all alike would prove little. */
typedef struct variety {
    int crowds, offered_to_some, immobile, in_debt, paid, ahead, nests;
} variety;

static void look(variety *self, const mf_crowd *crowd, const mf_choice *choice)
{
    self->crowds++;
    self->nests += choice->n_nests;
    self->in_debt += crowd->in_debt != 0 && crowd->in_debt != MF_EVERYBODY;
    for (int i = 0; i < MF_CROWD; i++) {
        self->immobile += mf_choice_immobile(choice, i);
        self->paid += crowd->unpaid[i] == 0;
        self->ahead += crowd->all_ahead[i] != 0;
    }
    for (int a = 0; a < choice->n; a++) {
        int n = 0;

        for (int i = 0; i < MF_CROWD; i++)
            n += choice->utility[a][i] > MF_OUT_OF_REACH;
        self->offered_to_some += n > 0 && n < MF_CROWD;
    }
}

/* Crowds of `n`, each time led by somebody else, where others stood before. */
static void compare(const mf_world *world, const people_alike *them, mf_crowd *crowd, variety *seen)
{
    chosen alone[MF_CROWD], all;

    for (int i = 0; i < MF_CROWD; i++) {
        const mf_self *self = &them->self[i];
        mf_crowd nobody = { 0 };

        choose(&alone[i], &world->view, &nobody, &self, 1);
    }
    for (int n = 1; n <= MF_CROWD; n++)
        for (int first = 0; first < MF_CROWD; first += n < MF_CROWD ? 3 : 1) {
            const mf_self *who[MF_CROWD];

            for (int i = 0; i < n; i++)
                who[i] = &them->self[(first + 5 * i) % MF_CROWD];
            choose(&all, &world->view, crowd, who, n);
            assert_int_equal(crowd->n, n);
            for (int i = 0; i < n; i++)
                assert_as_alone(&all, i, &alone[(first + 5 * i) % MF_CROWD]);
        }
    look(seen, crowd, &all.choice);
}

static void compare_all(const mf_world *world, mf_crowd *crowd, variety *seen)
{
    size_t cells = (size_t) mf_cell_count(world->rules.cells);
    int *met = calloc((size_t) world->scenario->cohorts.n * cells, sizeof *met);

    assert_non_null(met);
    for (uint32_t id = 0; id < world->people.n; id++) {
        size_t class = (size_t) mf_population_cohort(&world->population, id) * cells + world->people.cell[id];
        people_alike them;

        if (!can_choose(world, id) || met[class]++ >= MOST_OF_A_CLASS)
            continue;
        meet(&them, world, id);
        compare(world, &them, crowd, seen);
    }
    free(met);
}

static void in_any_lane_and_company_one_chooses_as_if_alone(void **state)
{
    static const char *const dread[] = { "linear", "log_odds", "logistic" };
    static const char *const combine[] = { "add", "and", "or" };
    mf_crowd crowd = { 0 }; /* never emptied: whoever left is still there */
    variety seen = { 0 };

    (void) state;
    for (int form = 0; form < 9; form++) {
        char fears[64], sums[64];
        mf_scenario *scenario;
        mf_world *world;

        (void) snprintf(fears, sizeof fears, "switches.dread=\"%s\"", dread[form % 3]);
        (void) snprintf(sums, sizeof sums, "switches.combine=\"%s\"", combine[form / 3]);
        scenario = small_read_as(2000, 60, SETS(fears, sums, "cohorts.EASTERN.inclination.irregular=4.0"));
        world = world_of(scenario, 1, false);
        world_run(world, 40, NULL);
        compare_all(world, &crowd, &seen);
        world_close(world);
    }
    assert_true(seen.crowds > 2000 && seen.nests > 2000);
    assert_true(seen.offered_to_some > 2000 && seen.immobile > 500);
    assert_true(seen.in_debt > 2000 && seen.paid > 2000 && seen.ahead > 2000);
}

/* ---------------------------------------------------------------- what a crowd is */

static void a_crowd_holds_what_its_people_are(void **state)
{
    mf_scenario *scenario;
    mf_world *world = small_world(&scenario, 1000, 5, AS_WRITTEN);
    mf_crowd crowd;
    uint32_t id = 0;
    people_alike them;

    (void) state;
    memset(&crowd, 0xA5, sizeof crowd); /* whatever was there before */
    while (!can_choose(world, id))
        id++;
    meet(&them, world, id);
    mf_crowd_open(&crowd, &world->view, them.self[0].cohort, them.self[0].place, them.self[0].status);
    for (int i = 0; i < MF_CROWD; i++) {
        const mf_self *self = &them.self[i];
        const mf_person *person = &them.person[i];

        mf_crowd_join(&crowd, &world->view, self, 0.5 + 0.01 * i);
        assert_int_equal(crowd.n, i + 1);
        assert_ptr_equal(crowd.person[i], person);
        assert_same_bits(crowd.uniform[i], 0.5 + 0.01 * i);
        assert_int_equal(crowd.skill[i], mf_person_skill(person));
        assert_int_equal(crowd.kin[i], person->kin);
        assert_int_equal(crowd.means[i], mf_self_means(&world->view, self));
        assert_int_equal(crowd.unpaid[i], (person->flags & MF_FLAG_PAID) != 0 ? 0 : -1);
        assert_int_equal(crowd.all_ahead[i], mf_person_pays_ahead(person) ? -1 : 0);
        assert_int_equal(mf_some_has(crowd.in_debt, i), self->debt > 0);
        for (int path = 0; path < MF_N_PATHS; path++)
            assert_int_equal(mf_some_has(crowd.knows[path], i), person->known >> path & 1);
        for (int t = 0; t < MF_N_TOPICS; t++)
            assert_same_bits(crowd.belief[t][i], mf_belief(person, t));
        for (int k = 0; k < MF_N_MOTIVES; k++)
            assert_same_bits(crowd.drive[k][i], self->drive[k]);
    }
    world_close(world);
}

/* ---------------------------------------------------------------- offered to some */

/* Highlanders at home, of whom each has heard of everything, and what they are offered. */
typedef struct highlanders {
    mf_scenario *s;
    mf_world *world;
    people_alike them;
    mf_choice choice;
} highlanders;

static people_alike *stand(highlanders *self)
{
    self->world = small_world(&self->s, 1000, 1, AS_WRITTEN);
    for (int i = 0; i < MF_CROWD; i++) {
        mf_person *person = &self->them.person[i];

        *person = somebody(self->world);
        person->known = 0xFF;
        person->kin = (uint8_t) country_of(self->s, "DST");
        person->traits = 2;
        self->them.self[i] = (mf_self){ .person = person, .cohort = cohort_of(self->s, "HIGHLAND"),
                                        .place = place_of(self->s, "OR_HIGH"),
                                        .status = status_of(self->s, "home"), .savings = 1000000 };
    }
    return &self->them;
}

static void go(highlanders *self)
{
    world_close(self->world);
}

/* The lanes to which an option is offered. */
static mf_some offered_to(highlanders *self, int option)
{
    const mf_self *who[MF_CROWD];
    const mf_choice *choice = &self->choice;
    mf_crowd crowd = { 0 };
    mf_some some = 0;

    for (int i = 0; i < MF_CROWD; i++)
        who[i] = &self->them.self[i];
    gather(&crowd, &self->world->view, who, MF_CROWD);
    mf_choice_list(&self->world->view, &crowd, &self->choice);

    for (int a = 0; a < choice->n; a++)
        for (int i = 0; i < MF_CROWD && choice->at[a].option == option; i++)
            if (choice->utility[a][i] > MF_OUT_OF_REACH)
                some |= (mf_some) (1u << i);
    return some;
}

static void a_path_is_offered_to_those_who_know_it(void **state)
{
    highlanders on;
    people_alike *them = stand(&on);

    (void) state;
    for (int i = 0; i < MF_CROWD; i++)
        them->person[i].known = (uint8_t) (1u << i % 8); /* the one in lane i of path i % 8 only */
    assert_int_equal(offered_to(&on, MF_OPTION_LABOUR), 0x101 << MF_PATH_LABOUR);
    assert_int_equal(offered_to(&on, MF_OPTION_JOIN_FAMILY), 0x101 << MF_PATH_FAMILY);
    assert_int_equal(offered_to(&on, MF_OPTION_STAY), MF_EVERYBODY);
    go(&on);
}

/* The law asks for a skill and for kin: who has neither is not offered what it knows. */
static void the_law_asks_each_by_itself(void **state)
{
    highlanders on;
    people_alike *them = stand(&on);

    (void) state;
    for (int i = 0; i < MF_CROWD; i++) {
        them->person[i].traits = (uint8_t) (i % 2 != 0 ? 2 : 0);
        them->person[i].kin = i < 3 ? MF_NOWHERE : them->person[i].kin;
    }
    assert_int_equal(offered_to(&on, MF_OPTION_LABOUR), 0xAAAA);
    assert_int_equal(offered_to(&on, MF_OPTION_JOIN_FAMILY), 0xFFF8);
    go(&on);
}

/* Only those for whom something is too dear wait and save. */
static void who_can_pay_does_not_wait(void **state)
{
    highlanders on;
    people_alike *them = stand(&on);

    (void) state;
    for (int i = 0; i < MF_CROWD; i++) {
        them->self[i].place = place_of(on.s, "TR_HUB");
        them->self[i].status = status_of(on.s, "transit");
        them->person[i].kin = MF_NOWHERE;
        them->self[i].savings = i < 4 ? 0 : 1000000;
        them->self[i].debt = 10000000; /* no credit is left */
    }
    assert_int_equal(offered_to(&on, MF_OPTION_WAIT_SAVE), 0x0F);
    assert_int_equal(offered_to(&on, MF_OPTION_IRREGULAR), MF_EVERYBODY);
    go(&on);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_any_lane_and_company_one_chooses_as_if_alone),
        cmocka_unit_test(a_crowd_holds_what_its_people_are),
        cmocka_unit_test(a_path_is_offered_to_those_who_know_it),
        cmocka_unit_test(the_law_asks_each_by_itself),
        cmocka_unit_test(who_can_pay_does_not_wait),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
