/* report.c - exceptions that nobody caught: at the end of a program, and in places where nobody could. */
#include <stdlib.h>
#include <string.h>

#include "share/utf8.h"
#include "vm/vm_inner.h"

/* ---- writing to sys.stderr ----------------------------------------------------------------------------------------- */

/* Whether sys.[name] is still what it was at the start. */
static bool is_original(Runtime *rt, Obj *now, const char *original)
{
    Obj *first = dict_get_str_peek(rt, rt->sys_dict, original);
    err_clear(rt);
    return !now || now == first;
}

/* To standard error; surrogates are escaped. */
static void write_original(Runtime *rt, const Buf *text)
{
    if (!rt->hooks.write) return;
    bool plain = utf8_error(text->data, text->len) == text->len;
    Obj *s = plain ? NULL : str_from_utf8(rt, text->data, text->len);
    Obj *bytes = s ? str_encode(rt, s, "utf-8", "backslashreplace") : NULL;
    bool ok = bytes ? rt->hooks.write(rt, 2, bytes_data(bytes), (size_t)bytes_len(bytes)) : rt->hooks.write(rt, 2, text->data, text->len);
    xdecref(rt, s);
    xdecref(rt, bytes);
    if (!ok) err_clear(rt);
}

void vm_stderr_write(Runtime *rt, const Buf *text)
{
    if (!text->data || rt->vm.ending == ENDING_SILENT) return;
    Obj *stream = rt->sys_dict ? dict_get_peek(rt, rt->sys_dict, id_(rt, stderr)) : NULL;
    err_clear(rt);
    if (stream && is_none(rt, stream)) return;
    if (!rt->sys_dict || is_original(rt, stream, "__stderr__")) {
        write_original(rt, text);
        return;
    }
    hold(rt, "stream being written to", own(stream));
    Obj *s = str_from_utf8(rt, text->data, text->len);
    hold(rt, "text being written", s);
    Obj *result = s ? obj_call_method(rt, stream, id_(rt, write), &s, 1) : NULL;
    xdecref(rt, result);
    err_clear(rt);
    drop_n(rt, 2);
}

static void print_exception(Runtime *rt, Obj *exc)
{
    Buf text = {0};
    traceback_format(rt, exc, &text);
    vm_stderr_write(rt, &text);
    buf_free(&text);
}

/* ---- where nobody can catch it ---------------------------------------------------------------------------------------- */

static void add_message(Runtime *rt, Buf *text, Obj *value)
{
    Obj *message = obj_str(rt, value);
    err_clear(rt);
    if (!message || str_len(message)) {
        buf_str(text, ": ");
        if (message)
            str_add_utf8(text, message);
        else
            buf_str(text, "<exception str() failed>");
    }
    xdecref(rt, message);
}

void unraisable_print(Runtime *rt, Obj *message, Obj *obj, Obj *type, Obj *value, Obj *tb)
{
    Buf text = {0};
    if (obj && is_none(rt, obj)) obj = NULL;
    if (message && !is_str(message)) message = NULL;
    if (message)
        str_add_utf8(&text, message);
    else if (obj)
        buf_str(&text, "Exception ignored in");
    if (message || obj) buf_str(&text, obj ? ": " : ":\n");
    if (obj) {
        Obj *repr = obj_repr(rt, obj);
        err_clear(rt);
        if (repr)
            str_add_utf8(&text, repr);
        else
            buf_str(&text, "<object repr() failed>");
        xdecref(rt, repr);
        buf_char(&text, '\n');
    }
    if (tb && is_type(rt, tb, TRACEBACK)) traceback_add_entries(rt, &text, tb);
    if (is_typeobj(type)) {
        traceback_add_type_name(rt, &text, (Type *)type);
        if (value && !is_none(rt, value)) add_message(rt, &text, value);
        buf_char(&text, '\n');
    }
    vm_stderr_write(rt, &text);
    buf_free(&text);
}

bool unraisable_fetch(Runtime *rt, Obj **type, Obj **value, Obj **tb)
{
    if (rt->abandoning) {
        err_clear(rt);
        return false;
    }
    err_fetch(rt, type, value, tb);
    if (!*type) return false;
    err_normalize(rt, type, value, tb);
    Frame *f = vm_frame_peek(rt, 0);
    if (!*tb && f) { /* at least where it happened */
        err_restore_take(rt, *type, *value, NULL);
        if (!traceback_here(rt, f)) err_normalize(rt, &rt->exc_type, &rt->exc_value, &rt->exc_tb);
        err_fetch(rt, type, value, tb);
    }
    if (*tb) SET_REF_TAKE(rt, ((Exc *)*value)->traceback, own(*tb));
    return true;
}

void vm_unraisable(Runtime *rt, const char *where, Obj *obj)
{
    Obj *type, *value, *tb;
    if (!unraisable_fetch(rt, &type, &value, &tb)) return;
    Obj *message = where ? str_from(rt, where) : NULL;
    hold(rt, "type of an exception being reported", type);
    hold(rt, "exception being reported", value);
    hold(rt, "traceback being reported", tb);
    hold(rt, "object that an exception is reported of", xown(obj));
    hold(rt, "words about an exception being reported", message);
    unraisable_print(rt, message, obj, type, value, tb);
    drop_n(rt, 5);
}

/* ---- at the end of a program -------------------------------------------------------------------------------------------- */

/* The exit status that SystemExit asks for; prints a code that is no number. */
static int exit_status(Runtime *rt, Obj *exc)
{
    Obj *code = ((SystemExitExc *)exc)->code;
    bool overflow = false;
    if (!code || is_none(rt, code)) return 0;
    if (is_int(code)) {
        int64_t n = int_as_i64(code, &overflow);
        return overflow ? 255 : (int)(n & 0xff);
    }
    Buf text = {0};
    Obj *s = obj_str(rt, code);
    err_clear(rt);
    if (s) str_add_utf8(&text, s);
    xdecref(rt, s);
    buf_char(&text, '\n');
    vm_stderr_write(rt, &text);
    buf_free(&text);
    return 1;
}

static void set_last(Runtime *rt, Obj *type, Obj *value, Obj *tb)
{
    if (!rt->sys_dict) return;
    bool ok = dict_set(rt, rt->sys_dict, id_(rt, last_type), type) && dict_set(rt, rt->sys_dict, id_(rt, last_value), value) &&
              dict_set(rt, rt->sys_dict, id_(rt, last_traceback), tb ? tb : NONE(rt));
    if (!ok) err_clear(rt);
}

static int print_pending(Runtime *rt);

/* sys.excepthook, when the program has put its own there; true: it has dealt with the exception.  *status: the
   hook itself ended the program. */
static bool call_hook(Runtime *rt, Obj *type, Obj *value, Obj *tb, int *status)
{
    Obj *hook = rt->sys_dict ? dict_get_peek(rt, rt->sys_dict, id_(rt, excepthook)) : NULL;
    if (!hook || is_original(rt, hook, "__excepthook__")) return false;
    Obj *args[] = {NULL, type, value, tb ? tb : NONE(rt)};
    hold(rt, "hook being called", own(hook));
    Obj *result = drop_keep(rt, 1, obj_vectorcall(rt, hook, args + 1, 3 | VECTOR_OFFSET, NULL));
    if (result) {
        decref(rt, result);
        return true;
    }
    if (err_matches(rt, EXC_TYPE(rt, SystemExit))) {
        *status = print_pending(rt);
        return true;
    }
    Buf text = {0};
    Obj *t, *v, *b;
    err_fetch(rt, &t, &v, &b);
    err_normalize(rt, &t, &v, &b);
    if (b) SET_REF_TAKE(rt, ((Exc *)v)->traceback, own(b));
    buf_str(&text, "Error in sys.excepthook:\n");
    traceback_format(rt, v, &text);
    buf_str(&text, "\nOriginal exception was:\n");
    vm_stderr_write(rt, &text);
    buf_free(&text);
    xdecref(rt, t);
    xdecref(rt, v);
    xdecref(rt, b);
    return false;
}

static int print_pending(Runtime *rt)
{
    Obj *type, *value, *tb;
    int status = 1;
    err_fetch(rt, &type, &value, &tb);
    if (!type) return 0;
    err_normalize(rt, &type, &value, &tb);
    if (tb) SET_REF_TAKE(rt, ((Exc *)value)->traceback, own(tb));
    hold(rt, "type of an exception being printed", type);
    hold(rt, "exception being printed", value);
    hold(rt, "traceback being printed", tb);
    if (is_instance(value, (Type *)EXC_TYPE(rt, SystemExit))) {
        status = exit_status(rt, value);
    } else {
        if (is_instance(value, (Type *)EXC_TYPE(rt, KeyboardInterrupt))) status = EXIT_INTERRUPTED;
        set_last(rt, type, value, tb);
        if (!call_hook(rt, type, value, tb, &status)) print_exception(rt, value);
    }
    drop_n(rt, 3);
    return status;
}

int traceback_print_pending(Runtime *rt) { return print_pending(rt); }
