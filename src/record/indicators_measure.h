/* indicators_measure.h — the kinds of formula that indicators are made of. */
#ifndef MF_RECORD_INDICATORS_MEASURE_H
#define MF_RECORD_INDICATORS_MEASURE_H

#include "record/indicators.h"

/* Counts added up and weighted, in persons (TIME: person-years; money: EUR). */
double mf_measure_sum(const mf_cube *cube, mf_cut cut, uint64_t counts);

/* factor x num / den. */
double mf_measure_ratio(const mf_cube *cube, mf_cut cut, const mf_indicator *row);

/* Modelled people that the counts of `den` are made of: TIME, those it would be in all the time. */
double mf_measure_people(const mf_cube *cube, mf_cut cut, const mf_indicator *row);

/* 1 - num / den. */
double mf_measure_rest(const mf_cube *cube, mf_cut cut, const mf_indicator *row);

/* Disentanglement: I(need; way) / H(need), each entropy with the correction of Miller and
 * Madow, (cells that are not empty - 1) / (2 n), n the effective number of modelled people. */
double mf_measure_sorting(const mf_cube *cube, mf_cut cut, const mf_indicator *row);
double mf_measure_sorting_error(const mf_cube *cube, mf_cut cut, const mf_indicator *row);

/* Of those in need, the share that went no protective way; of the others, the share that did. */
double mf_measure_false_negatives(const mf_cube *cube, mf_cut cut, const mf_indicator *row);
double mf_measure_false_positives(const mf_cube *cube, mf_cut cut, const mf_indicator *row);
double mf_measure_false_negatives_error(const mf_cube *cube, mf_cut cut, const mf_indicator *row);
double mf_measure_false_positives_error(const mf_cube *cube, mf_cut cut, const mf_indicator *row);

/* Modelled people who were sorted; for the errors, those in need, or not in need. */
double mf_measure_sorted_people(const mf_cube *cube, mf_cut cut, const mf_indicator *row);

/* What explains a first decision: origin, deciding country given origin, neither. */
double mf_measure_by_origin(const mf_cube *cube, mf_cut cut, const mf_indicator *row);
double mf_measure_by_country(const mf_cube *cube, mf_cut cut, const mf_indicator *row);
double mf_measure_by_neither(const mf_cube *cube, mf_cut cut, const mf_indicator *row);

/* Months after which the share `factor` of those served had been served. */
double mf_measure_wait(const mf_cube *cube, mf_cut cut, const mf_indicator *row);
double mf_measure_served(const mf_cube *cube, mf_cut cut, const mf_indicator *row);

/* Of the places on paths to work, the share that was filled. */
double mf_measure_places(const mf_cube *cube, mf_cut cut, const mf_indicator *row);

/* What policies of the owner `which` (MF_ALL: of all) cost, EUR; per unit of den, if there is one. */
double mf_measure_cost(const mf_cube *cube, mf_cut cut, const mf_indicator *row);

/* Sent home, less what journeys cost and debts grew: EUR. */
double mf_measure_net_money(const mf_cube *cube, mf_cut cut, const mf_indicator *row);

#endif
