/* pane_shared.c - objects of which there is one for everybody, and how often the student refers to each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/face.h"

enum { KIND_WIDTH = 13, YOURS_WIDTH = 7 };

static void refresh(Ui *ui, Pane *pane)
{
    SharedCopy *copy = &ui->shared;
    size_t n;
    const SharedRow *rows = view_shared(ui->view, &n);
    SharedRow *kept = realloc(copy->rows, (n + 1) * sizeof *kept);
    copy->n = pane->count = kept ? n : 0;
    if (!kept) return;
    copy->rows = kept;
    if (n) memcpy(kept, rows, n * sizeof *kept);
    pane_clamp(pane);
}

static void title(Ui *ui, char *left, char *right, size_t room)
{
    snprintf(left, room, "Shared");
    if (ui->shared.n)
        snprintf(right, room, "%zu of yours %s for everybody", ui->shared.n, ui->shared.n == 1 ? "is" : "are");
}

static void draw_head(const Ui *ui, const Pane *pane)
{
    Pen pen = pen_on(&ui->screen, pane->at.y - 1, pane->at.x, pane->at.width);
    pen_right(&pen, S_DIM, "arrows", YOURS_WIDTH);
    pen_space(&pen, 1);
    pen_column(&pen, S_DIM, "kind", KIND_WIDTH);
    pen_text(&pen, S_DIM, "value");
}

static void draw(Ui *ui, Pane *pane)
{
    const SharedCopy *copy = &ui->shared;
    for (int i = 0; i < pane->at.height && pane->top + (size_t)i < copy->n; i++) {
        size_t at = pane->top + (size_t)i;
        const SharedRow *row = &copy->rows[at];
        char text[24];
        Pen pen = pen_on(&ui->screen, pane->at.y + i, pane->at.x, pane->at.width);
        bool here = ui->focus == PANE_SHARED && at == pane->row;
        if (here) pen.extra = ui->screen.attributes[S_HEADER];
        words_count(text, sizeof text, row->yours);
        pen_right(&pen, S_COUNT, text, YOURS_WIDTH);
        pen_space(&pen, 1);
        pen_column(&pen, S_TYPE, row->word, KIND_WIDTH);
        if (row->label) pen_format(&pen, S_LABEL, "#%u ", row->label);
        pen_text(&pen, S_VALUE, row->value);
        if (here) pen_space(&pen, pen_room(&pen));
    }
    if (copy->n) {
        if (pane->head) draw_head(ui, pane);
        return;
    }
    Pen pen = pen_on(&ui->screen, pane->at.y - pane->head, pane->at.x, pane->at.width);
    pen_text(&pen, S_DIM, " nothing of yours is shared yet: type  n = 5");
}

static const SharedRow *current(const Ui *ui, const Pane *pane)
{
    return pane->row < ui->shared.n ? &ui->shared.rows[pane->row] : NULL;
}

static void enter(Ui *ui, Pane *pane)
{
    const SharedRow *row = current(ui, pane);
    if (row)
        ui_select(ui, row->label, row->address);
    else
        ui_say(ui, "There is nothing to select.");
}

static void detail(Ui *ui, Pane *pane, char *text, size_t room)
{
    const SharedRow *row = current(ui, pane);
    if (!row) return;
    bool interned = strcmp(row->word, "interned") == 0;
    snprintf(text, room, interned ? "the str %s at 0x%llx is interned: equal strings that are, are one object"
                                  : "the one %s at 0x%llx: whoever makes it gets this object",
             row->value, (unsigned long long)row->address);
}

const PaneOps pane_shared_ops = {.word = "shared",
                                 .view = "shared",
                                 .refresh = refresh,
                                 .draw = draw,
                                 .title = title,
                                 .enter = enter,
                                 .detail = detail,
                                 .has_head = true};
