/* The page has no files: what a scenario includes is in its canonical text already. */
#include "io/files.h"

mf_err mf_fence_init(mf_fence *self, const char *file, mf_arena *arena)
{
    (void) file;
    (void) arena;
    *self = (mf_fence){ .folder = "" };
    return MF_OK;
}

mf_err mf_file_load(mf_file *self, const char *path, mf_arena *arena, mf_error *err)
{
    (void) self;
    (void) arena;
    return mf_fail(err, MF_E_FILE, "%s: there are no files here", path);
}

mf_err mf_file_load_fenced(mf_file *self, const mf_fence *fence, const char *from,
                           const char *name, mf_arena *arena, mf_error *err)
{
    (void) fence;
    (void) from;
    (void) name;
    (void) arena;
    *self = (mf_file){ 0 };
    return mf_fail(err, MF_E_FILE, "cannot be opened: there are no files here");
}
