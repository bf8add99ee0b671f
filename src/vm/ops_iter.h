/* ops_iter.h - iterating, and generators that are entered within the loop. */
#ifndef GH_VM_OPS_ITER_H
#define GH_VM_OPS_ITER_H

#include "vm/ops_number.h"

/* What an instruction leads to: the next one, the error path, or the frame that is now rt->vm.frame. */
typedef enum Flow { FLOW_NEXT, FLOW_ERROR, FLOW_ENTER } Flow;

OPBODY bool op_get_iter(Vm *vm)
{
    vm_save(vm);
    return result_one(vm, obj_iter(vm->rt, vm->sp[-1]));
}

/* The loop is over: the iterator goes. */
OPBODY Flow exhausted(Vm *vm, int jump)
{
    vm->ip += jump;
    drop_top(vm);
    return FLOW_NEXT;
}

OPBODY Flow yielded(Vm *vm, TAKE Obj *value)
{
    push(vm, value);
    return FLOW_NEXT;
}

OPBODY Flow for_iter_any(Vm *vm, int jump)
{
    Obj *it = vm->sp[-1];
    vm_save(vm);
    Obj *value = type_of(it)->next(vm->rt, it);
    vm_back(vm);
    if (LIKELY(value != NULL)) return yielded(vm, value);
    if (err_pending(vm->rt) && !err_clear_if(vm->rt, EXC_TYPE(vm->rt, StopIteration))) return FLOW_ERROR;
    if (UNLIKELY(vm->rt->abandoning)) return FLOW_ERROR;
    return exhausted(vm, jump);
}

OPBODY Flow op_for_iter(Vm *vm, int jump)
{
    Type *t = type_of(vm->sp[-1]), *types = vm->rt->types;
    if (t == types + T_LIST_ITER || t == types + T_TUPLE_ITER || t == types + T_RANGE_ITER || t == types + T_GENERATOR)
        specialize_for_iter(vm->rt, this_unit(vm), vm->sp[-1]);
    return for_iter_any(vm, jump);
}

OPBODY Flow for_iter_guess_failed(Vm *vm, int jump)
{
    this_unit(vm)->op = OP_FOR_ITER;
    return op_for_iter(vm, jump);
}

/* An exhausted list or tuple iterator forgets its sequence. */
OPBODY Flow sequence_over(Vm *vm, SeqIter *it, int jump)
{
    Obj *seq = it->seq;
    it->seq = NULL;
    if (seq) drop_ref(vm, seq);
    return exhausted(vm, jump);
}

OPBODY Flow op_for_iter_list(Vm *vm, int jump)
{
    SeqIter *it = (SeqIter *)vm->sp[-1];
    if (UNLIKELY(!is_type(vm->rt, it, LIST_ITER))) return for_iter_guess_failed(vm, jump);
    if (UNLIKELY(!it->seq || it->index >= list_len(it->seq))) return sequence_over(vm, it, jump);
    return yielded(vm, own(list_peek(it->seq, it->index++)));
}

OPBODY Flow op_for_iter_tuple(Vm *vm, int jump)
{
    SeqIter *it = (SeqIter *)vm->sp[-1];
    if (UNLIKELY(!is_type(vm->rt, it, TUPLE_ITER))) return for_iter_guess_failed(vm, jump);
    if (UNLIKELY(!it->seq || it->index >= tuple_len(it->seq))) return sequence_over(vm, it, jump);
    return yielded(vm, own(tuple_peek(it->seq, it->index++)));
}

OPBODY Flow op_for_iter_range(Vm *vm, int jump)
{
    RangeIter *it = (RangeIter *)vm->sp[-1];
    if (UNLIKELY(!is_type(vm->rt, it, RANGE_ITER))) return for_iter_guess_failed(vm, jump);
    if (UNLIKELY(it->index >= it->len)) return exhausted(vm, jump);
    int64_t v = it->start + it->index * it->step;
    vm_save(vm);
    Obj *value = int_quick(vm->rt, v);
    if (UNLIKELY(!value)) return FLOW_ERROR;
    it->index++;
    return yielded(vm, value);
}

/* Enters a suspended generator with [arg]; its YIELD_VALUE or RETURN_VALUE leads back behind this instruction. */
OPBODY Flow enter_generator(Vm *vm, Gen *g, TAKE Obj *arg, int jump)
{
    vm_save(vm);
    g->resume_arg = (uint32_t)jump;
    g->frame.localsplus[g->frame.stacktop++] = arg;
    g->frame.is_entry = false;
    gen_enter(vm->rt, g);
    return FLOW_ENTER;
}

OPBODY Flow op_for_iter_gen(Vm *vm, int jump)
{
    Gen *g = (Gen *)vm->sp[-1];
    if (UNLIKELY(!is_type(vm->rt, g, GENERATOR) || g->state >= GEN_EXECUTING)) return for_iter_guess_failed(vm, jump);
    return enter_generator(vm, g, none_new(vm->rt), jump);
}

/* ---- yield from and await ------------------------------------------------------------------------------------ */

/* One step of an iterator: 1: *out was yielded, 0: it is the result, -1. */
static NOINLINE int send_any(Runtime *rt, Obj *receiver, Obj *value, Obj **out)
{
    const AsyncSlots *async = type_of(receiver)->async;
    if (async && async->send) return async->send(rt, receiver, value, out);
    *out = is_none(rt, value) && obj_is_iterator(receiver) ? type_of(receiver)->next(rt, receiver)
                                                           : obj_call_method(rt, receiver, id_(rt, send), &value, 1);
    if (*out) return 1;
    if (rt->abandoning) return -1;
    return stop_iteration_value(rt, out) ? 0 : -1;
}

OPBODY Flow op_send(Vm *vm, int jump)
{
    Runtime *rt = vm->rt;
    Obj *value = vm->sp[-1], *receiver = vm->sp[-2], *out = NULL;
    if (gen_is(rt, receiver)) {
        Gen *g = (Gen *)receiver;
        if (g->state == GEN_SUSPENDED || (g->state == GEN_CREATED && is_none(rt, value))) {
            vm->sp--;
            return enter_generator(vm, g, value, jump);
        }
    }
    vm_save(vm);
    int status = send_any(rt, receiver, value, &out);
    vm_back(vm);
    if (status < 0) return FLOW_ERROR;
    replace_top(vm, out);
    if (status > 0) return FLOW_NEXT;
    vm->sp--;
    replace_top(vm, out);
    vm->ip += jump;
    return FLOW_NEXT;
}

OPBODY bool op_get_yield_from_iter(Vm *vm)
{
    Runtime *rt = vm->rt;
    Obj *o = vm->sp[-1];
    if (is_type(rt, o, GENERATOR)) return true;
    vm_save(vm);
    if (is_type(rt, o, COROUTINE)) {
        if (frame_code(vm->frame)->flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE)) return true;
        err_type(rt, "cannot 'yield from' a coroutine object in a non-coroutine generator");
        return false;
    }
    return result_one(vm, obj_iter(rt, o));
}

static NOINLINE OWN Obj *awaitable(Runtime *rt, Obj *o, int where)
{
    Obj *it = await_iter(rt, o);
    const AsyncSlots *async = type_of(o)->async;
    if (!it && where && (!async || !async->await))
        err_type(rt, "'async with' received an object from %s that does not implement __await__: %.100s",
                 where == 1 ? "__aenter__" : "__aexit__", type_of(o)->name);
    if (!it || !is_type(rt, it, COROUTINE)) return it;
    const Gen *g = (Gen *)it;
    const CodeUnit *next = g->frame.prev_instr + 1;
    if (g->state == GEN_SUSPENDED && opcode_base[next->op] == OP_RESUME && next->arg >= 2) {
        decref(rt, it);
        return err_format(rt, EXC_TYPE(rt, RuntimeError), "coroutine is being awaited already");
    }
    return it;
}

OPBODY bool op_get_awaitable(Vm *vm, int where)
{
    vm_save(vm);
    return result_one(vm, awaitable(vm->rt, vm->sp[-1], where));
}

static NOINLINE OWN Obj *async_iter(Runtime *rt, Obj *o)
{
    const AsyncSlots *async = type_of(o)->async;
    if (!async || !async->aiter)
        return err_type(rt, "'async for' requires an object with __aiter__ method, got %.100s", type_of(o)->name);
    Obj *it = async->aiter(rt, o);
    if (!it) return NULL;
    async = type_of(it)->async;
    if (async && async->anext) return it;
    err_type(rt, "'async for' received an object from __aiter__ that does not implement __anext__: %.100s",
             type_of(it)->name);
    decref(rt, it);
    return NULL;
}

OPBODY bool op_get_aiter(Vm *vm)
{
    vm_save(vm);
    return result_one(vm, async_iter(vm->rt, vm->sp[-1]));
}

static NOINLINE OWN Obj *async_next(Runtime *rt, Obj *it)
{
    const AsyncSlots *async = type_of(it)->async;
    if (!async || !async->anext)
        return err_type(rt, "'async for' requires an iterator with __anext__ method, got %.100s", type_of(it)->name);
    Obj *next = async->anext(rt, it);
    if (!next || is_type(rt, it, ASYNC_GENERATOR)) return next;
    hold(rt, "awaitable of an async iterator", next);
    Obj *awaited = await_iter(rt, next);
    if (!awaited) {
        err_format_from_cause(rt, EXC_TYPE(rt, TypeError), "'async for' received an invalid object from __anext__");
        /* the type's name belongs into the sentence */
        Exc *e = (Exc *)rt->exc_value;
        Obj *text = str_format(rt, "'async for' received an invalid object from __anext__: %.100s", type_of(next)->name);
        Obj *args = text ? tuple_pack(rt, 1, text) : NULL;
        xdecref(rt, text);
        if (args && e) SET_REF_TAKE(rt, e->args, args);
    }
    return drop_keep(rt, 1, awaited);
}

OPBODY bool op_get_anext(Vm *vm)
{
    vm_save(vm);
    Obj *next = async_next(vm->rt, vm->sp[-1]);
    vm_back(vm);
    if (!next) return false;
    push(vm, next);
    return true;
}

#endif
