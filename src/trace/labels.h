/* labels.h - short names for a student's objects (#1, #2 ...), and tombstones for those that are gone.

   A label is given at the end of the statement after which an object first becomes reachable from the student's
   names, level by level in traverse order; it stays with the object until that dies and is never given twice.  An
   entry also keeps what the object was at the end of the last statement: count and a digest of what it refers to.
   Static objects and what the interpreter keeps for itself have none. */
#ifndef GH_TRACE_LABELS_H
#define GH_TRACE_LABELS_H

#include "vm/vm.h"

enum {
    LABELS_MAX = 32768,      /* objects that carry a label at the same time; more stay without */
    LABEL_REFS = 2000000,    /* references followed at the end of one statement */
    TOMBS = 512,             /* tombstones kept, the newest */
    TOMB_STATEMENTS = 4,     /* for how many statements after its own a tombstone shows */
    TOMB_VALUE = 44, TYPE_NAME = 28, RECORD_NAME = 28
};

typedef struct Label {
    uint32_t at;      /* place of the object: its offset in the image / 16; 0: entry not in use */
    uint32_t number;
    uint32_t born;    /* statement after which it was given */
    uint32_t counted; /* the last statement that changed the count */
    uint32_t changed; /* the last statement that changed what it refers to */
    int32_t count, before; /* its count at the end of the last statement, and before the last change */
    uint32_t digest;
} Label;

/* Why an object died. */
typedef enum Cause {
#define CAUSE(id, word, why) CAUSE_##id,
#include "trace/story.def"
    CAUSES
} Cause;

typedef struct Tomb {
    uint64_t address; /* nominal, of the object */
    uint64_t bytecode;
    uint32_t number, statement;
    uint32_t size;    /* bytes of its blocks, as far as they went with it */
    uint32_t by;      /* CAUSE_HOLDER: the label of the holder that died; 0: it had none */
    uint8_t cause;
    char type[TYPE_NAME], name[RECORD_NAME], value[TOMB_VALUE]; /* name: of the variable, or the holder's type */
} Tomb;

struct Trace;

/* label_number: 0: none, or nobody traces.  label_find: its entry, or NULL. */
uint32_t label_number(const Runtime *rt, const Obj *o);
Label *label_find(struct Trace *t, const Obj *o);
Obj *label_object(struct Trace *t, const Label *label);
Label *label_by_number(struct Trace *t, uint32_t number);

/* labels_settle: the end of a statement: compares counts and digests of labelled objects, gives new labels. */
void labels_settle(struct Trace *t);
/* label_remove: its object's last reference went.  label_restore: a finalizer gave it a new one. */
void label_remove(struct Trace *t, Label *label);
void label_restore(struct Trace *t, uint32_t number, const Obj *o);

/* tomb_add: the next tombstone, to be filled in.  tomb_shows: whether it still does.  tomb_at: the newest that shows
   with this nominal address, or NULL; tomb_by_number likewise. */
Tomb *tomb_add(struct Trace *t);
bool tomb_shows(const struct Trace *t, const Tomb *tomb);
Tomb *tomb_at(struct Trace *t, uint64_t address);
Tomb *tomb_by_number(struct Trace *t, uint32_t number);

#endif
