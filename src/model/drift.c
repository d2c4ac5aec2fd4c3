#include "model/drift.h"

#include <math.h>

#include "base/calendar.h"
#include "base/fetch.h"
#include "base/real.h"

#define DRIVE_UNIT 2048.0
#define LEAST_EARNINGS 10.0 /* EUR/month, keeps logarithms finite */

static size_t purse_slot(const mf_drift *self, int place, int purse, int skill)
{
    return ((size_t) place * (size_t) self->n_purses + (size_t) purse) * MF_N_SKILLS + (size_t) skill;
}

/* Cents put by since the start, by step. */
static int32_t *income_of(const mf_drift *self, int place, int purse, int skill)
{
    return &self->income[purse_slot(self, place, purse, skill) * self->n_steps];
}

static mf_filtered *filtered_of(const mf_drift *self, int place)
{
    return &self->place[(size_t) place * self->n_steps];
}

static double *persecution_of(const mf_drift *self, int cohort)
{
    return &self->persecution[(size_t) cohort * self->n_steps];
}

static void compile_purses(mf_drift *self, const mf_scenario *scenario)
{
    for (int s = 0; s < scenario->legal.statuses.n; s++) {
        const mf_status *status = &mf_statuses(scenario)[s];
        int support = (status->rights & MF_BIT(MF_RIGHT_SUPPORT)) != 0;
        int returned = (status->traits & MF_BIT(MF_TRAIT_RETURNED)) != 0;
        int kind = 2 * (status->work + returned * MF_N_WORK) + support, purse = 0;

        while (purse < self->n_purses && self->kind[purse] != kind)
            purse++;
        if (purse == self->n_purses)
            self->kind[self->n_purses++] = (uint8_t) kind;
        self->purse[s] = (uint8_t) purse;
    }
}

mf_err mf_drift_init(mf_drift *self, mf_arena *arena, const mf_scenario *scenario)
{
    size_t steps = (size_t) mf_scenario_steps(scenario) + 1;
    size_t places = (size_t) scenario->places.n + 1, purses;
    double years = scenario->calendar.step / MF_DAYS_PER_YEAR;

    *self = (mf_drift){ .n_places = scenario->places.n, .n_cohorts = scenario->cohorts.n, .n_steps = steps };
    self->purse = mf_arena_take(arena, (size_t) scenario->legal.statuses.n, sizeof *self->purse);
    if (self->purse == NULL)
        return MF_E_NOMEM;
    compile_purses(self, scenario);
    purses = places * (size_t) self->n_purses * MF_N_SKILLS;
    self->decay = mf_arena_take(arena, steps, sizeof *self->decay);
    self->growth = mf_arena_take(arena, steps, sizeof *self->growth);
    self->place = mf_arena_take(arena, steps * places, sizeof *self->place);
    self->persecution = mf_arena_take(arena, steps * (size_t) scenario->cohorts.n,
                                      sizeof *self->persecution);
    self->income = mf_arena_take(arena, steps * purses, sizeof *self->income);
    self->earns = mf_arena_take(arena, purses, sizeof *self->earns);
    self->log_earns = mf_arena_take(arena, purses, sizeof *self->log_earns);
    if (self->decay == NULL || self->growth == NULL || self->place == NULL ||
        self->persecution == NULL || self->income == NULL || self->earns == NULL ||
        self->log_earns == NULL)
        return MF_E_NOMEM;
    for (size_t n = 0; n < steps; n++) {
        self->decay[n] = mf_exp(-scenario->motives.pull * years * (double) n);
        self->growth[n] = mf_exp(scenario->money.interest * years * (double) n);
    }
    return MF_OK;
}

/* EUR/month that a kind of purse brings; support stands in for missing earnings, cash is added. */
static double income(const mf_place_now *here, int kind, double skill_wage)
{
    int work = kind / 2 % MF_N_WORK;
    double paid = (1.0 - here->unemployment) * here->work[work] * here->wage * skill_wage;
    double support = kind % 2 == 1 ? here->support : 0.0;
    double given = work == MF_WORK_HOME ? here->cash : 0.0;

    if (kind / 2 >= MF_N_WORK)
        given += here->reintegration;
    return (paid > support ? paid : support) + given;
}

void mf_drift_earn(mf_drift *self, const mf_scenario *scenario, const mf_conditions *now)
{
    self->best_wage = LEAST_EARNINGS;
    for (int p = 0; p < self->n_places; p++) {
        const mf_place_now *here = &now->place[p];

        if (here->wage > self->best_wage)
            self->best_wage = here->wage;
        for (int purse = 0; purse < self->n_purses; purse++)
            for (int skill = 0; skill < MF_N_SKILLS; skill++) {
                size_t at = purse_slot(self, p, purse, skill);
                double earns = income(here, self->kind[purse], scenario->money.skill_wage[skill]);

                if (earns == self->earns[at] && self->log_earns[at] != 0.0)
                    continue; /* as in the step before */
                self->earns[at] = earns;
                self->log_earns[at] = mf_log(earns > LEAST_EARNINGS ? earns : LEAST_EARNINGS);
            }
    }
}

static int32_t put_by_in_step(double earns, double living, const mf_scenario *scenario)
{
    double months = scenario->calendar.step / MF_DAYS_PER_MONTH;
    double beyond = earns - living;
    double cents = (beyond > 0.0 ? scenario->money.saved * beyond : beyond) * months * 100.0;

    return (int32_t) (cents < 0.0 ? cents - 0.5 : cents + 0.5);
}

static mf_filtered present(const mf_drift *self, const mf_place_now *here)
{
    double wage = here->wage > LEAST_EARNINGS ? here->wage : LEAST_EARNINGS;

    return (mf_filtered){ here->violence, here->abuse, here->unemployment,
                          mf_log(self->best_wage / wage) };
}

static mf_filtered relax(mf_filtered from, mf_filtered to, double keep)
{
    return (mf_filtered){
        to.violence + (from.violence - to.violence) * keep,
        to.abuse + (from.abuse - to.abuse) * keep,
        to.unemployment + (from.unemployment - to.unemployment) * keep,
        to.gap + (from.gap - to.gap) * keep,
    };
}

static void extend_purses(mf_drift *self, const mf_scenario *scenario, int place, int step)
{
    double living = mf_places(scenario)[place].living;

    for (int purse = 0; purse < self->n_purses; purse++)
        for (int skill = 0; skill < MF_N_SKILLS; skill++) {
            int32_t *income = income_of(self, place, purse, skill);

            income[step] = income[step - 1] +
                           put_by_in_step(self->earns[purse_slot(self, place, purse, skill)], living,
                                          scenario);
        }
}

static void extend_places(mf_drift *self, const mf_scenario *scenario,
                          const mf_conditions *now, int step)
{
    for (int p = 0; p < self->n_places; p++) {
        mf_filtered *at = filtered_of(self, p), to = present(self, &now->place[p]);

        at[step] = step == 0 ? to : relax(at[step - 1], to, self->decay[1]);
        if (step > 0)
            extend_purses(self, scenario, p, step);
    }
}

static void extend_cohorts(mf_drift *self, const mf_conditions *now, int step)
{
    for (int k = 0; k < self->n_cohorts; k++) {
        double *at = persecution_of(self, k), to = now->cohort[k].persecution;

        at[step] = step == 0 ? to : to + (at[step - 1] - to) * self->decay[1];
    }
}

void mf_drift_to(mf_drift *self, const mf_scenario *scenario, const mf_conditions *now, int step)
{
    if (step == 0)
        mf_drift_earn(self, scenario, now);
    extend_places(self, scenario, now, step);
    extend_cohorts(self, now, step);
}

double mf_drift_earns(const mf_drift *self, int place, int status, int skill)
{
    double earns = self->earns[purse_slot(self, place, self->purse[status], skill)];

    return earns > LEAST_EARNINGS ? earns : LEAST_EARNINGS;
}

double mf_drift_log_earns(const mf_drift *self, int place, int status, int skill)
{
    return self->log_earns[purse_slot(self, place, self->purse[status], skill)];
}

int16_t mf_drift_code(double x)
{
    double code = mf_clamp(x, -15.9, 15.9) * DRIVE_UNIT;

    return (int16_t) (code + copysign(0.5, code));
}

double mf_drift_decode(int16_t code)
{
    return code / DRIVE_UNIT;
}

double mf_drift_age(const mf_view *view, const mf_person *person)
{
    return (view->month - person->born) / 12.0;
}

bool mf_drift_young(const mf_view *view, const mf_person *person)
{
    return view->month - person->born < 26 * 12;
}

/* Weights, and levels that do not move. */
static mf_pull pull_of(const mf_view *view, int cohort, int place, int status)
{
    const mf_motives *m = &view->scenario->motives;
    const mf_status *s = &mf_statuses(view->scenario)[status];
    const mf_rules *rules = view->rules;
    int origin = mf_cohorts(view->scenario)[cohort].origin;
    bool at_home = rules->country_of[place] == rules->country_of[origin];
    bool safe = (s->traits & MF_BIT(MF_TRAIT_PROTECTED)) != 0;

    return (mf_pull){
        .fear = at_home ? 1.0 : safe ? 0.0 : view->scenario->needs.sur_place,
        .abuse = (s->traits & MF_BIT(MF_TRAIT_IRREGULAR)) != 0 ? m->abuse : 0.0,
        .protection = m->base[MF_MOTIVE_PROTECTION] - m->secure * s->security,
        .livelihood = m->base[MF_MOTIVE_LIVELIHOOD] + (s->work == MF_WORK_NONE ? m->no_work : 0.0),
    };
}

/* The part of the targets that conditions give to everybody of the class. */
static void class_part(const mf_view *view, const mf_pull *by, int cohort, int place, int step,
                       double part[MF_N_MOTIVES])
{
    const mf_motives *m = &view->scenario->motives;
    const mf_drift *drift = view->drift;
    const mf_filtered *f = &filtered_of(drift, place)[step];
    double fear = persecution_of(drift, cohort)[step];

    part[MF_MOTIVE_PROTECTION] = by->protection + m->violence * f->violence +
                                 m->persecution * (fear * by->fear) + by->abuse * f->abuse;
    part[MF_MOTIVE_LIVELIHOOD] = by->livelihood + m->unemployment * f->unemployment +
                                 m->gap * f->gap;
    part[MF_MOTIVE_FAMILY] = m->base[MF_MOTIVE_FAMILY];
    part[MF_MOTIVE_EDUCATION] = m->base[MF_MOTIVE_EDUCATION];
}

void mf_drift_pull(const mf_view *view, int cohort, int place, int status, mf_pull *pull)
{
    *pull = pull_of(view, cohort, place, status);
    class_part(view, pull, cohort, place, view->step, pull->now);
}

/* The part that is the person's own, constant between two events. */
static void own_part(const mf_view *view, int place, const mf_person *person,
                     double part[MF_N_MOTIVES])
{
    const mf_motives *m = &view->scenario->motives;
    double year = 12.0 * 100.0 * view->drift->best_wage;
    int country = view->rules->country_of[place];
    double apart = (person->kin != MF_NOWHERE) & (person->kin != country); /* 1 or 0: no branch, */
    double young = mf_drift_young(view, person); /* for nobody foresees who is asked */
    double schools = country >= 0 ? view->now->place[place].school : 1.0;

    part[MF_MOTIVE_PROTECTION] = m->harm * person->harm;
    part[MF_MOTIVE_LIVELIHOOD] = m->debt * person->debt / year;
    part[MF_MOTIVE_FAMILY] = apart * m->kin;
    part[MF_MOTIVE_EDUCATION] = young * (m->young * (1.0 - schools));
}

void mf_drift_target(const mf_view *view, int cohort, int place, int status,
                     const mf_person *person, double x[MF_N_MOTIVES])
{
    double own[MF_N_MOTIVES];
    mf_pull pull;

    mf_drift_pull(view, cohort, place, status, &pull);
    own_part(view, place, person, own);
    for (int k = 0; k < MF_N_MOTIVES; k++)
        x[k] = pull.now[k] + own[k];
}

void mf_drift_pulled(const mf_view *view, const mf_pull *pull, int cohort, int place,
                     const mf_person *person, double x[MF_N_MOTIVES])
{
    double then[MF_N_MOTIVES], own[MF_N_MOTIVES];
    double keep = view->drift->decay[view->step - person->seen];

    class_part(view, pull, cohort, place, person->seen, then);
    own_part(view, place, person, own);
    for (int k = 0; k < MF_N_MOTIVES; k++) {
        double x0 = mf_drift_decode(person->drive[k]);

        x[k] = pull->now[k] + own[k] + (x0 - then[k] - own[k]) * keep;
    }
}

void mf_drift_drives(const mf_view *view, int cohort, int place, int status,
                     const mf_person *person, double x[MF_N_MOTIVES])
{
    mf_pull pull;

    mf_drift_pull(view, cohort, place, status, &pull);
    mf_drift_pulled(view, &pull, cohort, place, person, x);
}

void mf_drift_shares(const double x[MF_N_MOTIVES], double share[MF_N_MOTIVES])
{
    double most = x[0], sum = 0.0;

    for (int k = 1; k < MF_N_MOTIVES; k++)
        most = x[k] > most ? x[k] : most;
    for (int k = 0; k < MF_N_MOTIVES; k++) {
        share[k] = mf_exp(x[k] - most);
        sum += share[k];
    }
    for (int k = 0; k < MF_N_MOTIVES; k++)
        share[k] /= sum;
}

int64_t mf_drift_put_by(const mf_view *view, int place, int status, const mf_person *person)
{
    const mf_drift *drift = view->drift;
    const int32_t *income = income_of(drift, place, drift->purse[status], mf_person_skill(person));
    int64_t cents = (int64_t) income[view->step] - income[person->seen];

    if (cents > 0 && (person->flags & MF_FLAG_SAVING) != 0)
        cents = (int64_t) ((double) cents * view->scenario->money.saved_for_journey);
    return cents;
}

void mf_drift_fetch(const mf_view *view, int place, int status, const mf_person *person)
{
    const mf_drift *drift = view->drift;

    mf_fetch(&filtered_of(drift, place)[person->seen]);
    mf_fetch(&income_of(drift, place, drift->purse[status], mf_person_skill(person))[person->seen]);
}

int64_t mf_drift_owes(const mf_view *view, const mf_person *person)
{
    double owes = person->debt * view->drift->growth[view->step - person->seen];

    return (int64_t) (owes + 0.5);
}
