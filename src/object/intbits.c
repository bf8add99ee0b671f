/* intbits.c - shifts, and the bit operations, which see a negative number as two's complement without end. */
#include <string.h>

#include "object/intpart.h"

uint64_t int_trailing_zeros(const Obj *o)
{
    isize i = 0;
    while (int_digits(o)[i] == 0) i++;
    return (uint64_t)i * INT_SHIFT + (uint64_t)__builtin_ctz(int_digits(o)[i]);
}

/* ---- shifts ------------------------------------------------------------------------------------------------------ */

OWN Obj *int_shift_left(Runtime *rt, Obj *o, uint64_t bits)
{
    if (int_is_compact(o) && bits <= INT_SHIFT) return int_new(rt, int_compact_value(o) * ((int64_t)1 << bits));
    if (int_is_zero(o)) return own(int_small_peek(rt, 0));
    if (bits > (uint64_t)PTRDIFF_MAX) return err_no_memory(rt);
    isize words = (isize)(bits / INT_SHIFT), n = int_len(o);
    unsigned rest = (unsigned)(bits % INT_SHIFT);
    if (!room_for_bits(rt, bits)) return NULL;
    Obj *out = int_alloc(rt, n + words + (rest != 0));
    if (!out) return NULL;
    uint32_t *d = int_digits(out);
    const uint32_t *from = int_digits(o);
    memset(d, 0, (size_t)words * sizeof *d);
    uint64_t acc = 0;
    for (isize i = 0; i < n; i++) {
        acc |= (uint64_t)from[i] << rest;
        d[words + i] = (uint32_t)acc & INT_MASK;
        acc >>= INT_SHIFT;
    }
    if (rest) d[words + n] = (uint32_t)acc;
    if (int_is_negative(o)) ((VarObj *)out)->size = -((VarObj *)out)->size;
    return int_settle_take(rt, out);
}

/* A negative number rounds down: one more is added to the magnitude when a bit was lost. */
OWN Obj *int_shift_right(Runtime *rt, Obj *o, uint64_t bits)
{
    if (int_is_compact(o)) return int_new(rt, int_compact_value(o) >> (bits > 62 ? 62 : bits));
    bool negative = int_is_negative(o), lost = false;
    isize n = int_len(o);
    if (bits / INT_SHIFT >= (uint64_t)n) return own(int_small_peek(rt, negative ? -1 : 0));
    isize words = (isize)(bits / INT_SHIFT), left = n - words;
    unsigned rest = (unsigned)(bits % INT_SHIFT);
    const uint32_t *from = int_digits(o);
    for (isize i = 0; negative && !lost && i < words; i++) lost = from[i] != 0;
    if (negative) lost |= (from[words] & (((uint32_t)1 << rest) - 1)) != 0;
    Obj *out = int_alloc(rt, left + lost);
    if (!out) return NULL;
    uint32_t *d = int_digits(out);
    uint64_t acc = 0;
    for (isize i = left; i-- > 0;) {
        acc = (acc << INT_SHIFT) | from[words + i];
        d[i] = (uint32_t)(acc >> rest) & INT_MASK;
    }
    if (lost) {
        isize i = 0;
        d[left] = 0;
        while (d[i] == INT_MASK) d[i++] = 0;
        d[i]++;
    }
    if (negative) ((VarObj *)out)->size = -(left + lost);
    return int_settle_take(rt, out);
}

/* ---- and, or, xor ------------------------------------------------------------------------------------------------ */

/* A number's two's complement, one digit after the other. */
typedef struct BitStream {
    const uint32_t *d;
    isize n, i;
    uint32_t flip, carry;
} BitStream;

static BitStream bits_of(const Obj *o)
{
    bool negative = int_is_negative(o);
    return (BitStream){int_digits(o), int_len(o), 0, negative ? INT_MASK : 0, negative};
}

static inline uint32_t next_digit(BitStream *s)
{
    uint32_t digit = ((s->i < s->n ? s->d[s->i] : 0) ^ s->flip) + s->carry;
    s->i++;
    s->carry = digit >> INT_SHIFT;
    return digit & INT_MASK;
}

static inline uint32_t combine(uint32_t a, uint32_t b, char op)
{
    return op == '&' ? a & b : op == '|' ? a | b : a ^ b;
}

/* How many digits the result can have before its sign repeats. */
static isize result_digits(const Obj *a, const Obj *b, char op)
{
    isize na = int_len(a), nb = int_len(b), most = na > nb ? na : nb;
    if (op != '&') return most;
    if (int_is_negative(a) && int_is_negative(b)) return most;
    if (int_is_negative(a)) return nb;
    if (int_is_negative(b)) return na;
    return na < nb ? na : nb;
}

OWN Obj *int_bits(Runtime *rt, Obj *a, Obj *b, char op)
{
    if (LIKELY(int_is_compact(a) && int_is_compact(b))) {
        int64_t x = int_compact_value(a), y = int_compact_value(b);
        return int_new(rt, op == '&' ? x & y : op == '|' ? x | y : x ^ y);
    }
    bool negative = combine(int_is_negative(a), int_is_negative(b), op);
    isize n = result_digits(a, b, op);
    Obj *out = int_alloc(rt, n + negative);
    if (!out) return NULL;
    uint32_t *d = int_digits(out), carry = 1;
    BitStream sa = bits_of(a), sb = bits_of(b);
    for (isize i = 0; i < n; i++) d[i] = combine(next_digit(&sa), next_digit(&sb), op);
    if (negative) { /* back from two's complement */
        d[n] = INT_MASK;
        for (isize i = 0; i <= n; i++) {
            d[i] = (d[i] ^ INT_MASK) + carry;
            carry = d[i] >> INT_SHIFT;
            d[i] &= INT_MASK;
        }
        ((VarObj *)out)->size = -(n + 1);
    }
    return int_settle_take(rt, out);
}
