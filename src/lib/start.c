/* start.c - an interpreter from nothing to ready. */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "gc/gc.h"
#include "lib/lib.h"
#include "lib/output.h"
#include "lib/sysinfo.h"
#include "object/start.h"

enum { STATIC_SIZE = 4 << 20, TRACE_SIZE = 8 << 20, C_STACK_RESERVE = 256 << 10 };

/* Below this address C code must not recurse: a reserve above the end of the stack. */
static char *c_stack_low(void)
{
    struct rlimit limit;
    char *here = __builtin_frame_address(0);
    size_t size = 8u << 20;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) size = limit.rlim_cur;
    if (size > (64u << 20)) size = 64u << 20;
    return size > 2 * C_STACK_RESERVE ? here - (size - C_STACK_RESERVE) : here - size / 2;
}

/* The rows of types.def that are ours. */
#define ROW_object(id, template, base)
#define ROW_vm(id, template, base)
#define ROW_lib(id, template, base) {T_##id, &template, T_##base},
#define TYPE(room, id, template, base) ROW_##room(id, template, base)
static const TypeRow rows[] = {
#include "model/types.def"
};
#undef TYPE

/* CPython keeps copies of the namespaces of builtins and sys, made before sys has its streams and paths. */
static bool keep_first(Runtime *rt)
{
    static const char *const later[] = {"stdin", "stdout", "stderr", "__stdin__", "__stdout__", "__stderr__", "path", "argv", "warnoptions"};
    rt->sys_kept = dict_copy(rt, rt->sys_dict);
    rt->builtins_kept = dict_copy(rt, rt->builtins);
    rt->first_builtins = dict_copy(rt, rt->builtins);
    bool ok = rt->sys_kept && rt->builtins_kept && rt->first_builtins;
    for (size_t i = 0; ok && i < COUNT_OF(later); i++) {
        Obj *name = str_interned(rt, later[i]);
        ok = name && dict_del(rt, rt->sys_kept, name);
        xdecref(rt, name);
    }
    return ok;
}

CHECK bool lib_start(Runtime *rt)
{
    if (!types_start(rt, rows, COUNT_OF(rows)) || !sysinfo_start(rt)) return false;
    rt->settings = (SysSettings){.switch_micros = 5000, .dlopen_flags = 2};
    rt->hooks.import = lib_import;
    rt->hooks.unraisable = sys_unraisable;
    rt->hooks.write = output_write;
    rt->hooks.read_line = input_read_line;
    rt->modules = dict_new(rt);
    rt->gc_garbage = list_new(rt, 0);
    rt->gc_callbacks = list_new(rt, 0);
    if (!rt->modules || !rt->gc_garbage || !rt->gc_callbacks) return false;
    static const char *const first[] = {"sys", "builtins"};
    for (size_t i = 0; i < COUNT_OF(first); i++) {
        Obj *name = str_interned(rt, first[i]), *module = name ? lib_import(rt, name, NULL, NULL, 0) : NULL;
        xdecref(rt, name);
        if (!module) return false;
        Obj **place = i ? &rt->builtins : &rt->sys_dict;
        *place = own(module_dict_peek(module));
        decref(rt, module);
    }
    rt->import_func = dict_get(rt, rt->builtins, id_(rt, __import__));
    return rt->import_func && keep_first(rt);
}

CHECK bool lib_set_argv(Runtime *rt, int argc, char *const *argv)
{
    Obj *list = list_new(rt, 0);
    for (int i = 0; list && i < argc; i++) {
        Obj *text = str_decode(rt, argv[i], (isize)__builtin_strlen(argv[i]), "utf-8", "surrogateescape");
        if (!text || !list_append_take(rt, list, text)) CLEAR(rt, list);
    }
    bool ok = list && dict_set_str(rt, rt->sys_dict, "argv", list);
    xdecref(rt, list);
    return ok;
}

CHECK bool lib_set_path(Runtime *rt, const char *script)
{
    char *whole = script ? realpath(script, NULL) : NULL, *slash = whole ? strrchr(whole, '/') : NULL;
    size_t n = slash == whole ? 1 : (size_t)(slash - whole);
    Obj *folder = slash ? str_decode(rt, whole, (isize)n, "utf-8", "surrogateescape") : str_from(rt, "");
    free(whole);
    Obj *path = folder ? list_new(rt, 0) : NULL;
    bool ok = path && list_append(rt, path, folder) && dict_set_str(rt, rt->sys_dict, "path", path);
    xdecref(rt, folder);
    xdecref(rt, path);
    return ok;
}

Obj *lib_main_dict(Runtime *rt)
{
    if (rt->main_dict) return rt->main_dict;
    Obj *name = id_(rt, __main__), *module = module_new(rt, name), *builtins = NULL;
    hold(rt, "module being made", module);
    bool ok = module && dict_set(rt, rt->modules, name, module);
    if (ok) {
        Obj *key = str_interned(rt, "builtins");
        builtins = key ? dict_get(rt, rt->modules, key) : NULL;
        xdecref(rt, key);
        Obj *annotations = builtins ? dict_new(rt) : NULL;
        ok = annotations && dict_set(rt, module_dict_peek(module), id_(rt, __annotations__), annotations) &&
             dict_set(rt, module_dict_peek(module), id_(rt, __builtins__), builtins);
        xdecref(rt, annotations);
    }
    if (ok) rt->main_dict = own(module_dict_peek(module));
    xdecref(rt, builtins);
    drop(rt);
    return rt->main_dict;
}

Runtime *runtime_new(size_t limit)
{
    HeapConfig config = {.limit = limit, .static_size = sizeof(Runtime) + STATIC_SIZE, .trace_size = TRACE_SIZE, .root_size = sizeof(Runtime)};
    Runtime *rt = (Runtime *)heap_open(&config);
    if (!rt) return NULL;
    rt->holds = heap_static(HEAP(rt), HOLD_MAX * sizeof(Held));
    rt->recursion_limit = rt->recursion_left = 1000;
    rt->c_stack_low = c_stack_low();
    rt->profile = *profile_of(PROFILE_3_11);
    gc_start(rt);
    rt->gc.enabled = false; /* nothing of the start is garbage */
    bool ok = rt->holds && object_start(rt) && vm_start(rt) && lib_start(rt);
    rt->gc.enabled = true;
    gc_settle(rt);
    if (ok) return rt;
    runtime_free(rt);
    return NULL;
}

void runtime_free(Runtime *rt)
{
    sources_free(rt);
    heap_close(HEAP(rt));
}
