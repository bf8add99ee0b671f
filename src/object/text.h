/* text.h - what the files of str and bytes share: runs of characters, the writer, searching, splitting.

   A run of bytes is a run of characters of kind 1, so most of what str and bytes have in common is written
   once, over Chars; TextKind holds the few things in which they differ. */
#ifndef GH_OBJECT_TEXT_H
#define GH_OBJECT_TEXT_H

#include <string.h>

#include "object/object.h"

/* ---- chars.c: runs of characters ------------------------------------------------------------------- */

typedef struct Chars {
    const void *data;
    isize len;
    int kind; /* bytes a character: 1, 2 or 4 */
} Chars;

static inline Chars chars_of(const Obj *o) { return (Chars){str_data(o), str_len(o), str_kind(o)}; }
static inline Chars chars_bytes(const void *data, isize len) { return (Chars){data, len, 1}; }
static inline uint32_t chars_at(Chars c, isize i) { return str_read(c.kind, c.data, i); }
static inline const void *chars_from(Chars c, isize i) { return (const char *)c.data + i * c.kind; }
static inline Chars chars_part(Chars c, isize start, isize stop)
{
    return (Chars){chars_from(c, start), stop - start, c.kind};
}
static inline void chars_put(int kind, void *data, isize i, uint32_t c)
{
    if (kind == 1) ((uint8_t *)data)[i] = (uint8_t)c;
    else if (kind == 2) ((uint16_t *)data)[i] = (uint16_t)c;
    else ((uint32_t *)data)[i] = c;
}
/* chars_max: 0x7f, 0xff, 0xffff or 0x10ffff: the least of these that no character exceeds. */
uint32_t chars_max(Chars c);
static inline uint32_t str_max(const Obj *o)
{
    return str_is_ascii(o) ? 0x7f : str_kind(o) == 1 ? 0xff : str_kind(o) == 2 ? 0xffff : 0x10ffff;
}
bool bytes_are_ascii(const void *data, isize n);
/* chars_copy: copies all of [from] to the characters at [at] of [data], whose kind is wide enough. */
void chars_copy(int kind, void *data, isize at, Chars from);
void chars_fill(int kind, void *data, isize at, uint32_t c, isize n);
/* The searches answer an index into [s], or -1.  0 <= start <= stop <= s.len is the caller's. */
isize chars_find_char(Chars s, uint32_t c, isize start, isize stop);
isize chars_rfind_char(Chars s, uint32_t c, isize start, isize stop);
isize chars_find(Chars s, Chars part, isize start, isize stop);
isize chars_rfind(Chars s, Chars part, isize start, isize stop);
isize chars_count(Chars s, Chars part, isize start, isize stop, isize most);
bool chars_same(Chars a, Chars b); /* equal length is the caller's */
int chars_order(Chars a, Chars b); /* -1, 0, 1 */
/* chars_adjust: Python's treatment of slice bounds: negative ones count from the end, both are clamped. */
static inline void chars_adjust(isize len, isize *start, isize *stop)
{
    if (*stop > len) *stop = len;
    else if (*stop < 0 && (*stop += len) < 0) *stop = 0;
    if (*start < 0 && (*start += len) < 0) *start = 0;
}

/* ---- strwriter.c: a str that grows, outside the image until it is finished ------------------------------ */

typedef struct StrWriter {
    Runtime *rt;
    char *data;
    isize len, room; /* in characters */
    int kind;
    uint32_t max; /* the bits of all characters */
    char small[256];
} StrWriter;
void writer_begin(StrWriter *w, Runtime *rt);
void writer_end(StrWriter *w); /* frees; always call it, also after writer_finish */
CHECK bool writer_reserve(StrWriter *w, isize more, uint32_t max); /* false: MemoryError */
CHECK bool writer_char(StrWriter *w, uint32_t c);
CHECK bool writer_fill(StrWriter *w, uint32_t c, isize n);
CHECK bool writer_chars(StrWriter *w, Chars c, uint32_t max); /* max: 0 means not known */
CHECK bool writer_str(StrWriter *w, const Obj *o);
CHECK bool writer_ascii(StrWriter *w, const char *s, isize n);
OWN Obj *writer_finish(StrWriter *w);       /* a str */
OWN Obj *writer_finish_fresh(StrWriter *w); /* never the shared str of one character */
OWN Obj *writer_finish_bytes(StrWriter *w, bool shared); /* a bytes; no character exceeds 255 */

/* ---- str.c ------------------------------------------------------------------------------------------------ */

OWN Obj *str_unchanged(Runtime *rt, Obj *o); /* [o] itself, or a plain copy when it is of a subclass */
OWN Obj *str_from_bytes_ascii(Runtime *rt, const char *s, isize n);
/* str_settle_take: the shared one when [o] is of one latin-1 character or none. */
OWN Obj *str_settle_take(Runtime *rt, TAKE Obj *o);
/* str_narrow_take: the narrowest form of a str that may be wider than need be. */
OWN Obj *str_narrow_take(Runtime *rt, TAKE Obj *o);
static inline OWN Obj *str_empty(Runtime *rt) { return own(rt->empty_str); }
OWN Obj *str_repeat(Runtime *rt, Obj *o, isize times);
OWN Obj *str_subscript(Runtime *rt, Obj *o, Obj *key);
OWN Obj *str_item(Runtime *rt, Obj *o, isize i);
OWN Obj *str_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op);
int str_contains(Runtime *rt, Obj *o, Obj *part);
void str_dealloc(Runtime *rt, Obj *o);
void str_drop_interned(Runtime *rt, Obj *o); /* strintern.c: takes a dying str out of the table */
extern const MethodDef *const str_methods[]; /* strmethods.c */
OWN Obj *str_repr(Runtime *rt, Obj *o);
OWN Obj *str_iter(Runtime *rt, Obj *o);
OWN Obj *order_result(Runtime *rt, int order, CompareOp op);

/* ---- textsplit.c: what str and bytes do alike ------------------------------------------------------------- */

typedef struct TextKind {
    OWN Obj *(*piece)(Runtime *rt, Obj *o, isize start, isize stop);
    const bool *space; /* of the characters below 256 */
    bool (*is_space)(uint32_t c);
    bool (*is_break)(uint32_t c);
    bool wide; /* str */
} TextKind;
extern const TextKind str_text, bytes_text;
static inline bool text_is_space(const TextKind *k, Chars s, isize i)
{
    uint32_t c = chars_at(s, i);
    return c < 256 ? k->space[c] : k->is_space(c);
}
/* block: a KIND_CHUNK block of [room] bytes, NULL when room is 0; start points into it; a NUL follows the bytes. */
typedef struct ByteArray {
    VarObj v;
    isize room;
    char *block, *start;
    isize exports; /* buffers handed out: while there is one, the length cannot change */
} ByteArray;
/* run_data: where the bytes of a bytes or bytearray are; bytes_len is right for both. */
static inline char *run_data(const Obj *o)
{
    if (is_bytes(o)) return ((Bytes *)(uintptr_t)o)->data;
    char *start = ((const ByteArray *)o)->start;
    return start ? start : (char *)(uintptr_t)"";
}
static inline Chars text_chars(const TextKind *k, const Obj *o)
{
    return k->wide ? chars_of(o) : chars_bytes(run_data(o), bytes_len(o));
}
/* text_split, text_rsplit: sep NULL: at whitespace.  An empty separator is a ValueError. */
OWN Obj *text_split(Runtime *rt, const TextKind *k, Obj *o, const Chars *sep, isize most);
OWN Obj *text_rsplit(Runtime *rt, const TextKind *k, Obj *o, const Chars *sep, isize most);
OWN Obj *text_splitlines(Runtime *rt, const TextKind *k, Obj *o, bool keep_ends);
OWN Obj *text_partition(Runtime *rt, const TextKind *k, Obj *o, Obj *sep_obj, Chars sep, bool from_right);
enum { STRIP_LEFT = 1, STRIP_RIGHT = 2, STRIP_BOTH = 3 };
OWN Obj *text_strip(Runtime *rt, const TextKind *k, Obj *o, const Chars *set, int sides);

/* ---- textsearch.c: methods of str, bytes and bytearray ------------------------------------------------------ */

extern const MethodDef text_count_def, text_find_def, text_rfind_def, text_index_def, text_rindex_def, text_startswith_def,
    text_endswith_def;

/* ---- strmodify.c ---------------------------------------------------------------------------------------------- */

OWN Obj *str_replace(Runtime *rt, Obj *o, Obj *from, Obj *to, isize most);
OWN Obj *str_pad(Runtime *rt, Obj *o, isize left, isize right, uint32_t fill);
OWN Obj *str_zfill(Runtime *rt, Obj *o, isize width);
CHECK bool write_expanded(StrWriter *w, Chars s, isize tabsize); /* tabs as spaces */
OWN Obj *str_expandtabs(Runtime *rt, Obj *o, isize tabsize);
OWN Obj *str_translate(Runtime *rt, Obj *o, Obj *table);
OWN Obj *str_maketrans(Runtime *rt, Obj *x, Obj *y, Obj *z);

/* ---- strcase.c --------------------------------------------------------------------------------------------------- */

typedef enum CaseChange { CASE_LOWER, CASE_UPPER, CASE_TITLE, CASE_SWAP, CASE_CAPITALIZE, CASE_FOLD } CaseChange;
OWN Obj *str_change_case(Runtime *rt, Obj *o, CaseChange change);
/* str_all: whether there are characters, and all of them satisfy [is]. */
bool str_all(const Obj *o, bool (*is)(uint32_t c));
/* ascii_change_case: [n] > 0 bytes, of which only ASCII letters change. */
void ascii_change_case(const uint8_t *from, uint8_t *to, isize n, CaseChange change);
bool chars_islower(Chars c);
bool chars_isupper(Chars c);
bool chars_istitle(Chars c);

/* ---- strutf8.c, codecs*.c -------------------------------------------------------------------------------------------- */

/* utf8_decode_strict: as str_decode("utf-8", errors). */
OWN Obj *utf8_decode_with(Runtime *rt, const char *s, isize n, const char *errors);
OWN Obj *utf8_encode_with(Runtime *rt, Obj *o, const char *errors);

/* A decoder found bytes [start, stop) of its input wrong.  decode_error: what the handler puts there is
   written to [w]; *resume is where decoding goes on.  false: an exception is pending. */
typedef struct DecodeJob {
    Runtime *rt;
    const char *encoding, *errors; /* errors NULL: strict */
    const unsigned char *data;
    isize n;
    StrWriter *w;
    Obj *source; /* the bytes object for the exception, made when needed; owned */
} DecodeJob;
CHECK bool decode_error(DecodeJob *job, isize start, isize stop, const char *reason, isize *resume);
/* An encoder cannot express characters [start, stop) of [o].  What the handler answers goes to [out]: bytes as
   they are, characters (always ASCII) by way of [put].  false: an exception is pending. */
typedef struct EncodeJob {
    Runtime *rt;
    const char *encoding, *errors; /* errors NULL: strict */
    Obj *o;
    void (*put)(struct EncodeJob *job, uint32_t c);
    int order; /* of UTF-16 and UTF-32: 1 big-endian */
    Buf out;
} EncodeJob;
CHECK bool encode_error(EncodeJob *job, isize start, isize stop, const char *reason, isize *resume);
/* encode_done: the bytes of [out]; NULL when [ok] is false or memory was short.  Frees [out]. */
OWN Obj *encode_done(EncodeJob *job, bool ok);
OWN Obj *utf16_decode(Runtime *rt, const char *s, isize n, const char *errors, int order); /* -1 le, 0 by mark, 1 be */
OWN Obj *utf16_encode(Runtime *rt, Obj *o, const char *errors, int order);
OWN Obj *utf32_decode(Runtime *rt, const char *s, isize n, const char *errors, int order);
OWN Obj *utf32_encode(Runtime *rt, Obj *o, const char *errors, int order);

/* ---- strmod.c: one engine for str and bytes; [is_bytes]: format is a bytes ------------------------------------------ */

OWN Obj *bytes_mod(Runtime *rt, Obj *format, Obj *args);

/* ---- strformat.c -------------------------------------------------------------------------------------------------- */

/* str_format_fields: str.format.  [args] a tuple, or NULL for format_map; [names] a mapping or NULL. */
OWN Obj *str_format_fields(Runtime *rt, Obj *format, Obj *args, Obj *names);
OWN Obj *str_format_spec(Runtime *rt, Obj *o, Obj *spec); /* str.__format__ */

/* ---- bytes.c ------------------------------------------------------------------------------------------------------------ */

OWN Obj *bytes_slice(Runtime *rt, Obj *o, isize start, isize stop);
extern const MethodDef *const bytes_methods[]; /* bytesmethods.c */
OWN Obj *bytes_repr(Runtime *rt, Obj *o);
OWN Obj *bytes_concat(Runtime *rt, Obj *a, Obj *b);
OWN Obj *bytes_repeat(Runtime *rt, Obj *o, isize times);
int bytes_contains(Runtime *rt, Obj *o, Obj *part);
OWN Obj *bytes_subscript(Runtime *rt, Obj *o, Obj *key);
OWN Obj *bytes_item(Runtime *rt, Obj *o, isize i);
OWN Obj *bytes_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op);
/* bytes_unchanged: [o] itself, or a plain copy when it is of a subclass. */
OWN Obj *bytes_unchanged(Runtime *rt, Obj *o);
static inline bool has_buffer(const Obj *o) { return type_of(o)->buffer && type_of(o)->buffer->get; }

#endif
