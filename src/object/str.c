/* str.c - the str object: making, joining, cutting and comparing texts.

     ASCII    | refcnt type length hash state wstr | characters, one byte each | 0 |
     compact  | the same | utf8_length utf8 wstr_length | characters of 1, 2 or 4 bytes | 0 |
     subclass | the same as compact | data | -> a block of characters

   Invariants (proved by the type's check): the form is the narrowest that holds the characters; '' is
   shared; a cached hash is the hash.  Of one latin-1 character there is a shared, static str, but as in
   CPython not every operation bothers to answer it. */
#include "object/text.h"

/* block_size: the bytes of a compact str; 0 when that many cannot be counted. */
static size_t block_size(isize len, bool ascii, int kind)
{
    size_t head = ascii ? sizeof(Str) : sizeof(WideStr);
    if (len > (PTRDIFF_MAX - (isize)head) / kind - 1) return 0;
    return head + (size_t)(len + 1) * (size_t)kind;
}

static void *str_init(Runtime *rt, Str *s, isize len, bool ascii, int kind)
{
    s->o.refcnt = 1;
    s->o.type = TYPE_OF(rt, STR);
    s->length = len;
    s->hash = -1;
    s->state = (StrState){.kind = (unsigned)kind & 7, .compact = 1, .ascii = ascii, .ready = 1};
    s->wstr = NULL;
    if (!ascii) {
        WideStr *w = (WideStr *)s;
        w->utf8_length = w->wstr_length = 0;
        w->utf8 = NULL;
    }
    void *data = str_data((Obj *)s);
    chars_put(kind, data, len, 0);
    return data;
}

OWN Obj *str_new(Runtime *rt, isize len, uint32_t max_char)
{
    if (len == 0) return str_empty(rt);
    bool ascii = max_char < 0x80;
    int kind = max_char < 0x100 ? 1 : max_char < 0x10000 ? 2 : 4;
    size_t size = block_size(len, ascii, kind);
    Str *s = size ? heap_alloc(HEAP(rt), size, KIND_OBJ) : NULL;
    if (UNLIKELY(!s)) return err_no_memory(rt);
    str_init(rt, s, len, ascii, kind);
    EMIT(rt, NEW, s, s->o.type, 0, 0);
    return (Obj *)s;
}

OWN Obj *str_from_char(Runtime *rt, uint32_t c)
{
    if (c < 256) return own(rt->latin1[c]);
    Obj *o = str_new(rt, 1, c);
    if (o) chars_put(str_kind(o), str_data(o), 0, c);
    return o;
}

OWN Obj *str_from_chars(Runtime *rt, int kind, const void *data, isize len)
{
    if (len == 0) return str_empty(rt);
    Chars c = {data, len, kind};
    if (len == 1) return str_from_char(rt, chars_at(c, 0));
    Obj *o = str_new(rt, len, chars_max(c));
    if (o) chars_copy(str_kind(o), str_data(o), 0, c);
    return o;
}

OWN Obj *str_from_bytes_ascii(Runtime *rt, const char *s, isize n)
{
    if (n == 0) return str_empty(rt);
    if (n == 1) return own(rt->latin1[(unsigned char)*s]);
    Obj *o = str_new(rt, n, 0x7f);
    if (o) memcpy(str_data(o), s, (size_t)n);
    return o;
}

OWN Obj *str_settle_take(Runtime *rt, TAKE Obj *o)
{
    if (!o || str_len(o) != 1 || str_kind(o) != 1) return o;
    Obj *shared = own(rt->latin1[str_at(o, 0)]);
    decref(rt, o);
    return shared;
}

OWN Obj *str_narrow_take(Runtime *rt, TAKE Obj *o)
{
    if (!o || str_is_ascii(o)) return o;
    Chars c = chars_of(o);
    uint32_t max = chars_max(c);
    if (max == str_max(o)) return o;
    Obj *narrow = str_new(rt, c.len, max);
    if (narrow) chars_copy(str_kind(narrow), str_data(narrow), 0, c);
    decref(rt, o);
    return narrow;
}

OWN Obj *str_unchanged(Runtime *rt, Obj *o)
{
    if (is_type(rt, o, STR)) return own(o);
    Obj *copy = str_new(rt, str_len(o), str_max(o));
    if (copy) chars_copy(str_kind(copy), str_data(copy), 0, chars_of(o));
    return copy;
}

/* ---- concatenation --------------------------------------------------------------------------------- */

static void *too_large(Runtime *rt)
{
    return err_format(rt, EXC_TYPE(rt, OverflowError), "strings are too large to concat");
}

OWN Obj *str_concat(Runtime *rt, Obj *a, Obj *b)
{
    if (UNLIKELY(!is_str(b))) return err_type(rt, "can only concatenate str (not \"%.200s\") to str", type_of(b)->name);
    isize n = str_len(a), m = str_len(b);
    if (n == 0) return str_unchanged(rt, b);
    if (m == 0) return str_unchanged(rt, a);
    if (n > PTRDIFF_MAX - m) return too_large(rt);
    uint32_t max = str_max(a) | str_max(b);
    Obj *o = str_new(rt, n + m, max);
    if (!o) return NULL;
    int kind = str_kind(o);
    chars_copy(kind, str_data(o), 0, chars_of(a));
    chars_copy(kind, str_data(o), n, chars_of(b));
    return o;
}

/* can_grow: nobody else can see [o] change. */
static bool can_grow(Runtime *rt, const Obj *o)
{
    const Str *s = (const Str *)o;
    return o->refcnt == 1 && is_type(rt, o, STR) && s->hash == -1 && !s->state.interned;
}

/* grow: makes the compact str at *place [len] characters long; false: MemoryError, *place is as before. */
static bool grow(Runtime *rt, Obj **place, isize len)
{
    Str *s = (Str *)*place;
    bool ascii = s->state.ascii;
    int kind = (int)s->state.kind;
    if (!ascii && ((WideStr *)s)->utf8) {
        mem_free(rt, ((WideStr *)s)->utf8);
        ((WideStr *)s)->utf8 = NULL;
        ((WideStr *)s)->utf8_length = 0;
    }
    size_t size = block_size(len, ascii, kind);
    s = size ? heap_realloc(HEAP(rt), s, size) : NULL;
    if (!s) {
        err_no_memory(rt);
        return false;
    }
    s->length = len;
    *place = (Obj *)s;
    chars_put(kind, str_data((Obj *)s), len, 0);
    return true;
}

void str_append(Runtime *rt, Obj **place, Obj *more)
{
    Obj *o = *place;
    if (!o) return;
    isize n = str_len(o), m = is_str(more) ? str_len(more) : 1;
    if (n > 0 && m > 0 && is_type(rt, more, STR) && can_grow(rt, o) && str_kind(more) <= str_kind(o) &&
        (!str_is_ascii(o) || str_is_ascii(more)) && n <= PTRDIFF_MAX - m) {
        if (!grow(rt, place, n + m)) {
            CLEAR(rt, *place);
            return;
        }
        chars_copy(str_kind(*place), str_data(*place), n, chars_of(more));
        return;
    }
    Obj *result = str_concat(rt, o, more);
    SET_REF_TAKE(rt, *place, result);
}

OWN Obj *str_repeat(Runtime *rt, Obj *o, isize times)
{
    isize n = str_len(o);
    if (times <= 0 || n == 0) return str_empty(rt);
    if (times == 1) return str_unchanged(rt, o);
    if (n > PTRDIFF_MAX / times) return err_format(rt, EXC_TYPE(rt, OverflowError), "repeated string is too long");
    Obj *result = str_new(rt, n * times, str_max(o));
    if (!result) return NULL;
    int kind = str_kind(result);
    if (n == 1) {
        chars_fill(kind, str_data(result), 0, str_at(o, 0), times);
        return result;
    }
    char *to = str_data(result);
    size_t done = (size_t)(n * kind), all = (size_t)(n * times * kind);
    memcpy(to, str_data(o), done);
    while (done < all) { /* doubling */
        size_t part = done < all - done ? done : all - done;
        memcpy(to + done, to, part);
        done += part;
    }
    return result;
}

/* ---- pieces ------------------------------------------------------------------------------------------ */

OWN Obj *str_slice(Runtime *rt, Obj *o, isize start, isize stop)
{
    isize len = str_len(o);
    if (start < 0) start = 0;
    if (stop > len) stop = len;
    if (start >= stop) return str_empty(rt);
    if (start == 0 && stop == len) return str_unchanged(rt, o);
    if (str_is_ascii(o)) return str_from_bytes_ascii(rt, (const char *)str_data(o) + start, stop - start);
    int kind = str_kind(o);
    return str_from_chars(rt, kind, (const char *)str_data(o) + start * kind, stop - start);
}

OWN Obj *str_item(Runtime *rt, Obj *o, isize i)
{
    if (i < 0 || i >= str_len(o)) return err_format(rt, EXC_TYPE(rt, IndexError), "string index out of range");
    return str_from_char(rt, str_at(o, i));
}

static OWN Obj *stepped(Runtime *rt, Obj *o, isize start, isize step, isize n)
{
    uint32_t bits = 0;
    Chars c = chars_of(o);
    isize at = start;
    if (str_is_ascii(o)) {
        bits = 0x7f;
    } else {
        for (isize i = 0; i < n; i++, at += step) bits |= chars_at(c, at);
    }
    if (n == 1) return str_from_char(rt, chars_at(c, start));
    Obj *result = str_new(rt, n, bits);
    if (!result) return NULL;
    int kind = str_kind(result);
    void *data = str_data(result);
    at = start;
    for (isize i = 0; i < n; i++, at += step) chars_put(kind, data, i, chars_at(c, at));
    return result;
}

OWN Obj *str_subscript(Runtime *rt, Obj *o, Obj *key)
{
    if (is_type(rt, key, SLICE)) {
        isize start, stop, step;
        if (!slice_unpack(rt, key, &start, &stop, &step)) return NULL;
        isize n = slice_adjust(str_len(o), &start, &stop, step);
        if (n <= 0) return str_empty(rt);
        return step == 1 ? str_slice(rt, o, start, start + n) : stepped(rt, o, start, step, n);
    }
    if (!obj_has_index(key)) return err_type(rt, "string indices must be integers, not '%.200s'", type_of(key)->name);
    isize i;
    if (!number_as_isize(rt, key, EXC_TYPE(rt, IndexError), &i)) return NULL;
    return str_item(rt, o, i < 0 ? i + str_len(o) : i);
}

/* ---- comparing, hashing, searching --------------------------------------------------------------------- */

bool str_equal(const Obj *a, const Obj *b)
{
    if (a == b) return true;
    isize n = str_len(a);
    int kind = str_kind(a);
    if (n != str_len(b) || kind != str_kind(b)) return false;
    return memcmp(str_data(a), str_data(b), (size_t)(n * kind)) == 0;
}

bool str_equal_ascii(const Obj *a, const char *s)
{
    size_t n = strlen(s);
    return str_is_ascii(a) && (size_t)str_len(a) == n && memcmp(str_data(a), s, n) == 0;
}

int str_order(const Obj *a, const Obj *b) { return a == b ? 0 : chars_order(chars_of(a), chars_of(b)); }

OWN Obj *order_result(Runtime *rt, int order, CompareOp op)
{
    bool answer = false;
    switch (op) {
    case CMP_LT: answer = order < 0; break;
    case CMP_LE: answer = order <= 0; break;
    case CMP_EQ: answer = order == 0; break;
    case CMP_NE: answer = order != 0; break;
    case CMP_GT: answer = order > 0; break;
    case CMP_GE: answer = order >= 0; break;
    }
    return bool_new(rt, answer);
}

OWN Obj *str_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (!is_str(a) || !is_str(b)) return own(&rt->not_implemented);
    if (op == CMP_EQ || op == CMP_NE) return bool_new(rt, str_equal(a, b) == (op == CMP_EQ));
    return order_result(rt, str_order(a, b), op);
}

Hash str_hash(Runtime *rt UNUSED, Obj *o)
{
    Str *s = (Str *)o;
    if (s->hash == -1) s->hash = hash_bytes(str_data(o), s->length * (int)s->state.kind);
    return s->hash;
}

isize str_find_char(const Obj *o, uint32_t c, isize start, isize stop)
{
    return chars_find_char(chars_of(o), c, start, stop);
}

int str_contains(Runtime *rt, Obj *o, Obj *part)
{
    if (!is_str(part)) {
        err_type(rt, "'in <string>' requires string as left operand, not %.100s", type_of(part)->name);
        return -1;
    }
    return chars_find(chars_of(o), chars_of(part), 0, str_len(o)) >= 0;
}

/* ---- the end ---------------------------------------------------------------------------------------------- */

void str_dealloc(Runtime *rt, Obj *o)
{
    Str *s = (Str *)o;
    if (s->state.interned) str_drop_interned(rt, o);
    if (!s->state.ascii || !s->state.compact) {
        WideStr *w = (WideStr *)o;
        if (w->utf8) mem_free(rt, w->utf8);
        if (!s->state.compact && ((StrObject *)o)->data) mem_free(rt, ((StrObject *)o)->data);
    }
    if (LIKELY(is_type(rt, o, STR))) mem_free(rt, o);
    else obj_free(rt, o);
}
