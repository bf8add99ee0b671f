/* inttype.c - the type int: its operators, methods, attributes and constructor. */
#include <string.h>

#include "object/intpart.h"
#include "object/numtext.h"
#include "object/start.h"
#include "object/text.h"

/* ---- operators: NotImplemented unless both are ints -------------------------------------------------------------- */

#define BINARY_SLOT(name, expression)                                                             \
    static OWN Obj *name(Runtime *rt, Obj *a, Obj *b)                                             \
    {                                                                                             \
        if (UNLIKELY(!is_int(a) || !is_int(b))) return own(&rt->not_implemented);                 \
        return expression;                                                                        \
    }
BINARY_SLOT(slot_add, int_add(rt, a, b))
BINARY_SLOT(slot_sub, int_sub(rt, a, b))
BINARY_SLOT(slot_mul, int_mul(rt, a, b))
BINARY_SLOT(slot_floor_divide, int_floor_divide(rt, a, b))
BINARY_SLOT(slot_modulo, int_modulo(rt, a, b))
BINARY_SLOT(slot_true_divide, int_true_divide(rt, a, b))
BINARY_SLOT(slot_and, int_bits(rt, a, b, '&'))
BINARY_SLOT(slot_or, int_bits(rt, a, b, '|'))
BINARY_SLOT(slot_xor, int_bits(rt, a, b, '^'))

static OWN Obj *pair_take(Runtime *rt, TAKE Obj *a, TAKE Obj *b)
{
    Obj *pair = a && b ? tuple_pack(rt, 2, a, b) : NULL;
    xdecref(rt, a);
    xdecref(rt, b);
    return pair;
}

static OWN Obj *slot_divmod(Runtime *rt, Obj *a, Obj *b)
{
    Obj *q, *r;
    if (!is_int(a) || !is_int(b)) return own(&rt->not_implemented);
    return int_divmod_pair(rt, a, b, &q, &r) ? pair_take(rt, q, r) : NULL;
}

static OWN Obj *slot_power(Runtime *rt, Obj *a, Obj *b, Obj *mod)
{
    if (!is_int(a) || !is_int(b) || (!is_int(mod) && !is_none(rt, mod))) return own(&rt->not_implemented);
    return int_power(rt, a, b, mod);
}

static bool shift_count(Runtime *rt, Obj *b, bool *overflow, uint64_t *bits)
{
    if (int_is_negative(b)) {
        err_value(rt, "negative shift count");
        return false;
    }
    *bits = (uint64_t)int_as_i64(b, overflow);
    return true;
}

static OWN Obj *slot_lshift(Runtime *rt, Obj *a, Obj *b)
{
    bool overflow;
    uint64_t bits;
    if (!is_int(a) || !is_int(b)) return own(&rt->not_implemented);
    if (!shift_count(rt, b, &overflow, &bits)) return NULL;
    if (int_is_zero(a)) return own(int_small_peek(rt, 0));
    if (!overflow) return int_shift_left(rt, a, bits);
    /* CPython counts in digits: from 30 * 2**63 bits on the number of digits does not fit. */
    uint64_t length = int_bit_length(b);
    bool uncountable = length > 68 || (length == 68 && int_leading_bits(b) >= UINT64_C(15) << 60);
    return uncountable ? int_too_many(rt) : err_no_memory(rt);
}

static OWN Obj *slot_rshift(Runtime *rt, Obj *a, Obj *b)
{
    bool overflow;
    uint64_t bits;
    if (!is_int(a) || !is_int(b)) return own(&rt->not_implemented);
    if (!shift_count(rt, b, &overflow, &bits)) return NULL;
    return int_shift_right(rt, a, bits);
}

static OWN Obj *slot_invert(Runtime *rt, Obj *o)
{
    if (int_is_compact(o)) return int_new(rt, ~int_compact_value(o));
    return int_negate_take(rt, int_add(rt, o, int_small_peek(rt, 1)));
}

static int slot_truth(Runtime *rt UNUSED, Obj *o) { return !int_is_zero(o); }

static OWN Obj *slot_float(Runtime *rt, Obj *o)
{
    double value = int_as_double(rt, o);
    return value == -1.0 && err_pending(rt) ? NULL : float_new(rt, value);
}

static OWN Obj *int_repr(Runtime *rt, Obj *o) { return int_to_str(rt, o, 10); }

const NumberSlots int_number = {
    .add = slot_add,
    .subtract = slot_sub,
    .multiply = slot_mul,
    .remainder = slot_modulo,
    .divmod = slot_divmod,
    .power = slot_power,
    .negative = int_negated,
    .positive = int_plain,
    .absolute = int_absolute,
    .truth = slot_truth,
    .invert = slot_invert,
    .lshift = slot_lshift,
    .rshift = slot_rshift,
    .and_ = slot_and,
    .xor = slot_xor,
    .or_ = slot_or,
    .int_ = int_plain,
    .float_ = slot_float,
    .floor_divide = slot_floor_divide,
    .true_divide = slot_true_divide,
    .index = int_plain,
};

/* ---- bytes ------------------------------------------------------------------------------------------------------- */

/* 1 little-endian, 0 big-endian, -1 ValueError; NULL is "big". */
static int byte_order(Runtime *rt, Obj *word)
{
    if (!word || str_equal_ascii(word, "big")) return 0;
    if (str_equal_ascii(word, "little")) return 1;
    err_value(rt, "byteorder must be either 'little' or 'big'");
    return -1;
}

/* Two's complement of [o] in [n] bytes, the least significant first; false: it does not fit. */
static bool write_bytes(const Obj *o, unsigned char *out, isize n, int step, bool is_signed)
{
    bool negative = int_is_negative(o);
    uint64_t acc = 0, carry = negative;
    int have = 0;
    isize k = 0, digits = int_len(o);
    for (isize i = 0; i < n; i++, out += step) {
        if (have < 8 && k < digits) {
            acc |= (uint64_t)int_digits(o)[k++] << have;
            have += INT_SHIFT;
        }
        uint64_t byte = acc & 0xff;
        if (negative) {
            byte = (byte ^ 0xff) + carry;
            carry = byte >> 8;
        }
        *out = (unsigned char)byte;
        acc >>= 8;
        have -= 8;
    }
    uint64_t bits = int_bit_length(o);
    if (!is_signed) return bits <= (uint64_t)n * 8;
    if (bits < (uint64_t)n * 8) return true;
    if (!negative || bits > (uint64_t)n * 8 || bits == 0) return bits == 0;
    return int_trailing_zeros(o) == bits - 1; /* -2**(8n - 1) */
}

METHOD(int_to_bytes, KEYWORDS, "to_bytes(length: int=1, byteorder: str=big, *, signed: bool=False)",
       "An array of bytes that represents the number.\n\nlength is the number of bytes, byteorder 'big' or 'little'; "
       "signed chooses two's complement.")
{
    int little = byte_order(rt, a->obj[1]);
    if (little < 0) return NULL;
    if (a->i[0] < 0) return err_value(rt, "length argument must be non-negative");
    if (int_is_negative(self) && !a->i[2])
        return err_format(rt, EXC_TYPE(rt, OverflowError), "can't convert negative int to unsigned");
    isize n = a->i[0];
    Obj *out = bytes_new(rt, NULL, n);
    if (!out) return NULL;
    unsigned char *data = (unsigned char *)((Bytes *)out)->data;
    if (write_bytes(self, little || n == 0 ? data : data + n - 1, n, little ? 1 : -1, a->i[2] != 0)) return out;
    decref(rt, out);
    return err_format(rt, EXC_TYPE(rt, OverflowError), "int too big to convert");
}

static OWN Obj *read_bytes(Runtime *rt, const unsigned char *data, isize n, bool little, bool is_signed)
{
    const unsigned char *p = little ? data : data + n - 1;
    int step = little ? 1 : -1;
    bool negative = is_signed && n > 0 && (little ? data[n - 1] : data[0]) >= 0x80;
    isize digits = (isize)(((size_t)n * 8 + INT_SHIFT) / INT_SHIFT), k = 0;
    Obj *out = int_alloc(rt, digits);
    if (!out) return NULL;
    uint64_t acc = 0;
    uint32_t carry = negative;
    int have = 0;
    for (isize i = 0; i < n; i++, p += step) {
        uint32_t byte = *p;
        if (negative) {
            byte = (byte ^ 0xff) + carry;
            carry = byte >> 8;
            byte &= 0xff;
        }
        acc |= (uint64_t)byte << have;
        have += 8;
        if (have >= INT_SHIFT) {
            int_digits(out)[k++] = (uint32_t)acc & INT_MASK;
            acc >>= INT_SHIFT;
            have -= INT_SHIFT;
        }
    }
    while (k < digits) {
        int_digits(out)[k++] = (uint32_t)acc & INT_MASK;
        acc >>= INT_SHIFT;
    }
    if (negative) ((VarObj *)out)->size = -digits;
    return int_settle_take(rt, out);
}

/* What bytes(o) makes of [o], except that a number has no bytes. */
static OWN Obj *bytes_of(Runtime *rt, Obj *o)
{
    if (is_type(rt, o, BYTES)) return own(o);
    if (type_lookup_peek(rt, type_of(o), id_(rt, __bytes__)) || (!is_str(o) && !obj_has_index(o)))
        return obj_call1(rt, (Obj *)TYPE_OF(rt, BYTES), o);
    return err_type(rt, "cannot convert '%.200s' object to bytes", type_of(o)->name);
}

CLASS_METHOD(int_from_bytes, KEYWORDS, "from_bytes(bytes, byteorder: str=big, *, signed: bool=False)",
             "The number that an array of bytes represents.\n\nbytes is anything that bytes() takes, byteorder 'big' or "
             "'little'; signed chooses two's complement.")
{
    int little = byte_order(rt, a->obj[1]);
    Obj *bytes = little < 0 ? NULL : bytes_of(rt, a->obj[0]);
    if (!bytes) return NULL;
    Obj *o = read_bytes(rt, (const unsigned char *)bytes_data(bytes), bytes_len(bytes), little != 0, a->i[2] != 0);
    decref(rt, bytes);
    if (!o || self == (Obj *)TYPE_OF(rt, INT)) return o;
    hold(rt, "number being converted", o);
    return drop_keep(rt, 1, obj_call1(rt, self, o));
}

/* ---- methods ----------------------------------------------------------------------------------------------------- */

METHOD(int_bit_length_method, NOARGS, "bit_length()",
       "How many bits the number takes in binary, its sign aside.\n\n>>> (1000).bit_length()\n10")
{
    return int_from_u64(rt, int_bit_length(self));
}

METHOD(int_bit_count, NOARGS, "bit_count()", "How many ones the number has in binary, its sign aside.")
{
    int64_t count = 0;
    for (isize i = int_len(self); i-- > 0;) count += __builtin_popcount(int_digits(self)[i]);
    return int_new(rt, count);
}

METHOD(int_as_integer_ratio, NOARGS, "as_integer_ratio()", "The number as a fraction: a pair of itself and 1.")
{
    return pair_take(rt, int_plain(rt, self), own(int_small_peek(rt, 1)));
}

METHOD(int_conjugate, NOARGS, "conjugate()", "The number itself: it is real.") { return int_plain(rt, self); }
METHOD(int_trunc, NOARGS, "__trunc__()", "The number itself.") { return int_plain(rt, self); }
METHOD(int_floor, NOARGS, "__floor__()", "The number itself.") { return int_plain(rt, self); }
METHOD(int_ceil, NOARGS, "__ceil__()", "The number itself.") { return int_plain(rt, self); }

/* The nearest multiple of 10**places, the even one of two. */
static OWN Obj *round_tens(Runtime *rt, Obj *o, Obj *places)
{
    bool overflow;
    int64_t n = int_as_i64(places, &overflow);
    if (overflow || (uint64_t)n > int_bit_length(o)) return own(int_small_peek(rt, 0));
    Obj *unit = int_power(rt, int_small_peek(rt, 10), places, NONE(rt)), *rem = NULL, *out = NULL;
    Obj *q = unit ? int_divide_nearest(rt, o, unit, &rem) : NULL;
    if (q) out = int_sub(rt, o, rem);
    xdecref(rt, unit);
    xdecref(rt, q);
    xdecref(rt, rem);
    return out;
}

METHOD(int_round, POSITIONAL, "__round__(ndigits=None, /)",
       "The number rounded to a multiple of 10**-ndigits; half-way cases go to the even one.")
{
    if (!a->obj[0]) return int_plain(rt, self);
    Obj *n = number_index(rt, a->obj[0]), *out;
    if (!n) return NULL;
    if (int_is_negative(n)) {
        Obj *places = int_negated(rt, n);
        out = places ? round_tens(rt, self, places) : NULL;
        xdecref(rt, places);
    } else {
        out = int_plain(rt, self);
    }
    decref(rt, n);
    return out;
}

METHOD(int_format, ONE, "__format__(format_spec, /)", "The number as text, as format_spec says.")
{
    if (!is_str(arg)) return number_bad_spec(rt, "__format__", arg);
    return number_format(rt, self, arg);
}

METHOD(int_getnewargs, NOARGS, "__getnewargs__()", "What pickle and copy make it of.")
{
    Obj *plain = int_plain(rt, self);
    Obj *args = plain ? tuple_pack(rt, 1, plain) : NULL;
    xdecref(rt, plain);
    return args;
}

METHOD(int_sizeof, NOARGS, "__sizeof__()", "How many bytes the object takes.")
{
    isize n = int_len(self);
    return int_new(rt, (isize)offsetof(Int, digit) + (n ? n : 1) * (isize)sizeof(uint32_t));
}

static OWN Obj *get_self(Runtime *rt, Obj *self, void *closure UNUSED) { return int_plain(rt, self); }
static OWN Obj *get_zero(Runtime *rt, Obj *self UNUSED, void *closure UNUSED) { return own(int_small_peek(rt, 0)); }
static OWN Obj *get_one(Runtime *rt, Obj *self UNUSED, void *closure UNUSED) { return own(int_small_peek(rt, 1)); }

/* ---- the constructor --------------------------------------------------------------------------------------------- */

/* An exact int of whatever __int__, __index__ or __trunc__ answered. */
static OWN Obj *exact_take(Runtime *rt, TAKE Obj *o, const char *text)
{
    if (!o || int_is_exact(rt, o)) return o;
    Obj *out = is_int(o) ? int_plain(rt, o) : err_type(rt, text, type_of(o)->name);
    decref(rt, o);
    return out;
}

static OWN Obj *from_trunc_take(Runtime *rt, TAKE Obj *method)
{
    static const char text[] = "__trunc__ returned non-Integral (type %.200s)";
    hold(rt, "__trunc__ being called", method);
    Obj *result = drop_keep(rt, 1, obj_call0(rt, method));
    if (!result || is_int(result)) return exact_take(rt, result, text);
    if (!obj_has_index(result)) return exact_take(rt, result, text);
    hold(rt, "what __trunc__ returned", result);
    Obj *index = number_index(rt, result);
    drop(rt);
    return exact_take(rt, index, text);
}

static OWN Obj *from_buffer(Runtime *rt, Obj *o, int base)
{
    BufferView view;
    if (is_bytes(o)) return int_from_bytes_text(rt, bytes_data(o), bytes_len(o), base, o);
    if (!buffer_get(rt, o, &view)) return NULL;
    Obj *copy = bytes_new(rt, (const char *)view.bytes, view.len);
    buffer_release(rt, &view);
    if (!copy) return NULL;
    Obj *out = int_from_bytes_text(rt, bytes_data(copy), bytes_len(copy), base, copy);
    decref(rt, copy);
    return out;
}

OWN Obj *number_int(Runtime *rt, Obj *o)
{
    if (int_is_exact(rt, o)) return own(o);
    const NumberSlots *n = type_of(o)->number;
    if (n && n->int_) return exact_take(rt, n->int_(rt, o), "__int__ returned non-int (type %.200s)");
    if (n && n->index) return exact_take(rt, number_index(rt, o), "__index__ returned non-int (type %.200s)");
    Obj *trunc = special_lookup(rt, o, id_(rt, __trunc__));
    if (trunc) return from_trunc_take(rt, trunc);
    if (err_pending(rt)) return NULL;
    if (is_str(o)) return int_from_str(rt, o, 10);
    if (has_buffer(o)) return from_buffer(rt, o, 10);
    return err_type(rt, "int() argument must be a string, a bytes-like object or a real number, not '%.200s'",
                    type_of(o)->name);
}

static OWN Obj *from_text_in_base(Runtime *rt, Obj *o, Obj *base_obj)
{
    isize base;
    if (!number_as_isize(rt, base_obj, NULL, &base)) return NULL;
    if ((base != 0 && base < 2) || base > 36) return err_value(rt, "int() base must be >= 2 and <= 36, or 0");
    if (is_str(o)) return int_from_str(rt, o, (int)base);
    /* A memoryview has no text of its own: only bytes and bytearray have. */
    if (is_bytes(o) || (has_buffer(o) && type_of(o)->sequence && type_of(o)->sequence->concat))
        return from_buffer(rt, o, (int)base);
    return err_type(rt, "int() can't convert non-string with explicit base");
}

/* An instance of a subclass with the value of [value]. */
static OWN Obj *of_subtype_take(Runtime *rt, Type *type, TAKE Obj *value)
{
    if (!value) return NULL;
    isize n = int_len(value);
    Obj *o = type->alloc(rt, type, n);
    if (o) {
        ((VarObj *)o)->size = ((VarObj *)value)->size;
        memcpy(int_digits(o), int_digits(value), (size_t)n * sizeof(uint32_t));
    }
    decref(rt, value);
    return o;
}

static OWN Obj *int_make(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args a;
    Obj *value;
    if (!args_bind(rt, "int(x=0, /, base=None)", CALL_KEYWORDS, args, kwargs, &a)) return NULL;
    if (!a.obj[0]) value = a.obj[1] ? err_type(rt, "int() missing string argument") : own(int_small_peek(rt, 0));
    else if (a.obj[1]) value = from_text_in_base(rt, a.obj[0], a.obj[1]);
    else value = number_int(rt, a.obj[0]);
    args_done(rt, &a);
    return type == TYPE_OF(rt, INT) ? value : of_subtype_take(rt, type, value);
}

/* int(x) of a built-in type: the hot case.  All others are put together as a call through the type, as 3.11 does:
   Python code that runs meanwhile can see that the tuple of arguments holds x. */
static OWN Obj *int_vectorcall(Runtime *rt, Obj *callable, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    isize n = vector_nargs(nargsf), nkw = kwnames ? tuple_len(kwnames) : 0;
    if (!recursion_enter(rt, " while calling a Python object")) return NULL;
    bool tuple_waits = rt->free_lists.tuples[0] != NULL; /* it would be taken from the free list, and put back */
    if (LIKELY(n == 1 && nkw == 0 && tuple_waits && !type_has(type_of(args[0]), TF_HEAP))) {
        Obj *number = number_int(rt, args[0]);
        recursion_leave(rt);
        return number;
    }
    Obj *tuple = tuple_from_array(rt, args, n), *kwargs = nkw ? dict_new(rt) : NULL, *out = NULL;
    bool ok = tuple && (!nkw || kwargs);
    hold(rt, "arguments", tuple);
    hold(rt, "keyword arguments", kwargs);
    for (isize i = 0; ok && i < nkw; i++) ok = dict_set(rt, kwargs, tuple_peek(kwnames, i), args[n + i]);
    if (ok) out = int_make(rt, (Type *)callable, tuple, kwargs);
    drop_n(rt, 2);
    recursion_leave(rt);
    return out;
}

/* ---- the type ---------------------------------------------------------------------------------------------------- */

static const MethodDef *const methods[] = {
    &int_conjugate_def, &int_bit_length_method_def, &int_bit_count_def, &int_to_bytes_def, &int_from_bytes_def,
    &int_as_integer_ratio_def, &int_trunc_def, &int_floor_def, &int_ceil_def, &int_round_def, &int_getnewargs_def,
    &int_format_def, &int_sizeof_def, NULL,
};
static const GetSetDef getset[] = {
    {"real", get_self, NULL, "the real part", NULL},
    {"imag", get_zero, NULL, "the imaginary part", NULL},
    {"numerator", get_self, NULL, "the number above the line of the fraction", NULL},
    {"denominator", get_one, NULL, "the number below the line of the fraction: 1", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

const Type int_type = {
    .name = "int",
    .doc = "int([x])\nint(x, base=10)\n\nA whole number of any size, made of a number or of text.  "
           "Text may be written in any base from 2 to 36, with underscores between digits;\nbase 0 goes by the prefix "
           "(0x, 0o, 0b).",
    .basicsize = offsetof(Int, digit),
    .itemsize = sizeof(uint32_t),
    .flags = TF_BASETYPE | TF_IMMUTABLE | TF_INT | TF_MATCH_SELF,
    .dealloc = int_dealloc,
    .check = int_check,
    .repr = int_repr,
    .number = &int_number,
    .hash = int_hash,
    .compare = int_slot_compare,
    .getattr = generic_getattr,
    .methods = methods,
    .getset = getset,
    .new_ = int_make,
    .vectorcall = int_vectorcall,
};
