/* type.h - what the files about types share; also for __build_class__ and the VM's inline caches. */
#ifndef GH_OBJECT_TYPE_H
#define GH_OBJECT_TYPE_H

#include "object/descr.h"

static inline HeapType *heap_type(const Type *t) { return (HeapType *)(uintptr_t)t; }
static inline bool type_is_heap(const Type *t) { return type_has(t, TF_HEAP); }

/* ---- looking up (type_lookup.c) ----------------------------------------------------------------------------------
   The method cache is 3.11's: an entry holds for a version tag and a name, owns the name, borrows the value.  The
   place depends on the offset of the name in the image only, so that it is the same in every process. */
static inline MethodCacheEntry *method_cache_place(Runtime *rt, const Type *t, const Obj *name)
{
    size_t offset = (size_t)((const char *)name - (const char *)rt);
    uint32_t place = (uint32_t)(offset >> 4) + t->version_tag * 0x9E3779B1u; /* versions and names are neighbours: spread */
    return &rt->method_cache[(place ^ place >> 16) & ((1 << METHOD_CACHE_BITS) - 1)];
}
/* type_find: type_lookup_peek with the hit inline. */
static inline Obj *type_find(Runtime *rt, Type *t, Obj *name)
{
    MethodCacheEntry *e = method_cache_place(rt, t, name);
    if (LIKELY(e->version == t->version_tag && e->name == name)) return e->value;
    return type_lookup_peek(rt, t, name);
}
/* type_find_uncached: *failed tells that an exception stopped the search; it is pending. */
Obj *type_find_uncached(Runtime *rt, Type *t, Obj *name, bool *failed);
/* type_assign_version: gives t a version tag when it has none; false: they ran out, or t is not ready. */
bool type_assign_version(Runtime *rt, Type *t);
/* special_method: the special method of o's type, new reference; *unbound: to be called with o first, else it is
   bound already.  NULL without an exception: none. */
OWN Obj *special_method(Runtime *rt, Obj *o, Obj *name, bool *unbound);

/* ---- type_mro.c ------------------------------------------------------------------------------------------------ */
OWN Obj *mro_compute(Runtime *rt, Type *t);         /* C3: a tuple for one base, else a list */
CHECK bool mro_update(Runtime *rt, Type *t, Obj **old); /* also by a metaclass's mro(); *old, when asked, is owned */
CHECK bool mro_update_hierarchy(Runtime *rt, Type *t);
CHECK bool subclasses_add(Runtime *rt, Type *t, Obj *bases);
void subclasses_remove(Runtime *rt, Type *t, Obj *bases);
OWN Obj *subclasses_list(Runtime *rt, Type *t);
/* subclasses_next: steps through the live direct heirs; *pos starts at 0; borrowed. */
Type *subclasses_next(Runtime *rt, const Type *t, isize *pos);

/* ---- type_new.c ------------------------------------------------------------------------------------------------ */
OWN Obj *type_new(Runtime *rt, Type *metatype, Obj *args, Obj *kwargs);
/* type_metaclass: the most derived of [meta] and the types of [bases]; NULL: TypeError. */
Type *type_metaclass(Runtime *rt, Type *meta, Obj *bases);
Type *type_best_base(Runtime *rt, Obj *bases);
Type *type_solid_base(Runtime *rt, Type *t);
CHECK bool type_compatible(Runtime *rt, Type *old, Type *new_, const char *attribute);

/* type.c: the vectorcall of `type` and of the classes that `type` makes: type(x) without a tuple, else as the call slot
   is reached, with the arguments in a tuple. */
OWN Obj *type_vectorcall(Runtime *rt, Obj *self, Obj *const *args, size_t nargsf, Obj *kwnames);

/* ---- type_check.c: isinstance and issubclass without __instancecheck__ and __subclasscheck__ ------------------------ */
int obj_real_isinstance(Runtime *rt, Obj *o, Obj *cls);
int obj_real_issubclass(Runtime *rt, Obj *derived, Obj *cls);

/* attr.c: generic_getattr that answers NULL without an exception when there is no such attribute. */
OWN Obj *generic_getattr_quiet(Runtime *rt, Obj *o, Obj *name);

/* ---- type_attr.c ------------------------------------------------------------------------------------------------ */
extern const GetSetDef type_getset[];
extern const MemberDef type_members[];
extern const MethodDef *const type_methods[];
/* type_merge_names: adds the dicts of a class and of all its bases to the dict [names]; Python code may run. */
CHECK bool type_merge_names(Runtime *rt, Obj *names, Obj *cls);

/* ---- subtype.c: slots that every class of Python code has ------------------------------------------------------- */
void subtype_dealloc(Runtime *rt, Obj *o);
int subtype_traverse(Obj *o, Visit visit, void *ctx);
int subtype_clear(Runtime *rt, Obj *o);
void subtype_blocks(Obj *o, BlockVisit visit, void *ctx);
extern const GetSetDef subtype_getset_both[], subtype_getset_dict[], subtype_getset_weakref[];
void object_free(Runtime *rt, void *p); /* the free slot of every type */

/* type_traverse_rest: what a class owns that its traverse does not show, because 3.11's collector does not look at
   it: the dict of weak references to its heirs, the tuple of slot names.  For the ledger. */
int type_traverse_rest(Obj *o, Visit visit, void *ctx);

/* ---- typeslots.c: special methods and slots --------------------------------------------------------------------- */
extern const SlotDef slotdefs[];
CHECK bool type_add_operators(Runtime *rt, Type *t);  /* wrapper descriptors for the slots of a built-in type */
void type_fix_slots(Runtime *rt, Type *t);            /* sets each slot by what the mro's dicts hold */
void type_update_slot(Runtime *rt, Type *t, Obj *name); /* after an attribute changed: in t and its heirs */
void type_update_all_slots(Runtime *rt, Type *t);
bool name_is_dunder(const Obj *name);

/* slotcall.c: the ones that others compare with or call. */
OWN Obj *slot_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs);
OWN Obj *slot_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs);
OWN Obj *slot_getattr(Runtime *rt, Obj *self, Obj *name);
OWN Obj *slot_getattr_hook(Runtime *rt, Obj *self, Obj *name);
bool slot_setattr(Runtime *rt, Obj *self, Obj *name, Obj *value);
OWN Obj *slot_get(Runtime *rt, Obj *descr, Obj *obj, Obj *type);
OWN Obj *next_gone(Runtime *rt, Obj *self); /* the next slot of a class whose __next__ was deleted */
/* call_prepend: calls with [self] in front of the tuple's items. */
OWN Obj *call_prepend(Runtime *rt, Obj *callable, Obj *self, Obj *args, Obj *kwargs);

Hash hash_not_implemented(Runtime *rt, Obj *o); /* the hash slot behind __hash__ = None */
const MethodDef *new_wrapper_peek(void);        /* __new__ of the built-in types */
bool object_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs);
OWN Obj *object_repr(Runtime *rt, Obj *o);

#endif
