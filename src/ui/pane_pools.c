/* pane_pools.c - where small blocks come from: arenas, their pools, and on a key the blocks of a pool.

     arena ..4500000  34 of 64 pools  █▒█▒▒▒▒█▒░░░...      a sign for each pool
      ..4500000   64 B ██▒▒▒▒▒▒░░   203/255                yours, the interpreter's, free
         ░░▒▒██▒▒...                                        a sign for each block */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/face.h"

enum { MAP_COLUMNS = 64, POOLS = ARENA_SIZE / POOL_SIZE };

/* ---- taking copies ----------------------------------------------------------------------------------------------- */

static bool make_room(PoolsCopy *copy, size_t wanted)
{
    if (wanted <= copy->room) return true;
    PoolItem *rows = realloc(copy->rows, wanted * sizeof *rows);
    if (!rows) return false;
    copy->rows = rows;
    copy->room = wanted;
    return true;
}

static void add_arena(PoolsCopy *copy, const PoolRow *pools)
{
    PoolItem *arena = &copy->rows[copy->n++];
    *arena = (PoolItem){.is_arena = true, .pool = {.address = pools[0].address, .capacity = POOLS}};
    for (size_t k = 0; k < POOLS; k++) {
        const PoolRow *p = &pools[k];
        bool used = !p->free_pool && p->live;
        arena->sign[k] = !used ? G_EMPTY : p->live == p->capacity ? G_FULL : G_HALF;
        arena->pool.live += used;
        if (!p->free_pool) copy->rows[copy->n++] = (PoolItem){.pool = *p};
    }
}

static void refresh(Ui *ui, Pane *pane)
{
    PoolsCopy *copy = &ui->pools;
    size_t arenas = heap_arena_count(HEAP(ui->rt));
    copy->n = 0;
    if (!make_room(copy, arenas * (POOLS + 1))) return;
    for (size_t i = 0; i < arenas; i++) {
        PoolRow pools[POOLS];
        if (heap_arena_pools(HEAP(ui->rt), i, pools)) add_arena(copy, pools);
    }
    pane->count = copy->n;
    if (copy->opened && !view_pool(ui->view, copy->opened, &copy->map)) copy->opened = 0;
    pane_clamp(pane);
    if (copy->opened && pane->row < copy->n && copy->opened == copy->rows[pane->row].pool.address)
        pane->top = pane->row; /* room for its map */
    for (size_t i = pane->top; i < copy->n && i < pane->top + (size_t)pane->at.height; i++)
        if (!copy->rows[i].is_arena) copy->rows[i].mine = view_pool_mine(ui->view, &copy->rows[i].pool);
}

/* ---- drawing ----------------------------------------------------------------------------------------------------- */

static void title(Ui *ui, char *left, char *right, size_t room)
{
    snprintf(left, room, "Pools");
    snprintf(right, room, "%zu in use in %zu arena%s", ui->totals.heap.pools_used, ui->totals.heap.arenas,
             words_plural(ui->totals.heap.arenas));
}

/* Columns of [width] for [part] of [whole]: at least one for anything at all. */
static int share(unsigned part, unsigned whole, int width)
{
    int columns = whole ? (int)((uint64_t)part * (uint64_t)width / whole) : 0;
    return part && !columns ? 1 : columns;
}

static void draw_pool(const Ui *ui, Pen *pen, const PoolItem *item)
{
    char text[40];
    const PoolRow *p = &item->pool;
    pen_format(pen, S_ADDRESS, "  ..%07llx", (unsigned long long)(p->address & 0xfffffff));
    snprintf(text, sizeof text, "%u B", p->block_size);
    pen_right(pen, S_NAME, text, 7);
    pen_space(pen, 1);
    int width = pen_room(pen) - 11;
    if (width > MAP_COLUMNS) width = MAP_COLUMNS;
    int live = share(p->live, p->capacity, width), mine = share((unsigned)item->mine, p->capacity, width);
    if (live < mine) live = mine;
    for (int i = 0; i < width; i++)
        pen_glyph(pen, i < mine ? S_NEW : i < live ? S_TYPE : S_RULE, i < mine ? G_FULL : i < live ? G_HALF : G_EMPTY);
    snprintf(text, sizeof text, "%u/%u", p->live, p->capacity);
    pen_right(pen, S_DIM, text, 10);
    (void)ui;
}

/* An arena's row; its pools' signs stand behind its numbers or, where there is no room, on rows of their own: returns
   how many. */
static int draw_arena(const Ui *ui, const Pane *pane, Pen *pen, int y, const PoolItem *item)
{
    char text[40];
    pen_format(pen, S_NAME, " arena ..%07llx ", (unsigned long long)(item->pool.address & 0xfffffff));
    snprintf(text, sizeof text, "%u of %u pools", item->pool.live, item->pool.capacity);
    pen_right(pen, S_TEXT, text, 14);
    pen_space(pen, 2);
    int rows = 0, columns = pane->at.width - 6;
    bool beside = pen_room(pen) >= POOLS;
    for (int i = 0; i < POOLS && columns > 0; i++) {
        if (!beside && i % columns == 0) *pen = pen_on(&ui->screen, pane->at.y + y + rows++, pane->at.x + 3, columns);
        bool free_pool = item->sign[i] == G_EMPTY;
        if (beside || y + rows - 1 < pane->at.height)
            pen_glyph(pen, free_pool ? S_RULE : S_TYPE, (Glyph)item->sign[i]);
    }
    return rows;
}

/* A sign for each block of the opened pool; returns how many rows there are in all. */
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
    int columns = pane->at.width - 6 < MAP_COLUMNS ? pane->at.width - 6 : MAP_COLUMNS, rows = 0;
    for (unsigned i = 0; columns > 0 && i < map->pool.capacity; rows++) {
        Pen pen = pen_on(&ui->screen, pane->at.y + y + rows, pane->at.x + 5, columns);
        for (int k = 0; k < columns && i < map->pool.capacity; k++, i++)
            if (y + rows < pane->at.height) pen_glyph(&pen, cells[map->cell[i]].style, cells[map->cell[i]].glyph);
    }
    Pen pen = pen_on(&ui->screen, pane->at.y + y + rows, pane->at.x + 5, pane->at.width - 5);
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

static void draw(Ui *ui, Pane *pane)
{
    int y = 0;
    for (size_t at = pane->top; at < ui->pools.n && y < pane->at.height; at++) {
        const PoolItem *item = &ui->pools.rows[at];
        Pen pen = pen_on(&ui->screen, pane->at.y + y++, pane->at.x, pane->at.width);
        bool here = ui->focus == PANE_POOLS && at == pane->row;
        if (here) pen.extra = ui->screen.attributes[S_HEADER];
        int below = 0;
        if (item->is_arena)
            below = draw_arena(ui, pane, &pen, y, item);
        else
            draw_pool(ui, &pen, item);
        if (here && !below) pen_space(&pen, pen_room(&pen));
        y += below;
        if (!item->is_arena && item->pool.address == ui->pools.opened) y += draw_map(ui, pane, y);
    }
}

/* ---- keys -------------------------------------------------------------------------------------------------------- */

static void detail(Ui *ui, Pane *pane, char *text, size_t room)
{
    if (pane->row >= ui->pools.n) return;
    const PoolItem *item = &ui->pools.rows[pane->row];
    const PoolRow *p = &item->pool;
    if (item->is_arena)
        snprintf(text, room, "the arena at 0x%llx: 1 MiB from the system in pools of 16 KiB; it goes back when all are free",
                 (unsigned long long)p->address);
    else
        snprintf(text, room, "the pool at 0x%llx serves blocks of %u bytes: %u of %u are live, %zu of them yours",
                 (unsigned long long)p->address, p->block_size, p->live, p->capacity, item->mine);
}

static void enter(Ui *ui, Pane *pane)
{
    if (pane->row >= ui->pools.n) return;
    const PoolItem *item = &ui->pools.rows[pane->row];
    if (item->is_arena)
        ui_say(ui, "A row below is a pool of this arena: Enter opens that.");
    else
        ui->pools.opened = ui->pools.opened == item->pool.address ? 0 : item->pool.address;
    refresh(ui, pane);
}

const PaneOps pane_pools_ops = {
    .word = "pools", .view = "pools", .refresh = refresh, .draw = draw, .title = title, .enter = enter, .detail = detail};
