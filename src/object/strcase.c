/* strcase.c - upper and lower case, and the questions about all characters of a text.

   Case mappings are Unicode's full ones: one character may become three, and a capital sigma at the end of a
   word becomes the final form. */
#include "object/text.h"
#include "object/unicode.h"

/* final_sigma: the sigma at [i] ends a word: a cased letter before it and none behind, marks not counted. */
static bool final_sigma(Chars s, isize i)
{
    isize j = i - 1;
    while (j >= 0 && uni_is_case_ignorable(chars_at(s, j))) j--;
    if (j < 0 || !uni_is_cased(chars_at(s, j))) return false;
    for (j = i + 1; j < s.len && uni_is_case_ignorable(chars_at(s, j));) j++;
    return j == s.len || !uni_is_cased(chars_at(s, j));
}

static int lower_at(Chars s, isize i, uint32_t out[3])
{
    uint32_t c = chars_at(s, i);
    if (c == 0x3A3) {
        out[0] = final_sigma(s, i) ? 0x3C2 : 0x3C3;
        return 1;
    }
    return uni_lower(c, out);
}

static int swap_at(Chars s, isize i, uint32_t out[3])
{
    uint32_t c = chars_at(s, i);
    if (uni_is_upper(c)) return lower_at(s, i, out);
    if (uni_is_lower(c)) return uni_upper(c, out);
    out[0] = c;
    return 1;
}

static OWN Obj *change_any(Runtime *rt, Obj *o, CaseChange change)
{
    Chars s = chars_of(o);
    StrWriter w;
    writer_begin(&w, rt);
    bool ok = writer_reserve(&w, s.len, 0), after_cased = false;
    for (isize i = 0; ok && i < s.len; i++) {
        uint32_t c = chars_at(s, i), out[3];
        int n = 1;
        switch (change) {
        case CASE_LOWER: n = lower_at(s, i, out); break;
        case CASE_UPPER: n = uni_upper(c, out); break;
        case CASE_FOLD: n = uni_fold(c, out); break;
        case CASE_SWAP: n = swap_at(s, i, out); break;
        case CASE_CAPITALIZE: n = i == 0 ? uni_title(c, out) : lower_at(s, i, out); break;
        case CASE_TITLE:
            n = after_cased ? lower_at(s, i, out) : uni_title(c, out);
            after_cased = uni_is_cased(c);
            break;
        }
        for (int k = 0; ok && k < n; k++) ok = writer_char(&w, out[k]);
    }
    Obj *result = ok ? writer_finish_fresh(&w) : NULL;
    writer_end(&w);
    return result;
}

static inline uint8_t lower1(uint8_t c) { return (uint8_t)(c + ((uint8_t)(c - 'A') < 26 ? 32 : 0)); }
static inline uint8_t upper1(uint8_t c) { return (uint8_t)(c - ((uint8_t)(c - 'a') < 26 ? 32 : 0)); }

/* flip_range: flips the case bit of the bytes from [first] to [first] + 25, eight at a time: adding to seven bits
   carries into the eighth exactly for bytes at or above a bound, and no carry leaves its byte. */
static void flip_range(const uint8_t *from, uint8_t *to, isize n, uint8_t first)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = 0x80 * ones;
    isize i = 0;
    for (; i + 8 <= n; i += 8) {
        uint64_t w;
        memcpy(&w, from + i, 8);
        uint64_t seven = w & ~high, at_least = seven + (uint64_t)(0x80 - first) * ones;
        uint64_t beyond = seven + (uint64_t)(0x80 - first - 26) * ones;
        w ^= (~w & high & (at_least ^ beyond)) >> 2;
        memcpy(to + i, &w, 8);
    }
    for (; i < n; i++) to[i] = (uint8_t)(from[i] ^ ((uint8_t)(from[i] - first) < 26 ? 32 : 0));
}

static void title_ascii(const uint8_t *from, uint8_t *to, isize n)
{
    bool after_cased = false;
    for (isize i = 0; i < n; i++) {
        to[i] = after_cased ? lower1(from[i]) : upper1(from[i]);
        after_cased = (uint8_t)((from[i] | 32) - 'a') < 26;
    }
}

void ascii_change_case(const uint8_t *from, uint8_t *to, isize n, CaseChange change)
{
    switch (change) {
    case CASE_LOWER:
    case CASE_FOLD:
    case CASE_CAPITALIZE:
        flip_range(from, to, n, 'A');
        if (change == CASE_CAPITALIZE) to[0] = upper1(from[0]);
        break;
    case CASE_UPPER:
        flip_range(from, to, n, 'a');
        break;
    case CASE_SWAP:
        for (isize i = 0; i < n; i++) to[i] = (uint8_t)(from[i] ^ ((uint8_t)((from[i] | 32) - 'a') < 26 ? 32 : 0));
        break;
    case CASE_TITLE: title_ascii(from, to, n); break;
    }
}

OWN Obj *str_change_case(Runtime *rt, Obj *o, CaseChange change)
{
    isize n = str_len(o);
    if (n == 0) return str_unchanged(rt, o);
    if (!str_is_ascii(o)) return change_any(rt, o, change);
    Obj *result = str_new(rt, n, 0x7f);
    if (result) ascii_change_case(str_data(o), str_data(result), n, change);
    return result;
}

bool str_all(const Obj *o, bool (*is)(uint32_t c))
{
    Chars s = chars_of(o);
    for (isize i = 0; i < s.len; i++) {
        if (!is(chars_at(s, i))) return false;
    }
    return s.len > 0;
}

bool chars_islower(Chars s)
{
    bool cased = false;
    for (isize i = 0; i < s.len; i++) {
        uint32_t c = chars_at(s, i);
        if (uni_is_upper(c) || uni_is_title(c)) return false;
        if (!cased && uni_is_lower(c)) cased = true;
    }
    return cased;
}

bool chars_isupper(Chars s)
{
    bool cased = false;
    for (isize i = 0; i < s.len; i++) {
        uint32_t c = chars_at(s, i);
        if (uni_is_lower(c) || uni_is_title(c)) return false;
        if (!cased && uni_is_upper(c)) cased = true;
    }
    return cased;
}

bool chars_istitle(Chars s)
{
    bool cased = false, after_cased = false;
    for (isize i = 0; i < s.len; i++) {
        uint32_t c = chars_at(s, i);
        if (uni_is_upper(c) || uni_is_title(c)) {
            if (after_cased) return false;
            after_cased = cased = true;
        } else if (uni_is_lower(c)) {
            if (!after_cased) return false;
            cased = true;
        } else {
            after_cased = false;
        }
    }
    return cased;
}

bool str_is_identifier(const Obj *o)
{
    Chars s = chars_of(o);
    if (s.len == 0 || !uni_is_id_start(chars_at(s, 0))) return false;
    for (isize i = 1; i < s.len; i++) {
        if (!uni_is_id_continue(chars_at(s, i))) return false;
    }
    return true;
}
