/* pane_collector.c - the collector: how near each generation is to its next pass, and what waits on the free lists. */
#include <stdio.h>
#include <string.h>

#include "ui/face.h"

enum { GENERATION_ROWS = GC_GENERATIONS, FREE_LISTS_ROW = GENERATION_ROWS, EXPLANATION_ROW, ROWS, GAUGE = 10, NUMBER = 8 };

static void refresh(Ui *ui, Pane *pane)
{
    for (int i = 0; i < GC_GENERATIONS; i++) ui->generation_size[i] = view_generation_size(ui->view, i);
    pane->count = ROWS;
    pane_clamp(pane);
}

static void title(Ui *ui, char *left, char *right, size_t room)
{
    snprintf(left, room, "Collector");
    snprintf(right, room, "%s", ui->totals.gc_enabled ? "automatic" : "only when asked: gc.disable() was called");
}

/* How much of the threshold the count fills. */
static void draw_gauge(Pen *pen, int count, int threshold)
{
    int full = threshold > 0 && count > 0 ? (int)((int64_t)count * GAUGE / threshold) : 0;
    if (count > 0 && !full) full = 1;
    for (int i = 0; i < GAUGE; i++)
        pen_glyph(pen, i < full ? count > threshold ? S_CHANGED : S_TYPE : S_RULE, i < full ? G_FULL : G_EMPTY);
}

static void draw_number(Pen *pen, isize n)
{
    char text[24];
    words_count(text, sizeof text, (uint64_t)n);
    pen_right(pen, S_TEXT, text, NUMBER);
}

static void draw_head(const Ui *ui, const Pane *pane)
{
    Pen pen = pen_on(&ui->screen, pane->at.y - 1, pane->at.x, pane->at.width);
    pen_column(&pen, S_DIM, " gen", 4 + GAUGE);
    pen_right(&pen, S_DIM, "count", 8);
    pen_right(&pen, S_DIM, "objects", NUMBER);
    pen_right(&pen, S_DIM, "passes", NUMBER);
    pen_right(&pen, S_DIM, "freed", NUMBER);
}

static void draw_generation(const Ui *ui, Pen *pen, int i)
{
    char text[64];
    const Totals *t = &ui->totals;
    pen_format(pen, S_NAME, " %d  ", i);
    draw_gauge(pen, t->generation[i].count, t->generation[i].threshold);
    snprintf(text, sizeof text, "%d/%d", t->generation[i].count, t->generation[i].threshold);
    pen_right(pen, S_TEXT, text, 8);
    draw_number(pen, ui->generation_size[i]);
    draw_number(pen, t->generation[i].collections);
    draw_number(pen, t->generation[i].collected);
}

static void draw(Ui *ui, Pane *pane)
{
    const Totals *t = &ui->totals;
    for (int i = 0; i < pane->at.height && pane->top + (size_t)i < pane->count; i++) {
        size_t at = pane->top + (size_t)i;
        Pen pen = pen_on(&ui->screen, pane->at.y + i, pane->at.x, pane->at.width);
        bool here = ui->focus == PANE_COLLECTOR && at == pane->row;
        if (here) pen.extra = ui->screen.attributes[S_HEADER];
        if (at < GENERATION_ROWS)
            draw_generation(ui, &pen, (int)at);
        else if (at == FREE_LISTS_ROW)
            pen_format(&pen, S_TEXT, " free lists: float %d list %d dict %d keys %d tuple %d", t->free_floats,
                       t->free_lists, t->free_dicts, t->free_keys, t->free_tuples);
        else
            pen_text(&pen, S_DIM, pen_room(&pen) > 66 ? " a full count starts a pass; survivors move to the next generation"
                                                      : " a full count starts a pass; survivors age");
        if (here) pen_space(&pen, pen_room(&pen));
    }
    if (pane->head) draw_head(ui, pane);
}

static void detail(Ui *ui, Pane *pane, char *text, size_t room)
{
    static const char *const words[ROWS] = {
        "new containers; the count is allocations less deallocations since the last pass",
        "survivors of one pass; the count is passes of generation 0 since its own last pass",
        "survivors of more; a pass also waits until a quarter as many objects are new",
        "dead objects whose blocks wait for the next of their type", "gc.collect() asks for a full pass"};
    (void)ui;
    if (pane->row < ROWS) snprintf(text, room, "%s", words[pane->row]);
}

const PaneOps pane_collector_ops = {
    .word = "collector", .view = "collector", .refresh = refresh, .draw = draw, .title = title, .detail = detail, .has_head = true};
