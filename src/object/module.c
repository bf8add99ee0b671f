/* module.c - modules: a namespace dict with a name. */
#include "object/start.h"

OWN Obj *module_new(Runtime *rt, Obj *name)
{
    Module *m = (Module *)type_alloc(rt, TYPE_OF(rt, MODULE), 0);
    if (!m) return NULL;
    m->dict = dict_new(rt);
    m->name = own(name);
    Obj *const keys[] = {id_(rt, __name__), id_(rt, __doc__), id_(rt, __package__), id_(rt, __loader__), id_(rt, __spec__)};
    bool ok = m->dict != NULL;
    for (size_t i = 0; ok && i < COUNT_OF(keys); i++) ok = dict_set(rt, m->dict, keys[i], i ? NONE(rt) : name);
    if (!ok) CLEAR(rt, m);
    return (Obj *)m;
}

Obj *module_dict_peek(const Obj *module) { return ((const Module *)module)->dict; }

CHECK bool module_add(Runtime *rt, Obj *module, const char *name, Obj *value)
{
    Obj *key = str_interned(rt, name);
    bool ok = key && dict_set(rt, module_dict_peek(module), key, value);
    xdecref(rt, key);
    return ok;
}

CHECK bool module_add_take(Runtime *rt, Obj *module, const char *name, TAKE Obj *value)
{
    bool ok = value && module_add(rt, module, name, value);
    xdecref(rt, value);
    return ok;
}

CHECK bool module_add_methods(Runtime *rt, Obj *module, const MethodDef *const *defs)
{
    Obj *dict = module_dict_peek(module);
    for (; *defs; defs++) {
        BoundDef *def = bound_def_new(rt, *defs);
        Obj *f = def ? builtin_new(rt, def, module, ((Module *)module)->name) : NULL;
        bool ok = f && dict_set(rt, dict, def->name, f);
        xdecref(rt, f);
        if (!ok) return false;
    }
    return true;
}

static void module_dealloc(Runtime *rt, Obj *self)
{
    Module *m = (Module *)self;
    gc_untrack(self);
    if (m->weaklist) weakrefs_clear(rt, self);
    xdecref(rt, m->dict);
    xdecref(rt, m->name);
    type_of(self)->free(rt, self);
}

static int module_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((Module *)self)->dict, "namespace", -1);
    VISIT(((Module *)self)->name, "name", -1);
    return 0;
}

static int module_clear(Runtime *rt, Obj *self)
{
    CLEAR(rt, ((Module *)self)->dict);
    return 0;
}

/* The module's __name__, owned; NULL when it has none that is a str. */
static Obj *name_of(Runtime *rt, Obj *self)
{
    Obj *name = ((Module *)self)->dict ? dict_get(rt, ((Module *)self)->dict, id_(rt, __name__)) : NULL;
    if (!name) err_clear(rt);
    if (name && !is_str(name)) CLEAR(rt, name);
    return name;
}

/* An attribute of the module's spec, owned; NULL without an exception when there is neither, or it is None. */
static OWN Obj *of_spec(Runtime *rt, Obj *self, const char *attribute)
{
    Obj *dict = ((Module *)self)->dict, *spec = dict ? dict_get(rt, dict, id_(rt, __spec__)) : NULL, *value = NULL;
    hold(rt, "module's spec", spec);
    Obj *name = spec && !is_none(rt, spec) ? str_interned(rt, attribute) : NULL;
    hold(rt, "name of an attribute", name);
    if (name && obj_lookattr(rt, spec, name, &value) > 0 && is_none(rt, value)) CLEAR(rt, value);
    err_clear(rt);
    drop_n(rt, 2);
    return value;
}

/* As its spec describes it; [name] is the spec's. */
static OWN Obj *repr_by_spec(Runtime *rt, Obj *self, Obj *name)
{
    Obj *origin = of_spec(rt, self, "origin"), *text;
    hold(rt, "origin of a module", origin);
    Obj *loader = of_spec(rt, self, "loader"), *located = of_spec(rt, self, "has_location");
    hold(rt, "loader of a module", loader);
    hold(rt, "whether a module has a file", located);
    if (origin)
        text = str_format(rt, located && obj_truth(rt, located) > 0 ? "<module %R from %R>" : "<module %R (%S)>", name, origin);
    else
        text = loader ? str_format(rt, "<module %R (%R)>", name, loader) : str_format(rt, "<module %R>", name);
    return drop_keep(rt, 3, text);
}

static OWN Obj *module_repr(Runtime *rt, Obj *self)
{
    Obj *spec_name = of_spec(rt, self, "name");
    hold(rt, "name of a module", spec_name);
    Obj *described = spec_name ? repr_by_spec(rt, self, spec_name) : NULL;
    drop(rt);
    if (described || err_pending(rt)) return described;
    Obj *name = name_of(rt, self), *dict = ((Module *)self)->dict;
    Obj *file = dict ? dict_get(rt, dict, id_(rt, __file__)) : NULL, *text;
    hold(rt, "name of the module", name);
    hold(rt, "file of the module", file);
    if (!name)
        text = str_from(rt, "<module '?'>");
    else if (file)
        text = str_format(rt, "<module %R from %R>", name, file);
    else
        text = dict_get_peek(rt, rt->sys_dict, name) || str_equal_ascii(name, "__main__") || (dict && dict_get_peek(rt, dict, id_(rt, __path__)))
                   ? str_format(rt, "<module %R>", name)
                   : str_format(rt, "<module %R (built-in)>", name);
    return drop_keep(rt, 2, text);
}

/* An attribute of the type, of the namespace, or what the namespace's __getattr__ answers. */
static OWN Obj *module_getattr(Runtime *rt, Obj *self, Obj *name)
{
    Obj *value = generic_getattr(rt, self, name);
    if (value || !err_matches(rt, EXC_TYPE(rt, AttributeError))) return value;
    Obj *dict = ((Module *)self)->dict;
    err_clear(rt);
    Obj *hook = dict ? dict_get(rt, dict, id_(rt, __getattr__)) : NULL;
    if (hook) {
        hold(rt, "module's __getattr__", hook);
        value = obj_call1(rt, hook, name);
        return drop_keep(rt, 1, value);
    }
    if (err_pending(rt)) return NULL;
    Obj *own_name = name_of(rt, self);
    if (own_name) {
        hold(rt, "name of the module", own_name);
        Obj *flag = of_spec(rt, self, "_initializing");
        bool partial = flag && obj_truth(rt, flag) > 0;
        xdecref(rt, flag);
        own_name = unhold(rt);
        err_format(rt, EXC_TYPE(rt, AttributeError),
                   partial ? "partially initialized module '%O' has no attribute '%O' (most likely due to a circular import)"
                           : "module '%O' has no attribute '%O'",
                   own_name, name);
    }
    else
        err_format(rt, EXC_TYPE(rt, AttributeError), "module has no attribute '%O'", name);
    xdecref(rt, own_name);
    err_attribute_context(rt, self, name);
    return NULL;
}

static bool module_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    Args a;
    Module *m = (Module *)self;
    if (!args_bind(rt, "module(name: str, doc=None)", CALL_KEYWORDS, args, kwargs, &a)) return false;
    incref(a.obj[0]);
    SET_REF_TAKE(rt, m->name, a.obj[0]);
    if (!m->dict && !(m->dict = dict_new(rt))) return false;
    Obj *const keys[] = {id_(rt, __name__), id_(rt, __doc__), id_(rt, __package__), id_(rt, __loader__), id_(rt, __spec__)};
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        Obj *value = i == 0 ? a.obj[0] : i == 1 && a.obj[1] ? a.obj[1] : NONE(rt);
        if (!dict_set(rt, m->dict, keys[i], value)) return false;
    }
    return true;
}

METHOD(module_dir, NOARGS, "__dir__()", "__dir__() -> list\nspecialized dir() implementation")
{
    Obj *dict = ((Module *)self)->dict;
    Obj *hook = dict ? dict_get(rt, dict, id_(rt, __dir__)) : NULL;
    if (!hook) return err_pending(rt) ? NULL : dict ? dict_keys_list(rt, dict) : list_new(rt, 0);
    Obj *names = obj_call0(rt, hook);
    decref(rt, hook);
    return names;
}

static OWN Obj *get_annotations(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Obj *dict = ((Module *)self)->dict, *a = dict_get(rt, dict, id_(rt, __annotations__));
    if (a || err_pending(rt)) return a;
    a = dict_new(rt);
    if (a && !dict_set(rt, dict, id_(rt, __annotations__), a)) CLEAR(rt, a);
    return a;
}

static bool set_annotations(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Obj *dict = ((Module *)self)->dict;
    if (value) return dict_set(rt, dict, id_(rt, __annotations__), value);
    if (dict_del(rt, dict, id_(rt, __annotations__))) return true;
    if (err_clear_if(rt, EXC_TYPE(rt, KeyError)))
        err_format(rt, EXC_TYPE(rt, AttributeError), "%O", id_(rt, __annotations__));
    return false;
}

static const MethodDef *const methods[] = {&module_dir_def, NULL};
static const GetSetDef getset[] = {{"__annotations__", get_annotations, set_annotations, NULL, NULL}, {0}};
static const MemberDef members[] = {{"__dict__", MEMBER_OBJ, offsetof(Module, dict), MEMBER_READONLY, NULL}, {0}};

const Type module_type = {
    .name = "module",
    .basicsize = sizeof(Module),
    .dealloc = module_dealloc,
    .repr = module_repr,
    .getattr = module_getattr,
    .setattr = generic_setattr,
    .flags = TF_GC | TF_BASETYPE,
    .doc = "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
    .traverse = module_traverse,
    .clear = module_clear,
    .weaklist_offset = offsetof(Module, weaklist),
    .methods = methods,
    .members = members,
    .getset = getset,
    .dict_offset = offsetof(Module, dict),
    .init = module_init,
    .new_ = type_new_generic,
};
