/* vocabulary.h — the model's closed lists of words.
 *
 * Need, motive, claim and status are four separate things: need is whether
 * protection is really needed, motive what drives the choice, claim what is
 * told to a state, status what a state gives.  Statuses are not here: they
 * are data of the scenario (legal.h). */
#ifndef MF_MODEL_VOCABULARY_H
#define MF_MODEL_VOCABULARY_H

#include <stdint.h>

/* need: changes by events only, never by choice */
#define MF_NEEDS(X)                                                            \
    X(NONE, "none", "no need of international protection")                     \
    X(CONVENTION, "convention", "well-founded fear of persecution (1951 Convention, Art. 1A)") \
    X(WAR, "war", "serious harm from violence (Directive 2011/95/EU, Art. 15)") \
    X(EN_ROUTE, "en_route", "harm suffered on the way: no Convention ground, but vulnerable")

/* motive: a point on the simplex of four drives */
#define MF_MOTIVES(X)                                                          \
    X(PROTECTION, "protection", "safety from violence, persecution, abuse")    \
    X(LIVELIHOOD, "livelihood", "work and income")                             \
    X(FAMILY, "family", "joining or rejoining kin")                            \
    X(EDUCATION, "education", "school and training")

/* claim: what is told */
#define MF_CLAIMS(X)                                                           \
    X(NONE, "none", "nothing has been claimed")                                \
    X(PERSECUTION, "persecution", "refugee status is claimed")                 \
    X(WAR, "war", "subsidiary protection from violence is claimed")            \
    X(HARM, "harm", "humanitarian grounds, such as trafficking, are claimed")  \
    X(OTHER, "other", "a claim without such grounds")

/* option: what one can choose; nest: options that are alike in what is unseen.
 * event: what choosing it makes happen (MF_EVENTS) */
#define MF_OPTIONS(X)                                                          \
    X(STAY, "stay", STAYING, NOTHING, "stay where one is")                     \
    X(WAIT_SAVE, "wait_save", STAYING, NOTHING, "wait and save for a journey") \
    X(INTERNAL, "move_inside", NEARBY, MOVES_INSIDE, "move inside the country") \
    X(PROTECT_NEAR, "protect_near", NEARBY, REGISTERS, "seek protection nearby: register, or go to the nearest place of first asylum") \
    X(LABOUR, "labour", REGULAR, APPLIES_LABOUR, "apply for a labour pathway")  \
    X(TRAINING, "training", REGULAR, APPLIES_TRAINING, "apply for a training partnership") \
    X(JOIN_FAMILY, "join_family", REGULAR, APPLIES_FAMILY, "apply to join family abroad") \
    X(STUDY, "study", REGULAR, APPLIES_STUDY, "apply for a place to study abroad") \
    X(EXTERNAL, "external", EXTERNAL, APPLIES_EXTERNAL, "apply for protection from outside: near-origin processing, evacuation, resettlement") \
    X(IRREGULAR, "irregular", IRREGULAR, DEPARTS, "move onward irregularly, one leg at a time") \
    X(CLAIM, "claim", CLAIMING, LODGES, "lodge a claim for asylum here")        \
    X(REAPPLY, "reapply", CLAIMING, REAPPLIES, "claim again after a refusal")   \
    X(LANE, "lane_change", LANE, APPLIES_LANE, "change lane from tolerated stay to a residence permit") \
    X(ABSCOND, "abscond", ABSCONDING, ABSCONDS, "go into hiding")               \
    X(RETURN, "return", RETURNING, RETURNS, "return to the place of origin")    \
    X(RANSOM, "pay_ransom", RANSOM, RANSOMED, "buy oneself out of detention")

#define MF_NESTS(X)                                                            \
    X(STAYING) X(NEARBY) X(REGULAR) X(EXTERNAL) X(IRREGULAR) X(CLAIMING)       \
    X(LANE) X(ABSCONDING) X(RETURNING) X(RANSOM)

/* Events: what can happen to a person.  A transition of the legal system ties
 * an event in one status to the next status; events without a transition leave
 * the status as it is.  `kept`: written to the event stream.
 * name, word, kept, doc */
#define MF_EVENTS(X)                                                           \
    X(NOTHING, "nothing", 0, "nothing")                                        \
    X(ENTERS, "enters", 1, "becomes one of those who could move")              \
    X(RECONSIDERS, "reconsiders", 0, "weighs the options and keeps to the present one") \
    X(TALKS, "talks", 0, "exchanges beliefs with a contact")                   \
    X(PERSECUTED, "persecuted", 1, "comes to need protection from persecution") \
    X(ENDANGERED, "endangered", 1, "comes to need protection from war")        \
    X(ABUSED, "abused", 1, "suffers abuse or robbery")                         \
    X(HARMED, "harmed", 1, "comes to need protection because of harm on the way") \
    X(SAFE_AGAIN, "safe_again", 1, "no longer needs protection: its ground has ceased") \
    X(DISPLACED, "displaced", 1, "is displaced by violence")                   \
    X(MOVES_INSIDE, "moves_inside", 1, "moves inside the country")             \
    X(REGISTERS, "registers", 1, "registers for protection nearby")            \
    X(DEPARTS, "departs", 1, "leaves on an irregular leg (what: link)")        \
    X(ARRIVES, "arrives", 1, "arrives at the end of a leg (what: link)")       \
    X(INTERCEPTED, "intercepted", 1, "is intercepted and brought back (what: link)") \
    X(PUSHED_BACK, "pushed_back", 1, "is pushed back without access to a claim (what: link)") \
    X(DETAINED, "detained", 1, "is detained or kidnapped")                     \
    X(RANSOMED, "ransomed", 1, "is released against a ransom")                 \
    X(RELEASED, "released", 1, "is released or escapes")                       \
    X(TURNED_AWAY, "turned_away", 1, "asks for asylum and is not let lodge a claim") \
    X(LODGES, "lodges", 1, "lodges a claim for asylum")                        \
    X(REAPPLIES, "reapplies", 1, "lodges a further claim")                     \
    X(DUBLIN, "dublin", 1, "another state is asked to take the claim over")    \
    X(TRANSFERRED, "transferred", 1, "is transferred to the responsible state") \
    X(RECOGNISED, "recognised", 1, "is recognised as a refugee")               \
    X(SUBSIDIARY, "subsidiary", 1, "is given subsidiary protection")           \
    X(HUMANITARIAN, "humanitarian", 1, "is given national or humanitarian protection") \
    X(REFUSED, "refused", 1, "is refused")                                     \
    X(CLOSED, "closed", 1, "the claim is closed without a decision on substance") \
    X(APPEALS, "appeals", 1, "is refused and appeals")                         \
    X(APPEAL_WON, "appeal_won", 1, "wins the appeal")                          \
    X(APPEAL_LOST, "appeal_lost", 1, "loses the appeal")                       \
    X(APPLIES_LABOUR, "applies_labour", 1, "applies for a labour pathway")     \
    X(APPLIES_TRAINING, "applies_training", 1, "applies for training")         \
    X(APPLIES_FAMILY, "applies_family", 1, "applies to join family")           \
    X(APPLIES_STUDY, "applies_study", 1, "applies to study")                   \
    X(APPLIES_EXTERNAL, "applies_external", 1, "applies for protection from outside") \
    X(APPROVED, "approved", 1, "passes one stage of a procedure")              \
    X(GRANTED, "granted", 1, "is granted a regular path")                      \
    X(DENIED, "denied", 1, "is denied a regular path")                         \
    X(ADMITTED, "admitted", 1, "is admitted from outside: resettled or by protected entry") \
    X(EVACUATED, "evacuated", 1, "is evacuated")                               \
    X(TOLERATED, "tolerated", 1, "stay is tolerated")                          \
    X(APPLIES_LANE, "applies_lane", 1, "asks for a lane change")               \
    X(LANE_OPENED, "lane_opened", 1, "lane change succeeds")                   \
    X(LANE_CLOSED, "lane_closed", 1, "lane change fails")                      \
    X(ABSCONDS, "absconds", 1, "goes into hiding")                             \
    X(OVERSTAYS, "overstays", 1, "loses or overstays a permit")                \
    X(EXPIRES, "expires", 1, "the time of a status is over")                   \
    X(SETTLES, "settles", 1, "receives a lasting residence right")             \
    X(CEASES, "ceases", 1, "protection is ended because its ground has ceased") \
    X(RETURNS, "returns", 1, "returns to the place of origin by choice")       \
    X(REMOVED, "removed", 1, "is returned by force")                           \
    X(RESETTLES_HOME, "resettles_home", 1, "is at home again as before")       \
    X(DIES, "dies", 1, "dies (what: link, if on the way)")                      \
    X(TRAINED, "trained", 1, "learns a trade")                                 \
    X(RELOCATED, "relocated", 1, "is relocated to another state, which takes the claim over") \
    X(REGULARISED, "regularised", 1, "is given a permit by a regularisation")

/* Traits of a status, as words in a scenario. */
#define MF_TRAITS(X)                                                           \
    X(HOME, "home", "in the country of origin, never left or back for good")   \
    X(DISPLACED, "displaced", "displaced inside the country of origin")        \
    X(IRREGULAR, "irregular", "without a right to stay where that is required") \
    X(EN_ROUTE, "en_route", "on the way: pays for legs, meets smugglers, exposed to abuse and detention") \
    X(DETAINED, "detained", "in detention or captivity")                       \
    X(PENDING, "pending", "waiting for a regular path")                        \
    X(CLAIMANT, "claimant", "a claim for asylum is open")                      \
    X(PROTECTED, "protected", "protected by a state")                          \
    X(REGULAR, "regular", "in a regular stay that is not protection")          \
    X(NEARBY, "nearby", "registered in a country of first asylum")             \
    X(RETURNABLE, "returnable", "ordered to leave")                            \
    X(LIMBO, "limbo", "counts towards the stock of people in limbo")           \
    X(RETURNED, "returned", "back in the country of origin after a return")    \
    X(TERMINAL, "terminal", "nothing more happens")

/* Conditions that a transition or a queue's priority may ask for, as words. */
#define MF_PREDICATES(X)                                                       \
    X(IN_NEED, "in_need", "needs protection from persecution or war")          \
    X(HARMED, "harmed", "has suffered harm on the way")                        \
    X(KIN_HERE, "kin_here", "has kin in this country")                         \
    X(KIN_ABROAD, "kin_abroad", "has kin in another country")                  \
    X(SKILLED, "skilled", "skill of at least 1 (vocational)")                  \
    X(HIGHLY_SKILLED, "highly_skilled", "skill of 2 (tertiary)")               \
    X(YOUNG, "young", "under 26")                                              \
    X(ADULT_PRIME, "prime_age", "18 to 44")                                    \
    X(FEMALE, "female", "a woman or girl")                                     \
    X(YEAR_IN_STATUS, "year_in_status", "a year in this status")               \
    X(THREE_YEARS_IN_STATUS, "three_years_in_status", "three years in this status") \
    X(FIVE_YEARS_IN_STATUS, "five_years_in_status", "five years in this status") \
    X(SAFE_ORIGIN, "safe_origin", "from an origin on the country's list of safe origins") \
    X(FIRST_HERE, "first_here", "first registered in this country")            \
    X(NOT_FIRST_HERE, "not_first_here", "first registered in another country")

/* How a status gives access to work: selects the regime's work factor. */
#define MF_WORK(X)                                                             \
    X(NONE, "none", "no access")                                               \
    X(HOME, "home", "as a citizen at home")                                    \
    X(ASYLUM, "asylum", "as someone in a procedure")                           \
    X(PROTECTED, "protected", "as someone protected")                          \
    X(IRREGULAR, "irregular", "without permission")                            \
    X(FULL, "full", "with a permit to work")

/* Information topics: what a person holds to be true, with value and trust. */
#define MF_TOPICS(X)                                                           \
    X(DEATH, "death", "probability of dying on the whole irregular journey")   \
    X(INTERCEPTION, "interception", "probability of being stopped for good on the way") \
    X(STATUS, "status", "probability of being given protection after a claim") \
    X(ASYLUM_WAIT, "asylum_wait", "years from claim to decision")              \
    X(PATH_WAIT, "path_wait", "years from application to a regular path")      \
    X(PRICE, "price", "price of the journey as a multiple of the usual one")   \
    X(WAGE, "wage", "wages abroad as a multiple of the true ones")

/* Pathways one may or may not have heard of (bits of `known`). */
#define MF_PATHS(X)                                                            \
    X(ASYLUM, "asylum", "that one can claim asylum")                           \
    X(LABOUR, "labour", "labour pathways")                                     \
    X(TRAINING, "training", "training partnerships")                           \
    X(FAMILY, "family", "joining family")                                      \
    X(STUDY, "study", "studying abroad")                                       \
    X(EXTERNAL, "external", "protection from outside")                         \
    X(NEARBY, "nearby", "protection nearby")                                   \
    X(RETURN_AID, "return_aid", "help to return")

#define X(name, ...) MF_NEED_##name,
enum mf_need { MF_NEEDS(X) MF_N_NEEDS };
#undef X
#define X(name, ...) MF_MOTIVE_##name,
enum mf_motive { MF_MOTIVES(X) MF_N_MOTIVES };
#undef X
#define X(name, ...) MF_CLAIM_##name,
enum mf_claim { MF_CLAIMS(X) MF_N_CLAIMS };
#undef X
#define X(name, ...) MF_OPTION_##name,
enum mf_option { MF_OPTIONS(X) MF_N_OPTIONS };
#undef X
#define X(name) MF_NEST_##name,
enum mf_nest { MF_NESTS(X) MF_N_NESTS };
#undef X
#define X(name, ...) MF_EVENT_##name,
enum mf_event { MF_EVENTS(X) MF_N_EVENTS };
#undef X
#define X(name, ...) MF_TRAIT_##name,
enum mf_trait { MF_TRAITS(X) MF_N_TRAITS };
#undef X
#define X(name, ...) MF_PREDICATE_##name,
enum mf_predicate { MF_PREDICATES(X) MF_N_PREDICATES };
#undef X
#define X(name, ...) MF_WORK_##name,
enum mf_work { MF_WORK(X) MF_N_WORK };
#undef X
#define X(name, ...) MF_TOPIC_##name,
enum mf_topic { MF_TOPICS(X) MF_N_TOPICS };
#undef X
#define X(name, ...) MF_PATH_##name,
enum mf_path { MF_PATHS(X) MF_N_PATHS };
#undef X

enum { MF_N_SKILLS = 3 };

#define MF_BIT(i) (UINT64_C(1) << (i))

/* The words as lists that end with NULL, and the sentences beside them. */
extern const char *const mf_need_words[], *const mf_need_docs[];
extern const char *const mf_motive_words[], *const mf_motive_docs[];
extern const char *const mf_claim_words[], *const mf_claim_docs[];
extern const char *const mf_option_words[], *const mf_option_docs[];
extern const char *const mf_nest_words[];
extern const char *const mf_event_words[], *const mf_event_docs[];
extern const char *const mf_trait_words[], *const mf_trait_docs[];
extern const char *const mf_predicate_words[], *const mf_predicate_docs[];
extern const char *const mf_work_words[], *const mf_work_docs[];
extern const char *const mf_topic_words[], *const mf_topic_docs[];
extern const char *const mf_path_words[], *const mf_path_docs[];

/* Nest and event of an option; is an event written to the stream? */
extern const uint8_t mf_option_nest[MF_N_OPTIONS];
extern const uint8_t mf_option_event[MF_N_OPTIONS];
extern const uint8_t mf_event_kept[MF_N_EVENTS];

#endif
