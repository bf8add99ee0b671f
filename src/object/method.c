/* method.c - bound methods (a function with the object it was found on) and cells. */
#include "object/start.h"

/* ---- bound method ---------------------------------------------------------------------------------------------------- */

/* Calls the function with self in front.  When the caller lends the place before the arguments it is used. */
static OWN Obj *method_vectorcall(Runtime *rt, Obj *self, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    Method *m = (Method *)self;
    isize nargs = vector_nargs(nargsf), total = nargs + (kwnames ? tuple_len(kwnames) : 0);
    if (nargsf & VECTOR_OFFSET) {
        Obj **place = (Obj **)(uintptr_t)args - 1, *saved = *place;
        *place = m->self;
        Obj *result = obj_vectorcall(rt, m->func, place, (size_t)nargs + 1, kwnames);
        *place = saved;
        return result;
    }
    enum { FEW = 8 };
    Obj *few[FEW + 1], **vector = total <= FEW ? few : mem_alloc(rt, (size_t)(total + 1) * sizeof *vector, KIND_CHUNK);
    if (!vector) return NULL;
    vector[0] = m->self;
    for (isize i = 0; i < total; i++) vector[1 + i] = args[i];
    Obj *result = obj_vectorcall(rt, m->func, vector, (size_t)nargs + 1, kwnames);
    if (vector != few) mem_free(rt, vector);
    return result;
}

OWN Obj *method_new(Runtime *rt, Obj *func, Obj *self)
{
    Method *m = (Method *)gc_new(rt, TYPE_OF(rt, METHOD));
    if (!m) return NULL;
    m->func = own(func);
    m->self = own(self);
    m->weaklist = NULL;
    m->vectorcall = method_vectorcall;
    gc_track(rt, m);
    return &m->o;
}

static void method_dealloc(Runtime *rt, Obj *self)
{
    Method *m = (Method *)self;
    gc_untrack(self);
    if (m->weaklist) weakrefs_clear(rt, self);
    decref(rt, m->func);
    xdecref(rt, m->self);
    gc_obj_free(rt, self);
}

static int method_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((Method *)self)->func, "function", -1);
    VISIT(((Method *)self)->self, "self", -1);
    return 0;
}

static OWN Obj *method_repr(Runtime *rt, Obj *self)
{
    Method *m = (Method *)self;
    Obj *name;
    int found = obj_lookattr(rt, m->func, id_(rt, __qualname__), &name);
    if (found == 0) found = obj_lookattr(rt, m->func, id_(rt, __name__), &name);
    if (found < 0) return NULL;
    if (found && !is_str(name)) CLEAR(rt, name);
    hold(rt, "name of the function", name);
    return drop_keep(rt, 1, name ? str_format(rt, "<bound method %O of %R>", name, m->self)
                                 : str_format(rt, "<bound method ? of %R>", m->self));
}

static Hash method_hash(Runtime *rt, Obj *self)
{
    Hash x = hash_pointer(rt, ((Method *)self)->self), y = obj_hash(rt, ((Method *)self)->func);
    if (y == -1) return -1;
    x ^= y;
    return x == -1 ? -2 : x;
}

static OWN Obj *method_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !is_type(rt, a, METHOD) || !is_type(rt, b, METHOD)) return own(&rt->not_implemented);
    int equal = obj_compare_bool(rt, ((Method *)a)->func, ((Method *)b)->func, CMP_EQ);
    if (equal < 0) return NULL;
    equal = equal && ((Method *)a)->self == ((Method *)b)->self;
    return bool_new(rt, equal == (op == CMP_EQ));
}

/* Attributes that a method lacks are the function's. */
static OWN Obj *method_getattr(Runtime *rt, Obj *self, Obj *name)
{
    Obj *descr = is_str(name) ? type_lookup_peek(rt, type_of(self), name) : NULL;
    if (!descr) return obj_getattr(rt, ((Method *)self)->func, name);
    if (!type_of(descr)->get) return own(descr);
    hold(rt, "descriptor", own(descr));
    return drop_keep(rt, 1, type_of(descr)->get(rt, descr, self, (Obj *)type_of(self)));
}

static OWN Obj *method_get(Runtime *rt UNUSED, Obj *self, Obj *obj UNUSED, Obj *type UNUSED) { return own(self); }

static OWN Obj *get_doc(Runtime *rt, Obj *self, void *closure UNUSED) { return obj_getattr(rt, ((Method *)self)->func, id_(rt, __doc__)); }

static OWN Obj *method_new_type(Runtime *rt, Type *type UNUSED, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_no_keywords(rt, "method", kwargs) || !args_bind(rt, "method(func, instance, /)", CALL_POSITIONAL, args, NULL, &a)) return NULL;
    if (!obj_callable(a.obj[0])) return err_type(rt, "first argument must be callable");
    if (is_none(rt, a.obj[1])) return err_type(rt, "self must not be None");
    return method_new(rt, a.obj[0], a.obj[1]);
}

METHOD(method_reduce, NOARGS, "__reduce__()", "") { return err_type(rt, "cannot pickle 'method' object"); }

static const MethodDef *const method_methods[] = {&method_reduce_def, NULL};
static const GetSetDef method_getset[] = {{"__doc__", get_doc, NULL, NULL, NULL}, {0}};
static const MemberDef method_members[] = {
    {"__func__", MEMBER_OBJ, offsetof(Method, func), MEMBER_READONLY, "the function (or other callable) implementing a method"},
    {"__self__", MEMBER_OBJ, offsetof(Method, self), MEMBER_READONLY, "the instance to which a method is bound"},
    {0}};

const Type method_type = {
    .name = "method",
    .basicsize = sizeof(Method),
    .dealloc = method_dealloc,
    .vectorcall_offset = offsetof(Method, vectorcall),
    .repr = method_repr,
    .hash = method_hash,
    .call = obj_call_vector_slot,
    .getattr = method_getattr,
    .setattr = generic_setattr,
    .flags = TF_GC | TF_VECTORCALL,
    .doc = "Create a bound instance method object.",
    .traverse = method_traverse,
    .compare = method_compare,
    .weaklist_offset = offsetof(Method, weaklist),
    .methods = method_methods,
    .members = method_members,
    .getset = method_getset,
    .get = method_get,
    .new_ = method_new_type,
};

/* ---- cell --------------------------------------------------------------------------------------------------------------- */

OWN Obj *cell_new(Runtime *rt, Obj *value)
{
    Cell *c = (Cell *)gc_new(rt, TYPE_OF(rt, CELL));
    if (!c) return NULL;
    c->value = xown(value);
    gc_track(rt, c);
    return &c->o;
}

static void cell_dealloc(Runtime *rt, Obj *self)
{
    gc_untrack(self);
    xdecref(rt, ((Cell *)self)->value);
    gc_obj_free(rt, self);
}

static int cell_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((Cell *)self)->value, "cell", -1);
    return 0;
}

static int cell_clear(Runtime *rt, Obj *self)
{
    CLEAR(rt, ((Cell *)self)->value);
    return 0;
}

static OWN Obj *cell_repr(Runtime *rt, Obj *self)
{
    Obj *value = ((Cell *)self)->value;
    if (!value) return str_format(rt, "<cell at %p: empty>", self);
    return str_format(rt, "<cell at %p: %.80s object at %p>", self, type_of(value)->name, value);
}

static OWN Obj *cell_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (!is_type(rt, a, CELL) || !is_type(rt, b, CELL)) return own(&rt->not_implemented);
    Obj *x = ((Cell *)a)->value, *y = ((Cell *)b)->value;
    if (x && y) return obj_compare(rt, x, y, op);
    int order = (y == NULL) - (x == NULL); /* an empty cell is less than a full one */
    bool truth[] = {order < 0, order <= 0, order == 0, order != 0, order > 0, order >= 0};
    return bool_new(rt, truth[op]);
}

static OWN Obj *get_contents(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Obj *value = ((Cell *)self)->value;
    return value ? own(value) : err_value(rt, "Cell is empty");
}

static bool set_contents(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    xincref(value);
    SET_REF_TAKE(rt, ((Cell *)self)->value, value);
    return true;
}

static OWN Obj *cell_new_type(Runtime *rt, Type *type UNUSED, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_no_keywords(rt, "cell", kwargs) || !args_bind(rt, "cell(contents=None, /)", CALL_POSITIONAL, args, NULL, &a)) return NULL;
    return cell_new(rt, a.obj[0]);
}

static const GetSetDef cell_getset[] = {{"cell_contents", get_contents, set_contents, NULL, NULL}, {0}};

const Type cell_type = {
    .name = "cell",
    .basicsize = sizeof(Cell),
    .dealloc = cell_dealloc,
    .repr = cell_repr,
    .getattr = generic_getattr,
    .flags = TF_GC,
    .doc = "Create a new cell object.",
    .traverse = cell_traverse,
    .clear = cell_clear,
    .compare = cell_compare,
    .getset = cell_getset,
    .new_ = cell_new_type,
};
