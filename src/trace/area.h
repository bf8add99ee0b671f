/* area.h - trace's own area of the image, for the files of this room only.

     | Trace: counters, tombstones, dying objects, log ring | labels: a table of 1024, then of 2048, ... |

   The table of labels moves to the next, twice as large place when it is full; what lies above is not in use. */
#ifndef GH_TRACE_AREA_H
#define GH_TRACE_AREA_H

#include "trace/log.h"

#define TRACE_MAGIC UINT64_C(0x6568706172545f31)
enum { LABELS_FIRST = 1024 };

typedef struct Trace {
    uint64_t magic;
    EventSink sink;
    Runtime *rt;
    uint32_t statement; /* number of the last one begun */
    bool open;          /* between begin and end */
    uint64_t version;   /* changes whenever a label or a tombstone does */

    /* labels: in the order of their numbers, dead entries among them */
    Label *labels;
    uint32_t *places; /* 2 * room: hash of the place -> entry + 1; 0: empty */
    uint32_t room, used, live, last_number;
    bool full;        /* an object went without a label because there were LABELS_MAX, or too much to look at */
    Tomb tombs[TOMBS];
    uint32_t tomb_next;

    /* this statement */
    uint32_t recorded, noise, counted, promotions, analysed;
    bool left_out; /* something has no record of its own */
    uint64_t first_record;
    uint64_t looked_at;   /* objects in the generations being collected */
    const Obj *clearing;  /* the member of a cycle that the collector clears; it may be gone already */
    uint32_t clearing_number;
    char clearing_type[TYPE_NAME], clearing_value[TOMB_VALUE]; /* what it was before */
    uint64_t last_dead;   /* record of a death that a name's new value may explain, + 1 */
    const Obj *returned;  /* the name of the code that was left last */
    uint64_t returned_at; /* at this bytecode */
    NameCount names[LOG_NAMES];
    TypeCount types[LOG_TYPES];
    TypeCount others;     /* types beyond */
    Dying dying[LOG_DYING]; /* the last ones, a ring */
    uint64_t deaths;

    uint64_t records; /* ever made */
    Record ring[LOG_RING];
} Trace;

/* trace_peek: the area, when somebody traces; else NULL. */
static inline Trace *trace_peek(const Runtime *rt)
{
    size_t size;
    Trace *t = heap_trace_base(HEAP(rt), &size);
    return size >= sizeof(Trace) && t->magic == TRACE_MAGIC ? t : NULL;
}
static inline uint32_t place_of(const Trace *t, const void *o)
{
    return (uint32_t)((size_t)((const char *)o - (const char *)t->rt) >> 4);
}
/* labels_open: an empty table; false: the area is too small. */
bool labels_open(Trace *t);
/* label_moved: an object's block moved. */
void label_moved(Trace *t, const Obj *from, const Obj *to);
/* text_copy: cuts at a character. */
void text_copy(char *to, size_t room, const char *from);
void text_copy_str(char *to, size_t room, const Obj *str);

#endif
