/* type_new.c - makes a class: which metaclass, which base gives the layout, what __slots__ add, and the hooks
   that learn of it (__set_name__, __init_subclass__).

   Layout of an instance:  [dict pointers][GC head] base's object | slots, sorted by name | weak list
   A base with items (int, tuple) has its dict as the last word instead, and no weak list. */
#include <string.h>

#include "object/type.h"

typedef struct Making {
    Type *metatype;
    Obj *args, *kwargs;
    Obj *name, *dict; /* borrowed from args; dict: the original */
    Obj *bases;       /* owned */
    Type *base;
    Obj *slots;       /* owned tuple of mangled names, or NULL */
    isize nslots;
    bool add_dict, add_weak, may_add_dict, may_add_weak;
} Making;

/* ---- metaclass and best base -------------------------------------------------------------------------------------------- */

Type *type_metaclass(Runtime *rt, Type *meta, Obj *bases)
{
    Type *winner = meta;
    for (isize i = 0; i < tuple_len(bases); i++) {
        Type *other = type_of(tuple_peek(bases, i));
        if (type_is_subtype(winner, other)) continue;
        if (!type_is_subtype(other, winner))
            return err_type(rt, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                                "metaclasses of all its bases");
        winner = other;
    }
    return winner;
}

static bool shape_differs(const Type *t, const Type *base)
{
    isize size = t->basicsize;
    if (t->itemsize || base->itemsize) return size != base->basicsize || t->itemsize != base->itemsize;
    if (t->weaklist_offset && !base->weaklist_offset && t->weaklist_offset + (isize)sizeof(Obj *) == size && type_is_heap(t))
        size -= (isize)sizeof(Obj *);
    return size != base->basicsize;
}

Type *type_solid_base(Runtime *rt, Type *t)
{
    Type *base = t->base_type ? type_solid_base(rt, t->base_type) : TYPE_OF(rt, OBJECT);
    return shape_differs(t, base) ? t : base;
}

Type *type_best_base(Runtime *rt, Obj *bases)
{
    Type *best = NULL, *winner = NULL;
    for (isize i = 0; i < tuple_len(bases); i++) {
        Type *base = (Type *)tuple_peek(bases, i);
        if (!is_typeobj(base)) return err_type(rt, "bases must be types");
        if (!type_has(base, TF_BASETYPE)) return err_type(rt, "type '%.100s' is not an acceptable base type", base->name);
        Type *candidate = type_solid_base(rt, base);
        if (!winner || (!type_is_subtype(winner, candidate) && type_is_subtype(candidate, winner))) {
            winner = candidate;
            best = base;
        } else if (!type_is_subtype(winner, candidate)) {
            return err_type(rt, "multiple bases have instance lay-out conflict");
        }
    }
    return best;
}

/* ---- whether one class may stand for another ----------------------------------------------------------------------------- */

static bool like_base(const Type *t)
{
    const Type *base = t->base_type;
    return base && t->basicsize == base->basicsize && t->itemsize == base->itemsize && t->dict_offset == base->dict_offset &&
           t->weaklist_offset == base->weaklist_offset && type_has(t, TF_GC) == type_has(base, TF_GC) &&
           (t->clear == subtype_clear || t->clear == base->clear);
}

static bool same_slots_added(Runtime *rt, const Type *a, const Type *b)
{
    isize size = a->base_type->basicsize;
    if (a->dict_offset == size && b->dict_offset == size) size += (isize)sizeof(Obj *);
    if (!type_is_heap(a) || !type_is_heap(b)) return false;
    Obj *x = heap_type(a)->slots, *y = heap_type(b)->slots;
    if (x && y) {
        int equal = obj_compare_bool(rt, x, y, CMP_EQ);
        if (equal < 0) err_clear(rt);
        if (equal != 1) return false;
        size += (isize)sizeof(Obj *) * tuple_len(x);
    }
    if (a->weaklist_offset == size && b->weaklist_offset == size) size += (isize)sizeof(Obj *);
    return size == a->basicsize && size == b->basicsize;
}

CHECK bool type_compatible(Runtime *rt, Type *old, Type *new_, const char *attribute)
{
    if (type_has(old, TF_GC) != type_has(new_, TF_GC)) {
        err_type(rt, "%s assignment: '%s' deallocator differs from '%s'", attribute, new_->name, old->name);
        return false;
    }
    Type *a = new_, *b = old;
    while (like_base(a)) a = a->base_type;
    while (like_base(b)) b = b->base_type;
    if (a == b || (a->base_type == b->base_type && a->base_type && same_slots_added(rt, a, b)))
        if (type_has(old, TF_MANAGED_DICT) == type_has(new_, TF_MANAGED_DICT)) return true;
    err_type(rt, "%s assignment: '%s' object layout differs from '%s'", attribute, new_->name, old->name);
    return false;
}

/* ---- __slots__ -------------------------------------------------------------------------------------------------------------- */

static bool check_slot_name(Runtime *rt, Obj *name)
{
    if (!is_str(name)) {
        err_type(rt, "__slots__ items must be strings, not '%.200s'", type_of(name)->name);
        return false;
    }
    if (str_is_identifier(name)) return true;
    err_type(rt, "__slots__ must be identifiers");
    return false;
}

/* Notes __dict__ and __weakref__ among the names. */
static bool visit_slots(Runtime *rt, Making *m, Obj *names)
{
    for (isize i = 0; i < tuple_len(names); i++) {
        Obj *name = tuple_peek(names, i);
        if (!check_slot_name(rt, name)) return false;
        if (str_equal(name, id_(rt, __dict__))) {
            if (!m->may_add_dict || m->add_dict) {
                err_type(rt, "__dict__ slot disallowed: we already got one");
                return false;
            }
            m->add_dict = true;
        }
        if (str_equal(name, id_(rt, __weakref__))) {
            if (!m->may_add_weak || m->add_weak) {
                err_type(rt, "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
                return false;
            }
            m->add_weak = true;
        }
    }
    return true;
}

/* A private name as the compiler mangles it: __x in class _C is _C__x. */
static OWN Obj *mangle(Runtime *rt, Obj *class_name, Obj *name)
{
    isize n = str_len(name), skip = 0;
    if (n < 2 || str_at(name, 0) != '_' || str_at(name, 1) != '_') return own(name);
    if (n > 2 && str_at(name, n - 1) == '_' && str_at(name, n - 2) == '_') return own(name);
    while (skip < str_len(class_name) && str_at(class_name, skip) == '_') skip++;
    if (skip == str_len(class_name)) return own(name);
    Obj *stripped = str_slice(rt, class_name, skip, str_len(class_name));
    Obj *mangled = stripped ? str_format(rt, "_%O%O", stripped, name) : NULL;
    xdecref(rt, stripped);
    return mangled;
}

static bool add_slot_name(Runtime *rt, Making *m, Obj *dict, Obj *list, Obj *name)
{
    if ((m->add_dict && str_equal(name, id_(rt, __dict__))) || (m->add_weak && str_equal(name, id_(rt, __weakref__)))) return true;
    Obj *mangled = mangle(rt, m->name, name);
    if (!mangled) return false;
    hold(rt, "name of a slot", mangled);
    int known = dict_contains(rt, dict, mangled);
    bool ok = false;
    if (known > 0 && !str_equal(mangled, id_(rt, __qualname__)) && !str_equal(mangled, id_(rt, __classcell__)))
        err_value(rt, "%R in __slots__ conflicts with class variable", mangled);
    else if (known >= 0)
        ok = list_append(rt, list, mangled);
    drop(rt);
    return ok;
}

/* The names sorted and mangled, without __dict__ and __weakref__. */
static OWN Obj *sorted_slots(Runtime *rt, Making *m, Obj *dict, Obj *names)
{
    Obj *list = list_new(rt, 0), *tuple = NULL;
    bool ok = list != NULL;
    hold(rt, "slot names", list);
    for (isize i = 0; ok && i < tuple_len(names); i++) ok = add_slot_name(rt, m, dict, list, tuple_peek(names, i));
    if (ok && list_sort_in_place(rt, list, NULL, false)) tuple = list_to_tuple(rt, list);
    return drop_keep(rt, 1, tuple);
}

/* What other bases than the best one have and the slots do not mention. */
static void slots_of_other_bases(Making *m)
{
    for (isize i = 0; i < tuple_len(m->bases) && tuple_len(m->bases) > 1; i++) {
        const Type *t = (const Type *)tuple_peek(m->bases, i);
        if (t == m->base) continue;
        if (m->may_add_dict && t->dict_offset) m->add_dict = true;
        if (m->may_add_weak && t->weaklist_offset) m->add_weak = true;
    }
}

static bool use_slots(Runtime *rt, Making *m, Obj *dict, Obj *given)
{
    Obj *names = is_str(given) ? tuple_pack(rt, 1, given) : tuple_from_iterable(rt, given);
    if (!names) return false;
    if (tuple_len(names) && m->base->itemsize) {
        err_type(rt, "nonempty __slots__ not supported for subtype of '%s'", m->base->name);
        decref(rt, names);
        return false;
    }
    hold(rt, "__slots__", names);
    if (visit_slots(rt, m, names)) m->slots = sorted_slots(rt, m, dict, names);
    drop(rt);
    if (!m->slots) return false;
    m->nslots = tuple_len(m->slots);
    slots_of_other_bases(m);
    return true;
}

static bool plan_layout(Runtime *rt, Making *m, Obj *dict)
{
    m->may_add_dict = m->base->dict_offset == 0;
    m->may_add_weak = m->base->weaklist_offset == 0 && m->base->itemsize == 0;
    Obj *given = dict_get(rt, dict, id_(rt, __slots__));
    if (given) {
        hold(rt, "__slots__", given);
        bool ok = use_slots(rt, m, dict, given);
        drop(rt);
        return ok;
    }
    m->add_dict = m->may_add_dict;
    m->add_weak = m->may_add_weak;
    return !err_pending(rt);
}

/* ---- the object ------------------------------------------------------------------------------------------------------------- */

static OWN HeapType *alloc_class(Runtime *rt, Making *m, TAKE Obj *dict)
{
    hold(rt, "namespace of the class", dict);
    HeapType *h = (HeapType *)m->metatype->alloc(rt, m->metatype, m->nslots);
    unhold(rt);
    if (!h) {
        decref(rt, dict);
        return NULL;
    }
    Type *t = &h->type;
    t->flags = TF_HEAP | TF_BASETYPE | TF_GC;
    t->async = &h->async;
    t->number = &h->number;
    t->mapping = &h->mapping;
    t->sequence = &h->sequence;
    t->buffer = &h->buffer;
    t->bases = own(m->bases);
    t->base_type = (Type *)own(m->base);
    t->dict = dict;
    t->dealloc = subtype_dealloc;
    t->alloc = type_alloc;
    t->free = object_free;
    t->traverse = subtype_traverse;
    t->clear = subtype_clear;
    t->blocks = subtype_blocks;
    if (m->metatype == TYPE_OF(rt, TYPE)) t->vectorcall = type_vectorcall;
    h->name = own(m->name);
    h->qualname = own(m->name);
    h->slots = m->slots;
    m->slots = NULL;
    t->name = "";
    return h;
}

static bool set_name(Runtime *rt, Type *t, Obj *name)
{
    isize n;
    const char *text = str_utf8(rt, name, &n);
    if (!text) return false;
    t->name = text;
    if (strlen(text) == (size_t)n) return true;
    err_value(rt, "type name must not contain null characters");
    return false;
}

/* __module__: the name of the running module, unless the body has set it. */
static bool set_module(Runtime *rt, Type *t)
{
    int known = dict_contains(rt, t->dict, id_(rt, __module__));
    if (known || !rt->vm.frame || !rt->vm.frame->globals) return known >= 0;
    Obj *module = dict_get_peek(rt, rt->vm.frame->globals, id_(rt, __name__));
    if (!module) return !err_pending(rt);
    return dict_set(rt, t->dict, id_(rt, __module__), module);
}

static bool take_qualname(Runtime *rt, HeapType *h)
{
    Obj *dict = h->type.dict, *qualname = dict_get(rt, dict, id_(rt, __qualname__));
    if (!qualname) return !err_pending(rt);
    if (!is_str(qualname)) {
        err_type(rt, "type __qualname__ must be a str, not %s", type_of(qualname)->name);
        decref(rt, qualname);
        return false;
    }
    SET_REF_TAKE(rt, h->qualname, qualname);
    return dict_del(rt, dict, id_(rt, __qualname__));
}

/* The C copy of the docstring. */
static bool copy_doc(Runtime *rt, Type *t)
{
    Obj *doc = dict_get_peek(rt, t->dict, id_(rt, __doc__));
    if (!doc || !is_str(doc)) return doc || !err_pending(rt);
    isize n;
    const char *text = str_utf8(rt, doc, &n);
    char *copy = text ? mem_alloc(rt, (size_t)n + 1, KIND_CHUNK) : NULL;
    if (!copy) return false;
    memcpy(copy, text, (size_t)n + 1);
    t->doc = copy;
    return true;
}

/* A plain function under a name whose methods are static or of the class becomes that by itself. */
static bool wrap_function(Runtime *rt, Type *t, Obj *name, OWN Obj *(*wrap)(Runtime *, Obj *))
{
    Obj *function = dict_get_peek(rt, t->dict, name);
    if (!function) return !err_pending(rt);
    if (!is_type(rt, function, FUNCTION)) return true;
    Obj *wrapped = wrap(rt, function);
    bool ok = wrapped && dict_set(rt, t->dict, name, wrapped);
    xdecref(rt, wrapped);
    return ok;
}

/* Gives each slot, the weak list and the dict its place. */
static bool lay_out(Runtime *rt, const Making *m, HeapType *h)
{
    Type *t = &h->type;
    isize offset = m->base->basicsize;
    MemberDef *member = (MemberDef *)((char *)h + type_of(h)->basicsize);
    t->members = member;
    for (isize i = 0; i < m->nslots; i++, member++, offset += (isize)sizeof(Obj *)) {
        isize n;
        *member = (MemberDef){str_utf8(rt, tuple_peek(h->slots, i), &n), MEMBER_OBJ_EX, offset, 0, NULL};
        if (!member->name) return false;
    }
    if (m->add_dict && m->base->itemsize) {
        t->dict_offset = -(isize)sizeof(Obj *);
        offset += (isize)sizeof(Obj *);
    }
    if (m->add_weak) {
        t->weaklist_offset = offset;
        offset += (isize)sizeof(Obj *);
    }
    if (m->add_dict && !m->base->itemsize) {
        t->flags |= TF_MANAGED_DICT;
        t->dict_offset = -offset - (isize)(3 * sizeof(Obj *)); /* as seen from the object's end */
    }
    t->basicsize = offset;
    t->itemsize = m->base->itemsize;
    t->getset = m->add_dict && m->add_weak ? subtype_getset_both
                : m->add_dict              ? subtype_getset_dict
                : m->add_weak              ? subtype_getset_weakref
                                           : NULL;
    return true;
}

/* Puts the class into the cell that its methods' __class__ is. */
static bool fill_classcell(Runtime *rt, Type *t)
{
    Obj *cell = dict_get_peek(rt, t->dict, id_(rt, __classcell__));
    if (!cell) return !err_pending(rt);
    if (!is_type(rt, cell, CELL)) {
        err_type(rt, "__classcell__ must be a nonlocal cell, not %.200R", type_of(cell));
        return false;
    }
    incref(t);
    SET_REF_TAKE(rt, ((Cell *)cell)->value, (Obj *)t);
    return dict_del(rt, t->dict, id_(rt, __classcell__));
}

static bool set_attributes(Runtime *rt, const Making *m, HeapType *h)
{
    Type *t = &h->type;
    return set_name(rt, t, m->name) && set_module(rt, t) && take_qualname(rt, h) && copy_doc(rt, t) &&
           wrap_function(rt, t, id_(rt, __new__), staticmethod_new) &&
           wrap_function(rt, t, id_(rt, __init_subclass__), classmethod_new) &&
           wrap_function(rt, t, id_(rt, __class_getitem__), classmethod_new) && lay_out(rt, m, h) && fill_classcell(rt, t);
}

/* ---- telling those concerned -------------------------------------------------------------------------------------------------- */

/* RuntimeError from the pending exception. */
static void set_name_failed(Runtime *rt, Type *t, Obj *key, Obj *value)
{
    Obj *type, *cause, *tb, *new_type, *new_value, *new_tb;
    err_fetch(rt, &type, &cause, &tb);
    err_normalize(rt, &type, &cause, &tb);
    if (tb && !exc_set_traceback(rt, cause, tb)) err_clear(rt);
    xdecref(rt, type);
    xdecref(rt, tb);
    hold(rt, "cause", cause);
    err_format(rt, EXC_TYPE(rt, RuntimeError), "Error calling __set_name__ on '%.100s' instance %R in '%.100s'",
               type_of(value)->name, key, t->name);
    err_fetch(rt, &new_type, &new_value, &new_tb);
    err_normalize(rt, &new_type, &new_value, &new_tb);
    unhold(rt);
    exc_set_cause_take(rt, new_value, own(cause));
    exc_set_context_take(rt, new_value, cause);
    err_restore_take(rt, new_type, new_value, new_tb);
}

static bool tell_name(Runtime *rt, Type *t, Obj *key, Obj *value)
{
    Obj *method = special_lookup(rt, value, id_(rt, __set_name__));
    if (!method) return !err_pending(rt);
    hold(rt, "method being called", method);
    Obj *result = drop_keep(rt, 1, obj_call2(rt, method, (Obj *)t, key));
    if (!result) set_name_failed(rt, t, key, value);
    xdecref(rt, result);
    return result != NULL;
}

static bool set_names(Runtime *rt, Type *t)
{
    Obj *copy = dict_copy(rt, t->dict), *key, *value;
    if (!copy) return false;
    hold(rt, "attributes being told their names", copy);
    isize pos = 0;
    bool ok = true;
    while (ok && dict_next(copy, &pos, &key, &value, NULL)) ok = tell_name(rt, t, key, value);
    drop(rt);
    return ok;
}

static bool init_subclass(Runtime *rt, Type *t, Obj *kwargs)
{
    Obj *super = obj_call2(rt, (Obj *)TYPE_OF(rt, SUPER), (Obj *)t, (Obj *)t);
    if (!super) return false;
    hold(rt, "super", super);
    Obj *method = drop_keep(rt, 1, obj_getattr(rt, super, id_(rt, __init_subclass__)));
    if (!method) return false;
    hold(rt, "method being called", method);
    Obj *result = kwargs ? obj_call(rt, method, (Obj *)&rt->empty_tuple, kwargs) : obj_call0(rt, method);
    result = drop_keep(rt, 1, result);
    xdecref(rt, result);
    return result != NULL;
}

/* ---- all of it ------------------------------------------------------------------------------------------------------------------ */

static OWN HeapType *begin(Runtime *rt, Making *m)
{
    Obj *dict = dict_copy(rt, m->dict);
    if (!dict) return NULL;
    hold(rt, "namespace of the class", dict);
    bool ok = plan_layout(rt, m, dict);
    unhold(rt);
    if (ok) return alloc_class(rt, m, dict);
    decref(rt, dict);
    return NULL;
}

static OWN Obj *build(Runtime *rt, Making *m)
{
    HeapType *h = begin(rt, m);
    if (!h) {
        xdecref(rt, m->slots);
        return NULL;
    }
    Type *t = &h->type;
    hold(rt, "class being made", t);
    bool ok = set_attributes(rt, m, h) && type_ready(rt, t);
    if (ok) type_fix_slots(rt, t);
    if (ok && type_has(t, TF_MANAGED_DICT)) ok = (h->cached_keys = shared_keys_new(rt)) != NULL;
    ok = ok && set_names(rt, t) && init_subclass(rt, t, m->kwargs);
    unhold(rt);
    if (ok) return (Obj *)t;
    decref(rt, t);
    return NULL;
}

static bool parse(Runtime *rt, Making *m)
{
    static const struct {
        uint64_t flag;
        const char *word;
    } kinds[] = {{TF_STR, "str"}, {TF_TUPLE, "tuple"}, {TF_DICT, "dict"}};
    isize n = tuple_len(m->args);
    if (n != 3) {
        err_type(rt, "type.__new__() takes exactly 3 arguments (%zd given)", n);
        return false;
    }
    for (int i = 0; i < 3; i++) {
        Obj *arg = tuple_peek(m->args, i);
        if (type_has(type_of(arg), kinds[i].flag)) continue;
        err_type(rt, "type.__new__() argument %d must be %s, not %s", i + 1, kinds[i].word,
                 is_none(rt, arg) ? "None" : type_of(arg)->name);
        return false;
    }
    m->name = tuple_peek(m->args, 0);
    m->bases = tuple_peek(m->args, 1);
    m->dict = tuple_peek(m->args, 2);
    return true;
}

/* Things that stand for bases must have been replaced by the class statement. */
static bool no_mro_entries(Runtime *rt, Obj *bases)
{
    for (isize i = 0; i < tuple_len(bases); i++) {
        Obj *entries;
        if (is_typeobj(tuple_peek(bases, i))) continue;
        int got = obj_lookattr(rt, tuple_peek(bases, i), id_(rt, __mro_entries__), &entries);
        xdecref(rt, entries);
        if (got > 0) err_type(rt, "type() doesn't support MRO entry resolution; use types.new_class()");
        if (got) return false;
    }
    return true;
}

OWN Obj *type_new(Runtime *rt, Type *metatype, Obj *args, Obj *kwargs)
{
    Making m = {.metatype = metatype, .args = args, .kwargs = kwargs};
    Obj *made = NULL;
    if (!parse(rt, &m)) return NULL;
    if (tuple_len(m.bases) == 0) {
        m.base = TYPE_OF(rt, OBJECT);
        m.bases = tuple_pack(rt, 1, m.base);
        if (!m.bases) return NULL;
    } else if (no_mro_entries(rt, m.bases)) {
        Type *winner = type_metaclass(rt, metatype, m.bases);
        if (winner && winner != metatype && winner->new_ != type_new) return winner->new_(rt, winner, args, kwargs);
        if (winner) m.metatype = winner;
        m.base = winner ? type_best_base(rt, m.bases) : NULL;
        incref(m.bases);
    } else {
        return NULL;
    }
    hold(rt, "bases", m.bases);
    if (m.base) made = build(rt, &m);
    return drop_keep(rt, 1, made);
}

OWN Obj *type_build(Runtime *rt, const char *name, Type *base, Obj *dict_take)
{
    Obj *text = str_from(rt, name), *bases = text ? tuple_pack(rt, 1, base) : NULL;
    Obj *args = bases && dict_take ? tuple_pack(rt, 3, text, bases, dict_take) : NULL;
    xdecref(rt, text);
    xdecref(rt, bases);
    xdecref(rt, dict_take);
    if (!args) return NULL;
    hold(rt, "arguments", args);
    Type *meta = type_of(base);
    return drop_keep(rt, 1, meta->new_(rt, meta, args, NULL));
}
