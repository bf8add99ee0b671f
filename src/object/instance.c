/* instance.c - the attributes of instances: values in line, whose names the class keeps for all its instances.

     instance --> [prefix: order of insertion][value][value][ free ]...   index: the class's shared keys
                                                                           (HeapType.cached_keys)
   The dict is made only when somebody asks for __dict__ (it takes the values over, split), or when a name finds no
   room among the shared keys.  From then on the instance has the dict and no values.

   Invariants (proved by instance_check): an instance has values or a dict, not both; each value that is there stands
   once in the order of insertion. */
#include "object/dictkeys.h"

static inline DictKeys *class_keys(const Obj *o)
{
    const Type *t = type_of(o);
    return type_has(t, TF_HEAP) ? ((const HeapType *)t)->cached_keys : NULL;
}

/* ---- making, dying ------------------------------------------------------------------------------------------------ */

CHECK bool instance_init_values(Runtime *rt, Obj *o, Type *t)
{
    DictKeys *k = ((HeapType *)t)->cached_keys;
    if (k->usable > 1) k->usable--; /* each instance makes the next one's values smaller */
    DictValues *v = values_new(rt, keys_shared_room(k));
    if (!v) return false;
    *obj_values_place(o) = v;
    return true;
}

void instance_values_free(Runtime *rt, Obj *o)
{
    DictValues *v = *obj_values_place(o);
    if (!v) {
        CLEAR(rt, *obj_dict_place(o));
        return;
    }
    DictKeys *k = class_keys(o);
    for (isize i = 0; i < k->nentries; i++) CLEAR(rt, v->values[i]);
    *obj_values_place(o) = NULL;
    values_free(rt, v);
}

void instance_clear(Runtime *rt, Obj *o)
{
    DictValues *v = *obj_values_place(o);
    DictKeys *k = class_keys(o);
    for (isize i = 0; v && i < k->nentries && v == *obj_values_place(o); i++) {
        if (!v->values[i]) continue;
        values_drop_order(v, i);
        CLEAR(rt, v->values[i]);
    }
    CLEAR(rt, *obj_dict_place(o));
}

int instance_traverse(Obj *o, Visit visit, void *ctx)
{
    DictValues *v = *obj_values_place(o);
    if (v) {
        isize n = class_keys(o)->nentries;
        for (isize i = 0; i < n; i++) VISIT(v->values[i], "attribute", i);
    }
    VISIT(*obj_dict_place(o), "__dict__", -1);
    return 0;
}

/* ---- the dict ------------------------------------------------------------------------------------------------------ */

/* Makes [d], new and empty, the dict of [o], which has values: it takes them over. */
static void hand_over_values(Runtime *rt, Obj *o, Dict *d)
{
    DictValues *v = *obj_values_place(o);
    DictKeys *k = class_keys(o);
    bool track = false;
    for (isize i = 0; i < k->nentries; i++) {
        if (!v->values[i]) continue;
        d->used++;
        track |= may_be_tracked(rt, v->values[i]);
    }
    keys_share(k);
    d->keys = k;
    d->values = v;
    *obj_values_place(o) = NULL;
    *obj_dict_place(o) = &d->o;
    if (track) {
        gc_track(rt, d);
        EMIT(rt, TRACK, d, o, 0, 0);
    }
}

/* An empty split dict for an instance that has neither values nor dict; a plain one when its class has no keys. */
static OWN Obj *new_split_dict(Runtime *rt, Obj *o)
{
    DictKeys *k = class_keys(o);
    Obj *d = dict_new(rt);
    if (!d || !k) return d;
    DictValues *v = values_new(rt, keys_shared_room(k));
    if (!v) {
        decref(rt, d);
        return NULL;
    }
    keys_share(k);
    ((Dict *)d)->keys = k;
    ((Dict *)d)->values = v;
    return d;
}

/* Puts [d], new, in place; making it may have run a finalizer that was quicker. */
static OWN Obj *settle_dict_take(Runtime *rt, Obj *o, TAKE Obj *d)
{
    if (!d) return NULL;
    Obj **place = obj_dict_place(o);
    if (*place) {
        decref(rt, d);
    } else if (*obj_values_place(o)) {
        hand_over_values(rt, o, (Dict *)d);
    } else {
        *place = d;
    }
    return own(*place);
}

OWN Obj *obj_materialize_dict(Runtime *rt, Obj *o)
{
    Obj *dict = *obj_dict_place(o);
    return dict ? own(dict) : settle_dict_take(rt, o, dict_new(rt));
}

/* The dict of an instance, which an attribute is about to be put into. */
static OWN Obj *dict_to_set(Runtime *rt, Obj *o)
{
    if (*obj_values_place(o) || *obj_dict_place(o)) return obj_materialize_dict(rt, o);
    return settle_dict_take(rt, o, new_split_dict(rt, o));
}

/* ---- getting and setting ------------------------------------------------------------------------------------------- */

OWN Obj *instance_get(Runtime *rt, Obj *o, Obj *name)
{
    DictValues *v = *obj_values_place(o);
    if (LIKELY(v && is_type(rt, name, STR))) {
        isize ix = keys_find_str(class_keys(o), name, str_hash_known(rt, name));
        return ix < 0 ? NULL : xown(v->values[ix]);
    }
    if (!v && !*obj_dict_place(o)) return NULL;
    Obj *dict = obj_materialize_dict(rt, o);
    if (!dict) return NULL;
    hold(rt, "dict being searched", dict);
    return drop_keep(rt, 1, dict_get(rt, dict, name));
}

static bool set_in_dict(Runtime *rt, Obj *o, Obj *name, Obj *value)
{
    Obj *dict = dict_to_set(rt, o);
    if (!dict) return false;
    bool ok;
    if (LIKELY(is_type(rt, name, STR) && keys_are_str(((Dict *)dict)->keys))) {
        /* No Python code runs before the change is made, so the instance's reference is enough. */
        dict->refcnt--;
        ok = value ? dict_set(rt, dict, name, value) : dict_del(rt, dict, name);
    } else {
        hold(rt, "dict being changed", dict);
        ok = value ? dict_set(rt, dict, name, value) : dict_del(rt, dict, name);
        drop(rt);
    }
    if (!ok && !value && err_clear_if(rt, EXC_TYPE(rt, KeyError)))
        err_format(rt, EXC_TYPE(rt, AttributeError), "'%.100s' object has no attribute '%O'", type_of(o)->name, name);
    return ok;
}

CHECK bool instance_set(Runtime *rt, Obj *o, Obj *name, Obj *value)
{
    DictValues *v = *obj_values_place(o);
    if (!v || !is_type(rt, name, STR)) return set_in_dict(rt, o, name, value);
    isize ix = keys_add_shared(rt, class_keys(o), name);
    if (ix == DKIX_EMPTY) return set_in_dict(rt, o, name, value);
    Obj *old = v->values[ix];
    if (!old && !value) {
        err_format(rt, EXC_TYPE(rt, AttributeError), "'%.100s' object has no attribute '%O'", type_of(o)->name, name);
        return false;
    }
    if (!old) values_add_order(v, ix);
    if (!value) values_drop_order(v, ix);
    v->values[ix] = xown(value);
    xdecref(rt, old);
    return true;
}

/* ---- blocks and proof ---------------------------------------------------------------------------------------------- */

void instance_blocks(Obj *o, BlockVisit visit, void *ctx)
{
    DictValues *v = *obj_values_place(o);
    if (!v) return;
    visit(values_prefix(v) - values_prefix_bytes(v), values_bytes(v, keys_shared_room(class_keys(o))), "attribute values", ctx);
}

const char *instance_check(Runtime *rt, Obj *o)
{
    const DictValues *v = *obj_values_place(o);
    if (v && *obj_dict_place(o)) return "an instance has values and a dict";
    if (*obj_dict_place(o) && (*obj_dict_place(o))->refcnt <= 0) return "an instance's dict is dead";
    if (!v) return NULL;
    const DictKeys *k = class_keys(o);
    if (!k) return "an instance has values, its class no keys";
    return values_check(rt, v, k, -1);
}
