/* heap.h - the image and the blocks in it.

   One reserved range of addresses holds the whole world.  Pointers in it are real; what people see
   is nominal: HEAP_NOMINAL_BASE + offset, the same on every machine and under every sanitizer.

     +0          static   the Runtime (this Heap is its first member), then what CPython keeps in its
                          executable: small ints, '', (), latin-1 characters, identifiers, types
     +stack      stack    the data stack: frames and their values, contiguous
     +tables     tables   one Arena record for each slot of the arenas below
     +small      arenas   1 MiB each, 64 pools of 16 KiB, each pool serving one of 32 size classes
     +large      large    blocks beyond 512 bytes: best fit, boundary tags, growing in place
     +kinds      kinds    one byte for each 16 bytes of arenas and large: what kind of block starts here
     +trace      trace    trace's own area (labels, tombstones, log): watching never moves an address

   Invariants (proved by heap_check): a pool's free blocks and live blocks make up its capacity; each
   free block is on its pool's list exactly once; kinds[] is non-zero exactly where a live block starts;
   pools of a class with a free block are on that class's list; an arena's free pools are counted; the
   large area is tiled by blocks whose tags agree, and each free one is in the bin of its size; the totals
   equal the sums. */
#ifndef GH_HEAP_HEAP_H
#define GH_HEAP_HEAP_H

#include "share/event.h"
#include "share/own.h"

#define HEAP_NOMINAL_BASE UINT64_C(0x7f0000000000)

#ifdef GLASSHEAP_STRESS
enum { ARENA_SIZE = 1 << 16, POOL_SIZE = 1 << 12 };
#else
enum { ARENA_SIZE = 1 << 20, POOL_SIZE = 1 << 14 };
#endif
enum { HEAP_ALIGN = 16, SMALL_MAX = 512, SIZE_CLASSES = SMALL_MAX / HEAP_ALIGN, POOL_HEADER = 48 };

/* What a live block is.  KIND_NONE: no live block starts here. */
typedef enum BlockKind {
    KIND_NONE,
    KIND_OBJ,    /* an object begins at the block's start */
    KIND_GC,     /* a GC head, then the object */
    KIND_INST,   /* values and dict pointers, a GC head, then the object: instances with a managed dict */
    KIND_ITEMS,  /* a list's items */
    KIND_KEYS,   /* a dict's keys: indices and entries */
    KIND_VALUES, /* the values of an instance with shared keys */
    KIND_TABLE,  /* a set's table */
    KIND_CHUNK,  /* part of an object that is none of these (bytearray's bytes, deque's block ...) */
    KIND_COUNT
} BlockKind;

typedef struct Heap Heap;
typedef struct Pool Pool;
typedef struct Arena Arena;

/* ---- the image ---------------------------------------------------------------------------------- */

typedef struct HeapConfig {
    size_t limit;       /* bytes that arenas and live large blocks may take in all; 0: 1 GiB */
    size_t static_size; /* bytes of the static part, the Runtime included */
    size_t trace_size;  /* bytes of trace's area */
    size_t stack_size;  /* bytes of the data stack; 0: limit / 16 */
    size_t root_size;   /* bytes of the struct whose first member is the Heap; 0: the Heap alone */
} HeapConfig;

/* heap_open: reserves the range and prepares an empty heap at its start, static part zeroed.
   Returns NULL when the system refuses the reservation (errno tells). */
Heap *heap_open(const HeapConfig *config);
void heap_close(Heap *h);

/* heap_static: [n] zeroed bytes, aligned to 16, from the static part; NULL when it is full.  The first call
   continues right behind the root (config's root_size), later ones each behind the one before. */
void *heap_static(Heap *h, size_t n);

/* The data stack: [base, limit).  The VM keeps the top.  The trace area likewise. */
void *heap_stack_base(const Heap *h);
void *heap_stack_limit(const Heap *h);
void *heap_trace_base(const Heap *h, size_t *size);

/* heap_set_stack_top, heap_set_trace_top: call these before image_save: bytes at and above [top] are not
   saved and undefined after image_restore.  Until the first call the whole part is saved: right, but slow. */
void heap_set_stack_top(Heap *h, void *top);
void heap_set_trace_top(Heap *h, void *top);

/* heap_set_sink: who hears of blocks, pools and arenas (NULL: nobody).  ALLOC and FREE tell the bytes that
   the block really takes and, as extra, its kind; MOVE those of the new place (other) and, as extra, those
   of the old.  A realloc in place is silent.  The sink is part of the image. */
void heap_set_sink(Heap *h, EventSink *sink);
/* heap_hush: ALLOC and FREE are no longer told, so that the fast paths are open; the other events are. */
void heap_hush(Heap *h, bool hushed);

/* ---- blocks -------------------------------------------------------------------------------------- */

/* heap_alloc: a block of at least [n] bytes (n = 0 counts as 1), aligned to 16, contents undefined;
   NULL at the limit, or when heap_fail_after() says so.
   heap_realloc: as C's realloc, keeps the kind ([p] must not be NULL); making a block smaller never fails.
   A small block moves to a smaller class when that frees a quarter of it or more; a large block stays large.
   heap_free: NULL is allowed; what is not a live block ends the program with a sentence.
   All O(1) for n <= SMALL_MAX. */
static inline void *heap_alloc(Heap *h, size_t n, BlockKind kind);
static inline void *heap_realloc(Heap *h, void *p, size_t n);
static inline void heap_free(Heap *h, void *p);

/* heap_fail_after: the [n]-th allocation (or growing realloc) from now on fails, and each after it when
   [forever]; 0 switches off.  heap_failures: how many have failed on purpose since. */
void heap_fail_after(Heap *h, size_t n, bool forever);
size_t heap_failures(const Heap *h);

/* ---- looking ------------------------------------------------------------------------------------- */

typedef enum Place { PLACE_OUTSIDE, PLACE_STATIC, PLACE_STACK, PLACE_SMALL, PLACE_LARGE, PLACE_TRACE } Place;
Place heap_place(const Heap *h, const void *p);

/* heap_span: [*from, *to): the bytes of a part in which something may be; empty: nothing yet. */
void heap_span(const Heap *h, Place place, const char **from, const char **to);

/* heap_nominal: the address that people see (0 outside the image).  heap_at: the way back (NULL outside). */
uint64_t heap_nominal(const Heap *h, const void *p);
void *heap_at(const Heap *h, uint64_t nominal);

/* heap_kind: the kind of the live block that starts at [p], else KIND_NONE.  heap_block_size: the bytes
   that the block at [p] really takes (its size class, or the large block with its tags). */
BlockKind heap_kind(const Heap *h, const void *p);
size_t heap_block_size(const Heap *h, const void *p);

/* heap_next: the first live block at or after [from] (NULL: the first of all), in address order over
   arenas then large; NULL after the last.  O(blocks stepped over).  To walk: heap_next(h, (char *)p + 1).
   heap_prev: the last live block that starts before [before] (NULL: the last of all). */
void *heap_next(const Heap *h, const void *from);
void *heap_prev(const Heap *h, const void *before);

typedef struct HeapTotals {
    size_t live_blocks, live_bytes;   /* live_bytes counts what the blocks really take */
    size_t large_blocks, large_bytes; /* of these */
    size_t arenas, arenas_peak, pools_used, pools_free;
    size_t peak_bytes;      /* the most that used pools and large blocks ever took */
    uint64_t allocs, frees; /* since the start */
    size_t limit;
} HeapTotals;
void heap_totals(const Heap *h, HeapTotals *out);

/* Pools and arenas as plain copies, for the views.  A free pool tells the class that it served last (a
   block_size of 0: none yet). */
typedef struct PoolRow {
    uint64_t address; /* nominal */
    unsigned size_class, block_size, capacity, live;
    bool free_pool;
} PoolRow;
size_t heap_arena_count(const Heap *h); /* slots ever used, freed ones included */
bool heap_arena_pools(const Heap *h, size_t arena, PoolRow rows[ARENA_SIZE / POOL_SIZE]); /* false: freed */

/* heap_check: NULL when every invariant above holds, else the first sentence that is violated, with its
   address, in a static buffer of the caller's thread. */
const char *heap_check(const Heap *h);

/* ---- saving -------------------------------------------------------------------------------------- */

/* A store of saved pages and the images made of them, outside the image.  Each page of 4 KiB is compared
   with its newest stored copy; only changed ones are kept. */
typedef struct ImageStore ImageStore;
typedef struct Image Image;

ImageStore *image_store_new(void);
void image_store_free(ImageStore *s);
/* image_save: NULL when memory is short.  image_restore: puts every byte back, poison derived anew.  All
   images of a store are of one and the same heap.
   image_drop: forgets an image and the pages that no other image uses.  image_store_bytes: memory taken. */
Image *image_save(ImageStore *s, const Heap *h);
void image_restore(ImageStore *s, const Image *image, Heap *h);
void image_drop(ImageStore *s, Image *image);
size_t image_store_bytes(const ImageStore *s);

#include "heap/heap_types.h"

#include "heap/heap_inline.h"

#endif
