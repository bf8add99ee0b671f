/* list.h - rings of GC heads. */
#ifndef GH_GC_LIST_H
#define GH_GC_LIST_H

#include "gc/gc.h"

static inline void ring_init(GcHead *ring) { ring->next = ring->prev = (uintptr_t)ring; }
static inline bool ring_empty(const GcHead *ring) { return ring->next == (uintptr_t)ring; }
static inline GcHead *head_prev(const GcHead *g) { return (GcHead *)(g->prev & ~(uintptr_t)3); }
static inline void set_prev(GcHead *g, const GcHead *prev) { g->prev = (g->prev & 3) | (uintptr_t)prev; }

static inline void ring_append(GcHead *g, GcHead *ring)
{
    GcHead *last = (GcHead *)ring->prev;
    set_prev(g, last);
    last->next = (uintptr_t)g;
    g->next = (uintptr_t)ring;
    ring->prev = (uintptr_t)g;
}

/* ring_move: takes [g] out of its ring and appends it to another. */
static inline void ring_move(GcHead *g, GcHead *ring)
{
    GcHead *prev = head_prev(g), *next = (GcHead *)g->next;
    prev->next = (uintptr_t)next;
    set_prev(next, prev);
    ring_append(g, ring);
}

/* ring_merge: appends all of [from] to [to]; [from] is empty afterwards. */
static inline void ring_merge(GcHead *from, GcHead *to)
{
    if (!ring_empty(from)) {
        GcHead *last = (GcHead *)to->prev, *first = (GcHead *)from->next, *tail = (GcHead *)from->prev;
        last->next = (uintptr_t)first;
        set_prev(first, last);
        tail->next = (uintptr_t)to;
        to->prev = (uintptr_t)tail;
    }
    ring_init(from);
}

static inline isize ring_size(const GcHead *ring)
{
    isize n = 0;
    for (const GcHead *g = gc_next(ring); g != ring; g = gc_next(g)) n++;
    return n;
}

#endif
