/* heap_private.h - what the files of this room share and no other room sees. */
#ifndef GH_HEAP_HEAP_PRIVATE_H
#define GH_HEAP_HEAP_PRIVATE_H

#include "heap/heap.h"
#include "heap/poison.h"

enum {
    PAGE_BYTES = 4096,
    TAG_FREE = 1,     /* low bit of a large block's size: the block is free */
    LARGE_HEADER = 16,
    LARGE_MIN = 32,   /* the smallest large block: a FreeBlock must fit */
    DEAD_BYTE = 0xDD, /* what freed blocks are filled with in a stress build */
};

/* A slot of the arenas.  An arena in use is [usable] when it has a free pool. */
struct Arena {
    Pool *free_pools;    /* pools that served once and are empty, the last one emptied first */
    Arena *next, *prev;  /* in h->usable: never fewer free pools than the one before */
    uint32_t free_count; /* free pools, those never carved included */
    uint32_t carved;     /* pools ever used: the arena's first ones */
    bool in_use;
};

/* The header in front of every large block.  [size] covers the header and carries TAG_FREE; [before] is the
   size of the block before, 0 for the first.  At h->large_top stands an end mark of size 0. */
typedef struct LargeBlock {
    size_t size, before;
} LargeBlock;

/* A free large block is linked in its bin. */
struct FreeBlock {
    LargeBlock head;
    FreeBlock *next, *prev;
};
_Static_assert(sizeof(FreeBlock) == LARGE_MIN && sizeof(LargeBlock) == LARGE_HEADER, "free blocks hold their links");

/* The bin of free blocks of [size] bytes: a bin for each size below 1 KiB, 32 for each power of two above. */
static inline size_t large_bin(size_t size)
{
    if (size < 1024) {
        return size / HEAP_ALIGN;
    }
    size_t power = 63 - (size_t)__builtin_clzll(size);
    size_t bin = 64 + (power - 10) * 32 + (size >> (power - 5) & 31);
    return bin < LARGE_BINS ? bin : LARGE_BINS - 1;
}

static inline char *arena_start(const Heap *h, const Arena *a)
{
    return (char *)h->small + (size_t)(a - h->arenas) * ARENA_SIZE;
}

static inline Pool *arena_pool(const Heap *h, const Arena *a, size_t i)
{
    return (Pool *)(arena_start(h, a) + i * POOL_SIZE);
}

HEAP_RAW static inline size_t pool_capacity(const Pool *pool)
{
    return (POOL_SIZE - POOL_HEADER) / heap_class_size(pool->size_class);
}

static inline bool in_small(const Heap *h, const void *p)
{
    return (uintptr_t)p - h->small < (uintptr_t)h->large - h->small;
}

static inline bool in_large(const Heap *h, const void *p)
{
    return (const char *)p >= h->large && (const char *)p < h->large_end;
}

static inline LargeBlock *large_of(const void *p) { return (LargeBlock *)((uintptr_t)p - LARGE_HEADER); }
static inline void *large_payload(const LargeBlock *b) { return (char *)(uintptr_t)b + LARGE_HEADER; }
HEAP_RAW static inline size_t large_size(const LargeBlock *b) { return b->size & ~(size_t)TAG_FREE; }
HEAP_RAW static inline bool large_is_free(const LargeBlock *b) { return (b->size & TAG_FREE) != 0; }
HEAP_RAW static inline LargeBlock *large_next(const LargeBlock *b)
{
    return (LargeBlock *)((char *)(uintptr_t)b + large_size(b));
}
HEAP_RAW static inline LargeBlock *large_before(const LargeBlock *b)
{
    return (LargeBlock *)((char *)(uintptr_t)b - b->before);
}

static inline char *page_up(const void *p)
{
    return (char *)(((uintptr_t)p + PAGE_BYTES - 1) & ~(uintptr_t)(PAGE_BYTES - 1));
}
static inline char *page_down(const void *p) { return (char *)((uintptr_t)p & ~(uintptr_t)(PAGE_BYTES - 1)); }

/* The whole pages of a free block that hold nothing of its links: [*from, *to), empty when *from >= *to. */
static inline void large_hollow(const FreeBlock *b, char **from, char **to)
{
    *from = page_up((const char *)b + sizeof *b);
    *to = page_down(large_next(&b->head));
}

/* heap_room: whether [more] bytes stay within the limit.  heap_note_peak: after anything was taken. */
static inline size_t heap_charged(const Heap *h) { return h->arena_count * ARENA_SIZE + h->large_bytes; }
static inline bool heap_room(const Heap *h, size_t more)
{
    size_t charged = heap_charged(h);
    return charged <= h->limit && more <= h->limit - charged;
}
void heap_note_peak(Heap *h);

/* heap_set_watched: opens or closes the fast paths according to who watches. */
void heap_set_watched(Heap *h);
/* heap_give_back: the pages [from, to) hold nothing: the system may have them; they read as zero. */
void heap_give_back(char *from, char *to);
/* heap_fatal: one sentence on standard error, with the nominal address of [p]; then the program ends. */
void heap_fatal(const Heap *h, const void *p, const char *what) __attribute__((noreturn, cold));
/* heap_poison_all: derives from the heap's structures what is closed; [arenas, top) as they were before. */
void heap_poison_all(Heap *h, size_t old_arenas, char *old_top);

/* pool_new: another pool for the class; false at the limit. */
bool pool_new(Heap *h, size_t size_class);

/* large_alloc: NULL at the limit; [p] goes to no event.  large_resize: in place or not at all. */
void *large_alloc(Heap *h, size_t n, BlockKind kind);
void large_free(Heap *h, void *p);
bool large_resize(Heap *h, void *p, size_t n);
static inline size_t large_room(const void *p) { return large_size(large_of(p)) - LARGE_HEADER; }

#endif
