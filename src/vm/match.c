/* match.c - the match statement's questions to mappings and classes (PEP 634). */
#include "vm/vm_inner.h"

/* An attribute by name, once: *out is owned; 1, 0, -1. */
static int match_attr(Runtime *rt, Obj *subject, Obj *type, Obj *name, Obj *seen, Obj **out)
{
    int known = set_contains(rt, seen, name);
    if (known > 0)
        err_type(rt, "%s() got multiple sub-patterns for attribute %R", ((Type *)type)->name, name);
    if (known || !set_add(rt, seen, name)) return -1;
    *out = obj_getattr(rt, subject, name);
    if (*out) return 1;
    return err_clear_if(rt, EXC_TYPE(rt, AttributeError)) ? 0 : -1;
}

/* __match_args__ as a tuple (owned), () when there is none; *self: the subject itself is the one attribute. */
static OWN Obj *match_args(Runtime *rt, Obj *type, bool *self)
{
    Obj *args = obj_getattr(rt, type, id_(rt, __match_args__));
    *self = false;
    if (args) {
        if (is_type(rt, args, TUPLE)) return args;
        err_type(rt, "%s.__match_args__ must be a tuple (got %s)", ((Type *)type)->name, type_of(args)->name);
        decref(rt, args);
        return NULL;
    }
    if (!err_clear_if(rt, EXC_TYPE(rt, AttributeError))) return NULL;
    *self = type_has((Type *)type, TF_MATCH_SELF);
    return own(&rt->empty_tuple);
}

static int positional_attrs(Runtime *rt, Obj *subject, Obj *type, isize nargs, Obj *seen, Obj *found)
{
    bool self;
    Obj *args = match_args(rt, type, &self), *value;
    if (!args) return -1;
    isize allowed = self ? 1 : tuple_len(args);
    int status = 1;
    hold(rt, "__match_args__", args);
    if (allowed < nargs) {
        err_type(rt, "%s() accepts %zd positional sub-pattern%s (%zd given)", ((Type *)type)->name, allowed,
                 allowed == 1 ? "" : "s", nargs);
        status = -1;
    } else if (self) {
        if (!list_append(rt, found, subject)) status = -1;
    } else {
        for (isize i = 0; i < nargs && status > 0; i++) {
            Obj *name = tuple_peek(args, i);
            if (!is_type(rt, name, STR)) {
                err_type(rt, "__match_args__ elements must be strings (got %s)", type_of(name)->name);
                status = -1;
                break;
            }
            status = match_attr(rt, subject, type, name, seen, &value);
            if (status > 0 && !list_append_take(rt, found, value)) status = -1;
        }
    }
    drop(rt);
    return status;
}

int match_class(Runtime *rt, Obj *subject, Obj *type, isize nargs, Obj *kwargs, Obj **attrs)
{
    if (!is_typeobj(type)) {
        err_type(rt, "called match pattern must be a type");
        return -1;
    }
    int status = obj_isinstance(rt, subject, type);
    if (status <= 0) return status;
    Obj *seen = set_new(rt, NULL), *found = list_new(rt, 0), *value;
    hold(rt, "names of matched attributes", seen);
    hold(rt, "matched attributes", found);
    if (!seen || !found) status = -1;
    if (status > 0 && nargs) status = positional_attrs(rt, subject, type, nargs, seen, found);
    for (isize i = 0; status > 0 && i < tuple_len(kwargs); i++) {
        status = match_attr(rt, subject, type, tuple_peek(kwargs, i), seen, &value);
        if (status > 0 && !list_append_take(rt, found, value)) status = -1;
    }
    if (status > 0 && !(*attrs = list_to_tuple(rt, found))) status = -1;
    drop_n(rt, 2);
    return status;
}

/* The value of [key], or NULL: with an exception, or absent.  A missing-value default is not asked for. */
static OWN Obj *mapping_get(Runtime *rt, Obj *get, Obj *key, Obj *absent)
{
    Obj *value = obj_call2(rt, get, key, absent);
    if (value != absent) return value;
    decref(rt, value);
    return NULL;
}

OWN Obj *match_keys(Runtime *rt, Obj *map, Obj *keys)
{
    isize n = tuple_len(keys);
    if (n == 0) return own(&rt->empty_tuple);
    Obj *get = obj_getattr(rt, map, id_(rt, get)), *result = NULL;
    if (!get) return NULL;
    hold(rt, "method being called", get);
    Obj *seen = set_new(rt, NULL), *absent = seen ? obj_new(rt, TYPE_OF(rt, OBJECT)) : NULL;
    Obj *values = absent ? tuple_new(rt, n) : NULL;
    hold(rt, "keys seen", seen);
    hold(rt, "mark of absent keys", absent);
    hold(rt, "values of a mapping", values);
    for (isize i = 0; values && i < n; i++) {
        Obj *key = tuple_peek(keys, i), *value;
        int known = set_contains(rt, seen, key);
        if (known > 0) err_value(rt, "mapping pattern checks duplicate key (%R)", key);
        if (known || !set_add(rt, seen, key)) break;
        value = mapping_get(rt, get, key, absent);
        if (!value) {
            if (!err_pending(rt)) result = none_new(rt);
            break;
        }
        tuple_items(values)[i] = value;
        if (i == n - 1) result = own(values);
    }
    return drop_keep(rt, 4, result);
}
