/* strutf8.c - str from UTF-8 and back.

   One scanner serves all: it reads a character, or tells how many bytes are wrong and why, in the way that
   the Unicode standard recommends (maximal subparts), since error handlers see these spans. */
#include <stdlib.h>

#include "object/text.h"
#include "share/utf8.h"

/* ascii_prefix: how many bytes at [s] are ASCII. */
static isize ascii_prefix(const unsigned char *s, isize n)
{
    isize i = 0;
    for (; i + 8 <= n; i += 8) {
        uint64_t w;
        memcpy(&w, s + i, 8);
        if (w & UINT64_C(0x8080808080808080)) break;
    }
    while (i < n && s[i] < 0x80) i++;
    return i;
}

/* read_char: the length of the character at [s], or 0 with *bad, the length of the wrong bytes, and *why. */
static int read_char(const unsigned char *s, isize n, uint32_t *cp, isize *bad, const char **why)
{
    unsigned c = s[0];
    if (c < 0x80) {
        *cp = c;
        return 1;
    }
    *bad = 1;
    *why = "invalid start byte";
    if (c < 0xC2 || c > 0xF4) return 0;
    int len = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    unsigned low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
    unsigned high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    uint32_t code = c & (0xFFu >> (len + 1));
    for (int i = 1; i < len; i++, low = 0x80, high = 0xBF) {
        *bad = i;
        if (i >= n) {
            *why = "unexpected end of data";
            return 0;
        }
        if (s[i] < low || s[i] > high) {
            *why = "invalid continuation byte";
            return 0;
        }
        code = code << 6 | (s[i] & 0x3F);
    }
    *cp = code;
    return len;
}

/* read_any: also lone surrogates; U+FFFD for what is wrong. */
static isize read_any(const unsigned char *s, isize n, uint32_t *cp)
{
    isize bad;
    const char *why;
    int len = read_char(s, n, cp, &bad, &why);
    if (len) return len;
    if (n >= 3 && s[0] == 0xED && s[1] >= 0xA0 && s[1] <= 0xBF && (s[2] & 0xC0) == 0x80) {
        *cp = 0xD000u | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
        return 3;
    }
    *cp = 0xFFFD;
    return bad;
}

/* measure: how many characters follow at [s] and the largest of them; false: there is something wrong. */
static bool measure(const unsigned char *s, isize n, isize *len, uint32_t *max)
{
    isize bad;
    const char *why;
    for (isize i = 0; i < n; ++*len) {
        uint32_t cp;
        int size = read_char(s + i, n - i, &cp, &bad, &why);
        if (!size) return false;
        if (cp > *max) *max = cp;
        i += size;
    }
    return true;
}

/* fill: a str of [len] characters, of which the first [plain] are ASCII. */
static OWN Obj *fill(Runtime *rt, const unsigned char *s, isize n, isize plain, isize len, uint32_t max)
{
    if (len == 1) return read_any(s, n, &max) ? str_from_char(rt, max) : NULL;
    Obj *o = str_new(rt, len, max);
    if (!o) return NULL;
    int kind = str_kind(o);
    void *data = str_data(o);
    chars_copy(kind, data, 0, chars_bytes(s, plain));
    for (isize i = plain, at = plain; i < n; at++) {
        uint32_t cp;
        i += read_any(s + i, n - i, &cp);
        chars_put(kind, data, at, cp);
    }
    return o;
}

OWN Obj *str_from_utf8(Runtime *rt, const char *s, size_t n)
{
    const unsigned char *p = (const unsigned char *)s;
    isize size = (isize)n, plain = ascii_prefix(p, size), len = plain;
    if (plain == size) return str_from_bytes_ascii(rt, s, size);
    uint32_t max = 0, cp;
    for (isize i = plain; i < size; len++) {
        i += read_any(p + i, size - i, &cp);
        if (cp > max) max = cp;
    }
    return fill(rt, p, size, plain, len, max);
}

OWN Obj *str_from(Runtime *rt, const char *s) { return str_from_utf8(rt, s, strlen(s)); }

/* ---- decoding with a handler ----------------------------------------------------------------------------- */

static OWN Obj *decode_slow(Runtime *rt, const char *s, isize n, const char *errors)
{
    StrWriter w;
    writer_begin(&w, rt);
    DecodeJob job = {rt, "utf-8", errors, (const unsigned char *)s, n, &w, NULL};
    bool ok = true;
    for (isize i = 0; ok && i < n;) {
        isize plain = ascii_prefix(job.data + i, n - i);
        ok = writer_chars(&w, chars_bytes(s + i, plain), 0x7f);
        i += plain;
        if (!ok || i >= n) break;
        uint32_t cp;
        isize bad;
        const char *why;
        int len = read_char(job.data + i, n - i, &cp, &bad, &why);
        if (len) {
            ok = writer_char(&w, cp);
            i += len;
        } else {
            ok = decode_error(&job, i, i + bad, why, &i);
        }
    }
    Obj *result = ok ? writer_finish(&w) : NULL;
    xdecref(rt, job.source);
    writer_end(&w);
    return result;
}

OWN Obj *utf8_decode_with(Runtime *rt, const char *s, isize n, const char *errors)
{
    const unsigned char *p = (const unsigned char *)s;
    isize plain = ascii_prefix(p, n), len = plain;
    if (plain == n) return str_from_bytes_ascii(rt, s, n);
    uint32_t max = 0;
    if (measure(p + plain, n - plain, &len, &max)) return fill(rt, p, n, plain, len, max);
    return decode_slow(rt, s, n, errors);
}

/* ---- encoding --------------------------------------------------------------------------------------------- */

/* encoded_size: the bytes of [c] in UTF-8; *surrogate: where the first surrogate is, or -1. */
static isize encoded_size(Chars c, isize *surrogate)
{
    isize size = 0;
    *surrogate = -1;
    for (isize i = 0; i < c.len; i++) {
        uint32_t ch = chars_at(c, i);
        size += ch < 0x80 ? 1 : ch < 0x800 ? 2 : ch < 0x10000 ? 3 : 4;
        if (ch - 0xD800 < 0x800 && *surrogate < 0) *surrogate = i;
    }
    return size;
}

static char *encode_chars(Chars c, char *out)
{
    for (isize i = 0; i < c.len; i++) {
        uint32_t ch = chars_at(c, i);
        if (ch < 0x80) *out++ = (char)ch;
        else out += utf8_encode(ch, out);
    }
    return out;
}

const char *str_utf8(Runtime *rt, Obj *o, isize *n)
{
    if (str_is_ascii(o)) {
        if (n) *n = str_len(o);
        return str_data(o);
    }
    WideStr *w = (WideStr *)o;
    if (!w->utf8) {
        Chars c = chars_of(o);
        isize surrogate, size = encoded_size(c, &surrogate);
        if (surrogate >= 0) {
            Obj *refused = utf8_encode_with(rt, o, NULL);
            xdecref(rt, refused);
            return NULL;
        }
        char *utf8 = mem_alloc(rt, (size_t)size + 1, KIND_CHUNK);
        if (!utf8) return NULL;
        *encode_chars(c, utf8) = 0;
        w->utf8 = utf8;
        w->utf8_length = size;
    }
    if (n) *n = w->utf8_length;
    return w->utf8;
}

bool str_add_utf8(Buf *b, const Obj *o)
{
    Chars c = chars_of(o);
    if (str_is_ascii(o)) {
        buf_add(b, c.data, (size_t)c.len);
    } else {
        for (isize i = 0; i < c.len; i++) buf_utf8(b, chars_at(c, i));
    }
    return !b->failed;
}

static void put_utf8(EncodeJob *job, uint32_t c) { buf_utf8(&job->out, c); }

static OWN Obj *encode_slow(Runtime *rt, Obj *o, const char *errors)
{
    EncodeJob job = {rt, "utf-8", errors, o, put_utf8, 0, {0}};
    Chars c = chars_of(o);
    bool ok = true;
    for (isize i = 0; ok && i < c.len;) {
        uint32_t ch = chars_at(c, i);
        if (ch - 0xD800 >= 0x800) {
            buf_utf8(&job.out, ch);
            i++;
            continue;
        }
        isize stop = i + 1;
        while (stop < c.len && chars_at(c, stop) - 0xD800 < 0x800) stop++;
        ok = encode_error(&job, i, stop, "surrogates not allowed", &i);
    }
    return encode_done(&job, ok);
}

OWN Obj *utf8_encode_with(Runtime *rt, Obj *o, const char *errors)
{
    Chars c = chars_of(o);
    if (str_is_ascii(o)) return bytes_new(rt, c.data, c.len);
    if (((WideStr *)o)->utf8) return bytes_new(rt, ((WideStr *)o)->utf8, ((WideStr *)o)->utf8_length);
    isize surrogate, size = encoded_size(c, &surrogate);
    if (surrogate >= 0) return encode_slow(rt, o, errors);
    Obj *result = bytes_new(rt, NULL, size);
    if (result) encode_chars(c, ((Bytes *)result)->data);
    return result;
}
