/* type_lookup.c - finding an attribute along the mro, through the method cache.

   A type gets a version tag when something is first looked up in it; changing it or one of its bases takes
   the tag away, and with it everything that was remembered under it. */
#include "object/dictkeys.h"
#include "object/type.h"

enum { CACHED_NAME_MAX = 100 }; /* longer names are not remembered */

bool type_assign_version(Runtime *rt, Type *t)
{
    if (type_has(t, TF_VALID_VERSION)) return true;
    if (!type_has(t, TF_READY) || rt->type_version == 0) return false;
    t->version_tag = rt->type_version++;
    for (isize i = 0; i < tuple_len(t->bases); i++)
        if (!type_assign_version(rt, (Type *)tuple_peek(t->bases, i))) return false;
    t->flags |= TF_VALID_VERSION;
    return true;
}

void type_modified(Runtime *rt, Type *t)
{
    if (!type_has(t, TF_VALID_VERSION)) return;
    isize pos = 0;
    for (Type *heir; (heir = subclasses_next(rt, t, &pos)) != NULL;) type_modified(rt, heir);
    t->flags &= ~(uint64_t)TF_VALID_VERSION;
    t->version_tag = 0;
}

/* Along the mro while that runs no Python code: *at is where it stopped. */
static Obj *find_quick(Runtime *rt, Obj *mro, Obj *name, isize *at)
{
    Hash hash = str_hash_known(rt, name);
    for (isize n = tuple_len(mro); *at < n; ++*at) {
        const Dict *d = (const Dict *)((const Type *)tuple_peek(mro, *at))->dict;
        if (!d) continue;
        if (UNLIKELY(d->keys->kind != KEYS_STR)) break;
        isize ix = keys_find_str(d->keys, name, hash);
        if (ix >= 0) return keys_str_entries(d->keys)[ix].value;
    }
    return NULL;
}

Obj *type_find_uncached(Runtime *rt, Type *t, Obj *name, bool *failed)
{
    Obj *mro = t->mro, *found = NULL;
    isize i = 0;
    *failed = false;
    if (!mro) return NULL;
    if (LIKELY(is_type(rt, name, STR))) {
        found = find_quick(rt, mro, name, &i);
        if (found || i == tuple_len(mro)) return found;
    }
    Hash hash = obj_hash(rt, name);
    *failed = hash == -1;
    if (*failed) return NULL;
    hold(rt, "mro being searched", own(mro));
    for (; i < tuple_len(mro) && !found && !*failed; i++) {
        Obj *dict = ((Type *)tuple_peek(mro, i))->dict;
        if (!dict) continue;
        found = dict_get_peek_hash(rt, dict, name, hash);
        if (!found) *failed = err_pending(rt);
    }
    drop(rt);
    return found;
}

Obj *type_lookup_peek(Runtime *rt, Type *t, Obj *name)
{
    MethodCacheEntry *e = method_cache_place(rt, t, name);
    if (e->version == t->version_tag && e->name == name) return e->value;
    bool failed;
    Obj *found = type_find_uncached(rt, t, name, &failed);
    if (failed) {
        err_clear(rt);
        return NULL;
    }
    if (is_type(rt, name, STR) && str_len(name) <= CACHED_NAME_MAX && type_assign_version(rt, t)) {
        e = method_cache_place(rt, t, name);
        e->version = t->version_tag;
        e->value = found;
        incref(name);
        SET_REF_TAKE(rt, e->name, name);
    }
    return found;
}

OWN Obj *special_method(Runtime *rt, Obj *o, Obj *name, bool *unbound)
{
    Obj *found = type_find(rt, type_of(o), name);
    *unbound = false;
    if (!found) return NULL;
    if (type_has(type_of(found), TF_METHOD_DESCRIPTOR)) {
        *unbound = true;
        return own(found);
    }
    DescrGetFn get = type_of(found)->get;
    return get ? get(rt, found, o, (Obj *)type_of(o)) : own(found);
}

OWN Obj *special_lookup(Runtime *rt, Obj *o, Obj *name)
{
    Obj *found = type_find(rt, type_of(o), name);
    if (!found) return NULL;
    DescrGetFn get = type_of(found)->get;
    return get ? get(rt, found, o, (Obj *)type_of(o)) : own(found);
}
