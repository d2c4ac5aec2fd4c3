/* Joining, leaving, being served. */
#include "sim/phases.h"

#include <string.h>

#include "base/calendar.h"
#include "base/rng.h"
#include "model/adjudication.h"

static void move_lines(mf_world *world)
{
    for (size_t c = 0; c < world->population.n_chunks; c++)
        for (size_t i = 0; i < world->n_moved[c]; i++) {
            uint32_t id = world->moved[c * MF_CHUNK + i];
            int cohort = world->population.chunk[c].cohort;

            mf_lines_leave(&world->lines, &world->people, cohort, id);
            mf_lines_join(&world->lines, &world->view, &world->people, cohort, id);
        }
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

static void serve(mf_world *world, int queue, uint32_t id)
{
    mf_people *people = &world->people;
    mf_queue_state *state = &world->lines.state[queue];
    mf_worker *worker = &world->worker[0];
    mf_turn *turn = worker->turn;
    int cohort = mf_population_cohort(&world->population, id);
    int joined = people->person[id].joined;
    uint16_t cell = people->cell[id];
    int event;

    state->served[cohort]++;
    mf_lines_waits(&world->lines, queue, cohort)[world->step - joined]++;
    state->waited += (world->step - joined) * world->view.years *
                     mf_scenario_weight(world->scenario, cohort);
    mf_lines_leave(&world->lines, people, cohort, id);
    mf_turn_open(turn, &world->view, &worker->tally, id, cohort, cell, people->due[id],
                 &people->person[id]);
    mf_turn_settle(turn);
    state->served_now += mf_scenario_weight(world->scenario, cohort);
    event = decide(turn, queue, joined);
    if (event != MF_EVENT_NOTHING)
        mf_turn_take(turn, event);
    mf_turn_alert(turn);
    mf_turn_close(turn, cell, people->due[id], &people->person[id]);
    people->person[id] = turn->me;
    people->cell[id] = turn->cell;
    people->due[id] = turn->due;
    memcpy(&world->served.at[world->served.n], turn->happened,
           (size_t) turn->n_happened * sizeof *turn->happened);
    world->served.n += (size_t) turn->n_happened;
    if (turn->cell != cell)
        mf_lines_join(&world->lines, &world->view, people, cohort, id);
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

static uint32_t next_in_line(const mf_world *world, const mf_queue_state *state, int least_steps)
{
    for (int c = 0; c < MF_N_CLASSES; c++) {
        uint32_t id = state->line[c].head;

        if (id != MF_NOBODY && world->step - world->people.person[id].joined >= least_steps)
            return id;
    }
    return MF_NOBODY;
}

static void serve_queue(mf_world *world, int queue)
{
    const mf_queue *q = &mf_queues(world->scenario)[queue];
    mf_queue_state *state = &world->lines.state[queue];
    int step_days = world->scenario->calendar.step;
    const mf_queue_now *now = &world->now.queue[queue];
    int least = (int) ((now->service + step_days - 1) / step_days);
    double beds = now->beds;
    double in_beds = beds > 0.0 && q->occupies >= 0 ? occupied(world, q->occupies) : 0.0;
    uint32_t id;

    state->credit += now->capacity * step_days / MF_DAYS_PER_MONTH;
    while ((id = next_in_line(world, state, least)) != MF_NOBODY) {
        double weight = mf_scenario_weight(world->scenario,
                                           mf_population_cohort(&world->population, id));

        if (weight > state->credit)
            return; /* what is left counts towards the next */
        if (beds > 0.0 && in_beds + weight > beds)
            break;
        state->credit -= weight;
        in_beds += weight;
        serve(world, queue, id);
    }
    state->credit = 0.0; /* capacity that nobody can use is lost */
}

void mf_phase_queues(mf_world *world)
{
    world->served.n = 0;
    for (int q = 0; q < world->lines.n; q++)
        world->lines.state[q].served_now = 0.0;
    move_lines(world);
    mf_lines_line_up(&world->lines, &world->view, &world->people, &world->population);
    for (int q = 0; q < world->lines.n; q++)
        serve_queue(world, q);
    /* those who pass from one queue to the next are served from the next step on */
    mf_lines_line_up(&world->lines, &world->view, &world->people, &world->population);
}
