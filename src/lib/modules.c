/* modules.c - which modules there are, and what is said of one that is not there. */
#include <string.h>

#include "lib/importing.h"

const ModuleRow module_rows[] = {
#define MODULE(name, make) {#name, make},
#include "lib/modules.def"
#undef MODULE
    {NULL, NULL},
};

OWN Obj *module_make(Runtime *rt, const char *name, const char *doc, const MethodDef *const *defs)
{
    Obj *key = str_interned(rt, name), *module = key ? module_new(rt, key) : NULL, *text = doc ? str_from(rt, doc) : none_new(rt);
    hold(rt, "module being made", module);
    bool ok = module && text && module_add(rt, module, "__doc__", text) && (!defs || module_add_methods(rt, module, defs));
    unhold(rt);
    xdecref(rt, key);
    xdecref(rt, text);
    if (module && !ok) CLEAR(rt, module);
    return module;
}

const ModuleRow *module_row(const Obj *name)
{
    for (const ModuleRow *row = module_rows; row->name; row++)
        if (str_equal_ascii(name, row->name)) return row;
    return NULL;
}

OWN Obj *module_create(Runtime *rt, const Obj *name)
{
    const ModuleRow *row = module_row(name);
    Obj *module = row ? row->make(rt) : NULL;
    if (module && !dict_set(rt, module_dict_peek(module), id_(rt, __package__), rt->empty_str)) CLEAR(rt, module);
    return module;
}

static const struct {
    const char *name, *instead;
} standard[] = {
#define STDLIB(name, instead) {#name, instead},
#include "lib/stdlib.def"
#undef STDLIB
};

OWN Obj *module_standard_names(Runtime *rt)
{
    Obj *names = list_new(rt, 0);
    for (size_t i = 0; names && i < COUNT_OF(standard); i++) {
        Obj *name = str_interned(rt, standard[i].name);
        if (!name || !list_append_take(rt, names, name)) CLEAR(rt, names);
    }
    Obj *set = names ? frozenset_new(rt, names) : NULL;
    xdecref(rt, names);
    return set;
}

/* What there is instead of the module [name] or of the package that it is in; NULL: it is no module of Python's. */
static const char *instead_of(const Obj *name)
{
    isize n = str_find_char(name, '.', 0, str_len(name));
    if (n < 0) n = str_len(name);
    for (size_t i = 0; i < COUNT_OF(standard); i++) {
        const char *known = standard[i].name;
        if ((isize)strlen(known) == n && str_is_ascii(name) && !memcmp(known, str_data(name), (size_t)n)) return standard[i].instead;
    }
    return NULL;
}

void *module_error_take(Runtime *rt, Obj *name, TAKE Obj *message)
{
    Obj *exc = message ? exc_new(rt, EXC_TYPE(rt, ModuleNotFoundError), message) : NULL;
    xdecref(rt, message);
    if (!exc) return NULL;
    SET_REF_TAKE(rt, ((ImportErrorExc *)exc)->name, own(name));
    err_set(rt, EXC_TYPE(rt, ModuleNotFoundError), exc);
    decref(rt, exc);
    return NULL;
}

void *module_not_found(Runtime *rt, Obj *name, Obj *parent)
{
    const char *instead = parent ? NULL : instead_of(name);
    Obj *message = parent    ? str_format(rt, "No module named %R; %R is not a package", name, parent)
                   : instead ? str_format(rt, "No module named %R in glassheap: %s", name, instead)
                             : str_format(rt, "No module named %R", name);
    return module_error_take(rt, name, message);
}
