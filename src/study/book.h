/* book.h — tables that are written together, and the memory that they stand in.
 *
 * Whoever fills a book asks for memory, adds sheets, and looks at `failed` once, in the end. */
#ifndef MF_STUDY_BOOK_H
#define MF_STUDY_BOOK_H

#include "io/result_h5.h"

enum { MF_SHEETS_MOST = 256 };

typedef struct mf_book {
    mf_sheet sheet[MF_SHEETS_MOST];
    void *owned[MF_SHEETS_MOST];
    size_t n, n_owned;
    bool failed; /* there was no room */
} mf_book;

/* An empty one; NULL if there is no memory. */
mf_book *mf_book_new(void);
void mf_book_free(mf_book *self);

/* Memory of zeroes for n values, which lasts as long as the book; NULL if there is none. */
void *mf_book_own(mf_book *self, size_t n, size_t size);

void mf_book_add(mf_book *self, const mf_sheet *sheet);

/* Writes all sheets to a file of a kind; MF_E_NOMEM if the book is NULL or has failed. */
mf_err mf_book_write(const mf_book *self, const char *path, bool force, const char *kind,
                     const char *title, mf_error *err);

#endif
