/* test_gc.c - the collector on objects of a type made here: what it frees, what it keeps, and what it proves. */
#include <check.h>
#include <stdlib.h>

#include "gc/gc.h"
#include "model/hold.h"

enum { NODES = 300, STATIC_ROOM = 1 << 20 };

typedef struct Node {
    Obj o;
    struct Node *to[3];
    int id;
} Node;

static Runtime *rt;
static Type *node_type;
static int died, finalized;
static Node *saved; /* what a finalizer makes live again */
static isize inner; /* what a collection inside a finalizer answered */

static int node_traverse(Obj *o, Visit visit, void *ctx)
{
    for (int i = 0; i < 3; i++) VISIT(((Node *)o)->to[i], "edge", i);
    return 0;
}

static int node_clear(Runtime *r, Obj *o)
{
    for (int i = 0; i < 3; i++) CLEAR(r, ((Node *)o)->to[i]);
    return 0;
}

static void node_dealloc(Runtime *r, Obj *o)
{
    gc_untrack(o);
    if (obj_finalize(r, o)) return;
    died++;
    (void)node_clear(r, o);
    gc_obj_free(r, o);
}

static void node_saves_itself(Runtime *r, Obj *o)
{
    (void)r;
    finalized++;
    saved = (Node *)own(o);
}

static void node_collects(Runtime *r, Obj *o)
{
    (void)o;
    finalized++;
    inner = gc_collect(r, 2);
}

static void setup(void)
{
    HeapConfig config = {.limit = 64u << 20, .static_size = sizeof(Runtime) + STATIC_ROOM, .root_size = sizeof(Runtime)};
    rt = (Runtime *)heap_open(&config);
    ck_assert_ptr_nonnull(rt);
    rt->holds = heap_static(HEAP(rt), HOLD_MAX * sizeof(Held));
    rt->recursion_limit = rt->recursion_left = 1000;
    rt->profile = *profile_of(PROFILE_3_11);
    gc_start(rt);
    node_type = heap_static(HEAP(rt), sizeof *node_type);
    *node_type = (Type){.base = {{STATIC_REFCNT, NULL}, 0}, .name = "Node", .basicsize = sizeof(Node), .flags = TF_GC | TF_READY,
                        .dealloc = node_dealloc, .traverse = node_traverse, .clear = node_clear};
    rt->excs[E_MemoryError].base.base.refcnt = STATIC_REFCNT; /* the object room is not here to make it */
    died = finalized = 0;
    saved = NULL;
}

static void prove(void)
{
    const char *bad = gc_check(rt);
    ck_assert_msg(!bad, "%s", bad);
    bad = heap_check(HEAP(rt));
    ck_assert_msg(!bad, "%s", bad);
}

static size_t blocks(void)
{
    HeapTotals t;
    heap_totals(HEAP(rt), &t);
    return t.live_blocks;
}

static void teardown(void)
{
    prove();
    ck_assert_int_eq(rt->hold_count, 0);
    ck_assert_uint_eq(blocks(), 0);
    heap_close(HEAP(rt));
}

static OWN Node *node(int id)
{
    Node *n = (Node *)gc_new(rt, node_type);
    ck_assert_ptr_nonnull(n);
    n->to[0] = n->to[1] = n->to[2] = NULL;
    n->id = id;
    gc_track(rt, n);
    return n;
}

static void link_to(Node *from, int edge, Node *to)
{
    incref(to);
    SET_REF_TAKE(rt, from->to[edge], to);
}

/* Two that hold each other; both are given up. */
static void make_cycle(void)
{
    Node *a = node(1), *b = node(2);
    link_to(a, 0, b);
    link_to(b, 0, a);
    decref(rt, a);
    decref(rt, b);
}

START_TEST(cycle)
{
    make_cycle();
    ck_assert_int_eq(died, 0);
    ck_assert_int_eq(gc_collect(rt, 2), 2);
    ck_assert_int_eq(died, 2);
    ck_assert_int_eq(gc_collect(rt, 2), 0);
}
END_TEST

START_TEST(held_from_outside)
{
    Node *a = node(1), *b = node(2);
    link_to(a, 0, b);
    link_to(b, 0, a);
    decref(rt, b);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(gc_generation_of(rt, &a->o), i);
        ck_assert_int_eq(gc_collect(rt, i), 0);
        prove();
    }
    ck_assert_int_eq(gc_generation_of(rt, &b->o), 2);
    decref(rt, a);
    ck_assert_int_eq(gc_collect(rt, 1), 0); /* too old for this one */
    ck_assert_int_eq(gc_collect(rt, 2), 2);
}
END_TEST

START_TEST(frozen)
{
    make_cycle();
    gc_freeze(rt);
    prove();
    ck_assert_int_eq(gc_size(rt, GC_GENERATIONS), 2);
    ck_assert_int_eq(gc_collect(rt, 2), 0);
    gc_unfreeze(rt);
    ck_assert_int_eq(gc_collect(rt, 2), 2);
}
END_TEST

START_TEST(comes_back_once)
{
    node_type->finalize = node_saves_itself;
    Node *a = node(1);
    link_to(a, 0, a);
    decref(rt, a);
    ck_assert_int_eq(gc_collect(rt, 2), 0);
    ck_assert_ptr_eq(saved, a);
    ck_assert_int_eq(a->o.refcnt, 2);
    prove();
    decref(rt, a);
    ck_assert_int_eq(gc_collect(rt, 2), 1); /* finalized only once in its life */
    ck_assert_int_eq(finalized, 1);
}
END_TEST

START_TEST(collection_in_collection)
{
    node_type->finalize = node_collects;
    inner = -1;
    make_cycle();
    ck_assert_int_eq(gc_collect(rt, 2), 2);
    ck_assert_int_eq(inner, 0);
    ck_assert_int_eq(finalized, 2);
}
END_TEST

START_TEST(by_itself)
{
    for (int i = 0; i < 2000; i++) make_cycle();
    ck_assert_int_gt(died, 2000);
    ck_assert_int_gt((int)rt->gc.stats[0].collections, 4);
    rt->gc.enabled = false;
    int before = died;
    for (int i = 0; i < 2000; i++) make_cycle();
    ck_assert_int_eq(died, before);
    gc_collect(rt, 2);
    ck_assert_int_eq(died, 8000);
}
END_TEST

/* Random graphs: what is left is what a walk from the held ones reaches. */
static int reach(Node *n, char *seen)
{
    if (!n || seen[n->id]) return 0;
    seen[n->id] = 1;
    int sum = 1;
    for (int i = 0; i < 3; i++) sum += reach(n->to[i], seen);
    return sum;
}

START_TEST(random_graph)
{
    Node *all[NODES];
    char seen[NODES] = {0};
    srand((unsigned)_i + 1);
    rt->gc.enabled = false;
    for (int i = 0; i < NODES; i++) all[i] = node(i);
    for (int i = 0; i < NODES; i++)
        for (int e = 0; e < 3; e++)
            if (rand() % 3) link_to(all[i], e, all[rand() % NODES]);
    int kept = 0, left = 0;
    for (int i = 0; i < NODES; i++)
        if (rand() % 100 < _i) all[kept++] = all[i];
        else decref(rt, all[i]);
    gc_collect(rt, 2);
    prove();
    for (int i = 0; i < kept; i++) left += reach(all[i], seen);
    ck_assert_int_eq(NODES - died, left);
    ck_assert_int_eq((int)gc_size(rt, 2), left);
    for (int i = 0; i < kept; i++) decref(rt, all[i]);
    gc_collect(rt, 2);
    ck_assert_int_eq(died, NODES);
}
END_TEST

START_TEST(no_memory)
{
    heap_fail_after(HEAP(rt), 1, false);
    ck_assert_ptr_null(gc_new(rt, node_type));
    ck_assert_int_eq((int)heap_failures(HEAP(rt)), 1);
    err_clear(rt);
    make_cycle();
    ck_assert_int_eq(gc_collect(rt, 2), 2);
}
END_TEST

START_TEST(checker_finds)
{
    Node *a = node(1);
    uintptr_t prev = gc_head(a)->prev;
    gc_head(a)->prev = 64;
    ck_assert_ptr_nonnull(gc_check(rt));
    gc_head(a)->prev = prev;
    ck_assert_ptr_null(gc_check(rt));
    a->o.refcnt = 0;
    ck_assert_ptr_nonnull(gc_check(rt));
    a->o.refcnt = 1;
    decref(rt, a);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gc");
    TCase *tc = tcase_create("collector");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, cycle);
    tcase_add_test(tc, held_from_outside);
    tcase_add_test(tc, frozen);
    tcase_add_test(tc, comes_back_once);
    tcase_add_test(tc, collection_in_collection);
    tcase_add_test(tc, by_itself);
    tcase_add_loop_test(tc, random_graph, 0, 12);
    tcase_add_test(tc, no_memory);
    tcase_add_test(tc, checker_finds);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
