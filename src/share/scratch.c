/* scratch.c - see scratch.h. */
#include "share/scratch.h"

#include <stdlib.h>
#include <string.h>

struct ScratchChunk {
    ScratchChunk *next;
    size_t used, cap;
    _Alignas(16) char bytes[];
};

enum { CHUNK = 32 * 1024 };

void *scratch_alloc(Scratch *s, size_t n)
{
    n = (n + 15) & ~(size_t)15;
    ScratchChunk *c = s->chunks;
    if (!c || c->cap - c->used < n) {
        size_t cap = n > CHUNK ? n : CHUNK;
        c = malloc(sizeof *c + cap);
        if (!c) return NULL;
        c->used = 0;
        c->cap = cap;
        c->next = s->chunks;
        s->chunks = c;
    }
    void *p = c->bytes + c->used;
    c->used += n;
    return memset(p, 0, n);
}

char *scratch_copy(Scratch *s, const char *bytes, size_t n)
{
    char *p = scratch_alloc(s, n + 1);
    if (p && n) memcpy(p, bytes, n);
    return p;
}

void scratch_free(Scratch *s)
{
    while (s->chunks) {
        ScratchChunk *next = s->chunks->next;
        free(s->chunks);
        s->chunks = next;
    }
}
