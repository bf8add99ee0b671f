/* intpart.h - what the files of int share: digits, limbs, and the operations that one file offers the others.

   An int keeps 30-bit digits, as CPython's; long arithmetic is GMP's, on 64-bit limbs made of those digits for
   the length of one operation.  GMP ends the program when it finds no memory, so limbs_reserve asks first. */
#ifndef GH_OBJECT_INTPART_H
#define GH_OBJECT_INTPART_H

#include "object/object.h"

/* Digits of a magnitude: int_len(o) of them, the last one not 0. */
static inline isize int_len(const Obj *o)
{
    isize n = ((const VarObj *)o)->size;
    return n < 0 ? -n : n;
}
static inline bool int_is_negative(const Obj *o) { return ((const VarObj *)o)->size < 0; }
static inline bool int_is_zero(const Obj *o) { return ((const VarObj *)o)->size == 0; }
static inline uint32_t *int_digits(const Obj *o) { return ((Int *)(uintptr_t)o)->digit; }
static inline bool int_is_exact(Runtime *rt, const Obj *o) { return is_type(rt, o, INT); }
/* int_fits_two: at most two digits; int_two_value is its value then. */
static inline bool int_fits_two(const Obj *o)
{
    isize n = ((const VarObj *)o)->size;
    return n >= -2 && n <= 2;
}
static inline int64_t int_two_value(const Obj *o)
{
    isize n = ((const VarObj *)o)->size;
    const uint32_t *d = ((const Int *)o)->digit;
    int64_t v = n == 0 ? 0 : d[0];
    if (n == 2 || n == -2) v |= (int64_t)d[1] << INT_SHIFT;
    return n < 0 ? -v : v;
}

/* ---- int.c ------------------------------------------------------------------------------------------------------- */
/* int_alloc: an exact int of [digits] digits that are to be filled in, positive so far. */
OWN Obj *int_alloc(Runtime *rt, isize digits);
/* int_settle_take: drops leading zeros; the shared one when it is small.  NULL passes through. */
OWN Obj *int_settle_take(Runtime *rt, TAKE Obj *o);
OWN Obj *int_plain(Runtime *rt, Obj *o); /* [o] itself, or an exact int of a subclass's value */
OWN Obj *int_negated(Runtime *rt, Obj *o);
OWN Obj *int_absolute(Runtime *rt, Obj *o);
/* int_negate_take: changes the sign of a fresh int in place. */
OWN Obj *int_negate_take(Runtime *rt, TAKE Obj *o);
static inline Obj *int_small_peek(Runtime *rt, int value) { return (Obj *)&rt->small_ints[value - SMALL_INT_MIN]; }
int int_order(const Obj *a, const Obj *b); /* -1, 0, 1 */
/* int_frexp: a fraction in [0.5, 1) (or 0) and *exponent with o == fraction * 2**exponent, correctly rounded. */
double int_frexp(const Obj *o, int64_t *exponent);
/* int_leading_bits: the 64 leading bits of a number that is not 0; the last one is set, too, when any below is. */
uint64_t int_leading_bits(const Obj *o);
CHECK bool int_to_i64(Runtime *rt, Obj *o, int64_t *out); /* OverflowError "... C long" */
void *int_too_many(Runtime *rt); /* OverflowError: too many digits in integer */

/* ---- intlimbs.c -------------------------------------------------------------------------------------------------- */
typedef uint64_t Limb;
enum { LIMBS_SMALL = 40 };
/* A magnitude as limbs; the least significant first, none of the leading ones 0. */
typedef struct Limbs {
    Limb *at;
    isize n;
    Limb small[LIMBS_SMALL];
} Limbs;
/* limbs_new: room for [n] limbs, n set; limbs_of: the magnitude of an int.  false: MemoryError, nothing to free. */
CHECK bool limbs_new(Runtime *rt, Limbs *out, isize n);
CHECK bool limbs_of(Runtime *rt, Limbs *out, const Obj *o);
void limbs_free(Limbs *l);
static inline void limbs_trim(Limbs *l)
{
    while (l->n > 0 && l->at[l->n - 1] == 0) l->n--;
}
/* int_from_limbs: of [n] limbs, which may begin with zeros; [room] digits are allocated at least. */
OWN Obj *int_from_limbs(Runtime *rt, const Limb *at, isize n, bool negative, isize room);
static inline isize limbs_for(isize digits) { return (isize)(((size_t)digits * INT_SHIFT + 63) / 64); }
/* limbs_reserve: whether GMP would find scratch memory for operands of [n] limbs; MemoryError. */
CHECK bool limbs_reserve(Runtime *rt, isize n);
/* room_for_bits: whether an int of so many bits could exist at all: MemoryError. */
CHECK bool room_for_bits(Runtime *rt, uint64_t bits);
/* limbs_mul: out[0 .. an + bn) = a * b, in pieces between which the user may stop it.  an >= 1, bn >= 1. */
CHECK bool limbs_mul(Runtime *rt, Limb *out, const Limb *a, isize an, const Limb *b, isize bn);
/* limbs_divide: quotient[0 .. an - bn + 1) and rem[0 .. bn) of a / b; an >= bn >= 1, b[bn - 1] != 0. */
CHECK bool limbs_divide(Runtime *rt, Limb *quotient, Limb *rem, const Limb *a, isize an, const Limb *b, isize bn);

/* ---- intmath.c, intbits.c, intpow.c ------------------------------------------------------------------------------ */
/* int_divmod_pair: floor quotient and remainder, either out may be NULL; ZeroDivisionError. */
CHECK bool int_divmod_pair(Runtime *rt, Obj *a, Obj *b, Obj **quotient, Obj **rem);
OWN Obj *int_floor_divide(Runtime *rt, Obj *a, Obj *b);
OWN Obj *int_modulo(Runtime *rt, Obj *a, Obj *b);
OWN Obj *int_true_divide(Runtime *rt, Obj *a, Obj *b);
OWN Obj *int_gcd(Runtime *rt, Obj *a, Obj *b);
OWN Obj *int_divide_nearest(Runtime *rt, Obj *a, Obj *b, Obj **rem); /* half to even; rem may be NULL */
OWN Obj *int_isqrt(Runtime *rt, Obj *o); /* o >= 0 */
OWN Obj *int_shift_left(Runtime *rt, Obj *o, uint64_t bits);
OWN Obj *int_shift_right(Runtime *rt, Obj *o, uint64_t bits); /* floors */
OWN Obj *int_power(Runtime *rt, Obj *a, Obj *b, Obj *mod);    /* ints; mod may be None */
OWN Obj *int_bits(Runtime *rt, Obj *a, Obj *b, char op);      /* & | ^ */
uint64_t int_trailing_zeros(const Obj *o);                    /* o is not 0 */

/* The slots: NotImplemented when an operand is not an int. */
extern const NumberSlots int_number;
OWN Obj *int_slot_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op);

/* ---- inttext.c --------------------------------------------------------------------------------------------------- */
/* int_from_str: int(text, base): whitespace, other scripts' digits; ValueError quotes the text. */
OWN Obj *int_from_str(Runtime *rt, Obj *text, int base);
OWN Obj *int_from_bytes_text(Runtime *rt, const char *s, isize n, int base, Obj *given);
/* int_text: malloc'd digits of the magnitude, no sign, no prefix; *n their number.  NULL: an exception is pending. */
char *int_text(Runtime *rt, Obj *o, int base, isize *n);
void int_dealloc(Runtime *rt, Obj *o);
const char *int_check(Runtime *rt, Obj *o);

#endif
