/* builtins_code.c - compile, exec, eval and __import__. */
#include <string.h>

#include "compile/compile.h"
#include "lib/lib.h"

/* A source argument as an owned str or bytes without NULs.  NULL with an exception; [what] names the function. */
static OWN Obj *source_of(Runtime *rt, Obj *o, const char *what, const char *kinds)
{
    BufferView view;
    Obj *source;
    isize n = 0;
    if (is_str(o) || is_bytes(o)) {
        source = own(o);
    } else if (buffer_get(rt, o, &view)) {
        source = bytes_new(rt, (const char *)view.bytes, view.len);
        buffer_release(rt, &view);
    } else {
        err_clear(rt);
        return err_type(rt, "%s() arg 1 must be a %s object", what, kinds);
    }
    const char *text = !source ? NULL : is_str(source) ? str_utf8(rt, source, &n) : bytes_data(source);
    if (text && is_bytes(source)) n = bytes_len(source);
    if (text && !memchr(text, 0, (size_t)n)) return source;
    if (text) err_format(rt, EXC_TYPE(rt, ValueError), "source code string cannot contain null bytes");
    xdecref(rt, source);
    return NULL;
}

/* Compiles what source_of answered (consumed); [objects]: see compile_source. */
static OWN Obj *compile_take(Runtime *rt, TAKE Obj *source, Obj *filename, TreeKind kind, bool skip_blanks, Obj **objects)
{
    isize n;
    if (!source) return NULL;
    bool decoded = is_str(source);
    const char *text = decoded ? str_utf8(rt, source, &n) : bytes_data(source);
    if (!decoded) n = bytes_len(source);
    while (skip_blanks && n && (*text == ' ' || *text == '\t')) text++, n--;
    hold(rt, "source being compiled", source);
    Obj *code = decoded ? compile_source(rt, text, (size_t)n, filename, kind, objects)
                        : compile_bytes(rt, text, (size_t)n, filename, kind, 0, objects);
    return drop_keep(rt, 1, code);
}

static bool mode_of(Runtime *rt, Obj *mode, TreeKind *kind)
{
    if (str_equal_ascii(mode, "exec"))
        *kind = TREE_FILE;
    else if (str_equal_ascii(mode, "eval"))
        *kind = TREE_EVAL;
    else if (str_equal_ascii(mode, "single"))
        *kind = TREE_SINGLE;
    else
        return err_value(rt, "compile() mode must be 'exec', 'eval' or 'single'");
    return true;
}

METHOD(builtin_compile, KEYWORDS,
       "compile(source, filename, mode: str, flags: int=0, dont_inherit: bool=False, optimize: int=-1)",
       "Compile source into a code object that can be executed by exec() or eval().\n\n"
       "The source code may represent a Python module, statement or expression.\n"
       "The filename will be used for run-time error messages.\n"
       "The mode must be 'exec' to compile a module, 'single' to compile a\n"
       "single (interactive) statement, or 'eval' to compile an expression.\n"
       "The flags argument, if present, controls which future statements influence\nthe compilation of the code.\n"
       "The dont_inherit argument, if true, stops the compilation inheriting\nthe effects of any future statements in effect in the code calling\n"
       "compile; if absent or false these statements do influence the compilation,\nin addition to any features explicitly specified.")
{
    TreeKind kind = TREE_FILE;
    Obj *given = a->obj[1];
    if (!is_str(given) && !is_bytes(given))
        return err_type(rt, "expected str, bytes or os.PathLike object, not %.200s", type_of(given)->name);
    if (!mode_of(rt, a->obj[2], &kind)) return NULL;
    Obj *filename = is_str(given) ? own(given) : str_decode(rt, bytes_data(given), bytes_len(given), "utf-8", "surrogateescape");
    hold(rt, "filename of a compilation", filename);
    Obj *code = !filename ? NULL : compile_take(rt, source_of(rt, a->obj[0], "compile", "string, bytes or AST"), filename, kind, false, NULL);
    return drop_keep(rt, 1, code);
}

/* Globals and locals of an exec or eval call; both borrowed from the caller or the frame. *owned is what
   must be released afterwards. */
static bool namespaces(Runtime *rt, const char *what, Obj **globals, Obj **locals, Obj **owned)
{
    *owned = NULL;
    if (*globals && is_none(rt, *globals)) *globals = NULL;
    if (*locals && is_none(rt, *locals)) *locals = NULL;
    if (*globals && !is_dict(*globals)) {
        if (!strcmp(what, "eval"))
            return err_type(rt, obj_is_sequence(rt, *globals) ? "globals must be a real dict; try eval(code, {}, mapping)" : "globals must be a dict");
        return err_type(rt, "%s() globals must be a dict, not %.100s", what, type_of(*globals)->name);
    }
    if (*locals && !(type_of(*locals)->mapping && type_of(*locals)->mapping->subscript))
        return !strcmp(what, "eval") ? err_type(rt, "locals must be a mapping")
                                     : err_type(rt, "%s() locals must be a mapping or None, not %.100s", what, type_of(*locals)->name);
    if (!*globals) {
        *globals = vm_globals_peek(rt);
        if (!*globals) *globals = lib_main_dict(rt);
        if (!*locals) *locals = *owned = vm_locals(rt);
        if (!*globals || !*locals) return false;
    } else if (!*locals) {
        *locals = *globals;
    }
    int has = dict_contains(rt, *globals, id_(rt, __builtins__));
    if (has == 0) has = dict_set(rt, *globals, id_(rt, __builtins__), vm_builtins_peek(rt)) ? 1 : -1;
    if (has < 0) CLEAR(rt, *owned);
    return has > 0;
}

static OWN Obj *run(Runtime *rt, Obj *source, Obj *globals, Obj *locals, TreeKind kind, const char *what)
{
    if (is_type(rt, source, CODE)) {
        if (((Code *)source)->nfreevars)
            return err_type(rt, "code object passed to %s() may not contain free variables", what);
        return vm_eval_code(rt, source, globals, locals);
    }
    Obj *objects = NULL, *text = source_of(rt, source, what, "string, bytes or code");
    Obj *filename = text ? str_from(rt, "<string>") : NULL;
    Obj *code = filename ? compile_take(rt, text, filename, kind, kind == TREE_EVAL, &objects) : NULL;
    if (!filename) xdecref(rt, text);
    xdecref(rt, filename);
    if (!code) return NULL;
    hold(rt, HOLD_TREE, objects);
    hold(rt, "code being executed", code);
    return drop_keep(rt, 2, vm_eval_code(rt, code, globals, locals));
}

static OWN Obj *exec_or_eval(Runtime *rt, Obj *source, Obj *globals, Obj *locals, TreeKind kind, const char *what)
{
    Obj *owned;
    if (!namespaces(rt, what, &globals, &locals, &owned)) return NULL;
    hold(rt, "locals of exec or eval", owned);
    return drop_keep(rt, 1, run(rt, source, globals, locals, kind, what));
}

METHOD(builtin_exec, KEYWORDS, "exec(source, globals=None, locals=None, /, *, closure=None)",
       "Execute the given source in the context of globals and locals.\n\n"
       "The source may be a string representing one or more Python statements\nor a code object as returned by compile().\n"
       "The globals must be a dictionary and locals can be any mapping,\ndefaulting to the current globals and locals.\n"
       "If only globals is given, locals defaults to it.\nThe closure must be a tuple of cellvars, and can only be used\nwhen source is a code "
       "object requiring exactly that many cellvars.")
{
    if (a->obj[3] && !is_none(rt, a->obj[3])) return err_type(rt, "closure can only be used when source is a code object");
    Obj *result = exec_or_eval(rt, a->obj[0], a->obj[1], a->obj[2], TREE_FILE, "exec");
    if (!result) return NULL;
    decref(rt, result);
    return none_new(rt);
}

METHOD(builtin_eval, POSITIONAL, "eval(source, globals=None, locals=None, /)",
       "Evaluate the given source in the context of globals and locals.\n\n"
       "The source may be a string representing a Python expression\nor a code object as returned by compile().\n"
       "The globals must be a dictionary and locals can be any mapping,\ndefaulting to the current globals and locals.\n"
       "If only globals is given, locals defaults to it.")
{
    return exec_or_eval(rt, a->obj[0], a->obj[1], a->obj[2], TREE_EVAL, "eval");
}

METHOD(builtin_import, KEYWORDS, "__import__(name, globals=None, locals=None, fromlist=(), level: int=0)",
       "Import a module.\n\nBecause this function is meant for use by the Python\ninterpreter and not for general use, it is better to use\n"
       "importlib.import_module() to programmatically import a module.")
{
    return lib_import(rt, a->obj[0], a->obj[1], a->obj[3], (int)a->i[4]);
}

const MethodDef *const builtins_code[] = {&builtin_compile_def, &builtin_eval_def, &builtin_exec_def, &builtin_import_def, NULL};
