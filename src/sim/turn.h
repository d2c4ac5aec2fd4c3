/* turn.h — one person's part in a step: from the record, through events, back to a record.
 *
 * A turn reads the view (the state at the start of the step) and the person's
 * own record, and writes only to itself; whoever runs it writes it back. */
#ifndef MF_SIM_TURN_H
#define MF_SIM_TURN_H

#include "base/rng.h"
#include "model/agents.h"
#include "model/choice.h"
#include "model/drift.h"
#include "model/hazards.h"
#include "model/view.h"
#include "sim/tally.h"

/* An event as it is kept: eight bytes. */
typedef struct mf_happening {
    uint32_t person;
    uint16_t what; /* link for events on links, else place */
    uint8_t event;
    uint8_t status; /* after the event */
} mf_happening;

enum { MF_MOST_HAPPENINGS = 8 }; /* in one turn of one person */

/* What drift brings to or takes from a purse: ledger entries booked on closing. */
enum mf_came { MF_CAME_EARNED, MF_CAME_LIVED_ON, MF_CAME_REPAID, MF_CAME_REMITTED,
               MF_CAME_INTEREST, MF_N_CAME };

typedef struct mf_turn {
    const mf_view *view;
    mf_tally *tally;
    uint32_t id;
    uint32_t call; /* for whoever runs it: which call has led to it */
    int cohort, place, status;
    uint16_t cell, due; /* as they will be written back; `cell` on closing */
    mf_person me;
    bool settled; /* drift was brought up to date, and will be stored */
    bool chooses; /* all that happens has happened: it remains to choose */
    bool idle;    /* all was weighed and nothing done */
    const mf_pull *pull; /* on the drives of its class; NULL: not at hand */
    double drive[MF_N_MOTIVES];
    int64_t savings, debt;
    int64_t came[MF_N_CAME]; /* since the last event, cents; booked on closing */
    const mf_drawn *drawn; /* words drawn ahead */
    int n_drawn;
    mf_happening happened[MF_MOST_HAPPENINGS];
    int n_happened;
} mf_turn;

/* Loads a person; what drifts is brought up to date by mf_turn_settle. */
void mf_turn_open(mf_turn *self, const mf_view *view, mf_tally *tally, uint32_t id, int cohort,
                  uint16_t cell, uint16_t due, const mf_person *person);

/* Brings drives, savings and debt up to date: before anything but talk. */
void mf_turn_settle(mf_turn *self);

/* Puts everything back into `me`, `cell` and `due`, and counts the change of
 * cell; false if nothing is to be written back.  `was` is the person before. */
bool mf_turn_close(mf_turn *self, uint16_t old_cell, uint16_t old_due, const mf_person *was);

/* Counts an event and, if it is of a kind that is kept, keeps it. */
void mf_turn_note(mf_turn *self, int event, int what);

/* The transition that the law's answer to an event would be, its chance tried; NULL if none. */
const mf_transition *mf_turn_may(const mf_turn *self, int event);

/* Lets the law answer to an event: finds the transition, tries its chance,
 * changes the status and the place.  False if there is none or it failed. */
bool mf_turn_take(mf_turn *self, int event);

/* Follows a transition whose rate has fired. */
void mf_turn_follow(mf_turn *self, const mf_transition *transition);

/* What happens below comes to an end with `chooses`, or without a choice.  Whoever is to choose
 * joins a crowd of its cohort, place and status, which holds on to the turn; when they have chosen
 * (mf_choose), it carries out what it has taken, or learns that it is immobile. */
void mf_turn_join(const mf_turn *self, mf_crowd *crowd);
void mf_turn_carry_out(mf_turn *self, const mf_alternative *taken, bool immobile);

/* What is due: an entry, the end of a passage, the end of a status, or a reconsideration. */
void mf_turn_due(mf_turn *self);

/* What becomes of a passage that ends now. */
void mf_turn_passage(mf_turn *self);

/* A talk: with a smuggler, with somebody who knows how decisions went, or with
 * `contact`, whose record and status are those of the start of the step
 * (NULL: nobody there).  False if nothing was said. */
bool mf_turn_talk(mf_turn *self, mf_words words, const mf_person *contact, int contact_status);

/* Whom the person of this id talks to: an id of the same settlement. */
static inline uint32_t mf_turn_contact(uint32_t id, mf_words words)
{
    return id / MF_BLOCK * MF_BLOCK + words.w[0] % MF_BLOCK;
}

/* What a hazard that has fired does; `rate` says which.  False if nothing came of it. */
bool mf_turn_suffer(mf_turn *self, const mf_rate *rate);

/* Pays from savings and, beyond them, from credit. */
void mf_turn_pay(mf_turn *self, int64_t cents, int ledger);

/* Death, wherever it comes from. */
void mf_turn_die(mf_turn *self, int what);

/* Learns from what was lived through, if feedback is on. */
void mf_turn_learn(mf_turn *self, int topic, double seen, double speed);

/* Wakes again in the next step to reconsider. */
void mf_turn_alert(mf_turn *self);

int mf_turn_country(const mf_turn *self);

mf_words mf_turn_words(const mf_turn *self, mf_draw purpose, uint32_t part);

#endif
