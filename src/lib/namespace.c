/* namespace.c - types.SimpleNamespace: an object that is nothing but its attributes. */
#include <string.h>

#include "lib/fields.h"
#include "lib/sysinfo.h"
#include "object/start.h"

typedef struct Namespace {
    Obj o;
    Obj *dict;
} Namespace;

Obj *namespace_dict_peek(Obj *self) { return ((Namespace *)self)->dict; }

static OWN Obj *make(Runtime *rt, Type *type, Obj *args UNUSED, Obj *kwargs UNUSED)
{
    Namespace *n = (Namespace *)type->alloc(rt, type, 0);
    if (!n) return NULL;
    if ((n->dict = dict_new(rt))) return &n->o;
    decref(rt, n);
    return NULL;
}

OWN Obj *namespace_new(Runtime *rt) { return make(rt, TYPE_OF(rt, NAMESPACE), NULL, NULL); }

static bool init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    if (tuple_len(args)) return err_type(rt, "no positional arguments expected");
    return !kwargs || dict_merge(rt, ((Namespace *)self)->dict, kwargs, 1);
}

static bool add(Runtime *rt, Obj **text, TAKE Obj *more)
{
    if (more) str_append(rt, text, more);
    else CLEAR(rt, *text);
    xdecref(rt, more);
    return *text != NULL;
}

static OWN Obj *repr(Runtime *rt, Obj *self)
{
    const char *name = is_type(rt, self, NAMESPACE) ? "namespace" : type_of(self)->name;
    int again = repr_enter(rt, self);
    if (again) return again < 0 ? NULL : str_format(rt, "%s(...)", name);
    Obj *text = str_format(rt, "%s(", name), *keys = text ? dict_keys_list(rt, ((Namespace *)self)->dict) : NULL;
    hold(rt, "names of a namespace", keys);
    bool first = true;
    for (isize i = 0; keys && text && i < list_len(keys); i++) {
        Obj *key = list_peek(keys, i), *value = is_str(key) && str_len(key) ? dict_get(rt, ((Namespace *)self)->dict, key) : NULL;
        if (!value && err_pending(rt)) CLEAR(rt, text);
        if (!value) continue;
        hold(rt, "text so far", text);
        hold(rt, "value being shown", value);
        Obj *more = str_format(rt, "%s%O=%R", first ? "" : ", ", key, value);
        drop(rt);
        text = unhold(rt);
        add(rt, &text, more);
        first = false;
    }
    if (!keys && text) CLEAR(rt, text);
    drop(rt);
    repr_leave(rt, self);
    if (text) add(rt, &text, str_from(rt, ")"));
    return text;
}

static OWN Obj *compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    Type *t = TYPE_OF(rt, NAMESPACE);
    if (!is_instance(a, t) || !is_instance(b, t)) return own(&rt->not_implemented);
    return obj_compare(rt, ((Namespace *)a)->dict, ((Namespace *)b)->dict, op);
}

METHOD(namespace_reduce, NOARGS, "__reduce__()", "Return state information for pickling")
{
    return tuple_pack(rt, 3, type_of(self), &rt->empty_tuple, ((Namespace *)self)->dict);
}

FIELDS(namespace, "attributes")

static int namespace_clear(Runtime *rt, Obj *self)
{
    CLEAR(rt, ((Namespace *)self)->dict);
    return 0;
}

static const MethodDef *const methods[] = {&namespace_reduce_def, NULL};
static const MemberDef members[] = {{"__dict__", MEMBER_OBJ, offsetof(Namespace, dict), MEMBER_READONLY, NULL}, {0}};

const Type namespace_type = {.name = "types.SimpleNamespace", .doc = "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)",
    .basicsize = sizeof(Namespace), .flags = TF_GC | TF_BASETYPE, .dealloc = namespace_dealloc, .traverse = namespace_traverse,
    .clear = namespace_clear, .repr = repr, .getattr = generic_getattr, .setattr = generic_setattr, .compare = compare,
    .dict_offset = offsetof(Namespace, dict), .methods = methods, .members = members, .init = init, .new_ = make};
