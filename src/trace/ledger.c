/* ledger.c - proving that every object's holders add up to its count, and that every block belongs to somebody.

     counts     one number for each 16 bytes of arenas and large blocks (8 of the static part), outside the image
     pass 1     each live object: +1 where each of its references leads; a mark on each block it owns
     sources    roots, holds, frames, the collector, static objects likewise
     pass 2     each live object: number == count?  each other block: marked once?
                all numbers added up == references followed?  (else one leads to where no object is)  */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gc/gc.h"
#include "object/object.h"
#include "trace/holders.h"
#include "trace/ledger.h"

enum { FREE_MARK = -(1 << 30), TRASH_MARK = -(1 << 29), BLOCK_MARK = 1 << 29, CLOSED = INT32_MIN };

typedef struct Part {
    const char *from;
    size_t bytes;
    int32_t *n;
} Part;

typedef struct Proof {
    Part small, large, statics;
    uint64_t followed, seen;  /* references followed; of these, those that led to an object */
    const Obj *outside;       /* a reference that leads out of the image's objects */
    Runtime *rt;
    LedgerMode mode;
    Obj **dying;
    size_t dying_n, dying_room;
    bool no_memory;
    char *text;
    bool broken;
    Obj *owner; /* whose blocks are being marked */
} Proof;

static bool violated(Proof *p, const Obj *o, const char *sentence)
{
    if (p->broken) return false;
    p->broken = true;
    char name[192];
    holder_object_text(p->rt, o, name, sizeof name);
    snprintf(p->text, LEDGER_TEXT, "%s: %s", name, sentence);
    return false;
}

/* ---- numbers ---------------------------------------------------------------------------------------------------------- */

static bool part_open(Proof *p, Part *part, Place place, unsigned shift)
{
    const char *to;
    heap_span(HEAP(p->rt), place, &part->from, &to);
    part->bytes = (size_t)(to - part->from);
    part->n = calloc((part->bytes >> shift) + 1, sizeof *part->n);
    return part->n != NULL;
}

/* The number of [o]; NULL: it lies nowhere where objects are. */
static inline int32_t *number_of(Proof *p, const void *o)
{
    size_t at = (size_t)((const char *)o - p->small.from);
    if (LIKELY(at < p->small.bytes)) return &p->small.n[at >> 4];
    if ((at = (size_t)((const char *)o - p->statics.from)) < p->statics.bytes) return &p->statics.n[at >> 3];
    if ((at = (size_t)((const char *)o - p->large.from)) < p->large.bytes) return &p->large.n[at >> 4];
    return NULL;
}

static int follow(Obj *o, void *ctx, const char *role UNUSED, isize index UNUSED)
{
    Proof *p = ctx;
    p->followed++;
    size_t at = (size_t)((const char *)o - p->small.from);
    if (LIKELY(at < p->small.bytes)) {
        p->small.n[at >> 4]++;
        return 0;
    }
    int32_t *n = number_of(p, o);
    if (n)
        ++*n;
    else
        p->outside = o;
    return 0;
}

static void mark_block(void *block, size_t size, const char *what UNUSED, void *ctx)
{
    Proof *p = ctx;
    if (p->broken) return;
    BlockKind kind = heap_kind(HEAP(p->rt), block);
    int32_t *n = number_of(p, block);
    if (p->owner->refcnt == 0) { /* dying: what it leads to may be gone */
        if (n && kind >= KIND_ITEMS) *n = BLOCK_MARK;
        return;
    }
    if (kind < KIND_ITEMS || !n)
        violated(p, p->owner, "a block that it owns is not a live block");
    else if (*n)
        violated(p, p->owner, "a block that it owns has another owner");
    else if (heap_block_size(HEAP(p->rt), block) < size)
        violated(p, p->owner, "a block that it owns is smaller than it thinks");
    else
        *n = BLOCK_MARK;
}

static void mark_free(Obj *o, void *ctx) { *number_of(ctx, o) = FREE_MARK; }
static void mark_trash(Obj *o, void *ctx) { *number_of(ctx, o) = TRASH_MARK; }

static void mark_interpreter_blocks(Proof *p)
{
    Runtime *rt = p->rt;
    for (int i = 0; i < rt->free_lists.keys_count; i++) *number_of(p, rt->free_lists.keys[i]) = BLOCK_MARK;
    for (int i = 0; i < rt->hold_count; i++) {
        const Held *h = &rt->holds[i];
        if (h->n >= 0 && heap_kind(HEAP(rt), h->ref) >= KIND_ITEMS) *number_of(p, h->ref) = BLOCK_MARK;
    }
}

/* ---- pass 1 ------------------------------------------------------------------------------------------------------------ */

static void remember_dying(Proof *p, Obj *o)
{
    if (p->dying_n == p->dying_room) {
        size_t room = p->dying_room ? 2 * p->dying_room : 64;
        Obj **more = realloc(p->dying, room * sizeof *more);
        if (!more) {
            p->no_memory = true;
            return;
        }
        p->dying = more;
        p->dying_room = room;
    }
    p->dying[p->dying_n++] = o;
}

static inline bool type_is_sane(Proof *p, const Type *t)
{
    if ((size_t)((const char *)t - p->statics.from) < p->statics.bytes) return true;
    return heap_kind(HEAP(p->rt), (const char *)t - sizeof(GcHead)) == KIND_GC ||
           heap_kind(HEAP(p->rt), (const char *)t - 2 * sizeof(GcHead)) == KIND_INST;
}

/* What has a count of 0 or below: whether its references are to be followed now, since it waits for its death. */
static bool open_dead(Proof *p, Obj *o)
{
    int32_t n = *number_of(p, o);
    if (n < 0) return n > FREE_MARK + (1 << 28);
    if (o->refcnt < 0) return violated(p, o, "a count is never below 0");
    if (o->type) remember_dying(p, o); /* else there is no object yet */
    return false;
}

/* An object in a block: follows what it owns. */
static void open_object(Proof *p, Obj *o)
{
    if (UNLIKELY(o->refcnt <= 0) && !open_dead(p, o)) return;
    const Type *t = o->type;
    if (UNLIKELY(!type_is_sane(p, t))) {
        violated(p, o, "its type is no type");
        return;
    }
    walk_references(p->rt, o, follow, p);
    if (t->blocks) {
        p->owner = o;
        t->blocks(o, mark_block, p);
    }
    if (t->check && o->refcnt > 0 && p->mode != LEDGER_AT_DEATH) {
        const char *sentence = t->check(p->rt, o);
        if (sentence) violated(p, o, sentence);
    }
}

static void open_static(Obj *o, void *ctx)
{
    Proof *p = ctx;
    walk_references(p->rt, o, follow, p);
    if (type_of(o)->check && p->mode != LEDGER_AT_DEATH) {
        const char *sentence = type_of(o)->check(p->rt, o);
        if (sentence) violated(p, o, sentence);
    }
}

static void open_all(Proof *p)
{
    Heap *h = HEAP(p->rt);
    for (char *b = heap_next(h, NULL); b && !p->broken; b = heap_next(h, b + 1)) {
        Obj *o = walk_object(h, b);
        if (o) open_object(p, o);
    }
    for (size_t i = 0; i < p->dying_n && !p->broken; i++) {
        p->owner = p->dying[i];
        if (type_of(p->owner)->blocks) type_of(p->owner)->blocks(p->owner, mark_block, p);
    }
    walk_statics(p->rt, open_static, p);
    runtime_visit_roots(p->rt, follow, p);
    vm_traverse(p->rt, follow, p);
    walk_collector(p->rt, follow, p);
}

/* ---- pass 2 ------------------------------------------------------------------------------------------------------------ */

typedef struct Wanted {
    const Obj *o;
    isize n;
} Wanted;

static int count_wanted(Obj *o, void *ctx, const char *role UNUSED, isize index UNUSED)
{
    Wanted *w = ctx;
    w->n += o == w->o;
    return 0;
}

/* How many references to [o] those have that are dying. */
static isize held_by_dying(Proof *p, const Obj *o)
{
    Wanted w = {o, 0};
    for (size_t i = 0; i < p->dying_n; i++) walk_references(p->rt, p->dying[i], count_wanted, &w);
    return w.n;
}

/* "list #7 at 0x7f...: its count is 3, its holders are 2: global a; list #9[0]" */
static void sum_differs(Proof *p, const Obj *o, isize count, isize holders)
{
    if (p->broken) return;
    p->broken = true;
    char name[192], *out = p->text;
    size_t room = LEDGER_TEXT;
    holder_object_text(p->rt, o, name, sizeof name);
    int n = snprintf(out, room, "%s: its count is %td, its holders are %td%s", name, count, holders, holders ? ": " : "");
    if (n > 0 && (size_t)n < room) holders_line(p->rt, o, out + n, room - (size_t)n);
}

static void close_object(Proof *p, Obj *o)
{
    int32_t n = *number_of(p, o);
    if (UNLIKELY(n < 0)) {
        bool trash = n > FREE_MARK + (1 << 28);
        isize refs = n - (trash ? TRASH_MARK : FREE_MARK);
        p->seen += (uint64_t)refs;
        if (o->refcnt != 0) violated(p, o, "what waits for reuse or death has a count of 0");
        if (refs) violated(p, o, trash ? "somebody still refers to what waits for its death" : "somebody still refers to what waits for reuse");
        return;
    }
    p->seen += (uint64_t)n;
    if (LIKELY(o->refcnt == n)) return;
    if (p->mode != LEDGER_EXACT && o->refcnt > n) return;
    if (p->dying_n && o->refcnt > n && o->refcnt <= n + held_by_dying(p, o)) return;
    sum_differs(p, o, o->refcnt, n);
}

static void close_block(Proof *p, const char *block)
{
    int32_t n = *number_of(p, block);
    if (LIKELY(n == BLOCK_MARK) || p->broken) return;
    /* nobody's: the scratch of C code that runs, or what an allocation is for */
    bool native = p->mode != LEDGER_EXACT || p->rt->vm.depth > 1 || p->rt->hold_count > 0 || p->dying_n;
    if (n == 0 && native) return;
    static const char *const words[KIND_COUNT] = {"", "", "", "", "items", "keys", "values", "table", "chunk"};
    p->broken = true;
    snprintf(p->text, LEDGER_TEXT, "the %s block of %zu bytes at 0x%llx %s", words[heap_kind(HEAP(p->rt), block)],
             heap_block_size(HEAP(p->rt), block), (unsigned long long)heap_nominal(HEAP(p->rt), block),
             n == 0 ? "belongs to nobody" : "is referred to as if it were an object");
}

static void close_static(Obj *o, void *ctx)
{
    Proof *p = ctx;
    isize n = *number_of(p, o), count = o->refcnt - STATIC_REFCNT;
    *number_of(p, o) = CLOSED;
    p->seen += (uint64_t)n;
    if (n == count || (p->mode != LEDGER_EXACT && count > n)) return;
    if (p->dying_n && count > n && count <= n + held_by_dying(p, o)) return;
    sum_differs(p, o, count, n);
}

/* A reference leads to where no object is: whose is it? */
static int find_stray(Obj *o, void *ctx, const char *role, isize index)
{
    Proof *p = ctx;
    if (walk_is_object(p->rt, o) && (!ledger_is_static(p->rt, o) || *number_of(p, o) == CLOSED)) return 0;
    char sentence[160];
    int n = snprintf(sentence, sizeof sentence, "%s", role);
    if (index >= 0) n += snprintf(sentence + n, sizeof sentence - (size_t)n, " %td", index);
    snprintf(sentence + n, sizeof sentence - (size_t)n, " leads to 0x%llx, where no object is",
             (unsigned long long)heap_nominal(HEAP(p->rt), o));
    if (p->owner) return violated(p, p->owner, sentence), 1;
    p->broken = true;
    snprintf(p->text, LEDGER_TEXT, "the interpreter: %s", sentence);
    return 1;
}

static void find_stray_of_static(Obj *o, void *ctx)
{
    Proof *p = ctx;
    p->owner = o;
    if (!p->broken) walk_references(p->rt, o, find_stray, p);
}

static void name_stray(Proof *p)
{
    Heap *h = HEAP(p->rt);
    for (char *b = heap_next(h, NULL); b && !p->broken; b = heap_next(h, b + 1)) {
        Obj *o = walk_object(h, b);
        if (!o || o->refcnt <= 0) continue;
        p->owner = o;
        walk_references(p->rt, o, find_stray, p);
    }
    walk_statics(p->rt, find_stray_of_static, p);
    p->owner = NULL;
    if (!p->broken) runtime_visit_roots(p->rt, find_stray, p);
    if (!p->broken) vm_traverse(p->rt, find_stray, p);
    if (p->broken) return;
    p->broken = true;
    snprintf(p->text, LEDGER_TEXT, "%llu references lead to no object", (unsigned long long)(p->followed - p->seen));
}

static void close_all(Proof *p)
{
    Heap *h = HEAP(p->rt);
    for (char *b = heap_next(h, NULL); b && !p->broken; b = heap_next(h, b + 1)) {
        Obj *o = walk_object(h, b);
        if (o)
            close_object(p, o);
        else if (heap_kind(h, b) >= KIND_ITEMS)
            close_block(p, b);
    }
    if (!p->broken) walk_statics(p->rt, close_static, p);
    if (!p->broken && p->seen != p->followed) name_stray(p);
}

/* ---- all of it ---------------------------------------------------------------------------------------------------------- */

isize ledger_expected(const Runtime *rt, const Obj *o) { return o->refcnt - (ledger_is_static(rt, o) ? STATIC_REFCNT : 0); }

static const char *copied(const char *sentence, char *text)
{
    if (!sentence) return NULL;
    snprintf(text, LEDGER_TEXT, "%s", sentence);
    return text;
}

const char *ledger_selfcheck(Runtime *rt, LedgerMode mode, char text[LEDGER_TEXT])
{
    if (copied(heap_check(HEAP(rt)), text) || (mode != LEDGER_AT_DEATH && copied(gc_check(rt), text))) return text;
    Proof p = {.rt = rt, .mode = mode, .text = text};
    bool ok = part_open(&p, &p.small, PLACE_SMALL, 4) && part_open(&p, &p.large, PLACE_LARGE, 4) &&
              part_open(&p, &p.statics, PLACE_STATIC, 3);
    if (ok) {
        walk_free_objects(rt, mark_free, &p);
        walk_trash(rt, mark_trash, &p);
        mark_interpreter_blocks(&p);
        open_all(&p);
        if (!p.broken) close_all(&p);
    }
    free(p.small.n);
    free(p.large.n);
    free(p.statics.n);
    free(p.dying);
    if (!ok || p.no_memory) return copied("there is no memory for the proof", text);
    return p.broken ? text : NULL;
}
