/* exc.h - what exc.c (BaseException) and exckinds.c (exceptions with fields of their own) share. */
#ifndef GH_OBJECT_EXC_H
#define GH_OBJECT_EXC_H

#include "object/object.h"
#include "object/start.h"

/* The layouts that exceptions.def names. */
typedef enum ExcKind { EXC_BASE, EXC_STOP_ITERATION, EXC_SYSTEM_EXIT, EXC_GROUP, EXC_IMPORT_ERROR, EXC_OS_ERROR,
                       EXC_NAME_ERROR, EXC_ATTRIBUTE_ERROR, EXC_SYNTAX_ERROR, EXC_KEY_ERROR, EXC_UNICODE_ENCODE,
                       EXC_UNICODE_DECODE, EXC_UNICODE_TRANSLATE, EXC_MEMORY_ERROR, EXC_KINDS } ExcKind;

/* exc_kind_template: the slots of a kind; name, doc and base are filled in by exc_start. */
const Type *exc_kind_template(ExcKind kind);

/* BaseException's slots, which the kinds build on. */
OWN Obj *exc_base_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs);
bool exc_base_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs);
OWN Obj *exc_base_str(Runtime *rt, Obj *self);
OWN Obj *exc_base_repr(Runtime *rt, Obj *self);
int exc_base_traverse(Obj *self, Visit visit, void *ctx);
int exc_base_clear(Runtime *rt, Obj *self);
extern const Type exc_base_template;

/* exc_dealloc_fields: takes an exception apart whose [n] own references begin at [fields]. */
void exc_dealloc_fields(Runtime *rt, Obj *self, VoidFn dealloc, Obj **fields, int n);

/* excgroup.c: BaseExceptionGroup's slots. */
extern const Type exc_group_template;
CHECK bool exc_group_start(Runtime *rt); /* ExceptionGroup, a class with two bases */

#endif
