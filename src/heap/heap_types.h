/* heap_types.h - the bodies of Heap and Pool, for the hot paths of heap_inline.h only.

   Other rooms embed a Heap (first member of the Runtime) and otherwise call the functions of heap.h: no
   member of these structs is theirs to read or write.  Included by heap.h, whose types it needs, only. */
#ifndef GH_HEAP_HEAP_TYPES_H
#define GH_HEAP_HEAP_TYPES_H

enum { POOLS_PER_ARENA = ARENA_SIZE / POOL_SIZE, LARGE_BINS = 1024 };

/* A pool: this header, then blocks of one size.

     | header | block | block | ... carved so far ... | virgin ... | slack |

   Blocks given back are linked through their first word, the newest first; one block more than was ever
   asked for is carved, so that the list of a pool with room is never empty. */
struct Pool {
    void *free;          /* the newest free block, NULL when the pool is full */
    Pool *next, *prev;   /* pools of the class with a free block; next alone: an arena's free pools */
    uint32_t live;       /* blocks taken */
    uint32_t size_class; /* block size / HEAP_ALIGN - 1; a free pool remembers its last one */
    uint32_t virgin;     /* offset of the first block never carved */
    uint32_t last;       /* offset of the last block that fits */
    uint32_t arena;      /* number of the arena's slot */
    uint32_t reserved;
};
_Static_assert(sizeof(Pool) == POOL_HEADER, "blocks start where CPython's do");

typedef struct HeapClass {
    Pool *first; /* pools with a free block, the last one that got one first */
    uint64_t allocs, frees;
    size_t pools; /* pools that serve this class, full ones included */
} HeapClass;

typedef struct FreeBlock FreeBlock;

struct Heap {
    /* The hot part.  Whenever somebody watches (a sink, failures on purpose, a sanitizer, a stress build),
       fast_classes and fast_small are 0, and every call takes the slow path, which knows of watchers. */
    size_t fast_classes;
    size_t fast_small;
    uintptr_t small;     /* where arenas start */
    uintptr_t kind_bias; /* kinds of address a: the byte at kind_bias + a / HEAP_ALIGN */
    HeapClass classes[SIZE_CLASSES];

    /* Where the parts are; never changes. */
    char *base, *end;
    char *static_end;
    char *stack, *stack_end;
    Arena *arenas;
    char *large, *large_end;
    uint8_t *kinds;
    char *trace, *trace_end;
    void *mapping;
    size_t mapping_size;

    char *static_top, *stack_top, *trace_top; /* what lies at and above is not in use */

    /* Arenas. */
    Arena *usable;                         /* arenas with a free pool, the fullest first */
    Arena *last_with[POOLS_PER_ARENA + 1]; /* of these, the last one with so many free pools */
    size_t arena_slots;                    /* slots ever used */
    size_t arena_lowest;                   /* no slot below is unused */
    size_t arena_count, arena_peak;
    size_t pools_used;

    /* Large blocks. */
    char *large_top;  /* where the end mark is: behind the last block */
    char *large_high; /* no page behind this one was touched */
    size_t large_blocks, large_bytes;
    size_t large_idle; /* about how many bytes of free memory are still resident */
    uint64_t large_allocs, large_frees;

    uint64_t bin_bits[LARGE_BINS / 64]; /* which bins are not empty */
    FreeBlock *bins[LARGE_BINS];        /* free blocks by size */

    size_t limit;
    size_t peak_bytes;

    /* Watchers. */
    EventSink *sink;
    bool hushed; /* ALLOC and FREE are not told */
    size_t fail_left; /* 0: none fails */
    size_t failures;
    bool fail_forever;
    bool guarded; /* a sanitizer, valgrind or a stress build: always watched */
} __attribute__((aligned(HEAP_ALIGN)));

#endif
