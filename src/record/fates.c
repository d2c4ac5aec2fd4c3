#include "record/fates.h"

#include <stddef.h>
#include <string.h>

#include "base/parallel.h"
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

typedef struct work {
    const mf_sight *watch;
    const mf_world *world;
    int8_t *fate; /* of the people held here */
} work;

static void put_chunk(void *context, size_t piece, int worker)
{
    const work *w = context;
    const mf_population *population = &w->world->population;
    mf_chunk chunk = population->chunk[piece];
    uint32_t begin, end;

    (void) worker;
    mf_population_held(population, chunk.cohort, &begin, &end);
    for (uint32_t id = chunk.begin; id < chunk.end && id < end; id++)
        w->fate[id - population->begin] = (int8_t) mf_fate_of(w->watch, w->world, id, chunk.cohort);
}

static void put_held(const mf_sight *watch, const mf_world *world, int8_t *fate)
{
    work w = { watch, world, fate };

    mf_parallel_for(world->population.n_chunks, world->options.workers, put_chunk, &w);
}

mf_err mf_fates_put(const mf_sight *watch, const mf_world *world, mf_gather *gather,
                    mf_tables *tables)
{
    const mf_comm *comm = world->options.comm;
    int8_t *fate = tables->data[MF_TABLE_FINAL_FATE];

    if (mf_comm_alone(comm)) {
        put_held(watch, world, fate);
        return MF_OK;
    }
    MF_TRY(mf_comm_agree(comm, mf_bytes_reserve(&gather->mine, world->people.n + 1), NULL));
    memset(gather->mine.at, MF_END_NOBODY, world->people.n + 1);
    put_held(watch, world, (int8_t *) gather->mine.at);
    return mf_gather_values(gather, comm, gather->mine.at, world->people.n, fate);
}
