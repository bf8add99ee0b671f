/* holders.h - the names of holders: who holds an object, in a student's words. */
#ifndef GH_TRACE_HOLDERS_H
#define GH_TRACE_HOLDERS_H

#include "trace/ledger.h"

/* holder_text: "global a", "local p of f (line 3)", "list #7[2]", "dict #9 key 'k'", "cell x of inner" ...  All texts
   here are UTF-8, NUL-terminated and cut to [room] at a character. */
void holder_text(Runtime *rt, const Holder *holder, char *out, size_t room);

/* holder_object_text: an object by type, label and address: "list #7 at 0x7f00004b2c0". */
void holder_object_text(Runtime *rt, const Obj *o, char *out, size_t room);

/* holder_object_short: "list #7"; without a label "list ..4b2c0", and by name where it has one ("function f",
   "class C", "module math"). */
void holder_object_short(Runtime *rt, const Obj *o, char *out, size_t room);

/* holder_own_name: the name that an object of some types bears: a str, or NULL. */
const Obj *holder_own_name(const Runtime *rt, const Obj *o);

/* holders_list: up to *n holders of [o] (0: all), whose owners are known, malloc'd; *n and *all: how many these are, and how
   many there are. */
Holder *holders_list(Runtime *rt, const Obj *o, size_t *n, isize *all);

/* holders_line: the holders of [o], separated by "; ", the first eight by name. */
void holders_line(Runtime *rt, const Obj *o, char *out, size_t room);

#endif
