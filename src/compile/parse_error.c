/* parse_error.c - SyntaxErrors: where they point, the line they show, and which of several is told. */
#include "compile/parse.h"

#include <stdarg.h>

#include "share/utf8.h"

/* ---- the line and the offsets ---------------------------------------------------------------------------- */

typedef struct Line {
    const char *text;
    size_t n;
} Line;

/* Of a file, the line itself with its newline.  Of a string, what the tokenizer has before it, or an earlier
   line without its newline. */
static Line error_line(const Parser *p, int lineno)
{
    const Tokenizer *t = &p->tok;
    if (!t->from_file && t->lineno <= lineno && t->inp > t->buf) return (Line){t->buf, (size_t)(t->inp - t->buf)};
    const char *s = t->text;
    for (int line = p->first_line ? p->first_line : 1; line < lineno; line++) {
        const char *newline = strchr(s, '\n');
        if (!newline || !newline[1]) break;
        s = newline + 1;
    }
    size_t n = strcspn(s, "\n");
    return (Line){s, n + (t->from_file && s[n] && (s[n + 1] || !p->newline_added))};
}

/* A column of bytes from 1 as one of characters.  3.11 counts in the line that it shows, where each byte that is
   not UTF-8 has become U+FFFD, which takes three. */
static int char_offset(const Parser *p, Line line, int col)
{
    enum { REPLACEMENT_BYTES = 3 };
    if (col <= 0 || p->byte_columns) return col;
    size_t bytes = 0;
    int chars = 0;
    for (size_t i = 0; i < line.n; chars++) {
        uint32_t c;
        size_t n = utf8_decode(line.text + i, line.n - i, &c);
        if (bytes >= (size_t)col) return chars;
        bytes += n ? n : REPLACEMENT_BYTES;
        i += n ? n : 1;
    }
    return bytes >= (size_t)col ? chars : chars + 1;
}

/* Whether a message would hide an earlier one. */
static bool told_already(const Parser *p) { return p->tok.wants_more || (p->failed && err_pending(p->rt)); }

/* Columns count from 1 here. */
static void raise_columns(Parser *p, Obj *type, int lineno, int col, int end_lineno, int end_col, const char *format,
                          va_list ap)
{
    if (told_already(p)) return;
    Buf message = {0};
    buf_reserve(&message, 1);
    if (p->start == START_FSTRING) {
        buf_str(&message, "f-string: ");
        col -= p->first_col;
        end_col -= p->first_col;
    }
    buf_vprintf(&message, format, ap);
    p->failed = true;
    if (message.failed) {
        err_no_memory(p->rt);
    } else {
        Line line = error_line(p, lineno);
        err_syntax(p->rt, type, message.data, p->tok.filename, lineno, char_offset(p, line, col), end_lineno,
                   char_offset(p, line, end_col), line.text, line.n);
    }
    buf_free(&message);
}

/* ---- the ways to point ----------------------------------------------------------------------------------- */

static void raise_last(Parser *p, Obj *type, const char *format, va_list ap)
{
    if (p->fill == 0) {
        raise_columns(p, type, 0, 0, 0, -1, format, ap);
        return;
    }
    const Tokenizer *tok = &p->tok;
    Pos at = p->tokens[p->fill - 1]->pos;
    int col = at.col + 1;
    if (at.col == -1) col = tok->cur == tok->buf ? 0 : (int)(tok->cur - tok->line_start);
    raise_columns(p, type, at.lineno, col, at.end_lineno, at.end_col == -1 ? -1 : at.end_col + 1, format, ap);
}

#define SYNTAX_ERROR(p) EXC_TYPE((p)->rt, SyntaxError)

void *raise_syntax(Parser *p, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    raise_last(p, SYNTAX_ERROR(p), format, ap);
    va_end(ap);
    return NULL;
}

void *raise_indentation(Parser *p, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    raise_last(p, EXC_TYPE(p->rt, IndentationError), format, ap);
    va_end(ap);
    return NULL;
}

void *raise_at(Parser *p, Pos w, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    raise_columns(p, SYNTAX_ERROR(p), w.lineno, w.col + 1, w.end_lineno, w.end_col + 1, format, ap);
    va_end(ap);
    return NULL;
}

void *raise_over(Parser *p, Pos from, Pos to, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    raise_columns(p, SYNTAX_ERROR(p), from.lineno, from.col + 1, to.end_lineno, to.end_col + 1, format, ap);
    va_end(ap);
    return NULL;
}

void *raise_from(Parser *p, Pos from, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    raise_columns(p, SYNTAX_ERROR(p), from.lineno, from.col + 1, p->tok.lineno, (int)(p->tok.cur - p->tok.line_start),
                  format, ap);
    va_end(ap);
    return NULL;
}

void *raise_pos(Parser *p, Obj *type, Pos w, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    raise_columns(p, type, w.lineno, w.col + 1, w.end_lineno, w.end_col + 1, format, ap);
    va_end(ap);
    return NULL;
}

/* ---- what the tokenizer found ---------------------------------------------------------------------------- */

static void raise_unclosed(Parser *p)
{
    const Tokenizer *t = &p->tok;
    int i = t->level - 1;
    Pos where = {t->bracket_line[i], t->bracket_col[i], t->bracket_line[i], -1};
    raise_at(p, where, "'%c' was never closed", t->bracket[i]);
}

void *raise_decode_problem(Parser *p)
{
    Runtime *rt = p->rt;
    Obj *type, *value, *tb;
    if (!err_matches(rt, EXC_TYPE(rt, UnicodeError))) return NULL;
    err_fetch(rt, &type, &value, &tb);
    err_normalize(rt, &type, &value, &tb);
    Obj *text = obj_str(rt, value);
    const char *message = text ? str_utf8(rt, text, &(isize){0}) : NULL;
    if (message) raise_syntax(p, "(unicode error) %s", message);
    xdecref(rt, text);
    xdecref(rt, type);
    xdecref(rt, value);
    xdecref(rt, tb);
    return NULL;
}

void raise_token_error(Parser *p)
{
    const Tokenizer *t = &p->tok;
    Runtime *rt = p->rt;
    Pos start = {t->lineno, 0, t->lineno, -1};
    if (t->done == DONE_DECODE) raise_decode_problem(p);
    if (err_pending(rt)) return;
    switch (t->done) {
    case DONE_EOF:
        if (t->level)
            raise_unclosed(p);
        else
            raise_syntax(p, "unexpected EOF while parsing");
        break;
    case DONE_DEDENT: raise_indentation(p, "unindent does not match any outer indentation level"); break;
    case DONE_TABS:
        raise_pos(p, EXC_TYPE(rt, TabError), start, "inconsistent use of tabs and spaces in indentation");
        break;
    case DONE_DEEP: raise_pos(p, EXC_TYPE(rt, IndentationError), start, "too many levels of indentation"); break;
    case DONE_LINECONT:
        start.col = (int)(t->cur - t->buf - 1);
        raise_at(p, start, "unexpected character after line continuation character");
        break;
    default: raise_at(p, start, "unknown parsing error"); break;
    }
}

/* A mistake of the tokenizer's further on is told instead of the pending one, and so is a bracket that stays
   open from a line before. */
static void check_rest(Parser *p)
{
    Runtime *rt = p->rt;
    Tokenizer *t = &p->tok;
    Obj *type, *value, *tb;
    const char *start, *end;
    int line = p->tokens[p->fill - 1]->pos.lineno;
    err_fetch(rt, &type, &value, &tb);
    TokenType token;
    do token = tokenizer_next(t, &start, &end);
    while (token != TOK_ERROR && token != TOK_ENDMARKER);
    if (token == TOK_ERROR && !err_pending(rt) && t->level > 0 && t->bracket_line[t->level - 1] < line)
        raise_unclosed(p);
    if (!err_pending(rt)) {
        err_restore_take(rt, type, value, tb);
        return;
    }
    xdecref(rt, type);
    xdecref(rt, value);
    xdecref(rt, tb);
}

void raise_generic(Parser *p, const Token *last)
{
    if (err_pending(p->rt)) {
        if (p->tok.done == DONE_OK && err_matches(p->rt, SYNTAX_ERROR(p))) check_rest(p);
        return;
    }
    if (last->type == TOK_INDENT || last->type == TOK_DEDENT) {
        raise_indentation(p, last->type == TOK_INDENT ? "unexpected indent" : "unexpected unindent");
        return;
    }
    raise_at(p, last->pos, "invalid syntax");
    if (err_matches(p->rt, SYNTAX_ERROR(p))) check_rest(p);
}

/* ---- words and targets ----------------------------------------------------------------------------------- */

static const char *constant_word(const Parser *p, const Obj *o)
{
    if (is_none(p->rt, o)) return "None";
    if (o == bool_peek(p->rt, true)) return "True";
    if (o == bool_peek(p->rt, false)) return "False";
    return o == &p->rt->ellipsis ? "ellipsis" : "literal";
}

const char *expr_word(const Parser *p, const Expr *e)
{
    switch (e->kind) {
    case X_ATTRIBUTE: return "attribute";
    case X_SUBSCRIPT: return "subscript";
    case X_STARRED: return "starred";
    case X_NAME: return "name";
    case X_LIST: return "list";
    case X_TUPLE: return "tuple";
    case X_LAMBDA: return "lambda";
    case X_CALL: return "function call";
    case X_BOOL_OP:
    case X_BINARY:
    case X_UNARY: return "expression";
    case X_GENERATOR: return "generator expression";
    case X_YIELD:
    case X_YIELD_FROM: return "yield expression";
    case X_AWAIT: return "await expression";
    case X_LIST_COMP: return "list comprehension";
    case X_SET_COMP: return "set comprehension";
    case X_DICT_COMP: return "dict comprehension";
    case X_DICT: return "dict literal";
    case X_SET: return "set display";
    case X_JOINED:
    case X_FORMATTED: return "f-string expression";
    case X_CONSTANT: return constant_word(p, e->v.constant.value);
    case X_COMPARE: return "comparison";
    case X_IF: return "conditional expression";
    case X_NAMED: return "named expression";
    default: return "expression";
    }
}

/* The first part of [e] that cannot be a target; NULL: all can. */
static Expr *unfit_target(Expr *e, TargetKind kind)
{
    switch (e->kind) {
    case X_LIST:
    case X_TUPLE:
        for (int i = 0; i < e->v.list.elts.n; i++) {
            Expr *bad = unfit_target(e->v.list.elts.items[i], kind);
            if (bad) return bad;
        }
        return NULL;
    case X_STARRED: return kind == TARGETS_DEL ? e : unfit_target(e->v.starred.value, kind);
    case X_COMPARE: /* "for a in b" was read as a comparison */
        if (kind != TARGETS_FOR) return e;
        return e->v.compare.ops[0] == COMPARE_IN ? unfit_target(e->v.compare.left, kind) : NULL;
    case X_NAME:
    case X_SUBSCRIPT:
    case X_ATTRIBUTE: return NULL;
    default: return e;
    }
}

void raise_target(Parser *p, TargetKind kind, Expr *e)
{
    Expr *bad = e ? unfit_target(e, kind) : NULL;
    if (!bad) return;
    if (kind == TARGETS_DEL)
        raise_at(p, bad->pos, "cannot delete %s", expr_word(p, bad));
    else
        raise_at(p, bad->pos, "cannot assign to %s", expr_word(p, bad));
}

bool is_legacy_stmt(const Expr *e)
{
    return e->kind == X_NAME && (str_equal_ascii(e->v.name.id, "print") || str_equal_ascii(e->v.name.id, "exec"));
}
