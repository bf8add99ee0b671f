/* mathint.c - math's functions of whole numbers. */
#include <math.h>

#include "lib/mathpart.h"
#include "object/intpart.h"

static inline Obj *small(Runtime *rt, int value) { return int_small_peek(rt, value); }

/* ---- products ---------------------------------------------------------------------------------------------------- */

enum { LEAF = 16 };

static OWN Obj *multiply_take(Runtime *rt, TAKE Obj *a, TAKE Obj *b)
{
    Obj *out = a && b ? int_mul(rt, a, b) : NULL;
    xdecref(rt, a);
    xdecref(rt, b);
    return out;
}

/* (n - from) * ... * (n - (to - 1)), in halves, so that the factors are of like size. */
static OWN Obj *falling(Runtime *rt, Obj *n, int64_t from, int64_t to)
{
    if (UNLIKELY(rt_poll(rt))) return NULL;
    if (to - from > LEAF) {
        int64_t middle = from + (to - from) / 2;
        Obj *high = falling(rt, n, from, middle);
        return high ? multiply_take(rt, high, falling(rt, n, middle, to)) : NULL;
    }
    Obj *product = own(small(rt, 1));
    for (int64_t i = from; product && i < to; i++) {
        Obj *index = int_new(rt, i), *factor = index ? int_sub(rt, n, index) : NULL;
        xdecref(rt, index);
        product = multiply_take(rt, product, factor);
    }
    return product;
}

static OWN Obj *factorial_of(Runtime *rt, Obj *o, int64_t n)
{
    if (n < 2) return own(small(rt, 1));
    if (n > 1000 && !room_for_bits(rt, (uint64_t)((double)n * (log2((double)n) - 1.45)))) return NULL;
    return falling(rt, o, 0, n - 1);
}

/* The falling product of [k] factors, or MemoryError when it cannot exist. */
static OWN Obj *falling_of(Runtime *rt, Obj *n, int64_t k)
{
    uint64_t bits;
    uint64_t least = int_bit_length(n) ? int_bit_length(n) - 1 : 0;
    if (least > 8) least /= 2;
    if (__builtin_mul_overflow(least, (uint64_t)k, &bits)) return err_no_memory(rt);
    return room_for_bits(rt, bits / 2) ? falling(rt, n, 0, k) : NULL;
}

static OWN Obj *factorial(Runtime *rt, Obj *n)
{
    bool overflow;
    if (int_is_negative(n)) return err_value(rt, "factorial() not defined for negative values");
    int64_t v = int_as_i64(n, &overflow);
    if (!overflow) return factorial_of(rt, n, v);
    return err_format(rt, EXC_TYPE(rt, OverflowError), "factorial() argument should not exceed %ld", INT64_MAX);
}

METHOD(math_factorial, ONE, "factorial(x, /)", "The product of the whole numbers from 1 to x.")
{
    Obj *n = number_index(rt, arg);
    Obj *out = n ? factorial(rt, n) : NULL;
    xdecref(rt, n);
    return out;
}

/* ---- ways to choose ---------------------------------------------------------------------------------------------- */

/* Both arguments as exact ints of our own; false: nothing to drop. */
static bool two_ints(Runtime *rt, const Args *a, Obj **n, Obj **k)
{
    *n = number_index(rt, a->obj[0]);
    if (!*n) return false;
    hold(rt, "argument", *n);
    *k = number_index(rt, a->obj[1]);
    *n = unhold(rt);
    if (!*k) CLEAR(rt, *n);
    return *k != NULL;
}

static bool both_natural(Runtime *rt, Obj *n, Obj *k)
{
    if (int_is_negative(n)) return err_value(rt, "n must be a non-negative integer") != NULL;
    if (int_is_negative(k)) return err_value(rt, "k must be a non-negative integer") != NULL;
    return true;
}

static OWN Obj *arrangements(Runtime *rt, Obj *n, Obj *k)
{
    bool overflow;
    if (!both_natural(rt, n, k)) return NULL;
    if (int_order(n, k) < 0) return own(small(rt, 0));
    int64_t count = int_as_i64(k, &overflow);
    if (overflow)
        return err_format(rt, EXC_TYPE(rt, OverflowError), "k must not exceed %lld", (long long)INT64_MAX);
    return falling_of(rt, n, count);
}

METHOD(math_perm, POSITIONAL, "perm(n, k=None, /)",
       "In how many ways k of n things can be put in a row; all n when k is left out.")
{
    Obj *n, *k;
    if (!a->obj[1] || is_none(rt, a->obj[1])) return math_factorial(rt, self, a->obj[0]);
    if (!two_ints(rt, a, &n, &k)) return NULL;
    Obj *out = arrangements(rt, n, k);
    decref(rt, n);
    decref(rt, k);
    return out;
}

static OWN Obj *selections(Runtime *rt, Obj *n, Obj *k)
{
    bool overflow;
    if (!both_natural(rt, n, k)) return NULL;
    if (int_order(n, k) < 0) return own(small(rt, 0));
    Obj *rest = int_sub(rt, n, k), *out = NULL;
    if (!rest) return NULL;
    Obj *fewer = int_order(rest, k) < 0 ? rest : k;
    int64_t count = int_as_i64(fewer, &overflow);
    if (overflow) {
        err_format(rt, EXC_TYPE(rt, OverflowError), "min(n - k, k) must not exceed %lld", (long long)INT64_MAX);
    } else {
        Obj *above = falling_of(rt, n, count), *below = above ? factorial_of(rt, fewer, count) : NULL;
        if (below) out = int_floor_divide(rt, above, below);
        xdecref(rt, above);
        xdecref(rt, below);
    }
    decref(rt, rest);
    return out;
}

METHOD(math_comb, POSITIONAL, "comb(n, k, /)", "In how many ways k of n things can be chosen.")
{
    Obj *n, *k;
    if (!two_ints(rt, a, &n, &k)) return NULL;
    Obj *out = selections(rt, n, k);
    decref(rt, n);
    decref(rt, k);
    return out;
}

/* ---- divisors ---------------------------------------------------------------------------------------------------- */

static OWN Obj *least_multiple(Runtime *rt, Obj *a, Obj *b)
{
    if (int_is_zero(a) || int_is_zero(b)) return own(small(rt, 0));
    Obj *g = int_gcd(rt, a, b), *part = g ? int_floor_divide(rt, a, g) : NULL;
    xdecref(rt, g);
    Obj *product = part ? int_mul(rt, part, b) : NULL, *out = product ? int_absolute(rt, product) : NULL;
    xdecref(rt, part);
    xdecref(rt, product);
    return out;
}

static OWN Obj *fold(Runtime *rt, const Args *a, int start, BinaryFn step)
{
    Obj *result = own(small(rt, start));
    for (isize i = 0; result && i < a->nrest; i++) {
        hold(rt, "result so far", result);
        Obj *x = number_index(rt, a->rest[i]);
        result = unhold(rt);
        Obj *next = !x ? NULL : i ? step(rt, result, x) : int_absolute(rt, x);
        xdecref(rt, x);
        decref(rt, result);
        result = next;
    }
    return result;
}

METHOD(math_gcd, POSITIONAL, "gcd(*integers)", "The greatest whole number that divides all of the given ones.")
{
    return fold(rt, a, 0, int_gcd);
}
METHOD(math_lcm, POSITIONAL, "lcm(*integers)", "The least whole number that all of the given ones divide.")
{
    return fold(rt, a, 1, least_multiple);
}

METHOD(math_isqrt, ONE, "isqrt(n, /)", "The whole part of the square root of n.")
{
    Obj *n = number_index(rt, arg), *out = NULL;
    if (!n) return NULL;
    if (int_is_negative(n)) err_value(rt, "isqrt() argument must be nonnegative");
    else out = int_isqrt(rt, n);
    decref(rt, n);
    return out;
}

const MethodDef *const math_ints[] = {&math_factorial_def, &math_perm_def, &math_comb_def, &math_gcd_def,
                                      &math_lcm_def,       &math_isqrt_def, NULL};
