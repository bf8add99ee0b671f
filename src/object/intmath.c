/* intmath.c - dividing whole numbers: floor quotient and remainder, true division, gcd, square root. */
#include <math.h>
#include <string.h>

#include <gmp.h>

#include "object/intpart.h"

#define MP(p) ((mp_limb_t *)(p))
#define MPC(p) ((const mp_limb_t *)(p))

static void *by_zero(Runtime *rt, const char *text) { return err_format(rt, EXC_TYPE(rt, ZeroDivisionError), text); }

/* ---- floor quotient and remainder -------------------------------------------------------------------------------- */

/* Gives out what was asked for and drops the rest; false when something asked for is missing. */
static bool hand_out_take(Runtime *rt, TAKE Obj *q, TAKE Obj *r, Obj **quotient, Obj **rem)
{
    bool ok = (!quotient || q) && (!rem || r);
    if (!quotient || !ok) CLEAR(rt, q);
    if (!rem || !ok) CLEAR(rt, r);
    if (quotient) *quotient = q;
    if (rem) *rem = r;
    return ok;
}

static bool divide_two_digits(Runtime *rt, int64_t a, int64_t b, Obj **quotient, Obj **rem)
{
    int64_t q = a / b, r = a % b;
    if (r && (r < 0) != (b < 0)) {
        q--;
        r += b;
    }
    return hand_out_take(rt, quotient ? int_new(rt, q) : NULL, rem ? int_new(rt, r) : NULL, quotient, rem);
}

/* |a| < |b|: the quotient is 0 or -1. */
static bool divide_by_longer(Runtime *rt, Obj *a, Obj *b, Obj **quotient, Obj **rem)
{
    bool below = !int_is_zero(a) && int_is_negative(a) != int_is_negative(b);
    Obj *r = NULL;
    if (rem) r = below ? int_add(rt, a, b) : int_plain(rt, a);
    return hand_out_take(rt, own(int_small_peek(rt, below ? -1 : 0)), r, quotient, rem);
}

static bool divide_by_digit(Runtime *rt, Obj *a, Obj *b, Obj **quotient, Obj **rem)
{
    uint32_t f = int_digits(b)[0];
    uint64_t r = 0;
    isize n = int_len(a);
    bool negative = int_is_negative(a) != int_is_negative(b);
    Obj *q = quotient ? int_alloc(rt, n) : NULL;
    if (quotient && !q) return false;
    uint32_t *out = q ? int_digits(q) : NULL;
    for (isize i = n; i-- > 0;) {
        r = r << INT_SHIFT | int_digits(a)[i];
        uint32_t digit = (uint32_t)(r / f);
        r -= (uint64_t)digit * f;
        if (out) out[i] = digit;
    }
    if (out) {
        if (negative && r) { /* floors: one more before the sign changes; it fits, since q < |a| */
            isize i = 0;
            while (i < n && out[i] == INT_MASK) out[i++] = 0;
            if (i < n) out[i]++;
        }
        if (negative) ((VarObj *)q)->size = -n;
        q = int_settle_take(rt, q);
    }
    int64_t value = negative && r ? (int64_t)(f - r) : (int64_t)r;
    return hand_out_take(rt, q, rem ? int_new(rt, int_is_negative(b) ? -value : value) : NULL, quotient, rem);
}

static bool divide_limbs(Runtime *rt, Obj *a, Obj *b, Obj **quotient, Obj **rem)
{
    Limbs la, lb, lq, lr;
    Obj *q = NULL, *r = NULL;
    bool negative = int_is_negative(a) != int_is_negative(b);
    isize na = int_len(a), nb = int_len(b);
    if (!limbs_of(rt, &la, a)) return false;
    if (!limbs_of(rt, &lb, b)) goto free_a;
    if (!limbs_new(rt, &lq, la.n - lb.n + 2)) goto free_b;
    if (!limbs_new(rt, &lr, lb.n)) goto free_q;
    lq.at[lq.n - 1] = 0;
    if (!limbs_divide(rt, lq.at, lr.at, la.at, la.n, lb.at, lb.n)) goto free_r;
    if (negative && !mpn_zero_p(MPC(lr.at), lr.n)) {
        mpn_add_1(MP(lq.at), MPC(lq.at), lq.n, 1);
        mpn_sub_n(MP(lr.at), MPC(lb.at), MPC(lr.at), lr.n);
    }
    if (quotient) q = int_from_limbs(rt, lq.at, lq.n, negative, na - nb + 1);
    if (rem) r = int_from_limbs(rt, lr.at, lr.n, int_is_negative(b), nb);
free_r:
    limbs_free(&lr);
free_q:
    limbs_free(&lq);
free_b:
    limbs_free(&lb);
free_a:
    limbs_free(&la);
    return hand_out_take(rt, q, r, quotient, rem);
}

static bool is_shorter(const Obj *a, const Obj *b)
{
    isize na = int_len(a), nb = int_len(b);
    return na < nb || (na == nb && na > 0 && int_digits(a)[na - 1] < int_digits(b)[nb - 1]);
}

CHECK bool int_divmod_pair(Runtime *rt, Obj *a, Obj *b, Obj **quotient, Obj **rem)
{
    if (quotient) *quotient = NULL;
    if (rem) *rem = NULL;
    if (int_is_zero(b)) return by_zero(rt, "integer division or modulo by zero") != NULL;
    if (LIKELY(int_fits_two(a) && int_fits_two(b)))
        return divide_two_digits(rt, int_two_value(a), int_two_value(b), quotient, rem);
    if (is_shorter(a, b)) return divide_by_longer(rt, a, b, quotient, rem);
    if (int_len(b) == 1) return divide_by_digit(rt, a, b, quotient, rem);
    return divide_limbs(rt, a, b, quotient, rem);
}

OWN Obj *int_floor_divide(Runtime *rt, Obj *a, Obj *b)
{
    Obj *q;
    return int_divmod_pair(rt, a, b, &q, NULL) ? q : NULL;
}

OWN Obj *int_modulo(Runtime *rt, Obj *a, Obj *b)
{
    Obj *r;
    if (int_is_zero(b)) return by_zero(rt, "integer modulo by zero");
    return int_divmod_pair(rt, a, b, NULL, &r) ? r : NULL;
}

/* 1 when 2 * |r| > |b|, 0 when equal, -1 when less. */
static int against_half(Runtime *rt, Obj *r, Obj *b, bool *ok)
{
    Obj *twice = int_shift_left(rt, r, 1);
    *ok = twice != NULL;
    if (!twice) return 0;
    int order = int_order(twice, b);
    decref(rt, twice);
    return int_is_negative(b) ? -order : order;
}

OWN Obj *int_divide_nearest(Runtime *rt, Obj *a, Obj *b, Obj **rem)
{
    Obj *q, *r;
    bool ok;
    if (rem) *rem = NULL;
    if (!int_divmod_pair(rt, a, b, &q, &r)) return NULL;
    int order = against_half(rt, r, b, &ok);
    if (ok && (order > 0 || (order == 0 && !int_is_zero(q) && int_digits(q)[0] % 2))) {
        Obj *q2 = int_add(rt, q, int_small_peek(rt, 1)), *r2 = int_sub(rt, r, b);
        decref(rt, q);
        decref(rt, r);
        q = q2;
        r = r2;
    }
    if (!ok || !q || !r) {
        xdecref(rt, q);
        xdecref(rt, r);
        return NULL;
    }
    if (rem) *rem = r;
    else decref(rt, r);
    return q;
}

/* ---- true division ----------------------------------------------------------------------------------------------- */

/* |a| shifted left by -[shift] or right by [shift]; *inexact: bits were lost. */
static bool shifted(Runtime *rt, const Obj *a, int64_t shift, Limbs *out, bool *inexact)
{
    Limbs la;
    *inexact = false;
    if (!limbs_of(rt, &la, a)) return false;
    isize words = (isize)((shift < 0 ? -shift : shift) / 64);
    unsigned bits = (unsigned)((shift < 0 ? -shift : shift) % 64);
    isize n = shift < 0 ? la.n + words + 1 : la.n - words;
    bool ok = n > 0 && limbs_new(rt, out, n);
    if (ok && shift < 0) {
        mpn_zero(MP(out->at), words);
        if (bits) out->at[n - 1] = mpn_lshift(MP(out->at + words), MPC(la.at), la.n, bits);
        else memcpy(out->at + words, la.at, (size_t)la.n * sizeof(Limb)), out->at[n - 1] = 0;
    } else if (ok) {
        for (isize i = 0; i < words; i++) *inexact |= la.at[i] != 0;
        if (bits) *inexact |= mpn_rshift(MP(out->at), MPC(la.at + words), n, bits) != 0;
        else memcpy(out->at, la.at + words, (size_t)n * sizeof(Limb));
    }
    limbs_free(&la);
    if (ok) limbs_trim(out);
    return ok;
}

/* The quotient of two long magnitudes as an integer of at most 57 bits times 2**shift, its last bit sticky. */
static bool scaled_quotient(Runtime *rt, const Obj *a, const Obj *b, int64_t shift, uint64_t *out)
{
    Limbs la, lb, lq, lr;
    bool inexact, ok = false;
    if (!shifted(rt, a, shift, &la, &inexact)) return false;
    if (!limbs_of(rt, &lb, b)) goto free_a;
    *out = inexact;
    ok = true;
    if (la.n < lb.n) {
        *out = 1; /* a is not 0 */
        goto free_b;
    }
    ok = limbs_new(rt, &lq, la.n - lb.n + 1);
    if (!ok) goto free_b;
    ok = limbs_new(rt, &lr, lb.n);
    if (ok) {
        ok = limbs_divide(rt, lq.at, lr.at, la.at, la.n, lb.at, lb.n);
        if (ok) *out = lq.at[0] | (inexact || !mpn_zero_p(MPC(lr.at), lr.n));
        limbs_free(&lr);
    }
    limbs_free(&lq);
free_b:
    limbs_free(&lb);
free_a:
    limbs_free(&la);
    return ok;
}

/* [q] * 2**shift rounded half to even, also where doubles have fewer bits. */
static double round_scaled(uint64_t q, int64_t shift)
{
    int bits = q ? 64 - __builtin_clzll(q) : 0;
    int64_t least = -1021 - shift; /* bits below the smallest double's last place */
    int64_t extra = (bits > least ? bits : least) - 53;
    if (extra > 0 && extra < 63) {
        uint64_t half = UINT64_C(1) << (extra - 1);
        if ((q & half) && (q & (3 * half - 1))) q += half;
        q &= ~(2 * half - 1);
    }
    return ldexp((double)q, (int)shift);
}

OWN Obj *int_true_divide(Runtime *rt, Obj *a, Obj *b)
{
    bool negative = int_is_negative(a) != int_is_negative(b);
    if (int_is_zero(b)) return by_zero(rt, "division by zero");
    uint64_t abits = int_bit_length(a), bbits = int_bit_length(b);
    if (abits <= 53 && bbits <= 53) {
        double q = fabs((double)int_two_value(a)) / fabs((double)int_two_value(b));
        return float_new(rt, negative ? -q : q);
    }
    int64_t diff = (int64_t)abits - (int64_t)bbits;
    if (diff > 1024) goto overflow;
    if (abits == 0 || diff < -1075) return float_new(rt, negative ? -0.0 : 0.0);
    int64_t shift = (diff > -1021 ? diff : -1021) - 53 - 2;
    uint64_t q;
    if (!scaled_quotient(rt, a, b, shift, &q)) return NULL;
    double result = round_scaled(q, shift);
    if (!isinf(result)) return float_new(rt, negative ? -result : result);
overflow:
    return err_format(rt, EXC_TYPE(rt, OverflowError), "integer division result too large for a float");
}

/* ---- gcd and square root ----------------------------------------------------------------------------------------- */

static uint64_t gcd_words(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t r = a % b;
        a = b;
        b = r;
    }
    return a;
}

static uint64_t magnitude(const Obj *o)
{
    int64_t v = int_two_value(o);
    return (uint64_t)(v < 0 ? -v : v);
}

/* The magnitude of [o] without its factors of two. */
static bool odd_part(Runtime *rt, const Obj *o, Limbs *out)
{
    bool inexact;
    return shifted(rt, o, (int64_t)int_trailing_zeros(o), out, &inexact);
}

static OWN Obj *gcd_limbs(Runtime *rt, Obj *a, Obj *b)
{
    uint64_t za = int_trailing_zeros(a), zb = int_trailing_zeros(b);
    Limbs la, lb, lg;
    Obj *odd = NULL;
    if (!odd_part(rt, a, &la)) return NULL;
    if (!odd_part(rt, b, &lb)) goto free_a;
    isize n = la.n > lb.n ? la.n : lb.n;
    if (!limbs_reserve(rt, n) || !limbs_new(rt, &lg, n)) goto free_b;
    bool a_first = la.n > lb.n || (la.n == lb.n && mpn_cmp(MPC(la.at), MPC(lb.at), la.n) >= 0);
    Limbs *x = a_first ? &la : &lb, *y = a_first ? &lb : &la;
    isize got = mpn_gcd(MP(lg.at), MP(x->at), x->n, MP(y->at), y->n);
    odd = int_from_limbs(rt, lg.at, got, false, 0);
    limbs_free(&lg);
free_b:
    limbs_free(&lb);
free_a:
    limbs_free(&la);
    if (!odd) return NULL;
    Obj *out = int_shift_left(rt, odd, za < zb ? za : zb);
    decref(rt, odd);
    return out;
}

OWN Obj *int_gcd(Runtime *rt, Obj *a, Obj *b)
{
    if (int_fits_two(a) && int_fits_two(b)) return int_from_u64(rt, gcd_words(magnitude(a), magnitude(b)));
    if (int_is_zero(a)) return int_absolute(rt, b);
    if (int_is_zero(b)) return int_absolute(rt, a);
    return gcd_limbs(rt, a, b);
}

OWN Obj *int_isqrt(Runtime *rt, Obj *o)
{
    Limbs l, root;
    Obj *out = NULL;
    if (int_is_zero(o)) return own(int_small_peek(rt, 0));
    if (!limbs_of(rt, &l, o)) return NULL;
    if (limbs_reserve(rt, l.n) && limbs_new(rt, &root, (l.n + 1) / 2)) {
        mpn_sqrtrem(MP(root.at), MP(l.at), MPC(l.at), l.n);
        out = int_from_limbs(rt, root.at, root.n, false, 0);
        limbs_free(&root);
    }
    limbs_free(&l);
    return out;
}
