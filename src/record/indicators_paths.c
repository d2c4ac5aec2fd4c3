#include "record/indicators_paths.h"

static bool leads_from(const mf_transition *way, int status)
{
    for (int i = 0; i < way->from.n; i++)
        if (way->from.at[i] == status)
            return true;
    return false;
}

/* Does an application lead here, or a queue of the path that passes on to it? */
static bool is_reached(const mf_scenario *scenario, const mf_transition *way, uint64_t path)
{
    if (way->event == MF_EVENT_APPLIES_LABOUR || way->event == MF_EVENT_APPLIES_TRAINING)
        return true;
    for (int q = 0; q < scenario->legal.queues.n; q++) {
        const mf_queue *queue = &mf_queues(scenario)[q];

        if ((path & MF_BIT(queue->status)) != 0 && queue->event == way->event &&
            way->event != MF_EVENT_GRANTED && leads_from(way, queue->status))
            return true;
    }
    return false;
}

/* Statuses of the path, as bits. */
static uint64_t path_of(const mf_scenario *scenario)
{
    uint64_t path = 0, before;

    do {
        before = path;
        for (int t = 0; t < scenario->legal.transitions.n; t++) {
            const mf_transition *way = &mf_transitions(scenario)[t];

            if (is_reached(scenario, way, path))
                path |= MF_BIT(way->to);
        }
    } while (path != before);
    return path;
}

bool mf_path_ends_in(const mf_scenario *scenario, int queue)
{
    const mf_queue *q = &mf_queues(scenario)[queue];

    return q->event == MF_EVENT_GRANTED && (path_of(scenario) & MF_BIT(q->status)) != 0;
}
