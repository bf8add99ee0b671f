/* test_agree.c - the faces agree: for random sessions the plain face, JSON lines and the screen say the same of each
   label, count and holder, and sys.getrefcount, asked afterwards, says it too.

   Test i is session number i: every one of them goes through all faces, most in a large terminal, every fifth in one of
   80x24 in which the panes have to be scrolled; every fourth is a script that runs before the first prompt.
   $AGREE_SEED and $AGREE_SESSIONS: other sessions, and how many. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "faces.h"

enum {
    SESSIONS = 100,
    STATEMENTS = 24,
    SCRIPT_STATEMENTS = 12,
    SEED = 1,
    WALK_EVERY = 3,
    TRIES = 3,
    DIFFERENCE = 8400
};

static Session session;
static Plan plan;
static Told plain, json;
static char question[4096];

/* ---- faces of lines ---------------------------------------------------------------------------------------------- */

static void agree(const Sayings *whole, const Sayings *cut, const char *kinds, int statement, const char *face)
{
    char difference[DIFFERENCE];
    ck_assert_msg(say_agree(whole, cut, kinds, difference, sizeof difference), "after statement %d, plain and %s:%s",
                  statement, face, difference);
}

/* The bytes of a dict whose values lie in an array of their own, as an instance's do: getsizeof counts its places by
   what its class has left, and so differs. */
enum { SPLIT_DICT = 328 };

/* What getrefcount and getsizeof answered is what the heap's rows say. */
static void refcounts_agree(const Sayings *last, const char *answer, const char *face)
{
    char pair[48];
    int asked = 0, answered = 0;
    for (const char *at = answer; (at = strchr(at, ':')) != NULL; at++) answered++;
    for (int i = 0; i < last->n; i++) {
        unsigned label;
        long count, bytes;
        if (sscanf(last->line[i], "object #%u|%*[^|]|%*[^|]|%ld|%*[^|]|%*[^|]|%ld|", &label, &count, &bytes) != 3)
            continue;
        snprintf(pair, sizeof pair, bytes == SPLIT_DICT ? " %u:%ld/" : " %u:%ld/%ld ", label, count, bytes);
        asked++;
        ck_assert_msg(strstr(answer, pair) != NULL, "%s: %s; getrefcount says%s", face, last->line[i], answer);
    }
    ck_assert_msg(asked == answered, "%s: %d objects, %d answers:%s", face, asked, answered, answer);
}

static void lines_agree(void)
{
    char answer[2][4200];
    ask_lines(&plan, false, NULL, &plain); /* which objects there will be */
    question_call(&plain.after[plain.statements], question, sizeof question);
    told_clear(&plain);
    ask_lines(&plan, false, question, &plain);
    ask_lines(&plan, true, question, &json);
    ck_assert_int_eq(plain.statements, json.statements);
    for (int i = 1; i <= plain.statements; i++) agree(&plain.after[i], &json.after[i], "", i, "JSON");
    snprintf(answer[0], sizeof answer[0], " %s ", plain.refcounts);
    snprintf(answer[1], sizeof answer[1], " %s ", json.refcounts);
    int last = plain.statements - 2; /* the function and its call */
    refcounts_agree(&plain.after[last], answer[0], "plain");
    refcounts_agree(&plain.after[last], answer[1], "JSON");
}

/* A report of a script tells the events that the faces tell when they run it first, and then the interpreter's end. */
static void reports_agree(void)
{
    for (int i = 0; i < 2; i++) {
        Told report = {0};
        ask_report(&plan, i == 1, &report);
        ck_assert_int_eq(report.statements, plain.statements - 2 + 1);
        for (int k = 1; k < report.statements; k++)
            agree(&plain.after[k], &report.after[k], "event", k, i ? "--json FILE" : "--events FILE");
        told_clear(&report);
    }
}

/* ---- the screen -------------------------------------------------------------------------------------------------- */

static void type_lines(VScreen *v, const char *text)
{
    char keys[4096];
    snprintf(keys, sizeof keys, "%s", text);
    for (char *at = keys; (at = strchr(at, '\n')) != NULL;) *at = '\r';
    vs_send(v, keys);
    vs_answer(v);
}

/* The screen says what the plain face said.  What is still under way when it is read gets another chance. */
static void screen_agrees(VScreen *v, int statement, const char *kinds)
{
    char difference[DIFFERENCE] = "";
    const Sayings *whole = &plain.after[statement];
    for (int tries = 0; tries < TRIES; tries++) {
        Sayings shown = {0};
        if (strstr(kinds, "held")) {
            for (int i = 0; i < whole->n; i++) {
                unsigned label;
                if (sscanf(whole->line[i], "held #%u", &label) == 1) read_holders(v, label, &shown);
            }
        } else {
            (*kinds == 'n' ? read_names : read_heap)(v, &shown);
        }
        bool same = strstr(kinds, "held") ? say_holders_agree(whole, &shown, difference, sizeof difference)
                                          : say_agree(whole, &shown, kinds, difference, sizeof difference);
        say_clear(&shown);
        if (same) return;
        vs_settle(v, 100);
    }
    vs_dump(v);
    ck_abort_msg("after statement %d, plain and the screen:%s", statement, difference);
}

/* The log's rows about the newest statement are the beginning of what the plain face said; more events than there are
   rows are told in groups. */
static void log_agrees(VScreen *v, int statement)
{
    const Sayings *whole = &plain.after[statement];
    char difference[DIFFERENCE] = "";
    int events = 0;
    for (int i = 0; i < whole->n; i++) events += strncmp(whole->line[i], "event", 5) == 0;
    for (int tries = 0; tries < TRIES; tries++) {
        Sayings shown = {0}, told = {0};
        bool singly = read_log(v, statement, &shown) >= events;
        for (int i = 0; i < whole->n && told.n < shown.n; i++)
            if (strncmp(whole->line[i], "event", 5) == 0) say(&told, "%s", whole->line[i]);
        bool same = !singly || say_agree(&told, &shown, "", difference, sizeof difference);
        say_clear(&shown);
        say_clear(&told);
        if (same) return;
        vs_settle(v, 100);
    }
    vs_dump(v);
    ck_abort_msg("after statement %d, the log:%s", statement, difference);
}

static void heap_agrees(VScreen *v, int statement)
{
    screen_agrees(v, statement, "object tomb");
    screen_agrees(v, statement, "name");
}

static void walk_session(VScreen *v)
{
    int every = vs_rows(v) < 30 ? WALK_EVERY : 1; /* walking through panes takes its time */
    for (int i = 0; !plan.script && i < session.n; i++) {
        type_lines(v, session.statement[i]);
        if (i % every == 0 || i + 1 == session.n) heap_agrees(v, i + 1);
        log_agrees(v, i + 1);
        if (plan.held[i + 1]) screen_agrees(v, i + 1, "held by");
    }
    if (plan.script) heap_agrees(v, plain.statements - 2);
    screen_agrees(v, plain.statements - 2, "held by");
}

static void screen_session(int rows, int cols)
{
    const char *args[] = {"-i", plan.path, NULL};
    char answer[4200];
    VScreen *v = vs_open(&(VStart){.rows = rows, .cols = cols, .args = plan.script ? args : NULL});
    vs_expect(v, ">>>");
    walk_session(v);
    type_lines(v, question_text());
    type_lines(v, question);
    read_output(v, "refcounts ", answer, sizeof answer);
    refcounts_agree(&plain.after[plain.statements - 2], answer + strlen("refcounts"), "the screen");
    vs_close(v);
}

/* ---- sessions ---------------------------------------------------------------------------------------------------- */

static int from_environment(const char *name, int otherwise)
{
    const char *value = getenv(name);
    return value ? atoi(value) : otherwise;
}

static void write_script(void)
{
    strcpy(plan.path, "/tmp/agree.XXXXXX");
    FILE *f = fdopen(mkstemp(plan.path), "w");
    ck_assert_ptr_nonnull(f);
    for (int i = 0; i < session.n; i++) fputs(session.statement[i], f);
    fclose(f);
}

START_TEST(sessions)
{
    plan = (Plan){.session = &session, .script = _i % 4 == 3};
    session_make(&session, (uint64_t)(from_environment("AGREE_SEED", SEED) + _i),
                 plan.script ? SCRIPT_STATEMENTS : STATEMENTS);
    plan.held[1 + session_random(&session, STATEMENTS)] = true;
    if (plan.script) write_script();
    lines_agree();
    if (plan.script) reports_agree();
    if (_i % 5 == 4)
        screen_session(24, 80);
    else
        screen_session(50, 200);
    if (plan.script) unlink(plan.path);
    told_clear(&plain);
    told_clear(&json);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("agree");
    TCase *tc = tcase_create("sessions");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, sessions, 0, from_environment("AGREE_SESSIONS", SESSIONS));
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
