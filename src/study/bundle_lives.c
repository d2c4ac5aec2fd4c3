/* Some lives of a preview, for persona cards: what has become of them differs, and where they are from. */
#include "study/bundle_parts.h"

#include "record/fates.h"

enum { LIVES_MOST = 6 };

/* One life of each of these ends, as far as there are such people. */
static const int ends[LIVES_MOST] = { MF_END_PROTECTED, MF_END_LIMBO, MF_END_RETURNED, MF_END_DIED_ON_WAY,
                                      MF_END_REGULAR, MF_END_NEARBY };

static bool is_among(const int64_t *chosen, int n, const mf_ways *ways, size_t id)
{
    for (int i = 0; i < n; i++)
        if (chosen[i] == (int64_t) id ||
            ways->cohort[chosen[i] / MF_BLOCK] == ways->cohort[id / MF_BLOCK])
            return true;
    return false;
}

/* The first who set off and came to this end, of a cohort that was not told of yet, by two hubs
 * if somebody did; -1 nobody. */
static int64_t find(const mf_briefing *of, int end, const int64_t *chosen, int n)
{
    const int8_t *fate = mf_briefing_fates(of);
    int64_t found = -1;

    for (size_t id = 0; id < of->profiles.n; id++) {
        const mf_trail *trail = &of->ways.at[id];

        if (fate[id] != end || !trail->gone || is_among(chosen, n, &of->ways, id))
            continue;
        if (trail->first != trail->last)
            return (int64_t) id;
        if (found < 0)
            found = (int64_t) id;
    }
    return found;
}

static mf_err tell(mf_variant *self, int64_t person, mf_json *out, mf_error *err)
{
    bool more = true;

    MF_TRY(mf_briefing_begin(&self->first, self->scenario, 0, person, err));
    while (more)
        MF_TRY(mf_briefing_step(&self->first, &more, err));
    MF_TRY(mf_briefing_end(&self->first, err));
    mf_briefing_life(&self->first, out);
    return MF_OK;
}

static mf_err tell_all(mf_variant *self, mf_json *out, mf_error *err)
{
    int64_t chosen[LIVES_MOST];
    int n = 0;

    MF_TRY(mf_briefing_run(&self->first, self->scenario, 0, err));
    for (int e = 0; e < LIVES_MOST; e++) {
        chosen[n] = find(&self->first, ends[e], chosen, n);
        n += chosen[n] >= 0;
    }
    for (int i = 0; i < n; i++)
        MF_TRY(tell(self, chosen[i], out, err));
    return MF_OK;
}

mf_err mf_bundle_lives(const char *text, double people, mf_json *out, mf_error *err)
{
    mf_variant preview = { .id = "lives" };
    mf_err code = mf_variant_open(&preview, text, people, err);

    mf_json_open(out, "lives", '[');
    if (code == MF_OK)
        code = tell_all(&preview, out, err);
    mf_json_close(out, ']');
    mf_variant_free(&preview);
    return code;
}
