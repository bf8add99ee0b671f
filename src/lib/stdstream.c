/* stdstream.c - sys.stdin, sys.stdout and sys.stderr: text streams on the program's own output and input. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/lib.h"

typedef struct StdStream {
    Obj o;
    int fd;
    Obj *dict;
    Obj *weaklist;
} StdStream;

OWN Obj *std_stream_new(Runtime *rt, int fd)
{
    StdStream *s = (StdStream *)gc_new(rt, TYPE_OF(rt, STD_STREAM));
    if (!s) return NULL;
    s->fd = fd;
    s->dict = s->weaklist = NULL;
    gc_track(rt, s);
    return &s->o;
}

static const char *stream_name(const StdStream *s) { return s->fd == 0 ? "<stdin>" : s->fd == 1 ? "<stdout>" : "<stderr>"; }
static const char *mode_of(const StdStream *s) { return s->fd == 0 ? "r" : "w"; }

/* Writes a str as UTF-8; on standard error what cannot be encoded is escaped, elsewhere it is an error. */
static bool write_text(Runtime *rt, StdStream *s, Obj *text)
{
    if (s->fd == 0) return err_format(rt, EXC_TYPE(rt, ValueError), "I/O operation on a stream that is not writable");
    if (str_is_ascii(text)) return rt->hooks.write(rt, s->fd, str_data(text), (size_t)str_len(text));
    Obj *bytes = str_encode(rt, text, "utf-8", s->fd == 2 ? "backslashreplace" : "strict");
    bool ok = bytes && rt->hooks.write(rt, s->fd, bytes_data(bytes), (size_t)bytes_len(bytes));
    xdecref(rt, bytes);
    return ok;
}

CHECK bool stream_write(Runtime *rt, Obj *file, Obj *text)
{
    if (is_type(rt, file, STD_STREAM)) return write_text(rt, (StdStream *)file, text);
    Obj *result = obj_call_method(rt, file, id_(rt, write), &text, 1);
    xdecref(rt, result);
    return result != NULL;
}

METHOD(stream_write_method, ONE, "write(text, /)", "Write string to stream.\nReturns the number of characters written.")
{
    if (!is_str(arg)) return err_type(rt, "write() argument must be str, not %T", arg);
    return write_text(rt, (StdStream *)self, arg) ? int_new(rt, str_len(arg)) : NULL;
}

METHOD(stream_writelines, ONE, "writelines(lines, /)", "Write a list of lines to stream.")
{
    Obj *it = obj_iter(rt, arg);
    if (!it) return NULL;
    hold(rt, "iterator", it);
    bool ok = true;
    for (Obj *line; ok && (line = iter_next(rt, it)) != NULL;) {
        ok = is_str(line) ? write_text(rt, (StdStream *)self, line) : (bool)err_type(rt, "write() argument must be str, not %T", line);
        decref(rt, line);
    }
    drop(rt);
    return ok && !err_pending(rt) ? none_new(rt) : NULL;
}

METHOD(stream_flush, NOARGS, "flush()", "Flush write buffers, if applicable.")
{
    StdStream *s = (StdStream *)self;
    return s->fd == 0 || rt->hooks.write(rt, s->fd, NULL, 0) ? none_new(rt) : NULL;
}

METHOD(stream_fileno, NOARGS, "fileno()", "Returns underlying file descriptor if one exists.") { return int_new(rt, ((StdStream *)self)->fd); }
METHOD(stream_isatty, NOARGS, "isatty()", "Return whether this is an 'interactive' stream.") { return bool_new(rt, isatty(((StdStream *)self)->fd)); }
METHOD(stream_readable, NOARGS, "readable()", "") { return bool_new(rt, ((StdStream *)self)->fd == 0); }
METHOD(stream_writable, NOARGS, "writable()", "") { return bool_new(rt, ((StdStream *)self)->fd != 0); }

/* One line of input with its newline; '' at the end. */
static OWN Obj *read_line(Runtime *rt, Obj *self)
{
    if (((StdStream *)self)->fd != 0) return err_format(rt, EXC_TYPE(rt, ValueError), "I/O operation on a stream that is not readable");
    bool eof = false;
    char *line = rt->hooks.read_line(rt, "", &eof);
    if (err_pending(rt)) {
        free(line);
        return NULL;
    }
    if (!line || eof) {
        free(line);
        return str_from(rt, "");
    }
    Buf text = {0};
    buf_str(&text, line);
    buf_char(&text, '\n');
    free(line);
    Obj *result = str_decode(rt, text.data, (isize)text.len, "utf-8", "surrogateescape");
    buf_free(&text);
    return result;
}

METHOD(stream_readline, NOARGS, "readline()", "Read until newline or EOF.") { return read_line(rt, self); }

METHOD(stream_read, NOARGS, "read()", "Read from underlying buffer until we hit EOF.")
{
    Obj *all = str_from(rt, "");
    while (all) {
        Obj *line = read_line(rt, self);
        if (!line) {
            CLEAR(rt, all);
            break;
        }
        bool end = str_len(line) == 0;
        if (!end) str_append(rt, &all, line);
        decref(rt, line);
        if (end) break;
    }
    return all;
}

static OWN Obj *stream_next(Runtime *rt, Obj *self)
{
    Obj *line = read_line(rt, self);
    if (line && str_len(line) == 0) CLEAR(rt, line);
    return line;
}

static OWN Obj *stream_repr(Runtime *rt, Obj *self)
{
    const StdStream *s = (StdStream *)self;
    return str_format(rt, "<_io.TextIOWrapper name='%s' mode='%s' encoding='utf-8'>", stream_name(s), mode_of(s));
}

static OWN Obj *get_name(Runtime *rt, Obj *self, void *closure UNUSED) { return str_from(rt, stream_name((StdStream *)self)); }
static OWN Obj *get_mode(Runtime *rt, Obj *self, void *closure UNUSED) { return str_from(rt, mode_of((StdStream *)self)); }
static OWN Obj *get_encoding(Runtime *rt, Obj *self UNUSED, void *closure UNUSED) { return str_from(rt, "utf-8"); }
static OWN Obj *get_errors(Runtime *rt, Obj *self, void *closure UNUSED)
{
    return str_from(rt, ((StdStream *)self)->fd == 2 ? "backslashreplace" : "strict");
}
static OWN Obj *get_closed(Runtime *rt, Obj *self UNUSED, void *closure UNUSED) { return bool_new(rt, false); }

static void stream_dealloc(Runtime *rt, Obj *self)
{
    StdStream *s = (StdStream *)self;
    gc_untrack(self);
    if (s->weaklist) weakrefs_clear(rt, self);
    xdecref(rt, s->dict);
    gc_obj_free(rt, self);
}

static int stream_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((StdStream *)self)->dict, "attributes", -1);
    return 0;
}

static const MethodDef *const methods[] = {&stream_write_method_def, &stream_writelines_def, &stream_flush_def, &stream_fileno_def,
                                           &stream_isatty_def, &stream_readable_def, &stream_writable_def, &stream_readline_def,
                                           &stream_read_def, NULL};
static const GetSetDef getset[] = {{"name", get_name, NULL, NULL, NULL},     {"mode", get_mode, NULL, NULL, NULL},
                                   {"encoding", get_encoding, NULL, NULL, NULL}, {"errors", get_errors, NULL, NULL, NULL},
                                   {"closed", get_closed, NULL, NULL, NULL}, {"__dict__", generic_getdict, NULL, NULL, NULL}, {0}};

const Type std_stream_type = {
    .name = "_io.TextIOWrapper", .basicsize = sizeof(StdStream), .dealloc = stream_dealloc, .repr = stream_repr,
    .getattr = generic_getattr, .setattr = generic_setattr, .flags = TF_GC | TF_DISALLOW_NEW, .traverse = stream_traverse,
    .weaklist_offset = offsetof(StdStream, weaklist), .iter = obj_self, .next = stream_next, .methods = methods,
    .getset = getset, .dict_offset = offsetof(StdStream, dict)};
