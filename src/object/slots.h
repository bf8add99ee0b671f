/* slots.h - the functions that slotdefs.def names: slot_* call a class's Python method (slotcall.c, slotnumber.c),
   wrap_* call a built-in slot for a wrapper descriptor (slotwrap.c). */
#ifndef GH_OBJECT_SLOTS_H
#define GH_OBJECT_SLOTS_H

#include "object/type.h"

/* call_special: args[0]'s method [name] with it and the others; NULL: AttributeError when there is none.  The array
   is the caller's own: for the length of the call its first place may be written. */
OWN Obj *call_special(Runtime *rt, Obj *name, Obj *const *args, isize nargs);
/* call_special_maybe: the same, NotImplemented when there is none. */
OWN Obj *call_special_maybe(Runtime *rt, Obj *name, Obj *const *args, isize nargs);
/* call_held_take: calls a method found by special_method; args[0] is left out when it is bound. */
OWN Obj *call_held_take(Runtime *rt, TAKE Obj *method, bool unbound, Obj *const *args, isize nargs);

OWN Obj *slot_repr(Runtime *rt, Obj *self);
Hash slot_hash(Runtime *rt, Obj *self);
OWN Obj *slot_str(Runtime *rt, Obj *self);
OWN Obj *slot_compare(Runtime *rt, Obj *self, Obj *other, CompareOp op);
OWN Obj *slot_iter(Runtime *rt, Obj *self);
OWN Obj *slot_next(Runtime *rt, Obj *self);
bool slot_set(Runtime *rt, Obj *self, Obj *target, Obj *value);
bool slot_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs);
void slot_finalize(Runtime *rt, Obj *self);
OWN Obj *slot_await(Runtime *rt, Obj *self);
OWN Obj *slot_aiter(Runtime *rt, Obj *self);
OWN Obj *slot_anext(Runtime *rt, Obj *self);
int slot_truth(Runtime *rt, Obj *self);
isize slot_len(Runtime *rt, Obj *self);
OWN Obj *slot_subscript(Runtime *rt, Obj *self, Obj *key);
bool slot_set_subscript(Runtime *rt, Obj *self, Obj *key, Obj *value);
OWN Obj *slot_item(Runtime *rt, Obj *self, isize i);
bool slot_set_item(Runtime *rt, Obj *self, isize i, Obj *value);
int slot_contains(Runtime *rt, Obj *self, Obj *value);
OWN Obj *slot_power(Runtime *rt, Obj *self, Obj *other, Obj *modulus);
OWN Obj *slot_ipower(Runtime *rt, Obj *self, Obj *other, Obj *modulus);

#define DECLARE_UNARY(name) OWN Obj *name(Runtime *rt, Obj *self);
#define DECLARE_BINARY(name) OWN Obj *name(Runtime *rt, Obj *self, Obj *other);
DECLARE_UNARY(slot_negative) DECLARE_UNARY(slot_positive) DECLARE_UNARY(slot_absolute) DECLARE_UNARY(slot_invert)
DECLARE_UNARY(slot_int) DECLARE_UNARY(slot_float) DECLARE_UNARY(slot_index)
DECLARE_BINARY(slot_add) DECLARE_BINARY(slot_subtract) DECLARE_BINARY(slot_multiply) DECLARE_BINARY(slot_remainder)
DECLARE_BINARY(slot_divmod) DECLARE_BINARY(slot_lshift) DECLARE_BINARY(slot_rshift) DECLARE_BINARY(slot_and)
DECLARE_BINARY(slot_xor) DECLARE_BINARY(slot_or) DECLARE_BINARY(slot_floor_divide) DECLARE_BINARY(slot_true_divide)
DECLARE_BINARY(slot_matmul)
DECLARE_BINARY(slot_iadd) DECLARE_BINARY(slot_isubtract) DECLARE_BINARY(slot_imultiply) DECLARE_BINARY(slot_iremainder)
DECLARE_BINARY(slot_ilshift) DECLARE_BINARY(slot_irshift) DECLARE_BINARY(slot_iand) DECLARE_BINARY(slot_ixor)
DECLARE_BINARY(slot_ior) DECLARE_BINARY(slot_ifloor_divide) DECLARE_BINARY(slot_itrue_divide) DECLARE_BINARY(slot_imatmul)

#define DECLARE_WRAP(name) OWN Obj *name(Runtime *rt, Obj *self, Obj *args, AnyFn wrapped, Obj *kwargs);
DECLARE_WRAP(wrap_unary) DECLARE_WRAP(wrap_hash) DECLARE_WRAP(wrap_call) DECLARE_WRAP(wrap_binary)
DECLARE_WRAP(wrap_binary_left) DECLARE_WRAP(wrap_binary_right) DECLARE_WRAP(wrap_ternary) DECLARE_WRAP(wrap_ternary_right)
DECLARE_WRAP(wrap_setattr) DECLARE_WRAP(wrap_delattr) DECLARE_WRAP(wrap_lt) DECLARE_WRAP(wrap_le) DECLARE_WRAP(wrap_eq)
DECLARE_WRAP(wrap_ne) DECLARE_WRAP(wrap_gt) DECLARE_WRAP(wrap_ge) DECLARE_WRAP(wrap_next) DECLARE_WRAP(wrap_get)
DECLARE_WRAP(wrap_set) DECLARE_WRAP(wrap_delete) DECLARE_WRAP(wrap_init) DECLARE_WRAP(wrap_del) DECLARE_WRAP(wrap_truth)
DECLARE_WRAP(wrap_len) DECLARE_WRAP(wrap_set_subscript) DECLARE_WRAP(wrap_del_subscript) DECLARE_WRAP(wrap_index)
DECLARE_WRAP(wrap_item) DECLARE_WRAP(wrap_set_item) DECLARE_WRAP(wrap_del_item) DECLARE_WRAP(wrap_contains)

#endif
