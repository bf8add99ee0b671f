/* subtype.c - whether one type inherits from another: asked for on every path, so as cheap as a walk can be. */
#include "model/ops.h"

bool type_is_subtype(const Type *a, const Type *b)
{
    const Obj *mro = a->mro;
    if (mro) {
        for (isize i = 0; i < tuple_len(mro); i++)
            if (tuple_peek(mro, i) == (const Obj *)b) return true;
        return false;
    }
    for (; a; a = a->base_type) /* not ready yet, or being cleared */
        if (a == b) return true;
    return type_has(b, TF_READY) && !b->base_type; /* object */
}
