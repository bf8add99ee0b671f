/* importmodule.c - the module _imp: what py/_frozen_importlib.py asks of the program and of the file system. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compile/source.h"
#include "lib/frozen.h"
#include "lib/importing.h"

enum { PATH_NONE, PATH_FILE, PATH_FOLDER };

METHOD(imp_kind, POSITIONAL, "kind(path: str, /)", "What a path leads to: 0, FILE or FOLDER.")
{
    struct stat st;
    const char *path = str_utf8(rt, a->obj[0], NULL);
    if (!path) err_clear(rt);
    if (!path || stat(path, &st) != 0) return int_new(rt, PATH_NONE);
    return int_new(rt, S_ISDIR(st.st_mode) ? PATH_FOLDER : S_ISREG(st.st_mode) ? PATH_FILE : PATH_NONE);
}

METHOD(imp_getcwd, NOARGS, "getcwd()", "The current directory.")
{
    char *here = getcwd(NULL, 0);
    Obj *path = here ? str_decode(rt, here, (isize)__builtin_strlen(here), "utf-8", "surrogateescape") : str_from(rt, "");
    free(here);
    return path;
}

METHOD(imp_is_builtin, POSITIONAL, "is_builtin(name: str, /)", "Returns 1 if the module name corresponds to a built-in module.")
{
    return int_new(rt, module_row(a->obj[0]) != NULL);
}

METHOD(imp_create_builtin, POSITIONAL, "create_builtin(name: str, /)", "Create an extension module.") { return module_create(rt, a->obj[0]); }

METHOD(imp_is_frozen, POSITIONAL, "is_frozen(name: str, /)", "Returns True if the module name corresponds to a frozen module.")
{
    return bool_new(rt, frozen_find(a->obj[0]) != NULL);
}

METHOD(imp_is_frozen_package, POSITIONAL, "is_frozen_package(name: str, /)", "Returns True if the module name is of a frozen package.")
{
    return bool_new(rt, frozen_is_package(a->obj[0]));
}

METHOD(imp_get_frozen_object, POSITIONAL, "get_frozen_object(name: str, /)", "Create a code object for a frozen module.")
{
    const FrozenText *text = frozen_find(a->obj[0]);
    return text ? frozen_compile(rt, text) : err_format(rt, EXC_TYPE(rt, ImportError), "No such frozen object named %O", a->obj[0]);
}

METHOD(imp_decode, POSITIONAL, "decode(source: bytes, /)", "The text of a source file, by its coding cookie or byte order mark.")
{
    SourceText source;
    Obj *name = str_from(rt, "<source>"), *text = NULL;
    if (!name) return NULL;
    if (source_decode(rt, bytes_data(a->obj[0]), (size_t)bytes_len(a->obj[0]), name, TREE_EVAL, &source)) {
        char *lines = malloc(source.n + 2);
        size_t n = lines ? source_clean(source.text, source.n, false, lines) : 0;
        text = lines ? str_decode(rt, lines, (isize)n, "utf-8", "strict") : err_no_memory(rt);
        free(lines);
    }
    source_release(&source);
    decref(rt, name);
    return text;
}

METHOD(imp_not_found, POSITIONAL, "not_found(name: str, /)", "Raises ModuleNotFoundError.") { return module_not_found(rt, a->obj[0], NULL); }

METHOD(imp_import_module, POSITIONAL, "import_module(name: str, /)", "The module of a full name, imported with its parents if need be.")
{
    return str_len(a->obj[0]) ? import_absolute(rt, a->obj[0]) : err_value(rt, "Empty module name");
}

static const MethodDef *const functions[] = {
    &imp_kind_def,        &imp_getcwd_def, &imp_is_builtin_def, &imp_create_builtin_def, &imp_is_frozen_def, &imp_is_frozen_package_def,
    &imp_get_frozen_object_def, &imp_decode_def, &imp_not_found_def,  &imp_import_module_def,  NULL};

OWN Obj *imp_module(Runtime *rt)
{
    Obj *module = module_make(rt, "_imp", "(Extremely) low-level import machinery bits as used by importlib.", functions);
    bool ok = module && module_add_take(rt, module, "FILE", int_new(rt, PATH_FILE)) && module_add_take(rt, module, "FOLDER", int_new(rt, PATH_FOLDER));
    if (module && !ok) CLEAR(rt, module);
    return module;
}
