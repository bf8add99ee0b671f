/* gen_comp.c - code for comprehensions and generator expressions: a function of one argument, the iterator
   over the outermost iterable, which is called on the spot. */
#include "compile/codegen.h"

static bool gen_generators(Compiler *c, const Expr *e, int at, int depth);

/* What is done with the innermost element; [depth] loops keep an iterator on the stack. */
static bool gen_element(Compiler *c, const Expr *e, int depth)
{
    if (!gen_expr(c, e->v.comp.elt)) return false;
    switch (e->kind) {
    case X_GENERATOR: return gen_yield(c) && emit(c, OP_POP_TOP);
    case X_LIST_COMP: return emit_arg(c, OP_LIST_APPEND, depth + 1);
    case X_SET_COMP: return emit_arg(c, OP_SET_ADD, depth + 1);
    default: return gen_expr(c, e->v.comp.value) && emit_arg(c, OP_MAP_ADD, depth + 1);
    }
}

/* The conditions of loop [at], then the next loop or the element. */
static bool gen_inside(Compiler *c, const Expr *e, int at, int depth, Block *skip)
{
    const ComprehensionSeq *generators = &e->v.comp.generators;
    const ExprSeq *ifs = &generators->items[at]->ifs;
    for (int i = 0; i < ifs->n; i++) {
        if (!gen_jump_if(c, ifs->items[i], skip, false)) return false;
    }
    return at + 1 < generators->n ? gen_generators(c, e, at + 1, depth) : gen_element(c, e, depth);
}

static bool gen_first_iterator(Compiler *c)
{
    c->unit->argcount = 1;
    return emit_arg(c, OP_LOAD_FAST, 0);
}

/* for y in [f(x)]: an assignment in disguise. */
static const Expr *single_value(const Expr *iter)
{
    if ((iter->kind != X_LIST && iter->kind != X_TUPLE) || iter->v.list.elts.n != 1) return NULL;
    const Expr *elt = iter->v.list.elts.items[0];
    return elt->kind == X_STARRED ? NULL : elt;
}

static bool gen_sync_loop(Compiler *c, const Expr *e, int at, int depth)
{
    const Comprehension *g = e->v.comp.generators.items[at];
    Block *start, *skip, *done;
    if (!blocks_new(c, 3, &start, &skip, &done)) return false;
    const Expr *single = at > 0 ? single_value(g->iter) : NULL;
    if (single) {
        if (!gen_expr(c, single)) return false;
    } else {
        if (!(at == 0 ? gen_first_iterator(c) : gen_expr(c, g->iter) && emit(c, OP_GET_ITER))) return false;
        depth++;
        block_use(c, start);
        if (!emit_jump(c, OP_FOR_ITER, done)) return false;
    }
    if (!gen_expr(c, g->target) || !gen_inside(c, e, at, depth, skip)) return false;
    block_use(c, skip);
    if (single) return true;
    if (!emit_jump(c, PSEUDO_JUMP, start)) return false;
    block_use(c, done);
    return true;
}

static bool gen_async_loop(Compiler *c, const Expr *e, int at, int depth)
{
    const Comprehension *g = e->v.comp.generators.items[at];
    Block *start, *except, *skip;
    if (!blocks_new(c, 3, &start, &except, &skip) ||
        !(at == 0 ? gen_first_iterator(c) : gen_expr(c, g->iter) && emit(c, OP_GET_AITER)))
        return false;
    block_use(c, start);
    if (!frame_push(c, (FrameBlock){.kind = FRAME_ASYNC_COMP, .block = start}) ||
        !emit_jump(c, PSEUDO_SETUP_FINALLY, except) || !emit(c, OP_GET_ANEXT) || !emit_const(c, NONE(c->rt)) ||
        !emit_delegation(c, true) || !emit(c, PSEUDO_POP_BLOCK) || !gen_expr(c, g->target) ||
        !gen_inside(c, e, at, depth + 1, skip))
        return false;
    block_use(c, skip);
    if (!emit_jump(c, PSEUDO_JUMP, start)) return false;
    frame_pop(c);
    block_use(c, except);
    return emit(c, OP_END_ASYNC_FOR);
}

static bool gen_generators(Compiler *c, const Expr *e, int at, int depth)
{
    return e->v.comp.generators.items[at]->is_async ? gen_async_loop(c, e, at, depth) : gen_sync_loop(c, e, at, depth);
}

static const char *function_name(const Expr *e)
{
    return e->kind == X_LIST_COMP   ? "<listcomp>"
           : e->kind == X_SET_COMP  ? "<setcomp>"
           : e->kind == X_DICT_COMP ? "<dictcomp>"
                                    : "<genexpr>";
}

static bool gen_function_body(Compiler *c, const Expr *e, UnitKind outer)
{
    c->unit->pos = e->pos;
    if (e->kind != X_GENERATOR) {
        if (c->unit->scope->coroutine && outer != UNIT_ASYNC_FUNCTION && outer != UNIT_COMPREHENSION)
            return gen_error(c, "asynchronous comprehension outside of an asynchronous function");
        int op = e->kind == X_LIST_COMP ? OP_BUILD_LIST : e->kind == X_SET_COMP ? OP_BUILD_SET : OP_BUILD_MAP;
        if (!emit_arg(c, op, 0)) return false;
    }
    return gen_generators(c, e, 0, 0) && (e->kind == X_GENERATOR || emit(c, OP_RETURN_VALUE));
}

bool gen_comprehension(Compiler *c, const Expr *e)
{
    const Comprehension *outermost = e->v.comp.generators.items[0];
    UnitKind outer = c->unit->kind;
    Obj *name = retain_take(c, str_interned(c->rt, function_name(e)));
    if (!name || !unit_enter(c, name, UNIT_COMPREHENSION, e, e->pos.lineno) || !gen_function_body(c, e, outer))
        return false;
    bool awaited = c->unit->scope->coroutine && e->kind != X_GENERATOR;
    Obj *code = assemble(c, true);
    if (!code) return false;
    unit_leave(c);
    return gen_closure(c, code, 0) && gen_expr(c, outermost->iter) &&
           emit(c, outermost->is_async ? OP_GET_AITER : OP_GET_ITER) && emit_arg(c, OP_PRECALL, 0) &&
           emit_arg(c, OP_CALL, 0) && (!awaited || gen_await(c, 0));
}
