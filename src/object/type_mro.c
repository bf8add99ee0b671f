/* type_mro.c - in which order a class's bases are searched, and which classes inherit from it.

   The order is C3's: the bases' own orders and the list of bases are merged, always taking the first head
   that is in no other's tail.  A class keeps weak references to its heirs, by their address. */
#include <stdlib.h>
#include <string.h>

#include "object/type.h"

/* ---- C3 ------------------------------------------------------------------------------------------------------------ */

typedef struct Merge {
    Obj *tuple; /* borrowed */
    isize at;   /* its head */
} Merge;

static bool in_tail(const Merge *m, const Obj *o)
{
    for (isize i = m->at + 1; i < tuple_len(m->tuple); i++)
        if (tuple_peek(m->tuple, i) == o) return true;
    return false;
}

static bool in_any_tail(const Merge *merges, isize n, const Obj *o)
{
    for (isize i = 0; i < n; i++)
        if (in_tail(&merges[i], o)) return true;
    return false;
}

/* A class's name for an error: its __name__. */
static void add_name(Buf *text, const Obj *o)
{
    const char *name = ((const Type *)o)->name, *dot = type_is_heap((const Type *)o) ? NULL : strrchr(name, '.');
    buf_str(text, dot ? dot + 1 : name);
}

static void merge_error(Runtime *rt, const Merge *merges, isize n)
{
    Buf text = {0};
    Obj *seen = set_new(rt, NULL);
    for (isize i = 0; seen && i < n; i++) {
        if (merges[i].at >= tuple_len(merges[i].tuple)) continue;
        Obj *head = tuple_peek(merges[i].tuple, merges[i].at);
        Obj *address = int_from_u64(rt, heap_nominal(HEAP(rt), head));
        int known = address ? set_contains(rt, seen, address) : -1;
        if (known == 0 && !set_add(rt, seen, address)) known = -1;
        xdecref(rt, address);
        if (known < 0) CLEAR(rt, seen);
        if (known) continue;
        buf_str(&text, text.len ? ", " : " ");
        add_name(&text, head);
    }
    if (seen)
        err_type(rt, "Cannot create a consistent method resolution\norder (MRO) for bases%.400s", text.data ? text.data : "");
    xdecref(rt, seen);
    buf_free(&text);
}

/* Merges into the list [order]; false: TypeError. */
static bool merge(Runtime *rt, Obj *order, Merge *merges, isize n)
{
    for (;;) {
        isize empty = 0;
        Obj *next = NULL;
        for (isize i = 0; i < n && !next; i++) {
            if (merges[i].at >= tuple_len(merges[i].tuple)) {
                empty++;
                continue;
            }
            Obj *head = tuple_peek(merges[i].tuple, merges[i].at);
            if (!in_any_tail(merges, n, head)) next = head;
        }
        if (!next) {
            if (empty == n) return true;
            merge_error(rt, merges, n);
            return false;
        }
        if (!list_append(rt, order, next)) return false;
        for (isize i = 0; i < n; i++)
            if (merges[i].at < tuple_len(merges[i].tuple) && tuple_peek(merges[i].tuple, merges[i].at) == next) merges[i].at++;
    }
}

static bool no_duplicates(Runtime *rt, Obj *bases)
{
    isize n = tuple_len(bases);
    for (isize i = 0; i < n; i++)
        for (isize k = i + 1; k < n; k++)
            if (tuple_peek(bases, i) == tuple_peek(bases, k)) {
                Buf name = {0};
                add_name(&name, tuple_peek(bases, i));
                err_type(rt, "duplicate base class %s", name.data ? name.data : "");
                buf_free(&name);
                return false;
            }
    return true;
}

static OWN Obj *order_of_many(Runtime *rt, Type *t)
{
    isize n = tuple_len(t->bases);
    if (!no_duplicates(rt, t->bases)) return NULL;
    Merge *merges = malloc((size_t)(n + 1) * sizeof *merges);
    if (!merges) return err_no_memory(rt);
    for (isize i = 0; i < n; i++) merges[i] = (Merge){((Type *)tuple_peek(t->bases, i))->mro, 0};
    merges[n] = (Merge){t->bases, 0};
    Obj *order = list_new(rt, 1);
    if (order) {
        ((List *)order)->items[0] = own(t);
        if (!merge(rt, order, merges, n + 1)) CLEAR(rt, order);
    }
    free(merges);
    return order;
}

OWN Obj *mro_compute(Runtime *rt, Type *t)
{
    Obj *bases = t->bases;
    isize n = tuple_len(bases);
    for (isize i = 0; i < n; i++) {
        Type *base = (Type *)tuple_peek(bases, i);
        if (!base->mro) return err_type(rt, "Cannot extend an incomplete type '%.100s'", base->name);
    }
    if (n > 1) return order_of_many(rt, t);
    Obj *first = n ? ((Type *)tuple_peek(bases, 0))->mro : NULL;
    isize more = first ? tuple_len(first) : 0;
    Obj *order = tuple_new(rt, 1 + more);
    if (!order) return NULL;
    tuple_items(order)[0] = own(t);
    for (isize i = 0; i < more; i++) tuple_items(order)[1 + i] = own(tuple_peek(first, i));
    return order;
}

/* ---- with a metaclass's mro() ------------------------------------------------------------------------------------ */

static bool check_custom(Runtime *rt, Type *t, Obj *order)
{
    Type *solid = type_solid_base(rt, t);
    for (isize i = 0; i < tuple_len(order); i++) {
        Obj *item = tuple_peek(order, i);
        if (!is_typeobj(item)) {
            err_type(rt, "mro() returned a non-class ('%.500s')", type_of(item)->name);
            return false;
        }
        if (!type_is_subtype(solid, type_solid_base(rt, (Type *)item))) {
            err_type(rt, "mro() returned base with unsuitable layout ('%.500s')", ((Type *)item)->name);
            return false;
        }
    }
    return true;
}

static OWN Obj *call_mro(Runtime *rt, Type *t)
{
    bool unbound;
    Obj *self = (Obj *)t, *method = special_method(rt, self, id_(rt, mro), &unbound);
    if (!method) {
        if (!err_pending(rt)) err_attribute(rt, self, id_(rt, mro));
        return NULL;
    }
    hold(rt, "method being called", method);
    return drop_keep(rt, 1, obj_vectorcall(rt, method, &self, unbound ? 1 : 0, NULL));
}

static OWN Obj *invoke(Runtime *rt, Type *t)
{
    bool custom = type_of(t) != TYPE_OF(rt, TYPE);
    Obj *result = custom ? call_mro(rt, t) : mro_compute(rt, t);
    if (!result) return NULL;
    hold(rt, "result of mro()", result);
    Obj *order = drop_keep(rt, 1, tuple_from_iterable(rt, result));
    if (order && tuple_len(order) == 0) {
        err_type(rt, "type MRO must not be empty");
        CLEAR(rt, order);
    }
    if (order && custom && !check_custom(rt, t, order)) CLEAR(rt, order);
    return order;
}

CHECK bool mro_update(Runtime *rt, Type *t, Obj **old)
{
    if (old) *old = NULL;
    Obj *before = t->mro;
    xincref(before);
    hold(rt, "mro being replaced", before);
    Obj *order = invoke(rt, t);
    unhold(rt);
    bool replaced_meanwhile = t->mro != before;
    xdecref(rt, before);
    if (!order) return false;
    if (replaced_meanwhile) {
        decref(rt, order);
        return true;
    }
    t->mro = order;
    type_modified(rt, t);
    if (old)
        *old = before;
    else
        xdecref(rt, before);
    return true;
}

/* ---- after __bases__ was assigned ---------------------------------------------------------------------------------- */

/* Recomputes t and its heirs; *undo collects (class, new mro, old mro) for the way back. */
static bool update_down(Runtime *rt, Type *t, Obj *undo)
{
    Obj *old;
    if (!mro_update(rt, t, &old)) return false;
    if (!old) return true; /* replaced meanwhile */
    Obj *entry = tuple_pack(rt, 3, t, t->mro, old);
    decref(rt, old);
    if (!entry || !list_append_take(rt, undo, entry)) return false;
    Obj *heirs = subclasses_list(rt, t);
    if (!heirs) return false;
    hold(rt, "subclasses whose mro changes", heirs);
    bool ok = true;
    for (isize i = 0; ok && i < list_len(heirs); i++) ok = update_down(rt, (Type *)list_peek(heirs, i), undo);
    drop(rt);
    return ok;
}

CHECK bool mro_update_hierarchy(Runtime *rt, Type *t)
{
    Obj *undo = list_new(rt, 0);
    if (!undo) return false;
    hold(rt, "old mros", undo);
    bool ok = update_down(rt, t, undo);
    for (isize i = 0; !ok && i < list_len(undo); i++) {
        Obj *entry = list_peek(undo, i);
        Type *cls = (Type *)tuple_peek(entry, 0);
        if (cls->mro != tuple_peek(entry, 1)) continue;
        Obj *before = own(tuple_peek(entry, 2));
        SET_REF_TAKE(rt, cls->mro, before);
        type_modified(rt, cls);
    }
    drop(rt);
    return ok;
}

/* ---- heirs ---------------------------------------------------------------------------------------------------------- */

static OWN Obj *heir_key(Runtime *rt, const Type *t) { return int_from_u64(rt, heap_nominal(HEAP(rt), t)); }

static bool add_to(Runtime *rt, Type *base, Type *t)
{
    Obj *key = heir_key(rt, t), *ref = key ? weakref_new(rt, (Obj *)t, NULL) : NULL;
    if (ref && !base->subclasses) base->subclasses = dict_new(rt);
    bool ok = ref && base->subclasses && dict_set(rt, base->subclasses, key, ref);
    xdecref(rt, key);
    xdecref(rt, ref);
    return ok;
}

CHECK bool subclasses_add(Runtime *rt, Type *t, Obj *bases)
{
    for (isize i = 0; i < tuple_len(bases); i++)
        if (is_typeobj(tuple_peek(bases, i)) && !add_to(rt, (Type *)tuple_peek(bases, i), t)) return false;
    return true;
}

static void remove_from(Runtime *rt, Type *base, Type *t)
{
    if (!base->subclasses) return;
    Obj *key = heir_key(rt, t);
    if (!key || !dict_del(rt, base->subclasses, key)) err_clear(rt); /* never got that far, or no memory: it stays dead */
    xdecref(rt, key);
    if (dict_len(base->subclasses) == 0) CLEAR(rt, base->subclasses);
}

void subclasses_remove(Runtime *rt, Type *t, Obj *bases)
{
    for (isize i = 0; bases && i < tuple_len(bases); i++)
        if (is_typeobj(tuple_peek(bases, i))) remove_from(rt, (Type *)tuple_peek(bases, i), t);
}

Type *subclasses_next(Runtime *rt, const Type *t, isize *pos)
{
    Obj *ref;
    if (!t->subclasses) return NULL;
    while (dict_next(t->subclasses, pos, NULL, &ref, NULL)) {
        Obj *heir = ((WeakRef *)ref)->object;
        if (heir && !is_none(rt, heir)) return (Type *)heir;
    }
    return NULL;
}

OWN Obj *subclasses_list(Runtime *rt, Type *t)
{
    Obj *list = list_new(rt, 0);
    isize pos = 0;
    for (Type *heir; list && (heir = subclasses_next(rt, t, &pos)) != NULL;) {
        hold(rt, "list of subclasses", list);
        bool ok = list_append(rt, list, (Obj *)heir);
        unhold(rt);
        if (!ok) CLEAR(rt, list);
    }
    return list;
}
