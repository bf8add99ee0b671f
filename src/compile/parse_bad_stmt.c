/* parse_bad_stmt.c - mistakes in simple statements; see parse_bad_expr.c for the manner. */
#include "compile/parse.h"

/* ---- assignment ------------------------------------------------------------------------------------------ */

/* A list or tuple, in any number of brackets, that an annotation cannot follow. */
static Expr *annotated_display(Parser *p)
{
    Expr *e = rule_list(p);
    if (!e) e = rule_tuple(p);
    if (e) return e;
    int start = begin(p);
    if (!enter(p, 1)) return NULL;
    e = take(p, TOK_LPAR) ? annotated_display(p) : NULL;
    leave(p, 1);
    return e && take(p, TOK_RPAR) ? e : back(p, start);
}

static void bad_annotation(Parser *p)
{
    int start = begin(p);
    Expr *a = annotated_display(p);
    if (a && take(p, TOK_COLON) && rule_expression(p))
        raise_at(p, a->pos, "only single target (not %s) can be annotated", expr_word(p, a));
    p->mark = start;
    a = rule_star_named_expression(p);
    if (a && take(p, TOK_COMMA)) {
        ExprSeq more;
        while (rule_star_named_expressions(p, &more)) continue;
        if (take(p, TOK_COLON) && rule_expression(p))
            raise_at(p, a->pos, "only single target (not tuple) can be annotated");
    }
    p->mark = start;
    a = rule_expression(p);
    if (a && take(p, TOK_COLON) && rule_expression(p)) raise_at(p, a->pos, "illegal target for annotation");
    p->mark = start;
}

static void skip_targets(Parser *p)
{
    for (;;) {
        int at = begin(p);
        if (!rule_star_targets(p) || !take(p, TOK_EQUAL)) {
            p->mark = at;
            return;
        }
    }
}

void bad_assignment(Parser *p)
{
    int start = begin(p), op;
    bad_annotation(p);
    skip_targets(p);
    Expr *a = rule_star_expressions(p);
    if (a && take(p, TOK_EQUAL)) raise_target(p, TARGETS_STAR, a);
    p->mark = start;
    skip_targets(p);
    a = rule_yield_expr(p);
    if (a && take(p, TOK_EQUAL)) raise_at(p, a->pos, "assignment to yield expression not possible");
    p->mark = start;
    a = rule_star_expressions(p);
    if (a && rule_augassign(p, &op) && rule_annotated_rhs(p))
        raise_at(p, a->pos, "'%s' is an illegal expression for augmented assignment", expr_word(p, a));
    p->mark = start;
}

/* ---- others ---------------------------------------------------------------------------------------------- */

void bad_del_stmt(Parser *p)
{
    int start = begin(p);
    Expr *a = take(p, KW_DEL) ? rule_star_expressions(p) : NULL;
    if (a) raise_target(p, TARGETS_DEL, a);
    p->mark = start;
}

void bad_block(Parser *p)
{
    int start = begin(p);
    if (take(p, TOK_NEWLINE) && !peek(p, TOK_INDENT)) raise_indentation(p, "expected an indented block");
    p->mark = start;
}

void bad_import_from_targets(Parser *p)
{
    int start = begin(p);
    AliasSeq names;
    if (rule_import_from_as_names(p, &names) && take(p, TOK_COMMA) && take(p, TOK_NEWLINE))
        raise_syntax(p, "trailing comma not allowed without surrounding parentheses");
    p->mark = start;
}

void bad_for_target(Parser *p)
{
    int start = begin(p);
    take(p, KW_ASYNC);
    Expr *a = take(p, KW_FOR) ? rule_star_expressions(p) : NULL;
    if (a) raise_target(p, TARGETS_FOR, a);
    p->mark = start;
}

void bad_with_item(Parser *p)
{
    int start = begin(p);
    Expr *a = rule_expression(p) && take(p, KW_AS) ? rule_expression(p) : NULL;
    if (a && (peek(p, TOK_COMMA) || peek(p, TOK_RPAR) || peek(p, TOK_COLON))) raise_target(p, TARGETS_STAR, a);
    p->mark = start;
}
