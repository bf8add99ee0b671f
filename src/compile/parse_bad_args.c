/* parse_bad_args.c - mistakes in the parameters of def and lambda; see parse_bad_expr.c for the manner. */
#include "compile/parse.h"

static TokenType closing(bool lambda) { return lambda ? TOK_COLON : TOK_RPAR; }

/* Parameters before '/', of either kind. */
static bool slash(Parser *p, bool lambda)
{
    ArgSeq plain;
    Slash both;
    return rule_slash_no_default(p, lambda, &plain) || rule_slash_with_default(p, lambda, &both);
}

static bool some_with_default(Parser *p, bool lambda)
{
    Slash both;
    Param one;
    if (rule_slash_with_default(p, lambda, &both)) return true;
    int n = 0;
    while (rule_param_with_default(p, lambda, &one)) n++;
    return n > 0;
}

static void bad_order(Parser *p, bool lambda)
{
    int start = begin(p);
    skip_params_no_default(p, lambda);
    const Arg *a = some_with_default(p, lambda) ? rule_param_no_default(p, lambda) : NULL;
    if (a) raise_at(p, a->pos, "non-default argument follows default argument");
    p->mark = start;
}

/* The inside of brackets around parameters. */
static bool bracketed(Parser *p, bool lambda)
{
    if (!lambda) {
        int n = 0;
        while (rule_param_no_default(p, false)) n++;
        return n > 0;
    }
    if (!rule_param(p, true)) return false;
    for (;;) {
        int at = p->mark;
        if (!take(p, TOK_COMMA) || !rule_param(p, true)) {
            p->mark = at;
            return true;
        }
    }
}

static void bad_brackets(Parser *p, bool lambda)
{
    int start = begin(p);
    skip_params_no_default(p, lambda);
    const Token *open = take(p, TOK_LPAR), *close = NULL;
    if (open && bracketed(p, lambda)) {
        take(p, TOK_COMMA);
        close = take(p, TOK_RPAR);
    }
    if (close)
        raise_over(p, open->pos, close->pos, "%s parameters cannot be parenthesized",
                   lambda ? "Lambda expression" : "Function");
    p->mark = start;
}

static void bad_slash(Parser *p, bool lambda)
{
    int start = begin(p);
    if (slash(p, lambda)) {
        skip_params_maybe_default(p, lambda);
        const Token *again = take(p, TOK_SLASH);
        if (again) raise_at(p, again->pos, "/ may appear only once");
    }
    p->mark = start;
    slash(p, lambda);
    skip_params_maybe_default(p, lambda);
    if (take(p, TOK_STAR) && (take(p, TOK_COMMA) || rule_param_no_default(p, lambda))) {
        skip_params_maybe_default(p, lambda);
        const Token *late = take(p, TOK_SLASH);
        if (late) raise_at(p, late->pos, "/ must be ahead of *");
    }
    p->mark = start;
    if (skip_params_maybe_default(p, lambda) > 0 && take(p, TOK_SLASH)) {
        const Token *star = take(p, TOK_STAR);
        if (star) raise_at(p, star->pos, "expected comma between / and *");
    }
    p->mark = start;
}

void bad_params(Parser *p, bool lambda)
{
    int start = begin(p);
    bad_order(p, lambda);
    bad_brackets(p, lambda);
    const Token *first = take(p, TOK_SLASH);
    if (first && take(p, TOK_COMMA)) raise_at(p, first->pos, "at least one argument must precede /");
    p->mark = start;
    bad_slash(p, lambda);
    p->mark = start;
}

void bad_default(Parser *p)
{
    int start = begin(p);
    const Token *equal = take(p, TOK_EQUAL);
    if (equal && (peek(p, TOK_RPAR) || peek(p, TOK_COMMA)))
        raise_at(p, equal->pos, "expected default value expression");
    p->mark = start;
}

/* '*' and its name or comma, then a second one. */
static void second_star(Parser *p, bool lambda)
{
    int start = begin(p);
    if (take(p, TOK_STAR) && (rule_param_no_default(p, lambda) || take(p, TOK_COMMA))) {
        skip_params_maybe_default(p, lambda);
        const Token *star = take(p, TOK_STAR);
        if (star && (rule_param_no_default(p, lambda) || take(p, TOK_COMMA)))
            raise_at(p, star->pos, "* argument may appear only once");
    }
    p->mark = start;
}

void bad_star_etc(Parser *p, bool lambda)
{
    int start = begin(p);
    const Token *star = take(p, TOK_STAR);
    if (!star) return;
    bool bare =
        take(p, closing(lambda)) || (take(p, TOK_COMMA) && (take(p, closing(lambda)) || take(p, TOK_DOUBLESTAR)));
    if (bare && lambda)
        raise_syntax(p, "named arguments must follow bare *");
    else if (bare)
        raise_at(p, star->pos, "named arguments must follow bare *");
    p->mark = start + 1;
    const Token *equal = rule_param(p, lambda) ? take(p, TOK_EQUAL) : NULL;
    if (equal) raise_at(p, equal->pos, "var-positional argument cannot have default value");
    p->mark = start;
    second_star(p, lambda);
}

void bad_kwds(Parser *p, bool lambda)
{
    int start = begin(p);
    if (!take(p, TOK_DOUBLESTAR) || !rule_param(p, lambda)) {
        p->mark = start;
        return;
    }
    const Token *equal = take(p, TOK_EQUAL);
    if (equal) raise_at(p, equal->pos, "var-keyword argument cannot have default value");
    if (take(p, TOK_COMMA)) {
        static const char follow[] = "arguments cannot follow var-keyword argument";
        const Arg *a = rule_param(p, lambda);
        const Token *t = current(p);
        if (a)
            raise_at(p, a->pos, "%s", follow);
        else if (t && (t->type == TOK_STAR || t->type == TOK_DOUBLESTAR || t->type == TOK_SLASH))
            raise_at(p, t->pos, "%s", follow);
    }
    p->mark = start;
}
