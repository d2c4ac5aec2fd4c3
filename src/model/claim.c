/* What is told to the state. */
#include "base/real.h"
#include "model/beliefs.h"
#include "model/choice.h"

/* What a person can truthfully say. */
static int true_claim(const mf_person *person)
{
    if (person->need == MF_NEED_CONVENTION)
        return MF_CLAIM_PERSECUTION;
    if (person->need == MF_NEED_WAR)
        return MF_CLAIM_WAR;
    return person->harm > 0 ? MF_CLAIM_HARM : MF_CLAIM_OTHER;
}

/* What a claim is heard of to promise to somebody of this origin and with this past. */
static double promise(const mf_view *view, const mf_self *self, int claim)
{
    int origin = mf_cohorts(view->scenario)[self->cohort].origin;
    double promised = view->scenario->decision.promise[claim];
    double war = view->now->place[origin].violence / (view->scenario->needs.war_threshold + 1e-9);

    if (claim == MF_CLAIM_WAR)
        return promised * mf_clamp(war, 0.0, 1.0);
    if (claim == MF_CLAIM_HARM && self->person->harm == 0)
        return view->scenario->decision.promise[MF_CLAIM_OTHER];
    return promised;
}

int mf_choice_claim(const mf_view *view, const mf_self *self)
{
    int best = true_claim(self->person), truth = best;
    double chance = mf_belief(self->person, MF_TOPIC_STATUS);
    double most = chance * promise(view, self, truth);

    if (view->scenario->switches.claims == MF_CLAIM_MODEL_TRUTHFUL)
        return truth;
    for (int claim = MF_CLAIM_PERSECUTION; claim <= MF_CLAIM_OTHER; claim++) {
        double hope = chance * promise(view, self, claim) - view->scenario->decision.untrue;

        if (claim != truth && hope > most) {
            most = hope;
            best = claim;
        }
    }
    return best;
}
