/* log.c - the listener: turns events into records, deaths into tombstones, the rest into numbers.

   A death is told when the count reached 0 (DEAD); a finalizer may still keep the object alive (RESURRECT), its block may
   wait on a free list (KEPT).  [dying] is a ring of the last ones: what dies while one of them is being taken apart, with
   no Python code in between, dies because its holder did.

   Once there is no room for noise, blocks are no longer told of at all, and objects without a label are only counted. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "compile/opcode.h"
#include "gc/gc.h"
#include "object/object.h"
#include "trace/area.h"
#include "trace/constants.h"
#include "trace/cycles.h"
#include "trace/holders.h"
#include "trace/ledger.h"
#include "trace/newer.h"
#include "trace/value.h"

enum { CO_SUSPENDS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR };

#define BIT(kind) (UINT64_C(1) << EV_##kind)

/* ---- records --------------------------------------------------------------------------------------------------------- */

Record *log_add(Trace *t, unsigned kind, bool noise)
{
    if (t->recorded >= LOG_FULL || (noise && t->noise >= LOG_NOISE)) {
        t->left_out = true;
        return NULL;
    }
    t->recorded++;
    t->noise += noise;
    Record *r = &t->ring[t->records++ % LOG_RING];
    bool hidden = noise || t->rt->vm.ending; /* at its end only what has a label is the student's business */
    *r = (Record){.statement = t->statement, .kind = (uint8_t)kind, .flags = hidden ? RECORD_NOISE : 0,
                  .bytecode = vm_bytecodes(t->rt)};
    return r;
}

const Record *log_at(const Trace *t, uint64_t n)
{
    return n < t->records && n + LOG_RING >= t->records ? &t->ring[n % LOG_RING] : NULL;
}

uint64_t log_total(const Trace *t) { return t->records; }

uint64_t log_first_of(const Trace *t, uint32_t statement)
{
    uint64_t from = t->records > LOG_RING ? t->records - LOG_RING : 0, to = t->records;
    while (from < to) {
        uint64_t middle = from + (to - from) / 2;
        if (t->ring[middle % LOG_RING].statement < statement)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static uint64_t nominal(const Trace *t, const void *p) { return p ? heap_nominal(HEAP(t->rt), p) : 0; }

static uint32_t number_of(Trace *t, const Obj *o)
{
    const Label *label = o ? label_find(t, o) : NULL;
    return label ? label->number : 0;
}

/* Its label, or the one that it had when it began to die. */
static uint32_t number_of_dying(Trace *t, const Obj *o)
{
    uint32_t number = number_of(t, o);
    for (uint64_t i = t->deaths; !number && o && i-- > 0 && i + LOG_DYING >= t->deaths;)
        if (t->dying[i % LOG_DYING].obj == o) return t->dying[i % LOG_DYING].number;
    return number;
}

/* A record about an object. */
static Record *add_object(Trace *t, unsigned kind, const Obj *o, bool noise)
{
    Record *r = log_add(t, kind, noise);
    if (!r || !o) return r;
    r->obj = nominal(t, o);
    r->label = number_of(t, o);
    text_copy(r->type, TYPE_NAME, value_type(o));
    return r;
}

static void add_other(Trace *t, Record *r, const Obj *other)
{
    if (!r || !other) return;
    r->other = nominal(t, other);
    r->other_label = number_of_dying(t, other);
    text_copy(r->name, RECORD_NAME, value_type(other));
}

/* A record about a block that is no object. */
static void add_block(Trace *t, unsigned kind, const Event *e)
{
    static const char *const words[KIND_COUNT] = {"", "object", "object", "object", "items", "keys", "values", "table", "chunk"};
    Record *r = log_add(t, kind, true);
    if (!r) return;
    const void *block = kind == EV_MOVE ? e->other : e->obj;
    r->obj = nominal(t, block);
    r->old = kind == EV_MOVE ? nominal(t, e->obj) : 0;
    r->other = kind == EV_MOVE ? r->obj : 0;
    r->size = e->size;
    r->flags |= RECORD_BLOCK;
    text_copy(r->type, TYPE_NAME, words[heap_kind(HEAP(t->rt), block)]);
    if (kind == EV_FREE) text_copy(r->type, TYPE_NAME, words[e->extra < KIND_COUNT ? e->extra : 0]);
}

static void *block_of(const Obj *o)
{
    uint64_t flags = type_of(o)->flags;
    return (char *)(uintptr_t)o - (flags & TF_GC ? flags & TF_MANAGED_DICT ? 32 : 16 : 0);
}

/* ---- numbers by type ----------------------------------------------------------------------------------------------------- */

/* By the offset in the image: the same in every process. */
static inline uint32_t hash_type(const Trace *t, const Type *type)
{
    return (uint32_t)((size_t)((const char *)type - (const char *)t->rt) >> 3) * UINT32_C(0x9E3779B1) >> 25;
}

static NOINLINE TypeCount *count_of_slow(Trace *t, const Type *type)
{
    uint32_t i = hash_type(t, type);
    for (uint32_t tries = 0; tries < LOG_TYPES; tries++, i = (i + 1) % LOG_TYPES) {
        TypeCount *c = &t->types[i];
        if (c->type == type) return c;
        if (c->type) continue;
        *c = (TypeCount){.type = type};
        const char *dot = strrchr(type->name, '.');
        text_copy(c->name, TYPE_NAME, dot ? dot + 1 : type->name);
        return c;
    }
    return &t->others;
}

static inline TypeCount *count_of(Trace *t, const Type *type)
{
    TypeCount *c = &t->types[hash_type(t, type)];
    return LIKELY(c->type == type) ? c : count_of_slow(t, type);
}

/* The bytes of [o]'s own block, without a look at the heap where the object itself tells. */
static inline size_t own_block_size(const Trace *t, const Obj *o, const void *block)
{
    const Type *type = type_of(o);
    if (type_has(type, TF_STR | TF_HEAP)) return heap_block_size(HEAP(t->rt), block);
    isize items = type->itemsize ? ((const VarObj *)o)->size : 0;
    size_t n = (size_t)((const char *)o - (const char *)block) + (size_t)type->basicsize + (size_t)(items < 0 ? -items : items) * (size_t)type->itemsize;
    return n <= SMALL_MAX ? (n + HEAP_ALIGN - 1) & ~(size_t)(HEAP_ALIGN - 1) : heap_block_size(HEAP(t->rt), block);
}

/* ---- why it died ------------------------------------------------------------------------------------------------------------ */

typedef struct Why {
    Cause cause;
    const Dying *dying; /* CAUSE_HOLDER */
    const Obj *other;   /* the container or owner, or NULL; it lives */
    const Obj *name;    /* of the variable, attribute or function, or NULL */
} Why;

static const Obj *at_index(const Obj *names, unsigned i) { return (isize)i < tuple_len(names) ? tuple_peek(names, (isize)i) : NULL; }

/* A place of the value stack, counted from its top, 1 the topmost; places above it (0 and below) may be stale. */
static Obj *on_stack(const Frame *f, int depth)
{
    const Code *code = (const Code *)f->code;
    int at = f->stacktop - depth;
    return at >= code->nlocalsplus && at < code->nlocalsplus + code->stacksize ? f->localsplus[at] : NULL;
}

/* The container at whose place something was put: below the key; a quick instruction has moved it to the top already. */
static Why cause_by_item(const Frame *f)
{
    Obj *container = on_stack(f, 1);
    if (!container || !is_list(container) || on_stack(f, 0) != container) container = on_stack(f, 2);
    return container ? (Why){.cause = CAUSE_ITEM, .other = container} : (Why){.cause = CAUSE_TEMPORARY};
}

/* While a function in C runs, its call is whole on the value stack: [function, self, arguments] or [nothing, function,
   arguments]; afterwards the places are emptied one by one. */
static Why cause_by_call(const Runtime *rt, const Frame *f, int arguments)
{
    Obj *first = on_stack(f, arguments + 2), *second = on_stack(f, arguments + 1), *callee = first ? first : second;
    const Obj *name = second ? holder_own_name(rt, callee) : NULL;
    return name ? (Why){.cause = CAUSE_CALLED, .name = name} : (Why){.cause = CAUSE_ARGUMENT};
}

/* By the instruction that is being run. */
static Why cause_by_opcode(const Runtime *rt, const Frame *f)
{
    const Code *code = (const Code *)f->code;
    const CodeUnit *at = f->prev_instr;
    if (at < code->code) return (Why){.cause = CAUSE_TEMPORARY};
    unsigned arg = at->arg;
    if (at > code->code && at[-1].op == OP_EXTENDED_ARG) arg |= (unsigned)at[-1].arg << 8;
    switch (rt->hooks.opcode_base[at->op]) {
    case OP_STORE_NAME: case OP_STORE_GLOBAL: return (Why){.cause = CAUSE_REBOUND, .name = at_index(code->names, arg)};
    case OP_DELETE_NAME: case OP_DELETE_GLOBAL: return (Why){.cause = CAUSE_DELETED, .name = at_index(code->names, arg)};
    case OP_STORE_FAST: case OP_STORE_DEREF: case OP_DELETE_FAST: case OP_DELETE_DEREF:
        return (Why){.cause = CAUSE_LOCAL, .name = at_index(code->localsplusnames, arg)};
    case OP_STORE_ATTR: case OP_DELETE_ATTR:
        return (Why){.cause = CAUSE_ATTRIBUTE, .name = at_index(code->names, arg), .other = on_stack(f, 1)};
    case OP_RETURN_VALUE: return (Why){.cause = CAUSE_RETURN, .name = code->name};
    case OP_POP_TOP: case OP_PRINT_EXPR: return (Why){.cause = CAUSE_UNUSED_VALUE};
    case OP_CALL: case OP_PRECALL: return cause_by_call(rt, f, (int)arg);
    case OP_CALL_FUNCTION_EX: return (Why){.cause = CAUSE_ARGUMENT};
    case OP_FOR_ITER: return (Why){.cause = CAUSE_LOOP};
    case OP_STORE_SUBSCR: case OP_DELETE_SUBSCR: return cause_by_item(f);
    case OP_POP_EXCEPT: case OP_RERAISE: return (Why){.cause = CAUSE_EXCEPTION};
    case OP_IMPORT_NAME: return (Why){.cause = CAUSE_IMPORT};
    default: return (Why){.cause = CAUSE_TEMPORARY};
    }
}

static bool is_put_off(const Trace *t, const Obj *o)
{
    const Obj *trash = t->rt->trash;
    for (int i = 0; trash && i < 2 * TRASHCAN_LIMIT; i++, trash = (Obj *)(gc_head(trash)->prev & ~(uintptr_t)3))
        if (trash == o) return true;
    return false;
}

/* Whether [o], dead, waits on a free list. */
static bool is_kept(const Runtime *rt, const Obj *o)
{
    const FreeLists *f = &rt->free_lists;
    for (int i = 0; i < f->list_count; i++)
        if (f->lists[i] == o) return true;
    for (int i = 0; i < f->dict_count; i++)
        if (f->dicts[i] == o) return true;
    isize n = is_tuple(o) ? tuple_len(o) : 0;
    const Obj *free_tuple = n > 0 && n <= TUPLE_CLASSES ? f->tuples[n - 1] : NULL;
    for (; free_tuple; free_tuple = tuple_peek(free_tuple, 0))
        if (free_tuple == o) return true;
    return false;
}

/* Whether a death is still under way: its block is still a block, with the same object of count 0. */
static bool is_dying(const Trace *t, const Dying *d)
{
    if (!d->obj || !walk_block(t->rt, d->obj)) return false;
    return d->obj->refcnt == 0 && d->obj->type == d->type && !is_put_off(t, d->obj) && !is_kept(t->rt, d->obj);
}

/* The object that is being taken apart right here, as [o] dies; NULL: none.  What died earlier where [o] lies is over. */
static const Dying *dying_holder(Trace *t, const Obj *o)
{
    for (uint64_t i = t->deaths; i-- > 0 && i + LOG_DYING >= t->deaths;) {
        Dying *d = &t->dying[i % LOG_DYING];
        if (d->obj == o) d->obj = NULL;
        if (is_dying(t, d)) return d->frame == t->rt->vm.frame ? d : NULL; /* else Python code runs in between */
    }
    return NULL;
}

/* A member of a cycle that the collector found, or something that only hung on one. */
static Why cause_by_collector(const Trace *t, const Obj *o)
{
    bool member = o == t->clearing || (obj_is_gc(t->rt, o) && (gc_head(o)->prev & GC_PREV_COLLECTING));
    return (Why){.cause = member ? CAUSE_COLLECTED : CAUSE_CLEARED};
}

/* Small values go without the instruction being noted: there the opcode says nothing. */
static bool is_plain(const Obj *o) { return !(type_of(o)->flags & (TF_GC | TF_HEAP)); }

static Why cause_of(Trace *t, const Obj *o)
{
    const Runtime *rt = t->rt;
    const Dying *holder = dying_holder(t, o);
    if (rt->vm.ending && !(holder && holder->number)) holder = NULL; /* a namespace of the interpreter's own */
    if (holder) return (Why){.cause = CAUSE_HOLDER, .dying = holder, .other = holder->obj};
    if (t->clearing && rt->gc.collecting) return cause_by_collector(t, o);
    if (rt->vm.ending) return (Why){.cause = CAUSE_END};
    if (!rt->vm.frame || !rt->vm.frame->code) return (Why){.cause = CAUSE_UNKNOWN};
    if (is_plain(o) && !label_find(t, o)) return (Why){.cause = CAUSE_TEMPORARY};
    if (t->returned && t->returned_at == vm_bytecodes(rt)) return (Why){.cause = CAUSE_RETURN, .name = t->returned};
    return cause_by_opcode(rt, rt->vm.frame);
}

/* ---- dying ------------------------------------------------------------------------------------------------------------------ */

static void tell_cause(Trace *t, const Why *why, Record *r, Tomb *tomb)
{
    char name[RECORD_NAME] = "";
    uint32_t by = why->dying && why->dying->number ? why->dying->number : number_of(t, why->other);
    if (why->name && is_str(why->name))
        text_copy_str(name, sizeof name, why->name);
    else if (why->other)
        text_copy(name, sizeof name, value_type(why->other));
    if (why->cause == CAUSE_CLEARED) {
        by = t->clearing_number;
        text_copy(name, sizeof name, t->clearing_type);
    }
    if (r) {
        r->cause = (uint8_t)why->cause;
        r->other_label = by;
        memcpy(r->name, name, sizeof name);
    }
    if (tomb) {
        tomb->cause = (uint8_t)why->cause;
        tomb->by = by;
        memcpy(tomb->name, name, sizeof name);
    }
}

typedef struct Size {
    const Heap *heap;
    size_t bytes;
} Size;

static void add_block_size(void *block, size_t size UNUSED, const char *what UNUSED, void *ctx)
{
    Size *s = ctx;
    s->bytes += heap_block_size(s->heap, block);
}

/* What its blocks take, those beside its own included. */
static size_t size_of(const Trace *t, const Obj *o)
{
    Size size = {HEAP(t->rt), heap_block_size(HEAP(t->rt), block_of(o))};
    if (type_of(o)->blocks) type_of(o)->blocks((Obj *)(uintptr_t)o, add_block_size, &size);
    return size.bytes;
}

static Tomb *bury(Trace *t, const Obj *o, uint32_t number, size_t size)
{
    Tomb *tomb = tomb_add(t);
    tomb->address = nominal(t, o);
    tomb->number = number;
    tomb->size = (uint32_t)size;
    text_copy(tomb->type, TYPE_NAME, value_type(o));
    if (o == t->clearing)
        memcpy(tomb->value, t->clearing_value, TOMB_VALUE);
    else
        value_text(t->rt, o, tomb->value, TOMB_VALUE);
    return tomb;
}

static Dying *add_dying(Trace *t, const Obj *o)
{
    Dying *d = &t->dying[t->deaths++ % LOG_DYING];
    *d = (Dying){.obj = o, .type = type_of(o), .frame = t->rt->vm.frame};
    return d;
}

static void count_dead(Trace *t, const Obj *o)
{
    TypeCount *count = count_of(t, type_of(o));
    count->freed++;
    count->bytes += own_block_size(t, o, block_of(o));
}

static void on_dead(Trace *t, const Event *e)
{
    const Obj *o = e->obj;
    Label *label = label_find(t, o);
    if (!label && !t->open) return;
    if (!label && t->noise >= LOG_NOISE) {
        count_dead(t, o);
        add_dying(t, o);
        return;
    }
    Why why = cause_of(t, o);
    uint32_t number = label ? label->number : 0;
    size_t size = size_of(t, o);
    Tomb *tomb = label ? bury(t, o, number, size) : NULL;
    Record *r = t->open ? add_object(t, EV_DEAD, o, !label) : NULL;
    if (r) {
        r->size = size;
        if (why.cause == CAUSE_TEMPORARY) t->last_dead = t->records;
    } else if (t->open) {
        count_dead(t, o);
    }
    tell_cause(t, &why, r, tomb);
    Dying *d = add_dying(t, o);
    d->record = r ? t->records : 0;
    d->number = number;
    if (label) label_remove(t, label);
}

/* The small value that died last, at this very bytecode, did so because the name got another one. */
static void explain_by_name(Trace *t, const Record *bind)
{
    Record *dead = t->last_dead ? (Record *)(uintptr_t)log_at(t, t->last_dead - 1) : NULL;
    t->last_dead = 0;
    if (!dead || dead->kind != EV_DEAD || dead->bytecode != bind->bytecode || dead->statement != t->statement) return;
    dead->cause = CAUSE_REBOUND;
    memcpy(dead->name, bind->name, sizeof dead->name);
}

/* The newest death of [o]; NULL: too long ago. */
static Dying *death_of(Trace *t, const Obj *o)
{
    for (uint64_t i = t->deaths; i-- > 0 && i + LOG_DYING >= t->deaths;)
        if (t->dying[i % LOG_DYING].obj == o) return &t->dying[i % LOG_DYING];
    return NULL;
}

static Record *record_of(Trace *t, const Dying *d)
{
    return d->record ? (Record *)(uintptr_t)log_at(t, d->record - 1) : NULL;
}

static void on_kept(Trace *t, const Event *e)
{
    Dying *d = death_of(t, e->obj); /* NULL: the block of a dict's keys */
    if (!d) return;
    Record *r = record_of(t, d);
    if (r) r->flags |= RECORD_KEPT;
    d->obj = NULL;
}

static void on_resurrect(Trace *t, const Event *e)
{
    Dying *d = death_of(t, e->obj);
    if (d) {
        Record *r = record_of(t, d);
        Tomb *tomb = d->number ? tomb_by_number(t, d->number) : NULL;
        if (r) r->flags |= RECORD_UNDONE; /* what follows tells so */
        if (tomb) tomb->number = 0;
        if (d->number) label_restore(t, d->number, e->obj);
        d->obj = NULL;
    }
    if (t->open) add_object(t, EV_RESURRECT, e->obj, false);
}

/* ---- coming to life ------------------------------------------------------------------------------------------------------------ */

static void on_new(Trace *t, const Event *e)
{
    const Obj *o = e->obj;
    if (e->kind == EV_REUSED && !walk_block(t->rt, o)) return; /* a dict's keys */
    Record *r = add_object(t, e->kind, o, true);
    if (r) r->size = heap_block_size(HEAP(t->rt), block_of(o));
}

static void on_move(Trace *t, const Event *e)
{
    BlockKind kind = heap_kind(HEAP(t->rt), e->other);
    if (kind >= KIND_OBJ && kind <= KIND_INST && t->live) {
        int before = kind == KIND_OBJ ? 0 : kind == KIND_GC ? 16 : 32;
        label_moved(t, (const Obj *)((const char *)e->obj + before), (const Obj *)((const char *)e->other + before));
    }
    if (!t->open) return;
    const Obj *o = kind == KIND_OBJ ? e->other : NULL;
    Record *r = o && is_str(o) ? add_object(t, EV_MOVE, o, true) : NULL;
    if (!o || !is_str(o)) add_block(t, EV_MOVE, e);
    if (!r) return;
    r->old = nominal(t, e->obj);
    r->other = r->obj;
    r->size = e->size;
}

/* ---- names, collections, the rest -------------------------------------------------------------------------------------------------- */

/* The count of [name], or the free one where it would be; NULL: no room. */
static NameCount *name_count_at(Trace *t, const Obj *name)
{
    uint32_t i = place_of(t, name) % LOG_NAMES;
    for (uint32_t tries = 0; tries < 8; tries++, i = (i + 1) % LOG_NAMES) {
        NameCount *c = &t->names[i];
        if (!c->name || c->name == name) return c;
    }
    return NULL;
}

static NameCount *count_name(Trace *t, const Obj *name)
{
    NameCount *c = name_count_at(t, name);
    if (c) {
        c->name = name;
        c->times++;
    }
    return c;
}

/* One value more of a name that had many: its last record tells of it from now on. */
static void bind_again(Trace *t, NameCount *c, Record *r, const Obj *value)
{
    r->bytecode = vm_bytecodes(t->rt);
    r->obj = nominal(t, value);
    r->label = t->live ? number_of(t, value) : 0;
    r->flags = r->label ? RECORD_OLD : 0;
    r->n = c->times;
    if (c->type != type_of(value)) text_copy(r->type, TYPE_NAME, value_type(value));
    c->type = type_of(value);
}

static bool is_class_machinery(const char *name)
{
    return strcmp(name, "__module__") == 0 || strcmp(name, "__qualname__") == 0 || strcmp(name, "__doc__") == 0;
}

static void on_bind(Trace *t, const Event *e)
{
    const Frame *f = t->rt->vm.frame;
    bool foreign = f && f->globals != t->rt->main_dict; /* another module's names */
    NameCount *c = foreign ? NULL : count_name(t, e->other);
    Record *r = c && c->times > LOG_BINDS + 1 && c->last ? (Record *)(uintptr_t)log_at(t, c->last - 1) : NULL;
    if (r) {
        bind_again(t, c, r, e->obj);
    } else {
        r = add_object(t, EV_BIND, e->obj, foreign);
        if (!r) return;
        if (c) c->last = t->records;
        if (c && c->times > LOG_BINDS) r->n = c->times;
        text_copy_str(r->name, RECORD_NAME, e->other);
        if (r->label) r->flags |= RECORD_OLD;
        if (!foreign && !r->n) constants_explain(t, r, e->other, e->obj);
        if (f && f->locals && f->locals != f->globals) r->flags |= RECORD_CLASS_BODY;
        if (f && f->globals != t->rt->main_dict) r->flags |= RECORD_NOISE; /* a module makes itself */
        if ((r->flags & RECORD_CLASS_BODY) && is_class_machinery(r->name)) r->flags |= RECORD_NOISE;
    }
    if (t->last_dead) explain_by_name(t, r);
}

static void on_unbind(Trace *t, const Event *e)
{
    Record *r = add_object(t, EV_UNBIND, e->obj, false);
    if (r) text_copy_str(r->name, RECORD_NAME, e->other);
}

static void on_collection(Trace *t, const Event *e)
{
    if (e->kind == EV_GC_BEGIN) {
        t->looked_at = 0;
        for (size_t i = 0; i <= e->size; i++) t->looked_at += (uint64_t)gc_size(t->rt, (int)i);
    }
    t->clearing = NULL;
    Record *r = t->open ? log_add(t, e->kind, false) : NULL;
    if (!r) return;
    r->generation = (uint8_t)e->size;
    r->from = t->looked_at;
    r->n = e->kind == EV_GC_BEGIN ? t->looked_at : e->extra;
}

/* The survivors of a collection, before they move on: the student's first ones, then how many there are more. */
static void on_promote(Trace *t, const Event *e)
{
    const GcHead *ring = e->other;
    uint64_t more = 0, more_of_yours = 0;
    for (const GcHead *g = gc_next(ring); g != ring; g = gc_next(g)) {
        bool yours = number_of(t, gc_obj(g)) != 0;
        Record *r = yours && t->promotions < LOG_PROMOTIONS ? add_object(t, EV_GC_PROMOTE, gc_obj(g), false) : NULL;
        t->promotions += r != NULL;
        more += !r;
        more_of_yours += yours && !r;
        if (r) r->generation = (uint8_t)e->size;
    }
    Record *r = more ? log_add(t, EV_GC_PROMOTE, more_of_yours == 0) : NULL;
    if (t->promotions == LOG_PROMOTIONS) t->sink.unwanted |= BIT(GC_PROMOTE); /* enough for one statement */
    if (!r) return;
    r->story = STORY_GC_PROMOTE_MORE;
    r->n = more;
    r->generation = (uint8_t)e->size;
}

/* Where the places of a container are now; NULL: in itself. */
static const void *places_of(const Trace *t, const Obj *o, bool *table)
{
    *table = true;
    if (is_dict(o)) return ((const Dict *)o)->keys;
    if (is_anyset(t->rt, (Obj *)(uintptr_t)o)) {
        const Set *set = (const Set *)o;
        return set->table == set->smalltable ? NULL : set->table;
    }
    *table = false;
    return is_list(o) ? ((const List *)o)->items : NULL;
}

static void on_grow(Trace *t, const Event *e)
{
    Record *r = add_object(t, EV_GROW, e->obj, number_of(t, e->obj) == 0);
    bool table;
    if (!r) return;
    r->size = e->size;
    r->from = e->extra;
    r->old = nominal(t, e->other);
    r->other = nominal(t, places_of(t, e->obj, &table));
    if (table) r->flags |= RECORD_TABLE;
}

static void on_finalize(Trace *t, const Event *e)
{
    const Runtime *rt = t->rt;
    bool generator = is_type(rt, e->obj, GENERATOR) || is_type(rt, e->obj, COROUTINE) || is_type(rt, e->obj, ASYNC_GENERATOR);
    Record *r = add_object(t, EV_FINALIZE, e->obj, generator);
    if (r) r->label = number_of_dying(t, e->obj);
    if (r && generator) r->story = STORY_FINALIZE_CLOSE;
}

static void on_other(Trace *t, const Event *e)
{
    switch (e->kind) {
    case EV_GC_UNREACHABLE: log_unreachable(t, e->other); break;
    case EV_GC_PROMOTE: on_promote(t, e); break;
    case EV_FINALIZE: on_finalize(t, e); break;
    case EV_GC_FINALIZE: case EV_GC_RESURRECT: add_object(t, e->kind, e->obj, false); break;
    case EV_GC_CLEAR:
        t->clearing = e->obj;
        t->clearing_number = number_of(t, e->obj);
        text_copy(t->clearing_type, TYPE_NAME, value_type(e->obj));
        if (t->clearing_number) value_text(t->rt, e->obj, t->clearing_value, TOMB_VALUE);
        add_object(t, e->kind, e->obj, false);
        break;
    case EV_WEAKREF_CLEAR: case EV_CALLBACK: add_other(t, add_object(t, e->kind, e->obj, false), e->other); break;
    case EV_GROW: on_grow(t, e); break;
    case EV_ASKED: newer_note(t, e); break;
    case EV_CALL: case EV_RETURN: {
        Record *r = add_object(t, e->kind, e->obj, true);
        const Code *code = e->obj;
        if (r) text_copy_str(r->name, RECORD_NAME, code->name);
        t->returned = e->kind == EV_RETURN && !(code->flags & CO_SUSPENDS) ? code->name : NULL;
        t->returned_at = vm_bytecodes(t->rt);
        break;
    }
    case EV_INTERN: case EV_TRACK: case EV_UNTRACK: add_object(t, e->kind, e->obj, true); break;
    case EV_ARENA_NEW: case EV_ARENA_FREE: case EV_POOL_NEW: case EV_POOL_FREE: {
        Record *r = log_add(t, e->kind, e->kind == EV_POOL_NEW || e->kind == EV_POOL_FREE);
        if (r) r->old = r->other = nominal(t, e->obj), r->size = e->size;
        break;
    }
    default: break;
    }
}

static const uint64_t folded_kinds = BIT(ALLOC) | BIT(FREE) | BIT(NEW) | BIT(REUSED) | BIT(KEPT) | BIT(INTERN) | BIT(TRACK) |
                                     BIT(UNTRACK) | BIT(POOL_NEW) | BIT(POOL_FREE) | BIT(GC_PROMOTE) | BIT(CALL) | BIT(RETURN);

/* No more noise: only deaths are told of each, and what a student asks about. */
static void start_folding(Trace *t)
{
    if (t->sink.emit == log_emit_folding) return;
    t->sink.emit = log_emit_folding;
    t->sink.unwanted = folded_kinds;
    heap_hush(HEAP(t->rt), true);
}

void log_emit(EventSink *sink, const Event *e)
{
    Trace *t = (Trace *)((char *)sink - offsetof(Trace, sink));
    switch (e->kind) { /* what must be followed between statements too comes first */
    case EV_DEAD: on_dead(t, e); return;
    case EV_KEPT: on_kept(t, e); return;
    case EV_RESURRECT: on_resurrect(t, e); return;
    case EV_MOVE: on_move(t, e); return;
    case EV_GC_BEGIN: case EV_GC_END: on_collection(t, e); return;
    default: break;
    }
    if (!t->open) return;
    if (t->noise >= LOG_NOISE) start_folding(t);
    switch (e->kind) {
    case EV_ALLOC: case EV_FREE:
        if (e->extra >= KIND_ITEMS) add_block(t, e->kind, e); /* an object's own block is told of with the object */
        return;
    case EV_NEW: case EV_REUSED: on_new(t, e); return;
    case EV_BIND: on_bind(t, e); return;
    case EV_UNBIND: on_unbind(t, e); return;
    default: on_other(t, e);
    }
}

void log_emit_folding(EventSink *sink, const Event *e)
{
    Trace *t = (Trace *)((char *)sink - offsetof(Trace, sink));
    const Obj *o = e->obj;
    if (UNLIKELY(e->kind != EV_DEAD || !t->open || (t->live && label_find(t, o)))) {
        log_emit(sink, e);
        return;
    }
    count_dead(t, o);
    if (type_has(type_of(o), TF_GC)) add_dying(t, o); /* what holds nothing explains no death */
}

/* ---- a statement ---------------------------------------------------------------------------------------------------------------------- */

void log_begin(Trace *t)
{
    memset(t->types, 0, sizeof t->types);
    memset(t->names, 0, sizeof t->names);
    t->others = (TypeCount){0};
    t->recorded = t->noise = t->counted = t->promotions = t->analysed = 0;
    t->left_out = false;
    t->first_record = t->records;
    t->clearing = NULL;
    t->last_dead = 0;
    t->returned = NULL;
    t->sink.emit = log_emit;
    t->sink.unwanted = 0;
    heap_hush(HEAP(t->rt), false);
}

static void fold(Trace *t, const TypeCount *c, const char *name)
{
    if (!c->freed) return;
    t->recorded = t->recorded < LOG_FULL ? t->recorded : LOG_FULL - 1;
    Record *r = log_add(t, LOG_FOLDED, false);
    r->size = c->bytes;
    r->n = c->freed;
    text_copy(r->type, TYPE_NAME, name);
}

static int by_freed(const void *a, const void *b)
{
    const TypeCount *x = *(const TypeCount *const *)a, *y = *(const TypeCount *const *)b;
    if (x->freed != y->freed) return x->freed < y->freed ? 1 : -1;
    return x < y ? -1 : x > y;
}

/* The numbers of the types, the greatest first. */
static void fold_all(Trace *t)
{
    const TypeCount *order[LOG_TYPES];
    size_t n = 0;
    for (int i = 0; i < LOG_TYPES; i++)
        if (t->types[i].type) order[n++] = &t->types[i];
    qsort(order, n, sizeof *order, by_freed);
    for (size_t i = 0; i < n; i++) fold(t, order[i], order[i]->name);
    fold(t, &t->others, "other types");
}

/* When what lay at an address last died in this statement. */
enum { GRAVES = 2 * LOG_FULL };
typedef struct Grave {
    uint64_t address, bytecode; /* address 0: not in use */
} Grave;

static Grave *grave_at(Grave *graves, uint64_t address)
{
    uint32_t i = (uint32_t)(address >> 4) * UINT32_C(0x9E3779B1) >> 19;
    while (graves[i].address && graves[i].address != address) i = (i + 1) % GRAVES;
    return &graves[i];
}

/* Records of this statement about objects that have a label by now. */
static void resolve_labels(Trace *t)
{
    Grave graves[GRAVES];
    memset(graves, 0, sizeof graves);
    for (uint64_t i = t->records; i-- > t->first_record;) {
        Record *r = (Record *)(uintptr_t)log_at(t, i);
        if (!r) return;
        if (!r->obj || r->kind == LOG_FOLDED || (r->flags & RECORD_BLOCK)) continue;
        Grave *grave = grave_at(graves, r->obj);
        bool gone = grave->address && grave->bytecode >= r->bytecode;
        if (r->kind == EV_DEAD && !grave->address) *grave = (Grave){r->obj, r->bytecode};
        if (r->label || r->kind == EV_DEAD || gone) continue;
        const Label *label = label_find(t, heap_at(HEAP(t->rt), r->obj));
        if (label && label->born == t->statement) r->label = label->number;
    }
}

/* Not all deaths have records, but a global name that still leads to the address it was last bound to leads to the same
   object.  Names that were counted may be gone; those of the namespace live. */
static void resolve_last_binds(Trace *t)
{
    Obj *globals = t->rt->main_dict, *key, *value;
    for (isize pos = 0; globals && dict_next(globals, &pos, &key, &value, NULL);) {
        const NameCount *c = is_str(key) ? name_count_at(t, key) : NULL;
        Record *r = c && c->name && c->last ? (Record *)(uintptr_t)log_at(t, c->last - 1) : NULL;
        if (!r || r->label || nominal(t, value) != r->obj) continue;
        char name[RECORD_NAME];
        text_copy_str(name, sizeof name, key);
        if (strcmp(name, r->name) == 0) r->label = number_of(t, value);
    }
}

/* Deaths of labelled objects whose KEPT was not told. */
static void mark_kept(Trace *t)
{
    for (uint64_t i = t->first_record; i < t->records; i++) {
        Record *r = (Record *)(uintptr_t)log_at(t, i);
        const Obj *o = r && r->kind == EV_DEAD && r->label ? heap_at(HEAP(t->rt), r->obj) : NULL;
        if (o && walk_block(t->rt, o) && o->refcnt == 0) r->flags |= RECORD_KEPT;
    }
}

void log_end(Trace *t)
{
    bool folded = t->sink.emit == log_emit_folding || t->left_out;
    start_folding(t); /* between statements only deaths matter */
    if (!folded) {
        resolve_labels(t);
        return;
    }
    resolve_last_binds(t);
    mark_kept(t);
    fold_all(t);
}
