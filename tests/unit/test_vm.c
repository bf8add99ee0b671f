/* test_vm.c - the eval loop from C: stopping, going on, giving up, and what it leaves on its stacks. */
#include <string.h>

#include "compile/compile.h"
#include "vm/vm.h"
#include "world.h"

static Obj *globals;

static void setup(void)
{
    world_open();
    ck_assert(vm_start(rt));
    rt->builtins = dict_new(rt);
    globals = dict_new(rt);
    ck_assert(dict_set_str(rt, globals, "__builtins__", rt->builtins));
    ck_assert(dict_set_str(rt, rt->builtins, "__build_class__", NONE(rt)));
    at_start = blocks();
}

static void teardown(void)
{
    ck_assert_ptr_null(rt->vm.frame);
    ck_assert_ptr_null(rt->vm.limbo);
    ck_assert_int_eq(rt->vm.depth, 0);
    ck_assert_ptr_eq(rt->vm.stack_top, heap_stack_base(HEAP(rt)));
    sources_free(rt);
    world_close();
}

static OWN Obj *compile_here(const char *text)
{
    Obj *name = str_from(rt, "text.py"), *code = compile_source(rt, text, strlen(text), name, TREE_FILE, NULL);
    decref(rt, name);
    ck_assert_ptr_nonnull(code);
    return code;
}

static isize value_of(const char *name)
{
    Obj *o = dict_get_str_peek(rt, globals, name);
    ck_assert_ptr_nonnull(o);
    return (isize)int_compact_value(o);
}

static void forget_globals(void) { CLEAR(rt, globals); at_start -= 2; /* the dict and its keys */ }

static const char counting[] =
    "def g(n):\n    i = 0\n    while i < n:\n        yield i\n        i += 1\n"
    "def fib(n):\n    if n < 2: return n\n    return fib(n - 1) + fib(n - 2)\n"
    "total = 0\nfor x in g(9):\n    total += fib(x)\ntry:\n    1 / 0\nexcept:\n    total += 1000\n";

START_TEST(runs)
{
    Obj *code = compile_here(counting), *result = vm_eval_code(rt, code, globals, NULL);
    ck_assert_ptr_eq(result, NONE(rt));
    decref(rt, result);
    ck_assert_int_eq(value_of("total"), 1054);
    decref(rt, code);
    forget_globals();
}
END_TEST

/* Stopped before every single bytecode at depth 1. */
START_TEST(stops_everywhere)
{
    Obj *code = compile_here(counting), *result = NULL;
    ck_assert(vm_push_code(rt, code, globals, globals));
    RunStatus status;
    uint64_t last = vm_bytecodes(rt);
    long stops = 0;
    do {
        rt->vm.next_stop = last + 1;
        status = vm_run(rt, &result);
        ck_assert_int_eq(rt->vm.depth, 0);
        if (status != RUN_STOPPED) break;
        ck_assert_uint_ge(vm_bytecodes(rt), last + 1); /* more: a loop inside C code came between */
        ck_assert_ptr_nonnull(rt->vm.frame);
        last = vm_bytecodes(rt);
        stops++;
    } while (true);
    ck_assert_int_eq(status, RUN_RETURNED);
    ck_assert_int_gt(stops, 1000);
    decref(rt, result);
    ck_assert_int_eq(value_of("total"), 1054);
    decref(rt, code);
    forget_globals();
}
END_TEST

/* Nothing that the program has prepared for its end runs. */
START_TEST(given_up)
{
    Obj *code = compile_here("n = 0\ndef f():\n    global n\n    try:\n        while True: n += 1\n    except:\n        n = -1\n"
                             "    finally:\n        n = -2\nf()\n"), *result = NULL;
    ck_assert(vm_push_code(rt, code, globals, globals));
    rt->vm.next_stop = vm_bytecodes(rt) + 5000;
    ck_assert_int_eq(vm_run(rt, &result), RUN_STOPPED);
    ImageStore *store = image_store_new();
    heap_set_stack_top(HEAP(rt), rt->vm.stack_top);
    Image *image = image_save(store, HEAP(rt));
    isize n = value_of("n");
    ck_assert_int_gt(n, 500);
    rt->abandoning = true;
    rt->vm.next_stop = vm_bytecodes(rt); /* looks around at once */
    ck_assert_int_eq(vm_run(rt, &result), RUN_RAISED);
    ck_assert_int_eq(value_of("n"), n);
    image_restore(store, image, HEAP(rt)); /* what giving up leaves behind is not to be used */
    ck_assert(!rt->abandoning);
    rt->vm.next_stop = vm_bytecodes(rt) + 5000;
    ck_assert_int_eq(vm_run(rt, &result), RUN_STOPPED);
    ck_assert_int_gt(value_of("n"), n);
    image_store_free(store);
    heap_close(HEAP(rt));
}
END_TEST

START_TEST(raises)
{
    Obj *code = compile_here("def f(n):\n    return f(n - 1) if n else undefined\nf(20)\n");
    ck_assert_ptr_null(vm_eval_code(rt, code, globals, NULL));
    Obj *type, *value, *tb;
    err_fetch(rt, &type, &value, &tb);
    ck_assert_ptr_eq(type, EXC_TYPE(rt, NameError));
    ck_assert_ptr_nonnull(tb);
    xdecref(rt, type);
    xdecref(rt, value);
    xdecref(rt, tb);
    decref(rt, code);
    forget_globals();
}
END_TEST

START_TEST(too_deep)
{
    Obj *code = compile_here("def f(): f()\nf()\n");
    ck_assert_ptr_null(vm_eval_code(rt, code, globals, NULL));
    ck_assert(err_clear_if(rt, EXC_TYPE(rt, RecursionError)));
    decref(rt, code);
    forget_globals();
}
END_TEST

START_TEST(each_allocation_fails)
{
    Obj *code = compile_here(counting);
    for (size_t k = 1;; k++) {
        heap_fail_after(HEAP(rt), k, _i);
        Obj *result = vm_eval_code(rt, code, globals, NULL);
        size_t failures = heap_failures(HEAP(rt));
        heap_fail_after(HEAP(rt), 0, false);
        ck_assert_int_eq(result != NULL, !err_pending(rt));
        if (!result) ck_assert(err_clear_if(rt, EXC_TYPE(rt, MemoryError)));
        xdecref(rt, result);
        ck_assert_ptr_null(rt->vm.frame);
        ck_assert_int_eq(rt->hold_count, 0);
        ck_assert_int_eq(rt->recursion_left, rt->recursion_limit);
        ck_assert_ptr_eq(rt->vm.stack_top, heap_stack_base(HEAP(rt)));
        if (!failures) break;
    }
    decref(rt, code);
    forget_globals();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("vm");
    TCase *tc = tcase_create("eval loop");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, runs);
    tcase_add_test(tc, stops_everywhere);
    tcase_add_test(tc, raises);
    tcase_add_test(tc, too_deep);
    tcase_add_loop_test(tc, each_allocation_fails, 0, 2);
    suite_add_tcase(suite, tc);
    tc = tcase_create("giving up"); /* closes its world itself */
    tcase_add_checked_fixture(tc, setup, NULL);
    tcase_add_test(tc, given_up);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
