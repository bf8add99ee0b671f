/* symtable.c - collects what each block does with each name: a walk over the tree that opens a Scope for
   every module, class, function, lambda and comprehension.  scopes.c then decides where the names live.

   Errors that depend on the order of statements (global after use, duplicate arguments) are found here. */
#include "compile/codegen.h"

static bool visit_expr(Compiler *c, const Expr *e);
static bool visit_stmt(Compiler *c, const Stmt *s);
static bool visit_pattern(Compiler *c, const Pattern *p);

/* ---- scopes and names ---------------------------------------------------------------------------------- */

static bool scope_enter(Compiler *c, ScopeKind kind, const void *node, Pos pos)
{
    Scope *s = compiler_alloc(c, sizeof *s), *parent = c->scope;
    if (!s || !ptrs_put(c, &c->scopes, node, s)) return false;
    s->kind = kind;
    s->pos = pos;
    s->parent = parent;
    if (parent) {
        s->nested = parent->nested || parent->kind == SCOPE_FUNCTION;
        s->iter_depth = parent->iter_depth;
    }
    c->scope = s;
    if (!parent) c->top = s;
    if (!parent || kind == SCOPE_ANNOTATION) return true; /* an annotation kept as text binds nothing */
    if (parent->last_child)
        parent->last_child->next = s;
    else
        parent->first_child = s;
    parent->last_child = s;
    return true;
}

static void scope_leave(Compiler *c) { c->scope = c->scope->parent; }

static bool define_in(Compiler *c, Scope *s, Obj *name, int flag, Pos pos)
{
    Obj *mangled = mangle(c, c->private_name, name);
    if (!mangled) return false;
    int flags = names_value(c, &s->symbols, mangled);
    if (flag & DEF_PARAM && flags & DEF_PARAM)
        return located_error(c, pos, true, "duplicate argument '%O' in function definition", name);
    flags |= flag;
    if (s->iter_target) {
        if (flags & (DEF_GLOBAL | DEF_NONLOCAL))
            return located_error(c, pos, true,
                                 "comprehension inner loop cannot rebind assignment expression target '%O'", name);
        flags |= DEF_COMP_ITER;
    }
    if (!names_put(c, &s->symbols, mangled, flags)) return false;
    if (flag & DEF_PARAM) return names_put(c, &s->params, mangled, s->params.n);
    if (flag & DEF_GLOBAL)
        return names_put(c, &c->top->symbols, mangled, flag | names_value(c, &c->top->symbols, mangled));
    return true;
}

static bool define(Compiler *c, Obj *name, int flag, Pos pos) { return define_in(c, c->scope, name, flag, pos); }

static int lookup(Compiler *c, const Scope *s, Obj *name)
{
    Obj *mangled = mangle(c, c->private_name, name);
    return mangled ? names_value(c, &s->symbols, mangled) : -1;
}

static bool record_directive(Compiler *c, Obj *name, Pos pos)
{
    Directive *d = compiler_alloc(c, sizeof *d);
    Obj *mangled = mangle(c, c->private_name, name);
    if (!d || !mangled) return false;
    *d = (Directive){NULL, mangled, pos};
    Directive **end = &c->scope->directives;
    while (*end) end = &(*end)->next;
    *end = d;
    return true;
}

/* ---- sequences ----------------------------------------------------------------------------------------- */

static bool visit_exprs(Compiler *c, const ExprSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (seq->items[i] && !visit_expr(c, seq->items[i])) return false;
    }
    return true;
}

static bool visit_optional(Compiler *c, const Expr *e) { return !e || visit_expr(c, e); }

static bool visit_stmts(Compiler *c, const StmtSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (!visit_stmt(c, seq->items[i])) return false;
    }
    return true;
}

static bool visit_keywords(Compiler *c, const KeywordSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (!visit_expr(c, seq->items[i]->value)) return false;
    }
    return true;
}

static bool visit_patterns(Compiler *c, const PatternSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (!visit_pattern(c, seq->items[i])) return false;
    }
    return true;
}

/* ---- functions and classes ----------------------------------------------------------------------------- */

static bool define_params(Compiler *c, const ArgSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (!define(c, seq->items[i]->name, DEF_PARAM, seq->items[i]->pos)) return false;
    }
    return true;
}

static bool visit_params(Compiler *c, const Arguments *a)
{
    if (!define_params(c, &a->posonly) || !define_params(c, &a->args) || !define_params(c, &a->kwonly)) return false;
    if (a->vararg) {
        if (!define(c, a->vararg->name, DEF_PARAM, a->vararg->pos)) return false;
        c->scope->varargs = true;
    }
    if (a->kwarg) {
        if (!define(c, a->kwarg->name, DEF_PARAM, a->kwarg->pos)) return false;
        c->scope->varkeywords = true;
    }
    return true;
}

/* Under the future statement annotations are text: they get a scope that nothing looks at again. */
static bool visit_annotation(Compiler *c, const Expr *e)
{
    bool text = c->future_flags & FUTURE_ANNOTATIONS;
    if (text && !scope_enter(c, SCOPE_ANNOTATION, e, e->pos)) return false;
    if (!visit_expr(c, e)) return false;
    if (text) scope_leave(c);
    return true;
}

static bool visit_arg_annotations(Compiler *c, const ArgSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (!visit_optional(c, seq->items[i]->annotation)) return false;
    }
    return true;
}

static bool visit_annotations(Compiler *c, const Stmt *s)
{
    const Arguments *a = s->v.function.args;
    bool text = c->future_flags & FUTURE_ANNOTATIONS;
    if (text && !scope_enter(c, SCOPE_ANNOTATION, a, s->pos)) return false;
    if (!visit_arg_annotations(c, &a->posonly) || !visit_arg_annotations(c, &a->args) ||
        (a->vararg && !visit_optional(c, a->vararg->annotation)) ||
        (a->kwarg && !visit_optional(c, a->kwarg->annotation)) || !visit_arg_annotations(c, &a->kwonly))
        return false;
    if (text) scope_leave(c);
    return !s->v.function.returns || visit_annotation(c, s->v.function.returns);
}

static bool visit_function(Compiler *c, const Stmt *s)
{
    const Arguments *a = s->v.function.args;
    if (!define(c, s->v.function.name, DEF_LOCAL, s->pos) || !visit_exprs(c, &a->defaults) ||
        !visit_exprs(c, &a->kw_defaults) || !visit_annotations(c, s) || !visit_exprs(c, &s->v.function.decorators) ||
        !scope_enter(c, SCOPE_FUNCTION, s, s->pos))
        return false;
    c->scope->coroutine = s->kind == S_ASYNC_FUNCTION;
    if (!visit_params(c, a) || !visit_stmts(c, &s->v.function.body)) return false;
    scope_leave(c);
    return true;
}

static bool visit_lambda(Compiler *c, const Expr *e)
{
    const Arguments *a = e->v.lambda.args;
    if (!visit_exprs(c, &a->defaults) || !visit_exprs(c, &a->kw_defaults) ||
        !scope_enter(c, SCOPE_FUNCTION, e, e->pos) || !visit_params(c, a) || !visit_expr(c, e->v.lambda.body))
        return false;
    scope_leave(c);
    return true;
}

static bool visit_class(Compiler *c, const Stmt *s)
{
    if (!define(c, s->v.class_def.name, DEF_LOCAL, s->pos) || !visit_exprs(c, &s->v.class_def.bases) ||
        !visit_keywords(c, &s->v.class_def.keywords) || !visit_exprs(c, &s->v.class_def.decorators) ||
        !scope_enter(c, SCOPE_CLASS, s, s->pos))
        return false;
    Obj *outer = c->private_name;
    c->private_name = s->v.class_def.name;
    if (!visit_stmts(c, &s->v.class_def.body)) return false;
    c->private_name = outer;
    scope_leave(c);
    return true;
}

/* ---- comprehensions and assignment expressions --------------------------------------------------------- */

static bool visit_target(Compiler *c, const Expr *e)
{
    c->scope->iter_target = true;
    if (!visit_expr(c, e)) return false;
    c->scope->iter_target = false;
    return true;
}

static bool visit_iterable(Compiler *c, const Expr *e)
{
    c->scope->iter_depth++;
    if (!visit_expr(c, e)) return false;
    c->scope->iter_depth--;
    return true;
}

static bool visit_generator(Compiler *c, const Comprehension *g)
{
    if (!visit_target(c, g->target) || !visit_iterable(c, g->iter) || !visit_exprs(c, &g->ifs)) return false;
    if (g->is_async) c->scope->coroutine = true;
    return true;
}

static ComprehensionKind comprehension_kind(const Expr *e)
{
    return e->kind == X_LIST_COMP   ? COMP_LIST
           : e->kind == X_SET_COMP  ? COMP_SET
           : e->kind == X_DICT_COMP ? COMP_DICT
                                    : COMP_GENERATOR;
}

static bool visit_comprehension(Compiler *c, const Expr *e)
{
    const ComprehensionSeq *generators = &e->v.comp.generators;
    const Comprehension *outermost = generators->items[0];
    if (!visit_iterable(c, outermost->iter) || !scope_enter(c, SCOPE_FUNCTION, e, e->pos)) return false;
    Scope *s = c->scope;
    s->comprehension = comprehension_kind(e);
    s->coroutine = outermost->is_async;
    Obj *implicit = retain_take(c, str_interned(c->rt, ".0"));
    if (!implicit || !define(c, implicit, DEF_PARAM, s->pos) || !visit_target(c, outermost->target) ||
        !visit_exprs(c, &outermost->ifs))
        return false;
    for (int i = 1; i < generators->n; i++) {
        if (!visit_generator(c, generators->items[i])) return false;
    }
    if (!visit_optional(c, e->v.comp.value) || !visit_expr(c, e->v.comp.elt)) return false;
    s->generator = e->kind == X_GENERATOR;
    scope_leave(c);
    if (s->coroutine && !s->generator) c->scope->coroutine = true;
    return true;
}

/* The target of := inside a comprehension belongs to the function or module around it. */
static bool extend_target(Compiler *c, const Expr *target)
{
    Obj *name = target->v.name.id;
    for (Scope *s = c->scope; s; s = s->parent) {
        if (s->comprehension) {
            int flags = lookup(c, s, name);
            if (flags < 0) return false;
            if (flags & DEF_COMP_ITER)
                return located_error(c, target->pos, true,
                                     "assignment expression cannot rebind comprehension iteration variable '%O'", name);
        } else if (s->kind == SCOPE_FUNCTION) {
            int flags = lookup(c, s, name);
            if (flags < 0) return false;
            return define(c, name, flags & DEF_GLOBAL ? DEF_GLOBAL : DEF_NONLOCAL, target->pos) &&
                   record_directive(c, name, target->pos) && define_in(c, s, name, DEF_LOCAL, target->pos);
        } else if (s->kind == SCOPE_MODULE) {
            return define(c, name, DEF_GLOBAL, target->pos) && record_directive(c, name, target->pos) &&
                   define_in(c, s, name, DEF_GLOBAL, target->pos);
        } else if (s->kind == SCOPE_CLASS) {
            return located_error(c, target->pos, true,
                                 "assignment expression within a comprehension cannot be used in a class body", NULL);
        }
    }
    return true;
}

static bool refuse_in_annotation(Compiler *c, const Expr *e, const char *message)
{
    return c->scope->kind != SCOPE_ANNOTATION || located_error(c, e->pos, true, message, NULL);
}

static bool visit_named(Compiler *c, const Expr *e)
{
    if (!refuse_in_annotation(c, e, "'named expression' can not be used within an annotation")) return false;
    if (c->scope->iter_depth > 0)
        return located_error(c, e->pos, true,
                             "assignment expression cannot be used in a comprehension iterable expression", NULL);
    if (c->scope->comprehension && !extend_target(c, e->v.named.target)) return false;
    return visit_expr(c, e->v.named.value) && visit_expr(c, e->v.named.target);
}

static bool visit_yield(Compiler *c, const Expr *e)
{
    static const char *const refused[] = {
        [COMP_LIST] = "'yield' inside list comprehension",
        [COMP_SET] = "'yield' inside set comprehension",
        [COMP_DICT] = "'yield' inside dict comprehension",
        [COMP_GENERATOR] = "'yield' inside generator expression",
    };
    if (!refuse_in_annotation(c, e, "'yield expression' can not be used within an annotation") ||
        !visit_optional(c, e->v.await.value))
        return false;
    c->scope->generator = true;
    return !c->scope->comprehension || located_error(c, e->pos, true, refused[c->scope->comprehension], NULL);
}

static bool visit_await(Compiler *c, const Expr *e)
{
    if (!refuse_in_annotation(c, e, "'await expression' can not be used within an annotation") ||
        !visit_expr(c, e->v.await.value))
        return false;
    c->scope->coroutine = true;
    return true;
}

/* super() finds the class by the cell __class__. */
static bool visit_name(Compiler *c, const Expr *e)
{
    bool load = e->v.name.ctx == LOAD;
    if (!define(c, e->v.name.id, load ? DEF_USE : DEF_LOCAL, e->pos)) return false;
    if (!load || c->scope->kind != SCOPE_FUNCTION || !str_equal_ascii(e->v.name.id, "super")) return true;
    return define(c, id_(c->rt, __class__), DEF_USE, e->pos);
}

static bool visit_expr_parts(Compiler *c, const Expr *e)
{
    switch (e->kind) {
    case X_BOOL_OP: return visit_exprs(c, &e->v.bool_op.values);
    case X_NAMED: return visit_named(c, e);
    case X_BINARY: return visit_expr(c, e->v.binary.left) && visit_expr(c, e->v.binary.right);
    case X_UNARY: return visit_expr(c, e->v.unary.operand);
    case X_LAMBDA: return visit_lambda(c, e);
    case X_IF:
        return visit_expr(c, e->v.if_exp.test) && visit_expr(c, e->v.if_exp.body) && visit_expr(c, e->v.if_exp.orelse);
    case X_DICT: return visit_exprs(c, &e->v.dict.keys) && visit_exprs(c, &e->v.dict.values);
    case X_SET: return visit_exprs(c, &e->v.set.elts);
    case X_LIST_COMP:
    case X_SET_COMP:
    case X_DICT_COMP:
    case X_GENERATOR: return visit_comprehension(c, e);
    case X_AWAIT: return visit_await(c, e);
    case X_YIELD:
    case X_YIELD_FROM: return visit_yield(c, e);
    case X_COMPARE: {
        ExprSeq comparators = {e->v.compare.n, e->v.compare.comparators};
        return visit_expr(c, e->v.compare.left) && visit_exprs(c, &comparators);
    }
    case X_CALL:
        return visit_expr(c, e->v.call.func) && visit_exprs(c, &e->v.call.args) &&
               visit_keywords(c, &e->v.call.keywords);
    case X_FORMATTED: return visit_expr(c, e->v.formatted.value) && visit_optional(c, e->v.formatted.spec);
    case X_JOINED: return visit_exprs(c, &e->v.joined.values);
    case X_CONSTANT: return true;
    case X_ATTRIBUTE: return visit_expr(c, e->v.attribute.value);
    case X_SUBSCRIPT: return visit_expr(c, e->v.subscript.value) && visit_expr(c, e->v.subscript.slice);
    case X_STARRED: return visit_expr(c, e->v.starred.value);
    case X_NAME: return visit_name(c, e);
    case X_LIST:
    case X_TUPLE: return visit_exprs(c, &e->v.list.elts);
    case X_SLICE:
        return visit_optional(c, e->v.slice.lower) && visit_optional(c, e->v.slice.upper) &&
               visit_optional(c, e->v.slice.step);
    }
    return true;
}

static bool visit_expr(Compiler *c, const Expr *e)
{
    if (!nest(c)) return false;
    bool ok = visit_expr_parts(c, e);
    unnest(c);
    return ok;
}

/* ---- patterns ------------------------------------------------------------------------------------------ */

static bool define_optional(Compiler *c, Obj *name, Pos pos) { return !name || define(c, name, DEF_LOCAL, pos); }

static bool visit_pattern_parts(Compiler *c, const Pattern *p)
{
    switch (p->kind) {
    case P_VALUE: return visit_expr(c, p->v.value.value);
    case P_SINGLETON: return true;
    case P_SEQUENCE:
    case P_OR: return visit_patterns(c, &p->v.sequence.patterns);
    case P_STAR: return define_optional(c, p->v.star.name, p->pos);
    case P_MAPPING:
        return visit_exprs(c, &p->v.mapping.keys) && visit_patterns(c, &p->v.mapping.patterns) &&
               define_optional(c, p->v.mapping.rest, p->pos);
    case P_CLASS:
        return visit_expr(c, p->v.cls.cls) && visit_patterns(c, &p->v.cls.patterns) &&
               visit_patterns(c, &p->v.cls.kwd_patterns);
    case P_AS:
        return (!p->v.as.pattern || visit_pattern(c, p->v.as.pattern)) && define_optional(c, p->v.as.name, p->pos);
    }
    return true;
}

static bool visit_pattern(Compiler *c, const Pattern *p)
{
    if (!nest(c)) return false;
    bool ok = visit_pattern_parts(c, p);
    unnest(c);
    return ok;
}

/* ---- statements ---------------------------------------------------------------------------------------- */

static bool visit_ann_assign(Compiler *c, const Stmt *s)
{
    const Expr *target = s->v.ann_assign.target;
    bool simple = s->v.ann_assign.simple;
    if (target->kind == X_NAME) {
        Obj *name = target->v.name.id;
        int flags = lookup(c, c->scope, name);
        if (flags < 0) return false;
        if (flags & (DEF_GLOBAL | DEF_NONLOCAL) && c->scope != c->top && simple)
            return located_error(c, s->pos, true,
                                 flags & DEF_GLOBAL ? "annotated name '%O' can't be global"
                                                    : "annotated name '%O' can't be nonlocal",
                                 name);
        if (simple) {
            if (!define(c, name, DEF_ANNOTATED | DEF_LOCAL, target->pos)) return false;
        } else if (s->v.ann_assign.value && !define(c, name, DEF_LOCAL, target->pos)) {
            return false;
        }
    } else if (!visit_expr(c, target)) {
        return false;
    }
    return visit_annotation(c, s->v.ann_assign.annotation) && visit_optional(c, s->v.ann_assign.value);
}

/* What is wrong with declaring a name that was used as [flags] tell; NULL: nothing. */
static const char *declared_late(int flags, bool global)
{
    if (flags & DEF_PARAM) return global ? "name '%O' is parameter and global" : "name '%O' is parameter and nonlocal";
    if (flags & DEF_USE)
        return global ? "name '%O' is used prior to global declaration"
                      : "name '%O' is used prior to nonlocal declaration";
    if (flags & DEF_ANNOTATED)
        return global ? "annotated name '%O' can't be global" : "annotated name '%O' can't be nonlocal";
    if (flags & DEF_LOCAL)
        return global ? "name '%O' is assigned to before global declaration"
                      : "name '%O' is assigned to before nonlocal declaration";
    return NULL;
}

static bool visit_declaration(Compiler *c, const Stmt *s)
{
    bool global = s->kind == S_GLOBAL;
    for (int i = 0; i < s->v.global.names.n; i++) {
        Obj *name = s->v.global.names.items[i];
        int flags = lookup(c, c->scope, name);
        if (flags < 0) return false;
        const char *wrong = declared_late(flags, global);
        if (wrong) return located_error(c, s->pos, true, wrong, name);
        if (!define(c, name, global ? DEF_GLOBAL : DEF_NONLOCAL, s->pos) || !record_directive(c, name, s->pos))
            return false;
    }
    return true;
}

static bool visit_alias(Compiler *c, const Alias *a)
{
    Obj *name = a->asname ? a->asname : a->name;
    if (str_equal_ascii(a->name, "*"))
        return c->scope->kind == SCOPE_MODULE ||
               located_error(c, a->pos, true, "import * only allowed at module level", NULL);
    isize dot = a->asname ? -1 : str_find_char(name, '.', 0, str_len(name));
    if (dot >= 0) {
        name = retain_take(c, str_slice(c->rt, name, 0, dot));
        if (!name) return false;
    }
    return define(c, name, DEF_IMPORT, a->pos);
}

static bool visit_import(Compiler *c, const Stmt *s)
{
    for (int i = 0; i < s->v.import.names.n; i++) {
        if (!visit_alias(c, s->v.import.names.items[i])) return false;
    }
    return true;
}

static bool visit_try(Compiler *c, const Stmt *s)
{
    if (!visit_stmts(c, &s->v.try_stmt.body) || !visit_stmts(c, &s->v.try_stmt.orelse)) return false;
    for (int i = 0; i < s->v.try_stmt.handlers.n; i++) {
        const ExceptHandler *h = s->v.try_stmt.handlers.items[i];
        if (!visit_optional(c, h->type) || !define_optional(c, h->name, h->pos) || !visit_stmts(c, &h->body))
            return false;
    }
    return visit_stmts(c, &s->v.try_stmt.finalbody);
}

static bool visit_with(Compiler *c, const Stmt *s)
{
    for (int i = 0; i < s->v.with.items.n; i++) {
        const WithItem *w = s->v.with.items.items[i];
        if (!visit_expr(c, w->context) || !visit_optional(c, w->vars)) return false;
    }
    return visit_stmts(c, &s->v.with.body);
}

static bool visit_match(Compiler *c, const Stmt *s)
{
    if (!visit_expr(c, s->v.match.subject)) return false;
    for (int i = 0; i < s->v.match.cases.n; i++) {
        const MatchCase *m = s->v.match.cases.items[i];
        if (!visit_pattern(c, m->pattern) || !visit_optional(c, m->guard) || !visit_stmts(c, &m->body)) return false;
    }
    return true;
}

static bool visit_stmt_parts(Compiler *c, const Stmt *s)
{
    switch (s->kind) {
    case S_FUNCTION:
    case S_ASYNC_FUNCTION: return visit_function(c, s);
    case S_CLASS: return visit_class(c, s);
    case S_RETURN:
    case S_EXPR: return visit_optional(c, s->v.expr.value);
    case S_DELETE: return visit_exprs(c, &s->v.delete.targets);
    case S_ASSIGN: return visit_exprs(c, &s->v.assign.targets) && visit_expr(c, s->v.assign.value);
    case S_AUG_ASSIGN: return visit_expr(c, s->v.aug_assign.target) && visit_expr(c, s->v.aug_assign.value);
    case S_ANN_ASSIGN: return visit_ann_assign(c, s);
    case S_FOR:
    case S_ASYNC_FOR:
        return visit_expr(c, s->v.for_loop.target) && visit_expr(c, s->v.for_loop.iter) &&
               visit_stmts(c, &s->v.for_loop.body) && visit_stmts(c, &s->v.for_loop.orelse);
    case S_WHILE:
    case S_IF:
        return visit_expr(c, s->v.while_loop.test) && visit_stmts(c, &s->v.while_loop.body) &&
               visit_stmts(c, &s->v.while_loop.orelse);
    case S_WITH:
    case S_ASYNC_WITH: return visit_with(c, s);
    case S_MATCH: return visit_match(c, s);
    case S_RAISE: return visit_optional(c, s->v.raise.exc) && visit_optional(c, s->v.raise.cause);
    case S_TRY:
    case S_TRY_STAR: return visit_try(c, s);
    case S_ASSERT: return visit_expr(c, s->v.assert_stmt.test) && visit_optional(c, s->v.assert_stmt.msg);
    case S_IMPORT:
    case S_IMPORT_FROM: return visit_import(c, s);
    case S_GLOBAL:
    case S_NONLOCAL: return visit_declaration(c, s);
    case S_PASS:
    case S_BREAK:
    case S_CONTINUE: return true;
    }
    return true;
}

static bool visit_stmt(Compiler *c, const Stmt *s)
{
    if (!nest(c)) return false;
    bool ok = visit_stmt_parts(c, s);
    unnest(c);
    return ok;
}

bool symtable_build(Compiler *c)
{
    Tree *t = c->tree;
    if (!scope_enter(c, SCOPE_MODULE, t, (Pos){0, 0, 0, 0})) return false;
    bool ok = t->kind == TREE_EVAL ? visit_expr(c, t->expr) : visit_stmts(c, &t->body);
    return ok && scopes_analyze(c);
}
