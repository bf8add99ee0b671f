/* statement.h - when what was typed so far is a whole statement. */
#ifndef GH_UI_STATEMENT_H
#define GH_UI_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>

/* statement_wants_more: whether the lines [text] (each with its newline) are only the beginning of a statement: an open
   bracket or long string, a line that ends in a backslash, a block that no blank line has ended.  It looks at the text
   alone: deciding this leaves no trace in the heap. */
bool statement_wants_more(const char *text, size_t n);
/* statement_is_blank: nothing but spaces and comments. */
bool statement_is_blank(const char *text, size_t n);

#endif
