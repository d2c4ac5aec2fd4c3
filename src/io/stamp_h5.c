#include "io/stamp_h5.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "io/read_h5.h"

static void take_text(hid_t object, const char *name, char text[MF_DIGEST_TEXT])
{
    char *found = H5Aexists(object, name) > 0 ? mf_h5_get_text(object, name) : NULL;

    (void) snprintf(text, MF_DIGEST_TEXT, "%s", found == NULL ? "" : found);
    free(found);
}

static double take_real(hid_t object, const char *name)
{
    hid_t attribute = H5Aexists(object, name) > 0 ? H5Aopen(object, name, H5P_DEFAULT) : -1;
    double value = 0.0;

    if (attribute < 0)
        return 0.0;
    if (H5Aread(attribute, H5T_NATIVE_DOUBLE, &value) < 0)
        value = 0.0;
    (void) H5Aclose(attribute);
    return value;
}

mf_err mf_stamp_h5(mf_stamp *self, const char *path, bool verify, mf_error *err)
{
    mf_quiet quiet = mf_h5_quiet();
    hid_t file, group;
    mf_err code = mf_h5_open(path, &file, err);

    *self = (mf_stamp){ .cpu = 0.0 };
    if (code == MF_OK) {
        take_text(file, "mixflow_scenario_digest", self->scenario);
        take_text(file, "mixflow_digest", self->digest);
        group = H5Gopen2(file, "provenance", H5P_DEFAULT);
        self->cpu = group < 0 ? 0.0 : take_real(group, "cpu_s");
        self->memory = group < 0 ? 0.0 : take_real(group, "memory_bytes");
        if (group >= 0)
            (void) H5Gclose(group);
        if (H5Fclose(file) < 0)
            code = mf_fail_at(err, MF_E_FORMAT, path, 0, "cannot be closed");
    }
    if (code == MF_OK && verify)
        code = mf_h5_read_back(path, LLONG_MAX, NULL, err);
    mf_h5_restore(quiet);
    return code;
}
