/* names.c - the slow halves of instructions: errors about names and arguments, unpacking, displaying a value. */
#include "vm/vm_inner.h"

void name_error(Runtime *rt, Obj *name)
{
    err_name(rt, EXC_TYPE(rt, NameError), "name '%.200O' is not defined", name);
}

void unbound_error(Runtime *rt, const Code *co, int local)
{
    Obj *name = tuple_peek(co->localsplusnames, local);
    if (bytes_data(co->localspluskinds)[local] & LOCAL_FREE)
        err_name(rt, EXC_TYPE(rt, NameError),
                 "cannot access free variable '%O' where it is not associated with a value in enclosing scope", name);
    else
        err_format(rt, EXC_TYPE(rt, UnboundLocalError), "cannot access local variable '%O' where it is not associated with a value",
                   name);
}

/* What a function is called in the errors about its arguments: with its module and "()". */
static OWN Obj *function_words(Runtime *rt, Obj *func)
{
    Obj *qualname, *module, *words = NULL;
    int found = obj_lookattr(rt, func, id_(rt, __qualname__), &qualname);
    if (found < 0) return NULL;
    if (!found) return obj_str(rt, func);
    hold(rt, "qualified name", qualname);
    found = obj_lookattr(rt, func, id_(rt, __module__), &module);
    if (found >= 0) {
        bool shown = found && !is_none(rt, module) && !(is_str(module) && str_equal_ascii(module, "builtins"));
        hold(rt, "module", module);
        words = shown ? str_format(rt, "%S.%S()", module, qualname) : str_format(rt, "%S()", qualname);
        drop(rt);
    }
    return drop_keep(rt, 1, words);
}

/* KeyError(name) of a keyword given twice becomes TypeError. */
static void repeated_keyword(Runtime *rt, Obj *func)
{
    Obj *type, *value, *tb;
    err_fetch(rt, &type, &value, &tb);
    Obj *key = value && is_tuple(value) ? value : value && is_exc(value) ? ((Exc *)value)->args : NULL;
    key = key && tuple_len(key) == 1 ? tuple_peek(key, 0) : value;
    hold(rt, "pending exception's type", type);
    hold(rt, "pending exception", value);
    hold(rt, "pending exception's traceback", tb);
    Obj *words = function_words(rt, func);
    hold(rt, "name of the function", words);
    if (words && key && is_str(key))
        err_type(rt, "%O got multiple values for keyword argument '%S'", words, key);
    else if (words)
        err_type(rt, "%O keywords must be strings", words);
    drop_n(rt, 4);
}

bool kwargs_error(Runtime *rt, Obj *func, Obj *kwargs)
{
    if (err_matches(rt, EXC_TYPE(rt, AttributeError))) {
        err_clear(rt);
        Obj *words = function_words(rt, func);
        if (words) err_type(rt, "%O argument after ** must be a mapping, not %.200s", words, type_of(kwargs)->name);
        xdecref(rt, words);
    } else if (err_matches(rt, EXC_TYPE(rt, KeyError))) {
        repeated_keyword(rt, func);
    }
    return false;
}

bool args_iterable(Runtime *rt, Obj *func, Obj *args)
{
    if (type_of(args)->iter || obj_is_sequence(rt, args)) return true;
    Obj *words = function_words(rt, func);
    if (words) err_type(rt, "%O argument after * must be an iterable, not %.200s", words, type_of(args)->name);
    xdecref(rt, words);
    return false;
}

/* ---- unpacking ------------------------------------------------------------------------------------------------ */

static bool unpack_items(Runtime *rt, Obj *it, int before, int after, Obj **top)
{
    for (int i = 0; i < before; i++) {
        Obj *item = iter_next(rt, it);
        if (!item && !err_pending(rt) && !rt->abandoning) {
            if (after < 0)
                err_value(rt, "not enough values to unpack (expected %d, got %d)", before, i);
            else
                err_value(rt, "not enough values to unpack (expected at least %d, got %d)", before + after, i);
        }
        if (!item) return false;
        *--top = item;
    }
    if (after < 0) {
        Obj *more = iter_next(rt, it);
        if (!more) return !err_pending(rt);
        decref(rt, more);
        err_value(rt, "too many values to unpack (expected %d)", before);
        return false;
    }
    Obj *rest = list_from_iterable(rt, it);
    if (!rest) return false;
    *--top = rest;
    isize n = list_len(rest);
    if (n < after) {
        err_value(rt, "not enough values to unpack (expected at least %d, got %zd)", before + after, before + n);
        return false;
    }
    for (int i = after; i > 0; i--) *--top = list_peek(rest, n - i);
    ((VarObj *)rest)->size = n - after;
    return true;
}

CHECK bool unpack_iterable(Runtime *rt, Obj *seq, int before, int after, Obj **top)
{
    Obj *it = obj_iter(rt, seq);
    if (!it) {
        if (err_matches(rt, EXC_TYPE(rt, TypeError)) && !type_of(seq)->iter && !obj_is_sequence(rt, seq))
            err_type(rt, "cannot unpack non-iterable %.200s object", type_of(seq)->name);
        return false;
    }
    hold(rt, "iterator of a sequence being unpacked", it);
    bool ok = unpack_items(rt, it, before, after, top);
    drop(rt);
    return ok;
}

CHECK bool print_displayed(Runtime *rt, Obj *value)
{
    Obj *hook = dict_get_peek(rt, rt->sys_dict, id_(rt, displayhook));
    if (!hook) {
        if (!err_pending(rt)) err_format(rt, EXC_TYPE(rt, RuntimeError), "lost sys.displayhook");
        return false;
    }
    Obj *result = obj_call1(rt, hook, value);
    xdecref(rt, result);
    return result != NULL;
}
