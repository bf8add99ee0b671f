/* ops_build.h - making, filling, indexing and unpacking containers. */
#ifndef GH_VM_OPS_BUILD_H
#define GH_VM_OPS_BUILD_H

#include "vm/ops_number.h"

enum { SUBSCR_CACHES = 4, STORE_SUBSCR_CACHES = 1, UNPACK_CACHES = 1 };

/* ---- indexing ------------------------------------------------------------------------------------------------ */

OPBODY bool op_subscr(Vm *vm)
{
    Obj *container = vm->sp[-2], *key = vm->sp[-1];
    vm_save(vm);
    if (!result_two(vm, obj_getitem(vm->rt, container, key))) return false;
    skip_cache(vm, SUBSCR_CACHES);
    return true;
}

OPBODY bool subscr_guess_failed(Vm *vm)
{
    guess_failed(vm, OP_BINARY_SUBSCR);
    return op_subscr(vm);
}

/* A non-negative int of one digit as an index; -1: something else. */
OPBODY isize small_index(Vm *vm, const Obj *key)
{
    if (UNLIKELY(!is_type(vm->rt, key, INT) || (size_t)((VarObj *)key)->size > 1)) return -1;
    return (isize)int_compact_value(key);
}

/* The end of a quick a[i]: the int on top and the container below it go. */
OPBODY bool subscr_done(Vm *vm, TAKE Obj *value)
{
    drop_int(vm, *--vm->sp);
    replace_top(vm, value);
    skip_cache(vm, SUBSCR_CACHES);
    return true;
}

OPBODY bool op_subscr_list_int(Vm *vm)
{
    Obj *list = vm->sp[-2];
    isize i = small_index(vm, vm->sp[-1]);
    if (UNLIKELY(!is_type(vm->rt, list, LIST) || (size_t)i >= (size_t)list_len(list))) return subscr_guess_failed(vm);
    return subscr_done(vm, own(list_peek(list, i)));
}

OPBODY bool op_subscr_tuple_int(Vm *vm)
{
    Obj *tuple = vm->sp[-2];
    isize i = small_index(vm, vm->sp[-1]);
    if (UNLIKELY(!is_type(vm->rt, tuple, TUPLE) || (size_t)i >= (size_t)tuple_len(tuple))) return subscr_guess_failed(vm);
    return subscr_done(vm, own(tuple_peek(tuple, i)));
}

OPBODY bool op_subscr_dict(Vm *vm)
{
    Obj *dict = vm->sp[-2], *key = vm->sp[-1];
    if (UNLIKELY(!is_type(vm->rt, dict, DICT))) return subscr_guess_failed(vm);
    vm_save(vm);
    Obj *value = dict_get(vm->rt, dict, key);
    if (UNLIKELY(!value)) {
        if (!err_pending(vm->rt)) err_key(vm->rt, key);
        return false;
    }
    vm_back(vm);
    Obj *left = vm->sp[-2];
    vm->sp[-2] = value;
    drop_top(vm);
    drop_ref(vm, left);
    skip_cache(vm, SUBSCR_CACHES);
    return true;
}

OPBODY bool op_store_subscr(Vm *vm)
{
    Obj *key = vm->sp[-1], *container = vm->sp[-2], *value = vm->sp[-3];
    vm_save(vm);
    if (!obj_setitem(vm->rt, container, key, value)) return false;
    vm_back(vm);
    drop_at(vm, 3);
    drop_at(vm, 2);
    drop_top(vm);
    vm->sp -= 2;
    skip_cache(vm, STORE_SUBSCR_CACHES);
    return true;
}

OPBODY bool store_subscr_guess_failed(Vm *vm)
{
    guess_failed(vm, OP_STORE_SUBSCR);
    return op_store_subscr(vm);
}

OPBODY bool op_store_subscr_list_int(Vm *vm)
{
    Obj *list = vm->sp[-2];
    isize i = small_index(vm, vm->sp[-1]);
    if (UNLIKELY(!is_type(vm->rt, list, LIST) || (size_t)i >= (size_t)list_len(list)))
        return store_subscr_guess_failed(vm);
    Obj **place = &((List *)list)->items[i], *old = *place, *key = vm->sp[-1];
    *place = vm->sp[-3];
    vm->sp[-3] = list;
    vm->sp -= 2;
    drop_int(vm, key);
    drop_ref(vm, old);
    drop_top(vm);
    skip_cache(vm, STORE_SUBSCR_CACHES);
    return true;
}

OPBODY bool op_store_subscr_dict(Vm *vm)
{
    Obj *key = vm->sp[-1], *dict = vm->sp[-2], *value = vm->sp[-3];
    if (UNLIKELY(!is_type(vm->rt, dict, DICT))) return store_subscr_guess_failed(vm);
    vm_save(vm);
    if (!dict_set_kept(vm->rt, dict, key, value)) return false;
    vm_back(vm);
    drop_at(vm, 3);
    drop_at(vm, 1);
    vm->sp--;
    drop_top(vm);
    vm->sp--;
    skip_cache(vm, STORE_SUBSCR_CACHES);
    return true;
}

OPBODY bool op_delete_subscr(Vm *vm)
{
    vm_save(vm);
    if (!obj_setitem(vm->rt, vm->sp[-2], vm->sp[-1], NULL)) return false;
    vm_back(vm);
    drop_at(vm, 2);
    drop_top(vm);
    vm->sp--;
    return true;
}

/* ---- unpacking -------------------------------------------------------------------------------------------------- */

/* Unpacks the top into [total] places, any iterable. */
OPBODY bool unpack_any(Vm *vm, int before, int after, int total)
{
    Runtime *rt = vm->rt;
    Obj *seq = *--vm->sp;
    hold(rt, "sequence being unpacked", seq);
    for (int i = 0; i < total; i++) push(vm, NULL);
    vm_save(vm);
    bool ok = unpack_iterable(rt, seq, before, after, vm->sp);
    drop(rt);
    vm_back(vm);
    return ok;
}

OPBODY bool op_unpack_sequence(Vm *vm, int n)
{
    if (!unpack_any(vm, n, -1, n)) return false;
    skip_cache(vm, UNPACK_CACHES);
    return true;
}

OPBODY bool unpack_guess_failed(Vm *vm, int n)
{
    guess_failed(vm, OP_UNPACK_SEQUENCE);
    return op_unpack_sequence(vm, n);
}

OPBODY bool unpack_items(Vm *vm, Obj *const *items, int n)
{
    Obj *seq = *--vm->sp;
    for (int i = n; i-- > 0;) push(vm, own(items[i]));
    drop_ref(vm, seq);
    skip_cache(vm, UNPACK_CACHES);
    return true;
}

OPBODY bool op_unpack_two_tuple(Vm *vm, int n)
{
    Obj *seq = vm->sp[-1];
    if (UNLIKELY(!is_type(vm->rt, seq, TUPLE) || tuple_len(seq) != 2)) return unpack_guess_failed(vm, n);
    Obj *first = own(tuple_peek(seq, 0));
    vm->sp[-1] = own(tuple_peek(seq, 1));
    push(vm, first);
    drop_ref(vm, seq);
    skip_cache(vm, UNPACK_CACHES);
    return true;
}

OPBODY bool op_unpack_tuple(Vm *vm, int n)
{
    Obj *seq = vm->sp[-1];
    if (UNLIKELY(!is_type(vm->rt, seq, TUPLE) || tuple_len(seq) != n)) return unpack_guess_failed(vm, n);
    return unpack_items(vm, tuple_items(seq), n);
}

OPBODY bool op_unpack_list(Vm *vm, int n)
{
    Obj *seq = vm->sp[-1];
    if (UNLIKELY(!is_type(vm->rt, seq, LIST) || list_len(seq) != n)) return unpack_guess_failed(vm, n);
    return unpack_items(vm, ((List *)seq)->items, n);
}

/* ---- making -------------------------------------------------------------------------------------------------------- */

/* The topmost [n] places are emptied, the top first. */
OPBODY void drop_top_n(Vm *vm, int n)
{
    while (n-- > 0) drop_top(vm);
}

/* Drops the [n] topmost, which a new dict owns by now, and pushes the dict. */
OPBODY bool pushed_for(Vm *vm, int n, TAKE Obj *dict)
{
    vm_back(vm);
    if (UNLIKELY(!dict)) return false;
    hold(vm->rt, "dict being built", dict);
    drop_top_n(vm, n);
    push(vm, unhold(vm->rt));
    return true;
}

/* Makes room below: the [n] topmost went into [value]. */
OPBODY bool swallowed(Vm *vm, int n, TAKE Obj *value)
{
    vm_back(vm);
    if (UNLIKELY(!value)) return false;
    vm->sp -= n;
    push(vm, value);
    return true;
}

OPBODY bool op_build_tuple(Vm *vm, int n)
{
    vm_save(vm);
    Obj *tuple = tuple_new(vm->rt, n);
    if (LIKELY(tuple && n)) __builtin_memcpy(tuple_items(tuple), vm->sp - n, (size_t)n * sizeof(Obj *));
    return swallowed(vm, n, tuple);
}

OPBODY bool op_build_list(Vm *vm, int n)
{
    vm_save(vm);
    Obj *list = list_new(vm->rt, n);
    if (LIKELY(list && n)) __builtin_memcpy(((List *)list)->items, vm->sp - n, (size_t)n * sizeof(Obj *));
    return swallowed(vm, n, list);
}

OPBODY bool op_build_set(Vm *vm, int n)
{
    vm_save(vm);
    Obj *set = set_new(vm->rt, NULL);
    if (!set) return false;
    hold(vm->rt, "set being built", set);
    bool ok = true;
    for (int i = n; i > 0; i--) {
        if (ok) ok = set_add(vm->rt, set, vm->sp[-i]);
        vm_back(vm);
        drop_at(vm, i);
    }
    vm_save(vm);
    vm->sp -= n;
    unhold(vm->rt);
    if (!ok) {
        decref(vm->rt, set);
        return false;
    }
    push(vm, set);
    return true;
}

/* A dict of [n] keys and values that lie [key_step] and [value_step] apart; NULL with an exception. */
static NOINLINE OWN Obj *dict_of_items(Runtime *rt, Obj *const *keys, int key_step, Obj *const *values, int value_step, int n)
{
    return dict_from_items(rt, keys, key_step, values, value_step, n);
}

OPBODY bool op_build_map(Vm *vm, int n)
{
    Obj **base = vm->sp - 2 * n;
    vm_save(vm);
    Obj *dict = dict_of_items(vm->rt, base, 2, base + 1, 2, n);
    return pushed_for(vm, 2 * n, dict);
}

OPBODY bool op_build_const_key_map(Vm *vm, int n)
{
    Obj *keys = vm->sp[-1];
    vm_save(vm);
    if (!is_type(vm->rt, keys, TUPLE) || tuple_len(keys) != n) {
        err_format(vm->rt, EXC_TYPE(vm->rt, SystemError), "bad BUILD_CONST_KEY_MAP keys argument");
        return false;
    }
    return pushed_for(vm, n + 1, dict_of_items(vm->rt, tuple_items(keys), 1, vm->sp - 1 - n, 1, n));
}

OPBODY bool op_build_string(Vm *vm, int n)
{
    vm_save(vm);
    Obj *text = str_join_array(vm->rt, vm->rt->empty_str, vm->sp - n, n);
    vm_back(vm);
    if (!text) return false;
    for (int i = n; i-- > 0;) drop_plain(vm, *--vm->sp);
    push(vm, text);
    return true;
}

OPBODY bool op_build_slice(Vm *vm, int n)
{
    Obj *step = n == 3 ? vm->sp[-1] : NULL;
    vm_save(vm);
    Obj *slice = slice_new(vm->rt, vm->sp[-n], vm->sp[1 - n], step);
    vm_back(vm);
    if (!slice) return false;
    for (int i = n; i-- > 0;) drop_ref(vm, *--vm->sp);
    push(vm, slice);
    return true;
}

OPBODY bool op_list_to_tuple(Vm *vm)
{
    vm_save(vm);
    return result_one(vm, list_to_tuple(vm->rt, vm->sp[-1]));
}

/* FORMAT_VALUE: value [spec] -> text; the conversion in the low bits of [how]. */
static NOINLINE OWN Obj *format_value(Runtime *rt, Obj *value, Obj *spec, int conversion)
{
    if (!conversion) return !spec && is_type(rt, value, STR) ? own(value) : obj_format(rt, value, spec);
    Obj *converted = conversion == 1   ? obj_str(rt, value)
                     : conversion == 2 ? obj_repr(rt, value)
                                       : obj_ascii(rt, value);
    if (!converted || (!spec && is_type(rt, converted, STR))) return converted;
    hold(rt, "value being formatted", converted);
    return drop_keep(rt, 1, obj_format(rt, converted, spec));
}

OPBODY bool op_format_value(Vm *vm, int how)
{
    bool has_spec = (how & 4) != 0;
    Obj *spec = has_spec ? vm->sp[-1] : NULL;
    vm_save(vm);
    Obj *text = format_value(vm->rt, vm->sp[has_spec ? -2 : -1], spec, how & 3);
    vm_back(vm);
    if (!text) return false;
    if (has_spec) {
        vm->sp--;
        drop_plain(vm, spec);
    }
    replace_top(vm, text);
    return true;
}

/* ---- filling -------------------------------------------------------------------------------------------------------- */

OPBODY bool op_list_append(Vm *vm, int depth)
{
    Obj *list = vm->sp[-depth - 1];
    vm_save(vm);
    bool ok = list_append_take(vm->rt, list, vm->sp[-1]);
    vm->sp--;
    return ok;
}

OPBODY bool op_set_add(Vm *vm, int depth)
{
    vm_save(vm);
    bool ok = set_add(vm->rt, vm->sp[-depth - 1], vm->sp[-1]);
    vm_back(vm);
    if (ok) drop_top(vm);
    return ok;
}

OPBODY bool op_map_add(Vm *vm, int depth)
{
    vm_save(vm);
    bool ok = dict_set(vm->rt, vm->sp[-depth - 2], vm->sp[-2], vm->sp[-1]);
    vm_back(vm);
    if (ok) drop_top_n(vm, 2);
    return ok;
}

OPBODY bool op_list_extend(Vm *vm, int depth)
{
    Runtime *rt = vm->rt;
    Obj *more = vm->sp[-1];
    vm_save(vm);
    bool ok = list_extend(rt, vm->sp[-depth - 1], more);
    if (!ok && err_matches(rt, EXC_TYPE(rt, TypeError)) && !type_of(more)->iter && !obj_is_sequence(rt, more)) {
        err_clear(rt);
        err_type(rt, "Value after * must be an iterable, not %.200s", type_of(more)->name);
    }
    vm_back(vm);
    if (ok) drop_top(vm);
    return ok;
}

OPBODY bool op_set_update(Vm *vm, int depth)
{
    vm_save(vm);
    bool ok = set_update(vm->rt, vm->sp[-depth - 1], vm->sp[-1]);
    vm_back(vm);
    if (ok) drop_top(vm);
    return ok;
}

OPBODY bool op_dict_update(Vm *vm, int depth)
{
    Runtime *rt = vm->rt;
    vm_save(vm);
    bool ok = dict_merge(rt, vm->sp[-depth - 1], vm->sp[-1], 1);
    if (!ok && err_matches(rt, EXC_TYPE(rt, AttributeError)))
        err_type(rt, "'%.200s' object is not a mapping", type_of(vm->sp[-1])->name);
    vm_back(vm);
    if (ok) drop_top(vm);
    return ok;
}

OPBODY bool op_dict_merge(Vm *vm, int depth)
{
    vm_save(vm);
    bool ok = dict_merge(vm->rt, vm->sp[-depth - 1], vm->sp[-1], 2);
    if (!ok) kwargs_error(vm->rt, vm->sp[-depth - 3], vm->sp[-1]);
    vm_back(vm);
    if (ok) drop_top(vm);
    return ok;
}

#endif
