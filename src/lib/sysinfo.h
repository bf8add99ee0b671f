/* sysinfo.h - the named tuples of sys, and SimpleNamespace. */
#ifndef GH_LIB_SYSINFO_H
#define GH_LIB_SYSINFO_H

#include "lib/lib.h"

CHECK bool sysinfo_start(Runtime *rt);              /* after the types are ready */
CHECK bool sysinfo_add(Runtime *rt, Obj *module);   /* version_info, flags, float_info ... into sys */
OWN Obj *version_info_new(Runtime *rt);
OWN Obj *flags_new(Runtime *rt);
OWN Obj *float_info_new(Runtime *rt);
OWN Obj *int_info_new(Runtime *rt);
OWN Obj *hash_info_new(Runtime *rt);
OWN Obj *thread_info_new(Runtime *rt);
OWN Obj *asyncgen_hooks_new(Runtime *rt);

/* syshooks.c: displayhook, excepthook, unraisablehook, breakpointhook; and the hook `unraisable`, which calls
   sys.unraisablehook. */
extern const MethodDef *const sys_hooks[];
void sys_unraisable(Runtime *rt, const char *where, Obj *obj);

/* syssettings.c: what a program may set and ask back. */
extern const MethodDef *const sys_settings[];

/* namespace.c: types.SimpleNamespace. */
OWN Obj *namespace_new(Runtime *rt);
Obj *namespace_dict_peek(Obj *self);

#endif
