/* view_shared.c - objects of which there is one for everybody: what the interpreter keeps for ever (small ints, single
   characters, None), and interned strings; as far as the student's names and objects refer to them. */
#include <stdlib.h>
#include <string.h>

#include "object/dictkeys.h"
#include "trace/value.h"
#include "trace/view_inner.h"

enum { SHARED_MAX = 1024, PLACES = 4 * SHARED_MAX };

typedef struct Search {
    View *view;
    uint16_t *places; /* hash by address: number of the row, + 1 */
} Search;

static const char *shared_word(const Runtime *rt, const Obj *o)
{
    const char *word = static_word(rt, o);
    if (*word) return is_typeobj(o) ? NULL : word; /* classes are not values */
    return is_str(o) && ((const Str *)o)->state.interned ? "interned" : NULL;
}

static SharedRow *row_of(Search *s, const Obj *o)
{
    View *v = s->view;
    uint64_t address = heap_nominal(HEAP(v->rt), o);
    size_t i = (size_t)(address >> 3) * UINT64_C(0x9E3779B97F4A7C15) % PLACES;
    for (; s->places[i]; i = (i + 1) % PLACES) {
        SharedRow *row = (SharedRow *)v->rows[ROWS_SHARED].data + s->places[i] - 1;
        if (row->address == address) return row;
    }
    if (v->rows[ROWS_SHARED].n == SHARED_MAX) return NULL;
    SharedRow *row = rows_add(v, ROWS_SHARED, sizeof *row);
    if (!row) return NULL;
    s->places[i] = (uint16_t)v->rows[ROWS_SHARED].n;
    row->address = address;
    row->label = label_number(v->rt, o);
    row->word = shared_word(v->rt, o);
    text_copy(row->type, VIEW_TYPE, value_type(o));
    value_text(v->rt, o, row->value, VIEW_VALUE);
    return row;
}

static int add_reference(Obj *o, void *ctx, const char *role, isize index)
{
    Search *s = ctx;
    SharedRow *row = shared_word(s->view->rt, o) ? row_of(s, o) : NULL;
    (void)role, (void)index;
    if (row) row->yours++;
    return 0;
}

/* Functions, classes and modules hold names and constants of their own, which are no values of the student's. */
static bool is_data(const Runtime *rt, const Obj *o)
{
    return !is_typeobj(o) && !is_type(rt, o, FUNCTION) && !is_type(rt, o, MODULE) && !is_type(rt, o, CODE);
}

static void add_names(Search *s, Obj *dict)
{
    Obj *key, *value;
    for (isize pos = 0; dict && dict_next(dict, &pos, &key, &value, NULL);) {
        bool hidden = is_str(key) && str_len(key) > 4 && str_at(key, 0) == '_' && str_at(key, 1) == '_';
        if (!hidden) add_reference(value, s, "", -1);
    }
}

static int by_kind(const void *a, const void *b)
{
    const SharedRow *x = a, *y = b;
    int order = strcmp(x->word, y->word);
    if (order == 0) order = (x->yours < y->yours) - (x->yours > y->yours);
    return order ? order : x->address < y->address ? -1 : 1;
}

const SharedRow *view_shared(View *v, size_t *n)
{
    Trace *t = trace_peek(v->rt);
    Search s = {v, calloc(PLACES, sizeof *s.places)};
    rows_clear(v, ROWS_SHARED);
    if (s.places && v->rt->main_dict) add_names(&s, v->rt->main_dict);
    for (uint32_t i = 0; s.places && t && i < t->used; i++) {
        Obj *o = t->labels[i].at ? label_object(t, &t->labels[i]) : NULL;
        if (o && is_data(v->rt, o)) walk_references(v->rt, o, add_reference, &s);
    }
    free(s.places);
    *n = v->rows[ROWS_SHARED].n;
    if (*n) qsort(v->rows[ROWS_SHARED].data, *n, sizeof(SharedRow), by_kind);
    return v->rows[ROWS_SHARED].data;
}
