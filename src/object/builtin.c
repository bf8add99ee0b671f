/* builtin.c - functions written in C, alone or bound to an object or module. */
#include "object/start.h"
#include "object/type.h"

/* The word before the dot in "list.append() takes ...": a type's name, or a module other than builtins. */
static const char *owner_of(Runtime *rt, const Builtin *f)
{
    if (!f->self) return NULL;
    if (is_type(rt, f->self, MODULE)) {
        if (!f->module || !is_str(f->module) || !str_is_ascii(f->module)) return NULL;
        const char *name = str_data(f->module);
        return str_equal_ascii(f->module, "builtins") ? NULL : name;
    }
    if (!is_typeobj(f->self)) return type_last_name(type_of(f->self));
    const Type *t = (Type *)f->self;
    const Obj *qualname = type_is_heap(t) ? heap_type((Type *)f->self)->qualname : NULL;
    return qualname && str_is_ascii(qualname) ? str_data(qualname) : type_last_name(t);
}

static OWN Obj *builtin_vectorcall(Runtime *rt, Obj *self, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    Builtin *f = (Builtin *)self;
    if (!recursion_enter(rt, " while calling a Python object")) return NULL;
    Obj *result = args_call(rt, f->def, f->self, args, vector_nargs(nargsf), kwnames, owner_of(rt, f));
    recursion_leave(rt);
    return result;
}

OWN Obj *builtin_new(Runtime *rt, const BoundDef *def, Obj *self, Obj *module)
{
    Builtin *f = (Builtin *)gc_new(rt, TYPE_OF(rt, BUILTIN));
    if (!f) return NULL;
    f->def = def;
    f->self = xown(self);
    f->module = xown(module);
    f->weaklist = NULL;
    f->vectorcall = builtin_vectorcall;
    gc_track(rt, f);
    return &f->o;
}

static void builtin_dealloc(Runtime *rt, Obj *self)
{
    Builtin *f = (Builtin *)self;
    gc_untrack(self);
    if (f->weaklist) weakrefs_clear(rt, self);
    xdecref(rt, f->self);
    xdecref(rt, f->module);
    gc_obj_free(rt, self);
}

static int builtin_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((Builtin *)self)->self, "self", -1);
    VISIT(((Builtin *)self)->module, "module", -1);
    return 0;
}

static int builtin_clear(Runtime *rt, Obj *self)
{
    CLEAR(rt, ((Builtin *)self)->self);
    CLEAR(rt, ((Builtin *)self)->module);
    return 0;
}

static OWN Obj *builtin_repr(Runtime *rt, Obj *self)
{
    Builtin *f = (Builtin *)self;
    if (!f->self || is_type(rt, f->self, MODULE)) return str_format(rt, "<built-in function %O>", f->def->name);
    return str_format(rt, "<built-in method %O of %s object at %p>", f->def->name, type_of(f->self)->name, f->self);
}

static Hash builtin_hash(Runtime *rt, Obj *self)
{
    Hash x = hash_pointer(rt, ((Builtin *)self)->self) ^ hash_pointer(rt, ((Builtin *)self)->def);
    return x == -1 ? -2 : x;
}

static OWN Obj *builtin_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !is_type(rt, a, BUILTIN) || !is_type(rt, b, BUILTIN)) return own(&rt->not_implemented);
    Builtin *f = (Builtin *)a, *g = (Builtin *)b;
    return bool_new(rt, (f->self == g->self && f->def == g->def) == (op == CMP_EQ));
}

static OWN Obj *get_name(Runtime *rt UNUSED, Obj *self, void *closure UNUSED) { return own(((Builtin *)self)->def->name); }

static OWN Obj *get_qualname(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Builtin *f = (Builtin *)self;
    if (!f->self || is_type(rt, f->self, MODULE)) return own(f->def->name);
    Obj *owner = type_qualname(rt, is_typeobj(f->self) ? (Type *)f->self : type_of(f->self));
    Obj *name = owner ? str_format(rt, "%O.%O", owner, f->def->name) : NULL;
    xdecref(rt, owner);
    return name;
}

static OWN Obj *get_self(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Obj *o = ((Builtin *)self)->self;
    return o ? own(o) : none_new(rt);
}

static OWN Obj *get_doc(Runtime *rt, Obj *self, void *closure UNUSED)
{
    const char *doc = ((Builtin *)self)->def->def->doc;
    return doc && *doc ? str_from(rt, doc) : none_new(rt);
}

METHOD(builtin_reduce, NOARGS, "__reduce__()", "") { return own(((Builtin *)self)->def->name); }

static const MethodDef *const methods[] = {&builtin_reduce_def, NULL};
static const GetSetDef getset[] = {{"__doc__", get_doc, NULL, NULL, NULL},
                                   {"__name__", get_name, NULL, NULL, NULL},
                                   {"__qualname__", get_qualname, NULL, NULL, NULL},
                                   {"__self__", get_self, NULL, NULL, NULL},
                                   {0}};
static const MemberDef members[] = {{"__module__", MEMBER_OBJ, offsetof(Builtin, module), 0, NULL}, {0}};

const Type builtin_type = {
    .name = "builtin_function_or_method",
    .basicsize = sizeof(Builtin),
    .dealloc = builtin_dealloc,
    .vectorcall_offset = offsetof(Builtin, vectorcall),
    .repr = builtin_repr,
    .hash = builtin_hash,
    .call = obj_call_vector_slot,
    .getattr = generic_getattr,
    .flags = TF_GC | TF_VECTORCALL | TF_DISALLOW_NEW,
    .traverse = builtin_traverse,
    .clear = builtin_clear,
    .compare = builtin_compare,
    .weaklist_offset = offsetof(Builtin, weaklist),
    .methods = methods,
    .members = members,
    .getset = getset,
};
