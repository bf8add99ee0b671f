/* gen.h - what generators (gen.c) and async generators (asyncgen.c) share. */
#ifndef GH_VM_GEN_H
#define GH_VM_GEN_H

#include <stdio.h>
#include <stdlib.h>

#include "object/start.h"
#include "vm/vm_inner.h"

/* gen_resume: enters the generator; [throwing]: with the pending exception.  1: yielded, 0: returned, -1: raised
   or (without an exception, arg NULL) returned None. */
int gen_resume(Runtime *rt, Gen *g, Obj *arg, Obj **result, bool throwing, bool closing);
/* gen_send_or_raise: the yielded value; what is returned is raised as StopIteration. */
OWN Obj *gen_send_or_raise(Runtime *rt, Gen *g, Obj *arg, bool throwing, bool closing);
OWN Obj *gen_throw(Runtime *rt, Gen *g, bool close_on_exit, Obj *type, Obj *value, Obj *tb);
OWN Obj *gen_close(Runtime *rt, Gen *g);
OWN Obj *gen_yield_from(Runtime *rt, Gen *g); /* the iterator of a suspended yield from or await, or NULL */
int gen_traverse(Obj *self, Visit visit, void *ctx);
void gen_dealloc(Runtime *rt, Obj *self);
void gen_finalize(Runtime *rt, Obj *self);

#endif
