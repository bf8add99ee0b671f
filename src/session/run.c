/* run.c - see run.h. */
#include "session/run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compile/compile.h"
#include "lib/output.h"
#include "share/utf8.h"


/* ---- reading ---------------------------------------------------------------------------------------------------------- */

static char *read_stream(FILE *f, size_t *n)
{
    Buf b = {0};
    char chunk[65536];
    size_t got;
    while ((got = fread(chunk, 1, sizeof chunk, f)) > 0) buf_add(&b, chunk, got);
    buf_reserve(&b, 1);
    if (b.failed || ferror(f)) {
        buf_free(&b);
        return NULL;
    }
    *n = b.len;
    return b.data;
}

char *source_read(const char *path, size_t *n, char error[256])
{
    struct stat st;
    bool standard = !strcmp(path, "-");
    FILE *f = standard ? stdin : fopen(path, "rb");
    if (f && !standard && fstat(fileno(f), &st) == 0 && S_ISDIR(st.st_mode)) {
        fclose(f);
        f = NULL;
        errno = EISDIR;
    }
    char *text = f ? read_stream(f, n) : NULL;
    if (!text) snprintf(error, 256, "can't open file '%.180s': [Errno %d] %s", path, errno, strerror(errno));
    if (f && !standard) fclose(f);
    return text;
}

/* ---- decoding -------------------------------------------------------------------------------------------------------------- */

/* What a coding cookie in one of the first two lines names, lower case; "" when there is none. */
static void coding_cookie(const char *text, size_t n, char name[32])
{
    const char *p = text, *end = text + n;
    name[0] = 0;
    for (int line = 0; line < 2 && p < end; line++) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        if (!stop) stop = end;
        const char *q = p;
        while (q < stop && (*q == ' ' || *q == '\t' || *q == '\f')) q++;
        if (q < stop && *q != '#' && *q != '\r') return; /* code: no cookie may follow */
        for (; q + 7 < stop; q++) {
            if (strncmp(q, "coding", 6) || (q[6] != ':' && q[6] != '=')) continue;
            for (q += 7; q < stop && (*q == ' ' || *q == '\t'); q++) continue;
            size_t len = 0;
            for (; q < stop && len < 31 && (*q == '-' || *q == '_' || *q == '.' || (*q | 32) >= 'a' || (*q >= '0' && *q <= '9')); q++)
                name[len++] = *q >= 'A' && *q <= 'Z' ? (char)(*q | 32) : *q == '_' ? '-' : *q;
            name[len] = 0;
            return;
        }
        p = stop + 1;
    }
}

static bool is_latin1(const char *name) { return !strcmp(name, "latin-1") || !strcmp(name, "iso-8859-1") || !strcmp(name, "latin1"); }

static int line_of(const char *text, size_t at)
{
    int line = 1;
    for (size_t i = 0; i < at; i++) line += text[i] == '\n';
    return line;
}

/* Source as UTF-8 without a BOM; *text and *n move past it.  *owned is malloc'd when it had to be converted. */
static bool decode_source(Runtime *rt, Obj *filename, const char **text, size_t *n, char **owned)
{
    char name[32];
    *owned = NULL;
    if (*n >= 3 && !memcmp(*text, "\xEF\xBB\xBF", 3)) {
        *text += 3;
        *n -= 3;
    }
    coding_cookie(*text, *n, name);
    if (is_latin1(name)) {
        Buf b = {0};
        for (size_t i = 0; i < *n; i++) buf_utf8(&b, (unsigned char)(*text)[i]);
        if (b.failed) return err_no_memory(rt);
        *text = *owned = b.data ? b.data : strdup("");
        *n = b.len;
    } else if (name[0] && strcmp(name, "utf-8") && strcmp(name, "utf8") && strcmp(name, "ascii") && strcmp(name, "us-ascii")) {
        char message[64];
        snprintf(message, sizeof message, "unknown encoding: %s", name);
        err_syntax(rt, EXC_TYPE(rt, SyntaxError), message, filename, 0, -1, 0, -1, NULL, 0);
        return false;
    }
    size_t bad = utf8_error(*text, *n);
    if (memchr(*text, 0, *n)) {
        err_syntax(rt, EXC_TYPE(rt, SyntaxError), "source code cannot contain null bytes", filename, 0, -1, 0, -1, NULL, 0);
    } else if (bad < *n) {
        Buf message = {0};
        Obj *file = str_encode(rt, filename, "utf-8", "backslashreplace");
        buf_printf(&message,
                   "Non-UTF-8 code starting with '\\x%02x' in file %s on line %d, but no encoding declared; "
                   "see https://peps.python.org/pep-0263/ for details",
                   (unsigned char)(*text)[bad], file ? bytes_data(file) : "?", line_of(*text, bad));
        xdecref(rt, file);
        err_syntax(rt, EXC_TYPE(rt, SyntaxError), message.data ? message.data : "", filename, 0, -1, 0, -1, NULL, 0);
        buf_free(&message);
    }
    return !err_pending(rt);
}

/* ---- running ------------------------------------------------------------------------------------------------------------------ */

/* What a script's run is watched with; NULL: it is not. */
typedef struct Watched {
    StatementSpan *spans;
    int count;
    StatementWatch *watch;
} Watched;

OWN Obj *run_code(Runtime *rt, Obj *code)
{
    Obj *main = lib_main_dict(rt), *result = NULL;
    if (!main || !vm_push_code(rt, code, main, main)) return NULL;
    RunStatus status;
    do
        status = vm_run(rt, &result);
    while (status == RUN_STOPPED);
    return status == RUN_RETURNED ? result : NULL;
}

static OWN Obj *run_watched(Runtime *rt, Obj *code, const Watched *w)
{
    Obj *main = lib_main_dict(rt);
    if (!main || !vm_push_code(rt, code, main, main)) return NULL;
    return statements_run(rt, w->spans, w->count, w->watch);
}

/* Compiles and runs; the tree's constants live as long as the run, as in CPython. */
static bool run_source(Runtime *rt, const char *text, size_t n, const char *filename, TreeKind kind, StatementWatch *watch)
{
    Watched watched = {.watch = watch};
    Buf copy = {0}; /* the spans' texts outlive the source */
    char *owned = NULL;
    Obj *name = str_decode(rt, filename, (isize)strlen(filename), "utf-8", "surrogateescape"), *objects = NULL, *code = NULL;
    if (name && decode_source(rt, name, &text, &n, &owned)) {
        if (filename[0] != '<') source_remember(rt, filename, text, n);
        if (watch) {
            buf_add(&copy, text, n);
            if (!copy.failed && copy.data) watched.spans = statements_find(rt, copy.data, n, &watched.count);
        }
        code = compile_source(rt, text, n, name, kind, &objects);
    }
    free(owned);
    xdecref(rt, name);
    Obj *result = NULL;
    if (code) {
        SET_REF_TAKE(rt, rt->tree_constants, objects);
        SET_REF_TAKE(rt, rt->running_code, code);
        result = watched.spans ? run_watched(rt, code, &watched) : run_code(rt, code);
    }
    free(watched.spans);
    buf_free(&copy);
    bool ok = result != NULL;
    xdecref(rt, result);
    if (!ok) return false;
    CLEAR(rt, rt->running_code);
    CLEAR(rt, rt->tree_constants);
    return true;
}

/* The source is dropped after the traceback was printed, as CPython drops its arena. */
static void forget_source(Runtime *rt)
{
    CLEAR(rt, rt->running_code);
    CLEAR(rt, rt->tree_constants);
}

/* The script's absolute path, as tracebacks and __file__ show it; "<string>" and "<stdin>" stay.  Free it. */
static char *absolute_path(const char *filename)
{
    char *here = filename[0] == '/' || filename[0] == '<' ? NULL : getcwd(NULL, 0);
    if (!here) return strdup(filename);
    Buf b = {0};
    if (!strncmp(filename, "./", 2)) filename += 2;
    buf_printf(&b, "%s/%s", here, filename);
    free(here);
    if (b.failed) buf_free(&b);
    return b.data;
}

/* __file__ and __cached__ exist as long as the script runs. */
static bool name_script(Runtime *rt, Obj *main, const char *path)
{
    if (path[0] == '<') return true;
    Obj *file = str_decode(rt, path, (isize)strlen(path), "utf-8", "surrogateescape");
    bool ok = file && dict_set(rt, main, id_(rt, __file__), file) && dict_set_str(rt, main, "__cached__", NONE(rt));
    xdecref(rt, file);
    return ok;
}

static void unname_script(Runtime *rt, Obj *main)
{
    static const char *const names[] = {"__file__", "__cached__"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        Obj *name = str_interned(rt, names[i]);
        if (!name || !dict_del(rt, main, name)) err_clear(rt);
        xdecref(rt, name);
    }
}

int run_script(Runtime *rt, const char *text, size_t n, const char *filename)
{
    return run_script_watched(rt, text, n, filename, NULL);
}

int run_script_watched(Runtime *rt, const char *text, size_t n, const char *filename, StatementWatch *watch)
{
    int status = 0;
    char *path = absolute_path(filename);
    Obj *main = path ? lib_main_dict(rt) : err_no_memory(rt);
    bool ok = main && name_script(rt, main, path) && run_source(rt, text, n, path, TREE_SCRIPT, watch);
    if (!ok) {
        Obj *type, *value, *tb;
        err_fetch(rt, &type, &value, &tb);
        forget_source(rt);
        if (main && path[0] != '<') unname_script(rt, main);
        err_restore_take(rt, type, value, tb);
        status = traceback_print_pending(rt);
    } else if (path[0] != '<') {
        unname_script(rt, main);
    }
    free(path);
    return status;
}

bool run_statement(Runtime *rt, const char *text, size_t n, int *status)
{
    bool ok = run_source(rt, text, n, "<stdin>", TREE_TYPED, NULL);
    *status = 0;
    if (ok) return true;
    Obj *type, *value, *tb;
    err_fetch(rt, &type, &value, &tb);
    forget_source(rt);
    err_restore_take(rt, type, value, tb);
    bool leaving = err_matches(rt, EXC_TYPE(rt, SystemExit));
    *status = traceback_print_pending(rt);
    return !leaving;
}
