/* plain_face.c - the face of lines: a prompt, what was printed, and what happened to memory, in words or as JSON.

   For pipes, screen readers, slow links and terminals that can do no more.  On a terminal libedit edits the line; from
   a pipe lines are read as they are. */
#include <errno.h>
#include <histedit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/output.h"
#include "model/error.h"
#include "session/interrupt.h"
#include "session/reader.h"
#include "session/run.h"
#include "trace/plain.h"
#include "ui/editor.h"
#include "ui/statement.h"
#include "ui/terminal.h"
#include "ui/ui.h"

typedef struct Plain {
    Runtime *rt;
    Trace *trace;
    View *view;
    Reader *reader;
    EditLine *line;
    History *history;
    char *path;
    const char *prompt;
    bool leaving, noise, json;
    bool talks; /* somebody types: prompts are shown, and what was typed need not be told again */
    int status;
} Plain;

static Plain *plain_face; /* for input(): hooks know the world only */

/* ---- reading lines ----------------------------------------------------------------------------------------------- */

static const char *prompt_of(EditLine *line)
{
    (void)line;
    return plain_face->prompt;
}

static void enter_history(void *ctx, const char *line)
{
    HistEvent event;
    history(ctx, &event, H_ENTER, line);
}

static void open_editor(Plain *p, bool personal)
{
    HistEvent event;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !terminal_is_known()) return;
    p->line = el_init("glassheap", stdin, stdout, stderr);
    p->history = history_init();
    if (!p->line || !p->history) return;
    history(p->history, &event, H_SETSIZE, HISTORY_MAX);
    history(p->history, &event, H_SETUNIQUE, 1);
    el_set(p->line, EL_HIST, history, p->history);
    el_set(p->line, EL_PROMPT, prompt_of);
    el_set(p->line, EL_EDITOR, "emacs");
    el_set(p->line, EL_BIND, "^R", "em-inc-search-prev", NULL);
    el_set(p->line, EL_BIND, "-r", "\\ex", NULL);
    p->path = personal ? history_path() : NULL;
    history_load(p->path, enter_history, p->history);
    if (personal) el_source(p->line, NULL);
}

/* A line without its newline, malloc'd; NULL: the end (*stopped false), or Ctrl-C. */
static char *read_line(Plain *p, const char *prompt, bool *stopped)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    *stopped = false;
    errno = 0;
    if (p->line) {
        int got = 0;
        p->prompt = prompt;
        const char *text = el_gets(p->line, &got);
        line = text && got > 0 ? strdup(text) : NULL;
        n = line ? (ssize_t)strlen(line) : -1;
    } else {
        fputs(prompt, stdout);
        fflush(stdout);
        n = getline(&line, &room, stdin);
    }
    if (n < 0) {
        *stopped = interrupt_take();
        clearerr(stdin);
        free(line);
        return NULL;
    }
    if (n && line[n - 1] == '\n') line[n - 1] = 0;
    return line;
}

/* input() */
static char *on_read_line(Runtime *rt, const char *prompt, bool *eof)
{
    bool stopped;
    if (!output_write(rt, 1, NULL, 0)) return NULL;
    char *line = read_line(plain_face, prompt, &stopped);
    *eof = !line && !stopped;
    if (stopped) err_none(rt, EXC_TYPE(rt, KeyboardInterrupt));
    return line;
}

/* ---- commands: what the screen shows, in words ------------------------------------------------------------------- */

static void say(Buf *out)
{
    output_flush();
    if (out->data) fwrite(out->data, 1, out->len, stdout);
    fflush(stdout);
    buf_free(out);
}

static void with_object(Plain *p, const char *argument, void (*tell)(View *v, const Obj *o, Buf *out), Buf *out)
{
    const Obj *o = argument[0] ? view_find(p->view, argument) : NULL;
    if (o)
        tell(p->view, o, out);
    else
        buf_printf(out, "There is no object %s.\n",
                   argument[0] ? argument : "of that name: a name, #7 or an address is wanted");
}

static void do_names(Plain *p, const char *argument UNUSED, Buf *out)
{
    for (NameScope s = NAME_LOCAL; s <= NAME_GLOBAL; s++)
        (p->json ? json_names : plain_names)(p->view, s, 0, false, out);
}
static void do_heap(Plain *p, const char *argument UNUSED, Buf *out)
{
    (p->json ? json_objects : plain_objects)(p->view, out);
}
static void do_who(Plain *p, const char *argument, Buf *out)
{
    const Obj *o = view_find(p->view, argument);
    if (p->json)
        json_holders(p->view, o, argument, out);
    else
        plain_holders(p->view, o, argument, "", out);
}
static void do_blocks(Plain *p, const char *argument, Buf *out)
{
    with_object(p, argument, p->json ? json_blocks : plain_blocks, out);
}
static void do_totals(Plain *p, const char *argument UNUSED, Buf *out)
{
    (p->json ? json_totals : plain_totals)(p->view, out);
}
static void do_all(Plain *p, const char *argument UNUSED, Buf *out)
{
    p->noise = !p->noise;
    buf_printf(out, "Events of the interpreter's own are %s.\n", p->noise ? "told" : "left out");
}
static void do_quit(Plain *p, const char *argument, Buf *out) { (void)argument, (void)out, p->leaving = true; }
static void do_help(Plain *p, const char *argument, Buf *out);

static const struct {
    const char *word, *help;
    void (*run)(Plain *p, const char *argument, Buf *out);
} commands[] = {
    {"help", "this list", do_help},
    {"names", "which names point at what", do_names},
    {"heap", "your objects, by address", do_heap},
    {"who", "NAME or #N: who holds it, and do the holders add up to its count", do_who},
    {"blocks", "NAME or #N: its blocks and their size classes", do_blocks},
    {"totals", "the heap and the collector in numbers", do_totals},
    {"all", "tell events of the interpreter's own too, or stop that", do_all},
    {"quit", "leave", do_quit},
};

static void do_help(Plain *p, const char *argument, Buf *out)
{
    (void)p, (void)argument;
    for (size_t i = 0; i < COUNT_OF(commands); i++) buf_printf(out, ":%-8s %s\n", commands[i].word, commands[i].help);
}

static void run_command(Plain *p, const char *line)
{
    Buf out = {0};
    size_t n = strcspn(line, " \t");
    const char *argument = line + n + strspn(line + n, " \t");
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        if (!n || strncmp(commands[i].word, line, n) != 0) continue;
        commands[i].run(p, argument, &out);
        say(&out);
        return;
    }
    buf_printf(&out, "There is no command :%.*s here.  :help lists them.\n", (int)n, line);
    say(&out);
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

static void tell_statement(Plain *p, const char *text, size_t n)
{
    Buf out = {0};
    while (n && text[n - 1] == '\n') n--; /* the blank line that ended a block */
    StatementText statement = {.number = trace_statement(p->trace), .text = p->talks ? NULL : text, .n = n};
    if (p->rt->hooks.selfcheck) p->rt->hooks.selfcheck(p->rt, "after a statement");
    (p->json ? json_statement : plain_statement)(p->view, &statement, p->noise, &out);
    say(&out);
}

static void run_typed(Plain *p, const char *text, size_t n)
{
    int status = 0;
    trace_statement_begin(p->trace);
    bool stays = run_statement(p->rt, text, n, &status);
    trace_statement_end(p->trace);
    (void)interrupt_take();
    if (!stays) {
        p->leaving = true;
        p->status = status;
        return;
    }
    tell_statement(p, text, n);
}

/* A pipe goes on in any case: only who types is told of a mistake before the statement is over. */
static bool wants_more(const Plain *p, const Buf *typed)
{
    return statement_wants_more(typed->data, typed->len) &&
           (!p->talks || reader_wants_more(p->reader, typed->data, typed->len));
}

static void on_line(Plain *p, Buf *typed, const char *line)
{
    if (p->history && line[strspn(line, " \t")]) {
        enter_history(p->history, line);
        history_append(p->path, line);
    }
    if (typed->len == 0 && line[0] == ':') {
        run_command(p, line + 1);
        return;
    }
    buf_str(typed, line);
    buf_char(typed, '\n');
    if (typed->failed || wants_more(p, typed)) return;
    if (!statement_is_blank(typed->data, typed->len)) run_typed(p, typed->data, typed->len);
    buf_clear(typed);
}

static void read_statements(Plain *p)
{
    Buf typed = {0};
    while (!p->leaving) {
        bool stopped;
        char *line = read_line(p, !p->talks ? "" : typed.len ? "... " : ">>> ", &stopped);
        if (line) {
            on_line(p, &typed, line);
        } else if (stopped) {
            printf("\nKeyboardInterrupt\n");
            buf_clear(&typed);
        } else {
            if (typed.len && !statement_is_blank(typed.data, typed.len)) run_typed(p, typed.data, typed.len);
            if (p->talks) printf("\n");
            p->leaving = true;
        }
        free(line);
    }
    buf_free(&typed);
}

/* A script's top-level statements are told one by one. */
typedef struct ScriptWatch {
    StatementWatch watch;
    Plain *plain;
    const char *text;
    size_t n;
} ScriptWatch;

static void begin_of_script(StatementWatch *watch, int line UNUSED, const char *text, size_t n)
{
    ScriptWatch *w = (ScriptWatch *)watch;
    w->text = text;
    w->n = n;
    trace_statement_begin(w->plain->trace);
}

static void end_of_script(StatementWatch *watch)
{
    ScriptWatch *w = (ScriptWatch *)watch;
    trace_statement_end(w->plain->trace);
    tell_statement(w->plain, w->text, w->n);
}

static void run_first(Plain *p, const UiScript *script)
{
    ScriptWatch w = {{.begin = begin_of_script, .end = end_of_script}, p, NULL, 0};
    bool talks = p->talks;
    p->talks = false; /* nobody has seen its text */
    run_script_watched(p->rt, script->text, script->length, script->filename, &w.watch);
    p->talks = talks;
}

int ui_plain(Runtime *rt, const UiOptions *options)
{
    Hooks before = rt->hooks;
    Plain p = {.rt = rt,
               .trace = trace_open(rt),
               .view = view_new(rt),
               .reader = reader_new(),
               .talks = isatty(STDIN_FILENO),
               .json = options->json};
    if (!p.trace || !p.view || !p.reader) {
        view_free(p.view);
        reader_free(p.reader);
        return -1;
    }
    plain_face = &p;
    open_editor(&p, options->personal);
    rt->hooks.read_line = on_read_line;
    rt->vm.interactive = true;
    if (options->script) run_first(&p, options->script);
    read_statements(&p);
    if (p.line) el_end(p.line);
    if (p.history) history_end(p.history);
    free(p.path);
    view_free(p.view);
    reader_free(p.reader);
    trace_close(p.trace);
    rt->hooks.read_line = before.read_line;
    plain_face = NULL;
    return p.status;
}
