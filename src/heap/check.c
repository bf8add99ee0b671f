/* check.c - proves the invariants that heap.h states, in the same words.

   Each step looks at one of them and trusts none that is not yet proved, so a heap that a stray write has
   damaged gives a sentence, not a crash. */
#include <stdio.h>

#include "heap/heap_private.h"

typedef struct Check {
    const Heap *h;
    char *text;
    size_t text_size;
    size_t live[SIZE_CLASSES], pools[SIZE_CLASSES], listed[SIZE_CLASSES];
    size_t arenas, usable, pools_used;
    size_t free_blocks; /* large ones, as the tiling has them */
} Check;

/* Writes the sentence about [p]; false, so that a check ends with it. */
static bool say(Check *c, const void *p, const char *sentence)
{
    snprintf(c->text, c->text_size, "0x%llx: %s", (unsigned long long)heap_nominal(c->h, p), sentence);
    return false;
}

/* The kinds of [from, to) with a live block; *bad: the first that is no kind at all. */
static size_t count_kinds(const Heap *h, const char *from, const char *to, const char **bad)
{
    size_t count = 0;
    const uint8_t *kind = heap_kind_slot(h, from), *end = heap_kind_slot(h, to);
    while (kind < end) {
        uint64_t eight;
        if (end - kind >= 8 && (memcpy(&eight, kind, sizeof eight), eight == 0)) {
            kind += 8;
            continue;
        }
        count += *kind != KIND_NONE;
        if (*kind >= KIND_COUNT) {
            *bad = from + (kind - heap_kind_slot(h, from)) * HEAP_ALIGN;
        }
        kind++;
    }
    return count;
}

/* ---- pools --------------------------------------------------------------------------------------- */

HEAP_RAW static bool check_pool_header(Check *c, const Pool *pool, size_t arena)
{
    if (pool->size_class >= SIZE_CLASSES) {
        return say(c, pool, "the pool's size class is none of the 32");
    }
    size_t size = heap_class_size(pool->size_class);
    if (pool->arena != arena) {
        return say(c, pool, "the pool names another arena than the one it lies in");
    }
    if (pool->last != POOL_SIZE - size || pool->virgin < POOL_HEADER || pool->virgin > POOL_SIZE ||
        (pool->virgin - POOL_HEADER) % size != 0) {
        return say(c, pool, "the pool's mark between carved and virgin blocks is not between two blocks");
    }
    return true;
}

/* Each free block is on its pool's list exactly once; *count of them. */
HEAP_RAW static bool check_free_list(Check *c, const Pool *pool, size_t *count)
{
    uint64_t seen[POOL_SIZE / HEAP_ALIGN / 64 + 1] = {0};
    size_t size = heap_class_size(pool->size_class);
    *count = 0;
    for (const char *p = pool->free; p != NULL; p = *(const char *const *)p) {
        size_t at = (uintptr_t)p - (uintptr_t)pool;
        if (at < POOL_HEADER || at >= pool->virgin || (at - POOL_HEADER) % size != 0) {
            return say(c, pool, "the pool's free list leads to a place where none of its blocks starts");
        }
        uint64_t bit = UINT64_C(1) << at / HEAP_ALIGN % 64;
        if ((seen[at / HEAP_ALIGN / 64] & bit) != 0) {
            return say(c, p, "the free block is on its pool's list twice");
        }
        seen[at / HEAP_ALIGN / 64] |= bit;
        if (*heap_kind_slot(c->h, p) != KIND_NONE) {
            return say(c, p, "the block is on its pool's free list, but has a kind as live ones have");
        }
        ++*count;
    }
    return true;
}

HEAP_RAW static bool check_pool(Check *c, const Pool *pool, size_t arena)
{
    size_t free_count, live = 0;
    const char *bad = NULL;
    if (!check_pool_header(c, pool, arena) || !check_free_list(c, pool, &free_count)) {
        return false;
    }
    size_t size = heap_class_size(pool->size_class), carved = (pool->virgin - POOL_HEADER) / size;
    for (size_t i = 0; i < carved; i++) {
        live += *heap_kind_slot(c->h, (const char *)pool + POOL_HEADER + i * size) != KIND_NONE;
    }
    if (count_kinds(c->h, (const char *)pool, (const char *)pool + POOL_SIZE, &bad) != live) {
        return say(c, pool, "kinds tell of a live block where none of the pool's blocks starts");
    }
    if (bad != NULL) {
        return say(c, bad, "the block's kind is none of the known ones");
    }
    if (live != pool->live) {
        return say(c, pool, "the pool's live count is not the number of its live blocks");
    }
    if (free_count + live != carved) {
        return say(c, pool, "the pool's free blocks and live blocks do not make up its capacity");
    }
    if (live < pool_capacity(pool) && free_count == 0) {
        return say(c, pool, "the pool has room, but its free list is empty");
    }
    c->live[pool->size_class] += live;
    c->pools[pool->size_class] += live != 0;
    c->listed[pool->size_class] += live != 0 && free_count != 0;
    c->pools_used += live != 0;
    return true;
}

HEAP_RAW static bool check_class(Check *c, size_t size_class)
{
    const HeapClass *class = &c->h->classes[size_class];
    const Pool *prev = NULL;
    size_t count = 0;
    for (const Pool *pool = class->first; pool != NULL; prev = pool, pool = pool->next) {
        if (!in_small(c->h, pool) || (uintptr_t)pool % POOL_SIZE != 0) {
            return say(c, prev, "the class's list of pools leads to a place that is no pool");
        }
        if (++count > c->listed[size_class]) {
            return say(c, pool, "the class's list of pools is longer than it has pools with a free block");
        }
        if (pool->prev != prev) {
            return say(c, pool, "the pool before it on the class's list is not the one that it names");
        }
        if (pool->size_class != size_class || pool->live == 0 || pool->free == NULL) {
            return say(c, pool, "the pool is on a class's list, but has no free block of that class, or no live one");
        }
    }
    if (count != c->listed[size_class]) {
        return say(c, class->first, "a pool with a free block is missing on its class's list, which starts here");
    }
    if (class->pools != c->pools[size_class] || class->allocs - class->frees != c->live[size_class]) {
        return say(c, class->first, "the class's totals do not equal the sums over its pools, of which this is one");
    }
    return true;
}

/* ---- arenas -------------------------------------------------------------------------------------- */

HEAP_RAW static bool check_free_pools(Check *c, const Arena *a, size_t empty)
{
    const char *start = arena_start(c->h, a);
    size_t count = 0;
    for (const Pool *pool = a->free_pools; pool != NULL; pool = pool->next) {
        size_t at = (uintptr_t)pool - (uintptr_t)start;
        if (at >= a->carved * (size_t)POOL_SIZE || at % POOL_SIZE != 0 || pool->live != 0 || ++count > empty) {
            return say(c, start, "the arena's list of free pools leads to something else");
        }
    }
    if (count != empty || a->free_count != empty + POOLS_PER_ARENA - a->carved) {
        return say(c, start, "the arena's free pools are counted wrongly");
    }
    return true;
}

HEAP_RAW static bool check_arena(Check *c, const Arena *a)
{
    const char *start = arena_start(c->h, a), *bad = NULL;
    size_t empty = 0, carved = a->in_use ? a->carved : 0;
    if (carved > POOLS_PER_ARENA || a->free_count > POOLS_PER_ARENA) {
        return say(c, start, "the arena has more pools than fit");
    }
    for (size_t i = 0; i < carved; i++) {
        const Pool *pool = arena_pool(c->h, a, i);
        if (!check_pool(c, pool, (size_t)(a - c->h->arenas))) {
            return false;
        }
        empty += pool->live == 0;
    }
    if (count_kinds(c->h, start + carved * POOL_SIZE, start + ARENA_SIZE, &bad) != 0) {
        return say(c, start, "kinds tell of a live block in a part of the arena that no pool uses");
    }
    if (!a->in_use) {
        return (size_t)(a - c->h->arenas) >= c->h->arena_lowest ||
               say(c, start, "the arena is unused, but lies below the lowest unused one");
    }
    c->arenas++;
    c->usable += a->free_count != 0;
    return check_free_pools(c, a, empty);
}

static bool check_usable(Check *c)
{
    const Heap *h = c->h;
    const Arena *prev = NULL, *last_with[POOLS_PER_ARENA + 1] = {0};
    size_t count = 0;
    for (const Arena *a = h->usable; a != NULL; prev = a, a = a->next) {
        size_t i = ((uintptr_t)a - (uintptr_t)h->arenas) / sizeof *a;
        if (i >= h->arena_slots || a != &h->arenas[i] || ++count > c->usable) {
            return say(c, a, "the list of usable arenas leads to something else");
        }
        if (!a->in_use || a->free_count == 0 || a->prev != prev || (prev != NULL && prev->free_count > a->free_count)) {
            return say(c, arena_start(h, a), "usable arenas do not stand in order, the fullest first");
        }
        last_with[a->free_count] = a;
    }
    if (count != c->usable || memcmp(last_with, h->last_with, sizeof last_with) != 0) {
        return say(c, h->usable, "an arena with a free pool is missing on the list of usable ones");
    }
    return true;
}

/* ---- large blocks -------------------------------------------------------------------------------- */

HEAP_RAW static bool check_tiles(Check *c, size_t *blocks, size_t *bytes)
{
    const Heap *h = c->h;
    const LargeBlock *b = (const LargeBlock *)h->large;
    size_t before = 0;
    bool free_before = false;
    *blocks = *bytes = 0;
    while ((const char *)b != h->large_top) {
        size_t size = large_size(b);
        if (size < LARGE_MIN || size % HEAP_ALIGN != 0 || size > (size_t)(h->large_top - (const char *)b)) {
            return say(c, b, "the large area is not tiled: no block can have the size that is told here");
        }
        if (b->before != before) {
            return say(c, b, "the large block's tag does not agree with the one before it");
        }
        bool kind = *heap_kind_slot(h, large_payload(b)) != KIND_NONE, is_free = large_is_free(b);
        if (kind == is_free) {
            return say(c, b, "the large block's tag and its kind do not agree whether it is live");
        }
        if (is_free && free_before) {
            return say(c, b, "two free large blocks touch");
        }
        *blocks += !is_free;
        *bytes += is_free ? 0 : size;
        c->free_blocks += is_free;
        before = size;
        free_before = is_free;
        b = large_next(b);
    }
    if (free_before || b->size != 0 || b->before != before) {
        return say(c, b, "the end mark of the large area does not agree with the last block");
    }
    return true;
}

/* Each free large block is in the bin of its size exactly once. */
HEAP_RAW static bool check_bins(Check *c)
{
    const Heap *h = c->h;
    size_t count = 0;
    for (size_t bin = 0; bin < LARGE_BINS; bin++) {
        const FreeBlock *prev = NULL;
        if ((h->bins[bin] != NULL) != ((h->bin_bits[bin / 64] >> bin % 64 & 1) != 0)) {
            return say(c, h->bins[bin], "the bin of free large blocks and its bit do not agree whether it is empty");
        }
        for (const FreeBlock *b = h->bins[bin]; b != NULL; prev = b, b = b->next) {
            if ((const char *)b < h->large || (const char *)b >= h->large_top || (uintptr_t)b % HEAP_ALIGN != 0 ||
                !large_is_free(&b->head) || ++count > c->free_blocks) {
                return say(c, b, "a bin of free large blocks leads to something else");
            }
            if (b->prev != prev || large_bin(large_size(&b->head)) != bin) {
                return say(c, b, "the free large block is in the wrong bin, or does not name the one before it there");
            }
        }
    }
    return count == c->free_blocks || say(c, h->large, "a free large block is in no bin");
}

static bool check_large(Check *c)
{
    const Heap *h = c->h;
    const char *bad = NULL;
    size_t blocks, bytes;
    if (!check_tiles(c, &blocks, &bytes) || !check_bins(c)) {
        return false;
    }
    if (count_kinds(h, h->large, h->large_top, &bad) != blocks || bad != NULL) {
        return say(c, bad != NULL ? bad : h->large, "kinds tell of a large block where none starts");
    }
    if (blocks != h->large_blocks || bytes != h->large_bytes || h->large_allocs - h->large_frees != blocks) {
        return say(c, h->large, "the totals of large blocks do not equal the sums");
    }
    return true;
}

/* ---- all ----------------------------------------------------------------------------------------- */

static bool check_all(Check *c)
{
    const Heap *h = c->h;
    for (size_t i = 0; i < h->arena_slots; i++) {
        if (!check_arena(c, &h->arenas[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < SIZE_CLASSES; i++) {
        if (!check_class(c, i)) {
            return false;
        }
    }
    if (!check_usable(c) || !check_large(c)) {
        return false;
    }
    if (c->arenas != h->arena_count || c->pools_used != h->pools_used) {
        return say(c, h, "the totals of arenas and pools do not equal the sums");
    }
    return heap_charged(h) <= h->limit || say(c, h, "more is in use than the limit allows");
}

const char *heap_check(const Heap *h)
{
    static _Thread_local char text[160];
    Check c = {.h = h, .text = text, .text_size = sizeof text};
    return check_all(&c) ? NULL : text;
}
