/* event.h - what happened, as the low rooms report it.

   Heap, collector, objects and VM emit; they never record.  With no listener
   an event costs one predicted branch: test the sink pointer first. */
#ifndef GH_SHARE_EVENT_H
#define GH_SHARE_EVENT_H

#include "share/own.h"

typedef enum EventKind {
#define EVENT(kind, fields) EV_##kind,
#include "share/event.def"
#undef EVENT
    EV_COUNT
} EventKind;

/* What the fields are is told in event.def. */
typedef struct Event {
    EventKind kind;
    const void *obj;
    const void *other;
    size_t size;
    size_t extra;
} Event;

/* Figures that Pythons answer differently. */
typedef enum Asked { ASKED_COUNT, ASKED_SIZE, ASKED_THRESHOLD } Asked;

/* A listener.  [emit] may read the world; it changes nothing outside trace's own area.  [unwanted]: a bit for each
   kind that it does not want to hear of for now. */
typedef struct EventSink {
    void (*emit)(struct EventSink *sink, const Event *event);
    uint64_t unwanted;
} EventSink;
_Static_assert(EV_COUNT <= 64, "a bit for each kind");

static inline void event_emit(EventSink *sink, EventKind kind, const void *obj, const void *other, size_t size,
                              size_t extra)
{
    if (UNLIKELY(sink != NULL) && !(sink->unwanted >> kind & 1)) {
        Event event = {kind, obj, other, size, extra};
        sink->emit(sink, &event);
    }
}

#endif
