/* gen.c - generators and coroutines: a frame that lives in an object and can be left and entered again.

   for loops and `yield from` enter a generator's frame within the same vm_run (ops_iter.h); everybody else -
   next(), send(), list() - comes through here and runs it in a nested one.  States, in the order of a life:
   CREATED, SUSPENDED <-> EXECUTING, COMPLETED, CLEARED. */
#include "vm/gen.h"

#include <string.h>

bool gen_is(Runtime *rt, const Obj *o) { return is_type(rt, o, GENERATOR) || is_type(rt, o, COROUTINE); }

/* ---- making ------------------------------------------------------------------------------------------------------ */

OWN Obj *gen_new(Runtime *rt, Frame *f)
{
    const Func *func = (Func *)f->func;
    Code *co = frame_code(f);
    Type *type = co->flags & CO_COROUTINE         ? TYPE_OF(rt, COROUTINE)
                 : co->flags & CO_ASYNC_GENERATOR ? TYPE_OF(rt, ASYNC_GENERATOR)
                                                  : TYPE_OF(rt, GENERATOR);
    Gen *g = (Gen *)gc_var_new(rt, type, co->nlocalsplus + co->stacksize);
    if (!g) return NULL;
    g->code = own(co);
    g->weaklist = NULL;
    g->name = own(func->name);
    g->qualname = own(func->qualname);
    g->exc_state = (ExcItem){NULL, NULL};
    g->origin = NULL;
    g->hooks_inited = g->closed = g->running_async = 0;
    g->resume_arg = 0;
    memcpy(&g->frame, f, (size_t)((char *)&f->localsplus[f->stacktop] - (char *)f));
    g->frame.owner = FRAME_OF_GENERATOR;
    g->frame.extra = EXTRA_NONE;
    g->frame.is_entry = false;
    g->frame.previous = NULL;
    g->state = GEN_CREATED;
    gc_track(rt, g);
    return &g->o;
}

/* ---- running ------------------------------------------------------------------------------------------------------- */

static const char *kind_name(Runtime *rt, const Gen *g)
{
    return is_type(rt, g, COROUTINE) ? "coroutine" : is_type(rt, g, ASYNC_GENERATOR) ? "async generator" : "generator";
}

void gen_ended(Runtime *rt, Gen *g, bool raised)
{
    bool async = is_type(rt, g, ASYNC_GENERATOR);
    char text[64];
    text[0] = 0;
    if (raised && err_matches(rt, EXC_TYPE(rt, StopIteration)))
        snprintf(text, sizeof text, "%s raised StopIteration", kind_name(rt, g));
    else if (raised && async && err_matches(rt, EXC_TYPE(rt, StopAsyncIteration)))
        snprintf(text, sizeof text, "async generator raised StopAsyncIteration");
    if (text[0]) err_format_from_cause(rt, EXC_TYPE(rt, RuntimeError), text);
    CLEAR(rt, g->exc_state.value);
    g->state = GEN_CLEARED;
    frame_clear(rt, &g->frame);
}

/* May the generator be entered with [arg]?  1: yes; 0: it is exhausted, *result is set when called by send;
   -1: an exception is pending. */
static int may_enter(Runtime *rt, Gen *g, Obj *arg, Obj **result, bool throwing, bool closing)
{
    if (g->state == GEN_CREATED && arg && !is_none(rt, arg)) {
        err_type(rt, "can't send non-None value to a just-started %s", kind_name(rt, g));
        return -1;
    }
    if (g->state == GEN_EXECUTING) {
        err_value(rt, "%s already executing", kind_name(rt, g));
        return -1;
    }
    if (g->state < GEN_COMPLETED) return 1;
    if (is_type(rt, g, COROUTINE) && !closing) {
        err_format(rt, EXC_TYPE(rt, RuntimeError), "cannot reuse already awaited coroutine");
    } else if (arg && !throwing) {
        *result = none_new(rt);
        return 0;
    }
    return -1;
}

int gen_resume(Runtime *rt, Gen *g, Obj *arg, Obj **result, bool throwing, bool closing)
{
    *result = NULL;
    int may = may_enter(rt, g, arg, result, throwing, closing);
    if (may <= 0) return may;
    Frame *f = &g->frame;
    f->localsplus[f->stacktop++] = own(arg ? arg : NONE(rt));
    gen_enter(rt, g);
    if (throwing) err_chain_handled(rt);
    f->is_entry = true;
    bool entered = recursion_enter(rt, "");
    Obj *value = NULL;
    if (entered)
        vm_loop(rt, &value, throwing);
    else
        rt->vm.frame = f->previous;
    if (UNLIKELY(rt->abandoning)) return -1;
    if (g->state == GEN_EXECUTING) g->state = GEN_COMPLETED;
    rt->vm.exc_info = g->exc_state.previous;
    g->exc_state.previous = NULL;
    f->previous = NULL;
    f->is_entry = false;
    if (value && g->state == GEN_SUSPENDED) {
        *result = value;
        return 1;
    }
    if (value && is_none(rt, value) && !arg && !is_type(rt, g, ASYNC_GENERATOR)) CLEAR(rt, value);
    bool ended = value || !err_pending(rt);
    hold(rt, "value returned by a generator", value);
    gen_ended(rt, g, !ended);
    *result = unhold(rt);
    return *result ? 0 : -1;
}

/* As resume, with the value returned raised as StopIteration. */
OWN Obj *gen_send_or_raise(Runtime *rt, Gen *g, Obj *arg, bool throwing, bool closing)
{
    Obj *result;
    int status = gen_resume(rt, g, arg, &result, throwing, closing);
    if (status != 0) return result;
    if (is_type(rt, g, ASYNC_GENERATOR))
        err_none(rt, EXC_TYPE(rt, StopAsyncIteration));
    else if (is_none(rt, result))
        err_none(rt, EXC_TYPE(rt, StopIteration));
    else
        err_stop_iteration(rt, result);
    decref(rt, result);
    return NULL;
}

static OWN Obj *next_slot(Runtime *rt, Obj *self)
{
    Obj *result;
    if (gen_resume(rt, (Gen *)self, NULL, &result, false, false)) return result;
    if (!is_none(rt, result)) err_stop_iteration(rt, result);
    decref(rt, result);
    return NULL;
}

int gen_send(Runtime *rt, Obj *gen, Obj *arg, Obj **result)
{
    return gen_resume(rt, (Gen *)gen, arg, result, false, false);
}

bool stop_iteration_value(Runtime *rt, Obj **value)
{
    Obj *type, *v, *tb;
    *value = NULL;
    if (err_pending(rt)) {
        if (!err_matches(rt, EXC_TYPE(rt, StopIteration))) return false;
        err_fetch(rt, &type, &v, &tb);
        if (v && !is_exc(v) && (is_tuple(v) || type != EXC_TYPE(rt, StopIteration))) err_normalize(rt, &type, &v, &tb);
        if (v && is_exc(v)) {
            if (!exc_given_matches(rt, v, EXC_TYPE(rt, StopIteration))) {
                err_restore_take(rt, type, v, tb);
                return false;
            }
            *value = own(((StopIterationExc *)v)->value);
        } else {
            *value = xown(v);
        }
        xdecref(rt, type);
        xdecref(rt, v);
        xdecref(rt, tb);
    }
    if (!*value) *value = none_new(rt);
    return true;
}

/* ---- what it delegates to --------------------------------------------------------------------------------------------- */

OWN Obj *gen_yield_from(Runtime *rt UNUSED, Gen *g)
{
    if (g->state != GEN_SUSPENDED) return NULL;
    const CodeUnit *next = g->frame.prev_instr + 1;
    if (opcode_base[next->op] != OP_RESUME || next->arg < 2) return NULL;
    return own(g->frame.localsplus[g->frame.stacktop - 1]);
}

/* Closes the iterator of a yield from: a generator by close, others by their method. */
static bool close_iter(Runtime *rt, Obj *it)
{
    Obj *result = NULL, *method;
    if (gen_is(rt, it)) {
        result = gen_close(rt, (Gen *)it);
    } else {
        int found = obj_lookattr(rt, it, id_(rt, close), &method);
        if (found < 0) err_unraisable(rt, it);
        if (found <= 0) return true;
        hold(rt, "method being called", method);
        result = obj_call0(rt, method);
        drop(rt);
    }
    if (!result) return false;
    decref(rt, result);
    return true;
}

/* The generator is marked as running while its inner iterator is closed or thrown into. */
static bool close_inner(Runtime *rt, Gen *g, Obj *inner)
{
    int8_t state = g->state;
    g->state = GEN_EXECUTING;
    hold(rt, "iterator delegated to", inner);
    bool ok = close_iter(rt, inner);
    drop(rt);
    g->state = state;
    return ok;
}

OWN Obj *gen_close(Runtime *rt, Gen *g)
{
    Obj *inner = gen_yield_from(rt, g);
    bool ok = !inner || close_inner(rt, g, inner);
    if (ok) err_none(rt, EXC_TYPE(rt, GeneratorExit));
    Obj *result = gen_send_or_raise(rt, g, NONE(rt), true, true);
    if (result) {
        decref(rt, result);
        return err_format(rt, EXC_TYPE(rt, RuntimeError), "%s ignored GeneratorExit", kind_name(rt, g));
    }
    if (rt->abandoning) return NULL;
    if (err_clear_if(rt, EXC_TYPE(rt, StopIteration)) || err_clear_if(rt, EXC_TYPE(rt, GeneratorExit))) return none_new(rt);
    return NULL;
}

/* ---- throw -------------------------------------------------------------------------------------------------------------- */

static OWN Obj *throw_here(Runtime *rt, Gen *g, Obj *type, Obj *value, Obj *tb)
{
    if (tb && is_none(rt, tb)) tb = NULL;
    if (tb && !is_type(rt, tb, TRACEBACK)) return err_type(rt, "throw() third argument must be a traceback object");
    if (is_exc(type)) {
        if (value && !is_none(rt, value)) return err_type(rt, "instance exception may not have a separate value");
        if (!tb) tb = ((Exc *)type)->traceback;
        incref(type_of(type));
        err_restore_take(rt, (Obj *)type_of(type), own(type), xown(tb));
    } else if (is_exc_class(type)) {
        Obj *t = own(type), *v = xown(value), *b = xown(tb);
        err_normalize(rt, &t, &v, &b);
        err_restore_take(rt, t, v, b);
    } else {
        return err_type(rt, "exceptions must be classes or instances deriving from BaseException, not %s", type_of(type)->name);
    }
    return gen_send_or_raise(rt, g, NONE(rt), true, false);
}

/* The inner iterator has ended in [throw]: goes on behind the yield from. */
static OWN Obj *after_inner(Runtime *rt, Gen *g)
{
    Frame *f = &g->frame;
    Obj *inner = f->localsplus[--f->stacktop], *value;
    decref(rt, inner);
    f->prev_instr--; /* the SEND before the YIELD_VALUE */
    f->prev_instr += f->prev_instr->arg;
    if (!stop_iteration_value(rt, &value)) return gen_send_or_raise(rt, g, NONE(rt), true, false);
    hold(rt, "value of a yield from", value);
    return drop_keep(rt, 1, gen_send_or_raise(rt, g, value, false, false));
}

typedef enum Thrown { THROWN, THROW_HERE, THROW_FAILED } Thrown;

/* Throws into the inner iterator.  THROW_HERE: it cannot be thrown into; THROW_FAILED: nobody knows. */
static Thrown throw_inner(Runtime *rt, Gen *g, Obj *inner, bool close_on_exit, Obj *const exc[3], Obj **result)
{
    int8_t state = g->state;
    Obj *method;
    if (gen_is(rt, inner)) {
        g->state = GEN_EXECUTING;
        g->frame.previous = rt->vm.frame;
        rt->vm.frame = &g->frame;
        *result = gen_throw(rt, (Gen *)inner, close_on_exit, exc[0], exc[1], exc[2]);
        rt->vm.frame = g->frame.previous;
        g->frame.previous = NULL;
    } else {
        int found = obj_lookattr(rt, inner, id_(rt, throw), &method);
        if (found <= 0) return found ? THROW_FAILED : THROW_HERE;
        g->state = GEN_EXECUTING;
        hold(rt, "method being called", method);
        *result = obj_vectorcall(rt, method, exc, exc[1] ? exc[2] ? 3 : 2 : 1, NULL);
        drop(rt);
    }
    g->state = state;
    return THROWN;
}

OWN Obj *gen_throw(Runtime *rt, Gen *g, bool close_on_exit, Obj *type, Obj *value, Obj *tb)
{
    Obj *inner = gen_yield_from(rt, g), *result = NULL, *exc[3] = {type, value, tb};
    if (!inner) return throw_here(rt, g, type, value, tb);
    if (close_on_exit && exc_given_matches(rt, type, EXC_TYPE(rt, GeneratorExit))) {
        if (close_inner(rt, g, inner)) return throw_here(rt, g, type, value, tb);
        return gen_send_or_raise(rt, g, NONE(rt), true, false);
    }
    hold(rt, "iterator delegated to", inner);
    Thrown thrown = throw_inner(rt, g, inner, close_on_exit, exc, &result);
    drop(rt);
    if (thrown == THROW_HERE) return throw_here(rt, g, type, value, tb);
    return result || thrown == THROW_FAILED || rt->abandoning ? result : after_inner(rt, g);
}

/* ---- methods --------------------------------------------------------------------------------------------------------------- */

METHOD(gen_send_method, ONE, "send(arg)",
       "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.")
{
    return gen_send_or_raise(rt, (Gen *)self, arg, false, false);
}

METHOD(gen_throw_method, POSITIONAL, "throw(type, value=None, traceback=None)",
       "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\n"
       "StopIteration.")
{
    return gen_throw(rt, (Gen *)self, true, a->obj[0], a->obj[1], a->obj[2]);
}

METHOD(gen_close_method, NOARGS, "close()", "close() -> raise GeneratorExit inside generator.")
{
    return gen_close(rt, (Gen *)self);
}

METHOD(gen_sizeof_method, NOARGS, "__sizeof__()", "gen.__sizeof__() -> size of gen in memory, in bytes")
{
    const Code *co = (Code *)((Gen *)self)->code;
    return int_new(rt, (int64_t)(sizeof(Gen) + (size_t)(co->nlocalsplus + co->stacksize) * sizeof(Obj *)));
}

static const MethodDef *const methods[] = {&gen_send_method_def, &gen_throw_method_def, &gen_close_method_def,
                                           &gen_sizeof_method_def, NULL};

/* ---- attributes --------------------------------------------------------------------------------------------------------------- */

static OWN Obj *get_name(Runtime *rt UNUSED, Obj *self, void *closure UNUSED) { return own(((Gen *)self)->name); }
static OWN Obj *get_qualname(Runtime *rt UNUSED, Obj *self, void *closure UNUSED) { return own(((Gen *)self)->qualname); }

static bool set_text(Runtime *rt, Obj **place, Obj *value, const char *attribute)
{
    if (!value || !is_str(value)) {
        err_type(rt, "%s must be set to a string object", attribute);
        return false;
    }
    incref(value);
    SET_REF_TAKE(rt, *place, value);
    return true;
}

static bool set_name(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    return set_text(rt, &((Gen *)self)->name, value, "__name__");
}

static bool set_qualname(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    return set_text(rt, &((Gen *)self)->qualname, value, "__qualname__");
}

static OWN Obj *get_yield_from(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Obj *inner = gen_yield_from(rt, (Gen *)self);
    return inner ? inner : none_new(rt);
}

static OWN Obj *get_running(Runtime *rt, Obj *self, void *closure UNUSED)
{
    return bool_new(rt, ((Gen *)self)->state == GEN_EXECUTING);
}

static OWN Obj *get_suspended(Runtime *rt, Obj *self, void *closure UNUSED)
{
    return bool_new(rt, ((Gen *)self)->state == GEN_SUSPENDED);
}

static OWN Obj *get_frame(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Gen *g = (Gen *)self;
    return g->state == GEN_CLEARED ? none_new(rt) : frame_object(rt, &g->frame);
}

static OWN Obj *get_code(Runtime *rt UNUSED, Obj *self, void *closure UNUSED) { return own(((Gen *)self)->code); }

static const GetSetDef getset[] = {
    {"__name__", get_name, set_name, "name of the generator", NULL},
    {"__qualname__", get_qualname, set_qualname, "qualified name of the generator", NULL},
    {"gi_yieldfrom", get_yield_from, NULL, "object being iterated by yield from, or None", NULL},
    {"gi_running", get_running, NULL, NULL, NULL},
    {"gi_frame", get_frame, NULL, NULL, NULL},
    {"gi_suspended", get_suspended, NULL, NULL, NULL},
    {"gi_code", get_code, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static const GetSetDef coroutine_getset[] = {
    {"__name__", get_name, set_name, "name of the coroutine", NULL},
    {"__qualname__", get_qualname, set_qualname, "qualified name of the coroutine", NULL},
    {"cr_await", get_yield_from, NULL, "object being awaited on, or None", NULL},
    {"cr_running", get_running, NULL, NULL, NULL},
    {"cr_frame", get_frame, NULL, NULL, NULL},
    {"cr_suspended", get_suspended, NULL, NULL, NULL},
    {"cr_code", get_code, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static const MemberDef coroutine_members[] = {
    {"cr_origin", MEMBER_OBJ, offsetof(Gen, origin), MEMBER_READONLY, NULL},
    {NULL, MEMBER_OBJ, 0, 0, NULL},
};

/* ---- life ----------------------------------------------------------------------------------------------------------------------- */

int gen_traverse(Obj *self, Visit visit, void *ctx)
{
    Gen *g = (Gen *)self;
    VISIT(g->code, "code", -1);
    VISIT(g->name, "name", -1);
    VISIT(g->qualname, "qualified name", -1);
    VISIT(g->origin, "origin", -1);
    VISIT(g->exc_state.value, "exception being handled", -1);
    return g->state < GEN_CLEARED ? frame_traverse(&g->frame, visit, ctx) : 0;
}

/* A coroutine that nobody awaited says so. */
static void warn_unawaited(Runtime *rt, Gen *g)
{
    Obj *message = str_format(rt, "coroutine '%O' was never awaited", g->qualname);
    if (message) vm_warn(rt, EXC_TYPE(rt, RuntimeWarning), message, "Enable tracemalloc to get the object allocation traceback");
    if (!message || err_pending(rt)) err_unraisable(rt, (Obj *)g);
    xdecref(rt, message);
}

void gen_finalize(Runtime *rt, Obj *self)
{
    Gen *g = (Gen *)self;
    if (g->state >= GEN_COMPLETED) return;
    Obj *type, *value, *tb;
    err_fetch(rt, &type, &value, &tb);
    hold(rt, "pending exception's type", type);
    hold(rt, "pending exception", value);
    hold(rt, "pending exception's traceback", tb);
    if (is_type(rt, g, ASYNC_GENERATOR) && g->origin && !g->closed) {
        Obj *result = obj_call1(rt, g->origin, self);
        if (!result) err_unraisable(rt, self);
        xdecref(rt, result);
    } else if (is_type(rt, g, COROUTINE) && g->state == GEN_CREATED) {
        warn_unawaited(rt, g);
    } else {
        Obj *result = gen_close(rt, g);
        if (result)
            decref(rt, result);
        else if (err_pending(rt))
            err_unraisable(rt, self);
    }
    rt->hold_count -= 3;
    err_restore_take(rt, type, value, tb);
}

void gen_dealloc(Runtime *rt, Obj *self)
{
    Gen *g = (Gen *)self;
    if (g->weaklist) {
        gc_untrack(self);
        weakrefs_clear(rt, self);
        gc_track(rt, self);
    }
    if (obj_finalize(rt, self)) return;
    gc_untrack(self);
    if (is_type(rt, g, ASYNC_GENERATOR)) CLEAR(rt, g->origin);
    if (g->state < GEN_CLEARED) {
        g->state = GEN_CLEARED;
        g->frame.previous = NULL;
        frame_clear(rt, &g->frame);
    }
    CLEAR(rt, g->origin);
    CLEAR(rt, g->code);
    CLEAR(rt, g->name);
    CLEAR(rt, g->qualname);
    CLEAR(rt, g->exc_state.value);
    gc_obj_free(rt, self);
}

static OWN Obj *repr(Runtime *rt, Obj *self)
{
    return str_format(rt, "<generator object %S at %p>", ((Gen *)self)->qualname, (void *)self);
}

static OWN Obj *coroutine_repr(Runtime *rt, Obj *self)
{
    return str_format(rt, "<coroutine object %S at %p>", ((Gen *)self)->qualname, (void *)self);
}

static const AsyncSlots gen_async = {.send = gen_send};

const Type generator_type = {
    .name = "generator",
    .basicsize = sizeof(Gen),
    .itemsize = sizeof(Obj *),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = gen_dealloc,
    .async = &gen_async,
    .repr = repr,
    .traverse = gen_traverse,
    .weaklist_offset = offsetof(Gen, weaklist),
    .iter = obj_self,
    .next = next_slot,
    .methods = methods,
    .getset = getset,
    .finalize = gen_finalize,
};

/* ---- awaiting ---------------------------------------------------------------------------------------------------------------------- */

typedef struct CoroutineWrapper { /* what a coroutine's __await__ answers */
    Obj o;
    Obj *coroutine;
} CoroutineWrapper;

static OWN Obj *coroutine_await(Runtime *rt, Obj *self)
{
    CoroutineWrapper *w = (CoroutineWrapper *)gc_new(rt, TYPE_OF(rt, COROUTINE_WRAPPER));
    if (!w) return NULL;
    w->coroutine = own(self);
    gc_track(rt, w);
    return &w->o;
}

static Gen *wrapped(Obj *self) { return (Gen *)((CoroutineWrapper *)self)->coroutine; }

static OWN Obj *wrapper_next(Runtime *rt, Obj *self)
{
    return gen_send_or_raise(rt, wrapped(self), NONE(rt), false, false);
}

METHOD(wrapper_send, ONE, "send(arg)", "send(arg) -> send 'arg' into coroutine,\nreturn next yielded value or raise StopIteration.")
{
    return gen_send_or_raise(rt, wrapped(self), arg, false, false);
}

METHOD(wrapper_throw, POSITIONAL, "throw(type, value=None, traceback=None)",
       "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in coroutine, return next iterated value or raise\n"
       "StopIteration.")
{
    return gen_throw(rt, wrapped(self), true, a->obj[0], a->obj[1], a->obj[2]);
}

METHOD(wrapper_close, NOARGS, "close()", "close() -> raise GeneratorExit inside coroutine.")
{
    return gen_close(rt, wrapped(self));
}

static const MethodDef *const wrapper_methods[] = {&wrapper_send_def, &wrapper_throw_def, &wrapper_close_def, NULL};

static int wrapper_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((CoroutineWrapper *)self)->coroutine, "coroutine", -1);
    return 0;
}

static void wrapper_dealloc(Runtime *rt, Obj *self)
{
    gc_untrack(self);
    CLEAR(rt, ((CoroutineWrapper *)self)->coroutine);
    gc_obj_free(rt, self);
}

static const AsyncSlots coroutine_async = {.await = coroutine_await, .send = gen_send};

const Type coroutine_type = {
    .name = "coroutine",
    .basicsize = sizeof(Gen),
    .itemsize = sizeof(Obj *),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = gen_dealloc,
    .async = &coroutine_async,
    .repr = coroutine_repr,
    .traverse = gen_traverse,
    .weaklist_offset = offsetof(Gen, weaklist),
    .methods = methods,
    .members = coroutine_members,
    .getset = coroutine_getset,
    .finalize = gen_finalize,
};

const Type coroutine_wrapper_type = {
    .name = "coroutine_wrapper",
    .basicsize = sizeof(CoroutineWrapper),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = wrapper_dealloc,
    .doc = "A wrapper object implementing __await__ for coroutines.",
    .traverse = wrapper_traverse,
    .iter = obj_self,
    .next = wrapper_next,
    .methods = wrapper_methods,
};

OWN Obj *await_iter(Runtime *rt, Obj *o)
{
    bool iterable_generator = is_type(rt, o, GENERATOR) && ((Code *)((Gen *)o)->code)->flags & CO_ITERABLE_COROUTINE;
    if (is_type(rt, o, COROUTINE) || iterable_generator) return own(o);
    const AsyncSlots *async = type_of(o)->async;
    if (!async || !async->await)
        return err_type(rt, "object %.100s can't be used in 'await' expression", type_of(o)->name);
    Obj *it = async->await(rt, o);
    if (!it) return NULL;
    if (is_type(rt, it, COROUTINE))
        err_type(rt, "__await__() returned a coroutine");
    else if (!obj_is_iterator(it))
        err_type(rt, "__await__() returned non-iterator of type '%.100s'", type_of(it)->name);
    if (!err_pending(rt)) return it;
    decref(rt, it);
    return NULL;
}
