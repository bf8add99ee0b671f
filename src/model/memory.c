/* memory.c - blocks for objects: allocation with MemoryError, the GC head in front, death, the trashcan.

   As in 3.11 the collection runs inside the allocation that fills generation 0, after the block was taken
   and before there is an object in it. */
#include "model/error.h"
#include "model/hold.h"

void *mem_realloc(Runtime *rt, void *p, size_t n)
{
    void *q = heap_realloc(HEAP(rt), p, n);
    if (UNLIKELY(!q)) err_no_memory(rt);
    return q;
}

enum { MANAGED_PREFIX = sizeof(GcHead) + 2 * sizeof(void *) };

static inline size_t prefix_size(const Type *type)
{
    return type_has(type, TF_MANAGED_DICT) ? (size_t)MANAGED_PREFIX : sizeof(GcHead);
}

static inline size_t object_size(const Type *type, isize items)
{
    return ((size_t)type->basicsize + (size_t)items * (size_t)type->itemsize + 7) & ~(size_t)7;
}

static bool too_many(const Type *type, isize items)
{
    return items < 0 || (type->itemsize && items > (PTRDIFF_MAX / 2 - type->basicsize) / type->itemsize);
}

static inline Obj *init_object(Runtime *rt, Obj *o, Type *type)
{
    o->refcnt = 1;
    o->type = type;
    if (type_has(type, TF_HEAP)) incref(type);
    EMIT(rt, NEW, o, type, 0, 0);
    return o;
}

OWN Obj *obj_new(Runtime *rt, Type *type)
{
    Obj *o = heap_alloc(HEAP(rt), (size_t)type->basicsize, KIND_OBJ);
    return LIKELY(o != NULL) ? init_object(rt, o, type) : err_no_memory(rt);
}

OWN Obj *var_new(Runtime *rt, Type *type, isize items)
{
    if (too_many(type, items)) return err_no_memory(rt);
    VarObj *v = heap_alloc(HEAP(rt), object_size(type, items), KIND_OBJ);
    if (UNLIKELY(!v)) return err_no_memory(rt);
    v->size = items;
    return init_object(rt, &v->base, type);
}

/* Whether this GC allocation collects: generation 0 is full, or this is the stress build. */
static inline bool is_time_to_collect(GcState *gc)
{
#ifdef GLASSHEAP_STRESS
    if (stress_is_due(&gc->pace)) return true;
#endif
    GcGeneration *young = &gc->generation[0];
    return UNLIKELY(young->count > young->threshold) && young->threshold;
}

/* Takes a block for an object with a GC head; the generation's count goes up, a collection may run. */
static inline Obj *gc_block(Runtime *rt, const Type *type, size_t size)
{
    bool managed = type_has(type, TF_MANAGED_DICT);
    size_t prefix = prefix_size(type);
    char *block = heap_alloc(HEAP(rt), prefix + size, managed ? KIND_INST : KIND_GC);
    if (UNLIKELY(!block)) return err_no_memory(rt);
    GcHead *words = (GcHead *)(void *)block; /* no object yet: count 0, no type */
    words[0] = words[1] = (GcHead){0, 0};
    if (managed) words[2] = (GcHead){0, 0};
    GcState *gc = &rt->gc;
    gc->generation[0].count++;
    if (UNLIKELY(is_time_to_collect(gc)) && gc->enabled && !gc->collecting && !err_pending(rt) && rt->hooks.collect)
        rt->hooks.collect(rt);
    return (Obj *)(block + prefix);
}

OWN Obj *gc_new(Runtime *rt, Type *type)
{
    Obj *o = gc_block(rt, type, (size_t)type->basicsize);
    return o ? init_object(rt, o, type) : NULL;
}

OWN Obj *gc_var_new(Runtime *rt, Type *type, isize items)
{
    if (too_many(type, items)) return err_no_memory(rt);
    Obj *o = gc_block(rt, type, object_size(type, items));
    if (!o) return NULL;
    ((VarObj *)o)->size = items;
    return init_object(rt, o, type);
}

OWN Obj *gc_var_resize_take(Runtime *rt, TAKE Obj *o, isize items)
{
    Type *type = type_of(o);
    size_t prefix = prefix_size(type);
    char *block = too_many(type, items) ? NULL : heap_realloc(HEAP(rt), (char *)o - prefix, prefix + object_size(type, items));
    if (!block) {
        decref(rt, o);
        return err_no_memory(rt);
    }
    o = (Obj *)(block + prefix);
    ((VarObj *)o)->size = items;
    return o;
}

void gc_obj_free(Runtime *rt, Obj *o)
{
    gc_untrack(o);
    if (rt->gc.generation[0].count > 0) rt->gc.generation[0].count--;
    heap_free(HEAP(rt), (char *)o - prefix_size(type_of(o)));
}

void obj_free(Runtime *rt, Obj *o)
{
    if (obj_is_gc(rt, o))
        gc_obj_free(rt, o);
    else
        heap_free(HEAP(rt), o);
}

/* ---- death, and the trashcan: long chains of containers die in a loop, not in recursion ------------------- */

void trash_put_off(Runtime *rt, Obj *o)
{
    GcHead *g = gc_head(o);
    g->prev = (g->prev & GC_PREV_FINALIZED) | (uintptr_t)rt->trash;
    rt->trash = o;
}

void trash_empty(Runtime *rt)
{
    while (rt->trash) {
        Obj *o = rt->trash;
        GcHead *g = gc_head(o);
        rt->trash = (Obj *)(g->prev & ~(uintptr_t)3);
        g->prev &= GC_PREV_FINALIZED;
        rt->trash_depth++;
        type_of(o)->dealloc(rt, o);
        rt->trash_depth--;
    }
}

/* Chains of types that do not count their depth (property, cell, slice ...) end where the C stack does. */
static NOINLINE void dealloc_deep(Runtime *rt, Obj *o)
{
    if (!obj_is_gc(rt, o)) {
        type_of(o)->dealloc(rt, o);
        return;
    }
    gc_untrack(o);
    trash_put_off(rt, o);
}

/* Nobody refers to what dies any more: proved at each death in the stress build (ever more rarely), and once a count was
   spoilt, before what is wrongly dead is used. */
static inline void prove_death(Runtime *rt UNUSED)
{
#if defined(GLASSHEAP_STRESS) || defined(GH_MUTATE_INCREF)
    bool due = false;
#ifdef GLASSHEAP_STRESS
    due = rt->hooks.selfcheck && stress_is_due(&rt->gc.deaths);
#endif
#ifdef GH_MUTATE_INCREF
    due = due || mutate_is_made();
#endif
    if (due && rt->hooks.selfcheck && !rt->gc.collecting) rt->hooks.selfcheck(rt, "at a death");
#endif
}

void obj_dealloc(Runtime *rt, Obj *o)
{
    prove_death(rt);
    EMIT(rt, DEAD, o, NULL, 0, 0);
    if (UNLIKELY((char *)__builtin_frame_address(0) < rt->c_stack_low)) {
        dealloc_deep(rt, o);
        return;
    }
    type_of(o)->dealloc(rt, o);
    if (UNLIKELY(rt->trash != NULL) && rt->trash_depth == 0) trash_empty(rt);
}

CHECK bool obj_finalize(Runtime *rt, Obj *o)
{
    Type *type = type_of(o);
    if (!type->finalize || rt->abandoning) return false;
    bool gc = obj_is_gc(rt, o);
    if (gc && gc_is_finalized(o)) return false;
    o->refcnt = 1;
    hold(rt, "its own finalizer", o);
    EMIT(rt, FINALIZE, o, NULL, 0, 0);
    type->finalize(rt, o);
    unhold(rt);
    if (gc) gc_head(o)->prev |= GC_PREV_FINALIZED;
    if (--o->refcnt == 0) return false;
    EMIT(rt, RESURRECT, o, NULL, 0, 0);
    return true;
}
