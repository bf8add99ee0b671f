/* bytearray.h - the layout of bytearray, and what bytes.c, bytesmethods.c and memoryview.c know of it. */
#ifndef GH_OBJECT_BYTEARRAY_H
#define GH_OBJECT_BYTEARRAY_H

#include "object/text.h"

static inline bool is_bytearray(Runtime *rt, const Obj *o) { return is_instance(o, TYPE_OF(rt, BYTEARRAY)); }
OWN Obj *bytearray_new(Runtime *rt, const char *data, isize n); /* data NULL: to be filled in */
CHECK bool bytearray_resize(Runtime *rt, Obj *o, isize n);      /* BufferError while buffers are handed out */
/* byte_value: an item's value; ValueError "byte must be in range(0, 256)". */
CHECK bool byte_value(Runtime *rt, Obj *o, unsigned char *out);

extern const MethodDef bytearray_append_def, bytearray_clear_def, bytearray_copy_def, bytearray_extend_def, bytearray_insert_def,
    bytearray_pop_def, bytearray_remove_def, bytearray_reverse_def, bytearray_alloc_def, bytearray_sizeof_def, bytearray_reduce_def,
    bytearray_reduce_ex_def;
#define BYTEARRAY_OWN_METHODS                                                                                              \
    &bytearray_append_def, &bytearray_clear_def, &bytearray_copy_def, &bytearray_extend_def, &bytearray_insert_def,        \
        &bytearray_pop_def, &bytearray_remove_def, &bytearray_reverse_def, &bytearray_alloc_def, &bytearray_sizeof_def,    \
        &bytearray_reduce_def, &bytearray_reduce_ex_def,
extern const MethodDef *const bytearray_methods[]; /* bytesmethods.c: these and what bytes has, too */

/* memoryview.c: the bytes that a memoryview shows, whatever its step. */
OWN Obj *memoryview_tobytes(Runtime *rt, Obj *o);

#endif
