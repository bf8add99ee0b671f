/* scratch.h - memory for the length of one job (a parse, a compilation): bump-allocated outside the
   image, given back all at once.  Nothing in it is a Python object. */
#ifndef GH_SHARE_SCRATCH_H
#define GH_SHARE_SCRATCH_H

#include "share/own.h"

typedef struct ScratchChunk ScratchChunk;
typedef struct Scratch {
    ScratchChunk *chunks;
} Scratch;

/* scratch_alloc: [n] zeroed bytes aligned to 16, or NULL when memory is short. */
void *scratch_alloc(Scratch *s, size_t n);
/* scratch_copy: a NUL-terminated copy of [n] bytes, or NULL. */
char *scratch_copy(Scratch *s, const char *bytes, size_t n);
void scratch_free(Scratch *s);

#endif
