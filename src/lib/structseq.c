/* structseq.c - tuples whose items have names; see structseq.h. */
#include "lib/structseq.h"

#include <string.h>

#include "object/type.h"

static isize field_count(const Type *t)
{
    isize n = 0;
    while (t->members[n].name) n++;
    return n;
}

/* How many of the fields are items, as structseq_ready wrote it down; -1: an exception. */
static isize item_count(Runtime *rt, const Type *t)
{
    bool overflow;
    Obj *n = dict_get_str_peek(rt, t->dict, "n_sequence_fields");
    return n && is_int(n) ? (isize)int_as_i64(n, &overflow) : -1;
}

void structseq_dealloc(Runtime *rt, Obj *self)
{
    gc_untrack(self);
    for (isize i = field_count(type_of(self)); --i >= 0;) CLEAR(rt, tuple_items(self)[i]);
    gc_obj_free(rt, self);
}

int structseq_traverse(Obj *self, Visit visit, void *ctx)
{
    for (isize i = field_count(type_of(self)); --i >= 0;) VISIT(tuple_items(self)[i], "item", i);
    return 0;
}

OWN Obj *structseq_repr(Runtime *rt, Obj *self)
{
    const Type *t = type_of(self);
    Obj *text = str_format(rt, "%s(", t->name);
    for (isize i = 0; text && i < tuple_len(self); i++) {
        hold(rt, "text so far", text);
        Obj *more = str_format(rt, "%s%s=%R", i ? ", " : "", t->members[i].name, tuple_peek(self, i));
        text = unhold(rt);
        if (more) str_append(rt, &text, more);
        else CLEAR(rt, text);
        xdecref(rt, more);
    }
    Obj *end = text ? str_from(rt, ")") : NULL;
    if (end) str_append(rt, &text, end);
    else if (text) CLEAR(rt, text);
    xdecref(rt, end);
    return text;
}

METHOD(structseq_reduce, NOARGS, "__reduce__()", NULL)
{
    const Type *t = type_of(self);
    Obj *items = tuple_from_array(rt, tuple_items(self), tuple_len(self)), *hidden = items ? dict_new(rt) : NULL, *result = NULL;
    bool ok = hidden != NULL;
    for (isize i = tuple_len(self), n = field_count(t); ok && i < n; i++)
        ok = dict_set_str(rt, hidden, t->members[i].name, tuple_items(self)[i]);
    Obj *args = ok ? tuple_pack(rt, 2, items, hidden) : NULL;
    if (args) result = tuple_pack(rt, 2, t, args);
    xdecref(rt, args);
    xdecref(rt, hidden);
    xdecref(rt, items);
    return result;
}

const MethodDef *const structseq_methods[] = {&structseq_reduce_def, NULL};

/* An instance without its values. */
static OWN Obj *blank(Runtime *rt, Type *type)
{
    isize n = field_count(type), visible = item_count(rt, type);
    Obj *self = visible < 0 ? NULL : gc_var_new(rt, type, n);
    if (!self) return NULL;
    memset(tuple_items(self), 0, (size_t)n * sizeof(Obj *));
    ((VarObj *)self)->size = visible;
    return self;
}

OWN Obj *structseq_new_take(Runtime *rt, Type *type, TAKE Obj *const *values)
{
    isize n = field_count(type);
    bool whole = true;
    for (isize i = 0; i < n; i++) whole &= values[i] != NULL;
    Obj *self = whole ? blank(rt, type) : NULL;
    for (isize i = 0; i < n; i++) {
        if (self) tuple_items(self)[i] = values[i];
        else xdecref(rt, values[i]);
    }
    if (self) gc_track(rt, self);
    return self;
}

/* A field that the sequence did not reach: from the dict, else None. */
static OWN Obj *value_of(Runtime *rt, const Type *type, isize i, Obj *more)
{
    Obj *name = more ? str_interned(rt, type->members[i].name) : NULL;
    Obj *value = name ? dict_get(rt, more, name) : NULL;
    xdecref(rt, name);
    return value || err_pending(rt) ? value : none_new(rt);
}

static bool check_length(Runtime *rt, const Type *type, isize given)
{
    isize most = field_count(type), least = item_count(rt, type);
    const char *how = least == most ? "a" : given < least ? "an at least" : "an at most";
    if (given >= least && given <= most) return true;
    return err_type(rt, "%.500s() takes %s %zd-sequence (%zd-sequence given)", type->name, how, given < least ? least : most, given);
}

static OWN Obj *make_from(Runtime *rt, Type *type, Obj *items, Obj *more)
{
    isize n = field_count(type), given = list_len(items);
    Obj *self = check_length(rt, type, given) ? blank(rt, type) : NULL;
    if (!self) return NULL;
    bool ok = true;
    for (isize i = 0; ok && i < n; i++) {
        Obj *value = i < given ? own(list_peek(items, i)) : value_of(rt, type, i, more);
        tuple_items(self)[i] = value;
        ok = value != NULL;
    }
    gc_track(rt, self);
    if (!ok) CLEAR(rt, self);
    return self;
}

OWN Obj *structseq_make(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "structseq(sequence, dict=None)", CALL_KEYWORDS, args, kwargs, &a)) return NULL;
    Obj *more = a.obj[1] && !is_none(rt, a.obj[1]) ? a.obj[1] : NULL;
    if (!type_of(a.obj[0])->iter && !obj_is_sequence(rt, a.obj[0])) return err_type(rt, "constructor requires a sequence");
    Obj *items = list_from_iterable(rt, a.obj[0]);
    if (!items) return NULL;
    hold(rt, "items of a named tuple", items);
    Obj *self = more && !is_dict(more) ? err_type(rt, "%.500s() takes a dict as second arg, if any", type->name)
                                       : make_from(rt, type, items, more);
    drop(rt);
    return self;
}

static bool set_count(Runtime *rt, Type *type, const char *name, isize n)
{
    Obj *value = int_new(rt, n);
    bool ok = value && dict_set_str(rt, type->dict, name, value);
    xdecref(rt, value);
    return ok;
}

CHECK bool structseq_ready(Runtime *rt, Type *type, isize items)
{
    isize n = field_count(type);
    Obj *names = tuple_new(rt, items);
    bool ok = names != NULL;
    for (isize i = 0; ok && i < items; i++) ok = (tuple_items(names)[i] = str_interned(rt, type->members[i].name)) != NULL;
    ok = ok && dict_set(rt, type->dict, id_(rt, __match_args__), names) && set_count(rt, type, "n_fields", n) &&
         set_count(rt, type, "n_sequence_fields", items) && set_count(rt, type, "n_unnamed_fields", 0);
    xdecref(rt, names);
    return ok;
}
