/* charname.c - see charname.h.  libunistring knows the names that are listed in Unicode's data; here are the
   ones that follow from a rule (ideographs, syllables) and those of control characters. */
#include "compile/charname.h"

#include <string.h>
#include <uniname.h>

typedef struct Alias {
    uint32_t c;
    const char *names; /* each followed by '|' */
} Alias;

static const Alias aliases[] = {
#define ALIAS(c, names) {c, names},
#include "compile/charname.def"
#undef ALIAS
};

static char upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c; }

static bool same_name(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (upper(a[i]) != upper(b[i])) return false;
    }
    return true;
}

static bool control_by_name(const char *name, size_t n, uint32_t *c)
{
    for (size_t i = 0; i < COUNT_OF(aliases); i++) {
        const char *s = aliases[i].names;
        for (const char *bar; (bar = strchr(s, '|')); s = bar + 1) {
            if ((size_t)(bar - s) != n || !same_name(s, name, n)) continue;
            *c = aliases[i].c;
            return true;
        }
    }
    return false;
}

static bool is_unified_ideograph(uint32_t c)
{
    static const uint32_t ranges[][2] = {
        {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0x20000, 0x2A6DF}, {0x2A700, 0x2B738},
        {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}, {0x30000, 0x3134A},
    };
    for (size_t i = 0; i < COUNT_OF(ranges); i++) {
        if (c >= ranges[i][0] && c <= ranges[i][1]) return true;
    }
    return false;
}

/* The code point itself, four or five digits, capital letters only. */
static bool ideograph_by_name(const char *digits, size_t n, uint32_t *c)
{
    *c = 0;
    if (n != 4 && n != 5) return false;
    for (size_t i = 0; i < n; i++) {
        const char *all = "0123456789ABCDEF", *digit = strchr(all, digits[i]);
        if (!digit || !*digit) return false;
        *c = *c << 4 | (uint32_t)(digit - all);
    }
    return is_unified_ideograph(*c);
}

static bool starts(const char *name, size_t n, const char *prefix)
{
    size_t len = strlen(prefix);
    return n >= len && memcmp(name, prefix, len) == 0;
}

/* The longest of [parts] that the name goes on with; its length is added to *at. */
static int take_part(const char *name, size_t n, size_t *at, const char *const *parts, int count)
{
    int best = -1;
    size_t longest = 0;
    for (int i = 0; i < count; i++) {
        if (!starts(name + *at, n - *at, parts[i]) || (best >= 0 && strlen(parts[i]) <= longest)) continue;
        best = i;
        longest = strlen(parts[i]);
    }
    *at += longest;
    return best;
}

/* Lead, vowel and tail, in capital letters. */
static bool syllable_by_name(const char *name, size_t n, uint32_t *c)
{
    static const char *const leads[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                        "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
    static const char *const vowels[] = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
                                         "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
    static const char *const tails[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                        "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                        "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
    size_t at = 0;
    int lead = take_part(name, n, &at, leads, COUNT_OF(leads));
    int vowel = take_part(name, n, &at, vowels, COUNT_OF(vowels));
    int tail = take_part(name, n, &at, tails, COUNT_OF(tails));
    if (vowel < 0 || at != n) return false;
    *c = 0xAC00u + (uint32_t)((lead * (int)COUNT_OF(vowels) + vowel) * (int)COUNT_OF(tails) + tail);
    return true;
}

static bool listed_by_name(const char *name, size_t n, uint32_t *c)
{
    char text[256];
    if (n >= sizeof text) return false;
    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)name[i] >= 128) return false;
        text[i] = name[i];
    }
    text[n] = '\0';
    ucs4_t found = unicode_name_character(text);
    *c = found;
    return found != UNINAME_INVALID && (found < 0xAC00 || found > 0xD7A3);
}

bool character_by_name(const char *name, size_t n, uint32_t *c)
{
    static const char ideograph[] = "CJK UNIFIED IDEOGRAPH-", syllable[] = "HANGUL SYLLABLE ";
    size_t id_len = sizeof ideograph - 1, syl_len = sizeof syllable - 1;
    if (starts(name, n, ideograph)) return ideograph_by_name(name + id_len, n - id_len, c);
    if (starts(name, n, syllable)) return syllable_by_name(name + syl_len, n - syl_len, c);
    return control_by_name(name, n, c) || listed_by_name(name, n, c);
}
