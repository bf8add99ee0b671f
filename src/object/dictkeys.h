/* dictkeys.h - the table behind a dict, for the files that make up dict: keys, dict, views, instances.

     DictKeys | indices: 1 << log2_size numbers of 1, 2, 4 or 8 bytes | entries in order of insertion |

   An index names an entry, or is DKIX_EMPTY or DKIX_DUMMY (an entry was here).  Tables of str keys only have
   entries without a hash (the str keeps it).  A split table's values lie elsewhere: in each dict or instance. */
#ifndef GH_OBJECT_DICTKEYS_H
#define GH_OBJECT_DICTKEYS_H

#include "object/object.h"

enum { KEYS_LOG2_MIN = 3, KEYS_LOG2_SHARED = 6, PERTURB_SHIFT = 5, DKIX_SLOW = -4, DKIX_AGAIN = -5 };

/* ---- dictkeys.c ---- */
/* EMPTY_KEYS: the table of every empty dict: nobody counts references to it, nobody writes it. */
extern const DictKeys empty_keys;
#define EMPTY_KEYS ((DictKeys *)(uintptr_t)&empty_keys)
/* keys_new: an empty table of 1 << log2_size places; NULL with MemoryError. */
DictKeys *keys_new(Runtime *rt, int log2_size, bool str_only);
/* keys_free_block: gives the block back (or keeps it), its entries having moved or gone. */
void keys_free_block(Runtime *rt, DictKeys *k);
/* keys_release: a dict lets its table go: drops the entries of a table of its own in order of insertion. */
void keys_release(Runtime *rt, DictKeys *k);
void keys_share(DictKeys *k); /* one more dict uses split keys */
DictKeys *keys_clone(Runtime *rt, const DictKeys *k); /* combined; with new references to its entries */
/* keys_log2_for: the log2 of the smallest table with at least [places] places; keys_log2_estimate: the table
   for [n] entries. */
int keys_log2_for(isize places);
int keys_log2_estimate(isize n);
size_t keys_find_empty(const DictKeys *k, Hash hash);          /* a place for a new entry */
isize keys_find_place(const DictKeys *k, Hash hash, isize ix); /* where index [ix] stands */
void keys_build_indices(DictKeys *k, isize n);                 /* of the first n entries, none dummy */
/* keys_add_shared: index of exact str [name] in split keys, added when new; DKIX_EMPTY: no room. */
isize keys_add_shared(Runtime *rt, DictKeys *k, Obj *name);
const char *keys_check(Runtime *rt, const DictKeys *k);

static inline size_t keys_size(const DictKeys *k) { return (size_t)1 << k->log2_size; }
static inline size_t keys_mask(const DictKeys *k) { return keys_size(k) - 1; }
static inline isize keys_usable_of(size_t places) { return (isize)((places << 1) / 3); }
static inline bool keys_are_str(const DictKeys *k) { return k->kind != KEYS_GENERAL; }
static inline size_t keys_entry_size(const DictKeys *k) { return keys_are_str(k) ? sizeof(StrEntry) : sizeof(DictEntry); }
/* keys_shared_room: how many values an instance needs. */
static inline isize keys_shared_room(const DictKeys *k) { return k->nentries + k->usable; }

static inline isize keys_get(const DictKeys *k, size_t i)
{
    if (LIKELY(k->log2_size < 8)) return ((const int8_t *)k->indices)[i];
    if (k->log2_size < 16) return ((const int16_t *)(const void *)k->indices)[i];
    if (k->log2_size < 32) return ((const int32_t *)(const void *)k->indices)[i];
    return ((const int64_t *)(const void *)k->indices)[i];
}
static inline void keys_put(DictKeys *k, size_t i, isize ix)
{
    if (LIKELY(k->log2_size < 8)) ((int8_t *)k->indices)[i] = (int8_t)ix;
    else if (k->log2_size < 16) ((int16_t *)(void *)k->indices)[i] = (int16_t)ix;
    else if (k->log2_size < 32) ((int32_t *)(void *)k->indices)[i] = (int32_t)ix;
    else ((int64_t *)(void *)k->indices)[i] = ix;
}

/* ---- hashes and comparisons that run no Python code ---- */
static inline Hash str_hash_known(Runtime *rt, Obj *s)
{
    Hash h = ((const Str *)s)->hash;
    return LIKELY(h != -1) ? h : str_hash(rt, s);
}
/* key_hash_quiet: true when hashing [key] runs no Python code and cannot fail. */
static inline bool key_hash_quiet(Runtime *rt, Obj *key, Hash *hash)
{
    if (LIKELY(is_type(rt, key, STR))) {
        *hash = str_hash_known(rt, key);
        return true;
    }
    if (is_type(rt, key, INT)) {
        if (LIKELY(int_is_compact(key))) {
            int64_t v = int_compact_value(key);
            *hash = v == -1 ? -2 : v;
        } else {
            *hash = int_hash(rt, key);
        }
        return true;
    }
    return false;
}
static inline bool int_same(const Obj *a, const Obj *b)
{
    isize n = ((const VarObj *)a)->size;
    if (n != ((const VarObj *)b)->size) return false;
    for (isize i = n < 0 ? -n : n; --i >= 0;)
        if (((const Int *)a)->digit[i] != ((const Int *)b)->digit[i]) return false;
    return true;
}

/* ---- looking up ---- */
/* keys_find_str: exact str [key] in a table of str keys.  Whole words that differ in hash differ. */
static inline isize keys_find_str(const DictKeys *k, const Obj *key, Hash hash)
{
    const StrEntry *entries = keys_str_entries(k);
    size_t mask = keys_mask(k), perturb = (size_t)hash, i = perturb & mask;
    for (;;) {
        isize ix = keys_get(k, i);
        if (ix >= 0) {
            const Obj *other = entries[ix].key;
            if (other == key || (((const Str *)other)->hash == hash && str_equal(other, key))) return ix;
        } else if (ix == DKIX_EMPTY) {
            return DKIX_EMPTY;
        }
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
}
/* keys_find_quick: as far as no Python code needs to run; DKIX_SLOW: it does. */
isize keys_find_quick(Runtime *rt, const DictKeys *k, Obj *key, Hash hash);
static inline isize keys_find(Runtime *rt, const DictKeys *k, Obj *key, Hash hash)
{
    if (LIKELY(is_type(rt, key, STR) && keys_are_str(k))) return keys_find_str(k, key, hash);
    return keys_find_quick(rt, k, key, hash);
}

/* ---- the values of split tables: an order of insertion before them ---- */
/* values_new: room for [n] values, all NULL; NULL with MemoryError. */
DictValues *values_new(Runtime *rt, isize n);
void values_free(Runtime *rt, DictValues *v);
DictValues *values_copy(Runtime *rt, const DictValues *v, isize n); /* with new references */
static inline uint8_t *values_prefix(const DictValues *v) { return (uint8_t *)(uintptr_t)v; }
static inline isize values_prefix_bytes(const DictValues *v) { return (isize)values_prefix(v)[-1] * (isize)sizeof(Obj *); }
static inline int values_used(const DictValues *v) { return values_prefix(v)[-2]; }
static inline int values_index_at(const DictValues *v, isize i) { return values_prefix(v)[-3 - i]; }
static inline void values_add_order(DictValues *v, isize ix)
{
    uint8_t *count = values_prefix(v) - 2;
    count[-1 - *count] = (uint8_t)ix;
    ++*count;
}
void values_drop_order(DictValues *v, isize ix);
size_t values_bytes(const DictValues *v, isize n); /* of the block, the prefix included */
/* values_check: the order of insertion names each value once; [used] of them unless that is -1. */
const char *values_check(Runtime *rt, const DictValues *v, const DictKeys *k, isize used);

/* ---- dict.c ---- */
OWN Obj *dict_with(Runtime *rt, DictKeys *keys, DictValues *values, isize used); /* untracked; takes both when it succeeds */
CHECK bool dict_resize(Runtime *rt, Dict *d, int log2_size, bool str_only);
CHECK bool dict_insert(Runtime *rt, Dict *d, Obj *key, Hash hash, Obj *value); /* borrows key and value */
void dict_remove_at(Runtime *rt, Dict *d, Hash hash, isize ix, Obj *value);
static inline Obj *dict_value_at(const Dict *d, isize ix)
{
    if (d->values) return d->values->values[ix];
    return keys_are_str(d->keys) ? keys_str_entries(d->keys)[ix].value : keys_entries(d->keys)[ix].value;
}
static inline void dict_touch(Runtime *rt, Dict *d) { d->version = ++rt->vm.dict_version; }
static inline bool may_be_tracked(Runtime *rt, Obj *o)
{
    return obj_is_gc(rt, o) && (!is_type(rt, o, TUPLE) || gc_is_tracked(o));
}
/* dict_iter: the iter slot; a subclass that keeps it iterates as a plain dict. */
OWN Obj *dict_iter(Runtime *rt, Obj *d);

/* ---- dictmerge.c ---- */
CHECK bool dict_update_from(Runtime *rt, Obj *d, Obj *arg); /* a mapping (it has keys) or pairs */
OWN Obj *dict_from_keys(Runtime *rt, Obj *cls, Obj *iterable, Obj *value);

/* ---- dictview.c ---- */
OWN Obj *dictview_new(Runtime *rt, Type *t, Obj *d);
OWN Obj *dictiter_new(Runtime *rt, Type *t, Obj *d);

#endif
