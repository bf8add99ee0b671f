/* cycles.h - what a collection found: its cycles, and the one reference that held each together. */
#ifndef GH_TRACE_CYCLES_H
#define GH_TRACE_CYCLES_H

#include "trace/log.h"

/* log_unreachable: records of the ring of all that a collection found unreachable: each cycle and behind it its members,
   then what only hangs on them. */
void log_unreachable(struct Trace *t, const GcHead *ring);

#endif
