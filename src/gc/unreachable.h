/* unreachable.h - the heart of a collection, for collect.c. */
#ifndef GH_GC_UNREACHABLE_H
#define GH_GC_UNREACHABLE_H

#include "gc/list.h"

/* find_unreachable: moves from [base] to [out] what only its own members hold.  Members of [out] carry the
   flag COLLECTING, those of [base] no flag. */
void find_unreachable(Runtime *rt, GcHead *base, GcHead *out);

#endif
