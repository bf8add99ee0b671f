/* statements.h - where the top-level statements of a script begin and end, and a run that stops between them. */
#ifndef GH_SESSION_STATEMENTS_H
#define GH_SESSION_STATEMENTS_H

#include "lib/lib.h"

/* A watcher of top-level statements; [text] is the statement's own lines, not NUL-terminated, and holds until its end. */
typedef struct StatementWatch {
    void (*begin)(struct StatementWatch *w, int line, const char *text, size_t n);
    void (*end)(struct StatementWatch *w);
    bool open; /* between the two; set by those who call them */
} StatementWatch;

typedef struct StatementSpan {
    int line, end_line; /* from 1, both within */
    const char *text;   /* within the source */
    size_t n;
} StatementSpan;

/* statements_find: the spans of [source]'s top-level statements, malloc'd, *count of them; NULL when it does not parse
   or memory is short.  Statements on one line make one span.  It leaves no trace in the world: the parse happens on an
   image that is put back. */
StatementSpan *statements_find(Runtime *rt, const char *source, size_t n, int *count);

/* statements_end: ends the statement that is open, if one is. */
void statements_end(StatementWatch *w);

/* statements_run: runs the frame that vm_push_code entered, telling [w] where each span begins and ends; new reference
   to the result, or NULL: then the statement that failed is ended by the caller, once its traceback is printed. */
OWN Obj *statements_run(Runtime *rt, const StatementSpan *spans, int count, StatementWatch *w);

#endif
