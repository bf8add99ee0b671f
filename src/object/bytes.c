/* bytes.c - the bytes object: making, joining, cutting, comparing; buffers of other objects; its iterator.

   b'' is static and shared; so are the bytes of one byte, but as in CPython not every operation answers
   them. */
#include "object/bytearray.h"
#include "object/seq.h"
#include "object/start.h"

static Bytes *static_bytes(Runtime *rt, const char *s, isize n)
{
    Bytes *b = heap_static(HEAP(rt), offsetof(Bytes, data) + (size_t)n + 1);
    if (!b) return NULL;
    b->v.base.refcnt = STATIC_REFCNT;
    b->v.base.type = TYPE_OF(rt, BYTES);
    b->v.size = n;
    b->hash = -1;
    memcpy(b->data, s, (size_t)n);
    b->data[n] = 0;
    return b;
}

bool bytes_start(Runtime *rt)
{
    rt->empty_bytes = (Obj *)static_bytes(rt, "", 0);
    for (int i = 0; i < 256; i++) {
        char c = (char)i;
        rt->bytes_chars[i] = (Obj *)static_bytes(rt, &c, 1);
        if (!rt->bytes_chars[i]) return false;
    }
    return rt->empty_bytes != NULL;
}

OWN Obj *bytes_new(Runtime *rt, const char *data, isize n)
{
    if (n == 0) return own(rt->empty_bytes);
    if (n == 1 && data) return own(rt->bytes_chars[(unsigned char)*data]);
    Bytes *b = (Bytes *)var_new(rt, TYPE_OF(rt, BYTES), n);
    if (!b) return NULL;
    b->hash = -1;
    if (data) memcpy(b->data, data, (size_t)n);
    b->data[n] = 0;
    return (Obj *)b;
}

OWN Obj *bytes_unchanged(Runtime *rt, Obj *o)
{
    return is_type(rt, o, BYTES) ? own(o) : bytes_new(rt, bytes_data(o), bytes_len(o));
}

/* ---- buffers ------------------------------------------------------------------------------------------- */

bool buffer_get(Runtime *rt, Obj *o, BufferView *view)
{
    if (has_buffer(o)) return type_of(o)->buffer->get(rt, o, view);
    err_type(rt, "a bytes-like object is required, not '%.100s'", type_of(o)->name);
    return false;
}

void buffer_release(Runtime *rt, BufferView *view)
{
    Obj *owner = view->owner;
    if (!owner) return;
    const BufferSlots *slots = type_of(owner)->buffer;
    if (slots && slots->release) slots->release(rt, owner, view);
    view->owner = NULL;
    decref(rt, owner);
}

static bool own_buffer(Runtime *rt UNUSED, Obj *o, BufferView *view)
{
    *view = (BufferView){(unsigned char *)((Bytes *)o)->data, bytes_len(o), true, own(o)};
    return true;
}

/* ---- joining, cutting ------------------------------------------------------------------------------------ */

OWN Obj *bytes_concat(Runtime *rt, Obj *a, Obj *b)
{
    BufferView va, vb;
    if (!has_buffer(a) || !has_buffer(b)) {
        return err_type(rt, "can't concat %.100s to %.100s", type_of(b)->name, type_of(a)->name);
    }
    if (!buffer_get(rt, a, &va)) return NULL;
    if (!buffer_get(rt, b, &vb)) {
        buffer_release(rt, &va);
        return NULL;
    }
    Obj *result = NULL;
    if (va.len == 0 && is_type(rt, b, BYTES)) {
        result = own(b);
    } else if (vb.len == 0 && is_type(rt, a, BYTES)) {
        result = own(a);
    } else if (va.len > PTRDIFF_MAX - vb.len) {
        err_no_memory(rt);
    } else if ((result = bytes_new(rt, NULL, va.len + vb.len))) {
        memcpy(((Bytes *)result)->data, va.bytes, (size_t)va.len);
        memcpy(((Bytes *)result)->data + va.len, vb.bytes, (size_t)vb.len);
    }
    buffer_release(rt, &vb);
    buffer_release(rt, &va);
    return result;
}

OWN Obj *bytes_repeat(Runtime *rt, Obj *o, isize times)
{
    isize n = bytes_len(o);
    if (times < 0) times = 0;
    if (n && times > PTRDIFF_MAX / n) {
        return err_format(rt, EXC_TYPE(rt, OverflowError), "repeated bytes are too long");
    }
    if (n * times == n && is_type(rt, o, BYTES)) return own(o);
    Obj *result = bytes_new(rt, NULL, n * times);
    if (!result || n * times == 0) return result;
    char *to = ((Bytes *)result)->data;
    size_t done = (size_t)n, all = (size_t)(n * times);
    memcpy(to, bytes_data(o), done);
    while (done < all) {
        size_t part = done < all - done ? done : all - done;
        memcpy(to + done, to, part);
        done += part;
    }
    return result;
}

OWN Obj *bytes_slice(Runtime *rt, Obj *o, isize start, isize stop)
{
    isize len = bytes_len(o);
    if (start < 0) start = 0;
    if (stop > len) stop = len;
    if (start >= stop) return own(rt->empty_bytes);
    if (start == 0 && stop == len && is_type(rt, o, BYTES)) return own(o);
    return bytes_new(rt, bytes_data(o) + start, stop - start);
}

OWN Obj *bytes_item(Runtime *rt, Obj *o, isize i)
{
    if (i < 0 || i >= bytes_len(o)) return err_format(rt, EXC_TYPE(rt, IndexError), "index out of range");
    return int_new(rt, (unsigned char)bytes_data(o)[i]);
}

OWN Obj *bytes_subscript(Runtime *rt, Obj *o, Obj *key)
{
    if (obj_has_index(key)) {
        isize i;
        if (!number_as_isize(rt, key, EXC_TYPE(rt, IndexError), &i)) return NULL;
        return bytes_item(rt, o, i < 0 ? i + bytes_len(o) : i);
    }
    if (!is_type(rt, key, SLICE)) {
        return err_type(rt, "byte indices must be integers or slices, not %.200s", type_of(key)->name);
    }
    isize start, stop, step;
    if (!slice_unpack(rt, key, &start, &stop, &step)) return NULL;
    isize n = slice_adjust(bytes_len(o), &start, &stop, step);
    if (n <= 0) return own(rt->empty_bytes);
    if (step == 1) return bytes_slice(rt, o, start, start + n);
    Obj *result = bytes_new(rt, NULL, n);
    for (isize i = 0; result && i < n; i++) ((Bytes *)result)->data[i] = bytes_data(o)[start + i * step];
    return result;
}

/* ---- comparing, searching ---------------------------------------------------------------------------------- */

OWN Obj *bytes_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (!is_bytes(a) || !is_bytes(b)) return own(&rt->not_implemented);
    Chars x = chars_bytes(bytes_data(a), bytes_len(a)), y = chars_bytes(bytes_data(b), bytes_len(b));
    if (op == CMP_EQ || op == CMP_NE) {
        bool equal = a == b || (x.len == y.len && chars_same(x, y));
        return bool_new(rt, equal == (op == CMP_EQ));
    }
    return order_result(rt, a == b ? 0 : chars_order(x, y), op);
}

static Hash hash(Runtime *rt UNUSED, Obj *o)
{
    Bytes *b = (Bytes *)o;
    if (b->hash == -1) b->hash = hash_bytes(b->data, b->v.size);
    return b->hash;
}

int bytes_contains(Runtime *rt, Obj *o, Obj *part)
{
    Chars s = chars_bytes(run_data(o), bytes_len(o));
    if (obj_has_index(part)) {
        isize c;
        if (!number_as_isize(rt, part, NULL, &c)) {
            if (!err_clear_if(rt, EXC_TYPE(rt, TypeError))) return -1;
        } else if (c < 0 || c > 255) {
            err_value(rt, "byte must be in range(0, 256)");
            return -1;
        } else {
            return chars_find_char(s, (uint32_t)c, 0, s.len) >= 0;
        }
    }
    BufferView view;
    if (!buffer_get(rt, part, &view)) return -1;
    int found = chars_find(s, chars_bytes(view.bytes, view.len), 0, s.len) >= 0;
    buffer_release(rt, &view);
    return found;
}

/* ---- repr ------------------------------------------------------------------------------------------------------ */

static int escape(unsigned char c, char quote, char *out)
{
    static const char digits[] = "0123456789abcdef";
    char letter = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\\' || c == quote ? (char)c : 0;
    if (letter) {
        out[0] = '\\';
        out[1] = letter;
        return 2;
    }
    if (c >= 32 && c < 127) {
        out[0] = (char)c;
        return 1;
    }
    out[0] = '\\';
    out[1] = 'x';
    out[2] = digits[c >> 4];
    out[3] = digits[c & 15];
    return 4;
}

OWN Obj *bytes_repr(Runtime *rt, Obj *o)
{
    const char *s = bytes_data(o);
    isize n = bytes_len(o), size = 3;
    char quote = memchr(s, '\'', (size_t)n) && !memchr(s, '"', (size_t)n) ? '"' : '\'', text[4];
    if (n > (PTRDIFF_MAX - 3) / 4) {
        return err_format(rt, EXC_TYPE(rt, OverflowError), "bytes object is too large to make repr");
    }
    for (isize i = 0; i < n; i++) size += escape((unsigned char)s[i], quote, text);
    Obj *result = str_new(rt, size, 0x7f);
    if (!result) return NULL;
    char *to = str_data(result);
    *to++ = 'b';
    *to++ = quote;
    for (isize i = 0; i < n; i++) {
        int count = escape((unsigned char)s[i], quote, text);
        memcpy(to, text, (size_t)count);
        to += count;
    }
    *to = quote;
    return result;
}

/* ---- the constructor ---------------------------------------------------------------------------------------- */

/* add_item: one item of an iterable; false: it is no byte. */
static bool add_item(Runtime *rt, Buf *out, Obj *item)
{
    isize c;
    if (!number_as_isize(rt, item, NULL, &c)) return false;
    if (c < 0 || c > 255) {
        err_value(rt, "bytes must be in range(0, 256)");
        return false;
    }
    buf_char(out, (char)c);
    return true;
}

static OWN Obj *from_iterable(Runtime *rt, Obj *o)
{
    Obj *it = is_str(o) ? NULL : obj_iter(rt, o);
    if (!it && err_pending(rt) && !err_clear_if(rt, EXC_TYPE(rt, TypeError))) return NULL;
    if (!it) return err_type(rt, "cannot convert '%.200s' object to bytes", type_of(o)->name);
    hold(rt, "iterator over bytes", it);
    Buf out = {0};
    Obj *item;
    bool ok = true;
    while (ok && (item = iter_next(rt, it))) {
        hold(rt, "byte", item);
        ok = add_item(rt, &out, item);
        drop(rt);
    }
    drop(rt);
    Obj *result = NULL;
    if (out.failed) err_no_memory(rt);
    else if (ok && !err_pending(rt)) result = bytes_new(rt, out.data ? out.data : "", (isize)out.len);
    buf_free(&out);
    return result;
}

/* from_index: bytes(5): *out, zeros.  false: [o] is no integer. */
static bool from_index(Runtime *rt, Obj *o, Obj **out)
{
    isize n;
    *out = NULL;
    if (!obj_has_index(o)) return false;
    if (!number_as_isize(rt, o, EXC_TYPE(rt, OverflowError), &n)) return !err_clear_if(rt, EXC_TYPE(rt, TypeError));
    if (n < 0) {
        err_value(rt, "negative count");
        return true;
    }
    *out = bytes_new(rt, NULL, n);
    if (*out && n > 0) memset(((Bytes *)*out)->data, 0, (size_t)n);
    return true;
}

static OWN Obj *from_object(Runtime *rt, Obj *o)
{
    Obj *method = special_lookup(rt, o, id_(rt, __bytes__)), *result;
    if (method) {
        hold(rt, "__bytes__ being called", method);
        result = drop_keep(rt, 1, obj_call0(rt, method));
        if (result && !is_bytes(result)) {
            err_type(rt, "__bytes__ returned non-bytes (type %.200s)", type_of(result)->name);
            CLEAR(rt, result);
        }
        return result;
    }
    if (err_pending(rt)) return NULL;
    if (is_str(o)) return err_type(rt, "string argument without an encoding");
    if (from_index(rt, o, &result)) return result;
    if (is_instance(o, TYPE_OF(rt, MEMORYVIEW))) return memoryview_tobytes(rt, o);
    if (!has_buffer(o)) return from_iterable(rt, o);
    BufferView view;
    if (!buffer_get(rt, o, &view)) return NULL;
    result = bytes_new(rt, NULL, view.len);
    if (result && view.len) memcpy(((Bytes *)result)->data, view.bytes, (size_t)view.len);
    buffer_release(rt, &view);
    return result;
}

static OWN Obj *encoded(Runtime *rt, Obj *o, Obj *encoding, Obj *errors)
{
    const char *name = NULL, *handler = NULL;
    if (!o || !is_str(o)) {
        return err_type(rt, "%s without a string argument", encoding ? "encoding" : "errors");
    }
    if (!encoding) return err_type(rt, "string argument without an encoding");
    if (!(name = str_utf8(rt, encoding, NULL)) || (errors && !(handler = str_utf8(rt, errors, NULL)))) return NULL;
    return str_encode(rt, o, name, handler);
}

static OWN Obj *construct(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "bytes(source=b'', encoding: str='utf-8', errors: str='strict')", CALL_KEYWORDS, args, kwargs, &a)) {
        return NULL;
    }
    Obj *plain;
    if (a.obj[1] || a.obj[2]) plain = encoded(rt, a.obj[0], a.obj[1], a.obj[2]);
    else plain = a.obj[0] ? from_object(rt, a.obj[0]) : own(rt->empty_bytes);
    args_done(rt, &a);
    if (!plain || type == TYPE_OF(rt, BYTES)) return plain;
    isize n = bytes_len(plain);
    hold(rt, "bytes of the new instance", plain);
    Bytes *b = (Bytes *)type->alloc(rt, type, n);
    if (b) {
        memcpy(b->data, bytes_data(plain), (size_t)n + 1);
        b->hash = ((Bytes *)plain)->hash;
    }
    drop(rt);
    return (Obj *)b;
}

/* ---- the type ---------------------------------------------------------------------------------------------------- */

static isize length(Runtime *rt UNUSED, Obj *o) { return bytes_len(o); }

static void dealloc(Runtime *rt, Obj *o)
{
    if (LIKELY(is_type(rt, o, BYTES))) mem_free(rt, o);
    else obj_free(rt, o);
}

static OWN Obj *remainder_slot(Runtime *rt, Obj *a, Obj *b)
{
    return is_bytes(a) ? bytes_mod(rt, a, b) : own(&rt->not_implemented);
}

static const char *check(Runtime *rt, Obj *o)
{
    const Bytes *b = (const Bytes *)o;
    if (b->v.size < 0) return "bytes have a length of 0 or more";
    if (b->data[b->v.size] != 0) return "a NUL follows the bytes";
    if (b->hash != -1 && b->hash != hash_bytes(b->data, b->v.size)) return "a cached hash of bytes is their hash";
    if (b->v.size == 0 && is_type(rt, o, BYTES) && o != rt->empty_bytes) return "b'' is shared";
    return NULL;
}

static OWN Obj *iterate(Runtime *rt, Obj *o)
{
    return seqiter_new(rt, TYPE_OF(rt, BYTES_ITER), o, 0);
}

static const NumberSlots numbers = {.remainder = remainder_slot};
static const SeqSlots sequence = {
    .len = length, .concat = bytes_concat, .repeat = bytes_repeat, .item = bytes_item, .contains = bytes_contains};
static const MapSlots mapping = {.len = length, .subscript = bytes_subscript};
static const BufferSlots buffer = {.get = own_buffer};

const Type bytes_type = {
    .name = "bytes",
    .basicsize = offsetof(Bytes, data) + 1,
    .itemsize = 1,
    .dealloc = dealloc,
    .check = check,
    .repr = bytes_repr,
    .number = &numbers,
    .sequence = &sequence,
    .mapping = &mapping,
    .hash = hash,
    .str = bytes_repr,
    .getattr = generic_getattr,
    .buffer = &buffer,
    .flags = TF_BASETYPE | TF_IMMUTABLE | TF_MATCH_SELF | TF_BYTES,
    .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
           "bytes(bytes_or_buffer) -> bytes\nbytes(int) -> bytes\nbytes() -> bytes\n\n"
           "Make bytes: of integers below 256, of an encoded string, of what another object's buffer\n"
           "holds, or a number of zeros.",
    .compare = bytes_compare,
    .iter = iterate,
    .methods = bytes_methods,
    .new_ = construct,
};

/* ---- the iterator -------------------------------------------------------------------------------------------------- */

static OWN Obj *next_byte(Runtime *rt, Obj *o)
{
    SeqIter *it = (SeqIter *)o;
    if (!it->seq) return NULL;
    if (it->index < bytes_len(it->seq)) return int_new(rt, (unsigned char)bytes_data(it->seq)[it->index++]);
    return seqiter_exhaust(rt, it);
}

METHOD(iter_length_hint, NOARGS, "__length_hint__()", "How many items are left, probably.")
{
    const SeqIter *it = (const SeqIter *)self;
    return int_new(rt, it->seq ? bytes_len(it->seq) - it->index : 0);
}

METHOD(iter_reduce, NOARGS, "__reduce__()", "How pickle makes it again.")
{
    return seqiter_reduce(rt, (SeqIter *)self, "iter", (Obj *)&rt->empty_tuple);
}

METHOD(iter_setstate, ONE, "__setstate__(state, /)", "Go to the index that __reduce__ told.")
{
    SeqIter *it = (SeqIter *)self;
    return seqiter_setstate(rt, it, arg, 0, it->seq ? bytes_len(it->seq) : 0);
}

static const MethodDef *const iter_methods[] = {&iter_length_hint_def, &iter_reduce_def, &iter_setstate_def, NULL};

const Type bytes_iter_type = {
    .name = "bytes_iterator",
    .basicsize = sizeof(SeqIter),
    .dealloc = seqiter_dealloc,
    .getattr = generic_getattr,
    .flags = TF_GC | TF_IMMUTABLE | TF_DISALLOW_NEW,
    .traverse = seqiter_traverse,
    .iter = obj_self,
    .next = next_byte,
    .methods = iter_methods,
};
