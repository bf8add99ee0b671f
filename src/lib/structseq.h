/* structseq.h - tuples whose items have names: sys.version_info, sys.flags ... */
#ifndef GH_LIB_STRUCTSEQ_H
#define GH_LIB_STRUCTSEQ_H

#include "lib/lib.h"

/* A type: its row in types.def (base TUPLE) has STRUCTSEQ_SLOTS and members made of FIELD rows, the last one {0}. */
#define FIELD(name, index, doc) {name, MEMBER_OBJ, offsetof(Tuple, items) + (index) * sizeof(Obj *), MEMBER_READONLY, doc}
#define STRUCTSEQ_SLOTS \
    .basicsize = offsetof(Tuple, items), .itemsize = sizeof(Obj *), .flags = TF_GC | TF_DISALLOW_NEW, .repr = structseq_repr, \
    .getattr = generic_getattr, .methods = structseq_methods
OWN Obj *structseq_repr(Runtime *rt, Obj *self);
extern const MethodDef *const structseq_methods[];

/* structseq_new: an instance of [type]; takes the items, NULL among them: fails. */
OWN Obj *structseq_new_take(Runtime *rt, Type *type, TAKE Obj *const *items);
/* structseq_ready: n_fields, __match_args__ ... of a type that is ready. */
CHECK bool structseq_ready(Runtime *rt, Type *type);

#endif
