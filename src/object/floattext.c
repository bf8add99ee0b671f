/* floattext.c - doubles to text and back.

   The C library reads what takes more than a multiplication.  A locale may have put a comma in the place of its
   decimal point, so it is never shown one: it gets digits and an exponent. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "object/numtext.h"
#include "object/text.h"
#include "object/unicode.h"

static const double exact_tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* ---- formatting -------------------------------------------------------------------------------------------------- */

static char *not_finite(double value, bool upper, int flags)
{
    char *s = malloc(8), *p = s;
    if (!s) return NULL;
    if (isinf(value) && value < 0) *p++ = '-';
    else if (flags & DOUBLE_SIGN) *p++ = '+';
    strcpy(p, isinf(value) ? (upper ? "INF" : "inf") : upper ? "NAN" : "nan");
    return s;
}

typedef struct Layout {
    int from, to; /* positions of digits that are written; below 0 and beyond the last there are zeros */
    int point;    /* the point stands before the digit at this position */
    bool exponent;
    int exponent_value;
} Layout;

static Layout lay_out(char letter, int precision, int flags, int digits, int point)
{
    Layout l = {.to = digits, .point = point};
    bool dot_0 = flags & DOUBLE_ADD_DOT_0;
    if (letter == 'e') {
        l.exponent = true;
        l.to = precision;
    } else if (letter == 'f') {
        l.to = point + precision;
    } else if (letter == 'g') {
        l.exponent = point <= -4 || point > precision - dot_0;
        if (flags & DOUBLE_ALT) l.to = precision;
    } else {
        l.exponent = point <= -4 || point > 16;
    }
    if (l.exponent) {
        l.exponent_value = point - 1;
        l.point = 1;
    }
    l.from = l.point <= 0 ? l.point - 1 : 0;
    int least = l.point + (dot_0 && !l.exponent);
    if (l.to < least) l.to = least;
    return l;
}

static char *write_out(const char *digits, int n, Layout l, bool negative, int flags, bool upper)
{
    char *s = malloc((size_t)(l.to - l.from) + 16), *p = s;
    if (!s) return NULL;
    if (negative) *p++ = '-';
    else if (flags & DOUBLE_SIGN) *p++ = '+';
    for (int i = l.from; i < l.to; i++) {
        if (i == l.point) *p++ = '.';
        *p++ = i < 0 || i >= n ? '0' : digits[i];
    }
    if ((flags & DOUBLE_ALT) && l.to == l.point) *p++ = '.';
    if (l.exponent) p += sprintf(p, "%c%+.02d", upper ? 'E' : 'e', l.exponent_value);
    *p = 0;
    return s;
}

char *double_text(double value, char letter, int precision, int flags)
{
    bool upper = letter >= 'A' && letter <= 'Z';
    if (upper) letter = (char)(letter + 32);
    if (!isfinite(value)) return not_finite(value, upper, flags);
    Decimal d;
    bool ok;
    if (letter == 'e') ok = decimal_digits(value, ++precision, &d);
    else if (letter == 'f') ok = decimal_places(value, precision, &d);
    else if (letter == 'g') ok = decimal_digits(value, precision ? precision : (precision = 1), &d);
    else ok = decimal_shortest(value, &d);
    if (!ok) return NULL;
    char *s = write_out(d.digits, d.n, lay_out(letter, precision, flags, d.n, d.point), signbit(value), flags, upper);
    decimal_free(&d);
    return s;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static bool starts_with(const char *s, const char *word)
{
    for (; *word; s++, word++)
        if ((*s | 0x20) != *word) return false;
    return true;
}

static const char *read_word(const char *s, double *out)
{
    if (starts_with(s, "infinity")) return *out = HUGE_VAL, s + 8;
    if (starts_with(s, "inf")) return *out = HUGE_VAL, s + 3;
    if (starts_with(s, "nan")) return *out = NAN, s + 3;
    return NULL;
}

/* DIGITS * 10**exponent, correctly rounded; [digits] begins with no zero. */
static bool digits_value(const char *digits, size_t n, int64_t exponent, double *out)
{
    if (n == 0) return *out = 0, true;
    if (n <= 15 && exponent >= -22 && exponent <= 22) { /* both factors are exact */
        int64_t v = 0;
        for (size_t i = 0; i < n; i++) v = v * 10 + (digits[i] - '0');
        *out = exponent < 0 ? (double)v / exact_tens[-exponent] : (double)v * exact_tens[exponent];
        return true;
    }
    char small[256], *s = n + 32 <= sizeof small ? small : malloc(n + 32);
    if (!s) return false;
    if (exponent > 1000000000) exponent = 1000000000;
    if (exponent < -1000000000) exponent = -1000000000;
    memcpy(s, digits, n);
    sprintf(s + n, "e%lld", (long long)exponent);
    *out = strtod(s, NULL);
    if (s != small) free(s);
    return true;
}

/* The exponent behind an e (or p) at [p]; leaves *end at p when there is none. */
static int64_t read_exponent(char letter, const char *p, const char **end)
{
    const char *q = p + 1;
    int64_t value = 0;
    *end = p;
    if ((*p | 0x20) != letter) return 0;
    bool negative = *q == '-';
    if (*q == '-' || *q == '+') q++;
    if (!isdigit((unsigned char)*q)) return 0;
    for (; isdigit((unsigned char)*q); q++)
        if (value < INT64_C(1000000000000000)) value = value * 10 + (*q - '0');
    *end = q;
    return negative ? -value : value;
}

bool double_parse(const char *s, const char **end, double *out)
{
    const char *p = s;
    bool negative = *p == '-', point = false;
    if (*p == '-' || *p == '+') p++;
    *end = read_word(p, out);
    if (*end) {
        if (negative) *out = -*out;
        return true;
    }
    const char *start = p;
    while (isdigit((unsigned char)*p) || (*p == '.' && !point)) point |= *p++ == '.';
    size_t room = (size_t)(p - start), n = 0;
    char small[64], *digits = room <= sizeof small ? small : malloc(room);
    if (!digits) return false;
    int64_t behind = 0;
    bool any = false, seen_point = false;
    for (const char *q = start; q < p; q++) {
        if (*q == '.') {
            seen_point = true;
            continue;
        }
        any = true;
        behind += seen_point;
        if (n || *q != '0') digits[n++] = *q;
    }
    bool ok = any;
    if (ok) {
        int64_t exponent = read_exponent('e', p, end) - behind;
        ok = digits_value(digits, n, exponent, out);
        if (negative) *out = -*out;
    }
    if (digits != small) free(digits);
    return ok;
}

/* The next larger decimal of as many digits; the first one is a 0. */
static void step_up(char *s)
{
    size_t i = strlen(s);
    while (s[i - 1] == '9') s[--i] = '0';
    s[i - 1]++;
}

/* Rounds to a multiple of 10**-places, places < 0, on the digits of the whole part. */
static bool round_tens(double value, int places, double *out)
{
    char s[400];
    double whole = trunc(fabs(value));
    snprintf(s, sizeof s, "0%.0f", whole);
    int keep = (int)strlen(s) + places; /* s[keep] is the first digit that goes */
    *out = 0.0;
    if (keep < 1) return true;
    const char *rest = s + keep + 1;
    bool more = whole != fabs(value) || rest[strspn(rest, "0")] != 0;
    bool up = s[keep] > '5' || (s[keep] == '5' && (more || (s[keep - 1] - '0') % 2));
    s[keep] = 0;
    if (up) step_up(s);
    size_t zeros = strspn(s, "0");
    return digits_value(s + zeros, strlen(s + zeros), -places, out);
}

CHECK bool double_round(double value, int places, double *out)
{
    bool ok;
    if (places < 0) {
        ok = round_tens(value, places, out);
    } else {
        Decimal d;
        if (!decimal_places(value, places, &d)) return false;
        ok = digits_value(d.digits, *d.digits == '0' ? 0 : (size_t)d.n, d.point - d.n, out);
        decimal_free(&d);
    }
    *out = copysign(*out, value);
    return ok;
}

/* ---- str and bytes ----------------------------------------------------------------------------------------------- */

char *number_ascii(Runtime *rt, const Obj *text, isize *n)
{
    *n = str_len(text);
    char *out = malloc((size_t)*n + 1);
    if (!out) return err_no_memory(rt);
    for (isize i = 0; i < *n; i++) {
        uint32_t c = str_at(text, i);
        int digit = c < 128 ? -1 : uni_decimal(c);
        out[i] = digit >= 0 ? (char)('0' + digit) : c < 127 && !uni_is_space(c) ? (char)c : uni_is_space(c) ? ' ' : '?';
    }
    out[*n] = 0;
    return out;
}

char *number_no_underscores(Runtime *rt, const char *s, isize n, isize *out_n, bool *bad)
{
    char *out = malloc((size_t)n + 1), before = 0;
    isize k = 0;
    *bad = false;
    if (!out) return err_no_memory(rt);
    for (isize i = 0; i < n; i++) {
        bool digit = s[i] >= '0' && s[i] <= '9';
        if (s[i] == '_') {
            if (before < '0' || before > '9') *bad = true;
        } else {
            if (before == '_' && !digit) *bad = true;
            out[k++] = s[i];
        }
        before = s[i];
    }
    if (before == '_') *bad = true;
    out[k] = 0;
    *out_n = k;
    if (!*bad) return out;
    free(out);
    return NULL;
}

static OWN Obj *read_all(Runtime *rt, const char *s, isize n, Obj *given)
{
    const char *end = s;
    double value = 0;
    if (double_parse(s, &end, &value)) {
        while (end < s + n && is_ascii_space(*end)) end++;
        if (end == s + n) return float_new(rt, value);
    }
    return err_value(rt, "could not convert string to float: %R", given);
}

OWN Obj *float_from_text(Runtime *rt, const char *s, isize n, Obj *given)
{
    while (n > 0 && is_ascii_space(*s)) s++, n--;
    if (n <= 0 || !memchr(s, '_', (size_t)n)) return read_all(rt, s, n, given);
    while (n > 0 && is_ascii_space(s[n - 1])) n--;
    bool bad = false;
    isize k = n;
    char *plain = number_no_underscores(rt, s, n, &k, &bad);
    if (!plain && !bad) return NULL;
    Obj *o = plain ? read_all(rt, plain, k, given) : err_value(rt, "could not convert string to float: %R", given);
    free(plain);
    return o;
}

/* ---- hexadecimal ------------------------------------------------------------------------------------------------- */

void double_hex(double value, char *out)
{
    if (!isfinite(value)) {
        strcpy(out, isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
        return;
    }
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int exponent = (int)(bits >> 52 & 0x7ff);
    unsigned long long fraction = bits & ((UINT64_C(1) << 52) - 1);
    const char *sign = bits >> 63 ? "-" : "";
    if (value == 0) sprintf(out, "%s0x0.0p+0", sign);
    else sprintf(out, "%s0x%d.%013llxp%+d", sign, exponent != 0, fraction, exponent ? exponent - 1023 : -1022);
}

CHECK bool double_from_hex(Runtime *rt, const char *s, isize n, double *out, bool *overflow)
{
    const char *end = s + n, *p = s, *word;
    while (p < end && is_ascii_space(*p)) p++;
    while (end > p && is_ascii_space(end[-1])) end--;
    *overflow = false;
    bool negative = *p == '-', any = false, point = false;
    if (p < end && (*p == '-' || *p == '+')) p++;
    word = read_word(p, out);
    if (word) {
        if (negative) *out = -*out;
        return word == end;
    }
    if (end - p >= 2 && p[0] == '0' && (p[1] | 0x20) == 'x') p += 2;
    char *text = malloc((size_t)(end - p) + 40), *q = text;
    if (!text) return err_no_memory(rt) != NULL;
    int64_t behind = 0;
    q += sprintf(q, "0x");
    for (; p < end && (isxdigit((unsigned char)*p) || (*p == '.' && !point)); p++) {
        if (*p == '.') {
            point = true;
            continue;
        }
        any = true;
        behind += point;
        *q++ = *p;
    }
    int64_t exponent = 0;
    if (any && p < end && (*p | 0x20) == 'p') {
        const char *before = p;
        exponent = read_exponent('p', p, &p);
        any = p > before;
    }
    bool ok = any && p == end;
    if (ok) {
        sprintf(q, "p%lld", (long long)(exponent - 4 * behind));
        *out = strtod(text, NULL);
        *overflow = isinf(*out) != 0;
        if (negative) *out = -*out;
    }
    free(text);
    return ok;
}
