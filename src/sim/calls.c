#include "sim/calls.h"

#include <stdlib.h>
#include <string.h>

#include "base/bits.h"
#include "base/fetch.h"
#include "base/wide.h"
#include "model/drift.h"
#include "sim/turn.h"

enum {
    AHEAD = 24, /* records fetched ahead of their use */
    ROW = 8    /* people looked at together: mostly all of them sleep */
};

_Static_assert(MF_CHUNK % ROW == 0, "rows end with the chunk");

mf_err mf_calls_init(mf_calls *self)
{
    *self = (mf_calls){ 0 };
    self->word = calloc(MF_CHUNK, sizeof *self->word);
    self->awake = calloc(MF_CHUNK, sizeof *self->awake);
    self->at = calloc(MF_CHUNK + ROW, sizeof *self->at);
    self->drawn = calloc(2 * MF_CHUNK, sizeof *self->drawn);
    return self->word == NULL || self->awake == NULL || self->at == NULL || self->drawn == NULL
               ? MF_E_NOMEM
               : MF_OK;
}

void mf_calls_free(mf_calls *self)
{
    free(self->word);
    free(self->awake);
    free(self->at);
    free(self->drawn);
    *self = (mf_calls){ 0 };
}

static MF_FOR_WIDE_REGISTERS void mf_mark_awake(size_t n, const uint32_t *restrict word,
                                                const uint16_t *restrict cell,
                                                const uint32_t *restrict wake,
                                                const uint16_t *restrict due, uint16_t step,
                                                uint8_t *restrict awake)
{
    for (size_t i = 0; i < n; i++)
        awake[i] = (uint8_t) ((word[i] <= wake[cell[i]]) | (due[i] == step));
}

/* Ids of those whose word is low enough or for whom something is due. */
static void find_woken(mf_calls *self, const mf_view *view, const mf_people *people, mf_chunk chunk)
{
    const mf_classes *classes = view->classes;
    size_t n = chunk.end - chunk.begin, woken = 0;

    mf_wake_words(view->seed, (uint32_t) view->step, chunk.begin, n, self->word);
    mf_mark_awake(n, self->word, &people->cell[chunk.begin],
                  &classes->wake[(size_t) chunk.cohort * (size_t) classes->n_cells],
                  &people->due[chunk.begin], (uint16_t) view->step, self->awake);
    memset(self->awake + n, 0, (MF_CHUNK - n) % ROW);
    for (size_t row = 0; row < n; row += ROW) {
        uint64_t any, awake = 0;

        memcpy(&any, self->awake + row, sizeof any);
        if (any == 0)
            continue;
        for (size_t i = 0; i < ROW; i++)
            awake |= (uint64_t) self->awake[row + i] << i;
        for (; awake != 0; awake &= awake - 1)
            self->at[woken++].id = chunk.begin + (uint32_t) (row + mf_bits_lowest(awake));
    }
    self->n_woken = woken;
}

static void ask(mf_calls *self, mf_call *call, mf_draw purpose, uint32_t part)
{
    mf_drawn *drawn = &self->drawn[self->n_drawn++];

    drawn->purpose = purpose;
    drawn->who = call->id;
    drawn->part = part;
    call->n_drawn++;
}

/* What the called will most likely ask for. */
static void ask_first(mf_calls *self, mf_call *call, bool on_link)
{
    call->drawn = (uint16_t) self->n_drawn;
    call->n_drawn = 0;
    if (call->rate == NULL && on_link) {
        ask(self, call, MF_DRAW_LINK, 0);
        ask(self, call, MF_DRAW_CHOICE, 1); /* after the event of arriving */
    } else if (call->rate == NULL || call->rate->hazard == MF_HAZARD_RECONSIDER) {
        ask(self, call, MF_DRAW_CHOICE, 0);
    } else if (call->rate->hazard == MF_HAZARD_TALK) {
        ask(self, call, MF_DRAW_TALK, 0);
    }
}

/* Keeps of the woken those to whom something happens. */
static void keep_called(mf_calls *self, const mf_view *view, const mf_people *people, mf_chunk chunk)
{
    self->n = self->n_drawn = 0;
    for (size_t i = 0; i < self->n_woken && i < AHEAD; i++)
        mf_fetch(&people->person[self->at[i].id]);
    for (size_t i = 0; i < self->n_woken; i++) {
        uint32_t id = self->at[i].id;
        const mf_person *person = &people->person[id];
        const mf_class *class = mf_classes_at(view->classes, chunk.cohort, people->cell[id]);
        const mf_rate *rate = NULL;

        if (i + AHEAD < self->n_woken)
            mf_fetch(&people->person[self->at[i + AHEAD].id]);
        if (people->due[id] != view->step) {
            if (class == NULL)
                continue;
            rate = mf_hazards_fire(view, &class->rates, chunk.cohort, class->place, person,
                                   mf_unit(self->word[id - chunk.begin]));
            if (rate == NULL)
                continue;
        }
        if (class != NULL && (rate == NULL || rate->hazard != MF_HAZARD_TALK))
            mf_drift_fetch(view, class->place, class->status, person);
        self->at[self->n] = (mf_call){ .class = class, .rate = rate, .id = id };
        ask_first(self, &self->at[self->n++], (person->flags & MF_FLAG_ON_LINK) != 0);
    }
}

/* Those whom the called will talk to. */
static void fetch_contacts(const mf_calls *self, const mf_people *people)
{
    for (size_t i = 0; i < self->n_drawn; i++) {
        const mf_drawn *drawn = &self->drawn[i];

        if (drawn->purpose == MF_DRAW_TALK)
            mf_fetch(&people->person[mf_turn_contact(drawn->who, drawn->words)]);
    }
}

void mf_calls_find(mf_calls *self, const mf_view *view, const mf_people *people, mf_chunk chunk)
{
    find_woken(self, view, people, chunk);
    keep_called(self, view, people, chunk);
    mf_words_each(view->seed, (uint32_t) view->step, self->drawn, self->n_drawn);
    fetch_contacts(self, people);
}
