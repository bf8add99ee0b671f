/* asyncgen.c - asynchronous generators (PEP 525): generators whose frames both await and yield.

   A value that is yielded travels in a wrapper, so that it differs from what is awaited; __anext__ and asend
   answer an awaitable that enters the generator and takes the wrapper off, athrow and aclose one that throws. */
#include "vm/gen.h"

enum { AWAIT_INIT, AWAIT_ITER, AWAIT_CLOSED };

typedef struct AsyncSend { /* __anext__, asend */
    Obj o;
    Gen *gen;
    Obj *value;
    int state;
} AsyncSend;
typedef struct AsyncThrow { /* athrow; aclose: args NULL */
    Obj o;
    Gen *gen;
    Obj *args;
    int state;
} AsyncThrow;
typedef struct Wrapped {
    Obj o;
    Obj *value;
} Wrapped;

OWN Obj *async_gen_wrap(Runtime *rt, Obj *value)
{
    Wrapped *w = (Wrapped *)gc_new(rt, TYPE_OF(rt, ASYNC_GEN_WRAPPED));
    if (!w) return NULL;
    w->value = own(value);
    gc_track(rt, w);
    return &w->o;
}

/* ---- one step ------------------------------------------------------------------------------------------------------- */

/* Turns what entering the generator led to into what awaiting sees: the value yielded as StopIteration. */
static OWN Obj *unwrap_take(Runtime *rt, Gen *g, TAKE Obj *result)
{
    if (!result) {
        if (!err_pending(rt)) err_none(rt, EXC_TYPE(rt, StopAsyncIteration));
        if (err_matches(rt, EXC_TYPE(rt, StopAsyncIteration)) || err_matches(rt, EXC_TYPE(rt, GeneratorExit))) g->closed = 1;
        g->running_async = 0;
        return NULL;
    }
    if (!is_type(rt, result, ASYNC_GEN_WRAPPED)) return result;
    err_stop_iteration(rt, ((Wrapped *)result)->value);
    decref(rt, result);
    g->running_async = 0;
    return NULL;
}

/* sys.set_asyncgen_hooks(): the finalizer is kept for the generator's end, the other one is told of it now. */
static bool note_first_use(Runtime *rt, Gen *g)
{
    if (g->hooks_inited) return true;
    g->hooks_inited = 1;
    g->origin = xown(rt->asyncgen_finalizer);
    if (!rt->asyncgen_firstiter) return true;
    Obj *result = obj_call1(rt, rt->asyncgen_firstiter, (Obj *)g);
    xdecref(rt, result);
    return result != NULL;
}

static OWN Obj *asend_step(Runtime *rt, AsyncSend *s, Obj *arg)
{
    Gen *g = s->gen;
    if (s->state == AWAIT_CLOSED)
        return err_format(rt, EXC_TYPE(rt, RuntimeError), "cannot reuse already awaited __anext__()/asend()");
    if (s->state == AWAIT_INIT) {
        if (g->running_async)
            return err_format(rt, EXC_TYPE(rt, RuntimeError), "anext(): asynchronous generator is already running");
        if (!arg || is_none(rt, arg)) arg = s->value;
        s->state = AWAIT_ITER;
    }
    g->running_async = 1;
    Obj *result = unwrap_take(rt, g, gen_send_or_raise(rt, g, arg ? arg : NONE(rt), false, false));
    if (!result) s->state = AWAIT_CLOSED;
    return result;
}

static OWN Obj *asend_next(Runtime *rt, Obj *self) { return asend_step(rt, (AsyncSend *)self, NULL); }

METHOD(asend_send, ONE, "send(arg)", "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.")
{
    return asend_step(rt, (AsyncSend *)self, arg);
}

METHOD(asend_throw, POSITIONAL, "throw(type, value=None, traceback=None)",
       "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\n"
       "StopIteration.")
{
    AsyncSend *s = (AsyncSend *)self;
    if (s->state == AWAIT_CLOSED)
        return err_format(rt, EXC_TYPE(rt, RuntimeError), "cannot reuse already awaited __anext__()/asend()");
    Obj *result = unwrap_take(rt, s->gen, gen_throw(rt, s->gen, false, a->obj[0], a->obj[1], a->obj[2]));
    if (!result) s->state = AWAIT_CLOSED;
    return result;
}

METHOD(asend_close, NOARGS, "close()", "close() -> raise GeneratorExit inside generator.")
{
    ((AsyncSend *)self)->state = AWAIT_CLOSED;
    return none_new(rt);
}

static const MethodDef *const asend_methods[] = {&asend_send_def, &asend_throw_def, &asend_close_def, NULL};

/* ---- athrow and aclose ------------------------------------------------------------------------------------------------ */

static OWN Obj *throw_now(Runtime *rt, AsyncThrow *t)
{
    if (!t->args) return gen_throw(rt, t->gen, false, EXC_TYPE(rt, GeneratorExit), NULL, NULL);
    isize n = tuple_len(t->args);
    return gen_throw(rt, t->gen, false, tuple_peek(t->args, 0), n > 1 ? tuple_peek(t->args, 1) : NULL,
                     n > 2 ? tuple_peek(t->args, 2) : NULL);
}

/* After aclose a yield is a mistake, and the generator's end is no error. */
static OWN Obj *close_result_take(Runtime *rt, AsyncThrow *t, TAKE Obj *result)
{
    if (result && is_type(rt, result, ASYNC_GEN_WRAPPED)) {
        decref(rt, result);
        t->gen->running_async = 0;
        t->state = AWAIT_CLOSED;
        return err_format(rt, EXC_TYPE(rt, RuntimeError), "async generator ignored GeneratorExit");
    }
    if (result) return result;
    t->gen->running_async = 0;
    t->state = AWAIT_CLOSED;
    if (err_clear_if(rt, EXC_TYPE(rt, StopAsyncIteration)) || err_clear_if(rt, EXC_TYPE(rt, GeneratorExit)))
        err_none(rt, EXC_TYPE(rt, StopIteration));
    return NULL;
}

static OWN Obj *athrow_begin(Runtime *rt, AsyncThrow *t, Obj *arg)
{
    Gen *g = t->gen;
    if (g->running_async) {
        t->state = AWAIT_CLOSED;
        return err_format(rt, EXC_TYPE(rt, RuntimeError),
                          t->args ? "athrow(): asynchronous generator is already running"
                                  : "aclose(): asynchronous generator is already running");
    }
    if (g->closed) {
        t->state = AWAIT_CLOSED;
        err_none(rt, EXC_TYPE(rt, StopAsyncIteration));
        return NULL;
    }
    if (arg && !is_none(rt, arg))
        return err_format(rt, EXC_TYPE(rt, RuntimeError), "can't send non-None value to a just-started coroutine");
    t->state = AWAIT_ITER;
    g->running_async = 1;
    if (t->args) {
        Obj *result = unwrap_take(rt, g, throw_now(rt, t));
        if (!result) t->state = AWAIT_CLOSED;
        return result;
    }
    g->closed = 1;
    return close_result_take(rt, t, throw_now(rt, t));
}

static OWN Obj *athrow_step(Runtime *rt, AsyncThrow *t, Obj *arg)
{
    Gen *g = t->gen;
    if (t->state == AWAIT_CLOSED || g->state >= GEN_COMPLETED) {
        if (t->state == AWAIT_CLOSED)
            return err_format(rt, EXC_TYPE(rt, RuntimeError), "cannot reuse already awaited aclose()/athrow()");
        t->state = AWAIT_CLOSED;
        err_none(rt, EXC_TYPE(rt, StopIteration));
        return NULL;
    }
    if (t->state == AWAIT_INIT) return athrow_begin(rt, t, arg);
    Obj *result = gen_send_or_raise(rt, g, arg ? arg : NONE(rt), false, false);
    return t->args ? unwrap_take(rt, g, result) : close_result_take(rt, t, result);
}

static OWN Obj *athrow_next(Runtime *rt, Obj *self) { return athrow_step(rt, (AsyncThrow *)self, NULL); }

METHOD(athrow_send, ONE, "send(arg)", "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.")
{
    return athrow_step(rt, (AsyncThrow *)self, arg);
}

METHOD(athrow_throw, POSITIONAL, "throw(type, value=None, traceback=None)",
       "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\n"
       "StopIteration.")
{
    AsyncThrow *t = (AsyncThrow *)self;
    if (t->state == AWAIT_CLOSED)
        return err_format(rt, EXC_TYPE(rt, RuntimeError), "cannot reuse already awaited aclose()/athrow()");
    Obj *result = gen_throw(rt, t->gen, false, a->obj[0], a->obj[1], a->obj[2]);
    return t->args ? unwrap_take(rt, t->gen, result) : close_result_take(rt, t, result);
}

METHOD(athrow_close, NOARGS, "close()", "close() -> raise GeneratorExit inside generator.")
{
    ((AsyncThrow *)self)->state = AWAIT_CLOSED;
    return none_new(rt);
}

static const MethodDef *const athrow_methods[] = {&athrow_send_def, &athrow_throw_def, &athrow_close_def, NULL};

/* ---- the generator ------------------------------------------------------------------------------------------------------- */

static OWN Obj *asend_new(Runtime *rt, Gen *g, Obj *value)
{
    if (!note_first_use(rt, g)) return NULL;
    AsyncSend *s = (AsyncSend *)gc_new(rt, TYPE_OF(rt, ASYNC_GEN_ASEND));
    if (!s) return NULL;
    s->gen = (Gen *)own(g);
    s->value = xown(value);
    s->state = AWAIT_INIT;
    gc_track(rt, s);
    return &s->o;
}

static OWN Obj *athrow_new(Runtime *rt, Gen *g, TAKE Obj *args)
{
    hold(rt, "arguments of athrow()", args);
    bool ok = note_first_use(rt, g);
    args = unhold(rt);
    AsyncThrow *t = ok ? (AsyncThrow *)gc_new(rt, TYPE_OF(rt, ASYNC_GEN_ATHROW)) : NULL;
    if (!t) {
        xdecref(rt, args);
        return NULL;
    }
    t->gen = (Gen *)own(g);
    t->args = args;
    t->state = AWAIT_INIT;
    gc_track(rt, t);
    return &t->o;
}

static OWN Obj *anext_slot(Runtime *rt, Obj *self) { return asend_new(rt, (Gen *)self, NULL); }

METHOD(agen_asend, ONE, "asend(v)", "asend(v) -> send 'v' in generator.") { return asend_new(rt, (Gen *)self, arg); }

METHOD_COUNTED(agen_athrow, VECTOR, "athrow(typ[,val[,tb]])", "athrow(typ[,val[,tb]]) -> raise exception in generator.")
{
    Obj *tuple = tuple_from_array(rt, args, nargs);
    if (tuple && nargs == 0) {
        decref(rt, tuple);
        return err_type(rt, "athrow expected at least 1 argument, got 0");
    }
    return tuple ? athrow_new(rt, (Gen *)self, tuple) : NULL;
}

METHOD(agen_aclose, NOARGS, "aclose()", "aclose() -> raise GeneratorExit inside generator.")
{
    return athrow_new(rt, (Gen *)self, NULL);
}

METHOD(agen_sizeof, NOARGS, "__sizeof__()", "gen.__sizeof__() -> size of gen in memory, in bytes")
{
    const Code *co = (Code *)((Gen *)self)->code;
    return int_new(rt, (int64_t)(sizeof(Gen) + (size_t)(co->nlocalsplus + co->stacksize) * sizeof(Obj *)));
}

static const MethodDef *const agen_methods[] = {&agen_asend_def, &agen_athrow_def, &agen_aclose_def, &agen_sizeof_def, NULL};

static OWN Obj *get_await(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Obj *inner = gen_yield_from(rt, (Gen *)self);
    return inner ? inner : none_new(rt);
}
static OWN Obj *get_frame(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Gen *g = (Gen *)self;
    return g->state == GEN_CLEARED ? none_new(rt) : frame_object(rt, &g->frame);
}
static OWN Obj *get_running(Runtime *rt, Obj *self, void *closure UNUSED) { return bool_new(rt, ((Gen *)self)->running_async); }
static OWN Obj *get_code(Runtime *rt UNUSED, Obj *self, void *closure UNUSED) { return own(((Gen *)self)->code); }

static const GetSetDef agen_getset[] = {
    {"ag_await", get_await, NULL, "object being awaited on, or None", NULL},
    {"ag_frame", get_frame, NULL, NULL, NULL},
    {"ag_running", get_running, NULL, NULL, NULL},
    {"ag_code", get_code, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static const MemberDef agen_members[] = {
    {"__name__", MEMBER_OBJ, offsetof(Gen, name), 0, "name of the async generator"},
    {"__qualname__", MEMBER_OBJ, offsetof(Gen, qualname), 0, "qualified name of the async generator"},
    {NULL, MEMBER_OBJ, 0, 0, NULL},
};

static OWN Obj *agen_repr(Runtime *rt, Obj *self)
{
    return str_format(rt, "<async_generator object %S at %p>", ((Gen *)self)->qualname, (void *)self);
}

/* ---- life of the helpers ---------------------------------------------------------------------------------------------------- */

static int asend_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((AsyncSend *)self)->gen, "async generator", -1);
    VISIT(((AsyncSend *)self)->value, "value to send", -1);
    return 0;
}
static void asend_dealloc(Runtime *rt, Obj *self)
{
    gc_untrack(self);
    CLEAR(rt, ((AsyncSend *)self)->gen);
    CLEAR(rt, ((AsyncSend *)self)->value);
    gc_obj_free(rt, self);
}
static int athrow_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((AsyncThrow *)self)->gen, "async generator", -1);
    VISIT(((AsyncThrow *)self)->args, "exception to throw", -1);
    return 0;
}
static void athrow_dealloc(Runtime *rt, Obj *self)
{
    gc_untrack(self);
    CLEAR(rt, ((AsyncThrow *)self)->gen);
    CLEAR(rt, ((AsyncThrow *)self)->args);
    gc_obj_free(rt, self);
}
static int wrapped_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((Wrapped *)self)->value, "value yielded", -1);
    return 0;
}
static void wrapped_dealloc(Runtime *rt, Obj *self)
{
    gc_untrack(self);
    CLEAR(rt, ((Wrapped *)self)->value);
    gc_obj_free(rt, self);
}

static const AsyncSlots agen_async = {.aiter = obj_self, .anext = anext_slot, .send = gen_send};
static const AsyncSlots self_async = {.await = obj_self};

const Type async_generator_type = {
    .name = "async_generator",
    .basicsize = sizeof(Gen),
    .itemsize = sizeof(Obj *),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = gen_dealloc,
    .async = &agen_async,
    .repr = agen_repr,
    .traverse = gen_traverse,
    .weaklist_offset = offsetof(Gen, weaklist),
    .methods = agen_methods,
    .members = agen_members,
    .getset = agen_getset,
    .finalize = gen_finalize,
};

const Type async_gen_asend_type = {
    .name = "async_generator_asend",
    .basicsize = sizeof(AsyncSend),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = asend_dealloc,
    .async = &self_async,
    .traverse = asend_traverse,
    .iter = obj_self,
    .next = asend_next,
    .methods = asend_methods,
};

const Type async_gen_athrow_type = {
    .name = "async_generator_athrow",
    .basicsize = sizeof(AsyncThrow),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = athrow_dealloc,
    .async = &self_async,
    .traverse = athrow_traverse,
    .iter = obj_self,
    .next = athrow_next,
    .methods = athrow_methods,
};

const Type async_gen_wrapped_type = {
    .name = "async_generator_wrapped_value",
    .basicsize = sizeof(Wrapped),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = wrapped_dealloc,
    .traverse = wrapped_traverse,
};
