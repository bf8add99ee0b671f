/* bool.c - True and False: ints with names; &, | and ^ of two of them are bools again. */
#include "object/intpart.h"
#include "object/start.h"

static inline bool is_true(Runtime *rt, const Obj *o) { return o == (Obj *)&rt->true_; }
static inline bool both_bool(Runtime *rt, const Obj *a, const Obj *b)
{
    return is_type(rt, a, BOOL) && is_type(rt, b, BOOL);
}

static OWN Obj *bool_and(Runtime *rt, Obj *a, Obj *b)
{
    return both_bool(rt, a, b) ? bool_new(rt, is_true(rt, a) && is_true(rt, b)) : int_number.and_(rt, a, b);
}

static OWN Obj *bool_or(Runtime *rt, Obj *a, Obj *b)
{
    return both_bool(rt, a, b) ? bool_new(rt, is_true(rt, a) || is_true(rt, b)) : int_number.or_(rt, a, b);
}

static OWN Obj *bool_xor(Runtime *rt, Obj *a, Obj *b)
{
    return both_bool(rt, a, b) ? bool_new(rt, is_true(rt, a) != is_true(rt, b)) : int_number.xor(rt, a, b);
}

static OWN Obj *bool_repr(Runtime *rt, Obj *o) { return own(is_true(rt, o) ? id_(rt, True) : id_(rt, False)); }

static OWN Obj *bool_of(Runtime *rt, Obj *o)
{
    int truth = obj_truth(rt, o);
    return truth < 0 ? NULL : bool_new(rt, truth > 0);
}

static OWN Obj *bool_make(Runtime *rt, Type *type UNUSED, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_no_keywords(rt, "bool", kwargs)) return NULL;
    if (!args_bind(rt, "bool(x=None, /)", CALL_POSITIONAL, args, NULL, &a)) return NULL;
    return a.obj[0] ? bool_of(rt, a.obj[0]) : bool_new(rt, false);
}

static OWN Obj *bool_vectorcall(Runtime *rt, Obj *callable UNUSED, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    isize n = vector_nargs(nargsf);
    if (kwnames && tuple_len(kwnames)) return err_type(rt, "bool() takes no keyword arguments");
    if (n > 1) return err_type(rt, "bool expected at most 1 argument, got %zd", n);
    return n ? bool_of(rt, args[0]) : bool_new(rt, false);
}

/* True and False are for ever. */
static void bool_dealloc(Runtime *rt UNUSED, Obj *o) { o->refcnt = STATIC_REFCNT; }

static const NumberSlots number = {.and_ = bool_and, .xor = bool_xor, .or_ = bool_or};

const Type bool_type = {
    .name = "bool",
    .doc = "bool(x) -> bool\n\nTrue when x is true, False otherwise.  True and False are the only two instances; the type "
           "is a subclass of int\nand cannot be subclassed.",
    .basicsize = offsetof(Int, digit),
    .itemsize = sizeof(uint32_t),
    .flags = TF_IMMUTABLE | TF_INT | TF_MATCH_SELF,
    .dealloc = bool_dealloc,
    .repr = bool_repr,
    .number = &number,
    .new_ = bool_make,
    .vectorcall = bool_vectorcall,
};
