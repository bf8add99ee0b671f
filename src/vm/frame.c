/* frame.c - frames and the frame object.

   A frame lies on the data stack while it runs, or inside its generator.  Somebody who asks for it gets a frame
   object that points there; when the frame is left before the frame object dies, the frame's content moves into
   the frame object.  A frame that is being made or taken apart is on no chain of callers; it waits in limbo
   (rt->vm.limbo), so that what it still owns is accounted for while finalizers run. */
#include <string.h>

#include "object/start.h"
#include "vm/vm_inner.h"

Frame *frame_no_room(Runtime *rt)
{
    err_no_memory(rt);
    return NULL;
}

/* ---- what a frame owns -------------------------------------------------------------------------------------- */

static int visit_localsplus(Frame *f, Visit visit, void *ctx)
{
    const Code *co = frame_code(f);
    const char *kinds = bytes_data(co->localspluskinds);
    int n = f->stacktop < co->nlocalsplus ? f->stacktop : co->nlocalsplus;
    for (int i = 0; i < n; i++)
        VISIT(f->localsplus[i], kinds[i] & LOCAL_FREE ? "free variable" : kinds[i] & LOCAL_CELL ? "cell" : "local", i);
    for (int i = co->nlocalsplus; i < f->stacktop; i++) VISIT(f->localsplus[i], "operand stack", i - co->nlocalsplus);
    return 0;
}

const char *frame_extra_role(const Frame *f)
{
    return f->extra == EXTRA_INIT ? "arguments" : f->extra == EXTRA_GETTER ? "descriptor" : "method being called";
}

int frame_traverse(Frame *f, Visit visit, void *ctx)
{
    VISIT(f->func, "function being run", -1);
    VISIT(f->code, "code being run", -1);
    VISIT(f->locals, "locals", -1);
    VISIT(f->frame_obj, "frame object", -1);
    if (!f->code) return 0;
    int stop = visit_localsplus(f, visit, ctx);
    if (stop || f->extra <= EXTRA_CALL) return stop;
    VISIT(frame_extras(f)[1], frame_extra_role(f), -1);
    VISIT(frame_extras(f)[2], "keyword arguments", -1);
    return 0;
}

int vm_traverse(Runtime *rt, Visit visit, void *ctx)
{
    for (Frame *f = rt->vm.frame; f; f = f->previous) {
        if (f->owner == FRAME_OF_GENERATOR) continue; /* its generator's */
        int stop = frame_traverse(f, visit, ctx);
        if (stop) return stop;
    }
    for (Frame *f = rt->vm.limbo; f; f = f->previous) {
        int stop = frame_traverse(f, visit, ctx);
        if (stop) return stop;
    }
    return 0;
}

/* ---- the frame object ------------------------------------------------------------------------------------------- */

/* NULL: memory is short; whatever exception was pending still is, and no other. */
static OWN Obj *make_frame_object(Runtime *rt, Frame *f)
{
    Obj *type, *value, *tb;
    err_fetch(rt, &type, &value, &tb);
    hold(rt, "pending exception's type", type);
    hold(rt, "pending exception", value);
    hold(rt, "pending exception's traceback", tb);
    Code *co = frame_code(f);
    FrameObj *fo = (FrameObj *)gc_var_new(rt, TYPE_OF(rt, FRAME), co->nlocalsplus + co->stacksize);
    rt->hold_count -= 3;
    err_clear(rt);
    err_restore_take(rt, type, value, tb);
    if (!fo) return NULL;
    fo->back = NULL;
    fo->trace = NULL;
    fo->lineno = 0;
    fo->trace_lines = 1;
    fo->trace_opcodes = fo->fast_as_locals = 0;
    fo->frame = f;
    f->frame_obj = fo;
    return own(fo);
}

/* ---- leaving a frame ------------------------------------------------------------------------------------------ */

/* Moves the frame's content into its frame object, which outlives it. */
static void take_over(Runtime *rt, FrameObj *fo, Frame *f)
{
    Frame *own_frame = (Frame *)fo->data;
    memcpy(own_frame, f, (size_t)((char *)&f->localsplus[f->stacktop] - (char *)f));
    fo->frame = own_frame;
    own_frame->owner = FRAME_OF_OBJECT;
    own_frame->extra = EXTRA_NONE;
    own_frame->previous = NULL;
    Code *co = frame_code(own_frame);
    if (frame_unit(own_frame) < co->firsttraceable) own_frame->prev_instr = co->code + co->firsttraceable;
    Frame *back = frame_visible_peek(f->previous);
    if (back) {
        fo->back = (FrameObj *)(back->frame_obj ? own(back->frame_obj) : make_frame_object(rt, back));
    }
    if (!gc_is_tracked(fo)) gc_track(rt, fo);
}

static NOINLINE void clear_tail(Runtime *rt, Frame *f)
{
    CLEAR(rt, f->locals);
    CLEAR(rt, f->func);
    CLEAR(rt, f->code);
}

/* The rest of a frame in which [first] was the first value whose death may run Python code. */
static NOINLINE void clear_in_limbo(Runtime *rt, Frame *f, int from, Obj *first)
{
    f->previous = rt->vm.limbo;
    rt->vm.limbo = f;
    if (first) obj_dealloc(rt, first);
    for (int i = from; i < f->stacktop; i++) CLEAR(rt, f->localsplus[i]);
    clear_tail(rt, f);
    rt->vm.limbo = f->previous;
}

/* Drops values from the first one on, until one whose death may run Python code: its number; stacktop: none. */
static inline int drop_plain_values(Runtime *rt, Frame *f)
{
    Obj **slots = f->localsplus;
    int i = 0, n = f->stacktop;
    for (; i < n; i++) {
        Obj *o = slots[i];
        if (!o) continue;
        if (UNLIKELY(o->refcnt == 1)) {
            if (!dealloc_is_plain(type_of(o))) break;
            slots[i] = NULL;
            o->refcnt = 0;
            obj_dealloc(rt, o);
        } else {
            slots[i] = NULL;
            o->refcnt--;
        }
    }
    return i;
}

/* Drops function and code, unless one of them would die. */
static inline bool drop_tail(Frame *f)
{
    if (UNLIKELY(f->locals || !f->func || f->func->refcnt == 1 || f->code->refcnt == 1)) return false;
    f->func->refcnt--;
    f->code->refcnt--;
    return true;
}

void frame_clear(Runtime *rt, Frame *f)
{
    if (UNLIKELY(f->frame_obj)) {
        FrameObj *fo = f->frame_obj;
        f->frame_obj = NULL;
        if (fo->o.refcnt > 1) {
            hold(rt, "frame object of a frame being left", fo);
            take_over(rt, fo, f);
            drop(rt);
            return;
        }
        decref(rt, fo);
    }
    int i = drop_plain_values(rt, f);
    if (i < f->stacktop) {
        Obj *o = f->localsplus[i];
        f->localsplus[i] = NULL;
        o->refcnt = 0;
        clear_in_limbo(rt, f, i + 1, o);
    } else if (!drop_tail(f)) {
        clear_in_limbo(rt, f, i, NULL);
    }
}

bool frame_leave_quietly(Runtime *rt, Frame *f)
{
    if (UNLIKELY(f->frame_obj) || drop_plain_values(rt, f) < f->stacktop || !drop_tail(f)) return false;
    frame_unreserve(rt, f);
    return true;
}

void frame_leave(Runtime *rt, Frame *f)
{
    rt->recursion_left--;
    frame_clear(rt, f);
    rt->recursion_left++;
    frame_unreserve(rt, f);
}

OWN Obj *frame_object(Runtime *rt, Frame *f)
{
    if (f->frame_obj) return own(f->frame_obj);
    Obj *fo = make_frame_object(rt, f);
    return fo ? fo : err_no_memory(rt);
}

int frame_line(const Frame *f)
{
    const Code *co = frame_code(f);
    int unit = frame_unit(f);
    return unit < 0 ? co->firstlineno : code_line(co, unit);
}

/* The value of a local, cell or free variable; NULL: unbound. */
static Obj *variable_peek(Runtime *rt, Frame *f, int i, int kind)
{
    Obj *value = f->localsplus[i];
    if (!value || !(kind & (LOCAL_CELL | LOCAL_FREE)) || !is_type(rt, value, CELL)) return value;
    if (kind & LOCAL_FREE) return ((Cell *)value)->value;
    const Code *co = frame_code(f); /* a parameter that is a cell holds the plain value until MAKE_CELL ran */
    for (const CodeUnit *u = co->code; u <= f->prev_instr; u += 1 + opcode_caches[opcode_base[u->op]])
        if (opcode_base[u->op] == OP_MAKE_CELL && u->arg == (uint8_t)i) return ((Cell *)value)->value;
    return value;
}

/* A frame that was not started has no free variables yet. */
static void fetch_free_variables(Frame *f)
{
    Code *co = frame_code(f);
    if (f->prev_instr >= co->code || !co->nfreevars || co->code[0].op != OP_COPY_FREE_VARS) return;
    Obj *closure = ((Func *)f->func)->closure;
    int first = co->nlocals + co->nplaincellvars;
    for (int i = 0; i < co->nfreevars; i++) f->localsplus[first + i] = own(tuple_peek(closure, i));
    f->prev_instr = co->code;
}

static bool refresh_local(Runtime *rt, Obj *locals, Obj *name, Obj *value)
{
    if (value) return obj_setitem(rt, locals, name, value);
    if (obj_setitem(rt, locals, name, NULL)) return true;
    return err_clear_if(rt, EXC_TYPE(rt, KeyError));
}

OWN Obj *frame_locals(Runtime *rt, Frame *f)
{
    if (!f->locals && !(f->locals = dict_new(rt))) return NULL;
    Code *co = frame_code(f);
    fetch_free_variables(f);
    const char *kinds = bytes_data(co->localspluskinds);
    Obj *locals = own(f->locals);
    hold(rt, "locals", locals);
    for (int i = 0; i < co->nlocalsplus; i++) {
        if (kinds[i] & LOCAL_FREE && !(co->flags & CO_OPTIMIZED)) continue; /* a class body's */
        Obj *value = xown(variable_peek(rt, f, i, kinds[i]));
        hold(rt, "local", value);
        bool ok = refresh_local(rt, locals, tuple_peek(co->localsplusnames, i), value);
        drop(rt);
        if (!ok) {
            drop(rt);
            return NULL;
        }
    }
    return unhold(rt);
}

OWN Obj *frame_builtins_new(Runtime *rt, Obj *globals)
{
    Obj *builtins = dict_get_peek(rt, globals, id_(rt, __builtins__));
    if (builtins && is_type(rt, builtins, MODULE)) builtins = ((Module *)builtins)->dict;
    if (builtins) return own(builtins);
    return err_pending(rt) ? NULL : own(rt->builtins);
}

/* ---- for natives: whose names, whose globals ----------------------------------------------------------------------- */

Frame *vm_frame_peek(Runtime *rt, int depth)
{
    Frame *f = frame_visible_peek(rt->vm.frame);
    while (f && depth-- > 0) f = frame_visible_peek(f->previous);
    return f;
}

Obj *vm_globals_peek(Runtime *rt)
{
    Frame *f = vm_frame_peek(rt, 0);
    return f ? f->globals : NULL;
}

Obj *vm_builtins_peek(Runtime *rt)
{
    Frame *f = vm_frame_peek(rt, 0);
    return f ? f->builtins : rt->builtins;
}

OWN Obj *vm_locals(Runtime *rt)
{
    Frame *f = vm_frame_peek(rt, 0);
    if (!f) return err_format(rt, EXC_TYPE(rt, SystemError), "frame does not exist");
    return frame_locals(rt, f);
}

/* ---- attributes ------------------------------------------------------------------------------------------------------ */

static OWN Obj *get_locals(Runtime *rt, Obj *self, void *closure UNUSED)
{
    return frame_locals(rt, ((FrameObj *)self)->frame);
}

static OWN Obj *get_lineno(Runtime *rt, Obj *self, void *closure UNUSED)
{
    FrameObj *fo = (FrameObj *)self;
    int line = fo->lineno ? fo->lineno : frame_line(fo->frame);
    return line < 0 ? none_new(rt) : int_new(rt, line);
}

static bool set_lineno(Runtime *rt, Obj *self UNUSED, Obj *value, void *closure UNUSED)
{
    if (!value)
        err_format(rt, EXC_TYPE(rt, AttributeError), "cannot delete attribute");
    else if (!is_int(value))
        err_value(rt, "lineno must be an integer");
    else
        err_value(rt, "f_lineno can only be set by a trace function");
    return false;
}

static OWN Obj *get_trace(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Obj *trace = ((FrameObj *)self)->trace;
    return trace ? own(trace) : none_new(rt);
}

static bool set_trace(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    if (value && is_none(rt, value)) value = NULL;
    xincref(value);
    SET_REF_TAKE(rt, ((FrameObj *)self)->trace, value);
    return true;
}

static OWN Obj *get_globals(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Obj *globals = ((FrameObj *)self)->frame->globals;
    return globals ? own(globals) : none_new(rt);
}

static OWN Obj *get_builtins(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Obj *builtins = ((FrameObj *)self)->frame->builtins;
    return builtins ? own(builtins) : none_new(rt);
}

static OWN Obj *get_code(Runtime *rt UNUSED, Obj *self, void *closure UNUSED)
{
    return own(((FrameObj *)self)->frame->code);
}

static OWN Obj *get_lasti(Runtime *rt, Obj *self, void *closure UNUSED)
{
    int unit = frame_unit(((FrameObj *)self)->frame);
    return int_new(rt, unit < 0 ? -1 : unit * 2);
}

static OWN Obj *get_back(Runtime *rt, Obj *self, void *closure UNUSED)
{
    FrameObj *fo = (FrameObj *)self;
    if (fo->back) return own(fo->back);
    Frame *back = frame_visible_peek(fo->frame->previous);
    return back ? frame_object(rt, back) : none_new(rt);
}

static const GetSetDef getset[] = {
    {"f_back", get_back, NULL, NULL, NULL},
    {"f_locals", get_locals, NULL, NULL, NULL},
    {"f_lineno", get_lineno, set_lineno, NULL, NULL},
    {"f_trace", get_trace, set_trace, NULL, NULL},
    {"f_lasti", get_lasti, NULL, NULL, NULL},
    {"f_globals", get_globals, NULL, NULL, NULL},
    {"f_builtins", get_builtins, NULL, NULL, NULL},
    {"f_code", get_code, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static const MemberDef members[] = {
    {"f_trace_lines", MEMBER_BOOL, offsetof(FrameObj, trace_lines), 0, NULL},
    {"f_trace_opcodes", MEMBER_BOOL, offsetof(FrameObj, trace_opcodes), 0, NULL},
    {NULL, MEMBER_OBJ, 0, 0, NULL},
};

/* ---- life ------------------------------------------------------------------------------------------------------------- */

static void drop_values(Runtime *rt, Frame *f)
{
    for (int i = 0; i < f->stacktop; i++) CLEAR(rt, f->localsplus[i]);
}

static int clear(Runtime *rt, Obj *self)
{
    FrameObj *fo = (FrameObj *)self;
    CLEAR(rt, fo->trace);
    if (fo->frame->owner != FRAME_OF_OBJECT) return 0;
    drop_values(rt, fo->frame);
    fo->frame->stacktop = 0;
    return 0;
}

METHOD(clear_method, NOARGS, "clear()", "F.clear(): clear most references held by the frame")
{
    Frame *f = ((FrameObj *)self)->frame;
    bool running = f->owner == FRAME_ON_STACK;
    if (f->owner == FRAME_OF_GENERATOR) {
        Gen *g = frame_gen(f);
        running = g->state == GEN_EXECUTING;
        if (!running) type_of(g)->finalize(rt, &g->o);
    } else if (!running) {
        clear(rt, self);
    }
    if (running) return err_format(rt, EXC_TYPE(rt, RuntimeError), "cannot clear an executing frame");
    return none_new(rt);
}

METHOD(sizeof_method, NOARGS, "__sizeof__()", "F.__sizeof__() -> size of F in memory, in bytes")
{
    const Code *co = frame_code(((FrameObj *)self)->frame);
    return int_new(rt, (int64_t)(sizeof(FrameObj) + sizeof(Frame) + (size_t)(co->nlocalsplus + co->stacksize) * sizeof(Obj *)));
}

static const MethodDef *const methods[] = {&clear_method_def, &sizeof_method_def, NULL};

static void dealloc(Runtime *rt, Obj *self)
{
    FrameObj *fo = (FrameObj *)self;
    if (gc_is_tracked(self)) gc_untrack(self);
    int trash = trash_begin(rt, self, dealloc);
    if (!trash) return;
    Obj *code = NULL;
    if (fo->frame->owner == FRAME_OF_OBJECT) {
        Frame *f = fo->frame;
        CLEAR(rt, f->func);
        CLEAR(rt, f->locals);
        drop_values(rt, f);
        f->stacktop = 0;
        code = f->code;
        f->code = NULL;
    }
    CLEAR(rt, fo->back);
    CLEAR(rt, fo->trace);
    gc_obj_free(rt, self);
    xdecref(rt, code);
    trash_end(rt, trash);
}

static int traverse(Obj *self, Visit visit, void *ctx)
{
    FrameObj *fo = (FrameObj *)self;
    VISIT(fo->back, "f_back", -1);
    VISIT(fo->trace, "f_trace", -1);
    return fo->frame->owner == FRAME_OF_OBJECT ? frame_traverse(fo->frame, visit, ctx) : 0;
}

static OWN Obj *repr(Runtime *rt, Obj *self)
{
    const Frame *f = ((FrameObj *)self)->frame;
    const Code *co = frame_code(f);
    return str_format(rt, "<frame at %p, file %R, line %d, code %S>", (void *)self, co->filename, frame_line(f), co->name);
}

const Type frame_type = {
    .name = "frame",
    .basicsize = sizeof(FrameObj) + sizeof(Frame),
    .itemsize = sizeof(Obj *),
    .flags = TF_GC | TF_DISALLOW_NEW,
    .dealloc = dealloc,
    .repr = repr,
    .traverse = traverse,
    .clear = clear,
    .methods = methods,
    .members = members,
    .getset = getset,
};
