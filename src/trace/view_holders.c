/* view_holders.c - who holds an object, by name, what refers to it without counting, and the sum. */
#include <stdlib.h>
#include <string.h>

#include "model/weaklist.h"
#include "trace/value.h"
#include "trace/view_inner.h"

static bool is_temporary(const Holder *h)
{
    return h->kind == HOLDER_HOLD || (h->kind == HOLDER_FRAME && strcmp(h->role, "operand stack") == 0) ||
           (h->kind == HOLDER_ROOT && strncmp(h->role, "pending", 7) == 0);
}

static void add_holder(View *v, const Holder *h)
{
    HolderRow *row = rows_add(v, ROWS_HOLDERS, sizeof *row);
    if (!row) return;
    row->kind = h->kind;
    row->temporary = is_temporary(h);
    if (h->kind == HOLDER_OBJECT) {
        row->label = label_number(v->rt, h->obj);
        row->address = heap_nominal(HEAP(v->rt), h->obj);
    }
    holder_text(v->rt, h, row->text, VIEW_HOLDER);
}

/* ---- what refers to it without counting --------------------------------------------------------------------------- */

static HolderRow *add_uncounted(View *v, const char *text)
{
    HolderRow *row = rows_add(v, ROWS_HOLDERS, sizeof *row);
    if (!row) return NULL;
    row->kind = HOLDER_UNCOUNTED;
    text_copy(row->text, VIEW_HOLDER, text);
    return row;
}

static void add_weak_references(View *v, const Obj *o)
{
    Obj **list = weaklist_place(o);
    for (const WeakRef *w = list ? (const WeakRef *)*list : NULL; w; w = w->next) {
        bool proxy = is_type(v->rt, w, WEAKPROXY) || is_type(v->rt, w, WEAKCALLPROXY);
        char name[VIEW_HOLDER];
        Out out = out_open(name, sizeof name);
        uint32_t label = label_number(v->rt, &w->o);
        uint64_t address = heap_nominal(HEAP(v->rt), w);
        out_text(&out, proxy ? "weak proxy " : "weak reference ");
        out_format(&out, label ? "#%llu" : "..%05llx", (unsigned long long)(label ? label : address & 0xfffff));
        out_text(&out, ": does not count");
        HolderRow *row = add_uncounted(v, name);
        if (!row) return;
        row->label = label;
        row->address = address;
    }
}

static void add_generation(View *v, const Obj *o)
{
    const ObjectRow *row = view_object(v, o);
    int generation = row ? row->generation : -1;
    char text[VIEW_HOLDER];
    Out out = out_open(text, sizeof text);
    if (generation < 0) return;
    if (generation < GC_GENERATIONS)
        out_format(&out, "generation %d: does not count", generation);
    else
        out_text(&out, "frozen objects: does not count");
    add_uncounted(v, text);
}

static bool is_interned(const Obj *o) { return is_str(o) && ((const Str *)o)->state.interned; }

/* ---- all of it ----------------------------------------------------------------------------------------------------- */

const HolderRow *view_holders(View *v, const Obj *o, size_t *n, HolderSum *sum)
{
    Holder *list = holders_list(v->rt, o, n, &sum->holders);
    rows_clear(v, ROWS_HOLDERS);
    for (size_t i = 0; i < *n; i++) add_holder(v, &list[i]);
    free(list);
    size_t counted = v->rows[ROWS_HOLDERS].n;
    add_weak_references(v, o);
    add_generation(v, o);
    if (is_interned(o)) add_uncounted(v, "interned table: does not count");
    sum->count = ledger_expected(v->rt, o);
    sum->is_static = ledger_is_static(v->rt, o);
    *n = v->rows[ROWS_HOLDERS].n;
    sum->uncounted = *n - counted;
    return v->rows[ROWS_HOLDERS].data;
}
