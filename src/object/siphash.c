/* siphash.c - the hash of text and bytes: SipHash-1-3 (Aumasson and Bernstein, 2012) with a key of zeros,
   which is what CPython uses under PYTHONHASHSEED=0. */
#include "object/text.h"

static inline uint64_t rotate(uint64_t x, int bits) { return x << bits | x >> (64 - bits); }

typedef struct Sip {
    uint64_t a, b, c, d;
} Sip;

static inline void sip_round(Sip *s)
{
    s->a += s->b;
    s->c += s->d;
    s->b = rotate(s->b, 13) ^ s->a;
    s->d = rotate(s->d, 16) ^ s->c;
    s->a = rotate(s->a, 32);
    s->c += s->b;
    s->a += s->d;
    s->b = rotate(s->b, 17) ^ s->c;
    s->d = rotate(s->d, 21) ^ s->a;
    s->c = rotate(s->c, 32);
}

Hash hash_bytes(const void *data, isize n)
{
    if (n == 0) return 0;
    Sip s = {UINT64_C(0x736f6d6570736575), UINT64_C(0x646f72616e646f6d), UINT64_C(0x6c7967656e657261),
             UINT64_C(0x7465646279746573)};
    const unsigned char *p = data;
    isize left = n;
    for (; left >= 8; left -= 8, p += 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        s.d ^= word;
        sip_round(&s);
        s.a ^= word;
    }
    uint64_t word = (uint64_t)n << 56, tail = 0;
    memcpy(&tail, p, (size_t)left); /* little-endian */
    word |= tail;
    s.d ^= word;
    sip_round(&s);
    s.a ^= word;
    s.c ^= 0xff;
    sip_round(&s);
    sip_round(&s);
    sip_round(&s);
    Hash hash = (Hash)((s.a ^ s.b) ^ (s.c ^ s.d));
    return hash == -1 ? -2 : hash;
}
