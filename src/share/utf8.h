/* utf8.h - UTF-8, one code point at a time. */
#ifndef GH_SHARE_UTF8_H
#define GH_SHARE_UTF8_H

#include "share/own.h"

/* utf8_encode: writes [cp] (0..0x10FFFF, surrogates allowed) to [out]; returns the bytes written, 1 to 4. */
size_t utf8_encode(uint32_t cp, char out[4]);

/* utf8_decode: reads one code point of [n] bytes at [s] into [cp]; returns the bytes read, or 0 when they
   are not well-formed UTF-8 (overlong forms, surrogates, beyond 0x10FFFF, cut short). */
size_t utf8_decode(const char *s, size_t n, uint32_t *cp);

/* utf8_error: the offset of the first byte that is not well-formed in [s], or [n] when all is well. */
size_t utf8_error(const char *s, size_t n);

#endif
