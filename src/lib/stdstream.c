/* stdstream.c - sys.stdin, sys.stdout and sys.stderr: text streams on the program's own output and input. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/lib.h"

enum { CHUNK = 8192 }; /* so many bytes wait at most */

typedef struct StdStream {
    Obj o;
    int fd;
    bool line_buffering;
    Obj *dict;
    Obj *weaklist;
    Obj *pending; /* what CPython's stream would not have passed on yet: a str, bytes, or a list of them */
    isize pending_bytes;
} StdStream;

OWN Obj *std_stream_new(Runtime *rt, int fd)
{
    StdStream *s = (StdStream *)gc_new(rt, TYPE_OF(rt, STD_STREAM));
    if (!s) return NULL;
    s->fd = fd;
    s->line_buffering = fd == 2;
    s->dict = s->weaklist = s->pending = NULL;
    s->pending_bytes = 0;
    gc_track(rt, s);
    return &s->o;
}

void std_stream_set_line_buffering(Runtime *rt, bool on)
{
    Obj *stream = dict_get_str_peek(rt, rt->sys_dict, "__stdout__");
    if (stream && is_type(rt, stream, STD_STREAM)) ((StdStream *)stream)->line_buffering = on;
    err_clear(rt);
}

bool std_stream_is(Runtime *rt, const Obj *o, int fd) { return is_type(rt, o, STD_STREAM) && ((const StdStream *)o)->fd == fd; }

const char *std_stream_errors(void)
{
    static const char *const plain[] = {"C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"};
    const char *locale = setlocale(LC_CTYPE, NULL);
    for (size_t i = 0; locale && i < COUNT_OF(plain); i++)
        if (!strcmp(locale, plain[i])) return "surrogateescape";
    return "strict";
}

static const char *stream_name(const StdStream *s) { return s->fd == 0 ? "<stdin>" : s->fd == 1 ? "<stdout>" : "<stderr>"; }
static const char *errors_of(const StdStream *s) { return s->fd == 2 ? "backslashreplace" : std_stream_errors(); }
static const char *mode_of(const StdStream *s) { return s->fd == 0 ? "r" : "w"; }

static void forget_pending(Runtime *rt, StdStream *s)
{
    s->pending_bytes = 0;
    CLEAR(rt, s->pending);
}

/* What was written is passed on at once; but it waits in the stream as CPython's does, until a chunk is full or a line
   ends: so the counts of printed texts are CPython's.  [part]: a str of ASCII, or bytes of [n]. */
static bool keep_pending(Runtime *rt, StdStream *s, Obj *part, isize n, bool line_ends)
{
    bool ok = true;
    if (s->pending && s->pending_bytes + n > CHUNK) forget_pending(rt, s);
    if (!s->pending) {
        s->pending = own(part);
    } else if (is_type(rt, s->pending, LIST)) {
        ok = list_append(rt, s->pending, part);
    } else {
        Obj *list = list_new(rt, 2);
        if (!list) return false;
        ((List *)list)->items[0] = s->pending;
        ((List *)list)->items[1] = own(part);
        s->pending = list;
    }
    s->pending_bytes += n;
    if (s->pending_bytes >= CHUNK || (s->line_buffering && line_ends)) forget_pending(rt, s);
    return ok;
}

/* Writes a str as UTF-8; on standard error what cannot be encoded is escaped, elsewhere it is an error. */
static bool write_text(Runtime *rt, StdStream *s, Obj *text)
{
    if (s->fd == 0) return err_format(rt, EXC_TYPE(rt, ValueError), "I/O operation on a stream that is not writable");
    bool ascii = str_is_ascii(text);
    Obj *part = ascii ? own(text) : str_encode(rt, text, "utf-8", errors_of(s));
    if (!part) return false;
    const char *data = ascii ? str_data(text) : bytes_data(part);
    isize n = ascii ? str_len(text) : bytes_len(part);
    bool line_ends = memchr(data, '\n', (size_t)n), written = rt->hooks.write(rt, s->fd, data, (size_t)n);
    if (!written && s->fd == 2 && !line_ends) written = err_clear_if(rt, EXC_TYPE(rt, OSError)); /* told when it is flushed */
    bool ok = written && keep_pending(rt, s, part, n, line_ends);
    decref(rt, part);
    return ok;
}

CHECK bool stream_write(Runtime *rt, Obj *file, Obj *value)
{
    Obj *writer = obj_getattr(rt, file, id_(rt, write));
    if (!writer) return false;
    hold(rt, "write method", writer);
    Obj *text = is_type(rt, value, STR) ? own(value) : obj_str(rt, value);
    hold(rt, "text being written", text);
    Obj *result = text ? obj_call1(rt, writer, text) : NULL;
    drop_n(rt, 2);
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
    forget_pending(rt, s);
    return s->fd == 0 || rt->hooks.write(rt, s->fd, NULL, 0) ? none_new(rt) : NULL;
}

METHOD(stream_fileno, NOARGS, "fileno()", "Returns underlying file descriptor if one exists.") { return int_new(rt, ((StdStream *)self)->fd); }
METHOD(stream_isatty, NOARGS, "isatty()", "Return whether this is an 'interactive' stream.") { return bool_new(rt, isatty(((StdStream *)self)->fd)); }
METHOD(stream_readable, NOARGS, "readable()", "") { return bool_new(rt, ((StdStream *)self)->fd == 0); }
METHOD(stream_writable, NOARGS, "writable()", "") { return bool_new(rt, ((StdStream *)self)->fd != 0); }

/* One line of input with its newline, which the last one may lack; '' at the end. */
static OWN Obj *read_line(Runtime *rt, Obj *self)
{
    if (((StdStream *)self)->fd != 0) return err_format(rt, EXC_TYPE(rt, ValueError), "I/O operation on a stream that is not readable");
    bool eof = false;
    char *line = rt->hooks.read_line(rt, "", &eof);
    if (err_pending(rt)) {
        free(line);
        return NULL;
    }
    Buf text = {0};
    if (line) buf_str(&text, line);
    if (line && !eof) buf_char(&text, '\n');
    free(line);
    Obj *result = text.failed ? err_no_memory(rt) : str_decode(rt, text.data ? text.data : "", (isize)text.len, "utf-8", errors_of((StdStream *)self));
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
    return str_from(rt, errors_of((StdStream *)self));
}
static OWN Obj *get_line_buffering(Runtime *rt, Obj *self, void *closure UNUSED)
{
    return bool_new(rt, ((StdStream *)self)->line_buffering);
}
static OWN Obj *get_closed(Runtime *rt, Obj *self UNUSED, void *closure UNUSED) { return bool_new(rt, false); }

static void stream_dealloc(Runtime *rt, Obj *self)
{
    StdStream *s = (StdStream *)self;
    gc_untrack(self);
    if (s->weaklist) weakrefs_clear(rt, self);
    xdecref(rt, s->dict);
    xdecref(rt, s->pending);
    gc_obj_free(rt, self);
}

static int stream_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((StdStream *)self)->pending, "text waiting to be passed on", -1);
    VISIT(((StdStream *)self)->dict, "attributes", -1);
    return 0;
}

static const MethodDef *const methods[] = {&stream_write_method_def, &stream_writelines_def, &stream_flush_def, &stream_fileno_def,
                                           &stream_isatty_def, &stream_readable_def, &stream_writable_def, &stream_readline_def,
                                           &stream_read_def, NULL};
static const GetSetDef getset[] = {{"name", get_name, NULL, NULL, NULL},     {"mode", get_mode, NULL, NULL, NULL},
                                   {"encoding", get_encoding, NULL, NULL, NULL}, {"errors", get_errors, NULL, NULL, NULL},
                                   {"closed", get_closed, NULL, NULL, NULL}, {"line_buffering", get_line_buffering, NULL, NULL, NULL},
                                   {"__dict__", generic_getdict, NULL, NULL, NULL}, {0}};

const Type std_stream_type = {
    .name = "_io.TextIOWrapper", .basicsize = sizeof(StdStream), .dealloc = stream_dealloc, .repr = stream_repr,
    .getattr = generic_getattr, .setattr = generic_setattr, .flags = TF_GC | TF_DISALLOW_NEW, .traverse = stream_traverse,
    .weaklist_offset = offsetof(StdStream, weaklist), .iter = obj_self, .next = stream_next, .methods = methods,
    .getset = getset, .dict_offset = offsetof(StdStream, dict)};
