/* ops_number.h - operators and comparisons, with their quick forms for ints, floats and strings. */
#ifndef GH_VM_OPS_NUMBER_H
#define GH_VM_OPS_NUMBER_H

#include "vm/ops_stack.h"

enum { BINARY_CACHES = 1, COMPARE_CACHES = 2 };

OPBODY bool op_unary(Vm *vm, UnaryFn f)
{
    vm_save(vm);
    return result_one(vm, f(vm->rt, vm->sp[-1]));
}

OPBODY bool op_unary_not(Vm *vm)
{
    int truth = pop_truth(vm);
    if (truth < 0) return false;
    push(vm, bool_new(vm->rt, !truth));
    return true;
}

OPBODY bool op_binary(Vm *vm, int op)
{
    Obj *a = vm->sp[-2], *b = vm->sp[-1];
    vm_save(vm);
    if (!result_two(vm, number_binary(vm->rt, a, b, (NumberOp)op))) return false;
    skip_cache(vm, BINARY_CACHES);
    return true;
}

OPBODY bool binary_guess_failed(Vm *vm, int op)
{
    guess_failed(vm, OP_BINARY_OP);
    return op_binary(vm, op);
}

OPBODY bool both_are(const Obj *a, const Obj *b, const Type *t) { return type_of(a) == t && type_of(b) == t; }
OPBODY bool both_small_ints(Vm *vm, const Obj *a, const Obj *b)
{
    return both_are(a, b, TYPE_OF(vm->rt, INT)) && int_is_compact(a) && int_is_compact(b);
}

/* int_one_digit: a new int, the common case without a detour. */
static NOINLINE OWN Obj *int_one_digit(Runtime *rt, int64_t v)
{
    uint64_t digit = (uint64_t)(v < 0 ? -v : v);
    Int *o = digit < INT_BASE && LIKELY(!rt->heap.sink) ? heap_alloc(HEAP(rt), sizeof(Int), KIND_OBJ) : NULL;
    if (UNLIKELY(!o)) return int_new(rt, v);
    o->v = (VarObj){{1, TYPE_OF(rt, INT)}, v < 0 ? -1 : 1};
    o->digit[0] = (uint32_t)digit;
    return &o->v.base;
}

OPBODY OWN Obj *int_quick(Runtime *rt, int64_t v)
{
    if (v >= SMALL_INT_MIN && v <= SMALL_INT_MAX) return own(&rt->small_ints[v - SMALL_INT_MIN]);
    return int_one_digit(rt, v);
}

/* drop_int, drop_float: drop_plain for an exact int or float. */
static NOINLINE void free_int(Runtime *rt, Obj *o)
{
    if (UNLIKELY(rt->heap.sink != NULL))
        obj_dealloc(rt, o);
    else
        heap_free(HEAP(rt), o);
}
OPBODY void drop_int(Vm *vm, Obj *o)
{
    if (--o->refcnt == 0) free_int(vm->rt, o);
}
OPBODY void drop_float(Vm *vm, Obj *o)
{
    if (--o->refcnt) return;
    FreeLists *lists = &vm->rt->free_lists;
    if (UNLIKELY(vm->rt->heap.sink || lists->float_count >= FREE_FLOATS)) {
        obj_dealloc(vm->rt, o);
        return;
    }
    o->type = (Type *)lists->floats;
    lists->floats = o;
    lists->float_count++;
}
OPBODY OWN Obj *float_quick(Vm *vm, double value)
{
    FreeLists *lists = &vm->rt->free_lists;
    Obj *o = lists->floats;
    if (UNLIKELY(!o || vm->rt->heap.sink)) return float_new(vm->rt, value);
    lists->floats = (Obj *)o->type;
    lists->float_count--;
    o->refcnt = 1;
    o->type = TYPE_OF(vm->rt, FLOAT);
    ((Float *)o)->value = value;
    return o;
}

typedef enum Operands { INTS, FLOATS, STRINGS } Operands;

OPBODY void drop_operand(Vm *vm, Obj *o, Operands kind)
{
    if (kind == INTS)
        drop_int(vm, o);
    else if (kind == FLOATS)
        drop_float(vm, o);
    else
        drop_plain(vm, o);
}

/* The end of a quick binary operator: nothing can run when its operands die. */
OPBODY bool binary_done(Vm *vm, TAKE Obj *value, Operands kind)
{
    if (UNLIKELY(!value)) {
        vm_save(vm);
        return false;
    }
    Obj *a = vm->sp[-2], *b = vm->sp[-1];
    vm->sp[-2] = value;
    drop_operand(vm, b, kind);
    drop_operand(vm, a, kind);
    vm->sp--;
    skip_cache(vm, BINARY_CACHES);
    return true;
}

typedef enum Arithmetic { ADDED, SUBTRACTED, MULTIPLIED, DIVIDED } Arithmetic;

OPBODY bool op_binary_int(Vm *vm, int op, Arithmetic how)
{
    Obj *a = vm->sp[-2], *b = vm->sp[-1];
    if (UNLIKELY(!both_are(a, b, TYPE_OF(vm->rt, INT)))) return binary_guess_failed(vm, op);
    if (UNLIKELY(!int_is_compact(a) || !int_is_compact(b))) {
        BinaryFn f = how == ADDED ? int_add : how == SUBTRACTED ? int_sub : int_mul;
        vm_save(vm);
        Obj *value = f(vm->rt, a, b);
        return binary_done(vm, value, INTS);
    }
    int64_t x = int_compact_value(a), y = int_compact_value(b);
    return binary_done(vm, int_quick(vm->rt, how == ADDED ? x + y : how == SUBTRACTED ? x - y : x * y), INTS);
}

/* The operators that are quick for ints of one digit; false: not for these operands. */
OPBODY bool small_int_result(int op, int64_t x, int64_t y, int64_t *out)
{
    switch (op % NB_INPLACE_ADD) {
    case NB_AND: *out = x & y; return true;
    case NB_OR: *out = x | y; return true;
    case NB_XOR: *out = x ^ y; return true;
    case NB_RSHIFT: *out = x >> (y & 63); return y >= 0 && y < 64;
    case NB_LSHIFT: *out = x * (INT64_C(1) << (y & 31)); return y >= 0 && y < 32;
    case NB_FLOOR_DIVIDE:
        if (y == 0) return false;
        *out = x / y - (x % y != 0 && (x < 0) != (y < 0));
        return true;
    case NB_REMAINDER:
        if (y == 0) return false;
        *out = x % y;
        if (*out && (x < 0) != (y < 0)) *out += y;
        return true;
    default: return false;
    }
}

OPBODY bool op_binary_small_int(Vm *vm, int op)
{
    Obj *a = vm->sp[-2], *b = vm->sp[-1];
    int64_t value;
    if (UNLIKELY(!both_small_ints(vm, a, b) || !small_int_result(op, int_compact_value(a), int_compact_value(b), &value)))
        return binary_guess_failed(vm, op);
    return binary_done(vm, int_quick(vm->rt, value), INTS);
}

OPBODY bool op_binary_float(Vm *vm, int op, Arithmetic how)
{
    Obj *a = vm->sp[-2], *b = vm->sp[-1];
    if (UNLIKELY(!both_are(a, b, TYPE_OF(vm->rt, FLOAT)))) return binary_guess_failed(vm, op);
    double x = ((Float *)a)->value, y = ((Float *)b)->value;
    if (how == DIVIDED && UNLIKELY(y == 0.0)) return binary_guess_failed(vm, op);
    double value = how == ADDED ? x + y : how == SUBTRACTED ? x - y : how == MULTIPLIED ? x * y : x / y;
    return binary_done(vm, float_quick(vm, value), FLOATS);
}

/* A float, or an int of one digit, as a double; false: something else. */
OPBODY bool as_double_quick(Vm *vm, const Obj *o, double *out)
{
    if (is_type(vm->rt, o, FLOAT))
        *out = ((const Float *)o)->value;
    else if (is_type(vm->rt, o, INT) && int_is_compact(o))
        *out = (double)int_compact_value(o);
    else
        return false;
    return true;
}

/* Floats and ints mixed. */
OPBODY bool op_binary_mixed(Vm *vm, int op)
{
    Obj *a = vm->sp[-2], *b = vm->sp[-1], *value;
    double x, y, result;
    int how = op % NB_INPLACE_ADD;
    if (UNLIKELY(!as_double_quick(vm, a, &x) || !as_double_quick(vm, b, &y) || type_of(a) == type_of(b) ||
                 (how == NB_TRUE_DIVIDE && y == 0.0)))
        return binary_guess_failed(vm, op);
    result = how == NB_ADD ? x + y : how == NB_SUBTRACT ? x - y : how == NB_MULTIPLY ? x * y : x / y;
    value = float_quick(vm, result);
    return binary_done(vm, value, STRINGS);
}

OPBODY bool op_binary_add_str(Vm *vm, int op)
{
    Obj *a = vm->sp[-2], *b = vm->sp[-1];
    if (UNLIKELY(!both_are(a, b, TYPE_OF(vm->rt, STR)))) return binary_guess_failed(vm, op);
    vm_save(vm);
    return binary_done(vm, str_concat(vm->rt, a, b), STRINGS);
}

/* s += t with the STORE_FAST behind it: the local gives its reference up, so that it may grow in place. */
OPBODY bool op_binary_inplace_add_str(Vm *vm, int op)
{
    Obj *a = vm->sp[-2], *b = vm->sp[-1];
    CodeUnit *store = vm->ip + BINARY_CACHES;
    Obj **local = &vm->frame->localsplus[store->arg];
    if (UNLIKELY(!both_are(a, b, TYPE_OF(vm->rt, STR)) || *local != a)) return binary_guess_failed(vm, op);
    vm->fuel--; /* the STORE_FAST, whoever wants to look around before it */
    vm->sp[-2] = NULL;
    a->refcnt--;
    vm_save(vm);
    str_append(vm->rt, local, b);
    if (UNLIKELY(!*local)) return false;
    vm->sp -= 2;
    drop_plain(vm, b);
    vm->ip = store + 1;
    return true;
}

/* ---- comparisons -------------------------------------------------------------------------------------------- */

OPBODY bool op_compare(Vm *vm, int op)
{
    Obj *a = vm->sp[-2], *b = vm->sp[-1];
    vm_save(vm);
    if (!result_two(vm, obj_compare(vm->rt, a, b, (CompareOp)op))) return false;
    skip_cache(vm, COMPARE_CACHES);
    return true;
}

OPBODY bool compare_guess_failed(Vm *vm, int op)
{
    guess_failed(vm, OP_COMPARE_OP);
    return op_compare(vm, op);
}

/* The end of a quick comparison.  The conditional jump that mostly follows is run at once. */
OPBODY void compare_done(Vm *vm, bool result, Operands kind)
{
    Obj *a = vm->sp[-2], *b = vm->sp[-1];
    CodeUnit *next = vm->ip + COMPARE_CACHES;
    vm->sp -= 2;
    drop_operand(vm, b, kind);
    drop_operand(vm, a, kind);
    unsigned forward = (unsigned)next->op - OP_POP_JUMP_FORWARD_IF_FALSE;
    unsigned backward = (unsigned)next->op - OP_POP_JUMP_BACKWARD_IF_FALSE;
    vm->ip = next;
    if (forward <= 1 && count_second(vm))
        vm->ip = next + 1 + (result == forward ? next->arg : 0);
    else if (backward <= 1 && count_second(vm))
        vm->ip = next + 1 - (result == backward ? next->arg : 0);
    else
        push(vm, bool_new(vm->rt, result));
}

/* The cache's second unit tells for less, equal, greater whether the comparison holds. */
OPBODY bool holds_for(Vm *vm, bool less, bool equal) { return vm->ip[1].cache >> (less ? 0 : equal ? 1 : 2) & 1; }

OPBODY bool op_compare_int(Vm *vm, int op)
{
    Obj *a = vm->sp[-2], *b = vm->sp[-1];
    if (UNLIKELY(!both_small_ints(vm, a, b))) return compare_guess_failed(vm, op);
    int64_t x = int_compact_value(a), y = int_compact_value(b);
    compare_done(vm, holds_for(vm, x < y, x == y), INTS);
    return true;
}

OPBODY bool op_compare_float(Vm *vm, int op)
{
    Obj *a = vm->sp[-2], *b = vm->sp[-1];
    if (UNLIKELY(!both_are(a, b, TYPE_OF(vm->rt, FLOAT)))) return compare_guess_failed(vm, op);
    double x = ((Float *)a)->value, y = ((Float *)b)->value;
    if (UNLIKELY(x != x || y != y)) return compare_guess_failed(vm, op);
    compare_done(vm, holds_for(vm, x < y, x == y), FLOATS);
    return true;
}

OPBODY bool op_compare_str(Vm *vm, int op)
{
    Obj *a = vm->sp[-2], *b = vm->sp[-1];
    if (UNLIKELY(!both_are(a, b, TYPE_OF(vm->rt, STR)))) return compare_guess_failed(vm, op);
    bool equal = a == b || str_equal(a, b);
    compare_done(vm, equal == (op == CMP_EQ), STRINGS);
    return true;
}

OPBODY void op_is(Vm *vm, int invert) { replace_two(vm, bool_new(vm->rt, (vm->sp[-2] == vm->sp[-1]) != invert)); }

OPBODY bool op_contains(Vm *vm, int invert)
{
    vm_save(vm);
    int found = obj_contains(vm->rt, vm->sp[-1], vm->sp[-2]);
    vm_back(vm);
    if (found < 0) return false;
    replace_two(vm, bool_new(vm->rt, found != invert));
    return true;
}

#endif
