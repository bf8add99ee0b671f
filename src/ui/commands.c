/* commands.c - what the keys and commands of keys.def do. */
#include "ui/commands.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- looking ----------------------------------------------------------------------------------------------------- */

void command_help(Ui *ui, const char *argument)
{
    (void)argument;
    ui->help = !ui->help;
    ui->help_top = 0;
}

static PaneId named_view(const char *word)
{
    for (int i = 0; i < PANES; i++) {
        const char *view = pane_ops((PaneId)i)->view;
        if (view && strncmp(view, word, strlen(word)) == 0) return (PaneId)i;
    }
    return PANE_NONE;
}

/* The view behind the one in the heap's place; those that have a place of their own are left out. */
static PaneId next_view(const Ui *ui)
{
    int at = ui->heap_view;
    if (ui->single && !pane_ops(ui->small_pane)->view) return ui->heap_view;
    do at = (at + 1) % PANES;
    while (!pane_ops((PaneId)at)->view || (!ui->single && ui->panes[at].shown && at != (int)ui->heap_view));
    return (PaneId)at;
}

void command_view(Ui *ui, const char *argument)
{
    PaneId id = argument[0] ? named_view(argument) : next_view(ui);
    if (id == PANE_NONE) {
        ui_say(ui, "There is no view %s: objects, graph, pools, collector, shared, sizes.", argument);
        return;
    }
    bool focused = ui->focus == ui->heap_view;
    if (ui->single) focused |= ui->focus != PANE_NONE || !ui->panes[ui->small_pane].shown; /* no other place for it */
    ui->heap_view = id;
    if (ui->single) ui->small_pane = id;
    if (focused) ui->focus = id;
    layout_make(ui);
    ui_refresh(ui);
}

void command_pane(Ui *ui, const char *argument)
{
    size_t n = strlen(argument);
    if (!n) {
        ui_focus(ui, layout_next(ui, ui->focus, 1));
        return;
    }
    for (int i = 0; i < PANES; i++)
        if (strncmp(pane_ops((PaneId)i)->word, argument, n) == 0) {
            ui_focus(ui, (PaneId)i);
            return;
        }
    ui_say(ui, "There is no pane %s: names, heap, graph, pools, collector, shared, sizes, holders, log, output.", argument);
}

void command_all(Ui *ui, const char *argument)
{
    (void)argument;
    ui->show_all = !ui->show_all;
    ui->heap.anchor = 0;
    ui->panes[PANE_HEAP].top = ui->panes[PANE_HEAP].row = 0;
    ui_refresh(ui);
    ui_say(ui, ui->show_all ? "Everything is shown, the interpreter's own too."
                            : "What is the interpreter's own is folded.");
}

void command_words(Ui *ui, const char *argument)
{
    (void)argument;
    ui->show_words = !ui->show_words;
    ui_say(ui,
           ui->show_words ? "Each event tells why, where there is room." : "Events are shown without their sentences.");
}

/* ---- speaking of an object --------------------------------------------------------------------------------------- */

/* The object that the argument names; NULL, and said so. */
static Obj *named(Ui *ui, const char *argument)
{
    if (!argument[0]) {
        Obj *o = ui_selected(ui);
        if (!o) ui_say(ui, "Which one? A name, #7, or an address.");
        return o;
    }
    Obj *o = view_find(ui->view, argument);
    if (!o) ui_say(ui, "There is no object %s.", argument);
    return o;
}

void command_who(Ui *ui, const char *argument)
{
    Obj *o = named(ui, argument);
    if (o) ui_select(ui, view_label(ui->view, o), heap_nominal(HEAP(ui->rt), o));
    if (ui->single && o) ui->small_pane = PANE_HOLDERS, layout_make(ui), ui_refresh(ui);
}

void command_blocks(Ui *ui, const char *argument)
{
    Obj *o = named(ui, argument);
    if (!o) return;
    ui->heap.opened = heap_nominal(HEAP(ui->rt), o);
    ui_select(ui, view_label(ui->view, o), ui->heap.opened);
    ui->heap.fresh = true;
    ui_refresh(ui);
}

void command_lookup(Ui *ui, const char *argument)
{
    size_t n;
    bool found = false;
    if (!argument[0]) {
        ui_say(ui, "Which name?");
        return;
    }
    const NameRow *rows = view_lookup(ui->view, argument, 0, &n);
    for (size_t i = 0; i < n; i++) {
        char line[256];
        const char *what = rows[i].address ? rows[i].value : "no";
        snprintf(line, sizeof line, "    %-10s %s%s", name_scope_word(rows[i].scope), what,
                 rows[i].address && !found ? "   <- Python takes this one" : "");
        found |= rows[i].address != 0;
        scrollback_line(&ui->out, S_NOTE, line);
    }
    if (!found) scrollback_line(&ui->out, S_NOTE, "    nowhere: a NameError");
}

static bool row_has(const ObjectRow *row, const char *text)
{
    return strcasestr(row->value, text) || strcasestr(row->type, text);
}

void command_find(Ui *ui, const char *argument)
{
    size_t count = view_mine(ui->view);
    isize now = ui->selected ? view_mine_index(ui->view, ui->selected) : -1;
    if (!argument[0]) {
        ui_say(ui, "Which text?");
        return;
    }
    for (size_t i = 1; i <= count; i++) {
        size_t n = 1, at = (size_t)(now + (isize)i) % count;
        const ObjectRow *row = view_mine_rows(ui->view, at, &n);
        if (!n || !row_has(row, argument)) continue;
        ui->heap.fresh = true;
        ui_select(ui, row->label, row->address);
        return;
    }
    ui_say(ui, "No object of yours has %s in its type or value.", argument);
}

void command_why(Ui *ui, const char *argument)
{
    uint32_t label = argument[0] == '#' ? (uint32_t)strtoul(argument + 1, NULL, 10) : ui->selected;
    isize at = label ? view_mine_index(ui->view, label) : -1;
    size_t n = 1;
    const ObjectRow *row = at >= 0 ? view_mine_rows(ui->view, (size_t)at, &n) : NULL;
    if (!row || !n) {
        command_who(ui, argument);
        return;
    }
    ui_select(ui, label, row->address);
    if (row->change & CHANGE_DEAD)
        ui_say(ui, "#%u %s died at statement %u: %s.", row->label, row->type, row->died, row->why);
    else
        ui_say(ui, "#%u %s lives: %lld holder%s, listed in the pane of holders.", row->label, row->type,
               (long long)row->count, words_plural((uint64_t)row->count));
}

/* ---- the rest ---------------------------------------------------------------------------------------------------- */

void command_clear(Ui *ui, const char *argument)
{
    (void)argument;
    scrollback_clear(&ui->out);
    ui->panes[PANE_OUTPUT].top = 0;
}

void command_repaint(Ui *ui, const char *argument)
{
    (void)argument;
    clearok(curscr, TRUE);
    ui->dirty = true;
}

void command_suspend(Ui *ui, const char *argument)
{
    (void)argument;
    if (!ui->personal) {
        ui_say(ui, "There is no shell to go back to.");
        return;
    }
    bool timer = ui->busy == BUSY_RUNNING;
    terminal_timer(false);
    terminal_suspend();
    if (timer) terminal_timer(true);
    ui->dirty = true;
}

void command_quit(Ui *ui, const char *argument)
{
    (void)argument;
    ui->leaving = true;
}
