/* cycles.c - see cycles.h.

     members   the ring's objects, in its order, which is that of their birth
     edges     every reference from one to another, by the collector's own traverse slots
     reach     a bit for each pair: whether one leads to the other, over any way (Warshall)
     a cycle   members that lead to each other, itself included

   Nobody outside holds a cycle when its edges are all the references that its members have.  Which edge held it together
   is found by trying: without it its target's count would be 0, and what dies then must be the whole cycle.

   More than a few hundred members are not told apart: the matrix would cost more than the collection. */
#include "trace/cycles.h"

#include <stdlib.h>
#include <string.h>

#include "gc/gc.h"
#include "trace/area.h"
#include "trace/place.h"

enum { MEMBERS_MAX = 256, WORDS = MEMBERS_MAX / 64, EDGES_MAX = 8192, TRIES = 64, SHOWN = 8, ANALYSED = 16 };

typedef struct Edge {
    int from, to;
    const char *role;
    isize index;
} Edge;

typedef struct Stand { /* where a member stands, by address */
    const Obj *o;
    int at;
} Stand;

typedef struct Found {
    Trace *t;
    size_t all; /* members of the ring; [n] of them are here */
    int n, edges_n, from;
    bool too_many;
    const Obj *members[MEMBERS_MAX];
    Stand places[MEMBERS_MAX];
    int cycle[MEMBERS_MAX]; /* the first member of its cycle; -1: it is in none */
    uint64_t reach[MEMBERS_MAX][WORDS];
    Edge edges[EDGES_MAX];
} Found;

static bool leads_to(const Found *f, int from, int to) { return f->reach[from][to / 64] >> (to % 64) & 1; }

/* ---- the graph ----------------------------------------------------------------------------------------------------- */

static int by_object(const void *a, const void *b)
{
    const Stand *x = a, *y = b;
    return x->o < y->o ? -1 : x->o > y->o;
}

static int place_of_member(const Found *f, const Obj *o)
{
    Stand key = {o, 0}, *found = bsearch(&key, f->places, (size_t)f->n, sizeof key, by_object);
    return found ? found->at : -1;
}

static int add_edge(Obj *o, void *ctx, const char *role, isize index)
{
    Found *f = ctx;
    int to = place_of_member(f, o);
    if (to < 0) return 0;
    f->too_many |= f->edges_n == EDGES_MAX;
    if (f->too_many) return 1;
    f->edges[f->edges_n++] = (Edge){f->from, to, role, index};
    f->reach[f->from][to / 64] |= UINT64_C(1) << (to % 64);
    return 0;
}

static void gather(Found *f, const GcHead *ring)
{
    for (const GcHead *g = gc_next(ring); g != ring; g = gc_next(g), f->all++) {
        if (f->n == MEMBERS_MAX) continue;
        f->places[f->n] = (Stand){gc_obj(g), f->n};
        f->members[f->n++] = gc_obj(g);
    }
    f->too_many = f->all > (size_t)f->n;
    qsort(f->places, (size_t)f->n, sizeof *f->places, by_object);
    for (f->from = 0; f->from < f->n && !f->too_many; f->from++)
        type_of(f->members[f->from])->traverse((Obj *)(uintptr_t)f->members[f->from], add_edge, f);
}

/* [first] is the first member of a cycle. */
static void tie(Found *f, int first)
{
    for (int i = first; i < f->n; i++)
        if (leads_to(f, first, i) && leads_to(f, i, first)) f->cycle[i] = first;
}

static void close_reach(Found *f)
{
    for (int k = 0; k < f->n; k++)
        for (int i = 0; i < f->n; i++)
            for (int w = 0; leads_to(f, i, k) && w < WORDS; w++) f->reach[i][w] |= f->reach[k][w];
    for (int i = 0; i < f->n; i++) f->cycle[i] = -1;
    for (int i = 0; i < f->n; i++)
        if (f->cycle[i] < 0 && leads_to(f, i, i)) tie(f, i);
}

/* ---- which edge ---------------------------------------------------------------------------------------------------- */

/* Whether everything in the cycle [first] dies by counting when [edge] goes. */
static bool would_free(const Found *f, const Edge *edge, int first)
{
    isize count[MEMBERS_MAX] = {0};
    int queue[MEMBERS_MAX], n = 0;
    for (int i = 0; i < f->n; i++) count[i] = f->members[i]->refcnt;
    if (--count[edge->to] == 0) queue[n++] = edge->to;
    for (int at = 0; at < n; at++)
        for (int e = 0; e < f->edges_n; e++)
            if (f->edges[e].from == queue[at] && &f->edges[e] != edge && --count[f->edges[e].to] == 0) queue[n++] = f->edges[e].to;
    for (int i = 0; i < f->n; i++)
        if (f->cycle[i] == first && count[i] > 0) return false;
    return true;
}

/* An expression that a student could have written ("#8[0]") is better than none. */
static bool is_expression(const Found *f, const Edge *edge, char *text, size_t room)
{
    Out out = out_open(text, room);
    if (place_out(f->t->rt, f->members[edge->from], edge->role, edge->index, &out)) return true;
    out_text(&out, edge->role);
    return false;
}

static const Edge *find_edge(const Found *f, int first)
{
    const Edge *found = NULL;
    char text[RECORD_NAME];
    for (int e = 0, tries = 0; e < f->edges_n && tries < TRIES; e++) {
        const Edge *edge = &f->edges[e];
        if (f->cycle[edge->from] != first || f->cycle[edge->to] != first || f->members[edge->to]->refcnt != 1) continue;
        tries++;
        const Obj *owner = f->members[edge->from];
        bool better = is_expression(f, edge, text, sizeof text) && !is_tuple(owner) && label_find(f->t, owner);
        if ((found && !better) || !would_free(f, edge, first)) continue;
        found = edge;
        if (better) break;
    }
    return found;
}

/* ---- telling ------------------------------------------------------------------------------------------------------- */

static uint32_t number_of(const Found *f, const Obj *o)
{
    const Label *label = label_find(f->t, o);
    return label ? label->number : 0;
}

static void tell_member(const Found *f, int i, StoryId story, bool noise)
{
    const Obj *o = f->members[i];
    uint32_t number = number_of(f, o);
    Record *r = log_add(f->t, EV_GC_UNREACHABLE, noise && !number);
    if (!r) return;
    r->story = (uint8_t)story;
    r->label = number;
    r->obj = heap_nominal(HEAP(f->t->rt), o);
    r->n = (uint64_t)o->refcnt;
    text_copy(r->type, TYPE_NAME, value_type(o));
}

typedef struct Sum {
    uint64_t members, held, edges; /* references to its members; of these, from within */
    int next[MEMBERS_MAX];         /* where a member's only edge within leads to; -1: it has several */
    bool ring;
} Sum;

static void sum_up(const Found *f, int first, Sum *sum)
{
    *sum = (Sum){.ring = true};
    for (int i = 0; i < f->n; i++) {
        sum->next[i] = -1;
        if (f->cycle[i] != first) continue;
        sum->members++;
        sum->held += (uint64_t)f->members[i]->refcnt;
    }
    for (int e = 0; e < f->edges_n; e++) {
        const Edge *edge = &f->edges[e];
        if (f->cycle[edge->from] != first || f->cycle[edge->to] != first) continue;
        sum->edges++;
        sum->ring &= sum->next[edge->from] < 0;
        sum->next[edge->from] = edge->to;
    }
}

static void tell_edge(const Found *f, const Edge *edge, Record *r)
{
    const Obj *owner = f->members[edge->from];
    r->story = STORY_GC_CYCLE;
    r->other = heap_nominal(HEAP(f->t->rt), owner);
    r->other_label = number_of(f, owner);
    text_copy(r->type, TYPE_NAME, value_type(owner));
    is_expression(f, edge, r->name, RECORD_NAME);
}

static void tell_cycle(const Found *f, int first)
{
    Sum sum;
    sum_up(f, first, &sum);
    Record *r = log_add(f->t, LOG_CYCLE, false);
    if (!r) return;
    bool own = sum.held == sum.edges;
    const Edge *edge = own ? find_edge(f, first) : NULL;
    r->label = number_of(f, f->members[first]);
    r->obj = heap_nominal(HEAP(f->t->rt), f->members[first]);
    r->n = sum.members;
    r->from = sum.edges;
    r->story = own ? STORY_GC_KNOT : STORY_GC_BEHIND;
    if (edge) tell_edge(f, edge, r);
    if (sum.ring) r->flags |= RECORD_RING;
    StoryId story = own ? STORY_GC_UNREACHABLE : STORY_GC_HANGS;
    int told = 0;
    if (sum.ring) {
        for (int i = first; !told || i != first; i = sum.next[i]) tell_member(f, i, story, told++ >= SHOWN);
        return;
    }
    for (int i = first; i < f->n; i++)
        if (f->cycle[i] == first) tell_member(f, i, story, told++ >= SHOWN);
}

/* Too many to tell apart: the student's, and how many more. */
static void tell_many(const Found *f, const GcHead *ring)
{
    uint64_t told = 0;
    for (const GcHead *g = gc_next(ring); g != ring && told < SHOWN; g = gc_next(g)) {
        const Obj *o = gc_obj(g);
        int at = number_of(f, o) ? place_of_member(f, o) : -1;
        if (at < 0) continue;
        tell_member(f, at, STORY_GC_HANGS, false);
        told++;
    }
    Record *r = log_add(f->t, EV_GC_UNREACHABLE, false);
    if (!r) return;
    r->story = STORY_GC_MORE;
    r->n = f->all - told;
}

void log_unreachable(Trace *t, const GcHead *ring)
{
    Found *f = calloc(1, sizeof *f);
    if (!f) return;
    if (++t->analysed == ANALYSED) t->sink.unwanted |= UINT64_C(1) << EV_GC_UNREACHABLE; /* enough for one statement */
    f->t = t;
    gather(f, ring);
    if (f->too_many) {
        tell_many(f, ring);
    } else {
        int told = 0;
        close_reach(f);
        for (int i = 0; i < f->n; i++)
            if (f->cycle[i] == i) tell_cycle(f, i);
        for (int i = 0; i < f->n; i++)
            if (f->cycle[i] < 0) tell_member(f, i, STORY_GC_HANGS, told++ >= SHOWN);
    }
    free(f);
}
