/* unwind.c - raising, and finding who handles it.

   A code object's exception table lists ranges of code units with their handler, how many values stay on the
   stack, and whether the handler wants to know where it happened; its entries are sorted and begin with a byte
   whose top bit is set, numbers are written in groups of six bits. */
#include "vm/vm_inner.h"

/* ---- the exception table --------------------------------------------------------------------------------------- */

typedef struct Handler {
    int target, level;
    bool wants_unit;
} Handler;

static const uint8_t *read_number(const uint8_t *p, int *value)
{
    int v = *p & 63;
    while (*p & 64) {
        p++;
        v = v << 6 | (*p & 63);
    }
    *value = v;
    return p + 1;
}

static const uint8_t *entry_start(const uint8_t *p)
{
    while (!(*p & 128)) p--;
    return p;
}

static bool find_handler(const Code *co, int unit, Handler *out)
{
    const uint8_t *p = (const uint8_t *)bytes_data(co->exceptiontable), *end = p + bytes_len(co->exceptiontable);
    const uint8_t *high = end;
    int start, size, depth;
    while (high - p > 40) { /* halve until few are left; p always is at an entry that begins at or before unit */
        const uint8_t *middle = entry_start(p + (high - p) / 2);
        read_number(middle, &start);
        if (start > unit)
            high = middle;
        else if (middle == p)
            break;
        else
            p = middle;
    }
    while (p < end) {
        p = read_number(p, &start);
        if (start > unit) return false;
        p = read_number(p, &size);
        p = read_number(p, &out->target);
        p = read_number(p, &depth);
        if (unit < start + size) {
            out->level = depth >> 1;
            out->wants_unit = depth & 1;
            return true;
        }
    }
    return false;
}

/* ---- handling ------------------------------------------------------------------------------------------------------ */

static void drop_to(Runtime *rt, Frame *f, int height)
{
    while (f->stacktop > height) {
        Obj *o = f->localsplus[--f->stacktop];
        xdecref(rt, o);
    }
}

CodeUnit *unwind_to_handler(Runtime *rt, Frame *f, int unit)
{
    Code *co = frame_code(f);
    Handler h;
    while (find_handler(co, unit, &h)) {
        drop_to(rt, f, co->nlocalsplus + h.level);
        if (h.wants_unit) {
            Obj *where = int_new(rt, frame_unit(f));
            f->localsplus[f->stacktop++] = where ? where : none_new(rt); /* MemoryError takes the exception's place */
        }
        Obj *type, *value, *tb;
        err_fetch(rt, &type, &value, &tb);
        err_normalize(rt, &type, &value, &tb);
        SET_REF_TAKE(rt, ((Exc *)value)->traceback, tb);
        f->localsplus[f->stacktop++] = value;
        xdecref(rt, type);
        return co->code + h.target;
    }
    drop_to(rt, f, co->nlocalsplus);
    return NULL;
}

Obj *handled_exception_peek(Runtime *rt)
{
    ExcItem *item = rt->vm.exc_info;
    while ((!item->value || is_none(rt, item->value)) && item->previous) item = item->previous;
    return item->value && !is_none(rt, item->value) ? item->value : NULL;
}

void err_chain_handled(Runtime *rt)
{
    Obj *handled = rt->vm.exc_info->value, *type, *value, *tb;
    if (!handled || is_none(rt, handled)) return;
    err_fetch(rt, &type, &value, &tb);
    hold(rt, "type of the exception thrown in", type);
    hold(rt, "exception thrown in", value);
    hold(rt, "traceback of the exception thrown in", tb);
    err_set(rt, type, value);
    drop_n(rt, 3);
}

/* Takes the pending exception as an instance with its traceback. */
static OWN Obj *fetch_instance(Runtime *rt)
{
    Obj *type, *value, *tb;
    err_fetch(rt, &type, &value, &tb);
    err_normalize(rt, &type, &value, &tb);
    if (tb) SET_REF_TAKE(rt, ((Exc *)value)->traceback, tb);
    xdecref(rt, type);
    return value;
}

void err_format_from_cause(Runtime *rt, Obj *type, const char *message)
{
    Obj *cause = fetch_instance(rt);
    hold(rt, "cause of an exception", cause);
    err_format(rt, type, "%s", message);
    Obj *exc = fetch_instance(rt);
    unhold(rt);
    exc_set_cause_take(rt, exc, own(cause));
    exc_set_context_take(rt, exc, cause);
    incref(type_of(exc));
    err_restore_take(rt, (Obj *)type_of(exc), exc, xown(((Exc *)exc)->traceback));
}

/* ---- raise ------------------------------------------------------------------------------------------------------------ */

static bool raise_again(Runtime *rt)
{
    Obj *value = handled_exception_peek(rt);
    if (!value) {
        err_format(rt, EXC_TYPE(rt, RuntimeError), "No active exception to reraise");
        return false;
    }
    incref(type_of(value));
    err_restore_take(rt, (Obj *)type_of(value), own(value), xown(((Exc *)value)->traceback));
    return true;
}

/* The instance that raise makes of a class or takes; NULL with TypeError [complaint]. */
static OWN Obj *instance_to_raise(Runtime *rt, Obj *exc, const char *complaint)
{
    if (is_exc(exc)) return own(exc);
    if (!is_exc_class(exc)) return err_type(rt, "%s", complaint);
    Obj *value = obj_call0(rt, exc);
    if (value && !is_exc(value)) {
        err_type(rt, "calling %R should have returned an instance of BaseException, not %R", exc, type_of(value));
        CLEAR(rt, value);
    }
    return value;
}

static bool set_cause(Runtime *rt, Obj *value, Obj *cause)
{
    Obj *fixed = NULL;
    if (!is_none(rt, cause)) {
        fixed = instance_to_raise(rt, cause, "exception causes must derive from BaseException");
        if (!fixed) return false;
    }
    exc_set_cause_take(rt, value, fixed);
    return true;
}

bool raise_here_take(Runtime *rt, TAKE Obj *exc, TAKE Obj *cause)
{
    if (!exc) return raise_again(rt);
    hold(rt, "cause of an exception", cause);
    hold(rt, "exception being raised", exc);
    Obj *value = instance_to_raise(rt, exc, "exceptions must derive from BaseException");
    if (value) {
        hold(rt, "exception being raised", value);
        if (!cause || set_cause(rt, value, cause)) err_set(rt, is_exc(exc) ? (Obj *)type_of(value) : exc, value);
        drop(rt);
    }
    drop_n(rt, 2);
    return false;
}

/* ---- except ------------------------------------------------------------------------------------------------------------- */

static bool may_be_caught(Runtime *rt, Obj *type)
{
    bool ok = true;
    if (is_tuple(type))
        for (isize i = 0; i < tuple_len(type); i++) ok &= is_exc_class(tuple_peek(type, i));
    else
        ok = is_exc_class(type);
    if (!ok) err_type(rt, "catching classes that do not inherit from BaseException is not allowed");
    return ok;
}

int except_matches(Runtime *rt, Obj *exc, Obj *type)
{
    return may_be_caught(rt, type) ? exc_given_matches(rt, exc, type) : -1;
}

/* ---- except* -------------------------------------------------------------------------------------------------------------- */

static bool is_group(Runtime *rt, const Obj *o) { return is_instance(o, (Type *)EXC_TYPE(rt, BaseExceptionGroup)); }

static bool may_be_split_by(Runtime *rt, Obj *type)
{
    if (!may_be_caught(rt, type)) return false;
    int group = 0;
    Obj *base = EXC_TYPE(rt, BaseExceptionGroup);
    if (is_tuple(type))
        for (isize i = 0; i < tuple_len(type) && !group; i++) group = obj_issubclass(rt, tuple_peek(type, i), base);
    else
        group = obj_issubclass(rt, type, base);
    if (group > 0) err_type(rt, "catching ExceptionGroup with except* is not allowed. Use except instead.");
    return group == 0;
}

static OWN Obj *group_of(Runtime *rt, Obj *excs)
{
    return obj_call2(rt, EXC_TYPE(rt, BaseExceptionGroup), rt->empty_str, excs);
}

static bool split_by(Runtime *rt, Obj *exc, Obj *type, Obj **match, Obj **rest)
{
    Obj *name = str_interned(rt, "split");
    hold(rt, "name of a method", name);
    Obj *pair = drop_keep(rt, 1, name ? obj_call_method(rt, exc, name, &type, 1) : NULL);
    if (pair && is_tuple(pair) && tuple_len(pair) == 2) {
        *match = own(tuple_peek(pair, 0));
        *rest = own(tuple_peek(pair, 1));
    } else if (pair) {
        err_type(rt, "%s.split must return a 2-tuple", type_of(exc)->name);
    }
    xdecref(rt, pair);
    return *match != NULL;
}

int except_star_split(Runtime *rt, Obj *exc, Obj *type, Obj **match, Obj **rest)
{
    *match = *rest = NULL;
    if (!may_be_split_by(rt, type)) return -1;
    if (is_none(rt, exc)) {
        *match = none_new(rt);
        *rest = none_new(rt);
    } else if (exc_given_matches(rt, exc, type)) {
        Obj *excs = is_group(rt, exc) ? NULL : tuple_pack(rt, 1, exc);
        if (is_group(rt, exc)) {
            *match = own(exc);
        } else if (excs) {
            hold(rt, "exceptions of a group", excs);
            *match = group_of(rt, excs);
            drop(rt);
        }
        if (*match) *rest = none_new(rt);
    } else if (is_group(rt, exc)) {
        if (!split_by(rt, exc, type, match, rest)) return -1;
    } else {
        *match = none_new(rt);
        *rest = none_new(rt);
    }
    return *match ? 0 : -1;
}

/* ---- raising again what except* left ------------------------------------------------------------------------------- */

static bool same_metadata(Runtime *rt, Obj *a, Obj *b)
{
    const Exc *x = (Exc *)a, *y = (Exc *)b;
    return is_group(rt, a) && is_group(rt, b) && x->notes == y->notes && x->traceback == y->traceback &&
           x->cause == y->cause && x->context == y->context;
}

static bool is_leaf_of(Runtime *rt, Obj *exc, Obj *group)
{
    if (!is_group(rt, group)) return exc == group;
    Obj *members = ((GroupExc *)group)->excs;
    for (isize i = 0; i < tuple_len(members); i++)
        if (is_leaf_of(rt, exc, tuple_peek(members, i))) return true;
    return false;
}

static bool is_leaf_of_any(Runtime *rt, Obj *exc, Obj *groups)
{
    for (isize i = 0; i < list_len(groups); i++)
        if (is_leaf_of(rt, exc, list_peek(groups, i))) return true;
    return false;
}

/* The part of [exc] whose leaves occur in the list [keep], or None. */
static OWN Obj *projection(Runtime *rt, Obj *exc, Obj *keep)
{
    if (!is_group(rt, exc)) return own(is_leaf_of_any(rt, exc, keep) ? exc : NONE(rt));
    if (!recursion_enter(rt, " in exceptiongroup_split_recursive")) return NULL;
    Obj *kept = list_new(rt, 0), *members = ((GroupExc *)exc)->excs, *result = NULL;
    hold(rt, "exceptions to be raised again", kept);
    bool ok = kept != NULL;
    for (isize i = 0; ok && i < tuple_len(members); i++) {
        Obj *part = projection(rt, tuple_peek(members, i), keep);
        ok = part && (is_none(rt, part) || list_append(rt, kept, part));
        xdecref(rt, part);
    }
    if (ok) result = exc_group_subset(rt, exc, kept);
    drop(rt);
    recursion_leave(rt);
    return result;
}

/* Sorts what the handlers raised into new exceptions and parts of [orig]. */
static bool sort_raised(Runtime *rt, Obj *orig, Obj *excs, Obj *raised, Obj *reraised)
{
    for (isize i = 0; i < list_len(excs); i++) {
        Obj *e = list_peek(excs, i);
        if (!is_none(rt, e) && !list_append(rt, same_metadata(rt, e, orig) ? reraised : raised, e)) return false;
    }
    return true;
}

OWN Obj *except_star_reraise(Runtime *rt, Obj *orig, Obj *excs)
{
    if (list_len(excs) == 0) return none_new(rt);
    if (!is_group(rt, orig)) return own(list_peek(excs, 0));
    Obj *raised = list_new(rt, 0), *reraised = list_new(rt, 0), *result = NULL;
    hold(rt, "exceptions raised", raised);
    hold(rt, "exceptions to be raised again", reraised);
    Obj *again = raised && reraised && sort_raised(rt, orig, excs, raised, reraised) ? projection(rt, orig, reraised) : NULL;
    hold(rt, "group to be raised again", again);
    if (again && list_len(raised) == 0)
        result = own(again);
    else if (again && (is_none(rt, again) || list_append(rt, raised, again)))
        result = group_of(rt, raised);
    return drop_keep(rt, 3, result);
}
