/* float.c - floating-point numbers: making and dying (a free list of 100), arithmetic, comparing, hashing. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "object/floatmethods.h"
#include "object/intpart.h"
#include "object/numtext.h"
#include "object/start.h"
#include "object/text.h"

static inline double value_of(const Obj *o) { return ((const Float *)o)->value; }

/* ---- making and dying -------------------------------------------------------------------------------------------- */

static inline OWN Obj *make(Runtime *rt, double value)
{
    Float *f = (Float *)rt->free_lists.floats;
    if (LIKELY(f != NULL)) {
        rt->free_lists.floats = (Obj *)f->o.type;
        rt->free_lists.float_count--;
        f->o.type = TYPE_OF(rt, FLOAT);
        f->o.refcnt = 1;
        EMIT(rt, REUSED, f, NULL, 0, 0);
    } else {
        f = heap_alloc(HEAP(rt), sizeof(Float), KIND_OBJ);
        if (UNLIKELY(!f)) return err_no_memory(rt);
        f->o.type = TYPE_OF(rt, FLOAT);
        f->o.refcnt = 1;
        EMIT(rt, NEW, f, TYPE_OF(rt, FLOAT), 0, 0);
    }
    f->value = value;
    return &f->o;
}

OWN Obj *float_new(Runtime *rt, double value) { return make(rt, value); }

static void float_dealloc(Runtime *rt, Obj *o)
{
    if (UNLIKELY(!is_type(rt, o, FLOAT))) {
        obj_free(rt, o);
    } else if (rt->free_lists.float_count >= FREE_FLOATS) {
        mem_free(rt, o);
    } else {
        EMIT(rt, KEPT, o, NULL, 0, 0);
        o->type = (Type *)rt->free_lists.floats;
        o->refcnt = 0;
        rt->free_lists.floats = o;
        rt->free_lists.float_count++;
    }
}

void float_clear_free_list(Runtime *rt)
{
    while (rt->free_lists.floats) {
        Obj *o = rt->free_lists.floats;
        rt->free_lists.floats = (Obj *)o->type;
        mem_free(rt, o);
    }
    rt->free_lists.float_count = 0;
}

/* ---- what counts as a number ------------------------------------------------------------------------------------- */

/* A float's or an int's value; 0: neither, -1: an int too large. */
static inline int operand(Runtime *rt, Obj *o, double *out)
{
    if (LIKELY(is_type(rt, o, FLOAT))) return *out = value_of(o), 1;
    if (is_int(o)) {
        *out = int_as_double(rt, o);
        return *out == -1.0 && err_pending(rt) ? -1 : 1;
    }
    if (!is_instance(o, TYPE_OF(rt, FLOAT))) return 0;
    *out = value_of(o);
    return 1;
}

/* 1 with both values, else what the slot answers. */
static inline int operands(Runtime *rt, Obj *a, Obj *b, double *x, double *y, Obj **answer)
{
    int known = operand(rt, a, x);
    if (known > 0) known = operand(rt, b, y);
    if (LIKELY(known > 0)) return 1;
    *answer = known < 0 ? NULL : own(&rt->not_implemented);
    return 0;
}

double float_as_double(Runtime *rt, Obj *o)
{
    if (is_instance(o, TYPE_OF(rt, FLOAT))) return value_of(o);
    const NumberSlots *n = type_of(o)->number;
    if (!n || !n->float_) {
        if (!n || !n->index) {
            err_type(rt, "must be real number, not %.50s", type_of(o)->name);
            return -1.0;
        }
        Obj *index = number_index(rt, o);
        double value = index ? int_as_double(rt, index) : -1.0;
        xdecref(rt, index);
        return value;
    }
    Obj *f = n->float_(rt, o);
    if (!f) return -1.0;
    double value = -1.0;
    if (is_instance(f, TYPE_OF(rt, FLOAT))) value = value_of(f);
    else err_type(rt, "%.50s.__float__ returned non-float (type %.50s)", type_of(o)->name, type_of(f)->name);
    decref(rt, f);
    return value;
}

CHECK bool number_to_double(Runtime *rt, Obj *o, double *out)
{
    *out = float_as_double(rt, o);
    return *out != -1.0 || !err_pending(rt);
}

/* ---- arithmetic -------------------------------------------------------------------------------------------------- */

static void *by_zero(Runtime *rt, const char *text) { return err_format(rt, EXC_TYPE(rt, ZeroDivisionError), text); }

static OWN Obj *float_add(Runtime *rt, Obj *a, Obj *b)
{
    double x, y;
    Obj *answer;
    return operands(rt, a, b, &x, &y, &answer) ? make(rt, x + y) : answer;
}

static OWN Obj *float_sub(Runtime *rt, Obj *a, Obj *b)
{
    double x, y;
    Obj *answer;
    return operands(rt, a, b, &x, &y, &answer) ? make(rt, x - y) : answer;
}

static OWN Obj *float_mul(Runtime *rt, Obj *a, Obj *b)
{
    double x, y;
    Obj *answer;
    return operands(rt, a, b, &x, &y, &answer) ? make(rt, x * y) : answer;
}

static OWN Obj *float_true_divide(Runtime *rt, Obj *a, Obj *b)
{
    double x, y;
    Obj *answer;
    if (!operands(rt, a, b, &x, &y, &answer)) return answer;
    return y == 0 ? by_zero(rt, "float division by zero") : make(rt, x / y);
}

/* Quotient rounded down and the remainder that goes with it, which has the sign of [y]. */
static double floor_quotient(double x, double y, double *rem)
{
    double mod = fmod(x, y), div = (x - mod) / y;
    if (mod == 0) {
        mod = copysign(0.0, y);
    } else if ((y < 0) != (mod < 0)) {
        mod += y;
        div -= 1.0;
    }
    *rem = mod;
    if (div == 0) return copysign(0.0, x / y);
    double down = floor(div);
    return div - down > 0.5 ? down + 1.0 : down;
}

static OWN Obj *float_floor_divide(Runtime *rt, Obj *a, Obj *b)
{
    double x, y, rem;
    Obj *answer;
    if (!operands(rt, a, b, &x, &y, &answer)) return answer;
    return y == 0 ? by_zero(rt, "float floor division by zero") : make(rt, floor_quotient(x, y, &rem));
}

static OWN Obj *float_modulo(Runtime *rt, Obj *a, Obj *b)
{
    double x, y;
    Obj *answer;
    if (!operands(rt, a, b, &x, &y, &answer)) return answer;
    if (y == 0) return by_zero(rt, "float modulo");
    double mod = fmod(x, y);
    if (mod == 0) mod = copysign(0.0, y);
    else if ((y < 0) != (mod < 0)) mod += y;
    return make(rt, mod);
}

static OWN Obj *float_divmod(Runtime *rt, Obj *a, Obj *b)
{
    double x, y, rem;
    Obj *answer;
    if (!operands(rt, a, b, &x, &y, &answer)) return answer;
    if (y == 0) return by_zero(rt, "float divmod()");
    double quotient = floor_quotient(x, y, &rem);
    Obj *q = make(rt, quotient), *r = q ? make(rt, rem) : NULL, *pair = r ? tuple_pack(rt, 2, q, r) : NULL;
    xdecref(rt, q);
    xdecref(rt, r);
    return pair;
}

static void *out_of_range(Runtime *rt)
{
    Obj *number = int_new(rt, ERANGE), *text = str_from(rt, "Numerical result out of range");
    Obj *args = number && text ? tuple_pack(rt, 2, number, text) : NULL;
    if (args) err_set(rt, EXC_TYPE(rt, OverflowError), args);
    xdecref(rt, number);
    xdecref(rt, text);
    xdecref(rt, args);
    return NULL;
}

static inline bool is_odd(double y) { return fmod(fabs(y), 2.0) == 1.0; }

/* The cases in which the C library's pow is not asked: 1 with the result. */
static bool power_special(double x, double y, double *out)
{
    if (y == 0 || x == 1.0) return *out = 1.0, true;
    if (isnan(x)) return *out = x, true;
    if (isnan(y)) return *out = y, true;
    if (isinf(y)) {
        double m = fabs(x);
        *out = m == 1.0 ? 1.0 : (y > 0) == (m > 1.0) ? fabs(y) : 0.0;
        return true;
    }
    if (isinf(x)) {
        if (y > 0) *out = is_odd(y) ? x : fabs(x);
        else *out = is_odd(y) ? copysign(0.0, x) : 0.0;
        return true;
    }
    return false;
}

static OWN Obj *float_power(Runtime *rt, Obj *a, Obj *b, Obj *mod)
{
    double x, y, result;
    Obj *answer;
    if (!is_none(rt, mod)) return err_type(rt, "pow() 3rd argument not allowed unless all arguments are integers");
    if (!operands(rt, a, b, &x, &y, &answer)) return answer;
    if (power_special(x, y, &result)) return make(rt, result);
    if (x == 0) {
        if (y < 0) return by_zero(rt, "0.0 cannot be raised to a negative power");
        return make(rt, is_odd(y) ? x : 0.0);
    }
    bool negative = false;
    if (x < 0) {
        if (y != floor(y)) return TYPE_OF(rt, COMPLEX)->number->power(rt, a, b, mod);
        x = -x;
        negative = is_odd(y);
        if (x == 1.0) return make(rt, negative ? -1.0 : 1.0);
    }
    result = pow(x, y);
    if (isinf(result)) return out_of_range(rt);
    return make(rt, negative ? -result : result);
}

static OWN Obj *float_negative(Runtime *rt, Obj *o) { return make(rt, -value_of(o)); }
static OWN Obj *float_absolute(Runtime *rt, Obj *o) { return make(rt, fabs(value_of(o))); }
static int float_truth(Runtime *rt UNUSED, Obj *o) { return value_of(o) != 0; }
static OWN Obj *float_int(Runtime *rt, Obj *o) { return int_from_double(rt, value_of(o)); }
static OWN Obj *float_plain(Runtime *rt, Obj *o) { return is_type(rt, o, FLOAT) ? own(o) : make(rt, value_of(o)); }

/* ---- comparing and hashing --------------------------------------------------------------------------------------- */

/* How a finite double compares with an int, exactly. */
static int order_with_int(double x, const Obj *n)
{
    int sx = (x > 0) - (x < 0), sn = int_sign(n), e;
    if (sx != sn) return sx < sn ? -1 : 1;
    if (sx == 0) return 0;
    uint64_t bits = int_bit_length(n);
    double fraction = frexp(fabs(x), &e);
    int order;
    if (e <= 0 || (uint64_t)e != bits) {
        order = e > 0 && (uint64_t)e > bits ? 1 : -1;
    } else { /* as many bits before the point: the leading 64 decide */
        uint64_t lead_x = (uint64_t)ldexp(fraction, 64), lead_n = int_leading_bits(n);
        order = (lead_x > lead_n) - (lead_x < lead_n);
    }
    return sx < 0 ? -order : order;
}

static inline bool compare_doubles(double x, double y, CompareOp op)
{
    switch (op) {
    case CMP_LT: return x < y;
    case CMP_LE: return x <= y;
    case CMP_EQ: return x == y;
    case CMP_NE: return x != y;
    case CMP_GT: return x > y;
    default: return x >= y;
    }
}

static OWN Obj *float_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    double x = value_of(a);
    if (is_instance(b, TYPE_OF(rt, FLOAT))) return bool_new(rt, compare_doubles(x, value_of(b), op));
    if (!is_int(b)) return own(&rt->not_implemented);
    if (!isfinite(x)) return bool_new(rt, compare_doubles(x, 0.0, op));
    return bool_new(rt, compare_doubles(order_with_int(x, b), 0.0, op));
}

/* The value modulo 2**61 - 1, equal to the hash of an equal int or fraction. */
Hash hash_double(Runtime *rt, Obj *o, double value)
{
    enum { BITS = 61, INFINITE = 314159, STEP = 28 };
    const uint64_t modulus = (UINT64_C(1) << BITS) - 1;
    if (!isfinite(value)) return isnan(value) ? hash_pointer(rt, o) : value > 0 ? INFINITE : -INFINITE;
    int e;
    double m = frexp(fabs(value), &e);
    uint64_t x = 0;
    while (m != 0) {
        x = ((x << STEP) & modulus) | x >> (BITS - STEP);
        m *= 268435456.0; /* 2**STEP */
        e -= STEP;
        uint64_t whole = (uint64_t)m;
        m -= (double)whole;
        x += whole;
        if (x >= modulus) x -= modulus;
    }
    e = e >= 0 ? e % BITS : BITS - 1 - ((-1 - e) % BITS);
    x = ((x << e) & modulus) | x >> (BITS - e);
    Hash hash = value < 0 ? -(Hash)x : (Hash)x;
    return hash == -1 ? -2 : hash;
}

static Hash float_hash(Runtime *rt, Obj *o) { return hash_double(rt, o, value_of(o)); }

static OWN Obj *float_repr(Runtime *rt, Obj *o)
{
    char *text = double_text(value_of(o), 'r', 0, DOUBLE_ADD_DOT_0);
    if (!text) return err_no_memory(rt);
    Obj *s = str_from_bytes_ascii(rt, text, (isize)strlen(text));
    free(text);
    return s;
}

/* ---- the constructor --------------------------------------------------------------------------------------------- */

static OWN Obj *of_text(Runtime *rt, Obj *o)
{
    if (is_str(o) && str_is_ascii(o)) return float_from_text(rt, str_data(o), str_len(o), o);
    if (is_str(o)) {
        isize n;
        char *ascii = number_ascii(rt, o, &n);
        Obj *f = ascii ? float_from_text(rt, ascii, n, o) : NULL;
        free(ascii);
        return f;
    }
    if (!type_of(o)->buffer)
        return err_type(rt, "float() argument must be a string or a real number, not '%.200s'", type_of(o)->name);
    BufferView view;
    if (is_bytes(o)) return float_from_text(rt, bytes_data(o), bytes_len(o), o);
    if (!buffer_get(rt, o, &view)) return NULL;
    Obj *copy = bytes_new(rt, (const char *)view.bytes, view.len); /* with a NUL behind it */
    buffer_release(rt, &view);
    Obj *f = copy ? float_from_text(rt, bytes_data(copy), bytes_len(copy), o) : NULL;
    xdecref(rt, copy);
    return f;
}

OWN Obj *float_of(Runtime *rt, Obj *o)
{
    if (is_type(rt, o, FLOAT)) return own(o);
    if (int_is_exact(rt, o)) return TYPE_OF(rt, INT)->number->float_(rt, o);
    const NumberSlots *n = type_of(o)->number;
    if (!is_str(o) && n && (n->float_ || n->index)) {
        double value = float_as_double(rt, o);
        if (value == -1.0 && err_pending(rt)) return NULL;
        return make(rt, value);
    }
    if (is_instance(o, TYPE_OF(rt, FLOAT))) return make(rt, value_of(o));
    return of_text(rt, o);
}

static OWN Obj *float_make(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args a;
    if (type->init == TYPE_OF(rt, FLOAT)->init && !args_no_keywords(rt, "float", kwargs)) return NULL;
    if (!args_bind(rt, "float(x=None, /)", CALL_POSITIONAL, args, NULL, &a)) return NULL;
    Obj *value = a.obj[0] ? float_of(rt, a.obj[0]) : make(rt, 0.0);
    if (!value || type == TYPE_OF(rt, FLOAT)) return value;
    Obj *o = type->alloc(rt, type, 0);
    if (o) ((Float *)o)->value = value_of(value);
    decref(rt, value);
    return o;
}

static OWN Obj *float_vectorcall(Runtime *rt, Obj *callable UNUSED, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    isize n = vector_nargs(nargsf);
    if (kwnames && tuple_len(kwnames)) return err_type(rt, "float() takes no keyword arguments");
    if (n > 1) return err_type(rt, "float expected at most 1 argument, got %zd", n);
    return n ? float_of(rt, args[0]) : make(rt, 0.0);
}

/* ---- the type ---------------------------------------------------------------------------------------------------- */

static const NumberSlots number = {
    .add = float_add,
    .subtract = float_sub,
    .multiply = float_mul,
    .remainder = float_modulo,
    .divmod = float_divmod,
    .power = float_power,
    .negative = float_negative,
    .positive = float_plain,
    .absolute = float_absolute,
    .truth = float_truth,
    .int_ = float_int,
    .float_ = float_plain,
    .floor_divide = float_floor_divide,
    .true_divide = float_true_divide,
};

const Type float_type = {
    .name = "float",
    .doc = "A floating-point number, of a string or a number.",
    .basicsize = sizeof(Float),
    .flags = TF_BASETYPE | TF_IMMUTABLE | TF_MATCH_SELF,
    .dealloc = float_dealloc,
    .repr = float_repr,
    .number = &number,
    .hash = float_hash,
    .compare = float_compare,
    .getattr = generic_getattr,
    .methods = float_methods,
    .getset = float_getset,
    .new_ = float_make,
    .vectorcall = float_vectorcall,
};
