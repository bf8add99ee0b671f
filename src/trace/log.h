/* log.h - what happened, statement by statement: a ring of records in trace's own area of the image.

   Records are self-contained: the objects they tell of may be long gone.  What a student asks about (names, deaths of
   labelled objects, collections, finalizers) is always recorded; the rest (blocks, objects without a label) as long as
   there is room for it.  Beyond LOG_FULL records a statement only numbers are kept, by type. */
#ifndef GH_TRACE_LOG_H
#define GH_TRACE_LOG_H

#include "trace/labels.h"

enum {
    LOG_RING = 8192, LOG_FULL = 4096, LOG_NOISE = 2048, /* records in all; a statement's; of these, of noise */
    LOG_COUNTS = 512, LOG_TYPES = 128, LOG_DYING = 64, LOG_PROMOTIONS = 16,
    LOG_NAMES = 64, LOG_BINDS = 8 /* a name's values that are told of one by one; later ones share a record */
};

typedef enum LogKind { /* an EventKind, or */
    LOG_COUNT = EV_COUNT, /* the count of a labelled object differs from that at the end of the last statement */
    LOG_VALUE,            /* what a labelled object refers to differs */
    LOG_REUSE,            /* a labelled object lies where one with a tombstone lay */
    LOG_FOLDED,           /* so many objects of a type died that have no records of their own */
    LOG_CYCLE,            /* a collection found it; records of its members follow */
    LOG_KINDS
} LogKind;

enum { RECORD_NOISE = 1, RECORD_UNDONE = 2 /* it did not die after all */, RECORD_KEPT = 4, RECORD_BLOCK = 8, RECORD_CLASS_BODY = 16,
       RECORD_OLD = 32,   /* the object had its label before */
       RECORD_TABLE = 64, /* what grew is a hash table */
       RECORD_RING = 128  /* the cycle's members are told in the order in which one leads to the next */ };

/* The rows of story.def; 0 in a record: its kind tells which (story_of). */
typedef enum StoryId {
#define STORY(id, word, what, why) STORY_##id,
#include "trace/story.def"
    STORIES
} StoryId;

typedef struct Record {
    uint32_t statement, label, other_label;
    uint8_t kind, cause, flags, generation, story;
    uint64_t bytecode;        /* the bytecode that ran */
    uint64_t obj, other, old; /* nominal addresses, 0: none; blocks: other: where it is now, old: where it was */
    uint64_t size, from, n;   /* bytes, or places and counts as they are now; as they were; how many */
    char type[TYPE_NAME];     /* of obj */
    char name[RECORD_NAME];   /* bind, unbind: the name; dead: the name, or the type of the holder; else the type of other */
} Record;

/* The numbers of one type in one statement that got no record. */
typedef struct TypeCount {
    const Type *type; /* NULL: not in use */
    char name[TYPE_NAME];
    uint64_t freed, bytes;
} TypeCount;

/* How often a name was bound in this statement. */
typedef struct NameCount {
    const Obj *name; /* NULL: not in use; it may be gone */
    const Type *type; /* of its last value */
    uint32_t times;
    uint64_t last; /* the record that tells of the last time, + 1 */
} NameCount;

/* One whose last reference went, and whose death may still be under way. */
typedef struct Dying {
    const Obj *obj;
    const Type *type;
    const Frame *frame; /* what ran when it died */
    uint64_t record;    /* its number + 1, or 0 */
    uint32_t number;    /* its label, or 0 */
} Dying;

/* log_emit, log_emit_folding: the sink's function, while there is room for noise and afterwards. */
void log_emit(EventSink *sink, const Event *event);
void log_emit_folding(EventSink *sink, const Event *event);

/* log_begin, log_end: around a statement; log_end resolves labels given after the fact and folds the rest. */
void log_begin(struct Trace *t);
void log_end(struct Trace *t);

/* log_add: a record of this statement; NULL: its share is used up.  [noise]: may be left out. */
Record *log_add(struct Trace *t, unsigned kind, bool noise);

/* log_at: record number [n] of all ever made, 0 the first; NULL: overwritten or not made yet. */
const Record *log_at(const struct Trace *t, uint64_t n);
uint64_t log_total(const struct Trace *t);
uint64_t log_first_of(const struct Trace *t, uint32_t statement); /* its first record still there, or log_total */

#endif
