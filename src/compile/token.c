/* token.c - see token.h: lines, indentation, names, strings, operators.  Numbers: token_number.c. */
#include "compile/token.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unictype.h>

#include "compile/source.h"
#include "object/object.h"
#include "share/utf8.h"

enum { TAB = 8 };

void tokenizer_init(Tokenizer *t, Runtime *rt, Obj *filename, const char *text, bool interactive)
{
    memset(t, 0, sizeof *t);
    t->rt = rt;
    t->filename = filename;
    t->text = t->cur = t->inp = t->buf = t->line_start = text;
    t->at_line_start = true;
    t->interactive = interactive;
}

int text_chars(const char *s, size_t n)
{
    int chars = 0;
    for (size_t i = 0; i < n; i++) chars += ((unsigned char)s[i] & 0xC0) != 0x80;
    return chars;
}

/* ---- characters ---------------------------------------------------------------------------------------- */

static bool next_line(Tokenizer *t)
{
    const char *end = strchr(t->inp, '\n');
    end = end ? end + 1 : t->inp + strlen(t->inp);
    if (end == t->inp) {
        t->done = DONE_EOF;
        t->wants_more = t->interactive;
        if (t->from_file && !t->start) t->buf = t->cur;
        return false;
    }
    if (!t->start) t->buf = t->cur;
    t->line_start = t->cur;
    t->lineno++;
    if (t->check_lines && !source_check_line(t->rt, t->inp, (size_t)(end - t->inp), t->lineno, t->filename)) {
        t->done = DONE_ERROR;
        return false;
    }
    t->inp = end;
    return true;
}

int tokenizer_getc(Tokenizer *t)
{
    if (t->cur == t->inp && (t->done != DONE_OK || !next_line(t))) return -1;
    return (unsigned char)*t->cur++;
}

void tokenizer_unget(Tokenizer *t, int c)
{
    if (c >= 0) t->cur--;
}

/* ---- errors -------------------------------------------------------------------------------------------- */

static TokenType fail_at(Tokenizer *t, int offset, int end_offset, const char *message)
{
    t->done = DONE_ERROR;
    if (t->wants_more) return TOK_ERROR;
    err_syntax(t->rt, EXC_TYPE(t->rt, SyntaxError), message, t->filename, t->lineno, offset, t->lineno, end_offset,
               t->line_start, strcspn(t->line_start, "\n"));
    return TOK_ERROR;
}

/* Points at the last character that was read. */
TokenType tokenizer_fail(Tokenizer *t, const char *format, ...)
{
    char message[160];
    va_list ap;
    va_start(ap, format);
    vsnprintf(message, sizeof message, format, ap);
    va_end(ap);
    int offset = text_chars(t->line_start, (size_t)(t->cur - t->line_start));
    return fail_at(t, offset, offset, message);
}

TokenType tokenizer_fail_range(Tokenizer *t, int col, int end_col, const char *message)
{
    return fail_at(t, col, end_col, message);
}

static TokenType fail_line(Tokenizer *t, TokenDone why)
{
    t->done = why;
    t->cur = t->inp;
    return TOK_ERROR;
}

/* ---- indentation --------------------------------------------------------------------------------------- */

/* After a backslash: the next line's first character was made available, or false. */
static bool continue_line(Tokenizer *t)
{
    if (tokenizer_getc(t) != '\n') {
        t->done = DONE_LINECONT;
        return false;
    }
    int c = tokenizer_getc(t);
    if (c < 0) {
        t->done = DONE_EOF;
        t->cur = t->inp;
        return false;
    }
    tokenizer_unget(t, c);
    return true;
}

typedef struct Indent {
    int col, alt;
    int next; /* the first character that is not white space; it was put back */
} Indent;

/* A backslash in the indentation joins lines; the column of the first one counts. */
static bool measure_indent(Tokenizer *t, Indent *in)
{
    int continued = 0;
    *in = (Indent){0, 0, 0};
    for (;;) {
        int c = tokenizer_getc(t);
        if (c == ' ') {
            in->col++;
            in->alt++;
        } else if (c == '\t') {
            in->col = (in->col / TAB + 1) * TAB;
            in->alt++;
        } else if (c == '\f') {
            in->col = in->alt = 0;
        } else if (c == '\\') {
            if (!continued) continued = in->col;
            if (!continue_line(t)) return false;
        } else {
            tokenizer_unget(t, c);
            in->next = c;
            break;
        }
    }
    if (continued) in->col = in->alt = continued;
    return true;
}

static bool apply_indent(Tokenizer *t, const Indent *in)
{
    int top = t->columns[t->indent];
    if (in->col > top) {
        if (t->indent + 1 >= INDENTS_MAX) return fail_line(t, DONE_DEEP), false;
        if (in->alt <= t->alt_columns[t->indent]) return fail_line(t, DONE_TABS), false;
        t->pending++;
        t->indent++;
        t->columns[t->indent] = in->col;
        t->alt_columns[t->indent] = in->alt;
        return true;
    }
    while (t->indent > 0 && in->col < t->columns[t->indent]) {
        t->pending--;
        t->indent--;
    }
    if (in->col != t->columns[t->indent]) return fail_line(t, DONE_DEDENT), false;
    if (in->alt != t->alt_columns[t->indent]) return fail_line(t, DONE_TABS), false;
    return true;
}

/* At a line's start.  *blank: the line has nothing but white space or a comment, and does not count. */
static bool begin_line(Tokenizer *t, bool *blank)
{
    Indent in;
    t->at_line_start = false;
    if (!measure_indent(t, &in)) return false;
    if (in.next == '#' || in.next == '\n') {
        *blank = true;
        if (t->interactive && in.next == '\n' && in.col == 0) *blank = false;
        if (t->interactive && t->lineno == 1) {
            *blank = false;
            in.col = in.alt = 0;
        }
    }
    return *blank || t->level > 0 || apply_indent(t, &in);
}

/* ---- names --------------------------------------------------------------------------------------------- */

static bool is_printable(uint32_t c)
{
    return c == ' ' || !uc_is_general_category_withtable(c, UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Z);
}

/* A name that is not UTF-8: the codec says so. */
static bool fail_decode(Tokenizer *t)
{
    Obj *never = str_decode(t->rt, t->start, t->cur - t->start, "utf-8", "strict");
    xdecref(t->rt, never);
    t->done = DONE_DECODE;
    return false;
}

static bool check_name(Tokenizer *t)
{
    const char *s = t->start;
    if (utf8_error(s, (size_t)(t->cur - s)) < (size_t)(t->cur - s)) return fail_decode(t);
    while (s < t->cur) {
        uint32_t c;
        size_t n = utf8_decode(s, (size_t)(t->cur - s), &c);
        bool fine = c == '_' || (s == t->start ? uc_is_property_xid_start(c) : uc_is_property_xid_continue(c));
        s += n;
        if (fine) continue;
        t->cur = s;
        char text[5] = {0};
        utf8_encode(c, text);
        if (is_printable(c))
            tokenizer_fail(t, "invalid character '%s' (U+%04X)", text, c);
        else
            tokenizer_fail(t, "invalid non-printable character U+%04X", c);
        return false;
    }
    return true;
}

static TokenType keyword(const char *s, size_t n)
{
    static const struct {
        const char *word;
        TokenType type;
    } table[] = {
        /* clang-format off */
        {"False", KW_FALSE}, {"None", KW_NONE}, {"True", KW_TRUE}, {"and", KW_AND}, {"as", KW_AS},
        {"assert", KW_ASSERT}, {"async", KW_ASYNC}, {"await", KW_AWAIT}, {"break", KW_BREAK}, {"class", KW_CLASS},
        {"continue", KW_CONTINUE}, {"def", KW_DEF}, {"del", KW_DEL}, {"elif", KW_ELIF}, {"else", KW_ELSE},
        {"except", KW_EXCEPT}, {"finally", KW_FINALLY}, {"for", KW_FOR}, {"from", KW_FROM}, {"global", KW_GLOBAL},
        {"if", KW_IF}, {"import", KW_IMPORT}, {"in", KW_IN}, {"is", KW_IS}, {"lambda", KW_LAMBDA},
        {"nonlocal", KW_NONLOCAL}, {"not", KW_NOT}, {"or", KW_OR}, {"pass", KW_PASS}, {"raise", KW_RAISE},
        {"return", KW_RETURN}, {"try", KW_TRY}, {"while", KW_WHILE}, {"with", KW_WITH}, {"yield", KW_YIELD},
        /* clang-format on */
    };
    if (n < 2 || n > 8) return TOK_NAME;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        if (table[i].word[0] == s[0] && strlen(table[i].word) == n && memcmp(table[i].word, s, n) == 0)
            return table[i].type;
    }
    return TOK_NAME;
}

/* Reads a string's prefix; *c becomes the character behind it.  True: that is a quote. */
static bool string_prefix(Tokenizer *t, int *c)
{
    bool b = false, r = false, u = false, f = false;
    for (;;) {
        int lower = *c | 0x20;
        if (lower == 'b' && !(b || u || f))
            b = true;
        else if (lower == 'u' && !(b || u || r || f))
            u = true;
        else if (lower == 'r' && !(r || u))
            r = true;
        else if (lower == 'f' && !(f || b || u))
            f = true;
        else
            return false;
        *c = tokenizer_getc(t);
        if (*c == '"' || *c == '\'') return true;
    }
}

static TokenType name(Tokenizer *t, int c)
{
    bool wide = false;
    while (char_is_name(c)) {
        wide |= c >= 128;
        c = tokenizer_getc(t);
    }
    tokenizer_unget(t, c);
    /* the prefix may have taken letters before the first wide one, never a wide one */
    if (wide && !check_name(t)) return TOK_ERROR;
    return keyword(t->start, (size_t)(t->cur - t->start));
}

/* ---- strings ------------------------------------------------------------------------------------------- */

static TokenType unterminated(Tokenizer *t, int quotes)
{
    int detected = t->lineno;
    t->cur = t->start + 1;
    t->line_start = t->first_line_start;
    t->lineno = t->first_lineno;
    return tokenizer_fail(t, "unterminated %sstring literal (detected at line %d)", quotes == 3 ? "triple-quoted " : "",
                          detected);
}

static TokenType string(Tokenizer *t, int quote)
{
    int quotes = 1, closing = 0;
    t->first_lineno = t->lineno;
    t->first_line_start = t->line_start;
    int c = tokenizer_getc(t);
    if (c == quote) {
        c = tokenizer_getc(t);
        if (c == quote)
            quotes = 3;
        else
            closing = 1;
    }
    if (c != quote) tokenizer_unget(t, c);
    while (closing != quotes) {
        c = tokenizer_getc(t);
        if (c < 0 || (quotes == 1 && c == '\n')) return unterminated(t, quotes);
        if (c == quote) {
            closing++;
        } else {
            closing = 0;
            if (c == '\\') tokenizer_getc(t);
        }
    }
    return TOK_STRING;
}

/* ---- operators ----------------------------------------------------------------------------------------- */

static TokenType one_char(int c)
{
    switch (c) {
    case '(': return TOK_LPAR;
    case ')': return TOK_RPAR;
    case '[': return TOK_LSQB;
    case ']': return TOK_RSQB;
    case '{': return TOK_LBRACE;
    case '}': return TOK_RBRACE;
    case ':': return TOK_COLON;
    case ',': return TOK_COMMA;
    case ';': return TOK_SEMI;
    case '+': return TOK_PLUS;
    case '-': return TOK_MINUS;
    case '*': return TOK_STAR;
    case '/': return TOK_SLASH;
    case '|': return TOK_VBAR;
    case '&': return TOK_AMPER;
    case '<': return TOK_LESS;
    case '>': return TOK_GREATER;
    case '=': return TOK_EQUAL;
    case '.': return TOK_DOT;
    case '%': return TOK_PERCENT;
    case '~': return TOK_TILDE;
    case '^': return TOK_CIRCUMFLEX;
    case '@': return TOK_AT;
    default: return TOK_OTHER;
    }
}

#define TWO(a, b) ((a) << 8 | (b))
static TokenType two_chars(int a, int b)
{
    if (a < 0 || b < 0) return TOK_OTHER;
    switch (TWO(a, b)) {
    case TWO('!', '='):
    case TWO('<', '>'): return TOK_NOTEQUAL;
    case TWO('=', '='): return TOK_EQEQUAL;
    case TWO('<', '='): return TOK_LESSEQUAL;
    case TWO('>', '='): return TOK_GREATEREQUAL;
    case TWO('<', '<'): return TOK_LEFTSHIFT;
    case TWO('>', '>'): return TOK_RIGHTSHIFT;
    case TWO('*', '*'): return TOK_DOUBLESTAR;
    case TWO('/', '/'): return TOK_DOUBLESLASH;
    case TWO('-', '>'): return TOK_RARROW;
    case TWO(':', '='): return TOK_COLONEQUAL;
    case TWO('+', '='): return TOK_PLUSEQUAL;
    case TWO('-', '='): return TOK_MINEQUAL;
    case TWO('*', '='): return TOK_STAREQUAL;
    case TWO('/', '='): return TOK_SLASHEQUAL;
    case TWO('%', '='): return TOK_PERCENTEQUAL;
    case TWO('&', '='): return TOK_AMPEREQUAL;
    case TWO('|', '='): return TOK_VBAREQUAL;
    case TWO('^', '='): return TOK_CIRCUMFLEXEQUAL;
    case TWO('@', '='): return TOK_ATEQUAL;
    default: return TOK_OTHER;
    }
}
#undef TWO

static TokenType with_equal(TokenType two)
{
    switch (two) {
    case TOK_LEFTSHIFT: return TOK_LEFTSHIFTEQUAL;
    case TOK_RIGHTSHIFT: return TOK_RIGHTSHIFTEQUAL;
    case TOK_DOUBLESTAR: return TOK_DOUBLESTAREQUAL;
    case TOK_DOUBLESLASH: return TOK_DOUBLESLASHEQUAL;
    default: return TOK_OTHER;
    }
}

static bool open_bracket(Tokenizer *t, int c)
{
    if (t->level >= BRACKETS_MAX) {
        tokenizer_fail(t, "too many nested parentheses");
        return false;
    }
    t->bracket[t->level] = (char)c;
    t->bracket_line[t->level] = t->lineno;
    t->bracket_col[t->level] = (int)(t->start - t->line_start);
    t->level++;
    return true;
}

static bool close_bracket(Tokenizer *t, int c)
{
    if (t->level == 0) {
        tokenizer_fail(t, "unmatched '%c'", c);
        return false;
    }
    int opening = t->bracket[--t->level], line = t->bracket_line[t->level];
    if (c == (opening == '(' ? ')' : opening == '[' ? ']' : '}')) return true;
    if (line == t->lineno)
        tokenizer_fail(t, "closing parenthesis '%c' does not match opening parenthesis '%c'", c, opening);
    else
        tokenizer_fail(t, "closing parenthesis '%c' does not match opening parenthesis '%c' on line %d", c, opening,
                       line);
    return false;
}

static TokenType operator(Tokenizer *t, int c)
{
    int c2 = tokenizer_getc(t);
    TokenType two = two_chars(c, c2);
    if (two != TOK_OTHER) {
        int c3 = tokenizer_getc(t);
        TokenType three = c3 == '=' ? with_equal(two) : TOK_OTHER;
        if (three != TOK_OTHER) return three;
        tokenizer_unget(t, c3);
        return two;
    }
    tokenizer_unget(t, c2);
    if ((c == '(' || c == '[' || c == '{') && !open_bracket(t, c)) return TOK_ERROR;
    if ((c == ')' || c == ']' || c == '}') && !close_bracket(t, c)) return TOK_ERROR;
    if (!is_printable((uint32_t)c)) return tokenizer_fail(t, "invalid non-printable character U+%04X", (unsigned)c);
    return one_char(c);
}

/* A point begins a number, an ellipsis, or stands alone. */
static TokenType point(Tokenizer *t)
{
    int c = tokenizer_getc(t);
    if (char_is_digit(c)) return tokenizer_fraction(t, c);
    if (c == '.') {
        c = tokenizer_getc(t);
        if (c == '.') return TOK_ELLIPSIS;
        tokenizer_unget(t, c);
        c = '.';
    }
    tokenizer_unget(t, c);
    return TOK_DOT;
}

/* ---- the next token ------------------------------------------------------------------------------------ */

/* White space and, up to its newline, a comment; the first character behind them. */
static int skip_blanks(Tokenizer *t)
{
    int c;
    t->start = NULL;
    do c = tokenizer_getc(t);
    while (c == ' ' || c == '\t' || c == '\f');
    t->start = t->cur - (c >= 0);
    if (c == '#') {
        while (c >= 0 && c != '\n') c = tokenizer_getc(t);
    }
    return c;
}

static TokenType scan(Tokenizer *t, int c)
{
    if (char_starts_name(c)) return string_prefix(t, &c) ? string(t, c) : name(t, c);
    if (char_is_digit(c)) return tokenizer_number(t, c);
    if (c == '.') return point(t);
    if (c == '"' || c == '\'') return string(t, c);
    return operator(t, c);
}

TokenType tokenizer_next(Tokenizer *t, const char **start, const char **end)
{
    *start = *end = NULL;
    bool blank = false;
    for (;;) {
        if (t->at_line_start) {
            t->start = NULL;
            blank = false;
            if (!begin_line(t, &blank)) return TOK_ERROR;
        }
        t->start = t->cur;
        if (t->pending != 0) {
            TokenType type = t->pending < 0 ? TOK_DEDENT : TOK_INDENT;
            t->pending += t->pending < 0 ? 1 : -1;
            return type;
        }
        int c = skip_blanks(t);
        if (c < 0) return t->level == 0 && t->done == DONE_EOF ? TOK_ENDMARKER : TOK_ERROR;
        if (c == '\\') {
            if (!continue_line(t)) return TOK_ERROR;
            continue;
        }
        if (c == '\n') {
            t->at_line_start = true;
            if (blank || t->level > 0) continue;
            *start = t->start;
            *end = t->cur - 1;
            return TOK_NEWLINE;
        }
        TokenType type = scan(t, c);
        if (type == TOK_ERROR) return TOK_ERROR;
        *start = t->start;
        *end = t->cur;
        return type;
    }
}
