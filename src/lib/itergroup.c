/* itergroup.c - itertools that several iterators share: groupby with its groups, tee with its stored items. */
#include "lib/iterlib.h"

/* ---- groupby -------------------------------------------------------------------------------------------------------------- */

typedef struct GroupBy {
    Obj o;
    Obj *it, *keyfunc, *target, *key, *value;
    Obj *grouper; /* borrowed: the group that may go on */
} GroupBy;
FIELDS(groupby, "iterator", "key function", "key of the group", "key of the item", "item")

typedef struct Grouper {
    Obj o;
    Obj *parent, *target;
} Grouper;
FIELDS(grouper, "groupby", "key of the group")

static OWN Obj *groupby_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "groupby(iterable, key=None)", CALL_KEYWORDS, args, kwargs, &a)) return NULL;
    Obj *it = obj_iter(rt, a.obj[0]), *self = NULL;
    if (it) {
        Obj *parts[2] = {it, a.obj[1] ? own(a.obj[1]) : none_new(rt)};
        self = fields_new_take(rt, type, parts, 2);
    }
    args_done(rt, &a);
    return self;
}

/* Fetches the next item and its key. */
static bool groupby_step(Runtime *rt, GroupBy *g)
{
    Obj *value = type_of(g->it)->next(rt, g->it), *key;
    if (!value) return false;
    hold(rt, "item", value);
    key = is_none(rt, g->keyfunc) ? own(value) : obj_call1(rt, g->keyfunc, value);
    value = unhold(rt);
    if (!key) {
        decref(rt, value);
        return false;
    }
    SET_REF_TAKE(rt, g->value, value);
    SET_REF_TAKE(rt, g->key, key);
    return true;
}

static int same_keys(Runtime *rt, Obj *a, Obj *b)
{
    hold(rt, "key being compared", own(a));
    hold(rt, "key being compared", own(b));
    int same = obj_compare_bool(rt, a, b, CMP_EQ);
    drop_n(rt, 2);
    return same;
}

static OWN Obj *grouper_new(Runtime *rt, GroupBy *parent)
{
    Grouper *g = (Grouper *)gc_new(rt, TYPE_OF(rt, GROUPER));
    if (!g) return NULL;
    g->parent = own(parent);
    g->target = own(parent->target);
    parent->grouper = &g->o;
    gc_track(rt, g);
    return &g->o;
}

static OWN Obj *groupby_next(Runtime *rt, Obj *self)
{
    GroupBy *g = (GroupBy *)self;
    g->grouper = NULL;
    for (;;) {
        if (g->key && !g->target) break;
        if (g->key) {
            int same = same_keys(rt, g->target, g->key);
            if (same < 0) return NULL;
            if (!same) break;
        }
        if (!groupby_step(rt, g) || UNLIKELY(rt_poll(rt))) return NULL;
    }
    SET_REF_TAKE(rt, g->target, own(g->key));
    Obj *group = grouper_new(rt, g), *pair = group ? tuple_pack(rt, 2, g->key, group) : NULL;
    xdecref(rt, group);
    return pair;
}

static OWN Obj *grouper_next(Runtime *rt, Obj *self)
{
    Grouper *group = (Grouper *)self;
    GroupBy *g = (GroupBy *)group->parent;
    if (g->grouper != self) return NULL;
    if (!g->value && !groupby_step(rt, g)) return NULL;
    int same = same_keys(rt, group->target, g->key);
    if (same <= 0) return NULL;
    Obj *value = g->value;
    g->value = NULL;
    CLEAR(rt, g->key);
    return value;
}

static OWN Obj *grouper_make(Runtime *rt, Type *type UNUSED, Obj *args, Obj *kwargs)
{
    if (!plain_args(rt, type, TYPE_OF(rt, GROUPER), "_grouper", args, kwargs, 2, 2)) return NULL;
    if (!is_instance(tuple_peek(args, 0), TYPE_OF(rt, GROUPBY))) return err_type(rt, "_grouper() argument 1 must be itertools.groupby, not %T", tuple_peek(args, 0));
    GroupBy *parent = (GroupBy *)tuple_peek(args, 0);
    SET_REF_TAKE(rt, parent->target, own(tuple_peek(args, 1)));
    return grouper_new(rt, parent);
}

const Type groupby_type = {.name = "itertools.groupby", .doc = "make an iterator that returns consecutive keys and groups from the iterable\n\n"
    "  iterable\n    Elements to divide into groups according to the key function.\n  key\n    A function for computing the group category for each element.\n"
    "    If the key function is not specified or is None, the element itself\n    is used for grouping.",
    .basicsize = sizeof(GroupBy), .flags = TF_GC | TF_BASETYPE, ITERATOR_SLOTS(groupby), .new_ = groupby_new};
const Type grouper_type = {.name = "itertools._grouper", .basicsize = sizeof(Grouper), .flags = TF_GC, ITERATOR_SLOTS(grouper), .new_ = grouper_make};

/* ---- tee ------------------------------------------------------------------------------------------------------------------------

     tee --\
            >--> data: 57 items --> data: items ...     each tee knows its data and its place in it
     tee --/                                                                                                                     */

enum { TEE_ITEMS = 57 };
typedef struct TeeData {
    Obj o;
    Obj *it;
    Obj *next;
    int count, running;
    Obj *items[TEE_ITEMS];
} TeeData;
typedef struct Tee {
    Obj o;
    TeeData *data;
    int index;
    Obj *weaklist;
} Tee;

static OWN Obj *tee_data_new(Runtime *rt, Obj *it)
{
    TeeData *d = (TeeData *)gc_new(rt, TYPE_OF(rt, TEE_DATA));
    if (!d) return NULL;
    d->it = own(it);
    d->next = NULL;
    d->count = d->running = 0;
    gc_track(rt, d);
    return &d->o;
}

static int tee_data_traverse(Obj *o, Visit visit, void *ctx)
{
    const TeeData *d = (TeeData *)o;
    VISIT(d->it, "iterator", -1);
    for (int i = 0; i < d->count; i++) VISIT(d->items[i], "item", i);
    VISIT(d->next, "items that follow", -1);
    return 0;
}

static int tee_data_clear(Runtime *rt, Obj *o)
{
    TeeData *d = (TeeData *)o;
    CLEAR(rt, d->it);
    for (int i = 0; i < d->count; i++) CLEAR(rt, d->items[i]);
    d->count = 0;
    Obj *next = d->next; /* a long chain is taken apart here, not by one dealloc in another */
    d->next = NULL;
    while (next && is_type(rt, next, TEE_DATA) && next->refcnt == 1) {
        Obj *after = ((TeeData *)next)->next;
        ((TeeData *)next)->next = NULL;
        decref(rt, next);
        next = after;
    }
    xdecref(rt, next);
    return 0;
}

static void tee_data_dealloc(Runtime *rt, Obj *o)
{
    gc_untrack(o);
    tee_data_clear(rt, o);
    gc_obj_free(rt, o);
}

static OWN Obj *tee_item(Runtime *rt, TeeData *d, int i)
{
    if (i < d->count) return own(d->items[i]);
    if (d->running) return err_format(rt, EXC_TYPE(rt, RuntimeError), "cannot re-enter the tee iterator");
    d->running = 1;
    Obj *item = type_of(d->it)->next(rt, d->it);
    d->running = 0;
    if (!item) return NULL;
    d->items[d->count++] = item;
    return own(item);
}

static OWN Obj *tee_next(Runtime *rt, Obj *self)
{
    Tee *t = (Tee *)self;
    if (t->index >= TEE_ITEMS) {
        if (!t->data->next && !(t->data->next = tee_data_new(rt, t->data->it))) return NULL;
        TeeData *next = (TeeData *)own(t->data->next), *old = t->data;
        t->data = next;
        t->index = 0;
        decref(rt, old);
    }
    Obj *item = tee_item(rt, t->data, t->index);
    if (item) t->index++;
    return item;
}

static OWN Obj *tee_on_take(Runtime *rt, TAKE Obj *data, int index)
{
    if (!data) return NULL;
    hold(rt, "items of a tee", data);
    Tee *t = (Tee *)gc_new(rt, TYPE_OF(rt, TEE));
    data = unhold(rt);
    if (!t) {
        decref(rt, data);
        return NULL;
    }
    t->data = (TeeData *)data;
    t->index = index;
    t->weaklist = NULL;
    gc_track(rt, t);
    return &t->o;
}

static OWN Obj *tee_of(Runtime *rt, Obj *iterable)
{
    Obj *it = obj_iter(rt, iterable), *tee;
    if (!it) return NULL;
    if (is_type(rt, it, TEE)) {
        tee = tee_on_take(rt, own(((Tee *)it)->data), ((Tee *)it)->index);
    } else {
        hold(rt, "iterator", it);
        tee = tee_on_take(rt, tee_data_new(rt, it), 0);
        unhold(rt);
    }
    decref(rt, it);
    return tee;
}

static void tee_dealloc(Runtime *rt, Obj *o)
{
    Tee *t = (Tee *)o;
    gc_untrack(o);
    if (t->weaklist) weakrefs_clear(rt, o);
    CLEAR(rt, t->data);
    gc_obj_free(rt, o);
}

static int tee_traverse(Obj *o, Visit visit, void *ctx)
{
    VISIT(((Tee *)o)->data, "stored items", -1);
    return 0;
}

static OWN Obj *tee_make(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    return plain_args(rt, type, TYPE_OF(rt, TEE), "_tee", args, kwargs, 1, 1) ? tee_of(rt, tuple_peek(args, 0)) : NULL;
}

METHOD(tee_copy, NOARGS, "__copy__()", "Returns an independent iterator.")
{
    return tee_on_take(rt, own(((Tee *)self)->data), ((Tee *)self)->index);
}

static const MethodDef *const tee_methods[] = {&tee_copy_def, NULL};

const Type tee_data_type = {.name = "itertools._tee_dataobject", .doc = "Data container common to multiple tee objects.", .basicsize = sizeof(TeeData),
    .flags = TF_GC | TF_DISALLOW_NEW, .dealloc = tee_data_dealloc, .traverse = tee_data_traverse, .clear = tee_data_clear, .getattr = generic_getattr};
const Type tee_type = {.name = "itertools._tee", .doc = "Iterator wrapped to make it copyable.", .basicsize = sizeof(Tee), .flags = TF_GC,
    .dealloc = tee_dealloc, .traverse = tee_traverse, .getattr = generic_getattr, .weaklist_offset = offsetof(Tee, weaklist),
    .iter = obj_self, .next = tee_next, .methods = tee_methods, .new_ = tee_make};

METHOD(iter_tee, POSITIONAL, "tee(iterable, n: int=2, /)", "Returns a tuple of n independent iterators.")
{
    isize n = a->given > 1 ? a->i[1] : 2;
    if (n < 0) return err_value(rt, "n must be >= 0");
    Obj *tees = tuple_new(rt, n);
    if (!tees || n == 0) return tees;
    hold(rt, "tees", tees);
    Obj *it = obj_iter(rt, a->obj[0]);
    hold(rt, "iterator", it);
    bool ok = it && (tuple_items(tees)[0] = is_type(rt, it, TEE) ? own(it) : tee_of(rt, it)) != NULL;
    for (isize i = 1; ok && i < n; i++) {
        Tee *first = (Tee *)tuple_peek(tees, 0);
        ok = (tuple_items(tees)[i] = tee_on_take(rt, own(first->data), first->index)) != NULL;
    }
    drop(rt);
    tees = unhold(rt);
    if (!ok) CLEAR(rt, tees);
    return tees;
}

const MethodDef *const iter_functions[] = {&iter_tee_def, NULL};
