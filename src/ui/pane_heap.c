/* pane_heap.c - the objects in the heap, in the order of their addresses.

   Two forms: what is the student's (numbered rows, tombstones among them), or everything (pages from an address on). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/face.h"

enum {
    WIDE = 66, /* columns from which addresses are written out */
    LABEL_WIDTH = 5,
    WHY_ROOM = 12 /* columns in which the beginning of a sentence makes sense */
};

/* ---- taking copies ----------------------------------------------------------------------------------------------- */

static HeapItem *add(HeapCopy *copy)
{
    if (copy->n == copy->room) {
        size_t room = copy->room ? 2 * copy->room : 64;
        HeapItem *rows = realloc(copy->rows, room * sizeof *rows);
        if (!rows) return NULL;
        copy->rows = rows;
        copy->room = room;
    }
    HeapItem *item = &copy->rows[copy->n++];
    memset(item, 0, sizeof *item);
    return item;
}

static void add_blocks(Ui *ui, uint64_t address)
{
    size_t n = 0;
    Obj *o = heap_at(HEAP(ui->rt), address);
    const BlockRow *blocks = o ? view_blocks(ui->view, o, &n) : NULL;
    for (size_t i = 0; i < n; i++) {
        HeapItem *item = add(&ui->heap);
        if (!item) return;
        item->is_block = true;
        item->block = blocks[i];
        item->object.address = address;
    }
}

static void add_object(Ui *ui, const ObjectRow *row)
{
    HeapItem *item = add(&ui->heap);
    if (!item) return;
    item->object = *row;
    int width = row->label ? snprintf(NULL, 0, "#%u ", row->label) : 0;
    if (width > ui->heap.label_width) ui->heap.label_width = width;
    if (row->address == ui->heap.opened && !(row->change & CHANGE_DEAD)) add_blocks(ui, row->address);
}

/* The row of what is selected, in a list of rows that are all the student's. */
static isize selected_index(Ui *ui) { return ui->selected ? view_mine_index(ui->view, ui->selected) : -1; }

/* Scrolls as little as possible so that the row can be seen. */
static void show_row(Pane *pane, isize row, size_t count)
{
    size_t height = (size_t)(pane->at.height > 0 ? pane->at.height : 1), at = (size_t)row;
    if (row < 0) return;
    if (at < pane->top)
        pane->top = at ? at - 1 : 0;
    else if (at >= pane->top + height)
        pane->top = at + (at + 1 < count && height > 2 ? 2 : 1) - height;
    pane->row = at;
}

static void refresh_mine(Ui *ui, Pane *pane)
{
    size_t count = view_mine(ui->view), n = (size_t)pane->at.height + 1;
    if (ui->focus != PANE_HEAP && ui->heap.fresh) show_row(pane, selected_index(ui), count);
    ui->heap.fresh = false;
    pane->count = count;
    pane_clamp(pane);
    const ObjectRow *rows = view_mine_rows(ui->view, pane->top, &n);
    for (size_t i = 0; i < n; i++) add_object(ui, &rows[i]);
}

static void refresh_all(Ui *ui, Pane *pane)
{
    size_t n = (size_t)pane->at.height + 1;
    const ObjectRow *rows = view_all_rows(ui->view, ui->heap.anchor, false, &n);
    for (size_t i = 0; i < n; i++) add_object(ui, &rows[i]);
    pane->top = 0;
    pane->count = ui->heap.n;
    if (pane->row >= pane->count) pane->row = pane->count ? pane->count - 1 : 0;
}

static void refresh(Ui *ui, Pane *pane)
{
    ui->heap.n = 0;
    ui->heap.label_width = LABEL_WIDTH;
    if (ui->show_all)
        refresh_all(ui, pane);
    else
        refresh_mine(ui, pane);
}

/* ---- drawing: columns by the width there is ---------------------------------------------------------------------- */

static void title(Ui *ui, char *left, char *right, size_t room)
{
    char mine[24], all[24], size[24];
    words_count(mine, sizeof mine, ui->totals.mine);
    words_count(all, sizeof all, ui->totals.heap.live_blocks);
    words_size(size, sizeof size, ui->show_all ? ui->totals.heap.live_bytes : ui->totals.mine_bytes);
    snprintf(left, room, "Heap");
    const char *dot = screen_glyph(&ui->screen, G_DOT);
    if (ui->show_all)
        snprintf(right, room, "all %s blocks %s %s", all, dot, size);
    else
        snprintf(right, room, "%s%s yours of %s %s %s", mine, ui->totals.mine_full ? "+" : "", all, dot, size);
}

static void draw_mark(const Ui *ui, Pen *pen, const ObjectRow *o)
{
    (void)ui;
    if (o->change & CHANGE_DEAD)
        pen_glyph(pen, S_FREED, G_FREED);
    else if (o->change & CHANGE_NEW)
        pen_text(pen, S_NEW, "+");
    else if (o->change & CHANGE_VALUE)
        pen_text(pen, S_CHANGED, "~");
    else
        pen_space(pen, 1);
}

static void draw_count(Pen *pen, const ObjectRow *o)
{
    char text[24];
    bool up = o->change & CHANGE_UP, down = o->change & CHANGE_DOWN;
    if (up || down)
        pen_glyph(pen, S_CHANGED, up ? G_UP : G_DOWN);
    else
        pen_space(pen, 1);
    snprintf(text, sizeof text, "%lld", (long long)o->count);
    pen_right(pen, up || down ? S_CHANGED : S_COUNT, text, 4);
}

/* When it died is told in any case, then its value, then why. */
static void draw_dead(Pen *pen, const ObjectRow *o)
{
    char when[32];
    int columns = snprintf(when, sizeof when, "freed at %u", o->died), room = pen_room(pen) - columns - 1;
    if (room > 2) {
        pen_cut(pen, S_FREED, o->value, strlen(o->value), room);
        pen_space(pen, 1);
    }
    pen_text(pen, S_FREED, when);
    if (pen_room(pen) >= WHY_ROOM) pen_format(pen, S_FREED, ": %s", o->why);
}

/* [bytes] in [width] columns: in full, or where that does not fit in KiB or MiB. */
static void draw_bytes(Pen *pen, Style style, size_t bytes, int width)
{
    static const char units[] = {0, 'K', 'M', 'G', 0};
    char text[32];
    int unit = 0;
    while (snprintf(text, sizeof text, "%zu%.1s", bytes, &units[unit]) > width && units[unit + 1]) bytes /= 1024, unit++;
    pen_right(pen, style, text, width);
}

/* The object of whose holders the other pane tells stands out. */
static Style label_style(const Ui *ui, const ObjectRow *o)
{
    if (o->label && o->label == ui->selected) return S_SELECTED;
    return o->change & CHANGE_DEAD ? S_FREED : S_LABEL;
}

static void draw_object(const Ui *ui, Pen *pen, const ObjectRow *o)
{
    char text[40];
    bool dead = o->change & CHANGE_DEAD, wide = pen_room(pen) >= WIDE;
    Style plain = dead ? S_FREED : S_TEXT;
    draw_mark(ui, pen, o);
    text[0] = 0;
    if (o->label) snprintf(text, sizeof text, "#%u", o->label);
    int from = pen->x;
    pen_text(pen, label_style(ui, o), text);
    pen_space(pen, ui->heap.label_width - (pen->x - from));
    if (wide)
        snprintf(text, sizeof text, "%012llx", (unsigned long long)o->address);
    else
        snprintf(text, sizeof text, "..%05llx", (unsigned long long)(o->address & 0xfffff));
    pen_text(pen, dead ? S_FREED : S_ADDRESS, text);
    if (dead) {
        pen_right(pen, S_FREED, "0", 5);
    } else {
        draw_count(pen, o);
    }
    snprintf(text, sizeof text, "%d", o->generation);
    pen_right(pen, S_DIM, dead || o->generation < 0 ? "-" : o->generation == 3 ? "p" : text, 2);
    pen_space(pen, 1);
    pen_column(pen, dead ? S_FREED : S_TYPE, o->type, wide ? 12 : 8);
    draw_bytes(pen, plain, o->size, wide ? 8 : 5);
    pen_space(pen, wide ? 2 : 1);
    if (dead)
        draw_dead(pen, o);
    else
        pen_text(pen, S_VALUE, o->value);
}

static void draw_block(const Ui *ui, Pen *pen, const BlockRow *b)
{
    char taken[24];
    pen_space(pen, 3);
    pen_glyph(pen, S_DIM, G_BRANCH);
    pen_space(pen, 1);
    pen_format(pen, S_ADDRESS, "..%05llx ", (unsigned long long)(b->address & 0xfffff));
    words_count(taken, sizeof taken, b->taken);
    pen_format(pen, S_EVENT, "%s", b->what);
    pen_format(pen, S_TEXT, " %zu bytes, ", b->asked);
    pen_format(pen, S_DIM, b->large ? "a large block of %s" : "size class %s", taken);
    (void)ui;
}

/* The words above the columns. */
static void draw_head(const Ui *ui, const Pane *pane)
{
    Pen pen = pen_on(&ui->screen, pane->at.y - 1, pane->at.x, pane->at.width);
    bool wide = pane->at.width >= WIDE;
    pen_column(&pen, S_DIM, "label", 1 + ui->heap.label_width);
    pen_column(&pen, S_DIM, "address", wide ? 12 : 7);
    pen_right(&pen, S_DIM, wide ? "refs" : "ref", 5);
    pen_right(&pen, S_DIM, "g", 2);
    pen_space(&pen, 1);
    pen_column(&pen, S_DIM, "type", wide ? 12 : 8);
    pen_right(&pen, S_DIM, "bytes", wide ? 8 : 5);
    pen_space(&pen, wide ? 2 : 1);
    pen_text(&pen, S_DIM, "value");
}

static void draw(Ui *ui, Pane *pane)
{
    size_t object = pane->top;
    for (size_t i = 0; i < ui->heap.n && i < (size_t)pane->at.height; i++) {
        const HeapItem *item = &ui->heap.rows[i];
        Pen pen = pen_on(&ui->screen, pane->at.y + (int)i, pane->at.x, pane->at.width);
        bool here = !item->is_block && ui->focus == PANE_HEAP && object == pane->row;
        if (here) pen.extra = ui->screen.attributes[S_HEADER];
        if (item->is_block) {
            draw_block(ui, &pen, &item->block);
        } else {
            draw_object(ui, &pen, &item->object);
            object++;
        }
        if (here) pen_space(&pen, pen_room(&pen));
    }
    if (pane->head && ui->heap.n) draw_head(ui, pane);
    if (ui->heap.n) return;
    Pen pen = pen_on(&ui->screen, pane->at.y - pane->head, pane->at.x, pane->at.width);
    pen_text(&pen, S_DIM, " nothing of yours yet: type  a = [1, 2, 3]");
}

/* ---- keys -------------------------------------------------------------------------------------------------------- */

/* The object of the selected row; NULL: there is none. */
static const ObjectRow *current(const Ui *ui, const Pane *pane)
{
    size_t object = pane->top;
    for (size_t i = 0; i < ui->heap.n; i++)
        if (!ui->heap.rows[i].is_block && object++ == pane->row) return &ui->heap.rows[i].object;
    return NULL;
}

/* All objects: one page further, or back. */
static void turn_page(Ui *ui, Pane *pane, bool down)
{
    size_t n = pane->at.height > 1 ? (size_t)pane->at.height - 1 : 1;
    const ObjectRow *rows = view_all_rows(ui->view, ui->heap.anchor, !down, &n);
    if (n == 0) {
        ui_say(ui, down ? "This is the last object." : "This is the first object.");
        return;
    }
    ui->heap.anchor = down ? rows[n - 1].address : rows[0].address;
    pane->row = down ? 1 : n - 1;
}

static void go_all(Ui *ui, Pane *pane, long by)
{
    long row = (long)pane->row + by;
    if (by <= -(1L << 30)) ui->heap.anchor = 0, row = 0;
    if (row >= 0 && row < (long)pane->count && row < pane->at.height)
        pane->row = (size_t)row;
    else
        turn_page(ui, pane, by > 0);
}

static void go(Ui *ui, Pane *pane, long by)
{
    if (ui->show_all) {
        go_all(ui, pane, by);
    } else {
        long row = (long)pane->row + by, last = pane->count ? (long)pane->count - 1 : 0;
        pane->row = (size_t)(row < 0 ? 0 : row > last ? last : row);
        if (pane->count == 0) ui_say(ui, "There is nothing of yours in the heap yet.");
    }
    refresh(ui, pane);
    const ObjectRow *o = current(ui, pane);
    if (o) ui_select(ui, o->label, o->address);
}

static void enter(Ui *ui, Pane *pane)
{
    const ObjectRow *o = current(ui, pane);
    if (!o)
        ui_say(ui, "There is nothing to open.");
    else if (o->change & CHANGE_DEAD)
        ui_say(ui, "#%u is gone: %s.", o->label, o->why);
    else
        ui->heap.opened = ui->heap.opened == o->address ? 0 : o->address;
    refresh(ui, pane);
}

static void detail(Ui *ui, Pane *pane, char *text, size_t room)
{
    static const char *const watch[] = {"has no collector's head",
                                        "not watched by the collector",
                                        "generation 0",
                                        "generation 1",
                                        "generation 2",
                                        "frozen"};
    const ObjectRow *o = current(ui, pane);
    char name[24] = "";
    if (!o) return;
    if (o->label) snprintf(name, sizeof name, "#%u ", o->label);
    if (o->change & CHANGE_DEAD)
        snprintf(text, room, "%s%s, %zu bytes, died at statement %u: %s", name, o->type, o->bytes, o->died, o->why);
    else if (o->reused)
        snprintf(text, room, "%s%s lies where #%u lay: an address says nothing about identity", name, o->type,
                 o->reused);
    else
        snprintf(text, room, "%s%s at 0x%llx: count %lld, %zu bytes in blocks of %zu, %s", name, o->type,
                 (unsigned long long)o->address, (long long)o->count, o->size, o->bytes, watch[o->generation + 2]);
}

const PaneOps pane_heap_ops = {.word = "heap",
                               .view = "objects",
                               .refresh = refresh,
                               .draw = draw,
                               .title = title,
                               .enter = enter,
                               .detail = detail,
                               .go = go,
                               .has_head = true};
