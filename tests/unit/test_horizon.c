/* What a crowd weighs is worth what the equations say. */
#include "support/crowds.h"
#include "support/statistics.h"

#include <stdlib.h>
#include <string.h>

#include "model/beliefs.h"
#include "model/classes.h"
#include "model/published.h"

/* What living in a place in a status is worth to the one in lane 0. */
static double value_of(const mf_view *view, int cohort, const mf_eyes *eyes, int place, int status)
{
    mf_prospect prospect;
    mf_each value;

    mf_prospect_of(view, cohort, place, status, &prospect);
    mf_value(eyes, &prospect, value);
    return value[0];
}

/* Value of reaching a destination, term by term as the ODD has it. */
static double worth(const mf_view *view, const mf_self *self, const mf_eyes *eyes, int target)
{
    const mf_outlook *see = mf_rules_outlook(view->rules, view->rules->en_route,
                                             view->published->target[target]);
    const mf_decision *d = &view->scenario->decision;
    int place = view->published->horizon[self->cohort].at[target].place, k = self->cohort;
    double chance = mf_belief(self->person, MF_TOPIC_STATUS);
    double hiding = view->ahead * value_of(view, k, eyes, place, view->rules->en_route), claiming;

    if (see->granted < 0 || see->refused < 0 || (self->person->known >> MF_PATH_ASYLUM & 1) == 0)
        return hiding;
    claiming = view->ahead * (chance * value_of(view, k, eyes, place, see->granted) +
                              (1.0 - chance) * value_of(view, k, eyes, place, see->refused)) -
               d->time * mf_belief(self->person, MF_TOPIC_ASYLUM_WAIT);
    return claiming > hiding ? claiming : hiding;
}

static double utility_of(const mf_view *view, const mf_self *self, const mf_outset *outset, int target)
{
    const mf_way *way = mf_published_way(view->published, target, self->place);
    const mf_way *all = &view->published->first_way[target * view->published->n_cohorts + self->cohort];
    const mf_decision *d = &view->scenario->decision;
    double risk = fmin(way->risk / fmax(all->risk, 1e-9), 3.0);
    double stop = fmin(way->stop / fmax(all->stop, 1e-9), 3.0);
    double dies = fmin(mf_belief(self->person, MF_TOPIC_DEATH) * risk, 0.99);
    double stopped = fmin(mf_belief(self->person, MF_TOPIC_INTERCEPTION) * stop, 0.99) * d->onward;
    mf_crowd alone = { 0 };
    mf_eyes eyes;

    gather(&alone, view, &self, 1);
    mf_value_eyes(view, &alone, &eyes);
    return (1.0 - stopped) * worth(view, self, &eyes, target) +
           stopped * view->ahead * value_of(view, self->cohort, &eyes, self->place, self->status) -
           outset->per_euro[eyes.skill[0]] * way->usual * mf_belief(self->person, MF_TOPIC_PRICE) -
           d->death * mf_choice_dread(view->scenario->switches.dread, dies,
                                      mf_belief_trust(self->person, MF_TOPIC_DEATH)) -
           d->time * way->years + d->constants[MF_OPTION_IRREGULAR] +
           mf_cohorts(view->scenario)[self->cohort].inclination[MF_OPTION_IRREGULAR];
}

/* Is there a way to a destination that the cohort thinks of? */
static bool is_open(const mf_world *world, const mf_self *self, int target)
{
    const mf_published *published = &world->published;

    return (published->horizon[self->cohort].imagined >> target & 1) != 0 &&
           mf_published_way(published, target, self->place)->link >= 0;
}

/* Compares every way out that is offered to anybody; returns how many. */
static int compare_all(const mf_world *world)
{
    int seen = 0;

    for (uint32_t id = 0; id < world->people.n; id++) {
        mf_outset outset;
        mf_choice choice;
        mf_self self;

        if (!can_choose(world, id))
            continue;
        self = self_of(world, id);
        mf_outset_of(&world->view, self.cohort, self.place, self.status, &outset);
        list_alone(&world->view, &self, &choice);
        for (int i = 0; i < choice.n; i++) {
            int target = choice.at[i].target;

            if (choice.at[i].option != MF_OPTION_IRREGULAR)
                continue;
            assert_int_equal(choice.utility[i][0] > MF_OUT_OF_REACH, is_open(world, &self, target));
            assert_true(choice.reach[i][0] == choice.utility[i][0] || choice.reach[i][0] == MF_OUT_OF_REACH);
            if (!is_open(world, &self, target))
                continue;
            assert_close(choice.utility[i][0], utility_of(&world->view, &self, &outset, target), 1e-12);
            seen++;
        }
    }
    return seen;
}

static void a_destination_is_worth_what_the_equations_say(void **state)
{
    static const char *const forms[] = { "switches.dread=\"linear\"", "switches.dread=\"log_odds\"",
                                         "switches.dread=\"logistic\"" };

    (void) state;
    for (int form = 0; form < 3; form++) {
        mf_scenario *scenario = small_read_as(2000, 60, SETS(forms[form]));
        mf_world *world = world_of(scenario, 1, false);

        world_run(world, 40, NULL);
        assert_true(compare_all(world) > 1000);
        world_close(world);
    }
}

/* A view in which no class has anything at hand. */
static mf_view bare_view(const mf_world *world, mf_classes *nobody)
{
    size_t n = (size_t) world->classes.n_cells * (size_t) world->classes.n_cohorts;
    mf_view view = world->view;

    *nobody = world->classes;
    nobody->slot = malloc(n * sizeof *nobody->slot);
    assert_non_null(nobody->slot);
    memset(nobody->slot, 0xFF, n * sizeof *nobody->slot);
    assert_null(mf_classes_at(nobody, 0, 0));
    view.classes = nobody;
    return view;
}

static void assert_same(const mf_choice *with, const mf_choice *without)
{
    assert_int_equal(with->n, without->n);
    for (int i = 0; i < with->n; i++)
        assert_true(with->at[i].option == without->at[i].option &&
                    with->at[i].target == without->at[i].target &&
                    with->utility[i][0] == without->utility[i][0] &&
                    with->reach[i][0] == without->reach[i][0]);
}

/* What classes have at hand is what anybody would work out on the spot, to the bit. */
static void an_outset_at_hand_changes_nothing(void **state)
{
    mf_scenario *scenario = small_read_as(2000, 60, AS_WRITTEN);
    mf_world *world = world_of(scenario, 1, false);
    int at_hand = 0, on_the_spot = 0;
    mf_classes nobody;
    mf_view bare;

    (void) state;
    world_run(world, 40, NULL);
    bare = bare_view(world, &nobody);
    for (uint32_t id = 0; id < world->people.n; id++) {
        mf_choice with, without;
        mf_self self;

        if (!can_choose(world, id))
            continue;
        self = self_of(world, id);
        list_alone(&world->view, &self, &with);
        list_alone(&bare, &self, &without);
        assert_same(&with, &without);
        at_hand += mf_classes_outset(&world->classes, self.cohort, world->people.cell[id]) != NULL;
        on_the_spot += mf_classes_outset(&world->classes, self.cohort, world->people.cell[id]) == NULL;
    }
    assert_true(at_hand > 500 && on_the_spot > 20);
    free(nobody.slot);
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_destination_is_worth_what_the_equations_say),
        cmocka_unit_test(an_outset_at_hand_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
