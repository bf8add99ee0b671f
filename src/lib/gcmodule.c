/* gcmodule.c - the module gc: the collector as Python code sees it. */
#include <string.h>

#include "gc/gc.h"
#include "lib/lib.h"
#include "object/dictkeys.h"

METHOD(gc_enable, NOARGS, "enable()", "Enable automatic garbage collection.")
{
    rt->gc.enabled = true;
    return none_new(rt);
}

METHOD(gc_disable, NOARGS, "disable()", "Disable automatic garbage collection.")
{
    rt->gc.enabled = false;
    return none_new(rt);
}

METHOD(gc_isenabled, NOARGS, "isenabled()", "Returns true if automatic garbage collection is enabled.") { return bool_new(rt, rt->gc.enabled); }

METHOD(gc_collect_method, KEYWORDS, "collect(generation: int=2)",
       "Run the garbage collector.\n\nWith no arguments, run a full collection.  The optional argument\n"
       "may be an integer specifying which generation to collect.  A ValueError\nis raised if the generation number is invalid.\n\n"
       "The number of unreachable objects is returned.")
{
    if (a->i[0] < 0 || a->i[0] >= GC_GENERATIONS) return err_value(rt, "invalid generation");
    return int_new(rt, gc_collect(rt, (int)a->i[0]));
}

METHOD(gc_set_debug, POSITIONAL, "set_debug(flags: int, /)",
       "Set the garbage collection debugging flags.\n\n  flags\n    An integer that can have the following bits turned on:\n"
       "      DEBUG_STATS - Print statistics during collection.\n      DEBUG_COLLECTABLE - Print collectable objects found.\n"
       "      DEBUG_UNCOLLECTABLE - Print unreachable but uncollectable objects\n        found.\n"
       "      DEBUG_SAVEALL - Save objects to gc.garbage rather than freeing them.\n      DEBUG_LEAK - Debug leaking programs (everything but STATS).\n\n"
       "Debugging information is written to sys.stderr.")
{
    rt->gc.debug = (int)a->i[0];
    return none_new(rt);
}

METHOD(gc_get_debug, NOARGS, "get_debug()", "Get the garbage collection debugging flags.") { return int_new(rt, rt->gc.debug); }

METHOD_TUPLED(gc_set_threshold, PARSED, "set_threshold(threshold0: int, threshold1: int=0, threshold2: int=0, /)",
       "set_threshold(threshold0, [threshold1, threshold2]) -> None\n\nSets the collection thresholds.  Setting threshold0 to zero disables\n"
       "collection.\n")
{
    for (int i = 0; i < a->given; i++) rt->gc.generation[i].threshold = (int)a->i[i];
    return none_new(rt);
}

static OWN Obj *three_ints(Runtime *rt, isize x, isize y, isize z)
{
    Obj *a = int_new(rt, x), *b = int_new(rt, y), *c = int_new(rt, z);
    Obj *t = a && b && c ? tuple_pack(rt, 3, a, b, c) : NULL;
    xdecref(rt, a);
    xdecref(rt, b);
    xdecref(rt, c);
    return t;
}

METHOD(gc_get_threshold, NOARGS, "get_threshold()", "Return the current collection thresholds.")
{
    const GcGeneration *g = rt->gc.generation;
    EMIT(rt, ASKED, NULL, NULL, (size_t)g[0].threshold, ASKED_THRESHOLD);
    return three_ints(rt, g[0].threshold, g[1].threshold, g[2].threshold);
}

METHOD(gc_get_count, NOARGS, "get_count()", "Return a three-tuple of the current collection counts.")
{
    const GcGeneration *g = rt->gc.generation;
    return three_ints(rt, g[0].count, g[1].count, g[2].count);
}

/* Appends every member of a generation but [list] itself. */
static bool append_members(Runtime *rt, Obj *list, int generation)
{
    GcHead *ring = gc_head_of(rt, generation);
    for (GcHead *g = gc_next(ring); g != ring; g = gc_next(g))
        if (gc_obj(g) != list && !list_append(rt, list, gc_obj(g))) return false;
    return true;
}

METHOD(gc_get_objects, KEYWORDS, "get_objects(generation=None)",
       "Return a list of objects tracked by the collector (excluding the list returned).\n\n  generation\n"
       "    Generation to extract the objects from.\n\nIf generation is not None, return only the objects tracked by the collector\n"
       "that are in that generation.")
{
    isize generation = -1;
    if (a->obj[0] && !is_none(rt, a->obj[0])) {
        if (!number_as_isize(rt, a->obj[0], EXC_TYPE(rt, OverflowError), &generation)) return NULL;
        if (generation >= GC_GENERATIONS)
            return err_value(rt, "generation parameter must be less than the number of available generations (%d)", GC_GENERATIONS);
        if (generation < -1) return err_value(rt, "generation parameter cannot be negative");
    }
    Obj *list = list_new(rt, 0);
    for (int i = 0; list && i < GC_GENERATIONS; i++)
        if ((generation < 0 || generation == i) && !append_members(rt, list, i)) CLEAR(rt, list);
    return list;
}

METHOD(gc_get_stats, NOARGS, "get_stats()", "Return a list of dictionaries containing per-generation statistics.")
{
    GcStats stats[GC_GENERATIONS]; /* as they are now: what is made here may start a collection */
    memcpy(stats, rt->gc.stats, sizeof stats);
    Obj *list = list_new(rt, 0);
    for (int i = 0; list && i < GC_GENERATIONS; i++) {
        const GcStats *s = &stats[i];
        static const char *const names[] = {"collections", "collected", "uncollectable"};
        const isize values[] = {s->collections, s->collected, s->uncollectable};
        Obj *dict = dict_new(rt);
        for (size_t k = 0; dict && k < COUNT_OF(names); k++) {
            Obj *value = int_new(rt, values[k]);
            if (!value || !dict_set_str(rt, dict, names[k], value)) CLEAR(rt, dict);
            xdecref(rt, value);
        }
        if (!dict || !list_append_take(rt, list, dict)) CLEAR(rt, list);
    }
    return list;
}

METHOD(gc_is_tracked_method, ONE, "is_tracked(obj, /)",
       "Returns true if the object is tracked by the garbage collector.\n\nSimple atomic objects will return false.")
{
    return bool_new(rt, obj_is_gc(rt, arg) && gc_is_tracked(arg));
}

METHOD(gc_is_finalized_method, ONE, "is_finalized(obj, /)",
       "Returns true if the object has been already finalized by the GC.")
{
    return bool_new(rt, obj_is_gc(rt, arg) && gc_is_finalized(arg));
}

METHOD(gc_freeze_method, NOARGS, "freeze()",
       "Freeze all current tracked objects and ignore them for future collections.\n\n"
       "This can be used before a POSIX fork() call to make the gc copy-on-write friendly.\n"
       "Note: collection before a POSIX fork() call may free pages for future allocation\nwhich can cause copy-on-write.")
{
    gc_freeze(rt);
    return none_new(rt);
}

METHOD(gc_unfreeze_method, NOARGS, "unfreeze()",
       "Unfreeze all objects in the permanent generation.\n\nPut all objects in the permanent generation back into oldest generation.")
{
    gc_unfreeze(rt);
    return none_new(rt);
}

METHOD(gc_get_freeze_count, NOARGS, "get_freeze_count()", "Return the number of objects in the permanent generation.")
{
    return int_new(rt, gc_size(rt, GC_GENERATIONS));
}

/* ---- referrers, referents ------------------------------------------------------------------------------------------- */

/* Our traverse names every reference, since the ledger needs them all.  3.11's collector leaves those out that cannot
   be part of a cycle: nobody asks it for names and attribute names. */
static bool collector_skips(Runtime *rt, Obj *owner, const char *role)
{
    static const struct {
        int type;
        const char *role;
    } skipped[] = {{T_TYPE, "subclasses"},      {T_TYPE, "slot names"},      {T_TYPE, "__name__"},
                   {T_TYPE, "__qualname__"},    {T_TYPE, "attribute name"},  {T_PROPERTY, "name"},
                   {T_MODULE, "name"},          {T_METHOD_DESCR, "name"},    {T_METHOD_DESCR, "__qualname__"},
                   {T_GETSET_DESCR, "name"},    {T_GETSET_DESCR, "__qualname__"}, {T_MEMBER_DESCR, "name"},
                   {T_MEMBER_DESCR, "__qualname__"}, {T_WRAPPER_DESCR, "name"}, {T_WRAPPER_DESCR, "__qualname__"},
                   {T_CLASSMETHOD_DESCR, "name"}, {T_CLASSMETHOD_DESCR, "__qualname__"}};
    if (is_dict(owner)) return !strcmp(role, "key") && ((Dict *)owner)->keys->kind != KEYS_GENERAL;
    for (size_t i = 0; i < COUNT_OF(skipped); i++)
        if (is_instance(owner, &rt->types[skipped[i].type]) && !strcmp(role, skipped[i].role)) return true;
    return false;
}

typedef struct Wanted {
    Runtime *rt;
    Obj *owner;
    Obj *const *objects;
    isize n;
} Wanted;

static int is_wanted(Obj *o, void *ctx, const char *role, isize index UNUSED)
{
    const Wanted *w = ctx;
    for (isize i = 0; i < w->n; i++)
        if (w->objects[i] == o && !collector_skips(w->rt, w->owner, role)) return 1;
    return 0;
}

METHOD_TUPLED(gc_get_referrers, POSITIONAL, "get_referrers(*objs)",
       "get_referrers(*objs) -> list\nReturn the list of objects that directly refer to any of objs.")
{
    Wanted wanted = {rt, NULL, a->rest, a->nrest};
    Obj *list = list_new(rt, 0);
    for (int i = 0; list && i < GC_GENERATIONS; i++) {
        GcHead *ring = gc_head_of(rt, i);
        for (GcHead *g = gc_next(ring); list && g != ring; g = gc_next(g)) {
            Obj *o = wanted.owner = gc_obj(g);
            if (o == list || o == a->tuple || !type_of(o)->traverse(o, is_wanted, &wanted)) continue;
            if (!list_append(rt, list, o)) CLEAR(rt, list);
        }
    }
    return list;
}

typedef struct Gather {
    Runtime *rt;
    Obj *owner, *list;
} Gather;

static int gather(Obj *o, void *ctx, const char *role, isize index UNUSED)
{
    Gather *g = ctx;
    return !collector_skips(g->rt, g->owner, role) && !list_append(g->rt, g->list, o);
}

METHOD_TUPLED(gc_get_referents, POSITIONAL, "get_referents(*objs)",
       "get_referents(*objs) -> list\nReturn the list of objects that are directly referred to by objs.")
{
    Obj *list = list_new(rt, 0);
    for (isize i = 0; list && i < a->nrest; i++) {
        Obj *o = a->rest[i];
        Gather g = {rt, o, list};
        if (!obj_is_gc(rt, o) || !type_of(o)->traverse) continue;
        if (type_of(o)->traverse(o, gather, &g)) CLEAR(rt, list);
    }
    return list;
}

static const MethodDef *const methods[] = {
    &gc_enable_def, &gc_disable_def, &gc_isenabled_def, &gc_set_debug_def, &gc_get_debug_def, &gc_get_count_def,
    &gc_set_threshold_def, &gc_get_threshold_def, &gc_collect_method_def, &gc_get_objects_def, &gc_get_stats_def,
    &gc_is_tracked_method_def, &gc_is_finalized_method_def, &gc_get_referrers_def, &gc_get_referents_def,
    &gc_freeze_method_def, &gc_unfreeze_method_def, &gc_get_freeze_count_def, NULL};

OWN Obj *gc_module(Runtime *rt)
{
    Obj *module = module_make(rt, "gc",
                              "This module provides access to the garbage collector for reference cycles.\n\n"
                              "enable() -- Enable automatic garbage collection.\ndisable() -- Disable automatic garbage collection.\n"
                              "isenabled() -- Returns true if automatic collection is enabled.\ncollect() -- Do a full collection right now.\n"
                              "get_count() -- Return the current collection counts.\nget_stats() -- Return list of dictionaries containing "
                              "per-generation stats.\nset_debug() -- Set debugging flags.\nget_debug() -- Get debugging flags.\n"
                              "set_threshold() -- Set the collection thresholds.\nget_threshold() -- Return the current the collection "
                              "thresholds.\nget_objects() -- Return a list of all objects tracked by the collector.\n"
                              "is_tracked() -- Returns true if a given object is tracked.\n"
                              "is_finalized() -- Returns true if a given object has been already finalized.\n"
                              "get_referrers() -- Return the list of objects that refer to an object.\n"
                              "get_referents() -- Return the list of objects that an object refers to.\n"
                              "freeze() -- Freeze all tracked objects and ignore them for future collections.\n"
                              "unfreeze() -- Unfreeze all objects in the permanent generation.\n"
                              "get_freeze_count() -- Return the number of objects in the permanent generation.\n",
                              methods);
    static const struct {
        const char *name;
        int value;
    } flags[] = {{"DEBUG_STATS", GC_DEBUG_STATS}, {"DEBUG_COLLECTABLE", GC_DEBUG_COLLECTABLE},
                 {"DEBUG_UNCOLLECTABLE", GC_DEBUG_UNCOLLECTABLE}, {"DEBUG_SAVEALL", GC_DEBUG_SAVEALL}, {"DEBUG_LEAK", GC_DEBUG_LEAK}};
    bool ok = module && module_add(rt, module, "garbage", rt->gc_garbage) && module_add(rt, module, "callbacks", rt->gc_callbacks);
    for (size_t i = 0; ok && i < COUNT_OF(flags); i++) ok = module_add_take(rt, module, flags[i].name, int_new(rt, flags[i].value));
    if (module && !ok) CLEAR(rt, module);
    return module;
}
