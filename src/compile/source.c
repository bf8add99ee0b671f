/* source.c - see source.h.

   3.11 reads files and strings in two ways, and errors of the encoding differ accordingly: those of a file are
   told without a place, those of a string stand in its line 0.  Encodings that are named utf-8 are not decoded
   but believed; what is wrong then shows in the names and literals of the text. */
#include "compile/source.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "object/object.h"
#include "share/utf8.h"

enum { COOKIE_ROOM = 64 };

/* ---- errors ---------------------------------------------------------------------------------------------- */

/* A SyntaxError with [message] (consumed): for a file the message alone, for a string its line 0. */
static void *fail_take(Runtime *rt, Obj *message, Obj *filename, TreeKind kind)
{
    if (!message) return NULL;
    if (kind == TREE_SCRIPT) {
        err_set(rt, EXC_TYPE(rt, SyntaxError), message);
    } else {
        Obj *line = int_new(rt, 0), *column = int_new(rt, -1);
        Obj *place = line && column ? tuple_pack(rt, 4, filename, line, column, NONE(rt)) : NULL;
        Obj *args = place ? tuple_pack(rt, 2, message, place) : NULL;
        if (args) err_set(rt, EXC_TYPE(rt, SyntaxError), args);
        xdecref(rt, line);
        xdecref(rt, column);
        xdecref(rt, place);
        xdecref(rt, args);
    }
    decref(rt, message);
    return NULL;
}

/* The codec's complaint becomes a SyntaxError's: in its own words for a string, by the encoding's name for a file. */
static void *decoding_failed(Runtime *rt, const char *name, Obj *filename, TreeKind kind)
{
    Obj *type, *value, *tb;
    if (!err_matches(rt, EXC_TYPE(rt, LookupError)) && !err_matches(rt, EXC_TYPE(rt, UnicodeError))) return NULL;
    err_fetch(rt, &type, &value, &tb);
    err_normalize(rt, &type, &value, &tb);
    Obj *message = kind == TREE_SCRIPT ? str_format(rt, "encoding problem: %s", name) : obj_str(rt, value);
    xdecref(rt, type);
    xdecref(rt, value);
    xdecref(rt, tb);
    return fail_take(rt, message, filename, kind);
}

bool source_check_line(Runtime *rt, const char *line, size_t n, int lineno, Obj *filename)
{
    size_t bad = utf8_error(line, n);
    if (bad == n) return true;
    return err_format(rt, EXC_TYPE(rt, SyntaxError),
                      "Non-UTF-8 code starting with '\\x%02x' in file %O on line %d, but no encoding declared; "
                      "see https://peps.python.org/pep-0263/ for details",
                      (unsigned char)line[bad], filename, lineno);
}

bool source_on_disk(Runtime *rt, Obj *filename)
{
    if (str_len(filename) > 0 && str_at(filename, 0) == '<') return false;
    const char *path = str_utf8(rt, filename, &(isize){0});
    if (!path) err_clear(rt);
    return path && access(path, R_OK) == 0;
}

/* ---- the cookie ------------------------------------------------------------------------------------------ */

static bool is_name_char(char c) { return isalnum((unsigned char)c) || c == '-' || c == '_' || c == '.'; }

/* What the comment [s, end) says behind "coding:" or "coding="; 0: nothing. */
static size_t cookie_in(const char *s, const char *end, const char **name)
{
    for (; end - s > 6; s++) {
        if (memcmp(s, "coding", 6) != 0 || (s[6] != ':' && s[6] != '=')) continue;
        const char *from = s + 7;
        while (from < end && (*from == ' ' || *from == '\t')) from++;
        const char *to = from;
        while (to < end && is_name_char(*to)) to++;
        *name = from;
        if (to > from) return (size_t)(to - from);
    }
    return 0;
}

/* The cookie in one of the first two lines, if there is nothing but comments before it. */
static size_t find_cookie(const char *text, size_t n, const char **name)
{
    const char *s = text, *end = text + n;
    for (int line = 0; line < 2 && s < end; line++) {
        const char *stop = s;
        while (stop < end && *stop != '\n' && *stop != '\r') stop++;
        while (s < stop && (*s == ' ' || *s == '\t' || *s == '\f')) s++;
        if (s < stop && *s != '#') return 0;
        size_t found = cookie_in(s, stop, name);
        if (found) return found;
        s = stop + 1;
        if (s < end && *stop == '\r' && *s == '\n') s++;
    }
    return 0;
}

/* Whether [name] is [known], or that with something behind a hyphen. */
static bool is_or_begins(const char *name, const char *known)
{
    size_t n = strlen(known);
    return strncmp(name, known, n) == 0 && (name[n] == '\0' || name[n] == '-');
}

/* An encoding as 3.11 calls it: the many spellings of two have one name; others stay as they are written. */
static const char *usual_name(const char *name)
{
    char plain[13] = {0};
    for (size_t i = 0; i < sizeof plain - 1 && name[i]; i++)
        plain[i] = name[i] == '_' ? '-' : (char)tolower((unsigned char)name[i]);
    if (is_or_begins(plain, "utf-8")) return "utf-8";
    if (is_or_begins(plain, "latin-1") || is_or_begins(plain, "iso-8859-1") || is_or_begins(plain, "iso-latin-1"))
        return "iso-8859-1";
    return name;
}

/* ---- decoding -------------------------------------------------------------------------------------------- */

/* Takes memory of [room] bytes that [out] owns; NULL: MemoryError. */
static char *take_room(Runtime *rt, SourceText *out, size_t room)
{
    char *memory = malloc(room);
    if (!memory) return err_no_memory(rt);
    free(out->owned);
    return out->owned = memory;
}

static bool recode(Runtime *rt, const char *name, Obj *filename, TreeKind kind, SourceText *out)
{
    char *lines = take_room(rt, out, out->n + 2);
    if (!lines) return false;
    size_t n = source_clean(out->text, out->n, kind == TREE_FILE || kind == TREE_SCRIPT, lines);
    Obj *text = str_decode(rt, lines, (isize)n, name, "strict");
    Obj *utf8 = text ? str_encode(rt, text, "utf-8", "strict") : NULL;
    xdecref(rt, text);
    if (!utf8) return decoding_failed(rt, name, filename, kind);
    out->n = (size_t)bytes_len(utf8);
    char *copy = take_room(rt, out, out->n + 1);
    if (copy) memcpy(copy, bytes_data(utf8), out->n + 1);
    out->text = copy;
    decref(rt, utf8);
    return copy != NULL;
}

/* 3.11 reads a file's line up to its first NUL, and the next one right behind. */
static bool cut_nuls(Runtime *rt, SourceText *out)
{
    const char *s = out->text, *end = s + out->n;
    if (!memchr(s, 0, out->n)) return true;
    char *copy = malloc(out->n + 1), *to = copy;
    if (!copy) return err_no_memory(rt);
    while (s < end) {
        const char *nul = memchr(s, 0, (size_t)(end - s)), *stop = nul ? nul : end;
        memcpy(to, s, (size_t)(stop - s));
        to += stop - s;
        const char *newline = nul ? memchr(nul, '\n', (size_t)(end - nul)) : NULL;
        s = newline ? newline + 1 : end;
    }
    *to = '\0';
    free(out->owned);
    out->text = out->owned = copy;
    out->n = (size_t)(to - copy);
    return true;
}

bool source_decode(Runtime *rt, const char *bytes, size_t n, Obj *filename, TreeKind kind, SourceText *out)
{
    bool mark = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    size_t skip = mark ? 3 : 0;
    char cookie[COOKIE_ROOM];
    const char *at;
    *out = (SourceText){bytes + skip, n - skip, mark, NULL};
    size_t length = find_cookie(out->text, out->n, &at);
    if (length >= sizeof cookie) length = sizeof cookie - 1;
    if (length) {
        memcpy(cookie, at, length);
        cookie[length] = '\0';
        const char *name = usual_name(cookie);
        bool utf8 = strcmp(name, "utf-8") == 0;
        out->told = true;
        if (mark && !utf8) return fail_take(rt, str_format(rt, "encoding problem: %s with BOM", name), filename, kind);
        if (!utf8 && !recode(rt, name, filename, kind, out)) return false;
    }
    return kind != TREE_SCRIPT || cut_nuls(rt, out);
}

void source_release(SourceText *source)
{
    free(source->owned);
    source->owned = NULL;
}

size_t source_clean(const char *bytes, size_t n, bool close, char *out)
{
    char *start = out;
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '\r') {
            *out++ = '\n';
            if (i + 1 < n && bytes[i + 1] == '\n') i++;
        } else {
            *out++ = bytes[i];
        }
    }
    if (close && (out == start || out[-1] != '\n')) *out++ = '\n';
    *out = '\0';
    return (size_t)(out - start);
}
