/* network.h — countries with their rules, places with their conditions, links with their risks. */
#ifndef MF_MODEL_NETWORK_H
#define MF_MODEL_NETWORK_H

#include "model/param.h"
#include "model/vocabulary.h"

extern const char *const mf_role_words[], *const mf_mode_words[];

enum mf_role { MF_ROLE_ORIGIN, MF_ROLE_TRANSIT, MF_ROLE_HUB, MF_ROLE_FIRST_ASYLUM,
               MF_ROLE_DEPARTURE, MF_ROLE_ARRIVAL, MF_ROLE_DESTINATION, MF_N_ROLES };
enum mf_mode { MF_MODE_ROAD, MF_MODE_DESERT, MF_MODE_FOOT, MF_MODE_RAIL, MF_MODE_SEA,
               MF_MODE_FERRY, MF_MODE_AIR, MF_N_MODES };

extern const mf_group mf_treatment_group;

/* clang-format off */
#define MF_COUNTRY_PARAMS(X) \
  X(ID,     id,           0, NULL, "",         0, 0,    NULL,   "-", "", "ISO 3166 alpha-3 code, or a name of one's own for a group of countries") \
  X(TEXT,   name,         0, NULL, "",         0, 0,    "\"\"", "-", "", "name in full") \
  X(SERIES, access,       0, NULL, "1",        0, 1,    "1.0",  "A", "", "access to claim: probability that someone who asks is let lodge a claim") \
  X(REAL,   sensitivity,  0, NULL, "1",        0, 1,    "0.85", "A", "not identified from recognition rates; sweep 0.70 to 0.95", "share of those in need whom a first decision protects, before biases") \
  X(REAL,   specificity,  0, NULL, "1",        0, 1,    "0.90", "A", "not identified from recognition rates; sweep 0.80 to 0.98", "share of those not in need whom a first decision refuses, before biases") \
  X(REAL,   trauma,       0, NULL, "1",        0, 3,    "0.10", "A", "Herlihy and Turner on memory and credibility", "loss of discernment (in standard deviations of the evidence) per event of harm") \
  X(REAL,   humanitarian, 0, NULL, "1",        0, 1,    "0.10", "A", "", "share of grants outside the two forms of international protection") \
  X(REAL,   closed,       0, NULL, "1",        0, 1,    "0.20", "D", "UNHCR Refugee Data Finder 2019-24: 8 to 55 % by origin", "share of claims closed without a decision on substance") \
  X(REAL,   appeal,       0, NULL, "1",        0, 1,    "0.50", "R", "answers of the German federal government 2015-18: 0.32 to 0.76", "share of the refused who appeal") \
  X(REAL,   appeal_sensitivity, 0, NULL, "1",  0, 1,    "0.40", "A", "German courts, substance: 31 % won", "share of those in need whom an appeal protects") \
  X(REAL,   appeal_specificity, 0, NULL, "1",  0, 1,    "0.92", "A", "", "share of those not in need whose appeal is dismissed") \
  X(REAL,   ungrounded,   0, NULL, "1",        0, 5,    "0.5",  "A", "", "what a claim without grounds of persecution or war takes from the evidence of those not in need, in standard deviations") \
  X(REAL,   appeal_bias,  0, NULL, "1",        0, 1,    "0.5",  "A", "", "share of the bias by origin that courts have, too") \
  X(SERIES, registers,    0, NULL, "1",        0, 1,    "1.0",  "A", "", "share of those who land whose fingerprints are taken (Eurodac)") \
  X(REAL,   dublin,       0, NULL, "1",        0, 1,    "0.0",  "A", "", "share of claims of people first registered elsewhere in which that state is asked to take over") \
  X(BOOL,   common_rules, 0, NULL, "",         0, 1,    "false","-", "", "takes part in the Dublin system") \
  X(REALS,  work,  MF_N_WORK, mf_work_words, "1", 0, 2, "[0.0, 1.0, 0.3, 0.7, 0.35, 1.0]", "K", "ranges 0.3 to 0.8 by status in Germany, Italy, first asylum", "earnings by access to work, as a share of a citizen's: none, home, asylum, protected, irregular, full") \
  X(REAL,   benefit,      0, NULL, "EUR/month", 0, 3000, "0.0", "A", "", "support for claimants and protected people without work") \
  X(REAL,   removal_fear, 0, NULL, "1",        0, 1,    "0.2",  "A", "", "felt risk of detention or removal in irregular stay, as a share of the disutility of open violence") \
  X(REFS,   free_movement, MF_LIST_COHORT, NULL, "", 0, 0, "( )", "R", "ECOWAS Protocol A/P.1/5/79", "cohorts that may stay here without a permit") \
  X(REFS,   safe_origins, MF_LIST_COHORT, NULL, "", 0, 0, "( )", "-", "", "cohorts on the list of safe countries of origin") \
  X(LIST,   treatment,    0, &mf_treatment_group, "", 0, 0, "( )", "-", "", "how first decisions differ by origin")

#define MF_TREATMENT_PARAMS(X) \
  X(REF,    cohort, MF_LIST_COHORT, NULL, "",   0, 0,    NULL,   "-", "", "whose claims") \
  X(SERIES, bias,   0, NULL, "1",             -6, 6,    "0.0",  "A", "fitted to recognition rates", "shift of the evidence in favour of this origin, in standard deviations") \
  X(REAL,   closed, 0, NULL, "1",             -1, 1,    "-1.0", "D", "UNHCR Refugee Data Finder", "share closed without substance; -1 takes the country's")

#define MF_PLACE_PARAMS(X) \
  X(ID,     id,           0, NULL, "",         0, 0,     NULL,   "-", "", "short name") \
  X(TEXT,   name,         0, NULL, "",         0, 0,     "\"\"", "-", "", "name in full") \
  X(REF,    country, MF_LIST_COUNTRY, NULL, "", 0, 0,    NULL,   "-", "", "country whose rules hold here") \
  X(NAMES,  role,  MF_N_ROLES, mf_role_words, "", 0, 0,  "[\"transit\"]", "-", "", "what the place is on a journey") \
  X(REAL,   lon,          0, NULL, "degrees_east",  -180, 180, "0.0", "R", "GeoNames", "longitude") \
  X(REAL,   lat,          0, NULL, "degrees_north",  -90,  90, "0.0", "R", "GeoNames", "latitude") \
  X(SERIES, violence,     0, NULL, "1",        0, 1,     "0.0",  "A", "", "organised violence, 0 none to 1 war at the doorstep") \
  X(SERIES, abuse,        0, NULL, "1",        0, 1,     "0.0",  "A", "4Mi: 68 % of respondents in West Africa and Libya met an incident", "abuse of people without a right to stay or on the way, 0 to 1") \
  X(SERIES, detention,    0, NULL, "1/year",   0, 50,    "0.0",  "A", "Libya 0.5 to 2", "rate of being detained or kidnapped for people without a right to stay or on the way") \
  X(SERIES, wage,         0, NULL, "EUR/month", 0, 20000, "100.0", "A", "", "monthly earnings of an unskilled citizen in work") \
  X(SERIES, unemployment, 0, NULL, "1",        0, 1,     "0.1",  "A", "", "share of those who look for work and have none") \
  X(REAL,   living,       0, NULL, "EUR/month", 0, 5000, "60.0", "A", "", "cost of living at the least") \
  X(REAL,   school,       0, NULL, "1",        0, 1,     "0.5",  "A", "", "share of the young who find a place to learn")

#define MF_LINK_PARAMS(X) \
  X(ID,     id,        0, NULL, "",            0, 0,    NULL,   "-", "", "short name, such as AGZ_SEB") \
  X(REF,    from, MF_LIST_PLACE, NULL, "",     0, 0,    NULL,   "-", "", "where it begins") \
  X(REF,    to,   MF_LIST_PLACE, NULL, "",     0, 0,    NULL,   "-", "", "where it ends") \
  X(CHOICE, mode, MF_N_MODES, mf_mode_words, "", 0, 0,  "\"road\"", "-", "", "how one moves") \
  X(REAL,   distance,  0, NULL, "km",          0, 20000, "0.0", "D", "great circle times circuity", "length of the way") \
  X(REAL,   days,      0, NULL, "day",         0, 700,  NULL,   "A", "", "time on the way") \
  X(SERIES, price,     0, NULL, "EUR",         0, 50000, "0.0", "A", "", "usual price of the passage, before the market answers") \
  X(SERIES, death,     0, NULL, "1",           0, 1,    "0.0",  "A", "", "probability of dying per passage") \
  X(SERIES, interception, 0, NULL, "1",        0, 1,    "0.0",  "A", "", "probability of being intercepted per passage") \
  X(REAL,   detained,  0, NULL, "1",           0, 1,    "0.5",  "A", "", "share of the intercepted who are detained where they are brought") \
  X(REF,    return_to, MF_LIST_PLACE, NULL, "", 0, 0,   "\"\"", "-", "", "where the intercepted and pushed back are brought; the beginning of the link if not given") \
  X(SERIES, access,    0, NULL, "1",           0, 1,    "1.0",  "A", "", "access at the border: probability of not being pushed back on arrival") \
  X(REALS,  season,   12, NULL, "1",           0, 1,    "1.0",  "A", "", "share of planned departures that can leave in this month, January first") \
  X(BOOL,   smuggled,  0, NULL, "",            0, 1,    "true", "-", "", "sold by smugglers: its price answers to enforcement and demand")
/* clang-format on */

typedef struct mf_treatment { MF_TREATMENT_PARAMS(MF_FIELD) } mf_treatment;
typedef struct mf_country { MF_COUNTRY_PARAMS(MF_FIELD) } mf_country;
typedef struct mf_place { MF_PLACE_PARAMS(MF_FIELD) } mf_place;
typedef struct mf_link { MF_LINK_PARAMS(MF_FIELD) } mf_link;

extern const mf_group mf_country_group, mf_place_group, mf_link_group;

#endif
