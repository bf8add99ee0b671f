/* inttext.c - whole numbers to text and back, in any base from 2 to 36.

   Long decimal texts are cut in halves, the halves joined by one multiplication or division with a power of the
   base: GMP converts the leaves, and between them the user may stop it.  3.11.2 limits the length of decimal
   texts (sys.set_int_max_str_digits), since even so they take time. */
#include <stdlib.h>
#include <string.h>

#include <gmp.h>

#include "object/intpart.h"
#include "object/numtext.h"
#include "object/text.h"

#define MP(p) ((mp_limb_t *)(p))
#define MPC(p) ((const mp_limb_t *)(p))

enum { LEAF = 1 << 16, LEVELS = 40 }; /* digits that GMP converts at once; halvings at most */

static const char digit_chars[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/* ---- powers of the base: base ** (LEAF << i) --------------------------------------------------------------------- */

typedef struct Powers {
    Limbs power[LEVELS];
    int n, base;
} Powers;

static void powers_free(Powers *p)
{
    while (p->n > 0) limbs_free(&p->power[--p->n]);
}

/* Makes the powers for numbers of [digits] digits. */
static bool powers_make(Runtime *rt, Powers *p, int base, isize digits)
{
    p->n = 0;
    p->base = base;
    while (p->n < LEVELS && ((isize)LEAF << p->n) < digits) {
        Limbs *out = &p->power[p->n];
        if (p->n == 0) {
            Obj *b = int_new(rt, base), *e = int_new(rt, LEAF), *power = b && e ? int_power(rt, b, e, NONE(rt)) : NULL;
            bool ok = power && limbs_of(rt, out, power);
            xdecref(rt, b);
            xdecref(rt, e);
            xdecref(rt, power);
            if (!ok) return false;
        } else {
            const Limbs *half = &p->power[p->n - 1];
            if (!limbs_new(rt, out, 2 * half->n)) return false;
            if (!limbs_mul(rt, out->at, half->at, half->n, half->at, half->n)) {
                limbs_free(out);
                return false;
            }
            limbs_trim(out);
        }
        p->n++;
    }
    return true;
}

/* The longest power that is shorter than [digits] digits. */
static int level_for(isize digits)
{
    int i = 0;
    while (((isize)LEAF << (i + 1)) < digits) i++;
    return i;
}

/* ---- to text ----------------------------------------------------------------------------------------------------- */

/* GMP's digits, filled up with zeros; a frame of its own, since it is large. */
static NOINLINE void emit_leaf(int base, Limbs *x, char *out, isize width)
{
    unsigned char text[LEAF + 64];
    isize n = (isize)mpn_get_str(text, base, MP(x->at), x->n), skip = n > width ? n - width : 0;
    memset(out, '0', (size_t)(width - (n - skip)));
    for (isize i = skip; i < n; i++) out[width - n + i] = digit_chars[text[i]];
}

/* Writes [x] (which is destroyed) to [width] characters, zeros in front. */
static bool emit(Runtime *rt, const Powers *p, Limbs *x, char *out, isize width)
{
    limbs_trim(x);
    if (x->n == 0) {
        memset(out, '0', (size_t)width);
        return true;
    }
    if (width <= LEAF) {
        emit_leaf(p->base, x, out, width);
        return true;
    }
    int level = level_for(width);
    const Limbs *power = &p->power[level];
    isize low = (isize)LEAF << level;
    if (x->n < power->n || (x->n == power->n && mpn_cmp(MPC(x->at), MPC(power->at), x->n) < 0)) {
        memset(out, '0', (size_t)(width - low));
        return emit(rt, p, x, out + width - low, low);
    }
    Limbs q, r;
    if (!limbs_new(rt, &q, x->n - power->n + 1)) return false;
    if (!limbs_new(rt, &r, power->n)) {
        limbs_free(&q);
        return false;
    }
    bool ok = limbs_divide(rt, q.at, r.at, x->at, x->n, power->at, power->n) && emit(rt, p, &q, out, width - low) &&
              emit(rt, p, &r, out + width - low, low);
    limbs_free(&q);
    limbs_free(&r);
    return ok;
}

static void *too_long_out(Runtime *rt)
{
    return err_value(rt,
                     "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to "
                     "increase the limit",
                     rt->vm.int_max_str_digits);
}

/* Powers of two: the digits are groups of bits. */
static char *text_of_bits(Runtime *rt, const Obj *o, int bits, isize *n)
{
    uint64_t length = int_bit_length(o);
    isize digits = length ? (isize)((length + (unsigned)bits - 1) / (unsigned)bits) : 1;
    char *out = malloc((size_t)digits + 1);
    if (!out) return err_no_memory(rt);
    uint64_t acc = 0;
    int have = 0;
    isize k = 0;
    for (isize i = digits; i-- > 0;) {
        if (have < bits && k < int_len(o)) {
            acc |= (uint64_t)int_digits(o)[k++] << have;
            have += INT_SHIFT;
        }
        out[i] = digit_chars[acc & ((1U << bits) - 1)];
        acc >>= bits;
        have -= bits;
    }
    out[digits] = 0;
    *n = digits;
    return out;
}

static char *text_of_word(Runtime *rt, uint64_t v, int base, isize *n)
{
    char small[65], *p = small + sizeof small;
    do *--p = digit_chars[v % (unsigned)base];
    while (v /= (unsigned)base);
    *n = small + sizeof small - p;
    char *out = malloc((size_t)*n + 1);
    if (!out) return err_no_memory(rt);
    memcpy(out, p, (size_t)*n);
    out[*n] = 0;
    return out;
}

static char *text_of_long(Runtime *rt, const Obj *o, int base, isize *n)
{
    Limbs x;
    Powers powers;
    isize width = (isize)((double)int_bit_length(o) / __builtin_log2(base)) + 2, skip = 0;
    if (!limbs_of(rt, &x, o)) return NULL;
    char *out = malloc((size_t)width + 1);
    bool ok = out != NULL;
    if (!out) err_no_memory(rt);
    if (ok) {
        ok = powers_make(rt, &powers, base, width) && emit(rt, &powers, &x, out, width);
        powers_free(&powers);
    }
    limbs_free(&x);
    if (!ok) {
        free(out);
        return NULL;
    }
    while (skip < width - 1 && out[skip] == '0') skip++;
    memmove(out, out + skip, (size_t)(width - skip));
    *n = width - skip;
    out[*n] = 0;
    return out;
}

char *int_text(Runtime *rt, Obj *o, int base, isize *n)
{
    if ((base & (base - 1)) == 0) return text_of_bits(rt, o, __builtin_ctz((unsigned)base), n);
    if (int_fits_two(o)) {
        int64_t v = int_two_value(o);
        return text_of_word(rt, (uint64_t)(v < 0 ? -v : v), base, n);
    }
    int most = rt->vm.int_max_str_digits;
    bool limited = base == 10 && most > 0;
    /* Too long for certain: not even begun. */
    if (limited && (double)int_bit_length(o) * 0.30102 > (double)most + 1) return too_long_out(rt);
    char *out = text_of_long(rt, o, base, n);
    if (!out || !limited || *n <= most) return out;
    free(out);
    return too_long_out(rt);
}

static OWN Obj *ascii_str(Runtime *rt, const char *s, isize n)
{
    Obj *o = str_new(rt, n, 0x7f);
    if (o) memcpy(str_data(o), s, (size_t)n);
    return o;
}

OWN Obj *int_to_str(Runtime *rt, Obj *o, int base)
{
    char small[24], *p = small + sizeof small;
    if (base == 10 && int_fits_two(o)) {
        int64_t v = int_two_value(o);
        uint64_t m = (uint64_t)(v < 0 ? -v : v);
        do *--p = (char)('0' + m % 10);
        while (m /= 10);
        if (v < 0) *--p = '-';
        return ascii_str(rt, p, small + sizeof small - p);
    }
    isize n, k = 0;
    char *digits = int_text(rt, o, base, &n);
    if (!digits) return NULL;
    if (int_is_negative(o)) small[k++] = '-';
    if (base == 16 || base == 8 || base == 2) {
        small[k++] = '0';
        small[k++] = base == 16 ? 'x' : base == 8 ? 'o' : 'b';
    }
    Obj *s = str_new(rt, n + k, 0x7f);
    if (s) {
        memcpy(str_data(s), small, (size_t)k);
        memcpy((char *)str_data(s) + k, digits, (size_t)n);
    }
    free(digits);
    return s;
}

/* ---- from text --------------------------------------------------------------------------------------------------- */

static int digit_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 36;
}

/* The number that [n] digit values make. */
static bool join(Runtime *rt, const Powers *p, const unsigned char *digits, isize n, Limbs *out)
{
    while (n > 0 && *digits == 0) digits++, n--;
    if (n <= LEAF) {
        isize room = (isize)((double)n * __builtin_log2(p->base) / 64) + 2;
        if (!limbs_new(rt, out, room)) return false;
        out->n = n ? (isize)mpn_set_str(MP(out->at), digits, (size_t)n, p->base) : 0;
        limbs_trim(out);
        return true;
    }
    int level = level_for(n);
    isize low_n = (isize)LEAF << level;
    const Limbs *power = &p->power[level];
    Limbs high, low;
    if (!join(rt, p, digits, n - low_n, &high)) return false;
    if (!join(rt, p, digits + n - low_n, low_n, &low)) goto free_high;
    if (!limbs_new(rt, out, high.n + power->n + 1)) goto free_low;
    if (!limbs_mul(rt, out->at, high.at, high.n, power->at, power->n)) goto free_out;
    out->at[out->n - 1] = 0;
    if (low.n) mpn_add(MP(out->at), MPC(out->at), out->n, MPC(low.at), low.n);
    limbs_trim(out);
    limbs_free(&low);
    limbs_free(&high);
    return true;
free_out:
    limbs_free(out);
free_low:
    limbs_free(&low);
free_high:
    limbs_free(&high);
    return false;
}

static OWN Obj *from_digits(Runtime *rt, const unsigned char *digits, isize n, int base, bool negative)
{
    if (n <= 12) { /* fits a word in every base */
        int64_t v = 0;
        for (isize i = 0; i < n; i++) v = v * base + digits[i];
        return int_new(rt, negative ? -v : v);
    }
    Powers powers;
    Limbs x;
    Obj *o = NULL;
    if (!room_for_bits(rt, (uint64_t)((double)n * __builtin_log2(base)))) return NULL;
    if (powers_make(rt, &powers, base, n) && join(rt, &powers, digits, n, &x)) {
        o = int_from_limbs(rt, x.at, x.n, negative, 0);
        limbs_free(&x);
    }
    powers_free(&powers);
    return o;
}

static bool too_long_in(Runtime *rt, isize digits, int base)
{
    int most = rt->vm.int_max_str_digits;
    if ((base & (base - 1)) == 0 || most <= 0 || digits <= most) return false;
    err_value(rt,
              "Exceeds the limit (%d digits) for integer string conversion: value has %zd digits; use "
              "sys.set_int_max_str_digits() to increase the limit",
              most, digits);
    return true;
}

/* The base that a prefix tells, or [base]; moves *at behind the prefix and the one underscore it may carry. */
static int skip_prefix(const char *s, isize n, isize *at, int base, bool *zero_only)
{
    *zero_only = false;
    int told = 0;
    if (n - *at >= 2 && s[*at] == '0') {
        char c = (char)(s[*at + 1] | 0x20);
        told = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 0;
    }
    if (base == 0 && !told) {
        *zero_only = *at < n && s[*at] == '0'; /* "0777" is no longer a number, "000" is */
        return 10;
    }
    if (told && (base == 0 || base == told)) {
        *at += 2;
        if (*at < n && s[*at] == '_') ++*at;
        return told;
    }
    return base;
}

/* Reads digits and single underscores between them; -1: malformed.  Their values go to [out]. */
static isize read_digits(const char *s, isize n, isize *at, int base, unsigned char *out)
{
    isize count = 0;
    char before = '_';
    for (; *at < n && (s[*at] == '_' || digit_value(s[*at]) < base); ++*at) {
        if (s[*at] == '_' && before == '_') return -1;
        before = s[*at];
        if (before != '_') out[count++] = (unsigned char)digit_value(before);
    }
    return before == '_' ? -1 : count;
}

/* NULL without an exception: malformed. */
static OWN Obj *parse(Runtime *rt, const char *s, isize n, int base)
{
    isize at = 0;
    bool negative = false, zero_only;
    while (at < n && is_ascii_space(s[at])) at++;
    if (at < n && (s[at] == '-' || s[at] == '+')) negative = s[at++] == '-';
    base = skip_prefix(s, n, &at, base, &zero_only);
    unsigned char small[256], *digits = n - at <= (isize)sizeof small ? small : malloc((size_t)(n - at));
    if (!digits) return err_no_memory(rt);
    Obj *out = NULL;
    isize count = read_digits(s, n, &at, base, digits);
    bool ok = count > 0;
    if (ok && too_long_in(rt, count, base)) ok = false;
    if (ok && zero_only)
        for (isize i = 0; i < count; i++) ok &= digits[i] == 0;
    while (at < n && is_ascii_space(s[at])) at++;
    if (ok && at == n) out = from_digits(rt, digits, count, base, negative);
    if (digits != small) free(digits);
    return out;
}

static void *bad_literal(Runtime *rt, int base, Obj *given)
{
    return err_value(rt, "invalid literal for int() with base %d: %.200R", base, given);
}

OWN Obj *int_from_text(Runtime *rt, const char *text, size_t n, int base)
{
    Obj *o = parse(rt, text, (isize)n, base);
    if (o || err_pending(rt)) return o;
    Obj *given = str_from_utf8(rt, text, n);
    if (!given) return NULL;
    bad_literal(rt, base, given);
    decref(rt, given);
    return NULL;
}

OWN Obj *int_from_str(Runtime *rt, Obj *text, int base)
{
    if (str_is_ascii(text)) return int_from_bytes_text(rt, str_data(text), str_len(text), base, text);
    isize n;
    char *ascii = number_ascii(rt, text, &n);
    if (!ascii) return NULL;
    Obj *o = int_from_bytes_text(rt, ascii, n, base, text);
    free(ascii);
    return o;
}

OWN Obj *int_from_bytes_text(Runtime *rt, const char *s, isize n, int base, Obj *given)
{
    Obj *o = parse(rt, s, n, base);
    return o || err_pending(rt) ? o : bad_literal(rt, base, given);
}
