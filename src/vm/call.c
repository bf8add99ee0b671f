/* call.c - calling functions written in Python: binding arguments to a new frame, in CPython's words when they
   do not fit, and running a frame from C. */
#include "vm/vm_inner.h"

#include <stdio.h>

/* ---- texts ---------------------------------------------------------------------------------------------------- */

static const char *plural(isize n) { return n == 1 ? "" : "s"; }

static const char *utf8_of(const Obj *o, Buf *b)
{
    buf_clear(b);
    str_add_utf8(b, o);
    return b->data ? b->data : "";
}

/* The names as in English: 'a', 'b', and 'c'. */
static bool names_missing(Runtime *rt, Obj **names, isize n, const char *kind, Obj *qualname)
{
    Buf text = {0};
    for (isize i = 0; i < n; i++) {
        Obj *quoted = obj_repr(rt, names[i]);
        if (!quoted) {
            buf_free(&text);
            return false;
        }
        if (i > 0) buf_str(&text, n == 2 ? " and " : i == n - 1 ? ", and " : ", ");
        str_add_utf8(&text, quoted);
        decref(rt, quoted);
    }
    err_type(rt, "%O() missing %d required %s argument%s: %s", qualname, (int)n, kind, plural(n), text.data);
    buf_free(&text);
    return false;
}

/* Names the parameters in [from, to) that have no value. */
static bool missing_arguments(Runtime *rt, Func *func, Obj **slots, isize from, isize to, const char *kind)
{
    const Code *co = (Code *)func->code;
    Obj *names[256];
    isize n = 0;
    for (isize i = from; i < to && n < (isize)COUNT_OF(names); i++)
        if (!slots[i]) names[n++] = tuple_peek(co->localsplusnames, i);
    return names_missing(rt, names, n, kind, func->qualname);
}

static bool too_many_positional(Runtime *rt, Func *func, Obj **slots, isize given)
{
    const Code *co = (Code *)func->code;
    isize defaults = func->defaults ? tuple_len(func->defaults) : 0, kwonly_given = 0;
    for (int i = co->argcount; i < co->argcount + co->kwonlyargcount; i++) kwonly_given += slots[i] != NULL;
    char takes[64], also[96] = "";
    if (defaults)
        snprintf(takes, sizeof takes, "from %zd to %d", co->argcount - defaults, co->argcount);
    else
        snprintf(takes, sizeof takes, "%d", co->argcount);
    if (kwonly_given)
        snprintf(also, sizeof also, " positional argument%s (and %zd keyword-only argument%s)", plural(given), kwonly_given,
                 plural(kwonly_given));
    err_type(rt, "%O() takes %s positional argument%s but %zd%s %s given", func->qualname, takes,
             defaults || co->argcount != 1 ? "s" : "", given, also, given == 1 && !kwonly_given ? "was" : "were");
    return false;
}

/* Whether a keyword names a positional-only parameter: true with TypeError. */
static bool positional_only_named(Runtime *rt, Func *func, Obj *kwnames)
{
    const Code *co = (Code *)func->code;
    Buf names = {0}, one = {0};
    for (int i = 0; i < co->posonlyargcount; i++)
        for (isize k = 0; k < tuple_len(kwnames); k++)
            if (str_equal(tuple_peek(co->localsplusnames, i), tuple_peek(kwnames, k))) {
                if (names.len) buf_str(&names, ", ");
                buf_str(&names, utf8_of(tuple_peek(kwnames, k), &one));
            }
    bool found = names.len > 0;
    if (found)
        err_type(rt, "%O() got some positional-only arguments passed as keyword arguments: '%s'", func->qualname, names.data);
    buf_free(&names);
    buf_free(&one);
    return found;
}

/* ---- binding ---------------------------------------------------------------------------------------------------- */

/* The parameter that [keyword] names; -1: none; -2: an exception. */
static int parameter_named(Runtime *rt, const Code *co, Obj *keyword, int total)
{
    Obj **names = tuple_items(co->localsplusnames);
    for (int i = co->posonlyargcount; i < total; i++)
        if (names[i] == keyword) return i;
    for (int i = co->posonlyargcount; i < total; i++) {
        int same = obj_compare_bool(rt, keyword, names[i], CMP_EQ);
        if (same) return same > 0 ? i : -2;
    }
    return -1;
}

static bool bind_keyword(Runtime *rt, Func *func, Frame *f, Obj *keyword, Obj *value, Obj *kwnames, Obj *kwdict)
{
    const Code *co = (Code *)func->code;
    if (!is_str(keyword)) {
        err_type(rt, "%O() keywords must be strings", func->qualname);
        return false;
    }
    int at = parameter_named(rt, co, keyword, co->argcount + co->kwonlyargcount);
    if (at == -2) return false;
    if (at < 0 && kwdict) return dict_set(rt, kwdict, keyword, value);
    if (at < 0) {
        if (!co->posonlyargcount || !positional_only_named(rt, func, kwnames))
            if (!err_pending(rt)) err_type(rt, "%O() got an unexpected keyword argument '%S'", func->qualname, keyword);
        return false;
    }
    if (f->localsplus[at]) {
        err_type(rt, "%O() got multiple values for argument '%S'", func->qualname, keyword);
        return false;
    }
    f->localsplus[at] = own(value);
    return true;
}

static bool fill_defaults(Runtime *rt, Func *func, Obj **slots, isize nargs)
{
    const Code *co = (Code *)func->code;
    isize defaults = func->defaults ? tuple_len(func->defaults) : 0, first = co->argcount - defaults;
    for (isize i = nargs; i < first; i++)
        if (!slots[i]) return missing_arguments(rt, func, slots, nargs, first, "positional");
    for (isize i = nargs > first ? nargs - first : 0; i < defaults; i++)
        if (!slots[first + i]) slots[first + i] = own(tuple_peek(func->defaults, i));
    return true;
}

static bool fill_keyword_defaults(Runtime *rt, Func *func, Obj **slots)
{
    const Code *co = (Code *)func->code;
    bool missing = false;
    for (int i = co->argcount; i < co->argcount + co->kwonlyargcount; i++) {
        if (slots[i]) continue;
        Obj *value = func->kwdefaults ? dict_get_peek(rt, func->kwdefaults, tuple_peek(co->localsplusnames, i)) : NULL;
        if (!value && err_pending(rt)) return false;
        slots[i] = xown(value);
        missing |= !value;
    }
    return !missing ||
           missing_arguments(rt, func, slots, co->argcount, co->argcount + co->kwonlyargcount, "keyword-only");
}

/* Any arguments to any parameters; [f]'s variables are all NULL. */
static bool bind(Runtime *rt, Func *func, Frame *f, Obj *const *args, isize nargs, Obj *kwnames)
{
    const Code *co = (Code *)func->code;
    Obj **slots = f->localsplus, *kwdict = NULL;
    int total = co->argcount + co->kwonlyargcount;
    isize n = nargs < co->argcount ? nargs : co->argcount;
    if (co->flags & CO_VARKEYWORDS) {
        if (!(kwdict = dict_new(rt))) return false;
        slots[total + (co->flags & CO_VARARGS ? 1 : 0)] = kwdict;
    }
    for (isize i = 0; i < n; i++) slots[i] = own(args[i]);
    if (co->flags & CO_VARARGS) {
        slots[total] = nargs == n ? own(&rt->empty_tuple) : tuple_from_array(rt, args + n, nargs - n);
        if (!slots[total]) return false;
    }
    for (isize i = 0; kwnames && i < tuple_len(kwnames); i++)
        if (!bind_keyword(rt, func, f, tuple_peek(kwnames, i), args[nargs + i], kwnames, kwdict)) return false;
    if (nargs > co->argcount && !(co->flags & CO_VARARGS)) return too_many_positional(rt, func, slots, nargs);
    if (nargs < co->argcount && !fill_defaults(rt, func, slots, nargs)) return false;
    return !co->kwonlyargcount || fill_keyword_defaults(rt, func, slots);
}

/* A frame that never ran goes again. */
static void *give_up(Runtime *rt, Frame *f)
{
    frame_leave(rt, f);
    return NULL;
}

Frame *call_frame_take(Runtime *rt, TAKE Func *func, TAKE Obj *locals, Obj *const *args, isize nargs, Obj *kwnames,
                       int extra)
{
    Code *co = (Code *)func->code;
    Frame *f = frame_reserve(rt, co, extra);
    if (!f) {
        decref(rt, func);
        xdecref(rt, locals);
        return NULL;
    }
    frame_init(f, func, locals);
    f->previous = rt->vm.frame;
    isize i = 0, n = co->nlocalsplus;
    if (LIKELY(!kwnames && nargs == co->argcount && !co->kwonlyargcount && !(co->flags & (CO_VARARGS | CO_VARKEYWORDS)))) {
        for (; i < nargs; i++) f->localsplus[i] = own(args[i]);
        for (; i < n; i++) f->localsplus[i] = NULL;
        return f;
    }
    for (; i < n; i++) f->localsplus[i] = NULL;
    f->previous = rt->vm.limbo;
    rt->vm.limbo = f;
    bool ok = bind(rt, func, f, args, nargs, kwnames);
    rt->vm.limbo = f->previous;
    f->previous = rt->vm.frame;
    return ok ? f : give_up(rt, f);
}

/* ---- running from C ----------------------------------------------------------------------------------------------- */

OWN Obj *call_entry(Runtime *rt, Frame *f)
{
    f->previous = rt->vm.frame;
    if (!recursion_enter(rt, "")) return give_up(rt, f);
    f->is_entry = true;
    rt->vm.frame = f;
    Obj *result = NULL;
    return vm_loop(rt, &result, false) == RUN_RETURNED ? result : NULL;
}

OWN Obj *function_vectorcall(Runtime *rt, Obj *callable, Obj *const *args, size_t nargsf, Obj *kwnames)
{
    Func *func = (Func *)callable;
    const Code *co = (Code *)func->code;
    Obj *locals = co->flags & CO_OPTIMIZED ? NULL : own(func->globals);
    if (kwnames && !tuple_len(kwnames)) kwnames = NULL;
    Frame *f = call_frame_take(rt, (Func *)own(func), locals, args, vector_nargs(nargsf), kwnames, 0);
    return f ? call_entry(rt, f) : NULL;
}

OWN Obj *call_with_locals(Runtime *rt, Obj *func, Obj *locals)
{
    Frame *f = call_frame_take(rt, (Func *)own(func), own(locals), NULL, 0, NULL, 0);
    return f ? call_entry(rt, f) : NULL;
}

OWN Obj *call_function_of_code(Runtime *rt, Obj *code, Obj *globals)
{
    Func *func = (Func *)func_new(rt, code, globals, NULL);
    if (!func) return NULL;
    incref(NONE(rt));
    SET_REF_TAKE(rt, func->doc, NONE(rt));
    incref(NONE(rt));
    SET_REF_TAKE(rt, func->module, NONE(rt));
    return &func->o;
}

static bool push_code(Runtime *rt, Obj *code, Obj *globals, Obj *locals)
{
    Obj *func = call_function_of_code(rt, code, globals);
    if (!func) return false;
    Frame *f = call_frame_take(rt, (Func *)func, own(locals ? locals : globals), NULL, 0, NULL, 0);
    if (!f) return false;
    if (!recursion_enter(rt, "")) return give_up(rt, f) != NULL;
    f->is_entry = true;
    rt->vm.frame = f;
    return true;
}

/* The event is told here, once: vm_run may be continued many times. */
CHECK bool vm_push_code(Runtime *rt, Obj *code, Obj *globals, Obj *locals)
{
    if (!push_code(rt, code, globals, locals)) return false;
    EMIT(rt, CALL, code, NULL, 0, 0);
    return true;
}

OWN Obj *vm_eval_code(Runtime *rt, Obj *code, Obj *globals, Obj *locals)
{
    if (!push_code(rt, code, globals, locals)) return NULL;
    Obj *result = NULL;
    return vm_loop(rt, &result, false) == RUN_RETURNED ? result : NULL;
}
