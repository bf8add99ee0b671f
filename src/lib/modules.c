/* modules.c - which modules there are, and importing them. */
#include "lib/lib.h"

const ModuleRow module_rows[] = {
    {"builtins", builtins_module}, {"sys", sys_module},   {"gc", gc_module}, {"weakref", weakref_module},
    {"math", math_module},         {"time", time_module}, {NULL, NULL},
};

OWN Obj *module_make(Runtime *rt, const char *name, const char *doc, const MethodDef *const *defs)
{
    Obj *key = str_interned(rt, name), *module = key ? module_new(rt, key) : NULL, *text = doc ? str_from(rt, doc) : none_new(rt);
    bool ok = module && text && module_add(rt, module, "__doc__", text) && (!defs || module_add_methods(rt, module, defs));
    xdecref(rt, key);
    xdecref(rt, text);
    if (module && !ok) CLEAR(rt, module);
    return module;
}

/* Makes the module [name] and puts it into sys.modules; NULL without an exception: there is none. */
static OWN Obj *make_known(Runtime *rt, Obj *name)
{
    for (const ModuleRow *row = module_rows; row->name; row++) {
        if (!str_equal_ascii(name, row->name)) continue;
        Obj *module = row->make(rt);
        if (module && !dict_set(rt, rt->modules, name, module)) CLEAR(rt, module);
        return module;
    }
    return NULL;
}

static void *not_found(Runtime *rt, Obj *name)
{
    Obj *message = str_format(rt, "No module named %R", name);
    Obj *exc = message ? exc_new(rt, EXC_TYPE(rt, ModuleNotFoundError), message) : NULL;
    xdecref(rt, message);
    if (exc) {
        ((ImportErrorExc *)exc)->name = own(name);
        err_set(rt, EXC_TYPE(rt, ModuleNotFoundError), exc);
        decref(rt, exc);
    }
    return NULL;
}

OWN Obj *lib_import(Runtime *rt, Obj *name, Obj *globals UNUSED, Obj *fromlist UNUSED, int level)
{
    if (!is_str(name)) return err_type(rt, "module name must be a string");
    if (level < 0) return err_value(rt, "level must be >= 0");
    if (level > 0)
        return err_format(rt, EXC_TYPE(rt, ImportError), "attempted relative import with no known parent package");
    if (str_len(name) == 0) return err_value(rt, "Empty module name");
    Obj *module = dict_get(rt, rt->modules, name);
    if (module && is_none(rt, module)) {
        decref(rt, module);
        return err_format(rt, EXC_TYPE(rt, ModuleNotFoundError), "import of %O halted; None in sys.modules", name);
    }
    if (module || err_pending(rt)) return module;
    module = make_known(rt, name);
    return module || err_pending(rt) ? module : not_found(rt, name);
}
