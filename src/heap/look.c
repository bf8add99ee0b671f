/* look.c - the heap as others see it: blocks in address order, totals, pools.  Nothing here changes anything.

   Arenas are searched through kinds, a pool at a time, free pools skipped.  Large blocks are stepped over by
   their tags as soon as the place where one starts is known; only from the middle of one are kinds searched. */
#include "heap/heap_private.h"

BlockKind heap_kind(const Heap *h, const void *p)
{
    bool block = in_small(h, p) || (in_large(h, p) && (const char *)p < h->large_top);
    if (!block || (uintptr_t)p % HEAP_ALIGN != 0) {
        return KIND_NONE;
    }
    return (BlockKind)*heap_kind_slot(h, p);
}

HEAP_RAW size_t heap_block_size(const Heap *h, const void *p)
{
    if (heap_kind(h, p) == KIND_NONE) {
        return 0;
    }
    return in_small(h, p) ? heap_class_size(heap_pool_of(p)->size_class) : large_size(large_of(p));
}

void heap_span(const Heap *h, Place place, const char **from, const char **to)
{
    switch (place) {
    case PLACE_STATIC: *from = h->base, *to = h->static_top; return;
    case PLACE_STACK: *from = h->stack, *to = h->stack_end; return;
    case PLACE_SMALL: *from = (const char *)h->small, *to = *from + h->arena_slots * ARENA_SIZE; return;
    case PLACE_LARGE: *from = h->large, *to = h->large_top; return;
    case PLACE_TRACE: *from = h->trace, *to = h->trace_end; return;
    case PLACE_OUTSIDE: break;
    }
    *from = *to = NULL;
}

/* ---- walking ------------------------------------------------------------------------------------- */

/* The first live block in [from, to), both aligned to 16; NULL: none. */
static void *scan_up(const Heap *h, const char *from, const char *to)
{
    const uint8_t *kind = heap_kind_slot(h, from), *end = heap_kind_slot(h, to);
    for (uint64_t eight; end - kind >= 8 && (memcpy(&eight, kind, sizeof eight), eight == 0);) {
        kind += 8;
    }
    while (kind < end && *kind == KIND_NONE) {
        kind++;
    }
    return kind < end ? (char *)(uintptr_t)from + (kind - heap_kind_slot(h, from)) * HEAP_ALIGN : NULL;
}

/* The last live block in [from, to), both aligned to 16; NULL: none. */
static void *scan_down(const Heap *h, const char *from, const char *to)
{
    const uint8_t *start = heap_kind_slot(h, from), *kind = heap_kind_slot(h, to);
    for (uint64_t eight; kind - start >= 8 && (memcpy(&eight, kind - 8, sizeof eight), eight == 0);) {
        kind -= 8;
    }
    while (kind > start && kind[-1] == KIND_NONE) {
        kind--;
    }
    return kind > start ? (char *)(uintptr_t)from + (kind - start - 1) * HEAP_ALIGN : NULL;
}

HEAP_RAW static void *small_next(const Heap *h, const char *from)
{
    size_t i = ((uintptr_t)from - h->small) / ARENA_SIZE;
    for (; i < h->arena_slots; i++) {
        const Arena *a = &h->arenas[i];
        if (!a->in_use) {
            continue;
        }
        const char *start = arena_start(h, a);
        size_t k = from > start ? (size_t)(from - start) / POOL_SIZE : 0;
        for (; k < a->carved; k++) {
            const Pool *pool = arena_pool(h, a, k);
            const char *first = from > (const char *)pool ? from : (const char *)pool;
            void *p = pool->live != 0 ? scan_up(h, first, (const char *)pool + POOL_SIZE) : NULL;
            if (p != NULL) {
                return p;
            }
        }
    }
    return NULL;
}

static void *large_from(const Heap *h, const char *from)
{
    if (from >= h->large_top) {
        return NULL;
    }
    if (from != h->large && heap_kind(h, from - HEAP_ALIGN) == KIND_NONE) {
        return scan_up(h, from, h->large_top);
    }
    const LargeBlock *b = (const LargeBlock *)from;
    if (from != h->large) {
        b = large_next(large_of(from - HEAP_ALIGN));
    }
    while ((const char *)b != h->large_top && large_is_free(b)) {
        b = large_next(b);
    }
    return (const char *)b != h->large_top ? large_payload(b) : NULL;
}

void *heap_next(const Heap *h, const void *from)
{
    uintptr_t at = ((uintptr_t)from + HEAP_ALIGN - 1) & ~(uintptr_t)(HEAP_ALIGN - 1);
    if (at < h->small) {
        at = h->small;
    }
    if (at < (uintptr_t)h->large) {
        void *p = small_next(h, (const char *)at);
        if (p != NULL) {
            return p;
        }
        at = (uintptr_t)h->large;
    }
    return large_from(h, (const char *)at);
}

HEAP_RAW static void *small_prev(const Heap *h, const char *before)
{
    size_t i = ((uintptr_t)before - 1 - h->small) / ARENA_SIZE + 1;
    if (i > h->arena_slots) {
        i = h->arena_slots;
    }
    while (i-- > 0) {
        const Arena *a = &h->arenas[i];
        for (size_t k = a->in_use ? a->carved : 0; k-- > 0;) {
            const Pool *pool = arena_pool(h, a, k);
            const char *end = (const char *)pool + POOL_SIZE;
            if (pool->live == 0 || before <= (const char *)pool) {
                continue;
            }
            void *p = scan_down(h, (const char *)pool, before < end ? before : end);
            if (p != NULL) {
                return p;
            }
        }
    }
    return NULL;
}

HEAP_RAW static void *large_prev(const Heap *h, const char *before)
{
    if (h->large_top == h->large || before <= h->large) {
        return NULL;
    }
    const LargeBlock *b = (const LargeBlock *)h->large_top;
    if (before < h->large_top) {
        if (heap_kind(h, before) == KIND_NONE) {
            return scan_down(h, h->large, before);
        }
        b = large_of(before);
    }
    while (b->before != 0) {
        b = large_before(b);
        if (!large_is_free(b)) {
            return large_payload(b);
        }
    }
    return NULL;
}

void *heap_prev(const Heap *h, const void *before)
{
    uintptr_t at = before == NULL ? (uintptr_t)h->large_end
                                  : ((uintptr_t)before + HEAP_ALIGN - 1) & ~(uintptr_t)(HEAP_ALIGN - 1);
    if (at > (uintptr_t)h->large) {
        void *p = large_prev(h, (const char *)at);
        if (p != NULL) {
            return p;
        }
        at = (uintptr_t)h->large;
    }
    return at > h->small ? small_prev(h, (const char *)at) : NULL;
}

/* ---- totals and pools ---------------------------------------------------------------------------- */

void heap_totals(const Heap *h, HeapTotals *out)
{
    *out = (HeapTotals){
        .live_blocks = h->large_blocks,
        .live_bytes = h->large_bytes,
        .large_blocks = h->large_blocks,
        .large_bytes = h->large_bytes,
        .arenas = h->arena_count,
        .arenas_peak = h->arena_peak,
        .pools_used = h->pools_used,
        .pools_free = h->arena_count * POOLS_PER_ARENA - h->pools_used,
        .peak_bytes = h->peak_bytes,
        .allocs = h->large_allocs,
        .frees = h->large_frees,
        .limit = h->limit,
    };
    for (size_t c = 0; c < SIZE_CLASSES; c++) {
        const HeapClass *class = &h->classes[c];
        size_t live = (size_t)(class->allocs - class->frees);
        out->live_blocks += live;
        out->live_bytes += live * heap_class_size(c);
        out->allocs += class->allocs;
        out->frees += class->frees;
    }
}

size_t heap_arena_count(const Heap *h) { return h->arena_slots; }

HEAP_RAW bool heap_arena_pools(const Heap *h, size_t arena, PoolRow rows[POOLS_PER_ARENA])
{
    if (arena >= h->arena_slots || !h->arenas[arena].in_use) {
        return false;
    }
    const Arena *a = &h->arenas[arena];
    for (size_t i = 0; i < POOLS_PER_ARENA; i++) {
        const Pool *pool = arena_pool(h, a, i);
        rows[i] = (PoolRow){.address = heap_nominal(h, pool), .free_pool = true};
        if (i < a->carved) {
            rows[i].size_class = pool->size_class;
            rows[i].block_size = (unsigned)heap_class_size(pool->size_class);
            rows[i].capacity = (unsigned)pool_capacity(pool);
            rows[i].live = pool->live;
            rows[i].free_pool = pool->live == 0;
        }
    }
    return true;
}
