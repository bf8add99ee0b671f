/* attr.c - how attributes of ordinary objects are found and set: a data descriptor of the type, then the
   instance's own, then whatever else the type has.

   Python code may run in a descriptor, and in a dict whose keys are not all strings; only then is the
   descriptor held. */
#include "object/dictkeys.h"
#include "object/type.h"

/* ---- the dict of an object ------------------------------------------------------------------------------------------- */

Obj **obj_dict_pointer(Runtime *rt UNUSED, Obj *o)
{
    Type *t = type_of(o);
    if (type_has(t, TF_MANAGED_DICT)) return obj_dict_place(o);
    if (t->dict_offset == 0) return NULL;
    if (t->dict_offset > 0) return (Obj **)((char *)o + t->dict_offset);
    isize n = ((VarObj *)o)->size;
    size_t size = ((size_t)t->basicsize + (size_t)(n < 0 ? -n : n) * (size_t)t->itemsize + 7) & ~(size_t)7;
    return (Obj **)((char *)o + size + t->dict_offset);
}

OWN Obj *generic_getdict(Runtime *rt, Obj *o, void *closure UNUSED)
{
    if (type_has(type_of(o), TF_MANAGED_DICT)) return obj_materialize_dict(rt, o);
    Obj **place = obj_dict_pointer(rt, o);
    if (!place) return err_format(rt, EXC_TYPE(rt, AttributeError), "This object has no __dict__");
    if (!*place) *place = dict_new(rt);
    return xown(*place);
}

CHECK bool generic_setdict(Runtime *rt, Obj *o, Obj *value, void *closure UNUSED)
{
    Obj **place = obj_dict_pointer(rt, o);
    if (!place) {
        err_format(rt, EXC_TYPE(rt, AttributeError), "This object has no __dict__");
        return false;
    }
    if (!value) {
        err_type(rt, "cannot delete __dict__");
        return false;
    }
    if (!is_dict(value)) {
        err_type(rt, "__dict__ must be set to a dictionary, not a '%.200s'", type_of(value)->name);
        return false;
    }
    if (type_has(type_of(o), TF_MANAGED_DICT) && *obj_values_place(o)) {
        Obj *dict = obj_materialize_dict(rt, o);
        if (!dict) return false;
        decref(rt, dict);
    }
    incref(value);
    SET_REF_TAKE(rt, *place, value);
    return true;
}

/* ---- getting ------------------------------------------------------------------------------------------------------------ */

/* Whether looking [name] up in the object's own attributes can run no Python code. */
static inline bool lookup_is_quiet(Runtime *rt, Obj *dict, Obj *name)
{
    return is_type(rt, name, STR) && (!dict || ((Dict *)dict)->keys->kind != KEYS_GENERAL);
}

/* The object's own attribute; NULL: none, or an exception is pending. */
static inline OWN Obj *own_attribute(Runtime *rt, Obj *o, Type *t, Obj *name)
{
    if (type_has(t, TF_MANAGED_DICT)) {
        DictValues *values = *obj_values_place(o);
        if (LIKELY(values && is_type(rt, name, STR))) {
            isize ix = keys_find_str(heap_type(t)->cached_keys, name, str_hash_known(rt, name));
            return ix < 0 ? NULL : xown(values->values[ix]);
        }
        if (lookup_is_quiet(rt, *obj_dict_place(o), name)) return instance_get(rt, o, name);
    } else if (t->dict_offset == 0) {
        return NULL;
    }
    Obj *dict = *obj_dict_pointer(rt, o);
    if (!dict) return type_has(t, TF_MANAGED_DICT) ? instance_get(rt, o, name) : NULL;
    if (lookup_is_quiet(rt, dict, name)) return dict_get(rt, dict, name);
    hold(rt, "dict being searched", own(dict));
    return drop_keep(rt, 1, dict_get(rt, dict, name));
}

/* Calls a get slot.  Python's own descriptors are held while their code runs. */
static OWN Obj *descr_bind(Runtime *rt, Obj *descr, Obj *o, Type *t)
{
    DescrGetFn get = type_of(descr)->get;
    if (type_has(type_of(descr), TF_METHOD_DESCRIPTOR)) return get(rt, descr, o, (Obj *)t);
    hold(rt, "descriptor", own(descr));
    return drop_keep(rt, 1, get(rt, descr, o, (Obj *)t));
}

static inline bool is_data_descr(const Obj *descr) { return type_of(descr)->get && type_of(descr)->set; }

static inline OWN Obj *get_attribute(Runtime *rt, Obj *o, Obj *name, bool quiet)
{
    Type *t = type_of(o);
    if (UNLIKELY(!is_str(name))) return err_type(rt, "attribute name must be string, not '%.200s'", type_of(name)->name);
    Obj *descr = type_find(rt, t, name), *value;
    if (descr && is_data_descr(descr)) {
        value = descr_bind(rt, descr, o, t);
        if (!value && quiet) err_clear_if(rt, EXC_TYPE(rt, AttributeError));
        return value;
    }
    value = own_attribute(rt, o, t, name);
    if (value) return value;
    if (UNLIKELY(err_pending(rt))) {
        if (quiet) err_clear_if(rt, EXC_TYPE(rt, AttributeError));
        return NULL;
    }
    /* Looking may have run Python code, which may have changed the type. */
    if (descr && t->dict_offset) descr = type_find(rt, t, name);
    if (descr) {
        if (!type_of(descr)->get) return own(descr);
        value = descr_bind(rt, descr, o, t);
        if (!value && quiet) err_clear_if(rt, EXC_TYPE(rt, AttributeError));
        return value;
    }
    if (!quiet) err_attribute(rt, o, name);
    return NULL;
}

OWN Obj *generic_getattr(Runtime *rt, Obj *o, Obj *name) { return get_attribute(rt, o, name, false); }

OWN Obj *generic_getattr_quiet(Runtime *rt, Obj *o, Obj *name) { return get_attribute(rt, o, name, true); }

int obj_get_method(Runtime *rt, Obj *o, Obj *name, Obj **out)
{
    Type *t = type_of(o);
    if (t->getattr != generic_getattr || !is_type(rt, name, STR)) {
        *out = obj_getattr(rt, o, name);
        return *out ? 0 : -1;
    }
    Obj *descr = type_find(rt, t, name);
    if (!descr || !type_has(type_of(descr), TF_METHOD_DESCRIPTOR)) {
        *out = generic_getattr(rt, o, name);
        return *out ? 0 : -1;
    }
    if (t->dict_offset) {
        *out = own_attribute(rt, o, t, name);
        if (*out) return 0;
        if (UNLIKELY(err_pending(rt))) return -1;
        descr = type_find(rt, t, name); /* the dict's keys may have run code */
        if (UNLIKELY(!descr)) {
            err_attribute(rt, o, name);
            return -1;
        }
    }
    *out = own(descr);
    return 1;
}

/* ---- setting ------------------------------------------------------------------------------------------------------------ */

/* As in 3.11 the errors of setting and deleting do not tell the object and the name. */
static bool no_dict(Runtime *rt, const Obj *o, Obj *name, const Obj *descr)
{
    if (!descr) return err_no_attribute(rt, o, name);
    return err_format(rt, EXC_TYPE(rt, AttributeError), "'%.100s' object attribute '%O' is read-only", type_of(o)->name, name);
}

static bool set_in_dict(Runtime *rt, Obj *o, Obj **place, Obj *name, Obj *value)
{
    if (!*place && !(*place = dict_new(rt))) return false;
    hold(rt, "dict being changed", own(*place));
    bool ok = value ? dict_set(rt, *place, name, value) : dict_del(rt, *place, name);
    drop(rt);
    return ok || (err_clear_if(rt, EXC_TYPE(rt, KeyError)) && err_no_attribute(rt, o, name));
}

CHECK bool generic_setattr(Runtime *rt, Obj *o, Obj *name, Obj *value)
{
    Type *t = type_of(o);
    if (UNLIKELY(!is_str(name))) {
        err_type(rt, "attribute name must be string, not '%.200s'", type_of(name)->name);
        return false;
    }
    Obj *descr = type_find(rt, t, name);
    DescrSetFn set = descr ? type_of(descr)->set : NULL;
    if (set) {
        hold(rt, "descriptor", own(descr));
        bool ok = set(rt, descr, o, value);
        drop(rt);
        return ok;
    }
    if (type_has(t, TF_MANAGED_DICT)) return instance_set(rt, o, name, value);
    Obj **place = obj_dict_pointer(rt, o);
    return place ? set_in_dict(rt, o, place, name, value) : no_dict(rt, o, name, descr);
}

/* ---- dir() -------------------------------------------------------------------------------------------------------------- */

OWN Obj *obj_dir(Runtime *rt, Obj *o)
{
    Obj *method = special_lookup(rt, o, id_(rt, __dir__));
    if (!method) return err_pending(rt) ? NULL : err_type(rt, "object does not provide __dir__");
    hold(rt, "method being called", method);
    Obj *names = drop_keep(rt, 1, obj_call0(rt, method));
    if (!names) return NULL;
    hold(rt, "result of __dir__", names);
    Obj *list = drop_keep(rt, 1, list_from_iterable(rt, names));
    if (!list) return NULL;
    hold(rt, "names being sorted", list);
    bool ok = list_sort_in_place(rt, list, NULL, false);
    unhold(rt);
    if (!ok) CLEAR(rt, list);
    return list;
}

/* ---- calling a method by name --------------------------------------------------------------------------------------- */

OWN Obj *obj_call_method(Runtime *rt, Obj *o, Obj *name, Obj *const *args, isize nargs)
{
    enum { FEW = 6 };
    Obj *vector[FEW + 1] = {o}, *method = NULL;
    if (nargs > FEW) return err_bad_internal(rt, "obj_call_method");
    for (isize i = 0; i < nargs; i++) vector[1 + i] = args[i];
    int unbound = obj_get_method(rt, o, name, &method);
    if (unbound < 0) return NULL;
    hold(rt, "method being called", method);
    Obj *result = unbound ? obj_vectorcall(rt, method, vector, (size_t)nargs + 1, NULL)
                          : obj_vectorcall(rt, method, vector + 1, (size_t)nargs | VECTOR_OFFSET, NULL);
    return drop_keep(rt, 1, result);
}
