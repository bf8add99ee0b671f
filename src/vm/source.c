/* source.c - the source text that tracebacks quote.

   The texts are no part of the world: they lie outside the image, are only ever added to, and rt holds the
   table's address, which is the same in every image of a process.  A file that was not remembered is read once,
   when a traceback first needs it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "compile/source.h"
#include "vm/vm_inner.h"

enum { SOURCE_MAX = 1 << 24 };

typedef struct Source {
    char *filename, *text;
    size_t n;
    struct Source *next;
} Source;

struct SourceTable {
    Source *first;
};

static void source_free(Source *s)
{
    free(s->filename);
    free(s->text);
    free(s);
}

void sources_free(Runtime *rt)
{
    struct SourceTable *table = rt->vm.sources;
    if (!table) return;
    for (Source *s = table->first, *next; s; s = next) {
        next = s->next;
        source_free(s);
    }
    free(table);
    rt->vm.sources = NULL;
}

static struct SourceTable *table_of(Runtime *rt)
{
    if (!rt->vm.sources) rt->vm.sources = calloc(1, sizeof *rt->vm.sources);
    return rt->vm.sources;
}

void source_remember(Runtime *rt, const char *filename, const char *text, size_t n)
{
    struct SourceTable *table = table_of(rt);
    Source *s = calloc(1, sizeof *s);
    if (!table || !s) {
        free(s);
        return;
    }
    s->filename = strdup(filename);
    s->text = malloc(n + 2);
    if (!s->filename || !s->text) {
        source_free(s);
        return;
    }
    s->n = source_clean(text, n, false, s->text);
    s->next = table->first;
    table->first = s;
}

/* A file's bytes by its coding cookie; one that cannot be decoded has no lines to show. */
static void remember_decoded(Runtime *rt, const char *filename, const char *bytes, size_t n)
{
    SourceText source;
    Obj *name = str_decode(rt, filename, (isize)strlen(filename), "utf-8", "surrogateescape");
    bool ok = name && source_decode(rt, bytes, n, name, TREE_FILE, &source);
    source_remember(rt, filename, ok ? source.text : "", ok ? source.n : 0);
    if (name) source_release(&source);
    xdecref(rt, name);
    err_clear(rt);
}

/* Reads a file that nobody remembered; an unreadable one is remembered as empty. */
static void read_file(Runtime *rt, const char *filename)
{
    struct stat st;
    FILE *f = filename[0] != '<' && stat(filename, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= SOURCE_MAX
                  ? fopen(filename, "rb")
                  : NULL;
    char *text = f ? malloc((size_t)st.st_size + 1) : NULL;
    size_t n = text ? fread(text, 1, (size_t)st.st_size, f) : 0;
    if (f) fclose(f);
    remember_decoded(rt, filename, text ? text : "", n);
    free(text);
}

static const Source *find(Runtime *rt, const char *filename)
{
    struct SourceTable *table = table_of(rt);
    for (const Source *s = table ? table->first : NULL; s; s = s->next)
        if (strcmp(s->filename, filename) == 0) return s;
    return NULL;
}

const char *source_line(Runtime *rt, const char *filename, int line, size_t *n)
{
    if (rt->vm.ending >= ENDING_NO_MODULES) return NULL;
    const Source *s = find(rt, filename);
    if (!s) {
        read_file(rt, filename);
        s = find(rt, filename);
    }
    if (!s || line < 1) return NULL;
    const char *p = s->text, *end = s->text + s->n;
    for (; line > 1; line--) {
        p = memchr(p, '\n', (size_t)(end - p));
        if (!p) return NULL;
        p++;
    }
    if (p >= end) return NULL;
    const char *stop = memchr(p, '\n', (size_t)(end - p));
    if (!stop) stop = end;
    *n = (size_t)(stop - p);
    return p;
}
