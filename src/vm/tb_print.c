/* tb_print.c - exceptions in words, as CPython 3.11 prints them when nobody catches them.

   Source lines with carets and anchors, causes and contexts, syntax errors, notes, groups as a tree.  Nothing
   but __str__, __repr__ and __dir__ of what is printed runs; no exception is left pending. */
#include <stdlib.h>
#include <string.h>

#include "compile/compile.h"
#include "vm/vm_inner.h"

enum { SOURCE_INDENT = 4, REPEAT_CUTOFF = 3, TRACEBACK_LIMIT = 1000, GROUP_WIDTH = 15, GROUP_DEPTH = 10, NESTING_MAX = 200 };

typedef struct Printer {
    Runtime *rt;
    Buf *out;
    Obj **seen; /* exceptions printed already, borrowed from the chain */
    size_t nseen, room;
    int group_depth, nesting;
    bool need_close;
} Printer;

static void margin(Printer *p)
{
    for (int i = 0; i < p->group_depth; i++) buf_str(p->out, "  ");
    if (p->group_depth) buf_str(p->out, "| ");
}

static void indent(Printer *p)
{
    for (int i = 0; i < p->group_depth; i++) buf_str(p->out, "  ");
}

/* Adds str(o) or, when that raises, [otherwise]; false: it raised. */
static bool add_str(Printer *p, Obj *o, const char *otherwise)
{
    Obj *text = obj_str(p->rt, o);
    if (!text) err_clear(p->rt);
    if (text)
        str_add_utf8(p->out, text);
    else
        buf_str(p->out, otherwise);
    xdecref(p->rt, text);
    return text != NULL;
}

/* ---- carets ----------------------------------------------------------------------------------------------------- */

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

/* Characters in the first [n] bytes of UTF-8. */
static int characters(const char *s, size_t len, int n)
{
    int count = 0;
    for (int i = 0; i < n && (size_t)i < len; i++) count += (s[i] & 0xc0) != 0x80;
    return count;
}

typedef struct Carets { /* in characters of the line, from 0, ends exclusive; anchors -1: none */
    int start, end, left, right;
} Carets;

/* Where in an expression's text the operator or the subscript lies, in bytes; false: in neither. */
static bool anchors_in(const Expr *e, const char *text, int *left, int *right)
{
    if (e->kind == X_SUBSCRIPT) {
        *left = e->v.subscript.value->pos.end_col;
        *right = e->v.subscript.slice->pos.end_col + 1;
        return true;
    }
    if (e->kind != X_BINARY) return false;
    int stop = e->v.binary.right->pos.col;
    for (int i = e->v.binary.left->pos.end_col; i < stop; i++) {
        if (is_blank(text[i])) continue;
        *left = i;
        *right = i + 1 + (i + 1 < stop && !is_blank(text[i + 1]));
        return true;
    }
    return true;
}

bool traceback_anchors(Runtime *rt, const char *text, int *left, int *right)
{
    Obj *filename = str_from(rt, "<traceback>");
    Tree *tree = filename ? parse(rt, text, strlen(text), filename, TREE_FILE) : NULL;
    *left = -1;
    bool found = tree && tree->body.n == 1 && tree->body.items[0]->kind == S_EXPR &&
                 anchors_in(tree->body.items[0]->v.expr.value, text, left, right) && *left >= 0;
    if (found) {
        *left = characters(text, strlen(text), *left);
        *right = characters(text, strlen(text), *right);
    }
    if (tree) tree_free(rt, tree);
    xdecref(rt, filename);
    err_clear(rt);
    return found;
}

/* The anchors of what is underlined. */
static void find_anchors(Runtime *rt, const char *line, size_t n, int col, int end_col, Carets *c)
{
    if (col < 0 || end_col > (int)n || col >= end_col) return;
    int left, right;
    char *text = strndup(line + col, (size_t)(end_col - col));
    if (text && traceback_anchors(rt, text, &left, &right)) {
        c->left = c->start + left;
        c->right = c->start + right;
    }
    free(text);
}

/* The line of carets under a source line; [stripped] characters of indentation were left out. */
static void add_carets(Printer *p, const char *line, size_t n, int stripped, const Traceback *tb)
{
    int start_line, end_line, col, end_col;
    const Code *co = frame_code(tb->frame->frame);
    if (!code_position(co, tb->lasti / 2, &start_line, &end_line, &col, &end_col)) return;
    if (start_line < 0 || end_line < 0 || col < 0 || end_col < 0) return;
    int len = characters(line, n, (int)n);
    Carets c = {characters(line, n, col), characters(line, n, end_col), -1, -1};
    if (start_line == end_line) {
        find_anchors(p->rt, line, n, col, end_col, &c);
    } else {
        size_t end = n;
        while (end > 0 && is_blank(line[end - 1])) end--;
        c.end = characters(line, n, (int)end);
    }
    bool anchored = c.left >= 0 || c.right >= 0;
    if (c.end - c.start == len - stripped && !anchored) return;
    margin(p);
    for (int i = 0; i < SOURCE_INDENT; i++) buf_char(p->out, ' ');
    for (int i = stripped; i < c.end; i++)
        buf_char(p->out, i < c.start ? ' ' : !anchored || (c.left <= i && i < c.right) ? '^' : '~');
    buf_char(p->out, '\n');
}

/* ---- tracebacks ----------------------------------------------------------------------------------------------------- */

static void add_source(Printer *p, const Traceback *tb, Obj *filename)
{
    Buf name = {0};
    size_t n = 0;
    str_add_utf8(&name, filename);
    const char *line = name.data ? source_line(p->rt, name.data, tb->lineno, &n) : NULL;
    buf_free(&name);
    if (!line) return;
    size_t blank = 0;
    while (blank < n && is_blank(line[blank])) blank++;
    margin(p);
    for (int i = 0; i < SOURCE_INDENT; i++) buf_char(p->out, ' ');
    buf_add(p->out, line + blank, n - blank);
    buf_char(p->out, '\n');
    add_carets(p, line, n, (int)blank, tb);
}

static void add_entry(Printer *p, const Traceback *tb)
{
    const Code *co = frame_code(tb->frame->frame);
    margin(p);
    buf_str(p->out, "  File \"");
    str_add_utf8(p->out, co->filename);
    buf_printf(p->out, "\", line %d, in ", tb->lineno);
    str_add_utf8(p->out, co->name);
    buf_char(p->out, '\n');
    add_source(p, tb, co->filename);
}

static void add_repeated(Printer *p, long count)
{
    count -= REPEAT_CUTOFF;
    buf_printf(p->out, "  [Previous line repeated %ld more time%s]\n", count, count > 1 ? "s" : "");
}

static void add_entries(Printer *p, const Traceback *tb, long limit)
{
    const Traceback *last = NULL;
    long depth = 0, count = 0;
    for (const Traceback *t = tb; t; t = t->next) depth++;
    for (; tb && depth > limit; depth--) tb = tb->next;
    for (; tb; tb = tb->next) {
        const Code *co = frame_code(tb->frame->frame), *before = last ? frame_code(last->frame->frame) : NULL;
        if (!before || co->filename != before->filename || tb->lineno != last->lineno || co->name != before->name) {
            if (count > REPEAT_CUTOFF) add_repeated(p, count);
            count = 0;
        }
        last = tb;
        if (++count <= REPEAT_CUTOFF) add_entry(p, tb);
    }
    if (count > REPEAT_CUTOFF) add_repeated(p, count);
}

/* sys.tracebacklimit; 0: none at all. */
static long traceback_limit(Runtime *rt)
{
    Obj *limit = rt->sys_dict ? dict_get_str_peek(rt, rt->sys_dict, "tracebacklimit") : NULL;
    bool overflow = false;
    err_clear(rt);
    if (!limit || !is_int(limit)) return TRACEBACK_LIMIT;
    int64_t n = int_as_i64(limit, &overflow);
    if (overflow) return int_sign(limit) > 0 ? INT32_MAX : 0;
    return n <= 0 ? 0 : n > INT32_MAX ? INT32_MAX : (long)n;
}

static void add_traceback(Printer *p, Obj *exc, bool group)
{
    Obj *tb = ((Exc *)exc)->traceback;
    if (!tb || !is_type(p->rt, tb, TRACEBACK)) return;
    long limit = traceback_limit(p->rt);
    if (limit <= 0) return;
    if (group && p->group_depth == 1) {
        buf_str(p->out, "  + ");
    } else {
        margin(p);
    }
    buf_str(p->out, group ? "Exception Group Traceback (most recent call last):\n" : "Traceback (most recent call last):\n");
    add_entries(p, (Traceback *)tb, limit);
}

/* ---- syntax errors -------------------------------------------------------------------------------------------------- */

static isize number_or(Obj *o, isize otherwise)
{
    bool overflow = false;
    if (!o || !is_int(o)) return otherwise;
    int64_t n = int_as_i64(o, &overflow);
    return overflow ? otherwise : (isize)n;
}

/* The line of a SyntaxError and its carets; offsets count characters from 1. */
static void add_error_text(Printer *p, isize offset, isize end_offset, Obj *text_obj)
{
    Buf text = {0};
    if (!str_add_utf8(&text, text_obj)) {
        buf_free(&text);
        return;
    }
    isize carets = end_offset > 0 && end_offset > offset ? end_offset - offset : 1;
    const char *s = text.data ? text.data : "";
    offset--;
    for (; is_blank(*s); s++) offset--;
    isize len = (isize)strlen(s);
    if (len > 0 && s[len - 1] == '\n') len--;
    if (offset > len) offset = len;
    for (const char *nl; (nl = strchr(s, '\n')) && nl - s < offset;) {
        isize skip = nl - s + 1;
        s += skip;
        len -= skip;
        offset -= skip;
    }
    margin(p);
    buf_str(p->out, "    ");
    buf_str(p->out, s);
    if (s[len] != '\n') buf_char(p->out, '\n');
    if (offset >= 0) {
        margin(p);
        buf_str(p->out, "    ");
        for (isize i = 0; i < offset; i++) buf_char(p->out, ' ');
        for (isize i = 0; i < carets; i++) buf_char(p->out, '^');
        buf_char(p->out, '\n');
    }
    buf_free(&text);
}

/* What a SyntaxError says of its place; answers its message (borrowed), or NULL when it has no place. */
static Obj *add_place(Printer *p, Obj *exc)
{
    Runtime *rt = p->rt;
    if (!is_instance(exc, (Type *)EXC_TYPE(rt, SyntaxError))) return NULL;
    const SyntaxErrorExc *e = (SyntaxErrorExc *)exc;
    isize lineno = number_or(e->lineno, -1), offset = number_or(e->offset, -1);
    isize end_lineno = number_or(e->end_lineno, lineno), end_offset = number_or(e->end_offset, -1);
    if (!e->msg || !e->lineno || !is_int(e->lineno)) return NULL;
    margin(p);
    buf_str(p->out, "  File \"");
    if (e->filename && !is_none(rt, e->filename))
        add_str(p, e->filename, "???");
    else
        buf_str(p->out, "<string>");
    buf_printf(p->out, "\", line %zd\n", lineno);
    if (e->text && is_str(e->text)) {
        if (end_lineno > lineno) {
            Buf text = {0};
            str_add_utf8(&text, e->text);
            end_offset = (isize)text.len;
            buf_free(&text);
        }
        add_error_text(p, offset, end_offset, e->text);
    }
    return e->msg;
}

/* ---- the message ------------------------------------------------------------------------------------------------------ */

void traceback_add_type_name(Runtime *rt, Buf *out, Type *type)
{
    Obj *module = obj_getattr(rt, (Obj *)type, id_(rt, __module__));
    if (!module || !is_str(module)) {
        err_clear(rt);
        buf_str(out, "<unknown>");
    } else if (!str_equal_ascii(module, "builtins") && !str_equal_ascii(module, "__main__")) {
        str_add_utf8(out, module);
        buf_char(out, '.');
    }
    xdecref(rt, module);
    Obj *qualname = type_qualname(rt, type);
    if (qualname && is_str(qualname))
        str_add_utf8(out, qualname);
    else
        buf_str(out, "<unknown>");
    xdecref(rt, qualname);
    err_clear(rt);
}

static void add_message(Printer *p, Obj *exc, Obj *value)
{
    margin(p);
    traceback_add_type_name(p->rt, p->out, type_of(exc));
    if (is_none(p->rt, value)) return;
    Obj *text = obj_str(p->rt, value);
    if (!text) {
        err_clear(p->rt);
        buf_str(p->out, ": <exception str() failed>");
        return;
    }
    if (str_len(text)) {
        buf_str(p->out, ": ");
        str_add_utf8(p->out, text);
    }
    decref(p->rt, text);
}

static void add_suggestion(Printer *p, Obj *exc)
{
    Obj *name = suggestion(p->rt, exc);
    if (!name) return;
    buf_str(p->out, ". Did you mean: '");
    str_add_utf8(p->out, name);
    buf_str(p->out, "'?");
    decref(p->rt, name);
}

/* One note, each of its lines behind the margin. */
static void add_note(Printer *p, Obj *note)
{
    Buf all = {0}, *out = p->out;
    p->out = &all;
    if (!add_str(p, note, "<note str() failed>")) {
        p->out = out;
        margin(p);
        buf_str(out, "<note str() failed>\n");
        buf_free(&all);
        return;
    }
    p->out = out;
    const char *s = all.data ? all.data : "";
    do {
        const char *nl = strchr(s, '\n');
        size_t n = nl ? (size_t)(nl - s) : strlen(s);
        margin(p);
        buf_add(out, s, n);
        buf_char(out, '\n');
        s += n + (nl ? 1 : 0);
    } while (*s);
    buf_free(&all);
}

static void add_notes(Printer *p, Obj *exc)
{
    Runtime *rt = p->rt;
    Obj *notes;
    if (obj_lookattr(rt, exc, id_(rt, __notes__), &notes) <= 0) {
        err_clear(rt);
        return;
    }
    hold(rt, "notes", notes);
    if (!obj_is_sequence(rt, notes) || is_str(notes) || is_bytes(notes)) {
        Obj *text = obj_repr(rt, notes);
        err_clear(rt);
        margin(p);
        if (text)
            str_add_utf8(p->out, text);
        else
            buf_str(p->out, "<__notes__ repr() failed>");
        buf_char(p->out, '\n');
        xdecref(rt, text);
    } else {
        isize n = obj_len(rt, notes);
        for (isize i = 0; i < n; i++) {
            Obj *note = seq_getitem(rt, notes, i);
            if (!note) break;
            hold(rt, "note", note);
            add_note(p, note);
            drop(rt);
        }
    }
    drop(rt);
    err_clear(rt);
}

static void add_one(Printer *p, Obj *exc, bool group)
{
    add_traceback(p, exc, group);
    Obj *message = add_place(p, exc);
    add_message(p, exc, message ? message : exc);
    if (!message) add_suggestion(p, exc);
    buf_char(p->out, '\n');
    add_notes(p, exc);
}

/* ---- chains and groups --------------------------------------------------------------------------------------------------- */

static void add_exception(Printer *p, Obj *exc);

static bool was_seen(const Printer *p, const Obj *exc)
{
    for (size_t i = 0; i < p->nseen; i++)
        if (p->seen[i] == exc) return true;
    return false;
}

static void mark_seen(Printer *p, Obj *exc)
{
    if (p->nseen == p->room) {
        size_t room = p->room ? 2 * p->room : 16;
        Obj **seen = realloc(p->seen, room * sizeof *seen);
        if (!seen) return;
        p->seen = seen;
        p->room = room;
    }
    p->seen[p->nseen++] = exc;
}

/* The exception before, and how it is connected. */
static void add_chained(Printer *p, Obj *exc, const char *connection)
{
    bool need_close = p->need_close;
    add_exception(p, exc);
    p->need_close = need_close;
    margin(p);
    buf_char(p->out, '\n');
    margin(p);
    buf_str(p->out, connection);
    margin(p);
    buf_char(p->out, '\n');
}

static void add_member(Printer *p, Obj *excs, isize i, isize n)
{
    bool truncated = i >= GROUP_WIDTH;
    indent(p);
    buf_str(p->out, i == 0 ? "+-" : "  ");
    if (truncated)
        buf_str(p->out, "+---------------- ... ----------------\n");
    else
        buf_printf(p->out, "+---------------- %zd ----------------\n", i + 1);
    p->group_depth++;
    if (truncated) {
        isize more = tuple_len(excs) - GROUP_WIDTH;
        margin(p);
        buf_printf(p->out, "and %zd more exception%s\n", more, more > 1 ? "s" : "");
    } else {
        add_exception(p, tuple_peek(excs, i));
    }
    if (i == n - 1 && p->need_close) {
        indent(p);
        buf_str(p->out, "+------------------------------------\n");
        p->need_close = false;
    }
    p->group_depth--;
}

static void add_group(Printer *p, Obj *exc)
{
    if (p->group_depth > GROUP_DEPTH) {
        margin(p);
        buf_printf(p->out, "... (max_group_depth is %d)\n", GROUP_DEPTH);
        return;
    }
    if (p->group_depth == 0) p->group_depth = 1;
    add_one(p, exc, true);
    Obj *excs = ((GroupExc *)exc)->excs;
    isize n = tuple_len(excs) <= GROUP_WIDTH ? tuple_len(excs) : GROUP_WIDTH + 1;
    p->need_close = false;
    for (isize i = 0; i < n; i++) {
        if (i == n - 1) p->need_close = true;
        add_member(p, excs, i, n);
    }
    if (p->group_depth == 1) p->group_depth = 0;
}

static void add_exception(Printer *p, Obj *exc)
{
    const Exc *e = (Exc *)exc;
    if (p->nesting >= NESTING_MAX) return;
    p->nesting++;
    mark_seen(p, exc);
    if (e->cause) {
        if (!was_seen(p, e->cause))
            add_chained(p, e->cause, "The above exception was the direct cause of the following exception:\n");
    } else if (e->context && !e->suppress_context && !was_seen(p, e->context)) {
        add_chained(p, e->context, "During handling of the above exception, another exception occurred:\n");
    }
    if (is_instance(exc, (Type *)EXC_TYPE(p->rt, BaseExceptionGroup)))
        add_group(p, exc);
    else
        add_one(p, exc, false);
    p->nesting--;
}

void traceback_format(Runtime *rt, Obj *exc, Buf *out)
{
    Printer p = {.rt = rt, .out = out};
    Obj *type, *value, *tb;
    err_fetch(rt, &type, &value, &tb);
    hold(rt, "pending exception's type", type);
    hold(rt, "pending exception", value);
    hold(rt, "pending exception's traceback", tb);
    hold(rt, "exception being printed", own(exc));
    if (is_exc(exc))
        add_exception(&p, exc);
    else
        buf_printf(out, "TypeError: print_exception(): Exception expected for value, %s found\n", type_of(exc)->name);
    free(p.seen);
    drop(rt);
    rt->hold_count -= 3;
    err_restore_take(rt, type, value, tb);
}

/* traceback_add_entries: the part between the heading and the message, of any traceback. */
void traceback_add_entries(Runtime *rt, Buf *out, Obj *tb)
{
    Printer p = {.rt = rt, .out = out};
    long limit = traceback_limit(rt);
    if (limit <= 0) return;
    buf_str(out, "Traceback (most recent call last):\n");
    add_entries(&p, (Traceback *)tb, limit);
}
