/* trace.h - the door to this room: watching a world.

   What it keeps (labels, tombstones, log) lies in trace's own area of the image: it is saved and restored with the
   world, and watching never moves an object.  Views of it: views.h; who holds what: ledger.h. */
#ifndef GH_TRACE_TRACE_H
#define GH_TRACE_TRACE_H

#include "trace/holders.h"
#include "trace/ledger.h"
#include "trace/log.h"

typedef struct Trace Trace;

/* trace_open: listens to [rt] from now on.  NULL: the image has no room for it.  It is part of the image: after an
   image_restore the same pointer is right, whatever the image holds (trace_of tells). */
Trace *trace_open(Runtime *rt);
void trace_close(Trace *t);
/* trace_of: the trace that watches [rt], or NULL. */
Trace *trace_of(const Runtime *rt);

/* trace_statement_begin: opens the next statement (its number is the answer, 1 the first).  trace_statement_end: closes
   it: counts are compared, labels given, the log is completed. */
uint32_t trace_statement_begin(Trace *t);
void trace_statement_end(Trace *t);
uint32_t trace_statement(const Trace *t); /* the number of the last one begun; 0: none yet */

/* trace_set_statement: the number that the next trace_statement_begin gives (when some were not traced). */
void trace_set_statement(Trace *t, uint32_t next);

/* trace_selfcheck_install: fills rt->hooks.selfcheck; [every_statement]: calls whose [when] speaks of a statement count
   too; [every_bytecodes] 0: not by number.  At an automatic collection C code may own what it is putting together: there
   it proves that no object has more holders than its count, and the whole at the next bytecode; in large heaps not at each
   one, so that proving stays linear.  A violation is told on
   standard error ("glassheap: selfcheck: SENTENCE (WHEN)") and ends the program with status 70. */
void trace_selfcheck_install(Runtime *rt, bool every_statement, uint64_t every_bytecodes);

#endif
