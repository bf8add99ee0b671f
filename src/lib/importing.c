/* importing.c - from the name in an import statement to the module.

   What is part of the program is imported here.  When a file or a folder of that name lies on the path, or the program
   has finders of its own in sys.meta_path, py/_frozen_importlib.py decides. */
#include "lib/importing.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/frozen.h"

static Obj *sys_peek(Runtime *rt, const char *name) { return dict_get_str_peek(rt, rt->sys_dict, name); }

/* The module that sys.modules has, owned; NULL without an exception: none. */
static OWN Obj *loaded(Runtime *rt, Obj *name)
{
    Obj *module = dict_get(rt, rt->modules, name);
    if (!module || !is_none(rt, module)) return module;
    decref(rt, module);
    return module_error_take(rt, name, str_format(rt, "import of %O halted; None in sys.modules", name));
}

/* The importer asks each module that it finds whether its import is still under way.  Modules that it made itself can
   tell; of others, and of sys and builtins, which are older than it, the question is an AttributeError, which leaves a
   tuple on the free list. */
static bool ask_whether_ready(Runtime *rt, Obj *name, Obj *module)
{
    bool first = str_equal_ascii(name, "sys") || str_equal_ascii(name, "builtins");
    if (!first && (module_row(name) || frozen_find(name))) return true;
    Obj *word = str_interned(rt, "_initializing"), *spec = word ? obj_getattr(rt, module, id_(rt, __spec__)) : NULL;
    hold(rt, "module's spec", spec);
    Obj *flag = spec ? obj_getattr(rt, spec, word) : NULL;
    drop(rt);
    xdecref(rt, flag);
    xdecref(rt, word);
    return flag || err_clear_if(rt, EXC_TYPE(rt, AttributeError));
}

/* ---- who knows the module ------------------------------------------------------------------------------ */

/* Whether sys.meta_path is not what py/_frozen_importlib.py made of it, or would make. */
static bool has_own_finders(Runtime *rt)
{
    Obj *list = sys_peek(rt, "meta_path"), *importlib = dict_get_str_peek(rt, rt->modules, "_frozen_importlib");
    if (!list || !is_list(list)) return true;
    bool there = importlib && is_type(rt, importlib, MODULE);
    Obj *first = there ? dict_get_str_peek(rt, module_dict_peek(importlib), "_finders") : NULL;
    if (!first || !is_tuple(first)) return list_len(list) > 0;
    if (list_len(list) != tuple_len(first)) return true;
    return memcmp(((List *)list)->items, tuple_items(first), (size_t)list_len(list) * sizeof(Obj *)) != 0;
}

/* Whether [folder] holds NAME.py or a folder NAME. */
static bool holds_module(const char *folder, const char *name)
{
    struct stat st;
    char path[PATH_MAX];
    const char *gap = *folder ? "/" : "";
    if ((size_t)snprintf(path, sizeof path, "%s%s%s", folder, gap, name) < sizeof path && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return true;
    return (size_t)snprintf(path, sizeof path, "%s%s%s.py", folder, gap, name) < sizeof path && stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* Whether one of the folders listed in [path] may hold the module. */
static bool path_holds(Runtime *rt, const Obj *path, Obj *name)
{
    isize dot = -1;
    for (isize i = str_len(name); i-- > 0 && dot < 0;)
        if (str_at(name, i) == '.') dot = i;
    Obj *last = str_slice(rt, name, dot + 1, str_len(name));
    const char *text = last ? str_utf8(rt, last, NULL) : NULL;
    bool found = false;
    for (isize i = 0; text && !found && i < list_len(path); i++) {
        const char *folder = is_str(list_peek(path, i)) ? str_utf8(rt, list_peek(path, i), NULL) : NULL;
        found = folder && holds_module(folder, text);
        err_clear(rt);
    }
    xdecref(rt, last);
    err_clear(rt);
    return found;
}

/* ---- loading ------------------------------------------------------------------------------------------- */

/* Has py/_frozen_importlib.py find and load the module; its frames stay out of tracebacks. */
static OWN Obj *find_and_load(Runtime *rt, Obj *name)
{
    Obj *own_name = str_interned(rt, "_frozen_importlib"), *function = NULL, *result = NULL;
    hold(rt, "name of the import system", own_name);
    Obj *importlib = own_name ? loaded(rt, own_name) : NULL;
    if (!importlib && own_name && !err_pending(rt)) importlib = frozen_import(rt, own_name);
    hold(rt, "the import system", importlib);
    if (importlib) function = dict_get_str_peek(rt, module_dict_peek(importlib), "_find_and_load");
    if (function) result = obj_call1(rt, function, name);
    drop_n(rt, 2);
    if (!result) traceback_skip(rt, "<frozen _frozen_importlib>");
    return result;
}

/* Makes the module an attribute of its package, under the last part of its name. */
static bool bind(Runtime *rt, Obj *package, Obj *name, isize from, Obj *module)
{
    Obj *last = str_slice(rt, name, from, str_len(name));
    if (last) str_intern(rt, &last);
    hold(rt, "name in the package", last);
    bool ok = last && obj_setattr(rt, package, last, module);
    drop(rt);
    return ok;
}

/* A module written in C, put into sys.modules. */
static OWN Obj *load_builtin(Runtime *rt, Obj *name)
{
    Obj *module = module_create(rt, name);
    if (module && !dict_set(rt, rt->modules, name, module)) CLEAR(rt, module);
    return module;
}

/* Loads a module whose parent (NULL: none) is there. */
static OWN Obj *load(Runtime *rt, Obj *name, Obj *parent, Obj *parent_name)
{
    if (rt->vm.ending >= ENDING_NO_MODULES)
        return err_format(rt, EXC_TYPE(rt, ImportError), "sys.meta_path is None, Python is likely shutting down");
    if (rt->sys_dict && has_own_finders(rt)) return find_and_load(rt, name);
    if (!parent && module_row(name)) return load_builtin(rt, name);
    Obj *path = parent ? NULL : own(sys_peek(rt, "path"));
    if (parent) {
        int has = obj_lookattr(rt, parent, id_(rt, __path__), &path);
        if (has <= 0) return has < 0 ? NULL : module_not_found(rt, name, parent_name);
    }
    hold(rt, "where modules are sought", path);
    bool elsewhere = path && (!is_list(path) || path_holds(rt, path, name)), inside = !parent || (path && is_list(path) && list_len(path) == 0);
    drop(rt);
    if (elsewhere) return find_and_load(rt, name);
    Obj *module = inside ? frozen_import(rt, name) : NULL;
    if (!module) return err_pending(rt) ? NULL : module_not_found(rt, name, NULL);
    hold(rt, "module being imported", module);
    bool ok = !parent || bind(rt, parent, name, str_len(parent_name) + 1, module);
    module = unhold(rt);
    if (!ok) CLEAR(rt, module);
    return module;
}

OWN Obj *import_absolute(Runtime *rt, Obj *name)
{
    Obj *module = loaded(rt, name);
    if (module) {
        hold(rt, "module", module);
        return drop_keep(rt, 1, ask_whether_ready(rt, name, module) ? own(module) : NULL);
    }
    if (err_pending(rt)) return NULL;
    isize dot = str_len(name);
    while (dot > 0 && str_at(name, dot - 1) != '.') dot--;
    if (dot == 0) return load(rt, name, NULL, NULL);
    if (!recursion_enter(rt, " while importing")) return NULL;
    Obj *parent_name = str_slice(rt, name, 0, dot - 1);
    hold(rt, "name of the package", parent_name);
    Obj *parent = parent_name ? import_absolute(rt, parent_name) : NULL;
    hold(rt, "package", parent);
    if (parent) module = loaded(rt, name); /* its package may have imported it */
    if (parent && !module && !err_pending(rt)) module = load(rt, name, parent, parent_name);
    hold(rt, "module", module);
    recursion_leave(rt);
    module = unhold(rt);
    drop_n(rt, 2);
    return module;
}

/* ---- relative names ------------------------------------------------------------------------------------ */

static Obj *global_peek(Runtime *rt, Obj *globals, Obj *name)
{
    Obj *value = dict_get_peek(rt, globals, name);
    return value && !is_none(rt, value) ? value : NULL;
}

/* The package that code with these globals belongs to; owned. */
static OWN Obj *package_of(Runtime *rt, Obj *globals)
{
    Obj *package = global_peek(rt, globals, id_(rt, __package__)), *spec = global_peek(rt, globals, id_(rt, __spec__));
    if (package) return is_str(package) ? own(package) : err_type(rt, "package must be a string");
    if (spec) {
        Obj *word = str_interned(rt, "parent");
        hold(rt, "name of an attribute", word);
        package = word ? obj_getattr(rt, spec, word) : NULL;
        drop(rt);
        if (!package || is_str(package)) return package;
        decref(rt, package);
        return err_type(rt, "__spec__.parent must be a string");
    }
    package = dict_get_peek(rt, globals, id_(rt, __name__));
    if (!package) return err_pending(rt) ? NULL : err_format(rt, EXC_TYPE(rt, KeyError), "'__name__' not in globals");
    if (!is_str(package)) return err_type(rt, "__name__ must be a string");
    int is_package = dict_contains(rt, globals, id_(rt, __path__));
    if (is_package) return is_package < 0 ? NULL : own(package);
    isize dot = str_len(package);
    while (dot > 0 && str_at(package, dot - 1) != '.') dot--;
    return str_slice(rt, package, 0, dot > 0 ? dot - 1 : 0);
}

/* The full name of what stands behind [level] dots. */
static OWN Obj *resolve(Runtime *rt, Obj *name, Obj *globals, int level)
{
    if (!globals) return err_format(rt, EXC_TYPE(rt, KeyError), "'__name__' not in globals");
    if (!is_dict(globals)) return err_type(rt, "globals must be a dict");
    Obj *package = package_of(rt, globals);
    if (!package) return NULL;
    isize end = str_len(package);
    for (int i = 1; i < level && end > 0; i++) {
        while (end > 0 && str_at(package, end - 1) != '.') end--;
        if (end > 0) end--;
    }
    Obj *base = end > 0 ? str_slice(rt, package, 0, end) : NULL, *full = NULL;
    if (base)
        full = str_len(name) ? str_format(rt, "%O.%O", base, name) : own(base);
    else if (str_len(package) == 0)
        err_format(rt, EXC_TYPE(rt, ImportError), "attempted relative import with no known parent package");
    else if (!err_pending(rt))
        err_format(rt, EXC_TYPE(rt, ImportError), "attempted relative import beyond top-level package");
    xdecref(rt, base);
    decref(rt, package);
    return full;
}

/* ---- the statement ------------------------------------------------------------------------------------- */

/* A module that `from package import name` may mean; that there is none is no error yet. */
static bool import_listed(Runtime *rt, Obj *package, Obj *item)
{
    Obj *name = obj_getattr(rt, package, id_(rt, __name__));
    Obj *full = name ? str_format(rt, "%S.%O", name, item) : NULL;
    xdecref(rt, name);
    if (!full) return false;
    hold(rt, "name being imported", full);
    Obj *module = import_absolute(rt, full);
    bool ok = module != NULL;
    xdecref(rt, module);
    if (!ok && err_matches(rt, EXC_TYPE(rt, ModuleNotFoundError)) && !dict_get_peek(rt, rt->modules, full)) {
        Obj *type, *value, *tb;
        err_fetch(rt, &type, &value, &tb);
        err_normalize(rt, &type, &value, &tb);
        Obj *missing = is_instance(value, (Type *)EXC_TYPE(rt, ImportError)) ? ((ImportErrorExc *)value)->name : NULL;
        ok = missing && is_str(missing) && str_equal(missing, full);
        err_restore_take(rt, type, value, tb);
        if (ok) err_clear(rt);
    }
    drop(rt);
    return ok;
}

static bool import_list(Runtime *rt, Obj *package, Obj *names, bool all);

static bool import_item(Runtime *rt, Obj *package, Obj *item, bool all)
{
    Obj *value;
    if (!is_str(item)) {
        Obj *name = all ? obj_getattr(rt, package, id_(rt, __name__)) : NULL;
        if (name) err_type(rt, "Item in %S.__all__ must be str, not %s", name, type_of(item)->name);
        if (!all) err_type(rt, "Item in ``from list'' must be str, not %s", type_of(item)->name);
        xdecref(rt, name);
        return false;
    }
    bool star = str_equal_ascii(item, "*");
    if (star && all) return true;
    int has = obj_lookattr(rt, package, star ? id_(rt, __all__) : item, &value);
    if (has < 0) return false;
    hold(rt, "what a package has", has ? value : NULL);
    bool ok = star ? !has || import_list(rt, package, value, true) : has || import_listed(rt, package, item);
    drop(rt);
    return ok;
}

/* from package import names: those that are modules not imported yet. */
static bool import_list(Runtime *rt, Obj *package, Obj *names, bool all)
{
    Obj *list = list_from_iterable(rt, names);
    if (!list) return false;
    hold(rt, "names being imported", list);
    bool ok = true;
    for (isize i = 0; ok && i < list_len(list); i++) ok = import_item(rt, package, list_peek(list, i), all);
    drop(rt);
    return ok;
}

/* import a.b.c: the module that is bound, a; of a relative name as many parts fewer as follow its first. */
static OWN Obj *first_of(Runtime *rt, Obj *name, Obj *full, int level, Obj *module)
{
    isize dot = str_find_char(name, '.', 0, str_len(name));
    if (dot < 0 || (level > 0 && str_len(name) == 0)) return own(module);
    Obj *first = level == 0 ? str_slice(rt, name, 0, dot) : str_slice(rt, full, 0, str_len(full) - (str_len(name) - dot));
    if (!first) return NULL;
    hold(rt, "name of the first package", first);
    Obj *result = level == 0 ? import_absolute(rt, first) : dict_get(rt, rt->modules, first);
    if (!result && !err_pending(rt)) err_format(rt, EXC_TYPE(rt, KeyError), "%R not in sys.modules as expected", first);
    return drop_keep(rt, 1, result);
}

static OWN Obj *import_resolved(Runtime *rt, Obj *name, Obj *full, Obj *fromlist, int level)
{
    Obj *module = import_absolute(rt, full), *path = NULL;
    if (!module) return NULL;
    hold(rt, "module being imported", module);
    int listed = fromlist && !is_none(rt, fromlist) ? obj_truth(rt, fromlist) : 0;
    if (listed == 0) return drop_keep(rt, 1, first_of(rt, name, full, level, module));
    if (listed > 0) listed = obj_lookattr(rt, module, id_(rt, __path__), &path);
    xdecref(rt, path);
    bool ok = listed == 0 || (listed > 0 && import_list(rt, module, fromlist, false));
    return drop_keep(rt, 1, ok ? own(module) : NULL);
}

OWN Obj *lib_import(Runtime *rt, Obj *name, Obj *globals, Obj *fromlist, int level)
{
    if (!is_str(name)) return err_type(rt, "module name must be a string");
    if (level < 0) return err_value(rt, "level must be >= 0");
    if (level == 0 && str_len(name) == 0) return err_value(rt, "Empty module name");
    Obj *full = level ? resolve(rt, name, globals, level) : own(name);
    if (!full) return NULL;
    hold(rt, "name being imported", full);
    return drop_keep(rt, 1, import_resolved(rt, name, full, fromlist, level));
}
