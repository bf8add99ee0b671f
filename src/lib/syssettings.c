/* syssettings.c - what sys lets a program set and ask back: intervals, flags and hooks.

   There is one thread and no tracing here, so most of it is only kept. */
#include "lib/sysinfo.h"

enum { MICROS = 1000000 };

METHOD(sys_getswitchinterval, NOARGS, "getswitchinterval()", "Return the current thread switch interval; see sys.setswitchinterval().")
{
    return float_new(rt, (double)rt->settings.switch_micros / MICROS);
}

METHOD(sys_setswitchinterval, ONE, "setswitchinterval(interval, /)",
       "Set the ideal thread switching delay inside the Python interpreter.\n\nThe actual frequency of switching threads can be lower if the\n"
       "interpreter executes long sequences of uninterruptible code\n(this is implementation-specific and workload-dependent).\n\n"
       "The parameter must represent the desired switching delay in seconds\nA typical value is 0.005 (5 milliseconds).")
{
    double seconds = float_as_double(rt, arg);
    if (err_pending(rt)) return NULL;
    if (!(seconds > 0)) return err_value(rt, "switch interval must be strictly positive");
    rt->settings.switch_micros = seconds * MICROS < (double)INT64_MAX ? (int64_t)(seconds * MICROS) : INT64_MAX;
    return none_new(rt);
}

METHOD(sys_getdlopenflags, NOARGS, "getdlopenflags()", "Return the current value of the flags that are used for dlopen calls.")
{
    return int_new(rt, rt->settings.dlopen_flags);
}

METHOD(sys_setdlopenflags, POSITIONAL, "setdlopenflags(flags: cint, /)", "Set the flags used by the interpreter for dlopen calls.")
{
    rt->settings.dlopen_flags = (int)a->i[0];
    return none_new(rt);
}

METHOD(sys_get_origin_depth, NOARGS, "get_coroutine_origin_tracking_depth()", "Check status of origin tracking for coroutine objects in this thread.")
{
    return int_new(rt, rt->settings.origin_depth);
}

METHOD(sys_set_origin_depth, KEYWORDS, "set_coroutine_origin_tracking_depth(depth: cint)",
       "Enable or disable origin tracking for coroutine objects in this thread.")
{
    if (a->i[0] < 0) return err_value(rt, "depth must be >= 0");
    rt->settings.origin_depth = (int)a->i[0];
    return none_new(rt);
}

/* ---- hooks --------------------------------------------------------------------------------------------- */

METHOD(sys_get_asyncgen_hooks, NOARGS, "get_asyncgen_hooks()", "Return the installed asynchronous generators hooks.\n\nThis returns a namedtuple of the form (firstiter, finalizer).")
{
    return asyncgen_hooks_new(rt);
}

static bool check_hook(Runtime *rt, Obj *hook, const char *name)
{
    if (!hook || is_none(rt, hook) || obj_callable(hook)) return true;
    return err_type(rt, "callable %s expected, got %.50s", name, type_of(hook)->name);
}

static void set_hook(Runtime *rt, Obj **place, Obj *hook)
{
    if (hook) SET_REF_TAKE(rt, *place, is_none(rt, hook) ? NULL : own(hook));
}

METHOD(sys_set_asyncgen_hooks, KEYWORDS, "set_asyncgen_hooks(firstiter=None, finalizer=None)", "Set a finalizer for async generators objects.")
{
    if (!check_hook(rt, a->obj[1], "finalizer") || !check_hook(rt, a->obj[0], "firstiter")) return NULL;
    set_hook(rt, &rt->asyncgen_finalizer, a->obj[1]);
    set_hook(rt, &rt->asyncgen_firstiter, a->obj[0]);
    return none_new(rt);
}

static void *no_tracing(Runtime *rt, const char *name)
{
    return err_format(rt, EXC_TYPE(rt, NotImplementedError), "%s(): glassheap calls no trace functions; glassheap --events tells what a program does to memory", name);
}

METHOD(sys_settrace, ONE, "settrace(function, /)", "Set the global debug tracing function.")
{
    return is_none(rt, arg) ? none_new(rt) : no_tracing(rt, "settrace");
}

METHOD(sys_setprofile, ONE, "setprofile(function, /)", "Set the profiling function.")
{
    return is_none(rt, arg) ? none_new(rt) : no_tracing(rt, "setprofile");
}

METHOD(sys_gettrace, NOARGS, "gettrace()", "Return the global debug tracing function set with sys.settrace.") { return none_new(rt); }
METHOD(sys_getprofile, NOARGS, "getprofile()", "Return the profiling function set with sys.setprofile.") { return none_new(rt); }

METHOD(sys_call_tracing, POSITIONAL, "call_tracing(func, args, /)",
       "Call func(*args), while tracing is enabled.\n\nThe tracing state is saved, and restored afterwards.")
{
    if (!is_tuple(a->obj[1])) return err_type(rt, "call_tracing() argument 2 must be tuple, not %T", a->obj[1]);
    return obj_call(rt, a->obj[0], a->obj[1], NULL);
}

const MethodDef *const sys_settings[] = {
    &sys_getswitchinterval_def, &sys_setswitchinterval_def, &sys_getdlopenflags_def, &sys_setdlopenflags_def, &sys_get_origin_depth_def,
    &sys_set_origin_depth_def, &sys_get_asyncgen_hooks_def, &sys_set_asyncgen_hooks_def, &sys_settrace_def, &sys_setprofile_def,
    &sys_gettrace_def, &sys_getprofile_def, &sys_call_tracing_def, NULL};
