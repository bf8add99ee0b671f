/* union.c - int | str: a set of types of which a value has one, for isinstance() and for annotations. */
#include "object/alias.h"
#include "object/seq.h"
#include "object/start.h"

typedef struct Union {
    Obj o;
    Obj *args; /* tuple of two or more, each once */
    Obj *parameters; /* made when asked for */
} Union;

static bool is_member(Runtime *rt, Obj *o)
{
    return is_none(rt, o) || is_typeobj(o) || is_instance(o, TYPE_OF(rt, GENERIC_ALIAS)) || is_type(rt, o, UNION);
}

static isize count_flat(Runtime *rt, Obj *const *items, isize n)
{
    isize flat = 0;
    for (isize i = 0; i < n; i++) flat += is_type(rt, items[i], UNION) ? tuple_len(((Union *)items[i])->args) : 1;
    return flat;
}

/* Puts a type behind the first [n] unless it is among them; the types of a union one by one.  How many there are now;
   -1: error. */
static isize add(Runtime *rt, Obj *types, isize n, Obj *item)
{
    if (is_type(rt, item, UNION)) {
        Obj *args = ((Union *)item)->args;
        for (isize i = 0; n >= 0 && i < tuple_len(args); i++) n = add(rt, types, n, tuple_peek(args, i));
        return n;
    }
    if (is_none(rt, item)) item = (Obj *)TYPE_OF(rt, NONE);
    bool generic = is_instance(item, TYPE_OF(rt, GENERIC_ALIAS));
    for (isize i = 0; i < n; i++) {
        Obj *other = tuple_peek(types, i);
        int same = other == item;
        if (!same && generic && is_instance(other, TYPE_OF(rt, GENERIC_ALIAS))) same = obj_compare_bool(rt, other, item, CMP_EQ);
        if (same) return same > 0 ? n : -1;
    }
    tuple_items(types)[n] = own(item);
    return n + 1;
}

static OWN Obj *union_make(Runtime *rt, Obj *const *items, isize n)
{
    isize flat = count_flat(rt, items, n), different = 0;
    Obj *args = tuple_new(rt, flat);
    hold(rt, "types of a union", args);
    for (isize i = 0; args && different >= 0 && i < n; i++) different = add(rt, args, different, items[i]);
    args = unhold(rt);
    if (args && different < 0) CLEAR(rt, args);
    if (args && different == 1) {
        Obj *single = own(tuple_peek(args, 0));
        decref(rt, args);
        return single;
    }
    if (args && different < flat) args = tuple_resize_take(rt, args, different);
    if (!args) return NULL;
    hold(rt, "types of a union", args);
    Union *u = (Union *)gc_new(rt, TYPE_OF(rt, UNION));
    args = unhold(rt);
    if (!u) {
        decref(rt, args);
        return NULL;
    }
    u->args = args;
    u->parameters = NULL;
    gc_track(rt, u);
    return &u->o;
}

OWN Obj *union_or(Runtime *rt, Obj *a, Obj *b)
{
    if (!is_member(rt, a) || !is_member(rt, b)) return own(&rt->not_implemented);
    Obj *pair[] = {a, b};
    return union_make(rt, pair, 2);
}

static OWN Obj *union_repr(Runtime *rt, Obj *self)
{
    Obj *args = ((Union *)self)->args;
    StrWriter w;
    writer_begin(&w, rt);
    bool ok = true;
    for (isize i = 0; ok && i < tuple_len(args); i++) {
        Obj *item = tuple_peek(args, i);
        ok = i == 0 || writer_ascii(&w, " | ", 3);
        ok = ok && (item == (Obj *)TYPE_OF(rt, NONE) ? writer_ascii(&w, "None", 4) : alias_write(&w, item));
    }
    Obj *result = ok ? writer_finish(&w) : NULL;
    writer_end(&w);
    return result;
}

static Hash union_hash(Runtime *rt, Obj *self)
{
    Obj *set = frozenset_new(rt, ((Union *)self)->args);
    if (!set) return -1;
    hold(rt, "set of a union's types", set);
    Hash hash = obj_hash(rt, set);
    drop(rt);
    return hash;
}

static OWN Obj *union_compare(Runtime *rt, Obj *x, Obj *y, CompareOp op)
{
    if (!is_type(rt, x, UNION) || !is_type(rt, y, UNION) || (op != CMP_EQ && op != CMP_NE)) return own(&rt->not_implemented);
    Obj *a = set_new(rt, ((Union *)x)->args), *result = NULL;
    hold(rt, "set of a union's types", a);
    Obj *b = a ? set_new(rt, ((Union *)y)->args) : NULL;
    hold(rt, "set of a union's types", b);
    if (b) result = obj_compare(rt, a, b, op);
    return drop_keep(rt, 2, result);
}

/* Asks each type until one says yes; an alias cannot be asked. */
static OWN Obj *ask_each(Runtime *rt, Obj *self, Obj *o, int (*ask)(Runtime *rt, Obj *o, Obj *cls), const char *name)
{
    Obj *args = ((Union *)self)->args;
    int answer = 0;
    for (isize i = 0; answer == 0 && i < tuple_len(args); i++) {
        Obj *type = tuple_peek(args, i);
        if (!is_typeobj(type)) return err_type(rt, "%s() argument 2 cannot be a parameterized generic", name);
        answer = ask(rt, o, type);
    }
    return answer < 0 ? NULL : bool_new(rt, answer);
}

METHOD(union_instancecheck, ONE, "__instancecheck__(object, /)", NULL) { return ask_each(rt, self, arg, obj_isinstance, "isinstance"); }

METHOD(union_subclasscheck, ONE, "__subclasscheck__(class, /)", NULL)
{
    if (!is_typeobj(arg)) return err_type(rt, "issubclass() arg 1 must be a class");
    return ask_each(rt, self, arg, obj_issubclass, "issubclass");
}

static OWN Obj *get_parameters(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Union *u = (Union *)self;
    if (!u->parameters) {
        Obj *made = alias_parameters(rt, u->args);
        SET_REF_TAKE(rt, u->parameters, made);
    }
    return xown(u->parameters);
}

static OWN Obj *union_getitem(Runtime *rt, Obj *self, Obj *item)
{
    Union *u = (Union *)self;
    Obj *parameters = get_parameters(rt, self, NULL);
    if (!parameters) return NULL;
    decref(rt, parameters);
    Obj *args = alias_substitute(rt, self, u->args, u->parameters, item), *result = NULL;
    if (!args) return NULL;
    hold(rt, "types of a union", args);
    for (isize i = 0; i < tuple_len(args); i++) {
        Obj *so_far = result;
        hold(rt, "union so far", so_far);
        result = so_far ? number_binary(rt, so_far, tuple_peek(args, i), NB_OR) : own(tuple_peek(args, i));
        drop(rt);
        if (!result) break;
    }
    return drop_keep(rt, 1, result);
}

/* __module__ is the type's; everything else the object's own. */
static OWN Obj *union_getattr(Runtime *rt, Obj *self, Obj *name)
{
    if (is_str(name) && str_equal_ascii(name, "__module__")) return obj_getattr(rt, (Obj *)type_of(self), name);
    return generic_getattr(rt, self, name);
}

static void union_dealloc(Runtime *rt, Obj *self)
{
    Union *u = (Union *)self;
    gc_untrack(self);
    CLEAR(rt, u->args);
    CLEAR(rt, u->parameters);
    gc_obj_free(rt, self);
}

static int union_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((Union *)self)->args, "arguments", -1);
    VISIT(((Union *)self)->parameters, "type variables", -1);
    return 0;
}

static const MethodDef *const methods[] = {&union_instancecheck_def, &union_subclasscheck_def, NULL};
static const MemberDef members[] = {{"__args__", MEMBER_OBJ, offsetof(Union, args), MEMBER_READONLY, NULL}, {0}};
static const GetSetDef getset[] = {{"__parameters__", get_parameters, NULL, "Type variables in the types.UnionType.", NULL}, {0}};
static const NumberSlots number = {.or_ = union_or};
static const MapSlots mapping = {.subscript = union_getitem};

const Type union_type = {
    .name = "types.UnionType",
    .doc = "Represent a PEP 604 union type\n\nE.g. for int | str",
    .basicsize = sizeof(Union),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = union_dealloc,
    .traverse = union_traverse,
    .repr = union_repr,
    .number = &number,
    .mapping = &mapping,
    .hash = union_hash,
    .getattr = union_getattr,
    .compare = union_compare,
    .methods = methods,
    .members = members,
    .getset = getset,
};
