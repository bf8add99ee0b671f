/* number.c - arithmetic through the types' number slots: reflected and in-place operators, as 3.11 orders them. */
#include <string.h>

#include "model/args.h"
#include "model/ops.h"

typedef struct Operator {
    size_t slot, inplace; /* offsets in NumberSlots */
    const char *sign;
} Operator;

#define OPERATOR(slot, inplace, sign) {offsetof(NumberSlots, slot), offsetof(NumberSlots, inplace), sign}
static const Operator operators[] = {
    [NB_ADD] = OPERATOR(add, iadd, "+"),
    [NB_AND] = OPERATOR(and_, iand, "&"),
    [NB_FLOOR_DIVIDE] = OPERATOR(floor_divide, ifloor_divide, "//"),
    [NB_LSHIFT] = OPERATOR(lshift, ilshift, "<<"),
    [NB_MATRIX_MULTIPLY] = OPERATOR(matmul, imatmul, "@"),
    [NB_MULTIPLY] = OPERATOR(multiply, imultiply, "*"),
    [NB_REMAINDER] = OPERATOR(remainder, iremainder, "%"),
    [NB_OR] = OPERATOR(or_, ior, "|"),
    [NB_POWER] = OPERATOR(power, ipower, "** or pow()"),
    [NB_RSHIFT] = OPERATOR(rshift, irshift, ">>"),
    [NB_SUBTRACT] = OPERATOR(subtract, isubtract, "-"),
    [NB_TRUE_DIVIDE] = OPERATOR(true_divide, itrue_divide, "/"),
    [NB_XOR] = OPERATOR(xor, ixor, "^"),
};
static const Operator divmod_operator = OPERATOR(divmod, divmod, "divmod()");

static const char *const inplace_signs[] = {
    [NB_ADD] = "+=",        [NB_AND] = "&=",       [NB_FLOOR_DIVIDE] = "//=", [NB_LSHIFT] = "<<=",
    [NB_MATRIX_MULTIPLY] = "@=", [NB_MULTIPLY] = "*=",  [NB_REMAINDER] = "%=",     [NB_OR] = "|=",
    [NB_POWER] = "**=",     [NB_RSHIFT] = ">>=",   [NB_SUBTRACT] = "-=",      [NB_TRUE_DIVIDE] = "/=",
    [NB_XOR] = "^=",
};

static BinaryFn slot_at(const Obj *o, size_t offset)
{
    const NumberSlots *n = type_of(o)->number;
    return n ? *(const BinaryFn *)((const char *)n + offset) : NULL;
}

/* True when [result] settles the matter (an answer or an exception); else NotImplemented was dropped. */
static bool settled(Runtime *rt, Obj *result)
{
    if (result != &rt->not_implemented) return true;
    decref(rt, result);
    return false;
}

/* Tries a's slot, then b's (b's first when its type is a subtype).  NULL without an exception: neither knows. */
static Obj *try_binary(Runtime *rt, Obj *a, Obj *b, size_t offset, bool *known)
{
    BinaryFn fa = slot_at(a, offset), fb = type_of(a) == type_of(b) ? NULL : slot_at(b, offset);
    Obj *result;
    *known = true;
    if (fb == fa) fb = NULL;
    if (fa && fb && type_is_subtype(type_of(b), type_of(a))) {
        if (settled(rt, result = fb(rt, a, b))) return result;
        fb = NULL;
    }
    if (fa && settled(rt, result = fa(rt, a, b))) return result;
    if (fb && settled(rt, result = fb(rt, a, b))) return result;
    *known = false;
    return NULL;
}

static void *unsupported(Runtime *rt, Obj *a, Obj *b, const char *sign)
{
    return err_type(rt, "unsupported operand type(s) for %.100s: '%.100s' and '%.100s'", sign, type_of(a)->name,
                    type_of(b)->name);
}

static OWN Obj *repeat(Runtime *rt, ItemFn f, Obj *seq, Obj *times)
{
    isize n;
    if (!obj_has_index(times))
        return err_type(rt, "can't multiply sequence by non-int of type '%.200s'", type_of(times)->name);
    if (!number_as_isize(rt, times, EXC_TYPE(rt, OverflowError), &n)) return NULL;
    return f(rt, seq, n);
}

/* What sequences make of + and * when no number slot answered. */
static OWN Obj *sequence_binary(Runtime *rt, Obj *a, Obj *b, NumberOp op, bool inplace, bool *known)
{
    const SeqSlots *sa = type_of(a)->sequence, *sb = type_of(b)->sequence;
    *known = true;
    if (op == NB_ADD && sa) {
        if (inplace && sa->iconcat) return sa->iconcat(rt, a, b);
        if (sa->concat) return sa->concat(rt, a, b);
    }
    if (op == NB_MULTIPLY) {
        if (inplace && sa && sa->irepeat) return repeat(rt, sa->irepeat, a, b);
        if (sa && sa->repeat) return repeat(rt, sa->repeat, a, b);
        if (sb && sb->repeat && !(inplace && sa)) return repeat(rt, sb->repeat, b, a);
    }
    *known = false;
    return NULL;
}

static OWN Obj *power(Runtime *rt, Obj *a, Obj *b, Obj *mod, const char *sign)
{
    TernaryFn fa = type_of(a)->number ? type_of(a)->number->power : NULL, fb = NULL, fc = NULL;
    Obj *result;
    if (type_of(b) != type_of(a)) fb = type_of(b)->number ? type_of(b)->number->power : NULL;
    if (fb == fa) fb = NULL;
    if (fa && fb && type_is_subtype(type_of(b), type_of(a))) {
        if (settled(rt, result = fb(rt, a, b, mod))) return result;
        fb = NULL;
    }
    if (fa && settled(rt, result = fa(rt, a, b, mod))) return result;
    if (fb && settled(rt, result = fb(rt, a, b, mod))) return result;
    fc = type_of(mod)->number ? type_of(mod)->number->power : NULL;
    if (fc && fc != fa && fc != fb && settled(rt, result = fc(rt, a, b, mod))) return result;
    if (is_none(rt, mod)) return unsupported(rt, a, b, sign);
    return err_type(rt, "unsupported operand type(s) for %.100s: '%.100s', '%.100s', '%.100s'", sign, type_of(a)->name,
                    type_of(b)->name, type_of(mod)->name);
}

OWN Obj *number_power(Runtime *rt, Obj *a, Obj *b, Obj *mod) { return power(rt, a, b, mod, "** or pow()"); }

static OWN Obj *inplace_power(Runtime *rt, Obj *a, Obj *b)
{
    const NumberSlots *n = type_of(a)->number;
    Obj *result;
    if (n && n->ipower && settled(rt, result = n->ipower(rt, a, b, &rt->none))) return result;
    return power(rt, a, b, &rt->none, "**=");
}

/* print >> x, a common slip of those who learned Python 2. */
static bool is_print(Runtime *rt, const Obj *o)
{
    static const char print[] = "print(";
    return is_type(rt, o, BUILTIN) && !strncmp(((const Builtin *)o)->def->def->signature, print, sizeof print - 1);
}

static inline bool is_inplace(NumberOp op) { return op >= NB_INPLACE_ADD && op < NB_DIVMOD; }
static inline NumberOp base_of(NumberOp op) { return is_inplace(op) ? op - NB_INPLACE_ADD : op; }
static inline const Operator *operator_of(NumberOp op) { return op == NB_DIVMOD ? &divmod_operator : &operators[base_of(op)]; }

/* No number slot knows: sequences, or TypeError. */
static OWN Obj *binary_undecided(Runtime *rt, Obj *a, Obj *b, NumberOp op)
{
    bool known;
    Obj *result = sequence_binary(rt, a, b, base_of(op), is_inplace(op), &known);
    if (known) return result;
    if (op == NB_RSHIFT && is_print(rt, a))
        return err_type(rt,
                        "unsupported operand type(s) for >>: '%.100s' and '%.100s'. "
                        "Did you mean \"print(<message>, file=<output_stream>)\"?",
                        type_of(a)->name, type_of(b)->name);
    return unsupported(rt, a, b, is_inplace(op) ? inplace_signs[base_of(op)] : operator_of(op)->sign);
}

OWN Obj *number_binary_declined(Runtime *rt, Obj *a, Obj *b, NumberOp op)
{
    size_t offset = operator_of(op)->slot;
    BinaryFn f = type_of(a) == type_of(b) ? NULL : slot_at(b, offset);
    Obj *result;
    if (f && f != slot_at(a, offset) && settled(rt, result = f(rt, a, b))) return result;
    return binary_undecided(rt, a, b, op);
}

OWN Obj *number_binary(Runtime *rt, Obj *a, Obj *b, NumberOp op)
{
    bool inplace = is_inplace(op), known;
    NumberOp base = base_of(op);
    const Operator *o = operator_of(op);
    if (base == NB_POWER) return inplace ? inplace_power(rt, a, b) : power(rt, a, b, &rt->none, "** or pow()");
    Obj *result;
    if (inplace) {
        BinaryFn f = slot_at(a, o->inplace);
        if (f && settled(rt, result = f(rt, a, b))) return result;
    }
    result = try_binary(rt, a, b, o->slot, &known);
    if (known) return result;
    return binary_undecided(rt, a, b, op);
}

/* ---- one operand ------------------------------------------------------------------------------------------------ */

static OWN Obj *unary(Runtime *rt, Obj *o, size_t offset, const char *sign)
{
    const NumberSlots *n = type_of(o)->number;
    UnaryFn f = n ? *(const UnaryFn *)((const char *)n + offset) : NULL;
    if (f) return f(rt, o);
    return err_type(rt, "bad operand type for %s: '%.200s'", sign, type_of(o)->name);
}

OWN Obj *number_negative(Runtime *rt, Obj *o) { return unary(rt, o, offsetof(NumberSlots, negative), "unary -"); }
OWN Obj *number_positive(Runtime *rt, Obj *o) { return unary(rt, o, offsetof(NumberSlots, positive), "unary +"); }
OWN Obj *number_invert(Runtime *rt, Obj *o) { return unary(rt, o, offsetof(NumberSlots, invert), "unary ~"); }
OWN Obj *number_absolute(Runtime *rt, Obj *o) { return unary(rt, o, offsetof(NumberSlots, absolute), "abs()"); }

bool obj_has_index(const Obj *o) { return type_of(o)->number && type_of(o)->number->index; }

OWN Obj *number_index(Runtime *rt, Obj *o)
{
    if (is_int(o)) return own(o);
    if (!obj_has_index(o))
        return err_type(rt, "'%.200s' object cannot be interpreted as an integer", type_of(o)->name);
    Obj *index = type_of(o)->number->index(rt, o);
    if (!index || is_int(index)) return index;
    err_type(rt, "__index__ returned non-int (type %.200s)", type_of(index)->name);
    decref(rt, index);
    return NULL;
}

CHECK bool number_as_isize(Runtime *rt, Obj *o, Obj *overflow_type, isize *out)
{
    Obj *index = number_index(rt, o);
    if (!index) return false;
    bool fits = rt->hooks.int_to_isize(rt, index, out);
    if (!fits && err_clear_if(rt, EXC_TYPE(rt, OverflowError))) {
        if (overflow_type) {
            err_format(rt, overflow_type, "cannot fit '%.200s' into an index-sized integer", type_of(o)->name);
        } else {
            *out = ((VarObj *)index)->size < 0 ? PTRDIFF_MIN : PTRDIFF_MAX;
            fits = true;
        }
    }
    decref(rt, index);
    return fits;
}

bool obj_is_number(const Obj *o)
{
    const NumberSlots *n = type_of(o)->number;
    return n && (n->index || n->int_ || n->float_);
}
