/* pane_sizes.c - sizes over time: what the student's objects took after each statement, the newest first. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/face.h"

enum { SIZES_MAX = 4096, NUMBER = 5, DELTA = 10, TOTAL = 10, BAR_FROM = 44, BAR_MAX = 40 };

/* ---- keeping: a ring that grows to SIZES_MAX --------------------------------------------------------------------- */

static Size *size_at(const SizesCopy *copy, size_t back)
{
    return back < copy->n ? &copy->ring[(copy->next + copy->room - 1 - back) % copy->room] : NULL;
}

static bool grow(SizesCopy *copy)
{
    if (copy->n < copy->room || copy->room == SIZES_MAX) return copy->room > 0;
    size_t room = copy->room ? 4 * copy->room : 64; /* full, but never wrapped around yet */
    Size *ring = realloc(copy->ring, room * sizeof *ring);
    if (!ring) return false;
    copy->ring = ring;
    copy->next = copy->n;
    copy->room = room;
    return true;
}

void sizes_add(Ui *ui, const char *text, size_t n)
{
    SizesCopy *copy = &ui->sizes;
    Totals t;
    view_totals(ui->view, &t);
    if (!grow(copy)) return;
    Size *size = &copy->ring[copy->next];
    *size = (Size){.statement = t.statement, .objects = t.mine, .bytes = t.mine_bytes, .live = t.heap.live_bytes};
    while (n && (text[n - 1] == '\n' || text[n - 1] == ' ')) n--;
    size_t kept = n < sizeof size->text - 1 ? n : sizeof size->text - 1;
    while (kept < n && kept && ((unsigned char)text[kept] & 0xC0) == 0x80) kept--; /* between characters */
    for (size_t i = 0; i < kept; i++) size->text[i] = text[i] == '\n' || text[i] == '\t' ? ' ' : text[i];
    copy->next = (copy->next + 1) % copy->room;
    if (copy->n < copy->room) copy->n++;
}

/* ---- the pane ---------------------------------------------------------------------------------------------------- */

static void refresh(Ui *ui, Pane *pane)
{
    SizesCopy *copy = &ui->sizes;
    copy->most = 0;
    for (size_t i = 0; i < copy->n; i++)
        if (copy->ring[i].bytes > copy->most) copy->most = copy->ring[i].bytes;
    pane->count = copy->n;
    pane_clamp(pane);
}

static void title(Ui *ui, char *left, char *right, size_t room)
{
    char most[24];
    snprintf(left, room, "Sizes");
    words_size(most, sizeof most, ui->sizes.most);
    if (ui->sizes.n) snprintf(right, room, "yours, at most %s", most);
}

static void draw_size(const Ui *ui, Pen *pen, const Size *size, const Size *before)
{
    char text[32];
    size_t was = before ? before->bytes : 0, most = ui->sizes.most;
    snprintf(text, sizeof text, "%u", size->statement);
    pen_right(pen, S_NAME, text, NUMBER);
    text[0] = size->bytes < was ? '-' : '+';
    words_size(text + 1, sizeof text - 1, size->bytes < was ? was - size->bytes : size->bytes - was);
    pen_right(pen, size->bytes == was ? S_DIM : S_CHANGED, size->bytes == was ? "" : text, DELTA);
    words_size(text, sizeof text, size->bytes);
    pen_right(pen, S_TEXT, text, TOTAL);
    pen_space(pen, 1);
    int room = pen_room(pen) + NUMBER + DELTA + TOTAL + 1 - BAR_FROM, columns = room < 8 ? 8 : room / 2;
    if (columns > BAR_MAX) columns = BAR_MAX;
    int full = most ? (int)((uint64_t)size->bytes * (uint64_t)columns / most) : 0;
    if (size->bytes && !full) full = 1;
    for (int i = 0; i < columns; i++)
        if (i < full)
            pen_glyph(pen, S_NEW, G_FULL);
        else
            pen_space(pen, 1);
    pen_space(pen, 1);
    pen_text(pen, S_DIM, size->text);
}

static void draw(Ui *ui, Pane *pane)
{
    const SizesCopy *copy = &ui->sizes;
    for (int i = 0; i < pane->at.height && pane->top + (size_t)i < copy->n; i++) {
        size_t at = pane->top + (size_t)i;
        Pen pen = pen_on(&ui->screen, pane->at.y + i, pane->at.x, pane->at.width);
        bool here = ui->focus == PANE_SIZES && at == pane->row;
        if (here) pen.extra = ui->screen.attributes[S_HEADER];
        draw_size(ui, &pen, size_at(copy, at), size_at(copy, at + 1));
        if (here) pen_space(&pen, pen_room(&pen));
    }
    if (copy->n) return;
    Pen pen = pen_on(&ui->screen, pane->at.y, pane->at.x, pane->at.width);
    pen_text(&pen, S_DIM, " no statement has run yet");
}

static void detail(Ui *ui, Pane *pane, char *text, size_t room)
{
    const Size *size = size_at(&ui->sizes, pane->row);
    char yours[24], all[24];
    if (!size) return;
    words_size(yours, sizeof yours, size->bytes);
    words_size(all, sizeof all, size->live);
    snprintf(text, room, "after %u: %zu object%s of yours in %s, the whole heap %s", size->statement, size->objects,
             words_plural(size->objects), yours, all);
}

const PaneOps pane_sizes_ops = {
    .word = "sizes", .view = "sizes", .refresh = refresh, .draw = draw, .title = title, .detail = detail};
