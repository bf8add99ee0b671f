/* classmethod.c - classmethod and staticmethod: what they bind a function to when it is looked up. */
#include <stddef.h>

#include "object/start.h"
#include "object/type.h"

/* ---- common ------------------------------------------------------------------------------------------------------------------- */

int obj_is_abstract(Runtime *rt, Obj *o)
{
    Obj *mark;
    int got = obj_lookattr(rt, o, id_(rt, __isabstractmethod__), &mark);
    if (got <= 0) return got;
    hold(rt, "__isabstractmethod__", mark);
    int truth = obj_truth(rt, mark);
    drop(rt);
    return truth;
}

static void wrapper_dealloc(Runtime *rt, Obj *o)
{
    Wrapper1 *w = (Wrapper1 *)o;
    gc_untrack(o);
    CLEAR(rt, w->callable);
    CLEAR(rt, w->dict);
    type_of(o)->free(rt, o);
}

static int wrapper_traverse(Obj *o, Visit visit, void *ctx)
{
    Wrapper1 *w = (Wrapper1 *)o;
    VISIT(w->callable, "function", -1);
    VISIT(w->dict, "__dict__", -1);
    return 0;
}

static int wrapper_clear(Runtime *rt, Obj *o)
{
    Wrapper1 *w = (Wrapper1 *)o;
    CLEAR(rt, w->callable);
    CLEAR(rt, w->dict);
    return 0;
}

/* Copies name, docstring and the like from the function, as far as it has them. */
static bool copy_attributes(Runtime *rt, Obj *self, Obj *function)
{
    static const enum IdentId names[] = {ID___module__, ID___name__, ID___qualname__, ID___doc__, ID___annotations__};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        Obj *value = obj_getattr(rt, function, rt->ids[names[i]]);
        if (!value && !err_clear_if(rt, EXC_TYPE(rt, AttributeError))) return false;
        if (!value) continue;
        hold(rt, "attribute being copied", value);
        bool ok = obj_setattr(rt, self, rt->ids[names[i]], value);
        drop(rt);
        if (!ok) return false;
    }
    return true;
}

static bool init_as(Runtime *rt, Obj *self, Obj *args, Obj *kwargs, const char *name)
{
    isize n = tuple_len(args);
    if (kwargs && dict_len(kwargs)) {
        err_type(rt, "%s() takes no keyword arguments", name);
        return false;
    }
    if (n != 1) {
        err_type(rt, "%s expected 1 argument, got %zd", name, n);
        return false;
    }
    Obj *function = tuple_peek(args, 0);
    incref(function);
    SET_REF_TAKE(rt, ((Wrapper1 *)self)->callable, function);
    return copy_attributes(rt, self, function);
}

static OWN Obj *new_as(Runtime *rt, enum TypeId id, Obj *callable)
{
    Obj *o = type_alloc(rt, &rt->types[id], 0);
    if (o) ((Wrapper1 *)o)->callable = own(callable);
    return o;
}

OWN Obj *classmethod_new(Runtime *rt, Obj *callable) { return new_as(rt, T_CLASSMETHOD, callable); }
OWN Obj *staticmethod_new(Runtime *rt, Obj *callable) { return new_as(rt, T_STATICMETHOD, callable); }

static OWN Obj *get_abstract(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Obj *function = ((Wrapper1 *)self)->callable;
    int abstract = function ? obj_is_abstract(rt, function) : 0;
    return abstract < 0 ? NULL : bool_new(rt, abstract);
}

static const MemberDef wrapper_members[] = {
    {"__func__", MEMBER_OBJ, offsetof(Wrapper1, callable), MEMBER_READONLY, NULL},
    {"__wrapped__", MEMBER_OBJ, offsetof(Wrapper1, callable), MEMBER_READONLY, NULL},
    {NULL, MEMBER_OBJ, 0, 0, NULL},
};
static const GetSetDef wrapper_getset[] = {
    {"__isabstractmethod__", get_abstract, NULL, NULL, NULL},
    {"__dict__", generic_getdict, generic_setdict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

#define WRAPPER_TYPE(name_)                                                                                          \
    .name = name_, .basicsize = sizeof(Wrapper1), .dealloc = wrapper_dealloc, .flags = TF_GC | TF_BASETYPE,          \
    .traverse = wrapper_traverse, .clear = wrapper_clear, .members = wrapper_members, .getset = wrapper_getset,      \
    .dict_offset = offsetof(Wrapper1, dict), .alloc = type_alloc, .new_ = type_new_generic

/* ---- classmethod ---------------------------------------------------------------------------------------------------------------- */

static bool class_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) { return init_as(rt, self, args, kwargs, "classmethod"); }

static OWN Obj *class_get(Runtime *rt, Obj *self, Obj *obj, Obj *type)
{
    Obj *function = ((Wrapper1 *)self)->callable;
    if (!function) return err_format(rt, EXC_TYPE(rt, RuntimeError), "uninitialized classmethod object");
    if (!type) type = (Obj *)type_of(obj);
    DescrGetFn get = type_of(function)->get;
    return get ? get(rt, function, type, type) : method_new(rt, function, type);
}

static OWN Obj *class_repr(Runtime *rt, Obj *self) { return str_format(rt, "<classmethod(%R)>", ((Wrapper1 *)self)->callable); }

const Type classmethod_type = {
    WRAPPER_TYPE("classmethod"),
    .repr = class_repr,
    .doc = "classmethod(function) -> method\n\nConvert a function to be a class method.\n\n"
           "A class method receives the class as implicit first argument, whether it\n"
           "is called on the class or on an instance. Used as a decorator:\n\n"
           "  class C:\n      @classmethod\n      def f(cls, arg1, arg2, ...):\n          ...",
    .get = class_get,
    .init = class_init,
};

/* ---- staticmethod --------------------------------------------------------------------------------------------------------------- */

static bool static_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) { return init_as(rt, self, args, kwargs, "staticmethod"); }

static OWN Obj *static_get(Runtime *rt, Obj *self, Obj *obj UNUSED, Obj *type UNUSED)
{
    Obj *function = ((Wrapper1 *)self)->callable;
    return function ? own(function) : err_format(rt, EXC_TYPE(rt, RuntimeError), "uninitialized staticmethod object");
}

static OWN Obj *static_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    return obj_call(rt, ((Wrapper1 *)self)->callable, args, kwargs);
}

static OWN Obj *static_repr(Runtime *rt, Obj *self) { return str_format(rt, "<staticmethod(%R)>", ((Wrapper1 *)self)->callable); }

const Type staticmethod_type = {
    WRAPPER_TYPE("staticmethod"),
    .repr = static_repr,
    .call = static_call,
    .doc = "staticmethod(function) -> method\n\nConvert a function to be a static method.\n\n"
           "A static method receives no implicit first argument, whether it is called\n"
           "on the class or on an instance. Used as a decorator:\n\n"
           "  class C:\n      @staticmethod\n      def f(arg1, arg2, ...):\n          ...",
    .get = static_get,
    .init = static_init,
};
