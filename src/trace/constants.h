/* constants.h - a name's new value that is a constant: whether it is the same object as another name's, and why. */
#ifndef GH_TRACE_CONSTANTS_H
#define GH_TRACE_CONSTANTS_H

#include "trace/log.h"

/* constants_explain: completes [r], the record of [name] being bound to [value] by the instruction that runs, when the one
   before it pushed a constant. */
void constants_explain(struct Trace *t, Record *r, const Obj *name, const Obj *value);

#endif
