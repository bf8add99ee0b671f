/* registers.h - the eval loop's registers and the words in which instructions speak of them.

   The bodies in ops_*.h take a Vm*, are inlined into the loop, and the compiler keeps the fields in registers.
   [vm_save] writes them back before anything that may look at the frame, run Python code or raise; [vm_back]
   reads what such a call may have changed, and sees to it that whoever asked for attention meanwhile gets it: a loop
   of slow natives is polled as often as they return.  A body that answers false has saved before. */
#ifndef GH_VM_REGISTERS_H
#define GH_VM_REGISTERS_H

#include "vm/vm_inner.h"

typedef struct Vm {
    Runtime *rt;
    Frame *frame;
    CodeUnit *ip; /* behind the instruction being run; caches are stepped over at its end */
    Obj **sp;     /* first free place of the value stack */
    Obj **consts;
    int64_t fuel; /* bytecodes until the next look around */
} Vm;

#define OPBODY static inline __attribute__((always_inline))

OPBODY void vm_save(Vm *vm)
{
    vm->frame->prev_instr = vm->ip - 1;
    vm->frame->stacktop = (int)(vm->sp - vm->frame->localsplus);
    vm->rt->vm.fuel = vm->fuel;
}
OPBODY void vm_back(Vm *vm)
{
    if (UNLIKELY(poll_requested)) rt_look_soon(vm->rt);
    vm->fuel = vm->rt->vm.fuel;
}

OPBODY void push(Vm *vm, TAKE Obj *o) { *vm->sp++ = o; }
OPBODY Obj *name_at(Vm *vm, int i) { return tuple_peek(frame_code(vm->frame)->names, i); }
OPBODY void skip_cache(Vm *vm, int n) { vm->ip += n; }
OPBODY CodeUnit *this_unit(Vm *vm) { return vm->ip - 1; }

static NOINLINE int64_t dealloc_saved(Runtime *rt, Frame *f, CodeUnit *ip, Obj **sp, int64_t fuel, Obj *o)
{
    f->prev_instr = ip - 1;
    f->stacktop = (int)(sp - f->localsplus);
    rt->vm.fuel = fuel;
    obj_dealloc(rt, o);
    return rt->vm.fuel;
}

/* drop_ref: gives up a reference that is on the value stack no more. */
OPBODY void drop_ref(Vm *vm, Obj *o)
{
    if (UNLIKELY(--o->refcnt == 0)) vm->fuel = dealloc_saved(vm->rt, vm->frame, vm->ip, vm->sp, vm->fuel, o);
}
OPBODY void drop_ref_or_null(Vm *vm, Obj *o)
{
    if (o) drop_ref(vm, o);
}
/* drop_plain: the same for an int, float, str or bool: nothing can run. */
OPBODY void drop_plain(Vm *vm, Obj *o)
{
    if (--o->refcnt == 0) obj_dealloc(vm->rt, o);
}
/* drop_at: empties the place [depth] from the top (1: the top), then drops what was there. */
OPBODY void drop_at(Vm *vm, int depth)
{
    Obj *o = vm->sp[-depth];
    vm->sp[-depth] = NULL;
    drop_ref(vm, o);
}
OPBODY void drop_top(Vm *vm)
{
    Obj *o = *--vm->sp;
    drop_ref(vm, o);
}
/* replace_top: puts a new reference in the place of the top, which is dropped. */
OPBODY void replace_top(Vm *vm, TAKE Obj *value)
{
    Obj *old = vm->sp[-1];
    vm->sp[-1] = value;
    drop_ref(vm, old);
}
/* replace_two: puts [value] in the place of the two topmost, the lower one dropped first. */
OPBODY void replace_two(Vm *vm, TAKE Obj *value)
{
    Obj *left = vm->sp[-2];
    vm->sp[-2] = value;
    drop_ref(vm, left);
    drop_top(vm);
}
/* result_one, result_two: the end of an instruction that called out with one or two operands. */
OPBODY bool result_one(Vm *vm, TAKE Obj *value)
{
    vm_back(vm);
    if (UNLIKELY(!value)) return false;
    replace_top(vm, value);
    return true;
}
OPBODY bool result_two(Vm *vm, TAKE Obj *value)
{
    vm_back(vm);
    if (UNLIKELY(!value)) return false;
    replace_two(vm, value);
    return true;
}
/* count_second: one more instruction was run in the same dispatch; false: it must be dispatched by itself,
   since somebody wants to look around first.  Where that would make a difference the two are one step instead, and
   fuel may become -1. */
OPBODY bool count_second(Vm *vm)
{
    if (UNLIKELY(vm->fuel <= 0)) return false;
    vm->fuel--;
    return true;
}

/* guess_failed: a specialized form did not fit; after too many of these the instruction becomes [base] again. */
OPBODY void guess_failed(Vm *vm, uint8_t base)
{
    CodeUnit *at = this_unit(vm);
    if (--at[1].cache == 0) {
        at->op = base;
        at[1].cache = SPECIALIZE_BACKOFF;
    }
}
/* wants_form: a generic instruction of warm code whose time has come to be specialized. */
OPBODY bool wants_form(Vm *vm) { return vm->ip[0].cache != 0 && UNLIKELY(--vm->ip[0].cache == 0); }

#endif
