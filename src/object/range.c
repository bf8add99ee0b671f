/* range.c - range objects over ints of any size, and their two iterators: one that counts in C while everything fits
   64 bits, one that does arithmetic on int objects. */
#include "object/seq.h"
#include "object/start.h"

typedef struct LongRangeIter {
    Obj o;
    Obj *index, *start, *step, *len;
} LongRangeIter;

static inline Obj *small(Runtime *rt, int value) { return (Obj *)&rt->small_ints[value - SMALL_INT_MIN]; }

/* ---- making -------------------------------------------------------------------------------------------------------------- */

/* [o] through __index__, as an exact int. */
static OWN Obj *exact_index(Runtime *rt, Obj *o)
{
    Obj *i = number_index(rt, o);
    if (i && !is_type(rt, i, INT)) {
        Obj *exact = int_add(rt, i, small(rt, 0));
        decref(rt, i);
        return exact;
    }
    return i;
}

/* (hi - lo - 1) // stride + 1, where lo < hi. */
static OWN Obj *count_steps(Runtime *rt, Obj *lo, Obj *hi, Obj *stride)
{
    Obj *span = int_sub(rt, hi, lo), *last = NULL, *steps = NULL, *n = NULL;
    if (span) last = int_sub(rt, span, small(rt, 1));
    if (last) steps = number_binary(rt, last, stride, NB_FLOOR_DIVIDE);
    if (steps) n = int_add(rt, steps, small(rt, 1));
    xdecref(rt, steps);
    xdecref(rt, last);
    xdecref(rt, span);
    return n;
}

static OWN Obj *compute_length(Runtime *rt, Obj *start, Obj *stop, Obj *step)
{
    if (!recursion_enter(rt, " in comparison")) return NULL; /* 3.11 compares step with 0 */
    recursion_leave(rt);
    bool up = int_sign(step) > 0;
    Obj *lo = up ? start : stop, *hi = up ? stop : start;
    if (int_is_compact(lo) && int_is_compact(hi) && int_is_compact(step)) {
        int64_t span = int_compact_value(hi) - int_compact_value(lo), stride = int_compact_value(step);
        if (span <= 0) return own(small(rt, 0));
        if (span <= SMALL_INT_MAX) return own(small(rt, (int)((span - 1) / (up ? stride : -stride) + 1)));
    }
    int none = obj_compare_bool(rt, lo, hi, CMP_GE);
    if (none) return none < 0 ? NULL : own(small(rt, 0));
    Obj *stride = up ? own(step) : number_negative(rt, step);
    if (!stride) return NULL;
    Obj *n = count_steps(rt, lo, hi, stride);
    decref(rt, stride);
    return n;
}

OWN Obj *range_new(Runtime *rt, Obj *start, Obj *stop, Obj *step)
{
    Obj *length = compute_length(rt, start, stop, step);
    if (!length) return NULL;
    Range *r = (Range *)obj_new(rt, TYPE_OF(rt, RANGE));
    if (!r) {
        decref(rt, length);
        return NULL;
    }
    r->start = own(start);
    r->stop = own(stop);
    r->step = own(step);
    r->length = length;
    return &r->o;
}

static OWN Obj *from_array(Runtime *rt, Obj *const *args, isize n)
{
    if (!seq_check_count(rt, "range", n, 1, 3)) return NULL;
    Obj *parts[3] = {NULL, NULL, NULL}, *r = NULL;
    hold_array(rt, "argument of range", parts, 3);
    parts[0] = n == 1 ? own(small(rt, 0)) : exact_index(rt, args[0]);
    if (parts[0]) parts[1] = exact_index(rt, args[n == 1 ? 0 : 1]);
    if (parts[1]) parts[2] = n == 3 ? exact_index(rt, args[2]) : own(small(rt, 1));
    if (parts[2] && int_sign(parts[2]) == 0)
        err_value(rt, "range() arg 3 must not be zero");
    else if (parts[2])
        r = range_new(rt, parts[0], parts[1], parts[2]);
    unhold(rt);
    for (int i = 0; i < 3; i++) xdecref(rt, parts[i]);
    return r;
}

static OWN Obj *range_make(Runtime *rt, Type *type UNUSED, Obj *args, Obj *kwargs)
{
    if (!args_no_keywords(rt, "range", kwargs)) return NULL;
    return from_array(rt, tuple_items(args), tuple_len(args));
}

static OWN Obj *range_vectorcall(Runtime *rt, Obj *type UNUSED, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    return seq_no_kwnames(rt, "range", kwnames) ? from_array(rt, args, vector_nargs(nargsf)) : NULL;
}

static void range_dealloc(Runtime *rt, Obj *o)
{
    Range *r = (Range *)o;
    decref(rt, r->start);
    decref(rt, r->stop);
    decref(rt, r->step);
    decref(rt, r->length);
    obj_free(rt, o);
}

static int range_traverse(Obj *o, Visit visit, void *ctx)
{
    const Range *r = (const Range *)o;
    VISIT(r->start, "start", -1);
    VISIT(r->stop, "stop", -1);
    VISIT(r->step, "step", -1);
    VISIT(r->length, "length", -1);
    return 0;
}

/* ---- items ---------------------------------------------------------------------------------------------------------------- */

/* start + i * step, without a look at the bounds. */
static OWN Obj *item_at(Runtime *rt, const Range *r, Obj *i)
{
    if (r->step == small(rt, 1)) return int_add(rt, r->start, i);
    Obj *way = int_mul(rt, i, r->step);
    if (!way) return NULL;
    Obj *o = int_add(rt, r->start, way);
    decref(rt, way);
    return o;
}

/* The item of index [key], an int, negative ones from the end. */
static OWN Obj *item_of(Runtime *rt, const Range *r, Obj *key)
{
    Obj *i = int_sign(key) < 0 ? int_add(rt, r->length, key) : own(key), *o = NULL;
    if (!i) return NULL;
    int beyond = int_sign(i) < 0 ? 1 : obj_compare_bool(rt, i, r->length, CMP_GE);
    if (beyond > 0)
        err_format(rt, EXC_TYPE(rt, IndexError), "range object index out of range");
    else if (beyond == 0)
        o = item_at(rt, r, i);
    decref(rt, i);
    return o;
}

static OWN Obj *range_item(Runtime *rt, Obj *o, isize i)
{
    Obj *index = int_new(rt, i);
    if (!index) return NULL;
    Obj *result = item_of(rt, (Range *)o, index);
    decref(rt, index);
    return result;
}

static OWN Obj *range_slice(Runtime *rt, const Range *r, Obj *slice)
{
    Obj *at[3] = {NULL, NULL, NULL}, *start = NULL, *stop = NULL, *step = NULL, *result = NULL;
    hold_array(rt, "index of a slice", at, 3);
    if (slice_long_indices(rt, slice, r->length, at)) {
        step = int_mul(rt, at[2], r->step);
        if (step) start = item_at(rt, r, at[0]);
        if (start) stop = item_at(rt, r, at[1]);
        if (stop) result = range_new(rt, start, stop, step);
    }
    unhold(rt);
    for (int i = 0; i < 3; i++) xdecref(rt, at[i]);
    xdecref(rt, start);
    xdecref(rt, stop);
    xdecref(rt, step);
    return result;
}

static OWN Obj *range_subscript(Runtime *rt, Obj *o, Obj *key)
{
    if (obj_has_index(key)) {
        Obj *i = number_index(rt, key);
        if (!i) return NULL;
        Obj *result = item_of(rt, (Range *)o, i);
        decref(rt, i);
        return result;
    }
    if (is_type(rt, key, SLICE)) return range_slice(rt, (Range *)o, key);
    return err_type(rt, "range indices must be integers or slices, not %.200s", type_of(key)->name);
}

static isize range_len(Runtime *rt, Obj *o) { return int_as_isize(rt, ((Range *)o)->length); }
static int range_truth(Runtime *rt UNUSED, Obj *o) { return int_sign(((Range *)o)->length) != 0; }

/* Whether the int [value] lies between the bounds. */
static int within(Runtime *rt, const Range *r, Obj *value)
{
    bool up = int_sign(r->step) > 0;
    int ok = up ? obj_compare_bool(rt, r->start, value, CMP_LE) : obj_compare_bool(rt, value, r->start, CMP_LE);
    if (ok <= 0) return ok;
    return up ? obj_compare_bool(rt, value, r->stop, CMP_LT) : obj_compare_bool(rt, r->stop, value, CMP_LT);
}

static int contains_int(Runtime *rt, const Range *r, Obj *value)
{
    int inside = within(rt, r, value);
    if (inside <= 0) return inside;
    Obj *way = int_sub(rt, value, r->start), *rest = way ? number_binary(rt, way, r->step, NB_REMAINDER) : NULL;
    int found = rest ? int_sign(rest) == 0 : -1;
    xdecref(rt, way);
    xdecref(rt, rest);
    return found;
}

static inline bool is_plain_int(Runtime *rt, Obj *o) { return is_type(rt, o, INT) || is_type(rt, o, BOOL); }

static int range_contains(Runtime *rt, Obj *o, Obj *value)
{
    if (is_plain_int(rt, value)) return contains_int(rt, (Range *)o, value);
    return (int)seq_index(rt, o, value, 2);
}

/* ---- comparing -------------------------------------------------------------------------------------------------------------- */

static int ranges_equal(Runtime *rt, const Range *a, const Range *b)
{
    if (a == b) return 1;
    int same = obj_compare_bool(rt, a->length, b->length, CMP_EQ);
    if (same <= 0 || int_sign(a->length) == 0) return same;
    same = obj_compare_bool(rt, a->start, b->start, CMP_EQ);
    if (same <= 0) return same;
    same = obj_compare_bool(rt, a->length, small(rt, 1), CMP_EQ);
    if (same) return same;
    return obj_compare_bool(rt, a->step, b->step, CMP_EQ);
}

static OWN Obj *range_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (!is_type(rt, b, RANGE) || (op != CMP_EQ && op != CMP_NE)) return own(&rt->not_implemented);
    int same = ranges_equal(rt, (Range *)a, (Range *)b);
    return same < 0 ? NULL : bool_new(rt, same == (op == CMP_EQ));
}

static Hash range_hash(Runtime *rt, Obj *o)
{
    const Range *r = (const Range *)o;
    bool empty = int_sign(r->length) == 0;
    int one = obj_compare_bool(rt, r->length, small(rt, 1), CMP_EQ);
    if (one < 0) return -1;
    Obj *t = tuple_pack(rt, 3, r->length, empty ? NONE(rt) : r->start, empty || one ? NONE(rt) : r->step);
    if (!t) return -1;
    Hash h = obj_hash(rt, t);
    decref(rt, t);
    return h;
}

static OWN Obj *range_repr(Runtime *rt, Obj *o)
{
    const Range *r = (const Range *)o;
    if (r->step == small(rt, 1)) return str_format(rt, "range(%R, %R)", r->start, r->stop);
    return str_format(rt, "range(%R, %R, %R)", r->start, r->stop, r->step);
}

/* ---- iterators ----------------------------------------------------------------------------------------------------------------- */

/* How many steps from [start] to [stop]. */
static uint64_t steps_between(int64_t start, int64_t stop, int64_t step)
{
    if (step > 0) return start < stop ? 1 + ((uint64_t)stop - 1 - (uint64_t)start) / (uint64_t)step : 0;
    return stop < start ? 1 + ((uint64_t)start - 1 - (uint64_t)stop) / (0 - (uint64_t)step) : 0;
}

static OWN Obj *fast_iter(Runtime *rt, int64_t start, int64_t step, uint64_t len)
{
    RangeIter *it = (RangeIter *)obj_new(rt, TYPE_OF(rt, RANGE_ITER));
    if (!it) return NULL;
    it->index = 0;
    it->start = start;
    it->step = step;
    it->len = (isize)len;
    return &it->o;
}

static OWN Obj *long_iter_take(Runtime *rt, TAKE Obj *start, TAKE Obj *step, Obj *len)
{
    LongRangeIter *it = start && step ? (LongRangeIter *)obj_new(rt, TYPE_OF(rt, LONGRANGE_ITER)) : NULL;
    if (!it) {
        xdecref(rt, start);
        xdecref(rt, step);
        return NULL;
    }
    it->index = own(small(rt, 0));
    it->start = start;
    it->step = step;
    it->len = own(len);
    return &it->o;
}

/* The three parts as 64-bit numbers with a length that fits too. */
static bool fits(const Range *r, int64_t *start, int64_t *stop, int64_t *step, uint64_t *len)
{
    bool overflow = false, any = false;
    *start = int_as_i64(r->start, &overflow);
    any |= overflow;
    *stop = int_as_i64(r->stop, &overflow);
    any |= overflow;
    *step = int_as_i64(r->step, &overflow);
    any |= overflow;
    if (any) return false;
    *len = steps_between(*start, *stop, *step);
    return *len <= INT64_MAX;
}

static OWN Obj *range_iter(Runtime *rt, Obj *o)
{
    const Range *r = (const Range *)o;
    int64_t start, stop, step;
    uint64_t len;
    bool fast = fits(r, &start, &stop, &step, &len);
    if (fast && len) fast = step > 0 ? stop <= INT64_MAX - (step - 1) : stop >= INT64_MIN + (-1 - step);
    if (fast) return fast_iter(rt, start, step, len);
    return long_iter_take(rt, own(r->start), own(r->step), r->length);
}

METHOD(range_reversed, NOARGS, "__reversed__()", "An iterator from the last item to the first.")
{
    const Range *r = (const Range *)self;
    int64_t start, stop, step;
    uint64_t len;
    bool fast = fits(r, &start, &stop, &step, &len);
    if (fast) fast = step > 0 ? start >= INT64_MIN + step : step != INT64_MIN && start <= INT64_MAX + step;
    if (fast) return fast_iter(rt, (int64_t)((uint64_t)start - (uint64_t)step + len * (uint64_t)step), -step, len);
    Obj *last = int_sub(rt, r->length, small(rt, 1)), *way = last ? int_mul(rt, last, r->step) : NULL;
    Obj *from = way ? int_add(rt, r->start, way) : NULL;
    xdecref(rt, last);
    xdecref(rt, way);
    return long_iter_take(rt, from, from ? number_negative(rt, r->step) : NULL, r->length);
}

static OWN Obj *fast_step(Runtime *rt, Obj *o)
{
    RangeIter *it = (RangeIter *)o;
    if (it->index >= it->len) return NULL;
    return int_new(rt, (int64_t)((uint64_t)it->start + (uint64_t)it->index++ * (uint64_t)it->step));
}

static OWN Obj *long_step(Runtime *rt, Obj *o)
{
    LongRangeIter *it = (LongRangeIter *)o;
    if (obj_compare_bool(rt, it->index, it->len, CMP_LT) != 1) return NULL;
    Obj *next = int_add(rt, it->index, small(rt, 1)), *way = next ? int_mul(rt, it->index, it->step) : NULL;
    Obj *value = way ? int_add(rt, it->start, way) : NULL;
    xdecref(rt, way);
    if (value)
        SET_REF_TAKE(rt, it->index, next);
    else
        xdecref(rt, next);
    return value;
}

static void fast_dealloc(Runtime *rt, Obj *o) { obj_free(rt, o); }

static void long_dealloc(Runtime *rt, Obj *o)
{
    LongRangeIter *it = (LongRangeIter *)o;
    decref(rt, it->index);
    decref(rt, it->start);
    decref(rt, it->step);
    decref(rt, it->len);
    obj_free(rt, o);
}

static int long_traverse(Obj *o, Visit visit, void *ctx)
{
    const LongRangeIter *it = (const LongRangeIter *)o;
    VISIT(it->index, "index", -1);
    VISIT(it->start, "start", -1);
    VISIT(it->step, "step", -1);
    VISIT(it->len, "length", -1);
    return 0;
}

static int no_references(Obj *o UNUSED, Visit visit UNUSED, void *ctx UNUSED) { return 0; }

METHOD(fast_length_hint, NOARGS, "__length_hint__()", "How many items are left.")
{
    const RangeIter *it = (const RangeIter *)self;
    return int_new(rt, it->len - it->index);
}

METHOD(long_length_hint, NOARGS, "__length_hint__()", "How many items are left.")
{
    const LongRangeIter *it = (const LongRangeIter *)self;
    return int_sub(rt, it->len, it->index);
}

/* (iter, (range(start, start + len * step, step),), index); consumes the five ints, NULLs fail. */
static OWN Obj *rebuilt_from(Runtime *rt, Obj *ints[4])
{
    Obj *way = ints[0] && ints[1] && ints[2] && ints[3] ? int_mul(rt, ints[2], ints[1]) : NULL;
    Obj *stop = way ? int_add(rt, ints[0], way) : NULL, *range = stop ? range_new(rt, ints[0], stop, ints[1]) : NULL;
    xdecref(rt, way);
    xdecref(rt, stop);
    for (int i = 0; i < 3; i++) xdecref(rt, ints[i]);
    Obj *args = range ? tuple_from_array_take(rt, &range, 1) : NULL;
    return seq_reduce_take(rt, args ? seq_builtin_peek(rt, "iter") : NULL, args, ints[3]);
}

METHOD(fast_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    const RangeIter *it = (const RangeIter *)self;
    Obj *ints[4] = {int_new(rt, it->start), int_new(rt, it->step), int_new(rt, it->len), int_new(rt, it->index)};
    return rebuilt_from(rt, ints);
}

METHOD(long_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    const LongRangeIter *it = (const LongRangeIter *)self;
    Obj *ints[4] = {own(it->start), own(it->step), own(it->len), own(it->index)};
    return rebuilt_from(rt, ints);
}

METHOD(fast_setstate, ONE, "__setstate__(state, /)", "Goes to the item of that index.")
{
    RangeIter *it = (RangeIter *)self;
    if (!is_int(arg)) return err_type(rt, "an integer is required");
    isize index = int_as_isize(rt, arg);
    if (index == -1 && err_pending(rt)) return NULL;
    it->index = index < 0 ? 0 : index > it->len ? it->len : index;
    return none_new(rt);
}

METHOD(long_setstate, ONE, "__setstate__(state, /)", "Goes to the item of that index.")
{
    LongRangeIter *it = (LongRangeIter *)self;
    if (!is_int(arg)) return err_type(rt, "state must be an int, not %.100s", type_of(arg)->name);
    int beyond = int_sign(arg) < 0 ? 0 : obj_compare_bool(rt, arg, it->len, CMP_GT);
    if (beyond < 0) return NULL;
    SET_REF_TAKE(rt, it->index, own(int_sign(arg) < 0 ? small(rt, 0) : beyond ? it->len : arg));
    return none_new(rt);
}

/* ---- methods ------------------------------------------------------------------------------------------------------------------- */

METHOD(range_count, ONE, "count(value, /)", "How many items equal value.")
{
    if (is_plain_int(rt, arg)) {
        int found = contains_int(rt, (Range *)self, arg);
        return found < 0 ? NULL : int_new(rt, found);
    }
    isize n = seq_index(rt, self, arg, 0);
    return n < 0 ? NULL : int_new(rt, n);
}

METHOD(range_index, ONE, "index(value, /)", "Index of value.\n\nRaises ValueError when it is not there.")
{
    const Range *r = (const Range *)self;
    if (!is_plain_int(rt, arg)) {
        isize i = seq_index(rt, self, arg, 1);
        return i < 0 ? NULL : int_new(rt, i);
    }
    int found = contains_int(rt, r, arg);
    if (found < 0) return NULL;
    if (!found) return err_value(rt, "%R is not in range", arg);
    Obj *way = int_sub(rt, arg, r->start);
    if (!way || r->step == small(rt, 1)) return way;
    Obj *i = number_binary(rt, way, r->step, NB_FLOOR_DIVIDE);
    decref(rt, way);
    return i;
}

METHOD(range_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    const Range *r = (const Range *)self;
    return seq_reduce_take(rt, (Obj *)type_of(self), tuple_pack(rt, 3, r->start, r->stop, r->step), NULL);
}

/* ---- the types ------------------------------------------------------------------------------------------------------------------ */

static const MethodDef *const methods[] = {&range_reversed_def, &range_reduce_def, &range_count_def, &range_index_def, NULL};
static const MemberDef members[] = {
    {"start", MEMBER_OBJ_EX, offsetof(Range, start), MEMBER_READONLY, NULL},
    {"stop", MEMBER_OBJ_EX, offsetof(Range, stop), MEMBER_READONLY, NULL},
    {"step", MEMBER_OBJ_EX, offsetof(Range, step), MEMBER_READONLY, NULL},
    {0},
};
static const NumberSlots number = {.truth = range_truth};
static const SeqSlots sequence = {.len = range_len, .item = range_item, .contains = range_contains};
static const MapSlots mapping = {.len = range_len, .subscript = range_subscript};

const Type range_type = {
    .name = "range",
    .doc = "range(stop)\nrange(start, stop[, step])\n\nThe ints from start (0) up to stop, which is not included, in steps "
           "(of 1).  Only the bounds are kept.",
    .basicsize = sizeof(Range),
    .flags = TF_SEQUENCE,
    .dealloc = range_dealloc,
    .traverse = range_traverse,
    .repr = range_repr,
    .number = &number,
    .sequence = &sequence,
    .mapping = &mapping,
    .hash = range_hash,
    .compare = range_compare,
    .getattr = generic_getattr,
    .iter = range_iter,
    .methods = methods,
    .members = members,
    .new_ = range_make,
    .vectorcall = range_vectorcall,
};

static const MethodDef *const fast_methods[] = {&fast_length_hint_def, &fast_reduce_def, &fast_setstate_def, NULL};
static const MethodDef *const long_methods[] = {&long_length_hint_def, &long_reduce_def, &long_setstate_def, NULL};

const Type range_iter_type = {
    .name = "range_iterator",
    .basicsize = sizeof(RangeIter),
    .flags = TF_DISALLOW_NEW,
    .dealloc = fast_dealloc,
    .traverse = no_references,
    .getattr = generic_getattr,
    .iter = obj_self,
    .next = fast_step,
    .methods = fast_methods,
};

const Type longrange_iter_type = {
    .name = "longrange_iterator",
    .basicsize = sizeof(LongRangeIter),
    .flags = TF_DISALLOW_NEW,
    .dealloc = long_dealloc,
    .traverse = long_traverse,
    .getattr = generic_getattr,
    .iter = obj_self,
    .next = long_step,
    .methods = long_methods,
};
