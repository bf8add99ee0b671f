/* eval.c - the eval loop: fetch and dispatch.  What the instructions do is in ops_*.h.

   A vm_loop keeps nothing but rt on the C stack: its registers are written back to the frame wherever somebody
   could look.  Calls of Python functions, of classes with a Python __init__, f(*args), and generators in for
   loops and yield from push a frame and go on in the same loop; other ways into Python (slots, natives that
   call back) run a nested loop, until the frame marked is_entry is left.

   Each instruction is counted: fuel is what may still run before somebody wants to look around. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("no-gcse", "no-crossjumping") /* each instruction keeps a dispatch of its own */
#endif

#include "vm/ops_attr.h"
#include "vm/ops_build.h"
#include "vm/ops_call.h"
#include "vm/ops_except.h"
#include "vm/ops_import.h"
#include "vm/ops_iter.h"
#include "vm/ops_match.h"
#include "vm/ops_name.h"
#include "vm/ops_number.h"
#include "vm/ops_special.h"
#include "vm/ops_stack.h"

enum { POLL_EVERY = 16384 };

/* ---- fuel --------------------------------------------------------------------------------------------------- */

/* Fills up: as far as nobody wants to look around. */
static void ration(Runtime *rt)
{
    VmState *s = &rt->vm;
    uint64_t now = vm_bytecodes(rt), until = now + POLL_EVERY;
    if (s->depth == 1 && s->next_stop < until) until = s->next_stop > now ? s->next_stop : now;
    if (s->selfcheck_every && s->next_selfcheck < until) until = s->next_selfcheck > now ? s->next_selfcheck : now;
    s->bytecodes = now;
    s->fuel_end = until;
    s->fuel = (int64_t)(until - now);
}

typedef enum Look { LOOK_GO_ON, LOOK_RAISED, LOOK_STOP } Look;

/* Out of fuel, at a bytecode boundary; the frame is complete in the image. */
static NOINLINE Look look_around(Runtime *rt)
{
    VmState *s = &rt->vm;
    for (;;) {
        s->bytecodes = vm_bytecodes(rt);
        if (rt_poll(rt) || rt->abandoning) return LOOK_RAISED;
        if (s->selfcheck_every && s->bytecodes >= s->next_selfcheck) {
            s->next_selfcheck = s->bytecodes + s->selfcheck_every;
            if (rt->hooks.selfcheck) rt->hooks.selfcheck(rt, "bytecodes");
            if (rt->abandoning) return LOOK_RAISED;
        }
        if (s->depth == 1 && s->bytecodes >= s->next_stop) {
            s->next_stop = UINT64_MAX;
            return LOOK_STOP;
        }
        ration(rt);
        if (s->fuel > 0) return LOOK_GO_ON;
    }
}

/* ---- leaving frames ------------------------------------------------------------------------------------------- */

/* A loop ends: the one outside may have wanted to stop meanwhile. */
static RunStatus loop_over(Runtime *rt, RunStatus status)
{
    rt->vm.bytecodes = vm_bytecodes(rt);
    rt->vm.depth--;
    if (rt->vm.depth == 1 && rt->vm.next_stop < rt->vm.fuel_end) ration(rt);
    return status;
}

/* The entry frame returns [value]; a generator's is taken apart by gen.c. */
static OWN Obj *leave_entry(Runtime *rt, Frame *f, TAKE Obj *value)
{
    rt->vm.frame = f->previous;
    if (f->owner != FRAME_ON_STACK || frame_leave_quietly(rt, f)) return value;
    hold(rt, "returned value", value);
    frame_leave(rt, f);
    return unhold(rt);
}

/* What an operator's or a comparison's method gave up on is tried as C goes on trying. */
static NOINLINE OWN Obj *go_on_after_refusal(Runtime *rt, Frame *caller, int kind, Obj *const *operands)
{
    int op = caller->prev_instr->arg;
    if (kind == EXTRA_BINARY) return number_binary_declined(rt, operands[0], operands[1], (NumberOp)op);
    return obj_compare_declined(rt, operands[0], operands[1], (CompareOp)op);
}

/* Leaves such a frame while something in it dies whose death may run Python code. */
static NOINLINE void leave_holding(Runtime *rt, Frame *f, Obj *value, Obj *const *extras, const char *role)
{
    hold(rt, "returned value", value);
    hold(rt, "keyword arguments", extras[1]);
    hold(rt, role, extras[0]);
    frame_leave(rt, f);
    drop_n(rt, 2);
    unhold(rt);
}

/* A frame that stands for a call through C returns [value]: the caller's values that the call was made of are
   replaced by the result.  [moved]: a generator has taken over what the frame owned. */
static NOINLINE bool return_through_c(Runtime *rt, Frame *f, TAKE Obj *value, bool moved)
{
    Frame *caller = f->previous;
    Obj **extras = frame_extras(f), *owned[2] = {NULL, NULL};
    isize n = (isize)(intptr_t)extras[0];
    int kind = f->extra;
    const char *role = frame_extra_role(f);
    if (kind > EXTRA_CALL) owned[0] = extras[1], owned[1] = extras[2];
    f->extra = EXTRA_NONE;
    if (moved) frame_unreserve(rt, f);
    if ((!owned[0] || owned[0]->refcnt > 1 || kind == EXTRA_INIT) && (moved || frame_leave_quietly(rt, f))) {
        xdecref(rt, owned[0]); /* the arguments live on, on the caller's stack */
        xdecref(rt, owned[1]);
    } else if (moved) {
        hold(rt, "returned value", value);
        decref(rt, owned[0]);
        unhold(rt);
    } else {
        leave_holding(rt, f, value, owned, role);
    }
    Obj **base = caller->localsplus + caller->stacktop - n, *first;
    if (kind >= EXTRA_BINARY && UNLIKELY(value == &rt->not_implemented)) {
        decref(rt, value);
        value = go_on_after_refusal(rt, caller, kind, base);
    }
    if (kind == EXTRA_INIT || kind == EXTRA_COMPARE) recursion_leave(rt);
    if (UNLIKELY(!value)) return false;
    if (kind == EXTRA_INIT) {
        if (!is_none(rt, value)) {
            err_type(rt, "__init__() should return None, not '%.200s'", type_of(value)->name);
            decref(rt, value);
            return false;
        }
        decref(rt, value);
        value = base[1];
        base[1] = NULL;
    }
    first = base[0];
    base[0] = value;
    xdecref(rt, first);
    for (isize i = 1; i < n; i++) CLEAR(rt, base[i]);
    caller->stacktop -= (int)n - 1;
    if (kind > EXTRA_INIT) caller->prev_instr += opcode_caches[opcode_base[caller->prev_instr->op]];
    return true;
}

/* An exception leaves such a frame; the caller's values go when it is unwound. */
static NOINLINE void raise_through_c(Runtime *rt, Frame *f)
{
    int kind = f->extra;
    Obj **extras = frame_extras(f);
    hold(rt, "keyword arguments", kind > EXTRA_CALL ? extras[2] : NULL);
    hold(rt, frame_extra_role(f), kind > EXTRA_CALL ? extras[1] : NULL);
    f->extra = EXTRA_NONE;
    frame_leave(rt, f);
    drop_n(rt, 2);
    if (kind == EXTRA_INIT || kind == EXTRA_COMPARE) recursion_leave(rt);
}

/* Back from a generator that was entered within the loop. */
static Frame *leave_generator(Runtime *rt, Gen *g)
{
    Frame *caller = g->frame.previous;
    g->frame.previous = NULL;
    rt->vm.exc_info = g->exc_state.previous;
    g->exc_state.previous = NULL;
    rt->vm.frame = caller;
    return caller;
}

/* A generator entered within the loop returns [value] to a for or a yield from.  The caller's stack gets the
   value on top of the generator. */
static NOINLINE void generator_returned(Runtime *rt, Gen *g, TAKE Obj *value)
{
    Frame *caller = leave_generator(rt, g);
    uint32_t jump = g->resume_arg;
    bool send = caller->prev_instr->op == OP_SEND;
    caller->localsplus[caller->stacktop++] = value;
    g->state = GEN_COMPLETED;
    gen_ended(rt, g, false);
    caller->prev_instr += jump;
    caller->stacktop--;
    if (send) {
        caller->localsplus[caller->stacktop - 1] = value;
    } else {
        caller->stacktop--;
        decref(rt, value);
    }
    decref(rt, g);
}

/* The frame on top is left by an exception: true when it is the loop's entry. */
static NOINLINE bool leave_raising(Runtime *rt, Frame *f)
{
    EMIT(rt, RETURN, f->code, NULL, 0, 0);
    recursion_leave(rt);
    bool entry = f->is_entry;
    if (f->owner == FRAME_OF_GENERATOR && !entry) {
        Gen *g = frame_gen(f);
        leave_generator(rt, g);
        g->state = GEN_COMPLETED;
        gen_ended(rt, g, true);
        return false;
    }
    rt->vm.frame = f->previous;
    if (f->owner == FRAME_OF_GENERATOR) return true;
    if (f->extra)
        raise_through_c(rt, f);
    else
        frame_leave(rt, f);
    return entry;
}

/* ---- the loop --------------------------------------------------------------------------------------------------- */

#define FETCH()                     \
    do {                            \
        CodeUnit unit = *vm->ip++;  \
        arg = unit.arg;             \
        goto *targets[unit.op];     \
    } while (0)
#define NEXT()                                           \
    do {                                                 \
        if (UNLIKELY(--vm->fuel < 0)) goto out_of_fuel;  \
        FETCH();                                         \
    } while (0)
/* TARGET(name) then what to do: DO for what cannot fail, TRY for what answers false, FLOW for what may enter a
   frame. */
#define TARGET(name) L_##name:
#define DO(body)  \
    {             \
        body;     \
        NEXT();   \
    }
#define TRY(body)                              \
    {                                          \
        if (UNLIKELY(!(body))) goto error;     \
        NEXT();                                \
    }
/* SPECIALIZE: before a generic instruction; the form that it turns into runs instead. */
#define SPECIALIZE(how)             \
    if (wants_form(vm)) {           \
        how;                        \
        goto *targets[vm->ip[-1].op]; \
    }
#define FLOW(body)                                      \
    {                                                   \
        Flow flow = (body);                             \
        if (LIKELY(flow == FLOW_NEXT)) NEXT();          \
        if (LIKELY(flow == FLOW_ENTER)) goto start_frame; \
        goto error;                                     \
    }
#define JUMP_WHEN(truth_, wanted, step)                 \
    {                                                   \
        int truth = (truth_);                           \
        if (UNLIKELY(truth < 0)) goto error;            \
        if (truth == (wanted)) vm->ip += (step);        \
        NEXT();                                         \
    }
#define JUMP_OR_POP(wanted)                             \
    {                                                   \
        int truth = top_truth(vm);                      \
        if (UNLIKELY(truth < 0)) goto error;            \
        if (truth == (wanted))                          \
            vm->ip += arg;                              \
        else                                            \
            drop_top(vm);                               \
        NEXT();                                         \
    }
#define JUMP_NONE(is, step)                             \
    {                                                   \
        Obj *o = *--vm->sp;                             \
        bool none = is_none(rt, o);                     \
        drop_ref(vm, o);                                \
        if (none == (is)) vm->ip += (step);             \
        NEXT();                                         \
    }

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"

static NOINLINE RunStatus run_loop(Runtime *rt, Obj **result, bool throwing)
{
    static const void *const targets[256] = {
        [0 ... 255] = &&L_unknown,
#define OP(name, number, ncaches, flags) [number] = &&L_##name,
#include "compile/opcode.def"
#undef OP
#define SPEC(name, number, base) [number] = &&L_##name,
#include "vm/specialize.def"
#undef SPEC
    };
    Vm registers = {rt, rt->vm.frame, NULL, NULL, NULL, 0}, *const vm = &registers;
    long arg = 0;

    rt->vm.depth++;
    if (rt->vm.depth == 1) ration(rt);
    if (throwing) goto raise_in_frame;
    goto resume_frame;

start_frame: /* rt->vm.frame is new */
    vm->frame = rt->vm.frame;
    EMIT(rt, CALL, vm->frame->code, NULL, 0, 0);
    if (LIKELY(rt->recursion_left > 0)) {
        rt->recursion_left--;
    } else if (!recursion_enter(rt, "")) {
        rt->recursion_left--;
        goto leave_frame_raising;
    }
    vm->ip = vm->frame->prev_instr + 1;
    vm->sp = vm->frame->localsplus + vm->frame->stacktop;
    vm->consts = tuple_items(frame_code(vm->frame)->consts);
    NEXT();

resume_frame: /* rt->vm.frame goes on */
    vm->frame = rt->vm.frame;
    vm->ip = vm->frame->prev_instr + 1;
    vm->sp = vm->frame->localsplus + vm->frame->stacktop;
    vm->consts = tuple_items(frame_code(vm->frame)->consts);
    vm_back(vm);
    NEXT();

out_of_fuel:
    vm->fuel++; /* this one has not run */
    vm_save(vm);
    switch (look_around(rt)) {
    case LOOK_STOP: return loop_over(rt, RUN_STOPPED);
    case LOOK_RAISED: vm->frame->prev_instr = vm->ip++; goto error; /* as if the next one had raised */
    default: vm_back(vm); NEXT();
    }

    /* ---- stack, locals ---- */
    TARGET(NOP) DO((void)0)
    TARGET(RESUME) DO(code_warm_up(rt, frame_code(vm->frame)))
    TARGET(RESUME_QUICK) DO((void)0)
    TARGET(LOAD_CLOSURE) TRY(op_load_fast(vm, arg))
    TARGET(LOAD_FAST) TRY(op_load_fast(vm, arg))
    TARGET(LOAD_CONST) DO(op_load_const(vm, arg))
    TARGET(STORE_FAST) DO(op_store_fast(vm, arg))
    TARGET(LOAD_FAST__LOAD_FAST) TRY(op_load_fast(vm, arg) && (!count_second(vm) || op_load_fast(vm, (vm->ip++)->arg)))
    TARGET(LOAD_FAST__LOAD_CONST) TRY(op_load_fast(vm, arg) && (!count_second(vm) || (op_load_const(vm, (vm->ip++)->arg), true)))
    TARGET(LOAD_FAST__LOAD_ATTR) TRY(op_load_fast_attr(vm, arg))
    TARGET(LOAD_CONST__LOAD_FAST)
    {
        op_load_const(vm, arg);
        TRY(!count_second(vm) || op_load_fast(vm, (vm->ip++)->arg))
    }
    TARGET(STORE_FAST__LOAD_FAST)
    {
        op_store_fast(vm, arg);
        TRY(!count_second(vm) || op_load_fast(vm, (vm->ip++)->arg))
    }
    TARGET(STORE_FAST__STORE_FAST)
    {
        op_store_fast(vm, arg);
        if (count_second(vm)) op_store_fast(vm, (vm->ip++)->arg);
        NEXT();
    }
    TARGET(DELETE_FAST) TRY(op_delete_fast(vm, arg))
    TARGET(MAKE_CELL) TRY(op_make_cell(vm, arg))
    TARGET(COPY_FREE_VARS) DO(op_copy_free_vars(vm, arg))
    TARGET(LOAD_DEREF) TRY(op_load_deref(vm, arg))
    TARGET(STORE_DEREF) DO(op_store_deref(vm, arg))
    TARGET(DELETE_DEREF) TRY(op_delete_deref(vm, arg))
    TARGET(LOAD_CLASSDEREF) TRY(op_load_classderef(vm, arg))
    TARGET(POP_TOP) DO(drop_top(vm))
    TARGET(PUSH_NULL) DO(push(vm, NULL))
    TARGET(COPY) DO(op_copy(vm, arg))
    TARGET(SWAP) DO(op_swap(vm, arg))
    TARGET(EXTENDED_ARG)
    {
        CodeUnit unit = *vm->ip++;
        arg = arg << 8 | unit.arg;
        goto *targets[unit.op];
    }

    /* ---- jumps ---- */
    TARGET(JUMP_FORWARD) DO(vm->ip += arg)
    TARGET(JUMP_BACKWARD)
    {
        vm->ip -= arg;
        code_warm_up(rt, frame_code(vm->frame));
        NEXT();
    }
    TARGET(JUMP_BACKWARD_QUICK) DO(vm->ip -= arg)
    TARGET(JUMP_BACKWARD_NO_INTERRUPT) DO(vm->ip -= arg)
    TARGET(POP_JUMP_FORWARD_IF_FALSE) JUMP_WHEN(pop_truth(vm), 0, arg)
    TARGET(POP_JUMP_FORWARD_IF_TRUE) JUMP_WHEN(pop_truth(vm), 1, arg)
    TARGET(POP_JUMP_BACKWARD_IF_FALSE) JUMP_WHEN(pop_truth(vm), 0, -arg)
    TARGET(POP_JUMP_BACKWARD_IF_TRUE) JUMP_WHEN(pop_truth(vm), 1, -arg)
    TARGET(POP_JUMP_FORWARD_IF_NONE) JUMP_NONE(true, arg)
    TARGET(POP_JUMP_FORWARD_IF_NOT_NONE) JUMP_NONE(false, arg)
    TARGET(POP_JUMP_BACKWARD_IF_NONE) JUMP_NONE(true, -arg)
    TARGET(POP_JUMP_BACKWARD_IF_NOT_NONE) JUMP_NONE(false, -arg)
    TARGET(JUMP_IF_FALSE_OR_POP) JUMP_OR_POP(0)
    TARGET(JUMP_IF_TRUE_OR_POP) JUMP_OR_POP(1)

    /* ---- operators ---- */
    TARGET(UNARY_POSITIVE) TRY(op_unary(vm, number_positive))
    TARGET(UNARY_NEGATIVE) TRY(op_unary(vm, number_negative))
    TARGET(UNARY_INVERT) TRY(op_unary(vm, number_invert))
    TARGET(UNARY_NOT) TRY(op_unary_not(vm))
    TARGET(BINARY_OP)
    SPECIALIZE(specialize_binary_op(rt, vm->ip - 1, vm->sp[-2], vm->sp[-1], arg, vm->frame->localsplus))
    TRY(op_binary(vm, arg))
    TARGET(BINARY_OP_ADD_INT) TRY(op_binary_int(vm, arg, ADDED))
    TARGET(BINARY_OP_SUBTRACT_INT) TRY(op_binary_int(vm, arg, SUBTRACTED))
    TARGET(BINARY_OP_MULTIPLY_INT) TRY(op_binary_int(vm, arg, MULTIPLIED))
    TARGET(BINARY_OP_INT) TRY(op_binary_small_int(vm, arg))
    TARGET(BINARY_OP_ADD_FLOAT) TRY(op_binary_float(vm, arg, ADDED))
    TARGET(BINARY_OP_SUBTRACT_FLOAT) TRY(op_binary_float(vm, arg, SUBTRACTED))
    TARGET(BINARY_OP_MULTIPLY_FLOAT) TRY(op_binary_float(vm, arg, MULTIPLIED))
    TARGET(BINARY_OP_DIVIDE_FLOAT) TRY(op_binary_float(vm, arg, DIVIDED))
    TARGET(BINARY_OP_MIXED) TRY(op_binary_mixed(vm, arg))
    TARGET(BINARY_OP_PYTHON) FLOW(op_binary_op_python(vm, arg))
    TARGET(BINARY_OP_ADD_STR) TRY(op_binary_add_str(vm, arg))
    TARGET(BINARY_OP_INPLACE_ADD_STR) TRY(op_binary_inplace_add_str(vm, arg))
    TARGET(COMPARE_OP)
    SPECIALIZE(specialize_compare(rt, vm->ip - 1, vm->sp[-2], vm->sp[-1]))
    TRY(op_compare(vm, arg))
    TARGET(COMPARE_OP_INT) TRY(op_compare_int(vm, arg))
    TARGET(COMPARE_OP_FLOAT) TRY(op_compare_float(vm, arg))
    TARGET(COMPARE_OP_STR) TRY(op_compare_str(vm, arg))
    TARGET(COMPARE_OP_PYTHON) FLOW(op_compare_op_python(vm, arg))
    TARGET(IS_OP) DO(op_is(vm, arg))
    TARGET(CONTAINS_OP) TRY(op_contains(vm, arg))

    /* ---- containers ---- */
    TARGET(BINARY_SUBSCR)
    SPECIALIZE(specialize_subscr(rt, vm->ip - 1, vm->sp[-2], vm->sp[-1]))
    TRY(op_subscr(vm))
    TARGET(BINARY_SUBSCR_LIST_INT) TRY(op_subscr_list_int(vm))
    TARGET(BINARY_SUBSCR_TUPLE_INT) TRY(op_subscr_tuple_int(vm))
    TARGET(BINARY_SUBSCR_DICT) TRY(op_subscr_dict(vm))
    TARGET(BINARY_SUBSCR_GETITEM) FLOW(op_subscr_getitem(vm))
    TARGET(STORE_SUBSCR)
    SPECIALIZE(specialize_store_subscr(rt, vm->ip - 1, vm->sp[-2], vm->sp[-1]))
    TRY(op_store_subscr(vm))
    TARGET(STORE_SUBSCR_LIST_INT) TRY(op_store_subscr_list_int(vm))
    TARGET(STORE_SUBSCR_DICT) TRY(op_store_subscr_dict(vm))
    TARGET(DELETE_SUBSCR) TRY(op_delete_subscr(vm))
    TARGET(UNPACK_SEQUENCE)
    SPECIALIZE(specialize_unpack(rt, vm->ip - 1, vm->sp[-1], arg))
    TRY(op_unpack_sequence(vm, arg))
    TARGET(UNPACK_SEQUENCE_TWO_TUPLE) TRY(op_unpack_two_tuple(vm, arg))
    TARGET(UNPACK_SEQUENCE_TUPLE) TRY(op_unpack_tuple(vm, arg))
    TARGET(UNPACK_SEQUENCE_LIST) TRY(op_unpack_list(vm, arg))
    TARGET(UNPACK_EX) TRY(unpack_any(vm, arg & 0xff, arg >> 8, (arg & 0xff) + 1 + (arg >> 8)))
    TARGET(BUILD_TUPLE) TRY(op_build_tuple(vm, arg))
    TARGET(BUILD_LIST) TRY(op_build_list(vm, arg))
    TARGET(BUILD_SET) TRY(op_build_set(vm, arg))
    TARGET(BUILD_MAP) TRY(op_build_map(vm, arg))
    TARGET(BUILD_CONST_KEY_MAP) TRY(op_build_const_key_map(vm, arg))
    TARGET(BUILD_STRING) TRY(op_build_string(vm, arg))
    TARGET(BUILD_SLICE) TRY(op_build_slice(vm, arg))
    TARGET(FORMAT_VALUE) TRY(op_format_value(vm, arg))
    TARGET(LIST_TO_TUPLE) TRY(op_list_to_tuple(vm))
    TARGET(LIST_APPEND) TRY(op_list_append(vm, arg))
    TARGET(SET_ADD) TRY(op_set_add(vm, arg))
    TARGET(MAP_ADD) TRY(op_map_add(vm, arg))
    TARGET(LIST_EXTEND) TRY(op_list_extend(vm, arg))
    TARGET(SET_UPDATE) TRY(op_set_update(vm, arg))
    TARGET(DICT_UPDATE) TRY(op_dict_update(vm, arg))
    TARGET(DICT_MERGE) TRY(op_dict_merge(vm, arg))

    /* ---- names and attributes ---- */
    TARGET(STORE_NAME) TRY(op_store_name(vm, arg))
    TARGET(DELETE_NAME) TRY(op_delete_name(vm, arg))
    TARGET(LOAD_NAME) TRY(op_load_name(vm, arg))
    TARGET(STORE_GLOBAL) TRY(op_store_global(vm, arg))
    TARGET(DELETE_GLOBAL) TRY(op_delete_global(vm, arg))
    TARGET(LOAD_GLOBAL)
    SPECIALIZE(specialize_load_global(rt, vm->ip - 1, vm->frame->globals, vm->frame->builtins, name_at(vm, arg >> 1)))
    TRY(op_load_global(vm, arg))
    TARGET(LOAD_GLOBAL_MODULE) TRY(op_load_global_module(vm, arg))
    TARGET(LOAD_GLOBAL_BUILTIN) TRY(op_load_global_builtin(vm, arg))
    TARGET(LOAD_BUILD_CLASS) TRY(op_load_build_class(vm))
    TARGET(SETUP_ANNOTATIONS)
    {
        vm_save(vm);
        bool ok = setup_annotations(rt, vm->frame);
        vm_back(vm);
        TRY(ok)
    }
    TARGET(LOAD_ATTR)
    SPECIALIZE(specialize_load_attr(rt, vm->ip - 1, vm->sp[-1], name_at(vm, arg)))
    TRY(op_load_attr(vm, arg))
    TARGET(LOAD_ATTR_INSTANCE_VALUE) TRY(op_load_attr_instance_value(vm, arg))
    TARGET(LOAD_ATTR_WITH_HINT) TRY(op_load_attr_with_hint(vm, arg))
    TARGET(LOAD_ATTR_SLOT) TRY(op_load_attr_slot(vm, arg))
    TARGET(LOAD_ATTR_PROPERTY) FLOW(op_load_attr_property(vm, arg))
    TARGET(LOAD_ATTR_MODULE) TRY(op_load_attr_module(vm, arg))
    TARGET(LOAD_ATTR_CLASS_VALUE) TRY(op_load_attr_class_value(vm, arg))
    TARGET(STORE_ATTR)
    SPECIALIZE(specialize_store_attr(rt, vm->ip - 1, vm->sp[-1], name_at(vm, arg)))
    TRY(op_store_attr(vm, arg))
    TARGET(STORE_ATTR_INSTANCE_VALUE) TRY(op_store_attr_instance_value(vm, arg))
    TARGET(STORE_ATTR_WITH_HINT) TRY(op_store_attr_with_hint(vm, arg))
    TARGET(STORE_ATTR_SLOT) TRY(op_store_attr_slot(vm, arg))
    TARGET(DELETE_ATTR) TRY(op_delete_attr(vm, arg))
    TARGET(LOAD_METHOD)
    SPECIALIZE(specialize_load_method(rt, vm->ip - 1, vm->sp[-1], name_at(vm, arg)))
    TRY(op_load_method(vm, arg))
    TARGET(LOAD_METHOD_WITH_VALUES) TRY(op_load_method_with_values(vm, arg))
    TARGET(LOAD_METHOD_NO_DICT) TRY(op_load_method_no_dict(vm, arg))
    TARGET(LOAD_METHOD_WITH_DICT) TRY(op_load_method_with_dict(vm, arg))
    TARGET(LOAD_METHOD_MODULE) TRY(op_load_method_module(vm, arg))
    TARGET(LOAD_METHOD_CLASS) TRY(op_load_method_class(vm, arg))

    /* ---- iterating, generators ---- */
    TARGET(GET_ITER) TRY(op_get_iter(vm))
    TARGET(FOR_ITER) FLOW(op_for_iter(vm, arg))
    TARGET(FOR_ITER_LIST) FLOW(op_for_iter_list(vm, arg))
    TARGET(FOR_ITER_TUPLE) FLOW(op_for_iter_tuple(vm, arg))
    TARGET(FOR_ITER_RANGE) FLOW(op_for_iter_range(vm, arg))
    TARGET(FOR_ITER_GEN) FLOW(op_for_iter_gen(vm, arg))
    TARGET(SEND) FLOW(op_send(vm, arg))
    TARGET(GET_YIELD_FROM_ITER) TRY(op_get_yield_from_iter(vm))
    TARGET(GET_AWAITABLE) TRY(op_get_awaitable(vm, arg))
    TARGET(GET_AITER) TRY(op_get_aiter(vm))
    TARGET(GET_ANEXT) TRY(op_get_anext(vm))
    TARGET(ASYNC_GEN_WRAP)
    {
        vm_save(vm);
        TRY(result_one(vm, async_gen_wrap(rt, vm->sp[-1])))
    }
    TARGET(RETURN_GENERATOR)
    {
        vm_save(vm);
        Obj *gen = gen_new(rt, vm->frame);
        if (!gen) goto error;
        Frame *f = vm->frame;
        recursion_leave(rt);
        EMIT(rt, RETURN, f->code, NULL, 0, 0);
        rt->vm.frame = f->previous;
        if (f->extra && !f->is_entry) {
            if (!return_through_c(rt, f, gen, true)) goto raise_in_frame;
            goto resume_frame;
        }
        bool entry = f->is_entry;
        frame_unreserve(rt, f);
        if (entry) {
            *result = gen;
            return loop_over(rt, RUN_RETURNED);
        }
        rt->vm.frame->localsplus[rt->vm.frame->stacktop++] = gen;
        goto resume_frame;
    }
    TARGET(YIELD_VALUE)
    {
        Obj *value = *--vm->sp;
        vm_save(vm);
        Gen *g = frame_gen(vm->frame);
        g->state = GEN_SUSPENDED;
        recursion_leave(rt);
        EMIT(rt, RETURN, g->code, NULL, 0, 0);
        if (vm->frame->is_entry) {
            rt->vm.frame = vm->frame->previous;
            *result = value;
            return loop_over(rt, RUN_RETURNED);
        }
        vm->frame = leave_generator(rt, g);
        vm->ip = vm->frame->prev_instr + 1;
        vm->sp = vm->frame->localsplus + vm->frame->stacktop;
        vm->consts = tuple_items(frame_code(vm->frame)->consts);
        push(vm, value);
        NEXT();
    }
    TARGET(RETURN_VALUE)
    {
        Obj *value = *--vm->sp;
        vm_save(vm);
        Frame *f = vm->frame, *caller = f->previous;
        recursion_leave(rt);
        EMIT(rt, RETURN, f->code, value, 0, 0);
        if (UNLIKELY(f->is_entry)) {
            *result = leave_entry(rt, f, value);
            return loop_over(rt, RUN_RETURNED);
        }
        if (UNLIKELY(f->owner != FRAME_ON_STACK)) {
            generator_returned(rt, frame_gen(f), value);
            goto resume_frame;
        }
        rt->vm.frame = caller;
        if (UNLIKELY(f->extra)) {
            if (!return_through_c(rt, f, value, false)) goto raise_in_frame;
            goto resume_frame;
        }
        caller->localsplus[caller->stacktop++] = value;
        frame_leave(rt, f);
        goto resume_frame;
    }

    /* ---- calls ---- */
    TARGET(KW_NAMES) DO(rt->vm.kwnames = vm->consts[arg])
    TARGET(PRECALL)
    SPECIALIZE(specialize_precall(rt, vm->ip - 1, vm->sp - arg - 2, arg, rt->vm.kwnames != NULL))
    DO(op_precall(vm, arg))
    TARGET(PRECALL_PLAIN)
    {
        unwrap_method(vm, arg);
        skip_cache(vm, PRECALL_CACHES);
        if (LIKELY(vm->ip->op == OP_CALL_PY_EXACT_ARGS && count_second(vm))) {
            vm->ip++;
            goto L_CALL_PY_EXACT_ARGS;
        }
        NEXT();
    }
    TARGET(PRECALL_BUILTIN_ONE) TRY(op_precall_builtin_one(vm, arg))
    TARGET(PRECALL_BUILTIN_ANY) TRY(op_precall_builtin_any(vm, arg))
    TARGET(PRECALL_LEN) TRY(op_precall_len(vm, arg))
    TARGET(PRECALL_ISINSTANCE) TRY(op_precall_isinstance(vm, arg))
    TARGET(PRECALL_TYPE_1) TRY(op_precall_type_1(vm, arg))
    TARGET(PRECALL_STR_1) TRY(op_precall_str_1(vm, arg))
    TARGET(PRECALL_LIST_APPEND) TRY(op_precall_list_append(vm, arg))
    TARGET(PRECALL_METHOD_NOARGS) TRY(op_precall_method_noargs(vm, arg))
    TARGET(PRECALL_METHOD_ONE) TRY(op_precall_method_one(vm, arg))
    TARGET(PRECALL_METHOD_ANY) TRY(op_precall_method_any(vm, arg))
    TARGET(CALL)
    SPECIALIZE(specialize_call(rt, vm->ip - 1, vm->sp - arg - 2, arg, rt->vm.kwnames != NULL))
    FLOW(op_call(vm, arg))
    TARGET(CALL_PY_EXACT_ARGS) FLOW(op_call_py_exact_args(vm, arg))
    TARGET(CALL_PY_WITH_DEFAULTS) FLOW(op_call_py_with_defaults(vm, arg))
    TARGET(CALL_CLASS_INIT) FLOW(op_call_class_init(vm, arg))
    TARGET(CALL_FUNCTION_EX) FLOW(op_call_function_ex(vm, arg))
    TARGET(MAKE_FUNCTION) TRY(op_make_function(vm, arg))

    /* ---- exceptions, with ---- */
    TARGET(RAISE_VARARGS)
    {
        Obj *cause = arg > 1 ? *--vm->sp : NULL, *exc = arg > 0 ? *--vm->sp : NULL;
        vm_save(vm);
        if (raise_here_take(rt, exc, cause)) goto unwind;
        goto error;
    }
    TARGET(RERAISE)
    {
        op_reraise(vm, arg);
        goto unwind;
    }
    TARGET(PUSH_EXC_INFO) DO(op_push_exc_info(vm))
    TARGET(POP_EXCEPT) DO(op_pop_except(vm))
    TARGET(CHECK_EXC_MATCH) TRY(op_check_exc_match(vm))
    TARGET(CHECK_EG_MATCH) TRY(op_check_eg_match(vm))
    TARGET(PREP_RERAISE_STAR) TRY(op_prep_reraise_star(vm))
    TARGET(END_ASYNC_FOR)
    {
        if (!op_end_async_for(vm)) goto unwind;
        NEXT();
    }
    TARGET(LOAD_ASSERTION_ERROR) DO(push(vm, own(EXC_TYPE(rt, AssertionError))))
    TARGET(BEFORE_WITH) TRY(op_before_with(vm, false))
    TARGET(BEFORE_ASYNC_WITH) TRY(op_before_with(vm, true))
    TARGET(WITH_EXCEPT_START) TRY(op_with_except_start(vm))

    /* ---- match, import, the prompt ---- */
    TARGET(GET_LEN) TRY(op_get_len(vm))
    TARGET(MATCH_MAPPING) DO(op_match_flag(vm, TF_MAPPING))
    TARGET(MATCH_SEQUENCE) DO(op_match_flag(vm, TF_SEQUENCE))
    TARGET(MATCH_KEYS) TRY(op_match_keys(vm))
    TARGET(MATCH_CLASS) TRY(op_match_class(vm, arg))
    TARGET(IMPORT_NAME) TRY(op_import_name(vm, arg))
    TARGET(IMPORT_FROM) TRY(op_import_from(vm, arg))
    TARGET(IMPORT_STAR) TRY(op_import_star(vm))
    TARGET(PRINT_EXPR)
    {
        vm_save(vm);
        if (!print_displayed(rt, vm->sp[-1])) goto error;
        vm_back(vm);
        DO(drop_top(vm))
    }
    TARGET(CACHE)
L_unknown:
    vm_save(vm);
    err_format(rt, EXC_TYPE(rt, SystemError), "unknown opcode");
    goto error;

raise_in_frame: /* the pending exception was raised where rt->vm.frame stands */
    vm->frame = rt->vm.frame;
    vm->ip = vm->frame->prev_instr + 1;
    vm->sp = vm->frame->localsplus + vm->frame->stacktop;
    vm->consts = tuple_items(frame_code(vm->frame)->consts);

error: /* registers were saved before whatever raised */
    rt->vm.kwnames = NULL;
    vm->frame->stacktop = (int)(vm->sp - vm->frame->localsplus);
    if (UNLIKELY(rt->abandoning)) return loop_over(rt, RUN_RAISED);
    if (UNLIKELY(!err_pending(rt))) err_format(rt, EXC_TYPE(rt, SystemError), "error return without exception set");
    if (!frame_incomplete(vm->frame) && !traceback_here(rt, vm->frame)) goto unwind; /* MemoryError now */

unwind: /* likewise, but the traceback does not grow */
{
    vm->frame->stacktop = (int)(vm->sp - vm->frame->localsplus);
    CodeUnit *handler = unwind_to_handler(rt, vm->frame, (int)(vm->ip - frame_code(vm->frame)->code) - 1);
    if (UNLIKELY(rt->abandoning)) return loop_over(rt, RUN_RAISED);
    vm->sp = vm->frame->localsplus + vm->frame->stacktop;
    vm_back(vm);
    if (handler) {
        vm->ip = handler;
        NEXT();
    }
}

leave_frame_raising:
    if (leave_raising(rt, vm->frame)) return loop_over(rt, RUN_RAISED);
    vm_back(vm);
    goto raise_in_frame;
}

#pragma GCC diagnostic pop

RunStatus vm_run(Runtime *rt, Obj **result) { return run_loop(rt, result, false); }

/* C code waits for the result, and cannot be continued: this loop counts as a nested one even when it is the first,
   as that of a finalizer between two statements. */
RunStatus vm_loop(Runtime *rt, Obj **result, bool throwing)
{
    int first = rt->vm.depth == 0;
    rt->vm.depth += first;
    if (!throwing) EMIT(rt, CALL, rt->vm.frame->code, NULL, 0, 0);
    RunStatus status = run_loop(rt, result, throwing);
    rt->vm.depth -= first;
    return status;
}
