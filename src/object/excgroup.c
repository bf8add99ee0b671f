/* excgroup.c - BaseExceptionGroup and ExceptionGroup (PEP 654): several exceptions that travel as one. */
#include "object/alias.h"
#include "object/exc.h"

static int group_traverse(Obj *self, Visit visit, void *ctx)
{
    GroupExc *g = (GroupExc *)self;
    VISIT(g->msg, "message", -1);
    VISIT(g->excs, "exceptions", -1);
    return exc_base_traverse(self, visit, ctx);
}

static int group_clear(Runtime *rt, Obj *self)
{
    GroupExc *g = (GroupExc *)self;
    CLEAR(rt, g->msg);
    CLEAR(rt, g->excs);
    return exc_base_clear(rt, self);
}

static void group_dealloc(Runtime *rt, Obj *self) { exc_dealloc_fields(rt, self, group_dealloc, &((GroupExc *)self)->msg, 2); }

/* ---- making --------------------------------------------------------------------------------------------------------- */

static bool check_members(Runtime *rt, Obj *excs, bool *only_exceptions)
{
    *only_exceptions = true;
    if (tuple_len(excs) == 0) return err_value(rt, "second argument (exceptions) must be a non-empty sequence");
    for (isize i = 0; i < tuple_len(excs); i++) {
        Obj *e = tuple_peek(excs, i);
        if (!is_exc(e)) return err_value(rt, "Item %zd of second argument (exceptions) is not an exception", i);
        if (!is_instance(e, &rt->excs[E_Exception])) *only_exceptions = false;
    }
    return true;
}

/* The class to make: a BaseExceptionGroup of Exceptions only becomes an ExceptionGroup.  NULL: TypeError. */
static Type *choose_class(Runtime *rt, Type *type, bool only_exceptions)
{
    Type *narrow = (Type *)rt->exception_group_type, *wide = &rt->excs[E_BaseExceptionGroup];
    if (type == wide) return only_exceptions ? narrow : type;
    if (only_exceptions) return type;
    if (type == narrow) return err_type(rt, "Cannot nest BaseExceptions in an ExceptionGroup");
    if (type_is_subtype(type, &rt->excs[E_Exception]))
        return err_type(rt, "Cannot nest BaseExceptions in '%.200s'", type->name);
    return type;
}

static OWN Obj *group_new(Runtime *rt, Type *type, Obj *args, Obj *kwargs UNUSED)
{
    Args a;
    if (!args_bind(rt, "BaseExceptionGroup.__new__(message, exceptions, /)", CALL_PARSED, args, NULL, &a)) return NULL;
    if (!is_str(a.obj[0])) return err_type(rt, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", a.obj[0]);
    if (!obj_is_sequence(rt, a.obj[1])) return err_type(rt, "second argument (exceptions) must be a sequence");
    Obj *excs = tuple_from_iterable(rt, a.obj[1]);
    bool only;
    if (!excs || !check_members(rt, excs, &only) || !(type = choose_class(rt, type, only))) {
        xdecref(rt, excs);
        return NULL;
    }
    hold(rt, "exceptions of a group", excs);
    GroupExc *g = (GroupExc *)exc_base_new(rt, type, args, NULL);
    unhold(rt);
    if (!g) {
        decref(rt, excs);
        return NULL;
    }
    g->msg = own(a.obj[0]);
    g->excs = excs;
    return &g->e.o;
}

static bool group_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    return args_no_keywords(rt, type_of(self)->name, kwargs) && exc_base_init(rt, self, args, NULL);
}

static OWN Obj *group_str(Runtime *rt, Obj *self)
{
    GroupExc *g = (GroupExc *)self;
    isize n = tuple_len(g->excs);
    return str_format(rt, "%S (%zd sub-exception%s)", g->msg, n, n > 1 ? "s" : "");
}

/* ---- splitting -------------------------------------------------------------------------------------------------------- */

METHOD(group_derive, ONE, "derive(excs, /)", "")
{
    Obj *args = tuple_pack(rt, 2, ((GroupExc *)self)->msg, arg);
    hold(rt, "arguments", args);
    return drop_keep(rt, 1, args ? obj_call(rt, EXC_TYPE(rt, BaseExceptionGroup), args, NULL) : NULL);
}

static bool copy_notes(Runtime *rt, Obj *from, Obj *to)
{
    Obj *notes, *copy;
    int found = obj_lookattr(rt, from, id_(rt, __notes__), &notes);
    if (found <= 0) return found == 0;
    hold(rt, "notes", notes);
    copy = list_from_iterable(rt, notes);
    hold(rt, "copy of the notes", copy);
    bool ok = copy && obj_setattr(rt, to, id_(rt, __notes__), copy);
    drop_n(rt, 2);
    return ok;
}

/* A group like [self] of the exceptions in list [excs]: derived, with traceback, context, cause and notes. */
static OWN Obj *subset(Runtime *rt, Obj *self, Obj *excs)
{
    if (list_len(excs) == 0) return none_new(rt);
    Obj *derive = str_interned(rt, "derive");
    hold(rt, "name of a method", derive);
    Obj *group = drop_keep(rt, 1, derive ? obj_call_method(rt, self, derive, &excs, 1) : NULL);
    if (!group) return NULL;
    if (!is_instance(group, &rt->excs[E_BaseExceptionGroup])) {
        decref(rt, group);
        return err_type(rt, "derive must return an instance of BaseExceptionGroup");
    }
    Exc *from = (Exc *)self, *to = (Exc *)group;
    SET_REF_TAKE(rt, to->traceback, xown(from->traceback));
    exc_set_context_take(rt, group, xown(from->context));
    char suppress = from->suppress_context;
    SET_REF_TAKE(rt, to->cause, xown(from->cause));
    to->suppress_context = suppress;
    hold(rt, "part of a group", group);
    bool ok = copy_notes(rt, self, group);
    group = unhold(rt);
    if (!ok) CLEAR(rt, group);
    return group;
}

/* Whether [exc] answers to [matcher]: a class, a tuple of classes, or a function; -1 on error. */
static int answers(Runtime *rt, Obj *exc, Obj *matcher)
{
    if (is_exc_class(matcher) || is_tuple(matcher)) return exc_given_matches(rt, exc, matcher);
    Obj *result = obj_call1(rt, matcher, exc);
    if (!result) return -1;
    hold(rt, "what the function answered", result);
    int truth = obj_truth(rt, result);
    drop(rt);
    return truth;
}

static bool split(Runtime *rt, Obj *exc, Obj *matcher, Obj **match, Obj **rest);

/* Splits each member and collects the halves into two lists. */
static bool split_members(Runtime *rt, GroupExc *g, Obj *matcher, Obj *yes, Obj *no)
{
    for (isize i = 0; i < tuple_len(g->excs); i++) {
        Obj *m, *r;
        if (!split(rt, tuple_peek(g->excs, i), matcher, &m, &r)) return false;
        bool ok = (is_none(rt, m) || list_append(rt, yes, m)) && (is_none(rt, r) || list_append(rt, no, r));
        decref(rt, m);
        decref(rt, r);
        if (!ok) return false;
    }
    return true;
}

/* *match and *rest are owned; None for an empty half. */
static bool split(Runtime *rt, Obj *exc, Obj *matcher, Obj **match, Obj **rest)
{
    int whole = answers(rt, exc, matcher);
    if (whole < 0) return false;
    if (whole || !is_instance(exc, &rt->excs[E_BaseExceptionGroup])) {
        *match = own(whole ? exc : NONE(rt));
        *rest = own(whole ? NONE(rt) : exc);
        return true;
    }
    if (!recursion_enter(rt, " in exceptiongroup_split_recursive")) return false;
    Obj *yes = list_new(rt, 0), *no = list_new(rt, 0);
    hold(rt, "matching exceptions", yes);
    hold(rt, "other exceptions", no);
    *match = *rest = NULL;
    if (yes && no && split_members(rt, (GroupExc *)exc, matcher, yes, no)) {
        *match = subset(rt, exc, yes);
        hold(rt, "matching part of a group", *match);
        if (*match) *rest = subset(rt, exc, no);
        *match = unhold(rt);
        if (!*rest) CLEAR(rt, *match);
    }
    drop_n(rt, 2);
    recursion_leave(rt);
    return *match != NULL;
}

static bool matcher_is_valid(Runtime *rt, Obj *matcher)
{
    bool ok = is_exc_class(matcher) || (!is_typeobj(matcher) && obj_callable(matcher));
    if (!ok && is_tuple(matcher)) {
        ok = true;
        for (isize i = 0; i < tuple_len(matcher); i++) ok &= is_exc_class(tuple_peek(matcher, i));
    }
    return ok || err_type(rt, "expected a function, exception type or tuple of exception types");
}

OWN Obj *exc_group_subset(Runtime *rt, Obj *group, Obj *excs) { return subset(rt, group, excs); }

bool exc_group_split(Runtime *rt, Obj *exc, Obj *type, Obj **match, Obj **rest) { return split(rt, exc, type, match, rest); }

METHOD(group_split, ONE, "split(matcher, /)", "")
{
    Obj *match, *rest;
    if (!matcher_is_valid(rt, arg) || !split(rt, self, arg, &match, &rest)) return NULL;
    hold(rt, "matching part of a group", match);
    hold(rt, "rest of a group", rest);
    return drop_keep(rt, 2, tuple_pack(rt, 2, match, rest));
}

METHOD(group_subgroup, ONE, "subgroup(matcher, /)", "")
{
    Obj *match, *rest;
    if (!matcher_is_valid(rt, arg) || !split(rt, self, arg, &match, &rest)) return NULL;
    decref(rt, rest);
    return match;
}

static const MethodDef *const methods[] = {&group_derive_def, &group_split_def, &group_subgroup_def, &class_getitem_def, NULL};

static const MemberDef members[] = {
    {"message", MEMBER_OBJ, offsetof(GroupExc, msg), MEMBER_READONLY, "exception message"},
    {"exceptions", MEMBER_OBJ, offsetof(GroupExc, excs), MEMBER_READONLY, "nested exceptions"},
    {0}};

const Type exc_group_template = {
    .basicsize = sizeof(GroupExc), .dealloc = group_dealloc, .repr = exc_base_repr, .str = group_str,
    .flags = TF_BASETYPE | TF_GC | TF_EXCEPTION, .traverse = group_traverse, .clear = group_clear,
    .methods = methods, .members = members, .dict_offset = offsetof(Exc, dict), .init = group_init, .new_ = group_new};

CHECK bool exc_group_start(Runtime *rt)
{
    Obj *dict = dict_new(rt), *name = str_interned(rt, "ExceptionGroup"), *module = str_interned(rt, "builtins");
    Obj *bases = tuple_pack(rt, 2, EXC_TYPE(rt, BaseExceptionGroup), EXC_TYPE(rt, Exception)), *args = NULL;
    if (dict && name && module && bases && dict_set(rt, dict, id_(rt, __module__), module))
        args = tuple_pack(rt, 3, name, bases, dict);
    rt->exception_group_type = args ? obj_call(rt, (Obj *)TYPE_OF(rt, TYPE), args, NULL) : NULL;
    Obj *all[] = {dict, name, module, bases, args};
    for (size_t i = 0; i < COUNT_OF(all); i++) xdecref(rt, all[i]);
    return rt->exception_group_type != NULL;
}
