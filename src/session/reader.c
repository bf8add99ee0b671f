/* reader.c - see reader.h. */
#include "session/reader.h"

#include <stdlib.h>
#include <string.h>

#include "compile/ast.h"
#include "lib/lib.h"
#include "share/utf8.h"

struct Reader {
    Runtime *rt; /* NULL until it is needed */
};

enum { READER_HEAP = 64 << 20 };

Reader *reader_new(void) { return calloc(1, sizeof(Reader)); }

void reader_free(Reader *r)
{
    if (r && r->rt) runtime_free(r->rt);
    free(r);
}

bool reader_wants_more(Reader *r, const char *text, size_t n)
{
    if (memchr(text, 0, n) || utf8_error(text, n) < n) return false; /* what runs it will say so */
    if (!r->rt) r->rt = runtime_new(READER_HEAP);
    return !r->rt || parse_is_incomplete(r->rt, text, n);
}
