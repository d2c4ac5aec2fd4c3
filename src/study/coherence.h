/* coherence.h — do those who act help or hinder one another?
 *
 * Instruments (switches of a design) belong to owners: ministries, the Union,
 * partners.  Owners have goals (goals.h), and J_n tells how near a package
 * brings owner n to its own.  From the Shapley values of the instruments
 *
 *     K[m][n] = sum over instruments a of m of phi_a(J_n)      who acts, and whose goal
 *
 * and from their interactions I_ab of the sum of all J:
 *   spill-over share     of the K off the diagonal, how many are not below zero
 *   complementarity gap  sum over pairs of two owners of min(0, I_ab): what is lost
 *                        where instruments of two owners are in each other's way
 *   silo equilibrium     each owner in turn takes that set of its own instruments which
 *                        serves its own goals best given what the others do, from no
 *                        policy on, until nobody moves.  Where they go round in a
 *                        circle there is no equilibrium, and the mean of the circle counts
 *   joint optimum        the package with the highest sum of all J
 *   cost of incoherence  joint optimum less silo equilibrium, in that sum; never below zero
 *
 * The scale of seven points is that of Nilsson, Griggs and Visbeck (2016), who
 * rate goals by judgement; here a number places them: what cannot be told from
 * chance (its 95 % interval holds zero), or is below 0.2, is "consistent"; steps
 * lie at 0.2, 0.5 and 0.8 (small, medium and large: Cohen 1988), in units of J.
 *
 * Intervals are those of a bootstrap over replicates, which met the same luck
 * at all points.  They hold chance alone, not what is unknown about the world.
 * The silo and the optimum need a full factorial. */
#ifndef MF_STUDY_COHERENCE_H
#define MF_STUDY_COHERENCE_H

#include "study/goals.h"
#include "study/shapley.h"

enum { MF_STEP_MOST = 3 };
extern const double mf_step_thresholds[MF_STEP_MOST];

/* -3 .. 3, and its word: "cancelling", ... "indivisible". */
int mf_step_of(const mf_estimate *estimate);
const char *mf_step_word(int step);

/* What is one number; the last two are of full factorials only. */
#define MF_COHERENCE_SCALARS(X)                                                                    \
    X(SPILL, "spill_over_share", "1", "share of effects on the goals of others that are not below zero") \
    X(GAP, "complementarity_gap", "J", "what pairs of instruments of two owners lose by being in each other's way") \
    X(SILO, "silo", "J", "sum of all goals where each owner serves its own")                       \
    X(JOINT, "joint", "J", "sum of all goals in the package that is best for all together")        \
    X(COST, "cost_of_incoherence", "J", "joint less silo")

#define X(id, word, unit, doc) MF_COHERENCE_##id,
enum mf_coherence_scalar { MF_COHERENCE_SCALARS(X) MF_N_COHERENCE_SCALARS };
#undef X
extern const char *const mf_coherence_words[], *const mf_coherence_docs[];

/* Where owners who each serve their own goals end. */
typedef struct mf_silo {
    bool settles;          /* false: they go round in a circle */
    size_t n_circle;       /* packages of the circle; 1 if it settles */
    uint64_t on;           /* the package, as bits; of a circle: the first */
    int n_equilibria;      /* packages in which nobody would move, however reached */
    double joint;          /* the sum of all J there; of a circle: the mean */
    double agree;          /* share of replicates which by themselves end there */
} mf_silo;

typedef struct mf_coherence {
    int n_instruments;
    size_t n_owners;
    bool full;                 /* the design is a full factorial */
    int *owner;                /* [instrument] */
    bool *acts, *wishes;       /* [owner] has instruments; has goals that count */
    mf_shapley *of_owner;      /* [owner]: values and interactions for J of each */
    mf_shapley of_all;         /* for the sum of all J */
    mf_estimate *matrix;       /* [owner who acts][owner of goal]; NaN where neither is */
    mf_estimate scalar[MF_N_COHERENCE_SCALARS];
    mf_silo silo;
    uint64_t best;             /* the joint optimum, as bits */
    double best_agree;         /* share of replicates in which it is the best by itself */
} mf_coherence;

/* owner: [instrument], into scores->owner; the design as for mf_shapley_make. */
mf_err mf_coherence_make(mf_coherence *self, const mf_design *design, const mf_scores *scores,
                         const int *owner, uint64_t seed, mf_error *err);
void mf_coherence_free(mf_coherence *self);

/* Where owners end up, by J [owner][package as bits]: from no policy on, in the order of owners. */
mf_silo mf_silo_of(int n_instruments, const int *owner, size_t n_owners, const double *score);

#endif
