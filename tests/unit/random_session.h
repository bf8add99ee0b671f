/* random_session.h - what a student might type, at random: the same for the same seed, everywhere. */
#ifndef GH_TEST_RANDOM_SESSION_H
#define GH_TEST_RANDOM_SESSION_H

#include <stddef.h>
#include <stdint.h>

enum { SESSION_STATEMENTS = 40, STATEMENT_BYTES = 400 };

typedef struct Session {
    uint64_t state; /* of the generator: session_random goes on with it */
    int n;
    char statement[SESSION_STATEMENTS][STATEMENT_BYTES]; /* lines, each with its newline; a block ends in a blank one */
} Session;

/* session_make: [n] statements about names, containers, strings, classes, functions, closures, generators, cycles, weak
   references, collections and errors, each made of what the ones before it left. */
void session_make(Session *s, uint64_t seed, int n);

/* session_random: a number below [below]. */
unsigned session_random(Session *s, unsigned below);

#endif
