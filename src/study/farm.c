#include "study/farm.h"

#include <string.h>

/* What a rank says when it asks: it has done and failed so many since it asked before. */
typedef struct wish {
    int done, failed;
    bool leaves; /* and wants no answer */
} wish;

void mf_farm_init(mf_farm *self, const mf_comm *comm, int n)
{
    *self = (mf_farm){ .comm = comm, .n = n };
}

void mf_farm_free(mf_farm *self)
{
    mf_bytes_free(&self->message);
}

static int hand_out(mf_farm *self)
{
    return self->closed || self->next >= self->n ? -1 : self->next++;
}

static void say(mf_farm *self, int done, int failed, bool leaves)
{
    wish said;

    memset(&said, 0, sizeof said); /* its padding is sent, too */
    said.done = done - self->told_done;
    said.failed = failed - self->told_failed;
    said.leaves = leaves;
    self->told_done = done;
    self->told_failed = failed;
    mf_comm_send(self->comm, 0, &said, sizeof said);
}

int mf_farm_next(mf_farm *self, int done, int failed)
{
    int number = -1, sender;

    if (mf_comm_first(self->comm))
        return hand_out(self);
    if (self->closed)
        return -1;
    say(self, done, failed, false);
    if (mf_comm_receive(self->comm, 0, -1.0, &self->message, &sender) == MF_OK &&
        self->message.n == sizeof number)
        memcpy(&number, self->message.at, sizeof number);
    self->closed = number < 0;
    return number;
}

void mf_farm_leave(mf_farm *self, int done, int failed)
{
    self->closed = true;
    if (!mf_comm_first(self->comm))
        say(self, done, failed, true);
}

void mf_farm_serve(mf_farm *self, double seconds)
{
    int sender = 0;

    while (mf_farm_is_needed(self)) {
        wish said = { 0 };
        int number;

        if (mf_comm_receive(self->comm, MF_ANYBODY, seconds, &self->message, &sender) != MF_OK ||
            sender < 0)
            return;
        if (self->message.n == sizeof said)
            memcpy(&said, self->message.at, sizeof said);
        self->done += said.done;
        self->failed += said.failed;
        self->gone += said.leaves ? 1 : 0;
        if (!said.leaves) {
            number = hand_out(self);
            mf_comm_send(self->comm, sender, &number, sizeof number);
        }
        seconds = 0.0;
    }
}

bool mf_farm_is_needed(const mf_farm *self)
{
    return mf_comm_first(self->comm) && self->gone < mf_comm_size(self->comm) - 1;
}
