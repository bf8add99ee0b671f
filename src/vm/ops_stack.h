/* ops_stack.h - locals, constants, cells and the order of the value stack. */
#ifndef GH_VM_OPS_STACK_H
#define GH_VM_OPS_STACK_H

#include "vm/registers.h"

OPBODY bool unbound(Vm *vm, int local)
{
    vm_save(vm);
    unbound_error(vm->rt, frame_code(vm->frame), local);
    return false;
}

OPBODY bool op_load_fast(Vm *vm, int i)
{
    Obj *o = vm->frame->localsplus[i];
    if (UNLIKELY(!o)) return unbound(vm, i);
    push(vm, own(o));
    return true;
}

OPBODY void op_load_const(Vm *vm, int i) { push(vm, own(vm->consts[i])); }

OPBODY void op_store_fast(Vm *vm, int i)
{
    Obj *old = vm->frame->localsplus[i];
    vm->frame->localsplus[i] = *--vm->sp;
    drop_ref_or_null(vm, old);
}

OPBODY bool op_delete_fast(Vm *vm, int i)
{
    Obj *old = vm->frame->localsplus[i];
    if (!old) return unbound(vm, i);
    vm->frame->localsplus[i] = NULL;
    drop_ref(vm, old);
    return true;
}

OPBODY bool op_make_cell(Vm *vm, int i)
{
    Obj **place = &vm->frame->localsplus[i], *initial = *place;
    vm_save(vm);
    Obj *cell = cell_new(vm->rt, initial);
    vm_back(vm);
    if (!cell) return false;
    *place = cell;
    drop_ref_or_null(vm, initial);
    return true;
}

OPBODY void op_copy_free_vars(Vm *vm, int n)
{
    const Code *co = frame_code(vm->frame);
    Obj *closure = ((Func *)vm->frame->func)->closure;
    Obj **slots = vm->frame->localsplus + co->nlocals + co->nplaincellvars;
    for (int i = 0; i < n; i++) slots[i] = own(tuple_peek(closure, i));
}

OPBODY bool op_load_deref(Vm *vm, int i)
{
    Obj *value = ((Cell *)vm->frame->localsplus[i])->value;
    if (UNLIKELY(!value)) return unbound(vm, i);
    push(vm, own(value));
    return true;
}

OPBODY void op_store_deref(Vm *vm, int i)
{
    Cell *cell = (Cell *)vm->frame->localsplus[i];
    Obj *old = cell->value;
    cell->value = *--vm->sp;
    drop_ref_or_null(vm, old);
}

OPBODY bool op_delete_deref(Vm *vm, int i)
{
    Cell *cell = (Cell *)vm->frame->localsplus[i];
    Obj *old = cell->value;
    if (!old) return unbound(vm, i);
    cell->value = NULL;
    drop_ref(vm, old);
    return true;
}

OPBODY bool op_load_classderef(Vm *vm, int i)
{
    Runtime *rt = vm->rt;
    Obj *locals = vm->frame->locals, *name = tuple_peek(frame_code(vm->frame)->localsplusnames, i), *value;
    vm_save(vm);
    if (is_type(rt, locals, DICT)) {
        value = dict_get(rt, locals, name);
    } else {
        value = obj_getitem(rt, locals, name);
        if (!value && !err_clear_if(rt, EXC_TYPE(rt, KeyError))) return false;
    }
    if (!value && err_pending(rt)) return false;
    vm_back(vm);
    if (!value) return op_load_deref(vm, i);
    push(vm, value);
    return true;
}

OPBODY void op_copy(Vm *vm, int depth) { push(vm, own(vm->sp[-depth])); }

OPBODY void op_swap(Vm *vm, int depth)
{
    Obj *top = vm->sp[-1];
    vm->sp[-1] = vm->sp[-depth];
    vm->sp[-depth] = top;
}

/* The truth of the popped top: 1, 0, -1. */
OPBODY int pop_truth(Vm *vm)
{
    Obj *o = vm->sp[-1];
    if (o == (Obj *)&vm->rt->true_ || o == (Obj *)&vm->rt->false_) {
        vm->sp--;
        o->refcnt--;
        return o == (Obj *)&vm->rt->true_;
    }
    if (o == &vm->rt->none) {
        vm->sp--;
        o->refcnt--;
        return 0;
    }
    vm_save(vm);
    int truth = obj_truth(vm->rt, o);
    vm_back(vm);
    if (LIKELY(truth >= 0)) drop_top(vm);
    return truth;
}

/* The truth of the top, which stays: 1, 0, -1. */
OPBODY int top_truth(Vm *vm)
{
    Obj *o = vm->sp[-1];
    if (o == (Obj *)&vm->rt->true_) return 1;
    if (o == (Obj *)&vm->rt->false_) return 0;
    vm_save(vm);
    int truth = obj_truth(vm->rt, o);
    vm_back(vm);
    return truth;
}

#endif
