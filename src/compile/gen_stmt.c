/* gen_stmt.c - code for statements: assignments, imports, assert, if, and the way to all others. */
#include "compile/codegen.h"

bool gen_stmts(Compiler *c, const StmtSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (!gen_stmt(c, seq->items[i])) return false;
    }
    return true;
}

/* ---- bodies of modules and classes --------------------------------------------------------------------- */

static bool handlers_have_annotations(const Stmt *s)
{
    for (int i = 0; i < s->v.try_stmt.handlers.n; i++) {
        if (has_annotations(&s->v.try_stmt.handlers.items[i]->body)) return true;
    }
    return false;
}

/* 3.11.2 does not look into match statements. */
static bool stmt_has_annotations(const Stmt *s)
{
    switch (s->kind) {
    case S_ANN_ASSIGN: return true;
    case S_FOR:
    case S_ASYNC_FOR: return has_annotations(&s->v.for_loop.body) || has_annotations(&s->v.for_loop.orelse);
    case S_WHILE:
    case S_IF: return has_annotations(&s->v.while_loop.body) || has_annotations(&s->v.while_loop.orelse);
    case S_WITH:
    case S_ASYNC_WITH: return has_annotations(&s->v.with.body);
    case S_TRY:
    case S_TRY_STAR:
        return handlers_have_annotations(s) || has_annotations(&s->v.try_stmt.body) ||
               has_annotations(&s->v.try_stmt.finalbody) || has_annotations(&s->v.try_stmt.orelse);
    default: return false;
    }
}

bool has_annotations(const StmtSeq *body)
{
    for (int i = 0; i < body->n; i++) {
        if (stmt_has_annotations(body->items[i])) return true;
    }
    return false;
}

bool gen_body(Compiler *c, const StmtSeq *body)
{
    Unit *u = c->unit;
    if (u->kind == UNIT_MODULE && body->n) u->pos = body->items[0]->pos;
    if (has_annotations(body) && !emit(c, OP_SETUP_ANNOTATIONS)) return false;
    StmtSeq rest = *body;
    if (docstring_peek(body)) {
        if (!gen_expr(c, body->items[0]->v.expr.value)) return false;
        u->pos = NOWHERE;
        if (!gen_name(c, id_(c->rt, __doc__), STORE)) return false;
        rest.n--;
        rest.items++;
    }
    return gen_stmts(c, &rest);
}

/* ---- assignments --------------------------------------------------------------------------------------- */

static bool gen_assign(Compiler *c, const Stmt *s)
{
    const ExprSeq *targets = &s->v.assign.targets;
    if (!gen_expr(c, s->v.assign.value)) return false;
    for (int i = 0; i < targets->n; i++) {
        if (i < targets->n - 1 && !emit_arg(c, OP_COPY, 1)) return false;
        if (!gen_expr(c, targets->items[i])) return false;
    }
    return true;
}

/* The target's value, with what is needed to store into it again left below. */
static bool gen_aug_load(Compiler *c, const Expr *e)
{
    switch (e->kind) {
    case X_ATTRIBUTE:
        if (!gen_expr(c, e->v.attribute.value) || !emit_arg(c, OP_COPY, 1)) return false;
        locate_attribute(c, e);
        return emit_name(c, OP_LOAD_ATTR, e->v.attribute.attr);
    case X_SUBSCRIPT:
        return gen_expr(c, e->v.subscript.value) && gen_expr(c, e->v.subscript.slice) && emit_arg(c, OP_COPY, 2) &&
               emit_arg(c, OP_COPY, 2) && emit(c, OP_BINARY_SUBSCR);
    default: return gen_name(c, e->v.name.id, LOAD);
    }
}

static bool gen_aug_store(Compiler *c, const Expr *e)
{
    switch (e->kind) {
    case X_ATTRIBUTE:
        locate_attribute(c, e);
        return emit_arg(c, OP_SWAP, 2) && emit_name(c, OP_STORE_ATTR, e->v.attribute.attr);
    case X_SUBSCRIPT: return emit_arg(c, OP_SWAP, 3) && emit_arg(c, OP_SWAP, 2) && emit(c, OP_STORE_SUBSCR);
    default: return gen_name(c, e->v.name.id, STORE);
    }
}

static bool gen_aug_assign(Compiler *c, const Stmt *s)
{
    const Expr *target = s->v.aug_assign.target;
    Pos outer = c->unit->pos;
    c->unit->pos = target->pos;
    if (!gen_aug_load(c, target)) return false;
    c->unit->pos = outer;
    if (!gen_expr(c, s->v.aug_assign.value) || !emit_arg(c, OP_BINARY_OP, s->v.aug_assign.op + NB_INPLACE_ADD))
        return false;
    c->unit->pos = target->pos;
    return gen_aug_store(c, target);
}

/* ---- annotated assignments ----------------------------------------------------------------------------- */

static bool gen_discarded(Compiler *c, const Expr *e) { return !e || (gen_expr(c, e) && emit(c, OP_POP_TOP)); }

/* What is in a subscript must at least exist. */
static bool gen_checked_slice(Compiler *c, const Expr *e)
{
    if (e->kind == X_SLICE)
        return gen_discarded(c, e->v.slice.lower) && gen_discarded(c, e->v.slice.upper) &&
               gen_discarded(c, e->v.slice.step);
    if (e->kind != X_TUPLE) return gen_discarded(c, e);
    for (int i = 0; i < e->v.list.elts.n; i++) {
        if (!gen_checked_slice(c, e->v.list.elts.items[i])) return false;
    }
    return true;
}

static bool gen_recorded_annotation(Compiler *c, Obj *name, const Expr *annotation)
{
    bool text = c->future_flags & FUTURE_ANNOTATIONS;
    if (!(text ? gen_annotation_text(c, annotation) : gen_expr(c, annotation)) ||
        !emit_name(c, OP_LOAD_NAME, id_(c->rt, __annotations__)))
        return false;
    Obj *mangled = mangle(c, c->unit->private_name, name);
    return mangled && emit_const(c, mangled) && emit(c, OP_STORE_SUBSCR);
}

static bool gen_ann_target(Compiler *c, const Stmt *s, bool recorded)
{
    const Expr *target = s->v.ann_assign.target;
    bool assigned = s->v.ann_assign.value != NULL;
    switch (target->kind) {
    case X_NAME:
        return check_name(c, target->v.name.id, STORE) &&
               (!recorded || !s->v.ann_assign.simple ||
                gen_recorded_annotation(c, target->v.name.id, s->v.ann_assign.annotation));
    case X_ATTRIBUTE:
        return check_name(c, target->v.attribute.attr, STORE) &&
               (assigned || gen_discarded(c, target->v.attribute.value));
    case X_SUBSCRIPT:
        return assigned ||
               (gen_discarded(c, target->v.subscript.value) && gen_checked_slice(c, target->v.subscript.slice));
    default: return true;
    }
}

static bool gen_ann_assign(Compiler *c, const Stmt *s)
{
    bool recorded = c->unit->kind == UNIT_MODULE || c->unit->kind == UNIT_CLASS;
    if (s->v.ann_assign.value && (!gen_expr(c, s->v.ann_assign.value) || !gen_expr(c, s->v.ann_assign.target)))
        return false;
    if (!gen_ann_target(c, s, recorded)) return false;
    if (s->v.ann_assign.simple || c->future_flags & FUTURE_ANNOTATIONS || !recorded) return true;
    return gen_discarded(c, s->v.ann_assign.annotation);
}

/* ---- imports ------------------------------------------------------------------------------------------- */

static Obj *name_part(Compiler *c, Obj *name, isize from, isize to)
{
    Obj *part = str_slice(c->rt, name, from, to);
    if (part) str_intern(c->rt, &part);
    return retain_take(c, part);
}

/* import a.b.c as d: from a to the innermost module. */
static bool gen_import_as(Compiler *c, Obj *name, Obj *asname)
{
    isize n = str_len(name), dot = str_find_char(name, '.', 0, n);
    if (dot < 0) return gen_name(c, asname, STORE);
    while (dot >= 0) {
        isize from = dot + 1;
        dot = str_find_char(name, '.', from, n);
        Obj *part = name_part(c, name, from, dot >= 0 ? dot : n);
        int at = part ? names_index(c, &c->unit->names, part) : -1;
        if (at < 0 || !emit_arg(c, OP_IMPORT_FROM, at)) return false;
        if (dot >= 0 && (!emit_arg(c, OP_SWAP, 2) || !emit(c, OP_POP_TOP))) return false;
    }
    return gen_name(c, asname, STORE) && emit(c, OP_POP_TOP);
}

static bool gen_import(Compiler *c, const Stmt *s)
{
    for (int i = 0; i < s->v.import.names.n; i++) {
        const Alias *a = s->v.import.names.items[i];
        if (!emit_const_int(c, 0) || !emit_const(c, NONE(c->rt)) || !emit_name(c, OP_IMPORT_NAME, a->name))
            return false;
        if (a->asname) {
            if (!gen_import_as(c, a->name, a->asname)) return false;
            continue;
        }
        isize dot = str_find_char(a->name, '.', 0, str_len(a->name));
        Obj *name = dot >= 0 ? name_part(c, a->name, 0, dot) : a->name;
        if (!name || !gen_name(c, name, STORE)) return false;
    }
    return true;
}

static bool gen_import_from(Compiler *c, const Stmt *s)
{
    const AliasSeq *names = &s->v.import.names;
    Obj *module = s->v.import.module;
    if (!emit_const_int(c, s->v.import.level)) return false;
    if (module && s->pos.lineno > c->future_line && str_equal_ascii(module, "__future__"))
        return gen_error(c, "from __future__ imports must occur at the beginning of the file");
    Obj *list = retain_take(c, tuple_new(c->rt, names->n));
    if (!list) return false;
    for (int i = 0; i < names->n; i++) tuple_items(list)[i] = own(names->items[i]->name);
    if (!emit_const(c, list) || !emit_name(c, OP_IMPORT_NAME, module ? module : c->rt->empty_str)) return false;
    if (str_at(names->items[0]->name, 0) == '*') return emit(c, OP_IMPORT_STAR);
    for (int i = 0; i < names->n; i++) {
        const Alias *a = names->items[i];
        if (!emit_name(c, OP_IMPORT_FROM, a->name) || !gen_name(c, a->asname ? a->asname : a->name, STORE))
            return false;
    }
    return emit(c, OP_POP_TOP);
}

/* ---- the others ---------------------------------------------------------------------------------------- */

static bool gen_if(Compiler *c, const Stmt *s)
{
    Block *end = block_new(c), *orelse = end;
    bool has_else = s->v.while_loop.orelse.n > 0;
    if (!end || (has_else && !(orelse = block_new(c))) || !gen_jump_if(c, s->v.while_loop.test, orelse, false) ||
        !gen_stmts(c, &s->v.while_loop.body))
        return false;
    if (has_else) {
        if (!emit_jump_artificial(c, PSEUDO_JUMP, end)) return false;
        block_use(c, orelse);
        if (!gen_stmts(c, &s->v.while_loop.orelse)) return false;
    }
    block_use(c, end);
    return true;
}

static bool gen_assert(Compiler *c, const Stmt *s)
{
    const Expr *test = s->v.assert_stmt.test;
    bool pair = test->kind == X_TUPLE ? test->v.list.elts.n > 0
                                      : test->kind == X_CONSTANT && is_tuple(test->v.constant.value) &&
                                            tuple_len(test->v.constant.value) > 0;
    if (pair && !gen_warn(c, "assertion is always true, perhaps remove parentheses?")) return false;
    Block *end = block_new(c);
    if (!end || !gen_jump_if(c, test, end, true) || !emit(c, OP_LOAD_ASSERTION_ERROR)) return false;
    if (s->v.assert_stmt.msg &&
        (!gen_expr(c, s->v.assert_stmt.msg) || !emit_arg(c, OP_PRECALL, 0) || !emit_arg(c, OP_CALL, 0)))
        return false;
    if (!emit_arg(c, OP_RAISE_VARARGS, 1)) return false;
    block_use(c, end);
    return true;
}

static bool gen_raise(Compiler *c, const Stmt *s)
{
    const Expr *exc = s->v.raise.exc, *cause = exc ? s->v.raise.cause : NULL;
    return (!exc || gen_expr(c, exc)) && (!cause || gen_expr(c, cause)) &&
           emit_arg(c, OP_RAISE_VARARGS, (exc != NULL) + (cause != NULL));
}

static bool gen_expr_stmt(Compiler *c, const Expr *value)
{
    if (c->tree->kind == TREE_SINGLE && !c->unit->parent) return gen_expr(c, value) && emit(c, OP_PRINT_EXPR);
    if (value->kind == X_CONSTANT) return emit(c, OP_NOP);
    if (!gen_expr(c, value)) return false;
    c->unit->pos = NOWHERE;
    return emit(c, OP_POP_TOP);
}

static bool gen_stmt_kind(Compiler *c, const Stmt *s)
{
    switch (s->kind) {
    case S_FUNCTION:
    case S_ASYNC_FUNCTION: return gen_function(c, s);
    case S_CLASS: return gen_class(c, s);
    case S_RETURN: return gen_return(c, s);
    case S_DELETE: return gen_exprs(c, &s->v.delete.targets);
    case S_ASSIGN: return gen_assign(c, s);
    case S_AUG_ASSIGN: return gen_aug_assign(c, s);
    case S_ANN_ASSIGN: return gen_ann_assign(c, s);
    case S_FOR: return gen_for(c, s);
    case S_ASYNC_FOR: return gen_async_for(c, s);
    case S_WHILE: return gen_while(c, s);
    case S_IF: return gen_if(c, s);
    case S_WITH:
    case S_ASYNC_WITH: return gen_with(c, s, 0);
    case S_MATCH: return gen_match(c, s);
    case S_RAISE: return gen_raise(c, s);
    case S_TRY:
    case S_TRY_STAR: return gen_try(c, s);
    case S_ASSERT: return gen_assert(c, s);
    case S_IMPORT: return gen_import(c, s);
    case S_IMPORT_FROM: return gen_import_from(c, s);
    case S_GLOBAL:
    case S_NONLOCAL: return true;
    case S_EXPR: return gen_expr_stmt(c, s->v.expr.value);
    case S_PASS: return emit(c, OP_NOP);
    case S_BREAK: return gen_break(c);
    case S_CONTINUE: return gen_continue(c);
    }
    return false;
}

bool gen_stmt(Compiler *c, const Stmt *s)
{
    if (!nest(c)) return false;
    c->unit->pos = s->pos;
    bool ok = gen_stmt_kind(c, s);
    unnest(c);
    return ok;
}
