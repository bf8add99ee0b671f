/* pane_names.c - which names point at what: locals and enclosing of the functions under way, globals; builtins are
   counted until asked for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/face.h"

enum { NAME_WIDTH_MAX = 16, FRAMES_SHOWN = 8, SEGMENTS = 2 * FRAMES_SHOWN + 2 };

/* ---- taking copies: of the rows in sight ------------------------------------------------------------------------- */

/* The rows of a scope, of locals one for each frame: perhaps a head, its names, perhaps a row that counts those that are
   not shown. */
typedef struct Segment {
    NameScope scope;
    int depth;         /* of the frame, the innermost 0 */
    const char *whose; /* the function's name, or "" */
    size_t head, names, tail;
    size_t folded;
} Segment;

static size_t segment_rows(const Segment *s) { return s->head + s->names + s->tail; }

static Segment segment_of(Ui *ui, NameScope scope, int depth, const char *whose, bool with_head)
{
    size_t count = view_name_count(ui->view, scope, depth);
    Segment s = {.scope = scope, .depth = depth, .whose = whose, .names = count};
    if (scope == NAME_BUILTIN && !ui->show_all) {
        s.names = 0;
        s.folded = count;
    } else {
        if (!ui->show_all) s.folded = view_names_hidden(ui->view, scope, depth);
        s.names -= s.folded;
        s.head = with_head && s.names;
    }
    s.tail = s.folded && (scope == NAME_BUILTIN || !with_head);
    return s;
}

/* All of them, from the innermost function outwards; returns how many. */
static int find_segments(Ui *ui, Segment *segments, bool *inside)
{
    size_t frames;
    int n = 0;
    const FrameRow *rows = view_frames(ui->view, &frames);
    for (int depth = 0; depth < (int)frames && depth < FRAMES_SHOWN; depth++)
        for (NameScope scope = NAME_LOCAL; scope <= NAME_ENCLOSING; scope++) {
            segments[n] = segment_of(ui, scope, depth, rows[depth].name, true);
            n += segment_rows(&segments[n]) > 0;
        }
    *inside = n > 0;
    for (NameScope scope = NAME_GLOBAL; scope < NAME_SCOPES; scope++)
        segments[n++] = segment_of(ui, scope, 0, "", *inside || ui->show_all);
    return n;
}

static NameItem *add(NamesCopy *copy, NameItemKind kind, const Segment *s)
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
    item->row.scope = s->scope;
    snprintf(item->row.name, sizeof item->row.name, "%s", s->whose);
    return item;
}

static void add_names(Ui *ui, const Segment *s, size_t first, size_t n)
{
    NamesCopy *copy = &ui->names;
    const NameRow *rows = view_names_part(ui->view, s->scope, s->depth, ui->show_all, first, &n);
    for (size_t i = 0; i < n; i++) {
        NameItem *item = add(copy, ITEM_NAME, s);
        if (!item) return;
        item->row = rows[i];
        int width = text_columns(&ui->screen, rows[i].name, strlen(rows[i].name));
        if (width > copy->name_width) copy->name_width = width < NAME_WIDTH_MAX ? width : NAME_WIDTH_MAX;
    }
}

/* Copies [n] rows of a segment from its row [first] on. */
static void add_rows(Ui *ui, const Segment *s, size_t first, size_t n)
{
    if (first < s->head && n) {
        add(&ui->names, ITEM_SCOPE, s);
        first++, n--;
    }
    size_t names = first < s->head + s->names ? s->head + s->names - first : 0;
    if (names > n) names = n;
    if (names) add_names(ui, s, first - s->head, names);
    if (n > names && s->tail) {
        NameItem *item = add(&ui->names, ITEM_FOLDED, s);
        if (item) item->folded = s->folded;
    }
}

/* What the last statement bound shall be seen. */
static void show_bound(Ui *ui, Pane *pane, size_t before)
{
    isize at = view_names_bound(ui->view, ui->show_all);
    size_t row = before + (size_t)at, height = (size_t)pane->at.height;
    if (at < 0) return;
    if (row < pane->top) pane->top = row;
    if (row >= pane->top + height) pane->top = row - height + 1;
    if (pane->row < pane->top) pane->row = pane->top;
    if (pane->row >= pane->top + height) pane->row = pane->top + height - 1;
}

static void refresh(Ui *ui, Pane *pane)
{
    NamesCopy *copy = &ui->names;
    Segment segments[SEGMENTS];
    bool inside;
    int n = find_segments(ui, segments, &inside);
    size_t first = 0, before = 0, height = (size_t)(pane->at.height > 0 ? pane->at.height : 1);
    copy->n = copy->names = pane->count = 0;
    copy->name_width = 1;
    for (int i = 0; i < n; i++) {
        if (segments[i].scope == NAME_GLOBAL) before = pane->count + segments[i].head;
        pane->count += segment_rows(&segments[i]);
        copy->names += segments[i].names;
    }
    if (copy->fresh && ui->focus != PANE_NAMES && !inside) show_bound(ui, pane, before);
    copy->fresh = false;
    pane_clamp(pane);
    copy->first = pane->top;
    for (int i = 0; i < n; i++) {
        size_t rows = segment_rows(&segments[i]), at = copy->first + copy->n;
        if (at < first + rows && copy->n < height) add_rows(ui, &segments[i], at - first, height - copy->n);
        first += rows;
    }
}

/* The row that is selected; NULL: none. */
static const NameItem *current(const Ui *ui, const Pane *pane)
{
    const NamesCopy *copy = &ui->names;
    return pane->row >= copy->first && pane->row < copy->first + copy->n ? &copy->rows[pane->row - copy->first] : NULL;
}

/* ---- drawing ----------------------------------------------------------------------------------------------------- */

static void title(Ui *ui, char *left, char *right, size_t room)
{
    snprintf(left, room, "Names");
    if (ui->names.names) words_count(right, room, ui->names.names);
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
        if (row->value[0] != '<') pen_format(pen, S_TYPE, "%s ", row->type); /* "<module sys>" says it itself */
        if (pen_room(pen) > 3) pen_text(pen, row->value[0] == '<' ? S_TYPE : S_DIM, row->value);
        return;
    }
    pen_format(pen, S_VALUE, "%s ", row->value);
    if (pen_room(pen) > 3) pen_text(pen, S_DIM, row->word[0] ? row->word : row->type);
}

static void draw(Ui *ui, Pane *pane)
{
    const NamesCopy *copy = &ui->names;
    char count[24];
    for (int i = 0; i < pane->at.height && (size_t)i < copy->n; i++) {
        const NameItem *item = &copy->rows[i];
        Pen pen = pen_on(&ui->screen, pane->at.y + i, pane->at.x, pane->at.width);
        bool here = ui->focus == PANE_NAMES && copy->first + (size_t)i == pane->row;
        if (here) pen.extra = ui->screen.attributes[S_HEADER];
        switch (item->kind) {
        case ITEM_SCOPE:
            pen_format(&pen, S_DIM, item->row.name[0] ? "%s in %s" : "%s", name_scope_word(item->row.scope),
                       item->row.name);
            break;
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
    const NameItem *item = current(ui, pane);
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
    const NameItem *item = current(ui, pane);
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
