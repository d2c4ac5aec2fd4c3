/* adjudication.h — decisions on claims as signal detection.
 *
 * An authority sees evidence: noise, plus d' for those in need who say so,
 * plus a bias by origin, less what trauma takes from a testimony.  It grants
 * above its threshold.  Sensitivity and specificity are those of a claim
 * without bias and harm. */
#ifndef MF_MODEL_ADJUDICATION_H
#define MF_MODEL_ADJUDICATION_H

#include "base/rng.h"
#include "model/agents.h"
#include "model/view.h"

/* The event that a first decision raises: recognised, subsidiary, humanitarian,
 * refused, appeals or closed.  `queue` is where it is taken; -1: nowhere in particular. */
int mf_adjudicate_claim(const mf_view *view, int queue, int cohort, int country,
                        const mf_person *person, mf_words evidence, mf_words form);

/* appeal_won or appeal_lost. */
int mf_adjudicate_appeal(const mf_view *view, int queue, int cohort, int country,
                         const mf_person *person, mf_words evidence);

/* admitted or denied, by the queue's own discernment. */
int mf_adjudicate_external(const mf_view *view, int queue, const mf_person *person,
                           mf_words evidence);

#endif
