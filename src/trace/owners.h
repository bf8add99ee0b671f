/* owners.h - whose constants a tuple, whose namespace a dict, whose variable a cell is: holders that have no name of their
   own are called by their owner's. */
#ifndef GH_TRACE_OWNERS_H
#define GH_TRACE_OWNERS_H

#include "trace/ledger.h"

/* owners_find: fills in owner, part and part_index of [n] holders, in one walk over the heap. */
void owners_find(Runtime *rt, Holder *holders, size_t n);

#endif
