/* dictkeys.c - the tables behind dicts and the values of instances: making, probing, letting go.

   A table has a power of two places, two thirds of which may be used.  Tables of 8 places for str keys that are
   given back wait on a free list, as 3.11 keeps them.  The table of all empty dicts is a constant outside the
   image.  Shared (split) keys belong to a class: it owns one reference to each key.  When the class dies before
   the last dict that uses them, the keys become orphans, and from then on each of these dicts owns one. */
#include <string.h>

#include "object/dictkeys.h"

/* The empty table: one place, free. */
const DictKeys empty_keys = {.refcnt = 1, .kind = KEYS_STR, .version = 1, .indices = {-1, -1, -1, -1, -1, -1, -1, -1}};

/* ---- sizes ------------------------------------------------------------------------------------------------------- */

static int log2_index_bytes(int log2_size)
{
    return log2_size < 8 ? log2_size : log2_size < 16 ? log2_size + 1 : log2_size < 32 ? log2_size + 2 : log2_size + 3;
}

size_t keys_bytes(const DictKeys *k)
{
    return sizeof(DictKeys) + ((size_t)1 << k->log2_index_bytes) + (size_t)keys_usable_of(keys_size(k)) * keys_entry_size(k);
}

int keys_log2_for(isize places)
{
    const unsigned long least = 1ul << KEYS_LOG2_MIN;
    unsigned long last = (((unsigned long)places | least) - 1) | (least - 1);
    return 64 - __builtin_clzl(last);
}

int keys_log2_estimate(isize n) { return keys_log2_for((n * 3 + 1) / 2); }

/* ---- making, giving back ----------------------------------------------------------------------------------------- */

static DictKeys *take_free(Runtime *rt)
{
    FreeLists *f = &rt->free_lists;
    if (f->keys_count == 0) return NULL;
    DictKeys *k = f->keys[--f->keys_count];
    EMIT(rt, REUSED, k, NULL, 0, 0);
    return k;
}

DictKeys *keys_new(Runtime *rt, int log2_size, bool str_only)
{
    if (log2_size > 40) return err_no_memory(rt);
    isize usable = keys_usable_of((size_t)1 << log2_size);
    int log2_index = log2_index_bytes(log2_size);
    size_t index_bytes = (size_t)1 << log2_index;
    size_t entry_bytes = (size_t)usable * (str_only ? sizeof(StrEntry) : sizeof(DictEntry));
    DictKeys *k = log2_size == KEYS_LOG2_MIN && str_only ? take_free(rt) : NULL;
    if (!k) k = mem_alloc(rt, sizeof *k + index_bytes + entry_bytes, KIND_KEYS);
    if (!k) return NULL;
    k->refcnt = 1;
    k->log2_size = (uint8_t)log2_size;
    k->log2_index_bytes = (uint8_t)log2_index;
    k->kind = str_only ? KEYS_STR : KEYS_GENERAL;
    k->orphan = 0;
    k->version = 0;
    k->usable = usable;
    k->nentries = 0;
    memset(k->indices, 0xff, index_bytes);
    memset(k->indices + index_bytes, 0, entry_bytes);
    return k;
}

void keys_free_block(Runtime *rt, DictKeys *k)
{
    FreeLists *f = &rt->free_lists;
    if (k->log2_size == KEYS_LOG2_MIN && k->kind == KEYS_STR && f->keys_count < FREE_KEYS) {
        k->nentries = 0;
        f->keys[f->keys_count++] = k;
        EMIT(rt, KEPT, k, NULL, 0, 0);
        return;
    }
    mem_free(rt, k);
}

/* Drops all entries, first to last; each is forgotten before it dies. */
static void drop_entries(Runtime *rt, DictKeys *k)
{
    if (keys_are_str(k)) {
        StrEntry *e = keys_str_entries(k);
        for (isize i = 0; i < k->nentries; i++, e++) {
            CLEAR(rt, e->key);
            CLEAR(rt, e->value);
        }
    } else {
        DictEntry *e = keys_entries(k);
        for (isize i = 0; i < k->nentries; i++, e++) {
            CLEAR(rt, e->key);
            CLEAR(rt, e->value);
        }
    }
}

void keys_share(DictKeys *k)
{
    k->refcnt++;
    if (!k->orphan) return;
    for (isize i = 0; i < k->nentries; i++) incref(keys_str_entries(k)[i].key);
}

void keys_release(Runtime *rt, DictKeys *k)
{
    if (k == EMPTY_KEYS) return;
    if (k->refcnt > 1) {
        if (k->orphan)
            for (isize i = 0; i < k->nentries; i++) decref(rt, keys_str_entries(k)[i].key);
        k->refcnt--;
        return;
    }
    drop_entries(rt, k);
    keys_free_block(rt, k);
}

DictKeys *keys_clone(Runtime *rt, const DictKeys *k)
{
    size_t n = keys_bytes(k);
    DictKeys *copy = mem_alloc(rt, n, KIND_KEYS);
    if (!copy) return NULL;
    memcpy(copy, k, n);
    copy->refcnt = 1;
    if (keys_are_str(copy)) {
        StrEntry *e = keys_str_entries(copy);
        for (isize i = 0; i < copy->nentries; i++, e++) {
            if (!e->value) continue;
            incref(e->key);
            incref(e->value);
        }
    } else {
        DictEntry *e = keys_entries(copy);
        for (isize i = 0; i < copy->nentries; i++, e++) {
            if (!e->value) continue;
            incref(e->key);
            incref(e->value);
        }
    }
    return copy;
}

void dict_clear_free_lists(Runtime *rt)
{
    FreeLists *f = &rt->free_lists;
    while (f->dict_count) gc_obj_free(rt, f->dicts[--f->dict_count]);
    while (f->keys_count) mem_free(rt, f->keys[--f->keys_count]);
}

/* ---- probing ------------------------------------------------------------------------------------------------------- */

size_t keys_find_empty(const DictKeys *k, Hash hash)
{
    size_t mask = keys_mask(k), perturb = (size_t)hash, i = perturb & mask;
    while (keys_get(k, i) >= 0) {
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
    return i;
}

isize keys_find_place(const DictKeys *k, Hash hash, isize wanted)
{
    size_t mask = keys_mask(k), perturb = (size_t)hash, i = perturb & mask;
    for (;;) {
        isize ix = keys_get(k, i);
        if (ix == wanted) return (isize)i;
        if (ix == DKIX_EMPTY) return DKIX_EMPTY;
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
}

static inline void build_one(DictKeys *k, size_t mask, Hash hash, isize ix)
{
    size_t perturb = (size_t)hash, i = perturb & mask;
    while (keys_get(k, i) != DKIX_EMPTY) {
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
    keys_put(k, i, ix);
}

void keys_build_indices(DictKeys *k, isize n)
{
    size_t mask = keys_mask(k);
    if (keys_are_str(k)) {
        const StrEntry *e = keys_str_entries(k);
        for (isize ix = 0; ix < n; ix++) build_one(k, mask, ((const Str *)e[ix].key)->hash, ix);
    } else {
        const DictEntry *e = keys_entries(k);
        for (isize ix = 0; ix < n; ix++) build_one(k, mask, e[ix].hash, ix);
    }
}

/* Compares two keys of equal hash that are not identical: 1, 0, or -1 when that might run Python code. */
static inline int same_quick(Runtime *rt, const Obj *a, const Obj *b)
{
    const Type *ta = type_of(a), *tb = type_of(b), *str = TYPE_OF(rt, STR), *num = TYPE_OF(rt, INT);
    if (ta == str) return tb == str ? str_equal(a, b) : tb == num ? 0 : -1;
    if (ta == num) return tb == num ? int_same(a, b) : tb == str ? 0 : -1;
    return -1;
}

/* [key], not an exact str, in a table of str keys. */
static isize find_among_str(Runtime *rt, const DictKeys *k, Obj *key, Hash hash)
{
    size_t mask = keys_mask(k), perturb = (size_t)hash, i = perturb & mask;
    for (;;) {
        isize ix = keys_get(k, i);
        if (ix == DKIX_EMPTY) return DKIX_EMPTY;
        if (ix >= 0 && ((const Str *)keys_str_entries(k)[ix].key)->hash == hash && !is_type(rt, key, INT)) return DKIX_SLOW;
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
}

isize keys_find_quick(Runtime *rt, const DictKeys *k, Obj *key, Hash hash)
{
    if (keys_are_str(k)) return is_type(rt, key, STR) ? keys_find_str(k, key, hash) : find_among_str(rt, k, key, hash);
    const DictEntry *entries = keys_entries(k);
    size_t mask = keys_mask(k), perturb = (size_t)hash, i = perturb & mask;
    for (;;) {
        isize ix = keys_get(k, i);
        if (ix >= 0) {
            const DictEntry *e = &entries[ix];
            if (e->key == key) return ix;
            if (e->hash == hash) {
                int same = same_quick(rt, e->key, key);
                if (same) return same > 0 ? ix : DKIX_SLOW;
            }
        } else if (ix == DKIX_EMPTY) {
            return DKIX_EMPTY;
        }
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
}

isize keys_lookup_str(const DictKeys *k, Obj *key)
{
    if (!keys_are_str(k)) return DKIX_ERROR;
    Str *s = (Str *)key;
    if (s->hash == -1) s->hash = hash_bytes(str_data(key), str_len(key) * str_kind(key));
    return keys_find_str(k, key, s->hash);
}

uint32_t keys_version(Runtime *rt, DictKeys *k)
{
    if (k->version) return k->version;
    if (rt->vm.keys_version >= UINT32_MAX - 1) return 0;
    return k->version = ++rt->vm.keys_version + 1; /* 1 is the empty table's */
}

/* ---- shared keys --------------------------------------------------------------------------------------------------- */

DictKeys *shared_keys_new(Runtime *rt)
{
    DictKeys *k = keys_new(rt, KEYS_LOG2_SHARED, true);
    if (!k) return NULL;
    k->usable = SHARED_KEYS_MAX; /* goes down with each new instance, as in 3.11 */
    k->kind = KEYS_SPLIT;
    return k;
}

void shared_keys_decref(Runtime *rt, DictKeys *k)
{
    if (!k) return;
    if (k->refcnt == 1) {
        keys_release(rt, k);
        return;
    }
    k->refcnt--;
    k->orphan = 1;
    for (isize i = 0; i < k->nentries; i++) keys_str_entries(k)[i].key->refcnt += k->refcnt - 1;
}

int keys_traverse(DictKeys *k, Visit visit, void *ctx)
{
    const StrEntry *e = keys_str_entries(k);
    for (isize i = 0; i < k->nentries; i++) VISIT(e[i].key, "key", i);
    return 0;
}

isize keys_add_shared(Runtime *rt, DictKeys *k, Obj *name)
{
    Hash hash = str_hash_known(rt, name);
    isize ix = keys_find_str(k, name, hash);
    if (ix != DKIX_EMPTY || k->usable <= 0) return ix;
    k->version = 0;
    ix = k->nentries;
    keys_put(k, keys_find_empty(k, hash), ix);
    name->refcnt += k->orphan ? k->refcnt : 1;
    keys_str_entries(k)[ix].key = name;
    k->usable--;
    k->nentries++;
    return ix;
}

/* ---- values -------------------------------------------------------------------------------------------------------- */

static isize prefix_for(isize n) { return (n + 2 + 7) & ~(isize)7; }

DictValues *values_new(Runtime *rt, isize n)
{
    isize prefix = prefix_for(n), words = prefix / (isize)sizeof(uint64_t) + n;
    uint8_t *block = mem_alloc(rt, (size_t)words * sizeof(uint64_t), KIND_VALUES);
    if (UNLIKELY(!block)) return NULL;
    for (isize i = 0; i < words; i++) ((uint64_t *)(void *)block)[i] = 0;
    block[prefix - 1] = (uint8_t)(prefix / (isize)sizeof(Obj *));
    return (DictValues *)(void *)(block + prefix);
}

void values_free(Runtime *rt, DictValues *v) { mem_free(rt, values_prefix(v) - values_prefix_bytes(v)); }

size_t values_bytes(const DictValues *v, isize n)
{
    return (size_t)(values_prefix_bytes(v) + n * (isize)sizeof(Obj *));
}

DictValues *values_copy(Runtime *rt, const DictValues *v, isize n)
{
    DictValues *copy = values_new(rt, n);
    if (!copy) return NULL;
    isize prefix = values_prefix_bytes(copy);
    memcpy(values_prefix(copy) - prefix, values_prefix(v) - prefix, (size_t)prefix - 1);
    for (isize i = 0; i < n; i++) copy->values[i] = xown(v->values[i]);
    return copy;
}

void values_drop_order(DictValues *v, isize ix)
{
    uint8_t *count = values_prefix(v) - 2;
    int n = *count, i = 1;
    while (i <= n && count[-i] != ix) i++;
    if (i > n) return;
    for (; i < n; i++) count[-i] = count[-i - 1];
    *count = (uint8_t)(n - 1);
}

/* ---- proof --------------------------------------------------------------------------------------------------------- */

static Obj *key_at(const DictKeys *k, isize ix)
{
    return keys_are_str(k) ? keys_str_entries(k)[ix].key : keys_entries(k)[ix].key;
}

const char *values_check(Runtime *rt, const DictValues *v, const DictKeys *k, isize used)
{
    if (heap_kind(HEAP(rt), values_prefix(v) - values_prefix_bytes(v)) != KIND_VALUES) return "values are not a live block of values";
    if (keys_shared_room(k) > values_prefix_bytes(v) - 2) return "shared keys promise more values than there is room for";
    isize present = 0;
    uint64_t seen = 0;
    for (isize i = 0; i < k->nentries; i++) {
        if (!v->values[i]) continue;
        present++;
        if (v->values[i]->refcnt <= 0) return "a value is dead";
    }
    if (present != values_used(v) || (used >= 0 && present != used)) return "values and their order of insertion disagree";
    for (isize i = 0; i < present; i++) {
        int ix = values_index_at(v, i);
        if (ix >= k->nentries || !v->values[ix] || (seen >> ix & 1)) return "the order of insertion names a value that is not there";
        seen |= UINT64_C(1) << ix;
    }
    return NULL;
}

const char *keys_check(Runtime *rt, const DictKeys *k)
{
    if (k == EMPTY_KEYS) return NULL;
    if (heap_kind(HEAP(rt), k) != KIND_KEYS) return "a dict's keys are not a live block of keys";
    if (k->refcnt < 1) return "a dict's keys are counted below one";
    if (k->refcnt > 1 && k->kind != KEYS_SPLIT) return "a combined table is shared";
    if (k->usable < 0 || k->nentries < 0) return "a table counts below zero";
    if (k->nentries + k->usable > keys_usable_of(keys_size(k))) return "a table promises more entries than it has room for";
    isize named = 0, present = 0;
    for (size_t i = 0; i < keys_size(k); i++) {
        isize ix = keys_get(k, i);
        if (ix < 0) continue;
        if (ix >= k->nentries) return "an index points behind the entries";
        if (!key_at(k, ix)) return "an index points at an entry without a key";
        named++;
    }
    for (isize ix = 0; ix < k->nentries; ix++) {
        Obj *key = key_at(k, ix);
        if (!key) continue;
        present++;
        if (key->refcnt <= 0) return "a dict's key is dead";
        if (keys_are_str(k) && !is_type(rt, key, STR)) return "a key of a table for str keys is no str";
        Hash hash = keys_are_str(k) ? ((const Str *)key)->hash : keys_entries(k)[ix].hash;
        if (keys_find_place(k, hash, ix) < 0) return "an entry is not found by its hash";
    }
    return named == present ? NULL : "indices and entries disagree";
}
