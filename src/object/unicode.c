/* unicode.c - see unicode.h: libunistring's tables, put together as Python's predicates define them.

   ASCII is answered by comparisons, since nearly every text is ASCII.  libunistring 1.0 knows Unicode 14, as
   3.11 does; only the numerals of the Unihan database are not in it and stand here. */
#include "object/unicode.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>

static bool ascii_alpha(uint32_t c) { return (c | 32) - 'a' < 26; }

static bool in_category(uint32_t c, uint32_t mask) { return uc_is_general_category_withtable(c, mask); }

bool uni_is_alpha(uint32_t c) { return c < 128 ? ascii_alpha(c) : in_category(c, UC_CATEGORY_MASK_L); }

bool uni_is_alnum(uint32_t c)
{
    if (c < 128) return ascii_alpha(c) || c - '0' < 10;
    return uni_is_alpha(c) || uni_is_numeric(c);
}

int uni_decimal(uint32_t c)
{
    if (c < 128) return c - '0' < 10 ? (int)(c - '0') : -1;
    return uc_decimal_value(c);
}

bool uni_is_decimal(uint32_t c) { return uni_decimal(c) >= 0; }

bool uni_is_digit(uint32_t c) { return c < 128 ? c - '0' < 10 : uc_digit_value(c) >= 0; }

/* Unihan's kPrimaryNumeric, kAccountingNumeric and kOtherNumeric. */
static const uint32_t han_numerals[] = {
    0x3405,  0x3483,  0x382a,  0x3b4d,  0x4e00,  0x4e03,  0x4e07,  0x4e09,  0x4e5d,  0x4e8c,  0x4e94,  0x4e96,  0x4ebf,
    0x4ec0,  0x4edf,  0x4ee8,  0x4f0d,  0x4f70,  0x5104,  0x5146,  0x5169,  0x516b,  0x516d,  0x5341,  0x5343,  0x5344,
    0x5345,  0x534c,  0x53c1,  0x53c2,  0x53c3,  0x53c4,  0x56db,  0x58f1,  0x58f9,  0x5e7a,  0x5efe,  0x5eff,  0x5f0c,
    0x5f0d,  0x5f0e,  0x5f10,  0x62fe,  0x634c,  0x67d2,  0x6f06,  0x7396,  0x767e,  0x8086,  0x842c,  0x8cae,  0x8cb3,
    0x8d30,  0x9621,  0x9646,  0x964c,  0x9678,  0x96f6,  0x20001, 0x20064, 0x200e2, 0x20121, 0x2092a, 0x20983, 0x2098c,
    0x2099c, 0x20aea, 0x20afd, 0x20b19, 0x22390, 0x22998, 0x23b1b, 0x2626d};

static int code_order(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

bool uni_is_numeric(uint32_t c)
{
    if (c < 128) return c - '0' < 10;
    if (uc_numeric_value(c).denominator != 0) return true;
    return c >= 0x3405 && bsearch(&c, han_numerals, COUNT_OF(han_numerals), sizeof *han_numerals, code_order);
}

bool uni_is_space(uint32_t c)
{
    if (c < 128) return c == ' ' || c - 9 < 5 || c - 0x1c < 4;
    if (c > 0x3000) return false;
    if (in_category(c, UC_CATEGORY_MASK_Zs)) return true;
    int bidi = uc_bidi_class(c);
    return bidi == UC_BIDI_WS || bidi == UC_BIDI_B || bidi == UC_BIDI_S;
}

bool uni_is_line_break(uint32_t c)
{
    if (c < 128) return c - 10 < 4 || c - 0x1c < 3;
    return c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool uni_is_printable(uint32_t c)
{
    if (c < 128) return c - 32 < 95;
    return !in_category(c, UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Z);
}

bool uni_is_lower(uint32_t c) { return c < 128 ? c - 'a' < 26 : uc_is_property_lowercase(c); }

bool uni_is_upper(uint32_t c) { return c < 128 ? c - 'A' < 26 : uc_is_property_uppercase(c); }

bool uni_is_title(uint32_t c) { return c >= 128 && in_category(c, UC_CATEGORY_MASK_Lt); }

bool uni_is_cased(uint32_t c) { return c < 128 ? ascii_alpha(c) : uc_is_property_cased(c); }

bool uni_is_case_ignorable(uint32_t c) { return uc_is_property_case_ignorable(c); }

bool uni_is_id_start(uint32_t c) { return c < 128 ? ascii_alpha(c) || c == '_' : uc_is_property_xid_start(c); }

bool uni_is_id_continue(uint32_t c)
{
    if (c < 128) return ascii_alpha(c) || c == '_' || c - '0' < 10;
    return uc_is_property_xid_continue(c);
}

typedef uint32_t *(*FullMap)(const uint32_t *s, size_t n, const char *language, uninorm_t nf, uint32_t *buf, size_t *len);

/* full_map: [map] of a text of this one character; a lone surrogate is nobody's letter. */
static int full_map(FullMap map, uint32_t c, uint32_t out[3])
{
    uint32_t buf[8];
    size_t n = COUNT_OF(buf);
    out[0] = c;
    if (c >= 0xD800 && c < 0xE000) return 1;
    uint32_t *result = map(&c, 1, NULL, NULL, buf, &n);
    if (!result || n == 0) return 1;
    if (n > 3) n = 3;
    for (size_t i = 0; i < n; i++) out[i] = result[i];
    if (result != buf) free(result);
    return (int)n;
}

/* latin1_letter: 0xC0 to 0xDE are capitals, except the multiplication sign; 32 further are the small letters. */
static bool latin1_letter(uint32_t c, uint32_t first) { return c - first < 31 && c != first + 23; }

int uni_lower(uint32_t c, uint32_t out[3])
{
    if (latin1_letter(c, 0xC0)) {
        out[0] = c + 32;
        return 1;
    }
    if (c >= 128) return full_map(u32_tolower, c, out);
    out[0] = c - 'A' < 26 ? c + 32 : c;
    return 1;
}

int uni_upper(uint32_t c, uint32_t out[3])
{
    if (latin1_letter(c, 0xE0)) {
        out[0] = c - 32;
        return 1;
    }
    if (c >= 128) return full_map(u32_toupper, c, out);
    out[0] = c - 'a' < 26 ? c - 32 : c;
    return 1;
}

int uni_title(uint32_t c, uint32_t out[3])
{
    if (c >= 128) return full_map(u32_totitle, c, out);
    return uni_upper(c, out);
}

int uni_fold(uint32_t c, uint32_t out[3])
{
    if (c >= 128) return full_map(u32_casefold, c, out);
    return uni_lower(c, out);
}
