/* walk.c - walking the world: objects and what they own, static objects, free lists. */
#include "object/dictkeys.h"
#include "object/type.h"
#include "trace/ledger.h"

void *walk_block(const Runtime *rt, const Obj *o)
{
    static const struct {
        BlockKind kind;
        int before;
    } forms[] = {{KIND_OBJ, 0}, {KIND_GC, 16}, {KIND_INST, 32}};
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        const char *block = (const char *)o - forms[i].before;
        if (heap_kind(HEAP(rt), block) == forms[i].kind) return (void *)(uintptr_t)block;
    }
    return NULL;
}

bool ledger_is_static(const Runtime *rt, const Obj *o)
{
    const char *from, *to;
    heap_span(HEAP(rt), PLACE_STATIC, &from, &to);
    return (const char *)o >= from && (const char *)o < to;
}

bool walk_is_object(const Runtime *rt, const Obj *o)
{
    return ledger_is_static(rt, o) || (walk_block(rt, o) && o->refcnt > 0 && o->type);
}

const Obj *walk_dict(const Obj *o)
{
    const Type *t = type_of(o);
    if (is_typeobj(o)) return ((const Type *)o)->dict;
    if (type_has(t, TF_MANAGED_DICT)) return *obj_dict_place(o);
    return t->dict_offset > 0 ? *(Obj *const *)((const char *)o + t->dict_offset) : NULL;
}

int walk_references(Runtime *rt, Obj *o, Visit visit, void *ctx)
{
    const Type *t = type_of(o);
    if (t->traverse && o != rt->interned) {
        int stop = t->traverse(o, visit, ctx);
        if (stop) return stop;
    }
    if (UNLIKELY(type_has(t, TF_TYPE)) && type_is_heap((Type *)o)) return type_traverse_rest(o, visit, ctx);
    return 0;
}

/* Whether walk_statics has come to this static string already. */
static bool is_character(const Runtime *rt, const Obj *s)
{
    return str_len(s) == 0 || (str_len(s) == 1 && str_at(s, 0) < 256 && rt->latin1[str_at(s, 0)] == s);
}

/* A callback that runs is held by the hold stack already, and still on the collector's ring. */
static bool is_held_for_callback(const Runtime *rt, const Obj *o)
{
    for (int i = rt->hold_count; --i >= 0;)
        if (rt->holds[i].ref == o && rt->holds[i].n < 0) return true;
    return false;
}

int walk_collector(Runtime *rt, Visit visit, void *ctx)
{
    if (!rt->gc.collecting) return 0;
    const GcHead *ring = &rt->gc.callbacks_due;
    for (const GcHead *g = (const GcHead *)ring->next; g && g != ring; g = (const GcHead *)(g->next & ~(uintptr_t)3))
        if (!is_held_for_callback(rt, gc_obj(g))) VISIT(gc_obj(g), "the collector, for a callback that is due", -1);
    return 0;
}

void walk_statics(Runtime *rt, void (*fn)(Obj *o, void *ctx), void *ctx)
{
    Obj *singles[] = {&rt->none, &rt->not_implemented, &rt->ellipsis, &rt->false_.v.base, &rt->true_.v.base,
                      &rt->empty_tuple.v.base, rt->empty_str, rt->empty_bytes};
    for (size_t i = 0; i < COUNT_OF(singles); i++) fn(singles[i], ctx);
    for (int i = 0; i < SMALL_INTS; i++) fn(&rt->small_ints[i].v.base, ctx);
    for (int i = 0; i < 256; i++) fn(rt->latin1[i], ctx);
    for (int i = 0; i < 256; i++) fn(rt->bytes_chars[i], ctx);
    for (int i = 0; i < T_COUNT; i++)
        if (rt->types[i].base.base.type) fn(&rt->types[i].base.base, ctx);
    for (int i = 0; i < E_COUNT; i++)
        if (rt->excs[i].base.base.type) fn(&rt->excs[i].base.base, ctx);
    Obj *key, *value; /* every other static string is interned */
    for (isize pos = 0; rt->interned && dict_next(rt->interned, &pos, &key, &value, NULL);)
        if (ledger_is_static(rt, key) && !is_character(rt, key)) fn(key, ctx);
}

void walk_free_objects(Runtime *rt, void (*fn)(Obj *o, void *ctx), void *ctx)
{
    FreeLists *f = &rt->free_lists;
    for (Obj *o = f->floats; o; o = (Obj *)o->type) fn(o, ctx);
    for (int i = 0; i < f->list_count; i++) fn(f->lists[i], ctx);
    for (int i = 0; i < f->dict_count; i++) fn(f->dicts[i], ctx);
    for (int i = 0; i < TUPLE_CLASSES; i++)
        for (Obj *o = f->tuples[i]; o; o = tuple_peek(o, 0)) fn(o, ctx);
    for (Obj *o = f->memory_errors; o; o = ((Exc *)o)->dict) fn(o, ctx);
}

void walk_trash(Runtime *rt, void (*fn)(Obj *o, void *ctx), void *ctx)
{
    for (Obj *o = rt->trash; o; o = (Obj *)(gc_head(o)->prev & ~(uintptr_t)3)) fn(o, ctx);
}

static bool is_generator(const Runtime *rt, const Obj *o)
{
    return is_type(rt, o, GENERATOR) || is_type(rt, o, COROUTINE) || is_type(rt, o, ASYNC_GENERATOR);
}

const Frame *walk_carried_frame(const Runtime *rt, const Obj *o)
{
    if (is_generator(rt, o)) return &((const Gen *)o)->frame;
    return is_type(rt, o, FRAME) ? ((const FrameObj *)o)->frame : NULL;
}

const Code *walk_carried_code(const Runtime *rt, const Obj *o)
{
    if (is_generator(rt, o)) return (const Code *)((const Gen *)o)->code;
    return is_type(rt, o, FRAME) ? (const Code *)((const FrameObj *)o)->frame->code : NULL;
}
