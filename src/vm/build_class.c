/* build_class.c - __build_class__: what a class statement calls (PEP 3115, 487, 560). */
#include "object/type.h"
#include "vm/vm_inner.h"

/* The bases that [base] stands for by its __mro_entries__; NULL without an exception: it has none. */
static OWN Obj *entries_of(Runtime *rt, Obj *base, Obj *bases)
{
    Obj *method;
    if (obj_lookattr(rt, base, id_(rt, __mro_entries__), &method) <= 0) return NULL;
    hold(rt, "method being called", method);
    Obj *entries = drop_keep(rt, 1, obj_call1(rt, method, bases));
    if (!entries || is_tuple(entries)) return entries;
    decref(rt, entries);
    return err_type(rt, "__mro_entries__ must return a tuple");
}

/* Replaces bases that are no classes; the list *changed (on the hold stack) is made when the first one is. */
static bool replace_base(Runtime *rt, Obj *bases, isize i, Obj **changed)
{
    Obj *base = tuple_peek(bases, i), *entries = NULL;
    if (!is_typeobj(base)) {
        entries = entries_of(rt, base, bases);
        if (!entries && err_pending(rt)) return false;
    }
    if (!entries) return !*changed || list_append(rt, *changed, base);
    if (!*changed) {
        *changed = list_new(rt, i);
        for (isize k = 0; *changed && k < i; k++) ((List *)*changed)->items[k] = own(tuple_peek(bases, k));
        rt->holds[rt->hold_count - 1].ref = *changed;
    }
    bool ok = *changed && list_extend(rt, *changed, entries);
    decref(rt, entries);
    return ok;
}

/* The bases with their __mro_entries__ put in; the tuple itself when there are none. */
static OWN Obj *update_bases(Runtime *rt, Obj *bases)
{
    Obj *changed = NULL, *result = NULL;
    bool ok = true;
    hold(rt, "bases so far", NULL);
    for (isize i = 0; ok && i < tuple_len(bases); i++) ok = replace_base(rt, bases, i, &changed);
    if (ok) result = changed ? list_to_tuple(rt, changed) : own(bases);
    return drop_keep(rt, 1, result);
}

/* The metaclass: given, of the first base, or type; made the most derived one.  Owned. */
static OWN Obj *find_metaclass(Runtime *rt, Obj *bases, Obj *keywords, bool *is_class)
{
    Obj *meta = keywords ? dict_get(rt, keywords, id_(rt, metaclass)) : NULL;
    *is_class = true;
    if (meta) {
        if (!dict_del(rt, keywords, id_(rt, metaclass))) CLEAR(rt, meta);
        if (!meta) return NULL;
        *is_class = is_typeobj(meta);
    } else {
        if (err_pending(rt)) return NULL;
        meta = own(tuple_len(bases) ? type_of(tuple_peek(bases, 0)) : TYPE_OF(rt, TYPE));
    }
    if (!*is_class) return meta;
    Type *winner = type_metaclass(rt, (Type *)meta, bases);
    decref(rt, meta);
    return winner ? own(winner) : NULL;
}

/* Calls with two or three positional arguments and the class's keywords. */
static OWN Obj *call_with_keywords(Runtime *rt, Obj *callable, Obj *const *args, isize n, Obj *keywords)
{
    Obj *tuple = tuple_from_array(rt, args, n);
    if (!tuple) return NULL;
    hold(rt, "arguments", tuple);
    return drop_keep(rt, 1, obj_call(rt, callable, tuple, keywords));
}

static OWN Obj *prepare_namespace(Runtime *rt, Obj *meta, bool is_class, Obj *name, Obj *bases, Obj *keywords)
{
    Obj *prepare, *args[] = {NULL, name, bases};
    int found = obj_lookattr(rt, meta, id_(rt, __prepare__), &prepare);
    if (found < 0) return NULL;
    if (!found) return dict_new(rt);
    hold(rt, "method being called", prepare);
    Obj *ns = keywords && dict_len(keywords) ? call_with_keywords(rt, prepare, args + 1, 2, keywords)
                                             : obj_vectorcall(rt, prepare, args + 1, 2 | VECTOR_OFFSET, NULL);
    ns = drop_keep(rt, 1, ns);
    if (!ns || (type_of(ns)->mapping && type_of(ns)->mapping->subscript)) return ns;
    err_type(rt, "%.200s.__prepare__() must return a mapping, not %.200s", is_class ? ((Type *)meta)->name : "<metaclass>",
             type_of(ns)->name);
    decref(rt, ns);
    return NULL;
}

/* The cell of __class__ must hold the class that was made. */
static bool check_cell(Runtime *rt, Obj *cell, Obj *cls, Obj *name)
{
    if (!is_typeobj(cls) || !is_type(rt, cell, CELL)) return true;
    Obj *value = ((Cell *)cell)->value;
    if (value == cls) return true;
    if (!value)
        err_format(rt, EXC_TYPE(rt, RuntimeError),
                   "__class__ not set defining %.200R as %.200R. Was __classcell__ propagated to type.__new__?", name, cls);
    else
        err_type(rt, "__class__ set to %.200R defining %.200R as %.200R", value, name, cls);
    return false;
}

/* Runs the body in the namespace and makes the class. */
static OWN Obj *make_class(Runtime *rt, Obj *func, Obj *meta, Obj *name, Obj *bases, Obj *orig_bases, Obj *ns, Obj *keywords)
{
    Obj *cell = call_with_locals(rt, func, ns), *cls = NULL;
    if (!cell) return NULL;
    hold(rt, "cell of __class__", cell);
    if (bases == orig_bases || obj_setitem(rt, ns, id_(rt, __orig_bases__), orig_bases)) {
        Obj *args[] = {name, bases, ns};
        cls = call_with_keywords(rt, meta, args, 3, keywords && dict_len(keywords) ? keywords : NULL);
    }
    if (cls && !check_cell(rt, cell, cls, name)) CLEAR(rt, cls);
    return drop_keep(rt, 1, cls);
}

static OWN Obj *build(Runtime *rt, Obj *func, Obj *name, Obj *orig_bases, Obj *keywords)
{
    bool is_class;
    Obj *bases = update_bases(rt, orig_bases), *cls = NULL;
    if (!bases) return NULL;
    hold(rt, "bases of the class being built", bases);
    Obj *meta = find_metaclass(rt, bases, keywords, &is_class);
    hold(rt, "metaclass", meta);
    Obj *ns = meta ? prepare_namespace(rt, meta, is_class, name, bases, keywords) : NULL;
    hold(rt, "namespace of the class being built", ns);
    if (ns) cls = make_class(rt, func, meta, name, bases, orig_bases, ns, keywords);
    return drop_keep(rt, 3, cls);
}

METHOD(build_class, VECTOR, "__build_class__(func, name, /, *bases, **kwds)",
       "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\n"
       "Internal helper function used by the class statement.")
{
    if (nargs < 2) return err_type(rt, "__build_class__: not enough arguments");
    if (!is_type(rt, args[0], FUNCTION)) return err_type(rt, "__build_class__: func must be a function");
    if (!is_str(args[1])) return err_type(rt, "__build_class__: name is not a string");
    Obj *orig_bases = tuple_from_array(rt, args + 2, nargs - 2), *keywords = NULL, *cls = NULL;
    if (!orig_bases) return NULL;
    bool ok = !kwnames || !tuple_len(kwnames) || (keywords = dict_new(rt)) != NULL;
    hold(rt, "bases as written", orig_bases);
    hold(rt, "keywords of the class", keywords);
    for (isize i = 0; ok && keywords && i < tuple_len(kwnames); i++)
        ok = dict_set(rt, keywords, tuple_peek(kwnames, i), args[nargs + i]);
    if (ok) cls = build(rt, args[0], args[1], orig_bases, keywords);
    return drop_keep(rt, 2, cls);
}

const MethodDef *const vm_build_class_def = &build_class_def;
