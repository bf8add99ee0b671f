/* codecutf.c - UTF-16 and UTF-32, with or without a byte order mark. */
#include "object/text.h"

static uint32_t read_unit(const unsigned char *p, int width, bool big)
{
    uint32_t c = 0;
    for (int i = 0; i < width; i++) c = c << 8 | p[big ? i : width - 1 - i];
    return c;
}

static void put_unit(EncodeJob *job, uint32_t c, int width)
{
    for (int i = 0; i < width; i++) {
        buf_char(&job->out, (char)(c >> 8 * (job->order > 0 ? width - 1 - i : i) & 0xFF));
    }
}

/* ---- decoding ----------------------------------------------------------------------------------------- */

/* decode16_at: the character at *at, which moves behind it; false: an exception. */
static bool decode16_at(DecodeJob *job, isize *at, bool big)
{
    isize i = *at;
    if (job->n - i < 2) return decode_error(job, i, job->n, "truncated data", at);
    uint32_t c = read_unit(job->data + i, 2, big);
    *at = i + 2;
    if (c - 0xD800 >= 0x800) return writer_char(job->w, c);
    if (c >= 0xDC00) return decode_error(job, i, i + 2, "illegal encoding", at);
    if (job->n - i < 4) return decode_error(job, i, job->n, "unexpected end of data", at);
    uint32_t low = read_unit(job->data + i + 2, 2, big);
    if (low - 0xDC00 >= 0x400) return decode_error(job, i, i + 2, "illegal UTF-16 surrogate", at);
    *at = i + 4;
    return writer_char(job->w, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
}

static bool decode32_at(DecodeJob *job, isize *at, bool big)
{
    isize i = *at;
    if (job->n - i < 4) return decode_error(job, i, job->n, "truncated data", at);
    uint32_t c = read_unit(job->data + i, 4, big);
    if (c > 0x10FFFF) return decode_error(job, i, i + 4, "code point not in range(0x110000)", at);
    if (c - 0xD800 < 0x800) {
        return decode_error(job, i, i + 4, "code point in surrogate code point range(0xd800, 0xe000)", at);
    }
    *at = i + 4;
    return writer_char(job->w, c);
}

static OWN Obj *decode_units(Runtime *rt, const char *s, isize n, const char *errors, int order, int width)
{
    StrWriter w;
    writer_begin(&w, rt);
    DecodeJob job = {rt, NULL, errors, (const unsigned char *)s, n, &w, NULL};
    isize at = 0;
    if (order == 0 && n >= width) {
        if (read_unit(job.data, width, false) == 0xFEFF) order = -1;
        else if (read_unit(job.data, width, true) == 0xFEFF) order = 1;
        if (order) at = width;
    }
    bool big = order > 0, ok = true;
    job.encoding = width == 2 ? (big ? "utf-16-be" : "utf-16-le") : (big ? "utf-32-be" : "utf-32-le");
    while (ok && at < n) ok = width == 2 ? decode16_at(&job, &at, big) : decode32_at(&job, &at, big);
    Obj *result = ok ? writer_finish(&w) : NULL;
    xdecref(rt, job.source);
    writer_end(&w);
    return result;
}

OWN Obj *utf16_decode(Runtime *rt, const char *s, isize n, const char *errors, int order)
{
    return decode_units(rt, s, n, errors, order, 2);
}

OWN Obj *utf32_decode(Runtime *rt, const char *s, isize n, const char *errors, int order)
{
    return decode_units(rt, s, n, errors, order, 4);
}

/* ---- encoding ----------------------------------------------------------------------------------------- */

static void put16(EncodeJob *job, uint32_t c)
{
    if (c >= 0x10000) {
        put_unit(job, 0xD800 + ((c - 0x10000) >> 10), 2);
        c = 0xDC00 + (c & 0x3FF);
    }
    put_unit(job, c, 2);
}

static void put32(EncodeJob *job, uint32_t c) { put_unit(job, c, 4); }

static OWN Obj *encode_units(EncodeJob *job, bool mark)
{
    Chars s = chars_of(job->o);
    bool ok = true;
    if (mark) job->put(job, 0xFEFF);
    for (isize i = 0; ok && i < s.len;) {
        uint32_t c = chars_at(s, i);
        if (c - 0xD800 < 0x800) {
            ok = encode_error(job, i, i + 1, "surrogates not allowed", &i);
        } else {
            job->put(job, c);
            i++;
        }
    }
    return encode_done(job, ok);
}

OWN Obj *utf16_encode(Runtime *rt, Obj *o, const char *errors, int order)
{
    const char *name = order < 0 ? "utf-16-le" : order > 0 ? "utf-16-be" : "utf-16";
    EncodeJob job = {rt, name, errors, o, put16, order, {0}};
    return encode_units(&job, order == 0);
}

OWN Obj *utf32_encode(Runtime *rt, Obj *o, const char *errors, int order)
{
    const char *name = order < 0 ? "utf-32-le" : order > 0 ? "utf-32-be" : "utf-32";
    EncodeJob job = {rt, name, errors, o, put32, order, {0}};
    return encode_units(&job, order == 0);
}
