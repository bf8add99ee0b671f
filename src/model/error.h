/* error.h - the pending exception: type, value and traceback, made into an instance only when somebody
   looks, as in 3.11 (so that KeyErrors which C code swallows allocate no exception object). */
#ifndef GH_MODEL_ERROR_H
#define GH_MODEL_ERROR_H

#include "model/runtime.h"
#include "share/buf.h"

static inline bool err_pending(const Runtime *rt) { return rt->exc_type != NULL; }

/* err_set: raises [type] with [value] (an argument, a tuple of arguments, or an instance).  Always NULL.
   When an exception is being handled it becomes the new one's __context__. */
void *err_set(Runtime *rt, Obj *type, Obj *value);
/* err_format: raises with a message.  Formats: %s %d %zd %u %c %x %p %% %.100s (precision), and
   %O str of an object that is a str; %R repr(obj); %S str(obj); %T the name of an object's type;
   %N the name of a Type*.  Always NULL. */
void *err_format(Runtime *rt, Obj *type, const char *format, ...);
/* text_vformat: appends err_format's formats to [out] (format.c); false: an exception is pending. */
CHECK bool text_vformat(Runtime *rt, Buf *out, const char *format, va_list ap);
#define err_type(rt, ...) err_format(rt, EXC_TYPE(rt, TypeError), __VA_ARGS__)
#define err_value(rt, ...) err_format(rt, EXC_TYPE(rt, ValueError), __VA_ARGS__)
void *err_none(Runtime *rt, Obj *type);    /* raises without arguments */
/* err_no_memory (runtime.h): MemoryError, from the reserve when memory is that short */
void *err_key(Runtime *rt, Obj *key);      /* KeyError(key) */
void *err_bad_internal(Runtime *rt, const char *where); /* SystemError: a slot was misused */

void err_clear(Runtime *rt);
/* err_matches: whether the pending exception is a [type] (or one of a tuple of types). */
bool err_matches(Runtime *rt, Obj *type);
bool exc_given_matches(Runtime *rt, Obj *given, Obj *type); /* given: a class or instance */
/* err_clear_if: clears a pending [type] and answers true; leaves anything else pending, false. */
bool err_clear_if(Runtime *rt, Obj *type);

/* err_fetch: takes the pending exception away (the caller owns the three).  err_restore_take puts it back.
   err_normalize: makes the pending exception an instance, with its traceback set only when asked by
   exc.h.  While fetched references are held across Python code they belong on the hold stack. */
void err_fetch(Runtime *rt, Obj **type, Obj **value, Obj **tb);
void err_restore_take(Runtime *rt, TAKE Obj *type, TAKE Obj *value, TAKE Obj *tb);
void err_normalize(Runtime *rt, Obj **type, Obj **value, Obj **tb);

/* err_unraisable: reports a pending exception that nobody can catch ("Exception ignored in: ..."). */
void err_unraisable(Runtime *rt, Obj *where);

/* err_handled_peek: the innermost exception being handled, or NULL. */
Obj *err_handled_peek(Runtime *rt);

/* recursion_enter: counts one level as 3.11's Py_EnterRecursiveCall; false: RecursionError with
   "maximum recursion depth exceeded" + [where] (" while calling a Python object"), also when the C stack
   itself runs short. */
CHECK bool recursion_enter_slow(Runtime *rt, const char *where);
static inline CHECK bool recursion_enter(Runtime *rt, const char *where)
{
    if (UNLIKELY(rt->recursion_left <= 0 || (char *)__builtin_frame_address(0) < rt->c_stack_low))
        return recursion_enter_slow(rt, where);
    rt->recursion_left--;
    return true;
}
static inline void recursion_leave(Runtime *rt) { rt->recursion_left++; }

#endif
