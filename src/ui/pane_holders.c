/* pane_holders.c - who holds the selected object, and that the holders add up to its count. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trace/holders.h"
#include "ui/face.h"

enum {
    HOLDERS_MAX = 200,
    RANKS = 5,
    MANY = 4,
    BLOCKS_AT_ONCE = 200000 /* more take so long that the next key comes first */
};

/* The newest statement's death of [label]; NULL: it did not die in it. */
static const LogRow *death_of(Ui *ui, uint32_t label)
{
    size_t n;
    const LogRow *rows = view_statement_log(ui->view, ui->totals.statement, false, &n);
    for (size_t i = 0; i < n; i++)
        if (rows[i].label == label && rows[i].kind == EV_DEAD) return &rows[i];
    return NULL;
}

/* There are fewer tombstones than objects that one statement can free. */
static void tell_without_tomb(Ui *ui, HoldersCopy *copy)
{
    const LogRow *death = copy->gone_label == ui->selected ? NULL : death_of(ui, ui->selected);
    if (death) {
        snprintf(copy->name, sizeof copy->name, "#%u", ui->selected);
        snprintf(copy->gone, sizeof copy->gone, "freed at %u: %s", death->statement, death->why);
    } else if (copy->gone_label != ui->selected) {
        snprintf(copy->name, sizeof copy->name, "#%u", ui->selected);
        snprintf(copy->gone, sizeof copy->gone, "it is gone");
    }
}

static void tell_gone(Ui *ui, HoldersCopy *copy)
{
    isize at = ui->selected ? view_mine_index(ui->view, ui->selected) : -1;
    size_t n = 1;
    const ObjectRow *row = at >= 0 ? view_mine_rows(ui->view, (size_t)at, &n) : NULL;
    if (row && n && (row->change & CHANGE_DEAD)) {
        snprintf(copy->name, sizeof copy->name, "#%u %s", row->label, row->type);
        snprintf(copy->gone, sizeof copy->gone, "freed at %u: %s", row->died, row->why);
    } else {
        tell_without_tomb(ui, copy);
    }
    copy->gone_label = ui->selected;
}

/* The student's own come first: names, then objects with a label, then what is gone soon, then the interpreter's, then
   what does not count. */
static int rank(const HolderRow *row)
{
    if (row->kind == HOLDER_UNCOUNTED) return 4;
    if (strncmp(row->text, "global ", 7) == 0 || strncmp(row->text, "local ", 6) == 0) return 0;
    return row->label ? 1 : row->temporary ? 2 : 3;
}

/* The length of the text without its last word: "self of builtin_function_or_method exit", "tuple ..00780[0]". */
static size_t kind_length(const HolderRow *row)
{
    const char *last = strrchr(row->text, ' ');
    return last ? (size_t)(last - row->text) : strlen(row->text);
}

static bool reads_alike(const HolderRow *a, const HolderRow *b)
{
    size_t n = kind_length(a);
    return n == kind_length(b) && memcmp(a->text, b->text, n) == 0;
}

static bool is_one_of_many(const HolderRow *row, const HolderRow *rows, size_t n)
{
    size_t alike = 0;
    for (size_t i = 0; i < n && rank(row) == 3; i++) alike += reads_alike(row, &rows[i]);
    return alike >= MANY;
}

/* Of one holder's places the first comes first: [9] before [10]. */
static bool comes_before(const HolderRow *a, const HolderRow *b)
{
    size_t n = strlen(a->text), m = strlen(b->text);
    return a->label && a->label == b->label && (n < m || (n == m && strcmp(a->text, b->text) < 0));
}

/* Adds the rows of one rank; of the interpreter's many that read alike become one. */
static void add_ranked(HoldersCopy *copy, const HolderRow *rows, size_t n, int wanted)
{
    size_t from = copy->n;
    for (size_t i = 0; i < n; i++) {
        if (rank(&rows[i]) != wanted) continue;
        size_t at = is_one_of_many(&rows[i], rows, n) ? from : copy->n;
        while (at < copy->n && !reads_alike(&copy->rows[at].row, &rows[i])) at++;
        if (at < copy->n) {
            copy->rows[at].times++;
            continue;
        }
        for (; at > from && comes_before(&rows[i], &copy->rows[at - 1].row); at--) copy->rows[at] = copy->rows[at - 1];
        copy->rows[at] = (HolderItem){.row = rows[i], .times = 1};
        copy->n++;
    }
}

/* Asks the whole heap who refers to [o]. */
static void look(Ui *ui, Pane *pane, const Obj *o)
{
    HoldersCopy *copy = &ui->holders;
    size_t n = HOLDERS_MAX;
    copy->due = false;
    copy->n = 0;
    const HolderRow *rows = view_holders(ui->view, o, &n, &copy->sum);
    if (!copy->rows) copy->rows = calloc(HOLDERS_MAX, sizeof *copy->rows);
    if (!copy->rows) return;
    size_t counted = n - copy->sum.uncounted;
    bool all_told = (isize)counted == copy->sum.holders && n <= HOLDERS_MAX;
    for (int i = 0; i < RANKS; i++) add_ranked(copy, rows, all_told ? n : counted, i);
    copy->told = (isize)counted;
    pane->count = copy->n + (copy->told < copy->sum.holders);
    pane_clamp(pane);
}

static void name_it(Ui *ui, const Obj *o, char *name, size_t room)
{
    uint32_t label = view_label(ui->view, o);
    if (label)
        snprintf(name, room, "#%u", label);
    else
        holder_object_short(ui->rt, o, name, room);
}

static void refresh(Ui *ui, Pane *pane)
{
    HoldersCopy *copy = &ui->holders;
    Obj *o = ui_selected(ui);
    uint64_t address = o ? heap_nominal(HEAP(ui->rt), o) : 0;
    bool ran = ui->totals.bytecodes != copy->bytecodes || ui->totals.statement != copy->statement;
    if (o && address == copy->address && !ran) {
        pane_clamp(pane);
        return;
    }
    copy->address = address;
    copy->bytecodes = ui->totals.bytecodes;
    copy->statement = ui->totals.statement;
    copy->n = 0;
    copy->due = false;
    copy->none = !o && !ui->selected;
    pane->count = 0;
    if (!o && ui->selected) {
        tell_gone(ui, copy);
        return;
    }
    copy->name[0] = copy->gone[0] = 0;
    copy->gone_label = 0;
    if (!o) return;
    name_it(ui, o, copy->name, sizeof copy->name);
    copy->due = ui->totals.heap.live_blocks > BLOCKS_AT_ONCE;
    if (!copy->due) look(ui, pane, o);
}

void holders_look(Ui *ui)
{
    Obj *o = ui_selected(ui);
    ui->holders.due = false;
    if (o) look(ui, &ui->panes[PANE_HOLDERS], o);
    ui->dirty = true;
}

static void title(Ui *ui, char *left, char *right, size_t room)
{
    const HoldersCopy *copy = &ui->holders;
    if (copy->none) {
        snprintf(left, room, "Who holds it?");
    } else if (copy->gone[0]) {
        snprintf(left, room, "%s", copy->name);
    } else {
        snprintf(left, room, "Who holds %s?", copy->name);
        if (copy->due) return;
        const char *sign = copy->sum.holders == copy->sum.count ? "=" : "is not";
        snprintf(right, room, "%lld %s %lld", (long long)copy->sum.holders, sign, (long long)copy->sum.count);
    }
}

static void draw_holder(Pen *pen, const HolderItem *item)
{
    const HolderRow *row = &item->row;
    const char *name = strncmp(row->text, "global ", 7) == 0 && !row->label ? row->text + 7 : NULL;
    Style style = row->temporary ? S_CHANGED : row->kind == HOLDER_UNCOUNTED ? S_DIM : S_TEXT;
    pen_space(pen, 1);
    if (item->times > 1) pen_format(pen, S_COUNT, "%zu x ", item->times);
    if (name) {
        pen_text(pen, S_DIM, "global ");
        pen_text(pen, S_NAME, name);
    } else {
        size_t n = item->times > 1 ? kind_length(row) : strlen(row->text);
        pen_cut(pen, style, row->text, n, pen_room(pen));
    }
    if (row->temporary && pen_room(pen) > 12) pen_text(pen, S_DIM, " (temporary)");
}

/* How many holders the rows from number [at] on stand for. */
static isize holders_from(const HoldersCopy *copy, size_t at)
{
    isize before = 0;
    for (size_t i = 0; i < at && i < copy->n; i++) before += (isize)copy->rows[i].times;
    return copy->sum.holders + (isize)copy->sum.uncounted - before;
}

static void draw(Ui *ui, Pane *pane)
{
    const HoldersCopy *copy = &ui->holders;
    Pen first = pen_on(&ui->screen, pane->at.y, pane->at.x, pane->at.width);
    if (copy->none)
        pen_text(&first, S_DIM, " select an object, or :who NAME");
    else if (copy->gone[0])
        pen_wrap(&ui->screen, S_FREED, copy->gone, pane->at.y, pane->at.x + 1, pane->at.width - 1, pane->at.height);
    else if (copy->due)
        pen_text(&first, S_DIM, " looking through the heap");
    else if (copy->n == 0)
        pen_text(&first, S_DIM, copy->sum.is_static ? " only the interpreter, for ever" : " nobody");
    for (int i = 0; i < pane->at.height && pane->top + (size_t)i < pane->count; i++) {
        size_t at = pane->top + (size_t)i;
        Pen pen = pen_on(&ui->screen, pane->at.y + i, pane->at.x, pane->at.width);
        bool here = ui->focus == PANE_HOLDERS && at == pane->row;
        if (here) pen.extra = ui->screen.attributes[S_HEADER];
        bool more_below = i == pane->at.height - 1 && at + 1 < pane->count && ui->focus != PANE_HOLDERS;
        if (more_below || at >= copy->n)
            pen_format(&pen, S_DIM, " and %lld more", (long long)holders_from(copy, at));
        else
            draw_holder(&pen, &copy->rows[at]);
        if (here) pen_space(&pen, pen_room(&pen));
    }
}

static void enter(Ui *ui, Pane *pane)
{
    const HoldersCopy *copy = &ui->holders;
    const HolderRow *row = pane->row < copy->n ? &copy->rows[pane->row].row : NULL;
    if (!row)
        ui_say(ui, "There is no holder to go to.");
    else if (!row->address)
        ui_say(ui, "This holder is no object: %s.", row->text);
    else
        ui_select(ui, row->label, row->address);
}

static void detail(Ui *ui, Pane *pane, char *text, size_t room)
{
    const HoldersCopy *copy = &ui->holders;
    if (pane->row >= copy->n) return;
    const HolderRow *row = &copy->rows[pane->row].row;
    const char *tail = row->temporary ? ": gone when the statement is over" : row->address ? ": Enter goes to it" : "";
    snprintf(text, room, "%s%s", row->text, tail);
}

const PaneOps pane_holders_ops = {
    .word = "holders", .refresh = refresh, .draw = draw, .title = title, .enter = enter, .detail = detail};
