/* view_sums.c - totals, generations, the map of a pool. */
#include <string.h>

#include "gc/gc.h"
#include "trace/view_inner.h"

/* ---- totals -------------------------------------------------------------------------------------------------------------- */

static void add_taken(void *block, size_t size UNUSED, const char *what UNUSED, void *ctx)
{
    View *v = ctx;
    v->mine_bytes += heap_block_size(HEAP(v->rt), block);
}

/* Summed up anew when a label came or went, or a statement ended. */
static size_t mine_bytes(View *v, Trace *t)
{
    if (v->bytes_version == t->version && v->bytes_statement == t->statement && !t->open) return v->mine_bytes;
    v->mine_bytes = 0;
    for (uint32_t i = 0; i < t->used; i++) {
        if (!t->labels[i].at) continue;
        Obj *o = label_object(t, &t->labels[i]);
        add_taken(walk_block(v->rt, o), 0, NULL, v);
        if (type_of(o)->blocks) type_of(o)->blocks(o, add_taken, v);
    }
    v->bytes_version = t->version;
    v->bytes_statement = t->statement;
    return v->mine_bytes;
}

void view_totals(View *v, Totals *out)
{
    Runtime *rt = v->rt;
    Trace *t = trace_peek(rt);
    *out = (Totals){.bytecodes = vm_bytecodes(rt), .gc_enabled = rt->gc.enabled};
    heap_totals(HEAP(rt), &out->heap);
    if (t) {
        out->mine = t->live;
        out->mine_bytes = mine_bytes(v, t);
        out->mine_full = t->full;
        out->statement = t->statement;
        out->last_label = t->last_number;
    }
    for (int i = 0; i < GC_GENERATIONS; i++) {
        out->generation[i].threshold = rt->gc.generation[i].threshold;
        out->generation[i].count = rt->gc.generation[i].count;
        out->generation[i].collections = rt->gc.stats[i].collections;
        out->generation[i].collected = rt->gc.stats[i].collected;
    }
    out->free_floats = rt->free_lists.float_count;
    out->free_lists = rt->free_lists.list_count;
    out->free_dicts = rt->free_lists.dict_count;
    out->free_keys = rt->free_lists.keys_count;
    for (int i = 0; i < TUPLE_CLASSES; i++) out->free_tuples += rt->free_lists.tuple_count[i];
}

isize view_generation_size(View *v, int generation) { return gc_size(v->rt, generation); }

/* ---- pools ---------------------------------------------------------------------------------------------------------------- */

/* The pool in use at [address]. */
static bool find_pool(View *v, uint64_t address, PoolRow *out)
{
    PoolRow rows[ARENA_SIZE / POOL_SIZE];
    for (size_t a = 0; a < heap_arena_count(HEAP(v->rt)); a++) {
        if (!heap_arena_pools(HEAP(v->rt), a, rows)) continue;
        if (address < rows[0].address || address >= rows[0].address + ARENA_SIZE) continue;
        *out = rows[(address - rows[0].address) / POOL_SIZE];
        return out->block_size > 0 && !out->free_pool;
    }
    return false;
}

static PoolCell cell_of(const View *v, const PoolRow *pool, unsigned i)
{
    const Heap *h = HEAP(v->rt);
    const void *block = heap_at(h, pool->address + POOL_HEADER + (uint64_t)i * pool->block_size);
    if (heap_kind(h, block) == KIND_NONE) return CELL_FREE;
    const Obj *o = walk_object(h, block);
    return !o ? CELL_PART : label_number(v->rt, o) ? CELL_MINE : CELL_OBJECT;
}

bool view_pool(View *v, uint64_t address, PoolMap *out)
{
    memset(out, 0, sizeof *out);
    if (!find_pool(v, address, &out->pool)) return false;
    for (unsigned i = 0; i < out->pool.capacity; i++) out->cell[i] = (uint8_t)cell_of(v, &out->pool, i);
    return true;
}

size_t view_pool_mine(View *v, const PoolRow *pool)
{
    size_t n = 0;
    for (unsigned i = 0; pool->live && i < pool->capacity; i++) n += cell_of(v, pool, i) == CELL_MINE;
    return n;
}
