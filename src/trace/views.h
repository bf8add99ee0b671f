/* views.h - plain copies of what there is to see: the only thing that faces draw from.

   They are computed from the heap, the frames and traverse when asked for; nothing here runs Python code or changes the
   world.  Rows belong to the View and hold until the same function is called again with it, or view_free.  All texts are
   UTF-8 and NUL-terminated.  Addresses are nominal.  A function that runs out of memory answers with fewer rows and sets
   *n to what is there. */
#ifndef GH_TRACE_VIEWS_H
#define GH_TRACE_VIEWS_H

#include "trace/trace.h"

typedef struct View View;

/* view_new: a view of [rt], which may be traced or not (then there are no labels, tombstones and log).  NULL: no memory.
   It lives outside the image, and stays right when an image is restored. */
View *view_new(Runtime *rt);
void view_free(View *v);

enum { VIEW_TYPE = 24, VIEW_VALUE = 96, VIEW_NAME = 48, VIEW_HOLDER = 120, VIEW_SENTENCE = 200 };

/* view_find: the object that a student's words name: "#7", "0x7f00004b2c0", "..4b2c0", or a name of the innermost frame,
   of the globals or builtins; behind it attributes and items, as in "a[0].x" and "d['k'][-1]", as far as looking finds
   them; NULL.  view_label: its label, 0: none. */
Obj *view_find(View *v, const char *words);
uint32_t view_label(View *v, const Obj *o);

/* ---- names --------------------------------------------------------------------------------------------------------- */

typedef enum NameScope { NAME_LOCAL, NAME_ENCLOSING, NAME_GLOBAL, NAME_BUILTIN, NAME_SCOPES } NameScope;
const char *name_scope_word(NameScope scope);

enum { /* what changed: bits of [change] */
    CHANGE_NEW = 1,      /* + */
    CHANGE_UP = 2,       /* the count went up */
    CHANGE_DOWN = 4,
    CHANGE_VALUE = 8,    /* ~ */
    CHANGE_DEAD = 16,    /* a tombstone */
    CHANGE_KEPT = 32,    /* ... whose block waits on a free list */
    CHANGE_REUSED = 64   /* its address was that of a tombstone that shows; or a tombstone's address lives again */
};

typedef struct NameRow {
    NameScope scope;
    char name[VIEW_NAME], type[VIEW_TYPE], value[VIEW_VALUE];
    char word[16];    /* what kind of thing the interpreter keeps for ever ("small int", "character" ...), else "" */
    uint32_t label;   /* of the object; 0: none */
    uint64_t address; /* 0: unbound */
    uint8_t change;   /* CHANGE_NEW: bound by the last statement */
    bool hidden;      /* __name__ and the like: noise */
    bool cell;        /* through a cell, shared by functions */
} NameRow;

/* view_names: the names of one scope, in their order; [depth] 0: the innermost frame that runs (NAME_LOCAL and
   NAME_ENCLOSING only; without a frame there are none). */
const NameRow *view_names(View *v, NameScope scope, int depth, size_t *n);
size_t view_name_count(View *v, NameScope scope, int depth);

/* view_names_part: up to *n of them from number [first] on; [hidden]: counting those that are hidden, too.
   view_names_hidden: how many are hidden.  view_names_bound: the number, among the globals, of the one that the last
   statement bound last; -1.  A part costs little however many names there are. */
const NameRow *view_names_part(View *v, NameScope scope, int depth, bool hidden, size_t first, size_t *n);
size_t view_names_hidden(View *v, NameScope scope, int depth);
isize view_names_bound(View *v, bool hidden);

/* view_lookup: where Python looks for [name] from frame [depth] on: a row for each scope, in the order L, E, G, B; found
   where address is not 0.  Python stops at the first found. */
const NameRow *view_lookup(View *v, const char *name, int depth, size_t *n);

/* ---- objects ---------------------------------------------------------------------------------------------------------- */

typedef struct ObjectRow {
    uint32_t label;       /* 0: none */
    uint64_t address, block; /* what id() answers; where its block starts (0: static) */
    int64_t count, before;   /* its count; what it was at the end of the statement before the last change */
    int generation;       /* 0..2, 3: frozen, -1: not watched by the collector, -2: has no GC head */
    uint8_t change;
    bool is_static;       /* [count] is without the interpreter's own STATIC_REFCNT */
    char type[VIEW_TYPE], value[VIEW_VALUE];
    size_t size;          /* bytes, as sys.getsizeof counts */
    size_t bytes;         /* that its blocks really take */
    uint32_t born, died;  /* statements; 0: unknown, or alive */
    uint64_t died_at;     /* bytecode */
    char why[VIEW_SENTENCE]; /* a tombstone: why it died */
    uint32_t reused;      /* the label of the other one at this address; 0: none */
} ObjectRow;

/* view_mine: how many rows the heap pane has: objects with a label and tombstones that show, in address order.
   view_mine_rows: [n] of them from number [first] on; costs what these rows cost.  view_mine_index: the row of a label,
   or of a tombstone; -1. */
size_t view_mine(View *v);
const ObjectRow *view_mine_rows(View *v, size_t first, size_t *n);
isize view_mine_index(View *v, uint32_t label);

/* view_all_rows: all objects in blocks, also the interpreter's own: up to *n from the address [from] on upwards, or those
   just below it.  view_object: one row. */
const ObjectRow *view_all_rows(View *v, uint64_t from, bool downwards, size_t *n);
const ObjectRow *view_object(View *v, const Obj *o);

typedef struct BlockRow {
    uint64_t address;
    char what[VIEW_NAME]; /* "object", "items", "keys" ... */
    size_t asked, taken;  /* bytes: asked for; really taken */
    bool large;           /* no pool: taken is a size of its own */
} BlockRow;
const BlockRow *view_blocks(View *v, const Obj *o, size_t *n);

/* ---- holders ------------------------------------------------------------------------------------------------------------ */

typedef struct HolderRow {
    HolderKind kind;
    char text[VIEW_HOLDER];
    uint32_t label;   /* of the holding object; 0: none */
    uint64_t address; /* of the holding object; 0: a frame, or the interpreter */
    bool temporary;   /* a value stack, an argument, C code: gone when the statement is over */
} HolderRow;
typedef struct HolderSum {
    isize holders, count; /* they are equal: that is the proof */
    bool is_static;       /* [count] is without the interpreter's own, for ever */
    size_t uncounted;     /* rows at the end that tell what refers to it without counting */
} HolderSum;

/* view_holders: up to *n holders by name (0: all), then what does not count (HOLDER_UNCOUNTED), and the sum over all;
   *n becomes the number of rows. */
const HolderRow *view_holders(View *v, const Obj *o, size_t *n, HolderSum *sum);

/* ---- references: the other direction ------------------------------------------------------------------------------------ */

typedef struct RefRow {
    char role[VIEW_NAME]; /* "[2]", "['key']", ".name", "value of the cell" ... */
    uint32_t label;
    uint64_t address;
    char type[VIEW_TYPE], value[VIEW_VALUE];
} RefRow;

/* view_references: what [o] refers to, as far as it has a label, up to *n rows. */
const RefRow *view_references(View *v, const Obj *o, size_t *n);

/* ---- objects of which there is one for everybody ------------------------------------------------------------------------ */

typedef struct SharedRow {
    const char *word; /* "small int", "character", "interned" ... */
    char type[VIEW_TYPE], value[VIEW_VALUE];
    uint32_t label;
    uint64_t address;
    size_t yours; /* arrows to it from the student's names and objects */
} SharedRow;

/* view_shared: static objects and interned strings that the globals and labelled objects refer to, by kind, those with
   the most arrows first; a thousand at most. */
const SharedRow *view_shared(View *v, size_t *n);

/* ---- log ------------------------------------------------------------------------------------------------------------------ */

typedef struct LogRow {
    uint64_t number;     /* of the record; for the next page */
    uint32_t statement;
    uint64_t bytecode;
    unsigned kind;       /* LogKind */
    const char *word;    /* "bind", "count", "free" ... */
    const char *id;      /* of its row in story.def: "BIND_SMALL_INT" ... */
    char text[VIEW_SENTENCE]; /* what happened: "b -> #7", "#7 2->3" (arrows in ASCII; faces may draw better ones) */
    char why[VIEW_SENTENCE];  /* why, in words */
    uint32_t label;      /* of the object that it is about */
    bool noise;          /* the interpreter's own business: folded until asked for */
    uint32_t gaps;       /* what of the record the row tells: a bit for each StoryGap (story.h) */
    Record record;
} LogRow;

/* view_log: rows before record [before] (UINT64_MAX: the newest), the newest first, up to *n.  [noise]: these too. */
const LogRow *view_log(View *v, uint64_t before, bool noise, size_t *n);
/* view_statement_log: the rows of one statement, the oldest first. */
const LogRow *view_statement_log(View *v, uint32_t statement, bool noise, size_t *n);

/* ---- frames, totals, collector, pools ---------------------------------------------------------------------------------------- */

typedef struct FrameRow {
    char name[VIEW_NAME], file[VIEW_NAME];
    int line;
    uint64_t function; /* address of its function */
    int locals, stack; /* how many */
} FrameRow;
const FrameRow *view_frames(View *v, size_t *n); /* the innermost first */

typedef struct StackRow {
    uint32_t label;
    uint64_t address; /* 0: an empty place */
    char type[VIEW_TYPE], value[VIEW_VALUE];
} StackRow;
const StackRow *view_stack(View *v, int depth, size_t *n); /* a frame's value stack, the bottom first */

typedef struct Totals {
    HeapTotals heap;
    size_t mine, mine_bytes;   /* objects with a label, and what their blocks take */
    bool mine_full;            /* there are more that are yours */
    uint32_t statement, last_label;
    uint64_t bytecodes;
    struct {
        int threshold, count;
        isize collections, collected;
    } generation[GC_GENERATIONS];
    bool gc_enabled;
    int free_floats, free_lists, free_dicts, free_keys, free_tuples;
} Totals;
void view_totals(View *v, Totals *out);
isize view_generation_size(View *v, int generation); /* O(its objects) */

/* The blocks of a pool, for a map. */
typedef enum PoolCell { CELL_FREE, CELL_OBJECT, CELL_PART, CELL_MINE } PoolCell;
typedef struct PoolMap {
    PoolRow pool;
    uint8_t cell[(POOL_SIZE - POOL_HEADER) / HEAP_ALIGN]; /* PoolCell */
} PoolMap;
bool view_pool(View *v, uint64_t address, PoolMap *out); /* false: no pool in use there */
size_t view_pool_mine(View *v, const PoolRow *pool);     /* its blocks that are objects with a label */

#endif
