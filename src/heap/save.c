/* save.c - images of the whole world, page by page.

     Image -> node -> node -> leaf -> page       64 slots a node; a leaf covers 64 pages of 4 KiB
                 \------------^                  nodes and pages that did not change are shared, and counted

   A page belongs to an image when it holds something: used static part, stack and trace below their tops,
   arena records, carved parts of pools, live large blocks and tags, kinds of live blocks.  Which pages these
   are is read off the heap's own structures; every other page holds nothing and is given back by a restore.
   A save compares each page with the image that the world was last saved as or restored from. */
#include <stdlib.h>

#include "heap/heap_private.h"

enum { FAN = 64 };

typedef struct PageCopy {
    size_t refs;
    unsigned char bytes[PAGE_BYTES];
} PageCopy;

typedef struct Node {
    size_t refs;
    void *slot[FAN]; /* nodes, or in a leaf PageCopies */
} Node;

struct Image {
    Image *older, *newer;
    Node *root; /* NULL: no page at all */
};

struct ImageStore {
    Image *newest;
    Image *base; /* the image that the world was last saved as or restored from; NULL: look at the newest */
    uint64_t *used; /* a bit for each page of the range, for the walk under way */
    size_t words;
    unsigned depth; /* levels of nodes */
    size_t bytes;
};

/* ---- which pages --------------------------------------------------------------------------------- */

static void mark(ImageStore *s, const Heap *h, const void *from, const void *to)
{
    if ((const char *)from >= (const char *)to) {
        return;
    }
    size_t first = (size_t)((const char *)from - h->base) / PAGE_BYTES;
    size_t last = (size_t)((const char *)to - 1 - h->base) / PAGE_BYTES;
    for (size_t i = first; i <= last;) {
        if (i % 64 == 0 && last - i >= 63) {
            s->used[i / 64] = ~UINT64_C(0);
            i += 64;
        } else {
            s->used[i / 64] |= UINT64_C(1) << i % 64;
            i++;
        }
    }
}

HEAP_RAW static void mark_arena(ImageStore *s, const Heap *h, const Arena *a)
{
    for (size_t i = 0; i < a->carved; i++) {
        const Pool *pool = arena_pool(h, a, i);
        mark(s, h, pool, (const char *)pool + pool->virgin);
        if (pool->live != 0) {
            mark(s, h, heap_kind_slot(h, pool), heap_kind_slot(h, pool) + POOL_SIZE / HEAP_ALIGN);
        }
    }
}

HEAP_RAW static void mark_large(ImageStore *s, const Heap *h)
{
    const LargeBlock *b = (const LargeBlock *)h->large;
    while ((const char *)b != h->large_top) {
        const LargeBlock *next = large_next(b);
        if (large_is_free(b)) {
            mark(s, h, b, (const char *)b + sizeof(FreeBlock));
        } else {
            const uint8_t *kind = heap_kind_slot(h, large_payload(b));
            mark(s, h, b, next);
            mark(s, h, kind, kind + 1);
        }
        b = next;
    }
    if (h->large_high > h->large) {
        mark(s, h, h->large_top, h->large_top + LARGE_HEADER);
    }
}

static void mark_all(ImageStore *s, const Heap *h)
{
    memset(s->used, 0, s->words * sizeof *s->used);
    mark(s, h, h->base, h->static_top);
    mark(s, h, h->stack, h->stack_top);
    mark(s, h, h->arenas, h->arenas + h->arena_slots);
    for (size_t i = 0; i < h->arena_slots; i++) {
        if (h->arenas[i].in_use) {
            mark_arena(s, h, &h->arenas[i]);
        }
    }
    mark_large(s, h);
    mark(s, h, h->trace, h->trace_top);
}

/* ---- pages and nodes ----------------------------------------------------------------------------- */

static void node_drop(ImageStore *s, Node *node, unsigned depth);

static void slots_drop(ImageStore *s, Node *node, unsigned depth)
{
    for (size_t i = 0; i < FAN; i++) {
        PageCopy *page = node->slot[i];
        if (depth > 1) {
            node_drop(s, node->slot[i], depth - 1);
        } else if (page != NULL && --page->refs == 0) {
            s->bytes -= sizeof *page;
            free(page);
        }
    }
}

static void node_drop(ImageStore *s, Node *node, unsigned depth)
{
    if (node != NULL && --node->refs == 0) {
        slots_drop(s, node, depth);
        s->bytes -= sizeof *node;
        free(node);
    }
}

/* A copy of the page at [at]: the known one when it is equal.  NULL when memory is short. */
static PageCopy *page_save(ImageStore *s, const char *at, PageCopy *known)
{
    if (known != NULL && raw_equal(known->bytes, at, PAGE_BYTES)) {
        known->refs++;
        return known;
    }
    PageCopy *page = malloc(sizeof *page);
    if (page == NULL) {
        return NULL;
    }
    page->refs = 1;
    s->bytes += sizeof *page;
    raw_copy(page->bytes, at, PAGE_BYTES);
    return page;
}

static bool node_save(ImageStore *s, const Heap *h, Node **out, Node *known, size_t first, unsigned depth);

/* Fills one slot of a node (depth > 1) or leaf for the pages from [first] on; false when memory is short. */
static bool slot_save(ImageStore *s, const Heap *h, void **slot, void *known, size_t first, unsigned depth)
{
    if (depth > 1) {
        Node *node;
        bool done = node_save(s, h, &node, known, first, depth - 1);
        *slot = node;
        return done;
    }
    if ((s->used[first / 64] >> first % 64 & 1) == 0) {
        return true;
    }
    *slot = page_save(s, h->base + first * PAGE_BYTES, known);
    return *slot != NULL;
}

/* How many pages one slot of a node covers. */
static size_t slot_pages(unsigned depth)
{
    size_t pages = 1;
    while (--depth > 0) {
        pages *= FAN;
    }
    return pages;
}

/* The node for the pages from [first] on, in *out (NULL: none is in use): [known] itself when nothing in it
   changed.  False when memory is short. */
static bool node_save(ImageStore *s, const Heap *h, Node **out, Node *known, size_t first, unsigned depth)
{
    *out = NULL;
    if (depth == 1 && s->used[first / 64] == 0) {
        return true;
    }
    Node fresh = {.refs = 1};
    bool any = false, same = known != NULL, done = true;
    for (size_t i = 0; i < FAN && done; i++) {
        size_t at = first + i * slot_pages(depth);
        if (at >= s->words * 64) {
            break;
        }
        void *old = known != NULL ? known->slot[i] : NULL;
        done = slot_save(s, h, &fresh.slot[i], old, at, depth);
        any = any || fresh.slot[i] != NULL;
        same = same && fresh.slot[i] == old;
    }
    if (done && any && !same) {
        *out = malloc(sizeof fresh);
        if (*out != NULL) {
            **out = fresh;
            s->bytes += sizeof fresh;
            return true;
        }
        done = false;
    } else if (done && any) {
        known->refs++;
        *out = known;
    }
    slots_drop(s, &fresh, depth);
    return done;
}

/* ---- the store ----------------------------------------------------------------------------------- */

ImageStore *image_store_new(void) { return calloc(1, sizeof(ImageStore)); }

void image_store_free(ImageStore *s)
{
    if (s == NULL) {
        return;
    }
    while (s->newest != NULL) {
        image_drop(s, s->newest);
    }
    free(s->used);
    free(s);
}

size_t image_store_bytes(const ImageStore *s) { return s->bytes + s->words * sizeof *s->used; }

/* Measures the range when the first image is made. */
static bool store_fit(ImageStore *s, const Heap *h)
{
    if (s->used != NULL) {
        return true;
    }
    size_t pages = (size_t)(h->end - h->base) / PAGE_BYTES;
    s->words = (pages + 63) / 64;
    s->used = malloc(s->words * sizeof *s->used);
    s->depth = 1;
    for (size_t covered = FAN; covered < pages; covered *= FAN) {
        s->depth++;
    }
    if (s->used == NULL) {
        s->words = 0;
    }
    return s->used != NULL;
}

Image *image_save(ImageStore *s, const Heap *h)
{
    Image *image = malloc(sizeof *image);
    if (image == NULL || !store_fit(s, h)) {
        free(image);
        return NULL;
    }
    mark_all(s, h);
    Image *base = s->base != NULL ? s->base : s->newest;
    poison_hush(h->guarded, true);
    bool done = node_save(s, h, &image->root, base != NULL ? base->root : NULL, 0, s->depth);
    poison_hush(h->guarded, false);
    if (!done) {
        free(image);
        return NULL;
    }
    image->older = s->newest;
    image->newer = NULL;
    if (s->newest != NULL) {
        s->newest->newer = image;
    }
    s->newest = s->base = image;
    s->bytes += sizeof *image;
    return image;
}

/* The leaf that covers the pages from [first] on, or NULL. */
static const Node *leaf_at(const ImageStore *s, const Image *image, size_t first)
{
    const Node *node = image->root;
    for (unsigned depth = s->depth; depth > 1 && node != NULL; depth--) {
        node = node->slot[first / slot_pages(depth) % FAN];
    }
    return node;
}

/* Puts 64 pages back: those of the leaf are copied where they differ, others that are in use emptied. */
static void leaf_restore(char *start, const Node *leaf, uint64_t used)
{
    char *empty = NULL; /* where a run of pages to be emptied begins */
    for (size_t i = 0; i <= FAN; i++) {
        char *at = start + i * PAGE_BYTES;
        const PageCopy *page = leaf != NULL && i < FAN ? leaf->slot[i] : NULL;
        bool drop = i < FAN && page == NULL && (used >> i & 1) != 0;
        if (drop && empty == NULL) {
            empty = at;
        } else if (!drop && empty != NULL) {
            heap_give_back(empty, at);
            empty = NULL;
        }
        if (page != NULL) {
            poison_own(at, PAGE_BYTES);
            if (!raw_equal(at, page->bytes, PAGE_BYTES)) {
                raw_copy(at, page->bytes, PAGE_BYTES);
            }
        }
    }
}

void image_restore(ImageStore *s, const Image *image, Heap *h)
{
    /* The heap's own words are overwritten on the way. */
    size_t old_arenas = h->arena_slots;
    char *old_top = h->large_top, *old_high = page_up(h->large_high), *base = h->base;
    bool guarded = h->guarded;
    mark_all(s, h);
    poison_forget(h, false);
    poison_hush(guarded, true);
    for (size_t word = 0; word < s->words; word++) {
        const Node *leaf = leaf_at(s, image, word * 64);
        if (leaf != NULL || s->used[word] != 0) {
            leaf_restore(base + word * 64 * PAGE_BYTES, leaf, s->used[word]);
        }
    }
    poison_hush(guarded, false);
    char *high = page_up(h->large_high);
    if (old_high > high) {
        heap_give_back(high, old_high);
    }
    s->base = (Image *)(uintptr_t)image;
    heap_poison_all(h, old_arenas, old_top);
}

void image_drop(ImageStore *s, Image *image)
{
    if (image == NULL) {
        return;
    }
    if (image->newer != NULL) {
        image->newer->older = image->older;
    } else {
        s->newest = image->older;
    }
    if (image->older != NULL) {
        image->older->newer = image->newer;
    }
    if (s->base == image) {
        s->base = NULL;
    }
    node_drop(s, image->root, s->depth);
    s->bytes -= sizeof *image;
    free(image);
}
