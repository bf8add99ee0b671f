/* type.c - the type `type`: what a class does as an object. Calling it makes an instance; its attributes come
   from its metatype and from its own mro. */
#include <stddef.h>
#include <string.h>

#include "object/alias.h"
#include "object/start.h"

/* ---- making instances -------------------------------------------------------------------------------------------- */

static OWN Obj *alloc_var(Runtime *rt, Type *t, isize nitems)
{
    /* One item more than asked for, as 3.11: a sentinel for those that want one. */
    size_t size = ((size_t)t->basicsize + (size_t)t->itemsize * (size_t)(nitems + 1) + 7) & ~(size_t)7;
    bool gc = type_has(t, TF_GC);
    Obj *o = gc ? gc_var_new(rt, t, nitems + 1) : var_new(rt, t, nitems + 1);
    if (!o) return NULL;
    memset((char *)o + sizeof(VarObj), 0, size - sizeof(VarObj));
    ((VarObj *)o)->size = nitems;
    if (gc) gc_track(rt, o);
    return o;
}

OWN Obj *type_alloc(Runtime *rt, Type *t, isize nitems)
{
    if (UNLIKELY(t->itemsize)) return alloc_var(rt, t, nitems);
    bool gc = type_has(t, TF_GC);
    Obj *o = gc ? gc_new(rt, t) : obj_new(rt, t);
    if (UNLIKELY(!o)) return NULL;
    char *end = (char *)o + t->basicsize;
    for (Obj **field = (Obj **)(o + 1); (char *)field < end; field++) *field = NULL;
    if (LIKELY(gc)) gc_track(rt, o);
    return o;
}

/* Runs the new and init slots. */
static OWN Obj *make(Runtime *rt, Type *t, Obj *args, Obj *kwargs)
{
    if (!t->new_) return err_type(rt, "cannot create '%s' instances", t->name);
    Obj *o = obj_check_result_take(rt, (Obj *)t, t->new_(rt, t, args, kwargs));
    if (!o || (type_of(o) != t && !type_is_subtype(type_of(o), t))) return o;
    InitFn init = type_of(o)->init;
    if (!init || init == object_init) {
        /* nothing that could look at it: no need to hold it */
        if (!init || init(rt, o, args, kwargs)) return o;
        decref(rt, o);
        return NULL;
    }
    hold(rt, "instance being made", o);
    bool ok = init(rt, o, args, kwargs);
    unhold(rt);
    if (ok) return o;
    decref(rt, o);
    return NULL;
}

static OWN Obj *type_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    if (self == (Obj *)TYPE_OF(rt, TYPE)) {
        isize n = tuple_len(args);
        if (n == 1 && (!kwargs || !dict_len(kwargs))) return own(type_of(tuple_peek(args, 0)));
        if (n != 3) return err_type(rt, "type() takes 1 or 3 arguments");
    }
    return make(rt, (Type *)self, args, kwargs);
}

static OWN Obj *keywords_dict(Runtime *rt, Obj *const *values, Obj *kwnames)
{
    Obj *dict = dict_new(rt);
    for (isize i = 0; dict && i < tuple_len(kwnames); i++)
        if (!dict_set(rt, dict, tuple_peek(kwnames, i), values[i])) CLEAR(rt, dict);
    return dict;
}

OWN Obj *type_vectorcall(Runtime *rt, Obj *self, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    isize n = vector_nargs(nargsf);
    bool has_keywords = kwnames && tuple_len(kwnames);
    if (n == 1 && self == (Obj *)TYPE_OF(rt, TYPE)) {
        if (has_keywords) return err_type(rt, "type() takes no keyword arguments");
        return own(type_of(args[0]));
    }
    const Type *t = (Type *)self;
    if (n == 0 && !has_keywords && t->new_ == object_new_plain && t->init == object_init) {
        if (!recursion_enter(rt, " while calling a Python object")) return NULL;
        Obj *plain = object_new_plain(rt, (Type *)self, (Obj *)&rt->empty_tuple, NULL);
        recursion_leave(rt);
        return plain;
    }
    Obj *tuple = tuple_from_array(rt, args, n), *kwargs = NULL, *result = NULL;
    if (!tuple) return NULL;
    hold(rt, "arguments", tuple);
    if (UNLIKELY(has_keywords)) {
        kwargs = keywords_dict(rt, args + n, kwnames);
        hold(rt, "keyword arguments", kwargs);
    }
    if ((!has_keywords || kwargs) && recursion_enter(rt, " while calling a Python object")) {
        result = type_call(rt, self, tuple, kwargs);
        recursion_leave(rt);
    }
    return drop_keep(rt, has_keywords ? 2 : 1, result);
}

static bool type_init(Runtime *rt, Obj *self UNUSED, Obj *args, Obj *kwargs)
{
    isize n = tuple_len(args);
    if (kwargs && n == 1 && dict_len(kwargs)) {
        err_type(rt, "type.__init__() takes no keyword arguments");
        return false;
    }
    if (n == 1 || n == 3) return true;
    err_type(rt, "type.__init__() takes 1 or 3 arguments");
    return false;
}

/* ---- attributes ---------------------------------------------------------------------------------------------------- */

static OWN Obj *bind_held(Runtime *rt, DescrGetFn get, Obj *descr, Obj *obj, Obj *type)
{
    hold(rt, "descriptor", own(descr));
    return drop_keep(rt, 1, get(rt, descr, obj, type));
}

static OWN Obj *type_getattr(Runtime *rt, Obj *self, Obj *name)
{
    if (!is_str(name)) return err_type(rt, "attribute name must be string, not '%.200s'", type_of(name)->name);
    Type *meta = type_of(self);
    Obj *of_meta = type_find(rt, meta, name);
    DescrGetFn meta_get = of_meta ? type_of(of_meta)->get : NULL;
    if (meta_get && type_of(of_meta)->set) return bind_held(rt, meta_get, of_meta, self, (Obj *)meta);
    if (LIKELY(!of_meta)) {
        Obj *direct = type_find(rt, (Type *)self, name);
        DescrGetFn get = direct ? type_of(direct)->get : NULL;
        if (!direct) err_format(rt, EXC_TYPE(rt, AttributeError), "type object '%.50s' has no attribute '%O'", ((Type *)self)->name, name);
        return get ? bind_held(rt, get, direct, NULL, self) : xown(direct);
    }
    incref(of_meta);
    hold(rt, "metaclass attribute", of_meta);
    Obj *found = type_find(rt, (Type *)self, name), *result;
    if (found) {
        drop(rt);
        DescrGetFn get = type_of(found)->get;
        return get ? bind_held(rt, get, found, NULL, self) : own(found);
    }
    result = meta_get ? meta_get(rt, of_meta, self, (Obj *)meta) : own(of_meta);
    return drop_keep(rt, 1, result);
}

static bool type_setattr(Runtime *rt, Obj *self, Obj *name, Obj *value)
{
    Type *t = (Type *)self;
    if (type_has(t, TF_IMMUTABLE)) {
        err_type(rt, "cannot set %R attribute of immutable type '%s'", name, t->name);
        return false;
    }
    incref(name);
    if (is_type(rt, name, STR)) str_intern(rt, &name);
    hold(rt, "attribute name", name);
    bool ok = generic_setattr(rt, self, name, value);
    if (ok) {
        type_modified(rt, t);
        if (name_is_dunder(name)) type_update_slot(rt, t, name);
    }
    drop(rt);
    return ok;
}

static OWN Obj *type_repr(Runtime *rt, Obj *self)
{
    Type *t = (Type *)self;
    Obj *module = type_module(rt, t), *name;
    if (!module) err_clear(rt);
    if (module && !is_str(module)) CLEAR(rt, module);
    if (!module || str_equal(module, id_(rt, builtins)) || !(name = type_qualname(rt, t))) {
        xdecref(rt, module);
        return err_pending(rt) ? NULL : str_format(rt, "<class '%s'>", t->name);
    }
    Obj *text = str_format(rt, "<class '%O.%O'>", module, name);
    decref(rt, module);
    decref(rt, name);
    return text;
}

/* ---- life and death --------------------------------------------------------------------------------------------- */

static void type_dealloc(Runtime *rt, Obj *o)
{
    HeapType *h = (HeapType *)o;
    Type *t = &h->type;
    Obj *type, *value, *tb;
    gc_untrack(o);
    err_fetch(rt, &type, &value, &tb);
    subclasses_remove(rt, t, t->bases);
    err_restore_take(rt, type, value, tb);
    if (t->weaklist) weakrefs_clear(rt, o);
    CLEAR(rt, t->base_type);
    CLEAR(rt, t->dict);
    CLEAR(rt, t->bases);
    CLEAR(rt, t->mro);
    CLEAR(rt, t->cache);
    CLEAR(rt, t->subclasses);
    mem_free(rt, (void *)(uintptr_t)t->doc);
    CLEAR(rt, h->name);
    CLEAR(rt, h->qualname);
    CLEAR(rt, h->slots);
    if (h->cached_keys) shared_keys_decref(rt, h->cached_keys);
    CLEAR(rt, h->module);
    mem_free(rt, h->name_bytes);
    type_of(o)->free(rt, o);
}

static int type_clear(Runtime *rt, Obj *o)
{
    Type *t = (Type *)o;
    type_modified(rt, t); /* nobody may find a destroyed method */
    if (t->dict) dict_clear(rt, t->dict);
    CLEAR(rt, heap_type(t)->module);
    CLEAR(rt, t->mro);
    return 0;
}

static int traverse_shared_keys(const DictKeys *k, Visit visit, void *ctx)
{
    if (!k) return 0;
    for (isize i = 0; i < k->nentries; i++) VISIT(keys_str_entries(k)[i].key, "attribute name", i);
    return 0;
}

int type_traverse_rest(Obj *o, Visit visit, void *ctx)
{
    Type *t = (Type *)o;
    VISIT(t->subclasses, "subclasses", -1);
    if (type_is_heap(t)) VISIT(heap_type(t)->slots, "slot names", -1);
    return 0;
}

static int type_traverse(Obj *o, Visit visit, void *ctx)
{
    Type *t = (Type *)o;
    VISIT(t->dict, "class dict", -1);
    VISIT(t->cache, "cache", -1);
    VISIT(t->mro, "mro", -1);
    VISIT(t->bases, "bases", -1);
    VISIT(t->base_type, "base class", -1);
    if (!type_is_heap(t)) return type_traverse_rest(o, visit, ctx);
    VISIT(heap_type(t)->module, "module", -1);
    VISIT(heap_type(t)->name, "__name__", -1);
    VISIT(heap_type(t)->qualname, "__qualname__", -1);
    return traverse_shared_keys(heap_type(t)->cached_keys, visit, ctx);
}

static void type_blocks(Obj *o, BlockVisit visit, void *ctx)
{
    Type *t = (Type *)o;
    if (!type_is_heap(t)) return;
    HeapType *h = heap_type(t);
    if (h->cached_keys) visit(h->cached_keys, keys_bytes(h->cached_keys), "keys that the instances share", ctx);
    if (t->doc) visit((void *)(uintptr_t)t->doc, strlen(t->doc) + 1, "docstring", ctx);
    if (h->name_bytes) visit(h->name_bytes, strlen(h->name_bytes) + 1, "name", ctx);
}

static const char *type_check(Runtime *rt UNUSED, Obj *o)
{
    const Type *t = (const Type *)o;
    if (!type_has(t, TF_READY)) return NULL;
    if (type_has(t, TF_VALID_VERSION) && t->version_tag == 0) return "a class with a valid version has a version tag";
    if (!t->mro || !t->dict) return NULL; /* being cleared */
    if (!is_tuple(t->mro) || tuple_len(t->mro) == 0) return "a class's mro is a tuple that is not empty";
    if (t->base_type && t->basicsize < t->base_type->basicsize) return "an instance is no smaller than one of the base class";
    if (t->base_type && type_has(t->base_type, TF_MANAGED_DICT) && !type_has(t, TF_MANAGED_DICT))
        return "a managed dict is inherited";
    return NULL;
}

/* Static types have no GC head. */
static int type_is_gc(Runtime *rt UNUSED, Obj *o) { return type_is_heap((Type *)o); }

/* ---- the type -------------------------------------------------------------------------------------------------------- */

static const NumberSlots type_number = {.or_ = union_or};

const Type type_type = {
    .name = "type",
    .basicsize = sizeof(HeapType),
    .itemsize = sizeof(MemberDef),
    .dealloc = type_dealloc,
    .vectorcall_offset = offsetof(Type, vectorcall),
    .blocks = type_blocks,
    .check = type_check,
    .repr = type_repr,
    .number = &type_number,
    .call = type_call,
    .getattr = type_getattr,
    .setattr = type_setattr,
    .flags = TF_GC | TF_BASETYPE | TF_TYPE | TF_VECTORCALL,
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    .traverse = type_traverse,
    .clear = type_clear,
    .weaklist_offset = offsetof(Type, weaklist),
    .methods = type_methods,
    .members = type_members,
    .getset = type_getset,
    .dict_offset = offsetof(Type, dict),
    .init = type_init,
    .new_ = type_new,
    .free = object_free,
    .is_gc = type_is_gc,
    .vectorcall = type_vectorcall,
};
