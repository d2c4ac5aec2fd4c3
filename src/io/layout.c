#include "io/layout.h"

#include <string.h>

#define X(id, group, name, kind, of, doc)                                      \
    [MF_NOTICE_##id] = { group, #name, doc, MF_NOTICE_##kind, MF_NOTICE_OF_##of },
const mf_notice mf_notice_list[MF_N_NOTICES] = { MF_NOTICES(X) };
#undef X

const char *mf_group_doc(const char *group)
{
    static const char *const docs[][2] = {
        { "", "axes, and what else there is to say of their elements" },
        { "stocks", "how many are where" },
        { "flows", "passages over links" },
        { "happened", "events, counted" },
        { "queues", "who waits, and for how long" },
        { "money", "what people earn, spend, owe and lose" },
        { "costs", "what interventions cost, and how far they were in force" },
        { "prices", "the market of passages, and what is known of links" },
        { "people_by_place", "minds and means of those at a place" },
        { "events", "the stream of events, one column a dataset, with an index by step and by person" },
        { "trajectories", "lives of a sample of people: what happened, and their mind then" },
        { "indicators", "what a run is judged by" },
        { "fates", "what has become of everybody" },
        { "outcomes", "main outcomes by calendar year" },
        { "provenance", "where the result comes from" },
        { "all_years", "differences over the whole period" },
        { "by_year", "differences by calendar year" },
        { "by_cohort", "differences by cohort" },
        { "by_country", "differences by country" },
        { "by_year_cohort", "differences in each year of a cohort" },
        { "by_year_country", "differences in each year of a country" },
        { "ratios", "what was paid for each unit of what was changed" },
    };

    for (size_t i = 0; i < sizeof docs / sizeof *docs; i++)
        if (strcmp(docs[i][0], group) == 0)
            return docs[i][1];
    return "";
}

const char *mf_base_name(const char *path)
{
    const char *slash = path == NULL ? NULL : strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}
