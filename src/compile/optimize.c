/* optimize.c - constant folding in the tree, as 3.11 does it: arithmetic on constants within limits, tuples
   and `in` displays made of constants, constant subscripts, not (a in b), '%s' % (x,) as an f-string.

   The limits keep a small source from becoming a big constant.  What cannot be computed stays as it is: the
   program will raise the error itself when it runs. */
#include "compile/codegen.h"

#include <stdio.h>
#include <string.h>

enum { MAX_INT_BITS = 128, MAX_ITEMS = 256, MAX_STR = 4096, MAX_TOTAL = 1024, MAX_DIGITS = 3 };

static bool fold_expr(Compiler *c, Expr *e);
static bool fold_stmts(Compiler *c, StmtSeq *seq);
static bool fold_body(Compiler *c, StmtSeq *body);

static bool fold_exprs(Compiler *c, ExprSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (seq->items[i] && !fold_expr(c, seq->items[i])) return false;
    }
    return true;
}

static bool fold_optional(Compiler *c, Expr *e) { return !e || fold_expr(c, e); }

/* Makes [e] the constant [value]; NULL [value]: it could not be computed, whatever the reason. */
static bool make_const_take(Compiler *c, Expr *e, TAKE Obj *value)
{
    if (!value) {
        if (!err_pending(c->rt)) return true;
        if (err_matches(c->rt, EXC_TYPE(c->rt, KeyboardInterrupt))) return false;
        err_clear(c->rt);
        return true;
    }
    if (!list_append_take(c->rt, c->tree->objects, value)) return false;
    e->kind = X_CONSTANT;
    e->v.constant.value = value;
    e->v.constant.u_prefix = false;
    return true;
}

static bool is_const(const Expr *e) { return e->kind == X_CONSTANT; }

static bool has_starred(const ExprSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (seq->items[i]->kind == X_STARRED) return true;
    }
    return false;
}

/* ---- operators ----------------------------------------------------------------------------------------- */

/* What remains of [limit] items after counting those in [o], nested ones too; negative: too many. */
static isize items_left(const Obj *o, Runtime *rt, isize limit)
{
    if (is_tuple(o)) {
        limit -= tuple_len(o);
        for (isize i = 0; limit >= 0 && i < tuple_len(o); i++) limit = items_left(tuple_peek(o, i), rt, limit);
    } else if (is_type(rt, o, FROZENSET)) {
        isize pos = 0;
        Obj *key;
        limit -= set_len(o);
        while (limit >= 0 && set_next(o, &pos, &key, NULL)) limit = items_left(key, rt, limit);
    }
    return limit;
}

static isize repeated_len(Runtime *rt, const Obj *o, isize *max)
{
    *max = is_str(o) || is_bytes(o) ? MAX_STR : MAX_ITEMS;
    if (is_str(o)) return str_len(o);
    if (is_bytes(o)) return bytes_len(o);
    if (is_tuple(o)) return tuple_len(o);
    return is_type(rt, o, FROZENSET) ? set_len(o) : -1;
}

static OWN Obj *multiply(Runtime *rt, Obj *v, Obj *w)
{
    if (is_int(v) && is_int(w) && int_sign(v) && int_sign(w)) {
        if (int_bit_length(v) + int_bit_length(w) > MAX_INT_BITS) return NULL;
    } else if (is_int(v) != is_int(w)) {
        Obj *times = is_int(v) ? v : w, *what = is_int(v) ? w : v;
        isize max, len = repeated_len(rt, what, &max);
        if (len > 0) {
            bool overflow = false;
            int64_t n = int_as_i64(times, &overflow);
            if (overflow || n < 0 || n > max / len) return NULL;
            if (max == MAX_ITEMS && n && items_left(what, rt, MAX_TOTAL / n) < 0) return NULL;
        }
    }
    return number_binary(rt, v, w, NB_MULTIPLY);
}

static OWN Obj *power(Runtime *rt, Obj *v, Obj *w)
{
    if (is_int(v) && is_int(w) && int_sign(v) && int_sign(w) > 0) {
        bool overflow = false;
        int64_t n = int_as_i64(w, &overflow);
        if (overflow || int_bit_length(v) > (uint64_t)(MAX_INT_BITS / n)) return NULL;
    }
    return number_binary(rt, v, w, NB_POWER);
}

static OWN Obj *shift_left(Runtime *rt, Obj *v, Obj *w)
{
    if (is_int(v) && is_int(w) && int_sign(v) && int_sign(w)) {
        bool overflow = false;
        int64_t n = int_as_i64(w, &overflow);
        if (overflow || n < 0 || n > MAX_INT_BITS || int_bit_length(v) > (uint64_t)(MAX_INT_BITS - n)) return NULL;
    }
    return number_binary(rt, v, w, NB_LSHIFT);
}

static OWN Obj *binary(Runtime *rt, Obj *v, Obj *w, int op)
{
    switch (op) {
    case NB_MULTIPLY: return multiply(rt, v, w);
    case NB_POWER: return power(rt, v, w);
    case NB_LSHIFT: return shift_left(rt, v, w);
    case NB_MATRIX_MULTIPLY: return NULL;
    case NB_REMAINDER: return is_str(v) || is_bytes(v) ? NULL : number_binary(rt, v, w, NB_REMAINDER);
    default: return number_binary(rt, v, w, (NumberOp)op);
    }
}

static OWN Obj *unary(Runtime *rt, Obj *v, UnaryOp op)
{
    switch (op) {
    case UNARY_INVERT: return number_invert(rt, v);
    case UNARY_UADD: return number_positive(rt, v);
    case UNARY_USUB: return number_negative(rt, v);
    case UNARY_NOT: break;
    }
    int truth = obj_truth(rt, v);
    return truth < 0 ? NULL : bool_new(rt, !truth);
}

static bool fold_unary(Compiler *c, Expr *e)
{
    Expr *arg = e->v.unary.operand;
    if (is_const(arg)) return make_const_take(c, e, unary(c->rt, arg->v.constant.value, e->v.unary.op));
    if (e->v.unary.op != UNARY_NOT || arg->kind != X_COMPARE || arg->v.compare.n != 1) return true;
    switch (arg->v.compare.ops[0]) {
    case COMPARE_IS: arg->v.compare.ops[0] = COMPARE_IS_NOT; break;
    case COMPARE_IS_NOT: arg->v.compare.ops[0] = COMPARE_IS; break;
    case COMPARE_IN: arg->v.compare.ops[0] = COMPARE_NOT_IN; break;
    case COMPARE_NOT_IN: arg->v.compare.ops[0] = COMPARE_IN; break;
    default: return true; /* the others need not be each other's opposite */
    }
    *e = *arg;
    return true;
}

/* ---- '%s' % (x,) --------------------------------------------------------------------------------------- */

static Expr *new_expr(Compiler *c, ExprKind kind, Pos pos)
{
    Expr *e = scratch_alloc(&c->tree->scratch, sizeof *e);
    if (!e) {
        err_no_memory(c->rt);
        return NULL;
    }
    e->kind = kind;
    e->pos = pos;
    return e;
}

static Expr *new_text_take(Compiler *c, TAKE Obj *text)
{
    if (!text || !list_append_take(c->rt, c->tree->objects, text)) return NULL;
    Expr *e = new_expr(c, X_CONSTANT, NOWHERE);
    if (e) e->v.constant.value = text;
    return e;
}

/* The text up to the next conversion, %% being a percent sign; NULL: there is none, or an error is pending. */
static Expr *format_literal(Compiler *c, const Obj *format, isize *at)
{
    Buf text = {0};
    isize i = *at, n = str_len(format);
    for (; i < n; i++) {
        uint32_t ch = str_at(format, i);
        if (ch == '%' && (i + 1 >= n || str_at(format, i + 1) != '%')) break;
        if (ch == '%') i++;
        buf_utf8(&text, ch);
    }
    Expr *e = NULL;
    if (i > *at) e = text.failed ? err_no_memory(c->rt) : new_text_take(c, str_from_utf8(c->rt, text.data, text.len));
    *at = i;
    buf_free(&text);
    return e;
}

typedef struct Conversion {
    bool left;
    int width, precision; /* -1: not given */
    uint32_t letter;
} Conversion;

static bool conversion_number(const Obj *format, isize *at, uint32_t *ch, int *out)
{
    for (int digits = 0; *ch >= '0' && *ch <= '9'; digits++) {
        if (*out < 0) *out = 0;
        *out = *out * 10 + (int)(*ch - '0');
        if (*at >= str_len(format) || digits + 1 >= MAX_DIGITS) return false;
        *ch = str_at(format, (*at)++);
    }
    return true;
}

static bool conversion_parse(const Obj *format, isize *at, Conversion *out)
{
    isize n = str_len(format);
    uint32_t ch;
    *out = (Conversion){.width = -1, .precision = -1};
    do {
        if (*at >= n) return false;
        ch = str_at(format, (*at)++);
        if (ch == '-') out->left = true;
    } while (ch == '-' || ch == '+' || ch == ' ' || ch == '#' || ch == '0');
    if (!conversion_number(format, at, &ch, &out->width)) return false;
    if (ch == '.') {
        out->precision = 0;
        if (*at >= n) return false;
        ch = str_at(format, (*at)++);
        if (!conversion_number(format, at, &ch, &out->precision)) return false;
    }
    out->letter = ch;
    return true;
}

/* The conversion at [at] as a formatted value; NULL: not one of %s %r %a, or an error is pending. */
static Expr *format_value(Compiler *c, const Obj *format, isize *at, Expr *arg)
{
    Conversion conv;
    if (!conversion_parse(format, at, &conv)) return NULL;
    if (conv.letter != 's' && conv.letter != 'r' && conv.letter != 'a') return NULL;
    char spec[32] = "";
    size_t n = 0;
    if (!conv.left && conv.width > 0) n += (size_t)snprintf(spec + n, sizeof spec - n, ">");
    if (conv.width >= 0) n += (size_t)snprintf(spec + n, sizeof spec - n, "%d", conv.width);
    if (conv.precision >= 0) n += (size_t)snprintf(spec + n, sizeof spec - n, ".%d", conv.precision);
    Expr *spec_expr = NULL;
    if (n && !(spec_expr = new_text_take(c, str_from_utf8(c->rt, spec, n)))) return NULL;
    Expr *e = new_expr(c, X_FORMATTED, arg->pos);
    if (!e) return NULL;
    e->v.formatted.value = arg;
    e->v.formatted.conversion = (int)conv.letter;
    e->v.formatted.spec = spec_expr;
    return e;
}

static bool fold_format(Compiler *c, Expr *e, const Obj *format, const ExprSeq *elts)
{
    ExprSeq parts = {0};
    parts.items = scratch_alloc(&c->tree->scratch, ((size_t)elts->n * 2 + 1) * sizeof *parts.items);
    if (!parts.items) {
        err_no_memory(c->rt);
        return false;
    }
    isize at = 0;
    int used = 0;
    for (;;) {
        Expr *text = format_literal(c, format, &at);
        if (text)
            parts.items[parts.n++] = text;
        else if (err_pending(c->rt))
            return false;
        if (at >= str_len(format)) break;
        if (used >= elts->n) return true; /* more conversions than values */
        at++;
        Expr *value = format_value(c, format, &at, elts->items[used++]);
        if (!value) return !err_pending(c->rt);
        parts.items[parts.n++] = value;
    }
    if (used < elts->n) return true;
    e->kind = X_JOINED;
    e->v.joined.values = parts;
    return true;
}

static bool fold_binary(Compiler *c, Expr *e)
{
    Expr *left = e->v.binary.left, *right = e->v.binary.right;
    if (!is_const(left)) return true;
    Obj *v = left->v.constant.value;
    if (e->v.binary.op == NB_REMAINDER && right->kind == X_TUPLE && is_str(v) && !has_starred(&right->v.list.elts))
        return fold_format(c, e, v, &right->v.list.elts);
    if (!is_const(right)) return true;
    return make_const_take(c, e, binary(c->rt, v, right->v.constant.value, e->v.binary.op));
}

/* ---- displays ------------------------------------------------------------------------------------------ */

/* NULL without an exception: not all are constants. */
static OWN Obj *const_tuple(Compiler *c, const ExprSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (!is_const(seq->items[i])) return NULL;
    }
    Obj *t = tuple_new(c->rt, seq->n);
    for (int i = 0; t && i < seq->n; i++) tuple_items(t)[i] = own(seq->items[i]->v.constant.value);
    return t;
}

static bool fold_tuple(Compiler *c, Expr *e)
{
    if (e->v.list.ctx != LOAD) return true;
    return make_const_take(c, e, const_tuple(c, &e->v.list.elts));
}

/* A list or set that is only searched or walked may be a tuple or frozenset. */
static bool fold_iterable(Compiler *c, Expr *e)
{
    if (e->kind == X_LIST) {
        if (has_starred(&e->v.list.elts)) return true;
        e->kind = X_TUPLE;
        return fold_tuple(c, e);
    }
    if (e->kind != X_SET) return true;
    Obj *items = const_tuple(c, &e->v.set.elts);
    if (!items) return make_const_take(c, e, NULL);
    hold(c->rt, "items of a constant set", items);
    Obj *set = frozenset_new(c->rt, items);
    drop(c->rt);
    return make_const_take(c, e, set);
}

static bool fold_subscript(Compiler *c, Expr *e)
{
    Expr *value = e->v.subscript.value, *slice = e->v.subscript.slice;
    if (e->v.subscript.ctx != LOAD || !is_const(value) || !is_const(slice)) return true;
    return make_const_take(c, e, obj_getitem(c->rt, value->v.constant.value, slice->v.constant.value));
}

static bool fold_compare(Compiler *c, Expr *e)
{
    int last = e->v.compare.n - 1;
    CompareKind op = e->v.compare.ops[last];
    return (op != COMPARE_IN && op != COMPARE_NOT_IN) || fold_iterable(c, e->v.compare.comparators[last]);
}

/* ---- walking ------------------------------------------------------------------------------------------- */

static bool fold_arg(Compiler *c, Arg *a)
{
    return !a || c->future_flags & FUTURE_ANNOTATIONS || fold_optional(c, a->annotation);
}

static bool fold_args(Compiler *c, ArgSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (!fold_arg(c, seq->items[i])) return false;
    }
    return true;
}

static bool fold_arguments(Compiler *c, Arguments *a)
{
    return fold_args(c, &a->posonly) && fold_args(c, &a->args) && fold_arg(c, a->vararg) && fold_args(c, &a->kwonly) &&
           fold_exprs(c, &a->kw_defaults) && fold_arg(c, a->kwarg) && fold_exprs(c, &a->defaults);
}

static bool fold_keywords(Compiler *c, KeywordSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (!fold_expr(c, seq->items[i]->value)) return false;
    }
    return true;
}

static bool fold_comp(Compiler *c, Expr *e)
{
    if (!fold_expr(c, e->v.comp.elt) || !fold_optional(c, e->v.comp.value)) return false;
    for (int i = 0; i < e->v.comp.generators.n; i++) {
        Comprehension *g = e->v.comp.generators.items[i];
        if (!fold_expr(c, g->target) || !fold_expr(c, g->iter) || !fold_exprs(c, &g->ifs) || !fold_iterable(c, g->iter))
            return false;
    }
    return true;
}

static bool fold_compares(Compiler *c, Expr *e)
{
    if (!fold_expr(c, e->v.compare.left)) return false;
    for (int i = 0; i < e->v.compare.n; i++) {
        if (!fold_expr(c, e->v.compare.comparators[i])) return false;
    }
    return fold_compare(c, e);
}

static bool fold_name(Compiler *c, Expr *e)
{
    if (e->v.name.ctx != LOAD || !str_equal_ascii(e->v.name.id, "__debug__")) return true;
    return make_const_take(c, e, bool_new(c->rt, true));
}

static bool fold_parts(Compiler *c, Expr *e)
{
    switch (e->kind) {
    case X_BOOL_OP: return fold_exprs(c, &e->v.bool_op.values);
    case X_NAMED: return fold_expr(c, e->v.named.value);
    case X_BINARY: return fold_expr(c, e->v.binary.left) && fold_expr(c, e->v.binary.right) && fold_binary(c, e);
    case X_UNARY: return fold_expr(c, e->v.unary.operand) && fold_unary(c, e);
    case X_LAMBDA: return fold_arguments(c, e->v.lambda.args) && fold_expr(c, e->v.lambda.body);
    case X_IF:
        return fold_expr(c, e->v.if_exp.test) && fold_expr(c, e->v.if_exp.body) && fold_expr(c, e->v.if_exp.orelse);
    case X_DICT: return fold_exprs(c, &e->v.dict.keys) && fold_exprs(c, &e->v.dict.values);
    case X_SET: return fold_exprs(c, &e->v.set.elts);
    case X_LIST_COMP:
    case X_SET_COMP:
    case X_DICT_COMP:
    case X_GENERATOR: return fold_comp(c, e);
    case X_AWAIT:
    case X_YIELD:
    case X_YIELD_FROM: return fold_optional(c, e->v.await.value);
    case X_COMPARE: return fold_compares(c, e);
    case X_CALL:
        return fold_expr(c, e->v.call.func) && fold_exprs(c, &e->v.call.args) && fold_keywords(c, &e->v.call.keywords);
    case X_FORMATTED: return fold_expr(c, e->v.formatted.value) && fold_optional(c, e->v.formatted.spec);
    case X_JOINED: return fold_exprs(c, &e->v.joined.values);
    case X_CONSTANT: return true;
    case X_ATTRIBUTE: return fold_expr(c, e->v.attribute.value);
    case X_SUBSCRIPT:
        return fold_expr(c, e->v.subscript.value) && fold_expr(c, e->v.subscript.slice) && fold_subscript(c, e);
    case X_STARRED: return fold_expr(c, e->v.starred.value);
    case X_NAME: return fold_name(c, e);
    case X_LIST: return fold_exprs(c, &e->v.list.elts);
    case X_TUPLE: return fold_exprs(c, &e->v.list.elts) && fold_tuple(c, e);
    case X_SLICE:
        return fold_optional(c, e->v.slice.lower) && fold_optional(c, e->v.slice.upper) &&
               fold_optional(c, e->v.slice.step);
    }
    return true;
}

static bool fold_expr(Compiler *c, Expr *e)
{
    if (!nest(c)) return false;
    bool ok = fold_parts(c, e);
    unnest(c);
    return ok;
}

static bool fold_pattern(Compiler *c, Pattern *p);

static bool fold_patterns(Compiler *c, PatternSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (!fold_pattern(c, seq->items[i])) return false;
    }
    return true;
}

static bool fold_pattern_parts(Compiler *c, Pattern *p)
{
    switch (p->kind) {
    case P_VALUE: return fold_expr(c, p->v.value.value);
    case P_SEQUENCE:
    case P_OR: return fold_patterns(c, &p->v.sequence.patterns);
    case P_MAPPING: return fold_exprs(c, &p->v.mapping.keys) && fold_patterns(c, &p->v.mapping.patterns);
    case P_CLASS:
        return fold_expr(c, p->v.cls.cls) && fold_patterns(c, &p->v.cls.patterns) &&
               fold_patterns(c, &p->v.cls.kwd_patterns);
    case P_AS: return !p->v.as.pattern || fold_pattern(c, p->v.as.pattern);
    case P_SINGLETON:
    case P_STAR: return true;
    }
    return true;
}

static bool fold_pattern(Compiler *c, Pattern *p)
{
    if (!nest(c)) return false;
    bool ok = fold_pattern_parts(c, p);
    unnest(c);
    return ok;
}

static bool fold_function(Compiler *c, Stmt *s)
{
    return fold_arguments(c, s->v.function.args) && fold_body(c, &s->v.function.body) &&
           fold_exprs(c, &s->v.function.decorators) &&
           (c->future_flags & FUTURE_ANNOTATIONS || fold_optional(c, s->v.function.returns));
}

static bool fold_with(Compiler *c, Stmt *s)
{
    for (int i = 0; i < s->v.with.items.n; i++) {
        WithItem *w = s->v.with.items.items[i];
        if (!fold_expr(c, w->context) || !fold_optional(c, w->vars)) return false;
    }
    return fold_stmts(c, &s->v.with.body);
}

static bool fold_try(Compiler *c, Stmt *s)
{
    if (!fold_stmts(c, &s->v.try_stmt.body)) return false;
    for (int i = 0; i < s->v.try_stmt.handlers.n; i++) {
        ExceptHandler *h = s->v.try_stmt.handlers.items[i];
        if (!fold_optional(c, h->type) || !fold_stmts(c, &h->body)) return false;
    }
    return fold_stmts(c, &s->v.try_stmt.orelse) && fold_stmts(c, &s->v.try_stmt.finalbody);
}

static bool fold_match(Compiler *c, Stmt *s)
{
    if (!fold_expr(c, s->v.match.subject)) return false;
    for (int i = 0; i < s->v.match.cases.n; i++) {
        MatchCase *m = s->v.match.cases.items[i];
        if (!fold_pattern(c, m->pattern) || !fold_optional(c, m->guard) || !fold_stmts(c, &m->body)) return false;
    }
    return true;
}

static bool fold_stmt_parts(Compiler *c, Stmt *s)
{
    switch (s->kind) {
    case S_FUNCTION:
    case S_ASYNC_FUNCTION: return fold_function(c, s);
    case S_CLASS:
        return fold_exprs(c, &s->v.class_def.bases) && fold_keywords(c, &s->v.class_def.keywords) &&
               fold_body(c, &s->v.class_def.body) && fold_exprs(c, &s->v.class_def.decorators);
    case S_RETURN:
    case S_EXPR: return fold_optional(c, s->v.expr.value);
    case S_DELETE: return fold_exprs(c, &s->v.delete.targets);
    case S_ASSIGN: return fold_exprs(c, &s->v.assign.targets) && fold_expr(c, s->v.assign.value);
    case S_AUG_ASSIGN: return fold_expr(c, s->v.aug_assign.target) && fold_expr(c, s->v.aug_assign.value);
    case S_ANN_ASSIGN:
        return fold_expr(c, s->v.ann_assign.target) &&
               (c->future_flags & FUTURE_ANNOTATIONS || fold_expr(c, s->v.ann_assign.annotation)) &&
               fold_optional(c, s->v.ann_assign.value);
    case S_FOR:
    case S_ASYNC_FOR:
        return fold_expr(c, s->v.for_loop.target) && fold_expr(c, s->v.for_loop.iter) &&
               fold_stmts(c, &s->v.for_loop.body) && fold_stmts(c, &s->v.for_loop.orelse) &&
               (s->kind == S_ASYNC_FOR || fold_iterable(c, s->v.for_loop.iter));
    case S_WHILE:
    case S_IF:
        return fold_expr(c, s->v.while_loop.test) && fold_stmts(c, &s->v.while_loop.body) &&
               fold_stmts(c, &s->v.while_loop.orelse);
    case S_WITH:
    case S_ASYNC_WITH: return fold_with(c, s);
    case S_MATCH: return fold_match(c, s);
    case S_RAISE: return fold_optional(c, s->v.raise.exc) && fold_optional(c, s->v.raise.cause);
    case S_TRY:
    case S_TRY_STAR: return fold_try(c, s);
    case S_ASSERT: return fold_expr(c, s->v.assert_stmt.test) && fold_optional(c, s->v.assert_stmt.msg);
    default: return true;
    }
}

static bool fold_stmts(Compiler *c, StmtSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if (!nest(c) || !fold_stmt_parts(c, seq->items[i])) return false;
        unnest(c);
    }
    return true;
}

/* An expression that only became a string by folding is no docstring: it is wrapped to show that. */
static bool fold_body(Compiler *c, StmtSeq *body)
{
    Obj *before = docstring_peek(body);
    if (!fold_stmts(c, body)) return false;
    if (before || !docstring_peek(body)) return true;
    Stmt *s = body->items[0];
    Expr *joined = new_expr(c, X_JOINED, s->pos);
    if (!joined) return false;
    joined->v.joined.values.items = scratch_alloc(&c->tree->scratch, sizeof(Expr *));
    if (!joined->v.joined.values.items) {
        err_no_memory(c->rt);
        return false;
    }
    joined->v.joined.values.items[0] = s->v.expr.value;
    joined->v.joined.values.n = 1;
    s->v.expr.value = joined;
    return true;
}

bool optimize_tree(Compiler *c)
{
    switch (c->tree->kind) {
    case TREE_SCRIPT:
    case TREE_FILE: return fold_body(c, &c->tree->body);
    case TREE_TYPED:
    case TREE_SINGLE: return fold_stmts(c, &c->tree->body);
    case TREE_EVAL: return fold_expr(c, c->tree->expr);
    }
    return true;
}
