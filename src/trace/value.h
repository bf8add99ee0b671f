/* value.h - what an object looks like in a few characters, told without running any Python code and without touching
   the world: no allocation in the image, no count, no cache of a str's UTF-8. */
#ifndef GH_TRACE_VALUE_H
#define GH_TRACE_VALUE_H

#include "vm/vm.h"

/* Out: a text of limited room; what does not fit is cut at a character, and then ends in "..." */
typedef struct Out {
    char *text;
    size_t room, len; /* len < room; text[len] is 0 */
    bool full;
} Out;
Out out_open(char *text, size_t room);
void out_text(Out *out, const char *s);
void out_bytes(Out *out, const char *s, size_t n);
void out_char(Out *out, uint32_t c);
void out_format(Out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void out_str(Out *out, const Obj *str); /* its characters, as they are; control characters as '?' */

/* value_text: the value of [o], like repr's text where that runs no Python code; containers two deep.  Returns the
   bytes written without the NUL. */
size_t value_text(Runtime *rt, const Obj *o, char *text, size_t room);
void value_out(Runtime *rt, const Obj *o, Out *out);

/* value_type: the type's name, without its module ("deque"). */
const char *value_type(const Obj *o);

#endif
