/* mappingproxy.c - a read-only view of a mapping: what a class's __dict__ answers. */
#include "object/alias.h"
#include "object/start.h"
#include "object/type.h"

typedef struct Proxy {
    Obj o;
    Obj *mapping;
} Proxy;

static Obj *mapping_of(Obj *o) { return ((Proxy *)o)->mapping; }

static OWN Obj *proxy_make(Runtime *rt, Type *t, Obj *mapping)
{
    Proxy *p = (Proxy *)gc_new(rt, t);
    if (!p) return NULL;
    p->mapping = own(mapping);
    gc_track(rt, p);
    return &p->o;
}

OWN Obj *mappingproxy_new(Runtime *rt, Obj *mapping) { return proxy_make(rt, TYPE_OF(rt, MAPPINGPROXY), mapping); }

static OWN Obj *proxy_new(Runtime *rt, Type *t, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "mappingproxy(mapping)", CALL_KEYWORDS, args, kwargs, &a)) return NULL;
    Obj *mapping = a.obj[0], *proxy = NULL;
    if (type_of(mapping)->mapping && type_of(mapping)->mapping->subscript && !is_list(mapping) && !is_tuple(mapping))
        proxy = proxy_make(rt, t, mapping);
    else
        err_type(rt, "mappingproxy() argument must be a mapping, not %s", type_of(mapping)->name);
    args_done(rt, &a);
    return proxy;
}

static void proxy_dealloc(Runtime *rt, Obj *o)
{
    gc_untrack(o);
    CLEAR(rt, ((Proxy *)o)->mapping);
    gc_obj_free(rt, o);
}

static int proxy_traverse(Obj *o, Visit visit, void *ctx)
{
    VISIT(mapping_of(o), "mapping", -1);
    return 0;
}

/* ---- what it passes on ---------------------------------------------------------------------------------------------------- */

static isize proxy_len(Runtime *rt, Obj *o) { return obj_len(rt, mapping_of(o)); }
static OWN Obj *proxy_getitem(Runtime *rt, Obj *o, Obj *key) { return obj_getitem(rt, mapping_of(o), key); }
static int proxy_contains(Runtime *rt, Obj *o, Obj *key)
{
    return is_type(rt, mapping_of(o), DICT) ? dict_contains(rt, mapping_of(o), key) : obj_contains(rt, mapping_of(o), key);
}
static OWN Obj *proxy_iter(Runtime *rt, Obj *o) { return obj_iter(rt, mapping_of(o)); }
static OWN Obj *proxy_str(Runtime *rt, Obj *o) { return obj_str(rt, mapping_of(o)); }
static OWN Obj *proxy_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op) { return obj_compare(rt, mapping_of(a), b, op); }
static OWN Obj *proxy_repr(Runtime *rt, Obj *o) { return str_format(rt, "mappingproxy(%R)", mapping_of(o)); }

static OWN Obj *proxy_or(Runtime *rt, Obj *a, Obj *b)
{
    if (is_type(rt, a, MAPPINGPROXY)) a = mapping_of(a);
    if (is_type(rt, b, MAPPINGPROXY)) b = mapping_of(b);
    return number_binary(rt, a, b, NB_OR);
}

static OWN Obj *proxy_ior(Runtime *rt, Obj *self, Obj *other UNUSED)
{
    return err_type(rt, "'|=' is not supported by %s; use '|' instead", type_of(self)->name);
}

METHOD(proxy_get, POSITIONAL, "get(key, default=None, /)", "D.get(k[,d]) -> D[k] if k in D, else d.  d defaults to None.")
{
    Obj *args[] = {a->obj[0], a->obj[1] ? a->obj[1] : &rt->none};
    return obj_call_method(rt, mapping_of(self), id_(rt, get), args, 2);
}
METHOD(proxy_keys, NOARGS, "keys()", "D.keys() -> a set-like object providing a view on D's keys")
{
    return obj_call_method(rt, mapping_of(self), id_(rt, keys), NULL, 0);
}
METHOD(proxy_values, NOARGS, "values()", "D.values() -> an object providing a view on D's values")
{
    return obj_call_method(rt, mapping_of(self), id_(rt, values), NULL, 0);
}
METHOD(proxy_items, NOARGS, "items()", "D.items() -> a set-like object providing a view on D's items")
{
    return obj_call_method(rt, mapping_of(self), id_(rt, items), NULL, 0);
}
METHOD(proxy_copy, NOARGS, "copy()", "D.copy() -> a shallow copy of D")
{
    return obj_call_method(rt, mapping_of(self), id_(rt, copy), NULL, 0);
}
METHOD(proxy_reversed, NOARGS, "__reversed__()", "D.__reversed__() -> reverse iterator")
{
    return obj_call_method(rt, mapping_of(self), id_(rt, __reversed__), NULL, 0);
}

static const MethodDef *const proxy_methods[] = {
    &proxy_get_def, &proxy_keys_def, &proxy_values_def, &proxy_items_def, &proxy_copy_def, &proxy_reversed_def, &class_getitem_def, NULL,
};

static const NumberSlots proxy_number = {.or_ = proxy_or, .ior = proxy_ior};
static const MapSlots proxy_mapping = {.len = proxy_len, .subscript = proxy_getitem};
static const SeqSlots proxy_sequence = {.contains = proxy_contains};

const Type mappingproxy_type = {
    .name = "mappingproxy",
    .basicsize = sizeof(Proxy),
    .dealloc = proxy_dealloc,
    .repr = proxy_repr,
    .number = &proxy_number,
    .sequence = &proxy_sequence,
    .mapping = &proxy_mapping,
    .str = proxy_str,
    .getattr = generic_getattr,
    .flags = TF_GC | TF_MAPPING,
    .traverse = proxy_traverse,
    .compare = proxy_compare,
    .iter = proxy_iter,
    .methods = proxy_methods,
    .new_ = proxy_new,
};
