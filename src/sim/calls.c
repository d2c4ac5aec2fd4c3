#include "sim/calls.h"

#include <stdlib.h>
#include <string.h>

#include "base/bits.h"
#include "base/fetch.h"
#include "base/wide.h"
#include "sim/turn.h"

enum {
    STRIP = 128, /* people looked at before the next: memory serves no more of the woken at once */
    LINE = 32,   /* people whose cells, or dates, are fetched at once */
    MOST_ASKED = 2
};

_Static_assert(MF_CHUNK % MF_BITS == 0 && STRIP % MF_BITS == 0 && MF_BLOCK % MF_BITS == 0,
               "rows of bits end with the strip, the chunk and the settlement");

/* What calls people, beside the hazards: that something is due, on the way or elsewhere. */
enum { IS_DUE = MF_N_HAZARDS, IS_DUE_ON_LINK, N_KINDS };

/* The last rank: who talks meets nobody. */
static uint32_t rank_of_talks(mf_cells cells)
{
    return (uint32_t) mf_cell_count(cells) * N_KINDS;
}

mf_err mf_calls_init(mf_calls *self, mf_cells cells, size_t people)
{
    *self = (mf_calls){ 0 };
    self->woken = calloc(1 + people, sizeof *self->woken);
    self->by_id = calloc(people, sizeof *self->by_id);
    self->at = calloc(people, sizeof *self->at);
    self->drawn = calloc(MOST_ASKED * people, sizeof *self->drawn);
    self->next = calloc((size_t) rank_of_talks(cells) + 1, sizeof *self->next);
    self->met = calloc(mf_bits_words((size_t) rank_of_talks(cells) + 1), sizeof *self->met);
    return self->woken == NULL || self->by_id == NULL || self->at == NULL || self->drawn == NULL ||
                   self->next == NULL || self->met == NULL
               ? MF_E_NOMEM
               : MF_OK;
}

void mf_calls_free(mf_calls *self)
{
    free(self->woken);
    free(self->by_id);
    free(self->at);
    free(self->drawn);
    free(self->next);
    free(self->met);
    *self = (mf_calls){ 0 };
}

/* What can be said of a whole cohort. */
typedef struct sieve {
    uint32_t most; /* nobody wakes by a word above it */
    uint16_t unborn, step;
} sieve;

/* Eight bytes of 0 or 1 as bits: the products of the ones do not overlap. */
static inline uint64_t packed(const uint8_t one[8])
{
    uint64_t bits = 0;

    for (int i = 0; i < 8; i++)
        bits |= (uint64_t) one[i] << 8 * i;
    return bits * UINT64_C(0x0102040810204080) >> 56;
}

/* Those who may wake, as bits: whose word is low enough for somebody of their cohort, or for
 * whom something is due.  Tells them from the others without looking up where they are. */
static MF_FOR_WIDE_REGISTERS void mf_sift(sieve by, size_t n, const uint32_t *restrict word,
                                          const uint16_t *restrict cell,
                                          const uint16_t *restrict due, uint64_t *restrict likely)
{
    for (size_t row = 0; row < n; row += MF_BITS) {
        uint8_t one[MF_BITS];
        uint64_t bits = 0;

        for (size_t i = 0; i < MF_BITS; i++)
            one[i] = (uint8_t) ((word[row + i] <= (cell[row + i] == by.unborn ? 0 : by.most)) |
                                (due[row + i] == by.step));
        for (size_t i = 0; i < MF_BITS; i += 8)
            bits |= packed(&one[i]) << i;
        likely[row / MF_BITS] = bits;
    }
}

/* Finds the woken of a strip: those of the likely whose word is low enough for where they are. */
static void wake_strip(mf_calls *self, const mf_view *view, const mf_people *people, mf_chunk strip)
{
    const mf_classes *classes = view->classes;
    const uint32_t *wake = &classes->wake[(size_t) strip.cohort * (size_t) classes->n_cells];
    const sieve by = { classes->most[strip.cohort], (uint16_t) mf_cell_unborn(view->rules->cells),
                       (uint16_t) view->step };
    const uint16_t *cell = &people->cell[strip.begin], *due = &people->due[strip.begin];
    size_t n = strip.end - strip.begin, woken = self->n_woken;
    uint32_t word[STRIP];
    uint64_t likely[STRIP / MF_BITS];

    mf_wake_words(view->seed, (uint32_t) view->step, strip.begin, n, word);
    mf_sift(by, n, word, cell, due, likely);
    for (size_t row = 0; row < n; row += MF_BITS)
        for (uint64_t bits = likely[row / MF_BITS]; bits != 0; bits &= bits - 1) {
            size_t i = row + mf_bits_lowest(bits);

            self->woken[woken + 1] = (mf_woken){ strip.begin + (uint32_t) i, word[i] };
            woken += (size_t) ((word[i] <= wake[cell[i]]) | (due[i] == by.step));
            mf_fetch(&people->person[self->woken[woken].id]); /* the one before, if it sleeps on */
        }
    self->n_woken = woken;
}

static void fetch_columns(const mf_people *people, mf_chunk strip)
{
    for (uint32_t id = strip.begin; id < strip.end; id += LINE) {
        mf_fetch(&people->cell[id]);
        mf_fetch(&people->due[id]);
    }
}

/* The chunk's strip that follows one; empty at the end. */
static mf_chunk next_strip(mf_chunk chunk, mf_chunk strip)
{
    strip.begin = strip.end;
    strip.end = chunk.end - strip.begin < STRIP ? chunk.end : strip.begin + STRIP;
    return strip;
}

/* Those whose word is low enough or for whom something is due; their records, and what is to be
 * known of the next, are on the way while words are drawn. */
static void find_woken(mf_calls *self, const mf_view *view, const mf_people *people, mf_chunk chunk)
{
    const mf_chunk before = { chunk.begin, chunk.begin, chunk.cohort };
    mf_chunk strip = next_strip(chunk, before), next;

    self->n_woken = 0;
    self->woken[0].id = chunk.begin;
    for (; strip.begin < strip.end; strip = next) {
        next = next_strip(chunk, strip);
        fetch_columns(people, next);
        wake_strip(self, view, people, strip);
    }
}

/* What the called will most likely ask for. */
static const struct {
    uint16_t n;
    struct {
        uint32_t purpose, part;
    } at[MOST_ASKED];
} asked[N_KINDS] = {
    [MF_HAZARD_RECONSIDER] = { 1, { { MF_DRAW_CHOICE, 0 } } },
    [MF_HAZARD_TALK] = { 1, { { MF_DRAW_TALK, 0 } } },
    [IS_DUE] = { 1, { { MF_DRAW_CHOICE, 0 } } },
    [IS_DUE_ON_LINK] = { 2, { { MF_DRAW_LINK, 0 }, { MF_DRAW_CHOICE, 1 } } }, /* after the arrival */
};

/* Asks for a call of a kind; how many words. */
static uint16_t ask_first(int kind, uint32_t id, mf_drawn *drawn)
{
    for (int i = 0; i < MOST_ASKED; i++) { /* those beyond n are written over by the next call's */
        drawn[i].purpose = asked[kind].at[i].purpose;
        drawn[i].who = id;
        drawn[i].part = asked[kind].at[i].part;
    }
    return asked[kind].n;
}

/* Keeps a call with what it asks for. */
static void keep(mf_calls *self, mf_call call, int kind)
{
    call.drawn = (uint32_t) self->n_drawn;
    call.n_drawn = ask_first(kind, call.id, &self->drawn[self->n_drawn]);
    self->n_drawn += call.n_drawn;
    call.nth = (uint32_t) self->n;
    self->by_id[self->n++] = call;
}

/* Whoever is on the way will choose where that leads to, others where they are. */
static uint32_t rank(const mf_view *view, const mf_class *class, const mf_person *person, uint16_t cell,
                     int kind)
{
    const mf_cells cells = view->rules->cells;
    int link = kind == IS_DUE_ON_LINK ? person->link : 0;
    int to = mf_cell(cells, mf_links(view->scenario)[link].to, class->status);
    int at = kind == IS_DUE_ON_LINK ? to : cell;

    return kind == MF_HAZARD_TALK ? rank_of_talks(cells) : (uint32_t) (at * N_KINDS + kind);
}

/* Keeps of the woken those to whom something happens.  Half of them are called by a hazard and half
 * by what is due, in no order that a processor could foresee: so it looks at both, then takes one.
 * Works on copies, which nothing that is written can change. */
static mf_calls called(mf_calls self, const mf_view *view, mf_people people, mf_chunk chunk)
{
    static const mf_class nobodys = { 0 };
    const mf_classes classes = *view->classes;
    const mf_woken *end = self.woken + 1 + self.n_woken;

    self.n = self.n_drawn = self.n_others = 0;
    for (const mf_woken *woken = self.woken + 1; woken < end; woken++) {
        const mf_person *person = &people.person[woken->id];
        const uint16_t cell = people.cell[woken->id];
        const mf_class *class = mf_classes_at(&classes, chunk.cohort, cell);
        const mf_class *in = class != NULL ? class : &nobodys;
        bool due = people.due[woken->id] == view->step;
        double u = mf_unit(woken->word);
        int told = mf_hazards_told(&in->rates, u), kind[2];
        const mf_rate *fired[2] = { &in->rates.at[told / 2], NULL };

        if (told % 2 > due) /* neither told nor due */
            fired[0] = mf_hazards_fire(view, &in->rates, chunk.cohort, in->place, person, u);
        if (fired[0] == NULL)
            continue;
        kind[0] = fired[0]->hazard;
        kind[1] = IS_DUE + ((person->flags & MF_FLAG_ON_LINK) != 0);
        keep(&self,
             (mf_call){
                 .class = class,
                 .rate = fired[due],
                 .id = woken->id,
                 .rank = rank(view, in, person, cell, kind[due]),
                 .cell = cell,
                 .due = people.due[woken->id],
             },
             kind[due]);
    }
    return self;
}

/* Lists the calls by rank, and those of a rank by id. */
static void sort(mf_calls *self, mf_cells cells)
{
    size_t talks = rank_of_talks(cells), first = 0;

    for (size_t i = 0; i < self->n; i++) {
        self->next[self->by_id[i].rank]++;
        mf_bits_put(self->met, self->by_id[i].rank, true);
    }
    for (size_t rank = mf_bits_next(self->met, 0, talks + 1); rank <= talks;
         rank = mf_bits_next(self->met, rank + 1, talks + 1)) {
        uint32_t alike = self->next[rank];

        self->n_others = rank < talks ? first + alike : first;
        self->next[rank] = (uint32_t) first;
        first += alike;
    }
    for (size_t i = 0; i < self->n; i++)
        self->at[self->next[self->by_id[i].rank]++] = self->by_id[i];
    for (size_t i = 0; i < self->n; i++)
        self->next[self->by_id[i].rank] = 0;
    memset(self->met, 0, mf_bits_words(talks + 1) * sizeof *self->met);
}

void mf_calls_find(mf_calls *self, const mf_view *view, const mf_people *people, mf_chunk chunk)
{
    find_woken(self, view, people, chunk);
    *self = called(*self, view, *people, chunk);
    mf_words_each(view->seed, (uint32_t) view->step, self->drawn, self->n_drawn);
    sort(self, view->rules->cells);
}
