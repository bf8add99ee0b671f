/* blocks.c - the slow paths of heap_alloc, heap_realloc and heap_free: what the inline ones leave over.

   Every watcher is served here and only here: the sink, failures on purpose, sanitizers, the stress build. */
#include <stdio.h>
#include <stdlib.h>

#include "heap/heap_private.h"

void heap_fatal(const Heap *h, const void *p, const char *what)
{
    fprintf(stderr, "glassheap: 0x%llx %s\n", (unsigned long long)heap_nominal(h, p), what);
    abort();
}

void heap_bad_free(const Heap *h, const void *p)
{
    heap_fatal(h, p, "is given back, but no live block starts there: it was freed before, or never was a block");
}

void heap_set_watched(Heap *h)
{
    bool watched = h->guarded || (h->sink != NULL && !h->hushed) || h->fail_left != 0;
    h->fast_classes = watched ? 0 : SIZE_CLASSES;
    h->fast_small = watched ? 0 : (uintptr_t)h->large - h->small;
}

void heap_set_sink(Heap *h, EventSink *sink)
{
    h->sink = sink;
    heap_set_watched(h);
}

void heap_hush(Heap *h, bool hushed)
{
    h->hushed = hushed;
    heap_set_watched(h);
}

void heap_fail_after(Heap *h, size_t n, bool forever)
{
    h->fail_left = n;
    h->fail_forever = forever;
    h->failures = 0;
    heap_set_watched(h);
}

size_t heap_failures(const Heap *h) { return h->failures; }

/* Whether this allocation is one that shall fail. */
static bool fails_now(Heap *h)
{
    if (LIKELY(h->fail_left == 0) || --h->fail_left > 0) {
        return false;
    }
    h->failures++;
    h->fail_left = h->fail_forever ? 1 : 0;
    heap_set_watched(h);
    return true;
}

void heap_note_peak(Heap *h)
{
    size_t bytes = h->pools_used * POOL_SIZE + h->large_bytes;
    if (bytes > h->peak_bytes) {
        h->peak_bytes = bytes;
    }
}

/* A block without its event. */
static void *take(Heap *h, size_t n, BlockKind kind)
{
    if (n == 0) {
        n = 1;
    }
    if (n > SMALL_MAX) {
        void *p = large_alloc(h, n, kind);
        if (p != NULL && UNLIKELY(h->guarded)) {
            poison_take(h, p, large_room(p), n);
        }
        return p;
    }
    size_t size_class = (n - 1) / HEAP_ALIGN;
    void *p = heap_small_take(h, size_class, kind);
    if (p == NULL && pool_new(h, size_class)) {
        p = heap_small_take(h, size_class, kind);
    }
    if (p != NULL && UNLIKELY(h->guarded)) {
        poison_take(h, p, heap_class_size(size_class), n);
    }
    return p;
}

/* Gives a live block back without its event. */
static void give(Heap *h, void *p)
{
    if (UNLIKELY(h->guarded)) {
        bool small = in_small(h, p);
        size_t size = small ? heap_block_size(h, p) : large_room(p);
#ifdef GLASSHEAP_STRESS
        raw_fill(p, DEAD_BYTE * UINT64_C(0x0101010101010101), size);
#endif
        poison_give(h, p, size, small ? sizeof(void *) : sizeof(FreeBlock) - LARGE_HEADER);
    }
    if (in_small(h, p)) {
        heap_small_give(h, p);
    } else {
        large_free(h, p);
    }
}

void *heap_alloc_slow(Heap *h, size_t n, BlockKind kind)
{
    if (fails_now(h)) {
        return NULL;
    }
    void *p = take(h, n, kind);
    if (UNLIKELY(h->sink != NULL) && !h->hushed && p != NULL) {
        event_emit(h->sink, EV_ALLOC, p, NULL, heap_block_size(h, p), kind);
    }
    return p;
}

void heap_free_slow(Heap *h, void *p)
{
    if (p == NULL) {
        return;
    }
    BlockKind kind = heap_kind(h, p);
    if (UNLIKELY(kind == KIND_NONE)) {
        heap_bad_free(h, p);
    }
    if (UNLIKELY(h->sink != NULL) && !h->hushed) {
        event_emit(h->sink, EV_FREE, p, NULL, heap_block_size(h, p), kind);
    }
    give(h, p);
}

/* Moves the live block [p] to a new one of [n] bytes; NULL, and [p] stays, at the limit. */
static void *move(Heap *h, void *p, size_t old, size_t n)
{
    size_t was = heap_block_size(h, p);
    void *new = take(h, n, heap_kind(h, p));
    if (new == NULL) {
        return NULL;
    }
    poison_hush(h->guarded, true); /* the old block may have had less asked for than it has */
    raw_copy(new, p, old < n ? old : n);
    poison_hush(h->guarded, false);
    if (UNLIKELY(h->sink != NULL)) {
        event_emit(h->sink, EV_MOVE, p, new, heap_block_size(h, new), was);
    }
    give(h, p);
    return new;
}

/* A stay-put block: tells the checkers how much of it is somebody's now. */
static void *keep(Heap *h, void *p, size_t room, size_t n)
{
    if (UNLIKELY(h->guarded)) {
        poison_change(h, p, room, n);
    }
    return p;
}

HEAP_RAW void *heap_realloc_slow(Heap *h, void *p, size_t n)
{
    if (UNLIKELY(heap_kind(h, p) == KIND_NONE)) {
        heap_fatal(h, p, "shall change its size, but no live block starts there");
    }
    if (n == 0) {
        n = 1;
    }
    bool small = in_small(h, p);
    size_t old = small ? heap_class_size(heap_pool_of(p)->size_class) : large_room(p);
    if (n > old) {
        if (fails_now(h)) {
            return NULL;
        }
        if (!small && large_resize(h, p, n)) {
            return keep(h, p, large_room(p), n);
        }
        return move(h, p, old, n);
    }
    if (!small) {
        keep(h, p, old, n);
        large_resize(h, p, n);
        return p;
    }
    if (4 * n <= 3 * old) {
        void *new = move(h, p, old, n);
        if (new != NULL) {
            return new;
        }
    }
    return keep(h, p, old, n);
}
