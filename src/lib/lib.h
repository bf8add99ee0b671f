/* lib.h - the modules that come with the program, and the start of an interpreter. */
#ifndef GH_LIB_LIB_H
#define GH_LIB_LIB_H

#include "vm/vm.h"

/* A module: made at its first import, kept in sys.modules. */
typedef struct ModuleRow {
    const char *name;
    OWN Obj *(*make)(Runtime *rt);
} ModuleRow;
extern const ModuleRow module_rows[]; /* modules.c, of modules.def; ends with a NULL name */
#define MODULE(name, make) OWN Obj *make(Runtime *rt);
#include "lib/modules.def"
#undef MODULE

/* module_make: a module [name] with the functions [defs] (may be NULL) and [doc]. */
OWN Obj *module_make(Runtime *rt, const char *name, const char *doc, const MethodDef *const *defs);

/* importing.c: lib_import: what IMPORT_NAME and __import__ do; the hook `import`. */
OWN Obj *lib_import(Runtime *rt, Obj *name, Obj *globals, Obj *fromlist, int level);

/* builtins_io.c, builtins_values.c, builtins_attributes.c, builtins_code.c: their parts of the builtins module. */
extern const MethodDef *const builtins_io[], *const builtins_values[], *const builtins_attributes[], *const builtins_code[];

/* fileobject.c: the function open. */
extern const MethodDef *const builtins_file[];

/* syshooks.c: the function breakpoint. */
extern const MethodDef *const builtins_hooks[];

/* stdstream.c: sys.stdout, sys.stderr (text to a file descriptor through the hook `write`) and sys.stdin. */
OWN Obj *std_stream_new(Runtime *rt, int fd);
/* std_stream_set_line_buffering: whether what is printed leaves sys.stdout with each line, as on a terminal. */
void std_stream_set_line_buffering(Runtime *rt, bool on);
bool std_stream_is(Runtime *rt, const Obj *o, int fd); /* the one for [fd] */
/* std_stream_errors: how sys.stdin and sys.stdout treat what is no text: "surrogateescape" in the C locales. */
const char *std_stream_errors(void);
/* stream_write: calls the write method of [file] with str([value]). */
CHECK bool stream_write(Runtime *rt, Obj *file, Obj *value);

/* quitter.c: what site calls exit and quit. */
OWN Obj *quitter_new(Runtime *rt, const char *name);

/* sizes.c: what sys.getsizeof answers; -1 with an exception. */
isize obj_getsizeof(Runtime *rt, Obj *o);

/* atexit_run: calls the functions of atexit, and forgets them. */
void atexit_run(Runtime *rt);

/* lib_start: builtins and sys, their namespaces; lib_set_argv: sys.argv from C strings. */
CHECK bool lib_start(Runtime *rt);
CHECK bool lib_set_argv(Runtime *rt, int argc, char *const *argv);
/* lib_set_path: sys.path begins with the folder of [script], or with '', the current one, when that is NULL. */
CHECK bool lib_set_path(Runtime *rt, const char *script);

/* runtime_new: a whole interpreter in an image of its own, [limit] bytes (0: the default), ready to run code.
   NULL when the system has no memory for it.  runtime_finish: takes everything apart as the interpreter's end
   does (functions of atexit called, modules cleared, garbage collected, objects finalized); false: what was printed
   could not be flushed, and standard error was told.  runtime_free: gives the image back. */
Runtime *runtime_new(size_t limit);
bool runtime_finish(Runtime *rt);
void runtime_free(Runtime *rt);

/* lib_main_dict: the namespace of __main__, made when first asked for; borrowed, NULL with an exception. */
Obj *lib_main_dict(Runtime *rt);

#endif
