/* test_failures.c - every allocation fails once, and nothing breaks.

     test_failures [NUMBER | PROGRAM.py]...: the programs below, or these

   A world is started and saved.  For k = 1, 2, ... it is put back, its k-th allocation from there on fails (or it and all
   later ones), and a small program is compiled and run.  It must end as if nothing had happened or tell of a
   MemoryError; afterwards the ledger of all references is proved, no block is left without an owner, and the world still
   runs another program.  After a crash the next k goes on in a fresh process. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session/run.h"
#include "trace/ledger.h"

static const char *const programs[] = {
    "x = [1, 2.5, 'three', (4,), {5: 6}, {7}]\nprint(x, len(x), x[::-1], x + [1] * 3)\n",
    "d = {i: str(i) for i in range(40)}\nd.update(a=1, b=2)\nd.pop('a')\nprint(len(d), sorted(map(str, d)), d | {1: 2})\n",
    "s = {i * 7 for i in range(40)}\nt = s & set(range(100)) | {'q'}\nprint(len(s), len(t), frozenset(s) == s)\n",
    "class A:\n    def __init__(self, v):\n        self.v = v\n    def __repr__(self):\n        return f'A({self.v!r})'\n"
    "class B(A):\n    x = property(lambda self: self.v + 1)\n    def __init__(self, v):\n        super().__init__(v)\n"
    "print(A(1), B(2).x, [B(i) for i in range(5)])\n",
    "def g(n):\n    try:\n        for i in range(n):\n            yield i, str(i)\n    finally:\n        print('done')\n"
    "print(dict(g(5)), next(g(3)))\ndef h():\n    r = yield from g(2)\n    return r\nprint(list(h()))\n",
    "def f(a, b=2, *args, c, d=4, **kw):\n    return a, b, args, c, d, kw\n"
    "print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*range(5), **{'c': 1}))\n"
    "def outer(x):\n    def inner(y):\n        nonlocal x\n        x += y\n        return x\n    return inner\nprint(outer(1)(2))\n",
    "try:\n    try:\n        {}['k']\n    except KeyError as e:\n        raise ValueError('bad', 1) from e\n"
    "except ValueError as e:\n    print(repr(e), repr(e.__cause__), e.__traceback__.tb_lineno)\nfinally:\n    print('end')\n",
    "def f(n):\n    return n / 0 if not n else f(n - 1)\nf(3)\n",
    "import gc, weakref\nclass N: pass\na, b = N(), N()\na.o, b.o = b, a\nr = weakref.ref(a, lambda r: print('gone'))\n"
    "del a, b\nprint(gc.collect(), r(), gc.get_count()[0] >= 0)\n",
    "class D:\n    def __init__(self, n): self.n = n\n    def __del__(self): print('del', self.n)\n"
    "for i in range(3): D(i)\nx = [D(9), D(10)]\nx = None\n",
    "print('%s %5d %-6.2f %r' % ('a', 3, 2.5, [1]), '{:>8} {!r:^9} {x}'.format('q', 'é', x=1), 'a,b,c'.split(','), '-'.join('xyz'))\n"
    "print('Hello'.upper().replace('L', 'ł'), 'ß'.upper(), b'abc'.hex(), 'é'.encode(), bytearray(b'q') * 3)\n",
    "print(2 ** 300, -7 // 2, int('123456789' * 4), hex(10 ** 30), 1e100, 3 + 4j, round(2.675, 2), 10 ** 40 % 7 ** 21)\n",
    "x = sorted(['b', 'a', 'c'] * 5, key=lambda s: (s, 1), reverse=True)\nx.sort()\nprint(x, list(zip(x, enumerate(x)))[:3], list(map(len, filter(None, x))))\n"
    "print(sum(range(100)), max(x), min(3, 1), any(x), all(x))\n",
    "match {'a': [1, (2, 3)], 'b': 4}:\n    case {'a': [x, (y, *z)], **rest}:\n        print(x, y, z, rest)\n    case _:\n        print('no')\n"
    "a, *b, c = range(6)\nprint(a, b, c, [*b, *b], {**{1: 2}, 3: 4})\n",
    "with open if False else __import__('contextlib').nullcontext() if False else type('C', (), {'__enter__': lambda s: s, "
    "'__exit__': lambda s, *a: True})() as c:\n    raise KeyError(1)\nprint('after')\n",
    "exec('q = [i for i in range(3)]\\ndef z(): return q')\nprint(z(), eval('q[1] + 2'), compile('1+2', 's', 'eval').co_consts)\n"
    "print(globals().keys() >= {'q'}, type('T', (int,), {'a': 1})(5).a)\n",
    "try:\n    raise ExceptionGroup('g', [ValueError(1), TypeError('t'), ExceptionGroup('h', [KeyError(2)])])\n"
    "except* ValueError as e:\n    print(e.exceptions)\nexcept* KeyError as e:\n    print(e.exceptions)\n",
    "class M(type):\n    def __new__(m, n, b, d, **k):\n        return super().__new__(m, n, b, d)\n"
    "class S(metaclass=M, z=1):\n    __slots__ = 'a', 'b'\n    @classmethod\n    def c(cls): return cls.__name__\n    @staticmethod\n    def d(): return 1\n"
    "s = S(); s.a = 1\nprint(s.a, S.c(), s.d(), hasattr(s, 'b'), S.__mro__)\n",
    "def f(:\n    pass\n",
    "x = 1\nprint(undefined_name)\n",
    "async def c():\n    return 1\nk = c()\ntry:\n    k.send(None)\nexcept StopIteration as e:\n    print(e.value)\n"
    "lst = []\nfor i in range(20):\n    lst.append((i, [i]))\n    if i % 3: lst.insert(0, lst.pop())\ndel lst[2:8]\nlst[1:2] = 'abc'\nprint(lst)\n",
    "import math, time, sys\nprint(math.factorial(30), math.comb(40, 20), math.fsum([.1] * 10), sys.getsizeof([]), sys.intern('a b'))\n"
    "m = memoryview(bytearray(b'abcdef'))[1:4]\nm[0] = 65\nprint(m.tobytes(), m[::-1].tolist(), bytes(m))\n",
};

enum { DENSE = 400 };

/* ---- what is printed -------------------------------------------------------------------------------------------------- */

static Buf printed[2]; /* standard output, standard error */

static bool capture(Runtime *rt, int fd, const char *bytes, size_t n)
{
    (void)rt;
    buf_add(&printed[fd == 2], bytes, n);
    return true;
}

static bool printed_word(const char *word)
{
    for (int i = 0; i < 2; i++)
        if (printed[i].len && memmem(printed[i].data, printed[i].len, word, strlen(word))) return true;
    return false;
}

/* The error was told; when memory is short for telling it, a name or a source line may be missing. */
static bool tells_of_error(int status)
{
    return printed_word("MemoryError") || printed_word("Exception ignored") || (status == 1 && printed[1].len && !printed_word("SystemError"));
}

/* ---- one try ----------------------------------------------------------------------------------------------------------- */

typedef struct World {
    Runtime *rt;
    ImageStore *store;
    Image *image;
    Buf model[2]; /* what the program prints when nothing fails */
    int status;
} World;

static void back(World *w)
{
    image_restore(w->store, w->image, HEAP(w->rt));
    for (int i = 0; i < 2; i++) printed[i].len = 0;
}

static bool as_ever(const World *w, int status)
{
    for (int i = 0; i < 2; i++)
        if (printed[i].len != w->model[i].len || (printed[i].len && memcmp(printed[i].data, w->model[i].data, printed[i].len)))
            return false;
    return status == w->status;
}

/* The first sentence that is violated after a run, or NULL. */
static const char *wrong(World *w, int status, char text[LEDGER_TEXT])
{
    Runtime *rt = w->rt;
    if (rt->hold_count) return "the hold stack is not empty";
    if (rt->vm.frame || rt->vm.depth || rt->vm.limbo) return "a frame is left";
    if (rt->vm.stack_top != heap_stack_base(HEAP(rt))) return "the data stack is not empty";
    if (rt->recursion_left != rt->recursion_limit) return "the recursion counter is off";
    if (repr_depth(rt)) return "a repr is left";
    if (err_pending(rt)) return "an exception is left pending";
    const char *bad = ledger_selfcheck(rt, LEDGER_EXACT, text);
    if (bad) return bad;
    if (!as_ever(w, status) && !tells_of_error(status)) return "it ended in another way, without a MemoryError";
    const char again[] = "print(sum([i for i in range(5)]), 'fine')\n";
    for (int i = 0; i < 2; i++) printed[i].len = 0;
    if (run_script(rt, again, sizeof again - 1, "again.py") || printed[0].len != 8) return "no program runs any more";
    return NULL;
}

/* Fails allocation [k]; *over: there are not so many.  False: something broke, and was told. */
static bool try(World *w, const char *program, size_t k, bool forever, bool *over)
{
    char text[LEDGER_TEXT];
    back(w);
    heap_fail_after(HEAP(w->rt), k, forever);
    int status = run_script(w->rt, program, strlen(program), "program.py");
    *over = heap_failures(HEAP(w->rt)) == 0;
    heap_fail_after(HEAP(w->rt), 0, false);
    const char *bad = wrong(w, status, text);
    if (bad) printf("  allocation %zu fails%s: %s (status %d)\n%.*s", k, forever ? " and all later ones" : "", bad,
                    status, (int)printed[1].len, printed[1].data ? printed[1].data : "");
    return !bad;
}

static bool world_open(World *w, const char *program)
{
    memset(w, 0, sizeof *w);
    w->rt = runtime_new(64u << 20);
    w->store = image_store_new();
    char *argv[] = {(char[]){"program.py"}};
    if (!w->rt || !w->store || !lib_set_argv(w->rt, 1, argv)) return false;
    size_t size;
    w->rt->hooks.write = capture;
    heap_set_stack_top(HEAP(w->rt), w->rt->vm.stack_top);
    heap_set_trace_top(HEAP(w->rt), heap_trace_base(HEAP(w->rt), &size));
    w->image = image_save(w->store, HEAP(w->rt));
    if (!w->image) return false;
    w->status = run_script(w->rt, program, strlen(program), "program.py");
    for (int i = 0; i < 2; i++) {
        w->model[i] = printed[i];
        printed[i] = (Buf){0};
    }
    return true;
}

/* ---- all tries of a program --------------------------------------------------------------------------------------------- */

typedef struct Progress {
    size_t k;
    bool forever, over;
    unsigned tries, failed;
} Progress;

static size_t next(size_t k) { return k < DENSE ? k + 1 : k + 1 + k / 60; }

static void go_on(Progress *p, const char *program)
{
    World w;
    if (!world_open(&w, program)) _exit(2);
    while (!p->over) {
        bool over = false;
        p->tries++;
        if (!try(&w, program, p->k, p->forever, &over)) p->failed++;
        p->k = next(p->k);
        if (over && !p->forever) p->k = 1, p->forever = true, over = false;
        if (over) p->over = true;
    }
}

static void prove(Progress *p, const char *program)
{
    *p = (Progress){.k = 1};
    for (int crashes = 0; !p->over && crashes < 12; crashes++) {
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) {
            alarm(100);
            go_on(p, program);
            fflush(NULL);
            _exit(0);
        }
        int status = 0;
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) break;
        printf("  allocation %zu fails%s: ended by signal %d\n", p->k, p->forever ? " and all later ones" : "",
               WIFSIGNALED(status) ? WTERMSIG(status) : 0);
        p->failed++;
        p->k = next(p->k);
    }
}

/* Proves one program and adds up. */
static void report(Progress *p, const char *program, const char *name, unsigned *passed, unsigned *failed)
{
    prove(p, program);
    if (p->failed) printf("FAIL: program %s: %u of %u tries\n", name, p->failed, p->tries);
    *passed += p->tries - p->failed;
    *failed += p->failed;
}

int main(int argc, char **argv)
{
    Progress *p = mmap(NULL, sizeof *p, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    unsigned passed = 0, failed = 0;
    if (p == MAP_FAILED) return 1;
    for (size_t i = 0; argc < 2 && i < COUNT_OF(programs); i++) {
        char name[24];
        snprintf(name, sizeof name, "%zu", i);
        report(p, programs[i], name, &passed, &failed);
    }
    for (int i = 1; i < argc; i++) {
        char *end, error[256], *text = NULL;
        size_t n, number = strtoul(argv[i], &end, 10);
        bool built_in = !*end && number < COUNT_OF(programs);
        if (!built_in) text = source_read(argv[i], &n, error);
        if (built_in || text) report(p, built_in ? programs[number] : text, argv[i], &passed, &failed);
        free(text);
    }
    printf("%u passed, %u failed\n", passed, failed);
    return failed || !passed ? 1 : 0;
}
