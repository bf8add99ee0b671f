/* poison.h - tells the address sanitizer and valgrind which bytes of the image are anybody's.

   Readable for other rooms are live blocks (the bytes asked for, until a restore; then the bytes taken), the
   used static part, the used data stack and trace.  Pool headers, free blocks, slack, tags, the gaps between the
   parts and the place behind the last large block are not.  The heap's own functions that look at those are
   HEAP_RAW.  Without a checker all of this is nothing.  Valgrind's functions see each of the heap's own reads, so there the first words of free
   blocks and all headers stay open. */
#ifndef GH_HEAP_POISON_H
#define GH_HEAP_POISON_H

#include <string.h>

#include "heap/heap.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#if defined(__SANITIZE_ADDRESS__)
#define HEAP_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HEAP_ASAN 1
#endif
#endif

#ifdef HEAP_ASAN
#include <sanitizer/asan_interface.h>
#endif
#ifdef HAVE_VALGRIND_MEMCHECK_H
#include <valgrind/memcheck.h>
#endif

/* poison_watched: whether a checker watches this run. */
static inline bool poison_watched(void)
{
#ifdef HEAP_ASAN
    return true;
#elif defined(HAVE_VALGRIND_MEMCHECK_H)
    return RUNNING_ON_VALGRIND != 0;
#else
    return false;
#endif
}

/* poison_seen: how many errors valgrind has reported until now; the sanitizer ends the program at its first. */
static inline unsigned poison_seen(void)
{
#ifdef HAVE_VALGRIND_MEMCHECK_H
    return (unsigned)VALGRIND_COUNT_ERRORS;
#else
    return 0;
#endif
}

/* poison_close: nobody's bytes.  poison_open: the first [n] bytes from [p] are somebody's. */
static inline void poison_close(const void *p, size_t n)
{
#ifdef HEAP_ASAN
    __asan_poison_memory_region(p, n);
#else
    (void)p, (void)n;
#endif
}

static inline void poison_open(const void *p, size_t n)
{
#ifdef HEAP_ASAN
    __asan_unpoison_memory_region(p, n);
#else
    (void)p, (void)n;
#endif
}

/* poison_own: the heap keeps its own words in the [n] bytes at [p]. */
static inline void poison_own(const void *p, size_t n)
{
#ifdef HAVE_VALGRIND_MEMCHECK_H
    VALGRIND_MAKE_MEM_DEFINED(p, n);
#else
    (void)p, (void)n;
#endif
}

/* A block is taken: [n] of its [size] bytes were asked for. */
static inline void poison_take(const Heap *h, const void *p, size_t size, size_t n)
{
    poison_close(p, size);
    poison_open(p, n);
#ifdef HAVE_VALGRIND_MEMCHECK_H
    VALGRIND_MAKE_MEM_NOACCESS(p, size);
    VALGRIND_MEMPOOL_ALLOC(h, p, n);
#else
    (void)h;
#endif
}

/* A live block keeps its place with another size. */
static inline void poison_change(const Heap *h, const void *p, size_t size, size_t n)
{
    poison_close(p, size);
    poison_open(p, n);
#ifdef HAVE_VALGRIND_MEMCHECK_H
    VALGRIND_MEMPOOL_CHANGE(h, p, p, n); /* tells the size only */
    VALGRIND_MAKE_MEM_NOACCESS(p, size);
    VALGRIND_MAKE_MEM_DEFINED(p, n);
#else
    (void)h;
#endif
}

/* A block is given back; the first [own] of its [size] bytes are the heap's own. */
static inline void poison_give(const Heap *h, const void *p, size_t size, size_t own)
{
    poison_close(p, size);
#ifdef HAVE_VALGRIND_MEMCHECK_H
    VALGRIND_MEMPOOL_FREE(h, p);
#else
    (void)h;
#endif
    poison_own(p, own);
}

/* All blocks of the heap are unknown again. */
static inline void poison_forget(const Heap *h, bool first)
{
#ifdef HAVE_VALGRIND_MEMCHECK_H
    if (!first) {
        VALGRIND_DESTROY_MEMPOOL(h);
    }
    VALGRIND_CREATE_MEMPOOL(h, 0, 0);
#else
    (void)h, (void)first;
#endif
}

/* poison_hush: from here to the matching call without [on], valgrind reports nothing. */
static inline void poison_hush(bool guarded, bool on)
{
#ifdef HAVE_VALGRIND_MEMCHECK_H
    if (guarded && on) {
        VALGRIND_DISABLE_ERROR_REPORTING;
    } else if (guarded) {
        VALGRIND_ENABLE_ERROR_REPORTING;
    }
#else
    (void)guarded, (void)on;
#endif
}

/* Copying, comparing and filling bytes that may be closed: plain loops under the sanitizer, whose versions of
   memcpy and its like would object.  Both places are aligned to 8. */
HEAP_RAW static inline void raw_copy(void *to, const void *from, size_t n)
{
#ifdef HEAP_ASAN
    for (size_t i = 0; i < n / sizeof(uint64_t); i++) {
        ((volatile uint64_t *)to)[i] = ((const volatile uint64_t *)from)[i];
    }
    for (size_t i = n & ~(sizeof(uint64_t) - 1); i < n; i++) {
        ((volatile char *)to)[i] = ((const volatile char *)from)[i];
    }
#else
    memcpy(to, from, n);
#endif
}

/* [n] is a multiple of 8 for these two. */
HEAP_RAW static inline bool raw_equal(const void *a, const void *b, size_t n)
{
#ifdef HEAP_ASAN
    for (size_t i = 0; i < n / sizeof(uint64_t); i++) {
        if (((const volatile uint64_t *)a)[i] != ((const volatile uint64_t *)b)[i]) {
            return false;
        }
    }
    return true;
#else
    return memcmp(a, b, n) == 0;
#endif
}

HEAP_RAW static inline void raw_fill(void *to, uint64_t word, size_t n)
{
    for (size_t i = 0; i < n / sizeof(uint64_t); i++) {
        ((volatile uint64_t *)to)[i] = word;
    }
}

#endif
