/* stamp_h5.h — what a result says of itself: of which scenario it is, its digest, its costs. */
#ifndef MF_IO_STAMP_H5_H
#define MF_IO_STAMP_H5_H

#include <stdbool.h>

#include "base/digest.h"
#include "base/error.h"

typedef struct mf_stamp {
    char scenario[MF_DIGEST_TEXT]; /* digest of its canonical text */
    char digest[MF_DIGEST_TEXT];   /* of all results */
    double cpu;                    /* seconds of processors; 0: not known */
    double memory;                 /* bytes at the most; 0: not known */
} mf_stamp;

/* Reads the stamp of a complete result; `verify`: and compares every table with its digest. */
mf_err mf_stamp_h5(mf_stamp *self, const char *path, bool verify, mf_error *err);

#endif
