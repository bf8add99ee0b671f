/* singletons.c - None, NotImplemented and Ellipsis: objects of the static part of which there is one each. */
#include "object/start.h"

/* Nobody counts so many references down; should it happen, the object stays. */
static void keep(Runtime *rt UNUSED, Obj *o) { o->refcnt = STATIC_REFCNT; }

static bool no_arguments(Runtime *rt, const char *name, Obj *args, Obj *kwargs)
{
    if (!tuple_len(args) && (!kwargs || !dict_len(kwargs))) return true;
    err_type(rt, "%s takes no arguments", name);
    return false;
}

#define SINGLETON_TYPE(name_) .name = name_, .basicsize = sizeof(Obj), .dealloc = keep, .getattr = generic_getattr

/* ---- None ---------------------------------------------------------------------------------------------------------------- */

static OWN Obj *none_repr(Runtime *rt, Obj *o UNUSED) { return str_interned(rt, "None"); }
static int none_truth(Runtime *rt UNUSED, Obj *o UNUSED) { return 0; }
static OWN Obj *none_make(Runtime *rt, Type *t UNUSED, Obj *args, Obj *kwargs)
{
    return no_arguments(rt, "NoneType", args, kwargs) ? none_new(rt) : NULL;
}

static const NumberSlots none_number = {.truth = none_truth};

const Type none_type = {SINGLETON_TYPE("NoneType"), .repr = none_repr, .number = &none_number, .new_ = none_make};

/* ---- NotImplemented -------------------------------------------------------------------------------------------------------- */

static OWN Obj *not_implemented_repr(Runtime *rt, Obj *o UNUSED) { return str_interned(rt, "NotImplemented"); }
static OWN Obj *not_implemented_make(Runtime *rt, Type *t UNUSED, Obj *args, Obj *kwargs)
{
    return no_arguments(rt, "NotImplementedType", args, kwargs) ? own(&rt->not_implemented) : NULL;
}

METHOD(not_implemented_reduce, NOARGS, "__reduce__()", NULL) { return not_implemented_repr(rt, self); }
static const MethodDef *const not_implemented_methods[] = {&not_implemented_reduce_def, NULL};

const Type not_implemented_type = {
    SINGLETON_TYPE("NotImplementedType"),
    .repr = not_implemented_repr,
    .methods = not_implemented_methods,
    .new_ = not_implemented_make,
};

/* ---- Ellipsis ---------------------------------------------------------------------------------------------------------------- */

static OWN Obj *ellipsis_repr(Runtime *rt, Obj *o UNUSED) { return str_interned(rt, "Ellipsis"); }
static OWN Obj *ellipsis_make(Runtime *rt, Type *t UNUSED, Obj *args, Obj *kwargs)
{
    return no_arguments(rt, "EllipsisType", args, kwargs) ? own(&rt->ellipsis) : NULL;
}

METHOD(ellipsis_reduce, NOARGS, "__reduce__()", NULL) { return ellipsis_repr(rt, self); }
static const MethodDef *const ellipsis_methods[] = {&ellipsis_reduce_def, NULL};

const Type ellipsis_type = {
    SINGLETON_TYPE("ellipsis"),
    .repr = ellipsis_repr,
    .methods = ellipsis_methods,
    .new_ = ellipsis_make,
};
