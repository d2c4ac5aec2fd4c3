#include "model/routes.h"

#include "base/calendar.h"
#include "base/real.h"

#define UNREACHED 1e30

static bool arrives(const mf_view *view, const mf_published *self, int target, int place)
{
    if (target == mf_published_nearby(self))
        return (mf_places(view->scenario)[place].role & MF_BIT(MF_ROLE_FIRST_ASYLUM)) != 0;
    return view->rules->country_of[place] == self->target[target];
}

/* How bad a leg looks, in utility. */
static double burden(const mf_view *view, const mf_link_reputation *link, double years)
{
    const mf_decision *d = &view->scenario->decision;

    return d->cost * link->price / d->traveller_year + d->time * years + d->death * link->risk +
           d->onward * link->stop + 1e-6;
}

static mf_way one_leg_more(const mf_view *view, const mf_link_reputation *link, int l,
                           const mf_way *rest, int arrival)
{
    double years = mf_links(view->scenario)[l].days / MF_DAYS_PER_YEAR;

    return (mf_way){
        .link = (int16_t) l,
        .arrival = (int16_t) arrival,
        .price = rest->price + link->price,
        .usual = rest->usual + view->now->link[l].usual,
        .years = rest->years + years,
        .risk = rest->risk + link->risk,
        .stop = rest->stop + link->stop,
    };
}

/* What does not depend on the destination.  No way is better by a closed link. */
static void weigh_legs(mf_published *self, const mf_view *view)
{
    for (int l = 0; l < self->n_links; l++) {
        const mf_link *link = &mf_links(view->scenario)[l];
        double years = link->days / MF_DAYS_PER_YEAR;

        self->leg[l] = (mf_leg){ link->from, link->to,
                                 view->now->link[l].open > 0.0 ? burden(view, &self->link[l], years)
                                                               : UNREACHED };
    }
}

/* Bellman-Ford from the destination backwards: a few dozen places and links. */
static void find_ways(mf_published *self, const mf_view *view, int target)
{
    double *worst = self->worst;
    mf_way *way = &self->way[target * self->n_places];
    bool better = true;

    for (int p = 0; p < self->n_places; p++) {
        bool there = arrives(view, self, target, p);

        worst[p] = there ? 0.0 : UNREACHED;
        way[p] = (mf_way){ .link = -1, .arrival = there ? (int16_t) p : (int16_t) -1 };
    }
    for (int round = 0; better && round < self->n_places; round++) {
        better = false;
        for (int l = 0; l < self->n_links; l++) {
            const mf_leg *leg = &self->leg[l];
            double sum = worst[leg->to] + leg->burden;

            /* whoever has arrived goes no further */
            if (sum < worst[leg->from] && worst[leg->from] > 0.0) {
                int arrival = worst[leg->to] <= 0.0 ? leg->to : way[leg->to].arrival;

                worst[leg->from] = sum;
                way[leg->from] = one_leg_more(view, &self->link[l], l, &way[leg->to], arrival);
                better = true;
            }
        }
    }
}

void mf_routes_find(mf_published *self, const mf_view *view)
{
    weigh_legs(self, view);
    for (int target = 0; target <= self->n_targets; target++)
        find_ways(self, view, target);
}
