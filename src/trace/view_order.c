/* view_order.c - the rows of the heap pane in the order of their addresses.

   Sorting tens of thousands of labels after each statement would be felt.  So what was in order stays: the labels that
   are gone are taken out, the new ones are sorted and merged in. */
#include <stdlib.h>
#include <string.h>

#include "trace/view_inner.h"

static int by_address(const void *a, const void *b)
{
    const Mine *x = a, *y = b;
    if (x->address != y->address) return x->address < y->address ? -1 : 1;
    return x->label < y->label ? -1 : x->label > y->label;
}

static Mine mine_of(const View *v, Trace *t, const Label *label)
{
    return (Mine){heap_nominal(HEAP(v->rt), label_object(t, label)), label->number, false};
}

/* Leaves the entries whose labels are where they were. */
static size_t keep_living(const View *v, Trace *t, Mine *order, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        const Label *label = order[i].tomb ? NULL : label_find(t, heap_at(HEAP(v->rt), order[i].address));
        if (label && label->number == order[i].label) order[kept++] = order[i];
    }
    return kept;
}

/* Adds entries behind the [n] of [order]: the labels that are newer than number [after]. */
static size_t add_newer(const View *v, Trace *t, Mine *order, size_t n, uint32_t after)
{
    for (uint32_t i = t->used; i > 0 && (t->labels[i - 1].number > after || !t->labels[i - 1].at); i--)
        if (t->labels[i - 1].at) order[n++] = mine_of(v, t, &t->labels[i - 1]);
    return n;
}

/* Merges the sorted runs [0, middle) and [middle, n); [spare] has room for the second. */
static void merge(Mine *order, size_t middle, size_t n, Mine *spare)
{
    size_t left = middle, right = n - middle;
    memcpy(spare, order + middle, right * sizeof *order);
    for (size_t to = n; right > 0;)
        order[--to] = left && by_address(&order[left - 1], &spare[right - 1]) > 0 ? order[--left] : spare[--right];
}

/* Puts all that is shown into [order]; how much that is. */
static size_t fill(View *v, Trace *t, Mine *order, Mine *spare, size_t before)
{
    size_t kept = keep_living(v, t, order, before), n = add_newer(v, t, order, kept, v->order_newest);
    if (n != t->live) /* some moved, or another world was restored */
        n = add_newer(v, t, order, kept = 0, 0);
    for (uint32_t i = 0; i < TOMBS; i++)
        if (tomb_shows(t, &t->tombs[i])) order[n++] = (Mine){t->tombs[i].address, t->tombs[i].number, true};
    qsort(order + kept, n - kept, sizeof *order, by_address);
    merge(order, kept, n, spare);
    v->order_newest = t->last_number;
    return n;
}

bool order_put(View *v, Trace *t)
{
    if (v->order && v->order_version == t->version && v->order_statement == t->statement) return true;
    size_t room = t->live + TOMBS, most = v->order_n > room ? v->order_n : room;
    Mine *order = realloc(v->order, (most + t->live + 1) * sizeof *order);
    Mine *spare = order ? malloc((room + 1) * sizeof *spare) : NULL;
    if (order) v->order = order;
    if (!spare) {
        v->order_n = 0;
        return false;
    }
    v->order_n = fill(v, t, order, spare, v->order_n);
    v->order_version = t->version;
    v->order_statement = t->statement;
    free(spare);
    return true;
}

size_t view_mine(View *v)
{
    Trace *t = trace_peek(v->rt);
    return t && order_put(v, t) ? v->order_n : 0;
}

isize view_mine_index(View *v, uint32_t label)
{
    for (size_t i = 0, n = view_mine(v); i < n; i++)
        if (v->order[i].label == label) return (isize)i;
    return -1;
}
