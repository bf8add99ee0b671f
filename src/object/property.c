/* property.c - property: an attribute that calls functions to get, set and delete it. */
#include <stddef.h>

#include "object/start.h"
#include "object/type.h"

static void property_dealloc(Runtime *rt, Obj *o)
{
    Property *p = (Property *)o;
    gc_untrack(o);
    CLEAR(rt, p->get);
    CLEAR(rt, p->set);
    CLEAR(rt, p->del);
    CLEAR(rt, p->doc);
    CLEAR(rt, p->name);
    type_of(o)->free(rt, o);
}

static int property_traverse(Obj *o, Visit visit, void *ctx)
{
    Property *p = (Property *)o;
    VISIT(p->get, "getter", -1);
    VISIT(p->set, "setter", -1);
    VISIT(p->del, "deleter", -1);
    VISIT(p->doc, "doc", -1);
    VISIT(p->name, "name", -1);
    return 0;
}

static int property_clear(Runtime *rt, Obj *o)
{
    CLEAR(rt, ((Property *)o)->doc);
    return 0;
}

/* ---- making ---------------------------------------------------------------------------------------------------------------- */

static void put(Runtime *rt, Obj **place, Obj *value)
{
    if (value && is_none(rt, value)) value = NULL;
    xincref(value);
    SET_REF_TAKE(rt, *place, value);
}

/* Without a docstring of its own a property has its getter's. */
static bool take_getter_doc(Runtime *rt, Obj *self, Property *p)
{
    Obj *doc;
    int got = obj_lookattr(rt, p->get, id_(rt, __doc__), &doc);
    if (got <= 0) return got == 0;
    bool ok = true;
    if (is_type(rt, self, PROPERTY)) {
        SET_REF_TAKE(rt, p->doc, doc);
    } else { /* a subclass has __doc__ in its dict: it would hide ours */
        hold(rt, "docstring", doc);
        ok = obj_setattr(rt, self, id_(rt, __doc__), doc);
        drop(rt);
    }
    p->getter_doc = ok;
    return ok;
}

static bool property_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    Property *p = (Property *)self;
    Args a;
    if (!args_bind(rt, "property(fget=None, fset=None, fdel=None, doc=None)", CALL_KEYWORDS, args, kwargs, &a)) return false;
    put(rt, &p->get, a.obj[0]);
    put(rt, &p->set, a.obj[1]);
    put(rt, &p->del, a.obj[2]);
    xincref(a.obj[3]);
    SET_REF_TAKE(rt, p->doc, a.obj[3]);
    CLEAR(rt, p->name);
    p->getter_doc = 0;
    args_done(rt, &a);
    return (p->doc && !is_none(rt, p->doc)) || !p->get || take_getter_doc(rt, self, p);
}

/* A property like [self] with one function replaced. */
static OWN Obj *copy_with(Runtime *rt, Obj *self, Obj *get, Obj *set, Obj *del)
{
    Property *p = (Property *)self;
    Obj *none = &rt->none;
    if (!get || is_none(rt, get)) get = p->get ? p->get : none;
    if (!set || is_none(rt, set)) set = p->set ? p->set : none;
    if (!del || is_none(rt, del)) del = p->del ? p->del : none;
    Obj *doc = p->getter_doc && !is_none(rt, get) ? none : p->doc ? p->doc : none;
    Obj *args[] = {NULL, get, set, del, doc}, *type = own(type_of(self));
    hold(rt, "class", type);
    Obj *copy = drop_keep(rt, 1, obj_vectorcall(rt, type, args + 1, 4 | VECTOR_OFFSET, NULL));
    if (copy && is_type(rt, copy, PROPERTY)) put(rt, &((Property *)copy)->name, p->name);
    return copy;
}

METHOD(property_getter, ONE, "getter(object, /)", "Descriptor to obtain a copy of the property with a different getter.")
{
    return copy_with(rt, self, arg, NULL, NULL);
}
METHOD(property_setter, ONE, "setter(object, /)", "Descriptor to obtain a copy of the property with a different setter.")
{
    return copy_with(rt, self, NULL, arg, NULL);
}
METHOD(property_deleter, ONE, "deleter(object, /)", "Descriptor to obtain a copy of the property with a different deleter.")
{
    return copy_with(rt, self, NULL, NULL, arg);
}

METHOD_COUNTED(property_set_name, VECTOR, "__set_name__(owner, name, /)", "Method to set name of a property.")
{
    if (kwnames && tuple_len(kwnames)) return err_type(rt, "property.__set_name__() takes no keyword arguments");
    if (nargs != 2) return err_type(rt, "__set_name__() takes 2 positional arguments but %zd were given", nargs);
    Property *p = (Property *)self;
    incref(args[1]);
    SET_REF_TAKE(rt, p->name, args[1]);
    return none_new(rt);
}

/* ---- using ------------------------------------------------------------------------------------------------------------------- */

/* AttributeError: the property has no such function. */
static void *missing(Runtime *rt, const Property *p, Obj *obj, const char *what)
{
    Obj *type = EXC_TYPE(rt, AttributeError), *qualname = type_qualname(rt, type_of(obj));
    if (!qualname) return NULL;
    hold(rt, "name of the class", qualname);
    if (p->name)
        err_format(rt, type, "property %R of %R object has no %s", p->name, qualname, what);
    else
        err_format(rt, type, "property of %R object has no %s", qualname, what);
    drop(rt);
    return NULL;
}

static OWN Obj *property_get(Runtime *rt, Obj *self, Obj *obj, Obj *type UNUSED)
{
    Property *p = (Property *)self;
    if (!obj || is_none(rt, obj)) return own(self);
    return p->get ? obj_call1(rt, p->get, obj) : missing(rt, p, obj, "getter");
}

static bool property_set(Runtime *rt, Obj *self, Obj *obj, Obj *value)
{
    Property *p = (Property *)self;
    Obj *function = value ? p->set : p->del;
    if (!function) return missing(rt, p, obj, value ? "setter" : "deleter") != NULL;
    Obj *result = value ? obj_call2(rt, function, obj, value) : obj_call1(rt, function, obj);
    xdecref(rt, result);
    return result != NULL;
}

/* ---- the type ---------------------------------------------------------------------------------------------------------------- */

static OWN Obj *get_abstract(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Property *p = (Property *)self;
    Obj *functions[] = {p->get, p->set, p->del};
    for (size_t i = 0; i < COUNT_OF(functions); i++) {
        int abstract = functions[i] ? obj_is_abstract(rt, functions[i]) : 0;
        if (abstract) return abstract < 0 ? NULL : bool_new(rt, true);
    }
    return bool_new(rt, false);
}

static const MemberDef property_members[] = {
    {"fget", MEMBER_OBJ, offsetof(Property, get), MEMBER_READONLY, NULL},
    {"fset", MEMBER_OBJ, offsetof(Property, set), MEMBER_READONLY, NULL},
    {"fdel", MEMBER_OBJ, offsetof(Property, del), MEMBER_READONLY, NULL},
    {"__doc__", MEMBER_OBJ, offsetof(Property, doc), 0, NULL},
    {NULL, MEMBER_OBJ, 0, 0, NULL},
};
static const GetSetDef property_getset[] = {
    {"__isabstractmethod__", get_abstract, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static const MethodDef *const property_methods[] = {
    &property_getter_def, &property_setter_def, &property_deleter_def, &property_set_name_def, NULL,
};

const Type property_type = {
    .name = "property",
    .basicsize = sizeof(Property),
    .dealloc = property_dealloc,
    .getattr = generic_getattr,
    .flags = TF_GC | TF_BASETYPE,
    .doc = "Property attribute.\n\n"
           "  fget\n    function to be used for getting an attribute value\n"
           "  fset\n    function to be used for setting an attribute value\n"
           "  fdel\n    function to be used for del'ing an attribute\n"
           "  doc\n    docstring\n\n"
           "As a decorator (@property) it makes a method the getter; @x.setter and\n"
           "@x.deleter then give a copy of the property another function.",
    .traverse = property_traverse,
    .clear = property_clear,
    .methods = property_methods,
    .members = property_members,
    .getset = property_getset,
    .get = property_get,
    .set = property_set,
    .init = property_init,
    .alloc = type_alloc,
    .new_ = type_new_generic,
};
