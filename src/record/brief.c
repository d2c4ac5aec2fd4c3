#include "record/brief.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "record/fates.h"
#include "record/indicators.h"

static const struct {
    const char *word, *unit, *doc;
    int axis[2];
} blocks[MF_N_BLOCKS] = {
#define X(id, word, unit, a, b, doc) { word, unit, doc, { MF_BRIEF_##a, MF_BRIEF_##b } },
    MF_BRIEF_BLOCKS(X)
#undef X
};

static const char *const axis_words[] = {
    "",
#define X(id, word) word,
    MF_BRIEF_AXES(X)
#undef X
};

#define X(id, word, traits, doc) word,
const char *const mf_standing_words[] = { MF_STANDINGS(X) NULL };
#undef X
#define X(id, word, traits, doc) doc,
const char *const mf_standing_docs[] = { MF_STANDINGS(X) NULL };
#undef X

int mf_standing_of(const mf_scenario *scenario, int status)
{
#define X(id, word, traits, doc) traits,
    static const uint64_t asked[] = { MF_STANDINGS(X) };
#undef X
    uint64_t traits = mf_statuses(scenario)[status].traits;
    int standing = 0;

    while (standing < MF_STANDING_OTHER && (asked[standing] & traits) == 0)
        standing++;
    return standing;
}

const char *mf_brief_block_word(int block)
{
    return blocks[block].word;
}

mf_err mf_brief_init(mf_brief *self, const mf_tables *tables)
{
    const size_t *n = tables->length;

    *self = (mf_brief){
        .tables = tables,
        .length = { [MF_BRIEF_NONE] = 1,
                    [MF_BRIEF_OUTCOME] = n[MF_AXIS_OUTCOME],
                    [MF_BRIEF_INDICATOR] = n[MF_AXIS_INDICATOR],
                    [MF_BRIEF_TIME] = n[MF_AXIS_TIME],
                    [MF_BRIEF_YEAR] = n[MF_AXIS_YEAR],
                    [MF_BRIEF_PLACE] = n[MF_AXIS_PLACE],
                    [MF_BRIEF_LINK] = n[MF_AXIS_LINK],
                    [MF_BRIEF_PASSAGE] = n[MF_AXIS_FATE],
                    [MF_BRIEF_QUEUE] = n[MF_AXIS_QUEUE],
                    [MF_BRIEF_COHORT] = n[MF_AXIS_COHORT],
                    [MF_BRIEF_INTERVENTION] = n[MF_AXIS_INTERVENTION],
                    [MF_BRIEF_OWNER] = MF_N_OWNERS,
                    [MF_BRIEF_GROUP] = MF_N_STANDINGS,
                    [MF_BRIEF_END] = MF_N_ENDS,
                    [MF_BRIEF_PROFILE] = MF_N_PROFILES },
    };
    for (int b = 0; b < MF_N_BLOCKS; b++)
        self->at[b + 1] = self->at[b] + self->length[blocks[b].axis[0]] *
                                            self->length[blocks[b].axis[1]];
    self->value = calloc(self->at[MF_N_BLOCKS] + 1, sizeof *self->value);
    self->persons = calloc(n[MF_AXIS_TIME] * n[MF_AXIS_PLACE] * n[MF_AXIS_STATUS] + 1,
                           sizeof *self->persons);
    return self->value == NULL || self->persons == NULL ? MF_E_NOMEM : MF_OK;
}

void mf_brief_free(mf_brief *self)
{
    free(self->value);
    free(self->persons);
    *self = (mf_brief){ 0 };
}

void mf_brief_fill(mf_brief *self, const mf_brief_source *from)
{
    memset(self->value, 0, self->at[MF_N_BLOCKS] * sizeof *self->value);
    mf_brief_sum_stocks(self, from);
    for (int b = 0; b < MF_N_BLOCKS; b++)
        if (self->at[b + 1] > self->at[b])
            mf_brief_block_fill(self, b, from, self->value + self->at[b]);
}

void mf_brief_digest(const mf_brief *self, char digest[MF_DIGEST_TEXT])
{
    mf_digest all;

    (void) mf_digest_start(&all);
    for (size_t i = 0; i < self->at[MF_N_BLOCKS]; i++) {
        double value = isnan(self->value[i]) ? (double) NAN : self->value[i];

        mf_digest_add(&all, &value, sizeof value);
    }
    mf_digest_end(&all, digest);
}

/* ------------------------------------------------------------ the frame */

/* Labels that are tables: what they are called in JSON, and the tables. */
static const struct {
    int axis;
    struct {
        const char *key;
        int table;
    } of[5];
} labels[] = {
    { MF_BRIEF_OUTCOME,
      { { "id", MF_TABLE_OUTCOME }, { "name", MF_TABLE_OUTCOME_NAME }, { "unit", MF_TABLE_OUTCOME_UNIT } } },
    { MF_BRIEF_INDICATOR,
      { { "id", MF_TABLE_INDICATOR }, { "name", MF_TABLE_INDICATOR_NAME },
        { "unit", MF_TABLE_INDICATOR_UNIT }, { "formula", MF_TABLE_INDICATOR_FORMULA },
        { "goals", MF_TABLE_INDICATOR_GOALS } } },
    { MF_BRIEF_PLACE, { { "id", MF_TABLE_PLACE }, { "name", MF_TABLE_PLACE_NAME } } },
    { MF_BRIEF_LINK, { { "id", MF_TABLE_LINK } } },
    { MF_BRIEF_PASSAGE, { { "id", MF_TABLE_FATE } } },
    { MF_BRIEF_QUEUE, { { "id", MF_TABLE_QUEUE } } },
    { MF_BRIEF_COHORT, { { "id", MF_TABLE_COHORT }, { "name", MF_TABLE_COHORT_NAME } } },
    { MF_BRIEF_INTERVENTION, { { "id", MF_TABLE_INTERVENTION } } },
};

/* Labels that are words. */
static const struct {
    int axis;
    const char *const *word, *const *doc;
} words[] = {
    { MF_BRIEF_OWNER, mf_owner_words, NULL },
    { MF_BRIEF_GROUP, mf_standing_words, mf_standing_docs },
    { MF_BRIEF_END, mf_end_words, mf_end_docs },
    { MF_BRIEF_PROFILE, mf_profile_words, mf_profile_docs },
};

static void put_labels(const mf_brief *self, size_t row, mf_json *out)
{
    mf_json_open(out, axis_words[labels[row].axis], '[');
    for (size_t i = 0; i < self->length[labels[row].axis]; i++) {
        mf_json_open(out, NULL, '{');
        for (size_t k = 0; k < 5 && labels[row].of[k].key != NULL; k++) {
            const char *const *text = self->tables->data[labels[row].of[k].table];

            mf_json_text(out, labels[row].of[k].key, text[i]);
        }
        mf_json_close(out, '}');
    }
    mf_json_close(out, ']');
}

static void put_words(const mf_brief *self, size_t row, mf_json *out)
{
    mf_json_open(out, axis_words[words[row].axis], '[');
    for (size_t i = 0; i < self->length[words[row].axis]; i++) {
        mf_json_open(out, NULL, '{');
        mf_json_text(out, "id", words[row].word[i]);
        mf_json_text(out, "name", words[row].doc == NULL ? words[row].word[i] : words[row].doc[i]);
        mf_json_close(out, '}');
    }
    mf_json_close(out, ']');
}

static void put_times(const mf_brief *self, mf_json *out)
{
    const double *time = self->tables->data[MF_TABLE_TIME];
    const int32_t *year = self->tables->data[MF_TABLE_YEAR];
    char text[MF_DATE_TEXT];

    mf_json_open(out, "time", '[');
    for (size_t i = 0; i < self->length[MF_BRIEF_TIME]; i++) {
        mf_day_print(self->tables->scenario->calendar.start + (int) time[i], text);
        mf_json_open(out, NULL, '{');
        mf_json_text(out, "id", text);
        mf_json_int(out, "day", (int64_t) time[i]);
        mf_json_close(out, '}');
    }
    mf_json_close(out, ']');
    mf_json_open(out, "year", '[');
    for (size_t i = 0; i < self->length[MF_BRIEF_YEAR]; i++) {
        mf_json_open(out, NULL, '{');
        mf_json_int(out, "id", year[i]);
        mf_json_close(out, '}');
    }
    mf_json_close(out, ']');
}

static void put_blocks(const mf_brief *self, mf_json *out)
{
    mf_json_open(out, "blocks", '[');
    for (int b = 0; b < MF_N_BLOCKS; b++) {
        mf_json_open(out, NULL, '{');
        mf_json_text(out, "name", blocks[b].word);
        mf_json_text(out, "doc", blocks[b].doc);
        mf_json_text(out, "unit", blocks[b].unit);
        mf_json_open(out, "axes", '[');
        for (int a = 0; a < 2 && blocks[b].axis[a] != MF_BRIEF_NONE; a++)
            mf_json_text(out, NULL, axis_words[blocks[b].axis[a]]);
        mf_json_close(out, ']');
        mf_json_int(out, "at", (int64_t) self->at[b]);
        mf_json_int(out, "n", (int64_t) (self->at[b + 1] - self->at[b]));
        mf_json_close(out, '}');
    }
    mf_json_close(out, ']');
}

/* Where the indicators of each point of a journey stand, at which people are sorted. */
static void put_stages(mf_json *out)
{
    mf_json_open(out, "stages", '[');
    for (int s = 0; s < MF_N_SORTINGS; s++) {
        mf_json_open(out, NULL, '{');
        mf_json_text(out, "id", mf_sorting_words[s]);
        mf_json_text(out, "name", mf_sorting_docs[s]);
        for (int i = 0; mf_indicators[i].name != NULL; i++) {
            const char *name = mf_indicators[i].name;
            char key[16] = { name[0], name[1], '\0' };

            if (mf_indicators[i].which != s || name[2] != '_' ||
                (strcmp(key, "di") != 0 && strcmp(key, "fn") != 0 && strcmp(key, "fp") != 0))
                continue;
            mf_json_int(out, mf_indicators[i].mixed != 0 ? strcat(key, "_mixed") : key, i);
        }
        mf_json_close(out, '}');
    }
    mf_json_close(out, ']');
}

void mf_brief_frame(const mf_brief *self, mf_json *out)
{
    mf_json_open(out, "frame", '{');
    mf_json_int(out, "n", (int64_t) self->at[MF_N_BLOCKS]);
    mf_json_open(out, "axes", '{');
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        put_labels(self, i, out);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        put_words(self, i, out);
    put_times(self, out);
    mf_json_close(out, '}');
    put_blocks(self, out);
    put_stages(out);
    mf_json_close(out, '}');
}
