/* trace.c - opening and closing the eye, statements, and the proof that runs beside a program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trace/area.h"
#include "trace/trace.h"

Trace *trace_of(const Runtime *rt) { return trace_peek(rt); }

Trace *trace_open(Runtime *rt)
{
    size_t size;
    Trace *t = heap_trace_base(HEAP(rt), &size);
    if (size < sizeof *t) return NULL;
    memset(t, 0, sizeof *t);
    t->rt = rt;
    if (!labels_open(t)) return NULL;
    t->magic = TRACE_MAGIC;
    t->sink.emit = log_emit;
    heap_set_sink(HEAP(rt), &t->sink);
    heap_hush(HEAP(rt), true); /* until a statement begins */
    return t;
}

void trace_close(Trace *t)
{
    heap_set_sink(HEAP(t->rt), NULL);
    heap_hush(HEAP(t->rt), false);
    t->magic = 0;
}

uint32_t trace_statement_begin(Trace *t)
{
    t->statement++;
    t->open = true;
    log_begin(t);
    return t->statement;
}

void trace_statement_end(Trace *t)
{
    if (!t->open) return;
    labels_settle(t);
    log_end(t);
    t->open = false;
}

uint32_t trace_statement(const Trace *t) { return t->statement; }
void trace_set_statement(Trace *t, uint32_t next) { t->statement = next - 1; }

/* ---- the proof beside a program ------------------------------------------------------------------------------------ */

enum { EXIT_VIOLATED = 70 };
#ifdef GLASSHEAP_STRESS
enum { SMALL_HEAP = 1 << 14 }; /* blocks; smaller ones are proved at every collection */
static const uint64_t UNLESS_TOLD = 1;
#else
enum { SMALL_HEAP = 0 };
static const uint64_t UNLESS_TOLD = UINT64_C(1) << 62; /* bytecodes: never */
#endif

/* The next bytecode boundary is the first place where all of an allocation's references have found theirs. */
static void check_at_next_bytecode(Runtime *rt)
{
    VmState *s = &rt->vm;
    s->next_selfcheck = vm_bytecodes(rt);
    if (s->fuel <= 0 || !s->depth) return;
    s->fuel_end -= (uint64_t)s->fuel;
    s->fuel = 0;
}

/* A proof walks the whole heap; one at every collection would make a growing heap cost its square.  So one waits until
   a sixteenth of it is new. */
static bool too_soon(Runtime *rt)
{
    HeapTotals t;
    heap_totals(HEAP(rt), &t);
    if (t.live_blocks <= SMALL_HEAP) return false;
    if ((t.allocs - rt->vm.selfcheck_allocs) * 16 < t.live_blocks) return true;
    rt->vm.selfcheck_allocs = t.allocs;
    return false;
}

static void prove(Runtime *rt, const char *when)
{
    char text[LEDGER_TEXT];
    bool inside = strstr(when, "automatic collection") != NULL;
    if (inside && too_soon(rt)) return;
#ifdef GLASSHEAP_STRESS
    if (!strcmp(when, "bytecodes") && !stress_is_due(&rt->vm.pace)) return;
#endif
    LedgerMode mode = !strcmp(when, "at a death") ? LEDGER_AT_DEATH : inside || rt->gc.automatic ? LEDGER_AT_LEAST : LEDGER_EXACT;
    const char *sentence = ledger_selfcheck(rt, mode, text);
    if (inside) check_at_next_bytecode(rt);
    if (!sentence) return;
    fflush(stdout);
    fprintf(stderr, "glassheap: selfcheck: %s (%s)\n", sentence, when);
    exit(EXIT_VIOLATED);
}

static void prove_but_statements(Runtime *rt, const char *when)
{
    if (!strstr(when, "statement")) prove(rt, when);
}

void trace_selfcheck_install(Runtime *rt, bool every_statement, uint64_t every_bytecodes)
{
    rt->hooks.selfcheck = every_statement ? prove : prove_but_statements;
    rt->vm.selfcheck_every = every_bytecodes ? every_bytecodes : UNLESS_TOLD;
    rt->vm.next_selfcheck = vm_bytecodes(rt) + rt->vm.selfcheck_every;
}
