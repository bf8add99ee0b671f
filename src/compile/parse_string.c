/* parse_string.c - string and bytes literals: prefixes, escapes, and neighbours that become one. */
#include "compile/charname.h"
#include "compile/parse.h"
#include "share/utf8.h"

/* ---- escapes --------------------------------------------------------------------------------------------- */

/* Messages count positions in the text as it would be with each character beyond ASCII written \UXXXXXXXX. */
enum { WIDE_LENGTH = 10, LONE_BACKSLASH_LENGTH = 6 };

typedef struct Decoder {
    Parser *p;
    const char *s, *end;
    int pos;
    Buf *out;
} Decoder;

static void *escape_error(const Decoder *d, int start, const char *what)
{
    return raise_syntax(d->p, "(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: %s", start,
                        d->pos - 1, what);
}

static int hex_value(char c)
{
    if (char_is_digit(c)) return c - '0';
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* \xXX, \uXXXX, \UXXXXXXXX: s is behind the letter. */
static bool hex_escape(Decoder *d, int start, int digits, const char *truncated)
{
    uint32_t c = 0;
    for (int i = 0; i < digits; i++) {
        int value = d->s < d->end ? hex_value(*d->s) : -1;
        if (value < 0) return escape_error(d, start, truncated);
        c = c << 4 | (uint32_t)value;
        d->s++;
        d->pos++;
    }
    if (c > 0x10FFFF) return escape_error(d, start, "illegal Unicode character");
    buf_utf8(d->out, c);
    return true;
}

static bool name_escape(Decoder *d, int start)
{
    if (d->s == d->end || *d->s != '{') return escape_error(d, start, "malformed \\N character escape");
    const char *name = ++d->s;
    d->pos++;
    for (; d->s < d->end && *d->s != '}'; d->s++) {
        unsigned char c = (unsigned char)*d->s;
        d->pos += c < 128 ? 1 : (c & 0xC0) != 0x80 ? WIDE_LENGTH : 0;
    }
    size_t n = (size_t)(d->s - name);
    if (n == 0 || d->s == d->end) return escape_error(d, start, "malformed \\N character escape");
    d->s++;
    d->pos++;
    uint32_t c;
    if (!character_by_name(name, n, &c)) return escape_error(d, start, "unknown Unicode character name");
    buf_utf8(d->out, c);
    return true;
}

static uint32_t octal_escape(const char **s, const char *end, char first)
{
    uint32_t c = (uint32_t)(first - '0');
    for (int i = 0; i < 2 && *s < end && **s >= '0' && **s <= '7'; i++) c = c << 3 | (uint32_t)(*(*s)++ - '0');
    return c;
}

/* What a letter behind a backslash means by itself; -1: nothing. */
static int simple_escape(char letter)
{
    switch (letter) {
    case '\\':
    case '\'':
    case '"': return letter;
    case 'b': return '\b';
    case 'f': return '\f';
    case 't': return '\t';
    case 'n': return '\n';
    case 'r': return '\r';
    case 'v': return '\v';
    case 'a': return '\a';
    default: return -1;
    }
}

/* s is behind the backslash. */
static bool escape(Decoder *d)
{
    if (d->s == d->end || (unsigned char)*d->s >= 128) {
        buf_char(d->out, '\\');
        d->pos += LONE_BACKSLASH_LENGTH;
        return true;
    }
    int start = d->pos;
    char letter = *d->s++;
    d->pos += 2;
    int plain = simple_escape(letter);
    if (plain >= 0) {
        buf_char(d->out, (char)plain);
        return true;
    }
    switch (letter) {
    case '\n': return true;
    case 'x': return hex_escape(d, start, 2, "truncated \\xXX escape");
    case 'u': return hex_escape(d, start, 4, "truncated \\uXXXX escape");
    case 'U': return hex_escape(d, start, 8, "truncated \\UXXXXXXXX escape");
    case 'N': return name_escape(d, start);
    default: break;
    }
    if (letter >= '0' && letter <= '7') {
        const char *before = d->s;
        buf_utf8(d->out, octal_escape(&d->s, d->end, letter));
        d->pos += (int)(d->s - before);
        return true;
    }
    buf_char(d->out, '\\');
    buf_char(d->out, letter);
    return true;
}

/* Appends text that stands for itself. */
static bool add_plain(Parser *p, const char *s, size_t n, Buf *out)
{
    if (utf8_error(s, n) < n) {
        xdecref(p->rt, str_decode(p->rt, s, (isize)n, "utf-8", "strict"));
        return raise_decode_problem(p);
    }
    buf_add(out, s, n);
    return true;
}

/* Characters beyond ASCII up to the next one within. */
static bool add_wide(Decoder *d)
{
    const char *start = d->s;
    for (; d->s < d->end && (unsigned char)*d->s >= 128; d->s++)
        if (((unsigned char)*d->s & 0xC0) != 0x80) d->pos += WIDE_LENGTH;
    return add_plain(d->p, start, (size_t)(d->s - start), d->out);
}

bool text_decode(Parser *p, const char *s, size_t n, bool raw, Buf *out)
{
    if (raw || !memchr(s, '\\', n)) return add_plain(p, s, n, out);
    Decoder d = {p, s, s + n, 0, out};
    while (d.s < d.end) {
        if ((unsigned char)*d.s >= 128) {
            if (!add_wide(&d)) return false;
            continue;
        }
        char c = *d.s++;
        if (c == '\\') {
            if (!escape(&d)) return false;
            continue;
        }
        buf_char(out, c);
        d.pos++;
    }
    return true;
}

static bool bytes_decode(Parser *p, const char *s, size_t n, bool raw, Buf *out)
{
    const char *begin_ = s, *end = s + n;
    while (s < end) {
        char c = *s++;
        if (c != '\\' || raw) {
            buf_char(out, c);
            continue;
        }
        char letter = *s++; /* a literal never ends in a lone backslash */
        int plain = simple_escape(letter);
        if (plain >= 0) {
            buf_char(out, (char)plain);
        } else if (letter == 'x') {
            if (end - s < 2 || hex_value(s[0]) < 0 || hex_value(s[1]) < 0)
                return raise_syntax(p, "(value error) invalid \\x escape at position %d", (int)(s - 2 - begin_));
            buf_char(out, (char)(hex_value(s[0]) << 4 | hex_value(s[1])));
            s += 2;
        } else if (letter >= '0' && letter <= '7') {
            buf_char(out, (char)octal_escape(&s, end, letter));
        } else if (letter != '\n') {
            buf_char(out, '\\');
            buf_char(out, letter);
        }
    }
    return true;
}

/* ---- one literal ----------------------------------------------------------------------------------------- */

typedef struct Literal {
    bool bytes, raw, fstring;
    const char *s; /* between the quotes */
    size_t n;
} Literal;

static Literal literal_of(const Token *t)
{
    Literal l = {false, false, false, t->start, 0};
    for (; *l.s != '"' && *l.s != '\''; l.s++) {
        int letter = *l.s | 0x20;
        l.bytes |= letter == 'b';
        l.raw |= letter == 'r';
        l.fstring |= letter == 'f';
    }
    size_t left = (size_t)(t->end - l.s), quotes = left >= 6 && l.s[1] == l.s[0] && l.s[2] == l.s[0] ? 3 : 1;
    l.s += quotes;
    l.n = left - 2 * quotes;
    return l;
}

static bool add_bytes(Parser *p, const Literal *l, Buf *out)
{
    for (size_t i = 0; i < l->n; i++) {
        if ((unsigned char)l->s[i] >= 128) return raise_syntax(p, "bytes can only contain ASCII literal characters");
    }
    return bytes_decode(p, l->s, l->n, l->raw, out);
}

static bool add_literal(Parser *p, StringParts *parts, Token *t, const Literal *l)
{
    if (l->bytes) return add_bytes(p, l, &parts->text);
    if (!l->fstring) return text_decode(p, l->s, l->n, l->raw, &parts->text);
    const char *at = l->s;
    return fstring_add(p, parts, &at, l->s + l->n, l->raw, 0, t);
}

/* ---- together -------------------------------------------------------------------------------------------- */

static Expr *text_constant(Parser *p, StringParts *parts)
{
    Obj *o = parts->text.failed ? err_no_memory(p->rt) : str_from_utf8(p->rt, parts->text.data, parts->text.len);
    o = keep_take(p, o);
    buf_clear(&parts->text);
    Expr *e = expr_constant(p, o, span_of(parts->first->pos, parts->last->pos));
    if (e) e->v.constant.u_prefix = *parts->first->start == 'u';
    return e;
}

bool string_flush(Parser *p, StringParts *parts)
{
    if (parts->text.len == 0 && !parts->text.failed) return true;
    Expr *e = text_constant(p, parts);
    return e && PUSH(p, parts->values, e);
}

Expr *string_finish(Parser *p, StringParts *parts)
{
    if (!parts->is_fstring) return text_constant(p, parts);
    if (!string_flush(p, parts)) return NULL;
    Expr *e = expr_new(p, X_JOINED, span_of(parts->first->pos, parts->last->pos));
    if (e) e->v.joined.values = parts->values;
    return e;
}

static Expr *bytes_constant(Parser *p, StringParts *parts)
{
    Obj *o = parts->text.failed ? err_no_memory(p->rt)
                                : bytes_new(p->rt, parts->text.len ? parts->text.data : "", (isize)parts->text.len);
    return expr_constant(p, keep_take(p, o), span_of(parts->first->pos, parts->last->pos));
}

static Expr *concatenate(Parser *p, Token **tokens, int n)
{
    StringParts parts = {.first = tokens[0], .last = tokens[n - 1]};
    bool fine = true, bytes = false;
    for (int i = 0; i < n && fine; i++) {
        Literal l = literal_of(tokens[i]);
        fine = add_literal(p, &parts, tokens[i], &l);
        if (fine && i > 0 && l.bytes != bytes) fine = raise_syntax(p, "cannot mix bytes and nonbytes literals");
        bytes = l.bytes;
    }
    Expr *e = !fine || p->failed ? NULL : bytes ? bytes_constant(p, &parts) : string_finish(p, &parts);
    buf_free(&parts.text);
    if (!e) p->failed = true;
    return e;
}

static void *strings(Parser *p)
{
    int start = begin(p);
    while (take(p, TOK_STRING)) continue;
    return p->failed || p->mark == start ? NULL : concatenate(p, p->tokens + start, p->mark - start);
}

Expr *rule_strings(Parser *p) { return memoized(p, RULE_STRINGS, strings); }
