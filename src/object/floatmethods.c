/* floatmethods.c - the methods and attributes of float. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "object/floatmethods.h"
#include "object/intpart.h"
#include "object/numtext.h"

static inline double value_of(const Obj *o) { return ((const Float *)o)->value; }
static OWN Obj *plain(Runtime *rt, Obj *o) { return is_type(rt, o, FLOAT) ? own(o) : float_new(rt, value_of(o)); }

/* ---- rounding ---------------------------------------------------------------------------------------------------- */

enum { PLACES_MAX = 323, PLACES_MIN = -308 }; /* beyond these rounding changes nothing, or leaves nothing */

METHOD(float_round, POSITIONAL, "__round__(ndigits=None, /)",
       "The number rounded, half-way cases to the even one.\n\nWithout ndigits (or with None) the result is an int.")
{
    double x = value_of(self);
    if (!a->obj[0] || is_none(rt, a->obj[0])) {
        double rounded = round(x);
        if (fabs(x - rounded) == 0.5) rounded = 2.0 * round(x / 2.0);
        return int_from_double(rt, rounded);
    }
    isize places;
    if (!number_as_isize(rt, a->obj[0], NULL, &places)) return NULL;
    if (!isfinite(x) || places > PLACES_MAX) return float_new(rt, x);
    if (places < PLACES_MIN) return float_new(rt, 0.0 * x);
    double rounded;
    if (!double_round(x, (int)places, &rounded)) return err_no_memory(rt);
    if (isinf(rounded)) return err_format(rt, EXC_TYPE(rt, OverflowError), "rounded value too large to represent");
    return float_new(rt, rounded);
}

METHOD(float_trunc, NOARGS, "__trunc__()", "The whole number towards zero.")
{
    return int_from_double(rt, value_of(self));
}
METHOD(float_floor, NOARGS, "__floor__()", "The largest whole number that is not larger.")
{
    return int_from_double(rt, floor(value_of(self)));
}
METHOD(float_ceil, NOARGS, "__ceil__()", "The smallest whole number that is not smaller.")
{
    return int_from_double(rt, ceil(value_of(self)));
}

METHOD(float_is_integer, NOARGS, "is_integer()", "Whether the number is whole.")
{
    double x = value_of(self);
    return bool_new(rt, isfinite(x) && floor(x) == x);
}

/* ---- exact forms ------------------------------------------------------------------------------------------------- */

METHOD(float_as_integer_ratio, NOARGS, "as_integer_ratio()",
       "The number as a fraction: a pair of ints, the second positive.\n\n>>> (0.75).as_integer_ratio()\n(3, 4)")
{
    double x = value_of(self);
    int e;
    if (isinf(x)) return err_format(rt, EXC_TYPE(rt, OverflowError), "cannot convert Infinity to integer ratio");
    if (isnan(x)) return err_value(rt, "cannot convert NaN to integer ratio");
    int64_t m = (int64_t)ldexp(frexp(x, &e), 53);
    e = m ? e - 53 : 0;
    while (m && m % 2 == 0 && e < 0) m /= 2, e++;
    Obj *mantissa = int_new(rt, m), *above = NULL, *below = NULL, *pair = NULL;
    if (mantissa) above = e > 0 ? int_shift_left(rt, mantissa, (uint64_t)e) : own(mantissa);
    if (above) below = e < 0 ? int_shift_left(rt, int_small_peek(rt, 1), (uint64_t)-e) : own(int_small_peek(rt, 1));
    if (below) pair = tuple_pack(rt, 2, above, below);
    xdecref(rt, mantissa);
    xdecref(rt, above);
    xdecref(rt, below);
    return pair;
}

METHOD(float_hex, NOARGS, "hex()", "The exact value in hexadecimal.\n\n>>> (0.75).hex()\n'0x1.8000000000000p-1'")
{
    char text[48];
    double_hex(value_of(self), text);
    return str_from(rt, text);
}

CLASS_METHOD(float_fromhex, ONE, "fromhex(string, /)",
             "The number that a hexadecimal text tells.\n\n>>> float.fromhex('0x1.8p-1')\n0.75")
{
    isize n;
    bool overflow;
    double value;
    if (!is_str(arg)) return err_type(rt, "bad argument type for built-in operation");
    const char *text = str_utf8(rt, arg, &n);
    if (!text) return NULL;
    if (!double_from_hex(rt, text, n, &value, &overflow))
        return err_pending(rt) ? NULL : err_value(rt, "invalid hexadecimal floating-point string");
    if (overflow)
        return err_format(rt, EXC_TYPE(rt, OverflowError), "hexadecimal value too large to represent as a float");
    Obj *f = float_new(rt, value);
    if (!f || self == (Obj *)TYPE_OF(rt, FLOAT)) return f;
    hold(rt, "number being converted", f);
    return drop_keep(rt, 1, obj_call1(rt, self, f));
}

CLASS_METHOD(float_getformat, ONE, "__getformat__(typestr, /)",
             "How the C types 'double' and 'float' are laid out: for the test suite.")
{
    if (!is_str(arg)) return number_bad_spec(rt, "__getformat__", arg);
    if (str_equal_ascii(arg, "double") || str_equal_ascii(arg, "float")) return str_from(rt, "IEEE, little-endian");
    return err_value(rt, "__getformat__() argument 1 must be 'double' or 'float'");
}

/* ---- the rest ---------------------------------------------------------------------------------------------------- */

METHOD(float_conjugate, NOARGS, "conjugate()", "The number itself: it is real.") { return plain(rt, self); }

METHOD(float_getnewargs, NOARGS, "__getnewargs__()", "What pickle and copy make it of.")
{
    Obj *f = float_new(rt, value_of(self));
    Obj *args = f ? tuple_pack(rt, 1, f) : NULL;
    xdecref(rt, f);
    return args;
}

METHOD(float_format, ONE, "__format__(format_spec, /)", "The number as text, as format_spec says.")
{
    if (!is_str(arg)) return number_bad_spec(rt, "__format__", arg);
    return number_format(rt, self, arg);
}

static OWN Obj *get_self(Runtime *rt, Obj *self, void *closure UNUSED) { return plain(rt, self); }
static OWN Obj *get_zero(Runtime *rt, Obj *self UNUSED, void *closure UNUSED) { return float_new(rt, 0.0); }

const MethodDef *const float_methods[] = {
    &float_conjugate_def, &float_trunc_def, &float_floor_def, &float_ceil_def, &float_round_def,
    &float_as_integer_ratio_def, &float_fromhex_def, &float_hex_def, &float_is_integer_def, &float_getnewargs_def,
    &float_getformat_def, &float_format_def, NULL,
};
const GetSetDef float_getset[] = {
    {"real", get_self, NULL, "the real part", NULL},
    {"imag", get_zero, NULL, "the imaginary part", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
