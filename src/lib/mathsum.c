/* mathsum.c - math's functions of many numbers: sums, products, distances. */
#include <math.h>
#include <stdlib.h>

#include "lib/mathpart.h"

/* ---- fsum: exact, by Shewchuk's partial sums --------------------------------------------------------------------- */

typedef struct Partials {
    double *p, small[32]; /* non-overlapping, of growing magnitude: their exact sum is the sum so far */
    isize n, room;
    double special, infinite;
} Partials;

static bool grow(Runtime *rt, Partials *s)
{
    if (s->n < s->room) return true;
    double *more = s->p == s->small ? malloc(sizeof(double) * 2 * (size_t)s->room)
                                    : realloc(s->p, sizeof(double) * 2 * (size_t)s->room);
    if (!more) return err_no_memory(rt) != NULL;
    if (s->p == s->small)
        for (isize i = 0; i < s->n; i++) more[i] = s->small[i];
    s->p = more;
    s->room *= 2;
    return true;
}

static bool add_exactly(Runtime *rt, Partials *s, double x)
{
    double given = x;
    isize kept = 0;
    for (isize i = 0; i < s->n; i++) {
        double y = s->p[i];
        if (fabs(x) < fabs(y)) {
            double t = x;
            x = y;
            y = t;
        }
        volatile double high = x + y, rounded = high - x, low = y - rounded;
        if (low != 0.0) s->p[kept++] = low;
        x = high;
    }
    s->n = kept;
    if (x == 0.0) return true;
    if (isfinite(x)) {
        if (!grow(rt, s)) return false;
        s->p[s->n++] = x;
        return true;
    }
    if (isfinite(given))
        return err_format(rt, EXC_TYPE(rt, OverflowError), "intermediate overflow in fsum") != NULL;
    if (isinf(given)) s->infinite += given;
    s->special += given;
    s->n = 0;
    return true;
}

/* The partials' sum, rounded once, half to even. */
static double rounded_sum(const Partials *s)
{
    isize n = s->n;
    volatile double high = 0.0, low = 0.0;
    if (n == 0) return 0.0;
    high = s->p[--n];
    while (n > 0) {
        double x = high, y = s->p[--n];
        high = x + y;
        volatile double rounded = high - x;
        low = y - rounded;
        if (low != 0.0) break;
    }
    if (n > 0 && ((low < 0.0 && s->p[n - 1] < 0.0) || (low > 0.0 && s->p[n - 1] > 0.0))) {
        double y = low * 2.0;
        volatile double x = high + y, rounded = x - high;
        if (y == rounded) high = x;
    }
    return high;
}

static bool next_double(Runtime *rt, Obj *it, double *out, bool *end)
{
    Obj *item = iter_next(rt, it);
    *end = !item;
    if (!item) return !err_pending(rt);
    hold(rt, "item being added", item);
    bool ok = number_to_double(rt, item, out);
    drop(rt);
    return ok;
}

static OWN Obj *sum_result(Runtime *rt, const Partials *s)
{
    if (s->special == 0.0) return float_new(rt, rounded_sum(s));
    if (isnan(s->infinite)) return err_value(rt, "-inf + inf in fsum");
    return float_new(rt, s->special);
}

METHOD(math_fsum, ONE, "fsum(seq, /)", "The sum of all numbers of seq, rounded only once.")
{
    Partials s = {.room = COUNT_OF(s.small)};
    s.p = s.small;
    Obj *it = obj_iter(rt, arg);
    if (!it) return NULL;
    hold(rt, "iterator", it);
    double x;
    bool end = false, ok = true;
    while (ok && !end) {
        ok = next_double(rt, it, &x, &end);
        if (ok && !end) ok = add_exactly(rt, &s, x) && !rt_poll(rt);
    }
    drop(rt);
    Obj *out = ok ? sum_result(rt, &s) : NULL;
    if (s.p != s.small) free(s.p);
    return out;
}

/* ---- prod -------------------------------------------------------------------------------------------------------- */

METHOD(math_prod, KEYWORDS, "prod(iterable, /, *, start=None)",
       "All items of iterable multiplied with one another and with start (1).")
{
    Obj *it = obj_iter(rt, a->obj[0]);
    if (!it) return NULL;
    Obj *result = a->obj[1] ? own(a->obj[1]) : int_new(rt, 1);
    hold(rt, "iterator", it);
    for (;;) {
        hold(rt, "product so far", result);
        Obj *item = iter_next(rt, it);
        if (!item) break;
        hold(rt, "item being multiplied", item);
        Obj *next = number_binary(rt, result, item, NB_MULTIPLY);
        drop_n(rt, 2);
        result = next;
        if (!result || UNLIKELY(rt_poll(rt))) {
            xdecref(rt, result);
            drop(rt);
            return NULL;
        }
    }
    result = unhold(rt);
    drop(rt);
    if (err_pending(rt)) CLEAR(rt, result);
    return result;
}

/* ---- distances --------------------------------------------------------------------------------------------------- */

/* The length of a vector of magnitudes: the squares are summed with more bits than a double has, after scaling
   by a power of two so that none overflows, and the root is put right by one step of Newton's. */
static double length_of(const double *v, isize n, double max, bool found_nan)
{
    if (isinf(max)) return max;
    if (found_nan) return NAN;
    if (max == 0.0 || n <= 1) return max;
    int e;
    frexp(max, &e);
    __float128 sum = 0;
    for (isize i = 0; i < n; i++) {
        __float128 x = ldexp(v[i], -e < 1023 ? -e : 1023);
        sum += x * x;
    }
    double root = sqrt((double)sum);
    if (root > 0) root = (double)((__float128)root + (sum - (__float128)root * root) / (2 * (__float128)root));
    return ldexp(root, -e < 1023 ? e : -1023);
}

typedef struct Vector {
    double *v, small[16], max;
    isize n;
    bool nan;
} Vector;

static bool vector_new(Runtime *rt, Vector *x, isize n)
{
    x->n = n;
    x->max = 0;
    x->nan = false;
    x->v = n <= (isize)COUNT_OF(x->small) ? x->small : malloc((size_t)n * sizeof(double));
    return x->v || err_no_memory(rt) != NULL;
}

static void vector_set(Vector *x, isize i, double value)
{
    x->v[i] = fabs(value);
    x->nan |= isnan(value) != 0;
    if (x->v[i] > x->max) x->max = x->v[i];
}

static OWN Obj *vector_length_take(Runtime *rt, Vector *x, bool ok)
{
    Obj *out = ok ? float_new(rt, length_of(x->v, x->n, x->max, x->nan)) : NULL;
    if (x->v != x->small) free(x->v);
    return out;
}

METHOD(math_hypot, POSITIONAL, "hypot(*coordinates)",
       "hypot(*coordinates) -> value\n\nHow far the point with these coordinates is from the origin.")
{
    Vector x;
    bool ok = true;
    if (!vector_new(rt, &x, a->nrest)) return NULL;
    for (isize i = 0; ok && i < x.n; i++) {
        double value;
        ok = number_to_double(rt, a->rest[i], &value);
        if (ok) vector_set(&x, i, value);
    }
    return vector_length_take(rt, &x, ok);
}

static OWN Obj *distance(Runtime *rt, Obj *p, Obj *q)
{
    Vector x;
    bool ok = true;
    if (tuple_len(p) != tuple_len(q)) return err_value(rt, "both points must have the same number of dimensions");
    if (!vector_new(rt, &x, tuple_len(p))) return NULL;
    for (isize i = 0; ok && i < x.n; i++) {
        double from, to;
        ok = number_to_double(rt, tuple_peek(p, i), &from) && number_to_double(rt, tuple_peek(q, i), &to);
        if (ok) vector_set(&x, i, from - to);
    }
    return vector_length_take(rt, &x, ok);
}

METHOD(math_dist, POSITIONAL, "dist(p, q, /)",
       "How far the points p and q, given by their coordinates, are from each other.")
{
    Obj *p = is_tuple(a->obj[0]) ? own(a->obj[0]) : tuple_from_iterable(rt, a->obj[0]);
    if (!p) return NULL;
    hold(rt, "point", p);
    Obj *q = is_tuple(a->obj[1]) ? own(a->obj[1]) : tuple_from_iterable(rt, a->obj[1]), *out = NULL;
    if (q) {
        hold(rt, "point", q);
        out = distance(rt, p, q);
        drop(rt);
    }
    drop(rt);
    return out;
}

const MethodDef *const math_sums[] = {&math_fsum_def, &math_prod_def, &math_hypot_def, &math_dist_def, NULL};
