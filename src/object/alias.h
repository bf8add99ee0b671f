/* alias.h - what list[int] and int | str share: how their arguments are shown, found generic, and filled in. */
#ifndef GH_OBJECT_ALIAS_H
#define GH_OBJECT_ALIAS_H

#include "object/text.h"
#include "object/type.h"

/* alias_write: one argument as aliases show it: "...", an alias by its repr, a class by its full name. */
CHECK bool alias_write(StrWriter *w, Obj *item);
/* alias_parameters: the tuple of type variables among [args], each once. */
OWN Obj *alias_parameters(Runtime *rt, Obj *args);
/* alias_substitute: [args] with what [item] says for each of [parameters]; TypeError when their numbers differ. */
OWN Obj *alias_substitute(Runtime *rt, Obj *self, Obj *args, Obj *parameters, Obj *item);

/* genericalias.c: origin[args]; [args] that is no tuple is the only one.  */
OWN Obj *generic_alias_new(Runtime *rt, Obj *origin, Obj *args);
/* Of every class that can be written list[int]. */
extern const MethodDef class_getitem_def;

/* union.c: a | b of types, aliases, None; NotImplemented for others.  The or_ slot of type. */
OWN Obj *union_or(Runtime *rt, Obj *a, Obj *b);

#endif
