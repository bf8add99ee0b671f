/* large.c - blocks beyond 512 bytes: best fit with boundary tags.

     large                                                          large_top            large_end
     | tag, block | tag, free: links ......... | tag, block | ... | end mark | wilderness |

   A tag in front of each block tells its size and the size of the block before it, so a freed block finds both
   neighbours and melts with those that are free; two free blocks never touch, and none touches the end mark
   (it becomes wilderness).  Free blocks are linked in bins by size: one for each size below 1 KiB, 32 for each
   power of two above.  The first bin that may fit is searched for its best few, and the best of these is taken:
   the smallest, then the lowest.  A block grows in place into a free right neighbour or the wilderness.  Memory
   given back stays resident for the next big list, up to a bound; beyond it all hollow pages go back to the
   system. */
#include "heap/heap_private.h"

enum { IDLE_MAX = 16 << 20, HOLLOW_MIN = 64 << 10, TOP_GUARD = 256, BIN_SEARCH = 12 };

/* ---- bins ---------------------------------------------------------------------------------------- */

HEAP_RAW static void bin_insert(Heap *h, FreeBlock *b)
{
    size_t bin = large_bin(large_size(&b->head));
    b->prev = NULL;
    b->next = h->bins[bin];
    if (b->next != NULL) {
        b->next->prev = b;
    }
    h->bins[bin] = b;
    h->bin_bits[bin / 64] |= UINT64_C(1) << bin % 64;
}

HEAP_RAW static void bin_remove(Heap *h, FreeBlock *b)
{
    size_t bin = large_bin(large_size(&b->head));
    if (b->next != NULL) {
        b->next->prev = b->prev;
    }
    if (b->prev != NULL) {
        b->prev->next = b->next;
        return;
    }
    h->bins[bin] = b->next;
    if (b->next == NULL) {
        h->bin_bits[bin / 64] &= ~(UINT64_C(1) << bin % 64);
    }
}

/* The best of the first few blocks of a bin that have [need] bytes; NULL: none has. */
HEAP_RAW static FreeBlock *bin_best(FreeBlock *b, size_t need)
{
    FreeBlock *best = NULL;
    for (int i = 0; i < BIN_SEARCH && b != NULL; i++, b = b->next) {
        size_t size = b->head.size;
        if (size >= need && (best == NULL || size < best->head.size || (size == best->head.size && b < best))) {
            best = b;
        }
    }
    return best;
}

/* A free block of at least [need] bytes, as close to it as the bins tell; NULL: none. */
HEAP_RAW static FreeBlock *best_fit(const Heap *h, size_t need)
{
    size_t bin = large_bin(need);
    FreeBlock *best = bin_best(h->bins[bin], need);
    if (best != NULL || ++bin == LARGE_BINS) {
        return best;
    }
    size_t word = bin / 64;
    uint64_t bits = h->bin_bits[word] & ~UINT64_C(0) << bin % 64;
    while (bits == 0 && ++word < LARGE_BINS / 64) {
        bits = h->bin_bits[word];
    }
    return bits == 0 ? NULL : bin_best(h->bins[word * 64 + (size_t)__builtin_ctzll(bits)], need);
}

/* ---- tags ---------------------------------------------------------------------------------------- */

/* Writes a tag, and the size into the tag behind. */
HEAP_RAW static void tag(LargeBlock *b, size_t size, size_t flag)
{
    b->size = size | flag;
    LargeBlock *next = (LargeBlock *)((char *)b + size);
    poison_own(next, sizeof *next);
    next->before = size;
}

/* Puts the end mark at [top]. */
HEAP_RAW static void set_top(Heap *h, char *top, size_t size_before)
{
    h->large_top = top;
    poison_own(top, sizeof(LargeBlock));
    *(LargeBlock *)top = (LargeBlock){0, size_before};
    if (top + LARGE_HEADER > h->large_high) {
        h->large_high = top + LARGE_HEADER;
    }
    size_t room = (size_t)(h->large_end - top);
    poison_close(top, room < TOP_GUARD ? room : TOP_GUARD);
}

/* Makes [b, b + size) a free block. */
HEAP_RAW static void free_insert(Heap *h, LargeBlock *b, size_t size)
{
    poison_own(b, sizeof(FreeBlock));
    tag(b, size, TAG_FREE);
    bin_insert(h, (FreeBlock *)b);
}

/* Gives the hollow pages of all big free blocks back. */
HEAP_RAW static void purge(const Heap *h)
{
    for (size_t bin = large_bin(HOLLOW_MIN); bin < LARGE_BINS; bin++) {
        for (const FreeBlock *b = h->bins[bin]; b != NULL; b = b->next) {
            char *from, *to;
            large_hollow(b, &from, &to);
            if (from < to) {
                heap_give_back(from, to);
            }
        }
    }
}

/* [n] bytes became free memory, or free memory was put to use. */
static void idle_add(Heap *h, size_t n)
{
    h->large_idle += n;
    if (h->large_idle > IDLE_MAX + h->large_bytes / 4) {
        purge(h);
        char *from = page_up(h->large_top + LARGE_HEADER), *to = page_up(h->large_high);
        if (from < to) {
            heap_give_back(from, to);
        }
        h->large_high = h->large_top + LARGE_HEADER;
        h->large_idle = 0;
    }
}

static void idle_use(Heap *h, size_t n) { h->large_idle -= n < h->large_idle ? n : h->large_idle; }

/* Makes [b, b + size), which nobody uses, free memory; its neighbours' tags still stand. */
HEAP_RAW static void release(Heap *h, LargeBlock *b, size_t size)
{
    size_t freed = size;
    LargeBlock *next = (LargeBlock *)((char *)b + size);
    if ((char *)next != h->large_top && large_is_free(next)) {
        bin_remove(h, (FreeBlock *)next);
        size += large_size(next);
    }
    if (b->before != 0 && large_is_free(large_before(b))) {
        LargeBlock *left = large_before(b);
        bin_remove(h, (FreeBlock *)left);
        size += large_size(left);
        b = left;
    }
    if ((char *)b + size == h->large_top) {
        poison_own(b, sizeof *b);
        set_top(h, (char *)b, b->before);
    } else {
        free_insert(h, b, size);
    }
    idle_add(h, freed);
}

/* Keeps the first [need] of a live block's bytes; what is left over becomes free when a block fits in it. */
HEAP_RAW static void trim(Heap *h, LargeBlock *b, size_t need)
{
    size_t size = large_size(b), rest = size - need;
    if (rest < LARGE_MIN) {
        return;
    }
    LargeBlock *tail = (LargeBlock *)((char *)b + need);
    poison_own(tail, sizeof *tail);
    tag(b, need, 0);
    release(h, tail, rest);
}

/* ---- blocks -------------------------------------------------------------------------------------- */

static size_t block_bytes(size_t n)
{
    size_t need = LARGE_HEADER + ((n + HEAP_ALIGN - 1) & ~(size_t)(HEAP_ALIGN - 1));
    return need < LARGE_MIN ? LARGE_MIN : need;
}

/* Whether the wilderness has [n] bytes, the end mark behind them included. */
static bool wilderness(const Heap *h, size_t n) { return (size_t)(h->large_end - h->large_top) >= n + LARGE_HEADER; }

HEAP_RAW void *large_alloc(Heap *h, size_t n, BlockKind kind)
{
    if (n > h->limit || !heap_room(h, block_bytes(n))) {
        return NULL;
    }
    size_t need = block_bytes(n);
    LargeBlock *b = (LargeBlock *)best_fit(h, need);
    if (b != NULL) {
        /* A rest too small to be a block stays part of this one, and may not fit below the limit. */
        size_t whole = large_size(b);
        if (whole - need < LARGE_MIN && !heap_room(h, whole)) {
            return NULL;
        }
        bin_remove(h, (FreeBlock *)b);
        if (whole - need >= LARGE_MIN) {
            tag(b, need, 0);
            free_insert(h, large_next(b), whole - need);
        } else {
            tag(b, whole, 0);
        }
    } else if (wilderness(h, need)) {
        b = (LargeBlock *)h->large_top;
        b->size = need;
        set_top(h, (char *)b + need, need);
    } else {
        return NULL;
    }
    idle_use(h, large_size(b));
    h->large_blocks++;
    h->large_bytes += large_size(b);
    h->large_allocs++;
    heap_note_peak(h);
    *heap_kind_slot(h, large_payload(b)) = (uint8_t)kind;
    return large_payload(b);
}

HEAP_RAW void large_free(Heap *h, void *p)
{
    LargeBlock *b = large_of(p);
    *heap_kind_slot(h, p) = KIND_NONE;
    h->large_blocks--;
    h->large_bytes -= large_size(b);
    h->large_frees++;
    release(h, b, large_size(b));
}

HEAP_RAW bool large_resize(Heap *h, void *p, size_t n)
{
    LargeBlock *b = large_of(p), *next = large_next(b);
    size_t old = large_size(b);
    if (n > h->limit) {
        return false;
    }
    size_t need = block_bytes(n);
    if (need > old) {
        size_t more = need - old;
        if (!heap_room(h, more + LARGE_MIN)) {
            return false;
        }
        if ((char *)next == h->large_top) {
            if (!wilderness(h, more)) {
                return false;
            }
            b->size = need;
            set_top(h, (char *)b + need, need);
        } else if (large_is_free(next) && large_size(next) >= more) {
            bin_remove(h, (FreeBlock *)next);
            tag(b, old + large_size(next), 0);
        } else {
            return false;
        }
        idle_use(h, more);
    }
    h->large_bytes -= old;
    /* What trim gives back was never counted when it came from the free neighbour just absorbed. */
    size_t idle = h->large_idle;
    trim(h, b, need);
    if (need > old) {
        h->large_idle = idle;
    }
    h->large_bytes += large_size(b);
    heap_note_peak(h);
    return true;
}
