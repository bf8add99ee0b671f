/* parse_args.c - the parameters of def and lambda.

   Both follow the same rules; a lambda's have no annotations and end at ':' instead of ')'.  Like every rule,
   these try one alternative after the other from the start, so names are read several times. */
#include "compile/parse.h"

static TokenType closing(bool lambda) { return lambda ? TOK_COLON : TOK_RPAR; }

/* A parameter ends with its comma, or before the end of all. */
static bool param_ends(Parser *p, bool lambda) { return take(p, TOK_COMMA) || peek(p, closing(lambda)); }

static Arg *arg_here(Parser *p, int start, Obj *name, Expr *annotation)
{
    Arg *a = name && !p->failed ? parser_alloc(p, sizeof *a) : NULL;
    if (a) *a = (Arg){name, annotation, span(p, start)};
    return a;
}

Arg *rule_param(Parser *p, bool lambda)
{
    int start = begin(p);
    Obj *name = take_name(p);
    if (!name) return NULL;
    int at = p->mark;
    Expr *annotation = !lambda && take(p, TOK_COLON) ? rule_expression(p) : NULL;
    if (!annotation) p->mark = at;
    return arg_here(p, start, name, annotation);
}

static Expr *param_default(Parser *p)
{
    int start = begin(p);
    Expr *value = take(p, TOK_EQUAL) ? rule_expression(p) : NULL;
    if (value) return value;
    p->mark = start;
    if (p->errors) bad_default(p);
    return back(p, start);
}

/* Twice: with a comma and without. */
Arg *rule_param_no_default(Parser *p, bool lambda)
{
    int start = begin(p);
    Arg *a = rule_param(p, lambda);
    if (a && take(p, TOK_COMMA)) return a;
    p->mark = start;
    a = a ? rule_param(p, lambda) : NULL;
    return a && peek(p, closing(lambda)) ? a : back(p, start);
}

static Arg *param_no_default_star_annotation(Parser *p)
{
    int start = begin(p);
    Obj *name = take_name(p);
    Expr *annotation = name && take(p, TOK_COLON) ? rule_star_expression(p) : NULL;
    Arg *a = annotation ? arg_here(p, start, name, annotation) : NULL;
    return a && param_ends(p, false) ? a : back(p, start);
}

static bool param_and_default(Parser *p, bool lambda, bool must, Param *out)
{
    int start = begin(p);
    for (int turn = 0; turn < 2; turn++) {
        out->arg = rule_param(p, lambda);
        if (!out->arg) break;
        out->value = param_default(p);
        if (!out->value && must) {
            p->mark = start;
            continue;
        }
        if (turn == 0 ? take(p, TOK_COMMA) != NULL : peek(p, closing(lambda))) return !p->failed;
        p->mark = start;
    }
    return back(p, start);
}

bool rule_param_with_default(Parser *p, bool lambda, Param *out) { return param_and_default(p, lambda, true, out); }
bool rule_param_maybe_default(Parser *p, bool lambda, Param *out) { return param_and_default(p, lambda, false, out); }

/* ---- runs of parameters ---------------------------------------------------------------------------------- */

static bool params_no_default(Parser *p, bool lambda, ArgSeq *out)
{
    *out = (ArgSeq){0, NULL};
    Arg *a;
    while ((a = rule_param_no_default(p, lambda)) && PUSH(p, *out, a)) continue;
    return out->n > 0;
}

static bool params(Parser *p, bool lambda, bool (*rule)(Parser *, bool, Param *), ParamSeq *out)
{
    *out = (ParamSeq){0, NULL};
    Param one;
    while (rule(p, lambda, &one) && PUSH(p, *out, one)) continue;
    return out->n > 0;
}

static bool params_with_default(Parser *p, bool lambda, ParamSeq *out)
{
    return params(p, lambda, rule_param_with_default, out);
}

void skip_params_no_default(Parser *p, bool lambda)
{
    ArgSeq skipped;
    params_no_default(p, lambda, &skipped);
}

int skip_params_maybe_default(Parser *p, bool lambda)
{
    ParamSeq skipped;
    params(p, lambda, rule_param_maybe_default, &skipped);
    return skipped.n;
}

bool rule_slash_no_default(Parser *p, bool lambda, ArgSeq *out)
{
    int start = begin(p);
    if (params_no_default(p, lambda, out) && take(p, TOK_SLASH) && take(p, TOK_COMMA)) return true;
    p->mark = start;
    if (params_no_default(p, lambda, out) && take(p, TOK_SLASH) && peek(p, closing(lambda))) return true;
    return back(p, start);
}

bool rule_slash_with_default(Parser *p, bool lambda, Slash *out)
{
    int start = begin(p);
    for (int turn = 0; turn < 2; turn++) {
        params_no_default(p, lambda, &out->plain);
        if (params_with_default(p, lambda, &out->with_default) && take(p, TOK_SLASH) &&
            (turn == 0 ? take(p, TOK_COMMA) != NULL : peek(p, closing(lambda))))
            return true;
        p->mark = start;
    }
    return false;
}

/* ---- putting them together ------------------------------------------------------------------------------- */

Arguments *arguments_empty(Parser *p) { return parser_alloc(p, sizeof(Arguments)); }

static void add_plain(Parser *p, ArgSeq *to, const ArgSeq *from)
{
    for (int i = 0; i < from->n; i++) {
        if (!PUSH(p, *to, from->items[i])) return;
    }
}

static void add_with_default(Parser *p, ArgSeq *to, ExprSeq *defaults, const ParamSeq *from)
{
    for (int i = 0; i < from->n; i++) {
        if (!PUSH(p, *to, from->items[i].arg) || !PUSH(p, *defaults, from->items[i].value)) return;
    }
}

static bool kwds(Parser *p, bool lambda, Arguments *out)
{
    int start = begin(p);
    if (p->errors) bad_kwds(p, lambda);
    out->kwarg = take(p, TOK_DOUBLESTAR) ? rule_param_no_default(p, lambda) : NULL;
    if (!out->kwarg) back(p, start);
    return out->kwarg != NULL;
}

/* What follows '*' and its name or comma. */
static void keyword_only(Parser *p, bool lambda, Arguments *out, const ParamSeq *only)
{
    add_with_default(p, &out->kwonly, &out->kw_defaults, only);
    kwds(p, lambda, out);
}

static bool star_etc(Parser *p, bool lambda, Arguments *out)
{
    int start = begin(p);
    ParamSeq only;
    if (p->errors) bad_star_etc(p, lambda);
    if (take(p, TOK_STAR)) {
        int after = p->mark;
        out->vararg = rule_param_no_default(p, lambda);
        if (!out->vararg && !lambda) out->vararg = param_no_default_star_annotation(p);
        if (out->vararg) {
            params(p, lambda, rule_param_maybe_default, &only);
            keyword_only(p, lambda, out, &only);
            return !p->failed;
        }
        p->mark = after;
        if (take(p, TOK_COMMA) && params(p, lambda, rule_param_maybe_default, &only)) {
            keyword_only(p, lambda, out, &only);
            return !p->failed;
        }
        p->mark = start;
    }
    return kwds(p, lambda, out);
}

/* The parameters without a star; false: none. */
static bool positional_params(Parser *p, bool lambda, Arguments *out)
{
    ArgSeq plain;
    ParamSeq defaults;
    Slash slash;
    if (rule_slash_no_default(p, lambda, &plain)) {
        add_plain(p, &out->posonly, &plain);
        params_no_default(p, lambda, &plain);
        add_plain(p, &out->args, &plain);
    } else if (rule_slash_with_default(p, lambda, &slash)) {
        add_plain(p, &out->posonly, &slash.plain);
        add_with_default(p, &out->posonly, &out->defaults, &slash.with_default);
    } else if (params_no_default(p, lambda, &plain)) {
        add_plain(p, &out->args, &plain);
    } else {
        params_with_default(p, lambda, &defaults);
        add_with_default(p, &out->args, &out->defaults, &defaults);
        return defaults.n > 0;
    }
    params_with_default(p, lambda, &defaults);
    add_with_default(p, &out->args, &out->defaults, &defaults);
    return true;
}

Arguments *rule_params(Parser *p, bool lambda)
{
    int start = begin(p);
    if (p->errors) bad_params(p, lambda);
    Arguments *a = p->failed ? NULL : arguments_empty(p);
    if (!a) return NULL;
    bool some = positional_params(p, lambda, a);
    some |= star_etc(p, lambda, a);
    return some && !p->failed ? a : back(p, start);
}

Expr *rule_lambdef(Parser *p)
{
    int start = begin(p);
    if (!take(p, KW_LAMBDA)) return NULL;
    if (!enter(p, 1)) return NULL;
    Arguments *args = rule_params(p, true);
    if (!args) args = arguments_empty(p);
    Expr *body = take(p, TOK_COLON) ? rule_expression(p) : NULL;
    leave(p, 1);
    Expr *e = body ? expr_here(p, X_LAMBDA, start) : NULL;
    if (!e) return back(p, start);
    e->v.lambda.args = args;
    e->v.lambda.body = body;
    return e;
}
