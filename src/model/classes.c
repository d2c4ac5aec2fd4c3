#include "model/classes.h"

#include <stdlib.h>

#include "base/bits.h"
#include "base/real.h"

#define WORDS 4294967296.0 /* 2^32 */

enum { SEVERAL = 16 }; /* people: of fewer, mostly none or one chooses in a step */

mf_err mf_classes_init(mf_classes *self, const mf_scenario *scenario, mf_cells cells,
                       const size_t *people)
{
    size_t n = (size_t) mf_cell_count(cells) * (size_t) scenario->cohorts.n;

    *self = (mf_classes){ .n_cells = mf_cell_count(cells), .n_cohorts = scenario->cohorts.n };
    self->row = calloc((size_t) scenario->cohorts.n + 1, sizeof *self->row);
    self->room = calloc((size_t) scenario->cohorts.n + 1, sizeof *self->room);
    self->used = calloc((size_t) scenario->cohorts.n + 1, sizeof *self->used);
    self->slot = calloc(n + 1, sizeof *self->slot);
    self->wake = calloc(n + 1, sizeof *self->wake);
    self->most = calloc((size_t) scenario->cohorts.n + 1, sizeof *self->most);
    if (self->row == NULL || self->room == NULL || self->used == NULL || self->slot == NULL ||
        self->wake == NULL || self->most == NULL)
        goto fail;
    for (size_t i = 0; i < n; i++)
        self->slot[i] = MF_NO_CLASS;
    for (int k = 0; k < scenario->cohorts.n; k++) {
        size_t most = people[k] < (size_t) self->n_cells ? people[k] : (size_t) self->n_cells;

        self->room[k] = (int) most;
        self->row[k] = calloc(most + 1, sizeof **self->row);
        if (self->row[k] == NULL)
            goto fail;
    }
    return MF_OK;
fail:
    mf_classes_free(self);
    return MF_E_NOMEM;
}

void mf_classes_free(mf_classes *self)
{
    for (int k = 0; self->row != NULL && k < self->n_cohorts; k++)
        free(self->row[k]);
    free(self->row);
    free(self->room);
    free(self->used);
    free(self->slot);
    free(self->wake);
    free(self->most);
    *self = (mf_classes){ 0 };
}

static uint32_t threshold(const mf_rates *rates)
{
    double p = rates->p * WORDS;

    return p >= WORDS - 1.0 ? UINT32_MAX : (uint32_t) p;
}

/* What everybody of the class has in common. */
static void fill(mf_class *class, const mf_view *view, int cohort, int cell, int64_t people)
{
    int place = mf_cell_place(view->rules->cells, cell);
    int status = mf_cell_status(view->rules->cells, cell);

    class->place = (int16_t) place;
    class->status = (int16_t) status;
    mf_hazards(view, cohort, place, status, &class->rates);
    mf_drift_pull(view, cohort, place, status, &class->pull);
    class->at_hand = people >= SEVERAL && view->rules->country_of[place] >= 0;
    if (class->at_hand)
        mf_outset_of(view, cohort, place, status, &class->outset);
}

void mf_classes_fill(mf_classes *self, const mf_view *view, int cohort, const uint64_t *occupied,
                     const int64_t *stock, bool dense)
{
    const mf_cells cells = view->rules->cells;
    size_t first = (size_t) cohort * (size_t) self->n_cells;
    size_t end = first + (size_t) mf_cell_unborn(cells);
    mf_class *row = self->row[cohort];
    uint32_t most = 0;
    int used = 0;

    for (int i = 0; i < self->used[cohort]; i++) { /* those of the step before */
        size_t at = first + (size_t) mf_cell(cells, row[i].place, row[i].status);

        self->wake[at] = 0;
        self->slot[at] = MF_NO_CLASS;
    }
    for (size_t at = mf_bits_next(occupied, first, end); at < end;
         at = mf_bits_next(occupied, at + 1, end)) {
        fill(&row[used], view, cohort, (int) (at - first), stock[at]);
        self->wake[at] = dense ? UINT32_MAX : threshold(&row[used].rates);
        most = self->wake[at] > most ? self->wake[at] : most;
        self->slot[at] = (uint16_t) used++;
    }
    self->most[cohort] = most;
    self->used[cohort] = used;
}
