/* collect.c - a collection from its trigger to its end; see gc.h for the passes. */
#include <stdio.h>
#include <time.h>

#include "gc/unreachable.h"
#include "model/hold.h"
#include "model/ops.h"
#include "model/weaklist.h"

GcHead *gc_head_of(Runtime *rt, int generation)
{
    return generation < GC_GENERATIONS ? &rt->gc.generation[generation].head : &rt->gc.permanent.head;
}

isize gc_size(Runtime *rt, int generation) { return ring_size(gc_head_of(rt, generation)); }

int gc_generation_of(Runtime *rt, const Obj *o)
{
    if (!obj_is_gc(rt, o) || !gc_is_tracked(o)) return -1;
    const GcHead *me = gc_head(o);
    for (int i = 0; i <= GC_GENERATIONS; i++)
        for (const GcHead *ring = gc_head_of(rt, i), *g = gc_next(ring); g != ring; g = gc_next(g))
            if (g == me) return i;
    return -1;
}

void gc_freeze(Runtime *rt)
{
    for (int i = 0; i < GC_GENERATIONS; i++) {
        ring_merge(gc_head_of(rt, i), &rt->gc.permanent.head);
        rt->gc.generation[i].count = 0;
    }
}

void gc_unfreeze(Runtime *rt) { ring_merge(&rt->gc.permanent.head, gc_head_of(rt, GC_GENERATIONS - 1)); }

/* ---- the passes behind the search ---------------------------------------------------------------------------------- */

static void untrack_simple(Runtime *rt, GcHead *ring, const Type *type)
{
    for (GcHead *g = gc_next(ring), *next; g != ring; g = next) {
        Obj *o = gc_obj(g);
        next = gc_next(g);
        if (type_of(o) == type && type->untrack) {
            type->untrack(rt, o);
            if (!gc_is_tracked(o)) EMIT(rt, UNTRACK, o, NULL, 0, 0);
        }
    }
}

static bool is_weakref(Runtime *rt, const Obj *o)
{
    return is_instance(o, TYPE_OF(rt, WEAKREF)) || is_type(rt, o, WEAKPROXY) || is_type(rt, o, WEAKCALLPROXY);
}

/* Clears the weak references to one unreachable object; those that live and have a callback are put aside. */
static void clear_weakrefs_to(Runtime *rt, Obj *o)
{
    WeakRef **list = (WeakRef **)weaklist_place(o);
    while (list && *list) {
        WeakRef *w = *list;
        weakref_detach(rt, w);
        if (!w->callback || (gc_head(w)->prev & GC_PREV_COLLECTING)) continue;
        incref(w);
        ring_move(gc_head(w), &rt->gc.callbacks_due);
    }
}

static void run_callback(Runtime *rt, Obj *ref)
{
    Obj *callback = ((WeakRef *)ref)->callback;
    hold(rt, "weak reference whose callback runs", ref);
    EMIT(rt, CALLBACK, ref, callback, 0, 0);
    Obj *result = obj_call1(rt, callback, ref);
    if (result)
        decref(rt, result);
    else
        err_unraisable(rt, callback);
    unhold(rt);
}

/* Returns how many weak references died with their callback. */
static isize handle_weakrefs(Runtime *rt, GcHead *unreachable, GcHead *old)
{
    isize freed = 0;
    ring_init(&rt->gc.callbacks_due);
    for (GcHead *g = gc_next(unreachable); g != unreachable; g = gc_next(g)) {
        Obj *o = gc_obj(g);
        if (is_weakref(rt, o)) weakref_detach(rt, (WeakRef *)o);
        clear_weakrefs_to(rt, o);
    }
    while (!ring_empty(&rt->gc.callbacks_due)) {
        GcHead *g = gc_next(&rt->gc.callbacks_due);
        run_callback(rt, gc_obj(g));
        decref(rt, gc_obj(g));
        if (gc_next(&rt->gc.callbacks_due) == g)
            ring_move(g, old);
        else
            freed++;
    }
    return freed;
}

static void run_finalizers(Runtime *rt, GcHead *unreachable)
{
    GcHead *seen = &rt->gc.finalized;
    ring_init(seen);
    while (!ring_empty(unreachable)) {
        GcHead *g = gc_next(unreachable);
        Obj *o = gc_obj(g);
        ring_move(g, seen);
        if ((g->prev & GC_PREV_FINALIZED) || !type_of(o)->finalize || rt->abandoning) continue;
        g->prev |= GC_PREV_FINALIZED;
        hold(rt, "the collector, while its finalizer runs", own(o));
        EMIT(rt, GC_FINALIZE, o, NULL, 0, 0);
        type_of(o)->finalize(rt, o);
        drop(rt);
    }
    ring_merge(seen, unreachable);
}

/* Finalizers may have made members reachable again: these go to [old]; what is left goes to [left]. */
static void keep_resurrected(Runtime *rt, GcHead *unreachable, GcHead *left, GcHead *old)
{
    for (GcHead *g = gc_next(unreachable); g != unreachable; g = gc_next(g)) g->prev &= ~(uintptr_t)GC_PREV_COLLECTING;
    find_unreachable(rt, unreachable, left);
    if (rt->heap.sink)
        for (GcHead *g = gc_next(unreachable); g != unreachable; g = gc_next(g)) EMIT(rt, GC_RESURRECT, gc_obj(g), NULL, 0, 0);
    ring_merge(unreachable, old);
}

static void clear_one(Runtime *rt, Obj *o)
{
    if (rt->gc.debug & GC_DEBUG_SAVEALL) {
        if (!rt->hooks.list_append(rt, rt->gc_garbage, o)) err_clear(rt);
        return;
    }
    if (!type_of(o)->clear) return;
    hold(rt, "the collector, while it clears it", own(o));
    EMIT(rt, GC_CLEAR, o, NULL, 0, 0);
    type_of(o)->clear(rt, o);
    if (err_pending(rt)) err_unraisable(rt, (Obj *)type_of(o));
    drop(rt);
}

static void clear_garbage(Runtime *rt, GcHead *left, GcHead *old)
{
    while (!ring_empty(left)) {
        GcHead *g = gc_next(left);
        clear_one(rt, gc_obj(g));
        if (gc_next(left) == g) { /* it lives on for now; the members that follow may free it */
            g->prev &= ~(uintptr_t)GC_PREV_COLLECTING;
            ring_move(g, old);
        }
    }
}

/* ---- reports --------------------------------------------------------------------------------------------------------- */

static void report(Runtime *rt, const char *text)
{
    if (rt->hooks.write) rt->hooks.write(rt, 2, text, __builtin_strlen(text));
}

static double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void report_start(Runtime *rt, int generation)
{
    char text[256];
    snprintf(text, sizeof text,
             "gc: collecting generation %d...\ngc: objects in each generation: %td %td %td\n"
             "gc: objects in permanent generation: %td\n",
             generation, gc_size(rt, 0), gc_size(rt, 1), gc_size(rt, 2), gc_size(rt, 3));
    report(rt, text);
}

static void report_members(Runtime *rt, GcHead *unreachable)
{
    char text[256];
    for (GcHead *g = gc_next(unreachable); g != unreachable; g = gc_next(g)) {
        snprintf(text, sizeof text, "gc: collectable <%s 0x%llx>\n", type_of(gc_obj(g))->name,
                 (unsigned long long)heap_nominal(HEAP(rt), gc_obj(g)));
        report(rt, text);
    }
}

/* ---- the collection ----------------------------------------------------------------------------------------------------- */

/* Moves the survivors on and keeps the figures of the 25% rule. */
static void promote(Runtime *rt, int generation, GcHead *young, GcHead *old)
{
    GcState *gc = &rt->gc;
    untrack_simple(rt, young, TYPE_OF(rt, TUPLE));
    if (young != old) {
        if (!ring_empty(young)) EMIT(rt, GC_PROMOTE, NULL, young, (size_t)generation + 1, 0);
        if (generation == GC_GENERATIONS - 2) gc->long_lived_pending += ring_size(young);
        ring_merge(young, old);
    } else {
        untrack_simple(rt, young, TYPE_OF(rt, DICT));
        gc->long_lived_pending = 0;
        gc->long_lived_total = ring_size(young) + gc->elsewhere;
    }
}

static isize collect(Runtime *rt, int generation)
{
    GcState *gc = &rt->gc;
    double start = gc->debug & GC_DEBUG_STATS ? seconds_now() : 0;
    if (gc->debug & GC_DEBUG_STATS) report_start(rt, generation);
    if (generation + 1 < GC_GENERATIONS) gc->generation[generation + 1].count++;
    for (int i = 0; i <= generation; i++) gc->generation[i].count = 0;
    for (int i = 0; i < generation; i++) ring_merge(gc_head_of(rt, i), gc_head_of(rt, generation));
    GcHead *young = gc_head_of(rt, generation);
    GcHead *old = generation < GC_GENERATIONS - 1 ? gc_head_of(rt, generation + 1) : young;
    find_unreachable(rt, young, &gc->unreachable);
    promote(rt, generation, young, old);
    if (!ring_empty(&gc->unreachable)) EMIT(rt, GC_UNREACHABLE, NULL, &gc->unreachable, 0, 0);
    if (gc->debug & GC_DEBUG_COLLECTABLE) report_members(rt, &gc->unreachable);
    isize found = handle_weakrefs(rt, &gc->unreachable, old);
    run_finalizers(rt, &gc->unreachable);
    keep_resurrected(rt, &gc->unreachable, &gc->garbage_left, old);
    found += ring_size(&gc->garbage_left);
    clear_garbage(rt, &gc->garbage_left, old);
    if (gc->debug & GC_DEBUG_STATS) {
        char text[128];
        snprintf(text, sizeof text, "gc: done, %td unreachable, 0 uncollectable, %.4fs elapsed\n", found, seconds_now() - start);
        report(rt, text);
    }
    if (generation == GC_GENERATIONS - 1 && rt->hooks.clear_free_lists) rt->hooks.clear_free_lists(rt);
    if (err_pending(rt)) err_unraisable(rt, NULL);
    gc->stats[generation].collections++;
    gc->stats[generation].collected += found;
    return found;
}

/* ---- gc.callbacks ---------------------------------------------------------------------------------------------------------- */

static bool put_number(Runtime *rt, Obj *info, const char *name, isize value)
{
    Obj *key = rt->hooks.str_from_utf8(rt, name, __builtin_strlen(name)), *number = rt->hooks.int_from_isize(rt, value);
    bool ok = key && number && rt->hooks.dict_set(rt, info, key, number);
    xdecref(rt, key);
    xdecref(rt, number);
    return ok;
}

static void invoke_callbacks(Runtime *rt, const char *phase, int generation, isize collected)
{
    Obj *list = rt->gc_callbacks;
    if (!list || list_len(list) == 0) return;
    Obj *word = rt->hooks.str_from_utf8(rt, phase, __builtin_strlen(phase)), *info = word ? rt->hooks.dict_new(rt) : NULL;
    if (!info || !put_number(rt, info, "generation", generation) || !put_number(rt, info, "collected", collected) ||
        !put_number(rt, info, "uncollectable", 0)) {
        xdecref(rt, word);
        xdecref(rt, info);
        err_unraisable(rt, NULL);
        return;
    }
    hold(rt, "phase told to gc.callbacks", word);
    hold(rt, "info told to gc.callbacks", info);
    for (isize i = 0; i < list_len(list); i++) {
        Obj *callback = own(list_peek(list, i));
        hold(rt, "one of gc.callbacks", callback);
        Obj *result = obj_call2(rt, callback, word, info);
        if (result)
            decref(rt, result);
        else
            err_unraisable(rt, callback);
        drop(rt);
    }
    drop_n(rt, 2);
}

static isize collect_with_callbacks(Runtime *rt, int generation)
{
    EMIT(rt, GC_BEGIN, NULL, NULL, (size_t)generation, 0);
    invoke_callbacks(rt, "start", generation, 0);
    isize found = collect(rt, generation);
    invoke_callbacks(rt, "stop", generation, found);
    EMIT(rt, GC_END, NULL, NULL, (size_t)generation, (size_t)found);
    return found;
}

isize gc_collect(Runtime *rt, int generation)
{
    if (rt->gc.collecting) return 0;
    rt->gc.collecting = true;
    isize found = collect_with_callbacks(rt, generation);
    rt->gc.collecting = false;
    return found;
}

void gc_collect_last(Runtime *rt)
{
    if (rt->gc.collecting) return;
    rt->gc.collecting = true;
    EMIT(rt, GC_BEGIN, NULL, NULL, GC_GENERATIONS - 1, 0);
    isize found = collect(rt, GC_GENERATIONS - 1);
    EMIT(rt, GC_END, NULL, NULL, GC_GENERATIONS - 1, (size_t)found);
    rt->gc.collecting = false;
}

/* The hook: generation 0 is full.  The oldest full generation is collected; the third only when enough
   has gathered since its last time. */
static void collect_full_generation(Runtime *rt)
{
    GcState *gc = &rt->gc;
    if (rt->abandoning) return;
    if (rt->hooks.selfcheck) rt->hooks.selfcheck(rt, "before an automatic collection");
    gc->automatic = true;
#ifdef GLASSHEAP_STRESS
    gc_collect(rt, (int)(gc->pace.n % GC_GENERATIONS)); /* whatever is full or not */
#endif
    for (int i = GC_GENERATIONS - 1; i >= 0; i--) {
        if (gc->generation[i].count <= gc->generation[i].threshold) continue;
        if (i == GC_GENERATIONS - 1 && gc->long_lived_pending < gc->long_lived_total / 4) continue;
        gc_collect(rt, i);
        break;
    }
    gc->automatic = false;
    if (rt->hooks.selfcheck) rt->hooks.selfcheck(rt, "after an automatic collection");
}

void gc_settle(Runtime *rt)
{
    GcHead *young = gc_head_of(rt, 0), *old = gc_head_of(rt, 1);
    untrack_simple(rt, young, TYPE_OF(rt, TUPLE));
    untrack_simple(rt, young, TYPE_OF(rt, DICT));
    ring_merge(young, old);
    rt->gc.generation[0].count = 0;
    rt->gc.elsewhere = GC_START_OBJECTS - ring_size(old);
    if (rt->gc.elsewhere < 0) rt->gc.elsewhere = 0;
}

void gc_start(Runtime *rt)
{
    for (int i = 0; i < GC_GENERATIONS; i++) {
        ring_init(gc_head_of(rt, i));
        rt->gc.generation[i].threshold = rt->profile.thresholds[i];
        rt->gc.generation[i].count = 0;
    }
    ring_init(&rt->gc.permanent.head);
    ring_init(&rt->gc.unreachable);
    ring_init(&rt->gc.finalized);
    ring_init(&rt->gc.garbage_left);
    ring_init(&rt->gc.callbacks_due);
    rt->gc.enabled = true;
    rt->hooks.collect = collect_full_generation;
}

/* ---- proof -------------------------------------------------------------------------------------------------------------------- */

static const char *check_ring(Runtime *rt, const GcHead *ring)
{
    const GcHead *prev = ring;
    for (const GcHead *g = (const GcHead *)ring->next; g != ring; prev = g, g = (const GcHead *)g->next) {
        if (!g || ((uintptr_t)g & 3)) return "a GC head's next word carries a mark outside a collection";
        if ((g->prev & ~(uintptr_t)GC_PREV_FINALIZED) != (uintptr_t)prev) return "a GC head's prev does not lead back";
        Obj *o = gc_obj(g);
        if (o->refcnt <= 0) return "a tracked object has no references";
        if (!type_of(o) || !obj_is_gc(rt, o)) return "a tracked object's type has no GC head";
    }
    return (const GcHead *)ring->prev == prev ? NULL : "a generation's ring is not closed";
}

const char *gc_check(Runtime *rt)
{
    if (rt->gc.collecting) return NULL;
    for (int i = 0; i <= GC_GENERATIONS; i++) {
        const char *broken = check_ring(rt, gc_head_of(rt, i));
        if (broken) return broken;
    }
    return NULL;
}
