/* plain.h - views in words and as JSON, line by line: for --plain, --events, --json and whoever reads by ear.

   Every function appends whole lines to [out]; the texts are UTF-8, and ASCII wherever the program's own words are
   concerned.  The JSON functions append one object a line, its keys in a fixed order; a number that may be large
   (an address) is a string "0x...". */
#ifndef GH_TRACE_PLAIN_H
#define GH_TRACE_PLAIN_H

#include "share/buf.h"
#include "trace/views.h"

/* A statement as typed: its number, the line it begins on (0: not known), its text (NULL: not shown). */
typedef struct StatementText {
    uint32_t number;
    int line;
    const char *text;
    size_t n;
} StatementText;

/* plain_statement: what the statement did to memory: a line for it, then one for each row of its log. */
void plain_statement(View *v, const StatementText *statement, bool noise, Buf *out);
void plain_names(View *v, NameScope scope, int depth, bool hidden, Buf *out);
void plain_objects(View *v, Buf *out);               /* the rows of the heap pane */
/* plain_holders: what [words] name, its holders a line each, and the proof that they add up to its count; [o] NULL: says
   that nothing of that name was found.  Every line begins with [indent]. */
void plain_holders(View *v, const Obj *o, const char *words, const char *indent, Buf *out);
void plain_blocks(View *v, const Obj *o, Buf *out);
void plain_totals(View *v, Buf *out);
void plain_frames(View *v, Buf *out);

void json_statement(View *v, const StatementText *statement, bool noise, Buf *out);
void json_names(View *v, NameScope scope, int depth, bool hidden, Buf *out);
void json_objects(View *v, Buf *out);
void json_holders(View *v, const Obj *o, const char *words, Buf *out);
void json_blocks(View *v, const Obj *o, Buf *out);
void json_totals(View *v, Buf *out);

#endif
