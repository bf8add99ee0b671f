/* parse_fstring.c - f-strings as 3.11 reads them: the literal is one token; each expression in it is cut out,
   put in parentheses and parsed by a parser of its own, which knows where in the file it stands. */
#include "compile/parse.h"

typedef struct Cursor {
    Parser *p;
    StringParts *parts;
    const char **at, *end;
    bool raw;
    int depth; /* 0: the literal; 1: a format specification */
    Token *t;
} Cursor;

/* ---- text between expressions ---------------------------------------------------------------------------- */

/* Behind a backslash: skips what it belongs to; true: an ordinary brace may follow. */
static void skip_escape(const char **s, const char *end)
{
    if (**s == '{' || **s == '}') return; /* it opens an expression all the same */
    if (*(*s)++ != 'N' || *s == end || *(*s)++ != '{') return;
    while (*s < end && *(*s)++ != '}') continue;
}

/* Text up to an expression, the end, or a doubled brace.  *more: a doubled brace was passed, go on. */
static bool add_text(Cursor *c, bool *more)
{
    const char *start = *c->at, *s = start;
    *more = false;
    while (s < c->end) {
        char ch = *s++;
        if (!c->raw && ch == '\\' && s < c->end) {
            skip_escape(&s, c->end);
            continue;
        }
        if (ch != '{' && ch != '}') continue;
        if (c->depth == 0 && s < c->end && *s == ch) {
            *c->at = s + 1;
            *more = true;
            return text_decode(c->p, start, (size_t)(s - start), c->raw, &c->parts->text);
        }
        if (c->depth == 0 && ch == '}') return raise_syntax(c->p, "f-string: single '}' is not allowed");
        s--;
        break;
    }
    *c->at = s;
    return text_decode(c->p, start, (size_t)(s - start), c->raw, &c->parts->text);
}

/* ---- where an expression ends ---------------------------------------------------------------------------- */

typedef struct Scan {
    char quote; /* of the string that we are in, or 0 */
    bool triple;
    int depth;
    char bracket[BRACKETS_MAX];
} Scan;

static bool three(const char *s, const char *end) { return s + 2 < end && s[1] == s[0] && s[2] == s[0]; }

/* Quotes inside the expression; true: *s belongs to a string. */
static bool scan_string(Scan *scan, const char **s, const char *end)
{
    char ch = **s;
    if (scan->quote) {
        if (ch != scan->quote) return true;
        if (scan->triple && !three(*s, end)) return true;
        if (scan->triple) *s += 2;
        scan->quote = 0;
        return true;
    }
    if (ch != '\'' && ch != '"') return false;
    scan->quote = ch;
    scan->triple = three(*s, end);
    if (scan->triple) *s += 2;
    return true;
}

static bool scan_close(Parser *p, Scan *scan, char ch)
{
    if (scan->depth == 0) return raise_syntax(p, "f-string: unmatched '%c'", ch);
    char opening = scan->bracket[--scan->depth];
    if (ch == (opening == '(' ? ')' : opening == '[' ? ']' : '}')) return true;
    return raise_syntax(p, "f-string: closing parenthesis '%c' does not match opening parenthesis '%c'", ch, opening);
}

/* Whether the expression ends at s; "!=", "==", "<=", ">=" are passed. */
static bool scan_ends(const char **s, const char *end)
{
    char ch = **s;
    if (!strchr("!:}=<>", ch)) return false;
    if (*s + 1 < end && (*s)[1] == '=' && strchr("!=<>", ch)) {
        ++*s;
        return false;
    }
    return ch != '<' && ch != '>';
}

static bool find_end(Cursor *c, const char **stop)
{
    Parser *p = c->p;
    Scan scan = {.quote = 0, .depth = 0};
    const char *s = *c->at;
    for (; s < c->end; s++) {
        if (*s == '\\') return raise_syntax(p, "f-string expression part cannot include a backslash");
        if (scan_string(&scan, &s, c->end)) continue;
        if (*s == '[' || *s == '{' || *s == '(') {
            if (scan.depth >= BRACKETS_MAX) return raise_syntax(p, "f-string: too many nested parenthesis");
            scan.bracket[scan.depth++] = *s;
            continue;
        }
        if (*s == '#') return raise_syntax(p, "f-string expression part cannot include '#'");
        if (scan.depth == 0 && strchr("!:}=<>", *s)) {
            if (scan_ends(&s, c->end)) break;
            continue;
        }
        if ((*s == ']' || *s == '}' || *s == ')') && !scan_close(p, &scan, *s)) return false;
    }
    if (scan.quote) return raise_syntax(p, "f-string: unterminated string");
    if (scan.depth) return raise_syntax(p, "f-string: unmatched '%c'", scan.bracket[scan.depth - 1]);
    if (s >= c->end) return raise_syntax(p, "f-string: expecting '}'");
    *stop = s;
    return true;
}

/* ---- the expression -------------------------------------------------------------------------------------- */

/* Where the brace at [brace] stands: the line, and the column that the opening parenthesis gets. */
static void place(const Token *t, const char *brace, Parser *inner)
{
    int lines = 0, cols = 0;
    const char *line = t->start;
    for (const char *s = t->start; s < brace; s++) {
        if (*s != '\n') continue;
        lines++;
        line = s + 1;
    }
    if (brace[1 + strspn(brace + 1, " \t\f")] != '\n') cols = (int)(brace - line);
    inner->first_line = t->pos.lineno + lines;
    inner->first_col = lines ? cols : t->pos.col + cols;
    inner->tok.lineno = inner->first_line - 1;
}

static void *fstring_rule(Parser *p) { return rule_star_expressions(p); }

static Expr *parse_inner(Cursor *c, const char *start, const char *stop)
{
    Parser *p = c->p;
    size_t n = (size_t)(stop - start);
    if (strspn(start, " \t\n\f") >= n) {
        if (*stop == '!' || *stop == ':' || *stop == '=')
            return raise_syntax(p, "f-string: expression required before '%c'", *stop);
        return raise_syntax(p, "f-string: empty expression not allowed");
    }
    char *text = parser_alloc(p, n + 4);
    if (!text) return NULL;
    text[0] = '(';
    memcpy(text + 1, start, n);
    text[n + 1] = ')';
    text[n + 2] = '\n';
    Parser inner;
    parser_init(&inner, p->rt, p->tree, p->tok.filename, text, START_FSTRING);
    inner.tok.whole = p->tok.whole;
    place(c->t, start - 1, &inner);
    Expr *e = parser_run(&inner, fstring_rule);
    if (!e) p->failed = true;
    return e;
}

static bool conversion(Cursor *c, int *out)
{
    *out = -1;
    if (**c->at != '!') return true;
    ++*c->at;
    if (*c->at >= c->end) return raise_syntax(c->p, "f-string: expecting '}'");
    *out = (unsigned char)*(*c->at)++;
    if (*out == 's' || *out == 'r' || *out == 'a') return true;
    return raise_syntax(c->p, "f-string: invalid conversion character: expected 's', 'r', or 'a'");
}

static Expr *format_spec(Cursor *c)
{
    ++*c->at;
    if (*c->at >= c->end) return raise_syntax(c->p, "f-string: expecting '}'");
    StringParts parts = {.first = c->parts->first, .last = c->parts->last};
    bool fine = fstring_add(c->p, &parts, c->at, c->end, c->raw, c->depth + 1, c->t);
    parts.first = parts.last = c->t; /* it stands where its own literal stands */
    Expr *e = fine ? string_finish(c->p, &parts) : NULL;
    buf_free(&parts.text);
    return e;
}

/* "=": the expression's own text comes before its value. */
static bool debug_text(Cursor *c, const char *start)
{
    ++*c->at;
    while (*c->at < c->end && strchr(" \t\n\r\f\v", **c->at)) ++*c->at;
    if (*c->at >= c->end) return raise_syntax(c->p, "f-string: expecting '}'");
    buf_add(&c->parts->text, start, (size_t)(*c->at - start));
    return true;
}

static bool add_value(Cursor *c, Expr *value, int how, Expr *spec)
{
    Expr *e = expr_new(c->p, X_FORMATTED, span_of(c->parts->first->pos, c->parts->last->pos));
    if (!e) return false;
    e->v.formatted.value = value;
    e->v.formatted.conversion = how;
    e->v.formatted.spec = spec;
    return string_flush(c->p, c->parts) && PUSH(c->p, c->parts->values, e);
}

/* *at is on the opening brace. */
static bool add_expression(Cursor *c)
{
    Parser *p = c->p;
    if (c->depth >= 2) return raise_syntax(p, "f-string: expressions nested too deeply");
    const char *start = ++*c->at, *stop = NULL;
    if (!find_end(c, &stop)) return false;
    *c->at = stop;
    Expr *value = parse_inner(c, start, stop), *spec = NULL;
    if (!value) return false;
    bool debug = *stop == '=';
    int how;
    if (debug && !debug_text(c, start)) return false;
    if (!conversion(c, &how)) return false;
    if (*c->at >= c->end) return raise_syntax(p, "f-string: expecting '}'");
    if (**c->at == ':' && !(spec = format_spec(c))) return false;
    if (*c->at >= c->end || **c->at != '}') return raise_syntax(p, "f-string: expecting '}'");
    ++*c->at;
    if (debug && !spec && how == -1) how = 'r';
    return add_value(c, value, how, spec);
}

bool fstring_add(Parser *p, StringParts *parts, const char **at, const char *end, bool raw, int depth, Token *t)
{
    Cursor c = {p, parts, at, end, raw, depth, t};
    bool more;
    parts->is_fstring = true;
    for (;;) {
        if (!add_text(&c, &more)) return false;
        if (more) continue;
        if (*at >= end || **at == '}') break;
        if (!add_expression(&c)) return false;
    }
    if (depth > 0 && (*at >= end || **at != '}')) return raise_syntax(p, "f-string: expecting '}'");
    return true;
}
