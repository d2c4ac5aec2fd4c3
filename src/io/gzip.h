/* gzip.h — bytes, compressed and written as text, so that a page can hold them. */
#ifndef MF_IO_GZIP_H
#define MF_IO_GZIP_H

#include "base/error.h"
#include "base/text.h"

/* Adds the gzip frame of `n` bytes in base64 (RFC 1952, RFC 4648). */
mf_err mf_gzip_base64(const void *bytes, size_t n, mf_buffer *out, mf_error *err);

#endif
