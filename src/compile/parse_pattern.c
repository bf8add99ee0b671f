/* parse_pattern.c - the match statement and its patterns. */
#include "compile/parse.h"

/* ---- small parts ----------------------------------------------------------------------------------------- */

static bool pattern_continues(Parser *p) { return peek(p, TOK_DOT) || peek(p, TOK_LPAR) || peek(p, TOK_EQUAL); }

/* A name to be bound: not "_", and not the beginning of something else. */
static Obj *capture_target(Parser *p)
{
    int start = begin(p);
    if (take_soft(p, "_")) return back(p, start);
    Obj *name = take_name(p);
    return name && !pattern_continues(p) && !p->failed ? name : back(p, start);
}

static Expr *attribute_of(Parser *p, int start, Expr *value)
{
    int at = p->mark;
    Obj *attr = take(p, TOK_DOT) ? take_name(p) : NULL;
    Expr *e = attr ? expr_here(p, X_ATTRIBUTE, start) : NULL;
    if (!e) return back(p, at);
    e->v.attribute.value = value;
    e->v.attribute.attr = attr;
    return e;
}

/* NAME ('.' NAME)+ */
static Expr *attr(Parser *p)
{
    void *kept;
    if (memo_find(p, RULE_ATTR, &kept)) return kept;
    int start = p->mark, end = start;
    Expr *value = rule_name(p), *e = NULL, *more;
    while (value && (more = attribute_of(p, start, value))) {
        value = e = more;
        end = p->mark;
    }
    p->mark = end;
    return memo_keep(p, start, RULE_ATTR, e);
}

Expr *rule_name_or_attr(Parser *p)
{
    Expr *e = attr(p);
    return e ? e : rule_name(p);
}

/* ---- literals -------------------------------------------------------------------------------------------- */

static Expr *negative(Parser *p, int start, Expr *number)
{
    Expr *e = number ? expr_here(p, X_UNARY, start) : NULL;
    if (!e) return back(p, start);
    e->v.unary.op = UNARY_USUB;
    e->v.unary.operand = number;
    return e;
}

static Expr *signed_number(Parser *p)
{
    int start = begin(p);
    return take(p, TOK_MINUS) ? negative(p, start, rule_number(p)) : rule_number(p);
}

static bool is_complex(Parser *p, const Expr *e) { return is_type(p->rt, e->v.constant.value, COMPLEX); }

static Expr *real_number(Parser *p)
{
    Expr *e = rule_number(p);
    if (e && is_complex(p, e)) return raise_at(p, e->pos, "real number required in complex literal");
    return e;
}

static Expr *imaginary_number(Parser *p)
{
    Expr *e = rule_number(p);
    if (e && !is_complex(p, e)) return raise_at(p, e->pos, "imaginary number required in complex literal");
    return e;
}

static Expr *complex_number(Parser *p)
{
    int start = begin(p);
    Expr *real = take(p, TOK_MINUS) ? negative(p, start, real_number(p)) : real_number(p);
    bool plus = peek(p, TOK_PLUS);
    if (!real || (!plus && !peek(p, TOK_MINUS))) return back(p, start);
    p->mark++;
    Expr *imaginary = imaginary_number(p), *e = imaginary ? expr_here(p, X_BINARY, start) : NULL;
    if (!e) return back(p, start);
    e->v.binary.left = real;
    e->v.binary.op = plus ? NB_ADD : NB_SUBTRACT;
    e->v.binary.right = imaginary;
    return e;
}

static Expr *literal_number(Parser *p)
{
    int start = begin(p);
    if (!peek(p, TOK_NUMBER) && !peek(p, TOK_MINUS)) return NULL;
    Expr *e = signed_number(p);
    if (e && !peek(p, TOK_PLUS) && !peek(p, TOK_MINUS)) return p->failed ? NULL : e;
    p->mark = start;
    return complex_number(p);
}

/* None, True, False; NULL: none of them. */
static Obj *singleton(Parser *p)
{
    Obj *value;
    switch (current_type(p)) {
    case KW_NONE: value = NONE(p->rt); break;
    case KW_TRUE: value = bool_peek(p->rt, true); break;
    case KW_FALSE: value = bool_peek(p->rt, false); break;
    default: return NULL;
    }
    p->mark++;
    return value;
}

static Expr *literal_value(Parser *p)
{
    Expr *e = literal_number(p);
    return e ? e : rule_strings(p);
}

/* A key of a mapping pattern. */
static Expr *literal_expr(Parser *p)
{
    int start = begin(p);
    Expr *e = literal_value(p);
    if (e) return e;
    Obj *value = singleton(p);
    return value ? expr_constant(p, value, span(p, start)) : NULL;
}

static Pattern *value_here(Parser *p, int start, Expr *value)
{
    Pattern *m = pattern_here(p, P_VALUE, start);
    if (m) m->v.value.value = value;
    return m;
}

static Pattern *literal_pattern(Parser *p)
{
    int start = begin(p);
    Expr *e = literal_value(p);
    if (e) return value_here(p, start, e);
    Obj *value = singleton(p);
    Pattern *m = value ? pattern_here(p, P_SINGLETON, start) : NULL;
    if (m) m->v.singleton.value = value;
    return m;
}

/* ---- names ----------------------------------------------------------------------------------------------- */

static Pattern *as_here(Parser *p, int start, Pattern *pattern, Obj *name)
{
    Pattern *m = pattern_here(p, P_AS, start);
    if (m) {
        m->v.as.pattern = pattern;
        m->v.as.name = name;
    }
    return m;
}

static Pattern *wildcard_pattern(Parser *p)
{
    int start = begin(p);
    return take_soft(p, "_") ? as_here(p, start, NULL, NULL) : NULL;
}

static Pattern *name_pattern(Parser *p)
{
    int start = begin(p);
    Obj *name = capture_target(p);
    if (name) return as_here(p, start, NULL, name);
    Pattern *m = wildcard_pattern(p);
    if (m) return m;
    Expr *e = attr(p);
    if (e && !pattern_continues(p)) return value_here(p, start, e);
    return back(p, start);
}

/* ---- sequences ------------------------------------------------------------------------------------------- */

static void *star_pattern(Parser *p)
{
    int start = begin(p);
    if (!take(p, TOK_STAR)) return NULL;
    Obj *name = capture_target(p);
    if (!name && !wildcard_pattern(p)) return back(p, start);
    Pattern *m = pattern_here(p, P_STAR, start);
    if (m) m->v.star.name = name;
    return m;
}

static Pattern *maybe_star_pattern(Parser *p)
{
    Pattern *m = memoized(p, RULE_STAR_PATTERN, star_pattern);
    return m ? m : rule_pattern(p);
}

static bool gather_patterns(Parser *p, Pattern *(*rule)(Parser *p), PatternSeq *out)
{
    int at = begin(p), n = out->n;
    Pattern *m;
    while ((m = rule(p)) && PUSH(p, *out, m)) {
        at = p->mark;
        if (!take(p, TOK_COMMA)) break;
    }
    p->mark = at;
    return out->n > n && !p->failed;
}

static bool maybe_sequence(Parser *p, PatternSeq *out)
{
    if (!gather_patterns(p, maybe_star_pattern, out)) return false;
    take(p, TOK_COMMA);
    return true;
}

/* At least one comma. */
static bool open_sequence(Parser *p, PatternSeq *out)
{
    int start = begin(p);
    Pattern *first = maybe_star_pattern(p);
    if (!first || !take(p, TOK_COMMA)) return back(p, start);
    if (!PUSH(p, *out, first)) return false;
    maybe_sequence(p, out);
    return !p->failed;
}

static Pattern *sequence_here(Parser *p, PatternKind kind, int start, PatternSeq patterns)
{
    Pattern *m = pattern_here(p, kind, start);
    if (m) m->v.sequence.patterns = patterns;
    return m;
}

static Pattern *in_brackets(Parser *p)
{
    int start = begin(p);
    PatternSeq patterns = {0, NULL};
    if (!take(p, TOK_LSQB)) return NULL;
    maybe_sequence(p, &patterns);
    return take(p, TOK_RSQB) ? sequence_here(p, P_SEQUENCE, start, patterns) : back(p, start);
}

static Pattern *in_parens(Parser *p)
{
    int start = begin(p);
    PatternSeq patterns = {0, NULL};
    if (!take(p, TOK_LPAR)) return NULL;
    Pattern *group = rule_pattern(p);
    if (group && take(p, TOK_RPAR)) return group;
    p->mark = start + 1;
    open_sequence(p, &patterns);
    return take(p, TOK_RPAR) ? sequence_here(p, P_SEQUENCE, start, patterns) : back(p, start);
}

/* ---- mappings -------------------------------------------------------------------------------------------- */

static Obj *double_star_pattern(Parser *p)
{
    int start = begin(p);
    Obj *name = take(p, TOK_DOUBLESTAR) ? capture_target(p) : NULL;
    return name ? name : back(p, start);
}

static bool key_value(Parser *p, ExprSeq *keys, PatternSeq *patterns)
{
    int start = begin(p);
    Expr *key = literal_expr(p);
    if (!key) key = attr(p);
    Pattern *value = key && take(p, TOK_COLON) ? rule_pattern(p) : NULL;
    if (value) return PUSH(p, *keys, key) && PUSH(p, *patterns, value);
    return back(p, start);
}

static void items(Parser *p, ExprSeq *keys, PatternSeq *patterns)
{
    int at = begin(p);
    while (key_value(p, keys, patterns)) {
        at = p->mark;
        if (!take(p, TOK_COMMA)) break;
    }
    p->mark = at;
}

static Pattern *mapping_here(Parser *p, int start, ExprSeq keys, PatternSeq patterns, Obj *rest)
{
    if (!take(p, TOK_RBRACE)) return NULL;
    Pattern *m = pattern_here(p, P_MAPPING, start);
    if (m) {
        m->v.mapping.keys = keys;
        m->v.mapping.patterns = patterns;
        m->v.mapping.rest = rest;
    }
    return m;
}

/* Empty, a rest alone, items with a rest, items. */
static Pattern *mapping_pattern(Parser *p)
{
    int start = begin(p);
    ExprSeq keys = {0, NULL};
    PatternSeq patterns = {0, NULL};
    if (!take(p, TOK_LBRACE)) return NULL;
    Obj *rest = double_star_pattern(p);
    if (!rest) {
        items(p, &keys, &patterns);
        if (keys.n > 0 && take(p, TOK_COMMA)) rest = double_star_pattern(p);
    }
    if (rest) take(p, TOK_COMMA);
    Pattern *m = rest || keys.n == 0 ? mapping_here(p, start, keys, patterns, rest) : NULL;
    if (m || keys.n == 0) return m ? m : back(p, start);
    p->mark = start + 1;
    keys.n = patterns.n = 0;
    items(p, &keys, &patterns);
    take(p, TOK_COMMA);
    m = mapping_here(p, start, keys, patterns, NULL);
    return m ? m : back(p, start);
}

/* ---- classes --------------------------------------------------------------------------------------------- */

bool rule_positional_patterns(Parser *p, PatternSeq *out) { return gather_patterns(p, rule_pattern, out); }

static bool keyword_pattern(Parser *p, NameSeq *names, PatternSeq *patterns)
{
    int start = begin(p);
    Obj *name = take_name(p);
    Pattern *value = name && take(p, TOK_EQUAL) ? rule_pattern(p) : NULL;
    if (value) return PUSH(p, *names, name) && PUSH(p, *patterns, value);
    return back(p, start);
}

bool rule_keyword_patterns(Parser *p, NameSeq *names, PatternSeq *patterns)
{
    int at = begin(p), n = names->n;
    while (keyword_pattern(p, names, patterns)) {
        at = p->mark;
        if (!take(p, TOK_COMMA)) break;
    }
    p->mark = at;
    return names->n > n && !p->failed;
}

static Pattern *class_here(Parser *p, int start, Expr *cls, PatternSeq patterns, NameSeq names, PatternSeq named)
{
    if (!take(p, TOK_RPAR)) return NULL;
    Pattern *m = pattern_here(p, P_CLASS, start);
    if (m) {
        m->v.cls.cls = cls;
        m->v.cls.patterns = patterns;
        m->v.cls.kwd_attrs = names;
        m->v.cls.kwd_patterns = named;
    }
    return m;
}

/* The four alternatives: nothing, positional ones, those with names, both. */
static Pattern *class_alternative(Parser *p, bool positional, bool keywords)
{
    int start = begin(p);
    PatternSeq patterns = {0, NULL}, named = {0, NULL};
    NameSeq names = {0, NULL};
    Expr *cls = rule_name_or_attr(p);
    bool fine = cls && take(p, TOK_LPAR);
    if (fine && positional) fine = rule_positional_patterns(p, &patterns) && (!keywords || take(p, TOK_COMMA));
    if (fine && keywords) fine = rule_keyword_patterns(p, &names, &named);
    if (fine && (positional || keywords)) take(p, TOK_COMMA);
    Pattern *m = fine ? class_here(p, start, cls, patterns, names, named) : NULL;
    return m ? m : back(p, start);
}

static Pattern *class_pattern(Parser *p)
{
    Pattern *m = class_alternative(p, false, false);
    if (!m) m = class_alternative(p, true, false);
    if (!m) m = class_alternative(p, false, true);
    if (!m) m = class_alternative(p, true, true);
    if (!m && p->errors) bad_class_pattern(p);
    return m;
}

/* ---- patterns -------------------------------------------------------------------------------------------- */

static void *closed_pattern(Parser *p)
{
    static Pattern *(*const rules[])(Parser * p) = {literal_pattern, name_pattern,    in_parens,
                                                    in_brackets,     mapping_pattern, class_pattern};
    for (size_t i = 0; i < COUNT_OF(rules); i++) {
        Pattern *m = rules[i](p);
        if (m || p->failed) return m;
    }
    return NULL;
}

static Pattern *rule_closed_pattern(Parser *p)
{
    if (!enter(p, 4)) return NULL;
    Pattern *m = memoized(p, RULE_CLOSED_PATTERN, closed_pattern);
    leave(p, 4);
    return m;
}

Pattern *rule_or_pattern(Parser *p)
{
    int start = begin(p);
    PatternSeq patterns = {0, NULL};
    for (;;) {
        int at = p->mark;
        Pattern *m = (patterns.n == 0 || take(p, TOK_VBAR)) ? rule_closed_pattern(p) : NULL;
        if (!m) {
            p->mark = at;
            break;
        }
        if (!PUSH(p, patterns, m)) return NULL;
    }
    if (patterns.n <= 1) return patterns.n && !p->failed ? patterns.items[0] : NULL;
    return sequence_here(p, P_OR, start, patterns);
}

Pattern *rule_pattern(Parser *p)
{
    int start = begin(p);
    Pattern *m = rule_or_pattern(p);
    Obj *name = m && take(p, KW_AS) ? capture_target(p) : NULL;
    if (name) return as_here(p, start, m, name);
    p->mark = start;
    if (p->errors) bad_as_pattern(p);
    p->mark = start;
    return rule_or_pattern(p);
}

Pattern *rule_patterns(Parser *p)
{
    int start = begin(p);
    PatternSeq patterns = {0, NULL};
    if (open_sequence(p, &patterns)) return sequence_here(p, P_SEQUENCE, start, patterns);
    return rule_pattern(p);
}

/* ---- match ----------------------------------------------------------------------------------------------- */

Expr *rule_subject_expr(Parser *p)
{
    int start = begin(p);
    ExprSeq elts = {0, NULL}, more = {0, NULL};
    Expr *first = rule_star_named_expression(p);
    if (first && take(p, TOK_COMMA)) {
        if (!PUSH(p, elts, first)) return NULL;
        rule_star_named_expressions(p, &more);
        for (int i = 0; i < more.n; i++) {
            if (!PUSH(p, elts, more.items[i])) return NULL;
        }
        return expr_tuple(p, elts, LOAD, span(p, start));
    }
    p->mark = start;
    return rule_named_expression(p);
}

Expr *rule_guard(Parser *p)
{
    int start = begin(p);
    Expr *e = take(p, KW_IF) ? rule_named_expression(p) : NULL;
    return e ? e : back(p, start);
}

static MatchCase *case_block(Parser *p)
{
    int start = begin(p);
    if (p->errors) bad_case_block(p);
    Pattern *pattern = take_soft(p, "case") ? rule_patterns(p) : NULL;
    if (!pattern) return back(p, start);
    Expr *guard = rule_guard(p);
    const StmtSeq *body = take(p, TOK_COLON) ? rule_block(p) : NULL;
    MatchCase *c = body ? parser_alloc(p, sizeof *c) : NULL;
    if (!c) return back(p, start);
    *c = (MatchCase){pattern, guard, *body};
    return c;
}

Stmt *rule_match_stmt(Parser *p)
{
    int start = begin(p);
    Expr *subject = take_soft(p, "match") ? rule_subject_expr(p) : NULL;
    CaseSeq cases = {0, NULL};
    if (subject && take(p, TOK_COLON) && take(p, TOK_NEWLINE) && take(p, TOK_INDENT)) {
        MatchCase *c;
        while ((c = case_block(p)) && PUSH(p, cases, c)) continue;
        Stmt *s = cases.n > 0 && take(p, TOK_DEDENT) ? stmt_here(p, S_MATCH, start) : NULL;
        if (s) {
            s->v.match.subject = subject;
            s->v.match.cases = cases;
            return s;
        }
    }
    p->mark = start;
    if (p->errors) bad_match_stmt(p);
    return back(p, start);
}
