/* token.h - the words of Python 3.11's source text, one at a time.

   Reading is lazy, because which error a text gives depends on how far it was read.  [cur, inp) is what is
   left of the current line; [line_start] begins it; [buf] begins the line in which the current token began.
   A message that has a place of its own (a bad literal, a bracket that does not match) is raised here; the
   others are left in [done] for the parser, which knows more. */
#ifndef GH_COMPILE_TOKEN_H
#define GH_COMPILE_TOKEN_H

#include "model/runtime.h"

/* clang-format off */
typedef enum TokenType {
    TOK_ENDMARKER, TOK_NAME, TOK_NUMBER, TOK_STRING, TOK_NEWLINE, TOK_INDENT, TOK_DEDENT, TOK_ERROR,
    TOK_LPAR, TOK_RPAR, TOK_LSQB, TOK_RSQB, TOK_LBRACE, TOK_RBRACE, TOK_COLON, TOK_COMMA, TOK_SEMI, TOK_PLUS, TOK_MINUS,
    TOK_STAR, TOK_SLASH, TOK_VBAR, TOK_AMPER, TOK_LESS, TOK_GREATER, TOK_EQUAL, TOK_DOT, TOK_PERCENT, TOK_TILDE,
    TOK_CIRCUMFLEX, TOK_AT, TOK_EQEQUAL, TOK_NOTEQUAL, TOK_LESSEQUAL, TOK_GREATEREQUAL, TOK_LEFTSHIFT, TOK_RIGHTSHIFT,
    TOK_DOUBLESTAR, TOK_DOUBLESLASH, TOK_RARROW, TOK_COLONEQUAL, TOK_ELLIPSIS,
    TOK_PLUSEQUAL, TOK_MINEQUAL, TOK_STAREQUAL, TOK_SLASHEQUAL, TOK_PERCENTEQUAL, TOK_AMPEREQUAL, TOK_VBAREQUAL,
    TOK_CIRCUMFLEXEQUAL, TOK_LEFTSHIFTEQUAL, TOK_RIGHTSHIFTEQUAL, TOK_DOUBLESTAREQUAL, TOK_DOUBLESLASHEQUAL,
    TOK_ATEQUAL,
    TOK_OTHER, /* a printable character that no rule has a use for */
    KW_FALSE, KW_NONE, KW_TRUE, KW_AND, KW_AS, KW_ASSERT, KW_ASYNC, KW_AWAIT, KW_BREAK, KW_CLASS, KW_CONTINUE, KW_DEF,
    KW_DEL, KW_ELIF, KW_ELSE, KW_EXCEPT, KW_FINALLY, KW_FOR, KW_FROM, KW_GLOBAL, KW_IF, KW_IMPORT, KW_IN, KW_IS,
    KW_LAMBDA, KW_NONLOCAL, KW_NOT, KW_OR, KW_PASS, KW_RAISE, KW_RETURN, KW_TRY, KW_WHILE, KW_WITH, KW_YIELD
} TokenType;
/* clang-format on */

typedef enum TokenDone {
    DONE_OK,
    DONE_EOF,      /* the text is used up */
    DONE_ERROR,    /* an exception is pending */
    DONE_DEDENT,   /* back to a column where no block began */
    DONE_TABS,     /* tabs and spaces leave the depth open */
    DONE_DEEP,     /* too many blocks in one another */
    DONE_LINECONT, /* something after the backslash */
    DONE_DECODE,   /* not UTF-8: a UnicodeDecodeError is pending */
} TokenDone;

enum { BRACKETS_MAX = 200, INDENTS_MAX = 100 };

typedef struct Tokenizer {
    Runtime *rt;
    Obj *filename;
    const char *text; /* NUL-terminated, lines end in \n */
    const char *whole; /* the whole file's text: warnings quote from it; NULL: no warnings are wanted */
    const char *cur, *inp, *buf, *line_start;
    const char *start;            /* of the current token; NULL between tokens */
    const char *first_line_start; /* of the line where a string began */
    int lineno, first_lineno;
    TokenDone done;
    bool at_line_start;
    bool interactive; /* lines come from a prompt: an empty one ends a block */
    bool wants_more;  /* interactive: the text ended too early */
    bool from_file;   /* 3.11 reads files in another way than strings; it shows in where some messages point */
    bool check_lines; /* no encoding was told: each line must be UTF-8 */
    int pending;      /* INDENTs (> 0) or DEDENTs (< 0) still to be told */
    int indent;
    int columns[INDENTS_MAX], alt_columns[INDENTS_MAX]; /* with tabs of 8 and of 1 */
    int level;                                          /* open brackets */
    char bracket[BRACKETS_MAX];
    int bracket_line[BRACKETS_MAX], bracket_col[BRACKETS_MAX];
} Tokenizer;

/* tokenizer_init: to read [text] (NUL-terminated, borrowed) from its start; line 1 is the first. */
void tokenizer_init(Tokenizer *t, Runtime *rt, Obj *filename, const char *text, bool interactive);

/* tokenizer_next: the next token; its text is [*start, *end), both NULL for INDENT, DEDENT and ENDMARKER.
   TOK_ERROR: see [done]. */
TokenType tokenizer_next(Tokenizer *t, const char **start, const char **end);

/* text_chars: the characters in [n] bytes of UTF-8. */
int text_chars(const char *s, size_t n);

/* ---- between token.c and token_number.c ---- */
int tokenizer_getc(Tokenizer *t); /* -1: the end */
void tokenizer_unget(Tokenizer *t, int c);
TokenType tokenizer_fail(Tokenizer *t, const char *format, ...) PRINTF_LIKE(2, 3);
TokenType tokenizer_fail_range(Tokenizer *t, int col, int end_col, const char *message);
TokenType tokenizer_number(Tokenizer *t, int c);   /* [c] is its first digit */
TokenType tokenizer_fraction(Tokenizer *t, int c); /* [c] follows the point */
static inline bool char_is_digit(int c) { return c >= '0' && c <= '9'; }
static inline bool char_starts_name(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
}
static inline bool char_is_name(int c) { return char_starts_name(c) || char_is_digit(c); }

#endif
