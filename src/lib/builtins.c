/* builtins.c - the module builtins: its functions come from the files beside this one, its types from the object room. */
#include "lib/lib.h"

static const struct {
    const char *name;
    enum TypeId type;
} types[] = {
    {"bool", T_BOOL}, {"bytearray", T_BYTEARRAY}, {"bytes", T_BYTES}, {"classmethod", T_CLASSMETHOD}, {"complex", T_COMPLEX}, {"dict", T_DICT},
    {"enumerate", T_ENUMERATE}, {"filter", T_FILTER}, {"float", T_FLOAT}, {"frozenset", T_FROZENSET}, {"int", T_INT},
    {"list", T_LIST}, {"map", T_MAP}, {"memoryview", T_MEMORYVIEW}, {"object", T_OBJECT}, {"property", T_PROPERTY}, {"range", T_RANGE},
    {"reversed", T_REVERSED}, {"set", T_SET}, {"slice", T_SLICE}, {"staticmethod", T_STATICMETHOD}, {"str", T_STR},
    {"super", T_SUPER}, {"tuple", T_TUPLE}, {"type", T_TYPE}, {"zip", T_ZIP},
};

static bool add_types(Runtime *rt, Obj *module)
{
    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (!module_add(rt, module, types[i].name, (Obj *)&rt->types[types[i].type])) return false;
    for (int i = 0; i < E_COUNT; i++)
        if (!module_add(rt, module, rt->excs[i].name, (Obj *)&rt->excs[i])) return false;
    return module_add(rt, module, "EnvironmentError", EXC_TYPE(rt, OSError)) &&
           module_add(rt, module, "IOError", EXC_TYPE(rt, OSError)) &&
           module_add(rt, module, "ExceptionGroup", rt->exception_group_type);
}

static bool add_constants(Runtime *rt, Obj *module)
{
    return module_add(rt, module, "None", NONE(rt)) && module_add(rt, module, "True", bool_peek(rt, true)) &&
           module_add(rt, module, "False", bool_peek(rt, false)) && module_add(rt, module, "Ellipsis", &rt->ellipsis) &&
           module_add(rt, module, "NotImplemented", &rt->not_implemented) &&
           module_add(rt, module, "__debug__", bool_peek(rt, true)) &&
           module_add_take(rt, module, "quit", quitter_new(rt, "quit")) &&
           module_add_take(rt, module, "exit", quitter_new(rt, "exit"));
}

OWN Obj *builtins_module(Runtime *rt)
{
    const MethodDef *const build_class[] = {vm_build_class_def, NULL};
    Obj *module = module_make(rt, "builtins",
                              "Built-in functions, exceptions, and other objects.\n\nNoteworthy: None is the `nil' object; Ellipsis "
                              "represents `...' in slices.",
                              build_class);
    bool ok = module && module_add_methods(rt, module, builtins_io) && module_add_methods(rt, module, builtins_values) &&
              module_add_methods(rt, module, builtins_attributes) && module_add_methods(rt, module, builtins_code) &&
              module_add_methods(rt, module, builtins_file) && module_add_methods(rt, module, builtins_hooks) && add_constants(rt, module) && add_types(rt, module);
    if (module && !ok) CLEAR(rt, module);
    return module;
}
