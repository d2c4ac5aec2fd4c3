/* Joining, leaving, being served. */
#include "sim/phases.h"

#include "base/calendar.h"
#include "base/rng.h"
#include "model/adjudication.h"
#include "sim/exchange.h"

/* Moves people of a chunk out of the queues they stood in, and towards those of their cells. */
static void move(mf_world *world, const uint32_t *moved, size_t n, int cohort)
{
    const mf_people *people = &world->people;

    for (size_t i = 0; i < n; i++) {
        if (i + 2 * MF_LINES_AHEAD < n)
            mf_lines_fetch(people, moved[i + 2 * MF_LINES_AHEAD]);
        if (i + MF_LINES_AHEAD < n && people->person[moved[i + MF_LINES_AHEAD]].queue != MF_NEVER)
            mf_lines_fetch_beside(people, moved[i + MF_LINES_AHEAD]);
        mf_lines_leave(&world->lines, &world->people, cohort, moved[i]);
        mf_lines_join(&world->lines, &world->view, people, cohort, moved[i]);
    }
}

static void move_lines(mf_world *world)
{
    for (size_t c = 0; c < world->population.n_chunks; c++)
        move(world, &world->moved[c * MF_CHUNK], world->n_moved[c],
             world->population.chunk[c].cohort);
}

/* Learns from a decision on its own case. */
static void learn_decision(mf_turn *turn, bool granted, int joined)
{
    double speed = turn->view->scenario->beliefs.own;

    mf_turn_learn(turn, MF_TOPIC_STATUS, granted ? 1.0 : 0.0, speed);
    mf_turn_learn(turn, MF_TOPIC_ASYLUM_WAIT, (turn->view->step - joined) * turn->view->years, speed);
}

static int decide_claim(mf_turn *turn, int queue, int joined)
{
    int event = mf_adjudicate_claim(turn->view, queue, turn->cohort, mf_turn_country(turn), &turn->me,
                                    mf_turn_words(turn, MF_DRAW_EVIDENCE, 0),
                                    mf_turn_words(turn, MF_DRAW_FORM, 0));
    bool refused = event == MF_EVENT_REFUSED || event == MF_EVENT_APPEALS;

    if (event != MF_EVENT_CLOSED)
        learn_decision(turn, !refused, joined);
    if (refused && turn->me.refusals < UINT8_MAX)
        turn->me.refusals++;
    return event;
}

static int decide_event(mf_turn *turn, int queue, int joined)
{
    const mf_queue *q = &mf_queues(turn->view->scenario)[queue];
    mf_words words = mf_turn_words(turn, MF_DRAW_TRANSITION, 0);

    if (mf_status_is(turn->view->scenario, turn->status, MF_TRAIT_PENDING))
        mf_turn_learn(turn, MF_TOPIC_PATH_WAIT, (turn->view->step - joined) * turn->view->years,
                      turn->view->scenario->beliefs.own);
    return mf_unit(words.w[0]) < turn->view->now->queue[queue].chance ? q->event : q->otherwise;
}

static int decide(mf_turn *turn, int queue, int joined)
{
    switch (mf_queues(turn->view->scenario)[queue].decides) {
    case MF_DECIDES_ASYLUM:
        return decide_claim(turn, queue, joined);
    case MF_DECIDES_APPEAL:
        return mf_adjudicate_appeal(turn->view, queue, turn->cohort, mf_turn_country(turn), &turn->me,
                                    mf_turn_words(turn, MF_DRAW_EVIDENCE, 1));
    case MF_DECIDES_EXTERNAL:
        return mf_adjudicate_external(turn->view, queue, &turn->me,
                                      mf_turn_words(turn, MF_DRAW_EVIDENCE, 2));
    default:
        return decide_event(turn, queue, joined);
    }
}

/* What becomes of somebody who is held here. */
static void handle(mf_world *world, int queue, uint32_t id, int cohort)
{
    mf_people *people = &world->people;
    mf_worker *worker = &world->worker[0];
    mf_turn *turn = worker->turn;
    int joined = people->person[id].joined;
    uint16_t cell = people->cell[id];
    int event;

    mf_lines_leave(&world->lines, people, cohort, id);
    mf_turn_open(turn, &world->view, &worker->tally, id, cohort, cell, people->due[id],
                 &people->person[id]);
    mf_turn_settle(turn);
    event = decide(turn, queue, joined);
    if (event != MF_EVENT_NOTHING)
        mf_turn_take(turn, event);
    mf_turn_alert(turn);
    mf_turn_close(turn, cell, people->due[id], &people->person[id]);
    people->person[id] = turn->me;
    people->cell[id] = turn->cell;
    people->due[id] = turn->due;
    mf_world_keep_served(world, turn);
    if (turn->cell != cell)
        mf_lines_join(&world->lines, &world->view, people, cohort, id);
}

static void serve(mf_world *world, int queue, const mf_head *head)
{
    mf_queue_state *state = &world->lines.state[queue];
    double weight = mf_scenario_weight(world->scenario, head->cohort);
    int waited = world->step - head->joined;

    state->served[head->cohort]++;
    mf_lines_waits(&world->lines, queue, head->cohort)[waited]++;
    state->waited += waited * world->view.years * weight;
    state->served_now += weight;
    if (mf_population_holds(&world->population, head->person))
        handle(world, queue, head->person, head->cohort);
    world->n_served++;
}

/* Persons who take up beds in a status, wherever they are. */
static double occupied(const mf_world *world, int status)
{
    const mf_cells cells = world->rules.cells;
    double persons = 0.0;

    for (int k = 0; k < world->scenario->cohorts.n; k++)
        for (int p = 0; p < cells.n_places; p++)
            persons += mf_scenario_weight(world->scenario, k) *
                       (double) mf_world_stock(world, k, mf_cell(cells, p, status));
    return persons;
}

/* The next to be served, of all ranks. */
static enum mf_next next_in_line(const mf_world *world, int queue, mf_head *next)
{
    const mf_queue_state *state = &world->lines.state[queue];
    const mf_people *people = &world->people;
    int least = mf_queue_least_steps(world, queue);

    if (!mf_comm_alone(world->options.comm))
        return mf_heads_next(&world->heads, (size_t) queue, next);
    for (int c = 0; c < MF_N_CLASSES; c++) {
        uint32_t id = state->line[c].head;

        if (id == MF_NOBODY || world->step - people->person[id].joined < least)
            continue;
        if (people->next[id] != MF_NOBODY)
            mf_lines_fetch(people, people->next[id]);
        next->person = id;
        next->cohort = (uint16_t) mf_population_cohort(&world->population, id);
        next->joined = people->person[id].joined;
        return MF_NEXT_HERE;
    }
    return MF_NEXT_NOBODY;
}

static void open_queue(mf_world *world, int queue)
{
    const mf_queue *q = &mf_queues(world->scenario)[queue];
    const mf_queue_now *now = &world->now.queue[queue];
    mf_queue_state *state = &world->lines.state[queue];

    state->served_now = 0.0;
    state->in_beds = now->beds > 0.0 && q->occupies >= 0 ? occupied(world, q->occupies) : 0.0;
    state->credit += now->capacity * world->scenario->calendar.step / MF_DAYS_PER_MONTH;
}

/* Serves while capacity and beds last; false if one must first hear who is next. */
static bool serve_queue(mf_world *world, int queue)
{
    mf_queue_state *state = &world->lines.state[queue];
    double beds = world->now.queue[queue].beds;
    enum mf_next there;
    mf_head next;

    while ((there = next_in_line(world, queue, &next)) == MF_NEXT_HERE) {
        double weight = mf_scenario_weight(world->scenario, next.cohort);

        if (weight > state->credit)
            return true; /* what is left counts towards the next */
        if (beds > 0.0 && state->in_beds + weight > beds)
            break;
        state->credit -= weight;
        state->in_beds += weight;
        if (!mf_comm_alone(world->options.comm))
            mf_heads_served(&world->heads, (size_t) queue);
        serve(world, queue, &next);
    }
    if (there == MF_NEXT_LATER)
        return false;
    state->credit = 0.0; /* capacity that nobody can use is lost */
    return true;
}

/* Queue by queue; all are told of in a first round, one alone where that was not enough. */
static void serve_among_ranks(mf_world *world)
{
    mf_exchange_queues(world, 0, world->lines.n, 0);
    for (int q = 0; q < world->lines.n && world->refused == MF_OK; q++) {
        for (int round = 1; !serve_queue(world, q) && world->refused == MF_OK; round++)
            mf_exchange_queues(world, q, q + 1, round);
        mf_heads_close(&world->heads, (size_t) q);
    }
}

void mf_phase_queues(mf_world *world)
{
    world->served.n = world->n_served = 0;
    world->lines.n_batches = 1; /* after those of the start */
    move_lines(world);
    mf_lines_line_up(&world->lines, &world->view, &world->people, &world->population);
    for (int q = 0; q < world->lines.n; q++)
        open_queue(world, q);
    if (!mf_comm_alone(world->options.comm))
        serve_among_ranks(world);
    else
        for (int q = 0; q < world->lines.n; q++)
            (void) serve_queue(world, q);
    /* those who pass from one queue to the next are served from the next step on */
    mf_lines_line_up(&world->lines, &world->view, &world->people, &world->population);
}
