/* strprintf.c - str_format: a str from C's formats, by the formatter that error texts use. */
#include "object/text.h"

OWN Obj *str_format(Runtime *rt, const char *format, ...)
{
    Buf out = {0};
    va_list ap;
    va_start(ap, format);
    bool ok = text_vformat(rt, &out, format, ap);
    va_end(ap);
    Obj *result = ok ? str_from_utf8(rt, out.data ? out.data : "", out.len) : NULL;
    buf_free(&out);
    return result;
}
