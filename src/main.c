/* main.c - takes the options and chooses a face. */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/output.h"
#include "session/interrupt.h"
#include "session/report.h"
#include "trace/trace.h"
#include "ui/ui.h"

typedef enum OptionId {
#define OPTION(id, name, letter, argument, help) OPT_##id,
#include "options.def"
#undef OPTION
    OPT_COUNT
} OptionId;

static const struct {
    const char *name;
    char letter;
    const char *argument, *help;
} table[] = {
#define OPTION(id, name, letter, argument, help) {name, letter, argument, help},
#include "options.def"
#undef OPTION
};

typedef struct Options {
    bool on[OPT_COUNT];
    const char *command;
    ReportOptions report;
    uint64_t selfcheck_every;
    char **rest; /* FILE and its arguments */
    int nrest;
} Options;

enum { EXIT_USAGE = 2 };

static int usage_error(const char *what, const char *which)
{
    fprintf(stderr, "glassheap: %s: %s (see glassheap --help)\n", what, which);
    return EXIT_USAGE;
}

/* What was printed has arrived, or the exit status 1 and a line that says why not. */
static int close_output(void)
{
    if (fflush(stdout) == 0) return 0;
    fprintf(stderr, "glassheap: cannot write: %s\n", strerror(errno));
    return 1;
}

static void print_help(void)
{
    printf("usage: glassheap [option] ... [FILE | - | -c STMTS] [ARG] ...\n\n"
           "Shows how Python manages memory while you type Python.\n\noptions:\n");
    for (size_t i = 0; i < OPT_COUNT; i++) {
        char left[48];
        const char *argument = table[i].argument ? table[i].argument : "";
        if (table[i].name && table[i].letter)
            snprintf(left, sizeof left, "-%c, --%s", table[i].letter, table[i].name);
        else if (table[i].name)
            snprintf(left, sizeof left, *argument == '=' ? "--%s[%s]" : "--%s %s", table[i].name, argument);
        else
            snprintf(left, sizeof left, "-%c %s", table[i].letter, argument);
        printf("  %-18s %s\n", left, table[i].help);
    }
}

/* The option that [word] names; -1: none. */
static int find_option(const char *word)
{
    for (int i = 0; i < OPT_COUNT; i++) {
        if (word[1] != '-') {
            if (word[1] == table[i].letter && word[1] && !word[2]) return i;
            continue;
        }
        size_t n = table[i].name ? strlen(table[i].name) : 0;
        if (n && !strncmp(word + 2, table[i].name, n) && (!word[2 + n] || (word[2 + n] == '=' && table[i].argument))) return i;
    }
    return -1;
}

/* The word behind an option that wants one: what follows its '=', or the next argument. */
static const char *argument_of(int argc, char **argv, int *i)
{
    const char *value = strchr(argv[*i], '=');
    if (value) return value + 1;
    return *i + 1 < argc ? argv[++*i] : NULL;
}

static bool add_who(Options *o, const char *words)
{
    int n = 0;
    while (n < REPORT_WHO && o->report.who[n]) n++;
    if (n == REPORT_WHO) return false;
    o->report.who[n] = words;
    return true;
}

/* Parses the options; 0, or the exit status of a wrong one. */
static int parse_options(int argc, char **argv, Options *o)
{
    int i = 1;
    for (; i < argc && argv[i][0] == '-' && argv[i][1] && !o->command; i++) {
        int id = find_option(argv[i]);
        if (id < 0) return usage_error("unknown option", argv[i]);
        o->on[id] = true;
        const char *value = strchr(argv[i], '=');
        if (id == OPT_SELFCHECK && value) {
            char *end;
            errno = 0;
            o->selfcheck_every = strtoull(value + 1, &end, 10);
            if (value[1] < '0' || value[1] > '9' || *end || errno) return usage_error("not a number of bytecodes", argv[i]);
        }
        if (id == OPT_COMMAND) {
            if (i + 1 >= argc) return usage_error("argument expected for the option", "-c");
            o->command = argv[++i];
        }
        if (id == OPT_WHO) {
            const char *option = argv[i], *words = argument_of(argc, argv, &i);
            if (!words) return usage_error("argument expected for the option", option);
            if (!add_who(o, words)) return usage_error("too many names", words);
        }
    }
    o->report.json = o->on[OPT_JSON];
    o->report.all = o->on[OPT_ALL];
    o->rest = argv + i;
    o->nrest = argc - i;
    return 0;
}

/* What --stats listens with: how many events of each kind there were. */
typedef struct Tally {
    EventSink sink; /* first: what the heap knows */
    unsigned long long count[EV_COUNT];
} Tally;

static void tally(EventSink *sink, const Event *event) { ((Tally *)sink)->count[event->kind]++; }

static void print_stats(Runtime *rt, const Tally *events)
{
    static const char *const names[] = {
#define EVENT(kind, what) #kind,
#include "share/event.def"
#undef EVENT
    };
    HeapTotals t;
    heap_totals(HEAP(rt), &t);
    fprintf(stderr,
            "bytecodes %llu\nblocks allocated %llu\nblocks freed %llu\nlive blocks %zu\nlive bytes %zu\npeak bytes %zu\n"
            "collections %td %td %td\n",
            (unsigned long long)vm_bytecodes(rt), (unsigned long long)t.allocs, (unsigned long long)t.frees, t.live_blocks,
            t.live_bytes, t.peak_bytes, rt->gc.stats[0].collections, rt->gc.stats[1].collections, rt->gc.stats[2].collections);
    for (int i = 0; i < EV_COUNT; i++) fprintf(stderr, "event %s %llu\n", names[i], events->count[i]);
}

/* The text to be run: a file's, malloc'd, or that of -c. */
typedef struct Program {
    const char *text, *filename, *argv0;
    size_t length;
    char *owned;
} Program;

/* Finds the program; 0, or the exit status when there is none to be read. */
static int find_program(const Options *o, Program *p)
{
    const char *name = o->command ? "-c" : o->nrest ? o->rest[0] : "-";
    char error[256];
    *p = (Program){.text = o->command, .length = o->command ? strlen(o->command) : 0, .argv0 = name};
    p->filename = o->command ? "<string>" : strcmp(name, "-") ? name : "<stdin>";
    if (o->command) return 0;
    p->text = p->owned = source_read(name, &p->length, error);
    if (p->text) return 0;
    int status = errno == EISDIR && o->nrest && strcmp(name, "-") ? 1 : EXIT_USAGE;
    fprintf(stderr, "glassheap: %s\n", error);
    return status;
}

static bool set_argv(Runtime *rt, const Options *o, const char *argv0)
{
    int skip = o->command || !o->nrest ? 0 : 1, argc = 1 + o->nrest - skip;
    char **argv = malloc((size_t)argc * sizeof *argv);
    if (!argv) return false;
    argv[0] = (char *)(uintptr_t)argv0;
    memcpy(argv + 1, o->rest + skip, (size_t)(argc - 1) * sizeof *argv);
    bool ok = lib_set_argv(rt, argc, argv) && lib_set_path(rt, skip && strcmp(argv0, "-") ? argv0 : NULL);
    free(argv);
    return ok;
}

/* Runs a script to its end; returns the exit status.  *report: what watches it, or NULL. */
static int run_program(Runtime *rt, Options *o, Report **report)
{
    bool watched = o->on[OPT_EVENTS] || o->on[OPT_JSON] || o->report.who[0];
    Program p;
    int status = find_program(o, &p);
    if (status) return status;
    if (!set_argv(rt, o, p.argv0))
        status = 1;
    else if (watched)
        status = (*report = report_open(rt, &o->report)) ? report_run(*report, p.text, p.length, p.filename) : 1;
    else
        status = run_script(rt, p.text, p.length, p.filename);
    free(p.owned);
    return status;
}

/* Statements are typed, rather than a program run: a terminal and no program, or it was asked for. */
static bool is_interactive(const Options *o)
{
    if (o->on[OPT_INTERACTIVE]) return true;
    return !o->command && !o->nrest && (o->on[OPT_PLAIN] || isatty(STDIN_FILENO));
}

/* The screen, or where there can be none, lines; returns the exit status. */
static int run_face(Runtime *rt, const Options *o)
{
    Program p = {.argv0 = ""};
    UiScript script;
    UiOptions options = {.personal = true, .json = o->on[OPT_JSON]};
    const char *no_screen = ui_no_screen();
    int status = -1;
    if (o->command || o->nrest) {
        status = find_program(o, &p);
        if (status) return status;
        script = (UiScript){p.text, p.length, p.filename};
        options.script = &script;
        status = -1;
    }
    if (!set_argv(rt, o, p.argv0)) return 1;
    if (!no_screen && !o->on[OPT_PLAIN] && !o->on[OPT_JSON]) {
        status = ui_screen(rt, &options);
        if (status < 0) no_screen = "the terminal is unknown";
    }
    if (status < 0) {
        if (no_screen && !o->on[OPT_PLAIN] && !o->on[OPT_JSON]) fprintf(stderr, "glassheap: lines instead of the screen: %s.\n", no_screen);
        status = ui_plain(rt, &options);
    }
    free(p.owned);
    return status < 0 ? 1 : status;
}

int main(int argc, char **argv)
{
    Options o = {0};
    Report *report = NULL;
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    int status = parse_options(argc, argv, &o);
    if (status) return status;
    if (o.on[OPT_HELP]) {
        print_help();
        return close_output();
    }
    if (o.on[OPT_VERSION]) {
        printf("glassheap %s (Python 3.11)\n", PACKAGE_VERSION);
        return close_output();
    }
    Runtime *rt = runtime_new(0);
    if (!rt) {
        fprintf(stderr, "glassheap: not enough memory to start\n");
        return 1;
    }
#ifdef GLASSHEAP_STRESS
    o.on[OPT_SELFCHECK] = true;
#endif
    if (o.on[OPT_SELFCHECK]) trace_selfcheck_install(rt, true, o.selfcheck_every);
#ifdef GH_MUTATE_INCREF
    mutate_begin();
#endif
    std_stream_set_line_buffering(rt, is_interactive(&o) || isatty(STDOUT_FILENO));
    interrupt_watch(rt);
    bool others_listen = is_interactive(&o) || o.on[OPT_EVENTS] || o.on[OPT_JSON] || o.on[OPT_WHO];
    Tally events = {.sink = {.emit = tally}};
    if (o.on[OPT_STATS] && !others_listen) heap_set_sink(HEAP(rt), &events.sink);
    status = is_interactive(&o) ? run_face(rt, &o) : run_program(rt, &o, &report);
#ifdef GH_MUTATE_INCREF
    mutate_end();
#endif
    if (rt->hooks.selfcheck) rt->hooks.selfcheck(rt, "at exit");
    bool interrupted = status == EXIT_INTERRUPTED;
    bool finished = report ? report_end(report) : runtime_finish(rt);
    if (!finished) status = 120;
    (void)output_flush(); /* what was printed later than that is nobody's any more */
    if (o.on[OPT_STATS]) print_stats(rt, &events);
    runtime_free(rt);
    if (interrupted) interrupt_die();
    return status;
}
