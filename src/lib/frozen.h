/* frozen.h - the modules that are written in Python: their source is part of the program. */
#ifndef GH_LIB_FROZEN_H
#define GH_LIB_FROZEN_H

#include "lib/lib.h"

typedef struct FrozenText {
    const char *name; /* with its packages: "collections.abc" */
    const char *text;
    size_t size;
} FrozenText;
extern const FrozenText frozen_texts[]; /* made from lib/py/ by lib/py/embed; ends with a NULL name */

/* frozen_import: runs the module [name], which is in sys.modules from the start of its run; new reference.  NULL without an
   exception: there is none of that name. */
OWN Obj *frozen_import(Runtime *rt, Obj *name);
/* frozen_find: NULL: there is none.  frozen_compile: its code object. */
const FrozenText *frozen_find(const Obj *name);
OWN Obj *frozen_compile(Runtime *rt, const FrozenText *t);
bool frozen_is_package(const Obj *name); /* whether there are modules below it */

#endif
