/* running.c - while a statement runs the screen lives.

   A timer asks the VM for attention every 50 ms.  Then the hooks here take what was typed (^C stops the statement, ^Z
   and ^L do what they always do, the rest waits for the prompt), follow a resize, show new output and how far things
   are. What the panes show stays that of the last statement's end: in between the world may be half way from one state
   to the next. */
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/error.h"
#include "ui/face.h"

enum { OUTPUT_EVERY = 50, COUNT_EVERY = 200 }; /* milliseconds between frames */

/* The screen that the hooks speak to: hooks know the world only. */
static Ui *running_screen;

static uint64_t milliseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void look_around(Ui *ui)
{
    terminal_tick = 0;
    keyboard_drain(ui);
    uint64_t now = milliseconds();
    bool output = ui->out.written != ui->drawn_output;
    if (!ui->dirty && now - ui->drawn_at < (output ? OUTPUT_EVERY : COUNT_EVERY)) return;
    ui->drawn_at = now;
    ui_draw(ui);
}

static bool on_poll(Runtime *rt)
{
    Ui *ui = running_screen;
    if (ui->busy != BUSY_RUNNING) return true;
    if (terminal_tick || terminal_resized || terminal_continued) look_around(ui);
    if (!ui->interrupted) return true;
    ui->interrupted = false;
    err_none(rt, EXC_TYPE(rt, KeyboardInterrupt));
    return false;
}

/* The VM shall look up at its next bytecode: it does so by itself only once in many. */
static void look_soon(Runtime *rt)
{
    VmState *s = &rt->vm;
    if (s->fuel <= 0 || !s->depth) return;
    s->fuel_end -= (uint64_t)s->fuel;
    s->fuel = 0;
}

/* In native work that cannot raise: the poll that can stays requested. */
static void on_breathe(Runtime *rt)
{
    Ui *ui = running_screen;
    if (ui->busy == BUSY_RUNNING && terminal_tick) look_around(ui);
    if (ui->interrupted) look_soon(rt);
}

static bool on_write(Runtime *rt, int fd, const char *bytes, size_t n)
{
    (void)rt;
    scrollback_write(&running_screen->out, fd == 2 ? S_ERROR : S_TEXT, bytes, n);
    return true;
}

/* ---- input() ----------------------------------------------------------------------------------------------------- */

/* The prompt of input(): the line that is still open and the last line of [text]; what comes before is output. */
static char *input_prompt(Ui *ui, const char *text)
{
    const char *newline = strrchr(text, '\n');
    if (newline) {
        scrollback_write(&ui->out, S_TEXT, text, (size_t)(newline + 1 - text));
        text = newline + 1;
    }
    scrollback_write(&ui->out, S_TEXT, text, strlen(text));
    char *prompt = scrollback_take_open(&ui->out);
    return prompt ? prompt : strdup("");
}

static char *on_read_line(Runtime *rt, const char *prompt, bool *eof)
{
    Ui *ui = running_screen;
    char *line = NULL, *before = ui->prompt;
    terminal_timer(false);
    ui->busy = BUSY_INPUT;
    ui->prompt = input_prompt(ui, prompt);
    ui_refresh(ui);
    EditResult result = editor_read(ui->editor, NULL, &line);
    scrollback_typed(&ui->out, ui->prompt ? ui->prompt : "", line ? line : "");
    free(ui->prompt);
    ui->prompt = before;
    ui->busy = BUSY_RUNNING;
    terminal_timer(true);
    *eof = result == EDIT_EOF || result == EDIT_LEAVE;
    if (result == EDIT_CANCELLED) err_none(rt, EXC_TYPE(rt, KeyboardInterrupt));
    return line;
}

/* ---- on and off -------------------------------------------------------------------------------------------------- */

void running_install(Ui *ui)
{
    Hooks *hooks = &ui->rt->hooks;
    running_screen = ui;
    hooks->write = on_write;
    hooks->read_line = on_read_line;
    hooks->poll = on_poll;
    hooks->breathe = on_breathe;
}

void running_begin(Ui *ui)
{
    ui->busy = BUSY_RUNNING;
    ui->interrupted = false;
    ui->drawn_at = milliseconds();
    ui->drawn_output = ui->out.written;
    terminal_timer(true);
}

void running_end(Ui *ui)
{
    terminal_timer(false);
    ui->busy = BUSY_NOT;
    ui->interrupted = false;
}
