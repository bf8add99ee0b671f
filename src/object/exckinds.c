/* exckinds.c - the exceptions that carry fields of their own. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "object/exc.h"

/* Defines traverse, clear and dealloc of a layout with [n] references, the first of them [field]. */
#define EXC_FIELDS(kind, layout, field, n, role)                                                                       \
    static int kind##_traverse(Obj *self, Visit visit, void *ctx)                                                      \
    {                                                                                                                  \
        Obj **fields = &((layout *)self)->field;                                                                       \
        for (int i = 0; i < (n); i++) VISIT(fields[i], role, i);                                                       \
        return exc_base_traverse(self, visit, ctx);                                                                    \
    }                                                                                                                  \
    static int kind##_clear(Runtime *rt, Obj *self)                                                                    \
    {                                                                                                                  \
        Obj **fields = &((layout *)self)->field;                                                                       \
        for (int i = 0; i < (n); i++) CLEAR(rt, fields[i]);                                                            \
        return exc_base_clear(rt, self);                                                                               \
    }                                                                                                                  \
    static void kind##_dealloc(Runtime *rt, Obj *self)                                                                 \
    {                                                                                                                  \
        exc_dealloc_fields(rt, self, kind##_dealloc, &((layout *)self)->field, n);                                     \
    }

#define EXC_TEMPLATE(kind, layout, init_, str_, members_)                                                              \
    {                                                                                                                  \
        .basicsize = sizeof(layout), .dealloc = kind##_dealloc, .repr = exc_base_repr, .str = str_,                    \
        .flags = TF_BASETYPE | TF_GC | TF_EXCEPTION, .traverse = kind##_traverse, .clear = kind##_clear,               \
        .members = members_, .dict_offset = offsetof(Exc, dict), .init = init_, .new_ = exc_base_new                   \
    }

static void set_field(Runtime *rt, Obj **field, Obj *value)
{
    xincref(value);
    SET_REF_TAKE(rt, *field, value);
}

/* ---- StopIteration, SystemExit ------------------------------------------------------------------------------------ */

EXC_FIELDS(stop_iteration, StopIterationExc, value, 1, "value")

static bool stop_iteration_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    if (!exc_base_init(rt, self, args, kwargs)) return false;
    set_field(rt, &((StopIterationExc *)self)->value, tuple_len(args) ? tuple_peek(args, 0) : NONE(rt));
    return true;
}

static const MemberDef stop_iteration_members[] = {
    {"value", MEMBER_OBJ, offsetof(StopIterationExc, value), 0, "generator return value"}, {0}};

EXC_FIELDS(system_exit, SystemExitExc, code, 1, "code")

static bool system_exit_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    if (!exc_base_init(rt, self, args, kwargs)) return false;
    isize n = tuple_len(args);
    if (n) set_field(rt, &((SystemExitExc *)self)->code, n == 1 ? tuple_peek(args, 0) : args);
    return true;
}

static const MemberDef system_exit_members[] = {{"code", MEMBER_OBJ, offsetof(SystemExitExc, code), 0, "exception code"}, {0}};

/* ---- NameError, AttributeError, ImportError ------------------------------------------------------------------------ */

/* Binds the keywords that such an exception takes; all are in a->obj, borrowed. */
static bool bind_fields(Runtime *rt, const char *signature, Obj *kwargs, Args *a)
{
    return args_bind(rt, signature, CALL_NAMED, (Obj *)&rt->empty_tuple, kwargs, a);
}

EXC_FIELDS(name_error, NameErrorExc, name, 1, "name")

static bool name_error_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    Args a;
    if (!exc_base_init(rt, self, args, NULL) || !bind_fields(rt, "NameError(*, name=None)", kwargs, &a)) return false;
    set_field(rt, &((NameErrorExc *)self)->name, a.obj[0]);
    return true;
}

static const MemberDef name_error_members[] = {{"name", MEMBER_OBJ, offsetof(NameErrorExc, name), 0, "name"}, {0}};

EXC_FIELDS(attribute_error, AttributeErrorExc, obj, 2, "object or name")

static bool attribute_error_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    Args a;
    AttributeErrorExc *e = (AttributeErrorExc *)self;
    if (!exc_base_init(rt, self, args, NULL) || !bind_fields(rt, "AttributeError(*, name=None, obj=None)", kwargs, &a)) return false;
    set_field(rt, &e->name, a.obj[0]);
    set_field(rt, &e->obj, a.obj[1]);
    return true;
}

static const MemberDef attribute_error_members[] = {
    {"name", MEMBER_OBJ, offsetof(AttributeErrorExc, name), 0, "attribute name"},
    {"obj", MEMBER_OBJ, offsetof(AttributeErrorExc, obj), 0, "object"},
    {0}};

EXC_FIELDS(import_error, ImportErrorExc, msg, 3, "message, name or path")

static bool import_error_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    Args a;
    ImportErrorExc *e = (ImportErrorExc *)self;
    if (!exc_base_init(rt, self, args, NULL) || !bind_fields(rt, "ImportError(*, name=None, path=None)", kwargs, &a)) return false;
    set_field(rt, &e->name, a.obj[0]);
    set_field(rt, &e->path, a.obj[1]);
    set_field(rt, &e->msg, tuple_len(args) == 1 ? tuple_peek(args, 0) : NULL);
    return true;
}

static OWN Obj *import_error_str(Runtime *rt, Obj *self)
{
    Obj *msg = ((ImportErrorExc *)self)->msg;
    return msg && is_type(rt, msg, STR) ? own(msg) : exc_base_str(rt, self);
}

static const MemberDef import_error_members[] = {
    {"msg", MEMBER_OBJ, offsetof(ImportErrorExc, msg), 0, "exception message"},
    {"name", MEMBER_OBJ, offsetof(ImportErrorExc, name), 0, "module name"},
    {"path", MEMBER_OBJ, offsetof(ImportErrorExc, path), 0, "module path"},
    {0}};

/* ---- OSError -------------------------------------------------------------------------------------------------------- */

EXC_FIELDS(os_error, OsErrorExc, myerrno, 4, "field of the error")

/* The subclass that stands for an errno, or -1. */
static int os_error_class(int64_t number)
{
    switch (number) {
    case EAGAIN: case EALREADY: case EINPROGRESS: return E_BlockingIOError;
    case EPIPE: case ESHUTDOWN: return E_BrokenPipeError;
    case ECHILD: return E_ChildProcessError;
    case ECONNABORTED: return E_ConnectionAbortedError;
    case ECONNREFUSED: return E_ConnectionRefusedError;
    case ECONNRESET: return E_ConnectionResetError;
    case EEXIST: return E_FileExistsError;
    case ENOENT: return E_FileNotFoundError;
    case EISDIR: return E_IsADirectoryError;
    case ENOTDIR: return E_NotADirectoryError;
    case EINTR: return E_InterruptedError;
    case EACCES: case EPERM: return E_PermissionError;
    case ESRCH: return E_ProcessLookupError;
    case ETIMEDOUT: return E_TimeoutError;
    default: return -1;
    }
}

static OWN Obj *os_error_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    if (!args_no_keywords(rt, type->name, kwargs)) return NULL;
    isize n = tuple_len(args);
    bool fields = n >= 2 && n <= 5, overflow = true;
    int64_t number = fields && is_int(tuple_peek(args, 0)) ? int_as_i64(tuple_peek(args, 0), &overflow) : 0;
    if (type == &rt->excs[E_OSError] && !overflow && os_error_class(number) >= 0) type = &rt->excs[os_error_class(number)];
    OsErrorExc *e = (OsErrorExc *)type->alloc(rt, type, 0);
    if (!e) return NULL;
    e->written = -1;
    if (fields) {
        e->myerrno = own(tuple_peek(args, 0));
        e->strerror = own(tuple_peek(args, 1));
        if (n > 2 && !is_none(rt, tuple_peek(args, 2))) e->filename = own(tuple_peek(args, 2));
        if (n > 4 && !is_none(rt, tuple_peek(args, 4))) e->filename2 = own(tuple_peek(args, 4));
    }
    e->e.args = e->filename ? tuple_slice(rt, args, 0, 2) : own(args);
    if (!e->e.args) CLEAR(rt, e);
    return (Obj *)e;
}

static bool os_error_init(Runtime *rt, Obj *self, Obj *args UNUSED, Obj *kwargs)
{
    return args_no_keywords(rt, type_of(self)->name, kwargs);
}

static OWN Obj *os_error_str(Runtime *rt, Obj *self)
{
    OsErrorExc *e = (OsErrorExc *)self;
    Obj *number = e->myerrno ? e->myerrno : NONE(rt), *text = e->strerror ? e->strerror : NONE(rt);
    if (e->filename && e->filename2) return str_format(rt, "[Errno %S] %S: %R -> %R", number, text, e->filename, e->filename2);
    if (e->filename) return str_format(rt, "[Errno %S] %S: %R", number, text, e->filename);
    if (e->myerrno && e->strerror) return str_format(rt, "[Errno %S] %S", number, text);
    return exc_base_str(rt, self);
}

static const MemberDef os_error_members[] = {
    {"errno", MEMBER_OBJ, offsetof(OsErrorExc, myerrno), 0, "POSIX exception code"},
    {"strerror", MEMBER_OBJ, offsetof(OsErrorExc, strerror), 0, "exception strerror"},
    {"filename", MEMBER_OBJ, offsetof(OsErrorExc, filename), 0, "exception filename"},
    {"filename2", MEMBER_OBJ, offsetof(OsErrorExc, filename2), 0, "second exception filename"},
    {0}};

/* ---- SyntaxError ------------------------------------------------------------------------------------------------------ */

EXC_FIELDS(syntax_error, SyntaxErrorExc, msg, 8, "field of the error")

/* Spreads (filename, lineno, offset, text[, end_lineno, end_offset]). */
static bool syntax_error_details(Runtime *rt, SyntaxErrorExc *e, Obj *given)
{
    Obj *info = tuple_from_iterable(rt, given);
    if (!info) return false;
    isize n = tuple_len(info);
    if (n < 4 || n > 6) {
        err_type(rt, "function takes %s %d arguments (%zd given)", n < 4 ? "at least" : "at most", n < 4 ? 4 : 6, n);
        decref(rt, info);
        return false;
    }
    if (n == 5) {
        err_type(rt, "end_offset must be provided when end_lineno is provided");
        decref(rt, info);
        return false;
    }
    Obj **places[] = {&e->filename, &e->lineno, &e->offset, &e->text, &e->end_lineno, &e->end_offset};
    for (isize i = 0; i < n; i++) set_field(rt, places[i], tuple_peek(info, i));
    decref(rt, info);
    return true;
}

static bool syntax_error_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    SyntaxErrorExc *e = (SyntaxErrorExc *)self;
    if (!exc_base_init(rt, self, args, kwargs)) return false;
    if (tuple_len(args) >= 1) set_field(rt, &e->msg, tuple_peek(args, 0));
    return tuple_len(args) != 2 || syntax_error_details(rt, e, tuple_peek(args, 1));
}

static OWN Obj *base_name(Runtime *rt, Obj *path)
{
    for (isize i = str_len(path); i > 0; i--)
        if (str_at(path, i - 1) == '/') return str_slice(rt, path, i, str_len(path));
    return own(path);
}

static OWN Obj *syntax_error_str(Runtime *rt, Obj *self)
{
    SyntaxErrorExc *e = (SyntaxErrorExc *)self;
    Obj *msg = e->msg ? e->msg : NONE(rt);
    bool line = e->lineno && is_type(rt, e->lineno, INT), file = e->filename && is_str(e->filename);
    if (!file) return line ? str_format(rt, "%S (line %S)", msg, e->lineno) : obj_str(rt, msg);
    Obj *name = base_name(rt, e->filename);
    if (!name) return NULL;
    Obj *text = line ? str_format(rt, "%S (%O, line %S)", msg, name, e->lineno) : str_format(rt, "%S (%O)", msg, name);
    decref(rt, name);
    return text;
}

static const MemberDef syntax_error_members[] = {
    {"msg", MEMBER_OBJ, offsetof(SyntaxErrorExc, msg), 0, "exception msg"},
    {"filename", MEMBER_OBJ, offsetof(SyntaxErrorExc, filename), 0, "exception filename"},
    {"lineno", MEMBER_OBJ, offsetof(SyntaxErrorExc, lineno), 0, "exception lineno"},
    {"offset", MEMBER_OBJ, offsetof(SyntaxErrorExc, offset), 0, "exception offset"},
    {"text", MEMBER_OBJ, offsetof(SyntaxErrorExc, text), 0, "exception text"},
    {"end_lineno", MEMBER_OBJ, offsetof(SyntaxErrorExc, end_lineno), 0, "exception end lineno"},
    {"end_offset", MEMBER_OBJ, offsetof(SyntaxErrorExc, end_offset), 0, "exception end offset"},
    {"print_file_and_line", MEMBER_OBJ, offsetof(SyntaxErrorExc, print_file_and_line), 0, "exception print_file_and_line"},
    {0}};

/* ---- KeyError: the key is shown by its repr ---------------------------------------------------------------------------- */

static OWN Obj *key_error_str(Runtime *rt, Obj *self)
{
    Obj *args = ((Exc *)self)->args;
    return tuple_len(args) == 1 ? obj_repr(rt, tuple_peek(args, 0)) : exc_base_str(rt, self);
}

/* ---- UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError -------------------------------------------------------- */

static int unicode_traverse(Obj *self, Visit visit, void *ctx)
{
    UnicodeErrorExc *e = (UnicodeErrorExc *)self;
    VISIT(e->encoding, "encoding", -1);
    VISIT(e->object, "object", -1);
    VISIT(e->reason, "reason", -1);
    return exc_base_traverse(self, visit, ctx);
}

static int unicode_clear(Runtime *rt, Obj *self)
{
    UnicodeErrorExc *e = (UnicodeErrorExc *)self;
    CLEAR(rt, e->encoding);
    CLEAR(rt, e->object);
    CLEAR(rt, e->reason);
    return exc_base_clear(rt, self);
}

static void unicode_dealloc(Runtime *rt, Obj *self)
{
    UnicodeErrorExc *e = (UnicodeErrorExc *)self;
    CLEAR(rt, e->reason);
    exc_dealloc_fields(rt, self, unicode_dealloc, &e->encoding, 2);
}

/* Fills the fields from bound arguments; [shift] is 1 when there is an encoding. */
static void unicode_fields(Runtime *rt, Obj *self, const Args *a, int shift)
{
    UnicodeErrorExc *e = (UnicodeErrorExc *)self;
    if (shift) set_field(rt, &e->encoding, a->obj[0]);
    set_field(rt, &e->object, a->obj[shift]);
    e->start = a->i[shift + 1];
    e->end = a->i[shift + 2];
    set_field(rt, &e->reason, a->obj[shift + 3]);
}

static bool unicode_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs, const char *signature, int shift)
{
    Args a;
    if (!exc_base_init(rt, self, args, kwargs)) return false;
    if (!args_bind(rt, signature, CALL_PARSED, args, NULL, &a)) return false;
    unicode_fields(rt, self, &a, shift);
    return true;
}

static bool unicode_encode_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    return unicode_init(rt, self, args, kwargs, "function(encoding: str, object: str, start: int, end: int, reason: str, /)", 1);
}

static bool unicode_decode_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    return unicode_init(rt, self, args, kwargs, "function(encoding: str, object: bytes, start: int, end: int, reason: str, /)", 1);
}

static bool unicode_translate_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    return unicode_init(rt, self, args, kwargs, "function(object: str, start: int, end: int, reason: str, /)", 0);
}

/* "'\xe9'", as CPython writes the one offending character. */
static void character_text(char out[16], uint32_t c)
{
    snprintf(out, 16, c <= 0xFF ? "'\\x%02x'" : c <= 0xFFFF ? "'\\u%04x'" : "'\\U%08x'", (unsigned)c);
}

static OWN Obj *unicode_str(Runtime *rt, Obj *self)
{
    UnicodeErrorExc *e = (UnicodeErrorExc *)self;
    if (!e->object) return str_from(rt, "");
    bool decode = is_bytes(e->object), translate = !e->encoding;
    isize n = decode ? bytes_len(e->object) : str_len(e->object);
    const char *verb = decode ? "decode" : translate ? "translate" : "encode";
    const char *codec = translate ? "" : "codec ";
    Obj *encoding = e->encoding ? e->encoding : id_(rt, encoding);
    bool single = e->start >= 0 && e->start < n && e->end == e->start + 1;
    if (single && decode)
        return str_format(rt, "'%O' codec can't decode byte 0x%02x in position %zd: %S", encoding,
                          (int)(unsigned char)bytes_data(e->object)[e->start], e->start, e->reason);
    char text[16];
    if (single) character_text(text, str_at(e->object, e->start));
    if (single && translate) return str_format(rt, "can't translate character %s in position %zd: %S", text, e->start, e->reason);
    if (single)
        return str_format(rt, "'%O' codec can't encode character %s in position %zd: %S", encoding, text, e->start, e->reason);
    if (translate)
        return str_format(rt, "can't translate characters in position %zd-%zd: %S", e->start, e->end - 1, e->reason);
    return str_format(rt, "'%O' %scan't %s %s in position %zd-%zd: %S", encoding, codec, verb, decode ? "bytes" : "characters",
                      e->start, e->end - 1, e->reason);
}

static const MemberDef unicode_members[] = {
    {"encoding", MEMBER_OBJ, offsetof(UnicodeErrorExc, encoding), 0, "exception encoding"},
    {"object", MEMBER_OBJ, offsetof(UnicodeErrorExc, object), 0, "exception object"},
    {"start", MEMBER_ISIZE, offsetof(UnicodeErrorExc, start), 0, "exception start"},
    {"end", MEMBER_ISIZE, offsetof(UnicodeErrorExc, end), 0, "exception end"},
    {"reason", MEMBER_OBJ, offsetof(UnicodeErrorExc, reason), 0, "exception reason"},
    {0}};

/* ---- MemoryError: a free list, so that one can be had when memory is short ------------------------------------------------- */

static OWN Obj *memory_error_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    FreeLists *f = &rt->free_lists;
    if (type != &rt->excs[E_MemoryError] || !f->memory_errors) return exc_base_new(rt, type, args, kwargs);
    Exc *e = (Exc *)f->memory_errors;
    f->memory_errors = e->dict;
    f->memory_error_count--;
    e->dict = NULL;
    e->o.refcnt = 1;
    e->args = args ? own(args) : tuple_new(rt, 0);
    gc_track(rt, e);
    return &e->o;
}

static void memory_error_dealloc(Runtime *rt, Obj *self)
{
    FreeLists *f = &rt->free_lists;
    if (type_of(self) != &rt->excs[E_MemoryError] || f->memory_error_count >= FREE_MEMERRORS) {
        exc_dealloc_fields(rt, self, memory_error_dealloc, NULL, 0);
        return;
    }
    gc_untrack(self);
    exc_base_clear(rt, self);
    ((Exc *)self)->dict = f->memory_errors;
    f->memory_errors = self;
    f->memory_error_count++;
    EMIT(rt, KEPT, self, NULL, 0, 0);
}

/* ---- the table --------------------------------------------------------------------------------------------------------------- */

const Type *exc_kind_template(ExcKind kind)
{
    static const Type kinds[EXC_KINDS] = {
        [EXC_STOP_ITERATION] =
            EXC_TEMPLATE(stop_iteration, StopIterationExc, stop_iteration_init, exc_base_str, stop_iteration_members),
        [EXC_SYSTEM_EXIT] = EXC_TEMPLATE(system_exit, SystemExitExc, system_exit_init, exc_base_str, system_exit_members),
        [EXC_IMPORT_ERROR] = EXC_TEMPLATE(import_error, ImportErrorExc, import_error_init, import_error_str, import_error_members),
        [EXC_NAME_ERROR] = EXC_TEMPLATE(name_error, NameErrorExc, name_error_init, exc_base_str, name_error_members),
        [EXC_ATTRIBUTE_ERROR] =
            EXC_TEMPLATE(attribute_error, AttributeErrorExc, attribute_error_init, exc_base_str, attribute_error_members),
        [EXC_SYNTAX_ERROR] = EXC_TEMPLATE(syntax_error, SyntaxErrorExc, syntax_error_init, syntax_error_str, syntax_error_members),
        [EXC_UNICODE_ENCODE] = EXC_TEMPLATE(unicode, UnicodeErrorExc, unicode_encode_init, unicode_str, unicode_members),
        [EXC_UNICODE_DECODE] = EXC_TEMPLATE(unicode, UnicodeErrorExc, unicode_decode_init, unicode_str, unicode_members),
        [EXC_UNICODE_TRANSLATE] = EXC_TEMPLATE(unicode, UnicodeErrorExc, unicode_translate_init, unicode_str, unicode_members),
        [EXC_OS_ERROR] = {.basicsize = sizeof(OsErrorExc), .dealloc = os_error_dealloc, .repr = exc_base_repr,
                          .str = os_error_str, .flags = TF_BASETYPE | TF_GC | TF_EXCEPTION, .traverse = os_error_traverse,
                          .clear = os_error_clear, .members = os_error_members, .dict_offset = offsetof(Exc, dict),
                          .init = os_error_init, .new_ = os_error_new},
        [EXC_KEY_ERROR] = {.basicsize = sizeof(Exc), .repr = exc_base_repr, .str = key_error_str,
                           .flags = TF_BASETYPE | TF_GC | TF_EXCEPTION, .traverse = exc_base_traverse,
                           .clear = exc_base_clear, .dict_offset = offsetof(Exc, dict), .init = exc_base_init,
                           .new_ = exc_base_new},
        [EXC_MEMORY_ERROR] = {.basicsize = sizeof(Exc), .dealloc = memory_error_dealloc, .repr = exc_base_repr,
                              .str = exc_base_str, .flags = TF_BASETYPE | TF_GC | TF_EXCEPTION,
                              .traverse = exc_base_traverse, .clear = exc_base_clear,
                              .dict_offset = offsetof(Exc, dict), .init = exc_base_init, .new_ = memory_error_new},
    };
    if (kind == EXC_BASE) return &exc_base_template;
    if (kind == EXC_GROUP) return &exc_group_template;
    return &kinds[kind];
}
