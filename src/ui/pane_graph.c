/* pane_graph.c - the student's objects as a picture: arrows from names down, an object drawn in full where it is met
   first.

     a, b ─▶ #1 list [1, [...]]
        └ [1] ─▶ #2 list [...]
                  └ [0] ─▶ #1  back up: a cycle

   What no name leads to comes last: held by somebody else, or by nobody outside of its own cycle. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/face.h"

enum { GRAPH_ROWS = 400, GRAPH_DEPTH = 12, REFERENCES = 60, SEEN = 300, LOOKED_AT = 60 };

typedef struct Drawing {
    Ui *ui;
    uint32_t path[GRAPH_DEPTH]; /* labels from the root down to here */
    int depth;
    bool last[GRAPH_DEPTH]; /* whether nothing more follows on that level */
} Drawing;

/* ---- what was met already ---------------------------------------------------------------------------------------- */

static bool met(const GraphCopy *copy, uint32_t label)
{
    for (size_t i = 0; i < copy->n; i++)
        if (copy->rows[i].label == label && copy->rows[i].how == GRAPH_FULL) return true;
    return false;
}

static bool is_above(const Drawing *d, uint32_t label)
{
    for (int i = 0; i < d->depth; i++)
        if (d->path[i] == label) return true;
    return false;
}

/* ---- making the rows --------------------------------------------------------------------------------------------- */

static GraphRow *add(Drawing *d, const char *role, uint32_t label, uint64_t address, const char *type,
                     const char *value)
{
    GraphCopy *copy = &d->ui->graph;
    if (!copy->rows) copy->rows = calloc(GRAPH_ROWS, sizeof *copy->rows);
    if (!copy->rows || copy->n == GRAPH_ROWS) return NULL;
    GraphRow *row = &copy->rows[copy->n];
    memset(row, 0, sizeof *row);
    snprintf(row->role, sizeof row->role, "%s", role);
    snprintf(row->type, sizeof row->type, "%s", type);
    snprintf(row->value, sizeof row->value, "%s", value);
    row->label = label;
    row->address = address;
    row->depth = d->depth;
    for (int i = 0; i < d->depth; i++)
        if (d->last[i]) row->ended |= 1u << i;
    row->how = !label ? GRAPH_VALUE : is_above(d, label) ? GRAPH_BACK : met(copy, label) ? GRAPH_AGAIN : GRAPH_FULL;
    copy->n++;
    return row;
}

static void add_children(Drawing *d, uint32_t label, uint64_t address)
{
    size_t n = REFERENCES;
    Obj *o = heap_at(HEAP(d->ui->rt), address);
    const RefRow *rows = o ? view_references(d->ui->view, o, &n) : NULL;
    if (!rows || !n || d->depth + 1 >= GRAPH_DEPTH) return;
    RefRow *children = malloc(n * sizeof *children); /* the next call overwrites the view's rows */
    if (!children) return;
    memcpy(children, rows, n * sizeof *children);
    d->path[d->depth++] = label;
    for (size_t i = 0; i < n; i++) {
        const RefRow *c = &children[i];
        d->last[d->depth - 1] = i + 1 == n;
        const GraphRow *row = add(d, c->role, c->label, c->address, c->type, c->value);
        if (!row) break;
        if (row->how == GRAPH_FULL) add_children(d, c->label, c->address);
    }
    d->depth--;
    free(children);
}

static void add_root(Drawing *d, const char *from, uint32_t label, uint64_t address, const char *type,
                     const char *value)
{
    const GraphRow *row = add(d, from, label, address, type, value);
    if (row && row->how == GRAPH_FULL) add_children(d, label, address);
}

/* ---- where the picture begins: names, in order, those of one object together ------------------------------------- */

static void add_names(Drawing *d, NameScope scope)
{
    size_t n = GRAPH_ROWS;
    const NameRow *rows = view_names_part(d->ui->view, scope, 0, false, 0, &n);
    NameRow *names = n ? malloc(n * sizeof *names) : NULL;
    if (!names) return;
    memcpy(names, rows, n * sizeof *names);
    for (size_t i = 0; i < n; i++) {
        char from[VIEW_NAME];
        if (!names[i].address) continue;
        snprintf(from, sizeof from, "%s", names[i].name);
        for (size_t k = i + 1; k < n && names[i].label; k++)
            if (names[k].address == names[i].address) {
                size_t used = strlen(from), room = sizeof from - used;
                if ((size_t)snprintf(from + used, room, ", %s", names[k].name) >= room) from[used] = '\0'; /* no halves */
                names[k].address = 0;
            }
        add_root(d, from, names[i].label, names[i].address, names[i].type, names[i].value);
    }
    free(names);
}

/* Who, outside of what no name leads to, holds it; "" if nobody does. */
static void outside_holder(Drawing *d, const Obj *o, char *text, size_t room)
{
    size_t n = 40;
    HolderSum sum;
    const HolderRow *rows = view_holders(d->ui->view, o, &n, &sum);
    text[0] = 0;
    for (size_t i = 0; i < n - sum.uncounted && !text[0]; i++)
        if (!rows[i].label || met(&d->ui->graph, rows[i].label)) snprintf(text, room, "%s", rows[i].text);
}

/* Whether following arrows from [from] leads to [wanted]; looks at a few hundred objects at most. */
static bool leads_to(Ui *ui, uint64_t from, uint32_t wanted, uint32_t *seen, int *n)
{
    size_t found = REFERENCES;
    const RefRow *rows = view_references(ui->view, heap_at(HEAP(ui->rt), from), &found);
    uint64_t next[REFERENCES];
    size_t count = 0;
    for (size_t i = 0; i < found; i++) {
        bool known = false;
        if (rows[i].label == wanted) return true;
        for (int k = 0; k < *n && !known; k++) known = seen[k] == rows[i].label;
        if (known || *n == SEEN) continue;
        seen[(*n)++] = rows[i].label;
        next[count++] = rows[i].address;
    }
    for (size_t i = 0; i < count; i++)
        if (leads_to(ui, next[i], wanted, seen, n)) return true;
    return false;
}

/* Objects that no name leads to: first those that somebody else holds, then those in cycles, then what hangs on them.
 */
static void add_rest_of(Drawing *d, const ObjectRow *objects, size_t n, int pass)
{
    GraphCopy *copy = &d->ui->graph;
    for (size_t i = 0; i < n; i++) {
        const ObjectRow *o = &objects[i];
        char from[VIEW_NAME];
        uint32_t seen[SEEN];
        int known = 0;
        if ((o->change & CHANGE_DEAD) || !o->label || met(copy, o->label)) continue;
        outside_holder(d, heap_at(HEAP(d->ui->rt), o->address), from, sizeof from);
        if (pass == 0 && !from[0]) continue;
        bool lost = pass == 1 && leads_to(d->ui, o->address, o->label, seen, &known);
        if (pass == 1 && !lost) continue;
        size_t at = copy->n;
        add_root(d, from[0] ? from : "(no name)", o->label, o->address, o->type, o->value);
        if (lost && copy->n > at) copy->rows[at].lost = true;
    }
}

static void add_rest(Drawing *d)
{
    size_t n = LOOKED_AT;
    const ObjectRow *rows = view_mine_rows(d->ui->view, 0, &n);
    ObjectRow *objects = n ? malloc(n * sizeof *objects) : NULL;
    if (!objects) return;
    memcpy(objects, rows, n * sizeof *objects);
    for (int pass = 0; pass < 3; pass++) add_rest_of(d, objects, n, pass);
    free(objects);
}

static void refresh(Ui *ui, Pane *pane)
{
    Drawing d = {.ui = ui};
    ui->graph.n = 0;
    for (NameScope scope = NAME_LOCAL; scope <= NAME_GLOBAL; scope++) add_names(&d, scope);
    if (ui->totals.mine <= GRAPH_ROWS) add_rest(&d);
    pane->count = ui->graph.n;
    pane_clamp(pane);
}

/* ---- drawing ----------------------------------------------------------------------------------------------------- */

static void title(Ui *ui, char *left, char *right, size_t room)
{
    snprintf(left, room, "Graph");
    if (ui->graph.n == GRAPH_ROWS) snprintf(right, room, "the first %d arrows", GRAPH_ROWS);
}

static void draw_branches(const Ui *ui, Pen *pen, const GraphRow *row)
{
    for (int i = 0; i < row->depth; i++) {
        bool here = i == row->depth - 1, ended = row->ended & 1u << i;
        pen_space(pen, 3);
        if (here)
            pen_glyph(pen, S_DIM, ended ? G_BRANCH : G_TEE_RIGHT);
        else if (ended)
            pen_space(pen, 1);
        else
            pen_glyph(pen, S_DIM, G_BAR);
    }
    (void)ui;
}

static void draw_row(const Ui *ui, Pen *pen, const GraphRow *row)
{
    draw_branches(ui, pen, row);
    pen_space(pen, 1);
    pen_text(pen, row->lost ? S_CHANGED : row->depth ? S_TEXT : S_NAME, row->role);
    pen_space(pen, 1);
    pen_glyph(pen, S_DIM, G_LONG_ARROW);
    pen_space(pen, 1);
    if (row->label) {
        pen_format(pen, row->label == ui->selected ? S_SELECTED : S_LABEL, "#%u", row->label);
        pen_space(pen, 1);
    }
    switch (row->how) {
    case GRAPH_VALUE: pen_text(pen, S_VALUE, row->value); break;
    case GRAPH_FULL:
        pen_format(pen, S_TYPE, "%s ", row->type);
        if (row->lost)
            pen_text(pen, S_CHANGED,
                     pen_room(pen) > 50 ? "only its cycle holds it: external references 0  "
                                        : "only its cycle holds it ");
        if (pen_room(pen) > 3) pen_text(pen, S_DIM, row->value);
        break;
    case GRAPH_BACK: pen_text(pen, S_CHANGED, "back up: a cycle"); break;
    case GRAPH_AGAIN: pen_text(pen, S_DIM, "(see above)"); break;
    }
}

static void draw(Ui *ui, Pane *pane)
{
    for (int i = 0; i < pane->at.height && pane->top + (size_t)i < ui->graph.n; i++) {
        size_t at = pane->top + (size_t)i;
        Pen pen = pen_on(&ui->screen, pane->at.y + i, pane->at.x, pane->at.width);
        bool here = ui->focus == PANE_GRAPH && at == pane->row;
        if (here) pen.extra = ui->screen.attributes[S_HEADER];
        draw_row(ui, &pen, &ui->graph.rows[at]);
        if (here) pen_space(&pen, pen_room(&pen));
    }
    if (ui->graph.n) return;
    Pen pen = pen_on(&ui->screen, pane->at.y, pane->at.x, pane->at.width);
    pen_text(&pen, S_DIM, " nothing to draw yet");
}

static void enter(Ui *ui, Pane *pane)
{
    if (pane->row >= ui->graph.n) {
        ui_say(ui, "There is nothing to select.");
        return;
    }
    const GraphRow *row = &ui->graph.rows[pane->row];
    ui_select(ui, row->label, row->address);
}

static void detail(Ui *ui, Pane *pane, char *text, size_t room)
{
    if (pane->row >= ui->graph.n) return;
    const GraphRow *row = &ui->graph.rows[pane->row];
    snprintf(text, room, "%s: %s at 0x%llx: %s", row->role, row->type, (unsigned long long)row->address, row->value);
}

const PaneOps pane_graph_ops = {
    .word = "graph", .view = "graph", .refresh = refresh, .draw = draw, .title = title, .enter = enter, .detail = detail};
