/* settable.h - the hash table behind set and frozenset, for set.c and setmethods.c. */
#ifndef GH_OBJECT_SETTABLE_H
#define GH_OBJECT_SETTABLE_H

#include "object/start.h"

/* An entry that was removed keeps its place for later probes: no key, this hash. */
enum { SET_REMOVED = -1 };

OWN Obj *set_alloc(Runtime *rt, Type *type);              /* an empty set of [type], tracked */
OWN Obj *set_make(Runtime *rt, Type *type, Obj *iterable); /* iterable NULL: empty */
Type *set_base_type(Runtime *rt, const Obj *s);           /* set or frozenset, whatever the class */
CHECK bool set_add_hash(Runtime *rt, Obj *s, Obj *key, Hash hash);
int set_contains_hash(Runtime *rt, Obj *s, Obj *key, Hash hash);
int set_discard_hash(Runtime *rt, Obj *s, Obj *key, Hash hash);
CHECK bool set_merge(Runtime *rt, Obj *s, Obj *other);    /* other: a set or frozenset */
CHECK bool set_shed_removed(Runtime *rt, Obj *s);         /* a new table when too many places are lost to removed items */
void set_clear_all(Runtime *rt, Obj *s);
/* set_swap: exchanges the contents of two sets. */
void set_swap(Obj *a, Obj *b);

#endif
