/* dictmerge.c - whole dicts into dicts: copying, merging mappings and pairs, dict.fromkeys. */
#include "object/dictkeys.h"

/* ---- copying ------------------------------------------------------------------------------------------------------ */

static void track_like(Runtime *rt, Obj *d, const Obj *other)
{
    if (gc_is_tracked(other) && !gc_is_tracked(d)) gc_track(rt, d);
}

/* A copy of an instance's dict shares its keys too.  The object is a new block, as in 3.11. */
static OWN Obj *copy_split(Runtime *rt, Dict *d)
{
    Dict *copy = (Dict *)gc_new(rt, TYPE_OF(rt, DICT));
    if (!copy) return NULL;
    copy->keys = EMPTY_KEYS;
    copy->values = NULL;
    copy->used = 0;
    dict_touch(rt, copy);
    if (UNLIKELY(!d->values)) { /* the allocation ran a finalizer that changed it */
        decref(rt, copy);
        return dict_copy(rt, &d->o);
    }
    DictValues *values = values_copy(rt, d->values, keys_shared_room(d->keys));
    if (!values) {
        decref(rt, copy);
        return NULL;
    }
    copy->values = values;
    copy->keys = d->keys;
    copy->used = d->used;
    keys_share(d->keys);
    track_like(rt, &copy->o, &d->o);
    return &copy->o;
}

OWN Obj *dict_copy(Runtime *rt, Obj *o)
{
    Dict *d = (Dict *)o;
    if (d->used == 0) return dict_new(rt);
    if (d->values) return copy_split(rt, d);
    Obj *copy = dict_new(rt);
    if (!copy) return NULL;
    bool ok;
    if (type_of(o)->iter == dict_iter && !d->values && d->used && d->used >= d->keys->nentries * 2 / 3) {
        DictKeys *k = keys_clone(rt, d->keys);
        if ((ok = k != NULL)) {
            ((Dict *)copy)->keys = k;
            ((Dict *)copy)->used = d->used;
            track_like(rt, copy, o);
        }
    } else {
        hold(rt, "copy being filled", copy);
        ok = dict_merge(rt, copy, o, 1);
        unhold(rt);
    }
    if (!ok) CLEAR(rt, copy);
    return copy;
}

/* ---- merging a dict ----------------------------------------------------------------------------------------------- */

/* Whether [other]'s table can be taken over as it is: clean, combined, not oversized. */
static bool worth_cloning(const Dict *other)
{
    const DictKeys *k = other->keys;
    return !other->values && other->used == k->nentries &&
           (k->log2_size == KEYS_LOG2_MIN || keys_usable_of(keys_size(k) / 2) < other->used);
}

static bool take_clone(Runtime *rt, Dict *d, const Dict *other)
{
    DictKeys *k = keys_clone(rt, other->keys), *old = d->keys;
    if (!k) return false;
    if (d->values) values_free(rt, d->values);
    d->values = NULL;
    d->keys = k;
    d->used = other->used;
    dict_touch(rt, d);
    keys_release(rt, old); /* nothing is left in it but a class's keys */
    track_like(rt, &d->o, &other->o);
    return true;
}

static bool merge_entry(Runtime *rt, Dict *d, Obj *key, Hash hash, Obj *value, int override)
{
    if (override != 1) {
        Obj *old;
        isize ix = keys_index(rt, &d->o, key, hash, &old);
        if (ix == DKIX_ERROR) return false;
        if (old && override == 0) return true;
        if (old) return err_key(rt, key), false;
    }
    return dict_insert(rt, d, key, hash, value);
}

static bool merge_dict(Runtime *rt, Dict *d, Dict *other, int override)
{
    if (d == other || other->used == 0) return true;
    if (d->used == 0) {
        override = 1;
        if (worth_cloning(other)) return take_clone(rt, d, other);
    }
    if (keys_usable_of(keys_size(d->keys)) < other->used &&
        !dict_resize(rt, d, keys_log2_estimate(d->used + other->used), keys_are_str(other->keys)))
        return false;
    isize n = other->keys->nentries, pos = 0;
    Obj *key, *value;
    Hash hash;
    while (dict_next(&other->o, &pos, &key, &value, &hash)) {
        hold(rt, "key being merged", own(key));
        hold(rt, "value being merged", own(value));
        bool ok = merge_entry(rt, d, key, hash, value, override);
        drop_n(rt, 2);
        if (!ok || UNLIKELY(rt_poll(rt))) return false;
        if (n != other->keys->nentries) {
            err_format(rt, EXC_TYPE(rt, RuntimeError), "dict mutated during update");
            return false;
        }
    }
    return true;
}

/* ---- merging other mappings --------------------------------------------------------------------------------------- */

/* An iterator over what mapping.keys() answers, which is made a list first. */
static OWN Obj *keys_iterator(Runtime *rt, Obj *mapping)
{
    Obj *keys = obj_call_method(rt, mapping, id_(rt, keys), NULL, 0);
    if (!keys) return NULL;
    hold(rt, "keys of a mapping being merged", keys);
    Obj *it = obj_iter(rt, keys), *l = NULL;
    if (!it && err_clear_if(rt, EXC_TYPE(rt, TypeError)))
        err_type(rt, "%.200s.%s() returned a non-iterable (type %.200s)", type_of(mapping)->name, "keys", type_of(keys)->name);
    it = drop_keep(rt, 1, it);
    if (!it) return NULL;
    hold(rt, "iterator over the keys of a mapping", it);
    l = drop_keep(rt, 1, list_from_iterable(rt, it));
    if (!l) return NULL;
    it = obj_iter(rt, l);
    decref(rt, l);
    return it;
}

static bool merge_key(Runtime *rt, Obj *d, Obj *mapping, Obj *key, int override)
{
    if (override != 1) {
        int found = dict_contains(rt, d, key);
        if (found < 0) return false;
        if (found && override == 0) return true;
        if (found) return err_key(rt, key), false;
    }
    Obj *value = obj_getitem(rt, mapping, key);
    if (!value) return false;
    hold(rt, "value being merged", value);
    bool ok = dict_set(rt, d, key, value);
    value = unhold(rt);
    decref(rt, value);
    return ok;
}

CHECK bool dict_merge(Runtime *rt, Obj *d, Obj *mapping, int override)
{
    if (is_dict(mapping) && type_of(mapping)->iter == dict_iter)
        return merge_dict(rt, (Dict *)d, (Dict *)mapping, override);
    Obj *it = keys_iterator(rt, mapping);
    if (!it) return false;
    hold(rt, "iterator over the keys of a mapping", it);
    bool ok = true;
    for (Obj *key; ok && (key = iter_next(rt, it)) != NULL;) {
        hold(rt, "key being merged", key);
        ok = merge_key(rt, d, mapping, key, override) && !rt_poll(rt);
        drop(rt);
    }
    drop(rt);
    return ok && !err_pending(rt);
}

/* ---- merging pairs ------------------------------------------------------------------------------------------------ */

/* Sets one pair; [fast] is a list or tuple. */
static bool merge_pair(Runtime *rt, Obj *d, Obj *fast, isize i)
{
    isize n = fast_len(fast);
    if (n != 2) {
        err_value(rt, "dictionary update sequence element #%zd has length %zd; 2 is required", i, n);
        return false;
    }
    Obj *key = own(fast_items(fast)[0]), *value = own(fast_items(fast)[1]);
    hold(rt, "key being merged", key);
    hold(rt, "value being merged", value);
    bool ok = dict_set(rt, d, key, value);
    drop(rt);
    drop(rt);
    return ok;
}

static bool merge_item(Runtime *rt, Obj *d, Obj *item, isize i)
{
    Obj *fast = seq_fast(rt, item, "");
    if (!fast) {
        if (err_clear_if(rt, EXC_TYPE(rt, TypeError)))
            err_type(rt, "cannot convert dictionary update sequence element #%zd to a sequence", i);
        return false;
    }
    hold(rt, "pair being merged", fast);
    bool ok = merge_pair(rt, d, fast, i);
    drop(rt);
    return ok;
}

CHECK bool dict_merge_pairs(Runtime *rt, Obj *d, Obj *pairs)
{
    Obj *it = obj_iter(rt, pairs);
    if (!it) return false;
    hold(rt, "iterator over pairs", it);
    bool ok = true;
    Obj *item;
    for (isize i = 0; ok && (item = iter_next(rt, it)) != NULL; i++) {
        hold(rt, "pair being merged", item);
        ok = merge_item(rt, d, item, i) && !rt_poll(rt);
        drop(rt);
    }
    drop(rt);
    return ok && !err_pending(rt);
}

CHECK bool dict_update_from(Runtime *rt, Obj *d, Obj *arg)
{
    if (is_type(rt, arg, DICT)) return dict_merge(rt, d, arg, 1);
    Obj *keys;
    int found = obj_lookattr(rt, arg, id_(rt, keys), &keys);
    if (found < 0) return false;
    xdecref(rt, keys);
    return found ? dict_merge(rt, d, arg, 1) : dict_merge_pairs(rt, d, arg);
}

/* ---- fromkeys ----------------------------------------------------------------------------------------------------- */

static bool fill_from_dict(Runtime *rt, Dict *d, Obj *other, Obj *value)
{
    isize pos = 0;
    Obj *key;
    Hash hash;
    if (!dict_resize(rt, d, keys_log2_estimate(dict_len(other)), keys_are_str(((Dict *)other)->keys))) return false;
    while (dict_next(other, &pos, &key, NULL, &hash))
        if (!dict_insert(rt, d, key, hash, value)) return false;
    return true;
}

static bool fill_from_set(Runtime *rt, Dict *d, Obj *set, Obj *value)
{
    isize pos = 0;
    Obj *key;
    Hash hash;
    if (!dict_resize(rt, d, keys_log2_estimate(set_len(set)), false)) return false;
    while (set_next(set, &pos, &key, &hash))
        if (!dict_insert(rt, d, key, hash, value)) return false;
    return true;
}

static bool fill_from_iterable(Runtime *rt, Obj *d, Obj *iterable, Obj *value)
{
    Obj *it = obj_iter(rt, iterable);
    if (!it) return false;
    hold(rt, "iterator over keys", it);
    bool ok = true, plain = is_type(rt, d, DICT);
    for (Obj *key; ok && (key = iter_next(rt, it)) != NULL;) {
        hold(rt, "key on its way into a dict", key);
        ok = (plain ? dict_set(rt, d, key, value) : obj_setitem(rt, d, key, value)) && !rt_poll(rt);
        drop(rt);
    }
    drop(rt);
    return ok && !err_pending(rt);
}

OWN Obj *dict_from_keys(Runtime *rt, Obj *cls, Obj *iterable, Obj *value)
{
    Obj *d = obj_call0(rt, cls);
    if (!d) return NULL;
    hold(rt, "dict being built", d);
    bool fresh = is_type(rt, d, DICT) && dict_len(d) == 0, ok;
    if (fresh && is_type(rt, iterable, DICT))
        ok = fill_from_dict(rt, (Dict *)d, iterable, value);
    else if (fresh && (is_type(rt, iterable, SET) || is_type(rt, iterable, FROZENSET)))
        ok = fill_from_set(rt, (Dict *)d, iterable, value);
    else
        ok = fill_from_iterable(rt, d, iterable, value);
    d = unhold(rt);
    if (!ok) CLEAR(rt, d);
    return d;
}
