/* start.h - how the static part is filled, and what each file of this room contributes to it.

   object_start (start.c) runs, in this order: all templates are copied into rt->types (so that objects can be
   made), None & co., tuple_start, bytes_start, str_start, the identifiers, int_start, then every type is made
   ready, exc_start.  Whatever is made by these functions lies in the static part (heap_static) and starts with
   the count STATIC_REFCNT; there is no other reference to it yet. */
#ifndef GH_OBJECT_START_H
#define GH_OBJECT_START_H

#include "object/object.h"

/* The templates: one `const Type` for each row of types.def, at the end of its type's file. */
#define TYPE(room, id, template, base) extern const Type template;
#include "model/types.def"
#undef TYPE

/* One row of types.def for types_start. */
typedef struct TypeRow {
    enum TypeId id;
    const Type *template;
    enum TypeId base;
} TypeRow;

/* types_start: copies [n] templates to their places, with type `type`, count STATIC_REFCNT and base set, then
   makes each ready.  For the rooms above: object_start does it for its own rows in two steps.
     static const TypeRow rows[] = {{T_FRAME, &frame_type, T_OBJECT}, ...};  */
CHECK bool types_start(Runtime *rt, const TypeRow *rows, size_t n);
/* type_place: the first step for one type: also for exceptions (&rt->excs[...]). */
void type_place(Runtime *rt, Type *t, const Type *template, Type *base);

/* Offered by the files named; false: MemoryError or no room in the static part. */
CHECK bool tuple_start(Runtime *rt); /* tuple.c: rt->empty_tuple */
CHECK bool bytes_start(Runtime *rt); /* bytes.c: rt->empty_bytes, rt->bytes_chars */
CHECK bool str_start(Runtime *rt);   /* str.c: rt->empty_str, rt->latin1, the table rt->interned */
CHECK bool int_start(Runtime *rt);   /* int.c: rt->small_ints, rt->false_, rt->true_ */
CHECK bool exc_start(Runtime *rt);   /* exc.c: rt->excs placed and ready, the hook exc_normalize, the reserve */

/* str.c: the static, interned (for ever) string of an ASCII text: the one in rt->interned when it is static
   already, else a new one; a text of one character is rt->latin1's.  Borrowed; NULL: no memory. */
Obj *str_static(Runtime *rt, const char *text);

#endif
