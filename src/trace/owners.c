/* owners.c - see owners.h. */
#include "trace/owners.h"

#include <stdlib.h>

#include "object/type.h"

typedef struct Search {
    Runtime *rt;
    Holder **wanted; /* by the address of their objects */
    size_t n, left;
} Search;

static int by_object(const void *a, const void *b)
{
    const Obj *x = (*(Holder *const *)a)->obj, *y = (*(Holder *const *)b)->obj;
    return x < y ? -1 : x > y;
}

/* [part] is [owner]'s, as [word]. */
static void claim(Search *s, const Obj *part, const Obj *owner, const char *word, isize index)
{
    size_t from = 0, to = s->n;
    if (!part || part < s->wanted[0]->obj || part > s->wanted[s->n - 1]->obj) return;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (s->wanted[middle]->obj < part)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < s->n && s->wanted[from]->obj == part; from++) {
        Holder *h = s->wanted[from];
        if (h->owner) continue;
        h->owner = owner;
        h->part = word;
        h->part_index = index;
        s->left--;
    }
}

static void claim_function(Search *s, const Func *f)
{
    claim(s, f->defaults, &f->o, "default", -1);
    claim(s, f->closure, &f->o, "closure", -1);
    for (isize i = 0; f->closure && i < tuple_len(f->closure); i++) claim(s, tuple_peek(f->closure, i), &f->o, "cell", i);
}

/* Claims the parts of [o] that are wanted. */
static void ask(Search *s, const Obj *o)
{
    const Type *type = type_of(o);
    if (type == TYPE_OF(s->rt, CODE)) {
        claim(s, ((const Code *)o)->consts, o, "constant", -1);
        claim(s, ((const Code *)o)->names, o, "name", -1);
        claim(s, ((const Code *)o)->localsplusnames, o, "name of a local", -1);
    } else if (is_typeobj(o)) {
        claim(s, ((const Type *)o)->mro, o, "mro", -1);
        claim(s, ((const Type *)o)->bases, o, "bases", -1);
        claim(s, ((const Type *)o)->subclasses, o, "subclasses", -1);
    } else if (type == TYPE_OF(s->rt, FUNCTION)) {
        claim_function(s, (const Func *)o);
    } else if (type == TYPE_OF(s->rt, MODULE)) {
        claim(s, ((const Module *)o)->dict, o, "namespace", -1);
    }
    if (type->dict_offset || is_typeobj(o)) claim(s, walk_dict(o), o, "attributes", -1);
}

static void ask_static(Obj *o, void *ctx)
{
    if (is_typeobj(o)) ask(ctx, o);
}

void owners_find(Runtime *rt, Holder *holders, size_t n)
{
    Search s = {.rt = rt, .wanted = malloc((n + 1) * sizeof *s.wanted)};
    for (size_t i = 0; s.wanted && i < n; i++) {
        const Obj *o = holders[i].kind == HOLDER_OBJECT ? holders[i].obj : NULL;
        if (o && (is_tuple(o) || is_dict(o) || is_type(rt, o, CELL))) s.wanted[s.n++] = &holders[i];
    }
    s.left = s.n;
    if (s.n) {
        const Heap *h = HEAP(rt);
        qsort(s.wanted, s.n, sizeof *s.wanted, by_object);
        for (char *b = heap_next(h, NULL); b && s.left; b = heap_next(h, b + 1)) {
            const Obj *o = walk_object(h, b);
            if (o && o->refcnt > 0 && o->type) ask(&s, o);
        }
        if (s.left) walk_statics(rt, ask_static, &s);
    }
    free(s.wanted);
}
