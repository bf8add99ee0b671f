/* weakrefmodule.c - the module weakref: references that see an object without holding it. */
#include "lib/lib.h"

METHOD(weakref_proxy, POSITIONAL, "proxy(object, callback=None, /)",
       "Create a proxy object that weakly references 'object'.\n\n'callback', if given, is called with a reference to the\n"
       "proxy when 'object' is about to be finalized.")
{
    return weakproxy_new(rt, a->obj[0], a->obj[1]);
}

METHOD(weakref_getweakrefcount, ONE, "getweakrefcount(object, /)", "Return the number of weak references to 'object'.")
{
    return int_new(rt, weakref_count(arg));
}

METHOD(weakref_getweakrefs, ONE, "getweakrefs(object, /)", "Return a list of all weak reference objects pointing to 'object'.")
{
    Obj *list = list_new(rt, 0), **place = weaklist_place(arg);
    for (WeakRef *w = place ? (WeakRef *)*place : NULL; list && w; w = w->next)
        if (!list_append(rt, list, (Obj *)w)) CLEAR(rt, list);
    return list;
}

METHOD(weakref_remove_dead, POSITIONAL, "_remove_dead_weakref(dct: dict, key, /)",
       "Atomically remove key from dict if it points to a dead weakref.")
{
    Obj *dict = a->obj[0], *key = a->obj[1], *value = dict_get(rt, dict, key);
    if (!value) return err_pending(rt) ? NULL : none_new(rt);
    bool ok = true;
    if (!is_instance(value, TYPE_OF(rt, WEAKREF)))
        ok = err_type(rt, "not a weakref");
    else if (is_none(rt, ((WeakRef *)value)->object))
        ok = dict_del(rt, dict, key);
    decref(rt, value);
    return ok ? none_new(rt) : NULL;
}

static const MethodDef *const methods[] = {&weakref_proxy_def, &weakref_getweakrefcount_def, &weakref_getweakrefs_def, &weakref_remove_dead_def, NULL};

OWN Obj *weakref_module(Runtime *rt)
{
    Obj *module = module_make(rt, "_weakref", "Weak reference support for Python.\n", methods);
    bool ok = module && module_add(rt, module, "ref", (Obj *)TYPE_OF(rt, WEAKREF)) &&
              module_add(rt, module, "ReferenceType", (Obj *)TYPE_OF(rt, WEAKREF)) &&
              module_add(rt, module, "ProxyType", (Obj *)TYPE_OF(rt, WEAKPROXY)) &&
              module_add(rt, module, "CallableProxyType", (Obj *)TYPE_OF(rt, WEAKCALLPROXY)) &&
              module_add_take(rt, module, "ProxyTypes", tuple_pack(rt, 2, TYPE_OF(rt, WEAKPROXY), TYPE_OF(rt, WEAKCALLPROXY))) &&
              module_add(rt, module, "ReferenceError", EXC_TYPE(rt, ReferenceError));
    if (module && !ok) CLEAR(rt, module);
    return module;
}
