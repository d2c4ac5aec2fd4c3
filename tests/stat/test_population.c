/* The people who are drawn are those who were described. */
#include "support/statistics.h"
#include "support/worlds.h"

#include "model/beliefs.h"
#include "model/drift.h"

/* 60,000 persons in two places, two statuses; 1000 newcomers a year, then 3000. */
static const scene described = {
    .calendar = "start = \"2016-01-01\"; end = \"2018-01-01\"; step = 7;",
    .cohorts = "{ id = \"K\"; origin = \"A\"; scale = 2.0; age = 30.0; age_spread = 4.0; "
               "female = 0.35; skills = [0.5, 0.3, 0.2]; savings = 400.0; savings_spread = 0.8; "
               "needs = [0.6, 0.25, 0.1, 0.05]; motives = [0.2, -0.1, 0.4, 0.0]; "
               "motive_spread = 0.5; trust = 0.4; pays_ahead = 0.15; belief_spread = 0.3; "
               "beliefs = { death = 0.1; }; known = { asylum = 0.27; study = 0.6; }; "
               "start = ( { place = \"A\"; status = \"home\"; persons = 80001.0; }, "
               "{ place = \"B\"; status = \"home\"; persons = 39999.0; } ); "
               "entrants = { dates = [\"2016-01-01\", \"2017-01-01\"]; values = [1000.0, 3000.0]; }; "
               "abroad = ( { country = \"THERE\"; kin = 0.12; } ); }",
    .more = "decision = { rate = 0.0; trigger_violence = 0.0; trigger_news = 0.0; }; "
            "needs = { mortality = 0.0; }; switches = { feedback = false; }; "
            "motives = { base = [-0.5, 0.5, -1.0, -1.0]; };",
};

typedef struct drawn {
    mf_scenario *scenario;
    mf_world *world;
} drawn;

static drawn draw_as(const char *const *sets)
{
    drawn self;

    self.scenario = scene_read(&described, sets);
    self.world = world_of(self.scenario, 1, false);
    return self;
}

static drawn draw(void)
{
    return draw_as(AS_WRITTEN);
}

static void end(drawn *self)
{
    world_close(self->world);
}

static double count(const drawn *self, bool (*holds)(const mf_person *person))
{
    double n = 0.0;

    for (uint32_t id = 0; id < self->world->people.n; id++)
        n += world_has(self->world, id) && holds(&self->world->people.person[id]);
    return n;
}

static bool is_woman(const mf_person *p) { return mf_person_female(p); }
static bool is_unskilled(const mf_person *p) { return mf_person_skill(p) == 0; }
static bool is_graduate(const mf_person *p) { return mf_person_skill(p) == 2; }
static bool has_kin(const mf_person *p) { return p->kin == 1; }
static bool pays_ahead(const mf_person *p) { return mf_person_pays_ahead(p); }
static bool is_persecuted(const mf_person *p) { return p->need == MF_NEED_CONVENTION; }
static bool fled_war(const mf_person *p) { return p->need == MF_NEED_WAR; }
static bool was_harmed(const mf_person *p) { return p->need == MF_NEED_EN_ROUTE; }
static bool knows_asylum(const mf_person *p) { return (p->known >> MF_PATH_ASYLUM & 1) != 0; }
static bool can_study(const mf_person *p) { return (p->known >> MF_PATH_STUDY & 1) != 0; }
static bool has_less_than_400(const mf_person *p) { return p->savings < 40000; }
static bool has_more_than_890(const mf_person *p) { return p->savings > 89022; } /* e^0.8 times */
static bool expects_more_than_a_tenth(const mf_person *p) { return mf_belief(p, MF_TOPIC_DEATH) > 0.1; }
static bool leans_to_protection(const mf_person *p) { return p->drive[0] > mf_drift_code(0.2); }
static bool is_older_than_34(const mf_person *p) { return 1392 - p->born > 408; } /* months, 2016-01 */

/* 60,000 modelled people of two persons each; the share above one sigma is 0.15865525393145707,
 * above +1 sigma of the drive (0.2 - 0.5 + 0.5). */
static void shares_are_as_described(void **state)
{
    static const struct {
        bool (*holds)(const mf_person *person);
        double share;
    } claims[] = {
        { is_woman, 0.35 },       { is_unskilled, 0.5 },   { is_graduate, 0.2 },
        { has_kin, 0.12 },        { pays_ahead, 0.15 },    { is_persecuted, 0.25 },
        { fled_war, 0.1 },        { was_harmed, 0.05 },    { knows_asylum, 0.27 },
        { can_study, 0.6 },       { has_less_than_400, 0.5 },
        { has_more_than_890, 0.15865525393145707 },
        { expects_more_than_a_tenth, 0.5 }, { leans_to_protection, 0.15865525393145707 },
        { is_older_than_34, 0.15865525393145707 },
    };
    drawn self = draw();

    (void) state;
    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
        double n = count(&self, claims[i].holds);

        if (!(fabs(z_of_share(n, 60000.0, claims[i].share)) < LIMIT))
            fail_msg("claim %zu: %.5f, not %.5f", i, n / 60000.0, claims[i].share);
        assert_true(fabs(z_of_share(n, 60000.0, claims[i].share * 0.88)) > LIMIT); /* planted */
    }
    end(&self);
}

/* Numbers by place are stratified: rounding is the only error. */
static void people_start_where_they_were_put(void **state)
{
    drawn self = draw();
    mf_cells cells = self.world->rules.cells;

    (void) state;
    assert_close((double) mf_world_stock(self.world, 0, mf_cell(cells, 0, 0)), 40000.5, 0.5);
    assert_close((double) mf_world_stock(self.world, 0, mf_cell(cells, 1, 0)), 19999.5, 0.5);
    assert_int_equal(self.world->population.at_start[0], 60000);
    end(&self);
}

/* Newcomers of each step: 1000 or 3000 persons a year, two to a modelled person. */
static void newcomers_come_when_they_should(void **state)
{
    drawn self = draw();
    double expected = 0.0, came = 0.0;

    (void) state;
    for (int t = 0; t < 100; t++) {
        history past = { 0 };

        world_run(self.world, 1, &past);
        came += (double) happened(&past, MF_EVENT_ENTERS);
        expected += (t < 53 ? 1000.0 : 3000.0) / 2.0 * 7.0 / 365.2425; /* 2017-01-06 is day 371 */
        assert_close(came, expected, 1.0);
    }
    end(&self);
}

/* Correlation of two traits over all people, as a standard normal. */
static double z_of_pair(const drawn *self, bool (*a)(const mf_person *), bool (*b)(const mf_person *))
{
    double n = 0.0, of_a = 0.0, of_b = 0.0, both = 0.0;

    for (uint32_t id = 0; id < self->world->people.n; id++) {
        const mf_person *p = &self->world->people.person[id];

        if (!world_has(self->world, id))
            continue;
        n++;
        of_a += a(p);
        of_b += b(p);
        both += a(p) && b(p);
    }
    return (both * n - of_a * of_b) / sqrt(of_a * (n - of_a) * of_b * (n - of_b) / n);
}

static void traits_do_not_go_together(void **state)
{
    static bool (*const traits[])(const mf_person *) = {
        is_woman, is_graduate, has_kin, pays_ahead, is_persecuted, knows_asylum, can_study,
        has_more_than_890, expects_more_than_a_tenth, leans_to_protection, is_older_than_34,
    };
    drawn self = draw();

    (void) state;
    for (size_t i = 0; i < sizeof traits / sizeof *traits; i++)
        for (size_t j = 0; j < i; j++)
            assert_true(fabs(z_of_pair(&self, traits[i], traits[j])) < LIMIT);
    assert_true(z_of_pair(&self, is_unskilled, is_graduate) < -LIMIT); /* as it must be */
    end(&self);
}

/* Every settlement of 64 holds people of both places in nearly the same proportion. */
static void settlements_are_mixed(void **state)
{
    drawn self = draw();
    mf_cells cells = self.world->rules.cells;

    (void) state;
    for (uint32_t first = 0; first + MF_BLOCK <= 60000; first += MF_BLOCK) {
        int at_a = 0;

        for (uint32_t id = first; id < first + MF_BLOCK; id++)
            at_a += self.world->people.cell[id] == mf_cell(cells, 0, 0);
        assert_in_range(at_a, 36, 46); /* 64 * 40000 / (60000 + 2000) = 41.3 */
    }
    end(&self);
}

/* Whoever computes with others holds some; all together hold everybody, once. */
static void shares_hold_everybody_once(void **state)
{
    enum { RANKS = 7 };
    drawn self = draw_as(SETS("cohorts.K.scale=0.3")); /* more pieces than ranks */
    const mf_population *whole = &self.world->population;
    size_t chunks = 0, people = 0, next = 0;

    (void) state;
    assert_true(whole->n_chunks > RANKS);
    for (int r = 0; r < RANKS; r++) {
        mf_arena arena = { 0 };
        mf_population share;
        uint32_t from, to;

        assert_int_equal(mf_population_init_share(&share, &arena, self.scenario, r, RANKS), MF_OK);
        assert_int_equal(share.first_chunk, chunks);
        assert_int_equal(share.n_people, whole->n_people);
        for (size_t c = 0; c < share.n_chunks; c++)
            assert_memory_equal(&share.chunk[c], &whole->chunk[chunks + c], sizeof *share.chunk);
        if (share.n_chunks > 0)
            assert_int_equal(share.begin, next);
        for (uint32_t id = share.begin; id < share.end; id++)
            assert_int_equal(mf_population_cohort(&share, id), mf_population_cohort(whole, id));
        mf_population_held(&share, 0, &from, &to);
        assert_true(to - from <= (whole->n_people + RANKS - 1) / RANKS + MF_CHUNK);
        people += to - from;
        chunks += share.n_chunks;
        next = share.n_chunks > 0 ? share.end : next;
        mf_arena_free(&arena);
    }
    assert_int_equal(chunks, whole->n_chunks);
    assert_int_equal(people, whole->n_people);
    assert_int_equal(next, whole->first[whole->n_cohorts]);
    end(&self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_as_described),
        cmocka_unit_test(people_start_where_they_were_put),
        cmocka_unit_test(newcomers_come_when_they_should),
        cmocka_unit_test(traits_do_not_go_together),
        cmocka_unit_test(settlements_are_mixed),
        cmocka_unit_test(shares_hold_everybody_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
