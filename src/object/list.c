/* list.c - the list type's core: a growable array of owned references in a block of its own.

     list object                items block (KIND_ITEMS)
     [refcnt][type][len][*]---->[0][1] ... [len-1][.......]
                      [room]     owned             never read

   Growing takes an eighth more than needed and a little; shrinking below half of the room gives memory back.  80
   dead lists wait for the next one.  While a list is sorted it looks empty and its room is -1.

   Invariants (proved by list_check): 0 <= len <= room; items is NULL exactly when room is 0 (or -1, sorting, and
   nothing was put in); items[0..len) are NULL (being filled) or alive. */
#include <stdlib.h>
#include <string.h>

#include "object/seq.h"

/* ---- room ----------------------------------------------------------------------------------------------------------- */

static bool set_room(Runtime *rt, List *l, size_t room)
{
    if (room > PTRDIFF_MAX / sizeof(Obj *)) return err_no_memory(rt), false;
    if (room == 0) {
        mem_free(rt, l->items);
        l->items = NULL;
    } else {
        size_t bytes = room * sizeof(Obj *);
        Obj **items = l->items ? mem_realloc(rt, l->items, bytes) : mem_alloc(rt, bytes, KIND_ITEMS);
        if (!items) return false;
        Obj **old = l->items;
        l->items = items;
        if ((isize)room != l->room) EMIT(rt, GROW, l, old, room, l->room < 0 ? 0 : (size_t)l->room);
    }
    l->room = (isize)room;
    return true;
}

CHECK bool list_resize(Runtime *rt, List *l, isize n)
{
    if (l->room >= n && n >= (l->room >> 1)) {
        l->v.size = n;
        return true;
    }
    size_t want = ((size_t)n + (size_t)(n >> 3) + 6) & ~(size_t)3;
    if (n - l->v.size > (isize)(want - (size_t)n)) want = ((size_t)n + 3) & ~(size_t)3;
    if (!set_room(rt, l, n == 0 ? 0 : want)) return false;
    l->v.size = n;
    return true;
}

CHECK bool list_reserve(Runtime *rt, List *l, isize n)
{
    return set_room(rt, l, ((size_t)n + 1) & ~(size_t)1);
}

/* ---- making --------------------------------------------------------------------------------------------------------- */

/* A list object without items, untracked. */
static inline OWN List *alloc(Runtime *rt)
{
    List *l;
    if (rt->free_lists.list_count) {
        l = (List *)rt->free_lists.lists[--rt->free_lists.list_count];
        l->v.base.refcnt = 1;
        EMIT(rt, REUSED, l, NULL, 0, 0);
    } else {
        l = (List *)gc_new(rt, TYPE_OF(rt, LIST));
        if (!l) return NULL;
    }
    l->v.size = 0;
    l->items = NULL;
    l->room = 0;
    return l;
}

/* Gives [l] exactly [n] places; consumes it on failure. */
static bool alloc_items(Runtime *rt, List *l, isize n)
{
    if (n == 0) return true;
    l->items = n > PTRDIFF_MAX / (isize)sizeof(Obj *) ? err_no_memory(rt) : mem_alloc(rt, (size_t)n * sizeof(Obj *), KIND_ITEMS);
    if (l->items) {
        l->room = n;
        return true;
    }
    decref(rt, l);
    return false;
}

OWN Obj *list_new(Runtime *rt, isize n)
{
    if (n < 0) return err_bad_internal(rt, "list_new");
    List *l = alloc(rt);
    if (!l || !alloc_items(rt, l, n)) return NULL;
    if (n) memset(l->items, 0, (size_t)n * sizeof(Obj *));
    l->v.size = n;
    gc_track(rt, l);
    return &l->v.base;
}

OWN Obj *list_with_room(Runtime *rt, isize n)
{
    List *l = alloc(rt);
    if (!l || !alloc_items(rt, l, n)) return NULL;
    gc_track(rt, l);
    return &l->v.base;
}

OWN Obj *list_from_array_take(Runtime *rt, TAKE Obj *const *items, isize n)
{
    hold_array(rt, "item on its way into a list", (Obj **)(uintptr_t)items, n);
    List *l = (List *)list_with_room(rt, n);
    unhold(rt);
    if (!l) {
        for (isize i = 0; i < n; i++) decref(rt, items[i]);
        return NULL;
    }
    if (n) memcpy(l->items, items, (size_t)n * sizeof(Obj *));
    l->v.size = n;
    return &l->v.base;
}

/* Copies [n] items from [start] of [from] behind those of [to], as far as there are items and room: the allocation
   of [to] may have collected, and a finalizer have changed [from]. */
static void copy_items(List *to, const List *from, isize start, isize n)
{
    if (n > from->v.size - start) n = from->v.size - start;
    if (n > to->room - to->v.size) n = to->room - to->v.size;
    for (isize i = 0; i < n; i++) to->items[to->v.size + i] = own(from->items[start + i]);
    if (n > 0) to->v.size += n;
}

OWN Obj *list_slice(Runtime *rt, Obj *l, isize start, isize stop)
{
    Obj *to = list_with_room(rt, stop > start ? stop - start : 0);
    if (to && stop > start) copy_items((List *)to, (List *)l, start, stop - start);
    return to;
}

/* ---- dying, the collector --------------------------------------------------------------------------------------------- */

void list_release(Runtime *rt, Obj **items, isize n)
{
    hold_array(rt, "item being dropped", items, n);
    Held *h = &rt->holds[rt->hold_count - 1];
    while (h->n > 0) {
        Obj *o = items[--h->n];
        xdecref(rt, o);
    }
    unhold(rt);
}

void list_drop_items(Runtime *rt, List *l)
{
    Obj **items = l->items;
    isize n = l->v.size;
    if (!items) return;
    l->v.size = 0;
    l->items = NULL;
    l->room = 0;
    list_release(rt, items, n);
    mem_free(rt, items);
}

int list_clear(Runtime *rt, Obj *o)
{
    list_drop_items(rt, (List *)o);
    return 0;
}

/* A dying list keeps what it still owns in order, for those who look meanwhile. */
void list_dealloc(Runtime *rt, Obj *o)
{
    List *l = (List *)o;
    gc_untrack(o);
    int trash = trash_begin(rt, o, list_dealloc);
    if (!trash) return;
    if (l->items) {
        for (isize i = l->v.size; --i >= 0;) {
            Obj *item = l->items[i];
            if (!item || --item->refcnt) continue;
            l->v.size = i;
            obj_dealloc(rt, item);
        }
        l->v.size = 0;
        mem_free(rt, l->items);
        l->items = NULL;
        l->room = 0;
    }
    if (rt->free_lists.list_count < FREE_LISTS && is_type(rt, o, LIST)) {
        rt->free_lists.lists[rt->free_lists.list_count++] = o;
        EMIT(rt, KEPT, o, NULL, 0, 0);
    } else {
        gc_obj_free(rt, o);
    }
    trash_end(rt, trash);
}

void list_clear_free_lists(Runtime *rt)
{
    while (rt->free_lists.list_count) gc_obj_free(rt, rt->free_lists.lists[--rt->free_lists.list_count]);
}

int list_traverse(Obj *o, Visit visit, void *ctx)
{
    for (isize i = list_len(o); --i >= 0;) VISIT(list_peek(o, i), "item", i);
    return 0;
}

void list_blocks(Obj *o, BlockVisit visit, void *ctx)
{
    const List *l = (const List *)o;
    if (l->items) visit(l->items, (size_t)(l->room > 0 ? l->room : 0) * sizeof(Obj *), "items", ctx);
}

const char *list_check(Runtime *rt, Obj *o)
{
    const List *l = (const List *)o;
    if (l->room == -1) return l->v.size || l->items ? "a list being sorted has items" : NULL;
    if (l->v.size < 0 || l->v.size > l->room) return "a list is longer than its room";
    if ((l->items == NULL) != (l->room == 0)) return "a list's room and its items block disagree";
    if (l->items && heap_kind(HEAP(rt), l->items) != KIND_ITEMS) return "a list's items are not in an items block";
    if (l->items && heap_block_size(HEAP(rt), l->items) < (size_t)l->room * sizeof(Obj *))
        return "a list's items block is smaller than its room";
    for (isize i = l->v.size; --i >= 0;)
        if (l->items[i] && l->items[i]->refcnt <= 0) return "a list's item is dead";
    return NULL;
}

/* ---- changing ------------------------------------------------------------------------------------------------------------ */

CHECK bool list_append_take(Runtime *rt, Obj *list, TAKE Obj *value)
{
    List *l = (List *)list;
    isize n = l->v.size;
    if (LIKELY(n < l->room)) {
        l->items[n] = value;
        l->v.size = n + 1;
        return true;
    }
    if (!list_resize(rt, l, n + 1)) {
        decref(rt, value);
        return false;
    }
    l->items[n] = value;
    return true;
}

CHECK bool list_append(Runtime *rt, Obj *list, Obj *value) { return list_append_take(rt, list, own(value)); }

CHECK bool list_insert_at(Runtime *rt, Obj *list, isize at, Obj *value)
{
    List *l = (List *)list;
    isize n = l->v.size;
    if (!list_resize(rt, l, n + 1)) return false;
    if (at < 0 && (at += n) < 0) at = 0;
    if (at > n) at = n;
    memmove(l->items + at + 1, l->items + at, (size_t)(n - at) * sizeof(Obj *));
    l->items[at] = own(value);
    return true;
}

/* Moves what follows [stop] by [by] places and makes the list that much longer or shorter. */
static bool shift_tail(Runtime *rt, List *l, isize stop, isize by)
{
    isize n = l->v.size;
    size_t tail = (size_t)(n - stop) * sizeof(Obj *);
    if (by < 0) {
        memmove(l->items + stop + by, l->items + stop, tail);
        return list_resize(rt, l, n + by); /* smaller: cannot fail */
    }
    if (by > 0) {
        if (!list_resize(rt, l, n + by)) return false;
        memmove(l->items + stop + by, l->items + stop, tail);
    }
    return true;
}

/* [start, stop) becomes the [n] items of [values], which the list does not own yet. */
static bool splice(Runtime *rt, List *l, isize start, isize stop, Obj **values, isize n)
{
    Obj *few[8], **old = few;
    isize gone = stop - start;
    if (gone > (isize)COUNT_OF(few) && !(old = malloc((size_t)gone * sizeof(Obj *)))) return err_no_memory(rt), false;
    if (gone) memcpy(old, l->items + start, (size_t)gone * sizeof(Obj *));
    bool ok = shift_tail(rt, l, stop, n - gone);
    if (ok) {
        for (isize i = 0; i < n; i++) l->items[start + i] = own(values[i]);
        list_release(rt, old, gone);
    }
    if (old != few) free(old);
    return ok;
}

CHECK bool list_set_slice(Runtime *rt, Obj *list, isize start, isize stop, Obj *values)
{
    List *l = (List *)list;
    Obj *fast = NULL;
    if (values == list)
        fast = list_slice(rt, list, 0, list_len(list));
    else if (values)
        fast = seq_fast(rt, values, "can only assign an iterable");
    if (values && !fast) return false;
    isize n = fast ? fast_len(fast) : 0, size = l->v.size;
    if (start < 0) start = 0;
    if (start > size) start = size;
    if (stop < start) stop = start;
    if (stop > size) stop = size;
    bool ok = true;
    hold(rt, "items being assigned", fast);
    if (size + n - (stop - start) == 0) {
        drop(rt);
        list_drop_items(rt, l);
        return true;
    }
    if (stop > start || n > 0) ok = splice(rt, l, start, stop, fast ? fast_items(fast) : NULL, n);
    drop(rt);
    return ok;
}

/* ---- slots ---------------------------------------------------------------------------------------------------------------- */

/* Whether items of two lists are equal; both are kept alive meanwhile. */
static int pair_same(Runtime *rt, Obj *x, Obj *y)
{
    if (x == y) return 1;
    if (seq_is_quiet(rt, x) && seq_is_quiet(rt, y)) return obj_compare_bool(rt, x, y, CMP_EQ);
    hold(rt, "item being compared", own(x));
    hold(rt, "item being compared", own(y));
    int same = obj_compare_bool(rt, x, y, CMP_EQ);
    drop_n(rt, 2);
    return same;
}

OWN Obj *list_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (!is_list(a) || !is_list(b)) return own(&rt->not_implemented);
    if (list_len(a) != list_len(b) && (op == CMP_EQ || op == CMP_NE)) return bool_new(rt, op == CMP_NE);
    isize i = 0;
    for (; i < list_len(a) && i < list_len(b); i++) {
        int same = pair_same(rt, list_peek(a, i), list_peek(b, i));
        if (same < 0) return NULL;
        if (!same) break;
    }
    if (i >= list_len(a) || i >= list_len(b)) return seq_order(rt, list_len(a), list_len(b), op);
    if (op == CMP_EQ || op == CMP_NE) return bool_new(rt, op == CMP_NE);
    Obj *x = list_peek(a, i), *y = list_peek(b, i);
    int at = rt->hold_count;
    hold(rt, "result of a comparison", NULL);
    hold(rt, "item being compared", own(x));
    hold(rt, "item being compared", own(y));
    rt->holds[at].ref = obj_compare(rt, x, y, op);
    drop_n(rt, 2);
    return unhold(rt);
}

static bool repr_items(Runtime *rt, Obj *o, Buf *b)
{
    buf_char(b, '[');
    for (isize i = 0; i < list_len(o); i++) {
        if (i) buf_str(b, ", ");
        Obj *s = obj_repr(rt, list_peek(o, i));
        if (!s) return false;
        bool ok = str_add_utf8(b, s);
        decref(rt, s);
        if (!ok) return err_no_memory(rt), false;
        if (UNLIKELY(rt_poll(rt))) return false;
    }
    buf_char(b, ']');
    return !b->failed || (err_no_memory(rt), false);
}

OWN Obj *list_repr(Runtime *rt, Obj *o)
{
    if (list_len(o) == 0) return str_from(rt, "[]");
    int entered = repr_enter(rt, o);
    if (entered != 0) return entered > 0 ? str_from(rt, "[...]") : NULL;
    Buf b = {0};
    Obj *s = repr_items(rt, o, &b) ? str_from_utf8(rt, b.data, b.len) : NULL;
    buf_free(&b);
    repr_leave(rt, o);
    return s;
}

static isize length(Runtime *rt UNUSED, Obj *o) { return list_len(o); }

static int contains(Runtime *rt, Obj *o, Obj *value)
{
    int same = 0;
    for (isize i = 0; same == 0 && i < list_len(o); i++) same = seq_same(rt, list_peek(o, i), value);
    return same;
}

static OWN Obj *item(Runtime *rt, Obj *o, isize i)
{
    if (LIKELY((size_t)i < (size_t)list_len(o))) return own(list_peek(o, i));
    return err_format(rt, EXC_TYPE(rt, IndexError), "list index out of range");
}

static bool set_item(Runtime *rt, Obj *o, isize i, Obj *value)
{
    if ((size_t)i >= (size_t)list_len(o)) {
        err_format(rt, EXC_TYPE(rt, IndexError), "list assignment index out of range");
        return false;
    }
    if (!value) return list_set_slice(rt, o, i, i + 1, NULL);
    SET_REF_TAKE(rt, ((List *)o)->items[i], own(value));
    return true;
}

static OWN Obj *concat(Runtime *rt, Obj *a, Obj *b)
{
    if (!is_list(b)) return err_type(rt, "can only concatenate list (not \"%.200s\") to list", type_of(b)->name);
    isize na = list_len(a), nb = list_len(b);
    List *l = (List *)list_with_room(rt, na + nb);
    if (!l) return NULL;
    copy_items(l, (List *)a, 0, na);
    copy_items(l, (List *)b, 0, nb);
    return &l->v.base;
}

static OWN Obj *concat_in_place(Runtime *rt, Obj *a, Obj *b) { return list_extend(rt, a, b) ? own(a) : NULL; }

/* Fills items[n, n * times) with copies of the first [n]. */
static void multiply(Obj **items, isize n, isize times)
{
    for (isize i = 0; i < n; i++) items[i]->refcnt += times - 1;
    if (n == 1)
        for (isize k = 1; k < times; k++) items[k] = items[0];
    else
        for (isize k = 1; k < times; k++) memcpy(items + k * n, items, (size_t)n * sizeof(Obj *));
}

static OWN Obj *repeat(Runtime *rt, Obj *a, isize times)
{
    isize n = list_len(a);
    if (n == 0 || times <= 0) return list_new(rt, 0);
    if (times > PTRDIFF_MAX / n) return err_no_memory(rt);
    List *l = (List *)list_with_room(rt, n * times);
    if (!l) return NULL;
    copy_items(l, (List *)a, 0, n);
    n = l->v.size;
    if (n) multiply(l->items, n, times);
    l->v.size = n * times;
    return &l->v.base;
}

static OWN Obj *repeat_in_place(Runtime *rt, Obj *a, isize times)
{
    List *l = (List *)a;
    isize n = l->v.size;
    if (n == 0 || times == 1) return own(a);
    if (times < 1) {
        list_drop_items(rt, l);
        return own(a);
    }
    if (n > PTRDIFF_MAX / times) return err_no_memory(rt);
    if (!list_resize(rt, l, n * times)) return NULL;
    multiply(l->items, n, times);
    return own(a);
}

const SeqSlots list_sequence = {.len = length, .concat = concat, .repeat = repeat, .item = item, .set_item = set_item,
                                .contains = contains, .iconcat = concat_in_place, .irepeat = repeat_in_place};

/* ---- subscripts -------------------------------------------------------------------------------------------------------------- */

static OWN Obj *get_slice(Runtime *rt, Obj *o, Obj *slice)
{
    isize start, stop, step;
    if (!slice_unpack(rt, slice, &start, &stop, &step)) return NULL;
    isize n = slice_adjust(list_len(o), &start, &stop, step);
    if (n <= 0) return list_new(rt, 0);
    if (step == 1) return list_slice(rt, o, start, stop);
    List *l = (List *)list_with_room(rt, n);
    if (!l) return NULL;
    isize at = start;
    for (isize i = 0; i < n && (size_t)at < (size_t)list_len(o); i++, at += step) l->items[l->v.size++] = own(list_peek(o, at));
    return &l->v.base;
}

static OWN Obj *subscript(Runtime *rt, Obj *o, Obj *key)
{
    if (obj_has_index(key)) {
        isize i;
        if (!number_as_isize(rt, key, EXC_TYPE(rt, IndexError), &i)) return NULL;
        return item(rt, o, i < 0 ? i + list_len(o) : i);
    }
    if (is_type(rt, key, SLICE)) return get_slice(rt, o, key);
    return err_type(rt, "list indices must be integers or slices, not %.200s", type_of(key)->name);
}

/* Deletes [n] items, every [step]th from [start]; step > 1 after a negative one was turned round. */
static bool delete_steps(Runtime *rt, List *l, isize start, isize step, isize n)
{
    if (n <= 0) return true;
    if (step < 0) {
        start += step * (n - 1);
        step = -step;
    }
    Obj **gone = malloc((size_t)n * sizeof(Obj *));
    if (!gone) return err_no_memory(rt), false;
    isize size = l->v.size, to = start, from = start;
    for (isize i = 0; i < n; i++) {
        gone[n - 1 - i] = l->items[from++]; /* in reverse: they are released last to first */
        isize next = i + 1 < n ? start + (i + 1) * step : size;
        memmove(l->items + to, l->items + from, (size_t)(next - from) * sizeof(Obj *));
        to += next - from;
        from = next;
    }
    l->v.size = to;
    bool ok = list_resize(rt, l, to);
    list_release(rt, gone, n);
    free(gone);
    return ok;
}

static bool assign_steps(Runtime *rt, List *l, isize start, isize stop, isize step, Obj *fast)
{
    isize n = slice_adjust(l->v.size, &start, &stop, step);
    if (fast_len(fast) != n) {
        err_value(rt, "attempt to assign sequence of size %zd to extended slice of size %zd", fast_len(fast), n);
        return false;
    }
    if (n == 0) return true;
    Obj **gone = malloc((size_t)n * sizeof(Obj *));
    if (!gone) return err_no_memory(rt), false;
    for (isize i = 0, at = start; i < n; i++, at += step) {
        gone[n - 1 - i] = l->items[at];
        l->items[at] = own(fast_items(fast)[i]);
    }
    list_release(rt, gone, n);
    free(gone);
    return true;
}

static bool set_slice(Runtime *rt, Obj *o, Obj *slice, Obj *value)
{
    isize start, stop, step;
    if (!slice_unpack(rt, slice, &start, &stop, &step)) return false;
    isize low = start, high = stop, n = slice_adjust(list_len(o), &low, &high, step);
    if (step == 1) return list_set_slice(rt, o, low, high < low ? low : high, value);
    if (!value) return delete_steps(rt, (List *)o, low, step, n);
    Obj *fast = value == o ? list_slice(rt, o, 0, list_len(o)) : seq_fast(rt, value, "must assign iterable to extended slice");
    if (!fast) return false;
    hold(rt, "items being assigned", fast);
    bool ok = assign_steps(rt, (List *)o, start, stop, step, fast);
    drop(rt);
    return ok;
}

static bool set_subscript(Runtime *rt, Obj *o, Obj *key, Obj *value)
{
    if (obj_has_index(key)) {
        isize i;
        if (!number_as_isize(rt, key, EXC_TYPE(rt, IndexError), &i)) return false;
        return set_item(rt, o, i < 0 ? i + list_len(o) : i, value);
    }
    if (is_type(rt, key, SLICE)) return set_slice(rt, o, key, value);
    err_type(rt, "list indices must be integers or slices, not %.200s", type_of(key)->name);
    return false;
}

const MapSlots list_mapping = {.len = length, .subscript = subscript, .set_subscript = set_subscript};
