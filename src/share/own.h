/* own.h - the words in which a prototype tells who owns a reference.

   Unmarked means borrowed.  OWN: the caller gets a new reference.  TAKE: the
   parameter is consumed, on success and on failure; such a function's name
   ends in _take.  A borrowed look into a container is spelled _peek. */
#ifndef GH_SHARE_OWN_H
#define GH_SHARE_OWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define OWN __attribute__((warn_unused_result))
#define TAKE
#define CHECK __attribute__((warn_unused_result)) /* false or -1: an exception is pending */

#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define UNUSED __attribute__((unused))
#define NOINLINE __attribute__((noinline))
#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))
#define COUNT_OF(a) (sizeof(a) / sizeof(*(a)))

typedef ptrdiff_t isize; /* a signed size, as Python counts */

#endif
