/* gen_try.c - code for try: handlers lie behind the body and find the exception on the stack; a finally clause
   is compiled twice, for the way through and for the way of an exception (and once more for each return, break
   or continue that leaves the body: gen_loop.c). */
#include "compile/codegen.h"

/* The stack holds the previous exception, the interrupted offset, and the exception. */
bool gen_reraise(Compiler *c)
{
    return emit_arg(c, OP_COPY, 3) && emit(c, OP_POP_EXCEPT) && emit_arg(c, OP_RERAISE, 1);
}

static bool forget_name(Compiler *c, Obj *name)
{
    return !name || (emit_const(c, NONE(c->rt)) && gen_name(c, name, STORE) && gen_name(c, name, DEL));
}

static bool begin_handler(Compiler *c, Block *handler, Block *cleanup)
{
    block_use(c, handler);
    c->unit->pos = NOWHERE;
    return emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup) && emit(c, OP_PUSH_EXC_INFO);
}

/* The body of the try statement up to where its exceptions are no longer caught. */
static bool gen_guarded(Compiler *c, const Stmt *s, Block *body, Block *handler)
{
    if (!emit_jump(c, PSEUDO_SETUP_FINALLY, handler)) return false;
    block_use(c, body);
    if (!frame_push(c, (FrameBlock){.kind = FRAME_TRY, .block = body}) || !gen_stmts(c, &s->v.try_stmt.body))
        return false;
    frame_pop(c);
    return emit_artificial(c, PSEUDO_POP_BLOCK);
}

/* ---- except -------------------------------------------------------------------------------------------- */

/* except X as name: the name is unbound again, whichever way the clause is left. */
static bool gen_named_clause(Compiler *c, const ExceptHandler *h, Block *end)
{
    Block *cleanup, *body;
    if (!blocks_new(c, 2, &cleanup, &body) || !gen_name(c, h->name, STORE) ||
        !emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup))
        return false;
    block_use(c, body);
    if (!frame_push(c, (FrameBlock){.kind = FRAME_CLEANUP, .block = body, .name = h->name}) || !gen_stmts(c, &h->body))
        return false;
    frame_pop(c);
    c->unit->pos = NOWHERE;
    if (!emit(c, PSEUDO_POP_BLOCK) || !emit(c, PSEUDO_POP_BLOCK) || !emit(c, OP_POP_EXCEPT) ||
        !forget_name(c, h->name) || !emit_jump(c, PSEUDO_JUMP, end))
        return false;
    block_use(c, cleanup);
    return forget_name(c, h->name) && emit_arg(c, OP_RERAISE, 1);
}

static bool gen_plain_clause(Compiler *c, const ExceptHandler *h, Block *end)
{
    Block *body = block_new(c);
    if (!body || !emit(c, OP_POP_TOP)) return false;
    block_use(c, body);
    if (!frame_push(c, (FrameBlock){.kind = FRAME_CLEANUP, .block = body}) || !gen_stmts(c, &h->body)) return false;
    frame_pop(c);
    c->unit->pos = NOWHERE;
    return emit(c, PSEUDO_POP_BLOCK) && emit(c, OP_POP_EXCEPT) && emit_jump(c, PSEUDO_JUMP, end);
}

static bool gen_clause(Compiler *c, const ExceptHandler *h, bool last, Block *end)
{
    c->unit->pos = h->pos;
    if (!h->type && !last) return gen_error(c, "default 'except:' must be last");
    Block *next = block_new(c);
    if (!next) return false;
    if (h->type &&
        (!gen_expr(c, h->type) || !emit(c, OP_CHECK_EXC_MATCH) || !emit_jump(c, PSEUDO_POP_JUMP_IF_FALSE, next)))
        return false;
    if (!(h->name ? gen_named_clause(c, h, end) : gen_plain_clause(c, h, end))) return false;
    block_use(c, next);
    return true;
}

static bool gen_try_except(Compiler *c, const Stmt *s)
{
    const HandlerSeq *handlers = &s->v.try_stmt.handlers;
    Block *body, *except, *end, *cleanup;
    if (!blocks_new(c, 4, &body, &except, &end, &cleanup) || !gen_guarded(c, s, body, except) ||
        !gen_stmts(c, &s->v.try_stmt.orelse) || !emit_jump_artificial(c, PSEUDO_JUMP, end) ||
        !begin_handler(c, except, cleanup) || !frame_push(c, (FrameBlock){.kind = FRAME_HANDLER}))
        return false;
    for (int i = 0; i < handlers->n; i++) {
        if (!gen_clause(c, handlers->items[i], i == handlers->n - 1, end)) return false;
    }
    c->unit->pos = NOWHERE;
    frame_pop(c);
    if (!emit_arg(c, OP_RERAISE, 0)) return false;
    block_use(c, cleanup);
    if (!gen_reraise(c)) return false;
    block_use(c, end);
    return true;
}

/* ---- except* ------------------------------------------------------------------------------------------- */

/* Stack while the clauses run: the original exception, a list of what they raised, the rest not yet matched. */
static bool gen_group_clause(Compiler *c, const ExceptHandler *h, bool first, bool last, Block *reraise)
{
    Block *next, *match, *cleanup, *body;
    c->unit->pos = h->pos;
    if (!blocks_new(c, 4, &next, &match, &cleanup, &body)) return false;
    if (first && (!emit_arg(c, OP_COPY, 1) || !emit_arg(c, OP_BUILD_LIST, 0) || !emit_arg(c, OP_SWAP, 2))) return false;
    if (!gen_expr(c, h->type) || !emit(c, OP_CHECK_EG_MATCH) || !emit_arg(c, OP_COPY, 1) ||
        !emit_jump(c, PSEUDO_POP_JUMP_IF_NOT_NONE, match) || !emit(c, OP_POP_TOP) || !emit_jump(c, PSEUDO_JUMP, next))
        return false;
    block_use(c, match);
    if (!(h->name ? gen_name(c, h->name, STORE) : emit(c, OP_POP_TOP)) || !emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup))
        return false;
    block_use(c, body);
    if (!frame_push(c, (FrameBlock){.kind = FRAME_CLEANUP, .block = body, .name = h->name}) || !gen_stmts(c, &h->body))
        return false;
    frame_pop(c);
    c->unit->pos = NOWHERE;
    if (!emit(c, PSEUDO_POP_BLOCK) || !forget_name(c, h->name) || !emit_jump(c, PSEUDO_JUMP, next)) return false;
    block_use(c, cleanup);
    if (!forget_name(c, h->name) || !emit_arg(c, OP_LIST_APPEND, 3) || !emit(c, OP_POP_TOP) ||
        !emit_jump(c, PSEUDO_JUMP, next))
        return false;
    block_use(c, next);
    return !last || (emit_arg(c, OP_LIST_APPEND, 1) && emit_jump(c, PSEUDO_JUMP, reraise));
}

/* What the clauses raised and what none of them matched is raised as one group, unless there is nothing. */
static bool gen_group_end(Compiler *c, Block *reraise, Block *cleanup, Block *end)
{
    Block *raise = block_new(c);
    if (!raise) return false;
    block_use(c, reraise);
    if (!emit(c, OP_PREP_RERAISE_STAR) || !emit_arg(c, OP_COPY, 1) ||
        !emit_jump(c, PSEUDO_POP_JUMP_IF_NOT_NONE, raise) || !emit(c, OP_POP_TOP) || !emit(c, PSEUDO_POP_BLOCK) ||
        !emit(c, OP_POP_EXCEPT) || !emit_jump(c, PSEUDO_JUMP, end))
        return false;
    block_use(c, raise);
    if (!emit(c, PSEUDO_POP_BLOCK) || !emit_arg(c, OP_SWAP, 2) || !emit(c, OP_POP_EXCEPT) ||
        !emit_arg(c, OP_RERAISE, 0))
        return false;
    block_use(c, cleanup);
    return gen_reraise(c);
}

static bool gen_try_star(Compiler *c, const Stmt *s)
{
    const HandlerSeq *handlers = &s->v.try_stmt.handlers;
    Block *body, *except, *orelse, *end, *cleanup, *reraise;
    if (!blocks_new(c, 6, &body, &except, &orelse, &end, &cleanup, &reraise) || !gen_guarded(c, s, body, except) ||
        !emit_jump_artificial(c, PSEUDO_JUMP, orelse) || !begin_handler(c, except, cleanup) ||
        !frame_push(c, (FrameBlock){.kind = FRAME_GROUP_HANDLER}))
        return false;
    for (int i = 0; i < handlers->n; i++) {
        if (!gen_group_clause(c, handlers->items[i], i == 0, i == handlers->n - 1, reraise)) return false;
    }
    c->unit->pos = NOWHERE;
    frame_pop(c);
    if (!gen_group_end(c, reraise, cleanup, end)) return false;
    block_use(c, orelse);
    if (!gen_stmts(c, &s->v.try_stmt.orelse)) return false;
    block_use(c, end);
    return true;
}

/* ---- finally ------------------------------------------------------------------------------------------- */

static bool gen_caught(Compiler *c, const Stmt *s)
{
    return s->kind == S_TRY_STAR ? gen_try_star(c, s) : gen_try_except(c, s);
}

static bool gen_try_finally(Compiler *c, const Stmt *s)
{
    const StmtSeq *final = &s->v.try_stmt.finalbody;
    Block *body, *handler, *end, *cleanup;
    if (!blocks_new(c, 4, &body, &handler, &end, &cleanup) || !emit_jump(c, PSEUDO_SETUP_FINALLY, handler))
        return false;
    block_use(c, body);
    if (!frame_push(c, (FrameBlock){.kind = FRAME_FINALLY_TRY, .block = body, .exit = handler, .finalbody = final}) ||
        !(s->v.try_stmt.handlers.n ? gen_caught(c, s) : gen_stmts(c, &s->v.try_stmt.body)) ||
        !emit_artificial(c, PSEUDO_POP_BLOCK))
        return false;
    frame_pop(c);
    if (!gen_stmts(c, final) || !emit_jump_artificial(c, PSEUDO_JUMP, end) || !begin_handler(c, handler, cleanup) ||
        !frame_push(c, (FrameBlock){.kind = FRAME_FINALLY_END, .block = handler}) || !gen_stmts(c, final))
        return false;
    frame_pop(c);
    if (!emit_arg(c, OP_RERAISE, 0)) return false;
    block_use(c, cleanup);
    if (!gen_reraise(c)) return false;
    block_use(c, end);
    return true;
}

bool gen_try(Compiler *c, const Stmt *s)
{
    return s->v.try_stmt.finalbody.n ? gen_try_finally(c, s) : gen_caught(c, s);
}
