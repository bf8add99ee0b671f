/* ops_name.h - names of modules and classes: STORE_NAME, LOAD_GLOBAL and their kin. */
#ifndef GH_VM_OPS_NAME_H
#define GH_VM_OPS_NAME_H

#include "vm/registers.h"

OPBODY bool op_store_name(Vm *vm, int i)
{
    Runtime *rt = vm->rt;
    Obj *name = name_at(vm, i), *ns = vm->frame->locals, *value = vm->sp[-1];
    vm_save(vm);
    if (!ns) {
        err_format(rt, EXC_TYPE(rt, SystemError), "no locals found when storing %R", name);
        return false;
    }
    bool ok = is_type(rt, ns, DICT) ? dict_set(rt, ns, name, value) : obj_setitem(rt, ns, name, value);
    if (!ok) return false;
    EMIT(rt, BIND, value, name, 0, 0);
    vm_back(vm);
    drop_top(vm);
    return true;
}

OPBODY bool op_delete_name(Vm *vm, int i)
{
    Runtime *rt = vm->rt;
    Obj *name = name_at(vm, i), *ns = vm->frame->locals;
    vm_save(vm);
    if (!ns) {
        err_format(rt, EXC_TYPE(rt, SystemError), "no locals when deleting %R", name);
        return false;
    }
    if (UNLIKELY(rt->heap.sink)) EMIT(rt, UNBIND, is_type(rt, ns, DICT) ? dict_get_peek(rt, ns, name) : NULL, name, 0, 0);
    bool ok = obj_setitem(rt, ns, name, NULL);
    vm_back(vm);
    if (!ok && err_matches(rt, EXC_TYPE(rt, KeyError))) name_error(rt, name);
    return ok;
}

OPBODY bool op_store_global(Vm *vm, int i)
{
    Obj *name = name_at(vm, i);
    vm_save(vm);
    if (!dict_set(vm->rt, vm->frame->globals, name, vm->sp[-1])) return false;
    EMIT(vm->rt, BIND, vm->sp[-1], name, 0, 0);
    vm_back(vm);
    drop_top(vm);
    return true;
}

OPBODY bool op_delete_global(Vm *vm, int i)
{
    Runtime *rt = vm->rt;
    Obj *name = name_at(vm, i);
    vm_save(vm);
    if (UNLIKELY(rt->heap.sink)) EMIT(rt, UNBIND, dict_get_peek(rt, vm->frame->globals, name), name, 0, 0);
    bool ok = dict_del(rt, vm->frame->globals, name);
    vm_back(vm);
    if (!ok && err_matches(rt, EXC_TYPE(rt, KeyError))) name_error(rt, name);
    return ok;
}

/* A name in the builtins, which may be any mapping; NULL with an exception. */
static NOINLINE OWN Obj *name_in_builtins(Runtime *rt, Frame *f, Obj *name)
{
    Obj *value;
    if (LIKELY(is_type(rt, f->builtins, DICT))) {
        value = dict_get(rt, f->builtins, name);
        if (!value && !err_pending(rt)) name_error(rt, name);
    } else {
        value = obj_getitem(rt, f->builtins, name);
        if (!value && err_clear_if(rt, EXC_TYPE(rt, KeyError))) name_error(rt, name);
    }
    return value;
}

static NOINLINE OWN Obj *global_lookup(Runtime *rt, Frame *f, Obj *name)
{
    Obj *value = dict_get(rt, f->globals, name);
    return value || err_pending(rt) ? value : name_in_builtins(rt, f, name);
}

static NOINLINE OWN Obj *name_lookup(Runtime *rt, Frame *f, Obj *name)
{
    Obj *value;
    if (!f->locals) return err_format(rt, EXC_TYPE(rt, SystemError), "no locals when loading %R", name);
    if (is_type(rt, f->locals, DICT)) {
        value = dict_get(rt, f->locals, name);
        if (!value && err_pending(rt)) return NULL;
    } else {
        value = obj_getitem(rt, f->locals, name);
        if (!value && !err_clear_if(rt, EXC_TYPE(rt, KeyError))) return NULL;
    }
    if (value) return value;
    return f->locals == f->globals ? name_in_builtins(rt, f, name) : global_lookup(rt, f, name);
}

OPBODY bool op_load_name(Vm *vm, int i)
{
    vm_save(vm);
    Obj *value = name_lookup(vm->rt, vm->frame, name_at(vm, i));
    vm_back(vm);
    if (!value) return false;
    push(vm, value);
    return true;
}

enum { GLOBAL_CACHES = 5 }; /* counter, index, keys version of the globals (2), of the builtins (1) */

OPBODY bool op_load_global(Vm *vm, int arg)
{
    Obj *name = name_at(vm, arg >> 1);
    vm_save(vm);
    Obj *value = global_lookup(vm->rt, vm->frame, name);
    vm_back(vm);
    if (!value) return false;
    if (arg & 1) push(vm, NULL);
    push(vm, value);
    skip_cache(vm, GLOBAL_CACHES);
    return true;
}

/* The value that a cached index of a dict with str keys leads to; NULL: the guess failed. */
OPBODY Obj *cached_global_peek(const Obj *dict, uint32_t version, unsigned index)
{
    const DictKeys *keys = ((const Dict *)dict)->keys;
    return keys->version == version ? keys_str_entries(keys)[index].value : NULL;
}

OPBODY bool op_load_global_module(Vm *vm, int arg)
{
    Obj *value = cached_global_peek(vm->frame->globals, cache_read32(vm->ip + 2), vm->ip[1].cache);
    if (UNLIKELY(!value)) {
        guess_failed(vm, OP_LOAD_GLOBAL);
        return op_load_global(vm, arg);
    }
    if (arg & 1) push(vm, NULL);
    push(vm, own(value));
    skip_cache(vm, GLOBAL_CACHES);
    return true;
}

OPBODY bool op_load_global_builtin(Vm *vm, int arg)
{
    bool same = ((Dict *)vm->frame->globals)->keys->version == cache_read32(vm->ip + 2);
    Obj *value = same ? cached_global_peek(vm->frame->builtins, vm->ip[4].cache, vm->ip[1].cache) : NULL;
    if (UNLIKELY(!value)) {
        guess_failed(vm, OP_LOAD_GLOBAL);
        return op_load_global(vm, arg);
    }
    if (arg & 1) push(vm, NULL);
    push(vm, own(value));
    skip_cache(vm, GLOBAL_CACHES);
    return true;
}

static NOINLINE OWN Obj *builtin_lookup(Runtime *rt, Frame *f, Obj *name, const char *text)
{
    Obj *value = is_type(rt, f->builtins, DICT) ? dict_get(rt, f->builtins, name) : obj_getitem(rt, f->builtins, name);
    if (!value && (!err_pending(rt) || err_clear_if(rt, EXC_TYPE(rt, KeyError))))
        err_format(rt, EXC_TYPE(rt, NameError), "%s not found", text);
    return value;
}

OPBODY bool op_load_build_class(Vm *vm)
{
    vm_save(vm);
    Obj *value = builtin_lookup(vm->rt, vm->frame, id_(vm->rt, __build_class__), "__build_class__");
    vm_back(vm);
    if (!value) return false;
    push(vm, value);
    return true;
}

/* SETUP_ANNOTATIONS: makes sure that the namespace has __annotations__. */
static NOINLINE bool setup_annotations(Runtime *rt, Frame *f)
{
    Obj *name = id_(rt, __annotations__), *found;
    if (!f->locals) {
        err_format(rt, EXC_TYPE(rt, SystemError), "no locals found when setting up annotations");
        return false;
    }
    bool plain = is_type(rt, f->locals, DICT);
    found = plain ? dict_get(rt, f->locals, name) : obj_getitem(rt, f->locals, name);
    if (found) {
        decref(rt, found);
        return true;
    }
    if (err_pending(rt) && (plain || !err_clear_if(rt, EXC_TYPE(rt, KeyError)))) return false;
    Obj *dict = dict_new(rt);
    if (!dict) return false;
    hold(rt, "annotations", dict);
    bool ok = obj_setitem(rt, f->locals, name, dict);
    drop(rt);
    return ok;
}

#endif
