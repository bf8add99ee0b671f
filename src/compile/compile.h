/* compile.h - from source text to a code object, in 3.11's code units. */
#ifndef GH_COMPILE_COMPILE_H
#define GH_COMPILE_COMPILE_H

#include "compile/source.h"

/* compile_tree: the code object (new reference) of [tree], or NULL with SyntaxError, RecursionError or
   MemoryError.  The tree's constants may be folded in place. */
OWN Obj *compile_tree(Runtime *rt, Tree *tree, Obj *filename);

/* compile_source: parse + compile_tree.  When [objects] is not NULL the tree's list of objects is handed
   over (new reference): whoever runs a script, a prompt statement or a text of exec or eval keeps it for the
   length of the run, as CPython's arena does; for compile and import pass NULL. */
OWN Obj *compile_source(Runtime *rt, const char *source, size_t n, Obj *filename, TreeKind kind, Obj **objects);

/* compile_text: compile_source of a decoded source, with future statements in force from the start: [future] is
   co_flags & CO_FUTURE_MASK of the code that calls exec or compile, or of the prompt's earlier statements. */
enum { CO_FUTURE_MASK = 0x1400000 };
OWN Obj *compile_text(Runtime *rt, const SourceText *source, Obj *filename, TreeKind kind, int future, Obj **objects);

/* compile_bytes: decodes and compiles [n] bytes, as compile, exec, eval and import do. */
OWN Obj *compile_bytes(Runtime *rt, const char *bytes, size_t n, Obj *filename, TreeKind kind, int future, Obj **objects);

/* warn_syntax: prints a SyntaxWarning at [line] with its source line [text] (NULL: not at hand) to standard
   error, as CPython shows it. */
CHECK bool warn_syntax(Runtime *rt, const char *message, Obj *filename, int line, const char *text, size_t n);

#endif
