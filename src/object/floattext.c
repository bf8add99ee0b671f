/* floattext.c - doubles to text and back.

   The C library does the exact conversions.  A locale may have put a comma in the place of its decimal point, so
   nothing here ever shows it one: digits are read out of what it prints, and what it is to read is written as
   digits and an exponent. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "object/numtext.h"
#include "object/text.h"
#include "object/unicode.h"

/* ---- digits of a double ------------------------------------------------------------------------------------------ */

/* Keeps the digits of printf's text; the exponent behind an e is returned. */
static int keep_digits(char *s)
{
    char *out = s;
    int exponent = 0;
    for (const char *p = s; *p; p++) {
        if (*p == 'e') {
            exponent = atoi(p + 1);
            break;
        }
        if (*p >= '0' && *p <= '9') *out++ = *p;
    }
    *out = 0;
    return exponent;
}

static void strip_zeros(char *s)
{
    size_t n = strlen(s);
    while (n > 1 && s[n - 1] == '0') s[--n] = 0;
}

char *decimal_digits(double value, int digits, int *point)
{
    size_t room = (size_t)digits + 32;
    char *s = malloc(room);
    if (!s) return NULL;
    if (value == 0) {
        strcpy(s, "0");
        *point = 1;
        return s;
    }
    snprintf(s, room, "%.*e", digits - 1, fabs(value));
    *point = keep_digits(s) + 1;
    strip_zeros(s);
    return s;
}

char *decimal_places(double value, int places, int *point)
{
    size_t room = (size_t)places + 350, lead;
    char *s = malloc(room);
    if (!s) return NULL;
    if (value == 0) {
        strcpy(s, "0");
        *point = 1;
        return s;
    }
    snprintf(s, room, "%.*f", places, fabs(value));
    keep_digits(s);
    size_t n = strlen(s);
    *point = (int)(n - (size_t)places);
    lead = strspn(s, "0");
    if (lead == n) { /* rounded to nothing */
        *s = 0;
        *point = -places;
        return s;
    }
    *point -= (int)lead;
    memmove(s, s + lead, n - lead + 1);
    strip_zeros(s);
    return s;
}

static const double exact_tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* Values that people write: a whole number below 10**15 over a small power of ten. */
static bool shortest_simple(double value, char *s, int *point)
{
    for (int k = 0; k <= 6; k++) {
        double scaled = value * exact_tens[k];
        if (scaled >= 1e15) return false;
        double whole = nearbyint(scaled);
        if (whole == 0 || whole / exact_tens[k] != value) continue;
        int n = sprintf(s, "%lld", (long long)whole);
        *point = n - k;
        strip_zeros(s);
        return true;
    }
    return false;
}

/* Whether DIGITS * 10**(point - n) reads back as [value]. */
static bool reads_back(const char *digits, int point, double value)
{
    char s[64];
    snprintf(s, sizeof s, "%.20se%d", digits, point - (int)strlen(digits));
    return strtod(s, NULL) == value;
}

/* The next larger decimal of as many digits. */
static void step_up(char *s, int *point)
{
    size_t i = strlen(s);
    while (i > 0 && s[i - 1] == '9') s[--i] = '0';
    if (i > 0) {
        s[i - 1]++;
        return;
    }
    s[0] = '1'; /* 999 -> 1000, of which the last digit may go */
    ++*point;
}

static bool shortest_of(double value, int digits, char *s, int *point)
{
    int e;
    snprintf(s, 40, "%.*e", digits - 1, value);
    *point = keep_digits(s) + 1;
    if (digits == 17 || reads_back(s, *point, value)) return true;
    /* Below a power of two doubles are denser: the nearest decimal may miss where the next one above hits. */
    if (frexp(value, &e) != 0.5) return false;
    step_up(s, point);
    return reads_back(s, *point, value);
}

char *decimal_shortest(double value, int *point)
{
    char *s = malloc(64);
    if (!s) return NULL;
    value = fabs(value);
    if (value == 0) {
        strcpy(s, "0");
        *point = 1;
        return s;
    }
    if (shortest_simple(value, s, point)) return s;
    int digits = value < 0x1p-1022 ? 1 : 15;
    while (!shortest_of(value, digits, s, point)) digits++;
    strip_zeros(s);
    return s;
}

/* ---- formatting ------------------------------------------------------------------------------------------------------ */

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
    char *digits;
    int point;
    if (letter == 'e') digits = decimal_digits(value, ++precision, &point);
    else if (letter == 'f') digits = decimal_places(value, precision, &point);
    else if (letter == 'g') digits = decimal_digits(value, precision ? precision : (precision = 1), &point);
    else digits = decimal_shortest(value, &point);
    if (!digits) return NULL;
    int n = (int)strlen(digits);
    char *s = write_out(digits, n, lay_out(letter, precision, flags, n, point), signbit(value), flags, upper);
    free(digits);
    return s;
}

/* ---- reading --------------------------------------------------------------------------------------------------------- */

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

CHECK bool double_round(double value, int places, double *out)
{
    int point = 0;
    if (places >= 0) {
        char *digits = decimal_places(value, places, &point);
        if (!digits) return false;
        bool ok = digits_value(digits, *digits == '0' ? 0 : strlen(digits), point - (int64_t)strlen(digits), out);
        free(digits);
        *out = copysign(*out, value);
        return ok;
    }
    char s[400];
    double whole = trunc(fabs(value));
    snprintf(s, sizeof s, "0%.0f", whole);
    int n = (int)strlen(s), keep = n + places; /* s[keep] is the first digit that goes */
    bool fraction = whole != fabs(value);
    *out = copysign(0.0, value);
    if (keep < 1) return true;
    const char *rest = s + keep + 1;
    bool more = fraction || rest[strspn(rest, "0")] != 0;
    bool up = s[keep] > '5' || (s[keep] == '5' && (more || (s[keep - 1] - '0') % 2));
    s[keep] = 0;
    if (up) step_up(s, &point);
    size_t zeros = strspn(s, "0");
    bool ok = digits_value(s + zeros, strlen(s + zeros), -places, out);
    *out = copysign(*out, value);
    return ok;
}

/* ---- str and bytes ----------------------------------------------------------------------------------------------------- */

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
    const char *end = NULL;
    double value;
    bool ok = double_parse(s, &end, &value);
    if (ok && end == s + n) return float_new(rt, value);
    return err_value(rt, "could not convert string to float: %R", given);
}

OWN Obj *float_from_text(Runtime *rt, const char *s, isize n, Obj *given)
{
    while (n > 0 && is_ascii_space(*s)) s++, n--;
    while (n > 0 && is_ascii_space(s[n - 1])) n--;
    bool bad = false;
    isize k = n;
    char *plain = number_no_underscores(rt, s, n, &k, &bad);
    if (!plain && !bad) return NULL;
    Obj *o = plain ? read_all(rt, plain, k, given) : err_value(rt, "could not convert string to float: %R", given);
    free(plain);
    return o;
}

/* ---- hexadecimal --------------------------------------------------------------------------------------------------------- */

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
