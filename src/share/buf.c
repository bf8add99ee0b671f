/* buf.c - see buf.h. */
#include "share/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "share/utf8.h"

bool buf_reserve(Buf *b, size_t more)
{
    if (b->failed) return false;
    if (b->cap - b->len > more) return true;
    size_t cap = b->cap ? b->cap : 64;
    while (cap - b->len <= more) cap *= 2;
    char *data = realloc(b->data, cap);
    if (!data) {
        b->failed = true;
        return false;
    }
    b->data = data;
    b->cap = cap;
    b->data[b->len] = 0;
    return true;
}

void buf_add(Buf *b, const char *bytes, size_t n)
{
    if (!buf_reserve(b, n)) return;
    if (n) memcpy(b->data + b->len, bytes, n);
    b->len += n;
    b->data[b->len] = 0;
}

void buf_str(Buf *b, const char *s) { buf_add(b, s, strlen(s)); }

void buf_char(Buf *b, char c) { buf_add(b, &c, 1); }

void buf_utf8(Buf *b, uint32_t cp)
{
    char bytes[4];
    buf_add(b, bytes, utf8_encode(cp, bytes));
}

void buf_vprintf(Buf *b, const char *format, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, format, ap);
    if (n >= 0 && buf_reserve(b, (size_t)n)) {
        vsnprintf(b->data + b->len, (size_t)n + 1, format, again);
        b->len += (size_t)n;
    }
    va_end(again);
}

void buf_printf(Buf *b, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    buf_vprintf(b, format, ap);
    va_end(ap);
}

void buf_clear(Buf *b)
{
    b->len = 0;
    b->failed = false;
    if (b->data) b->data[0] = 0;
}

void buf_free(Buf *b)
{
    free(b->data);
    *b = (Buf){0};
}
