/* pane_holders.c - who holds the selected object, and that the holders add up to its count. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trace/holders.h"
#include "ui/face.h"

enum { HOLDERS_MAX = 200 };

static void tell_gone(Ui *ui, HoldersCopy *copy)
{
    isize at = ui->selected ? view_mine_index(ui->view, ui->selected) : -1;
    size_t n = 1;
    const ObjectRow *row = at >= 0 ? view_mine_rows(ui->view, (size_t)at, &n) : NULL;
    if (ui->selected) snprintf(copy->name, sizeof copy->name, "#%u", ui->selected);
    if (row && n && (row->change & CHANGE_DEAD)) {
        snprintf(copy->name, sizeof copy->name, "#%u %s", row->label, row->type);
        snprintf(copy->gone, sizeof copy->gone, "freed at %u: %s", row->died, row->why);
    } else {
        snprintf(copy->gone, sizeof copy->gone, "it is gone");
    }
}

static void refresh(Ui *ui, Pane *pane)
{
    HoldersCopy *copy = &ui->holders;
    Obj *o = ui_selected(ui);
    copy->n = 0;
    copy->name[0] = copy->gone[0] = 0;
    copy->none = !o && !ui->selected;
    pane->count = 0;
    if (!o) {
        if (ui->selected) tell_gone(ui, copy);
        return;
    }
    size_t n = HOLDERS_MAX;
    const HolderRow *rows = view_holders(ui->view, o, &n, &copy->sum);
    if (!copy->rows) copy->rows = calloc(HOLDERS_MAX, sizeof *rows);
    if (!copy->rows) return;
    if (n > HOLDERS_MAX) n = HOLDERS_MAX;
    if (n) memcpy(copy->rows, rows, n * sizeof *rows);
    copy->n = pane->count = n;
    if ((isize)n < copy->sum.holders) pane->count++;
    uint32_t label = view_label(ui->view, o);
    if (label)
        snprintf(copy->name, sizeof copy->name, "#%u", label);
    else
        holder_object_short(ui->rt, o, copy->name, sizeof copy->name);
    pane_clamp(pane);
}

static void title(Ui *ui, char *left, char *right, size_t room)
{
    const HoldersCopy *copy = &ui->holders;
    if (copy->none) {
        snprintf(left, room, "Who holds it?");
    } else if (copy->gone[0]) {
        snprintf(left, room, "%s", copy->name);
    } else {
        snprintf(left, room, "Who holds %s?", copy->name);
        const char *sign = copy->sum.holders == copy->sum.count ? "=" : "is not";
        snprintf(right, room, "%lld %s %lld", (long long)copy->sum.holders, sign, (long long)copy->sum.count);
    }
}

static void draw_holder(Pen *pen, const HolderRow *row)
{
    char words[VIEW_HOLDER];
    const char *space = strchr(row->text, ' ');
    bool variable = row->kind == HOLDER_OBJECT && !row->label && space && !strncmp(row->text, "global ", 7);
    pen_space(pen, 1);
    if (variable) {
        pen_text(pen, S_DIM, "global ");
        pen_text(pen, S_NAME, space + 1);
    } else {
        snprintf(words, sizeof words, "%s", row->text);
        pen_text(pen, row->temporary ? S_CHANGED : S_TEXT, words);
    }
    if (row->temporary && pen_room(pen) > 12) pen_text(pen, S_DIM, " (temporary)");
}

static void draw(Ui *ui, Pane *pane)
{
    const HoldersCopy *copy = &ui->holders;
    Pen first = pen_on(&ui->screen, pane->at.y, pane->at.x, pane->at.width);
    if (copy->none)
        pen_text(&first, S_DIM, " select an object, or :who NAME");
    else if (copy->gone[0])
        pen_wrap(&ui->screen, S_FREED, copy->gone, pane->at.y, pane->at.x + 1, pane->at.width - 1, pane->at.height);
    else if (copy->n == 0)
        pen_text(&first, S_DIM, copy->sum.is_static ? " only the interpreter, for ever" : " nobody");
    for (int i = 0; i < pane->at.height && pane->top + (size_t)i < pane->count; i++) {
        size_t at = pane->top + (size_t)i;
        Pen pen = pen_on(&ui->screen, pane->at.y + i, pane->at.x, pane->at.width);
        bool here = ui->focus == PANE_HOLDERS && at == pane->row;
        if (here) pen.extra = ui->screen.attributes[S_HEADER];
        bool more_below = i == pane->at.height - 1 && at + 1 < pane->count && ui->focus != PANE_HOLDERS;
        if (more_below || at >= copy->n)
            pen_format(&pen, S_DIM, " and %lld more", (long long)(copy->sum.holders - (isize)at));
        else
            draw_holder(&pen, &copy->rows[at]);
        if (here) pen_space(&pen, pen_room(&pen));
    }
}

static void enter(Ui *ui, Pane *pane)
{
    const HoldersCopy *copy = &ui->holders;
    const HolderRow *row = pane->row < copy->n ? &copy->rows[pane->row] : NULL;
    if (!row)
        ui_say(ui, "There is no holder to go to.");
    else if (!row->address)
        ui_say(ui, "This holder is no object: %s.", row->text);
    else
        ui_select(ui, row->label, row->address);
}

static void detail(Ui *ui, Pane *pane, char *text, size_t room)
{
    const HoldersCopy *copy = &ui->holders;
    if (pane->row >= copy->n) return;
    const HolderRow *row = &copy->rows[pane->row];
    const char *tail = row->temporary ? ": gone when the statement is over" : row->address ? ": Enter goes to it" : "";
    snprintf(text, room, "%s%s", row->text, tail);
}

const PaneOps pane_holders_ops = {
    .word = "holders", .refresh = refresh, .draw = draw, .title = title, .enter = enter, .detail = detail};
