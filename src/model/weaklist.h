/* weaklist.h - the list of weak references that hangs on an object, for its owner's death and the collector. */
#ifndef GH_MODEL_WEAKLIST_H
#define GH_MODEL_WEAKLIST_H

#include "model/runtime.h"

/* Where [o] keeps its list, or NULL when it cannot be weakly referenced. */
static inline Obj **weaklist_place(const Obj *o)
{
    isize at = type_of(o)->weaklist_offset;
    return at > 0 ? (Obj **)((char *)(uintptr_t)o + at) : NULL;
}

/* weakref_detach: takes [w] off its referent's list; the referent becomes None, the callback stays. */
static inline void weakref_detach(Runtime *rt, WeakRef *w)
{
    if (w->object == &rt->none) return;
    WeakRef **list = (WeakRef **)weaklist_place(w->object);
    if (*list == w) *list = w->next;
    EMIT(rt, WEAKREF_CLEAR, w, w->object, 0, 0);
    w->object = &rt->none;
    if (w->prev) w->prev->next = w->next;
    if (w->next) w->next->prev = w->prev;
    w->prev = w->next = NULL;
}

#endif
