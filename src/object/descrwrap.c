/* descrwrap.c - wrapper descriptors (int.__add__) and what they become when bound ((1).__add__). */
#include <stddef.h>

#include "object/start.h"
#include "object/type.h"

/* ---- wrapper descriptors -------------------------------------------------------------------------------------------------- */

OWN Obj *wrapper_descr_new(Runtime *rt, Type *t, const SlotDef *base, AnyFn wrapped)
{
    WrapperDescr *w = (WrapperDescr *)gc_new(rt, TYPE_OF(rt, WRAPPER_DESCR));
    if (!w) return NULL;
    incref(t);
    w->d.type = t;
    w->d.name = own(rt->ids[base->name]);
    w->d.qualname = NULL;
    w->base = base;
    w->wrapped = wrapped;
    gc_track(rt, w);
    return &w->d.o;
}

/* Calls the C function behind the wrapper. */
static OWN Obj *raw_call(Runtime *rt, const WrapperDescr *w, Obj *self, Obj *args, Obj *kwargs)
{
    if (!w->base->keywords && kwargs && dict_len(kwargs))
        return err_type(rt, "wrapper %O() takes no keyword arguments", w->d.name);
    return w->base->wrapper(rt, self, args, w->wrapped, kwargs);
}

static OWN Obj *wrapper_call(Runtime *rt, Obj *descr, Obj *args, Obj *kwargs)
{
    WrapperDescr *w = (WrapperDescr *)descr;
    isize n = tuple_len(args);
    if (n < 1) return err_type(rt, "descriptor '%O' of '%.100s' object needs an argument", w->d.name, w->d.type->name);
    Obj *self = tuple_peek(args, 0);
    if (!is_instance(self, w->d.type))
        return err_type(rt, "descriptor '%O' requires a '%.100s' object but received a '%.100s'", w->d.name, w->d.type->name,
                        type_of(self)->name);
    Obj *rest = tuple_slice(rt, args, 1, n);
    if (!rest) return NULL;
    hold(rt, "arguments", rest);
    return drop_keep(rt, 1, raw_call(rt, w, self, rest, kwargs));
}

static OWN Obj *wrapper_get(Runtime *rt, Obj *descr, Obj *obj, Obj *type UNUSED)
{
    WrapperDescr *w = (WrapperDescr *)descr;
    if (!obj) return own(descr);
    if (!is_instance(obj, w->d.type))
        return err_type(rt, "descriptor '%O' for '%.100s' objects doesn't apply to a '%.100s' object", w->d.name,
                        w->d.type->name, type_of(obj)->name);
    MethodWrapper *m = (MethodWrapper *)gc_new(rt, TYPE_OF(rt, METHOD_WRAPPER));
    if (!m) return NULL;
    m->descr = (WrapperDescr *)own(descr);
    m->self = own(obj);
    gc_track(rt, m);
    return &m->o;
}

static OWN Obj *wrapper_repr(Runtime *rt, Obj *self)
{
    const Descr *d = (const Descr *)self;
    return str_format(rt, "<slot wrapper '%O' of '%s' objects>", d->name, d->type->name);
}

static OWN Obj *text_or_none(Runtime *rt, const char *text) { return text ? str_from(rt, text) : none_new(rt); }

static OWN Obj *get_doc(Runtime *rt, Obj *self, void *closure UNUSED)
{
    return text_or_none(rt, ((WrapperDescr *)self)->base->doc);
}
static OWN Obj *get_signature(Runtime *rt, Obj *self, void *closure UNUSED)
{
    return text_or_none(rt, ((WrapperDescr *)self)->base->signature);
}

static const MemberDef wrapper_members[] = {
    {"__objclass__", MEMBER_OBJ, offsetof(Descr, type), MEMBER_READONLY, NULL},
    {"__name__", MEMBER_OBJ, offsetof(Descr, name), MEMBER_READONLY, NULL},
    {NULL, MEMBER_OBJ, 0, 0, NULL},
};
static const GetSetDef wrapper_getset[] = {
    {"__doc__", get_doc, NULL, NULL, NULL},
    {"__qualname__", descr_get_qualname, NULL, NULL, NULL},
    {"__text_signature__", get_signature, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

const Type wrapper_descr_type = {
    .name = "wrapper_descriptor",
    .basicsize = sizeof(WrapperDescr),
    .dealloc = descr_dealloc,
    .repr = wrapper_repr,
    .call = wrapper_call,
    .getattr = generic_getattr,
    .flags = TF_GC | TF_METHOD_DESCRIPTOR | TF_DISALLOW_NEW,
    .traverse = descr_traverse,
    .members = wrapper_members,
    .getset = wrapper_getset,
    .get = wrapper_get,
};

/* ---- method wrappers -------------------------------------------------------------------------------------------------------- */

static void bound_dealloc(Runtime *rt, Obj *o)
{
    MethodWrapper *m = (MethodWrapper *)o;
    gc_untrack(o);
    int trash = trash_begin(rt, o, bound_dealloc);
    if (!trash) return;
    CLEAR(rt, m->descr);
    CLEAR(rt, m->self);
    gc_obj_free(rt, o);
    trash_end(rt, trash);
}

static int bound_traverse(Obj *o, Visit visit, void *ctx)
{
    MethodWrapper *m = (MethodWrapper *)o;
    VISIT(m->descr, "method", -1);
    VISIT(m->self, "self", -1);
    return 0;
}

static OWN Obj *bound_call(Runtime *rt, Obj *o, Obj *args, Obj *kwargs)
{
    MethodWrapper *m = (MethodWrapper *)o;
    return raw_call(rt, m->descr, m->self, args, kwargs);
}

static OWN Obj *bound_repr(Runtime *rt, Obj *o)
{
    const MethodWrapper *m = (const MethodWrapper *)o;
    return str_format(rt, "<method-wrapper '%O' of %s object at %p>", m->descr->d.name, type_of(m->self)->name, m->self);
}

static OWN Obj *bound_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !is_type(rt, a, METHOD_WRAPPER) || !is_type(rt, b, METHOD_WRAPPER))
        return own(&rt->not_implemented);
    const MethodWrapper *x = (const MethodWrapper *)a, *y = (const MethodWrapper *)b;
    bool equal = x->descr == y->descr && x->self == y->self;
    return bool_new(rt, equal == (op == CMP_EQ));
}

static Hash bound_hash(Runtime *rt, Obj *o)
{
    const MethodWrapper *m = (const MethodWrapper *)o;
    Hash hash = hash_pointer(rt, m->self) ^ hash_pointer(rt, m->descr);
    return hash == -1 ? -2 : hash;
}

static OWN Obj *get_objclass(Runtime *rt UNUSED, Obj *o, void *closure UNUSED)
{
    return own(((MethodWrapper *)o)->descr->d.type);
}
static OWN Obj *get_name(Runtime *rt UNUSED, Obj *o, void *closure UNUSED) { return own(((MethodWrapper *)o)->descr->d.name); }
static OWN Obj *get_qualname(Runtime *rt, Obj *o, void *closure)
{
    return descr_get_qualname(rt, &((MethodWrapper *)o)->descr->d.o, closure);
}
static OWN Obj *get_bound_doc(Runtime *rt, Obj *o, void *closure)
{
    return get_doc(rt, &((MethodWrapper *)o)->descr->d.o, closure);
}
static OWN Obj *get_bound_signature(Runtime *rt, Obj *o, void *closure)
{
    return get_signature(rt, &((MethodWrapper *)o)->descr->d.o, closure);
}

static const MemberDef bound_members[] = {
    {"__self__", MEMBER_OBJ, offsetof(MethodWrapper, self), MEMBER_READONLY, NULL},
    {NULL, MEMBER_OBJ, 0, 0, NULL},
};
static const GetSetDef bound_getset[] = {
    {"__objclass__", get_objclass, NULL, NULL, NULL},
    {"__name__", get_name, NULL, NULL, NULL},
    {"__qualname__", get_qualname, NULL, NULL, NULL},
    {"__doc__", get_bound_doc, NULL, NULL, NULL},
    {"__text_signature__", get_bound_signature, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

const Type method_wrapper_type = {
    .name = "method-wrapper",
    .basicsize = sizeof(MethodWrapper),
    .dealloc = bound_dealloc,
    .repr = bound_repr,
    .hash = bound_hash,
    .call = bound_call,
    .getattr = generic_getattr,
    .flags = TF_GC | TF_DISALLOW_NEW,
    .traverse = bound_traverse,
    .compare = bound_compare,
    .members = bound_members,
    .getset = bound_getset,
};
