/* run.c - see run.h. */
#include "session/run.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compile/compile.h"
#include "lib/output.h"
#include "share/utf8.h"


/* ---- reading ---------------------------------------------------------------------------------------------------------- */

/* The rest of [f], malloc'd; NULL with errno. */
static char *read_stream(FILE *f, size_t *n)
{
    Buf b = {0};
    char chunk[65536];
    size_t got;
    while ((got = fread(chunk, 1, sizeof chunk, f)) > 0) buf_add(&b, chunk, got);
    buf_reserve(&b, 1);
    int error = b.failed ? ENOMEM : ferror(f) ? errno : 0;
    if (error) {
        buf_free(&b);
        errno = error;
        return NULL;
    }
    b.data[b.len] = '\0';
    *n = b.len;
    return b.data;
}

/* The file [path], open; a folder is an error. */
static FILE *open_program(const char *path)
{
    struct stat st;
    FILE *f = fopen(path, "rb");
    if (!f || fstat(fileno(f), &st) != 0 || !S_ISDIR(st.st_mode)) return f;
    fclose(f);
    errno = EISDIR;
    return NULL;
}

static void describe_unreadable(const char *path, int why, char error[256])
{
    char *here = path[0] == '/' || !strcmp(path, "-") ? NULL : getcwd(NULL, 0);
    if (why == EISDIR && strcmp(path, "-"))
        snprintf(error, 256, "can't find '__main__' module in '%.120s%s%.80s'", here ? here : "", here ? "/" : "", path);
    else
        snprintf(error, 256, "can't open file '%.120s%s%.80s': [Errno %d] %s", here ? here : "", here ? "/" : "", path, why, strerror(why));
    free(here);
}

char *source_read(const char *path, size_t *n, char error[256])
{
    bool standard = !strcmp(path, "-");
    if (standard && fcntl(STDIN_FILENO, F_GETFD) < 0) { /* closed: there is nothing to run */
        *n = 0;
        return strdup("");
    }
    FILE *f = standard ? stdin : open_program(path);
    char *text = f ? read_stream(f, n) : NULL;
    int why = errno;
    if (f && !standard) fclose(f);
    if (!text) describe_unreadable(path, why, error);
    errno = why;
    return text;
}

/* ---- running ------------------------------------------------------------------------------------------------------------------ */

/* What a script's run is watched with. */
typedef struct Watched {
    StatementSpan *spans;
    int count;
    StatementWatch *watch; /* NULL: nobody watches */
    Buf source;            /* the spans' texts: a copy, since the source is dropped first */
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

/* What stands behind -c must be UTF-8. */
static bool check_command(Runtime *rt, const char *bytes, size_t n)
{
    static const char words[] = "Unable to decode the command from the command line:\n";
    if (utf8_error(bytes, n) == n) return true;
    Obj *text = str_decode(rt, bytes, (isize)n, "utf-8", "surrogateescape"), *never = text ? str_encode(rt, text, "utf-8", "strict") : NULL;
    xdecref(rt, text);
    xdecref(rt, never);
    if (!rt->hooks.write(rt, 2, words, sizeof words - 1)) err_clear(rt);
    return false;
}

/* The program's text: of a file or standard input by its encoding, of -c and the prompt as it was typed. */
static bool decode_program(Runtime *rt, const char *bytes, size_t n, Obj *filename, TreeKind kind, SourceText *out)
{
    *out = (SourceText){bytes, n, true, NULL};
    if (kind == TREE_FILE) return check_command(rt, bytes, n);
    return kind != TREE_SCRIPT || source_decode(rt, bytes, n, filename, kind, out);
}

/* Compiles and runs; the tree's constants live as long as the run, as in CPython. */
static bool run_source(Runtime *rt, const char *bytes, size_t n, const char *filename, TreeKind kind, Watched *w)
{
    SourceText source = {0};
    Obj *name = str_decode(rt, filename, (isize)strlen(filename), "utf-8", "surrogateescape"), *objects = NULL, *code = NULL;
    if (name && decode_program(rt, bytes, n, name, kind, &source)) {
        if (filename[0] != '<') source_remember(rt, filename, source.text, source.n);
        if (w->watch) {
            buf_add(&w->source, source.text, source.n);
            if (!w->source.failed && w->source.data) w->spans = statements_find(rt, w->source.data, source.n, &w->count);
        }
        code = compile_text(rt, &source, name, kind, 0, &objects);
    }
    source_release(&source);
    xdecref(rt, name);
    Obj *result = NULL;
    if (code) {
        SET_REF_TAKE(rt, rt->tree_constants, objects);
        SET_REF_TAKE(rt, rt->running_code, code);
        result = w->spans ? run_watched(rt, code, w) : run_code(rt, code);
    }
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

/* A program from a file flushes sys.stderr and sys.stdout when it has ended, before its traceback is printed. */
static void flush_streams(Runtime *rt)
{
    static const char *const names[] = {"stderr", "stdout"};
    Obj *type, *value, *tb;
    err_fetch(rt, &type, &value, &tb);
    hold(rt, "type of the exception that ended the program", type);
    hold(rt, "exception that ended the program", value);
    hold(rt, "traceback of the exception that ended the program", tb);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        Obj *stream = rt->sys_dict ? dict_get_str_peek(rt, rt->sys_dict, names[i]) : NULL;
        hold(rt, "stream being flushed", xown(stream));
        Obj *result = stream ? obj_call_method(rt, stream, id_(rt, flush), NULL, 0) : NULL;
        xdecref(rt, result);
        err_clear(rt);
        drop(rt);
    }
    tb = unhold(rt);
    value = unhold(rt);
    type = unhold(rt);
    if (type) err_restore_take(rt, type, value, tb);
}

int run_script(Runtime *rt, const char *text, size_t n, const char *filename)
{
    return run_script_watched(rt, text, n, filename, NULL);
}

int run_script_watched(Runtime *rt, const char *text, size_t n, const char *filename, StatementWatch *watch)
{
    int status = 0;
    Watched w = {.watch = watch};
    char *path = absolute_path(filename);
    Obj *main = path ? lib_main_dict(rt) : err_no_memory(rt);
    TreeKind kind = path && strcmp(path, "<string>") == 0 ? TREE_FILE : TREE_SCRIPT;
    bool ok = main && name_script(rt, main, path) && run_source(rt, text, n, path, kind, &w);
    if (kind == TREE_SCRIPT) flush_streams(rt);
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
    if (watch) statements_end(watch);
    free(w.spans);
    buf_free(&w.source);
    return status;
}

bool run_statement(Runtime *rt, const char *text, size_t n, int *status)
{
    Watched nobody = {0};
    bool ok = run_source(rt, text, n, "<stdin>", TREE_TYPED, &nobody);
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
