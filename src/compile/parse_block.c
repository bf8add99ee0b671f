/* parse_block.c - compound statements: what has a block under it. */
#include "compile/parse.h"

static bool statement(Parser *p, StmtSeq *out)
{
    if (!enter(p, 1)) return false;
    Stmt *s = rule_compound_stmt(p);
    bool fine = s ? PUSH(p, *out, s) : rule_simple_stmts(p, out);
    leave(p, 1);
    return fine && !p->failed;
}

bool rule_statements(Parser *p, StmtSeq *out)
{
    *out = (StmtSeq){0, NULL};
    while (statement(p, out)) continue;
    return out->n > 0 && !p->failed;
}

static void *block(Parser *p)
{
    int start = begin(p);
    StmtSeq *body = parser_alloc(p, sizeof *body);
    if (!body || !enter(p, 2)) return NULL;
    bool fine = take(p, TOK_NEWLINE) && take(p, TOK_INDENT) && rule_statements(p, body) && take(p, TOK_DEDENT);
    if (!fine) {
        p->mark = start;
        body->n = 0;
        fine = rule_simple_stmts(p, body);
    }
    if (!fine && p->errors) bad_block(p);
    leave(p, 2);
    return fine ? body : back(p, start);
}

StmtSeq *rule_block(Parser *p) { return memoized(p, RULE_BLOCK, block); }

/* ':' block */
static StmtSeq *colon_block(Parser *p) { return take(p, TOK_COLON) ? rule_block(p) : NULL; }

static StmtSeq body_or_empty(const StmtSeq *body) { return body ? *body : (StmtSeq){0, NULL}; }

/* [keyword ':' block], for else and finally */
static StmtSeq *word_block(Parser *p, TokenType keyword, const char *word)
{
    int start = begin(p);
    if (p->errors) bad_word_block(p, keyword, word);
    if (!take(p, keyword) || !force(p, TOK_COLON, ":")) return back(p, start);
    StmtSeq *body = rule_block(p);
    return body ? body : back(p, start);
}

static StmtSeq *else_block(Parser *p) { return word_block(p, KW_ELSE, "else"); }

/* ---- if, while ------------------------------------------------------------------------------------------- */

static Stmt *test_stmt(Parser *p, StmtKind kind, int start, Expr *test, const StmtSeq *body, const StmtSeq *orelse)
{
    Stmt *s = stmt_here(p, kind, start);
    if (s) {
        s->v.while_loop.test = test;
        s->v.while_loop.body = *body;
        s->v.while_loop.orelse = body_or_empty(orelse);
    }
    return s;
}

static Stmt *if_stmt(Parser *p, TokenType keyword, const char *word)
{
    int start = begin(p);
    if (p->errors) bad_condition(p, keyword, word);
    if (!take(p, keyword)) return NULL;
    Expr *test = rule_named_expression(p);
    StmtSeq *body = test ? colon_block(p) : NULL, orelse = {0, NULL};
    if (!body) return back(p, start);
    if (!enter(p, 1)) return NULL;
    Stmt *elif = if_stmt(p, KW_ELIF, "elif");
    leave(p, 1);
    if (elif) return PUSH(p, orelse, elif) ? test_stmt(p, S_IF, start, test, body, &orelse) : NULL;
    p->mark = start + 1; /* the alternative without elif reads it all again */
    test = rule_named_expression(p);
    body = test ? colon_block(p) : NULL;
    if (!body) return back(p, start);
    return test_stmt(p, S_IF, start, test, body, else_block(p));
}

static Stmt *while_stmt(Parser *p)
{
    int start = begin(p);
    if (p->errors) bad_condition(p, KW_WHILE, "while");
    if (!take(p, KW_WHILE)) return NULL;
    Expr *test = rule_named_expression(p);
    StmtSeq *body = test ? colon_block(p) : NULL;
    return body ? test_stmt(p, S_WHILE, start, test, body, else_block(p)) : back(p, start);
}

/* ---- for, with ------------------------------------------------------------------------------------------- */

static Stmt *for_stmt(Parser *p)
{
    int start = begin(p);
    if (p->errors) bad_for_stmt(p);
    bool is_async = take(p, KW_ASYNC);
    Expr *target = take(p, KW_FOR) ? rule_star_targets(p) : NULL;
    if (!target || !take(p, KW_IN)) {
        p->mark = start;
        if (p->errors) bad_for_target(p);
        return back(p, start);
    }
    Expr *iter = rule_star_expressions(p);
    StmtSeq *body = iter ? colon_block(p) : NULL, *orelse = body ? else_block(p) : NULL;
    Stmt *s = body ? stmt_here(p, is_async ? S_ASYNC_FOR : S_FOR, start) : NULL;
    if (!s) return back(p, start);
    s->v.for_loop.target = target;
    s->v.for_loop.iter = iter;
    s->v.for_loop.body = *body;
    s->v.for_loop.orelse = body_or_empty(orelse);
    return s;
}

static WithItem *with_item(Parser *p)
{
    int start = begin(p);
    WithItem *item = parser_alloc(p, sizeof *item);
    if (!item) return NULL;
    item->context = rule_expression(p);
    int after = p->mark;
    if (item->context && take(p, KW_AS) && (item->vars = rule_star_target(p)) &&
        (peek(p, TOK_COMMA) || peek(p, TOK_RPAR) || peek(p, TOK_COLON)))
        return item;
    item->vars = NULL;
    if (p->errors) {
        p->mark = start;
        bad_with_item(p);
    }
    p->mark = after;
    return item->context && !p->failed ? item : back(p, start);
}

static bool with_items(Parser *p, WithItemSeq *out)
{
    *out = (WithItemSeq){0, NULL};
    int at = begin(p);
    WithItem *item;
    while ((item = with_item(p)) && PUSH(p, *out, item)) {
        at = p->mark;
        if (!take(p, TOK_COMMA)) break;
    }
    p->mark = at;
    return out->n > 0 && !p->failed;
}

static StmtSeq *with_rest(Parser *p, WithItemSeq *items)
{
    int start = begin(p);
    if (take(p, TOK_LPAR) && with_items(p, items)) {
        take(p, TOK_COMMA);
        StmtSeq *body = take(p, TOK_RPAR) ? colon_block(p) : NULL;
        if (body) return body;
    }
    p->mark = start;
    return with_items(p, items) ? colon_block(p) : NULL;
}

static Stmt *with_stmt(Parser *p)
{
    int start = begin(p);
    WithItemSeq items;
    if (p->errors) bad_with_stmt_indent(p);
    bool is_async = take(p, KW_ASYNC);
    StmtSeq *body = take(p, KW_WITH) ? with_rest(p, &items) : NULL;
    Stmt *s = body ? stmt_here(p, is_async ? S_ASYNC_WITH : S_WITH, start) : NULL;
    if (s) {
        s->v.with.items = items;
        s->v.with.body = *body;
        return s;
    }
    p->mark = start;
    if (p->errors) bad_with_stmt(p);
    return back(p, start);
}

/* ---- try ------------------------------------------------------------------------------------------------- */

static bool handler_here(Parser *p, int start, Expr *type, Obj *name, const StmtSeq *body, ExceptHandler **out)
{
    ExceptHandler *h = p->failed ? NULL : parser_alloc(p, sizeof *h);
    if (!h) return false;
    *h = (ExceptHandler){type, name, *body, span(p, start)};
    *out = h;
    return true;
}

/* expression ['as' NAME] ':' block */
static bool handler_rest(Parser *p, int start, ExceptHandler **out)
{
    Expr *type = rule_expression(p);
    if (!type) return false;
    int at = p->mark;
    Obj *name = take(p, KW_AS) ? take_name(p) : NULL;
    if (!name) p->mark = at;
    const StmtSeq *body = colon_block(p);
    return body && handler_here(p, start, type, name, body, out);
}

bool rule_except_block(Parser *p, ExceptHandler **out)
{
    int start = begin(p);
    if (p->errors) bad_except_stmt_indent(p);
    if (take(p, KW_EXCEPT)) {
        int after = p->mark;
        if (handler_rest(p, start, out)) return true;
        p->mark = after;
        const StmtSeq *body = colon_block(p);
        if (body && handler_here(p, start, NULL, NULL, body, out)) return true;
    }
    p->mark = start;
    if (p->errors) bad_except_stmt(p);
    return back(p, start);
}

bool rule_except_star_block(Parser *p, ExceptHandler **out)
{
    int start = begin(p);
    if (p->errors) bad_except_star_stmt_indent(p);
    if (take(p, KW_EXCEPT) && take(p, TOK_STAR) && handler_rest(p, start, out)) return true;
    p->mark = start;
    if (p->errors) bad_except_stmt(p);
    return back(p, start);
}

static bool handlers(Parser *p, bool (*rule)(Parser *p, ExceptHandler **out), HandlerSeq *out)
{
    *out = (HandlerSeq){0, NULL};
    ExceptHandler *h;
    while (rule(p, &h) && PUSH(p, *out, h)) continue;
    return out->n > 0 && !p->failed;
}

static Stmt *try_here(Parser *p, int start, StmtKind kind, const StmtSeq *body, HandlerSeq hs)
{
    StmtSeq *orelse = hs.n ? else_block(p) : NULL;
    StmtSeq *final = word_block(p, KW_FINALLY, "finally");
    if (!final && hs.n == 0) return NULL;
    Stmt *s = stmt_here(p, kind, start);
    if (s) {
        s->v.try_stmt.body = *body;
        s->v.try_stmt.handlers = hs;
        s->v.try_stmt.orelse = body_or_empty(orelse);
        s->v.try_stmt.finalbody = body_or_empty(final);
    }
    return s;
}

static Stmt *try_stmt(Parser *p)
{
    int start = begin(p);
    if (p->errors) bad_try_stmt(p);
    if (!take(p, KW_TRY) || !force(p, TOK_COLON, ":")) return back(p, start);
    const StmtSeq *body = rule_block(p);
    if (!body) return back(p, start);
    int after = p->mark;
    HandlerSeq hs = {0, NULL};
    Stmt *s = try_here(p, start, S_TRY, body, hs);
    if (s) return s;
    p->mark = after;
    if (handlers(p, rule_except_block, &hs)) return try_here(p, start, S_TRY, body, hs);
    p->mark = after;
    if (handlers(p, rule_except_star_block, &hs)) return try_here(p, start, S_TRY_STAR, body, hs);
    return back(p, start);
}

/* ---- def, class ------------------------------------------------------------------------------------------ */

static bool decorators(Parser *p, ExprSeq *out)
{
    *out = (ExprSeq){0, NULL};
    int at = begin(p);
    while (take(p, TOK_AT)) {
        Expr *e = rule_named_expression(p);
        if (!e || !take(p, TOK_NEWLINE) || !PUSH(p, *out, e)) break;
        at = p->mark;
    }
    p->mark = at;
    return out->n > 0 && !p->failed;
}

static Expr *returns(Parser *p)
{
    int at = begin(p);
    Expr *e = take(p, TOK_RARROW) ? rule_expression(p) : NULL;
    if (!e) p->mark = at;
    return e;
}

static Stmt *function_def_raw(Parser *p)
{
    int start = begin(p);
    if (p->errors) bad_def_raw(p);
    bool is_async = take(p, KW_ASYNC);
    Obj *name = take(p, KW_DEF) ? take_name(p) : NULL;
    if (!name || !force(p, TOK_LPAR, "(")) return back(p, start);
    Arguments *args = rule_params(p, false);
    if (!take(p, TOK_RPAR)) return back(p, start);
    if (!args) args = arguments_empty(p);
    Expr *result = returns(p);
    const StmtSeq *body = force(p, TOK_COLON, ":") ? rule_block(p) : NULL;
    Stmt *s = body ? stmt_here(p, is_async ? S_ASYNC_FUNCTION : S_FUNCTION, start) : NULL;
    if (!s) return back(p, start);
    s->v.function.name = name;
    s->v.function.args = args;
    s->v.function.body = *body;
    s->v.function.returns = result;
    return s;
}

static Stmt *class_def_raw(Parser *p)
{
    int start = begin(p);
    if (p->errors) bad_class_def_raw(p);
    Obj *name = take(p, KW_CLASS) ? take_name(p) : NULL;
    if (!name) return back(p, start);
    const Expr *args = NULL;
    int at = p->mark;
    if (take(p, TOK_LPAR)) {
        args = rule_arguments(p);
        if (!take(p, TOK_RPAR)) {
            p->mark = at;
            args = NULL;
        }
    }
    const StmtSeq *body = colon_block(p);
    Stmt *s = body ? stmt_here(p, S_CLASS, start) : NULL;
    if (!s) return back(p, start);
    s->v.class_def.name = name;
    if (args) {
        s->v.class_def.bases = args->v.call.args;
        s->v.class_def.keywords = args->v.call.keywords;
    }
    s->v.class_def.body = *body;
    return s;
}

/* A definition's place is that of its def or class; the decorators stand before it. */
static Stmt *definition(Parser *p, Stmt *(*raw)(Parser *p))
{
    int start = begin(p);
    ExprSeq list = {0, NULL};
    if (decorators(p, &list)) {
        Stmt *s = raw(p);
        if (s && s->kind == S_CLASS)
            s->v.class_def.decorators = list;
        else if (s)
            s->v.function.decorators = list;
        return s ? s : back(p, start);
    }
    return raw(p);
}

/* ---- any ------------------------------------------------------------------------------------------------- */

static Stmt *first_of(Parser *p, Stmt *(*const *rules)(Parser *p))
{
    for (; *rules; rules++) {
        Stmt *s = (*rules)(p);
        if (s) return s;
    }
    return NULL;
}

static Stmt *function_def(Parser *p) { return definition(p, function_def_raw); }
static Stmt *class_def(Parser *p) { return definition(p, class_def_raw); }

static Stmt *compound(Parser *p)
{
    static Stmt *(*const after_at[])(Parser * p) = {function_def, class_def, NULL};
    static Stmt *(*const after_async[])(Parser * p) = {function_def, with_stmt, for_stmt, NULL};
    switch (current_type(p)) {
    case KW_DEF: return function_def(p);
    case KW_IF: return if_stmt(p, KW_IF, "if");
    case KW_CLASS: return class_def(p);
    case KW_WITH: return with_stmt(p);
    case KW_FOR: return for_stmt(p);
    case KW_TRY: return try_stmt(p);
    case KW_WHILE: return while_stmt(p);
    case TOK_AT: return first_of(p, after_at);
    case KW_ASYNC: return first_of(p, after_async);
    default: return peek_soft(p, "match") ? rule_match_stmt(p) : NULL;
    }
}

Stmt *rule_compound_stmt(Parser *p)
{
    if (!enter(p, 2)) return NULL;
    Stmt *s = compound(p);
    leave(p, 2);
    return s;
}
