/* buf.h - a growable run of bytes outside the image: scratch for text on its way out.

   Invariant: len <= cap; data[len] is 0 whenever data is not NULL. */
#ifndef GH_SHARE_BUF_H
#define GH_SHARE_BUF_H

#include <stdarg.h>

#include "share/own.h"

typedef struct Buf {
    char *data;
    size_t len, cap;
    bool failed; /* an allocation failed: the content is incomplete, further writes are ignored */
} Buf;

/* buf_reserve: makes room for [more] bytes beyond len; false (and failed) when memory is short. */
bool buf_reserve(Buf *b, size_t more);
void buf_add(Buf *b, const char *bytes, size_t n);
void buf_str(Buf *b, const char *s);
void buf_char(Buf *b, char c);
/* buf_utf8: appends code point [cp] as UTF-8; lone surrogates as three bytes. */
void buf_utf8(Buf *b, uint32_t cp);
void buf_printf(Buf *b, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_vprintf(Buf *b, const char *format, va_list ap) PRINTF_LIKE(2, 0);
void buf_clear(Buf *b); /* forgets the content, keeps the memory */
void buf_free(Buf *b);  /* gives the memory back; the buffer is empty and usable */

#endif
