/* layout.h - the bytes of the objects that more than one room reads, as CPython 3.11 lays them out.

   Sizes are those of FACTS: what sys.getsizeof answers and which size class a block takes follow from
   them.  Objects that only their own file touches are laid out there. */
#ifndef GH_MODEL_LAYOUT_H
#define GH_MODEL_LAYOUT_H

#include "model/obj.h"

/* ---- numbers: 30-bit digits, the sign of size is the sign of the number, 0 has size 0 -------------- */
enum { INT_SHIFT = 30 };
#define INT_BASE ((uint32_t)1 << INT_SHIFT)
#define INT_MASK (INT_BASE - 1)
typedef struct Int {
    VarObj v;
    uint32_t digit[1];
} Int;
enum { SMALL_INT_MIN = -5, SMALL_INT_MAX = 256, SMALL_INTS = 262 };

typedef struct Float {
    Obj o;
    double value;
} Float;

typedef struct Complex {
    Obj o;
    double real, imag;
} Complex;

/* ---- str: PEP 393, always compact except for subclasses' instances --------------------------------- */
enum { STR_NOT_INTERNED, STR_INTERNED_MORTAL, STR_INTERNED_IMMORTAL };
typedef struct StrState {
    unsigned interned : 2;
    unsigned kind : 3; /* bytes a character: 1, 2 or 4 */
    unsigned compact : 1;
    unsigned ascii : 1;
    unsigned ready : 1;
} StrState;
typedef struct Str { /* ASCII: characters follow, NUL after them */
    Obj o;
    isize length;
    Hash hash; /* -1: not computed yet */
    StrState state;
    void *wstr; /* always NULL */
} Str;
typedef struct WideStr { /* compact, not ASCII: characters follow */
    Str s;
    isize utf8_length;
    char *utf8; /* cache, a KIND_CHUNK block */
    isize wstr_length;
} WideStr;
typedef struct StrObject { /* an instance of a subclass of str: characters in a block of their own */
    WideStr w;
    void *data; /* a KIND_CHUNK block */
} StrObject;

static inline int str_kind(const Obj *o) { return (int)((const Str *)o)->state.kind; }
static inline isize str_len(const Obj *o) { return ((const Str *)o)->length; }
static inline bool str_is_ascii(const Obj *o) { return ((const Str *)o)->state.ascii; }
static inline void *str_data(const Obj *o)
{
    const Str *s = (const Str *)o;
    if (!s->state.compact) return ((const StrObject *)o)->data;
    return s->state.ascii ? (void *)((const Str *)o + 1) : (void *)((const WideStr *)o + 1);
}
static inline uint32_t str_read(int kind, const void *data, isize i)
{
    return kind == 1 ? ((const uint8_t *)data)[i] : kind == 2 ? ((const uint16_t *)data)[i] : ((const uint32_t *)data)[i];
}
static inline uint32_t str_at(const Obj *o, isize i) { return str_read(str_kind(o), str_data(o), i); }

typedef struct Bytes {
    VarObj v;
    Hash hash;
    char data[1]; /* NUL after them */
} Bytes;

/* ---- sequences -------------------------------------------------------------------------------------- */
typedef struct Tuple {
    VarObj v;
    Obj *items[1];
} Tuple;
typedef struct List { /* items: a KIND_ITEMS block, NULL when room is 0; room -1 while it sorts */
    VarObj v;
    Obj **items;
    isize room;
} List;
typedef struct Slice {
    Obj o;
    Obj *start, *stop, *step;
} Slice;
typedef struct Range {
    Obj o;
    Obj *start, *stop, *step, *length;
} Range;

static inline isize tuple_len(const Obj *o) { return ((const VarObj *)o)->size; }
static inline Obj *tuple_peek(const Obj *o, isize i) { return ((const Tuple *)o)->items[i]; }
static inline Obj **tuple_items(const Obj *o) { return ((Tuple *)(uintptr_t)o)->items; }
static inline isize list_len(const Obj *o) { return ((const VarObj *)o)->size; }
static inline Obj *list_peek(const Obj *o, isize i) { return ((const List *)o)->items[i]; }

/* ---- dict and set ----------------------------------------------------------------------------------- */
typedef enum KeysKind { KEYS_GENERAL, KEYS_STR, KEYS_SPLIT } KeysKind;
typedef struct DictKeys { /* indices[1 << log2_index_bytes], then entries; a KIND_KEYS block */
    isize refcnt;
    uint8_t log2_size, log2_index_bytes, kind;
    uint8_t orphan; /* shared keys whose class is gone: each dict that uses them owns a reference to each key */
    uint32_t version;
    isize usable, nentries;
    char indices[];
} DictKeys;
typedef struct DictEntry {
    Hash hash;
    Obj *key, *value;
} DictEntry;
typedef struct StrEntry {
    Obj *key, *value;
} StrEntry;
/* Values of an instance whose keys are shared.  Before values[0] lie, as in 3.11, bytes that tell the
   order of insertion: prefix[-1] its length in words of 8, prefix[-2] the number of entries, then one
   byte an entry growing downwards. */
typedef struct DictValues {
    Obj *values[1];
} DictValues;
typedef struct Dict {
    Obj o;
    isize used;
    uint64_t version;
    DictKeys *keys;
    DictValues *values; /* NULL: combined table */
} Dict;
enum { DKIX_EMPTY = -1, DKIX_DUMMY = -2, DKIX_ERROR = -3, SHARED_KEYS_MAX = 30 };

typedef struct SetEntry {
    Obj *key;
    Hash hash;
} SetEntry;
enum { SET_SMALL = 8 };
typedef struct Set { /* set and frozenset; table: smalltable or a KIND_TABLE block */
    Obj o;
    isize fill, used, mask;
    SetEntry *table;
    Hash hash;
    isize finger;
    SetEntry smalltable[SET_SMALL];
    Obj *weaklist;
} Set;

/* ---- code, functions, frames ------------------------------------------------------------------------ */
typedef union CodeUnit {
    uint16_t cache;
    struct {
        uint8_t op, arg;
    };
} CodeUnit;

enum { /* kinds of localsplus entries; Python-visible flags of a code object */
    LOCAL_PLAIN = 0x20, LOCAL_CELL = 0x40, LOCAL_FREE = 0x80,
    CO_OPTIMIZED = 0x1, CO_NEWLOCALS = 0x2, CO_VARARGS = 0x4, CO_VARKEYWORDS = 0x8, CO_NESTED = 0x10,
    CO_GENERATOR = 0x20, CO_COROUTINE = 0x80, CO_ITERABLE_COROUTINE = 0x100, CO_ASYNC_GENERATOR = 0x200
};
typedef struct Code {
    VarObj v; /* size: code units */
    Obj *consts, *names, *exceptiontable;
    int flags;
    short warmup, linearray_entry_size;
    int argcount, posonlyargcount, kwonlyargcount, stacksize, firstlineno;
    int nlocalsplus, nlocals, nplaincellvars, ncellvars, nfreevars;
    Obj *localsplusnames, *localspluskinds, *filename, *name, *qualname, *linetable;
    Obj *weaklist;
    Obj *code_bytes; /* co_code, made when asked for */
    char *linearray;
    int firsttraceable;
    void *extra;
    CodeUnit code[];
} Code;

typedef struct Func {
    Obj o;
    Obj *globals, *builtins, *name, *qualname, *code, *defaults, *kwdefaults, *closure;
    Obj *doc, *dict, *weaklist, *module, *annotations;
    VectorFn vectorcall;
    uint32_t version;
} Func;

typedef struct Method { /* bound method */
    Obj o;
    Obj *func, *self, *weaklist;
    VectorFn vectorcall;
} Method;

typedef struct Builtin { /* built-in function or method */
    Obj o;
    const struct BoundDef *def; /* args.h: the definition with its parsed signature */
    Obj *self, *module, *weaklist;
    VectorFn vectorcall;
} Builtin;

typedef struct Cell {
    Obj o;
    Obj *value;
} Cell;

/* A frame: on the data stack, or inside a generator, or (when outlived) inside its frame object. */
enum { FRAME_ON_STACK, FRAME_OF_GENERATOR, FRAME_OF_OBJECT };
typedef struct Frame {
    Obj *func;             /* owned */
    Obj *globals, *builtins; /* borrowed from func */
    Obj *locals;           /* owned, NULL for optimized code */
    Obj *code;             /* owned */
    struct FrameObj *frame_obj; /* owned, NULL until asked for */
    struct Frame *previous;
    CodeUnit *prev_instr;  /* the last one started */
    int stacktop;          /* entries of localsplus in use while not running; -1 while running */
    bool is_entry;         /* returning from it leaves vm_run */
    char owner;
    char extra;            /* EXTRA_: what lies behind the value stack until the frame is left */
    Obj *localsplus[];     /* locals, cells, free variables, then the value stack */
} Frame;
enum { FRAME_WORDS = 9 };
/* A frame that stands for a call through C in CPython has three words behind its value stack: how many values of
   the caller's stack the result replaces, and what C would hold meanwhile, owned, or NULL.
     EXTRA_CALL       f(*args, **kwargs)
     EXTRA_INIT       the call of a class, in __init__: the argument tuple and the keyword dict
     EXTRA_GETTER     a property is read: the property
     EXTRA_BINARY     an operator: its method
     EXTRA_COMPARE    a comparison: its method */
enum { EXTRA_NONE, EXTRA_CALL, EXTRA_INIT, EXTRA_GETTER, EXTRA_BINARY, EXTRA_COMPARE, EXTRA_WORDS = 3 };
_Static_assert(sizeof(Frame) == FRAME_WORDS * 8, "a frame's head is nine words");

typedef struct FrameObj {
    Obj o;
    struct FrameObj *back;
    Frame *frame;
    Obj *trace;
    int lineno;
    char trace_lines, trace_opcodes, fast_as_locals;
    Obj *data[];
} FrameObj;

typedef struct ExcItem { /* an entry of the stack of exceptions being handled */
    Obj *value; /* owned; NULL or None: none */
    struct ExcItem *previous;
} ExcItem;

/* Where a generator's frame stands. */
enum { GEN_CREATED = -2, GEN_SUSPENDED = -1, GEN_EXECUTING = 0, GEN_COMPLETED = 1, GEN_CLEARED = 4 };
typedef struct Gen { /* generator, coroutine, async generator */
    Obj o;
    Obj *code, *weaklist, *name, *qualname;
    ExcItem exc_state;
    Obj *origin; /* or an async generator's finalizer */
    char hooks_inited, closed, running_async;
    int8_t state;
    uint32_t resume_arg; /* argument of the FOR_ITER or SEND that runs it within the same vm_run */
    Frame frame; /* its localsplus follow */
} Gen;

/* ---- modules, types, weak references, exceptions ------------------------------------------------------ */
typedef struct Module {
    Obj o;
    Obj *dict;
    const void *def;
    void *state;
    Obj *weaklist;
    Obj *name;
} Module;

/* A class made by Python code: 904 bytes. */
typedef struct HeapType {
    Type type;
    AsyncSlots async;
    NumberSlots number;
    MapSlots mapping;
    SeqSlots sequence;
    BufferSlots buffer;
    Obj *name, *slots, *qualname;
    DictKeys *cached_keys; /* shared by the instances' values */
    Obj *module;
    char *name_bytes; /* a KIND_CHUNK block, or NULL */
    Obj *spec_getitem;
} HeapType;
_Static_assert(sizeof(HeapType) == 904, "a class is 904 bytes");

typedef struct WeakRef { /* ref, proxy, callable proxy; a list hangs on the referent */
    Obj o;
    Obj *object; /* borrowed; None when dead */
    Obj *callback;
    Hash hash;
    struct WeakRef *prev, *next;
    VectorFn vectorcall;
} WeakRef;

typedef struct Property {
    Obj o;
    Obj *get, *set, *del, *doc, *name;
    int getter_doc;
} Property;

typedef struct Wrapper1 { /* classmethod, staticmethod */
    Obj o;
    Obj *callable, *dict;
} Wrapper1;

typedef struct Traceback {
    Obj o;
    struct Traceback *next;
    FrameObj *frame;
    int lasti, lineno;
} Traceback;

typedef struct Exc {
    Obj o;
    Obj *dict, *args, *notes, *traceback, *context, *cause;
    char suppress_context;
} Exc;
typedef struct StopIterationExc { Exc e; Obj *value; } StopIterationExc;
typedef struct SystemExitExc { Exc e; Obj *code; } SystemExitExc;
typedef struct NameErrorExc { Exc e; Obj *name; } NameErrorExc;
typedef struct AttributeErrorExc { Exc e; Obj *obj, *name; } AttributeErrorExc;
typedef struct ImportErrorExc { Exc e; Obj *msg, *name, *path; } ImportErrorExc;
typedef struct SyntaxErrorExc {
    Exc e;
    Obj *msg, *filename, *lineno, *offset, *end_lineno, *end_offset, *text, *print_file_and_line;
} SyntaxErrorExc;
typedef struct OsErrorExc { Exc e; Obj *myerrno, *strerror, *filename, *filename2; isize written; } OsErrorExc;
typedef struct UnicodeErrorExc { Exc e; Obj *encoding, *object; isize start, end; Obj *reason; } UnicodeErrorExc;
typedef struct GroupExc { Exc e; Obj *msg, *excs; } GroupExc;

/* The managed dict of an instance: its two words lie before the GC head. */
static inline DictValues **obj_values_place(const void *o) { return (DictValues **)o - 4; }
static inline Obj **obj_dict_place(const void *o) { return (Obj **)o - 3; }

#endif
