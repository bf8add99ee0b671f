/* unparse.c - the source text of an expression, as __annotations__ holds it under
   `from __future__ import annotations`: one spelling for each tree, parentheses only where they are needed. */
#include "compile/codegen.h"

#include <math.h>
#include <string.h>

/* How tightly things bind, from loose to tight. */
enum {
    P_LEVEL_TUPLE,
    P_LEVEL_TEST,
    P_LEVEL_OR,
    P_LEVEL_AND,
    P_LEVEL_NOT,
    P_LEVEL_CMP,
    P_LEVEL_EXPR,
    P_LEVEL_BXOR,
    P_LEVEL_BAND,
    P_LEVEL_SHIFT,
    P_LEVEL_ARITH,
    P_LEVEL_TERM,
    P_LEVEL_FACTOR,
    P_LEVEL_POWER,
    P_LEVEL_AWAIT,
    P_LEVEL_ATOM
};

typedef struct Printer {
    Compiler *c;
    Buf *out;
} Printer;

static bool print_expr(Printer *p, const Expr *e, int level);

static bool text(Printer *p, const char *s)
{
    buf_str(p->out, s);
    return true;
}

static bool name(Printer *p, const Obj *o)
{
    str_add_utf8(p->out, o); /* a failure shows in the buffer */
    return true;
}

static bool open_if(Printer *p, bool parens) { return !parens || text(p, "("); }
static bool close_if(Printer *p, bool parens) { return !parens || text(p, ")"); }

static bool print_list(Printer *p, const ExprSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        if ((i && !text(p, ", ")) || !print_expr(p, seq->items[i], P_LEVEL_TEST)) return false;
    }
    return true;
}

/* ---- operators ----------------------------------------------------------------------------------------- */

static bool print_bool_op(Printer *p, const Expr *e, int level)
{
    bool is_and = e->v.bool_op.op == BOOL_AND;
    int own_level = is_and ? P_LEVEL_AND : P_LEVEL_OR;
    open_if(p, level > own_level);
    for (int i = 0; i < e->v.bool_op.values.n; i++) {
        if (i) text(p, is_and ? " and " : " or ");
        if (!print_expr(p, e->v.bool_op.values.items[i], own_level + 1)) return false;
    }
    return close_if(p, level > own_level);
}

static bool print_binary(Printer *p, const Expr *e, int level)
{
    static const struct {
        const char *word;
        int level;
    } ops[] = {
        [NB_ADD] = {" + ", P_LEVEL_ARITH},          [NB_SUBTRACT] = {" - ", P_LEVEL_ARITH},
        [NB_MULTIPLY] = {" * ", P_LEVEL_TERM},      [NB_MATRIX_MULTIPLY] = {" @ ", P_LEVEL_TERM},
        [NB_TRUE_DIVIDE] = {" / ", P_LEVEL_TERM},   [NB_REMAINDER] = {" % ", P_LEVEL_TERM},
        [NB_FLOOR_DIVIDE] = {" // ", P_LEVEL_TERM}, [NB_LSHIFT] = {" << ", P_LEVEL_SHIFT},
        [NB_RSHIFT] = {" >> ", P_LEVEL_SHIFT},      [NB_OR] = {" | ", P_LEVEL_EXPR},
        [NB_XOR] = {" ^ ", P_LEVEL_BXOR},           [NB_AND] = {" & ", P_LEVEL_BAND},
        [NB_POWER] = {" ** ", P_LEVEL_POWER},
    };
    int op = e->v.binary.op, own_level = ops[op].level;
    bool right_first = op == NB_POWER;
    return open_if(p, level > own_level) && print_expr(p, e->v.binary.left, own_level + right_first) &&
           text(p, ops[op].word) && print_expr(p, e->v.binary.right, own_level + !right_first) &&
           close_if(p, level > own_level);
}

static bool print_unary(Printer *p, const Expr *e, int level)
{
    static const char *const words[] = {
        [UNARY_INVERT] = "~", [UNARY_NOT] = "not ", [UNARY_UADD] = "+", [UNARY_USUB] = "-"};
    int own_level = e->v.unary.op == UNARY_NOT ? P_LEVEL_NOT : P_LEVEL_FACTOR;
    return open_if(p, level > own_level) && text(p, words[e->v.unary.op]) &&
           print_expr(p, e->v.unary.operand, own_level) && close_if(p, level > own_level);
}

static bool print_compare(Printer *p, const Expr *e, int level)
{
    static const char *const words[] = {
        [COMPARE_EQ] = " == ", [COMPARE_NE] = " != ",         [COMPARE_LT] = " < ",  [COMPARE_LE] = " <= ",
        [COMPARE_GT] = " > ",  [COMPARE_GE] = " >= ",         [COMPARE_IS] = " is ", [COMPARE_IS_NOT] = " is not ",
        [COMPARE_IN] = " in ", [COMPARE_NOT_IN] = " not in ",
    };
    open_if(p, level > P_LEVEL_CMP);
    if (!print_expr(p, e->v.compare.left, P_LEVEL_CMP + 1)) return false;
    for (int i = 0; i < e->v.compare.n; i++) {
        text(p, words[e->v.compare.ops[i]]);
        if (!print_expr(p, e->v.compare.comparators[i], P_LEVEL_CMP + 1)) return false;
    }
    return close_if(p, level > P_LEVEL_CMP);
}

static bool print_conditional(Printer *p, const Expr *e, int level)
{
    return open_if(p, level > P_LEVEL_TEST) && print_expr(p, e->v.if_exp.body, P_LEVEL_TEST + 1) && text(p, " if ") &&
           print_expr(p, e->v.if_exp.test, P_LEVEL_TEST + 1) && text(p, " else ") &&
           print_expr(p, e->v.if_exp.orelse, P_LEVEL_TEST) && close_if(p, level > P_LEVEL_TEST);
}

/* ---- lambda -------------------------------------------------------------------------------------------- */

static bool print_parameter(Printer *p, bool *first, const char *stars, const Arg *a, const Expr *value)
{
    if (!*first) text(p, ", ");
    *first = false;
    text(p, stars);
    if (!a) return true;
    name(p, a->name);
    if (a->annotation && (!text(p, ": ") || !print_expr(p, a->annotation, P_LEVEL_TEST))) return false;
    return !value || (text(p, "=") && print_expr(p, value, P_LEVEL_TEST));
}

static bool print_parameters(Printer *p, const Arguments *a)
{
    bool first = true;
    int npos = a->posonly.n, n = npos + a->args.n, plain = n - a->defaults.n;
    for (int i = 0; i < n; i++) {
        const Arg *arg = i < npos ? a->posonly.items[i] : a->args.items[i - npos];
        if (!print_parameter(p, &first, "", arg, i >= plain ? a->defaults.items[i - plain] : NULL)) return false;
        if (npos && i + 1 == npos) text(p, ", /");
    }
    if ((a->vararg || a->kwonly.n) && !print_parameter(p, &first, "*", a->vararg, NULL)) return false;
    for (int i = 0; i < a->kwonly.n; i++) {
        if (!print_parameter(p, &first, "", a->kwonly.items[i], a->kw_defaults.items[i])) return false;
    }
    return !a->kwarg || print_parameter(p, &first, "**", a->kwarg, NULL);
}

static bool print_lambda(Printer *p, const Expr *e, int level)
{
    const Arguments *a = e->v.lambda.args;
    return open_if(p, level > P_LEVEL_TEST) && text(p, a->posonly.n + a->args.n ? "lambda " : "lambda") &&
           print_parameters(p, a) && text(p, ": ") && print_expr(p, e->v.lambda.body, P_LEVEL_TEST) &&
           close_if(p, level > P_LEVEL_TEST);
}

/* ---- displays and comprehensions ----------------------------------------------------------------------- */

static bool print_dict(Printer *p, const Expr *e)
{
    text(p, "{");
    for (int i = 0; i < e->v.dict.values.n; i++) {
        const Expr *key = e->v.dict.keys.items[i], *value = e->v.dict.values.items[i];
        if (i) text(p, ", ");
        if (key && (!print_expr(p, key, P_LEVEL_TEST) || !text(p, ": "))) return false;
        if (!key) text(p, "**");
        if (!print_expr(p, value, key ? P_LEVEL_TEST : P_LEVEL_EXPR)) return false;
    }
    return text(p, "}");
}

static bool print_tuple(Printer *p, const Expr *e, int level)
{
    int n = e->v.list.elts.n;
    if (!n) return text(p, "()");
    return open_if(p, level > P_LEVEL_TUPLE) && print_list(p, &e->v.list.elts) && (n != 1 || text(p, ",")) &&
           close_if(p, level > P_LEVEL_TUPLE);
}

static bool print_generators(Printer *p, const ComprehensionSeq *seq)
{
    for (int i = 0; i < seq->n; i++) {
        const Comprehension *g = seq->items[i];
        text(p, g->is_async ? " async for " : " for ");
        if (!print_expr(p, g->target, P_LEVEL_TUPLE) || !text(p, " in ") || !print_expr(p, g->iter, P_LEVEL_TEST + 1))
            return false;
        for (int k = 0; k < g->ifs.n; k++) {
            if (!text(p, " if ") || !print_expr(p, g->ifs.items[k], P_LEVEL_TEST + 1)) return false;
        }
    }
    return true;
}

static bool print_comprehension(Printer *p, const Expr *e)
{
    const char *brackets = e->kind == X_GENERATOR ? "()" : e->kind == X_LIST_COMP ? "[]" : "{}";
    buf_char(p->out, brackets[0]);
    if (!print_expr(p, e->v.comp.elt, P_LEVEL_TEST)) return false;
    if (e->kind == X_DICT_COMP && (!text(p, ": ") || !print_expr(p, e->v.comp.value, P_LEVEL_TEST))) return false;
    if (!print_generators(p, &e->v.comp.generators)) return false;
    buf_char(p->out, brackets[1]);
    return true;
}

/* ---- calls, attributes, subscripts --------------------------------------------------------------------- */

static bool print_call(Printer *p, const Expr *e)
{
    const ExprSeq *args = &e->v.call.args;
    const KeywordSeq *keywords = &e->v.call.keywords;
    if (!print_expr(p, e->v.call.func, P_LEVEL_ATOM)) return false;
    if (args->n == 1 && !keywords->n && args->items[0]->kind == X_GENERATOR)
        return print_expr(p, args->items[0], P_LEVEL_TEST);
    if (!text(p, "(") || !print_list(p, args)) return false;
    for (int i = 0; i < keywords->n; i++) {
        const Keyword *k = keywords->items[i];
        if (i || args->n) text(p, ", ");
        if (k->name) name(p, k->name);
        text(p, k->name ? "=" : "**");
        if (!print_expr(p, k->value, P_LEVEL_TEST)) return false;
    }
    return text(p, ")");
}

/* 1 .real: a number needs a space before the point. */
static bool print_attribute(Printer *p, const Expr *e)
{
    const Expr *value = e->v.attribute.value;
    bool number = value->kind == X_CONSTANT && is_type(p->c->rt, value->v.constant.value, INT);
    return print_expr(p, value, P_LEVEL_ATOM) && text(p, number ? " ." : ".") && name(p, e->v.attribute.attr);
}

static bool print_slice(Printer *p, const Expr *e)
{
    if (e->v.slice.lower && !print_expr(p, e->v.slice.lower, P_LEVEL_TEST)) return false;
    text(p, ":");
    if (e->v.slice.upper && !print_expr(p, e->v.slice.upper, P_LEVEL_TEST)) return false;
    return !e->v.slice.step || (text(p, ":") && print_expr(p, e->v.slice.step, P_LEVEL_TEST));
}

/* ---- constants and f-strings --------------------------------------------------------------------------- */

static bool print_repr(Printer *p, Obj *o)
{
    Obj *repr = retain_take(p->c, obj_repr(p->c->rt, o));
    if (!repr) return false;
    if (!is_type(p->c->rt, o, FLOAT) && !is_type(p->c->rt, o, COMPLEX)) return name(p, repr);
    isize n;
    const char *s = str_utf8(p->c->rt, repr, &n);
    if (!s) return false;
    for (const char *inf; (inf = strstr(s, "inf")); s = inf + 3) { /* no literal is infinite but by overflow */
        buf_add(p->out, s, (size_t)(inf - s));
        text(p, "1e309");
    }
    return text(p, s);
}

static bool print_constant(Printer *p, Obj *o)
{
    if (o == &p->c->rt->ellipsis) return text(p, "...");
    if (!is_type(p->c->rt, o, TUPLE)) return print_repr(p, o);
    text(p, "(");
    for (isize i = 0; i < tuple_len(o); i++) {
        if (i) text(p, ", ");
        if (!print_constant(p, tuple_peek(o, i))) return false;
    }
    return text(p, tuple_len(o) == 1 ? ",)" : ")");
}

static bool print_formatted(Printer *p, const Expr *e);

/* The inside of an f-string: braces that mean themselves are doubled. */
static bool print_fstring_part(Printer *p, const Expr *e)
{
    if (e->kind == X_FORMATTED) return print_formatted(p, e);
    if (e->kind == X_JOINED) {
        for (int i = 0; i < e->v.joined.values.n; i++) {
            if (!print_fstring_part(p, e->v.joined.values.items[i])) return false;
        }
        return true;
    }
    const Obj *s = e->v.constant.value;
    for (isize i = 0; i < str_len(s); i++) {
        uint32_t ch = str_at(s, i);
        if (ch == '{' || ch == '}') buf_utf8(p->out, ch);
        buf_utf8(p->out, ch);
    }
    return true;
}

static bool print_formatted(Printer *p, const Expr *e)
{
    Buf inner = {0};
    Printer q = {p->c, &inner};
    bool ok = print_expr(&q, e->v.formatted.value, P_LEVEL_TEST + 1) && !inner.failed;
    if (ok) {
        text(p, inner.len && inner.data[0] == '{' ? "{ " : "{");
        buf_add(p->out, inner.data ? inner.data : "", inner.len);
    }
    buf_free(&inner);
    if (!ok) return false;
    if (e->v.formatted.conversion > 0) {
        text(p, "!");
        buf_char(p->out, (char)e->v.formatted.conversion);
    }
    if (e->v.formatted.spec && (!text(p, ":") || !print_fstring_part(p, e->v.formatted.spec))) return false;
    return text(p, "}");
}

static bool print_joined(Printer *p, const Expr *e)
{
    Buf inner = {0};
    Printer q = {p->c, &inner};
    bool ok = print_fstring_part(&q, e);
    Obj *whole = ok ? retain_take(p->c, str_from_utf8(p->c->rt, inner.data ? inner.data : "", inner.len)) : NULL;
    buf_free(&inner);
    return whole && text(p, "f") && print_repr(p, whole);
}

/* ---- all kinds ----------------------------------------------------------------------------------------- */

static bool print_yield(Printer *p, const Expr *e)
{
    if (!e->v.await.value) return text(p, "(yield)");
    return text(p, e->kind == X_YIELD ? "(yield " : "(yield from ") && print_expr(p, e->v.await.value, P_LEVEL_TEST) &&
           text(p, ")");
}

static bool print_kind(Printer *p, const Expr *e, int level)
{
    switch (e->kind) {
    case X_BOOL_OP: return print_bool_op(p, e, level);
    case X_BINARY: return print_binary(p, e, level);
    case X_UNARY: return print_unary(p, e, level);
    case X_LAMBDA: return print_lambda(p, e, level);
    case X_IF: return print_conditional(p, e, level);
    case X_DICT: return print_dict(p, e);
    case X_SET: return text(p, "{") && print_list(p, &e->v.set.elts) && text(p, "}");
    case X_LIST: return text(p, "[") && print_list(p, &e->v.list.elts) && text(p, "]");
    case X_TUPLE: return print_tuple(p, e, level);
    case X_LIST_COMP:
    case X_SET_COMP:
    case X_DICT_COMP:
    case X_GENERATOR: return print_comprehension(p, e);
    case X_YIELD:
    case X_YIELD_FROM: return print_yield(p, e);
    case X_AWAIT:
        return open_if(p, level > P_LEVEL_AWAIT) && text(p, "await ") &&
               print_expr(p, e->v.await.value, P_LEVEL_ATOM) && close_if(p, level > P_LEVEL_AWAIT);
    case X_COMPARE: return print_compare(p, e, level);
    case X_CALL: return print_call(p, e);
    case X_CONSTANT: return (!e->v.constant.u_prefix || text(p, "u")) && print_constant(p, e->v.constant.value);
    case X_JOINED: return print_joined(p, e);
    case X_FORMATTED: return print_formatted(p, e);
    case X_ATTRIBUTE: return print_attribute(p, e);
    case X_STARRED: return text(p, "*") && print_expr(p, e->v.starred.value, P_LEVEL_EXPR);
    case X_NAME: return name(p, e->v.name.id);
    case X_SLICE: return print_slice(p, e);
    case X_SUBSCRIPT:
        return print_expr(p, e->v.subscript.value, P_LEVEL_ATOM) && text(p, "[") &&
               print_expr(p, e->v.subscript.slice, P_LEVEL_TUPLE) && text(p, "]");
    case X_NAMED:
        return open_if(p, level > P_LEVEL_TUPLE) && print_expr(p, e->v.named.target, P_LEVEL_ATOM) && text(p, " := ") &&
               print_expr(p, e->v.named.value, P_LEVEL_ATOM) && close_if(p, level > P_LEVEL_TUPLE);
    }
    return false;
}

static bool print_expr(Printer *p, const Expr *e, int level)
{
    if (!nest(p->c)) return false;
    bool ok = print_kind(p, e, level);
    unnest(p->c);
    return ok;
}

OWN Obj *unparse_expr(Compiler *c, const Expr *e)
{
    Buf out = {0};
    Printer p = {c, &out};
    Obj *result = NULL;
    bool ok = print_expr(&p, e, P_LEVEL_TEST);
    if (ok) result = out.failed ? err_no_memory(c->rt) : str_from_utf8(c->rt, out.data, out.len);
    buf_free(&out);
    return result;
}
