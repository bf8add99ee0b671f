/* unreachable.c - which members of a ring are held by nobody outside it.

   The true counts are never touched: a copy lives in the heads' prev words while links run one way only.  The
   mark in the next words tells what was moved to the unreachable so far, tentatively. */
#include "gc/unreachable.h"

enum { MARK = 1 };

static inline isize copied_count(const GcHead *g) { return (isize)(g->prev >> GC_PREV_SHIFT); }
static inline bool is_collecting(const GcHead *g) { return (g->prev & GC_PREV_COLLECTING) != 0; }

static inline void set_copied_count(GcHead *g, isize n)
{
    g->prev = (g->prev & 3) | (uintptr_t)n << GC_PREV_SHIFT;
}

/* Long collections let the screen breathe. */
static inline void breathe(Runtime *rt, size_t n)
{
    if (UNLIKELY((n & 4095) == 0) && poll_requested && rt->hooks.breathe) rt->hooks.breathe(rt);
}

static void copy_counts(Runtime *rt, GcHead *ring)
{
    size_t n = 0;
    for (GcHead *g = gc_next(ring); g != ring; g = gc_next(g)) {
        g->prev = (g->prev & GC_PREV_FINALIZED) | GC_PREV_COLLECTING | (uintptr_t)gc_obj(g)->refcnt << GC_PREV_SHIFT;
        breathe(rt, n++);
    }
}

static int visit_subtract(Obj *o, void *ctx, const char *role UNUSED, isize index UNUSED)
{
    if (obj_is_gc(ctx, o)) {
        GcHead *g = gc_head(o);
        if (is_collecting(g)) g->prev -= (uintptr_t)1 << GC_PREV_SHIFT;
    }
    return 0;
}

static void subtract_inner(Runtime *rt, GcHead *ring)
{
    size_t n = 0;
    for (GcHead *g = gc_next(ring); g != ring; g = gc_next(g)) {
        Obj *o = gc_obj(g);
        type_of(o)->traverse(o, visit_subtract, rt);
        breathe(rt, n++);
    }
}

typedef struct Reach {
    Runtime *rt;
    GcHead *reachable;
} Reach;

/* Something reachable refers to [o]: it is reachable too. */
static int visit_reachable(Obj *o, void *ctx, const char *role UNUSED, isize index UNUSED)
{
    Reach *r = ctx;
    if (!obj_is_gc(r->rt, o)) return 0;
    GcHead *g = gc_head(o);
    if (!is_collecting(g)) return 0;
    if (g->next & MARK) { /* moved too early: back to the end of the ring, where it will be looked at again */
        GcHead *prev = head_prev(g), *next = (GcHead *)(g->next & ~(uintptr_t)MARK);
        prev->next = g->next;
        set_prev(next, prev);
        ring_append(g, r->reachable);
        set_copied_count(g, 1);
    } else if (copied_count(g) == 0) {
        set_copied_count(g, 1);
    }
    return 0;
}

static void move_unreachable(Runtime *rt, GcHead *base, GcHead *out)
{
    Reach reach = {rt, base};
    GcHead *prev = base;
    size_t n = 0;
    for (GcHead *g = (GcHead *)base->next; g != base; g = (GcHead *)prev->next, breathe(rt, n++)) {
        if (copied_count(g)) {
            Obj *o = gc_obj(g);
            type_of(o)->traverse(o, visit_reachable, &reach);
            g->prev = (g->prev & GC_PREV_FINALIZED) | (uintptr_t)prev;
            prev = g;
        } else {
            GcHead *last = head_prev(out);
            prev->next = g->next;
            last->next = MARK | (uintptr_t)g;
            set_prev(g, last);
            g->next = MARK | (uintptr_t)out;
            out->prev = (uintptr_t)g;
        }
    }
    base->prev = (uintptr_t)prev;
    out->next &= ~(uintptr_t)MARK;
    for (GcHead *g = (GcHead *)out->next; g != out; g = (GcHead *)g->next) g->next &= ~(uintptr_t)MARK;
}

void find_unreachable(Runtime *rt, GcHead *base, GcHead *out)
{
    copy_counts(rt, base);
    subtract_inner(rt, base);
    ring_init(out);
    move_unreachable(rt, base, out);
}
