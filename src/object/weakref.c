/* weakref.c - weak references: they see an object without holding it.

     object.weaklist --> ref without callback <-> proxy without callback <-> newest callback <-> ... <-> oldest

   References without a callback are shared; those with one are kept newest first, which is the order in
   which the callbacks run when the object dies by counting. */
#include "object/alias.h"
#include "object/start.h"

static bool is_alive(Runtime *rt, const WeakRef *w) { return w->object != &rt->none; }

/* The shared reference and proxy at the head of a list; NULL where there is none. */
static void shared_refs(Runtime *rt, WeakRef *head, WeakRef **ref, WeakRef **proxy)
{
    *ref = *proxy = NULL;
    if (head && !head->callback) {
        if (is_type(rt, head, WEAKREF)) {
            *ref = head;
            head = head->next;
        }
        if (head && !head->callback && (is_type(rt, head, WEAKPROXY) || is_type(rt, head, WEAKCALLPROXY))) *proxy = head;
    }
}

static void link_after(WeakRef *w, WeakRef *prev)
{
    w->prev = prev;
    w->next = prev->next;
    if (prev->next) prev->next->prev = w;
    prev->next = w;
}

static void link_first(WeakRef *w, WeakRef **list)
{
    w->prev = NULL;
    w->next = *list;
    if (*list) (*list)->prev = w;
    *list = w;
}

static void clear_ref(Runtime *rt, WeakRef *w)
{
    weakref_detach(rt, w);
    CLEAR(rt, w->callback);
}

static OWN Obj *ref_vectorcall(Runtime *rt, Obj *self, Obj *const *args UNUSED, size_t nargsf, Obj *kwnames)
{
    if (kwnames && tuple_len(kwnames)) return err_type(rt, "weakref() takes no keyword arguments");
    if (vector_nargs(nargsf)) return err_type(rt, "weakref expected 0 arguments, got %zd", vector_nargs(nargsf));
    return own(((WeakRef *)self)->object);
}

/* Makes or shares a reference of [type] to [o]. */
static OWN Obj *make_ref(Runtime *rt, Type *type, Obj *o, Obj *callback)
{
    WeakRef **list = (WeakRef **)weaklist_place(o), *ref, *proxy;
    if (!list) return err_type(rt, "cannot create weak reference to '%s' object", type_of(o)->name);
    if (callback && is_none(rt, callback)) callback = NULL;
    bool plain = type == TYPE_OF(rt, WEAKREF), is_proxy = type == TYPE_OF(rt, WEAKPROXY) || type == TYPE_OF(rt, WEAKCALLPROXY);
    shared_refs(rt, *list, &ref, &proxy);
    if (!callback && plain && ref) return own(ref);
    if (!callback && is_proxy && proxy) return own(proxy);
    WeakRef *w = plain || is_proxy ? (WeakRef *)gc_new(rt, type) : (WeakRef *)type->alloc(rt, type, 0);
    if (!w) return NULL;
    w->object = o;
    w->callback = xown(callback);
    w->hash = -1;
    w->prev = w->next = NULL;
    w->vectorcall = ref_vectorcall;
    if (plain || is_proxy) gc_track(rt, w);
    shared_refs(rt, *list, &ref, &proxy); /* a collection may have changed the list */
    WeakRef *before = !callback && plain ? NULL : !callback && is_proxy ? ref : proxy ? proxy : ref;
    if (before)
        link_after(w, before);
    else
        link_first(w, list);
    return &w->o;
}

OWN Obj *weakref_new(Runtime *rt, Obj *o, Obj *callback) { return make_ref(rt, TYPE_OF(rt, WEAKREF), o, callback); }

OWN Obj *weakproxy_new(Runtime *rt, Obj *o, Obj *callback)
{
    return make_ref(rt, obj_callable(o) ? TYPE_OF(rt, WEAKCALLPROXY) : TYPE_OF(rt, WEAKPROXY), o, callback);
}

isize weakref_count(const Obj *o)
{
    Obj **list = weaklist_place(o);
    isize n = 0;
    for (const WeakRef *w = list ? (WeakRef *)*list : NULL; w; w = w->next) n++;
    return n;
}

/* ---- the referent dies -------------------------------------------------------------------------------------------------- */

static void run_callback(Runtime *rt, Obj *ref, Obj *callback)
{
    EMIT(rt, CALLBACK, ref, callback, 0, 0);
    Obj *result = obj_call1(rt, callback, ref);
    if (result)
        decref(rt, result);
    else
        err_unraisable(rt, callback);
}

static void run_one(Runtime *rt, WeakRef *w)
{
    Obj *callback = w->callback;
    w->callback = NULL;
    clear_ref(rt, w);
    hold(rt, "callback of a weak reference", callback);
    if (callback && w->o.refcnt > 0) run_callback(rt, &w->o, callback);
    drop(rt);
}

/* Several: all are cleared before the first callback runs. */
static void run_many(Runtime *rt, WeakRef *w, isize n)
{
    Obj *all = tuple_new(rt, 2 * n);
    if (!all) {
        err_unraisable(rt, NULL);
        for (WeakRef *next; w; w = next) {
            next = w->next;
            clear_ref(rt, w);
        }
        return;
    }
    Obj **items = tuple_items(all);
    for (isize i = 0; i < n; i++) {
        WeakRef *next = w->next;
        if (w->o.refcnt > 0) {
            items[2 * i] = own(w);
            items[2 * i + 1] = w->callback;
        } else {
            xdecref(rt, w->callback);
        }
        w->callback = NULL;
        clear_ref(rt, w);
        w = next;
    }
    hold(rt, "weak references with callbacks", all);
    for (isize i = 0; i < n; i++)
        if (items[2 * i + 1]) run_callback(rt, items[2 * i], items[2 * i + 1]);
    drop(rt);
}

void weakrefs_clear(Runtime *rt, Obj *o)
{
    WeakRef **list = (WeakRef **)weaklist_place(o);
    if (!list) return;
    for (int i = 0; i < 2 && *list && !(*list)->callback; i++) clear_ref(rt, *list);
    if (!*list) return;
    Obj *type, *value, *tb;
    err_fetch(rt, &type, &value, &tb);
    hold(rt, "exception set aside", type);
    hold(rt, "exception set aside", value);
    hold(rt, "exception set aside", tb);
    isize n = weakref_count(o);
    if (n == 1)
        run_one(rt, *list);
    else
        run_many(rt, *list, n);
    tb = unhold(rt);
    value = unhold(rt);
    type = unhold(rt);
    err_restore_take(rt, type, value, tb);
}

/* ---- weakref.ref ----------------------------------------------------------------------------------------------------------- */

static void ref_dealloc(Runtime *rt, Obj *self)
{
    gc_untrack(self);
    clear_ref(rt, (WeakRef *)self);
    type_of(self)->free(rt, self);
}

static int ref_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((WeakRef *)self)->callback, "callback", -1);
    return 0;
}

static int ref_clear(Runtime *rt, Obj *self)
{
    clear_ref(rt, (WeakRef *)self);
    return 0;
}

static OWN Obj *ref_repr(Runtime *rt, Obj *self)
{
    WeakRef *w = (WeakRef *)self;
    if (!is_alive(rt, w)) return str_format(rt, "<weakref at %p; dead>", self);
    Obj *o = own(w->object), *name;
    hold(rt, "referent being printed", o);
    int found = obj_lookattr(rt, o, id_(rt, __name__), &name);
    Obj *text = NULL;
    if (found >= 0)
        text = found && is_str(name)
                   ? str_format(rt, "<weakref at %p; to '%s' at %p (%O)>", self, type_of(o)->name, o, name)
                   : str_format(rt, "<weakref at %p; to '%s' at %p>", self, type_of(o)->name, o);
    if (found > 0) decref(rt, name);
    return drop_keep(rt, 1, text);
}

static Hash ref_hash(Runtime *rt, Obj *self)
{
    WeakRef *w = (WeakRef *)self;
    if (w->hash != -1) return w->hash;
    if (!is_alive(rt, w)) {
        err_type(rt, "weak object has gone away");
        return -1;
    }
    hold(rt, "referent being hashed", own(w->object));
    w->hash = obj_hash(rt, w->object);
    drop(rt);
    return w->hash;
}

static OWN Obj *ref_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !is_instance(a, TYPE_OF(rt, WEAKREF)) || !is_instance(b, TYPE_OF(rt, WEAKREF)))
        return own(&rt->not_implemented);
    WeakRef *x = (WeakRef *)a, *y = (WeakRef *)b;
    if (!is_alive(rt, x) || !is_alive(rt, y)) return bool_new(rt, (a == b) == (op == CMP_EQ));
    hold(rt, "referent being compared", own(x->object));
    hold(rt, "referent being compared", own(y->object));
    return drop_keep(rt, 2, obj_compare(rt, x->object, y->object, op));
}

static OWN Obj *ref_new_slot(Runtime *rt, Type *type, Obj *args, Obj *kwargs UNUSED)
{
    isize n = tuple_len(args);
    if (n < 1 || n > 2) return err_type(rt, "__new__ expected at %s %d argument%s, got %zd", n < 1 ? "least" : "most", n < 1 ? 1 : 2, n < 1 ? "" : "s", n);
    return make_ref(rt, type, tuple_peek(args, 0), n > 1 ? tuple_peek(args, 1) : NULL);
}

static bool ref_init(Runtime *rt, Obj *self UNUSED, Obj *args, Obj *kwargs)
{
    Args a;
    return args_no_keywords(rt, "ref", kwargs) && args_bind(rt, "__init__(o, callback=None, /)", CALL_POSITIONAL, args, NULL, &a);
}

static OWN Obj *get_callback(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Obj *callback = ((WeakRef *)self)->callback;
    return callback ? own(callback) : none_new(rt);
}

static const GetSetDef ref_getset[] = {{"__callback__", get_callback, NULL, NULL, NULL}, {0}};

static const MethodDef *const ref_methods[] = {&class_getitem_def, NULL};

const Type weakref_type = {
    .name = "weakref.ReferenceType", .basicsize = sizeof(WeakRef), .dealloc = ref_dealloc,
    .vectorcall_offset = offsetof(WeakRef, vectorcall), .repr = ref_repr, .hash = ref_hash, .call = obj_call_vector_slot,
    .getattr = generic_getattr, .flags = TF_GC | TF_VECTORCALL | TF_BASETYPE, .traverse = ref_traverse, .clear = ref_clear,
    .compare = ref_compare, .methods = ref_methods, .getset = ref_getset, .init = ref_init, .new_ = ref_new_slot};

/* ---- weakref.proxy: every operation goes to the referent --------------------------------------------------------------------- */

static bool is_proxy(Runtime *rt, const Obj *o) { return is_type(rt, o, WEAKPROXY) || is_type(rt, o, WEAKCALLPROXY); }

/* The referent (or [o] itself when it is no proxy), owned and held; NULL: ReferenceError. */
static Obj *unwrap(Runtime *rt, Obj *o)
{
    if (o && is_proxy(rt, o)) {
        WeakRef *w = (WeakRef *)o;
        if (!is_alive(rt, w))
            return err_format(rt, EXC_TYPE(rt, ReferenceError), "weakly-referenced object no longer exists");
        o = w->object;
    }
    hold(rt, "referent of a proxy", own(o));
    return o;
}

#define PROXY_UNARY(name, call)                                \
    static OWN Obj *name(Runtime *rt, Obj *self)               \
    {                                                          \
        Obj *o = unwrap(rt, self);                             \
        if (!o) return NULL;                                   \
        Obj *result = call;                                    \
        drop(rt);                                              \
        return result;                                         \
    }
#define PROXY_BINARY(name, call)                               \
    static OWN Obj *name(Runtime *rt, Obj *x, Obj *y)          \
    {                                                          \
        Obj *a = unwrap(rt, x), *b = a ? unwrap(rt, y) : NULL; \
        Obj *result = b ? call : NULL;                         \
        if (b) drop(rt);                                       \
        if (a) drop(rt);                                       \
        return result;                                         \
    }

PROXY_UNARY(proxy_str, obj_str(rt, o))
PROXY_UNARY(proxy_iter, obj_iter(rt, o))
PROXY_UNARY(proxy_negative, number_negative(rt, o))
PROXY_UNARY(proxy_positive, number_positive(rt, o))
PROXY_UNARY(proxy_absolute, number_absolute(rt, o))
PROXY_UNARY(proxy_invert, number_invert(rt, o))
PROXY_UNARY(proxy_index, number_index(rt, o))
PROXY_UNARY(proxy_int, obj_call1(rt, (Obj *)TYPE_OF(rt, INT), o))
PROXY_UNARY(proxy_float, obj_call1(rt, (Obj *)TYPE_OF(rt, FLOAT), o))
PROXY_BINARY(proxy_getattr, obj_getattr(rt, a, b))
PROXY_BINARY(proxy_subscript, obj_getitem(rt, a, b))
PROXY_BINARY(proxy_add, number_binary(rt, a, b, NB_ADD))
PROXY_BINARY(proxy_sub, number_binary(rt, a, b, NB_SUBTRACT))
PROXY_BINARY(proxy_mul, number_binary(rt, a, b, NB_MULTIPLY))
PROXY_BINARY(proxy_mod, number_binary(rt, a, b, NB_REMAINDER))
PROXY_BINARY(proxy_divmod, number_binary(rt, a, b, NB_DIVMOD))
PROXY_BINARY(proxy_lshift, number_binary(rt, a, b, NB_LSHIFT))
PROXY_BINARY(proxy_rshift, number_binary(rt, a, b, NB_RSHIFT))
PROXY_BINARY(proxy_and, number_binary(rt, a, b, NB_AND))
PROXY_BINARY(proxy_xor, number_binary(rt, a, b, NB_XOR))
PROXY_BINARY(proxy_or, number_binary(rt, a, b, NB_OR))
PROXY_BINARY(proxy_floordiv, number_binary(rt, a, b, NB_FLOOR_DIVIDE))
PROXY_BINARY(proxy_truediv, number_binary(rt, a, b, NB_TRUE_DIVIDE))
PROXY_BINARY(proxy_matmul, number_binary(rt, a, b, NB_MATRIX_MULTIPLY))
PROXY_BINARY(proxy_iadd, number_binary(rt, a, b, NB_INPLACE_ADD))
PROXY_BINARY(proxy_isub, number_binary(rt, a, b, NB_INPLACE_SUBTRACT))
PROXY_BINARY(proxy_imul, number_binary(rt, a, b, NB_INPLACE_MULTIPLY))
PROXY_BINARY(proxy_imod, number_binary(rt, a, b, NB_INPLACE_REMAINDER))
PROXY_BINARY(proxy_ilshift, number_binary(rt, a, b, NB_INPLACE_LSHIFT))
PROXY_BINARY(proxy_irshift, number_binary(rt, a, b, NB_INPLACE_RSHIFT))
PROXY_BINARY(proxy_iand, number_binary(rt, a, b, NB_INPLACE_AND))
PROXY_BINARY(proxy_ixor, number_binary(rt, a, b, NB_INPLACE_XOR))
PROXY_BINARY(proxy_ior, number_binary(rt, a, b, NB_INPLACE_OR))
PROXY_BINARY(proxy_ifloordiv, number_binary(rt, a, b, NB_INPLACE_FLOOR_DIVIDE))
PROXY_BINARY(proxy_itruediv, number_binary(rt, a, b, NB_INPLACE_TRUE_DIVIDE))
PROXY_BINARY(proxy_imatmul, number_binary(rt, a, b, NB_INPLACE_MATRIX_MULTIPLY))

static OWN Obj *proxy_power(Runtime *rt, Obj *x, Obj *y, Obj *mod)
{
    Obj *a = unwrap(rt, x), *b = a ? unwrap(rt, y) : NULL;
    Obj *result = b ? number_power(rt, a, b, mod) : NULL;
    drop_n(rt, (a != NULL) + (b != NULL));
    return result;
}

static OWN Obj *proxy_ipower(Runtime *rt, Obj *x, Obj *y, Obj *mod UNUSED)
{
    Obj *a = unwrap(rt, x), *b = a ? unwrap(rt, y) : NULL;
    Obj *result = b ? number_binary(rt, a, b, NB_INPLACE_POWER) : NULL;
    drop_n(rt, (a != NULL) + (b != NULL));
    return result;
}

static OWN Obj *proxy_repr(Runtime *rt, Obj *self)
{
    Obj *o = ((WeakRef *)self)->object;
    return str_format(rt, "<weakproxy at %p to %s at %p>", self, type_of(o)->name, o);
}

static OWN Obj *proxy_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    Obj *o = unwrap(rt, self);
    if (!o) return NULL;
    return drop_keep(rt, 1, obj_call(rt, o, args, kwargs));
}

static bool proxy_setattr(Runtime *rt, Obj *self, Obj *name, Obj *value)
{
    Obj *o = unwrap(rt, self);
    if (!o) return false;
    bool ok = obj_setattr(rt, o, name, value);
    drop(rt);
    return ok;
}

static bool proxy_set_subscript(Runtime *rt, Obj *self, Obj *key, Obj *value)
{
    Obj *o = unwrap(rt, self);
    if (!o) return false;
    bool ok = obj_setitem(rt, o, key, value);
    drop(rt);
    return ok;
}

static OWN Obj *proxy_compare(Runtime *rt, Obj *x, Obj *y, CompareOp op)
{
    Obj *a = unwrap(rt, x), *b = a ? unwrap(rt, y) : NULL;
    Obj *result = b ? obj_compare(rt, a, b, op) : NULL;
    drop_n(rt, (a != NULL) + (b != NULL));
    return result;
}

static int proxy_truth(Runtime *rt, Obj *self)
{
    Obj *o = unwrap(rt, self);
    if (!o) return -1;
    int truth = obj_truth(rt, o);
    drop(rt);
    return truth;
}

static isize proxy_len(Runtime *rt, Obj *self)
{
    Obj *o = unwrap(rt, self);
    if (!o) return -1;
    isize n = obj_len(rt, o);
    drop(rt);
    return n;
}

static int proxy_contains(Runtime *rt, Obj *self, Obj *value)
{
    Obj *o = unwrap(rt, self);
    if (!o) return -1;
    int found = obj_contains(rt, o, value);
    drop(rt);
    return found;
}

static OWN Obj *proxy_next(Runtime *rt, Obj *self)
{
    Obj *o = unwrap(rt, self);
    if (!o) return NULL;
    Obj *item = NULL;
    if (obj_is_iterator(o))
        item = iter_next(rt, o);
    else
        err_type(rt, "Weakref proxy referenced a non-iterator '%.200s' object", type_of(o)->name);
    return drop_keep(rt, 1, item);
}

METHOD(proxy_bytes, NOARGS, "__bytes__()", NULL)
{
    Obj *o = unwrap(rt, self);
    Obj *result = o ? obj_call_method(rt, o, id_(rt, __bytes__), NULL, 0) : NULL;
    if (o) drop(rt);
    return result;
}

METHOD(proxy_reversed, NOARGS, "__reversed__()", NULL)
{
    Obj *o = unwrap(rt, self);
    Obj *result = o ? obj_call_method(rt, o, id_(rt, __reversed__), NULL, 0) : NULL;
    if (o) drop(rt);
    return result;
}

static const MethodDef *const proxy_methods[] = {&proxy_bytes_def, &proxy_reversed_def, NULL};

static const NumberSlots proxy_number = {
    .add = proxy_add, .subtract = proxy_sub, .multiply = proxy_mul, .remainder = proxy_mod, .divmod = proxy_divmod,
    .power = proxy_power, .negative = proxy_negative, .positive = proxy_positive, .absolute = proxy_absolute,
    .truth = proxy_truth, .invert = proxy_invert, .lshift = proxy_lshift, .rshift = proxy_rshift, .and_ = proxy_and,
    .xor = proxy_xor, .or_ = proxy_or, .int_ = proxy_int, .float_ = proxy_float, .iadd = proxy_iadd,
    .isubtract = proxy_isub, .imultiply = proxy_imul, .iremainder = proxy_imod, .ipower = proxy_ipower,
    .ilshift = proxy_ilshift, .irshift = proxy_irshift, .iand = proxy_iand, .ixor = proxy_ixor, .ior = proxy_ior,
    .ifloor_divide = proxy_ifloordiv, .itrue_divide = proxy_itruediv, .imatmul = proxy_imatmul, .floor_divide = proxy_floordiv, .true_divide = proxy_truediv,
    .index = proxy_index, .matmul = proxy_matmul};
static const SeqSlots proxy_sequence = {.len = proxy_len, .contains = proxy_contains};
static const MapSlots proxy_mapping = {.len = proxy_len, .subscript = proxy_subscript, .set_subscript = proxy_set_subscript};

#define PROXY_TYPE(name_, call_, methods_)                                                                                            \
    {                                                                                                                       \
        .name = name_, .basicsize = sizeof(WeakRef), .dealloc = ref_dealloc, .repr = proxy_repr, .number = &proxy_number,   \
        .sequence = &proxy_sequence, .mapping = &proxy_mapping, .methods = methods_, .call = call_, .str = proxy_str,        \
        .getattr = proxy_getattr, .setattr = proxy_setattr, .flags = TF_GC | TF_DISALLOW_NEW, .traverse = ref_traverse,     \
        .clear = ref_clear, .compare = proxy_compare, .iter = proxy_iter, .next = proxy_next                                \
    }

const Type weakproxy_type = PROXY_TYPE("weakref.ProxyType", NULL, proxy_methods);
const Type weakcallproxy_type = PROXY_TYPE("weakref.CallableProxyType", proxy_call, NULL);
