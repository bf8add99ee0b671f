/* numformat.c - the format mini-language for int, float and complex.

   A number comes apart into sign, prefix, digits that can be grouped, and the rest (point, places, exponent);
   then it is put together again within the width.

     |padding| sign | prefix | padding, for '=' | grouped digits | rest | padding|                             */
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "object/formatspec.h"
#include "object/intpart.h"
#include "object/numtext.h"

typedef struct Number {
    bool negative;
    const char *prefix;
    const char *digits, *rest;
    isize n_digits, n_rest;
} Number;

/* ---- putting together -------------------------------------------------------------------------------------------- */

static char sign_of(const Number *n, char wanted)
{
    return n->negative ? '-' : wanted == '+' || wanted == ' ' ? wanted : 0;
}

static isize group_size(const FormatSpec *f)
{
    if (!f->thousands) return 0;
    return f->thousands == '_' && f->type < 128 && f->type && strchr("boxX", (int)f->type) ? 4 : 3;
}

/* How many characters [digits] grouped digits take, with zeros in front up to [least] characters at least. */
static isize grouped_length(isize digits, isize least, isize group)
{
    if (!group) return digits > least ? digits : least;
    isize length = 0;
    for (;;) {
        isize want = digits > least ? digits : least, part = want < 1 ? 1 : want;
        if (part > group) part = group;
        length += part;
        digits -= digits < part ? digits : part;
        least -= part;
        if (digits <= 0 && least <= 0) return length;
        least--;
        length++;
    }
}

/* Writes the digits from the right into [out]. */
static void group_digits(char *out, isize length, const Number *n, isize group, char separator)
{
    isize left = n->n_digits;
    for (isize i = length, run = 0; i-- > 0;) {
        if (group && run == group) {
            out[i] = separator;
            run = 0;
            continue;
        }
        out[i] = left > 0 ? n->digits[--left] : '0';
        run++;
    }
}

static bool put_grouped(StrWriter *w, const Number *n, const FormatSpec *f, isize length)
{
    char small[128], *out = length <= (isize)sizeof small ? small : malloc((size_t)length);
    if (!out) return err_no_memory(w->rt) != NULL;
    group_digits(out, length, n, group_size(f), f->thousands);
    bool ok = writer_ascii(w, out, length);
    if (out != small) free(out);
    return ok;
}

/* Appends the number within f->width. */
static bool put_number(StrWriter *w, const Number *n, const FormatSpec *f)
{
    char sign = sign_of(n, f->sign);
    isize n_prefix = n->prefix ? (isize)strlen(n->prefix) : 0, fixed = (sign != 0) + n_prefix + n->n_rest;
    isize least = f->fill == '0' && f->align == '=' ? f->width - fixed : 0;
    isize length = n->n_digits ? grouped_length(n->n_digits, least, group_size(f)) : 0;
    isize gap = f->width > fixed + length ? f->width - fixed - length : 0;
    isize left = f->align == '>' ? gap : f->align == '^' ? gap / 2 : 0, middle = f->align == '=' ? gap : 0;
    return writer_fill(w, f->fill, left) && (!sign || writer_char(w, (unsigned char)sign)) &&
           (!n_prefix || writer_ascii(w, n->prefix, n_prefix)) && writer_fill(w, f->fill, middle) &&
           put_grouped(w, n, f, length) && writer_ascii(w, n->rest, n->n_rest) &&
           writer_fill(w, f->fill, gap - left - middle);
}

static OWN Obj *number_text(Runtime *rt, const Number *n, const FormatSpec *f)
{
    StrWriter w;
    writer_begin(&w, rt);
    Obj *s = put_number(&w, n, f) ? writer_finish(&w) : NULL;
    writer_end(&w);
    return s;
}

/* ---- int --------------------------------------------------------------------------------------------------------- */

/* 'c': the number is a character. */
static OWN Obj *format_char(Runtime *rt, Obj *o, const FormatSpec *f)
{
    bool overflow;
    if (f->sign) return err_value(rt, "Sign not allowed with integer format specifier 'c'");
    if (f->alternate) return err_value(rt, "Alternate form (#) not allowed with integer format specifier 'c'");
    int64_t c = int_as_i64(o, &overflow);
    if (overflow) return err_format(rt, EXC_TYPE(rt, OverflowError), "Python int too large to convert to C long");
    if (c < 0 || c > 0x10ffff) return err_format(rt, EXC_TYPE(rt, OverflowError), "%%c arg not in range(0x110000)");
    isize gap = f->width > 1 ? f->width - 1 : 0;
    isize left = f->align == '>' || f->align == '=' ? gap : f->align == '^' ? gap / 2 : 0;
    StrWriter w;
    writer_begin(&w, rt);
    bool ok = writer_fill(&w, f->fill, left) && writer_char(&w, (uint32_t)c) && writer_fill(&w, f->fill, gap - left);
    Obj *s = ok ? writer_finish(&w) : NULL;
    writer_end(&w);
    return s;
}

static OWN Obj *format_int(Runtime *rt, Obj *o, const FormatSpec *f)
{
    if (f->precision != -1) return err_value(rt, "Precision not allowed in integer format specifier");
    if (f->no_negative_zero) return err_value(rt, "Negative zero coercion (z) not allowed in integer format specifier");
    if (f->type == 'c') return format_char(rt, o, f);
    int base = f->type == 'b' ? 2 : f->type == 'o' ? 8 : f->type == 'x' || f->type == 'X' ? 16 : 10;
    Number n = {.negative = int_is_negative(o), .rest = ""};
    char *digits = int_text(rt, o, base, &n.n_digits);
    if (!digits) return NULL;
    if (f->type == 'X')
        for (isize i = 0; i < n.n_digits; i++) digits[i] = (char)(digits[i] >= 'a' ? digits[i] - 32 : digits[i]);
    if (f->alternate && base != 10) n.prefix = base == 2 ? "0b" : base == 8 ? "0o" : f->type == 'X' ? "0X" : "0x";
    n.digits = digits;
    Obj *s = number_text(rt, &n, f);
    free(digits);
    return s;
}

/* ---- float ------------------------------------------------------------------------------------------------------- */

/* "-0.00" with z loses its sign. */
static bool is_zero_text(const char *s)
{
    for (; *s && (*s | 0x20) != 'e'; s++)
        if (*s >= '1' && *s <= '9') return false;
    return true;
}

/* Takes a double apart; *text is malloc'd and holds its digits.  false: an exception is pending. */
static bool take_apart(Runtime *rt, double value, const FormatSpec *f, char letter, int precision, int flags,
                       bool percent, Number *out, char **text)
{
    char *s = double_text(value, letter, precision, flags);
    *text = s;
    if (!s) return err_no_memory(rt) != NULL;
    size_t n = strlen(s);
    if (percent) {
        char *more = realloc(s, n + 2);
        if (!more) return free(s), *text = NULL, err_no_memory(rt) != NULL;
        *text = s = more;
        s[n++] = '%';
        s[n] = 0;
    }
    *out = (Number){.negative = *s == '-'};
    if (out->negative) s++, n--;
    if (f->no_negative_zero && isfinite(value) && is_zero_text(s)) out->negative = false;
    out->digits = s;
    out->n_digits = (isize)strspn(s, "0123456789");
    out->rest = s + out->n_digits;
    out->n_rest = (isize)n - out->n_digits;
    return true;
}

/* The letter, precision and flags that a specifier means for double_text; false: ValueError. */
static bool float_style(Runtime *rt, const FormatSpec *f, char *letter, int *precision, int *flags)
{
    *letter = f->type ? (char)f->type : 'r';
    if (*letter == 'n') *letter = 'g';
    if (*letter == '%') *letter = 'f';
    *flags = f->alternate ? DOUBLE_ALT : 0;
    *precision = f->type ? 6 : 0;
    if (f->precision > INT_MAX) return err_value(rt, "precision too big") != NULL;
    if (f->precision >= 0) {
        *precision = (int)f->precision;
        if (*letter == 'r') *letter = 'g';
    }
    return true;
}

static OWN Obj *format_double(Runtime *rt, double value, const FormatSpec *f)
{
    char letter, *text;
    int precision, flags;
    Number n;
    if (!float_style(rt, f, &letter, &precision, &flags)) return NULL;
    if (!f->type) flags |= DOUBLE_ADD_DOT_0;
    bool percent = f->type == '%';
    if (!take_apart(rt, percent ? value * 100 : value, f, letter, precision, flags, percent, &n, &text)) return NULL;
    Obj *s = number_text(rt, &n, f);
    free(text);
    return s;
}

/* ---- complex ----------------------------------------------------------------------------------------------------- */

static bool put_complex(StrWriter *w, const Number *real, const Number *imag, const FormatSpec *f, bool brackets)
{
    FormatSpec part = *f;
    part.width = -1;
    part.fill = 0;
    part.align = '<';
    if (brackets && !writer_char(w, '(')) return false;
    if (real) {
        if (!put_number(w, real, &part)) return false;
        part.sign = '+';
    }
    return put_number(w, imag, &part) && writer_char(w, 'j') && (!brackets || writer_char(w, ')'));
}

static OWN Obj *pad_take(Runtime *rt, TAKE Obj *s, const FormatSpec *f)
{
    if (!s || f->width <= str_len(s)) return s;
    isize gap = f->width - str_len(s), left = f->align == '>' ? gap : f->align == '^' ? gap / 2 : 0;
    Obj *padded = str_pad(rt, s, left, gap - left, f->fill);
    decref(rt, s);
    return padded;
}

static OWN Obj *format_complex(Runtime *rt, Obj *o, const FormatSpec *f)
{
    double re, im;
    char letter, *re_text = NULL, *im_text = NULL;
    int precision, flags;
    Number real, imag;
    Obj *s = NULL;
    if (f->fill == '0') return err_value(rt, "Zero padding is not allowed in complex format specifier");
    if (f->align == '=') return err_value(rt, "'=' alignment flag is not allowed in complex format specifier");
    if (!complex_value(rt, o, &re, &im) || !float_style(rt, f, &letter, &precision, &flags)) return NULL;
    bool alone = !f->type && re == 0 && !signbit(re), brackets = !f->type && !alone;
    if (take_apart(rt, re, f, letter, precision, flags, false, &real, &re_text) &&
        take_apart(rt, im, f, letter, precision, flags, false, &imag, &im_text)) {
        StrWriter w;
        writer_begin(&w, rt);
        if (put_complex(&w, alone ? NULL : &real, &imag, f, brackets)) s = writer_finish(&w);
        writer_end(&w);
    }
    free(re_text);
    free(im_text);
    return pad_take(rt, s, f);
}

/* ---- all three --------------------------------------------------------------------------------------------------- */

static bool is_one_of(uint32_t type, const char *letters) { return type && type < 128 && strchr(letters, (int)type); }

static OWN Obj *format_int_spec(Runtime *rt, Obj *o, const FormatSpec *f)
{
    if (is_one_of(f->type, "bcdoxXn")) return format_int(rt, o, f);
    if (!is_one_of(f->type, "eEfFgG%")) return format_unknown_type(rt, f->type, o);
    double value = int_as_double(rt, o);
    return value == -1.0 && err_pending(rt) ? NULL : format_double(rt, value, f);
}

void *number_bad_spec(Runtime *rt, const char *method, Obj *given)
{
    const char *type = is_none(rt, given) ? "None" : type_of(given)->name;
    return err_type(rt, "%s() argument must be str, not %.50s", method, type);
}

OWN Obj *number_format(Runtime *rt, Obj *o, Obj *spec)
{
    FormatSpec f;
    if (!spec || str_len(spec) == 0) return is_type(rt, o, INT) ? int_to_str(rt, o, 10) : obj_str(rt, o);
    bool whole = is_int(o), real = is_instance(o, TYPE_OF(rt, FLOAT));
    if (!format_spec_parse(rt, o, chars_of(spec), whole ? 'd' : 0, '>', &f)) return NULL;
    if (whole) return format_int_spec(rt, o, &f);
    if (f.type && !is_one_of(f.type, real ? "eEfFgGn%" : "eEfFgGn")) return format_unknown_type(rt, f.type, o);
    return real ? format_double(rt, ((Float *)o)->value, &f) : format_complex(rt, o, &f);
}
