/* ops_import.h - import statements. */
#ifndef GH_VM_OPS_IMPORT_H
#define GH_VM_OPS_IMPORT_H

#include "vm/registers.h"

/* level, fromlist -> module */
OPBODY bool op_import_name(Vm *vm, int i)
{
    vm_save(vm);
    return result_two(vm, import_name(vm->rt, vm->frame, name_at(vm, i), vm->sp[-1], vm->sp[-2]));
}

OPBODY bool op_import_from(Vm *vm, int i)
{
    vm_save(vm);
    Obj *value = import_from(vm->rt, vm->sp[-1], name_at(vm, i));
    vm_back(vm);
    if (!value) return false;
    push(vm, value);
    return true;
}

OPBODY bool op_import_star(Vm *vm)
{
    vm_save(vm);
    if (!import_star(vm->rt, vm->frame, vm->sp[-1])) return false;
    vm_back(vm);
    drop_top(vm);
    return true;
}

#endif
