/* fuzz_compile.c - any text must become a tree and a code object or an exception, and leave nothing behind.

   For LLVM's fuzzer (clang -fsanitize=fuzzer,address,undefined); tests/fuzz/build makes the program.  With
   -DREPLAY it is an ordinary program that reads the files named on its command line instead.  The first byte
   chooses what the rest is: a file, an interactive statement, an expression, or lines typed at a prompt. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile/compile.h"
#include "gc/gc.h"
#include "object/object.h"
#include "share/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_TEXT = 1 << 14, C_STACK = 6 << 20, CHECK_EVERY = 512 };

static bool write_nowhere(Runtime *rt, int fd, const char *bytes, size_t n)
{
    (void)rt, (void)fd, (void)bytes, (void)n;
    return true;
}

static Runtime *world_new(void)
{
    HeapConfig config = {
        .static_size = sizeof(Runtime) + (4 << 20), .trace_size = 1 << 16, .root_size = sizeof(Runtime)};
    Runtime *rt = (Runtime *)heap_open(&config);
    if (!rt) abort();
    rt->holds = heap_static(HEAP(rt), HOLD_MAX * sizeof(Held));
    rt->recursion_limit = rt->recursion_left = 1000;
    rt->hooks.write = write_nowhere;
    rt->profile = *profile_of(PROFILE_3_11);
    gc_start(rt);
    if (!rt->holds || !object_start(rt)) abort();
    TYPE_OF(rt, GENERATOR)->name = "generator"; /* the VM's, which is not here; a warning names it */
    return rt;
}

static void fail(const char *what)
{
    fprintf(stderr, "fuzz_compile: %s\n", what);
    abort();
}

/* Exactly one of a result and an exception. */
static void check_outcome(Runtime *rt, bool result)
{
    if (result && err_pending(rt)) fail("a result and an exception");
    if (!result && !err_pending(rt)) fail("neither a result nor an exception");
    if (rt->hold_count) fail("references are still held");
    err_clear(rt);
}

static void compile_text(Runtime *rt, const char *text, size_t n, Obj *filename, TreeKind kind)
{
    Tree *tree = parse(rt, text, n, filename, kind);
    check_outcome(rt, tree != NULL);
    if (!tree) return;
    Obj *code = compile_tree(rt, tree, filename);
    check_outcome(rt, code != NULL);
    xdecref(rt, code);
    tree_free(rt, tree);
}

static void run(Runtime *rt, const char *text, size_t n, Obj *filename, unsigned mode)
{
    static const TreeKind kinds[] = {TREE_FILE, TREE_SINGLE, TREE_EVAL};
    if (mode % 4 < 3) {
        compile_text(rt, text, n, filename, kinds[mode % 4]);
        return;
    }
    parse_is_incomplete(rt, text, n);
    if (err_pending(rt)) fail("an exception after parse_is_incomplete");
}

/* Twice, since the first time may fill caches: the second must not leave a block behind. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Runtime *rt;
    static Obj *filename;
    static unsigned runs;
    char here;
    if (size == 0 || size > MAX_TEXT || memchr(data, 0, size)) return 0;
    const char *text = (const char *)data + 1;
    if (utf8_error(text, size - 1) != size - 1) return 0;
    if (!rt) {
        rt = world_new();
        filename = str_from(rt, "<fuzz>");
    }
    rt->c_stack_low = &here - C_STACK;
    HeapTotals before, after;
    run(rt, text, size - 1, filename, data[0]);
    heap_totals(HEAP(rt), &before);
    run(rt, text, size - 1, filename, data[0]);
    heap_totals(HEAP(rt), &after);
    if (after.live_blocks > before.live_blocks) fail("blocks were left behind");
    const char *broken = ++runs % CHECK_EVERY == 0 ? heap_check(HEAP(rt)) : NULL;
    if (broken) fail(broken);
    return 0;
}

#ifdef REPLAY
int main(int argc, char **argv)
{
    static uint8_t data[MAX_TEXT];
    for (int i = 1; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        if (!f) return 2;
        size_t n = fread(data, 1, sizeof data, f);
        fclose(f);
        LLVMFuzzerTestOneInput(data, n);
    }
    return 0;
}
#endif
