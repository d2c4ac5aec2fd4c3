#include "record/counts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "model/published.h"

static size_t n_flow(const mf_scenario *s)
{
    return (size_t) s->links.n * MF_N_FATES * (size_t) s->cohorts.n;
}

static size_t n_happened(const mf_scenario *s)
{
    return (size_t) MF_N_EVENTS * ((size_t) s->countries.n + 1) * (size_t) s->cohorts.n * 2;
}

static size_t n_money(const mf_scenario *s)
{
    return (size_t) MF_N_LEDGER * (size_t) s->cohorts.n;
}

static size_t n_served(const mf_scenario *s)
{
    return (size_t) s->legal.queues.n * (size_t) s->cohorts.n;
}

static size_t n_spent(const mf_scenario *s)
{
    return (size_t) s->interventions.n * MF_N_COSTS;
}

mf_err mf_counts_init(mf_counts *self, const mf_scenario *scenario)
{
    *self = (mf_counts){ 0 };
    self->flow = calloc(n_flow(scenario) + 1, sizeof *self->flow);
    self->happened = calloc(n_happened(scenario) + 1, sizeof *self->happened);
    self->money = calloc(n_money(scenario) + 1, sizeof *self->money);
    self->served = calloc(n_served(scenario) + 1, sizeof *self->served);
    self->waited = calloc((size_t) scenario->legal.queues.n + 1, sizeof *self->waited);
    self->spent = calloc(n_spent(scenario) + 1, sizeof *self->spent);
    if (self->flow == NULL || self->happened == NULL || self->money == NULL ||
        self->served == NULL || self->waited == NULL || self->spent == NULL) {
        mf_counts_free(self);
        return MF_E_NOMEM;
    }
    return MF_OK;
}

void mf_counts_free(mf_counts *self)
{
    free(self->flow);
    free(self->happened);
    free(self->money);
    free(self->served);
    free(self->waited);
    free(self->spent);
    *self = (mf_counts){ 0 };
}

/* The row of a table that belongs to this time; NULL if the table is not kept. */
static void *row_of(const mf_tables *tables, int table, size_t row)
{
    size_t n = mf_tables_count(tables, table) / tables->length[MF_AXIS_TIME];
    char *data = tables->data[table];

    return data == NULL ? NULL : data + row * n * mf_type_size(mf_table_list[table].type);
}

/* Only what is not zero is written: the row is new, and most cells are empty. */
static void put_stock(const mf_world *world, float *out)
{
    size_t cohorts = (size_t) world->scenario->cohorts.n;

    for (size_t k = 0; k < cohorts; k++) {
        double weight = mf_scenario_weight(world->scenario, (int) k);
        size_t first = mf_world_class(world, (int) k, 0);
        size_t end = mf_world_class(world, (int) k, mf_cell_unborn(world->rules.cells));

        for (size_t at = mf_world_next(world, first, end); at < end;
             at = mf_world_next(world, at + 1, end))
            out[(at - first) * cohorts + k] = (float) (weight * (double) world->stock[at]);
    }
}

/* Sums of modelled people become persons; `after` values follow each cohort's. */
static void put_persons(const mf_scenario *s, int64_t *sum, size_t n, size_t after, float *out)
{
    size_t cohorts = (size_t) s->cohorts.n;

    for (size_t i = 0; out != NULL && i < n; i++)
        out[i] = sum[i] == 0 ? 0.0f
                             : (float) ((double) sum[i] *
                                        mf_scenario_weight(s, (int) (i / after % cohorts)));
    memset(sum, 0, n * sizeof *sum);
}

static void put_money(const mf_scenario *s, int64_t *sum, double *out)
{
    size_t cohorts = (size_t) s->cohorts.n, n = n_money(s);

    for (size_t i = 0; i < n; i++)
        out[i] = (double) sum[i] / 100.0 * mf_scenario_weight(s, (int) (i % cohorts));
    memset(sum, 0, n * sizeof *sum);
}

static float head_age(const mf_world *world, const mf_queue_state *state)
{
    int age = world->view.step - state->oldest;

    return state->oldest == MF_NEVER ? NAN : (float) (age * world->scenario->calendar.step);
}

static void put_queues(mf_counts *self, const mf_world *world, mf_tables *tables)
{
    const mf_scenario *s = world->scenario;
    size_t cohorts = (size_t) s->cohorts.n;
    float *waiting = row_of(tables, MF_TABLE_WAITING, self->row);
    float *served = row_of(tables, MF_TABLE_SERVED, self->row);
    float *mean_wait = row_of(tables, MF_TABLE_MEAN_WAIT, self->row);
    float *expected = row_of(tables, MF_TABLE_EXPECTED_WAIT, self->row);
    float *capacity = row_of(tables, MF_TABLE_CAPACITY, self->row);
    float *age = row_of(tables, MF_TABLE_HEAD_AGE, self->row);

    for (size_t q = 0; waiting != NULL && q < (size_t) s->legal.queues.n; q++) {
        const mf_queue_state *state = &world->lines.state[q];
        double persons = 0.0;

        for (size_t k = 0; k < cohorts; k++) {
            double weight = mf_scenario_weight(s, (int) k);
            int64_t *before = &self->served[q * cohorts + k];

            waiting[q * cohorts + k] = (float) (weight * (double) state->waiting[k]);
            served[q * cohorts + k] = (float) (weight * (double) (state->served[k] - *before));
            persons += weight * (double) (state->served[k] - *before);
            *before = state->served[k];
        }
        mean_wait[q] = persons > 0.0 ? (float) ((state->waited - self->waited[q]) / persons *
                                                MF_DAYS_PER_YEAR)
                                     : NAN;
        self->waited[q] = state->waited;
        expected[q] = (float) (world->published.wait[q] * MF_DAYS_PER_YEAR);
        capacity[q] = (float) world->now.queue[q].capacity;
        age[q] = head_age(world, state);
    }
}

static void put_prices(const mf_counts *self, const mf_world *world, mf_tables *tables)
{
    float *price = row_of(tables, MF_TABLE_PRICE, self->row);
    float *usual = row_of(tables, MF_TABLE_USUAL_PRICE, self->row);
    float *death = row_of(tables, MF_TABLE_REPUTED_DEATH, self->row);
    float *stop = row_of(tables, MF_TABLE_REPUTED_STOP, self->row);

    for (int l = 0; price != NULL && l < world->scenario->links.n; l++) {
        price[l] = (float) world->published.link[l].price;
        usual[l] = (float) world->now.link[l].usual;
        death[l] = (float) world->published.link[l].death;
        stop[l] = (float) world->published.link[l].interception;
    }
}

static void put_costs(mf_counts *self, const mf_world *world, mf_tables *tables)
{
    double *cost = row_of(tables, MF_TABLE_COST, self->row);
    float *strength = row_of(tables, MF_TABLE_STRENGTH, self->row);

    for (int i = 0; cost != NULL && i < world->scenario->interventions.n; i++) {
        const mf_policy *policy = &world->policy[i]; /* by name, the table as in the file */

        strength[policy->index] = (float) policy->strength;
        for (int part = 0; part < MF_N_COSTS; part++) {
            int at = policy->index * MF_N_COSTS + part;

            cost[at] = (double) (policy->spent[part] - self->spent[at]) / 100.0;
            self->spent[at] = policy->spent[part];
        }
    }
}

static void put_row(mf_counts *self, const mf_world *world, mf_tables *tables)
{
    const mf_scenario *s = world->scenario;

    put_stock(world, row_of(tables, MF_TABLE_STOCK, self->row));
    put_persons(s, self->flow, n_flow(s), 1, row_of(tables, MF_TABLE_FLOW, self->row));
    if (tables->data[MF_TABLE_HAPPENED] != NULL)
        put_persons(s, self->happened, n_happened(s), 2, row_of(tables, MF_TABLE_HAPPENED, self->row));
    put_money(s, self->money, row_of(tables, MF_TABLE_MONEY, self->row));
    put_queues(self, world, tables);
    put_prices(self, world, tables);
    put_costs(self, world, tables);
    self->row++;
}

/* Adds counts of a step, piece by piece where there is anything to add. */
static void add(int64_t *sum, const mf_tally *tally, const int32_t *part, size_t n)
{
    for (size_t i = 0; i < n; i += MF_TALLY_BLOCK) {
        size_t end = i + MF_TALLY_BLOCK < n ? i + MF_TALLY_BLOCK : n;

        if (mf_tally_any(tally, part + i, end - i))
            for (size_t j = i; j < end; j++)
                sum[j] += part[j];
    }
}

static void add_money(mf_counts *self, const mf_world *world)
{
    for (size_t i = 0; i < n_money(world->scenario); i++)
        self->money[i] += world->tally.money[i];
}

void mf_counts_begin(mf_counts *self, const mf_world *world, mf_tables *tables)
{
    const mf_scenario *s = world->scenario;

    self->row = 0;
    memset(self->flow, 0, n_flow(s) * sizeof *self->flow);
    memset(self->happened, 0, n_happened(s) * sizeof *self->happened);
    memset(self->money, 0, n_money(s) * sizeof *self->money);
    memset(self->served, 0, n_served(s) * sizeof *self->served);
    memset(self->waited, 0, (size_t) s->legal.queues.n * sizeof *self->waited);
    memset(self->spent, 0, n_spent(s) * sizeof *self->spent);
    put_row(self, world, tables);
}

void mf_counts_step(mf_counts *self, const mf_world *world, mf_tables *tables)
{
    const mf_scenario *s = world->scenario;
    int done = world->step + 1;

    add(self->flow, &world->tally, world->tally.flow, n_flow(s));
    if (tables->data[MF_TABLE_HAPPENED] != NULL)
        add(self->happened, &world->tally, world->tally.event, n_happened(s));
    add_money(self, world);
    if (done % s->outputs.stocks_every == 0 || done == world->n_steps)
        put_row(self, world, tables);
}
