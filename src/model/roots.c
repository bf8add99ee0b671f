/* roots.c - the references that the interpreter itself owns, and the hold stack. */
#include <stdio.h>
#include <stdlib.h>

#include "model/error.h"
#include "model/hold.h"

volatile sig_atomic_t poll_requested;

bool rt_poll_slow(Runtime *rt)
{
    poll_requested = 0;
    bool stop = rt->hooks.poll && !rt->hooks.poll(rt);
    if (rt->abandoning) rt_look_soon(rt); /* a caller may go on as if nothing had happened */
    return stop;
}

void hold_overflow(Runtime *rt)
{
    fprintf(stderr, "glassheap: the hold stack is full (%d entries, newest \"%s\")\n", rt->hold_count,
            rt->holds[rt->hold_count - 1].role);
    abort();
}

int runtime_visit_holds(Runtime *rt, Visit visit, void *ctx)
{
    for (int i = 0; i < rt->hold_count; i++) {
        Held *h = &rt->holds[i];
        if (h->n < 0) {
            VISIT(h->ref, h->role, -1);
        } else {
            Obj **items = h->ref;
            for (isize k = 0; k < h->n; k++) VISIT(items[k], h->role, k);
        }
    }
    return 0;
}

int runtime_visit_fixed(Runtime *rt, Visit visit, void *ctx)
{
#define ROOT(field, words) VISIT(rt->field, words, -1);
#include "model/roots.def"
#undef ROOT
    /* A generator's entry is visited by the generator; the base entry is ours. */
    VISIT(rt->vm.exc_base.value, "exception being handled", -1);
    for (isize i = 0; i < (isize)COUNT_OF(rt->method_cache); i++)
        VISIT(rt->method_cache[i].name, "attribute name in the method cache", i);
    return 0;
}

int runtime_visit_roots(Runtime *rt, Visit visit, void *ctx)
{
    int stop = runtime_visit_fixed(rt, visit, ctx);
    return stop ? stop : runtime_visit_holds(rt, visit, ctx);
}
