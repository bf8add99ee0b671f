/* seq.h - what tuple, list, slice, range and the iterator types share among themselves.

   Private to these files of the room: everybody else uses object.h. */
#ifndef GH_OBJECT_SEQ_H
#define GH_OBJECT_SEQ_H

#include "object/object.h"

/* ---- arguments ---- */
/* seq_check_count: PyArg_CheckPositional's texts ("list expected at most 1 argument, got 2"). */
CHECK bool seq_check_count(Runtime *rt, const char *name, isize given, isize min, isize max);
/* seq_no_kwnames: refuses keywords of a vectorcall ("list() takes no keyword arguments"). */
CHECK bool seq_no_kwnames(Runtime *rt, const char *name, Obj *kwnames);
/* seq_bound: an index() bound: an integer, clamped to isize; None is refused. */
CHECK bool seq_bound(Runtime *rt, Obj *o, isize *out);

/* ---- comparing ---- */
/* seq_is_quiet: comparing two such objects runs no Python code. */
static inline bool seq_is_quiet(Runtime *rt, const Obj *o)
{
    const Type *t = type_of(o);
    return t == TYPE_OF(rt, INT) || t == TYPE_OF(rt, STR) || t == TYPE_OF(rt, FLOAT) || t == TYPE_OF(rt, BOOL) ||
           t == TYPE_OF(rt, NONE);
}
/* seq_same: 1 when [item] is or equals [value]; [item] is kept alive meanwhile, since its container may change. */
int seq_same(Runtime *rt, Obj *item, Obj *value);
/* seq_order: how two lengths compare, as a bool. */
OWN Obj *seq_order(Runtime *rt, isize a, isize b, CompareOp op);
/* seq_stack_ok: false with RecursionError when the C stack runs short. */
CHECK bool seq_stack_ok(Runtime *rt);

/* ---- pickling and hints ---- */
Obj *seq_builtin_peek(Runtime *rt, const char *name); /* AttributeError when there is none */
/* seq_reduce_take: (callable, args) or, with [state], (callable, args, state).  NULL args: fails. */
OWN Obj *seq_reduce_take(Runtime *rt, Obj *callable, TAKE Obj *args, TAKE Obj *state);

/* ---- SeqIter: iterators over str, bytes, list, tuple, __getitem__ ---- */
OWN Obj *seqiter_new(Runtime *rt, Type *t, Obj *seq, isize index);
void seqiter_dealloc(Runtime *rt, Obj *o);
int seqiter_traverse(Obj *o, Visit visit, void *ctx);
const char *seqiter_check(Runtime *rt, Obj *o);
/* seqiter_reduce: (builtin, (sequence,), index); (iter, (empty,)) when exhausted; [empty] NULL: a new list. */
OWN Obj *seqiter_reduce(Runtime *rt, SeqIter *it, const char *builtin, Obj *empty);
/* seqiter_setstate: goes to the index that [state] tells, kept within [first..last]; None. */
OWN Obj *seqiter_setstate(Runtime *rt, SeqIter *it, Obj *state, isize first, isize last);
/* seqiter_exhaust: lets the sequence go.  Always NULL. */
Obj *seqiter_exhaust(Runtime *rt, SeqIter *it);

/* ---- list.c ---- */
/* list_resize: makes [l] [n] long with CPython's room; what lies beyond the old length is undefined. */
CHECK bool list_resize(Runtime *rt, List *l, isize n);
CHECK bool list_reserve(Runtime *rt, List *l, isize n); /* the first items block: n rounded up to even */
void list_drop_items(Runtime *rt, List *l);             /* empties it, last item first */
OWN Obj *list_with_room(Runtime *rt, isize n);          /* length 0, room n */
OWN Obj *list_slice(Runtime *rt, Obj *l, isize start, isize stop);
/* list_release: drops [n] references, the last first; the hold stack accounts for those still to go. */
void list_release(Runtime *rt, Obj **items, isize n);
extern const SeqSlots list_sequence;
extern const MapSlots list_mapping;
OWN Obj *list_repr(Runtime *rt, Obj *o);
OWN Obj *list_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op);
void list_dealloc(Runtime *rt, Obj *o);
int list_traverse(Obj *o, Visit visit, void *ctx);
int list_clear(Runtime *rt, Obj *o);
void list_blocks(Obj *o, BlockVisit visit, void *ctx);
const char *list_check(Runtime *rt, Obj *o);

/* ---- slice.c ---- */
/* slice_long_indices: start, stop and step for a sequence of [length] >= 0 items, ints of any size, into out[0..2]
   (NULL before); what is there on failure is the caller's to drop, too. */
CHECK bool slice_long_indices(Runtime *rt, Obj *slice, Obj *length, Obj *out[3]);

/* ---- tuple.c ---- */
/* tuple_resize_take: makes a tuple that only we have longer (new items NULL) or shorter; it stays tracked. */
OWN Obj *tuple_resize_take(Runtime *rt, TAKE Obj *t, isize n);
/* tuple_reusable: for iterators that hand out the same result tuple again while nobody else has it. */
static inline bool tuple_reusable(const Obj *t) { return t->refcnt == 1; }
OWN Obj *tuple_reuse(Runtime *rt, Obj *t); /* another reference, tracked again */

#endif
