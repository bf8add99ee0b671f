/* test_end.c - nothing is left behind: after runtime_finish the same blocks live as after an empty program.

     test_end PROGRAM.py...        test_end --all FOLDER

   Blocks are counted by what they are: objects by their type, others by their kind.  What is only kept for reuse is
   given back first: free lists, the method cache's names, the one slice, names of parameters, qualified names found out. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gc/gc.h"
#include "object/descr.h"
#include "session/run.h"
#include "trace/ledger.h"

enum { SORTS = 512, SECONDS = 120 };

typedef struct Sort {
    char name[48];
    long blocks;
} Sort;

typedef struct Census {
    Sort sort[SORTS];
    int n;
} Census;

static void count(Census *c, const char *name)
{
    int i = 0;
    while (i < c->n && strcmp(c->sort[i].name, name)) i++;
    if (i == SORTS) return;
    if (i == c->n) snprintf(c->sort[c->n++].name, sizeof c->sort[i].name, "%s", name);
    c->sort[i].blocks++;
}

static long counted(const Census *c, const char *name)
{
    for (int i = 0; i < c->n; i++)
        if (!strcmp(c->sort[i].name, name)) return c->sort[i].blocks;
    return 0;
}

static void take(Runtime *rt, Census *c)
{
    static const char *const kinds[KIND_COUNT] = {"",           "object", "GC object", "instance", "list's items",
                                                  "dict's keys", "values", "set's table", "chunk"};
    memset(c, 0, sizeof *c);
    for (char *p = heap_next(HEAP(rt), NULL); p; p = heap_next(HEAP(rt), p + 1)) {
        Obj *o = walk_object(HEAP(rt), p);
        if (o && !o->refcnt) continue;
        count(c, o ? type_of(o)->name : kinds[heap_kind(HEAP(rt), p)]);
    }
}

/* ---- one run ---------------------------------------------------------------------------------------------------------- */

static bool swallow(Runtime *rt, int fd, const char *bytes, size_t n)
{
    (void)rt, (void)fd, (void)bytes, (void)n;
    return true;
}

static bool is_descriptor(Runtime *rt, const Obj *o)
{
    return is_type(rt, o, METHOD_DESCR) || is_type(rt, o, WRAPPER_DESCR) || is_type(rt, o, GETSET_DESCR) ||
           is_type(rt, o, MEMBER_DESCR) || is_type(rt, o, CLASSMETHOD_DESCR);
}

/* What is kept for reuse. */
static void forget_caches(Runtime *rt)
{
    (void)gc_collect(rt, GC_GENERATIONS - 1);
    for (size_t i = 0; i < COUNT_OF(rt->method_cache); i++) {
        rt->method_cache[i].version = 0;
        CLEAR(rt, rt->method_cache[i].name);
    }
    CLEAR(rt, rt->slice_cache);
    CLEAR(rt, rt->argument_names);
    for (char *p = heap_next(HEAP(rt), NULL); p; p = heap_next(HEAP(rt), p + 1)) {
        Obj *o = walk_object(HEAP(rt), p);
        if (o && o->refcnt && is_descriptor(rt, o)) CLEAR(rt, ((Descr *)o)->qualname);
    }
    clear_free_lists(rt);
}

/* Runs [text] from the start of a world to its end and counts what is left; *ledger: the first violated sentence. */
static bool leftovers(const char *text, size_t n, const char *path, Census *c, char ledger[LEDGER_TEXT], bool *violated)
{
    Runtime *rt = runtime_new(256u << 20);
    char *argv[] = {(char[]){"program"}};
    if (!rt || !lib_set_argv(rt, 1, argv)) return false;
    rt->hooks.write = swallow;
    (void)run_script(rt, text, n, path);
    runtime_finish(rt);
    forget_caches(rt);
    take(rt, c);
    *violated = ledger_selfcheck(rt, LEDGER_EXACT, ledger) != NULL;
    runtime_free(rt);
    return true;
}

/* ---- comparing ---------------------------------------------------------------------------------------------------------- */

static bool same(const Census *empty, const Census *after)
{
    bool equal = true;
    for (int i = 0; i < after->n; i++) {
        long more = after->sort[i].blocks - counted(empty, after->sort[i].name);
        if (more) equal = false, printf("  %+ld %s\n", more, after->sort[i].name);
    }
    for (int i = 0; i < empty->n; i++)
        if (!counted(after, empty->sort[i].name)) equal = false, printf("  -%ld %s\n", empty->sort[i].blocks, empty->sort[i].name);
    return equal;
}

static bool prove(const char *path)
{
    static Census empty, after;
    char error[256], ledger[LEDGER_TEXT];
    size_t n;
    bool violated;
    char *text = source_read(path, &n, error);
    bool ok = text && leftovers("", 0, path, &empty, ledger, &violated) && leftovers(text, n, path, &after, ledger, &violated);
    if (ok && violated) printf("  %s\n", ledger);
    ok = ok && same(&empty, &after) && !violated;
    free(text);
    return ok;
}

/* In a process of its own: a crash is a failure, not the end of the test. */
static bool prove_apart(const char *path)
{
    fflush(NULL);
    pid_t child = fork();
    if (child < 0) return false;
    if (child == 0) {
        alarm(SECONDS);
        bool ok = prove(path);
        fflush(NULL);
        _exit(ok ? 0 : 1);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFSIGNALED(status)) printf("  ended by signal %d\n", WTERMSIG(status));
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int is_program(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot && !strcmp(dot, ".py");
}

int main(int argc, char **argv)
{
    const char *top = getenv("TOP_SRC");
    bool all = argc < 2 || !strcmp(argv[1], "--all");
    char folder[4096] = "";
    int passed = 0, failed = 0;
    if (all && argc > 2)
        snprintf(folder, sizeof folder, "%s", argv[2]);
    else if (all)
        snprintf(folder, sizeof folder, "%s/tests/py", top ? top : ".");
    struct dirent **names = NULL;
    int n = all ? scandir(folder, &names, is_program, alphasort) : argc - 1;
    for (int i = 0; i < n; i++) {
        char path[8192];
        if (all)
            snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        else
            snprintf(path, sizeof path, "%s", argv[i + 1]);
        bool ok = prove_apart(path);
        if (!ok) printf("FAIL: %s\n", path);
        ok ? passed++ : failed++;
        if (all) free(names[i]);
    }
    free(names);
    printf("%d passed, %d failed\n", passed, failed);
    return failed || !passed ? 1 : 0;
}
