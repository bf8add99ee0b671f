/* codecs.c - str to bytes and back by the name of an encoding; ASCII, Latin-1 and escapes are done here. */
#include <ctype.h>
#include <stdio.h>

#include "object/text.h"

typedef enum Codec {
    C_UTF8, C_UTF8_SIG, C_ASCII, C_LATIN1, C_UTF16, C_UTF16_LE, C_UTF16_BE, C_UTF32, C_UTF32_LE, C_UTF32_BE,
    C_UNICODE_ESCAPE, C_NOT_TEXT, C_UNKNOWN
} Codec;

static const struct {
    const char *name;
    Codec codec;
} codec_names[] = {
    {"utf_8", C_UTF8}, {"utf8", C_UTF8}, {"u8", C_UTF8}, {"utf", C_UTF8}, {"cp65001", C_UTF8}, {"utf8_ucs2", C_UTF8},
    {"utf8_ucs4", C_UTF8}, {"utf_8_sig", C_UTF8_SIG}, {"ascii", C_ASCII}, {"us_ascii", C_ASCII}, {"us", C_ASCII},
    {"646", C_ASCII}, {"ansi_x3.4_1968", C_ASCII}, {"ansi_x3_4_1968", C_ASCII}, {"iso646_us", C_ASCII},
    {"iso_646.irv_1991", C_ASCII}, {"cp367", C_ASCII}, {"ibm367", C_ASCII}, {"csascii", C_ASCII}, {"latin_1", C_LATIN1},
    {"latin1", C_LATIN1}, {"latin", C_LATIN1}, {"l1", C_LATIN1}, {"iso_8859_1", C_LATIN1}, {"iso8859_1", C_LATIN1},
    {"iso8859", C_LATIN1}, {"8859", C_LATIN1}, {"cp819", C_LATIN1}, {"ibm819", C_LATIN1}, {"csisolatin1", C_LATIN1},
    {"iso_ir_100", C_LATIN1}, {"utf_16", C_UTF16}, {"utf16", C_UTF16}, {"u16", C_UTF16}, {"utf_16_le", C_UTF16_LE},
    {"utf_16le", C_UTF16_LE}, {"utf16_le", C_UTF16_LE}, {"unicodelittleunmarked", C_UTF16_LE}, {"utf_16_be", C_UTF16_BE},
    {"utf_16be", C_UTF16_BE}, {"utf16_be", C_UTF16_BE}, {"unicodebigunmarked", C_UTF16_BE}, {"utf_32", C_UTF32},
    {"utf32", C_UTF32}, {"u32", C_UTF32}, {"utf_32_le", C_UTF32_LE}, {"utf_32le", C_UTF32_LE}, {"utf_32_be", C_UTF32_BE},
    {"utf_32be", C_UTF32_BE}, {"unicode_escape", C_UNICODE_ESCAPE}, {"hex", C_NOT_TEXT}, {"hex_codec", C_NOT_TEXT},
    {"base64", C_NOT_TEXT}, {"base64_codec", C_NOT_TEXT}, {"base_64", C_NOT_TEXT}, {"rot13", C_NOT_TEXT},
    {"rot_13", C_NOT_TEXT}, {"zlib", C_NOT_TEXT}, {"zip", C_NOT_TEXT}, {"zlib_codec", C_NOT_TEXT}, {"bz2", C_NOT_TEXT},
    {"bz2_codec", C_NOT_TEXT}, {"quopri", C_NOT_TEXT}, {"quopri_codec", C_NOT_TEXT}, {"uu", C_NOT_TEXT}, {"uu_codec", C_NOT_TEXT}};

/* codec_of: spelling does not matter: case is ignored, and what is not a letter, digit or dot is one underline. */
static Codec codec_of(const char *name)
{
    char plain[32];
    size_t n = 0;
    if (!name) return C_UTF8;
    for (const char *p = name; *p; p++) {
        bool word = isalnum((unsigned char)*p) || *p == '.';
        if (!word && (n == 0 || plain[n - 1] == '_')) continue;
        if (n == sizeof plain - 1) return C_UNKNOWN;
        plain[n++] = word ? (char)tolower((unsigned char)*p) : '_';
    }
    plain[n] = 0;
    for (size_t i = 0; i < COUNT_OF(codec_names); i++) {
        if (!strcmp(codec_names[i].name, plain)) return codec_names[i].codec;
    }
    return C_UNKNOWN;
}

static void *no_codec(Runtime *rt, Codec codec, const char *name, const char *verb)
{
    if (codec == C_NOT_TEXT) {
        return err_format(rt, EXC_TYPE(rt, LookupError),
                          "'%.400s' is not a text encoding; use codecs.%s() to handle arbitrary codecs", name, verb);
    }
    return err_format(rt, EXC_TYPE(rt, LookupError), "unknown encoding: %s", name);
}

/* ---- ASCII, Latin-1 ------------------------------------------------------------------------------------ */

static void put_byte(EncodeJob *job, uint32_t c) { buf_char(&job->out, (char)c); }

static OWN Obj *narrow_encode(Runtime *rt, Obj *o, const char *errors, uint32_t limit)
{
    if (str_max(o) < limit) return bytes_new(rt, str_data(o), str_len(o));
    const char *reason = limit == 128 ? "ordinal not in range(128)" : "ordinal not in range(256)";
    EncodeJob job = {rt, limit == 128 ? "ascii" : "latin-1", errors, o, put_byte, 0, {0}};
    Chars s = chars_of(o);
    bool ok = true;
    for (isize i = 0; ok && i < s.len;) {
        uint32_t c = chars_at(s, i);
        if (c < limit) {
            buf_char(&job.out, (char)c);
            i++;
            continue;
        }
        isize stop = i + 1;
        while (stop < s.len && chars_at(s, stop) >= limit) stop++;
        ok = encode_error(&job, i, stop, reason, &i);
    }
    return encode_done(&job, ok);
}

static OWN Obj *ascii_decode(Runtime *rt, const char *s, isize n, const char *errors)
{
    if (bytes_are_ascii(s, n)) return str_from_bytes_ascii(rt, s, n);
    StrWriter w;
    writer_begin(&w, rt);
    DecodeJob job = {rt, "ascii", errors, (const unsigned char *)s, n, &w, NULL};
    bool ok = true;
    for (isize i = 0; ok && i < n;) {
        if (job.data[i] < 128) ok = writer_char(&w, job.data[i++]);
        else ok = decode_error(&job, i, i + 1, "ordinal not in range(128)", &i);
    }
    Obj *result = ok ? writer_finish(&w) : NULL;
    xdecref(rt, job.source);
    writer_end(&w);
    return result;
}

/* ---- escapes ---------------------------------------------------------------------------------------------- */

static OWN Obj *escape_encode(Runtime *rt, Obj *o)
{
    EncodeJob job = {.rt = rt, .encoding = "unicodeescape", .o = o};
    Chars s = chars_of(o);
    for (isize i = 0; i < s.len; i++) {
        uint32_t c = chars_at(s, i);
        if (c == '\\') buf_str(&job.out, "\\\\");
        else if (c == '\t') buf_str(&job.out, "\\t");
        else if (c == '\n') buf_str(&job.out, "\\n");
        else if (c == '\r') buf_str(&job.out, "\\r");
        else if (c >= 32 && c < 127) buf_char(&job.out, (char)c);
        else buf_printf(&job.out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
    }
    return encode_done(&job, true);
}

/* read_digits: up to [most] digits of [base] at *at. */
static int read_digits(const unsigned char *s, isize n, isize *at, int most, int base, uint32_t *value)
{
    int count = 0;
    *value = 0;
    for (; count < most && *at < n; count++, ++*at) {
        int c = s[*at], digit = isdigit(c) ? c - '0' : isxdigit(c) ? (c | 32) - 'a' + 10 : 99;
        if (digit >= base) break;
        *value = *value * (uint32_t)base + (uint32_t)digit;
    }
    return count;
}

static bool hex_escape(DecodeJob *job, isize start, isize *at, int digits)
{
    uint32_t value;
    const char *reason = digits == 2 ? "truncated \\xXX escape" : digits == 4 ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape";
    if (read_digits(job->data, job->n, at, digits, 16, &value) < digits) return decode_error(job, start, *at, reason, at);
    if (value > 0x10FFFF) return decode_error(job, start, *at, "illegal Unicode character", at);
    return writer_char(job->w, value);
}

/* one_escape: what follows the backslash at [start]; *at is behind it. */
static bool one_escape(DecodeJob *job, isize start, isize *at)
{
    static const char letters[] = "abfnrtv\\'\"", meanings[] = "\a\b\f\n\r\t\v\\'\"";
    if (*at >= job->n) return decode_error(job, start, job->n, "\\ at end of string", at);
    int c = job->data[(*at)++];
    if (c == '\n') return true;
    const char *known = c ? strchr(letters, c) : NULL;
    if (known) return writer_char(job->w, (unsigned char)meanings[known - letters]);
    if (c >= '0' && c <= '7') {
        uint32_t value;
        --*at;
        read_digits(job->data, job->n, at, 3, 8, &value);
        return writer_char(job->w, value);
    }
    if (c == 'x') return hex_escape(job, start, at, 2);
    if (c == 'u') return hex_escape(job, start, at, 4);
    if (c == 'U') return hex_escape(job, start, at, 8);
    return writer_char(job->w, '\\') && writer_char(job->w, (uint32_t)c);
}

static OWN Obj *escape_decode(Runtime *rt, const char *s, isize n, const char *errors)
{
    StrWriter w;
    writer_begin(&w, rt);
    DecodeJob job = {rt, "unicodeescape", errors, (const unsigned char *)s, n, &w, NULL};
    bool ok = true;
    for (isize i = 0; ok && i < n;) {
        isize start = i++;
        if (job.data[start] != '\\') ok = writer_char(&w, job.data[start]);
        else ok = one_escape(&job, start, &i);
    }
    Obj *result = ok ? writer_finish(&w) : NULL;
    xdecref(rt, job.source);
    writer_end(&w);
    return result;
}

/* ---- by name ---------------------------------------------------------------------------------------------- */

static OWN Obj *encode_with_mark(Runtime *rt, Obj *o, const char *errors)
{
    Obj *plain = utf8_encode_with(rt, o, errors);
    if (!plain) return NULL;
    Obj *marked = bytes_new(rt, NULL, bytes_len(plain) + 3);
    if (marked) {
        memcpy(((Bytes *)marked)->data, "\xEF\xBB\xBF", 3);
        memcpy(((Bytes *)marked)->data + 3, bytes_data(plain), (size_t)bytes_len(plain));
    }
    decref(rt, plain);
    return marked;
}

OWN Obj *str_encode(Runtime *rt, Obj *o, const char *encoding, const char *errors)
{
    Codec codec = codec_of(encoding);
    switch (codec) {
    case C_UTF8: return utf8_encode_with(rt, o, errors);
    case C_UTF8_SIG: return encode_with_mark(rt, o, errors);
    case C_ASCII: return narrow_encode(rt, o, errors, 128);
    case C_LATIN1: return narrow_encode(rt, o, errors, 256);
    case C_UTF16: return utf16_encode(rt, o, errors, 0);
    case C_UTF16_LE: return utf16_encode(rt, o, errors, -1);
    case C_UTF16_BE: return utf16_encode(rt, o, errors, 1);
    case C_UTF32: return utf32_encode(rt, o, errors, 0);
    case C_UTF32_LE: return utf32_encode(rt, o, errors, -1);
    case C_UTF32_BE: return utf32_encode(rt, o, errors, 1);
    case C_UNICODE_ESCAPE: return escape_encode(rt, o);
    case C_NOT_TEXT:
    case C_UNKNOWN: break;
    }
    return no_codec(rt, codec, encoding, "encode");
}

OWN Obj *str_decode(Runtime *rt, const char *data, isize n, const char *encoding, const char *errors)
{
    Codec codec = codec_of(encoding);
    if (n == 0) return str_empty(rt); /* whatever the encoding is called */
    switch (codec) {
    case C_UTF8: return utf8_decode_with(rt, data, n, errors);
    case C_UTF8_SIG: {
        bool marked = n >= 3 && !memcmp(data, "\xEF\xBB\xBF", 3);
        return utf8_decode_with(rt, marked ? data + 3 : data, marked ? n - 3 : n, errors);
    }
    case C_ASCII: return ascii_decode(rt, data, n, errors);
    case C_LATIN1: return str_from_chars(rt, 1, data, n);
    case C_UTF16: return utf16_decode(rt, data, n, errors, 0);
    case C_UTF16_LE: return utf16_decode(rt, data, n, errors, -1);
    case C_UTF16_BE: return utf16_decode(rt, data, n, errors, 1);
    case C_UTF32: return utf32_decode(rt, data, n, errors, 0);
    case C_UTF32_LE: return utf32_decode(rt, data, n, errors, -1);
    case C_UTF32_BE: return utf32_decode(rt, data, n, errors, 1);
    case C_UNICODE_ESCAPE: return escape_decode(rt, data, n, errors);
    case C_NOT_TEXT:
    case C_UNKNOWN: break;
    }
    return no_codec(rt, codec, encoding, "decode");
}
