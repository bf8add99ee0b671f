/* complete.c - the Tab key: names, attributes, keywords and commands, read from dicts and types, running nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/frozen.h"
#include "object/dictkeys.h"
#include "object/type.h"
#include "share/buf.h"
#include "ui/face.h"

enum { WORDS_MAX = 4000, INDENT = 4 };

typedef struct Words { /* those that begin with [prefix] */
    char **items;
    size_t n;
    const char *prefix;
    size_t length;
} Words;

static void add_word(Words *w, const char *word)
{
    if (w->n == WORDS_MAX || strncmp(word, w->prefix, w->length) != 0) return;
    if (word[0] == '_' && w->prefix[0] != '_') return;
    char *copy = strdup(word);
    if (copy) w->items[w->n++] = copy;
}

static void add_dict(Words *w, const Obj *dict)
{
    Obj *key, *value;
    if (!dict || !is_dict(dict) || !((const Dict *)dict)->keys) return;
    for (isize pos = 0; dict_next(dict, &pos, &key, &value, NULL);) {
        Buf text = {0};
        if (is_str(key) && str_add_utf8(&text, key) && text.data) add_word(w, text.data);
        buf_free(&text);
    }
}

/* ---- attributes -------------------------------------------------------------------------------------------------- */

static void add_type(Words *w, const Type *t)
{
    for (isize i = 0; t->mro && i < tuple_len(t->mro); i++) {
        const Obj *base = tuple_peek(t->mro, i);
        if (is_typeobj(base)) add_dict(w, ((const Type *)base)->dict);
    }
}

/* The names among the values of an instance whose keys are its class's. */
static void add_values(Words *w, const Obj *o, const DictValues *values)
{
    const DictKeys *keys = heap_type(type_of(o))->cached_keys;
    for (int i = 0; keys && i < values_used(values); i++) {
        Buf text = {0};
        const Obj *key = keys_str_entries(keys)[values_index_at(values, i)].key;
        if (str_add_utf8(&text, key) && text.data) add_word(w, text.data);
        buf_free(&text);
    }
}

static void add_attributes(Words *w, const Obj *o)
{
    if (is_typeobj(o)) add_type(w, (const Type *)o);
    add_dict(w, walk_dict(o));
    if (type_has(type_of(o), TF_MANAGED_DICT) && *obj_values_place(o)) add_values(w, o, *obj_values_place(o));
    add_type(w, type_of(o));
}

/* ---- names, keywords, commands ----------------------------------------------------------------------------------- */

static void add_keywords(Words *w)
{
    static const char *const keywords[] = {"False",  "None",   "True",    "and",      "as",       "assert", "async",
                                           "await",  "break",  "class",   "continue", "def",      "del",    "elif",
                                           "else",   "except", "finally", "for",      "from",     "global", "if",
                                           "import", "in",     "is",      "lambda",   "nonlocal", "not",    "or",
                                           "pass",   "raise",  "return",  "try",      "while",    "with",   "yield"};
    for (size_t i = 0; i < COUNT_OF(keywords); i++) add_word(w, keywords[i]);
}

static void add_scope(Ui *ui, Words *w, NameScope scope)
{
    size_t n;
    const NameRow *rows = view_names(ui->view, scope, 0, &n);
    for (size_t i = 0; i < n; i++) add_word(w, rows[i].name);
}

static void add_names(Ui *ui, Words *w)
{
    for (NameScope scope = NAME_LOCAL; scope < NAME_SCOPES; scope++) add_scope(ui, w, scope);
    add_keywords(w);
}

/* What can follow `import` and `from`. */
static void add_modules(Words *w)
{
#define MODULE(name, make) add_word(w, #name);
#include "lib/modules.def"
#undef MODULE
    for (const FrozenText *text = frozen_texts; text->name; text++)
        if (!strchr(text->name, '.')) add_word(w, text->name);
}

static bool is_import(const char *text)
{
    return strncmp(text, "import ", 7) == 0 || (strncmp(text, "from ", 5) == 0 && !strstr(text, " import "));
}

/* ---- offering ---------------------------------------------------------------------------------------------------- */

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void sort_and_unite(Words *w)
{
    size_t kept = 0;
    if (w->n) qsort(w->items, w->n, sizeof *w->items, by_text);
    for (size_t i = 0; i < w->n; i++) {
        if (kept && strcmp(w->items[kept - 1], w->items[i]) == 0)
            free(w->items[i]);
        else
            w->items[kept++] = w->items[i];
    }
    w->n = kept;
}

static size_t common_length(const Words *w)
{
    size_t n = strlen(w->items[0]);
    for (size_t i = 1; i < w->n; i++) {
        size_t k = 0;
        while (k < n && w->items[0][k] == w->items[i][k]) k++;
        n = k;
    }
    return n;
}

/* The words in columns below the prompt. */
static void show_words(Ui *ui, const Words *w)
{
    Buf text = {0};
    int longest = 0, columns, width = ui->screen.cols;
    for (size_t i = 0; i < w->n; i++)
        if ((int)strlen(w->items[i]) > longest) longest = (int)strlen(w->items[i]);
    columns = longest + 2 < width ? width / (longest + 2) : 1;
    size_t room = (size_t)columns * 3;
    for (size_t i = 0; i < w->n && i < room; i++)
        buf_printf(&text, "%-*s%s", longest + 2, w->items[i], (i + 1) % (size_t)columns == 0 ? "\n" : "");
    if (w->n > room) buf_printf(&text, "%s and %zu more", w->n % (size_t)columns ? "" : "", w->n - room);
    snprintf(ui->hint, sizeof ui->hint, "%s", text.data ? text.data : "");
    buf_free(&text);
}

static void offer(Ui *ui, Editor *e, Words *w)
{
    sort_and_unite(w);
    if (w->n == 0) {
        ui_say(ui, "Nothing known begins with \"%s\".", w->prefix);
        return;
    }
    size_t n = common_length(w);
    if (n > w->length) {
        char *more = strndup(w->items[0] + w->length, n - w->length);
        if (more) editor_insert(e, more);
        free(more);
    } else if (w->n > 1) {
        show_words(ui, w);
    }
}

static bool is_name_byte(char c)
{
    return c == '_' || (c & 0x80) || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

void complete_line(Ui *ui, Editor *e, const char *text)
{
    size_t end = strlen(text), from = end, blank = strspn(text, " \t");
    Words w = {.items = calloc(WORDS_MAX, sizeof(char *))};
    if (!w.items) return;
    if (blank == end) {
        editor_insert(e, &"    "[end % INDENT]);
        free(w.items);
        return;
    }
    while (from && is_name_byte(text[from - 1])) from--;
    w.prefix = text + from;
    w.length = end - from;
    size_t path = from;
    while (path && (is_name_byte(text[path - 1]) || strchr(".[]'\"", text[path - 1]))) path--;
    while (path < from && strchr(".[]'\"", text[path])) path++;
    if (text[blank] == ':' && from == blank + 1) {
        for (size_t i = 0; i < key_row_count; i++) add_word(&w, key_rows[i].command);
    } else if (from && text[from - 1] == '.') {
        char *dotted = strndup(text + path, from - 1 - path);
        Obj *o = dotted ? view_find(ui->view, dotted) : NULL;
        if (o) add_attributes(&w, o);
        free(dotted);
    } else if (is_import(text + blank)) {
        add_modules(&w);
    } else {
        add_names(ui, &w);
    }
    offer(ui, e, &w);
    for (size_t i = 0; i < w.n; i++) free(w.items[i]);
    free(w.items);
}
