/* gen_loop.c - code for loops and for the ways out of them: return, break and continue unwind the blocks they
   leave, newest first, each with code of its own (close a with, run a finally, drop an iterator). */
#include "compile/codegen.h"

#include <string.h>

bool frame_push(Compiler *c, FrameBlock frame)
{
    Unit *u = c->unit;
    if (u->nframes >= FRAMES_MAX) return gen_error(c, "too many statically nested blocks");
    u->frames[u->nframes++] = frame;
    return true;
}

void frame_pop(Compiler *c) { c->unit->nframes--; }

/* ---- unwinding ----------------------------------------------------------------------------------------- */

/* [keep]: the stack's top is a value to be kept above what is taken away. */
static bool keep_top(Compiler *c, bool keep) { return !keep || emit_arg(c, OP_SWAP, 2); }

static bool unwind_finally(Compiler *c, const FrameBlock *f, bool keep)
{
    if (!emit(c, PSEUDO_POP_BLOCK) || (keep && !frame_push(c, (FrameBlock){.kind = FRAME_VALUE})) ||
        !gen_stmts(c, f->finalbody))
        return false;
    if (keep) frame_pop(c);
    c->unit->pos = NOWHERE;
    return true;
}

static bool unwind_with(Compiler *c, const FrameBlock *f, bool keep)
{
    c->unit->pos = f->stmt->pos;
    if (!emit(c, PSEUDO_POP_BLOCK) || !keep_top(c, keep) || !gen_exit_call(c) ||
        (f->kind == FRAME_ASYNC_WITH && !gen_await(c, 2)) || !emit(c, OP_POP_TOP))
        return false;
    c->unit->pos = NOWHERE;
    return true;
}

static bool forget_name(Compiler *c, Obj *name)
{
    return emit_const(c, NONE(c->rt)) && gen_name(c, name, STORE) && gen_name(c, name, DEL);
}

static bool unwind(Compiler *c, const FrameBlock *f, bool keep)
{
    switch (f->kind) {
    case FRAME_WHILE:
    case FRAME_HANDLER:
    case FRAME_GROUP_HANDLER:
    case FRAME_ASYNC_COMP: return true;
    case FRAME_FOR:
    case FRAME_VALUE: return keep_top(c, keep) && emit(c, OP_POP_TOP);
    case FRAME_TRY: return emit(c, PSEUDO_POP_BLOCK);
    case FRAME_FINALLY_TRY: return unwind_finally(c, f, keep);
    case FRAME_FINALLY_END:
        return keep_top(c, keep) && emit(c, OP_POP_TOP) && keep_top(c, keep) && emit(c, PSEUDO_POP_BLOCK) &&
               emit(c, OP_POP_EXCEPT);
    case FRAME_WITH:
    case FRAME_ASYNC_WITH: return unwind_with(c, f, keep);
    case FRAME_CLEANUP:
        return (!f->name || emit(c, PSEUDO_POP_BLOCK)) && keep_top(c, keep) && emit(c, PSEUDO_POP_BLOCK) &&
               emit(c, OP_POP_EXCEPT) && (!f->name || forget_name(c, f->name));
    }
    return false;
}

/* Unwinds all blocks; with [loop] not NULL up to the innermost loop, which is told (block NULL: none).  While
   one is being unwound the blocks further in are out of the way; at the end all are back. */
static bool unwind_all(Compiler *c, bool keep, FrameBlock *loop)
{
    Unit *u = c->unit;
    FrameBlock saved[FRAMES_MAX];
    int nsaved = u->nframes;
    memcpy(saved, u->frames, sizeof saved);
    while (u->nframes) {
        FrameBlock top = u->frames[u->nframes - 1];
        if (top.kind == FRAME_GROUP_HANDLER)
            return gen_error(c, "'break', 'continue' and 'return' cannot appear in an except* block");
        if (loop && (top.kind == FRAME_WHILE || top.kind == FRAME_FOR)) {
            *loop = top;
            break;
        }
        u->nframes--;
        if (!unwind(c, &top, keep)) return false;
    }
    memcpy(u->frames, saved, sizeof saved);
    u->nframes = nsaved;
    return true;
}

bool gen_return(Compiler *c, const Stmt *s)
{
    const Expr *value = s->v.expr.value;
    const Scope *scope = c->unit->scope;
    bool keep = value && value->kind != X_CONSTANT;
    if (!unit_in_function(c)) return gen_error(c, "'return' outside function");
    if (value && scope->coroutine && scope->generator) return gen_error(c, "'return' with value in async generator");
    if (keep) {
        if (!gen_expr(c, value)) return false;
    } else if (value) {
        c->unit->pos = value->pos;
        if (!emit(c, OP_NOP)) return false;
    }
    if (!value || value->pos.lineno != s->pos.lineno) {
        c->unit->pos = s->pos;
        if (!emit(c, OP_NOP)) return false;
    }
    if (!unwind_all(c, keep, NULL)) return false;
    if (!keep && !emit_const(c, value ? value->v.constant.value : NONE(c->rt))) return false;
    return emit(c, OP_RETURN_VALUE);
}

bool gen_break(Compiler *c)
{
    FrameBlock loop = {0};
    Pos here = c->unit->pos;
    if (!emit(c, OP_NOP) || !unwind_all(c, false, &loop)) return false;
    if (!loop.block) {
        c->unit->pos = here;
        return gen_error(c, "'break' outside loop");
    }
    return unwind(c, &loop, false) && emit_jump(c, PSEUDO_JUMP, loop.exit);
}

bool gen_continue(Compiler *c)
{
    FrameBlock loop = {0};
    Pos here = c->unit->pos;
    if (!emit(c, OP_NOP) || !unwind_all(c, false, &loop)) return false;
    if (!loop.block) {
        c->unit->pos = here;
        return gen_error(c, "'continue' not properly in loop");
    }
    return emit_jump(c, PSEUDO_JUMP, loop.block);
}

/* ---- loops --------------------------------------------------------------------------------------------- */

bool gen_for(Compiler *c, const Stmt *s)
{
    Block *start, *body, *cleanup, *end;
    if (!blocks_new(c, 4, &start, &body, &cleanup, &end) ||
        !frame_push(c, (FrameBlock){.kind = FRAME_FOR, .block = start, .exit = end}) ||
        !gen_expr(c, s->v.for_loop.iter) || !emit(c, OP_GET_ITER))
        return false;
    block_use(c, start);
    if (!emit_jump(c, OP_FOR_ITER, cleanup)) return false;
    block_use(c, body);
    if (!gen_expr(c, s->v.for_loop.target) || !gen_stmts(c, &s->v.for_loop.body)) return false;
    c->unit->pos = NOWHERE;
    if (!emit_jump(c, PSEUDO_JUMP, start)) return false;
    block_use(c, cleanup);
    frame_pop(c);
    if (!gen_stmts(c, &s->v.for_loop.orelse)) return false;
    block_use(c, end);
    return true;
}

bool gen_async_for(Compiler *c, const Stmt *s)
{
    if (c->unit->kind != UNIT_ASYNC_FUNCTION) return gen_error(c, "'async for' outside async function");
    Block *start, *except, *end;
    if (!blocks_new(c, 3, &start, &except, &end) || !gen_expr(c, s->v.for_loop.iter) || !emit(c, OP_GET_AITER))
        return false;
    block_use(c, start);
    if (!frame_push(c, (FrameBlock){.kind = FRAME_FOR, .block = start, .exit = end}) ||
        !emit_jump(c, PSEUDO_SETUP_FINALLY, except) || !emit(c, OP_GET_ANEXT) || !emit_const(c, NONE(c->rt)) ||
        !emit_delegation(c, true) || !emit(c, PSEUDO_POP_BLOCK) || !gen_expr(c, s->v.for_loop.target) ||
        !gen_stmts(c, &s->v.for_loop.body))
        return false;
    c->unit->pos = NOWHERE;
    if (!emit_jump(c, PSEUDO_JUMP, start)) return false;
    frame_pop(c);
    block_use(c, except);
    c->unit->pos = s->v.for_loop.iter->pos; /* the end belongs to the `for`, not to the body */
    if (!emit(c, OP_END_ASYNC_FOR) || !gen_stmts(c, &s->v.for_loop.orelse)) return false;
    block_use(c, end);
    return true;
}

bool gen_while(Compiler *c, const Stmt *s)
{
    Block *loop, *body, *orelse, *end;
    if (!blocks_new(c, 4, &loop, &body, &orelse, &end)) return false;
    block_use(c, loop);
    if (!frame_push(c, (FrameBlock){.kind = FRAME_WHILE, .block = loop, .exit = end}) ||
        !gen_jump_if(c, s->v.while_loop.test, orelse, false))
        return false;
    block_use(c, body);
    if (!gen_stmts(c, &s->v.while_loop.body)) return false;
    c->unit->pos = s->pos;
    if (!gen_jump_if(c, s->v.while_loop.test, body, true)) return false;
    frame_pop(c);
    block_use(c, orelse);
    if (!gen_stmts(c, &s->v.while_loop.orelse)) return false;
    block_use(c, end);
    return true;
}
