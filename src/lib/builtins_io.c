/* builtins_io.c - print and input. */
#include <stdlib.h>
#include <string.h>

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

static bool flush(Runtime *rt, Obj *file)
{
    Obj *result = obj_call_method(rt, file, id_(rt, flush), NULL, 0);
    xdecref(rt, result);
    return result != NULL;
}

/* sys.[name] for input(), borrowed. */
static bool stream_of(Runtime *rt, const char *name, Obj **stream)
{
    *stream = dict_get_str_peek(rt, rt->sys_dict, name);
    if (*stream && !is_none(rt, *stream)) return true;
    return err_pending(rt) ? false : err_format(rt, EXC_TYPE(rt, RuntimeError), "input(): lost sys.%s", name);
}

static void *end_of_input(Runtime *rt) { return err_format(rt, EXC_TYPE(rt, EOFError), "EOF when reading a line"); }

/* A line from the program's own standard input, with the prompt as the face shows it. */
static OWN Obj *input_typed(Runtime *rt, Obj *prompt)
{
    Obj *text = prompt ? obj_str(rt, prompt) : str_from(rt, ""), *result = NULL;
    hold(rt, "prompt", text);
    Obj *shown = text ? str_encode(rt, text, "utf-8", std_stream_errors()) : NULL;
    hold(rt, "prompt as bytes", shown);
    bool eof = false;
    char *line = shown ? rt->hooks.read_line(rt, bytes_data(shown), &eof) : NULL;
    if (!err_pending(rt)) result = line ? str_decode(rt, line, (isize)strlen(line), "utf-8", std_stream_errors()) : end_of_input(rt);
    free(line);
    return drop_keep(rt, 2, result);
}

/* A line without its newline from any file, after the prompt was written to another. */
static OWN Obj *input_from(Runtime *rt, Obj *in, Obj *out, Obj *prompt)
{
    if (prompt && !stream_write(rt, out, prompt)) return NULL;
    if (!flush(rt, out)) err_clear(rt);
    Obj *line = obj_call_method(rt, in, id_(rt, readline), NULL, 0);
    if (!line) return NULL;
    hold(rt, "line that was read", line);
    isize n = is_str(line) ? str_len(line) : 0;
    Obj *result = !is_str(line) ? err_type(rt, "object.readline() returned non-string")
                  : n == 0      ? end_of_input(rt)
                                : str_slice(rt, line, 0, str_at(line, n - 1) == '\n' ? n - 1 : n);
    return drop_keep(rt, 1, result);
}

METHOD(builtin_input, POSITIONAL, "input(prompt='', /)",
       "Read a string from standard input.  The trailing newline is stripped.\n\n"
       "The prompt string, if given, is printed to standard output without a\ntrailing newline before reading input.\n\n"
       "If the user hits EOF (*nix: Ctrl-D, Windows: Ctrl-Z+Return), raise EOFError.\n"
       "On *nix systems, readline is used if available.")
{
    Obj *in, *out, *err;
    if (!stream_of(rt, "stdin", &in) || !stream_of(rt, "stdout", &out) || !stream_of(rt, "stderr", &err)) return NULL;
    hold(rt, "sys.stdin", own(in));
    hold(rt, "sys.stdout", own(out));
    flush(rt, err);
    err_clear(rt);
    Obj *result = std_stream_is(rt, in, 0) && std_stream_is(rt, out, 1) ? input_typed(rt, a->obj[0]) : input_from(rt, in, out, a->obj[0]);
    drop_n(rt, 2);
    return result;
}

const MethodDef *const builtins_io[] = {&builtin_print_def, &builtin_input_def, NULL};
