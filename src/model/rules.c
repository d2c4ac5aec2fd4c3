#include "model/rules.h"

#include "base/real.h"

enum { LONGEST_PATH = 8 };

static size_t slot(const mf_rules *self, int status, int country, int event)
{
    return ((size_t) status * (size_t) self->n_countries + (size_t) country) * MF_N_EVENTS +
           (size_t) event;
}

static bool lists(const mf_refs *refs, int index)
{
    for (int i = 0; i < refs->n; i++)
        if (refs->at[i] == index)
            return true;
    return false;
}

static bool fits(const mf_transition *t, int status, int country)
{
    return lists(&t->from, status) && lists(&t->countries, country);
}

/* Can it happen by itself?  A policy may add a rate to any. */
static bool is_timed(const mf_scenario *scenario, const mf_transition *t)
{
    return mf_series_most(&t->rate) > 0.0 || scenario->interventions.n > 0;
}

/* The transitions from one status in one country. */
typedef struct fitting {
    int16_t *at;
    int n;
} fitting;

static void find_fitting(fitting *self, const mf_scenario *scenario, int status, int country)
{
    self->n = 0;
    for (int t = 0; t < scenario->legal.transitions.n; t++)
        if (fits(&mf_transitions(scenario)[t], status, country))
            self->at[self->n++] = (int16_t) t;
}

/* Appends to `chain` those of them that an event, or time alone, brings about. */
static int32_t append(mf_rules *self, const mf_scenario *scenario, const fitting *from, int event,
                      bool timed, size_t *used)
{
    size_t start = *used;

    for (int i = 0; i < from->n; i++) {
        const mf_transition *t = &mf_transitions(scenario)[from->at[i]];

        if (timed ? is_timed(scenario, t) : t->event == event)
            self->chain[(*used)++] = from->at[i];
    }
    if (*used == start)
        return -1;
    self->chain[(*used)++] = -1;
    return (int32_t) start;
}

static size_t longest_chain(const mf_scenario *scenario, int n_countries)
{
    size_t n = 1;

    for (int t = 0; t < scenario->legal.transitions.n; t++)
        n += 4 * (size_t) mf_transitions(scenario)[t].from.n * (size_t) n_countries;
    return n;
}

static mf_err compile_chains(mf_rules *self, mf_arena *arena, const mf_scenario *scenario)
{
    int statuses = self->cells.n_statuses;
    size_t pairs = (size_t) statuses * (size_t) self->n_countries, used = 0;
    size_t transitions = (size_t) scenario->legal.transitions.n;
    fitting from = { mf_arena_take(arena, transitions + 1, sizeof *from.at), 0 };

    self->first = mf_arena_take(arena, pairs * MF_N_EVENTS, sizeof *self->first);
    self->timed = mf_arena_take(arena, pairs, sizeof *self->timed);
    self->chain = mf_arena_take(arena, longest_chain(scenario, self->n_countries),
                                sizeof *self->chain);
    if (from.at == NULL || self->first == NULL || self->timed == NULL || self->chain == NULL)
        return MF_E_NOMEM;
    for (int s = 0; s < statuses; s++)
        for (int c = 0; c < self->n_countries; c++) {
            find_fitting(&from, scenario, s, c);
            for (int e = 0; e < MF_N_EVENTS; e++)
                self->first[slot(self, s, c, e)] = append(self, scenario, &from, e, false, &used);
            self->timed[s * self->n_countries + c] =
                append(self, scenario, &from, MF_EVENT_NOTHING, true, &used);
        }
    return MF_OK;
}

static mf_err compile_places(mf_rules *self, mf_arena *arena, const mf_scenario *scenario)
{
    int places = self->cells.n_places;

    self->country_of = mf_arena_take(arena, (size_t) places + 1, sizeof *self->country_of);
    self->main_place = mf_arena_take(arena, (size_t) self->n_countries, sizeof *self->main_place);
    if (self->country_of == NULL || self->main_place == NULL)
        return MF_E_NOMEM;
    for (int c = 0; c < self->n_countries; c++)
        self->main_place[c] = -1;
    for (int p = 0; p < places; p++) {
        const mf_place *place = &mf_places(scenario)[p];
        int16_t *main = &self->main_place[place->country];
        bool better = (place->role & MF_BIT(MF_ROLE_DESTINATION)) != 0;

        self->country_of[p] = (int16_t) place->country;
        if (*main < 0 ||
            (better && (mf_places(scenario)[*main].role & MF_BIT(MF_ROLE_DESTINATION)) == 0))
            *main = (int16_t) p;
    }
    self->country_of[places] = -1;
    return MF_OK;
}

static mf_err compile_queues(mf_rules *self, mf_arena *arena, const mf_scenario *scenario)
{
    int cells = mf_cell_count(self->cells);

    self->queue_at = mf_arena_take(arena, (size_t) cells, sizeof *self->queue_at);
    if (self->queue_at == NULL)
        return MF_E_NOMEM;
    for (int i = 0; i < cells; i++)
        self->queue_at[i] = -1;
    for (int p = 0; p < self->cells.n_places; p++)
        for (int q = 0; q < scenario->legal.queues.n; q++) {
            const mf_queue *queue = &mf_queues(scenario)[q];
            int16_t *at = &self->queue_at[mf_cell(self->cells, p, queue->status)];

            if (*at < 0 && (lists(&queue->places, p) ||
                            lists(&queue->countries, self->country_of[p])))
                *at = (int16_t) q;
        }
    return MF_OK;
}

static mf_err compile_cohorts(mf_rules *self, mf_arena *arena, const mf_scenario *scenario)
{
    size_t cohorts = (size_t) scenario->cohorts.n;
    size_t n = (size_t) self->n_countries * cohorts;

    self->moves_freely = mf_arena_take(arena, n, sizeof *self->moves_freely);
    self->leaning = mf_arena_take(arena, cohorts * MF_N_OPTIONS, sizeof *self->leaning);
    if (self->moves_freely == NULL || self->leaning == NULL)
        return MF_E_NOMEM;
    for (int k = 0; k < scenario->cohorts.n; k++)
        for (int o = 0; o < MF_N_OPTIONS; o++)
            self->leaning[k * MF_N_OPTIONS + o] =
                scenario->decision.constants[o] + mf_cohorts(scenario)[k].inclination[o];
    for (int c = 0; c < self->n_countries; c++)
        for (int k = 0; k < scenario->cohorts.n; k++) {
            const mf_country *country = &mf_countries(scenario)[c];
            size_t i = (size_t) c * cohorts + (size_t) k;

            self->moves_freely[i] = lists(&country->free_movement, k);
        }
    return MF_OK;
}

/* The queue that people of a status in a country wait in, or -1. */
static int queue_in(const mf_rules *self, const mf_scenario *scenario, int status, int country)
{
    for (int p = 0; p < self->cells.n_places; p++) {
        int q = self->queue_at[mf_cell(self->cells, p, status)];

        if (q >= 0 && self->country_of[p] == country)
            return q;
    }
    (void) scenario;
    return -1;
}

static int success_of(const mf_queue *queue)
{
    return queue->decides == MF_DECIDES_EXTERNAL ? MF_EVENT_ADMITTED : queue->event;
}

/* Follows an application through its queues to the status it aims at. */
static mf_outcome follow(const mf_rules *self, const mf_scenario *scenario, int status,
                         int country, int event)
{
    mf_outcome end = { .status = -1, .place = -1, .queue = -1, .transition = -1,
                       .chance = 1.0 };

    for (int hop = 0; hop < LONGEST_PATH; hop++) {
        int32_t at = self->first[slot(self, status, country, event)];
        const mf_transition *t;
        int q;

        if (at < 0)
            return end;
        t = &mf_transitions(scenario)[self->chain[at]];
        if (end.transition < 0)
            end.transition = self->chain[at];
        status = t->to;
        end.status = (int16_t) status;
        end.chance *= t->chance;
        if (t->move == MF_MOVE_PLACE)
            end.place = (int16_t) t->place;
        else if (t->move == MF_MOVE_KIN)
            end.place = -2;
        q = queue_in(self, scenario, status, country);
        if (q < 0 || t->move != MF_MOVE_NONE)
            return end;
        if (end.queue < 0)
            end.queue = (int16_t) q;
        end.chance *= mf_queues(scenario)[q].chance;
        event = success_of(&mf_queues(scenario)[q]);
    }
    return end;
}

/* Does the first transition of an event ask for nothing? */
static bool is_plain(const mf_rules *self, const mf_scenario *scenario, int status, int country,
                     int event)
{
    int32_t at = self->first[slot(self, status, country, event)];
    const mf_transition *t;

    if (at < 0)
        return false;
    t = &mf_transitions(scenario)[self->chain[at]];
    return (t->needs | t->unless) == 0;
}

static void open_option(mf_rules *self, const mf_scenario *scenario, int status, int country,
                        int option)
{
    size_t pair = (size_t) status * (size_t) self->n_countries + (size_t) country;
    int event = mf_option_event[option];
    bool listed = (mf_statuses(scenario)[status].options & MF_BIT(option)) != 0;
    bool needs_no_law = event == MF_EVENT_NOTHING || event == MF_EVENT_MOVES_INSIDE ||
                        option == MF_OPTION_PROTECT_NEAR;

    self->outcome[pair * MF_N_OPTIONS + (size_t) option] =
        follow(self, scenario, status, country, event);
    if (listed && (needs_no_law || self->first[slot(self, status, country, event)] >= 0))
        self->options[pair] |= (uint32_t) MF_BIT(option);
    if (listed && is_plain(self, scenario, status, country, event))
        self->plainly[pair] |= (uint32_t) MF_BIT(option);
}

static mf_err compile_options(mf_rules *self, mf_arena *arena, const mf_scenario *scenario)
{
    size_t pairs = (size_t) self->cells.n_statuses * (size_t) self->n_countries;

    self->options = mf_arena_take(arena, pairs, sizeof *self->options);
    self->plainly = mf_arena_take(arena, pairs, sizeof *self->plainly);
    self->outcome = mf_arena_take(arena, pairs * MF_N_OPTIONS, sizeof *self->outcome);
    if (self->options == NULL || self->plainly == NULL || self->outcome == NULL)
        return MF_E_NOMEM;
    for (int s = 0; s < self->cells.n_statuses; s++)
        for (int c = 0; c < self->n_countries; c++)
            for (int o = 0; o < MF_N_OPTIONS; o++)
                open_option(self, scenario, s, c, o);
    return MF_OK;
}

static mf_outlook look_out(const mf_rules *self, const mf_scenario *scenario, int status,
                           int country)
{
    int lodged = mf_rules_next(self, scenario, status, country, MF_EVENT_LODGES);
    mf_outlook see = {
        .departed = (int16_t) mf_rules_next(self, scenario, status, country, MF_EVENT_DEPARTS),
        .nearby = (int16_t) mf_rules_next(self, scenario, status, country, MF_EVENT_REGISTERS),
        .granted = -1,
        .refused = -1,
        .queue = -1,
    };

    if (lodged < 0)
        return see;
    see.queue = (int16_t) queue_in(self, scenario, lodged, country);
    see.refused = (int16_t) mf_rules_next(self, scenario, lodged, country, MF_EVENT_REFUSED);
    see.granted = (int16_t) mf_rules_next(self, scenario, lodged, country, MF_EVENT_RECOGNISED);
    if (see.granted < 0)
        see.granted = (int16_t) mf_rules_next(self, scenario, lodged, country, MF_EVENT_SUBSIDIARY);
    return see;
}

static mf_err compile_outlooks(mf_rules *self, mf_arena *arena, const mf_scenario *scenario)
{
    size_t pairs = (size_t) self->cells.n_statuses * (size_t) self->n_countries;

    self->outlook = mf_arena_take(arena, pairs, sizeof *self->outlook);
    if (self->outlook == NULL)
        return MF_E_NOMEM;
    for (int s = 0; s < self->cells.n_statuses; s++)
        for (int c = 0; c < self->n_countries; c++)
            self->outlook[s * self->n_countries + c] = look_out(self, scenario, s, c);
    return MF_OK;
}

/* Threshold and d' from sensitivity and specificity; certainties stay finite. */
static mf_discernment discern(double sensitivity, double specificity)
{
    double sure = 1e-9;
    double theta = mf_normal_quantile(mf_clamp(specificity, sure, 1.0 - sure));
    double hit = mf_normal_quantile(mf_clamp(sensitivity, sure, 1.0 - sure));

    return (mf_discernment){ theta, hit + theta };
}

static mf_err compile_discernment(mf_rules *self, mf_arena *arena, const mf_scenario *scenario)
{
    size_t countries = (size_t) self->n_countries;

    self->first_decision = mf_arena_take(arena, countries, sizeof *self->first_decision);
    self->appeal = mf_arena_take(arena, countries, sizeof *self->appeal);
    self->external = mf_arena_take(arena, (size_t) scenario->legal.queues.n + 1,
                                   sizeof *self->external);
    if (self->first_decision == NULL || self->appeal == NULL || self->external == NULL)
        return MF_E_NOMEM;
    for (int c = 0; c < self->n_countries; c++) {
        const mf_country *country = &mf_countries(scenario)[c];

        self->first_decision[c] = discern(country->sensitivity, country->specificity);
        self->appeal[c] = discern(country->appeal_sensitivity, country->appeal_specificity);
    }
    for (int q = 0; q < scenario->legal.queues.n; q++)
        self->external[q] = discern(mf_queues(scenario)[q].sensitivity,
                                    mf_queues(scenario)[q].specificity);
    return MF_OK;
}

static mf_err compile_links(mf_rules *self, mf_arena *arena, const mf_scenario *scenario)
{
    int places = self->cells.n_places, used = 0;

    self->out_first = mf_arena_take(arena, (size_t) places + 2, sizeof *self->out_first);
    self->out_link = mf_arena_take(arena, (size_t) scenario->links.n + 1, sizeof *self->out_link);
    if (self->out_first == NULL || self->out_link == NULL)
        return MF_E_NOMEM;
    for (int p = 0; p < places; p++) {
        self->out_first[p] = (int16_t) used;
        for (int l = 0; l < scenario->links.n; l++)
            if (mf_links(scenario)[l].from == p)
                self->out_link[used++] = (int16_t) l;
    }
    self->out_first[places] = (int16_t) used;
    return MF_OK;
}

static int first_with(const mf_scenario *scenario, enum mf_trait trait)
{
    for (int s = 0; s < scenario->legal.statuses.n; s++)
        if (mf_status_is(scenario, s, trait))
            return s;
    return 0;
}

mf_err mf_rules_init(mf_rules *self, mf_arena *arena, const mf_scenario *scenario)
{
    *self = (mf_rules){
        .cells = { scenario->places.n, scenario->legal.statuses.n },
        .n_countries = scenario->countries.n,
        .home = first_with(scenario, MF_TRAIT_HOME),
        .en_route = first_with(scenario, MF_TRAIT_EN_ROUTE),
    };
    MF_TRY(compile_places(self, arena, scenario));
    MF_TRY(compile_queues(self, arena, scenario));
    MF_TRY(compile_chains(self, arena, scenario));
    MF_TRY(compile_cohorts(self, arena, scenario));
    MF_TRY(compile_outlooks(self, arena, scenario));
    MF_TRY(compile_discernment(self, arena, scenario));
    MF_TRY(compile_links(self, arena, scenario));
    return compile_options(self, arena, scenario);
}

const mf_transition *mf_rules_find(const mf_rules *self, const mf_scenario *scenario,
                                   int status, int country, int event, uint64_t predicates)
{
    int32_t at = self->first[slot(self, status, country, event)];

    for (; at >= 0 && self->chain[at] >= 0; at++) {
        const mf_transition *t = &mf_transitions(scenario)[self->chain[at]];

        if ((t->needs & ~predicates) == 0 && (t->unless & predicates) == 0)
            return t;
    }
    return NULL;
}

const mf_transition *mf_rules_plain(const mf_rules *self, const mf_scenario *scenario, int status,
                                    int country, int event)
{
    int32_t at = self->first[slot(self, status, country, event)];
    const mf_transition *t = at < 0 ? NULL : &mf_transitions(scenario)[self->chain[at]];

    return t != NULL && (t->needs | t->unless) == 0 ? t : NULL;
}

int mf_rules_next(const mf_rules *self, const mf_scenario *scenario, int status, int country,
                  int event)
{
    int32_t at = self->first[slot(self, status, country, event)];

    return at < 0 ? -1 : mf_transitions(scenario)[self->chain[at]].to;
}
