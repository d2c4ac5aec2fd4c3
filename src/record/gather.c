#include "record/gather.h"

#include <stdlib.h>
#include <string.h>

void mf_gather_free(mf_gather *self)
{
    mf_bytes_free(&self->mine);
    mf_blocks_free(&self->all);
    *self = (mf_gather){ .before = { 0 } };
}

void mf_gather_mark(mf_gather *self, const mf_tables *tables)
{
    memcpy(self->before, tables->rows, sizeof self->before);
}

static bool is_column(const mf_tables *tables, int table, mf_axis axis)
{
    return mf_table_list[table].axis[0] == axis && tables->data[table] != NULL;
}

/* Bytes of a row: of its place in the order, if it has one, and of its values. */
static size_t row_bytes(const mf_tables *tables, mf_axis axis, bool ordered)
{
    size_t bytes = ordered ? sizeof(uint64_t) : 0;

    for (int i = 0; i < MF_N_TABLES; i++)
        if (is_column(tables, i, axis))
            bytes += mf_type_size(mf_table_list[i].type);
    return bytes;
}

/* One column of the new rows after the other. */
static mf_err pack(mf_gather *self, const mf_tables *tables, mf_axis axis, const mf_bytes *order)
{
    size_t before = self->before[axis], n = tables->rows[axis] - before;

    self->mine.n = 0;
    if (order != NULL)
        MF_TRY(mf_bytes_add(&self->mine, order->at, n * sizeof(uint64_t)));
    for (int i = 0; i < MF_N_TABLES; i++) {
        size_t size = mf_type_size(mf_table_list[i].type);

        if (is_column(tables, i, axis))
            MF_TRY(mf_bytes_add(&self->mine, (char *) tables->data[i] + before * size, n * size));
    }
    return MF_OK;
}

/* ------------------------------------------------------------- unpacking */

typedef struct source {
    uint64_t order;
    const char *block; /* of its rank */
    size_t n, row;     /* rows in the block, and which of them */
} source;

static int compare(const void *a, const void *b)
{
    const source *x = a, *y = b;

    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    if (x->block != y->block)
        return x->block < y->block ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* Lists all rows; in the order of ranks unless they have another. */
static void list_rows(const mf_gather *self, int ranks, size_t bytes, bool ordered, source *list)
{
    size_t at = 0;

    for (int r = 0; r < ranks; r++) {
        const char *block = self->all.all.at + self->all.begin[r];
        size_t n = (self->all.begin[r + 1] - self->all.begin[r]) / bytes;

        for (size_t i = 0; i < n; i++) {
            list[at] = (source){ .block = block, .n = n, .row = i };
            if (ordered)
                memcpy(&list[at].order, block + i * sizeof(uint64_t), sizeof(uint64_t));
            at++;
        }
    }
    if (ordered)
        qsort(list, at, sizeof *list, compare);
}

/* Puts a column that lies `offset` bytes a row into the blocks. */
static void unpack_column(const source *list, size_t n, size_t offset, size_t size, char *to)
{
    for (size_t i = 0; i < n; i++)
        memcpy(to + i * size, list[i].block + offset * list[i].n + list[i].row * size, size);
}

static void number_rows(mf_tables *tables, mf_axis axis, size_t before, size_t n)
{
    int32_t *number = tables->data[mf_axis_table(axis)];

    for (size_t i = before; i < before + n; i++)
        number[i] = (int32_t) (tables->first[axis] + i);
}

static mf_err unpack(const mf_gather *self, int ranks, mf_tables *tables, mf_axis axis,
                     bool ordered)
{
    size_t bytes = row_bytes(tables, axis, ordered), n = self->all.all.n / bytes;
    size_t before = self->before[axis], offset = ordered ? sizeof(uint64_t) : 0;
    source *list;

    tables->rows[axis] = before;
    if (tables->first[axis] + before + n > INT32_MAX)
        return MF_E_FILE;
    MF_TRY(mf_tables_grow(tables, axis, n));
    list = calloc(n + 1, sizeof *list);
    if (list == NULL)
        return MF_E_NOMEM;
    list_rows(self, ranks, bytes, ordered, list);
    for (int i = 0; i < MF_N_TABLES; i++) {
        size_t size = mf_type_size(mf_table_list[i].type);

        if (!is_column(tables, i, axis))
            continue;
        unpack_column(list, n, offset, size, (char *) tables->data[i] + before * size);
        offset += size;
    }
    free(list);
    tables->rows[axis] = before + n;
    number_rows(tables, axis, before, n);
    return MF_OK;
}

mf_err mf_gather_rows(mf_gather *self, const mf_comm *comm, mf_tables *tables, mf_axis axis,
                      const mf_bytes *order, mf_err kept)
{
    mf_err code = kept;

    if (code == MF_OK)
        code = pack(self, tables, axis, order);
    MF_TRY(mf_comm_agree(comm, code, NULL));
    MF_TRY(mf_comm_gather(comm, self->mine.at, self->mine.n, &self->all));
    if (mf_comm_first(comm))
        code = unpack(self, mf_comm_size(comm), tables, axis, order != NULL);
    else
        tables->rows[axis] = 0;
    return mf_comm_agree(comm, code, NULL);
}

mf_err mf_gather_values(mf_gather *self, const mf_comm *comm, const void *mine, size_t bytes,
                        void *to)
{
    MF_TRY(mf_comm_gather(comm, mine, bytes, &self->all));
    if (mf_comm_first(comm) && self->all.all.n > 0)
        memcpy(to, self->all.all.at, self->all.all.n);
    return MF_OK;
}
