#include "sim/world.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/parallel.h"
#include "sim/exchange.h"
#include "sim/phases.h"

#define X(name, doc) { #name, doc, mf_phase_##name },
const mf_phase mf_phases[] = { MF_PHASES(X){ .name = NULL } };
#undef X

static mf_err order_policies(mf_world *self)
{
    const mf_intervention *all = mf_interventions(self->scenario);
    int n = self->scenario->interventions.n;

    self->policy = mf_arena_take(&self->arena, (size_t) n + 1, sizeof *self->policy);
    if (self->policy == NULL)
        return MF_E_NOMEM;
    for (int i = 0; i < n; i++) {
        int at = i;

        for (; at > 0 && strcmp(all[self->policy[at - 1].index].id, all[i].id) > 0; at--)
            self->policy[at] = self->policy[at - 1];
        self->policy[at] = (mf_policy){ .index = i, .since = all[i].start,
                                        .standing = !mf_intervention_waits(&all[i]) };
    }
    return MF_OK;
}

static mf_err init_model(mf_world *self)
{
    const mf_scenario *scenario = self->scenario;
    mf_arena *arena = &self->arena;

    MF_TRY(mf_rules_init(&self->rules, arena, scenario));
    MF_TRY(mf_effects_init(&self->effects, arena, scenario));
    MF_TRY(mf_conditions_init(&self->now, arena, scenario));
    MF_TRY(mf_drift_init(&self->drift, arena, scenario));
    self->view = (mf_view){
        .scenario = scenario,
        .rules = &self->rules,
        .effects = &self->effects,
        .now = &self->now,
        .drift = &self->drift,
        .published = &self->published,
        .classes = &self->classes,
        .seed = (uint64_t) scenario->seed + self->options.replicate,
        .day = scenario->calendar.start,
        .month = mf_months_of(scenario->calendar.start),
        .years = scenario->calendar.step / MF_DAYS_PER_YEAR,
        .ahead = mf_value_ahead(&scenario->decision),
    };
    mf_conditions_at(&self->now, scenario, &self->effects, 0);
    mf_drift_to(&self->drift, scenario, &self->now, 0);
    MF_TRY(mf_published_init(&self->published, arena, &self->view));
    MF_TRY(order_policies(self));
    return mf_population_init_share(&self->population, arena, scenario,
                                    mf_comm_first(self->options.comm) ? 0 : self->options.comm->rank,
                                    mf_comm_size(self->options.comm));
}

static mf_err init_workers(mf_world *self)
{
    self->worker = calloc((size_t) self->options.workers, sizeof *self->worker);
    if (self->worker == NULL)
        return MF_E_NOMEM;
    MF_TRY(mf_stretches_init(&self->stretches, &self->arena, &self->population, self->options.workers));
    for (int w = 0; w < self->options.workers; w++) {
        mf_worker *worker = &self->worker[w];
        size_t people = self->stretches.people;

        MF_TRY(mf_tally_init(&worker->tally, self->scenario, mf_cell_count(self->rules.cells)));
        MF_TRY(mf_calls_init(&worker->calls, self->rules.cells, people));
        worker->turn = calloc(1, sizeof *worker->turn);
        MF_TRY(mf_companies_init(&worker->companies));
        worker->done = calloc(people, sizeof *worker->done);
        worker->heard = calloc(people, sizeof *worker->heard);
        worker->happened = calloc(people * MF_MOST_HAPPENINGS + 2, sizeof *worker->happened);
        if (worker->turn == NULL || worker->done == NULL || worker->heard == NULL ||
            worker->happened == NULL)
            return MF_E_NOMEM;
    }
    return mf_tally_init(&self->tally, self->scenario, mf_cell_count(self->rules.cells));
}

/* Room for the events of every person in one step.  The system gives pages
 * only when they are written, so what is not needed costs no memory. */
static mf_err init_logs(mf_world *self)
{
    size_t chunks = self->population.n_chunks, n = self->people.n;
    size_t most = (2 + (size_t) self->scenario->interventions.n * MF_MOST_ORDERS) * n;

    self->log = calloc(chunks + 1, sizeof *self->log);
    self->n_moved = calloc(chunks + 1, sizeof *self->n_moved);
    self->moved = malloc((chunks * MF_CHUNK + 1) * sizeof *self->moved);
    self->served = (mf_stream){ malloc((most + 1) * sizeof *self->served.at), 0, most };
    self->served_as = malloc((most + 1) * sizeof *self->served_as);
    if (self->log == NULL || self->n_moved == NULL || self->moved == NULL ||
        self->served.at == NULL || self->served_as == NULL)
        return MF_E_NOMEM;
    for (size_t c = 0; c < chunks; c++) {
        mf_chunk chunk = self->population.chunk[c];

        self->log[c].room = (size_t) (chunk.end - chunk.begin) * MF_MOST_HAPPENINGS;
        self->log[c].at = malloc((self->log[c].room + 2) * sizeof *self->log[c].at);
        if (self->log[c].at == NULL)
            return MF_E_NOMEM;
    }
    return MF_OK;
}

static void draw_piece(void *context, size_t piece, int worker)
{
    mf_world *self = context;

    (void) worker;
    mf_population_draw(&self->population, &self->view, piece, &self->people);
}

static size_t n_counts(const mf_world *self)
{
    const mf_scenario *s = self->scenario;

    return (size_t) s->links.n * 4 + (size_t) s->countries.n * ((size_t) s->cohorts.n + 2) +
           (size_t) s->cohorts.n * 3 + (size_t) s->legal.queues.n + 1;
}

static mf_err init_people(mf_world *self)
{
    size_t cells = (size_t) mf_cell_count(self->rules.cells);
    size_t classes = mf_world_classes(self);

    MF_TRY(mf_people_init(&self->people, self->population.begin,
                          self->population.end - self->population.begin));
    self->stock = calloc(classes + 1, sizeof *self->stock);
    self->occupied = calloc(mf_bits_words(classes) + 1, sizeof *self->occupied);
    self->called = calloc(cells + 1, sizeof *self->called);
    self->counts = calloc(n_counts(self), sizeof *self->counts);
    self->seconds = calloc(sizeof mf_phases / sizeof *mf_phases, sizeof *self->seconds);
    if (self->stock == NULL || self->occupied == NULL || self->called == NULL || self->counts == NULL ||
        self->seconds == NULL)
        return MF_E_NOMEM;
    mf_parallel_for(self->population.n_chunks, self->options.workers, draw_piece, self);
    MF_TRY(mf_classes_init(&self->classes, self->scenario, self->rules.cells,
                           self->population.count));
    MF_TRY(mf_lines_init(&self->lines, self->scenario, self->people.first, self->people.n,
                         mf_comm_alone(self->options.comm)));
    return mf_exchange_init(self);
}

/* Counts everybody where they start and lets them join the queues of their cells. */
static void first_count(mf_world *self)
{
    for (size_t c = 0; c < self->population.n_chunks; c++) {
        mf_chunk chunk = self->population.chunk[c];
        int64_t *stock = &self->stock[(size_t) chunk.cohort *
                                      (size_t) mf_cell_count(self->rules.cells)];

        for (uint32_t id = chunk.begin; id < chunk.end; id++) {
            if (id - self->population.first[chunk.cohort] >= self->population.count[chunk.cohort])
                continue;
            stock[self->people.cell[id]]++;
            if (self->people.cell[id] != mf_cell_unborn(self->rules.cells)) {
                /* with a worker, to be counted in the first step */
                *mf_tally_money(&self->worker[0].tally, MF_LEDGER_ENTERED, chunk.cohort) +=
                    self->people.person[id].savings;
                mf_lines_join(&self->lines, &self->view, &self->people, chunk.cohort, id);
            }
        }
    }
    mf_lines_line_up(&self->lines, &self->view, &self->people, &self->population);
    mf_exchange_stock(self);
    mf_world_occupy(self, 0, mf_world_classes(self));
}

static mf_err init_all(mf_world *self)
{
    MF_TRY(init_model(self));
    MF_TRY(init_people(self));
    MF_TRY(init_workers(self));
    return init_logs(self);
}

mf_err mf_world_init(mf_world *self, const mf_scenario *scenario, const mf_world_options *options,
                     mf_error *err)
{
    mf_err code;

    *self = (mf_world){ .scenario = scenario, .options = *options };
    if (self->options.workers <= 0)
        self->options.workers = mf_parallel_workers();
    self->n_steps = mf_scenario_steps(scenario);
    code = mf_comm_agree(options->comm, init_all(self), NULL);
    if (code != MF_OK) {
        mf_world_free(self);
        return mf_fail(err, code, "no room for the people of %s", scenario->title);
    }
    first_count(self);
    return MF_OK;
}

void mf_world_free(mf_world *self)
{
    for (int w = 0; self->worker != NULL && w < self->options.workers; w++) {
        mf_tally_free(&self->worker[w].tally);
        mf_calls_free(&self->worker[w].calls);
        free(self->worker[w].turn);
        mf_companies_free(&self->worker[w].companies);
        free(self->worker[w].done);
        free(self->worker[w].heard);
        free(self->worker[w].happened);
    }
    for (size_t c = 0; self->log != NULL && c < self->population.n_chunks; c++)
        free(self->log[c].at);
    free(self->worker);
    free(self->log);
    free(self->served.at);
    free(self->served_as);
    free(self->sums);
    mf_heads_free(&self->heads);
    free(self->moved);
    free(self->n_moved);
    free(self->stock);
    free(self->occupied);
    mf_classes_free(&self->classes);
    free(self->called);
    free(self->counts);
    free(self->seconds);
    mf_tally_free(&self->tally);
    mf_lines_free(&self->lines);
    mf_people_free(&self->people);
    mf_arena_free(&self->arena);
    *self = (mf_world){ 0 };
}

mf_err mf_world_step(mf_world *self, const mf_observer *observer, mf_error *err)
{
    mf_err code = MF_OK;

    self->view.step = self->step;
    self->view.day = mf_scenario_day(self->scenario, self->step);
    self->view.month = mf_months_of(self->view.day);
    for (int p = 0; mf_phases[p].name != NULL; p++) {
        double start = mf_parallel_clock();

        mf_phases[p].run(self);
        self->seconds[p] += mf_parallel_clock() - start;
    }
    if (self->refused != MF_OK)
        return mf_fail(err, self->refused, "no room for what the ranks tell one another");
    if (self->options.paranoid)
        MF_TRY(mf_comm_agree(self->options.comm, mf_world_sane(self, err), err));
    if (observer != NULL && observer->step != NULL)
        code = observer->step(observer->self, self, err);
    self->woken += self->tally.woken;
    self->fired += self->tally.fired;
    self->step++;
    return code;
}

int mf_queue_least_steps(const mf_world *self, int queue)
{
    int step_days = self->scenario->calendar.step;

    return (int) ((self->now.queue[queue].service + step_days - 1) / step_days);
}

void mf_world_keep_served(mf_world *self, const mf_turn *turn)
{
    size_t n = (size_t) turn->n_happened;

    memcpy(&self->served.at[self->served.n], turn->happened, n * sizeof *turn->happened);
    for (size_t i = 0; i < n; i++)
        self->served_as[self->served.n + i] = self->n_served;
    self->served.n += n;
}

size_t mf_world_classes(const mf_world *self)
{
    return (size_t) self->scenario->cohorts.n * (size_t) mf_cell_count(self->rules.cells);
}

void mf_world_occupy(mf_world *self, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        mf_bits_put(self->occupied, i, self->stock[i] != 0);
}

double mf_world_bytes_per_person(const mf_world *self)
{
    int64_t bytes = (int64_t) (mf_people_bytes() * self->people.n);

    for (size_t c = 0; c < self->population.n_chunks; c++)
        bytes += (int64_t) (self->log[c].n * sizeof *self->log[c].at);
    mf_comm_sum(self->options.comm, &bytes, 1);
    return (double) bytes / (double) self->population.n_people;
}
