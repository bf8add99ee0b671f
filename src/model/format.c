/* format.c - the formatter behind error texts and str_format: printf's common letters and ours for objects. */
#include <stdio.h>
#include <string.h>

#include "model/ops.h"

/* Appends at most [limit] characters of a str. */
static void add_str(Buf *out, const Obj *s, isize limit)
{
    isize n = str_len(s);
    if (limit >= 0 && n > limit) n = limit;
    if (str_is_ascii(s)) {
        buf_add(out, str_data(s), (size_t)n);
        return;
    }
    for (isize i = 0; i < n; i++) buf_utf8(out, str_at(s, i));
}

static bool add_text_of(Runtime *rt, Buf *out, Obj *o, bool repr, isize limit)
{
    Obj *text = !o ? NULL : repr ? obj_repr(rt, o) : obj_str(rt, o);
    if (!text) {
        if (!o) buf_str(out, "<NULL>");
        return !o;
    }
    add_str(out, text, limit);
    decref(rt, text);
    return true;
}

static void add_bytes(Buf *out, const char *s, isize limit)
{
    size_t n = limit >= 0 ? strnlen(s, (size_t)limit) : strlen(s);
    buf_add(out, s, n);
}

/* One directive of [spec], e.g. "%5.2f": the C printf does the work. */
static void add_number(Buf *out, const char *spec, char letter, int longs, va_list *ap)
{
    char format[32];
    snprintf(format, sizeof format, "%.24s", spec);
    if (longs < 0)
        letter == 'u' || letter == 'x' ? buf_printf(out, format, va_arg(*ap, size_t)) : buf_printf(out, format, va_arg(*ap, isize));
    else if (longs == 0)
        buf_printf(out, format, va_arg(*ap, int));
    else
        buf_printf(out, format, va_arg(*ap, long long));
}

/* Handles the directive at [p] (behind the %); returns where the format goes on, NULL on error. */
static const char *directive(Runtime *rt, Buf *out, const char *percent, va_list *ap)
{
    const char *p = percent + 1;
    isize limit = -1;
    int longs = 0;
    while (*p >= '0' && *p <= '9') p++;
    if (*p == '.') {
        limit = 0;
        for (p++; *p >= '0' && *p <= '9'; p++) limit = limit * 10 + (*p - '0');
    }
    if (*p == 'z') longs = -1, p++;
    while (*p == 'l') longs++, p++;
    char spec[32] = {0};
    size_t n = (size_t)(p + 1 - percent);
    memcpy(spec, percent, n < sizeof spec ? n : sizeof spec - 1);
    switch (*p) {
    case '%': buf_char(out, '%'); break;
    case 'c': buf_utf8(out, (uint32_t)va_arg(*ap, int)); break;
    case 's': add_bytes(out, va_arg(*ap, const char *), limit); break;
    case 'O': add_str(out, va_arg(*ap, Obj *), limit); break;
    case 'T': add_bytes(out, type_of(va_arg(*ap, Obj *))->name, limit); break;
    case 'N': add_bytes(out, va_arg(*ap, Type *)->name, limit); break;
    case 'p': buf_printf(out, "0x%llx", (unsigned long long)heap_nominal(HEAP(rt), va_arg(*ap, void *))); break;
    case 'R': if (!add_text_of(rt, out, va_arg(*ap, Obj *), true, limit)) return NULL; break;
    case 'S': if (!add_text_of(rt, out, va_arg(*ap, Obj *), false, limit)) return NULL; break;
    default: add_number(out, spec, *p, longs, ap); break;
    }
    return p + 1;
}

CHECK bool text_vformat(Runtime *rt, Buf *out, const char *format, va_list ap)
{
    va_list args;
    va_copy(args, ap);
    const char *p = format;
    while (p && *p) {
        size_t plain = strcspn(p, "%");
        buf_add(out, p, plain);
        p += plain;
        if (*p) p = directive(rt, out, p, &args);
    }
    va_end(args);
    if (p && out->failed) err_no_memory(rt);
    return p && !out->failed;
}
