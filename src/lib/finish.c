/* finish.c - the end of an interpreter, in CPython's order: functions of atexit, garbage, the modules, what is left. */
#include "gc/gc.h"
#include "lib/lib.h"

/* Gives names of a namespace up, or back what they were at the start. */
static void reset_names(Runtime *rt, Obj *dict, const char *const (*names)[2], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Obj *value = names[i][1] ? dict_get_str_peek(rt, dict, names[i][1]) : NULL;
        if (!dict_set_str(rt, dict, names[i][0], value ? value : NONE(rt))) err_clear(rt);
    }
}

/* Names in builtins and sys that may keep a program's objects alive. */
static void forget_special(Runtime *rt)
{
    static const char *const in_builtins[][2] = {{"_", NULL}};
    static const char *const in_sys[][2] = {{"path", NULL}, {"argv", NULL}, {"ps1", NULL}, {"ps2", NULL}, {"last_type", NULL},
                                            {"last_value", NULL}, {"last_traceback", NULL}, {"path_hooks", NULL},
                                            {"path_importer_cache", NULL}, {"meta_path", NULL}, {"__interactivehook__", NULL},
                                            {"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
    reset_names(rt, rt->builtins, in_builtins, COUNT_OF(in_builtins));
    reset_names(rt, rt->sys_dict, in_sys, COUNT_OF(in_sys));
}

/* Sets what a module's namespace still names to None: first names with one underscore, then the rest. */
static void clear_namespace(Runtime *rt, Obj *dict)
{
    Obj *key, *value;
    for (int pass = 0; pass < 2; pass++)
        for (isize pos = 0; dict_next(dict, &pos, &key, &value, NULL);) {
            if (is_none(rt, value) || !is_str(key) || str_equal_ascii(key, "__builtins__")) continue;
            bool private = str_len(key) > 0 && str_at(key, 0) == '_' && !(str_len(key) > 1 && str_at(key, 1) == '_');
            if ((private || pass == 1) && !dict_set(rt, dict, key, NONE(rt))) err_clear(rt);
        }
}

/* A list of weak references to the modules, which are dropped from sys.modules. */
static OWN Obj *let_go_of_modules(Runtime *rt)
{
    Obj *refs = list_new(rt, 0), *name, *module;
    hold(rt, "modules at the end", refs);
    for (isize pos = 0; refs && dict_next(rt->modules, &pos, &name, &module, NULL);) {
        if (!is_type(rt, module, MODULE)) continue;
        Obj *ref = weakref_new(rt, module, NULL);
        if (!ref || !list_append_take(rt, refs, ref)) err_clear(rt);
        if (!dict_set(rt, rt->modules, name, NONE(rt))) err_clear(rt);
    }
    unhold(rt);
    return refs;
}

/* The builtins become what they were at the start: what a program added is let go of while print still works. */
static void restore_builtins(Runtime *rt)
{
    Obj *now = dict_copy(rt, rt->builtins);
    if (!now) err_clear(rt);
    hold(rt, "builtins being put back", now);
    dict_clear(rt, rt->builtins);
    if (!dict_merge(rt, rt->builtins, rt->first_builtins, true)) err_clear(rt);
    drop(rt);
}

/* The modules that something else still refers to, the newest first. */
static void clear_modules(Runtime *rt, Obj *refs)
{
    for (isize i = refs ? list_len(refs) : 0; i-- > 0;) {
        Obj *module = ((WeakRef *)list_peek(refs, i))->object;
        if (is_none(rt, module) || module_dict_peek(module) == rt->sys_dict || module_dict_peek(module) == rt->builtins) continue;
        hold(rt, "module being cleared", own(module));
        clear_namespace(rt, module_dict_peek(module));
        drop(rt);
    }
}

/* Flushes sys.stdout, whose failure is told, and sys.stderr, whose failure cannot be. */
static bool flush_streams(Runtime *rt)
{
    static const char *const names[] = {"stdout", "stderr"};
    bool ok = true;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        Obj *stream = dict_get_str_peek(rt, rt->sys_dict, names[i]), *closed = NULL;
        if (!stream || is_none(rt, stream)) continue;
        hold(rt, "stream being flushed", own(stream));
        bool open = obj_lookattr(rt, stream, id_(rt, closed), &closed) <= 0 || obj_truth(rt, closed) != 1;
        err_clear(rt);
        xdecref(rt, closed);
        Obj *result = open ? obj_call_method(rt, stream, id_(rt, flush), NULL, 0) : none_new(rt);
        if (!result) ok = false;
        if (!result && i == 0) err_unraisable(rt, stream);
        err_clear(rt);
        xdecref(rt, result);
        drop(rt);
    }
    return ok;
}

/* The interpreter's own lists and namespaces: what a __del__ prints now nobody hears. */
static void let_go_of_state(Runtime *rt)
{
    rt->vm.ending = ENDING_SILENT;
    dict_clear(rt, rt->sys_dict);
    dict_clear(rt, rt->builtins);
    rt->gc.debug = 0; /* there is nowhere left to save garbage in */
    CLEAR(rt, rt->gc_garbage);
    CLEAR(rt, rt->gc_callbacks);
    CLEAR(rt, rt->asyncgen_firstiter);
    CLEAR(rt, rt->asyncgen_finalizer);
    CLEAR(rt, rt->thread_dict);
}

bool runtime_finish(Runtime *rt)
{
    atexit_run(rt);
    rt->vm.ending = ENDING_BEGUN;
    bool flushed = flush_streams(rt);
    if (rt->gc.enabled) gc_collect(rt, GC_GENERATIONS - 1);
    forget_special(rt);
    rt->vm.ending = ENDING_NO_MODULES;
    CLEAR(rt, rt->main_dict);
    Obj *refs = let_go_of_modules(rt);
    hold(rt, "modules at the end", refs);
    dict_clear(rt, rt->modules);
    restore_builtins(rt);
    gc_collect_last(rt);
    clear_modules(rt, refs);
    drop(rt);
    clear_namespace(rt, rt->sys_dict);
    clear_namespace(rt, rt->builtins);
    gc_collect_last(rt);
    CLEAR(rt, rt->first_builtins);
    let_go_of_state(rt);
    gc_collect_last(rt);
    return flushed;
}
