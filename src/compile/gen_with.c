/* gen_with.c - code for with and async with: __exit__ lies on the stack while the body runs, and is called
   with three Nones at the body's end, with the exception from the handler. */
#include "compile/codegen.h"

bool gen_exit_call(Compiler *c)
{
    Obj *none = NONE(c->rt);
    return emit_const(c, none) && emit_const(c, none) && emit_const(c, none) && emit_arg(c, OP_PRECALL, 2) &&
           emit_arg(c, OP_CALL, 2);
}

/* The exception was shown to __exit__: raise it again unless that answered true. */
static bool gen_verdict(Compiler *c, Block *cleanup)
{
    c->unit->pos = NOWHERE;
    Block *swallowed = block_new(c);
    if (!swallowed || !emit_jump(c, PSEUDO_POP_JUMP_IF_TRUE, swallowed) || !emit_arg(c, OP_RERAISE, 2)) return false;
    block_use(c, cleanup);
    if (!gen_reraise(c)) return false;
    block_use(c, swallowed);
    return emit(c, OP_POP_TOP) && emit(c, PSEUDO_POP_BLOCK) && emit(c, OP_POP_EXCEPT) && emit(c, OP_POP_TOP) &&
           emit(c, OP_POP_TOP);
}

static bool gen_enter(Compiler *c, const WithItem *item, bool async)
{
    if (!gen_expr(c, item->context)) return false;
    return async ? emit(c, OP_BEFORE_ASYNC_WITH) && gen_await(c, 1) : emit(c, OP_BEFORE_WITH);
}

bool gen_with(Compiler *c, const Stmt *s, int at)
{
    const WithItem *item = s->v.with.items.items[at];
    bool async = s->kind == S_ASYNC_WITH;
    if (async && c->unit->kind != UNIT_ASYNC_FUNCTION) return gen_error(c, "'async with' outside async function");
    Block *body, *handler, *end, *cleanup;
    if (!nest(c) || !blocks_new(c, 4, &body, &handler, &end, &cleanup) || !gen_enter(c, item, async) ||
        !emit_jump(c, PSEUDO_SETUP_WITH, handler))
        return false;
    block_use(c, body);
    FrameBlock frame = {.kind = async ? FRAME_ASYNC_WITH : FRAME_WITH, .block = body, .exit = handler, .stmt = s};
    if (!frame_push(c, frame) || !(item->vars ? gen_expr(c, item->vars) : emit(c, OP_POP_TOP))) return false;
    if (!(at + 1 == s->v.with.items.n ? gen_stmts(c, &s->v.with.body) : gen_with(c, s, at + 1))) return false;
    frame_pop(c);
    if (!async) c->unit->pos = NOWHERE;
    if (!emit(c, PSEUDO_POP_BLOCK)) return false;
    c->unit->pos = s->pos;
    if (!gen_exit_call(c) || (async && !gen_await(c, 2)) || !emit(c, OP_POP_TOP) || !emit_jump(c, PSEUDO_JUMP, end))
        return false;
    block_use(c, handler);
    if (!emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup) || !emit(c, OP_PUSH_EXC_INFO) || !emit(c, OP_WITH_EXCEPT_START) ||
        (async && !gen_await(c, 2)) || !gen_verdict(c, cleanup))
        return false;
    block_use(c, end);
    unnest(c);
    return true;
}
