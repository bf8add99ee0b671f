/* lrucache.c - functools.lru_cache: results kept in a dict, the newest used last.

     cache: key -> link (a list's worth of one: the result)     a bounded cache drops the oldest entry of the dict

   A dict keeps the order of insertion, so an entry that is used again is taken out and put in at the end. */
#include "lib/fields.h"
#include "object/start.h"

typedef struct LruCache {
    Obj o;
    Obj *function, *cache, *info_type, *dict, *weaklist;
    isize maxsize; /* -1: no limit */
    isize hits, misses;
    bool typed;
    void *unused[4];
} LruCache;

static OWN Obj *lru_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "lru_cache(user_function, maxsize, typed: bool, cache_info_type)", CALL_NAMED, args, kwargs, &a)) return NULL;
    isize maxsize = -1;
    LruCache *c = NULL;
    if (!obj_callable(a.obj[0])) err_type(rt, "the first argument must be callable");
    else if (is_none(rt, a.obj[1]) || (obj_has_index(a.obj[1]) && number_as_isize(rt, a.obj[1], EXC_TYPE(rt, OverflowError), &maxsize))) {
        if (!is_none(rt, a.obj[1]) && maxsize < 0) maxsize = 0;
        c = (LruCache *)type->alloc(rt, type, 0);
    } else if (!err_pending(rt)) err_type(rt, "maxsize should be integer or None");
    if (c) {
        c->maxsize = maxsize;
        c->typed = a.i[2] != 0;
        c->function = own(a.obj[0]);
        c->info_type = own(a.obj[3]);
        if (!(c->cache = dict_new(rt))) CLEAR(rt, c);
    }
    args_done(rt, &a);
    return (Obj *)c;
}

/* The key of a call: the argument itself when it is one int or str, else a tuple. */
static OWN Obj *key_of(Runtime *rt, const LruCache *c, Obj *args, Obj *kwargs)
{
    isize n = tuple_len(args), named = kwargs ? dict_len(kwargs) : 0;
    if (!c->typed && !named) {
        if (n == 1 && (is_type(rt, tuple_peek(args, 0), STR) || is_type(rt, tuple_peek(args, 0), INT))) return own(tuple_peek(args, 0));
        return own(args);
    }
    isize size = n + (named ? 1 + 2 * named : 0) + (c->typed ? n + named : 0), at = 0;
    Obj *key = tuple_new(rt, size), *name, *value;
    if (!key) return NULL;
    for (isize i = 0; i < n; i++) tuple_items(key)[at++] = own(tuple_peek(args, i));
    if (named) tuple_items(key)[at++] = own((Obj *)TYPE_OF(rt, LRU_CACHE)); /* stands between */
    for (isize pos = 0; named && dict_next(kwargs, &pos, &name, &value, NULL);) {
        tuple_items(key)[at++] = own(name);
        tuple_items(key)[at++] = own(value);
    }
    for (isize i = 0; c->typed && i < n; i++) tuple_items(key)[at++] = own(type_of(tuple_peek(args, i)));
    for (isize pos = 0; c->typed && named && dict_next(kwargs, &pos, &name, &value, NULL);) tuple_items(key)[at++] = own(type_of(value));
    return key;
}

/* Puts a result in, the oldest one out when the cache is full. */
static bool keep(Runtime *rt, LruCache *c, Obj *key, Obj *result)
{
    int there = dict_contains(rt, c->cache, key);
    if (there) return there > 0;
    if (c->maxsize > 0 && dict_len(c->cache) >= c->maxsize) {
        Obj *oldest = NULL, *dropped = NULL;
        isize pos = 0;
        dict_next(c->cache, &pos, &oldest, NULL, NULL);
        if (oldest) {
            hold(rt, "oldest key", own(oldest));
            int gone = dict_pop_key(rt, c->cache, oldest, &dropped);
            drop(rt);
            if (gone < 0) return false;
            xdecref(rt, gone ? dropped : NULL);
        }
    }
    return dict_set(rt, c->cache, key, result);
}

/* 1 and *result, the entry made the newest; 0; -1. */
static int look_up(Runtime *rt, LruCache *c, Obj *key, Obj **result)
{
    if (c->maxsize < 0) {
        *result = dict_get(rt, c->cache, key);
        return *result ? 1 : err_pending(rt) ? -1 : 0;
    }
    int found = dict_pop_key(rt, c->cache, key, result);
    if (found <= 0) return found;
    hold(rt, "cached result", *result);
    bool ok = dict_set(rt, c->cache, key, *result);
    *result = unhold(rt);
    if (ok) return 1;
    CLEAR(rt, *result);
    return -1;
}

static OWN Obj *lru_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    LruCache *c = (LruCache *)self;
    if (c->maxsize == 0) {
        c->misses++;
        return obj_call(rt, c->function, args, kwargs);
    }
    Obj *key = key_of(rt, c, args, kwargs), *result = NULL;
    if (!key) return NULL;
    hold(rt, "key of the call", key);
    int found = look_up(rt, c, key, &result);
    if (found > 0) c->hits++;
    if (found == 0) {
        c->misses++;
        result = obj_call(rt, c->function, args, kwargs);
        hold(rt, "result", result);
        bool ok = result && keep(rt, c, key, result);
        result = unhold(rt);
        if (!ok && result) CLEAR(rt, result);
    }
    return drop_keep(rt, 1, result);
}

METHOD(lru_cache_info, NOARGS, "cache_info()", "Report cache statistics")
{
    const LruCache *c = (LruCache *)self;
    Obj *hits = int_new(rt, c->hits), *misses = int_new(rt, c->misses), *size = int_new(rt, dict_len(c->cache));
    Obj *most = c->maxsize < 0 ? none_new(rt) : int_new(rt, c->maxsize), *args = NULL, *info = NULL;
    if (hits && misses && size && most) args = tuple_pack(rt, 4, hits, misses, most, size);
    xdecref(rt, hits);
    xdecref(rt, misses);
    xdecref(rt, size);
    xdecref(rt, most);
    hold(rt, "arguments", args);
    if (args) info = obj_call(rt, c->info_type, args, NULL);
    return drop_keep(rt, 1, info);
}

METHOD(lru_cache_clear, NOARGS, "cache_clear()", "Clear the cache and cache statistics")
{
    LruCache *c = (LruCache *)self;
    c->hits = c->misses = 0;
    dict_clear(rt, c->cache);
    return none_new(rt);
}

METHOD(lru_copy, NOARGS, "__copy__()", NULL) { return own(self); }
METHOD(lru_deepcopy, ONE, "__deepcopy__(memo, /)", NULL) { return own(self); }

METHOD(lru_reduce, NOARGS, "__reduce__()", NULL)
{
    return obj_getattr(rt, self, id_(rt, __qualname__));
}

static OWN Obj *lru_get(Runtime *rt, Obj *descr, Obj *obj, Obj *type UNUSED)
{
    return !obj || is_none(rt, obj) ? own(descr) : method_new(rt, descr, obj);
}

static int lru_traverse(Obj *o, Visit visit, void *ctx)
{
    const LruCache *c = (LruCache *)o;
    VISIT(c->function, "function", -1);
    VISIT(c->cache, "results", -1);
    VISIT(c->info_type, "type of cache_info()", -1);
    VISIT(c->dict, "attributes", -1);
    return 0;
}

static int lru_clear(Runtime *rt, Obj *o)
{
    LruCache *c = (LruCache *)o;
    CLEAR(rt, c->cache);
    CLEAR(rt, c->function);
    CLEAR(rt, c->info_type);
    CLEAR(rt, c->dict);
    return 0;
}

static void lru_dealloc(Runtime *rt, Obj *o)
{
    gc_untrack(o);
    if (((LruCache *)o)->weaklist) weakrefs_clear(rt, o);
    lru_clear(rt, o);
    gc_obj_free(rt, o);
}

static const MethodDef *const methods[] = {&lru_cache_info_def, &lru_cache_clear_def, &lru_copy_def, &lru_deepcopy_def, &lru_reduce_def, NULL};
static const GetSetDef getset[] = {{"__dict__", generic_getdict, generic_setdict, NULL, NULL}, {0}};

const Type lru_cache_type = {.name = "functools._lru_cache_wrapper", .doc = "Create a cached callable that wraps another function.",
    .basicsize = sizeof(LruCache), .flags = TF_GC | TF_BASETYPE | TF_METHOD_DESCRIPTOR, .dealloc = lru_dealloc, .traverse = lru_traverse,
    .clear = lru_clear, .call = lru_call, .get = lru_get, .getattr = generic_getattr, .setattr = generic_setattr,
    .weaklist_offset = offsetof(LruCache, weaklist), .dict_offset = offsetof(LruCache, dict), .methods = methods, .getset = getset, .new_ = lru_new};
