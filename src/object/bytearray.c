/* bytearray.c - bytes that can be changed.

     block -->[ dropped |  the bytes | 0 | spare ]     room: all of it
              ^         ^
              block     start

   Cutting bytes off the front only moves start.  Growth follows CPython's steps, so that sys.getsizeof and the size
   class of the block are the same. */
#include "object/bytearray.h"
#include "object/seq.h"
#include "object/start.h"

static ByteArray *ba(Obj *o) { return (ByteArray *)o; }

/* ---- making, growing ----------------------------------------------------------------------------------------------- */

OWN Obj *bytearray_new(Runtime *rt, const char *data, isize n)
{
    ByteArray *b = (ByteArray *)obj_new(rt, TYPE_OF(rt, BYTEARRAY));
    if (!b) return NULL;
    b->v.size = b->room = b->exports = 0;
    b->block = b->start = NULL;
    if (n > 0) {
        if (!(b->block = mem_alloc(rt, (size_t)n + 1, KIND_CHUNK))) {
            decref(rt, b);
            return NULL;
        }
        b->start = b->block;
        b->room = n + 1;
        if (data) memcpy(b->start, data, (size_t)n);
        b->start[n] = 0;
    }
    b->v.size = n;
    return &b->v.base;
}

static bool may_resize(Runtime *rt, const ByteArray *b)
{
    if (b->exports == 0) return true;
    err_format(rt, EXC_TYPE(rt, BufferError), "Existing exports of data: object cannot be re-sized");
    return false;
}

/* The room that [n] bytes get: CPython's steps.  0: it stays as it is. */
static isize wanted_room(const ByteArray *b, isize n)
{
    isize dropped = b->start - b->block;
    if (n + dropped + 1 <= b->room) return n < b->room / 2 ? n + 1 : 0;
    if ((double)n <= (double)b->room * 1.125) return n + (n >> 3) + (n < 9 ? 3 : 6);
    return n + 1;
}

/* A block of [room] bytes with what the old one holds from start on. */
static char *move_bytes(Runtime *rt, ByteArray *b, isize room, isize n)
{
    if (b->start == b->block) return b->block ? mem_realloc(rt, b->block, (size_t)room) : mem_alloc(rt, (size_t)room, KIND_CHUNK);
    char *block = mem_alloc(rt, (size_t)room, KIND_CHUNK);
    if (!block) return NULL;
    memcpy(block, b->start, (size_t)(n < b->v.size ? n : b->v.size));
    mem_free(rt, b->block);
    return block;
}

CHECK bool bytearray_resize(Runtime *rt, Obj *o, isize n)
{
    ByteArray *b = ba(o);
    if (n == b->v.size) return true;
    if (!may_resize(rt, b)) return false;
    isize room = wanted_room(b, n);
    if (room) {
        char *block = move_bytes(rt, b, room, n);
        if (!block && n > b->v.size) return false;
        if (!block) err_clear(rt); /* it could not become smaller: it stays */
        if (!block) room = b->room, block = b->block;
        if (block != b->block || b->room != room) b->start = block;
        b->block = block;
        b->room = room;
    }
    b->v.size = n;
    b->start[n] = 0;
    return true;
}

CHECK bool byte_value(Runtime *rt, Obj *o, unsigned char *out)
{
    isize c;
    if (!number_as_isize(rt, o, NULL, &c)) return false;
    if (c < 0 || c > 255) return err_value(rt, "byte must be in range(0, 256)");
    *out = (unsigned char)c;
    return true;
}

/* Puts [n] bytes in place of those from [low] to [high]. */
static bool set_run(Runtime *rt, ByteArray *b, isize low, isize high, const char *bytes, isize n)
{
    isize growth = n - (high - low), size = b->v.size;
    if (growth < 0) {
        if (!may_resize(rt, b)) return false;
        if (low == 0) b->start -= growth;
        else memmove(b->start + low + n, b->start + high, (size_t)(size - high));
        if (!bytearray_resize(rt, &b->v.base, size + growth)) return false;
    } else if (growth > 0) {
        if (size > PTRDIFF_MAX - growth) return err_no_memory(rt);
        if (!bytearray_resize(rt, &b->v.base, size + growth)) return false;
        memmove(b->start + low + n, b->start + high, (size_t)(size - high));
    }
    if (n > 0) memcpy(b->start + low, bytes, (size_t)n);
    return true;
}

/* ---- the constructor ------------------------------------------------------------------------------------------------ */

static bool append_byte(Runtime *rt, Obj *o, unsigned char c)
{
    ByteArray *b = ba(o);
    isize n = b->v.size;
    if (n == PTRDIFF_MAX) return err_format(rt, EXC_TYPE(rt, OverflowError), "cannot add more objects to bytearray");
    if (!bytearray_resize(rt, o, n + 1)) return false;
    b->start[n] = (char)c;
    return true;
}

static bool fill_from_iterable(Runtime *rt, Obj *o, Obj *source)
{
    Obj *it = obj_iter(rt, source);
    if (!it) {
        if (err_clear_if(rt, EXC_TYPE(rt, TypeError))) err_type(rt, "cannot convert '%.200s' object to bytearray", type_of(source)->name);
        return false;
    }
    hold(rt, "iterator over bytes", it);
    bool ok = true;
    for (Obj *item; ok && (item = iter_next(rt, it)) != NULL;) {
        unsigned char c = 0;
        hold(rt, "byte", item);
        ok = byte_value(rt, item, &c) && append_byte(rt, o, c);
        drop(rt);
    }
    drop(rt);
    return ok && !err_pending(rt);
}

static bool fill_from_buffer(Runtime *rt, Obj *o, Obj *source)
{
    if (is_instance(source, TYPE_OF(rt, MEMORYVIEW))) {
        Obj *bytes = memoryview_tobytes(rt, source);
        bool ok = bytes && set_run(rt, ba(o), 0, 0, bytes_data(bytes), bytes_len(bytes));
        xdecref(rt, bytes);
        return ok;
    }
    BufferView view;
    if (!buffer_get(rt, source, &view)) return false;
    bool ok = set_run(rt, ba(o), 0, 0, (const char *)view.bytes, view.len);
    buffer_release(rt, &view);
    return ok;
}

static bool fill_from_text(Runtime *rt, Obj *o, Obj *text, Obj *encoding, Obj *errors)
{
    if (!encoding) return err_type(rt, "string argument without an encoding");
    const char *name = str_utf8(rt, encoding, NULL), *handler = NULL;
    if (!name || (errors && !(handler = str_utf8(rt, errors, NULL)))) return false;
    Obj *bytes = str_encode(rt, text, name, handler);
    bool ok = bytes && set_run(rt, ba(o), 0, 0, bytes_data(bytes), bytes_len(bytes));
    xdecref(rt, bytes);
    return ok;
}

/* bytearray(5): -1: an exception; 0: [source] is no integer. */
static int fill_with_zeros(Runtime *rt, Obj *o, Obj *source)
{
    isize n;
    if (!obj_has_index(source)) return 0;
    if (!number_as_isize(rt, source, EXC_TYPE(rt, OverflowError), &n))
        return err_clear_if(rt, EXC_TYPE(rt, TypeError)) ? 0 : -1;
    if (n < 0) {
        err_value(rt, "negative count");
        return -1;
    }
    if (n == PTRDIFF_MAX) {
        err_no_memory(rt);
        return -1;
    }
    if (!bytearray_resize(rt, o, n)) return -1;
    if (n > 0) memset(ba(o)->start, 0, (size_t)n);
    return 1;
}

static bool init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "bytearray(source=b'', encoding: str='utf-8', errors: str='strict')", CALL_KEYWORDS, args, kwargs, &a))
        return false;
    Obj *source = a.obj[0];
    bool ok = ba(self)->v.size == 0 || bytearray_resize(rt, self, 0);
    int zeros;
    if (!ok) {
    } else if (source && is_str(source)) {
        ok = fill_from_text(rt, self, source, a.obj[1], a.obj[2]);
    } else if (a.obj[1] || a.obj[2]) {
        ok = err_type(rt, a.obj[1] ? "encoding without a string argument" : "errors without a string argument");
    } else if (source && (zeros = fill_with_zeros(rt, self, source)) != 0) {
        ok = zeros > 0;
    } else if (source) {
        ok = has_buffer(source) ? fill_from_buffer(rt, self, source) : fill_from_iterable(rt, self, source);
    }
    args_done(rt, &a);
    return ok;
}

/* ---- as a sequence ----------------------------------------------------------------------------------------------------- */

static isize length(Runtime *rt UNUSED, Obj *o) { return bytes_len(o); }

static OWN Obj *concat(Runtime *rt, Obj *a, Obj *b)
{
    BufferView x, y;
    if (!has_buffer(a) || !has_buffer(b)) return err_type(rt, "can't concat %.100s to %.100s", type_of(b)->name, type_of(a)->name);
    if (!buffer_get(rt, a, &x)) return NULL;
    if (!buffer_get(rt, b, &y)) {
        buffer_release(rt, &x);
        return NULL;
    }
    Obj *result = x.len > PTRDIFF_MAX - y.len ? err_no_memory(rt) : bytearray_new(rt, NULL, x.len + y.len);
    if (result && x.len) memcpy(run_data(result), x.bytes, (size_t)x.len);
    if (result && y.len) memcpy(run_data(result) + x.len, y.bytes, (size_t)y.len);
    buffer_release(rt, &y);
    buffer_release(rt, &x);
    return result;
}

static OWN Obj *concat_in_place(Runtime *rt, Obj *self, Obj *other)
{
    BufferView view;
    if (!has_buffer(other)) return err_type(rt, "can't concat %.100s to %.100s", type_of(other)->name, type_of(self)->name);
    if (!buffer_get(rt, other, &view)) return NULL;
    isize n = bytes_len(self);
    bool ok = view.len <= PTRDIFF_MAX - n ? bytearray_resize(rt, self, n + view.len) : (bool)err_no_memory(rt);
    if (ok && view.len) memcpy(ba(self)->start + n, view.bytes, (size_t)view.len);
    buffer_release(rt, &view);
    return ok ? own(self) : NULL;
}

static void repeat_bytes(char *data, size_t n, size_t all)
{
    for (size_t done = n; done < all;) {
        size_t part = done < all - done ? done : all - done;
        memcpy(data + done, data, part);
        done += part;
    }
}

static OWN Obj *repeat(Runtime *rt, Obj *o, isize times)
{
    isize n = bytes_len(o);
    if (times < 0) times = 0;
    if (n && times > PTRDIFF_MAX / n) return err_no_memory(rt);
    Obj *result = bytearray_new(rt, NULL, n * times);
    if (result && n > 0 && times > 0) {
        memcpy(run_data(result), run_data(o), (size_t)n);
        repeat_bytes(run_data(result), (size_t)n, (size_t)(n * times));
    }
    return result;
}

static OWN Obj *repeat_in_place(Runtime *rt, Obj *self, isize times)
{
    isize n = bytes_len(self);
    if (times < 0) times = 0;
    else if (times == 1) return own(self);
    if (n && times > PTRDIFF_MAX / n) return err_no_memory(rt);
    if (!bytearray_resize(rt, self, n * times)) return NULL;
    if (n && times) repeat_bytes(ba(self)->start, (size_t)n, (size_t)(n * times));
    return own(self);
}

static bool in_range(Runtime *rt, Obj *o, isize i)
{
    return (i >= 0 && i < bytes_len(o)) || (bool)err_format(rt, EXC_TYPE(rt, IndexError), "bytearray index out of range");
}

static OWN Obj *item(Runtime *rt, Obj *o, isize i) { return in_range(rt, o, i) ? int_new(rt, (unsigned char)run_data(o)[i]) : NULL; }

static void *bad_index(Runtime *rt, Obj *key)
{
    return err_type(rt, "bytearray indices must be integers or slices, not %.200s", type_of(key)->name);
}

static OWN Obj *subscript(Runtime *rt, Obj *o, Obj *key)
{
    isize start, stop, step;
    if (obj_has_index(key)) {
        if (!number_as_isize(rt, key, EXC_TYPE(rt, IndexError), &start)) return NULL;
        return item(rt, o, start < 0 ? start + bytes_len(o) : start);
    }
    if (!is_type(rt, key, SLICE)) return bad_index(rt, key);
    if (!slice_unpack(rt, key, &start, &stop, &step)) return NULL;
    isize n = slice_adjust(bytes_len(o), &start, &stop, step);
    if (n <= 0) return bytearray_new(rt, NULL, 0);
    if (step == 1) return bytearray_new(rt, run_data(o) + start, n);
    Obj *result = bytearray_new(rt, NULL, n);
    for (isize i = 0; result && i < n; i++) run_data(result)[i] = run_data(o)[start + i * step];
    return result;
}

/* ---- storing ---------------------------------------------------------------------------------------------------------- */

typedef struct Part { /* an adjusted slice */
    isize start, stop, step, n;
} Part;

static bool delete_steps(Runtime *rt, ByteArray *b, Part p)
{
    if (!may_resize(rt, b)) return false;
    if (p.n == 0) return true;
    if (p.step < 0) {
        p.stop = p.start + 1;
        p.start = p.stop + p.step * (p.n - 1) - 1;
        p.step = -p.step;
    }
    isize size = b->v.size, to = p.start, from = p.start;
    for (isize i = 0; from < size; from++) {
        bool gone = i < p.n && from == p.start + i * p.step;
        if (gone) i++;
        else b->start[to++] = b->start[from];
    }
    return bytearray_resize(rt, &b->v.base, to);
}

static bool store_part(Runtime *rt, ByteArray *b, Part p, const char *bytes, isize n)
{
    if ((p.step < 0 && p.start < p.stop) || (p.step > 0 && p.start > p.stop)) p.stop = p.start;
    if (p.step == 1) return set_run(rt, b, p.start, p.stop, bytes, n);
    if (n == 0) return delete_steps(rt, b, p);
    if (n != p.n) return err_value(rt, "attempt to assign bytes of size %zd to extended slice of size %zd", n, p.n);
    for (isize i = 0; i < n; i++) b->start[p.start + i * p.step] = bytes[i];
    return true;
}

/* The new bytes of a slice, as a bytearray of their own. */
static OWN Obj *values_of(Runtime *rt, Obj *values)
{
    if (obj_is_number(values) || is_str(values))
        return err_type(rt, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    return obj_call1(rt, (Obj *)TYPE_OF(rt, BYTEARRAY), values);
}

static bool set_slice(Runtime *rt, Obj *self, Obj *key, Obj *values)
{
    Part p;
    if (!slice_unpack(rt, key, &p.start, &p.stop, &p.step)) return false;
    bool copied = values && (values == self || !is_bytearray(rt, values));
    if (copied && !(values = values_of(rt, values))) return false;
    p.n = slice_adjust(bytes_len(self), &p.start, &p.stop, p.step);
    bool ok = store_part(rt, ba(self), p, values ? run_data(values) : NULL, values ? bytes_len(values) : 0);
    if (copied) decref(rt, values);
    return ok;
}

static bool set_item(Runtime *rt, Obj *self, isize i, Obj *value)
{
    unsigned char c = 0;
    if (value && !byte_value(rt, value, &c)) return false; /* first: its __index__ may change our size */
    if (i < 0) i += bytes_len(self);
    if (!in_range(rt, self, i)) return false;
    if (!value) return store_part(rt, ba(self), (Part){i, i + 1, 1, 1}, NULL, 0);
    ba(self)->start[i] = (char)c;
    return true;
}

static bool set_subscript(Runtime *rt, Obj *self, Obj *key, Obj *value)
{
    isize i;
    if (is_type(rt, key, SLICE)) return set_slice(rt, self, key, value);
    if (!obj_has_index(key)) return bad_index(rt, key);
    return number_as_isize(rt, key, EXC_TYPE(rt, IndexError), &i) && set_item(rt, self, i, value);
}

/* ---- comparing, showing ---------------------------------------------------------------------------------------------------- */

static OWN Obj *compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    BufferView x, y;
    if (!has_buffer(a) || !has_buffer(b)) return own(&rt->not_implemented);
    if (is_instance(b, TYPE_OF(rt, MEMORYVIEW))) return own(&rt->not_implemented);
    if (!buffer_get(rt, a, &x)) return NULL;
    if (!buffer_get(rt, b, &y)) {
        buffer_release(rt, &x);
        return NULL;
    }
    int order = chars_order(chars_bytes(x.bytes, x.len), chars_bytes(y.bytes, y.len));
    buffer_release(rt, &y);
    buffer_release(rt, &x);
    return order_result(rt, order, op);
}

/* As the repr of bytes, but a single quote is always escaped. */
static bool write_repr(StrWriter *w, const char *name, Obj *inner)
{
    bool quoted = str_at(inner, 1) == '"', ok = writer_ascii(w, name, (isize)strlen(name)) && writer_char(w, '(');
    for (isize i = 0; ok && i < str_len(inner); i++) {
        uint32_t c = str_at(inner, i);
        ok = (!quoted || c != '\'' || writer_char(w, '\\')) && writer_char(w, c);
    }
    return ok && writer_char(w, ')');
}

static OWN Obj *repr(Runtime *rt, Obj *o)
{
    Obj *bytes = bytes_new(rt, NULL, bytes_len(o)), *inner, *text = NULL;
    if (!bytes) return NULL;
    if (bytes_len(o)) memcpy(run_data(bytes), run_data(o), (size_t)bytes_len(o));
    inner = bytes_repr(rt, bytes);
    decref(rt, bytes);
    if (!inner) return NULL;
    const char *name = type_of(o)->name, *dot = strrchr(name, '.');
    StrWriter w;
    writer_begin(&w, rt);
    if (write_repr(&w, dot ? dot + 1 : name, inner)) text = writer_finish(&w);
    writer_end(&w);
    decref(rt, inner);
    return text;
}

static bool get_buffer(Runtime *rt UNUSED, Obj *o, BufferView *view)
{
    *view = (BufferView){(unsigned char *)run_data(o), bytes_len(o), false, own(o)};
    ba(o)->exports++;
    return true;
}

static void release_buffer(Runtime *rt UNUSED, Obj *o, BufferView *view UNUSED) { ba(o)->exports--; }

/* ---- methods ------------------------------------------------------------------------------------------------------------- */

/* As METHOD, but the table is in another file. */
#define SEEN_METHOD(id, KIND, field, params, sig, doc)                                 \
    static OWN Obj *id params;                                                         \
    const MethodDef id##_def = {KIND, 0, sig, doc, {.field = id}};                     \
    static OWN Obj *id params
#define NOARGS_ (Runtime * rt, Obj *self)
#define ONE_ (Runtime * rt, Obj *self, Obj *arg)
#define POSITIONAL_ (Runtime * rt, Obj *self, const Args *a)

SEEN_METHOD(bytearray_append, CALL_ONE, one, ONE_, "append(item, /)", "Add one byte at the end.")
{
    unsigned char c = 0;
    return byte_value(rt, arg, &c) && append_byte(rt, self, c) ? none_new(rt) : NULL;
}

SEEN_METHOD(bytearray_clear, CALL_NOARGS, noargs, NOARGS_, "clear()", "Remove all bytes.")
{
    return bytearray_resize(rt, self, 0) ? none_new(rt) : NULL;
}

SEEN_METHOD(bytearray_copy, CALL_NOARGS, noargs, NOARGS_, "copy()", "Return a bytearray with the same bytes.")
{
    return bytearray_new(rt, run_data(self), bytes_len(self));
}

/* Collects the bytes of an iterable in a bytearray. */
static OWN Obj *collect(Runtime *rt, Obj *iterable)
{
    Obj *it = obj_iter(rt, iterable);
    if (!it) {
        if (err_clear_if(rt, EXC_TYPE(rt, TypeError))) err_type(rt, "can't extend bytearray with %.100s", type_of(iterable)->name);
        return NULL;
    }
    hold(rt, "iterator over bytes", it);
    isize room = obj_length_hint(rt, iterable, 32), n = 0;
    Obj *all = room < 0 ? NULL : bytearray_new(rt, NULL, room);
    hold(rt, "bytes so far", all);
    bool ok = all != NULL;
    for (Obj *value; ok && (value = iter_next(rt, it)) != NULL; n++) {
        unsigned char c = 0;
        hold(rt, "byte", value);
        ok = byte_value(rt, value, &c) && (n < bytes_len(all) || bytearray_resize(rt, all, n + (n >> 1) + 1));
        if (ok) run_data(all)[n] = (char)c;
        drop(rt);
    }
    all = unhold(rt);
    drop(rt);
    if (all && (!ok || err_pending(rt) || !bytearray_resize(rt, all, n))) CLEAR(rt, all);
    return all;
}

SEEN_METHOD(bytearray_extend, CALL_ONE, one, ONE_, "extend(iterable_of_ints, /)", "Add all bytes of an iterable or a buffer at the end.")
{
    isize n = bytes_len(self);
    Obj *all = has_buffer(arg) ? obj_call1(rt, (Obj *)TYPE_OF(rt, BYTEARRAY), arg) : collect(rt, arg);
    bool ok = all && set_run(rt, ba(self), has_buffer(arg) ? n : bytes_len(self), bytes_len(self), run_data(all), bytes_len(all));
    xdecref(rt, all);
    return ok ? none_new(rt) : NULL;
}

SEEN_METHOD(bytearray_insert, CALL_POSITIONAL, bound, POSITIONAL_, "insert(index: int, item, /)", "Put one byte before the one at index.")
{
    unsigned char c = 0;
    if (!byte_value(rt, a->obj[1], &c)) return NULL;
    isize n = bytes_len(self), at = a->i[0];
    if (!append_byte(rt, self, c)) return NULL;
    if (at < 0) at = at + n < 0 ? 0 : at + n;
    if (at > n) at = n;
    char *data = ba(self)->start;
    memmove(data + at + 1, data + at, (size_t)(n - at));
    data[at] = (char)c;
    return none_new(rt);
}

SEEN_METHOD(bytearray_pop, CALL_POSITIONAL, bound, POSITIONAL_, "pop(index: int=-1, /)", "Remove and return the byte at index, the last one when it is not given.")
{
    isize n = bytes_len(self), at = a->given ? a->i[0] : -1;
    if (n == 0) return err_format(rt, EXC_TYPE(rt, IndexError), "pop from empty bytearray");
    if (at < 0) at += n;
    if (at < 0 || at >= n) return err_format(rt, EXC_TYPE(rt, IndexError), "pop index out of range");
    if (!may_resize(rt, ba(self))) return NULL;
    char *data = ba(self)->start;
    unsigned char value = (unsigned char)data[at];
    memmove(data + at, data + at + 1, (size_t)(n - at));
    return bytearray_resize(rt, self, n - 1) ? int_new(rt, value) : NULL;
}

SEEN_METHOD(bytearray_remove, CALL_ONE, one, ONE_, "remove(value, /)", "Remove the first byte of that value; ValueError when there is none.")
{
    unsigned char c = 0;
    if (!byte_value(rt, arg, &c)) return NULL;
    isize n = bytes_len(self);
    char *data = run_data(self), *found = memchr(data, c, (size_t)n);
    if (!found) return err_value(rt, "value not found in bytearray");
    if (!may_resize(rt, ba(self))) return NULL;
    memmove(found, found + 1, (size_t)(data + n - found));
    return bytearray_resize(rt, self, n - 1) ? none_new(rt) : NULL;
}

SEEN_METHOD(bytearray_reverse, CALL_NOARGS, noargs, NOARGS_, "reverse()", "Put the bytes in the opposite order.")
{
    char *data = run_data(self);
    for (isize i = 0, j = bytes_len(self) - 1; i < j; i++, j--) {
        char c = data[i];
        data[i] = data[j];
        data[j] = c;
    }
    return none_new(rt);
}

SEEN_METHOD(bytearray_alloc, CALL_NOARGS, noargs, NOARGS_, "__alloc__()", "B.__alloc__() -> int\n\nHow many bytes are allocated.")
{
    return int_new(rt, ba(self)->room);
}

SEEN_METHOD(bytearray_sizeof, CALL_NOARGS, noargs, NOARGS_, "__sizeof__()", "The size of the object in memory, in bytes.")
{
    return int_new(rt, type_of(self)->basicsize + ba(self)->room);
}

/* (type, what to call it with, its state). */
static OWN Obj *reduced(Runtime *rt, Obj *self, isize protocol)
{
    Obj *value = protocol >= 3 ? bytes_new(rt, run_data(self), bytes_len(self)) : str_decode(rt, run_data(self), bytes_len(self), "latin-1", NULL);
    Obj *args = NULL, *state = NULL, *result = NULL;
    bool text = protocol < 3 && bytes_len(self);
    if (value && !bytes_len(self)) args = own(&rt->empty_tuple);
    else if (value && text) {
        Obj *codec = str_from(rt, "latin-1");
        args = codec ? tuple_pack(rt, 2, value, codec) : NULL;
        xdecref(rt, codec);
    } else if (value) {
        args = tuple_pack(rt, 1, value);
    }
    xdecref(rt, value);
    hold(rt, "arguments", args);
    if (args) state = obj_call_method(rt, self, id_(rt, __getstate__), NULL, 0);
    if (state) result = tuple_pack(rt, 3, type_of(self), args, state);
    xdecref(rt, state);
    return drop_keep(rt, 1, result);
}

SEEN_METHOD(bytearray_reduce, CALL_NOARGS, noargs, NOARGS_, "__reduce__()", "What pickle and copy rebuild it from.")
{
    return reduced(rt, self, 2);
}

SEEN_METHOD(bytearray_reduce_ex, CALL_POSITIONAL, bound, POSITIONAL_, "__reduce_ex__(proto: int=0, /)", "What pickle and copy rebuild it from.")
{
    return reduced(rt, self, a->i[0]);
}

/* ---- the type ---------------------------------------------------------------------------------------------------------------- */

static void dealloc(Runtime *rt, Obj *o)
{
    if (ba(o)->block) mem_free(rt, ba(o)->block);
    type_of(o)->free(rt, o);
}

static int traverse(Obj *o UNUSED, Visit visit UNUSED, void *ctx UNUSED) { return 0; }

static void blocks(Obj *o, BlockVisit visit, void *ctx)
{
    if (ba(o)->block) visit(ba(o)->block, (size_t)ba(o)->room, "bytes", ctx);
}

static const char *check(Runtime *rt UNUSED, Obj *o)
{
    const ByteArray *b = ba(o);
    if (b->v.size < 0 || b->exports < 0) return "a bytearray's length and exports are 0 or more";
    if (!b->room) return b->v.size || b->block ? "a bytearray without room has no block" : NULL;
    if (b->start < b->block || b->start + b->v.size >= b->block + b->room) return "a bytearray's bytes and a NUL lie in its block";
    return b->start[b->v.size] ? "a NUL follows the bytes of a bytearray" : NULL;
}

static OWN Obj *iterate(Runtime *rt, Obj *o) { return seqiter_new(rt, TYPE_OF(rt, BYTEARRAY_ITER), o, 0); }

static OWN Obj *remainder_slot(Runtime *rt, Obj *a, Obj *b)
{
    if (!is_bytearray(rt, a)) return own(&rt->not_implemented);
    Obj *format = bytes_new(rt, NULL, bytes_len(a));
    if (!format) return NULL;
    if (bytes_len(a)) memcpy(run_data(format), run_data(a), (size_t)bytes_len(a));
    hold(rt, "format", format);
    Obj *bytes = bytes_mod(rt, format, b);
    drop(rt);
    Obj *result = bytes ? bytearray_new(rt, bytes_data(bytes), bytes_len(bytes)) : NULL;
    xdecref(rt, bytes);
    return result;
}

static const NumberSlots numbers = {.remainder = remainder_slot};
static const SeqSlots sequence = {.len = length, .concat = concat, .repeat = repeat, .item = item, .set_item = set_item,
                                  .contains = bytes_contains, .iconcat = concat_in_place, .irepeat = repeat_in_place};
static const MapSlots mapping = {.len = length, .subscript = subscript, .set_subscript = set_subscript};
static const BufferSlots buffer = {.get = get_buffer, .release = release_buffer};

const Type bytearray_type = {
    .name = "bytearray",
    .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n"
           "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of that many zeros\n"
           "bytearray() -> empty bytes array\n\nBytes that can be changed: of integers below 256, of an encoded string, of what\n"
           "another object's buffer holds, or a number of zeros.",
    .basicsize = sizeof(ByteArray),
    .dealloc = dealloc,
    .traverse = traverse,
    .blocks = blocks,
    .check = check,
    .repr = repr,
    .number = &numbers,
    .sequence = &sequence,
    .mapping = &mapping,
    .str = repr,
    .getattr = generic_getattr,
    .buffer = &buffer,
    .flags = TF_BASETYPE | TF_MATCH_SELF,
    .compare = compare,
    .iter = iterate,
    .methods = bytearray_methods,
    .init = init,
    .new_ = type_new_generic,
};

/* ---- the iterator ------------------------------------------------------------------------------------------------------------ */

static OWN Obj *iter_step(Runtime *rt, Obj *o)
{
    SeqIter *it = (SeqIter *)o;
    if (!it->seq) return NULL;
    if (it->index < bytes_len(it->seq)) return int_new(rt, (unsigned char)run_data(it->seq)[it->index++]);
    CLEAR(rt, it->seq);
    return NULL;
}

METHOD(iter_length_hint, NOARGS, "__length_hint__()", "How many bytes are left.")
{
    const SeqIter *it = (SeqIter *)self;
    isize n = it->seq ? bytes_len(it->seq) - it->index : 0;
    return int_new(rt, n < 0 ? 0 : n);
}

METHOD(iter_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.") { return seqiter_reduce(rt, (SeqIter *)self, "iter", (Obj *)&rt->empty_tuple); }

METHOD(iter_setstate, ONE, "__setstate__(state, /)", "Goes to the byte of that index.")
{
    SeqIter *it = (SeqIter *)self;
    return seqiter_setstate(rt, it, arg, 0, it->seq ? bytes_len(it->seq) : 0);
}

static const MethodDef *const iter_methods[] = {&iter_length_hint_def, &iter_reduce_def, &iter_setstate_def, NULL};

const Type bytearray_iter_type = {
    .name = "bytearray_iterator",
    .basicsize = sizeof(SeqIter),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = seqiter_dealloc,
    .traverse = seqiter_traverse,
    .getattr = generic_getattr,
    .iter = obj_self,
    .next = iter_step,
    .methods = iter_methods,
};
