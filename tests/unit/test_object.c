/* test_object.c - objects from C: containers against plain models with their invariants proved after each step, shared
   keys, interning, and allocations that fail in the middle.  Each test ends with the blocks that it began with. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "gc/gc.h"
#include "object/start.h"

enum { STEPS = 4000, MOST = 200, STATIC_ROOM = 4 << 20 };

static Runtime *rt;
static size_t at_start;

static size_t blocks(void)
{
    HeapTotals t;
    gc_collect(rt, 2);
    clear_free_lists(rt);
    heap_totals(HEAP(rt), &t);
    return t.live_blocks;
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
    ck_assert(object_start(rt));
    at_start = blocks();
}

static void forget_method_cache(void)
{
    for (size_t i = 0; i < COUNT_OF(rt->method_cache); i++) {
        rt->method_cache[i].version = 0;
        CLEAR(rt, rt->method_cache[i].name);
    }
}

static void teardown(void)
{
    ck_assert(!err_pending(rt));
    ck_assert_int_eq(rt->hold_count, 0);
    ck_assert_int_eq(rt->recursion_left, rt->recursion_limit);
    forget_method_cache();
    CLEAR(rt, rt->thread_dict); /* made by the first repr of a container, for ever */
    ck_assert_uint_eq(blocks(), at_start);
    const char *bad = heap_check(HEAP(rt));
    if (!bad) bad = gc_check(rt);
    ck_assert_msg(!bad, "%s", bad);
    heap_close(HEAP(rt));
}

static void prove(Obj *o)
{
    const char *bad = type_of(o)->check ? type_of(o)->check(rt, o) : NULL;
    ck_assert_msg(!bad, "%s", bad);
}

static isize number(Obj *o)
{
    ck_assert_ptr_nonnull(o);
    return (isize)int_compact_value(o);
}

/* ---- containers against models --------------------------------------------------------------------------------------- */

static void same_list(Obj *list, const isize *model, isize n)
{
    prove(list);
    ck_assert_int_eq(fast_len(list), n);
    for (isize i = 0; i < n; i++) ck_assert_int_eq(number(fast_items(list)[i]), model[i]);
}

START_TEST(list_as_array)
{
    isize model[MOST + 1], n = 0;
    Obj *list = list_new(rt, 0);
    srand((unsigned)_i);
    for (int step = 0; step < STEPS; step++) {
        isize at = rand() % (n + 1), value = rand() % (1 << 29);
        if (n < MOST && rand() % 2) {
            Obj *o = int_new(rt, value);
            ck_assert(list_insert_at(rt, list, at, o));
            decref(rt, o);
            memmove(model + at + 1, model + at, (size_t)(n++ - at) * sizeof *model);
            model[at] = value;
        } else if (n) {
            isize to = at + rand() % (n - at + 1);
            ck_assert(list_set_slice(rt, list, at, to, NULL));
            memmove(model + at, model + to, (size_t)(n - to) * sizeof *model);
            n -= to - at;
        }
        if (step % 16 == 0) same_list(list, model, n);
    }
    same_list(list, model, n);
    ck_assert(list_sort_in_place(rt, list, NULL, false));
    prove(list);
    for (isize i = 1; i < n; i++) ck_assert_int_le(number(fast_items(list)[i - 1]), number(fast_items(list)[i]));
    decref(rt, list);
}
END_TEST

/* Keys that meet in a small table: they differ in high bits only. */
static OWN Obj *key_of(int i) { return int_new(rt, i % 2 ? i : (int64_t)i << 20); }

START_TEST(dict_as_array)
{
    isize model[MOST], used = 0;
    memset(model, -1, sizeof model);
    Obj *dict = dict_new(rt);
    srand((unsigned)_i + 77);
    for (int step = 0; step < STEPS; step++) {
        int i = rand() % MOST;
        Obj *key = key_of(i), *value = int_new(rt, step);
        if (rand() % 3) {
            ck_assert(dict_set(rt, dict, key, value));
            used += model[i] < 0;
            model[i] = step;
        } else if (model[i] >= 0) {
            ck_assert(dict_del(rt, dict, key));
            model[i] = -1;
            used--;
        } else {
            ck_assert(!dict_del(rt, dict, key));
            ck_assert(err_clear_if(rt, EXC_TYPE(rt, KeyError)));
        }
        decref(rt, value);
        Obj *found = dict_get_peek(rt, dict, key);
        ck_assert_int_eq(found ? number(found) : -1, model[i]);
        decref(rt, key);
        ck_assert_int_eq(dict_len(dict), used);
        if (step % 16 == 0) prove(dict);
    }
    prove(dict);
    Obj *copy = dict_copy(rt, dict);
    prove(copy);
    ck_assert_int_eq(obj_compare_bool(rt, dict, copy, CMP_EQ), 1);
    decref(rt, copy);
    dict_clear(rt, dict);
    prove(dict);
    decref(rt, dict);
}
END_TEST

START_TEST(set_as_array)
{
    char model[MOST] = {0};
    isize used = 0;
    Obj *set = set_new(rt, NULL);
    srand((unsigned)_i + 5);
    for (int step = 0; step < STEPS; step++) {
        int i = rand() % MOST;
        Obj *key = key_of(i);
        if (rand() % 2) {
            ck_assert(set_add(rt, set, key));
            used += !model[i];
            model[i] = 1;
        } else {
            ck_assert_int_eq(set_discard(rt, set, key), model[i]);
            used -= model[i];
            model[i] = 0;
        }
        ck_assert_int_eq(set_contains(rt, set, key), model[i]);
        ck_assert_int_eq(set_len(set), used);
        decref(rt, key);
        if (step % 16 == 0) prove(set);
    }
    decref(rt, set);
}
END_TEST

/* ---- strings and numbers ------------------------------------------------------------------------------------------------ */

START_TEST(interning)
{
    Obj *a = str_from(rt, "a name nobody has"), *b = str_from(rt, "a name nobody has"), *first = a;
    ck_assert_ptr_ne(a, b);
    str_intern(rt, &a);
    str_intern(rt, &b);
    ck_assert_ptr_eq(a, first);
    ck_assert_ptr_eq(a, b);
    ck_assert_int_eq(a->refcnt, 2); /* the table's own two are not counted */
    decref(rt, b);
    decref(rt, a);
    ck_assert_ptr_eq(str_static(rt, "__init__"), id_(rt, __init__));
    Obj *one = str_from(rt, "x");
    ck_assert_ptr_eq(one, rt->latin1['x']);
    decref(rt, one);
}
END_TEST

START_TEST(narrowest_form)
{
    static const struct { const char *text; isize len; int width; } rows[] = {
        {"ascii", 5, 1}, {"caf\303\251", 4, 1}, {"\305\202\303\263d\305\272", 4, 2}, {"\360\237\230\200!", 2, 4}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        Obj *s = str_from(rt, rows[i].text), *last = str_slice(rt, s, rows[i].len - 1, rows[i].len);
        prove(s);
        prove(last);
        ck_assert_int_eq(str_len(s), rows[i].len);
        ck_assert_int_eq(((Str *)s)->state.kind, rows[i].width);
        decref(rt, last);
        decref(rt, s);
    }
}
END_TEST

START_TEST(int_arithmetic)
{
    srand((unsigned)_i);
    for (int step = 0; step < 2000; step++) {
        int64_t x = (int64_t)((uint64_t)rand() << 33 ^ (uint64_t)rand() << 8) >> rand() % 62, y = (int64_t)((uint64_t)rand() << 30) >> rand() % 50;
        Obj *a = int_new(rt, x), *b = int_new(rt, -y), *sum = int_add(rt, a, b), *difference = int_sub(rt, sum, b);
        Obj *product = int_mul(rt, a, b), *quotient;
        prove(sum);
        prove(product);
        ck_assert_int_eq(obj_compare_bool(rt, difference, a, CMP_EQ), 1);
        ck_assert_int_eq(int_sign(product), ((x < 0) - (x > 0)) * ((y > 0) - (y < 0)));
        if (y) {
            quotient = TYPE_OF(rt, INT)->number->floor_divide(rt, product, b);
            ck_assert_int_eq(obj_compare_bool(rt, quotient, a, CMP_EQ), 1);
            decref(rt, quotient);
        }
        decref(rt, product);
        decref(rt, difference);
        decref(rt, sum);
        decref(rt, b);
        decref(rt, a);
    }
}
END_TEST

/* ---- instances ------------------------------------------------------------------------------------------------------------- */

static OWN Obj *class_new(void)
{
    Obj *dict = dict_new(rt);
    return type_build(rt, "C", TYPE_OF(rt, OBJECT), dict);
}

static void set_attribute(Obj *o, int i, int value)
{
    Obj *name = str_format(rt, "a%d", i), *v = int_new(rt, value);
    str_intern(rt, &name);
    ck_assert(obj_setattr(rt, o, name, v));
    decref(rt, v);
    decref(rt, name);
    const char *bad = instance_check(rt, o);
    ck_assert_msg(!bad, "%s", bad);
}

START_TEST(keys_are_shared)
{
    Obj *c = class_new(), *instance[6];
    ck_assert_ptr_nonnull(c);
    for (int k = 0; k < 6; k++) {
        instance[k] = obj_call(rt, c, (Obj *)&rt->empty_tuple, NULL);
        ck_assert_ptr_nonnull(instance[k]);
        for (int i = 0; i < (k == 5 ? 60 : 5); i++) set_attribute(instance[k], k == 4 ? 4 - i : i, i);
    }
    prove(c);
    for (int k = 0; k < 6; k++) {
        Obj *name = str_from(rt, "a3"), *value = obj_getattr(rt, instance[k], name);
        ck_assert_int_eq(number(value), k == 4 ? 1 : 3);
        decref(rt, value);
        ck_assert(obj_setattr(rt, instance[k], name, NULL));
        ck_assert_ptr_null(obj_getattr(rt, instance[k], name));
        ck_assert(err_clear_if(rt, EXC_TYPE(rt, AttributeError)));
        ck_assert_ptr_null(instance_check(rt, instance[k]));
        decref(rt, name);
        decref(rt, instance[k]);
    }
    decref(rt, c);
}
END_TEST

/* ---- short of memory --------------------------------------------------------------------------------------------------------- */

/* One job that allocates in many places; false: an exception. */
static bool job(void)
{
    Obj *list = list_new(rt, 0), *dict = dict_new(rt), *set = set_new(rt, NULL), *text = str_from(rt, "");
    bool ok = list && dict && set && text;
    for (int i = 0; ok && i < 70; i++) {
        Obj *key = str_format(rt, "key %d", i), *value = int_new(rt, 1000 + i);
        ok = key && value && list_append(rt, list, value) && dict_set(rt, dict, key, list) && set_add(rt, set, key);
        if (ok) {
            str_append(rt, &text, key);
            ok = text != NULL;
        }
        xdecref(rt, key);
        xdecref(rt, value);
        if (list) prove(list);
        if (dict) prove(dict);
        if (set) prove(set);
    }
    Obj *shown = ok ? obj_repr(rt, list) : NULL, *sorted = shown ? dict_keys_list(rt, dict) : NULL;
    ok = sorted && list_sort_in_place(rt, sorted, NULL, true) && list_extend(rt, sorted, set);
    xdecref(rt, shown);
    xdecref(rt, sorted);
    xdecref(rt, list);
    xdecref(rt, dict);
    xdecref(rt, set);
    xdecref(rt, text);
    return ok;
}

START_TEST(each_allocation_fails)
{
    ck_assert(job());
    size_t before = blocks();
    for (size_t k = 1;; k++) {
        heap_fail_after(HEAP(rt), k, _i);
        bool ok = job();
        size_t failures = heap_failures(HEAP(rt));
        heap_fail_after(HEAP(rt), 0, false);
        ck_assert_int_eq(ok, !err_pending(rt));
        if (!ok) ck_assert(err_clear_if(rt, EXC_TYPE(rt, MemoryError)));
        ck_assert_uint_eq(blocks(), before);
        if (!failures) break;
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("object");
    TCase *tc = tcase_create("objects");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, list_as_array, 0, 3);
    tcase_add_loop_test(tc, dict_as_array, 0, 3);
    tcase_add_loop_test(tc, set_as_array, 0, 3);
    tcase_add_test(tc, interning);
    tcase_add_test(tc, narrowest_form);
    tcase_add_loop_test(tc, int_arithmetic, 0, 3);
    tcase_add_test(tc, keys_are_shared);
    tcase_add_loop_test(tc, each_allocation_fails, 0, 2);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
