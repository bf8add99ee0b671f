/* tuple.c - the tuple type: a fixed number of owned references behind the head.

   Tuples of 1 to 20 items that die wait on free lists, 2,000 of each length, linked through their first item; ()
   is one static object.  A new tuple is tracked; a collection stops tracking those whose items cannot be part of
   a cycle (tuple_maybe_untrack).

   Invariants (proved by tuple_check): every item is NULL (the tuple is being filled or is dying) or alive. */
#include <stdarg.h>
#include <string.h>

#include "object/alias.h"
#include "object/seq.h"
#include "object/start.h"

CHECK bool tuple_start(Runtime *rt)
{
    rt->empty_tuple.v.base.refcnt = STATIC_REFCNT;
    rt->empty_tuple.v.base.type = TYPE_OF(rt, TUPLE);
    rt->empty_tuple.v.size = 0;
    return true;
}

/* ---- making ------------------------------------------------------------------------------------------------------ */

static inline OWN Obj *empty(Runtime *rt) { return own(&rt->empty_tuple); }

/* A tuple from the free list of its length, or NULL. */
static inline Obj *take_free(Runtime *rt, isize n)
{
    if (n > TUPLE_CLASSES) return NULL;
    Obj *o = rt->free_lists.tuples[n - 1];
    if (!o) return NULL;
    rt->free_lists.tuples[n - 1] = tuple_peek(o, 0);
    rt->free_lists.tuple_count[n - 1]--;
    o->refcnt = 1;
    EMIT(rt, REUSED, o, NULL, 0, 0);
    return o;
}

/* [n] > 0 undefined items, untracked. */
static inline OWN Obj *alloc(Runtime *rt, isize n)
{
    Obj *o = take_free(rt, n);
    return o ? o : gc_var_new(rt, TYPE_OF(rt, TUPLE), n);
}

OWN Obj *tuple_new(Runtime *rt, isize n)
{
    if (n == 0) return empty(rt);
    if (n < 0) return err_bad_internal(rt, "tuple_new");
    Obj *o = alloc(rt, n);
    if (!o) return NULL;
    memset(tuple_items(o), 0, (size_t)n * sizeof(Obj *));
    gc_track(rt, o);
    return o;
}

OWN Obj *tuple_from_array(Runtime *rt, Obj *const *items, isize n)
{
    if (n == 0) return empty(rt);
    Obj *o = alloc(rt, n);
    if (!o) return NULL;
    Obj **to = tuple_items(o);
    for (isize i = 0; i < n; i++) to[i] = own(items[i]);
    gc_track(rt, o);
    return o;
}

OWN Obj *tuple_from_array_take(Runtime *rt, TAKE Obj *const *items, isize n)
{
    if (n == 0) return empty(rt);
    Obj *o = take_free(rt, n);
    if (UNLIKELY(!o)) {
        hold_array(rt, "item on its way into a tuple", (Obj **)(uintptr_t)items, n);
        o = gc_var_new(rt, TYPE_OF(rt, TUPLE), n);
        unhold(rt);
        if (!o) {
            for (isize i = 0; i < n; i++) decref(rt, items[i]);
            return NULL;
        }
    }
    memcpy(tuple_items(o), items, (size_t)n * sizeof(Obj *));
    gc_track(rt, o);
    return o;
}

OWN Obj *tuple_pack(Runtime *rt, int n, ...)
{
    if (n == 0) return empty(rt);
    Obj *o = alloc(rt, n);
    if (!o) return NULL;
    va_list ap;
    va_start(ap, n);
    for (int i = 0; i < n; i++) tuple_items(o)[i] = own(va_arg(ap, Obj *));
    va_end(ap);
    gc_track(rt, o);
    return o;
}

OWN Obj *tuple_slice(Runtime *rt, Obj *t, isize start, isize stop)
{
    isize n = tuple_len(t);
    if (start < 0) start = 0;
    if (stop > n) stop = n;
    if (stop < start) stop = start;
    if (start == 0 && stop == n && is_type(rt, t, TUPLE)) return own(t);
    return tuple_from_array(rt, tuple_items(t) + start, stop - start);
}

OWN Obj *list_to_tuple(Runtime *rt, Obj *l)
{
    isize n = list_len(l);
    Obj *t = tuple_new(rt, n); /* a collection inside may change the list */
    if (!t) return NULL;
    isize have = list_len(l) < n ? list_len(l) : n;
    for (isize i = 0; i < have; i++) tuple_items(t)[i] = own(list_peek(l, i));
    return have < n ? tuple_resize_take(rt, t, have) : t;
}

OWN Obj *tuple_resize_take(Runtime *rt, TAKE Obj *t, isize n)
{
    isize old = tuple_len(t);
    if (old == n) return t;
    if (old == 0 || n == 0) {
        decref(rt, t);
        return tuple_new(rt, n);
    }
    gc_untrack(t);
    for (isize i = n; i < old; i++) CLEAR(rt, tuple_items(t)[i]);
    t = gc_var_resize_take(rt, t, n);
    if (!t) return NULL;
    if (n > old) memset(tuple_items(t) + old, 0, (size_t)(n - old) * sizeof(Obj *));
    gc_track(rt, t);
    return t;
}

OWN Obj *tuple_reuse(Runtime *rt, Obj *t)
{
    if (!gc_is_tracked(t)) gc_track(rt, t);
    return own(t);
}

/* ---- dying, the collector ------------------------------------------------------------------------------------------ */

static bool keep_free(Runtime *rt, Obj *o)
{
    isize n = tuple_len(o);
    if (n == 0 || n > TUPLE_CLASSES || !is_type(rt, o, TUPLE)) return false;
    if (rt->free_lists.tuple_count[n - 1] >= FREE_TUPLES) return false;
    tuple_items(o)[0] = rt->free_lists.tuples[n - 1];
    rt->free_lists.tuples[n - 1] = o;
    rt->free_lists.tuple_count[n - 1]++;
    EMIT(rt, KEPT, o, NULL, 0, 0);
    return true;
}

static void tuple_dealloc(Runtime *rt, Obj *o)
{
    gc_untrack(o);
    int trash = trash_begin(rt, o, tuple_dealloc);
    if (!trash) return;
    for (isize i = tuple_len(o); --i >= 0;) CLEAR(rt, tuple_items(o)[i]);
    if (!keep_free(rt, o)) gc_obj_free(rt, o);
    trash_end(rt, trash);
}

void tuple_clear_free_lists(Runtime *rt)
{
    for (int i = 0; i < TUPLE_CLASSES; i++) {
        Obj *o = rt->free_lists.tuples[i];
        rt->free_lists.tuples[i] = NULL;
        rt->free_lists.tuple_count[i] = 0;
        while (o) {
            Obj *next = tuple_peek(o, 0);
            gc_obj_free(rt, o);
            o = next;
        }
    }
}

static int tuple_traverse(Obj *o, Visit visit, void *ctx)
{
    for (isize i = tuple_len(o); --i >= 0;) VISIT(tuple_peek(o, i), "item", i);
    return 0;
}

void tuple_maybe_untrack(Runtime *rt, Obj *t)
{
    if (!is_type(rt, t, TUPLE) || !gc_is_tracked(t)) return;
    for (isize i = 0, n = tuple_len(t); i < n; i++) {
        Obj *item = tuple_peek(t, i);
        if (!item) return;
        if (obj_is_gc(rt, item) && (!is_type(rt, item, TUPLE) || gc_is_tracked(item))) return;
    }
    gc_untrack(t);
}

static const char *tuple_check(Runtime *rt UNUSED, Obj *o)
{
    if (tuple_len(o) < 0) return "a tuple has a negative length";
    for (isize i = tuple_len(o); --i >= 0;)
        if (tuple_peek(o, i) && tuple_peek(o, i)->refcnt <= 0) return "a tuple's item is dead";
    return NULL;
}

/* ---- slots --------------------------------------------------------------------------------------------------------- */

/* xxHash as CPython uses it on the items' hashes. */
static Hash tuple_hash(Runtime *rt, Obj *o)
{
    const uint64_t prime1 = 11400714785074694791u, prime2 = 14029467366897019727u, prime5 = 2870177450012600261u;
    uint64_t acc = prime5;
    isize n = tuple_len(o);
    if (!seq_stack_ok(rt)) return -1;
    for (isize i = 0; i < n; i++) {
        Hash h = obj_hash(rt, tuple_peek(o, i));
        if (h == -1) return -1;
        acc += (uint64_t)h * prime2;
        acc = (acc << 31) | (acc >> 33);
        acc *= prime1;
    }
    acc += (uint64_t)n ^ (prime5 ^ 3527539u);
    return acc == UINT64_MAX ? 1546275796 : (Hash)acc;
}

static OWN Obj *tuple_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (!is_tuple(a) || !is_tuple(b)) return own(&rt->not_implemented);
    isize na = tuple_len(a), nb = tuple_len(b), i = 0;
    for (; i < na && i < nb; i++) {
        int same = obj_compare_bool(rt, tuple_peek(a, i), tuple_peek(b, i), CMP_EQ);
        if (same < 0) return NULL;
        if (!same) break;
    }
    if (i >= na || i >= nb) return seq_order(rt, na, nb, op);
    if (op == CMP_EQ || op == CMP_NE) return bool_new(rt, op == CMP_NE);
    return obj_compare(rt, tuple_peek(a, i), tuple_peek(b, i), op);
}

static bool repr_items(Runtime *rt, Obj *o, Buf *b)
{
    isize n = tuple_len(o);
    buf_char(b, '(');
    for (isize i = 0; i < n; i++) {
        if (i) buf_str(b, ", ");
        Obj *s = obj_repr(rt, tuple_peek(o, i));
        if (!s) return false;
        bool ok = str_add_utf8(b, s);
        decref(rt, s);
        if (!ok) return err_no_memory(rt), false;
        if (UNLIKELY(rt_poll(rt))) return false;
    }
    buf_str(b, n == 1 ? ",)" : ")");
    return !b->failed || (err_no_memory(rt), false);
}

static OWN Obj *tuple_repr(Runtime *rt, Obj *o)
{
    if (tuple_len(o) == 0) return str_from(rt, "()");
    int entered = repr_enter(rt, o);
    if (entered != 0) return entered > 0 ? str_from(rt, "(...)") : NULL;
    Buf b = {0};
    Obj *s = repr_items(rt, o, &b) ? str_from_utf8(rt, b.data, b.len) : NULL;
    buf_free(&b);
    repr_leave(rt, o);
    return s;
}

static isize tuple_length(Runtime *rt UNUSED, Obj *o) { return tuple_len(o); }

static int tuple_contains(Runtime *rt, Obj *o, Obj *value)
{
    int same = 0;
    for (isize i = 0, n = tuple_len(o); same == 0 && i < n; i++)
        same = obj_compare_bool(rt, tuple_peek(o, i), value, CMP_EQ);
    return same;
}

static OWN Obj *tuple_item(Runtime *rt, Obj *o, isize i)
{
    if ((size_t)i < (size_t)tuple_len(o)) return own(tuple_peek(o, i));
    return err_format(rt, EXC_TYPE(rt, IndexError), "tuple index out of range");
}

static OWN Obj *tuple_concat(Runtime *rt, Obj *a, Obj *b)
{
    if (tuple_len(a) == 0 && is_type(rt, b, TUPLE)) return own(b);
    if (!is_tuple(b)) return err_type(rt, "can only concatenate tuple (not \"%.200s\") to tuple", type_of(b)->name);
    if (tuple_len(b) == 0 && is_type(rt, a, TUPLE)) return own(a);
    isize na = tuple_len(a), nb = tuple_len(b);
    if (na > PTRDIFF_MAX - nb) return err_no_memory(rt);
    if (na + nb == 0) return empty(rt);
    Obj *o = alloc(rt, na + nb);
    if (!o) return NULL;
    Obj **to = tuple_items(o);
    for (isize i = 0; i < na; i++) *to++ = own(tuple_peek(a, i));
    for (isize i = 0; i < nb; i++) *to++ = own(tuple_peek(b, i));
    gc_track(rt, o);
    return o;
}

static OWN Obj *tuple_repeat(Runtime *rt, Obj *a, isize times)
{
    isize n = tuple_len(a);
    if ((n == 0 || times == 1) && is_type(rt, a, TUPLE)) return own(a);
    if (n == 0 || times <= 0) return empty(rt);
    if (n > PTRDIFF_MAX / times) return err_no_memory(rt);
    Obj *o = alloc(rt, n * times);
    if (!o) return NULL;
    Obj **from = tuple_items(a), **to = tuple_items(o);
    for (isize i = 0; i < n; i++) {
        from[i]->refcnt += times;
        for (isize k = 0; k < times; k++) to[k * n + i] = from[i];
    }
    gc_track(rt, o);
    return o;
}

static OWN Obj *slice_of(Runtime *rt, Obj *o, Obj *slice)
{
    isize start, stop, step;
    if (!slice_unpack(rt, slice, &start, &stop, &step)) return NULL;
    isize n = slice_adjust(tuple_len(o), &start, &stop, step);
    if (n <= 0) return empty(rt);
    if (start == 0 && step == 1 && n == tuple_len(o) && is_type(rt, o, TUPLE)) return own(o);
    Obj *t = alloc(rt, n);
    if (!t) return NULL;
    for (isize i = 0, at = start; i < n; i++, at += step) tuple_items(t)[i] = own(tuple_peek(o, at));
    gc_track(rt, t);
    return t;
}

static OWN Obj *tuple_subscript(Runtime *rt, Obj *o, Obj *key)
{
    if (obj_has_index(key)) {
        isize i;
        if (!number_as_isize(rt, key, EXC_TYPE(rt, IndexError), &i)) return NULL;
        return tuple_item(rt, o, i < 0 ? i + tuple_len(o) : i);
    }
    if (is_type(rt, key, SLICE)) return slice_of(rt, o, key);
    return err_type(rt, "tuple indices must be integers or slices, not %.200s", type_of(key)->name);
}

/* ---- making from Python ---------------------------------------------------------------------------------------------- */

static OWN Obj *new_of_subtype(Runtime *rt, Type *type, Obj *iterable)
{
    Obj *items = iterable ? tuple_from_iterable(rt, iterable) : empty(rt);
    if (!items) return NULL;
    hold(rt, "items of the tuple being made", items);
    isize n = tuple_len(items);
    Obj *o = type->alloc(rt, type, n);
    if (o)
        for (isize i = 0; i < n; i++) tuple_items(o)[i] = own(tuple_peek(items, i));
    return drop_keep(rt, 1, o);
}

static OWN Obj *tuple_make(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    const Type *tuple = TYPE_OF(rt, TUPLE);
    if ((type == tuple || type->init == tuple->init) && !args_no_keywords(rt, "tuple", kwargs)) return NULL;
    if (!seq_check_count(rt, "tuple", tuple_len(args), 0, 1)) return NULL;
    Obj *iterable = tuple_len(args) ? tuple_peek(args, 0) : NULL;
    if (type != tuple) return new_of_subtype(rt, type, iterable);
    return iterable ? tuple_from_iterable(rt, iterable) : empty(rt);
}

static OWN Obj *tuple_vectorcall(Runtime *rt, Obj *type UNUSED, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    if (!seq_no_kwnames(rt, "tuple", kwnames)) return NULL;
    isize n = vector_nargs(nargsf);
    if (!seq_check_count(rt, "tuple", n, 0, 1)) return NULL;
    return n ? tuple_from_iterable(rt, args[0]) : empty(rt);
}

/* ---- methods ----------------------------------------------------------------------------------------------------------- */

METHOD(tuple_index, POSITIONAL, "index(value, start=0, stop=maxsize, /)",
       "Index of the first item that equals value.\n\nRaises ValueError when there is none.")
{
    isize n = tuple_len(self), start = 0, stop = PTRDIFF_MAX;
    if (a->obj[1] && !seq_bound(rt, a->obj[1], &start)) return NULL;
    if (a->obj[2] && !seq_bound(rt, a->obj[2], &stop)) return NULL;
    if (start < 0 && (start += n) < 0) start = 0;
    if (stop < 0) stop += n;
    if (stop > n) stop = n;
    for (isize i = start; i < stop; i++) {
        int same = obj_compare_bool(rt, tuple_peek(self, i), a->obj[0], CMP_EQ);
        if (same) return same > 0 ? int_new(rt, i) : NULL;
    }
    return err_value(rt, "tuple.index(x): x not in tuple");
}

METHOD(tuple_count, ONE, "count(value, /)", "How many items equal value.")
{
    isize count = 0;
    for (isize i = 0, n = tuple_len(self); i < n; i++) {
        int same = obj_compare_bool(rt, tuple_peek(self, i), arg, CMP_EQ);
        if (same < 0) return NULL;
        count += same;
    }
    return int_new(rt, count);
}

METHOD(tuple_getnewargs, NOARGS, "__getnewargs__()", "")
{
    Obj *items = tuple_slice(rt, self, 0, tuple_len(self));
    return items ? tuple_from_array_take(rt, &items, 1) : NULL;
}

static const MethodDef *const methods[] = {&tuple_getnewargs_def, &tuple_index_def, &tuple_count_def, &class_getitem_def, NULL};

/* ---- the iterator -------------------------------------------------------------------------------------------------------- */

static OWN Obj *tuple_iter(Runtime *rt, Obj *o) { return seqiter_new(rt, TYPE_OF(rt, TUPLE_ITER), o, 0); }

static OWN Obj *iter_step(Runtime *rt, Obj *o)
{
    SeqIter *it = (SeqIter *)o;
    if (!it->seq) return NULL;
    if (it->index < tuple_len(it->seq)) return own(tuple_peek(it->seq, it->index++));
    return seqiter_exhaust(rt, it);
}

METHOD(iter_length_hint, NOARGS, "__length_hint__()", "How many items are left.")
{
    const SeqIter *it = (const SeqIter *)self;
    return int_new(rt, it->seq ? tuple_len(it->seq) - it->index : 0);
}

METHOD(iter_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    return seqiter_reduce(rt, (SeqIter *)self, "iter", (Obj *)&rt->empty_tuple);
}

METHOD(iter_setstate, ONE, "__setstate__(state, /)", "Goes to the item of that index.")
{
    SeqIter *it = (SeqIter *)self;
    return seqiter_setstate(rt, it, arg, 0, it->seq ? tuple_len(it->seq) : 0);
}

static const MethodDef *const iter_methods[] = {&iter_length_hint_def, &iter_reduce_def, &iter_setstate_def, NULL};

/* ---- the types ------------------------------------------------------------------------------------------------------------- */

static const SeqSlots sequence = {.len = tuple_length, .concat = tuple_concat, .repeat = tuple_repeat, .item = tuple_item,
                                  .contains = tuple_contains};
static const MapSlots mapping = {.len = tuple_length, .subscript = tuple_subscript};

const Type tuple_type = {
    .name = "tuple",
    .doc = "A sequence that cannot be changed.\n\ntuple() is empty; tuple(iterable) has the iterable's items, and is the "
           "argument itself when that is a tuple.",
    .basicsize = offsetof(Tuple, items),
    .itemsize = sizeof(Obj *),
    .flags = TF_GC | TF_BASETYPE | TF_TUPLE | TF_SEQUENCE | TF_MATCH_SELF,
    .dealloc = tuple_dealloc,
    .traverse = tuple_traverse,
    .check = tuple_check,
    .untrack = tuple_maybe_untrack,
    .repr = tuple_repr,
    .hash = tuple_hash,
    .compare = tuple_compare,
    .sequence = &sequence,
    .mapping = &mapping,
    .getattr = generic_getattr,
    .iter = tuple_iter,
    .methods = methods,
    .new_ = tuple_make,
    .vectorcall = tuple_vectorcall,
};

const Type tuple_iter_type = {
    .name = "tuple_iterator",
    .basicsize = sizeof(SeqIter),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = seqiter_dealloc,
    .traverse = seqiter_traverse,
    .check = seqiter_check,
    .getattr = generic_getattr,
    .iter = obj_self,
    .next = iter_step,
    .methods = iter_methods,
};
