/* syshooks.c - the functions in sys that the interpreter itself calls, and that a program may replace: for a value at
   the prompt, an exception that nobody caught, one that nobody could catch, and breakpoint(). */
#include "lib/structseq.h"
#include "lib/sysinfo.h"

/* sys.[name]: borrowed, NULL without an exception when it is not there. */
static Obj *sys_peek(Runtime *rt, const char *name) { return dict_get_str_peek(rt, rt->sys_dict, name); }

/* ---- displayhook --------------------------------------------------------------------------------------- */

/* Writes the repr; what the stream cannot encode is escaped. */
static bool write_repr(Runtime *rt, Obj *file, Obj *text)
{
    if (stream_write(rt, file, text)) return true;
    if (!err_clear_if(rt, EXC_TYPE(rt, UnicodeEncodeError))) return false;
    Obj *bytes = str_encode(rt, text, "utf-8", "backslashreplace");
    Obj *escaped = bytes ? str_from_utf8(rt, bytes_data(bytes), (size_t)bytes_len(bytes)) : NULL;
    xdecref(rt, bytes);
    hold(rt, "text being printed", escaped);
    bool ok = escaped && stream_write(rt, file, escaped);
    drop(rt);
    return ok;
}

METHOD(sys_displayhook, ONE, "displayhook(object, /)", "Print an object to sys.stdout and also save it in builtins._")
{
    if (is_none(rt, arg)) return none_new(rt);
    if (!dict_set(rt, rt->builtins, id_(rt, _), NONE(rt))) return NULL;
    Obj *file = sys_peek(rt, "stdout");
    if (!file || is_none(rt, file)) return err_format(rt, EXC_TYPE(rt, RuntimeError), "lost sys.stdout");
    hold(rt, "file being printed to", own(file));
    Obj *text = obj_repr(rt, arg);
    hold(rt, "text being printed", text);
    bool ok = text && write_repr(rt, file, text) && stream_write(rt, file, rt->latin1['\n']);
    drop_n(rt, 2);
    return ok && dict_set(rt, rt->builtins, id_(rt, _), arg) ? none_new(rt) : NULL;
}

/* ---- excepthook ---------------------------------------------------------------------------------------- */

/* Writes [text] to sys.stderr and flushes; nothing that goes wrong is told. */
static void write_error(Runtime *rt, const Buf *text)
{
    Obj *file = sys_peek(rt, "stderr");
    if (!file) {
        rt->hooks.write(rt, 2, "lost sys.stderr\n", 16);
    } else if (!is_none(rt, file)) {
        hold(rt, "file being printed to", own(file));
        Obj *out = str_from_utf8(rt, text->data ? text->data : "", text->len);
        hold(rt, "text being printed", out);
        bool ok = out && stream_write(rt, file, out);
        Obj *result = ok ? obj_call_method(rt, file, id_(rt, flush), NULL, 0) : NULL;
        xdecref(rt, result);
        drop_n(rt, 2);
    }
    err_clear(rt);
}

METHOD(sys_excepthook, POSITIONAL, "excepthook(exctype, value, traceback, /)", "Handle an exception by displaying it with a traceback on sys.stderr.")
{
    Buf text = {0};
    Obj *exc = a->obj[1], *tb = a->obj[2];
    if (is_exc(exc)) {
        if (is_type(rt, tb, TRACEBACK) && !((Exc *)exc)->traceback && !exc_set_traceback(rt, exc, tb)) return NULL;
        traceback_format(rt, exc, &text);
    } else {
        buf_printf(&text, "TypeError: print_exception(): Exception expected for value, %s found\n", type_of(exc)->name);
    }
    write_error(rt, &text);
    buf_free(&text);
    return none_new(rt);
}

/* ---- unraisablehook ------------------------------------------------------------------------------------ */

enum { U_TYPE, U_VALUE, U_TRACEBACK, U_MESSAGE, U_OBJECT, U_FIELDS };

METHOD(sys_unraisablehook, ONE, "unraisablehook(unraisable, /)",
       "Handle an exception that nobody can catch.\n\nThe argument has the attributes exc_type, exc_value, exc_traceback,\n"
       "err_msg (None: \"Exception ignored in\") and object (None, or what\ncaused the exception).")
{
    if (!is_type(rt, arg, UNRAISABLE_ARGS)) return err_type(rt, "sys.unraisablehook argument type must be UnraisableHookArgs");
    Obj **field = tuple_items(arg);
    unraisable_print(rt, field[U_MESSAGE], field[U_OBJECT], field[U_TYPE], field[U_VALUE], field[U_TRACEBACK]);
    return none_new(rt);
}

/* Calls the program's own hook, borrowed [fields] as its argument's; false with an exception. */
static bool call_unraisable(Runtime *rt, Obj *hook, Obj *const *fields)
{
    Obj *owned[U_FIELDS];
    for (int i = 0; i < U_FIELDS; i++) owned[i] = own(fields[i] ? fields[i] : NONE(rt));
    Obj *args = structseq_new_take(rt, TYPE_OF(rt, UNRAISABLE_ARGS), owned);
    hold(rt, "what sys.unraisablehook is told", args);
    Obj *result = args ? obj_call1(rt, hook, args) : NULL;
    xdecref(rt, result);
    drop(rt);
    return result != NULL;
}

/* Puts the pending exception into the first three of [fields], which the hold stack owns. */
static bool fetch_fields(Runtime *rt, Obj **fields)
{
    if (!unraisable_fetch(rt, &fields[U_TYPE], &fields[U_VALUE], &fields[U_TRACEBACK])) return false;
    hold(rt, "type of an exception being reported", fields[U_TYPE]);
    hold(rt, "exception being reported", fields[U_VALUE]);
    hold(rt, "traceback being reported", fields[U_TRACEBACK]);
    return true;
}

void sys_unraisable(Runtime *rt, const char *where, Obj *obj)
{
    Obj *fields[U_FIELDS] = {NULL}, *again[U_FIELDS] = {NULL};
    if (!fetch_fields(rt, fields)) return;
    fields[U_OBJECT] = obj;
    fields[U_MESSAGE] = where ? str_from(rt, where) : NULL;
    hold(rt, "object that an exception is reported of", xown(obj));
    hold(rt, "words about an exception being reported", fields[U_MESSAGE]);
    Obj *hook = rt->sys_dict ? sys_peek(rt, "unraisablehook") : NULL, **told = fields;
    if (hook == sys_peek(rt, "__unraisablehook__") || (hook && is_none(rt, hook))) hook = NULL;
    hold(rt, "hook being called", xown(hook));
    int held = 6;
    if (hook && !call_unraisable(rt, hook, fields) && fetch_fields(rt, again)) {
        held += 4;
        hold(rt, "words about an exception being reported", again[U_MESSAGE] = str_from(rt, "Exception ignored in sys.unraisablehook"));
        again[U_OBJECT] = hook;
        told = again;
        hook = NULL;
    }
    if (!hook) unraisable_print(rt, told[U_MESSAGE], told[U_OBJECT], told[U_TYPE], told[U_VALUE], told[U_TRACEBACK]);
    err_clear(rt);
    drop_n(rt, held);
}

/* ---- breakpointhook ------------------------------------------------------------------------------------ */

METHOD(sys_breakpointhook, VECTOR, "breakpointhook(*args, **kws)", "This hook function is called by built-in breakpoint().")
{
    return err_format(rt, EXC_TYPE(rt, NotImplementedError), "breakpoint(): there is no debugger here");
}

METHOD(builtin_breakpoint, VECTOR, "breakpoint(*args, **kws)",
       "breakpoint(*args, **kws)\n\nCall sys.breakpointhook(*args, **kws).  sys.breakpointhook() must accept\nwhatever arguments are passed.")
{
    Obj *hook = sys_peek(rt, "breakpointhook");
    if (!hook) return err_format(rt, EXC_TYPE(rt, RuntimeError), "lost sys.breakpointhook");
    hold(rt, "hook being called", own(hook));
    Obj *result = obj_vectorcall(rt, hook, args, (size_t)nargs, kwnames);
    drop(rt);
    return result;
}

const MethodDef *const builtins_hooks[] = {&builtin_breakpoint_def, NULL};
const MethodDef *const sys_hooks[] = {&sys_displayhook_def, &sys_excepthook_def, &sys_unraisablehook_def, &sys_breakpointhook_def, NULL};
