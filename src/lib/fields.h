/* fields.h - objects whose owned references stand first in their struct, one after the other.

     typedef struct Pair { Obj o; Obj *left, *right; int other; } Pair;
     FIELDS(pair, "left", "right")      makes pair_traverse, pair_clear, pair_dealloc for the type's slots */
#ifndef GH_LIB_FIELDS_H
#define GH_LIB_FIELDS_H

#include "lib/lib.h"

static inline Obj **fields_of(Obj *o) { return (Obj **)(o + 1); }

static inline int fields_traverse(Obj *o, const char *const *roles, size_t n, Visit visit, void *ctx)
{
    for (size_t i = 0; i < n; i++) VISIT(fields_of(o)[i], roles[i], -1);
    return 0;
}

static inline void fields_clear(Runtime *rt, Obj *o, size_t n)
{
    for (size_t i = 0; i < n; i++) CLEAR(rt, fields_of(o)[i]);
}

#define FIELDS(name, ...)                                                                                     \
    static const char *const name##_roles[] = {__VA_ARGS__};                                                  \
    static int name##_traverse(Obj *o, Visit visit, void *ctx)                                                \
    {                                                                                                         \
        return fields_traverse(o, name##_roles, COUNT_OF(name##_roles), visit, ctx);                          \
    }                                                                                                         \
    static void name##_dealloc(Runtime *rt, Obj *o)                                                           \
    {                                                                                                         \
        gc_untrack(o);                                                                                        \
        int trash = trash_begin(rt, o, name##_dealloc);                                                       \
        if (!trash) return;                                                                                   \
        fields_clear(rt, o, COUNT_OF(name##_roles));                                                          \
        gc_obj_free(rt, o);                                                                                   \
        trash_end(rt, trash);                                                                                 \
    }
#define FIELDS_SLOTS(name) .dealloc = name##_dealloc, .traverse = name##_traverse, .getattr = generic_getattr
#define ITERATOR_SLOTS(name) FIELDS_SLOTS(name), .iter = obj_self, .next = name##_next

/* fields_new: an instance of [type] whose first [n] fields are [values] (taken, also on failure). */
static inline OWN Obj *fields_new_take(Runtime *rt, Type *type, TAKE Obj *const *values, size_t n)
{
    bool whole = true;
    for (size_t i = 0; i < n; i++) {
        whole &= values[i] != NULL;
        hold(rt, "part of a new object", values[i]);
    }
    Obj *o = whole ? type->alloc(rt, type, 0) : NULL;
    rt->hold_count -= (int)n;
    for (size_t i = 0; i < n; i++) {
        if (o) fields_of(o)[i] = values[i];
        else xdecref(rt, values[i]);
    }
    return o;
}

/* Positional arguments only, [min] to [max] of them, for the constructor of [exact]. */
static inline bool plain_args(Runtime *rt, Type *type, const Type *exact, const char *name, Obj *args, Obj *kwargs, isize min, isize max)
{
    if (type == exact && !args_no_keywords(rt, name, kwargs)) return false;
    isize n = tuple_len(args);
    if (n >= min && n <= max) return true;
    if (min == max) return err_type(rt, "%s expected %zd argument%s, got %zd", name, min, min == 1 ? "" : "s", n);
    return err_type(rt, "%s expected at %s %zd argument%s, got %zd", name, n < min ? "least" : "most", n < min ? min : max,
                    (n < min ? min : max) == 1 ? "" : "s", n);
}

#endif
