/* object.c - the type `object`, the base of all: making, comparing, printing, __class__, dir(). */
#include <stddef.h>

#include "object/start.h"
#include "object/type.h"

/* ---- making ---------------------------------------------------------------------------------------------------------------- */

static bool has_excess(Obj *args, Obj *kwargs) { return tuple_len(args) || (kwargs && dict_len(kwargs)); }

bool object_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    const Type *t = type_of(self);
    if (LIKELY(!has_excess(args, kwargs))) return true;
    if (t->init != object_init)
        err_type(rt, "object.__init__() takes exactly one argument (the instance to initialize)");
    else if (t->new_ == object_new_plain)
        err_type(rt, "%.200s.__init__() takes exactly one argument (the instance to initialize)", t->name);
    else
        return true;
    return false;
}

/* Lists what is missing in an abstract class. */
static void refuse_abstract(Runtime *rt, Type *t)
{
    Obj *methods = obj_getattr(rt, (Obj *)t, id_(rt, __abstractmethods__)), *comma = str_from(rt, ", "), *joined = NULL;
    Obj *names = methods && comma ? list_from_iterable(rt, methods) : NULL;
    hold(rt, "abstract methods", methods);
    hold(rt, "names of the abstract methods", names);
    if (names && list_sort_in_place(rt, names, NULL, false)) joined = str_join(rt, comma, names);
    if (joined)
        err_type(rt, "Can't instantiate abstract class %s with abstract method%s %O", t->name, list_len(names) > 1 ? "s" : "",
                 joined);
    drop_n(rt, 2);
    xdecref(rt, joined);
    xdecref(rt, comma);
}

OWN Obj *object_new_plain(Runtime *rt, Type *t, Obj *args, Obj *kwargs)
{
    if (UNLIKELY(has_excess(args, kwargs))) {
        if (t->new_ != object_new_plain)
            return err_type(rt, "object.__new__() takes exactly one argument (the type to instantiate)");
        if (t->init == object_init) return err_type(rt, "%.200s() takes no arguments", t->name);
    }
    if (UNLIKELY(type_has(t, TF_ABSTRACT))) {
        refuse_abstract(rt, t);
        return NULL;
    }
    Obj *o = t->alloc(rt, t, 0);
    if (!o || !t->dict_offset) return o;
    bool ok = true;
    if (type_has(t, TF_MANAGED_DICT)) {
        ok = instance_init_values(rt, o, t);
    } else {
        Obj **place = obj_dict_pointer(rt, o);
        *place = dict_new(rt);
        ok = *place != NULL;
    }
    if (ok) return o;
    decref(rt, o);
    return NULL;
}

/* T.__new__(cls, ...) of a built-in type T: cls must be one of its heirs and not have a closer rule. */
METHOD_COUNTED(new_wrapper, VECTOR, "__new__($type, *args, **kwargs)",
       "Create and return a new object.  See help(type) for accurate signature.")
{
    Type *t = (Type *)self, *cls, *solid;
    if (nargs < 1) return err_type(rt, "%s.__new__(): not enough arguments", t->name);
    if (!is_typeobj(args[0]))
        return err_type(rt, "%s.__new__(X): X is not a type object (%s)", t->name, type_of(args[0])->name);
    cls = solid = (Type *)args[0];
    if (!type_is_subtype(cls, t))
        return err_type(rt, "%s.__new__(%s): %s is not a subtype of %s", t->name, cls->name, cls->name, t->name);
    while (solid && solid->new_ == slot_new) solid = solid->base_type;
    if (solid && solid->new_ != t->new_)
        return err_type(rt, "%s.__new__(%s) is not safe, use %s.__new__()", t->name, cls->name, solid->name);
    Obj *all = tuple_from_array(rt, args, nargs), *rest = all ? tuple_from_array(rt, args + 1, nargs - 1) : NULL;
    Obj *kwargs = NULL, *made = NULL;
    isize nkw = kwnames ? tuple_len(kwnames) : 0;
    bool ok = rest && (!nkw || (kwargs = dict_new(rt)) != NULL);
    for (isize i = 0; ok && i < nkw; i++) ok = dict_set(rt, kwargs, tuple_peek(kwnames, i), args[nargs + i]);
    hold(rt, "arguments with the class", all);
    hold(rt, "arguments", rest);
    hold(rt, "keyword arguments", kwargs);
    if (ok) made = t->new_(rt, cls, rest, kwargs);
    return drop_keep(rt, 3, made);
}

const MethodDef *new_wrapper_peek(void) { return &new_wrapper_def; }

static void object_dealloc(Runtime *rt, Obj *o) { type_of(o)->free(rt, o); }

/* ---- text, comparison, hash ------------------------------------------------------------------------------------------------ */

OWN Obj *object_repr(Runtime *rt, Obj *o)
{
    Type *t = type_of(o);
    Obj *module = type_module(rt, t), *text;
    if (!module) err_clear(rt);
    if (module && is_str(module) && !str_equal(module, id_(rt, builtins))) {
        Obj *name = type_qualname(rt, t);
        text = name ? str_format(rt, "<%O.%O object at %p>", module, name, o) : NULL;
        xdecref(rt, name);
    } else {
        text = str_format(rt, "<%s object at %p>", t->name, o);
    }
    xdecref(rt, module);
    return text;
}

static OWN Obj *object_str(Runtime *rt, Obj *o)
{
    UnaryFn repr = type_of(o)->repr;
    return repr ? repr(rt, o) : object_repr(rt, o);
}

static OWN Obj *object_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (op == CMP_EQ && a == b) return bool_new(rt, true);
    if (op != CMP_NE || !type_of(a)->compare) return own(&rt->not_implemented);
    Obj *equal = type_of(a)->compare(rt, a, b, CMP_EQ);
    if (!equal || equal == &rt->not_implemented) return equal;
    hold(rt, "result of __eq__", equal);
    int truth = obj_truth(rt, equal);
    drop(rt);
    return truth < 0 ? NULL : bool_new(rt, !truth);
}

static Hash object_hash(Runtime *rt, Obj *o) { return hash_pointer(rt, o); }

/* ---- __class__ ---------------------------------------------------------------------------------------------------------------- */

static OWN Obj *get_class(Runtime *rt UNUSED, Obj *self, void *closure UNUSED) { return own(type_of(self)); }

static bool set_class(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Type *old = type_of(self), *cls = (Type *)value, *module = TYPE_OF(rt, MODULE);
    if (!value) {
        err_type(rt, "can't delete __class__ attribute");
        return false;
    }
    if (!is_typeobj(value)) {
        err_type(rt, "__class__ must be set to a class, not '%s' object", type_of(value)->name);
        return false;
    }
    if (!(type_is_subtype(cls, module) && type_is_subtype(old, module)) &&
        (type_has(cls, TF_IMMUTABLE) || type_has(old, TF_IMMUTABLE))) {
        err_type(rt, "__class__ assignment only supported for mutable types or ModuleType subclasses");
        return false;
    }
    if (!type_compatible(rt, old, cls, "__class__")) return false;
    if (type_has(old, TF_MANAGED_DICT)) { /* the values lie by the old class's keys */
        Obj *dict = obj_materialize_dict(rt, self);
        if (!dict) return false;
        decref(rt, dict);
    }
    if (type_is_heap(cls)) incref(cls);
    self->type = cls;
    if (type_is_heap(old)) decref(rt, old);
    return true;
}

static const GetSetDef object_getset[] = {
    {"__class__", get_class, set_class, "the object's class", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* ---- pickling: refused ---------------------------------------------------------------------------------------------------------- */

METHOD(object_reduce_ex, ONE, "__reduce_ex__(protocol, /)", "Helper for pickle.")
{
    return err_type(rt, "cannot pickle '%.200s' object", type_of(self)->name);
}
METHOD(object_reduce, NOARGS, "__reduce__()", "Helper for pickle.")
{
    return err_type(rt, "cannot pickle '%.200s' object", type_of(self)->name);
}

/* Adds the values of the slots that a class and its bases define. */
static bool add_slots(Runtime *rt, Obj *self, const Type *t, Obj *state)
{
    if (t->base_type && !add_slots(rt, self, t->base_type, state)) return false;
    if (!type_is_heap(t)) return true;
    for (isize i = 0; i < t->base.size; i++) {
        Obj *value = *(Obj **)((char *)self + t->members[i].offset);
        if (value && !dict_set(rt, state, tuple_peek(heap_type(t)->slots, i), value)) return false;
    }
    return true;
}

METHOD(object_getstate, NOARGS, "__getstate__()", "Helper for pickle.")
{
    Obj *dict = NULL, *slots, *state = NULL;
    if (obj_lookattr(rt, self, id_(rt, __dict__), &dict) < 0) return NULL;
    if (dict && is_dict(dict)) {
        hold(rt, "__dict__", dict);
        dict = drop_keep(rt, 1, dict_len(dict) ? dict_copy(rt, dict) : none_new(rt));
    } else if (!dict) {
        dict = none_new(rt);
    }
    hold(rt, "copy of __dict__", dict);
    slots = dict_new(rt);
    hold(rt, "values of slots", slots);
    if (dict && slots && add_slots(rt, self, type_of(self), slots))
        state = dict_len(slots) ? tuple_pack(rt, 2, dict, slots) : own(dict);
    return drop_keep(rt, 2, state);
}

/* ---- methods ----------------------------------------------------------------------------------------------------------------------- */

CLASS_METHOD(object_subclasshook, VECTOR, "__subclasshook__(*args, **kwargs)",
             "Abstract classes can override this to customize issubclass().\n\n"
             "This is invoked early on by abc.ABCMeta.__subclasscheck__().\n"
             "It should return True, False or NotImplemented.  If it returns\n"
             "NotImplemented, the normal algorithm is used.  Otherwise, it\n"
             "overrides the normal algorithm (and the outcome is cached).\n")
{
    return own(&rt->not_implemented);
}

CLASS_METHOD(object_init_subclass, NOARGS, "__init_subclass__()",
             "This method is called when a class is subclassed.\n\n"
             "The default implementation does nothing. It may be\noverridden to extend subclasses.\n")
{
    return none_new(rt);
}

METHOD(object_format, ONE, "__format__(format_spec, /)", "Default object formatter.")
{
    if (!is_str(arg)) return err_type(rt, "__format__() argument must be str, not %.50s", is_none(rt, arg) ? "None" : type_of(arg)->name);
    if (str_len(arg)) return err_type(rt, "unsupported format string passed to %.200s.__format__", type_of(self)->name);
    return obj_str(rt, self);
}

METHOD(object_sizeof, NOARGS, "__sizeof__()", "Size of object in memory, in bytes.")
{
    const Type *t = type_of(self);
    isize n = t->itemsize ? ((VarObj *)self)->size : 0;
    return int_new(rt, t->basicsize + (n < 0 ? -n : n) * t->itemsize);
}

METHOD(object_dir, NOARGS, "__dir__()", "Default dir() implementation.")
{
    Obj *dict, *cls, *names = NULL, *list = NULL;
    if (obj_lookattr(rt, self, id_(rt, __dict__), &dict) < 0) return NULL;
    hold(rt, "__dict__", dict);
    names = drop_keep(rt, 1, dict && is_dict(dict) ? dict_copy(rt, dict) : dict_new(rt));
    if (!names) return NULL;
    hold(rt, "names found", names);
    int got = obj_lookattr(rt, self, id_(rt, __class__), &cls);
    if (got > 0) {
        hold(rt, "__class__", cls);
        if (!type_merge_names(rt, names, cls)) got = -1;
        drop(rt);
    }
    if (got >= 0) list = dict_keys_list(rt, names);
    return drop_keep(rt, 1, list);
}

static const MethodDef *const object_methods[] = {
    &object_reduce_ex_def, &object_reduce_def, &object_getstate_def, &object_subclasshook_def, &object_init_subclass_def,
    &object_format_def,    &object_sizeof_def, &object_dir_def,      NULL,
};

const Type object_type = {
    .name = "object",
    .basicsize = sizeof(Obj),
    .dealloc = object_dealloc,
    .repr = object_repr,
    .hash = object_hash,
    .str = object_str,
    .getattr = generic_getattr,
    .setattr = generic_setattr,
    .flags = TF_BASETYPE,
    .doc = "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\n"
           "instance that has no instance attributes and cannot be given any.\n",
    .compare = object_compare,
    .methods = object_methods,
    .getset = object_getset,
    .init = object_init,
    .alloc = type_alloc,
    .new_ = object_new_plain,
    .free = object_free,
};

bool type_generic_compare_is_default(const Type *t) { return t->compare == object_compare; }
