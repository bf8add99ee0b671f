/* ops_special.h - operators, comparisons and properties whose method is written in Python: its frame is pushed and
   the loop goes on in it, where the type's slot would run a loop of its own.

   The operands stay on the caller's stack and the method is held behind the frame, so that all counts are those of
   the call through C; prev_instr stays at the instruction until the result is there (return_through_c). */
#ifndef GH_VM_OPS_SPECIAL_H
#define GH_VM_OPS_SPECIAL_H

#include "vm/ops_attr.h"
#include "vm/ops_call.h"
#include "vm/special.h"

/* Pushes a frame of [func] with the [n] topmost values; [held] is held until it is left. */
OPBODY Flow call_special_inline(Vm *vm, Func *func, int n, int kind, Obj *held)
{
    const Code *co = (Code *)func->code;
    Frame *f = frame_reserve(vm->rt, co, EXTRA_WORDS);
    vm_save(vm);
    if (UNLIKELY(!f)) return FLOW_ERROR;
    int i = 0;
    for (Obj **arg = vm->sp - n; i < n; i++) f->localsplus[i] = own(arg[i]);
    for (; i < co->nlocalsplus; i++) f->localsplus[i] = NULL;
    frame_init(f, (Func *)own(func), NULL);
    f->extra = (char)kind;
    Obj **extras = frame_extras(f);
    extras[0] = (Obj *)(intptr_t)n;
    extras[1] = own(held);
    extras[2] = NULL;
    return enter_frame(vm, f);
}

OPBODY Flow op_binary_op_python(Vm *vm, int op)
{
    Func *func = operator_function(vm->rt, vm->sp[-2], vm->sp[-1], op);
    if (LIKELY(func != NULL)) return call_special_inline(vm, func, 2, EXTRA_BINARY, &func->o);
    return binary_guess_failed(vm, op) ? FLOW_NEXT : FLOW_ERROR;
}

OPBODY Flow op_compare_op_python(Vm *vm, int op)
{
    Func *func = comparison_function(vm->rt, vm->sp[-2], vm->sp[-1], op);
    if (UNLIKELY(!func)) return compare_guess_failed(vm, op) ? FLOW_NEXT : FLOW_ERROR;
    vm_save(vm);
    if (!recursion_enter(vm->rt, " in comparison")) return FLOW_ERROR;
    Flow flow = call_special_inline(vm, func, 2, EXTRA_COMPARE, &func->o);
    if (UNLIKELY(flow == FLOW_ERROR)) recursion_leave(vm->rt);
    return flow;
}

OPBODY Flow op_load_attr_property(Vm *vm, int i)
{
    Type *t = type_of(vm->sp[-1]);
    Obj *descr;
    Func *func = type_version_is(t, vm->ip) ? getter_function(vm->rt, t, name_at(vm, i), &descr) : NULL;
    if (LIKELY(func != NULL)) return call_special_inline(vm, func, 1, EXTRA_GETTER, descr);
    guess_failed(vm, OP_LOAD_ATTR);
    return op_load_attr(vm, i) ? FLOW_NEXT : FLOW_ERROR;
}

#endif
