/* dictiter.c - the six iterators over a dict: keys, values, items, forwards and backwards.

   An iterator notices when its dict changed its length, and stays broken then.  An items iterator hands out the same
   pair again while nobody else has it. */
#include "object/dictkeys.h"
#include "object/seq.h"
#include "object/start.h"

typedef struct DictIter {
    Obj o;
    Obj *dict;   /* NULL when exhausted */
    isize used;  /* the dict's length when we began; -1: it changed */
    isize pos;
    Obj *result; /* the pair that items iterators use again */
    isize len;   /* entries to come */
} DictIter;

static bool is_items(Runtime *rt, const Type *t)
{
    return t == TYPE_OF(rt, DICT_ITEM_ITER) || t == TYPE_OF(rt, DICT_REV_ITEM_ITER);
}
static bool is_reverse(Runtime *rt, const Type *t)
{
    return t == TYPE_OF(rt, DICT_REV_KEY_ITER) || t == TYPE_OF(rt, DICT_REV_VALUE_ITER) || t == TYPE_OF(rt, DICT_REV_ITEM_ITER);
}

OWN Obj *dictiter_new(Runtime *rt, Type *t, Obj *o)
{
    DictIter *it = (DictIter *)gc_new(rt, t);
    if (!it) return NULL;
    const Dict *d = (const Dict *)o;
    it->dict = own(o);
    it->used = it->len = d->used;
    it->pos = !is_reverse(rt, t) ? 0 : d->values ? d->used - 1 : d->keys->nentries - 1;
    it->result = NULL;
    if (is_items(rt, t)) {
        hold(rt, "iterator being made", it);
        Obj *pair = tuple_pack(rt, 2, NONE(rt), NONE(rt));
        unhold(rt);
        if (!pair) {
            decref(rt, it);
            return NULL;
        }
        it->result = pair;
    }
    gc_track(rt, it);
    return &it->o;
}

static void iter_dealloc(Runtime *rt, Obj *o)
{
    DictIter *it = (DictIter *)o;
    gc_untrack(o);
    CLEAR(rt, it->dict);
    CLEAR(rt, it->result);
    gc_obj_free(rt, o);
}

static int iter_traverse(Obj *o, Visit visit, void *ctx)
{
    const DictIter *it = (const DictIter *)o;
    VISIT(it->dict, "dict", -1);
    VISIT(it->result, "pair kept for the next step", -1);
    return 0;
}

static const char *iter_check(Runtime *rt UNUSED, Obj *o)
{
    const DictIter *it = (const DictIter *)o;
    if (it->dict && it->dict->refcnt <= 0) return "an iterator's dict is dead";
    if (it->result && (it->result->refcnt <= 0 || tuple_len(it->result) != 2)) return "an iterator's pair is no pair";
    return NULL;
}

/* ---- stepping ------------------------------------------------------------------------------------------------------ */

static bool exhaust(Runtime *rt, DictIter *it)
{
    CLEAR(rt, it->dict);
    return false;
}

static NOINLINE bool changed_size(Runtime *rt, DictIter *it)
{
    err_format(rt, EXC_TYPE(rt, RuntimeError), "dictionary changed size during iteration");
    it->used = -1;
    return false;
}

static NOINLINE bool changed_keys(Runtime *rt, DictIter *it)
{
    err_format(rt, EXC_TYPE(rt, RuntimeError), "dictionary keys changed during iteration");
    return exhaust(rt, it);
}

/* The next entry, borrowed; false: exhausted, or an exception is pending. */
static inline bool step(Runtime *rt, DictIter *it, Obj **key, Obj **value)
{
    if (!it->dict) return false;
    if (UNLIKELY(it->used != dict_len(it->dict))) return changed_size(rt, it);
    isize pos = it->pos;
    if (!dict_next(it->dict, &pos, key, value, NULL)) return exhaust(rt, it);
    if (UNLIKELY(it->len == 0)) return changed_keys(rt, it);
    it->pos = pos;
    it->len--;
    return true;
}

static bool step_back(Runtime *rt, DictIter *it, Obj **key, Obj **value)
{
    if (!it->dict) return false;
    const Dict *d = (const Dict *)it->dict;
    if (UNLIKELY(it->used != d->used)) return changed_size(rt, it);
    isize i = it->pos;
    if (d->values) {
        if (i < 0) return exhaust(rt, it);
        int ix = values_index_at(d->values, i);
        *key = keys_str_entries(d->keys)[ix].key;
        *value = d->values->values[ix];
    } else {
        if (i >= d->keys->nentries) i = d->keys->nentries - 1;
        while (i >= 0 && !dict_value_at(d, i)) i--;
        if (i < 0) return exhaust(rt, it);
        *key = keys_are_str(d->keys) ? keys_str_entries(d->keys)[i].key : keys_entries(d->keys)[i].key;
        *value = dict_value_at(d, i);
    }
    it->pos = i - 1;
    it->len--;
    return true;
}

/* Lets go what stood in [pair] before, where that may be the last reference. */
static NOINLINE void drop_previous(Runtime *rt, Obj *pair, Obj *key, Obj *value)
{
    hold(rt, "pair on its way out", pair);
    hold(rt, "value of the pair before", value);
    decref(rt, key);
    unhold(rt);
    decref(rt, value);
    unhold(rt);
}

/* The pair of an items iterator: the one that it keeps, when nobody else has it. */
static inline OWN Obj *pair_of(Runtime *rt, DictIter *it, Obj *key, Obj *value)
{
    Obj *pair = it->result;
    incref(key);
    incref(value);
    if (LIKELY(pair->refcnt == 1)) {
        Obj *old_key = tuple_peek(pair, 0), *old_value = tuple_peek(pair, 1);
        tuple_items(pair)[0] = key;
        tuple_items(pair)[1] = value;
        incref(pair);
        if (LIKELY(old_key->refcnt > 1 && old_value->refcnt > 1 && old_key != old_value)) {
            decref(rt, old_key);
            decref(rt, old_value);
        } else {
            drop_previous(rt, pair, old_key, old_value);
        }
        if (!gc_is_tracked(pair)) gc_track(rt, pair);
        return pair;
    }
    Obj *items[2] = {key, value};
    return tuple_from_array_take(rt, items, 2);
}

static OWN Obj *next_key(Runtime *rt, Obj *o)
{
    Obj *key, *value;
    return step(rt, (DictIter *)o, &key, &value) ? own(key) : NULL;
}
static OWN Obj *next_value(Runtime *rt, Obj *o)
{
    Obj *key, *value;
    return step(rt, (DictIter *)o, &key, &value) ? own(value) : NULL;
}
static OWN Obj *next_item(Runtime *rt, Obj *o)
{
    Obj *key, *value;
    return step(rt, (DictIter *)o, &key, &value) ? pair_of(rt, (DictIter *)o, key, value) : NULL;
}
static OWN Obj *previous_key(Runtime *rt, Obj *o)
{
    Obj *key, *value;
    return step_back(rt, (DictIter *)o, &key, &value) ? own(key) : NULL;
}
static OWN Obj *previous_value(Runtime *rt, Obj *o)
{
    Obj *key, *value;
    return step_back(rt, (DictIter *)o, &key, &value) ? own(value) : NULL;
}
static OWN Obj *previous_item(Runtime *rt, Obj *o)
{
    Obj *key, *value;
    return step_back(rt, (DictIter *)o, &key, &value) ? pair_of(rt, (DictIter *)o, key, value) : NULL;
}

/* ---- methods ------------------------------------------------------------------------------------------------------- */

METHOD(iter_length_hint, NOARGS, "__length_hint__()", "How many entries are left.")
{
    const DictIter *it = (const DictIter *)self;
    return int_new(rt, it->dict && it->used == dict_len(it->dict) ? it->len : 0);
}

/* What is left, as a list; the iterator itself does not move. */
static OWN Obj *rest_of(Runtime *rt, const DictIter *it)
{
    if (!it->dict) return list_new(rt, 0);
    DictIter *copy = (DictIter *)dictiter_new(rt, type_of(it), it->dict);
    if (!copy) return NULL;
    copy->pos = it->pos;
    copy->used = it->used;
    copy->len = it->len;
    hold(rt, "copy of an iterator", copy);
    return drop_keep(rt, 1, list_from_iterable(rt, &copy->o));
}

METHOD(iter_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    Obj *callable = seq_builtin_peek(rt, "iter");
    if (!callable) return NULL;
    Obj *rest = rest_of(rt, (DictIter *)self);
    if (!rest) return NULL;
    hold(rt, "list of what is left", rest);
    Obj *args = tuple_pack(rt, 1, rest);
    drop(rt);
    return seq_reduce_take(rt, callable, args, NULL);
}

static const MethodDef *const methods[] = {&iter_length_hint_def, &iter_reduce_def, NULL};

/* ---- the types ----------------------------------------------------------------------------------------------------- */

#define DICT_ITER_TYPE(template, text, step_fn) \
    const Type template = {                     \
        .name = text,                           \
        .basicsize = sizeof(DictIter),          \
        .flags = TF_GC | TF_DISALLOW_NEW,       \
        .dealloc = iter_dealloc,                \
        .traverse = iter_traverse,              \
        .check = iter_check,                    \
        .getattr = generic_getattr,             \
        .iter = obj_self,                       \
        .next = step_fn,                        \
        .methods = methods,                     \
    }

DICT_ITER_TYPE(dict_key_iter_type, "dict_keyiterator", next_key);
DICT_ITER_TYPE(dict_value_iter_type, "dict_valueiterator", next_value);
DICT_ITER_TYPE(dict_item_iter_type, "dict_itemiterator", next_item);
DICT_ITER_TYPE(dict_rev_key_iter_type, "dict_reversekeyiterator", previous_key);
DICT_ITER_TYPE(dict_rev_value_iter_type, "dict_reversevalueiterator", previous_value);
DICT_ITER_TYPE(dict_rev_item_iter_type, "dict_reverseitemiterator", previous_item);
