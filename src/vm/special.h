/* special.h - which function of Python code an operator, a comparison or a property leads to: asked when an
   instruction is specialized, and again each time it runs. */
#ifndef GH_VM_SPECIAL_H
#define GH_VM_SPECIAL_H

#include "object/type.h"
#include "vm/vm_inner.h"

/* All parameters can be given by position, and nothing collects others. */
static inline bool is_simple_function(const Code *co)
{
    return !(co->flags & (CO_VARARGS | CO_VARKEYWORDS)) && co->flags & CO_OPTIMIZED && !co->kwonlyargcount;
}

/* Natives that have a quick form, with which 3.11 does not count the recursion. */
static inline bool is_uncounted(const BoundDef *def)
{
    return def->def->kind >= CALL_POSITIONAL && !(def->def->flags & (DEF_TUPLE | DEF_COUNTED));
}

/* A function of exactly [n] parameters, all by position; NULL: something else. */
static inline Func *plain_function(Runtime *rt, Obj *o, int n)
{
    if (!o || !is_type(rt, o, FUNCTION)) return NULL;
    const Code *co = (Code *)((Func *)o)->code;
    return is_simple_function(co) && co->argcount == n ? (Func *)o : NULL;
}

/* The function that a OP b calls first, whatever it answers; NULL: not that simple. */
static inline Func *operator_function(Runtime *rt, const Obj *a, const Obj *b, int op)
{
    static const enum IdentId names[][2] = {
        [NB_ADD] = {ID___add__, ID___iadd__},
        [NB_AND] = {ID___and__, ID___iand__},
        [NB_FLOOR_DIVIDE] = {ID___floordiv__, ID___ifloordiv__},
        [NB_LSHIFT] = {ID___lshift__, ID___ilshift__},
        [NB_MATRIX_MULTIPLY] = {ID___matmul__, ID___imatmul__},
        [NB_MULTIPLY] = {ID___mul__, ID___imul__},
        [NB_REMAINDER] = {ID___mod__, ID___imod__},
        [NB_OR] = {ID___or__, ID___ior__},
        [NB_RSHIFT] = {ID___rshift__, ID___irshift__},
        [NB_SUBTRACT] = {ID___sub__, ID___isub__},
        [NB_TRUE_DIVIDE] = {ID___truediv__, ID___itruediv__},
        [NB_XOR] = {ID___xor__, ID___ixor__},
    };
    Type *t = type_of(a), *other = type_of(b);
    int base = op % NB_INPLACE_ADD;
    if (!type_is_heap(t) || (other != t && type_is_heap(other)) || base == NB_POWER) return NULL;
    if (op >= NB_INPLACE_ADD && type_find(rt, t, rt->ids[names[base][1]])) return NULL;
    return plain_function(rt, type_find(rt, t, rt->ids[names[base][0]]), 2);
}

static inline Func *comparison_function(Runtime *rt, const Obj *a, const Obj *b, int op)
{
    static const enum IdentId names[] = {ID___lt__, ID___le__, ID___eq__, ID___ne__, ID___gt__, ID___ge__};
    Type *t = type_of(a), *other = type_of(b);
    if (!type_is_heap(t) || (other != t && type_is_heap(other))) return NULL;
    return plain_function(rt, type_find(rt, t, rt->ids[names[op]]), 2);
}

/* The function that reads the property [name] of instances of [t]; *descr is the property. */
static inline Func *getter_function(Runtime *rt, Type *t, Obj *name, Obj **descr)
{
    *descr = type_find(rt, t, name);
    return *descr && is_type(rt, *descr, PROPERTY) ? plain_function(rt, ((Property *)*descr)->get, 1) : NULL;
}

#endif
