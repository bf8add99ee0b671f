/* vm.h - running code objects. */
#ifndef GH_VM_VM_H
#define GH_VM_VM_H

#include "object/object.h"

/* vm_start: this room's types, hooks and the data stack.  false: MemoryError. */
CHECK bool vm_start(Runtime *rt);

/* vm_eval_code: runs [code] (a module's, a statement's, exec's) with [globals] and [locals]; new reference
   to its result (None, or eval's value), or NULL with the exception that escaped. */
OWN Obj *vm_eval_code(Runtime *rt, Obj *code, Obj *globals, Obj *locals);

/* The resumable core.  vm_push_code enters a frame for [code] as an entry frame without running it; vm_run
   runs from rt->vm.frame until that entry frame returns.  It keeps nothing but rt on the C stack: at a safe
   point (a bytecode boundary at depth 1) the world is complete in the image, so that an image taken there can
   be restored and continued by a fresh vm_run.  RUN_STOPPED: bytecode number rt->vm.next_stop was reached at
   depth 1 (or the one behind it, which runs with it: PRECALL and CALL of a native); the frame is intact; call vm_run again to go on. */
typedef enum RunStatus { RUN_RETURNED, RUN_RAISED, RUN_STOPPED } RunStatus;
CHECK bool vm_push_code(Runtime *rt, Obj *code, Obj *globals, Obj *locals);
RunStatus vm_run(Runtime *rt, Obj **result);

/* traceback.c: prints an exception as CPython's traceback, with causes, contexts, source lines and carets,
   into [out]; no Python code but __str__ runs.  traceback_print_pending prints (to fd 2 through the hook) and
   clears the pending exception, setting sys.last_*; answers the exit status (SystemExit is handled: its code), or
   EXIT_INTERRUPTED for KeyboardInterrupt. */
enum { EXIT_INTERRUPTED = 256 };
void traceback_format(Runtime *rt, Obj *exc, Buf *out);
int traceback_print_pending(Runtime *rt);
/* traceback_skip: leaves the outermost frames that run code of [filename] out of the pending exception's traceback. */
void traceback_skip(Runtime *rt, const char *filename);
/* unraisable_fetch: takes the pending exception, an instance with its traceback, for a report; false: none is to be
   reported.  unraisable_print: the report: [message] (a str; NULL or else: "Exception ignored in") and [obj] (NULL: of
   nothing) before the exception. */
CHECK bool unraisable_fetch(Runtime *rt, Obj **type, Obj **value, Obj **tb);
void unraisable_print(Runtime *rt, Obj *message, Obj *obj, Obj *type, Obj *value, Obj *tb);
/* traceback_anchors: where in [text], an expression's source, its outermost operator or subscript lies: in characters,
   the end exclusive; false: it has neither.  No exception is left. */
bool traceback_anchors(Runtime *rt, const char *text, int *left, int *right);
CHECK bool traceback_here(Runtime *rt, Frame *frame); /* adds the frame to the pending exception's traceback */

/* frame.c */
OWN Obj *frame_object(Runtime *rt, Frame *frame);     /* the FrameObj, made when first asked for */
int frame_line(const Frame *frame);
OWN Obj *frame_locals(Runtime *rt, Frame *frame);     /* locals() as 3.11: a dict, refreshed */
int frame_traverse(Frame *frame, Visit visit, void *ctx); /* every owned reference of a frame */
/* vm_traverse: every reference owned by the frames that run (generators' are visited by their generators) and by
   those in limbo. */
int vm_traverse(Runtime *rt, Visit visit, void *ctx);

/* For natives: the frame of Python code that called them ([depth] frames further out), NULL when there is none;
   its globals (NULL then), its builtins; locals() as 3.11. */
Frame *vm_frame_peek(Runtime *rt, int depth);
Obj *vm_globals_peek(Runtime *rt);
Obj *vm_builtins_peek(Runtime *rt);
OWN Obj *vm_locals(Runtime *rt);

/* vm_bytecodes: how many instructions have run so far, exact wherever native code may ask. */
static inline uint64_t vm_bytecodes(const Runtime *rt) { return rt->vm.fuel_end - (uint64_t)rt->vm.fuel; }

/* build_class.c: what the builtins module calls __build_class__. */
extern const MethodDef *const vm_build_class_def;

/* source.c: the source text that tracebacks quote.  source_remember keeps a copy for [filename] outside the
   arenas; source_line: the line without its newline, or NULL. */
void source_remember(Runtime *rt, const char *filename, const char *text, size_t n);
const char *source_line(Runtime *rt, const char *filename, int line, size_t *n);
void sources_free(Runtime *rt); /* at the end of the world: forgets all texts */

#endif
