/* structseq.c - tuples whose items have names; see structseq.h. */
#include "lib/structseq.h"

#include "object/type.h"

static isize field_count(const Type *t)
{
    isize n = 0;
    while (t->members[n].name) n++;
    return n;
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
    Obj *items = tuple_from_array(rt, tuple_items(self), tuple_len(self)), *hidden = items ? dict_new(rt) : NULL, *result = NULL;
    Obj *args = hidden ? tuple_pack(rt, 2, items, hidden) : NULL;
    if (args) result = tuple_pack(rt, 2, type_of(self), args);
    xdecref(rt, args);
    xdecref(rt, hidden);
    xdecref(rt, items);
    return result;
}

const MethodDef *const structseq_methods[] = {&structseq_reduce_def, NULL};

OWN Obj *structseq_new_take(Runtime *rt, Type *type, TAKE Obj *const *items)
{
    isize n = field_count(type);
    bool whole = true;
    for (isize i = 0; i < n; i++) whole &= items[i] != NULL;
    Obj *self = whole ? gc_var_new(rt, type, n) : NULL;
    for (isize i = 0; i < n; i++) {
        if (self) tuple_items(self)[i] = items[i];
        else xdecref(rt, items[i]);
    }
    if (self) gc_track(rt, self);
    return self;
}

static bool set_count(Runtime *rt, Type *type, const char *name, isize n)
{
    Obj *value = int_new(rt, n);
    bool ok = value && dict_set_str(rt, type->dict, name, value);
    xdecref(rt, value);
    return ok;
}

CHECK bool structseq_ready(Runtime *rt, Type *type)
{
    isize n = field_count(type);
    Obj *names = tuple_new(rt, n);
    bool ok = names != NULL;
    for (isize i = 0; ok && i < n; i++) ok = (tuple_items(names)[i] = str_interned(rt, type->members[i].name)) != NULL;
    ok = ok && dict_set(rt, type->dict, id_(rt, __match_args__), names) && set_count(rt, type, "n_fields", n) &&
         set_count(rt, type, "n_sequence_fields", n) && set_count(rt, type, "n_unnamed_fields", 0);
    xdecref(rt, names);
    return ok;
}
