/* parse_call.c - the arguments of a call and of a class statement. */
#include "compile/parse.h"

/* Positional and starred arguments go to args, the others to keywords, each in its order. */
typedef struct CallArgs {
    ExprSeq args;
    KeywordSeq keywords;
} CallArgs;

Expr *rule_starred_expression(Parser *p)
{
    int start = begin(p);
    Expr *value = take(p, TOK_STAR) ? rule_expression(p) : NULL;
    Expr *e = value ? expr_here(p, X_STARRED, start) : NULL;
    if (!e) return back(p, start);
    e->v.starred.value = value;
    return e;
}

static bool push_keyword(Parser *p, CallArgs *out, int start, Obj *name, Expr *value)
{
    Keyword *k = parser_alloc(p, sizeof *k);
    if (!k) return false;
    *k = (Keyword){name, value, span(p, start)};
    return PUSH(p, out->keywords, k);
}

/* NAME '=' expression */
static bool named_argument(Parser *p, CallArgs *out)
{
    int start = begin(p);
    Obj *name = take_name(p);
    Expr *value = name && take(p, TOK_EQUAL) ? rule_expression(p) : NULL;
    if (value && push_keyword(p, out, start, name, value)) return true;
    return back(p, start);
}

static bool kwarg_or_starred(Parser *p, CallArgs *out)
{
    if (p->errors) bad_kwarg(p);
    if (named_argument(p, out)) return true;
    Expr *e = rule_starred_expression(p);
    return e && PUSH(p, out->args, e);
}

static bool kwarg_or_double_starred(Parser *p, CallArgs *out)
{
    int start = begin(p);
    if (p->errors) bad_kwarg(p);
    if (named_argument(p, out)) return true;
    Expr *value = take(p, TOK_DOUBLESTAR) ? rule_expression(p) : NULL;
    if (value && push_keyword(p, out, start, NULL, value)) return true;
    return back(p, start);
}

static bool gather_arguments(Parser *p, bool (*rule)(Parser *p, CallArgs *out), CallArgs *out)
{
    if (!rule(p, out)) return false;
    for (;;) {
        int at = p->mark;
        if (!take(p, TOK_COMMA) || !rule(p, out)) {
            p->mark = at;
            return !p->failed;
        }
    }
}

/* Names and single stars, then names and double stars.  [out] is untouched when nothing matches. */
static bool kwargs(Parser *p, CallArgs *out)
{
    int start = begin(p);
    CallArgs trial = *out;
    if (gather_arguments(p, kwarg_or_starred, &trial) && take(p, TOK_COMMA) &&
        gather_arguments(p, kwarg_or_double_starred, &trial)) {
        *out = trial;
        return true;
    }
    p->mark = start;
    trial = *out;
    if (gather_arguments(p, kwarg_or_starred, &trial)) {
        *out = trial;
        return true;
    }
    p->mark = start;
    trial = *out;
    if (gather_arguments(p, kwarg_or_double_starred, &trial)) {
        *out = trial;
        return true;
    }
    return back(p, start);
}

static Expr *positional(Parser *p)
{
    int start = begin(p);
    Expr *e = rule_starred_expression(p);
    if (e) return e;
    e = rule_plain_argument(p);
    return e && !peek(p, TOK_EQUAL) ? e : back(p, start);
}

Expr *rule_args(Parser *p)
{
    int start = begin(p);
    CallArgs a = {{0, NULL}, {0, NULL}};
    if (gather(p, positional, &a.args)) {
        int at = p->mark;
        if (!take(p, TOK_COMMA) || !kwargs(p, &a)) p->mark = at;
    } else if (!kwargs(p, &a)) {
        return back(p, start);
    }
    Expr *e = expr_here(p, X_CALL, start);
    if (e) {
        e->v.call.args = a.args;
        e->v.call.keywords = a.keywords;
    }
    return e;
}

static void *arguments(Parser *p)
{
    int start = begin(p);
    Expr *e = rule_args(p);
    if (e) {
        take(p, TOK_COMMA);
        if (peek(p, TOK_RPAR)) return e;
        p->mark = start;
    }
    if (p->errors) bad_arguments(p);
    return back(p, start);
}

Expr *rule_arguments(Parser *p) { return memoized(p, RULE_ARGUMENTS, arguments); }
