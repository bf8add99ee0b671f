/* image.c - the one reserved range, its parts, and the addresses that people see.

   The range is reserved whole and becomes memory page by page when touched, so an empty gigabyte costs
   nothing.  Pages that nobody may touch stand between the parts.  Arenas are aligned to their size, as a
   block's pool is found by masking its address. */
#include <errno.h>
#include <sys/mman.h>

#include "heap/heap_private.h"

#define DEFAULT_LIMIT ((size_t)1 << 30)

static size_t round_up(size_t n, size_t unit) { return (n + unit - 1) / unit * unit; }

/* Where the parts begin, as offsets from the base. */
typedef struct Layout {
    size_t stack, stack_size;
    size_t tables, slots;
    size_t small, area; /* arenas, then large: [area] bytes each */
    size_t kinds, kinds_size;
    size_t trace, trace_size;
    size_t total;
} Layout;

static Layout layout_of(const HeapConfig *config, size_t limit)
{
    Layout l = {0};
    l.stack_size = round_up(config->stack_size != 0 ? config->stack_size : limit / 16, PAGE_BYTES);
    l.area = round_up(limit, ARENA_SIZE);
    l.slots = l.area / ARENA_SIZE;
    l.stack = round_up(config->static_size, PAGE_BYTES) + PAGE_BYTES;
    l.tables = l.stack + l.stack_size + PAGE_BYTES;
    l.small = round_up(l.tables + l.slots * sizeof(Arena) + PAGE_BYTES, ARENA_SIZE);
    l.kinds = l.small + 2 * l.area + PAGE_BYTES;
    l.kinds_size = round_up(2 * l.area / HEAP_ALIGN, PAGE_BYTES);
    l.trace = l.kinds + l.kinds_size + PAGE_BYTES;
    l.trace_size = round_up(config->trace_size, PAGE_BYTES);
    l.total = l.trace + l.trace_size;
    return l;
}

/* The page before a part, and those between tables and arenas, are nobody's; false when the system refuses. */
static bool fence(char *base, const Layout *l)
{
    size_t gap = l->small - PAGE_BYTES;
    return mprotect(base + l->stack - PAGE_BYTES, PAGE_BYTES, PROT_NONE) == 0 &&
           mprotect(base + l->tables - PAGE_BYTES, PAGE_BYTES, PROT_NONE) == 0 &&
           mprotect(base + gap, PAGE_BYTES, PROT_NONE) == 0 &&
           mprotect(base + l->kinds - PAGE_BYTES, PAGE_BYTES, PROT_NONE) == 0 &&
           mprotect(base + l->trace - PAGE_BYTES, PAGE_BYTES, PROT_NONE) == 0;
}

/* Small parts that are touched here and there shall not take 2 MiB pages; a refusal does no harm. */
static void prefer_small_pages(char *base, const Layout *l)
{
    (void)madvise(base, l->small - PAGE_BYTES, MADV_NOHUGEPAGE);
    (void)madvise(base + l->kinds, l->total - l->kinds, MADV_NOHUGEPAGE);
}

/* What lies between the parts and behind the last one, up to [end], is nobody's. */
static void close_gaps(char *base, const Layout *l, const char *end)
{
    size_t tables_end = l->tables + l->slots * sizeof(Arena);
    poison_close(base + l->stack - PAGE_BYTES, PAGE_BYTES);
    poison_close(base + l->tables - PAGE_BYTES, PAGE_BYTES);
    poison_close(base + tables_end, l->small - tables_end);
    poison_close(base + l->kinds - PAGE_BYTES, PAGE_BYTES);
    poison_close(base + l->trace - PAGE_BYTES, PAGE_BYTES);
    poison_close(base + l->total, (size_t)(end - (base + l->total)));
}

static void set_parts(Heap *h, char *base, const Layout *l, const HeapConfig *config)
{
    size_t root = config->root_size > sizeof(Heap) ? config->root_size : sizeof(Heap);
    h->base = base;
    h->end = base + l->total;
    h->static_end = base + config->static_size;
    h->static_top = base + round_up(root, HEAP_ALIGN);
    h->stack = base + l->stack;
    h->stack_end = h->stack_top = h->stack + l->stack_size;
    h->arenas = (Arena *)(base + l->tables);
    h->small = (uintptr_t)(base + l->small);
    h->large = (char *)h->small + l->area;
    h->large_end = h->large + l->area;
    h->kinds = (uint8_t *)base + l->kinds;
    h->kind_bias = (uintptr_t)h->kinds - h->small / HEAP_ALIGN;
    h->trace = base + l->trace;
    h->trace_end = h->trace_top = h->trace + l->trace_size;
}

Heap *heap_open(const HeapConfig *config)
{
    size_t limit = config->limit != 0 ? config->limit : DEFAULT_LIMIT;
    size_t root = config->root_size > sizeof(Heap) ? config->root_size : sizeof(Heap);
    if (config->static_size < round_up(root, HEAP_ALIGN)) {
        errno = EINVAL;
        return NULL;
    }
    Layout l = layout_of(config, limit);
    size_t mapping_size = l.total + ARENA_SIZE;
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    char *mapping = mmap(NULL, mapping_size, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (mapping == MAP_FAILED) {
        return NULL;
    }
    char *base = (char *)round_up((uintptr_t)mapping, ARENA_SIZE);
    if (!fence(base, &l)) {
        int saved = errno;
        munmap(mapping, mapping_size);
        errno = saved;
        return NULL;
    }
    prefer_small_pages(base, &l);
    close_gaps(base, &l, mapping + mapping_size);
    Heap *h = (Heap *)base;
    set_parts(h, base, &l, config);
    h->mapping = mapping;
    h->mapping_size = mapping_size;
    h->limit = limit;
    h->large_top = h->large_high = h->large;
#ifdef GLASSHEAP_STRESS
    h->guarded = true;
#else
    h->guarded = poison_watched();
#endif
    heap_set_watched(h);
    poison_forget(h, true);
    heap_poison_all(h, 0, h->large_top);
    return h;
}

void heap_close(Heap *h)
{
    void *mapping = h->mapping;
    size_t size = h->mapping_size;
    poison_open(mapping, size);
    munmap(mapping, size);
}

/* ---- parts --------------------------------------------------------------------------------------- */

void *heap_static(Heap *h, size_t n)
{
    if (n > (size_t)(h->static_end - h->static_top)) {
        return NULL;
    }
    char *p = h->static_top;
    size_t step = round_up(n, HEAP_ALIGN);
    size_t room = (size_t)(h->static_end - p);
    h->static_top += step < room ? step : room;
    poison_open(p, n);
    return p;
}

void *heap_stack_base(const Heap *h) { return h->stack; }
void *heap_stack_limit(const Heap *h) { return h->stack_end; }
void heap_set_stack_top(Heap *h, void *top) { h->stack_top = top; }
void heap_set_trace_top(Heap *h, void *top) { h->trace_top = top; }

void *heap_trace_base(const Heap *h, size_t *size)
{
    *size = (size_t)(h->trace_end - h->trace);
    return h->trace;
}

void heap_give_back(char *from, char *to) { (void)madvise(from, (size_t)(to - from), MADV_DONTNEED); }

/* ---- addresses ----------------------------------------------------------------------------------- */

static bool within(const void *p, const void *from, const void *to)
{
    return (uintptr_t)p >= (uintptr_t)from && (uintptr_t)p < (uintptr_t)to;
}

Place heap_place(const Heap *h, const void *p)
{
    if (in_small(h, p)) {
        return PLACE_SMALL;
    }
    if (in_large(h, p)) {
        return PLACE_LARGE;
    }
    if (within(p, h->base, h->static_end)) {
        return PLACE_STATIC;
    }
    if (within(p, h->stack, h->stack_end)) {
        return PLACE_STACK;
    }
    return within(p, h->trace, h->trace_end) ? PLACE_TRACE : PLACE_OUTSIDE;
}

uint64_t heap_nominal(const Heap *h, const void *p)
{
    return within(p, h->base, h->end) ? HEAP_NOMINAL_BASE + ((uintptr_t)p - (uintptr_t)h->base) : 0;
}

void *heap_at(const Heap *h, uint64_t nominal)
{
    uint64_t offset = nominal - HEAP_NOMINAL_BASE;
    return offset < (size_t)(h->end - h->base) ? h->base + offset : NULL;
}

/* ---- poison -------------------------------------------------------------------------------------- */

/* Opens the live blocks of a pool as wide as they are: what was asked for is not known any more. */
HEAP_RAW static void open_pool(const Heap *h, Pool *pool)
{
    size_t size = heap_class_size(pool->size_class);
    for (size_t at = POOL_HEADER; at < pool->virgin; at += size) {
        char *p = (char *)pool + at;
        if (*heap_kind_slot(h, p) != KIND_NONE) {
            poison_take(h, p, size, size);
            poison_own(p, size);
        }
    }
}

HEAP_RAW static void open_large(Heap *h, char *old_top)
{
    char *top = h->large_top > old_top ? h->large_top : old_top;
    size_t room = (size_t)(h->large_end - top);
    poison_close(h->large, (size_t)(top - h->large) + (room < PAGE_BYTES ? room : PAGE_BYTES));
    for (LargeBlock *b = (LargeBlock *)h->large; (char *)b != h->large_top; b = large_next(b)) {
        if (!large_is_free(b)) {
            size_t n = large_size(b) - LARGE_HEADER;
            poison_take(h, large_payload(b), n, n);
            poison_own(large_payload(b), n);
        }
    }
}

HEAP_RAW void heap_poison_all(Heap *h, size_t old_arenas, char *old_top)
{
    if (!h->guarded) {
        return;
    }
    poison_open(h->base, (size_t)(h->static_top - h->base));
    poison_close(h->static_top, (size_t)(h->static_end - h->static_top));
    poison_open(h->stack, (size_t)(h->stack_top - h->stack));
    poison_close(h->stack_top, (size_t)(h->stack_end - h->stack_top));
    for (size_t i = 0; i < old_arenas || i < h->arena_slots; i++) {
        Arena *a = &h->arenas[i];
        poison_close(arena_start(h, a), ARENA_SIZE);
        for (size_t k = 0; a->in_use && k < a->carved; k++) {
            open_pool(h, arena_pool(h, a, k));
        }
    }
    open_large(h, old_top);
}
