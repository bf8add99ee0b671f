/* chars.c - runs of characters of one, two or four bytes: copying, comparing, searching (see text.h).

   The byte-wide cases go to the C library's memchr, memmem and memcmp, which use vector instructions and
   search in linear time; the wide ones are plain loops that look at a needle's first and last character. */
#ifndef _GNU_SOURCE
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memmem, memrchr */
#endif
#endif
#include "object/text.h"

#include <wchar.h>

bool bytes_are_ascii(const void *data, isize n)
{
    const unsigned char *p = data;
    isize i = 0;
    for (; i + 32 <= n; i += 32) {
        uint64_t w[4];
        memcpy(w, p + i, 32);
        if ((w[0] | w[1] | w[2] | w[3]) & UINT64_C(0x8080808080808080)) return false;
    }
    for (; i + 8 <= n; i += 8) {
        uint64_t w;
        memcpy(&w, p + i, 8);
        if (w & UINT64_C(0x8080808080808080)) return false;
    }
    for (; i < n; i++) {
        if (p[i] & 0x80) return false;
    }
    return true;
}

uint32_t chars_max(Chars c)
{
    if (c.kind == 1) return bytes_are_ascii(c.data, c.len) ? 0x7f : 0xff;
    uint32_t bits = 0;
    if (c.kind == 2) {
        const uint16_t *p = c.data;
        uint16_t all = 0;
        for (isize i = 0; i < c.len; i++) all |= p[i];
        bits = all;
    } else {
        const uint32_t *p = c.data;
        for (isize i = 0; i < c.len; i++) bits |= p[i];
    }
    return bits < 0x80 ? 0x7f : bits < 0x100 ? 0xff : bits < 0x10000 ? 0xffff : 0x10ffff;
}

#define COPY_LOOP(To, From)                                               \
    do {                                                                  \
        To *to_ = (To *)data + at;                                        \
        const From *from_ = from.data;                                    \
        for (isize i_ = 0; i_ < from.len; i_++) to_[i_] = (To)from_[i_];  \
    } while (0)

void chars_copy(int kind, void *data, isize at, Chars from)
{
    if (kind == from.kind) memcpy((char *)data + at * kind, from.data, (size_t)(from.len * kind));
    else if (kind == 1 && from.kind == 2) COPY_LOOP(uint8_t, uint16_t);
    else if (kind == 1) COPY_LOOP(uint8_t, uint32_t);
    else if (kind == 2 && from.kind == 1) COPY_LOOP(uint16_t, uint8_t);
    else if (kind == 2) COPY_LOOP(uint16_t, uint32_t);
    else if (from.kind == 1) COPY_LOOP(uint32_t, uint8_t);
    else COPY_LOOP(uint32_t, uint16_t);
}

void chars_fill(int kind, void *data, isize at, uint32_t c, isize n)
{
    if (kind == 1) {
        memset((char *)data + at, (int)c, (size_t)n);
    } else if (kind == 2) {
        for (isize i = 0; i < n; i++) ((uint16_t *)data)[at + i] = (uint16_t)c;
    } else {
        for (isize i = 0; i < n; i++) ((uint32_t *)data)[at + i] = c;
    }
}

static isize find_char2(const uint16_t *p, uint16_t c, isize start, isize stop)
{
    isize i = start;
    for (; i + 16 <= stop; i += 16) {
        uint16_t hit = 0;
        for (int k = 0; k < 16; k++) hit |= (uint16_t)(p[i + k] == c);
        if (hit) break;
    }
    for (; i < stop; i++) {
        if (p[i] == c) return i;
    }
    return -1;
}

isize chars_find_char(Chars s, uint32_t c, isize start, isize stop)
{
    if (start >= stop) return -1;
    if (s.kind == 1) {
        if (c > 0xff) return -1;
        const uint8_t *base = s.data;
        isize near = stop - start < 12 ? stop : start + 12;
        for (; start < near; start++) { /* most texts are short, and a call is not free */
            if (base[start] == c) return start;
        }
        const uint8_t *hit = memchr(base + start, (int)c, (size_t)(stop - start));
        return hit ? hit - base : -1;
    }
    if (s.kind == 2) return c > 0xffff ? -1 : find_char2(s.data, (uint16_t)c, start, stop);
    const wchar_t *base = s.data, *hit = wmemchr(base + start, (wchar_t)c, (size_t)(stop - start));
    return hit ? hit - base : -1;
}

isize chars_rfind_char(Chars s, uint32_t c, isize start, isize stop)
{
    if (start >= stop) return -1;
    if (s.kind == 1) {
        if (c > 0xff) return -1;
        const char *base = s.data, *hit = memrchr(base + start, (int)c, (size_t)(stop - start));
        return hit ? hit - base : -1;
    }
    for (isize i = stop - 1; i >= start; i--) {
        if (chars_at(s, i) == c) return i;
    }
    return -1;
}

bool chars_same(Chars a, Chars b)
{
    if (a.kind == b.kind) return memcmp(a.data, b.data, (size_t)(a.len * a.kind)) == 0;
    for (isize i = 0; i < a.len; i++) {
        if (chars_at(a, i) != chars_at(b, i)) return false;
    }
    return true;
}

/* find_bytes: looks for the first byte and compares; when that byte is no rare one, or the part is long, the
   C library's search in linear time takes over. */
static isize find_bytes(const uint8_t *s, const uint8_t *part, isize m, isize start, isize stop)
{
    uint8_t first = part[0], last = part[m - 1];
    isize end = stop - m + 1, i = start;
    for (isize misses = 0; m < 64 && misses < 16 + ((i - start) >> 4); misses++) {
        const uint8_t *hit = i < end ? memchr(s + i, first, (size_t)(end - i)) : NULL;
        if (!hit) return -1;
        if (hit[m - 1] == last && memcmp(hit, part, (size_t)m) == 0) return hit - s;
        i = hit - s + 1;
    }
    const uint8_t *hit = i < end ? memmem(s + i, (size_t)(stop - i), part, (size_t)m) : NULL;
    return hit ? hit - s : -1;
}

/* find_scan: wide texts: the next place of the first character, then the rest. */
static isize find_scan(Chars s, Chars part, isize start, isize stop)
{
    uint32_t first = chars_at(part, 0), last = chars_at(part, part.len - 1);
    isize end = stop - part.len + 1;
    for (isize i = start; i < end; i++) {
        i = chars_find_char(s, first, i, end);
        if (i < 0) return -1;
        if (chars_at(s, i + part.len - 1) == last && chars_same(chars_part(s, i, i + part.len), part)) return i;
    }
    return -1;
}

isize chars_find(Chars s, Chars part, isize start, isize stop)
{
    if (start > stop || part.len > stop - start) return -1;
    if (part.len == 0) return start;
    if (part.len == 1) return chars_find_char(s, chars_at(part, 0), start, stop);
    if (part.kind > s.kind) return -1;
    if (s.kind == 1) return find_bytes(s.data, part.data, part.len, start, stop);
    return find_scan(s, part, start, stop);
}

isize chars_rfind(Chars s, Chars part, isize start, isize stop)
{
    if (start > stop || part.len > stop - start) return -1;
    if (part.len == 0) return stop;
    if (part.len == 1) return chars_rfind_char(s, chars_at(part, 0), start, stop);
    if (part.kind > s.kind) return -1;
    uint32_t first = chars_at(part, 0), last = chars_at(part, part.len - 1);
    for (isize i = stop - part.len + 1; (i = chars_rfind_char(s, first, start, i)) >= 0;) {
        if (chars_at(s, i + part.len - 1) == last && chars_same(chars_part(s, i, i + part.len), part)) return i;
    }
    return -1;
}

static isize count_char1(const uint8_t *p, uint8_t c, isize n)
{
    isize count = 0;
    while (n > 0) { /* blocks short enough for a byte-wide tally */
        isize block = n < 240 ? n : 240;
        uint8_t tally = 0;
        for (isize i = 0; i < block; i++) tally = (uint8_t)(tally + (p[i] == c));
        count += tally;
        p += block;
        n -= block;
    }
    return count;
}

isize chars_count(Chars s, Chars part, isize start, isize stop, isize most)
{
    if (start > stop || part.len > stop - start) return 0;
    if (part.len == 0) return stop - start < most ? stop - start + 1 : most;
    if (part.len == 1 && s.kind == 1 && part.kind == 1 && most == PTRDIFF_MAX) {
        return count_char1((const uint8_t *)s.data + start, *(const uint8_t *)part.data, stop - start);
    }
    isize count = 0;
    for (isize at = start; count < most; count++) {
        at = chars_find(s, part, at, stop);
        if (at < 0) break;
        at += part.len;
    }
    return count;
}

int chars_order(Chars a, Chars b)
{
    isize n = a.len < b.len ? a.len : b.len;
    if (a.kind == 1 && b.kind == 1) {
        int order = n ? memcmp(a.data, b.data, (size_t)n) : 0;
        if (order) return order < 0 ? -1 : 1;
    } else {
        for (isize i = 0; i < n; i++) {
            uint32_t x = chars_at(a, i), y = chars_at(b, i);
            if (x != y) return x < y ? -1 : 1;
        }
    }
    return a.len < b.len ? -1 : a.len > b.len;
}
