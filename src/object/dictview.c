/* dictview.c - what d.keys(), d.values() and d.items() answer: views of the dict, two of them with set operations. */
#include "object/dictkeys.h"
#include "object/start.h"

typedef struct DictView {
    Obj o;
    Obj *dict;
} DictView;

static inline Obj *dict_of(const Obj *view) { return ((const DictView *)view)->dict; }
static bool is_keys(Runtime *rt, const Obj *o) { return is_instance(o, TYPE_OF(rt, DICT_KEYS)); }
static bool is_items(Runtime *rt, const Obj *o) { return is_instance(o, TYPE_OF(rt, DICT_ITEMS)); }
static bool is_setlike(Runtime *rt, const Obj *o) { return is_keys(rt, o) || is_items(rt, o); }

OWN Obj *dictview_new(Runtime *rt, Type *t, Obj *d)
{
    if (!is_dict(d)) return err_type(rt, "%s() requires a dict argument, not '%s'", t->name, type_of(d)->name);
    DictView *v = (DictView *)gc_new(rt, t);
    if (!v) return NULL;
    v->dict = own(d);
    gc_track(rt, v);
    return &v->o;
}

static void view_dealloc(Runtime *rt, Obj *o)
{
    gc_untrack(o);
    CLEAR(rt, ((DictView *)o)->dict);
    gc_obj_free(rt, o);
}

static int view_traverse(Obj *o, Visit visit, void *ctx)
{
    VISIT(dict_of(o), "dict", -1);
    return 0;
}

static const char *view_check(Runtime *rt UNUSED, Obj *o)
{
    return dict_of(o) && dict_of(o)->refcnt <= 0 ? "a view's dict is dead" : NULL;
}

static isize view_len(Runtime *rt UNUSED, Obj *o) { return dict_of(o) ? dict_len(dict_of(o)) : 0; }

static OWN Obj *view_repr(Runtime *rt, Obj *o)
{
    int entered = repr_enter(rt, o);
    if (entered != 0) return entered > 0 ? str_from(rt, "...") : NULL;
    Obj *list = list_from_iterable(rt, o), *text = NULL;
    if (list) {
        hold(rt, "items being printed", list);
        text = str_format(rt, "%s(%R)", type_of(o)->name, list);
        drop(rt);
    }
    repr_leave(rt, o);
    return text;
}

/* ---- containing ---------------------------------------------------------------------------------------------------- */

static int keys_contain(Runtime *rt, Obj *o, Obj *key) { return dict_contains(rt, dict_of(o), key); }

static int items_contain(Runtime *rt, Obj *o, Obj *pair)
{
    if (!is_tuple(pair) || tuple_len(pair) != 2) return 0;
    Obj *value = dict_get(rt, dict_of(o), tuple_peek(pair, 0));
    if (!value) return err_pending(rt) ? -1 : 0;
    hold(rt, "value being compared", value);
    int same = obj_compare_bool(rt, value, tuple_peek(pair, 1), CMP_EQ);
    drop(rt);
    return same;
}

/* Whether [container] has each item of [iterable]; or, with [any], whether it has one of them. */
static int contains_each(Runtime *rt, Obj *iterable, Obj *container, bool any)
{
    Obj *it = obj_iter(rt, iterable);
    if (!it) return -1;
    hold(rt, "iterator", it);
    int found = any ? 0 : 1;
    for (Obj *item; found == (any ? 0 : 1) && (item = iter_next(rt, it)) != NULL;) {
        hold(rt, "item being looked for", item);
        found = obj_contains(rt, container, item);
        drop(rt);
        if (UNLIKELY(rt_poll(rt))) found = -1;
    }
    drop(rt);
    return err_pending(rt) ? -1 : found;
}

static OWN Obj *view_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (!is_anyset(rt, b) && !is_setlike(rt, b)) return own(&rt->not_implemented);
    isize na = obj_len(rt, a);
    if (na < 0) return NULL;
    isize nb = obj_len(rt, b);
    if (nb < 0) return NULL;
    int ok = 0;
    switch (op) {
    case CMP_EQ:
    case CMP_NE:
        if (na == nb) ok = contains_each(rt, a, b, false);
        if (op == CMP_NE && ok >= 0) ok = !ok;
        break;
    case CMP_LT:
        if (na < nb) ok = contains_each(rt, a, b, false);
        break;
    case CMP_LE:
        if (na <= nb) ok = contains_each(rt, a, b, false);
        break;
    case CMP_GT:
        if (na > nb) ok = contains_each(rt, b, a, false);
        break;
    case CMP_GE:
        if (na >= nb) ok = contains_each(rt, b, a, false);
        break;
    }
    return ok < 0 ? NULL : bool_new(rt, ok);
}

/* ---- set operations ------------------------------------------------------------------------------------------------ */

/* The items of the left side as a set; a keys view's straight from its dict. */
static OWN Obj *to_set(Runtime *rt, Obj *o)
{
    return set_new(rt, is_keys(rt, o) && is_type(rt, dict_of(o), DICT) ? dict_of(o) : o);
}

/* Calls a method of [set] with [other] and answers the method's result, or [set] itself when that is None. */
static OWN Obj *set_method_take(Runtime *rt, TAKE Obj *set, const char *method, Obj *other)
{
    if (!set) return NULL;
    hold(rt, "set being made", set);
    Obj *name = str_static(rt, method);
    Obj *result = name ? obj_call_method(rt, set, name, &other, 1) : err_no_memory(rt);
    set = unhold(rt);
    if (result && is_none(rt, result)) {
        decref(rt, result);
        return set;
    }
    decref(rt, set);
    return result;
}

static OWN Obj *view_sub(Runtime *rt, Obj *a, Obj *b) { return set_method_take(rt, to_set(rt, a), "difference_update", b); }

static OWN Obj *view_or(Runtime *rt, Obj *a, Obj *b)
{
    Obj *set = to_set(rt, a);
    if (!set) return NULL;
    hold(rt, "set being made", set);
    bool ok = set_update(rt, set, b);
    unhold(rt);
    if (!ok) CLEAR(rt, set);
    return set;
}

/* The items of [other] that the view has too. */
static OWN Obj *common(Runtime *rt, Obj *view, Obj *other)
{
    Obj *set = set_new(rt, NULL);
    if (!set) return NULL;
    hold(rt, "set being made", set);
    Obj *it = obj_iter(rt, other);
    bool ok = it != NULL;
    if (it) {
        hold(rt, "iterator", it);
        for (Obj *item; ok && (item = iter_next(rt, it)) != NULL;) {
            hold(rt, "item being looked for", item);
            int found = is_keys(rt, view) ? keys_contain(rt, view, item) : items_contain(rt, view, item);
            ok = found >= 0 && (found == 0 || set_add(rt, set, item)) && !rt_poll(rt);
            drop(rt);
        }
        drop(rt);
        ok = ok && !err_pending(rt);
    }
    unhold(rt);
    if (!ok) CLEAR(rt, set);
    return set;
}

static OWN Obj *view_and(Runtime *rt, Obj *a, Obj *b)
{
    if (!is_setlike(rt, a)) {
        Obj *swap = a;
        a = b;
        b = swap;
    }
    isize na = view_len(rt, a);
    if (is_type(rt, b, SET) && na <= set_len(b)) return set_method_take(rt, own(b), "intersection", a);
    if (is_setlike(rt, b) && view_len(rt, b) > na) return common(rt, b, a);
    return common(rt, a, b);
}

/* One entry of the right side: takes an equal one out of [left], else puts the pair into [set]. */
static bool xor_entry(Runtime *rt, Obj *left, Obj *set, Obj *key, Hash hash, Obj *value)
{
    Obj *mine;
    isize ix = keys_index(rt, left, key, hash, &mine);
    if (ix == DKIX_ERROR) return false;
    int same = 0;
    if (mine) {
        hold(rt, "value being compared", own(mine));
        same = obj_compare_bool(rt, mine, value, CMP_EQ);
        drop(rt);
    }
    if (same < 0) return false;
    if (same) {
        ix = keys_index(rt, left, key, hash, &mine);
        if (ix == DKIX_ERROR) return false;
        if (!mine) return err_key(rt, key), false;
        dict_remove_at(rt, (Dict *)left, hash, ix, mine);
        return true;
    }
    Obj *pair = tuple_pack(rt, 2, key, value);
    if (!pair) return false;
    hold(rt, "pair on its way into a set", pair);
    bool ok = set_add(rt, set, pair);
    drop(rt);
    return ok;
}

static bool xor_entries(Runtime *rt, Obj *left, Obj *set, Obj *right)
{
    isize pos = 0;
    Obj *key, *value;
    Hash hash;
    while (dict_next(right, &pos, &key, &value, &hash)) {
        hold(rt, "key being compared", own(key));
        hold(rt, "value being compared", own(value));
        bool ok = xor_entry(rt, left, set, key, hash, value);
        drop_n(rt, 2);
        if (!ok || UNLIKELY(rt_poll(rt))) return false;
    }
    Obj *rest = dictview_new(rt, TYPE_OF(rt, DICT_ITEMS), left);
    if (!rest) return false;
    hold(rt, "entries of the left side only", rest);
    bool ok = set_update(rt, set, rest);
    drop(rt);
    return ok;
}

static OWN Obj *items_xor(Runtime *rt, Obj *a, Obj *b)
{
    Obj *left = dict_copy(rt, dict_of(a));
    if (!left) return NULL;
    hold(rt, "entries of the left side", left);
    Obj *set = set_new(rt, NULL);
    if (set) {
        hold(rt, "set being made", set);
        bool ok = xor_entries(rt, left, set, dict_of(b));
        unhold(rt);
        if (!ok) CLEAR(rt, set);
    }
    return drop_keep(rt, 1, set);
}

static OWN Obj *view_xor(Runtime *rt, Obj *a, Obj *b)
{
    if (is_items(rt, a) && is_items(rt, b)) return items_xor(rt, a, b);
    return set_method_take(rt, to_set(rt, a), "symmetric_difference_update", b);
}

/* ---- methods ------------------------------------------------------------------------------------------------------- */

METHOD(view_isdisjoint, ONE, "isdisjoint(other, /)", "Whether the view and other have nothing in common.")
{
    if (self == arg) return bool_new(rt, view_len(rt, self) == 0);
    bool swap = false;
    if (is_type(rt, arg, SET) || is_type(rt, arg, FROZENSET) || is_setlike(rt, arg)) {
        isize n = obj_len(rt, arg);
        if (n < 0) return NULL;
        swap = n > view_len(rt, self);
    }
    int common_item = swap ? contains_each(rt, self, arg, true) : contains_each(rt, arg, self, true);
    return common_item < 0 ? NULL : bool_new(rt, !common_item);
}

METHOD(keys_reversed, NOARGS, "__reversed__()", "An iterator over the keys, newest first.")
{
    return dictiter_new(rt, TYPE_OF(rt, DICT_REV_KEY_ITER), dict_of(self));
}
METHOD(values_reversed, NOARGS, "__reversed__()", "An iterator over the values, newest first.")
{
    return dictiter_new(rt, TYPE_OF(rt, DICT_REV_VALUE_ITER), dict_of(self));
}
METHOD(items_reversed, NOARGS, "__reversed__()", "An iterator over the entries, newest first.")
{
    return dictiter_new(rt, TYPE_OF(rt, DICT_REV_ITEM_ITER), dict_of(self));
}

static OWN Obj *keys_iter(Runtime *rt, Obj *o) { return dictiter_new(rt, TYPE_OF(rt, DICT_KEY_ITER), dict_of(o)); }
static OWN Obj *values_iter(Runtime *rt, Obj *o) { return dictiter_new(rt, TYPE_OF(rt, DICT_VALUE_ITER), dict_of(o)); }
static OWN Obj *items_iter(Runtime *rt, Obj *o) { return dictiter_new(rt, TYPE_OF(rt, DICT_ITEM_ITER), dict_of(o)); }

static OWN Obj *view_mapping(Runtime *rt, Obj *self, void *closure UNUSED) { return mappingproxy_new(rt, dict_of(self)); }

/* ---- the types ----------------------------------------------------------------------------------------------------- */

static const MethodDef *const keys_methods[] = {&view_isdisjoint_def, &keys_reversed_def, NULL};
static const MethodDef *const values_methods[] = {&values_reversed_def, NULL};
static const MethodDef *const items_methods[] = {&view_isdisjoint_def, &items_reversed_def, NULL};
static const GetSetDef getset[] = {{"mapping", view_mapping, NULL, "The dict, for reading.", NULL}, {NULL, NULL, NULL, NULL, NULL}};
static const NumberSlots number = {.subtract = view_sub, .and_ = view_and, .or_ = view_or, .xor = view_xor};
static const SeqSlots keys_sequence = {.len = view_len, .contains = keys_contain};
static const SeqSlots values_sequence = {.len = view_len};
static const SeqSlots items_sequence = {.len = view_len, .contains = items_contain};

#define DICT_VIEW_COMMON                                                                                              \
    .basicsize = sizeof(DictView), .flags = TF_GC | TF_DISALLOW_NEW, .dealloc = view_dealloc, .traverse = view_traverse, \
    .check = view_check, .repr = view_repr, .getattr = generic_getattr, .getset = getset

const Type dict_keys_type = {
    DICT_VIEW_COMMON,
    .name = "dict_keys",
    .compare = view_compare,
    .number = &number,
    .sequence = &keys_sequence,
    .iter = keys_iter,
    .methods = keys_methods,
};

const Type dict_values_type = {
    DICT_VIEW_COMMON,
    .name = "dict_values",
    .sequence = &values_sequence,
    .iter = values_iter,
    .methods = values_methods,
};

const Type dict_items_type = {
    DICT_VIEW_COMMON,
    .name = "dict_items",
    .compare = view_compare,
    .number = &number,
    .sequence = &items_sequence,
    .iter = items_iter,
    .methods = items_methods,
};
