/* The form of a table: type, axes and their scales, attributes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hdf5_hl.h>

#include "io/inspect_parts_h5.h"

/* ------------------------------------------------------------ types */

static const char *class_word(hid_t type)
{
    switch (H5Tget_class(type)) {
    case H5T_STRING:
        return "a text of fixed length";
    case H5T_ENUM:
        return "an enumeration";
    case H5T_COMPOUND:
        return "a compound";
    default:
        return "of a type that not every reader knows";
    }
}

/* What a type is, as in "u64"; true if it is one of those that every reader knows. */
static bool tell_type(hid_t type, char word[64])
{
    static const char *const plain[] = { "i8", "i16", "i32", "f32", "f64", NULL };
    bool is_real = H5Tget_class(type) == H5T_FLOAT;

    if (H5Tis_variable_str(type) > 0) {
        (void) strcpy(word, "text");
        return true;
    }
    if (!is_real && H5Tget_class(type) != H5T_INTEGER) {
        (void) snprintf(word, 64, "%s", class_word(type));
        return false;
    }
    (void) snprintf(word, 64, "%s%zu",
                    is_real ? "f" : H5Tget_sign(type) == H5T_SGN_NONE ? "u" : "i",
                    8 * H5Tget_size(type));
    for (int i = 0; plain[i] != NULL; i++)
        if (strcmp(plain[i], word) == 0)
            return true;
    return false;
}

static bool check_type(const mf_inspection *self, const mf_found *found, hid_t dataset, int table)
{
    static const char *const words[] = { "i8", "i16", "i32", "f32", "f64", "text" };
    hid_t type = H5Dget_type(dataset);
    char is[64] = "";
    bool plain = type >= 0 && tell_type(type, is);
    const char *should = table < 0 ? is : words[mf_table_list[table].type];

    if (type >= 0)
        (void) H5Tclose(type);
    if (!plain)
        mf_inspect_say(self, MF_MISTAKE, found->listed.path, "its values are %s: some readers lose them", is);
    else if (strcmp(is, should) != 0)
        mf_inspect_say(self, MF_MISTAKE, found->listed.path, "its values are %s, not %s", is, should);
    return plain && strcmp(is, should) == 0;
}

/* ------------------------------------------------------------ axes */

typedef struct scale {
    char path[64]; /* where it was found; the last part is its name */
    haddr_t address;
    hsize_t length;
} scale;

static herr_t see_scale(hid_t dataset, unsigned axis, hid_t of, void *context)
{
    scale *seen = context;
    hid_t space = H5Dget_space(of);
    H5O_info_t object;

    (void) dataset;
    (void) axis;
    if (H5Iget_name(of, seen->path, sizeof seen->path) < 0 || H5Oget_info1(of, &object) < 0 || space < 0)
        return -1;
    seen->address = object.addr;
    (void) H5Sget_simple_extent_dims(space, &seen->length, NULL);
    (void) H5Sclose(space);
    return 1; /* the first is enough */
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

/* A group has the scales of its tables, under their names. */
static void check_link(const mf_inspection *self, const mf_found *found, const scale *of)
{
    const char *path = found->listed.path;
    char here[192];
    H5O_info_t object;
    int folder = (int) (last_part(path) - path);

    (void) snprintf(here, sizeof here, "%.*s%s", folder, path, last_part(of->path));
    if (H5Lexists(self->file, here, H5P_DEFAULT) <= 0 ||
        H5Oget_info_by_name1(self->file, here, &object, H5P_DEFAULT) < 0)
        mf_inspect_say(self, MF_MISTAKE, path, "the scale of its axis %s is not linked into its group",
                     last_part(of->path));
    else if (object.addr != of->address)
        mf_inspect_say(self, MF_MISTAKE, path, "%s is not the scale of its axis", here);
}

static void check_axis(const mf_inspection *self, const mf_found *found, hid_t dataset, int table,
                       unsigned axis)
{
    const char *path = found->listed.path, *should = NULL;
    scale of = { .address = 0 };
    int n = H5DSget_num_scales(dataset, axis);

    if (table >= 0)
        should = mf_table_list[mf_axis_table(mf_table_list[table].axis[axis])].name;
    if (n != 1 || H5DSiterate_scales(dataset, axis, NULL, see_scale, &of) < 1) {
        mf_inspect_say(self, MF_MISTAKE, path, "axis %u%s%s has %d scales, not 1", axis,
                     should == NULL ? "" : ", ", should == NULL ? "" : should, n < 0 ? 0 : n);
        return;
    }
    if (should != NULL && strcmp(last_part(of.path), should) != 0)
        mf_inspect_say(self, MF_MISTAKE, path, "axis %u has the scale %s, not %s", axis,
                     last_part(of.path), should);
    if (of.length != found->listed.length[axis])
        mf_inspect_say(self, MF_MISTAKE, path, "axis %s has %llu elements, its scale %llu",
                     last_part(of.path), (unsigned long long) found->listed.length[axis],
                     (unsigned long long) of.length);
    check_link(self, found, &of);
}

static bool check_axes(const mf_inspection *self, const mf_found *found, hid_t dataset, int table)
{
    int n = found->listed.n_axes;
    bool is_scale = table >= 0 ? mf_table_is_scale(&mf_table_list[table]) : H5DSis_scale(dataset) > 0;
    char name[64] = "";

    if (table >= 0 && mf_table_n_axes(&mf_table_list[table]) != n) {
        mf_inspect_say(self, MF_MISTAKE, found->listed.path, "it has %d axes, not %d", n,
                     mf_table_n_axes(&mf_table_list[table]));
        return false;
    }
    if (!is_scale) {
        for (int a = 0; a < n; a++)
            check_axis(self, found, dataset, table, (unsigned) a);
        return true;
    }
    if (H5DSis_scale(dataset) <= 0 || H5DSget_scale_name(dataset, name, sizeof name) < 0 ||
        strcmp(name, last_part(found->listed.path)) != 0)
        mf_inspect_say(self, MF_MISTAKE, found->listed.path, "it is not a scale of its own name");
    return true;
}

/* Where a name of the root stands in a group, it is the same table. */
static void check_name(const mf_inspection *self, const mf_found *found)
{
    const char *path = found->listed.path, *name = last_part(path);
    H5O_info_t object;

    if (name != path + 1 && H5Lexists(self->file, name, H5P_DEFAULT) > 0 &&
        H5Oget_info_by_name1(self->file, name, &object, H5P_DEFAULT) >= 0 &&
        object.type == H5O_TYPE_DATASET)
        mf_inspect_say(self, MF_MISTAKE, path,
                     "the root has a %s that is another table: some readers find neither", name);
}

/* ------------------------------------------------------------ attributes */

static void check_text(const mf_inspection *self, const mf_found *found, hid_t dataset,
                       const char *name, const char *should)
{
    char *is = mf_h5_get_text(dataset, name);

    if (is == NULL)
        mf_inspect_say(self, MF_MISTAKE, found->listed.path,
                       "the attribute %s is missing or no text of any length", name);
    else if (should != NULL && strcmp(is, should) != 0)
        mf_inspect_say(self, strcmp(name, "long_name") == 0 ? self->drift : MF_MISTAKE, found->listed.path,
                       "%s is \"%s\", not \"%s\"", name, is, should);
    free(is);
}

static void check_since(const mf_inspection *self, const mf_found *found, hid_t dataset)
{
    char *unit = mf_h5_get_text(dataset, "units");
    int year, month, day;

    if (unit == NULL ||
        sscanf(unit, "days since %4d-%2d-%2d 00:00:00", &year, &month, &day) != 3)
        mf_inspect_say(self, MF_MISTAKE, found->listed.path,
                     "units is \"%s\", not \"days since YYYY-MM-DD 00:00:00\"", unit == NULL ? "" : unit);
    free(unit);
    check_text(self, found, dataset, "calendar", "proleptic_gregorian");
}

static int count_words(const char *text)
{
    int n = 0;

    for (bool before = false; text != NULL && *text != '\0'; text++) {
        n += *text != ' ' && !before;
        before = *text != ' ';
    }
    return n;
}

/* As many words as values, of the type of the table. */
static void check_flags(const mf_inspection *self, const mf_found *found, hid_t dataset, int table)
{
    const char *name = table >= 0 && mf_code_is_set(mf_table_list[table].code) ? "flag_masks" : "flag_values";
    bool given = H5Aexists(dataset, name) > 0;
    char *words = mf_h5_get_text(dataset, "flag_meanings");
    hid_t flags = given ? H5Aopen(dataset, name, H5P_DEFAULT) : -1;
    hid_t space = flags < 0 ? -1 : H5Aget_space(flags), type = flags < 0 ? -1 : H5Aget_type(flags);
    hid_t mine = H5Dget_type(dataset);
    bool coded = table >= 0 && mf_table_list[table].code != MF_CODE_NULL;

    if (coded && (!given || words == NULL))
        mf_inspect_say(self, MF_MISTAKE, found->listed.path, "its codes lack %s or flag_meanings", name);
    if (given && space >= 0 && H5Sget_simple_extent_npoints(space) != count_words(words))
        mf_inspect_say(self, MF_MISTAKE, found->listed.path, "%s has %lld elements, flag_meanings %d words",
                     name, (long long) H5Sget_simple_extent_npoints(space), count_words(words));
    if (given && type >= 0 && H5Tequal(type, mine) <= 0)
        mf_inspect_say(self, MF_MISTAKE, found->listed.path, "%s is not of the type of its values", name);
    if (space >= 0)
        (void) H5Sclose(space);
    if (type >= 0)
        (void) H5Tclose(type);
    if (mine >= 0)
        (void) H5Tclose(mine);
    if (flags >= 0)
        (void) H5Aclose(flags);
    free(words);
}

static void check_attributes(const mf_inspection *self, const mf_found *found, hid_t dataset, int table)
{
    const mf_table *t = table < 0 ? NULL : &mf_table_list[table];

    if (self->is_run && t == NULL) /* said already whether it says what it is */
        return;
    check_text(self, found, dataset, "long_name", t == NULL ? NULL : t->doc);
    if (t != NULL && strcmp(t->unit, MF_UNIT_SINCE) == 0)
        check_since(self, found, dataset);
    else if (t != NULL ? t->unit[0] != '\0' : found->listed.type != MF_TYPE_TEXT)
        check_text(self, found, dataset, "units", t == NULL ? NULL : t->unit);
    if (t != NULL && t->method[0] != '\0')
        check_text(self, found, dataset, "cell_methods", t->method);
    check_text(self, found, dataset, "axes", NULL);
    check_text(self, found, dataset, "digest", NULL);
    check_flags(self, found, dataset, table);
}

bool mf_inspect_form(const mf_inspection *self, mf_found *found, int table)
{
    hid_t dataset = H5Dopen2(self->file, found->listed.path, H5P_DEFAULT);
    bool good = dataset >= 0 && mf_h5_measure(dataset, found);

    if (!good)
        mf_inspect_say(self, MF_MISTAKE, found->listed.path, "it has no axis, or more than %d", MF_MOST_AXES);
    if (good) {
        good = check_type(self, found, dataset, table);
        good = check_axes(self, found, dataset, table) && good;
        check_name(self, found);
        check_attributes(self, found, dataset, table);
    }
    if (dataset >= 0)
        (void) H5Dclose(dataset);
    return good;
}
