/* formatspec.c - see formatspec.h. */
#include "object/formatspec.h"

#include "object/unicode.h"

isize format_integer(Runtime *rt, Chars s, isize *at, isize end)
{
    isize value = 0, start = *at;
    for (; *at < end; ++*at) {
        int digit = uni_decimal(chars_at(s, *at));
        if (digit < 0) break;
        if (value > (PTRDIFF_MAX - digit) / 10) {
            err_value(rt, "Too many decimal digits in format string");
            return -2;
        }
        value = value * 10 + digit;
    }
    return *at == start ? -1 : value;
}

void *format_unknown_type(Runtime *rt, uint32_t type, Obj *o)
{
    const char *name = type_of(o)->name;
    if (type > 32 && type < 128) {
        return err_value(rt, "Unknown format code '%c' for object of type '%.200s'", (int)type, name);
    }
    return err_value(rt, "Unknown format code '\\x%x' for object of type '%.200s'", (unsigned)type, name);
}

static bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

/* flags: fill, alignment, sign and the marks behind it. */
static isize parse_flags(Chars s, char default_align, FormatSpec *f)
{
    isize at = 0;
    bool fill_given = false;
    if (s.len >= 2 && is_align(chars_at(s, 1))) {
        f->fill = chars_at(s, 0);
        f->align = (char)chars_at(s, 1);
        f->align_given = fill_given = true;
        at = 2;
    } else if (s.len >= 1 && is_align(chars_at(s, 0))) {
        f->align = (char)chars_at(s, 0);
        f->align_given = true;
        at = 1;
    }
#define NEXT_IS(c) (at < s.len && chars_at(s, at) == (c))
    if (NEXT_IS('+') || NEXT_IS('-') || NEXT_IS(' ')) f->sign = (char)chars_at(s, at++);
    if (NEXT_IS('z')) at++, f->no_negative_zero = true;
    if (NEXT_IS('#')) at++, f->alternate = true;
    if (!fill_given && NEXT_IS('0')) {
        at++;
        f->fill = '0';
        if (!f->align_given && default_align == '>') f->align = '=';
    }
    return at;
}

static bool parse_thousands(Runtime *rt, Chars s, isize *place, FormatSpec *f)
{
    isize at = *place;
    if (NEXT_IS(',')) at++, f->thousands = ',';
    if (NEXT_IS('_')) {
        if (f->thousands) goto both;
        at++, f->thousands = '_';
    }
    if (NEXT_IS(',') && f->thousands == '_') goto both;
    *place = at;
    return true;
both:
    err_value(rt, "Cannot specify both ',' and '_'.");
    return false;
}

static bool thousands_fit(Runtime *rt, const FormatSpec *f)
{
    if (!f->thousands || f->type == 0 || (f->type < 128 && strchr("defgEG%F", (int)f->type))) return true;
    if (f->thousands == '_' && f->type < 128 && strchr("boxX", (int)f->type)) return true;
    if (f->type > 32 && f->type < 128) err_value(rt, "Cannot specify '%c' with '%c'.", f->thousands, (int)f->type);
    else err_value(rt, "Cannot specify '%c' with '\\x%x'.", f->thousands, (unsigned)f->type);
    return false;
}

bool format_spec_parse(Runtime *rt, Obj *o, Chars s, char default_type, char default_align, FormatSpec *f)
{
    *f = (FormatSpec){.fill = ' ', .type = (unsigned char)default_type, .align = default_align, .width = -1, .precision = -1};
    isize at = parse_flags(s, default_align, f);
    f->width = format_integer(rt, s, &at, s.len);
    if (f->width == -2 || !parse_thousands(rt, s, &at, f)) return false;
    if (NEXT_IS('.')) {
        at++;
        f->precision = format_integer(rt, s, &at, s.len);
        if (f->precision == -2) return false;
        if (f->precision == -1) {
            err_value(rt, "Format specifier missing precision");
            return false;
        }
    }
#undef NEXT_IS
    if (s.len - at > 1) {
        Obj *text = str_from_chars(rt, s.kind, s.data, s.len);
        if (text) err_value(rt, "Invalid format specifier '%O' for object of type '%.200s'", text, type_of(o)->name);
        xdecref(rt, text);
        return false;
    }
    if (s.len - at == 1) f->type = chars_at(s, at);
    return thousands_fit(rt, f);
}
