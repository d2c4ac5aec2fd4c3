#include "record/profiles.h"

#include <stdlib.h>

#include "base/calendar.h"

#define X(id, word, doc) word,
const char *const mf_profile_words[] = { MF_PROFILES(X) NULL };
#undef X
#define X(id, word, doc) doc,
const char *const mf_profile_docs[] = { MF_PROFILES(X) NULL };
#undef X

static int age_at_start(const mf_world *world, uint32_t id)
{
    const mf_person *person = &world->people.person[id];
    bool newcomer = world->people.cell[id] == mf_cell_unborn(world->rules.cells);
    int day = mf_scenario_day(world->scenario, newcomer ? world->people.due[id] : 0);

    return (mf_months_of(day) - (int) person->born) / 12;
}

static unsigned profile_of(const mf_world *world, uint32_t id, int cohort)
{
    static const int by_skill[MF_N_SKILLS] = { MF_PROFILE_UNSKILLED, MF_PROFILE_SKILLED,
                                               MF_PROFILE_TERTIARY };
    const mf_person *person = &world->people.person[id];
    double median = mf_cohorts(world->scenario)[cohort].savings;
    int age = age_at_start(world, id);

    return 1u << (mf_person_female(person) ? MF_PROFILE_WOMEN : MF_PROFILE_MEN) |
           1u << (age < 18 ? MF_PROFILE_MINORS : age < 26 ? MF_PROFILE_YOUNG : MF_PROFILE_OLDER) |
           1u << by_skill[mf_person_skill(person)] |
           1u << (person->kin != MF_NOWHERE ? MF_PROFILE_KIN : MF_PROFILE_NO_KIN) |
           1u << (person->savings < 100.0 * median ? MF_PROFILE_POORER : MF_PROFILE_RICHER) |
           1u << (mf_person_in_need(person) ? MF_PROFILE_IN_NEED : MF_PROFILE_NOT_IN_NEED);
}

mf_err mf_profiles_init(mf_profiles *self, const mf_world *world)
{
    const mf_population *people = &world->population;

    *self = (mf_profiles){ .n = people->first[people->n_cohorts] };
    self->set = calloc(self->n + 1, sizeof *self->set);
    if (self->set == NULL)
        return MF_E_NOMEM;
    for (int k = 0; k < people->n_cohorts; k++)
        for (size_t id = people->first[k]; id < people->first[k] + people->count[k]; id++)
            self->set[id] = (uint16_t) profile_of(world, (uint32_t) id, k);
    return MF_OK;
}

void mf_profiles_free(mf_profiles *self)
{
    free(self->set);
    *self = (mf_profiles){ 0 };
}
