/* The life of one modelled person, told while it is lived. */
#include "record/briefing.h"

#include <stdio.h>
#include <string.h>

#include "base/calendar.h"
#include "record/fates.h"
#include "record/glance.h"

static bool is_somebody(const mf_briefing *self, size_t *id)
{
    *id = (size_t) self->followed;
    return self->followed >= 0 && *id < self->profiles.n && self->profiles.set[*id] != 0;
}

static void put_mind(const mf_world *world, uint32_t id, mf_json *out)
{
    mf_glance glance = mf_glance_at(world, id, mf_population_cohort(&world->population, id));
    mf_json rough = { .out = out->out, .digits = 4, .follows = true };

    mf_json_text(out, "need", mf_need_words[world->people.person[id].need]);
    mf_json_reals(&rough, "motives", glance.share, MF_N_MOTIVES);
    mf_json_real(&rough, "savings", (double) glance.savings / 100.0);
    mf_json_real(&rough, "debt", (double) glance.debt / 100.0);
}

/* What an event means, without the note on what the stream says of it. */
static void put_meaning(int kind, mf_json *out)
{
    const char *doc = kind == MF_EVENT_NOTHING ? "at the start" : mf_event_docs[kind];
    const char *note = strstr(doc, " (what");
    char text[128];

    (void) snprintf(text, sizeof text, "%.*s", note == NULL ? (int) strlen(doc) : (int) (note - doc), doc);
    mf_json_text(out, "name", text);
}

/* What happened on a day, and how the person then stood. */
static void put_moment(mf_briefing *self, size_t id, int day, int kind, const char *where, int status)
{
    const mf_cells cells = self->world.rules.cells;
    mf_json out = { .out = &self->life, .follows = self->life.n > 0 };
    char date[MF_DATE_TEXT];

    mf_day_print(day, date);
    mf_json_open(&out, NULL, '{');
    mf_json_text(&out, "date", date);
    mf_json_text(&out, "kind", mf_event_words[kind]);
    put_meaning(kind, &out);
    mf_json_text(&out, "where", where);
    mf_json_int(&out, "place", mf_cell_place(cells, self->world.people.cell[id]));
    mf_json_int(&out, "status", status);
    put_mind(&self->world, (uint32_t) id, &out);
    mf_json_close(&out, '}');
}

void mf_life_begin(mf_briefing *self)
{
    const mf_cells cells = self->world.rules.cells;
    const char *const *where = self->record.tables.data[MF_TABLE_WHERE];
    size_t id;
    int cell;

    if (!is_somebody(self, &id))
        return;
    cell = self->world.people.cell[id];
    if (cell != mf_cell_unborn(cells))
        put_moment(self, id, self->scenario->calendar.start, MF_EVENT_NOTHING,
                   where[mf_cell_place(cells, cell)], mf_cell_status(cells, cell));
}

void mf_life_step(mf_briefing *self)
{
    const mf_tables *tables = &self->record.tables;
    const int32_t *person = tables->data[MF_TABLE_EVENT_PERSON];
    const int16_t *at = tables->data[MF_TABLE_EVENT_WHERE];
    const int8_t *kind = tables->data[MF_TABLE_EVENT_KIND], *status = tables->data[MF_TABLE_EVENT_STATUS];
    const char *const *where = tables->data[MF_TABLE_WHERE];
    size_t id;

    if (person == NULL || !is_somebody(self, &id))
        return;
    for (size_t e = 0; e < tables->rows[MF_AXIS_EVENT]; e++)
        if ((size_t) person[e] == id)
            put_moment(self, id, self->world.view.day, kind[e], where[at[e]], status[e]);
}

static const char *skill_of(const mf_person *person)
{
    static const char *const words[MF_N_SKILLS] = { "none", "vocational", "tertiary" };

    return words[mf_person_skill(person)];
}

void mf_briefing_life(const mf_briefing *self, mf_json *out)
{
    const mf_person *person;
    size_t id;

    if (!is_somebody(self, &id)) {
        mf_json_raw(out, NULL, "null");
        return;
    }
    person = &self->world.people.person[id];
    mf_json_open(out, NULL, '{');
    mf_json_int(out, "person", (int64_t) id);
    mf_json_int(out, "cohort", mf_population_cohort(&self->world.population, (uint32_t) id));
    mf_json_bool(out, "female", mf_person_female(person));
    mf_json_int(out, "age", (mf_months_of(self->scenario->calendar.start) - (int) person->born) / 12);
    mf_json_text(out, "skill", skill_of(person));
    mf_json_int(out, "kin", person->kin == MF_NOWHERE ? -1 : person->kin);
    mf_json_int(out, "end", mf_briefing_fates(self)[id]);
    mf_json_open(out, "moments", '[');
    mf_buffer_add_bytes(out->out, self->life.text == NULL ? "" : self->life.text, self->life.n);
    mf_json_close(out, ']');
    mf_json_close(out, '}');
}
