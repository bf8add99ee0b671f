/* mutate.c - spoils one reference count on purpose: the test of --selfcheck, in builds with --enable-mutation only.

   GLASSHEAP_MUTATE=ROOM:N    the N-th increment that the room's code makes in the program is left out
   GLASSHEAP_MUTATE=ROOM:+N   it is made twice
   GLASSHEAP_MUTATE=ROOM:0    none is; at the end standard error tells how many there were

   Counting begins when the interpreter has started and ends before it goes down.  What was spoilt is told on standard
   error at once.  A room is the folder of the source file that was compiled, also for functions of headers. */
#include "model/obj.h"

#ifdef GH_MUTATE_INCREF

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct {
    char room[32]; /* "/src/vm/"; empty: nothing to do */
    uint64_t at, made;
    bool twice;
} mutation;

bool mutate_is_made(void) { return mutation.at && mutation.made >= mutation.at; }

void mutate_begin(void)
{
    const char *wish = getenv("GLASSHEAP_MUTATE"), *colon = wish ? strchr(wish, ':') : NULL;
    if (!colon || colon - wish > 16) return;
    mutation.twice = colon[1] == '+';
    mutation.at = strtoull(colon + 1, NULL, 10);
    mutation.made = 0;
    snprintf(mutation.room, sizeof mutation.room, "src/%.*s/", (int)(colon - wish), wish);
}

void mutate_end(void)
{
    if (mutation.room[0] && !mutation.at) fprintf(stderr, "mutation: %llu increments\n", (unsigned long long)mutation.made);
    mutation.room[0] = 0;
}

int mutate_incref(const Obj *o, const char *file)
{
    if (!mutation.room[0] || !strstr(file, mutation.room)) return 1;
    if (++mutation.made != mutation.at) return 1;
    fprintf(stderr, "mutation: increment %llu %s: %s of a '%s' with count %td\n", (unsigned long long)mutation.at,
            mutation.twice ? "made twice" : "left out", strstr(file, mutation.room), o->type->name, o->refcnt);
    return mutation.twice ? 2 : 0;
}

#endif
