/* dict.c - the core of dict: looking up, putting in, taking out, growing, copying, dying.

   Comparing and hashing keys may run Python code, which may change the very dict.  So each operation first goes as
   far as it gets without (keys_find: str and int keys), and only else takes the slow way: what CPython holds
   meanwhile is on the hold stack, and a probe whose table changed under it starts anew.

   A dict is tracked by the collector from the first key or value on that could be part of a cycle.

   Invariants (proved by dict_check): used entries have a key and a value; a split dict's values and order of
   insertion agree with used; an untracked dict contains nothing that could be part of a cycle. */
#include <string.h>

#include "object/dictkeys.h"

/* ---- making ------------------------------------------------------------------------------------------------------- */

OWN Obj *dict_with(Runtime *rt, DictKeys *keys, DictValues *values, isize used)
{
    FreeLists *f = &rt->free_lists;
    Dict *d;
    if (f->dict_count) {
        d = (Dict *)f->dicts[--f->dict_count];
        d->o.refcnt = 1;
        EMIT(rt, REUSED, d, NULL, 0, 0);
    } else {
        d = (Dict *)gc_new(rt, TYPE_OF(rt, DICT));
        if (UNLIKELY(!d)) return NULL;
    }
    d->keys = keys;
    d->values = values;
    d->used = used;
    dict_touch(rt, d);
    return &d->o;
}

OWN Obj *dict_new(Runtime *rt) { return dict_with(rt, EMPTY_KEYS, NULL, 0); }

/* Room for [n] entries at once, up to 2^17 places. */
static OWN Obj *new_presized(Runtime *rt, isize n, bool str_only)
{
    enum { LOG2_MAX = 17 };
    if (n <= keys_usable_of((size_t)1 << KEYS_LOG2_MIN)) return dict_new(rt);
    int log2 = n > keys_usable_of((size_t)1 << LOG2_MAX) ? LOG2_MAX : keys_log2_estimate(n);
    DictKeys *k = keys_new(rt, log2, str_only);
    if (!k) return NULL;
    Obj *d = dict_with(rt, k, NULL, 0);
    if (!d) keys_release(rt, k);
    return d;
}

OWN Obj *dict_new_sized(Runtime *rt, isize n) { return new_presized(rt, n, false); }

OWN Obj *dict_from_items(Runtime *rt, Obj *const *keys, isize key_step, Obj *const *values, isize value_step, isize n)
{
    bool str_only = true;
    for (isize i = 0; str_only && i < n; i++) str_only = is_type(rt, keys[i * key_step], STR);
    Obj *d = new_presized(rt, n, str_only);
    if (!d) return NULL;
    hold(rt, "dict being built", d);
    bool ok = true;
    for (isize i = 0; ok && i < n; i++) ok = dict_set(rt, d, keys[i * key_step], values[i * value_step]);
    d = unhold(rt);
    if (!ok) CLEAR(rt, d);
    return d;
}

/* ---- looking up --------------------------------------------------------------------------------------------------- */

/* Asks Python whether entry [ix] of the table that was probed has an equal key; DKIX_AGAIN: the dict changed. */
static int entry_equals(Runtime *rt, Dict *d, DictKeys *k, isize ix, Obj *key)
{
    Obj *mine = keys_are_str(k) ? keys_str_entries(k)[ix].key : keys_entries(k)[ix].key;
    hold(rt, "key of a dict being compared", own(mine));
    int same = obj_compare_bool(rt, mine, key, CMP_EQ);
    drop(rt);
    if (same < 0) return DKIX_ERROR;
    if (d->keys != k || ix >= k->nentries) return DKIX_AGAIN;
    Obj *now = keys_are_str(k) ? keys_str_entries(k)[ix].key : keys_entries(k)[ix].key;
    return now == mine ? same : DKIX_AGAIN;
}

/* One probe that asks Python about each key of the same hash. */
static isize find_once(Runtime *rt, Dict *d, Obj *key, Hash hash)
{
    DictKeys *k = d->keys;
    bool str = keys_are_str(k);
    size_t mask = keys_mask(k), perturb = (size_t)hash, i = perturb & mask;
    for (;;) {
        isize ix = keys_get(k, i);
        if (ix == DKIX_EMPTY) return DKIX_EMPTY;
        if (ix >= 0) {
            Obj *mine = str ? keys_str_entries(k)[ix].key : keys_entries(k)[ix].key;
            if (mine == key) return ix;
            if ((str ? ((const Str *)mine)->hash : keys_entries(k)[ix].hash) == hash) {
                int same = entry_equals(rt, d, k, ix, key);
                if (same) return same > 0 ? ix : same;
            }
        }
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
}

static NOINLINE isize find_slow(Runtime *rt, Dict *d, Obj *key, Hash hash)
{
    isize ix;
    do {
        if (UNLIKELY(rt_poll(rt))) return DKIX_ERROR;
        ix = find_once(rt, d, key, hash);
    } while (ix == DKIX_AGAIN);
    return ix;
}

isize keys_index(Runtime *rt, Obj *o, Obj *key, Hash hash, Obj **value)
{
    Dict *d = (Dict *)o;
    isize ix = keys_find(rt, d->keys, key, hash);
    if (UNLIKELY(ix == DKIX_SLOW)) ix = find_slow(rt, d, key, hash);
    *value = ix >= 0 ? dict_value_at(d, ix) : NULL;
    return ix;
}

static inline Hash hash_key(Runtime *rt, Obj *key)
{
    Hash hash;
    return LIKELY(key_hash_quiet(rt, key, &hash)) ? hash : obj_hash(rt, key);
}

Obj *dict_get_peek_hash(Runtime *rt, Obj *d, Obj *key, Hash hash)
{
    Obj *value;
    (void)keys_index(rt, d, key, hash, &value);
    return value;
}

Obj *dict_get_peek(Runtime *rt, Obj *d, Obj *key)
{
    Hash hash = hash_key(rt, key);
    return hash == -1 ? NULL : dict_get_peek_hash(rt, d, key, hash);
}

OWN Obj *dict_get(Runtime *rt, Obj *d, Obj *key) { return xown(dict_get_peek(rt, d, key)); }

int dict_contains(Runtime *rt, Obj *d, Obj *key)
{
    Obj *value;
    Hash hash = hash_key(rt, key);
    if (hash == -1) return -1;
    if (keys_index(rt, d, key, hash, &value) == DKIX_ERROR) return -1;
    return value != NULL;
}

/* Finds an ASCII key in a table of str keys without making a str of it. */
static Obj *find_text(const Dict *d, const char *key, size_t n)
{
    const DictKeys *k = d->keys;
    Hash hash = n ? hash_bytes(key, (isize)n) : 0;
    size_t mask = keys_mask(k), perturb = (size_t)hash, i = perturb & mask;
    for (;;) {
        isize ix = keys_get(k, i);
        if (ix == DKIX_EMPTY) return NULL;
        if (ix >= 0) {
            const Obj *mine = keys_str_entries(k)[ix].key;
            if (((const Str *)mine)->hash == hash && str_equal_ascii(mine, key)) return dict_value_at(d, ix);
        }
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
}

Obj *dict_get_str_peek(Runtime *rt, Obj *d, const char *key)
{
    size_t n = 0;
    while (key[n] && !(key[n] & 0x80)) n++;
    if (!key[n] && keys_are_str(((Dict *)d)->keys)) return find_text((Dict *)d, key, n);
    Obj *s = str_from(rt, key);
    if (!s) return NULL;
    hold(rt, "key being looked up", s);
    return drop_keep(rt, 1, dict_get_peek(rt, d, s));
}

/* ---- growing ------------------------------------------------------------------------------------------------------ */

/* Moves the entries of [d], which is split, into [to]; its keys stay with their other users. */
static void move_split(Runtime *rt, Dict *d, DictKeys *to)
{
    const StrEntry *from = keys_str_entries(d->keys);
    for (isize i = 0; i < d->used; i++) {
        int ix = values_index_at(d->values, i);
        Obj *key = own(from[ix].key), *value = d->values->values[ix];
        if (keys_are_str(to))
            keys_str_entries(to)[i] = (StrEntry){key, value};
        else
            keys_entries(to)[i] = (DictEntry){((const Str *)key)->hash, key, value};
    }
    values_free(rt, d->values);
    d->values = NULL;
    keys_release(rt, d->keys);
}

static void move_combined(const DictKeys *from, DictKeys *to)
{
    isize n = from->nentries, at = 0;
    if (!keys_are_str(from)) {
        const DictEntry *e = keys_entries(from);
        DictEntry *out = keys_entries(to);
        for (isize i = 0; i < n; i++)
            if (e[i].value) out[at++] = e[i];
        return;
    }
    const StrEntry *e = keys_str_entries(from);
    for (isize i = 0; i < n; i++) {
        if (!e[i].value) continue;
        if (keys_are_str(to))
            keys_str_entries(to)[at++] = e[i];
        else
            keys_entries(to)[at++] = (DictEntry){((const Str *)e[i].key)->hash, e[i].key, e[i].value};
    }
}

CHECK bool dict_resize(Runtime *rt, Dict *d, int log2_size, bool str_only)
{
    DictKeys *old = d->keys, *k = keys_new(rt, log2_size, str_only && keys_are_str(old));
    if (!k) return false;
    bool had_table = !d->values && old != EMPTY_KEYS;
    size_t old_size = had_table ? keys_size(old) : 0;
    if (d->values) {
        move_split(rt, d, k);
    } else {
        move_combined(old, k);
        if (old != EMPTY_KEYS) keys_free_block(rt, old);
    }
    k->usable -= d->used;
    k->nentries = d->used;
    d->keys = k;
    keys_build_indices(k, k->nentries);
    EMIT(rt, GROW, d, had_table ? old : NULL, (size_t)1 << log2_size, old_size);
    return true;
}

/* The table is full (or must hold other keys than str): a new one of three times what is used. */
static bool make_room(Runtime *rt, Dict *d, bool str_only)
{
    return dict_resize(rt, d, keys_log2_for(d->used * 3), str_only);
}

/* ---- putting in --------------------------------------------------------------------------------------------------- */

static inline void maintain_tracking(Runtime *rt, Dict *d, Obj *key, Obj *value)
{
    if (gc_is_tracked(d) || !(may_be_tracked(rt, key) || may_be_tracked(rt, value))) return;
    gc_track(rt, d);
    EMIT(rt, TRACK, d, value, 0, 0);
}

/* A new entry at the end. */
static bool put_new(Runtime *rt, Dict *d, Obj *key, Hash hash, Obj *value)
{
    if (d->keys->usable <= 0 || (UNLIKELY(keys_are_str(d->keys) && !is_type(rt, key, STR)))) {
        if (!make_room(rt, d, is_type(rt, key, STR))) return false;
    }
    DictKeys *k = d->keys;
    isize ix = k->nentries;
    k->version = 0;
    keys_put(k, keys_find_empty(k, hash), ix);
    if (k->kind == KEYS_GENERAL) {
        keys_entries(k)[ix] = (DictEntry){hash, own(key), own(value)};
    } else if (k->kind == KEYS_STR) {
        keys_str_entries(k)[ix] = (StrEntry){own(key), own(value)};
    } else {
        key->refcnt += k->orphan ? k->refcnt : 1;
        keys_str_entries(k)[ix].key = key;
        values_add_order(d->values, ix);
        d->values->values[ix] = own(value);
    }
    k->usable--;
    k->nentries++;
    d->used++;
    dict_touch(rt, d);
    return true;
}

/* Lets the value go that [key]'s new one replaced. */
static inline void drop_old(Runtime *rt, Obj *key, Obj *old)
{
    if (LIKELY(old->refcnt > 1)) {
        decref(rt, old);
        return;
    }
    hold(rt, "key being set", own(key));
    decref(rt, old);
    drop(rt);
}

static void replace_value(Runtime *rt, Dict *d, isize ix, Obj *key, Obj *value)
{
    Obj *old = dict_value_at(d, ix);
    if (old == value) return;
    incref(value);
    if (d->values) {
        d->values->values[ix] = value;
        if (!old) {
            values_add_order(d->values, ix);
            d->used++;
        }
    } else if (keys_are_str(d->keys)) {
        keys_str_entries(d->keys)[ix].value = value;
    } else {
        keys_entries(d->keys)[ix].value = value;
    }
    dict_touch(rt, d);
    if (old) drop_old(rt, key, old);
}

static NOINLINE isize find_to_set(Runtime *rt, Dict *d, Obj *key, Hash hash, Obj *value)
{
    hold(rt, "key being set", own(key));
    hold(rt, "value being set", own(value));
    isize ix = find_slow(rt, d, key, hash);
    drop_n(rt, 2);
    return ix;
}

/* [kept]: the caller's references keep key and value, and are all that is counted while Python code runs. */
static inline bool insert(Runtime *rt, Dict *d, Obj *key, Hash hash, Obj *value, bool kept)
{
    bool str_key = is_type(rt, key, STR);
    if (d->keys != EMPTY_KEYS && UNLIKELY(keys_are_str(d->keys) && !str_key) && !make_room(rt, d, false)) return false;
    isize ix = keys_find(rt, d->keys, key, hash);
    if (UNLIKELY(ix == DKIX_SLOW)) ix = kept ? find_slow(rt, d, key, hash) : find_to_set(rt, d, key, hash, value);
    if (ix == DKIX_ERROR) return false;
    maintain_tracking(rt, d, key, value);
    if (ix == DKIX_EMPTY) return put_new(rt, d, key, hash, value);
    replace_value(rt, d, ix, key, value);
    return true;
}

CHECK bool dict_insert(Runtime *rt, Dict *d, Obj *key, Hash hash, Obj *value) { return insert(rt, d, key, hash, value, false); }

CHECK bool dict_set_hash(Runtime *rt, Obj *d, Obj *key, Obj *value, Hash hash)
{
    return dict_insert(rt, (Dict *)d, key, hash, value);
}

static NOINLINE Hash hash_to_set(Runtime *rt, Obj *key, Obj *value)
{
    hold(rt, "key being hashed", own(key));
    hold(rt, "value being set", own(value));
    Hash hash = obj_hash(rt, key);
    drop_n(rt, 2);
    return hash;
}

CHECK bool dict_set(Runtime *rt, Obj *d, Obj *key, Obj *value)
{
    Hash hash;
    if (UNLIKELY(!key_hash_quiet(rt, key, &hash)) && (hash = hash_to_set(rt, key, value)) == -1) return false;
    return insert(rt, (Dict *)d, key, hash, value, false);
}

CHECK bool dict_set_kept(Runtime *rt, Obj *d, Obj *key, Obj *value)
{
    Hash hash;
    if (UNLIKELY(!key_hash_quiet(rt, key, &hash)) && (hash = obj_hash(rt, key)) == -1) return false;
    return insert(rt, (Dict *)d, key, hash, value, true);
}

CHECK bool dict_set_str(Runtime *rt, Obj *d, const char *key, Obj *value)
{
    Obj *s = str_interned(rt, key);
    if (!s) return false;
    hold(rt, "key being set", s);
    bool ok = dict_set(rt, d, s, value);
    drop(rt);
    return ok;
}

OWN Obj *dict_set_default(Runtime *rt, Obj *o, Obj *key, Obj *value)
{
    Dict *d = (Dict *)o;
    Hash hash = hash_key(rt, key);
    if (hash == -1) return NULL;
    Obj *old;
    if (d->keys != EMPTY_KEYS && !is_type(rt, key, STR) && keys_are_str(d->keys) && !make_room(rt, d, false)) return NULL;
    isize ix = keys_index(rt, o, key, hash, &old);
    if (ix == DKIX_ERROR) return NULL;
    if (old) return own(old);
    maintain_tracking(rt, d, key, value);
    if (ix == DKIX_EMPTY) return put_new(rt, d, key, hash, value) ? own(value) : NULL;
    replace_value(rt, d, ix, key, value);
    return own(value);
}

/* ---- taking out --------------------------------------------------------------------------------------------------- */

void dict_remove_at(Runtime *rt, Dict *d, Hash hash, isize ix, Obj *value)
{
    DictKeys *k = d->keys;
    d->used--;
    dict_touch(rt, d);
    if (d->values) {
        d->values->values[ix] = NULL;
        values_drop_order(d->values, ix);
        decref(rt, value);
        return;
    }
    Obj *key;
    k->version = 0;
    keys_put(k, (size_t)keys_find_place(k, hash, ix), DKIX_DUMMY);
    if (keys_are_str(k)) {
        key = keys_str_entries(k)[ix].key;
        keys_str_entries(k)[ix] = (StrEntry){0};
    } else {
        key = keys_entries(k)[ix].key;
        keys_entries(k)[ix] = (DictEntry){0};
    }
    hold(rt, "value being removed from a dict", value);
    decref(rt, key);
    drop(rt);
}

CHECK bool dict_del(Runtime *rt, Obj *d, Obj *key)
{
    Obj *value;
    Hash hash = hash_key(rt, key);
    if (hash == -1) return false;
    isize ix = keys_index(rt, d, key, hash, &value);
    if (ix == DKIX_ERROR) return false;
    if (!value) return err_key(rt, key), false;
    dict_remove_at(rt, (Dict *)d, hash, ix, value);
    return true;
}

int dict_pop_key(Runtime *rt, Obj *d, Obj *key, Obj **out)
{
    *out = NULL;
    if (dict_len(d) == 0) return 0;
    Hash hash = hash_key(rt, key);
    if (hash == -1) return -1;
    Obj *value;
    isize ix = keys_index(rt, d, key, hash, &value);
    if (ix == DKIX_ERROR) return -1;
    if (!value) return 0;
    hold(rt, "value being popped", own(value));
    dict_remove_at(rt, (Dict *)d, hash, ix, value);
    *out = unhold(rt);
    return 1;
}

/* The entries of a table as words to be held: hashes are cleared, so that all are references or NULL. */
static void hold_entries(Runtime *rt, DictKeys *k)
{
    if (keys_are_str(k)) {
        hold_array(rt, "entry of a dict being cleared", (Obj **)(void *)keys_str_entries(k), k->nentries * 2);
        return;
    }
    for (isize i = 0; i < k->nentries; i++) keys_entries(k)[i].hash = 0;
    hold_array(rt, "entry of a dict being cleared", (Obj **)(void *)keys_entries(k), k->nentries * 3);
}

void dict_clear(Runtime *rt, Obj *o)
{
    Dict *d = (Dict *)o;
    DictKeys *k = d->keys;
    DictValues *v = d->values;
    if (k == EMPTY_KEYS) return;
    d->keys = EMPTY_KEYS;
    d->values = NULL;
    d->used = 0;
    dict_touch(rt, d);
    if (!v) {
        hold_entries(rt, k);
        keys_release(rt, k); /* the block itself is given back last, and nothing runs after that */
        unhold(rt);
        return;
    }
    isize n = k->nentries;
    hold_array(rt, "value of a dict being cleared", v->values, n);
    for (isize i = 0; i < n; i++) CLEAR(rt, v->values[i]);
    unhold(rt);
    values_free(rt, v);
    keys_release(rt, k);
}

/* ---- stepping ----------------------------------------------------------------------------------------------------- */

bool dict_next(const Obj *o, isize *pos, Obj **key, Obj **value, Hash *hash)
{
    const Dict *d = (const Dict *)o;
    const DictKeys *k = d->keys;
    isize i = *pos;
    if (i < 0) return false;
    const StrEntry *e;
    Obj *v;
    if (d->values) {
        if (i >= d->used) return false;
        int ix = values_index_at(d->values, i);
        e = &keys_str_entries(k)[ix];
        v = d->values->values[ix];
    } else if (k->kind == KEYS_STR) {
        e = &keys_str_entries(k)[i];
        while (i < k->nentries && !e->value) e++, i++;
        if (i >= k->nentries) return false;
        v = e->value;
    } else {
        const DictEntry *g = &keys_entries(k)[i];
        while (i < k->nentries && !g->value) g++, i++;
        if (i >= k->nentries) return false;
        *pos = i + 1;
        if (key) *key = g->key;
        if (value) *value = g->value;
        if (hash) *hash = g->hash;
        return true;
    }
    *pos = i + 1;
    if (key) *key = e->key;
    if (value) *value = v;
    if (hash) *hash = ((const Str *)e->key)->hash;
    return true;
}

/* A list of the keys (what 0), the values (1) or pairs (2). */
static OWN Obj *list_of(Runtime *rt, Obj *d, int what)
{
    for (;;) {
        isize n = dict_len(d), pos = 0, i = 0;
        Obj *l = list_new(rt, n), *key, *value;
        if (!l) return NULL;
        hold(rt, "list being built", l);
        for (isize k = 0; what == 2 && k < n; k++) {
            Obj *pair = tuple_new(rt, 2);
            if (!pair) return drop(rt), NULL;
            ((List *)l)->items[k] = pair;
        }
        unhold(rt);
        if (n != dict_len(d)) { /* making room ran a finalizer that changed the dict */
            decref(rt, l);
            continue;
        }
        for (; dict_next(d, &pos, &key, &value, NULL); i++) {
            Obj **place = &((List *)l)->items[i];
            if (what == 2) {
                tuple_items(*place)[0] = own(key);
                tuple_items(*place)[1] = own(value);
            } else {
                *place = own(what ? value : key);
            }
        }
        return l;
    }
}

OWN Obj *dict_keys_list(Runtime *rt, Obj *d) { return list_of(rt, d, 0); }
OWN Obj *dict_values_list(Runtime *rt, Obj *d) { return list_of(rt, d, 1); }
OWN Obj *dict_items_list(Runtime *rt, Obj *d) { return list_of(rt, d, 2); }
