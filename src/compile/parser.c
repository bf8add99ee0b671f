/* parser.c - where a parse begins and ends, and what all rules stand on: tokens that were read, results that
   are kept, nodes, names and numbers. */
#include "compile/parse.h"

#include <stdlib.h>
#include <uninorm.h>

/* ---- memory ---------------------------------------------------------------------------------------------- */

void *parser_no_memory(Parser *p)
{
    if (!p->failed) err_no_memory(p->rt);
    p->failed = true;
    return NULL;
}

void *parser_alloc(Parser *p, size_t n)
{
    void *m = scratch_alloc(&p->tree->scratch, n);
    return m ? m : parser_no_memory(p);
}

/* Room doubles at 4, 8, 16 ...: it follows from the number of items. */
bool seq_room(Parser *p, void *place, int n, size_t size)
{
    if (p->failed) return false;
    if (n != 0 && (n < 4 || (n & (n - 1)) != 0)) return true;
    if (n > INT32_MAX / 4) return parser_no_memory(p);
    void *bigger = parser_alloc(p, (n ? (size_t)n * 2 : 4) * size), *old;
    if (!bigger) return false;
    memcpy(&old, place, sizeof old);
    if (n) memcpy(bigger, old, (size_t)n * size);
    memcpy(place, &bigger, sizeof bigger);
    return true;
}

bool enter(Parser *p, int n)
{
    char *low = p->rt->c_stack_low;
    if (p->failed) return false;
    if (p->level + n > LEVELS_MAX || (low && (char *)__builtin_frame_address(0) < low)) return parser_no_memory(p);
    p->level += n;
    return true;
}

/* ---- tokens ---------------------------------------------------------------------------------------------- */

void parser_init(Parser *p, Runtime *rt, Tree *tree, Obj *filename, const char *text, StartRule start)
{
    memset(p, 0, sizeof *p);
    p->rt = rt;
    p->tree = tree;
    p->start = start;
    p->byte_columns = start == START_FSTRING;
    tokenizer_init(&p->tok, rt, filename, text, false);
}

static Token *token_new(Parser *p)
{
    if (p->fill == p->room) {
        int room = p->room ? p->room * 2 : 64;
        Token **tokens = parser_alloc(p, (size_t)room * sizeof *tokens);
        if (!tokens) return NULL;
        if (p->fill) memcpy(tokens, p->tokens, (size_t)p->fill * sizeof *tokens);
        p->tokens = tokens;
        p->room = room;
    }
    return parser_alloc(p, sizeof(Token));
}

static Pos token_pos(const Parser *p, TokenType type, const char *start, const char *end)
{
    const Tokenizer *t = &p->tok;
    bool multi = type == TOK_STRING;
    const char *line = multi ? t->first_line_start : t->line_start;
    Pos pos = {multi ? t->first_lineno : t->lineno, -1, t->lineno, -1};
    if (start && start >= line) pos.col = (int)(start - line);
    if (end && end >= t->line_start) pos.end_col = (int)(end - t->line_start);
    if (p->start == START_FSTRING && t->lineno == p->first_line) {
        pos.col += p->first_col;
        pos.end_col += p->first_col;
    }
    return pos;
}

/* One interactive statement may end with the text: then its line ends there, and its blocks. */
static TokenType end_of_single(Parser *p, TokenType type)
{
    if (p->start != START_SINGLE || type != TOK_ENDMARKER || !p->started) {
        p->started = true;
        return type;
    }
    p->started = false;
    p->tok.pending = -p->tok.indent;
    p->tok.indent = 0;
    return TOK_NEWLINE;
}

enum { POLL_TOKENS = 4096 };

bool parser_fill(Parser *p)
{
    Token *t = token_new(p);
    if (!t) return false;
    if (p->fill % POLL_TOKENS == POLL_TOKENS - 1 && UNLIKELY(rt_poll(p->rt))) {
        p->failed = true;
        return false;
    }
    TokenType type = tokenizer_next(&p->tok, &t->start, &t->end);
    if (p->tok.wants_more) {
        p->failed = true;
        return false;
    }
    if (p->typed && type == TOK_ERROR && p->tok.done == DONE_EOF) type = TOK_ENDMARKER;
    t->type = end_of_single(p, type);
    t->pos = token_pos(p, type, t->start, t->end);
    t->level = p->tok.level;
    p->tokens[p->fill++] = t;
    if (type == TOK_ERROR) {
        raise_token_error(p);
        p->failed = true;
    }
    return !p->failed;
}

bool token_is(const Token *t, const char *word)
{
    size_t n = strlen(word);
    return t->type == TOK_NAME && (size_t)(t->end - t->start) == n && memcmp(t->start, word, n) == 0;
}

bool peek_soft(Parser *p, const char *word)
{
    const Token *t = current(p);
    return t && token_is(t, word);
}

Token *force(Parser *p, TokenType type, const char *what)
{
    Token *t = current(p);
    if (!t) return NULL;
    if (t->type != type) return raise_at(p, t->pos, "expected '%s'", what);
    p->mark++;
    return t;
}

Pos span_of(Pos from, Pos to)
{
    from.end_lineno = to.end_lineno;
    from.end_col = to.end_col;
    return from;
}

static bool is_layout(TokenType type)
{
    return type == TOK_ENDMARKER || type == TOK_NEWLINE || type == TOK_INDENT || type == TOK_DEDENT;
}

Pos span(Parser *p, int start)
{
    int last = p->mark - 1;
    while (last > 0 && is_layout(p->tokens[last]->type)) last--;
    return span_of(p->tokens[start]->pos, p->tokens[last < 0 ? 0 : last]->pos);
}

/* ---- kept results ---------------------------------------------------------------------------------------- */

bool memo_find(Parser *p, Rule rule, void **node)
{
    const Token *t = current(p);
    *node = NULL;
    if (!t) return true;
    for (const Memo *m = t->memo; m; m = m->next) {
        if (m->rule != rule) continue;
        p->mark = m->mark;
        *node = m->node;
        return true;
    }
    return false;
}

void *memo_keep(Parser *p, int start, Rule rule, void *node)
{
    if (p->failed) return NULL;
    Memo *m = parser_alloc(p, sizeof *m);
    if (!m) return NULL;
    *m = (Memo){p->tokens[start]->memo, rule, p->mark, node};
    p->tokens[start]->memo = m;
    return node;
}

void *memoized(Parser *p, Rule rule, void *(*body)(Parser *p))
{
    void *node;
    if (memo_find(p, rule, &node)) return node;
    int start = p->mark;
    if (!enter(p, 1)) return NULL;
    node = body(p);
    leave(p, 1);
    if (!node) p->mark = start;
    return memo_keep(p, start, rule, node);
}

/* ---- nodes ----------------------------------------------------------------------------------------------- */

Expr *expr_new(Parser *p, ExprKind kind, Pos pos)
{
    if (p->failed) return NULL;
    Expr *e = parser_alloc(p, sizeof *e);
    if (!e) return NULL;
    e->kind = kind;
    e->pos = pos;
    return e;
}

Expr *expr_here(Parser *p, ExprKind kind, int start) { return p->failed ? NULL : expr_new(p, kind, span(p, start)); }

Expr *expr_constant(Parser *p, Obj *value, Pos pos)
{
    Expr *e = value ? expr_new(p, X_CONSTANT, pos) : NULL;
    if (e) e->v.constant.value = value;
    return e;
}

Expr *expr_tuple(Parser *p, ExprSeq elts, ExprContext ctx, Pos pos)
{
    Expr *e = expr_new(p, X_TUPLE, pos);
    if (e) {
        e->v.list.elts = elts;
        e->v.list.ctx = ctx;
    }
    return e;
}

/* The targets in a tuple, list or starred target change with it. */
Expr *expr_with_context(Parser *p, Expr *e, ExprContext ctx)
{
    Expr *copy = e ? expr_new(p, e->kind, e->pos) : NULL;
    if (!copy || !enter(p, 1)) return NULL;
    copy->v = e->v;
    switch (e->kind) {
    case X_NAME: copy->v.name.ctx = ctx; break;
    case X_ATTRIBUTE: copy->v.attribute.ctx = ctx; break;
    case X_SUBSCRIPT: copy->v.subscript.ctx = ctx; break;
    case X_STARRED:
        copy->v.starred.value = expr_with_context(p, e->v.starred.value, ctx);
        copy->v.starred.ctx = ctx;
        break;
    case X_TUPLE:
    case X_LIST:
        copy->v.list.elts = (ExprSeq){0, NULL};
        for (int i = 0; i < e->v.list.elts.n; i++) {
            Expr *item = expr_with_context(p, e->v.list.elts.items[i], ctx);
            if (!item || !PUSH(p, copy->v.list.elts, item)) break;
        }
        copy->v.list.ctx = ctx;
        break;
    default: break;
    }
    leave(p, 1);
    return p->failed ? NULL : copy;
}

Stmt *stmt_here(Parser *p, StmtKind kind, int start)
{
    if (p->failed) return NULL;
    Stmt *s = parser_alloc(p, sizeof *s);
    if (!s) return NULL;
    s->kind = kind;
    s->pos = span(p, start);
    return s;
}

Pattern *pattern_here(Parser *p, PatternKind kind, int start)
{
    if (p->failed) return NULL;
    Pattern *m = parser_alloc(p, sizeof *m);
    if (!m) return NULL;
    m->kind = kind;
    m->pos = span(p, start);
    return m;
}

bool gather(Parser *p, Expr *(*rule)(Parser *p), ExprSeq *out)
{
    Expr *e = rule(p);
    if (!e || !PUSH(p, *out, e)) return false;
    for (;;) {
        int at = p->mark;
        if (!take(p, TOK_COMMA) || !(e = rule(p))) {
            p->mark = at;
            return !p->failed;
        }
        if (!PUSH(p, *out, e)) return false;
    }
}

/* ---- names and numbers ----------------------------------------------------------------------------------- */

Obj *keep_take(Parser *p, TAKE Obj *o)
{
    if (o && list_append(p->rt, p->tree->objects, o)) {
        decref(p->rt, o); /* the list owns it */
        return o;
    }
    xdecref(p->rt, o);
    p->failed = true;
    return NULL;
}

/* Identifiers are compared in normal form KC. */
static OWN Obj *name_object(Parser *p, const char *s, size_t n)
{
    bool wide = false;
    for (size_t i = 0; i < n; i++) wide |= (unsigned char)s[i] >= 128;
    if (!wide) return str_from_utf8(p->rt, s, n);
    size_t len = 0;
    uint8_t *normal = u8_normalize(UNINORM_NFKC, (const uint8_t *)s, n, NULL, &len);
    if (!normal) return err_no_memory(p->rt);
    Obj *o = str_from_utf8(p->rt, (const char *)normal, len);
    free(normal);
    return o;
}

static Obj *name_of(Parser *p, Token *t)
{
    if (t->name) return list_append(p->rt, p->tree->objects, t->name) ? t->name : (p->failed = true, NULL);
    Obj *o = name_object(p, t->start, (size_t)(t->end - t->start));
    if (o) str_intern(p->rt, &o);
    t->name = keep_take(p, o);
    return t->name;
}

Obj *take_name(Parser *p)
{
    Token *t = take(p, TOK_NAME);
    return t ? name_of(p, t) : NULL;
}

Token *take_soft(Parser *p, const char *word)
{
    Token *t = current(p);
    if (!t || !token_is(t, word) || !name_of(p, t)) return NULL;
    p->mark++;
    return t;
}

Expr *rule_name(Parser *p)
{
    Token *t = take(p, TOK_NAME);
    Obj *id = t ? name_of(p, t) : NULL;
    Expr *e = id ? expr_new(p, X_NAME, t->pos) : NULL;
    if (e) e->v.name.id = id;
    return e;
}

/* An int literal may have too many digits to be read: say so where it stands. */
static void *number_error(Parser *p, const Token *t)
{
    Runtime *rt = p->rt;
    if (!err_matches(rt, EXC_TYPE(rt, ValueError))) {
        p->failed = true;
        return NULL;
    }
    Obj *type, *value, *tb;
    err_fetch(rt, &type, &value, &tb);
    err_normalize(rt, &type, &value, &tb);
    Obj *text = value ? obj_str(rt, value) : NULL;
    const char *bytes = text ? str_utf8(rt, text, NULL) : NULL;
    if (bytes) {
        Pos where = {t->pos.lineno, -1, t->pos.end_lineno, -1};
        raise_pos(p, EXC_TYPE(rt, SyntaxError), where,
                  "%s - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.", bytes);
    }
    p->failed = true;
    xdecref(rt, text);
    xdecref(rt, type);
    xdecref(rt, value);
    xdecref(rt, tb);
    return NULL;
}

static OWN Obj *number_object(Parser *p, const char *s, size_t n)
{
    bool radix = n > 1 && s[0] == '0' && strchr("xXoObB", s[1]);
    bool imaginary = !radix && (s[n - 1] == 'j' || s[n - 1] == 'J');
    bool real = !radix && (memchr(s, '.', n) || memchr(s, 'e', n) || memchr(s, 'E', n));
    if (!imaginary && !real) return int_from_text(p->rt, s, n, 0);
    char *digits = scratch_alloc(&p->tree->scratch, n + 1), *d = digits;
    if (!digits) return err_no_memory(p->rt);
    for (size_t i = 0; i < n; i++) {
        if (s[i] != '_') *d++ = s[i];
    }
    double value = 0;
    const char *end;
    double_parse(digits, &end, &value);
    return imaginary ? complex_new(p->rt, 0, value) : float_new(p->rt, value);
}

Expr *rule_number(Parser *p)
{
    Token *t = take(p, TOK_NUMBER);
    if (!t) return NULL;
    Obj *value = number_object(p, t->start, (size_t)(t->end - t->start));
    if (!value) return number_error(p, t);
    value = keep_take(p, value);
    return expr_constant(p, value, t->pos);
}

/* ---- the whole ------------------------------------------------------------------------------------------- */

void *parser_run(Parser *p, void *(*rule)(Parser *p))
{
    void *result = rule(p);
    if (result && !p->failed) return result;
    if (p->tok.wants_more) return NULL;
    if (p->failed && !err_matches(p->rt, EXC_TYPE(p->rt, SyntaxError))) return NULL;
    const Token *last = p->tokens[p->fill - 1];
    for (int i = 0; i < p->fill; i++) p->tokens[i]->memo = NULL;
    p->mark = p->level = 0;
    p->errors = true;
    if (!p->failed) rule(p);
    raise_generic(p, last);
    p->failed = true;
    return NULL;
}

static void *file_rule(Parser *p)
{
    if (!enter(p, 3)) return NULL;
    StmtSeq body = {0, NULL};
    rule_statements(p, &body);
    leave(p, 3);
    if (!take(p, TOK_ENDMARKER)) return NULL;
    p->tree->body = body;
    return p->tree;
}

static Stmt *pass_here(Parser *p)
{
    begin(p);
    p->mark++;
    return stmt_here(p, S_PASS, p->mark - 1);
}

static void *single_rule(Parser *p)
{
    StmtSeq body = {0, NULL};
    begin(p);
    if (!enter(p, 3)) return NULL;
    Stmt *s = rule_compound_stmt(p);
    if (s) {
        if (!take(p, TOK_NEWLINE))
            back(p, 0);
        else
            PUSH(p, body, s);
    }
    if (body.n == 0) rule_simple_stmts(p, &body);
    if (body.n == 0 && (peek(p, TOK_NEWLINE) || peek(p, TOK_ENDMARKER)) && (s = pass_here(p))) PUSH(p, body, s);
    leave(p, 3);
    p->tree->body = body;
    return body.n && !p->failed ? p->tree : NULL;
}

static void *eval_rule(Parser *p)
{
    if (!enter(p, 1)) return NULL;
    p->tree->expr = rule_expressions(p);
    leave(p, 1);
    if (!p->tree->expr) return NULL;
    while (take(p, TOK_NEWLINE)) continue;
    return take(p, TOK_ENDMARKER) ? p->tree : NULL;
}

/* Whether more than white space and comments follows the one statement. */
static bool more_follows(const char *s)
{
    for (;;) {
        s += strspn(s, " \t\n\f");
        if (*s != '#') return *s != '\0';
        s += strcspn(s, "\n");
    }
}

/* A copy of the text with lines that end in \n, one at the end, too, when [close]. */
static char *clean_text(Scratch *scratch, const char *source, size_t n, bool close)
{
    char *text = scratch_alloc(scratch, n + 2);
    if (text) source_clean(source, n, close, text);
    return text;
}

static void mark_file(Parser *p, const SourceText *source)
{
    const char *end = source->text + source->n;
    p->tok.from_file = true;
    p->tok.check_lines = !source->told;
    p->newline_added = source->n == 0 || (end[-1] != '\n' && end[-1] != '\r');
}

static Tree *tree_new(Runtime *rt, TreeKind kind)
{
    Tree *tree = calloc(1, sizeof *tree);
    if (!tree) return err_no_memory(rt);
    tree->kind = kind;
    tree->objects = list_new(rt, 0);
    if (tree->objects) return tree;
    free(tree);
    return NULL;
}

void tree_free(Runtime *rt, Tree *tree)
{
    if (!tree) return;
    xdecref(rt, tree->objects);
    scratch_free(&tree->scratch);
    free(tree);
}

static bool run_tree(Parser *p, TreeKind kind)
{
    switch (kind) {
    case TREE_FILE: return parser_run(p, file_rule);
    case TREE_EVAL: return parser_run(p, eval_rule);
    default: break;
    }
    if (!parser_run(p, single_rule)) return false;
    if (more_follows(p->tok.cur)) raise_syntax(p, "multiple statements found while compiling a single statement");
    return !p->failed;
}

static StartRule start_of(TreeKind kind)
{
    return kind == TREE_FILE ? START_FILE : kind == TREE_SINGLE ? START_SINGLE : START_EVAL;
}

static Tree *parse_tree(Runtime *rt, const SourceText *source, Obj *filename, TreeKind kind, bool warns)
{
    bool script = kind == TREE_SCRIPT, typed = kind == TREE_TYPED;
    if (script) kind = TREE_FILE;
    if (typed) kind = TREE_SINGLE;
    Tree *tree = tree_new(rt, kind);
    if (!tree) return NULL;
    bool fine = false;
    Parser p;
    const char *text = clean_text(&tree->scratch, source->text, source->n, kind == TREE_FILE);
    if (text) {
        hold(rt, "the syntax tree's list of objects", tree->objects);
        parser_init(&p, rt, tree, filename, text, start_of(kind));
        p.byte_columns = !source->told;
        if (warns) p.tok.whole = text;
        if (script) mark_file(&p, source);
        p.typed = typed;
        fine = run_tree(&p, kind);
        unhold(rt);
    } else {
        err_no_memory(rt);
    }
    if (fine) return tree;
    tree_free(rt, tree);
    return NULL;
}

Tree *parse_text(Runtime *rt, const SourceText *source, Obj *filename, TreeKind kind)
{
    return parse_tree(rt, source, filename, kind, true);
}

Tree *parse(Runtime *rt, const char *source, size_t n, Obj *filename, TreeKind kind)
{
    return parse_tree(rt, &(SourceText){source, n, true, NULL}, filename, kind, false);
}

bool parse_is_incomplete(Runtime *rt, const char *source, size_t n)
{
    Tree *tree = tree_new(rt, TREE_SINGLE);
    Parser p;
    bool more = false;
    const char *text = tree ? clean_text(&tree->scratch, source, n, true) : NULL;
    if (text) {
        hold(rt, "the syntax tree's list of objects", tree->objects);
        parser_init(&p, rt, tree, id_(rt, string), text, START_SINGLE);
        p.tok.interactive = true;
        single_rule(&p); /* one reading: looking for mistakes would ask for lines too */
        more = p.tok.wants_more;
        unhold(rt);
    }
    err_clear(rt);
    tree_free(rt, tree);
    return more;
}
