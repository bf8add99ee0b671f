/* none.c - the three objects that are alone of their type: None, NotImplemented and Ellipsis. */
#include "object/start.h"

/* They are for ever: a count of 0 can only come from a wrong decref, and is undone. */
static void immortal_dealloc(Runtime *rt UNUSED, Obj *o) { o->refcnt = STATIC_REFCNT; }

static OWN Obj *the_one(Runtime *rt, Obj *one, const char *name, Obj *args, Obj *kwargs)
{
    if (tuple_len(args) || (kwargs && dict_len(kwargs))) return err_type(rt, "%s takes no arguments", name);
    return own(one);
}

/* ---- None -------------------------------------------------------------------------------------------------------- */

static OWN Obj *none_repr(Runtime *rt, Obj *o UNUSED) { return str_from(rt, "None"); }
static int none_truth(Runtime *rt UNUSED, Obj *o UNUSED) { return 0; }
static OWN Obj *none_make(Runtime *rt, Type *t UNUSED, Obj *args, Obj *kwargs)
{
    return the_one(rt, NONE(rt), "NoneType", args, kwargs);
}

static const NumberSlots none_number = {.truth = none_truth};

const Type none_type = {
    .name = "NoneType",
    .basicsize = sizeof(Obj),
    .flags = TF_IMMUTABLE,
    .dealloc = immortal_dealloc,
    .repr = none_repr,
    .number = &none_number,
    .getattr = generic_getattr,
    .new_ = none_make,
};

/* ---- NotImplemented ---------------------------------------------------------------------------------------------- */

static OWN Obj *not_implemented_repr(Runtime *rt, Obj *o UNUSED) { return str_from(rt, "NotImplemented"); }
static int not_implemented_truth(Runtime *rt UNUSED, Obj *o UNUSED) { return 1; }
static OWN Obj *not_implemented_make(Runtime *rt, Type *t UNUSED, Obj *args, Obj *kwargs)
{
    return the_one(rt, &rt->not_implemented, "NotImplementedType", args, kwargs);
}

METHOD(not_implemented_reduce, NOARGS, "__reduce__()", "Its name, by which pickle finds it.")
{
    return str_from(rt, "NotImplemented");
}

static const NumberSlots not_implemented_number = {.truth = not_implemented_truth};
static const MethodDef *const not_implemented_methods[] = {&not_implemented_reduce_def, NULL};

const Type not_implemented_type = {
    .name = "NotImplementedType",
    .basicsize = sizeof(Obj),
    .flags = TF_IMMUTABLE,
    .dealloc = immortal_dealloc,
    .repr = not_implemented_repr,
    .number = &not_implemented_number,
    .getattr = generic_getattr,
    .methods = not_implemented_methods,
    .new_ = not_implemented_make,
};

/* ---- Ellipsis ---------------------------------------------------------------------------------------------------- */

static OWN Obj *ellipsis_repr(Runtime *rt, Obj *o UNUSED) { return str_from(rt, "Ellipsis"); }
static OWN Obj *ellipsis_make(Runtime *rt, Type *t UNUSED, Obj *args, Obj *kwargs)
{
    return the_one(rt, &rt->ellipsis, "EllipsisType", args, kwargs);
}

METHOD(ellipsis_reduce, NOARGS, "__reduce__()", "Its name, by which pickle finds it.") { return str_from(rt, "Ellipsis"); }

static const MethodDef *const ellipsis_methods[] = {&ellipsis_reduce_def, NULL};

const Type ellipsis_type = {
    .name = "ellipsis",
    .basicsize = sizeof(Obj),
    .flags = TF_IMMUTABLE,
    .dealloc = immortal_dealloc,
    .repr = ellipsis_repr,
    .getattr = generic_getattr,
    .methods = ellipsis_methods,
    .new_ = ellipsis_make,
};
