/* parse_bad_expr.c - mistakes in expressions and calls that have a message of their own.

   Each function stands where the grammar has its invalid_ rule, looks at the text from mark on, and puts mark
   back; when it knows the mistake, the exception is pending and failed is set. */
#include "compile/parse.h"

/* The last thing that a comprehension consists of. */
static Pos comprehension_end(const ComprehensionSeq *generators)
{
    const Comprehension *last = generators->items[generators->n - 1];
    return last->ifs.n ? last->ifs.items[last->ifs.n - 1]->pos : last->iter->pos;
}

static const char GENERATOR_IN_PARENS[] = "Generator expression must be parenthesized";
static const char MEANT_COMPARISON[] = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

/* ---- expressions ----------------------------------------------------------------------------------------- */

/* 3.11 compares as many letters as the name has: "m" and "ca" count as soft keywords too. */
static bool begins_soft_keyword(const Token *t)
{
    static const char *const words[] = {"_", "case", "match"};
    size_t n = (size_t)(t->end - t->start);
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (t->type == TOK_NAME && strncmp(words[i], t->start, n) == 0) return true;
    }
    return false;
}

/* "kf'...'" and the soft keywords are two names in a row that get no advice about commas. */
static bool two_words_ahead(Parser *p)
{
    const Token *t = current(p);
    if (t && begins_soft_keyword(t)) return true;
    int start = begin(p);
    bool found = take(p, TOK_NAME) && peek(p, TOK_STRING);
    p->mark = start;
    return found;
}

void bad_expression(Parser *p)
{
    int start = begin(p);
    if (!two_words_ahead(p)) {
        Expr *a = rule_disjunction(p), *b = a ? rule_expression_without_errors(p) : NULL;
        if (b && !is_legacy_stmt(a) && p->tokens[p->mark - 1]->level != 0)
            raise_over(p, a->pos, b->pos, "invalid syntax. Perhaps you forgot a comma?");
    }
    p->mark = start;
    Expr *a = rule_disjunction(p), *b = a && take(p, KW_IF) ? rule_disjunction(p) : NULL;
    if (b && !peek(p, KW_ELSE) && !peek(p, TOK_COLON))
        raise_over(p, a->pos, b->pos, "expected 'else' after 'if' expression");
    p->mark = start;
}

void bad_legacy_expression(Parser *p)
{
    int start = begin(p);
    Expr *a = rule_name(p);
    Expr *b = a && !peek(p, TOK_LPAR) ? rule_star_expressions(p) : NULL;
    if (b && is_legacy_stmt(a)) {
        const char *word = str_equal_ascii(a->v.name.id, "print") ? "print" : "exec";
        raise_over(p, a->pos, b->pos, "Missing parentheses in call to '%s'. Did you mean %s(...)?", word, word);
    }
    p->mark = start;
}

static bool no_more_equals(Parser *p) { return !peek(p, TOK_EQUAL) && !peek(p, TOK_COLONEQUAL); }

/* What "cannot assign to ..." is said of elsewhere. */
static bool display_ahead(Parser *p)
{
    int start = begin(p);
    bool found =
        rule_list(p) || rule_tuple(p) || rule_genexp(p) || peek(p, KW_TRUE) || peek(p, KW_NONE) || peek(p, KW_FALSE);
    p->mark = start;
    return found;
}

static void *named_mistakes(Parser *p)
{
    int start = begin(p);
    Expr *a = rule_expression(p);
    if (a && take(p, TOK_COLONEQUAL) && rule_expression(p))
        raise_at(p, a->pos, "cannot use assignment expressions with %s", expr_word(p, a));
    p->mark = start;
    a = rule_name(p);
    Expr *b = a && take(p, TOK_EQUAL) ? rule_bitwise_or(p) : NULL;
    if (b && no_more_equals(p)) raise_over(p, a->pos, b->pos, "%s", MEANT_COMPARISON);
    p->mark = start;
    if (!display_ahead(p)) {
        a = rule_bitwise_or(p);
        if (a && take(p, TOK_EQUAL) && rule_bitwise_or(p) && no_more_equals(p))
            raise_at(p, a->pos, "cannot assign to %s here. Maybe you meant '==' instead of '='?", expr_word(p, a));
    }
    return back(p, start);
}

void bad_named_expression(Parser *p) { memoized(p, RULE_BAD_NAMED, named_mistakes); }

void bad_group(Parser *p)
{
    int start = begin(p);
    Expr *a = take(p, TOK_LPAR) ? rule_starred_expression(p) : NULL;
    if (a && take(p, TOK_RPAR)) raise_at(p, a->pos, "cannot use starred expression here");
    p->mark = start;
    const Token *stars = take(p, TOK_LPAR) ? take(p, TOK_DOUBLESTAR) : NULL;
    if (stars && rule_expression(p) && take(p, TOK_RPAR))
        raise_at(p, stars->pos, "cannot use double starred expression here");
    p->mark = start;
}

/* ---- displays -------------------------------------------------------------------------------------------- */

static bool take_open(Parser *p, bool paren)
{
    return take(p, TOK_LSQB) || take(p, TOK_LBRACE) || (paren && take(p, TOK_LPAR));
}

void bad_comprehension(Parser *p)
{
    static const char forgot[] = "did you forget parentheses around the comprehension target?";
    int start = begin(p);
    ComprehensionSeq clauses;
    ExprSeq more;
    Expr *a = take_open(p, true) ? rule_starred_expression(p) : NULL;
    if (a && rule_for_if_clauses(p, &clauses))
        raise_at(p, a->pos, "iterable unpacking cannot be used in comprehension");
    p->mark = start;
    a = take_open(p, false) ? rule_star_named_expression(p) : NULL;
    if (a && take(p, TOK_COMMA) && rule_star_named_expressions(p, &more) && rule_for_if_clauses(p, &clauses))
        raise_over(p, a->pos, more.items[more.n - 1]->pos, "%s", forgot);
    p->mark = start;
    a = take_open(p, false) ? rule_star_named_expression(p) : NULL;
    const Token *comma = a ? take(p, TOK_COMMA) : NULL;
    if (comma && rule_for_if_clauses(p, &clauses)) raise_over(p, a->pos, comma->pos, "%s", forgot);
    p->mark = start;
}

void bad_dict_comprehension(Parser *p)
{
    int start = begin(p);
    ComprehensionSeq clauses;
    const Token *stars = take(p, TOK_LBRACE) ? take(p, TOK_DOUBLESTAR) : NULL;
    if (stars && rule_bitwise_or(p) && rule_for_if_clauses(p, &clauses) && take(p, TOK_RBRACE))
        raise_at(p, stars->pos, "dict unpacking cannot be used in dict comprehension");
    p->mark = start;
}

/* A value that is starred or missing. */
static void bad_value(Parser *p)
{
    int start = begin(p);
    const Token *star = rule_expression(p) && take(p, TOK_COLON) ? take(p, TOK_STAR) : NULL;
    if (star && rule_bitwise_or(p)) raise_from(p, star->pos, "cannot use a starred expression in a dictionary value");
    p->mark = start;
    const Token *colon = rule_expression(p) ? take(p, TOK_COLON) : NULL;
    if (colon && (peek(p, TOK_RBRACE) || peek(p, TOK_COMMA)))
        raise_at(p, colon->pos, "expression expected after dictionary key and ':'");
    p->mark = start;
}

static void bad_kvpair(Parser *p)
{
    int start = begin(p);
    Expr *a = rule_expression(p);
    if (a && !peek(p, TOK_COLON) && !p->failed) {
        Pos where = {a->pos.lineno, a->pos.end_col - 1, a->pos.end_lineno, -1};
        raise_at(p, where, "':' expected after dictionary key");
    }
    p->mark = start;
    bad_value(p);
}

void bad_double_starred_kvpairs(Parser *p)
{
    int start = begin(p);
    ExprSeq keys, values;
    if (rule_double_starred_kvpairs_bare(p, &keys, &values) && take(p, TOK_COMMA)) bad_kvpair(p);
    p->mark = start;
    bad_value(p);
}

/* ---- calls ----------------------------------------------------------------------------------------------- */

/* Behind arguments: "f(a, b for b in c)". */
static void generator_after(Parser *p, const Expr *args, const ComprehensionSeq *clauses)
{
    int n = args->v.call.args.n;
    if (n <= 1) return;
    raise_over(p, args->v.call.args.items[n - 1]->pos, comprehension_end(clauses), "%s", GENERATOR_IN_PARENS);
}

static void arguments_out_of_order(Parser *p, const Expr *args)
{
    bool unpacking = false;
    for (int i = 0; i < args->v.call.keywords.n; i++) unpacking |= !args->v.call.keywords.items[i]->name;
    raise_syntax(p, "positional argument follows keyword argument%s", unpacking ? " unpacking" : "");
}

static void unparenthesized(Parser *p, const Expr *a, const ComprehensionSeq *clauses)
{
    raise_over(p, a->pos, comprehension_end(clauses), "%s", GENERATOR_IN_PARENS);
}

/* "f(a for a in b, ...)" and "f(a=b for b in c)" */
static void generator_first(Parser *p)
{
    int start = begin(p);
    ComprehensionSeq clauses, others;
    Expr *a = rule_expression(p);
    if (a && rule_for_if_clauses(p, &clauses) && take(p, TOK_COMMA)) {
        if (!rule_args(p) && rule_expression(p)) rule_for_if_clauses(p, &others);
        unparenthesized(p, a, &clauses);
    }
    p->mark = start;
    a = rule_name(p);
    const Token *equal = a ? take(p, TOK_EQUAL) : NULL;
    if (equal && rule_expression(p) && rule_for_if_clauses(p, &clauses))
        raise_over(p, a->pos, equal->pos, "%s", MEANT_COMPARISON);
    p->mark = start;
}

void bad_arguments(Parser *p)
{
    int start = begin(p);
    ComprehensionSeq clauses;
    Expr *a = rule_args(p), *b;
    if (a && take(p, TOK_COMMA) && take(p, TOK_STAR))
        raise_at(p, a->pos, "iterable argument unpacking follows keyword argument unpacking");
    p->mark = start;
    generator_first(p);
    a = rule_args(p);
    if (a && rule_for_if_clauses(p, &clauses)) generator_after(p, a, &clauses);
    p->mark = start;
    b = rule_args(p) && take(p, TOK_COMMA) ? rule_expression(p) : NULL;
    if (b && rule_for_if_clauses(p, &clauses)) unparenthesized(p, b, &clauses);
    p->mark = start;
    a = rule_args(p);
    if (a && take(p, TOK_COMMA) && rule_args(p)) arguments_out_of_order(p, a);
    p->mark = start;
}

static const char *constant_keyword(TokenType type)
{
    return type == KW_TRUE ? "True" : type == KW_FALSE ? "False" : type == KW_NONE ? "None" : NULL;
}

void bad_kwarg(Parser *p)
{
    int start = begin(p);
    ComprehensionSeq clauses;
    const Token *first = current(p), *equal;
    const char *word = first ? constant_keyword(first->type) : NULL;
    if (word) {
        p->mark++;
        if ((equal = take(p, TOK_EQUAL))) raise_over(p, first->pos, equal->pos, "cannot assign to %s", word);
    }
    p->mark = start;
    Expr *a = rule_name(p);
    equal = a ? take(p, TOK_EQUAL) : NULL;
    if (equal && rule_expression(p) && rule_for_if_clauses(p, &clauses))
        raise_over(p, a->pos, equal->pos, "%s", MEANT_COMPARISON);
    p->mark = start;
    if (equal) return;
    a = rule_expression(p);
    if (a && (equal = take(p, TOK_EQUAL)))
        raise_over(p, a->pos, equal->pos, "expression cannot contain assignment, perhaps you meant \"==\"?");
    p->mark = start;
}
