/* subtype.c - the slots that every class of Python code gives its instances: how they die, what they own.

   An instance of such a class is its built-in base's object, then __slots__ one class after the other, a place
   for weak references, and in front of it a managed dict; each class of the chain takes apart what it added,
   the base's dealloc does the rest. */
#include "object/type.h"

static inline Obj **slot_place(Obj *o, const MemberDef *m) { return (Obj **)((char *)o + m->offset); }
static inline const MemberDef *slots_of(const Type *t) { return t->members; }

static void clear_slots(Runtime *rt, const Type *t, Obj *o)
{
    const MemberDef *m = slots_of(t);
    for (isize i = 0; i < t->base.size; i++, m++)
        if (m->kind == MEMBER_OBJ_EX && !(m->flags & MEMBER_READONLY)) CLEAR(rt, *slot_place(o, m));
}

static int traverse_slots(const Type *t, Obj *o, Visit visit, void *ctx)
{
    const MemberDef *m = slots_of(t);
    for (isize i = 0; i < t->base.size; i++, m++)
        if (m->kind == MEMBER_OBJ_EX) VISIT(*slot_place(o, m), "slot", m->offset);
    return 0;
}

/* The dict of an instance whose built-in base has items (int, tuple): its last word. */
static Obj **tail_dict_place(const Type *t, const Type *base, Obj *o)
{
    if (type_has(t, TF_MANAGED_DICT) || !t->dict_offset || base->dict_offset) return NULL;
    if (t->dict_offset > 0) return (Obj **)((char *)o + t->dict_offset);
    isize n = ((VarObj *)o)->size;
    size_t size = ((size_t)t->basicsize + (size_t)(n < 0 ? -n : n) * (size_t)t->itemsize + 7) & ~(size_t)7;
    return (Obj **)((char *)o + size + t->dict_offset);
}

/* ---- death --------------------------------------------------------------------------------------------------------- */

/* Runs __del__ and clears weak references; true: the object lives on. */
static bool say_farewell(Runtime *rt, Type *t, const Type *base, Obj *o)
{
    if (t->finalize) {
        gc_track(rt, o);
        if (obj_finalize(rt, o)) return true;
        gc_untrack(o);
    }
    if (t->weaklist_offset && !base->weaklist_offset) {
        if (*weaklist_place(o)) weakrefs_clear(rt, o);
        /* References made by the finalizer's callbacks go without a word. */
        while (t->finalize && *weaklist_place(o)) weakref_detach(rt, (WeakRef *)*weaklist_place(o));
    }
    return false;
}

void subtype_dealloc(Runtime *rt, Obj *o)
{
    Type *t = type_of(o), *base = t;
    gc_untrack(o);
    int trash = trash_begin(rt, o, subtype_dealloc);
    if (!trash) return;
    while (base->dealloc == subtype_dealloc) base = base->base_type;
    if (say_farewell(rt, t, base, o)) {
        trash_end(rt, trash);
        return;
    }
    for (Type *c = t; c != base; c = c->base_type)
        if (c->base.size) clear_slots(rt, c, o);
    if (type_has(t, TF_MANAGED_DICT)) {
        instance_values_free(rt, o);
    } else {
        Obj **dict = tail_dict_place(t, base, o);
        if (dict) CLEAR(rt, *dict);
    }
    if (type_has(base, TF_GC)) gc_track(rt, o);
    bool owns_type = !type_is_heap(base);
    if (LIKELY(base == TYPE_OF(rt, OBJECT) && t->free == object_free && type_has(t, TF_GC)))
        gc_obj_free(rt, o);
    else
        base->dealloc(rt, o);
    if (owns_type) decref(rt, t);
    trash_end(rt, trash);
}

void object_free(Runtime *rt, void *p) { obj_free(rt, p); }

/* ---- what an instance owns ------------------------------------------------------------------------------------------ */

int subtype_traverse(Obj *o, Visit visit, void *ctx)
{
    Type *t = type_of(o), *base = t;
    for (; base->traverse == subtype_traverse; base = base->base_type) {
        if (!base->base.size) continue;
        int stop = traverse_slots(base, o, visit, ctx);
        if (stop) return stop;
    }
    if (type_has(t, TF_MANAGED_DICT)) {
        int stop = instance_traverse(o, visit, ctx);
        if (stop) return stop;
    } else {
        Obj **dict = tail_dict_place(t, base, o);
        if (dict) VISIT(*dict, "__dict__", -1);
    }
    VISIT(t, "class", -1);
    return base->traverse ? base->traverse(o, visit, ctx) : 0;
}

int subtype_clear(Runtime *rt, Obj *o)
{
    Type *t = type_of(o), *base = t;
    for (; base->clear == subtype_clear; base = base->base_type)
        if (base->base.size) clear_slots(rt, base, o);
    if (type_has(t, TF_MANAGED_DICT)) {
        instance_clear(rt, o);
    } else {
        Obj **dict = tail_dict_place(t, base, o);
        if (dict) CLEAR(rt, *dict);
    }
    return base->clear ? base->clear(rt, o) : 0;
}

void subtype_blocks(Obj *o, BlockVisit visit, void *ctx)
{
    Type *t = type_of(o), *base = t;
    while (base->blocks == subtype_blocks) base = base->base_type;
    if (type_has(t, TF_MANAGED_DICT)) instance_blocks(o, visit, ctx);
    if (base->blocks) base->blocks(o, visit, ctx);
}

/* ---- __dict__ and __weakref__ ---------------------------------------------------------------------------------------- */

/* A built-in base that has a dict by its own means answers __dict__ itself (metaclasses: type). */
static Obj *base_dict_descr(Runtime *rt, Obj *o)
{
    for (Type *t = type_of(o); t->base_type; t = t->base_type) {
        if (t->dict_offset && !t->base_type->dict_offset && !type_is_heap(t)) {
            Obj *descr = type_lookup_peek(rt, t, id_(rt, __dict__));
            return descr && type_of(descr)->set ? descr : NULL;
        }
    }
    return NULL;
}

static OWN Obj *get_dict(Runtime *rt, Obj *o, void *closure)
{
    Obj *descr = base_dict_descr(rt, o);
    if (descr) return type_of(descr)->get(rt, descr, o, (Obj *)type_of(o));
    return generic_getdict(rt, o, closure);
}

static bool set_dict(Runtime *rt, Obj *o, Obj *value, void *closure)
{
    Obj *descr = base_dict_descr(rt, o);
    if (descr) return type_of(descr)->set(rt, descr, o, value);
    if (value) return generic_setdict(rt, o, value, closure);
    Obj *dict = generic_getdict(rt, o, closure); /* del o.__dict__: an empty one is made when next asked for */
    if (!dict) return false;
    decref(rt, dict);
    CLEAR(rt, *obj_dict_pointer(rt, o));
    return true;
}

static OWN Obj *get_weakref(Runtime *rt, Obj *o, void *closure UNUSED)
{
    if (!type_of(o)->weaklist_offset)
        return err_format(rt, EXC_TYPE(rt, AttributeError), "This object has no __weakref__");
    Obj *first = *weaklist_place(o);
    return first ? own(first) : none_new(rt);
}

#define DICT_ROW {"__dict__", get_dict, set_dict, "dictionary for instance variables (if defined)", NULL}
#define WEAKREF_ROW {"__weakref__", get_weakref, NULL, "list of weak references to the object (if defined)", NULL}
#define END_ROW {NULL, NULL, NULL, NULL, NULL}
const GetSetDef subtype_getset_both[] = {DICT_ROW, WEAKREF_ROW, END_ROW};
const GetSetDef subtype_getset_dict[] = {DICT_ROW, END_ROW};
const GetSetDef subtype_getset_weakref[] = {WEAKREF_ROW, END_ROW};
