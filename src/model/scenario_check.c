#include "model/scenario_check.h"

double mf_scenario_people(const mf_scenario *self)
{
    int days = mf_scenario_steps(self) * self->calendar.step;
    int from = self->calendar.start;
    double people = 0.0;

    for (int i = 0; i < self->cohorts.n; i++) {
        const mf_cohort *cohort = &mf_cohorts(self)[i];
        const mf_start *start = cohort->start.at;
        double persons = 0.0;

        for (int j = 0; j < cohort->start.n; j++)
            persons += start[j].persons;
        persons += mf_series_mean(&cohort->entrants, from, from + days) * days / 365.2425;
        people += persons / mf_scenario_weight(self, i);
    }
    return people;
}

void mf_scenario_check(const mf_scenario *self, const mf_where *where, mf_diags *diags)
{
    (void) self;
    (void) where;
    (void) diags;
}
