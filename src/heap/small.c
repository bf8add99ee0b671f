/* small.c - blocks of up to 512 bytes: arenas, pools and classes, placed where CPython 3.11 places them.

     class 2 (48 bytes):  pool <-> pool <-> pool     pools with a free block; full ones are in no list
                           |
                           free -> block -> block    the newest first, so memory still warm serves again

     usable:  arena(1 free pool) <-> arena(1) <-> arena(7) <-> arena(64)
                             last_with[1] ^  last_with[7] ^      ^ last_with[64]

   A new pool comes from the fullest usable arena, so that the emptier ones get a chance to become empty and
   to be given back.  Freeing a pool adds one to its arena's count: the arena then belongs behind the last one
   with its old count, which last_with finds at once.  An empty arena that is the last usable one is kept, as
   a pool that comes and goes would else take and give back an arena each time. */
#include "heap/heap_private.h"

static void usable_unlink(Heap *h, Arena *a)
{
    if (a->prev != NULL) {
        a->prev->next = a->next;
    } else {
        h->usable = a->next;
    }
    if (a->next != NULL) {
        a->next->prev = a->prev;
    }
}

/* Puts [a] behind [after] (NULL: in front). */
static void usable_link(Heap *h, Arena *a, Arena *after)
{
    a->prev = after;
    a->next = after != NULL ? after->next : h->usable;
    if (after != NULL) {
        after->next = a;
    } else {
        h->usable = a;
    }
    if (a->next != NULL) {
        a->next->prev = a;
    }
}

/* Takes the lowest unused slot into use; false at the limit. */
static bool arena_new(Heap *h)
{
    size_t slots = ((uintptr_t)h->large - h->small) / ARENA_SIZE;
    size_t i = h->arena_lowest;
    while (i < slots && h->arenas[i].in_use) {
        i++;
    }
    if (i == slots || !heap_room(h, ARENA_SIZE)) {
        return false;
    }
    Arena *a = &h->arenas[i];
    *a = (Arena){.free_count = POOLS_PER_ARENA, .in_use = true};
    h->arena_lowest = i + 1;
    if (i >= h->arena_slots) {
        h->arena_slots = i + 1;
    }
    h->arena_count++;
    if (h->arena_count > h->arena_peak) {
        h->arena_peak = h->arena_count;
    }
    usable_link(h, a, NULL);
    h->last_with[POOLS_PER_ARENA] = a;
    poison_close(arena_start(h, a), ARENA_SIZE);
    event_emit(h->sink, EV_ARENA_NEW, arena_start(h, a), NULL, ARENA_SIZE, 0);
    return true;
}

static void arena_free(Heap *h, Arena *a)
{
    usable_unlink(h, a);
    size_t i = (size_t)(a - h->arenas);
    *a = (Arena){.in_use = false};
    if (i < h->arena_lowest) {
        h->arena_lowest = i;
    }
    h->arena_count--;
    heap_give_back(arena_start(h, a), arena_start(h, a) + ARENA_SIZE);
    event_emit(h->sink, EV_ARENA_FREE, arena_start(h, a), NULL, ARENA_SIZE, 0);
}

HEAP_RAW static void class_link(Heap *h, Pool *pool)
{
    HeapClass *class = &h->classes[pool->size_class];
    pool->prev = NULL;
    pool->next = class->first;
    if (class->first != NULL) {
        class->first->prev = pool;
    }
    class->first = pool;
}

HEAP_RAW static void class_unlink(Heap *h, Pool *pool)
{
    if (pool->prev != NULL) {
        pool->prev->next = pool->next;
    } else {
        h->classes[pool->size_class].first = pool->next;
    }
    if (pool->next != NULL) {
        pool->next->prev = pool->prev;
    }
}

/* A pool of the fullest usable arena (there is one), no longer counted as free. */
HEAP_RAW static Pool *arena_take_pool(Heap *h)
{
    Arena *a = h->usable;
    uint32_t count = a->free_count;
    if (h->last_with[count] == a) {
        h->last_with[count] = NULL;
    }
    if (count > 1) {
        h->last_with[count - 1] = a;
    }
    Pool *pool = a->free_pools;
    if (pool != NULL) {
        a->free_pools = pool->next;
    } else {
        pool = arena_pool(h, a, a->carved++);
        poison_own(pool, sizeof *pool);
        *pool = (Pool){.size_class = SIZE_CLASSES, .arena = (uint32_t)(a - h->arenas)};
    }
    a->free_count--;
    if (a->free_count == 0) {
        usable_unlink(h, a);
    }
    return pool;
}

/* A pool of the same class as before keeps its list, as it is in order. */
HEAP_RAW bool pool_new(Heap *h, size_t size_class)
{
    if (h->usable == NULL && !arena_new(h)) {
        return false;
    }
    Pool *pool = arena_take_pool(h);
    if (pool->size_class != size_class) {
        uint32_t size = (uint32_t)heap_class_size(size_class);
        void *first = (char *)pool + POOL_HEADER;
        pool->size_class = (uint32_t)size_class;
        pool->virgin = POOL_HEADER + size;
        pool->last = POOL_SIZE - size;
        poison_own(first, sizeof(void *));
        *(void **)first = NULL;
        pool->free = first;
    }
    class_link(h, pool);
    h->classes[size_class].pools++;
    h->pools_used++;
    heap_note_peak(h);
    event_emit(h->sink, EV_POOL_NEW, pool, NULL, heap_class_size(size_class), 0);
    return true;
}

/* heap_pool_extend: the last free block of [pool] was taken: carves one more, or the pool is full. */
HEAP_RAW void heap_pool_extend(Heap *h, Pool *pool)
{
    if (pool->virgin <= pool->last) {
        void *p = (char *)pool + pool->virgin;
        poison_own(p, sizeof(void *));
        *(void **)p = NULL;
        pool->free = p;
        pool->virgin += (uint32_t)heap_class_size(pool->size_class);
    } else {
        class_unlink(h, pool);
    }
}

/* The arena of a pool just emptied has one free pool more: finds its place again, or gives it back. */
static void arena_settle(Heap *h, Arena *a)
{
    uint32_t count = a->free_count;
    Arena *last = h->last_with[count];
    if (last == a) {
        h->last_with[count] = a->prev != NULL && a->prev->free_count == count ? a->prev : NULL;
    }
    a->free_count = ++count;
    if (count == POOLS_PER_ARENA && a->next != NULL) {
        arena_free(h, a);
        return;
    }
    if (count == 1) { /* it was full, hence in no list */
        usable_link(h, a, NULL);
        if (h->last_with[1] == NULL) {
            h->last_with[1] = a;
        }
        return;
    }
    if (h->last_with[count] == NULL) {
        h->last_with[count] = a;
    }
    if (last != a) {
        usable_unlink(h, a);
        usable_link(h, a, last);
    }
}

/* heap_pool_settle: a block came back to [pool], which was full, or is empty now, or both. */
HEAP_RAW void heap_pool_settle(Heap *h, Pool *pool, bool was_full)
{
    if (was_full) {
        class_link(h, pool);
        if (pool->live != 0) {
            return;
        }
    }
    class_unlink(h, pool);
    h->classes[pool->size_class].pools--;
    h->pools_used--;
    event_emit(h->sink, EV_POOL_FREE, pool, NULL, heap_class_size(pool->size_class), 0);
    Arena *a = &h->arenas[pool->arena];
    pool->next = a->free_pools;
    a->free_pools = pool;
    arena_settle(h, a);
}
