/* gen_class.c - code for what makes functions and classes: defaults, annotations, closures, decorators, and
   the bodies as code objects of their own. */
#include "compile/codegen.h"

enum { WITH_DEFAULTS = 1, WITH_KWDEFAULTS = 2, WITH_ANNOTATIONS = 4, WITH_CLOSURE = 8 };

bool gen_closure(Compiler *c, Obj *code, int flags)
{
    const Code *co = (const Code *)code;
    Unit *u = c->unit;
    for (int i = co->nlocals + co->nplaincellvars; i < co->nlocalsplus; i++) {
        Obj *name = tuple_peek(co->localsplusnames, i);
        bool cell = (u->kind == UNIT_CLASS && str_equal_ascii(name, "__class__")) ||
                    symbol_home(names_value(c, &u->scope->symbols, name)) == HOME_CELL;
        const NameMap *map = cell ? &u->cells : &u->frees;
        if (names_find(c, map, name) < 0) {
            err_bad_internal(c->rt, "closure");
            return false;
        }
        if (!emit_arg(c, OP_LOAD_CLOSURE, names_value(c, map, name))) return false;
    }
    if (co->nfreevars) {
        flags |= WITH_CLOSURE;
        if (!emit_arg(c, OP_BUILD_TUPLE, co->nfreevars)) return false;
    }
    return emit_const(c, code) && emit_arg(c, OP_MAKE_FUNCTION, flags);
}

/* ---- arguments ----------------------------------------------------------------------------------------- */

static bool check_arg(Compiler *c, const Arg *a) { return !a || check_name(c, a->name, STORE); }

static bool check_args(Compiler *c, const ArgSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (!check_arg(c, seq->items[i])) return false;
    }
    return true;
}

static bool check_arguments(Compiler *c, const Arguments *a)
{
    return check_args(c, &a->posonly) && check_args(c, &a->args) && check_arg(c, a->vararg) &&
           check_args(c, &a->kwonly) && check_arg(c, a->kwarg);
}

static bool gen_kwdefaults(Compiler *c, const Arguments *a, int *flags)
{
    Obj **names = compiler_alloc(c, ((size_t)a->kwonly.n + 1) * sizeof *names);
    int n = 0;
    if (!names) return false;
    for (int i = 0; i < a->kwonly.n; i++) {
        if (!a->kw_defaults.items[i]) continue;
        names[n] = mangle(c, c->unit->private_name, a->kwonly.items[i]->name);
        if (!names[n++] || !gen_expr(c, a->kw_defaults.items[i])) return false;
    }
    if (!n) return true;
    *flags |= WITH_KWDEFAULTS;
    return emit_const_tuple(c, names, n) && emit_arg(c, OP_BUILD_CONST_KEY_MAP, n);
}

static bool gen_defaults(Compiler *c, const Arguments *a, int *flags)
{
    if (a->defaults.n) {
        *flags |= WITH_DEFAULTS;
        if (!gen_exprs(c, &a->defaults) || !emit_arg(c, OP_BUILD_TUPLE, a->defaults.n)) return false;
    }
    return gen_kwdefaults(c, a, flags);
}

bool gen_annotation_text(Compiler *c, const Expr *e)
{
    Obj *text = retain_take(c, unparse_expr(c, e));
    return text && emit_const(c, text);
}

static bool gen_annotation(Compiler *c, Obj *name, const Expr *e, int *n)
{
    if (!e) return true;
    Obj *mangled = mangle(c, c->unit->private_name, name);
    if (!mangled || !emit_const(c, mangled)) return false;
    *n += 2;
    if (c->future_flags & FUTURE_ANNOTATIONS) return gen_annotation_text(c, e);
    if (e->kind == X_STARRED) return gen_expr(c, e->v.starred.value) && emit_arg(c, OP_UNPACK_SEQUENCE, 1);
    return gen_expr(c, e);
}

static bool gen_arg_annotations(Compiler *c, const ArgSeq *seq, int *n)
{
    for (int i = 0; i < seq->n; i++) {
        if (!gen_annotation(c, seq->items[i]->name, seq->items[i]->annotation, n)) return false;
    }
    return true;
}

static bool gen_annotations(Compiler *c, const Stmt *s, int *flags)
{
    const Arguments *a = s->v.function.args;
    int n = 0;
    if (!gen_arg_annotations(c, &a->args, &n) || !gen_arg_annotations(c, &a->posonly, &n) ||
        (a->vararg && !gen_annotation(c, a->vararg->name, a->vararg->annotation, &n)) ||
        !gen_arg_annotations(c, &a->kwonly, &n) ||
        (a->kwarg && !gen_annotation(c, a->kwarg->name, a->kwarg->annotation, &n)) ||
        !gen_annotation(c, id_(c->rt, return ), s->v.function.returns, &n))
        return false;
    if (!n) return true;
    *flags |= WITH_ANNOTATIONS;
    return emit_arg(c, OP_BUILD_TUPLE, n);
}

static void set_counts(Unit *u, const Arguments *a)
{
    u->argcount = a->args.n;
    u->posonlyargcount = a->posonly.n;
    u->kwonlyargcount = a->kwonly.n;
}

/* ---- functions ----------------------------------------------------------------------------------------- */

static bool gen_decorator_calls(Compiler *c, const ExprSeq *decorators)
{
    Pos outer = c->unit->pos;
    for (int i = decorators->n - 1; i >= 0; i--) {
        c->unit->pos = decorators->items[i]->pos;
        if (!emit_arg(c, OP_PRECALL, 0) || !emit_arg(c, OP_CALL, 0)) return false;
    }
    c->unit->pos = outer;
    return true;
}

static int first_line(const Stmt *s, const ExprSeq *decorators)
{
    return decorators->n ? decorators->items[0]->pos.lineno : s->pos.lineno;
}

static Obj *function_code(Compiler *c, const Stmt *s)
{
    const StmtSeq *body = &s->v.function.body;
    UnitKind kind = s->kind == S_ASYNC_FUNCTION ? UNIT_ASYNC_FUNCTION : UNIT_FUNCTION;
    if (!unit_enter(c, s->v.function.name, kind, s, first_line(s, &s->v.function.decorators))) return NULL;
    Obj *doc = docstring_peek(body);
    if (unit_const(c, doc ? doc : NONE(c->rt)) < 0) return NULL;
    set_counts(c->unit, s->v.function.args);
    StmtSeq rest = {body->n - (doc != NULL), body->items + (doc != NULL)};
    Obj *code = gen_stmts(c, &rest) ? assemble(c, true) : NULL;
    if (code) unit_leave(c);
    return code;
}

bool gen_function(Compiler *c, const Stmt *s)
{
    const Arguments *a = s->v.function.args;
    int flags = 0;
    if (!check_arguments(c, a) || !gen_exprs(c, &s->v.function.decorators) || !gen_defaults(c, a, &flags) ||
        !gen_annotations(c, s, &flags))
        return false;
    Obj *code = function_code(c, s);
    return code && gen_closure(c, code, flags) && gen_decorator_calls(c, &s->v.function.decorators) &&
           gen_name(c, s->v.function.name, STORE);
}

bool gen_lambda(Compiler *c, const Expr *e)
{
    const Arguments *a = e->v.lambda.args;
    int flags = 0;
    Obj *name = retain_take(c, str_interned(c->rt, "<lambda>"));
    if (!name || !check_arguments(c, a) || !gen_defaults(c, a, &flags) ||
        !unit_enter(c, name, UNIT_LAMBDA, e, e->pos.lineno) ||
        unit_const(c, NONE(c->rt)) < 0) /* first: a lambda has no docstring */
        return false;
    set_counts(c->unit, a);
    if (!gen_expr(c, e->v.lambda.body)) return false;
    bool generator = c->unit->scope->generator;
    if (!generator && !emit(c, OP_RETURN_VALUE)) return false;
    Obj *code = assemble(c, !generator);
    if (!code) return false;
    unit_leave(c);
    return gen_closure(c, code, flags);
}

/* ---- classes ------------------------------------------------------------------------------------------- */

static bool gen_class_body(Compiler *c, const Stmt *s)
{
    Runtime *rt = c->rt;
    Unit *u = c->unit;
    u->private_name = s->v.class_def.name;
    if (!gen_name(c, id_(rt, __name__), LOAD) || !gen_name(c, id_(rt, __module__), STORE) ||
        !emit_const(c, u->qualname) || !gen_name(c, id_(rt, __qualname__), STORE) || !gen_body(c, &s->v.class_def.body))
        return false;
    u->pos = NOWHERE;
    if (!u->scope->needs_class_cell) return emit_const(c, NONE(rt)) && emit(c, OP_RETURN_VALUE);
    return emit_arg(c, OP_LOAD_CLOSURE, 0) && emit_arg(c, OP_COPY, 1) && gen_name(c, id_(rt, __classcell__), STORE) &&
           emit(c, OP_RETURN_VALUE);
}

bool gen_class(Compiler *c, const Stmt *s)
{
    const ExprSeq *decorators = &s->v.class_def.decorators;
    if (!gen_exprs(c, decorators) || !unit_enter(c, s->v.class_def.name, UNIT_CLASS, s, first_line(s, decorators)) ||
        !gen_class_body(c, s))
        return false;
    Obj *code = assemble(c, true);
    if (!code) return false;
    unit_leave(c);
    return emit(c, OP_PUSH_NULL) && emit(c, OP_LOAD_BUILD_CLASS) && gen_closure(c, code, 0) &&
           emit_const(c, s->v.class_def.name) && gen_call_args(c, 2, &s->v.class_def.bases, &s->v.class_def.keywords) &&
           gen_decorator_calls(c, decorators) && gen_name(c, s->v.class_def.name, STORE);
}
