/* value.c - values in a few characters; see value.h for what must not happen here. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "object/dictkeys.h"
#include "object/type.h"
#include "object/unicode.h"
#include "share/utf8.h"
#include "trace/value.h"

/* ---- texts of limited room ---------------------------------------------------------------------------------------------- */

Out out_open(char *text, size_t room)
{
    text[0] = 0;
    return (Out){text, room, 0, false};
}

/* Closes the text with an ellipsis, at a character's start. */
static void close_full(Out *out)
{
    if (out->full) return;
    out->full = true;
    if (out->room < 4) return;
    size_t at = out->len < out->room - 4 ? out->len : out->room - 4;
    while (at > 0 && ((unsigned char)out->text[at] & 0xC0) == 0x80) at--;
    memcpy(out->text + at, "...", 4);
    out->len = at + 3;
}

void out_bytes(Out *out, const char *s, size_t n)
{
    if (out->full) return;
    size_t fits = out->room - 1 - out->len;
    if (n <= fits) {
        memcpy(out->text + out->len, s, n);
        out->len += n;
        out->text[out->len] = 0;
        return;
    }
    memcpy(out->text + out->len, s, fits);
    out->len += fits;
    out->text[out->len] = 0;
    close_full(out);
}

void out_text(Out *out, const char *s) { out_bytes(out, s, strlen(s)); }

void out_char(Out *out, uint32_t c)
{
    char bytes[4];
    out_bytes(out, bytes, utf8_encode(c >= 0xD800 && c < 0xE000 ? 0xFFFD : c, bytes));
}

void out_format(Out *out, const char *format, ...)
{
    char text[256];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    out_text(out, text);
}

void out_str(Out *out, const Obj *str)
{
    for (isize i = 0; i < str_len(str) && !out->full; i++) {
        uint32_t c = str_at(str, i);
        out_char(out, uni_is_printable(c) ? c : '?');
    }
}

/* ---- scalars ------------------------------------------------------------------------------------------------------------- */

enum { BIG_DIGITS = 64 };

/* Decimal digits of an int of several digits, by repeated division of a copy. */
static void big_int_out(const Int *v, Out *out)
{
    isize n = v->v.size < 0 ? -v->v.size : v->v.size;
    if (n > BIG_DIGITS) {
        out_format(out, "%sint of %llu bits", v->v.size < 0 ? "negative " : "", (unsigned long long)int_bit_length(&v->v.base));
        return;
    }
    uint32_t copy[BIG_DIGITS];
    char digits[BIG_DIGITS * 10], *at = digits + sizeof digits;
    memcpy(copy, v->digit, (size_t)n * sizeof *copy);
    while (n > 0) {
        uint64_t rest = 0;
        for (isize i = n; --i >= 0;) {
            rest = rest << INT_SHIFT | copy[i];
            copy[i] = (uint32_t)(rest / 1000000000);
            rest %= 1000000000;
        }
        while (n > 0 && copy[n - 1] == 0) n--;
        for (int k = 0; k < 9 && (n > 0 || rest > 0); k++, rest /= 10) *--at = (char)('0' + rest % 10);
    }
    if (v->v.size < 0) out_text(out, "-");
    out_bytes(out, at, (size_t)(digits + sizeof digits - at));
}

static void int_out(const Obj *o, Out *out)
{
    if (int_is_compact(o))
        out_format(out, "%lld", (long long)int_compact_value(o));
    else
        big_int_out((const Int *)o, out);
}

static void double_out(double value, int flags, Out *out)
{
    char *text = double_text(value, 'r', 0, flags);
    out_text(out, text ? text : "float");
    free(text);
}

static void complex_out(const Complex *c, Out *out)
{
    bool real = c->real != 0 || signbit(c->real);
    if (real) {
        out_text(out, "(");
        double_out(c->real, 0, out);
    }
    double_out(c->imag, real ? DOUBLE_SIGN : 0, out);
    out_text(out, real ? "j)" : "j");
}

static void escaped_out(uint32_t c, char quote, bool bytes, Out *out)
{
    if (c == (uint32_t)quote || c == '\\')
        out_format(out, "\\%c", (char)c);
    else if (c == '\n' || c == '\t' || c == '\r')
        out_text(out, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
    else if (bytes ? c >= 0x20 && c < 0x7f : uni_is_printable(c))
        out_char(out, c);
    else
        out_format(out, c <= 0xff ? "\\x%02x" : c <= 0xffff ? "\\u%04x" : "\\U%08x", c);
}

static bool has_char(const Obj *o, uint32_t c, isize limit)
{
    for (isize i = 0; i < limit; i++)
        if (str_at(o, i) == c) return true;
    return false;
}

static void quoted_out(const Obj *o, Out *out)
{
    isize n = str_len(o), look = n < 4096 ? n : 4096;
    char quote = has_char(o, '\'', look) && !has_char(o, '"', look) ? '"' : '\'';
    out_char(out, (uint32_t)quote);
    for (isize i = 0; i < n && !out->full; i++) escaped_out(str_at(o, i), quote, false, out);
    out_char(out, (uint32_t)quote);
}

static void bytes_out(const Obj *o, Out *out)
{
    out_text(out, "b'");
    for (isize i = 0; i < bytes_len(o) && !out->full; i++) escaped_out((unsigned char)bytes_data(o)[i], '\'', true, out);
    out_text(out, "'");
}

/* ---- containers ----------------------------------------------------------------------------------------------------------- */

enum { DEPTH_MAX = 2 };

static void any_out(Runtime *rt, const Obj *o, Out *out, int depth);

static void items_out(Runtime *rt, Obj *const *items, isize n, const char *open, const char *close, Out *out, int depth)
{
    out_text(out, open);
    if (depth >= DEPTH_MAX && n > 0) {
        out_text(out, "...");
    } else {
        for (isize i = 0; i < n && !out->full; i++) {
            if (i) out_text(out, ", ");
            if (items[i]) any_out(rt, items[i], out, depth + 1);
        }
    }
    out_text(out, close);
}

static void dict_out(Runtime *rt, const Obj *o, Out *out, int depth)
{
    Obj *key, *value;
    bool first = true;
    const Dict *d = (const Dict *)o;
    out_text(out, "{");
    if (depth >= DEPTH_MAX && d->used) {
        out_text(out, "...");
    } else {
        for (isize pos = 0; d->keys && !out->full && dict_next(o, &pos, &key, &value, NULL); first = false) {
            if (!first) out_text(out, ", ");
            any_out(rt, key, out, depth + 1);
            out_text(out, ": ");
            any_out(rt, value, out, depth + 1);
        }
    }
    out_text(out, "}");
}

static void set_out(Runtime *rt, const Obj *o, Out *out, int depth)
{
    bool frozen = is_instance(o, TYPE_OF(rt, FROZENSET)), first = true;
    const Set *s = (const Set *)o;
    if (!s->used) {
        out_text(out, frozen ? "frozenset()" : "set()");
        return;
    }
    out_text(out, frozen ? "frozenset({" : "{");
    if (depth >= DEPTH_MAX) {
        out_text(out, "...");
    } else {
        Obj *key;
        for (isize pos = 0; !out->full && set_next(o, &pos, &key, NULL); first = false) {
            if (!first) out_text(out, ", ");
            any_out(rt, key, out, depth + 1);
        }
    }
    out_text(out, frozen ? "})" : "}");
}

static void range_out(Runtime *rt, const Range *r, Out *out)
{
    bool step = r->step && !(int_is_compact(r->step) && int_compact_value(r->step) == 1);
    out_text(out, "range(");
    any_out(rt, r->start, out, DEPTH_MAX);
    out_text(out, ", ");
    any_out(rt, r->stop, out, DEPTH_MAX);
    if (step) {
        out_text(out, ", ");
        any_out(rt, r->step, out, DEPTH_MAX);
    }
    out_text(out, ")");
}

/* ---- everything else: <type name> ------------------------------------------------------------------------------------------- */

const char *value_type(const Obj *o)
{
    const char *name = type_of(o)->name, *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

static void named_out(const char *word, const Obj *name, Out *out)
{
    out_format(out, "<%s ", word);
    if (name && is_str(name)) out_str(out, name);
    out_text(out, ">");
}

/* The attributes of an instance, in order of insertion: "<Node a=1 b=[2]>". */
static void instance_out(Runtime *rt, const Obj *o, Out *out, int depth)
{
    const Type *t = type_of(o);
    out_format(out, "<%s", value_type(o));
    const DictValues *v = type_has(t, TF_MANAGED_DICT) ? *obj_values_place(o) : NULL;
    const DictKeys *k = type_is_heap(t) ? heap_type(t)->cached_keys : NULL;
    for (isize i = 0; v && k && i < values_used(v) && !out->full; i++) {
        int at = values_index_at(v, i);
        out_text(out, " ");
        out_str(out, keys_str_entries(k)[at].key);
        if (depth < DEPTH_MAX && v->values[at]) {
            out_text(out, "=");
            any_out(rt, v->values[at], out, depth + 1);
        }
    }
    out_text(out, ">");
}

static void exception_out(Runtime *rt, const Obj *o, Out *out, int depth)
{
    const Obj *args = ((const Exc *)o)->args;
    out_text(out, value_type(o));
    if (args && is_tuple(args)) items_out(rt, tuple_items(args), tuple_len(args), "(", ")", out, depth);
}

static void class_out(const Type *t, Out *out)
{
    const Obj *name = type_is_heap(t) ? heap_type(t)->name : NULL;
    if (name)
        named_out("class", name, out);
    else
        out_format(out, "<class %s>", t->name);
}

static void weakref_out(Runtime *rt, const WeakRef *w, Out *out)
{
    if (is_none(rt, w->object))
        out_format(out, "<%s dead>", value_type(&w->o));
    else
        out_format(out, "<%s to %s>", value_type(&w->o), value_type(w->object));
}

static bool special_out(Runtime *rt, const Obj *o, Out *out, int depth)
{
    if (is_type(rt, o, NONE)) return out_text(out, "None"), true;
    if (is_type(rt, o, NOT_IMPLEMENTED)) return out_text(out, "NotImplemented"), true;
    if (is_type(rt, o, ELLIPSIS)) return out_text(out, "Ellipsis"), true;
    if (is_type(rt, o, BOOL)) return out_text(out, o == (const Obj *)&rt->true_ ? "True" : "False"), true;
    if (is_type(rt, o, FLOAT)) return double_out(((const Float *)o)->value, DOUBLE_ADD_DOT_0, out), true;
    if (is_type(rt, o, COMPLEX)) return complex_out((const Complex *)o, out), true;
    if (is_type(rt, o, RANGE)) return range_out(rt, (const Range *)o, out), true;
    if (is_type(rt, o, FUNCTION)) return named_out("function", ((const Func *)o)->name, out), true;
    if (is_type(rt, o, MODULE)) return named_out("module", ((const Module *)o)->name, out), true;
    if (is_type(rt, o, CODE)) return named_out("code", ((const Code *)o)->name, out), true;
    if (is_type(rt, o, GENERATOR)) return named_out("generator", ((const Gen *)o)->name, out), true;
    if (is_type(rt, o, COROUTINE)) return named_out("coroutine", ((const Gen *)o)->name, out), true;
    if (is_type(rt, o, METHOD)) {
        const Obj *func = ((const Method *)o)->func;
        return named_out("method", is_type(rt, func, FUNCTION) ? ((const Func *)func)->name : NULL, out), true;
    }
    if (is_type(rt, o, BUILTIN)) return named_out("built-in", ((const Builtin *)o)->def->name, out), true;
    if (is_type(rt, o, CELL)) {
        const Obj *value = ((const Cell *)o)->value;
        out_text(out, "<cell");
        if (value) out_text(out, " "), any_out(rt, value, out, depth + 1);
        return out_text(out, ">"), true;
    }
    if (is_type(rt, o, WEAKREF) || is_type(rt, o, WEAKPROXY) || is_type(rt, o, WEAKCALLPROXY))
        return weakref_out(rt, (const WeakRef *)o, out), true;
    return false;
}

static void any_out(Runtime *rt, const Obj *o, Out *out, int depth)
{
    if (out->full) return;
    if (special_out(rt, o, out, depth)) return;
    if (is_int(o))
        int_out(o, out);
    else if (is_str(o))
        quoted_out(o, out);
    else if (is_bytes(o))
        bytes_out(o, out);
    else if (is_list(o))
        items_out(rt, ((const List *)o)->items, list_len(o), "[", "]", out, depth);
    else if (is_tuple(o))
        items_out(rt, tuple_items(o), tuple_len(o), "(", tuple_len(o) == 1 ? ",)" : ")", out, depth);
    else if (is_dict(o))
        dict_out(rt, o, out, depth);
    else if (is_anyset(rt, (Obj *)(uintptr_t)o))
        set_out(rt, o, out, depth);
    else if (is_exc(o))
        exception_out(rt, o, out, depth);
    else if (is_typeobj(o))
        class_out((const Type *)o, out);
    else
        instance_out(rt, o, out, depth);
}

void value_out(Runtime *rt, const Obj *o, Out *out) { any_out(rt, o, out, 0); }

size_t value_text(Runtime *rt, const Obj *o, char *text, size_t room)
{
    Out out = out_open(text, room);
    any_out(rt, o, &out, 0);
    return out.len;
}
