/* set.c - the hash table of sets: open addressing, a run of neighbours tried before each jump.

     table --> [key hash][key hash][ free ][removed][key hash] ...   mask + 1 entries, a power of two

   Probing, growth and the order of insertion are 3.11's, so a set prints in the same order.
   Invariants (set_check): used <= fill <= mask; `used` entries have a key; fill - used are marked removed;
   table is smalltable exactly while mask is 7; fill * 5 < mask * 3 after each insertion. */
#include <string.h>

#include "object/settable.h"

enum { NEIGHBOURS = 9, PERTURB_SHIFT = 5 };

typedef struct Probe {
    size_t i, perturb, mask;
} Probe;

static inline Probe probe_start(const Set *s, Hash hash)
{
    return (Probe){(size_t)hash & (size_t)s->mask, (size_t)hash, (size_t)s->mask};
}

static inline void probe_jump(Probe *p)
{
    p->perturb >>= PERTURB_SHIFT;
    p->i = (p->i * 5 + 1 + p->perturb) & p->mask;
}

/* How many entries behind i are tried before a jump. */
static inline size_t probe_run(const Probe *p) { return p->i + NEIGHBOURS <= p->mask ? NEIGHBOURS : 0; }

static inline bool is_free(const SetEntry *e) { return e->hash == 0 && e->key == NULL; }

/* Compares a stored key that has the same hash.  1 equal, 0 not, -1 error, 2: the table changed under us. */
static int same_key(Runtime *rt, Set *s, SetEntry *e, Obj *key)
{
    Obj *stored = e->key;
    if (stored == key) return 1;
    if (!stored) return 0;
    if (is_type(rt, stored, STR) && is_type(rt, key, STR)) return str_equal(stored, key);
    SetEntry *table = s->table;
    hold(rt, "key being compared", own(stored));
    int equal = obj_compare_bool(rt, stored, key, CMP_EQ);
    drop(rt);
    if (equal < 0) return -1;
    return table != s->table || e->key != stored ? 2 : equal;
}

/* The entry with [key], or the free one where the search ended; NULL: an exception is pending.
   *removed: the last place on the way that a removed item left, or NULL. */
static inline SetEntry *find_place(Runtime *rt, Set *s, Obj *key, Hash hash, SetEntry **removed)
{
restart:
    *removed = NULL;
    for (Probe p = probe_start(s, hash);; probe_jump(&p)) {
        SetEntry *e = &s->table[p.i];
        for (size_t n = probe_run(&p) + 1; n > 0; n--, e++) {
            if (is_free(e)) return e;
            if (e->hash == SET_REMOVED) *removed = e;
            if (e->hash != hash) continue;
            int same = same_key(rt, s, e, key);
            if (same < 0) return NULL;
            if (same == 2) goto restart;
            if (same) return e;
        }
    }
}

static SetEntry *find(Runtime *rt, Set *s, Obj *key, Hash hash)
{
    SetEntry *removed;
    return find_place(rt, s, key, hash, &removed);
}

/* Puts an entry into a table that has neither it nor removed ones. */
static void insert_clean(SetEntry *table, size_t mask, Obj *key, Hash hash)
{
    for (Probe p = {(size_t)hash & mask, (size_t)hash, mask};; probe_jump(&p)) {
        SetEntry *e = &table[p.i];
        for (size_t n = probe_run(&p) + 1; n > 0; n--, e++) {
            if (e->key) continue;
            e->key = key;
            e->hash = hash;
            return;
        }
    }
}

static bool resize(Runtime *rt, Set *s, isize least)
{
    size_t size = SET_SMALL;
    while (size <= (size_t)least) size <<= 1;
    SetEntry *old = s->table, *table, copy[SET_SMALL];
    size_t old_size = (size_t)s->mask + 1;
    bool old_small = old == s->smalltable;
    if (size == SET_SMALL) {
        table = s->smalltable;
        if (old == table) {
            if (s->fill == s->used) return true;
            memcpy(copy, old, sizeof copy);
            old = copy;
        }
    } else if (!(table = mem_alloc(rt, size * sizeof *table, KIND_TABLE))) {
        return false;
    }
    memset(table, 0, size * sizeof *table);
    s->mask = (isize)size - 1;
    s->table = table;
    s->fill = s->used;
    for (size_t i = 0; i < old_size; i++)
        if (old[i].key) insert_clean(table, size - 1, old[i].key, old[i].hash);
    if (!old_small) mem_free(rt, old);
    EMIT(rt, GROW, s, old_small ? NULL : old, size, old_size);
    return true;
}

static bool is_crowded(const Set *s, isize fill) { return (size_t)fill * 5 >= (size_t)s->mask * 3; }

CHECK bool set_shed_removed(Runtime *rt, Obj *self)
{
    Set *s = (Set *)self;
    if ((size_t)(s->fill - s->used) <= (size_t)s->mask / 4) return true;
    return resize(rt, s, s->used > 50000 ? s->used * 2 : s->used * 4);
}

CHECK bool set_add_hash(Runtime *rt, Obj *self, Obj *key, Hash hash)
{
    Set *s = (Set *)self;
    SetEntry *removed;
    hold(rt, "key being added", own(key));
    SetEntry *e = find_place(rt, s, key, hash, &removed);
    key = unhold(rt);
    if (!e || e->key) {
        decref(rt, key);
        return e != NULL;
    }
    s->used++;
    if (removed) { /* its place is taken again: nothing can be crowded by that */
        removed->key = key;
        removed->hash = hash;
        return true;
    }
    s->fill++;
    e->key = key;
    e->hash = hash;
    return !is_crowded(s, s->fill) || resize(rt, s, s->used > 50000 ? s->used * 2 : s->used * 4);
}

CHECK bool set_add(Runtime *rt, Obj *s, Obj *key)
{
    Hash hash = obj_hash(rt, key);
    return hash != -1 && set_add_hash(rt, s, key, hash);
}

int set_contains_hash(Runtime *rt, Obj *s, Obj *key, Hash hash)
{
    SetEntry *e = find(rt, (Set *)s, key, hash);
    return e ? e->key != NULL : -1;
}

int set_contains(Runtime *rt, Obj *s, Obj *key)
{
    Hash hash = obj_hash(rt, key);
    return hash == -1 ? -1 : set_contains_hash(rt, s, key, hash);
}

int set_discard_hash(Runtime *rt, Obj *self, Obj *key, Hash hash)
{
    Set *s = (Set *)self;
    SetEntry *e = find(rt, s, key, hash);
    if (!e) return -1;
    Obj *old = e->key;
    if (!old) return 0;
    e->key = NULL;
    e->hash = SET_REMOVED;
    s->used--;
    decref(rt, old);
    return 1;
}

int set_discard(Runtime *rt, Obj *s, Obj *key)
{
    Hash hash = obj_hash(rt, key);
    return hash == -1 ? -1 : set_discard_hash(rt, s, key, hash);
}

bool set_next(const Obj *self, isize *pos, Obj **key, Hash *hash)
{
    const Set *s = (const Set *)self;
    for (; *pos <= s->mask; ++*pos) {
        const SetEntry *e = &s->table[*pos];
        if (!e->key) continue;
        ++*pos;
        *key = e->key;
        if (hash) *hash = e->hash;
        return true;
    }
    return false;
}

CHECK bool set_merge(Runtime *rt, Obj *self, Obj *other_obj)
{
    Set *s = (Set *)self, *other = (Set *)other_obj;
    if (s == other || other->used == 0) return true;
    if (is_crowded(s, s->fill + other->used) && !resize(rt, s, (s->used + other->used) * 2)) return false;
    if (s->fill == 0 && s->mask == other->mask && other->fill == other->used) {
        for (isize i = 0; i <= other->mask; i++) {
            s->table[i] = other->table[i];
            xincref(s->table[i].key);
        }
        s->fill = other->fill;
        s->used = other->used;
        return true;
    }
    if (s->fill == 0) {
        for (isize i = 0; i <= other->mask; i++)
            if (other->table[i].key) insert_clean(s->table, (size_t)s->mask, own(other->table[i].key), other->table[i].hash);
        s->fill = s->used = other->used;
        return true;
    }
    Obj *key;
    Hash hash;
    for (isize pos = 0; set_next(other_obj, &pos, &key, &hash);)
        if (!set_add_hash(rt, self, key, hash)) return false;
    return true;
}

static bool update_from_dict(Runtime *rt, Obj *self, Obj *dict)
{
    Set *s = (Set *)self;
    Obj *key;
    Hash hash;
    if (is_crowded(s, s->fill + dict_len(dict)) && !resize(rt, s, (s->used + dict_len(dict)) * 2)) return false;
    for (isize pos = 0; dict_next(dict, &pos, &key, NULL, &hash);)
        if (!set_add_hash(rt, self, key, hash)) return false;
    return true;
}

CHECK bool set_update(Runtime *rt, Obj *s, Obj *iterable)
{
    if (is_anyset(rt, iterable)) return set_merge(rt, s, iterable);
    if (is_type(rt, iterable, DICT)) return update_from_dict(rt, s, iterable);
    Obj *it = obj_iter(rt, iterable);
    if (!it) return false;
    hold(rt, "iterator", it);
    for (Obj *key; (key = iter_next(rt, it)) != NULL;) {
        hold(rt, "key being added", key);
        bool ok = set_add(rt, s, key);
        drop(rt);
        if (!ok) break;
    }
    drop(rt);
    return !err_pending(rt);
}

void set_clear_all(Runtime *rt, Obj *self)
{
    Set *s = (Set *)self, old = *s;
    if (s->fill == 0 && s->table == s->smalltable) return;
    SetEntry *table = old.table == s->smalltable ? old.smalltable : old.table;
    memset(s->smalltable, 0, sizeof s->smalltable);
    s->table = s->smalltable;
    s->mask = SET_SMALL - 1;
    s->fill = s->used = 0;
    s->hash = -1;
    for (isize i = 0; i <= old.mask; i++) xdecref(rt, table[i].key);
    if (table != old.smalltable) mem_free(rt, table);
}

void set_swap(Obj *x, Obj *y)
{
    Set *a = (Set *)x, *b = (Set *)y, t = *a;
    SetEntry *ta = a->table == a->smalltable ? b->smalltable : a->table;
    SetEntry *tb = b->table == b->smalltable ? a->smalltable : b->table;
    a->fill = b->fill, a->used = b->used, a->mask = b->mask, a->hash = b->hash, a->table = tb;
    b->fill = t.fill, b->used = t.used, b->mask = t.mask, b->hash = t.hash, b->table = ta;
    memcpy(a->smalltable, b->smalltable, sizeof a->smalltable);
    memcpy(b->smalltable, t.smalltable, sizeof b->smalltable);
    a->hash = b->hash = -1;
}

/* ---- making --------------------------------------------------------------------------------------------------------------- */

OWN Obj *set_alloc(Runtime *rt, Type *type)
{
    Set *s = (Set *)type->alloc(rt, type, 0);
    if (!s) return NULL;
    s->fill = s->used = s->finger = 0;
    s->mask = SET_SMALL - 1;
    s->table = s->smalltable;
    s->hash = -1;
    s->weaklist = NULL;
    return &s->o;
}

OWN Obj *set_make(Runtime *rt, Type *type, Obj *iterable)
{
    Obj *s = set_alloc(rt, type);
    hold(rt, "set being filled", s);
    bool ok = s && (!iterable || set_update(rt, s, iterable));
    s = unhold(rt);
    if (!ok && s) CLEAR(rt, s);
    return s;
}

Type *set_base_type(Runtime *rt, const Obj *s)
{
    return is_instance(s, TYPE_OF(rt, SET)) ? TYPE_OF(rt, SET) : TYPE_OF(rt, FROZENSET);
}

OWN Obj *set_new(Runtime *rt, Obj *iterable) { return set_make(rt, TYPE_OF(rt, SET), iterable); }
OWN Obj *frozenset_new(Runtime *rt, Obj *iterable) { return set_make(rt, TYPE_OF(rt, FROZENSET), iterable); }
