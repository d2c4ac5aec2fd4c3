#include "model/routes.h"

#include "base/bits.h"
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

/* The links into a place are to be looked at. */
static void look_again(mf_published *self, int place)
{
    size_t words = mf_bits_words((size_t) self->n_links);

    for (size_t w = 0; w < words; w++)
        self->pending[w] |= self->into[(size_t) place * words + w];
}

/* Bellman-Ford from the destination backwards, round after round in the order of the links; a link
 * is looked at again only once the way on from its end has become better. */
static void find_ways(mf_published *self, const mf_view *view, int target)
{
    double *worst = self->worst;
    mf_way *way = &self->way[target * self->n_places];
    size_t n = (size_t) self->n_links;

    for (int p = 0; p < self->n_places; p++) {
        bool there = arrives(view, self, target, p);

        worst[p] = there ? 0.0 : UNREACHED;
        way[p] = (mf_way){ .link = -1, .arrival = there ? (int16_t) p : (int16_t) -1 };
        if (there)
            look_again(self, p);
    }
    for (size_t l = mf_bits_next(self->pending, 0, n); l < n;) {
        const mf_leg *leg = &self->leg[l];
        double sum = worst[leg->to] + leg->burden;

        mf_bits_put(self->pending, l, false);
        if (sum < worst[leg->from] && worst[leg->from] > 0.0) { /* the arrived go no further */
            int arrival = worst[leg->to] <= 0.0 ? leg->to : way[leg->to].arrival;

            worst[leg->from] = sum;
            way[leg->from] = one_leg_more(view, &self->link[l], (int) l, &way[leg->to], arrival);
            look_again(self, leg->from);
        }
        l = mf_bits_next(self->pending, l + 1, n);
        if (l == n)
            l = mf_bits_next(self->pending, 0, n); /* the next round */
    }
}

void mf_routes_find(mf_published *self, const mf_view *view)
{
    weigh_legs(self, view);
    for (int target = 0; target <= self->n_targets; target++)
        find_ways(self, view, target);
}
