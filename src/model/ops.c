/* ops.c - attributes, calls, comparison, hashing, text and containers, through the types' slots. */
#include "model/ops.h"

#include "model/hold.h"

/* ---- attributes ---------------------------------------------------------------------------------------------- */

static bool name_is_str(Runtime *rt, Obj *name)
{
    if (LIKELY(is_str(name))) return true;
    err_type(rt, "attribute name must be string, not '%.200s'", type_of(name)->name);
    return false;
}

OWN Obj *obj_getattr(Runtime *rt, Obj *o, Obj *name)
{
    if (!name_is_str(rt, name)) return NULL;
    Obj *value = type_of(o)->getattr(rt, o, name);
    if (UNLIKELY(!value)) rt->hooks.attribute_context(rt, o, name);
    return value;
}

int obj_lookattr(Runtime *rt, Obj *o, Obj *name, Obj **out)
{
    *out = NULL;
    if (!name_is_str(rt, name)) return -1;
    GetAttrFn get = type_of(o)->getattr;
    if (get == rt->types[T_OBJECT].getattr && rt->hooks.generic_getattr_quiet) get = rt->hooks.generic_getattr_quiet;
    *out = get(rt, o, name);
    if (*out) return 1;
    if (!err_pending(rt)) return 0;
    return err_clear_if(rt, EXC_TYPE(rt, AttributeError)) ? 0 : -1;
}

CHECK bool obj_setattr(Runtime *rt, Obj *o, Obj *name, Obj *value)
{
    if (!name_is_str(rt, name)) return false;
    Type *t = type_of(o);
    if (t->setattr) return t->setattr(rt, o, name, value);
    if (!t->getattr)
        err_type(rt, "'%.100s' object has no attributes (%s .%O)", t->name, value ? "assign to" : "del", name);
    else
        err_type(rt, "'%.100s' object has only read-only attributes (%s .%O)", t->name, value ? "assign to" : "del", name);
    return false;
}

/* ---- calls ----------------------------------------------------------------------------------------------------- */

static VectorFn vector_of(Obj *callable)
{
    Type *t = type_of(callable);
    if (!type_has(t, TF_VECTORCALL)) return NULL;
    return *(VectorFn *)((char *)callable + t->vectorcall_offset);
}

bool obj_callable(const Obj *o) { return type_of(o)->call != NULL; }

OWN Obj *obj_check_result_take(Runtime *rt, Obj *callable, TAKE Obj *result)
{
    if (LIKELY((result != NULL) != err_pending(rt))) return result;
    if (!result) {
        if (rt->abandoning) return NULL;
        return err_format(rt, EXC_TYPE(rt, SystemError), "%R returned NULL without setting an exception", callable);
    }
    decref(rt, result);
    return NULL;
}

static void *not_callable(Runtime *rt, Obj *callable)
{
    return err_type(rt, "'%.200s' object is not callable", type_of(callable)->name);
}

/* Calls through the type's call slot with a tuple and a dict, counting the recursion. */
static OWN Obj *call_slot(Runtime *rt, Obj *callable, Obj *args, Obj *kwargs)
{
    CallFn call = type_of(callable)->call;
    if (!call) return not_callable(rt, callable);
    if (!recursion_enter(rt, " while calling a Python object")) return NULL;
    Obj *result = call(rt, callable, args, kwargs);
    recursion_leave(rt);
    return obj_check_result_take(rt, callable, result);
}

/* Makes the dict that a call slot wants of vector keywords; NULL with an exception. */
static OWN Obj *keywords_dict(Runtime *rt, Obj *const *values, Obj *kwnames)
{
    Obj *dict = rt->hooks.dict_new(rt);
    for (isize i = 0; dict && i < tuple_len(kwnames); i++)
        if (!rt->hooks.dict_set(rt, dict, tuple_peek(kwnames, i), values[i])) CLEAR(rt, dict);
    return dict;
}

static OWN Obj *call_by_slot(Runtime *rt, Obj *callable, Obj *const *args, isize nargs, Obj *kwnames)
{
    if (!type_of(callable)->call) return not_callable(rt, callable);
    Obj *tuple = rt->hooks.tuple_from_array(rt, args, nargs), *dict = NULL;
    if (!tuple) return NULL;
    if (kwnames && tuple_len(kwnames)) {
        dict = keywords_dict(rt, args + nargs, kwnames);
        if (!dict) {
            decref(rt, tuple);
            return NULL;
        }
    }
    hold(rt, "arguments", tuple);
    hold(rt, "keyword arguments", dict);
    return drop_keep(rt, 2, call_slot(rt, callable, tuple, dict));
}

OWN Obj *obj_vectorcall(Runtime *rt, Obj *callable, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    VectorFn vector = vector_of(callable);
    if (UNLIKELY(!vector)) return call_by_slot(rt, callable, args, vector_nargs(nargsf), kwnames);
    return obj_check_result_take(rt, callable, vector(rt, callable, args, nargsf, kwnames));
}

/* Spreads a tuple and a dict into a vector of owned references, as 3.11 does for calls with keywords. */
static OWN Obj *call_spread(Runtime *rt, VectorFn vector, Obj *callable, Obj *args, Obj *kwargs)
{
    isize nargs = tuple_len(args), nkw = ((Dict *)kwargs)->used, n = 0, pos = 0;
    Obj **values = mem_alloc(rt, (size_t)(1 + nargs + nkw) * sizeof *values, KIND_CHUNK);
    if (!values) return NULL;
    Obj **names = mem_alloc(rt, (size_t)nkw * sizeof *names, KIND_CHUNK), *kwnames = NULL, *key, *value;
    bool all_str = true;
    for (isize i = 0; i < nargs; i++) values[1 + n++] = own(tuple_peek(args, i));
    for (isize i = 0; names && rt->hooks.dict_next(kwargs, &pos, &key, &value, NULL); i++) {
        all_str &= is_str(key);
        names[i] = key;
        values[1 + n++] = own(value);
    }
    if (names && !all_str) err_type(rt, "keywords must be strings");
    if (names && all_str) kwnames = rt->hooks.tuple_from_array(rt, names, nkw);
    mem_free(rt, names);
    Obj *result = NULL;
    values[0] = NULL;
    if (kwnames) {
        hold_array(rt, "argument", values + 1, n);
        hold(rt, "names of the keyword arguments", kwnames);
        result = vector(rt, callable, values + 1, (size_t)nargs | VECTOR_OFFSET, kwnames);
        drop(rt);
        unhold(rt);
    }
    hold(rt, "result", result);
    for (isize i = 0; i < n; i++) decref(rt, values[1 + i]);
    mem_free(rt, values);
    return obj_check_result_take(rt, callable, unhold(rt));
}

static OWN Obj *call_vector(Runtime *rt, VectorFn vector, Obj *callable, Obj *args, Obj *kwargs)
{
    if (kwargs && ((Dict *)kwargs)->used) return call_spread(rt, vector, callable, args, kwargs);
    return obj_check_result_take(rt, callable, vector(rt, callable, tuple_items(args), (size_t)tuple_len(args), NULL));
}

OWN Obj *obj_call(Runtime *rt, Obj *callable, Obj *args, Obj *kwargs)
{
    VectorFn vector = vector_of(callable);
    bool packs = vector == TYPE_OF(rt, TYPE)->vectorcall; /* it would only make such a tuple and dict again */
    return vector && !packs ? call_vector(rt, vector, callable, args, kwargs) : call_slot(rt, callable, args, kwargs);
}

OWN Obj *obj_call_vector_slot(Runtime *rt, Obj *callable, Obj *args, Obj *kwargs)
{
    /* Not by the type's flag: a subclass that overrides __call__ has lost it, and asks for its base's way here. */
    VectorFn vector = *(VectorFn *)((char *)callable + type_of(callable)->vectorcall_offset);
    return call_vector(rt, vector, callable, args, kwargs);
}

OWN Obj *obj_call0(Runtime *rt, Obj *callable) { return obj_vectorcall(rt, callable, NULL, 0, NULL); }

OWN Obj *obj_call1(Runtime *rt, Obj *callable, Obj *a)
{
    Obj *args[2] = {NULL, a};
    return obj_vectorcall(rt, callable, args + 1, 1 | VECTOR_OFFSET, NULL);
}

OWN Obj *obj_call2(Runtime *rt, Obj *callable, Obj *a, Obj *b)
{
    Obj *args[3] = {NULL, a, b};
    return obj_vectorcall(rt, callable, args + 1, 2 | VECTOR_OFFSET, NULL);
}

/* ---- comparing, hashing, truth ------------------------------------------------------------------------------------ */

static const CompareOp swapped[] = {CMP_GT, CMP_GE, CMP_EQ, CMP_NE, CMP_LT, CMP_LE};
static const char *const compare_words[] = {"<", "<=", "==", "!=", ">", ">="};

/* One try of [f]; true: *out is the answer (or NULL with an exception). */
static bool try_compare(Runtime *rt, CompareFn f, Obj *a, Obj *b, CompareOp op, Obj **out)
{
    *out = f(rt, a, b, op);
    if (*out != &rt->not_implemented) return true;
    decref(rt, *out);
    return false;
}

/* Nobody knows: identity, or TypeError. */
static OWN Obj *compare_undecided(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (op == CMP_EQ) return bool_new(rt, a == b);
    if (op == CMP_NE) return bool_new(rt, a != b);
    return err_type(rt, "'%s' not supported between instances of '%.100s' and '%.100s'", compare_words[op],
                    type_of(a)->name, type_of(b)->name);
}

OWN Obj *obj_compare_declined(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    Obj *result;
    CompareFn f = type_of(b)->compare;
    if (f && try_compare(rt, f, b, a, swapped[op], &result)) return result;
    return compare_undecided(rt, a, b, op);
}

static OWN Obj *compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    Type *ta = type_of(a), *tb = type_of(b);
    Obj *result;
    if (ta != tb && tb->compare && type_is_subtype(tb, ta)) {
        if (try_compare(rt, tb->compare, b, a, swapped[op], &result)) return result;
        if (ta->compare && try_compare(rt, ta->compare, a, b, op, &result)) return result;
        return compare_undecided(rt, a, b, op);
    }
    if (LIKELY(ta->compare && try_compare(rt, ta->compare, a, b, op, &result))) return result;
    return obj_compare_declined(rt, a, b, op);
}

OWN Obj *obj_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (!recursion_enter(rt, " in comparison")) return NULL;
    Obj *result = compare(rt, a, b, op);
    recursion_leave(rt);
    return result;
}

/* -1, 0, 1: how the two ints of at most one digit are ordered. */
static inline int small_int_order(const Obj *a, const Obj *b)
{
    isize na = ((const VarObj *)a)->size, nb = ((const VarObj *)b)->size;
    int64_t x = na * (int64_t)((const Int *)a)->digit[0], y = nb * (int64_t)((const Int *)b)->digit[0];
    return (x > y) - (x < y);
}

static inline bool is_small_int(Runtime *rt, const Obj *o)
{
    return is_type(rt, o, INT) && (size_t)(((const VarObj *)o)->size + 1) <= 2;
}

int obj_compare_bool(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (a == b && op == CMP_EQ) return 1;
    if (a == b && op == CMP_NE) return 0;
    if (is_small_int(rt, a) && is_small_int(rt, b) && LIKELY(rt->recursion_left > 0)) {
        static const uint8_t holds[] = {[CMP_LT] = 1, [CMP_LE] = 3, [CMP_EQ] = 2, [CMP_NE] = 5, [CMP_GT] = 4, [CMP_GE] = 6};
        return holds[op] >> (small_int_order(a, b) + 1) & 1;
    }
    Obj *result = obj_compare(rt, a, b, op);
    if (!result) return -1;
    int truth = type_of(result) == TYPE_OF(rt, BOOL) ? result == (Obj *)&rt->true_ : obj_truth(rt, result);
    decref(rt, result);
    return truth;
}

Hash obj_hash(Runtime *rt, Obj *o)
{
    if (LIKELY(type_of(o)->hash != NULL)) return type_of(o)->hash(rt, o);
    err_type(rt, "unhashable type: '%.200s'", type_of(o)->name);
    return -1;
}

Hash hash_pointer(Runtime *rt, const void *p)
{
    uint64_t y = heap_nominal(HEAP(rt), p);
    Hash h = (Hash)(y >> 4 | y << 60);
    return h == -1 ? -2 : h;
}

int obj_truth(Runtime *rt, Obj *o)
{
    if (o == (Obj *)&rt->true_) return 1;
    if (o == (Obj *)&rt->false_ || o == &rt->none) return 0;
    Type *t = type_of(o);
    if (t->number && t->number->truth) return t->number->truth(rt, o);
    isize n;
    if (t->mapping && t->mapping->len)
        n = t->mapping->len(rt, o);
    else if (t->sequence && t->sequence->len)
        n = t->sequence->len(rt, o);
    else
        return 1;
    return n > 0 ? 1 : (int)n;
}

/* ---- text ------------------------------------------------------------------------------------------------------------ */

static OWN Obj *text_result_take(Runtime *rt, TAKE Obj *text, const char *what)
{
    if (!text || is_str(text)) return text;
    err_type(rt, "%s returned non-string (type %.200s)", what, type_of(text)->name);
    decref(rt, text);
    return NULL;
}

OWN Obj *obj_repr(Runtime *rt, Obj *o)
{
    Type *t = type_of(o);
    if (!t->repr) return rt->types[T_OBJECT].repr(rt, o);
    if (!recursion_enter(rt, " while getting the repr of an object")) return NULL;
    Obj *text = t->repr(rt, o);
    recursion_leave(rt);
    return text_result_take(rt, text, "__repr__");
}

OWN Obj *obj_str(Runtime *rt, Obj *o)
{
    Type *t = type_of(o);
    if (is_type(rt, o, STR)) return own(o);
    if (!t->str) return obj_repr(rt, o);
    if (!recursion_enter(rt, " while getting the str of an object")) return NULL;
    Obj *text = t->str(rt, o);
    recursion_leave(rt);
    return text_result_take(rt, text, "__str__");
}

/* ---- types ------------------------------------------------------------------------------------------------------------- */

bool type_is_subtype(const Type *a, const Type *b)
{
    if (a->mro) {
        for (isize i = 0; i < tuple_len(a->mro); i++)
            if (tuple_peek(a->mro, i) == (const Obj *)b) return true;
        return false;
    }
    for (const Type *t = a; t; t = t->base_type)
        if (t == b) return true;
    return false;
}
