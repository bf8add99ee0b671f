/* intpow.c - powers of whole numbers, plain and modulo a third one.

   A plain power is worked out on the odd part of the base, the factors of two are shifted in at the end. */
#include <stdlib.h>
#include <string.h>

#include <gmp.h>

#include "object/intpart.h"

#define MP(p) ((mp_limb_t *)(p))
#define MPC(p) ((const mp_limb_t *)(p))

/* ---- plain ------------------------------------------------------------------------------------------------------- */

/* The power as a machine word, when it fits. */
static bool power_small(int64_t base, uint64_t exponent, int64_t *out)
{
    int64_t result = 1;
    for (;;) {
        if (exponent & 1 && __builtin_mul_overflow(result, base, &result)) return false;
        exponent >>= 1;
        if (!exponent) break;
        if (__builtin_mul_overflow(base, base, &base)) return false;
    }
    *out = result;
    return true;
}

/* base ** exponent by squaring, from the exponent's second bit on.  [a] and [b] are buffers; the result is in
   *at, *n limbs of it. */
static bool square_up(Runtime *rt, const Limbs *base, uint64_t exponent, Limb *a, Limb *b, Limb **at, isize *n)
{
    int bit = 62 - __builtin_clzll(exponent);
    isize len = base->n;
    memcpy(a, base->at, (size_t)len * sizeof(Limb));
    for (; bit >= 0; bit--) {
        Limb *t = a;
        if (!limbs_mul(rt, b, a, len, a, len)) return false;
        len = 2 * len - (b[2 * len - 1] == 0);
        if (exponent >> bit & 1) {
            if (base->n == 1) {
                b[len] = mpn_mul_1(MP(b), MPC(b), len, base->at[0]);
                len += b[len] != 0;
            } else {
                if (!limbs_mul(rt, a, b, len, base->at, base->n)) return false;
                len += base->n - (a[len + base->n - 1] == 0);
                continue;
            }
        }
        a = b;
        b = t;
    }
    *at = a;
    *n = len;
    return true;
}

static OWN Obj *power_limbs(Runtime *rt, Obj *base, uint64_t exponent, bool negative)
{
    Limbs l;
    Obj *out = NULL;
    uint64_t bits = int_bit_length(base) * exponent;
    isize room = (isize)(bits / 64) + 4;
    if (!limbs_of(rt, &l, base)) return NULL;
    room += l.n;
    Limb *a = malloc((size_t)room * sizeof(Limb)), *b = malloc((size_t)room * sizeof(Limb)), *at;
    isize n;
    if (!a || !b) err_no_memory(rt);
    else if (square_up(rt, &l, exponent, a, b, &at, &n)) out = int_from_limbs(rt, at, n, negative, 0);
    free(a);
    free(b);
    limbs_free(&l);
    return out;
}

/* |base| > 1, exponent >= 1 */
static OWN Obj *power_long(Runtime *rt, Obj *base, uint64_t exponent)
{
    bool negative = int_is_negative(base) && exponent & 1;
    uint64_t zeros = int_trailing_zeros(base), all_bits, shift;
    if (__builtin_mul_overflow(int_bit_length(base) - 1, exponent, &all_bits) || !room_for_bits(rt, all_bits))
        return err_pending(rt) ? NULL : err_no_memory(rt);
    shift = zeros * exponent;
    Obj *odd = int_shift_right(rt, base, zeros), *power = NULL;
    if (!odd) return NULL;
    if (int_len(odd) == 1 && int_digits(odd)[0] == 1) power = int_new(rt, negative ? -1 : 1);
    else power = power_limbs(rt, odd, exponent, negative);
    decref(rt, odd);
    if (!power || !shift) return power;
    Obj *out = int_shift_left(rt, power, shift);
    decref(rt, power);
    return out;
}

static OWN Obj *power_plain(Runtime *rt, Obj *base, Obj *exponent)
{
    if (int_is_zero(exponent)) return own(int_small_peek(rt, 1));
    bool overflow;
    int64_t e = int_as_i64(exponent, &overflow), out;
    if (int_is_compact(base)) {
        int64_t v = int_compact_value(base);
        if (v >= -1 && v <= 1) return int_new(rt, v >= 0 ? v : int_digits(exponent)[0] & 1 ? -1 : 1);
        if (!overflow && power_small(v, (uint64_t)e, &out)) return int_new(rt, out);
    }
    return overflow ? err_no_memory(rt) : power_long(rt, base, (uint64_t)e);
}

/* ---- modulo ------------------------------------------------------------------------------------------------------ */

static uint64_t power_word(uint64_t base, const Obj *exponent, uint64_t mod)
{
    uint64_t result = 1;
    for (isize i = int_len(exponent); i-- > 0;) {
        for (int bit = INT_SHIFT - 1; bit >= 0; bit--) {
            result = (uint64_t)((unsigned __int128)result * result % mod);
            if (int_digits(exponent)[i] >> bit & 1) result = (uint64_t)((unsigned __int128)result * base % mod);
        }
    }
    return result;
}

enum { POWM_LIMBS = 256 }; /* up to so many limbs GMP's own function answers at once */

static OWN Obj *power_gmp(Runtime *rt, const Limbs *base, const Limbs *exponent, const Limbs *mod)
{
    mpz_t b, e, m, out;
    if (!limbs_reserve(rt, 64 * mod->n)) return NULL;
    mpz_roinit_n(b, MPC(base->at), base->n);
    mpz_roinit_n(e, MPC(exponent->at), exponent->n);
    mpz_roinit_n(m, MPC(mod->at), mod->n);
    mpz_init(out);
    mpz_powm(out, b, e, m);
    Obj *o = int_from_limbs(rt, (const Limb *)mpz_limbs_read(out), (isize)mpz_size(out), false, 0);
    mpz_clear(out);
    return o;
}

/* base in [0, mod), exponent > 0: squaring one bit after the other, so that the user can stop it. */
static OWN Obj *power_steps(Runtime *rt, Obj *base, Obj *exponent, Obj *mod)
{
    Obj *result = own(base);
    for (uint64_t bit = int_bit_length(exponent) - 1; result && bit-- > 0;) {
        bool set = int_digits(exponent)[bit / INT_SHIFT] >> bit % INT_SHIFT & 1;
        for (int step = 0; result && step <= set; step++) {
            Obj *product = int_mul(rt, result, step ? base : result);
            decref(rt, result);
            result = product ? int_modulo(rt, product, mod) : NULL;
            xdecref(rt, product);
        }
        if (UNLIKELY(rt_poll(rt))) CLEAR(rt, result);
    }
    return result;
}

static OWN Obj *power_reduced(Runtime *rt, Obj *base, Obj *exponent, Obj *mod)
{
    if (int_fits_two(mod)) {
        uint64_t m = (uint64_t)int_two_value(mod), b = (uint64_t)int_two_value(base);
        return int_from_u64(rt, power_word(b, exponent, m));
    }
    if (int_is_zero(exponent)) return own(int_small_peek(rt, 1));
    if (limbs_for(int_len(mod)) > POWM_LIMBS || limbs_for(int_len(exponent)) > POWM_LIMBS)
        return power_steps(rt, base, exponent, mod);
    Limbs lb, le, lm;
    Obj *out = NULL;
    if (!limbs_of(rt, &lb, base)) return NULL;
    if (limbs_of(rt, &le, exponent)) {
        if (limbs_of(rt, &lm, mod)) {
            out = power_gmp(rt, &lb, &le, &lm);
            limbs_free(&lm);
        }
        limbs_free(&le);
    }
    limbs_free(&lb);
    return out;
}

/* The number whose product with [a] (in [0, mod)) is 1 modulo [mod]. */
static OWN Obj *inverse(Runtime *rt, Obj *a, Obj *mod)
{
    Limbs la, lm;
    Obj *out = NULL;
    if (!limbs_of(rt, &la, a)) return NULL;
    if (!limbs_of(rt, &lm, mod)) goto free_a;
    if (limbs_reserve(rt, 2 * lm.n)) {
        mpz_t x, m, result;
        mpz_roinit_n(x, MPC(la.at), la.n);
        mpz_roinit_n(m, MPC(lm.at), lm.n);
        mpz_init(result);
        if (mpz_invert(result, x, m))
            out = int_from_limbs(rt, (const Limb *)mpz_limbs_read(result), (isize)mpz_size(result), false, 0);
        else
            err_value(rt, "base is not invertible for the given modulus");
        mpz_clear(result);
    }
    limbs_free(&lm);
free_a:
    limbs_free(&la);
    return out;
}

/* [mod] > 1 */
static OWN Obj *power_modulo(Runtime *rt, Obj *base, Obj *exponent, Obj *mod)
{
    Obj *b = int_modulo(rt, base, mod), *e = own(exponent), *out = NULL;
    if (b && int_is_negative(e)) {
        Obj *inverted = inverse(rt, b, mod);
        decref(rt, b);
        decref(rt, e);
        b = inverted;
        e = int_absolute(rt, exponent);
    }
    if (b && e) out = power_reduced(rt, b, e, mod);
    xdecref(rt, b);
    xdecref(rt, e);
    return out;
}

OWN Obj *int_power(Runtime *rt, Obj *a, Obj *b, Obj *mod)
{
    if (is_none(rt, mod)) {
        if (!int_is_negative(b)) return power_plain(rt, a, b);
        return TYPE_OF(rt, FLOAT)->number->power(rt, a, b, mod);
    }
    if (int_is_zero(mod)) return err_value(rt, "pow() 3rd argument cannot be 0");
    Obj *m = int_absolute(rt, mod);
    if (!m) return NULL;
    Obj *out = NULL;
    if (int_len(m) == 1 && int_digits(m)[0] == 1) out = own(int_small_peek(rt, 0));
    else out = power_modulo(rt, a, b, m);
    decref(rt, m);
    if (!out || !int_is_negative(mod) || int_is_zero(out)) return out;
    Obj *shifted = int_add(rt, out, mod);
    decref(rt, out);
    return shifted;
}
