/* view_names.c - names: locals, enclosing, globals, builtins; frames and their value stacks. */
#include <stdlib.h>
#include <string.h>

#include "object/dictkeys.h"
#include "trace/value.h"
#include "trace/view_inner.h"

const char *name_scope_word(NameScope scope)
{
    static const char *const words[NAME_SCOPES] = {"local", "enclosing", "global", "builtin"};
    return words[scope];
}

/* The frame of Python code [depth] calls further out; NULL: there is none. */
static Frame *frame_at(const View *v, int depth)
{
    Frame *f = v->rt->vm.frame;
    for (; f && depth > 0; f = f->previous) depth--;
    return f && f->code ? f : NULL;
}

const char *static_word(const Runtime *rt, const Obj *o)
{
    if (!ledger_is_static(rt, o)) return "";
    if (is_typeobj(o)) return "built-in class";
    if (is_type(rt, o, INT)) return "small int";
    if (is_str(o)) return str_len(o) > 1 ? "identifier" : str_len(o) ? "character" : "empty str";
    if (is_bytes(o)) return bytes_len(o) ? "byte" : "empty bytes";
    if (is_tuple(o)) return "empty tuple";
    return "the only one";
}

static bool is_noise(const Obj *name)
{
    isize n = is_str(name) ? str_len(name) : 0;
    return n > 4 && str_at(name, 0) == '_' && str_at(name, 1) == '_' && str_at(name, n - 2) == '_' && str_at(name, n - 1) == '_';
}

static void fill_name(View *v, NameScope scope, const Obj *name, const Obj *value, NameRow *row)
{
    row->scope = scope;
    if (is_str(name))
        text_copy_str(row->name, VIEW_NAME, name);
    else
        value_text(v->rt, name, row->name, VIEW_NAME);
    row->hidden = is_noise(name);
    if (!value) return;
    row->address = heap_nominal(HEAP(v->rt), value);
    row->label = label_number(v->rt, value);
    text_copy(row->type, VIEW_TYPE, value_type(value));
    text_copy(row->word, sizeof row->word, static_word(v->rt, value));
    value_text(v->rt, value, row->value, VIEW_VALUE);
}

/* Which of a scope's names are wanted. */
typedef struct Part {
    bool hidden;
    size_t skip, left;
} Part;

static NameRow *add_name(View *v, Part *part, NameScope scope, const Obj *name, const Obj *value)
{
    if (!part->hidden && is_noise(name)) return NULL;
    if (part->skip) {
        part->skip--;
        return NULL;
    }
    NameRow *row = rows_add(v, ROWS_NAMES, sizeof *row);
    if (!row) return NULL;
    part->left--;
    fill_name(v, scope, name, value, row);
    return row;
}

/* ---- variables of a function ---------------------------------------------------------------------------------------- */

static bool is_enclosing(const Code *code, int i) { return (bytes_data(code->localspluskinds)[i] & LOCAL_FREE) != 0; }

/* A variable's value, through its cell; NULL: unbound. */
static Obj *variable(View *v, const Frame *f, int i, bool *cell)
{
    const Code *code = (const Code *)f->code;
    Obj *value = i < f->stacktop ? f->localsplus[i] : NULL;
    int kind = bytes_data(code->localspluskinds)[i];
    *cell = value && (kind & (LOCAL_CELL | LOCAL_FREE)) && is_type(v->rt, value, CELL);
    return *cell ? ((Cell *)value)->value : value;
}

static void add_variables(View *v, const Frame *f, NameScope scope, Part *part)
{
    const Code *code = (const Code *)f->code;
    for (int i = 0; part->left && i < code->nlocalsplus; i++) {
        if (is_enclosing(code, i) != (scope == NAME_ENCLOSING)) continue;
        bool cell;
        Obj *value = variable(v, f, i, &cell);
        NameRow *row = add_name(v, part, scope, tuple_peek(code->localsplusnames, i), value);
        if (row) row->cell = cell;
    }
}

/* The dict in which a scope's names are; NULL: they are variables, or there are none. */
static const Obj *scope_dict(const View *v, NameScope scope, const Frame *f)
{
    const Obj *dict = NULL;
    if (scope == NAME_LOCAL) dict = f && f->locals != f->globals ? f->locals : NULL;
    if (scope == NAME_GLOBAL) dict = f ? f->globals : v->rt->main_dict;
    if (scope == NAME_BUILTIN) dict = f ? f->builtins : v->rt->builtins;
    return dict && is_dict(dict) && ((const Dict *)dict)->keys ? dict : NULL;
}

/* ---- which names the last statement bound ------------------------------------------------------------------------------ */

static int by_name(const void *a, const void *b)
{
    return strncmp(*(const char *const *)a, *(const char *const *)b, RECORD_NAME - 1);
}

static void mark_bound(View *v, NameRow *rows, size_t n)
{
    const Trace *t = trace_peek(v->rt);
    if (!t || n == 0) return;
    uint64_t first = log_first_of(t, t->statement);
    const char **names = malloc((t->records - first + 1) * sizeof *names);
    size_t count = 0;
    for (uint64_t i = first; names && i < t->records; i++) {
        const Record *r = log_at(t, i);
        if (r && r->kind == EV_BIND && !(r->flags & RECORD_CLASS_BODY)) names[count++] = r->name;
    }
    if (count) qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; count && i < n; i++) {
        char cut[RECORD_NAME];
        const char *key = cut;
        text_copy(cut, sizeof cut, rows[i].name);
        if (bsearch(&key, names, count, sizeof *names, by_name)) rows[i].change |= CHANGE_NEW;
    }
    free(names);
}

/* ---- scopes -------------------------------------------------------------------------------------------------------------- */

const NameRow *view_names_part(View *v, NameScope scope, int depth, bool hidden, size_t first, size_t *n)
{
    const Frame *f = frame_at(v, depth);
    const Obj *dict = scope_dict(v, scope, f);
    Obj *key, *value;
    Part part = {hidden, first, *n};
    rows_clear(v, ROWS_NAMES);
    for (isize pos = 0; dict && part.left && dict_next(dict, &pos, &key, &value, NULL);)
        add_name(v, &part, scope, key, value);
    if (!dict && f && scope <= NAME_ENCLOSING && f->locals != f->globals) add_variables(v, f, scope, &part);
    *n = v->rows[ROWS_NAMES].n;
    if (scope == NAME_GLOBAL) mark_bound(v, v->rows[ROWS_NAMES].data, *n);
    return v->rows[ROWS_NAMES].data;
}

const NameRow *view_names(View *v, NameScope scope, int depth, size_t *n)
{
    *n = SIZE_MAX;
    return view_names_part(v, scope, depth, true, 0, n);
}

size_t view_names_hidden(View *v, NameScope scope, int depth)
{
    const Frame *f = frame_at(v, depth);
    const Obj *dict = scope_dict(v, scope, f);
    const Code *code = !dict && f && scope <= NAME_ENCLOSING && f->locals != f->globals ? (const Code *)f->code : NULL;
    Obj *key, *value;
    size_t n = 0;
    for (isize pos = 0; dict && dict_next(dict, &pos, &key, &value, NULL);) n += is_noise(key);
    for (int i = 0; code && i < code->nlocalsplus; i++)
        n += is_enclosing(code, i) == (scope == NAME_ENCLOSING) && is_noise(tuple_peek(code->localsplusnames, i));
    return n;
}

/* The name that the last statement bound last, as the log keeps it: maybe cut; NULL: it bound none. */
static const char *bound_last(const Trace *t)
{
    for (uint64_t i = t->records; i-- > log_first_of(t, t->statement);) {
        const Record *r = log_at(t, i);
        if (r && r->kind == EV_BIND && !(r->flags & (RECORD_CLASS_BODY | RECORD_NOISE))) return r->name;
    }
    return NULL;
}

/* A glance that is enough for most. */
static bool may_be(const Obj *key, const char *name)
{
    return is_str(key) && str_len(key) && (str_at(key, 0) >= 0x80 || str_at(key, 0) == (unsigned char)name[0]);
}

isize view_names_bound(View *v, bool hidden)
{
    const Trace *t = trace_peek(v->rt);
    const char *bound = t ? bound_last(t) : NULL;
    const Obj *dict = bound ? scope_dict(v, NAME_GLOBAL, NULL) : NULL;
    Obj *key, *value;
    isize at = 0;
    for (isize pos = 0; dict && dict_next(dict, &pos, &key, &value, NULL);) {
        if (!hidden && is_noise(key)) continue;
        if (may_be(key, bound)) {
            char cut[RECORD_NAME];
            text_copy_str(cut, sizeof cut, key);
            if (strcmp(cut, bound) == 0) return at;
        }
        at++;
    }
    return -1;
}

size_t view_name_count(View *v, NameScope scope, int depth)
{
    const Frame *f = frame_at(v, depth);
    const Obj *dict = scope_dict(v, scope, f);
    if (dict) return (size_t)dict_len(dict);
    size_t n = 0;
    const Code *code = f && scope <= NAME_ENCLOSING ? (const Code *)f->code : NULL;
    for (int i = 0; code && i < code->nlocalsplus; i++) n += is_enclosing(code, i) == (scope == NAME_ENCLOSING);
    return n;
}

static bool is_named(const Obj *str, const char *name)
{
    char text[VIEW_NAME];
    if (!is_str(str)) return false;
    text_copy_str(text, sizeof text, str);
    return strcmp(text, name) == 0;
}

static const Obj *find_in_dict(const Obj *dict, const char *name)
{
    Obj *key, *value;
    for (isize pos = 0; dict && dict_next(dict, &pos, &key, &value, NULL);)
        if (is_named(key, name)) return value;
    return NULL;
}

static const Obj *find_variable(View *v, const Frame *f, NameScope scope, const char *name, bool *cell)
{
    const Code *code = f && f->locals != f->globals ? (const Code *)f->code : NULL;
    for (int i = 0; code && i < code->nlocalsplus; i++)
        if (is_enclosing(code, i) == (scope == NAME_ENCLOSING) && is_named(tuple_peek(code->localsplusnames, i), name))
            return variable(v, f, i, cell);
    return NULL;
}

const NameRow *view_lookup(View *v, const char *name, int depth, size_t *n)
{
    const Frame *f = frame_at(v, depth);
    rows_clear(v, ROWS_LOOKUP);
    for (NameScope scope = NAME_LOCAL; scope < NAME_SCOPES; scope++) {
        bool cell = false;
        const Obj *dict = scope_dict(v, scope, f);
        const Obj *value = dict ? find_in_dict(dict, name) : scope <= NAME_ENCLOSING ? find_variable(v, f, scope, name, &cell) : NULL;
        NameRow *row = rows_add(v, ROWS_LOOKUP, sizeof *row);
        if (!row) break;
        fill_name(v, scope, v->rt->empty_str, value, row);
        text_copy(row->name, VIEW_NAME, name);
        row->cell = cell;
    }
    *n = v->rows[ROWS_LOOKUP].n;
    return v->rows[ROWS_LOOKUP].data;
}

/* ---- frames ---------------------------------------------------------------------------------------------------------------- */

const FrameRow *view_frames(View *v, size_t *n)
{
    rows_clear(v, ROWS_FRAMES);
    for (const Frame *f = v->rt->vm.frame; f; f = f->previous) {
        if (!f->code) continue;
        const Code *code = (const Code *)f->code;
        FrameRow *row = rows_add(v, ROWS_FRAMES, sizeof *row);
        if (!row) break;
        text_copy_str(row->name, VIEW_NAME, code->name);
        text_copy_str(row->file, VIEW_NAME, code->filename);
        row->line = frame_line(f);
        row->function = heap_nominal(HEAP(v->rt), f->func);
        row->locals = code->nlocalsplus;
        row->stack = f->stacktop > code->nlocalsplus ? f->stacktop - code->nlocalsplus : 0;
    }
    *n = v->rows[ROWS_FRAMES].n;
    return v->rows[ROWS_FRAMES].data;
}

const StackRow *view_stack(View *v, int depth, size_t *n)
{
    const Frame *f = frame_at(v, depth);
    const Code *code = f ? (const Code *)f->code : NULL;
    rows_clear(v, ROWS_STACK);
    for (int i = code ? code->nlocalsplus : 0; code && i < f->stacktop; i++) {
        const Obj *o = f->localsplus[i];
        StackRow *row = rows_add(v, ROWS_STACK, sizeof *row);
        if (!row) break;
        if (!o) continue;
        row->label = label_number(v->rt, o);
        row->address = heap_nominal(HEAP(v->rt), o);
        text_copy(row->type, VIEW_TYPE, value_type(o));
        value_text(v->rt, o, row->value, VIEW_VALUE);
    }
    *n = v->rows[ROWS_STACK].n;
    return v->rows[ROWS_STACK].data;
}
