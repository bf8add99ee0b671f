/* generic.c - slots that many types share. */
#include "object/object.h"

OWN Obj *obj_self(Runtime *rt UNUSED, Obj *o) { return own(o); }

OWN Obj *type_new_generic(Runtime *rt, Type *t, Obj *args UNUSED, Obj *kwargs UNUSED) { return t->alloc(rt, t, 0); }
