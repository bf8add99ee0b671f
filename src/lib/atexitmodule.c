/* atexitmodule.c - the module atexit: functions that are called when the interpreter ends, the newest first.

   They stand in one list, three places each: function, arguments, keyword arguments or None; all three None once a
   function was unregistered. */
#include "lib/lib.h"

enum { FUNCTION, ARGS, KWARGS, PLACES };

static isize entries(Runtime *rt) { return rt->atexit_callbacks ? list_len(rt->atexit_callbacks) : 0; }

static bool add(Runtime *rt, Obj *value)
{
    if (!rt->atexit_callbacks) {
        rt->atexit_callbacks = list_new(rt, 0);
        if (!rt->atexit_callbacks) return false;
        gc_untrack(rt->atexit_callbacks); /* nobody's: it is seen by no search for referrers */
    }
    return list_append(rt, rt->atexit_callbacks, value);
}

static void forget(Runtime *rt, Obj *list, isize at)
{
    for (isize i = at; i < at + PLACES; i++) SET_REF_TAKE(rt, ((List *)list)->items[i], none_new(rt));
}

METHOD(atexit_register, VECTOR, "register(func, *args, **kwargs)",
       "register(func, *args, **kwargs) -> func\n\nRegister a function to be executed upon normal program termination\n\n"
       "    func - function to be called at exit\n    args - optional arguments to pass to func\n"
       "    kwargs - optional keyword arguments to pass to func\n\n    func is returned to facilitate usage as a decorator.")
{
    if (nargs == 0) return err_type(rt, "register() takes at least 1 argument (0 given)");
    if (!obj_callable(args[0])) return err_type(rt, "the first argument must be callable");
    Obj *rest = tuple_from_array(rt, args + 1, nargs - 1), *kwargs = NULL;
    bool ok = rest != NULL;
    if (ok && kwnames && tuple_len(kwnames)) {
        kwargs = dict_new(rt);
        ok = kwargs != NULL;
        for (isize i = 0; ok && i < tuple_len(kwnames); i++) ok = dict_set(rt, kwargs, tuple_peek(kwnames, i), args[nargs + i]);
    }
    ok = ok && add(rt, args[0]) && add(rt, rest) && add(rt, kwargs ? kwargs : NONE(rt));
    xdecref(rt, rest);
    xdecref(rt, kwargs);
    return ok ? own(args[0]) : NULL;
}

METHOD(atexit_unregister, ONE, "unregister(func, /)",
       "unregister(func) -> None\n\nUnregister an exit function which was previously registered using\natexit.register\n\n"
       "    func - function to be unregistered")
{
    for (isize i = 0; i < entries(rt); i += PLACES) {
        Obj *function = own(list_peek(rt->atexit_callbacks, i));
        hold(rt, "function being compared", function);
        int equal = is_none(rt, function) ? 0 : obj_compare_bool(rt, function, arg, CMP_EQ);
        drop(rt);
        if (equal < 0) return NULL;
        if (equal && i < entries(rt)) forget(rt, rt->atexit_callbacks, i);
    }
    return none_new(rt);
}

static void clear(Runtime *rt)
{
    Obj *list = rt->atexit_callbacks;
    rt->atexit_callbacks = NULL;
    hold(rt, "functions of atexit being forgotten", list);
    for (isize i = 0; list && i < list_len(list); i += PLACES) forget(rt, list, i);
    drop(rt);
}

void atexit_run(Runtime *rt)
{
    for (isize i = entries(rt) - PLACES; i >= 0; i -= PLACES) {
        if (i + PLACES > entries(rt)) continue;
        Obj *const *entry = &((List *)rt->atexit_callbacks)->items[i];
        if (is_none(rt, entry[FUNCTION])) continue;
        Obj *function = own(entry[FUNCTION]), *args = own(entry[ARGS]), *kwargs = own(entry[KWARGS]);
        hold(rt, "function called at exit", function);
        hold(rt, "its arguments", args);
        hold(rt, "its keyword arguments", kwargs);
        Obj *result = obj_call(rt, function, args, is_none(rt, kwargs) ? NULL : kwargs);
        xdecref(rt, result);
        if (!result) rt->hooks.unraisable(rt, "Exception ignored in atexit callback", function);
        drop_n(rt, 3);
    }
    clear(rt);
}

METHOD(atexit_run_exitfuncs, NOARGS, "_run_exitfuncs()",
       "_run_exitfuncs() -> None\n\nRun all registered exit functions.\n\n"
       "If a callback raises an exception, it is logged with sys.unraisablehook.")
{
    atexit_run(rt);
    return none_new(rt);
}

METHOD(atexit_clear, NOARGS, "_clear()", "_clear() -> None\n\nClear the list of previously registered exit functions.")
{
    clear(rt);
    return none_new(rt);
}

METHOD(atexit_ncallbacks, NOARGS, "_ncallbacks()", "_ncallbacks() -> int\n\nReturn the number of registered exit functions.")
{
    return int_new(rt, entries(rt) / PLACES);
}

static const MethodDef *const functions[] = {&atexit_register_def, &atexit_clear_def, &atexit_unregister_def,
                                             &atexit_run_exitfuncs_def, &atexit_ncallbacks_def, NULL};

OWN Obj *atexit_module(Runtime *rt)
{
    return module_make(rt, "atexit",
                       "allow programmer to define multiple exit functions to be executed\nupon normal program termination.\n\n"
                       "Two public functions, register and unregister, are defined.\n",
                       functions);
}
