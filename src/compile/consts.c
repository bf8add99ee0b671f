/* consts.c - equal constants become one object, over all code objects of a compilation.

   Equal means: what no program could tell apart.  1, 1.0 and True differ, so do 0.0 and -0.0; tuples and
   frozensets are compared item by item; a NaN equals itself only; two code objects are equal when they came
   from the same place and do the same (a finally clause is compiled twice). */
#include "compile/codegen.h"

#include <math.h>
#include <string.h>

typedef struct ConstSet { /* open addressing; items are kept by the compiler or the tree */
    Obj **items;
    uint64_t *hashes;
    int n, nslots;
} ConstSet;

bool consts_start(Compiler *c)
{
    c->constants = compiler_alloc(c, sizeof(ConstSet));
    return c->constants != NULL;
}

static uint64_t mix(uint64_t h, uint64_t more) { return (h ^ more) * UINT64_C(0x9E3779B97F4A7C15) ^ (h >> 29); }

static uint64_t double_bits(double d)
{
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    return bits;
}

static uint64_t const_hash(Runtime *rt, Obj *o)
{
    uint64_t h = (uint64_t)(uintptr_t)type_of(o) >> 4;
    if (is_type(rt, o, INT)) return mix(h, (uint64_t)int_hash(rt, o));
    if (is_type(rt, o, STR)) return mix(h, (uint64_t)str_hash(rt, o));
    if (is_type(rt, o, BYTES)) return mix(h, (uint64_t)hash_bytes(bytes_data(o), bytes_len(o)));
    if (is_type(rt, o, FLOAT)) return mix(h, double_bits(((const Float *)o)->value));
    if (is_type(rt, o, COMPLEX))
        return mix(mix(h, double_bits(((const Complex *)o)->real)), double_bits(((const Complex *)o)->imag));
    if (is_type(rt, o, TUPLE)) {
        for (isize i = 0; i < tuple_len(o); i++) h = mix(h, const_hash(rt, tuple_peek(o, i)));
        return h;
    }
    if (is_type(rt, o, FROZENSET)) {
        isize pos = 0;
        Obj *key;
        while (set_next(o, &pos, &key, NULL)) h += const_hash(rt, key);
        return h;
    }
    if (is_type(rt, o, CODE)) {
        const Code *co = (const Code *)o;
        h = mix(h, (uint64_t)co->firstlineno);
        return mix(h, (uint64_t)hash_bytes(bytes_data(co->linetable), bytes_len(co->linetable)));
    }
    return mix(h, (uint64_t)(uintptr_t)o >> 4);
}

static bool same_double(double a, double b) { return a == b && signbit(a) == signbit(b); }

static bool same_bytes(const Obj *a, const Obj *b)
{
    return bytes_len(a) == bytes_len(b) && memcmp(bytes_data(a), bytes_data(b), (size_t)bytes_len(a)) == 0;
}

static bool same_int(const Obj *a, const Obj *b)
{
    isize n = ((const VarObj *)a)->size;
    if (n != ((const VarObj *)b)->size) return false;
    size_t digits = (size_t)(n < 0 ? -n : n);
    return memcmp(((const Int *)a)->digit, ((const Int *)b)->digit, digits * sizeof(uint32_t)) == 0;
}

static bool const_same(Runtime *rt, const Obj *a, const Obj *b);

static bool same_tuple(Runtime *rt, const Obj *a, const Obj *b)
{
    if (tuple_len(a) != tuple_len(b)) return false;
    for (isize i = 0; i < tuple_len(a); i++) {
        if (!const_same(rt, tuple_peek(a, i), tuple_peek(b, i))) return false;
    }
    return true;
}

static bool same_set(Runtime *rt, const Obj *a, const Obj *b)
{
    if (set_len(a) != set_len(b)) return false;
    isize pos = 0;
    Obj *key;
    while (set_next(a, &pos, &key, NULL)) {
        isize at = 0;
        Obj *other;
        bool found = false;
        while (!found && set_next(b, &at, &other, NULL)) found = const_same(rt, key, other);
        if (!found) return false;
    }
    return true;
}

static bool same_code(Runtime *rt, const Code *a, const Code *b)
{
    return str_equal(a->name, b->name) && a->argcount == b->argcount && a->posonlyargcount == b->posonlyargcount &&
           a->kwonlyargcount == b->kwonlyargcount && a->firstlineno == b->firstlineno && a->v.size == b->v.size &&
           memcmp(a->code, b->code, (size_t)a->v.size * sizeof(CodeUnit)) == 0 &&
           same_bytes(a->linetable, b->linetable) && same_bytes(a->exceptiontable, b->exceptiontable) &&
           same_tuple(rt, a->names, b->names) && same_tuple(rt, a->localsplusnames, b->localsplusnames) &&
           same_tuple(rt, a->consts, b->consts);
}

static bool const_same(Runtime *rt, const Obj *a, const Obj *b)
{
    if (a == b) return true;
    if (type_of(a) != type_of(b)) return false;
    if (is_type(rt, a, INT)) return same_int(a, b);
    if (is_type(rt, a, STR)) return str_equal(a, b);
    if (is_type(rt, a, BYTES)) return same_bytes(a, b);
    if (is_type(rt, a, FLOAT)) return same_double(((const Float *)a)->value, ((const Float *)b)->value);
    if (is_type(rt, a, COMPLEX))
        return same_double(((const Complex *)a)->real, ((const Complex *)b)->real) &&
               same_double(((const Complex *)a)->imag, ((const Complex *)b)->imag);
    if (is_type(rt, a, TUPLE)) return same_tuple(rt, a, b);
    if (is_type(rt, a, FROZENSET)) return same_set(rt, a, b);
    if (is_type(rt, a, CODE)) return same_code(rt, (const Code *)a, (const Code *)b);
    return false;
}

static bool set_room(Compiler *c, ConstSet *s)
{
    if (2 * (s->n + 1) <= s->nslots) return true;
    ConstSet grown = {.n = s->n, .nslots = s->nslots ? s->nslots * 2 : 32};
    grown.items = compiler_alloc(c, (size_t)grown.nslots * sizeof *grown.items);
    grown.hashes = compiler_alloc(c, (size_t)grown.nslots * sizeof *grown.hashes);
    if (!grown.items || !grown.hashes) return false;
    size_t mask = (size_t)grown.nslots - 1;
    for (int i = 0; i < s->nslots; i++) {
        if (!s->items[i]) continue;
        size_t at = s->hashes[i] & mask;
        while (grown.items[at]) at = (at + 1) & mask;
        grown.items[at] = s->items[i];
        grown.hashes[at] = s->hashes[i];
    }
    *s = grown;
    return true;
}

/* The place of [o]'s like in the set: taken, or free and about to be taken. */
static Obj **set_place(Compiler *c, ConstSet *s, Obj *o)
{
    uint64_t hash = const_hash(c->rt, o);
    size_t mask = (size_t)s->nslots - 1, at = hash & mask;
    while (s->items[at] && (s->hashes[at] != hash || !const_same(c->rt, s->items[at], o))) at = (at + 1) & mask;
    if (!s->items[at]) s->hashes[at] = hash;
    return &s->items[at];
}

/* The items of a new tuple are replaced in place: nobody else has seen it. */
static bool merge_items(Compiler *c, Obj *tuple)
{
    for (isize i = 0; i < tuple_len(tuple); i++) {
        Obj *item = tuple_peek(tuple, i), *merged = const_merge(c, item, true);
        if (!merged) return false;
        if (merged == item) continue;
        tuple_items(tuple)[i] = own(merged);
        decref(c->rt, item);
    }
    return true;
}

/* A frozenset is made anew of merged items. */
static Obj *merge_members(Compiler *c, Obj *set)
{
    Obj *items = retain_take(c, tuple_new(c->rt, set_len(set)));
    if (!items) return NULL;
    isize pos = 0, n = 0;
    Obj *key;
    while (set_next(set, &pos, &key, NULL)) tuple_items(items)[n++] = own(key);
    return merge_items(c, items) ? retain_take(c, frozenset_new(c->rt, items)) : NULL;
}

Obj *const_merge(Compiler *c, Obj *o, bool deep)
{
    if (is_none(c->rt, o) || o == &c->rt->ellipsis) return o;
    ConstSet *s = c->constants;
    if (!set_room(c, s)) return NULL;
    Obj **place = set_place(c, s, o);
    if (*place) return *place;
    *place = o;
    s->n++;
    if (!deep) return o;
    if (is_type(c->rt, o, TUPLE)) return merge_items(c, o) ? o : NULL;
    if (!is_type(c->rt, o, FROZENSET) || !set_len(o)) return o;
    Obj *merged = merge_members(c, o);
    if (!merged) return NULL;
    *set_place(c, s, o) = merged; /* the table may have moved */
    return merged;
}
