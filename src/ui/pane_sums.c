/* pane_sums.c - the other views of the heap: its pools, and the collector's generations with the free lists. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/face.h"

enum { MAP_COLUMNS = 64 };

/* A gauge: how much of [width] columns [part] of [whole] fills. */
static void gauge(Pen *pen, Style style, uint64_t part, uint64_t whole, int width)
{
    int full = whole ? (int)(part * (uint64_t)width / whole) : 0;
    if (full > width) full = width;
    if (part && !full) full = 1;
    for (int i = 0; i < width; i++) pen_glyph(pen, i < full ? style : S_RULE, i < full ? G_FULL : G_EMPTY);
}

/* ---- pools ------------------------------------------------------------------------------------------------------- */

static void pools_refresh(Ui *ui, Pane *pane)
{
    PoolsCopy *copy = &ui->pools;
    enum { POOLS = ARENA_SIZE / POOL_SIZE };
    size_t arenas = heap_arena_count(HEAP(ui->rt));
    copy->n = 0;
    if (arenas * POOLS > copy->room) {
        PoolRow *rows = realloc(copy->rows, arenas * POOLS * sizeof *rows);
        if (!rows) return;
        copy->rows = rows;
        copy->room = arenas * POOLS;
    }
    for (size_t i = 0; i < arenas; i++) {
        PoolRow rows[POOLS];
        if (!heap_arena_pools(HEAP(ui->rt), i, rows)) continue;
        for (size_t k = 0; k < POOLS; k++)
            if (!rows[k].free_pool) copy->rows[copy->n++] = rows[k];
    }
    pane->count = copy->n;
    if (copy->opened && !view_pool(ui->view, copy->opened, &copy->map)) copy->opened = 0;
    pane_clamp(pane);
    if (copy->opened && copy->opened == copy->rows[pane->row].address) pane->top = pane->row; /* room for its map */
}

static void pools_title(Ui *ui, char *left, char *right, size_t room)
{
    snprintf(left, room, "Pools");
    snprintf(right, room, "%zu in use in %zu arena%s", ui->totals.heap.pools_used, ui->totals.heap.arenas,
             words_plural(ui->totals.heap.arenas));
}

static void draw_pool(Pen *pen, const PoolRow *p)
{
    char text[40];
    pen_format(pen, S_ADDRESS, " ..%07llx", (unsigned long long)(p->address & 0xfffffff));
    snprintf(text, sizeof text, "%u B", p->block_size);
    pen_right(pen, S_NAME, text, 7);
    pen_space(pen, 1);
    gauge(pen, S_TYPE, p->live, p->capacity, pen_room(pen) > 40 ? pen_room(pen) - 24 : pen_room(pen) - 12);
    snprintf(text, sizeof text, "%u/%u", p->live, p->capacity);
    pen_right(pen, S_DIM, text, 10);
}

/* A sign for each block of the opened pool, in rows of 64; returns how many rows there are in all. */
static int draw_map(const Ui *ui, const Pane *pane, int y)
{
    static const struct {
        Style style;
        Glyph glyph;
    } cells[] = {[CELL_FREE] = {S_RULE, G_EMPTY},
                 [CELL_OBJECT] = {S_TYPE, G_HALF},
                 [CELL_PART] = {S_DIM, G_HALF},
                 [CELL_MINE] = {S_NEW, G_FULL}};
    const PoolMap *map = &ui->pools.map;
    int columns = pane->at.width - 4 < MAP_COLUMNS ? pane->at.width - 4 : MAP_COLUMNS, rows = 0;
    for (unsigned i = 0; columns > 0 && i < map->pool.capacity; rows++) {
        Pen pen = pen_on(&ui->screen, pane->at.y + y + rows, pane->at.x + 3, columns);
        for (int k = 0; k < columns && i < map->pool.capacity; k++, i++)
            if (y + rows < pane->at.height) pen_glyph(&pen, cells[map->cell[i]].style, cells[map->cell[i]].glyph);
    }
    Pen pen = pen_on(&ui->screen, pane->at.y + y + rows, pane->at.x + 3, pane->at.width - 3);
    if (y + rows < pane->at.height) {
        pen_glyph(&pen, S_NEW, G_FULL);
        pen_text(&pen, S_DIM, " yours  ");
        pen_glyph(&pen, S_TYPE, G_HALF);
        pen_text(&pen, S_DIM, " the interpreter's  ");
        pen_glyph(&pen, S_RULE, G_EMPTY);
        pen_text(&pen, S_DIM, " free");
    }
    return rows + 1;
}

static void pools_draw(Ui *ui, Pane *pane)
{
    int y = 0;
    for (size_t at = pane->top; at < ui->pools.n && y < pane->at.height; at++) {
        const PoolRow *p = &ui->pools.rows[at];
        Pen pen = pen_on(&ui->screen, pane->at.y + y++, pane->at.x, pane->at.width);
        bool here = ui->focus == PANE_POOLS && at == pane->row;
        if (here) pen.extra = ui->screen.attributes[S_HEADER];
        draw_pool(&pen, p);
        if (here) pen_space(&pen, pen_room(&pen));
        if (p->address == ui->pools.opened) y += draw_map(ui, pane, y);
    }
}

static void pools_detail(Ui *ui, Pane *pane, char *text, size_t room)
{
    if (pane->row >= ui->pools.n) return;
    const PoolRow *p = &ui->pools.rows[pane->row];
    snprintf(text, room, "the pool at 0x%llx serves blocks of %u bytes: %u of %u are live",
             (unsigned long long)p->address, p->block_size, p->live, p->capacity);
}

static void pools_enter(Ui *ui, Pane *pane)
{
    if (pane->row >= ui->pools.n) return;
    uint64_t address = ui->pools.rows[pane->row].address;
    ui->pools.opened = ui->pools.opened == address ? 0 : address;
    pools_refresh(ui, pane);
}

const PaneOps pane_pools_ops = {.word = "pools",
                                .refresh = pools_refresh,
                                .draw = pools_draw,
                                .title = pools_title,
                                .enter = pools_enter,
                                .detail = pools_detail};

/* ---- collector --------------------------------------------------------------------------------------------------- */

enum { COLLECTOR_ROWS = 5 };

static void collector_refresh(Ui *ui, Pane *pane)
{
    for (int i = 0; i < GC_GENERATIONS; i++) ui->generation_size[i] = view_generation_size(ui->view, i);
    pane->count = COLLECTOR_ROWS;
    pane_clamp(pane);
}

static void collector_title(Ui *ui, char *left, char *right, size_t room)
{
    snprintf(left, room, "Collector");
    snprintf(right, room, "%s", ui->totals.gc_enabled ? "automatic" : "only when asked: gc.disable() was called");
}

static void draw_generation(const Ui *ui, Pen *pen, int i)
{
    char size[24], text[64];
    const Totals *t = &ui->totals;
    pen_format(pen, S_NAME, " gen %d ", i);
    gauge(pen, t->generation[i].count > t->generation[i].threshold ? S_CHANGED : S_TYPE,
          (uint64_t)(t->generation[i].count > 0 ? t->generation[i].count : 0),
          (uint64_t)(t->generation[i].threshold > 0 ? t->generation[i].threshold : 1), 10);
    snprintf(text, sizeof text, "%d/%d", t->generation[i].count, t->generation[i].threshold);
    pen_right(pen, S_TEXT, text, 8);
    words_count(size, sizeof size, (uint64_t)ui->generation_size[i]);
    isize passes = t->generation[i].collections;
    pen_format(pen, S_DIM, "  %s object%s, %td pass%s, %td freed", size, words_plural((uint64_t)ui->generation_size[i]),
               passes, passes == 1 ? "" : "es", t->generation[i].collected);
}

static void collector_draw(Ui *ui, Pane *pane)
{
    const Totals *t = &ui->totals;
    for (int i = 0; i < pane->at.height && pane->top + (size_t)i < pane->count; i++) {
        size_t at = pane->top + (size_t)i;
        Pen pen = pen_on(&ui->screen, pane->at.y + i, pane->at.x, pane->at.width);
        bool here = ui->focus == PANE_COLLECTOR && at == pane->row;
        if (here) pen.extra = ui->screen.attributes[S_HEADER];
        if (at < GC_GENERATIONS)
            draw_generation(ui, &pen, (int)at);
        else if (at == 3)
            pen_format(&pen, S_TEXT, " free lists: %d float, %d list, %d dict, %d keys, %d tuple", t->free_floats,
                       t->free_lists, t->free_dicts, t->free_keys, t->free_tuples);
        else
            pen_text(&pen, S_DIM, " a full count starts a pass; survivors move to the next generation");
        if (here) pen_space(&pen, pen_room(&pen));
    }
}

static void collector_detail(Ui *ui, Pane *pane, char *text, size_t room)
{
    static const char *const words[COLLECTOR_ROWS] = {
        "new containers; the count is allocations less deallocations since the last pass",
        "survivors of one pass; the count is passes of generation 0 since its own last pass",
        "survivors of more; a pass also waits until a quarter as many objects are new",
        "dead objects whose blocks wait for the next of their type", "gc.collect() asks for a full pass"};
    (void)ui;
    if (pane->row < COLLECTOR_ROWS) snprintf(text, room, "%s", words[pane->row]);
}

const PaneOps pane_collector_ops = {.word = "collector",
                                    .refresh = collector_refresh,
                                    .draw = collector_draw,
                                    .title = collector_title,
                                    .detail = collector_detail};
