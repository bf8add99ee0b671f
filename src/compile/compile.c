/* compile.c - one compilation from a tree to a code object, and what all its steps need: kept objects,
   errors and warnings with their place, future statements, mangled names.

   Errors come in the shapes that CPython gives them: those of scopes carry their place in attributes only,
   those of code generation in the exception's arguments too.  The quoted line is given when the source is a
   file's, as CPython would read it again from there. */
#include "compile/codegen.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

void *compiler_alloc(Compiler *c, size_t n)
{
    void *p = scratch_alloc(&c->scratch, n);
    if (!p) err_no_memory(c->rt);
    return p;
}

Obj *retain_take(Compiler *c, TAKE Obj *o)
{
    if (!o) return NULL;
    return list_append_take(c->rt, c->kept, o) ? o : NULL;
}

bool nest(Compiler *c)
{
    char here;
    if (c->depth < c->depth_limit && (c->depth & 15 || &here > c->rt->c_stack_low)) {
        c->depth++;
        return true;
    }
    err_format(c->rt, EXC_TYPE(c->rt, RecursionError), "maximum recursion depth exceeded during compilation");
    return false;
}

/* ---- errors -------------------------------------------------------------------------------------------- */

/* The line of a file's source, its newline included; NULL when CPython could not read it either. */
static const char *source_text(Compiler *c, int lineno, size_t *n)
{
    *n = 0;
    if (!c->source || lineno <= 0 || !source_on_disk(c->rt, c->filename)) return NULL;
    const char *at = c->source, *end = c->source + c->source_len;
    for (int line = 1; line < lineno; line++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (!newline) return NULL;
        at = newline + 1;
    }
    if (at == end) return NULL;
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    *n = (size_t)((newline ? newline + 1 : end) - at);
    return at;
}

static Obj *format_message(Compiler *c, const char *format, va_list ap)
{
    /* every format used here has at most two arguments, each a pointer */
    const void *a = strchr(format, '%') ? va_arg(ap, const void *) : NULL;
    const char *first = strchr(format, '%');
    const void *b = first && strchr(first + 1, '%') ? va_arg(ap, const void *) : NULL;
    return retain_take(c, str_format(c->rt, format, a, b));
}

bool gen_error(Compiler *c, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    Obj *message = format_message(c, format, ap);
    va_end(ap);
    const char *bytes = message ? str_utf8(c->rt, message, &(isize){0}) : NULL;
    if (!bytes) return false;
    Pos p = c->unit->pos;
    size_t n;
    const char *text = source_text(c, p.lineno, &n);
    err_syntax(c->rt, EXC_TYPE(c->rt, SyntaxError), bytes, c->filename, p.lineno, p.col + 1, p.end_lineno,
               p.end_col + 1, text, n);
    return false;
}

static bool set_number(Compiler *c, Obj **field, int value)
{
    Obj *o = int_new(c->rt, value);
    if (o) SET_REF_TAKE(c->rt, *field, o);
    return o != NULL;
}

bool located_error(Compiler *c, Pos pos, bool end_known, const char *format, Obj *name)
{
    Runtime *rt = c->rt;
    Obj *message = retain_take(c, str_format(rt, format, name));
    Obj *exc = message ? retain_take(c, exc_new(rt, EXC_TYPE(rt, SyntaxError), message)) : NULL;
    if (!exc) return false;
    SyntaxErrorExc *e = (SyntaxErrorExc *)exc;
    if (!set_number(c, &e->lineno, pos.lineno) || !set_number(c, &e->offset, pos.col + 1) ||
        !set_number(c, &e->end_lineno, end_known ? pos.end_lineno : pos.lineno))
        return false;
    if (end_known && !set_number(c, &e->end_offset, pos.end_col + 1)) return false;
    SET_REF_TAKE(rt, e->filename, own(c->filename));
    size_t n;
    const char *text = source_text(c, pos.lineno, &n);
    if (text) {
        Obj *line = str_from_utf8(rt, text, n);
        if (!line) return false;
        SET_REF_TAKE(rt, e->text, line);
    }
    err_set(rt, EXC_TYPE(rt, SyntaxError), exc);
    return false;
}

/* What the hook `warn` answers; a SyntaxWarning that it raises becomes a SyntaxError. */
static int warned_by_module(Runtime *rt, const char *message, Obj *filename, int line, const char *text, size_t n)
{
    Obj *words = rt->hooks.warn ? str_from(rt, message) : NULL, *category = EXC_TYPE(rt, SyntaxWarning);
    if (!words) return err_pending(rt) ? -1 : 0;
    hold(rt, "text of a warning", words);
    int told = rt->hooks.warn(rt, category, words, filename, line, NULL);
    drop(rt);
    if (told < 0 && err_clear_if(rt, category))
        err_syntax(rt, EXC_TYPE(rt, SyntaxError), message, filename, line, -1, line, -1, text, n);
    return told;
}

bool warn_syntax(Runtime *rt, const char *message, Obj *filename, int line, const char *text, size_t n)
{
    int told = warned_by_module(rt, message, filename, line, text, n);
    if (told) return told > 0;
    Buf out = {0};
    str_add_utf8(&out, filename);
    buf_printf(&out, ":%d: SyntaxWarning: %s\n", line, message);
    if (text) {
        while (n && (*text == ' ' || *text == '\t' || *text == '\f')) text++, n--;
        while (n && (text[n - 1] == '\n' || text[n - 1] == '\r')) n--;
        buf_str(&out, "  ");
        buf_add(&out, text, n);
        buf_char(&out, '\n');
    }
    bool ok = !out.failed;
    if (!ok) err_no_memory(rt);
    if (ok && rt->hooks.write) ok = rt->hooks.write(rt, 2, out.data, out.len);
    buf_free(&out);
    return ok;
}

bool gen_warn(Compiler *c, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    Obj *message = format_message(c, format, ap);
    va_end(ap);
    const char *bytes = message ? str_utf8(c->rt, message, &(isize){0}) : NULL;
    if (!bytes) return false;
    size_t n;
    const char *text = source_text(c, c->unit->pos.lineno, &n);
    return warn_syntax(c->rt, bytes, c->filename, c->unit->pos.lineno, text, n);
}

/* ---- names --------------------------------------------------------------------------------------------- */

Obj *mangle(Compiler *c, Obj *private_name, Obj *name)
{
    isize n = str_len(name);
    if (!private_name || n < 3 || str_at(name, 0) != '_' || str_at(name, 1) != '_') return name;
    if (str_at(name, n - 1) == '_' && str_at(name, n - 2) == '_') return name;
    if (str_find_char(name, '.', 0, n) >= 0) return name;
    isize from = 0, end = str_len(private_name);
    while (from < end && str_at(private_name, from) == '_') from++;
    if (from == end) return name;
    Obj *stem = retain_take(c, str_slice(c->rt, private_name, from, end));
    Obj *mangled = stem ? str_format(c->rt, "_%O%O", stem, name) : NULL;
    if (mangled) str_intern(c->rt, &mangled);
    return retain_take(c, mangled);
}

Obj *docstring_peek(const StmtSeq *body)
{
    if (!body->n || body->items[0]->kind != S_EXPR) return NULL;
    const Expr *e = body->items[0]->v.expr.value;
    return e->kind == X_CONSTANT && is_str(e->v.constant.value) ? e->v.constant.value : NULL;
}

/* ---- from __future__ import ... ------------------------------------------------------------------------ */

static bool future_features(Compiler *c, const Stmt *s)
{
    static const char *const old[] = {"nested_scopes",  "generators",     "division",         "absolute_import",
                                      "with_statement", "print_function", "unicode_literals", "generator_stop"};
    for (int i = 0; i < s->v.import.names.n; i++) {
        Obj *name = s->v.import.names.items[i]->name;
        bool known = false;
        for (size_t k = 0; k < COUNT_OF(old) && !known; k++) known = str_equal_ascii(name, old[k]);
        if (known) continue;
        if (str_equal_ascii(name, "annotations")) {
            c->future_flags |= FUTURE_ANNOTATIONS;
        } else if (str_equal_ascii(name, "barry_as_FLUFL")) {
            c->future_flags |= FUTURE_BARRY;
        } else if (str_equal_ascii(name, "braces")) {
            return located_error(c, s->pos, false, "not a chance", NULL);
        } else {
            return located_error(c, s->pos, false, "future feature %O is not defined", name);
        }
    }
    return true;
}

/* The statements that may stand before anything else but a docstring. */
static bool future_scan(Compiler *c)
{
    const StmtSeq *body = &c->tree->body;
    bool done = false;
    int line = 0;
    for (int i = docstring_peek(body) != NULL; i < body->n; i++) {
        const Stmt *s = body->items[i];
        if (done && s->pos.lineno > line) return true;
        line = s->pos.lineno;
        if (s->kind != S_IMPORT_FROM || !s->v.import.module || !str_equal_ascii(s->v.import.module, "__future__")) {
            done = true;
            continue;
        }
        if (done) {
            Pos p = s->pos;
            p.col--;
            return located_error(c, p, false, "from __future__ imports must occur at the beginning of the file", NULL);
        }
        if (!future_features(c, s)) return false;
        c->future_line = s->pos.lineno;
    }
    return true;
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

static bool gen_module(Compiler *c)
{
    Tree *t = c->tree;
    switch (t->kind) {
    case TREE_SCRIPT:
    case TREE_FILE: return gen_body(c, &t->body);
    case TREE_TYPED:
    case TREE_SINGLE: return (!has_annotations(&t->body) || emit(c, OP_SETUP_ANNOTATIONS)) && gen_stmts(c, &t->body);
    case TREE_EVAL: return gen_expr(c, t->expr);
    }
    return false;
}

static Obj *compile_module(Compiler *c)
{
    if (!consts_start(c) || (c->tree->kind != TREE_EVAL && !future_scan(c)) || !optimize_tree(c) || !symtable_build(c))
        return NULL;
    Obj *name = retain_take(c, str_interned(c->rt, "<module>"));
    if (!name || !unit_enter(c, name, UNIT_MODULE, c->tree, 1)) return NULL;
    c->unit->pos.lineno = 1;
    return gen_module(c) ? assemble(c, c->tree->kind != TREE_EVAL) : NULL;
}

static OWN Obj *compile_with_source(Runtime *rt, Tree *tree, Obj *filename, const char *source, size_t n, int future)
{
    Compiler c = {.rt = rt, .tree = tree, .filename = filename, .source = source, .source_len = n};
    c.future_line = -1;
    c.future_flags = future & CO_FUTURE_MASK;
    int limit = rt->recursion_limit > INT_MAX / 3 ? INT_MAX / 3 : rt->recursion_limit;
    c.depth_limit = limit * 3;
    c.depth = (limit - (rt->recursion_left < 0 ? 0 : rt->recursion_left)) * 3;
    if (c.depth < 0) c.depth = 0;
    c.kept = list_new(rt, 0);
    if (!c.kept) return NULL;
    hold(rt, "object of a compilation", c.kept);
    Obj *code = xown(compile_module(&c));
    drop(rt);
    scratch_free(&c.scratch);
    return code;
}

OWN Obj *compile_tree(Runtime *rt, Tree *tree, Obj *filename)
{
    return compile_with_source(rt, tree, filename, NULL, 0, 0);
}

OWN Obj *compile_text(Runtime *rt, const SourceText *source, Obj *filename, TreeKind kind, int future, Obj **objects)
{
    Tree *tree = parse_text(rt, source, filename, kind);
    if (!tree) return NULL;
    hold(rt, "syntax tree", tree->objects);
    Obj *code = compile_with_source(rt, tree, filename, source->text, source->n, future);
    unhold(rt);
    if (objects) *objects = code ? own(tree->objects) : NULL;
    tree_free(rt, tree);
    return code;
}

OWN Obj *compile_source(Runtime *rt, const char *source, size_t n, Obj *filename, TreeKind kind, Obj **objects)
{
    return compile_text(rt, &(SourceText){source, n, true, NULL}, filename, kind, 0, objects);
}

OWN Obj *compile_bytes(Runtime *rt, const char *bytes, size_t n, Obj *filename, TreeKind kind, int future, Obj **objects)
{
    SourceText source;
    Obj *code = NULL;
    if (source_decode(rt, bytes, n, filename, kind, &source)) code = compile_text(rt, &source, filename, kind, future, objects);
    source_release(&source);
    return code;
}
