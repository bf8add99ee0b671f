/* intlimbs.c - between 30-bit digits and GMP's 64-bit limbs, and the two operations that take long.

   GMP's mpn functions work in memory that we hand them, but take scratch memory of their own for large operands
   and end the program when there is none; so it is asked for beforehand, and given back right away.  Operands
   are cut into pieces, so that the user can stop a multiplication of millions of digits. */
#include <stdlib.h>
#include <string.h>

#include <gmp.h>

#include "object/intpart.h"

_Static_assert(sizeof(mp_limb_t) == sizeof(Limb) && GMP_NUMB_BITS == 64, "limbs are of 64 bits");

#define MP(p) ((mp_limb_t *)(p))
#define MPC(p) ((const mp_limb_t *)(p))

/* ---- memory ------------------------------------------------------------------------------------------------------ */

CHECK bool limbs_new(Runtime *rt, Limbs *out, isize n)
{
    out->n = n;
    out->at = out->small;
    if (n <= LIMBS_SMALL) return true;
    out->at = (size_t)n > SIZE_MAX / 16 ? NULL : malloc((size_t)n * sizeof(Limb));
    if (!out->at) err_no_memory(rt);
    return out->at != NULL;
}

void limbs_free(Limbs *l)
{
    if (l->at != l->small) free(l->at);
}

CHECK bool limbs_reserve(Runtime *rt, isize n)
{
    enum { ALWAYS_THERE = 1000, SCRATCH = 16 * sizeof(Limb) };
    if (n < ALWAYS_THERE) return true;
    void *scratch = (size_t)n > SIZE_MAX / (2 * SCRATCH) ? NULL : malloc((size_t)n * SCRATCH);
    if (!scratch) err_no_memory(rt);
    bool ok = scratch != NULL;
    free(scratch);
    return ok;
}

CHECK bool room_for_bits(Runtime *rt, uint64_t bits)
{
    enum { ALWAYS_THERE = 1 << 20, SHARE = 8 }; /* the scratch memory for working it out is several times as large */
    if (bits < ALWAYS_THERE) return true;
    HeapTotals totals;
    heap_totals(HEAP(rt), &totals);
    if (bits / INT_SHIFT < totals.limit / SHARE / sizeof(uint32_t)) return true;
    err_no_memory(rt);
    return false;
}

/* ---- converting -------------------------------------------------------------------------------------------------- */

CHECK bool limbs_of(Runtime *rt, Limbs *out, const Obj *o)
{
    isize n = int_len(o), k = 0;
    const uint32_t *d = int_digits(o);
    if (!limbs_new(rt, out, limbs_for(n))) return false;
    unsigned __int128 acc = 0;
    int have = 0;
    for (isize i = 0; i < n; i++) {
        acc |= (unsigned __int128)d[i] << have;
        have += INT_SHIFT;
        if (have < 64) continue;
        out->at[k++] = (Limb)acc;
        acc >>= 64;
        have -= 64;
    }
    if (have > 0 && k < out->n) out->at[k++] = (Limb)acc;
    out->n = k;
    limbs_trim(out);
    return true;
}

OWN Obj *int_from_limbs(Runtime *rt, const Limb *at, isize n, bool negative, isize room)
{
    while (n > 0 && at[n - 1] == 0) n--;
    isize digits = 0;
    if (n > 0) {
        uint64_t bits = (uint64_t)n * 64 - (uint64_t)__builtin_clzll(at[n - 1]);
        digits = (isize)((bits + INT_SHIFT - 1) / INT_SHIFT);
    }
    Obj *o = int_alloc(rt, room > digits ? room : digits);
    if (!o) return NULL;
    uint32_t *d = int_digits(o);
    unsigned __int128 acc = 0;
    int have = 0;
    isize k = 0;
    for (isize i = 0; i < digits; i++) {
        if (have < INT_SHIFT && k < n) {
            acc |= (unsigned __int128)at[k++] << have;
            have += 64;
        }
        d[i] = (uint32_t)acc & INT_MASK;
        acc >>= INT_SHIFT;
        have -= INT_SHIFT;
    }
    ((VarObj *)o)->size = negative ? -digits : digits;
    return int_settle_take(rt, o);
}

/* ---- long operations --------------------------------------------------------------------------------------------- */

enum { PIECE = 1 << 18 }; /* limbs worked on between two looks around: some tenths of a second at most */

/* [a] times the pieces of [b] one after the other, a longer than a piece. */
static bool multiply_pieces(Runtime *rt, Limb *out, const Limb *a, isize an, const Limb *b, isize bn)
{
    Limb *part = malloc((size_t)(an + PIECE) * sizeof(Limb));
    if (!part) return err_no_memory(rt) != NULL;
    bool ok = true;
    memset(out, 0, (size_t)(an + bn) * sizeof(Limb));
    for (isize at = 0; ok && at < bn; at += PIECE) {
        isize n = bn - at < PIECE ? bn - at : PIECE;
        mpn_mul(MP(part), MPC(a), an, MPC(b + at), n);
        isize left = an + bn - at; /* what lies above stays 0: the product so far is shorter */
        mpn_add(MP(out + at), MPC(out + at), left, MPC(part), an + n);
        if (UNLIKELY(rt_poll(rt))) ok = false;
    }
    free(part);
    return ok;
}

CHECK bool limbs_mul(Runtime *rt, Limb *out, const Limb *a, isize an, const Limb *b, isize bn)
{
    if (an < bn) return limbs_mul(rt, out, b, bn, a, an);
    if (!limbs_reserve(rt, an + bn)) return false;
    if (an > 4 * (isize)PIECE) return multiply_pieces(rt, out, a, an, b, bn);
    if (a == b && an == bn) mpn_sqr(MP(out), MPC(a), an);
    else mpn_mul(MP(out), MPC(a), an, MPC(b), bn);
    return !rt_poll(rt);
}

/* Long division with pieces as its digits: the remainder so far, then the next piece of [a] below it. */
static bool divide_pieces(Runtime *rt, Limb *quotient, Limb *rem, const Limb *a, isize an, const Limb *b, isize bn)
{
    Limb *top = malloc((size_t)(bn + PIECE) * sizeof(Limb)), *part = malloc((size_t)(PIECE + 1) * sizeof(Limb));
    bool ok = top && part;
    if (!ok) err_no_memory(rt);
    isize left = an - bn; /* limbs of [a] not taken yet */
    if (ok) {
        memcpy(top, a + left, (size_t)bn * sizeof(Limb));
        mpn_tdiv_qr(MP(quotient + left), MP(rem), 0, MPC(top), bn, MPC(b), bn);
    }
    while (ok && left > 0) {
        isize n = left < PIECE ? left : PIECE;
        left -= n;
        memcpy(top, a + left, (size_t)n * sizeof(Limb));
        memcpy(top + n, rem, (size_t)bn * sizeof(Limb));
        mpn_tdiv_qr(MP(part), MP(rem), 0, MPC(top), n + bn, MPC(b), bn);
        memcpy(quotient + left, part, (size_t)n * sizeof(Limb)); /* part[n] is 0: rem < b */
        ok = !rt_poll(rt);
    }
    free(top);
    free(part);
    return ok;
}

CHECK bool limbs_divide(Runtime *rt, Limb *quotient, Limb *rem, const Limb *a, isize an, const Limb *b, isize bn)
{
    if (!limbs_reserve(rt, an + bn)) return false;
    if (an > 4 * (isize)PIECE && an - bn > PIECE) return divide_pieces(rt, quotient, rem, a, an, b, bn);
    mpn_tdiv_qr(MP(quotient), MP(rem), 0, MPC(a), an, MPC(b), bn);
    return !rt_poll(rt);
}
