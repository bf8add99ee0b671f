/* pane_log.c - what happened, the newest statement first, its events in their order, each with a sentence of why. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/face.h"

enum { LOG_ROWS = 400, WHY_COLUMN = 20, WHY_ROOM = 24, WORD_COLUMN = 5, EVENT_COLUMNS = 9 };

/* Within a statement the order is that in which things happened. */
static void turn_statements(LogRow *rows, size_t n)
{
    for (size_t from = 0; from < n;) {
        size_t to = from;
        while (to < n && rows[to].statement == rows[from].statement) to++;
        for (size_t a = from, b = to; a + 1 < b; a++) {
            LogRow swap = rows[a];
            rows[a] = rows[--b];
            rows[b] = swap;
        }
        from = to;
    }
}

/* ---- taking copies: many of a kind in a row become one row ------------------------------------------------------- */

enum { PAGE = 64, READ_MAX = 4500, RUN_SHOWN = 3 };

typedef struct Run { /* of rows that differ in their label only, the newest first */
    size_t length;
    LogRow last;
    uint32_t newest;
} Run;

/* What follows the label. */
static const char *behind_label(const LogRow *row)
{
    return row->text[0] == '#' ? row->text + strcspn(row->text, " ") : row->text;
}

static bool is_alike(const LogRow *a, const LogRow *b)
{
    return a->statement == b->statement && a->kind == b->kind && a->label && b->label &&
           strcmp(behind_label(a), behind_label(b)) == 0;
}

static void add(LogCopy *copy, Run *run, const LogRow *row)
{
    const LogRow *last = copy->n ? &copy->rows[copy->n - 1] : NULL;
    run->length =
        last && (run->length > RUN_SHOWN || is_alike(last, row)) && is_alike(&run->last, row) ? run->length + 1 : 1;
    run->last = *row;
    if (run->length <= RUN_SHOWN) {
        copy->rows[copy->n++] = *row;
        return;
    }
    if (run->length == RUN_SHOWN + 1) copy->n -= RUN_SHOWN - 1; /* what was shown of it becomes one row */
    LogRow *folded = &copy->rows[copy->n - 1];
    if (run->length == RUN_SHOWN + 1) run->newest = folded->label;
    folded->label = row->label;
    snprintf(folded->text, sizeof folded->text, "%zu x%s, #%u ... #%u", run->length, behind_label(row), row->label,
             run->newest);
}

static void refresh(Ui *ui, Pane *pane)
{
    LogCopy *copy = &ui->log;
    size_t wanted = ui->focus == PANE_LOG ? LOG_ROWS : pane->top + (size_t)pane->at.height + 1, read = 0;
    uint64_t before = UINT64_MAX;
    Run run = {0};
    if (wanted > LOG_ROWS) wanted = LOG_ROWS;
    if (!copy->rows) copy->rows = calloc(LOG_ROWS, sizeof *copy->rows);
    copy->n = 0;
    while (copy->rows && copy->n < wanted && read < READ_MAX) {
        size_t n = PAGE;
        const LogRow *rows = view_log(ui->view, before, ui->show_all, &n);
        if (!n) break;
        for (size_t i = 0; i < n && copy->n < LOG_ROWS; i++) add(copy, &run, &rows[i]);
        before = rows[n - 1].number;
        read += n;
    }
    pane->count = copy->n;
    turn_statements(copy->rows, copy->n);
    pane_clamp(pane);
}

static void title(Ui *ui, char *left, char *right, size_t room)
{
    snprintf(left, room, "Log");
    if (ui->show_all) snprintf(right, room, "with the interpreter's own");
}

/* The words of events are sentences' beginnings for lines; here there are eight columns. */
static const char *short_word(const LogRow *row)
{
    switch (row->kind) {
    case EV_GC_UNREACHABLE: return "gc lost";
    case EV_GC_FINALIZE: return "gc final";
    case EV_GC_RESURRECT: return "gc saved";
    case EV_GC_PROMOTE: return "gc older";
    case EV_RESURRECT: return "revived";
    case EV_WEAKREF_CLEAR: return "weakref";
    default: return row->word;
    }
}

static void draw_row(const Ui *ui, Pen *pen, const LogRow *row, bool first_of_statement)
{
    char text[VIEW_SENTENCE + 32], number[16] = "";
    bool now = row->statement == ui->totals.statement;
    int from;
    if (first_of_statement) snprintf(number, sizeof number, "%u", row->statement);
    pen_right(pen, now ? S_NAME : S_DIM, number, 4);
    pen_space(pen, 1);
    from = pen->x;
    pen_column(pen, now ? S_EVENT : S_DIM, short_word(row), EVENT_COLUMNS - 1);
    pen_space(pen, 1);
    words_arrows(&ui->screen, text, sizeof text, row->text);
    pen_text(pen, now ? S_TEXT : S_DIM, text);
    int column = from + EVENT_COLUMNS + WHY_COLUMN > pen->x + 2 ? from + EVENT_COLUMNS + WHY_COLUMN : pen->x + 2;
    if (!ui->show_words || pen->end - column < WHY_ROOM) return;
    pen_space(pen, column - pen->x);
    pen_text(pen, S_DIM, row->why);
}

/* Whether the newest statement's sentences get rows of their own: there is no room beside its events, but below. */
static bool has_why_rows(const Ui *ui, const Pane *pane)
{
    const LogCopy *copy = &ui->log;
    size_t n = 0;
    if (!ui->show_words || ui->focus == PANE_LOG || pane->top ||
        pane->at.width >= WORD_COLUMN + EVENT_COLUMNS + WHY_COLUMN + WHY_ROOM)
        return false;
    while (n < copy->n && copy->rows[n].statement == ui->totals.statement) n++;
    return n && 2 * n <= (size_t)pane->at.height;
}

static void draw_why(const Ui *ui, int y, const Pane *pane, const LogRow *row)
{
    Pen pen = pen_on(&ui->screen, y, pane->at.x, pane->at.width);
    pen_space(&pen, WORD_COLUMN + EVENT_COLUMNS);
    pen_text(&pen, S_NOTE, row->why);
}

/* The newest statement left nothing to tell. */
static int draw_nothing(const Ui *ui, const Pane *pane)
{
    const LogCopy *copy = &ui->log;
    if (pane->top || ui->focus == PANE_LOG || (copy->n && copy->rows[0].statement == ui->totals.statement)) return 0;
    Pen pen = pen_on(&ui->screen, pane->at.y, pane->at.x, pane->at.width);
    char number[16];
    snprintf(number, sizeof number, "%u", ui->totals.statement);
    if (ui->totals.statement) pen_right(&pen, S_NAME, number, 4);
    pen_text(&pen, S_DIM, ui->totals.statement ? " nothing of yours changed" : " nothing has happened yet");
    return 1;
}

static void draw(Ui *ui, Pane *pane)
{
    const LogCopy *copy = &ui->log;
    bool why_rows = has_why_rows(ui, pane);
    int y = draw_nothing(ui, pane);
    for (size_t at = pane->top; at < copy->n && y < pane->at.height; at++) {
        const LogRow *row = &copy->rows[at];
        Pen pen = pen_on(&ui->screen, pane->at.y + y++, pane->at.x, pane->at.width);
        bool here = ui->focus == PANE_LOG && at == pane->row;
        if (here) pen.extra = ui->screen.attributes[S_HEADER];
        draw_row(ui, &pen, row, at == pane->top || row->statement != row[-1].statement);
        if (here) pen_space(&pen, pen_room(&pen));
        if (why_rows && row->statement == ui->totals.statement && y < pane->at.height)
            draw_why(ui, pane->at.y + y++, pane, row);
    }
}

static void enter(Ui *ui, Pane *pane)
{
    const LogRow *row = pane->row < ui->log.n ? &ui->log.rows[pane->row] : NULL;
    if (row && row->label)
        ui_select(ui, row->label, 0);
    else
        ui_say(ui, "This event is about nothing that has a label.");
}

static void detail(Ui *ui, Pane *pane, char *text, size_t room)
{
    if (pane->row >= ui->log.n) return;
    const LogRow *row = &ui->log.rows[pane->row];
    char shown[VIEW_SENTENCE + 32];
    words_arrows(&ui->screen, shown, sizeof shown, row->text);
    snprintf(text, room, "%s %s: %s", row->word, shown, row->why);
}

const PaneOps pane_log_ops = {
    .word = "log", .refresh = refresh, .draw = draw, .title = title, .enter = enter, .detail = detail};
