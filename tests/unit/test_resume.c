/* test_resume.c - the proof that the eval loop can be resumed from an image.

     test_resume PROGRAM.py...        test_resume [-v] --all FOLDER        [--every N] fixes the distance of stops

   Each program runs once as it is.  Then it runs again in a second world and stops every N bytecodes at depth 1.  At
   each stop the world is saved, runs on to the next stop and a bit beyond (once in a program to its very end), is put
   back and continued by a vm_run of its own:

     ----A---------B--     from A to B, what the world is at B is noted, on to b, ...
         ^<-----------     put back to A,
         A---------B       to B again: the same output, the same blocks, the same counters, the ledger in order.

   Every byte that is printed is compared with the plain run's at the same place; so are exit status and bytecodes.
   Programs that are not long are watched by a trace in the second world: its area, log and labels, is compared too. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compile/compile.h"
#include "gc/gc.h"
#include "session/run.h"
#include "trace/trace.h"

enum { STOPS = 40, LEDGER_EVERY = 8, WATCHED_MAX = 20000, SECONDS = 120 };

/* What a world printed.  [model]: what it must print, byte for byte. */
typedef struct Output {
    Buf stream[2];
    const struct Output *model;
    bool differs;
} Output;

static Output *output; /* where the running world prints */

static bool capture(Runtime *rt, int fd, const char *bytes, size_t n)
{
    Buf *b = &output->stream[fd == 2];
    const Output *model = output->model;
    size_t at = b->len;
    buf_add(b, bytes, n);
    if (!n || !model || output->differs) return true;
    const Buf *m = &model->stream[fd == 2];
    if (at + n <= m->len && !memcmp(m->data + at, bytes, n)) return true;
    output->differs = true;
    fprintf(stderr, "  at bytecode %llu printed \"%.*s\", not \"%.*s\"\n", (unsigned long long)vm_bytecodes(rt),
            (int)(n < 60 ? n : 60), bytes, (int)(at >= m->len ? 0 : m->len - at < 60 ? m->len - at : 60),
            m->data ? m->data + at : "");
    return true;
}

/* ---- a world that runs a script ------------------------------------------------------------------------------------- */

typedef struct World {
    Runtime *rt;
    Trace *trace; /* or NULL */
    Output out;
    int status;
    uint64_t bytecodes, script; /* all; when the script's own code was over */
} World;

static bool world_open(World *w, const Output *model)
{
    *w = (World){.rt = runtime_new(256u << 20)};
    char *argv[] = {(char[]){"program"}};
    if (!w->rt || !lib_set_argv(w->rt, 1, argv)) return false;
    w->out.model = model;
    w->rt->hooks.write = capture;
    output = &w->out;
    return true;
}

/* Watches from here on, as a session does. */
static bool watch(World *w)
{
    w->trace = trace_open(w->rt);
    if (w->trace) trace_statement_begin(w->trace);
    return w->trace != NULL;
}

static void world_close(World *w)
{
    if (w->trace) trace_close(w->trace);
    runtime_free(w->rt);
    for (int i = 0; i < 2; i++) buf_free(&w->out.stream[i]);
}

/* What run_script does before the first bytecode: false, an exception is pending. */
static bool begin(Runtime *rt, const char *text, size_t n, const char *path)
{
    Obj *name = str_from(rt, path), *objects = NULL, *code = NULL, *main = lib_main_dict(rt);
    if (name && main) {
        source_remember(rt, path, text, n);
        code = compile_source(rt, text, n, name, TREE_FILE, &objects);
    }
    xdecref(rt, name);
    if (!code) return false;
    SET_REF_TAKE(rt, rt->tree_constants, objects);
    SET_REF_TAKE(rt, rt->running_code, code);
    return vm_push_code(rt, code, main, main);
}

/* What follows the last one, and the interpreter's end. */
static void end(World *w, RunStatus status, Obj *result)
{
    Runtime *rt = w->rt;
    Obj *type = NULL, *value = NULL, *tb = NULL;
    w->script = vm_bytecodes(rt);
    if (status == RUN_RETURNED) decref(rt, result);
    if (status == RUN_RAISED) err_fetch(rt, &type, &value, &tb);
    CLEAR(rt, rt->running_code);
    CLEAR(rt, rt->tree_constants);
    if (type) err_restore_take(rt, type, value, tb);
    w->status = type ? traceback_print_pending(rt) : 0;
    if (w->trace) trace_statement_end(w->trace);
    runtime_finish(rt);
    w->bytecodes = vm_bytecodes(rt);
}

/* ---- what a world is at a stop -------------------------------------------------------------------------------------- */

typedef struct Digest {
    RunStatus status;
    uint64_t bytecodes, allocs, frees;
    size_t blocks, bytes, out, err;
    int counts[3];
    isize collected[3];
    int holds, recursion_left;
    size_t stack;
    uint64_t trace; /* a hash of its area */
} Digest;

static uint64_t hash_of_trace(const Heap *h)
{
    const char *from, *to;
    uint64_t hash = 0;
    heap_span(h, PLACE_TRACE, &from, &to);
    for (; from + sizeof hash <= to; from += sizeof hash) {
        uint64_t word;
        memcpy(&word, from, sizeof word);
        hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 29;
    }
    return hash;
}

/* [thorough]: the trace's area too. */
static Digest digest_of(const World *w, RunStatus status, bool thorough)
{
    Runtime *rt = w->rt;
    HeapTotals t;
    heap_totals(HEAP(rt), &t);
    Digest d;
    memset(&d, 0, sizeof d);
    d.status = status;
    d.bytecodes = vm_bytecodes(rt);
    d.allocs = t.allocs;
    d.frees = t.frees;
    d.blocks = t.live_blocks;
    d.bytes = t.live_bytes;
    d.out = w->out.stream[0].len;
    d.err = w->out.stream[1].len;
    for (int i = 0; i < 3; i++) {
        d.counts[i] = rt->gc.generation[i].count;
        d.collected[i] = rt->gc.stats[i].collected;
    }
    d.holds = rt->hold_count;
    d.recursion_left = rt->recursion_left;
    d.stack = (size_t)(rt->vm.stack_top - (char *)heap_stack_base(HEAP(rt)));
    if (w->trace && thorough) d.trace = hash_of_trace(HEAP(rt));
    return d;
}

static bool same_digest(const Digest *a, const Digest *b)
{
    if (!memcmp(a, b, sizeof *a)) return true;
    fprintf(stderr,
            "  again is different: bytecode %llu %llu, allocs %llu %llu, frees %llu %llu, blocks %zu %zu, bytes %zu %zu, "
            "printed %zu %zu, trace %llx %llx\n",
            (unsigned long long)a->bytecodes, (unsigned long long)b->bytecodes, (unsigned long long)a->allocs,
            (unsigned long long)b->allocs, (unsigned long long)a->frees, (unsigned long long)b->frees, a->blocks, b->blocks,
            a->bytes, b->bytes, a->out + a->err, b->out + b->err, (unsigned long long)a->trace, (unsigned long long)b->trace);
    return false;
}

static bool in_order(Runtime *rt, const char *when)
{
    char text[LEDGER_TEXT];
    const char *bad = ledger_selfcheck(rt, LEDGER_EXACT, text);
    if (bad) fprintf(stderr, "  %s, bytecode %llu: %s\n", when, (unsigned long long)vm_bytecodes(rt), bad);
    return !bad;
}

/* ---- saving, disturbing, putting back ------------------------------------------------------------------------------- */

static RunStatus run_until(Runtime *rt, uint64_t bytecode, Obj **result)
{
    rt->vm.next_stop = bytecode;
    return vm_run(rt, result);
}

/* A trace tells the heap its top itself. */
static Image *save(ImageStore *store, const World *w)
{
    Heap *h = HEAP(w->rt);
    size_t size;
    heap_set_stack_top(h, w->rt->vm.stack_top);
    if (!w->trace) heap_set_trace_top(h, heap_trace_base(h, &size));
    return image_save(store, h);
}

/* The future that will be undone: to the next stop and [beyond] it; UINT64_MAX: to the end of the interpreter. */
static Digest disturb(World *w, uint64_t stop, uint64_t beyond, bool thorough, bool *ok)
{
    Obj *result = NULL;
    RunStatus status = run_until(w->rt, stop, &result);
    Digest d = digest_of(w, status, thorough);
    if (status == RUN_STOPPED) status = run_until(w->rt, beyond == UINT64_MAX ? beyond : stop + beyond, &result);
    if (status != RUN_STOPPED) end(w, status, result);
    *ok = *ok && !w->out.differs;
    return d;
}

/* Runs to the end from stop to stop; [every]: bytecodes between them. */
static bool run_stopping(World *w, uint64_t every, uint64_t script)
{
    Runtime *rt = w->rt;
    ImageStore *store = image_store_new();
    Obj *result = NULL;
    uint64_t number = 0, long_one = script / every / 2;
    RunStatus status = run_until(rt, vm_bytecodes(rt), &result);
    bool ok = store != NULL;
    for (; ok && status == RUN_STOPPED; number++) {
        Image *image = save(store, w);
        bool thorough = number % LEDGER_EVERY == 0;
        size_t printed[2] = {w->out.stream[0].len, w->out.stream[1].len};
        uint64_t stop = vm_bytecodes(rt) + every;
        ok = image != NULL && (!thorough || in_order(rt, "before"));
        Digest first = disturb(w, stop, number == long_one ? UINT64_MAX : 1 + every / 3, thorough, &ok);
        image_restore(store, image, HEAP(rt));
        for (int i = 0; i < 2; i++) w->out.stream[i].len = printed[i];
        ok = ok && (!thorough || in_order(rt, "put back"));
        if (!ok) break;
        status = run_until(rt, stop, &result);
        Digest second = digest_of(w, status, thorough);
        ok = same_digest(&first, &second) && !w->out.differs;
        image_drop(store, image);
    }
    image_store_free(store);
    if (ok) end(w, status, result);
    return ok;
}

/* ---- one program ----------------------------------------------------------------------------------------------------- */

static uint64_t distance(uint64_t bytecodes)
{
    static const uint64_t some[] = {1, 7, 97, 1009, 10007, 100003, 1000003};
    for (size_t i = 0; i < COUNT_OF(some); i++)
        if (bytecodes / some[i] <= STOPS) return some[i];
    return bytecodes / STOPS;
}

static bool equal_worlds(const World *a, const World *b)
{
    for (int i = 0; i < 2; i++) {
        if (a->out.stream[i].len == b->out.stream[i].len) continue;
        fprintf(stderr, "  printed %zu bytes, plain %zu\n", b->out.stream[i].len, a->out.stream[i].len);
        return false;
    }
    if (a->status == b->status && a->bytecodes == b->bytecodes) return !b->out.differs;
    fprintf(stderr, "  status %d, plain %d; bytecodes %llu, plain %llu\n", b->status, a->status,
            (unsigned long long)b->bytecodes, (unsigned long long)a->bytecodes);
    return false;
}

static bool run_plain(World *w, const char *text, size_t n, const char *path, uint64_t *start)
{
    if (!world_open(w, NULL)) return false;
    bool begun = begin(w->rt, text, n, path);
    Obj *result = NULL;
    *start = vm_bytecodes(w->rt);
    RunStatus status = begun ? vm_run(w->rt, &result) : RUN_RAISED;
    end(w, status, result);
    return true;
}

/* The proof for one file; [every] 0: as fits its length. */
static bool prove(const char *path, uint64_t every, bool verbose)
{
    char error[256];
    size_t n;
    char *text = source_read(path, &n, error);
    World plain, stopping;
    uint64_t start;
    if (!text || !run_plain(&plain, text, n, path, &start)) return false;
    uint64_t script = plain.script - start;
    bool ok = world_open(&stopping, &plain.out);
    if (!every) every = distance(script);
    ok = ok && (script > WATCHED_MAX || watch(&stopping));
    if (ok && begin(stopping.rt, text, n, path)) {
        ok = run_stopping(&stopping, every, script);
    } else if (ok) {
        end(&stopping, RUN_RAISED, NULL);
    }
    ok = ok && equal_worlds(&plain, &stopping);
    if (verbose) printf("%s: %llu bytecodes, every %llu\n", path, (unsigned long long)script, (unsigned long long)every);
    world_close(&stopping);
    world_close(&plain);
    free(text);
    return ok;
}

/* In a process of its own: a crash is a failure, not the end of the test. */
static bool prove_apart(const char *path, uint64_t every, bool verbose)
{
    fflush(NULL);
    pid_t child = fork();
    if (child < 0) return false;
    if (child == 0) {
        alarm(SECONDS);
        bool ok = prove(path, every, verbose);
        fflush(NULL);
        _exit(ok ? 0 : 1);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFSIGNALED(status)) fprintf(stderr, "  ended by signal %d\n", WTERMSIG(status));
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* ---- all of them ----------------------------------------------------------------------------------------------------- */

/* What file_*.py writes to a disk no image puts back. */
static int is_program(const struct dirent *entry)
{
    if (!strncmp(entry->d_name, "file_", 5)) return 0;
    const char *dot = strrchr(entry->d_name, '.');
    return dot && !strcmp(dot, ".py");
}

int main(int argc, char **argv)
{
    uint64_t every = 0;
    bool verbose = false, all = false;
    int passed = 0, failed = 0, i = 1;
    for (; i < argc && argv[i][0] == '-'; i++) {
        if (!strcmp(argv[i], "-v")) verbose = true;
        if (!strcmp(argv[i], "--all")) all = true;
        if (!strcmp(argv[i], "--every") && i + 1 < argc) every = strtoull(argv[++i], NULL, 10);
    }
    const char *top = getenv("TOP_SRC");
    char folder[4096];
    snprintf(folder, sizeof folder, "%s/tests/py", top ? top : ".");
    if (all && i < argc) snprintf(folder, sizeof folder, "%s", argv[i]);
    struct dirent **names = NULL;
    int count = all || i >= argc ? scandir(folder, &names, is_program, alphasort) : argc - i;
    for (int k = 0; k < count; k++) {
        char path[8192];
        if (names)
            snprintf(path, sizeof path, "%s/%s", folder, names[k]->d_name);
        else
            snprintf(path, sizeof path, "%s", argv[i + k]);
        if (prove_apart(path, every, verbose)) {
            passed++;
        } else {
            failed++;
            printf("FAIL: %s\n", path);
        }
        if (names) free(names[k]);
    }
    free(names);
    printf("%d passed, %d failed\n", passed, failed);
    return failed || !passed ? 1 : 0;
}
