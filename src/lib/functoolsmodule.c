/* functoolsmodule.c - the module _functools: partial, reduce, cmp_to_key; the cache is in lrucache.c. */
#include <string.h>

#include "lib/fields.h"
#include "object/alias.h"
#include "object/start.h"

/* ---- partial -------------------------------------------------------------------------------------------------------------- */

typedef struct Partial {
    Obj o;
    Obj *function, *args, *keywords, *dict, *weaklist;
    VectorFn vectorcall;
} Partial;

static OWN Obj *joined(Runtime *rt, Obj *first, Obj *rest, isize from)
{
    isize n = tuple_len(first), more = tuple_len(rest) - from;
    Obj *all = tuple_new(rt, n + more);
    for (isize i = 0; all && i < n; i++) tuple_items(all)[i] = own(tuple_peek(first, i));
    for (isize i = 0; all && i < more; i++) tuple_items(all)[n + i] = own(tuple_peek(rest, from + i));
    return all;
}

static OWN Obj *merged(Runtime *rt, Obj *keywords, Obj *more)
{
    Obj *all = keywords && dict_len(keywords) ? dict_copy(rt, keywords) : more && dict_len(more) ? dict_copy(rt, more) : dict_new(rt);
    if (all && keywords && dict_len(keywords) && more && !dict_merge(rt, all, more, 1)) CLEAR(rt, all);
    return all;
}

/* Keywords of its own: a tuple and a dict are made, and the call counts as two, as in 3.11. */
static OWN Obj *call_with_keywords(Runtime *rt, const Partial *p, Obj *const *args, isize given, Obj *kwnames)
{
    isize named = kwnames ? tuple_len(kwnames) : 0, n = tuple_len(p->args);
    Obj *more = tuple_from_array(rt, args, given), *all = more ? (n ? joined(rt, p->args, more, 0) : own(more)) : NULL;
    xdecref(rt, more);
    if (!all) return NULL;
    hold(rt, "arguments", all);
    Obj *keywords = dict_copy(rt, p->keywords), *result = NULL;
    bool ok = keywords != NULL;
    for (isize i = 0; ok && i < named; i++) ok = dict_set(rt, keywords, tuple_peek(kwnames, i), args[given + i]);
    hold(rt, "keyword arguments", keywords);
    if (ok && recursion_enter(rt, " while calling a Python object")) {
        result = obj_call(rt, p->function, all, keywords);
        recursion_leave(rt);
    }
    return drop_keep(rt, 2, result);
}

static OWN Obj *partial_vectorcall(Runtime *rt, Obj *self, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    enum { FEW = 8 };
    const Partial *p = (Partial *)self;
    isize given = vector_nargs(nargsf), named = kwnames ? tuple_len(kwnames) : 0, n = tuple_len(p->args);
    if (dict_len(p->keywords)) return call_with_keywords(rt, p, args, given, kwnames);
    if (n == 0) return obj_vectorcall(rt, p->function, args, nargsf, kwnames);
    size_t total = (size_t)(1 + n + given + named);
    Obj *few[FEW], **vector = total <= FEW ? few : mem_alloc(rt, total * sizeof *vector, KIND_CHUNK);
    if (!vector) return NULL;
    vector[0] = NULL;
    memcpy(vector + 1, tuple_items(p->args), (size_t)n * sizeof *vector);
    if (given + named) memcpy(vector + 1 + n, args, (size_t)(given + named) * sizeof *vector);
    Obj *result = obj_vectorcall(rt, p->function, vector + 1, (size_t)(n + given) | VECTOR_OFFSET, kwnames);
    if (vector != few) mem_free(rt, vector);
    return result;
}

static OWN Obj *partial_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    if (tuple_len(args) < 1) return err_type(rt, "type 'partial' takes at least one argument");
    Obj *function = tuple_peek(args, 0), *inner = NULL;
    bool nested = type_of(function)->call == TYPE_OF(rt, PARTIAL)->call && type == TYPE_OF(rt, PARTIAL) && is_type(rt, function, PARTIAL) &&
                  !((Partial *)function)->dict;
    if (!obj_callable(function)) return err_type(rt, "the first argument must be callable");
    if (nested) {
        inner = function;
        function = ((Partial *)inner)->function;
    }
    Partial *p = (Partial *)type->alloc(rt, type, 0);
    if (!p) return NULL;
    p->vectorcall = partial_vectorcall;
    p->function = own(function);
    p->args = inner ? joined(rt, ((Partial *)inner)->args, args, 1) : tuple_slice(rt, args, 1, tuple_len(args));
    p->keywords = p->args ? merged(rt, inner ? ((Partial *)inner)->keywords : NULL, kwargs) : NULL;
    if (p->keywords) return &p->o;
    decref(rt, p);
    return NULL;
}

static int partial_traverse(Obj *o, Visit visit, void *ctx)
{
    const Partial *p = (Partial *)o;
    VISIT(p->function, "function", -1);
    VISIT(p->args, "arguments", -1);
    VISIT(p->keywords, "keyword arguments", -1);
    VISIT(p->dict, "attributes", -1);
    return 0;
}

static int partial_clear(Runtime *rt, Obj *o)
{
    Partial *p = (Partial *)o;
    CLEAR(rt, p->function);
    CLEAR(rt, p->args);
    CLEAR(rt, p->keywords);
    CLEAR(rt, p->dict);
    return 0;
}

static void partial_dealloc(Runtime *rt, Obj *o)
{
    gc_untrack(o);
    if (((Partial *)o)->weaklist) weakrefs_clear(rt, o);
    partial_clear(rt, o);
    gc_obj_free(rt, o);
}

static bool add_text(Runtime *rt, Obj **text, TAKE Obj *more)
{
    if (more) str_append(rt, text, more);
    else CLEAR(rt, *text);
    xdecref(rt, more);
    return *text != NULL;
}

static OWN Obj *partial_repr(Runtime *rt, Obj *self)
{
    const Partial *p = (Partial *)self;
    int again = repr_enter(rt, self);
    if (again) return again < 0 ? NULL : str_from(rt, "...");
    const char *name = type_of(self)->name;
    Obj *text = is_type(rt, self, PARTIAL) ? str_format(rt, "functools.partial(%R", p->function) : str_format(rt, "%s(%R", name, p->function);
    for (isize i = 0; text && i < tuple_len(p->args); i++) {
        hold(rt, "text so far", text);
        Obj *more = str_format(rt, ", %R", tuple_peek(p->args, i));
        text = unhold(rt);
        add_text(rt, &text, more);
    }
    Obj *key, *value;
    for (isize pos = 0; text && dict_next(p->keywords, &pos, &key, &value, NULL);) {
        hold(rt, "text so far", text);
        Obj *more = str_format(rt, ", %S=%R", key, value);
        text = unhold(rt);
        add_text(rt, &text, more);
    }
    if (text) add_text(rt, &text, str_from(rt, ")"));
    repr_leave(rt, self);
    return text;
}

METHOD(partial_reduce, NOARGS, "__reduce__()", NULL)
{
    const Partial *p = (Partial *)self;
    Obj *args = tuple_pack(rt, 1, p->function), *state = tuple_pack(rt, 4, p->function, p->args, p->keywords, p->dict ? p->dict : NONE(rt));
    Obj *result = args && state ? tuple_pack(rt, 3, type_of(self), args, state) : NULL;
    xdecref(rt, args);
    xdecref(rt, state);
    return result;
}

METHOD(partial_setstate, ONE, "__setstate__(state, /)", NULL)
{
    Partial *p = (Partial *)self;
    if (!is_tuple(arg) || tuple_len(arg) != 4 || !obj_callable(tuple_peek(arg, 0)) || !is_tuple(tuple_peek(arg, 1)) || !is_dict(tuple_peek(arg, 2)))
        return err_type(rt, "invalid partial state");
    SET_REF_TAKE(rt, p->function, own(tuple_peek(arg, 0)));
    SET_REF_TAKE(rt, p->args, own(tuple_peek(arg, 1)));
    SET_REF_TAKE(rt, p->keywords, own(tuple_peek(arg, 2)));
    SET_REF_TAKE(rt, p->dict, is_none(rt, tuple_peek(arg, 3)) ? NULL : own(tuple_peek(arg, 3)));
    return none_new(rt);
}

static const MethodDef *const partial_methods[] = {&partial_reduce_def, &partial_setstate_def, &class_getitem_def, NULL};
static const MemberDef partial_members[] = {
    {"func", MEMBER_OBJ, offsetof(Partial, function), MEMBER_READONLY, "function object to use in future partial calls"},
    {"args", MEMBER_OBJ, offsetof(Partial, args), MEMBER_READONLY, "tuple of arguments to future partial calls"},
    {"keywords", MEMBER_OBJ, offsetof(Partial, keywords), MEMBER_READONLY, "dictionary of keyword arguments to future partial calls"},
    {0}};
static const GetSetDef partial_getset[] = {{"__dict__", generic_getdict, generic_setdict, NULL, NULL}, {0}};

const Type partial_type = {.name = "functools.partial",
    .doc = "partial(func, *args, **keywords) - new function with partial application\n    of the given arguments and keywords.\n",
    .basicsize = sizeof(Partial), .flags = TF_GC | TF_BASETYPE | TF_VECTORCALL, .dealloc = partial_dealloc, .traverse = partial_traverse,
    .clear = partial_clear, .repr = partial_repr, .call = obj_call_vector_slot, .vectorcall_offset = offsetof(Partial, vectorcall),
    .getattr = generic_getattr, .setattr = generic_setattr, .weaklist_offset = offsetof(Partial, weaklist),
    .dict_offset = offsetof(Partial, dict), .methods = partial_methods, .members = partial_members, .getset = partial_getset,
    .new_ = partial_new};

/* ---- reduce ----------------------------------------------------------------------------------------------------------------- */

METHOD_TUPLED(functools_reduce, POSITIONAL, "reduce(function, iterable, initial=None, /)",
       "reduce(function, iterable[, initial], /) -> value\n\nApply a function of two arguments cumulatively to the items of an iterable, from left to right.")
{
    Obj *it = obj_iter(rt, a->obj[1]), *result = a->given > 2 ? own(a->obj[2]) : NULL;
    if (!it) {
        if (err_clear_if(rt, EXC_TYPE(rt, TypeError))) err_type(rt, "reduce() arg 2 must support iteration");
        xdecref(rt, result);
        return NULL;
    }
    hold(rt, "iterator", it);
    hold(rt, "result so far", result);
    int at = rt->hold_count - 1;
    for (Obj *item; (item = iter_next(rt, it)) != NULL;) {
        result = rt->holds[at].ref;
        if (!result) {
            rt->holds[at].ref = item;
            continue;
        }
        hold(rt, "item", item);
        Obj *next = drop_keep(rt, 1, obj_call2(rt, a->obj[0], result, item));
        rt->holds[at].ref = next;
        decref(rt, result);
        if (!next) break;
    }
    result = unhold(rt);
    drop(rt);
    if (err_pending(rt)) {
        xdecref(rt, result);
        return NULL;
    }
    return result ? result : err_type(rt, "reduce() of empty iterable with no initial value");
}

/* ---- cmp_to_key ---------------------------------------------------------------------------------------------------------------- */

typedef struct CmpKey {
    Obj o;
    Obj *cmp, *object;
} CmpKey;
FIELDS(cmp_key, "comparison function", "object")

static OWN Obj *cmp_key_make(Runtime *rt, Obj *cmp, Obj *object)
{
    CmpKey *k = (CmpKey *)gc_new(rt, TYPE_OF(rt, CMP_KEY));
    if (!k) return NULL;
    k->cmp = own(cmp);
    k->object = xown(object);
    gc_track(rt, k);
    return &k->o;
}

static OWN Obj *cmp_key_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "K(obj)", CALL_NAMED, args, kwargs, &a)) return NULL;
    Obj *key = cmp_key_make(rt, ((CmpKey *)self)->cmp, a.obj[0]);
    args_done(rt, &a);
    return key;
}

static OWN Obj *cmp_key_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (!is_type(rt, b, CMP_KEY)) return err_type(rt, "other argument must be K instance");
    Obj *x = ((CmpKey *)a)->object, *y = ((CmpKey *)b)->object;
    if (!x || !y) return err_format(rt, EXC_TYPE(rt, AttributeError), "object");
    Obj *order = obj_call2(rt, ((CmpKey *)a)->cmp, x, y), *zero = order ? int_new(rt, 0) : NULL, *result = NULL;
    hold(rt, "what the comparison function answered", order);
    if (zero) result = obj_compare(rt, order, zero, op);
    drop(rt);
    xdecref(rt, zero);
    return result;
}

static const MemberDef cmp_key_members[] = {{"obj", MEMBER_OBJ, offsetof(CmpKey, object), 0, "Value wrapped by a key function."}, {0}};

const Type cmp_key_type = {.name = "functools.KeyWrapper", .basicsize = sizeof(CmpKey), .flags = TF_GC | TF_DISALLOW_NEW, FIELDS_SLOTS(cmp_key),
    .call = cmp_key_call, .compare = cmp_key_compare, .members = cmp_key_members};

METHOD_TUPLED(functools_cmp_to_key, KEYWORDS, "cmp_to_key(mycmp)", "Convert a cmp= function into a key= function.")
{
    return cmp_key_make(rt, a->obj[0], NULL);
}

OWN Obj *functools_module(Runtime *rt)
{
    static const MethodDef *const methods[] = {&functools_reduce_def, &functools_cmp_to_key_def, NULL};
    Obj *module = module_make(rt, "_functools", "Tools that operate on functions.", methods);
    bool ok = module && module_add(rt, module, "partial", (Obj *)TYPE_OF(rt, PARTIAL)) &&
              module_add(rt, module, "_lru_cache_wrapper", (Obj *)TYPE_OF(rt, LRU_CACHE));
    if (module && !ok) CLEAR(rt, module);
    return module;
}
