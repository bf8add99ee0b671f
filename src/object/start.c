/* start.c - brings the object room to life in an empty image: types, singletons, identifiers, hooks. */
#include "object/start.h"

#include "object/alias.h"

/* ---- the rows of types.def that are ours ---------------------------------------------------------------------------------- */

#define ROW_object(id, template, base) {T_##id, &template, T_##base},
#define ROW_vm(id, template, base)
#define ROW_lib(id, template, base)
#define TYPE(room, id, template, base) ROW_##room(id, template, base)
static const TypeRow rows[] = {
#include "model/types.def"
};
#undef TYPE

/* ---- singletons ------------------------------------------------------------------------------------------------------------- */

static void place_singletons(Runtime *rt)
{
    rt->none = (Obj){STATIC_REFCNT, TYPE_OF(rt, NONE)};
    rt->not_implemented = (Obj){STATIC_REFCNT, TYPE_OF(rt, NOT_IMPLEMENTED)};
    rt->ellipsis = (Obj){STATIC_REFCNT, TYPE_OF(rt, ELLIPSIS)};
}

static bool place_identifiers(Runtime *rt)
{
    static const char *const names[] = {
#define ID(name) #name,
#include "model/ids.def"
#undef ID
    };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (!(rt->ids[i] = str_static(rt, names[i]))) return false;
    return true;
}

/* ---- hooks -------------------------------------------------------------------------------------------------------------------- */

static OWN Obj *int_from_isize(Runtime *rt, isize value) { return int_new(rt, value); }

static void answer_hooks(Runtime *rt)
{
    Hooks *h = &rt->hooks;
    h->str_from_utf8 = str_from_utf8;
    h->str_static = str_static;
    h->tuple_from_array = tuple_from_array;
    h->dict_new = dict_new;
    h->dict_set = dict_set;
    h->dict_next = dict_next;
    h->list_append = list_append;
    h->clear_free_lists = clear_free_lists;
    h->generic_getattr_quiet = generic_getattr_quiet;
    h->attribute_context = err_attribute_context;
    h->seq_iter_new = seq_iter_new;
    h->generic_alias_new = generic_alias_new;
    h->int_from_isize = int_from_isize;
    h->int_to_isize = int_to_isize;
    h->to_double = number_to_double;
}

/* ---- all of it ------------------------------------------------------------------------------------------------------------------ */

CHECK bool object_start(Runtime *rt)
{
    answer_hooks(rt);
    if (!rt->type_version) rt->type_version = 1;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        type_place(rt, &rt->types[rows[i].id], rows[i].template, &rt->types[rows[i].base]);
    place_singletons(rt);
    if (!tuple_start(rt) || !bytes_start(rt) || !str_start(rt) || !place_identifiers(rt) || !int_start(rt)) return false;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (!type_ready(rt, &rt->types[rows[i].id])) return false;
    rt->argument_names = list_new(rt, 0);
    if (!rt->argument_names) return false;
    gc_untrack(rt->argument_names);
    Obj *slice = slice_new(rt, NULL, NULL, NULL); /* CPython's start has used one: it waits for the next */
    if (!slice) return false;
    decref(rt, slice);
    return exc_start(rt);
}
