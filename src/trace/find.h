/* find.h - the object that a student's words name, found by looking only: no Python code runs, nothing is computed. */
#ifndef GH_TRACE_FIND_H
#define GH_TRACE_FIND_H

#include "trace/views.h"

/* find_stored: what a dict has under the key [name]; NULL: nothing. */
Obj *find_stored(const Obj *dict, const char *name);

/* find_attribute: what o.[name] leads to, as far as it lies in a dict, in the object or in a slot; a class's function is
   found unbound; NULL: there is none, or it would have to be computed. */
Obj *find_attribute(Runtime *rt, const Obj *o, const char *name);

#endif
