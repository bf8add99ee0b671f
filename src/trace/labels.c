/* labels.c - giving labels, finding them by object, and noticing at a statement's end what changed. */
#include <string.h>

#include "object/dictkeys.h"
#include "object/type.h"
#include "trace/area.h"
#include "trace/ledger.h"
#include "trace/value.h"

void text_copy(char *to, size_t room, const char *from)
{
    Out out = out_open(to, room);
    out_text(&out, from);
}

void text_copy_str(char *to, size_t room, const Obj *str)
{
    Out out = out_open(to, room);
    out_str(&out, str);
}

/* ---- the table ------------------------------------------------------------------------------------------------------- */

static inline uint32_t hash_place(uint32_t place) { return place * UINT32_C(0x9E3779B1); }

/* Where the table with room for [room] labels lies: behind all smaller ones. */
static char *table_place(Trace *t, uint32_t room)
{
    return (char *)(t + 1) + (size_t)(room - LABELS_FIRST) * (sizeof(Label) + 2 * sizeof(uint32_t));
}

static void set_table(Trace *t, uint32_t room)
{
    char *at = table_place(t, room), *top = table_place(t, 2 * room);
    t->labels = (Label *)at;
    t->places = (uint32_t *)(at + (size_t)room * sizeof(Label));
    t->room = room;
    heap_set_trace_top(HEAP(t->rt), top);
    memset(t->places, 0, 2 * (size_t)room * sizeof *t->places);
}

bool labels_open(Trace *t)
{
    size_t size;
    char *base = heap_trace_base(HEAP(t->rt), &size);
    if (table_place(t, 2 * LABELS_MAX) > base + size) return false;
    set_table(t, LABELS_FIRST);
    return true;
}

static void enter_place(Trace *t, uint32_t entry)
{
    uint32_t mask = 2 * t->room - 1, i = hash_place(t->labels[entry].at) & mask;
    while (t->places[i]) i = (i + 1) & mask;
    t->places[i] = entry + 1;
}

/* Takes dead entries out and fills the places anew, in a table of [room]. */
static void rebuild(Trace *t, uint32_t room)
{
    Label *old = t->labels;
    uint32_t n = t->used;
    t->used = 0;
    if (room != t->room)
        set_table(t, room);
    else
        memset(t->places, 0, 2 * (size_t)room * sizeof *t->places);
    for (uint32_t i = 0; i < n; i++) {
        if (!old[i].at) continue;
        t->labels[t->used] = old[i];
        enter_place(t, t->used++);
    }
}

static uint32_t *find_place(Trace *t, uint32_t at)
{
    uint32_t mask = 2 * t->room - 1, i = hash_place(at) & mask;
    for (; t->places[i]; i = (i + 1) & mask)
        if (t->labels[t->places[i] - 1].at == at) return &t->places[i];
    return NULL;
}

Label *label_find(Trace *t, const Obj *o)
{
    uint32_t *place = t->live ? find_place(t, place_of(t, o)) : NULL;
    return place ? &t->labels[*place - 1] : NULL;
}

uint32_t label_number(const Runtime *rt, const Obj *o)
{
    Trace *t = trace_peek(rt);
    const Label *label = t ? label_find(t, o) : NULL;
    return label ? label->number : 0;
}

Obj *label_object(Trace *t, const Label *label) { return (Obj *)((char *)t->rt + ((size_t)label->at << 4)); }

/* The entry of a number, its object dead or alive. */
static Label *entry_of(Trace *t, uint32_t number)
{
    uint32_t from = 0, to = t->used;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (t->labels[middle].number < number)
            from = middle + 1;
        else
            to = middle;
    }
    return from < t->used && t->labels[from].number == number ? &t->labels[from] : NULL;
}

Label *label_by_number(Trace *t, uint32_t number)
{
    Label *label = entry_of(t, number);
    return label && label->at ? label : NULL;
}

/* The version says what the labels and tombstones are: the same after an undo, another one after another statement. */
static void change_version(Trace *t, uint64_t what)
{
    t->version = (t->version ^ what) * UINT64_C(0x100000001b3) + 1;
}

/* Dead entries keep their place in the hash until the table is rebuilt, so that probing goes on behind them. */
void label_remove(Trace *t, Label *label)
{
    change_version(t, label->number);
    label->at = 0;
    t->live--;
}

/* Within a statement neither the entry nor its place in the hash goes away. */
void label_restore(Trace *t, uint32_t number, const Obj *o)
{
    Label *label = entry_of(t, number);
    if (!label || label->at) return;
    label->at = place_of(t, o);
    t->live++;
    change_version(t, label->at);
}

void label_moved(Trace *t, const Obj *from, const Obj *to)
{
    Label *label = label_find(t, from);
    if (!label) return;
    label->at = place_of(t, to);
    change_version(t, label->at);
    rebuild(t, t->room);
}

static Label *label_add(Trace *t, const Obj *o)
{
    if (t->live >= LABELS_MAX) {
        t->full = true;
        return NULL;
    }
    if (t->used == t->room) rebuild(t, t->room < LABELS_MAX && t->live > t->room / 2 ? 2 * t->room : t->room);
    Label *label = &t->labels[t->used];
    *label = (Label){.at = place_of(t, o), .number = ++t->last_number, .born = t->statement,
                     .count = (int32_t)o->refcnt, .before = (int32_t)o->refcnt};
    enter_place(t, t->used++);
    t->live++;
    change_version(t, (uint64_t)label->at << 32 | label->number);
    return label;
}

/* ---- tombstones ------------------------------------------------------------------------------------------------------- */

Tomb *tomb_add(Trace *t)
{
    Tomb *tomb = &t->tombs[t->tomb_next++ % TOMBS];
    *tomb = (Tomb){.statement = t->statement, .bytecode = vm_bytecodes(t->rt)};
    change_version(t, tomb->bytecode);
    return tomb;
}

bool tomb_shows(const Trace *t, const Tomb *tomb)
{
    return tomb->number && tomb->statement + TOMB_STATEMENTS >= t->statement;
}

Tomb *tomb_at(Trace *t, uint64_t address)
{
    Tomb *found = NULL;
    for (int i = 0; i < TOMBS; i++) {
        Tomb *tomb = &t->tombs[i];
        if (tomb->address == address && tomb_shows(t, tomb) && (!found || tomb->bytecode >= found->bytecode)) found = tomb;
    }
    return found;
}

Tomb *tomb_by_number(Trace *t, uint32_t number)
{
    for (int i = 0; i < TOMBS; i++)
        if (t->tombs[i].number == number) return &t->tombs[i];
    return NULL;
}

/* ---- a student's references --------------------------------------------------------------------------------------------- */

static bool is_dunder(const Obj *name)
{
    isize n = is_str(name) ? str_len(name) : 0;
    return n > 4 && str_at(name, 0) == '_' && str_at(name, 1) == '_' && str_at(name, n - 1) == '_' && str_at(name, n - 2) == '_';
}

static int visit_class_attributes(const Type *t, Visit visit, void *ctx)
{
    Obj *key, *value;
    isize n = 0;
    for (isize pos = 0; t->dict && dict_next(t->dict, &pos, &key, &value, NULL); n++)
        if (!is_dunder(key) || type_of(value)->traverse) VISIT(value, "class attribute", n);
    return 0;
}

static int visit_function(const Func *f, Visit visit, void *ctx)
{
    VISIT(f->defaults, "defaults", 0);
    VISIT(f->kwdefaults, "defaults of keywords", 1);
    VISIT(f->closure, "closure", 2);
    VISIT(f->dict, "__dict__", 3);
    return 0;
}

/* What a student would say that [o] refers to: not the interpreter's own machinery. */
static int visit_own(Trace *t, Obj *o, Visit visit, void *ctx)
{
    Runtime *rt = t->rt;
    const Type *type = type_of(o);
    if (!type->traverse || type == TYPE_OF(rt, MODULE) || type == TYPE_OF(rt, CODE)) return 0;
    if (type == TYPE_OF(rt, FUNCTION)) return visit_function((Func *)o, visit, ctx);
    if (type_has(type, TF_TYPE)) return visit_class_attributes((Type *)o, visit, ctx);
    return type->traverse(o, visit, ctx);
}

/* Objects of the interpreter that are reachable from anywhere and never a student's. */
static bool is_machinery(const Runtime *rt, const Obj *o)
{
    if (o == rt->main_dict || o == rt->builtins || o == rt->sys_dict || o == rt->modules) return true;
    const Type *type = type_of(o);
    return type == TYPE_OF(rt, CODE) || type == TYPE_OF(rt, GETSET_DESCR) || type == TYPE_OF(rt, MEMBER_DESCR);
}

/* ---- the end of a statement ------------------------------------------------------------------------------------------------ */

typedef struct Look {
    Trace *t;
    uint32_t digest;
    uint32_t refs_left;
} Look;

static void announce_reuse(Trace *t, const Label *label)
{
    uint64_t address = heap_nominal(HEAP(t->rt), label_object(t, label));
    const Tomb *tomb = tomb_at(t, address);
    Record *r = tomb ? log_add(t, LOG_REUSE, false) : NULL;
    if (!r) return;
    r->label = label->number;
    r->other_label = tomb->number;
    r->obj = r->other = address;
    text_copy(r->type, TYPE_NAME, value_type(label_object(t, label)));
    text_copy(r->name, RECORD_NAME, tomb->type);
}

static void consider(Trace *t, Obj *o)
{
    if (ledger_is_static(t->rt, o) || is_machinery(t->rt, o) || label_find(t, o)) return;
    const Label *label = label_add(t, o);
    if (label) announce_reuse(t, label);
}

static int look_at(Obj *o, void *ctx, const char *role UNUSED, isize index)
{
    Look *look = ctx;
    if (look->refs_left == 0) {
        look->t->full = true;
        return 1;
    }
    look->refs_left--;
    look->digest = (look->digest ^ place_of(look->t, o) ^ (uint32_t)index << 20) * UINT32_C(0x01000193);
    if (look->t->live >= LABELS_MAX)
        look->t->full = true;
    else if (!is_type(look->t->rt, o, MODULE)) /* a module has a label when a name leads to it */
        consider(look->t, o);
    return 0;
}

static void note_count(Trace *t, Label *label, const Obj *o)
{
    label->before = label->count;
    label->count = (int32_t)o->refcnt;
    label->counted = t->statement;
    Record *r = t->counted++ < LOG_COUNTS ? log_add(t, LOG_COUNT, false) : NULL;
    if (!r) return;
    r->label = label->number;
    r->obj = heap_nominal(HEAP(t->rt), o);
    r->size = (uint64_t)label->count;
    r->from = (uint64_t)label->before;
    text_copy(r->type, TYPE_NAME, value_type(o));
}

static void note_value(Trace *t, Label *label, const Obj *o)
{
    label->changed = t->statement;
    Record *r = t->counted++ < LOG_COUNTS ? log_add(t, LOG_VALUE, false) : NULL;
    if (!r) return;
    r->label = label->number;
    r->obj = heap_nominal(HEAP(t->rt), o);
    text_copy(r->type, TYPE_NAME, value_type(o));
}

static bool never_changes(const Runtime *rt, const Obj *o)
{
    const Type *type = type_of(o);
    return type == TYPE_OF(rt, TUPLE) || type == TYPE_OF(rt, FROZENSET) || type == TYPE_OF(rt, MODULE) || !type->traverse;
}

/* Looks at entry [i], which may move as labels are given. */
static void settle_entry(Trace *t, uint32_t i, uint32_t *refs_left)
{
    Label *label = &t->labels[i];
    if (!label->at) return;
    Obj *o = label_object(t, label);
    if (label->count != (int32_t)o->refcnt && label->born != t->statement) note_count(t, label, o);
    bool fresh = label->born == t->statement;
    if (is_str(o)) {
        uint32_t digest = (uint32_t)str_len(o);
        if (!fresh && digest != label->digest) note_value(t, label, o);
        label->digest = digest;
    }
    if (!fresh && never_changes(t->rt, o)) return;
    Look look = {t, 2166136261u, *refs_left};
    uint32_t number = label->number;
    visit_own(t, o, look_at, &look);
    *refs_left = look.refs_left;
    label = i < t->used && t->labels[i].number == number ? &t->labels[i] : label_by_number(t, number);
    if (is_str(o)) return;
    if (!fresh && look.digest != label->digest) note_value(t, label, o);
    label->digest = look.digest;
}

void labels_settle(Trace *t)
{
    Runtime *rt = t->rt;
    Obj *key, *value;
    uint32_t refs_left = LABEL_REFS;
    t->full = false;
    if (t->live < t->used) rebuild(t, t->room);
    for (isize pos = 0; rt->main_dict && dict_next(rt->main_dict, &pos, &key, &value, NULL);)
        if (!is_dunder(key)) consider(t, value);
    for (uint32_t i = 0; i < t->used; i++) settle_entry(t, i, &refs_left); /* new entries come last; none dies meanwhile */
}
