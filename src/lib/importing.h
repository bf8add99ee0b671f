/* importing.h - from the name in an import statement to the module, for the files that import. */
#ifndef GH_LIB_IMPORTING_H
#define GH_LIB_IMPORTING_H

#include "lib/lib.h"

/* import_absolute: the module of a full name, imported with its parents if need be; new reference. */
OWN Obj *import_absolute(Runtime *rt, Obj *name);

/* ---- modules.c: the modules written in C, and the names of the standard library ---- */

/* module_row: NULL: no module written in C.  module_create: makes one; sys.modules is left alone. */
const ModuleRow *module_row(const Obj *name);
OWN Obj *module_create(Runtime *rt, const Obj *name);
OWN Obj *module_standard_names(Runtime *rt); /* sys.stdlib_module_names */
/* module_error_take: ModuleNotFoundError for [name]; [message] NULL: an error is pending already.  Always NULL. */
void *module_error_take(Runtime *rt, Obj *name, TAKE Obj *message);
/* module_not_found: ModuleNotFoundError, with what there is instead; [parent] is what was no package, or NULL. */
void *module_not_found(Runtime *rt, Obj *name, Obj *parent);

#endif
