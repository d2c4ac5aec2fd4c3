#include "support/statistics.h"
#include "support/worlds.h"

#include <stdlib.h>
#include <string.h>

#include "record/record.h"

enum { STEPS = 40, EVERY = 4 };

/* A record of a run of the small world; the world stands at its end. */
typedef struct recorded {
    mf_scenario *scenario;
    mf_world *world;
    mf_record record;
} recorded;

static recorded record_of(mf_scenario *scenario, int workers)
{
    recorded r = { .scenario = scenario, .world = world_of(scenario, workers, false) };
    mf_error err = { 0 };
    mf_observer observer;

    assert_int_equal(mf_record_init(&r.record, scenario, 1, &err), MF_OK);
    observer = mf_record_observer(&r.record);
    assert_int_equal(mf_record_begin(&r.record, r.world, &err), MF_OK);
    while (r.world->step < r.world->n_steps)
        assert_int_equal(mf_world_step(r.world, &observer, &err), MF_OK);
    mf_record_end(&r.record);
    mf_record_finish(&r.record);
    return r;
}

static recorded record_small(const char *const *sets)
{
    return record_of(small_read_as(3000, STEPS, sets), 2);
}

static void record_end(recorded *r)
{
    mf_record_free(&r->record);
    world_close(r->world);
}

static history *history_of(const mf_scenario *scenario)
{
    history *past = calloc(1, sizeof *past);
    mf_world *world = world_of(scenario, 1, false);

    assert_non_null(past);
    assert_true(mf_digest_start(&past->digest));
    world_run(world, 0, past);
    world_end(world);
    return past;
}

static void history_end(history *past)
{
    char unused[MF_DIGEST_TEXT];

    mf_digest_end(&past->digest, unused);
    free(past);
}

static size_t length(const recorded *r, mf_axis axis)
{
    return r->record.tables.length[axis];
}

/* Value `i` of a table of float, as modelled people of a cohort. */
static double people_at(const recorded *r, int table, size_t i, int cohort)
{
    const float *at = r->record.tables.data[table];

    return (double) at[i] / mf_scenario_weight(r->scenario, cohort);
}

static void rows_stand_at_the_start_and_the_end_of_every_interval(void **state)
{
    recorded r = record_small(SETS("outputs.stocks_every=6", "outputs.motives_every=7"));
    const double *time = r.record.tables.data[MF_TABLE_TIME];
    const double *bounds = r.record.tables.data[MF_TABLE_TIME_BOUNDS];

    (void) state; /* 40 steps: 0, 6, ... 36, and 40 */
    assert_int_equal(length(&r, MF_AXIS_TIME), 8);
    assert_int_equal(length(&r, MF_AXIS_MOTIVE_TIME), 7);
    assert_close(time[0], 0.0, 0.0);
    assert_close(time[1], 42.0, 0.0);
    assert_close(time[7], 280.0, 0.0);
    assert_close(bounds[2 * 7], 252.0, 0.0);
    assert_close(bounds[2 * 7 + 1], 280.0, 0.0);
    assert_int_equal(r.record.counts.row, 8);
    assert_int_equal(r.record.census.row, 7);
    record_end(&r);
}

/* Events of the steps before `step`. */
static size_t events_before(const recorded *r, int step)
{
    const int32_t *count = r->record.tables.data[MF_TABLE_STEP_COUNT];
    size_t n = 0;

    for (int s = 0; s < step; s++)
        n += (size_t) count[s];
    return n;
}

static void stocks_sum_to_all_people_each_time(void **state)
{
    recorded r = record_small(AS_WRITTEN);
    size_t cells = length(&r, MF_AXIS_PLACE) * length(&r, MF_AXIS_STATUS);
    size_t cohorts = length(&r, MF_AXIS_COHORT);
    const int32_t *person = r.record.tables.data[MF_TABLE_EVENT_PERSON];
    const int8_t *kind = r.record.tables.data[MF_TABLE_EVENT_KIND];
    const int step[3] = { 0, EVERY, STEPS };

    (void) state;
    assert_int_equal(length(&r, MF_AXIS_TIME), 1 + STEPS / EVERY);
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < cohorts; k++) {
            size_t t = (size_t) (step[i] / EVERY);
            double sum = 0.0, entered = (double) r.world->population.at_start[k];

            for (size_t e = 0; e < events_before(&r, step[i]); e++)
                entered += kind[e] == MF_EVENT_ENTERS &&
                           mf_population_cohort(&r.world->population, (uint32_t) person[e]) ==
                               (int) k;
            for (size_t c = 0; c < cells; c++)
                sum += people_at(&r, MF_TABLE_STOCK, (t * cells + c) * cohorts + k, (int) k);
            assert_close(sum, entered, 1e-2);
        }
    record_end(&r);
}

static void the_last_stock_is_the_world(void **state)
{
    recorded r = record_small(AS_WRITTEN);
    size_t cells = length(&r, MF_AXIS_PLACE) * length(&r, MF_AXIS_STATUS);
    size_t cohorts = length(&r, MF_AXIS_COHORT), last = length(&r, MF_AXIS_TIME) - 1;

    (void) state;
    for (size_t c = 0; c < cells; c++)
        for (size_t k = 0; k < cohorts; k++)
            assert_close(people_at(&r, MF_TABLE_STOCK, (last * cells + c) * cohorts + k, (int) k),
                         (double) mf_world_stock(r.world, (int) k, (int) c), 1e-3);
    record_end(&r);
}

/* Modelled people of all times and cohorts over a link. */
static double flow_of(const recorded *r, int link, int fate, int cohort)
{
    size_t links = length(r, MF_AXIS_LINK), cohorts = length(r, MF_AXIS_COHORT);
    double sum = 0.0;

    for (size_t t = 0; t < length(r, MF_AXIS_TIME); t++)
        sum += people_at(r, MF_TABLE_FLOW,
                         ((t * links + (size_t) link) * MF_N_FATES + (size_t) fate) * cohorts +
                             (size_t) cohort, cohort);
    return sum;
}

static void flows_are_those_of_the_world(void **state)
{
    recorded r = record_small(AS_WRITTEN);
    history *past = history_of(r.scenario);

    (void) state;
    for (int l = 0; l < r.scenario->links.n; l++)
        for (int f = 0; f < MF_N_FATES; f++) {
            double sum = 0.0;

            for (int k = 0; k < r.scenario->cohorts.n; k++)
                sum += flow_of(&r, l, f, k);
            assert_close(sum, (double) past->flow[l][f], 1e-2);
        }
    history_end(past);
    record_end(&r);
}

/* Who sets out is on the way until arriving or being brought back; the dead stay. */
static void flows_balance_with_stocks_on_the_way(void **state)
{
    recorded r = record_small(AS_WRITTEN);
    size_t statuses = length(&r, MF_AXIS_STATUS), cohorts = length(&r, MF_AXIS_COHORT);
    size_t places = length(&r, MF_AXIS_PLACE), last = length(&r, MF_AXIS_TIME) - 1;

    (void) state;
    for (int k = 0; k < (int) cohorts; k++) {
        double change = 0.0, net = 0.0;

        for (size_t s = 0; s < statuses; s++)
            for (size_t end = 0; end < 2; end++)
                change += (end == 1 ? 1.0 : -1.0) *
                          people_at(&r, MF_TABLE_STOCK,
                                    (((end * last) * places + places - 1) * statuses + s) * cohorts +
                                        (size_t) k, k);
        for (int l = 0; l < r.scenario->links.n; l++)
            net += flow_of(&r, l, MF_FATE_BEGUN, k) - flow_of(&r, l, MF_FATE_ARRIVED, k) -
                   flow_of(&r, l, MF_FATE_INTERCEPTED, k) - flow_of(&r, l, MF_FATE_PUSHED_BACK, k);
        assert_close(change, net, 1e-2);
    }
    record_end(&r);
}

static void events_are_those_of_the_world(void **state)
{
    recorded r = record_small(AS_WRITTEN);
    history *past = history_of(r.scenario);
    const int8_t *kind = r.record.tables.data[MF_TABLE_EVENT_KIND];
    const double *offset = r.record.tables.data[MF_TABLE_STEP_OFFSET];
    const int32_t *count = r.record.tables.data[MF_TABLE_STEP_COUNT];
    size_t n = r.record.tables.rows[MF_AXIS_EVENT];
    int64_t of_kind[MF_N_EVENTS] = { 0 };

    (void) state;
    for (size_t i = 0; i < n; i++)
        of_kind[kind[i]]++;
    for (int e = 0; e < MF_N_EVENTS; e++)
        assert_int_equal(of_kind[e], mf_event_kept[e] ? happened(past, e) : 0);
    for (int s = 1; s < STEPS; s++)
        assert_close(offset[s], offset[s - 1] + count[s - 1], 0.0);
    assert_close(offset[STEPS - 1] + count[STEPS - 1], (double) n, 0.0);
    history_end(past);
    record_end(&r);
}

#define NOBODY_SERVED                                                          \
    "legal.queues.asylum.capacity=0.0", \
    "legal.queues.court.capacity=0.0", \
    "legal.queues.removal.capacity=0.0", \
    "legal.queues.lanes.capacity=0.0", \
    "legal.queues.office.capacity=0.0", \
    "legal.queues.visas.capacity=0.0", \
    "legal.queues.families.capacity=0.0", \
    "legal.queues.mission.capacity=0.0"

/* Where nobody is served, people stand in the order of their numbers within a step and block. */
static void people_of_a_step_and_block_stand_in_order(void **state)
{
    recorded r = record_of(small_read_as(160000, 8, SETS(NOBODY_SERVED)), 3);
    const mf_population *population = &r.world->population;
    const int32_t *count = r.record.tables.data[MF_TABLE_BLOCK_COUNT];
    const int32_t *person = r.record.tables.data[MF_TABLE_EVENT_PERSON];
    size_t blocks = population->n_chunks, at = 0;

    (void) state;
    assert_int_equal(population->chunk[1].cohort, 0); /* several of each cohort */
    assert_int_equal(population->chunk[blocks - 2].cohort, 1);
    for (size_t i = 0; i < 8 * blocks; i++) {
        mf_chunk chunk = population->chunk[i % blocks];
        int32_t last = (int32_t) chunk.begin;

        for (size_t end = at + (size_t) count[i]; at < end; at++) {
            assert_in_range(person[at], last, chunk.end - 1);
            last = person[at];
        }
    }
    assert_int_equal(at, r.record.tables.rows[MF_AXIS_EVENT]);
    assert_true(at > 1000);
    record_end(&r);
}

static void where_tells_places_from_links(void **state)
{
    recorded r = record_small(AS_WRITTEN);
    const int8_t *kind = r.record.tables.data[MF_TABLE_EVENT_KIND];
    const int16_t *where = r.record.tables.data[MF_TABLE_EVENT_WHERE];
    const char *const *name = r.record.tables.data[MF_TABLE_WHERE];
    int first_link = r.scenario->places.n + 1, deaths[2] = { 0, 0 };

    (void) state;
    assert_string_equal(name[first_link - 1], "on_the_way");
    assert_string_equal(name[first_link], mf_links(r.scenario)[0].id);
    for (size_t i = 0; i < r.record.tables.rows[MF_AXIS_EVENT]; i++) {
        assert_in_range(where[i], 0, first_link + r.scenario->links.n - 1);
        if (kind[i] == MF_EVENT_DEPARTS || kind[i] == MF_EVENT_ARRIVES)
            assert_true(where[i] >= first_link);
        if (kind[i] == MF_EVENT_LODGES || kind[i] == MF_EVENT_RETURNS)
            assert_true(where[i] < first_link);
        if (kind[i] == MF_EVENT_DIES)
            deaths[where[i] >= first_link]++;
    }
    assert_true(deaths[1] > 0);
    record_end(&r);
}

static void what_happened_is_told_by_country_and_need(void **state)
{
    recorded r = record_small(AS_WRITTEN);
    history *past = history_of(r.scenario);
    size_t countries = length(&r, MF_AXIS_COUNTRY), cohorts = length(&r, MF_AXIS_COHORT);
    size_t row = MF_N_EVENTS * countries * cohorts * 2;

    (void) state;
    for (size_t e = 0; e < MF_N_EVENTS; e++)
        for (size_t need = 0; need < 2; need++) {
            double sum = 0.0;

            for (size_t t = 0; t < length(&r, MF_AXIS_TIME); t++)
                for (size_t c = 0; c < countries; c++)
                    for (size_t k = 0; k < cohorts; k++)
                        sum += people_at(&r, MF_TABLE_HAPPENED,
                                         t * row + ((e * countries + c) * cohorts + k) * 2 + need,
                                         (int) k);
            assert_close(sum, (double) past->event[e][need], 1e-2 + 1e-6 * sum);
        }
    history_end(past);
    record_end(&r);
}

static void money_is_booked_to_the_cent(void **state)
{
    recorded r = record_small(AS_WRITTEN);
    history *past = history_of(r.scenario);
    size_t cohorts = length(&r, MF_AXIS_COHORT);
    const double *money = r.record.tables.data[MF_TABLE_MONEY];

    (void) state;
    for (size_t e = 0; e < MF_N_LEDGER; e++) {
        double sum = 0.0;

        for (size_t t = 0; t < length(&r, MF_AXIS_TIME); t++)
            for (size_t k = 0; k < cohorts; k++)
                sum += money[(t * MF_N_LEDGER + e) * cohorts + k] /
                       mf_scenario_weight(r.scenario, (int) k);
        assert_close(sum, (double) past->money[e] / 100.0, 1e-6 * (1.0 + sum));
    }
    history_end(past);
    record_end(&r);
}

static void queues_are_told_as_they_stand(void **state)
{
    recorded r = record_small(AS_WRITTEN);
    size_t queues = length(&r, MF_AXIS_QUEUE), cohorts = length(&r, MF_AXIS_COHORT);
    size_t last = length(&r, MF_AXIS_TIME) - 1;
    const float *age = r.record.tables.data[MF_TABLE_HEAD_AGE];
    const float *wait = r.record.tables.data[MF_TABLE_MEAN_WAIT];
    const float *capacity = r.record.tables.data[MF_TABLE_CAPACITY];
    int waiting_somewhere = 0;

    (void) state;
    for (size_t q = 0; q < queues; q++) {
        const mf_queue_state *now = &r.world->lines.state[q];
        int64_t waiting = 0;

        for (size_t k = 0; k < cohorts; k++) {
            double served = 0.0;

            assert_close(people_at(&r, MF_TABLE_WAITING, (last * queues + q) * cohorts + k, (int) k),
                         (double) now->waiting[k], 1e-3);
            for (size_t t = 0; t <= last; t++)
                served += people_at(&r, MF_TABLE_SERVED, (t * queues + q) * cohorts + k, (int) k);
            assert_close(served, (double) now->served[k], 1e-2);
            waiting += now->waiting[k];
        }
        waiting_somewhere += waiting > 0;
        assert_int_equal(waiting > 0, age[last * queues + q] >= 0.0f); /* NaN: nobody */
        assert_true(!(wait[last * queues + q] < 0.0f));
        for (size_t t = 0; t <= last; t++) /* no policy, and constant in this world */
            assert_close((double) capacity[t * queues + q],
                         mf_series_at(&mf_queues(r.scenario)[q].capacity, 0), 1e-3);
    }
    assert_true(waiting_somewhere > 0);
    record_end(&r);
}

static void a_census_of_few_asks_everybody(void **state)
{
    recorded r = record_of(small_read_as(400, STEPS, AS_WRITTEN), 2);
    size_t places = length(&r, MF_AXIS_PLACE), last = length(&r, MF_AXIS_MOTIVE_TIME) - 1;
    const float *alive = r.record.tables.data[MF_TABLE_ALIVE];
    const float *need = r.record.tables.data[MF_TABLE_NEED_SHARE];
    const float *motive = r.record.tables.data[MF_TABLE_MOTIVE_SHARE];
    int seen = 0;

    (void) state;
    for (size_t p = 0; p < places; p++) {
        double persons = 0.0, in_need[MF_N_NEEDS] = { 0.0 }, sum = 0.0;

        for (uint32_t id = 0; id < r.world->people.n; id++) {
            int k = mf_population_cohort(&r.world->population, id), cell = r.world->people.cell[id];

            if (!world_has(r.world, id) ||
                mf_cell_place(r.world->rules.cells, cell) != (int) p ||
                mf_status_is(r.scenario, mf_cell_status(r.world->rules.cells, cell),
                             MF_TRAIT_TERMINAL))
                continue;
            persons += mf_scenario_weight(r.scenario, k);
            in_need[r.world->people.person[id].need] += mf_scenario_weight(r.scenario, k);
        }
        assert_close((double) alive[last * places + p], persons, 1e-3);
        for (size_t n = 0; n < MF_N_NEEDS && persons > 0.0; n++)
            assert_close((double) need[(last * places + p) * MF_N_NEEDS + n], in_need[n] / persons,
                         1e-6);
        for (size_t m = 0; m < MF_N_MOTIVES && persons > 0.0; m++)
            sum += (double) motive[(last * places + p) * MF_N_MOTIVES + m];
        if (persons > 0.0)
            assert_close(sum, 1.0, 1e-5);
        seen += persons > 0.0;
    }
    assert_true(seen >= 4);
    record_end(&r);
}

/* Asking one in so many comes near to asking all: shares differ by a few standard errors. */
static void a_census_of_many_asks_a_fair_sample(void **state)
{
    recorded r = record_of(small_read_as(20000, 8, AS_WRITTEN), 2);
    size_t places = length(&r, MF_AXIS_PLACE), last = length(&r, MF_AXIS_MOTIVE_TIME) - 1;
    const float *need = r.record.tables.data[MF_TABLE_NEED_SHARE];
    int home = place_of(r.scenario, "OR_HIGH");
    double persons = 0.0, none = 0.0, told;

    (void) state;
    for (uint32_t id = 0; id < r.world->people.n; id++) {
        int k = mf_population_cohort(&r.world->population, id), cell = r.world->people.cell[id];

        if (!world_has(r.world, id) || mf_cell_place(r.world->rules.cells, cell) != home ||
            mf_status_is(r.scenario, mf_cell_status(r.world->rules.cells, cell), MF_TRAIT_TERMINAL))
            continue;
        persons += mf_scenario_weight(r.scenario, k);
        none += mf_scenario_weight(r.scenario, k) *
                (r.world->people.person[id].need == MF_NEED_NONE);
    }
    told = (double) need[(last * places + (size_t) home) * MF_N_NEEDS + MF_NEED_NONE];
    assert_close(told, none / persons, LIMIT * 0.5 / 11.3); /* at least 128 are asked */
    record_end(&r);
}

static void all_lives_are_told_if_all_are_sampled(void **state)
{
    recorded r = record_small(SETS("outputs.sample=1.0"));
    const mf_tables *t = &r.record.tables;
    const int32_t *step = t->data[MF_TABLE_MOMENT_STEP], *person = t->data[MF_TABLE_MOMENT_PERSON];
    const int32_t *entry = t->data[MF_TABLE_SAMPLED_ENTRY];
    const float *protection = t->data[MF_TABLE_MOMENT_PROTECTION];
    const float *livelihood = t->data[MF_TABLE_MOMENT_LIVELIHOOD];
    const float *family = t->data[MF_TABLE_MOMENT_FAMILY];
    const float *education = t->data[MF_TABLE_MOMENT_EDUCATION];
    size_t at_start = r.world->population.at_start[0] + r.world->population.at_start[1];
    size_t from_start = 0;

    (void) state;
    assert_int_equal(t->rows[MF_AXIS_SAMPLED], r.world->population.n_people);
    assert_int_equal(t->rows[MF_AXIS_MOMENT], at_start + t->rows[MF_AXIS_EVENT]);
    for (size_t i = 0; i < t->rows[MF_AXIS_SAMPLED]; i++)
        from_start += entry[i] == -1;
    assert_int_equal(from_start, at_start);
    for (size_t i = 0; i < t->rows[MF_AXIS_MOMENT]; i++) {
        assert_true((step[i] == -1) == (i < at_start));
        assert_in_range(person[i], 0, r.world->people.n - 1);
        assert_close((double) (protection[i] + livelihood[i] + family[i] + education[i]), 1.0, 1e-5);
    }
    record_end(&r);
}

static void a_sample_is_a_share_and_nobody_without_it(void **state)
{
    recorded r = record_small(SETS("outputs.sample=0.1"));
    recorded none = record_small(SETS("outputs.sample=0.0", "outputs.events=false"));
    double n = (double) r.world->population.n_people;

    (void) state;
    assert_true(z_of_share((double) r.record.tables.rows[MF_AXIS_SAMPLED], n, 0.1) < LIMIT);
    assert_true(z_of_share((double) r.record.tables.rows[MF_AXIS_SAMPLED], n, 0.1) > -LIMIT);
    assert_null(none.record.tables.data[MF_TABLE_MOMENT]);
    assert_null(none.record.tables.data[MF_TABLE_EVENT]);
    assert_non_null(none.record.tables.data[MF_TABLE_STOCK]);
    record_end(&r);
    record_end(&none);
}

static void outcomes_are_counts_times_weights(void **state)
{
    recorded r = record_small(AS_WRITTEN);
    const mf_outcomes *o = &r.record.outcomes;
    history *past = history_of(r.scenario);
    int sea = link_of(r.scenario, "COAST_ISLE"), cohorts = r.scenario->cohorts.n;
    double arrived = 0.0, variance = 0.0, departed = 0.0, error, value;
    int64_t first = 0;

    (void) state;
    for (int k = 0; k < cohorts; k++) {
        double weight = mf_scenario_weight(r.scenario, k), n = flow_of(&r, sea, MF_FATE_ARRIVED, k);

        assert_close(mf_outcomes_count(o, 0, MF_ALL_YEARS, MF_OUTCOME_SEA_ARRIVALS, k), n, 1e-2);
        arrived += weight * n;
        variance += weight * weight * n;
        departed += mf_outcomes_count(o, 0, MF_ALL_YEARS, MF_OUTCOME_DEPARTURES, k);
    }
    value = mf_outcomes_mean(o, MF_ALL_YEARS, MF_OUTCOME_SEA_ARRIVALS, &error);
    assert_true(value > 0.0);
    assert_close(value, arrived, 1e-6 * arrived);
    assert_close(error, sqrt(variance), 1e-6 * error);
    for (int s = 0; s < STEPS; s++)
        first += past->first_departures[s];
    assert_close(departed, (double) first, 0.0);
    assert_int_equal(o->first_year, 2016);
    assert_int_equal(o->n_years, 1);
    history_end(past);
    record_end(&r);
}

/* Three replicates of which we know the counts. */
static void the_error_of_a_mean_is_that_of_replicates(void **state)
{
    mf_scenario *s = small_read_as(400, 4, AS_WRITTEN);
    const double n[3] = { 10.0, 14.0, 21.0 };
    double weight = mf_scenario_weight(s, 0), error, mean;
    mf_outcomes o;

    (void) state;
    assert_int_equal(mf_outcomes_init(&o, s, 3), MF_OK);
    for (int run = 0; run < 3; run++) {
        mf_outcomes_next(&o);
        o.count[(run * MF_N_OUTCOMES + MF_OUTCOME_CLAIMS) * o.n_cohorts] = (int64_t) n[run];
    }
    mean = mf_outcomes_mean(&o, 0, MF_OUTCOME_CLAIMS, &error);
    assert_close(mean, weight * 15.0, 1e-9);
    assert_close(error, weight * sqrt((25.0 + 1.0 + 36.0) / 6.0), 1e-9);
    mf_outcomes_free(&o);
    mf_scenario_free(s);
}

static void no_table_of_a_group_bears_the_name_of_an_axis(void **state)
{
    (void) state;
    for (int i = 0; i < MF_N_TABLES; i++)
        for (mf_axis a = 1; a < MF_N_ROOT_AXES; a++)
            if (mf_table_list[i].group[0] != '\0')
                assert_string_not_equal(mf_table_list[i].name,
                                        mf_table_list[mf_axis_table(a)].name);
}

static void what_can_be_counted_is_an_outcome(void **state)
{
    (void) state;
    for (int i = 0; i < MF_N_COUNTED; i++) {
        bool found = false;

        for (int k = 0; mf_outcome_words[k] != NULL; k++)
            found |= strcmp(mf_counted_words[i], mf_outcome_words[k]) == 0;
        assert_true(found);
    }
    assert_null(mf_counted_words[MF_N_COUNTED]);
}

static void every_axis_has_its_scale_and_every_table_a_meaning(void **state)
{
    (void) state;
    for (mf_axis a = 1; a < MF_N_AXES; a++) {
        const mf_table *scale;

        if (a == MF_N_ROOT_AXES)
            continue;
        scale = &mf_table_list[mf_axis_table(a)];
        assert_int_equal(scale->axis[0], a);
        assert_int_equal(mf_table_n_axes(scale), 1);
    }
    for (int i = 0; i < MF_N_TABLES; i++) {
        assert_true(mf_table_list[i].doc[0] != '\0');
        assert_true(mf_table_n_axes(&mf_table_list[i]) >= 1);
        for (int j = 0; j < i; j++)
            assert_true(strcmp(mf_table_list[i].group, mf_table_list[j].group) != 0 ||
                        strcmp(mf_table_list[i].name, mf_table_list[j].name) != 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_stand_at_the_start_and_the_end_of_every_interval),
        cmocka_unit_test(stocks_sum_to_all_people_each_time),
        cmocka_unit_test(the_last_stock_is_the_world),
        cmocka_unit_test(flows_are_those_of_the_world),
        cmocka_unit_test(flows_balance_with_stocks_on_the_way),
        cmocka_unit_test(events_are_those_of_the_world),
        cmocka_unit_test(people_of_a_step_and_block_stand_in_order),
        cmocka_unit_test(where_tells_places_from_links),
        cmocka_unit_test(what_happened_is_told_by_country_and_need),
        cmocka_unit_test(money_is_booked_to_the_cent),
        cmocka_unit_test(queues_are_told_as_they_stand),
        cmocka_unit_test(a_census_of_few_asks_everybody),
        cmocka_unit_test(a_census_of_many_asks_a_fair_sample),
        cmocka_unit_test(all_lives_are_told_if_all_are_sampled),
        cmocka_unit_test(a_sample_is_a_share_and_nobody_without_it),
        cmocka_unit_test(outcomes_are_counts_times_weights),
        cmocka_unit_test(the_error_of_a_mean_is_that_of_replicates),
        cmocka_unit_test(no_table_of_a_group_bears_the_name_of_an_axis),
        cmocka_unit_test(what_can_be_counted_is_an_outcome),
        cmocka_unit_test(every_axis_has_its_scale_and_every_table_a_meaning),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
