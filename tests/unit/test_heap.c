/* test_heap.c - the heap room: blocks, pools, arenas, large blocks, images, walks and checkers.

   Links heap and share only.  Random numbers come from fixed seeds, so a failure is the same failure again. */
#include <check.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "heap/heap.h"
#include "heap/poison.h"
#include "share/buf.h"

enum { MIB = 1 << 20, STATIC_SIZE = 1 << 16, TRACE_SIZE = 1 << 16 };

static Heap *h;

static Heap *open_limited(size_t limit)
{
    Heap *heap = heap_open(&(HeapConfig){.limit = limit, .static_size = STATIC_SIZE, .trace_size = TRACE_SIZE});
    ck_assert_ptr_nonnull(heap);
    return heap;
}

static void setup(void)
{
    h = open_limited(256 * MIB);
    heap_set_stack_top(h, heap_stack_base(h));
}

static void teardown(void) { heap_close(h); }

static void prove(const Heap *heap)
{
    const char *bad = heap_check(heap);
    ck_assert_msg(bad == NULL, "%s", bad);
}

static HeapTotals totals(void)
{
    HeapTotals t;
    heap_totals(h, &t);
    return t;
}

/* A generator of our own: the same numbers everywhere. */
static uint64_t roll(uint64_t *seed)
{
    uint64_t z = (*seed += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* Sizes as programs have them: mostly small, some large, few huge. */
static size_t roll_size(uint64_t *seed)
{
    unsigned bits = (unsigned)(roll(seed) % 16);
    return roll(seed) % ((size_t)1 << (bits < 10 ? 9 : bits + 1));
}

/* ---- blocks -------------------------------------------------------------------------------------- */

enum { HELD = 3000, STEPS = 60000 };

typedef struct Held {
    unsigned char *p;
    size_t n;
    unsigned char mark;
} Held;

static void fill(Held *b, size_t from)
{
    for (size_t i = from; i < b->n; i++) {
        b->p[i] = (unsigned char)(b->mark + i * 7);
    }
}

static void verify(const Held *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (b->p[i] != (unsigned char)(b->mark + i * 7)) {
            ck_abort_msg("byte %zu of a block of %zu has changed", i, b->n);
        }
    }
}

static void step(Held *b, uint64_t *seed)
{
    size_t n = roll_size(seed);
    if (b->p == NULL) {
        *b = (Held){heap_alloc(h, n, KIND_CHUNK), n, (unsigned char)roll(seed)};
        ck_assert_ptr_nonnull(b->p);
        ck_assert_uint_eq((uintptr_t)b->p % HEAP_ALIGN, 0);
        ck_assert_int_eq(heap_kind(h, b->p), KIND_CHUNK);
        ck_assert_uint_ge(heap_block_size(h, b->p), n);
        fill(b, 0);
    } else if (roll(seed) % 3 == 0) {
        size_t old = b->n;
        b->p = heap_realloc(h, b->p, n);
        ck_assert_ptr_nonnull(b->p);
        b->n = n;
        verify(b, old < n ? old : n);
        fill(b, old < n ? old : n);
    } else {
        verify(b, b->n);
        heap_free(h, b->p);
        b->p = NULL;
    }
}

START_TEST(random_blocks)
{
    static Held held[HELD];
    uint64_t seed = (uint64_t)_i * 1000 + 17;
    memset(held, 0, sizeof held);
    for (size_t i = 0; i < STEPS; i++) {
        step(&held[roll(&seed) % HELD], &seed);
        if (i % 5000 == 0) {
            prove(h);
        }
    }
    for (size_t i = 0; i < HELD; i++) {
        if (held[i].p != NULL) {
            verify(&held[i], held[i].n);
            heap_free(h, held[i].p);
        }
    }
    prove(h);
    ck_assert_uint_eq(totals().live_blocks, 0);
    ck_assert_uint_eq(totals().live_bytes, 0);
    ck_assert_uint_eq(totals().allocs, totals().frees);
}
END_TEST

START_TEST(every_small_size)
{
    void *p[SMALL_MAX + 2];
    for (size_t n = 0; n <= SMALL_MAX + 1; n++) {
        p[n] = heap_alloc(h, n, KIND_OBJ);
        memset(p[n], 0xA5, n);
        size_t expected = n == 0 ? 16 : n <= SMALL_MAX ? (n + 15) / 16 * 16 : (n + 15) / 16 * 16 + 16;
        ck_assert_uint_eq(heap_block_size(h, p[n]), expected);
        ck_assert_int_eq(heap_place(h, p[n]), n <= SMALL_MAX ? PLACE_SMALL : PLACE_LARGE);
    }
    prove(h);
    for (size_t n = 0; n <= SMALL_MAX + 1; n++) {
        heap_free(h, p[n]);
        ck_assert_int_eq(heap_kind(h, p[n]), KIND_NONE);
    }
    heap_free(h, NULL);
    prove(h);
}
END_TEST

START_TEST(last_freed_serves_first)
{
    void *a = heap_alloc(h, 40, KIND_OBJ), *b = heap_alloc(h, 40, KIND_OBJ), *c = heap_alloc(h, 40, KIND_OBJ);
    ck_assert_ptr_eq(b, (char *)a + 48);
    ck_assert_ptr_eq(c, (char *)b + 48);
    heap_free(h, a);
    heap_free(h, c);
    ck_assert_ptr_eq(heap_alloc(h, 48, KIND_OBJ), c);
    ck_assert_ptr_eq(heap_alloc(h, 33, KIND_OBJ), a);
}
END_TEST

START_TEST(pool_capacity)
{
    enum { CAPACITY = (POOL_SIZE - POOL_HEADER) / 16 };
    static void *p[CAPACITY + 1];
#ifndef GLASSHEAP_STRESS
    ck_assert_int_eq(CAPACITY, 1021);
#endif
    for (size_t i = 0; i <= CAPACITY; i++) {
        p[i] = heap_alloc(h, 16, KIND_OBJ);
        ck_assert_ptr_eq(p[i], (char *)p[0] + i * 16 + (i == CAPACITY ? POOL_SIZE - CAPACITY * 16 : 0));
    }
    ck_assert_uint_eq((uintptr_t)p[0] % POOL_SIZE, POOL_HEADER);
    PoolRow rows[ARENA_SIZE / POOL_SIZE];
    ck_assert(heap_arena_pools(h, 0, rows));
    ck_assert_uint_eq(rows[0].capacity, CAPACITY);
    ck_assert_uint_eq(rows[0].live, CAPACITY);
    ck_assert_uint_eq(rows[1].live, 1);
    ck_assert(!rows[1].free_pool && rows[2].free_pool);
    ck_assert_uint_eq(rows[0].address, heap_nominal(h, p[0]) - POOL_HEADER);
    /* A full pool that gets a block back serves next, before the one in use. */
    heap_free(h, p[5]);
    ck_assert_ptr_eq(heap_alloc(h, 16, KIND_OBJ), p[5]);
    prove(h);
}
END_TEST

START_TEST(realloc_keeps_kind_and_place)
{
    char *p = heap_alloc(h, 100, KIND_ITEMS);
    memset(p, 'x', 100);
    ck_assert_ptr_eq(heap_realloc(h, p, 112), p);
    ck_assert_ptr_eq(heap_realloc(h, p, 85), p); /* less than a quarter would be freed */
    char *q = heap_realloc(h, p, 84);
    ck_assert_ptr_ne(q, p);
    ck_assert_uint_eq(heap_block_size(h, q), 96);
    ck_assert_int_eq(heap_kind(h, q), KIND_ITEMS);
    q = heap_realloc(h, q, 5000);
    ck_assert_int_eq(heap_place(h, q), PLACE_LARGE);
    ck_assert_int_eq(heap_kind(h, q), KIND_ITEMS);
    for (size_t i = 0; i < 84; i++) {
        ck_assert_int_eq(q[i], 'x');
    }
    ck_assert_ptr_eq(heap_realloc(h, q, 40), q); /* a large block stays large */
    ck_assert_uint_eq(heap_block_size(h, q), 64);
    ck_assert_uint_eq(totals().live_blocks, 1);
    prove(h);
}
END_TEST

/* ---- limits and failures ------------------------------------------------------------------------- */

START_TEST(limit)
{
    Heap *small = open_limited(4 * MIB);
    size_t count = 0;
    while (heap_alloc(small, 512, KIND_OBJ) != NULL) {
        count++;
    }
    ck_assert_uint_eq(count, 4 * MIB / POOL_SIZE * ((POOL_SIZE - POOL_HEADER) / 512));
    ck_assert_ptr_null(heap_alloc(small, 1000, KIND_OBJ));
    ck_assert_ptr_null(heap_alloc(small, SIZE_MAX, KIND_OBJ));
    ck_assert_ptr_null(heap_alloc(small, SIZE_MAX - 20, KIND_OBJ));
    prove(small);
    heap_close(small);

    small = open_limited(4 * MIB);
    char *p = heap_alloc(small, 3 * MIB, KIND_OBJ);
    ck_assert_ptr_nonnull(p);
    memset(p, 1, 3 * MIB);
    ck_assert_ptr_null(heap_realloc(small, p, 5 * MIB));
    ck_assert_ptr_null(heap_realloc(small, p, SIZE_MAX - 5));
    ck_assert_int_eq(p[3 * MIB - 1], 1);
    ck_assert_ptr_null(heap_alloc(small, MIB, KIND_OBJ));
    heap_free(small, p);
    ck_assert_ptr_nonnull(heap_alloc(small, 4 * MIB - 64, KIND_OBJ));
    ck_assert_ptr_null(heap_alloc(small, 16, KIND_OBJ));
    prove(small);
    heap_close(small);
}
END_TEST

START_TEST(fails_once)
{
    heap_fail_after(h, 3, false);
    ck_assert_ptr_nonnull(heap_alloc(h, 10, KIND_OBJ));
    void *p = heap_alloc(h, 1000, KIND_OBJ);
    ck_assert_ptr_nonnull(p);
    ck_assert_ptr_eq(heap_realloc(h, p, 900), p); /* smaller: neither counts nor fails */
    ck_assert_ptr_null(heap_realloc(h, p, 2000));
    ck_assert_uint_eq(heap_failures(h), 1);
    ck_assert_ptr_nonnull(heap_realloc(h, p, 2000));
    prove(h);
}
END_TEST

START_TEST(fails_forever)
{
    heap_fail_after(h, 2, true);
    void *p = heap_alloc(h, 10, KIND_OBJ);
    ck_assert_ptr_nonnull(p);
    ck_assert_ptr_null(heap_alloc(h, 10, KIND_OBJ));
    ck_assert_ptr_null(heap_alloc(h, 10, KIND_OBJ));
    ck_assert_ptr_null(heap_realloc(h, p, 100));
    ck_assert_uint_eq(heap_failures(h), 3);
    heap_fail_after(h, 0, false);
    ck_assert_ptr_nonnull(heap_alloc(h, 10, KIND_OBJ));
}
END_TEST

/* ---- large blocks -------------------------------------------------------------------------------- */

START_TEST(large_best_fit)
{
    void *p[8];
    for (size_t i = 0; i < 8; i++) {
        p[i] = heap_alloc(h, 1000 + i % 4 * 1000, KIND_OBJ);
    }
    heap_free(h, p[3]); /* 4000 */
    heap_free(h, p[1]); /* 2000 */
    heap_free(h, p[5]); /* 2000, higher */
    prove(h);
    ck_assert_ptr_eq(heap_alloc(h, 1900, KIND_OBJ), p[1]); /* the smallest that fits, the lowest of these */
    ck_assert_ptr_eq(heap_alloc(h, 1990, KIND_OBJ), p[5]);
    ck_assert_ptr_eq(heap_alloc(h, 3000, KIND_OBJ), p[3]);
    prove(h);
}
END_TEST

START_TEST(large_melts_together)
{
    void *a = heap_alloc(h, 1000, KIND_OBJ), *b = heap_alloc(h, 1000, KIND_OBJ), *c = heap_alloc(h, 1000, KIND_OBJ);
    void *d = heap_alloc(h, 1000, KIND_OBJ);
    heap_free(h, a);
    heap_free(h, c);
    prove(h);
    heap_free(h, b);
    prove(h);
    ck_assert_ptr_eq(heap_alloc(h, 3000, KIND_OBJ), a);
    heap_free(h, a);
    heap_free(h, d);
    prove(h);
    ck_assert_ptr_eq(h->large_top, h->large);
}
END_TEST

START_TEST(large_grows_in_place)
{
    char *a = heap_alloc(h, 1000, KIND_ITEMS);
    for (size_t n = 1000; n < 3 * MIB; n += n / 8 + 1000) { /* into the wilderness */
        ck_assert_ptr_eq(heap_realloc(h, a, n), a);
        a[n - 1] = 1;
    }
    char *b = heap_alloc(h, 100000, KIND_OBJ), *c = heap_alloc(h, 600, KIND_OBJ);
    ck_assert_ptr_ne(heap_realloc(h, b, 200000), b); /* c is in the way */
    size_t n = heap_block_size(h, a);
    ck_assert_ptr_eq(heap_realloc(h, a, n + 50000), a); /* into the free neighbour */
    prove(h);
    ck_assert_ptr_eq(heap_realloc(h, a, 600), a);
    prove(h);
    ck_assert_int_eq(heap_kind(h, a), KIND_ITEMS);
    ck_assert_int_eq(heap_kind(h, c), KIND_OBJ);
}
END_TEST

/* Sizes spread evenly over powers of two, lives of all lengths, a steady amount of live bytes. */
START_TEST(large_fragmentation)
{
    enum { SLOTS = 3000, STEADY = 16 * MIB };
    static void *p[SLOTS];
    uint64_t seed = 7 + (uint64_t)_i;
    double worst = 0;
    memset(p, 0, sizeof p);
    for (size_t i = 0; i < 150000; i++) {
        size_t n = 513 + roll(&seed) % ((size_t)512 << roll(&seed) % 8), k = roll(&seed) % SLOTS;
        heap_free(h, p[k]);
        p[k] = NULL;
        while (h->large_bytes + n > STEADY) {
            size_t other = roll(&seed) % SLOTS;
            heap_free(h, p[other]);
            p[other] = NULL;
        }
        p[k] = heap_alloc(h, n, KIND_OBJ);
        if (i > 10 * SLOTS && i % 1000 == 0) {
            double ratio = (double)(h->large_top - h->large) / (double)h->large_bytes;
            worst = ratio > worst ? ratio : worst;
        }
    }
    prove(h);
    ck_assert_msg(worst <= 1.3, "the large area took %.2f times its live bytes", worst);
}
END_TEST

START_TEST(large_memory_goes_back)
{
    char *a = heap_alloc(h, 100 * (size_t)MIB, KIND_OBJ);
    char *b = heap_alloc(h, 1000, KIND_OBJ);
    memset(a, 1, 100 * (size_t)MIB);
    heap_free(h, a);
    prove(h);
    ck_assert_uint_eq(h->large_idle, 0);
    char *again = heap_alloc(h, 50 * (size_t)MIB, KIND_OBJ);
    ck_assert_ptr_eq(again, a);
    ck_assert_int_eq(again[20 * MIB], 0); /* the page came back fresh */
    heap_free(h, b);
    prove(h);
}
END_TEST

/* ---- arenas -------------------------------------------------------------------------------------- */

START_TEST(arenas_come_and_go)
{
    enum { PER_ARENA = ARENA_SIZE / POOL_SIZE * ((POOL_SIZE - POOL_HEADER) / 512), ARENAS = 4 };
    static void *p[PER_ARENA * ARENAS];
    for (size_t i = 0; i < PER_ARENA * ARENAS; i++) {
        p[i] = heap_alloc(h, 500, KIND_OBJ);
    }
    ck_assert_uint_eq(totals().arenas, ARENAS);
    ck_assert_uint_eq(totals().pools_free, 0);
    prove(h);
    for (size_t i = PER_ARENA; i < PER_ARENA * 3; i++) {
        heap_free(h, p[i]);
        if (i % 97 == 0) {
            prove(h);
        }
    }
    /* The last usable arena is kept for the next pool. */
    ck_assert_uint_eq(totals().arenas, 3);
    ck_assert_uint_eq(totals().arenas_peak, ARENAS);
    ck_assert_uint_eq(heap_arena_count(h), ARENAS);
    PoolRow rows[ARENA_SIZE / POOL_SIZE];
    ck_assert(heap_arena_pools(h, 0, rows));
    ck_assert(!heap_arena_pools(h, 2, rows) || !heap_arena_pools(h, 1, rows));
    /* Filled up again, the lowest slot serves first. */
    for (size_t i = PER_ARENA; i < PER_ARENA * 3; i++) {
        p[i] = heap_alloc(h, 500, KIND_OBJ);
    }
    ck_assert_uint_eq(totals().arenas, ARENAS);
    prove(h);
    for (size_t i = 0; i < PER_ARENA * ARENAS; i++) {
        heap_free(h, p[i]);
    }
    ck_assert_uint_eq(totals().arenas, 1);
    prove(h);
}
END_TEST

START_TEST(fullest_arena_first)
{
    enum { POOLS = ARENA_SIZE / POOL_SIZE, PER_POOL = (POOL_SIZE - POOL_HEADER) / 512 };
    static void *p[2 * POOLS * PER_POOL];
    for (size_t i = 0; i < COUNT_OF(p); i++) {
        p[i] = heap_alloc(h, 512, KIND_OBJ);
    }
    for (size_t i = 0; i < 3 * PER_POOL; i++) { /* three free pools in the first arena */
        heap_free(h, p[i]);
    }
    for (size_t i = 0; i < PER_POOL; i++) { /* one in the second */
        heap_free(h, p[POOLS * PER_POOL + i]);
    }
    prove(h);
    char *q = heap_alloc(h, 16, KIND_OBJ);
    ck_assert_ptr_eq(q - POOL_HEADER, (char *)p[POOLS * PER_POOL] - POOL_HEADER);
    q = heap_alloc(h, 32, KIND_OBJ);
    ck_assert_ptr_eq(q, p[2 * PER_POOL]); /* the pool emptied last */
    prove(h);
}
END_TEST

/* ---- events -------------------------------------------------------------------------------------- */

typedef struct Counter {
    EventSink sink;
    size_t count[EV_COUNT];
    Event last;
} Counter;

static void count_event(EventSink *sink, const Event *event)
{
    Counter *counter = (Counter *)sink;
    counter->count[event->kind]++;
    counter->last = *event;
}

START_TEST(events)
{
    static Counter counter = {.sink = {.emit = count_event}};
    heap_set_sink(h, &counter.sink);
    void *p = heap_alloc(h, 20, KIND_GC);
    ck_assert_int_eq(counter.last.kind, EV_ALLOC);
    ck_assert_ptr_eq(counter.last.obj, p);
    ck_assert_uint_eq(counter.last.size, 32);
    ck_assert_uint_eq(counter.last.extra, KIND_GC);
    ck_assert_uint_eq(counter.count[EV_ARENA_NEW], 1);
    ck_assert_uint_eq(counter.count[EV_POOL_NEW], 1);
    void *q = heap_realloc(h, p, 600);
    ck_assert_int_eq(counter.last.kind, EV_POOL_FREE);
    ck_assert_uint_eq(counter.count[EV_MOVE], 1);
    heap_free(h, q);
    ck_assert_int_eq(counter.last.kind, EV_FREE);
    ck_assert_ptr_eq(counter.last.obj, q);
    ck_assert_uint_eq(counter.count[EV_FREE], 1);
    heap_set_sink(h, NULL);
    heap_free(h, heap_alloc(h, 20, KIND_GC));
    ck_assert_uint_eq(counter.count[EV_ALLOC], 1);
}
END_TEST

/* ---- parts, addresses, walks --------------------------------------------------------------------- */

START_TEST(parts)
{
    size_t size;
    char *a = heap_static(h, 10), *b = heap_static(h, 100);
    ck_assert_ptr_eq(a, (char *)h + sizeof(Heap));
    ck_assert_ptr_eq(b, a + 16);
    ck_assert_int_eq(a[9] | b[99], 0);
    ck_assert_int_eq(heap_place(h, a), PLACE_STATIC);
    ck_assert_ptr_null(heap_static(h, STATIC_SIZE));
    ck_assert_int_eq(heap_place(h, heap_stack_base(h)), PLACE_STACK);
    ck_assert_int_eq((char *)heap_stack_limit(h) - (char *)heap_stack_base(h), 16 * MIB);
    ck_assert_int_eq(heap_place(h, heap_trace_base(h, &size)), PLACE_TRACE);
    ck_assert_uint_eq(size, TRACE_SIZE);
    ck_assert_int_eq(heap_place(h, &size), PLACE_OUTSIDE);
    ck_assert_ptr_null(heap_open(&(HeapConfig){.static_size = 16}));
}
END_TEST

START_TEST(nominal_addresses)
{
    ck_assert_uint_eq(heap_nominal(h, h), HEAP_NOMINAL_BASE);
    ck_assert_ptr_eq(heap_at(h, HEAP_NOMINAL_BASE), h);
    ck_assert_uint_eq(heap_nominal(h, NULL), 0);
    ck_assert_uint_eq(heap_nominal(h, &h), 0);
    ck_assert_ptr_null(heap_at(h, 0));
    ck_assert_ptr_null(heap_at(h, HEAP_NOMINAL_BASE + ((uint64_t)1 << 40)));
    /* The same calls give the same addresses in another image. */
    Heap *other = open_limited(256 * MIB);
    uint64_t seed = 5;
    for (size_t i = 0; i < 2000; i++) {
        size_t n = roll_size(&seed);
        void *p = heap_alloc(h, n, KIND_OBJ), *q = heap_alloc(other, n, KIND_OBJ);
        ck_assert_uint_eq(heap_nominal(h, p), heap_nominal(other, q));
        ck_assert_ptr_eq(heap_at(h, heap_nominal(h, p)), p);
        if (roll(&seed) % 2 == 0) {
            heap_free(h, p);
            heap_free(other, q);
        }
    }
    heap_close(other);
}
END_TEST

static int by_address(const void *a, const void *b)
{
    const char *p = *(char *const *)a, *q = *(char *const *)b;
    return (p > q) - (p < q);
}

START_TEST(walks)
{
    enum { COUNT = 6000 };
    static char *p[COUNT];
    uint64_t seed = 99;
    size_t live = 0;
    ck_assert_ptr_null(heap_next(h, NULL));
    ck_assert_ptr_null(heap_prev(h, NULL));
    for (size_t i = 0; i < COUNT; i++) {
        p[i] = heap_alloc(h, roll_size(&seed), KIND_OBJ);
    }
    for (size_t i = 0; i < COUNT; i++) { /* holes of all kinds, empty pools and arenas among them */
        if (roll(&seed) % 3 != 0 || (i > 2000 && i < 4000)) {
            heap_free(h, p[i]);
        } else {
            p[live++] = p[i];
        }
    }
    qsort(p, live, sizeof *p, by_address);
    size_t i = 0;
    for (char *q = heap_next(h, NULL); q != NULL; q = heap_next(h, q + 1), i++) {
        ck_assert_uint_lt(i, live);
        ck_assert_ptr_eq(q, p[i]);
        ck_assert_ptr_eq(heap_next(h, q), q);
    }
    ck_assert_uint_eq(i, live);
    for (char *q = heap_prev(h, NULL); q != NULL; q = heap_prev(h, q)) {
        ck_assert_uint_gt(i, 0);
        ck_assert_ptr_eq(q, p[--i]);
        ck_assert_ptr_eq(heap_prev(h, q + 1), q);
    }
    ck_assert_uint_eq(i, 0);
    for (i = 0; i < 3000; i++) { /* from anywhere */
        char *from = (char *)h->small + roll(&seed) % (size_t)(h->large_top + 100 - (char *)h->small), *q;
        q = heap_next(h, from);
        char *before = heap_prev(h, from);
        ck_assert(q == NULL ? p[live - 1] < from : q >= from);
        ck_assert(before == NULL ? p[0] >= from : before < from);
        ck_assert(before == NULL || heap_next(h, before + 1) == q);
    }
}
END_TEST

/* ---- images -------------------------------------------------------------------------------------- */

/* A copy of the live blocks with their addresses, to be compared with. */
typedef struct Copy {
    Buf blocks;
    HeapTotals totals;
} Copy;

/* Each block of these tests begins with its own size. */
static Copy copy_heap(void)
{
    Copy c = {.totals = totals()};
    for (char *p = heap_next(h, NULL); p != NULL; p = heap_next(h, p + 1)) {
        buf_add(&c.blocks, (const char *)&p, sizeof p);
        buf_add(&c.blocks, p, *(size_t *)p);
    }
    ck_assert(!c.blocks.failed);
    return c;
}

static void compare_heap(const Copy *c)
{
    Copy now = copy_heap();
    ck_assert_uint_eq(now.blocks.len, c->blocks.len);
    ck_assert(now.blocks.len == 0 || memcmp(now.blocks.data, c->blocks.data, c->blocks.len) == 0);
    ck_assert_int_eq(memcmp(&now.totals, &c->totals, sizeof now.totals), 0);
    buf_free(&now.blocks);
}

enum { WORLD = 1500, IMAGES = 12 };

static void churn(char **world, uint64_t *seed, size_t steps)
{
    while (steps-- > 0) {
        size_t i = roll(seed) % WORLD, n = roll_size(seed);
        if (world[i] != NULL) {
            heap_free(h, world[i]);
            world[i] = NULL;
        } else {
            n = n < 16 ? 16 : n;
            world[i] = heap_alloc(h, n, KIND_CHUNK);
            memset(world[i], (int)roll(seed), n);
            memcpy(world[i], &n, sizeof n);
        }
    }
}

START_TEST(images)
{
    ImageStore *store = image_store_new();
    Image *image[IMAGES];
    Copy copy[IMAGES];
    char **world = heap_static(h, WORLD * sizeof *world); /* in the image, so it is put back too */
    uint64_t seed = 4711 + (uint64_t)_i;
    for (size_t k = 0; k < IMAGES; k++) {
        churn(world, &seed, k % 3 == 0 ? 3000 : 20);
        image[k] = image_save(store, h);
        ck_assert_ptr_nonnull(image[k]);
        copy[k] = copy_heap();
    }
    for (size_t i = 0; i < 60; i++) {
        size_t k = roll(&seed) % IMAGES;
        image_restore(store, image[k], h);
        prove(h);
        compare_heap(&copy[k]);
        churn(world, &seed, roll(&seed) % 500);
        prove(h);
        if (i % 5 == 0) { /* another history from here */
            k = roll(&seed) % IMAGES;
            image_drop(store, image[k]);
            buf_free(&copy[k].blocks);
            image[k] = image_save(store, h);
            copy[k] = copy_heap();
        }
    }
    for (size_t k = 0; k < IMAGES; k++) {
        image_drop(store, image[k]);
        buf_free(&copy[k].blocks);
    }
    size_t left = image_store_bytes(store);
    ck_assert_uint_le(left, (size_t)(h->end - h->base) / 4096 / 8 + 8); /* the bits of a walk */
    image_store_free(store);
}
END_TEST

START_TEST(image_of_nothing)
{
    ImageStore *store = image_store_new();
    Image *empty = image_save(store, h);
    char *stack = heap_stack_base(h), *p = heap_alloc(h, 30, KIND_OBJ), *q = heap_alloc(h, 3 * MIB, KIND_OBJ);
    memset(q, 1, 3 * MIB);
    memset(stack, 7, 5000);
    heap_set_stack_top(h, stack + 5000);
    Image *full = image_save(store, h);
    size_t bytes = image_store_bytes(store);
    Image *same = image_save(store, h);
    ck_assert_uint_le(image_store_bytes(store) - bytes, 200); /* nothing changed, nothing is kept twice */
    image_restore(store, empty, h);
    prove(h);
    ck_assert_ptr_null(heap_next(h, NULL));
    ck_assert_ptr_eq(h->stack_top, stack);
    image_restore(store, same, h);
    prove(h);
    ck_assert_int_eq(stack[4999], 7);
    ck_assert_int_eq(heap_kind(h, p), KIND_OBJ);
    ck_assert_int_eq(q[3 * MIB - 1], 1);
    image_drop(store, same);
    q[0] = 2;
    image_restore(store, full, h);
    ck_assert_int_eq(q[0], 1);
    image_store_free(store);
}
END_TEST

START_TEST(image_shares_pages)
{
    ImageStore *store = image_store_new();
    char *p = heap_alloc(h, 8 * MIB, KIND_OBJ);
    memset(p, 1, 8 * MIB);
    image_save(store, h);
    size_t before = image_store_bytes(store);
    ck_assert_uint_ge(before, 8 * MIB);
    p[5 * MIB] = 2;
    image_save(store, h);
    ck_assert_uint_le(image_store_bytes(store) - before, 16384);
    image_store_free(store);
}
END_TEST

/* ---- what must be caught ------------------------------------------------------------------------- */

START_TEST(double_free)
{
    void *p = heap_alloc(h, 40, KIND_OBJ);
    heap_alloc(h, 40, KIND_OBJ);
    heap_free(h, p);
    heap_free(h, p);
}
END_TEST

START_TEST(double_free_large)
{
    void *p = heap_alloc(h, 4000, KIND_OBJ);
    heap_alloc(h, 4000, KIND_OBJ);
    heap_free(h, p);
    heap_free(h, p);
}
END_TEST

START_TEST(wild_free)
{
    char *p = heap_alloc(h, 400, KIND_OBJ);
    heap_free(h, p + 16);
}
END_TEST

START_TEST(foreign_free)
{
    heap_free(h, &h);
}
END_TEST

/* Whether [crime] ends a child process with [word] on its standard error, or is reported by valgrind. */
static bool caught(void (*crime)(void), const char *word)
{
    int ends[2], status;
    char text[8192];
    size_t n = 0;
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        crime();
        _exit(poison_seen() != 0);
    }
    close(ends[1]);
    for (ssize_t got; n < sizeof text - 1 && (got = read(ends[0], text + n, sizeof text - 1 - n)) > 0;) {
        n += (size_t)got;
    }
    close(ends[0]);
    text[n] = '\0';
    waitpid(child, &status, 0);
    bool reported = WIFEXITED(status) && WEXITSTATUS(status) == 1 && *text == '\0';
    return reported || ((!WIFEXITED(status) || WEXITSTATUS(status) != 0) && strstr(text, word) != NULL);
}

static void free_twice(void)
{
    void *p = heap_alloc(h, 40, KIND_OBJ);
    heap_free(h, p);
    heap_free(h, p);
}

START_TEST(double_free_says_so) { ck_assert(caught(free_twice, "no live block starts there")); }
END_TEST

static volatile char sink_byte;

static void use_after_free(void)
{
    char *p = heap_alloc(h, 40, KIND_OBJ);
    heap_free(h, p);
    sink_byte = p[20];
}

static void overrun(void)
{
    char *p = heap_alloc(h, 40, KIND_OBJ);
    heap_alloc(h, 40, KIND_OBJ);
    p[40] = 1;
}

static void use_after_large_free(void)
{
    char *p = heap_alloc(h, 4096, KIND_OBJ);
    heap_alloc(h, 4096, KIND_OBJ);
    heap_free(h, p);
    sink_byte = p[100];
}

static void use_after_restore(void)
{
    ImageStore *store = image_store_new();
    Image *image = image_save(store, h);
    heap_alloc(h, 40, KIND_OBJ);
    char *p = heap_alloc(h, 40, KIND_OBJ);
    image_restore(store, image, h);
    sink_byte = p[20];
}

/* What was freed is live again, what was live is not. */
static void use_after_return(void)
{
    char *p = heap_alloc(h, 40, KIND_OBJ);
    memset(p, 1, 40);
    ImageStore *store = image_store_new();
    Image *image = image_save(store, h);
    heap_free(h, p);
    image_restore(store, image, h);
    sink_byte = p[20];
    heap_free(h, p);
    sink_byte = p[20];
}

/* One crime a number, the first three for every checker.  Valgrind does not know what the heap never gave out. */
static const struct {
    void (*crime)(void);
    const char *word;
} crimes[] = {
    {use_after_free, "use-after-poison"},    {overrun, "use-after-poison"},
    {free_twice, "no live block"},           {use_after_large_free, "use-after-poison"},
    {use_after_restore, "use-after-poison"}, {use_after_return, "use-after-poison"},
};

START_TEST(checker_sees) { ck_assert(caught(crimes[_i].crime, crimes[_i].word)); }
END_TEST

#ifdef HEAP_ASAN
static void overrun_large(void)
{
    char *p = heap_alloc(h, 4096, KIND_OBJ);
    heap_alloc(h, 4096, KIND_OBJ);
    p[4096] = 1;
}

static void touch_pool_header(void) { sink_byte = *(char *)heap_pool_of(heap_alloc(h, 40, KIND_OBJ)); }
static void touch_virgin_block(void) { sink_byte = ((char *)heap_alloc(h, 48, KIND_OBJ))[48]; }
static void touch_behind_large(void) { sink_byte = ((char *)heap_alloc(h, 4096, KIND_OBJ))[4096 + 32]; }
static void overrun_static(void) { sink_byte = ((char *)heap_static(h, 10))[10]; }
static void touch_gap(void) { sink_byte = *((char *)h->small - 1); }

static void touch_dead_stack(void)
{
    ImageStore *store = image_store_new();
    Image *image = image_save(store, h);
    image_restore(store, image, h);
    sink_byte = *(char *)heap_stack_base(h);
}

START_TEST(nobodys_bytes)
{
    ck_assert(caught(overrun_large, "use-after-poison"));
    ck_assert(caught(touch_pool_header, "use-after-poison"));
    ck_assert(caught(touch_virgin_block, "use-after-poison"));
    ck_assert(caught(touch_behind_large, "use-after-poison"));
    ck_assert(caught(overrun_static, "use-after-poison"));
    ck_assert(caught(touch_gap, "use-after-poison"));
    ck_assert(caught(touch_dead_stack, "use-after-poison"));
}
END_TEST
#endif

#ifdef GLASSHEAP_STRESS
HEAP_RAW static unsigned char byte_at(const void *p) { return *(const volatile unsigned char *)p; }

START_TEST(dead_bytes)
{
    char *p = heap_alloc(h, 48, KIND_OBJ);
    memset(p, 1, 48);
    heap_free(h, p);
    ck_assert_int_eq(byte_at(p + 8), 0xDD);
    ck_assert_int_eq(byte_at(p + 47), 0xDD);
}
END_TEST
#endif

/* Damage that the checker must put into words. */
HEAP_RAW static void poke(void *at, uint64_t value) { *(volatile uint64_t *)at = value; }
HEAP_RAW static uint64_t peek(void *at) { return *(volatile uint64_t *)at; }

static void damage(void *at, uint64_t value, const char *word)
{
    uint64_t saved = peek(at);
    prove(h);
    poke(at, value);
    const char *bad = heap_check(h);
    ck_assert_ptr_nonnull(bad);
    ck_assert_msg(strstr(bad, word) != NULL, "%s", bad);
    poke(at, saved);
    prove(h);
}

START_TEST(checker_finds)
{
    char *a = heap_alloc(h, 40, KIND_OBJ), *b = heap_alloc(h, 40, KIND_OBJ), *c = heap_alloc(h, 40, KIND_OBJ);
    char *big = heap_alloc(h, 4000, KIND_OBJ), *gap = heap_alloc(h, 4000, KIND_OBJ);
    heap_alloc(h, 4000, KIND_OBJ);
    heap_free(h, gap);
    heap_free(h, a);
    heap_free(h, c);
    Pool *pool = heap_pool_of(b);
    damage(c, (uintptr_t)c, "twice");
    damage(c, (uintptr_t)b, "kind");
    damage(c, 12345, "free list leads");
    damage(c, 0, "capacity");
    damage(&pool->live, peek(&pool->live) + 1, "live count");
    damage(big - 16, 64, "large");
    damage(gap - 8, 64, "agree");
    damage(gap - 16, 4016, "agree whether it is live");
    damage(&h->pools_used, 7, "arenas and pools");
    damage(&h->large_bytes, 7, "totals of large");
    damage(&h->classes[2].allocs, 70, "class's totals");
    damage(&h->usable, 0, "missing");
}
END_TEST

/* ---- the suite ----------------------------------------------------------------------------------- */

static TCase *group(Suite *suite, const char *name)
{
    TCase *tc = tcase_create(name);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_set_timeout(tc, 120);
    suite_add_tcase(suite, tc);
    return tc;
}

int main(void)
{
    Suite *suite = suite_create("heap");
    TCase *tc = group(suite, "blocks");
    tcase_add_loop_test(tc, random_blocks, 0, 4);
    tcase_add_test(tc, every_small_size);
    tcase_add_test(tc, last_freed_serves_first);
    tcase_add_test(tc, pool_capacity);
    tcase_add_test(tc, realloc_keeps_kind_and_place);
    tcase_add_test(tc, limit);
    tcase_add_test(tc, fails_once);
    tcase_add_test(tc, fails_forever);
    tcase_add_test(tc, events);
    tc = group(suite, "large");
    tcase_add_test(tc, large_best_fit);
    tcase_add_test(tc, large_melts_together);
    tcase_add_test(tc, large_grows_in_place);
    tcase_add_loop_test(tc, large_fragmentation, 0, 8);
    tcase_add_test(tc, large_memory_goes_back);
    tc = group(suite, "arenas");
    tcase_add_test(tc, arenas_come_and_go);
    tcase_add_test(tc, fullest_arena_first);
    tc = group(suite, "looking");
    tcase_add_test(tc, parts);
    tcase_add_test(tc, nominal_addresses);
    tcase_add_test(tc, walks);
    tc = group(suite, "images");
    tcase_add_loop_test(tc, images, 0, 3);
    tcase_add_test(tc, image_of_nothing);
    tcase_add_test(tc, image_shares_pages);
    tc = group(suite, "caught");
    tcase_add_test_raise_signal(tc, double_free, SIGABRT);
    tcase_add_test_raise_signal(tc, double_free_large, SIGABRT);
    tcase_add_test_raise_signal(tc, wild_free, SIGABRT);
    tcase_add_test_raise_signal(tc, foreign_free, SIGABRT);
    tcase_add_test(tc, double_free_says_so);
    tcase_add_test(tc, checker_finds);
    if (poison_watched()) tcase_add_loop_test(tc, checker_sees, 0, COUNT_OF(crimes));
#ifdef HEAP_ASAN
    tcase_add_test(tc, nobodys_bytes);
#endif
#ifdef GLASSHEAP_STRESS
    tcase_add_test(tc, dead_bytes);
#endif
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
