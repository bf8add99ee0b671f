/* fileobject.c - open(): text and binary files.

   A file's bytes are in the image: all of them are read when it is opened, and what is written is kept until it is
   flushed, 8 KiB of it have gathered, or the file is closed.  No descriptor stays open, so that a world that is put back has
   the same files as before.

     data: [ ............ | changed ............ | ... ]      pos: where the next read or write is, in bytes */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/fields.h"
#include "object/bytearray.h"
#include "object/start.h"

enum { FLUSH_AT = 8192 };

typedef struct File {
    Obj o;
    Obj *name, *mode, *encoding, *errors, *dict;
    Obj *data; /* a bytearray; NULL when closed */
    Obj *weaklist;
    isize pos, changed, changed_end; /* changed == changed_end: nothing to be written */
    bool readable, writable, append, text;
    char newline; /* text: 0 any line end, read as \n; 'u' any, kept; 'n' 'r' 'c' only \n, \r, \r\n */
} File;
FIELDS(file_parts, "name", "mode", "encoding", "errors", "attributes", "contents")

static File *file_of(Obj *o) { return (File *)o; }
static isize size_of(const File *f) { return bytes_len(f->data); }

/* ---- errors -------------------------------------------------------------------------------------------------------------- */

static OWN Obj *unsupported_operation(Runtime *rt)
{
    Obj *name = str_interned(rt, "_io"), *module = name ? lib_import(rt, name, NULL, NULL, 0) : NULL, *type = NULL;
    xdecref(rt, name);
    if (module) type = xown(dict_get_str_peek(rt, module_dict_peek(module), "UnsupportedOperation"));
    xdecref(rt, module);
    return type;
}

static void *unsupported(Runtime *rt, const char *what)
{
    Obj *type = unsupported_operation(rt);
    if (type) err_format(rt, type, "%s", what);
    xdecref(rt, type);
    return NULL;
}

static bool is_open(Runtime *rt, const File *f) { return f->data || (bool)err_value(rt, "I/O operation on closed file."); }
static bool may_read(Runtime *rt, const File *f) { return is_open(rt, f) && (f->readable || (bool)unsupported(rt, f->text ? "not readable" : "read")); }
static bool may_write(Runtime *rt, const File *f) { return is_open(rt, f) && (f->writable || (bool)unsupported(rt, f->text ? "not writable" : "write")); }

/* ---- on the disk ------------------------------------------------------------------------------------------------------------ */

/* The path as the system wants it: malloc'd, or NULL with an exception. */
static char *path_of(Runtime *rt, Obj *name)
{
    Obj *bytes = is_bytes(name) ? own(name) : str_encode(rt, name, "utf-8", "surrogateescape");
    char *path = NULL;
    if (bytes && memchr(bytes_data(bytes), 0, (size_t)bytes_len(bytes))) err_value(rt, "embedded null byte");
    else if (bytes && !(path = strdup(bytes_data(bytes)))) err_no_memory(rt);
    xdecref(rt, bytes);
    return path;
}

static int open_path(Runtime *rt, Obj *name, int flags)
{
    char *path = path_of(rt, name);
    if (!path) return -1;
    int fd = open(path, flags | O_CLOEXEC, 0666);
    int error = errno;
    struct stat st;
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        close(fd);
        fd = -1;
        error = EISDIR;
    }
    free(path);
    if (fd < 0) err_os(rt, error, name);
    return fd;
}

/* Reads all of [fd] into the bytearray. */
static bool read_all(Runtime *rt, int fd, Obj *data, Obj *name)
{
    for (;;) {
        isize n = bytes_len(data);
        if (!bytearray_resize(rt, data, n + 65536)) return false;
        ssize_t got = read(fd, run_data(data) + n, 65536);
        int error = errno;
        if (!bytearray_resize(rt, data, n + (got > 0 ? got : 0))) return false;
        if (got < 0 && error != EINTR) err_os(rt, error, name);
        if (got < 0 && error != EINTR) return false;
        if (got == 0) return true;
        if (UNLIKELY(rt_poll(rt))) return false;
    }
}

static bool write_out(Runtime *rt, File *f)
{
    if (f->changed == f->changed_end) return true;
    int fd = open_path(rt, f->name, O_WRONLY | (f->append ? O_APPEND : 0));
    if (fd < 0) return false;
    isize at = f->changed;
    bool ok = true;
    while (ok && at < f->changed_end) {
        const char *from = run_data(f->data) + at;
        size_t n = (size_t)(f->changed_end - at);
        ssize_t put = f->append ? write(fd, from, n) : pwrite(fd, from, n, at);
        if (put > 0) at += put;
        else if (put < 0 && errno != EINTR) ok = false;
    }
    if (!ok) err_os(rt, errno, f->name);
    close(fd);
    f->changed = f->changed_end;
    return ok;
}

static bool close_file(Runtime *rt, File *f)
{
    if (!f->data) return true;
    bool ok = write_out(rt, f);
    CLEAR(rt, f->data);
    return ok;
}

/* ---- opening --------------------------------------------------------------------------------------------------------------------- */

static bool parse_mode(Runtime *rt, File *f, const char *mode, int *flags)
{
    int kinds = 0, plus = 0, text = 0, binary = 0;
    char kind = 0;
    for (const char *p = mode; *p; p++) {
        if (strchr(p + 1, *p) || !strchr("rwxa+tb", *p)) return err_value(rt, "invalid mode: '%s'", mode);
        if (*p == '+') plus = 1;
        else if (*p == 't') text = 1;
        else if (*p == 'b') binary = 1;
        else kinds++, kind = *p;
    }
    if (text && binary) return err_value(rt, "can't have text and binary mode at once");
    if (kinds != 1) return err_value(rt, !kinds ? "Must have exactly one of create/read/write/append mode and at most one plus"
                                                : "must have exactly one of create/read/write/append mode");
    f->text = !binary;
    f->readable = kind == 'r' || plus;
    f->writable = kind != 'r' || plus;
    f->append = kind == 'a';
    *flags = f->writable ? (f->readable ? O_RDWR : O_WRONLY) : O_RDONLY;
    *flags |= kind == 'w' ? O_CREAT | O_TRUNC : kind == 'x' ? O_CREAT | O_EXCL : kind == 'a' ? O_CREAT : 0;
    return true;
}

static bool parse_newline(Runtime *rt, File *f, Obj *newline)
{
    f->newline = 0;
    if (!newline || is_none(rt, newline)) return true;
    if (!is_str(newline)) return err_type(rt, "open() argument 'newline' must be str or None, not %T", newline);
    f->newline = str_len(newline) == 0 ? 'u' : str_equal_ascii(newline, "\n") ? 'n' : str_equal_ascii(newline, "\r") ? 'r' : 'c';
    return f->newline != 'c' || str_equal_ascii(newline, "\r\n") || (bool)err_value(rt, "illegal newline value: %R", newline);
}

/* Only encodings in which a line end is one byte. */
static bool check_encoding(Runtime *rt, Obj *encoding)
{
    static const char *const known[] = {"utf-8", "utf8", "utf_8", "UTF-8", "UTF8", "ascii", "us-ascii", "ASCII", "latin-1", "latin1", "iso-8859-1", "latin_1", "locale"};
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (str_equal_ascii(encoding, known[i])) return true;
    return err_format(rt, EXC_TYPE(rt, NotImplementedError), "open() reads and writes utf-8, ascii and latin-1 here, not %O", encoding);
}

static bool load(Runtime *rt, File *f, int flags)
{
    int fd = open_path(rt, f->name, flags | (f->append ? O_APPEND : 0));
    if (fd < 0) return false;
    bool ok = (f->data = bytearray_new(rt, NULL, 0)) != NULL;
    if (ok && f->readable) {
        ok = read_all(rt, fd, f->data, f->name);
    } else if (ok && f->append) { /* only the length matters */
        off_t end = lseek(fd, 0, SEEK_END);
        ok = end <= 0 || bytearray_resize(rt, f->data, end);
        if (ok && end > 0) memset(run_data(f->data), 0, (size_t)end);
    }
    close(fd);
    if (!ok) return false;
    f->pos = f->append ? size_of(f) : 0;
    f->changed = f->changed_end = f->pos;
    return true;
}

static enum TypeId type_for(const File *f)
{
    if (f->text) return T_TEXT_FILE;
    return f->readable && f->writable ? T_BUFFERED_RANDOM : f->readable ? T_BUFFERED_READER : T_BUFFERED_WRITER;
}

static OWN Obj *file_open(Runtime *rt, Obj *name, Obj *mode, Obj *encoding, Obj *errors, Obj *newline)
{
    File plan = {0};
    int flags = 0;
    const char *m = mode ? str_utf8(rt, mode, NULL) : "r";
    if (!m || !parse_mode(rt, &plan, m, &flags) || !parse_newline(rt, &plan, newline)) return NULL;
    if (!is_str(name) && !is_bytes(name)) return err_type(rt, "expected str, bytes or os.PathLike object, not %.200s", type_of(name)->name);
    if (encoding && is_none(rt, encoding)) encoding = NULL;
    if (errors && is_none(rt, errors)) errors = NULL;
    if (!plan.text && encoding) return err_value(rt, "binary mode doesn't take an encoding argument");
    if (!plan.text && errors) return err_value(rt, "binary mode doesn't take an errors argument");
    if (!plan.text && newline && !is_none(rt, newline)) return err_value(rt, "binary mode doesn't take a newline argument");
    if (encoding && !check_encoding(rt, encoding)) return NULL;
    File *f = (File *)type_alloc(rt, &rt->types[type_for(&plan)], 0);
    if (!f) return NULL;
    f->readable = plan.readable, f->writable = plan.writable, f->append = plan.append, f->text = plan.text, f->newline = plan.newline;
    f->name = own(name);
    f->mode = str_from(rt, m);
    f->encoding = encoding ? own(encoding) : str_from(rt, "UTF-8");
    f->errors = errors ? own(errors) : str_from(rt, "strict");
    if (f->mode && f->encoding && f->errors && load(rt, f, flags)) return &f->o;
    decref(rt, f);
    return NULL;
}

/* ---- reading -------------------------------------------------------------------------------------------------------------------------- */

/* The bytes from [start] to [stop] as the file gives them: bytes, or text with its line ends made \n. */
static OWN Obj *piece(Runtime *rt, const File *f, isize start, isize stop)
{
    const char *from = run_data(f->data) + start;
    isize n = stop - start, kept = 0;
    if (!f->text) return bytes_new(rt, from, n);
    const char *encoding = str_utf8(rt, f->encoding, NULL), *errors = str_utf8(rt, f->errors, NULL);
    if (!encoding || !errors) return NULL;
    if (!strcmp(encoding, "locale")) encoding = "utf-8";
    if (f->newline || !memchr(from, '\r', (size_t)n)) return str_decode(rt, from, n, encoding, errors);
    Obj *copy = bytearray_new(rt, NULL, n), *text;
    if (!copy) return NULL;
    for (isize i = 0; i < n; i++) {
        bool end = from[i] == '\r';
        run_data(copy)[kept++] = end ? '\n' : from[i];
        if (end && i + 1 < n && from[i + 1] == '\n') i++;
    }
    text = str_decode(rt, run_data(copy), kept, encoding, errors);
    decref(rt, copy);
    return text;
}

/* Where the line that begins at [start] ends. */
static isize line_end(const File *f, isize start)
{
    const char *data = run_data(f->data);
    isize n = size_of(f);
    bool any = f->text && (f->newline == 0 || f->newline == 'u');
    for (isize i = start; i < n; i++) {
        bool crlf = data[i] == '\r' && i + 1 < n && data[i + 1] == '\n';
        if (any && (data[i] == '\n' || data[i] == '\r')) return i + (crlf ? 2 : 1);
        if (f->newline == 'r' ? data[i] == '\r' : f->newline == 'c' ? crlf : !any && data[i] == '\n') return i + (f->newline == 'c' ? 2 : 1);
    }
    return n;
}

/* Where [count] characters or bytes from [start] on end; negative: all. */
static isize count_end(const File *f, isize start, isize count)
{
    const unsigned char *data = (const unsigned char *)run_data(f->data);
    isize n = size_of(f);
    if (count < 0 || count > n - start) return count < 0 || !f->text ? n : n;
    if (!f->text || str_equal_ascii(f->encoding, "latin-1") || str_equal_ascii(f->encoding, "latin1")) return start + count;
    isize i = start;
    for (; count > 0 && i < n; count--) {
        bool crlf = !f->newline && data[i] == '\r' && i + 1 < n && data[i + 1] == '\n';
        i += crlf ? 2 : 1;
        while (i < n && (data[i] & 0xC0) == 0x80) i++;
    }
    return i;
}

static OWN Obj *take(Runtime *rt, File *f, isize stop)
{
    isize start = f->pos > size_of(f) ? size_of(f) : f->pos;
    if (stop < start) stop = start;
    Obj *result = piece(rt, f, start, stop);
    if (result) f->pos = stop > f->pos ? stop : f->pos;
    return result;
}

static bool count_arg(Runtime *rt, Obj *o, isize *count)
{
    *count = -1;
    if (!o || is_none(rt, o)) return true;
    if (!obj_has_index(o)) return err_type(rt, "argument should be integer or None, not '%.200s'", type_of(o)->name);
    return number_as_isize(rt, o, EXC_TYPE(rt, OverflowError), count);
}

METHOD(file_read, POSITIONAL, "read(size=-1, /)", "Read at most size characters or bytes; all that is left when it is negative or None.")
{
    File *f = file_of(self);
    isize count;
    if (!may_read(rt, f) || !count_arg(rt, a->obj[0], &count)) return NULL;
    return take(rt, f, f->pos >= size_of(f) ? size_of(f) : count_end(f, f->pos, count));
}

METHOD(file_readline, POSITIONAL, "readline(size=-1, /)", "Read up to the end of the line; an empty string or bytes at the end of the file.")
{
    File *f = file_of(self);
    isize count;
    if (!may_read(rt, f) || !count_arg(rt, a->obj[0], &count)) return NULL;
    if (f->pos >= size_of(f)) return take(rt, f, size_of(f));
    isize end = line_end(f, f->pos), most = count_end(f, f->pos, count);
    return take(rt, f, end < most ? end : most);
}

static OWN Obj *file_next(Runtime *rt, Obj *self)
{
    File *f = file_of(self);
    if (!may_read(rt, f) || f->pos >= size_of(f)) return NULL;
    return take(rt, f, line_end(f, f->pos));
}

static OWN Obj *file_iter(Runtime *rt, Obj *self) { return is_open(rt, file_of(self)) ? own(self) : NULL; }

METHOD(file_readlines, POSITIONAL, "readlines(hint=-1, /)", "Return a list of the lines that are left; no more than hint characters or bytes of them begun.")
{
    isize hint, seen = 0;
    if (!may_read(rt, file_of(self)) || !count_arg(rt, a->obj[0], &hint)) return NULL;
    Obj *list = list_new(rt, 0);
    for (Obj *line; list && (hint <= 0 || seen < hint) && (line = file_next(rt, self)) != NULL;) {
        seen += file_of(self)->text ? str_len(line) : bytes_len(line);
        if (!list_append_take(rt, list, line)) CLEAR(rt, list);
    }
    if (list && err_pending(rt)) CLEAR(rt, list);
    return list;
}

/* ---- writing ---------------------------------------------------------------------------------------------------------------------------- */

static bool put_bytes(Runtime *rt, File *f, const char *bytes, isize n)
{
    if (f->append) f->pos = size_of(f);
    isize end = f->pos + n, old = size_of(f);
    if (end > old) {
        if (!bytearray_resize(rt, f->data, end)) return false;
        if (f->pos > old) memset(run_data(f->data) + old, 0, (size_t)(f->pos - old));
    }
    if (n) memcpy(run_data(f->data) + f->pos, bytes, (size_t)n);
    bool nothing = f->changed == f->changed_end;
    isize low = f->pos < old ? f->pos : old;
    if (nothing || low < f->changed) f->changed = low;
    if (nothing || end > f->changed_end) f->changed_end = end;
    f->pos = end;
    return f->changed_end - f->changed < FLUSH_AT || write_out(rt, f);
}

/* The text's bytes, with \n as the file's line end. */
static OWN Obj *encoded(Runtime *rt, const File *f, Obj *text)
{
    const char *encoding = str_utf8(rt, f->encoding, NULL), *errors = str_utf8(rt, f->errors, NULL);
    if (!encoding || !errors) return NULL;
    if (!strcmp(encoding, "locale")) encoding = "utf-8";
    Obj *bytes = str_encode(rt, text, encoding, errors);
    if (!bytes || (f->newline != 'r' && f->newline != 'c')) return bytes;
    Buf out = {0};
    for (isize i = 0; i < bytes_len(bytes); i++) {
        char c = bytes_data(bytes)[i];
        if (c == '\n') buf_str(&out, f->newline == 'r' ? "\r" : "\r\n");
        else buf_char(&out, c);
    }
    decref(rt, bytes);
    bytes = out.failed ? err_no_memory(rt) : bytes_new(rt, out.data ? out.data : "", (isize)out.len);
    buf_free(&out);
    return bytes;
}

/* How many characters or bytes were written; -1: an exception. */
static isize put(Runtime *rt, File *f, Obj *what)
{
    if (!may_write(rt, f)) return -1;
    if (f->text) {
        if (!is_str(what)) err_type(rt, "write() argument must be str, not %T", what);
        Obj *bytes = is_str(what) ? encoded(rt, f, what) : NULL;
        bool ok = bytes && put_bytes(rt, f, bytes_data(bytes), bytes_len(bytes));
        xdecref(rt, bytes);
        return ok ? str_len(what) : -1;
    }
    BufferView view;
    if (is_str(what)) err_type(rt, "a bytes-like object is required, not 'str'");
    if (is_str(what) || !buffer_get(rt, what, &view)) return -1;
    isize n = put_bytes(rt, f, (const char *)view.bytes, view.len) ? view.len : -1;
    buffer_release(rt, &view);
    return n;
}

METHOD(file_write, ONE, "write(text, /)", "Write a string or bytes; returns how many characters or bytes.")
{
    isize n = put(rt, file_of(self), arg);
    return n < 0 ? NULL : int_new(rt, n);
}

METHOD(file_writelines, ONE, "writelines(lines, /)", "Write a list of lines; line ends are not added.")
{
    Obj *it = is_open(rt, file_of(self)) ? obj_iter(rt, arg) : NULL;
    if (!it) return NULL;
    hold(rt, "iterator over lines", it);
    bool ok = true;
    for (Obj *line; ok && (line = iter_next(rt, it)) != NULL;) {
        hold(rt, "line", line);
        ok = put(rt, file_of(self), line) >= 0;
        drop(rt);
    }
    drop(rt);
    return ok && !err_pending(rt) ? none_new(rt) : NULL;
}

METHOD(file_flush, NOARGS, "flush()", "Write to the disk what has not been written yet.")
{
    return is_open(rt, file_of(self)) && write_out(rt, file_of(self)) ? none_new(rt) : NULL;
}

METHOD(file_truncate, POSITIONAL, "truncate(size=None, /)", "Make the file that long, as long as the current position by default.")
{
    File *f = file_of(self);
    isize n;
    if (!may_write(rt, f) || !count_arg(rt, a->obj[0], &n) || !write_out(rt, f)) return NULL;
    if (!a->obj[0] || is_none(rt, a->obj[0])) n = f->pos;
    isize old = size_of(f);
    int fd = open_path(rt, f->name, O_WRONLY);
    if (fd < 0) return NULL;
    bool ok = ftruncate(fd, n) == 0;
    if (!ok) err_os(rt, errno, f->name);
    close(fd);
    if (!ok || !bytearray_resize(rt, f->data, n)) return NULL;
    if (n > old) memset(run_data(f->data) + old, 0, (size_t)(n - old));
    f->changed = f->changed_end = 0;
    return int_new(rt, n);
}

/* ---- the rest ------------------------------------------------------------------------------------------------------------------------------- */

METHOD(file_close, NOARGS, "close()", "Write what is left to the disk and close the file.") { return close_file(rt, file_of(self)) ? none_new(rt) : NULL; }
METHOD(file_enter, NOARGS, "__enter__()", NULL) { return is_open(rt, file_of(self)) ? own(self) : NULL; }
METHOD(file_exit, POSITIONAL, "__exit__(type=None, value=None, traceback=None, /)", NULL) { return close_file(rt, file_of(self)) ? none_new(rt) : NULL; }
METHOD(file_readable, NOARGS, "readable()", "Whether the file can be read.") { return is_open(rt, file_of(self)) ? bool_new(rt, file_of(self)->readable) : NULL; }
METHOD(file_writable, NOARGS, "writable()", "Whether the file can be written.") { return is_open(rt, file_of(self)) ? bool_new(rt, file_of(self)->writable) : NULL; }
METHOD(file_seekable, NOARGS, "seekable()", "Whether the position can be changed.") { return is_open(rt, file_of(self)) ? bool_new(rt, true) : NULL; }
METHOD(file_isatty, NOARGS, "isatty()", "Whether the file is a terminal.") { return is_open(rt, file_of(self)) ? bool_new(rt, false) : NULL; }
METHOD(file_fileno, NOARGS, "fileno()", "No descriptor is kept: io.UnsupportedOperation.") { return is_open(rt, file_of(self)) ? unsupported(rt, "fileno") : NULL; }
METHOD(file_tell, NOARGS, "tell()", "The position, in bytes.") { return is_open(rt, file_of(self)) ? int_new(rt, file_of(self)->pos) : NULL; }

METHOD(file_seek, POSITIONAL, "seek(offset: int, whence: int=0, /)", "Change the position: from the start (0), the current position (1) or the end (2).")
{
    File *f = file_of(self);
    isize to = a->i[0], whence = a->given > 1 ? a->i[1] : 0;
    if (!is_open(rt, f)) return NULL;
    if (whence < 0 || whence > 2) return err_value(rt, f->text ? "invalid whence (%zd, should be 0, 1 or 2)" : "whence value %zd unsupported", whence);
    if (f->text && whence == 1 && to) return unsupported(rt, "can't do nonzero cur-relative seeks");
    if (f->text && whence == 2 && to) return unsupported(rt, "can't do nonzero end-relative seeks");
    if (f->text && to < 0) return err_value(rt, "negative seek position %zd", to);
    to += whence == 1 ? f->pos : whence == 2 ? size_of(f) : 0;
    if (to < 0) {
        err_os(rt, EINVAL, NULL);
        return NULL;
    }
    f->pos = to;
    return int_new(rt, to);
}

static OWN Obj *get_closed(Runtime *rt, Obj *self, void *closure UNUSED) { return bool_new(rt, !file_of(self)->data); }

static OWN Obj *file_repr(Runtime *rt, Obj *self)
{
    const File *f = file_of(self);
    if (!f->text) return str_format(rt, "<%s name=%R>", type_of(self)->name, f->name);
    return str_format(rt, "<%s name=%R mode=%R encoding=%R>", type_of(self)->name, f->name, f->mode, f->encoding);
}

static int file_clear(Runtime *rt, Obj *self)
{
    CLEAR(rt, file_of(self)->dict);
    return 0;
}

static void file_dealloc(Runtime *rt, Obj *self)
{
    File *f = file_of(self);
    gc_untrack(self);
    if (f->data && f->name && !write_out(rt, f)) {
        err_unraisable(rt, NULL);
    }
    if (f->weaklist) weakrefs_clear(rt, self);
    file_parts_dealloc(rt, self);
}

static const MethodDef *const methods[] = {
    &file_close_def, &file_enter_def, &file_exit_def, &file_fileno_def, &file_flush_def, &file_isatty_def, &file_read_def, &file_readable_def,
    &file_readline_def, &file_readlines_def, &file_seek_def, &file_seekable_def, &file_tell_def, &file_truncate_def, &file_writable_def,
    &file_write_def, &file_writelines_def, NULL};
static const MemberDef text_members[] = {{"name", MEMBER_OBJ, offsetof(File, name), MEMBER_READONLY, NULL},
                                         {"mode", MEMBER_OBJ, offsetof(File, mode), MEMBER_READONLY, NULL},
                                         {"encoding", MEMBER_OBJ, offsetof(File, encoding), MEMBER_READONLY, NULL},
                                         {"errors", MEMBER_OBJ, offsetof(File, errors), MEMBER_READONLY, NULL},
                                         {0}};
static const MemberDef binary_members[] = {{"name", MEMBER_OBJ, offsetof(File, name), MEMBER_READONLY, NULL},
                                           {"mode", MEMBER_OBJ, offsetof(File, mode), MEMBER_READONLY, NULL},
                                           {0}};
static const GetSetDef getset[] = {{"closed", get_closed, NULL, NULL, NULL}, {"__dict__", generic_getdict, NULL, NULL, NULL}, {0}};

#define FILE_TYPE(id, title, which)                                                                                              \
    const Type id##_type = {.name = title, .basicsize = sizeof(File), .flags = TF_GC | TF_DISALLOW_NEW, .dealloc = file_dealloc, \
                            .traverse = file_parts_traverse, .clear = file_clear, .repr = file_repr, .getattr = generic_getattr, \
                            .setattr = generic_setattr, .weaklist_offset = offsetof(File, weaklist), .iter = file_iter,          \
                            .next = file_next, .methods = methods, .members = which, .getset = getset,                           \
                            .dict_offset = offsetof(File, dict)};
FILE_TYPE(text_file, "_io.TextIOWrapper", text_members)
FILE_TYPE(buffered_reader, "_io.BufferedReader", binary_members)
FILE_TYPE(buffered_writer, "_io.BufferedWriter", binary_members)
FILE_TYPE(buffered_random, "_io.BufferedRandom", binary_members)

/* ---- open and the module _io -------------------------------------------------------------------------------------------------------------------- */

METHOD(builtin_open, KEYWORDS, "open(file, mode: str='r', buffering: int=-1, encoding=None, errors=None, newline=None, closefd: bool=True, opener=None)",
       "Open file and return a stream.  Raise OSError upon failure.\n\nmode: 'r' to read, 'w' to write a new or emptied file, 'x' to write a file that\n"
       "must not be there yet, 'a' to write at the end; with '+' both; 'b' for bytes instead of text.")
{
    return file_open(rt, a->obj[0], a->obj[1], a->obj[3], a->obj[4], a->obj[5]);
}

const MethodDef *const builtins_file[] = {&builtin_open_def, NULL};

OWN Obj *io_module(Runtime *rt)
{
    Obj *module = module_make(rt, "_io", "Streams.", builtins_file), *dict = NULL, *bases = NULL, *name = NULL, *type = NULL;
    if (module && (dict = dict_new(rt))) bases = tuple_pack(rt, 2, EXC_TYPE(rt, OSError), EXC_TYPE(rt, ValueError));
    Obj *home = bases ? str_from(rt, "io") : NULL;
    if (home && dict_set(rt, dict, id_(rt, __module__), home)) name = str_from(rt, "UnsupportedOperation");
    Obj *args = name ? tuple_pack(rt, 3, name, bases, dict) : NULL;
    if (args) type = obj_call(rt, (Obj *)TYPE_OF(rt, TYPE), args, NULL);
    bool ok = type && module_add(rt, module, "UnsupportedOperation", type) && module_add(rt, module, "TextIOWrapper", (Obj *)TYPE_OF(rt, TEXT_FILE)) &&
              module_add(rt, module, "BufferedReader", (Obj *)TYPE_OF(rt, BUFFERED_READER)) &&
              module_add(rt, module, "BufferedWriter", (Obj *)TYPE_OF(rt, BUFFERED_WRITER)) &&
              module_add(rt, module, "BufferedRandom", (Obj *)TYPE_OF(rt, BUFFERED_RANDOM)) &&
              module_add(rt, module, "BlockingIOError", EXC_TYPE(rt, BlockingIOError));
    xdecref(rt, dict);
    xdecref(rt, bases);
    xdecref(rt, home);
    xdecref(rt, name);
    xdecref(rt, args);
    xdecref(rt, type);
    if (module && !ok) CLEAR(rt, module);
    return module;
}
