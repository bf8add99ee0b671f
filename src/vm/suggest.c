/* suggest.c - "Did you mean: ...": the known name that is nearest to one that was not found, by CPython's measure. */
#include "vm/vm_inner.h"

#include <string.h>

enum { MAX_CANDIDATES = 750, MAX_LENGTH = 40, MOVE_COST = 2, CASE_COST = 1 };

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

static size_t substitution_cost(char a, char b)
{
    if ((a & 31) != (b & 31)) return MOVE_COST;
    if (a == b) return 0;
    if ('A' <= a && a <= 'Z') a += 'a' - 'A';
    if ('A' <= b && b <= 'Z') b += 'a' - 'A';
    return a == b ? CASE_COST : MOVE_COST;
}

/* The edit distance of two texts; anything above [most] when it exceeds that. */
static size_t edit_distance(const char *a, size_t na, const char *b, size_t nb, size_t most)
{
    size_t row[MAX_LENGTH], result = 0;
    while (na && nb && a[0] == b[0]) a++, na--, b++, nb--;
    while (na && nb && a[na - 1] == b[nb - 1]) na--, nb--;
    if (na == 0 || nb == 0) return (na + nb) * MOVE_COST;
    if (na > MAX_LENGTH || nb > MAX_LENGTH) return most + 1;
    if (nb < na) {
        const char *text = a;
        size_t n = na;
        a = b, na = nb;
        b = text, nb = n;
    }
    if ((nb - na) * MOVE_COST > most) return most + 1;
    for (size_t i = 0; i < na; i++) row[i] = (i + 1) * MOVE_COST;
    for (size_t j = 0; j < nb; j++) {
        size_t distance = result = j * MOVE_COST, least = SIZE_MAX;
        for (size_t i = 0; i < na; i++) {
            size_t substitute = distance + substitution_cost(b[j], a[i]);
            distance = row[i];
            result = smaller(smaller(result, distance) + MOVE_COST, substitute);
            row[i] = result;
            least = smaller(least, result);
        }
        if (least > most) return most + 1;
    }
    return result;
}

/* The nearest of a list of names, owned; NULL: none is near. */
static OWN Obj *nearest(Obj *names, Obj *name)
{
    Buf wanted = {0}, text = {0};
    Obj *best = NULL;
    isize best_distance = PTRDIFF_MAX;
    if (list_len(names) >= MAX_CANDIDATES) return NULL;
    str_add_utf8(&wanted, name);
    for (isize i = 0; i < list_len(names); i++) {
        Obj *item = list_peek(names, i);
        if (!is_str(item) || str_equal(item, name)) continue;
        buf_clear(&text);
        str_add_utf8(&text, item);
        isize most = (isize)(wanted.len + text.len + 3) * MOVE_COST / 6;
        if (most > best_distance - 1) most = best_distance - 1;
        if (most < 0 || text.failed || wanted.failed) continue;
        isize distance = (isize)edit_distance(wanted.data, wanted.len, text.data, text.len, (size_t)most);
        if (distance > most) continue;
        best = item;
        best_distance = distance;
    }
    buf_free(&wanted);
    buf_free(&text);
    return best ? own(best) : NULL;
}

static OWN Obj *nearest_take(Runtime *rt, TAKE Obj *names, Obj *name)
{
    if (!names) {
        err_clear(rt);
        return NULL;
    }
    Obj *best = nearest(names, name);
    decref(rt, names);
    return best;
}

static OWN Obj *local_names(Runtime *rt, const Code *co)
{
    Obj *list = list_new(rt, 0);
    const char *kinds = bytes_data(co->localspluskinds);
    for (int i = 0; list && i < co->nlocalsplus; i++)
        if (kinds[i] & LOCAL_PLAIN && !list_append(rt, list, tuple_peek(co->localsplusnames, i))) CLEAR(rt, list);
    return list;
}

static OWN Obj *for_name_error(Runtime *rt, Obj *exc)
{
    Obj *name = ((NameErrorExc *)exc)->name;
    Traceback *tb = (Traceback *)((Exc *)exc)->traceback;
    if (!name || !is_str(name) || !tb || !is_type(rt, tb, TRACEBACK)) return NULL;
    while (tb->next) tb = tb->next;
    const Frame *f = tb->frame->frame;
    Obj *best = nearest_take(rt, local_names(rt, frame_code(f)), name);
    if (!best) best = nearest_take(rt, dict_keys_list(rt, f->globals), name);
    if (!best && is_dict(f->builtins)) best = nearest_take(rt, dict_keys_list(rt, f->builtins), name);
    return best;
}

static OWN Obj *for_attribute_error(Runtime *rt, Obj *exc)
{
    const AttributeErrorExc *e = (AttributeErrorExc *)exc;
    if (!e->name || !e->obj || !is_str(e->name)) return NULL;
    Obj *names = obj_dir(rt, e->obj);
    if (names && !is_list(names)) CLEAR(rt, names);
    return nearest_take(rt, names, e->name);
}

OWN Obj *suggestion(Runtime *rt, Obj *exc)
{
    Obj *best = NULL;
    if ((Obj *)type_of(exc) == EXC_TYPE(rt, AttributeError))
        best = for_attribute_error(rt, exc);
    else if ((Obj *)type_of(exc) == EXC_TYPE(rt, NameError))
        best = for_name_error(rt, exc);
    err_clear(rt);
    return best;
}
