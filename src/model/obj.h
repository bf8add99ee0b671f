/* obj.h - what every object and every type is, and how references are counted.

   In memory (addresses grow to the right):

     [values*][dict*]  [next][prev]   [refcnt][type] ...
      managed dict      GC head        the object: an Obj* points here
      (instances)       (containers)

   An object that waits on a free list has refcnt 0. */
#ifndef GH_MODEL_OBJ_H
#define GH_MODEL_OBJ_H

#include "heap/heap.h"
#include "share/own.h"

typedef struct Runtime Runtime;
typedef struct Type Type;

typedef struct Obj {
    isize refcnt;
    Type *type;
} Obj;

typedef struct VarObj {
    Obj base;
    isize size;
} VarObj;

/* next: 0 when untracked; otherwise the next head, its two low bits spare for the collector.
   prev: the previous head << 0 with two flag bits, or, inside a collection, the copied count << 2. */
typedef struct GcHead {
    uintptr_t next, prev;
} GcHead;

enum { GC_PREV_FINALIZED = 1, GC_PREV_COLLECTING = 2, GC_PREV_SHIFT = 2 };

typedef int64_t Hash; /* -1: an exception is pending */

typedef enum CompareOp { CMP_LT, CMP_LE, CMP_EQ, CMP_NE, CMP_GT, CMP_GE } CompareOp;

/* ---- slots --------------------------------------------------------------------------------------- */

/* A visitor of one owned reference.  [role] is a constant word for the ledger ("item", "key", "value",
   "attribute", "cell", "constant" ...); [index] says which one, -1 when there is only one.
   Non-zero stops the walk and is passed on. */
typedef int (*Visit)(Obj *o, void *ctx, const char *role, isize index);
typedef int (*TraverseFn)(Obj *self, Visit visit, void *ctx);
#define VISIT(o, role, index)                                                          \
    do {                                                                               \
        if (o) {                                                                       \
            int stop_ = visit((Obj *)(o), ctx, (role), (isize)(index));                \
            if (stop_) return stop_;                                                   \
        }                                                                              \
    } while (0)

/* A visitor of the blocks that an object owns beside its own (a list's items). */
typedef void (*BlockVisit)(void *block, size_t size, const char *what, void *ctx);

typedef OWN Obj *(*UnaryFn)(Runtime *rt, Obj *self);
typedef OWN Obj *(*BinaryFn)(Runtime *rt, Obj *a, Obj *b);
typedef OWN Obj *(*TernaryFn)(Runtime *rt, Obj *a, Obj *b, Obj *c);
typedef int (*InquiryFn)(Runtime *rt, Obj *self); /* 1, 0, or -1 */
typedef isize (*LenFn)(Runtime *rt, Obj *self);   /* -1: error */
typedef OWN Obj *(*ItemFn)(Runtime *rt, Obj *self, isize i);
typedef bool (*SetItemFn)(Runtime *rt, Obj *self, isize i, Obj *value);         /* value NULL: delete */
typedef bool (*SetSubscriptFn)(Runtime *rt, Obj *self, Obj *key, Obj *value);   /* value NULL: delete */
typedef int (*ContainsFn)(Runtime *rt, Obj *self, Obj *value);
typedef Hash (*HashFn)(Runtime *rt, Obj *self);
typedef OWN Obj *(*CompareFn)(Runtime *rt, Obj *a, Obj *b, CompareOp op);
typedef OWN Obj *(*CallFn)(Runtime *rt, Obj *callable, Obj *args, Obj *kwargs); /* tuple, dict or NULL */
typedef OWN Obj *(*VectorFn)(Runtime *rt, Obj *callable, Obj *const *args, size_t nargsf, Obj *kwnames);
typedef OWN Obj *(*GetAttrFn)(Runtime *rt, Obj *self, Obj *name);
typedef bool (*SetAttrFn)(Runtime *rt, Obj *self, Obj *name, Obj *value);       /* value NULL: delete */
typedef OWN Obj *(*DescrGetFn)(Runtime *rt, Obj *descr, Obj *obj, Obj *type);
typedef bool (*DescrSetFn)(Runtime *rt, Obj *descr, Obj *obj, Obj *value);
typedef OWN Obj *(*NewFn)(Runtime *rt, Type *type, Obj *args, Obj *kwargs);
typedef bool (*InitFn)(Runtime *rt, Obj *self, Obj *args, Obj *kwargs);
typedef OWN Obj *(*AllocFn)(Runtime *rt, Type *type, isize nitems);
typedef OWN Obj *(*NextFn)(Runtime *rt, Obj *it); /* NULL without an exception: exhausted */
typedef void (*VoidFn)(Runtime *rt, Obj *self);

/* vectorcall: bit 63 of nargsf says that args[-1] may be overwritten for the call (and put back). */
#define VECTOR_OFFSET ((size_t)1 << 63)
static inline isize vector_nargs(size_t nargsf) { return (isize)(nargsf & ~VECTOR_OFFSET); }

typedef struct NumberSlots {
    BinaryFn add, subtract, multiply, remainder, divmod;
    TernaryFn power;
    UnaryFn negative, positive, absolute;
    InquiryFn truth;
    UnaryFn invert;
    BinaryFn lshift, rshift, and_, xor, or_;
    UnaryFn int_;
    void *reserved;
    UnaryFn float_;
    BinaryFn iadd, isubtract, imultiply, iremainder;
    TernaryFn ipower;
    BinaryFn ilshift, irshift, iand, ixor, ior;
    BinaryFn floor_divide, true_divide, ifloor_divide, itrue_divide;
    UnaryFn index;
    BinaryFn matmul, imatmul;
} NumberSlots;

typedef struct SeqSlots {
    LenFn len;
    BinaryFn concat;
    ItemFn repeat; /* (self, times) */
    ItemFn item;
    void *reserved_slice;
    SetItemFn set_item;
    void *reserved_set_slice;
    ContainsFn contains;
    BinaryFn iconcat;
    ItemFn irepeat;
} SeqSlots;

typedef struct MapSlots {
    LenFn len;
    BinaryFn subscript;
    SetSubscriptFn set_subscript;
} MapSlots;

typedef struct AsyncSlots {
    UnaryFn await, aiter, anext;
    /* 1: *result is yielded; 0: *result is returned; -1: error.  NULL [arg] is next(). */
    int (*send)(Runtime *rt, Obj *self, Obj *arg, Obj **result);
} AsyncSlots;

/* The one buffer protocol: a read-only or writable run of bytes. */
typedef struct BufferView {
    unsigned char *bytes;
    isize len;
    bool readonly;
    Obj *owner; /* owned by the view */
} BufferView;
typedef struct BufferSlots {
    bool (*get)(Runtime *rt, Obj *self, BufferView *view);
    void (*release)(Runtime *rt, Obj *self, BufferView *view);
} BufferSlots;

/* Type flags; bit positions as 3.11's where Python can see them (type.__flags__). */
enum {
    TF_SEQUENCE = 1 << 5, /* matches a sequence pattern */
    TF_MAPPING = 1 << 6,
    TF_DISALLOW_NEW = 1 << 7,
    TF_IMMUTABLE = 1 << 8,
    TF_HEAP = 1 << 9,
    TF_BASETYPE = 1 << 10,
    TF_VECTORCALL = 1 << 11,
    TF_READY = 1 << 12,
    TF_READYING = 1 << 13,
    TF_GC = 1 << 14,
    TF_METHOD_DESCRIPTOR = 1 << 17,
    TF_VALID_VERSION = 1 << 19,
    TF_ABSTRACT = 1 << 20,
    TF_MATCH_SELF = 1 << 22,
    TF_MANAGED_DICT = 1 << 4,
    TF_INT = 1 << 24,
    TF_LIST = 1 << 25,
    TF_TUPLE = 1 << 26,
    TF_BYTES = 1 << 27,
    TF_STR = 1 << 28,
    TF_DICT = 1 << 29,
    TF_EXCEPTION = 1 << 30,
};
#define TF_TYPE (UINT64_C(1) << 31)

typedef struct MethodDef MethodDef;
typedef struct GetSetDef GetSetDef;
typedef struct MemberDef MemberDef;

/* 408 bytes, as CPython's.  Built-in types lie in the static part, classes of Python code in the heap
   (HeapType in layout.h).  [blocks] and [check] stand where CPython keeps two obsolete slots. */
struct Type {
    VarObj base;
    const char *name; /* UTF-8, NUL-terminated; with the module for some built-in types ("collections.deque") */
    isize basicsize, itemsize;
    VoidFn dealloc;
    isize vectorcall_offset;
    void (*blocks)(Obj *self, BlockVisit visit, void *ctx);  /* NULL: none beside its own */
    const char *(*check)(Runtime *rt, Obj *self);            /* the first violated invariant, or NULL */
    const AsyncSlots *async;
    UnaryFn repr;
    const NumberSlots *number;
    const SeqSlots *sequence;
    const MapSlots *mapping;
    HashFn hash;
    CallFn call;
    UnaryFn str;
    GetAttrFn getattr;
    SetAttrFn setattr;
    const BufferSlots *buffer;
    uint64_t flags;
    const char *doc;
    TraverseFn traverse; /* every owned reference, also for types without TF_GC */
    InquiryFn clear;
    CompareFn compare;
    isize weaklist_offset; /* 0: cannot be weakly referenced */
    UnaryFn iter;
    NextFn next;
    const MethodDef *const *methods; /* NULL-terminated arrays */
    const MemberDef *members;
    const GetSetDef *getset;
    Type *base_type;
    Obj *dict;
    DescrGetFn get;
    DescrSetFn set;
    isize dict_offset; /* 0: none; negative: from the end; where TF_MANAGED_DICT is set, only to be shown */
    InitFn init;
    AllocFn alloc;
    NewFn new_;
    void (*free)(Runtime *rt, void *p);
    InquiryFn is_gc; /* which instances have a GC head, where that differs (type itself) */
    Obj *bases, *mro;
    Obj *cache;
    Obj *subclasses; /* dict: address -> weakref */
    Obj *weaklist;
    VoidFn untrack; /* of exactly this type: stops tracking when nothing in it can form a cycle; not inherited */
    uint32_t version_tag;
    uint32_t unused;
    VoidFn finalize; /* PEP 442; may resurrect */
    VectorFn vectorcall;
};
_Static_assert(sizeof(Type) == 408, "a static type is 408 bytes");

/* ---- counting ------------------------------------------------------------------------------------ */

/* obj_dealloc: the count reached 0.  Emits DEAD, then calls the type's dealloc. */
void obj_dealloc(Runtime *rt, Obj *o);

#ifdef GH_MUTATE_INCREF
/* mutate.c: by how much this increment, in the source [file], raises the count of [o]: 1, or what the test wants.
   mutate_is_made: it has already been another one.  mutate_begin, mutate_end: increments in between are those of the
   program. */
int mutate_incref(const Obj *o, const char *file);
bool mutate_is_made(void);
void mutate_begin(void);
void mutate_end(void);
#endif

static inline void incref(void *o)
{
#ifdef GH_MUTATE_INCREF
    ((Obj *)o)->refcnt += mutate_incref(o, __BASE_FILE__);
#else
    ((Obj *)o)->refcnt++;
#endif
}

static inline void decref(Runtime *rt, void *o)
{
    if (--((Obj *)o)->refcnt == 0) obj_dealloc(rt, (Obj *)o);
}

static inline void xincref(void *o)
{
    if (o) incref(o);
}

static inline void xdecref(Runtime *rt, void *o)
{
    if (o) decref(rt, o);
}

/* own: another reference to [o], for "return own(x)". */
static inline OWN Obj *own(void *o)
{
    incref(o);
    return (Obj *)o;
}

static inline OWN Obj *xown(void *o)
{
    xincref(o);
    return (Obj *)o;
}

/* CLEAR: forgets an owned reference before dropping it (its death may look here).  SET_REF: replaces one. */
#define CLEAR(rt, place)                   \
    do {                                   \
        Obj *old_ = (Obj *)(place);        \
        if (old_) {                        \
            (place) = NULL;                \
            decref((rt), old_);            \
        }                                  \
    } while (0)
#define SET_REF_TAKE(rt, place, value)     \
    do {                                   \
        Obj *old_ = (Obj *)(place);        \
        (place) = (value);                 \
        xdecref((rt), old_);               \
    } while (0)

static inline Type *type_of(const void *o) { return ((const Obj *)o)->type; }
static inline bool type_has(const Type *t, uint64_t flag) { return (t->flags & flag) != 0; }

static inline GcHead *gc_head(const void *o) { return (GcHead *)o - 1; }
static inline Obj *gc_obj(const GcHead *g) { return (Obj *)(g + 1); }
/* obj_is_gc: has a GC head. */
static inline bool obj_is_gc(Runtime *rt, const void *o)
{
    Type *t = type_of(o);
    return type_has(t, TF_GC) && (!t->is_gc || t->is_gc(rt, (Obj *)o));
}
static inline bool gc_is_tracked(const void *o) { return gc_head(o)->next != 0; }
static inline bool gc_is_finalized(const void *o) { return (gc_head(o)->prev & GC_PREV_FINALIZED) != 0; }

#endif
