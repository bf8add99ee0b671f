/* itercombine.c - itertools that arrange the items of pools: product, permutations, combinations.

   Each keeps the pool as a tuple, an array of indices into it (a KIND_CHUNK block), and the tuple handed out last, which is
   used again when nobody else kept it. */
#include "lib/iterlib.h"

typedef struct Arranged {
    Obj o;
    Obj *pool;   /* product: a tuple of pools */
    Obj *result; /* NULL before the first */
    isize *indices;
    int stopped;
    isize r;       /* not in product: it has as many as pools */
    isize *cycles; /* in permutations only */
} Arranged;
enum { PRODUCT_SIZE = offsetof(Arranged, r), SUBSETS_SIZE = offsetof(Arranged, cycles), PERMUTATIONS_SIZE = sizeof(Arranged) };

static const char *const roles[] = {"pool", "tuple handed out last"};

static int arranged_traverse(Obj *o, Visit visit, void *ctx) { return fields_traverse(o, roles, 2, visit, ctx); }

/* Which of the three layouts an instance has, its class being built in or not. */
static isize layout_of(const Obj *o)
{
    const Type *t = type_of(o);
    while (type_has(t, TF_HEAP)) t = t->base_type;
    return t->basicsize;
}

static void arranged_dealloc(Runtime *rt, Obj *o)
{
    Arranged *a = (Arranged *)o;
    gc_untrack(o);
    fields_clear(rt, o, 2);
    if (a->indices) mem_free(rt, a->indices);
    if (layout_of(o) == PERMUTATIONS_SIZE && a->cycles) mem_free(rt, a->cycles);
    gc_obj_free(rt, o);
}

/* The lengths of the two arrays. */
static isize index_count(const Obj *o)
{
    const Arranged *a = (Arranged *)(uintptr_t)o;
    return a->pool && layout_of(o) != SUBSETS_SIZE ? tuple_len(a->pool) : a->pool ? a->r : 0;
}
static isize cycle_count(const Obj *o) { return layout_of(o) == PERMUTATIONS_SIZE ? ((Arranged *)(uintptr_t)o)->r : 0; }

static void arranged_blocks(Obj *o, BlockVisit visit, void *ctx)
{
    const Arranged *a = (Arranged *)o;
    if (a->indices) visit(a->indices, (size_t)(index_count(o) ? index_count(o) : 1) * sizeof(isize), "indices", ctx);
    if (layout_of(o) == PERMUTATIONS_SIZE && a->cycles)
        visit(a->cycles, (size_t)(a->r ? a->r : 1) * sizeof(isize), "cycles", ctx);
}

static bool new_indices(Runtime *rt, isize **place, isize n)
{
    if (n > PTRDIFF_MAX / (isize)sizeof(isize)) return err_no_memory(rt);
    *place = mem_alloc(rt, (size_t)(n ? n : 1) * sizeof(isize), KIND_CHUNK);
    for (isize i = 0; *place && i < n; i++) (*place)[i] = 0;
    return *place != NULL;
}

/* The result tuple to be filled in: the old one when only we have it, else a copy. */
static OWN Obj *fresh_result(Runtime *rt, Arranged *a)
{
    Obj *old = a->result;
    if (old->refcnt > 1) {
        Obj *copy = tuple_from_array(rt, tuple_items(old), tuple_len(old));
        if (!copy) return NULL;
        SET_REF_TAKE(rt, a->result, copy);
    } else if (old != (Obj *)&rt->empty_tuple && !gc_is_tracked(old)) {
        gc_track(rt, old);
    }
    return a->result;
}

static void put(Runtime *rt, Obj *result, isize i, Obj *item) { SET_REF_TAKE(rt, tuple_items(result)[i], own(item)); }

/* The end: always NULL. */
static Obj *stop(Arranged *a)
{
    a->stopped = 1;
    return NULL;
}

METHOD(arranged_sizeof, NOARGS, "__sizeof__()", "Returns size in memory, in bytes.")
{
    return int_new(rt, type_of(self)->basicsize + (index_count(self) + cycle_count(self)) * (isize)sizeof(isize));
}

static const MethodDef *const methods[] = {&arranged_sizeof_def, NULL};

#define ARRANGED(name_, text, size)                                                                                       \
    const Type name_##_type = {.name = "itertools." #name_, .doc = text, .basicsize = size, .flags = TF_GC | TF_BASETYPE,   \
                               .dealloc = arranged_dealloc, .traverse = arranged_traverse, .blocks = arranged_blocks,     \
                               .getattr = generic_getattr, .iter = obj_self, .next = name_##_next, .methods = methods,    \
                               .new_ = name_##_new};

/* ---- product ------------------------------------------------------------------------------------------------------------ */

/* The keyword repeat=n. */
static bool repeat_of(Runtime *rt, Obj *kwargs, isize *repeat)
{
    *repeat = 1;
    if (!kwargs || !dict_len(kwargs)) return true;
    Args a;
    if (!args_bind(rt, "product(*, repeat: int=1)", CALL_NAMED, (Obj *)&rt->empty_tuple, kwargs, &a)) return false;
    *repeat = a.i[0];
    args_done(rt, &a);
    return *repeat >= 0 || (bool)err_value(rt, "repeat argument cannot be negative");
}

static OWN Obj *product_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    isize repeat, n = tuple_len(args);
    if (!repeat_of(rt, kwargs, &repeat)) return NULL;
    if (repeat == 0) n = 0;
    else if (n > PTRDIFF_MAX / (isize)sizeof(isize) / repeat) return err_format(rt, EXC_TYPE(rt, OverflowError), "repeat argument too large");
    Obj *pools = tuple_new(rt, n * repeat), *self;
    if (!pools) return NULL;
    hold(rt, "pools", pools);
    isize i = 0;
    for (; i < n; i++)
        if (!(tuple_items(pools)[i] = tuple_from_iterable(rt, tuple_peek(args, i)))) break;
    unhold(rt);
    if (i < n) {
        decref(rt, pools);
        return NULL;
    }
    for (; i < n * repeat; i++) tuple_items(pools)[i] = own(tuple_peek(pools, i - n));
    if (!(self = fields_new_take(rt, type, &pools, 1))) return NULL;
    Arranged *a = (Arranged *)self;
    if (!new_indices(rt, &a->indices, n * repeat)) CLEAR(rt, self);
    return self;
}

static Obj *product_first(Runtime *rt, Arranged *a)
{
    Obj *result = tuple_new(rt, tuple_len(a->pool));
    if (!result) return NULL;
    a->result = result;
    for (isize i = 0; i < tuple_len(a->pool); i++) {
        Obj *pool = tuple_peek(a->pool, i);
        if (tuple_len(pool) == 0) return stop(a);
        tuple_items(result)[i] = own(tuple_peek(pool, 0));
    }
    return result;
}

static OWN Obj *product_next(Runtime *rt, Obj *self)
{
    Arranged *a = (Arranged *)self;
    if (a->stopped) return NULL;
    if (!a->result) return xown(product_first(rt, a));
    Obj *result = fresh_result(rt, a);
    isize i = tuple_len(a->pool) - 1;
    for (; result && i >= 0; i--) {
        Obj *pool = tuple_peek(a->pool, i);
        if (++a->indices[i] < tuple_len(pool)) {
            put(rt, result, i, tuple_peek(pool, a->indices[i]));
            break;
        }
        a->indices[i] = 0;
        put(rt, result, i, tuple_peek(pool, 0));
    }
    if (!result) return NULL;
    return i < 0 ? stop(a) : own(result);
}

ARRANGED(product, "product(*iterables, repeat=1) --> product object\n\nCartesian product of input iterables.  Equivalent to nested for-loops.",
         PRODUCT_SIZE)

/* ---- combinations --------------------------------------------------------------------------------------------------------- */

static OWN Obj *pool_new(Runtime *rt, Type *type, Obj *iterable, Arranged **out)
{
    Obj *pool = tuple_from_iterable(rt, iterable), *self = pool ? fields_new_take(rt, type, &pool, 1) : NULL;
    *out = (Arranged *)self;
    return self;
}

static OWN Obj *subsets_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs, const char *signature, bool repeats)
{
    Args b;
    Arranged *a;
    if (!args_bind(rt, signature, CALL_KEYWORDS, args, kwargs, &b)) return NULL;
    Obj *self = pool_new(rt, type, b.obj[0], &a);
    if (self && b.i[1] < 0) {
        err_value(rt, "r must be non-negative");
        CLEAR(rt, self);
    }
    if (self && !new_indices(rt, &a->indices, b.i[1])) CLEAR(rt, self);
    if (self) {
        isize n = tuple_len(a->pool);
        a->r = b.i[1];
        a->stopped = repeats ? n == 0 && a->r > 0 : a->r > n;
        for (isize i = 0; !repeats && i < a->r; i++) a->indices[i] = i;
    }
    args_done(rt, &b);
    return self;
}

static OWN Obj *combinations_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    return subsets_new(rt, type, args, kwargs, "combinations(iterable, r: int)", false);
}

static OWN Obj *combinations_with_replacement_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    return subsets_new(rt, type, args, kwargs, "combinations_with_replacement(iterable, r: int)", true);
}

static Obj *indexed_first(Runtime *rt, Arranged *a)
{
    Obj *result = tuple_new(rt, a->r);
    if (!result) return NULL;
    for (isize i = 0; i < a->r; i++) tuple_items(result)[i] = own(tuple_peek(a->pool, a->indices[i]));
    return a->result = result;
}

static OWN Obj *combinations_next(Runtime *rt, Obj *self)
{
    Arranged *a = (Arranged *)self;
    if (a->stopped) return NULL;
    if (!a->result) return xown(indexed_first(rt, a));
    Obj *result = fresh_result(rt, a);
    if (!result) return NULL;
    isize n = tuple_len(a->pool), i = a->r - 1;
    while (i >= 0 && a->indices[i] == i + n - a->r) i--;
    if (i < 0) return stop(a);
    a->indices[i]++;
    for (isize k = i + 1; k < a->r; k++) a->indices[k] = a->indices[k - 1] + 1;
    for (; i < a->r; i++) put(rt, result, i, tuple_peek(a->pool, a->indices[i]));
    return own(result);
}

static OWN Obj *combinations_with_replacement_next(Runtime *rt, Obj *self)
{
    Arranged *a = (Arranged *)self;
    if (a->stopped) return NULL;
    if (!a->result) return xown(indexed_first(rt, a));
    Obj *result = fresh_result(rt, a);
    if (!result) return NULL;
    isize n = tuple_len(a->pool), i = a->r - 1;
    while (i >= 0 && a->indices[i] == n - 1) i--;
    if (i < 0) return stop(a);
    isize index = a->indices[i] + 1;
    for (; i < a->r; i++) {
        a->indices[i] = index;
        put(rt, result, i, tuple_peek(a->pool, index));
    }
    return own(result);
}

ARRANGED(combinations, "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)",
         SUBSETS_SIZE)
ARRANGED(combinations_with_replacement, "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.",
         SUBSETS_SIZE)

/* ---- permutations --------------------------------------------------------------------------------------------------------- */

static OWN Obj *permutations_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args b;
    Arranged *a;
    if (!args_bind(rt, "permutations(iterable, r=None)", CALL_KEYWORDS, args, kwargs, &b)) return NULL;
    Obj *self = pool_new(rt, type, b.obj[0], &a), *length = b.obj[1];
    isize n = self ? tuple_len(a->pool) : 0, r = n;
    if (self && length && !is_none(rt, length)) {
        bool ok = is_int(length) ? int_to_isize(rt, length, &r) : (bool)err_type(rt, "Expected int as r");
        if (ok && r < 0) ok = err_value(rt, "r must be non-negative");
        if (!ok) CLEAR(rt, self);
    }
    if (self && (!new_indices(rt, &a->indices, n) || !new_indices(rt, &a->cycles, r))) CLEAR(rt, self);
    if (self) {
        a->r = r;
        a->stopped = r > n;
        for (isize i = 0; i < n; i++) a->indices[i] = i;
        for (isize i = 0; i < r; i++) a->cycles[i] = n - i;
    }
    args_done(rt, &b);
    return self;
}

static OWN Obj *permutations_next(Runtime *rt, Obj *self)
{
    Arranged *a = (Arranged *)self;
    if (a->stopped) return NULL;
    if (!a->result) return xown(indexed_first(rt, a));
    isize n = tuple_len(a->pool);
    if (n == 0) return stop(a);
    Obj *result = fresh_result(rt, a);
    if (!result) return NULL;
    for (isize i = a->r - 1; i >= 0; i--) {
        if (--a->cycles[i] == 0) {
            isize first = a->indices[i];
            for (isize k = i; k < n - 1; k++) a->indices[k] = a->indices[k + 1];
            a->indices[n - 1] = first;
            a->cycles[i] = n - i;
            continue;
        }
        isize k = n - a->cycles[i], swapped = a->indices[i];
        a->indices[i] = a->indices[k];
        a->indices[k] = swapped;
        for (; i < a->r; i++) put(rt, result, i, tuple_peek(a->pool, a->indices[i]));
        return own(result);
    }
    return stop(a);
}

ARRANGED(permutations, "Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)",
         PERMUTATIONS_SIZE)
