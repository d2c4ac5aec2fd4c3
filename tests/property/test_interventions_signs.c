/* Every kind of intervention does what it is meant to, and what it is known to do beside. */
#include "support/policies.h"

#include <stdio.h>

static mf_scenario *with(const trial *row, const char *settings)
{
    char policy[2048];

    write_policy(policy, sizeof policy, "it", row->kind, settings, "");
    return small_with(policy, row->set);
}

static bool has_sign(const char *kind, const char *what, double without, double with_it, int sign)
{
    bool well = sign > 0 ? with_it > without : with_it < without;

    if (!well)
        print_error("%s: %s was %g and became %g\n", kind, what, without, with_it);
    return well;
}

static void each_has_its_main_effect(void **state)
{
    bool well = true;

    (void) state;
    for (const mf_intervention_kind *const *kind = mf_intervention_kinds; *kind != NULL; kind++) {
        const trial *row = trial_of((*kind)->name);

        well &= has_sign(row->kind, "main", measured(small_with("", row->set), row->main),
                         measured(with(row, row->active), row->main), row->main_sign);
    }
    assert_true(well);
}

static void each_has_its_side_effect(void **state)
{
    bool well = true;

    (void) state;
    for (const mf_intervention_kind *const *kind = mf_intervention_kinds; *kind != NULL; kind++) {
        const trial *row = trial_of((*kind)->name);

        well &= has_sign(row->kind, "side", measured(small_with("", row->set), row->side),
                         measured(with(row, row->active), row->side), row->side_sign);
    }
    assert_true(well);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_has_its_main_effect),
        cmocka_unit_test(each_has_its_side_effect),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
