/* codecerr.c - the error handlers of codecs: what happens to text that cannot be encoded or decoded. */
#include <stdio.h>
#include <uniname.h>

#include "object/text.h"

typedef enum Handler {
    H_STRICT, H_IGNORE, H_REPLACE, H_BACKSLASH, H_XML, H_NAME, H_ESCAPE, H_PASS, H_UNKNOWN
} Handler;

static Handler handler_of(const char *name)
{
    static const char *const names[] = {"strict",      "ignore",          "replace",      "backslashreplace", "xmlcharrefreplace",
                                        "namereplace", "surrogateescape", "surrogatepass"};
    if (!name) return H_STRICT;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (!strcmp(name, names[i])) return (Handler)i;
    }
    return H_UNKNOWN;
}

static bool unknown_handler(Runtime *rt, const char *name)
{
    err_format(rt, EXC_TYPE(rt, LookupError), "unknown error handler name '%.400s'", name);
    return false;
}

/* raise_codec: raises [type](encoding, source, start, stop, reason). */
static bool raise_codec(Runtime *rt, Obj *type, const char *encoding, Obj *source, isize start, isize stop, const char *reason)
{
    Obj *parts[5] = {str_from(rt, encoding), own(source), int_new(rt, start), int_new(rt, stop), str_from(rt, reason)};
    bool all = true;
    for (int i = 0; i < 5; i++) all = all && parts[i];
    Obj *args = all ? tuple_from_array(rt, parts, 5) : NULL;
    for (int i = 0; i < 5; i++) xdecref(rt, parts[i]);
    if (args) err_set(rt, type, args);
    xdecref(rt, args);
    return false;
}

/* utf_width: the code unit of a UTF encoding, 0 for others; *big: whether its bytes come big end first. */
static int utf_width(const char *encoding, bool *big)
{
    if (strncmp(encoding, "utf-", 4) != 0) return 0;
    *big = strstr(encoding, "-be") != NULL;
    return encoding[4] == '8' ? 1 : encoding[4] == '1' ? 2 : 4;
}

/* ---- decoding --------------------------------------------------------------------------------------------- */

static bool decode_strict(DecodeJob *job, isize start, isize stop, const char *reason)
{
    Runtime *rt = job->rt;
    if (!job->source) job->source = bytes_new(rt, (const char *)job->data, job->n);
    if (!job->source) return false;
    return raise_codec(rt, EXC_TYPE(rt, UnicodeDecodeError), job->encoding, job->source, start, stop, reason);
}

/* lone_surrogate: reads a surrogate that stands alone at [at]; 0: there is none. */
static uint32_t lone_surrogate(const DecodeJob *job, isize at, isize *size)
{
    bool big = false;
    int width = utf_width(job->encoding, &big);
    const unsigned char *p = job->data + at;
    uint32_t c = 0;
    *size = width == 1 ? 3 : width;
    if (width == 0 || job->n - at < *size) return 0;
    if (width == 1) {
        if ((p[0] & 0xF0) == 0xE0 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
            c = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
        }
    } else {
        for (int i = 0; i < width; i++) c = c << 8 | p[big ? i : width - 1 - i];
    }
    return c - 0xD800 < 0x800 ? c : 0;
}

static bool write_backslashes(StrWriter *w, const unsigned char *p, isize n)
{
    for (isize i = 0; i < n; i++) {
        char text[8];
        snprintf(text, sizeof text, "\\x%02x", p[i]);
        if (!writer_ascii(w, text, 4)) return false;
    }
    return true;
}

bool decode_error(DecodeJob *job, isize start, isize stop, const char *reason, isize *resume)
{
    *resume = stop;
    switch (handler_of(job->errors)) {
    case H_STRICT: return decode_strict(job, start, stop, reason);
    case H_IGNORE: return true;
    case H_REPLACE: return writer_char(job->w, 0xFFFD);
    case H_BACKSLASH: return write_backslashes(job->w, job->data + start, stop - start);
    case H_ESCAPE: {
        isize i = start;
        for (; i < stop && i < start + 4 && job->data[i] >= 0x80; i++) {
            if (!writer_char(job->w, 0xDC00u + job->data[i])) return false;
        }
        *resume = i;
        return i > start || decode_strict(job, start, stop, reason);
    }
    case H_PASS: {
        isize size;
        uint32_t c = lone_surrogate(job, start, &size);
        *resume = start + size;
        return c ? writer_char(job->w, c) : decode_strict(job, start, stop, reason);
    }
    case H_XML:
    case H_NAME:
        err_type(job->rt, "don't know how to handle UnicodeDecodeError in error callback");
        return false;
    case H_UNKNOWN: break;
    }
    return unknown_handler(job->rt, job->errors);
}

/* ---- encoding --------------------------------------------------------------------------------------------- */

static bool encode_strict(EncodeJob *job, isize start, isize stop, const char *reason)
{
    return raise_codec(job->rt, EXC_TYPE(job->rt, UnicodeEncodeError), job->encoding, job->o, start, stop, reason);
}

static void put_text(EncodeJob *job, const char *s)
{
    while (*s) job->put(job, (unsigned char)*s++);
}

/* character_name: the Unicode name; the names of ideographs are made of their numbers.  false: it has none. */
static bool character_name(uint32_t c, char *name)
{
    static const uint32_t ideographs[][2] = {{0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0x20000, 0x2A6DF}, {0x2A700, 0x2B738},
                                             {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}, {0x30000, 0x3134A}};
    for (size_t i = 0; i < COUNT_OF(ideographs); i++) {
        if (c < ideographs[i][0] || c > ideographs[i][1]) continue;
        snprintf(name, UNINAME_MAX, "CJK UNIFIED IDEOGRAPH-%X", (unsigned)c);
        return true;
    }
    return unicode_character_name(c, name) != NULL;
}

static void put_substitute(EncodeJob *job, uint32_t c, Handler handler)
{
    char text[UNINAME_MAX + 8], name[UNINAME_MAX];
    if (handler == H_REPLACE) snprintf(text, sizeof text, "?");
    else if (handler == H_XML) snprintf(text, sizeof text, "&#%u;", (unsigned)c);
    else if (handler == H_NAME && character_name(c, name)) snprintf(text, sizeof text, "\\N{%s}", name);
    else snprintf(text, sizeof text, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
    put_text(job, text);
}

static bool put_surrogate(EncodeJob *job, uint32_t c)
{
    bool big = false;
    int width = utf_width(job->encoding, &big);
    if (width == 0 || c - 0xD800 >= 0x800) return false;
    if (width == 1) {
        buf_utf8(&job->out, c);
        return true;
    }
    for (int i = 0; i < width; i++) {
        int shift = 8 * (job->order > 0 ? width - 1 - i : i);
        buf_char(&job->out, (char)(c >> shift & 0xFF));
    }
    return true;
}

bool encode_error(EncodeJob *job, isize start, isize stop, const char *reason, isize *resume)
{
    Handler handler = handler_of(job->errors);
    *resume = stop;
    switch (handler) {
    case H_STRICT: return encode_strict(job, start, stop, reason);
    case H_IGNORE: return true;
    case H_REPLACE:
    case H_BACKSLASH:
    case H_XML:
    case H_NAME:
        for (isize i = start; i < stop; i++) put_substitute(job, str_at(job->o, i), handler);
        return true;
    case H_ESCAPE:
        for (isize i = start; i < stop; i++) {
            uint32_t c = str_at(job->o, i);
            if (c - 0xDC80 >= 0x80) return encode_strict(job, i, stop, reason);
            buf_char(&job->out, (char)(c - 0xDC00));
        }
        return true;
    case H_PASS:
        for (isize i = start; i < stop; i++) {
            if (!put_surrogate(job, str_at(job->o, i))) return encode_strict(job, start, stop, reason);
        }
        return true;
    case H_UNKNOWN: break;
    }
    return unknown_handler(job->rt, job->errors);
}

OWN Obj *encode_done(EncodeJob *job, bool ok)
{
    Obj *result = NULL;
    if (ok && job->out.failed) err_no_memory(job->rt);
    else if (ok) result = bytes_new(job->rt, job->out.data ? job->out.data : "", (isize)job->out.len);
    buf_free(&job->out);
    return result;
}
