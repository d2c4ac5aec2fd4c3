/* What indicators are for: the objectives they speak to, and the prices that compare tells. */
#include "cli/explain.h"

#include <stdio.h>
#include <string.h>

#include "record/indicators.h"
#include "study/compare.h"

typedef struct objective {
    const char *list, *number, *doc; /* as in the goals of an indicator */
} objective;

/* Of the 2030 Agenda (A/RES/70/1) and of the Global Compact for Migration (A/RES/73/195), those
 * that a run says something about, in our words. */
static const objective objectives[] = {
    { "SDG", "4.b", "scholarships and training for people from developing countries" },
    { "SDG", "8.5", "full employment and decent work for all" },
    { "SDG", "8.8", "labour rights and safe work, for migrants as well" },
    { "SDG", "10.7", "orderly, safe, regular and responsible migration by well-managed policies" },
    { "SDG", "10.7.3", "people who died or disappeared on the way (indicator of target 10.7)" },
    { "SDG", "10.c", "cheap remittances" },
    { "GCM", "2", "fewer drivers that force people to leave" },
    { "GCM", "5", "more and more flexible regular pathways" },
    { "GCM", "6", "fair recruitment and decent work" },
    { "GCM", "7", "less vulnerability in migration" },
    { "GCM", "8", "lives saved, the missing searched for" },
    { "GCM", "9", "action against smuggling of migrants" },
    { "GCM", "10", "action against trafficking in persons" },
    { "GCM", "11", "borders managed in an integrated, secure and coordinated way" },
    { "GCM", "12", "certain and predictable procedures of screening, assessment and referral" },
    { "GCM", "13", "detention only as a last resort" },
    { "GCM", "16", "inclusion and social cohesion" },
    { "GCM", "18", "skills developed and recognised" },
    { "GCM", "20", "faster, safer and cheaper remittances" },
    { "GCM", "21", "safe and dignified return, readmission and lasting reintegration" },
    { "GCM", "23", "international cooperation and partnerships" },
    { .list = NULL },
};

/* Does "SDG 10.7; GCM 7, 12" name it?  Numbers of a list follow its name up to a semicolon. */
static bool speaks_to(const char *goals, const objective *to)
{
    const char *list = strstr(goals, to->list);
    size_t n = strlen(to->number);

    if (list == NULL)
        return false;
    for (const char *c = list + strlen(to->list); *c != '\0' && *c != ';'; c++)
        if (c[-1] == ' ' && strncmp(c, to->number, n) == 0 &&
            (c[n] == '\0' || c[n] == ',' || c[n] == ';'))
            return true;
    return false;
}

/* Those of the most mixed third go with those of all. */
static void print_speakers(const objective *to, const char *quote)
{
    const char *between = "";

    for (const mf_indicator *row = mf_indicators; row->name != NULL; row++)
        if (row->mixed == 0 && speaks_to(row->goals, to)) {
            printf("%s%s%s%s", between, quote, row->name, quote);
            between = ", ";
        }
}

int explain_objectives(const char *file, bool markdown)
{
    (void) file;
    printf(markdown ? "| objective | what it asks for | indicators |\n| --- | --- | --- |\n" : "");
    for (const objective *each = objectives; each->list != NULL; each++) {
        printf(markdown ? "| %s %s | %s | " : "%s %-7s %s\n            ", each->list, each->number,
               each->doc);
        print_speakers(each, markdown ? "`" : "");
        printf(markdown ? " |\n" : "\n");
    }
    return 0;
}

int explain_ratios(const char *file, bool markdown)
{
    (void) file;
    printf(markdown ? "| name | meaning | formula | unit |\n| --- | --- | --- | --- |\n" : "");
    for (int i = 0; i < MF_N_RATIOS; i++) {
        const mf_ratio_of *is = &mf_ratios[i];
        const char *sign = is->sign < 0.0 ? "-" : "";

        if (markdown)
            printf("| `%s` | %s | difference of `%s` / %sdifference of `%s` | %s |\n", is->name,
                   is->doc, is->paid, sign, is->bought, is->unit);
        else
            printf("%-27s %s (%s)\n%-27s = difference of %s / %sdifference of %s\n", is->name, is->doc,
                   is->unit, "", is->paid, sign, is->bought);
    }
    return 0;
}
