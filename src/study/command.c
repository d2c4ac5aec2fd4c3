#include "study/command.h"

#include <stdio.h>
#include <string.h>

#include "io/number.h"

void mf_command_add(mf_buffer *line, const char *word)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "_-+=.,:/@%";
    bool quoted = word[0] == '\0' || word[strspn(word, plain)] != '\0';

    mf_buffer_add(line, line->n > 0 ? " " : "");
    if (!quoted) {
        mf_buffer_add(line, "%s", word);
        return;
    }
    mf_buffer_add(line, "'");
    for (const char *c = word; *c != '\0'; c++)
        mf_buffer_add(line, *c == '\'' ? "'\\''" : "%c", *c);
    mf_buffer_add(line, "'");
}

/* One word, cut out in place. */
static const char *take_word(char **at)
{
    char *from = *at, *to = *at;
    const char *word = *at;
    bool quoted = false;

    for (; *from != '\0' && (quoted || *from != ' '); from++) {
        if (*from == '\'')
            quoted = !quoted;
        else if (*from == '\\' && !quoted && from[1] != '\0')
            *to++ = *++from;
        else
            *to++ = *from;
    }
    *at = *from == '\0' ? from : from + 1;
    *to = '\0';
    return word;
}

const char **mf_command_words(const char *line, mf_arena *arena, int *n)
{
    char *at = mf_arena_text(arena, line);
    size_t most = 2;
    const char **words;

    for (const char *c = line; *c != '\0'; c++)
        most += *c == ' ' ? 1 : 0;
    words = mf_arena_take(arena, most, sizeof *words);
    *n = 0;
    if (at == NULL || words == NULL)
        return NULL;
    while (*at != '\0') {
        at += strspn(at, " ");
        if (*at != '\0')
            words[(*n)++] = take_word(&at);
    }
    return words;
}

static bool take_seed(mf_command *self, const char **sets, const char *value, mf_arena *arena)
{
    mf_buffer seed = { 0 };
    const char *copy;

    mf_buffer_add(&seed, "seed=%sL", value);
    copy = seed.failed ? NULL : mf_arena_text(arena, seed.text);
    mf_buffer_free(&seed);
    sets[self->config.n_sets++] = copy;
    return copy != NULL;
}

static bool take(mf_command *self, const char **sets, const char *name, const char *value,
                 mf_arena *arena)
{
    double threads;

    if (strcmp(name, "--set") == 0)
        sets[self->config.n_sets++] = value;
    else if (strcmp(name, "--seed") == 0)
        return take_seed(self, sets, value, arena);
    else if (strcmp(name, "--package") == 0)
        self->config.packages = value;
    else if (strcmp(name, "--people") == 0)
        return mf_number_read(value, strlen(value), &self->config.people);
    else if (strcmp(name, "--keep") == 0)
        self->keep = strcmp(value, "*") == 0 ? NULL : value;
    else if (strcmp(name, "--threads") == 0 && mf_number_read(value, strlen(value), &threads))
        self->threads = (int) threads;
    else if (strcmp(name, "-o") == 0)
        self->out = value;
    else
        return false;
    return true;
}

bool mf_command_read(mf_command *self, const char *line, mf_arena *arena)
{
    int n, i = 0;
    const char **words = mf_command_words(line, arena, &n);
    const char **sets = words == NULL ? NULL : mf_arena_take(arena, (size_t) n + 1, sizeof *sets);

    *self = (mf_command){ .config.sets = sets };
    if (sets == NULL)
        return false;
    if (n > 2 && strcmp(words[0], "mixflow") == 0 && strcmp(words[1], "run") == 0) {
        self->file = words[2];
        i = 3;
    }
    for (; i < n; i++) {
        if (strcmp(words[i], "--force") == 0 || strcmp(words[i], "--quiet") == 0)
            continue; /* nobody else would have it */
        if (i + 1 == n || !take(self, sets, words[i], words[i + 1], arena))
            return false;
        i++;
    }
    return true;
}
