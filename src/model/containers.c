/* containers.c - length, items, membership and iteration, through the types' slots. */
#include "model/hold.h"
#include "model/ops.h"

isize obj_len(Runtime *rt, Obj *o)
{
    Type *t = type_of(o);
    if (t->sequence && t->sequence->len) return t->sequence->len(rt, o);
    if (t->mapping && t->mapping->len) return t->mapping->len(rt, o);
    err_type(rt, "object of type '%.200s' has no len()", t->name);
    return -1;
}

OWN Obj *seq_getitem(Runtime *rt, Obj *o, isize i)
{
    const SeqSlots *s = type_of(o)->sequence;
    if (!s || !s->item) {
        const MapSlots *m = type_of(o)->mapping;
        return err_type(rt, m && m->subscript ? "%.200s is not a sequence" : "'%.200s' object does not support indexing",
                        type_of(o)->name);
    }
    if (i < 0 && s->len) {
        isize n = s->len(rt, o);
        if (n < 0) return NULL;
        i += n;
    }
    return s->item(rt, o, i);
}

CHECK bool seq_setitem(Runtime *rt, Obj *o, isize i, Obj *value)
{
    const SeqSlots *s = type_of(o)->sequence;
    if (!s || !s->set_item) {
        err_type(rt, "'%.200s' object does not support item %s", type_of(o)->name, value ? "assignment" : "deletion");
        return false;
    }
    if (i < 0 && s->len) {
        isize n = s->len(rt, o);
        if (n < 0) return false;
        i += n;
    }
    return s->set_item(rt, o, i, value);
}

/* type[...]: __class_getitem__ */
static OWN Obj *class_getitem(Runtime *rt, Obj *cls, Obj *key)
{
    Obj *method;
    if (cls == (Obj *)TYPE_OF(rt, TYPE)) return rt->hooks.generic_alias_new(rt, cls, key);
    int found = obj_lookattr(rt, cls, id_(rt, __class_getitem__), &method);
    if (found < 0) return NULL;
    if (!found) return err_type(rt, "type '%.200s' is not subscriptable", ((Type *)cls)->name);
    hold(rt, "method being called", method);
    return drop_keep(rt, 1, obj_call1(rt, method, key));
}

OWN Obj *obj_getitem(Runtime *rt, Obj *o, Obj *key)
{
    Type *t = type_of(o);
    if (t->mapping && t->mapping->subscript) return t->mapping->subscript(rt, o, key);
    if (t->sequence && t->sequence->item) {
        isize i;
        if (!obj_has_index(key))
            return err_type(rt, "sequence index must be integer, not '%.200s'", type_of(key)->name);
        if (!number_as_isize(rt, key, EXC_TYPE(rt, IndexError), &i)) return NULL;
        return seq_getitem(rt, o, i);
    }
    if (is_typeobj(o)) return class_getitem(rt, o, key);
    return err_type(rt, "'%.200s' object is not subscriptable", t->name);
}

CHECK bool obj_setitem(Runtime *rt, Obj *o, Obj *key, Obj *value)
{
    Type *t = type_of(o);
    if (t->mapping && t->mapping->set_subscript) return t->mapping->set_subscript(rt, o, key, value);
    if (t->sequence && obj_has_index(key)) {
        isize i;
        if (!number_as_isize(rt, key, EXC_TYPE(rt, IndexError), &i)) return false;
        if (t->sequence->set_item) return seq_setitem(rt, o, i, value);
        err_type(rt, "'%.200s' object does%s support item %s", t->name, value ? " not" : "n't", value ? "assignment" : "deletion");
    } else if (t->sequence && t->sequence->set_item) {
        err_type(rt, "sequence index must be integer, not '%.200s'", type_of(key)->name);
    } else {
        err_type(rt, "'%.200s' object does not support item %s", t->name, value ? "assignment" : "deletion");
    }
    return false;
}

/* Membership by iteration. */
static int contains_by_iteration(Runtime *rt, Obj *container, Obj *value)
{
    Obj *it = obj_iter(rt, container);
    if (!it) {
        if (err_clear_if(rt, EXC_TYPE(rt, TypeError)))
            err_type(rt, "argument of type '%.200s' is not iterable", type_of(container)->name);
        return -1;
    }
    int found = 0;
    hold(rt, "iterator", it);
    for (Obj *item; !found && (item = iter_next(rt, it)) != NULL;) {
        hold(rt, "item being compared", item);
        found = obj_compare_bool(rt, item, value, CMP_EQ);
        drop(rt);
    }
    drop(rt);
    return err_pending(rt) ? -1 : found;
}

int obj_contains(Runtime *rt, Obj *container, Obj *value)
{
    const SeqSlots *s = type_of(container)->sequence;
    if (s && s->contains) return s->contains(rt, container, value);
    return contains_by_iteration(rt, container, value);
}

bool obj_is_sequence(Runtime *rt UNUSED, Obj *o)
{
    return !is_dict(o) && type_of(o)->sequence && type_of(o)->sequence->item;
}

bool obj_is_iterator(const Obj *o) { return type_of(o)->next != NULL; }

OWN Obj *obj_iter(Runtime *rt, Obj *o)
{
    Type *t = type_of(o);
    if (!t->iter) {
        if (obj_is_sequence(rt, o)) return rt->hooks.seq_iter_new(rt, o);
        return err_type(rt, "'%.200s' object is not iterable", t->name);
    }
    Obj *it = t->iter(rt, o);
    if (it && !obj_is_iterator(it)) {
        err_type(rt, "iter() returned non-iterator of type '%.100s'", type_of(it)->name);
        CLEAR(rt, it);
    }
    return it;
}

OWN Obj *iter_next(Runtime *rt, Obj *it)
{
    if (UNLIKELY(rt_poll(rt))) return NULL;
    Obj *item = type_of(it)->next(rt, it);
    if (!item && err_pending(rt)) err_clear_if(rt, EXC_TYPE(rt, StopIteration));
    return item;
}
