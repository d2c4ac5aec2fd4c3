/* cohorts.h — the people who could move within the horizon, by origin and group.
 *
 * Not every adult: those who aspire or prepare to go, the displaced, and those
 * already on the way or arrived, with newcomers entering each step.  One
 * modelled person stands for `scale` persons of the cohort. */
#ifndef MF_MODEL_COHORTS_H
#define MF_MODEL_COHORTS_H

#include "model/param.h"
#include "model/vocabulary.h"

extern const mf_group mf_start_group, mf_abroad_group;

/* clang-format off */
#define MF_COHORT_PARAMS(X) \
  X(ID,     id,        0, NULL, "",          0, 0,    NULL,   "-", "", "short name, such as NGA") \
  X(TEXT,   name,      0, NULL, "",          0, 0,    "\"\"", "-", "", "name in full") \
  X(TEXT,   group,     0, NULL, "",          0, 0,    "\"\"", "-", "", "the group that persecution or protection speaks of") \
  X(REF,    origin, MF_LIST_PLACE, NULL, "", 0, 0,    NULL,   "-", "", "place of origin; returns end here") \
  X(REAL,   scale,     0, NULL, "persons",   0, 1e6,  "0.0",  "-", "", "persons that one modelled person stands for; 0 takes the scenario's") \
  X(LIST,   start,     0, &mf_start_group, "", 0, 0,  NULL,   "-", "", "who is where, in which status, on the first day") \
  X(SERIES, entrants,  0, NULL, "persons/year", 0, 1e8, "0.0", "A", "fitted", "people who begin to consider leaving, per year") \
  X(REAL,   age,       0, NULL, "year",      0, 90,   "26.0", "R", "4Mi, UNHCR", "mean age on entering") \
  X(REAL,   age_spread, 0, NULL, "year",     0, 30,   "7.0",  "A", "", "standard deviation of age") \
  X(REAL,   female,    0, NULL, "1",         0, 1,    "0.2",  "R", "4Mi, UNHCR", "share of women and girls") \
  X(REALS,  skills, MF_N_SKILLS, NULL, "1",  0, 1,    "[0.65, 0.27, 0.08]", "A", "", "shares with no, vocational, tertiary skill; sum 1") \
  X(REAL,   savings,   0, NULL, "EUR",       0, 1e6,  "300.0", "A", "", "median savings on entering") \
  X(REAL,   savings_spread, 0, NULL, "1",    0, 3,    "0.9",  "A", "", "standard deviation of the logarithm of savings") \
  X(REAL,   credit,    0, NULL, "EUR",       0, 1e5,  "300.0", "A", "", "what family and neighbours lend") \
  X(LIST,   abroad,    0, &mf_abroad_group, "", 0, 0, "( )",  "-", "", "ties to other countries") \
  X(SERIES, persecution, 0, NULL, "1",       0, 1,    "0.0",  "A", "", "persecution of this group at its origin, 0 to 1") \
  X(REALS,  needs, MF_N_NEEDS, mf_need_words, "1", 0, 1, "[1.0, 0.0, 0.0, 0.0]", "A", "not observed; swept", "shares by need of protection on entering: none, convention, war, en_route; sum 1") \
  X(REALS,  motives, MF_N_MOTIVES, mf_motive_words, "1", -5, 5, "0.0", "A", "", "latent drives on entering beside what conditions give: protection, livelihood, family, education") \
  X(REAL,   motive_spread, 0, NULL, "1",     0, 3,    "0.5",  "A", "", "standard deviation of the latent drives") \
  X(REALS,  beliefs, MF_N_TOPICS, mf_topic_words, "mixed", 0, 20, "[0.2, 0.3, 0.4, 1.0, 3.0, 1.0, 1.2]", "K", "Bah and Batista: about half expected to die, 0.4 to get a permit", "mean beliefs on entering: death, interception, status, asylum_wait (year), path_wait (year), price (ratio), wage (ratio)") \
  X(REAL,   belief_spread, 0, NULL, "1",     0, 3,    "0.4",  "A", "", "standard deviation of the logarithm of beliefs") \
  X(REAL,   trust,     0, NULL, "1",         0, 1,    "0.3",  "A", "", "trust in one's own beliefs on entering") \
  X(REALS,  known, MF_N_PATHS, mf_path_words, "1", 0, 1, "[0.27, 0.1, 0.05, 0.3, 0.1, 0.05, 0.3, 0.1]", "R", "Migrants as Messengers: 73 % did not know what asylum is", "share who have heard of asylum, labour, training, family, study, external, nearby, return_aid") \
  X(REALS,  inclination, MF_N_OPTIONS, mf_option_words, "utility", -20, 20, "0.0", "A", "fitted", "constant of each option for this cohort, added to the general one") \
  X(REAL,   pays_ahead, 0, NULL, "1",        0, 1,    "0.0",  "R", "MMC: 59 % pay in full before departure", "share who pay for the whole journey before they leave, the rest leg by leg")

#define MF_START_PARAMS(X) \
  X(REF,  place,  MF_LIST_PLACE,  NULL, "", 0, 0,   NULL, "-", "", "where") \
  X(REF,  status, MF_LIST_STATUS, NULL, "", 0, 0,   NULL, "-", "", "in which status") \
  X(REAL, persons, 0, NULL, "persons",      0, 1e9, NULL, "A", "", "how many")

#define MF_ABROAD_PARAMS(X) \
  X(REF,    country, MF_LIST_COUNTRY, NULL, "", 0, 0, NULL, "-", "", "where") \
  X(REAL,   diaspora, 0, NULL, "persons",    0, 1e8, "0.0", "R", "UN DESA International Migrant Stock", "people of this origin who live there") \
  X(REAL,   kin,      0, NULL, "1",          0, 1,   "0.0", "A", "", "share of the cohort with close kin there") \
  X(REAL,   tie,      0, NULL, "utility",  -20, 20,  "0.0", "A", "fitted", "utility of living there from language, reputation and community, beside the rest") \
  X(BOOL,   imagined, 0, NULL, "",           0, 1,   "true", "-", "", "counts among the destinations that people of this origin consider")
/* clang-format on */

typedef struct mf_start { MF_START_PARAMS(MF_FIELD) } mf_start;
typedef struct mf_abroad { MF_ABROAD_PARAMS(MF_FIELD) } mf_abroad;
typedef struct mf_cohort { MF_COHORT_PARAMS(MF_FIELD) } mf_cohort;

extern const mf_group mf_cohort_group;

#endif
