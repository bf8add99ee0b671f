/* gen_expr.c - code for expressions: operators, displays, comparisons, conditions, f-strings, await.
   gen_expr leaves the value on the stack (or takes the stack's top for a target).  Positions are set for each
   node on the way in and put back on the way out. */
#include "compile/codegen.h"

#include <limits.h>

bool gen_exprs(Compiler *c, const ExprSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (!gen_expr(c, seq->items[i])) return false;
    }
    return true;
}

/* ---- conditions ---------------------------------------------------------------------------------------- */

static bool jump_if_bool_op(Compiler *c, const Expr *e, Block *target, bool when)
{
    bool early = e->v.bool_op.op == BOOL_OR; /* the value that decides before the last operand */
    Block *decided = target;
    if (early != when && !(decided = block_new(c))) return false;
    int last = e->v.bool_op.values.n - 1;
    for (int i = 0; i < last; i++) {
        if (!gen_jump_if(c, e->v.bool_op.values.items[i], decided, early)) return false;
    }
    if (!gen_jump_if(c, e->v.bool_op.values.items[last], target, when)) return false;
    if (decided != target) block_use(c, decided);
    return true;
}

static bool jump_if_conditional(Compiler *c, const Expr *e, Block *target, bool when)
{
    Block *end, *orelse;
    if (!blocks_new(c, 2, &end, &orelse) || !gen_jump_if(c, e->v.if_exp.test, orelse, false) ||
        !gen_jump_if(c, e->v.if_exp.body, target, when) || !emit_jump_artificial(c, PSEUDO_JUMP, end))
        return false;
    block_use(c, orelse);
    if (!gen_jump_if(c, e->v.if_exp.orelse, target, when)) return false;
    block_use(c, end);
    return true;
}

/* a < b < c: each middle value is kept under the comparison for the next one. */
static bool compare_chain(Compiler *c, const Expr *e, int jump, Block *cleanup)
{
    int last = e->v.compare.n - 1;
    if (!gen_expr(c, e->v.compare.left)) return false;
    for (int i = 0; i < last; i++) {
        if (!gen_expr(c, e->v.compare.comparators[i]) || !emit_arg(c, OP_SWAP, 2) || !emit_arg(c, OP_COPY, 2) ||
            !gen_compare_op(c, e->v.compare.ops[i]) || !emit_jump(c, jump, cleanup))
            return false;
    }
    return gen_expr(c, e->v.compare.comparators[last]) && gen_compare_op(c, e->v.compare.ops[last]);
}

static bool jump_if_chain(Compiler *c, const Expr *e, Block *target, bool when)
{
    Block *cleanup, *end;
    if (!check_compare(c, e) || !(cleanup = block_new(c)) || !compare_chain(c, e, PSEUDO_POP_JUMP_IF_FALSE, cleanup) ||
        !emit_jump(c, when ? PSEUDO_POP_JUMP_IF_TRUE : PSEUDO_POP_JUMP_IF_FALSE, target) || !(end = block_new(c)) ||
        !emit_jump_artificial(c, PSEUDO_JUMP, end))
        return false;
    block_use(c, cleanup);
    if (!emit(c, OP_POP_TOP) || (!when && !emit_jump_artificial(c, PSEUDO_JUMP, target))) return false;
    block_use(c, end);
    return true;
}

bool gen_jump_if(Compiler *c, const Expr *e, Block *target, bool when)
{
    if (!nest(c)) return false;
    bool ok;
    if (e->kind == X_UNARY && e->v.unary.op == UNARY_NOT) {
        ok = gen_jump_if(c, e->v.unary.operand, target, !when);
    } else if (e->kind == X_BOOL_OP) {
        ok = jump_if_bool_op(c, e, target, when);
    } else if (e->kind == X_IF) {
        ok = jump_if_conditional(c, e, target, when);
    } else {
        if (e->kind == X_COMPARE) c->unit->pos = e->pos;
        if (e->kind == X_COMPARE && e->v.compare.n > 1)
            ok = jump_if_chain(c, e, target, when);
        else
            ok = gen_expr(c, e) && emit_jump(c, when ? PSEUDO_POP_JUMP_IF_TRUE : PSEUDO_POP_JUMP_IF_FALSE, target);
    }
    unnest(c);
    return ok;
}

static bool gen_conditional(Compiler *c, const Expr *e)
{
    Block *end, *orelse;
    if (!blocks_new(c, 2, &end, &orelse) || !gen_jump_if(c, e->v.if_exp.test, orelse, false) ||
        !gen_expr(c, e->v.if_exp.body) || !emit_jump_artificial(c, PSEUDO_JUMP, end))
        return false;
    block_use(c, orelse);
    if (!gen_expr(c, e->v.if_exp.orelse)) return false;
    block_use(c, end);
    return true;
}

static bool gen_bool_op(Compiler *c, const Expr *e)
{
    int jump = e->v.bool_op.op == BOOL_AND ? OP_JUMP_IF_FALSE_OR_POP : OP_JUMP_IF_TRUE_OR_POP;
    Block *end = block_new(c);
    if (!end) return false;
    int last = e->v.bool_op.values.n - 1;
    for (int i = 0; i < last; i++) {
        Block *next;
        if (!gen_expr(c, e->v.bool_op.values.items[i]) || !emit_jump(c, jump, end) || !(next = block_new(c)))
            return false;
        block_use(c, next);
    }
    if (!gen_expr(c, e->v.bool_op.values.items[last])) return false;
    block_use(c, end);
    return true;
}

/* ---- comparisons --------------------------------------------------------------------------------------- */

bool gen_compare_op(Compiler *c, CompareKind op)
{
    switch (op) {
    case COMPARE_EQ: return emit_arg(c, OP_COMPARE_OP, CMP_EQ);
    case COMPARE_NE: return emit_arg(c, OP_COMPARE_OP, CMP_NE);
    case COMPARE_LT: return emit_arg(c, OP_COMPARE_OP, CMP_LT);
    case COMPARE_LE: return emit_arg(c, OP_COMPARE_OP, CMP_LE);
    case COMPARE_GT: return emit_arg(c, OP_COMPARE_OP, CMP_GT);
    case COMPARE_GE: return emit_arg(c, OP_COMPARE_OP, CMP_GE);
    case COMPARE_IS: return emit_arg(c, OP_IS_OP, 0);
    case COMPARE_IS_NOT: return emit_arg(c, OP_IS_OP, 1);
    case COMPARE_IN: return emit_arg(c, OP_CONTAINS_OP, 0);
    case COMPARE_NOT_IN: return emit_arg(c, OP_CONTAINS_OP, 1);
    }
    return false;
}

/* A constant whose identity means nothing. */
static bool is_literal(Compiler *c, const Expr *e)
{
    if (e->kind != X_CONSTANT) return false;
    Obj *v = e->v.constant.value;
    return !is_none(c->rt, v) && !is_type(c->rt, v, BOOL) && v != &c->rt->ellipsis;
}

bool check_compare(Compiler *c, const Expr *e)
{
    bool left = is_literal(c, e->v.compare.left);
    for (int i = 0; i < e->v.compare.n; i++) {
        CompareKind op = e->v.compare.ops[i];
        bool right = is_literal(c, e->v.compare.comparators[i]);
        if (left || right) {
            if (op == COMPARE_IS) return gen_warn(c, "\"is\" with a literal. Did you mean \"==\"?");
            if (op == COMPARE_IS_NOT) return gen_warn(c, "\"is not\" with a literal. Did you mean \"!=\"?");
        }
        left = right;
    }
    return true;
}

static bool gen_compare(Compiler *c, const Expr *e)
{
    if (!check_compare(c, e)) return false;
    if (e->v.compare.n == 1)
        return gen_expr(c, e->v.compare.left) && gen_expr(c, e->v.compare.comparators[0]) &&
               gen_compare_op(c, e->v.compare.ops[0]);
    Block *cleanup = block_new(c), *end;
    if (!cleanup || !compare_chain(c, e, OP_JUMP_IF_FALSE_OR_POP, cleanup) || !(end = block_new(c)) ||
        !emit_jump_artificial(c, PSEUDO_JUMP, end))
        return false;
    block_use(c, cleanup);
    if (!emit_arg(c, OP_SWAP, 2) || !emit(c, OP_POP_TOP)) return false;
    block_use(c, end);
    return true;
}

/* ---- displays ------------------------------------------------------------------------------------------ */

static bool all_constant(const ExprSeq *seq, int from, int to)
{
    for (int i = from; i < to; i++) {
        if (!seq->items[i] || seq->items[i]->kind != X_CONSTANT) return false;
    }
    return true;
}

static Obj *constants_tuple(Compiler *c, const ExprSeq *seq, int from, int to)
{
    Obj *t = retain_take(c, tuple_new(c->rt, to - from));
    for (int i = from; t && i < to; i++) tuple_items(t)[i - from] = own(seq->items[i]->v.constant.value);
    return t;
}

static bool star_sequence_folded(Compiler *c, const ExprSeq *elts, int pushed, int build, int add, int extend,
                                 bool tuple)
{
    Obj *folded = constants_tuple(c, elts, 0, elts->n);
    if (!folded) return false;
    if (tuple && !pushed) return emit_const(c, folded);
    if (add == OP_SET_ADD && !(folded = retain_take(c, frozenset_new(c->rt, folded)))) return false;
    return emit_arg(c, build, pushed) && emit_const(c, folded) && emit_arg(c, extend, 1) &&
           (!tuple || emit(c, OP_LIST_TO_TUPLE));
}

bool gen_star_sequence(Compiler *c, const ExprSeq *elts, int pushed, int build, int add, int extend, bool tuple)
{
    int n = elts->n;
    if (n > 2 && all_constant(elts, 0, n)) return star_sequence_folded(c, elts, pushed, build, add, extend, tuple);
    bool big = n + pushed > STACK_GUIDELINE, starred = false;
    for (int i = 0; i < n; i++) starred |= elts->items[i]->kind == X_STARRED;
    if (!starred && !big) return gen_exprs(c, elts) && emit_arg(c, tuple ? OP_BUILD_TUPLE : build, n + pushed);
    bool built = big;
    if (big && !emit_arg(c, build, pushed)) return false;
    for (int i = 0; i < n; i++) {
        const Expr *e = elts->items[i];
        if (e->kind == X_STARRED) {
            if (!built && !emit_arg(c, build, i + pushed)) return false;
            built = true;
            if (!gen_expr(c, e->v.starred.value) || !emit_arg(c, extend, 1)) return false;
        } else if (!gen_expr(c, e) || (built && !emit_arg(c, add, 1))) {
            return false;
        }
    }
    return !tuple || emit(c, OP_LIST_TO_TUPLE);
}

static bool gen_unpack(Compiler *c, const ExprSeq *elts)
{
    int n = elts->n;
    bool starred = false;
    for (int i = 0; i < n; i++) {
        if (elts->items[i]->kind != X_STARRED) continue;
        if (starred) return gen_error(c, "multiple starred expressions in assignment");
        if (i >= 1 << 8 || n - i - 1 >= INT_MAX >> 8)
            return gen_error(c, "too many expressions in star-unpacking assignment");
        if (!emit_arg(c, OP_UNPACK_EX, i + (n - i - 1) * 256)) return false;
        starred = true;
    }
    return starred || emit_arg(c, OP_UNPACK_SEQUENCE, n);
}

static bool gen_list(Compiler *c, const Expr *e)
{
    const ExprSeq *elts = &e->v.list.elts;
    if (e->v.list.ctx == LOAD)
        return gen_star_sequence(c, elts, 0, OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND, e->kind == X_TUPLE);
    if (e->v.list.ctx == DEL) return gen_exprs(c, elts);
    if (!gen_unpack(c, elts)) return false;
    for (int i = 0; i < elts->n; i++) {
        const Expr *elt = elts->items[i];
        if (!gen_expr(c, elt->kind == X_STARRED ? elt->v.starred.value : elt)) return false;
    }
    return true;
}

/* The pairs from..to of a dict display. */
static bool gen_dict_part(Compiler *c, const Expr *e, int from, int to)
{
    const ExprSeq *keys = &e->v.dict.keys, *values = &e->v.dict.values;
    int n = to - from;
    bool big = n * 2 > STACK_GUIDELINE;
    if (n > 1 && !big && all_constant(keys, from, to)) {
        for (int i = from; i < to; i++) {
            if (!gen_expr(c, values->items[i])) return false;
        }
        Obj *t = constants_tuple(c, keys, from, to);
        return t && emit_const(c, t) && emit_arg(c, OP_BUILD_CONST_KEY_MAP, n);
    }
    if (big && !emit_arg(c, OP_BUILD_MAP, 0)) return false;
    for (int i = from; i < to; i++) {
        if (!gen_expr(c, keys->items[i]) || !gen_expr(c, values->items[i]) || (big && !emit_arg(c, OP_MAP_ADD, 1)))
            return false;
    }
    return big || emit_arg(c, OP_BUILD_MAP, n);
}

/* Adds the pairs from..to to what is there so far. */
static bool gen_dict_flush(Compiler *c, const Expr *e, int from, int to, bool *have)
{
    if (!gen_dict_part(c, e, from, to) || (*have && !emit_arg(c, OP_DICT_UPDATE, 1))) return false;
    *have = true;
    return true;
}

static bool gen_dict(Compiler *c, const Expr *e)
{
    bool have = false;
    int waiting = 0, n = e->v.dict.values.n;
    for (int i = 0; i < n; i++) {
        if (e->v.dict.keys.items[i]) {
            if (waiting * 2 <= STACK_GUIDELINE) {
                waiting++;
                continue;
            }
            if (!gen_dict_flush(c, e, i - waiting, i + 1, &have)) return false;
            waiting = 0;
            continue;
        }
        if (waiting && !gen_dict_flush(c, e, i - waiting, i, &have)) return false;
        waiting = 0;
        if (!have && !emit_arg(c, OP_BUILD_MAP, 0)) return false;
        have = true;
        if (!gen_expr(c, e->v.dict.values.items[i]) || !emit_arg(c, OP_DICT_UPDATE, 1)) return false;
    }
    if (waiting && !gen_dict_flush(c, e, n - waiting, n, &have)) return false;
    return have || emit_arg(c, OP_BUILD_MAP, 0);
}

/* ---- f-strings ----------------------------------------------------------------------------------------- */

static bool gen_joined(Compiler *c, const Expr *e)
{
    const ExprSeq *values = &e->v.joined.values;
    if (values->n <= STACK_GUIDELINE)
        return gen_exprs(c, values) && (values->n == 1 || emit_arg(c, OP_BUILD_STRING, values->n));
    if (!emit_const(c, c->rt->empty_str) || !emit_name(c, OP_LOAD_METHOD, id_(c->rt, join)) ||
        !emit_arg(c, OP_BUILD_LIST, 0))
        return false;
    for (int i = 0; i < values->n; i++) {
        if (!gen_expr(c, values->items[i]) || !emit_arg(c, OP_LIST_APPEND, 1)) return false;
    }
    return emit_arg(c, OP_PRECALL, 1) && emit_arg(c, OP_CALL, 1);
}

static bool gen_formatted(Compiler *c, const Expr *e)
{
    int conversion = e->v.formatted.conversion;
    int arg = conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0;
    if (!gen_expr(c, e->v.formatted.value)) return false;
    if (e->v.formatted.spec) {
        if (!gen_expr(c, e->v.formatted.spec)) return false;
        arg |= 4;
    }
    return emit_arg(c, OP_FORMAT_VALUE, arg);
}

/* ---- yield and await ----------------------------------------------------------------------------------- */

bool emit_delegation(Compiler *c, bool await)
{
    Block *start, *resume, *done;
    if (!blocks_new(c, 3, &start, &resume, &done)) return false;
    block_use(c, start);
    if (!emit_jump(c, OP_SEND, done)) return false;
    block_use(c, resume);
    if (!emit(c, OP_YIELD_VALUE) || !emit_arg(c, OP_RESUME, await ? 3 : 2) ||
        !emit_jump(c, PSEUDO_JUMP_NO_INTERRUPT, start))
        return false;
    block_use(c, done);
    return true;
}

bool gen_await(Compiler *c, int where)
{
    return emit_arg(c, OP_GET_AWAITABLE, where) && emit_const(c, NONE(c->rt)) && emit_delegation(c, true);
}

bool gen_yield(Compiler *c)
{
    const Scope *s = c->unit->scope;
    if (s->generator && s->coroutine && !emit(c, OP_ASYNC_GEN_WRAP)) return false;
    return emit(c, OP_YIELD_VALUE) && emit_arg(c, OP_RESUME, 1);
}

static bool gen_yield_expr(Compiler *c, const Expr *e)
{
    if (!unit_in_function(c)) return gen_error(c, "'yield' outside function");
    if (e->kind == X_YIELD)
        return (e->v.await.value ? gen_expr(c, e->v.await.value) : emit_const(c, NONE(c->rt))) && gen_yield(c);
    if (c->unit->kind == UNIT_ASYNC_FUNCTION) return gen_error(c, "'yield from' inside async function");
    return gen_expr(c, e->v.await.value) && emit(c, OP_GET_YIELD_FROM_ITER) && emit_const(c, NONE(c->rt)) &&
           emit_delegation(c, false);
}

static bool gen_await_expr(Compiler *c, const Expr *e)
{
    if (!unit_in_function(c)) return gen_error(c, "'await' outside function");
    if (c->unit->kind != UNIT_ASYNC_FUNCTION && c->unit->kind != UNIT_COMPREHENSION)
        return gen_error(c, "'await' outside async function");
    return gen_expr(c, e->v.await.value) && gen_await(c, 0);
}

/* ---- the rest ------------------------------------------------------------------------------------------ */

/* An attribute on a later line than its object is told by the place of its name. */
void locate_attribute(Compiler *c, const Expr *attribute)
{
    Pos *p = &c->unit->pos, at = attribute->pos;
    if (p->lineno == at.end_lineno) return;
    int len = (int)str_len(attribute->v.attribute.attr);
    p->lineno = at.end_lineno;
    p->col = at.end_col - len;
    if (len > at.end_col) p->col = p->end_col = -1;
    if (p->end_lineno < p->lineno) p->end_lineno = p->lineno;
    if (p->lineno == p->end_lineno && p->end_col < p->col) p->end_col = p->col;
}

static bool gen_attribute(Compiler *c, const Expr *e)
{
    Obj *name = e->v.attribute.attr;
    if (!gen_expr(c, e->v.attribute.value)) return false;
    locate_attribute(c, e);
    switch (e->v.attribute.ctx) {
    case LOAD: return emit_name(c, OP_LOAD_ATTR, name);
    case STORE: return check_name(c, name, STORE) && emit_name(c, OP_STORE_ATTR, name);
    case DEL: return emit_name(c, OP_DELETE_ATTR, name);
    }
    return false;
}

static bool gen_or_none(Compiler *c, const Expr *e) { return e ? gen_expr(c, e) : emit_const(c, NONE(c->rt)); }

static bool gen_slice(Compiler *c, const Expr *e)
{
    return gen_or_none(c, e->v.slice.lower) && gen_or_none(c, e->v.slice.upper) &&
           (!e->v.slice.step || gen_expr(c, e->v.slice.step)) && emit_arg(c, OP_BUILD_SLICE, e->v.slice.step ? 3 : 2);
}

static bool gen_starred(Compiler *c, const Expr *e)
{
    return gen_error(c, e->v.starred.ctx == STORE ? "starred assignment target must be in a list or tuple"
                                                  : "can't use starred expression here");
}

static bool gen_unary(Compiler *c, const Expr *e)
{
    static const int ops[] = {[UNARY_INVERT] = OP_UNARY_INVERT,
                              [UNARY_NOT] = OP_UNARY_NOT,
                              [UNARY_UADD] = OP_UNARY_POSITIVE,
                              [UNARY_USUB] = OP_UNARY_NEGATIVE};
    return gen_expr(c, e->v.unary.operand) && emit(c, ops[e->v.unary.op]);
}

static bool gen_kind(Compiler *c, const Expr *e)
{
    switch (e->kind) {
    case X_BOOL_OP: return gen_bool_op(c, e);
    case X_NAMED: return gen_expr(c, e->v.named.value) && emit_arg(c, OP_COPY, 1) && gen_expr(c, e->v.named.target);
    case X_BINARY:
        return gen_expr(c, e->v.binary.left) && gen_expr(c, e->v.binary.right) &&
               emit_arg(c, OP_BINARY_OP, e->v.binary.op);
    case X_UNARY: return gen_unary(c, e);
    case X_LAMBDA: return gen_lambda(c, e);
    case X_IF: return gen_conditional(c, e);
    case X_DICT: return gen_dict(c, e);
    case X_SET: return gen_star_sequence(c, &e->v.set.elts, 0, OP_BUILD_SET, OP_SET_ADD, OP_SET_UPDATE, false);
    case X_LIST_COMP:
    case X_SET_COMP:
    case X_DICT_COMP:
    case X_GENERATOR: return gen_comprehension(c, e);
    case X_AWAIT: return gen_await_expr(c, e);
    case X_YIELD:
    case X_YIELD_FROM: return gen_yield_expr(c, e);
    case X_COMPARE: return gen_compare(c, e);
    case X_CALL: return gen_call_expr(c, e);
    case X_FORMATTED: return gen_formatted(c, e);
    case X_JOINED: return gen_joined(c, e);
    case X_CONSTANT: return emit_const(c, e->v.constant.value);
    case X_ATTRIBUTE: return gen_attribute(c, e);
    case X_SUBSCRIPT: return gen_subscript(c, e);
    case X_STARRED: return gen_starred(c, e);
    case X_NAME: return gen_name(c, e->v.name.id, e->v.name.ctx);
    case X_LIST:
    case X_TUPLE: return gen_list(c, e);
    case X_SLICE: return gen_slice(c, e);
    }
    return false;
}

bool gen_expr(Compiler *c, const Expr *e)
{
    if (!nest(c)) return false;
    Unit *u = c->unit;
    Pos outer = u->pos;
    u->pos = e->pos;
    bool ok = gen_kind(c, e);
    u->pos = outer;
    unnest(c);
    return ok;
}
