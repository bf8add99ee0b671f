/* ops_attr.h - attributes and methods, with the forms that know where an attribute lies. */
#ifndef GH_VM_OPS_ATTR_H
#define GH_VM_OPS_ATTR_H

#include "object/dictkeys.h"
#include "vm/ops_stack.h"

enum { ATTR_CACHES = 4 /* counter, version (2), index */, METHOD_CACHES = 10 /* counter, version (2), keys (2), descr (4) */ };

OPBODY bool op_load_attr(Vm *vm, int i)
{
    Obj *owner = vm->sp[-1], *name = name_at(vm, i);
    vm_save(vm);
    if (!result_one(vm, obj_getattr(vm->rt, owner, name))) return false;
    skip_cache(vm, ATTR_CACHES);
    return true;
}

OPBODY bool type_version_is(const Type *t, const CodeUnit *cache) { return t->version_tag == cache_read32(cache + 1); }

/* The end of a quick LOAD_ATTR: [value] is borrowed, NULL: the guess failed. */
OPBODY bool attr_done(Vm *vm, int i, Obj *value)
{
    if (UNLIKELY(!value)) {
        guess_failed(vm, OP_LOAD_ATTR);
        return op_load_attr(vm, i);
    }
    incref(value);
    replace_top(vm, value);
    skip_cache(vm, ATTR_CACHES);
    return true;
}

OPBODY bool op_load_attr_instance_value(Vm *vm, int i)
{
    Obj *owner = vm->sp[-1], *value = NULL;
    if (LIKELY(type_version_is(type_of(owner), vm->ip))) {
        const DictValues *values = *obj_values_place(owner);
        if (LIKELY(values != NULL)) value = values->values[vm->ip[3].cache];
    }
    return attr_done(vm, i, value);
}

/* The value of [name] in a dict whose keys are str, expected at entry [hint]; NULL: not there. */
OPBODY Obj **hinted_place(Obj *dict, unsigned hint, const Obj *name)
{
    Dict *d = (Dict *)dict;
    if (!d || d->keys->kind == KEYS_GENERAL || (isize)hint >= d->keys->nentries) return NULL;
    StrEntry *entry = &keys_str_entries(d->keys)[hint];
    if (entry->key != name) return NULL;
    return d->values ? &d->values->values[hint] : &entry->value;
}

OPBODY bool op_load_attr_with_hint(Vm *vm, int i)
{
    Obj *owner = vm->sp[-1], **place = NULL;
    if (LIKELY(type_version_is(type_of(owner), vm->ip)))
        place = hinted_place(*obj_dict_place(owner), vm->ip[3].cache, name_at(vm, i));
    return attr_done(vm, i, place ? *place : NULL);
}

OPBODY bool op_load_attr_slot(Vm *vm, int i)
{
    Obj *owner = vm->sp[-1];
    bool fits = type_version_is(type_of(owner), vm->ip);
    return attr_done(vm, i, fits ? *(Obj **)((char *)owner + vm->ip[3].cache) : NULL);
}

OPBODY bool op_load_attr_module(Vm *vm, int i)
{
    Obj *owner = vm->sp[-1], *value = NULL;
    if (LIKELY(is_type(vm->rt, owner, MODULE))) {
        const DictKeys *keys = ((Dict *)((Module *)owner)->dict)->keys;
        if (keys->version == cache_read32(vm->ip + 1)) value = keys_str_entries(keys)[vm->ip[3].cache].value;
    }
    return attr_done(vm, i, value);
}

/* C.x for a value that is in C's own dict and no descriptor: the version of C vouches for the dict. */
OPBODY bool op_load_attr_class_value(Vm *vm, int i)
{
    Obj *owner = vm->sp[-1], **place = NULL;
    if (LIKELY(type_of(owner) == TYPE_OF(vm->rt, TYPE) && type_version_is((Type *)owner, vm->ip)))
        place = hinted_place(((Type *)owner)->dict, vm->ip[3].cache, name_at(vm, i));
    return attr_done(vm, i, place ? *place : NULL);
}

/* LOAD_FAST and the LOAD_ATTR behind it: where the attribute's place is known the owner need not be pushed. */
OPBODY bool op_load_fast_attr(Vm *vm, int i)
{
    Obj *owner = vm->frame->localsplus[i], *value = NULL;
    const CodeUnit *at = vm->ip;
    if (LIKELY(owner && type_version_is(type_of(owner), at + 1))) {
        const DictValues *values;
        if (at->op == OP_LOAD_ATTR_INSTANCE_VALUE && (values = *obj_values_place(owner)) != NULL)
            value = values->values[at[4].cache];
        else if (at->op == OP_LOAD_ATTR_SLOT)
            value = *(Obj **)((char *)owner + at[4].cache);
    }
    if (UNLIKELY(!value) || !count_second(vm)) return op_load_fast(vm, i);
    push(vm, own(value));
    skip_cache(vm, 1 + ATTR_CACHES);
    return true;
}

/* ---- storing ---------------------------------------------------------------------------------------------------- */

OPBODY bool op_store_attr(Vm *vm, int i)
{
    Obj *owner = vm->sp[-1], *value = vm->sp[-2], *name = name_at(vm, i);
    vm_save(vm);
    if (!obj_setattr(vm->rt, owner, name, value)) return false;
    vm_back(vm);
    drop_at(vm, 2);
    drop_top(vm);
    vm->sp--;
    skip_cache(vm, ATTR_CACHES);
    return true;
}

/* Puts the value (second from the top) into *place; the owner on top goes last. */
OPBODY bool store_done(Vm *vm, Obj **place)
{
    Obj *old = *place;
    *place = vm->sp[-2];
    vm->sp[-2] = vm->sp[-1];
    vm->sp--;
    if (old) drop_ref(vm, old);
    drop_top(vm);
    skip_cache(vm, ATTR_CACHES);
    return true;
}

OPBODY bool store_guess_failed(Vm *vm, int i)
{
    guess_failed(vm, OP_STORE_ATTR);
    return op_store_attr(vm, i);
}

OPBODY bool op_store_attr_instance_value(Vm *vm, int i)
{
    Obj *owner = vm->sp[-1];
    DictValues *values = type_version_is(type_of(owner), vm->ip) ? *obj_values_place(owner) : NULL;
    if (UNLIKELY(!values)) return store_guess_failed(vm, i);
    unsigned index = vm->ip[3].cache;
    if (!values->values[index]) values_add_order(values, index);
    return store_done(vm, &values->values[index]);
}

OPBODY bool op_store_attr_with_hint(Vm *vm, int i)
{
    Obj *owner = vm->sp[-1], *dict, **place = NULL;
    if (LIKELY(type_version_is(type_of(owner), vm->ip))) {
        dict = *obj_dict_place(owner);
        place = hinted_place(dict, vm->ip[3].cache, name_at(vm, i));
        if (place && !gc_is_tracked(dict) && obj_is_gc(vm->rt, vm->sp[-2])) place = NULL; /* it must be tracked now */
    }
    if (UNLIKELY(!place || !*place)) return store_guess_failed(vm, i);
    return store_done(vm, place);
}

OPBODY bool op_store_attr_slot(Vm *vm, int i)
{
    Obj *owner = vm->sp[-1];
    if (UNLIKELY(!type_version_is(type_of(owner), vm->ip))) return store_guess_failed(vm, i);
    return store_done(vm, (Obj **)((char *)owner + vm->ip[3].cache));
}

OPBODY bool op_delete_attr(Vm *vm, int i)
{
    vm_save(vm);
    if (!obj_setattr(vm->rt, vm->sp[-1], name_at(vm, i), NULL)) return false;
    vm_back(vm);
    drop_top(vm);
    return true;
}

/* ---- methods ------------------------------------------------------------------------------------------------------- */

OPBODY bool op_load_method(Vm *vm, int i)
{
    Obj *o = vm->sp[-1], *name = name_at(vm, i), *method = NULL;
    vm_save(vm);
    int unbound = obj_get_method(vm->rt, o, name, &method);
    vm_back(vm);
    if (unbound < 0 || !method) return false;
    if (unbound) {
        vm->sp[-1] = method;
        push(vm, o);
    } else {
        vm->sp[-1] = NULL;
        push(vm, method);
        drop_ref(vm, o);
    }
    skip_cache(vm, METHOD_CACHES);
    return true;
}

OPBODY bool method_guess_failed(Vm *vm, int i)
{
    guess_failed(vm, OP_LOAD_METHOD);
    return op_load_method(vm, i);
}

/* The end of a quick LOAD_METHOD: the cached function below its self. */
OPBODY bool method_done(Vm *vm)
{
    Obj *self = vm->sp[-1];
    vm->sp[-1] = own(cache_read_ptr(vm->ip + 5));
    push(vm, self);
    skip_cache(vm, METHOD_CACHES);
    return true;
}

OPBODY bool op_load_method_with_values(Vm *vm, int i)
{
    Obj *o = vm->sp[-1];
    Type *t = type_of(o);
    if (UNLIKELY(!type_version_is(t, vm->ip) || *obj_dict_place(o) ||
                 ((HeapType *)t)->cached_keys->version != cache_read32(vm->ip + 3)))
        return method_guess_failed(vm, i);
    return method_done(vm);
}

OPBODY bool op_load_method_no_dict(Vm *vm, int i)
{
    if (UNLIKELY(!type_version_is(type_of(vm->sp[-1]), vm->ip))) return method_guess_failed(vm, i);
    return method_done(vm);
}

OPBODY bool op_load_method_with_dict(Vm *vm, int i)
{
    Obj *o = vm->sp[-1];
    if (UNLIKELY(!type_version_is(type_of(o), vm->ip))) return method_guess_failed(vm, i);
    const Dict *d = (Dict *)*obj_dict_place(o);
    if (UNLIKELY(!d || d->keys->version != cache_read32(vm->ip + 3))) return method_guess_failed(vm, i);
    return method_done(vm);
}

OPBODY bool op_load_method_class(Vm *vm, int i)
{
    Obj *o = vm->sp[-1];
    if (UNLIKELY(type_of(o) != TYPE_OF(vm->rt, TYPE) || !type_version_is((Type *)o, vm->ip)))
        return method_guess_failed(vm, i);
    Obj *method = own(cache_read_ptr(vm->ip + 5));
    vm->sp[-1] = NULL;
    push(vm, method);
    drop_ref(vm, o);
    skip_cache(vm, METHOD_CACHES);
    return true;
}

OPBODY bool op_load_method_module(Vm *vm, int i)
{
    Obj *o = vm->sp[-1], *value = NULL;
    if (LIKELY(is_type(vm->rt, o, MODULE))) {
        const DictKeys *keys = ((Dict *)((Module *)o)->dict)->keys;
        if (keys->version == cache_read32(vm->ip + 1)) value = keys_str_entries(keys)[vm->ip[3].cache].value;
    }
    if (UNLIKELY(!value)) return method_guess_failed(vm, i);
    vm->sp[-1] = NULL;
    push(vm, own(value));
    drop_ref(vm, o);
    skip_cache(vm, METHOD_CACHES);
    return true;
}

#endif
