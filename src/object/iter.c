/* iter.c - iterators over anything: by __getitem__ (iterator), by calling (callable_iterator), enumerate, reversed. */
#include "object/alias.h"
#include "object/seq.h"
#include "object/start.h"

/* ---- iterator: __getitem__ with 0, 1, 2 ... until IndexError ------------------------------------------------------------- */

OWN Obj *seq_iter_new(Runtime *rt, Obj *seq) { return seqiter_new(rt, TYPE_OF(rt, SEQ_ITER), seq, 0); }

/* Clears a pending IndexError or StopIteration; false: something else is pending. */
static bool is_end(Runtime *rt)
{
    return err_clear_if(rt, EXC_TYPE(rt, IndexError)) || err_clear_if(rt, EXC_TYPE(rt, StopIteration));
}

static OWN Obj *seq_step(Runtime *rt, Obj *o)
{
    SeqIter *it = (SeqIter *)o;
    if (!it->seq) return NULL;
    if (it->index == PTRDIFF_MAX) return err_format(rt, EXC_TYPE(rt, OverflowError), "iter index too large");
    Obj *item = seq_getitem(rt, it->seq, it->index);
    if (item) {
        it->index++;
        return item;
    }
    return is_end(rt) ? seqiter_exhaust(rt, it) : NULL;
}

METHOD(seq_length_hint, NOARGS, "__length_hint__()", "How many items are left, as far as the sequence knows.")
{
    const SeqIter *it = (const SeqIter *)self;
    if (!it->seq) return int_new(rt, 0);
    const Type *t = type_of(it->seq);
    if (!(t->sequence && t->sequence->len) && !(t->mapping && t->mapping->len)) return own(&rt->not_implemented);
    isize n = obj_len(rt, it->seq);
    if (n < 0) return NULL;
    return int_new(rt, n > it->index ? n - it->index : 0);
}

METHOD(seq_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    return seqiter_reduce(rt, (SeqIter *)self, "iter", (Obj *)&rt->empty_tuple);
}

METHOD(seq_setstate, ONE, "__setstate__(state, /)", "Goes to the item of that index.")
{
    return seqiter_setstate(rt, (SeqIter *)self, arg, 0, PTRDIFF_MAX);
}

static const MethodDef *const seq_methods[] = {&seq_length_hint_def, &seq_reduce_def, &seq_setstate_def, NULL};

const Type seq_iter_type = {
    .name = "iterator",
    .basicsize = sizeof(SeqIter),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = seqiter_dealloc,
    .traverse = seqiter_traverse,
    .check = seqiter_check,
    .getattr = generic_getattr,
    .iter = obj_self,
    .next = seq_step,
    .methods = seq_methods,
};

/* ---- callable_iterator: iter(callable, sentinel) ------------------------------------------------------------------------- */

typedef struct CallIter { /* both NULL when exhausted */
    Obj o;
    Obj *callable, *sentinel;
} CallIter;

OWN Obj *call_iter_new(Runtime *rt, Obj *callable, Obj *sentinel)
{
    CallIter *it = (CallIter *)gc_new(rt, TYPE_OF(rt, CALL_ITER));
    if (!it) return NULL;
    it->callable = own(callable);
    it->sentinel = own(sentinel);
    gc_track(rt, it);
    return &it->o;
}

static void call_exhaust(Runtime *rt, CallIter *it)
{
    CLEAR(rt, it->callable);
    CLEAR(rt, it->sentinel);
}

/* Calls; a Python function is kept alive by its frame, anything else by us: the call may exhaust this iterator. */
static OWN Obj *call_safely(Runtime *rt, Obj *callable)
{
    if (is_type(rt, callable, FUNCTION)) return obj_call0(rt, callable);
    int at = rt->hold_count;
    hold(rt, "result of the call", NULL);
    hold(rt, "callable being called", own(callable));
    rt->holds[at].ref = obj_call0(rt, callable);
    drop(rt);
    return unhold(rt);
}

static OWN Obj *call_step(Runtime *rt, Obj *o)
{
    CallIter *it = (CallIter *)o;
    if (!it->callable) return NULL;
    Obj *value = call_safely(rt, it->callable);
    if (value && it->sentinel) {
        hold(rt, "value being compared", value);
        int same = obj_compare_bool(rt, it->sentinel, value, CMP_EQ);
        value = unhold(rt);
        if (same == 0) return value;
        if (same > 0) {
            hold(rt, "the sentinel's equal", value);
            call_exhaust(rt, it);
            value = unhold(rt);
        }
    } else if (!value && err_clear_if(rt, EXC_TYPE(rt, StopIteration))) {
        call_exhaust(rt, it);
    }
    xdecref(rt, value);
    return NULL;
}

static void call_dealloc(Runtime *rt, Obj *o)
{
    gc_untrack(o);
    int trash = trash_begin(rt, o, call_dealloc);
    if (!trash) return;
    call_exhaust(rt, (CallIter *)o);
    gc_obj_free(rt, o);
    trash_end(rt, trash);
}

static int call_traverse(Obj *o, Visit visit, void *ctx)
{
    const CallIter *it = (const CallIter *)o;
    VISIT(it->callable, "callable", -1);
    VISIT(it->sentinel, "sentinel", -1);
    return 0;
}

METHOD(call_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    const CallIter *it = (const CallIter *)self;
    Obj *iter = seq_builtin_peek(rt, "iter");
    if (!iter) return NULL;
    if (it->callable && it->sentinel) return seq_reduce_take(rt, iter, tuple_pack(rt, 2, it->callable, it->sentinel), NULL);
    return seq_reduce_take(rt, iter, tuple_pack(rt, 1, &rt->empty_tuple), NULL);
}

static const MethodDef *const call_methods[] = {&call_reduce_def, NULL};

const Type call_iter_type = {
    .name = "callable_iterator",
    .basicsize = sizeof(CallIter),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = call_dealloc,
    .traverse = call_traverse,
    .getattr = generic_getattr,
    .iter = obj_self,
    .next = call_step,
    .methods = call_methods,
};

/* ---- enumerate ------------------------------------------------------------------------------------------------------------- */

typedef struct Enumerate {
    Obj o;
    isize index;
    Obj *it;
    Obj *result; /* the pair handed out last, used again when nobody else kept it */
    Obj *long_index; /* once index has reached its end */
    Obj *one;    /* borrowed, as in CPython: the static 1 */
} Enumerate;

static bool enum_set_start(Runtime *rt, Enumerate *e, Obj *start)
{
    Obj *first = number_index(rt, start);
    if (!first) return false;
    bool overflow = false;
    e->index = int_as_i64(first, &overflow);
    if (overflow) {
        e->index = PTRDIFF_MAX;
        e->long_index = first;
    } else {
        decref(rt, first);
    }
    return true;
}

static OWN Obj *enum_new(Runtime *rt, Type *type, Obj *iterable, Obj *start)
{
    Enumerate *e = (Enumerate *)type->alloc(rt, type, 0);
    if (!e) return NULL;
    hold(rt, "enumerate being made", e);
    e->one = (Obj *)&rt->small_ints[1 - SMALL_INT_MIN];
    bool ok = (!start || enum_set_start(rt, e, start)) && (e->it = obj_iter(rt, iterable)) != NULL &&
              (e->result = tuple_pack(rt, 2, NONE(rt), NONE(rt))) != NULL;
    Obj *o = unhold(rt);
    if (!ok) CLEAR(rt, o);
    return o;
}

static OWN Obj *enum_make(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "enumerate(iterable, start=0)", CALL_KEYWORDS, args, kwargs, &a)) return NULL;
    Obj *o = enum_new(rt, type, a.obj[0], a.obj[1]);
    args_done(rt, &a);
    return o;
}

/* The keywords of a call, one of each name at most; the one that is neither is the error. */
static bool enum_keywords(Runtime *rt, Obj *const *values, Obj *kwnames, Obj **iterable, Obj **start)
{
    for (isize i = 0, n = tuple_len(kwnames); i < n; i++) {
        Obj *name = tuple_peek(kwnames, i);
        if (!*iterable && str_equal_ascii(name, "iterable")) {
            *iterable = values[i];
        } else if (!*start && str_equal_ascii(name, "start") && (*iterable || n > 1)) {
            *start = values[i];
        } else {
            err_type(rt, "'%O' is an invalid keyword argument for enumerate()", name);
            return false;
        }
    }
    return true;
}

static OWN Obj *enum_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    isize n = vector_nargs(nargsf), nkw = kwnames ? tuple_len(kwnames) : 0;
    Obj *iterable = n > 0 ? args[0] : NULL, *start = n > 1 ? args[1] : NULL;
    if (n + nkw == 0) return err_type(rt, "enumerate() missing required argument 'iterable'");
    if (n + nkw > 2) return err_type(rt, "enumerate() takes at most %d arguments (%zd given)", 2, n + nkw);
    if (nkw && !enum_keywords(rt, args + n, kwnames, &iterable, &start)) return NULL;
    return enum_new(rt, (Type *)type, iterable, start);
}

/* The next index: counts in C as long as it fits. */
static OWN Obj *enum_next_index(Runtime *rt, Enumerate *e)
{
    if (e->index < PTRDIFF_MAX) return int_new(rt, e->index);
    if (!e->long_index && !(e->long_index = int_new(rt, PTRDIFF_MAX))) return NULL;
    Obj *after = int_add(rt, e->long_index, e->one), *index = e->long_index;
    if (!after) return NULL;
    e->long_index = after;
    return index;
}

static OWN Obj *enum_step(Runtime *rt, Obj *o)
{
    Enumerate *e = (Enumerate *)o;
    Obj *pair[2] = {NULL, type_of(e->it)->next(rt, e->it)};
    if (!pair[1]) return NULL;
    pair[0] = enum_next_index(rt, e);
    if (!pair[0]) {
        decref(rt, pair[1]);
        return NULL;
    }
    if (e->index < PTRDIFF_MAX) e->index++;
    if (!tuple_reusable(e->result)) return tuple_from_array_take(rt, pair, 2);
    Obj *result = tuple_reuse(rt, e->result), *old[2] = {tuple_peek(result, 0), tuple_peek(result, 1)};
    tuple_items(result)[0] = pair[0];
    tuple_items(result)[1] = pair[1];
    hold(rt, "pair handed out", result);
    decref(rt, old[0]);
    decref(rt, old[1]);
    return unhold(rt);
}

static void enum_dealloc(Runtime *rt, Obj *o)
{
    Enumerate *e = (Enumerate *)o;
    gc_untrack(o);
    int trash = trash_begin(rt, o, enum_dealloc);
    if (!trash) return;
    CLEAR(rt, e->it);
    CLEAR(rt, e->result);
    CLEAR(rt, e->long_index);
    gc_obj_free(rt, o);
    trash_end(rt, trash);
}

static int enum_traverse(Obj *o, Visit visit, void *ctx)
{
    const Enumerate *e = (const Enumerate *)o;
    VISIT(e->it, "iterator", -1);
    VISIT(e->result, "pair handed out last", -1);
    VISIT(e->long_index, "index", -1);
    return 0;
}

METHOD(enum_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    const Enumerate *e = (const Enumerate *)self;
    Obj *index = e->long_index ? own(e->long_index) : int_new(rt, e->index);
    if (!index) return NULL;
    hold(rt, "index", index);
    Obj *args = tuple_pack(rt, 2, e->it, index);
    drop(rt);
    return seq_reduce_take(rt, (Obj *)type_of(self), args, NULL);
}

static const MethodDef *const enum_methods[] = {&enum_reduce_def, &class_getitem_def, NULL};

const Type enumerate_type = {
    .name = "enumerate",
    .doc = "enumerate(iterable, start=0)\n\nPairs (index, item), the indices counted from start.",
    .basicsize = sizeof(Enumerate),
    .flags = TF_GC | TF_BASETYPE,
    .dealloc = enum_dealloc,
    .traverse = enum_traverse,
    .getattr = generic_getattr,
    .iter = obj_self,
    .next = enum_step,
    .methods = enum_methods,
    .new_ = enum_make,
    .vectorcall = enum_vectorcall,
};

/* ---- reversed ---------------------------------------------------------------------------------------------------------------- */

static OWN Obj *reversed_new(Runtime *rt, Type *type, Obj *seq)
{
    Obj *method = special_lookup(rt, seq, id_(rt, __reversed__));
    if (!method && err_pending(rt)) return NULL;
    if (method && !is_none(rt, method)) {
        int at = rt->hold_count;
        hold(rt, "result of __reversed__", NULL);
        hold(rt, "method being called", method);
        rt->holds[at].ref = obj_call0(rt, method);
        drop(rt);
        return unhold(rt);
    }
    if (method || !obj_is_sequence(rt, seq)) {
        xdecref(rt, method);
        return err_type(rt, "'%.200s' object is not reversible", type_of(seq)->name);
    }
    isize n = obj_len(rt, seq);
    if (n < 0) return NULL;
    SeqIter *it = (SeqIter *)type->alloc(rt, type, 0);
    if (!it) return NULL;
    it->index = n - 1;
    it->seq = own(seq);
    return &it->o;
}

static OWN Obj *reversed_make(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    if (type == TYPE_OF(rt, REVERSED) && !args_no_keywords(rt, "reversed", kwargs)) return NULL;
    if (!seq_check_count(rt, "reversed", tuple_len(args), 1, 1)) return NULL;
    return reversed_new(rt, type, tuple_peek(args, 0));
}

static OWN Obj *reversed_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    if (!seq_no_kwnames(rt, "reversed", kwnames) || !seq_check_count(rt, "reversed", vector_nargs(nargsf), 1, 1)) return NULL;
    return reversed_new(rt, (Type *)type, args[0]);
}

static OWN Obj *reversed_step(Runtime *rt, Obj *o)
{
    SeqIter *it = (SeqIter *)o;
    if (it->index >= 0 && it->seq) {
        Obj *item = seq_getitem(rt, it->seq, it->index);
        if (item) {
            it->index--;
            return item;
        }
        if (!is_end(rt)) return NULL;
    }
    it->index = -1;
    return seqiter_exhaust(rt, it);
}

static void reversed_dealloc(Runtime *rt, Obj *o)
{
    gc_untrack(o);
    int trash = trash_begin(rt, o, reversed_dealloc);
    if (!trash) return;
    CLEAR(rt, ((SeqIter *)o)->seq);
    gc_obj_free(rt, o);
    trash_end(rt, trash);
}

METHOD(reversed_length_hint, NOARGS, "__length_hint__()", "How many items are left.")
{
    const SeqIter *it = (const SeqIter *)self;
    if (!it->seq) return int_new(rt, 0);
    isize n = obj_len(rt, it->seq), left = it->index + 1;
    return n < 0 ? NULL : int_new(rt, n < left ? 0 : left);
}

METHOD(reversed_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    const SeqIter *it = (const SeqIter *)self;
    Obj *type = (Obj *)type_of(self);
    if (!it->seq) return seq_reduce_take(rt, type, tuple_pack(rt, 1, &rt->empty_tuple), NULL);
    Obj *args = tuple_pack(rt, 1, it->seq);
    return args ? seq_reduce_take(rt, type, args, int_new(rt, it->index)) : NULL;
}

METHOD(reversed_setstate, ONE, "__setstate__(state, /)", "Goes to the item of that index.")
{
    SeqIter *it = (SeqIter *)self;
    if (!is_int(arg)) return err_type(rt, "an integer is required");
    isize index = int_as_isize(rt, arg);
    if (index == -1 && err_pending(rt)) return NULL;
    if (it->seq) {
        isize n = obj_len(rt, it->seq);
        if (n < 0) return NULL;
        it->index = index < -1 ? -1 : index > n - 1 ? n - 1 : index;
    }
    return none_new(rt);
}

static const MethodDef *const reversed_methods[] = {&reversed_length_hint_def, &reversed_reduce_def, &reversed_setstate_def, NULL};

const Type reversed_type = {
    .name = "reversed",
    .doc = "reversed(sequence)\n\nAn iterator over the items, the last one first.",
    .basicsize = sizeof(SeqIter),
    .flags = TF_GC | TF_BASETYPE,
    .dealloc = reversed_dealloc,
    .traverse = seqiter_traverse,
    .check = seqiter_check,
    .getattr = generic_getattr,
    .iter = obj_self,
    .next = reversed_step,
    .methods = reversed_methods,
    .new_ = reversed_make,
    .vectorcall = reversed_vectorcall,
};
