/* gen_call.c - code for calls and subscripts, and the warnings about what can hardly be meant: calling or
   indexing a literal, usually a missing comma. */
#include "compile/codegen.h"

/* ---- what kind of object an expression makes, where that is plain to see ------------------------------- */

static const Type *plain_type(Compiler *c, const Expr *e)
{
    Runtime *rt = c->rt;
    switch (e->kind) {
    case X_TUPLE: return TYPE_OF(rt, TUPLE);
    case X_LIST:
    case X_LIST_COMP: return TYPE_OF(rt, LIST);
    case X_DICT:
    case X_DICT_COMP: return TYPE_OF(rt, DICT);
    case X_SET:
    case X_SET_COMP: return TYPE_OF(rt, SET);
    case X_GENERATOR: return TYPE_OF(rt, GENERATOR);
    case X_LAMBDA: return TYPE_OF(rt, FUNCTION);
    case X_JOINED:
    case X_FORMATTED: return TYPE_OF(rt, STR);
    case X_CONSTANT: return type_of(e->v.constant.value);
    default: return NULL;
    }
}

static bool check_caller(Compiler *c, const Expr *func)
{
    const Type *t = func->kind == X_LAMBDA ? NULL : plain_type(c, func);
    return !t || gen_warn(c, "'%s' object is not callable; perhaps you missed a comma?", t->name);
}

static bool can_be_indexed(Compiler *c, const Expr *e)
{
    if (e->kind == X_SET || e->kind == X_SET_COMP || e->kind == X_GENERATOR || e->kind == X_LAMBDA) return false;
    if (e->kind != X_CONSTANT) return true;
    Obj *v = e->v.constant.value;
    return !(is_none(c->rt, v) || v == &c->rt->ellipsis || is_int(v) || is_type(c->rt, v, FLOAT) ||
             is_type(c->rt, v, COMPLEX) || is_anyset(c->rt, v));
}

static bool needs_integer(const Expr *e)
{
    switch (e->kind) {
    case X_CONSTANT:
        return is_str(e->v.constant.value) || is_bytes(e->v.constant.value) || is_tuple(e->v.constant.value);
    case X_TUPLE:
    case X_LIST:
    case X_LIST_COMP:
    case X_JOINED:
    case X_FORMATTED: return true;
    default: return false;
    }
}

static bool check_subscript(Compiler *c, const Expr *value, const Expr *slice)
{
    if (!can_be_indexed(c, value) &&
        !gen_warn(c, "'%s' object is not subscriptable; perhaps you missed a comma?", plain_type(c, value)->name))
        return false;
    const Type *index = plain_type(c, slice);
    if (!index || type_has(index, TF_INT) || !needs_integer(value)) return true;
    return gen_warn(c, "%s indices must be integers or slices, not %s; perhaps you missed a comma?",
                    plain_type(c, value)->name, index->name);
}

bool gen_subscript(Compiler *c, const Expr *e)
{
    static const int ops[] = {OP_BINARY_SUBSCR, OP_STORE_SUBSCR, OP_DELETE_SUBSCR};
    ExprContext ctx = e->v.subscript.ctx;
    return (ctx != LOAD || check_subscript(c, e->v.subscript.value, e->v.subscript.slice)) &&
           gen_expr(c, e->v.subscript.value) && gen_expr(c, e->v.subscript.slice) && emit(c, ops[ctx]);
}

/* ---- keyword arguments --------------------------------------------------------------------------------- */

static bool check_keywords(Compiler *c, const KeywordSeq *keywords)
{
    for (int i = 0; i < keywords->n; i++) {
        Obj *name = keywords->items[i]->name;
        if (!name) continue;
        if (!check_name(c, name, STORE)) return false;
        for (int k = i + 1; k < keywords->n; k++) {
            const Keyword *other = keywords->items[k];
            if (!other->name || !str_equal(name, other->name)) continue;
            c->unit->pos = other->pos;
            return gen_error(c, "keyword argument repeated: %O", name);
        }
    }
    return true;
}

/* The names from..to as a tuple of constants. */
static Obj *keyword_names(Compiler *c, const KeywordSeq *keywords, int from, int to)
{
    Obj *t = retain_take(c, tuple_new(c->rt, to - from));
    for (int i = from; t && i < to; i++) tuple_items(t)[i - from] = own(keywords->items[i]->name);
    return t;
}

static bool gen_keyword_values(Compiler *c, const KeywordSeq *keywords, int from, int to)
{
    for (int i = from; i < to; i++) {
        if (!gen_expr(c, keywords->items[i]->value)) return false;
    }
    return true;
}

static bool gen_keywords(Compiler *c, const KeywordSeq *keywords)
{
    if (!keywords->n) return true;
    if (!gen_keyword_values(c, keywords, 0, keywords->n)) return false;
    Obj *names = keyword_names(c, keywords, 0, keywords->n);
    int at = names ? unit_const(c, names) : -1;
    return at >= 0 && emit_arg(c, OP_KW_NAMES, at);
}

/* The keywords from..to as a dict. */
static bool gen_keyword_dict(Compiler *c, const KeywordSeq *keywords, int from, int to)
{
    int n = to - from;
    bool big = n * 2 > STACK_GUIDELINE;
    if (n > 1 && !big) {
        if (!gen_keyword_values(c, keywords, from, to)) return false;
        Obj *names = keyword_names(c, keywords, from, to);
        return names && emit_const(c, names) && emit_arg(c, OP_BUILD_CONST_KEY_MAP, n);
    }
    if (big && !emit_arg_artificial(c, OP_BUILD_MAP, 0)) return false;
    for (int i = from; i < to; i++) {
        if (!emit_const(c, keywords->items[i]->name) || !gen_expr(c, keywords->items[i]->value) ||
            (big && !emit_arg_artificial(c, OP_MAP_ADD, 1)))
            return false;
    }
    return big || emit_arg(c, OP_BUILD_MAP, n);
}

static bool gen_keyword_flush(Compiler *c, const KeywordSeq *keywords, int from, int to, bool *have)
{
    if (!gen_keyword_dict(c, keywords, from, to) || (*have && !emit_arg(c, OP_DICT_MERGE, 1))) return false;
    *have = true;
    return true;
}

static bool gen_all_keywords(Compiler *c, const KeywordSeq *keywords)
{
    bool have = false;
    int waiting = 0, n = keywords->n;
    for (int i = 0; i < n; i++) {
        if (keywords->items[i]->name) {
            waiting++;
            continue;
        }
        if (waiting && !gen_keyword_flush(c, keywords, i - waiting, i, &have)) return false;
        waiting = 0;
        if (!have && !emit_arg(c, OP_BUILD_MAP, 0)) return false;
        have = true;
        if (!gen_expr(c, keywords->items[i]->value) || !emit_arg(c, OP_DICT_MERGE, 1)) return false;
    }
    return !waiting || gen_keyword_flush(c, keywords, n - waiting, n, &have);
}

/* ---- calls --------------------------------------------------------------------------------------------- */

static bool is_plain(const ExprSeq *args, const KeywordSeq *keywords)
{
    for (int i = 0; i < args->n; i++) {
        if (args->items[i]->kind == X_STARRED) return false;
    }
    for (int i = 0; i < keywords->n; i++) {
        if (!keywords->items[i]->name) return false;
    }
    return true;
}

static bool emit_call(Compiler *c, int nargs) { return emit_arg(c, OP_PRECALL, nargs) && emit_arg(c, OP_CALL, nargs); }

bool gen_call_args(Compiler *c, int pushed, const ExprSeq *args, const KeywordSeq *keywords)
{
    if (!check_keywords(c, keywords)) return false;
    if (args->n + keywords->n * 2 <= STACK_GUIDELINE && is_plain(args, keywords))
        return gen_exprs(c, args) && gen_keywords(c, keywords) && emit_call(c, pushed + args->n + keywords->n);
    if (!pushed && args->n == 1 && args->items[0]->kind == X_STARRED) {
        if (!gen_expr(c, args->items[0]->v.starred.value)) return false;
    } else if (!gen_star_sequence(c, args, pushed, OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND, true)) {
        return false;
    }
    return gen_all_keywords(c, keywords) && emit_arg(c, OP_CALL_FUNCTION_EX, keywords->n > 0);
}

/* Whether the name was imported at module level: then what is called is hardly a method. */
static bool is_imported(Compiler *c, const Expr *e)
{
    return e->kind == X_NAME && names_value(c, &c->top->symbols, e->v.name.id) & DEF_IMPORT;
}

static bool is_method_call(Compiler *c, const Expr *e)
{
    const Expr *func = e->v.call.func;
    const KeywordSeq *keywords = &e->v.call.keywords;
    return func->kind == X_ATTRIBUTE && func->v.attribute.ctx == LOAD && !is_imported(c, func->v.attribute.value) &&
           e->v.call.args.n + keywords->n + (keywords->n != 0) < STACK_GUIDELINE && is_plain(&e->v.call.args, keywords);
}

static bool gen_method_call(Compiler *c, const Expr *e)
{
    const Expr *func = e->v.call.func;
    if (!gen_expr(c, func->v.attribute.value)) return false;
    c->unit->pos = func->pos;
    locate_attribute(c, func);
    if (!emit_name(c, OP_LOAD_METHOD, func->v.attribute.attr) || !gen_exprs(c, &e->v.call.args) ||
        !gen_keywords(c, &e->v.call.keywords))
        return false;
    c->unit->pos = e->pos;
    locate_attribute(c, func);
    return emit_call(c, e->v.call.args.n + e->v.call.keywords.n);
}

bool gen_call_expr(Compiler *c, const Expr *e)
{
    if (!check_keywords(c, &e->v.call.keywords)) return false;
    if (is_method_call(c, e)) return gen_method_call(c, e);
    if (!check_caller(c, e->v.call.func)) return false;
    c->unit->pos = e->v.call.func->pos;
    if (!emit(c, OP_PUSH_NULL)) return false;
    c->unit->pos = e->pos;
    return gen_expr(c, e->v.call.func) && gen_call_args(c, 0, &e->v.call.args, &e->v.call.keywords);
}
