/* type_attr.c - the attributes and methods that every class has: __name__, __bases__, __dict__, mro() ... */
#include <stddef.h>
#include <string.h>

#include "object/type.h"

/* ---- names ----------------------------------------------------------------------------------------------------------- */

static bool may_set(Runtime *rt, Type *t, Obj *value, const char *name)
{
    if (type_has(t, TF_IMMUTABLE)) {
        err_type(rt, "cannot set '%s' attribute of immutable type '%s'", name, t->name);
        return false;
    }
    if (!value) {
        err_type(rt, "cannot delete '%s' attribute of immutable type '%s'", name, t->name);
        return false;
    }
    return true;
}

static const char *last_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

static OWN Obj *get_name(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Type *t = (Type *)self;
    return type_is_heap(t) ? own(heap_type(t)->name) : str_interned(rt, last_name(t->name));
}

OWN Obj *type_qualname(Runtime *rt, Type *t)
{
    return type_is_heap(t) ? own(heap_type(t)->qualname) : get_name(rt, (Obj *)t, NULL);
}

static OWN Obj *get_qualname(Runtime *rt, Obj *self, void *closure UNUSED) { return type_qualname(rt, (Type *)self); }

static bool set_name(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Type *t = (Type *)self;
    if (!may_set(rt, t, value, "__name__")) return false;
    if (!is_str(value)) {
        err_type(rt, "can only assign string to %s.__name__, not '%s'", t->name, type_of(value)->name);
        return false;
    }
    isize n;
    const char *name = str_utf8(rt, value, &n);
    if (!name) return false;
    if (strlen(name) != (size_t)n) {
        err_value(rt, "type name must not contain null characters");
        return false;
    }
    type_modified(rt, t);
    t->name = name;
    incref(value);
    SET_REF_TAKE(rt, heap_type(t)->name, value);
    return true;
}

static bool set_qualname(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Type *t = (Type *)self;
    if (!may_set(rt, t, value, "__qualname__")) return false;
    if (!is_str(value)) {
        err_type(rt, "can only assign string to %s.__qualname__, not '%s'", t->name, type_of(value)->name);
        return false;
    }
    incref(value);
    SET_REF_TAKE(rt, heap_type(t)->qualname, value);
    return true;
}

OWN Obj *type_module(Runtime *rt, Type *t)
{
    if (type_is_heap(t)) {
        Obj *module = dict_get(rt, t->dict, id_(rt, __module__));
        if (!module && !err_pending(rt)) err_format(rt, EXC_TYPE(rt, AttributeError), "__module__");
        return module;
    }
    const char *dot = strrchr(t->name, '.');
    if (!dot) return own(id_(rt, builtins));
    Obj *module = str_from_utf8(rt, t->name, (size_t)(dot - t->name));
    if (module) str_intern(rt, &module);
    return module;
}

static OWN Obj *get_module(Runtime *rt, Obj *self, void *closure UNUSED) { return type_module(rt, (Type *)self); }

static bool set_module(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Type *t = (Type *)self;
    if (!may_set(rt, t, value, "__module__")) return false;
    type_modified(rt, t);
    return dict_set(rt, t->dict, id_(rt, __module__), value);
}

OWN Obj *type_full_name(Runtime *rt, Type *t)
{
    if (!type_is_heap(t)) return str_from(rt, t->name);
    Obj *module = type_module(rt, t), *name = type_qualname(rt, t), *full;
    if (!module) err_clear(rt);
    if (module && is_str(module) && !str_equal(module, id_(rt, builtins)) && !str_equal(module, id_(rt, __main__)))
        full = str_format(rt, "%O.%O", module, name);
    else
        full = own(name);
    xdecref(rt, module);
    decref(rt, name);
    return full;
}

/* ---- the rest of the attributes ---------------------------------------------------------------------------------------- */

static OWN Obj *get_bases(Runtime *rt UNUSED, Obj *self, void *closure UNUSED) { return own(((Type *)self)->bases); }

static bool check_bases(Runtime *rt, Type *t, Obj *value)
{
    if (!may_set(rt, t, value, "__bases__")) return false;
    if (!is_tuple(value)) {
        err_type(rt, "can only assign tuple to %s.__bases__, not %s", t->name, type_of(value)->name);
        return false;
    }
    if (!tuple_len(value)) {
        err_type(rt, "can only assign non-empty tuple to %s.__bases__, not ()", t->name);
        return false;
    }
    for (isize i = 0; i < tuple_len(value); i++) {
        Obj *item = tuple_peek(value, i);
        if (!is_typeobj(item)) {
            err_type(rt, "%s.__bases__ must be tuple of classes, not '%s'", t->name, type_of(item)->name);
            return false;
        }
        bool cycle = type_is_subtype((Type *)item, t);
        for (Type *b = (Type *)item; b && !cycle; b = b->base_type) cycle = b == t;
        if (cycle) {
            err_type(rt, "a __bases__ item causes an inheritance cycle");
            return false;
        }
    }
    return true;
}

/* Makes [bases] and [base] the type's own and drops the old ones into *old. */
static void swap_bases(Type *t, Obj *bases, Type *base, Obj *old[2])
{
    old[0] = t->bases;
    old[1] = (Obj *)t->base_type;
    t->bases = bases;
    t->base_type = base;
}

static bool set_bases(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Type *t = (Type *)self;
    if (!check_bases(rt, t, value)) return false;
    Type *base = type_best_base(rt, value);
    if (!base || !type_compatible(rt, t->base_type, base, "__bases__")) return false;
    Obj *old[2], *undone[2];
    incref(value);
    incref(base);
    swap_bases(t, value, base, old);
    hold(rt, "old bases", old[0]);
    hold(rt, "old base class", old[1]);
    bool ok = mro_update_hierarchy(rt, t);
    if (ok && t->bases == value) {
        subclasses_remove(rt, t, old[0]);
        ok = subclasses_add(rt, t, value);
        type_update_all_slots(rt, t);
    } else if (!ok && t->bases == value) {
        incref(old[0]);
        incref(old[1]);
        swap_bases(t, old[0], (Type *)old[1], undone);
        decref(rt, undone[0]);
        decref(rt, undone[1]);
    }
    drop_n(rt, 2);
    return ok;
}

static OWN Obj *get_dict(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Obj *dict = ((Type *)self)->dict;
    return dict ? mappingproxy_new(rt, dict) : none_new(rt);
}

static OWN Obj *get_doc(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Type *t = (Type *)self;
    if (!type_is_heap(t) && t->doc) return str_from(rt, t->doc);
    Obj *doc = dict_get(rt, t->dict, id_(rt, __doc__));
    if (!doc) return err_pending(rt) ? NULL : none_new(rt);
    DescrGetFn get = type_of(doc)->get;
    if (!get) return doc;
    hold(rt, "descriptor", doc);
    return drop_keep(rt, 1, get(rt, doc, NULL, self));
}

static bool set_doc(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Type *t = (Type *)self;
    if (!may_set(rt, t, value, "__doc__")) return false;
    type_modified(rt, t);
    return dict_set(rt, t->dict, id_(rt, __doc__), value);
}

static OWN Obj *get_abstract(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Type *t = (Type *)self;
    Obj *found = t == TYPE_OF(rt, TYPE) ? NULL : dict_get(rt, t->dict, id_(rt, __abstractmethods__));
    if (!found && !err_pending(rt)) err_set(rt, EXC_TYPE(rt, AttributeError), id_(rt, __abstractmethods__));
    return found;
}

static bool set_abstract(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Type *t = (Type *)self;
    int abstract = 0;
    bool ok;
    if (value) {
        abstract = obj_truth(rt, value);
        ok = abstract >= 0 && dict_set(rt, t->dict, id_(rt, __abstractmethods__), value);
    } else {
        ok = dict_del(rt, t->dict, id_(rt, __abstractmethods__));
        if (!ok && err_clear_if(rt, EXC_TYPE(rt, KeyError)))
            err_set(rt, EXC_TYPE(rt, AttributeError), id_(rt, __abstractmethods__));
    }
    if (!ok) return false;
    type_modified(rt, t);
    if (abstract)
        t->flags |= TF_ABSTRACT;
    else
        t->flags &= ~(uint64_t)TF_ABSTRACT;
    return true;
}

static OWN Obj *get_text_signature(Runtime *rt, Obj *self UNUSED, void *closure UNUSED) { return none_new(rt); }

static OWN Obj *get_annotations(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Type *t = (Type *)self;
    if (!type_is_heap(t)) {
        return err_format(rt, EXC_TYPE(rt, AttributeError), "type object '%s' has no attribute '__annotations__'", t->name);
    }
    Obj *found = dict_get(rt, t->dict, id_(rt, __annotations__));
    if (found) {
        DescrGetFn get = type_of(found)->get;
        if (!get) return found;
        hold(rt, "descriptor", found);
        return drop_keep(rt, 1, get(rt, found, NULL, self));
    }
    if (err_pending(rt) || !(found = dict_new(rt))) return NULL;
    bool ok = dict_set(rt, t->dict, id_(rt, __annotations__), found);
    if (!ok) CLEAR(rt, found);
    if (ok) type_modified(rt, t);
    return found;
}

static bool set_annotations(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Type *t = (Type *)self;
    if (type_has(t, TF_IMMUTABLE)) {
        err_type(rt, "cannot set '__annotations__' attribute of immutable type '%s'", t->name);
        return false;
    }
    bool ok = value ? dict_set(rt, t->dict, id_(rt, __annotations__), value) : dict_del(rt, t->dict, id_(rt, __annotations__));
    if (!ok && !value && err_clear_if(rt, EXC_TYPE(rt, KeyError)))
        err_format(rt, EXC_TYPE(rt, AttributeError), "__annotations__");
    if (ok) type_modified(rt, t);
    return ok;
}

const GetSetDef type_getset[] = {
    {"__name__", get_name, set_name, NULL, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL, NULL},
    {"__bases__", get_bases, set_bases, NULL, NULL},
    {"__module__", get_module, set_module, NULL, NULL},
    {"__abstractmethods__", get_abstract, set_abstract, NULL, NULL},
    {"__dict__", get_dict, NULL, NULL, NULL},
    {"__doc__", get_doc, set_doc, NULL, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

const MemberDef type_members[] = {
    {"__basicsize__", MEMBER_ISIZE, offsetof(Type, basicsize), MEMBER_READONLY, NULL},
    {"__itemsize__", MEMBER_ISIZE, offsetof(Type, itemsize), MEMBER_READONLY, NULL},
    {"__flags__", MEMBER_ISIZE, offsetof(Type, flags), MEMBER_READONLY, NULL},
    {"__weakrefoffset__", MEMBER_ISIZE, offsetof(Type, weaklist_offset), MEMBER_READONLY, NULL},
    {"__base__", MEMBER_OBJ, offsetof(Type, base_type), MEMBER_READONLY, NULL},
    {"__dictoffset__", MEMBER_ISIZE, offsetof(Type, dict_offset), MEMBER_READONLY, NULL},
    {"__mro__", MEMBER_OBJ, offsetof(Type, mro), MEMBER_READONLY, NULL},
    {NULL, MEMBER_OBJ, 0, 0, NULL},
};

/* ---- methods ------------------------------------------------------------------------------------------------------------ */

METHOD(type_mro, NOARGS, "mro()", "Return a type's method resolution order.")
{
    Obj *order = mro_compute(rt, (Type *)self);
    if (!order || is_list(order)) return order;
    Obj *list = list_from_iterable(rt, order);
    decref(rt, order);
    return list;
}

METHOD(type_subclasses, NOARGS, "__subclasses__()", "Return a list of immediate subclasses.")
{
    return subclasses_list(rt, (Type *)self);
}

CLASS_METHOD(type_prepare, VECTOR, "__prepare__(*args, **kwargs)",
             "__prepare__() -> dict\nused to create the namespace for the class statement")
{
    return dict_new(rt);
}

/* What isinstance() and issubclass() do for classes without a rule of their own: type_check.c. */
OWN static Obj *answer(Runtime *rt, int truth) { return truth < 0 ? NULL : bool_new(rt, truth); }

METHOD(type_instancecheck, ONE, "__instancecheck__(instance, /)", "Check if an object is an instance.")
{
    return answer(rt, obj_real_isinstance(rt, arg, self));
}

METHOD(type_subclasscheck, ONE, "__subclasscheck__(subclass, /)", "Check if a class is a subclass.")
{
    return answer(rt, obj_real_issubclass(rt, arg, self));
}

CHECK bool type_merge_names(Runtime *rt, Obj *names, Obj *cls)
{
    Obj *dict, *bases;
    int got = obj_lookattr(rt, cls, id_(rt, __dict__), &dict);
    if (got < 0) return false;
    if (got) {
        hold(rt, "class dict", dict);
        bool ok = dict_merge(rt, names, dict, 1);
        drop(rt);
        if (!ok) return false;
    }
    got = obj_lookattr(rt, cls, id_(rt, __bases__), &bases);
    if (got <= 0) return got == 0;
    hold(rt, "bases", bases);
    bool ok = true;
    isize n = is_tuple(bases) ? tuple_len(bases) : obj_len(rt, bases);
    if (n < 0) ok = false;
    for (isize i = 0; ok && i < n; i++) {
        Obj *base = seq_getitem(rt, bases, i);
        hold(rt, "base class", base);
        ok = base && type_merge_names(rt, names, base);
        drop(rt);
    }
    drop(rt);
    return ok;
}

METHOD(type_dir, NOARGS, "__dir__()", "Specialized __dir__ implementation for types.")
{
    Obj *names = dict_new(rt), *list = NULL;
    hold(rt, "names found", names);
    if (names && type_merge_names(rt, names, self)) list = dict_keys_list(rt, names);
    return drop_keep(rt, 1, list);
}

METHOD(type_sizeof, NOARGS, "__sizeof__()", "Return memory consumption of the type object.")
{
    Type *t = (Type *)self;
    if (!type_is_heap(t)) return int_new(rt, sizeof(Type));
    DictKeys *keys = heap_type(t)->cached_keys;
    return int_new(rt, (int64_t)(sizeof(HeapType) + (keys ? keys_bytes(keys) : 0)));
}

const MethodDef *const type_methods[] = {
    &type_mro_def,         &type_subclasses_def, &type_prepare_def, &type_instancecheck_def,
    &type_subclasscheck_def, &type_dir_def,        &type_sizeof_def,  NULL,
};
