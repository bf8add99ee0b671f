/* vm_inner.h - what the files of this room share: the eval loop's registers, frames, calls, generators.

   How a reference is never lost sight of: what an instruction works on stays in its frame's value stack until
   the instruction drops it, and [vm_save] tells the image how high that stack is before anything runs that
   could look at it (Python code, the collector, a selfcheck).  A slot that was given away is NULL. */
#ifndef GH_VM_VM_INNER_H
#define GH_VM_VM_INNER_H

#include "compile/opcode.h"
#include "heap/poison.h"
#include "vm/vm.h"

/* opcode numbers of the specialized forms */
enum SpecializedOp {
#define SPEC(name, number, base) OP_##name = number,
#include "vm/specialize.def"
#undef SPEC
    SPECIALIZED_END
};

/* ---- frames ------------------------------------------------------------------------------------------- */

static inline Code *frame_code(const Frame *f) { return (Code *)f->code; }
static inline Obj **frame_stack_base(const Frame *f)
{
    return (Obj **)(uintptr_t)f->localsplus + frame_code(f)->nlocalsplus;
}
static inline Obj **frame_extras(const Frame *f) { return frame_stack_base(f) + frame_code(f)->stacksize; }
const char *frame_extra_role(const Frame *f); /* what the first owned one is */
static inline int frame_unit(const Frame *f) { return (int)(f->prev_instr - frame_code(f)->code); }
static inline Gen *frame_gen(Frame *f) { return (Gen *)((char *)f - offsetof(Gen, frame)); }
/* frame_incomplete: still being set up; tracebacks and f_back do not show it. */
static inline bool frame_incomplete(const Frame *f)
{
    return f->owner == FRAME_ON_STACK && frame_unit(f) < frame_code(f)->firsttraceable;
}
/* frame_visible_peek: [f] or the nearest one below it that is complete; NULL. */
static inline Frame *frame_visible_peek(Frame *f)
{
    while (f && frame_incomplete(f)) f = f->previous;
    return f;
}

/* frame_no_room: MemoryError; NULL. */
Frame *frame_no_room(Runtime *rt);
/* frame_reserve: room for a frame of [co] on the data stack; nothing in it is set. */
static inline Frame *frame_reserve(Runtime *rt, const Code *co, int extra_words)
{
    char *at = rt->vm.stack_top;
    size_t size = (size_t)(FRAME_WORDS + co->nlocalsplus + co->stacksize + extra_words) * sizeof(Obj *);
    if (UNLIKELY((size_t)(rt->vm.stack_limit - at) < size)) return frame_no_room(rt);
    rt->vm.stack_top = at + size;
    poison_open(at, size);
    return (Frame *)at;
}
/* frame_unreserve: the room from [f] on is free again. */
static inline void frame_unreserve(Runtime *rt, Frame *f)
{
    poison_close(f, (size_t)(rt->vm.stack_top - (char *)f));
    rt->vm.stack_top = (char *)f;
}
static inline void frame_init(Frame *f, TAKE Func *func, TAKE Obj *locals)
{
    Code *co = (Code *)func->code;
    f->func = &func->o;
    f->globals = func->globals;
    f->builtins = func->builtins;
    f->locals = locals;
    f->code = own(co);
    f->frame_obj = NULL;
    f->prev_instr = co->code - 1;
    f->stacktop = co->nlocalsplus;
    f->is_entry = false;
    f->owner = FRAME_ON_STACK;
    f->extra = EXTRA_NONE;
}

/* frame_clear: drops all that a frame owns, or hands it over to a frame object that outlives it; the frame is
   no longer on the chain of running frames.  frame_leave: the same for the frame on top of the data stack,
   which is popped.  frame_leave_quietly: likewise when no Python code can run meanwhile; false: not done. */
void frame_clear(Runtime *rt, Frame *f);
void frame_leave(Runtime *rt, Frame *f);
bool frame_leave_quietly(Runtime *rt, Frame *f);
OWN Obj *frame_builtins_new(Runtime *rt, Obj *globals); /* the builtins dict that [globals] names */

/* dealloc_is_plain: no Python code can run when such an object dies. */
static inline bool dealloc_is_plain(const Type *t) { return !(t->flags & (TF_GC | TF_HEAP)) && !t->weaklist_offset; }

/* ---- calls (call.c) ------------------------------------------------------------------------------------ */

/* call_frame: a frame for calling [func] (consumed) with [args], borrowed, of which the last
   tuple_len(kwnames) are by keyword; bound as 3.11 binds.  NULL: TypeError and the like. */
Frame *call_frame_take(Runtime *rt, TAKE Func *func, TAKE Obj *locals, Obj *const *args, isize nargs, Obj *kwnames,
                       int extra);
OWN Obj *function_vectorcall(Runtime *rt, Obj *callable, Obj *const *args, size_t nargsf, Obj *kwnames);
/* call_entry: runs a frame in a nested vm_run and clears it. */
OWN Obj *call_entry(Runtime *rt, Frame *f);
/* call_with_locals: runs [func]'s code without arguments in the namespace [locals]: exec and class bodies. */
OWN Obj *call_with_locals(Runtime *rt, Obj *func, Obj *locals);
/* call_function_of_code: the function object that runs a module's code. */
OWN Obj *call_function_of_code(Runtime *rt, Obj *code, Obj *globals);

/* vm_loop: runs from rt->vm.frame to the end of that entry frame, for C code, whatever next_stop says; told whether it
   begins by raising the pending exception. */
RunStatus vm_loop(Runtime *rt, Obj **result, bool throwing);

/* ---- generators (gen.c) -------------------------------------------------------------------------------- */

OWN Obj *gen_new(Runtime *rt, Frame *f);        /* takes over what [f] owns; RETURN_GENERATOR */
bool gen_is(Runtime *rt, const Obj *o);          /* a generator or a coroutine, exactly */
/* gen_ended: the generator's frame returned or raised inside the loop: everything it owns goes.  [raised]:
   StopIteration becomes RuntimeError. */
void gen_ended(Runtime *rt, Gen *g, bool raised);
static inline void gen_enter(Runtime *rt, Gen *g)
{
    g->exc_state.previous = rt->vm.exc_info;
    rt->vm.exc_info = &g->exc_state;
    g->state = GEN_EXECUTING;
    g->frame.previous = rt->vm.frame;
    rt->vm.frame = &g->frame;
}
/* gen_send: 1: yielded, 0: returned, -1: raised; *result is owned.  arg NULL: next(). */
int gen_send(Runtime *rt, Obj *gen, Obj *arg, Obj **result);
bool stop_iteration_value(Runtime *rt, Obj **value); /* takes a pending StopIteration's value; false: another error */
OWN Obj *await_iter(Runtime *rt, Obj *o);           /* what await iterates; TypeError */
OWN Obj *async_gen_wrap(Runtime *rt, Obj *value);

/* ---- raising and handling (unwind.c) -------------------------------------------------------------------- */

/* unwind_to_handler: looks for a handler of the pending exception at code unit [unit] of [f] (not prev_instr, which
   RERAISE sets to where it was raised first); drops the values above its level (all of them when there is none) and
   pushes what it wants.  NULL: none. */
CodeUnit *unwind_to_handler(Runtime *rt, Frame *f, int unit);
/* raise_here: RAISE_VARARGS; both consumed, either may be NULL.  true: it re-raises. */
bool raise_here_take(Runtime *rt, TAKE Obj *exc, TAKE Obj *cause);
Obj *handled_exception_peek(Runtime *rt); /* NULL: none */
void err_chain_handled(Runtime *rt);      /* the pending exception gets the handled one as context */
void err_format_from_cause(Runtime *rt, Obj *type, const char *message); /* the pending one becomes the cause */
int except_matches(Runtime *rt, Obj *exc, Obj *type);   /* CHECK_EXC_MATCH */
int except_star_split(Runtime *rt, Obj *exc, Obj *type, Obj **match, Obj **rest); /* CHECK_EG_MATCH */
OWN Obj *except_star_reraise(Runtime *rt, Obj *orig, Obj *excs); /* PREP_RERAISE_STAR */

/* ---- specializing (specialize.c) ------------------------------------------------------------------------ */

enum { SPECIALIZE_TRUST = 52, SPECIALIZE_BACKOFF = 64, WARM_UP = 8 };
extern const uint8_t opcode_base[256];
void code_warm_up(Runtime *rt, Code *co); /* counts entries; puts in superinstructions when warm */

static inline uint32_t cache_read32(const CodeUnit *c)
{
    uint32_t v;
    __builtin_memcpy(&v, c, sizeof v);
    return v;
}
static inline void cache_write32(CodeUnit *c, uint32_t v) { __builtin_memcpy(c, &v, sizeof v); }
static inline void *cache_read_ptr(const CodeUnit *c)
{
    void *p;
    __builtin_memcpy(&p, c, sizeof p);
    return p;
}
static inline void cache_write_ptr(CodeUnit *c, const void *p) { __builtin_memcpy(c, &p, sizeof p); }

/* specialize_X: [at] is the instruction; looks at its operands and turns it into a better form, or puts the
   next try off.  They never raise. */
void specialize_load_global(Runtime *rt, CodeUnit *at, Obj *globals, Obj *builtins, Obj *name);
void specialize_load_attr(Runtime *rt, CodeUnit *at, Obj *owner, Obj *name);
void specialize_store_attr(Runtime *rt, CodeUnit *at, Obj *owner, Obj *name);
void specialize_load_method(Runtime *rt, CodeUnit *at, Obj *owner, Obj *name);
void specialize_precall(Runtime *rt, CodeUnit *at, Obj *const *base, int n, bool keywords); /* base: see ops_call.h */
void specialize_call(Runtime *rt, CodeUnit *at, Obj *const *base, int n, bool keywords);
void specialize_binary_op(Runtime *rt, CodeUnit *at, Obj *a, Obj *b, int op, Obj **locals);
void specialize_compare(Runtime *rt, CodeUnit *at, Obj *a, Obj *b);
void specialize_subscr(Runtime *rt, CodeUnit *at, Obj *container, Obj *key);
void specialize_store_subscr(Runtime *rt, CodeUnit *at, Obj *container, Obj *key);
void specialize_for_iter(Runtime *rt, CodeUnit *at, Obj *it);
void specialize_unpack(Runtime *rt, CodeUnit *at, Obj *seq, int n);

/* ---- other files ----------------------------------------------------------------------------------------- */

OWN Obj *import_name(Runtime *rt, Frame *f, Obj *name, Obj *fromlist, Obj *level);
OWN Obj *import_from(Runtime *rt, Obj *module, Obj *name);
CHECK bool import_star(Runtime *rt, Frame *f, Obj *module);
int match_class(Runtime *rt, Obj *subject, Obj *type, isize nargs, Obj *kwargs, Obj **attrs); /* 1, 0, -1 */
OWN Obj *match_keys(Runtime *rt, Obj *map, Obj *keys); /* a tuple of values, or None */
/* unpack_iterable: the items of [seq] into [top] downwards, [before] of them, then (after >= 0) a list and
   [after] more.  The frame's stack must cover all of them. */
CHECK bool unpack_iterable(Runtime *rt, Obj *seq, int before, int after, Obj **top);
CHECK bool print_displayed(Runtime *rt, Obj *value); /* PRINT_EXPR */
void name_error(Runtime *rt, Obj *name);
void unbound_error(Runtime *rt, const Code *co, int local); /* UnboundLocalError, or NameError of a free variable */
bool kwargs_error(Runtime *rt, Obj *func, Obj *kwargs);      /* rewrites what merging **kwargs raised; false */
bool args_iterable(Runtime *rt, Obj *func, Obj *args);

/* ---- texts of tracebacks (traceback.c, suggest.c) --------------------------------------------------------- */
void traceback_add_type_name(Runtime *rt, Buf *out, Type *type); /* with its module */
void traceback_add_entries(Runtime *rt, Buf *out, Obj *tb);      /* with the heading */
void vm_unraisable(Runtime *rt, const char *where, Obj *obj);    /* the hook (report.c) */
void vm_stderr_write(Runtime *rt, const Buf *text); /* to sys.stderr, as it is now (report.c) */
/* vm_warn: shows a warning of [category], once for each text and line; [advice] is a line below it, or NULL (warn.c).
   An exception may be pending afterwards. */
int vm_warn_by_module(Runtime *rt, Obj *category, Obj *message, Obj *filename, int line, Obj *globals); /* the hook `warn` */
void vm_warn(Runtime *rt, Obj *category, Obj *message, const char *advice);
OWN Obj *suggestion(Runtime *rt, Obj *exc); /* a str, or NULL (nothing is pending then) */

#endif
