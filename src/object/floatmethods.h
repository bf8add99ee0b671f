/* floatmethods.h - the tables that float.c takes from floatmethods.c. */
#ifndef GH_OBJECT_FLOATMETHODS_H
#define GH_OBJECT_FLOATMETHODS_H

#include "object/object.h"

extern const MethodDef *const float_methods[];
extern const GetSetDef float_getset[];
OWN Obj *float_of(Runtime *rt, Obj *o); /* float(o) */

#endif
