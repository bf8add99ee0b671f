/* exc.c - BaseException, and how C code makes exceptions. */
#include "object/exc.h"

#include <errno.h>
#include <string.h>

/* ---- slots ------------------------------------------------------------------------------------------------------ */

OWN Obj *exc_base_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs UNUSED)
{
    Exc *e = (Exc *)type->alloc(rt, type, 0);
    if (!e) return NULL;
    e->args = args ? own(args) : tuple_new(rt, 0);
    return &e->o;
}

bool exc_base_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    if (!args_no_keywords(rt, type_of(self)->name, kwargs)) return false;
    incref(args);
    SET_REF_TAKE(rt, ((Exc *)self)->args, args);
    return true;
}

int exc_base_traverse(Obj *self, Visit visit, void *ctx)
{
    Exc *e = (Exc *)self;
    VISIT(e->dict, "attributes", -1);
    VISIT(e->args, "args", -1);
    VISIT(e->notes, "notes", -1);
    VISIT(e->traceback, "traceback", -1);
    VISIT(e->cause, "cause", -1);
    VISIT(e->context, "context", -1);
    return 0;
}

int exc_base_clear(Runtime *rt, Obj *self)
{
    Exc *e = (Exc *)self;
    CLEAR(rt, e->dict);
    CLEAR(rt, e->args);
    CLEAR(rt, e->notes);
    CLEAR(rt, e->traceback);
    CLEAR(rt, e->cause);
    CLEAR(rt, e->context);
    return 0;
}

void exc_dealloc_fields(Runtime *rt, Obj *self, VoidFn dealloc, Obj **fields, int n)
{
    gc_untrack(self);
    int trash = trash_begin(rt, self, dealloc);
    if (!trash) return;
    for (int i = 0; i < n; i++) CLEAR(rt, fields[i]);
    exc_base_clear(rt, self);
    type_of(self)->free(rt, self);
    trash_end(rt, trash);
}

static void base_dealloc(Runtime *rt, Obj *self) { exc_dealloc_fields(rt, self, base_dealloc, NULL, 0); }

OWN Obj *exc_base_str(Runtime *rt, Obj *self)
{
    Obj *args = ((Exc *)self)->args;
    if (tuple_len(args) == 0) return str_from(rt, "");
    return obj_str(rt, tuple_len(args) == 1 ? tuple_peek(args, 0) : args);
}

static const char *bare_name(const Type *t)
{
    const char *dot = strrchr(t->name, '.');
    return dot ? dot + 1 : t->name;
}

OWN Obj *exc_base_repr(Runtime *rt, Obj *self)
{
    Obj *args = ((Exc *)self)->args;
    if (tuple_len(args) == 1) return str_format(rt, "%s(%R)", bare_name(type_of(self)), tuple_peek(args, 0));
    return str_format(rt, "%s%R", bare_name(type_of(self)), args);
}

/* ---- attributes --------------------------------------------------------------------------------------------------- */

static OWN Obj *get_args(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Obj *args = ((Exc *)self)->args;
    return args ? own(args) : none_new(rt);
}

static bool set_args(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    if (!value) return err_type(rt, "args may not be deleted");
    Obj *args = tuple_from_iterable(rt, value);
    if (!args) return false;
    SET_REF_TAKE(rt, ((Exc *)self)->args, args);
    return true;
}

static OWN Obj *none_or(Runtime *rt, Obj *o) { return o ? own(o) : none_new(rt); }

static OWN Obj *get_traceback(Runtime *rt, Obj *self, void *closure UNUSED) { return none_or(rt, ((Exc *)self)->traceback); }
static OWN Obj *get_context(Runtime *rt, Obj *self, void *closure UNUSED) { return none_or(rt, ((Exc *)self)->context); }
static OWN Obj *get_cause(Runtime *rt, Obj *self, void *closure UNUSED) { return none_or(rt, ((Exc *)self)->cause); }

CHECK bool exc_set_traceback(Runtime *rt, Obj *exc, Obj *tb)
{
    if (!tb) return err_type(rt, "__traceback__ may not be deleted");
    if (!is_none(rt, tb) && !is_type(rt, tb, TRACEBACK)) return err_type(rt, "__traceback__ must be a traceback or None");
    Obj *value = is_none(rt, tb) ? NULL : own(tb);
    SET_REF_TAKE(rt, ((Exc *)exc)->traceback, value);
    return true;
}

static bool set_traceback(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    return exc_set_traceback(rt, self, value);
}

/* Checks what is assigned to __context__ or __cause__; *out is owned, NULL for None. */
static bool exception_or_none(Runtime *rt, Obj *value, const char *name, const char *word, Obj **out)
{
    *out = NULL;
    if (!value) return err_type(rt, "%s may not be deleted", name);
    if (is_none(rt, value)) return true;
    if (!is_exc(value)) return err_type(rt, "exception %s must be None or derive from BaseException", word);
    *out = own(value);
    return true;
}

static bool set_context(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Obj *context;
    if (!exception_or_none(rt, value, "__context__", "context", &context)) return false;
    exc_set_context_take(rt, self, context);
    return true;
}

static bool set_cause(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    Obj *cause;
    if (!exception_or_none(rt, value, "__cause__", "cause", &cause)) return false;
    exc_set_cause_take(rt, self, cause);
    return true;
}

void exc_set_context_take(Runtime *rt, Obj *exc, TAKE Obj *context) { SET_REF_TAKE(rt, ((Exc *)exc)->context, context); }

void exc_set_cause_take(Runtime *rt, Obj *exc, TAKE Obj *cause)
{
    ((Exc *)exc)->suppress_context = 1;
    SET_REF_TAKE(rt, ((Exc *)exc)->cause, cause);
}

METHOD(exc_with_traceback, ONE, "with_traceback(tb, /)",
       "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self.")
{
    return exc_set_traceback(rt, self, arg) ? own(self) : NULL;
}

METHOD(exc_add_note, ONE, "add_note(note, /)", "Exception.add_note(note) --\n    add a note to the exception")
{
    if (!is_str(arg)) return err_type(rt, "note must be a str, not '%s'", type_of(arg)->name);
    Obj *notes;
    int found = obj_lookattr(rt, self, id_(rt, __notes__), &notes);
    if (found < 0) return NULL;
    if (!found) {
        notes = list_new(rt, 0);
        if (!notes) return NULL;
        hold(rt, "notes", notes);
        bool set = obj_setattr(rt, self, id_(rt, __notes__), notes);
        unhold(rt);
        if (!set) {
            decref(rt, notes);
            return NULL;
        }
    }
    bool ok = is_list(notes) ? list_append(rt, notes, arg) : (bool)err_type(rt, "Cannot add note: __notes__ is not a list");
    decref(rt, notes);
    return ok ? none_new(rt) : NULL;
}

METHOD(exc_setstate, ONE, "__setstate__(state, /)", "")
{
    if (is_none(rt, arg)) return none_new(rt);
    if (!is_dict(arg)) return err_type(rt, "state is not a dictionary");
    Obj *key, *value;
    for (isize pos = 0; dict_next(arg, &pos, &key, &value, NULL);)
        if (!obj_setattr(rt, self, key, value)) return NULL;
    return none_new(rt);
}

METHOD(exc_reduce, NOARGS, "__reduce__()", "")
{
    Exc *e = (Exc *)self;
    if (e->args && e->dict) return tuple_pack(rt, 3, type_of(self), e->args, e->dict);
    return tuple_pack(rt, 2, type_of(self), e->args);
}

static const MethodDef *const methods[] = {&exc_with_traceback_def, &exc_add_note_def, &exc_setstate_def, &exc_reduce_def, NULL};

static const GetSetDef getset[] = {
    {"__dict__", generic_getdict, generic_setdict, NULL, NULL},
    {"args", get_args, set_args, NULL, NULL},
    {"__traceback__", get_traceback, set_traceback, NULL, NULL},
    {"__context__", get_context, set_context, "exception context", NULL},
    {"__cause__", get_cause, set_cause, "exception cause", NULL},
    {0},
};

static const MemberDef members[] = {
    {"__suppress_context__", MEMBER_BOOL, offsetof(Exc, suppress_context), 0, NULL},
    {0},
};

const Type exc_base_template = {
    .basicsize = sizeof(Exc),
    .dealloc = base_dealloc,
    .repr = exc_base_repr,
    .str = exc_base_str,
    .getattr = generic_getattr,
    .setattr = generic_setattr,
    .flags = TF_BASETYPE | TF_GC | TF_EXCEPTION,
    .traverse = exc_base_traverse,
    .clear = exc_base_clear,
    .methods = methods,
    .members = members,
    .getset = getset,
    .dict_offset = offsetof(Exc, dict),
    .init = exc_base_init,
    .new_ = exc_base_new,
};

/* ---- start -------------------------------------------------------------------------------------------------------- */

static const struct ExcRow {
    const char *name;
    int base; /* -1: object */
    ExcKind kind;
    const char *doc;
} rows[] = {
#define E_OBJECT -1
#define EXC(name_, base_, kind_, doc_) {#name_, E_##base_, EXC_##kind_, doc_},
#include "model/exceptions.def"
#undef EXC
};

/* What a type does not say itself is found by the mro, so that a class with several bases finds the right one. */
static void leave_to_bases(Type *t, ExcKind kind, ExcKind base_kind)
{
    bool first = kind != base_kind;
    bool names = kind == EXC_NAME_ERROR || kind == EXC_ATTRIBUTE_ERROR;
    t->repr = NULL;
    t->getattr = NULL;
    t->setattr = NULL;
    if (t->methods == methods) t->methods = NULL;
    if (t->members == members || !first) t->members = NULL;
    if (t->getset == getset) t->getset = NULL;
    if ((t->str == exc_base_str && !names) || !first) t->str = NULL;
    bool unicode = kind == EXC_UNICODE_ENCODE || kind == EXC_UNICODE_DECODE || kind == EXC_UNICODE_TRANSLATE;
    if (kind != EXC_BASE && (!first || (t->new_ == exc_base_new && !unicode))) t->new_ = NULL;
}

CHECK bool exc_start(Runtime *rt)
{
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        Type template = *exc_kind_template(rows[i].kind);
        template.name = rows[i].name;
        template.doc = rows[i].doc;
        if (rows[i].base >= 0) leave_to_bases(&template, rows[i].kind, rows[rows[i].base].kind);
        type_place(rt, &rt->excs[i], &template, rows[i].base < 0 ? TYPE_OF(rt, OBJECT) : &rt->excs[rows[i].base]);
    }
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (!type_ready(rt, &rt->excs[i])) return false;
    rt->last_resort_memory_error = exc_new(rt, EXC_TYPE(rt, MemoryError), NULL);
    return rt->last_resort_memory_error && exc_group_start(rt);
}

/* ---- raising from C -------------------------------------------------------------------------------------------------- */

OWN Obj *exc_new(Runtime *rt, Obj *type, Obj *value)
{
    if (!value || is_none(rt, value)) return obj_call0(rt, type);
    if (is_tuple(value)) return obj_call(rt, type, value, NULL);
    return obj_call1(rt, type, value);
}

/* Raises [type](message) and sets attributes given as name, value pairs on the instance. */
static void raise_with(Runtime *rt, Obj *type, Obj *message, Obj *const *names, Obj *const *values, int n)
{
    Obj *exc = message ? exc_new(rt, type, message) : NULL;
    bool ok = exc != NULL;
    for (int i = 0; ok && i < n; i++)
        if (values[i]) ok = obj_setattr(rt, exc, names[i], values[i]);
    if (ok) err_set(rt, (Obj *)type_of(exc), exc);
    xdecref(rt, exc);
}

void err_name(Runtime *rt, Obj *type, const char *format, Obj *name)
{
    err_format(rt, type, format, name);
    if (!err_matches(rt, EXC_TYPE(rt, NameError))) return;
    Obj *t, *v, *tb;
    err_fetch(rt, &t, &v, &tb);
    err_normalize(rt, &t, &v, &tb);
    if (is_instance(v, (Type *)EXC_TYPE(rt, NameError))) {
        incref(name);
        SET_REF_TAKE(rt, ((NameErrorExc *)v)->name, name);
    }
    err_restore_take(rt, t, v, tb);
}

void *err_no_attribute(Runtime *rt, const Obj *o, Obj *name)
{
    if (is_typeobj(o))
        return err_format(rt, EXC_TYPE(rt, AttributeError), "type object '%.50s' has no attribute '%O'", ((const Type *)o)->name, name);
    return err_format(rt, EXC_TYPE(rt, AttributeError), "'%.100s' object has no attribute '%O'", type_of(o)->name, name);
}

void err_attribute(Runtime *rt, Obj *o, Obj *name)
{
    err_no_attribute(rt, o, name);
    err_attribute_context(rt, o, name);
}

void err_attribute_context(Runtime *rt, Obj *o, Obj *name)
{
    if (!err_matches(rt, EXC_TYPE(rt, AttributeError))) return;
    Obj *t, *v, *tb;
    err_fetch(rt, &t, &v, &tb);
    err_normalize(rt, &t, &v, &tb);
    AttributeErrorExc *e = (AttributeErrorExc *)v;
    if (is_instance(v, (Type *)EXC_TYPE(rt, AttributeError)) && !e->name && !e->obj) {
        e->name = own(name);
        e->obj = own(o);
    }
    err_restore_take(rt, t, v, tb);
}

void err_stop_iteration(Runtime *rt, Obj *value)
{
    if (!value || (!is_tuple(value) && !is_exc(value))) {
        err_set(rt, EXC_TYPE(rt, StopIteration), value);
        return;
    }
    Obj *exc = obj_call1(rt, EXC_TYPE(rt, StopIteration), value);
    if (!exc) return;
    err_set(rt, EXC_TYPE(rt, StopIteration), exc);
    decref(rt, exc);
}

void err_os(Runtime *rt, int error, Obj *filename)
{
    Obj *number = int_new(rt, error), *text = number ? str_from(rt, strerror(error)) : NULL;
    Obj *args = !text ? NULL : filename ? tuple_pack(rt, 3, number, text, filename) : tuple_pack(rt, 2, number, text);
    Obj *exc = args ? obj_call(rt, EXC_TYPE(rt, OSError), args, NULL) : NULL;
    xdecref(rt, number);
    xdecref(rt, text);
    xdecref(rt, args);
    if (exc) err_set(rt, (Obj *)type_of(exc), exc);
    xdecref(rt, exc);
}

void err_syntax(Runtime *rt, Obj *type, const char *message, Obj *filename, int lineno, int offset, int end_lineno,
                int end_offset, const char *text, size_t text_len)
{
    Obj *line = int_new(rt, lineno), *at = int_new(rt, offset), *end_line = int_new(rt, end_lineno), *end = int_new(rt, end_offset);
    Obj *source = text ? str_from_utf8(rt, text, text_len) : none_new(rt), *what = str_from(rt, message);
    Obj *info = line && at && end_line && end && source && what
                    ? tuple_pack(rt, 6, filename ? filename : NONE(rt), line, at, source, end_line, end)
                    : NULL;
    Obj *args = info ? tuple_pack(rt, 2, what, info) : NULL;
    if (args) raise_with(rt, type, args, NULL, NULL, 0);
    Obj *all[] = {line, at, end_line, end, source, what, info, args};
    for (size_t i = 0; i < COUNT_OF(all); i++) xdecref(rt, all[i]);
}
