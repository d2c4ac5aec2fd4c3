#include "sim/phases.h"

void mf_phase_policies(mf_world *world)
{
    const mf_scenario *scenario = world->scenario;

    mf_effects_neutral(&world->effects);
    /* by name: sums of reals must not depend on the order in the file */
    for (int i = 0; i < scenario->interventions.n; i++) {
        const mf_intervention *policy = &mf_interventions(scenario)[world->policy[i]];
        double strength = mf_intervention_strength(policy, world->view.day);

        if (strength > 0.0 && policy->is->shape != NULL)
            policy->is->shape(policy->params, strength, scenario, &world->effects);
    }
}
