/* warn.c - warnings, as the module warnings shows them under its first filters: once for each text and place. */
#include "vm/vm_inner.h"

/* The dict in which a namespace remembers what it was warned of; NULL with an exception.  Borrowed. */
static Obj *registry_peek(Runtime *rt, Obj *globals)
{
    Obj *registry = dict_get_str_peek(rt, globals, "__warningregistry__");
    if (registry || err_pending(rt)) return registry;
    registry = dict_new(rt);
    bool ok = registry && dict_set_str(rt, globals, "__warningregistry__", registry);
    xdecref(rt, registry);
    return ok ? registry : NULL;
}

/* 1: it was told of this before; 0: now it is known; -1: error. */
static int known(Runtime *rt, Obj *registry, Obj *key)
{
    Obj *version = dict_get_str_peek(rt, registry, "version");
    if (!version) {
        Obj *zero = err_pending(rt) ? NULL : int_new(rt, 0);
        bool ok = zero && dict_set_str(rt, registry, "version", zero);
        xdecref(rt, zero);
        if (!ok) return -1;
    }
    Obj *before = dict_get_peek(rt, registry, key);
    if (before) return 1;
    return !err_pending(rt) && dict_set(rt, registry, key, bool_peek(rt, true)) ? 0 : -1;
}

/* Whether this place was warned with this text before; -1: error. */
static int said_before(Runtime *rt, Obj *category, Obj *message, int line)
{
    Frame *f = vm_frame_peek(rt, 0);
    Obj *globals = f ? f->globals : rt->sys_dict, *registry = globals && is_dict(globals) ? registry_peek(rt, globals) : NULL;
    if (!registry || !is_dict(registry)) return err_pending(rt) ? -1 : 0;
    Obj *number = int_new(rt, line), *key = number ? tuple_pack(rt, 3, message, category, number) : NULL;
    hold(rt, "registry of warnings", own(registry));
    int said = key ? known(rt, registry, key) : -1;
    drop(rt);
    xdecref(rt, number);
    xdecref(rt, key);
    return said;
}

static void add_source(Runtime *rt, Buf *text, Obj *filename, int line)
{
    Buf name = {0};
    size_t n = 0;
    str_add_utf8(&name, filename);
    const char *source = name.data ? source_line(rt, name.data, line, &n) : NULL;
    buf_free(&name);
    while (source && n && (*source == ' ' || *source == '\t')) source++, n--;
    if (source && n) buf_printf(text, "  %.*s\n", (int)n, source);
}

/* The arguments of warnings.warn_explicit; NULL: MemoryError. */
static OWN Obj *explicit_args(Runtime *rt, Obj *category, Obj *message, Obj *filename, int line, Obj *globals)
{
    Obj *module = globals ? dict_get_str_peek(rt, globals, "__name__") : NULL, *number = int_new(rt, line);
    Obj *registry = globals && !err_pending(rt) ? registry_peek(rt, globals) : NULL;
    Obj *args = !number || err_pending(rt) ? NULL
                                           : tuple_pack(rt, 6, message, category, filename, number, module ? module : NONE(rt),
                                                        registry ? registry : NONE(rt));
    xdecref(rt, number);
    return args;
}

int vm_warn_by_module(Runtime *rt, Obj *category, Obj *message, Obj *filename, int line, Obj *globals)
{
    Obj *module = rt->modules && rt->vm.ending == ENDING_NOT ? dict_get_str_peek(rt, rt->modules, "warnings") : NULL;
    if (!module || !is_type(rt, module, MODULE)) return err_pending(rt) ? -1 : 0;
    Obj *function = dict_get_str_peek(rt, module_dict_peek(module), "warn_explicit");
    if (!function) return err_pending(rt) ? -1 : 0;
    hold(rt, "warn_explicit", own(function));
    Obj *args = explicit_args(rt, category, message, filename, line, globals);
    hold(rt, "what is warned of", args);
    Obj *result = args ? obj_call(rt, function, args, NULL) : NULL;
    drop_n(rt, 2);
    xdecref(rt, result);
    return result ? 1 : -1;
}

void vm_warn(Runtime *rt, Obj *category, Obj *message, const char *advice)
{
    Buf text = {0};
    Frame *f = vm_frame_peek(rt, 0);
    int line = f ? frame_line(f) : 1;
    int told = f && is_dict(f->globals) ? vm_warn_by_module(rt, category, message, frame_code(f)->filename, line, f->globals) : 0;
    if (told < 0) err_unraisable(rt, NULL);
    if (told) return;
    if (said_before(rt, category, message, line)) return;
    const char *type = ((Type *)category)->name;
    if (f) str_add_utf8(&text, frame_code(f)->filename);
    buf_printf(&text, "%s:%d: %s: ", f ? "" : "sys", line, type);
    str_add_utf8(&text, message);
    buf_char(&text, '\n');
    if (f) add_source(rt, &text, frame_code(f)->filename, line);
    if (advice && rt->vm.ending < ENDING_NO_MODULES) buf_printf(&text, "%s: %s\n", type, advice);
    vm_stderr_write(rt, &text);
    buf_free(&text);
}
