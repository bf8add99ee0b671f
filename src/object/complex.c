/* complex.c - complex numbers. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "object/intpart.h"
#include "object/numtext.h"
#include "object/start.h"

typedef struct Pair {
    double real, imag;
} Pair;

static inline Pair pair_of(const Obj *o) { return (Pair){((const Complex *)o)->real, ((const Complex *)o)->imag}; }
static inline bool is_complex(Runtime *rt, const Obj *o) { return is_instance(o, TYPE_OF(rt, COMPLEX)); }

OWN Obj *complex_new(Runtime *rt, double real, double imag)
{
    Complex *c = (Complex *)obj_new(rt, TYPE_OF(rt, COMPLEX));
    if (!c) return NULL;
    c->real = real;
    c->imag = imag;
    return &c->o;
}

static OWN Obj *make(Runtime *rt, Pair p) { return complex_new(rt, p.real, p.imag); }

static void complex_dealloc(Runtime *rt, Obj *o) { obj_free(rt, o); }

/* ---- arithmetic -------------------------------------------------------------------------------------------------- */

/* 1 with the value of an int, float or complex; 0: something else; -1: an int too large. */
static int operand(Runtime *rt, Obj *o, Pair *out)
{
    if (is_complex(rt, o)) return *out = pair_of(o), 1;
    out->imag = 0;
    if (is_int(o)) {
        out->real = int_as_double(rt, o);
        return out->real == -1.0 && err_pending(rt) ? -1 : 1;
    }
    if (!is_instance(o, TYPE_OF(rt, FLOAT))) return 0;
    out->real = ((Float *)o)->value;
    return 1;
}

CHECK bool complex_value(Runtime *rt, Obj *o, double *real, double *imag)
{
    Pair p = {0, 0};
    int known = operand(rt, o, &p);
    *real = p.real;
    *imag = p.imag;
    return known >= 0;
}

static bool operands(Runtime *rt, Obj *a, Obj *b, Pair *x, Pair *y, Obj **answer)
{
    int known = operand(rt, a, x);
    if (known > 0) known = operand(rt, b, y);
    if (known <= 0) *answer = known < 0 ? NULL : own(&rt->not_implemented);
    return known > 0;
}

static Pair product(Pair a, Pair b)
{
    return (Pair){a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

/* Divides through by the larger part of [b], so that nothing overflows on the way; *zero: b is 0. */
static Pair quotient(Pair a, Pair b, bool *zero)
{
    double re = fabs(b.real), im = fabs(b.imag);
    *zero = false;
    if (re >= im) {
        if (re == 0) return *zero = true, (Pair){0, 0};
        double ratio = b.imag / b.real, below = b.real + b.imag * ratio;
        return (Pair){(a.real + a.imag * ratio) / below, (a.imag - a.real * ratio) / below};
    }
    if (im >= re) {
        double ratio = b.real / b.imag, below = b.real * ratio + b.imag;
        return (Pair){(a.real * ratio + a.imag) / below, (a.imag * ratio - a.real) / below};
    }
    return (Pair){NAN, NAN};
}

static OWN Obj *complex_add(Runtime *rt, Obj *a, Obj *b)
{
    Pair x, y;
    Obj *answer;
    return operands(rt, a, b, &x, &y, &answer) ? complex_new(rt, x.real + y.real, x.imag + y.imag) : answer;
}

static OWN Obj *complex_sub(Runtime *rt, Obj *a, Obj *b)
{
    Pair x, y;
    Obj *answer;
    return operands(rt, a, b, &x, &y, &answer) ? complex_new(rt, x.real - y.real, x.imag - y.imag) : answer;
}

static OWN Obj *complex_mul(Runtime *rt, Obj *a, Obj *b)
{
    Pair x, y;
    Obj *answer;
    return operands(rt, a, b, &x, &y, &answer) ? make(rt, product(x, y)) : answer;
}

static OWN Obj *complex_true_divide(Runtime *rt, Obj *a, Obj *b)
{
    Pair x, y;
    Obj *answer;
    bool zero;
    if (!operands(rt, a, b, &x, &y, &answer)) return answer;
    Pair q = quotient(x, y, &zero);
    if (zero) return err_format(rt, EXC_TYPE(rt, ZeroDivisionError), "complex division by zero");
    return make(rt, q);
}

/* ---- powers ------------------------------------------------------------------------------------------------------ */

static Pair power_whole(Pair x, long n)
{
    Pair r = {1, 0}, p = x;
    for (unsigned long mask = 1, count = (unsigned long)labs(n); mask && count >= mask; mask <<= 1) {
        if (count & mask) r = product(r, p);
        p = product(p, p);
    }
    bool zero;
    return n > 0 ? r : quotient((Pair){1, 0}, r, &zero);
}

/* By polar coordinates; *zero: 0 to a negative or complex power. */
static Pair power_polar(Pair a, Pair b, bool *zero)
{
    *zero = false;
    if (b.real == 0 && b.imag == 0) return (Pair){1, 0};
    if (a.real == 0 && a.imag == 0) {
        *zero = b.imag != 0 || b.real < 0;
        return (Pair){0, 0};
    }
    double size = hypot(a.real, a.imag), len = pow(size, b.real), at = atan2(a.imag, a.real), phase = at * b.real;
    if (b.imag != 0) {
        len *= exp(-at * b.imag);
        phase += b.imag * log(size);
    }
    return (Pair){len * cos(phase), len * sin(phase)};
}

static OWN Obj *complex_power(Runtime *rt, Obj *a, Obj *b, Obj *mod)
{
    Pair x, y, p;
    Obj *answer;
    bool zero = false;
    if (!operands(rt, a, b, &x, &y, &answer)) return answer;
    if (!is_none(rt, mod)) return err_value(rt, "complex modulo");
    if (y.imag == 0 && y.real == floor(y.real) && fabs(y.real) <= 100.0) {
        zero = x.real == 0 && x.imag == 0 && y.real < 0;
        p = zero ? x : power_whole(x, (long)y.real);
    } else {
        p = power_polar(x, y, &zero);
    }
    if (zero) return err_format(rt, EXC_TYPE(rt, ZeroDivisionError), "0.0 to a negative or complex power");
    if (isinf(p.real) || isinf(p.imag)) return err_format(rt, EXC_TYPE(rt, OverflowError), "complex exponentiation");
    return make(rt, p);
}

/* ---- one operand ------------------------------------------------------------------------------------------------- */

static OWN Obj *complex_negative(Runtime *rt, Obj *o) { return complex_new(rt, -pair_of(o).real, -pair_of(o).imag); }
static OWN Obj *complex_plain(Runtime *rt, Obj *o) { return is_type(rt, o, COMPLEX) ? own(o) : make(rt, pair_of(o)); }
static int complex_truth(Runtime *rt UNUSED, Obj *o) { return pair_of(o).real != 0 || pair_of(o).imag != 0; }

static OWN Obj *complex_absolute(Runtime *rt, Obj *o)
{
    Pair p = pair_of(o);
    double size = hypot(p.real, p.imag);
    if (isinf(size) && isfinite(p.real) && isfinite(p.imag))
        return err_format(rt, EXC_TYPE(rt, OverflowError), "absolute value too large");
    return float_new(rt, size);
}

static OWN Obj *complex_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (op != CMP_EQ && op != CMP_NE) return own(&rt->not_implemented);
    Pair x = pair_of(a);
    bool equal;
    if (is_complex(rt, b)) {
        equal = x.real == pair_of(b).real && x.imag == pair_of(b).imag;
    } else if (is_int(b) || is_instance(b, TYPE_OF(rt, FLOAT))) {
        Obj *real = float_new(rt, x.real);
        hold(rt, "real part being compared", real);
        int same = real ? obj_compare_bool(rt, real, b, CMP_EQ) : -1;
        drop(rt);
        if (same < 0) return NULL;
        equal = same && x.imag == 0;
    } else {
        return own(&rt->not_implemented);
    }
    return bool_new(rt, equal == (op == CMP_EQ));
}

static Hash complex_hash(Runtime *rt, Obj *o)
{
    const uint64_t imag_factor = 1000003;
    Hash real = hash_double(rt, o, pair_of(o).real), imag = hash_double(rt, o, pair_of(o).imag);
    Hash hash = (Hash)((uint64_t)real + imag_factor * (uint64_t)imag);
    return hash == -1 ? -2 : hash;
}

/* (1+2j), or 2j when the real part is a plain 0. */
static OWN Obj *complex_repr(Runtime *rt, Obj *o)
{
    Pair p = pair_of(o);
    bool alone = p.real == 0 && !signbit(p.real);
    char *real = alone ? NULL : double_text(p.real, 'r', 0, 0);
    char *imag = double_text(p.imag, 'r', 0, alone ? 0 : DOUBLE_SIGN);
    Obj *s = NULL;
    if (!imag || (!alone && !real)) err_no_memory(rt);
    else s = alone ? str_format(rt, "%sj", imag) : str_format(rt, "(%s%sj)", real, imag);
    free(real);
    free(imag);
    return s;
}

/* ---- the constructor --------------------------------------------------------------------------------------------- */

/* Reads a number at *s and moves behind it; false: there is none. */
static bool read_number(const char **s, double *out)
{
    const char *end;
    if (!double_parse(*s, &end, out)) return false;
    *s = end;
    return true;
}

static inline bool is_sign(char c) { return c == '+' || c == '-'; }
static inline bool is_j(char c) { return c == 'j' || c == 'J'; }

/* [number] | [number](+|-)[number]j | [number]j; a j alone counts one. */
static bool read_parts(const char **at, Pair *out)
{
    const char *s = *at;
    double first;
    *out = (Pair){0, 0};
    if (read_number(&s, &first)) {
        if (is_sign(*s)) {
            out->real = first;
            if (!read_number(&s, &out->imag)) out->imag = *s++ == '+' ? 1.0 : -1.0;
            if (!is_j(*s)) return false;
            s++;
        } else if (is_j(*s)) {
            out->imag = first;
            s++;
        } else {
            out->real = first;
        }
    } else {
        out->imag = *s == '-' ? -1.0 : 1.0;
        if (is_sign(*s)) s++;
        if (!is_j(*s)) return false;
        s++;
    }
    *at = s;
    return true;
}

static void skip_spaces(const char **s)
{
    while (is_ascii_space(**s)) ++*s;
}

static bool read_text(const char *s, isize n, Pair *out)
{
    const char *end = s + n;
    skip_spaces(&s);
    bool bracket = *s == '(';
    if (bracket) {
        s++;
        skip_spaces(&s);
    }
    if (!read_parts(&s, out)) return false;
    skip_spaces(&s);
    if (bracket && *s++ != ')') return false;
    skip_spaces(&s);
    return s == end;
}

static OWN Obj *subtype_new(Runtime *rt, Type *type, Pair p)
{
    if (type == TYPE_OF(rt, COMPLEX)) return make(rt, p);
    Obj *o = type->alloc(rt, type, 0);
    if (!o) return NULL;
    ((Complex *)o)->real = p.real;
    ((Complex *)o)->imag = p.imag;
    return o;
}

static OWN Obj *from_str(Runtime *rt, Type *type, Obj *text)
{
    isize n, k = 0;
    bool bad = false;
    Pair p;
    char *ascii = number_ascii(rt, text, &n);
    char *plain = ascii ? number_no_underscores(rt, ascii, n, &k, &bad) : NULL;
    free(ascii);
    if (!plain && !bad) return NULL;
    bool ok = plain && read_text(plain, k, &p);
    free(plain);
    return ok ? subtype_new(rt, type, p) : err_value(rt, "complex() arg is a malformed string");
}

/* What o.__complex__() answers; NULL without an exception: there is no such method. */
static OWN Obj *by_method(Runtime *rt, Obj *o)
{
    Obj *method = special_lookup(rt, o, id_(rt, __complex__));
    if (!method) return NULL;
    hold(rt, "__complex__ being called", method);
    Obj *c = drop_keep(rt, 1, obj_call0(rt, method));
    if (!c || is_complex(rt, c)) return c;
    err_type(rt, "__complex__ returned non-complex (type %.200s)", type_of(c)->name);
    decref(rt, c);
    return NULL;
}

/* The value of an argument that is a number; *was_complex tells whether it has an imaginary part at all. */
static bool argument(Runtime *rt, Obj *o, const char *which, Pair *out, bool *was_complex)
{
    Obj *c = NULL;
    *was_complex = false;
    *out = (Pair){0, 0};
    if (is_type(rt, o, COMPLEX)) c = own(o);
    else if (*which == 'f') c = by_method(rt, o);
    if (!c && err_pending(rt)) return false;
    if (!c && is_complex(rt, o)) c = own(o);
    if (c) {
        *out = pair_of(c);
        *was_complex = true;
        decref(rt, c);
        return true;
    }
    const NumberSlots *n = type_of(o)->number;
    if (n && (n->float_ || n->index)) return number_to_double(rt, o, &out->real);
    err_type(rt, *which == 'f' ? "complex() first argument must be a string or a number, not '%.200s'"
                               : "complex() second argument must be a number, not '%.200s'",
             type_of(o)->name);
    return false;
}

static OWN Obj *make_of(Runtime *rt, Type *type, Obj *real, Obj *imag)
{
    Pair x = {0, 0}, y = {0, 0};
    bool x_complex = false, y_complex = false;
    if (real && !imag && is_type(rt, real, COMPLEX) && type == TYPE_OF(rt, COMPLEX)) return own(real);
    if (real && is_str(real)) {
        if (imag) return err_type(rt, "complex() can't take second arg if first is a string");
        return from_str(rt, type, real);
    }
    if (imag && is_str(imag)) return err_type(rt, "complex() second arg can't be a string");
    if (real && !argument(rt, real, "first", &x, &x_complex)) return NULL;
    if (imag && !argument(rt, imag, "second", &y, &y_complex)) return NULL;
    if (!imag && !x_complex) return subtype_new(rt, type, (Pair){x.real, 0});
    if (!imag) return subtype_new(rt, type, x);
    Pair p = {y_complex ? x.real - y.imag : x.real, y.real};
    if (x_complex) p.imag += x.imag;
    return subtype_new(rt, type, p);
}

static OWN Obj *complex_make(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "complex(real=None, imag=None)", CALL_KEYWORDS, args, kwargs, &a)) return NULL;
    Obj *c = make_of(rt, type, a.obj[0], a.obj[1]);
    args_done(rt, &a);
    return c;
}

/* ---- methods ----------------------------------------------------------------------------------------------------- */

METHOD(complex_conjugate, NOARGS, "conjugate()", "The number with the sign of its imaginary part changed.")
{
    return complex_new(rt, pair_of(self).real, -pair_of(self).imag);
}

METHOD(complex_complex, NOARGS, "__complex__()", "The number as an exact complex.") { return complex_plain(rt, self); }

METHOD(complex_getnewargs, NOARGS, "__getnewargs__()", "What pickle and copy make it of.")
{
    Obj *real = float_new(rt, pair_of(self).real), *imag = real ? float_new(rt, pair_of(self).imag) : NULL;
    Obj *args = imag ? tuple_pack(rt, 2, real, imag) : NULL;
    xdecref(rt, real);
    xdecref(rt, imag);
    return args;
}

METHOD(complex_format, ONE, "__format__(format_spec, /)", "The number as text, as format_spec says.")
{
    if (!is_str(arg)) return number_bad_spec(rt, "__format__", arg);
    return number_format(rt, self, arg);
}

static const MethodDef *const methods[] = {&complex_conjugate_def, &complex_complex_def, &complex_getnewargs_def,
                                           &complex_format_def, NULL};
static const MemberDef members[] = {
    {"real", MEMBER_DOUBLE, offsetof(Complex, real), MEMBER_READONLY, "the real part"},
    {"imag", MEMBER_DOUBLE, offsetof(Complex, imag), MEMBER_READONLY, "the imaginary part"},
    {0},
};
static const NumberSlots number = {
    .add = complex_add,
    .subtract = complex_sub,
    .multiply = complex_mul,
    .power = complex_power,
    .negative = complex_negative,
    .positive = complex_plain,
    .absolute = complex_absolute,
    .truth = complex_truth,
    .true_divide = complex_true_divide,
};

const Type complex_type = {
    .name = "complex",
    .doc = "A complex number, of a string or of two numbers: a real part and an imaginary part.",
    .basicsize = sizeof(Complex),
    .flags = TF_BASETYPE | TF_IMMUTABLE,
    .dealloc = complex_dealloc,
    .repr = complex_repr,
    .number = &number,
    .hash = complex_hash,
    .compare = complex_compare,
    .getattr = generic_getattr,
    .methods = methods,
    .members = members,
    .new_ = complex_make,
};
