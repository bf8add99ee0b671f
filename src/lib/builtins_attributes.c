/* builtins_attributes.c - built-in functions about attributes, classes and namespaces. */
#include "lib/lib.h"

METHOD(builtin_getattr, POSITIONAL, "getattr(object, name, default=None, /)",
       "getattr(object, name[, default]) -> value\n\nGet a named attribute from an object; getattr(x, 'y') is equivalent to x.y.\n"
       "When a default argument is given, it is returned when the attribute doesn't\nexist; without it, an exception is raised in that case.")
{
    if (!is_str(a->obj[1])) return err_type(rt, "attribute name must be string, not '%.200s'", type_of(a->obj[1])->name);
    if (a->given < 3) return obj_getattr(rt, a->obj[0], a->obj[1]);
    Obj *value;
    int found = obj_lookattr(rt, a->obj[0], a->obj[1], &value);
    return found < 0 ? NULL : found ? value : own(a->obj[2]);
}

METHOD(builtin_hasattr, POSITIONAL, "hasattr(obj, name, /)",
       "Return whether the object has an attribute with the given name.\n\nThis is done by calling getattr(obj, name) and catching AttributeError.")
{
    if (!is_str(a->obj[1])) return err_type(rt, "attribute name must be string, not '%.200s'", type_of(a->obj[1])->name);
    Obj *value;
    int found = obj_lookattr(rt, a->obj[0], a->obj[1], &value);
    if (found > 0) decref(rt, value);
    return found < 0 ? NULL : bool_new(rt, found);
}

METHOD(builtin_setattr, POSITIONAL, "setattr(obj, name, value, /)",
       "Sets the named attribute on the given object to the specified value.\n\nsetattr(x, 'y', v) is equivalent to ``x.y = v``")
{
    return obj_setattr(rt, a->obj[0], a->obj[1], a->obj[2]) ? none_new(rt) : NULL;
}

METHOD(builtin_delattr, POSITIONAL, "delattr(obj, name, /)",
       "Deletes the named attribute from the given object.\n\ndelattr(x, 'y') is equivalent to ``del x.y``")
{
    return obj_setattr(rt, a->obj[0], a->obj[1], NULL) ? none_new(rt) : NULL;
}

METHOD(builtin_isinstance, POSITIONAL, "isinstance(obj, class_or_tuple, /)",
       "Return whether an object is an instance of a class or of a subclass thereof.\n\n"
       "A tuple, as in ``isinstance(x, (A, B, ...))``, may be given as the target to\ncheck against. This is equivalent to "
       "``isinstance(x, A) or isinstance(x, B)\nor ...`` etc.")
{
    int answer = obj_isinstance(rt, a->obj[0], a->obj[1]);
    return answer < 0 ? NULL : bool_new(rt, answer);
}

METHOD(builtin_issubclass, POSITIONAL, "issubclass(cls, class_or_tuple, /)",
       "Return whether 'cls' is derived from another class or is the same class.\n\n"
       "A tuple, as in ``issubclass(x, (A, B, ...))``, may be given as the target to\ncheck against. This is equivalent to "
       "``issubclass(x, A) or issubclass(x, B)\nor ...``.")
{
    int answer = obj_issubclass(rt, a->obj[0], a->obj[1]);
    return answer < 0 ? NULL : bool_new(rt, answer);
}

METHOD(builtin_globals, NOARGS, "globals()",
       "Return the dictionary containing the current scope's global variables.\n\n"
       "NOTE: Updates to this dictionary *will* affect name lookups in the current\nglobal scope and vice-versa.")
{
    Obj *globals = vm_globals_peek(rt);
    return globals ? own(globals) : none_new(rt);
}

METHOD(builtin_locals, NOARGS, "locals()",
       "Return a dictionary containing the current scope's local variables.\n\n"
       "NOTE: Whether or not updates to this dictionary will affect name lookups in\n"
       "the local scope and vice-versa is *implementation dependent* and not\ncovered by any backwards compatibility guarantees.")
{
    return vm_locals(rt);
}

METHOD_TUPLED(builtin_vars, POSITIONAL, "vars(object=None, /)",
       "vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().\nWith an argument, equivalent to object.__dict__.")
{
    if (!a->given) return vm_locals(rt);
    Obj *dict;
    int found = obj_lookattr(rt, a->obj[0], id_(rt, __dict__), &dict);
    if (!found) err_type(rt, "vars() argument must have __dict__ attribute");
    return dict;
}

/* The names of the current local scope, sorted. */
static OWN Obj *local_names(Runtime *rt)
{
    Obj *locals = vm_locals(rt);
    if (!locals) return NULL;
    hold(rt, "locals", locals);
    Obj *keys = obj_call_method(rt, locals, id_(rt, keys), NULL, 0);
    hold(rt, "names of the locals", keys);
    Obj *names = drop_keep(rt, 2, keys ? list_from_iterable(rt, keys) : NULL);
    hold(rt, "sorted names", names);
    bool ok = names && list_sort_in_place(rt, names, NULL, false);
    names = unhold(rt);
    if (!ok) CLEAR(rt, names);
    return names;
}

METHOD_TUPLED(builtin_dir, POSITIONAL, "dir(object=None, /)",
       "dir([object]) -> list of strings\n\nIf called without an argument, return the names in the current scope.\n"
       "Else, return an alphabetized list of names comprising (some of) the attributes\nof the given object, and of attributes reachable from it.\n"
       "If the object supplies a method named __dir__, it will be used; otherwise\nthe default dir() logic is used and returns:\n"
       "  for a module object: the module's attributes.\n  for a class object:  its attributes, and recursively the attributes\n"
       "    of its bases.\n  for any other object: its attributes, its class's attributes, and\n"
       "    recursively the attributes of its class's base classes.")
{
    return a->given ? obj_dir(rt, a->obj[0]) : local_names(rt);
}

const MethodDef *const builtins_attributes[] = {&builtin_delattr_def, &builtin_dir_def,    &builtin_getattr_def,
                                                &builtin_globals_def, &builtin_hasattr_def, &builtin_isinstance_def,
                                                &builtin_issubclass_def, &builtin_locals_def, &builtin_setattr_def,
                                                &builtin_vars_def, NULL};
