/* faces.c - see faces.h: how sayings are kept and compared, and what the faces of lines say. */
#include "faces.h"

#include <check.h>
#include <ctype.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ELLIPSIS "\xe2\x80\xa6"
enum { LABELS_ASKED = 120, LINE_BYTES = 4096 };

/* ---- sayings ----------------------------------------------------------------------------------------------------- */

void say(Sayings *s, const char *format, ...)
{
    char text[LINE_BYTES];
    va_list ap;
    va_start(ap, format);
    vsnprintf(text, sizeof text, format, ap);
    va_end(ap);
    if (s->n == s->room) s->line = realloc(s->line, (size_t)(s->room = s->room ? 2 * s->room : 32) * sizeof *s->line);
    ck_assert_ptr_nonnull(s->line);
    s->line[s->n++] = strdup(text);
}

void say_clear(Sayings *s)
{
    for (int i = 0; i < s->n; i++) free(s->line[i]);
    free(s->line);
    *s = (Sayings){0};
}

void told_clear(Told *told)
{
    for (int i = 0; i < SESSION_STATEMENTS + 2; i++) say_clear(&told->after[i]);
    *told = (Told){0};
}

/* Whether [line] is of one of the kinds. */
static bool is_of(const char *line, const char *kinds)
{
    size_t n = strcspn(line, " ");
    for (const char *k = kinds; *k;) {
        size_t length = strcspn(k, " ");
        if (length == n && strncmp(k, line, n) == 0) return true;
        k += length;
        k += *k == ' ';
    }
    return !*kinds;
}

/* Field by field; one that ends in an ellipsis stands for all that begin so. */
static bool lines_agree(const char *whole, const char *cut)
{
    for (;; whole++, cut++) {
        size_t a = strcspn(whole, "|"), b = strcspn(cut, "|"), e = strlen(ELLIPSIS);
        bool is_cut = b >= e && memcmp(cut + b - e, ELLIPSIS, e) == 0;
        if (is_cut ? a < b - e || memcmp(whole, cut, b - e) != 0 : a != b || memcmp(whole, cut, a) != 0) return false;
        whole += a;
        cut += b;
        if (!*whole || !*cut) return *whole == *cut;
    }
}

bool say_agree(const Sayings *whole, const Sayings *cut, const char *kinds, char *text, size_t room)
{
    int i = 0, k = 0;
    for (;; i++, k++) {
        while (i < whole->n && !is_of(whole->line[i], kinds)) i++;
        while (k < cut->n && !is_of(cut->line[k], kinds)) k++;
        if (i == whole->n && k == cut->n) return true;
        if (i == whole->n || k == cut->n || !lines_agree(whole->line[i], cut->line[k])) break;
    }
    snprintf(text, room, "\n   \"%s\"\n   \"%s\"", i < whole->n ? whole->line[i] : "(nothing)",
             k < cut->n ? cut->line[k] : "(nothing)");
    return false;
}

/* Holders stand in another order on the screen, and many of a kind as one: "by #7|4 x self of function...". */
static int by_length(const void *a, const void *b)
{
    size_t n = strlen(*(char *const *)a), m = strlen(*(char *const *)b);
    return n < m ? 1 : n > m ? -1 : strcmp(*(char *const *)a, *(char *const *)b);
}

static bool take_line(Sayings *from, const char *line)
{
    for (int i = 0; i < from->n; i++) {
        if (!from->line[i] || !lines_agree(from->line[i], line)) continue;
        free(from->line[i]);
        from->line[i] = NULL;
        return true;
    }
    return false;
}

static bool take_holder(Sayings *from, const char *line)
{
    char kind[LINE_BYTES];
    const char *bar = strchr(line, '|');
    int times = 1, used = 0;
    if (!bar || sscanf(bar, "|%d x %n", &times, &used) != 1 || !used) return take_line(from, line);
    const char *end = strchr(bar + used, '|'), *cut = strstr(bar, ELLIPSIS);
    int n = (int)((cut && cut < end ? cut : end) - bar) - used;
    snprintf(kind, sizeof kind, "%.*s|%.*s" ELLIPSIS "%s", (int)(bar - line), line, n, bar + used, end);
    for (int i = 0; i < times; i++)
        if (!take_line(from, kind)) return false;
    return true;
}

bool say_holders_agree(const Sayings *whole, const Sayings *cut, char *text, size_t room)
{
    Sayings rest = {0}, longest = {0};
    bool same = true;
    for (int i = 0; i < whole->n; i++)
        if (is_of(whole->line[i], "held by")) say(&rest, "%s", whole->line[i]);
    for (int i = 0; i < cut->n; i++) say(&longest, "%s", cut->line[i]);
    if (longest.n) qsort(longest.line, (size_t)longest.n, sizeof *longest.line, by_length);
    for (int i = 0; i < longest.n && same; i++) {
        same = take_holder(&rest, longest.line[i]);
        if (!same) snprintf(text, room, "\n   only on the screen: \"%s\"", longest.line[i]);
    }
    for (int i = 0; i < rest.n && same; i++) {
        same = !rest.line[i];
        if (!same) snprintf(text, room, "\n   not on the screen: \"%s\"", rest.line[i]);
    }
    say_clear(&rest);
    say_clear(&longest);
    return same;
}

/* ---- the question asked afterwards ------------------------------------------------------------------------------- */

/* Each object is held, while it is counted, by the variable o and by the argument; by nothing else of the function's.
   What a dict answers as its referents lacks its keys, what a code object answers is nothing at all. */
const char *question_text(void)
{
    return "def _ask(wanted, referents=__import__('gc').get_referents, objects=__import__('gc').get_objects,\n"
           "         count=__import__('sys').getrefcount, size=__import__('sys').getsizeof):\n"
           "    seen, todo, found = set(), [], {}\n"
           "    def put(o):\n"
           "        if id(o) not in seen:\n"
           "            seen.add(id(o))\n"
           "            todo.append(o)\n"
           "    put(globals())\n"
           "    for o in objects():\n"
           "        put(o)\n"
           "    while todo:\n"
           "        o = todo.pop()\n"
           "        if id(o) in wanted:\n"
           "            found[id(o)] = f'{count(o) - 2}/{size(o)}'\n"
           "        for r in referents(o):\n"
           "            put(r)\n"
           "        for r in dict.keys(o) if isinstance(o, dict) else ():\n"
           "            put(r)\n"
           "        for r in (o.co_name, o.co_names, o.co_consts) if type(o).__name__ == 'code' else ():\n"
           "            put(r)\n"
           "        r = o = None\n"
           "    print('refcounts', *[f'{label}:{found.get(at)}' for at, label in wanted.items()], '.')\n"
           "\n";
}

void question_call(const Sayings *last, char *text, size_t room)
{
    size_t n = (size_t)snprintf(text, room, "_ask({");
    for (int i = 0; i < last->n; i++) {
        unsigned label;
        unsigned long long address;
        if (sscanf(last->line[i], "object #%u|0x%llx|", &label, &address) != 2) continue;
        n += (size_t)snprintf(text + n, room - n, "0x%llx: %u, ", address, label);
        ck_assert_uint_lt(n, room - 32);
    }
    snprintf(text + n, room - n, "})\n");
}

/* ---- faces of lines ---------------------------------------------------------------------------------------------- */

static void type_questions(FILE *f, bool holders)
{
    fprintf(f, ":heap\n:names\n");
    for (int i = 1; holders && i <= LABELS_ASKED; i++) fprintf(f, ":who #%d\n", i);
}

static void type_plan(FILE *f, const Plan *plan, const char *question)
{
    for (int i = 0; !plan->script && i < plan->session->n; i++) {
        fputs(plan->session->statement[i], f);
        type_questions(f, plan->held[i + 1] || i + 1 == plan->session->n);
    }
    if (plan->script) type_questions(f, true);
    if (question) fprintf(f, "%s%s", question_text(), question);
}

/* One space for each run of them. */
static void squeeze(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++)
        if (*from != ' ' || to == text || to[-1] != ' ') *to++ = *from;
    *to = 0;
}

typedef struct Reading {
    Told *told;
    Sayings *now;
    unsigned who;                         /* the label that the next answer of :who is about */
    enum { OTHER, EVENTS, HOLDERS } what; /* what an indented line belongs to */
} Reading;

static void begin_statement(Reading *r, int number)
{
    ck_assert_int_lt(number, SESSION_STATEMENTS + 2);
    r->told->statements = number;
    r->now = &r->told->after[number];
    r->who = 0;
    r->what = EVENTS;
}

static void say_name(Sayings *s, const char *name, unsigned label, const char *type, const char *value,
                     const char *word)
{
    if (!label)
        say(s, "name %s|%s %s", name, value, *word ? word : type);
    else if (value[0] == '<') /* "<module sys>": the screen does not say the type twice */
        say(s, "name %s|#%u %s", name, label, value);
    else
        say(s, "name %s|#%u %s %s", name, label, type, value);
}

/* "global a -> #7 list [1, 2]", "global n -> int 100 (small int)" */
static void read_plain_name(Reading *r, char *line)
{
    static const char *const words[] = {"built-in class", "small int",   "identifier",  "character",   "empty str",
                                        "byte",           "empty bytes", "empty tuple", "the only one"};
    char *name = strchr(line, ' ') + 1, *value = strstr(line, " -> "), *type, word[32] = "";
    unsigned label = 0;
    if (!value) return;
    *value = 0;
    value += 4;
    if (sscanf(value, "#%u ", &label) == 1) value = strchr(value, ' ') + 1;
    type = value;
    value = strchr(type, ' ');
    *value++ = 0;
    for (size_t i = 0; !label && i < sizeof words / sizeof *words; i++) {
        char tail[40];
        size_t n = (size_t)snprintf(tail, sizeof tail, " (%s)", words[i]), all = strlen(value);
        if (all < n || strcmp(value + all - n, tail) != 0) continue;
        value[all - n] = 0;
        snprintf(word, sizeof word, "%s", words[i]);
    }
    say_name(r->now, name, label, type, value, word);
}

/* "#7 at 0x7f00004b2c0 list [1, 2]: 2 references (was 1), 88 bytes, generation 0" */
static void read_plain_object(Reading *r, char *line)
{
    unsigned label, died, bytes;
    unsigned long long address;
    long count;
    int used = 0;
    ck_assert_int_eq(sscanf(line, "#%u at 0x%llx %n", &label, &address, &used), 2);
    char *type = line + used, *value = strchr(type, ' '), *tail = NULL, generation[4] = "-";
    *value++ = 0;
    for (char *at = value; (at = strstr(at, ": ")) != NULL; at += 2) {
        used = 0;
        sscanf(at, ": %ld reference%n", &count, &used);
        if (used || sscanf(at, ": freed at statement %u, %u bytes", &died, &bytes) == 2) tail = at;
    }
    ck_assert_msg(tail != NULL, "%s", value);
    *tail = 0;
    tail += 2;
    if (strncmp(tail, "freed", 5) == 0) {
        char *why = strstr(tail, "; ") + 2, *more = strstr(why, "; ");
        sscanf(tail, "freed at statement %u, %u bytes", &died, &bytes);
        if (more) *more = 0;
        say(r->now, "tomb #%u|0x%llx|%05llx|%s|%u|%s|%u|%s", label, address, address & 0xfffff, type, bytes, value,
            died, why);
        return;
    }
    ck_assert_int_eq(sscanf(tail, "%ld", &count), 1);
    for (char *at = tail; (at = strchr(at, ',')) != NULL; at++) {
        sscanf(at, ", %u bytes", &bytes);
        sscanf(at, ", generation %1s", generation);
    }
    say(r->now, "object #%u|0x%llx|%05llx|%ld|%s|%s|%u|%s", label, address, address & 0xfffff, count, generation, type,
        bytes, value);
}

/* "global a", or at the end "2 holders = count 2 (sys.getrefcount ...)" */
static void read_plain_holder(Reading *r, char *line)
{
    long holders;
    const char *count = strstr(line, " = count ");
    char *tail = line + strlen(line) - strlen(" (temporary)");
    bool temporary = tail > line && strcmp(tail, " (temporary)") == 0;
    if (temporary) *tail = 0;
    if (count && sscanf(line, "%ld holder", &holders) == 1)
        say(r->now, "held #%u|%ld = %ld", r->who, holders, atol(count + strlen(" = count ")));
    else
        say(r->now, "by #%u|%s|%s", r->who, line, temporary ? "temporary" : "");
}

static void read_plain(Reading *r, char *line)
{
    int number;
    if (sscanf(line, "statement %d", &number) == 1) {
        begin_statement(r, number);
    } else if (strncmp(line, "refcounts ", 10) == 0) {
        snprintf(r->told->refcounts, sizeof r->told->refcounts, "%s", line + 10);
    } else if (!r->now) {
        return;
    } else if (strncmp(line, "  ", 2) == 0 && r->what == EVENTS) {
        squeeze(line);
        if (!strstr(line, "nothing changed")) say(r->now, "event%s", line);
    } else if (strncmp(line, "  ", 2) == 0 && r->what == HOLDERS) {
        read_plain_holder(r, line + 2);
    } else if (sscanf(line, "who #%u: ", &r->who) == 1) {
        r->what = HOLDERS;
    } else if (line[0] == '#' && strstr(line, " at 0x")) {
        read_plain_object(r, line);
    } else if (strncmp(line, "global ", 7) == 0) {
        read_plain_name(r, line);
    } else {
        r->what = OTHER;
    }
}

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

static const char *text_of(const json_t *row, const char *key)
{
    const char *text = json_string_value(json_object_get(row, key));
    return text ? text : "";
}

static long long number_of(const json_t *row, const char *key) { return json_integer_value(json_object_get(row, key)); }
static unsigned label_of(const json_t *row) { return (unsigned)number_of(row, "label"); }

static void read_json_holders(Reading *r, const json_t *row)
{
    static const char *const lists[] = {"holders", "uncounted"};
    size_t i;
    const json_t *holder;
    if (!json_object_get(row, "count")) return;
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
        json_array_foreach(json_object_get(row, lists[k]), i, holder)
            say(r->now, "by #%u|%s|%s", label_of(row), text_of(holder, "holder"),
                json_is_true(json_object_get(holder, "temporary")) ? "temporary" : "");
    say(r->now, "held #%u|%lld = %lld", label_of(row), number_of(row, "found"), number_of(row, "count"));
}

static void read_json(Reading *r, char *line)
{
    char text[LINE_BYTES], generation[24] = "-";
    json_t *row = line[0] == '{' ? json_loads(line, 0, NULL) : NULL;
    const char *kind = text_of(row, "row");
    unsigned long long address = strtoull(text_of(row, "address"), NULL, 16);
    if (strncmp(line, "refcounts ", 10) == 0) {
        snprintf(r->told->refcounts, sizeof r->told->refcounts, "%s", line + 10);
    } else if (strcmp(kind, "statement") == 0) {
        begin_statement(r, (int)number_of(row, "statement"));
    } else if (strcmp(kind, "event") == 0) {
        snprintf(text, sizeof text, "event %s %s: %s", text_of(row, "event"), text_of(row, "text"),
                 text_of(row, "why"));
        squeeze(text);
        say(r->now, "%s", text);
    } else if (strcmp(kind, "object") == 0) {
        if (json_object_get(row, "generation"))
            snprintf(generation, sizeof generation, "%lld", number_of(row, "generation"));
        say(r->now, "object #%u|0x%llx|%05llx|%lld|%s|%s|%lld|%s", label_of(row), address, address & 0xfffff,
            number_of(row, "count"), generation, text_of(row, "type"), number_of(row, "size"), text_of(row, "value"));
    } else if (strcmp(kind, "tombstone") == 0) {
        say(r->now, "tomb #%u|0x%llx|%05llx|%s|%lld|%s|%lld|%s", label_of(row), address, address & 0xfffff,
            text_of(row, "type"), number_of(row, "size"), text_of(row, "value"), number_of(row, "died"),
            text_of(row, "why"));
    } else if (strcmp(kind, "name") == 0) {
        say_name(r->now, text_of(row, "name"), label_of(row), text_of(row, "type"), text_of(row, "value"),
                 text_of(row, "word"));
    } else if (strcmp(kind, "holders") == 0) {
        read_json_holders(r, row);
    }
    json_decref(row);
}

/* ---- running ----------------------------------------------------------------------------------------------------- */

/* Reads what the program says when it is started with [arguments]. */
static void listen(const char *arguments, bool json, Told *told)
{
    const char *program = getenv("GLASSHEAP");
    char command[512], *line = NULL;
    size_t room = 0;
    Reading r = {.told = told};
    snprintf(command, sizeof command, "LC_ALL=C.UTF-8 %s %s 2>/dev/null", program ? program : "./glassheap", arguments);
    FILE *f = popen(command, "r");
    ck_assert_ptr_nonnull(f);
    for (ssize_t n; (n = getline(&line, &room, f)) > 0;) {
        if (line[n - 1] == '\n') line[n - 1] = 0;
        (json ? read_json : read_plain)(&r, line);
    }
    free(line);
    told->status = pclose(f);
}

void ask_lines(const Plan *plan, bool json, const char *question, Told *told)
{
    char path[] = "/tmp/agree.XXXXXX", arguments[256];
    FILE *f = fdopen(mkstemp(path), "w");
    ck_assert_ptr_nonnull(f);
    type_plan(f, plan, question);
    fclose(f);
    snprintf(arguments, sizeof arguments, "--plain%s%s%s <%s", json ? " --json" : "", plan->script ? " -i " : "",
             plan->script ? plan->path : "", path);
    listen(arguments, json, told);
    unlink(path);
    ck_assert_int_eq(told->status, 0);
}

void ask_report(const Plan *plan, bool json, Told *told)
{
    char arguments[128];
    snprintf(arguments, sizeof arguments, "%s %s", json ? "--json" : "--events", plan->path);
    listen(arguments, json, told);
}
