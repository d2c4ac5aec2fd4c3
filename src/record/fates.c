#include "record/fates.h"

#include <stddef.h>

#include "record/indicators_events.h"

#define X(id, word, doc) word,
const char *const mf_end_words[] = { MF_ENDS(X) NULL };
#undef X
#define X(id, word, doc) doc,
const char *const mf_end_docs[] = { MF_ENDS(X) NULL };
#undef X

static bool has(uint64_t traits, enum mf_trait trait)
{
    return (traits & MF_BIT(trait)) != 0;
}

static int fate_at_home(const mf_note *note, const mf_person *person)
{
    if ((note->past & MF_PAST_RETURNED) != 0)
        return MF_END_RETURNED;
    return (person->flags & MF_FLAG_IMMOBILE) != 0 ? MF_END_STUCK : MF_END_STAYED;
}

static int fate_abroad(const mf_note *note, uint64_t traits, bool destination)
{
    if (has(traits, MF_TRAIT_PROTECTED))
        return MF_END_PROTECTED;
    if (has(traits, MF_TRAIT_REGULAR))
        return (note->past & MF_PAST_PROTECTED) != 0 ? MF_END_PROTECTED : MF_END_REGULAR;
    if (has(traits, MF_TRAIT_NEARBY))
        return MF_END_NEARBY;
    if (has(traits, MF_TRAIT_CLAIMANT) ||
        (has(traits, MF_TRAIT_LIMBO) && !has(traits, MF_TRAIT_IRREGULAR)))
        return MF_END_LIMBO;
    if (destination)
        return MF_END_IRREGULAR;
    return has(traits, MF_TRAIT_DETAINED) ? MF_END_DETAINED : MF_END_ON_WAY;
}

int mf_fate_of(const mf_sight *watch, const mf_world *world, uint32_t id, int cohort)
{
    const mf_cells cells = world->rules.cells;
    const mf_note *note = &watch->note[id];
    int cell = world->people.cell[id], place = mf_cell_place(cells, cell);
    uint64_t traits;

    if (cell == mf_cell_unborn(cells))
        return MF_END_NOT_ENTERED;
    traits = mf_statuses(world->scenario)[mf_cell_status(cells, cell)].traits;
    if (has(traits, MF_TRAIT_TERMINAL))
        return place == cells.n_places ? MF_END_DIED_ON_WAY : MF_END_DIED;
    if ((mf_sight_states(world, id, cohort) >> MF_STATE_HOME & 1) != 0)
        return fate_at_home(note, &world->people.person[id]);
    return fate_abroad(note, traits, watch->destination[mf_sight_country(world, place)]);
}

void mf_fates_put(const mf_sight *watch, const mf_world *world, mf_tables *tables)
{
    const mf_population *population = &world->population;
    int8_t *fate = tables->data[MF_TABLE_FINAL_FATE];

    for (int k = 0; k < population->n_cohorts; k++)
        for (size_t i = 0; i < population->count[k]; i++) {
            size_t id = population->first[k] + i;

            fate[id] = (int8_t) mf_fate_of(watch, world, (uint32_t) id, k);
        }
}
