/* large.c - blocks beyond 512 bytes: best fit with boundary tags.

     large                                                          large_top            large_end
     | tag, block | tag, free: node .......... | tag, block | ... | end mark | wilderness |

   A tag in front of each block tells its size and the size of the block before it, so a freed block finds both
   neighbours and melts with those that are free; two free blocks never touch, and none touches the end mark
   (it becomes wilderness).  Free blocks form an AA tree inside themselves, by size, then address: the smallest
   that fits is taken, the lowest of these.  A block grows in place into a free right neighbour or the
   wilderness.  Memory given back stays resident for the next big list, up to a bound; beyond it all hollow
   pages go back to the system. */
#include "heap/heap_private.h"

enum { IDLE_MAX = 16 << 20, HOLLOW_MIN = 64 << 10, TOP_GUARD = 256 };

/* ---- the tree ------------------------------------------------------------------------------------ */

HEAP_RAW static bool before(const FreeBlock *a, const FreeBlock *b)
{
    return a->head.size != b->head.size ? a->head.size < b->head.size : a < b;
}

HEAP_RAW static FreeBlock *skew(FreeBlock *t)
{
    FreeBlock *l = t->left;
    if (l == NULL || l->level != t->level) {
        return t;
    }
    t->left = l->right;
    l->right = t;
    return l;
}

HEAP_RAW static FreeBlock *split(FreeBlock *t)
{
    FreeBlock *r = t->right;
    if (r == NULL || r->right == NULL || r->right->level != t->level) {
        return t;
    }
    t->right = r->left;
    r->left = t;
    r->level++;
    return r;
}

HEAP_RAW static FreeBlock *tree_insert(FreeBlock *t, FreeBlock *b)
{
    if (t == NULL) {
        b->left = b->right = NULL;
        b->level = 1;
        return b;
    }
    if (before(b, t)) {
        t->left = tree_insert(t->left, b);
    } else {
        t->right = tree_insert(t->right, b);
    }
    return split(skew(t));
}

/* Restores the levels of [t], one of whose subtrees may have lost one. */
HEAP_RAW static FreeBlock *tree_level(FreeBlock *t)
{
    size_t left = t->left != NULL ? t->left->level : 0;
    size_t right = t->right != NULL ? t->right->level : 0;
    size_t level = (left < right ? left : right) + 1;
    if (level < t->level) {
        t->level = level;
        if (right > level) {
            t->right->level = level;
        }
    }
    t = skew(t);
    if (t->right != NULL) {
        t->right = skew(t->right);
        if (t->right->right != NULL) {
            t->right->right = skew(t->right->right);
        }
    }
    t = split(t);
    if (t->right != NULL) {
        t->right = split(t->right);
    }
    return t;
}

HEAP_RAW static FreeBlock *tree_remove(FreeBlock *t, FreeBlock *b)
{
    if (t != b) {
        if (before(b, t)) {
            t->left = tree_remove(t->left, b);
        } else {
            t->right = tree_remove(t->right, b);
        }
        return tree_level(t);
    }
    if (t->left == NULL) {
        return t->right; /* a leaf, or a level-1 node whose right neighbour takes its place */
    }
    FreeBlock *heir = t->left;
    while (heir->right != NULL) {
        heir = heir->right;
    }
    FreeBlock *left = tree_remove(t->left, heir);
    heir->left = left;
    heir->right = t->right;
    heir->level = t->level;
    return tree_level(heir);
}

/* The smallest free block of at least [need] bytes, the lowest of these. */
HEAP_RAW static FreeBlock *tree_best(FreeBlock *t, size_t need)
{
    FreeBlock *best = NULL;
    while (t != NULL) {
        if (large_size(&t->head) >= need) {
            best = t;
            t = t->left;
        } else {
            t = t->right;
        }
    }
    return best;
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

HEAP_RAW static void free_insert(Heap *h, LargeBlock *b, size_t size)
{
    poison_own(b, sizeof(FreeBlock));
    tag(b, size, TAG_FREE);
    h->free_root = tree_insert(h->free_root, (FreeBlock *)b);
}

HEAP_RAW static void free_remove(Heap *h, LargeBlock *b) { h->free_root = tree_remove(h->free_root, (FreeBlock *)b); }

HEAP_RAW static void purge(const FreeBlock *t)
{
    if (t == NULL) {
        return;
    }
    char *from, *to;
    large_hollow(t, &from, &to);
    if (from < to && to - from >= HOLLOW_MIN) {
        heap_give_back(from, to);
    }
    purge(t->left);
    purge(t->right);
}

/* [n] bytes became free memory, or free memory was put to use. */
static void idle_add(Heap *h, size_t n)
{
    h->large_idle += n;
    if (h->large_idle > IDLE_MAX + h->large_bytes / 4) {
        purge(h->free_root);
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
        free_remove(h, next);
        size += large_size(next);
    }
    if (b->before != 0 && large_is_free(large_before(b))) {
        LargeBlock *left = large_before(b);
        free_remove(h, left);
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
    LargeBlock *b = (LargeBlock *)tree_best(h->free_root, need);
    if (b != NULL) {
        /* A rest too small to be a block stays part of this one, and may not fit below the limit. */
        size_t whole = large_size(b);
        if (whole - need < LARGE_MIN && !heap_room(h, whole)) {
            return NULL;
        }
        free_remove(h, b);
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
            free_remove(h, next);
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
