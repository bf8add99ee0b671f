/* modules.c - which modules there are, and importing them. */
#include "lib/frozen.h"

const ModuleRow module_rows[] = {
#define MODULE(name, make) {#name, make},
#include "lib/modules.def"
#undef MODULE
    {NULL, NULL},
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

static const ModuleRow *row_of(const Obj *name)
{
    for (const ModuleRow *row = module_rows; row->name; row++)
        if (str_equal_ascii(name, row->name)) return row;
    return NULL;
}

/* Makes the module [name] and puts it into sys.modules; NULL without an exception: there is none. */
static OWN Obj *make_known(Runtime *rt, Obj *name)
{
    const ModuleRow *row = row_of(name);
    if (!row) return frozen_import(rt, name);
    Obj *module = row->make(rt);
    if (module && !dict_set(rt, rt->modules, name, module)) CLEAR(rt, module);
    return module;
}

/* ModuleNotFoundError; [parent] is what was no package, or NULL. */
static void *not_found(Runtime *rt, Obj *name, Obj *parent)
{
    Obj *message = parent ? str_format(rt, "No module named %R; %R is not a package", name, parent) : str_format(rt, "No module named %R", name);
    Obj *exc = message ? exc_new(rt, EXC_TYPE(rt, ModuleNotFoundError), message) : NULL;
    xdecref(rt, message);
    if (exc) {
        ((ImportErrorExc *)exc)->name = own(name);
        err_set(rt, EXC_TYPE(rt, ModuleNotFoundError), exc);
        decref(rt, exc);
    }
    return NULL;
}

/* The importer asks each module that it finds whether its import is still under way.  Modules that it made itself can
   tell; of others, and of sys and builtins, which are older than it, the question is an AttributeError, which leaves a
   tuple on the free list. */
static bool ask_whether_ready(Runtime *rt, Obj *name, Obj *module)
{
    bool first = str_equal_ascii(name, "sys") || str_equal_ascii(name, "builtins");
    if (!first && (row_of(name) || frozen_has(name))) return true;
    Obj *word = str_interned(rt, "_initializing"), *spec = word ? obj_getattr(rt, module, id_(rt, __spec__)) : NULL;
    hold(rt, "module's spec", spec);
    Obj *flag = spec ? obj_getattr(rt, spec, word) : NULL;
    drop(rt);
    xdecref(rt, flag);
    xdecref(rt, word);
    return flag || err_clear_if(rt, EXC_TYPE(rt, AttributeError));
}

/* The module of a full name whose parents are there. */
static OWN Obj *import_one(Runtime *rt, Obj *name, Obj *parent)
{
    Obj *module = dict_get(rt, rt->modules, name);
    if (module && is_none(rt, module)) {
        decref(rt, module);
        return err_format(rt, EXC_TYPE(rt, ModuleNotFoundError), "import of %O halted; None in sys.modules", name);
    }
    if (module && !ask_whether_ready(rt, name, module)) CLEAR(rt, module);
    if (module || err_pending(rt)) return module;
    if (rt->vm.ending >= ENDING_NO_MODULES)
        return err_format(rt, EXC_TYPE(rt, ImportError), "sys.meta_path is None, Python is likely shutting down");
    module = make_known(rt, name);
    return module || err_pending(rt) ? module : not_found(rt, name, parent && !frozen_is_package(parent) ? parent : NULL);
}

/* Makes the module an attribute of its package. */
static bool bind(Runtime *rt, Obj *package, Obj *name, isize from, Obj *module)
{
    Obj *last = str_slice(rt, name, from, str_len(name));
    if (last) str_intern(rt, &last);
    hold(rt, "name in the package", last);
    bool ok = last && obj_setattr(rt, package, last, module);
    drop(rt);
    return ok;
}

/* Imports a.b.c, one after the other; *top is the first (owned).  The last. */
static OWN Obj *import_path(Runtime *rt, Obj *name, Obj **top)
{
    Obj *package = NULL, *package_name = NULL;
    *top = NULL;
    for (isize from = 0; from <= str_len(name);) {
        isize dot = str_find_char(name, '.', from, str_len(name));
        Obj *part = dot < 0 ? own(name) : str_slice(rt, name, 0, dot);
        hold(rt, "package", package);
        hold(rt, "name of the package", package_name);
        hold(rt, "first package", *top);
        hold(rt, "name being imported", part);
        Obj *module = part ? import_one(rt, part, package_name) : NULL;
        hold(rt, "module", module);
        bool ok = module && (!package || bind(rt, package, part, from, module));
        rt->hold_count -= 5;
        xdecref(rt, package);
        xdecref(rt, package_name);
        package = module;
        package_name = part;
        if (ok && !*top) *top = own(module);
        if (!ok) CLEAR(rt, package);
        if (!ok || dot < 0) break;
        from = dot + 1;
    }
    xdecref(rt, package_name);
    if (!package && *top) CLEAR(rt, *top);
    return package;
}

/* from package import module: those names that are modules not imported yet. */
static bool import_listed(Runtime *rt, Obj *package, Obj *name, Obj *fromlist)
{
    Obj *path;
    int has_path = obj_lookattr(rt, package, id_(rt, __path__), &path);
    xdecref(rt, path);
    if (has_path < 0) return false;
    if (!has_path || !frozen_is_package(name)) return true;
    bool ok = true;
    for (isize i = 0; ok && i < tuple_len(fromlist); i++) {
        Obj *value, *full, *top;
        int has = obj_lookattr(rt, package, tuple_peek(fromlist, i), &value);
        if (has > 0) decref(rt, value);
        if (has) ok = has > 0;
        if (has || !(full = str_format(rt, "%O.%O", name, tuple_peek(fromlist, i)))) continue;
        hold(rt, "name being imported", full);
        Obj *module = import_path(rt, full, &top);
        if (!module) ok = err_clear_if(rt, EXC_TYPE(rt, ModuleNotFoundError));
        xdecref(rt, module);
        xdecref(rt, top);
        drop(rt);
    }
    return ok && !err_pending(rt);
}

OWN Obj *lib_import(Runtime *rt, Obj *name, Obj *globals UNUSED, Obj *fromlist, int level)
{
    if (!is_str(name)) return err_type(rt, "module name must be a string");
    if (level < 0) return err_value(rt, "level must be >= 0");
    if (level > 0)
        return err_format(rt, EXC_TYPE(rt, ImportError), "attempted relative import with no known parent package");
    if (str_len(name) == 0) return err_value(rt, "Empty module name");
    if (str_find_char(name, '.', 0, str_len(name)) < 0 && (!fromlist || !is_tuple(fromlist) || !tuple_len(fromlist)))
        return import_one(rt, name, NULL);
    Obj *top, *module = import_path(rt, name, &top);
    if (!module) return NULL;
    hold(rt, "first package", top);
    hold(rt, "module", module);
    bool listed = fromlist && is_tuple(fromlist) && tuple_len(fromlist) > 0, ok = !listed || import_listed(rt, module, name, fromlist);
    module = unhold(rt);
    top = unhold(rt);
    Obj *result = ok ? own(listed ? module : top) : NULL;
    decref(rt, module);
    decref(rt, top);
    return result;
}
