/* What a journey costs, and how much its dangers are dreaded. */
#include "base/real.h"
#include "model/choice.h"
#include "model/published.h"

int64_t mf_choice_fare(const mf_view *view, const mf_self *self, int target)
{
    const mf_way *way = mf_published_way(view->published, target, self->place);
    const mf_person *person = self->person;

    if ((person->flags & MF_FLAG_PAID) != 0)
        return 0;
    if (mf_person_pays_ahead(person))
        return (int64_t) (way->price * 100.0 + 0.5);
    return (int64_t) (view->published->link[way->link].price * 100.0 + 0.5);
}

double mf_choice_dread(int form, double probability, double trust)
{
    double p = mf_clamp(probability, MF_LEAST_RISK, 1.0 - MF_LEAST_RISK);

    if (form == MF_DREAD_LOG_ODDS) {
        double floor = -6.906754778648554; /* log-odds of 0.001: no dread */

        p = 1.0 - mf_log(p / (1.0 - p)) / floor;
        return p > 0.0 ? p : 0.0;
    }
    if (form == MF_DREAD_LOGISTIC) {
        /* elicited means of Risk and Rumours: iota -7.64, sigma 0.16 */
        double safe = mf_pow(1.0 - p, 10.0);

        return 1.0 / (1.0 + mf_exp(-7.64 + 16.0 * trust * safe));
    }
    return p;
}
