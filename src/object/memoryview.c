/* memoryview.c - another object's bytes, seen in place.

     memoryview --> managed buffer --> bytes or bytearray

   The managed buffer keeps the exporting object and its buffer for all views of it, slices among them.  Items are
   single bytes; a slice may have a step. */
#include "object/bytearray.h"
#include "object/seq.h"
#include "object/start.h"

typedef struct ManagedBuffer { /* 112 bytes, as CPython's: its Py_buffer is larger than our view */
    Obj o;
    bool released;
    isize exports; /* memoryviews on it */
    BufferView view;
    void *unused[6];
} ManagedBuffer;
_Static_assert(sizeof(ManagedBuffer) == 112, "a managed buffer is 112 bytes");

typedef struct MemoryView { /* 144 bytes, then shape, stride and suboffset */
    VarObj v;
    ManagedBuffer *buffer;
    Hash hash;
    bool released;
    isize exports; /* buffers of this view that are handed out */
    unsigned char *data;
    isize len, step;
    bool readonly;
    void *unused[6];
    Obj *weaklist;
} MemoryView;
_Static_assert(sizeof(MemoryView) == 144, "a memoryview is 144 bytes and its shape");

static MemoryView *mv(Obj *o) { return (MemoryView *)o; }
static bool is_view(Runtime *rt, const Obj *o) { return is_instance(o, TYPE_OF(rt, MEMORYVIEW)); }

/* ---- the managed buffer -------------------------------------------------------------------------------------------------- */

static OWN Obj *managed_new(Runtime *rt, Obj *source)
{
    ManagedBuffer *m = (ManagedBuffer *)gc_new(rt, TYPE_OF(rt, MANAGED_BUFFER));
    if (!m) return NULL;
    m->released = false;
    m->exports = 0;
    memset(m->unused, 0, sizeof m->unused);
    m->view.owner = NULL;
    gc_track(rt, m);
    if (buffer_get(rt, source, &m->view)) return &m->o;
    m->view.owner = NULL;
    decref(rt, m);
    return NULL;
}

static void managed_release(Runtime *rt, ManagedBuffer *m)
{
    if (m->released) return;
    m->released = true;
    gc_untrack(m);
    buffer_release(rt, &m->view);
}

static void managed_dealloc(Runtime *rt, Obj *o)
{
    managed_release(rt, (ManagedBuffer *)o);
    gc_untrack(o);
    gc_obj_free(rt, o);
}

static int managed_traverse(Obj *o, Visit visit, void *ctx)
{
    VISIT(((ManagedBuffer *)o)->view.owner, "exporting object", -1);
    return 0;
}

static int managed_clear(Runtime *rt, Obj *o)
{
    ManagedBuffer *m = (ManagedBuffer *)o;
    if (m->exports == 0) managed_release(rt, m);
    return 0;
}

const Type managed_buffer_type = {
    .name = "managedbuffer",
    .basicsize = sizeof(ManagedBuffer),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = managed_dealloc,
    .traverse = managed_traverse,
    .clear = managed_clear,
    .getattr = generic_getattr,
};

/* ---- making views ------------------------------------------------------------------------------------------------------- */

static OWN Obj *view_new(Runtime *rt, ManagedBuffer *buffer)
{
    MemoryView *v = (MemoryView *)gc_var_new(rt, TYPE_OF(rt, MEMORYVIEW), 3);
    if (!v) return NULL;
    memset(&v->buffer, 0, sizeof *v - offsetof(MemoryView, buffer) + 3 * sizeof(isize));
    v->buffer = (ManagedBuffer *)own(buffer);
    buffer->exports++;
    v->hash = -1;
    v->data = buffer->view.bytes;
    v->len = buffer->view.len;
    v->step = 1;
    v->readonly = buffer->view.readonly;
    gc_track(rt, v);
    return &v->v.base;
}

static bool is_released(const MemoryView *v) { return v->released || v->buffer->released; }

static bool usable(Runtime *rt, Obj *o)
{
    return !is_released(mv(o)) || (bool)err_value(rt, "operation forbidden on released memoryview object");
}

/* Another view of what [o] shows. */
static OWN Obj *view_copy(Runtime *rt, Obj *o)
{
    const MemoryView *from = mv(o);
    MemoryView *v = (MemoryView *)view_new(rt, from->buffer);
    if (!v) return NULL;
    v->data = from->data;
    v->len = from->len;
    v->step = from->step;
    v->readonly = from->readonly;
    return &v->v.base;
}

static OWN Obj *memoryview_from(Runtime *rt, Obj *source)
{
    if (is_view(rt, source)) return usable(rt, source) ? view_copy(rt, source) : NULL;
    if (!has_buffer(source)) return err_type(rt, "memoryview: a bytes-like object is required, not '%.200s'", type_of(source)->name);
    Obj *buffer = managed_new(rt, source);
    if (!buffer) return NULL;
    hold(rt, "managed buffer", buffer);
    return drop_keep(rt, 1, view_new(rt, (ManagedBuffer *)buffer));
}

static OWN Obj *construct(Runtime *rt, Type *type UNUSED, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "memoryview(object)", CALL_KEYWORDS, args, kwargs, &a)) return NULL;
    Obj *view = memoryview_from(rt, a.obj[0]);
    args_done(rt, &a);
    return view;
}

/* ---- releasing ------------------------------------------------------------------------------------------------------------- */

static bool release(Runtime *rt, MemoryView *v)
{
    if (v->released) return true;
    if (v->exports > 0)
        return err_format(rt, EXC_TYPE(rt, BufferError), "memoryview has %zd exported buffer%s", v->exports, v->exports == 1 ? "" : "s");
    v->released = true;
    if (--v->buffer->exports == 0) managed_release(rt, v->buffer);
    return true;
}

static void dealloc(Runtime *rt, Obj *o)
{
    MemoryView *v = mv(o);
    gc_untrack(o);
    if (!release(rt, v)) err_clear(rt);
    CLEAR(rt, v->buffer);
    if (v->weaklist) weakrefs_clear(rt, o);
    gc_obj_free(rt, o);
}

static int traverse(Obj *o, Visit visit, void *ctx)
{
    VISIT(mv(o)->buffer, "managed buffer", -1);
    return 0;
}

static int clear(Runtime *rt, Obj *o)
{
    MemoryView *v = mv(o);
    if (v->exports == 0 && !release(rt, v)) err_clear(rt);
    if (v->exports == 0) CLEAR(rt, v->buffer);
    return 0;
}

static const char *check(Runtime *rt UNUSED, Obj *o)
{
    const MemoryView *v = mv(o);
    return v->len < 0 || v->exports < 0 ? "a memoryview's length and exports are 0 or more" : NULL;
}

METHOD(view_release, NOARGS, "release()", "Let the underlying object's buffer go.") { return release(rt, mv(self)) ? none_new(rt) : NULL; }
METHOD(view_enter, NOARGS, "__enter__()", NULL) { return usable(rt, self) ? own(self) : NULL; }
METHOD_TUPLED(view_exit, POSITIONAL, "__exit__(type=None, value=None, traceback=None, /)", NULL) { return release(rt, mv(self)) ? none_new(rt) : NULL; }

/* ---- reading ----------------------------------------------------------------------------------------------------------------- */

static isize length(Runtime *rt, Obj *o) { return usable(rt, o) ? mv(o)->len : -1; }

static unsigned char *place(const MemoryView *v, isize i) { return v->data + i * v->step; }

static bool in_range(Runtime *rt, const MemoryView *v, isize *i)
{
    if (*i < 0) *i += v->len;
    return (*i >= 0 && *i < v->len) || (bool)err_format(rt, EXC_TYPE(rt, IndexError), "index out of bounds on dimension 1");
}

static OWN Obj *item(Runtime *rt, Obj *o, isize i)
{
    return usable(rt, o) && in_range(rt, mv(o), &i) ? int_new(rt, *place(mv(o), i)) : NULL;
}

static OWN Obj *part(Runtime *rt, Obj *o, Obj *slice)
{
    isize start, stop, step;
    if (!slice_unpack(rt, slice, &start, &stop, &step)) return NULL;
    MemoryView *v = (MemoryView *)view_copy(rt, o);
    if (!v) return NULL;
    isize n = slice_adjust(v->len, &start, &stop, step);
    v->data += start * v->step;
    v->step *= step;
    v->len = n;
    return &v->v.base;
}

static OWN Obj *subscript(Runtime *rt, Obj *o, Obj *key)
{
    isize i;
    if (!usable(rt, o)) return NULL;
    if (obj_has_index(key)) return number_as_isize(rt, key, EXC_TYPE(rt, IndexError), &i) ? item(rt, o, i) : NULL;
    if (is_type(rt, key, SLICE)) return part(rt, o, key);
    if (is_tuple(key) && tuple_len(key) == 1 && obj_has_index(tuple_peek(key, 0)))
        return number_as_isize(rt, tuple_peek(key, 0), EXC_TYPE(rt, IndexError), &i) ? item(rt, o, i) : NULL;
    return err_type(rt, "memoryview: invalid slice key");
}

static void copy_out(const MemoryView *v, unsigned char *to)
{
    if (v->step == 1 && v->len) memcpy(to, v->data, (size_t)v->len);
    else
        for (isize i = 0; i < v->len; i++) to[i] = *place(v, i);
}

OWN Obj *memoryview_tobytes(Runtime *rt, Obj *o)
{
    if (!usable(rt, o)) return NULL;
    Obj *bytes = bytes_new(rt, NULL, mv(o)->len);
    if (bytes) copy_out(mv(o), (unsigned char *)run_data(bytes));
    return bytes;
}

METHOD(view_tobytes, KEYWORDS, "tobytes(order='C')", "Return the bytes in the view as a bytes object.") { return memoryview_tobytes(rt, self); }

METHOD(view_tolist, NOARGS, "tolist()", "Return the bytes in the view as a list of integers.")
{
    if (!usable(rt, self)) return NULL;
    const MemoryView *v = mv(self);
    Obj *list = list_new(rt, v->len);
    for (isize i = 0; list && i < v->len; i++)
        if (!(((List *)list)->items[i] = int_new(rt, *place(v, i)))) CLEAR(rt, list);
    return list;
}

METHOD(view_hex, VECTOR, "hex(sep=None, bytes_per_sep=1)", "Return the bytes in the view as a str of hexadecimal digits.")
{
    Obj *bytes = memoryview_tobytes(rt, self), *name = bytes ? str_interned(rt, "hex") : NULL;
    hold(rt, "bytes of a memoryview", bytes);
    hold(rt, "name of a method", name);
    Obj *method = drop_keep(rt, 1, name ? obj_getattr(rt, bytes, name) : NULL);
    hold(rt, "method being called", method);
    return drop_keep(rt, 2, method ? obj_vectorcall(rt, method, args, (size_t)nargs, kwnames) : NULL);
}

METHOD(view_toreadonly, NOARGS, "toreadonly()", "Return a view of the same bytes through which they cannot be changed.")
{
    Obj *view = usable(rt, self) ? view_copy(rt, self) : NULL;
    if (view) mv(view)->readonly = true;
    return view;
}

/* ---- storing ----------------------------------------------------------------------------------------------------------------- */

static bool set_byte(Runtime *rt, Obj *o, isize i, Obj *value)
{
    isize c;
    MemoryView *v = mv(o);
    if (!in_range(rt, v, &i)) return false;
    if (!obj_has_index(value)) return err_type(rt, "memoryview: invalid type for format 'B'");
    if (!number_as_isize(rt, value, NULL, &c)) return false;
    if (!usable(rt, o)) return false;
    if (c < 0 || c > 255) return err_value(rt, "memoryview: invalid value for format 'B'");
    *place(v, i) = (unsigned char)c;
    return true;
}

static bool set_part(Runtime *rt, Obj *o, Obj *slice, Obj *value)
{
    Obj *source = is_view(rt, value) ? memoryview_tobytes(rt, value) : has_buffer(value) ? own(value) : NULL, *target = NULL;
    if (!source) return err_pending(rt) ? false : (bool)err_type(rt, "a bytes-like object is required, not '%.100s'", type_of(value)->name);
    hold(rt, "bytes to be stored", source);
    bool ok = (target = part(rt, o, slice)) != NULL;
    BufferView bytes = {0};
    ok = ok && buffer_get(rt, source, &bytes);
    if (ok && bytes.len != mv(target)->len)
        ok = err_value(rt, "memoryview assignment: lvalue and rvalue have different structures");
    MemoryView *v = target ? mv(target) : NULL;
    if (ok && v->step == 1 && v->len) memmove(v->data, bytes.bytes, (size_t)v->len);
    else
        for (isize i = 0; ok && i < v->len; i++) *place(v, i) = bytes.bytes[i];
    buffer_release(rt, &bytes);
    xdecref(rt, target);
    drop(rt);
    return ok;
}

static bool set_subscript(Runtime *rt, Obj *o, Obj *key, Obj *value)
{
    isize i;
    if (!usable(rt, o)) return false;
    if (mv(o)->readonly) return err_type(rt, "cannot modify read-only memory");
    if (!value) return err_type(rt, "cannot delete memory");
    if (is_tuple(key) && tuple_len(key) == 1) key = tuple_peek(key, 0);
    if (obj_has_index(key)) return number_as_isize(rt, key, EXC_TYPE(rt, IndexError), &i) && set_byte(rt, o, i, value);
    if (is_type(rt, key, SLICE)) return set_part(rt, o, key, value);
    return err_type(rt, "memoryview: invalid slice key");
}

/* ---- comparing, hashing, showing ----------------------------------------------------------------------------------------------- */

/* The bytes of any buffer, as a bytes object or the object itself; NULL without an exception: it has none to show. */
static OWN Obj *plain_bytes(Runtime *rt, Obj *o)
{
    if (is_view(rt, o)) return is_released(mv(o)) ? NULL : memoryview_tobytes(rt, o);
    return has_buffer(o) ? own(o) : NULL;
}

static OWN Obj *compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (op != CMP_EQ && op != CMP_NE) return own(&rt->not_implemented);
    if (a == b && is_released(mv(a))) return bool_new(rt, op == CMP_EQ);
    if (is_released(mv(a))) return bool_new(rt, op == CMP_NE);
    Obj *x = plain_bytes(rt, a), *y = x ? plain_bytes(rt, b) : NULL;
    BufferView vx = {0}, vy = {0};
    Obj *result = NULL;
    if (x && y && buffer_get(rt, x, &vx) && buffer_get(rt, y, &vy)) {
        bool same = vx.len == vy.len && memcmp(vx.bytes, vy.bytes, (size_t)vx.len) == 0;
        result = bool_new(rt, same == (op == CMP_EQ));
    }
    buffer_release(rt, &vy);
    buffer_release(rt, &vx);
    bool none = x && !y && !err_pending(rt);
    xdecref(rt, x);
    xdecref(rt, y);
    if (!none) return result;
    return is_view(rt, b) ? bool_new(rt, op == CMP_NE) : own(&rt->not_implemented);
}

static Hash hash(Runtime *rt, Obj *o)
{
    MemoryView *v = mv(o);
    if (v->hash != -1) return v->hash;
    if (!usable(rt, o)) return -1;
    if (!v->readonly) {
        err_value(rt, "cannot hash writable memoryview object");
        return -1;
    }
    if (obj_hash(rt, v->buffer->view.owner) == -1) return -1;
    Obj *bytes = memoryview_tobytes(rt, o);
    if (!bytes) return -1;
    v->hash = obj_hash(rt, bytes);
    decref(rt, bytes);
    return v->hash;
}

static OWN Obj *repr(Runtime *rt, Obj *o)
{
    return str_format(rt, "<%s at %p>", is_released(mv(o)) ? "released memory" : "memory", (void *)o);
}

static bool get_buffer(Runtime *rt, Obj *o, BufferView *view)
{
    MemoryView *v = mv(o);
    if (!usable(rt, o)) return false;
    if (v->step != 1 && v->len > 1) return err_format(rt, EXC_TYPE(rt, BufferError), "memoryview: underlying buffer is not C-contiguous");
    *view = (BufferView){v->data, v->len, v->readonly, own(o)};
    v->exports++;
    return true;
}

static void release_buffer(Runtime *rt UNUSED, Obj *o, BufferView *view UNUSED) { mv(o)->exports--; }

/* ---- attributes ------------------------------------------------------------------------------------------------------------------ */

#define GETTER(name, value) \
    static OWN Obj *name(Runtime *rt, Obj *self, void *closure UNUSED) { return usable(rt, self) ? (value) : NULL; }

static OWN Obj *one_tuple(Runtime *rt, isize value)
{
    Obj *o = int_new(rt, value);
    return o ? tuple_from_array_take(rt, &o, 1) : NULL;
}

static bool is_contiguous(const MemoryView *v) { return v->step == 1 || v->len <= 1; }

GETTER(get_obj, own(mv(self)->buffer->view.owner))
GETTER(get_nbytes, int_new(rt, mv(self)->len))
GETTER(get_readonly, bool_new(rt, mv(self)->readonly))
GETTER(get_itemsize, int_new(rt, 1))
GETTER(get_format, str_from(rt, "B"))
GETTER(get_ndim, int_new(rt, 1))
GETTER(get_shape, one_tuple(rt, mv(self)->len))
GETTER(get_strides, one_tuple(rt, mv(self)->step))
GETTER(get_suboffsets, own(&rt->empty_tuple))
GETTER(get_contiguous, bool_new(rt, is_contiguous(mv(self))))

static const GetSetDef getset[] = {
    {"obj", get_obj, NULL, "The underlying object of the memoryview.", NULL},
    {"nbytes", get_nbytes, NULL, "How many bytes the view shows.", NULL},
    {"readonly", get_readonly, NULL, "Whether the bytes cannot be changed through the view.", NULL},
    {"itemsize", get_itemsize, NULL, "The size of an item in bytes.", NULL},
    {"format", get_format, NULL, "The format of an item.", NULL},
    {"ndim", get_ndim, NULL, "The number of dimensions.", NULL},
    {"shape", get_shape, NULL, "The number of items in each dimension.", NULL},
    {"strides", get_strides, NULL, "The bytes from one item to the next in each dimension.", NULL},
    {"suboffsets", get_suboffsets, NULL, "Used by arrays of pointers only.", NULL},
    {"c_contiguous", get_contiguous, NULL, "Whether the items lie side by side.", NULL},
    {"f_contiguous", get_contiguous, NULL, "Whether the items lie side by side.", NULL},
    {"contiguous", get_contiguous, NULL, "Whether the items lie side by side.", NULL},
    {0},
};

/* ---- iterating --------------------------------------------------------------------------------------------------------------------- */

typedef struct ViewIter {
    Obj o;
    isize index;
    Obj *view; /* NULL when exhausted */
    isize length;
    void *unused;
} ViewIter;

static OWN Obj *iterate(Runtime *rt, Obj *o)
{
    if (!usable(rt, o)) return NULL;
    ViewIter *it = (ViewIter *)gc_new(rt, TYPE_OF(rt, MEMORY_ITER));
    if (!it) return NULL;
    it->index = 0;
    it->length = mv(o)->len;
    it->view = own(o);
    it->unused = NULL;
    gc_track(rt, it);
    return &it->o;
}

static OWN Obj *iter_step(Runtime *rt, Obj *o)
{
    ViewIter *it = (ViewIter *)o;
    if (!it->view) return NULL;
    if (it->index < it->length) return usable(rt, it->view) ? int_new(rt, *place(mv(it->view), it->index++)) : NULL;
    CLEAR(rt, it->view);
    return NULL;
}

static void iter_dealloc(Runtime *rt, Obj *o)
{
    gc_untrack(o);
    xdecref(rt, ((ViewIter *)o)->view);
    gc_obj_free(rt, o);
}

static int iter_traverse(Obj *o, Visit visit, void *ctx)
{
    VISIT(((ViewIter *)o)->view, "memoryview", -1);
    return 0;
}

const Type memory_iter_type = {
    .name = "memory_iterator",
    .basicsize = sizeof(ViewIter),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = iter_dealloc,
    .traverse = iter_traverse,
    .getattr = generic_getattr,
    .iter = obj_self,
    .next = iter_step,
};

/* ---- the type ------------------------------------------------------------------------------------------------------------------------ */

static const MethodDef *const methods[] = {&view_release_def, &view_tobytes_def, &view_hex_def, &view_tolist_def, &view_toreadonly_def,
                                           &view_enter_def, &view_exit_def, NULL};
static const SeqSlots sequence = {.len = length, .item = item};
static const MapSlots mapping = {.len = length, .subscript = subscript, .set_subscript = set_subscript};
static const BufferSlots buffer = {.get = get_buffer, .release = release_buffer};

const Type memoryview_type = {
    .name = "memoryview",
    .doc = "Create a new memoryview object which references the given object.",
    .basicsize = sizeof(MemoryView),
    .itemsize = sizeof(isize),
    .flags = TF_GC | TF_SEQUENCE,
    .dealloc = dealloc,
    .traverse = traverse,
    .clear = clear,
    .check = check,
    .repr = repr,
    .sequence = &sequence,
    .mapping = &mapping,
    .hash = hash,
    .getattr = generic_getattr,
    .buffer = &buffer,
    .compare = compare,
    .weaklist_offset = offsetof(MemoryView, weaklist),
    .iter = iterate,
    .methods = methods,
    .getset = getset,
    .new_ = construct,
};
