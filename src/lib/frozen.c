/* frozen.c - runs the modules written in Python that come with the program. */
#include "lib/frozen.h"

#include <string.h>

#include "compile/compile.h"

const FrozenText *frozen_find(const Obj *name)
{
    for (const FrozenText *t = frozen_texts; t->name; t++)
        if (str_equal_ascii(name, t->name)) return t;
    return NULL;
}

bool frozen_is_package(const Obj *name)
{
    if (!str_is_ascii(name)) return false;
    size_t n = (size_t)str_len(name);
    for (const FrozenText *t = frozen_texts; t->name; t++)
        if (!strncmp(t->name, str_data(name), n) && t->name[n] == '.') return true;
    return false;
}

OWN Obj *frozen_compile(Runtime *rt, const FrozenText *t)
{
    Obj *filename = str_format(rt, "<frozen %s>", t->name);
    Obj *code = filename ? compile_source(rt, t->text, t->size, filename, TREE_FILE, NULL) : NULL;
    xdecref(rt, filename);
    return code;
}

/* The namespace's first entries. */
static bool prepare(Runtime *rt, Obj *module, Obj *name)
{
    Obj *dict = module_dict_peek(module);
    isize dot = str_len(name);
    while (dot > 0 && str_at(name, dot - 1) != '.') dot--;
    bool is_package = frozen_is_package(name);
    Obj *parent = is_package ? own(name) : str_slice(rt, name, 0, dot ? dot - 1 : 0);
    bool named = parent && dict_set(rt, dict, id_(rt, __package__), parent);
    xdecref(rt, parent);
    if (!named || !dict_set(rt, dict, id_(rt, __builtins__), rt->builtins)) return false;
    if (!is_package) return true;
    Obj *path = list_new(rt, 0);
    bool ok = path && dict_set(rt, dict, id_(rt, __path__), path);
    xdecref(rt, path);
    return ok;
}

OWN Obj *frozen_import(Runtime *rt, Obj *name)
{
    const FrozenText *t = frozen_find(name);
    if (!t) return NULL;
    Obj *module = module_new(rt, name), *result = NULL;
    hold(rt, "module being imported", module);
    if (module && prepare(rt, module, name) && dict_set(rt, rt->modules, name, module)) {
        Obj *code = frozen_compile(rt, t), *dict = module_dict_peek(module);
        hold(rt, "code of the module being imported", code);
        if (code) result = vm_eval_code(rt, code, dict, dict);
        drop(rt);
        if (!result) {
            Obj *type, *value, *tb;
            err_fetch(rt, &type, &value, &tb);
            if (!dict_del(rt, rt->modules, name)) err_clear(rt);
            err_restore_take(rt, type, value, tb);
        }
    }
    module = unhold(rt);
    if (!result && module) CLEAR(rt, module);
    xdecref(rt, result);
    return module;
}
