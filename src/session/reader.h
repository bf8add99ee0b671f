/* reader.h - whether the lines typed so far are only the beginning of a statement, as the parser sees it.

   The parser makes objects: names, constants.  So that reading half a statement leaves no trace in the student's heap, a
   reader has a small world of its own, made when it is first asked. */
#ifndef GH_SESSION_READER_H
#define GH_SESSION_READER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Reader Reader;

/* reader_new: NULL when there is no memory.  reader_free takes NULL, too. */
Reader *reader_new(void);
void reader_free(Reader *r);

/* reader_wants_more: [text] ([n] bytes of UTF-8, each line with its newline) may become a statement by further lines.
   False when it is one, and when it has a mistake that no further line can mend.  True when there is no memory to
   know. */
bool reader_wants_more(Reader *r, const char *text, size_t n);

#endif
