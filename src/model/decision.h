/* decision.h — the parameters of what moves people: decisions, motives, need, beliefs, money, market. */
#ifndef MF_MODEL_DECISION_H
#define MF_MODEL_DECISION_H

#include "model/param.h"
#include "model/vocabulary.h"

extern const char *const mf_dread_words[], *const mf_combine_words[], *const mf_claim_model_words[];

enum mf_dread { MF_DREAD_LINEAR, MF_DREAD_LOG_ODDS, MF_DREAD_LOGISTIC };
enum mf_combine { MF_COMBINE_ADD, MF_COMBINE_AND, MF_COMBINE_OR };
enum mf_claim_model { MF_CLAIM_MODEL_TRUTHFUL, MF_CLAIM_MODEL_INSTRUMENTAL };

/* clang-format off */
#define MF_DECISION_PARAMS(X) \
  X(REAL, rate,       0, NULL, "1/year", 0, 52,   "1.5",  "A", "range 0.5 to 4", "how often a person reconsiders without a trigger") \
  X(REAL, trigger_violence, 0, NULL, "1/year", 0, 500, "6.0", "A", "", "added rate of reconsidering per unit by which violence rose within the last four weeks") \
  X(REAL, trigger_news, 0, NULL, "1", 0, 50,      "3.0",  "A", "", "added rate of reconsidering, as a multiple of `rate`, per unit of the cohort's share that arrived or died in a week") \
  X(REAL, trigger_price, 0, NULL, "1/year", 0, 500, "4.0", "A", "", "added rate of reconsidering per relative change of the price of a way out of here within the last weeks") \
  X(REAL, trigger_jobs, 0, NULL, "1/year", 0, 500, "6.0", "A", "", "added rate of reconsidering per unit by which unemployment rose within the last four weeks") \
  X(REAL, horizon,    0, NULL, "year",   0.1, 60, "10.0", "A", "range 5 to 20", "how far people look ahead") \
  X(REAL, discount,   0, NULL, "1/year", 0.001, 1, "0.12", "A", "range 0.05 to 0.25", "rate of time preference") \
  X(REAL, dissimilarity, 0, NULL, "1",   0.1, 1,  "0.7",  "A", "range 0.4 to 1", "of options within a nest (nested logit)") \
  X(REAL, wage,       0, NULL, "utility", 0, 10,  "0.8",  "K", "log income coefficients 0.3 to 1.5", "weight of the logarithm of expected earnings") \
  X(REAL, safety,     0, NULL, "utility", 0, 30,  "3.0",  "A", "range 1 to 6", "weight of violence, persecution, abuse and fear of removal") \
  X(REAL, family,     0, NULL, "utility", 0, 10,  "1.0",  "A", "", "weight of living where close kin lives") \
  X(REAL, education,  0, NULL, "utility", 0, 10,  "0.5",  "A", "", "weight of places to learn") \
  X(REAL, network,    0, NULL, "utility", 0, 5,   "0.10", "K", "diaspora elasticities 0.4 to 0.8 of flows", "weight of the logarithm of the diaspora") \
  X(REAL, security,   0, NULL, "utility", 0, 10,  "1.5",  "R", "conjoint evidence: legal status among the most important attributes", "weight of legal security") \
  X(REAL, home,       0, NULL, "utility", 0, 10,  "1.5",  "A", "range 0.5 to 3", "attachment to the place of origin") \
  X(REAL, cost,       0, NULL, "utility", 0, 20,  "1.0",  "A", "range 0.5 to 4", "weight of the price relative to a year's earnings, here or at home, whichever is more") \
  X(REAL, death,      0, NULL, "utility", 0, 100, "2.0",  "R", "Bah and Batista: giving the lower true risk raises willingness by 2.3 to 2.4 points; log-uniform over a decade", "weight of dread of death") \
  X(REAL, time,       0, NULL, "utility/year", 0, 5, "0.5", "A", "range 0.2 to 2", "weight of time on the way and waiting") \
  X(REAL, debt,       0, NULL, "utility", 0, 10,  "1.0",  "A", "", "disutility of giving up the means to repay a debt") \
  X(REAL, untrue,     0, NULL, "1",      0, 1,    "0.05", "A", "", "cost of telling an authority what is not so, as a loss of believed chance") \
  X(REALS, promise, MF_N_CLAIMS, mf_claim_words, "1", 0, 1, "[0.0, 1.0, 0.9, 0.5, 0.05]", "A", "", "how far a claim is heard of as leading to protection, as a share of the best: none, persecution, war (of origins at war), harm (of those who suffered it), other") \
  X(REAL, least_year, 0, NULL, "EUR",    1, 1e5,  "300.0", "A", "", "earnings of a year against which prices are weighed, at the least") \
  X(REAL, traveller_year, 0, NULL, "EUR", 1, 1e5, "1500.0", "A", "", "earnings of a year against which the average traveller weighs prices when ways are found") \
  X(REAL, onward,     0, NULL, "1",      0, 1,    "0.5",  "A", "", "believed chance that an interception ends the attempt") \
  X(REALS, constants, MF_N_OPTIONS, mf_option_words, "utility", -30, 30, "[0.0, 0.0, -4.0, -2.0, -4.0, -4.0, -4.0, -5.0, -2.0, -3.0, 0.5, -3.0, -1.0, -3.0, -4.0, 0.0]", "A", "fitted", "constant of each option, in the order of `mixflow explain options`")

#define MF_MOTIVE_PARAMS(X) \
  X(REAL, pull,        0, NULL, "1/year", 0.01, 12, "1.0", "A", "range 0.3 to 3", "pull of the drives towards what conditions give") \
  X(REALS, base, MF_N_MOTIVES, mf_motive_words, "1", -5, 5, "[-0.5, 0.5, -1.0, -1.0]", "A", "", "level of each drive without reasons: protection, livelihood, family, education") \
  X(REAL, violence,    0, NULL, "1", 0, 10, "2.0", "A", "", "protection, per unit of violence here") \
  X(REAL, persecution, 0, NULL, "1", 0, 10, "2.0", "A", "", "protection, per unit of persecution one is not protected from") \
  X(REAL, abuse,       0, NULL, "1", 0, 10, "1.5", "R", "UNHCR and Altai: half of those who went to Libya for work fled onward from abuse", "protection, per unit of abuse here, without a right to stay") \
  X(REAL, harm,        0, NULL, "1", 0, 5,  "0.5", "A", "", "protection, per event of harm suffered") \
  X(REAL, secure,      0, NULL, "1", 0, 10, "1.5", "A", "", "protection falls by this in full legal security") \
  X(REAL, unemployment, 0, NULL, "1", 0, 10, "1.0", "A", "", "livelihood, per unit of unemployment here") \
  X(REAL, gap,         0, NULL, "1", 0, 5,  "0.3", "A", "", "livelihood, per unit of the logarithm of the best wage over the wage here") \
  X(REAL, debt,        0, NULL, "1", 0, 5,  "0.2", "A", "", "livelihood, per year's best wages of debt") \
  X(REAL, no_work,     0, NULL, "1", 0, 5,  "0.6", "A", "", "livelihood, without access to work") \
  X(REAL, kin,         0, NULL, "1", 0, 5,  "1.2", "A", "", "family, if close kin lives elsewhere") \
  X(REAL, young,       0, NULL, "1", 0, 5,  "1.0", "A", "", "education, under 26, per missing place to learn") \
  X(REAL, jump,        0, NULL, "1", 0, 5,  "0.8", "A", "", "jump of the drive for protection at abuse or displacement, of that for livelihood at the loss of a permit")

#define MF_NEED_PARAMS(X) \
  X(REAL, persecution, 0, NULL, "1/year", 0, 20, "0.30", "A", "", "rate of coming to need protection under full persecution") \
  X(REAL, war,         0, NULL, "1/year", 0, 20, "1.0",  "A", "", "rate of coming to need protection per unit of violence above the threshold") \
  X(REAL, war_threshold, 0, NULL, "1", 0, 1,     "0.5",  "A", "", "violence from which on it is a ground for subsidiary protection") \
  X(REAL, sur_place,   0, NULL, "1", 0, 1,       "0.3",  "A", "", "the same rates for people abroad, as a share") \
  X(REAL, cessation,   0, NULL, "1/year", 0, 5,  "0.20", "A", "", "rate at which need ceases once the ground has been gone for `calm` years") \
  X(REAL, calm,        0, NULL, "year", 0, 20,   "2.0",  "K", "Directive 2011/95/EU, Art. 11: change must be significant and lasting", "years of calm before need can cease") \
  X(REAL, calm_below,  0, NULL, "1", 0, 1,       "0.25", "A", "", "violence and persecution below this are calm") \
  X(REAL, displacement, 0, NULL, "1/year", 0, 50, "0.6", "A", "range 0.2 to 3", "rate of displacement per unit of violence") \
  X(REAL, abuse,       0, NULL, "1/year", 0, 50, "1.2",  "A", "", "rate of events of abuse per unit of abuse, on the way or without a right to stay") \
  X(REAL, abuse_threshold, 0, NULL, "1", 0, 1,   "0.5",  "A", "", "abuse from which on a victim counts as harmed on the way") \
  X(REAL, robbery,     0, NULL, "1", 0, 1,       "0.5",  "A", "", "share of savings lost at a robbery") \
  X(REAL, robbed,      0, NULL, "1", 0, 1,       "0.5",  "A", "", "probability that an event of abuse is a robbery") \
  X(REAL, mortality,   0, NULL, "1/year", 0, 1,  "0.003", "K", "young adults, UN WPP", "death rate of young adults beside all that is on the way")

#define MF_BELIEF_PARAMS(X) \
  X(REAL, talk,        0, NULL, "1/year", 0, 365, "2.0",  "A", "", "how often a person exchanges beliefs with a contact") \
  X(REAL, convince,    0, NULL, "1", 0, 1, "0.5",  "R", "Hinsch and Bijak, Routes and Rumours", "how far a doubter takes over a trusted value (ci)") \
  X(REAL, convert,     0, NULL, "1", 0, 1, "0.1",  "R", "Hinsch and Bijak, Routes and Rumours", "how far two who are sure move each other (ce)") \
  X(REAL, confuse,     0, NULL, "1", 0, 1, "0.3",  "R", "Hinsch and Bijak, Routes and Rumours", "how far disagreement makes the sure doubt (cu)") \
  X(REAL, noise,       0, NULL, "1", 0, 1, "0.1",  "R", "Hinsch and Bijak, Routes and Rumours", "noise of what is passed on, standard deviation of its logarithm") \
  X(REAL, pass_on,     0, NULL, "1", 0, 1, "0.1",  "R", "Hinsch and Bijak, Routes and Rumours", "probability that a talk passes on the existence of a path") \
  X(REAL, own,         0, NULL, "1", 0, 1, "0.5",  "A", "", "speed of learning from what one lives through") \
  X(REAL, notice,      0, NULL, "1", 0, 1, "0.3",  "R", "Hinsch and Bijak: death of a contact noticed 0.3", "probability of noticing the death of a contact one would talk to") \
  X(REAL, shock,       0, NULL, "1", 0, 1, "0.1",  "R", "Hinsch and Bijak", "speed of learning from the death of a contact") \
  X(REAL, smugglers,   0, NULL, "1", 0, 1, "0.25", "A", "", "share of talks on the way that are with a smuggler") \
  X(REAL, optimism,    0, NULL, "1", 0, 1, "0.6",  "A", "", "how much lower risks and how much higher chances smugglers paint") \
  X(REAL, smuggler_trust, 0, NULL, "1", 0, 1, "0.3", "A", "", "trust that smugglers enjoy") \
  X(REAL, visible,     0, NULL, "1", 0, 1, "0.10", "A", "", "share of talks that pass on how decisions and waiting times have been") \
  X(REAL, visible_trust, 0, NULL, "1", 0, 1, "0.4", "A", "", "trust in such reports") \
  X(REAL, prior_passages, 0, NULL, "persons", 1, 1e7, "2000.0", "A", "", "passages that what is said of a link at the start is worth") \
  X(REAL, prior_decisions, 0, NULL, "persons", 1, 1e7, "500.0", "A", "", "decisions that what is said of a country at the start is worth") \
  X(REAL, prior_need,  0, NULL, "1", 0, 1, "0.3333", "A", "", "share of claims in need that what is said of a country at the start supposes") \
  X(REAL, memory,      0, NULL, "year", 0.02, 20, "0.5", "A", "", "how long passages, decisions and waits of others are remembered")

#define MF_MONEY_PARAMS(X) \
  X(REAL, saved,       0, NULL, "1", 0, 1, "0.30", "A", "", "share of what exceeds the cost of living that is put by") \
  X(REAL, saved_for_journey, 0, NULL, "1", 0, 4, "1.5", "A", "", "the same while saving for a journey, as a multiple") \
  X(REALS, skill_wage, MF_N_SKILLS, NULL, "1", 0, 10, "[1.0, 1.4, 2.2]", "K", "Mincer returns", "earnings by skill as a multiple of unskilled") \
  X(REAL, interest,    0, NULL, "1/year", 0, 1, "0.15", "A", "range 0 to 0.6", "interest on debt") \
  X(REAL, repaid,      0, NULL, "1", 0, 1, "0.4", "A", "", "share of what is put by that repays debt, while there is any") \
  X(REAL, remitted,    0, NULL, "1", 0, 1, "0.25", "A", "", "share of what is put by abroad that is sent home") \
  X(REAL, kin_credit,  0, NULL, "EUR", 0, 1e5, "1500.0", "A", "", "what close kin abroad lends") \
  X(REAL, ransom,      0, NULL, "EUR", 0, 1e5, "1000.0", "A", "MMC: ransoms can exceed the price of the journey", "ransom asked from the detained") \
  X(REAL, return_aid,  0, NULL, "EUR", 0, 1e5, "0.0", "R", "GARP: EUR 550 on average", "money given to those who return by choice from a destination") \
  X(REAL, return_cost, 0, NULL, "EUR", 0, 1e5, "300.0", "A", "", "price of going home, paid where nobody else pays")

#define MF_MARKET_PARAMS(X) \
  X(REAL, enforcement, 0, NULL, "1", 0, 5, "0.11", "R", "US border: tripled enforcement raised prices 17 to 30 %", "elasticity of price to enforcement: price times (1 + this * relative rise of enforcement)") \
  X(REAL, demand,      0, NULL, "1", 0, 5, "0.20", "A", "", "elasticity of price to demand over supply") \
  X(REAL, supply,      0, NULL, "1/year", 0, 52, "4.0", "A", "", "how fast supply follows demand") \
  X(REAL, recent,      0, NULL, "week", 0.1, 520, "4.0", "A", "", "over which demand is smoothed") \
  X(REAL, most,        0, NULL, "1", 1, 100, "5.0", "A", "", "largest multiple of the usual price") \
  X(REAL, danger,      0, NULL, "1", 0, 5, "0.0", "A", "", "rise of the probability of dying per unit of relative rise of enforcement on the same link")

#define MF_SWITCH_PARAMS(X) \
  X(CHOICE, dread,   3, mf_dread_words, "", 0, 0, "\"linear\"", "-", "", "how dread grows with the believed risk of death: linear, log_odds, logistic") \
  X(CHOICE, combine, 3, mf_combine_words, "", 0, 0, "\"add\"", "-", "Oh et al., JASSS 25(2)7", "how protection and livelihood combine: add, and (the weaker counts), or (the stronger counts)") \
  X(BOOL,   feedback, 0, NULL, "", 0, 1, "true", "-", "", "beliefs, prices, reputations of links, diaspora and news answer to what happens") \
  X(CHOICE, claims,  2, mf_claim_model_words, "", 0, 0, "\"instrumental\"", "-", "", "what is claimed: truthful (the need one has), instrumental (what promises most)")

#define MF_CALENDAR_PARAMS(X) \
  X(DATE, start, 0, NULL, "date", 0, 0, NULL, "-", "", "first day") \
  X(DATE, end,   0, NULL, "date", 0, 0, NULL, "-", "", "day after the last") \
  X(INT,  step,  0, NULL, "day", 1, 366, "7", "-", "", "length of a step")

#define MF_OUTPUT_PARAMS(X) \
  X(INT,  stocks_every,  0, NULL, "step", 1, 10000, "4", "-", "", "stocks and queues are written every so many steps") \
  X(INT,  motives_every, 0, NULL, "step", 1, 10000, "13", "-", "", "motives and need by place are written every so many steps") \
  X(BOOL, events,        0, NULL, "", 0, 1, "true", "-", "", "the stream of events is written") \
  X(REAL, sample,        0, NULL, "1", 0, 1, "0.001", "-", "", "share of people whose full trajectories are written") \
  X(INT,  compression,   0, NULL, "1", 0, 9, "1", "-", "", "deflate level; 0 none")
/* clang-format on */

typedef struct mf_decision { MF_DECISION_PARAMS(MF_FIELD) } mf_decision;
typedef struct mf_motives { MF_MOTIVE_PARAMS(MF_FIELD) } mf_motives;
typedef struct mf_needs { MF_NEED_PARAMS(MF_FIELD) } mf_needs;
typedef struct mf_beliefs { MF_BELIEF_PARAMS(MF_FIELD) } mf_beliefs;
typedef struct mf_money { MF_MONEY_PARAMS(MF_FIELD) } mf_money;
typedef struct mf_market { MF_MARKET_PARAMS(MF_FIELD) } mf_market;
typedef struct mf_switches { MF_SWITCH_PARAMS(MF_FIELD) } mf_switches;
typedef struct mf_calendar { MF_CALENDAR_PARAMS(MF_FIELD) } mf_calendar;
typedef struct mf_outputs { MF_OUTPUT_PARAMS(MF_FIELD) } mf_outputs;

extern const mf_group mf_decision_group, mf_motive_group, mf_need_group, mf_belief_group,
    mf_money_group, mf_market_group, mf_switch_group, mf_calendar_group, mf_output_group;

#endif
