#include "model/vocabulary.h"

#include <stddef.h>

#define WORD(name, word, doc) word,
#define DOC(name, word, doc) doc,
#define LISTS(list, LIST)                                                      \
    const char *const mf_##list##_words[] = { LIST(WORD) NULL };               \
    const char *const mf_##list##_docs[] = { LIST(DOC) NULL };

LISTS(need, MF_NEEDS)
LISTS(motive, MF_MOTIVES)
LISTS(claim, MF_CLAIMS)
LISTS(trait, MF_TRAITS)
LISTS(predicate, MF_PREDICATES)
LISTS(work, MF_WORK)
LISTS(topic, MF_TOPICS)
LISTS(path, MF_PATHS)

#define X(name, word, nest, event, doc) word,
const char *const mf_option_words[] = { MF_OPTIONS(X) NULL };
#undef X
#define X(name, word, nest, event, doc) doc,
const char *const mf_option_docs[] = { MF_OPTIONS(X) NULL };
#undef X
#define X(name, word, nest, event, doc) MF_NEST_##nest,
const uint8_t mf_option_nest[MF_N_OPTIONS] = { MF_OPTIONS(X) };
#undef X
#define X(name, word, nest, event, doc) MF_EVENT_##event,
const uint8_t mf_option_event[MF_N_OPTIONS] = { MF_OPTIONS(X) };
#undef X
#define X(name) #name,
const char *const mf_nest_words[] = { MF_NESTS(X) NULL };
#undef X
#define X(name, word, kept, doc) word,
const char *const mf_event_words[] = { MF_EVENTS(X) NULL };
#undef X
#define X(name, word, kept, doc) doc,
const char *const mf_event_docs[] = { MF_EVENTS(X) NULL };
#undef X
#define X(name, word, kept, doc) kept,
const uint8_t mf_event_kept[MF_N_EVENTS] = { MF_EVENTS(X) };
#undef X
