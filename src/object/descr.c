/* descr.c - the descriptors of built-in types: methods, class methods, C fields, computed attributes, and the
   wrappers that make a slot callable under its special name. */
#include <stddef.h>
#include <string.h>

#include "object/start.h"
#include "object/type.h"

/* ---- common ------------------------------------------------------------------------------------------------------------ */

static OWN Obj *descr_new(Runtime *rt, enum TypeId id, Type *t, Obj *name)
{
    Descr *d = name ? (Descr *)gc_new(rt, &rt->types[id]) : NULL;
    if (!d) return NULL;
    incref(t);
    d->type = t;
    d->name = own(name);
    d->qualname = NULL;
    return &d->o;
}

/* Descriptors are tracked at birth, when all their parts are there. */
static OWN Obj *tracked(Runtime *rt, Obj *o)
{
    gc_track(rt, o);
    return o;
}

void descr_dealloc(Runtime *rt, Obj *o)
{
    Descr *d = (Descr *)o;
    gc_untrack(o);
    CLEAR(rt, d->type);
    CLEAR(rt, d->name);
    CLEAR(rt, d->qualname);
    gc_obj_free(rt, o);
}

int descr_traverse(Obj *o, Visit visit, void *ctx)
{
    Descr *d = (Descr *)o;
    VISIT(d->type, "class of the attribute", -1);
    VISIT(d->name, "name", -1);
    VISIT(d->qualname, "__qualname__", -1);
    return 0;
}

/* Whether obj is an instance of the descriptor's type. */
static bool belongs(Runtime *rt, const Descr *d, Obj *obj)
{
    if (is_instance(obj, d->type)) return true;
    err_type(rt, "descriptor '%O' for '%.100s' objects doesn't apply to a '%.100s' object", d->name, d->type->name,
             type_of(obj)->name);
    return false;
}

OWN Obj *descr_get_qualname(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Descr *d = (Descr *)self;
    if (!d->qualname) {
        Obj *qualname = type_qualname(rt, d->type);
        if (!qualname) return NULL;
        d->qualname = str_format(rt, "%O.%O", qualname, d->name);
        decref(rt, qualname);
    }
    return xown(d->qualname);
}

static const MemberDef descr_members[] = {
    {"__objclass__", MEMBER_OBJ, offsetof(Descr, type), MEMBER_READONLY, NULL},
    {"__name__", MEMBER_OBJ, offsetof(Descr, name), MEMBER_READONLY, NULL},
    {NULL, MEMBER_OBJ, 0, 0, NULL},
};

static OWN Obj *text_or_none(Runtime *rt, const char *text) { return text ? str_from(rt, text) : none_new(rt); }

static OWN Obj *repr_as(Runtime *rt, Obj *self, const char *what)
{
    const Descr *d = (const Descr *)self;
    return str_format(rt, "<%s '%O' of '%s' objects>", what, d->name, d->type->name);
}

#define DESCR_TYPE(name_, size_)                                                                                     \
    .name = name_, .basicsize = sizeof(size_), .dealloc = descr_dealloc, .getattr = generic_getattr,                 \
    .traverse = descr_traverse, .members = descr_members

/* ---- methods -------------------------------------------------------------------------------------------------------------- */

static OWN Obj *method_like_new(Runtime *rt, enum TypeId id, Type *t, const MethodDef *def, VectorFn vectorcall)
{
    BoundDef *bound = bound_def_new(rt, def);
    MethodDescr *m = bound ? (MethodDescr *)descr_new(rt, id, t, bound->name) : NULL;
    if (!m) return NULL;
    m->def = bound;
    m->vectorcall = vectorcall;
    return tracked(rt, &m->d.o);
}

/* "list.append()": what the error about a missing self calls the method. */
static void needs_argument(Runtime *rt, Obj *self)
{
    Obj *qualname = descr_get_qualname(rt, self, NULL);
    if (!qualname) return;
    err_type(rt, "unbound method %O() needs an argument", qualname);
    decref(rt, qualname);
}

static OWN Obj *method_vectorcall(Runtime *rt, Obj *self, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    MethodDescr *m = (MethodDescr *)self;
    isize n = vector_nargs(nargsf);
    if (UNLIKELY(n < 1)) {
        needs_argument(rt, self);
        return NULL;
    }
    if (UNLIKELY(!belongs(rt, &m->d, args[0])) || !recursion_enter(rt, " while calling a Python object")) return NULL;
    Obj *result = args_call(rt, m->def, args[0], args + 1, n - 1, kwnames, type_last_name(m->d.type));
    recursion_leave(rt);
    return result;
}

/* Calls through the vector with what a call slot gets. */
static OWN Obj *call_by_vector(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) { return obj_call(rt, self, args, kwargs); }

OWN Obj *method_descr_new(Runtime *rt, Type *t, const MethodDef *def)
{
    return method_like_new(rt, T_METHOD_DESCR, t, def, method_vectorcall);
}

static OWN Obj *method_get(Runtime *rt, Obj *self, Obj *obj, Obj *type UNUSED)
{
    MethodDescr *m = (MethodDescr *)self;
    if (!obj) return own(self);
    return belongs(rt, &m->d, obj) ? builtin_new(rt, m->def, obj, NULL) : NULL;
}

static OWN Obj *method_repr(Runtime *rt, Obj *self) { return repr_as(rt, self, "method"); }

OWN Obj *text_signature(Runtime *rt, const MethodDef *def)
{
    const char *open = strchr(def->signature, '(');
    if (!open) return none_new(rt);
    Buf text = {0};
    buf_str(&text, def->flags & DEF_CLASS ? "($type" : "($self");
    if (!strchr(open, '/')) buf_str(&text, ", /");
    if (open[1] != ')') buf_str(&text, ", ");
    for (const char *p = open + 1; *p; p++) { /* types are ours, not Python's */
        if (*p == ':') p += 1 + strcspn(p + 1, ",=)");
        buf_char(&text, *p);
    }
    Obj *signature = text.failed ? err_no_memory(rt) : str_from_utf8(rt, text.data, text.len);
    buf_free(&text);
    return signature;
}

static OWN Obj *get_method_doc(Runtime *rt, Obj *self, void *closure UNUSED)
{
    return text_or_none(rt, ((MethodDescr *)self)->def->def->doc);
}
static OWN Obj *get_method_signature(Runtime *rt, Obj *self, void *closure UNUSED)
{
    return text_signature(rt, ((MethodDescr *)self)->def->def);
}

static const GetSetDef method_getset[] = {
    {"__doc__", get_method_doc, NULL, NULL, NULL},
    {"__qualname__", descr_get_qualname, NULL, NULL, NULL},
    {"__text_signature__", get_method_signature, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

const Type method_descr_type = {
    DESCR_TYPE("method_descriptor", MethodDescr),
    .vectorcall_offset = offsetof(MethodDescr, vectorcall),
    .repr = method_repr,
    .call = call_by_vector,
    .flags = TF_GC | TF_VECTORCALL | TF_METHOD_DESCRIPTOR | TF_DISALLOW_NEW,
    .getset = method_getset,
    .get = method_get,
};

/* ---- class methods ---------------------------------------------------------------------------------------------------------- */

OWN Obj *classmethod_descr_new(Runtime *rt, Type *t, const MethodDef *def)
{
    return method_like_new(rt, T_CLASSMETHOD_DESCR, t, def, NULL);
}

static OWN Obj *classmethod_get(Runtime *rt, Obj *self, Obj *obj, Obj *type)
{
    const MethodDescr *m = (MethodDescr *)self;
    const Descr *d = &m->d;
    if (!type && obj) type = (Obj *)type_of(obj);
    if (!type)
        return err_type(rt, "descriptor '%O' for type '%.100s' needs either an object or a type", d->name, d->type->name);
    if (!is_typeobj(type))
        return err_type(rt, "descriptor '%O' for type '%.100s' needs a type, not a '%.100s' as arg 2", d->name, d->type->name,
                        type_of(type)->name);
    if (!type_is_subtype((Type *)type, d->type))
        return err_type(rt, "descriptor '%O' requires a subtype of '%.100s' but received '%.100s'", d->name, d->type->name,
                        ((Type *)type)->name);
    return builtin_new(rt, m->def, type, NULL);
}

static OWN Obj *classmethod_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    const Descr *d = (const Descr *)self;
    isize n = tuple_len(args);
    if (n < 1) return err_type(rt, "descriptor '%O' of '%.100s' object needs an argument", d->name, d->type->name);
    Obj *bound = classmethod_get(rt, self, NULL, tuple_peek(args, 0));
    Obj *rest = bound ? tuple_slice(rt, args, 1, n) : NULL;
    hold(rt, "method being called", bound);
    hold(rt, "arguments", rest);
    return drop_keep(rt, 2, rest ? obj_call(rt, bound, rest, kwargs) : NULL);
}

const Type classmethod_descr_type = {
    DESCR_TYPE("classmethod_descriptor", MethodDescr),
    .repr = method_repr,
    .call = classmethod_call,
    .flags = TF_GC | TF_DISALLOW_NEW,
    .getset = method_getset,
    .get = classmethod_get,
};

/* ---- C fields ------------------------------------------------------------------------------------------------------------------ */

OWN Obj *member_get(Runtime *rt, Obj *o, const MemberDef *def)
{
    const char *at = (const char *)o + def->offset;
    switch (def->kind) {
    case MEMBER_OBJ: return *(Obj *const *)at ? own(*(Obj *const *)at) : none_new(rt);
    case MEMBER_OBJ_EX:
        if (*(Obj *const *)at) return own(*(Obj *const *)at);
        return err_format(rt, EXC_TYPE(rt, AttributeError), "'%.200s' object has no attribute '%s'", type_of(o)->name, def->name);
    case MEMBER_ISIZE: return int_new(rt, *(const isize *)at);
    case MEMBER_INT: return int_new(rt, *(const int *)at);
    case MEMBER_UINT: return int_new(rt, *(const unsigned *)at);
    case MEMBER_DOUBLE: return float_new(rt, *(const double *)at);
    case MEMBER_BOOL: return bool_new(rt, *(const bool *)at);
    case MEMBER_CHAR: return str_from_char(rt, (unsigned char)*at);
    case MEMBER_STRING: return *(const char *const *)at ? str_from(rt, *(const char *const *)at) : none_new(rt);
    }
    return err_bad_internal(rt, "member_get");
}

static bool set_bool(Runtime *rt, bool *at, Obj *value)
{
    if (!value || !is_type(rt, value, BOOL)) {
        err_type(rt, "attribute value type must be bool");
        return false;
    }
    *at = value == (Obj *)&rt->true_;
    return true;
}

CHECK bool member_set(Runtime *rt, Obj *o, const MemberDef *def, Obj *value)
{
    char *at = (char *)o + def->offset;
    if ((def->flags & MEMBER_READONLY) || def->kind == MEMBER_STRING) {
        err_format(rt, EXC_TYPE(rt, AttributeError), "readonly attribute");
        return false;
    }
    if (def->kind == MEMBER_OBJ || def->kind == MEMBER_OBJ_EX) {
        Obj **place = (Obj **)at;
        if (!value && !*place && def->kind == MEMBER_OBJ_EX) {
            err_format(rt, EXC_TYPE(rt, AttributeError), "%s", def->name);
            return false;
        }
        xincref(value);
        SET_REF_TAKE(rt, *place, value);
        return true;
    }
    if (def->kind == MEMBER_BOOL) return set_bool(rt, (bool *)at, value);
    if (!value) {
        err_type(rt, "can't delete numeric/char attribute");
        return false;
    }
    isize n;
    if (!number_as_isize(rt, value, EXC_TYPE(rt, OverflowError), &n)) return false;
    if (def->kind == MEMBER_ISIZE)
        *(isize *)at = n;
    else if (def->kind == MEMBER_INT)
        *(int *)at = (int)n;
    else if (def->kind == MEMBER_UINT)
        *(unsigned *)at = (unsigned)n;
    else
        *at = (char)n;
    return true;
}

OWN Obj *member_descr_new(Runtime *rt, Type *t, const MemberDef *def)
{
    Obj *name = str_interned(rt, def->name);
    MemberDescr *m = (MemberDescr *)descr_new(rt, T_MEMBER_DESCR, t, name);
    xdecref(rt, name);
    if (!m) return NULL;
    m->def = def;
    return tracked(rt, &m->d.o);
}

static OWN Obj *member_descr_get(Runtime *rt, Obj *self, Obj *obj, Obj *type UNUSED)
{
    MemberDescr *m = (MemberDescr *)self;
    if (!obj) return own(self);
    return belongs(rt, &m->d, obj) ? member_get(rt, obj, m->def) : NULL;
}

static bool member_descr_set(Runtime *rt, Obj *self, Obj *obj, Obj *value)
{
    MemberDescr *m = (MemberDescr *)self;
    return belongs(rt, &m->d, obj) && member_set(rt, obj, m->def, value);
}

static OWN Obj *member_repr(Runtime *rt, Obj *self) { return repr_as(rt, self, "member"); }
static OWN Obj *get_member_doc(Runtime *rt, Obj *self, void *closure UNUSED)
{
    return text_or_none(rt, ((MemberDescr *)self)->def->doc);
}

static const GetSetDef member_getset[] = {
    {"__doc__", get_member_doc, NULL, NULL, NULL},
    {"__qualname__", descr_get_qualname, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

const Type member_descr_type = {
    DESCR_TYPE("member_descriptor", MemberDescr),
    .repr = member_repr,
    .flags = TF_GC | TF_DISALLOW_NEW,
    .getset = member_getset,
    .get = member_descr_get,
    .set = member_descr_set,
};

/* ---- computed attributes ----------------------------------------------------------------------------------------------------------- */

OWN Obj *getset_descr_new(Runtime *rt, Type *t, const GetSetDef *def)
{
    Obj *name = str_interned(rt, def->name);
    GetSetDescr *g = (GetSetDescr *)descr_new(rt, T_GETSET_DESCR, t, name);
    xdecref(rt, name);
    if (!g) return NULL;
    g->def = def;
    return tracked(rt, &g->d.o);
}

static OWN Obj *getset_get(Runtime *rt, Obj *self, Obj *obj, Obj *type UNUSED)
{
    GetSetDescr *g = (GetSetDescr *)self;
    if (!obj) return own(self);
    if (!belongs(rt, &g->d, obj)) return NULL;
    if (g->def->get) return g->def->get(rt, obj, g->def->closure);
    return err_format(rt, EXC_TYPE(rt, AttributeError), "attribute '%O' of '%.100s' objects is not readable", g->d.name,
                      g->d.type->name);
}

static bool getset_set(Runtime *rt, Obj *self, Obj *obj, Obj *value)
{
    GetSetDescr *g = (GetSetDescr *)self;
    if (!belongs(rt, &g->d, obj)) return false;
    if (g->def->set) return g->def->set(rt, obj, value, g->def->closure);
    err_format(rt, EXC_TYPE(rt, AttributeError), "attribute '%O' of '%.100s' objects is not writable", g->d.name,
               g->d.type->name);
    return false;
}

static OWN Obj *getset_repr(Runtime *rt, Obj *self) { return repr_as(rt, self, "attribute"); }
static OWN Obj *get_getset_doc(Runtime *rt, Obj *self, void *closure UNUSED)
{
    return text_or_none(rt, ((GetSetDescr *)self)->def->doc);
}

static const GetSetDef getset_getset[] = {
    {"__doc__", get_getset_doc, NULL, NULL, NULL},
    {"__qualname__", descr_get_qualname, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

const Type getset_descr_type = {
    DESCR_TYPE("getset_descriptor", GetSetDescr),
    .repr = getset_repr,
    .flags = TF_GC | TF_DISALLOW_NEW,
    .getset = getset_getset,
    .get = getset_get,
    .set = getset_set,
};
