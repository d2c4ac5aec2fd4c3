/* The values of a table in one pass: digest, order, ranges. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/inspect_parts_h5.h"

enum { BYTES_AT_ONCE = 1 << 20 };

/* What values may be, and what was met. */
typedef struct watch {
    double least, most; /* allowed; NaN: anything */
    bool rising;        /* each is more than the one before */
    double last;
    size_t n, outside, falling; /* values, and those that are wrong */
    double wrong;       /* the first outside */
} watch;

static double value_at(mf_type type, const void *values, size_t i)
{
    switch (type) {
    case MF_TYPE_I8:
        return ((const int8_t *) values)[i];
    case MF_TYPE_I16:
        return ((const int16_t *) values)[i];
    case MF_TYPE_I32:
        return ((const int32_t *) values)[i];
    case MF_TYPE_F32:
        return (double) ((const float *) values)[i];
    case MF_TYPE_F64:
        return ((const double *) values)[i];
    default:
        return (double) NAN;
    }
}

static void see(watch *self, mf_type type, const void *values, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double value = value_at(type, values, i);

        if (value < self->least || value > self->most) {
            self->wrong = self->outside == 0 ? value : self->wrong;
            self->outside++;
        }
        self->falling += self->rising && self->n > 0 && !(value > self->last);
        self->last = value;
        self->n++;
    }
}

/* Elements of a table of the root, as the file has it. */
static double length_of(const mf_inspection *self, int table)
{
    char path[64];

    (void) snprintf(path, sizeof path, "/%s", mf_table_list[table].name);
    for (size_t i = 0; i < self->all.n; i++)
        if (strcmp(self->all.at[i].listed.path, path) == 0) {
            hid_t dataset = H5Dopen2(self->file, path, H5P_DEFAULT);
            hid_t space = dataset < 0 ? -1 : H5Dget_space(dataset);
            double n = space < 0 ? (double) NAN : (double) H5Sget_simple_extent_npoints(space);

            if (space >= 0)
                (void) H5Sclose(space);
            if (dataset >= 0)
                (void) H5Dclose(dataset);
            return n;
        }
    return (double) NAN;
}

/* Words of a code, as the table itself tells them. */
static double codes_of(const mf_inspection *self, const mf_found *found, bool bits)
{
    hid_t dataset = H5Dopen2(self->file, found->listed.path, H5P_DEFAULT);
    hid_t flags = dataset < 0 ? -1 : H5Aopen(dataset, bits ? "flag_masks" : "flag_values", H5P_DEFAULT);
    hid_t space = flags < 0 ? -1 : H5Aget_space(flags);
    double n = space < 0 ? (double) NAN : (double) H5Sget_simple_extent_npoints(space);

    if (space >= 0)
        (void) H5Sclose(space);
    if (flags >= 0)
        (void) H5Aclose(flags);
    if (dataset >= 0)
        (void) H5Dclose(dataset);
    return bits ? exp2(n) : n;
}

static watch watch_of(const mf_inspection *self, const mf_found *found, int table)
{
    const mf_table *t = table < 0 ? NULL : &mf_table_list[table];
    watch w = { (double) NAN, (double) NAN, false, 0.0, 0, 0, 0, 0.0 };
    int least, of;

    if (t == NULL)
        return w;
    of = mf_table_numbers(table, &least);
    w.rising = t->type != MF_TYPE_TEXT && mf_table_is_scale(t);
    if (strcmp(t->unit, "persons") == 0)
        w.least = 0.0;
    if (t->code != MF_CODE_NULL) {
        w.least = 0.0;
        w.most = codes_of(self, found, mf_code_is_set(t->code)) - 1.0;
    }
    if (of >= 0) {
        w.least = least;
        w.most = length_of(self, of) - 1.0;
    }
    return w;
}

static bool read_all(hid_t dataset, mf_found *found, watch *w, mf_digest *digest)
{
    mf_listed *listed = &found->listed;
    size_t row = mf_h5_row_values(listed), bytes = row * mf_type_size(listed->type);
    hsize_t all = listed->length[0], step = bytes == 0 ? 1 : BYTES_AT_ONCE / bytes;
    void *values;
    bool good;

    step = step < 1 ? 1 : step;
    values = calloc((size_t) step, bytes < 1 ? 1 : bytes);
    good = values != NULL;
    for (hsize_t first = 0; good && first < all; first += step) {
        hsize_t n = all - first < step ? all - first : step;

        good = mf_h5_read_rows(dataset, listed, first, n, values, digest);
        if (good && listed->type != MF_TYPE_TEXT)
            see(w, listed->type, values, (size_t) n * row);
    }
    free(values);
    return good;
}

static void judge(const mf_inspection *self, const mf_found *found, const watch *w)
{
    if (w->outside > 0)
        mf_inspect_say(self, MF_MISTAKE, found->listed.path, "%zu values are outside [%g, %g], such as %g",
                     w->outside, w->least, w->most, w->wrong);
    if (w->falling > 0)
        mf_inspect_say(self, MF_MISTAKE, found->listed.path, "it does not rise in %zu places", w->falling);
    if (strcmp(found->listed.digest, found->said) != 0)
        mf_inspect_say(self, MF_MISTAKE, found->listed.path,
                     "its values are not those that were written: their digest is %s, but %s is noted",
                     found->listed.digest, found->said[0] == '\0' ? "none" : found->said);
}

void mf_inspect_values(const mf_inspection *self, mf_found *found, int table)
{
    hid_t dataset = H5Dopen2(self->file, found->listed.path, H5P_DEFAULT);
    watch w = watch_of(self, found, table);
    mf_digest digest;
    bool good = mf_digest_start(&digest) && dataset >= 0 && read_all(dataset, found, &w, &digest);

    mf_digest_end(&digest, found->listed.digest);
    if (good)
        judge(self, found, &w);
    else
        mf_inspect_say(self, MF_MISTAKE, found->listed.path, "its values cannot be read: damaged");
    if (dataset >= 0)
        (void) H5Dclose(dataset);
}
