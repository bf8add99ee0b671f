/* heap_inline.h - the hot paths of heap.h: taking and giving back a small block.

   One compare decides: fast_classes and fast_small are 0 as soon as anybody watches, so the common case pays
   nothing for sinks, failures on purpose, sanitizers and stress builds.  Included by heap.h only. */
#ifndef GH_HEAP_HEAP_INLINE_H
#define GH_HEAP_HEAP_INLINE_H

/* HEAP_RAW: a function that reads what is poisoned for everybody else. */
#if defined(__SANITIZE_ADDRESS__)
#define HEAP_RAW __attribute__((no_sanitize("address")))
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HEAP_RAW __attribute__((no_sanitize("address")))
#endif
#endif
#ifndef HEAP_RAW
#define HEAP_RAW
#endif

/* The slow paths: new pools, large blocks, watchers. */
void *heap_alloc_slow(Heap *h, size_t n, BlockKind kind);
void *heap_realloc_slow(Heap *h, void *p, size_t n);
void heap_free_slow(Heap *h, void *p);
void heap_pool_extend(Heap *h, Pool *pool);
void heap_pool_settle(Heap *h, Pool *pool, bool was_full);
void heap_bad_free(const Heap *h, const void *p) __attribute__((noreturn, cold));

static inline uint8_t *heap_kind_slot(const Heap *h, const void *p)
{
    return (uint8_t *)(h->kind_bias + (uintptr_t)p / HEAP_ALIGN);
}

static inline Pool *heap_pool_of(const void *p) { return (Pool *)((uintptr_t)p & ~(uintptr_t)(POOL_SIZE - 1)); }

static inline size_t heap_class_size(size_t size_class) { return (size_class + 1) * HEAP_ALIGN; }

/* heap_small_take: a block of [size_class] from a pool that has one; NULL when no pool has. */
HEAP_RAW static inline void *heap_small_take(Heap *h, size_t size_class, BlockKind kind)
{
    HeapClass *class = &h->classes[size_class];
    Pool *pool = class->first;
    if (UNLIKELY(pool == NULL)) {
        return NULL;
    }
    void *p = pool->free;
    void *next = *(void **)p;
    pool->free = next;
    pool->live++;
    class->allocs++;
    *heap_kind_slot(h, p) = (uint8_t)kind;
    if (UNLIKELY(next == NULL)) {
        heap_pool_extend(h, pool);
    }
    return p;
}

/* heap_small_give: gives back a live block of the arenas. */
HEAP_RAW static inline void heap_small_give(Heap *h, void *p)
{
    uint8_t *kind = heap_kind_slot(h, p);
    if (UNLIKELY(*kind == KIND_NONE)) {
        heap_bad_free(h, p);
    }
    *kind = KIND_NONE;
    Pool *pool = heap_pool_of(p);
    void *next = pool->free;
    *(void **)p = next;
    pool->free = p;
    h->classes[pool->size_class].frees++;
    pool->live--;
    if (UNLIKELY(next == NULL || pool->live == 0)) {
        heap_pool_settle(h, pool, next == NULL);
    }
}

static inline void *heap_alloc(Heap *h, size_t n, BlockKind kind)
{
    size_t size_class = (n - 1) / HEAP_ALIGN;
    if (LIKELY(size_class < h->fast_classes)) {
        if (size_class >= SIZE_CLASSES) {
            __builtin_unreachable(); /* for compilers that know n: fast_classes is never more */
        }
        void *p = heap_small_take(h, size_class, kind);
        if (LIKELY(p != NULL)) {
            return p;
        }
    }
    return heap_alloc_slow(h, n, kind);
}

static inline void heap_free(Heap *h, void *p)
{
    if (LIKELY((uintptr_t)p - h->small < h->fast_small)) {
        heap_small_give(h, p);
    } else {
        heap_free_slow(h, p);
    }
}

static inline void *heap_realloc(Heap *h, void *p, size_t n)
{
    if (LIKELY((uintptr_t)p - h->small < h->fast_small)) {
        size_t size = heap_class_size(heap_pool_of(p)->size_class);
        if (n <= size && 4 * n > 3 * size) {
            return p;
        }
    }
    return heap_realloc_slow(h, p, n);
}

#endif
