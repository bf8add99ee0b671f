/* itertools.c - the module itertools: iterators that pass on, select, count and combine step by step.  Those that arrange the
   items of whole pools are in itercombine.c, groupby and tee in itergroup.c. */
#include "lib/iterlib.h"

static OWN Obj *next_of(Runtime *rt, Obj *it) { return type_of(it)->next(rt, it); }

/* ---- accumulate ------------------------------------------------------------------------------------------------------- */

typedef struct Accumulate {
    Obj o;
    Obj *it, *total, *function, *initial;
} Accumulate;
FIELDS(accumulate, "iterator", "total so far", "function", "initial value")

static OWN Obj *accumulate_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "accumulate(iterable, func=None, *, initial=None)", CALL_KEYWORDS, args, kwargs, &a)) return NULL;
    Obj *it = obj_iter(rt, a.obj[0]), *self = it ? fields_new_take(rt, type, &it, 1) : NULL;
    if (self && a.obj[1] && !is_none(rt, a.obj[1])) ((Accumulate *)self)->function = own(a.obj[1]);
    if (self && a.obj[2] && !is_none(rt, a.obj[2])) ((Accumulate *)self)->initial = own(a.obj[2]);
    args_done(rt, &a);
    return self;
}

static OWN Obj *accumulate_next(Runtime *rt, Obj *self)
{
    Accumulate *a = (Accumulate *)self;
    if (a->initial) {
        a->total = a->initial;
        a->initial = NULL;
        return own(a->total);
    }
    Obj *item = next_of(rt, a->it);
    if (!item) return NULL;
    if (!a->total) {
        a->total = own(item);
        return item;
    }
    hold(rt, "item being added", item);
    Obj *total = a->function ? obj_call2(rt, a->function, a->total, item) : number_binary(rt, a->total, item, NB_ADD);
    drop(rt);
    if (!total) return NULL;
    SET_REF_TAKE(rt, a->total, own(total));
    return total;
}

const Type accumulate_type = {.name = "itertools.accumulate", .doc = "Return series of accumulated sums (or other binary function results).",
    .basicsize = sizeof(Accumulate), .flags = TF_GC | TF_BASETYPE, ITERATOR_SLOTS(accumulate), .new_ = accumulate_new};

/* ---- chain ---------------------------------------------------------------------------------------------------------------- */

typedef struct Chain {
    Obj o;
    Obj *source, *active;
} Chain;
FIELDS(chain, "iterator of iterables", "iterator")

static OWN Obj *chain_of_take(Runtime *rt, Type *type, TAKE Obj *source) { return source ? fields_new_take(rt, type, &source, 1) : NULL; }

static OWN Obj *chain_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    if (type == TYPE_OF(rt, CHAIN) && !args_no_keywords(rt, "chain", kwargs)) return NULL;
    return chain_of_take(rt, type, obj_iter(rt, args));
}

CLASS_METHOD(chain_from_iterable, ONE, "from_iterable(iterable, /)",
             "Alternative chain() constructor taking a single iterable argument that evaluates lazily.")
{
    return chain_of_take(rt, (Type *)self, obj_iter(rt, arg));
}

static OWN Obj *chain_next(Runtime *rt, Obj *self)
{
    Chain *c = (Chain *)self;
    while (c->source) {
        if (!c->active) {
            Obj *iterable = next_of(rt, c->source);
            if (!iterable) {
                CLEAR(rt, c->source);
                return NULL;
            }
            hold(rt, "next iterable", iterable);
            c->active = obj_iter(rt, iterable);
            drop(rt);
            if (!c->active) {
                CLEAR(rt, c->source);
                return NULL;
            }
        }
        Obj *item = next_of(rt, c->active);
        if (item) return item;
        if (err_pending(rt) && !err_clear_if(rt, EXC_TYPE(rt, StopIteration))) return NULL;
        CLEAR(rt, c->active);
        if (UNLIKELY(rt_poll(rt))) return NULL;
    }
    return NULL;
}

static const MethodDef *const chain_methods[] = {&chain_from_iterable_def, &class_getitem_def, NULL};

const Type chain_type = {.name = "itertools.chain", .doc = "chain(*iterables) --> chain object\n\nReturn a chain object whose "
    ".__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until "
    "all of the iterables are exhausted.", .basicsize = sizeof(Chain), .flags = TF_GC | TF_BASETYPE, ITERATOR_SLOTS(chain),
    .methods = chain_methods, .new_ = chain_new};

/* ---- compress ------------------------------------------------------------------------------------------------------------- */

typedef struct Compress {
    Obj o;
    Obj *data, *selectors;
} Compress;
FIELDS(compress, "iterator over data", "iterator over selectors")

static OWN Obj *compress_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "compress(data, selectors)", CALL_KEYWORDS, args, kwargs, &a)) return NULL;
    Obj *parts[2] = {obj_iter(rt, a.obj[0]), NULL}, *self = NULL;
    hold(rt, "iterator over data", parts[0]);
    if (parts[0]) parts[1] = obj_iter(rt, a.obj[1]);
    unhold(rt);
    if (parts[1]) self = fields_new_take(rt, type, parts, 2);
    else xdecref(rt, parts[0]);
    args_done(rt, &a);
    return self;
}

static OWN Obj *compress_next(Runtime *rt, Obj *self)
{
    Compress *c = (Compress *)self;
    for (Obj *item; (item = next_of(rt, c->data)) != NULL;) {
        hold(rt, "item", item);
        Obj *selector = next_of(rt, c->selectors);
        hold(rt, "selector", selector);
        int truth = selector ? obj_truth(rt, selector) : -1;
        drop(rt);
        if (truth > 0) return unhold(rt);
        drop(rt);
        if (truth < 0 || UNLIKELY(rt_poll(rt))) return NULL;
    }
    return NULL;
}

const Type compress_type = {.name = "itertools.compress", .doc = "Return data elements corresponding to true selector elements.",
    .basicsize = sizeof(Compress), .flags = TF_GC | TF_BASETYPE, ITERATOR_SLOTS(compress), .new_ = compress_new};

/* ---- count ------------------------------------------------------------------------------------------------------------------ */

typedef struct Count {
    Obj o;
    Obj *value; /* NULL while it fits next */
    Obj *step;
    isize next;
} Count;
FIELDS(count, "next value", "step")

static OWN Obj *count_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "count(start=0, step=1)", CALL_KEYWORDS, args, kwargs, &a)) return NULL;
    Obj *start = a.obj[0], *step = a.obj[1], *self = NULL;
    if ((start && !obj_is_number(start) && !is_instance(start, TYPE_OF(rt, COMPLEX))) ||
        (step && !obj_is_number(step) && !is_instance(step, TYPE_OF(rt, COMPLEX)))) {
        err_type(rt, "a number is required");
    } else {
        isize first = 0;
        bool fast = (!start || is_type(rt, start, INT)) && (!step || (is_int(step) && int_is_compact(step) && int_compact_value(step) == 1));
        if (fast && start && (!int_to_isize(rt, start, &first) || first == PTRDIFF_MAX)) {
            err_clear(rt);
            fast = false;
        }
        Obj *parts[2] = {fast ? NULL : start ? own(start) : int_new(rt, 0), step ? own(step) : int_new(rt, 1)};
        self = fast ? fields_new_take(rt, type, parts + 1, 1) : fields_new_take(rt, type, parts, 2);
        if (self && fast) {
            Count *c = (Count *)self;
            c->step = c->value;
            c->value = NULL;
            c->next = first;
        }
    }
    args_done(rt, &a);
    return self;
}

static OWN Obj *count_next(Runtime *rt, Obj *self)
{
    Count *c = (Count *)self;
    if (!c->value && c->next < PTRDIFF_MAX) return int_new(rt, c->next++);
    if (!c->value && !(c->value = int_new(rt, PTRDIFF_MAX))) return NULL;
    Obj *stepped = number_binary(rt, c->value, c->step, NB_ADD), *value = c->value;
    if (!stepped) return NULL;
    c->value = stepped;
    return value;
}

static OWN Obj *count_repr(Runtime *rt, Obj *self)
{
    const Count *c = (Count *)self;
    const char *name = strrchr(type_of(self)->name, '.');
    name = name ? name + 1 : type_of(self)->name;
    if (!c->value) return str_format(rt, "%s(%zd)", name, c->next);
    if (is_int(c->step) && int_is_compact(c->step) && int_compact_value(c->step) == 1) return str_format(rt, "%s(%R)", name, c->value);
    return str_format(rt, "%s(%R, %R)", name, c->value, c->step);
}

METHOD(count_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    const Count *c = (Count *)self;
    Obj *value = c->value ? own(c->value) : int_new(rt, c->next), *args = NULL, *result = NULL;
    if (value) args = c->value ? tuple_pack(rt, 2, value, c->step) : tuple_pack(rt, 1, value);
    if (args) result = tuple_pack(rt, 2, type_of(self), args);
    xdecref(rt, value);
    xdecref(rt, args);
    return result;
}

static const MethodDef *const count_methods[] = {&count_reduce_def, NULL};

const Type count_type = {.name = "itertools.count", .doc = "Return a count object whose .__next__() method returns consecutive values.",
    .basicsize = sizeof(Count), .flags = TF_GC | TF_BASETYPE, .repr = count_repr, ITERATOR_SLOTS(count), .methods = count_methods,
    .new_ = count_new};

/* ---- cycle ------------------------------------------------------------------------------------------------------------------ */

typedef struct Cycle {
    Obj o;
    Obj *it; /* NULL after the first round */
    Obj *saved;
    isize index;
    void *unused;
} Cycle;
FIELDS(cycle, "iterator", "items seen")

static OWN Obj *cycle_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    if (!plain_args(rt, type, TYPE_OF(rt, CYCLE), "cycle", args, kwargs, 1, 1)) return NULL;
    Obj *parts[2] = {obj_iter(rt, tuple_peek(args, 0)), NULL};
    if (!parts[0]) return NULL;
    hold(rt, "iterator", parts[0]);
    parts[1] = list_new(rt, 0);
    unhold(rt);
    return fields_new_take(rt, type, parts, 2);
}

static OWN Obj *cycle_next(Runtime *rt, Obj *self)
{
    Cycle *c = (Cycle *)self;
    if (c->it) {
        Obj *item = next_of(rt, c->it);
        if (item) {
            if (list_append(rt, c->saved, item)) return item;
            decref(rt, item);
            return NULL;
        }
        if (err_pending(rt) && !err_clear_if(rt, EXC_TYPE(rt, StopIteration))) return NULL;
        CLEAR(rt, c->it);
    }
    if (list_len(c->saved) == 0) return NULL;
    Obj *item = own(list_peek(c->saved, c->index));
    if (++c->index >= list_len(c->saved)) c->index = 0;
    return item;
}

const Type cycle_type = {.name = "itertools.cycle", .doc = "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
    .basicsize = sizeof(Cycle), .flags = TF_GC | TF_BASETYPE, ITERATOR_SLOTS(cycle), .new_ = cycle_new};

/* ---- dropwhile, takewhile, filterfalse, starmap: a function and an iterator ----------------------------------------------------- */

typedef struct Applied {
    Obj o;
    Obj *function, *it;
    isize state; /* dropwhile, takewhile: whether the turning point was passed */
} Applied;
FIELDS(applied, "function", "iterator")

static OWN Obj *applied_new(Runtime *rt, Type *type, Obj *args)
{
    Obj *it = obj_iter(rt, tuple_peek(args, 1));
    if (!it) return NULL;
    Obj *parts[2] = {own(tuple_peek(args, 0)), it};
    return fields_new_take(rt, type, parts, 2);
}

/* What the function says of an item, which is held meanwhile: 1, 0, -1. */
static int passes(Runtime *rt, Obj *function, Obj *item)
{
    hold(rt, "item being tested", item);
    Obj *answer = obj_call1(rt, function, item);
    hold(rt, "answer", answer);
    int truth = answer ? obj_truth(rt, answer) : -1;
    drop(rt);
    unhold(rt);
    return truth;
}

static OWN Obj *dropwhile_next(Runtime *rt, Obj *self)
{
    Applied *a = (Applied *)self;
    for (Obj *item; (item = next_of(rt, a->it)) != NULL;) {
        if (a->state) return item;
        int truth = passes(rt, a->function, item);
        if (truth == 0) {
            a->state = 1;
            return item;
        }
        decref(rt, item);
        if (truth < 0 || UNLIKELY(rt_poll(rt))) return NULL;
    }
    return NULL;
}

static OWN Obj *takewhile_next(Runtime *rt, Obj *self)
{
    Applied *a = (Applied *)self;
    Obj *item = a->state ? NULL : next_of(rt, a->it);
    if (!item) return NULL;
    int truth = passes(rt, a->function, item);
    if (truth > 0) return item;
    decref(rt, item);
    if (truth == 0) a->state = 1;
    return NULL;
}

static OWN Obj *filterfalse_next(Runtime *rt, Obj *self)
{
    Applied *a = (Applied *)self;
    bool plain = is_none(rt, a->function) || a->function == (Obj *)TYPE_OF(rt, BOOL);
    for (Obj *item; (item = next_of(rt, a->it)) != NULL;) {
        int truth;
        if (plain) {
            hold(rt, "item being tested", item);
            truth = obj_truth(rt, item);
            unhold(rt);
        } else {
            truth = passes(rt, a->function, item);
        }
        if (truth == 0) return item;
        decref(rt, item);
        if (truth < 0 || UNLIKELY(rt_poll(rt))) return NULL;
    }
    return NULL;
}

static OWN Obj *starmap_next(Runtime *rt, Obj *self)
{
    Applied *a = (Applied *)self;
    Obj *args = next_of(rt, a->it);
    if (args && !is_type(rt, args, TUPLE)) {
        hold(rt, "arguments", args);
        Obj *tuple = drop_keep(rt, 1, tuple_from_iterable(rt, args));
        args = tuple;
    }
    if (!args) return NULL;
    hold(rt, "arguments", args);
    return drop_keep(rt, 1, obj_call(rt, a->function, args, NULL));
}

#define APPLIED(name_, ID, size, text)                                                                                      \
    static OWN Obj *name_##_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)                                             \
    {                                                                                                                       \
        return plain_args(rt, type, TYPE_OF(rt, ID), #name_, args, kwargs, 2, 2) ? applied_new(rt, type, args) : NULL;       \
    }                                                                                                                       \
    const Type name_##_type = {.name = "itertools." #name_, .doc = text, .basicsize = size, .flags = TF_GC | TF_BASETYPE,     \
                              FIELDS_SLOTS(applied), .iter = obj_self, .next = name_##_next, .new_ = name_##_new};
APPLIED(dropwhile, DROPWHILE, sizeof(Applied), "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the iterable is exhausted.")
APPLIED(takewhile, TAKEWHILE, sizeof(Applied), "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.")
APPLIED(filterfalse, FILTERFALSE, offsetof(Applied, state), "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that are false.")
APPLIED(starmap, STARMAP, offsetof(Applied, state), "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.")

/* ---- islice -------------------------------------------------------------------------------------------------------------------- */

typedef struct Islice {
    Obj o;
    Obj *it; /* NULL when exhausted */
    isize next, stop, step, seen;
} Islice;
FIELDS(islice, "iterator")

/* A bound: None keeps *out; false: ValueError with [message]. */
static bool islice_bound(Runtime *rt, Obj *o, isize *out, isize least, const char *message)
{
    if (is_none(rt, o)) return true;
    bool ok = obj_has_index(o) && number_as_isize(rt, o, EXC_TYPE(rt, OverflowError), out) && *out >= least;
    if (ok) return true;
    err_clear(rt);
    return err_value(rt, "%s", message);
}

static OWN Obj *islice_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    static const char bounds[] = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    if (!plain_args(rt, type, TYPE_OF(rt, ISLICE), "islice", args, kwargs, 2, 4)) return NULL;
    isize start = 0, stop = -1, step = 1, n = tuple_len(args);
    bool only_stop = n == 2;
    if (only_stop) {
        if (!islice_bound(rt, tuple_peek(args, 1), &stop, 0, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")) return NULL;
    } else {
        if (!islice_bound(rt, tuple_peek(args, 2), &stop, 0, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")) return NULL;
        if (!islice_bound(rt, tuple_peek(args, 1), &start, 0, bounds)) return NULL;
        if (n > 3 && !islice_bound(rt, tuple_peek(args, 3), &step, 1, "Step for islice() must be a positive integer or None.")) return NULL;
    }
    Obj *it = obj_iter(rt, tuple_peek(args, 0)), *self = it ? fields_new_take(rt, type, &it, 1) : NULL;
    if (!self) return NULL;
    Islice *s = (Islice *)self;
    s->next = start;
    s->stop = stop;
    s->step = step;
    return self;
}

static OWN Obj *islice_next(Runtime *rt, Obj *self)
{
    Islice *s = (Islice *)self;
    if (!s->it) return NULL;
    while (s->seen < s->next && (s->stop < 0 || s->seen < s->stop)) {
        Obj *skipped = next_of(rt, s->it);
        if (!skipped) goto empty;
        decref(rt, skipped);
        s->seen++;
        if (UNLIKELY(rt_poll(rt))) return NULL;
    }
    if (s->stop >= 0 && s->seen >= s->stop) goto empty;
    Obj *item = next_of(rt, s->it);
    if (!item) goto empty;
    s->seen++;
    s->next = s->next > PTRDIFF_MAX - s->step ? PTRDIFF_MAX : s->next + s->step;
    if (s->stop >= 0 && s->next > s->stop) s->next = s->stop;
    return item;
empty:
    CLEAR(rt, s->it);
    return NULL;
}

const Type islice_type = {.name = "itertools.islice", .doc = "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\n"
    "Return an iterator whose next() method returns selected values from an iterable.", .basicsize = sizeof(Islice),
    .flags = TF_GC | TF_BASETYPE, ITERATOR_SLOTS(islice), .new_ = islice_new};

/* ---- pairwise -------------------------------------------------------------------------------------------------------------------- */

typedef struct Pairwise {
    Obj o;
    Obj *it, *old;
} Pairwise;
FIELDS(pairwise, "iterator", "item before")

static OWN Obj *pairwise_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    if (!plain_args(rt, type, TYPE_OF(rt, PAIRWISE), "pairwise", args, kwargs, 1, 1)) return NULL;
    Obj *it = obj_iter(rt, tuple_peek(args, 0));
    return it ? fields_new_take(rt, type, &it, 1) : NULL;
}

static OWN Obj *pairwise_next(Runtime *rt, Obj *self)
{
    Pairwise *p = (Pairwise *)self;
    if (!p->it) return NULL;
    if (!p->old) {
        p->old = next_of(rt, p->it);
        if (!p->old) {
            CLEAR(rt, p->it);
            return NULL;
        }
    }
    Obj *item = next_of(rt, p->it), *pair;
    if (!item) {
        CLEAR(rt, p->it);
        CLEAR(rt, p->old);
        return NULL;
    }
    pair = tuple_pack(rt, 2, p->old, item);
    SET_REF_TAKE(rt, p->old, item);
    return pair;
}

const Type pairwise_type = {.name = "itertools.pairwise", .doc = "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ...",
    .basicsize = sizeof(Pairwise), .flags = TF_GC | TF_BASETYPE, ITERATOR_SLOTS(pairwise), .new_ = pairwise_new};

/* ---- repeat ------------------------------------------------------------------------------------------------------------------------ */

typedef struct Repeat {
    Obj o;
    Obj *element;
    isize left; /* -1: for ever */
} Repeat;
FIELDS(repeat, "element")

static OWN Obj *repeat_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "repeat(object, times: int=-1)", CALL_KEYWORDS, args, kwargs, &a)) return NULL;
    Obj *element = own(a.obj[0]), *self = fields_new_take(rt, type, &element, 1);
    bool forever = a.given < 2 && !(kwargs && dict_len(kwargs) && dict_get_str_peek(rt, kwargs, "times"));
    if (self) ((Repeat *)self)->left = forever ? -1 : a.i[1] < 0 ? 0 : a.i[1];
    args_done(rt, &a);
    return self;
}

static OWN Obj *repeat_next(Runtime *rt UNUSED, Obj *self)
{
    Repeat *r = (Repeat *)self;
    if (r->left == 0) return NULL;
    if (r->left > 0) r->left--;
    return own(r->element);
}

static OWN Obj *repeat_repr(Runtime *rt, Obj *self)
{
    const Repeat *r = (Repeat *)self;
    const char *name = strrchr(type_of(self)->name, '.');
    name = name ? name + 1 : type_of(self)->name;
    return r->left < 0 ? str_format(rt, "%s(%R)", name, r->element) : str_format(rt, "%s(%R, %zd)", name, r->element, r->left);
}

METHOD(repeat_length_hint, NOARGS, "__length_hint__()", "Private method returning an estimate of len(list(it)).")
{
    const Repeat *r = (Repeat *)self;
    return r->left < 0 ? err_type(rt, "len() of unsized object") : int_new(rt, r->left);
}

METHOD(repeat_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    const Repeat *r = (Repeat *)self;
    Obj *left = r->left < 0 ? NULL : int_new(rt, r->left), *args = NULL, *result = NULL;
    if (left || r->left < 0) args = left ? tuple_pack(rt, 2, r->element, left) : tuple_pack(rt, 1, r->element);
    if (args) result = tuple_pack(rt, 2, type_of(self), args);
    xdecref(rt, left);
    xdecref(rt, args);
    return result;
}

static const MethodDef *const repeat_methods[] = {&repeat_length_hint_def, &repeat_reduce_def, NULL};

const Type repeat_type = {.name = "itertools.repeat", .doc = "repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  If not specified, returns the object\nendlessly.",
    .basicsize = sizeof(Repeat), .flags = TF_GC | TF_BASETYPE, .repr = repeat_repr, ITERATOR_SLOTS(repeat), .methods = repeat_methods,
    .new_ = repeat_new};

/* ---- zip_longest -------------------------------------------------------------------------------------------------------------------- */

typedef struct ZipLongest {
    Obj o;
    Obj *its; /* tuple; NULL where one is exhausted */
    Obj *result, *fill;
    isize n, active;
} ZipLongest;
FIELDS(zip_longest, "iterators", "tuple handed out last", "fill value")

static OWN Obj *zip_longest_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Obj *fill = NONE(rt);
    if (kwargs && dict_len(kwargs)) {
        Obj *given = dict_get_str_peek(rt, kwargs, "fillvalue");
        if (!given || dict_len(kwargs) > 1) return err_pending(rt) ? NULL : err_type(rt, "zip_longest() got an unexpected keyword argument");
        fill = given;
    }
    isize n = tuple_len(args), i = 0;
    Obj *parts[3] = {tuple_new(rt, n)};
    hold(rt, "iterators being made", parts[0]);
    for (; parts[0] && i < n; i++)
        if (!(tuple_items(parts[0])[i] = obj_iter(rt, tuple_peek(args, i)))) break;
    if (parts[0] && i == n && (parts[1] = tuple_new(rt, n)))
        for (isize k = 0; k < n; k++) tuple_items(parts[1])[k] = none_new(rt);
    unhold(rt);
    parts[2] = own(fill);
    Obj *self = fields_new_take(rt, type, parts, 3);
    if (self) ((ZipLongest *)self)->n = ((ZipLongest *)self)->active = n;
    return self;
}

/* The next item of iterator [i], or the fill value; NULL: an exception, or all are exhausted. */
static OWN Obj *longest_item(Runtime *rt, ZipLongest *z, isize i)
{
    Obj **place = &tuple_items(z->its)[i], *item = *place ? next_of(rt, *place) : NULL;
    if (item) return item;
    if (*place) {
        z->active--;
        if (z->active == 0 || (err_pending(rt) && !err_clear_if(rt, EXC_TYPE(rt, StopIteration)))) {
            z->active = 0;
            return NULL;
        }
        CLEAR(rt, *place);
    }
    return own(z->fill);
}

static OWN Obj *zip_longest_next(Runtime *rt, Obj *self)
{
    ZipLongest *z = (ZipLongest *)self;
    if (z->n == 0 || z->active == 0) return NULL;
    bool reuse = z->result->refcnt == 1;
    Obj *result = reuse ? own(z->result) : tuple_new(rt, z->n);
    if (!result) return NULL;
    hold(rt, "tuple being zipped", result);
    for (isize i = 0; i < z->n; i++) {
        Obj *item = longest_item(rt, z, i);
        if (!item) {
            drop(rt);
            return NULL;
        }
        SET_REF_TAKE(rt, tuple_items(result)[i], item);
    }
    unhold(rt);
    if (reuse && !gc_is_tracked(result)) gc_track(rt, result);
    return result;
}

const Type zip_longest_type = {.name = "itertools.zip_longest", .doc = "zip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> zip_longest object\n\n"
    "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th iterable argument.",
    .basicsize = sizeof(ZipLongest), .flags = TF_GC | TF_BASETYPE, ITERATOR_SLOTS(zip_longest), .new_ = zip_longest_new};

/* ---- the module ------------------------------------------------------------------------------------------------------------------------ */

OWN Obj *itertools_module(Runtime *rt)
{
    static const struct {
        const char *name;
        enum TypeId id;
    } types[] = {{"accumulate", T_ACCUMULATE}, {"chain", T_CHAIN}, {"combinations", T_COMBINATIONS},
                 {"combinations_with_replacement", T_COMBINATIONS_R}, {"compress", T_COMPRESS}, {"count", T_COUNTER},
                 {"cycle", T_CYCLE}, {"dropwhile", T_DROPWHILE}, {"filterfalse", T_FILTERFALSE}, {"groupby", T_GROUPBY},
                 {"islice", T_ISLICE}, {"pairwise", T_PAIRWISE}, {"permutations", T_PERMUTATIONS}, {"product", T_PRODUCT},
                 {"repeat", T_REPEAT}, {"starmap", T_STARMAP}, {"takewhile", T_TAKEWHILE}, {"zip_longest", T_ZIP_LONGEST},
                 {"_tee", T_TEE}, {"_tee_dataobject", T_TEE_DATA}, {"_grouper", T_GROUPER}};
    Obj *module = module_make(rt, "itertools", "Functional tools for creating and using iterators.", iter_functions);
    for (size_t i = 0; module && i < COUNT_OF(types); i++)
        if (!module_add(rt, module, types[i].name, (Obj *)&rt->types[types[i].id])) CLEAR(rt, module);
    return module;
}
