/* dictmethods.c - the dict type: how it dies, what it owns, its slots and methods. */
#include "object/alias.h"
#include "object/dictkeys.h"
#include "object/start.h"

/* ---- dying, the collector ------------------------------------------------------------------------------------------ */

/* Drops what the dict owns in order of insertion; the dict refers to what is left meanwhile. */
static void drop_contents(Runtime *rt, Dict *d)
{
    DictKeys *k = d->keys;
    if (!k) return;
    if (d->values) {
        for (isize i = 0; i < k->nentries; i++) CLEAR(rt, d->values->values[i]);
        values_free(rt, d->values);
        d->values = NULL;
    }
    keys_release(rt, k);
    d->keys = NULL;
}

/* The dict's own block, with nothing left in it. */
static inline void free_empty(Runtime *rt, Dict *d)
{
    FreeLists *f = &rt->free_lists;
    d->keys = NULL;
    d->used = 0;
    if (f->dict_count < FREE_DICTS && is_type(rt, d, DICT)) {
        f->dicts[f->dict_count++] = &d->o;
        EMIT(rt, KEPT, d, NULL, 0, 0);
    } else {
        gc_obj_free(rt, &d->o);
    }
}

static void dict_dealloc(Runtime *rt, Obj *o)
{
    Dict *d = (Dict *)o;
    gc_untrack(o);
    if (d->keys == EMPTY_KEYS) { /* nothing else dies with it */
        free_empty(rt, d);
        return;
    }
    int trash = trash_begin(rt, o, dict_dealloc);
    if (!trash) return;
    drop_contents(rt, d);
    free_empty(rt, d);
    trash_end(rt, trash);
}

static int traverse_entries(const DictKeys *k, Visit visit, void *ctx)
{
    if (keys_are_str(k)) {
        const StrEntry *e = keys_str_entries(k);
        for (isize i = 0; i < k->nentries; i++) {
            VISIT(e[i].value, "value", i);
            VISIT(e[i].key, "key", i);
        }
        return 0;
    }
    const DictEntry *e = keys_entries(k);
    for (isize i = 0; i < k->nentries; i++) {
        VISIT(e[i].value, "value", i);
        VISIT(e[i].key, "key", i);
    }
    return 0;
}

static int dict_traverse(Obj *o, Visit visit, void *ctx)
{
    const Dict *d = (const Dict *)o;
    DictKeys *k = d->keys;
    if (!k || k == EMPTY_KEYS) return 0;
    if (d->values)
        for (isize i = 0; i < k->nentries; i++) VISIT(d->values->values[i], "value", i);
    if (k->kind != KEYS_SPLIT) return traverse_entries(k, visit, ctx);
    return k->orphan ? keys_traverse(k, visit, ctx) : 0; /* a living class owns the keys */
}

static int dict_clear_slot(Runtime *rt, Obj *o)
{
    dict_clear(rt, o);
    return 0;
}

void dict_maybe_untrack(Runtime *rt, Obj *o)
{
    if (!is_type(rt, o, DICT) || !gc_is_tracked(o)) return;
    isize pos = 0;
    Obj *key, *value;
    while (dict_next(o, &pos, &key, &value, NULL))
        if (may_be_tracked(rt, value) || may_be_tracked(rt, key)) return;
    gc_untrack(o);
}

static void dict_blocks(Obj *o, BlockVisit visit, void *ctx)
{
    const Dict *d = (const Dict *)o;
    if (!d->keys || d->keys == EMPTY_KEYS) return;
    if (d->values)
        visit(values_prefix(d->values) - values_prefix_bytes(d->values), values_bytes(d->values, keys_shared_room(d->keys)),
              "values", ctx);
    if (d->keys->kind != KEYS_SPLIT || (d->keys->orphan && d->keys->refcnt == 1))
        visit(d->keys, keys_bytes(d->keys), "keys", ctx);
}

static const char *dict_check(Runtime *rt, Obj *o)
{
    const Dict *d = (const Dict *)o;
    const DictKeys *k = d->keys;
    if (!k) return d->used || d->values ? "a dict without a table is not empty" : NULL; /* dying */
    const char *wrong = keys_check(rt, k);
    if (wrong) return wrong;
    if (d->values && k->kind != KEYS_SPLIT) return "a dict has values apart but no shared keys";
    if (d->values) return values_check(rt, d->values, k, d->used);
    isize n = 0, pos = 0;
    Obj *key, *value;
    bool tracked = gc_is_tracked(o);
    while (dict_next(o, &pos, &key, &value, NULL)) {
        n++;
        if (!key) return "a dict's value has no key";
        if (value->refcnt <= 0) return "a dict's value is dead";
        /* A tuple that the collector stopped watching may be filled no more; anything else must be seen. */
        if (!tracked && o->refcnt > 0 && obj_is_gc(rt, value) && !is_type(rt, value, TUPLE))
            return "the collector does not watch a dict that holds a container";
    }
    return n == d->used ? NULL : "a dict's length and its entries disagree";
}

/* ---- slots --------------------------------------------------------------------------------------------------------- */

static isize dict_length(Runtime *rt UNUSED, Obj *d) { return dict_len(d); }

/* What [d]'s class answers for an absent key. */
static NOINLINE OWN Obj *missing(Runtime *rt, Obj *d, Obj *key)
{
    if (!is_type(rt, d, DICT)) {
        Obj *method = special_lookup(rt, d, id_(rt, __missing__));
        if (method) {
            hold(rt, "method being called", method);
            return drop_keep(rt, 1, obj_call1(rt, method, key));
        }
        if (err_pending(rt)) return NULL;
    }
    return err_key(rt, key);
}

static OWN Obj *dict_subscript(Runtime *rt, Obj *d, Obj *key)
{
    Obj *value = dict_get_peek(rt, d, key);
    if (LIKELY(value != NULL)) return own(value);
    return err_pending(rt) ? NULL : missing(rt, d, key);
}

static bool dict_set_subscript(Runtime *rt, Obj *d, Obj *key, Obj *value)
{
    return value ? dict_set(rt, d, key, value) : dict_del(rt, d, key);
}

static bool repr_entry(Runtime *rt, Obj *o, Buf *b)
{
    Obj *s = obj_repr(rt, o);
    if (!s) return false;
    bool ok = str_add_utf8(b, s);
    decref(rt, s);
    return ok || (err_no_memory(rt), false);
}

static bool repr_entries(Runtime *rt, Obj *d, Buf *b)
{
    isize pos = 0;
    Obj *key, *value;
    buf_char(b, '{');
    while (dict_next(d, &pos, &key, &value, NULL)) {
        if (b->len > 1) buf_str(b, ", ");
        hold(rt, "key being printed", own(key));
        hold(rt, "value being printed", own(value));
        bool ok = repr_entry(rt, key, b);
        buf_str(b, ": ");
        ok = ok && repr_entry(rt, value, b);
        drop_n(rt, 2);
        if (!ok || UNLIKELY(rt_poll(rt))) return false;
    }
    buf_char(b, '}');
    return !b->failed || (err_no_memory(rt), false);
}

static OWN Obj *dict_repr(Runtime *rt, Obj *d)
{
    int entered = repr_enter(rt, d);
    if (entered != 0) return entered > 0 ? str_from(rt, "{...}") : NULL;
    Buf b = {0};
    Obj *s = repr_entries(rt, d, &b) ? str_from_utf8(rt, b.data, b.len) : NULL;
    buf_free(&b);
    repr_leave(rt, d);
    return s;
}

/* Whether [b] has an equal value under [key]. */
static int entry_equal(Runtime *rt, Obj *b, Obj *key, Hash hash, Obj *value)
{
    hold(rt, "value being compared", own(value));
    hold(rt, "key being compared", own(key));
    Obj *other;
    int same = keys_index(rt, b, key, hash, &other) == DKIX_ERROR ? -1 : 0;
    if (other) {
        hold(rt, "value being compared", own(other));
        same = obj_compare_bool(rt, value, other, CMP_EQ);
        drop(rt);
    }
    drop_n(rt, 2);
    return same;
}

static int dict_equal(Runtime *rt, Obj *a, Obj *b)
{
    if (dict_len(a) != dict_len(b)) return 0;
    isize pos = 0;
    Obj *key, *value;
    Hash hash;
    while (dict_next(a, &pos, &key, &value, &hash)) {
        int same = entry_equal(rt, b, key, hash, value);
        if (same <= 0) return same;
    }
    return 1;
}

static OWN Obj *dict_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !is_dict(a) || !is_dict(b)) return own(&rt->not_implemented);
    int same = dict_equal(rt, a, b);
    return same < 0 ? NULL : bool_new(rt, same == (op == CMP_EQ));
}

OWN Obj *dict_iter(Runtime *rt, Obj *d) { return dictiter_new(rt, TYPE_OF(rt, DICT_KEY_ITER), d); }

static OWN Obj *dict_or(Runtime *rt, Obj *a, Obj *b)
{
    if (!is_dict(a) || !is_dict(b)) return own(&rt->not_implemented);
    Obj *d = dict_copy(rt, a);
    if (!d) return NULL;
    hold(rt, "union being made", d);
    bool ok = dict_update_from(rt, d, b);
    unhold(rt);
    if (!ok) CLEAR(rt, d);
    return d;
}

static OWN Obj *dict_ior(Runtime *rt, Obj *a, Obj *b) { return dict_update_from(rt, a, b) ? own(a) : NULL; }

/* ---- making from Python -------------------------------------------------------------------------------------------- */

/* An empty dict of [t]: a new block (dict() is not served by the free list), a plain one untracked. */
static OWN Obj *dict_alloc(Runtime *rt, Type *t, isize n UNUSED)
{
    Dict *d = (Dict *)gc_new(rt, t);
    if (!d) return NULL;
    d->used = 0;
    d->keys = EMPTY_KEYS;
    d->values = NULL;
    dict_touch(rt, d);
    return &d->o;
}

static OWN Obj *dict_make(Runtime *rt, Type *t, Obj *args UNUSED, Obj *kwargs UNUSED)
{
    Obj *o = t->alloc(rt, t, 0);
    if (!o) return NULL;
    Dict *d = (Dict *)o;
    d->keys = EMPTY_KEYS;
    d->values = NULL;
    d->used = 0;
    dict_touch(rt, d);
    if (t != TYPE_OF(rt, DICT) && !gc_is_tracked(o)) gc_track(rt, o);
    return o;
}

static bool one_at_most(Runtime *rt, const char *name, isize n)
{
    if (n <= 1) return true;
    err_type(rt, "%s expected at most 1 argument, got %zd", name, n);
    return false;
}

static bool names_are_str(Runtime *rt, Obj *kwargs)
{
    isize pos = 0;
    Obj *key;
    while (dict_next(kwargs, &pos, &key, NULL, NULL))
        if (!is_str(key)) return err_type(rt, "keywords must be strings"), false;
    return true;
}

static bool dict_init(Runtime *rt, Obj *d, Obj *args, Obj *kwargs)
{
    isize n = args ? tuple_len(args) : 0;
    if (!one_at_most(rt, "dict", n)) return false;
    if (n && !dict_update_from(rt, d, tuple_peek(args, 0))) return false;
    return !kwargs || (names_are_str(rt, kwargs) && dict_merge(rt, d, kwargs, 1));
}

static OWN Obj *dict_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    isize n = vector_nargs(nargsf);
    if (!one_at_most(rt, "dict", n)) return NULL;
    Obj *d = dict_make(rt, (Type *)type, NULL, NULL);
    if (!d) return NULL;
    hold(rt, "dict being made", d);
    bool ok = n == 0 || dict_update_from(rt, d, args[0]);
    for (isize i = 0; ok && kwnames && i < tuple_len(kwnames); i++) ok = dict_set(rt, d, tuple_peek(kwnames, i), args[n + i]);
    d = unhold(rt);
    if (!ok) CLEAR(rt, d);
    return d;
}

/* ---- methods ------------------------------------------------------------------------------------------------------- */

METHOD_COEXIST(dict_contains_method, ONE, "__contains__(key, /)", "Whether the dict has the key.")
{
    int found = dict_contains(rt, self, arg);
    return found < 0 ? NULL : bool_new(rt, found);
}

METHOD_COEXIST(dict_getitem_method, ONE, "__getitem__(key, /)", "The key's value: x.__getitem__(y) is x[y].")
{
    return dict_subscript(rt, self, arg);
}

METHOD(dict_sizeof, NOARGS, "__sizeof__()", "How many bytes the dict takes, its table included.")
{
    const Dict *d = (const Dict *)self;
    isize n = type_of(self)->basicsize;
    if (d->values) n += keys_shared_room(d->keys) * (isize)sizeof(Obj *);
    if (d->keys != EMPTY_KEYS && d->keys->refcnt == 1) n += (isize)keys_bytes(d->keys);
    return int_new(rt, n);
}

METHOD(dict_get_method, POSITIONAL, "get(key, default=None, /)", "The key's value, or default when the dict has no such key.")
{
    Obj *value = dict_get_peek(rt, self, a->obj[0]);
    if (value) return own(value);
    if (err_pending(rt)) return NULL;
    return a->obj[1] ? own(a->obj[1]) : none_new(rt);
}

METHOD(dict_setdefault_method, POSITIONAL, "setdefault(key, default=None, /)",
       "The key's value; when there is none, default is put there first.")
{
    return dict_set_default(rt, self, a->obj[0], a->obj[1] ? a->obj[1] : NONE(rt));
}

METHOD(dict_pop_method, POSITIONAL, "pop(key, default=missing, /)",
       "Takes the key out and returns its value.\n\nWithout such a key: default when given, else KeyError.")
{
    Obj *value;
    int found = dict_pop_key(rt, self, a->obj[0], &value);
    if (found) return value;
    if (a->obj[1]) return own(a->obj[1]);
    return err_key(rt, a->obj[0]);
}

/* The last entry goes out of the table into [pair]. */
static void pop_last(Runtime *rt, Dict *d, Obj *pair)
{
    DictKeys *k = d->keys;
    isize i = k->nentries - 1;
    Hash hash;
    Obj **to = tuple_items(pair);
    k->version = 0;
    if (keys_are_str(k)) {
        StrEntry *e = keys_str_entries(k);
        while (!e[i].value) i--;
        hash = ((const Str *)e[i].key)->hash;
        to[0] = e[i].key;
        to[1] = e[i].value;
        e[i] = (StrEntry){0};
    } else {
        DictEntry *e = keys_entries(k);
        while (!e[i].value) i--;
        hash = e[i].hash;
        to[0] = e[i].key;
        to[1] = e[i].value;
        e[i] = (DictEntry){0};
    }
    keys_put(k, (size_t)keys_find_place(k, hash, i), DKIX_DUMMY);
    k->nentries = i; /* the place in the table stays used up */
    d->used--;
    dict_touch(rt, d);
}

METHOD(dict_popitem, NOARGS, "popitem()",
       "Takes the newest entry out and returns it as a pair (key, value).\n\nKeyError when the dict is empty.")
{
    Dict *d = (Dict *)self;
    Obj *pair = tuple_new(rt, 2);
    if (!pair) return NULL;
    if (d->used == 0) {
        decref(rt, pair);
        return err_format(rt, EXC_TYPE(rt, KeyError), "popitem(): dictionary is empty");
    }
    if (d->keys->kind == KEYS_SPLIT && !dict_resize(rt, d, d->keys->log2_size, true)) {
        decref(rt, pair);
        return NULL;
    }
    pop_last(rt, d, pair);
    return pair;
}

METHOD(dict_keys_method, NOARGS, "keys()", "A view of the dict's keys, like a set.")
{
    return dictview_new(rt, TYPE_OF(rt, DICT_KEYS), self);
}

METHOD(dict_items_method, NOARGS, "items()", "A view of the dict's entries, like a set of pairs.")
{
    return dictview_new(rt, TYPE_OF(rt, DICT_ITEMS), self);
}

METHOD(dict_values_method, NOARGS, "values()", "A view of the dict's values.")
{
    return dictview_new(rt, TYPE_OF(rt, DICT_VALUES), self);
}

METHOD_COUNTED(dict_update_method, VECTOR, "update(other=None, /, **names)",
       "Puts the entries of a mapping, or of an iterable of pairs, and then the keywords into the dict.")
{
    isize nkw = kwnames ? tuple_len(kwnames) : 0;
    Obj *tuple = tuple_from_array(rt, args, nargs), *kwargs = NULL;
    if (tuple && nkw) kwargs = dict_from_items(rt, tuple_items(kwnames), 1, args + nargs, 1, nkw);
    hold(rt, "arguments", tuple);
    hold(rt, "keyword arguments", kwargs);
    bool ok = tuple && (kwargs || !nkw) && one_at_most(rt, "update", nargs);
    ok = ok && (!nargs || dict_update_from(rt, self, args[0]));
    ok = ok && (!nkw || (names_are_str(rt, kwargs) && dict_merge(rt, self, kwargs, 1)));
    drop_n(rt, 2);
    return ok ? none_new(rt) : NULL;
}

CLASS_METHOD(dict_fromkeys, POSITIONAL, "fromkeys(iterable, value=None, /)",
             "A new dict with the keys of the iterable, all with the same value.")
{
    return dict_from_keys(rt, self, a->obj[0], a->obj[1] ? a->obj[1] : NONE(rt));
}

METHOD(dict_clear_method, NOARGS, "clear()", "Takes all entries out.")
{
    dict_clear(rt, self);
    return none_new(rt);
}

METHOD(dict_copy_method, NOARGS, "copy()", "A new dict with the same keys and values.") { return dict_copy(rt, self); }

METHOD(dict_reversed, NOARGS, "__reversed__()", "An iterator over the keys, newest first.")
{
    return dictiter_new(rt, TYPE_OF(rt, DICT_REV_KEY_ITER), self);
}

static const MethodDef *const methods[] = {
    &dict_contains_method_def, &dict_getitem_method_def, &dict_sizeof_def,     &dict_get_method_def,
    &dict_setdefault_method_def, &dict_pop_method_def,   &dict_popitem_def,    &dict_keys_method_def,
    &dict_items_method_def,    &dict_values_method_def,  &dict_update_method_def, &dict_fromkeys_def,
    &dict_clear_method_def,    &dict_copy_method_def,    &dict_reversed_def,   &class_getitem_def, NULL,
};

static const NumberSlots number = {.or_ = dict_or, .ior = dict_ior};
static const SeqSlots sequence = {.contains = dict_contains};
static const MapSlots mapping = {.len = dict_length, .subscript = dict_subscript, .set_subscript = dict_set_subscript};

const Type dict_type = {
    .name = "dict",
    .doc = "A mapping that keeps its keys in order of insertion.\n\ndict() is empty; dict(mapping) and dict(iterable of "
           "pairs) have these entries,\ndict(name=value, ...) those of the keywords as well.",
    .basicsize = sizeof(Dict),
    .flags = TF_GC | TF_BASETYPE | TF_DICT | TF_MAPPING | TF_MATCH_SELF,
    .dealloc = dict_dealloc,
    .traverse = dict_traverse,
    .untrack = dict_maybe_untrack,
    .clear = dict_clear_slot,
    .blocks = dict_blocks,
    .check = dict_check,
    .repr = dict_repr,
    .compare = dict_compare,
    .number = &number,
    .sequence = &sequence,
    .mapping = &mapping,
    .getattr = generic_getattr,
    .iter = dict_iter,
    .methods = methods,
    .init = dict_init,
    .alloc = dict_alloc,
    .new_ = dict_make,
    .vectorcall = dict_vectorcall,
};
