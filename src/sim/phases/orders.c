/* People whom policies ask for: evacuated, resettled, relocated, regularised, trained.
 *
 * An order names cells, cohorts and conditions; those who fit are found in
 * parallel, and the smallest addressed keys are chosen, the first-named groups
 * before the others.  The scratch of the queues serves as room to choose in. */
#include "sim/phases.h"

#include <string.h>

#include "base/parallel.h"
#include "model/hazards.h"
#include "sim/exchange.h"

typedef struct call {
    mf_world *world;
    const mf_order *order;
    uint32_t part; /* of the address of its keys */
    size_t n_here, n; /* chosen of those held here, and of all */
    size_t told;      /* among ranks: those here of whom all know, */
    int round;        /* after so many rounds */
} call;

static bool names(const mf_refs *refs, int index)
{
    for (int i = 0; refs != NULL && i < refs->n; i++)
        if (refs->at[i] == index)
            return true;
    return refs == NULL || refs->n == 0;
}

/* Marks the cells whose people may be chosen; false if there are none. */
static bool call_cells(mf_world *world, const mf_order *order)
{
    const mf_cells cells = world->rules.cells;
    bool any = false;

    memset(world->called, 0, (size_t) mf_cell_count(cells));
    if (order->statuses == NULL || order->statuses->n == 0)
        return false;
    for (int p = 0; p < cells.n_places; p++)
        for (int s = 0; s < cells.n_statuses; s++) {
            bool led = order->skill > 0 ||
                       mf_rules_next(&world->rules, world->scenario, s,
                                     world->rules.country_of[p], order->event) >= 0;

            if (led && names(order->places, p) && names(order->statuses, s))
                world->called[mf_cell(cells, p, s)] = 1;
            any = any || world->called[mf_cell(cells, p, s)] != 0;
        }
    return any;
}

/* The smallest weight of a cohort that is called; 0 if none is. */
static double least_weight(const mf_world *world, const mf_order *order)
{
    double least = 0.0;

    for (int k = 0; k < world->scenario->cohorts.n; k++) {
        double weight = mf_scenario_weight(world->scenario, k);

        if (names(order->cohorts, k) && (least <= 0.0 || weight < least))
            least = weight;
    }
    return least;
}

static bool fits(const call *self, int cohort, uint32_t id, uint64_t *holds)
{
    const mf_world *world = self->world;
    const mf_order *order = self->order;
    const mf_person *person = &world->people.person[id];
    const mf_cells cells = world->rules.cells;
    int place = mf_cell_place(cells, world->people.cell[id]);
    int status = mf_cell_status(cells, world->people.cell[id]);

    *holds = mf_predicates(&world->view, cohort, place, person);
    if ((order->needs & ~*holds) != 0 || (order->unless & *holds) != 0)
        return false;
    if (order->skill > 0)
        return mf_person_skill(person) < order->skill;
    return mf_rules_find(&world->rules, world->scenario, status, world->rules.country_of[place],
                         order->event, *holds) != NULL;
}

/* Those of a chunk who fit, with their keys. */
static void find_chunk(void *context, size_t piece, int worker)
{
    const call *self = context;
    mf_world *world = self->world;
    mf_chunk chunk = world->population.chunk[piece];
    mf_joiner *found = &world->lines.joiner[chunk.begin - world->population.begin];
    size_t n = 0;

    (void) worker;
    world->n_moved[piece] = 0;
    if (!names(self->order->cohorts, chunk.cohort))
        return;
    for (uint32_t id = chunk.begin; id < chunk.end; id++) {
        uint64_t holds, key;

        if (!world->called[world->people.cell[id]] || !fits(self, chunk.cohort, id, &holds))
            continue;
        key = mf_words_at(world->view.seed, MF_DRAW_ORDER, id, (uint32_t) world->step,
                          self->part).w[0];
        key |= (holds & self->order->first) != 0 ? 0 : UINT64_C(1) << 32;
        found[n++] = (mf_joiner){ .order = key, .person = id };
    }
    world->n_moved[piece] = n;
}

static bool after(const mf_joiner *a, const mf_joiner *b)
{
    return a->order != b->order ? a->order > b->order : a->person > b->person;
}

/* Restores a heap, the last on top, below a place in it. */
static void sink(mf_joiner *heap, size_t n, size_t at)
{
    for (;;) {
        size_t child = 2 * at + 1;
        mf_joiner swap = heap[at];

        if (child >= n)
            return;
        if (child + 1 < n && after(&heap[child + 1], &heap[child]))
            child++;
        if (!after(&heap[child], &heap[at]))
            return;
        heap[at] = heap[child];
        heap[child] = swap;
        at = child;
    }
}

/* Puts the first `room` of all who were found here into `heap`, in order; returns how many. */
static size_t choose(const mf_world *world, mf_joiner *heap, size_t room)
{
    size_t n = 0;

    for (size_t c = 0; c < world->population.n_chunks; c++)
        for (size_t i = 0; i < world->n_moved[c]; i++) {
            const mf_joiner *next = &world->lines.joiner[world->population.chunk[c].begin -
                                                         world->population.begin + i];

            if (n < room) {
                heap[n++] = *next;
                for (size_t at = n / 2; n == room && at-- > 0;)
                    sink(heap, n, at);
                continue;
            }
            if (n > 0 && after(&heap[0], next)) {
                heap[0] = *next;
                sink(heap, n, 0);
            }
        }
    for (size_t at = n / 2; n < room && at-- > 0;)
        sink(heap, n, at);
    for (size_t last = n; last-- > 1;) {
        mf_joiner swap = heap[0];

        heap[0] = heap[last];
        heap[last] = swap;
        sink(heap, last, 0);
    }
    return n;
}

/* What was asked for happens to somebody; false if the law or its chance said no. */
static bool carry_out(mf_world *world, const mf_order *order, uint32_t id, int cohort)
{
    mf_people *people = &world->people;
    mf_turn *turn = world->worker[0].turn;
    uint16_t cell = people->cell[id];

    mf_turn_open(turn, &world->view, &world->worker[0].tally, id, cohort, cell, people->due[id],
                 &people->person[id]);
    mf_turn_settle(turn);
    if (order->skill > 0) {
        turn->me.traits = (uint8_t) ((turn->me.traits & ~3) | order->skill);
        mf_turn_note(turn, order->event, turn->place);
    } else if (!mf_turn_take(turn, order->event)) {
        return false;
    }
    mf_turn_close(turn, cell, people->due[id], &people->person[id]);
    people->person[id] = turn->me;
    people->cell[id] = turn->cell;
    people->due[id] = turn->due;
    mf_world_keep_served(world, turn);
    if (turn->cell != cell) {
        mf_lines_leave(&world->lines, people, cohort, id);
        world->moved[world->n_moved[0]++] = id; /* joins when all have been chosen */
    }
    return true;
}

/* Persons in the beds, those of this step included. */
static double in_beds(mf_world *world, const mf_order *order)
{
    const mf_cells cells = world->rules.cells;
    const int64_t *change;
    double persons = 0.0;

    if (order->beds <= 0.0 || order->occupies < 0)
        return 0.0;
    change = mf_exchange_change(world, order->occupies);
    for (int k = 0; k < world->scenario->cohorts.n; k++)
        for (int p = 0; p < cells.n_places; p++, change++) {
            int64_t people = mf_world_stock(world, k, mf_cell(cells, p, order->occupies)) + *change;

            persons += mf_scenario_weight(world->scenario, k) * (double) people;
        }
    return persons;
}

/* The next of the chosen; true while there is one. */
static bool next_chosen(call *self, size_t i, mf_head *next)
{
    mf_world *world = self->world;
    const mf_joiner *chosen = world->lines.spare;
    size_t line = (size_t) world->lines.n;
    enum mf_next there;

    if (mf_comm_alone(world->options.comm)) {
        next->person = chosen[i].person;
        next->cohort = (uint16_t) mf_population_cohort(&world->population, next->person);
        return true;
    }
    while ((there = mf_heads_next(&world->heads, line, next)) == MF_NEXT_LATER) {
        mf_exchange_chosen(world, self->order, chosen, self->n_here, self->n, ++self->round,
                           &self->told);
        if (world->refused != MF_OK)
            return false;
    }
    mf_heads_served(&world->heads, line);
    return there == MF_NEXT_HERE;
}

/* Does it come about?  Whoever is held elsewhere is seen to there. */
static bool come_about(mf_world *world, const mf_order *order, const mf_head *head)
{
    bool done = mf_population_holds(&world->population, head->person)
                    ? carry_out(world, order, head->person, head->cohort)
                    : head->able;

    world->n_served++;
    return done;
}

/* Chooses while the credit lasts; what cannot be used by anybody is lost. */
static void serve(call *self, mf_policy *policy, int part, bool more)
{
    mf_world *world = self->world;
    const mf_order *order = self->order;
    double beds = in_beds(world, order);
    mf_head next;

    world->n_moved[0] = 0;
    for (size_t i = 0; i < self->n && next_chosen(self, i, &next); i++) {
        double weight = mf_scenario_weight(world->scenario, next.cohort);

        if (weight > policy->credit[part])
            return;
        if (order->beds > 0.0 && order->occupies >= 0 && beds + weight > order->beds)
            break;
        if (!come_about(world, order, &next))
            continue;
        policy->credit[part] -= weight;
        policy->ordered += weight;
        beds += weight;
    }
    if (!more)
        policy->credit[part] = 0.0;
}

static void join_lines(mf_world *world)
{
    for (size_t i = 0; i < world->n_moved[0]; i++) {
        uint32_t id = world->moved[i];

        mf_lines_join(&world->lines, &world->view, &world->people,
                      mf_population_cohort(&world->population, id), id);
    }
    mf_lines_line_up(&world->lines, &world->view, &world->people, &world->population);
}

/* By name, so that the keys of a policy do not depend on which others there are. */
static uint32_t address_of(const mf_world *world, const mf_policy *policy, int part)
{
    uint32_t hash = UINT32_C(2166136261) + (uint32_t) part; /* FNV-1a */

    for (const char *c = mf_interventions(world->scenario)[policy->index].id; *c != '\0'; c++)
        hash = (hash ^ (unsigned char) *c) * UINT32_C(16777619);
    return hash;
}

/* People of all ranks who fit. */
static size_t count_found(const mf_world *world)
{
    int64_t found = 0;

    for (size_t c = 0; c < world->population.n_chunks; c++)
        found += (int64_t) world->n_moved[c];
    mf_comm_sum(world->options.comm, &found, 1);
    return (size_t) found;
}

/* Chooses up to `room` of all who were found; false if that is everybody. */
static bool choose_all(call *self, double room)
{
    mf_world *world = self->world;
    size_t found = count_found(world);

    self->n = room < (double) found ? (size_t) room : found;
    self->n_here = choose(world, world->lines.spare,
                          self->n < world->people.n ? self->n : world->people.n);
    if (!mf_comm_alone(world->options.comm))
        mf_exchange_chosen(world, self->order, world->lines.spare, self->n_here, self->n, 0,
                           &self->told);
    return found > self->n;
}

static void obey(mf_world *world, mf_policy *policy, int part)
{
    const mf_order *order = &policy->orders.at[part];
    double least = least_weight(world, order);
    call self = { .world = world, .order = order, .part = address_of(world, policy, part) };
    bool more;

    policy->credit[part] += order->most * world->view.years;
    if (least <= 0.0 || policy->credit[part] < least)
        return;
    if (!call_cells(world, order)) {
        policy->credit[part] = 0.0;
        return;
    }
    mf_parallel_for(world->population.n_chunks, world->options.workers, find_chunk, &self);
    more = choose_all(&self, policy->credit[part] / least);
    serve(&self, policy, part, more);
    join_lines(world);
}

void mf_phase_orders(mf_world *world)
{
    for (int i = 0; i < world->scenario->interventions.n; i++)
        for (int part = 0; part < world->policy[i].orders.n; part++)
            obey(world, &world->policy[i], part);
}
