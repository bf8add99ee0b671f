/* gc.h - finding and freeing cycles, in three generations, as 3.11 does.

   The counts decide: what the members of a generation owe only to each other is garbage.

     count        refcnt                 copied into each head, flag COLLECTING set
     subtract     - one for each reference from inside     0 left: nobody outside holds it ... yet
     move         what has some left, and all that it reaches, stays; the rest is unreachable
     weakrefs     to the unreachable are cleared, their callbacks run
     finalizers   run once an object; what they made reachable again stays
     clear        each remaining object drops its references: the counts do the rest

   Invariants (proved by gc_check): each generation is a ring of heads whose next and prev agree; no head
   carries COLLECTING or the mark of the unreachable outside a collection; every object in it has a count. */
#ifndef GH_GC_GC_H
#define GH_GC_GC_H

#include "model/error.h"

enum { GC_DEBUG_STATS = 1, GC_DEBUG_COLLECTABLE = 2, GC_DEBUG_UNCOLLECTABLE = 4, GC_DEBUG_SAVEALL = 32, GC_DEBUG_LEAK = 38 };

/* gc_start: empty generations, the profile's thresholds, enabled; fills the hook `collect`. */
void gc_start(Runtime *rt);

/* gc_settle: the interpreter's own objects are done: they are no longer young.  A full collection is worth its while only
   when enough has gathered beside what lives long, and CPython's start-up leaves more of that than ours: so many more are
   counted. */
enum { GC_START_OBJECTS = 4790 }; /* what CPython 3.11 tracks when a script starts */
void gc_settle(Runtime *rt);

/* gc_collect: collects [generation] (0..2) and the younger ones, with callbacks; returns how many objects were
   unreachable (resurrected ones not counted), 0 when a collection is running already.  Never raises: errors
   of finalizers and callbacks are reported as unraisable. */
isize gc_collect(Runtime *rt, int generation);

/* gc_collect_last: a full collection at the interpreter's end, which tells gc.callbacks nothing. */
void gc_collect_last(Runtime *rt);

/* gc_head_of: the ring of a generation (0..2), or of the frozen objects (3).  gc_size: its members. */
GcHead *gc_head_of(Runtime *rt, int generation);
isize gc_size(Runtime *rt, int generation);
static inline GcHead *gc_next(const GcHead *g) { return (GcHead *)(g->next & ~(uintptr_t)3); }

/* gc_generation_of: 0..2, 3 frozen, -1 not tracked.  O(objects). */
int gc_generation_of(Runtime *rt, const Obj *o);

void gc_freeze(Runtime *rt);
void gc_unfreeze(Runtime *rt);

/* gc_check: NULL, or the first violated sentence. */
const char *gc_check(Runtime *rt);

#endif
