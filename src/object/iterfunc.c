/* iterfunc.c - the iterators that combine others: zip, map, filter. */
#include <stdlib.h>
#include <string.h>

#include "object/seq.h"
#include "object/start.h"

/* iter() of [n] things from [args], as a tuple. */
static OWN Obj *iterators_of(Runtime *rt, Obj *const *args, isize n)
{
    Obj *its = tuple_new(rt, n);
    if (!its) return NULL;
    hold(rt, "iterators being made", its);
    isize i = 0;
    for (; i < n; i++)
        if (!(tuple_items(its)[i] = obj_iter(rt, args[i]))) break;
    its = unhold(rt);
    if (i < n) CLEAR(rt, its);
    return its;
}

/* ---- zip -------------------------------------------------------------------------------------------------------------------- */

typedef struct Zip {
    Obj o;
    isize n;
    Obj *its;    /* tuple of n iterators */
    Obj *result; /* the tuple handed out last, used again when nobody else kept it */
    int strict;
} Zip;

static OWN Obj *nones(Runtime *rt, isize n)
{
    Obj *t = tuple_new(rt, n);
    for (isize i = 0; t && i < n; i++) tuple_items(t)[i] = none_new(rt);
    return t;
}

static OWN Obj *zip_new(Runtime *rt, Type *type, Obj *const *args, isize n, bool strict)
{
    Obj *its = iterators_of(rt, args, n);
    if (!its) return NULL;
    hold(rt, "iterators to be zipped", its);
    Obj *result = nones(rt, n);
    hold(rt, "tuple to be handed out", result);
    Zip *z = result ? (Zip *)type->alloc(rt, type, 0) : NULL;
    result = unhold(rt);
    its = unhold(rt);
    if (!z) {
        xdecref(rt, result);
        decref(rt, its);
        return NULL;
    }
    z->its = its;
    z->n = n;
    z->result = result;
    z->strict = strict;
    return &z->o;
}

static OWN Obj *zip_make(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "zip(*, strict: bool=False)", CALL_NAMED, (Obj *)&rt->empty_tuple, kwargs, &a)) return NULL;
    Obj *o = zip_new(rt, type, tuple_items(args), tuple_len(args), a.i[0] != 0);
    args_done(rt, &a);
    return o;
}

static void *zip_complain(Runtime *rt, isize i, const char *how)
{
    return err_value(rt, "zip() argument %zd is %s than argument%s%zd", i + 1, how, i == 1 ? " " : "s 1-", i);
}

/* Iterator number [i] ended: with strict, the others must have ended, too.  Always NULL. */
static Obj *zip_end(Runtime *rt, Zip *z, isize i)
{
    if (!z->strict) return NULL;
    if (err_pending(rt) && !err_clear_if(rt, EXC_TYPE(rt, StopIteration))) return NULL;
    if (i) return zip_complain(rt, i, "shorter");
    for (i = 1; i < z->n; i++) {
        Obj *it = tuple_peek(z->its, i), *item = type_of(it)->next(rt, it);
        if (item) {
            decref(rt, item);
            return zip_complain(rt, i, "longer");
        }
        if (err_pending(rt) && !err_clear_if(rt, EXC_TYPE(rt, StopIteration))) return NULL;
    }
    return NULL;
}

/* Fills [result], held meanwhile, with the next items; the index of an iterator that ended, or n. */
static isize zip_fill(Runtime *rt, Zip *z, Obj *result)
{
    isize i = 0;
    hold(rt, "tuple being zipped", result);
    for (; i < z->n; i++) {
        Obj *it = tuple_peek(z->its, i), *item = type_of(it)->next(rt, it);
        if (!item) break;
        SET_REF_TAKE(rt, tuple_items(result)[i], item);
    }
    unhold(rt);
    return i;
}

static OWN Obj *zip_step(Runtime *rt, Obj *o)
{
    Zip *z = (Zip *)o;
    if (z->n == 0) return NULL;
    bool reuse = tuple_reusable(z->result);
    Obj *result = reuse ? own(z->result) : tuple_new(rt, z->n);
    if (!result) return NULL;
    isize i = zip_fill(rt, z, result);
    if (i < z->n) {
        decref(rt, result);
        return zip_end(rt, z, i);
    }
    if (reuse && !gc_is_tracked(result)) gc_track(rt, result);
    return result;
}

static void zip_dealloc(Runtime *rt, Obj *o)
{
    Zip *z = (Zip *)o;
    gc_untrack(o);
    int trash = trash_begin(rt, o, zip_dealloc);
    if (!trash) return;
    CLEAR(rt, z->its);
    CLEAR(rt, z->result);
    gc_obj_free(rt, o);
    trash_end(rt, trash);
}

static int zip_traverse(Obj *o, Visit visit, void *ctx)
{
    const Zip *z = (const Zip *)o;
    VISIT(z->its, "iterators", -1);
    VISIT(z->result, "tuple handed out last", -1);
    return 0;
}

METHOD(zip_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    const Zip *z = (const Zip *)self;
    return seq_reduce_take(rt, (Obj *)type_of(self), own(z->its), z->strict ? bool_new(rt, true) : NULL);
}

METHOD(zip_setstate, ONE, "__setstate__(state, /)", "Sets strict.")
{
    int strict = obj_truth(rt, arg);
    if (strict < 0) return NULL;
    ((Zip *)self)->strict = strict;
    return none_new(rt);
}

static const MethodDef *const zip_methods[] = {&zip_reduce_def, &zip_setstate_def, NULL};

const Type zip_type = {
    .name = "zip",
    .doc = "zip(*iterables, strict=False)\n\nTuples of the first items, the second items ... until the shortest iterable "
           "ends.\n\nstrict: raises ValueError unless all end together.",
    .basicsize = sizeof(Zip),
    .flags = TF_GC | TF_BASETYPE,
    .dealloc = zip_dealloc,
    .traverse = zip_traverse,
    .getattr = generic_getattr,
    .iter = obj_self,
    .next = zip_step,
    .methods = zip_methods,
    .new_ = zip_make,
};

/* ---- map --------------------------------------------------------------------------------------------------------------------- */

typedef struct Map {
    Obj o;
    Obj *its; /* tuple of iterators */
    Obj *func;
} Map;

static OWN Obj *map_new(Runtime *rt, Type *type, Obj *const *args, isize n)
{
    if (n < 2) return err_type(rt, "map() must have at least two arguments.");
    Obj *its = iterators_of(rt, args + 1, n - 1);
    if (!its) return NULL;
    hold(rt, "iterators to be mapped", its);
    Map *m = (Map *)type->alloc(rt, type, 0);
    its = unhold(rt);
    if (!m) {
        decref(rt, its);
        return NULL;
    }
    m->its = its;
    m->func = own(args[0]);
    return &m->o;
}

static OWN Obj *map_make(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    if (type == TYPE_OF(rt, MAP) && !args_no_keywords(rt, "map", kwargs)) return NULL;
    return map_new(rt, type, tuple_items(args), tuple_len(args));
}

static OWN Obj *map_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    return seq_no_kwnames(rt, "map", kwnames) ? map_new(rt, (Type *)type, args, vector_nargs(nargsf)) : NULL;
}

/* Calls the function with the next item of each iterator; [args], all NULL, has room for them. */
static OWN Obj *map_call(Runtime *rt, Map *m, Obj **args, isize n)
{
    int at = rt->hold_count;
    hold(rt, "map's result", NULL);
    hold_array(rt, "argument of map's function", args, n);
    isize i = 0;
    for (; i < n; i++) {
        Obj *it = tuple_peek(m->its, i);
        if (!(args[i] = type_of(it)->next(rt, it))) break;
    }
    if (i == n) rt->holds[at].ref = obj_vectorcall(rt, m->func, args, (size_t)n, NULL);
    for (isize k = 0; k < i; k++) CLEAR(rt, args[k]);
    unhold(rt);
    return unhold(rt);
}

static OWN Obj *map_step(Runtime *rt, Obj *o)
{
    Map *m = (Map *)o;
    Obj *few[5] = {NULL, NULL, NULL, NULL, NULL}, **args = few;
    isize n = tuple_len(m->its);
    if (n > (isize)COUNT_OF(few) && !(args = calloc((size_t)n, sizeof(Obj *)))) return err_no_memory(rt);
    Obj *result = map_call(rt, m, args, n);
    if (args != few) free(args);
    return result;
}

static void map_dealloc(Runtime *rt, Obj *o)
{
    Map *m = (Map *)o;
    gc_untrack(o);
    int trash = trash_begin(rt, o, map_dealloc);
    if (!trash) return;
    CLEAR(rt, m->its);
    CLEAR(rt, m->func);
    gc_obj_free(rt, o);
    trash_end(rt, trash);
}

static int map_traverse(Obj *o, Visit visit, void *ctx)
{
    const Map *m = (const Map *)o;
    VISIT(m->its, "iterators", -1);
    VISIT(m->func, "function", -1);
    return 0;
}

METHOD(map_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    const Map *m = (const Map *)self;
    isize n = tuple_len(m->its);
    Obj *args = tuple_new(rt, n + 1);
    if (!args) return NULL;
    tuple_items(args)[0] = own(m->func);
    for (isize i = 0; i < n; i++) tuple_items(args)[i + 1] = own(tuple_peek(m->its, i));
    return seq_reduce_take(rt, (Obj *)type_of(self), args, NULL);
}

static const MethodDef *const map_methods[] = {&map_reduce_def, NULL};

const Type map_type = {
    .name = "map",
    .doc = "map(function, iterable, *iterables)\n\nWhat the function returns for the first items, the second items ... until "
           "the shortest iterable ends.",
    .basicsize = sizeof(Map),
    .flags = TF_GC | TF_BASETYPE,
    .dealloc = map_dealloc,
    .traverse = map_traverse,
    .getattr = generic_getattr,
    .iter = obj_self,
    .next = map_step,
    .methods = map_methods,
    .new_ = map_make,
    .vectorcall = map_vectorcall,
};

/* ---- filter ------------------------------------------------------------------------------------------------------------------ */

typedef struct Filter {
    Obj o;
    Obj *func, *it;
} Filter;

static OWN Obj *filter_new(Runtime *rt, Type *type, Obj *const *args, isize n)
{
    if (!seq_check_count(rt, "filter", n, 2, 2)) return NULL;
    Obj *it = obj_iter(rt, args[1]);
    if (!it) return NULL;
    hold(rt, "iterator to be filtered", it);
    Filter *f = (Filter *)type->alloc(rt, type, 0);
    it = unhold(rt);
    if (!f) {
        decref(rt, it);
        return NULL;
    }
    f->func = own(args[0]);
    f->it = it;
    return &f->o;
}

static OWN Obj *filter_make(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    if (type == TYPE_OF(rt, FILTER) && !args_no_keywords(rt, "filter", kwargs)) return NULL;
    return filter_new(rt, type, tuple_items(args), tuple_len(args));
}

static OWN Obj *filter_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    return seq_no_kwnames(rt, "filter", kwnames) ? filter_new(rt, (Type *)type, args, vector_nargs(nargsf)) : NULL;
}

/* 1, 0, -1: whether the item stays, by the function or by its own truth. */
static int passes(Runtime *rt, const Filter *f, Obj *item)
{
    if (is_none(rt, f->func) || f->func == (Obj *)TYPE_OF(rt, BOOL)) return obj_truth(rt, item);
    Obj *answer = obj_call1(rt, f->func, item);
    if (!answer) return -1;
    hold(rt, "what filter's function answered", answer);
    int truth = obj_truth(rt, answer);
    drop(rt);
    return truth;
}

static OWN Obj *filter_step(Runtime *rt, Obj *o)
{
    Filter *f = (Filter *)o;
    NextFn next = type_of(f->it)->next;
    for (Obj *item; (item = next(rt, f->it)) != NULL;) {
        hold(rt, "item being filtered", item);
        int stays = passes(rt, f, item);
        if (stays > 0) return unhold(rt);
        drop(rt);
        if (stays < 0 || UNLIKELY(rt_poll(rt))) return NULL;
    }
    return NULL;
}

static void filter_dealloc(Runtime *rt, Obj *o)
{
    Filter *f = (Filter *)o;
    gc_untrack(o);
    int trash = trash_begin(rt, o, filter_dealloc);
    if (!trash) return;
    CLEAR(rt, f->func);
    CLEAR(rt, f->it);
    gc_obj_free(rt, o);
    trash_end(rt, trash);
}

static int filter_traverse(Obj *o, Visit visit, void *ctx)
{
    const Filter *f = (const Filter *)o;
    VISIT(f->it, "iterator", -1);
    VISIT(f->func, "function", -1);
    return 0;
}

METHOD(filter_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    const Filter *f = (const Filter *)self;
    return seq_reduce_take(rt, (Obj *)type_of(self), tuple_pack(rt, 2, f->func, f->it), NULL);
}

static const MethodDef *const filter_methods[] = {&filter_reduce_def, NULL};

const Type filter_type = {
    .name = "filter",
    .doc = "filter(function or None, iterable)\n\nThe items for which the function answers true; with None, the items that "
           "are true.",
    .basicsize = sizeof(Filter),
    .flags = TF_GC | TF_BASETYPE,
    .dealloc = filter_dealloc,
    .traverse = filter_traverse,
    .getattr = generic_getattr,
    .iter = obj_self,
    .next = filter_step,
    .methods = filter_methods,
    .new_ = filter_make,
    .vectorcall = filter_vectorcall,
};
