/* builtins_io.c - print and input. */
#include <stdlib.h>

#include "lib/lib.h"

/* A separator or end: a str, or NULL for the default. */
static bool text_or_none(Runtime *rt, Obj *o, const char *name, Obj **out)
{
    *out = NULL;
    if (!o || is_none(rt, o)) return true;
    if (!is_str(o)) return err_type(rt, "%s must be None or a string, not %.200s", name, type_of(o)->name);
    *out = o;
    return true;
}

static Obj *stdout_peek(Runtime *rt)
{
    Obj *file = dict_get_str_peek(rt, rt->sys_dict, "stdout");
    if (!file && !err_pending(rt)) err_format(rt, EXC_TYPE(rt, RuntimeError), "lost sys.stdout");
    return file;
}

METHOD(builtin_print, KEYWORDS, "print(*args, sep=None, end=None, file=None, flush: bool=False)",
       "Prints the values to a stream, or to sys.stdout by default.\n\n"
       "  sep\n    string inserted between values, default a space.\n"
       "  end\n    string appended after the last value, default a newline.\n"
       "  file\n    a file-like object (stream); defaults to the current sys.stdout.\n"
       "  flush\n    whether to forcibly flush the stream.")
{
    Obj *file = a->obj[2], *sep, *end;
    if (!file || is_none(rt, file)) {
        file = stdout_peek(rt);
        if (!file) return NULL;
        if (is_none(rt, file)) return none_new(rt);
    }
    if (!text_or_none(rt, a->obj[0], "sep", &sep) || !text_or_none(rt, a->obj[1], "end", &end)) return NULL;
    hold(rt, "file being printed to", own(file));
    bool ok = true;
    for (isize i = 0; ok && i < a->nrest; i++)
        ok = (i == 0 || stream_write(rt, file, sep ? sep : rt->latin1[' '])) && stream_write(rt, file, a->rest[i]);
    ok = ok && stream_write(rt, file, end ? end : rt->latin1['\n']);
    if (ok && a->i[3]) {
        Obj *result = obj_call_method(rt, file, id_(rt, flush), NULL, 0);
        ok = result != NULL;
        xdecref(rt, result);
    }
    drop(rt);
    return ok ? none_new(rt) : NULL;
}

METHOD(builtin_input, POSITIONAL, "input(prompt='', /)",
       "Read a string from standard input.  The trailing newline is stripped.\n\n"
       "The prompt string, if given, is printed to standard output without a\ntrailing newline before reading input.\n\n"
       "If the user hits EOF (*nix: Ctrl-D, Windows: Ctrl-Z+Return), raise EOFError.\n"
       "On *nix systems, readline is used if available.")
{
    Obj *prompt = a->obj[0] ? obj_str(rt, a->obj[0]) : str_from(rt, ""), *result = NULL;
    isize n;
    const char *text = prompt ? str_utf8(rt, prompt, &n) : NULL;
    if (text) {
        bool eof = false;
        char *line = rt->hooks.read_line(rt, text, &eof);
        if (!err_pending(rt) && (eof || !line))
            err_format(rt, EXC_TYPE(rt, EOFError), "EOF when reading a line");
        else if (!err_pending(rt))
            result = str_decode(rt, line, (isize)__builtin_strlen(line), "utf-8", "surrogateescape");
        free(line);
    }
    xdecref(rt, prompt);
    return result;
}

const MethodDef *const builtins_io[] = {&builtin_print_def, &builtin_input_def, NULL};
