/* genericalias.c - list[int]: a class together with the types that a reader should expect in it.

   It behaves as its origin for nearly every attribute and when called; the arguments are only kept. */
#include "object/alias.h"
#include "object/start.h"

typedef struct Alias {
    Obj o;
    Obj *origin, *args; /* args: a tuple */
    Obj *parameters;    /* made when asked for */
    Obj *weaklist;
    bool starred; /* *list[int] */
    VectorFn vectorcall;
} Alias;

static VectorFn vector_of(const Obj *o)
{
    const Type *t = type_of(o);
    return type_has(t, TF_VECTORCALL) ? *(const VectorFn *)((const char *)o + t->vectorcall_offset) : NULL;
}

/* A call's result remembers by which alias it was made, if it can. */
static OWN Obj *mark_take(Runtime *rt, TAKE Obj *result, Obj *alias)
{
    if (!result) return NULL;
    hold(rt, "instance of a generic class", result);
    bool ok = obj_setattr(rt, result, id_(rt, __orig_class__), alias) || err_clear_if(rt, EXC_TYPE(rt, AttributeError)) ||
              err_clear_if(rt, EXC_TYPE(rt, TypeError));
    result = unhold(rt);
    if (!ok) CLEAR(rt, result);
    return result;
}

static OWN Obj *alias_vectorcall(Runtime *rt, Obj *self, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    Obj *origin = ((Alias *)self)->origin;
    return mark_take(rt, vector_of(origin)(rt, origin, args, nargsf, kwnames), self);
}

static OWN Obj *alias_make(Runtime *rt, Type *type, Obj *origin, Obj *args)
{
    args = is_tuple(args) ? own(args) : tuple_pack(rt, 1, args);
    if (!args) return NULL;
    hold(rt, "arguments of a generic class", args);
    Alias *a = (Alias *)type->alloc(rt, type, 0);
    args = unhold(rt);
    if (!a) {
        decref(rt, args);
        return NULL;
    }
    a->origin = own(origin);
    a->args = args;
    a->vectorcall = vector_of(origin) ? alias_vectorcall : NULL;
    return &a->o;
}

OWN Obj *generic_alias_new(Runtime *rt, Obj *origin, Obj *args) { return alias_make(rt, TYPE_OF(rt, GENERIC_ALIAS), origin, args); }

static OWN Obj *class_getitem(Runtime *rt, Obj *self, Obj *arg) { return generic_alias_new(rt, self, arg); }

const MethodDef class_getitem_def = {CALL_ONE, DEF_CLASS, "__class_getitem__(object, /)", "See PEP 585", {.one = class_getitem}};

static OWN Obj *alias_construct(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    if (!args_no_keywords(rt, "GenericAlias", kwargs)) return NULL;
    if (tuple_len(args) != 2) return err_type(rt, "GenericAlias expected 2 arguments, got %zd", tuple_len(args));
    return alias_make(rt, type, tuple_peek(args, 0), tuple_peek(args, 1));
}

/* ---- as text --------------------------------------------------------------------------------------------------- */

static bool write_text_take(StrWriter *w, TAKE Obj *text)
{
    bool ok = text && writer_str(w, text);
    xdecref(w->rt, text);
    return ok;
}

/* Whether [o] has both marks of an alias: 1, 0, -1. */
static int looks_alias(Runtime *rt, Obj *o)
{
    Obj *got;
    int has = obj_lookattr(rt, o, id_(rt, __origin__), &got);
    if (has <= 0) return has;
    decref(rt, got);
    has = obj_lookattr(rt, o, id_(rt, __args__), &got);
    if (has > 0) decref(rt, got);
    return has;
}

/* module.qualname, the module left out for built-in classes; 0 when [o] has no such names. */
static int write_class_name(StrWriter *w, Obj *o)
{
    Runtime *rt = w->rt;
    Obj *name, *module;
    int got = obj_lookattr(rt, o, id_(rt, __qualname__), &name);
    if (got <= 0) return got;
    hold(rt, "name of a class", name);
    got = obj_lookattr(rt, o, id_(rt, __module__), &module);
    hold(rt, "module of a class", got > 0 ? module : NULL);
    if (got > 0 && is_none(rt, module)) got = 0;
    if (got > 0) {
        bool builtin = is_str(module) && str_equal_ascii(module, "builtins");
        Obj *text = builtin ? obj_str(rt, name) : str_format(rt, "%S.%S", module, name);
        got = write_text_take(w, text) ? 1 : -1;
    }
    drop_n(rt, 2);
    return got;
}

CHECK bool alias_write(StrWriter *w, Obj *item)
{
    Runtime *rt = w->rt;
    if (item == &rt->ellipsis) return writer_ascii(w, "...", 3);
    int known = looks_alias(rt, item);
    if (known < 0) return false;
    if (!known && (known = write_class_name(w, item))) return known > 0;
    return write_text_take(w, obj_repr(rt, item));
}

static OWN Obj *alias_repr(Runtime *rt, Obj *self)
{
    const Alias *a = (Alias *)self;
    StrWriter w;
    writer_begin(&w, rt);
    bool ok = (!a->starred || writer_char(&w, '*')) && alias_write(&w, a->origin) && writer_char(&w, '[');
    isize n = tuple_len(a->args);
    for (isize i = 0; ok && i < n; i++)
        ok = (i == 0 || writer_ascii(&w, ", ", 2)) && alias_write(&w, tuple_peek(a->args, i));
    if (n == 0) ok = ok && writer_ascii(&w, "()", 2);
    Obj *result = ok && writer_char(&w, ']') ? writer_finish(&w) : NULL;
    writer_end(&w);
    return result;
}

/* ---- type variables ------------------------------------------------------------------------------------------------ */

static isize index_of(const Obj *tuple, const Obj *item)
{
    for (isize i = 0; i < tuple_len(tuple); i++)
        if (tuple_peek(tuple, i) == item) return i;
    return -1;
}

static bool add_once(Runtime *rt, Obj *list, Obj *item)
{
    for (isize i = 0; i < list_len(list); i++)
        if (list_peek(list, i) == item) return true;
    return list_append(rt, list, item);
}

static OWN Obj *text_attribute(Runtime *rt, Obj *o, const char *name, int *got)
{
    Obj *key = str_interned(rt, name), *value = NULL;
    *got = key ? obj_lookattr(rt, o, key, &value) : -1;
    xdecref(rt, key);
    return *got > 0 ? value : NULL;
}

/* Adds the type variables of one argument. */
static bool add_parameters(Runtime *rt, Obj *list, Obj *arg)
{
    if (is_typeobj(arg)) return true; /* a plain class has a descriptor of that name */
    int got;
    Obj *found = text_attribute(rt, arg, "__typing_subst__", &got);
    if (found) {
        decref(rt, found);
        return add_once(rt, list, arg);
    }
    if (got == 0) found = text_attribute(rt, arg, "__parameters__", &got);
    if (!found) return got == 0;
    bool ok = true;
    for (isize i = 0; ok && is_tuple(found) && i < tuple_len(found); i++) ok = add_once(rt, list, tuple_peek(found, i));
    decref(rt, found);
    return ok;
}

OWN Obj *alias_parameters(Runtime *rt, Obj *args)
{
    Obj *list = list_new(rt, 0);
    if (!list) return NULL;
    hold(rt, "type variables", list);
    bool ok = true;
    for (isize i = 0; ok && i < tuple_len(args); i++) ok = add_parameters(rt, list, tuple_peek(args, i));
    list = unhold(rt);
    Obj *tuple = ok ? list_to_tuple(rt, list) : NULL;
    decref(rt, list);
    return tuple;
}

/* An argument that is itself generic, with its variables filled in. */
static OWN Obj *fill_inner(Runtime *rt, Obj *arg, Obj *parameters, Obj *const *items)
{
    int got;
    Obj *inner = text_attribute(rt, arg, "__parameters__", &got);
    if (!inner) return got < 0 ? NULL : own(arg);
    isize n = is_tuple(inner) ? tuple_len(inner) : 0;
    if (n == 0) {
        decref(rt, inner);
        return own(arg);
    }
    Obj *keys = tuple_new(rt, n), *result = NULL;
    for (isize i = 0; keys && i < n; i++) {
        isize at = index_of(parameters, tuple_peek(inner, i));
        tuple_items(keys)[i] = own(at >= 0 ? items[at] : tuple_peek(inner, i));
    }
    decref(rt, inner);
    hold(rt, "types being filled in", keys);
    if (keys) result = obj_getitem(rt, arg, keys);
    return drop_keep(rt, 1, result);
}

static OWN Obj *fill(Runtime *rt, Obj *arg, Obj *parameters, Obj *const *items)
{
    if (is_typeobj(arg)) return own(arg);
    int got;
    Obj *subst = text_attribute(rt, arg, "__typing_subst__", &got);
    if (!subst) return got < 0 ? NULL : fill_inner(rt, arg, parameters, items);
    hold(rt, "method being called", subst);
    return drop_keep(rt, 1, obj_call1(rt, subst, items[index_of(parameters, arg)]));
}

OWN Obj *alias_substitute(Runtime *rt, Obj *self, Obj *args, Obj *parameters, Obj *item)
{
    isize wanted = tuple_len(parameters), given = is_tuple(item) ? tuple_len(item) : 1, n = tuple_len(args);
    if (wanted == 0) return err_type(rt, "%R is not a generic class", self);
    if (given != wanted)
        return err_type(rt, "Too %s arguments for %R; actual %zd, expected %zd", given > wanted ? "many" : "few", self, given, wanted);
    Obj *result = tuple_new(rt, n);
    if (!result) return NULL;
    hold(rt, "types filled in", result);
    isize i = 0;
    for (; i < n; i++) {
        Obj *value = fill(rt, tuple_peek(args, i), parameters, is_tuple(item) ? tuple_items(item) : &item);
        if (!value) break;
        tuple_items(result)[i] = value;
    }
    result = unhold(rt);
    if (i < n) CLEAR(rt, result);
    return result;
}

static Obj *parameters_peek(Runtime *rt, Alias *a)
{
    if (!a->parameters) {
        Obj *made = alias_parameters(rt, a->args);
        SET_REF_TAKE(rt, a->parameters, made);
    }
    return a->parameters;
}

static OWN Obj *alias_getitem(Runtime *rt, Obj *self, Obj *item)
{
    Alias *a = (Alias *)self;
    if (!parameters_peek(rt, a)) return NULL;
    Obj *args = alias_substitute(rt, self, a->args, a->parameters, item);
    Obj *result = args ? generic_alias_new(rt, a->origin, args) : NULL;
    xdecref(rt, args);
    if (result) ((Alias *)result)->starred = a->starred;
    return result;
}

/* ---- as an object ---------------------------------------------------------------------------------------------------- */

/* What is asked of the alias itself; everything else of its origin. */
static const char *const own_names[] = {"__class__", "__origin__", "__args__", "__unpacked__", "__parameters__",
                                        "__typing_unpacked_tuple_args__", "__mro_entries__", "__reduce_ex__", "__reduce__",
                                        "__copy__", "__deepcopy__"};

static OWN Obj *alias_getattr(Runtime *rt, Obj *self, Obj *name)
{
    for (size_t i = 0; is_str(name) && i < COUNT_OF(own_names); i++)
        if (str_equal_ascii(name, own_names[i])) return generic_getattr(rt, self, name);
    return obj_getattr(rt, ((Alias *)self)->origin, name);
}

static OWN Obj *alias_compare(Runtime *rt, Obj *x, Obj *y, CompareOp op)
{
    Type *t = TYPE_OF(rt, GENERIC_ALIAS);
    if (!is_instance(x, t) || !is_instance(y, t) || (op != CMP_EQ && op != CMP_NE)) return own(&rt->not_implemented);
    const Alias *a = (Alias *)x, *b = (Alias *)y;
    int same = a->starred == b->starred;
    if (same) same = obj_compare_bool(rt, a->origin, b->origin, CMP_EQ);
    if (same > 0) same = obj_compare_bool(rt, a->args, b->args, CMP_EQ);
    return same < 0 ? NULL : bool_new(rt, (same > 0) == (op == CMP_EQ));
}

static Hash alias_hash(Runtime *rt, Obj *self)
{
    Hash origin = obj_hash(rt, ((Alias *)self)->origin);
    Hash args = origin == -1 ? -1 : obj_hash(rt, ((Alias *)self)->args);
    if (args == -1) return -1;
    return (origin ^ args) == -1 ? -2 : origin ^ args;
}

static OWN Obj *alias_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    return mark_take(rt, obj_call(rt, ((Alias *)self)->origin, args, kwargs), self);
}

METHOD(alias_mro_entries, ONE, "__mro_entries__(bases, /)", NULL) { return tuple_pack(rt, 1, ((Alias *)self)->origin); }

METHOD(alias_instancecheck, ONE, "__instancecheck__(object, /)", NULL)
{
    return err_type(rt, "isinstance() argument 2 cannot be a parameterized generic");
}

METHOD(alias_subclasscheck, ONE, "__subclasscheck__(class, /)", NULL)
{
    return err_type(rt, "issubclass() argument 2 cannot be a parameterized generic");
}

METHOD(alias_reduce, NOARGS, "__reduce__()", NULL)
{
    const Alias *a = (Alias *)self;
    if (!a->starred) {
        Obj *args = tuple_pack(rt, 2, a->origin, a->args), *result = args ? tuple_pack(rt, 2, type_of(self), args) : NULL;
        xdecref(rt, args);
        return result;
    }
    Obj *plain = generic_alias_new(rt, a->origin, a->args), *it = plain ? obj_iter(rt, plain) : NULL;
    Obj *args = it ? tuple_pack(rt, 1, it) : NULL, *next = dict_get_str_peek(rt, rt->builtins, "next");
    Obj *result = args && next ? tuple_pack(rt, 2, next, args) : NULL;
    xdecref(rt, plain);
    xdecref(rt, it);
    xdecref(rt, args);
    return result;
}

METHOD(alias_dir, NOARGS, "__dir__()", NULL)
{
    Obj *names = obj_dir(rt, ((Alias *)self)->origin);
    if (!names) return NULL;
    hold(rt, "names", names);
    bool ok = true;
    for (size_t i = 0; ok && i < COUNT_OF(own_names); i++) {
        Obj *name = str_interned(rt, own_names[i]);
        hold(rt, "name being looked for", name);
        int has = name ? obj_contains(rt, names, name) : -1;
        ok = has > 0 || (has == 0 && list_append(rt, names, name));
        drop(rt);
    }
    names = unhold(rt);
    if (!ok) CLEAR(rt, names);
    return names;
}

static OWN Obj *get_parameters(Runtime *rt, Obj *self, void *closure UNUSED) { return xown(parameters_peek(rt, (Alias *)self)); }

static OWN Obj *get_unpacked_args(Runtime *rt, Obj *self, void *closure UNUSED)
{
    const Alias *a = (Alias *)self;
    return a->starred && a->origin == (Obj *)TYPE_OF(rt, TUPLE) ? own(a->args) : none_new(rt);
}

static void alias_dealloc(Runtime *rt, Obj *self)
{
    Alias *a = (Alias *)self;
    gc_untrack(self);
    if (a->weaklist) weakrefs_clear(rt, self);
    CLEAR(rt, a->origin);
    CLEAR(rt, a->args);
    CLEAR(rt, a->parameters);
    type_of(self)->free(rt, self);
}

static int alias_traverse(Obj *self, Visit visit, void *ctx)
{
    const Alias *a = (Alias *)self;
    VISIT(a->origin, "origin", -1);
    VISIT(a->args, "arguments", -1);
    VISIT(a->parameters, "type variables", -1);
    return 0;
}

/* ---- *list[int] ------------------------------------------------------------------------------------------------------- */

typedef struct AliasIter {
    Obj o;
    Obj *alias; /* NULL when exhausted */
} AliasIter;

static OWN Obj *alias_iter(Runtime *rt, Obj *self)
{
    AliasIter *it = (AliasIter *)gc_new(rt, TYPE_OF(rt, GENERIC_ALIAS_ITER));
    if (!it) return NULL;
    it->alias = own(self);
    gc_track(rt, it);
    return &it->o;
}

static OWN Obj *iter_step(Runtime *rt, Obj *self)
{
    AliasIter *it = (AliasIter *)self;
    if (!it->alias) return NULL;
    const Alias *a = (Alias *)it->alias;
    Obj *starred = generic_alias_new(rt, a->origin, a->args);
    if (!starred) return NULL;
    ((Alias *)starred)->starred = true;
    CLEAR(rt, it->alias);
    return starred;
}

METHOD(iter_reduce, NOARGS, "__reduce__()", NULL)
{
    const AliasIter *it = (AliasIter *)self;
    Obj *iter = dict_get_str_peek(rt, rt->builtins, "iter");
    if (!iter) return err_pending(rt) ? NULL : err_format(rt, EXC_TYPE(rt, AttributeError), "iter");
    Obj *args = tuple_pack(rt, 1, it->alias ? it->alias : (Obj *)&rt->empty_tuple), *result = args ? tuple_pack(rt, 2, iter, args) : NULL;
    xdecref(rt, args);
    return result;
}

static void iter_dealloc(Runtime *rt, Obj *self)
{
    gc_untrack(self);
    xdecref(rt, ((AliasIter *)self)->alias);
    gc_obj_free(rt, self);
}

static int iter_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((AliasIter *)self)->alias, "generic class", -1);
    return 0;
}

static int iter_clear(Runtime *rt, Obj *self)
{
    CLEAR(rt, ((AliasIter *)self)->alias);
    return 0;
}

/* ---- the types --------------------------------------------------------------------------------------------------------- */

static const MethodDef *const methods[] = {&alias_mro_entries_def, &alias_instancecheck_def, &alias_subclasscheck_def,
                                           &alias_reduce_def, &alias_dir_def, NULL};
static const MemberDef members[] = {
    {"__origin__", MEMBER_OBJ, offsetof(Alias, origin), MEMBER_READONLY, NULL},
    {"__args__", MEMBER_OBJ, offsetof(Alias, args), MEMBER_READONLY, NULL},
    {"__unpacked__", MEMBER_BOOL, offsetof(Alias, starred), MEMBER_READONLY, NULL},
    {0},
};
static const GetSetDef getset[] = {
    {"__parameters__", get_parameters, NULL, "Type variables in the GenericAlias.", NULL},
    {"__typing_unpacked_tuple_args__", get_unpacked_args, NULL, NULL, NULL},
    {0},
};
static const NumberSlots number = {.or_ = union_or};
static const MapSlots mapping = {.subscript = alias_getitem};

const Type generic_alias_type = {
    .name = "types.GenericAlias",
    .doc = "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
    .basicsize = sizeof(Alias),
    .flags = TF_GC | TF_BASETYPE | TF_VECTORCALL,
    .dealloc = alias_dealloc,
    .traverse = alias_traverse,
    .repr = alias_repr,
    .number = &number,
    .mapping = &mapping,
    .hash = alias_hash,
    .call = alias_call,
    .vectorcall_offset = offsetof(Alias, vectorcall),
    .getattr = alias_getattr,
    .setattr = generic_setattr,
    .compare = alias_compare,
    .weaklist_offset = offsetof(Alias, weaklist),
    .iter = alias_iter,
    .methods = methods,
    .members = members,
    .getset = getset,
    .new_ = alias_construct,
};

static const MethodDef *const iter_methods[] = {&iter_reduce_def, NULL};

const Type generic_alias_iter_type = {
    .name = "generic_alias_iterator",
    .basicsize = sizeof(AliasIter),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = iter_dealloc,
    .traverse = iter_traverse,
    .clear = iter_clear,
    .getattr = generic_getattr,
    .iter = obj_self,
    .next = iter_step,
    .methods = iter_methods,
};
