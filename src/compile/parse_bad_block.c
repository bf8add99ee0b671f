/* parse_bad_block.c - mistakes in compound statements: a missing colon, a missing block, and what is special
   to each; see parse_bad_expr.c for the manner. */
#include "compile/parse.h"

static void expected_colon(Parser *p) { raise_syntax(p, "expected ':'"); }

/* ':' NEWLINE and no block. */
static bool block_is_missing(Parser *p) { return take(p, TOK_COLON) && take(p, TOK_NEWLINE) && !peek(p, TOK_INDENT); }

static void expected_block(Parser *p, const char *what, int line)
{
    raise_indentation(p, "expected an indented block after %s on line %d", what, line);
}

static void expected_block_after(Parser *p, const char *word, int line)
{
    raise_indentation(p, "expected an indented block after '%s' statement on line %d", word, line);
}

/* ---- if, elif, while, else, finally ---------------------------------------------------------------------- */

void bad_condition(Parser *p, TokenType keyword, const char *word)
{
    int start = begin(p);
    if (take(p, keyword) && rule_named_expression(p) && take(p, TOK_NEWLINE)) expected_colon(p);
    p->mark = start;
    const Token *t = take(p, keyword);
    const Expr *test = t ? rule_named_expression(p) : NULL;
    /* "if" is found by its condition */
    if (test && block_is_missing(p)) expected_block_after(p, word, keyword == KW_IF ? test->pos.lineno : t->pos.lineno);
    p->mark = start;
}

void bad_word_block(Parser *p, TokenType keyword, const char *word)
{
    int start = begin(p);
    const Token *t = take(p, keyword);
    if (t && block_is_missing(p)) expected_block_after(p, word, t->pos.lineno);
    p->mark = start;
}

/* ---- for, with ------------------------------------------------------------------------------------------- */

/* The head of a for statement, without its colon. */
static const Token *for_head(Parser *p)
{
    take(p, KW_ASYNC);
    const Token *t = take(p, KW_FOR);
    return t && rule_star_targets(p) && take(p, KW_IN) && rule_star_expressions(p) ? t : NULL;
}

void bad_for_stmt(Parser *p)
{
    int start = begin(p);
    if (for_head(p) && take(p, TOK_NEWLINE)) expected_colon(p);
    p->mark = start;
    const Token *t = for_head(p);
    if (t && block_is_missing(p)) expected_block_after(p, "for", t->pos.lineno);
    p->mark = start;
}

static bool with_targets(Parser *p, Expr *(*rule)(Parser *p))
{
    int n = 0, at = begin(p);
    while (rule(p)) {
        int after = p->mark;
        if (!take(p, KW_AS) || !rule_star_target(p)) p->mark = after;
        at = p->mark;
        n++;
        if (!take(p, TOK_COMMA)) break;
    }
    p->mark = at;
    return n > 0;
}

/* The head of a with statement; with [bracket], its items are in one. */
static const Token *with_head(Parser *p, bool bracket)
{
    take(p, KW_ASYNC);
    const Token *t = take(p, KW_WITH);
    if (!t || (bracket && !take(p, TOK_LPAR))) return NULL;
    if (!with_targets(p, bracket ? rule_expressions : rule_expression)) return NULL;
    if (!bracket) return t;
    take(p, TOK_COMMA);
    return take(p, TOK_RPAR) ? t : NULL;
}

void bad_with_stmt(Parser *p)
{
    int start = begin(p);
    for (int bracket = 0; bracket < 2; bracket++) {
        if (with_head(p, bracket) && take(p, TOK_NEWLINE)) expected_colon(p);
        p->mark = start;
    }
}

void bad_with_stmt_indent(Parser *p)
{
    int start = begin(p);
    for (int bracket = 0; bracket < 2; bracket++) {
        const Token *t = with_head(p, bracket);
        if (t && block_is_missing(p)) expected_block_after(p, "with", t->pos.lineno);
        p->mark = start;
    }
}

/* ---- try ------------------------------------------------------------------------------------------------- */

static void skip_as_name(Parser *p)
{
    int at = begin(p);
    if (!take(p, KW_AS) || !take(p, TOK_NAME)) p->mark = at;
}

/* 'try' ':' block* and one or more handlers; false: not that. */
static bool try_with_handlers(Parser *p, bool (*handler)(Parser *p, ExceptHandler **out))
{
    ExceptHandler *h;
    int n = 0;
    if (!take(p, KW_TRY) || !take(p, TOK_COLON)) return false;
    while (rule_block(p)) continue;
    while (handler(p, &h)) n++;
    return n > 0;
}

static void mixed_handlers(Parser *p)
{
    static const char mixed[] = "cannot have both 'except' and 'except*' on the same 'try'";
    int start = begin(p);
    const Token *word = try_with_handlers(p, rule_except_block) ? take(p, KW_EXCEPT) : NULL;
    const Token *star = word ? take(p, TOK_STAR) : NULL;
    if (star && rule_expression(p)) {
        skip_as_name(p);
        if (take(p, TOK_COLON)) raise_over(p, word->pos, star->pos, "%s", mixed);
    }
    p->mark = start;
    word = try_with_handlers(p, rule_except_star_block) ? take(p, KW_EXCEPT) : NULL;
    if (word) {
        if (rule_expression(p)) skip_as_name(p);
        if (take(p, TOK_COLON)) raise_at(p, word->pos, "%s", mixed);
    }
    p->mark = start;
}

void bad_try_stmt(Parser *p)
{
    int start = begin(p);
    const Token *t = take(p, KW_TRY);
    if (t && block_is_missing(p)) expected_block_after(p, "try", t->pos.lineno);
    p->mark = start;
    if (take(p, KW_TRY) && take(p, TOK_COLON) && rule_block(p) && !peek(p, KW_EXCEPT) && !peek(p, KW_FINALLY))
        raise_syntax(p, "expected 'except' or 'finally' block");
    p->mark = start;
    mixed_handlers(p);
}

/* 'except' ['*'] and more */
static void bad_except_types(Parser *p)
{
    int start = begin(p);
    Expr *a = NULL;
    if (take(p, KW_EXCEPT)) {
        take(p, TOK_STAR);
        a = rule_expression(p);
    }
    if (a && take(p, TOK_COMMA) && rule_expressions(p)) {
        skip_as_name(p);
        if (take(p, TOK_COLON)) raise_from(p, a->pos, "multiple exception types must be parenthesized");
    }
    p->mark = start;
}

void bad_except_stmt(Parser *p)
{
    int start = begin(p);
    bad_except_types(p);
    if (!take(p, KW_EXCEPT)) return;
    take(p, TOK_STAR);
    if (rule_expression(p)) {
        skip_as_name(p);
        if (take(p, TOK_NEWLINE)) expected_colon(p);
    }
    p->mark = start + 1;
    if (take(p, TOK_NEWLINE)) expected_colon(p);
    if (take(p, TOK_STAR) && (take(p, TOK_NEWLINE) || take(p, TOK_COLON)))
        raise_syntax(p, "expected one or more exception types");
    p->mark = start;
}

void bad_except_stmt_indent(Parser *p)
{
    int start = begin(p);
    const Token *t = take(p, KW_EXCEPT);
    if (!t) return;
    if (rule_expression(p)) {
        skip_as_name(p);
        if (block_is_missing(p)) expected_block_after(p, "except", t->pos.lineno);
    }
    p->mark = start + 1;
    if (block_is_missing(p)) expected_block_after(p, "except", t->pos.lineno);
    p->mark = start;
}

void bad_except_star_stmt_indent(Parser *p)
{
    int start = begin(p);
    const Token *t = take(p, KW_EXCEPT);
    if (t && take(p, TOK_STAR) && rule_expression(p)) {
        skip_as_name(p);
        if (block_is_missing(p)) expected_block_after(p, "except*", t->pos.lineno);
    }
    p->mark = start;
}

/* ---- def, class ------------------------------------------------------------------------------------------ */

void bad_def_raw(Parser *p)
{
    int start = begin(p);
    take(p, KW_ASYNC);
    const Token *t = take(p, KW_DEF);
    if (t && take(p, TOK_NAME) && take(p, TOK_LPAR)) {
        rule_params(p, false);
        if (take(p, TOK_RPAR)) {
            int at = p->mark;
            if (!take(p, TOK_RARROW) || !rule_expression(p)) p->mark = at;
            if (block_is_missing(p)) expected_block(p, "function definition", t->pos.lineno);
        }
    }
    p->mark = start;
}

static const Token *class_head(Parser *p)
{
    const Token *t = take(p, KW_CLASS);
    if (!t || !take(p, TOK_NAME)) return NULL;
    int at = p->mark;
    if (take(p, TOK_LPAR)) {
        rule_arguments(p);
        if (!take(p, TOK_RPAR)) p->mark = at;
    }
    return t;
}

void bad_class_def_raw(Parser *p)
{
    int start = begin(p);
    if (class_head(p) && take(p, TOK_NEWLINE)) expected_colon(p);
    p->mark = start;
    const Token *t = class_head(p);
    if (t && block_is_missing(p)) expected_block(p, "class definition", t->pos.lineno);
    p->mark = start;
}

/* ---- match ----------------------------------------------------------------------------------------------- */

void bad_match_stmt(Parser *p)
{
    int start = begin(p);
    if (take_soft(p, "match") && rule_subject_expr(p) && take(p, TOK_NEWLINE)) expected_colon(p);
    p->mark = start;
    const Token *t = take_soft(p, "match");
    if (t && rule_subject_expr(p) && block_is_missing(p)) expected_block_after(p, "match", t->pos.lineno);
    p->mark = start;
}

void bad_case_block(Parser *p)
{
    int start = begin(p);
    for (int turn = 0; turn < 2; turn++) {
        const Token *t = take_soft(p, "case");
        if (t && rule_patterns(p)) {
            rule_guard(p);
            if (turn == 0 && take(p, TOK_NEWLINE)) expected_colon(p);
            if (turn == 1 && block_is_missing(p)) expected_block_after(p, "case", t->pos.lineno);
        }
        p->mark = start;
    }
}

void bad_as_pattern(Parser *p)
{
    int start = begin(p);
    const Token *t = rule_or_pattern(p) && take(p, KW_AS) ? take_soft(p, "_") : NULL;
    if (t) raise_at(p, t->pos, "cannot use '_' as a target");
    p->mark = start;
    if (rule_or_pattern(p) && take(p, KW_AS) && !peek(p, TOK_NAME)) {
        const Expr *a = rule_expression(p);
        if (a) raise_at(p, a->pos, "invalid pattern target");
    }
    p->mark = start;
}

void bad_class_pattern(Parser *p)
{
    int start = begin(p);
    if (rule_name_or_attr(p) && take(p, TOK_LPAR)) {
        PatternSeq before = {0, NULL}, named = {0, NULL}, after = {0, NULL};
        NameSeq names = {0, NULL};
        int at = p->mark;
        if (!rule_positional_patterns(p, &before) || !take(p, TOK_COMMA)) p->mark = at;
        if (rule_keyword_patterns(p, &names, &named) && take(p, TOK_COMMA) && rule_positional_patterns(p, &after))
            raise_over(p, after.items[0]->pos, after.items[after.n - 1]->pos,
                       "positional patterns follow keyword patterns");
    }
    p->mark = start;
}
