/* test_session.c - scripts as statements: where each begins and ends, what is written of it, runs that stop in between;
   and that a script leaves nothing behind. */
#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gc/gc.h"
#include "session/report.h"
#include "trace/ledger.h"

static Runtime *rt;
static char written[1 << 16];

static bool keep(Runtime *r, int fd, const char *bytes, size_t n)
{
    (void)r, (void)fd;
    size_t at = strlen(written);
    if (at + n < sizeof written) memcpy(written + at, bytes, n), written[at + n] = 0;
    return true;
}

static void open_world(void)
{
    rt = runtime_new(0);
    ck_assert_ptr_nonnull(rt);
    rt->hooks.write = keep;
    written[0] = 0;
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
    ck_assert_int_eq(rt->hold_count, 0);
    ck_assert_ptr_null(rt->vm.frame);
    prove();
    runtime_finish(rt);
    runtime_free(rt);
}

/* ---- spans ------------------------------------------------------------------------------------------------------- */

static const char script[] = "import sys\n"
                             "@staticmethod\n"
                             "def f(n):\n"
                             "    return n\n"
                             "\n"
                             "x = 1; y = 2\n"
                             "text = '''two\n"
                             "lines'''\n";

START_TEST(spans)
{
    static const int lines[][2] = {{1, 1}, {2, 4}, {6, 6}, {7, 8}};
    int n;
    HeapTotals before, after;
    heap_totals(HEAP(rt), &before);
    StatementSpan *found = statements_find(rt, script, strlen(script), &n);
    heap_totals(HEAP(rt), &after);
    ck_assert_ptr_nonnull(found);
    ck_assert_int_eq(n, 4);
    for (int i = 0; i < n; i++) {
        ck_assert_int_eq(found[i].line, lines[i][0]);
        ck_assert_int_eq(found[i].end_line, lines[i][1]);
    }
    ck_assert_int_eq(strncmp(found[2].text, "x = 1; y = 2", found[2].n), 0);
    ck_assert_uint_eq(found[2].n, 12);
    ck_assert_uint_eq(before.live_blocks, after.live_blocks); /* no trace in the world */
    ck_assert_uint_eq(before.allocs, after.allocs);
    free(found);
}
END_TEST

START_TEST(no_spans)
{
    int n = 0;
    StatementSpan *found = statements_find(rt, "x = (1\n", 7, &n);
    ck_assert(!found || n == 0);
    free(found);
    err_clear(rt);
}
END_TEST

/* ---- watched runs ------------------------------------------------------------------------------------------------ */

typedef struct Heard {
    StatementWatch watch;
    int begun, ended, lines[16];
    char last[64];
} Heard;

static void on_begin(StatementWatch *w, int line, const char *text, size_t n)
{
    Heard *h = (Heard *)w;
    ck_assert_int_eq(h->begun, h->ended);
    h->lines[h->begun++ % 16] = line;
    snprintf(h->last, sizeof h->last, "%.*s", (int)n, text);
}
static void on_end(StatementWatch *w) { ((Heard *)w)->ended++; }

static int run_heard(const char *text, Heard *h)
{
    *h = (Heard){.watch = {.begin = on_begin, .end = on_end}};
    return run_script_watched(rt, text, strlen(text), "<string>", &h->watch);
}

START_TEST(watched)
{
    Heard h;
    ck_assert_int_eq(run_heard(script, &h), 0);
    ck_assert_int_eq(h.begun, 4);
    ck_assert_int_eq(h.ended, 4);
    ck_assert_int_eq(h.lines[1], 2);
    ck_assert_str_eq(h.last, "text = '''two\nlines'''");
}
END_TEST

/* The last statement ends after its traceback; what does not compile has none. */
START_TEST(watched_error)
{
    Heard h;
    ck_assert_int_eq(run_heard("x = 1\n1 / 0\ny = 2\n", &h), 1);
    ck_assert_int_eq(h.begun, 2);
    ck_assert_int_eq(h.ended, 2);
    ck_assert_ptr_nonnull(strstr(written, "ZeroDivisionError"));
    ck_assert_int_eq(run_heard("x = = 1\n", &h), 1);
    ck_assert_int_eq(h.begun, 0);
    ck_assert_int_eq(h.ended, 0);
    ck_assert_int_eq(run_heard("", &h), 0);
    ck_assert_int_eq(h.begun, 0);
}
END_TEST

START_TEST(typed)
{
    int status;
    static const char *const session[] = {"x = [1]\n", "x.append(x)\n", "nowhere\n", "del x\n"};
    for (size_t i = 0; i < COUNT_OF(session); i++) {
        ck_assert(run_statement(rt, session[i], strlen(session[i]), &status));
        prove();
    }
    ck_assert_ptr_nonnull(strstr(written, "NameError: name 'nowhere' is not defined"));
    ck_assert(!run_statement(rt, "raise SystemExit(3)\n", 20, &status));
    ck_assert_int_eq(status, 3);
}
END_TEST

/* ---- reports ----------------------------------------------------------------------------------------------------- */

static void report(const char *text, bool json)
{
    ReportOptions options = {.json = json, .who = {"a"}};
    Report *r = report_open(rt, &options);
    ck_assert_ptr_nonnull(r);
    ck_assert_int_eq(report_run(r, text, strlen(text), "<string>"), 0);
    prove();
    ck_assert(report_end(r));
}

START_TEST(words)
{
    report("a = [1]\nb = a\ndel a\n", false);
    ck_assert_ptr_nonnull(strstr(written, "statement 1, line 1: a = [1]\n"));
    ck_assert_ptr_nonnull(strstr(written, "count   #1 1->2: it has more holders now"));
    ck_assert_ptr_nonnull(strstr(written, "global b"));
    ck_assert_ptr_nonnull(strstr(written, "statement 3, line 3: del a\n"));
}
END_TEST

/* Every line is an object with a "row"; events carry their statement; a statement tells how many follow. */
START_TEST(json_lines)
{
    long long left = 0, statements = 0;
    report("a = [1]\nb = a\ndel a\n", true);
    for (char *line = strtok(written, "\n"); line; line = strtok(NULL, "\n")) {
        json_t *row = json_loads(line, 0, NULL);
        ck_assert_msg(row != NULL, "%s", line);
        const char *kind = json_string_value(json_object_get(row, "row"));
        ck_assert_ptr_nonnull(kind);
        if (!strcmp(kind, "statement")) {
            ck_assert_int_eq(left, 0);
            left = json_integer_value(json_object_get(row, "events"));
            statements++;
        } else if (!strcmp(kind, "event")) {
            left--;
            ck_assert(json_is_string(json_object_get(row, "event")));
            ck_assert(json_is_string(json_object_get(row, "text")));
        } else if (!strcmp(kind, "holders")) {
            ck_assert_int_eq(json_integer_value(json_object_get(row, "found")),
                             json_integer_value(json_object_get(row, "count")));
        }
        json_decref(row);
    }
    ck_assert_int_eq(left, 0);
    ck_assert_int_ge(statements, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("session");
    TCase *tc = tcase_create("statements");
    tcase_add_checked_fixture(tc, open_world, close_world);
    tcase_add_test(tc, spans);
    tcase_add_test(tc, no_spans);
    tcase_add_test(tc, watched);
    tcase_add_test(tc, watched_error);
    tcase_add_test(tc, typed);
    suite_add_tcase(suite, tc);
    tc = tcase_create("reports"); /* report_end takes the world apart */
    tcase_add_checked_fixture(tc, open_world, NULL);
    tcase_add_test(tc, words);
    tcase_add_test(tc, json_lines);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
