/* strmod.c - the % operator of str and bytes: one engine, since they differ in a few conversions only.

     % (key) flags width .precision [hlL] conversion                                                     */
#include <limits.h>
#include <stdlib.h>

#include "object/text.h"

enum { F_LEFT = 1, F_SIGN = 2, F_BLANK = 4, F_ALTERNATE = 8, F_ZERO = 16 };

typedef struct Directive {
    uint32_t conversion;
    int flags;
    isize width;
    int precision; /* -1: none */
} Directive;

typedef struct Mod {
    Runtime *rt;
    bool bytes;
    Chars format;
    isize at; /* in the format */
    Obj *mapping; /* NULL: keys are not allowed */
    Obj *args;    /* a tuple when count >= 0, else the one argument */
    isize next, count;
    int held; /* 1: args is a mapping's value, on the hold stack */
    Obj *whole; /* owned: the str that is the whole result */
    uint32_t max; /* of the format's characters, 0: not known */
    StrWriter *w;
} Mod;

static bool at_end(const Mod *m) { return m->at >= m->format.len; }
static uint32_t peek(const Mod *m) { return at_end(m) ? 0 : chars_at(m->format, m->at); }

/* next_arg: the next argument, borrowed; NULL: there is none. */
static Obj *next_arg(Mod *m)
{
    if (m->next < m->count) {
        m->next++;
        return m->count < 0 ? m->args : tuple_peek(m->args, m->next - 1);
    }
    return err_type(m->rt, "not enough arguments for format string");
}

static void one_argument(Mod *m, Obj *o)
{
    m->args = o;
    m->count = -1;
    m->next = -2;
}

/* ---- parsing ---------------------------------------------------------------------------------------------- */

static OWN Obj *key_object(Mod *m, isize start, isize stop)
{
    Chars key = chars_part(m->format, start, stop);
    return m->bytes ? bytes_new(m->rt, key.data, key.len) : str_from_chars(m->rt, key.kind, key.data, key.len);
}

/* parse_key: from behind the opening parenthesis. */
static bool parse_key(Mod *m)
{
    Runtime *rt = m->rt;
    if (!m->mapping) {
        err_type(rt, "format requires a mapping");
        return false;
    }
    isize start = m->at;
    int depth = 1;
    for (; depth > 0 && !at_end(m); m->at++) {
        uint32_t c = peek(m);
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    if (depth > 0) {
        err_value(rt, "incomplete format key");
        return false;
    }
    Obj *key = key_object(m, start, m->at - 1);
    if (!key) return false;
    while (m->held > 0) m->held--, drop(rt);
    hold(rt, "key of a % format", key);
    Obj *value = drop_keep(rt, 1, obj_getitem(rt, m->mapping, key));
    if (!value) return false;
    hold(rt, "value for a % format", value);
    m->held = 1;
    one_argument(m, value);
    return true;
}

static int parse_flags(Mod *m)
{
    int flags = 0;
    for (;; m->at++) {
        switch (peek(m)) {
        case '-': flags |= F_LEFT; break;
        case '+': flags |= F_SIGN; break;
        case ' ': flags |= F_BLANK; break;
        case '#': flags |= F_ALTERNATE; break;
        case '0': flags |= F_ZERO; break;
        default: return flags;
        }
    }
}

/* star: an int from the arguments. */
static bool star(Mod *m, isize least, isize most, isize *out)
{
    Runtime *rt = m->rt;
    Obj *o = next_arg(m);
    if (!o) return false;
    m->at++;
    if (!is_int(o)) {
        err_type(rt, "* wants int");
        return false;
    }
    bool overflow = false;
    *out = (isize)int_as_i64(o, &overflow);
    if (!overflow && *out >= least && *out <= most) return true;
    err_format(rt, EXC_TYPE(rt, OverflowError), "Python int too large to convert to C %s", most == INT_MAX ? "int" : "ssize_t");
    return false;
}

static bool digits(Mod *m, isize most, const char *too_big, isize *out)
{
    isize value = 0;
    for (; peek(m) - '0' < 10 && !at_end(m); m->at++) {
        isize digit = (isize)(peek(m) - '0');
        if (value > (most - digit) / 10) {
            err_value(m->rt, "%s", too_big);
            return false;
        }
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}

static bool parse_directive(Mod *m, Directive *d)
{
    isize precision = -1;
    *d = (Directive){.width = -1, .precision = -1};
    if (peek(m) == '(') {
        m->at++;
        if (!parse_key(m)) return false;
    }
    d->flags = parse_flags(m);
    if (peek(m) == '*') {
        if (!star(m, -PTRDIFF_MAX, PTRDIFF_MAX, &d->width)) return false;
        if (d->width < 0) d->flags |= F_LEFT, d->width = -d->width;
    } else if (peek(m) - '0' < 10) {
        if (!digits(m, PTRDIFF_MAX, "width too big", &d->width)) return false;
    }
    if (peek(m) == '.') {
        m->at++;
        precision = 0;
        if (peek(m) == '*') {
            if (!star(m, INT_MIN, INT_MAX, &precision)) return false;
            if (precision < 0) precision = 0;
        } else if (!digits(m, INT_MAX, m->bytes ? "prec too big" : "precision too big", &precision)) {
            return false;
        }
    }
    d->precision = (int)precision;
    if (peek(m) == 'h' || peek(m) == 'l' || peek(m) == 'L') m->at++;
    if (at_end(m)) {
        err_value(m->rt, "incomplete format");
        return false;
    }
    d->conversion = chars_at(m->format, m->at++);
    if (m->bytes && d->conversion == 'i') d->conversion = 'd';
    return true;
}

/* ---- conversions -------------------------------------------------------------------------------------------- */

static void *not_a_number(Runtime *rt, const Directive *d, Obj *o, bool integer)
{
    return err_type(rt, "%%%c format: %s is required, not %.200s", (int)d->conversion,
                    integer ? "an integer" : "a real number", type_of(o)->name);
}

/* as_int: the int that %d or %x prints. */
static OWN Obj *as_int(Runtime *rt, const Directive *d, Obj *o)
{
    bool integer = strchr("oxX", (int)d->conversion) != NULL;
    if (is_int(o)) return own(o);
    if (!obj_is_number(o)) return not_a_number(rt, d, o, integer);
    Obj *number = integer ? number_index(rt, o) : obj_call1(rt, (Obj *)TYPE_OF(rt, INT), o);
    if (!number && err_clear_if(rt, EXC_TYPE(rt, TypeError))) not_a_number(rt, d, o, integer);
    return number;
}

/* int_text: sign, prefix and digits, at least as many as the precision. */
static OWN Obj *int_text(Runtime *rt, const Directive *d, Obj *o)
{
    uint32_t c = d->conversion;
    Obj *number = as_int(rt, d, o);
    if (!number) return NULL;
    Obj *plain = int_to_str(rt, number, c == 'o' ? 8 : c == 'x' || c == 'X' ? 16 : 10);
    decref(rt, number);
    if (!plain) return NULL;
    bool based = c == 'o' || c == 'x' || c == 'X';
    if (!based && d->precision <= 1) return plain;
    const char *s = str_data(plain);
    isize n = str_len(plain), sign = *s == '-', prefix = based ? 2 : 0, count = n - sign - prefix;
    StrWriter w;
    writer_begin(&w, rt);
    bool ok = writer_ascii(&w, s, sign);
    if (ok && (d->flags & F_ALTERNATE)) ok = writer_ascii(&w, s + sign, prefix);
    if (ok) ok = writer_fill(&w, '0', d->precision - count) && writer_ascii(&w, s + sign + prefix, count);
    if (ok && c == 'X') {
        for (isize i = 0; i < w.len; i++) {
            if (w.data[i] >= 'a' && w.data[i] <= 'z') w.data[i] = (char)(w.data[i] - 32);
        }
    }
    Obj *text = ok ? writer_finish(&w) : NULL;
    writer_end(&w);
    decref(rt, plain);
    return text;
}

static OWN Obj *float_text(Mod *m, const Directive *d, Obj *o)
{
    Runtime *rt = m->rt;
    double value = float_as_double(rt, o);
    if (value == -1.0 && err_pending(rt)) {
        if (m->bytes && err_clear_if(rt, EXC_TYPE(rt, TypeError))) {
            err_type(rt, "float argument required, not %.200s", type_of(o)->name);
        }
        return NULL;
    }
    int flags = d->flags & F_ALTERNATE ? DOUBLE_ALT : 0;
    char *text = double_text(value, (char)d->conversion, d->precision < 0 ? 6 : d->precision, flags);
    if (!text) return err_no_memory(rt);
    Obj *result = str_from(rt, text);
    free(text);
    return result;
}

static OWN Obj *bytes_char_text(Runtime *rt, Obj *o)
{
    if (is_bytes(o) && bytes_len(o) == 1) return str_from_char(rt, (unsigned char)bytes_data(o)[0]);
    if (!is_bytes(o) && obj_has_index(o)) {
        isize c;
        if (!number_as_isize(rt, o, NULL, &c)) return NULL;
        if (c >= 0 && c < 256) return str_from_char(rt, (uint32_t)c);
        return err_format(rt, EXC_TYPE(rt, OverflowError), "%%c arg not in range(256)");
    }
    return err_type(rt, "%%c requires an integer in range(256) or a single byte");
}

static OWN Obj *char_text(Runtime *rt, Obj *o)
{
    if (is_str(o) && str_len(o) == 1) return str_unchanged(rt, o);
    if (!is_str(o) && obj_has_index(o)) {
        isize c;
        if (!number_as_isize(rt, o, NULL, &c)) return NULL;
        if (c >= 0 && c <= 0x10FFFF) return str_from_char(rt, (uint32_t)c);
        return err_format(rt, EXC_TYPE(rt, OverflowError), "%%c arg not in range(0x110000)");
    }
    return err_type(rt, "%%c requires int or char");
}

/* buffer_text: the bytes of [o] as characters. */
static OWN Obj *buffer_text(Runtime *rt, Obj *o)
{
    if (type_of(o)->buffer && type_of(o)->buffer->get) {
        BufferView view;
        if (!buffer_get(rt, o, &view)) return NULL;
        Obj *text = str_from_chars(rt, 1, view.bytes, view.len);
        buffer_release(rt, &view);
        return text;
    }
    Obj *method = special_lookup(rt, o, id_(rt, __bytes__));
    if (!method) {
        if (err_pending(rt)) return NULL;
        return err_type(rt, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%.100s'",
                        type_of(o)->name);
    }
    hold(rt, "__bytes__ being called", method);
    Obj *bytes = drop_keep(rt, 1, obj_call0(rt, method)), *text = NULL;
    if (!bytes) return NULL;
    if (is_bytes(bytes)) text = str_from_chars(rt, 1, bytes_data(bytes), bytes_len(bytes));
    else err_type(rt, "__bytes__ returned non-bytes (type %.200s)", type_of(bytes)->name);
    decref(rt, bytes);
    return text;
}

/* convert: the text of one argument; *number: it has a sign and may be filled with zeros. */
static OWN Obj *convert(Mod *m, const Directive *d, Obj *o, bool *number)
{
    Runtime *rt = m->rt;
    uint32_t c = d->conversion;
    *number = false;
    switch (c) {
    case 's': return m->bytes ? buffer_text(rt, o) : is_type(rt, o, STR) ? own(o) : obj_str(rt, o);
    case 'r': return m->bytes ? obj_ascii(rt, o) : obj_repr(rt, o);
    case 'a': return obj_ascii(rt, o);
    case 'c': return m->bytes ? bytes_char_text(rt, o) : char_text(rt, o);
    case 'b':
        if (m->bytes) return buffer_text(rt, o);
        break;
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X':
        *number = true;
        return int_text(rt, d, o);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
        *number = true;
        return float_text(m, d, o);
    default: break;
    }
    return err_value(rt, "unsupported format character '%c' (0x%x) at index %zd", c >= 31 && c <= 126 ? (int)c : '?',
                     (unsigned)c, m->at - 1);
}

/* ---- writing --------------------------------------------------------------------------------------------------- */

static bool write_padded(Mod *m, const Directive *d, const Obj *o, bool number)
{
    Chars text = chars_of(o);
    bool is_text = d->conversion == 's' || d->conversion == 'r' || d->conversion == 'a' || d->conversion == 'b';
    if (is_text && d->precision >= 0 && d->precision < text.len) text.len = d->precision;
    uint32_t sign = 0;
    isize prefix = 0;
    if (number) {
        uint32_t first = chars_at(text, 0);
        if (first == '-' || first == '+') {
            sign = first;
            text = chars_part(text, 1, text.len);
        } else {
            sign = d->flags & F_SIGN ? '+' : d->flags & F_BLANK ? ' ' : 0;
        }
        bool based = d->conversion == 'x' || d->conversion == 'X' || d->conversion == 'o';
        prefix = based && (d->flags & F_ALTERNATE) ? 2 : 0;
    }
    StrWriter *w = m->w;
    isize gap = d->width - text.len - (sign != 0);
    bool left = d->flags & F_LEFT, zeros = number && (d->flags & F_ZERO);
    if (!left && !zeros && !writer_fill(w, ' ', gap)) return false;
    if (sign && !writer_char(w, sign)) return false;
    if (!writer_chars(w, chars_part(text, 0, prefix), 0)) return false;
    if (!left && zeros && !writer_fill(w, '0', gap)) return false;
    uint32_t max = text.len == str_len(o) ? str_max(o) : 0;
    if (!writer_chars(w, chars_part(text, prefix, text.len), max)) return false;
    return !left || writer_fill(w, ' ', gap);
}

static bool write_argument(Mod *m)
{
    Directive d;
    if (peek(m) == '%') {
        m->at++;
        return writer_char(m->w, '%');
    }
    if (!parse_directive(m, &d)) return false;
    Obj *o = next_arg(m);
    if (!o) return false;
    bool number;
    Obj *text = convert(m, &d, o, &number);
    if (!text) return false;
    bool plain = d.width < 0 && d.precision < 0 && !number;
    if (plain && at_end(m) && m->w->len == 0 && !m->bytes && is_type(m->rt, text, STR)) {
        m->whole = text;
        return true;
    }
    bool ok = plain ? writer_str(m->w, text) : write_padded(m, &d, text, number);
    decref(m->rt, text);
    return ok;
}

static bool write_all(Mod *m)
{
    while (!at_end(m)) {
        isize percent = chars_find_char(m->format, '%', m->at, m->format.len);
        isize stop = percent < 0 ? m->format.len : percent;
        if (!writer_chars(m->w, chars_part(m->format, m->at, stop), m->max)) return false;
        m->at = stop + 1;
        if (percent >= 0 && !write_argument(m)) return false;
    }
    if (m->next >= m->count || m->mapping) return true;
    err_type(m->rt, "not all arguments converted during %s formatting", m->bytes ? "bytes" : "string");
    return false;
}

/* [unchanged]: the format, which is the result when it has no directive and is a str; or NULL. */
static OWN Obj *run(Runtime *rt, Chars format, Obj *unchanged, Obj *args)
{
    bool bytes = !unchanged;
    StrWriter w;
    Mod m = {.rt = rt, .bytes = bytes, .format = format, .w = &w};
    bool tuple = is_tuple(args), textual = is_str(args) || (bytes && is_bytes(args));
    if (tuple) {
        m.args = args;
        m.count = tuple_len(args);
    } else {
        one_argument(&m, args);
    }
    if (!tuple && !textual && type_of(args)->mapping && type_of(args)->mapping->subscript) m.mapping = args;
    if (unchanged && str_is_ascii(unchanged)) m.max = 0x7f;
    writer_begin(&w, rt);
    Obj *result = NULL;
    bool literal = unchanged && is_type(rt, unchanged, STR) && chars_find_char(format, '%', 0, format.len) < 0;
    if (write_all(&m)) result = literal ? own(unchanged) : m.whole ? own(m.whole) : bytes ? writer_finish_bytes(&w, true) : writer_finish(&w);
    xdecref(rt, m.whole);
    drop_n(rt, m.held);
    writer_end(&w);
    return result;
}

OWN Obj *str_mod(Runtime *rt, Obj *format, Obj *args) { return run(rt, chars_of(format), format, args); }

OWN Obj *bytes_mod(Runtime *rt, Obj *format, Obj *args)
{
    return run(rt, chars_bytes(bytes_data(format), bytes_len(format)), NULL, args);
}
