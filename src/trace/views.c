/* views.c - the view of a world: its buffers, rows of objects and blocks. */
#include <stdlib.h>
#include <string.h>

#include "gc/gc.h"
#include "object/object.h"
#include "trace/value.h"
#include "trace/view_inner.h"

View *view_new(Runtime *rt)
{
    View *v = calloc(1, sizeof *v);
    if (v) v->rt = rt;
    return v;
}

void view_free(View *v)
{
    if (!v) return;
    for (int i = 0; i < ROWS_KINDS; i++) free(v->rows[i].data);
    free(v->order);
    free(v);
}

void *rows_add(View *v, RowsKind kind, size_t row_size)
{
    Rows *rows = &v->rows[kind];
    if (rows->n == rows->room) {
        size_t room = rows->room ? 2 * rows->room : 32;
        void *data = realloc(rows->data, room * row_size);
        if (!data) return NULL;
        rows->data = data;
        rows->room = room;
    }
    void *row = (char *)rows->data + rows->n++ * row_size;
    memset(row, 0, row_size);
    return row;
}

uint32_t view_label(View *v, const Obj *o) { return label_number(v->rt, o); }

/* ---- one object ------------------------------------------------------------------------------------------------------ */

typedef struct Sizes {
    const Heap *heap;
    size_t asked, taken;
} Sizes;

static void add_block(void *block, size_t size, const char *what UNUSED, void *ctx)
{
    Sizes *s = ctx;
    s->asked += size;
    s->taken += heap_block_size(s->heap, block);
}

/* Bytes of the object itself, as it was asked for. */
static size_t own_size(Runtime *rt, const Obj *o)
{
    const Type *t = type_of(o);
    size_t prefix = obj_is_gc(rt, o) ? type_has(t, TF_MANAGED_DICT) ? 32 : 16 : 0;
    if (is_str(o)) {
        if (!((const Str *)o)->state.compact) return prefix + (size_t)t->basicsize;
        return (str_is_ascii(o) ? sizeof(Str) : sizeof(WideStr)) + (size_t)(str_len(o) + 1) * (size_t)str_kind(o);
    }
    isize items = t->itemsize && !is_typeobj(o) ? ((const VarObj *)o)->size : 0;
    const Code *code = walk_carried_code(rt, o);
    if (code) items = code->nlocalsplus + code->stacksize;
    if (items < 0) items = -items;
    if (is_int(o) && items == 0) items = 1;
    return prefix + (size_t)t->basicsize + (size_t)items * (size_t)t->itemsize;
}

static void fill_sizes(View *v, const Obj *o, ObjectRow *row)
{
    Sizes sizes = {HEAP(v->rt), 0, 0};
    const Type *t = type_of(o);
    if (t->blocks) t->blocks((Obj *)(uintptr_t)o, add_block, &sizes);
    row->size = own_size(v->rt, o) + (type_has(t, TF_MANAGED_DICT) ? 0 : sizes.asked);
    void *block = row->is_static ? NULL : walk_block(v->rt, o);
    row->block = heap_nominal(HEAP(v->rt), block);
    row->bytes = sizes.taken + (block ? heap_block_size(HEAP(v->rt), block) : 0);
}

/* [count] differs from the entry's while a statement runs. */
static void fill_label(Trace *t, const Obj *o, ObjectRow *row)
{
    const Label *label = t ? label_find(t, o) : NULL;
    if (!label) return;
    row->label = label->number;
    row->born = label->born;
    row->before = label->before;
    bool now = label->count != (int32_t)o->refcnt;
    if (label->born == t->statement) row->change |= CHANGE_NEW;
    if (now) row->before = label->count;
    if (now || (label->counted == t->statement && label->born != t->statement))
        row->change |= row->count > row->before ? CHANGE_UP : row->count < row->before ? CHANGE_DOWN : 0;
    if (label->changed == t->statement && label->born != t->statement) row->change |= CHANGE_VALUE;
    const Tomb *tomb = tomb_at(t, row->address);
    if (tomb) {
        row->reused = tomb->number;
        row->change |= CHANGE_REUSED;
    }
}

void fill_object(View *v, const Obj *o, ObjectRow *row)
{
    row->address = heap_nominal(HEAP(v->rt), o);
    row->is_static = ledger_is_static(v->rt, o);
    row->count = row->before = ledger_expected(v->rt, o);
    row->generation = !obj_is_gc(v->rt, o) ? -2 : gc_is_tracked(o) ? 2 : -1;
    text_copy(row->type, VIEW_TYPE, value_type(o));
    value_text(v->rt, o, row->value, VIEW_VALUE);
    fill_sizes(v, o, row);
    fill_label(trace_peek(v->rt), o, row);
}

/* ---- generations: the young rings are short; what is tracked and not in them is old ------------------------------------- */

static int by_address(const void *a, const void *b)
{
    uint64_t x = (*(ObjectRow *const *)a)->address, y = (*(ObjectRow *const *)b)->address;
    return x < y ? -1 : x > y;
}

static void mark_ring(View *v, int generation, ObjectRow **rows, size_t n, size_t *left)
{
    const GcHead *ring = gc_head_of(v->rt, generation);
    for (const GcHead *g = gc_next(ring); g != ring && *left; g = gc_next(g)) {
        uint64_t address = heap_nominal(HEAP(v->rt), gc_obj(g));
        if (address < rows[0]->address || address > rows[n - 1]->address) continue;
        size_t from = 0, to = n;
        while (from < to) {
            size_t middle = from + (to - from) / 2;
            if (rows[middle]->address < address)
                from = middle + 1;
            else
                to = middle;
        }
        if (from == n || rows[from]->address != address) continue;
        rows[from]->generation = generation;
        --*left;
    }
}

/* Sets the generation of those rows that the collector watches. */
static void fill_generations(View *v, ObjectRow *rows, size_t n)
{
    ObjectRow **tracked = malloc((n + 1) * sizeof *tracked);
    size_t count = 0;
    for (size_t i = 0; tracked && i < n; i++)
        if (rows[i].generation == 2) tracked[count++] = &rows[i];
    size_t left = count;
    if (count) {
        qsort(tracked, count, sizeof *tracked, by_address);
        mark_ring(v, 0, tracked, count, &left);
        mark_ring(v, 1, tracked, count, &left);
        mark_ring(v, GC_GENERATIONS, tracked, count, &left);
    }
    free(tracked);
}

/* ---- rows of the heap pane --------------------------------------------------------------------------------------------------- */

static void fill_tomb(View *v, Trace *t, const Tomb *tomb, ObjectRow *row)
{
    Obj *now = heap_at(HEAP(v->rt), tomb->address);
    row->label = tomb->number;
    row->address = tomb->address;
    row->generation = -2;
    row->change = CHANGE_DEAD;
    row->size = row->bytes = tomb->size;
    row->died = tomb->statement;
    row->died_at = tomb->bytecode;
    text_copy(row->type, VIEW_TYPE, tomb->type);
    text_copy(row->value, VIEW_VALUE, tomb->value);
    cause_text(v->rt, tomb, row->why, sizeof row->why);
    bool block = walk_block(v->rt, now) != NULL;
    if (block && now->refcnt == 0) row->change |= CHANGE_KEPT;
    if (block && now->refcnt > 0) {
        const Label *label = label_find(t, now);
        row->reused = label ? label->number : 0;
        if (label) row->change |= CHANGE_REUSED;
    }
}

const ObjectRow *view_mine_rows(View *v, size_t first, size_t *n)
{
    Trace *t = trace_peek(v->rt);
    size_t wanted = *n;
    rows_clear(v, ROWS_MINE);
    *n = 0;
    if (!t || !order_put(v, t)) return NULL;
    for (size_t i = first; i < v->order_n && *n < wanted; i++) {
        const Mine *mine = &v->order[i];
        ObjectRow *row = rows_add(v, ROWS_MINE, sizeof *row);
        if (!row) break;
        ++*n;
        if (mine->tomb)
            fill_tomb(v, t, tomb_by_number(t, mine->label), row);
        else
            fill_object(v, heap_at(HEAP(v->rt), mine->address), row);
    }
    fill_generations(v, v->rows[ROWS_MINE].data, *n);
    return v->rows[ROWS_MINE].data;
}

/* ---- all objects ----------------------------------------------------------------------------------------------------------------- */

const ObjectRow *view_all_rows(View *v, uint64_t from, bool downwards, size_t *n)
{
    const Heap *h = HEAP(v->rt);
    size_t wanted = *n;
    char *at = heap_at(h, from);
    rows_clear(v, ROWS_ALL);
    *n = 0;
    /* An object lies behind its block's start: look a prefix further down. */
    char *b = downwards ? heap_prev(h, at) : heap_next(h, at ? at - 32 : NULL);
    for (; b && *n < wanted; b = downwards ? heap_prev(h, b) : heap_next(h, b + 1)) {
        Obj *o = walk_object(h, b);
        if (!o || o->refcnt <= 0 || (at && (downwards ? (char *)o >= at : (char *)o < at))) continue;
        ObjectRow *row = rows_add(v, ROWS_ALL, sizeof *row);
        if (!row) break;
        ++*n;
        fill_object(v, o, row);
    }
    ObjectRow *rows = v->rows[ROWS_ALL].data;
    for (size_t i = 0; downwards && i < *n / 2; i++) {
        ObjectRow swap = rows[i];
        rows[i] = rows[*n - 1 - i];
        rows[*n - 1 - i] = swap;
    }
    fill_generations(v, rows, *n);
    return rows;
}

const ObjectRow *view_object(View *v, const Obj *o)
{
    rows_clear(v, ROWS_ONE);
    ObjectRow *row = rows_add(v, ROWS_ONE, sizeof *row);
    if (!row) return NULL;
    fill_object(v, o, row);
    fill_generations(v, row, 1);
    return row;
}

/* ---- blocks ------------------------------------------------------------------------------------------------------------------------ */

static void add_block_row(void *block, size_t size, const char *what, void *ctx)
{
    View *v = ctx;
    BlockRow *row = rows_add(v, ROWS_BLOCKS, sizeof *row);
    if (!row) return;
    row->address = heap_nominal(HEAP(v->rt), block);
    row->asked = size;
    row->taken = heap_block_size(HEAP(v->rt), block);
    row->large = heap_place(HEAP(v->rt), block) == PLACE_LARGE;
    text_copy(row->what, VIEW_NAME, what);
}

const BlockRow *view_blocks(View *v, const Obj *o, size_t *n)
{
    void *block = walk_block(v->rt, o);
    rows_clear(v, ROWS_BLOCKS);
    if (block) {
        BlockKind kind = heap_kind(HEAP(v->rt), block);
        add_block_row(block, own_size(v->rt, o), kind == KIND_OBJ ? "object" : "object with GC head", v);
    }
    if (type_of(o)->blocks) type_of(o)->blocks((Obj *)(uintptr_t)o, add_block_row, v);
    *n = v->rows[ROWS_BLOCKS].n;
    return v->rows[ROWS_BLOCKS].data;
}
