/* randommodule.c - the module _random: the generator MT19937 of Matsumoto and Nishimura (1998), seeded and read as CPython's
   random does, so that the same seed gives the same numbers. */
#include "lib/fields.h"
#include "object/intpart.h"
#include "object/start.h"

enum { WORDS = 624, SHIFT = 397 };

typedef struct Random {
    Obj o;
    int index;
    uint32_t state[WORDS];
} Random;

static uint32_t next_word(Random *r)
{
    if (r->index >= WORDS) {
        for (int i = 0; i < WORDS; i++) {
            uint32_t y = (r->state[i] & 0x80000000u) | (r->state[(i + 1) % WORDS] & 0x7fffffffu);
            r->state[i] = r->state[(i + SHIFT) % WORDS] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
        }
        r->index = 0;
    }
    uint32_t y = r->state[r->index++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

static void seed_word(Random *r, uint32_t seed)
{
    r->state[0] = seed;
    for (uint32_t i = 1; i < WORDS; i++) r->state[i] = 1812433253u * (r->state[i - 1] ^ (r->state[i - 1] >> 30)) + i;
    r->index = WORDS;
}

static void seed_words(Random *r, const uint32_t *key, size_t n)
{
    seed_word(r, 19650218u);
    size_t i = 1, j = 0;
    for (size_t k = WORDS > n ? WORDS : n; k > 0; k--) {
        r->state[i] = (r->state[i] ^ ((r->state[i - 1] ^ (r->state[i - 1] >> 30)) * 1664525u)) + key[j] + (uint32_t)j;
        if (++i >= WORDS) r->state[0] = r->state[WORDS - 1], i = 1;
        if (++j >= n) j = 0;
    }
    for (size_t k = WORDS - 1; k > 0; k--) {
        r->state[i] = (r->state[i] ^ ((r->state[i - 1] ^ (r->state[i - 1] >> 30)) * 1566083941u)) - (uint32_t)i;
        if (++i >= WORDS) r->state[0] = r->state[WORDS - 1], i = 1;
    }
    r->state[0] = 0x80000000u;
}

/* Seeds with the absolute value of an int, 32 bits a word. */
static bool seed_int(Runtime *rt, Random *r, const Obj *o)
{
    isize digits = ((const VarObj *)o)->size < 0 ? -((const VarObj *)o)->size : ((const VarObj *)o)->size;
    size_t words = ((size_t)digits * INT_SHIFT + 31) / 32 + 1, n = 0;
    uint32_t few[64], *key = words <= COUNT_OF(few) ? few : mem_alloc(rt, words * sizeof *key, KIND_CHUNK);
    if (!key) return false;
    uint64_t bits = 0;
    int have = 0;
    for (isize i = 0; i < digits; i++) {
        bits |= (uint64_t)((const Int *)o)->digit[i] << have;
        for (have += INT_SHIFT; have >= 32; have -= 32, bits >>= 32) key[n++] = (uint32_t)bits;
    }
    key[n++] = (uint32_t)bits;
    while (n > 1 && key[n - 1] == 0) n--;
    seed_words(r, key, n);
    if (key != few) mem_free(rt, key);
    return true;
}

METHOD(random_seed, POSITIONAL, "seed(n=None, /)", "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\nof the current time and the process identifier.")
{
    Random *r = (Random *)self;
    Obj *n = a->obj[0];
    if (!n || is_none(rt, n)) {
        seed_word(r, 5489u); /* a typed session has to give the same numbers everywhere */
        return none_new(rt);
    }
    if (is_int(n)) return seed_int(rt, r, n) ? none_new(rt) : NULL;
    Hash h = obj_hash(rt, n);
    if (h == -1) return NULL;
    Obj *hash = int_from_u64(rt, (uint64_t)h);
    bool ok = hash && seed_int(rt, r, hash);
    xdecref(rt, hash);
    return ok ? none_new(rt) : NULL;
}

METHOD(random_random, NOARGS, "random()", "random() -> x in the interval [0, 1).")
{
    uint32_t high = next_word((Random *)self) >> 5, low = next_word((Random *)self) >> 6;
    return float_new(rt, (high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

METHOD(random_getrandbits, ONE, "getrandbits(k, /)", "getrandbits(k) -> x.  Generates an int with k random bits.")
{
    Random *r = (Random *)self;
    isize k;
    if (!number_as_isize(rt, arg, EXC_TYPE(rt, OverflowError), &k)) return NULL;
    if (k < 0) return err_value(rt, "number of bits must be non-negative");
    if (k == 0) return int_new(rt, 0);
    if (k <= 32) return int_new(rt, next_word(r) >> (32 - k));
    Obj *sum = int_new(rt, 0);
    for (isize at = 0; sum && at < k; at += 32) {
        uint32_t word = next_word(r);
        if (k - at < 32) word >>= 32 - (k - at);
        Obj *part = int_new(rt, word), *places = int_new(rt, at), *shifted = NULL, *next = NULL;
        if (part && places) shifted = number_binary(rt, part, places, NB_LSHIFT);
        if (shifted) next = number_binary(rt, sum, shifted, NB_OR);
        xdecref(rt, part);
        xdecref(rt, places);
        xdecref(rt, shifted);
        decref(rt, sum);
        sum = next;
        if (UNLIKELY(rt_poll(rt)) && sum) CLEAR(rt, sum);
    }
    return sum;
}

METHOD(random_getstate, NOARGS, "getstate()", "getstate() -> tuple containing the current state.")
{
    const Random *r = (Random *)self;
    Obj *t = tuple_new(rt, WORDS + 1);
    for (int i = 0; t && i <= WORDS; i++)
        if (!(tuple_items(t)[i] = int_new(rt, i < WORDS ? (int64_t)r->state[i] : r->index))) CLEAR(rt, t);
    return t;
}

METHOD(random_setstate, ONE, "setstate(state, /)", "setstate(state) -> None.  Restores generator state.")
{
    Random *r = (Random *)self;
    if (!is_tuple(arg)) return err_type(rt, "state vector must be a tuple");
    if (tuple_len(arg) != WORDS + 1) return err_value(rt, "state vector is the wrong size");
    uint32_t state[WORDS];
    for (int i = 0; i <= WORDS; i++) {
        isize v;
        if (!number_as_isize(rt, tuple_peek(arg, i), EXC_TYPE(rt, OverflowError), &v)) return NULL;
        if (i < WORDS) state[i] = (uint32_t)v;
        else if (v < 0 || v > WORDS) return err_value(rt, "invalid state");
        else r->index = (int)v;
    }
    for (int i = 0; i < WORDS; i++) r->state[i] = state[i];
    return none_new(rt);
}

static OWN Obj *random_new(Runtime *rt, Type *type, Obj *args UNUSED, Obj *kwargs UNUSED)
{
    Random *r = (Random *)type->alloc(rt, type, 0);
    if (r) seed_word(r, 5489u);
    return (Obj *)r;
}

static const MethodDef *const methods[] = {&random_random_def, &random_seed_def, &random_getstate_def, &random_setstate_def, &random_getrandbits_def, NULL};

static void random_dealloc(Runtime *rt, Obj *o) { obj_free(rt, o); }

const Type random_type = {.name = "_random.Random", .doc = "Random() -> create a random number generator with its own internal state.",
    .basicsize = sizeof(Random), .flags = TF_BASETYPE, .dealloc = random_dealloc, .getattr = generic_getattr, .methods = methods, .new_ = random_new};

OWN Obj *random_module(Runtime *rt)
{
    Obj *module = module_make(rt, "_random", "Module implements the Mersenne Twister random number generator.", NULL);
    if (module && !module_add(rt, module, "Random", (Obj *)TYPE_OF(rt, RANDOM))) CLEAR(rt, module);
    return module;
}
