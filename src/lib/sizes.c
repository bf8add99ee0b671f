/* sizes.c - what sys.getsizeof answers: the type's __sizeof__, and the GC head and prefix in front. */
#include "lib/lib.h"

isize obj_getsizeof(Runtime *rt, Obj *o)
{
    Obj *method = special_lookup(rt, o, id_(rt, __sizeof__)), *answer;
    isize n = -1;
    if (!method) {
        if (!err_pending(rt)) err_type(rt, "Type %.100s doesn't define __sizeof__", type_of(o)->name);
        return -1;
    }
    hold(rt, "method being called", method);
    answer = obj_call0(rt, method);
    drop(rt);
    if (!answer) return -1;
    if (!is_int(answer))
        err_type(rt, "an integer is required");
    else if ((n = int_as_isize(rt, answer)) < 0 && !err_pending(rt))
        err_value(rt, "__sizeof__() should return >= 0");
    decref(rt, answer);
    if (n < 0) return -1;
    if (obj_is_gc(rt, o)) n += (isize)sizeof(GcHead) + (type_has(type_of(o), TF_MANAGED_DICT) ? 2 * (isize)sizeof(void *) : 0);
    else if (is_typeobj(o)) n += (isize)sizeof(GcHead); /* CPython counts a head for static types too */
    return n;
}
