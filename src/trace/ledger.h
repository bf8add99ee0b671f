/* ledger.h - who holds what: the ledger of references, computed afresh whenever somebody asks.

   The sources are the traverse slots of all objects, the frames, and the table of roots; the counts are what is
   proved, never what is read.  Every holder has a name: there is no "other".

     holders of an object == its count                      an object in a block
     holders of an object == its count - STATIC_REFCNT      a static one: the interpreter holds it, for ever

   Not counted, as in CPython: the two references of the table of interned strings.  Skipped: what waits on a free
   list (count 0), a block in which there is no object yet (count 0, no type).  What an object in the middle of its
   death still refers to counts as far as it is needed: its dealloc is giving these references up one by one. */
#ifndef GH_TRACE_LEDGER_H
#define GH_TRACE_LEDGER_H

#include "vm/vm.h"

enum { LEDGER_TEXT = 1024 };

/* LEDGER_EXACT: for statement ends and bytecode boundaries.  LEDGER_AT_LEAST: inside an allocation, when C code may
   own what it is putting together: no object has more holders than its count, no block is owned twice.
   LEDGER_AT_DEATH: likewise; an object whose count is 0 may still be on its generation's ring and
   in the table of interned strings. */
typedef enum LedgerMode { LEDGER_EXACT, LEDGER_AT_LEAST, LEDGER_AT_DEATH } LedgerMode;

/* ledger_selfcheck: proves heap_check, gc_check, each type's check slot, the ledger of every object and that every
   live block belongs to somebody.  NULL, or the first violated sentence, in [text].  Reads only; needs memory
   outside the image of a quarter of the heap's size. */
const char *ledger_selfcheck(Runtime *rt, LedgerMode mode, char text[LEDGER_TEXT]);

/* One reference to an object. */
typedef enum HolderKind {
    HOLDER_OBJECT,    /* another object, through its traverse */
    HOLDER_FRAME,     /* a running frame */
    HOLDER_ROOT,      /* the interpreter itself: a row of roots.def and the like */
    HOLDER_HOLD,      /* C code that runs */
    HOLDER_COLLECTOR, /* the collector, for a callback that is due */
    HOLDER_UNCOUNTED, /* refers to it, but does not count: no row of the ledger, told beside it */
    HOLDER_KINDS
} HolderKind;
typedef struct Holder {
    HolderKind kind;
    Obj *obj;         /* HOLDER_OBJECT */
    Frame *frame;     /* HOLDER_FRAME; HOLDER_HOLD: the frame that was running, or NULL */
    const char *role; /* a constant word */
    isize index;      /* -1: there is only one such reference */
    const Obj *owner; /* whose part [obj] is, a tuple, dict or cell: filled in by owners_find; NULL: nobody's */
    const char *part; /* as what */
    isize part_index;
} Holder;

/* ledger_each: calls [fn] for each reference to [o], roots first, then frames, then objects in address order; [fn]
   false stops.  Returns how many it called [fn] for. */
typedef bool (*HolderFn)(const Holder *holder, void *ctx);
isize ledger_each(Runtime *rt, const Obj *o, HolderFn fn, void *ctx);

/* ledger_expected: how many holders [o] must have: its count, without the interpreter's own for ever. */
isize ledger_expected(const Runtime *rt, const Obj *o);
bool ledger_is_static(const Runtime *rt, const Obj *o);

/* ---- what ledger, labels and views share: walking (walk.c) ------------------------------------------------------- */

/* walk_object: the object in the live block [block]; NULL: none is there (items, keys ..., or not yet). */
static inline Obj *walk_object(const Heap *h, const void *block)
{
    static const int8_t before[KIND_COUNT] = {-1, 0, 16, 32, -1, -1, -1, -1, -1};
    int skip = before[heap_kind(h, block)];
    return skip < 0 ? NULL : (Obj *)((char *)(uintptr_t)block + skip);
}
/* walk_block: the block that [o] is in; NULL: static, or not an object that lives. */
void *walk_block(const Runtime *rt, const Obj *o);
/* walk_is_object: whether [o] is an object that lives: in a block of its own kind with a count, or static. */
bool walk_is_object(const Runtime *rt, const Obj *o);
/* walk_dict: the dict of its attributes; NULL: it has none, or none was made. */
const Obj *walk_dict(const Obj *o);
/* walk_references: every counted reference that [o] owns.  Not all of them are shown by its traverse slot. */
int walk_references(Runtime *rt, Obj *o, Visit visit, void *ctx);
/* walk_collector: the references that the collector itself owns while callbacks run. */
int walk_collector(Runtime *rt, Visit visit, void *ctx);
/* walk_statics: every static object, once. */
void walk_statics(Runtime *rt, void (*fn)(Obj *o, void *ctx), void *ctx);
/* walk_carried_frame: the frame that a generator or a frame object carries with it; NULL: another object. */
const Frame *walk_carried_frame(const Runtime *rt, const Obj *o);
/* walk_carried_code: that frame's code, which a generator keeps longer than the frame. */
const Code *walk_carried_code(const Runtime *rt, const Obj *o);
/* walk_free_objects, walk_trash: what waits for reuse; what waits for its death. */
void walk_free_objects(Runtime *rt, void (*fn)(Obj *o, void *ctx), void *ctx);
void walk_trash(Runtime *rt, void (*fn)(Obj *o, void *ctx), void *ctx);

#endif
