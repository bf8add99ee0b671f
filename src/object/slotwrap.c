/* slotwrap.c - what a wrapper descriptor (int.__add__, list.__len__) does when it is called: checks its
   arguments, calls the C slot, and turns the result into an object. */
#include "object/slots.h"

/* The argument tuple holds exactly [n]. */
static bool expect(Runtime *rt, Obj *args, isize n)
{
    if (tuple_len(args) == n) return true;
    err_type(rt, "expected %zd argument%s, got %zd", n, n == 1 ? "" : "s", tuple_len(args));
    return false;
}

/* One or two (or exactly two) arguments, with PyArg_UnpackTuple's words. */
static bool expect_range(Runtime *rt, Obj *args, isize least, isize most)
{
    isize n = tuple_len(args);
    if (n >= least && n <= most) return true;
    bool few = n < least;
    isize bound = few ? least : most;
    err_type(rt, " expected %s%zd argument%s, got %zd", least == most ? "" : few ? "at least " : "at most ", bound,
             bound == 1 ? "" : "s", n);
    return false;
}

#define ARG(i) tuple_peek(args, i)
#define WRAP(name) OWN Obj *name(Runtime *rt, Obj *self, Obj *args, AnyFn wrapped, Obj *kwargs UNUSED)
static OWN Obj *done(Runtime *rt, bool ok) { return ok ? none_new(rt) : NULL; }

WRAP(wrap_unary) { return expect(rt, args, 0) ? ((UnaryFn)wrapped)(rt, self) : NULL; }
WRAP(wrap_binary) { return expect(rt, args, 1) ? ((BinaryFn)wrapped)(rt, self, ARG(0)) : NULL; }
WRAP(wrap_binary_left) { return expect(rt, args, 1) ? ((BinaryFn)wrapped)(rt, self, ARG(0)) : NULL; }
WRAP(wrap_binary_right) { return expect(rt, args, 1) ? ((BinaryFn)wrapped)(rt, ARG(0), self) : NULL; }

WRAP(wrap_ternary)
{
    if (!expect_range(rt, args, 1, 2)) return NULL;
    return ((TernaryFn)wrapped)(rt, self, ARG(0), tuple_len(args) > 1 ? ARG(1) : &rt->none);
}
WRAP(wrap_ternary_right)
{
    if (!expect_range(rt, args, 1, 2)) return NULL;
    return ((TernaryFn)wrapped)(rt, ARG(0), self, tuple_len(args) > 1 ? ARG(1) : &rt->none);
}

WRAP(wrap_truth)
{
    if (!expect(rt, args, 0)) return NULL;
    int truth = ((InquiryFn)wrapped)(rt, self);
    return truth < 0 ? NULL : bool_new(rt, truth);
}

WRAP(wrap_hash)
{
    if (!expect(rt, args, 0)) return NULL;
    Hash hash = ((HashFn)wrapped)(rt, self);
    return hash == -1 ? NULL : int_new(rt, hash);
}

WRAP(wrap_len)
{
    if (!expect(rt, args, 0)) return NULL;
    isize n = ((LenFn)wrapped)(rt, self);
    return n < 0 ? NULL : int_new(rt, n);
}

OWN Obj *wrap_call(Runtime *rt, Obj *self, Obj *args, AnyFn wrapped, Obj *kwargs)
{
    return ((CallFn)wrapped)(rt, self, args, kwargs);
}

OWN Obj *wrap_init(Runtime *rt, Obj *self, Obj *args, AnyFn wrapped, Obj *kwargs)
{
    return done(rt, ((InitFn)wrapped)(rt, self, args, kwargs));
}

WRAP(wrap_del)
{
    if (!expect(rt, args, 0)) return NULL;
    ((VoidFn)wrapped)(rt, self);
    return none_new(rt);
}

/* ---- attributes -------------------------------------------------------------------------------------------------------------- */

/* object.__setattr__(x, ...) may not step over a built-in type's own rule on the way to x's type. */
static bool may_apply(Runtime *rt, Obj *self, SetAttrFn f, const char *what)
{
    Type *t = type_of(self), *definer = t;
    for (isize i = tuple_len(t->mro) - 1; i >= 0; i--) {
        Type *base = (Type *)tuple_peek(t->mro, i);
        if (base->setattr != slot_setattr && base->setattr == t->setattr) {
            definer = base;
            break;
        }
    }
    for (Type *base = definer; base; base = base->base_type) {
        if (base->setattr == f) return true;
        if (base->setattr != slot_setattr) {
            err_type(rt, "can't apply this %s to %s object", what, t->name);
            return false;
        }
    }
    return true;
}

WRAP(wrap_setattr)
{
    if (!expect(rt, args, 2) || !may_apply(rt, self, (SetAttrFn)wrapped, "__setattr__")) return NULL;
    return done(rt, ((SetAttrFn)wrapped)(rt, self, ARG(0), ARG(1)));
}
WRAP(wrap_delattr)
{
    if (!expect(rt, args, 1) || !may_apply(rt, self, (SetAttrFn)wrapped, "__delattr__")) return NULL;
    return done(rt, ((SetAttrFn)wrapped)(rt, self, ARG(0), NULL));
}

WRAP(wrap_get)
{
    if (!expect_range(rt, args, 1, 2)) return NULL;
    Obj *obj = ARG(0), *type = tuple_len(args) > 1 ? ARG(1) : NULL;
    if (is_none(rt, obj)) obj = NULL;
    if (type && is_none(rt, type)) type = NULL;
    if (!obj && !type) return err_type(rt, "__get__(None, None) is invalid");
    return ((DescrGetFn)wrapped)(rt, self, obj, type);
}
WRAP(wrap_set) { return expect_range(rt, args, 2, 2) ? done(rt, ((DescrSetFn)wrapped)(rt, self, ARG(0), ARG(1))) : NULL; }
WRAP(wrap_delete) { return expect(rt, args, 1) ? done(rt, ((DescrSetFn)wrapped)(rt, self, ARG(0), NULL)) : NULL; }

/* ---- comparison, iteration ------------------------------------------------------------------------------------------------------ */

#define WRAP_COMPARE(name, op) \
    WRAP(name) { return expect(rt, args, 1) ? ((CompareFn)wrapped)(rt, self, ARG(0), op) : NULL; }
WRAP_COMPARE(wrap_lt, CMP_LT)
WRAP_COMPARE(wrap_le, CMP_LE)
WRAP_COMPARE(wrap_eq, CMP_EQ)
WRAP_COMPARE(wrap_ne, CMP_NE)
WRAP_COMPARE(wrap_gt, CMP_GT)
WRAP_COMPARE(wrap_ge, CMP_GE)

WRAP(wrap_next)
{
    if (!expect(rt, args, 0)) return NULL;
    Obj *next = ((NextFn)wrapped)(rt, self);
    if (!next && !err_pending(rt)) err_none(rt, EXC_TYPE(rt, StopIteration));
    return next;
}

/* ---- items ------------------------------------------------------------------------------------------------------------------------ */

WRAP(wrap_set_subscript)
{
    return expect_range(rt, args, 2, 2) ? done(rt, ((SetSubscriptFn)wrapped)(rt, self, ARG(0), ARG(1))) : NULL;
}
WRAP(wrap_del_subscript)
{
    return expect(rt, args, 1) ? done(rt, ((SetSubscriptFn)wrapped)(rt, self, ARG(0), NULL)) : NULL;
}

WRAP(wrap_index)
{
    isize n;
    if (!expect_range(rt, args, 1, 1) || !number_as_isize(rt, ARG(0), EXC_TYPE(rt, OverflowError), &n)) return NULL;
    return ((ItemFn)wrapped)(rt, self, n);
}

/* An index for the item slots: a negative one counts from the end. */
static bool item_index(Runtime *rt, Obj *self, Obj *arg, isize *i)
{
    if (!number_as_isize(rt, arg, EXC_TYPE(rt, OverflowError), i)) return false;
    const SeqSlots *s = type_of(self)->sequence;
    if (*i >= 0 || !s || !s->len) return true;
    isize n = s->len(rt, self);
    if (n < 0) return false;
    *i += n;
    return true;
}

WRAP(wrap_item)
{
    isize i;
    return expect(rt, args, 1) && item_index(rt, self, ARG(0), &i) ? ((ItemFn)wrapped)(rt, self, i) : NULL;
}
WRAP(wrap_set_item)
{
    isize i;
    if (!expect_range(rt, args, 2, 2) || !item_index(rt, self, ARG(0), &i)) return NULL;
    return done(rt, ((SetItemFn)wrapped)(rt, self, i, ARG(1)));
}
WRAP(wrap_del_item)
{
    isize i;
    if (!expect(rt, args, 1) || !item_index(rt, self, ARG(0), &i)) return NULL;
    return done(rt, ((SetItemFn)wrapped)(rt, self, i, NULL));
}

WRAP(wrap_contains)
{
    if (!expect(rt, args, 1)) return NULL;
    int truth = ((ContainsFn)wrapped)(rt, self, ARG(0));
    return truth < 0 ? NULL : bool_new(rt, truth);
}
