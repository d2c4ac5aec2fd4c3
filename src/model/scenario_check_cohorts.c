/* The people: shares, starts, ties. */
#include <math.h>

#include "model/scenario_check.h"

static const double tolerance = 1e-9; /* shares are never normalised in silence */

static void check_sum(mf_check *self, const mf_cohort *cohort, const char *name,
                      const double *share, int n)
{
    double sum = 0.0;

    for (int i = 0; i < n; i++)
        sum += share[i];
    mf_check_at(self, "cohorts.%s.%s", cohort->id, name);
    if (fabs(sum - 1.0) > tolerance)
        mf_check_say(self, MF_MISTAKE, "the shares add up to %.10g; they must add up to 1", sum);
}

static void check_starts(mf_check *self, const mf_cohort *cohort)
{
    const mf_scenario *scenario = self->scenario;
    const mf_start *start = cohort->start.at;

    for (int i = 0; i < cohort->start.n; i++) {
        uint64_t traits = mf_statuses(scenario)[start[i].status].traits;

        mf_check_at(self, "cohorts.%s.start[%d]", cohort->id, i);
        if ((traits & MF_BIT(MF_TRAIT_TERMINAL)) != 0 && start[i].persons > 0.0)
            mf_check_say(self, MF_WARNING, "people start in \"%s\", where nothing more happens to them",
                         mf_statuses(scenario)[start[i].status].id);
        for (int j = 0; j < i; j++)
            if (start[j].place == start[i].place && start[j].status == start[i].status)
                mf_check_say(self, MF_MISTAKE, "\"%s\" in \"%s\" is given already in start[%d]",
                             mf_statuses(scenario)[start[i].status].id,
                             mf_places(scenario)[start[i].place].id, j);
    }
}

static void check_abroad(mf_check *self, const mf_cohort *cohort)
{
    const mf_abroad *abroad = cohort->abroad.at;
    double kin = 0.0;

    for (int i = 0; i < cohort->abroad.n; i++) {
        kin += abroad[i].kin;
        mf_check_at(self, "cohorts.%s.abroad[%d].country", cohort->id, i);
        for (int j = 0; j < i; j++)
            if (abroad[j].country == abroad[i].country)
                mf_check_say(self, MF_MISTAKE, "\"%s\" is given already in abroad[%d]",
                             mf_countries(self->scenario)[abroad[i].country].id, j);
        if (abroad[i].country == mf_places(self->scenario)[cohort->origin].country)
            mf_check_say(self, MF_WARNING, "\"%s\" is the country of origin, not abroad",
                         mf_countries(self->scenario)[abroad[i].country].id);
    }
    mf_check_at(self, "cohorts.%s.abroad", cohort->id);
    if (kin > 1.0 + tolerance)
        mf_check_say(self, MF_MISTAKE, "the shares with kin add up to %.10g; that is more than 1", kin);
}

static bool someone_is_home(const mf_scenario *scenario)
{
    for (int i = 0; i < scenario->legal.statuses.n; i++)
        if ((mf_statuses(scenario)[i].traits & MF_BIT(MF_TRAIT_HOME)) != 0)
            return true;
    return false;
}

static void check_cohort(mf_check *self, const mf_cohort *cohort)
{
    const mf_place *origin = &mf_places(self->scenario)[cohort->origin];

    check_sum(self, cohort, "skills", cohort->skills, MF_N_SKILLS);
    check_sum(self, cohort, "needs", cohort->needs, MF_N_NEEDS);
    check_starts(self, cohort);
    check_abroad(self, cohort);
    mf_check_at(self, "cohorts.%s", cohort->id);
    if (cohort->start.n == 0 && mf_series_most(&cohort->entrants) <= 0.0)
        mf_check_say(self, MF_WARNING, "has no people: no start, no entrants");
    mf_check_at(self, "cohorts.%s.origin", cohort->id);
    if ((origin->role & MF_BIT(MF_ROLE_ORIGIN)) == 0)
        mf_check_say(self, MF_WARNING, "\"%s\" has not the role \"origin\"", origin->id);
}

void mf_check_cohorts(mf_check *self)
{
    const mf_scenario *scenario = self->scenario;

    for (int i = 0; i < scenario->cohorts.n; i++)
        check_cohort(self, &mf_cohorts(scenario)[i]);
    mf_check_at(self, "legal.statuses");
    if (scenario->legal.statuses.n > 0 && !someone_is_home(scenario))
        mf_check_say(self, MF_MISTAKE, "no status has the trait \"home\": those who enter need one");
}
