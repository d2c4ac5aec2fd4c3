/* error.h — how a function says no.
 *
 * Everything fallible returns an mf_err.  Details travel in a caller-owned
 * mf_error, passed last and allowed to be NULL; it holds copies only, so it
 * outlives what it speaks of.  Nothing here prints, exits or aborts. */
#ifndef MF_BASE_ERROR_H
#define MF_BASE_ERROR_H

/* code, sentence, exit status of the program */
#define MF_ERRORS(X)                                                           \
    X(MF_OK, "all is well", 0)                                                 \
    X(MF_E_INTERNAL, "an internal promise was broken; please report it", 1)    \
    X(MF_E_USAGE, "the command line is not understood", 2)                     \
    X(MF_E_SCENARIO, "the scenario has mistakes", 2)                           \
    X(MF_E_NOMEM, "there is not enough memory", 1)                             \
    X(MF_E_FILE, "a file could not be read or written", 3)                     \
    X(MF_E_EXISTS, "the result exists already", 3)                             \
    X(MF_E_FORMAT, "the file is not a mixflow result", 3)                      \
    X(MF_E_STOPPED, "stopped before the end, on request", 130)                 \
    X(MF_E_PARTLY, "some of the runs have failed", 4)                          \
    X(MF_E_AGAIN, "stopped before the end; the same command goes on", 75)

typedef enum mf_err {
#define X(code, sentence, status) code,
    MF_ERRORS(X)
#undef X
    MF_N_ERRORS
} mf_err;

enum { MF_ERROR_TEXT = 512, MF_ERROR_PATH = 256 };

typedef struct mf_error {
    mf_err code;
    int line;                  /* in `file`; 0 where a line makes no sense */
    char file[MF_ERROR_PATH];  /* the file spoken of, or "" */
    char text[MF_ERROR_TEXT];  /* one sentence, no newline */
} mf_error;

/* The sentence of a code; never NULL. */
const char *mf_err_text(mf_err code);

/* The exit status that the program gives for a code. */
int mf_err_status(mf_err code);

/* Fills `err` (may be NULL) and returns `code`, so that a refusal is one line.
 * The old text of `err` may be among the arguments; file and line are cleared. */
mf_err mf_fail(mf_error *err, mf_err code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same, speaking of a file (may be NULL) and a line in it (or 0). */
mf_err mf_fail_at(mf_error *err, mf_err code, const char *file, int line,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Passes a refusal on to the caller; for functions that own nothing yet. */
#define MF_TRY(call)                                                           \
    do {                                                                       \
        mf_err mf_try_ = (call);                                               \
        if (mf_try_ != MF_OK)                                                  \
            return mf_try_;                                                    \
    } while (0)

#endif
