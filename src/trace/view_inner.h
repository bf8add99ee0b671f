/* view_inner.h - what the files of the views share. */
#ifndef GH_TRACE_VIEW_INNER_H
#define GH_TRACE_VIEW_INNER_H

#include "trace/area.h"
#include "trace/views.h"

typedef enum RowsKind {
    ROWS_NAMES, ROWS_LOOKUP, ROWS_MINE, ROWS_ALL, ROWS_ONE, ROWS_BLOCKS, ROWS_HOLDERS, ROWS_LOG, ROWS_FRAMES, ROWS_STACK, ROWS_REFS, ROWS_SHARED, ROWS_KINDS
} RowsKind;

typedef struct Rows {
    void *data;
    size_t n, room;
} Rows;

typedef struct Mine { /* a row of the heap pane */
    uint64_t address;
    uint32_t label;
    bool tomb;
} Mine;

struct View {
    Runtime *rt;
    Rows rows[ROWS_KINDS];
    Mine *order; /* by address */
    size_t order_n;
    uint64_t order_version;
    uint32_t order_statement, order_newest;
    uint64_t bytes_version; /* when mine_bytes was summed up */
    uint32_t bytes_statement;
    size_t mine_bytes;
};

static inline void rows_clear(View *v, RowsKind kind) { v->rows[kind].n = 0; }
void *rows_add(View *v, RowsKind kind, size_t row_size); /* zeroed; NULL: no memory */
void fill_object(View *v, const Obj *o, ObjectRow *row); /* all but telling young generations apart */

/* order_put: makes [v]'s order that of the world; false: no memory. */
bool order_put(View *v, Trace *t);

/* static_word: what kind of thing the interpreter keeps for ever [o] is; "": none. */
const char *static_word(const Runtime *rt, const Obj *o);

/* cause_text: why the object of a tombstone died. */
void cause_text(Runtime *rt, const Tomb *tomb, char *text, size_t room);

#endif
