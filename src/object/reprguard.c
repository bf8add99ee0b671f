/* reprguard.c - the containers whose repr is being made, so that one which contains itself is shown as [...].

   As in CPython they stand in a list of the thread's dict; list and dict come to life with the first such repr. */
#include "object/object.h"

/* The list, or NULL: there is none yet, or (an exception is pending) it cannot be had. */
static Obj *list_peek_or_make(Runtime *rt)
{
    if (!rt->thread_dict) rt->thread_dict = dict_new(rt);
    Obj *list = rt->thread_dict ? dict_get_peek(rt, rt->thread_dict, id_(rt, Py_Repr)) : NULL;
    if (list || err_pending(rt)) return list;
    list = list_new(rt, 0);
    bool ok = list && dict_set(rt, rt->thread_dict, id_(rt, Py_Repr), list);
    xdecref(rt, list);
    return ok ? list : NULL;
}

int repr_enter(Runtime *rt, Obj *o)
{
    Obj *list = list_peek_or_make(rt);
    if (!list) return -1;
    for (isize i = list_len(list); i-- > 0;)
        if (list_peek(list, i) == o) return 1;
    return list_append(rt, list, o) ? 0 : -1;
}

void repr_leave(Runtime *rt, Obj *o)
{
    Obj *type, *value, *tb;
    Obj *list = dict_get_peek(rt, rt->thread_dict, id_(rt, Py_Repr));
    err_fetch(rt, &type, &value, &tb);
    for (isize i = list ? list_len(list) : 0; i-- > 0;) {
        if (list_peek(list, i) != o) continue;
        if (!list_set_slice(rt, list, i, i + 1, NULL)) err_clear(rt);
        break;
    }
    err_restore_take(rt, type, value, tb);
}

isize repr_depth(Runtime *rt)
{
    Obj *list = rt->thread_dict ? dict_get_peek(rt, rt->thread_dict, id_(rt, Py_Repr)) : NULL;
    return list ? list_len(list) : 0;
}
