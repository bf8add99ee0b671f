/* structseq.h - tuples whose items have names: sys.version_info, sys.flags, time.struct_time.

   Some types have more fields than items: those behind are reached by name only. */
#ifndef GH_LIB_STRUCTSEQ_H
#define GH_LIB_STRUCTSEQ_H

#include "lib/lib.h"

/* A type: its row in types.def (base TUPLE) has STRUCTSEQ_SLOTS(0, or TF_DISALLOW_NEW) and members made of FIELD
   rows, the last one {0}. */
#define FIELD(name, index, doc) {name, MEMBER_OBJ, offsetof(Tuple, items) + (index) * sizeof(Obj *), MEMBER_READONLY, doc}
#define STRUCTSEQ_SLOTS(more) \
    .basicsize = offsetof(Tuple, items), .itemsize = sizeof(Obj *), .flags = TF_GC | (more), .dealloc = structseq_dealloc, \
    .traverse = structseq_traverse, .repr = structseq_repr, .getattr = generic_getattr, .methods = structseq_methods, \
    .new_ = structseq_make
void structseq_dealloc(Runtime *rt, Obj *self);
int structseq_traverse(Obj *self, Visit visit, void *ctx);
OWN Obj *structseq_repr(Runtime *rt, Obj *self);
OWN Obj *structseq_make(Runtime *rt, Type *type, Obj *args, Obj *kwargs);
extern const MethodDef *const structseq_methods[];

/* structseq_new_take: an instance of [type] with a value for each field; takes them, NULL among them: fails. */
OWN Obj *structseq_new_take(Runtime *rt, Type *type, TAKE Obj *const *values);
/* structseq_ready: n_fields, __match_args__ ... of a type that is ready; the first [items] fields are items. */
CHECK bool structseq_ready(Runtime *rt, Type *type, isize items);

#endif
