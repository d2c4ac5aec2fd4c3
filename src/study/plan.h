/* plan.h — what a batch is to run: scenarios, factors, a design, replicates.
 *
 * A plan is a file in the language of scenarios, read by the same tables with
 * the same complaints.  Factors are what differs between design points:
 *
 *     scenarios = ("corridor.cfg");
 *     factors = (
 *       { id = "death"; setting = "links.sea.death"; values = [0.01, 0.02, 0.04]; },
 *       { id = "home"; setting = "decision.home"; range = [0.5, 3.0]; levels = 4; },
 *       { id = "wage"; setting = "decision.wage"; distribution = { kind = "normal"; mean = 0.8; sd = 0.2; }; },
 *       { id = "patrols"; of = ["patrols"]; }, # interventions or packages, off and on
 *       { id = "law"; packages = ["", "strict", "strict,open"]; } );
 *     design = { kind = "grid"; };
 *     replicates = 10;
 *
 * `scenarios` and `packages` of the plan itself are crossed with all points of
 * the design.  Replicate r has seed + r at every point: common random numbers. */
#ifndef MF_STUDY_PLAN_H
#define MF_STUDY_PLAN_H

#include "base/arena.h"
#include "base/diags.h"
#include "io/tree.h"
#include "model/param.h"
#include "study/design.h"

/* A design of one's own: points from a CSV file whose columns are the factors. */
enum { MF_PLAN_LIST = MF_N_DESIGNS };
extern const char *const mf_plan_design_words[];

#define MF_SPREADS(X)                                                          \
    X(NONE, "none", "the range, or the values")                                \
    X(NORMAL, "normal", "mean, sd; cut to [low, high] if these are given")     \
    X(LOGNORMAL, "lognormal", "median, and the factor `spread` of one standard deviation") \
    X(TRIANGULAR, "triangular", "low, mode, high")                             \
    X(BETA, "beta", "a, b, stretched over [low, high]")                        \
    X(GAMMA, "gamma", "mean, sd")
#define X(id, word, doc) MF_SPREAD_##id,
enum mf_spread { MF_SPREADS(X) MF_N_SPREADS };
#undef X
extern const char *const mf_spread_words[];

enum mf_wish { MF_WISH_LESS, MF_WISH_MORE, MF_N_WISHES };
extern const char *const mf_wish_words[];

/* clang-format off */
#define MF_DISTRIBUTION_PARAMS(X) \
  X(CHOICE, kind,   0, mf_spread_words, "", 0, 0, "\"none\"", "-", "", "its family: normal (mean, sd), lognormal (median, spread), triangular (low, mode, high), beta (a, b), gamma (mean, sd)") \
  X(REAL,   mean,   0, NULL, "of the setting", -1e300, 1e300, "0.0", "-", "", "of normal and gamma") \
  X(REAL,   sd,     0, NULL, "of the setting", 0, 1e300, "0.0", "-", "", "of normal and gamma") \
  X(REAL,   median, 0, NULL, "of the setting", 0, 1e300, "0.0", "-", "", "of lognormal") \
  X(REAL,   spread, 0, NULL, "1", 1, 1e6, "1.0", "-", "", "of lognormal: the factor of one standard deviation") \
  X(REAL,   low,    0, NULL, "of the setting", -1e300, 1e300, "0.0", "-", "", "lowest value") \
  X(REAL,   mode,   0, NULL, "of the setting", -1e300, 1e300, "0.0", "-", "", "of triangular") \
  X(REAL,   high,   0, NULL, "of the setting", -1e300, 1e300, "0.0", "-", "", "highest value") \
  X(REAL,   a,      0, NULL, "1", 0, 1e6, "0.0", "-", "", "of beta") \
  X(REAL,   b,      0, NULL, "1", 0, 1e6, "0.0", "-", "", "of beta")

#define MF_FACTOR_PARAMS(X) \
  X(ID,    id,       0, NULL, "", 0, 0, NULL, "-", "", "name of the factor and of its column") \
  X(TEXT,  name,     0, NULL, "", 0, 0, "\"\"", "-", "", "name in full") \
  X(TEXT,  owner,    0, NULL, "", 0, 0, "\"\"", "-", "", "who decides on it; of interventions, if not given, the owner of their kind") \
  X(TEXT,  level,    0, NULL, "", 0, 0, "\"\"", "-", "", "of government: national, EU, partner; of interventions as the owner") \
  X(TEXT,  setting,  0, NULL, "", 0, 0, "\"\"", "-", "", "path of the setting that differs, as behind --set") \
  X(TEXTS, values,   0, NULL, "", 0, 0, "( )", "-", "", "its values") \
  X(REALS, range,    2, NULL, "of the setting", -1e300, 1e300, "[0.0, 0.0]", "-", "", "or its lowest and highest value") \
  X(BOOL,  log,      0, NULL, "", 0, 0, "false", "-", "", "the range is evenly spread in the logarithm") \
  X(BOOL,  whole,    0, NULL, "", 0, 0, "false", "-", "", "values are rounded to whole numbers") \
  X(INT,   levels,   0, NULL, "", 2, 10000, "2", "-", "", "how many values of a range or distribution a design of levels takes") \
  X(INT,   base,     0, NULL, "", 0, 9999, "0", "-", "", "its level at the base point of one_at_a_time, 0 first") \
  X(TEXTS, of,       0, NULL, "", 0, 0, "( )", "-", "", "or interventions and packages that are switched off and on together") \
  X(TEXTS, packages, 0, NULL, "", 0, 0, "( )", "-", "", "or sets of packages, one a level: \"\" none, \"a,b\" both")

#define MF_PLAN_DESIGN_PARAMS(X) \
  X(CHOICE, kind,    0, mf_plan_design_words, "", 0, 0, "\"grid\"", "-", "", "how points are chosen") \
  X(INT,   points,   0, NULL, "", 0, 10000000, "0", "-", "", "how many: points, base points (saltelli), trajectories (morris), orders (permutations)") \
  X(INT,   resolution, 0, NULL, "", 3, 5, "4", "-", "", "of fractional_factorial: 3 main effects, 4 free of pairs, 5 pairs too") \
  X(INT,   steps,    0, NULL, "", 0, 100, "4", "-", "", "of morris: levels of a factor, even") \
  X(BOOL,  pairs,    0, NULL, "", 0, 0, "false", "-", "", "of permutations: with the points that interactions need") \
  X(BOOL,  plain,    0, NULL, "", 0, 0, "false", "-", "", "of sobol and saltelli: the published sequence, not shifted at random") \
  X(COUNT, seed,     0, NULL, "", 0, 9.2e18, "1", "-", "", "seed of the design") \
  X(TEXT,  file,     0, NULL, "", 0, 0, "\"\"", "-", "", "of list: a CSV file, a column for each factor and a row for each point")

#define MF_PRECISION_PARAMS(X) \
  X(TEXT,  measure,  0, NULL, "", 0, 0, "\"\"", "-", "", "outcome or indicator whose differences have to be sure enough") \
  X(REAL,  error,    0, NULL, "of the measure", 0, 1e300, "0.0", "-", "", "standard error of each paired difference to the base point, at most") \
  X(INT,   base,     0, NULL, "", 0, 10000000, "0", "-", "", "number of the base point") \
  X(INT,   most,     0, NULL, "", 2, 100000, "100", "-", "", "replicates, at most")

#define MF_GOAL_PARAMS(X) \
  X(ID,    id,      0, NULL, "", 0, 0, NULL, "-", "", "name of the goal") \
  X(TEXT,  owner,   0, NULL, "", 0, 0, NULL, "-", "", "whose goal it is: an owner of factors, or another") \
  X(TEXT,  measure, 0, NULL, "", 0, 0, NULL, "-", "", "outcome or indicator") \
  X(CHOICE, wish,   MF_N_WISHES, mf_wish_words, "", 0, 0, NULL, "-", "", "what is wished for: less, more") \
  X(REAL,  weight,  0, NULL, "1", 1e-6, 1e6, "1.0", "-", "", "among the goals of the owner")

#define MF_PLAN_PARAMS(X) \
  X(TEXT,  title,      0, NULL, "", 0, 0, "\"\"", "-", "", "title") \
  X(TEXT,  question,   0, NULL, "", 0, 0, "\"\"", "-", "", "the question that it is made for") \
  X(TEXTS, scenarios,  0, NULL, "", 0, 0, NULL, "-", "", "files of scenarios, seen from the plan") \
  X(TEXTS, packages,   0, NULL, "", 0, 0, "( )", "-", "", "states of the world, each crossed with all points: \"\" as it is, \"a,b\" two packages, \"switches.dread=logistic\" a setting") \
  X(TEXTS, set,        0, NULL, "", 0, 0, "( )", "-", "", "settings of all points, \"path=value\"") \
  X(REAL,  people,     0, NULL, "", 0, 4e9, "0.0", "-", "", "draw the same population as about so many modelled people; 0: as the scenario") \
  X(COUNT, seed,       0, NULL, "", 0, 9.2e18, "0", "-", "", "seed of replicate 0; 0: the scenario's") \
  X(INT,   replicates, 0, NULL, "", 1, 100000, "1", "-", "", "runs of each point, with seeds that follow one another") \
  X(TEXTS, keep,       0, NULL, "", 0, 0, "(\"outcomes\", \"indicators\", \"costs\")", "-", "", "tables that are kept of each run, by group or by group/name; \"*\": all")
/* clang-format on */

typedef struct mf_distribution { MF_DISTRIBUTION_PARAMS(MF_FIELD) } mf_distribution;

typedef struct mf_factor {
    MF_FACTOR_PARAMS(MF_FIELD)
    mf_distribution distribution;
} mf_factor;

typedef struct mf_plan_design { MF_PLAN_DESIGN_PARAMS(MF_FIELD) } mf_plan_design;
typedef struct mf_precision { MF_PRECISION_PARAMS(MF_FIELD) } mf_precision;
typedef struct mf_plan_goal { MF_GOAL_PARAMS(MF_FIELD) } mf_plan_goal;

typedef struct mf_plan {
    MF_PLAN_PARAMS(MF_FIELD)
    mf_list_of factors; /* mf_factor */
    mf_list_of goals;   /* mf_plan_goal: what `mixflow coherence` judges by */
    mf_plan_design design;
    mf_precision precision;

    const char *file;     /* as the user named it */
    const char *text;     /* as it was found */
    const char *folder;   /* of the file: "" or ends with '/' */
    const mf_node *root;  /* for the lines of complaints */
    mf_arena arena, scratch;
} mf_plan;

extern const mf_group mf_plan_group;

static inline const mf_factor *mf_factors(const mf_plan *plan) { return plan->factors.at; }
static inline const mf_plan_goal *mf_plan_goals(const mf_plan *plan) { return plan->goals.at; }

/* Reads and checks a plan by itself; MF_E_SCENARIO with all complaints in `diags`. */
mf_err mf_plan_read(const char *file, mf_plan **plan, mf_diags *diags, mf_error *err);
void mf_plan_free(mf_plan *self);

/* Does the file name scenarios, as plans do?  So that nobody is told what it lacks as a scenario. */
bool mf_plan_is(const char *file);

/* The same for a text that a file holds, such as a merged batch. */
mf_err mf_plan_read_text(const char *text, const char *file, mf_plan **plan, mf_diags *diags,
                         mf_error *err);

/* What it asks of a design; `levels` and `base` have room for each factor. */
mf_design_wish mf_plan_wish(const mf_plan *self, int *levels, int *base);

/* A complaint about a setting of the plan such as "factors.home.range", with its line. */
void mf_plan_complain(const mf_plan *self, mf_diags *diags, const char *setting,
                      const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Is it the name of an outcome or indicator? */
mf_err mf_plan_judge_measure(const char *measure, mf_error *err);

/* --- factors --- */

/* What a factor does to a scenario. */
typedef enum mf_factor_kind {
    MF_FACTOR_NONE,    /* nothing yet: a mistake */
    MF_FACTOR_VALUES,  /* a setting takes one of some values */
    MF_FACTOR_NUMBERS, /* a setting takes a number from a range or a distribution */
    MF_FACTOR_SWITCH,  /* interventions are off or on: 0 or 1 */
    MF_FACTOR_PACKAGES /* sets of packages */
} mf_factor_kind;
mf_factor_kind mf_factor_kind_of(const mf_factor *self);

/* Levels in a design of levels. */
int mf_factor_levels(const mf_factor *self);

enum { MF_FACTOR_TEXT = 40 }; /* bytes of a number as text */

/* The value as text of level `level`, or of the quantile `unit`; numbers are written to `room`. */
const char *mf_factor_at_level(const mf_factor *self, int level, char room[MF_FACTOR_TEXT]);
const char *mf_factor_at_unit(const mf_factor *self, double unit, char room[MF_FACTOR_TEXT]);

#endif
