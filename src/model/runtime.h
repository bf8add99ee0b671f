/* runtime.h - the world's table of contents: all interpreter state there is.

   The Runtime is the first thing of the image; its first member is the Heap.  What CPython keeps in its
   executable lies in it or right behind it (heap_static).  Nothing outside the image is world state, so
   saving the image saves the world.  Each part is run by one room, named in its comment; that lower
   rooms can see the bytes of all parts is the price of one flat image. */
#ifndef GH_MODEL_RUNTIME_H
#define GH_MODEL_RUNTIME_H

#include <signal.h>

#include "model/layout.h"
#include "model/profile.h"

enum TypeId {
#define TYPE(room, id, template, base) T_##id,
#include "model/types.def"
#undef TYPE
    T_COUNT
};

enum ExcId {
#define EXC(name, base, layout, doc) E_##name,
#include "model/exceptions.def"
#undef EXC
    E_COUNT
};

enum IdentId {
#define ID(name) ID_##name,
#include "model/ids.def"
#undef ID
    ID_COUNT
};

/* What lower rooms ask of higher ones, filled at start by the room that answers. */
typedef struct Hooks {
    /* str.c: a new str of [n] bytes of UTF-8 (lone surrogates allowed as three bytes) */
    OWN Obj *(*str_from_utf8)(Runtime *rt, const char *bytes, size_t n);
    /* str.c: the static interned string of an ASCII text, borrowed; NULL: no room (no exception) */
    Obj *(*str_static)(Runtime *rt, const char *text);
    /* tuple.c, dict.c: what the argument binder makes of *args and **kwargs */
    OWN Obj *(*tuple_from_array)(Runtime *rt, Obj *const *items, isize n);
    bool (*list_append)(Runtime *rt, Obj *list, Obj *value);
    OWN Obj *(*dict_new)(Runtime *rt);
    bool (*dict_set)(Runtime *rt, Obj *dict, Obj *key, Obj *value);
    bool (*dict_next)(const Obj *dict, isize *pos, Obj **key, Obj **value, Hash *hash);
    /* attr.c: generic_getattr that answers NULL without an exception when there is no such attribute */
    OWN Obj *(*generic_getattr_quiet)(Runtime *rt, Obj *o, Obj *name);
    /* exc.c: makes an instance of a pending AttributeError that is none yet, and tells it object and name */
    void (*attribute_context)(Runtime *rt, Obj *o, Obj *name);
    OWN Obj *(*seq_iter_new)(Runtime *rt, Obj *seq); /* iter.c: iteration by __getitem__ */
    OWN Obj *(*generic_alias_new)(Runtime *rt, Obj *origin, Obj *args); /* genericalias.c: type[...] */
    /* int.c, float.c: conversions that the argument binder needs */
    OWN Obj *(*int_from_isize)(Runtime *rt, isize value);
    bool (*int_to_isize)(Runtime *rt, Obj *index, isize *out);
    bool (*to_double)(Runtime *rt, Obj *number, double *out);
    /* freelists.c (object): gives back what waits on the free lists, as a full collection does */
    void (*clear_free_lists)(Runtime *rt);
    /* the screen may be drawn in the middle of long native work that cannot raise; poll stays requested */
    void (*breathe)(Runtime *rt);
    /* gc/collect.c: a GC allocation was counted and generation 0 is full */
    void (*collect)(Runtime *rt);
    /* traceback.c (vm): "Exception ignored in ..." for an error nobody can catch; clears it */
    void (*unraisable)(Runtime *rt, const char *where, Obj *obj);
    /* warn.c (vm): a warning of [category] at a place, told by the module warnings: 1 told or filtered out, -1 an exception;
       0: that module was never imported.  [globals]: the namespace warned of, or NULL */
    int (*warn)(Runtime *rt, Obj *category, Obj *message, Obj *filename, int line, Obj *globals);
    /* call.c (vm): what func_new puts into a function's vectorcall */
    VectorFn function_vectorcall;
    /* specialize.c (vm): by opcode, the opcode of 3.11 that a specialized form stands for, and how many units
       of inline cache follow it: what code_get_bytes undoes.  256 entries each; NULL before vm_start */
    const uint8_t *opcode_base, *opcode_caches;
    /* vm: the frame being run, NULL between statements; a word for where we are */
    OWN Obj *(*import)(Runtime *rt, Obj *name, Obj *globals, Obj *fromlist, int level);
    /* output that Python prints when sys.stdout is the built-in stream; fd 1 or 2 */
    bool (*write)(Runtime *rt, int fd, const char *bytes, size_t n);
    /* a line of input with [prompt], without its newline; *eof set at the end of input.  UTF-8, malloc'd */
    char *(*read_line)(Runtime *rt, const char *prompt, bool *eof);
    /* safe point: called when polling was asked for; false: an exception is pending (KeyboardInterrupt) */
    bool (*poll)(Runtime *rt);
    /* selfcheck: called at statement ends, every so many bytecodes and at automatic collections */
    void (*selfcheck)(Runtime *rt, const char *when);
} Hooks;

/* One entry of the hold stack: see hold.h. */
typedef struct Held {
    void *ref;        /* an Obj*, or Obj** when n >= 0 */
    isize n;          /* -1: one object; else so many array items, NULLs allowed */
    const char *role; /* a constant word for the ledger */
    Frame *frame;     /* the frame that was running */
} Held;
enum { HOLD_MAX = 8192 };

#ifdef GLASSHEAP_STRESS
/* How often the stress build does what costs a walk over the heap: each time for the first STRESS_DENSE times, then
   ever more rarely, so that twice as many cost a constant more. */
enum { STRESS_DENSE = 4096 };
typedef struct StressPace {
    uint64_t n, next; /* times so far; the time at which it is done again */
} StressPace;
static inline bool stress_is_due(StressPace *p)
{
    if (++p->n < p->next) return false;
    p->next = p->n + 1 + p->n / STRESS_DENSE;
    return true;
}
#endif

typedef struct GcGeneration {
    GcHead head; /* circular list; empty: points at itself */
    int threshold, count;
} GcGeneration;
enum { GC_GENERATIONS = 3 };
typedef struct GcStats {
    isize collections, collected, uncollectable;
} GcStats;
typedef struct GcState { /* gc */
    GcGeneration generation[GC_GENERATIONS];
    GcGeneration permanent; /* gc.freeze() */
    GcStats stats[GC_GENERATIONS];
    isize long_lived_total, long_lived_pending;
    isize elsewhere; /* long-lived objects that CPython has and we have not: see gc_settle */
    int debug;
    bool enabled, collecting;
    bool automatic; /* the collection runs inside an allocation */
#ifdef GLASSHEAP_STRESS
    StressPace pace;   /* of GC allocations, each of which collects */
    StressPace deaths; /* each of which is proved */
#endif
    /* lists of the running collection: here and not on the C stack, since Python code runs meanwhile */
    GcHead unreachable, finalized, garbage_left, callbacks_due;
} GcState;

#ifdef GLASSHEAP_STRESS
enum { FREE_FLOATS = 2, FREE_LISTS = 2, FREE_DICTS = 2, FREE_KEYS = 2, FREE_TUPLES = 2 };
#else
enum { FREE_FLOATS = 100, FREE_LISTS = 80, FREE_DICTS = 80, FREE_KEYS = 80, FREE_TUPLES = 2000 };
#endif
enum { TUPLE_CLASSES = 20, FREE_MEMERRORS = 16 };
typedef struct FreeLists { /* object; an object here has refcnt 0 */
    Obj *floats; /* linked through .type */
    int float_count;
    Obj *lists[FREE_LISTS];
    int list_count;
    Obj *dicts[FREE_DICTS];
    int dict_count;
    DictKeys *keys[FREE_KEYS];
    int keys_count;
    Obj *tuples[TUPLE_CLASSES]; /* [n - 1], linked through items[0] */
    int tuple_count[TUPLE_CLASSES];
    Obj *memory_errors; /* linked through dict */
    int memory_error_count;
} FreeLists;

typedef struct MethodCacheEntry { /* object/type.c */
    uint32_t version;
    Obj *name;  /* owned */
    Obj *value; /* borrowed */
} MethodCacheEntry;
#ifdef GLASSHEAP_STRESS
enum { METHOD_CACHE_BITS = 3 };
#else
enum { METHOD_CACHE_BITS = 12 };
#endif

typedef enum Ending { /* how far the interpreter's end has come */
    ENDING_NOT,
    ENDING_BEGUN,
    ENDING_NO_MODULES, /* nothing can be imported any more, so tracebacks do without source lines */
    ENDING_SILENT,     /* nor does anything reach sys.stderr */
} Ending;

typedef struct VmState { /* vm */
    Frame *frame;          /* running or suspended innermost frame; NULL between statements */
    char *stack_top;       /* first free byte of the data stack */
    ExcItem *exc_info;     /* innermost handled exception */
    ExcItem exc_base;
    int depth;             /* nested vm_run calls */
    Frame *limbo;          /* frames being made or taken apart, linked by previous: their references still count */
    char *stack_limit;     /* end of the data stack */
    Obj *kwnames;          /* KW_NAMES' constant on its way to CALL; borrowed */
    int64_t fuel;          /* bytecodes until the next look around, while native code runs */
    uint64_t fuel_end;     /* the bytecode number at which fuel will be 0 */
    uint64_t selfcheck_every, next_selfcheck; /* hooks.selfcheck every so many bytecodes; 0: not by number */
    uint64_t selfcheck_allocs; /* allocations before the last proof */
#ifdef GLASSHEAP_STRESS
    StressPace pace; /* of bytecodes, after each of which there is a proof */
#endif
    const void *len_def, *isinstance_def, *append_def; /* BoundDefs of the natives that have a quick form */
    struct SourceTable *sources; /* source.c: texts that tracebacks quote, outside the image, only ever added to */
    uint64_t bytecodes;    /* run so far, brought up to date at safe points */
    uint64_t next_stop;    /* bytecode number of the next safe point that somebody wants; UINT64_MAX: none */
    uint32_t func_version; /* next function version */
    uint32_t keys_version; /* next dict keys version */
    uint64_t dict_version; /* next dict version tag */
    int int_max_str_digits;
    bool interactive;      /* statements are typed at the prompt */
    Ending ending;
} VmState;

enum { TRASHCAN_LIMIT = 50 };

typedef struct SysSettings { /* lib: what sys lets a program set, and only keeps */
    int64_t switch_micros; /* sys.setswitchinterval() */
    int dlopen_flags, origin_depth;
} SysSettings;

struct Runtime {
    Heap heap; /* first: a Runtime* is a Heap* */

#define ROOT(field, words) Obj *field;
#include "model/roots.def"
#undef ROOT

    /* model */
    Hooks hooks;
    Held *holds; /* HOLD_MAX entries */
    int hold_count;
    int recursion_limit, recursion_left;
    int recursion_headroom; /* a RecursionError is being made */
    struct SignatureTable *signatures; /* args.c: signatures of constructors, parsed */
    int native_depth;
    char *c_stack_low; /* C code may not recurse below this address */
    bool abandoning;   /* a run is being given up: no handler, finally or __del__ runs */
    int trash_depth;   /* object: the trashcan */
    Obj *trash;        /* deferred deallocations, linked through the GC head's prev */

    GcState gc;
    FreeLists free_lists;
    uint32_t type_version; /* next type version tag */
    MethodCacheEntry method_cache[1 << METHOD_CACHE_BITS];
    VmState vm;

    /* static objects.  The first three hash by their addresses: the lowest twelve bits of those are CPython's, so that
       small sets of them have its order. */
    struct {
        _Alignas(4096) char before_ellipsis[0x7a0];
        Obj ellipsis, not_implemented;
        char before_none[0xcc0 - 0x7c0];
        Obj none;
    };
    Int false_, true_;
    Int small_ints[SMALL_INTS];
    Obj *latin1[256];     /* one-character strings */
    Obj *bytes_chars[256];
    Obj *empty_str, *empty_bytes;
    GcHead empty_tuple_head; /* all zero: () is never tracked */
    Tuple empty_tuple;
    Obj *ids[ID_COUNT];
    Type types[T_COUNT];
    Type excs[E_COUNT];

    SysSettings settings;
    Profile profile; /* which Python this is */
};

#define HEAP(rt) (&(rt)->heap)
#define TYPE_OF(rt, id) (&(rt)->types[T_##id])
#define EXC_TYPE(rt, name) ((Obj *)&(rt)->excs[E_##name])
#define id_(rt, name) ((rt)->ids[ID_##name])
#define is_type(rt, o, id) (type_of(o) == TYPE_OF(rt, id)) /* exactly that type */
#define NONE(rt) (&(rt)->none)
#define is_none(rt, o) ((Obj *)(o) == &(rt)->none)
#define EMIT(rt, kind, obj, other, size, extra) event_emit((rt)->heap.sink, EV_##kind, obj, other, size, extra)

static inline OWN Obj *none_new(Runtime *rt) { return own(&rt->none); }
static inline Obj *bool_peek(Runtime *rt, bool value) { return (Obj *)(value ? &rt->true_ : &rt->false_); }
static inline OWN Obj *bool_new(Runtime *rt, bool value) { return own(bool_peek(rt, value)); }

enum { STATIC_REFCNT = 999999999 }; /* where the counts of static ints, strings and () start */

/* runtime_visit_roots: visits every reference that the interpreter itself owns: roots.def, the hold stack,
   handled exceptions, method cache, static types' parts through their traverse, free-listed nothing.
   [role] is the word of the table. */
int runtime_visit_roots(Runtime *rt, Visit visit, void *ctx);
/* Its two parts: all but the hold stack, and the hold stack. */
int runtime_visit_fixed(Runtime *rt, Visit visit, void *ctx);
int runtime_visit_holds(Runtime *rt, Visit visit, void *ctx);

/* Somebody wants the VM's attention: a signal handler or a timer sets it.  Outside the image. */
extern volatile sig_atomic_t poll_requested;

/* rt_look_soon: the eval loop looks around before its next bytecode; the count of bytecodes stays what it is. */
static inline void rt_look_soon(Runtime *rt)
{
    rt->vm.fuel_end -= (uint64_t)rt->vm.fuel;
    rt->vm.fuel = 0;
}

/* rt_poll: true when an exception is pending because the user wants to stop.  For long native loops. */
bool rt_poll_slow(Runtime *rt);
static inline CHECK bool rt_poll(Runtime *rt) { return UNLIKELY(poll_requested) && rt_poll_slow(rt); }

/* ---- memory for objects ------------------------------------------------------------------------------ */

/* mem_alloc: a block, or NULL with MemoryError.  mem_realloc: likewise; [p] stays valid on failure. */
void *err_no_memory(Runtime *rt);
static inline void *mem_alloc(Runtime *rt, size_t n, BlockKind kind)
{
    void *p = heap_alloc(HEAP(rt), n, kind);
    return LIKELY(p != NULL) ? p : err_no_memory(rt);
}
void *mem_realloc(Runtime *rt, void *p, size_t n);
static inline void mem_free(Runtime *rt, void *p) { heap_free(HEAP(rt), p); }

/* obj_new: an object without GC head of the type's basicsize (+ [items] * itemsize): count 1, type set (a
   heap type gains a reference), the rest undefined.  Sets v.size when itemsize != 0 via var_new. */
OWN Obj *obj_new(Runtime *rt, Type *type);
OWN Obj *var_new(Runtime *rt, Type *type, isize items);
/* gc_new, gc_var_new: the same with a GC head, untracked; counts the allocation and may collect BEFORE the
   object exists, as 3.11 does inside the allocation.  With a managed dict its two words are zeroed. */
OWN Obj *gc_new(Runtime *rt, Type *type);
OWN Obj *gc_var_new(Runtime *rt, Type *type, isize items);
/* gc_var_resize: [o] is untracked and has count 1; NULL: [o] is gone. */
OWN Obj *gc_var_resize_take(Runtime *rt, TAKE Obj *o, isize items);
/* obj_free: gives an object's block back, GC head and prefix included (untracks; lowers gen0's count). */
void obj_free(Runtime *rt, Obj *o);
void gc_obj_free(Runtime *rt, Obj *o); /* obj_free for an object that is known to have a GC head */

static inline void gc_track(Runtime *rt, void *o)
{
    GcHead *g = gc_head(o), *head = &rt->gc.generation[0].head;
    GcHead *last = (GcHead *)head->prev;
    last->next = (uintptr_t)g;
    g->prev = (g->prev & GC_PREV_FINALIZED) | (uintptr_t)last;
    g->next = (uintptr_t)head;
    head->prev = (uintptr_t)g;
}
static inline void gc_untrack(void *o)
{
    GcHead *g = gc_head(o);
    if (!g->next) return;
    GcHead *prev = (GcHead *)(g->prev & ~(uintptr_t)3), *next = (GcHead *)g->next;
    prev->next = (uintptr_t)next;
    next->prev = (next->prev & 3) | (uintptr_t)prev;
    g->next = 0;
    g->prev &= GC_PREV_FINALIZED;
}

/* obj_finalize: runs the type's finalizer on an object whose count is 0; true: it was resurrected.
   Called first thing by the dealloc of types that can have a finalizer. */
CHECK bool obj_finalize(Runtime *rt, Obj *o);

/* The trashcan, for the dealloc of containers, after gc_untrack, as in 3.11.
     int trash = trash_begin(rt, o, list_dealloc);   the function itself: a base's dealloc that a heap
     if (!trash) return;                             type's dealloc calls never puts the object off
     ... take it apart, free it ...
     trash_end(rt, trash);
   0: put off, because too many deallocations are nested.  Else pass the answer to trash_end. */
enum { TRASH_PUT_OFF, TRASH_COUNTED, TRASH_IGNORED };
void trash_put_off(Runtime *rt, Obj *o);
void trash_empty(Runtime *rt);
static inline CHECK int trash_begin(Runtime *rt, Obj *o, VoidFn dealloc)
{
    if (UNLIKELY(type_of(o)->dealloc != dealloc)) return TRASH_IGNORED;
    if (UNLIKELY(rt->trash_depth >= TRASHCAN_LIMIT)) {
        trash_put_off(rt, o);
        return TRASH_PUT_OFF;
    }
    rt->trash_depth++;
    return TRASH_COUNTED;
}
static inline void trash_end(Runtime *rt, int trash)
{
    if (trash == TRASH_COUNTED && --rt->trash_depth == 0 && UNLIKELY(rt->trash != NULL)) trash_empty(rt);
}

#endif
