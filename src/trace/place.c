/* place.c - see place.h. */
#include "trace/place.h"

#include <string.h>

#include "object/dictkeys.h"
#include "object/type.h"

static const Obj *key_at(const Obj *dict, isize i)
{
    const DictKeys *k = ((const Dict *)dict)->keys;
    return keys_are_str(k) ? keys_str_entries(k)[i].key : keys_entries(k)[i].key;
}

const char *place_slot(const Obj *o, isize offset)
{
    for (const Type *t = type_of(o); t; t = t->base_type)
        for (const MemberDef *m = t->members; m && type_is_heap(t) && m->name; m++)
            if (m->offset == offset) return m->name;
    return NULL;
}

/* The name of an attribute that lies in the object itself; NULL: it is no attribute. */
static const Obj *attribute_name(const Obj *o, const char *role, isize index)
{
    const Type *t = type_of(o);
    if (strcmp(role, "attribute") != 0 || index < 0 || !type_is_heap(t) || !heap_type(t)->cached_keys) return NULL;
    return keys_str_entries(heap_type(t)->cached_keys)[index].key;
}

bool place_out(Runtime *rt, const Obj *o, const char *role, isize index, Out *out)
{
    const Obj *key = is_dict(o) && index >= 0 && strcmp(role, "value") == 0 ? key_at(o, index) : NULL;
    const Obj *name = attribute_name(o, role, index);
    const char *slot = strcmp(role, "slot") == 0 ? place_slot(o, index) : NULL;
    if (key) {
        out_text(out, "[");
        value_out(rt, key, out);
        out_text(out, "]");
    } else if ((is_list(o) || is_tuple(o)) && strcmp(role, "item") == 0) {
        out_format(out, "[%td]", index);
    } else if (name) {
        out_text(out, ".");
        out_str(out, name);
    } else if (slot) {
        out_format(out, ".%s", slot);
    } else {
        return false;
    }
    return true;
}
