/* strmodify.c - texts made of a text: replaced, padded, translated, joined (see text.h). */
#include "object/text.h"

/* ---- replace ------------------------------------------------------------------------------------------ */

/* replaced_size: the length after [count] replacements; -1 with OverflowError. */
static isize replaced_size(Runtime *rt, isize len, isize from, isize to, isize count)
{
    if (to > from && to - from > (PTRDIFF_MAX - len) / count) {
        err_format(rt, EXC_TYPE(rt, OverflowError), "replace string is too long");
        return -1;
    }
    return len + (to - from) * count;
}

static void replace_into(Obj *result, Chars s, Chars from, Chars to, isize count)
{
    int kind = str_kind(result);
    void *data = str_data(result);
    isize at = 0, i = 0;
    while (count-- > 0) {
        isize hit = chars_find(s, from, i, s.len);
        chars_copy(kind, data, at, chars_part(s, i, hit));
        at += hit - i;
        chars_copy(kind, data, at, to);
        at += to.len;
        i = hit + from.len;
    }
    chars_copy(kind, data, at, chars_part(s, i, s.len));
}

/* overwrite: what is replaced and what replaces it are of the same length. */
static void overwrite(Obj *result, Chars s, Chars from, Chars to, isize count)
{
    int kind = str_kind(result);
    void *data = str_data(result);
    if (kind == 1 && s.kind == 1 && from.len == 1 && count == PTRDIFF_MAX) {
        const uint8_t *old = s.data, x = *(const uint8_t *)from.data, y = *(const uint8_t *)to.data;
        for (isize i = 0; i < s.len; i++) ((uint8_t *)data)[i] = old[i] == x ? y : old[i];
        return;
    }
    chars_copy(kind, data, 0, s);
    for (isize at = 0; count > 0 && (at = chars_find(s, from, at, s.len)) >= 0; count--, at += from.len) {
        chars_copy(kind, data, at, to);
    }
}

/* interleave: [to] before each of the first characters, and behind the last if there is one left over. */
static void interleave(Obj *result, Chars s, Chars to, isize count)
{
    int kind = str_kind(result);
    void *data = str_data(result);
    isize at = 0, i = 0;
    for (; count > 0; count--) {
        chars_copy(kind, data, at, to);
        at += to.len;
        if (i < s.len) chars_put(kind, data, at++, chars_at(s, i++));
    }
    chars_copy(kind, data, at, chars_part(s, i, s.len));
}

OWN Obj *str_replace(Runtime *rt, Obj *o, Obj *from, Obj *to, isize most)
{
    Chars s = chars_of(o), f = chars_of(from), t = chars_of(to);
    if (most < 0) most = PTRDIFF_MAX;
    bool same_length = f.len == t.len && f.len > 0;
    isize count = most == 0 || f.len > s.len ? 0 : chars_count(s, f, 0, s.len, same_length ? 1 : most);
    if (count == 0 || (f.len == t.len && str_equal(from, to))) return str_unchanged(rt, o);
    isize size = replaced_size(rt, s.len, f.len, t.len, count);
    if (size < 0) return NULL;
    if (size == 0) return str_empty(rt);
    Obj *result = str_new(rt, size, str_max(o) | str_max(to));
    if (!result) return NULL;
    if (same_length) overwrite(result, s, f, t, most);
    else if (f.len == 0) interleave(result, s, t, count);
    else replace_into(result, s, f, t, count);
    bool may_shrink = str_max(from) == str_max(o) && str_max(to) < str_max(o);
    return may_shrink ? str_narrow_take(rt, result) : result;
}

/* ---- padding --------------------------------------------------------------------------------------------- */

OWN Obj *str_pad(Runtime *rt, Obj *o, isize left, isize right, uint32_t fill)
{
    isize n = str_len(o);
    if (left < 0) left = 0;
    if (right < 0) right = 0;
    if (left == 0 && right == 0) return str_unchanged(rt, o);
    if (left > PTRDIFF_MAX - n || right > PTRDIFF_MAX - (left + n)) {
        return err_format(rt, EXC_TYPE(rt, OverflowError), "padded string is too long");
    }
    uint32_t max = str_max(o) | fill;
    Obj *result = str_new(rt, left + n + right, max);
    if (!result) return NULL;
    int kind = str_kind(result);
    void *data = str_data(result);
    chars_fill(kind, data, 0, fill, left);
    chars_copy(kind, data, left, chars_of(o));
    chars_fill(kind, data, left + n, fill, right);
    return result;
}

OWN Obj *str_zfill(Runtime *rt, Obj *o, isize width)
{
    isize n = str_len(o);
    if (n >= width) return str_unchanged(rt, o);
    Obj *result = str_pad(rt, o, width - n, 0, '0');
    if (!result || n == 0) return result;
    uint32_t sign = str_at(o, 0);
    if (sign == '+' || sign == '-') {
        chars_put(str_kind(result), str_data(result), width - n, '0');
        chars_put(str_kind(result), str_data(result), 0, sign);
    }
    return result;
}

bool write_expanded(StrWriter *w, Chars s, isize tabsize)
{
    isize column = 0;
    bool ok = true;
    for (isize i = 0; ok && i < s.len; i++) {
        uint32_t c = chars_at(s, i);
        if (c == '\t') {
            isize gap = tabsize > 0 ? tabsize - column % tabsize : 0;
            if (gap > PTRDIFF_MAX - w->len) {
                err_format(w->rt, EXC_TYPE(w->rt, OverflowError), "new string is too long");
                return false;
            }
            ok = writer_fill(w, ' ', gap);
            column += gap;
        } else {
            ok = writer_char(w, c);
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        }
    }
    return ok;
}

OWN Obj *str_expandtabs(Runtime *rt, Obj *o, isize tabsize)
{
    Chars s = chars_of(o);
    if (chars_find_char(s, '\t', 0, s.len) < 0) return str_unchanged(rt, o);
    StrWriter w;
    writer_begin(&w, rt);
    Obj *result = write_expanded(&w, s, tabsize) ? writer_finish(&w) : NULL;
    writer_end(&w);
    return result;
}

/* ---- join ----------------------------------------------------------------------------------------------------- */

/* join_size: the length of the joined text and the bits of its characters; -1: TypeError, OverflowError. */
static isize join_size(Runtime *rt, Obj *separator, Obj *const *items, isize n, uint32_t *max)
{
    isize gap = separator ? str_len(separator) : 0, size = 0;
    if (separator && n > 1) *max |= str_max(separator);
    for (isize i = 0; i < n; i++) {
        Obj *item = items[i];
        if (UNLIKELY(!is_str(item))) {
            err_type(rt, "sequence item %zd: expected str instance, %.80s found", i, type_of(item)->name);
            return -1;
        }
        isize add = str_len(item) + (i > 0 ? gap : 0);
        if (UNLIKELY(add > PTRDIFF_MAX - size)) {
            err_format(rt, EXC_TYPE(rt, OverflowError), "join() result is too long for a Python string");
            return -1;
        }
        size += add;
        *max |= str_max(item);
    }
    return size;
}

static void join_bytes(char *to, Chars gap, Obj *const *items, isize n)
{
    for (isize i = 0; i < n; i++) {
        if (i > 0 && gap.len == 1) {
            *to++ = *(const char *)gap.data;
        } else if (i > 0 && gap.len) {
            memcpy(to, gap.data, (size_t)gap.len);
            to += gap.len;
        }
        size_t size = (size_t)str_len(items[i]);
        memcpy(to, str_data(items[i]), size);
        to += size;
    }
}

static void join_into(Obj *result, Obj *separator, Obj *const *items, isize n)
{
    int kind = str_kind(result);
    char *to = str_data(result);
    Chars gap = separator ? chars_of(separator) : chars_bytes("", 0);
    if (kind == 1) {
        join_bytes(to, gap, items, n);
        return;
    }
    for (isize i = 0; i < n; i++) {
        if (i > 0 && gap.len) {
            chars_copy(kind, to, 0, gap);
            to += gap.len * kind;
        }
        Chars item = chars_of(items[i]);
        chars_copy(kind, to, 0, item);
        to += item.len * kind;
    }
}

OWN Obj *str_join_array(Runtime *rt, Obj *separator, Obj *const *items, isize n)
{
    if (n == 0) return str_empty(rt);
    if (n == 1 && is_type(rt, items[0], STR)) return own(items[0]);
    uint32_t max = 0;
    isize size = join_size(rt, separator, items, n, &max);
    if (size < 0) return NULL;
    if (size == 0) return str_empty(rt);
    Obj *result = str_new(rt, size, max);
    if (!result) return NULL;
    join_into(result, separator, items, n);
    return result;
}

OWN Obj *str_join(Runtime *rt, Obj *separator, Obj *iterable)
{
    Obj *items = seq_fast(rt, iterable, "can only join an iterable");
    if (!items) return NULL;
    Obj *result = NULL;
    if (is_str(separator)) result = str_join_array(rt, separator, fast_items(items), fast_len(items));
    else err_type(rt, "separator: expected str instance, %.80s found", type_of(separator)->name);
    decref(rt, items);
    return result;
}

/* ---- translate ------------------------------------------------------------------------------------------------ */

/* look_up: what [table] says of [c]: owned *out, NULL when it says nothing.  false: an error. */
static bool look_up(Runtime *rt, Obj *table, uint32_t c, Obj **out)
{
    Obj *key = int_new(rt, c);
    if (!key) return false;
    hold(rt, "character being translated", key);
    *out = obj_getitem(rt, table, key);
    drop(rt);
    return *out || err_clear_if(rt, EXC_TYPE(rt, LookupError));
}

/* write_mapped: writes what [mapped] (consumed) stands for. */
static bool write_mapped_take(StrWriter *w, TAKE Obj *mapped)
{
    Runtime *rt = w->rt;
    bool ok = true;
    if (is_int(mapped)) {
        bool overflow = false;
        int64_t c = int_as_i64(mapped, &overflow);
        if (overflow || c < 0 || c > 0x10ffff) {
            err_value(rt, "character mapping must be in range(0x%x)", 0x110000);
            ok = false;
        } else {
            ok = writer_char(w, (uint32_t)c);
        }
    } else if (is_str(mapped)) {
        ok = writer_str(w, mapped);
    } else if (!is_none(rt, mapped)) {
        err_type(rt, "character mapping must return integer, None or str");
        ok = false;
    }
    decref(rt, mapped);
    return ok;
}

/* As long as an ASCII text turns into ASCII, the table is asked once for each character. */
enum { NOT_ASKED = -1, DELETED = -2, NOT_SIMPLE = -3 };

static int simple_mapping(Runtime *rt, Obj *mapped, uint32_t c)
{
    if (!mapped) return (int)c;
    if (is_none(rt, mapped)) return DELETED;
    if (is_str(mapped) && str_len(mapped) == 1 && str_is_ascii(mapped)) return (int)str_at(mapped, 0);
    if (is_int(mapped)) {
        bool overflow = false;
        int64_t code = int_as_i64(mapped, &overflow);
        if (!overflow && code >= 0 && code < 128) return (int)code;
    }
    return NOT_SIMPLE;
}

/* translate_char: [known] is what was learned, *simple whether it still counts. */
static bool translate_char(StrWriter *w, Obj *table, uint32_t c, int8_t *known, bool *simple)
{
    Runtime *rt = w->rt;
    if (*simple && known[c] != NOT_ASKED) return known[c] == DELETED || writer_char(w, (uint32_t)known[c]);
    Obj *mapped;
    if (!look_up(rt, table, c, &mapped)) return false;
    if (*simple) {
        int code = simple_mapping(rt, mapped, c);
        if (code == NOT_SIMPLE) *simple = false;
        else known[c] = (int8_t)code;
    }
    return mapped ? write_mapped_take(w, mapped) : writer_char(w, c);
}

OWN Obj *str_translate(Runtime *rt, Obj *o, Obj *table)
{
    int8_t known[128];
    memset(known, NOT_ASKED, sizeof known);
    bool simple = str_is_ascii(o);
    Chars s = chars_of(o);
    StrWriter w;
    writer_begin(&w, rt);
    bool ok = true;
    for (isize i = 0; ok && i < s.len; i++) {
        ok = translate_char(&w, table, chars_at(s, i), known, &simple);
        if (UNLIKELY(rt_poll(rt))) ok = false;
    }
    Obj *result = NULL;
    if (ok) result = writer_finish(&w);
    writer_end(&w);
    return result;
}

static bool map_chars(Runtime *rt, Obj *dict, Obj *from, Obj *to)
{
    for (isize i = 0; i < str_len(from); i++) {
        Obj *key = int_new(rt, str_at(from, i));
        Obj *value = !key ? NULL : to ? int_new(rt, str_at(to, i)) : none_new(rt);
        bool ok = value && dict_set(rt, dict, key, value);
        xdecref(rt, key);
        xdecref(rt, value);
        if (!ok) return false;
    }
    return true;
}

static bool map_pairs(Runtime *rt, Obj *dict, Obj *pairs)
{
    if (!is_type(rt, pairs, DICT)) {
        err_type(rt, "if you give only one argument to maketrans it must be a dict");
        return false;
    }
    Obj *key, *value;
    for (isize pos = 0; dict_next(pairs, &pos, &key, &value, NULL);) {
        Obj *code;
        if (is_str(key)) {
            if (str_len(key) != 1) {
                err_value(rt, "string keys in translate table must be of length 1");
                return false;
            }
            code = int_new(rt, str_at(key, 0));
        } else if (is_int(key)) {
            code = own(key);
        } else {
            err_type(rt, "keys in translate table must be strings or integers");
            return false;
        }
        if (!code) return false;
        hold(rt, "character being mapped", code);
        bool ok = dict_set(rt, dict, code, value);
        drop(rt);
        if (!ok) return false;
    }
    return true;
}

OWN Obj *str_maketrans(Runtime *rt, Obj *x, Obj *y, Obj *z)
{
    if (y && !is_str(x)) return err_type(rt, "first maketrans argument must be a string if there is a second argument");
    if (y && str_len(x) != str_len(y)) {
        return err_value(rt, "the first two maketrans arguments must have equal length");
    }
    Obj *dict = dict_new(rt);
    if (!dict) return NULL;
    hold(rt, "translation table", dict);
    bool ok = y ? map_chars(rt, dict, x, y) && (!z || map_chars(rt, dict, z, NULL)) : map_pairs(rt, dict, x);
    dict = unhold(rt);
    if (ok) return dict;
    decref(rt, dict);
    return NULL;
}
