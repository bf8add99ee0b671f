/* token_number.c - the shapes of number literals: radixes, underscores, points, exponents, and what may
   stand right behind them. */
#include <stdio.h>
#include <string.h>

#include "compile/compile.h"
#include "compile/token.h"

static bool is_hex(int c) { return char_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

static bool follows(const Tokenizer *t, const char *word)
{
    size_t n = strlen(word);
    return strncmp(t->cur, word, n) == 0 && !char_is_name((unsigned char)t->cur[n]);
}

/* A keyword may stand right behind a number ("1if x else 2"); any other letter is a mistake. */
static bool keyword_follows(const Tokenizer *t, int c)
{
    switch (c) {
    case 'a': return follows(t, "nd");
    case 'e': return follows(t, "lse");
    case 'f': return follows(t, "or");
    case 'i': return *t->cur == 'f' || *t->cur == 'n' || *t->cur == 's'; /* whatever comes then */
    case 'o': return follows(t, "r");
    case 'n': return follows(t, "ot");
    default: return false;
    }
}

static bool warn_keyword(Tokenizer *t, const char *kind)
{
    if (!t->whole) return true;
    char message[48];
    const char *line = t->whole;
    for (int i = 1; i < t->lineno && line; i++) line = (line = strchr(line, '\n')) ? line + 1 : NULL;
    if (line && !source_on_disk(t->rt, t->filename)) line = NULL;
    snprintf(message, sizeof message, "invalid %s literal", kind);
    if (warn_syntax(t->rt, message, t->filename, t->lineno, line, line ? strcspn(line, "\n") : 0)) return true;
    t->done = DONE_ERROR;
    return false;
}

static bool end_is_fine(Tokenizer *t, int c, const char *kind)
{
    if (keyword_follows(t, c)) return warn_keyword(t, kind);
    if (!char_is_name(c)) return true;
    tokenizer_unget(t, c);
    tokenizer_fail(t, "invalid %s literal", kind);
    return false;
}

static TokenType number_done(Tokenizer *t, int c, const char *kind)
{
    if (!end_is_fine(t, c, kind)) return TOK_ERROR;
    tokenizer_unget(t, c);
    return TOK_NUMBER;
}

/* The rest of a run of decimal digits; the character behind it, or 0 after an error. */
static int decimal_tail(Tokenizer *t)
{
    for (;;) {
        int c;
        do c = tokenizer_getc(t);
        while (char_is_digit(c));
        if (c != '_') return c;
        c = tokenizer_getc(t);
        if (!char_is_digit(c)) {
            tokenizer_unget(t, c);
            tokenizer_fail(t, "invalid decimal literal");
            return 0;
        }
    }
}

static TokenType imaginary(Tokenizer *t) { return number_done(t, tokenizer_getc(t), "imaginary"); }

static TokenType exponent(Tokenizer *t, int e)
{
    int c = tokenizer_getc(t);
    if (c == '+' || c == '-') {
        c = tokenizer_getc(t);
        if (!char_is_digit(c)) {
            tokenizer_unget(t, c);
            return tokenizer_fail(t, "invalid decimal literal");
        }
    } else if (!char_is_digit(c)) { /* "1else": the letter begins a word */
        tokenizer_unget(t, c);
        return number_done(t, e, "decimal");
    }
    c = decimal_tail(t);
    if (c == 0) return TOK_ERROR;
    return c == 'j' || c == 'J' ? imaginary(t) : number_done(t, c, "decimal");
}

static TokenType after_digits(Tokenizer *t, int c)
{
    if (c == 'e' || c == 'E') return exponent(t, c);
    return c == 'j' || c == 'J' ? imaginary(t) : number_done(t, c, "decimal");
}

TokenType tokenizer_fraction(Tokenizer *t, int c)
{
    if (char_is_digit(c)) {
        c = decimal_tail(t);
        if (c == 0) return TOK_ERROR;
    }
    return after_digits(t, c);
}

static TokenType hexadecimal(Tokenizer *t)
{
    int c = tokenizer_getc(t);
    do {
        if (c == '_') c = tokenizer_getc(t);
        if (!is_hex(c)) {
            tokenizer_unget(t, c);
            return tokenizer_fail(t, "invalid hexadecimal literal");
        }
        do c = tokenizer_getc(t);
        while (is_hex(c));
    } while (c == '_');
    return number_done(t, c, "hexadecimal");
}

/* Octal ([top] '7') and binary ('1'). */
static TokenType radix(Tokenizer *t, int top, const char *kind)
{
    int c = tokenizer_getc(t);
    do {
        if (c == '_') c = tokenizer_getc(t);
        if (c < '0' || c > top) {
            if (char_is_digit(c)) return tokenizer_fail(t, "invalid digit '%c' in %s literal", c, kind);
            tokenizer_unget(t, c);
            return tokenizer_fail(t, "invalid %s literal", kind);
        }
        do c = tokenizer_getc(t);
        while (c >= '0' && c <= top);
    } while (c == '_');
    if (char_is_digit(c)) return tokenizer_fail(t, "invalid digit '%c' in %s literal", c, kind);
    return number_done(t, c, kind);
}

/* A number that begins with 0: zeros, or a float whose digits begin with zeros. */
static TokenType zeros(Tokenizer *t, int c)
{
    for (; c == '_' || c == '0'; c = tokenizer_getc(t)) {
        if (c == '0') continue;
        c = tokenizer_getc(t);
        if (!char_is_digit(c)) {
            tokenizer_unget(t, c);
            return tokenizer_fail(t, "invalid decimal literal");
        }
        if (c != '0') break;
    }
    const char *zeros_end = t->cur;
    bool nonzero = char_is_digit(c);
    if (nonzero) {
        c = decimal_tail(t);
        if (c == 0) return TOK_ERROR;
    }
    if (c == '.') return tokenizer_fraction(t, tokenizer_getc(t));
    if (nonzero && c != 'e' && c != 'E' && c != 'j' && c != 'J') {
        tokenizer_unget(t, c);
        return tokenizer_fail_range(t, (int)(t->start + 1 - t->line_start), (int)(zeros_end - t->line_start),
                                    "leading zeros in decimal integer literals are not permitted; "
                                    "use an 0o prefix for octal integers");
    }
    return after_digits(t, c);
}

TokenType tokenizer_number(Tokenizer *t, int c)
{
    if (c == '0') {
        c = tokenizer_getc(t);
        switch (c) {
        case 'x':
        case 'X': return hexadecimal(t);
        case 'o':
        case 'O': return radix(t, '7', "octal");
        case 'b':
        case 'B': return radix(t, '1', "binary");
        default: return zeros(t, c);
        }
    }
    c = decimal_tail(t);
    if (c == 0) return TOK_ERROR;
    if (c == '.') return tokenizer_fraction(t, tokenizer_getc(t));
    return after_digits(t, c);
}
