/* descr.h - the descriptors that built-in types are filled with, and how they are made.

   All begin with Descr; their sizes are CPython's.  A descriptor owns its type and its names. */
#ifndef GH_OBJECT_DESCR_H
#define GH_OBJECT_DESCR_H

#include "object/object.h"

typedef struct Descr {
    Obj o;
    Type *type;
    Obj *name, *qualname; /* qualname: NULL until asked for */
} Descr;
typedef struct MethodDescr { /* method_descriptor, classmethod_descriptor */
    Descr d;
    const BoundDef *def;
    VectorFn vectorcall;
} MethodDescr;
typedef struct MemberDescr {
    Descr d;
    const MemberDef *def;
} MemberDescr;
typedef struct GetSetDescr {
    Descr d;
    const GetSetDef *def;
} GetSetDescr;

/* Any C function; cast back before it is called. */
typedef void (*AnyFn)(void);
typedef OWN Obj *(*WrapFn)(Runtime *rt, Obj *self, Obj *args, AnyFn wrapped, Obj *kwargs);

/* One row of slotdefs.def: a special method, where its slot lies, and the functions between the two. */
typedef struct SlotDef {
    enum IdentId name;
    int offset;      /* of the slot in HeapType */
    AnyFn function;  /* the slot that calls Python's method; NULL: none */
    WrapFn wrapper;  /* what a wrapper descriptor calls; NULL: no descriptor */
    const char *signature, *doc;
    bool keywords;   /* the wrapper takes keywords */
} SlotDef;

typedef struct WrapperDescr {
    Descr d;
    const SlotDef *base;
    AnyFn wrapped;
} WrapperDescr;
typedef struct MethodWrapper { /* a wrapper descriptor bound to an object */
    Obj o;
    WrapperDescr *descr;
    Obj *self;
} MethodWrapper;

OWN Obj *wrapper_descr_new(Runtime *rt, Type *t, const SlotDef *base, AnyFn wrapped);
OWN Obj *classmethod_descr_new(Runtime *rt, Type *t, const MethodDef *def);
/* The slots and attributes that all of them share. */
void descr_dealloc(Runtime *rt, Obj *o);
int descr_traverse(Obj *o, Visit visit, void *ctx);
OWN Obj *descr_get_qualname(Runtime *rt, Obj *descr, void *closure);

/* member_get, member_set: an attribute that lies as a C field in the object (value NULL: delete). */
OWN Obj *member_get(Runtime *rt, Obj *o, const MemberDef *def);
CHECK bool member_set(Runtime *rt, Obj *o, const MemberDef *def, Obj *value);

/* classmethod.c */
OWN Obj *classmethod_new(Runtime *rt, Obj *callable);
OWN Obj *staticmethod_new(Runtime *rt, Obj *callable);
int obj_is_abstract(Runtime *rt, Obj *o); /* its __isabstractmethod__: 1, 0, or -1 */

/* text_signature: the __text_signature__ str of a definition's signature, or None. */
OWN Obj *text_signature(Runtime *rt, const MethodDef *def);

#endif
