/* listmethods.c - the methods of list, its two iterators, and the type itself. */
#include <string.h>

#include "object/alias.h"
#include "object/seq.h"
#include "object/start.h"

/* ---- making from Python -------------------------------------------------------------------------------------------- */

static OWN Obj *list_make(Runtime *rt, Type *type, Obj *args UNUSED, Obj *kwargs UNUSED) { return type->alloc(rt, type, 0); }

static bool fill(Runtime *rt, Obj *l, Obj *iterable)
{
    list_drop_items(rt, (List *)l);
    return !iterable || list_extend(rt, l, iterable);
}

static bool list_init(Runtime *rt, Obj *l, Obj *args, Obj *kwargs)
{
    const Type *list = TYPE_OF(rt, LIST);
    if ((type_of(l) == list || type_of(l)->new_ == list->new_) && !args_no_keywords(rt, "list", kwargs)) return false;
    if (!seq_check_count(rt, "list", tuple_len(args), 0, 1)) return false;
    return fill(rt, l, tuple_len(args) ? tuple_peek(args, 0) : NULL);
}

static OWN Obj *list_vectorcall(Runtime *rt, Obj *callable, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    Type *type = (Type *)callable;
    isize n = vector_nargs(nargsf);
    if (!seq_no_kwnames(rt, "list", kwnames) || !seq_check_count(rt, "list", n, 0, 1)) return NULL;
    Obj *l = type->alloc(rt, type, 0);
    if (!l || n == 0) return l;
    hold(rt, "list being built", l);
    bool ok = fill(rt, l, args[0]);
    l = unhold(rt);
    if (!ok) CLEAR(rt, l);
    return l;
}

/* ---- methods ------------------------------------------------------------------------------------------------------------ */

METHOD_COEXIST(list_getitem, ONE, "__getitem__(index, /)", "The item of that index.")
{
    return list_mapping.subscript(rt, self, arg);
}

METHOD(list_reversed, NOARGS, "__reversed__()", "An iterator over the items, the last one first.")
{
    return seqiter_new(rt, TYPE_OF(rt, LIST_REV_ITER), self, list_len(self) - 1);
}

METHOD(list_sizeof, NOARGS, "__sizeof__()", "Bytes that the list and its array of items take.")
{
    return int_new(rt, type_of(self)->basicsize + ((List *)self)->room * (isize)sizeof(Obj *));
}

METHOD(list_clear_, NOARGS, "clear()", "Removes all items.")
{
    list_drop_items(rt, (List *)self);
    return none_new(rt);
}

METHOD(list_copy, NOARGS, "copy()", "A new list with the same items.") { return list_slice(rt, self, 0, list_len(self)); }

METHOD(list_append_, ONE, "append(object, /)", "Puts the object behind the last item.")
{
    return list_append(rt, self, arg) ? none_new(rt) : NULL;
}

METHOD(list_insert, POSITIONAL, "insert(index: int, object, /)", "Inserts the object before that index.")
{
    return list_insert_at(rt, self, a->i[0], a->obj[1]) ? none_new(rt) : NULL;
}

METHOD(list_extend_, ONE, "extend(iterable, /)", "Puts the iterable's items behind the last item.")
{
    return list_extend(rt, self, arg) ? none_new(rt) : NULL;
}

/* Takes the item at [i] out; the list's reference becomes the caller's. */
static OWN Obj *take_out(Runtime *rt, List *l, isize i)
{
    Obj *o = l->items[i];
    isize left = l->v.size - 1;
    memmove(l->items + i, l->items + i + 1, (size_t)(left - i) * sizeof(Obj *));
    return list_resize(rt, l, left) ? o : NULL;
}

METHOD(list_pop, POSITIONAL, "pop(index: int = -1, /)",
       "Removes the item of that index and returns it.\n\nRaises IndexError when there is none.")
{
    List *l = (List *)self;
    isize n = l->v.size, i = a->i[0];
    if (n == 0) return err_format(rt, EXC_TYPE(rt, IndexError), "pop from empty list");
    if (i < 0) i += n;
    if ((size_t)i >= (size_t)n) return err_format(rt, EXC_TYPE(rt, IndexError), "pop index out of range");
    return take_out(rt, l, i);
}

METHOD(list_remove, ONE, "remove(value, /)", "Removes the first item that equals value.\n\nRaises ValueError when there is none.")
{
    for (isize i = 0; i < list_len(self); i++) {
        int same = seq_same(rt, list_peek(self, i), arg);
        if (same < 0) return NULL;
        if (same) return list_set_slice(rt, self, i, i + 1, NULL) ? none_new(rt) : NULL;
    }
    return err_value(rt, "list.remove(x): x not in list");
}

METHOD(list_index, POSITIONAL, "index(value, start=0, stop=maxsize, /)",
       "Index of the first item that equals value.\n\nRaises ValueError when there is none.")
{
    isize start = 0, stop = PTRDIFF_MAX;
    if (a->obj[1] && !seq_bound(rt, a->obj[1], &start)) return NULL;
    if (a->obj[2] && !seq_bound(rt, a->obj[2], &stop)) return NULL;
    if (start < 0 && (start += list_len(self)) < 0) start = 0;
    if (stop < 0 && (stop += list_len(self)) < 0) stop = 0;
    for (isize i = start; i < stop && i < list_len(self); i++) {
        int same = seq_same(rt, list_peek(self, i), a->obj[0]);
        if (same) return same > 0 ? int_new(rt, i) : NULL;
    }
    return err_value(rt, "%R is not in list", a->obj[0]);
}

METHOD(list_count, ONE, "count(value, /)", "How many items equal value.")
{
    isize count = 0;
    for (isize i = 0; i < list_len(self); i++) {
        int same = seq_same(rt, list_peek(self, i), arg);
        if (same < 0) return NULL;
        count += same;
    }
    return int_new(rt, count);
}

METHOD(list_reverse, NOARGS, "reverse()", "Turns the order of the items round.")
{
    if (list_len(self) < 2) return none_new(rt);
    Obj **low = ((List *)self)->items, **high = low + list_len(self) - 1;
    while (low < high) {
        Obj *o = *low;
        *low++ = *high;
        *high-- = o;
    }
    return none_new(rt);
}

/* reverse= as a C int, which is how 3.11 reads it. */
static bool flag_of(Runtime *rt, Obj *o, bool *out)
{
    Obj *index = number_index(rt, o);
    if (!index) return false;
    bool overflow = false;
    int64_t value = int_as_i64(index, &overflow);
    decref(rt, index);
    if (overflow || value != (int)value) {
        err_format(rt, EXC_TYPE(rt, OverflowError), "Python int too large to convert to C int");
        return false;
    }
    *out = value != 0;
    return true;
}

METHOD(list_sort, KEYWORDS, "sort(*, key=None, reverse=False)",
       "Sorts in place, smaller items first; equal items keep their order.\n\nkey: compares key(item) instead of the "
       "item.  reverse: larger items first.")
{
    bool reverse = false;
    if (a->obj[1] && !flag_of(rt, a->obj[1], &reverse)) return NULL;
    Obj *key = a->obj[0] && !is_none(rt, a->obj[0]) ? a->obj[0] : NULL;
    return list_sort_in_place(rt, self, key, reverse) ? none_new(rt) : NULL;
}

static const MethodDef *const methods[] = {
    &list_getitem_def, &list_reversed_def, &list_sizeof_def, &list_clear__def, &list_copy_def,  &list_append__def,
    &list_insert_def,  &list_extend__def,  &list_pop_def,    &list_remove_def, &list_index_def, &list_count_def,
    &list_reverse_def, &list_sort_def, &class_getitem_def, NULL,
};

/* ---- iterators -------------------------------------------------------------------------------------------------------------- */

static OWN Obj *list_iter(Runtime *rt, Obj *o) { return seqiter_new(rt, TYPE_OF(rt, LIST_ITER), o, 0); }

static OWN Obj *iter_step(Runtime *rt, Obj *o)
{
    SeqIter *it = (SeqIter *)o;
    if (!it->seq) return NULL;
    if (it->index < list_len(it->seq)) return own(list_peek(it->seq, it->index++));
    return seqiter_exhaust(rt, it);
}

METHOD(iter_length_hint, NOARGS, "__length_hint__()", "How many items are left.")
{
    const SeqIter *it = (const SeqIter *)self;
    isize n = it->seq ? list_len(it->seq) - it->index : 0;
    return int_new(rt, n < 0 ? 0 : n);
}

METHOD(iter_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    return seqiter_reduce(rt, (SeqIter *)self, "iter", NULL);
}

METHOD(iter_setstate, ONE, "__setstate__(state, /)", "Goes to the item of that index.")
{
    SeqIter *it = (SeqIter *)self;
    return seqiter_setstate(rt, it, arg, 0, it->seq ? list_len(it->seq) : 0);
}

static OWN Obj *back_step(Runtime *rt, Obj *o)
{
    SeqIter *it = (SeqIter *)o;
    if (!it->seq) return NULL;
    if (it->index >= 0 && it->index < list_len(it->seq)) return own(list_peek(it->seq, it->index--));
    it->index = -1;
    return seqiter_exhaust(rt, it);
}

METHOD(back_length_hint, NOARGS, "__length_hint__()", "How many items are left.")
{
    const SeqIter *it = (const SeqIter *)self;
    isize n = it->index + 1;
    return int_new(rt, it->seq && n <= list_len(it->seq) ? n : 0);
}

METHOD(back_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    return seqiter_reduce(rt, (SeqIter *)self, "reversed", NULL);
}

METHOD(back_setstate, ONE, "__setstate__(state, /)", "Goes to the item of that index.")
{
    SeqIter *it = (SeqIter *)self;
    return seqiter_setstate(rt, it, arg, -1, it->seq ? list_len(it->seq) - 1 : -1);
}

static const MethodDef *const iter_methods[] = {&iter_length_hint_def, &iter_reduce_def, &iter_setstate_def, NULL};
static const MethodDef *const back_methods[] = {&back_length_hint_def, &back_reduce_def, &back_setstate_def, NULL};

/* ---- the types ---------------------------------------------------------------------------------------------------------------- */

const Type list_type = {
    .name = "list",
    .doc = "A sequence that can be changed.\n\nlist() is empty; list(iterable) has the iterable's items.",
    .basicsize = sizeof(List),
    .flags = TF_GC | TF_BASETYPE | TF_LIST | TF_SEQUENCE | TF_MATCH_SELF,
    .dealloc = list_dealloc,
    .traverse = list_traverse,
    .clear = list_clear,
    .blocks = list_blocks,
    .check = list_check,
    .repr = list_repr,
    .compare = list_compare,
    .sequence = &list_sequence,
    .mapping = &list_mapping,
    .getattr = generic_getattr,
    .iter = list_iter,
    .methods = methods,
    .init = list_init,
    .new_ = list_make,
    .vectorcall = list_vectorcall,
};

const Type list_iter_type = {
    .name = "list_iterator",
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

const Type list_rev_iter_type = {
    .name = "list_reverseiterator",
    .basicsize = sizeof(SeqIter),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = seqiter_dealloc,
    .traverse = seqiter_traverse,
    .check = seqiter_check,
    .getattr = generic_getattr,
    .iter = obj_self,
    .next = back_step,
    .methods = back_methods,
};
