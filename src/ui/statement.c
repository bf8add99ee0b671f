/* statement.c - see statement.h.  A light reading of the text: brackets, strings, comments, the first word. */
#include "ui/statement.h"

#include <ctype.h>
#include <string.h>

typedef struct Reading {
    const char *text;
    size_t n, at;
    int depth;      /* of open brackets */
    bool in_string; /* a long string goes on behind the end */
    bool continues; /* the last line ends in a backslash */
} Reading;

static bool starts_with(const Reading *r, const char *s)
{
    size_t k = strlen(s);
    return r->at + k <= r->n && memcmp(r->text + r->at, s, k) == 0;
}

/* Moves behind the string that begins at [at]. */
static void skip_string(Reading *r)
{
    char quote = r->text[r->at];
    char three[4] = {quote, quote, quote, 0};
    bool is_long = starts_with(r, three);
    r->at += is_long ? 3 : 1;
    while (r->at < r->n) {
        char c = r->text[r->at];
        if (c == '\\') {
            r->at += 2;
        } else if (is_long ? starts_with(r, three) : c == quote) {
            r->at += is_long ? 3 : 1;
            return;
        } else if (c == '\n' && !is_long) {
            return; /* a mistake, which the compiler will tell */
        } else {
            r->at++;
        }
    }
    if (r->at > r->n) r->at = r->n;
    r->in_string = is_long || (r->n >= 2 && r->text[r->n - 2] == '\\');
}

static void read_one(Reading *r)
{
    char c = r->text[r->at];
    switch (c) {
    case '\'':
    case '"': skip_string(r); break;
    case '#':
        while (r->at < r->n && r->text[r->at] != '\n') r->at++;
        return;
    case '\\':
        r->continues = r->at + 1 < r->n && r->text[r->at + 1] == '\n';
        r->at += 2;
        break;
    case '\n':
        r->continues = false;
        r->at++;
        return;
    case '(':
    case '[':
    case '{':
        r->depth++;
        r->at++;
        break;
    case ')':
    case ']':
    case '}':
        r->depth--;
        r->at++;
        break;
    default: r->at++;
    }
}

static bool word_is(const char *at, size_t n, const char *word)
{
    size_t k = strlen(word);
    return n >= k && memcmp(at, word, k) == 0 &&
           (n == k || !(isalnum((unsigned char)at[k]) || at[k] == '_' || (at[k] & 0x80)));
}

/* Whether the first word opens a block. */
static bool opens_block(const char *text, size_t n)
{
    static const char *const words[] = {"if", "while", "for", "try", "with", "def", "class", "async"};
    while (n && (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\f')) text++, n--;
    if (n && *text == '@') return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (word_is(text, n, words[i])) return true;
    return false;
}

bool statement_is_blank(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '#')
            while (i < n && text[i] != '\n') i++;
        else if (!isspace((unsigned char)text[i]))
            return false;
    }
    return true;
}

static bool ends_in_blank_line(const char *text, size_t n)
{
    size_t i = n;
    if (i && text[i - 1] == '\n') i--;
    while (i && (text[i - 1] == ' ' || text[i - 1] == '\t')) i--;
    return i == 0 || text[i - 1] == '\n';
}

/* One line without a colon cannot be the head of a block: a mistake to be told at once. */
static bool has_colon(const char *text, size_t n) { return memchr(text, ':', n) != NULL; }

/* `match` is a word like any other unless a colon ends its line. */
static bool first_line_ends_in_colon(const char *text, size_t n)
{
    const char *end = memchr(text, '\n', n), *comment = memchr(text, '#', n);
    if (!end) end = text + n;
    if (comment && comment < end) end = comment;
    while (end > text && isspace((unsigned char)end[-1])) end--;
    return end > text && end[-1] == ':';
}

bool statement_wants_more(const char *text, size_t n)
{
    Reading r = {.text = text, .n = n};
    while (r.at < n) read_one(&r);
    if (r.in_string || r.depth > 0 || r.continues) return true;
    if (r.depth < 0 || ends_in_blank_line(text, n)) return false;
    size_t i = 0;
    while (i < n && isspace((unsigned char)text[i])) i++;
    bool decorated = i < n && text[i] == '@';
    if (opens_block(text, n)) return decorated || has_colon(text, n);
    return word_is(text + i, n - i, "match") && first_line_ends_in_colon(text + i, n - i);
}
