/* import.c - what import statements do beyond the import hook: `from x import name` and `import *`. */
#include "vm/vm_inner.h"

OWN Obj *import_name(Runtime *rt, Frame *f, Obj *name, Obj *fromlist, Obj *level)
{
    Obj *import = is_type(rt, f->builtins, DICT) ? dict_get_peek(rt, f->builtins, id_(rt, __import__)) : NULL;
    if (!import) {
        if (err_pending(rt)) return NULL;
        return err_format(rt, EXC_TYPE(rt, ImportError), "__import__ not found");
    }
    if (import == rt->import_func && rt->hooks.import) {
        isize n = int_as_isize(rt, level);
        if (n == -1 && err_pending(rt)) return NULL;
        return rt->hooks.import(rt, name, f->globals, fromlist, (int)n);
    }
    Obj *args[] = {NULL, name, f->globals, f->locals ? f->locals : NONE(rt), fromlist, level};
    return obj_vectorcall(rt, import, args + 1, 5 | VECTOR_OFFSET, NULL);
}

/* ---- from module import name ------------------------------------------------------------------------------------ */

static bool is_initializing(Runtime *rt, Obj *module)
{
    Obj *spec, *flag = NULL, *word = str_interned(rt, "_initializing");
    bool answer = false;
    hold(rt, "name of an attribute", word);
    if (word && obj_lookattr(rt, module, id_(rt, __spec__), &spec) > 0) {
        hold(rt, "module's spec", spec);
        if (obj_lookattr(rt, spec, word, &flag) > 0) {
            hold(rt, "flag of the spec", flag);
            answer = obj_truth(rt, flag) > 0;
            drop(rt);
        }
        drop(rt);
    }
    drop(rt);
    err_clear(rt);
    return answer;
}

/* ImportError(message) with its .name and .path; both may be NULL. */
static void *import_error(Runtime *rt, TAKE Obj *message, Obj *name, Obj *path)
{
    if (!message) return NULL;
    err_set(rt, EXC_TYPE(rt, ImportError), message);
    decref(rt, message);
    Obj *type, *value, *tb;
    err_fetch(rt, &type, &value, &tb);
    err_normalize(rt, &type, &value, &tb);
    if (is_instance(value, (Type *)EXC_TYPE(rt, ImportError))) {
        SET_REF_TAKE(rt, ((ImportErrorExc *)value)->name, xown(name));
        SET_REF_TAKE(rt, ((ImportErrorExc *)value)->path, xown(path));
    }
    err_restore_take(rt, type, value, tb);
    return NULL;
}

static void *cannot_import(Runtime *rt, Obj *module, Obj *name, Obj *package)
{
    Obj *path = is_type(rt, module, MODULE) ? dict_get_peek(rt, ((Module *)module)->dict, id_(rt, __file__)) : NULL;
    Obj *unknown = package ? NULL : str_from(rt, "<unknown module name>"), *message;
    if (!package && !unknown) return NULL;
    err_clear(rt);
    hold(rt, "name of a module without one", unknown);
    hold(rt, "file of the module", xown(path));
    if (!path || !is_str(path))
        message = str_format(rt, "cannot import name %R from %R (unknown location)", name, package ? package : unknown);
    else
        message = str_format(rt, is_initializing(rt, module)
                                     ? "cannot import name %R from partially initialized module %R (most likely due to a "
                                       "circular import) (%S)"
                                     : "cannot import name %R from %R (%S)",
                             name, package ? package : unknown, path);
    import_error(rt, message, package, path && is_str(path) ? path : NULL);
    drop_n(rt, 2);
    return NULL;
}

OWN Obj *import_from(Runtime *rt, Obj *module, Obj *name)
{
    Obj *value, *package;
    int found = obj_lookattr(rt, module, name, &value);
    if (found) return value;
    if (obj_lookattr(rt, module, id_(rt, __name__), &package) < 0) return NULL;
    if (package && is_str(package)) { /* a submodule of a package that is still being imported */
        Obj *full = str_format(rt, "%O.%O", package, name);
        hold(rt, "module's name", package);
        hold(rt, "submodule's name", full);
        value = drop_keep(rt, 1, full ? obj_getitem(rt, rt->modules, full) : NULL);
        package = unhold(rt);
        if (value || !err_clear_if(rt, EXC_TYPE(rt, KeyError))) {
            decref(rt, package);
            return value;
        }
    } else if (package) {
        CLEAR(rt, package);
    }
    hold(rt, "module's name", package);
    cannot_import(rt, module, name, package);
    drop(rt);
    return NULL;
}

/* ---- from module import * --------------------------------------------------------------------------------------------- */

static bool not_a_name(Runtime *rt, Obj *module, Obj *name, bool from_dict)
{
    Obj *modname = obj_getattr(rt, module, id_(rt, __name__));
    if (!modname) return false;
    if (!is_str(modname))
        err_type(rt, "module __name__ must be a string, not %.100s", type_of(modname)->name);
    else
        err_type(rt, "%s in %O.%s must be str, not %.100s", from_dict ? "Key" : "Item", modname,
                 from_dict ? "__dict__" : "__all__", type_of(name)->name);
    decref(rt, modname);
    return false;
}

static bool import_one(Runtime *rt, Obj *locals, Obj *module, Obj *name, bool from_dict)
{
    if (!is_str(name)) return not_a_name(rt, module, name, from_dict);
    if (from_dict && str_len(name) > 0 && str_at(name, 0) == '_') return true;
    Obj *value = obj_getattr(rt, module, name);
    if (!value) return false;
    hold(rt, "value being imported", value);
    bool ok = obj_setitem(rt, locals, name, value);
    if (ok) EMIT(rt, BIND, value, name, 0, 0);
    drop(rt);
    return ok;
}

/* The names to import, owned: __all__, or the keys of the module's dict. */
static OWN Obj *names_to_import(Runtime *rt, Obj *module, bool *from_dict)
{
    Obj *all, *dict;
    int found = obj_lookattr(rt, module, id_(rt, __all__), &all);
    *from_dict = !found;
    if (found) return all;
    found = obj_lookattr(rt, module, id_(rt, __dict__), &dict);
    if (found < 0) return NULL;
    if (!found) return err_format(rt, EXC_TYPE(rt, ImportError), "from-import-* object has no __dict__ and no __all__");
    hold(rt, "module's dict", dict);
    Obj *keys = is_dict(dict) ? dict_keys_list(rt, dict) : obj_call_method(rt, dict, id_(rt, keys), NULL, 0);
    if (keys && !is_list(keys)) {
        Obj *list = list_from_iterable(rt, keys);
        decref(rt, keys);
        keys = list;
    }
    return drop_keep(rt, 1, keys);
}

CHECK bool import_star(Runtime *rt, Frame *f, Obj *module)
{
    bool from_dict, ok = true;
    Obj *locals = frame_locals(rt, f);
    if (!locals) return false;
    hold(rt, "locals", locals);
    Obj *all = names_to_import(rt, module, &from_dict);
    hold(rt, "names being imported", all);
    if (!all) ok = false;
    for (isize i = 0; ok; i++) {
        Obj *name = seq_getitem(rt, all, i);
        if (!name) {
            ok = err_clear_if(rt, EXC_TYPE(rt, IndexError));
            break;
        }
        hold(rt, "name being imported", name);
        ok = import_one(rt, locals, module, name, from_dict);
        drop(rt);
    }
    drop_n(rt, 2);
    return ok;
}
