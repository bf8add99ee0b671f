/* layout.c - which panes there are and where: from 40x10 to any size.

     one pane at a time    two columns              three columns
     | pane   |            | Names   | Heap |       | Names   | Heap | Log       |
     | output |            | Holders | Log  |       | Holders |      | Collector |
                           | output         |       | output         | Pools     |   */
#include <stdio.h>
#include <string.h>

#include "ui/face.h"

enum {
    MIN_ROWS = 10,
    MIN_COLUMNS = 40,
    FULL_ROWS = 24,
    FULL_COLUMNS = 80,
    WIDE_COLUMNS = 120,
    ROOMY_COLUMNS = 160, /* the log's sentences are longer than most values */
    TALL_ROWS = 36,
    SPLIT_ROWS = 14,
    HEAD_FROM = 6
};

const PaneOps *pane_ops(PaneId id)
{
    static const PaneOps *const ops[PANES] = {
        [PANE_NAMES] = &pane_names_ops, [PANE_HEAP] = &pane_heap_ops,           [PANE_GRAPH] = &pane_graph_ops,
        [PANE_POOLS] = &pane_pools_ops, [PANE_COLLECTOR] = &pane_collector_ops, [PANE_SHARED] = &pane_shared_ops,
        [PANE_SIZES] = &pane_sizes_ops, [PANE_HOLDERS] = &pane_holders_ops,     [PANE_LOG] = &pane_log_ops,
        [PANE_OUTPUT] = &pane_output_ops,
    };
    return ops[id];
}

/* ---- placing ----------------------------------------------------------------------------------------------------- */

static void place(Ui *ui, PaneId id, int y, int x, int height, int width)
{
    Pane *pane = &ui->panes[id];
    pane->shown = height > 0;
    pane->head = pane_ops(id)->has_head && height >= HEAD_FROM;
    pane->at = (Rect){y + pane->head, x, height - pane->head, width};
}

static void rule(Ui *ui, int y, int x, int length, bool vertical)
{
    if (ui->nrules < RULES) ui->rules[ui->nrules++] = (Rule){y, x, length, vertical};
}

static void place_single(Ui *ui, int rows, int columns)
{
    PaneId id = ui->focus == PANE_NONE || ui->focus == PANE_OUTPUT ? ui->small_pane : ui->focus;
    bool at_prompt = ui->focus == PANE_NONE || ui->focus == PANE_OUTPUT;
    int body = rows - 2, upper = (body - 2) / 2;
    rule(ui, 1, 0, columns, false);
    if (rows < SPLIT_ROWS) {
        place(ui, at_prompt ? PANE_OUTPUT : id, 2, 0, body - 1, columns);
        return;
    }
    place(ui, id, 2, 0, upper, columns);
    rule(ui, 2 + upper, 0, columns, false);
    place(ui, PANE_OUTPUT, 3 + upper, 0, body - 2 - upper, columns);
}

static void place_two(Ui *ui, int rows, int columns, int output)
{
    int left = columns * 2 / 5 - 1, body = rows - 2 - output - 1, lower = (body - 2) * 5 / 12, upper = body - 2 - lower;
    int right = columns - left - 1;
    if (left > 44) left = 44, right = columns - left - 1;
    rule(ui, 1, 0, columns, false);
    place(ui, PANE_NAMES, 2, 0, upper, left);
    place(ui, ui->heap_view, 2, left + 1, upper, right);
    rule(ui, 2 + upper, 0, columns, false);
    place(ui, PANE_HOLDERS, 3 + upper, 0, lower, left);
    place(ui, PANE_LOG, 3 + upper, left + 1, lower, right);
    rule(ui, 2, left, body - 1, true);
    rule(ui, 1 + body, 0, columns, false);
    place(ui, PANE_OUTPUT, 2 + body, 0, output, columns);
}

/* The right column of a tall screen. */
static void place_right(Ui *ui, int y, int x, int height, int width)
{
    enum { COLLECTOR_ROWS = 7 };
    int pools = (height - COLLECTOR_ROWS - 2) / 3, log = height - COLLECTOR_ROWS - 2 - pools;
    place(ui, PANE_LOG, y, x, log, width);
    rule(ui, y + log, x, width, false);
    place(ui, PANE_COLLECTOR, y + log + 1, x, COLLECTOR_ROWS, width);
    rule(ui, y + log + 1 + COLLECTOR_ROWS, x, width, false);
    place(ui, PANE_POOLS, y + log + 2 + COLLECTOR_ROWS, x, pools, width);
}

static void place_three(Ui *ui, int rows, int columns, int output)
{
    bool tall = rows >= TALL_ROWS;
    int left = columns / 4, right = columns * (columns < ROOMY_COLUMNS ? 7 : 8) / 20, body = rows - 2 - output - 1;
    if (left > 50) left = 50;
    int middle = columns - left - right - 2;
    if (middle > 100) right += middle - 100, middle = 100;
    int lower = (body - 2) * 2 / 5, upper = body - 2 - lower, heap_x = left + 1, right_x = heap_x + middle + 1;
    int right_height = tall ? rows - 3 : body - 1;
    rule(ui, 1, 0, columns, false);
    place(ui, PANE_NAMES, 2, 0, upper, left);
    rule(ui, 2 + upper, 0, left, false);
    place(ui, PANE_HOLDERS, 3 + upper, 0, lower, left);
    bool beside = tall && (ui->heap_view == PANE_POOLS || ui->heap_view == PANE_COLLECTOR);
    place(ui, beside ? PANE_HEAP : ui->heap_view, 2, heap_x, body - 1, middle);
    rule(ui, 2, left, body - 1, true);
    rule(ui, 2, right_x - 1, right_height, true);
    rule(ui, 1 + body, 0, tall ? right_x - 1 : columns, false);
    if (tall)
        place_right(ui, 2, right_x, right_height, right);
    else
        place(ui, PANE_LOG, 2, right_x, body - 1, right);
    place(ui, PANE_OUTPUT, 2 + body, 0, output, tall ? right_x - 1 : columns);
}

void layout_make(Ui *ui)
{
    int rows = ui->screen.rows, columns = ui->screen.cols;
    int output = rows < 30 ? rows * 7 / 24 : rows / 3;
    for (int i = 0; i < PANES; i++) ui->panes[i].shown = false;
    ui->nrules = 0;
    ui->too_small = rows < MIN_ROWS || columns < MIN_COLUMNS;
    ui->single = rows < FULL_ROWS || columns < FULL_COLUMNS;
    if (ui->too_small) return;
    if (ui->single)
        place_single(ui, rows, columns);
    else if (columns < WIDE_COLUMNS)
        place_two(ui, rows, columns, output);
    else
        place_three(ui, rows, columns, output);
}

PaneId layout_next(const Ui *ui, PaneId from, int step)
{
    int at = from;
    for (int tries = 0; tries <= PANES; tries++) {
        at += step;
        if (at < PANE_NONE) at = PANES - 1;
        if (at >= PANES) at = PANE_NONE;
        if (at == PANE_NONE) return PANE_NONE;
        bool in_turn = ui->single ? !pane_ops((PaneId)at)->view || at == (int)ui->heap_view : ui->panes[at].shown;
        if (in_turn) return (PaneId)at;
    }
    return PANE_NONE;
}

/* ---- scrolling --------------------------------------------------------------------------------------------------- */

void pane_clamp(Pane *pane)
{
    size_t height = pane->at.height > 0 ? (size_t)pane->at.height : 1;
    if (pane->row >= pane->count) pane->row = pane->count ? pane->count - 1 : 0;
    if (pane->row < pane->top) pane->top = pane->row;
    if (pane->row >= pane->top + height) pane->top = pane->row - height + 1;
    if (pane->top && pane->top + height > pane->count) pane->top = pane->count > height ? pane->count - height : 0;
}

void pane_move(Ui *ui, PaneId id, long by)
{
    Pane *pane = &ui->panes[id];
    const PaneOps *ops = pane_ops(id);
    if (ops->go) {
        ops->go(ui, pane, by);
        return;
    }
    long row = (long)pane->row + by, last = pane->count ? (long)pane->count - 1 : 0;
    if (pane->count == 0) ui_say(ui, "This pane is empty.");
    pane->row = (size_t)(row < 0 ? 0 : row > last ? last : row);
    pane_clamp(pane);
    if (ops->refresh) ops->refresh(ui, pane);
}

/* ---- rules and titles -------------------------------------------------------------------------------------------- */

static bool covers(const Rule *r, bool vertical, int y, int x)
{
    if (r->vertical != vertical) return false;
    return vertical ? x == r->x && y >= r->y && y < r->y + r->length : y == r->y && x >= r->x && x < r->x + r->length;
}

static bool line_at(const Ui *ui, bool vertical, int y, int x)
{
    for (int i = 0; i < ui->nrules; i++)
        if (covers(&ui->rules[i], vertical, y, x)) return true;
    return false;
}

/* The sign where a vertical line meets a horizontal one. */
static Glyph joint(const Ui *ui, int y, int x)
{
    bool up = line_at(ui, true, y - 1, x), down = line_at(ui, true, y + 1, x);
    bool left = line_at(ui, false, y, x - 1), right = line_at(ui, false, y, x + 1);
    bool across = line_at(ui, true, y, x);
    if (across && left && right) return G_CROSS;
    if (across) return left ? G_TEE_LEFT : right ? G_TEE_RIGHT : G_BAR;
    return up && down ? G_CROSS : up ? G_TEE_UP : down ? G_TEE_DOWN : G_LINE;
}

static void draw_rules(const Ui *ui)
{
    for (int i = 0; i < ui->nrules; i++) {
        const Rule *r = &ui->rules[i];
        if (r->vertical) continue;
        Pen pen = pen_on(&ui->screen, r->y, r->x, r->length);
        pen_fill(&pen, S_RULE, G_LINE);
    }
    for (int i = 0; i < ui->nrules; i++) {
        const Rule *r = &ui->rules[i];
        for (int k = -1; r->vertical && k <= r->length; k++) {
            if ((k < 0 || k == r->length) && !line_at(ui, false, r->y + k, r->x)) continue;
            Pen pen = pen_on(&ui->screen, r->y + k, r->x, 1);
            pen_glyph(&pen, S_RULE, joint(ui, r->y + k, r->x));
        }
    }
}

static void draw_title(Ui *ui, PaneId id)
{
    char left[256] = "", right[256] = "";
    Pane *pane = &ui->panes[id];
    const Screen *s = &ui->screen;
    pane_ops(id)->title(ui, left, right, sizeof left);
    int y = pane->at.y - 1 - pane->head;
    Pen pen = pen_on(s, y, pane->at.x + 1, pane->at.width - 2);
    if (left[0]) {
        bool focused = ui->focus == id;
        pen_format(&pen, focused ? S_TITLE_FOCUS : S_TITLE, " %s ", left);
    }
    int columns = text_columns(s, right, strlen(right)), end = pane->at.x + pane->at.width - 1;
    if (!right[0] || pen.x + 1 + columns + 2 > end) return;
    Pen at_end = pen_on(s, y, end - columns - 2, columns + 2);
    pen_format(&at_end, S_DIM, " %s ", right);
}

/* ---- header and footer ------------------------------------------------------------------------------------------- */

static void header_state(const Ui *ui, char *text, size_t room)
{
    char n[32];
    if (ui->busy == BUSY_RUNNING) {
        words_count(n, sizeof n, vm_bytecodes(ui->rt));
        snprintf(text, room, "running: %s bytecodes, ^C stops", n);
    } else if (ui->busy == BUSY_INPUT) {
        snprintf(text, room, "the program waits for input");
    } else {
        snprintf(text, room, "live");
    }
}

static void draw_header(const Ui *ui)
{
    const Screen *s = &ui->screen;
    char state[80], size[24];
    const Totals *t = &ui->totals;
    Pen pen = pen_on(s, 0, 0, s->cols);
    pen_text(&pen, S_HEADER_STRONG, " glassheap ");
    pen_format(&pen, S_HEADER, "  statement %u", t->statement);
    if (s->cols >= FULL_COLUMNS) {
        words_size(size, sizeof size, t->mine_bytes);
        pen_format(&pen, S_HEADER, "   gc %d/%d %d/%d %d/%d%s", t->generation[0].count, t->generation[0].threshold,
                   t->generation[1].count, t->generation[1].threshold, t->generation[2].count,
                   t->generation[2].threshold, t->gc_enabled ? "" : " off");
    }
    if (s->cols >= WIDE_COLUMNS) {
        words_size(size, sizeof size, t->heap.live_bytes);
        pen_format(&pen, S_HEADER, "   heap %s, %zu pools   Python 3.11", size, t->heap.pools_used);
    }
    pen_fill(&pen, S_HEADER, GLYPHS);
    header_state(ui, state, sizeof state);
    int columns = text_columns(s, state, strlen(state)) + 2;
    Pen right = pen_on(s, 0, s->cols - columns, columns);
    pen_format(&right, ui->busy == BUSY_NOT ? S_HEADER : S_ALERT, " %s ", state);
}

static void footer_keys(const Ui *ui, Pen *pen, int which)
{
    for (size_t i = 0; i < key_row_count; i++) {
        if (!(key_rows[i].footer & which)) continue;
        if (pen_room(pen) < 9) return;
        pen_format(pen, S_KEY, " %s", key_rows[i].name);
        pen_format(pen, S_DIM, " %s ", key_rows[i].short_word);
    }
    (void)ui;
}

static void draw_footer(Ui *ui)
{
    const Screen *s = &ui->screen;
    Pen pen = pen_on(s, s->rows - 1, 0, s->cols);
    if (ui->message[0]) {
        pen_format(&pen, S_CHANGED, " %s", ui->message);
        return;
    }
    if (ui->focus == PANE_NONE) {
        footer_keys(ui, &pen, 1);
        pen_text(&pen, S_KEY, " :");
        pen_text(&pen, S_DIM, "command");
        return;
    }
    char detail[400] = "";
    const PaneOps *ops = pane_ops(ui->focus);
    if (ops->detail) ops->detail(ui, &ui->panes[ui->focus], detail, sizeof detail);
    static const char keys[] = "Enter opens  Tab next  Esc prompt";
    int room = s->cols - (int)sizeof keys - 2;
    if (!detail[0]) {
        footer_keys(ui, &pen, 2);
        if (pen.x + (int)sizeof keys > s->cols) return;
    } else if (room >= 30) {
        pen_cut(&pen, S_TEXT, " ", 1, 1);
        pen_cut(&pen, S_TEXT, detail, strlen(detail), text_columns(s, detail, strlen(detail)) > room ? s->cols : room);
        if (pen.x > room + 1) return;
    } else {
        pen_format(&pen, S_TEXT, " %s", detail);
        return;
    }
    Pen right = pen_on(s, s->rows - 1, s->cols - (int)sizeof keys, (int)sizeof keys);
    pen_text(&right, S_DIM, keys);
}

void layout_draw(Ui *ui)
{
    draw_rules(ui);
    for (int i = 0; i < PANES; i++)
        if (ui->panes[i].shown) draw_title(ui, (PaneId)i);
    draw_header(ui);
    draw_footer(ui);
}
