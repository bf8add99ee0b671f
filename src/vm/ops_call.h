/* ops_call.h - calls.

   The value stack before PRECALL and CALL with n arguments:

     [method | NULL] [self | callable] [arg 0] ... [arg n-1]
      base

   A method found by LOAD_METHOD has its self among the arguments.  Functions written in Python do not recurse
   in C: their frame is pushed and the loop goes on in it. */
#ifndef GH_VM_OPS_CALL_H
#define GH_VM_OPS_CALL_H

#include "object/descr.h"
#include "vm/ops_build.h"
#include "vm/ops_iter.h"
#include "vm/special.h"

enum { PRECALL_CACHES = 1, CALL_CACHES = 4 /* counter, version (2), least number of arguments */ };

/* What is about to be called. */
typedef struct Call {
    Obj **base, *callable, **args;
    int nargs; /* by position and by keyword, self included */
    Obj *kwnames;
} Call;

OPBODY Call call_shape(Vm *vm, int n)
{
    Obj **base = vm->sp - n - 2;
    Call c = {base, base[0], base + 1, n + 1, vm->rt->vm.kwnames};
    if (!c.callable) c = (Call){base, base[1], base + 2, n, c.kwnames};
    return c;
}
OPBODY int call_positional(const Call *c) { return c->nargs - (c->kwnames ? (int)tuple_len(c->kwnames) : 0); }

/* Empties the stack down to [base] - the callable first, then the arguments - and pushes the result. */
OPBODY bool call_done(Vm *vm, Obj **base, TAKE Obj *result)
{
    vm_back(vm);
    if (UNLIKELY(!result)) return false;
    Obj *first = base[0];
    base[0] = result;
    drop_ref_or_null(vm, first);
    for (Obj **p = base + 1; p < vm->sp; p++) {
        Obj *o = *p;
        *p = NULL;
        drop_ref_or_null(vm, o);
    }
    vm->sp = base + 1;
    return true;
}

static inline bool takes_keywords(const BoundDef *def) { return def->def->kind == CALL_KEYWORDS || def->def->kind == CALL_VECTOR; }

/* ---- frames for Python functions ---------------------------------------------------------------------------- */

OPBODY Flow enter_frame(Vm *vm, Frame *f)
{
    f->previous = vm->frame;
    vm->rt->vm.frame = f;
    return FLOW_ENTER;
}

/* Pushes a frame that takes the arguments from the stack; all parameters without a value have a default. */
OPBODY Flow call_stealing(Vm *vm, const Call *c, Func *func, int caches)
{
    const Code *co = (Code *)func->code;
    Frame *f = frame_reserve(vm->rt, co, 0);
    if (UNLIKELY(!f)) {
        vm_save(vm);
        return FLOW_ERROR;
    }
    int i = 0, nlocalsplus = co->nlocalsplus;
    for (; i < c->nargs; i++) f->localsplus[i] = c->args[i];
    if (UNLIKELY(i < co->argcount)) {
        isize first = co->argcount - tuple_len(func->defaults);
        for (; i < co->argcount; i++) f->localsplus[i] = own(tuple_peek(func->defaults, i - first));
    }
    for (; i < nlocalsplus; i++) f->localsplus[i] = NULL;
    frame_init(f, func, NULL); /* the stack's reference */
    vm->sp = c->base;
    skip_cache(vm, caches);
    vm_save(vm);
    return enter_frame(vm, f);
}

static NOINLINE Frame *bind_function(Runtime *rt, Func *func, Obj *const *args, isize nargs, Obj *kwnames)
{
    Obj *locals = ((Code *)func->code)->flags & CO_OPTIMIZED ? NULL : own(func->globals);
    return call_frame_take(rt, (Func *)own(func), locals, args, nargs, kwnames, 0);
}

OPBODY Flow call_function(Vm *vm, const Call *c, Func *func)
{
    const Code *co = (Code *)func->code;
    int missing = co->argcount - c->nargs;
    if (!c->kwnames && is_simple_function(co) && missing >= 0 &&
        (missing == 0 || (func->defaults && tuple_len(func->defaults) >= missing)))
        return call_stealing(vm, c, func, CALL_CACHES);
    vm_save(vm);
    Frame *f = bind_function(vm->rt, func, c->args, call_positional(c), c->kwnames);
    vm_back(vm);
    if (!f) return FLOW_ERROR;
    for (Obj **p = c->base; p < vm->sp; p++) {
        Obj *o = *p;
        *p = NULL;
        drop_ref_or_null(vm, o); /* the frame owns it too */
    }
    vm->sp = c->base;
    skip_cache(vm, CALL_CACHES);
    vm_save(vm);
    return enter_frame(vm, f);
}

/* The call of a class whose __init__ is a function: the new instance and the class stay on the caller's stack,
   the argument tuple that type.__call__ gets lies behind the frame.  NULL: an exception. */
static NOINLINE Frame *init_frame(Runtime *rt, Type *cls, Func *init, const Call *c, isize npositional)
{
    Obj *kwargs = NULL, *tuple = tuple_from_array(rt, c->args, npositional);
    if (!tuple) return NULL;
    hold(rt, "arguments", tuple);
    bool ok = !c->kwnames || (kwargs = dict_new(rt)) != NULL;
    hold(rt, "keyword arguments", kwargs);
    for (isize i = 0; ok && c->kwnames && i < tuple_len(c->kwnames); i++)
        ok = dict_set(rt, kwargs, tuple_peek(c->kwnames, i), c->args[npositional + i]);
    ok = ok && recursion_enter(rt, " while calling a Python object");
    Frame *f = NULL;
    if (ok) {
        Obj *instance = object_new_plain(rt, cls, tuple, kwargs);
        if (instance) {
            c->base[0] = c->base[1];
            c->base[1] = instance;
            f = call_frame_take(rt, (Func *)own(init), NULL, c->base + 1, npositional + 1, c->kwnames, EXTRA_WORDS);
        }
        if (!f) recursion_leave(rt);
    }
    rt->hold_count -= 2;
    if (!f) {
        decref(rt, tuple);
        xdecref(rt, kwargs);
        return NULL;
    }
    f->extra = EXTRA_INIT;
    Obj **extras = frame_extras(f);
    extras[0] = (Obj *)(intptr_t)(c->nargs + 2);
    extras[1] = tuple;
    extras[2] = kwargs;
    return f;
}

OPBODY Flow call_class(Vm *vm, const Call *c, Func *init)
{
    vm_save(vm);
    vm->rt->vm.kwnames = NULL;
    Frame *f = init_frame(vm->rt, (Type *)c->callable, init, c, call_positional(c));
    vm_back(vm);
    if (!f) return FLOW_ERROR;
    skip_cache(vm, CALL_CACHES);
    vm_save(vm);
    return enter_frame(vm, f);
}

/* ---- PRECALL and CALL for anything ---------------------------------------------------------------------------- */

/* A bound method gives way to its function and self. */
OPBODY void unwrap_method(Vm *vm, int n)
{
    Obj **base = vm->sp - n - 2;
    if (base[0] || !is_type(vm->rt, base[1], METHOD)) return;
    Method *m = (Method *)base[1];
    base[0] = own(m->func);
    base[1] = own(m->self);
    drop_ref(vm, &m->o);
}

OPBODY void op_precall(Vm *vm, int n)
{
    unwrap_method(vm, n);
    skip_cache(vm, PRECALL_CACHES);
}

OPBODY Flow op_call(Vm *vm, int n)
{
    Call c = call_shape(vm, n);
    vm->rt->vm.kwnames = NULL;
    if (is_type(vm->rt, c.callable, FUNCTION)) return call_function(vm, &c, (Func *)c.callable);
    vm_save(vm);
    vm->rt->vm.kwnames = NULL; /* the call's alone: what it runs has calls of its own */
    Obj *result = obj_vectorcall(vm->rt, c.callable, c.args, (size_t)call_positional(&c), c.kwnames);
    if (!call_done(vm, c.base, result)) return FLOW_ERROR;
    skip_cache(vm, CALL_CACHES);
    return FLOW_NEXT;
}

OPBODY Flow call_guess_failed(Vm *vm, int n)
{
    guess_failed(vm, OP_CALL);
    return op_call(vm, n);
}

OPBODY Flow op_call_py_exact_args(Vm *vm, int n)
{
    Call c = call_shape(vm, n);
    Func *func = (Func *)c.callable;
    if (UNLIKELY(!is_type(vm->rt, func, FUNCTION) || func->version != cache_read32(vm->ip + 1) || c.kwnames ||
                 ((Code *)func->code)->argcount != c.nargs))
        return call_guess_failed(vm, n);
    return call_stealing(vm, &c, func, CALL_CACHES);
}

OPBODY Flow op_call_py_with_defaults(Vm *vm, int n)
{
    Call c = call_shape(vm, n);
    Func *func = (Func *)c.callable;
    if (UNLIKELY(!is_type(vm->rt, func, FUNCTION) || func->version != cache_read32(vm->ip + 1) || c.kwnames ||
                 ((Code *)func->code)->argcount < c.nargs || c.nargs < vm->ip[3].cache))
        return call_guess_failed(vm, n);
    return call_stealing(vm, &c, func, CALL_CACHES);
}

OPBODY Flow op_call_class_init(Vm *vm, int n)
{
    Call c = call_shape(vm, n);
    Type *cls = (Type *)c.callable;
    if (UNLIKELY(c.base[0] || type_of(cls) != TYPE_OF(vm->rt, TYPE) || cls->version_tag != cache_read32(vm->ip + 1)))
        return call_guess_failed(vm, n);
    Obj *init = type_lookup_peek(vm->rt, cls, id_(vm->rt, __init__));
    if (UNLIKELY(!init || !is_type(vm->rt, init, FUNCTION) || !(((Code *)((Func *)init)->code)->flags & CO_OPTIMIZED)))
        return call_guess_failed(vm, n);
    return call_class(vm, &c, (Func *)init);
}

/* ---- natives called straight from PRECALL, CALL being skipped ------------------------------------------------- */

/* CALL is run with PRECALL, even if somebody wants to look around between them: who watches changes nothing. */
OPBODY void count_call(Vm *vm)
{
    vm->fuel--;
    vm_save(vm);
}

/* The end of the call is here: behind CALL. */
OPBODY bool precall_done(Vm *vm, const Call *c, TAKE Obj *result)
{
    vm->rt->vm.kwnames = NULL;
    if (!call_done(vm, c->base, result)) return false;
    skip_cache(vm, PRECALL_CACHES + 1 + CALL_CACHES);
    return true;
}

OPBODY bool precall_guess_failed(Vm *vm, int n)
{
    guess_failed(vm, OP_PRECALL);
    op_precall(vm, n);
    return true;
}

OPBODY bool enter_native(Runtime *rt)
{
    if (UNLIKELY(rt->recursion_left <= 0)) return recursion_enter(rt, " while calling a Python object");
    rt->recursion_left--;
    return true;
}

OPBODY bool op_precall_builtin_one(Vm *vm, int n)
{
    Call c = call_shape(vm, n);
    const Builtin *f = (Builtin *)c.callable;
    if (UNLIKELY(c.nargs != 1 || c.kwnames || !is_type(vm->rt, f, BUILTIN) || f->def->def->kind != CALL_ONE))
        return precall_guess_failed(vm, n);
    count_call(vm);
    if (!enter_native(vm->rt)) return false;
    Obj *result = f->def->def->fn.one(vm->rt, f->self, c.args[0]);
    recursion_leave(vm->rt);
    return precall_done(vm, &c, result);
}

OPBODY bool op_precall_builtin_any(Vm *vm, int n)
{
    Call c = call_shape(vm, n);
    const Builtin *f = (Builtin *)c.callable;
    if (UNLIKELY(!is_type(vm->rt, f, BUILTIN) || !is_uncounted(f->def) || (c.kwnames && !takes_keywords(f->def))))
        return precall_guess_failed(vm, n);
    count_call(vm);
    vm->rt->vm.kwnames = NULL;
    return precall_done(vm, &c, args_call(vm->rt, f->def, f->self, c.args, call_positional(&c), c.kwnames, NULL));
}

OPBODY bool op_precall_len(Vm *vm, int n)
{
    Call c = call_shape(vm, n);
    if (UNLIKELY(c.nargs != 1 || c.kwnames || !is_type(vm->rt, c.callable, BUILTIN) ||
                 ((Builtin *)c.callable)->def != vm->rt->vm.len_def))
        return precall_guess_failed(vm, n);
    count_call(vm);
    isize len = obj_len(vm->rt, c.args[0]);
    return precall_done(vm, &c, len < 0 ? NULL : int_new(vm->rt, len));
}

OPBODY bool op_precall_isinstance(Vm *vm, int n)
{
    Call c = call_shape(vm, n);
    if (UNLIKELY(c.nargs != 2 || c.kwnames || !is_type(vm->rt, c.callable, BUILTIN) ||
                 ((Builtin *)c.callable)->def != vm->rt->vm.isinstance_def))
        return precall_guess_failed(vm, n);
    count_call(vm);
    int is = obj_isinstance(vm->rt, c.args[0], c.args[1]);
    return precall_done(vm, &c, is < 0 ? NULL : bool_new(vm->rt, is));
}

OPBODY bool op_precall_type_1(Vm *vm, int n)
{
    Call c = call_shape(vm, n);
    if (UNLIKELY(c.nargs != 1 || c.kwnames || c.callable != (Obj *)TYPE_OF(vm->rt, TYPE)))
        return precall_guess_failed(vm, n);
    count_call(vm);
    return precall_done(vm, &c, own(type_of(c.args[0])));
}

OPBODY bool op_precall_str_1(Vm *vm, int n)
{
    Call c = call_shape(vm, n);
    if (UNLIKELY(c.nargs != 1 || c.kwnames || c.callable != (Obj *)TYPE_OF(vm->rt, STR)))
        return precall_guess_failed(vm, n);
    count_call(vm);
    return precall_done(vm, &c, obj_str(vm->rt, c.args[0]));
}

/* list.append; mostly a POP_TOP follows, which is run too. */
OPBODY bool op_precall_list_append(Vm *vm, int n)
{
    Call c = call_shape(vm, n);
    if (UNLIKELY(!c.base[0] || n != 1 || c.kwnames || !is_type(vm->rt, c.callable, METHOD_DESCR) ||
                 ((MethodDescr *)c.callable)->def != vm->rt->vm.append_def || !is_type(vm->rt, c.args[0], LIST)))
        return precall_guess_failed(vm, n);
    count_call(vm);
    Obj *value = *--vm->sp, *list = vm->sp[-1];
    if (UNLIKELY(!list_append_take(vm->rt, list, value))) return false;
    c.callable->refcnt--; /* its type owns it */
    c.base[0] = list;
    vm->sp = c.base + 1;
    skip_cache(vm, PRECALL_CACHES + 1 + CALL_CACHES);
    if (LIKELY(vm->ip->op == OP_POP_TOP && count_second(vm))) {
        vm->ip++;
        drop_top(vm);
    } else {
        replace_top(vm, none_new(vm->rt));
    }
    return true;
}

/* A method descriptor with its self below the arguments, of a type that fits. */
OPBODY const MethodDescr *method_descr_of(Vm *vm, const Call *c)
{
    if (UNLIKELY(!c->base[0] || !is_type(vm->rt, c->callable, METHOD_DESCR))) return NULL;
    const MethodDescr *m = (MethodDescr *)c->callable;
    return LIKELY(is_instance(c->args[0], m->d.type)) ? m : NULL;
}

OPBODY bool op_precall_method_noargs(Vm *vm, int n)
{
    Call c = call_shape(vm, n);
    const MethodDescr *m = method_descr_of(vm, &c);
    if (UNLIKELY(!m || c.nargs != 1 || m->def->def->kind != CALL_NOARGS))
        return precall_guess_failed(vm, n);
    count_call(vm);
    if (!enter_native(vm->rt)) return false;
    Obj *result = m->def->def->fn.noargs(vm->rt, c.args[0]);
    recursion_leave(vm->rt);
    return precall_done(vm, &c, result);
}

OPBODY bool op_precall_method_one(Vm *vm, int n)
{
    Call c = call_shape(vm, n);
    const MethodDescr *m = method_descr_of(vm, &c);
    if (UNLIKELY(!m || c.nargs != 2 || c.kwnames || m->def->def->kind != CALL_ONE))
        return precall_guess_failed(vm, n);
    count_call(vm);
    if (!enter_native(vm->rt)) return false;
    Obj *result = m->def->def->fn.one(vm->rt, c.args[0], c.args[1]);
    recursion_leave(vm->rt);
    return precall_done(vm, &c, result);
}

OPBODY bool op_precall_method_any(Vm *vm, int n)
{
    Call c = call_shape(vm, n);
    const MethodDescr *m = method_descr_of(vm, &c);
    if (UNLIKELY(!m || !is_uncounted(m->def) || (c.kwnames && !takes_keywords(m->def))))
        return precall_guess_failed(vm, n);
    count_call(vm);
    vm->rt->vm.kwnames = NULL;
    return precall_done(vm, &c, args_call(vm->rt, m->def, c.args[0], c.args + 1, call_positional(&c) - 1, c.kwnames,
                                          m->d.type->name));
}

/* ---- f(*args, **kwargs) ------------------------------------------------------------------------------------------ */

/* Makes sure that the tuple and the dict on the stack are a tuple and a dict. */
static NOINLINE bool prepare_spread(Runtime *rt, Obj *func, Obj **args, Obj **kwargs)
{
    if (kwargs && !is_type(rt, *kwargs, DICT)) {
        Obj *dict = dict_new(rt);
        if (!dict) return false;
        hold(rt, "keyword arguments", dict);
        bool ok = dict_merge(rt, dict, *kwargs, 2);
        unhold(rt);
        if (!ok) {
            decref(rt, dict);
            return kwargs_error(rt, func, *kwargs);
        }
        SET_REF_TAKE(rt, *kwargs, dict);
    }
    if (is_type(rt, *args, TUPLE)) return true;
    if (!args_iterable(rt, func, *args)) return false;
    Obj *tuple = tuple_from_iterable(rt, *args);
    if (!tuple) return false;
    SET_REF_TAKE(rt, *args, tuple);
    return true;
}

OPBODY Flow op_call_function_ex(Vm *vm, int flags)
{
    Runtime *rt = vm->rt;
    int n = flags & 1 ? 4 : 3;
    Obj **base = vm->sp - n, *func = base[1];
    vm_save(vm);
    if (!prepare_spread(rt, func, &base[2], n == 4 ? &base[3] : NULL)) return FLOW_ERROR;
    Obj *args = base[2], *kwargs = n == 4 && dict_len(base[3]) ? base[3] : NULL;
    if (!kwargs && is_type(rt, func, FUNCTION) && ((Code *)((Func *)func)->code)->flags & CO_OPTIMIZED) {
        Frame *f = call_frame_take(rt, (Func *)own(func), NULL, tuple_items(args), tuple_len(args), NULL, EXTRA_WORDS);
        vm_back(vm);
        if (!f) return FLOW_ERROR;
        f->extra = EXTRA_CALL;
        frame_extras(f)[0] = (Obj *)(intptr_t)n;
        vm_save(vm);
        return enter_frame(vm, f);
    }
    return call_done(vm, base, obj_call(rt, func, args, kwargs)) ? FLOW_NEXT : FLOW_ERROR;
}

/* ---- a[i] by a __getitem__ written in Python ------------------------------------------------------------------------- */

OPBODY Flow op_subscr_getitem(Vm *vm)
{
    Type *t = type_of(vm->sp[-2]);
    Func *func = NULL;
    if (LIKELY(t->version_tag == cache_read32(vm->ip + 1)))
        func = (Func *)type_lookup_peek(vm->rt, t, id_(vm->rt, __getitem__));
    if (UNLIKELY(!func || func->version != vm->ip[3].cache)) {
        guess_failed(vm, OP_BINARY_SUBSCR);
        return op_subscr(vm) ? FLOW_NEXT : FLOW_ERROR;
    }
    Call c = {vm->sp - 2, NULL, vm->sp - 2, 2, NULL};
    return call_stealing(vm, &c, (Func *)own(func), SUBSCR_CACHES);
}

/* ---- making functions ----------------------------------------------------------------------------------------------- */

OPBODY bool op_make_function(Vm *vm, int flags)
{
    Obj *code = vm->sp[-1];
    vm_save(vm);
    Func *func = (Func *)func_new(vm->rt, code, vm->frame->globals, NULL);
    vm_back(vm);
    if (!func) return false;
    vm->sp--;
    code->refcnt--; /* the function owns it too */
    if (flags & 8) func->closure = *--vm->sp;
    if (flags & 4) func->annotations = *--vm->sp;
    if (flags & 2) func->kwdefaults = *--vm->sp;
    if (flags & 1) func->defaults = *--vm->sp;
    push(vm, &func->o);
    return true;
}

#endif
