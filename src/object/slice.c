/* slice.c - slice objects and what they mean for a sequence of a given length.

   One dead slice is kept for the next use, in rt->slice_cache: alive (count 1) with no parts, since the cache is
   its holder. */
#include "object/seq.h"
#include "object/start.h"

/* ---- making and dying -------------------------------------------------------------------------------------------- */

OWN Obj *slice_new(Runtime *rt, Obj *start, Obj *stop, Obj *step)
{
    Slice *s = (Slice *)rt->slice_cache;
    if (s) {
        rt->slice_cache = NULL;
        EMIT(rt, REUSED, s, NULL, 0, 0);
    } else {
        s = (Slice *)gc_new(rt, TYPE_OF(rt, SLICE));
        if (!s) return NULL;
    }
    s->start = own(start ? start : NONE(rt));
    s->stop = own(stop ? stop : NONE(rt));
    s->step = own(step ? step : NONE(rt));
    gc_track(rt, s);
    return &s->o;
}

static void slice_dealloc(Runtime *rt, Obj *o)
{
    Slice *s = (Slice *)o;
    gc_untrack(o);
    bool from_cache = !s->step;
    int trash = trash_begin(rt, o, slice_dealloc);
    if (!trash) return;
    CLEAR(rt, s->step);
    CLEAR(rt, s->start);
    CLEAR(rt, s->stop);
    if (!rt->slice_cache && !from_cache && !rt->vm.ending) {
        o->refcnt = 1;
        rt->slice_cache = o;
        EMIT(rt, KEPT, o, NULL, 0, 0);
    } else {
        gc_obj_free(rt, o);
    }
    trash_end(rt, trash);
}

static int slice_traverse(Obj *o, Visit visit, void *ctx)
{
    Slice *s = (Slice *)o;
    VISIT(s->start, "start", -1);
    VISIT(s->stop, "stop", -1);
    VISIT(s->step, "step", -1);
    return 0;
}

static const char *slice_check(Runtime *rt, Obj *o)
{
    const Slice *s = (const Slice *)o;
    if (o == rt->slice_cache) return s->start || s->stop || s->step ? "the slice kept for reuse still has parts" : NULL;
    return !s->start || !s->stop || !s->step ? "a slice lacks a part" : NULL;
}

/* ---- indices that fit ---------------------------------------------------------------------------------------------- */

static bool part(Runtime *rt, Obj *o, isize *out)
{
    if (obj_has_index(o)) return number_as_isize(rt, o, NULL, out);
    err_type(rt, "slice indices must be integers or None or have an __index__ method");
    return false;
}

CHECK bool slice_unpack(Runtime *rt, Obj *slice, isize *start, isize *stop, isize *step)
{
    const Slice *s = (const Slice *)slice;
    *step = 1;
    if (!is_none(rt, s->step)) {
        if (!part(rt, s->step, step)) return false;
        if (*step == 0) {
            err_value(rt, "slice step cannot be zero");
            return false;
        }
        if (*step < -PTRDIFF_MAX) *step = -PTRDIFF_MAX; /* so that it can be negated */
    }
    *start = *step < 0 ? PTRDIFF_MAX : 0;
    if (!is_none(rt, s->start) && !part(rt, s->start, start)) return false;
    *stop = *step < 0 ? PTRDIFF_MIN : PTRDIFF_MAX;
    return is_none(rt, s->stop) || part(rt, s->stop, stop);
}

static isize clamp(isize i, isize length, isize step)
{
    if (i < 0) {
        i += length;
        return i < 0 ? (step < 0 ? -1 : 0) : i;
    }
    return i >= length ? (step < 0 ? length - 1 : length) : i;
}

isize slice_adjust(isize length, isize *start, isize *stop, isize step)
{
    *start = clamp(*start, length, step);
    *stop = clamp(*stop, length, step);
    if (step < 0) return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
    return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

/* ---- indices of any size ------------------------------------------------------------------------------------------- */

/* A part through __index__, as an int. */
static OWN Obj *part_int(Runtime *rt, Obj *o)
{
    if (obj_has_index(o)) return number_index(rt, o);
    return err_type(rt, "slice indices must be integers or None or have an __index__ method");
}

static bool is_less(Runtime *rt, Obj *a, Obj *b) { return obj_compare_bool(rt, a, b, CMP_LT) > 0; }

/* A bound brought into [lower, upper]; consumes nothing, the int bounds are borrowed. */
static OWN Obj *bound_int(Runtime *rt, Obj *o, Obj *otherwise, Obj *length, Obj *lower, Obj *upper)
{
    if (is_none(rt, o)) return own(otherwise);
    Obj *i = part_int(rt, o);
    if (!i) return NULL;
    if (int_sign(i) < 0) {
        SET_REF_TAKE(rt, i, int_add(rt, i, length));
        if (i && is_less(rt, i, lower)) SET_REF_TAKE(rt, i, own(lower));
    } else if (is_less(rt, upper, i)) {
        SET_REF_TAKE(rt, i, own(upper));
    }
    return i;
}

CHECK bool slice_long_indices(Runtime *rt, Obj *slice, Obj *length, Obj *out[3])
{
    const Slice *s = (const Slice *)slice;
    Obj *step = is_none(rt, s->step) ? int_new(rt, 1) : part_int(rt, s->step);
    out[2] = step;
    if (!step) return false;
    if (int_sign(step) == 0) {
        err_value(rt, "slice step cannot be zero");
        return false;
    }
    bool down = int_sign(step) < 0;
    Obj *lower = int_new(rt, down ? -1 : 0), *upper = NULL;
    if (lower) upper = down ? int_add(rt, length, lower) : own(length);
    hold(rt, "lowest index", lower);
    hold(rt, "highest index", upper);
    bool ok = upper && (out[0] = bound_int(rt, s->start, down ? upper : lower, length, lower, upper)) != NULL &&
              (out[1] = bound_int(rt, s->stop, down ? lower : upper, length, lower, upper)) != NULL;
    drop_n(rt, 2);
    return ok;
}

METHOD(slice_indices, ONE, "indices(len, /)",
       "(start, stop, step) that the slice means for a sequence of that length.\n\nBounds outside of it are moved to its "
       "ends.")
{
    Obj *length = number_index(rt, arg), *parts[3] = {NULL, NULL, NULL}, *result = NULL;
    if (!length) return NULL;
    hold(rt, "length", length);
    hold_array(rt, "index of a slice", parts, 3);
    if (int_sign(length) < 0)
        err_value(rt, "length should not be negative");
    else if (slice_long_indices(rt, self, length, parts))
        result = tuple_from_array(rt, parts, 3);
    unhold(rt);
    for (int i = 0; i < 3; i++) xdecref(rt, parts[i]);
    return drop_keep(rt, 1, result);
}

/* ---- the rest ------------------------------------------------------------------------------------------------------- */

static OWN Obj *slice_make(Runtime *rt, Type *type UNUSED, Obj *args, Obj *kwargs)
{
    if (!args_no_keywords(rt, "slice", kwargs)) return NULL;
    isize n = tuple_len(args);
    if (!seq_check_count(rt, "slice", n, 1, 3)) return NULL;
    if (n == 1) return slice_new(rt, NULL, tuple_peek(args, 0), NULL);
    return slice_new(rt, tuple_peek(args, 0), tuple_peek(args, 1), n == 3 ? tuple_peek(args, 2) : NULL);
}

static OWN Obj *slice_repr(Runtime *rt, Obj *o)
{
    const Slice *s = (const Slice *)o;
    return str_format(rt, "slice(%R, %R, %R)", s->start, s->stop, s->step);
}

static OWN Obj *slice_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (!is_type(rt, a, SLICE) || !is_type(rt, b, SLICE)) return own(&rt->not_implemented);
    if (a == b) return bool_new(rt, op == CMP_EQ || op == CMP_LE || op == CMP_GE);
    const Slice *x = (const Slice *)a, *y = (const Slice *)b;
    Obj *left = tuple_pack(rt, 3, x->start, x->stop, x->step);
    if (!left) return NULL;
    hold(rt, "parts of a slice", left);
    Obj *right = tuple_pack(rt, 3, y->start, y->stop, y->step), *result = NULL;
    hold(rt, "parts of a slice", right);
    if (right) result = obj_compare(rt, left, right, op);
    return drop_keep(rt, 2, result);
}

METHOD(slice_reduce, NOARGS, "__reduce__()", "What pickle and copy rebuild it from.")
{
    const Slice *s = (const Slice *)self;
    return seq_reduce_take(rt, (Obj *)type_of(self), tuple_pack(rt, 3, s->start, s->stop, s->step), NULL);
}

static const MethodDef *const methods[] = {&slice_indices_def, &slice_reduce_def, NULL};
static const MemberDef members[] = {
    {"start", MEMBER_OBJ, offsetof(Slice, start), MEMBER_READONLY, NULL},
    {"stop", MEMBER_OBJ, offsetof(Slice, stop), MEMBER_READONLY, NULL},
    {"step", MEMBER_OBJ, offsetof(Slice, step), MEMBER_READONLY, NULL},
    {0},
};

const Type slice_type = {
    .name = "slice",
    .doc = "slice(stop)\nslice(start, stop[, step])\n\nWhat stands between the brackets of a[start:stop:step].",
    .basicsize = sizeof(Slice),
    .flags = TF_GC,
    .dealloc = slice_dealloc,
    .traverse = slice_traverse,
    .check = slice_check,
    .repr = slice_repr,
    .compare = slice_compare,
    .getattr = generic_getattr,
    .methods = methods,
    .members = members,
    .new_ = slice_make,
};
