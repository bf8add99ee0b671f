/* view_refs.c - what an object refers to, in a student's words: the arrows of a picture. */
#include "trace/place.h"
#include "trace/view_inner.h"

typedef struct Walk {
    View *view;
    const Obj *owner;
    size_t wanted;
} Walk;

static void role_out(const Walk *w, const char *role, isize index, Out *out)
{
    out_text(out, role);
    if (index >= 0 && !is_anyset(w->view->rt, (Obj *)(uintptr_t)w->owner)) out_format(out, " %td", index);
}

static int add_reference(Obj *o, void *ctx, const char *role, isize index)
{
    Walk *w = ctx;
    View *v = w->view;
    uint32_t label = label_number(v->rt, o);
    if (!label) return 0;
    if (v->rows[ROWS_REFS].n == w->wanted) return 1;
    RefRow *row = rows_add(v, ROWS_REFS, sizeof *row);
    if (!row) return 1;
    Out out = out_open(row->role, sizeof row->role);
    if (!place_out(v->rt, w->owner, role, index, &out)) role_out(w, role, index, &out);
    row->label = label;
    row->address = heap_nominal(HEAP(v->rt), o);
    text_copy(row->type, VIEW_TYPE, value_type(o));
    value_text(v->rt, o, row->value, VIEW_VALUE);
    return 0;
}

const RefRow *view_references(View *v, const Obj *o, size_t *n)
{
    Walk w = {v, o, *n};
    rows_clear(v, ROWS_REFS);
    walk_references(v->rt, (Obj *)(uintptr_t)o, add_reference, &w);
    RefRow *rows = v->rows[ROWS_REFS].data;
    *n = v->rows[ROWS_REFS].n;
    for (size_t i = 0; is_list(o) && i < *n / 2; i++) { /* a list's are visited from its end */
        RefRow swap = rows[i];
        rows[i] = rows[*n - 1 - i];
        rows[*n - 1 - i] = swap;
    }
    return rows;
}
