/* parse_expr.c - expressions, from the comma down to the power operator. */
#include "compile/parse.h"

/* ---- commas and stars ------------------------------------------------------------------------------------ */

/* first (',' item)* [',']: the first alone is itself, otherwise a tuple. */
static Expr *maybe_tuple(Parser *p, Expr *(*rule)(Parser *p))
{
    int start = begin(p);
    Expr *first = rule(p);
    if (!first || !take(p, TOK_COMMA)) return first;
    ExprSeq elts = {0, NULL};
    if (!PUSH(p, elts, first)) return NULL;
    if (gather(p, rule, &elts)) take(p, TOK_COMMA);
    return expr_tuple(p, elts, LOAD, span(p, start));
}

Expr *rule_expressions(Parser *p) { return maybe_tuple(p, rule_expression); }

Expr *rule_star_expressions(Parser *p)
{
    if (!enter(p, 1)) return NULL;
    Expr *e = maybe_tuple(p, rule_star_expression);
    leave(p, 1);
    return e;
}

static Expr *starred(Parser *p, int start, Expr *value)
{
    if (!value) return back(p, start);
    Expr *e = expr_here(p, X_STARRED, start);
    if (e) e->v.starred.value = value;
    return e;
}

static void *star_expression(Parser *p)
{
    int start = begin(p);
    if (take(p, TOK_STAR)) {
        Expr *e = starred(p, start, rule_bitwise_or(p));
        if (e) return e;
    }
    return rule_expression(p);
}

Expr *rule_star_expression(Parser *p) { return memoized(p, RULE_STAR_EXPRESSION, star_expression); }

Expr *rule_star_named_expression(Parser *p)
{
    int start = begin(p);
    if (!enter(p, 1)) return NULL;
    Expr *e = take(p, TOK_STAR) ? starred(p, start, rule_bitwise_or(p)) : NULL;
    if (!e) e = rule_named_expression(p);
    leave(p, 1);
    return e;
}

bool rule_star_named_expressions(Parser *p, ExprSeq *out)
{
    int start = begin(p);
    *out = (ExprSeq){0, NULL};
    if (!gather(p, rule_star_named_expression, out)) return back(p, start);
    take(p, TOK_COMMA);
    return true;
}

Expr *rule_assignment_expression(Parser *p)
{
    int start = begin(p);
    Expr *target = rule_name(p);
    if (!target || !take(p, TOK_COLONEQUAL)) return back(p, start);
    Expr *value = rule_expression(p);
    target = value ? expr_with_context(p, target, STORE) : NULL;
    if (!target) return back(p, start);
    Expr *e = expr_here(p, X_NAMED, start);
    if (e) {
        e->v.named.target = target;
        e->v.named.value = value;
    }
    return e;
}

Expr *rule_plain_argument(Parser *p)
{
    int start = begin(p);
    Expr *e = rule_assignment_expression(p);
    if (e) return e;
    e = rule_expression(p);
    return e && !peek(p, TOK_COLONEQUAL) ? e : back(p, start);
}

Expr *rule_named_expression(Parser *p)
{
    int start = begin(p);
    if (!enter(p, 1)) return NULL;
    Expr *e = rule_assignment_expression(p);
    if (!e) {
        if (p->errors) bad_named_expression(p);
        e = rule_expression(p);
        if (e && peek(p, TOK_COLONEQUAL)) e = back(p, start);
    }
    leave(p, 1);
    return e;
}

Expr *rule_yield_expr(Parser *p)
{
    int start = begin(p);
    if (!take(p, KW_YIELD)) return NULL;
    int after = p->mark;
    if (take(p, KW_FROM)) {
        Expr *value = rule_expression(p), *e = value ? expr_here(p, X_YIELD_FROM, start) : NULL;
        if (e) e->v.await.value = value;
        if (e) return e;
        p->mark = after;
    }
    Expr *value = rule_star_expressions(p), *e = expr_here(p, X_YIELD, start);
    if (e) e->v.await.value = value;
    return e;
}

Expr *rule_annotated_rhs(Parser *p)
{
    Expr *e = rule_yield_expr(p);
    return e ? e : rule_star_expressions(p);
}

/* ---- conditions ------------------------------------------------------------------------------------------ */

static Expr *conditional(Parser *p)
{
    int start = begin(p);
    Expr *body = rule_disjunction(p);
    if (!body) return rule_lambdef(p);
    int after = p->mark;
    Expr *test = take(p, KW_IF) ? rule_disjunction(p) : NULL;
    Expr *orelse = test && take(p, KW_ELSE) ? rule_expression(p) : NULL;
    if (!orelse) {
        p->mark = after;
        return body;
    }
    Expr *e = expr_here(p, X_IF, start);
    if (e) {
        e->v.if_exp.test = test;
        e->v.if_exp.body = body;
        e->v.if_exp.orelse = orelse;
    }
    return e;
}

static void *expression(Parser *p)
{
    if (p->errors && enter(p, 1)) {
        bad_expression(p);
        bad_legacy_expression(p);
        leave(p, 1);
    }
    return conditional(p);
}

Expr *rule_expression(Parser *p) { return memoized(p, RULE_EXPRESSION, expression); }

Expr *rule_expression_without_errors(Parser *p)
{
    bool errors = p->errors;
    if (!enter(p, 1)) return NULL;
    p->errors = false;
    Expr *e = conditional(p);
    p->errors = errors;
    leave(p, 1);
    return e;
}

/* operand (keyword operand)* */
static Expr *chain(Parser *p, TokenType keyword, BoolOp op, Expr *(*operand)(Parser *p))
{
    int start = begin(p);
    Expr *first = operand(p);
    if (!first || !peek(p, keyword)) return first;
    ExprSeq values = {0, NULL};
    if (!PUSH(p, values, first)) return NULL;
    for (;;) {
        int at = p->mark;
        Expr *value = take(p, keyword) ? operand(p) : NULL;
        if (!value) {
            p->mark = at;
            break;
        }
        if (!PUSH(p, values, value)) return NULL;
    }
    if (values.n == 1) return first;
    Expr *e = expr_here(p, X_BOOL_OP, start);
    if (e) {
        e->v.bool_op.op = op;
        e->v.bool_op.values = values;
    }
    return e;
}

static Expr *rule_inversion(Parser *p);
static void *conjunction(Parser *p) { return chain(p, KW_AND, BOOL_AND, rule_inversion); }
static Expr *rule_conjunction(Parser *p) { return memoized(p, RULE_CONJUNCTION, conjunction); }
static void *disjunction(Parser *p) { return chain(p, KW_OR, BOOL_OR, rule_conjunction); }
Expr *rule_disjunction(Parser *p) { return memoized(p, RULE_DISJUNCTION, disjunction); }

static Expr *unary(Parser *p, int start, UnaryOp op, Expr *operand)
{
    if (!operand) return back(p, start);
    Expr *e = expr_here(p, X_UNARY, start);
    if (e) {
        e->v.unary.op = op;
        e->v.unary.operand = operand;
    }
    return e;
}

/* A comparison's operator; false: none here. */
static bool take_compare(Parser *p, CompareKind *op)
{
    const Token *t = current(p);
    if (!t) return false;
    int start = p->mark;
    p->mark++;
    switch (t->type) {
    case TOK_EQEQUAL: *op = COMPARE_EQ; return true;
    case TOK_LESSEQUAL: *op = COMPARE_LE; return true;
    case TOK_LESS: *op = COMPARE_LT; return true;
    case TOK_GREATEREQUAL: *op = COMPARE_GE; return true;
    case TOK_GREATER: *op = COMPARE_GT; return true;
    case KW_IN: *op = COMPARE_IN; return true;
    case KW_IS: *op = take(p, KW_NOT) ? COMPARE_IS_NOT : COMPARE_IS; return true;
    case TOK_NOTEQUAL: /* "<>" is gone */
        *op = COMPARE_NE;
        if (*t->start == '!') return true;
        break;
    case KW_NOT:
        *op = COMPARE_NOT_IN;
        if (take(p, KW_IN)) return true;
        break;
    default: break;
    }
    p->mark = start;
    return false;
}

typedef struct Comparisons {
    struct {
        int n;
        CompareKind *items;
    } ops;
    ExprSeq values;
} Comparisons;

static Expr *comparison(Parser *p)
{
    int start = begin(p);
    Expr *left = rule_bitwise_or(p);
    Comparisons c = {{0, NULL}, {0, NULL}};
    while (left) {
        int at = p->mark;
        CompareKind op;
        Expr *right = take_compare(p, &op) ? rule_bitwise_or(p) : NULL;
        if (!right) {
            p->mark = at;
            break;
        }
        if (!PUSH(p, c.ops, op) || !PUSH(p, c.values, right)) return NULL;
    }
    if (c.values.n == 0) return left;
    Expr *e = expr_here(p, X_COMPARE, start);
    if (e) {
        e->v.compare.left = left;
        e->v.compare.n = c.values.n;
        e->v.compare.ops = c.ops.items;
        e->v.compare.comparators = c.values.items;
    }
    return e;
}

static void *inversion(Parser *p)
{
    int start = begin(p);
    if (take(p, KW_NOT)) return unary(p, start, UNARY_NOT, rule_inversion(p));
    if (!enter(p, 1)) return NULL;
    Expr *e = comparison(p);
    leave(p, 1);
    return e;
}

static Expr *rule_inversion(Parser *p) { return memoized(p, RULE_INVERSION, inversion); }

/* ---- binary operators: one function for the six left-associative rules ----------------------------------- */

static int binary_op(Rule rule, TokenType type)
{
    switch (rule) {
    case RULE_BITWISE_OR: return type == TOK_VBAR ? NB_OR : -1;
    case RULE_BITWISE_XOR: return type == TOK_CIRCUMFLEX ? NB_XOR : -1;
    case RULE_BITWISE_AND: return type == TOK_AMPER ? NB_AND : -1;
    case RULE_SHIFT: return type == TOK_LEFTSHIFT ? NB_LSHIFT : type == TOK_RIGHTSHIFT ? NB_RSHIFT : -1;
    case RULE_SUM: return type == TOK_PLUS ? NB_ADD : type == TOK_MINUS ? NB_SUBTRACT : -1;
    default: break;
    }
    switch (type) {
    case TOK_STAR: return NB_MULTIPLY;
    case TOK_SLASH: return NB_TRUE_DIVIDE;
    case TOK_DOUBLESLASH: return NB_FLOOR_DIVIDE;
    case TOK_PERCENT: return NB_REMAINDER;
    case TOK_AT: return NB_MATRIX_MULTIPLY;
    default: return -1;
    }
}

static Expr *binary_expr(Parser *p, int start, Expr *left, int op, Expr *right)
{
    Expr *e = expr_here(p, X_BINARY, start);
    if (e) {
        e->v.binary.left = left;
        e->v.binary.op = op;
        e->v.binary.right = right;
    }
    return e;
}

static Expr *rule_factor(Parser *p);

static Expr *binary(Parser *p, Rule rule)
{
    void *kept;
    if (memo_find(p, rule, &kept)) return kept;
    int start = p->mark;
    if (!enter(p, 2)) return NULL;
    Expr *left = rule == RULE_TERM ? rule_factor(p) : binary(p, rule + 1);
    while (left) {
        int at = p->mark, op = binary_op(rule, current_type(p));
        if (op < 0) break;
        p->mark++;
        Expr *right = rule == RULE_TERM ? rule_factor(p) : binary(p, rule + 1);
        if (!right) {
            p->mark = at;
            break;
        }
        left = binary_expr(p, start, left, op, right);
    }
    leave(p, 2);
    return memo_keep(p, start, rule, left);
}

Expr *rule_bitwise_or(Parser *p) { return binary(p, RULE_BITWISE_OR); }

static Expr *power(Parser *p)
{
    int start = begin(p);
    if (!enter(p, 1)) return NULL;
    Expr *base = rule_await_primary(p);
    int after = p->mark;
    Expr *exponent = base && take(p, TOK_DOUBLESTAR) ? rule_factor(p) : NULL;
    leave(p, 1);
    if (exponent) return binary_expr(p, start, base, NB_POWER, exponent);
    p->mark = after;
    return base;
}

static void *factor(Parser *p)
{
    int start = begin(p);
    if (take(p, TOK_PLUS)) return unary(p, start, UNARY_UADD, rule_factor(p));
    if (take(p, TOK_MINUS)) return unary(p, start, UNARY_USUB, rule_factor(p));
    if (take(p, TOK_TILDE)) return unary(p, start, UNARY_INVERT, rule_factor(p));
    return power(p);
}

static Expr *rule_factor(Parser *p) { return memoized(p, RULE_FACTOR, factor); }
