/* Destinations weighed side by side are what each is worth by itself. */
#include "support/statistics.h"
#include "support/worlds.h"

#include "model/beliefs.h"
#include "model/choice.h"
#include "model/classes.h"
#include "model/published.h"

/* Value of reaching a destination, term by term as the ODD has it. */
static double worth(const mf_view *view, const mf_self *self, const mf_eyes *eyes, int target)
{
    const mf_horizon *horizon = &view->published->horizon[self->cohort];
    const mf_outlook *see = mf_rules_outlook(view->rules, view->rules->en_route,
                                             view->published->target[target]);
    const mf_decision *d = &view->scenario->decision;
    int place = horizon->place[target], k = self->cohort;
    double chance = mf_belief(self->person, MF_TOPIC_STATUS);
    double hiding = view->ahead * mf_value_of(view, k, eyes, place, view->rules->en_route), claiming;

    if (see->granted < 0 || see->refused < 0 || (self->person->known >> MF_PATH_ASYLUM & 1) == 0)
        return hiding;
    claiming = view->ahead * (chance * mf_value_of(view, k, eyes, place, see->granted) +
                              (1.0 - chance) * mf_value_of(view, k, eyes, place, see->refused)) -
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
    mf_eyes eyes;

    mf_value_eyes(view, self->cohort, self->person, self->place, self->drive, &eyes);
    return (1.0 - stopped) * worth(view, self, &eyes, target) +
           stopped * view->ahead * mf_value_of(view, self->cohort, &eyes, self->place, self->status) -
           outset->per_euro[eyes.skill] * way->usual * mf_belief(self->person, MF_TOPIC_PRICE) -
           d->death * mf_choice_dread(view->scenario->switches.dread, dies,
                                      mf_belief_trust(self->person, MF_TOPIC_DEATH)) -
           d->time * way->years + d->constants[MF_OPTION_IRREGULAR] +
           mf_cohorts(view->scenario)[self->cohort].inclination[MF_OPTION_IRREGULAR];
}

static mf_self stand(const mf_world *world, uint32_t id)
{
    mf_cells cells = world->rules.cells;
    mf_self self = { .person = &world->people.person[id],
                     .cohort = mf_population_cohort(&world->population, id),
                     .place = mf_cell_place(cells, world->people.cell[id]),
                     .status = mf_cell_status(cells, world->people.cell[id]),
                     .savings = world->people.person[id].savings };

    mf_drift_drives(&world->view, self.cohort, self.place, self.status, self.person, self.drive);
    return self;
}

static bool can_choose(const mf_world *world, uint32_t id)
{
    uint16_t cell = world->people.cell[id];

    return cell != mf_cell_unborn(world->rules.cells) &&
           mf_cell_place(world->rules.cells, cell) < world->rules.cells.n_places;
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
        self = stand(world, id);
        mf_outset_of(&world->view, self.cohort, self.place, self.status, &outset);
        mf_choice_list(&world->view, &self, &choice);
        for (int i = 0; i < choice.n; i++) {
            int target = choice.at[i].target;

            if (choice.at[i].option != MF_OPTION_IRREGULAR)
                continue;
            assert_int_equal(choice.utility[i] > MF_OUT_OF_REACH, is_open(world, &self, target));
            assert_true(choice.reach[i] == choice.utility[i] || choice.reach[i] == MF_OUT_OF_REACH);
            if (!is_open(world, &self, target))
                continue;
            assert_close(choice.utility[i], utility_of(&world->view, &self, &outset, target), 1e-12);
            seen++;
        }
    }
    return seen;
}

static void each_lane_is_worth_what_its_destination_is(void **state)
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

/* What a class has at hand is what anybody would work out on the spot, to the bit. */
static void an_outset_at_hand_changes_nothing(void **state)
{
    mf_scenario *scenario = small_read_as(2000, 60, AS_WRITTEN);
    mf_world *world = world_of(scenario, 1, false);
    int at_hand = 0;

    (void) state;
    world_run(world, 40, NULL);
    for (uint32_t id = 0; id < world->people.n; id++) {
        const mf_class *class;
        mf_choice with = { 0 }, without = { 0 };
        mf_self self;

        if (!can_choose(world, id))
            continue;
        self = stand(world, id);
        class = mf_classes_at(&world->classes, self.cohort, world->people.cell[id]);
        if (class == NULL)
            continue;
        mf_choice_list(&world->view, &self, &without);
        self.outset = &class->outset;
        mf_choice_list(&world->view, &self, &with);
        assert_int_equal(with.n, without.n);
        for (int i = 0; i < with.n; i++)
            assert_true(with.at[i].option == without.at[i].option &&
                        with.utility[i] == without.utility[i]);
        at_hand++;
    }
    assert_true(at_hand > 500);
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_lane_is_worth_what_its_destination_is),
        cmocka_unit_test(an_outset_at_hand_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
