/* parse_atom.c - primaries: names, literals, displays, comprehensions, and what is written behind them. */
#include "compile/parse.h"

/* ---- comprehensions -------------------------------------------------------------------------------------- */

/* What follows "in": iter and conditions. */
static Comprehension *for_if_rest(Parser *p, Expr *target, bool is_async)
{
    Comprehension *c = parser_alloc(p, sizeof *c);
    if (!c) return NULL;
    c->target = target;
    c->is_async = is_async;
    c->iter = rule_disjunction(p);
    if (!c->iter) return NULL;
    for (;;) {
        int at = p->mark;
        Expr *test = take(p, KW_IF) ? rule_disjunction(p) : NULL;
        if (!test) {
            p->mark = at;
            return p->failed ? NULL : c;
        }
        if (!PUSH(p, c->ifs, test)) return NULL;
    }
}

/* After "in" there is no way back. */
static Comprehension *for_if_clause(Parser *p)
{
    int start = begin(p);
    bool is_async = take(p, KW_ASYNC);
    Expr *target = take(p, KW_FOR) ? rule_star_targets(p) : NULL;
    if (target && take(p, KW_IN)) {
        Comprehension *c = for_if_rest(p, target, is_async);
        return c ? c : back(p, start);
    }
    p->mark = start;
    if (p->errors) bad_for_target(p);
    return back(p, start);
}

bool rule_for_if_clauses(Parser *p, ComprehensionSeq *out)
{
    *out = (ComprehensionSeq){0, NULL};
    Comprehension *c;
    while ((c = for_if_clause(p)) && PUSH(p, *out, c)) continue;
    return out->n > 0 && !p->failed;
}

static Expr *comprehension_expr(Parser *p, ExprKind kind, int start, Expr *elt, Expr *value,
                                ComprehensionSeq generators)
{
    Expr *e = expr_here(p, kind, start);
    if (e) {
        e->v.comp.elt = elt;
        e->v.comp.value = value;
        e->v.comp.generators = generators;
    }
    return e;
}

/* open item clauses close */
static Expr *comprehension(Parser *p, ExprKind kind, TokenType open, Expr *(*item)(Parser *p), TokenType close)
{
    int start = begin(p);
    ComprehensionSeq generators;
    Expr *elt = take(p, open) ? item(p) : NULL;
    if (elt && rule_for_if_clauses(p, &generators) && take(p, close))
        return comprehension_expr(p, kind, start, elt, NULL, generators);
    p->mark = start;
    if (p->errors) bad_comprehension(p);
    return back(p, start);
}

Expr *rule_genexp(Parser *p) { return comprehension(p, X_GENERATOR, TOK_LPAR, rule_plain_argument, TOK_RPAR); }

/* ---- displays -------------------------------------------------------------------------------------------- */

static Expr *display(Parser *p, ExprKind kind, int start, ExprSeq elts)
{
    Expr *e = expr_here(p, kind, start);
    if (e) e->v.list.elts = elts;
    return e;
}

Expr *rule_list(Parser *p)
{
    int start = begin(p);
    ExprSeq elts = {0, NULL};
    if (!take(p, TOK_LSQB)) return NULL;
    rule_star_named_expressions(p, &elts);
    return take(p, TOK_RSQB) ? display(p, X_LIST, start, elts) : back(p, start);
}

Expr *rule_tuple(Parser *p)
{
    int start = begin(p);
    if (!take(p, TOK_LPAR)) return NULL;
    int inside = p->mark;
    ExprSeq elts = {0, NULL}, more = {0, NULL};
    Expr *first = rule_star_named_expression(p);
    if (first && take(p, TOK_COMMA)) {
        if (!PUSH(p, elts, first)) return NULL;
        rule_star_named_expressions(p, &more);
        for (int i = 0; i < more.n; i++) {
            if (!PUSH(p, elts, more.items[i])) return NULL;
        }
    } else {
        p->mark = inside;
    }
    return take(p, TOK_RPAR) ? display(p, X_TUPLE, start, elts) : back(p, start);
}

static Expr *set(Parser *p)
{
    int start = begin(p);
    ExprSeq elts;
    if (!take(p, TOK_LBRACE)) return NULL;
    if (!rule_star_named_expressions(p, &elts) || !take(p, TOK_RBRACE)) return back(p, start);
    return display(p, X_SET, start, elts);
}

static bool kvpair(Parser *p, Expr **key, Expr **value)
{
    int start = begin(p);
    *key = rule_expression(p);
    *value = *key && take(p, TOK_COLON) ? rule_expression(p) : NULL;
    if (!*value) back(p, start);
    return *value != NULL;
}

bool rule_double_starred_kvpair(Parser *p, Expr **key, Expr **value)
{
    int start = begin(p);
    if (take(p, TOK_DOUBLESTAR)) {
        *key = NULL;
        *value = rule_bitwise_or(p);
        if (*value) return true;
        p->mark = start;
    }
    return kvpair(p, key, value);
}

bool rule_double_starred_kvpairs_bare(Parser *p, ExprSeq *keys, ExprSeq *values)
{
    int at = begin(p);
    *keys = *values = (ExprSeq){0, NULL};
    Expr *key, *value;
    while (rule_double_starred_kvpair(p, &key, &value)) {
        if (!PUSH(p, *keys, key) || !PUSH(p, *values, value)) return false;
        at = p->mark;
        if (!take(p, TOK_COMMA)) break;
    }
    p->mark = at;
    return values->n > 0 && !p->failed;
}

static Expr *dict(Parser *p)
{
    int start = begin(p);
    ExprSeq keys, values;
    if (!take(p, TOK_LBRACE)) return NULL;
    if (rule_double_starred_kvpairs_bare(p, &keys, &values)) take(p, TOK_COMMA);
    if (take(p, TOK_RBRACE)) {
        Expr *e = expr_here(p, X_DICT, start);
        if (e) {
            e->v.dict.keys = keys;
            e->v.dict.values = values;
        }
        return e;
    }
    p->mark = start + 1;
    bad_double_starred_kvpairs(p); /* in the first reading too */
    return back(p, start);
}

static Expr *dictcomp(Parser *p)
{
    int start = begin(p);
    Expr *key, *value;
    ComprehensionSeq generators;
    if (!take(p, TOK_LBRACE)) return NULL;
    if (kvpair(p, &key, &value) && rule_for_if_clauses(p, &generators) && take(p, TOK_RBRACE))
        return comprehension_expr(p, X_DICT_COMP, start, key, value, generators);
    p->mark = start;
    if (p->errors) bad_dict_comprehension(p);
    return back(p, start);
}

static Expr *group(Parser *p)
{
    int start = begin(p);
    if (!take(p, TOK_LPAR)) return NULL;
    Expr *e = rule_yield_expr(p);
    if (!e) e = rule_named_expression(p);
    if (e && take(p, TOK_RPAR)) return e;
    p->mark = start;
    if (p->errors) bad_group(p);
    return back(p, start);
}

/* ---- atoms ----------------------------------------------------------------------------------------------- */

static Expr *atom_in_parens(Parser *p)
{
    Expr *e = rule_tuple(p);
    if (!e) e = group(p);
    return e ? e : rule_genexp(p);
}

static Expr *atom_in_brackets(Parser *p)
{
    Expr *e = rule_list(p);
    return e ? e : comprehension(p, X_LIST_COMP, TOK_LSQB, rule_named_expression, TOK_RSQB);
}

static Expr *atom_in_braces(Parser *p)
{
    Expr *e = dict(p);
    if (!e) e = set(p);
    if (!e) e = dictcomp(p);
    return e ? e : comprehension(p, X_SET_COMP, TOK_LBRACE, rule_named_expression, TOK_RBRACE);
}

static Expr *atom_nested(Parser *p, Expr *(*rule)(Parser *p), int levels)
{
    if (!enter(p, levels)) return NULL;
    Expr *e = rule(p);
    leave(p, levels);
    return e;
}

static Expr *constant(Parser *p, const Token *t, Obj *value)
{
    p->mark++;
    return expr_constant(p, value, t->pos);
}

Expr *rule_atom(Parser *p)
{
    const Token *t = current(p);
    if (!t) return NULL;
    switch (t->type) {
    case TOK_NAME: return rule_name(p);
    case KW_TRUE: return constant(p, t, bool_peek(p->rt, true));
    case KW_FALSE: return constant(p, t, bool_peek(p->rt, false));
    case KW_NONE: return constant(p, t, NONE(p->rt));
    case TOK_ELLIPSIS: return constant(p, t, &p->rt->ellipsis);
    case TOK_STRING: return rule_strings(p);
    case TOK_NUMBER: return rule_number(p);
    case TOK_LPAR: return atom_nested(p, atom_in_parens, 3);
    case TOK_LSQB: return atom_nested(p, atom_in_brackets, 4);
    case TOK_LBRACE: return atom_nested(p, atom_in_braces, 4);
    default: return NULL;
    }
}

/* ---- subscripts ------------------------------------------------------------------------------------------ */

static Expr *slice(Parser *p)
{
    int start = begin(p);
    Expr *lower = rule_expression(p);
    if (!take(p, TOK_COLON)) {
        p->mark = start;
        return rule_named_expression(p);
    }
    Expr *upper = rule_expression(p), *step = take(p, TOK_COLON) ? rule_expression(p) : NULL;
    Expr *e = expr_here(p, X_SLICE, start);
    if (e) {
        e->v.slice.lower = lower;
        e->v.slice.upper = upper;
        e->v.slice.step = step;
    }
    return e;
}

static Expr *slice_or_starred(Parser *p)
{
    Expr *e = slice(p);
    return e ? e : rule_starred_expression(p);
}

Expr *rule_slices(Parser *p)
{
    int start = begin(p);
    Expr *e = slice(p);
    if (e && !peek(p, TOK_COMMA)) return p->failed ? NULL : e;
    p->mark = start;
    ExprSeq elts = {0, NULL};
    if (!gather(p, slice_or_starred, &elts)) return back(p, start);
    take(p, TOK_COMMA);
    return expr_tuple(p, elts, LOAD, span(p, start));
}

/* ---- primaries ------------------------------------------------------------------------------------------- */

static Expr *call_expr(Parser *p, int start, Expr *func, ExprSeq args, KeywordSeq keywords)
{
    Expr *e = expr_here(p, X_CALL, start);
    if (e) {
        e->v.call.func = func;
        e->v.call.args = args;
        e->v.call.keywords = keywords;
    }
    return e;
}

static Expr *attribute(Parser *p, int start, Expr *value)
{
    int at = p->mark;
    Obj *attr = take(p, TOK_DOT) ? take_name(p) : NULL;
    Expr *e = attr ? expr_here(p, X_ATTRIBUTE, start) : NULL;
    if (!e) return back(p, at);
    e->v.attribute.value = value;
    e->v.attribute.attr = attr;
    return e;
}

static Expr *call_generator(Parser *p, int start, Expr *func)
{
    Expr *arg = rule_genexp(p);
    ExprSeq args = {0, NULL};
    if (!arg || !PUSH(p, args, arg)) return NULL;
    return call_expr(p, start, func, args, (KeywordSeq){0, NULL});
}

static Expr *call(Parser *p, int start, Expr *func)
{
    int at = p->mark;
    if (!take(p, TOK_LPAR)) return NULL;
    const Expr *a = rule_arguments(p);
    if (!take(p, TOK_RPAR)) return back(p, at);
    if (!a) return call_expr(p, start, func, (ExprSeq){0, NULL}, (KeywordSeq){0, NULL});
    return call_expr(p, start, func, a->v.call.args, a->v.call.keywords);
}

static Expr *subscript(Parser *p, int start, Expr *value)
{
    int at = p->mark;
    Expr *index = take(p, TOK_LSQB) ? rule_slices(p) : NULL;
    Expr *e = index && take(p, TOK_RSQB) ? expr_here(p, X_SUBSCRIPT, start) : NULL;
    if (!e) return back(p, at);
    e->v.subscript.value = value;
    e->v.subscript.slice = index;
    return e;
}

static bool in_trailer(TokenType type) { return type == TOK_LPAR || type == TOK_LSQB || type == TOK_DOT; }

/* A call, first of all with a generator alone. */
static Expr *calls(Parser *p, int start, Expr *value, bool target)
{
    int at = p->mark;
    Expr *e = call_generator(p, start, value);
    if (e && target && !in_trailer(current_type(p))) e = back(p, at);
    return e ? e : call(p, start, value);
}

/* A generator is looked for behind every value, and with it the mistakes of all comprehensions. */
static void seek_comprehension(Parser *p)
{
    int at = p->mark;
    if (p->errors) rule_genexp(p);
    p->mark = at;
}

/* One more trailer behind [value], or NULL.  As a target's beginning it must be followed by another. */
static Expr *trailer(Parser *p, int start, Expr *value, bool target)
{
    int at = p->mark;
    Expr *e = NULL;
    switch (current_type(p)) {
    case TOK_DOT: e = attribute(p, start, value); break;
    case TOK_LPAR: e = calls(p, start, value, target); break;
    case TOK_LBRACE: seek_comprehension(p); break;
    case TOK_LSQB:
        if (!target) seek_comprehension(p);
        e = subscript(p, start, value);
        break;
    default: break;
    }
    if (!e || !target || in_trailer(current_type(p))) return e ? e : back(p, at);
    p->mark = at;
    if (peek(p, TOK_LSQB)) seek_comprehension(p);
    return back(p, at);
}

static Expr *trailers(Parser *p, Rule rule)
{
    void *kept;
    if (memo_find(p, rule, &kept)) return kept;
    int start = p->mark;
    bool target = rule == RULE_T_PRIMARY;
    if (!enter(p, 3)) return NULL;
    Expr *e = rule_atom(p), *more;
    if (e && target && !in_trailer(current_type(p))) e = back(p, start);
    int end = p->mark;
    if (e) {
        while ((more = trailer(p, start, e, target))) {
            e = more;
            end = p->mark;
        }
        p->mark = start;
        rule_atom(p); /* the rule's last try begins with the atom once more: its names are made anew */
        p->mark = end;
    }
    leave(p, 3);
    return memo_keep(p, start, rule, e);
}

static Expr *rule_primary(Parser *p) { return trailers(p, RULE_PRIMARY); }

static void *await_primary(Parser *p)
{
    int start = begin(p);
    if (!take(p, KW_AWAIT)) return rule_primary(p);
    Expr *value = rule_primary(p);
    Expr *e = value ? expr_here(p, X_AWAIT, start) : NULL;
    if (e) e->v.await.value = value;
    return e;
}

Expr *rule_await_primary(Parser *p) { return memoized(p, RULE_AWAIT, await_primary); }

/* t_primary and one trailer that no other follows: what can be assigned to or deleted. */
Expr *rule_subscript_attribute(Parser *p, ExprContext ctx)
{
    int start = begin(p);
    Expr *value = trailers(p, RULE_T_PRIMARY);
    if (!value) return back(p, start);
    bool dot = peek(p, TOK_DOT);
    Expr *e = dot ? attribute(p, start, value) : subscript(p, start, value);
    if (!e || in_trailer(current_type(p)) || p->failed) return back(p, start);
    if (dot)
        e->v.attribute.ctx = ctx;
    else
        e->v.subscript.ctx = ctx;
    return e;
}
