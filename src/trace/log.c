/* log.c - the listener: turns events into records, deaths into tombstones, the rest into numbers.

   A death takes several events: the count reached 0 (DEAD), the object's blocks go (FREE), the object's own block goes
   or waits on a free list (FREE, KEPT), or a finalizer kept it alive (RESURRECT).  [dying] holds those in between; what
   dies meanwhile, with no Python code in between, dies because its holder did. */
#include <stddef.h>
#include <string.h>

#include "compile/opcode.h"
#include "gc/gc.h"
#include "object/object.h"
#include "trace/area.h"
#include "trace/ledger.h"
#include "trace/value.h"

const char *cause_words(Cause cause)
{
    static const char *const words[] = {
#define CAUSE(id, text) text,
#include "trace/cause.def"
#undef CAUSE
    };
    return words[cause];
}

/* ---- records --------------------------------------------------------------------------------------------------------- */

Record *log_add(Trace *t, unsigned kind, bool noise)
{
    if (t->recorded >= LOG_FULL || (noise && t->noise >= LOG_NOISE)) {
        t->left_out++;
        t->left_out_at = t->records;
        return NULL;
    }
    t->recorded++;
    t->noise += noise;
    Record *r = &t->ring[t->records++ % LOG_RING];
    *r = (Record){.statement = t->statement, .kind = (uint8_t)kind, .flags = noise ? RECORD_NOISE : 0,
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
    r->other_label = number_of(t, other);
}

/* A record about a block that is no object. */
static void add_block(Trace *t, unsigned kind, const Event *e)
{
    static const char *const words[KIND_COUNT] = {"", "object", "object", "object", "items", "keys", "values", "table", "chunk"};
    Record *r = log_add(t, kind, true);
    if (!r) return;
    r->obj = nominal(t, e->obj);
    r->other = kind == EV_MOVE ? nominal(t, e->other) : 0;
    r->size = e->size;
    r->extra = e->extra;
    r->flags |= RECORD_BLOCK;
    const void *block = kind == EV_MOVE ? e->other : e->obj;
    text_copy(r->type, TYPE_NAME, words[heap_kind(HEAP(t->rt), block)]);
    if (kind == EV_FREE) text_copy(r->type, TYPE_NAME, words[e->extra < KIND_COUNT ? e->extra : 0]);
}

/* ---- numbers by type ----------------------------------------------------------------------------------------------------- */

static TypeCount *count_of(Trace *t, const Type *type)
{
    uint32_t i = (uint32_t)((uintptr_t)type >> 3) * UINT32_C(0x9E3779B1) >> 25;
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

/* ---- why it died ------------------------------------------------------------------------------------------------------------ */

static Cause cause_by_opcode(const Runtime *rt, const Frame *f)
{
    const CodeUnit *at = f->prev_instr, *code = ((const Code *)f->code)->code;
    switch (at < code ? OP_NOP : rt->hooks.opcode_base[at->op]) {
    case OP_STORE_FAST: case OP_STORE_DEREF: case OP_DELETE_FAST: case OP_DELETE_DEREF: return CAUSE_LOCAL;
    case OP_RETURN_VALUE: return CAUSE_RETURN;
    case OP_POP_TOP: case OP_PRINT_EXPR: return CAUSE_UNUSED_VALUE;
    case OP_CALL: case OP_PRECALL: case OP_CALL_FUNCTION_EX: return CAUSE_ARGUMENT;
    case OP_FOR_ITER: return CAUSE_LOOP;
    case OP_STORE_SUBSCR: case OP_DELETE_SUBSCR: return CAUSE_ITEM;
    case OP_STORE_ATTR: case OP_DELETE_ATTR: return CAUSE_ATTRIBUTE;
    case OP_POP_EXCEPT: case OP_RERAISE: return CAUSE_EXCEPTION;
    case OP_IMPORT_NAME: return CAUSE_IMPORT;
    default: return CAUSE_TEMPORARY;
    }
}

static bool is_put_off(const Trace *t, const Obj *o)
{
    const Obj *trash = t->rt->trash;
    for (int i = 0; trash && i < 2 * TRASHCAN_LIMIT; i++, trash = (Obj *)(gc_head(trash)->prev & ~(uintptr_t)3))
        if (trash == o) return true;
    return false;
}

/* The object whose death is under way right here; NULL: none. */
static const Dying *dying_holder(const Trace *t)
{
    for (uint32_t i = t->dying_n; i-- > 0;) {
        const Dying *d = &t->dying[i];
        if (d->frame != t->rt->vm.frame) return NULL; /* Python code runs in between */
        if (!is_put_off(t, d->obj)) return d;
    }
    return NULL;
}

static Cause cause_of(Trace *t, const Obj *o, const Dying **holder)
{
    const Runtime *rt = t->rt;
    *holder = dying_holder(t);
    if (*holder) return CAUSE_HOLDER;
    if (t->clearing && rt->gc.collecting) return CAUSE_COLLECTED;
    const Record *last = t->records > t->first_record ? log_at(t, t->records - 1) : NULL;
    if (last && last->kind == EV_UNBIND && last->obj == nominal(t, o) && last->bytecode == vm_bytecodes(rt)) return CAUSE_DELETED;
    if (rt->vm.finalizing) return CAUSE_END;
    return rt->vm.frame && rt->vm.frame->code ? cause_by_opcode(rt, rt->vm.frame) : CAUSE_UNKNOWN;
}

/* ---- dying ------------------------------------------------------------------------------------------------------------------ */

static void *block_of(const Obj *o)
{
    uint64_t flags = type_of(o)->flags;
    return (char *)(uintptr_t)o - (flags & TF_GC ? flags & TF_MANAGED_DICT ? 32 : 16 : 0);
}

static void tell_cause(Trace *t, Cause cause, const Dying *holder, Record *r, Tomb *tomb)
{
    char name[RECORD_NAME] = "";
    uint32_t by = 0;
    if (cause == CAUSE_HOLDER) {
        by = holder->tomb ? holder->tomb->number : number_of(t, holder->obj);
        text_copy(name, sizeof name, value_type(holder->obj));
    } else if (cause == CAUSE_DELETED) {
        memcpy(name, log_at(t, t->records - (r ? 2 : 1))->name, sizeof name);
    }
    if (r) {
        r->cause = (uint8_t)cause;
        r->other_label = by;
        memcpy(r->name, name, sizeof name);
    }
    if (tomb) {
        tomb->cause = (uint8_t)cause;
        tomb->by = by;
        memcpy(tomb->name, name, sizeof name);
    }
}

static Tomb *bury(Trace *t, const Obj *o, const Label *label)
{
    Tomb *tomb = tomb_add(t);
    tomb->address = nominal(t, o);
    tomb->number = label->number;
    text_copy(tomb->type, TYPE_NAME, value_type(o));
    value_text(t->rt, o, tomb->value, TOMB_VALUE);
    return tomb;
}

static Dying *push_dying(Trace *t, const Obj *o)
{
    if (t->dying_n == LOG_DYING) { /* the oldest will not be missed: its block's bytes are not told */
        memmove(t->dying, t->dying + 1, (LOG_DYING - 1) * sizeof *t->dying);
        t->dying_n--;
    }
    Dying *d = &t->dying[t->dying_n++];
    *d = (Dying){.obj = o, .block = block_of(o), .frame = t->rt->vm.frame};
    return d;
}

static void on_dead(Trace *t, const Event *e)
{
    const Obj *o = e->obj;
    Label *label = label_find(t, o);
    if (!label && !t->open) return;
    Dying dying = {.obj = o};
    if (!label && t->noise >= LOG_NOISE) {
        TypeCount *count = count_of(t, type_of(o));
        count->freed++;
        t->left_out++;
        t->left_out_at = t->records;
        push_dying(t, o)->count = count;
        return;
    }
    Tomb *tomb = label ? bury(t, o, label) : NULL;
    /* The cause is looked for before the record is made: it looks at the last one. */
    const Dying *holder;
    Cause cause = cause_of(t, o, &holder);
    Record *r = t->open ? add_object(t, EV_DEAD, o, !label) : NULL;
    if (r) {
        dying.record = t->records;
        if (cause != CAUSE_HOLDER && cause != CAUSE_DELETED) t->last_dead = t->records;
    } else {
        dying.count = count_of(t, type_of(o));
        dying.count->freed++;
    }
    tell_cause(t, cause, holder, r, tomb);
    Dying *d = push_dying(t, o);
    d->record = dying.record;
    d->count = dying.count;
    d->tomb = tomb;
}

/* What died last, at this very bytecode, did so because the name got another value. */
static void explain_by_name(Trace *t, const Record *bind)
{
    Record *dead = t->last_dead ? (Record *)(uintptr_t)log_at(t, t->last_dead - 1) : NULL;
    t->last_dead = 0;
    if (!dead || dead->kind != EV_DEAD || dead->bytecode != bind->bytecode || dead->statement != t->statement) return;
    dead->cause = CAUSE_REBOUND;
    memcpy(dead->name, bind->name, sizeof dead->name);
    Tomb *tomb = dead->label ? tomb_by_number(t, dead->label) : NULL;
    if (!tomb) return;
    tomb->cause = CAUSE_REBOUND;
    memcpy(tomb->name, bind->name, sizeof tomb->name);
}

static void add_size(Trace *t, Dying *d, size_t size)
{
    if (d->count) d->count->bytes += size;
    if (d->tomb) d->tomb->size += (uint32_t)size;
    Record *r = d->record ? (Record *)(uintptr_t)log_at(t, d->record - 1) : NULL;
    if (r) r->size += size;
}

/* The end of entry [i]: its block went, or is kept. */
static void settle_dying(Trace *t, uint32_t i, size_t size, bool kept)
{
    Dying *d = &t->dying[i];
    Record *r = d->record ? (Record *)(uintptr_t)log_at(t, d->record - 1) : NULL;
    add_size(t, d, size);
    if (r) r->flags |= kept ? RECORD_KEPT : RECORD_FREED;
    if (d->tomb) d->tomb->kept = kept;
    Label *label = t->live ? label_find(t, d->obj) : NULL;
    if (label) label_remove(t, label);
    memmove(d, d + 1, (t->dying_n - i - 1) * sizeof *d);
    t->dying_n--;
}

static uint32_t find_dying(const Trace *t, const void *obj, const void *block)
{
    for (uint32_t i = t->dying_n; i-- > 0;)
        if (t->dying[i].obj == obj || t->dying[i].block == block) return i;
    return UINT32_MAX;
}

static void on_free(Trace *t, const Event *e)
{
    if (e->extra < KIND_ITEMS) {
        uint32_t i = find_dying(t, NULL, e->obj);
        if (i != UINT32_MAX) settle_dying(t, i, e->size, false);
        return;
    }
    const Dying *holder = dying_holder(t);
    if (holder)
        add_size(t, &t->dying[holder - t->dying], e->size);
    else if (t->open)
        add_block(t, EV_FREE, e);
}

static void on_kept(Trace *t, const Event *e)
{
    if (heap_kind(HEAP(t->rt), e->obj) == KIND_KEYS) return; /* the block of a dict that is told of */
    uint32_t i = find_dying(t, e->obj, NULL);
    if (i != UINT32_MAX) settle_dying(t, i, heap_block_size(HEAP(t->rt), t->dying[i].block), true);
}

static void on_resurrect(Trace *t, const Event *e)
{
    uint32_t i = find_dying(t, e->obj, NULL);
    if (i == UINT32_MAX) return;
    Dying *d = &t->dying[i];
    Record *r = d->record ? (Record *)(uintptr_t)log_at(t, d->record - 1) : NULL;
    if (r) r->flags |= RECORD_NOISE; /* it did not die after all; what follows tells so */
    if (d->tomb) d->tomb->number = 0;
    if (d->count) d->count->freed--;
    memmove(d, d + 1, (t->dying_n - i - 1) * sizeof *d);
    t->dying_n--;
    t->version++;
    if (t->open) add_object(t, EV_RESURRECT, e->obj, false);
}

/* ---- coming to life ------------------------------------------------------------------------------------------------------------ */

static void on_new(Trace *t, const Event *e)
{
    const Obj *o = e->obj;
    if (e->kind == EV_REUSED && !walk_block(t->rt, o)) return; /* a dict's keys */
    size_t size = t->block == block_of(o) ? t->block_size : heap_block_size(HEAP(t->rt), block_of(o));
    t->block = NULL;
    if (t->noise >= LOG_NOISE) {
        count_of(t, type_of(o))->made++;
        t->left_out++;
        t->left_out_at = t->records;
        return;
    }
    Record *r = add_object(t, e->kind, o, true);
    if (r) r->size = size;
}

static void on_alloc(Trace *t, const Event *e)
{
    if (e->extra < KIND_ITEMS) {
        t->block = e->obj;
        t->block_size = e->size;
    } else if (t->noise < LOG_NOISE) {
        add_block(t, EV_ALLOC, e);
    } else {
        t->left_out++;
    }
}

static void on_move(Trace *t, const Event *e)
{
    BlockKind kind = heap_kind(HEAP(t->rt), e->other);
    if (kind >= KIND_OBJ && kind <= KIND_INST && t->live) {
        int before = kind == KIND_OBJ ? 0 : kind == KIND_GC ? 16 : 32;
        label_moved(t, (const Obj *)((const char *)e->obj + before), (const Obj *)((const char *)e->other + before));
    }
    if (t->open) add_block(t, EV_MOVE, e);
}

/* ---- names, collections, the rest -------------------------------------------------------------------------------------------------- */

static void on_name(Trace *t, const Event *e)
{
    Record *r = add_object(t, e->kind, e->obj, false);
    if (!r) return;
    const Frame *f = t->rt->vm.frame;
    text_copy_str(r->name, RECORD_NAME, e->other);
    if (f && f->locals && f->locals != f->globals) r->flags |= RECORD_CLASS_BODY;
    if (e->kind == EV_BIND) explain_by_name(t, r);
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
    r->size = t->looked_at;
    r->extra = e->extra;
}

static void on_other(Trace *t, const Event *e)
{
    switch (e->kind) {
    case EV_GC_UNREACHABLE: case EV_GC_FINALIZE: case EV_GC_RESURRECT: case EV_FINALIZE: {
        Record *r = add_object(t, e->kind, e->obj, false);
        if (r) r->size = e->size;
        break;
    }
    case EV_GC_CLEAR:
        t->clearing = e->obj;
        add_object(t, e->kind, e->obj, false);
        break;
    case EV_WEAKREF_CLEAR: case EV_CALLBACK: add_other(t, add_object(t, e->kind, e->obj, false), e->other); break;
    case EV_GROW: {
        Record *r = add_object(t, e->kind, e->obj, number_of(t, e->obj) == 0);
        if (r) r->size = e->size, r->extra = e->extra;
        break;
    }
    case EV_INTERN: case EV_TRACK: case EV_UNTRACK: add_object(t, e->kind, e->obj, true); break;
    case EV_ARENA_NEW: case EV_ARENA_FREE: case EV_POOL_NEW: case EV_POOL_FREE: {
        Record *r = log_add(t, e->kind, e->kind == EV_POOL_NEW || e->kind == EV_POOL_FREE);
        if (r) r->obj = nominal(t, e->obj), r->size = e->size;
        break;
    }
    default: break;
    }
}

void log_emit(EventSink *sink, const Event *e)
{
    Trace *t = (Trace *)((char *)sink - offsetof(Trace, sink));
    t->kinds[e->kind]++;
    switch (e->kind) { /* what must be followed between statements too comes first */
    case EV_DEAD: on_dead(t, e); return;
    case EV_FREE: on_free(t, e); return;
    case EV_KEPT: on_kept(t, e); return;
    case EV_RESURRECT: on_resurrect(t, e); return;
    case EV_MOVE: on_move(t, e); return;
    case EV_GC_BEGIN: case EV_GC_END: on_collection(t, e); return;
    default: break;
    }
    if (!t->open) return;
    switch (e->kind) {
    case EV_ALLOC: on_alloc(t, e); return;
    case EV_NEW: case EV_REUSED: on_new(t, e); return;
    case EV_BIND: case EV_UNBIND: on_name(t, e); return;
    default: on_other(t, e);
    }
}

/* ---- a statement ---------------------------------------------------------------------------------------------------------------------- */

void log_begin(Trace *t)
{
    memset(t->kinds, 0, sizeof t->kinds);
    memset(t->types, 0, sizeof t->types);
    t->others = (TypeCount){0};
    t->recorded = t->noise = t->counted = t->left_out = 0;
    t->first_record = t->left_out_at = t->records;
    t->clearing = NULL;
    t->block = NULL;
    t->last_dead = 0;
    t->dying_n = 0;
}

static void fold(Trace *t, const TypeCount *c, const char *name)
{
    if (!c->made && !c->freed) return;
    t->recorded = t->recorded < LOG_FULL ? t->recorded : LOG_FULL - 1;
    Record *r = log_add(t, LOG_FOLDED, false);
    r->size = c->bytes;
    r->extra = c->freed;
    r->obj = 0;
    r->other = c->made;
    text_copy(r->type, TYPE_NAME, name);
}

/* Records of this statement about objects that have a label by now. */
static void resolve_labels(Trace *t)
{
    uint64_t from = t->left_out_at > t->first_record ? t->left_out_at : t->first_record;
    uint64_t dead[64];
    uint32_t n = 0;
    for (uint64_t i = t->records; i-- > from && n < COUNT_OF(dead);) {
        Record *r = (Record *)(uintptr_t)log_at(t, i);
        if (!r) return;
        if (r->kind == EV_DEAD) dead[n++] = r->obj;
        if (r->label || !r->obj || r->kind == LOG_FOLDED || (r->flags & RECORD_BLOCK)) continue;
        bool gone = false;
        for (uint32_t k = 0; k < n && !gone; k++) gone = dead[k] == r->obj;
        const Label *label = gone ? NULL : label_find(t, heap_at(HEAP(t->rt), r->obj));
        if (label && label->born == t->statement) r->label = label->number;
    }
}

void log_end(Trace *t)
{
    resolve_labels(t);
    if (!t->left_out) return;
    for (int i = 0; i < LOG_TYPES; i++)
        if (t->types[i].type) fold(t, &t->types[i], t->types[i].name);
    fold(t, &t->others, "other types");
}
