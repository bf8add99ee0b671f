/* parse_stmt.c - simple statements: what fits on a line. */
#include "compile/parse.h"

/* ---- assignment ------------------------------------------------------------------------------------------ */

bool rule_augassign(Parser *p, int *op)
{
    switch (current_type(p)) {
    case TOK_PLUSEQUAL: *op = NB_ADD; break;
    case TOK_MINEQUAL: *op = NB_SUBTRACT; break;
    case TOK_STAREQUAL: *op = NB_MULTIPLY; break;
    case TOK_ATEQUAL: *op = NB_MATRIX_MULTIPLY; break;
    case TOK_SLASHEQUAL: *op = NB_TRUE_DIVIDE; break;
    case TOK_PERCENTEQUAL: *op = NB_REMAINDER; break;
    case TOK_AMPEREQUAL: *op = NB_AND; break;
    case TOK_VBAREQUAL: *op = NB_OR; break;
    case TOK_CIRCUMFLEXEQUAL: *op = NB_XOR; break;
    case TOK_LEFTSHIFTEQUAL: *op = NB_LSHIFT; break;
    case TOK_RIGHTSHIFTEQUAL: *op = NB_RSHIFT; break;
    case TOK_DOUBLESTAREQUAL: *op = NB_POWER; break;
    case TOK_DOUBLESLASHEQUAL: *op = NB_FLOOR_DIVIDE; break;
    default: return false;
    }
    p->mark++;
    return true;
}

/* ':' annotation ['=' value], behind the target */
static Stmt *annotated(Parser *p, int start, Expr *target, bool simple)
{
    if (!take(p, TOK_COLON)) return NULL;
    Expr *annotation = rule_expression(p);
    if (!annotation) return NULL;
    int after = p->mark;
    Expr *value = take(p, TOK_EQUAL) ? rule_annotated_rhs(p) : NULL;
    if (!value) p->mark = after;
    if (simple) target = expr_with_context(p, target, STORE);
    Stmt *s = target ? stmt_here(p, S_ANN_ASSIGN, start) : NULL;
    if (s) {
        s->v.ann_assign.target = target;
        s->v.ann_assign.annotation = annotation;
        s->v.ann_assign.value = value;
        s->v.ann_assign.simple = simple;
    }
    return s;
}

static Expr *annotated_target(Parser *p)
{
    int start = begin(p);
    if (take(p, TOK_LPAR)) {
        Expr *e = rule_single_target(p);
        if (e && take(p, TOK_RPAR)) return e;
        p->mark = start;
    }
    return rule_subscript_attribute(p, STORE);
}

/* (targets '=')+ value */
static Stmt *plain_assignment(Parser *p)
{
    int start = begin(p);
    ExprSeq targets = {0, NULL};
    for (;;) {
        int at = p->mark;
        Expr *target = rule_star_targets(p);
        if (!target || !take(p, TOK_EQUAL)) {
            p->mark = at;
            break;
        }
        if (!PUSH(p, targets, target)) return NULL;
    }
    if (targets.n == 0) return back(p, start);
    Expr *value = rule_annotated_rhs(p);
    if (!value || peek(p, TOK_EQUAL)) return back(p, start);
    Stmt *s = stmt_here(p, S_ASSIGN, start);
    if (s) {
        s->v.assign.targets = targets;
        s->v.assign.value = value;
    }
    return s;
}

/* *stop: the operator was read, so it is this or nothing. */
static Stmt *augmented_assignment(Parser *p, bool *stop)
{
    int start = begin(p), op;
    Expr *target = rule_single_target(p);
    if (!target || !rule_augassign(p, &op)) return back(p, start);
    *stop = true;
    Expr *value = rule_annotated_rhs(p);
    Stmt *s = value ? stmt_here(p, S_AUG_ASSIGN, start) : NULL;
    if (!s) return back(p, start);
    s->v.aug_assign.target = target;
    s->v.aug_assign.op = op;
    s->v.aug_assign.value = value;
    return s;
}

static Stmt *annotated_assignment(Parser *p)
{
    int start = begin(p);
    Expr *target = rule_name(p);
    Stmt *s = target ? annotated(p, start, target, true) : NULL;
    if (s) return s;
    p->mark = start;
    if (!enter(p, 2)) return NULL;
    target = annotated_target(p);
    leave(p, 2);
    s = target ? annotated(p, start, target, false) : NULL;
    return s ? s : back(p, start);
}

static Stmt *assignment(Parser *p)
{
    int start = begin(p);
    Stmt *s = annotated_assignment(p);
    if (s) return s;
    bool stop = false;
    s = plain_assignment(p);
    if (!s) s = augmented_assignment(p, &stop);
    if (!s && !stop && p->errors) {
        bad_assignment(p);
        p->mark = start;
    }
    return s;
}

/* ---- statements that begin with a keyword ---------------------------------------------------------------- */

static Stmt *expr_stmt(Parser *p, StmtKind kind, int start, Expr *value)
{
    Stmt *s = stmt_here(p, kind, start);
    if (s) s->v.expr.value = value;
    return s;
}

static Stmt *return_stmt(Parser *p)
{
    int start = begin(p);
    p->mark++;
    return expr_stmt(p, S_RETURN, start, rule_star_expressions(p));
}

static Stmt *raise_stmt(Parser *p)
{
    int start = begin(p);
    p->mark++;
    Expr *exc = rule_expression(p), *cause = NULL;
    if (exc) {
        int at = p->mark;
        cause = take(p, KW_FROM) ? rule_expression(p) : NULL;
        if (!cause) p->mark = at;
    }
    Stmt *s = stmt_here(p, S_RAISE, start);
    if (s) {
        s->v.raise.exc = exc;
        s->v.raise.cause = cause;
    }
    return s;
}

static Stmt *del_stmt(Parser *p)
{
    int start = begin(p);
    ExprSeq targets = {0, NULL};
    p->mark++;
    if (rule_del_targets(p, &targets) && (peek(p, TOK_SEMI) || peek(p, TOK_NEWLINE))) {
        Stmt *s = stmt_here(p, S_DELETE, start);
        if (s) s->v.delete.targets = targets;
        return s;
    }
    p->mark = start;
    if (p->errors) bad_del_stmt(p);
    return back(p, start);
}

static Stmt *yield_stmt(Parser *p)
{
    int start = begin(p);
    Expr *value = rule_yield_expr(p);
    return value ? expr_stmt(p, S_EXPR, start, value) : NULL;
}

static Stmt *assert_stmt(Parser *p)
{
    int start = begin(p);
    p->mark++;
    Expr *test = rule_expression(p), *msg = NULL;
    if (!test) return back(p, start);
    int at = p->mark;
    msg = take(p, TOK_COMMA) ? rule_expression(p) : NULL;
    if (!msg) p->mark = at;
    Stmt *s = stmt_here(p, S_ASSERT, start);
    if (s) {
        s->v.assert_stmt.test = test;
        s->v.assert_stmt.msg = msg;
    }
    return s;
}

static Stmt *keyword_stmt(Parser *p, StmtKind kind)
{
    int start = begin(p);
    p->mark++;
    return stmt_here(p, kind, start);
}

static Stmt *global_stmt(Parser *p, StmtKind kind)
{
    int start = begin(p);
    NameSeq names = {0, NULL};
    int end;
    do {
        p->mark++; /* the keyword, then commas */
        end = p->mark;
        Obj *name = take_name(p);
        if (!name) {
            p->mark = end - 1;
            break;
        }
        if (!PUSH(p, names, name)) return NULL;
    } while (peek(p, TOK_COMMA));
    if (names.n == 0) return back(p, start);
    Stmt *s = stmt_here(p, kind, start);
    if (s) s->v.global.names = names;
    return s;
}

/* ---- import ---------------------------------------------------------------------------------------------- */

static Alias *alias_here(Parser *p, int start, Obj *name, Obj *asname)
{
    Alias *a = name && !p->failed ? parser_alloc(p, sizeof *a) : NULL;
    if (a) *a = (Alias){name, asname, span(p, start)};
    return a;
}

static Obj *as_name(Parser *p)
{
    int at = p->mark;
    Obj *name = take(p, KW_AS) ? take_name(p) : NULL;
    if (!name) p->mark = at;
    return name;
}

static Obj *join_names(Parser *p, Obj *a, Obj *b)
{
    Buf text = {0};
    buf_reserve(&text, 1);
    str_add_utf8(&text, a);
    buf_char(&text, '.');
    str_add_utf8(&text, b);
    Obj *o = text.failed ? err_no_memory(p->rt) : str_from_utf8(p->rt, text.data, text.len);
    buf_free(&text);
    if (o) str_intern(p->rt, &o);
    return keep_take(p, o);
}

static Obj *dotted_name(Parser *p)
{
    void *kept;
    if (memo_find(p, RULE_DOTTED_NAME, &kept)) return kept;
    int start = p->mark;
    Obj *name = take_name(p);
    int end = p->mark;
    while (name) {
        Obj *more = take(p, TOK_DOT) ? take_name(p) : NULL;
        if (!more) {
            p->mark = start;
            take_name(p); /* the last try starts over */
            p->mark = end;
            break;
        }
        name = join_names(p, name, more);
        end = p->mark;
    }
    return memo_keep(p, start, RULE_DOTTED_NAME, name);
}

static Stmt *import_name(Parser *p)
{
    int start = begin(p);
    AliasSeq names = {0, NULL};
    p->mark++;
    for (;;) {
        int at = begin(p);
        Obj *name = dotted_name(p);
        Alias *a = name ? alias_here(p, at, name, as_name(p)) : NULL;
        if (!a) {
            p->mark = at - 1; /* before the comma */
            break;
        }
        if (!PUSH(p, names, a) || !take(p, TOK_COMMA)) break;
    }
    if (names.n == 0) return back(p, start);
    Stmt *s = stmt_here(p, S_IMPORT, start);
    if (s) s->v.import.names = names;
    return s;
}

static Alias *import_from_as_name(Parser *p)
{
    int start = begin(p);
    Obj *name = take_name(p);
    return name ? alias_here(p, start, name, as_name(p)) : NULL;
}

bool rule_import_from_as_names(Parser *p, AliasSeq *out)
{
    *out = (AliasSeq){0, NULL};
    int at = begin(p);
    Alias *a;
    while ((a = import_from_as_name(p)) && PUSH(p, *out, a)) {
        at = p->mark;
        if (!take(p, TOK_COMMA)) break;
    }
    p->mark = at;
    return out->n > 0 && !p->failed;
}

static bool import_star(Parser *p, AliasSeq *out)
{
    int start = begin(p);
    if (!take(p, TOK_STAR)) return false;
    Alias *a = alias_here(p, start, keep_take(p, str_interned(p->rt, "*")), NULL);
    return a && PUSH(p, *out, a);
}

static bool import_from_targets(Parser *p, AliasSeq *out)
{
    int start = begin(p);
    *out = (AliasSeq){0, NULL};
    if (take(p, TOK_LPAR) && rule_import_from_as_names(p, out)) {
        take(p, TOK_COMMA);
        if (take(p, TOK_RPAR)) return true;
    }
    p->mark = start;
    if (rule_import_from_as_names(p, out) && !peek(p, TOK_COMMA)) return !p->failed;
    p->mark = start;
    *out = (AliasSeq){0, NULL};
    if (import_star(p, out)) return true;
    p->mark = start;
    if (p->errors) bad_import_from_targets(p);
    return back(p, start);
}

static int count_dots(Parser *p)
{
    int dots = 0;
    for (;;) {
        if (take(p, TOK_DOT))
            dots++;
        else if (take(p, TOK_ELLIPSIS))
            dots += 3;
        else
            return dots;
    }
}

static Stmt *import_from(Parser *p)
{
    int start = begin(p);
    AliasSeq names;
    p->mark++;
    int level = count_dots(p), after = p->mark;
    Obj *module = dotted_name(p);
    bool fine = module && take(p, KW_IMPORT) && import_from_targets(p, &names);
    if (!fine && level > 0) {
        p->mark = after;
        module = NULL;
        fine = take(p, KW_IMPORT) && import_from_targets(p, &names);
    }
    Stmt *s = fine ? stmt_here(p, S_IMPORT_FROM, start) : NULL;
    if (!s) return back(p, start);
    s->v.import.module = module;
    s->v.import.names = names;
    s->v.import.level = level;
    return s;
}

/* ---- any ------------------------------------------------------------------------------------------------- */

static Stmt *by_keyword(Parser *p)
{
    switch (current_type(p)) {
    case KW_RETURN: return return_stmt(p);
    case KW_IMPORT: return import_name(p);
    case KW_FROM: return import_from(p);
    case KW_RAISE: return raise_stmt(p);
    case KW_PASS: return keyword_stmt(p, S_PASS);
    case KW_DEL: return del_stmt(p);
    case KW_YIELD: return yield_stmt(p);
    case KW_ASSERT: return assert_stmt(p);
    case KW_BREAK: return keyword_stmt(p, S_BREAK);
    case KW_CONTINUE: return keyword_stmt(p, S_CONTINUE);
    case KW_GLOBAL: return global_stmt(p, S_GLOBAL);
    case KW_NONLOCAL: return global_stmt(p, S_NONLOCAL);
    default: return NULL;
    }
}

static void *simple_stmt(Parser *p)
{
    int start = begin(p);
    Stmt *s = p->errors ? NULL : by_keyword(p); /* no keyword of these begins an expression */
    if (s || !enter(p, 1)) return s;
    s = assignment(p);
    leave(p, 1);
    if (s) return s;
    Expr *value = rule_star_expressions(p);
    if (value) return expr_stmt(p, S_EXPR, start, value);
    return p->errors ? by_keyword(p) : NULL;
}

bool rule_simple_stmts(Parser *p, StmtSeq *out)
{
    int start = begin(p), n = out->n;
    if (!enter(p, 1)) return false;
    Stmt *s;
    while ((s = memoized(p, RULE_SIMPLE_STMT, simple_stmt))) {
        if (!PUSH(p, *out, s) || !take(p, TOK_SEMI)) break;
    }
    leave(p, 1);
    if (out->n > n && take(p, TOK_NEWLINE)) return true;
    out->n = n;
    return back(p, start);
}
