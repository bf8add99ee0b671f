/* world.h - an interpreter as far as the lower rooms go, for their unit tests: no modules, no builtins. */
#ifndef GH_TESTS_WORLD_H
#define GH_TESTS_WORLD_H

#include <check.h>

#include "gc/gc.h"
#include "object/start.h"

static Runtime *rt;
static size_t at_start;

/* How many blocks live when nothing is kept for reuse. */
static size_t blocks(void)
{
    size_t waiting = 0;
    HeapTotals t;
    Exc *reserve = (Exc *)rt->last_resort_memory_error; /* remembers where it was raised last */
    if (reserve) CLEAR(rt, reserve->traceback);
    if (reserve) CLEAR(rt, reserve->context);
    gc_collect(rt, 2);
    for (size_t i = 0; i < COUNT_OF(rt->method_cache); i++) {
        rt->method_cache[i].version = 0;
        CLEAR(rt, rt->method_cache[i].name);
    }
    CLEAR(rt, rt->slice_cache);
    clear_free_lists(rt);
    for (Obj *o = rt->free_lists.memory_errors; o; o = ((Exc *)o)->dict) waiting++;
    heap_totals(HEAP(rt), &t);
    return t.live_blocks - waiting;
}

static void world_open(void)
{
    HeapConfig config = {.limit = 64u << 20, .static_size = sizeof(Runtime) + (4u << 20), .root_size = sizeof(Runtime)};
    rt = (Runtime *)heap_open(&config);
    ck_assert_ptr_nonnull(rt);
    rt->holds = heap_static(HEAP(rt), HOLD_MAX * sizeof(Held));
    rt->recursion_limit = rt->recursion_left = 1000;
    rt->profile = *profile_of(PROFILE_3_11);
    gc_start(rt);
    ck_assert(object_start(rt));
    at_start = blocks();
}

/* Everything is as it was: counters, holds, blocks. */
static void world_close(void)
{
    ck_assert(!err_pending(rt));
    ck_assert_int_eq(rt->hold_count, 0);
    ck_assert_int_eq(rt->recursion_left, rt->recursion_limit);
    ck_assert_uint_eq(blocks(), at_start);
    const char *bad = heap_check(HEAP(rt));
    if (!bad) bad = gc_check(rt);
    ck_assert_msg(!bad, "%s", bad);
    heap_close(HEAP(rt));
}

#endif
