/* test_compile.c - from text to code objects, seen from C: positions, constants, what needs more lines, and a compiler
   that runs out of memory at every place. */
#include <string.h>

#include "compile/compile.h"
#include "world.h"

static const char *const sources[] = {
    "x = 1\n",
    "def f(a, *b, c=2, **d):\n    if a > c:\n        return [i for i in b if i]\n    raise ValueError(d)\n",
    "class A(B, metaclass=M):\n    @property\n    def x(self): return self.y.z[1:2]\n",
    "try:\n    with a as b, c: pass\nexcept* (E, F) as g:\n    del g\nfinally:\n    x += 1\n",
    "match p:\n    case C(q, t=None) | [q, None]: pass\n    case {'k': [1, *r], **s} if q: print(f'{q!r:>{t}}')\n    case _: pass\n",
    "async def g():\n    async for i in x:\n        yield await i\nlambda *, k=1: (yield)\n",
    "while a < b <= c and not d:\n    for i, (j, *k) in e: break\n    else: continue\nglobal_ = {1, 2, *z}, {**q, 'a': 3}, 1 << 70, -5 ** 2\n",
};

static OWN Obj *compile_here(const char *text, TreeKind kind)
{
    Obj *name = str_from(rt, "text.py"), *code = name ? compile_source(rt, text, strlen(text), name, kind, NULL) : NULL;
    xdecref(rt, name);
    return code;
}

static int lines_of(const char *text)
{
    int n = 1;
    for (; *text; text++) n += *text == '\n';
    return n;
}

/* Every unit's position lies in the text, starts before its end, and so in the code objects inside. */
static void positions_in(const Code *code, int lines)
{
    for (int unit = 0; unit < code->v.size; unit++) {
        int line, end_line, col, end_col;
        ck_assert(code_position(code, unit, &line, &end_line, &col, &end_col));
        ck_assert_int_eq(line, code_line(code, unit));
        ck_assert_int_le(line, lines);
        if (line < 0 || col < 0) continue;
        ck_assert_int_ge(end_line, line);
        ck_assert(end_line > line || end_col >= col);
    }
    int line, end_line, col, end_col;
    ck_assert(!code_position(code, (int)code->v.size, &line, &end_line, &col, &end_col));
    ck_assert_int_eq(line, -1);
    for (isize i = 0; i < tuple_len(code->consts); i++)
        if (is_type(rt, tuple_items(code->consts)[i], CODE)) positions_in((Code *)tuple_items(code->consts)[i], lines);
}

START_TEST(positions)
{
    Obj *code = compile_here(sources[_i], TREE_FILE);
    ck_assert_ptr_nonnull(code);
    positions_in((Code *)code, lines_of(sources[_i]));
    decref(rt, code);
}
END_TEST

START_TEST(exact_position)
{
    Obj *code = compile_here("x = (a +\n  b)\n", TREE_FILE);
    bool found = false;
    for (int unit = 0; unit < ((Code *)code)->v.size; unit++) {
        int line, end_line, col, end_col;
        ck_assert(code_position((Code *)code, unit, &line, &end_line, &col, &end_col));
        found = found || (line == 1 && end_line == 2 && col == 5 && end_col == 3);
    }
    ck_assert(found);
    decref(rt, code);
}
END_TEST

START_TEST(same_again)
{
    Obj *a = compile_here(sources[_i], TREE_FILE), *b = compile_here(sources[_i], TREE_FILE);
    ck_assert_ptr_ne(a, b);
    ck_assert_int_eq(obj_compare_bool(rt, a, b, CMP_EQ), 1);
    decref(rt, a);
    decref(rt, b);
}
END_TEST

START_TEST(constants_are_merged)
{
    Obj *code = compile_here("a = 'some text', 1000\nb = 'some text', 1000\nc = 1000\n", TREE_FILE);
    Obj *consts = ((Code *)code)->consts;
    int tuples = 0;
    for (isize i = 0; i < tuple_len(consts); i++) tuples += is_type(rt, tuple_items(consts)[i], TUPLE);
    ck_assert_int_eq(tuples, 1);
    decref(rt, code);
}
END_TEST

START_TEST(incomplete)
{
    static const struct { const char *text; bool more; } rows[] = {
        {"x = 1\n", false}, {"x = (1,\n", true}, {"x = (1,\n2)\n", false}, {"def f():\n", true}, {"def f():\n    pass\n", true},
        {"def f():\n    pass\n\n", false}, {"'''a\n", true}, {"'''a\nb'''\n", false}, {"x = 1 +\n", false}, {"x = 1 + \\\n", true},
        {"if x:\n    y\nelse:\n", true}, {"if x: y\n", true}, {"if x: y\n\n", false}, {")\n", false}, {"@d\n", true}, {"'a\n", false},
        {"class A:\n\n", false}, {"[\n", true}, {"f(\n", true}, {"try:\n    x\n", true}, {"", false}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bool more = parse_is_incomplete(rt, rows[i].text, strlen(rows[i].text));
        ck_assert_msg(more == rows[i].more, "%s: %s", rows[i].text, more ? "wants more" : "wants no more");
        ck_assert(!err_pending(rt));
    }
}
END_TEST

START_TEST(each_allocation_fails)
{
    for (size_t k = 1;; k++) {
        heap_fail_after(HEAP(rt), k, false);
        Obj *code = compile_here(sources[_i], TREE_FILE);
        size_t failures = heap_failures(HEAP(rt));
        heap_fail_after(HEAP(rt), 0, false);
        ck_assert_int_eq(code != NULL, !err_pending(rt));
        if (!code) ck_assert(err_clear_if(rt, EXC_TYPE(rt, MemoryError)));
        xdecref(rt, code);
        ck_assert_int_eq(rt->hold_count, 0);
        ck_assert_int_eq(rt->recursion_left, rt->recursion_limit);
        ck_assert_uint_eq(blocks(), at_start);
        if (!failures) break;
    }
}
END_TEST

START_TEST(errors_leave_nothing)
{
    static const char *const wrong[] = {"def f(:\n", "x = = 1\n", "return 1\n", "'a\n", "for\n", "f(a=1, a=2)\n", "(a, b) += 1\n",
                                        "if x:\ny\n", "nonlocal q\n", "\tx\n  y\n", "0777\n", "f'{'\n", "break\n", "((((\n"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        ck_assert_ptr_null(compile_here(wrong[i], TREE_FILE));
        ck_assert(err_clear_if(rt, EXC_TYPE(rt, SyntaxError)));
        ck_assert_uint_eq(blocks(), at_start);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("compile");
    TCase *tc = tcase_create("code");
    tcase_add_checked_fixture(tc, world_open, world_close);
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, positions, 0, (int)COUNT_OF(sources));
    tcase_add_test(tc, exact_position);
    tcase_add_loop_test(tc, same_again, 0, (int)COUNT_OF(sources));
    tcase_add_test(tc, constants_are_merged);
    tcase_add_test(tc, incomplete);
    tcase_add_loop_test(tc, each_allocation_fails, 0, (int)COUNT_OF(sources));
    tcase_add_test(tc, errors_leave_nothing);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
