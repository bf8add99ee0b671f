/* type_check.c - isinstance() and issubclass(): by mro, by __class__, by a class's own rule, over tuples of
   classes, and over things that merely have __bases__. */
#include "object/type.h"

/* ---- things with __bases__ -------------------------------------------------------------------------------------------- */

/* The __bases__ tuple of anything, owned; NULL without an exception: has none. */
static OWN Obj *bases_of(Runtime *rt, Obj *cls)
{
    Obj *bases;
    if (obj_lookattr(rt, cls, id_(rt, __bases__), &bases) <= 0) return NULL;
    if (!is_tuple(bases)) CLEAR(rt, bases);
    return bases;
}

static int abstract_issubclass(Runtime *rt, Obj *derived, Obj *cls)
{
    if (derived == cls) return 1;
    Obj *bases = bases_of(rt, derived);
    if (!bases) return err_pending(rt) ? -1 : 0;
    hold(rt, "bases", bases);
    int answer = 0;
    if (!recursion_enter(rt, " in __issubclass__")) answer = -1;
    if (answer == 0) {
        for (isize i = 0; answer == 0 && i < tuple_len(bases); i++)
            answer = abstract_issubclass(rt, tuple_peek(bases, i), cls);
        recursion_leave(rt);
    }
    drop(rt);
    return answer;
}

static bool check_class(Runtime *rt, Obj *cls, const char *message)
{
    Obj *bases = bases_of(rt, cls);
    if (bases) {
        decref(rt, bases);
        return true;
    }
    if (!err_pending(rt)) err_type(rt, "%s", message);
    return false;
}

/* ---- without the classes' own rules ------------------------------------------------------------------------------------ */

int obj_real_isinstance(Runtime *rt, Obj *o, Obj *cls)
{
    Obj *claimed;
    if (is_typeobj(cls)) {
        if (is_instance(o, (Type *)cls)) return 1;
        int got = obj_lookattr(rt, o, id_(rt, __class__), &claimed);
        if (got <= 0) return got;
        int answer = claimed != (Obj *)type_of(o) && is_typeobj(claimed) && type_is_subtype((Type *)claimed, (Type *)cls);
        decref(rt, claimed);
        return answer;
    }
    if (!check_class(rt, cls, "isinstance() arg 2 must be a type, a tuple of types, or a union")) return -1;
    int got = obj_lookattr(rt, o, id_(rt, __class__), &claimed);
    if (got <= 0) return got;
    hold(rt, "__class__", claimed);
    int answer = abstract_issubclass(rt, claimed, cls);
    drop(rt);
    return answer;
}

int obj_real_issubclass(Runtime *rt, Obj *derived, Obj *cls)
{
    if (is_typeobj(cls) && is_typeobj(derived)) return type_is_subtype((Type *)derived, (Type *)cls);
    if (!check_class(rt, derived, "issubclass() arg 1 must be a class")) return -1;
    if (!check_class(rt, cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union")) return -1;
    return abstract_issubclass(rt, derived, cls);
}

/* ---- with them ----------------------------------------------------------------------------------------------------------- */

typedef int (*AskFn)(Runtime *rt, Obj *o, Obj *cls);

/* Asks each class of a tuple. */
static int ask_each(Runtime *rt, Obj *o, Obj *classes, const char *where, AskFn ask)
{
    if (!recursion_enter(rt, where)) return -1;
    int answer = 0;
    for (isize i = 0; answer == 0 && i < tuple_len(classes); i++) answer = ask(rt, o, tuple_peek(classes, i));
    recursion_leave(rt);
    return answer;
}

/* Asks cls's own method; 2: it has none. */
static int ask_method(Runtime *rt, Obj *o, Obj *cls, Obj *name, const char *where)
{
    Obj *method = special_lookup(rt, cls, name);
    if (!method) return err_pending(rt) ? -1 : 2;
    hold(rt, "method being called", method);
    Obj *result = NULL;
    if (recursion_enter(rt, where)) {
        result = obj_call1(rt, method, o);
        recursion_leave(rt);
    }
    result = drop_keep(rt, 1, result);
    if (!result) return -1;
    hold(rt, "answer", result);
    int truth = obj_truth(rt, result);
    drop(rt);
    return truth;
}

int obj_isinstance(Runtime *rt, Obj *o, Obj *cls)
{
    if (type_of(o) == (Type *)cls) return 1;
    if (is_type(rt, cls, TYPE)) return obj_real_isinstance(rt, o, cls);
    if (is_tuple(cls)) return ask_each(rt, o, cls, " in __instancecheck__", obj_isinstance);
    int answer = ask_method(rt, o, cls, id_(rt, __instancecheck__), " in __instancecheck__");
    return answer == 2 ? obj_real_isinstance(rt, o, cls) : answer;
}

int obj_issubclass(Runtime *rt, Obj *derived, Obj *cls)
{
    if (is_type(rt, cls, TYPE)) return derived == cls ? 1 : obj_real_issubclass(rt, derived, cls);
    if (is_tuple(cls)) return ask_each(rt, derived, cls, " in __subclasscheck__", obj_issubclass);
    int answer = ask_method(rt, derived, cls, id_(rt, __subclasscheck__), " in __subclasscheck__");
    return answer == 2 ? obj_real_issubclass(rt, derived, cls) : answer;
}
