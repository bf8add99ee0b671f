/* iterlib.h - what the files of the module itertools share. */
#ifndef GH_LIB_ITERLIB_H
#define GH_LIB_ITERLIB_H

#include <string.h>

#include "lib/fields.h"
#include "object/alias.h"
#include "object/start.h"

extern const MethodDef *const iter_functions[]; /* itergroup.c: the functions of the module */

#endif
