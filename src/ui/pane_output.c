/* pane_output.c - what was printed, and behind its last line the line that is being typed. */
#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "ui/face.h"

enum { ROWS_MAX = 64, HINT_ROWS = 4 };

/* ---- the line being typed ---------------------------------------------------------------------------------------- */

typedef struct Typed { /* prompt and text, wrapped */
    wchar_t text[4096];
    int n, prompt, cursor;
    int start[ROWS_MAX]; /* where each row begins */
    int rows, cursor_row, cursor_column;
} Typed;

static int width_of(const Screen *s, wchar_t c) { return char_columns(s, (uint32_t)c); }

static void add_wide(Typed *t, const wchar_t *text, size_t n)
{
    for (size_t i = 0; i < n && t->n < (int)COUNT_OF(t->text) - 2; i++)
        t->text[t->n++] = text[i] == L'\t' ? L' ' : text[i];
}

static void add_prompt(Typed *t, const char *prompt)
{
    mbstate_t state = {0};
    size_t n = strlen(prompt);
    for (size_t i = 0; i < n && t->n < 1024;) {
        wchar_t c;
        size_t used = mbrtowc(&c, prompt + i, n - i, &state);
        if (used == 0 || used > n) used = 1, c = L'?', state = (mbstate_t){0};
        t->text[t->n++] = c;
        i += used;
    }
    t->prompt = t->n;
}

/* Finds where rows of [width] columns begin; a very long line shows the part around the cursor. */
static void wrap(Typed *t, const Screen *s, int width)
{
    int column = 0;
    t->rows = 1;
    t->start[0] = 0;
    for (int i = 0; i <= t->n; i++) {
        int w = i < t->n ? width_of(s, t->text[i]) : 1;
        if (column + w > width) {
            if (t->rows == ROWS_MAX) {
                memmove(t->start, t->start + 1, (ROWS_MAX - 1) * sizeof *t->start);
                t->rows--;
                t->cursor_row--;
            }
            t->start[t->rows++] = i;
            column = 0;
        }
        if (i == t->cursor) {
            t->cursor_row = t->rows - 1;
            t->cursor_column = column;
        }
        column += w;
    }
}

static void make_typed(const Ui *ui, Typed *t, int width)
{
    EditView view = editor_view(ui->editor);
    t->n = t->rows = t->cursor_row = t->cursor_column = 0;
    add_prompt(t, ui->prompt ? ui->prompt : "");
    t->cursor = t->n + (int)view.cursor;
    add_wide(t, view.text, view.length);
    if (t->cursor > t->n) t->cursor = t->n;
    wrap(t, &ui->screen, width);
}

static void draw_typed_row(const Ui *ui, const Typed *t, int row, int y, int x)
{
    int from = t->start[row], to = row + 1 < t->rows ? t->start[row + 1] : t->n;
    move(y, x);
    for (int i = from; i < to; i++) {
        wchar_t c = t->text[i];
        attrset(ui->screen.attributes[i < t->prompt ? S_PROMPT : S_TYPED]);
        c = char_shown(&ui->screen, (uint32_t)c);
        if (c) addnwstr(&c, 1);
    }
}

/* ---- the search through the history, or completions -------------------------------------------------------------- */

static int hint_rows(const Ui *ui, int width)
{
    int rows = 0;
    if (editor_view(ui->editor).search) return 1;
    for (const char *at = ui->hint; *at && rows < HINT_ROWS; rows++) {
        size_t n = strcspn(at, "\n");
        at += n + (at[n] == '\n');
    }
    (void)width;
    return rows;
}

static void draw_hint(const Ui *ui, int y, int x, int width, int rows)
{
    EditView view = editor_view(ui->editor);
    if (view.search) {
        char text[512];
        size_t n = 0;
        for (size_t i = 0; i < view.search_length && n + 8 < sizeof text; i++) {
            int used = wctomb(text + n, view.search[i]);
            n += used > 0 ? (size_t)used : 0;
        }
        Pen pen = pen_on(&ui->screen, y, x, width);
        pen_text(&pen, S_DIM, n && text[0] == 'f' ? "search forward: " : "search back: ");
        const char *pattern = memchr(text, ':', n) ? (char *)memchr(text, ':', n) + 1 : text;
        pen_cut(&pen, S_TEXT, pattern, n - (size_t)(pattern - text), width);
        if (memchr(text, '?', n) && !memchr(text, ':', n)) pen_text(&pen, S_CHANGED, " not found");
        return;
    }
    const char *at = ui->hint;
    for (int i = 0; i < rows; i++) {
        size_t n = strcspn(at, "\n");
        Pen pen = pen_on(&ui->screen, y + i, x, width);
        pen_cut(&pen, S_DIM, at, n, width);
        at += n + (at[n] == '\n');
    }
}

/* ---- the pane ---------------------------------------------------------------------------------------------------- */

static void draw_running(Ui *ui, Pane *pane)
{
    const Rect *r = &pane->at;
    int drawn = scrollback_draw(&ui->out, &ui->screen, r->y, r->x, r->width, r->height, pane->top);
    move(r->y + (drawn ? drawn - 1 : 0), r->x);
}

static void draw(Ui *ui, Pane *pane)
{
    Typed typed;
    const Rect *r = &pane->at;
    ui->drawn_output = ui->out.written;
    if (ui->busy == BUSY_RUNNING || !ui->editing) {
        draw_running(ui, pane);
        return;
    }
    make_typed(ui, &typed, r->width);
    int hints = hint_rows(ui, r->width), rows = typed.rows, first = 0;
    if (hints > r->height - 1) hints = r->height - 1;
    if (rows > r->height - hints) rows = r->height - hints;
    if (typed.cursor_row >= rows) first = typed.cursor_row - rows + 1;
    int drawn = scrollback_draw(&ui->out, &ui->screen, r->y, r->x, r->width, r->height - rows - hints, pane->top);
    for (int i = 0; i < rows; i++) draw_typed_row(ui, &typed, first + i, r->y + drawn + i, r->x);
    draw_hint(ui, r->y + drawn + rows, r->x, r->width, hints);
    move(r->y + drawn + typed.cursor_row - first, r->x + typed.cursor_column);
}

static void refresh_rows(Ui *ui, Pane *pane)
{
    (void)ui;
    pane->count = 0;
}

static void title(Ui *ui, char *left, char *right, size_t room)
{
    const Pane *pane = &ui->panes[PANE_OUTPUT];
    if (ui->focus == PANE_OUTPUT)
        snprintf(left, room, "Output");
    else if (ui->single && !ui->panes[PANE_LOG].shown)
        log_summary(ui, left, room);
    if (pane->top) {
        Screen *s = &ui->screen;
        strncpy(right, screen_glyph(s, G_MORE_DOWN), room - 1);
        strncat(right, " more below", room - strlen(right) - 1);
    }
}

/* [top] counts rows up from the end. */
static void go(Ui *ui, Pane *pane, long by)
{
    size_t height = (size_t)pane->at.height, wanted = pane->top + height + (by < 0 ? (size_t)-by : 0);
    size_t rows = scrollback_rows(&ui->out, &ui->screen, pane->at.width, wanted),
           most = rows > height - 1 ? rows - height + 1 : 0;
    long top = (long)pane->top - by;
    if (top < 0) top = 0;
    if (by < 0 && pane->top >= most) ui_say(ui, "This is the beginning of the output.");
    pane->top = (size_t)top < most ? (size_t)top : most;
}

const PaneOps pane_output_ops = {.word = "output", .refresh = refresh_rows, .draw = draw, .title = title, .go = go};
