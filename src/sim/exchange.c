#include "sim/exchange.h"

#include <stdlib.h>
#include <string.h>

mf_err mf_exchange_init(mf_world *world)
{
    const mf_scenario *s = world->scenario;
    size_t n = (size_t) s->cohorts.n *
               ((size_t) s->legal.queues.n + MF_N_LEDGER + (size_t) s->places.n) +
               (size_t) s->legal.queues.n + 2;

    world->sums = calloc(n, sizeof *world->sums);
    if (world->sums == NULL)
        return MF_E_NOMEM;
    return mf_comm_alone(world->options.comm)
               ? MF_OK
               : mf_heads_init(&world->heads, (size_t) world->lines.n + 1);
}

static void refuse(mf_world *world, mf_err code)
{
    if (world->refused == MF_OK)
        world->refused = code;
}

/* ------------------------------------------------------------- counts */

/* Lays those who wait behind what has been laid out, or takes them from there. */
static int64_t *lay_waiting(const mf_world *world, int64_t *at, bool out)
{
    size_t n = (size_t) world->scenario->cohorts.n;

    for (int q = 0; q < world->lines.n; q++, at += n) {
        mf_queue_state *state = &world->lines.state[q];

        if (out)
            memcpy(at, state->here, n * sizeof *at);
        else
            memcpy(state->waiting, at, n * sizeof *at);
    }
    return at;
}

/* The earliest step is the greatest of the negative ones. */
static void find_oldest(mf_world *world)
{
    for (int q = 0; q < world->lines.n; q++) {
        const mf_queue_state *state = &world->lines.state[q];
        int64_t *oldest = &world->sums[q];

        *oldest = -MF_NEVER;
        for (int c = 0; c < MF_N_CLASSES; c++) {
            uint32_t head = state->line[c].head;

            if (head != MF_NOBODY && -world->people.person[head].joined > *oldest)
                *oldest = -world->people.person[head].joined;
        }
    }
    mf_comm_most(world->options.comm, world->sums, (size_t) world->lines.n);
    for (int q = 0; q < world->lines.n; q++)
        world->lines.state[q].oldest = (int) -world->sums[q];
}

void mf_exchange_stock(mf_world *world)
{
    const mf_comm *comm = world->options.comm;
    int64_t *end;

    find_oldest(world);
    if (mf_comm_alone(comm))
        return;
    mf_comm_sum(comm, world->stock,
                (size_t) world->scenario->cohorts.n * (size_t) mf_cell_count(world->rules.cells));
    end = lay_waiting(world, world->sums, true);
    mf_comm_sum(comm, world->sums, (size_t) (end - world->sums));
    (void) lay_waiting(world, world->sums, false);
}

void mf_exchange_counts(mf_world *world)
{
    const mf_comm *comm = world->options.comm;
    mf_tally *tally = &world->tally;
    size_t n_money = MF_N_LEDGER * (size_t) world->scenario->cohorts.n;
    int64_t *at = world->sums;

    find_oldest(world);
    if (mf_comm_alone(comm))
        return;
    mf_comm_sum32(comm, tally->stock, mf_tally_n_counts(tally));
    mf_tally_touch_all(tally);
    memcpy(at, tally->money, n_money * sizeof *at);
    at[n_money] = tally->woken;
    at[n_money + 1] = tally->fired;
    mf_comm_sum(comm, at, (size_t) (lay_waiting(world, at + n_money + 2, true) - at));
    memcpy(tally->money, at, n_money * sizeof *at);
    tally->woken = at[n_money];
    tally->fired = at[n_money + 1];
    (void) lay_waiting(world, at + n_money + 2, false);
}

const int64_t *mf_exchange_change(mf_world *world, int status)
{
    const mf_cells cells = world->rules.cells;
    int64_t *change = world->sums;

    for (int k = 0; k < world->scenario->cohorts.n; k++)
        for (int p = 0; p < cells.n_places; p++, change++) {
            *change = 0;
            for (int w = 0; w < world->options.workers; w++)
                *change += *mf_tally_stock(&world->worker[w].tally, k, mf_cell(cells, p, status));
        }
    mf_comm_sum(world->options.comm, world->sums, (size_t) (change - world->sums));
    return world->sums;
}

/* ------------------------------------------------------------- queues */

static double least_weight(const mf_scenario *scenario)
{
    double least = mf_scenario_weight(scenario, 0);

    for (int k = 1; k < scenario->cohorts.n; k++)
        if (mf_scenario_weight(scenario, k) < least)
            least = mf_scenario_weight(scenario, k);
    return least;
}

/* How many a rank tells of when it is likely to hold `share` of those who are wanted. */
static size_t quota_of(double share, int round)
{
    enum { ROUNDS_MOST = 20, MOST = 1 << 24 };
    double quota = MF_SPARE_KEYS == 0 ? 1.0 : 1.25 * share + MF_SPARE_KEYS;

    quota *= (double) (1 << (round < ROUNDS_MOST ? round : ROUNDS_MOST));
    return quota < (double) MOST ? (size_t) quota : MOST;
}

/* Of those whom a queue can serve, the part of the waiting who are held here. */
static double share_of(const mf_world *world, int queue)
{
    const mf_queue_state *state = &world->lines.state[queue];
    double room = state->credit, here = 0.0, waiting = 0.0;

    if (world->now.queue[queue].beds > 0.0 && world->now.queue[queue].beds - state->in_beds < room)
        room = world->now.queue[queue].beds - state->in_beds;
    for (int k = 0; k < world->scenario->cohorts.n; k++) {
        here += (double) state->here[k];
        waiting += (double) state->waiting[k];
    }
    room = room > 0.0 ? room / least_weight(world->scenario) : 0.0;
    return here < waiting ? room * here / waiting : room;
}

/* The next held here who has not been told and has waited long enough. */
static uint32_t next_untold(const mf_world *world, mf_queue_state *state, int least_steps)
{
    for (;;) {
        uint32_t id = state->told;

        if (id != MF_NOBODY && world->step - world->people.person[id].joined >= least_steps)
            return id;
        if (state->told_class == MF_N_CLASSES - 1)
            return MF_NOBODY;
        state->told = state->line[++state->told_class].head;
    }
}

static mf_err tell_queue(mf_world *world, int queue, size_t quota)
{
    mf_queue_state *state = &world->lines.state[queue];
    int least = mf_queue_least_steps(world, queue);
    uint32_t id = next_untold(world, state, least);

    for (size_t i = 0; i < quota && id != MF_NOBODY; i++) {
        const mf_person *person = &world->people.person[id];
        mf_head head = {
            .order = mf_lines_order(&world->lines, &world->view, state->told_class, id, person),
            .person = id,
            .line = (uint16_t) queue,
            .cohort = (uint16_t) mf_population_cohort(&world->population, id),
            .joined = person->joined,
        };

        state->told = world->people.next[id];
        id = next_untold(world, state, least);
        head.more = i + 1 == quota && id != MF_NOBODY;
        MF_TRY(mf_heads_tell(&world->heads, &head));
    }
    return MF_OK;
}

void mf_exchange_queues(mf_world *world, int begin, int end, int round)
{
    mf_err code = MF_OK;

    if (round == 0)
        mf_heads_open(&world->heads);
    for (int q = begin; q < end; q++) {
        mf_queue_state *state = &world->lines.state[q];

        if (round == 0) {
            state->told_class = 0;
            state->told = state->line[0].head;
        }
        if (code == MF_OK)
            code = tell_queue(world, q, quota_of(share_of(world, q), round));
    }
    refuse(world, mf_heads_hear(&world->heads, world->options.comm, (size_t) begin, (size_t) end,
                                code));
}

/* ------------------------------------------------------------- orders */

/* Will what is asked for come about?  Nothing is done yet. */
static bool is_able(mf_world *world, const mf_order *order, uint32_t id, int cohort)
{
    const mf_people *people = &world->people;
    mf_worker *worker = &world->worker[0];

    if (order->skill > 0)
        return true;
    mf_turn_open(worker->turn, &world->view, &worker->tally, id, cohort, people->cell[id],
                 people->due[id], &people->person[id]);
    return mf_turn_may(worker->turn, order->event) != NULL;
}

void mf_exchange_chosen(mf_world *world, const mf_order *order, const mf_joiner *chosen, size_t n,
                        size_t wanted, int round, size_t *told)
{
    size_t quota = quota_of((double) wanted / mf_comm_size(world->options.comm), round);
    size_t line = (size_t) world->lines.n, end = n - *told > quota ? *told + quota : n;
    mf_err code = MF_OK;

    if (round == 0)
        mf_heads_open(&world->heads);
    for (; code == MF_OK && *told < end; ++*told) {
        uint32_t id = chosen[*told].person;
        int cohort = mf_population_cohort(&world->population, id);
        mf_head head = { .order = chosen[*told].order, .person = id, .line = (uint16_t) line,
                         .cohort = (uint16_t) cohort, .able = is_able(world, order, id, cohort),
                         .more = *told + 1 == end && end < n };

        code = mf_heads_tell(&world->heads, &head);
    }
    refuse(world, mf_heads_hear(&world->heads, world->options.comm, line, line + 1, code));
}
