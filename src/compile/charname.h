/* charname.h - characters by name, for \N{...}. */
#ifndef GH_COMPILE_CHARNAME_H
#define GH_COMPILE_CHARNAME_H

#include "share/own.h"

/* character_by_name: the code point whose name (or alias) is [n] bytes at [name], in any case; false: none. */
bool character_by_name(const char *name, size_t n, uint32_t *c);

#endif
