/* test_trace.c - watching a world: labels, tombstones, the log, holders in words, the proof; and that watching leaves
   nothing behind and moves nothing. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile/compile.h"
#include "gc/gc.h"
#include "lib/lib.h"
#include "trace/area.h"
#include "trace/plain.h"
#include "trace/views.h"

static Runtime *rt;
static Trace *trace;
static View *view;

static void open_world(void)
{
    rt = runtime_new(0);
    ck_assert_ptr_nonnull(rt);
    trace = trace_open(rt);
    view = view_new(rt);
    ck_assert(trace && view);
}

static void prove(void)
{
    char text[LEDGER_TEXT];
    const char *bad = ledger_selfcheck(rt, LEDGER_EXACT, text);
    ck_assert_msg(!bad, "%s", bad);
}

static void close_world(void)
{
    ck_assert(!err_pending(rt));
    prove();
    trace_close(trace);
    view_free(view);
    runtime_finish(rt);
    runtime_free(rt);
}

/* Runs one statement as the prompt does; false: it raised, and that is forgotten. */
static bool typed(const char *text)
{
    Obj *name = str_from(rt, "<test>"), *objects = NULL, *main = lib_main_dict(rt);
    trace_statement_begin(trace);
    Obj *code = name ? compile_source(rt, text, strlen(text), name, TREE_SINGLE, &objects) : NULL;
    Obj *result = code ? vm_eval_code(rt, code, main, main) : NULL;
    xdecref(rt, result);
    xdecref(rt, code);
    xdecref(rt, objects);
    xdecref(rt, name);
    err_clear(rt);
    trace_statement_end(trace);
    return result != NULL;
}

static const ObjectRow *object(const char *words)
{
    Obj *o = view_find(view, words);
    ck_assert_msg(o != NULL, "there is no %s", words);
    return view_object(view, o);
}

/* The why of the last statement's first event with this word and beginning of text; "" when there is none. */
static const char *why(const char *word, const char *text)
{
    size_t n;
    const LogRow *rows = view_statement_log(view, trace_statement(trace), false, &n);
    for (size_t i = 0; i < n; i++)
        if (!strcmp(rows[i].word, word) && !strncmp(rows[i].text, text, strlen(text))) return rows[i].why;
    return "";
}

static bool is_held_by(const char *words, const char *holder)
{
    HolderSum sum;
    size_t n = 0;
    const HolderRow *rows = view_holders(view, view_find(view, words), &n, &sum);
    ck_assert_int_eq(sum.holders, sum.count);
    for (size_t i = 0; i < n; i++)
        if (!strcmp(rows[i].text, holder)) return true;
    return false;
}

START_TEST(labels)
{
    typed("a = [[], 'text of mine']\n");
    ck_assert_uint_eq(object("a")->label, 1);
    typed("b = a[0]; n = 100\n");
    uint32_t inner = object("b")->label;
    ck_assert_uint_gt(inner, 1);
    ck_assert_uint_eq(view_label(view, view_find(view, "n")), 0); /* the interpreter's own has none */
    typed("del a, b\n");
    ck_assert_ptr_null(view_find(view, "#1"));
    typed("c = []\n");
    ck_assert_uint_gt(object("c")->label, inner); /* never given twice */
}
END_TEST

START_TEST(tombstones)
{
    typed("a = {1: 2}\n");
    uint64_t address = object("a")->address;
    typed("del a\n");
    isize at = view_mine_index(view, 1);
    size_t n = 1;
    ck_assert_int_ge(at, 0);
    const ObjectRow *row = view_mine_rows(view, (size_t)at, &n);
    ck_assert_uint_eq(n, 1);
    ck_assert(row->change & CHANGE_DEAD);
    ck_assert_uint_eq(row->address, address);
    ck_assert_uint_eq(row->died, 2);
    ck_assert_str_eq(row->value, "{1: 2}");
    ck_assert_str_eq(row->why, "its last name, a, was deleted");
    for (int i = 0; i <= TOMB_STATEMENTS; i++) typed("pass\n");
    ck_assert_int_eq(view_mine_index(view, 1), -1);
}
END_TEST

START_TEST(counts)
{
    typed("a = []\n");
    typed("b = a\n");
    ck_assert_int_eq(object("a")->count, 2);
    ck_assert_int_eq(object("a")->before, 1);
    ck_assert(object("a")->change & CHANGE_UP);
    ck_assert_str_eq(why("count", "#1 1->2"), "it has more holders now");
    typed("a.append(b)\n");
    ck_assert(object("a")->change & CHANGE_VALUE);
    typed("pass\n");
    ck_assert_int_eq(object("a")->change, 0);
}
END_TEST

START_TEST(folding)
{
    typed("a = [[] for i in range(20000)]\n");
    typed("del a\n");
    size_t n;
    const LogRow *rows = view_statement_log(view, trace_statement(trace), true, &n);
    ck_assert_uint_le(n, LOG_FULL + LOG_TYPES);
    ck_assert_str_ne(why("folded", "list x "), "");
    ck_assert_ptr_nonnull(rows);
    typed("x = 1\n");
    ck_assert_str_ne(why("bind", "x"), ""); /* the next statement is told in full again */
}
END_TEST

START_TEST(holders)
{
    typed("a = []\n");
    typed("l = [a]; d = {'k': a}; t = (a, a)\n");
    typed("class C: pass\n");
    typed("c = C(); c.x = a\n");
    ck_assert(is_held_by("a", "global a"));
    char list[32], item[32];
    snprintf(list, sizeof list, "list #%u[0]", object("l")->label);
    snprintf(item, sizeof item, "dict #%u key 'k'", object("d")->label);
    ck_assert(is_held_by("a", list));
    ck_assert(is_held_by("a", item));
    ck_assert(!is_held_by("a", "global l"));
    ck_assert_int_eq(object("a")->count, 6);
}
END_TEST

/* A count that is not that of its holders is told, with both numbers. */
START_TEST(poked)
{
    char text[LEDGER_TEXT];
    typed("a = b = [1]\n");
    Obj *a = view_find(view, "a");
    for (int by = -1; by <= 1; by += 2) {
        a->refcnt += by;
        const char *bad = ledger_selfcheck(rt, LEDGER_EXACT, text);
        HolderSum sum;
        size_t n = 0;
        view_holders(view, a, &n, &sum);
        a->refcnt -= by;
        ck_assert_ptr_nonnull(bad);
        ck_assert_msg(strstr(bad, "list #1") != NULL, "%s", bad);
        ck_assert_int_eq(sum.holders, 2);
        ck_assert_int_eq(sum.count, 2 + by);
    }
    prove();
}
END_TEST

/* Rows are copies: asking for them changes no byte of the objects' parts of the image, and they outlive the world's. */
START_TEST(copies)
{
    typed("a = ['one', {'two': (3, 4)}]; a.append(a)\n");
    HeapTotals before, after;
    heap_totals(HEAP(rt), &before);
    isize count = view_find(view, "a")->refcnt;
    Buf out = {0};
    for (int i = 0; i < 2; i++) {
        plain_objects(view, &out);
        json_objects(view, &out);
        plain_names(view, NAME_GLOBAL, 0, true, &out);
        json_names(view, NAME_GLOBAL, 0, true, &out);
        plain_holders(view, view_find(view, "a"), "a", "", &out);
        json_holders(view, view_find(view, "a"), "a", &out);
        json_blocks(view, view_find(view, "a"), &out);
        plain_totals(view, &out);
        json_totals(view, &out);
    }
    ck_assert(!out.failed);
    buf_free(&out);
    heap_totals(HEAP(rt), &after);
    ck_assert_uint_eq(before.allocs, after.allocs);
    ck_assert_uint_eq(before.live_bytes, after.live_bytes);
    ck_assert_int_eq(view_find(view, "a")->refcnt, count);
    ObjectRow row = *object("a");
    typed("a.clear()\n");
    typed("del a\n");
    ck_assert_str_eq(row.type, "list");
    ck_assert_int_eq(row.count, 2);
}
END_TEST

/* Watching never moves an object: with and without, the same addresses. */
START_TEST(nothing_moves)
{
    static const char *const session[] = {"a = [object() for i in range(50)]\n",
                                          "b = {str(i): [i] for i in range(30)}\n", "del a\n",
                                          "c = [dict(b) for i in range(5)]\n"};
    uint64_t watched = 0, alone = 0;
    for (size_t i = 0; i < COUNT_OF(session); i++) typed(session[i]);
    watched = heap_nominal(HEAP(rt), list_peek(view_find(view, "c"), 4));
    trace_close(trace);
    view_free(view);
    runtime_free(rt);
    open_world();
    heap_set_sink(HEAP(rt), NULL);
    for (size_t i = 0; i < COUNT_OF(session); i++) typed(session[i]);
    alone = heap_nominal(HEAP(rt), list_peek(view_find(view, "c"), 4));
    ck_assert_uint_eq(watched, alone);
}
END_TEST

/* Each allocation of a statement fails once: the eye is none the worse, and the ledger holds. */
START_TEST(short_of_memory)
{
    int tries = 1, raised;
    typed("def f(n): return [n] * n, {n: str(n)}\n");
    do {
        heap_fail_after(HEAP(rt), (size_t)tries, false);
        raised = !typed("x = f(1000)\n");
        heap_fail_after(HEAP(rt), 0, false);
        prove();
    } while (raised && ++tries < 2000);
    ck_assert_int_gt(tries, 3);
    ck_assert(!raised);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("trace");
    TCase *tc = tcase_create("eye");
    tcase_add_checked_fixture(tc, open_world, close_world);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, labels);
    tcase_add_test(tc, tombstones);
    tcase_add_test(tc, counts);
    tcase_add_test(tc, folding);
    tcase_add_test(tc, holders);
    tcase_add_test(tc, poked);
    tcase_add_test(tc, copies);
    tcase_add_test(tc, nothing_moves);
    tcase_add_test(tc, short_of_memory);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
