/* newer.h - remarks beside figures that newer Pythons answer otherwise. */
#ifndef GH_TRACE_NEWER_H
#define GH_TRACE_NEWER_H

#include "trace/log.h"
#include "trace/value.h"

/* newer_note: a record of a figure that was asked for, when a newer Python would have answered another one. */
void newer_note(struct Trace *t, const Event *e);

/* newer_out: "4294967295 (3.12, 3.13), 3221225472 (3.14, 3.15)" */
void newer_out(const Runtime *rt, const Record *r, Out *out);

#endif
