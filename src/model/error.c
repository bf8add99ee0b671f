/* error.c - see error.h. */
#include "model/error.h"

#include <string.h>

#include "model/hold.h"
#include "model/ops.h"

void err_fetch(Runtime *rt, Obj **type, Obj **value, Obj **tb)
{
    *type = rt->exc_type;
    *value = rt->exc_value;
    *tb = rt->exc_tb;
    rt->exc_type = rt->exc_value = rt->exc_tb = NULL;
}

void err_restore_take(Runtime *rt, TAKE Obj *type, TAKE Obj *value, TAKE Obj *tb)
{
    Obj *old_type, *old_value, *old_tb;
    err_fetch(rt, &old_type, &old_value, &old_tb);
    rt->exc_type = type;
    rt->exc_value = value;
    rt->exc_tb = tb;
    xdecref(rt, old_type);
    xdecref(rt, old_value);
    xdecref(rt, old_tb);
}

void err_clear(Runtime *rt) { err_restore_take(rt, NULL, NULL, NULL); }

/* ---- raising ----------------------------------------------------------------------------------------------- */

/* An instance of [type] made from what raise was given; NULL with another exception pending. */
static OWN Obj *make_instance(Runtime *rt, Obj *type, Obj *value)
{
    Obj *exc;
    if (!value || is_none(rt, value))
        exc = obj_call0(rt, type);
    else if (is_tuple(value))
        exc = obj_call(rt, type, value, NULL);
    else
        exc = obj_call1(rt, type, value);
    if (exc && !is_exc(exc)) {
        hold(rt, "what an exception class answered", exc);
        err_type(rt, "calling %R should have returned an instance of BaseException, not %s", type, type_of(exc)->name);
        drop(rt);
        return NULL;
    }
    return exc;
}

Obj *err_handled_peek(Runtime *rt)
{
    ExcItem *item = rt->vm.exc_info;
    while (item && (!item->value || is_none(rt, item->value)) && item->previous) item = item->previous;
    return item && item->value && !is_none(rt, item->value) ? item->value : NULL;
}

/* Hangs [context] under [value] without closing a ring of contexts. */
static void chain_context(Runtime *rt, Obj *value, Obj *context)
{
    if (value == context) return;
    Obj *o = context, *slow = context;
    bool toggle = false;
    for (Obj *next; (next = ((Exc *)o)->context) != NULL;) {
        if (next == value) {
            CLEAR(rt, ((Exc *)o)->context);
            break;
        }
        o = next;
        if (o == slow) break;
        if (toggle) slow = ((Exc *)slow)->context;
        toggle = !toggle;
    }
    incref(context);
    SET_REF_TAKE(rt, ((Exc *)value)->context, context);
}

void *err_set(Runtime *rt, Obj *type, Obj *value)
{
    if (type && !is_exc_class(type))
        return err_format(rt, EXC_TYPE(rt, SystemError), "_PyErr_SetObject: exception %R is not a BaseException subclass",
                          type);
    xincref(value);
    Obj *handled = err_handled_peek(rt);
    if (handled) {
        incref(handled);
        if (!value || !is_exc(value)) {
            err_clear(rt);
            hold(rt, "exception being handled", handled);
            hold(rt, "argument of an exception", value);
            Obj *instance = make_instance(rt, type, value);
            drop(rt);
            unhold(rt);
            if (!instance) {
                decref(rt, handled);
                return NULL;
            }
            value = instance;
        }
        chain_context(rt, value, handled);
        decref(rt, handled);
    }
    Obj *tb = value && is_exc(value) ? xown(((Exc *)value)->traceback) : NULL;
    xincref(type);
    err_restore_take(rt, type, value, tb);
    return NULL;
}

void *err_none(Runtime *rt, Obj *type) { return err_set(rt, type, NULL); }

void *err_format(Runtime *rt, Obj *type, const char *format, ...)
{
    Buf text = {0};
    va_list ap;
    err_clear(rt);
    va_start(ap, format);
    if (text_vformat(rt, &text, format, ap)) {
        Obj *message = rt->hooks.str_from_utf8(rt, text.data ? text.data : "", text.len);
        if (message) {
            hold(rt, "message of an exception", message);
            err_set(rt, type, message);
            drop(rt);
        }
    }
    va_end(ap);
    buf_free(&text);
    return NULL;
}

void *err_no_memory(Runtime *rt)
{
    Obj *type = EXC_TYPE(rt, MemoryError);
    if (rt->last_resort_memory_error) {
        incref(rt->last_resort_memory_error);
        incref(type);
        err_restore_take(rt, type, rt->last_resort_memory_error, NULL);
        return NULL;
    }
    incref(type);
    err_restore_take(rt, type, NULL, NULL);
    return NULL;
}

void *err_key(Runtime *rt, Obj *key)
{
    Obj *args = rt->hooks.tuple_from_array(rt, &key, 1); /* a tuple key is one argument, not many */
    if (!args) return NULL;
    hold(rt, "argument of an exception", args);
    err_set(rt, EXC_TYPE(rt, KeyError), args);
    drop(rt);
    return NULL;
}

void *err_bad_internal(Runtime *rt, const char *where)
{
    return err_format(rt, EXC_TYPE(rt, SystemError), "bad argument to internal function (%s)", where);
}

/* ---- asking -------------------------------------------------------------------------------------------------- */

bool exc_given_matches(Runtime *rt, Obj *given, Obj *type)
{
    if (!given || !type) return false;
    if (is_tuple(type)) {
        for (isize i = 0; i < tuple_len(type); i++)
            if (exc_given_matches(rt, given, tuple_peek(type, i))) return true;
        return false;
    }
    if (is_exc(given)) given = (Obj *)type_of(given);
    if (is_exc_class(given) && is_exc_class(type)) return type_is_subtype((Type *)given, (Type *)type);
    return given == type;
}

bool err_matches(Runtime *rt, Obj *type) { return exc_given_matches(rt, rt->exc_type, type); }

bool err_clear_if(Runtime *rt, Obj *type)
{
    if (!err_matches(rt, type)) return false;
    err_clear(rt);
    return true;
}

static void normalize(Runtime *rt, Obj **type, Obj **value, Obj **tb)
{
    for (int depth = 0; *type; depth++) {
        if (!*value) *value = none_new(rt);
        if (!is_exc_class(*type)) return;
        if (is_exc(*value) && type_is_subtype(type_of(*value), (Type *)*type)) {
            if (*type != (Obj *)type_of(*value)) {
                incref(type_of(*value));
                SET_REF_TAKE(rt, *type, (Obj *)type_of(*value));
            }
            return;
        }
        hold(rt, "pending exception's type", *type);
        hold(rt, "pending exception's value", *value);
        hold(rt, "pending exception's traceback", *tb);
        Obj *instance = make_instance(rt, *type, *value);
        Obj *old_tb = unhold(rt);
        drop(rt);
        drop(rt);
        if (instance) {
            *type = own(type_of(instance));
            *value = instance;
            *tb = old_tb;
            return;
        }
        err_fetch(rt, type, value, tb);
        if (*tb)
            xdecref(rt, old_tb);
        else
            *tb = old_tb;
        if (depth > 32) {
            err_clear(rt);
            return;
        }
    }
}

void err_normalize(Runtime *rt, Obj **type, Obj **value, Obj **tb)
{
    rt->recursion_headroom++; /* an exception can be made when the limit is reached */
    normalize(rt, type, value, tb);
    rt->recursion_headroom--;
}

void err_unraisable(Runtime *rt, Obj *where)
{
    if (rt->hooks.unraisable)
        rt->hooks.unraisable(rt, NULL, where);
    else
        err_clear(rt);
}

/* ---- depth ----------------------------------------------------------------------------------------------------- */

CHECK bool recursion_enter_slow(Runtime *rt, const char *where)
{
    if ((char *)__builtin_frame_address(0) < rt->c_stack_low) {
        err_format(rt, EXC_TYPE(rt, RecursionError), "maximum recursion depth exceeded%s", where);
        return false;
    }
    if (rt->recursion_left-- > 0 || rt->recursion_headroom) return true;
    rt->recursion_headroom++;
    err_format(rt, EXC_TYPE(rt, RecursionError), "maximum recursion depth exceeded%s", where);
    rt->recursion_headroom--;
    rt->recursion_left++;
    return false;
}
