#include "record/indicators.h"

#include <math.h>
#include <stddef.h>

#include "record/indicators_measure.h"

#define X(id, kind, doc) #id,
const char *const mf_count_words[] = { MF_COUNTS(X) NULL };
#undef X
#define X(id, kind, doc) doc,
const char *const mf_count_docs[] = { MF_COUNTS(X) NULL };
#undef X
#define X(id, name, protective, doc) name,
const char *const mf_sorting_words[] = { MF_SORTINGS(X) NULL };
#undef X
#define X(id, name, protective, doc) doc,
const char *const mf_sorting_docs[] = { MF_SORTINGS(X) NULL };
#undef X

#define N(id) MF_BIT(MF_COUNT_##id)
#define SAFE_MIGRATION "SDG 10.7; GCM 5"

/* Name, unit, doc, formula, goals, by country?, numerator, denominator, factor. */
#define RATIO(n, u, d, f, g, c, a, b, x)                                                           \
    { .name = n, .unit = u, .doc = d, .formula = f, .goals = g, .by_country = c,                   \
      .of = mf_measure_ratio, .people = mf_measure_people, .num = a, .den = b, .factor = x }

/* A function of counts of the sorted, whose sampling error is known. */
#define BY_COUNT(f) .of = f, .error = f##_error, .people = mf_measure_sorted_people

/* Disentanglement at one point of the journey, beside both errors, for all and for the most mixed. */
#define SORTED(id, n, where, part, m, g)                                                           \
    { .name = "di_" n, .unit = "1",                                                                \
      .doc = "disentanglement " where part ": 0 mixed, 1 sorted by need (corrected for small "     \
             "numbers, so it can lie a little below 0)",                                           \
      .formula = "I(need; way) / H(need), Miller-Madow", .goals = g, .by_country = true,           \
      BY_COUNT(mf_measure_sorting), .which = MF_SORTING_##id, .mixed = m },                        \
    { .name = "fn_" n, .unit = "1", .doc = "false negatives " where part                           \
             ": share of those in need who go no way that protects",                               \
      .formula = "in need, other ways / in need", .goals = g, .by_country = true,                  \
      BY_COUNT(mf_measure_false_negatives), .which = MF_SORTING_##id, .mixed = m },                \
    { .name = "fp_" n, .unit = "1", .doc = "false positives " where part                           \
             ": share of those not in need who go a way that protects",                            \
      .formula = "not in need, protective ways / not in need", .goals = g, .by_country = true,     \
      BY_COUNT(mf_measure_false_positives), .which = MF_SORTING_##id, .mixed = m }
#define SORTING(id, n, where)                                                                      \
    SORTED(id, n, where, "", 0, "GCM 7, 12"),                                                      \
        SORTED(id, n "_mixed", where, ", the third with the most mixed motives", 1, "GCM 7, 12")

#define SPLIT(n, d, f, function)                                                                   \
    { .name = n, .unit = "1", .doc = d, .formula = f, .goals = "GCM 12", .of = function }

#define COST(n, who, d)                                                                            \
    { .name = "cost_" n, .unit = "EUR", .doc = "what policies cost " d, .formula = "COST of " n,   \
      .goals = "GCM 23", .of = mf_measure_cost, .which = who }

#define WAITS(id, n, what)                                                                         \
    { .name = "wait_" n, .unit = "month", .doc = "median wait of those served: " what,             \
      .formula = "least wait by which half of the served had been served", .goals = "GCM 12",      \
      .of = mf_measure_wait, .people = mf_measure_served, .factor = 0.5,                            \
      .which = MF_PROCEDURE_##id }, \
    { .name = "wait90_" n, .unit = "month", .doc = "wait that one in ten of those served exceeds: "\
             what,                                                                                 \
      .formula = "least wait by which nine tenths of the served had been served",                  \
      .goals = "GCM 12", .of = mf_measure_wait, .people = mf_measure_served, .factor = 0.9, .which = MF_PROCEDURE_##id }, \
    RATIO("backlog_" n, "persons", "persons waiting at the end of the period: " what,              \
          "BACKLOG_" #id, "GCM 12", false, N(BACKLOG_##id), 0, 1.0)

/* clang-format off */
const mf_indicator mf_indicators[] = {
    RATIO("left_irregularly", "persons", "first departures on an irregular leg",
          "LEFT_IRREGULAR", SAFE_MIGRATION, true, N(LEFT_IRREGULAR), 0, 1.0),
    RATIO("left_regularly", "persons", "departures on a regular path (labour, training, family, study)",
          "LEFT_REGULAR", SAFE_MIGRATION, true, N(LEFT_REGULAR), 0, 1.0),
    RATIO("left_protected", "persons", "departures by admission from outside (resettlement, protected entry)",
          "LEFT_PROTECTED", SAFE_MIGRATION, true, N(LEFT_PROTECTED), 0, 1.0),
    RATIO("departure_rate", "1/1000 years", "departures by all three channels per 1,000 person-years in the country of origin",
          "1000 (LEFT_IRREGULAR + LEFT_REGULAR + LEFT_PROTECTED) / HOME", SAFE_MIGRATION, true,
          N(LEFT_IRREGULAR) | N(LEFT_REGULAR) | N(LEFT_PROTECTED), N(HOME), 1000.0),
    RATIO("share_regular", "1", "share of entries into destination countries that are regular or protected",
          "(ENTERED_REGULAR + ENTERED_PROTECTED) / (ENTERED_REGULAR + ENTERED_PROTECTED + LANDED)",
          SAFE_MIGRATION, true, N(ENTERED_REGULAR) | N(ENTERED_PROTECTED),
          N(ENTERED_REGULAR) | N(ENTERED_PROTECTED) | N(LANDED), 1.0),

    SORTING(CHANNEL, "channel", "of channels"),
    SORTING(FINAL, "status", "of the last decision"),
    SORTING(BEFORE, "before_departure", "before departure"),
    SORTING(ASYLUM, "first_asylum", "in first asylum"),
    SORTING(TRANSIT, "transit", "in transit"),
    SORTING(ARRIVAL, "arrival", "on arrival"),
    SORTING(DECISION, "decision", "of the first decision"),

    SPLIT("decision_by_origin", "share of the uncertainty of first decisions that the country of origin explains",
          "I(decision; origin) / H(decision)", mf_measure_by_origin),
    SPLIT("decision_by_country", "the lottery: what the deciding country explains beyond the origin",
          "I(decision; country | origin) / H(decision)", mf_measure_by_country),
    SPLIT("decision_by_neither", "what neither explains: the person's own case, and noise",
          "H(decision | origin, country) / H(decision)", mf_measure_by_neither),

    RATIO("protection_gap", "1", "share of time in need, at any place, without effective protection (a status of protection, a regular stay abroad, registration nearby)",
          "GAP / NEED", "SDG 10.7; GCM 7", true, N(GAP), N(NEED), 1.0),
    RATIO("protection_gap_strict", "1", "the same where registration nearby does not count as protection",
          "GAP_STRICT / NEED", "SDG 10.7; GCM 7", true, N(GAP_STRICT), N(NEED), 1.0),
    RATIO("deaths_per_departure", "1/1000", "deaths on links per 1,000 first departures",
          "1000 DIED / LEFT_IRREGULAR", "SDG 10.7.3; GCM 8", false, N(DIED), N(LEFT_IRREGULAR), 1000.0),
    RATIO("deaths_per_arrival", "1/1000", "deaths on links into destination countries per 1,000 arrivals over them",
          "1000 DIED_CROSSING / LANDED", "SDG 10.7.3; GCM 8", true, N(DIED_CROSSING), N(LANDED), 1000.0),
    RATIO("harm", "1/1000", "events of abuse and detention per 1,000 first departures",
          "1000 (ABUSED + DETAINED) / LEFT_IRREGULAR", "GCM 8, 10, 13", false,
          N(ABUSED) | N(DETAINED), N(LEFT_IRREGULAR), 1000.0),
    RATIO("months_captive", "month", "months in detention or captivity per first departure",
          "12 CAPTIVE / LEFT_IRREGULAR", "GCM 13", false, N(CAPTIVE), N(LEFT_IRREGULAR), 12.0),
    RATIO("attempts", "1", "passages begun into destination countries per arrival over them",
          "CROSSINGS / LANDED", "GCM 9, 11", true, N(CROSSINGS), N(LANDED), 1.0),
    RATIO("smugglers_revenue", "EUR", "paid to smugglers",
          "SMUGGLERS", "SDG 10.7; GCM 9", false, N(SMUGGLERS), 0, 1.0),

    WAITS(ASYLUM, "asylum", "first decisions on claims"),
    WAITS(APPEAL, "appeal", "decisions on appeals"),
    WAITS(EXTERNAL, "external", "decisions from outside, near the origin or in first asylum"),
    WAITS(PATH, "path", "each stage of the procedures of regular paths"),

    RATIO("limbo_stock", "persons", "persons in limbo (open claim, refusal, tolerated or irregular stay) for more than 18 months without a break, at the end of the period",
          "LONG_LIMBO", "GCM 7, 21", true, N(LONG_LIMBO), 0, 1.0),
    RATIO("limbo_years", "year", "person-years in limbo",
          "LIMBO", "GCM 7, 21", true, N(LIMBO), 0, 1.0),
    RATIO("return_rate", "1", "returns and removals of people ordered to leave, per order (of any earlier time)",
          "RETURNED_ORDERED / ORDERED", "SDG 10.7; GCM 21", true, N(RETURNED_ORDERED), N(ORDERED), 1.0),
    { .name = "return_durability", .unit = "1",
      .doc = "share of returns from abroad that still held after 24 months, by year and country of return; only returns of which these months lie within the run",
      .formula = "1 - RETURN_UNDONE / RETURN_DUE", .goals = "SDG 10.7; GCM 21", .by_country = true,
      .of = mf_measure_rest, .people = mf_measure_people, .num = N(RETURN_UNDONE), .den = N(RETURN_DUE), .factor = 1.0 },
    RATIO("secondary_movement", "1", "share of those once registered in a first country, and now outside their origin, who are elsewhere",
          "MOVED_ON / REGISTERED", "GCM 7", true, N(MOVED_ON), N(REGISTERED), 1.0),
    RATIO("motive_drift", "1", "share of travellers whose main motive is not the one they left with",
          "CHANGED_MOTIVE / TRAVELLERS", "GCM 7", true, N(CHANGED_MOTIVE), N(TRAVELLERS), 1.0),
    RATIO("motive_divergence", "1", "how far motives have moved on the way: mean Kullback-Leibler divergence of travellers' motives now from those they left with, in nats",
          "DIVERGENCE / TRAVELLERS, each sum over motives of now ln(now / at departure)", "GCM 7", true, N(DIVERGENCE), N(TRAVELLERS), 1.0),
    RATIO("need_on_the_way", "1", "share of travellers who left without need and are in need because of harm on the way",
          "NEED_ON_WAY / LEFT_WITHOUT_NEED", "GCM 7, 10", true, N(NEED_ON_WAY), N(LEFT_WITHOUT_NEED), 1.0),
    RATIO("immobility", "1", "involuntary immobility: share of adults at home whose best option was out of reach",
          "HOME_STUCK / HOMEBODIES", "SDG 10.7; GCM 2", true, N(HOME_STUCK), N(HOMEBODIES), 1.0),
    RATIO("immobility_in_need", "1", "the same among those in need of protection",
          "HOME_NEED_STUCK / HOME_NEED", "SDG 10.7; GCM 7", true, N(HOME_NEED_STUCK), N(HOME_NEED), 1.0),
    RATIO("protected_a_year", "persons", "persons in need who have been effectively protected for 12 months or more, at the end of the period",
          "SAFE_YEAR", "SDG 10.7; GCM 7", true, N(SAFE_YEAR), 0, 1.0),
    COST("all", MF_ALL, "(policies of the scenario only: what is there anyway costs nothing here)"),
    COST("foreign", MF_OWNER_FOREIGN, "foreign ministries"),
    COST("interior", MF_OWNER_INTERIOR, "ministries of the interior"),
    COST("labour", MF_OWNER_LABOUR, "ministries of labour"),
    COST("development", MF_OWNER_DEVELOPMENT, "development ministries"),
    COST("eu", MF_OWNER_EU, "the European Union"),
    COST("partner", MF_OWNER_PARTNER, "partner countries"),
    COST("un", MF_OWNER_UN, "the United Nations"),
    { .name = "cost_per_protected", .unit = "EUR",
      .doc = "what policies cost per person in need who has been effectively protected for 12 months or more",
      .formula = "COST / SAFE_YEAR", .goals = "GCM 7, 23", .of = mf_measure_cost, .den = N(SAFE_YEAR),
      .which = MF_ALL },
    RATIO("skilled_at_home", "1", "share of adults at home with a vocational or higher skill",
          "HOME_SKILLED / HOMEBODIES", "SDG 4.b; GCM 2, 18", true, N(HOME_SKILLED), N(HOMEBODIES), 1.0),
    { .name = "money_home", .unit = "EUR", .doc = "sent home, less what journeys and ransoms cost and debts grew",
      .formula = "REMITTED - JOURNEYS - INDEBTED", .goals = "SDG 10.c; GCM 20", .of = mf_measure_net_money,
      .num = N(REMITTED), .den = N(JOURNEYS) | N(INDEBTED) },
    RATIO("in_work", "1", "expected share in legal work of the time lived with a right to stay in destination countries (of those with access to work, all but the unemployed)",
          "WORK / LEGAL", "SDG 8.5; GCM 6, 16", true, N(WORK), N(LEGAL), 1.0),
    { .name = "work_places_filled", .unit = "1",
      .doc = "share of the places on regular paths to work and training that were used: cases dealt with at the last stage, per case it could have dealt with",
      .formula = "served / capacity, of queues that grant what an application for labour or training asks for",
      .goals = "SDG 8.8; GCM 5, 18", .of = mf_measure_places },
    { .name = NULL },
};
/* clang-format on */

int mf_indicators_n(void)
{
    return (int) (sizeof mf_indicators / sizeof *mf_indicators) - 1;
}

double mf_indicator_value(const mf_cube *cube, mf_cut cut, int indicator)
{
    const mf_indicator *row = &mf_indicators[indicator];

    return cut.country != MF_ALL && !row->by_country ? (double) NAN : row->of(cube, cut, row);
}

double mf_indicator_error(const mf_cube *cube, mf_cut cut, int indicator)
{
    const mf_indicator *row = &mf_indicators[indicator];

    return row->error == NULL || (cut.country != MF_ALL && !row->by_country)
               ? (double) NAN : row->error(cube, cut, row);
}

double mf_indicator_of_cell(const mf_cube *cube, mf_cut cut, int indicator)
{
    const mf_indicator *row = &mf_indicators[indicator];
    bool has_denominator = row->people != NULL && (row->people != mf_measure_people || row->den != 0);

    if (has_denominator && (cut.country == MF_ALL || row->by_country) &&
        row->people(cube, cut, row) < MF_CELL_LEAST)
        return (double) NAN;
    return mf_indicator_value(cube, cut, indicator);
}
