/* ops_except.h - handling exceptions, and with. */
#ifndef GH_VM_OPS_EXCEPT_H
#define GH_VM_OPS_EXCEPT_H

#include "vm/registers.h"

OPBODY void op_push_exc_info(Vm *vm)
{
    ExcItem *item = vm->rt->vm.exc_info;
    Obj *value = vm->sp[-1];
    vm->sp[-1] = item->value ? item->value : none_new(vm->rt);
    item->value = own(value);
    push(vm, value);
}

OPBODY void op_pop_except(Vm *vm)
{
    ExcItem *item = vm->rt->vm.exc_info;
    Obj *old = item->value;
    item->value = *--vm->sp;
    drop_ref_or_null(vm, old);
}

/* RERAISE: makes the top the pending exception again; [depth] tells where the unit lies that raised it first. */
OPBODY void op_reraise(Vm *vm, int depth)
{
    Obj *value = vm->sp[-1];
    vm_save(vm);
    if (depth && is_int(vm->sp[-depth - 1]))
        vm->frame->prev_instr = frame_code(vm->frame)->code + int_compact_value(vm->sp[-depth - 1]);
    vm->sp--;
    incref(type_of(value));
    err_restore_take(vm->rt, (Obj *)type_of(value), value, xown(((Exc *)value)->traceback));
}

OPBODY bool op_check_exc_match(Vm *vm)
{
    vm_save(vm);
    int matches = except_matches(vm->rt, vm->sp[-2], vm->sp[-1]);
    vm_back(vm);
    if (matches < 0) return false;
    replace_top(vm, bool_new(vm->rt, matches));
    return true;
}

OPBODY bool op_check_eg_match(Vm *vm)
{
    Runtime *rt = vm->rt;
    Obj *match, *rest;
    vm_save(vm);
    int status = except_star_split(rt, vm->sp[-2], vm->sp[-1], &match, &rest);
    vm_back(vm);
    if (status < 0) return false;
    replace_top(vm, match);
    if (is_none(rt, match)) {
        drop_ref(vm, rest);
        return true;
    }
    Obj *exc = vm->sp[-2], *handled = rt->vm.exc_info->value;
    vm->sp[-2] = rest;
    rt->vm.exc_info->value = own(match);
    drop_ref_or_null(vm, handled);
    drop_ref(vm, exc);
    return true;
}

OPBODY bool op_prep_reraise_star(Vm *vm)
{
    vm_save(vm);
    return result_two(vm, except_star_reraise(vm->rt, vm->sp[-2], vm->sp[-1]));
}

/* END_ASYNC_FOR: [async iterator] [StopAsyncIteration]; false: another exception, pending again. */
OPBODY bool op_end_async_for(Vm *vm)
{
    Obj *value = vm->sp[-1];
    vm_save(vm);
    if (exc_given_matches(vm->rt, value, EXC_TYPE(vm->rt, StopAsyncIteration))) {
        drop_top(vm);
        drop_top(vm);
        return true;
    }
    vm->sp--;
    incref(type_of(value));
    err_restore_take(vm->rt, (Obj *)type_of(value), value, xown(((Exc *)value)->traceback));
    return false;
}

/* The two special methods of a context manager; *exit is owned. */
static NOINLINE OWN Obj *enter_method(Runtime *rt, Obj *manager, Obj *enter_name, Obj *exit_name, const char *kind,
                                      const char *exit_word, Obj **exit)
{
    Obj *enter = special_lookup(rt, manager, enter_name);
    if (!enter) {
        if (err_pending(rt)) return NULL;
        return err_type(rt, "'%.200s' object does not support the %scontext manager protocol", type_of(manager)->name, kind);
    }
    hold(rt, "method being called", enter);
    *exit = special_lookup(rt, manager, exit_name);
    unhold(rt);
    if (*exit) return enter;
    if (!err_pending(rt))
        err_type(rt, "'%.200s' object does not support the %scontext manager protocol (missed %s method)",
                 type_of(manager)->name, kind, exit_word);
    decref(rt, enter);
    return NULL;
}

OPBODY bool op_before_with(Vm *vm, bool is_async)
{
    Runtime *rt = vm->rt;
    Obj *exit = NULL;
    vm_save(vm);
    Obj *enter = is_async ? enter_method(rt, vm->sp[-1], id_(rt, __aenter__), id_(rt, __aexit__), "asynchronous ", "__aexit__", &exit)
                          : enter_method(rt, vm->sp[-1], id_(rt, __enter__), id_(rt, __exit__), "", "__exit__", &exit);
    vm_back(vm);
    if (!enter) return false;
    hold(rt, "method being called", enter);
    replace_top(vm, exit);
    vm_save(vm);
    Obj *result = drop_keep(rt, 1, obj_call0(rt, enter));
    vm_back(vm);
    if (!result) return false;
    push(vm, result);
    return true;
}

OPBODY bool op_with_except_start(Vm *vm)
{
    Runtime *rt = vm->rt;
    Obj *value = vm->sp[-1], *tb = ((Exc *)value)->traceback;
    Obj *args[] = {NULL, (Obj *)type_of(value), value, tb ? tb : NONE(rt)};
    vm_save(vm);
    Obj *result = obj_vectorcall(rt, vm->sp[-4], args + 1, 3 | VECTOR_OFFSET, NULL);
    vm_back(vm);
    if (!result) return false;
    push(vm, result);
    return true;
}

#endif
