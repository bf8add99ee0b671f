/* pane_names.c - which names point at what: locals, enclosing, globals; builtins are counted until asked for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/face.h"

enum { NAME_WIDTH_MAX = 16 };

/* ---- taking copies ----------------------------------------------------------------------------------------------- */

static NameItem *add(NamesCopy *copy, NameItemKind kind, NameScope scope)
{
    if (copy->n == copy->room) {
        size_t room = copy->room ? 2 * copy->room : 64;
        NameItem *rows = realloc(copy->rows, room * sizeof *rows);
        if (!rows) return NULL;
        copy->rows = rows;
        copy->room = room;
    }
    NameItem *item = &copy->rows[copy->n++];
    memset(item, 0, sizeof *item);
    item->kind = kind;
    item->row.scope = scope;
    return item;
}

static void add_scope(Ui *ui, NameScope scope, bool with_head)
{
    NamesCopy *copy = &ui->names;
    size_t n, folded = 0;
    if (scope == NAME_BUILTIN && !ui->show_all) {
        NameItem *item = add(copy, ITEM_FOLDED, scope);
        if (item) item->folded = view_name_count(ui->view, scope, 0);
        return;
    }
    const NameRow *rows = view_names(ui->view, scope, 0, &n);
    if (n && with_head) add(copy, ITEM_SCOPE, scope);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].hidden && !ui->show_all) {
            folded++;
            continue;
        }
        NameItem *item = add(copy, ITEM_NAME, scope);
        if (!item) return;
        item->row = rows[i];
        int width = text_columns(&ui->screen, rows[i].name, strlen(rows[i].name));
        if (width > copy->name_width) copy->name_width = width < NAME_WIDTH_MAX ? width : NAME_WIDTH_MAX;
    }
    if (folded && !with_head) {
        NameItem *item = add(copy, ITEM_FOLDED, scope);
        if (item) item->folded = folded;
    }
}

static void refresh(Ui *ui, Pane *pane)
{
    NamesCopy *copy = &ui->names;
    copy->n = 0;
    copy->name_width = 1;
    bool inside =
        view_name_count(ui->view, NAME_LOCAL, 0) + view_name_count(ui->view, NAME_ENCLOSING, 0) > 0 || ui->show_all;
    for (NameScope scope = NAME_LOCAL; scope < NAME_SCOPES; scope++) add_scope(ui, scope, inside);
    pane->count = copy->n;
    pane_clamp(pane);
}

/* ---- drawing ----------------------------------------------------------------------------------------------------- */

static void title(Ui *ui, char *left, char *right, size_t room)
{
    size_t shown = 0;
    for (size_t i = 0; i < ui->names.n; i++) shown += ui->names.rows[i].kind == ITEM_NAME;
    snprintf(left, room, "Names");
    if (shown) snprintf(right, room, "%zu", shown);
}

static void draw_name(const Ui *ui, Pen *pen, const NameRow *row)
{
    bool fresh = row->change & CHANGE_NEW;
    pen_text(pen, fresh ? S_NEW : S_TEXT, fresh ? "+" : " ");
    pen_column(pen, S_NAME, row->name, ui->names.name_width);
    if (!row->address) {
        pen_text(pen, S_DIM, " (unbound)");
        return;
    }
    pen_space(pen, 1);
    pen_glyph(pen, fresh ? S_NEW : S_DIM, G_LONG_ARROW);
    pen_space(pen, 1);
    if (row->label) {
        pen_format(pen, row->label == ui->selected ? S_SELECTED : S_LABEL, "#%u", row->label);
        pen_space(pen, 1);
        pen_format(pen, S_TYPE, "%s ", row->type);
        if (pen_room(pen) > 3) pen_text(pen, S_DIM, row->value);
        return;
    }
    pen_format(pen, S_VALUE, "%s ", row->value);
    if (pen_room(pen) > 3) pen_text(pen, S_DIM, row->word[0] ? row->word : row->type);
}

static void draw(Ui *ui, Pane *pane)
{
    const NamesCopy *copy = &ui->names;
    char count[24];
    for (int i = 0; i < pane->at.height && pane->top + (size_t)i < copy->n; i++) {
        size_t at = pane->top + (size_t)i;
        const NameItem *item = &copy->rows[at];
        Pen pen = pen_on(&ui->screen, pane->at.y + i, pane->at.x, pane->at.width);
        bool here = ui->focus == PANE_NAMES && at == pane->row;
        if (here) pen.extra = ui->screen.attributes[S_HEADER];
        switch (item->kind) {
        case ITEM_SCOPE: pen_format(&pen, S_DIM, "%s", name_scope_word(item->row.scope)); break;
        case ITEM_NAME: draw_name(ui, &pen, &item->row); break;
        case ITEM_FOLDED:
            words_count(count, sizeof count, item->folded);
            pen_format(&pen, S_DIM, item->row.scope == NAME_BUILTIN ? " %s builtins" : " %s like __name__", count);
            if (pen_room(&pen) > 12) pen_text(&pen, S_DIM, "  (F5 shows)");
            break;
        }
        if (here) pen_space(&pen, pen_room(&pen));
    }
    if (copy->n == 0) {
        Pen pen = pen_on(&ui->screen, pane->at.y, pane->at.x, pane->at.width);
        pen_text(&pen, S_DIM, " no names yet");
    }
}

/* ---- keys -------------------------------------------------------------------------------------------------------- */

static void enter(Ui *ui, Pane *pane)
{
    const NameItem *item = pane->row < ui->names.n ? &ui->names.rows[pane->row] : NULL;
    if (!item || item->kind == ITEM_SCOPE) {
        ui_say(ui, "This row is no name.");
    } else if (item->kind == ITEM_FOLDED) {
        ui->show_all = true;
        ui_refresh(ui);
    } else if (item->row.address) {
        ui_select(ui, item->row.label, item->row.address);
    } else {
        ui_say(ui, "The name is not bound to anything.");
    }
}

static void detail(Ui *ui, Pane *pane, char *text, size_t room)
{
    const NameItem *item = pane->row < ui->names.n ? &ui->names.rows[pane->row] : NULL;
    if (!item || item->kind != ITEM_NAME) return;
    const NameRow *r = &item->row;
    const char *scope = name_scope_word(r->scope), *cell = r->cell ? ", through a cell" : "";
    if (!r->address)
        snprintf(text, room, "%s %s is unbound", scope, r->name);
    else if (r->word[0])
        snprintf(text, room, "%s %s%s: %s, one that the interpreter keeps for ever (%s)", scope, r->name, cell,
                 r->value, r->word);
    else
        snprintf(text, room, "%s %s%s: %s at 0x%llx: %s", scope, r->name, cell, r->type, (unsigned long long)r->address,
                 r->value);
}

const PaneOps pane_names_ops = {
    .word = "names", .refresh = refresh, .draw = draw, .title = title, .enter = enter, .detail = detail};
