#include "io/gzip.h"

#include <libdeflate.h>
#include <stdlib.h>

enum { LEVEL = 12 }; /* the best there is: a page is written once and carried about */

static void put_base64(const unsigned char *at, size_t n, mf_buffer *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (; n > 0; at += 3, n = n > 3 ? n - 3 : 0) {
        unsigned long three = (unsigned long) at[0] << 16 | (n > 1 ? (unsigned long) at[1] << 8 : 0) |
                              (n > 2 ? at[2] : 0);
        char four[4] = { digits[three >> 18 & 63], digits[three >> 12 & 63], digits[three >> 6 & 63],
                         digits[three & 63] };

        if (n < 3)
            four[3] = '=';
        if (n < 2)
            four[2] = '=';
        mf_buffer_add_bytes(out, four, sizeof four);
    }
}

mf_err mf_gzip_base64(const void *bytes, size_t n, mf_buffer *out, mf_error *err)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    size_t room = compressor == NULL ? 0 : libdeflate_gzip_compress_bound(compressor, n), packed = 0;
    unsigned char *to = malloc(room + 1);

    if (compressor != NULL && to != NULL)
        packed = libdeflate_gzip_compress(compressor, bytes, n, to, room);
    if (packed > 0)
        put_base64(to, packed, out);
    free(to);
    if (compressor != NULL)
        libdeflate_free_compressor(compressor);
    return packed == 0 || out->failed ? mf_fail(err, MF_E_NOMEM, "no room to compress %zu bytes", n)
                                      : MF_OK;
}
