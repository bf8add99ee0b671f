/* run.h - running Python source from its text to its exit status: files, -c, standard input, typed statements. */
#ifndef GH_SESSION_RUN_H
#define GH_SESSION_RUN_H

#include "session/statements.h"

/* source_read: the whole of [path] ("-": standard input), malloc'd, NUL-terminated, *n its bytes.  NULL with a
   sentence in [error] (256 bytes) that names the file and the reason. */
char *source_read(const char *path, size_t *n, char error[256]);

/* run_script: compiles and runs [n] bytes of [text] as the module __main__, as `python3 FILE` does; prints an
   uncaught exception's traceback; returns the exit status.  [filename] is what tracebacks show. */
int run_script(Runtime *rt, const char *text, size_t n, const char *filename);
/* run_script_watched: the same, telling [watch] (NULL: nobody) of each top-level statement; the last one ends when its
   traceback is printed.  A script that does not compile has none. */
int run_script_watched(Runtime *rt, const char *text, size_t n, const char *filename, StatementWatch *watch);

/* run_statement: one statement typed at a prompt, compiled and run alone; prints errors.  Returns false when
   it raised SystemExit, *status then tells the exit status. */
bool run_statement(Runtime *rt, const char *text, size_t n, int *status);

/* run_code: runs a code object in __main__ through the resumable core to its end; new reference or NULL. */
OWN Obj *run_code(Runtime *rt, Obj *code);

#endif
