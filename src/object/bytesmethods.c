/* bytesmethods.c - the methods of bytes, most of which bytearray has, too.  What they share with str's is done in
   textsplit.c and chars.c. */
#include <ctype.h>

#include "object/bytearray.h"

static Chars chars(const Obj *o) { return chars_bytes(run_data(o), bytes_len(o)); }
static Chars view_chars(const BufferView *v) { return chars_bytes(v->bytes, v->len); }

static OWN Obj *piece(Runtime *rt, Obj *o, isize start, isize stop)
{
    return is_bytes(o) ? bytes_slice(rt, o, start, stop) : bytearray_new(rt, run_data(o) + start, stop > start ? stop - start : 0);
}

/* A new object of [like]'s kind, its [n] bytes to be filled in. */
static OWN Obj *run_new(Runtime *rt, const Obj *like, isize n)
{
    return is_bytes(like) ? bytes_new(rt, NULL, n) : bytearray_new(rt, NULL, n);
}

/* The bytes object itself, or a copy of a bytearray. */
static OWN Obj *unchanged(Runtime *rt, Obj *o) { return is_bytes(o) ? bytes_unchanged(rt, o) : piece(rt, o, 0, bytes_len(o)); }

static OWN Obj *finish(StrWriter *w, const Obj *like)
{
    return is_bytes(like) ? writer_finish_bytes(w, false) : bytearray_new(w->rt, w->data, w->len);
}

static bool is_space(uint32_t c) { return c == ' ' || c - 9 < 5; }
static bool is_break(uint32_t c) { return c == '\n' || c == '\r'; }

static const bool ascii_space[256] = {['\t'] = 1, ['\n'] = 1, ['\v'] = 1, ['\f'] = 1, ['\r'] = 1, [' '] = 1};

const TextKind bytes_text = {piece, ascii_space, is_space, is_break, false};

/* ---- splitting, stripping ------------------------------------------------------------------------------ */

typedef OWN Obj *(*Splitter)(Runtime *rt, const TextKind *k, Obj *o, const Chars *sep, isize most);

static OWN Obj *split(Runtime *rt, Obj *self, const Args *a, Splitter splitter)
{
    if (!a->obj[0] || is_none(rt, a->obj[0])) return splitter(rt, &bytes_text, self, NULL, a->i[1]);
    BufferView view;
    if (!buffer_get(rt, a->obj[0], &view)) return NULL;
    Chars sep = view_chars(&view);
    Obj *result = splitter(rt, &bytes_text, self, &sep, a->i[1]);
    buffer_release(rt, &view);
    return result;
}

METHOD(bytes_split, KEYWORDS, "split(sep=None, maxsplit: int=-1)",
       "Return the list of the parts, separated by sep, or by runs of ASCII whitespace.")
{
    return split(rt, self, a, text_split);
}

METHOD(bytes_rsplit, KEYWORDS, "rsplit(sep=None, maxsplit: int=-1)", "Return the list of the parts, with cuts made from the right.")
{
    return split(rt, self, a, text_rsplit);
}

METHOD(bytes_splitlines, KEYWORDS, "splitlines(keepends: int=0)",
       "Return the list of the lines; the line breaks stay only if keepends is true.")
{
    return text_splitlines(rt, &bytes_text, self, a->i[0] != 0);
}

static OWN Obj *partition(Runtime *rt, Obj *self, Obj *sep, bool from_right)
{
    BufferView view;
    if (!buffer_get(rt, sep, &view)) return NULL;
    Obj *middle = is_bytes(self) ? own(sep) : bytearray_new(rt, (const char *)view.bytes, view.len);
    Obj *result = middle ? text_partition(rt, &bytes_text, self, middle, view_chars(&view), from_right) : NULL;
    xdecref(rt, middle);
    buffer_release(rt, &view);
    return result;
}

METHOD(bytes_partition, ONE, "partition(sep, /)", "Cut at the first sep: the part before it, sep itself, the part after it.")
{
    return partition(rt, self, arg, false);
}

METHOD(bytes_rpartition, ONE, "rpartition(sep, /)", "Cut at the last sep: the part before it, sep itself, the part after it.")
{
    return partition(rt, self, arg, true);
}

static OWN Obj *strip(Runtime *rt, Obj *self, Obj *set, int sides)
{
    if (!set || is_none(rt, set)) return text_strip(rt, &bytes_text, self, NULL, sides);
    BufferView view;
    if (!buffer_get(rt, set, &view)) return NULL;
    Chars c = view_chars(&view);
    Obj *result = text_strip(rt, &bytes_text, self, &c, sides);
    buffer_release(rt, &view);
    return result;
}

METHOD(bytes_strip, POSITIONAL, "strip(bytes=None, /)", "Strip bytes, or ASCII whitespace, at both ends.")
{
    return strip(rt, self, a->obj[0], STRIP_BOTH);
}

METHOD(bytes_lstrip, POSITIONAL, "lstrip(bytes=None, /)", "Strip bytes, or ASCII whitespace, at the start.")
{
    return strip(rt, self, a->obj[0], STRIP_LEFT);
}

METHOD(bytes_rstrip, POSITIONAL, "rstrip(bytes=None, /)", "Strip bytes, or ASCII whitespace, at the end.")
{
    return strip(rt, self, a->obj[0], STRIP_RIGHT);
}

static OWN Obj *remove_end(Runtime *rt, Obj *self, Obj *part_obj, bool at_end)
{
    BufferView view;
    if (!buffer_get(rt, part_obj, &view)) return NULL;
    Chars s = chars(self), part = view_chars(&view);
    isize at = at_end ? s.len - part.len : 0;
    bool there = part.len > 0 && part.len <= s.len && chars_same(chars_part(s, at, at + part.len), part);
    Obj *result;
    if (!there) result = unchanged(rt, self);
    else result = at_end ? piece(rt, self, 0, at) : piece(rt, self, part.len, s.len);
    buffer_release(rt, &view);
    return result;
}

METHOD(bytes_removeprefix, ONE, "removeprefix(prefix, /)", "Return the bytes without prefix at their start, if it is there.")
{
    return remove_end(rt, self, arg, false);
}

METHOD(bytes_removesuffix, ONE, "removesuffix(suffix, /)", "Return the bytes without suffix at their end, if it is there.")
{
    return remove_end(rt, self, arg, true);
}

/* ---- case and questions: ASCII only ------------------------------------------------------------------------- */

static OWN Obj *change_case(Runtime *rt, Obj *self, CaseChange change)
{
    isize n = bytes_len(self);
    Obj *result = run_new(rt, self, n);
    if (result && n > 0) ascii_change_case((const uint8_t *)run_data(self), (uint8_t *)run_data(result), n, change);
    return result;
}

METHOD(bytes_capitalize, NOARGS, "capitalize()", "Return a copy with its first byte in upper case, the rest in lower case, where they are ASCII.")
{
    return change_case(rt, self, CASE_CAPITALIZE);
}

METHOD(bytes_lower, NOARGS, "lower()", "Return a copy with ASCII letters in lower case.")
{
    return change_case(rt, self, CASE_LOWER);
}

METHOD(bytes_upper, NOARGS, "upper()", "Return a copy with ASCII letters in upper case.")
{
    return change_case(rt, self, CASE_UPPER);
}

METHOD(bytes_swapcase, NOARGS, "swapcase()", "Return a copy with the case of ASCII letters turned round.")
{
    return change_case(rt, self, CASE_SWAP);
}

METHOD(bytes_title, NOARGS, "title()", "Return a copy in which each ASCII word starts with an upper case letter.")
{
    return change_case(rt, self, CASE_TITLE);
}

static bool is_digit(uint32_t c) { return c - '0' < 10; }
static bool is_alpha(uint32_t c) { return (c | 32) - 'a' < 26; }
static bool is_alnum(uint32_t c) { return is_digit(c) || is_alpha(c); }
static bool is_lower(uint32_t c) { return c - 'a' < 26; }
static bool is_upper(uint32_t c) { return c - 'A' < 26; }

static OWN Obj *all(Runtime *rt, Obj *self, bool (*is)(uint32_t c))
{
    Chars s = chars(self);
    for (isize i = 0; i < s.len; i++) {
        if (!is(chars_at(s, i))) return bool_new(rt, false);
    }
    return bool_new(rt, s.len > 0);
}

/* cased: whether there is a byte that satisfies [is] and none that satisfies [is_not]. */
static OWN Obj *cased(Runtime *rt, Obj *self, bool (*is)(uint32_t c), bool (*is_not)(uint32_t c))
{
    Chars s = chars(self);
    bool found = false;
    for (isize i = 0; i < s.len; i++) {
        if (is_not(chars_at(s, i))) return bool_new(rt, false);
        found = found || is(chars_at(s, i));
    }
    return bool_new(rt, found);
}

METHOD(bytes_isalnum, NOARGS, "isalnum()", "Whether there are bytes and all are ASCII letters or digits.")
{
    return all(rt, self, is_alnum);
}

METHOD(bytes_isalpha, NOARGS, "isalpha()", "Whether there are bytes and all are ASCII letters.")
{
    return all(rt, self, is_alpha);
}

METHOD(bytes_isascii, NOARGS, "isascii()", "Whether all bytes are below 128; true for b''.")
{
    return bool_new(rt, bytes_are_ascii(run_data(self), bytes_len(self)));
}

METHOD(bytes_isdigit, NOARGS, "isdigit()", "Whether there are bytes and all are ASCII digits.")
{
    return all(rt, self, is_digit);
}

METHOD(bytes_isspace, NOARGS, "isspace()", "Whether there are bytes and all are ASCII whitespace.")
{
    return all(rt, self, is_space);
}

METHOD(bytes_islower, NOARGS, "islower()", "Whether the ASCII letters are in lower case and there is one.")
{
    return cased(rt, self, is_lower, is_upper);
}

METHOD(bytes_isupper, NOARGS, "isupper()", "Whether the ASCII letters are in upper case and there is one.")
{
    return cased(rt, self, is_upper, is_lower);
}

METHOD(bytes_istitle, NOARGS, "istitle()", "Whether each ASCII word starts in upper case and goes on in lower case.")
{
    Chars s = chars(self);
    bool found = false, in_word = false;
    for (isize i = 0; i < s.len; i++) {
        uint32_t c = chars_at(s, i);
        if (is_upper(c) ? in_word : is_lower(c) && !in_word) return bool_new(rt, false);
        in_word = is_alpha(c);
        found = found || in_word;
    }
    return bool_new(rt, found);
}

/* ---- padding ---------------------------------------------------------------------------------------------------- */

static OWN Obj *pad(Runtime *rt, Obj *self, isize left, isize right, char fill)
{
    isize n = bytes_len(self);
    if (left < 0) left = 0;
    if (right < 0) right = 0;
    if (left == 0 && right == 0) return unchanged(rt, self);
    if (left > PTRDIFF_MAX - n || right > PTRDIFF_MAX - n - left) return err_no_memory(rt);
    Obj *result = run_new(rt, self, n + left + right);
    if (!result) return NULL;
    char *to = run_data(result);
    memset(to, fill, (size_t)left);
    memcpy(to + left, run_data(self), (size_t)n);
    memset(to + left + n, fill, (size_t)right);
    return result;
}

static bool fill_byte(Runtime *rt, const char *name, Obj *o, char *out)
{
    *out = ' ';
    if (!o) return true;
    if ((is_bytes(o) || is_bytearray(rt, o)) && bytes_len(o) == 1) {
        *out = run_data(o)[0];
        return true;
    }
    err_type(rt, "%s() argument 2 must be a byte string of length 1, not %.50s", name, is_none(rt, o) ? "None" : type_of(o)->name);
    return false;
}

METHOD(bytes_center, POSITIONAL, "center(width: int, fillchar=b'\\x20', /)", "Return the bytes in the middle of bytes of that length.")
{
    char fill;
    if (!fill_byte(rt, "center", a->obj[1], &fill)) return NULL;
    isize width = a->i[0], gap = width - bytes_len(self);
    if (gap <= 0) return unchanged(rt, self);
    isize left = gap / 2 + (gap & width & 1);
    return pad(rt, self, left, gap - left, fill);
}

METHOD(bytes_ljust, POSITIONAL, "ljust(width: int, fillchar=b'\\x20', /)", "Return the bytes at the left of bytes of that length.")
{
    char fill;
    return fill_byte(rt, "ljust", a->obj[1], &fill) ? pad(rt, self, 0, a->i[0] - bytes_len(self), fill) : NULL;
}

METHOD(bytes_rjust, POSITIONAL, "rjust(width: int, fillchar=b'\\x20', /)", "Return the bytes at the right of bytes of that length.")
{
    char fill;
    return fill_byte(rt, "rjust", a->obj[1], &fill) ? pad(rt, self, a->i[0] - bytes_len(self), 0, fill) : NULL;
}

METHOD(bytes_zfill, ONE, "zfill(width, /)", "Return the bytes with zeros before them, behind their sign, to that length.")
{
    isize width, n = bytes_len(self);
    Obj *index = number_index(rt, arg);
    if (!index) return NULL;
    bool ok = number_as_isize(rt, index, EXC_TYPE(rt, OverflowError), &width);
    decref(rt, index);
    if (!ok) return NULL;
    if (n >= width) return unchanged(rt, self);
    Obj *result = pad(rt, self, width - n, 0, '0');
    char sign = n > 0 ? run_data(self)[0] : 0;
    if (result && (sign == '+' || sign == '-')) {
        run_data(result)[width - n] = '0';
        run_data(result)[0] = sign;
    }
    return result;
}

METHOD(bytes_expandtabs, KEYWORDS, "expandtabs(tabsize: int=8)", "Return a copy in which tabs are replaced by spaces up to the next multiple of tabsize.")
{
    StrWriter w;
    writer_begin(&w, rt);
    Obj *result = write_expanded(&w, chars(self), a->i[0]) ? finish(&w, self) : NULL;
    writer_end(&w);
    return result;
}

/* ---- replace, translate, join ----------------------------------------------------------------------------------- */

static bool write_replaced(StrWriter *w, Chars s, Chars from, Chars to, isize most)
{
    isize at = 0;
    for (; most > 0; most--) {
        isize hit = from.len ? chars_find(s, from, at, s.len) : at;
        if (hit < 0) break;
        if (!writer_chars(w, chars_part(s, at, hit), 0xff) || !writer_chars(w, to, 0xff)) return false;
        at = hit + from.len;
        if (from.len) continue;
        if (at >= s.len) break;
        if (!writer_char(w, chars_at(s, at++))) return false;
    }
    return writer_chars(w, chars_part(s, at, s.len), 0xff);
}

METHOD(bytes_replace, POSITIONAL, "replace(old, new, count: int=-1, /)",
       "Return a copy in which occurrences of old are replaced by new: the first count ones, or all.")
{
    BufferView from, to;
    if (!buffer_get(rt, a->obj[0], &from)) return NULL;
    if (!buffer_get(rt, a->obj[1], &to)) {
        buffer_release(rt, &from);
        return NULL;
    }
    Chars s = chars(self), f = view_chars(&from), t = view_chars(&to);
    isize most = a->i[2] < 0 ? PTRDIFF_MAX : a->i[2];
    Obj *result = NULL;
    if (most == 0 || chars_count(s, f, 0, s.len, 1) == 0) {
        result = unchanged(rt, self);
    } else {
        StrWriter w;
        writer_begin(&w, rt);
        if (write_replaced(&w, s, f, t, most)) result = finish(&w, self);
        writer_end(&w);
    }
    buffer_release(rt, &to);
    buffer_release(rt, &from);
    return result;
}

static OWN Obj *translate(Runtime *rt, Obj *self, const unsigned char *table, const BufferView *deleted)
{
    Chars s = chars(self);
    bool gone[256] = {false};
    for (isize i = 0; i < deleted->len; i++) gone[deleted->bytes[i]] = true;
    StrWriter w;
    writer_begin(&w, rt);
    bool ok = writer_reserve(&w, s.len, 0);
    for (isize i = 0; ok && i < s.len; i++) {
        unsigned char c = (unsigned char)chars_at(s, i);
        if (!gone[c]) ok = writer_char(&w, table ? table[c] : c);
    }
    Obj *result = NULL;
    if (ok && w.len == s.len && memcmp(w.data, s.data, (size_t)s.len) == 0) result = unchanged(rt, self);
    else if (ok) result = finish(&w, self);
    writer_end(&w);
    return result;
}

METHOD(bytes_translate, KEYWORDS, "translate(table, /, delete=b'')",
       "Return a copy without the bytes of delete, the others replaced by what a table of 256 bytes says.")
{
    BufferView table = {0}, deleted = {0};
    bool mapped = !is_none(rt, a->obj[0]);
    if (mapped && !buffer_get(rt, a->obj[0], &table)) return NULL;
    Obj *result = NULL;
    if (mapped && table.len != 256) {
        err_value(rt, "translation table must be 256 characters long");
    } else if (!a->obj[1] || buffer_get(rt, a->obj[1], &deleted)) {
        result = translate(rt, self, mapped ? table.bytes : NULL, &deleted);
        buffer_release(rt, &deleted);
    }
    buffer_release(rt, &table);
    return result;
}

STATIC_METHOD(bytes_maketrans, POSITIONAL, "maketrans(frm, to, /)",
              "Return a table for translate() that turns each byte of frm into the byte of to at the same place.")
{
    BufferView from, to;
    if (!buffer_get(rt, a->obj[0], &from)) return NULL;
    if (!buffer_get(rt, a->obj[1], &to)) {
        buffer_release(rt, &from);
        return NULL;
    }
    Obj *table = NULL;
    if (from.len != to.len) {
        err_value(rt, "maketrans arguments must have same length");
    } else if ((table = bytes_new(rt, NULL, 256))) {
        char *p = ((Bytes *)table)->data;
        for (int i = 0; i < 256; i++) p[i] = (char)i;
        for (isize i = 0; i < from.len; i++) p[from.bytes[i]] = (char)to.bytes[i];
    }
    buffer_release(rt, &to);
    buffer_release(rt, &from);
    return table;
}

/* join_items: [sep] between [n] bytes-like items, written to [w]. */
static bool join_items(StrWriter *w, Chars sep, Obj *const *items, isize n)
{
    Runtime *rt = w->rt;
    for (isize i = 0; i < n; i++) {
        BufferView view;
        if (!has_buffer(items[i])) {
            err_type(rt, "sequence item %zd: expected a bytes-like object, %.80s found", i, type_of(items[i])->name);
            return false;
        }
        if (!buffer_get(rt, items[i], &view)) return false;
        bool ok = (i == 0 || writer_chars(w, sep, 0xff)) && writer_chars(w, view_chars(&view), 0xff);
        buffer_release(rt, &view);
        if (!ok) return false;
    }
    return true;
}

METHOD(bytes_join, ONE, "join(iterable_of_bytes, /)", "Join bytes, with these bytes between them.\n\nb'.'.join([b'ab', b'pq']) is b'ab.pq'.")
{
    Obj *items = seq_fast(rt, arg, "can only join an iterable");
    if (!items) return NULL;
    isize n = fast_len(items);
    Obj *result = NULL;
    if (n == 1 && is_bytes(self) && is_type(rt, fast_items(items)[0], BYTES)) {
        result = own(fast_items(items)[0]);
    } else {
        StrWriter w;
        writer_begin(&w, rt);
        if (join_items(&w, chars(self), fast_items(items), n)) result = finish(&w, self);
        writer_end(&w);
    }
    decref(rt, items);
    return result;
}

/* ---- text forms ---------------------------------------------------------------------------------------------------- */

METHOD(bytes_decode, KEYWORDS, "decode(encoding: str='utf-8', errors: str='strict')",
       "Decode the bytes with a codec.\n\nerrors names what to do with bytes that the codec cannot read.")
{
    const char *names[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) {
        isize n;
        if (!a->obj[i]) continue;
        if (!(names[i] = str_utf8(rt, a->obj[i], &n))) return NULL;
        if (strlen(names[i]) != (size_t)n) return err_value(rt, "embedded null character");
    }
    return str_decode(rt, run_data(self), bytes_len(self), names[0], names[1]);
}

static int hex_value(uint32_t c) { return c < 128 && isxdigit((int)c) ? (is_digit(c) ? (int)c - '0' : (int)(c | 32) - 'a' + 10) : -1; }

static bool read_hex(Runtime *rt, StrWriter *w, Chars s)
{
    for (isize i = 0; i < s.len;) {
        if (is_space(chars_at(s, i))) {
            i++;
            continue;
        }
        int high = hex_value(chars_at(s, i)), low = i + 1 < s.len ? hex_value(chars_at(s, i + 1)) : -1;
        if (high < 0 || low < 0) {
            err_value(rt, "non-hexadecimal number found in fromhex() arg at position %zd", high < 0 ? i : i + 1);
            return false;
        }
        if (!writer_char(w, (uint32_t)(high << 4 | low))) return false;
        i += 2;
    }
    return true;
}

CLASS_METHOD(bytes_fromhex, ONE, "fromhex(string, /)", "Make bytes of hexadecimal digits, spaces between two bytes allowed.\n\nbytes.fromhex('B9 01EF') is b'\\xb9\\x01\\xef'.")
{
    if (!is_str(arg)) return err_type(rt, "fromhex() argument must be str, not %.50s", is_none(rt, arg) ? "None" : type_of(arg)->name);
    StrWriter w;
    writer_begin(&w, rt);
    bool plain = self == (Obj *)TYPE_OF(rt, BYTEARRAY);
    Obj *result = NULL;
    if (read_hex(rt, &w, chars_of(arg))) result = plain ? bytearray_new(rt, w.data, w.len) : writer_finish_bytes(&w, true);
    writer_end(&w);
    if (!result || plain || self == (Obj *)TYPE_OF(rt, BYTES)) return result;
    hold(rt, "bytes read", result);
    return drop_keep(rt, 1, obj_call1(rt, self, result));
}

/* hex_separator: the separator of hex(); false: it is no single ASCII character. */
static bool hex_separator(Runtime *rt, Obj *o, uint32_t *out)
{
    isize n = obj_len(rt, o);
    if (n < 0) return false;
    if (n != 1) {
        err_value(rt, "sep must be length 1.");
        return false;
    }
    if (!is_str(o) && !is_bytes(o)) {
        err_type(rt, "sep must be str or bytes.");
        return false;
    }
    *out = is_str(o) ? str_at(o, 0) : (unsigned char)run_data(o)[0];
    if (*out < 128) return true;
    err_value(rt, "sep must be ASCII.");
    return false;
}

METHOD(bytes_hex, KEYWORDS, "hex(sep=None, bytes_per_sep: int=1)",
       "Return the bytes as hexadecimal digits, with sep after each bytes_per_sep bytes, counted from the right\n"
       "or, when it is negative, from the left.")
{
    static const char digits[] = "0123456789abcdef";
    uint32_t sep = 0;
    if (a->obj[0] && !hex_separator(rt, a->obj[0], &sep)) return NULL;
    isize n = bytes_len(self), group = a->obj[0] ? a->i[1] : 0, size = group < 0 ? -group : group;
    if (n > PTRDIFF_MAX / 3) return err_no_memory(rt);
    isize gaps = size > 0 && n > 0 ? (n - 1) / size : 0;
    Obj *result = str_new(rt, 2 * n + gaps, 0x7f);
    if (!result || n == 0) return result;
    char *to = str_data(result);
    for (isize i = 0; i < n; i++) {
        bool gap = gaps && i > 0 && (group < 0 ? i % size == 0 : (n - i) % size == 0);
        if (gap) *to++ = (char)sep;
        unsigned char c = (unsigned char)run_data(self)[i];
        *to++ = digits[c >> 4];
        *to++ = digits[c & 15];
    }
    return result;
}

METHOD(bytes_bytes, NOARGS, "__bytes__()", "Convert this value to exact type bytes.")
{
    return bytes_unchanged(rt, self);
}

METHOD(bytes_getnewargs, NOARGS, "__getnewargs__()", NULL)
{
    Obj *copy = bytes_new(rt, run_data(self), bytes_len(self));
    return copy ? tuple_from_array_take(rt, &copy, 1) : NULL;
}

/* What bytes and bytearray have in common. */
#define SHARED \
    &bytes_capitalize_def, &bytes_center_def, &text_count_def, &bytes_decode_def, &text_endswith_def, \
    &bytes_expandtabs_def, &text_find_def, &bytes_fromhex_def, &bytes_hex_def, &text_index_def, &bytes_isalnum_def, \
    &bytes_isalpha_def, &bytes_isascii_def, &bytes_isdigit_def, &bytes_islower_def, &bytes_isspace_def, \
    &bytes_istitle_def, &bytes_isupper_def, &bytes_join_def, &bytes_ljust_def, &bytes_lower_def, &bytes_lstrip_def, \
    &bytes_maketrans_def, &bytes_partition_def, &bytes_replace_def, &bytes_removeprefix_def, &bytes_removesuffix_def, \
    &text_rfind_def, &text_rindex_def, &bytes_rjust_def, &bytes_rpartition_def, &bytes_rsplit_def, \
    &bytes_rstrip_def, &bytes_split_def, &bytes_splitlines_def, &text_startswith_def, &bytes_strip_def, \
    &bytes_swapcase_def, &bytes_title_def, &bytes_translate_def, &bytes_upper_def, &bytes_zfill_def,

const MethodDef *const bytes_methods[] = {&bytes_getnewargs_def, &bytes_bytes_def, SHARED NULL};

const MethodDef *const bytearray_methods[] = {BYTEARRAY_OWN_METHODS SHARED NULL};
