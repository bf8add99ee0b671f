/* int.c - whole numbers: making, the shared small ones, adding, multiplying, comparing, converting.

   Digits of 30 bits; the sign of the number is the sign of v.size; the leading digit is not 0.  Blocks are as
   large as CPython's would be for the same operation, so that the same memory is used again in the same order. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "object/intpart.h"
#include "object/start.h"

/* ---- making ------------------------------------------------------------------------------------------------------ */

OWN Obj *int_alloc(Runtime *rt, isize digits)
{
    Obj *o = var_new(rt, TYPE_OF(rt, INT), digits ? digits : 1);
    if (o) ((VarObj *)o)->size = digits;
    return o;
}

/* The hot path: an int of one digit, in a block whose size the compiler knows. */
static inline OWN Obj *one_digit(Runtime *rt, int64_t value)
{
    Int *n = heap_alloc(HEAP(rt), offsetof(Int, digit) + sizeof(uint32_t), KIND_OBJ);
    if (UNLIKELY(!n)) return err_no_memory(rt);
    n->v.base.refcnt = 1;
    n->v.base.type = TYPE_OF(rt, INT);
    n->v.size = value < 0 ? -1 : 1;
    n->digit[0] = (uint32_t)(value < 0 ? -value : value);
    EMIT(rt, NEW, &n->v.base, TYPE_OF(rt, INT), 0, 0);
    return &n->v.base;
}

static inline bool is_small(int64_t value) { return value >= SMALL_INT_MIN && value <= SMALL_INT_MAX; }

static NOINLINE OWN Obj *from_magnitude(Runtime *rt, uint64_t m, bool negative)
{
    isize n = m >> 60 ? 3 : m >> 30 ? 2 : 1;
    Obj *o = int_alloc(rt, n);
    if (!o) return NULL;
    for (isize i = 0; i < n; i++, m >>= INT_SHIFT) int_digits(o)[i] = (uint32_t)m & INT_MASK;
    if (negative) ((VarObj *)o)->size = -n;
    return o;
}

static inline OWN Obj *from_i64(Runtime *rt, int64_t value)
{
    if (is_small(value)) return own(int_small_peek(rt, (int)value));
    if (LIKELY(value > -(int64_t)INT_BASE && value < (int64_t)INT_BASE)) return one_digit(rt, value);
    return from_magnitude(rt, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, value < 0);
}

OWN Obj *int_new(Runtime *rt, int64_t value) { return from_i64(rt, value); }

OWN Obj *int_from_u64(Runtime *rt, uint64_t value)
{
    return value <= INT64_MAX ? from_i64(rt, (int64_t)value) : from_magnitude(rt, value, false);
}

void int_dealloc(Runtime *rt, Obj *o)
{
    if (LIKELY(is_type(rt, o, INT))) mem_free(rt, o);
    else obj_free(rt, o);
}

OWN Obj *int_settle_take(Runtime *rt, TAKE Obj *o)
{
    if (!o) return NULL;
    isize size = ((VarObj *)o)->size, n = int_len(o);
    const uint32_t *d = int_digits(o);
    while (n > 0 && d[n - 1] == 0) n--;
    ((VarObj *)o)->size = size < 0 ? -n : n;
    if (n > 1) return o;
    int64_t value = n ? (size < 0 ? -(int64_t)d[0] : d[0]) : 0;
    if (!is_small(value)) return o;
    decref(rt, o);
    return own(int_small_peek(rt, (int)value));
}

static OWN Obj *copy(Runtime *rt, const Obj *o, bool negative)
{
    isize n = int_len(o);
    if (n <= 1) return from_i64(rt, n == 0 ? 0 : negative ? -(int64_t)int_digits(o)[0] : int_digits(o)[0]);
    Obj *out = int_alloc(rt, n);
    if (!out) return NULL;
    memcpy(int_digits(out), int_digits(o), (size_t)n * sizeof(uint32_t));
    if (negative) ((VarObj *)out)->size = -n;
    return out;
}

OWN Obj *int_plain(Runtime *rt, Obj *o) { return int_is_exact(rt, o) ? own(o) : copy(rt, o, int_is_negative(o)); }
OWN Obj *int_negated(Runtime *rt, Obj *o) { return copy(rt, o, !int_is_negative(o)); }
OWN Obj *int_absolute(Runtime *rt, Obj *o) { return int_is_negative(o) ? copy(rt, o, false) : int_plain(rt, o); }

OWN Obj *int_negate_take(Runtime *rt, TAKE Obj *o)
{
    if (!o || int_is_zero(o)) return o;
    if (o->refcnt == 1 && int_len(o) > 1) {
        ((VarObj *)o)->size = -((VarObj *)o)->size;
        return o;
    }
    Obj *out = int_negated(rt, o);
    decref(rt, o);
    return out;
}

CHECK bool int_start(Runtime *rt)
{
    for (int v = SMALL_INT_MIN; v <= SMALL_INT_MAX; v++) {
        Int *n = &rt->small_ints[v - SMALL_INT_MIN];
        *n = (Int){.v = {{STATIC_REFCNT, TYPE_OF(rt, INT)}, v < 0 ? -1 : v > 0}, .digit = {(uint32_t)abs(v)}};
    }
    rt->false_ = (Int){.v = {{STATIC_REFCNT, TYPE_OF(rt, BOOL)}, 0}, .digit = {0}};
    rt->true_ = (Int){.v = {{STATIC_REFCNT, TYPE_OF(rt, BOOL)}, 1}, .digit = {1}};
    rt->vm.int_max_str_digits = 4300;
    return true;
}

const char *int_check(Runtime *rt UNUSED, Obj *o)
{
    isize n = int_len(o);
    if (n > 0 && int_digits(o)[n - 1] == 0) return "an int begins with a zero digit";
    for (isize i = 0; i < n; i++)
        if (int_digits(o)[i] > INT_MASK) return "an int has a digit of more than 30 bits";
    return NULL;
}

void *int_too_many(Runtime *rt)
{
    return err_format(rt, EXC_TYPE(rt, OverflowError), "too many digits in integer");
}

/* ---- adding and subtracting -------------------------------------------------------------------------------------- */

static OWN Obj *add_magnitudes(Runtime *rt, const Obj *a, const Obj *b, bool negative)
{
    if (int_len(a) < int_len(b)) {
        const Obj *t = a;
        a = b;
        b = t;
    }
    isize na = int_len(a), nb = int_len(b), i;
    Obj *out = int_alloc(rt, na + 1);
    if (!out) return NULL;
    const uint32_t *da = int_digits(a), *db = int_digits(b);
    uint32_t *d = int_digits(out), carry = 0;
    for (i = 0; i < nb; i++) {
        carry += da[i] + db[i];
        d[i] = carry & INT_MASK;
        carry >>= INT_SHIFT;
    }
    for (; i < na; i++) {
        carry += da[i];
        d[i] = carry & INT_MASK;
        carry >>= INT_SHIFT;
    }
    d[i] = carry;
    if (negative) ((VarObj *)out)->size = -(na + 1);
    return int_settle_take(rt, out);
}

/* |a| - |b|, negated when [negative]. */
static OWN Obj *subtract_magnitudes(Runtime *rt, const Obj *a, const Obj *b, bool negative)
{
    isize na = int_len(a), nb = int_len(b), i;
    const uint32_t *da = int_digits(a), *db = int_digits(b);
    if (na == nb) {
        for (i = na; i > 0 && da[i - 1] == db[i - 1];) i--;
        if (i == 0) return own(int_small_peek(rt, 0));
        na = nb = i;
    }
    if (na < nb || (na == nb && da[na - 1] < db[na - 1])) {
        const uint32_t *t = da;
        da = db;
        db = t;
        isize n = na;
        na = nb;
        nb = n;
        negative = !negative;
    }
    Obj *out = int_alloc(rt, na);
    if (!out) return NULL;
    uint32_t *d = int_digits(out), borrow = 0;
    for (i = 0; i < nb; i++) {
        borrow = da[i] - db[i] - borrow;
        d[i] = borrow & INT_MASK;
        borrow = (borrow >> INT_SHIFT) & 1;
    }
    for (; i < na; i++) {
        borrow = da[i] - borrow;
        d[i] = borrow & INT_MASK;
        borrow = (borrow >> INT_SHIFT) & 1;
    }
    if (negative) ((VarObj *)out)->size = -na;
    return int_settle_take(rt, out);
}

static NOINLINE OWN Obj *add_long(Runtime *rt, const Obj *a, const Obj *b)
{
    if (int_is_negative(a) == int_is_negative(b)) return add_magnitudes(rt, a, b, int_is_negative(a));
    return subtract_magnitudes(rt, a, b, int_is_negative(a));
}

static NOINLINE OWN Obj *subtract_long(Runtime *rt, const Obj *a, const Obj *b)
{
    if (int_is_negative(a) != int_is_negative(b)) return add_magnitudes(rt, a, b, int_is_negative(a));
    return subtract_magnitudes(rt, a, b, int_is_negative(a));
}

OWN Obj *int_add(Runtime *rt, Obj *a, Obj *b)
{
    if (LIKELY(int_is_compact(a) && int_is_compact(b)))
        return from_i64(rt, int_compact_value(a) + int_compact_value(b));
    return add_long(rt, a, b);
}

OWN Obj *int_sub(Runtime *rt, Obj *a, Obj *b)
{
    if (LIKELY(int_is_compact(a) && int_is_compact(b)))
        return from_i64(rt, int_compact_value(a) - int_compact_value(b));
    return subtract_long(rt, a, b);
}

/* ---- multiplying ------------------------------------------------------------------------------------------------- */

static void multiply_digits(uint32_t *out, const uint32_t *a, isize na, const uint32_t *b, isize nb)
{
    memset(out, 0, (size_t)(na + nb) * sizeof *out);
    for (isize i = 0; i < na; i++) {
        uint64_t carry = 0, f = a[i];
        for (isize k = 0; k < nb; k++) {
            carry += out[i + k] + b[k] * f;
            out[i + k] = (uint32_t)carry & INT_MASK;
            carry >>= INT_SHIFT;
        }
        out[i + nb] += (uint32_t)carry;
    }
}

static OWN Obj *multiply_limbs(Runtime *rt, const Obj *a, const Obj *b, bool negative, isize room)
{
    Limbs la, lb, lo;
    Obj *out = NULL;
    bool same = a == b;
    if (!limbs_of(rt, &la, a)) return NULL;
    if (same || limbs_of(rt, &lb, b)) {
        const Limbs *second = same ? &la : &lb;
        if (limbs_new(rt, &lo, la.n + second->n)) {
            if (limbs_mul(rt, lo.at, la.at, la.n, second->at, second->n))
                out = int_from_limbs(rt, lo.at, lo.n, negative, room);
            limbs_free(&lo);
        }
        if (!same) limbs_free(&lb);
    }
    limbs_free(&la);
    return out;
}

enum { SCHOOL_DIGITS = 8 }; /* with a shorter factor of so many digits, making limbs costs more than it saves */

static NOINLINE OWN Obj *multiply_long(Runtime *rt, const Obj *a, const Obj *b)
{
    if (int_len(a) > int_len(b)) {
        const Obj *t = a;
        a = b;
        b = t;
    }
    isize na = int_len(a), nb = int_len(b);
    bool negative = int_is_negative(a) != int_is_negative(b);
    if (na == 0) return own(int_small_peek(rt, 0));
    if (na > SCHOOL_DIGITS) return multiply_limbs(rt, a, b, negative, na + nb);
    Obj *out = int_alloc(rt, na + nb);
    if (!out) return NULL;
    multiply_digits(int_digits(out), int_digits(a), na, int_digits(b), nb);
    if (negative) ((VarObj *)out)->size = -(na + nb);
    return int_settle_take(rt, out);
}

OWN Obj *int_mul(Runtime *rt, Obj *a, Obj *b)
{
    if (LIKELY(int_is_compact(a) && int_is_compact(b)))
        return from_i64(rt, int_compact_value(a) * int_compact_value(b));
    return multiply_long(rt, a, b);
}

/* ---- comparing and hashing --------------------------------------------------------------------------------------- */

int int_order(const Obj *a, const Obj *b)
{
    isize na = ((const VarObj *)a)->size, nb = ((const VarObj *)b)->size;
    if (na != nb) return na < nb ? -1 : 1;
    isize i = int_len(a);
    const uint32_t *da = int_digits(a), *db = int_digits(b);
    while (i > 0 && da[i - 1] == db[i - 1]) i--;
    if (i == 0) return 0;
    return (da[i - 1] < db[i - 1]) == (na > 0) ? -1 : 1;
}

static inline bool holds(int order, CompareOp op)
{
    switch (op) {
    case CMP_LT: return order < 0;
    case CMP_LE: return order <= 0;
    case CMP_EQ: return order == 0;
    case CMP_NE: return order != 0;
    case CMP_GT: return order > 0;
    default: return order >= 0;
    }
}

OWN Obj *int_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (LIKELY(int_is_compact(a) && int_is_compact(b))) {
        int64_t x = int_compact_value(a), y = int_compact_value(b);
        return bool_new(rt, holds((x > y) - (x < y), op));
    }
    return bool_new(rt, holds(int_order(a, b), op));
}

OWN Obj *int_slot_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (UNLIKELY(!is_int(a) || !is_int(b))) return own(&rt->not_implemented);
    return int_compare(rt, a, b, op);
}

/* The value modulo 2**61 - 1, as every number's hash. */
Hash int_hash(Runtime *rt UNUSED, Obj *o)
{
    enum { HASH_BITS = 61 };
    const uint64_t modulus = (UINT64_C(1) << HASH_BITS) - 1;
    if (int_is_compact(o)) {
        int64_t v = int_compact_value(o);
        return v == -1 ? -2 : v;
    }
    uint64_t x = 0;
    for (isize i = int_len(o); i-- > 0;) {
        x = ((x << INT_SHIFT) & modulus) | x >> (HASH_BITS - INT_SHIFT);
        x += int_digits(o)[i];
        if (x >= modulus) x -= modulus;
    }
    Hash hash = int_is_negative(o) ? -(Hash)x : (Hash)x;
    return hash == -1 ? -2 : hash;
}

/* ---- converting -------------------------------------------------------------------------------------------------- */

int int_sign(const Obj *o)
{
    isize n = ((const VarObj *)o)->size;
    return (n > 0) - (n < 0);
}

uint64_t int_bit_length(const Obj *o)
{
    isize n = int_len(o);
    if (n == 0) return 0;
    return (uint64_t)(n - 1) * INT_SHIFT + (uint64_t)(32 - __builtin_clz(int_digits(o)[n - 1]));
}

int64_t int_as_i64(const Obj *o, bool *overflow)
{
    isize n = int_len(o);
    *overflow = false;
    if (n <= 2) return int_two_value(o);
    uint64_t m = 0;
    if (n == 3) {
        const uint32_t *d = int_digits(o);
        m = (uint64_t)d[0] | (uint64_t)d[1] << 30 | (uint64_t)d[2] << 60;
    }
    bool negative = int_is_negative(o);
    if (n > 3 || int_digits(o)[2] > 15 || m > (uint64_t)INT64_MAX + negative) {
        *overflow = true;
        return negative ? INT64_MIN : INT64_MAX;
    }
    return negative ? (int64_t)(0 - m) : (int64_t)m;
}

isize int_as_isize(Runtime *rt, Obj *o)
{
    bool overflow;
    int64_t v = int_as_i64(o, &overflow);
    if (!overflow) return v;
    err_format(rt, EXC_TYPE(rt, OverflowError), "Python int too large to convert to C ssize_t");
    return -1;
}

CHECK bool int_to_isize(Runtime *rt, Obj *o, isize *out)
{
    *out = int_as_isize(rt, o);
    return *out != -1 || !err_pending(rt);
}

CHECK bool int_to_i64(Runtime *rt, Obj *o, int64_t *out)
{
    bool overflow;
    *out = int_as_i64(o, &overflow);
    if (overflow) err_format(rt, EXC_TYPE(rt, OverflowError), "Python int too large to convert to C long");
    return !overflow;
}

uint64_t int_leading_bits(const Obj *o)
{
    isize n = int_len(o), i = n - 1;
    const uint32_t *d = int_digits(o);
    int have = 32 - __builtin_clz(d[i]);
    uint64_t top = d[i];
    for (; have + INT_SHIFT <= 64 && i > 0; have += INT_SHIFT) top = top << INT_SHIFT | d[--i];
    uint64_t below = 0;
    if (i > 0 && have < 64) {
        int more = 64 - have;
        uint32_t next = d[--i];
        top = top << more | next >> (INT_SHIFT - more);
        below = next & (((uint32_t)1 << (INT_SHIFT - more)) - 1);
    } else if (have < 64) {
        top <<= 64 - have;
    }
    while (!below && i > 0) below = d[--i];
    return top | (below != 0);
}

double int_frexp(const Obj *o, int64_t *exponent)
{
    uint64_t bits = int_bit_length(o);
    int e = 0;
    double m;
    if (bits <= 60) {
        m = frexp((double)int_two_value(o), &e);
        *exponent = e;
        return m;
    }
    m = frexp((double)int_leading_bits(o), &e);
    *exponent = (int64_t)bits - 64 + e;
    return int_is_negative(o) ? -m : m;
}

double int_as_double(Runtime *rt, Obj *o)
{
    if (LIKELY(int_fits_two(o))) return (double)int_two_value(o);
    int64_t e;
    double m = int_frexp(o, &e);
    if (e <= 1024) return ldexp(m, (int)e);
    err_format(rt, EXC_TYPE(rt, OverflowError), "int too large to convert to float");
    return -1.0;
}

OWN Obj *int_from_double(Runtime *rt, double value)
{
    if (value > -9.2e18 && value < 9.2e18) return from_i64(rt, (int64_t)value);
    if (isinf(value)) return err_format(rt, EXC_TYPE(rt, OverflowError), "cannot convert float infinity to integer");
    if (isnan(value)) return err_value(rt, "cannot convert float NaN to integer");
    int e;
    double m = frexp(fabs(value), &e);
    isize n = (e - 1) / INT_SHIFT + 1;
    Obj *o = int_alloc(rt, n);
    if (!o) return NULL;
    m = ldexp(m, (e - 1) % INT_SHIFT + 1);
    for (isize i = n; i-- > 0; m = ldexp(m, INT_SHIFT)) {
        uint32_t digit = (uint32_t)m;
        int_digits(o)[i] = digit;
        m -= digit;
    }
    if (value < 0) ((VarObj *)o)->size = -n;
    return o;
}
