/* hold.h - the hold stack: references that C code owns while Python code may run.

   They live in the image, each with a word, so that the ledger can name the holder ("key being hashed")
   and an abandoned run loses none.  Strictly last in, first out.

     hold(rt, "result so far", list);      the hold stack owns the reference now
     ... obj_call(...) ...
     list = unhold(rt);                    it is ours again */
#ifndef GH_MODEL_HOLD_H
#define GH_MODEL_HOLD_H

#include "model/runtime.h"

/* The list of a syntax tree's constants, while exec or eval runs its code. */
#define HOLD_TREE "syntax tree of what exec or eval runs"

void hold_overflow(Runtime *rt) __attribute__((noreturn)); /* more C nesting than the recursion limits allow */

static inline void hold_array(Runtime *rt, const char *role, Obj **items, isize n)
{
    if (UNLIKELY(rt->hold_count == HOLD_MAX)) hold_overflow(rt);
    rt->holds[rt->hold_count++] = (Held){items, n, role, rt->vm.frame};
}
static inline void hold(Runtime *rt, const char *role, void *o)
{
    if (UNLIKELY(rt->hold_count == HOLD_MAX)) hold_overflow(rt);
    rt->holds[rt->hold_count++] = (Held){o, -1, role, rt->vm.frame};
}
static inline void *unhold(Runtime *rt) { return rt->holds[--rt->hold_count].ref; }
/* drop: gives the newest held reference up. */
static inline void drop(Runtime *rt)
{
    void *o = unhold(rt);
    xdecref(rt, o);
}
static inline void drop_n(Runtime *rt, int n)
{
    while (n-- > 0) drop(rt);
}
/* drop_keep: gives the [n] newest up while [result] is owned, too (a __del__ may run); answers it. */
static inline OWN void *drop_keep(Runtime *rt, int n, TAKE void *result)
{
    hold(rt, "result", result);
    for (int i = 2; i <= n + 1; i++) {
        void *o = rt->holds[rt->hold_count - i].ref;
        rt->holds[rt->hold_count - i].ref = NULL;
        xdecref(rt, o);
    }
    rt->hold_count -= n + 1;
    return result;
}

#endif
