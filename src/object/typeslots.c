/* typeslots.c - keeps the slots of a class and the special methods in the dicts along its mro in step.

   For each slot all methods that share it are looked up.  When they are the wrapper descriptors of one built-in
   function, the slot is that function itself; otherwise it is the function that calls Python's method. */
#include <stddef.h>
#include <string.h>

#include "object/slots.h"

#define SLOT(method, slot, function, wrapper, signature, doc) \
    {ID_##method, offsetof(HeapType, slot), (AnyFn)(function), wrapper, signature, doc, false},
#define KWSLOT(method, slot, function, wrapper, signature, doc) \
    {ID_##method, offsetof(HeapType, slot), (AnyFn)(function), wrapper, signature, doc, true},
#define BIN(method, slot, function, operator) \
    SLOT(method, slot, function, wrap_binary_left, "($self, value, /)", "Return self" operator "value.")
#define RBIN(method, slot, function, operator) \
    SLOT(method, slot, function, wrap_binary_right, "($self, value, /)", "Return value" operator "self.")
#define IBIN(method, slot, function, operator) \
    SLOT(method, slot, function, wrap_binary, "($self, value, /)", "Return self" operator "value.")
#define UN(method, slot, function, wrapper, doc) SLOT(method, slot, function, wrapper, "($self, /)", doc)
const SlotDef slotdefs[] = {
#include "object/slotdefs.def"
    {ID_COUNT, -1, NULL, NULL, NULL, NULL, false},
};
enum { SLOTDEFS = COUNT_OF(slotdefs) - 1 };

/* ---- where a slot lies -------------------------------------------------------------------------------------------------- */

/* The word of a slot; NULL when the type lacks that table of slots.  A built-in type's may not be written. */
static void *slot_word(Type *t, int offset)
{
    static const struct {
        size_t start, end, table;
    } tables[] = {
#define TABLE(field, Table) {offsetof(HeapType, field), offsetof(HeapType, field) + sizeof(Table), offsetof(Type, field)}
        TABLE(async, AsyncSlots), TABLE(number, NumberSlots), TABLE(mapping, MapSlots), TABLE(sequence, SeqSlots),
    };
    size_t at = (size_t)offset;
    if (at < sizeof(Type)) return (char *)t + at;
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        if (at < tables[i].start || at >= tables[i].end) continue;
        char *table;
        memcpy(&table, (char *)t + tables[i].table, sizeof table);
        return table ? table + (at - tables[i].start) : NULL;
    }
    return NULL;
}

static AnyFn word_get(const void *word)
{
    AnyFn f = NULL;
    if (word) memcpy(&f, word, sizeof f);
    return f;
}

static void word_set(void *word, AnyFn f)
{
    if (word_get(word) != f) memcpy(word, &f, sizeof f);
}

/* ---- built-in types: from slots to descriptors --------------------------------------------------------------------------- */

static bool add_operator(Runtime *rt, Type *t, const SlotDef *d, AnyFn f)
{
    Obj *name = rt->ids[d->name];
    int known = dict_contains(rt, t->dict, name);
    if (known) return known > 0;
    if (f == (AnyFn)hash_not_implemented) return dict_set(rt, t->dict, name, &rt->none);
    Obj *descr = wrapper_descr_new(rt, t, d, f);
    bool ok = descr && dict_set(rt, t->dict, name, descr);
    xdecref(rt, descr);
    return ok;
}

CHECK bool type_add_operators(Runtime *rt, Type *t)
{
    for (const SlotDef *d = slotdefs; d->offset >= 0; d++) {
        AnyFn f = d->wrapper ? word_get(slot_word(t, d->offset)) : NULL;
        if (f && !add_operator(rt, t, d, f)) return false;
    }
    return true;
}

/* ---- classes: from dicts to slots ------------------------------------------------------------------------------------------ */

/* The one slot among those that share a method's name (__len__: mapping's and sequence's) that the type fills; NULL:
   none or several. */
static void *only_slot_of(Type *t, enum IdentId name)
{
    void *only = NULL;
    for (const SlotDef *d = slotdefs; d->offset >= 0; d++) {
        void *word = d->name == name ? slot_word(t, d->offset) : NULL;
        if (!word_get(word)) continue;
        if (only) return NULL;
        only = word;
    }
    return only;
}

/* What the rows of one slot have found so far. */
typedef struct Choice {
    AnyFn specific, generic;
    bool use_generic;
} Choice;

static void consider(Runtime *rt, Type *t, const SlotDef *d, void *word, Obj *found, Choice *c)
{
    if (is_type(rt, found, WRAPPER_DESCR) && ((WrapperDescr *)found)->base->name == d->name) {
        WrapperDescr *w = (WrapperDescr *)found;
        void *only = only_slot_of(t, d->name);
        if (!only || only == word) c->generic = d->function;
        if ((!c->specific || c->specific == w->wrapped) && w->base->wrapper == d->wrapper && type_is_subtype(t, w->d.type))
            c->specific = w->wrapped;
        else
            c->use_generic = true;
    } else if (is_type(rt, found, BUILTIN) && ((Builtin *)found)->def->def == new_wrapper_peek() && d->name == ID___new__) {
        memcpy(&c->specific, word, sizeof c->specific);
    } else if (is_none(rt, found) && d->name == ID___hash__) {
        c->specific = (AnyFn)hash_not_implemented;
    } else {
        c->use_generic = true;
        c->generic = d->function;
        if (d->name == ID___call__) t->flags &= ~(uint64_t)TF_VECTORCALL;
    }
}

/* Sets the slot of [d] and its neighbours; returns the first row of the next slot. */
static const SlotDef *update_one(Runtime *rt, Type *t, const SlotDef *d)
{
    int offset = d->offset;
    void *word = slot_word(t, offset);
    Choice c = {NULL, NULL, false};
    for (; d->offset == offset; d++) {
        if (!word) continue;
        bool failed;
        Obj *found = type_find_uncached(rt, t, rt->ids[d->name], &failed);
        if (failed) err_clear(rt);
        if (found)
            consider(rt, t, d, word, found, &c);
        else if (d->name == ID___next__ && type_has(t, TF_READY) && word_get(word))
            c.specific = (AnyFn)next_gone; /* a loop may be running over an instance */
    }
    if (word) word_set(word, c.specific && !c.use_generic ? c.specific : c.generic);
    return d;
}

void type_fix_slots(Runtime *rt, Type *t)
{
    for (const SlotDef *d = slotdefs; d->offset >= 0;) d = update_one(rt, t, d);
}

/* Updates the slots that [name] has a part in, in t and the heirs that do not define it themselves. */
static void update_down(Runtime *rt, Type *t, enum IdentId id)
{
    for (const SlotDef *d = slotdefs; d->offset >= 0; d++) {
        if (d->name != id) continue;
        const SlotDef *first = d;
        while (first > slotdefs && first[-1].offset == d->offset) first--;
        update_one(rt, t, first);
    }
    isize pos = 0;
    for (Type *heir; (heir = subclasses_next(rt, t, &pos)) != NULL;) {
        int defines = heir->dict ? dict_contains(rt, heir->dict, rt->ids[id]) : 0;
        if (defines < 0) err_clear(rt);
        if (defines <= 0) update_down(rt, heir, id);
    }
}

bool name_is_dunder(const Obj *name)
{
    isize n = str_len(name);
    return n > 4 && str_is_ascii(name) && !memcmp(str_data(name), "__", 2) && !memcmp((const char *)str_data(name) + n - 2, "__", 2);
}

void type_update_slot(Runtime *rt, Type *t, Obj *name)
{
    for (const SlotDef *d = slotdefs; d->offset >= 0; d++)
        if (rt->ids[d->name] == name) {
            update_down(rt, t, d->name);
            return;
        }
}

void type_update_all_slots(Runtime *rt, Type *t)
{
    type_modified(rt, t);
    for (const SlotDef *d = slotdefs; d->offset >= 0; d++) update_down(rt, t, d->name);
}

Hash hash_not_implemented(Runtime *rt, Obj *o)
{
    err_type(rt, "unhashable type: '%.200s'", type_of(o)->name);
    return -1;
}
