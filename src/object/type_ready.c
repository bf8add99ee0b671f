/* type_ready.c - makes a type usable: bases, mro, its dict filled from the tables of its template, and the
   slots that it does not set itself taken from its bases, by 3.11's rules. */
#include <string.h>

#include "object/start.h"
#include "object/type.h"

/* ---- the dict ------------------------------------------------------------------------------------------------------ */

/* Puts a descriptor under its name unless something is there already (or [replace]). */
static bool put_take(Runtime *rt, Type *t, Obj *name, TAKE Obj *value, bool replace)
{
    if (!value) return false;
    int known = replace ? 0 : dict_contains(rt, t->dict, name);
    bool ok = known > 0 || (known == 0 && dict_set(rt, t->dict, name, value));
    decref(rt, value);
    return ok;
}

static OWN Obj *static_builtin(Runtime *rt, Type *t, const MethodDef *def)
{
    BoundDef *bound = bound_def_new(rt, def);
    Obj *function = bound ? builtin_new(rt, bound, (Obj *)t, NULL) : NULL;
    if (!function) return NULL;
    Obj *method = staticmethod_new(rt, function);
    decref(rt, function);
    return method;
}

static bool add_methods(Runtime *rt, Type *t)
{
    for (const MethodDef *const *p = t->methods; p && *p; p++) {
        const MethodDef *def = *p;
        Obj *descr = def->flags & DEF_CLASS    ? classmethod_descr_new(rt, t, def)
                     : def->flags & DEF_STATIC ? static_builtin(rt, t, def)
                                               : method_descr_new(rt, t, def);
        if (!descr) return false;
        Obj *name = def->flags & DEF_STATIC ? ((Builtin *)((Wrapper1 *)descr)->callable)->def->name : ((Descr *)descr)->name;
        if (!put_take(rt, t, name, descr, def->flags & DEF_COEXIST)) return false;
    }
    return true;
}

static bool add_members(Runtime *rt, Type *t)
{
    for (const MemberDef *m = t->members; m && m->name; m++) {
        Obj *descr = member_descr_new(rt, t, m);
        if (!descr || !put_take(rt, t, ((Descr *)descr)->name, descr, false)) return false;
    }
    return true;
}

static bool add_getsets(Runtime *rt, Type *t)
{
    for (const GetSetDef *g = t->getset; g && g->name; g++) {
        Obj *descr = getset_descr_new(rt, t, g);
        if (!descr || !put_take(rt, t, ((Descr *)descr)->name, descr, false)) return false;
    }
    return true;
}

static bool add_doc(Runtime *rt, Type *t)
{
    int known = dict_contains(rt, t->dict, id_(rt, __doc__));
    if (known) return known > 0;
    Obj *doc = t->doc ? str_from(rt, t->doc) : none_new(rt);
    return put_take(rt, t, id_(rt, __doc__), doc, true);
}

static bool add_new(Runtime *rt, Type *t)
{
    int known = dict_contains(rt, t->dict, id_(rt, __new__));
    if (known) return known > 0;
    BoundDef *def = bound_def_new(rt, new_wrapper_peek());
    return def && put_take(rt, t, id_(rt, __new__), builtin_new(rt, def, (Obj *)t, NULL), true);
}

/* new_ is not inherited from object by a built-in type: such a type cannot be called. */
static bool choose_new(Runtime *rt, Type *t)
{
    if (!t->new_ && t->base_type == TYPE_OF(rt, OBJECT) && !type_is_heap(t)) t->flags |= TF_DISALLOW_NEW;
    if (type_has(t, TF_DISALLOW_NEW))
        t->new_ = NULL;
    else if (t->new_)
        return add_new(rt, t);
    else
        t->new_ = t->base_type->new_;
    return true;
}

/* ---- inheriting ------------------------------------------------------------------------------------------------------ */

static void inherit_subclass_flags(Runtime *rt, Type *t, const Type *base)
{
    static const struct {
        enum TypeId id;
        uint64_t flag;
    } kinds[] = {{T_TYPE, TF_TYPE}, {T_INT, TF_INT}, {T_BYTES, TF_BYTES}, {T_STR, TF_STR},
                 {T_TUPLE, TF_TUPLE}, {T_LIST, TF_LIST}, {T_DICT, TF_DICT}};
    if (type_is_subtype(base, (Type *)EXC_TYPE(rt, BaseException))) t->flags |= TF_EXCEPTION;
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (type_is_subtype(base, &rt->types[kinds[i].id])) t->flags |= kinds[i].flag;
    t->flags |= base->flags & TF_MATCH_SELF;
}

/* What comes from the one base whose layout t extends. */
static void inherit_special(Runtime *rt, Type *t, const Type *base)
{
    if (!t->traverse && !t->clear && (type_has(base, TF_GC) || !type_has(t, TF_GC))) {
        t->flags |= base->flags & TF_GC;
        t->traverse = base->traverse;
        t->clear = base->clear;
    }
    t->flags |= base->flags & TF_MANAGED_DICT;
    if (!t->basicsize) t->basicsize = base->basicsize;
    if (!t->itemsize) t->itemsize = base->itemsize;
    if (!t->weaklist_offset) t->weaklist_offset = base->weaklist_offset;
    if (!t->dict_offset) t->dict_offset = base->dict_offset;
    inherit_subclass_flags(rt, t, base);
}

static AnyFn word_at(const void *table, size_t i)
{
    AnyFn f;
    memcpy(&f, (const char *)table + i * sizeof f, sizeof f);
    return f;
}

/* One table of slots ([size] bytes of function pointers).  A built-in type's table is constant: what it lacks goes
   into a copy in the static part. */
static bool inherit_table(Runtime *rt, Type *t, const void **table, const void *base, const void *above, size_t size)
{
    if (!*table || !base || *table == base) return true;
    char *out = type_is_heap(t) ? (char *)(uintptr_t)*table : NULL;
    for (size_t i = 0; i < size / sizeof(AnyFn); i++) {
        AnyFn theirs = word_at(base, i);
        if (word_at(*table, i) || !theirs || (above && word_at(above, i) == theirs)) continue;
        if (!out) {
            out = heap_static(HEAP(rt), size);
            if (!out) return err_no_memory(rt) != NULL;
            memcpy(out, *table, size);
            *table = out;
        }
        memcpy(out + i * sizeof theirs, &theirs, sizeof theirs);
    }
    return true;
}

#define INHERIT_TABLE(slot, Table)                                                                                   \
    inherit_table(rt, t, (const void **)&t->slot, base->slot, above ? above->slot : NULL, sizeof(Table))

static bool inherit_tables(Runtime *rt, Type *t, const Type *base)
{
    const Type *above = base->base_type;
    return INHERIT_TABLE(number, NumberSlots) && INHERIT_TABLE(async, AsyncSlots) && INHERIT_TABLE(sequence, SeqSlots) &&
           INHERIT_TABLE(mapping, MapSlots) && INHERIT_TABLE(buffer, BufferSlots);
}

/* A slot is taken from a base only when that base did not just inherit it itself. */
#define INHERIT(slot)                                                                                                \
    do {                                                                                                             \
        if (!t->slot && base->slot && !(above && above->slot == base->slot)) t->slot = base->slot;                   \
    } while (0)

static void inherit_call(Type *t, const Type *base, const Type *above)
{
    INHERIT(vectorcall_offset);
    if (!t->call && type_has(base, TF_VECTORCALL) && type_has(t, TF_IMMUTABLE)) t->flags |= TF_VECTORCALL;
    INHERIT(call);
}

static bool inherit_compare(Runtime *rt, Type *t, const Type *base)
{
    if (t->compare || t->hash) return true;
    int own_rules = dict_contains(rt, t->dict, id_(rt, __eq__));
    if (own_rules == 0) own_rules = dict_contains(rt, t->dict, id_(rt, __hash__));
    if (own_rules == 0) {
        t->compare = base->compare;
        t->hash = base->hash;
    }
    return own_rules >= 0;
}

static void inherit_lifetime(Type *t, const Type *base, const Type *above)
{
    INHERIT(dealloc);
    INHERIT(blocks);
    INHERIT(check);
    INHERIT(dict_offset);
    INHERIT(init);
    INHERIT(alloc);
    INHERIT(is_gc);
    INHERIT(finalize);
    INHERIT(free);
}

static bool inherit_slots(Runtime *rt, Type *t, const Type *base)
{
    const Type *above = base->base_type;
    if (!inherit_tables(rt, t, base)) return false;
    if (!t->getattr) t->getattr = base->getattr;
    if (!t->setattr) t->setattr = base->setattr;
    INHERIT(repr);
    inherit_call(t, base, above);
    INHERIT(str);
    if (!inherit_compare(rt, t, base)) return false;
    INHERIT(iter);
    INHERIT(next);
    INHERIT(get);
    if (base->get && t->get == base->get && type_has(t, TF_IMMUTABLE)) t->flags |= base->flags & TF_METHOD_DESCRIPTOR;
    INHERIT(set);
    inherit_lifetime(t, base, above);
    if (!type_has(t, TF_SEQUENCE) && !type_has(t, TF_MAPPING)) t->flags |= base->flags & (TF_SEQUENCE | TF_MAPPING);
    return true;
}

static bool inherit(Runtime *rt, Type *t)
{
    Type *base = t->base_type;
    if (base) inherit_special(rt, t, base);
    for (isize i = 1; i < tuple_len(t->mro); i++)
        if (is_typeobj(tuple_peek(t->mro, i)) && !inherit_slots(rt, t, (Type *)tuple_peek(t->mro, i))) return false;
    if (!base) return true;
    if (!t->async) t->async = base->async;
    if (!t->number) t->number = base->number;
    if (!t->sequence) t->sequence = base->sequence;
    if (!t->mapping) t->mapping = base->mapping;
    if (!t->buffer) t->buffer = base->buffer;
    return true;
}

/* ---- all of it ------------------------------------------------------------------------------------------------------- */

static bool set_bases(Runtime *rt, Type *t)
{
    if (!type_is_heap(t)) {
        t->flags |= TF_IMMUTABLE;
        xincref(t->base_type);
    }
    if (!t->dict && !(t->dict = dict_new(rt))) return false;
    if (!t->bases) t->bases = t->base_type ? tuple_pack(rt, 1, t->base_type) : tuple_new(rt, 0);
    return t->bases != NULL;
}

/* Comparison without a hash: the instances are not hashable, and __hash__ says so. */
static bool set_hash(Runtime *rt, Type *t)
{
    if (t->hash) return true;
    int known = dict_contains(rt, t->dict, id_(rt, __hash__));
    if (known) return known > 0;
    t->hash = hash_not_implemented;
    return dict_set(rt, t->dict, id_(rt, __hash__), &rt->none);
}

CHECK bool type_ready(Runtime *rt, Type *t)
{
    if (type_has(t, TF_READY)) return true;
    t->flags |= TF_READYING;
    bool ok = set_bases(rt, t) && mro_update(rt, t, NULL) && choose_new(rt, t) && type_add_operators(rt, t) && add_methods(rt, t) &&
              add_members(rt, t) && add_getsets(rt, t) && add_doc(rt, t) && inherit(rt, t) && set_hash(rt, t) &&
              subclasses_add(rt, t, t->bases);
    t->flags &= ~(uint64_t)TF_READYING;
    if (ok) t->flags |= TF_READY;
    return ok;
}

/* ---- placing templates --------------------------------------------------------------------------------------------- */

void type_place(Runtime *rt, Type *t, const Type *template, Type *base)
{
    *t = *template;
    t->base.base.refcnt = STATIC_REFCNT;
    t->base.base.type = TYPE_OF(rt, TYPE);
    t->base_type = base == t ? NULL : base;
}

CHECK bool types_start(Runtime *rt, const TypeRow *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) type_place(rt, &rt->types[rows[i].id], rows[i].template, &rt->types[rows[i].base]);
    for (size_t i = 0; i < n; i++)
        if (!type_ready(rt, &rt->types[rows[i].id])) return false;
    return true;
}
