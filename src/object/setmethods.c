/* setmethods.c - the types set and frozenset: their methods, operators and iterator. */
#include <string.h>

#include "object/alias.h"
#include "object/settable.h"

/* A copy as the base type, whatever the class of [s]. */
static OWN Obj *copy_base(Runtime *rt, Obj *s) { return set_make(rt, set_base_type(rt, s), s); }

/* ---- slots ----------------------------------------------------------------------------------------------------------------- */

static void set_dealloc(Runtime *rt, Obj *self)
{
    Set *s = (Set *)self;
    gc_untrack(self);
    int trash = trash_begin(rt, self, set_dealloc);
    if (!trash) return;
    if (s->weaklist) weakrefs_clear(rt, self);
    isize left = s->used;
    for (SetEntry *e = s->table; left > 0; e++)
        if (e->key) {
            left--;
            decref(rt, e->key);
        }
    if (s->table != s->smalltable) mem_free(rt, s->table);
    type_of(self)->free(rt, self);
    trash_end(rt, trash);
}

static int set_traverse(Obj *self, Visit visit, void *ctx)
{
    Set *s = (Set *)self;
    for (isize i = 0; i <= s->mask; i++) VISIT(s->table[i].key, "item", i);
    return 0;
}

static int set_clear_slot(Runtime *rt, Obj *self)
{
    set_clear_all(rt, self);
    return 0;
}

static void set_blocks(Obj *self, BlockVisit visit, void *ctx)
{
    Set *s = (Set *)self;
    if (s->table != s->smalltable) visit(s->table, (size_t)(s->mask + 1) * sizeof(SetEntry), "table", ctx);
}

static const char *set_check(Runtime *rt UNUSED, Obj *self)
{
    Set *s = (Set *)self;
    isize used = 0, removed = 0;
    if ((s->table == s->smalltable) != (s->mask == SET_SMALL - 1)) return "a set's table is smalltable exactly while mask is 7";
    for (isize i = 0; i <= s->mask; i++) {
        used += s->table[i].key != NULL;
        removed += !s->table[i].key && s->table[i].hash == SET_REMOVED;
    }
    if (used != s->used) return "`used` entries of a set have a key";
    return removed == s->fill - s->used ? NULL : "fill - used entries of a set are marked removed";
}

static OWN Obj *set_repr(Runtime *rt, Obj *self)
{
    const char *name = type_of(self)->name;
    int entered = repr_enter(rt, self);
    if (entered) return entered < 0 ? NULL : str_format(rt, "%s(...)", name);
    Obj *text = NULL, *list = NULL;
    if (set_len(self) == 0) {
        text = str_format(rt, "%s()", name);
    } else if ((list = list_from_iterable(rt, self)) != NULL) {
        hold(rt, "items being printed", list);
        Obj *items = obj_repr(rt, list);
        drop(rt);
        Obj *inner = items ? str_slice(rt, items, 1, str_len(items) - 1) : NULL;
        if (inner) text = is_type(rt, self, SET) ? str_format(rt, "{%O}", inner) : str_format(rt, "%s({%O})", name, inner);
        xdecref(rt, items);
        xdecref(rt, inner);
    }
    repr_leave(rt, self);
    return text;
}

static isize set_len_slot(Runtime *rt UNUSED, Obj *self) { return set_len(self); }

/* Runs [f] with [key]; an unhashable set is looked for as the frozenset of its items. */
static int with_key(Runtime *rt, Obj *s, Obj *key, int (*f)(Runtime *, Obj *, Obj *))
{
    int result = f(rt, s, key);
    if (result >= 0 || !is_instance(key, TYPE_OF(rt, SET)) || !err_clear_if(rt, EXC_TYPE(rt, TypeError))) return result;
    Obj *frozen = frozenset_new(rt, key);
    if (!frozen) return -1;
    hold(rt, "key being looked for", frozen);
    result = f(rt, s, frozen);
    drop(rt);
    return result;
}

static int set_contains_slot(Runtime *rt, Obj *self, Obj *key) { return with_key(rt, self, key, set_contains); }

static uint64_t shuffle(uint64_t h) { return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u; }

static Hash frozenset_hash(Runtime *rt UNUSED, Obj *self)
{
    Set *s = (Set *)self;
    if (s->hash != -1) return s->hash;
    uint64_t h = 0;
    for (isize i = 0; i <= s->mask; i++) h ^= shuffle((uint64_t)s->table[i].hash);
    if ((s->mask + 1 - s->fill) & 1) h ^= shuffle(0);
    if ((s->fill - s->used) & 1) h ^= shuffle((uint64_t)-1);
    h ^= ((uint64_t)s->used + 1) * 1927868237u;
    h ^= (h >> 11) ^ (h >> 25);
    h = h * 69069u + 907133923u;
    return s->hash = (Hash)h == -1 ? 590923713 : (Hash)h;
}

/* ---- comparing --------------------------------------------------------------------------------------------------------------- */

/* Whether every item of set [a] is in set [b]; -1 on error. */
static int all_in(Runtime *rt, Obj *a, Obj *b)
{
    Obj *key;
    Hash hash;
    if (set_len(a) > set_len(b)) return 0;
    for (isize pos = 0; set_next(a, &pos, &key, &hash);) {
        hold(rt, "key being looked for", own(key));
        int found = set_contains_hash(rt, b, key, hash);
        drop(rt);
        if (found <= 0) return found;
    }
    return 1;
}

static OWN Obj *set_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (!is_anyset(rt, b)) return own(&rt->not_implemented);
    Hash ha = ((Set *)a)->hash, hb = ((Set *)b)->hash;
    int truth;
    switch (op) {
    case CMP_EQ:
    case CMP_NE:
        if (set_len(a) != set_len(b) || (ha != -1 && hb != -1 && ha != hb))
            truth = 0;
        else
            truth = all_in(rt, a, b);
        if (truth >= 0 && op == CMP_NE) truth = !truth;
        break;
    case CMP_LE: truth = all_in(rt, a, b); break;
    case CMP_GE: truth = all_in(rt, b, a); break;
    case CMP_LT: truth = set_len(a) >= set_len(b) ? 0 : all_in(rt, a, b); break;
    default: truth = set_len(a) <= set_len(b) ? 0 : all_in(rt, b, a); break;
    }
    return truth < 0 ? NULL : bool_new(rt, truth);
}

/* ---- set algebra --------------------------------------------------------------------------------------------------------------- */

/* Calls [f] with each item of [iterable] and its hash until it answers false. */
typedef bool (*EachFn)(Runtime *rt, Obj *key, Hash hash, void *ctx);
static bool each_item(Runtime *rt, Obj *iterable, EachFn f, void *ctx)
{
    Obj *it = obj_iter(rt, iterable);
    if (!it) return false;
    bool ok = true;
    hold(rt, "iterator", it);
    for (Obj *key; ok && (key = iter_next(rt, it)) != NULL;) {
        hold(rt, "item", key);
        Hash hash = obj_hash(rt, key);
        ok = hash != -1 && f(rt, key, hash, ctx);
        drop(rt);
    }
    drop(rt);
    return ok && !err_pending(rt);
}

typedef struct Pair {
    Obj *source, *result;
    int answer;
} Pair;

static bool add_if_in_source(Runtime *rt, Obj *key, Hash hash, void *ctx)
{
    Pair *p = ctx;
    int found = set_contains_hash(rt, p->source, key, hash);
    return found == 0 || (found > 0 && set_add_hash(rt, p->result, key, hash));
}

static OWN Obj *intersection(Runtime *rt, Obj *s, Obj *other)
{
    if (s == other) return copy_base(rt, s);
    Obj *result = set_alloc(rt, set_base_type(rt, s));
    if (!result) return NULL;
    hold(rt, "result so far", result);
    bool ok = true;
    if (is_anyset(rt, other)) {
        Obj *small = set_len(other) > set_len(s) ? s : other, *large = small == s ? other : s, *key;
        Hash hash;
        for (isize pos = 0; ok && set_next(small, &pos, &key, &hash);) {
            hold(rt, "item", own(key));
            int found = set_contains_hash(rt, large, key, hash);
            ok = found == 0 || (found > 0 && set_add_hash(rt, result, key, hash));
            drop(rt);
        }
    } else {
        Pair pair = {s, result, 0};
        ok = each_item(rt, other, add_if_in_source, &pair);
    }
    result = unhold(rt);
    if (!ok) CLEAR(rt, result);
    return result;
}

static bool discard_each(Runtime *rt, Obj *key, Hash hash, void *ctx) { return set_discard_hash(rt, ctx, key, hash) >= 0; }

static bool difference_update(Runtime *rt, Obj *s, Obj *other)
{
    if (s == other) {
        set_clear_all(rt, s);
        return true;
    }
    if (!is_anyset(rt, other)) return each_item(rt, other, discard_each, s) && set_shed_removed(rt, s);
    Obj *key;
    Hash hash;
    for (isize pos = 0; set_next(other, &pos, &key, &hash);) {
        hold(rt, "item", own(key));
        int found = set_discard_hash(rt, s, key, hash);
        drop(rt);
        if (found < 0) return false;
    }
    return set_shed_removed(rt, s);
}

static OWN Obj *difference(Runtime *rt, Obj *s, Obj *other)
{
    bool anyset = is_anyset(rt, other), dict = is_type(rt, other, DICT);
    isize n = anyset ? set_len(other) : dict ? dict_len(other) : 0;
    Obj *result;
    if ((!anyset && !dict) || (set_len(s) >> 2) > n) {
        result = copy_base(rt, s);
        hold(rt, "result so far", result);
        bool ok = result && difference_update(rt, result, other);
        result = unhold(rt);
        if (result && !ok) CLEAR(rt, result);
        return result;
    }
    if (!(result = set_alloc(rt, set_base_type(rt, s)))) return NULL;
    Obj *key;
    Hash hash;
    bool ok = true;
    hold(rt, "result so far", result);
    for (isize pos = 0; ok && set_next(s, &pos, &key, &hash);) {
        hold(rt, "item", own(key));
        int found = anyset ? set_contains_hash(rt, other, key, hash) : dict_get_peek_hash(rt, other, key, hash) ? 1 : err_pending(rt) ? -1 : 0;
        ok = found > 0 || (found == 0 && set_add_hash(rt, result, key, hash));
        drop(rt);
    }
    result = unhold(rt);
    if (!ok) CLEAR(rt, result);
    return result;
}

/* Items in exactly one of the two stay in [s]; [other] is a set without duplicates. */
static bool symmetric_difference_update(Runtime *rt, Obj *s, Obj *other)
{
    Obj *key;
    Hash hash;
    for (isize pos = 0; set_next(other, &pos, &key, &hash);) {
        hold(rt, "item", own(key));
        int found = set_discard_hash(rt, s, key, hash);
        bool ok = found > 0 || (found == 0 && set_add_hash(rt, s, key, hash));
        drop(rt);
        if (!ok) return false;
    }
    return true;
}

/* The same for any iterable. */
static bool symmetric_difference_any(Runtime *rt, Obj *s, Obj *other)
{
    if (s == other) {
        set_clear_all(rt, s);
        return true;
    }
    Obj *set = is_anyset(rt, other) ? own(other) : set_make(rt, set_base_type(rt, s), other);
    if (!set) return false;
    hold(rt, "other set", set);
    bool ok = symmetric_difference_update(rt, s, set);
    drop(rt);
    return ok;
}

/* Applies [f] in place to a copy of [s] for each argument. */
static OWN Obj *on_copy(Runtime *rt, Obj *s, Obj *const *others, isize n, bool (*f)(Runtime *, Obj *, Obj *))
{
    Obj *copy = copy_base(rt, s);
    hold(rt, "result so far", copy);
    bool ok = copy != NULL;
    for (isize i = 0; ok && i < n; i++) ok = others[i] == s || f(rt, copy, others[i]);
    copy = unhold(rt);
    if (copy && !ok) CLEAR(rt, copy);
    return copy;
}

static bool unite(Runtime *rt, Obj *s, Obj *other) { return set_update(rt, s, other); }

/* The intersection of [s] with every argument. */
static OWN Obj *intersection_of(Runtime *rt, Obj *s, Obj *const *others, isize n)
{
    if (n == 0) return copy_base(rt, s);
    Obj *result = own(s);
    for (isize i = 0; i < n && result; i++) {
        hold(rt, "result so far", result);
        Obj *next = intersection(rt, result, others[i]);
        drop(rt);
        result = next;
    }
    return result;
}

static OWN Obj *difference_of(Runtime *rt, Obj *s, Obj *const *others, isize n)
{
    if (n == 0) return copy_base(rt, s);
    Obj *result = difference(rt, s, others[0]);
    hold(rt, "result so far", result);
    bool ok = result != NULL;
    for (isize i = 1; ok && i < n; i++) ok = difference_update(rt, result, others[i]);
    result = unhold(rt);
    if (result && !ok) CLEAR(rt, result);
    return result;
}

/* ---- operators ------------------------------------------------------------------------------------------------------------------- */

#define BOTH_SETS(a, b) if (!is_anyset(rt, a) || !is_anyset(rt, b)) return own(&rt->not_implemented)

static OWN Obj *set_or(Runtime *rt, Obj *a, Obj *b)
{
    BOTH_SETS(a, b);
    return on_copy(rt, a, &b, 1, unite);
}

static OWN Obj *set_and(Runtime *rt, Obj *a, Obj *b)
{
    BOTH_SETS(a, b);
    return intersection(rt, a, b);
}

static OWN Obj *set_sub(Runtime *rt, Obj *a, Obj *b)
{
    BOTH_SETS(a, b);
    return difference(rt, a, b);
}

static OWN Obj *set_xor(Runtime *rt, Obj *a, Obj *b)
{
    BOTH_SETS(a, b);
    Obj *copy = set_make(rt, set_base_type(rt, a), b);
    hold(rt, "result so far", copy);
    bool ok = copy && symmetric_difference_any(rt, copy, a);
    copy = unhold(rt);
    if (copy && !ok) CLEAR(rt, copy);
    return copy;
}

static OWN Obj *set_ior(Runtime *rt, Obj *a, Obj *b)
{
    if (!is_anyset(rt, b)) return own(&rt->not_implemented);
    return set_merge(rt, a, b) ? own(a) : NULL;
}

static bool intersection_update(Runtime *rt, Obj *s, Obj *const *others, isize n)
{
    Obj *result = intersection_of(rt, s, others, n);
    if (!result) return false;
    if (result != s) set_swap(s, result);
    decref(rt, result);
    return true;
}

static OWN Obj *set_iand(Runtime *rt, Obj *a, Obj *b)
{
    if (!is_anyset(rt, b)) return own(&rt->not_implemented);
    return intersection_update(rt, a, &b, 1) ? own(a) : NULL;
}

static OWN Obj *set_isub(Runtime *rt, Obj *a, Obj *b)
{
    if (!is_anyset(rt, b)) return own(&rt->not_implemented);
    return difference_update(rt, a, b) ? own(a) : NULL;
}

static OWN Obj *set_ixor(Runtime *rt, Obj *a, Obj *b)
{
    if (!is_anyset(rt, b)) return own(&rt->not_implemented);
    return symmetric_difference_any(rt, a, b) ? own(a) : NULL;
}

/* ---- methods ----------------------------------------------------------------------------------------------------------------------- */

METHOD(set_add_method, ONE, "add(object, /)",
       "Add an element to a set.\n\nThis has no effect if the element is already present.")
{
    return set_add(rt, self, arg) ? none_new(rt) : NULL;
}

METHOD(set_clear_method, NOARGS, "clear()", "Remove all elements from this set.")
{
    set_clear_all(rt, self);
    return none_new(rt);
}

METHOD(set_copy, NOARGS, "copy()", "Return a shallow copy of a set.") { return set_make(rt, type_of(self), self); }

METHOD(frozenset_copy, NOARGS, "copy()", "Return a shallow copy of a set.")
{
    return is_type(rt, self, FROZENSET) ? own(self) : set_make(rt, type_of(self), self);
}

METHOD(set_discard_method, ONE, "discard(object, /)",
       "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\n"
       "an exception when an element is missing from the set.")
{
    return with_key(rt, self, arg, set_discard) < 0 ? NULL : none_new(rt);
}

METHOD(set_remove, ONE, "remove(object, /)",
       "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.")
{
    int found = with_key(rt, self, arg, set_discard);
    if (found < 0) return NULL;
    return found ? none_new(rt) : err_key(rt, arg);
}

METHOD(set_pop, NOARGS, "pop()", "Remove and return an arbitrary set element.\nRaises KeyError if the set is empty.")
{
    Set *s = (Set *)self;
    if (s->used == 0) return err_format(rt, EXC_TYPE(rt, KeyError), "pop from an empty set");
    isize i = s->finger & s->mask;
    while (!s->table[i].key) i = i == s->mask ? 0 : i + 1;
    Obj *key = s->table[i].key;
    s->table[i] = (SetEntry){NULL, SET_REMOVED};
    s->used--;
    s->finger = i + 1;
    return key;
}

METHOD_TUPLED(set_union, POSITIONAL, "union(*others)",
       "Return the union of sets as a new set.\n\n(i.e. all elements that are in either set.)")
{
    return on_copy(rt, self, a->rest, a->nrest, unite);
}

METHOD_TUPLED(set_update_method, POSITIONAL, "update(*others)", "Update a set with the union of itself and others.")
{
    for (isize i = 0; i < a->nrest; i++)
        if (!set_update(rt, self, a->rest[i])) return NULL;
    return none_new(rt);
}

METHOD_TUPLED(set_intersection, POSITIONAL, "intersection(*others)",
       "Return the intersection of two sets as a new set.\n\n(i.e. all elements that are in both sets.)")
{
    return intersection_of(rt, self, a->rest, a->nrest);
}

METHOD_TUPLED(set_intersection_update, POSITIONAL, "intersection_update(*others)",
       "Update a set with the intersection of itself and another.")
{
    return intersection_update(rt, self, a->rest, a->nrest) ? none_new(rt) : NULL;
}

METHOD_TUPLED(set_difference, POSITIONAL, "difference(*others)",
       "Return the difference of two or more sets as a new set.\n\n(i.e. all elements that are in this set but not the others.)")
{
    return difference_of(rt, self, a->rest, a->nrest);
}

METHOD_TUPLED(set_difference_update, POSITIONAL, "difference_update(*others)", "Remove all elements of another set from this set.")
{
    for (isize i = 0; i < a->nrest; i++)
        if (!difference_update(rt, self, a->rest[i])) return NULL;
    return none_new(rt);
}

METHOD(set_symmetric_difference, ONE, "symmetric_difference(other, /)",
       "Return the symmetric difference of two sets as a new set.\n\n(i.e. all elements that are in exactly one of the sets.)")
{
    Obj *other = set_make(rt, set_base_type(rt, self), arg);
    hold(rt, "result so far", other);
    bool ok = other && symmetric_difference_any(rt, other, self);
    other = unhold(rt);
    if (other && !ok) CLEAR(rt, other);
    return other;
}

METHOD(set_symmetric_difference_update, ONE, "symmetric_difference_update(other, /)",
       "Update a set with the symmetric difference of itself and another.")
{
    return symmetric_difference_any(rt, self, arg) ? none_new(rt) : NULL;
}

static bool not_in_source(Runtime *rt, Obj *key, Hash hash, void *ctx)
{
    Pair *p = ctx;
    p->answer = set_contains_hash(rt, p->source, key, hash);
    return p->answer == 0;
}

METHOD(set_isdisjoint, ONE, "isdisjoint(other, /)", "Return True if two sets have a null intersection.")
{
    if (self == arg) return bool_new(rt, set_len(self) == 0);
    Pair p = {self, NULL, 0};
    Obj *items = arg;
    if (is_anyset(rt, arg) && set_len(arg) > set_len(self)) {
        p.source = arg;
        items = self;
    }
    bool all = each_item(rt, items, not_in_source, &p);
    if (!all && (p.answer < 0 || err_pending(rt))) return NULL;
    return bool_new(rt, all);
}

METHOD(set_issubset, ONE, "issubset(other, /)", "Report whether another set contains this set.")
{
    if (is_anyset(rt, arg)) {
        int answer = all_in(rt, self, arg);
        return answer < 0 ? NULL : bool_new(rt, answer);
    }
    Obj *common = intersection(rt, self, arg);
    if (!common) return NULL;
    bool all = set_len(common) == set_len(self);
    decref(rt, common);
    return bool_new(rt, all);
}

static bool in_source(Runtime *rt, Obj *key, Hash hash, void *ctx)
{
    Pair *p = ctx;
    p->answer = set_contains_hash(rt, p->source, key, hash);
    return p->answer > 0;
}

METHOD(set_issuperset, ONE, "issuperset(other, /)", "Report whether this set contains another set.")
{
    if (is_anyset(rt, arg)) {
        int answer = all_in(rt, arg, self);
        return answer < 0 ? NULL : bool_new(rt, answer);
    }
    Pair p = {self, NULL, 1};
    bool all = each_item(rt, arg, in_source, &p);
    if (!all && (p.answer < 0 || err_pending(rt))) return NULL;
    return bool_new(rt, all);
}

METHOD_COEXIST(set_contains_method, ONE, "__contains__(object, /)", "x.__contains__(y) <==> y in x.")
{
    int found = with_key(rt, self, arg, set_contains);
    return found < 0 ? NULL : bool_new(rt, found);
}

METHOD(set_reduce, NOARGS, "__reduce__()", "Return state information for pickling.")
{
    Obj *items = list_from_iterable(rt, self), *args = items ? tuple_pack(rt, 1, items) : NULL;
    Obj *result = args ? tuple_pack(rt, 3, type_of(self), args, NONE(rt)) : NULL;
    xdecref(rt, items);
    xdecref(rt, args);
    return result;
}

METHOD(set_sizeof, NOARGS, "__sizeof__()", "S.__sizeof__() -> size of S in memory, in bytes")
{
    Set *s = (Set *)self;
    isize n = type_of(self)->basicsize;
    if (s->table != s->smalltable) n += (s->mask + 1) * (isize)sizeof(SetEntry);
    return int_new(rt, n);
}

/* ---- construction -------------------------------------------------------------------------------------------------------------------- */

static bool bind_iterable(Runtime *rt, Type *type, Obj *args, Obj *kwargs, const char *signature, const char *name, Obj **iterable)
{
    Args a;
    *iterable = NULL;
    if (kwargs && dict_len(kwargs) && (type == TYPE_OF(rt, SET) || type == TYPE_OF(rt, FROZENSET)))
        return args_no_keywords(rt, name, kwargs);
    if (!args_bind(rt, signature, CALL_POSITIONAL, args, NULL, &a)) return false;
    *iterable = a.obj[0];
    return true;
}

static OWN Obj *set_new_slot(Runtime *rt, Type *type, Obj *args UNUSED, Obj *kwargs UNUSED) { return set_alloc(rt, type); }

static bool set_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    Obj *iterable;
    if (!bind_iterable(rt, type_of(self), args, kwargs, "set(iterable=None, /)", "set", &iterable)) return false;
    if (set_len(self)) set_clear_all(rt, self);
    ((Set *)self)->hash = -1;
    return !iterable || set_update(rt, self, iterable);
}

static OWN Obj *set_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    isize n = vector_nargs(nargsf);
    if (kwnames && tuple_len(kwnames)) return err_type(rt, "%s() takes no keyword arguments", ((Type *)type)->name);
    if (n > 1) return err_type(rt, "%s expected at most 1 argument, got %zd", ((Type *)type)->name, n);
    if (n && type == (Obj *)TYPE_OF(rt, FROZENSET) && is_type(rt, args[0], FROZENSET)) return own(args[0]);
    return set_make(rt, (Type *)type, n ? args[0] : NULL);
}

static OWN Obj *frozenset_new_slot(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Obj *iterable;
    if (!bind_iterable(rt, type, args, kwargs, "frozenset(iterable=None, /)", "frozenset", &iterable)) return NULL;
    if (type == TYPE_OF(rt, FROZENSET) && iterable && is_type(rt, iterable, FROZENSET)) return own(iterable);
    return set_make(rt, type, iterable);
}

/* ---- iterator ------------------------------------------------------------------------------------------------------------------------- */

typedef struct SetIter {
    Obj o;
    Obj *set; /* NULL when exhausted */
    isize used, pos, left;
} SetIter;

static OWN Obj *set_iter(Runtime *rt, Obj *self)
{
    SetIter *it = (SetIter *)gc_new(rt, TYPE_OF(rt, SET_ITER));
    if (!it) return NULL;
    it->set = own(self);
    it->used = it->left = set_len(self);
    it->pos = 0;
    gc_track(rt, it);
    return &it->o;
}

static OWN Obj *iter_next_slot(Runtime *rt, Obj *self)
{
    SetIter *it = (SetIter *)self;
    Obj *key;
    if (!it->set) return NULL;
    if (it->used != set_len(it->set)) {
        it->used = -1; /* stays so: the iterator is of no more use */
        return err_format(rt, EXC_TYPE(rt, RuntimeError), "Set changed size during iteration");
    }
    if (set_next(it->set, &it->pos, &key, NULL)) {
        it->left--;
        return own(key);
    }
    CLEAR(rt, it->set);
    return NULL;
}

static void iter_dealloc(Runtime *rt, Obj *self)
{
    gc_untrack(self);
    xdecref(rt, ((SetIter *)self)->set);
    gc_obj_free(rt, self);
}

static int iter_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((SetIter *)self)->set, "set being iterated", -1);
    return 0;
}

METHOD(iter_length_hint, NOARGS, "__length_hint__()", "Private method returning an estimate of len(list(it)).")
{
    SetIter *it = (SetIter *)self;
    return int_new(rt, it->set && it->used == set_len(it->set) ? it->left : 0);
}

static const MethodDef *const iter_methods[] = {&iter_length_hint_def, NULL};

const Type set_iter_type = {
    .name = "set_iterator", .basicsize = sizeof(SetIter), .dealloc = iter_dealloc, .getattr = generic_getattr,
    .flags = TF_GC | TF_DISALLOW_NEW, .traverse = iter_traverse, .iter = obj_self, .next = iter_next_slot, .methods = iter_methods};

/* ---- the types -------------------------------------------------------------------------------------------------------------------------- */

static const NumberSlots set_number = {.subtract = set_sub, .and_ = set_and, .xor = set_xor, .or_ = set_or,
                                       .isubtract = set_isub, .iand = set_iand, .ixor = set_ixor, .ior = set_ior};
static const NumberSlots frozenset_number = {.subtract = set_sub, .and_ = set_and, .xor = set_xor, .or_ = set_or};
static const SeqSlots set_sequence = {.len = set_len_slot, .contains = set_contains_slot};

static const MethodDef *const set_methods[] = {&set_add_method_def, &set_clear_method_def, &set_contains_method_def,
    &set_copy_def, &set_discard_method_def, &set_difference_def, &set_difference_update_def, &set_intersection_def,
    &set_intersection_update_def, &set_isdisjoint_def, &set_issubset_def, &set_issuperset_def, &set_pop_def,
    &set_reduce_def, &set_remove_def, &set_sizeof_def, &set_symmetric_difference_def,
    &set_symmetric_difference_update_def, &set_union_def, &set_update_method_def, &class_getitem_def, NULL};

static const MethodDef *const frozenset_methods[] = {&set_contains_method_def, &frozenset_copy_def, &set_difference_def,
    &set_intersection_def, &set_isdisjoint_def, &set_issubset_def, &set_issuperset_def, &set_reduce_def,
    &set_sizeof_def, &set_symmetric_difference_def, &set_union_def, &class_getitem_def, NULL};

const Type set_type = {
    .name = "set", .basicsize = sizeof(Set), .dealloc = set_dealloc, .blocks = set_blocks, .check = set_check,
    .repr = set_repr, .number = &set_number, .sequence = &set_sequence,
    .getattr = generic_getattr, .flags = TF_GC | TF_BASETYPE | TF_MATCH_SELF,
    .doc = "set() -> new empty set object\nset(iterable) -> new set object\n\nBuild an unordered collection of unique elements.",
    .traverse = set_traverse, .clear = set_clear_slot, .compare = set_compare, .weaklist_offset = offsetof(Set, weaklist),
    .iter = set_iter, .methods = set_methods, .init = set_init, .new_ = set_new_slot, .vectorcall = set_vectorcall};

const Type frozenset_type = {
    .name = "frozenset", .basicsize = sizeof(Set), .dealloc = set_dealloc, .blocks = set_blocks, .check = set_check,
    .repr = set_repr, .number = &frozenset_number, .sequence = &set_sequence, .hash = frozenset_hash,
    .getattr = generic_getattr, .flags = TF_GC | TF_BASETYPE | TF_MATCH_SELF,
    .doc = "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\nBuild an immutable unordered "
           "collection of unique elements.",
    .traverse = set_traverse, .clear = set_clear_slot, .compare = set_compare, .weaklist_offset = offsetof(Set, weaklist),
    .iter = set_iter, .methods = frozenset_methods, .new_ = frozenset_new_slot, .vectorcall = set_vectorcall};
