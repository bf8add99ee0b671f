/* pane_log.c - what happened, the newest statement first, its events in their order, each with a sentence of why. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/face.h"

enum { LOG_ROWS = 400, WHY_COLUMN = 20, WHY_ROOM = 24, WORD_COLUMN = 5 };

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

static void refresh(Ui *ui, Pane *pane)
{
    LogCopy *copy = &ui->log;
    size_t n = ui->focus == PANE_LOG ? LOG_ROWS : pane->top + (size_t)pane->at.height + 1;
    if (n > LOG_ROWS) n = LOG_ROWS;
    if (!copy->rows) copy->rows = calloc(LOG_ROWS, sizeof *copy->rows);
    const LogRow *rows = view_log(ui->view, UINT64_MAX, ui->show_all, &n);
    if (!copy->rows) n = 0;
    if (n) memcpy(copy->rows, rows, n * sizeof *rows);
    copy->n = pane->count = n;
    turn_statements(copy->rows, n);
    pane_clamp(pane);
}

static void title(Ui *ui, char *left, char *right, size_t room)
{
    snprintf(left, room, "Log");
    if (ui->show_all) snprintf(right, room, "with the interpreter's own");
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
    pen_column(pen, now ? S_EVENT : S_DIM, row->word, 6);
    pen_space(pen, 1);
    words_arrows(&ui->screen, text, sizeof text, row->text);
    pen_text(pen, now ? S_TEXT : S_DIM, text);
    int column = from + 7 + WHY_COLUMN > pen->x + 2 ? from + 7 + WHY_COLUMN : pen->x + 2;
    if (!ui->show_words || pen->end - column < WHY_ROOM) return;
    pen_space(pen, column - pen->x);
    pen_text(pen, S_DIM, row->why);
}

/* Whether the newest statement's sentences get rows of their own: there is no room beside its events, but below. */
static bool has_why_rows(const Ui *ui, const Pane *pane)
{
    const LogCopy *copy = &ui->log;
    size_t n = 0;
    if (!ui->show_words || ui->focus == PANE_LOG || pane->top || pane->at.width >= WORD_COLUMN + 7 + WHY_COLUMN + WHY_ROOM) return false;
    while (n < copy->n && copy->rows[n].statement == ui->totals.statement) n++;
    return n && 2 * n <= (size_t)pane->at.height;
}

static void draw_why(const Ui *ui, int y, const Pane *pane, const LogRow *row)
{
    Pen pen = pen_on(&ui->screen, y, pane->at.x, pane->at.width);
    pen_space(&pen, WORD_COLUMN + 7);
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
        if (why_rows && row->statement == ui->totals.statement && y < pane->at.height) draw_why(ui, pane->at.y + y++, pane, row);
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

const PaneOps pane_log_ops = {.word = "log", .refresh = refresh, .draw = draw, .title = title, .enter = enter, .detail = detail};
