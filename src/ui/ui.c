/* ui.c - the screen: statements are read and run, and what they did is drawn. */
#define NCURSES_NOMACROS 1 /* refresh and move are words of ours too */
#include <curses.h>
#include <langinfo.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "model/error.h"
#include "session/run.h"
#include "share/buf.h"
#include "ui/face.h"
#include "ui/statement.h"

/* ---- for the other files ----------------------------------------------------------------------------------------- */

void ui_say(Ui *ui, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    vsnprintf(ui->message, sizeof ui->message, format, ap);
    va_end(ap);
    ui->dirty = true;
}

void ui_refresh(Ui *ui)
{
    view_totals(ui->view, &ui->totals);
    for (int i = 0; i < PANES; i++) {
        bool wanted = ui->panes[i].shown || (ui->single && i == PANE_LOG); /* a small screen has its summary */
        if (wanted && pane_ops((PaneId)i)->refresh) pane_ops((PaneId)i)->refresh(ui, &ui->panes[i]);
    }
    ui->dirty = true;
}

void ui_focus(Ui *ui, PaneId id)
{
    if (id != PANE_NONE && ui->too_small) return;
    if (id != PANE_NONE && !ui->single && !ui->panes[id].shown) {
        if (pane_ops(id)->view) ui->heap_view = id;
    }
    ui->focus = id;
    if (ui->single && id != PANE_NONE && id != PANE_OUTPUT) ui->small_pane = id;
    if (id != PANE_OUTPUT && id != PANE_NONE) ui->panes[PANE_OUTPUT].top = 0;
    layout_make(ui);
    if (ui->busy != BUSY_RUNNING) ui_refresh(ui);
}

void ui_select(Ui *ui, uint32_t label, uint64_t address)
{
    if (!ui->chosen && ui->focus != PANE_HEAP && label)
        ui_say(ui, "The holders stay with #%u.  Esc at the prompt: they follow what you type again.", label);
    ui->selected = label;
    ui->selected_at = address;
    ui->chosen = true;
    ui->heap.fresh = ui->focus != PANE_HEAP;
    ui_refresh(ui);
}

Obj *ui_selected(Ui *ui)
{
    char words[24];
    if (ui->selected)
        snprintf(words, sizeof words, "#%u", ui->selected);
    else if (ui->selected_at)
        snprintf(words, sizeof words, "0x%llx", (unsigned long long)ui->selected_at);
    else
        return NULL;
    Obj *o = view_find(ui->view, words);
    if (!o && !ui->selected) {
        Obj *at = heap_at(HEAP(ui->rt), ui->selected_at);
        if (at && ledger_is_static(ui->rt, at)) o = at;
    }
    return o;
}

void ui_resize(Ui *ui)
{
    struct winsize size;
    terminal_resized = 0;
    if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col) resizeterm(size.ws_row, size.ws_col);
    ui->screen.rows = LINES;
    ui->screen.cols = COLS;
    clearok(curscr, TRUE);
    layout_make(ui);
    if (ui->busy != BUSY_RUNNING) ui_refresh(ui);
    ui->dirty = true;
}

/* ---- one frame --------------------------------------------------------------------------------------------------- */

static void draw_too_small(const Ui *ui)
{
    Pen pen = pen_on(&ui->screen, 0, 0, ui->screen.cols);
    pen_text(&pen, S_TEXT, "Too small: 40x10 needed.");
    move(0, 0);
}

/* The hardware cursor stands on the selected row, where screen readers and eyes look for it. */
static void place_cursor(const Ui *ui)
{
    if (ui->focus == PANE_NONE || ui->focus == PANE_OUTPUT) return;
    const Pane *pane = &ui->panes[ui->focus];
    int row = pane->row >= pane->top ? (int)(pane->row - pane->top) : 0;
    if (ui->focus == PANE_HEAP) { /* rows of blocks lie in between */
        size_t object = pane->top;
        for (row = 0; (size_t)row < ui->heap.n; row++)
            if (!ui->heap.rows[row].is_block && object++ == pane->row) break;
    }
    if (row >= pane->at.height) row = pane->at.height - 1;
    move(pane->at.y + row, pane->at.x);
}

void ui_draw(Ui *ui)
{
    ui->dirty = false;
    erase();
    if (ui->too_small) {
        draw_too_small(ui);
    } else if (ui->help) {
        help_draw(ui);
    } else {
        layout_draw(ui);
        for (int i = 0; i < PANES; i++)
            if (ui->panes[i].shown && i != PANE_OUTPUT) pane_ops((PaneId)i)->draw(ui, &ui->panes[i]);
        if (ui->panes[PANE_OUTPUT].shown) pane_ops(PANE_OUTPUT)->draw(ui, &ui->panes[PANE_OUTPUT]);
        place_cursor(ui);
    }
    refresh();
}

/* ---- running what was typed -------------------------------------------------------------------------------------- */

/* The pane of holders follows the last object that the statement gave a name, else the last it touched. */
static void follow(Ui *ui)
{
    size_t n = 1;
    uint32_t label = 0;
    isize bound = view_names_bound(ui->view, false);
    const NameRow *name =
        bound >= 0 ? view_names_part(ui->view, NAME_GLOBAL, 0, false, (size_t)bound, &n) : NULL;
    uint64_t unlabelled = name && n && !name->label && !name->word[0] ? name->address : 0;
    const LogRow *rows = view_statement_log(ui->view, trace_statement(ui->trace), false, &n);
    for (size_t i = 0; i < n; i++)
        if (rows[i].label && (rows[i].kind == EV_BIND || !label)) label = rows[i].label;
    if (!label && !unlabelled) return;
    if (ui->chosen && ui_selected(ui)) return;
    ui->chosen = false;
    ui->selected = unlabelled ? 0 : label;
    ui->selected_at = unlabelled;
}

static void after_statement(Ui *ui)
{
    Runtime *rt = ui->rt;
    if (rt->hooks.selfcheck) rt->hooks.selfcheck(rt, "after a statement");
    follow(ui);
    ui->heap.fresh = ui->names.fresh = true;
    ui->panes[PANE_LOG].top = ui->panes[PANE_LOG].row = 0;
    ui_refresh(ui);
}

static void run_typed(Ui *ui, const char *text, size_t n)
{
    int status = 0;
    ui->last_lines = ui->out.begun; /* it was typed: the line is ended */
    running_begin(ui);
    trace_statement_begin(ui->trace);
    bool stays = run_statement(ui->rt, text, n, &status);
    trace_statement_end(ui->trace);
    running_end(ui);
    sizes_add(ui, text, n);
    remark(ui, text);
    if (!stays) {
        ui->leaving = true;
        ui->status = status;
    }
    after_statement(ui);
}

/* A script's top-level statements are numbered as those that are typed. */
typedef struct ScriptWatch {
    StatementWatch watch;
    Ui *ui;
    const char *text;
    size_t n;
} ScriptWatch;

static void begin_of_script(StatementWatch *watch, int line UNUSED, const char *text, size_t n)
{
    ScriptWatch *w = (ScriptWatch *)watch;
    w->text = text;
    w->n = n;
    trace_statement_begin(w->ui->trace);
}

static void end_of_script(StatementWatch *watch)
{
    ScriptWatch *w = (ScriptWatch *)watch;
    trace_statement_end(w->ui->trace);
    sizes_add(w->ui, w->text, w->n);
}

static void run_first(Ui *ui, const UiScript *script)
{
    ScriptWatch w = {{.begin = begin_of_script, .end = end_of_script}, ui, NULL, 0};
    running_begin(ui);
    run_script_watched(ui->rt, script->text, script->length, script->filename, &w.watch);
    running_end(ui);
    after_statement(ui);
}

/* ---- statements of several lines --------------------------------------------------------------------------------- */

static bool continues_block(const wchar_t *line, size_t n)
{
    static const wchar_t *const words[] = {L"else", L"elif", L"except", L"finally", L"case"};
    if (n && (*line == L' ' || *line == L'\t' || *line == L')' || *line == L']' || *line == L'}' || *line == L'#'))
        return true;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (n >= wcslen(words[i]) && wcsncmp(line, words[i], wcslen(words[i])) == 0) return true;
    return false;
}

/* Whether what was typed is a whole statement, or has a mistake already.  Pasted text may have blank lines within a
   block and none behind it: there the next line decides, which is known already. */
static bool is_whole(Ui *ui, const Buf *typed)
{
    size_t n;
    const wchar_t *rest = keyboard_pasted(ui, &n);
    bool whole = !statement_wants_more(typed->data, typed->len);
    while (n && (*rest == L'\n' || *rest == L'\r')) rest++, n--;
    if (statement_is_blank(typed->data, typed->len)) return whole;
    if (n == 0) return whole || !reader_wants_more(ui->reader, typed->data, typed->len);
    if (whole)
        return typed->data[typed->len - 1] != '\n' || typed->len < 2 || typed->data[typed->len - 2] != '\n' ||
               !continues_block(rest, n);
    if (continues_block(rest, n) || typed->data[0] == '@') return false;
    Buf ended = {0};
    buf_add(&ended, typed->data, typed->len);
    buf_char(&ended, '\n');
    whole = !ended.failed && !statement_wants_more(ended.data, ended.len);
    buf_free(&ended);
    return whole;
}

static void on_line(Ui *ui, Buf *typed, const char *line)
{
    scrollback_typed(&ui->out, ui->prompt, line);
    editor_history_add(ui->editor, line);
    if (typed->len == 0 && line[strspn(line, " ")] == ':') {
        command_line(ui, line + strspn(line, " ") + 1);
        return;
    }
    buf_str(typed, line);
    buf_char(typed, '\n');
    if (typed->failed || (typed->len && !is_whole(ui, typed))) return;
    if (!statement_is_blank(typed->data, typed->len)) run_typed(ui, typed->data, typed->len);
    buf_clear(typed);
}

static void on_cancel(Ui *ui, Buf *typed)
{
    scrollback_typed(&ui->out, ui->prompt, "");
    scrollback_line(&ui->out, S_ERROR, "KeyboardInterrupt");
    keyboard_forget(ui);
    buf_clear(typed);
}

static void read_statements(Ui *ui)
{
    Buf typed = {0};
    while (!ui->leaving) {
        char *line = NULL;
        free(ui->prompt);
        ui->in_block = typed.len > 0;
        ui->prompt = strdup(ui->in_block ? "... " : ">>> ");
        switch (editor_read(ui->editor, NULL, &line)) {
        case EDIT_LINE: on_line(ui, &typed, line); break;
        case EDIT_CANCELLED: on_cancel(ui, &typed); break;
        case EDIT_EOF:
            if (typed.len == 0) ui->leaving = true;
            buf_clear(&typed);
            break;
        case EDIT_LEAVE: ui->leaving = true; break;
        }
        free(line);
    }
    buf_free(&typed);
}

/* ---- from start to end ------------------------------------------------------------------------------------------- */

const char *ui_no_screen(void)
{
    const char *term = getenv("TERM");
    if (!isatty(STDIN_FILENO)) return "standard input is not a terminal";
    if (!isatty(STDOUT_FILENO)) return "standard output is not a terminal";
    if (!term || !term[0]) return "TERM is not set";
    if (strcmp(term, "dumb") == 0) return "TERM is dumb";
    return NULL;
}

static void greet(Ui *ui)
{
    scrollback_line(&ui->out, S_NOTE, "Python 3.11, with its memory in sight.  Type  a = [1, 2, 3]  then  b = a");
    scrollback_line(&ui->out, S_NOTE, "Tab on an empty line goes to the panes, F1 tells every key.");
}

static void complete(void *ctx, Editor *e, const char *text) { complete_line(ctx, e, text); }

static bool open_screen(Ui *ui)
{
    const char *no_color = getenv("NO_COLOR");
    char *path = ui->personal ? history_path() : NULL;
    EditorHost host = {ui, keyboard_key, complete};
    ui->screen.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    ui->editor = editor_open(&host, ui->personal);
    if (ui->editor && path) editor_history_open(ui->editor, path);
    free(path);
    if (!ui->editor || !ui->view || !ui->reader || !scrollback_open(&ui->out) || !terminal_open()) return false;
    screen_styles(&ui->screen, !(no_color && no_color[0]));
    ui->screen.rows = LINES;
    ui->screen.cols = COLS;
    layout_make(ui);
    return true;
}

static void close_screen(Ui *ui)
{
    terminal_close();
    if (ui->status)
        scrollback_tell(&ui->out, S_ERROR, ui->last_lines, STDERR_FILENO); /* why it ended, below the shell's line */
    editor_close(ui->editor);
    scrollback_close(&ui->out);
    view_free(ui->view);
    reader_free(ui->reader);
    keyboard_forget(ui);
    free(ui->prompt);
    free(ui->names.rows);
    free(ui->heap.rows);
    free(ui->holders.rows);
    free(ui->log.rows);
    free(ui->pools.rows);
    free(ui->shared.rows);
    free(ui->sizes.ring);
    free(ui->graph.rows);
    free(ui);
}

int ui_screen(Runtime *rt, const UiOptions *options)
{
    Ui *ui = calloc(1, sizeof *ui);
    Trace *trace = ui ? trace_open(rt) : NULL;
    if (!trace) {
        free(ui);
        return -1;
    }
    Hooks before = rt->hooks;
    *ui = (Ui){.rt = rt,
               .trace = trace,
               .view = view_new(rt),
               .reader = reader_new(),
               .focus = PANE_NONE,
               .heap_view = PANE_HEAP,
               .small_pane = PANE_HEAP,
               .show_words = true,
               .queue = L"",
               .personal = options->personal};
    int status = -1;
    if (open_screen(ui)) {
        running_install(ui);
        rt->vm.interactive = true;
        ui_refresh(ui);
        if (options->script)
            run_first(ui, options->script);
        else
            greet(ui);
        read_statements(ui);
        status = ui->status;
    }
    close_screen(ui);
    trace_close(trace);
    rt->hooks.write = before.write;
    rt->hooks.read_line = before.read_line;
    rt->hooks.poll = before.poll;
    rt->hooks.breathe = before.breathe;
    return status;
}
