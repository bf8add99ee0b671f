/* func.c - functions written in Python: a code object with its globals, defaults and cells. */
#include <string.h>

#include "object/start.h"

/* __module__ of a function made in [globals]: its __name__, borrowed; NULL when there is none. */
static Obj *module_of(Runtime *rt, Obj *globals)
{
    Obj *name = dict_get_peek(rt, globals, id_(rt, __name__));
    if (!name) err_clear(rt);
    return name;
}

/* The builtins dict that code running in [globals] sees, borrowed; NULL with an exception. */
static Obj *builtins_of(Runtime *rt, Obj *globals)
{
    Obj *b = dict_get_peek(rt, globals, id_(rt, __builtins__));
    if (!b) return err_pending(rt) ? NULL : rt->builtins;
    return is_type(rt, b, MODULE) ? module_dict_peek(b) : b;
}

OWN Obj *func_new(Runtime *rt, Obj *code, Obj *globals, Obj *qualname)
{
    const Code *c = (Code *)code;
    Obj *builtins = builtins_of(rt, globals);
    if (!builtins) return NULL;
    Obj *doc = tuple_len(c->consts) ? tuple_peek(c->consts, 0) : NULL, *module = module_of(rt, globals);
    Func *f = (Func *)gc_new(rt, TYPE_OF(rt, FUNCTION));
    if (!f) return NULL;
    memset((char *)f + sizeof(Obj), 0, sizeof *f - sizeof(Obj));
    f->globals = own(globals);
    f->builtins = own(builtins);
    f->name = own(c->name);
    f->qualname = own(qualname ? qualname : c->qualname);
    f->code = own(code);
    f->doc = own(doc && is_str(doc) ? doc : NONE(rt));
    f->module = xown(module);
    f->vectorcall = rt->hooks.function_vectorcall;
    gc_track(rt, f);
    return &f->o;
}

static int func_traverse(Obj *self, Visit visit, void *ctx)
{
    Func *f = (Func *)self;
    VISIT(f->code, "code", -1);
    VISIT(f->globals, "globals", -1);
    VISIT(f->builtins, "builtins", -1);
    VISIT(f->module, "__module__", -1);
    VISIT(f->defaults, "defaults", -1);
    VISIT(f->kwdefaults, "keyword defaults", -1);
    VISIT(f->doc, "docstring", -1);
    VISIT(f->name, "name", -1);
    VISIT(f->dict, "attributes", -1);
    VISIT(f->closure, "closure", -1);
    VISIT(f->annotations, "annotations", -1);
    VISIT(f->qualname, "qualified name", -1);
    return 0;
}

static int func_clear(Runtime *rt, Obj *self)
{
    Func *f = (Func *)self;
    f->version = 0;
    CLEAR(rt, f->globals);
    CLEAR(rt, f->builtins);
    CLEAR(rt, f->module);
    CLEAR(rt, f->defaults);
    CLEAR(rt, f->kwdefaults);
    CLEAR(rt, f->doc);
    CLEAR(rt, f->dict);
    CLEAR(rt, f->closure);
    CLEAR(rt, f->annotations);
    /* name, qualname and code stay: a half-cleared function can still be printed */
    return 0;
}

static void func_dealloc(Runtime *rt, Obj *self)
{
    Func *f = (Func *)self;
    gc_untrack(self);
    if (f->weaklist) weakrefs_clear(rt, self);
    func_clear(rt, self);
    decref(rt, f->code);
    decref(rt, f->name);
    decref(rt, f->qualname);
    gc_obj_free(rt, self);
}

static OWN Obj *func_repr(Runtime *rt, Obj *self) { return str_format(rt, "<function %O at %p>", ((Func *)self)->qualname, self); }

static OWN Obj *func_get(Runtime *rt, Obj *self, Obj *obj, Obj *type UNUSED)
{
    return !obj || is_none(rt, obj) ? own(self) : method_new(rt, self, obj);
}

/* ---- attributes --------------------------------------------------------------------------------------------------- */

static OWN Obj *none_or(Runtime *rt, Obj *o) { return o ? own(o) : none_new(rt); }

static OWN Obj *get_code(Runtime *rt UNUSED, Obj *self, void *closure UNUSED) { return own(((Func *)self)->code); }

static bool set_code(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Func *f = (Func *)self;
    if (!value || !is_type(rt, value, CODE)) return err_type(rt, "__code__ must be set to a code object");
    isize have = f->closure ? tuple_len(f->closure) : 0, want = ((Code *)value)->nfreevars;
    if (have != want)
        return err_value(rt, "%O() requires a code object with %zd free vars, not %zd", f->name, have, want);
    f->version = 0;
    incref(value);
    SET_REF_TAKE(rt, f->code, value);
    return true;
}

static bool set_text(Runtime *rt, Obj **place, Obj *value, const char *name)
{
    if (!value || !is_str(value)) return err_type(rt, "%s must be set to a string object", name);
    incref(value);
    SET_REF_TAKE(rt, *place, value);
    return true;
}

static OWN Obj *get_name(Runtime *rt UNUSED, Obj *self, void *closure UNUSED) { return own(((Func *)self)->name); }
static OWN Obj *get_qualname(Runtime *rt UNUSED, Obj *self, void *closure UNUSED) { return own(((Func *)self)->qualname); }
static bool set_name(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED) { return set_text(rt, &((Func *)self)->name, value, "__name__"); }
static bool set_qualname(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    return set_text(rt, &((Func *)self)->qualname, value, "__qualname__");
}

static OWN Obj *get_defaults(Runtime *rt, Obj *self, void *closure UNUSED) { return none_or(rt, ((Func *)self)->defaults); }
static OWN Obj *get_kwdefaults(Runtime *rt, Obj *self, void *closure UNUSED) { return none_or(rt, ((Func *)self)->kwdefaults); }

/* Sets a field that may be None or deleted. */
static void set_optional(Runtime *rt, Func *f, Obj **place, Obj *value)
{
    f->version = 0;
    Obj *kept = value && !is_none(rt, value) ? own(value) : NULL;
    SET_REF_TAKE(rt, *place, kept);
}

static bool set_defaults(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Func *f = (Func *)self;
    if (value && !is_none(rt, value) && !is_tuple(value)) return err_type(rt, "__defaults__ must be set to a tuple object");
    set_optional(rt, f, &f->defaults, value);
    return true;
}

static bool set_kwdefaults(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Func *f = (Func *)self;
    if (value && !is_none(rt, value) && !is_dict(value)) return err_type(rt, "__kwdefaults__ must be set to a dict object");
    set_optional(rt, f, &f->kwdefaults, value);
    return true;
}

/* MAKE_FUNCTION leaves a tuple (name, value, ...) where annotations are: it becomes a dict when asked for. */
static OWN Obj *get_annotations(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Func *f = (Func *)self;
    if (!f->annotations || is_tuple(f->annotations)) {
        Obj *dict = dict_new(rt), *pairs = f->annotations;
        for (isize i = 0; dict && pairs && i + 1 < tuple_len(pairs); i += 2)
            if (!dict_set(rt, dict, tuple_peek(pairs, i), tuple_peek(pairs, i + 1))) CLEAR(rt, dict);
        if (!dict) return NULL;
        SET_REF_TAKE(rt, f->annotations, dict);
    }
    return own(f->annotations);
}

static bool set_annotations(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Func *f = (Func *)self;
    if (value && !is_none(rt, value) && !is_dict(value)) return err_type(rt, "__annotations__ must be set to a dict object");
    set_optional(rt, f, &f->annotations, value);
    return true;
}

static const GetSetDef getset[] = {
    {"__code__", get_code, set_code, NULL, NULL},
    {"__defaults__", get_defaults, set_defaults, NULL, NULL},
    {"__kwdefaults__", get_kwdefaults, set_kwdefaults, NULL, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL, NULL},
    {"__dict__", generic_getdict, generic_setdict, NULL, NULL},
    {"__name__", get_name, set_name, NULL, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL, NULL},
    {0},
};

static const MemberDef members[] = {
    {"__closure__", MEMBER_OBJ, offsetof(Func, closure), MEMBER_READONLY, NULL},
    {"__doc__", MEMBER_OBJ, offsetof(Func, doc), 0, NULL},
    {"__globals__", MEMBER_OBJ, offsetof(Func, globals), MEMBER_READONLY, NULL},
    {"__module__", MEMBER_OBJ, offsetof(Func, module), 0, NULL},
    {"__builtins__", MEMBER_OBJ, offsetof(Func, builtins), MEMBER_READONLY, NULL},
    {0},
};

/* ---- function(code, globals, name=None, argdefs=None, closure=None) ---------------------------------------------------- */

static bool check_closure(Runtime *rt, const Code *code, Obj *closure)
{
    isize n = closure && is_tuple(closure) ? tuple_len(closure) : 0;
    if (code->nfreevars && (!closure || !is_tuple(closure)))
        return err_type(rt, closure && !is_none(rt, closure) ? "arg 5 (closure) must be None or tuple" : "arg 5 (closure) must be tuple");
    if (n != code->nfreevars) return err_value(rt, "%O requires closure of length %d, not %zd", code->name, code->nfreevars, n);
    for (isize i = 0; i < n; i++)
        if (!is_type(rt, tuple_peek(closure, i), CELL))
            return err_type(rt, "arg 5 (closure) expected cell, found %T", tuple_peek(closure, i));
    return true;
}

static OWN Obj *func_new_type(Runtime *rt, Type *type UNUSED, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "function(code, globals: dict, name=None, argdefs=None, closure=None)", CALL_KEYWORDS, args, kwargs, &a)) return NULL;
    if (!is_type(rt, a.obj[0], CODE)) return err_type(rt, "function() argument 'code' must be code, not %T", a.obj[0]);
    if (a.obj[2] && !is_none(rt, a.obj[2]) && !is_str(a.obj[2])) return err_type(rt, "arg 3 (name) must be None or string");
    if (a.obj[3] && !is_none(rt, a.obj[3]) && !is_tuple(a.obj[3])) return err_type(rt, "arg 4 (defaults) must be None or tuple");
    if (!check_closure(rt, (Code *)a.obj[0], a.obj[4])) return NULL;
    Func *f = (Func *)func_new(rt, a.obj[0], a.obj[1], NULL);
    if (!f) return NULL;
    if (a.obj[2] && !is_none(rt, a.obj[2])) {
        incref(a.obj[2]);
        SET_REF_TAKE(rt, f->name, a.obj[2]);
    }
    if (a.obj[3] && !is_none(rt, a.obj[3])) f->defaults = own(a.obj[3]);
    if (a.obj[4] && !is_none(rt, a.obj[4])) f->closure = own(a.obj[4]);
    return &f->o;
}

const Type function_type = {
    .name = "function",
    .basicsize = sizeof(Func),
    .dealloc = func_dealloc,
    .vectorcall_offset = offsetof(Func, vectorcall),
    .repr = func_repr,
    .getattr = generic_getattr,
    .setattr = generic_setattr,
    .flags = TF_GC | TF_VECTORCALL | TF_METHOD_DESCRIPTOR,
    .doc = "Create a function object.",
    .traverse = func_traverse,
    .clear = func_clear,
    .weaklist_offset = offsetof(Func, weaklist),
    .members = members,
    .getset = getset,
    .get = func_get,
    .dict_offset = offsetof(Func, dict),
    .new_ = func_new_type,
    .call = obj_call_vector_slot,
};
