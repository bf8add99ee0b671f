/* super.c - super: looks attributes up in the mro behind a class.  Called without arguments it finds the class
   in the running function's cell __class__ and the instance in its first argument. */
#include <stddef.h>

#include "object/start.h"
#include "object/type.h"

typedef struct Super {
    Obj o;
    Type *type;     /* search begins behind this class */
    Obj *obj;       /* NULL: unbound */
    Type *obj_type; /* whose mro is searched */
} Super;

static void super_dealloc(Runtime *rt, Obj *o)
{
    Super *s = (Super *)o;
    gc_untrack(o);
    CLEAR(rt, s->obj);
    CLEAR(rt, s->type);
    CLEAR(rt, s->obj_type);
    type_of(o)->free(rt, o);
}

static int super_traverse(Obj *o, Visit visit, void *ctx)
{
    Super *s = (Super *)o;
    VISIT(s->obj, "object", -1);
    VISIT(s->type, "class", -1);
    VISIT(s->obj_type, "class of the object", -1);
    return 0;
}

static OWN Obj *super_repr(Runtime *rt, Obj *o)
{
    const Super *s = (const Super *)o;
    const char *name = s->type ? s->type->name : "NULL";
    if (s->obj_type) return str_format(rt, "<super: <class '%s'>, <%s object>>", name, s->obj_type->name);
    return str_format(rt, "<super: <class '%s'>, NULL>", name);
}

/* ---- making ------------------------------------------------------------------------------------------------------------------- */

/* Which class's mro serves: obj itself when it is a class below [type], else obj's class.  New reference. */
static OWN Type *check(Runtime *rt, Type *type, Obj *obj)
{
    Obj *claimed;
    if (is_typeobj(obj) && type_is_subtype((Type *)obj, type)) return (Type *)own(obj);
    if (type_is_subtype(type_of(obj), type)) return (Type *)own(type_of(obj));
    if (obj_lookattr(rt, obj, id_(rt, __class__), &claimed) < 0) return NULL;
    if (claimed && is_typeobj(claimed) && claimed != (Obj *)type_of(obj) && type_is_subtype((Type *)claimed, type))
        return (Type *)claimed;
    xdecref(rt, claimed);
    return err_type(rt, "super(type, obj): obj must be an instance or subtype of type");
}

static void *failed(Runtime *rt, const char *message) { return err_format(rt, EXC_TYPE(rt, RuntimeError), "%s", message); }

/* The class in the running function's free variable __class__. */
static Type *class_of_frame(Runtime *rt, const Frame *frame, const Code *code)
{
    for (int i = code->nlocalsplus - code->nfreevars; i < code->nlocalsplus; i++) {
        if (!str_equal(tuple_peek(code->localsplusnames, i), id_(rt, __class__))) continue;
        Obj *cell = frame->localsplus[i];
        if (!cell || !is_type(rt, cell, CELL)) return failed(rt, "super(): bad __class__ cell");
        Obj *type = ((Cell *)cell)->value;
        if (!type) return failed(rt, "super(): empty __class__ cell");
        if (is_typeobj(type)) return (Type *)type;
        return err_format(rt, EXC_TYPE(rt, RuntimeError), "super(): __class__ is not a type (%s)", type_of(type)->name);
    }
    return failed(rt, "super(): __class__ cell not found");
}

static bool from_frame(Runtime *rt, Type **type, Obj **obj)
{
    const Frame *frame = rt->vm.frame;
    if (!frame) return failed(rt, "super(): no current frame") != NULL;
    const Code *code = (const Code *)frame->code;
    if (code->argcount == 0) return failed(rt, "super(): no arguments") != NULL;
    Obj *first = frame->localsplus[0];
    if (first && (bytes_data(code->localspluskinds)[0] & LOCAL_CELL) && is_type(rt, first, CELL)) first = ((Cell *)first)->value;
    if (!first) return failed(rt, "super(): arg[0] deleted") != NULL;
    *obj = first;
    *type = class_of_frame(rt, frame, code);
    return *type != NULL;
}

static bool fill(Runtime *rt, Super *s, Type *type, Obj *obj)
{
    Type *obj_type = NULL;
    if (!type && !from_frame(rt, &type, &obj)) return false;
    if (obj && is_none(rt, obj)) obj = NULL;
    if (obj && !(obj_type = check(rt, type, obj))) return false;
    incref(type);
    xincref(obj);
    SET_REF_TAKE(rt, s->type, (Type *)type);
    SET_REF_TAKE(rt, s->obj, obj);
    SET_REF_TAKE(rt, s->obj_type, obj_type);
    return true;
}

static bool fill_from(Runtime *rt, Super *s, Obj *const *args, isize n, const char *name)
{
    if (n > 2) {
        err_type(rt, "%s expected at most 2 arguments, got %zd", name, n);
        return false;
    }
    if (n && !is_typeobj(args[0])) {
        err_type(rt, "super() argument 1 must be a type, not %.200s", type_of(args[0])->name);
        return false;
    }
    return fill(rt, s, n ? (Type *)args[0] : NULL, n > 1 ? args[1] : NULL);
}

static bool super_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    if (kwargs && dict_len(kwargs)) {
        err_type(rt, "super() takes no keyword arguments");
        return false;
    }
    return fill_from(rt, (Super *)self, tuple_items(args), tuple_len(args), "super");
}

static OWN Obj *super_vectorcall(Runtime *rt, Obj *self, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    if (kwnames && tuple_len(kwnames)) return err_type(rt, "super() takes no keyword arguments");
    Type *t = (Type *)self;
    Obj *o = t->alloc(rt, t, 0);
    if (!o) return NULL;
    hold(rt, "super being made", o);
    bool ok = fill_from(rt, (Super *)o, args, vector_nargs(nargsf), "super()");
    o = unhold(rt);
    if (!ok) CLEAR(rt, o);
    return o;
}

/* ---- using -------------------------------------------------------------------------------------------------------------------- */

/* What the mro has behind the class; NULL without an exception: nothing. */
static OWN Obj *search(Runtime *rt, const Super *s, Obj *name)
{
    Obj *mro = s->obj_type->mro, *found = NULL;
    isize i = 0, n = mro ? tuple_len(mro) : 0;
    while (i + 1 < n && tuple_peek(mro, i) != (Obj *)s->type) i++;
    if (++i >= n) return NULL;
    hold(rt, "mro being searched", own(mro));
    for (; i < n && !found && !err_pending(rt); i++) {
        Obj *dict = ((Type *)tuple_peek(mro, i))->dict;
        if (dict) found = dict_get(rt, dict, name);
    }
    drop(rt);
    return found;
}

static OWN Obj *super_getattr(Runtime *rt, Obj *self, Obj *name)
{
    const Super *s = (const Super *)self;
    if (!s->obj_type || !is_str(name) || str_equal(name, id_(rt, __class__))) return generic_getattr(rt, self, name);
    Obj *found = search(rt, s, name);
    if (!found) return err_pending(rt) ? NULL : generic_getattr(rt, self, name);
    DescrGetFn get = type_of(found)->get;
    if (!get) return found;
    hold(rt, "descriptor", found);
    return drop_keep(rt, 1, get(rt, found, s->obj == (Obj *)s->obj_type ? NULL : s->obj, (Obj *)s->obj_type));
}

static OWN Obj *super_get(Runtime *rt, Obj *self, Obj *obj, Obj *type UNUSED)
{
    Super *s = (Super *)self;
    if (!obj || is_none(rt, obj) || s->obj) return own(self);
    if (!is_type(rt, self, SUPER)) { /* a subclass makes its own */
        return s->type ? obj_call2(rt, (Obj *)type_of(self), (Obj *)s->type, obj) : obj_call0(rt, (Obj *)type_of(self));
    }
    Type *obj_type = check(rt, s->type, obj);
    if (!obj_type) return NULL;
    Super *bound = (Super *)type_alloc(rt, TYPE_OF(rt, SUPER), 0);
    if (!bound) {
        decref(rt, obj_type);
        return NULL;
    }
    bound->type = (Type *)own(s->type);
    bound->obj = own(obj);
    bound->obj_type = obj_type;
    return &bound->o;
}

static const MemberDef super_members[] = {
    {"__thisclass__", MEMBER_OBJ, offsetof(Super, type), MEMBER_READONLY, "the class invoking super()"},
    {"__self__", MEMBER_OBJ, offsetof(Super, obj), MEMBER_READONLY, "the instance invoking super(); may be None"},
    {"__self_class__", MEMBER_OBJ, offsetof(Super, obj_type), MEMBER_READONLY,
     "the type of the instance invoking super(); may be None"},
    {NULL, MEMBER_OBJ, 0, 0, NULL},
};

const Type super_type = {
    .name = "super",
    .basicsize = sizeof(Super),
    .dealloc = super_dealloc,
    .repr = super_repr,
    .getattr = super_getattr,
    .flags = TF_GC | TF_BASETYPE,
    .doc = "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\n"
           "super(type, obj) -> bound super object; requires isinstance(obj, type)\n"
           "super(type, type2) -> bound super object; requires issubclass(type2, type)\n"
           "Inside a method, super().name finds the attribute in the classes behind\n"
           "the method's own class.\n",
    .traverse = super_traverse,
    .members = super_members,
    .get = super_get,
    .init = super_init,
    .alloc = type_alloc,
    .new_ = type_new_generic,
    .vectorcall = super_vectorcall,
};
