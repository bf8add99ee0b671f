/* collectionsmodule.c - the module _collections: defaultdict and the attributes of namedtuples; deque is in deque.c. */
#include "lib/fields.h"
#include "object/alias.h"
#include "object/start.h"

typedef struct DefaultDict {
    Dict d;
    Obj *factory; /* NULL: none */
} DefaultDict;

static Obj **factory_of(Obj *o) { return &((DefaultDict *)o)->factory; }

METHOD(defaultdict_missing, ONE, "__missing__(key, /)",
       "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if self.default_factory is None: raise KeyError((key,))\n"
       "  self[key] = value = self.default_factory()\n  return value\n")
{
    Obj *factory = *factory_of(self);
    if (!factory || is_none(rt, factory)) {
        Obj *args = tuple_pack(rt, 1, arg);
        if (args) err_set(rt, EXC_TYPE(rt, KeyError), args);
        xdecref(rt, args);
        return NULL;
    }
    Obj *value = obj_call0(rt, factory);
    if (!value) return NULL;
    hold(rt, "new value", value);
    bool ok = obj_setitem(rt, self, arg, value);
    value = unhold(rt);
    if (!ok) CLEAR(rt, value);
    return value;
}

/* A dict of the same type and factory with the entries of [o]. */
static OWN Obj *copy_of(Runtime *rt, Obj *self, Obj *o)
{
    Obj *factory = *factory_of(self);
    return obj_call2(rt, (Obj *)type_of(self), factory ? factory : NONE(rt), o);
}

METHOD(defaultdict_copy, NOARGS, "copy()", "D.copy() -> a shallow copy of D.") { return copy_of(rt, self, self); }
METHOD(defaultdict_copy_special, NOARGS, "__copy__()", "D.copy() -> a shallow copy of D.") { return copy_of(rt, self, self); }

METHOD(defaultdict_reduce, NOARGS, "__reduce__()", "Return state information for pickling.")
{
    Obj *factory = *factory_of(self), *args = NULL, *items = NULL, *it = NULL, *result = NULL;
    args = !factory || is_none(rt, factory) ? own(&rt->empty_tuple) : tuple_pack(rt, 1, factory);
    if (args) items = obj_call_method(rt, self, id_(rt, items), NULL, 0);
    if (items) it = obj_iter(rt, items);
    if (it) result = tuple_pack(rt, 5, type_of(self), args, NONE(rt), NONE(rt), it);
    xdecref(rt, it);
    xdecref(rt, items);
    xdecref(rt, args);
    return result;
}

static OWN Obj *defaultdict_or(Runtime *rt, Obj *a, Obj *b)
{
    Obj *self = is_instance(a, TYPE_OF(rt, DEFAULTDICT)) ? a : b, *other = self == a ? b : a;
    if (!is_dict(other)) return own(&rt->not_implemented);
    Obj *made = copy_of(rt, self, a);
    if (!made) return NULL;
    hold(rt, "dict being made", made);
    bool ok = dict_merge(rt, made, b, 1);
    made = unhold(rt);
    if (!ok) CLEAR(rt, made);
    return made;
}

static bool defaultdict_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    isize n = tuple_len(args);
    Obj *factory = n ? tuple_peek(args, 0) : NULL;
    if (factory && !is_none(rt, factory) && !obj_callable(factory)) return err_type(rt, "first argument must be callable or None");
    Obj *rest = n ? tuple_slice(rt, args, 1, n) : own(&rt->empty_tuple);
    if (!rest) return false;
    SET_REF_TAKE(rt, *factory_of(self), factory ? own(factory) : NULL);
    hold(rt, "arguments", rest);
    bool ok = TYPE_OF(rt, DICT)->init(rt, self, rest, kwargs);
    drop(rt);
    return ok;
}

static OWN Obj *defaultdict_repr(Runtime *rt, Obj *self)
{
    Obj *entries = TYPE_OF(rt, DICT)->repr(rt, self), *factory = *factory_of(self), *inner = NULL, *text = NULL;
    if (!entries) return NULL;
    hold(rt, "entries as text", entries);
    if (!factory) {
        inner = str_from(rt, "None");
    } else {
        int again = repr_enter(rt, factory);
        if (again == 0) {
            inner = obj_repr(rt, factory);
            repr_leave(rt, factory);
        } else if (again > 0) {
            inner = str_from(rt, "...");
        }
    }
    const char *name = __builtin_strrchr(type_of(self)->name, '.');
    if (inner) text = str_format(rt, "%s(%O, %O)", name ? name + 1 : type_of(self)->name, inner, entries);
    xdecref(rt, inner);
    return drop_keep(rt, 1, text);
}

/* dict's slots, where no Runtime is at hand. */
static const Type *dict_slots(void) { return &dict_type; }

static int defaultdict_traverse(Obj *o, Visit visit, void *ctx)
{
    VISIT(*factory_of(o), "default factory", -1);
    return dict_slots()->traverse(o, visit, ctx);
}

static int defaultdict_clear(Runtime *rt, Obj *o)
{
    CLEAR(rt, *factory_of(o));
    return dict_slots()->clear(rt, o);
}

static void defaultdict_dealloc(Runtime *rt, Obj *o)
{
    gc_untrack(o);
    CLEAR(rt, *factory_of(o));
    dict_slots()->dealloc(rt, o);
}

static const MethodDef *const methods[] = {&defaultdict_missing_def, &defaultdict_copy_def, &defaultdict_copy_special_def, &defaultdict_reduce_def,
                                           &class_getitem_def, NULL};
static const MemberDef members[] = {{"default_factory", MEMBER_OBJ, offsetof(DefaultDict, factory), 0, "Factory for default value called by __missing__()."}, {0}};
static const NumberSlots number = {.or_ = defaultdict_or};

const Type defaultdict_type = {.name = "collections.defaultdict",
    .doc = "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to "
           "produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict compares equal to a dict with the same items.\n"
           "All remaining arguments are treated the same as if they were\npassed to the dict constructor, including keyword arguments.",
    .basicsize = sizeof(DefaultDict), .flags = TF_GC | TF_BASETYPE, .dealloc = defaultdict_dealloc, .traverse = defaultdict_traverse,
    .clear = defaultdict_clear, .repr = defaultdict_repr, .number = &number, .getattr = generic_getattr, .methods = methods, .members = members,
    .init = defaultdict_init, .alloc = type_alloc};

/* ---- the attributes of a namedtuple ------------------------------------------------------------------------------------- */

typedef struct TupleGetter {
    Obj o;
    Obj *doc;
    isize index;
} TupleGetter;
FIELDS(getter, "documentation")

static OWN Obj *getter_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    isize index;
    if (!plain_args(rt, type, TYPE_OF(rt, TUPLE_GETTER), "_tuplegetter", args, kwargs, 2, 2)) return NULL;
    if (!number_as_isize(rt, tuple_peek(args, 0), EXC_TYPE(rt, OverflowError), &index)) return NULL;
    Obj *doc = own(tuple_peek(args, 1)), *self = fields_new_take(rt, type, &doc, 1);
    if (self) ((TupleGetter *)self)->index = index;
    return self;
}

static OWN Obj *getter_get(Runtime *rt, Obj *self, Obj *obj, Obj *type UNUSED)
{
    isize index = ((TupleGetter *)self)->index;
    if (!obj || is_none(rt, obj)) return own(self);
    if (!is_tuple(obj))
        return err_type(rt, "descriptor for index '%zd' for tuple subclasses doesn't apply to '%s' object", index, type_of(obj)->name);
    if (index < 0 || index >= tuple_len(obj)) return err_format(rt, EXC_TYPE(rt, IndexError), "tuple index out of range");
    return own(tuple_peek(obj, index));
}

static bool getter_set(Runtime *rt, Obj *self UNUSED, Obj *obj UNUSED, Obj *value)
{
    return err_format(rt, EXC_TYPE(rt, AttributeError), value ? "can't set attribute" : "can't delete attribute");
}

static OWN Obj *getter_repr(Runtime *rt, Obj *self)
{
    return str_format(rt, "_collections._tuplegetter(%zd, %R)", ((TupleGetter *)self)->index, ((TupleGetter *)self)->doc);
}

METHOD(getter_reduce, NOARGS, "__reduce__()", NULL)
{
    const TupleGetter *g = (TupleGetter *)self;
    Obj *index = int_new(rt, g->index), *args = index ? tuple_pack(rt, 2, index, g->doc) : NULL;
    Obj *result = args ? tuple_pack(rt, 2, type_of(self), args) : NULL;
    xdecref(rt, index);
    xdecref(rt, args);
    return result;
}

static const MethodDef *const getter_methods[] = {&getter_reduce_def, NULL};
static const MemberDef getter_members[] = {{"__doc__", MEMBER_OBJ, offsetof(TupleGetter, doc), 0, NULL}, {0}};

const Type tuple_getter_type = {.name = "_collections._tuplegetter", .basicsize = sizeof(TupleGetter), .flags = TF_GC, FIELDS_SLOTS(getter),
    .repr = getter_repr, .get = getter_get, .set = getter_set, .methods = getter_methods, .members = getter_members, .new_ = getter_new};

/* ---- patterns ------------------------------------------------------------------------------------------------------------ */

static void mark(Runtime *rt, Type *t, uint64_t flags)
{
    t->flags = (t->flags & ~(uint64_t)(TF_SEQUENCE | TF_MAPPING)) | flags;
    isize pos = 0;
    for (Type *heir; (heir = subclasses_next(rt, t, &pos)) != NULL;) mark(rt, heir, flags);
}

METHOD(collections_match_as, POSITIONAL, "_match_as(cls: type, flags: int, /)",
       "Lets instances of a class and its heirs match sequence patterns (32) or mapping patterns (64).")
{
    Type *t = (Type *)a->obj[0];
    if (type_has(t, TF_HEAP)) mark(rt, t, (uint64_t)a->i[1] & (TF_SEQUENCE | TF_MAPPING));
    return none_new(rt);
}

static const MethodDef *const functions[] = {&collections_match_as_def, NULL};

OWN Obj *collections_module(Runtime *rt)
{
    Obj *module = module_make(rt, "_collections", "High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n"
                                                  "- defaultdict:  dict subclass with a default value factory\n", functions);
    bool ok = module && module_add(rt, module, "deque", (Obj *)TYPE_OF(rt, DEQUE)) && module_add(rt, module, "defaultdict", (Obj *)TYPE_OF(rt, DEFAULTDICT)) &&
              module_add(rt, module, "_tuplegetter", (Obj *)TYPE_OF(rt, TUPLE_GETTER)) &&
              module_add(rt, module, "_deque_iterator", (Obj *)TYPE_OF(rt, DEQUE_ITER)) &&
              module_add(rt, module, "_deque_reverse_iterator", (Obj *)TYPE_OF(rt, DEQUE_REV_ITER));
    if (module && !ok) CLEAR(rt, module);
    return module;
}
