/* builtins_values.c - built-in functions about values: numbers, texts, sequences, iteration. */
#include "lib/lib.h"

METHOD(builtin_abs, ONE, "abs(x, /)", "Return the absolute value of the argument.") { return number_absolute(rt, arg); }

/* all and any: looks for the first item whose truth is [wanted]. */
static OWN Obj *first_truth(Runtime *rt, Obj *iterable, int wanted)
{
    Obj *it = obj_iter(rt, iterable);
    if (!it) return NULL;
    int truth = !wanted;
    hold(rt, "iterator", it);
    for (Obj *item; truth == !wanted && (item = iter_next(rt, it)) != NULL;) {
        hold(rt, "item", item);
        truth = obj_truth(rt, item);
        drop(rt);
    }
    drop(rt);
    return err_pending(rt) ? NULL : bool_new(rt, truth);
}

METHOD(builtin_all, ONE, "all(iterable, /)",
       "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True.")
{
    return first_truth(rt, arg, 0);
}

METHOD(builtin_any, ONE, "any(iterable, /)",
       "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False.")
{
    return first_truth(rt, arg, 1);
}

METHOD(builtin_ascii, ONE, "ascii(obj, /)",
       "Return an ASCII-only representation of an object.\n\nAs repr(), return a string containing a printable representation of an\n"
       "object, but escape the non-ASCII characters in the string returned by\nrepr() using \\\\x, \\\\u or \\\\U escapes. This generates a "
       "string similar\nto that returned by repr() in Python 2.")
{
    return obj_ascii(rt, arg);
}

static OWN Obj *in_base(Runtime *rt, Obj *o, int base)
{
    Obj *index = number_index(rt, o);
    Obj *text = index ? int_to_str(rt, index, base) : NULL;
    xdecref(rt, index);
    return text;
}

METHOD(builtin_bin, ONE, "bin(number, /)", "Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   '0b1010101010101010101010'") { return in_base(rt, arg, 2); }
METHOD(builtin_oct, ONE, "oct(number, /)", "Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'") { return in_base(rt, arg, 8); }
METHOD(builtin_hex, ONE, "hex(number, /)", "Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   '0xc0ffee'") { return in_base(rt, arg, 16); }

METHOD(builtin_callable, ONE, "callable(obj, /)",
       "Return whether the object is callable (i.e., some kind of function).\n\n"
       "Note that classes are callable, as are instances of classes with a\n__call__() method.")
{
    return bool_new(rt, obj_callable(arg));
}

METHOD(builtin_chr, ONE, "chr(i, /)", "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.")
{
    isize c;
    if (!obj_has_index(arg)) return err_type(rt, "'%T' object cannot be interpreted as an integer", arg);
    if (!number_as_isize(rt, arg, NULL, &c)) return NULL;
    if (c > INT32_MAX || c < INT32_MIN)
        return err_format(rt, EXC_TYPE(rt, OverflowError), c > 0 ? "Python int too large to convert to C int" : "signed integer is less than minimum");
    if (c < 0 || c > 0x10FFFF) return err_value(rt, "chr() arg not in range(0x110000)");
    return str_from_char(rt, (uint32_t)c);
}

METHOD(builtin_ord, ONE, "ord(c, /)", "Return the Unicode code point for a one-character string.")
{
    isize n;
    if (is_bytes(arg)) {
        if ((n = bytes_len(arg)) == 1) return int_new(rt, (unsigned char)bytes_data(arg)[0]);
    } else if (is_str(arg)) {
        if ((n = str_len(arg)) == 1) return int_new(rt, str_at(arg, 0));
    } else {
        return err_type(rt, "ord() expected string of length 1, but %.200s found", type_of(arg)->name);
    }
    return err_type(rt, "ord() expected a character, but string of length %zd found", n);
}

METHOD(builtin_divmod, POSITIONAL, "divmod(x, y, /)", "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.")
{
    return number_binary(rt, a->obj[0], a->obj[1], NB_DIVMOD);
}

METHOD(builtin_pow, KEYWORDS, "pow(base, exp, mod=None)",
       "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.\n\n"
       "Some types, such as ints, are able to use a more efficient algorithm when\ninvoked using the three argument form.")
{
    return number_power(rt, a->obj[0], a->obj[1], a->obj[2] ? a->obj[2] : NONE(rt));
}

METHOD(builtin_round, KEYWORDS, "round(number, ndigits=None)",
       "Round a number to a given precision in decimal digits.\n\nThe return value is an integer if ndigits is omitted or None.  "
       "Otherwise\nthe return value has the same type as the number.  ndigits may be negative.")
{
    Obj *method = special_lookup(rt, a->obj[0], id_(rt, __round__));
    if (!method)
        return err_pending(rt) ? NULL : err_type(rt, "type %.100s doesn't define __round__ method", type_of(a->obj[0])->name);
    hold(rt, "method being called", method);
    Obj *result = a->obj[1] && !is_none(rt, a->obj[1]) ? obj_call1(rt, method, a->obj[1]) : obj_call0(rt, method);
    return drop_keep(rt, 1, result);
}

METHOD(builtin_format, POSITIONAL, "format(value, format_spec='', /)",
       "Return value.__format__(format_spec)\n\nformat_spec defaults to the empty string.\n"
       "See the Format Specification Mini-Language section of help('FORMATTING') for\ndetails.")
{
    if (a->obj[1] && !is_str(a->obj[1])) return err_type(rt, "format() argument 2 must be str, not %T", a->obj[1]);
    return obj_format(rt, a->obj[0], a->obj[1]);
}

METHOD(builtin_hash, ONE, "hash(obj, /)",
       "Return the hash value for the given object.\n\nTwo objects that compare equal must also have the same hash value, but the\n"
       "reverse is not necessarily true.")
{
    Hash h = obj_hash(rt, arg);
    return h == -1 ? NULL : int_new(rt, h);
}

METHOD(builtin_id, ONE, "id(obj, /)",
       "Return the identity of an object.\n\nThis is guaranteed to be unique among simultaneously existing objects.\n"
       "(CPython uses the object's memory address.)")
{
    return int_from_u64(rt, heap_nominal(HEAP(rt), arg));
}

METHOD(builtin_len, ONE, "len(obj, /)", "Return the number of items in a container.")
{
    isize n = obj_len(rt, arg);
    return n < 0 ? NULL : int_new(rt, n);
}

METHOD(builtin_repr, ONE, "repr(obj, /)",
       "Return the canonical string representation of the object.\n\nFor many object types, including most builtins, eval() will return\n"
       "the object's original value when passed the string representation.")
{
    return obj_repr(rt, arg);
}

METHOD(builtin_iter, POSITIONAL, "iter(object, sentinel=None, /)",
       "Get an iterator from an object.\n\nIn the first form, the argument must supply its own iterator, or be a sequence.\n"
       "In the second form, the callable is called until it returns the sentinel.")
{
    if (a->given < 2) return obj_iter(rt, a->obj[0]);
    if (!obj_callable(a->obj[0])) return err_type(rt, "iter(v, w): v must be callable");
    return call_iter_new(rt, a->obj[0], a->obj[1]);
}

METHOD(builtin_next, POSITIONAL, "next(iterator, default=None, /)",
       "Return the next item from the iterator.\n\nIf default is given and the iterator is exhausted,\n"
       "it is returned instead of raising StopIteration.")
{
    Obj *it = a->obj[0];
    if (!obj_is_iterator(it)) return err_type(rt, "'%.200s' object is not an iterator", type_of(it)->name);
    Obj *item = type_of(it)->next(rt, it);
    if (item) return item;
    if (a->given > 1) {
        if (err_pending(rt) && !err_clear_if(rt, EXC_TYPE(rt, StopIteration))) return NULL;
        return own(a->obj[1]);
    }
    return err_pending(rt) ? NULL : err_none(rt, EXC_TYPE(rt, StopIteration));
}

METHOD(builtin_aiter, ONE, "aiter(async_iterable, /)", "Return an AsyncIterator for an AsyncIterable object.")
{
    const AsyncSlots *slots = type_of(arg)->async;
    if (!slots || !slots->aiter) return err_type(rt, "'%.200s' object is not an async iterable", type_of(arg)->name);
    Obj *it = slots->aiter(rt, arg);
    if (!it || (type_of(it)->async && type_of(it)->async->anext)) return it;
    err_type(rt, "aiter() returned not an async iterator of type '%.100s'", type_of(it)->name);
    decref(rt, it);
    return NULL;
}

METHOD(builtin_anext, POSITIONAL, "anext(aiterator, default=None, /)",
       "async anext(aiterator[, default])\n\nReturn the next item from the async iterator.  If default is given and the async\n"
       "iterator is exhausted, it is returned instead of raising StopAsyncIteration.")
{
    const AsyncSlots *slots = type_of(a->obj[0])->async;
    if (!slots || !slots->anext) return err_type(rt, "'%.200s' object is not an async iterator", type_of(a->obj[0])->name);
    if (a->given > 1)
        return err_format(rt, EXC_TYPE(rt, NotImplementedError), "anext() with a default: catch StopAsyncIteration instead");
    return slots->anext(rt, a->obj[0]);
}

/* ---- min, max ------------------------------------------------------------------------------------------------------ */

/* Chooses among the items of [it]; *best stays NULL when there are none. */
static bool choose(Runtime *rt, Obj *it, Obj *key, CompareOp op, Obj **best)
{
    Obj *best_key = NULL;
    *best = NULL;
    for (;;) {
        hold(rt, "best item so far", *best);
        hold(rt, "its key", best_key);
        Obj *item = iter_next(rt, it);
        if (!item) {
            rt->hold_count -= 2;
            break;
        }
        hold(rt, "item being compared", item);
        Obj *value = key ? obj_call1(rt, key, item) : own(item);
        hold(rt, "its key", value);
        int better = !value ? -1 : !*best ? 1 : obj_compare_bool(rt, value, best_key, op);
        Held *four = &rt->holds[rt->hold_count - 4];
        if (better > 0) { /* what was the best takes the place of what is given up */
            four[0].ref = item;
            four[1].ref = value;
            four[2].ref = *best;
            four[3].ref = best_key;
            *best = item;
            best_key = value;
        }
        drop_n(rt, 2);
        rt->hold_count -= 2;
        if (better < 0) break;
    }
    hold(rt, "best item so far", *best);
    xdecref(rt, best_key);
    unhold(rt);
    if (!err_pending(rt)) return true;
    CLEAR(rt, *best);
    return false;
}

static OWN Obj *min_max(Runtime *rt, const Args *a, CompareOp op, const char *name)
{
    if (a->nrest == 0) return err_type(rt, "%s expected at least 1 argument, got 0", name);
    Obj *key = a->obj[0] && !is_none(rt, a->obj[0]) ? a->obj[0] : NULL, *otherwise = a->obj[1], *best = NULL;
    if (otherwise && a->nrest > 1)
        return err_type(rt, "Cannot specify a default for %s() with multiple positional arguments", name);
    Obj *it = obj_iter(rt, a->nrest > 1 ? a->tuple : a->rest[0]);
    hold(rt, "iterator", it);
    bool ok = it && choose(rt, it, key, op, &best);
    best = drop_keep(rt, 1, best);
    if (!ok || best) return best;
    return otherwise ? own(otherwise) : err_value(rt, "%s() arg is an empty sequence", name);
}

METHOD_TUPLED(builtin_min, KEYWORDS, "min(*args, key=None, default=None)",
       "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\n"
       "With a single iterable argument, return its smallest item. The\ndefault keyword-only argument specifies an object to return if\n"
       "the provided iterable is empty.\nWith two or more arguments, return the smallest argument.")
{
    return min_max(rt, a, CMP_LT, "min");
}

METHOD_TUPLED(builtin_max, KEYWORDS, "max(*args, key=None, default=None)",
       "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\n"
       "With a single iterable argument, return its biggest item. The\ndefault keyword-only argument specifies an object to return if\n"
       "the provided iterable is empty.\nWith two or more arguments, return the largest argument.")
{
    return min_max(rt, a, CMP_GT, "max");
}

/* ---- sum, sorted ------------------------------------------------------------------------------------------------------ */

/* Adds ints while they fit a word; *rest is the first item that does not belong (owned) or NULL at the end. */
static OWN Obj *sum_ints_take(Runtime *rt, Obj *it, TAKE Obj *start, Obj **rest)
{
    bool overflow;
    int64_t total = int_as_i64(start, &overflow);
    *rest = NULL;
    if (overflow) return start;
    decref(rt, start);
    for (Obj *item; (item = iter_next(rt, it)) != NULL;) {
        int64_t value = 0;
        bool fits = (is_type(rt, item, INT) || is_type(rt, item, BOOL));
        if (fits) value = int_as_i64(item, &overflow);
        if (!fits || overflow || __builtin_add_overflow(total, value, &total)) {
            if (fits && !overflow) total = (int64_t)((uint64_t)total - (uint64_t)value);
            *rest = item;
            break;
        }
        decref(rt, item);
    }
    return err_pending(rt) ? NULL : int_new(rt, total);
}

/* Adds floats (and ints among them) in C; the same for floats. */
static OWN Obj *sum_floats_take(Runtime *rt, Obj *it, TAKE Obj *start, Obj **rest)
{
    double total = ((Float *)start)->value;
    *rest = NULL;
    decref(rt, start);
    for (Obj *item; (item = iter_next(rt, it)) != NULL;) {
        bool overflow = true;
        if (is_type(rt, item, FLOAT)) {
            total += ((Float *)item)->value;
        } else {
            int64_t value = is_type(rt, item, INT) ? int_as_i64(item, &overflow) : 0;
            if (overflow) {
                *rest = item;
                break;
            }
            total += (double)value;
        }
        decref(rt, item);
    }
    return err_pending(rt) ? NULL : float_new(rt, total);
}

/* The general case: total + item, one after the other; [item] comes first when not NULL. */
static OWN Obj *sum_objects(Runtime *rt, Obj *it, TAKE Obj *total, TAKE Obj *item)
{
    while (total) {
        hold(rt, "sum so far", total);
        if (!item && !(item = iter_next(rt, it))) {
            unhold(rt);
            break;
        }
        hold(rt, "item being added", item);
        Obj *next = number_binary(rt, total, item, NB_ADD);
        drop_n(rt, 2);
        total = next;
        item = NULL;
    }
    if (total && err_pending(rt)) CLEAR(rt, total);
    return total;
}

METHOD(builtin_sum, KEYWORDS, "sum(iterable, /, start=0)",
       "Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\nWhen the iterable is empty, return the start value.\n"
       "This function is intended specifically for use with numeric values and may\nreject non-numeric types.")
{
    Obj *start = a->obj[1], *rest = NULL, *total;
    if (start && is_str(start)) return err_type(rt, "sum() can't sum strings [use ''.join(seq) instead]");
    if (start && is_bytes(start)) return err_type(rt, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (start && is_instance(start, TYPE_OF(rt, BYTEARRAY))) return err_type(rt, "sum() can't sum bytearray [use b''.join(seq) instead]");
    Obj *it = obj_iter(rt, a->obj[0]);
    if (!it) return NULL;
    hold(rt, "iterator", it);
    total = start ? own(start) : int_new(rt, 0);
    if (total && is_type(rt, total, INT)) {
        total = sum_ints_take(rt, it, total, &rest);
        if (total && rest && is_type(rt, rest, FLOAT) && is_type(rt, total, INT)) {
            Obj *first = number_binary(rt, total, rest, NB_ADD);
            decref(rt, total);
            CLEAR(rt, rest);
            total = first;
        }
    }
    if (total && !rest && is_type(rt, total, FLOAT)) total = sum_floats_take(rt, it, total, &rest);
    if (total)
        total = sum_objects(rt, it, total, rest);
    else
        xdecref(rt, rest);
    return drop_keep(rt, 1, total);
}

METHOD(builtin_sorted, VECTOR, "sorted(iterable, /, *, key=None, reverse=False)",
       "Return a new list containing all items from the iterable in ascending order.\n\n"
       "A custom key function can be supplied to customize the sort order, and the\n"
       "reverse flag can be set to request the result in descending order.")
{
    if (nargs != 1) return err_type(rt, "sorted expected 1 argument, got %zd", nargs);
    Obj *list = list_from_iterable(rt, args[0]);
    if (!list) return NULL;
    hold(rt, "list being sorted", list);
    Obj *sort = obj_getattr(rt, list, id_(rt, sort));
    hold(rt, "method being called", sort);
    Obj *result = drop_keep(rt, 1, sort ? obj_vectorcall(rt, sort, args + 1, 0, kwnames) : NULL);
    list = unhold(rt);
    if (!result) CLEAR(rt, list);
    xdecref(rt, result);
    return list;
}

const MethodDef *const builtins_values[] = {
    &builtin_abs_def,    &builtin_aiter_def, &builtin_all_def,   &builtin_anext_def, &builtin_any_def,    &builtin_ascii_def,
    &builtin_bin_def,    &builtin_callable_def,
    &builtin_chr_def,    &builtin_divmod_def, &builtin_format_def, &builtin_hash_def, &builtin_hex_def,   &builtin_id_def,
    &builtin_iter_def,   &builtin_len_def,  &builtin_max_def,    &builtin_min_def,   &builtin_next_def,   &builtin_oct_def,
    &builtin_ord_def,    &builtin_pow_def,  &builtin_repr_def,   &builtin_round_def, &builtin_sorted_def, &builtin_sum_def,
    NULL};
