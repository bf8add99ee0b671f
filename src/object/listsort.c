/* listsort.c - list.sort: a stable merge sort that finds the order which is already there.

   Natural runs are found (descending ones turned round, short ones extended by binary insertion) and merged in the
   order that powersort prescribes; merges gallop when one run keeps winning.  This is the algorithm known as timsort,
   and it asks for the same comparisons in the same order as CPython 3.11's, which a program can observe.

   Comparing may run Python code.  Meanwhile the list is empty (room -1); the references are accounted for by the
   hold stack.  Merging leaves some references twice and others only in scratch memory for a while, so the hold
   stack is given a copy of the array as it was: the same references in another order.  Scratch memory is plain
   malloc's: no image is taken while C code runs Python. */
#include <stdlib.h>
#include <string.h>

#include "object/seq.h"

enum { MERGE_PENDING = 85, FEW = 256, MIN_GALLOP = 7 };

typedef struct Slices { /* keys, and the values that move with them (NULL: there are none) */
    Obj **keys, **values;
} Slices;

typedef struct Run {
    Slices base;
    isize len;
    int power;
} Run;

typedef struct Sort Sort;
typedef int (*LessFn)(Sort *s, Obj *a, Obj *b); /* 1, 0, -1 */
struct Sort {
    Runtime *rt;
    LessFn less;
    LessFn item_less;  /* of tuples: their first items */
    CompareFn compare; /* the compare slot that all keys share */
    isize min_gallop, len;
    Obj **start;
    Slices temp; /* scratch for merges, room for temp_room */
    isize temp_room;
    Obj **temp_block; /* malloc'd, or NULL */
    int n;
    Run pending[MERGE_PENDING];
    Obj *few[FEW];
};

/* ---- comparing ------------------------------------------------------------------------------------------------------- */

static int any_less(Sort *s, Obj *a, Obj *b) { return obj_compare_bool(s->rt, a, b, CMP_LT); }

/* Keys of one type: straight to its slot. */
static int same_type_less(Sort *s, Obj *a, Obj *b)
{
    Runtime *rt = s->rt;
    if (type_of(a)->compare != s->compare) return obj_compare_bool(rt, a, b, CMP_LT);
    Obj *answer = s->compare(rt, a, b, CMP_LT);
    if (!answer) return -1;
    int less;
    if (answer == &rt->not_implemented) {
        decref(rt, answer);
        return obj_compare_bool(rt, a, b, CMP_LT);
    }
    if (is_type(rt, answer, BOOL)) {
        less = answer == (Obj *)&rt->true_;
        decref(rt, answer);
        return less;
    }
    hold(rt, "result of a comparison", answer);
    less = obj_truth(rt, answer);
    drop(rt);
    return less;
}

static int latin_less(Sort *s UNUSED, Obj *a, Obj *b)
{
    isize na = str_len(a), nb = str_len(b);
    int order = memcmp(str_data(a), str_data(b), (size_t)(na < nb ? na : nb));
    return order ? order < 0 : na < nb;
}

static int small_int_less(Sort *s UNUSED, Obj *a, Obj *b) { return int_compact_value(a) < int_compact_value(b); }
static int float_less(Sort *s UNUSED, Obj *a, Obj *b) { return ((Float *)a)->value < ((Float *)b)->value; }

/* Non-empty tuples whose first items share a type: a stricter order than the general one is not needed. */
static int tuple_less(Sort *s, Obj *a, Obj *b)
{
    Runtime *rt = s->rt;
    isize na = tuple_len(a), nb = tuple_len(b), i = 0;
    for (; i < na && i < nb; i++) {
        int same = obj_compare_bool(rt, tuple_peek(a, i), tuple_peek(b, i), CMP_EQ);
        if (same < 0) return -1;
        if (!same) break;
    }
    if (i >= na || i >= nb) return na < nb;
    if (i == 0) return s->item_less(s, tuple_peek(a, 0), tuple_peek(b, 0));
    return obj_compare_bool(rt, tuple_peek(a, i), tuple_peek(b, i), CMP_LT);
}

/* The comparison for keys that are all of type [t]. */
static LessFn less_of_type(Sort *s, const Type *t, bool latin, bool small)
{
    Runtime *rt = s->rt;
    if (t == TYPE_OF(rt, STR) && latin) return latin_less;
    if (t == TYPE_OF(rt, INT) && small) return small_int_less;
    if (t == TYPE_OF(rt, FLOAT)) return float_less;
    s->compare = t->compare;
    return t->compare ? same_type_less : any_less;
}

/* Looks at all keys once and picks the cheapest comparison that is right for them. */
static void choose_less(Sort *s, Obj **keys, isize n)
{
    Runtime *rt = s->rt;
    bool tuples = is_type(rt, keys[0], TUPLE) && tuple_len(keys[0]) > 0;
    const Type *t = type_of(tuples ? tuple_peek(keys[0], 0) : keys[0]);
    bool same = true, latin = true, small = true;
    for (isize i = 0; i < n; i++) {
        if (tuples && (!is_type(rt, keys[i], TUPLE) || tuple_len(keys[i]) == 0)) {
            tuples = same = false;
            break;
        }
        Obj *key = tuples ? tuple_peek(keys[i], 0) : keys[i];
        if (type_of(key) != t) {
            same = false;
            if (!tuples) break;
        }
        if (!same) continue;
        if (t == TYPE_OF(rt, INT))
            small = small && int_is_compact(key);
        else if (t == TYPE_OF(rt, STR))
            latin = latin && str_kind(key) == 1;
    }
    s->less = same ? less_of_type(s, t, latin, small) : any_less;
    if (tuples) {
        s->item_less = t == TYPE_OF(rt, TUPLE) ? any_less : s->less;
        s->less = tuple_less;
    }
}

static bool is_quiet(const Sort *s) { return s->less == latin_less || s->less == small_int_less || s->less == float_less; }

/* Small ints are compared on the spot: a predictable branch is cheaper than a call. */
static inline int less(Sort *s, Obj *a, Obj *b)
{
    if (s->less == small_int_less) return int_compact_value(a) < int_compact_value(b);
    if (UNLIKELY(rt_poll(s->rt))) return -1;
    return s->less(s, a, b);
}

/* ---- slices of keys and values ------------------------------------------------------------------------------------------ */

static inline Slices at(Slices s, isize i) { return (Slices){s.keys + i, s.values ? s.values + i : NULL}; }

static inline void move(Slices to, Slices from, isize n)
{
    memmove(to.keys, from.keys, (size_t)n * sizeof(Obj *));
    if (to.values) memmove(to.values, from.values, (size_t)n * sizeof(Obj *));
}

static inline void move_one(Slices to, Slices from)
{
    *to.keys = *from.keys;
    if (to.values) *to.values = *from.values;
}

static void turn_round(Obj **a, isize n)
{
    for (isize i = 0, k = n - 1; i < k; i++, k--) {
        Obj *o = a[i];
        a[i] = a[k];
        a[k] = o;
    }
}

/* ---- runs ------------------------------------------------------------------------------------------------------------------ */

/* Length of the run at [keys]: never descending, or strictly descending (then *down).  -1: error. */
static isize count_run(Sort *s, Obj **keys, isize n, bool *down)
{
    *down = false;
    if (n == 1) return 1;
    int is_less = less(s, keys[1], keys[0]);
    if (is_less < 0) return -1;
    *down = is_less;
    isize i = 2;
    for (; i < n; i++) {
        is_less = less(s, keys[i], keys[i - 1]);
        if (is_less < 0) return -1;
        if (is_less != (int)*down) break;
    }
    return i;
}

/* Inserts [sorted, n) one by one into the sorted front. */
static bool binary_insertion(Sort *s, Slices run, isize n, isize sorted)
{
    for (isize i = sorted; i < n; i++) {
        isize low = 0, high = i;
        Obj *pivot = run.keys[i];
        while (low < high) {
            isize mid = low + ((high - low) >> 1);
            int is_less = less(s, pivot, run.keys[mid]);
            if (is_less < 0) return false;
            if (is_less)
                high = mid;
            else
                low = mid + 1;
        }
        Obj *value = run.values ? run.values[i] : NULL;
        move(at(run, low + 1), at(run, low), i - low);
        run.keys[low] = pivot;
        if (run.values) run.values[low] = value;
    }
    return true;
}

static isize min_run(isize n)
{
    isize rest = 0;
    for (; n >= 64; n >>= 1) rest |= n & 1;
    return n + rest;
}

/* ---- galloping ---------------------------------------------------------------------------------------------------------------- */

/* Where [key] belongs in a[0, n): left of equal items, or right of them when [right].  Starts at [hint] and doubles its
   steps, then halves.  -1: error. */
static inline isize gallop(Sort *s, Obj *key, Obj **a, isize n, isize hint, bool right)
{
#define GOES_AFTER(i) (right ? less(s, key, a[i]) : less(s, a[i], key))
    isize last = 0, step = 1, most;
    int answer = GOES_AFTER(hint);
    if (answer < 0) return -1;
    bool up = right ? !answer : answer;
    most = up ? n - hint : hint + 1;
    while (step < most) {
        answer = GOES_AFTER(up ? hint + step : hint - step);
        if (answer < 0) return -1;
        if ((right ? !answer : answer) != (int)up) break;
        last = step;
        step = (step << 1) + 1;
    }
    if (step > most) step = most;
    isize low = up ? hint + last : hint - step, high = up ? hint + step : hint - last;
    for (low++; low < high;) {
        isize mid = low + ((high - low) >> 1);
        answer = GOES_AFTER(mid);
        if (answer < 0) return -1;
        if (right ? !answer : answer)
            low = mid + 1;
        else
            high = mid;
    }
    return high;
#undef GOES_AFTER
}

static isize gallop_left(Sort *s, Obj *key, Obj **a, isize n, isize hint) { return gallop(s, key, a, n, hint, false); }
static isize gallop_right(Sort *s, Obj *key, Obj **a, isize n, isize hint) { return gallop(s, key, a, n, hint, true); }

/* ---- merging ------------------------------------------------------------------------------------------------------------------- */

static bool temp_reserve(Sort *s, isize n)
{
    if (n <= s->temp_room) return true;
    bool values = s->temp.values != NULL;
    free(s->temp_block);
    s->temp_block = malloc((size_t)n * sizeof(Obj *) * (values ? 2 : 1));
    if (!s->temp_block) {
        s->temp_room = 0;
        return err_no_memory(s->rt), false;
    }
    s->temp = (Slices){s->temp_block, values ? s->temp_block + n : NULL};
    s->temp_room = n;
    return true;
}

/* A merge under way: runs a and b, how many are left of each, where the next one goes. */
typedef struct Merge {
    Slices a, b, to;
    isize na, nb;
} Merge;
typedef enum Step { STEP_ON, STEP_DONE, STEP_LAST, STEP_ERROR } Step; /* LAST: the scratched run has one item left */

static inline void low_take_b(Merge *m)
{
    move_one(m->to, m->b);
    m->to = at(m->to, 1);
    m->b = at(m->b, 1);
    m->nb--;
}
static inline void low_take_a(Merge *m)
{
    move_one(m->to, m->a);
    m->to = at(m->to, 1);
    m->a = at(m->a, 1);
    m->na--;
}

/* One by one, until a run has won min_gallop times in a row. */
static Step low_pairs(Sort *s, Merge *m, isize min_gallop)
{
    isize a_won = 0, b_won = 0;
    for (;;) {
        int is_less = less(s, *m->b.keys, *m->a.keys);
        if (is_less < 0) return STEP_ERROR;
        if (is_less) {
            low_take_b(m);
            b_won++;
            a_won = 0;
            if (m->nb == 0) return STEP_DONE;
            if (b_won >= min_gallop) return STEP_ON;
        } else {
            low_take_a(m);
            a_won++;
            b_won = 0;
            if (m->na == 1) return STEP_LAST;
            if (a_won >= min_gallop) return STEP_ON;
        }
    }
}

/* One round of galloping in both runs; *a_won and *b_won tell by how much. */
static Step low_gallop(Sort *s, Merge *m, isize *a_won, isize *b_won)
{
    isize k = *a_won = gallop_right(s, *m->b.keys, m->a.keys, m->na, 0);
    if (k < 0) return STEP_ERROR;
    move(m->to, m->a, k);
    m->to = at(m->to, k);
    m->a = at(m->a, k);
    m->na -= k;
    if (k && m->na == 1) return STEP_LAST;
    if (k && m->na == 0) return STEP_DONE; /* only when comparisons contradict each other */
    low_take_b(m);
    if (m->nb == 0) return STEP_DONE;
    k = *b_won = gallop_left(s, *m->a.keys, m->b.keys, m->nb, 0);
    if (k < 0) return STEP_ERROR;
    move(m->to, m->b, k);
    m->to = at(m->to, k);
    m->b = at(m->b, k);
    m->nb -= k;
    if (m->nb == 0) return STEP_DONE;
    low_take_a(m);
    return m->na == 1 ? STEP_LAST : STEP_ON;
}

/* Merges neighbours of which [a] is the shorter, which goes to scratch; from the left. */
static bool merge_low(Sort *s, Slices a, isize na, Slices b, isize nb)
{
    if (!temp_reserve(s, na)) return false;
    move(s->temp, a, na);
    Merge m = {.a = s->temp, .b = b, .to = a, .na = na, .nb = nb};
    low_take_b(&m);
    Step step = m.nb == 0 ? STEP_DONE : m.na == 1 ? STEP_LAST : STEP_ON;
    isize min_gallop = s->min_gallop;
    while (step == STEP_ON) {
        step = low_pairs(s, &m, min_gallop);
        if (step != STEP_ON) break;
        min_gallop++;
        isize a_won = MIN_GALLOP, b_won = 0;
        while (step == STEP_ON && (a_won >= MIN_GALLOP || b_won >= MIN_GALLOP)) {
            min_gallop -= min_gallop > 1;
            s->min_gallop = min_gallop;
            step = low_gallop(s, &m, &a_won, &b_won);
        }
        if (step == STEP_ON) s->min_gallop = ++min_gallop;
    }
    if (step == STEP_LAST) {
        move(m.to, m.b, m.nb);
        move_one(at(m.to, m.nb), m.a);
        return true;
    }
    if (m.na) move(m.to, m.a, m.na);
    return step == STEP_DONE;
}

static inline void high_take_a(Merge *m)
{
    move_one(m->to, m->a);
    m->to = at(m->to, -1);
    m->a = at(m->a, -1);
    m->na--;
}
static inline void high_take_b(Merge *m)
{
    move_one(m->to, m->b);
    m->to = at(m->to, -1);
    m->b = at(m->b, -1);
    m->nb--;
}

static Step high_pairs(Sort *s, Merge *m, isize min_gallop)
{
    isize a_won = 0, b_won = 0;
    for (;;) {
        int is_less = less(s, *m->b.keys, *m->a.keys);
        if (is_less < 0) return STEP_ERROR;
        if (is_less) {
            high_take_a(m);
            a_won++;
            b_won = 0;
            if (m->na == 0) return STEP_DONE;
            if (a_won >= min_gallop) return STEP_ON;
        } else {
            high_take_b(m);
            b_won++;
            a_won = 0;
            if (m->nb == 1) return STEP_LAST;
            if (b_won >= min_gallop) return STEP_ON;
        }
    }
}

static Step high_gallop(Sort *s, Merge *m, Obj **a_first, isize *a_won, isize *b_won)
{
    isize k = gallop_right(s, *m->b.keys, a_first, m->na, m->na - 1);
    if (k < 0) return STEP_ERROR;
    k = *a_won = m->na - k;
    m->to = at(m->to, -k);
    m->a = at(m->a, -k);
    move(at(m->to, 1), at(m->a, 1), k);
    m->na -= k;
    if (m->na == 0) return STEP_DONE;
    high_take_b(m);
    if (m->nb == 1) return STEP_LAST;
    k = gallop_left(s, *m->a.keys, s->temp.keys, m->nb, m->nb - 1);
    if (k < 0) return STEP_ERROR;
    k = *b_won = m->nb - k;
    m->to = at(m->to, -k);
    m->b = at(m->b, -k);
    move(at(m->to, 1), at(m->b, 1), k);
    m->nb -= k;
    if (k && m->nb == 1) return STEP_LAST;
    if (k && m->nb == 0) return STEP_DONE; /* only when comparisons contradict each other */
    high_take_a(m);
    return m->na == 0 ? STEP_DONE : STEP_ON;
}

/* Merges neighbours of which [b] is the shorter, which goes to scratch; from the right. */
static bool merge_high(Sort *s, Slices a, isize na, Slices b, isize nb)
{
    if (!temp_reserve(s, nb)) return false;
    move(s->temp, b, nb);
    Merge m = {.a = at(a, na - 1), .b = at(s->temp, nb - 1), .to = at(b, nb - 1), .na = na, .nb = nb};
    high_take_a(&m);
    Step step = m.na == 0 ? STEP_DONE : m.nb == 1 ? STEP_LAST : STEP_ON;
    isize min_gallop = s->min_gallop;
    while (step == STEP_ON) {
        step = high_pairs(s, &m, min_gallop);
        if (step != STEP_ON) break;
        min_gallop++;
        isize a_won = MIN_GALLOP, b_won = 0;
        while (step == STEP_ON && (a_won >= MIN_GALLOP || b_won >= MIN_GALLOP)) {
            min_gallop -= min_gallop > 1;
            s->min_gallop = min_gallop;
            step = high_gallop(s, &m, a.keys, &a_won, &b_won);
        }
        if (step == STEP_ON) s->min_gallop = ++min_gallop;
    }
    if (step == STEP_LAST) {
        move(at(m.to, 1 - m.na), at(m.a, 1 - m.na), m.na);
        move_one(at(m.to, -m.na), m.b);
        return true;
    }
    if (m.nb) move(at(m.to, 1 - m.nb), s->temp, m.nb);
    return step == STEP_DONE;
}

/* Merges pending runs i and i + 1. */
static bool merge_at(Sort *s, int i)
{
    if (UNLIKELY(rt_poll(s->rt))) return false;
    Slices a = s->pending[i].base, b = s->pending[i + 1].base;
    isize na = s->pending[i].len, nb = s->pending[i + 1].len;
    s->pending[i].len = na + nb;
    if (i == s->n - 3) s->pending[i + 1] = s->pending[i + 2];
    s->n--;
    isize k = gallop_right(s, *b.keys, a.keys, na, 0); /* what of a is in place already */
    if (k < 0) return false;
    a = at(a, k);
    na -= k;
    if (na == 0) return true;
    nb = gallop_left(s, a.keys[na - 1], b.keys, nb, nb - 1); /* and of b */
    if (nb <= 0) return nb == 0;
    return na <= nb ? merge_low(s, a, na, b, nb) : merge_high(s, a, na, b, nb);
}

/* Depth of the merge of runs [at, at + na) and [at + na, at + na + nb) in the tree that powersort strives for. */
static int merge_power(isize start, isize na, isize nb, isize n)
{
    isize a = 2 * start + na, b = a + na + nb; /* twice the middles */
    for (int power = 1;; power++) {
        if (a >= n) {
            a -= n;
            b -= n;
        } else if (b >= n) {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

static bool push_run(Sort *s, Slices base, isize len)
{
    if (s->n) {
        const Run *last = &s->pending[s->n - 1];
        int power = merge_power(last->base.keys - s->start, last->len, len, s->len);
        while (s->n > 1 && s->pending[s->n - 2].power > power)
            if (!merge_at(s, s->n - 2)) return false;
        s->pending[s->n - 1].power = power;
    }
    s->pending[s->n++] = (Run){base, len, 0};
    return true;
}

static bool merge_all(Sort *s)
{
    while (s->n > 1) {
        int i = s->n - 2;
        if (i > 0 && s->pending[i - 1].len < s->pending[i + 1].len) i--;
        if (!merge_at(s, i)) return false;
    }
    return true;
}

static bool sort_slices(Sort *s, Slices rest, isize left)
{
    isize least = min_run(left);
    while (left) {
        bool down;
        isize n = count_run(s, rest.keys, left, &down);
        if (n < 0) return false;
        if (down) {
            turn_round(rest.keys, n);
            if (rest.values) turn_round(rest.values, n);
        }
        if (n < least) {
            isize forced = left < least ? left : least;
            if (!binary_insertion(s, rest, forced, n)) return false;
            n = forced;
        }
        if (!push_run(s, rest, n)) return false;
        rest = at(rest, n);
        left -= n;
    }
    return merge_all(s);
}

/* ---- the list -------------------------------------------------------------------------------------------------------------------- */

/* While comparisons may run Python code the hold stack accounts for copies: see the top of the file. */
static bool hold_copies(Runtime *rt, int from, Obj ***copies)
{
    for (int i = from; i < rt->hold_count; i++) {
        Held *h = &rt->holds[i];
        size_t bytes = (size_t)h->n * sizeof(Obj *);
        Obj **copy = malloc(bytes);
        if (!copy) return err_no_memory(rt), false;
        memcpy(copy, h->ref, bytes);
        h->ref = copies[i - from] = copy;
    }
    return true;
}

static bool sort_items(Runtime *rt, Obj **keys, Obj **items, isize n, int first_hold, bool reverse)
{
    if (n < 2) return true;
    Sort s;
    s.rt = rt;
    s.min_gallop = MIN_GALLOP;
    s.len = n;
    s.n = 0;
    s.temp_block = NULL;
    s.temp_room = keys ? FEW / 2 : FEW;
    s.temp = (Slices){s.few, keys ? s.few + FEW / 2 : NULL};
    Slices all = keys ? (Slices){keys, items} : (Slices){items, NULL};
    s.start = all.keys;
    choose_less(&s, all.keys, n);
    Obj **copies[2] = {NULL, NULL};
    bool ok = is_quiet(&s) || hold_copies(rt, first_hold, copies);
    if (ok) {
        if (reverse) { /* which keeps equal items in their order */
            turn_round(all.keys, n);
            if (all.values) turn_round(all.values, n);
        }
        ok = sort_slices(&s, all, n);
        if (reverse) turn_round(items, n);
    }
    rt->holds[first_hold].ref = items;
    if (keys) rt->holds[first_hold + 1].ref = keys;
    free(copies[0]);
    free(copies[1]);
    free(s.temp_block);
    return ok;
}

/* Calls [key] for each item; the hold stack's newest entry becomes the keys made so far. */
static bool make_keys(Runtime *rt, Obj *key, Obj **items, isize n, Obj **keys)
{
    hold_array(rt, "key to sort by", keys, 0);
    int at_hold = rt->hold_count - 1;
    for (isize i = 0; i < n; i++) {
        keys[i] = obj_call1(rt, key, items[i]);
        if (!keys[i]) {
            unhold(rt);
            list_release(rt, keys, i);
            return false;
        }
        rt->holds[at_hold].n = i + 1;
    }
    return true;
}

static void drop_keys(Runtime *rt, Obj **keys, isize n)
{
    for (isize i = 0; i < n; i++) CLEAR(rt, keys[i]); /* the newest hold is theirs: NULLs are allowed there */
    unhold(rt);
}

/* With the items held (hold number first_hold): makes keys, sorts, drops the keys. */
static bool sort_by_keys(Runtime *rt, Obj *key, Obj **items, isize n, int first_hold, bool reverse)
{
    Obj *few[FEW / 2], **keys = few;
    if (n > (isize)COUNT_OF(few) && !(keys = malloc((size_t)n * sizeof(Obj *)))) return err_no_memory(rt), false;
    bool ok = make_keys(rt, key, items, n, keys);
    if (ok) {
        ok = sort_items(rt, keys, items, n, first_hold, reverse);
        drop_keys(rt, keys, n);
    }
    if (keys != few) free(keys);
    return ok;
}

CHECK bool list_sort_in_place(Runtime *rt, Obj *list, Obj *key, bool reverse)
{
    List *l = (List *)list;
    Obj **items = l->items;
    isize n = l->v.size, room = l->room;
    l->v.size = 0;
    l->items = NULL;
    l->room = -1;
    int first_hold = rt->hold_count;
    hold_array(rt, "item of the list being sorted", items, n);
    bool ok = key ? sort_by_keys(rt, key, items, n, first_hold, reverse) : sort_items(rt, NULL, items, n, first_hold, reverse);
    if (ok && l->room != -1) {
        err_value(rt, "list modified during sort");
        ok = false;
    }
    unhold(rt);
    Obj **others = l->items;
    isize n_others = l->v.size;
    l->v.size = n;
    l->items = items;
    l->room = room;
    if (others) {
        list_release(rt, others, n_others);
        mem_free(rt, others);
    }
    return ok;
}
