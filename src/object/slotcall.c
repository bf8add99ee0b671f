/* slotcall.c - the slots of classes written in Python: each looks up the special method of the instance's type
   and calls it.  The method is held while it runs, as C holds it in 3.11. */
#include <string.h>

#include "object/slots.h"

/* ---- calling --------------------------------------------------------------------------------------------------------- */

OWN Obj *call_held_take(Runtime *rt, TAKE Obj *method, bool unbound, Obj *const *args, isize nargs)
{
    hold(rt, "method being called", method);
    Obj *result = unbound ? obj_vectorcall(rt, method, args, (size_t)nargs, NULL)
                          : obj_vectorcall(rt, method, args + 1, (size_t)(nargs - 1) | VECTOR_OFFSET, NULL);
    return drop_keep(rt, 1, result);
}

OWN Obj *call_special(Runtime *rt, Obj *name, Obj *const *args, isize nargs)
{
    bool unbound;
    Obj *method = special_method(rt, args[0], name, &unbound);
    if (method) return call_held_take(rt, method, unbound, args, nargs);
    return err_pending(rt) ? NULL : err_set(rt, EXC_TYPE(rt, AttributeError), name);
}

OWN Obj *call_special_maybe(Runtime *rt, Obj *name, Obj *const *args, isize nargs)
{
    bool unbound;
    Obj *method = special_method(rt, args[0], name, &unbound);
    if (method) return call_held_take(rt, method, unbound, args, nargs);
    return err_pending(rt) ? NULL : own(&rt->not_implemented);
}

/* With keywords: a vector of owned references and a tuple of names, as a call with ** makes them. */
static OWN Obj *prepend_keywords(Runtime *rt, Obj *callable, Obj *self, Obj *args, Obj *kwargs)
{
    isize nargs = tuple_len(args), nkw = dict_len(kwargs), n = 0, pos = 0;
    Obj *names = tuple_new(rt, nkw), *key, *value, *result = NULL;
    if (!names) return NULL;
    Obj **vector = mem_alloc(rt, (size_t)(2 + nargs + nkw) * sizeof *vector, KIND_CHUNK);
    if (!vector) {
        decref(rt, names);
        return NULL;
    }
    Obj **v = vector + 1;
    vector[0] = NULL;
    v[n++] = own(self);
    for (isize i = 0; i < nargs; i++) v[n++] = own(tuple_peek(args, i));
    bool all_str = true;
    for (isize i = 0; dict_next(kwargs, &pos, &key, &value, NULL); i++) {
        all_str &= is_str(key);
        tuple_items(names)[i] = own(key);
        v[n++] = own(value);
    }
    hold(rt, "names of the keyword arguments", names);
    hold_array(rt, "argument", v, n);
    if (all_str)
        result = obj_vectorcall(rt, callable, v, (size_t)(1 + nargs) | VECTOR_OFFSET, names);
    else
        err_type(rt, "keywords must be strings");
    unhold(rt);
    for (isize i = 0; i < n; i++) decref(rt, v[i]);
    drop(rt);
    mem_free(rt, vector);
    return result;
}

OWN Obj *call_prepend(Runtime *rt, Obj *callable, Obj *self, Obj *args, Obj *kwargs)
{
    enum { FEW = 8 };
    Obj *few[2 + FEW], **vector = few;
    isize n = tuple_len(args);
    if (kwargs && dict_len(kwargs)) return prepend_keywords(rt, callable, self, args, kwargs);
    if (n > FEW) {
        vector = mem_alloc(rt, (size_t)(2 + n) * sizeof *vector, KIND_CHUNK);
        if (!vector) return NULL;
    }
    vector[0] = NULL;
    vector[1] = self;
    memcpy(vector + 2, tuple_items(args), (size_t)n * sizeof *vector);
    Obj *result = obj_vectorcall(rt, callable, vector + 1, (size_t)(1 + n) | VECTOR_OFFSET, NULL);
    if (vector != few) mem_free(rt, vector);
    return result;
}

/* ---- text, hash, comparison --------------------------------------------------------------------------------------------- */

OWN Obj *slot_repr(Runtime *rt, Obj *self)
{
    bool unbound;
    Obj *method = special_method(rt, self, id_(rt, __repr__), &unbound);
    if (method) return call_held_take(rt, method, unbound, &self, 1);
    return err_pending(rt) ? NULL : str_format(rt, "<%s object at %p>", type_of(self)->name, self);
}

OWN Obj *slot_str(Runtime *rt, Obj *self) { return call_special(rt, id_(rt, __str__), &self, 1); }

Hash slot_hash(Runtime *rt, Obj *self)
{
    bool unbound, overflow;
    Obj *method = special_method(rt, self, id_(rt, __hash__), &unbound);
    if (method && is_none(rt, method)) CLEAR(rt, method);
    if (!method) return err_pending(rt) ? -1 : hash_not_implemented(rt, self);
    Obj *result = call_held_take(rt, method, unbound, &self, 1);
    if (!result) return -1;
    if (!is_int(result)) {
        err_type(rt, "__hash__ method should return an integer");
        decref(rt, result);
        return -1;
    }
    Hash hash = int_as_i64(result, &overflow);
    if (overflow) hash = int_hash(rt, result);
    decref(rt, result);
    return hash == -1 ? -2 : hash;
}

OWN Obj *slot_compare(Runtime *rt, Obj *self, Obj *other, CompareOp op)
{
    static const enum IdentId names[] = {ID___lt__, ID___le__, ID___eq__, ID___ne__, ID___gt__, ID___ge__};
    Obj *args[] = {self, other};
    bool unbound;
    Obj *method = special_method(rt, self, rt->ids[names[op]], &unbound);
    if (method) return call_held_take(rt, method, unbound, args, 2);
    err_clear(rt);
    return own(&rt->not_implemented);
}

/* ---- calling, making, dying ------------------------------------------------------------------------------------------------ */

OWN Obj *slot_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    bool unbound;
    Obj *method = special_method(rt, self, id_(rt, __call__), &unbound);
    if (!method) return err_pending(rt) ? NULL : err_set(rt, EXC_TYPE(rt, AttributeError), id_(rt, __call__));
    hold(rt, "method being called", method);
    Obj *result = unbound ? call_prepend(rt, method, self, args, kwargs) : obj_call(rt, method, args, kwargs);
    return drop_keep(rt, 1, result);
}

bool slot_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    bool unbound;
    Obj *method = special_method(rt, self, id_(rt, __init__), &unbound);
    if (!method) {
        if (!err_pending(rt)) err_set(rt, EXC_TYPE(rt, AttributeError), id_(rt, __init__));
        return false;
    }
    hold(rt, "method being called", method);
    Obj *result = unbound ? call_prepend(rt, method, self, args, kwargs) : obj_call(rt, method, args, kwargs);
    drop(rt);
    if (!result) return false;
    bool none = is_none(rt, result);
    if (!none) err_type(rt, "__init__() should return None, not '%.200s'", type_of(result)->name);
    decref(rt, result);
    return none;
}

OWN Obj *slot_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Obj *function = obj_getattr(rt, (Obj *)type, id_(rt, __new__));
    if (!function) return NULL;
    hold(rt, "method being called", function);
    return drop_keep(rt, 1, call_prepend(rt, function, (Obj *)type, args, kwargs));
}

void slot_finalize(Runtime *rt, Obj *self)
{
    Obj *type, *value, *tb;
    bool unbound;
    err_fetch(rt, &type, &value, &tb);
    hold(rt, "pending exception's type", type);
    hold(rt, "pending exception", value);
    hold(rt, "pending exception's traceback", tb);
    Obj *method = special_method(rt, self, id_(rt, __del__), &unbound);
    if (method) {
        hold(rt, "method being called", method);
        Obj *result = unbound ? obj_vectorcall(rt, method, &self, 1, NULL) : obj_call0(rt, method);
        if (!result) err_unraisable(rt, method);
        xdecref(rt, result);
        drop(rt);
    }
    tb = unhold(rt);
    value = unhold(rt);
    type = unhold(rt);
    err_restore_take(rt, type, value, tb);
}

/* ---- attributes -------------------------------------------------------------------------------------------------------------- */

OWN Obj *slot_getattr(Runtime *rt, Obj *self, Obj *name)
{
    Obj *args[] = {self, name};
    return call_special(rt, id_(rt, __getattribute__), args, 2);
}

/* Calls what the type has for __getattr__ or __getattribute__; [attribute] is held by the caller. */
static OWN Obj *call_attribute(Runtime *rt, Obj *self, Obj *attribute, Obj *name)
{
    DescrGetFn get = type_of(attribute)->get;
    if (!get) return obj_call1(rt, attribute, name);
    Obj *bound = get(rt, attribute, self, (Obj *)type_of(self));
    if (!bound) return NULL;
    hold(rt, "method being called", bound);
    return drop_keep(rt, 1, obj_call1(rt, bound, name));
}

static bool is_generic_getattribute(Runtime *rt, Obj *o)
{
    return !o || (is_type(rt, o, WRAPPER_DESCR) && ((WrapperDescr *)o)->wrapped == (AnyFn)generic_getattr);
}

OWN Obj *slot_getattr_hook(Runtime *rt, Obj *self, Obj *name)
{
    Type *t = type_of(self);
    Obj *hook = type_find(rt, t, id_(rt, __getattr__)), *result;
    if (!hook) {
        t->getattr = slot_getattr; /* there is __getattribute__ only: ask it directly from now on */
        return slot_getattr(rt, self, name);
    }
    hold(rt, "__getattr__", own(hook));
    Obj *first = type_find(rt, t, id_(rt, __getattribute__));
    if (is_generic_getattribute(rt, first)) {
        result = generic_getattr(rt, self, name);
    } else {
        hold(rt, "__getattribute__", own(first));
        result = call_attribute(rt, self, first, name);
        drop(rt);
    }
    if (!result && err_clear_if(rt, EXC_TYPE(rt, AttributeError))) result = call_attribute(rt, self, hook, name);
    return drop_keep(rt, 1, result);
}

bool slot_setattr(Runtime *rt, Obj *self, Obj *name, Obj *value)
{
    Obj *args[] = {self, name, value};
    Obj *result = value ? call_special(rt, id_(rt, __setattr__), args, 3) : call_special(rt, id_(rt, __delattr__), args, 2);
    xdecref(rt, result);
    return result != NULL;
}

OWN Obj *slot_get(Runtime *rt, Obj *descr, Obj *obj, Obj *type)
{
    Type *t = type_of(descr);
    Obj *get = type_find(rt, t, id_(rt, __get__));
    if (!get) {
        if (t->get == slot_get) t->get = NULL;
        return own(descr);
    }
    Obj *args[] = {NULL, descr, obj ? obj : &rt->none, type ? type : &rt->none};
    return obj_vectorcall(rt, get, args + 1, 3 | VECTOR_OFFSET, NULL);
}

bool slot_set(Runtime *rt, Obj *self, Obj *target, Obj *value)
{
    Obj *args[] = {self, target, value};
    Obj *result = value ? call_special(rt, id_(rt, __set__), args, 3) : call_special(rt, id_(rt, __delete__), args, 2);
    xdecref(rt, result);
    return result != NULL;
}

/* ---- iteration ------------------------------------------------------------------------------------------------------------------ */

OWN Obj *slot_iter(Runtime *rt, Obj *self)
{
    bool unbound;
    Obj *method = special_method(rt, self, id_(rt, __iter__), &unbound);
    if (method && !is_none(rt, method)) return call_held_take(rt, method, unbound, &self, 1);
    if (!method) {
        err_clear(rt);
        method = special_method(rt, self, id_(rt, __getitem__), &unbound);
        if (method) {
            decref(rt, method);
            return seq_iter_new(rt, self);
        }
    }
    xdecref(rt, method);
    return err_pending(rt) ? NULL : err_type(rt, "'%.200s' object is not iterable", type_of(self)->name);
}

OWN Obj *slot_next(Runtime *rt, Obj *self) { return call_special(rt, id_(rt, __next__), &self, 1); }

OWN Obj *next_gone(Runtime *rt, Obj *self) { return err_type(rt, "'%.200s' object is not iterable", type_of(self)->name); }

OWN Obj *slot_await(Runtime *rt, Obj *self) { return call_special(rt, id_(rt, __await__), &self, 1); }
OWN Obj *slot_aiter(Runtime *rt, Obj *self) { return call_special(rt, id_(rt, __aiter__), &self, 1); }
OWN Obj *slot_anext(Runtime *rt, Obj *self) { return call_special(rt, id_(rt, __anext__), &self, 1); }

/* ---- containers ------------------------------------------------------------------------------------------------------------------- */

isize slot_len(Runtime *rt, Obj *self)
{
    Obj *result = call_special(rt, id_(rt, __len__), &self, 1);
    if (!result) return -1;
    hold(rt, "result of __len__", result);
    Obj *index = number_index(rt, result);
    drop(rt);
    if (!index) return -1;
    isize n = -1;
    if (int_sign(index) < 0)
        err_value(rt, "__len__() should return >= 0");
    else if (!number_as_isize(rt, index, EXC_TYPE(rt, OverflowError), &n))
        n = -1;
    decref(rt, index);
    return n;
}

OWN Obj *slot_subscript(Runtime *rt, Obj *self, Obj *key)
{
    Obj *args[] = {self, key};
    return call_special(rt, id_(rt, __getitem__), args, 2);
}

bool slot_set_subscript(Runtime *rt, Obj *self, Obj *key, Obj *value)
{
    Obj *args[] = {self, key, value};
    Obj *result = value ? call_special(rt, id_(rt, __setitem__), args, 3) : call_special(rt, id_(rt, __delitem__), args, 2);
    xdecref(rt, result);
    return result != NULL;
}

OWN Obj *slot_item(Runtime *rt, Obj *self, isize i)
{
    Obj *method = special_lookup(rt, self, id_(rt, __getitem__));
    if (!method) return err_pending(rt) ? NULL : err_set(rt, EXC_TYPE(rt, AttributeError), id_(rt, __getitem__));
    hold(rt, "method being called", method);
    Obj *index = int_new(rt, i);
    hold(rt, "index", index);
    return drop_keep(rt, 2, index ? obj_call1(rt, method, index) : NULL);
}

bool slot_set_item(Runtime *rt, Obj *self, isize i, Obj *value)
{
    Obj *index = int_new(rt, i);
    if (!index) return false;
    hold(rt, "index", index);
    bool ok = slot_set_subscript(rt, self, index, value);
    drop(rt);
    return ok;
}

int slot_contains(Runtime *rt, Obj *self, Obj *value)
{
    Obj *args[] = {self, value};
    bool unbound;
    Obj *method = special_method(rt, self, id_(rt, __contains__), &unbound);
    if (!method) return err_pending(rt) ? -1 : (int)seq_index(rt, self, value, 2);
    if (is_none(rt, method)) {
        decref(rt, method);
        err_type(rt, "'%.200s' object is not a container", type_of(self)->name);
        return -1;
    }
    Obj *result = call_held_take(rt, method, unbound, args, 2);
    if (!result) return -1;
    hold(rt, "result of __contains__", result);
    int truth = obj_truth(rt, result);
    drop(rt);
    return truth;
}

int slot_truth(Runtime *rt, Obj *self)
{
    bool unbound, by_len = false;
    Obj *method = special_method(rt, self, id_(rt, __bool__), &unbound);
    if (!method && !err_pending(rt)) {
        method = special_method(rt, self, id_(rt, __len__), &unbound);
        by_len = true;
    }
    if (!method) return err_pending(rt) ? -1 : 1;
    Obj *result = call_held_take(rt, method, unbound, &self, 1);
    if (!result) return -1;
    int truth = -1;
    hold(rt, "truth value", result);
    if (by_len || is_type(rt, result, BOOL))
        truth = obj_truth(rt, result);
    else
        err_type(rt, "__bool__ should return bool, returned %s", type_of(result)->name);
    drop(rt);
    return truth;
}
