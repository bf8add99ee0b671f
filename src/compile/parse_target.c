/* parse_target.c - what can stand left of "=", after "for", "as" and "del". */
#include "compile/parse.h"

static Expr *name_target(Parser *p, ExprContext ctx)
{
    Expr *e = rule_name(p);
    return e ? expr_with_context(p, e, ctx) : NULL;
}

/* '(' inner ')', in [ctx] */
static Expr *in_parens(Parser *p, Expr *(*inner)(Parser *p), ExprContext ctx)
{
    int start = begin(p);
    if (!take(p, TOK_LPAR)) return NULL;
    Expr *e = inner(p);
    if (!e || !take(p, TOK_RPAR)) return back(p, start);
    return expr_with_context(p, e, ctx);
}

/* open [items] close */
static Expr *sequence(Parser *p, TokenType open, bool (*items)(Parser *p, ExprSeq *out), TokenType close,
                      ExprContext ctx)
{
    int start = begin(p);
    ExprSeq elts = {0, NULL};
    if (!take(p, open)) return NULL;
    int inside = p->mark;
    if (!items(p, &elts)) {
        elts.n = 0;
        p->mark = inside;
    }
    if (!take(p, close)) return back(p, start);
    Expr *e = expr_here(p, open == TOK_LPAR ? X_TUPLE : X_LIST, start);
    if (e) {
        e->v.list.elts = elts;
        e->v.list.ctx = ctx;
    }
    return e;
}

/* ---- targets with stars ---------------------------------------------------------------------------------- */

static bool list_items(Parser *p, ExprSeq *out)
{
    if (!gather(p, rule_star_target, out)) return false;
    take(p, TOK_COMMA);
    return true;
}

/* As list_items, but one alone needs its comma. */
static bool tuple_items_rule(Parser *p, ExprSeq *out)
{
    if (!gather(p, rule_star_target, out)) return false;
    return take(p, TOK_COMMA) || out->n > 1;
}

static void *target_with_star_atom(Parser *p);
static Expr *rule_target_with_star_atom(Parser *p)
{
    return memoized(p, RULE_TARGET_WITH_STAR_ATOM, target_with_star_atom);
}

static Expr *star_atom(Parser *p)
{
    Expr *e = NULL;
    switch (current_type(p)) {
    case TOK_NAME: return name_target(p, STORE);
    case TOK_LPAR:
        if (!enter(p, 2)) return NULL;
        e = in_parens(p, rule_target_with_star_atom, STORE);
        if (!e) e = sequence(p, TOK_LPAR, tuple_items_rule, TOK_RPAR, STORE);
        break;
    case TOK_LSQB:
        if (!enter(p, 2)) return NULL;
        e = sequence(p, TOK_LSQB, list_items, TOK_RSQB, STORE);
        break;
    default: return NULL;
    }
    leave(p, 2);
    return e;
}

static void *target_with_star_atom(Parser *p)
{
    Expr *e = rule_subscript_attribute(p, STORE);
    return e ? e : star_atom(p);
}

static void *star_target(Parser *p)
{
    int start = begin(p);
    if (take(p, TOK_STAR)) {
        Expr *value = peek(p, TOK_STAR) ? NULL : rule_star_target(p);
        value = value ? expr_with_context(p, value, STORE) : NULL;
        Expr *e = value ? expr_here(p, X_STARRED, start) : NULL;
        if (e) {
            e->v.starred.value = value;
            e->v.starred.ctx = STORE;
            return e;
        }
        p->mark = start;
    }
    return rule_target_with_star_atom(p);
}

Expr *rule_star_target(Parser *p) { return memoized(p, RULE_STAR_TARGET, star_target); }

Expr *rule_star_targets(Parser *p)
{
    int start = begin(p);
    Expr *first = rule_star_target(p);
    if (!first || !peek(p, TOK_COMMA)) return p->failed ? NULL : first;
    p->mark = start;
    ExprSeq elts = {0, NULL};
    if (!list_items(p, &elts)) return back(p, start);
    return expr_tuple(p, elts, STORE, span(p, start));
}

/* ---- one target ------------------------------------------------------------------------------------------ */

Expr *rule_single_target(Parser *p)
{
    if (!enter(p, 1)) return NULL;
    Expr *e = rule_subscript_attribute(p, STORE);
    if (!e) e = name_target(p, STORE);
    if (!e) {
        int start = begin(p);
        if (take(p, TOK_LPAR) && (!(e = rule_single_target(p)) || !take(p, TOK_RPAR))) e = back(p, start);
    }
    leave(p, 1);
    return e;
}

/* ---- del ------------------------------------------------------------------------------------------------- */

static Expr *rule_del_target(Parser *p);

static void *del_target(Parser *p)
{
    Expr *e = rule_subscript_attribute(p, DEL);
    if (e) return e;
    switch (current_type(p)) {
    case TOK_NAME: return name_target(p, DEL);
    case TOK_LPAR:
        e = in_parens(p, rule_del_target, DEL);
        return e ? e : sequence(p, TOK_LPAR, rule_del_targets, TOK_RPAR, DEL);
    case TOK_LSQB: return sequence(p, TOK_LSQB, rule_del_targets, TOK_RSQB, DEL);
    default: return NULL;
    }
}

static Expr *rule_del_target(Parser *p) { return memoized(p, RULE_DEL_TARGET, del_target); }

bool rule_del_targets(Parser *p, ExprSeq *out)
{
    if (!gather(p, rule_del_target, out)) return false;
    take(p, TOK_COMMA);
    return true;
}
