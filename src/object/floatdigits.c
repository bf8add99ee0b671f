/* floatdigits.c - the decimal digits of a double, exactly: the shortest that read back as it, or a given number.

   Up to 17 digits are worked out in whole numbers: value * 10**s, rounded down, with a note whether it was exact.
   The shortest form is the multiple of the largest power of ten that lies between the value's two neighbours'
   half-way points, the one nearest to the value.  More digits than 17 come out of the C library, whose decimal
   point (a locale may have made it a comma) is never looked at. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gmp.h>

#include "object/numtext.h"

/* ---- value * 10**s ----------------------------------------------------------------------------------------------- */

enum { WORD_POWER = 27, LIMBS = 48 }; /* 5**27 is the last that fits a word */
static const uint64_t fives[WORD_POWER + 1] = {
    1, 5, 25, 125, 625, 3125, 15625, 78125, 390625, 1953125, 9765625, 48828125, 244140625, 1220703125, 6103515625,
    30517578125, 152587890625, 762939453125, 3814697265625, 19073486328125, 95367431640625, 476837158203125,
    2384185791015625, 11920928955078125, 59604644775390625, 298023223876953125, 1490116119384765625,
    7450580596923828125,
};

/* x * 2**e rounded down; [exact] turns false when a bit is lost. */
static uint64_t shift_word(unsigned __int128 x, int e, bool *exact)
{
    if (e >= 0) return (uint64_t)(x << e);
    if (e <= -128) {
        if (x) *exact = false;
        return 0;
    }
    if (x & (((unsigned __int128)1 << -e) - 1)) *exact = false;
    return (uint64_t)(x >> -e);
}

/* [at], [n] limbs long, times 5**s. */
static mp_size_t times_fives(mp_limb_t *at, mp_size_t n, int s)
{
    for (; s > 0; s -= WORD_POWER) {
        mp_limb_t carry = mpn_mul_1(at, at, n, fives[s < WORD_POWER ? s : WORD_POWER]);
        if (carry) at[n++] = carry;
    }
    return n;
}

/* m * 5**s * 2**e for a large s. */
static uint64_t multiplied_long(uint64_t m, int e, int s, bool *exact)
{
    mp_limb_t x[LIMBS] = {m};
    mp_size_t n = times_fives(x, 1, s), words = -e / 64;
    int bits = -e % 64;
    if (e >= 0) return (uint64_t)x[0] << e;
    if (words >= n) return *exact = false, 0;
    if (words && !mpn_zero_p(x, words)) *exact = false;
    if (x[words] & (((mp_limb_t)1 << bits) - 1)) *exact = false;
    uint64_t low = x[words] >> bits;
    if (bits && words + 1 < n) low |= x[words + 1] << (64 - bits);
    return low;
}

/* m * 2**e / 5**s, e >= 0 */
static uint64_t divided_long(uint64_t m, int e, int s, bool *exact)
{
    mp_limb_t x[LIMBS] = {0}, d[LIMBS] = {1}, q[LIMBS], r[LIMBS];
    mp_size_t words = e / 64, dn = times_fives(d, 1, s), n = words + 1;
    x[words] = m << e % 64;
    if (e % 64) x[n++] = m >> (64 - e % 64);
    while (n > 1 && x[n - 1] == 0) n--;
    if (n < dn) return *exact = false, 0;
    mpn_tdiv_qr(q, r, 0, x, n, d, dn);
    if (!mpn_zero_p(r, dn)) *exact = false;
    return q[0];
}

/* m * 2**e * 10**s rounded down; the result fits a word. */
static uint64_t scaled(uint64_t m, int e, int s, bool *exact)
{
    *exact = true;
    e += s;
    if (s >= 0) {
        if (s <= WORD_POWER) return shift_word((unsigned __int128)m * fives[s], e, exact);
        return multiplied_long(m, e, s, exact);
    }
    s = -s;
    if (e < 0 || (s <= WORD_POWER && e < 64)) {
        unsigned __int128 x = (unsigned __int128)m << (e < 0 ? 0 : e), d = s <= WORD_POWER ? fives[s] : 0;
        if (!d) return *exact = false, 0;
        if (x % d) *exact = false;
        return shift_word(x / d, e < 0 ? e : 0, exact);
    }
    return divided_long(m, e, s, exact);
}

/* ---- putting digits down ----------------------------------------------------------------------------------------- */

void decimal_free(Decimal *d)
{
    if (d->digits != d->small) free(d->digits);
}

static void strip_zeros(Decimal *d)
{
    while (d->n > 1 && d->digits[d->n - 1] == '0') d->n--;
    d->digits[d->n] = 0;
}

/* v * 10**-s */
static void set_word(Decimal *d, uint64_t v, int s)
{
    char text[24], *p = text + sizeof text;
    for (uint64_t rest = v; rest; rest /= 10) *--p = (char)('0' + rest % 10);
    d->digits = d->small;
    d->n = (int)(text + sizeof text - p);
    memcpy(d->small, p, (size_t)d->n);
    d->point = d->n - s;
    strip_zeros(d);
}

static void set_zero(Decimal *d)
{
    d->digits = d->small;
    strcpy(d->small, "0");
    d->n = d->point = 1;
}

/* The mantissa and exponent of a positive double. */
static uint64_t take_apart(double value, int *e)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    *e = (int)(bits >> 52);
    bits &= (UINT64_C(1) << 52) - 1;
    if (*e == 0) return *e = -1074, bits;
    *e -= 1075;
    return bits | UINT64_C(1) << 52;
}

/* About floor(log10(value)): never too large, at most one too small. */
static int leading_place(uint64_t m, int e)
{
    int bits = 63 - __builtin_clzll(m) + e; /* 2**bits <= value */
    return (int)floor(bits * 0.30102999566398114);
}

/* ---- shortest ---------------------------------------------------------------------------------------------------- */

/* The multiple of [unit] in [low, high] that is nearest to the value, of which [twice] is the double rounded down. */
static uint64_t nearest_multiple(uint64_t unit, uint64_t low, uint64_t high, uint64_t twice, bool exact)
{
    uint64_t below = twice / 2 / unit * unit, rest = twice - 2 * below;
    if (below < low) return below + unit;
    if (below + unit > high || rest < unit) return below;
    return rest == unit && exact && below / unit % 2 == 0 ? below : below + unit;
}

bool decimal_shortest(double value, Decimal *d)
{
    enum { DIGITS = 17 };
    int e;
    value = fabs(value);
    if (value == 0) return set_zero(d), true;
    if (value < 1e15 && value == floor(value)) return set_word(d, (uint64_t)value, 0), true;
    uint64_t m = take_apart(value, &e);
    int s = DIGITS - 1 - leading_place(m, e);
    bool even = m % 2 == 0, narrow = m == UINT64_C(1) << 52 && e > -1074, exact;
    /* In quarters of the last place, so that the half-way points are whole. */
    uint64_t low = scaled(4 * m - (narrow ? 1 : 2), e - 2, s, &exact);
    if (!exact || !even) low++;
    uint64_t high = scaled(4 * m + 2, e - 2, s, &exact);
    if (exact && !even) high--;
    uint64_t twice = scaled(m, e + 1, s, &exact), unit = 1;
    while (unit <= high / 10 && high / (unit * 10) * (unit * 10) >= low) unit *= 10;
    set_word(d, nearest_multiple(unit, low, high, twice, exact), s);
    return true;
}

/* ---- so many digits, so many places ------------------------------------------------------------------------------ */

/* value * 10**s rounded to a whole number, half to even. */
static uint64_t rounded(uint64_t m, int e, int s)
{
    bool exact;
    uint64_t twice = scaled(m, e + 1, s, &exact), whole = twice / 2;
    return twice % 2 && (!exact || whole % 2) ? whole + 1 : whole;
}

/* What printf makes of [value]; its digits only, and the exponent behind an e. */
static bool print_digits(const char *format, int precision, size_t room, double value, Decimal *d, int *exponent)
{
    d->digits = malloc(room);
    if (!d->digits) return false;
    snprintf(d->digits, room, format, precision, value);
    char *out = d->digits;
    for (const char *p = d->digits; *p; p++) {
        if (*p == 'e') {
            *exponent = atoi(p + 1);
            break;
        }
        if (*p >= '0' && *p <= '9') *out++ = *p;
    }
    *out = 0;
    d->n = (int)(out - d->digits);
    return true;
}

bool decimal_digits(double value, int digits, Decimal *d)
{
    int e;
    value = fabs(value);
    if (value == 0) return set_zero(d), true;
    if (digits > 17) {
        if (!print_digits("%.*e", digits - 1, (size_t)digits + 32, value, d, &d->point)) return false;
        d->point++;
        strip_zeros(d);
        return true;
    }
    static const uint64_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,
                                    100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000,
                                    10000000000000000, 100000000000000000};
    uint64_t m = take_apart(value, &e);
    int s = digits - 1 - leading_place(m, e);
    bool exact;
    if (scaled(m, e, s, &exact) >= tens[digits]) s--; /* the estimate was one too small */
    set_word(d, rounded(m, e, s), s);
    return true;
}

/* Digits printed with [places] behind the point: leading zeros go. */
static bool print_places(double value, int places, Decimal *d)
{
    int unused;
    if (!print_digits("%.*f", places, (size_t)places + 350, value, d, &unused)) return false;
    int lead = (int)strspn(d->digits, "0");
    d->point = d->n - places - lead;
    d->n -= lead;
    memmove(d->digits, d->digits + lead, (size_t)d->n + 1);
    strip_zeros(d);
    return true;
}

bool decimal_places(double value, int places, Decimal *d)
{
    int e;
    value = fabs(value);
    if (value == 0) return set_zero(d), true;
    uint64_t m = take_apart(value, &e);
    if (leading_place(m, e) + places > 15) {
        if (!print_places(value, places, d)) return false;
    } else {
        set_word(d, rounded(m, e, places), places);
    }
    if (d->n == 0) d->point = -places; /* rounded to nothing */
    return true;
}
