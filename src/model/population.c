#include "model/population.h"

#include "base/calendar.h"
#include "base/real.h"
#include "base/rng.h"
#include "model/beliefs.h"
#include "model/drift.h"

#define GOLDEN 0.6180339887498949

/* Modelled people up to and including a start group, before rounding. */
static double started(const mf_cohort *cohort, double scale, int groups)
{
    const mf_start *start = cohort->start.at;
    double sum = 0.0;

    for (int i = 0; i < groups; i++)
        sum += start[i].persons;
    return sum / scale;
}

/* Modelled newcomers of a cohort up to the beginning of each step, before rounding. */
static double *entered(mf_arena *arena, const mf_scenario *scenario, int cohort)
{
    const mf_series *entrants = &mf_cohorts(scenario)[cohort].entrants;
    int steps = mf_scenario_steps(scenario);
    double years = scenario->calendar.step / MF_DAYS_PER_YEAR;
    double *upto = mf_arena_take(arena, (size_t) steps + 1, sizeof *upto);

    if (upto == NULL)
        return NULL;
    for (int t = 0; t < steps; t++)
        upto[t + 1] = upto[t] + mf_series_at(entrants, mf_scenario_day(scenario, t)) * years /
                                    mf_scenario_weight(scenario, cohort);
    return upto;
}

static mf_err take(mf_population *self, mf_arena *arena, const mf_scenario *scenario)
{
    size_t cohorts = (size_t) scenario->cohorts.n;

    self->first = mf_arena_take(arena, cohorts + 1, sizeof *self->first);
    self->count = mf_arena_take(arena, cohorts + 1, sizeof *self->count);
    self->at_start = mf_arena_take(arena, cohorts + 1, sizeof *self->at_start);
    self->upto = mf_arena_take(arena, cohorts + 1, sizeof *self->upto);
    return self->first == NULL || self->count == NULL || self->at_start == NULL ||
                   self->upto == NULL
               ? MF_E_NOMEM
               : MF_OK;
}

size_t mf_population_chunks(const mf_population *self, int cohort)
{
    return (self->first[cohort + 1] - self->first[cohort] + MF_CHUNK - 1) / MF_CHUNK;
}

/* The chunk of a cohort that begins so many chunks after its first. */
static mf_chunk chunk_at(const mf_population *self, int cohort, size_t i)
{
    size_t begin = self->first[cohort] + i * MF_CHUNK, end = begin + MF_CHUNK;

    end = end < self->first[cohort + 1] ? end : self->first[cohort + 1];
    return (mf_chunk){ (uint32_t) begin, (uint32_t) end, cohort };
}

/* Lists the chunks from `first` up to `end`, counted over all cohorts. */
static void list_chunks(mf_population *self, size_t first, size_t end)
{
    size_t at = 0, n = 0;

    for (int k = 0; k < self->n_cohorts; at += mf_population_chunks(self, k++))
        for (size_t i = 0; i < mf_population_chunks(self, k); i++)
            if (at + i >= first && at + i < end)
                self->chunk[n++] = chunk_at(self, k, i);
}

/* Cuts the share out of all that there are. */
static mf_err cut(mf_population *self, mf_arena *arena, size_t rank, size_t size)
{
    size_t all = 0;

    for (int k = 0; k < self->n_cohorts; k++)
        all += mf_population_chunks(self, k);
    self->first_chunk = all * rank / size;
    self->n_chunks = all * (rank + 1) / size - self->first_chunk;
    self->chunk = mf_arena_take(arena, self->n_chunks + 1, sizeof *self->chunk);
    if (self->chunk == NULL)
        return MF_E_NOMEM;
    list_chunks(self, self->first_chunk, self->first_chunk + self->n_chunks);
    if (self->n_chunks > 0) {
        self->begin = self->chunk[0].begin;
        self->end = self->chunk[self->n_chunks - 1].end;
    }
    self->cohort_of = mf_arena_take(arena, (self->end - self->begin) / MF_BLOCK + 1,
                                    sizeof *self->cohort_of);
    if (self->cohort_of == NULL)
        return MF_E_NOMEM;
    for (size_t c = 0; c < self->n_chunks; c++)
        for (uint32_t id = self->chunk[c].begin; id < self->chunk[c].end; id += MF_BLOCK)
            self->cohort_of[(id - self->begin) / MF_BLOCK] = (uint16_t) self->chunk[c].cohort;
    return MF_OK;
}

void mf_population_held(const mf_population *self, int cohort, uint32_t *begin, uint32_t *end)
{
    size_t first = self->first[cohort], last = first + self->count[cohort];

    first = first > self->begin ? first : self->begin;
    last = last < self->end ? last : self->end;
    *begin = (uint32_t) first;
    *end = (uint32_t) (last > first ? last : first);
}

mf_err mf_population_init(mf_population *self, mf_arena *arena, const mf_scenario *scenario)
{
    return mf_population_init_share(self, arena, scenario, 0, 1);
}

mf_err mf_population_init_share(mf_population *self, mf_arena *arena, const mf_scenario *scenario,
                                int rank, int size)
{
    int steps = mf_scenario_steps(scenario);

    *self = (mf_population){ .n_cohorts = scenario->cohorts.n };
    MF_TRY(take(self, arena, scenario));
    for (int k = 0; k < self->n_cohorts; k++) {
        const mf_cohort *cohort = &mf_cohorts(scenario)[k];
        double scale = mf_scenario_weight(scenario, k);
        size_t start = (size_t) (started(cohort, scale, cohort->start.n) + 0.5);
        size_t more, blocks;

        self->upto[k] = entered(arena, scenario, k);
        if (self->upto[k] == NULL)
            return MF_E_NOMEM;
        more = (size_t) (self->upto[k][steps] + 0.5);
        blocks = (start + more + MF_BLOCK - 1) / MF_BLOCK;

        self->at_start[k] = start;
        self->count[k] = start + more;
        self->first[k + 1] = self->first[k] + blocks * MF_BLOCK;
        self->n_people += self->count[k];
    }
    return self->first[self->n_cohorts] > UINT32_MAX / 2
               ? MF_E_NOMEM
               : cut(self, arena, (size_t) rank, (size_t) size);
}

static size_t divisor(size_t a, size_t b)
{
    while (b != 0) {
        size_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* A stride without common divisor with n, near the golden section: visits all of n evenly. */
static size_t stride_of(size_t n)
{
    size_t stride = (size_t) ((double) n * GOLDEN) + 1;

    while (divisor(stride, n) != 1)
        stride++;
    return stride;
}

/* Among the cumulated numbers of the cohort's start groups, the one that holds `rank`. */
static const mf_start *start_of(const mf_cohort *cohort, double scale, size_t rank)
{
    const mf_start *start = cohort->start.at;

    for (int i = 0; i < cohort->start.n; i++)
        if ((double) rank + 0.5 < started(cohort, scale, i + 1))
            return &start[i];
    return &start[cohort->start.n - 1];
}

static int index_of(const double *shares, int n, double u)
{
    for (int i = 0; i < n - 1; i++) {
        if (u < shares[i])
            return i;
        u -= shares[i];
    }
    return n - 1;
}

static uint8_t draw_kin(const mf_cohort *cohort, double u)
{
    const mf_abroad *abroad = cohort->abroad.at;

    for (int i = 0; i < cohort->abroad.n; i++) {
        if (u < abroad[i].kin)
            return (uint8_t) abroad[i].country;
        u -= abroad[i].kin;
    }
    return MF_NOWHERE;
}

static void draw_body(const mf_view *view, const mf_cohort *cohort, uint32_t id, int day,
                      mf_person *person)
{
    mf_words a = mf_words_at(view->seed, MF_DRAW_PERSON, id, 0, 0);
    mf_words b = mf_words_at(view->seed, MF_DRAW_PERSON, id, 0, 1);
    mf_words money = mf_words_at(view->seed, MF_DRAW_MONEY, id, 0, 0);
    double age = cohort->age + cohort->age_spread * mf_normal(a.w[2], a.w[3]);
    double savings;

    age = mf_clamp(age, 14.0, 75.0);
    savings = cohort->savings * mf_exp(cohort->savings_spread * mf_normal(money.w[0], money.w[1]));
    person->born = (uint16_t) (mf_months_of(day) - (int) (age * 12.0));
    person->traits = (uint8_t) index_of(cohort->skills, MF_N_SKILLS, mf_unit(a.w[1]));
    person->traits |= mf_unit(a.w[0]) < cohort->female ? 4 : 0;
    person->traits |= mf_unit(b.w[1]) < cohort->pays_ahead ? 8 : 0;
    person->kin = draw_kin(cohort, mf_unit(b.w[0]));
    person->savings = (int32_t) mf_clamp(savings * 100.0 + 0.5, 0.0, 2e9);
}

static void draw_mind(const mf_view *view, const mf_cohort *cohort, uint32_t id, mf_person *person)
{
    mf_words need = mf_words_at(view->seed, MF_DRAW_MOTIVE, id, 0, 0);

    for (int t = 0; t < MF_N_TOPICS; t++) {
        mf_words w = mf_words_at(view->seed, MF_DRAW_BELIEF, id, 0, (uint32_t) t);
        double factor = mf_exp(cohort->belief_spread * mf_normal(w.w[0], w.w[1]));

        mf_belief_set(person, t, cohort->beliefs[t] * factor, cohort->trust);
    }
    for (int p = 0; p < MF_N_PATHS; p++) {
        mf_words w = mf_words_at(view->seed, MF_DRAW_BELIEF, id, 1, (uint32_t) p);

        if (mf_unit(w.w[0]) < cohort->known[p])
            person->known |= (uint8_t) (1u << p);
    }
    person->need = (uint8_t) index_of(cohort->needs, MF_N_NEEDS, mf_unit(need.w[0]));
}

/* The cohort's own drives and a spread; what conditions give comes on entering. */
static void draw_drives(const mf_view *view, const mf_cohort *cohort, uint32_t id,
                        mf_person *person)
{
    for (int k = 0; k < MF_N_MOTIVES; k++) {
        mf_words w = mf_words_at(view->seed, MF_DRAW_MOTIVE, id, 0, (uint32_t) k + 1);

        person->drive[k] = mf_drift_code(cohort->motives[k] +
                                         cohort->motive_spread * mf_normal(w.w[0], w.w[1]));
    }
}

void mf_population_enter(const mf_view *view, int cohort, int place, int status,
                         mf_person *person)
{
    double given[MF_N_MOTIVES];

    mf_drift_target(view, cohort, place, status, person, given);
    for (int k = 0; k < MF_N_MOTIVES; k++)
        person->drive[k] = mf_drift_code(mf_drift_decode(person->drive[k]) + given[k]);
}

static void place_abroad(const mf_view *view, const mf_start *start, mf_person *person)
{
    uint64_t traits = mf_statuses(view->scenario)[start->status].traits;
    int country = mf_places(view->scenario)[start->place].country;
    uint64_t home = MF_BIT(MF_TRAIT_HOME) | MF_BIT(MF_TRAIT_DISPLACED);

    if ((traits & home) != 0)
        return;
    person->departed = MF_EARLIER;
    person->attempts = 1;
    if (mf_countries(view->scenario)[country].common_rules)
        person->host = (uint8_t) country;
    if ((traits & (MF_BIT(MF_TRAIT_CLAIMANT) | MF_BIT(MF_TRAIT_PROTECTED))) != 0) {
        person->claim = person->need == MF_NEED_WAR ? MF_CLAIM_WAR : MF_CLAIM_PERSECUTION;
        person->known |= 1u << MF_PATH_ASYLUM;
    }
}

/* The step in which the `rank`-th newcomer enters. */
static int entry_step(const double *upto, int steps, size_t rank)
{
    int low = 0, high = steps - 1;

    while (low < high) {
        int middle = (low + high) / 2;

        if (upto[middle + 1] > (double) rank + 0.5)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Those who start in a status that expires are somewhere in the middle of it. */
static void begin_status(const mf_view *view, const mf_start *start, uint32_t id,
                         mf_person *person, uint16_t *due)
{
    double days = mf_statuses(view->scenario)[start->status].duration;
    mf_words w = mf_words_at(view->seed, MF_DRAW_PLACEMENT, id, 0, 0);
    int steps = (int) (days / view->scenario->calendar.step + 0.5);
    int past = (int) (mf_unit(w.w[0]) * (steps < MF_BEFORE ? steps : MF_BEFORE));

    if (days <= 0.0)
        return;
    person->since = (uint16_t) (MF_BEFORE - past);
    *due = (uint16_t) mf_clamp(steps - past, 0.0, MF_NEVER - 1.0);
}

static void draw_person(const mf_population *self, const mf_view *view, int cohort, uint32_t id,
                        size_t rank, mf_people *people)
{
    const mf_cohort *c = &mf_cohorts(view->scenario)[cohort];
    int steps = mf_scenario_steps(view->scenario), step = 0;
    mf_person *person = &people->person[id];
    mf_cells cells = view->rules->cells;
    bool newcomer = rank >= self->at_start[cohort];

    *person = (mf_person){ .since = MF_BEFORE, .departed = MF_NEVER, .link = MF_NEVER, .queue = MF_NEVER,
                           .host = MF_NOWHERE };
    if (newcomer)
        step = entry_step(self->upto[cohort], steps, rank - self->at_start[cohort]);
    draw_body(view, c, id, mf_scenario_day(view->scenario, step), person);
    draw_mind(view, c, id, person);
    draw_drives(view, c, id, person);
    if (newcomer) {
        people->cell[id] = (uint16_t) mf_cell_unborn(cells);
        people->due[id] = (uint16_t) step;
    } else {
        const mf_start *start = start_of(c, mf_scenario_weight(view->scenario, cohort), rank);

        people->cell[id] = (uint16_t) mf_cell(cells, start->place, start->status);
        people->due[id] = MF_NEVER;
        begin_status(view, start, id, person, &people->due[id]);
        place_abroad(view, start, person);
        mf_population_enter(view, cohort, start->place, start->status, person);
    }
}

void mf_population_draw(const mf_population *self, const mf_view *view, size_t chunk,
                        mf_people *people)
{
    mf_chunk c = self->chunk[chunk];
    size_t n = self->count[c.cohort];
    size_t stride = n > 0 ? stride_of(n) : 1;

    for (uint32_t id = c.begin; id < c.end; id++) {
        size_t index = id - self->first[c.cohort];

        people->cell[id] = (uint16_t) mf_cell_unborn(view->rules->cells);
        people->due[id] = MF_NEVER;
        if (index < n)
            draw_person(self, view, c.cohort, id, index * stride % n, people);
    }
}
