/* place.h - where in its owner a reference lies, as Python would write it: "[2]", "['key']", ".name". */
#ifndef GH_TRACE_PLACE_H
#define GH_TRACE_PLACE_H

#include "trace/value.h"

/* place_out: what follows the owner's name, for the [role] and [index] that its traverse slot tells; false: no such
   expression reaches the reference, and nothing was written. */
bool place_out(Runtime *rt, const Obj *owner, const char *role, isize index, Out *out);

/* place_slot: the name of the slot at [offset] of an instance; NULL: there is none. */
const char *place_slot(const Obj *o, isize offset);

#endif
