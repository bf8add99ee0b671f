/* ops.h - every operation on an object, as a call through its type's slots.

   All return a new reference or NULL with an exception; tri-states are 1, 0, or -1 with an exception. */
#ifndef GH_MODEL_OPS_H
#define GH_MODEL_OPS_H

#include "model/error.h"

/* ---- attributes ---- */
OWN Obj *obj_getattr(Runtime *rt, Obj *o, Obj *name);
/* obj_lookattr: 1 and *out (owned), 0 without one and without an AttributeError, -1 for other errors. */
int obj_lookattr(Runtime *rt, Obj *o, Obj *name, Obj **out);
CHECK bool obj_setattr(Runtime *rt, Obj *o, Obj *name, Obj *value); /* value NULL: delete */
/* obj_get_method: as LOAD_METHOD: 1 and *out is an unbound function to be called with [o] first, 0 and *out
   an ordinary attribute, -1 error.  *out is owned.  (object/attr.c) */
int obj_get_method(Runtime *rt, Obj *o, Obj *name, Obj **out);

/* ---- calls ---- */
OWN Obj *obj_vectorcall(Runtime *rt, Obj *callable, Obj *const *args, size_t nargsf, Obj *kwnames);
OWN Obj *obj_call(Runtime *rt, Obj *callable, Obj *args, Obj *kwargs); /* tuple; dict or NULL */
OWN Obj *obj_call0(Runtime *rt, Obj *callable);
OWN Obj *obj_call1(Runtime *rt, Obj *callable, Obj *a);
OWN Obj *obj_call2(Runtime *rt, Obj *callable, Obj *a, Obj *b);
OWN Obj *obj_call_method(Runtime *rt, Obj *o, Obj *name, Obj *const *args, isize nargs); /* args without o; object/attr.c */
bool obj_callable(const Obj *o);
/* obj_check_result: SystemError when a NULL came without an exception or a result with one. */
OWN Obj *obj_check_result_take(Runtime *rt, Obj *callable, TAKE Obj *result);
/* obj_call_vector_slot: the call slot of types whose objects carry a vectorcall function. */
OWN Obj *obj_call_vector_slot(Runtime *rt, Obj *callable, Obj *args, Obj *kwargs);
/* obj_new_instance: type->new_ then init, as type.__call__. (object/type.c sets type_type.call) */

/* ---- comparing, hashing, truth ---- */
OWN Obj *obj_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op);
/* obj_compare_declined: goes on after a's own slot answered NotImplemented; b's type is no subtype of a's. */
OWN Obj *obj_compare_declined(Runtime *rt, Obj *a, Obj *b, CompareOp op);
int obj_compare_bool(Runtime *rt, Obj *a, Obj *b, CompareOp op); /* identity implies equality */
Hash obj_hash(Runtime *rt, Obj *o);
Hash hash_pointer(Runtime *rt, const void *p); /* of the nominal address, as object.__hash__ */
int obj_truth(Runtime *rt, Obj *o);

/* ---- text ---- */
OWN Obj *obj_repr(Runtime *rt, Obj *o);
OWN Obj *obj_str(Runtime *rt, Obj *o);
/* obj_ascii (object/str), obj_format (object/format) live with the strings. */

/* ---- containers ---- */
isize obj_len(Runtime *rt, Obj *o);
isize obj_length_hint(Runtime *rt, Obj *o, isize otherwise); /* object/seqops.c */
OWN Obj *obj_getitem(Runtime *rt, Obj *o, Obj *key);
CHECK bool obj_setitem(Runtime *rt, Obj *o, Obj *key, Obj *value); /* value NULL: delete */
int obj_contains(Runtime *rt, Obj *container, Obj *value);
OWN Obj *seq_getitem(Runtime *rt, Obj *o, isize i);
CHECK bool seq_setitem(Runtime *rt, Obj *o, isize i, Obj *value);
bool obj_is_sequence(Runtime *rt, Obj *o);
OWN Obj *obj_iter(Runtime *rt, Obj *o);
bool obj_is_iterator(const Obj *o);
OWN Obj *iter_next(Runtime *rt, Obj *it); /* NULL: exhausted, or an exception is pending; StopIteration is cleared; polls */
/* seq_fast: [o] itself when it is a list or tuple (new reference), else a list of its items; TypeError
   [message] when not iterable. (object/list.c) */

/* ---- numbers ---- */
typedef enum NumberOp { /* the order of BINARY_OP's argument in 3.11 */
    NB_ADD, NB_AND, NB_FLOOR_DIVIDE, NB_LSHIFT, NB_MATRIX_MULTIPLY, NB_MULTIPLY, NB_REMAINDER, NB_OR, NB_POWER,
    NB_RSHIFT, NB_SUBTRACT, NB_TRUE_DIVIDE, NB_XOR,
    NB_INPLACE_ADD, NB_INPLACE_AND, NB_INPLACE_FLOOR_DIVIDE, NB_INPLACE_LSHIFT, NB_INPLACE_MATRIX_MULTIPLY,
    NB_INPLACE_MULTIPLY, NB_INPLACE_REMAINDER, NB_INPLACE_OR, NB_INPLACE_POWER, NB_INPLACE_RSHIFT,
    NB_INPLACE_SUBTRACT, NB_INPLACE_TRUE_DIVIDE, NB_INPLACE_XOR,
    NB_DIVMOD /* not an opcode argument */
} NumberOp;
OWN Obj *number_binary(Runtime *rt, Obj *a, Obj *b, NumberOp op); /* in-place forms fall back, all error texts */
/* number_binary_declined: goes on after a's own slot answered NotImplemented; b's type is no subtype of a's. */
OWN Obj *number_binary_declined(Runtime *rt, Obj *a, Obj *b, NumberOp op);
OWN Obj *number_power(Runtime *rt, Obj *a, Obj *b, Obj *mod);     /* three-argument pow */
OWN Obj *number_negative(Runtime *rt, Obj *o);
OWN Obj *number_positive(Runtime *rt, Obj *o);
OWN Obj *number_invert(Runtime *rt, Obj *o);
OWN Obj *number_absolute(Runtime *rt, Obj *o);
OWN Obj *number_index(Runtime *rt, Obj *o); /* an int (exact or subclass), by __index__ */
bool obj_has_index(const Obj *o);
/* number_as_isize: through __index__; overflow raises [overflow_type], or is clamped when that is NULL. */
CHECK bool number_as_isize(Runtime *rt, Obj *o, Obj *overflow_type, isize *out);
bool obj_is_number(const Obj *o);

/* ---- types ---- */
bool type_is_subtype(const Type *a, const Type *b); /* by mro; by base when not ready */
static inline bool is_instance(const Obj *o, const Type *t) { return type_of(o) == t || type_is_subtype(type_of(o), t); }
#define is_int(o) type_has(type_of(o), TF_INT)
#define is_str(o) type_has(type_of(o), TF_STR)
#define is_bytes(o) type_has(type_of(o), TF_BYTES)
#define is_list(o) type_has(type_of(o), TF_LIST)
#define is_tuple(o) type_has(type_of(o), TF_TUPLE)
#define is_dict(o) type_has(type_of(o), TF_DICT)
#define is_typeobj(o) type_has(type_of(o), TF_TYPE)
#define is_exc(o) type_has(type_of(o), TF_EXCEPTION)
#define is_exc_class(o) (is_typeobj(o) && type_has((const Type *)(o), TF_EXCEPTION))
/* type_last_name: a built-in type's name without its module. */
static inline const char *type_last_name(const Type *t)
{
    const char *dot = __builtin_strrchr(t->name, '.');
    return dot ? dot + 1 : t->name;
}
/* obj_isinstance, obj_issubclass (with __instancecheck__ and tuples): object/type_check.c */
int obj_isinstance(Runtime *rt, Obj *o, Obj *cls);
int obj_issubclass(Runtime *rt, Obj *derived, Obj *cls);

#endif
