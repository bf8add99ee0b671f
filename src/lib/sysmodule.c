/* sysmodule.c - the module sys: what the interpreter tells of itself. */
#include <fcntl.h>
#include <stdlib.h>

#include "lib/importing.h"
#include "lib/sysinfo.h"

METHOD(sys_getrefcount, ONE, "getrefcount(object, /)",
       "Return the reference count of object.\n\nThe count returned is generally one higher than you might expect,\n"
       "because it includes the (temporary) reference as an argument to\ngetrefcount().")
{
    EMIT(rt, ASKED, arg, NULL, (size_t)arg->refcnt, ASKED_COUNT);
    return int_new(rt, arg->refcnt);
}

METHOD_TUPLED(sys_getsizeof, KEYWORDS, "getsizeof(object, default=None)",
       "getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes.")
{
    isize n = obj_getsizeof(rt, a->obj[0]);
    if (n >= 0) {
        EMIT(rt, ASKED, a->obj[0], NULL, (size_t)n, ASKED_SIZE);
        return int_new(rt, n);
    }
    if (a->obj[1] && err_clear_if(rt, EXC_TYPE(rt, TypeError))) return own(a->obj[1]);
    return NULL;
}

METHOD(sys_intern, ONE, "intern(string, /)",
       "``Intern'' the given string.\n\nThis enters the string in the (global) table of interned strings whose\n"
       "purpose is to speed up dictionary lookups. Return the string itself or\nthe previously interned string object with the same value.")
{
    if (!is_type(rt, arg, STR)) {
        if (is_str(arg)) return err_type(rt, "can't intern %.400s", type_of(arg)->name);
        return err_type(rt, "intern() argument must be str, not %T", arg);
    }
    Obj *s = own(arg);
    str_intern(rt, &s);
    return s;
}

METHOD(sys_getrecursionlimit, NOARGS, "getrecursionlimit()",
       "Return the current value of the recursion limit.\n\nThe recursion limit is the maximum depth of the Python interpreter\n"
       "stack.  This limit prevents infinite recursion from causing an overflow\nof the C stack and crashing Python.")
{
    return int_new(rt, rt->recursion_limit);
}

METHOD(sys_setrecursionlimit, POSITIONAL, "setrecursionlimit(limit: cint, /)",
       "Set the maximum depth of the Python interpreter stack to n.\n\nThis limit prevents infinite recursion from causing an overflow of the C\n"
       "stack and crashing Python.  The highest possible limit is platform-\ndependent.")
{
    isize limit = a->i[0], depth = rt->recursion_limit - rt->recursion_left;
    if (limit < 1) return err_value(rt, "recursion limit must be greater or equal than 1");
    if (depth >= limit)
        return err_format(rt, EXC_TYPE(rt, RecursionError), "cannot set the recursion limit to %zd at the recursion depth %zd: the limit is too low",
                          limit, depth);
    rt->recursion_limit = (int)limit;
    rt->recursion_left = (int)(limit - depth);
    return none_new(rt);
}

METHOD(sys_exit, POSITIONAL, "exit(status=None, /)",
       "Exit the interpreter by raising SystemExit(status).\n\nIf the status is omitted or None, it defaults to zero (i.e., success).\n"
       "If the status is an integer, it will be used as the system exit status.\n"
       "If it is another kind of object, it will be printed and the system\nexit status will be one (i.e., failure).")
{
    return err_set(rt, EXC_TYPE(rt, SystemExit), a->obj[0]);
}

METHOD(sys_exc_info, NOARGS, "exc_info()",
       "Return current exception information: (type, value, traceback).\n\n"
       "Return information about the most recent exception caught by an except\nclause in the current stack frame or in an older stack frame.")
{
    Obj *exc = err_handled_peek(rt);
    if (!exc) return tuple_pack(rt, 3, NONE(rt), NONE(rt), NONE(rt));
    Obj *tb = ((Exc *)exc)->traceback;
    return tuple_pack(rt, 3, type_of(exc), exc, tb ? tb : NONE(rt));
}

METHOD(sys_exception, NOARGS, "exception()",
       "Return the current exception.\n\nReturn the most recent exception caught by an except clause\n"
       "in the current stack frame or in an older stack frame, or None\nif no such clause exists.")
{
    Obj *exc = err_handled_peek(rt);
    return exc ? own(exc) : none_new(rt);
}

METHOD(sys_getframe, POSITIONAL, "_getframe(depth: cint=0, /)",
       "Return a frame object from the call stack.\n\nIf optional integer depth is given, return the frame object that many\n"
       "calls below the top of the stack.  If that is deeper than the call\nstack, ValueError is raised.  The default for depth is zero, "
       "returning\nthe frame at the top of the call stack.\n\nThis function should be used for internal and specialized purposes\nonly.")
{
    Frame *frame = vm_frame_peek(rt, a->i[0] < 0 ? 0 : (int)a->i[0]);
    return frame ? frame_object(rt, frame) : err_value(rt, "call stack is not deep enough");
}

METHOD(sys_getallocatedblocks, NOARGS, "getallocatedblocks()", "Return the number of memory blocks currently allocated.")
{
    HeapTotals totals;
    heap_totals(HEAP(rt), &totals);
    return int_new(rt, (int64_t)totals.live_blocks);
}

METHOD(sys_set_int_max_str_digits, KEYWORDS, "set_int_max_str_digits(maxdigits: cint)",
       "Set the maximum string digits limit for non-binary int<->str conversions.")
{
    if (a->i[0] != 0 && a->i[0] < 640) return err_value(rt, "maxdigits must be 0 or larger than 640");
    rt->vm.int_max_str_digits = (int)a->i[0];
    return none_new(rt);
}

METHOD(sys_get_int_max_str_digits, NOARGS, "get_int_max_str_digits()",
       "Return the maximum string digits limit for non-binary int<->str conversions.")
{
    return int_new(rt, rt->vm.int_max_str_digits);
}

METHOD(sys_getdefaultencoding, NOARGS, "getdefaultencoding()", "Return the current default encoding used by the Unicode implementation.")
{
    return str_from(rt, "utf-8");
}

METHOD(sys_getfilesystemencoding, NOARGS, "getfilesystemencoding()", "Return the encoding used to convert Unicode filenames to OS filenames.")
{
    return str_from(rt, "utf-8");
}

METHOD(sys_getfilesystemencodeerrors, NOARGS, "getfilesystemencodeerrors()", "Return the error mode used for Unicode to OS filename conversion.")
{
    return str_from(rt, "surrogateescape");
}

METHOD(sys_is_finalizing, NOARGS, "is_finalizing()", "Return True if Python is exiting.") { return bool_new(rt, rt->vm.ending != ENDING_NOT); }

METHOD(sys_clear_type_cache, NOARGS, "_clear_type_cache()", "Clear the internal type lookup cache.")
{
    for (size_t i = 0; i < COUNT_OF(rt->method_cache); i++) {
        rt->method_cache[i].version = 0;
        CLEAR(rt, rt->method_cache[i].name);
    }
    return none_new(rt);
}

METHOD(sys_audit, VECTOR, "audit(event, *args)", "audit(event, *args)\n\nPasses the event to any hooks that are attached.")
{
    if (nargs == 0) return err_type(rt, "audit() missing 1 required positional argument: 'event'");
    return none_new(rt); /* none can be attached */
}

static const MethodDef *const methods[] = {
    &sys_getrefcount_def, &sys_getsizeof_def, &sys_intern_def, &sys_getrecursionlimit_def, &sys_setrecursionlimit_def,
    &sys_exit_def, &sys_exc_info_def, &sys_exception_def, &sys_getframe_def,
    &sys_getallocatedblocks_def, &sys_set_int_max_str_digits_def, &sys_get_int_max_str_digits_def,
    &sys_getdefaultencoding_def,
    &sys_getfilesystemencoding_def, &sys_getfilesystemencodeerrors_def, &sys_is_finalizing_def, &sys_clear_type_cache_def, &sys_audit_def, NULL};

/* ---- the namespace -------------------------------------------------------------------------------------------------- */

static bool add_str(Runtime *rt, Obj *module, const char *name, const char *text) { return module_add_take(rt, module, name, str_from(rt, text)); }
static bool add_int(Runtime *rt, Obj *module, const char *name, int64_t value) { return module_add_take(rt, module, name, int_new(rt, value)); }

/* The standard streams; one that was closed from the start is None. */
static bool add_streams(Runtime *rt, Obj *module)
{
    static const char *const names[3][2] = {{"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
    for (int fd = 0; fd < 3; fd++) {
        Obj *stream = fcntl(fd, F_GETFD) < 0 ? none_new(rt) : std_stream_new(rt, fd);
        bool ok = stream && module_add(rt, module, names[fd][0], stream) && module_add(rt, module, names[fd][1], stream);
        xdecref(rt, stream);
        if (!ok) return false;
    }
    return true;
}

/* The hooks again, under names that nobody is to touch. */
static bool keep_hooks(Runtime *rt, Obj *module)
{
    static const char *const names[][2] = {{"displayhook", "__displayhook__"},
                                           {"excepthook", "__excepthook__"},
                                           {"breakpointhook", "__breakpointhook__"},
                                           {"unraisablehook", "__unraisablehook__"}};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        Obj *hook = dict_get_str_peek(rt, module_dict_peek(module), names[i][0]);
        if (!hook || !module_add(rt, module, names[i][1], hook)) return false;
    }
    return true;
}

/* Where things are installed: nowhere, for all that there is is in the program. */
static bool add_places(Runtime *rt, Obj *module)
{
    static const char *const names[] = {"prefix", "exec_prefix", "base_prefix", "base_exec_prefix", "executable", "_base_executable", "abiflags", "_framework"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (!add_str(rt, module, names[i], "")) return false;
    return add_str(rt, module, "platlibdir", "lib") && module_add(rt, module, "pycache_prefix", NONE(rt)) && module_add(rt, module, "_home", NONE(rt));
}

static const char copyright[] = "Copyright 2026 the glassheap authors.\nAll Rights Reserved.";

static OWN Obj *builtin_names(Runtime *rt)
{
    Obj *list = list_new(rt, 0);
    for (const ModuleRow *row = module_rows; list && row->name; row++) {
        Obj *name = str_interned(rt, row->name);
        if (!name || !list_append_take(rt, list, name)) CLEAR(rt, list);
    }
    Obj *t = list && list_sort_in_place(rt, list, NULL, false) ? list_to_tuple(rt, list) : NULL;
    xdecref(rt, list);
    return t;
}

OWN Obj *sys_module(Runtime *rt)
{
    Obj *module = module_make(rt, "sys",
                              "This module provides access to some objects used or maintained by the\n"
                              "interpreter and to functions that interact strongly with the interpreter.",
                              methods);
    bool ok = module && module_add_methods(rt, module, sys_hooks) && module_add_methods(rt, module, sys_settings) && add_streams(rt, module) &&
              keep_hooks(rt, module) && add_places(rt, module) && add_str(rt, module, "copyright", copyright) &&
              add_str(rt, module, "float_repr_style", "short") && module_add_take(rt, module, "_xoptions", dict_new(rt)) &&
              add_str(rt, module, "version", "3.11.2 (glassheap " PACKAGE_VERSION ")") &&
              sysinfo_add(rt, module) && add_int(rt, module, "hexversion", 0x030b02f0) &&
              add_str(rt, module, "platform", "linux") && add_str(rt, module, "byteorder", "little") &&
              add_int(rt, module, "maxsize", PTRDIFF_MAX) && add_int(rt, module, "maxunicode", 0x10FFFF) &&
              add_int(rt, module, "api_version", 1013) &&
              module_add_take(rt, module, "builtin_module_names", builtin_names(rt)) &&
              module_add_take(rt, module, "path", list_new(rt, 0)) && module_add_take(rt, module, "argv", list_new(rt, 0)) &&
              module_add_take(rt, module, "orig_argv", list_new(rt, 0)) && module_add_take(rt, module, "meta_path", list_new(rt, 0)) &&
              module_add_take(rt, module, "path_hooks", list_new(rt, 0)) && module_add_take(rt, module, "path_importer_cache", dict_new(rt)) &&
              module_add_take(rt, module, "stdlib_module_names", module_standard_names(rt)) &&
              module_add_take(rt, module, "warnoptions", list_new(rt, 0)) && module_add(rt, module, "modules", rt->modules) &&
              module_add(rt, module, "dont_write_bytecode", bool_peek(rt, true));
    if (module && !ok) CLEAR(rt, module);
    return module;
}
