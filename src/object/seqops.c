/* seqops.c - what all sequences and iterables have in common: searching by iteration, making lists and tuples of
   anything iterable, and the small parts that the sequence types share. */
#include "object/seq.h"
#include "object/type.h"

/* ---- arguments ------------------------------------------------------------------------------------------------- */

CHECK bool seq_check_count(Runtime *rt, const char *name, isize given, isize min, isize max)
{
    if (given >= min && given <= max) return true;
    isize bound = given < min ? min : max;
    err_type(rt, "%s expected %s%zd argument%s, got %zd", name, min == max ? "" : given < min ? "at least " : "at most ",
             bound, bound == 1 ? "" : "s", given);
    return false;
}

CHECK bool seq_no_kwnames(Runtime *rt, const char *name, Obj *kwnames)
{
    if (!kwnames || tuple_len(kwnames) == 0) return true;
    err_type(rt, "%s() takes no keyword arguments", name);
    return false;
}

CHECK bool seq_bound(Runtime *rt, Obj *o, isize *out)
{
    if (obj_has_index(o)) return number_as_isize(rt, o, NULL, out);
    err_type(rt, "slice indices must be integers or have an __index__ method");
    return false;
}

/* ---- lengths ----------------------------------------------------------------------------------------------------- */

/* What __length_hint__ answered, checked; consumes [answer]. */
static isize hint_value_take(Runtime *rt, TAKE Obj *answer, isize otherwise)
{
    isize n = otherwise;
    if (answer != &rt->not_implemented) {
        if (!is_int(answer)) {
            err_type(rt, "__length_hint__ must be an integer, not %.100s", type_of(answer)->name);
            n = -1;
        } else if (!int_to_isize(rt, answer, &n)) {
            n = -1;
        } else if (n < 0) {
            err_value(rt, "__length_hint__() should return >= 0");
            n = -1;
        }
    }
    decref(rt, answer);
    return n;
}

isize obj_length_hint(Runtime *rt, Obj *o, isize otherwise)
{
    Type *t = type_of(o);
    if ((t->sequence && t->sequence->len) || (t->mapping && t->mapping->len)) {
        isize n = obj_len(rt, o);
        if (n >= 0 || !err_clear_if(rt, EXC_TYPE(rt, TypeError))) return n;
    }
    bool unbound;
    Obj *method = special_method(rt, o, id_(rt, __length_hint__), &unbound);
    if (!method) return err_pending(rt) ? -1 : otherwise;
    hold(rt, "method being called", method);
    Obj *answer = drop_keep(rt, 1, unbound ? obj_call1(rt, method, o) : obj_call0(rt, method));
    if (!answer) return err_clear_if(rt, EXC_TYPE(rt, TypeError)) ? otherwise : -1;
    return hint_value_take(rt, answer, otherwise);
}

/* ---- comparing ------------------------------------------------------------------------------------------------- */

int seq_same(Runtime *rt, Obj *item, Obj *value)
{
    if (item == value) return 1;
    if (seq_is_quiet(rt, item) && seq_is_quiet(rt, value)) return obj_compare_bool(rt, item, value, CMP_EQ);
    hold(rt, "item being compared", own(item));
    int same = obj_compare_bool(rt, item, value, CMP_EQ);
    drop(rt);
    return same;
}

OWN Obj *seq_order(Runtime *rt, isize a, isize b, CompareOp op)
{
    switch (op) {
    case CMP_LT: return bool_new(rt, a < b);
    case CMP_LE: return bool_new(rt, a <= b);
    case CMP_EQ: return bool_new(rt, a == b);
    case CMP_NE: return bool_new(rt, a != b);
    case CMP_GT: return bool_new(rt, a > b);
    default: return bool_new(rt, a >= b);
    }
}

CHECK bool seq_stack_ok(Runtime *rt)
{
    if (LIKELY((char *)__builtin_frame_address(0) > rt->c_stack_low)) return true;
    err_format(rt, EXC_TYPE(rt, RecursionError), "maximum recursion depth exceeded");
    return false;
}

/* Counts [value], finds its index, or whether it is there, among what [it] yields. */
static isize search(Runtime *rt, Obj *it, Obj *value, int what)
{
    isize n = 0;
    for (Obj *item; (item = iter_next(rt, it)) != NULL;) {
        hold(rt, "item being compared", item);
        int same = obj_compare_bool(rt, item, value, CMP_EQ);
        drop(rt);
        if (same < 0 || UNLIKELY(rt_poll(rt))) return -1;
        if (same && what == 1) return n;
        if (same && what == 2) return 1;
        if (what == 1 || (what == 0 && same)) n++;
    }
    if (err_pending(rt)) return -1;
    if (what != 1) return n;
    err_value(rt, "sequence.index(x): x not in sequence");
    return -1;
}

isize seq_index(Runtime *rt, Obj *o, Obj *value, int what)
{
    Obj *it = obj_iter(rt, o);
    if (!it) {
        if (err_clear_if(rt, EXC_TYPE(rt, TypeError)))
            err_type(rt, "argument of type '%.200s' is not iterable", type_of(o)->name);
        return -1;
    }
    hold(rt, "iterator", it);
    isize n = search(rt, it, value, what);
    drop(rt);
    return n;
}

/* ---- pickling -------------------------------------------------------------------------------------------------- */

Obj *seq_builtin_peek(Runtime *rt, const char *name)
{
    Obj *o = rt->builtins ? dict_get_str_peek(rt, rt->builtins, name) : NULL;
    if (!o && !err_pending(rt)) err_format(rt, EXC_TYPE(rt, AttributeError), "%s", name);
    return o;
}

OWN Obj *seq_reduce_take(Runtime *rt, Obj *callable, TAKE Obj *args, TAKE Obj *state)
{
    hold(rt, "arguments to rebuild it", args);
    hold(rt, "state to rebuild it", state);
    Obj *result = NULL;
    if (callable && args) result = state ? tuple_pack(rt, 3, callable, args, state) : tuple_pack(rt, 2, callable, args);
    return drop_keep(rt, 2, result);
}

/* ---- SeqIter --------------------------------------------------------------------------------------------------- */

OWN Obj *seqiter_new(Runtime *rt, Type *t, Obj *seq, isize index)
{
    SeqIter *it = (SeqIter *)gc_new(rt, t);
    if (!it) return NULL;
    it->index = index;
    it->seq = own(seq);
    gc_track(rt, it);
    return &it->o;
}

void seqiter_dealloc(Runtime *rt, Obj *o)
{
    gc_untrack(o);
    int trash = trash_begin(rt, o, seqiter_dealloc);
    if (!trash) return;
    CLEAR(rt, ((SeqIter *)o)->seq);
    gc_obj_free(rt, o);
    trash_end(rt, trash);
}

int seqiter_traverse(Obj *o, Visit visit, void *ctx)
{
    VISIT(((SeqIter *)o)->seq, "sequence", -1);
    return 0;
}

const char *seqiter_check(Runtime *rt UNUSED, Obj *o)
{
    const SeqIter *it = (const SeqIter *)o;
    return it->seq && it->seq->refcnt <= 0 ? "an iterator's sequence is dead" : NULL;
}

Obj *seqiter_exhaust(Runtime *rt, SeqIter *it)
{
    CLEAR(rt, it->seq);
    return NULL;
}

OWN Obj *seqiter_reduce(Runtime *rt, SeqIter *it, const char *builtin, Obj *empty)
{
    Obj *callable = seq_builtin_peek(rt, it->seq ? builtin : "iter");
    if (!callable) return NULL;
    if (!it->seq) {
        empty = empty ? own(empty) : list_new(rt, 0);
        return seq_reduce_take(rt, callable, empty ? tuple_from_array_take(rt, &empty, 1) : NULL, NULL);
    }
    Obj *index = int_new(rt, it->index);
    hold(rt, "index", index);
    Obj *args = index ? tuple_pack(rt, 1, it->seq) : NULL;
    index = unhold(rt);
    return seq_reduce_take(rt, callable, args, index);
}

OWN Obj *seqiter_setstate(Runtime *rt, SeqIter *it, Obj *state, isize first, isize last)
{
    if (!is_int(state)) return err_type(rt, "an integer is required");
    isize index = int_as_isize(rt, state);
    if (index == -1 && err_pending(rt)) return NULL;
    if (it->seq) it->index = index < first ? first : index > last ? last : index;
    return none_new(rt);
}

/* ---- anything iterable into a list ----------------------------------------------------------------------------- */

/* Appends the items of a list or tuple: their number is known and no Python code runs. */
static bool extend_fast(Runtime *rt, List *l, Obj *fast)
{
    isize n = fast_len(fast), old = l->v.size;
    if (n == 0) return true;
    if (!l->items) {
        if (!list_reserve(rt, l, n)) return false;
        l->v.size = n;
    } else if (!list_resize(rt, l, old + n)) {
        return false;
    }
    Obj **from = fast_items(fast); /* after the resize: it may be this very list */
    for (isize i = 0; i < n; i++) l->items[old + i] = own(from[i]);
    return true;
}

/* Makes room for as many items as [iterable] promises. */
static bool extend_reserve(Runtime *rt, List *l, Obj *iterable)
{
    isize n = obj_length_hint(rt, iterable, 8);
    if (n < 0) return false;
    isize old = l->v.size;
    if (old > PTRDIFF_MAX - n) return true; /* perhaps the promise was wrong */
    if (!l->items) return n == 0 || list_reserve(rt, l, n);
    if (!list_resize(rt, l, old + n)) return false;
    l->v.size = old;
    return true;
}

static bool extend_from(Runtime *rt, List *l, Obj *it)
{
    NextFn next = type_of(it)->next;
    for (;;) {
        Obj *item = next(rt, it);
        if (!item) {
            if (err_pending(rt) && !err_clear_if(rt, EXC_TYPE(rt, StopIteration))) return false;
            break;
        }
        if (LIKELY(l->v.size < l->room)) {
            l->items[l->v.size++] = item;
        } else if (!list_append_take(rt, &l->v.base, item)) {
            return false;
        }
        if (UNLIKELY(rt_poll(rt))) return false;
    }
    return l->v.size >= l->room || list_resize(rt, l, l->v.size);
}

CHECK bool list_extend(Runtime *rt, Obj *list, Obj *iterable)
{
    List *l = (List *)list;
    if (is_type(rt, iterable, LIST) || is_type(rt, iterable, TUPLE) || list == iterable)
        return extend_fast(rt, l, iterable);
    Obj *it = obj_iter(rt, iterable);
    if (!it) return false;
    hold(rt, "iterator", it);
    bool ok = extend_reserve(rt, l, iterable) && extend_from(rt, l, it);
    drop(rt);
    return ok;
}

OWN Obj *list_from_iterable(Runtime *rt, Obj *iterable)
{
    Obj *l = list_new(rt, 0);
    if (!l) return NULL;
    hold(rt, "list being built", l);
    bool ok = list_extend(rt, l, iterable);
    l = unhold(rt);
    if (!ok) CLEAR(rt, l);
    return l;
}

OWN Obj *seq_fast(Runtime *rt, Obj *o, const char *message)
{
    if (is_type(rt, o, LIST) || is_type(rt, o, TUPLE)) return own(o);
    Obj *it = obj_iter(rt, o);
    if (!it) {
        if (err_clear_if(rt, EXC_TYPE(rt, TypeError))) err_type(rt, "%s", message);
        return NULL;
    }
    hold(rt, "iterator", it);
    return drop_keep(rt, 1, list_from_iterable(rt, it));
}

/* ---- anything iterable into a tuple ---------------------------------------------------------------------------- */

/* Fills [t], which has [n] places, from [it]; consumes [t]. */
static OWN Obj *fill_tuple_take(Runtime *rt, TAKE Obj *t, isize n, Obj *it)
{
    for (isize i = 0;; i++) {
        hold(rt, "tuple being built", t);
        Obj *item = iter_next(rt, it);
        bool stop = UNLIKELY(rt_poll(rt));
        t = unhold(rt);
        if (!item && !err_pending(rt)) return i < n ? tuple_resize_take(rt, t, i) : t;
        if (!item || stop) {
            xdecref(rt, item);
            decref(rt, t);
            return NULL;
        }
        if (i >= n) {
            n += 10;
            n += n >> 2;
            hold(rt, "item on its way into a tuple", item);
            t = tuple_resize_take(rt, t, n);
            item = unhold(rt);
            if (!t) {
                decref(rt, item);
                return NULL;
            }
        }
        tuple_items(t)[i] = item;
    }
}

OWN Obj *tuple_from_iterable(Runtime *rt, Obj *iterable)
{
    if (is_type(rt, iterable, TUPLE)) return own(iterable);
    if (is_type(rt, iterable, LIST)) return list_to_tuple(rt, iterable);
    Obj *it = obj_iter(rt, iterable);
    if (!it) return NULL;
    hold(rt, "iterator", it);
    isize n = obj_length_hint(rt, iterable, 10);
    Obj *t = n < 0 ? NULL : tuple_new(rt, n);
    if (t) t = fill_tuple_take(rt, t, n, it);
    return drop_keep(rt, 1, t);
}
