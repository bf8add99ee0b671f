/* slotnumber.c - the number slots of classes written in Python.  A binary slot tries the left operand's method
   and the right one's reflected method; the right one goes first when it is of a subclass that overrides it. */
#include <string.h>

#include "object/slots.h"

/* What a binary slot needs to know of itself. */
typedef struct Binary {
    enum IdentId name, reflected;
    size_t offset; /* in NumberSlots */
    AnyFn self;    /* the slot function */
} Binary;

static bool has_slot(const Obj *o, const Binary *b)
{
    const NumberSlots *n = type_of(o)->number;
    AnyFn f;
    if (!n) return false;
    memcpy(&f, (const char *)n + b->offset, sizeof f);
    return f == b->self;
}

/* Whether [right] has a method [name] of its own, other than [left]'s. */
static int is_overloaded(Runtime *rt, Obj *left, Obj *right, Obj *name)
{
    Obj *theirs, *ours;
    int got = obj_lookattr(rt, (Obj *)type_of(right), name, &theirs);
    if (got <= 0) return got;
    hold(rt, "right operand's method", theirs);
    got = obj_lookattr(rt, (Obj *)type_of(left), name, &ours);
    int differ = got < 0 ? -1 : 1;
    if (got > 0) {
        hold(rt, "left operand's method", ours);
        differ = obj_compare_bool(rt, ours, theirs, CMP_NE);
        drop(rt);
    }
    drop(rt);
    return differ;
}

static OWN Obj *binary(Runtime *rt, Obj *self, Obj *other, const Binary *b)
{
    Obj *forward[] = {self, other}, *backward[] = {other, self}, *result;
    bool try_other = type_of(self) != type_of(other) && has_slot(other, b);
    if (has_slot(self, b)) {
        if (try_other && type_is_subtype(type_of(other), type_of(self))) {
            int overloaded = is_overloaded(rt, self, other, rt->ids[b->reflected]);
            if (overloaded < 0) return NULL;
            if (overloaded) {
                result = call_special_maybe(rt, rt->ids[b->reflected], backward, 2);
                if (result != &rt->not_implemented) return result;
                decref(rt, result);
                try_other = false;
            }
        }
        result = call_special_maybe(rt, rt->ids[b->name], forward, 2);
        if (result != &rt->not_implemented || type_of(other) == type_of(self)) return result;
        decref(rt, result);
    }
    if (try_other) return call_special_maybe(rt, rt->ids[b->reflected], backward, 2);
    return own(&rt->not_implemented);
}

#define BINARY(function, method, rmethod, slot)                                                                      \
    OWN Obj *function(Runtime *rt, Obj *self, Obj *other)                                                            \
    {                                                                                                                \
        static const Binary b = {ID_##method, ID_##rmethod, offsetof(NumberSlots, slot), (AnyFn)function};           \
        return binary(rt, self, other, &b);                                                                          \
    }
BINARY(slot_add, __add__, __radd__, add)
BINARY(slot_subtract, __sub__, __rsub__, subtract)
BINARY(slot_multiply, __mul__, __rmul__, multiply)
BINARY(slot_remainder, __mod__, __rmod__, remainder)
BINARY(slot_divmod, __divmod__, __rdivmod__, divmod)
BINARY(slot_lshift, __lshift__, __rlshift__, lshift)
BINARY(slot_rshift, __rshift__, __rrshift__, rshift)
BINARY(slot_and, __and__, __rand__, and_)
BINARY(slot_xor, __xor__, __rxor__, xor)
BINARY(slot_or, __or__, __ror__, or_)
BINARY(slot_floor_divide, __floordiv__, __rfloordiv__, floor_divide)
BINARY(slot_true_divide, __truediv__, __rtruediv__, true_divide)
BINARY(slot_matmul, __matmul__, __rmatmul__, matmul)

#define IN_PLACE(function, method)                                                                                   \
    OWN Obj *function(Runtime *rt, Obj *self, Obj *other)                                                            \
    {                                                                                                                \
        Obj *args[] = {self, other};                                                                                 \
        return call_special(rt, id_(rt, method), args, 2);                                                           \
    }
IN_PLACE(slot_iadd, __iadd__)
IN_PLACE(slot_isubtract, __isub__)
IN_PLACE(slot_imultiply, __imul__)
IN_PLACE(slot_iremainder, __imod__)
IN_PLACE(slot_ilshift, __ilshift__)
IN_PLACE(slot_irshift, __irshift__)
IN_PLACE(slot_iand, __iand__)
IN_PLACE(slot_ixor, __ixor__)
IN_PLACE(slot_ior, __ior__)
IN_PLACE(slot_ifloor_divide, __ifloordiv__)
IN_PLACE(slot_itrue_divide, __itruediv__)
IN_PLACE(slot_imatmul, __imatmul__)

#define UNARY(function, method) \
    OWN Obj *function(Runtime *rt, Obj *self) { return call_special(rt, id_(rt, method), &self, 1); }
UNARY(slot_negative, __neg__)
UNARY(slot_positive, __pos__)
UNARY(slot_absolute, __abs__)
UNARY(slot_invert, __invert__)
UNARY(slot_int, __int__)
UNARY(slot_float, __float__)
UNARY(slot_index, __index__)

OWN Obj *slot_power(Runtime *rt, Obj *self, Obj *other, Obj *modulus)
{
    static const Binary b = {ID___pow__, ID___rpow__, offsetof(NumberSlots, power), (AnyFn)slot_power};
    if (is_none(rt, modulus)) return binary(rt, self, other, &b);
    /* With three arguments there is no reflection; we may have been found through the second one's type. */
    if (!has_slot(self, &b)) return own(&rt->not_implemented);
    Obj *args[] = {self, other, modulus};
    return call_special(rt, id_(rt, __pow__), args, 3);
}

OWN Obj *slot_ipower(Runtime *rt, Obj *self, Obj *other, Obj *modulus UNUSED)
{
    Obj *args[] = {self, other};
    return call_special(rt, id_(rt, __ipow__), args, 2);
}
