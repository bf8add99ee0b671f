/* ops_match.h - the match statement. */
#ifndef GH_VM_OPS_MATCH_H
#define GH_VM_OPS_MATCH_H

#include "vm/registers.h"

OPBODY bool op_get_len(Vm *vm)
{
    vm_save(vm);
    isize n = obj_len(vm->rt, vm->sp[-1]);
    Obj *len = n < 0 ? NULL : int_new(vm->rt, n);
    vm_back(vm);
    if (!len) return false;
    push(vm, len);
    return true;
}

OPBODY void op_match_flag(Vm *vm, uint64_t flag) { push(vm, bool_new(vm->rt, type_has(type_of(vm->sp[-1]), flag))); }

OPBODY bool op_match_keys(Vm *vm)
{
    vm_save(vm);
    Obj *values = match_keys(vm->rt, vm->sp[-2], vm->sp[-1]);
    vm_back(vm);
    if (!values) return false;
    push(vm, values);
    return true;
}

/* MATCH_CLASS: subject, class, names -> the attributes as a tuple, or None. */
OPBODY bool op_match_class(Vm *vm, int nargs)
{
    Runtime *rt = vm->rt;
    Obj *attrs = NULL;
    vm_save(vm);
    int matches = match_class(rt, vm->sp[-3], vm->sp[-2], nargs, vm->sp[-1], &attrs);
    vm_back(vm);
    if (matches < 0) return false;
    Obj *subject = vm->sp[-3];
    vm->sp[-3] = matches ? attrs : none_new(rt);
    drop_ref(vm, subject);
    drop_at(vm, 2);
    drop_top(vm);
    vm->sp--;
    return true;
}

#endif
