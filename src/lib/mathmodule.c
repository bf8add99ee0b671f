/* mathmodule.c - the module math: functions of floating-point numbers, and the module itself. */
#include <errno.h>
#include <math.h>

#include "lib/mathpart.h"
#include "object/intpart.h"

void *math_domain(Runtime *rt) { return err_value(rt, "math domain error"); }
void *math_range(Runtime *rt) { return err_format(rt, EXC_TYPE(rt, OverflowError), "math range error"); }

/* ---- functions of one number ------------------------------------------------------------------------------------- */

/* A result that is not a number, or infinite, where the argument was neither is an error: of range when the
   function [can_overflow], else of domain. */
static OWN Obj *check_result(Runtime *rt, double x, double r, bool can_overflow)
{
    if (isnan(r) && !isnan(x)) return math_domain(rt);
    if (isinf(r) && isfinite(x)) return can_overflow ? math_range(rt) : math_domain(rt);
    return float_new(rt, r);
}

static OWN Obj *unary(Runtime *rt, Obj *arg, double (*f)(double), bool can_overflow)
{
    double x;
    return number_to_double(rt, arg, &x) ? check_result(rt, x, f(x), can_overflow) : NULL;
}

#define UNARY(name, can_overflow, doc) \
    METHOD(math_##name, ONE, #name "(x, /)", doc) { return unary(rt, arg, name, can_overflow); }

UNARY(acos, false, "The angle in radians, from 0 to pi, whose cosine is x.")
UNARY(acosh, false, "The number whose hyperbolic cosine is x.")
UNARY(asin, false, "The angle in radians, from -pi/2 to pi/2, whose sine is x.")
UNARY(asinh, false, "The number whose hyperbolic sine is x.")
UNARY(atan, false, "The angle in radians, from -pi/2 to pi/2, whose tangent is x.")
UNARY(atanh, false, "The number whose hyperbolic tangent is x.")
UNARY(cbrt, false, "The cube root of x.")
UNARY(cos, false, "The cosine of the angle x in radians.")
UNARY(cosh, true, "The hyperbolic cosine of x.")
UNARY(erf, false, "The error function at x.")
UNARY(erfc, false, "1 - erf(x), without the loss of digits.")
UNARY(exp, true, "e to the power of x.")
UNARY(exp2, true, "2 to the power of x.")
UNARY(expm1, true, "exp(x) - 1, accurate for small x, too.")
UNARY(fabs, false, "x without its sign, as a float.")
UNARY(log1p, false, "The natural logarithm of 1 + x, accurate for small x, too.")
UNARY(sin, false, "The sine of the angle x in radians.")
UNARY(sinh, true, "The hyperbolic sine of x.")
UNARY(sqrt, false, "The square root of x.")
UNARY(tan, false, "The tangent of the angle x in radians.")
UNARY(tanh, false, "The hyperbolic tangent of x.")

static OWN Obj *unary_error(Runtime *rt, Obj *arg, double (*f)(double, int *))
{
    double x;
    int error;
    if (!number_to_double(rt, arg, &x)) return NULL;
    double r = f(x, &error);
    if (error == EDOM) return math_domain(rt);
    if (error == ERANGE) return math_range(rt);
    return float_new(rt, r);
}

METHOD(math_gamma, ONE, "gamma(x, /)", "The gamma function at x: (x - 1)! for whole numbers.")
{
    return unary_error(rt, arg, math_gamma_of);
}
METHOD(math_lgamma, ONE, "lgamma(x, /)", "The natural logarithm of the gamma function's magnitude at x.")
{
    return unary_error(rt, arg, math_lgamma_of);
}

METHOD(math_degrees, ONE, "degrees(x, /)", "The angle x, given in radians, in degrees.")
{
    double x;
    return number_to_double(rt, arg, &x) ? float_new(rt, x * (180.0 / M_PI)) : NULL;
}

METHOD(math_radians, ONE, "radians(x, /)", "The angle x, given in degrees, in radians.")
{
    double x;
    return number_to_double(rt, arg, &x) ? float_new(rt, x * (M_PI / 180.0)) : NULL;
}

METHOD(math_isfinite, ONE, "isfinite(x, /)", "Whether x is neither infinite nor NaN.")
{
    double x;
    return number_to_double(rt, arg, &x) ? bool_new(rt, isfinite(x)) : NULL;
}

METHOD(math_isinf, ONE, "isinf(x, /)", "Whether x is infinite.")
{
    double x;
    return number_to_double(rt, arg, &x) ? bool_new(rt, isinf(x)) : NULL;
}

METHOD(math_isnan, ONE, "isnan(x, /)", "Whether x is NaN.")
{
    double x;
    return number_to_double(rt, arg, &x) ? bool_new(rt, isnan(x)) : NULL;
}

METHOD(math_ulp, ONE, "ulp(x, /)", "How much the last bit of x counts.")
{
    double x;
    if (!number_to_double(rt, arg, &x)) return NULL;
    if (isnan(x)) return float_new(rt, x);
    x = fabs(x);
    if (isinf(x)) return float_new(rt, x);
    double up = nextafter(x, INFINITY);
    return float_new(rt, isinf(up) ? x - nextafter(x, -INFINITY) : up - x);
}

/* ---- logarithms -------------------------------------------------------------------------------------------------- */

/* Also of an int that is too large for a double. */
static OWN Obj *logarithm(Runtime *rt, Obj *arg, double (*f)(double))
{
    double x;
    if (is_int(arg)) {
        int64_t e;
        if (int_sign(arg) <= 0) return math_domain(rt);
        if (int_bit_length(arg) <= 1023) return float_new(rt, f(int_as_double(rt, arg)));
        x = int_frexp(arg, &e);
        if (e <= 1024) return float_new(rt, f(ldexp(x, (int)e)));
        return float_new(rt, f(x) + f(2.0) * (double)e);
    }
    if (!number_to_double(rt, arg, &x)) return NULL;
    if (x == 0) return math_domain(rt);
    return check_result(rt, x, f(x), false);
}

METHOD_TUPLED(math_log, VECTOR, "log(...)",
       "log(x, [base=math.e])\nThe logarithm of x to the given base; the natural one when there is none.")
{
    if (kwnames && tuple_len(kwnames)) return err_type(rt, "math.log() takes no keyword arguments");
    if (nargs < 1 || nargs > 2) return err_type(rt, "math.log requires 1 to 2 arguments");
    Obj *x = logarithm(rt, args[0], log);
    if (!x || nargs == 1) return x;
    hold(rt, "logarithm", x);
    Obj *base = logarithm(rt, args[1], log);
    Obj *out = base ? number_binary(rt, x, base, NB_TRUE_DIVIDE) : NULL;
    xdecref(rt, base);
    drop(rt);
    return out;
}

METHOD(math_log2, ONE, "log2(x, /)", "The logarithm of x to base 2.") { return logarithm(rt, arg, log2); }
METHOD(math_log10, ONE, "log10(x, /)", "The logarithm of x to base 10.") { return logarithm(rt, arg, log10); }

/* ---- to whole numbers -------------------------------------------------------------------------------------------- */

/* What the special method answers; NULL without an exception: there is none. */
static OWN Obj *by_method(Runtime *rt, Obj *arg, Obj *name)
{
    Obj *method = special_lookup(rt, arg, name);
    if (!method) return NULL;
    hold(rt, "method being called", method);
    Obj *out = drop_keep(rt, 1, obj_call0(rt, method));
    return out;
}

static OWN Obj *whole(Runtime *rt, Obj *arg, Obj *name, double (*f)(double))
{
    double x;
    if (is_type(rt, arg, FLOAT)) return int_from_double(rt, f(((Float *)arg)->value));
    Obj *out = by_method(rt, arg, name);
    if (out || err_pending(rt)) return out;
    return number_to_double(rt, arg, &x) ? int_from_double(rt, f(x)) : NULL;
}

METHOD(math_ceil, ONE, "ceil(x, /)", "The smallest whole number that is not less than x.")
{
    return whole(rt, arg, id_(rt, __ceil__), ceil);
}

METHOD(math_floor, ONE, "floor(x, /)", "The largest whole number that is not greater than x.")
{
    return whole(rt, arg, id_(rt, __floor__), floor);
}

METHOD(math_trunc, ONE, "trunc(x, /)", "The whole number next to x on the side of 0, by x.__trunc__().")
{
    if (is_type(rt, arg, FLOAT)) return int_from_double(rt, ((Float *)arg)->value);
    Obj *out = by_method(rt, arg, id_(rt, __trunc__));
    if (out || err_pending(rt)) return out;
    return err_type(rt, "type %.100s doesn't define __trunc__ method", type_of(arg)->name);
}

/* ---- parts ------------------------------------------------------------------------------------------------------- */

static OWN Obj *pair_take(Runtime *rt, TAKE Obj *x, TAKE Obj *y)
{
    Obj *pair = x && y ? tuple_pack(rt, 2, x, y) : NULL;
    xdecref(rt, x);
    xdecref(rt, y);
    return pair;
}

METHOD(math_frexp, ONE, "frexp(x, /)",
       "A pair (m, e) with x == m * 2.0**e; m is 0 or at least 0.5 and less than 1, but for its sign.")
{
    double x;
    int e = 0;
    if (!number_to_double(rt, arg, &x)) return NULL;
    if (isfinite(x) && x != 0) x = frexp(x, &e);
    return pair_take(rt, float_new(rt, x), int_new(rt, e));
}

METHOD(math_modf, ONE, "modf(x, /)",
       "The part of x behind the point and the part before it, both floats with the sign of x.")
{
    double x, y;
    if (!number_to_double(rt, arg, &x)) return NULL;
    if (isinf(x)) return pair_take(rt, float_new(rt, copysign(0.0, x)), float_new(rt, x));
    x = modf(x, &y);
    return pair_take(rt, float_new(rt, x), float_new(rt, y));
}

METHOD(math_ldexp, POSITIONAL, "ldexp(x: float, i, /)", "x * 2**i: the way back from frexp().")
{
    bool overflow;
    double x = a->d[0];
    if (!is_int(a->obj[1])) return err_type(rt, "Expected an int as second argument to ldexp.");
    int64_t e = int_as_i64(a->obj[1], &overflow);
    if (x == 0 || !isfinite(x)) return float_new(rt, x);
    if (e > INT32_MAX) return math_range(rt);
    if (e < INT32_MIN) return float_new(rt, copysign(0.0, x));
    double r = ldexp(x, (int)e);
    return isinf(r) ? math_range(rt) : float_new(rt, r);
}

/* ---- functions of two numbers ------------------------------------------------------------------------------------ */

METHOD(math_atan2, POSITIONAL, "atan2(y: float, x: float, /)",
       "The angle in radians from the x axis to the point (x, y), in its right quadrant.")
{
    return float_new(rt, atan2(a->d[0], a->d[1]));
}

METHOD(math_copysign, POSITIONAL, "copysign(x: float, y: float, /)", "x with the sign of y; zeros have signs, too.")
{
    return float_new(rt, copysign(a->d[0], a->d[1]));
}

METHOD(math_fmod, POSITIONAL, "fmod(x: float, y: float, /)",
       "What x divided by y leaves, with the sign of x; % goes by the sign of y.")
{
    double x = a->d[0], y = a->d[1];
    if (isinf(y) && isfinite(x)) return float_new(rt, x);
    double r = fmod(x, y);
    return isnan(r) && !isnan(x) && !isnan(y) ? math_domain(rt) : float_new(rt, r);
}

METHOD(math_remainder, POSITIONAL, "remainder(x: float, y: float, /)",
       "x - n * y exactly, n being the whole number nearest to x / y, an even one when two are.")
{
    double x = a->d[0], y = a->d[1], r = remainder(x, y);
    return isnan(r) && !isnan(x) && !isnan(y) ? math_domain(rt) : float_new(rt, r);
}

METHOD(math_nextafter, POSITIONAL, "nextafter(x: float, y: float, /)",
       "The next float behind x in the direction of y.")
{
    return float_new(rt, nextafter(a->d[0], a->d[1]));
}

METHOD(math_pow, POSITIONAL, "pow(x: float, y: float, /)", "x to the power of y, as floats.")
{
    double x = a->d[0], y = a->d[1], r = pow(x, y);
    if (!isfinite(x) || !isfinite(y)) return float_new(rt, r);
    if (isnan(r)) return math_domain(rt);
    if (isinf(r)) return x == 0 ? math_domain(rt) : math_range(rt);
    return float_new(rt, r);
}

METHOD(math_isclose, KEYWORDS, "isclose(a: float, b: float, *, rel_tol: float=1e-09, abs_tol: float=0.0)",
       "Whether a and b differ by no more than rel_tol times the larger magnitude, or by no more than "
       "abs_tol.\n\nNaN is close to nothing; an infinity is close to itself alone.")
{
    double x = a->d[0], y = a->d[1], rel = a->d[2], least = a->d[3];
    if (rel < 0 || least < 0) return err_value(rt, "tolerances must be non-negative");
    if (x == y) return bool_new(rt, true);
    if (isinf(x) || isinf(y)) return bool_new(rt, false);
    double gap = fabs(y - x);
    return bool_new(rt, gap <= fabs(rel * y) || gap <= fabs(rel * x) || gap <= least);
}

/* ---- the module -------------------------------------------------------------------------------------------------- */

static const MethodDef *const functions[] = {
    &math_acos_def,   &math_acosh_def,    &math_asin_def,  &math_asinh_def,     &math_atan_def,     &math_atan2_def,
    &math_atanh_def,  &math_cbrt_def,     &math_ceil_def,  &math_copysign_def,  &math_cos_def,      &math_cosh_def,
    &math_degrees_def, &math_erf_def,     &math_erfc_def,  &math_exp_def,       &math_exp2_def,     &math_expm1_def,
    &math_fabs_def,   &math_floor_def,    &math_fmod_def,  &math_frexp_def,     &math_gamma_def,    &math_isclose_def,
    &math_isfinite_def, &math_isinf_def,  &math_isnan_def, &math_ldexp_def,     &math_lgamma_def,   &math_log_def,
    &math_log1p_def,  &math_log10_def,    &math_log2_def,  &math_modf_def,      &math_pow_def,      &math_radians_def,
    &math_remainder_def, &math_sin_def,   &math_sinh_def,  &math_sqrt_def,      &math_tan_def,      &math_tanh_def,
    &math_trunc_def,  &math_nextafter_def, &math_ulp_def,  NULL,
};

OWN Obj *math_module(Runtime *rt)
{
    Obj *m = module_make(rt, "math",
                         "Functions of numbers, most of them the C library's.", functions);
    if (!m) return NULL;
    bool ok = module_add_methods(rt, m, math_ints) && module_add_methods(rt, m, math_sums) &&
              module_add_take(rt, m, "pi", float_new(rt, M_PI)) && module_add_take(rt, m, "e", float_new(rt, M_E)) &&
              module_add_take(rt, m, "tau", float_new(rt, 2 * M_PI)) &&
              module_add_take(rt, m, "inf", float_new(rt, INFINITY)) &&
              module_add_take(rt, m, "nan", float_new(rt, NAN));
    if (!ok) CLEAR(rt, m);
    return m;
}
