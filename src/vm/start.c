/* start.c - what this room adds to a new world: its types, hooks and the data stack. */
#include "object/start.h"
#include "vm/vm_inner.h"

static const TypeRow rows[] = {
    {T_FRAME, &frame_type, T_OBJECT},
    {T_TRACEBACK, &traceback_type, T_OBJECT},
    {T_GENERATOR, &generator_type, T_OBJECT},
    {T_COROUTINE, &coroutine_type, T_OBJECT},
    {T_COROUTINE_WRAPPER, &coroutine_wrapper_type, T_OBJECT},
    {T_ASYNC_GENERATOR, &async_generator_type, T_OBJECT},
    {T_ASYNC_GEN_ASEND, &async_gen_asend_type, T_OBJECT},
    {T_ASYNC_GEN_ATHROW, &async_gen_athrow_type, T_OBJECT},
    {T_ASYNC_GEN_WRAPPED, &async_gen_wrapped_type, T_OBJECT},
};

CHECK bool vm_start(Runtime *rt)
{
    VmState *s = &rt->vm;
    s->frame = s->limbo = NULL;
    s->stack_top = heap_stack_base(HEAP(rt));
    s->stack_limit = heap_stack_limit(HEAP(rt));
    poison_close(s->stack_top, (size_t)(s->stack_limit - s->stack_top));
    s->exc_info = &s->exc_base;
    s->exc_base = (ExcItem){NULL, NULL};
    s->depth = 0;
    s->next_stop = UINT64_MAX;
    s->fuel = 0;
    s->fuel_end = s->bytecodes = 0;
    if (!s->func_version) s->func_version = 1;
    rt->hooks.function_vectorcall = function_vectorcall;
    rt->hooks.opcode_base = opcode_base;
    rt->hooks.opcode_caches = opcode_caches;
    rt->hooks.unraisable = vm_unraisable;
    rt->hooks.warn = vm_warn_by_module;
    return types_start(rt, rows, COUNT_OF(rows));
}
