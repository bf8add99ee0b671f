/* strformat.c - format(), str.__format__ and str.format().

   str.format() reads its text with a cursor: literal text, then a field

     { name . attribute [ key ] ! conversion : specifier }

   whose specifier may itself hold fields, one level deep. */
#include "object/formatspec.h"
#include "object/text.h"

/* ---- one object --------------------------------------------------------------------------------------- */

OWN Obj *str_format_spec(Runtime *rt, Obj *o, Obj *spec)
{
    if (str_len(spec) == 0) return is_type(rt, o, STR) ? own(o) : obj_str(rt, o);
    FormatSpec f;
    if (!format_spec_parse(rt, o, chars_of(spec), 's', '<', &f)) return NULL;
    if (f.type != 's') return format_unknown_type(rt, f.type, o);
    if (f.sign == ' ') return err_value(rt, "Space not allowed in string format specifier");
    if (f.sign) return err_value(rt, "Sign not allowed in string format specifier");
    if (f.no_negative_zero) return err_value(rt, "Negative zero coercion (z) not allowed in string format specifier");
    if (f.alternate) return err_value(rt, "Alternate form (#) not allowed in string format specifier");
    if (f.align == '=') return err_value(rt, "'=' alignment not allowed in string format specifier");
    isize len = str_len(o);
    if (f.precision >= 0 && f.precision < len) len = f.precision;
    Obj *text = str_slice(rt, o, 0, len);
    if (!text || f.width <= len) return text;
    isize gap = f.width - len, left = f.align == '>' ? gap : f.align == '^' ? gap / 2 : 0;
    Obj *result = str_pad(rt, text, left, gap - left, f.fill);
    decref(rt, text);
    return result;
}

static OWN Obj *call_format(Runtime *rt, Obj *o, Obj *spec)
{
    Obj *method = special_lookup(rt, o, id_(rt, __format__));
    if (!method) {
        return err_pending(rt) ? NULL : err_type(rt, "Type %.100s doesn't define __format__", type_of(o)->name);
    }
    hold(rt, "__format__ being called", method);
    Obj *result = drop_keep(rt, 1, obj_call1(rt, method, spec));
    if (result && !is_str(result)) {
        err_type(rt, "__format__ must return a str, not %.200s", type_of(result)->name);
        CLEAR(rt, result);
    }
    return result;
}

OWN Obj *obj_format(Runtime *rt, Obj *o, Obj *spec)
{
    if (!spec || (is_str(spec) && str_len(spec) == 0)) {
        if (is_type(rt, o, STR)) return own(o);
        if (is_type(rt, o, INT)) return obj_str(rt, o);
    }
    return call_format(rt, o, spec ? spec : rt->empty_str);
}

/* ---- the cursor ----------------------------------------------------------------------------------------- */

typedef enum Numbering { NUMBERING_OPEN, NUMBERING_AUTOMATIC, NUMBERING_MANUAL } Numbering;

typedef struct Formatter {
    Runtime *rt;
    Obj *args, *names; /* borrowed */
    Numbering numbering;
    isize next_number;
    uint32_t max; /* of the format's characters, 0: not known */
    Obj *whole; /* owned: the str that is the whole result */
} Formatter;

typedef struct Range2 { /* characters [start, stop) of the text */
    isize start, stop;
} Range2;

typedef struct Field {
    Range2 literal, name, spec;
    uint32_t conversion; /* 0: none */
    bool present;        /* a field follows the literal */
    bool spec_has_fields;
} Field;

/* parse_spec: the specifier, from *at to the brace that closes the field. */
static bool parse_spec(Runtime *rt, Chars s, isize *at, isize end, Field *f)
{
    int depth = 1;
    f->spec.start = *at;
    for (; *at < end; ++*at) {
        uint32_t c = chars_at(s, *at);
        if (c == '{') {
            f->spec_has_fields = true;
            depth++;
        } else if (c == '}' && --depth == 0) {
            f->spec.stop = (*at)++;
            return true;
        }
    }
    err_value(rt, "unmatched '{' in format spec");
    return false;
}

/* parse_name: from behind the brace to the character that ends the name, which is returned; 0: ValueError. */
static uint32_t parse_name(Runtime *rt, Chars s, isize *at, isize end, Field *f)
{
    uint32_t c = 0;
    f->name.start = *at;
    while (*at < end) {
        c = chars_at(s, (*at)++);
        if (c == '{') {
            err_value(rt, "unexpected '{' in field name");
            return 0;
        }
        if (c == '[') {
            while (*at < end && chars_at(s, *at) != ']') ++*at;
        } else if (c == '}' || c == ':' || c == '!') {
            f->name.stop = *at - 1;
            return c;
        }
    }
    err_value(rt, "expected '}' before end of string");
    return 0;
}

static bool parse_field(Runtime *rt, Chars s, isize *at, isize end, Field *f)
{
    uint32_t c = parse_name(rt, s, at, end, f);
    if (c == 0) return false;
    f->present = true;
    if (c == '}') return true;
    if (c == '!') {
        if (*at >= end) {
            err_value(rt, "end of string while looking for conversion specifier");
            return false;
        }
        f->conversion = chars_at(s, (*at)++);
        if (*at < end) {
            c = chars_at(s, (*at)++);
            if (c == '}') return true;
            if (c != ':') {
                err_value(rt, "expected ':' after conversion specifier");
                return false;
            }
        }
    }
    return parse_spec(rt, s, at, end, f);
}

/* next_part: the literal text at *at and the field behind it, if there is one.  false: ValueError. */
static bool next_part(Runtime *rt, Chars s, isize *at, isize end, Field *f)
{
    *f = (Field){.literal = {*at, *at}};
    uint32_t c = 0;
    bool brace = false;
    while (*at < end && !brace) {
        c = chars_at(s, (*at)++);
        brace = c == '{' || c == '}';
    }
    f->literal.stop = *at;
    if (!brace) return true;
    bool last = *at >= end, doubled = !last && chars_at(s, *at) == c;
    if ((c == '}' && !doubled) || (c == '{' && last)) {
        err_value(rt, "Single '%c' encountered in format string", (int)c);
        return false;
    }
    if (doubled) { /* the literal ends with the brace itself */
        ++*at;
        return true;
    }
    f->literal.stop--;
    return parse_field(rt, s, at, end, f);
}

/* ---- what a field's name means ----------------------------------------------------------------------------- */

static OWN Obj *part_str(Runtime *rt, Chars s, Range2 r)
{
    return str_from_chars(rt, s.kind, chars_from(s, r.start), r.stop - r.start);
}

/* part_number: the number that [r] is, -1 when it is none, -2 with ValueError. */
static isize part_number(Runtime *rt, Chars s, Range2 r)
{
    isize at = r.start, number = format_integer(rt, s, &at, r.stop);
    return number >= 0 && at < r.stop ? -1 : number;
}

/* numbered: brings the automatic numbers up to date; false: ValueError. */
static bool numbered(Formatter *f, bool empty, isize *number)
{
    if (!empty && *number < 0) return true;
    if (f->numbering == NUMBERING_OPEN) f->numbering = empty ? NUMBERING_AUTOMATIC : NUMBERING_MANUAL;
    if (empty && f->numbering == NUMBERING_MANUAL) {
        err_value(f->rt, "cannot switch from manual field specification to automatic field numbering");
        return false;
    }
    if (!empty && f->numbering == NUMBERING_AUTOMATIC) {
        err_value(f->rt, "cannot switch from automatic field numbering to manual field specification");
        return false;
    }
    if (empty) *number = f->next_number++;
    return true;
}

static OWN Obj *first_object(Formatter *f, Chars s, Range2 name)
{
    Runtime *rt = f->rt;
    isize number = part_number(rt, s, name);
    if (number == -2 || !numbered(f, name.start == name.stop, &number)) return NULL;
    if (number >= 0) {
        if (!f->args) return err_value(rt, "Format string contains positional fields");
        if (number < tuple_len(f->args)) return own(tuple_peek(f->args, number));
        return err_format(rt, EXC_TYPE(rt, IndexError), "Replacement index %zd out of range for positional args tuple", number);
    }
    Obj *key = part_str(rt, s, name), *value = NULL;
    if (!key) return NULL;
    hold(rt, "name of a format field", key);
    if (f->names) value = obj_getitem(rt, f->names, key);
    else err_key(rt, key);
    return drop_keep(rt, 1, value);
}

/* by_key: o[key], where a key of digits is a number. */
static OWN Obj *by_key(Runtime *rt, Obj *o, Chars s, Range2 r)
{
    isize number = part_number(rt, s, r);
    if (number == -2) return NULL;
    if (number >= 0 && obj_is_sequence(rt, o)) return seq_getitem(rt, o, number);
    Obj *key = number >= 0 ? int_new(rt, number) : part_str(rt, s, r);
    if (!key) return NULL;
    hold(rt, "key of a format field", key);
    return drop_keep(rt, 1, obj_getitem(rt, o, key));
}

static OWN Obj *by_attribute(Runtime *rt, Obj *o, Chars s, Range2 r)
{
    Obj *name = part_str(rt, s, r);
    if (!name) return NULL;
    hold(rt, "attribute of a format field", name);
    return drop_keep(rt, 1, obj_getattr(rt, o, name));
}

/* step: one .attribute or [key] at *at; NULL with an exception. */
static OWN Obj *step(Runtime *rt, Obj *o, Chars s, isize *at, isize end)
{
    uint32_t c = chars_at(s, (*at)++);
    if (c != '.' && c != '[') {
        return err_value(rt, "Only '.' or '[' may follow ']' in format field specifier");
    }
    Range2 r = {*at, *at};
    if (c == '.') {
        while (*at < end && chars_at(s, *at) != '.' && chars_at(s, *at) != '[') ++*at;
        r.stop = *at;
    } else {
        while (*at < end && chars_at(s, *at) != ']') ++*at;
        r.stop = *at;
        if (*at >= end) return err_value(rt, "Missing ']' in format string");
        ++*at;
    }
    if (r.start == r.stop) return err_value(rt, "Empty attribute in format string");
    return c == '.' ? by_attribute(rt, o, s, r) : by_key(rt, o, s, r);
}

static OWN Obj *field_object(Formatter *f, Chars s, Range2 name)
{
    Runtime *rt = f->rt;
    isize at = name.start;
    while (at < name.stop && chars_at(s, at) != '.' && chars_at(s, at) != '[') at++;
    Obj *o = first_object(f, s, (Range2){name.start, at});
    while (o && at < name.stop) {
        hold(rt, "object of a format field", o);
        Obj *next = step(rt, o, s, &at, name.stop);
        drop(rt);
        o = next;
    }
    return o;
}

/* ---- writing --------------------------------------------------------------------------------------------------- */

static OWN Obj *convert(Runtime *rt, Obj *o, uint32_t conversion)
{
    switch (conversion) {
    case 'r': return obj_repr(rt, o);
    case 's': return obj_str(rt, o);
    case 'a': return obj_ascii(rt, o);
    default: break;
    }
    if (conversion > 32 && conversion < 127) {
        return err_value(rt, "Unknown conversion specifier %c", (int)conversion);
    }
    return err_value(rt, "Unknown conversion specifier \\x%x", (unsigned)conversion);
}

static OWN Obj *lay_out(Runtime *rt, Obj *o, Obj *spec)
{
    if (is_type(rt, o, STR)) return str_format_spec(rt, o, spec);
    if (is_type(rt, o, INT) || is_type(rt, o, FLOAT) || is_type(rt, o, COMPLEX)) return number_format(rt, o, spec);
    return obj_format(rt, o, spec);
}

enum { DEPTH = 2 }; /* fields may hold fields, and these none */

static bool write_text(Formatter *f, StrWriter *w, Chars s, Range2 part, int depth);

/* expanded_spec: the specifier as a str, its fields filled in. */
static OWN Obj *expanded_spec(Formatter *f, Chars s, const Field *field, int depth)
{
    if (!field->spec_has_fields) return part_str(f->rt, s, field->spec);
    StrWriter w;
    writer_begin(&w, f->rt);
    Obj *spec = write_text(f, &w, s, field->spec, depth - 1) ? writer_finish(&w) : NULL;
    writer_end(&w);
    return spec;
}

/* write_field: [last]: nothing follows, so that a str which is all there is need not be copied. */
static bool write_field(Formatter *f, StrWriter *w, Chars s, const Field *field, int depth, bool last)
{
    Runtime *rt = f->rt;
    Obj *o = field_object(f, s, field->name);
    if (!o) return false;
    if (field->conversion) {
        hold(rt, "object of a format field", o);
        Obj *text = convert(rt, o, field->conversion);
        drop(rt);
        if (!(o = text)) return false;
    }
    hold(rt, "object of a format field", o);
    Obj *spec = expanded_spec(f, s, field, depth), *text = NULL;
    hold(rt, "format specifier", spec);
    if (spec) text = lay_out(rt, o, spec);
    drop_n(rt, 2);
    if (text && last && w->len == 0 && is_type(rt, text, STR)) {
        f->whole = text;
        return true;
    }
    bool ok = text && writer_str(w, text);
    xdecref(rt, text);
    return ok;
}

static bool write_text(Formatter *f, StrWriter *w, Chars s, Range2 part, int depth)
{
    if (depth <= 0) {
        err_value(f->rt, "Max string recursion exceeded");
        return false;
    }
    for (isize at = part.start; at < part.stop;) {
        Field field;
        if (!next_part(f->rt, s, &at, part.stop, &field)) return false;
        if (!writer_chars(w, chars_part(s, field.literal.start, field.literal.stop), f->max)) return false;
        if (field.present && !write_field(f, w, s, &field, depth, depth == DEPTH && at >= part.stop)) return false;
    }
    return true;
}

OWN Obj *str_format_fields(Runtime *rt, Obj *format, Obj *args, Obj *names)
{
    Formatter f = {rt, args, names, NUMBERING_OPEN, 0, str_is_ascii(format) ? 0x7f : 0, NULL};
    StrWriter w;
    writer_begin(&w, rt);
    Obj *result = NULL;
    if (write_text(&f, &w, chars_of(format), (Range2){0, str_len(format)}, DEPTH)) {
        result = f.whole ? f.whole : writer_finish(&w);
    }
    writer_end(&w);
    return result;
}
