/* unicode.h - what Python asks of the Unicode database, one code point at a time. */
#ifndef GH_OBJECT_UNICODE_H
#define GH_OBJECT_UNICODE_H

#include "share/own.h"

bool uni_is_alpha(uint32_t c);     /* a letter: categories L* */
bool uni_is_alnum(uint32_t c);
bool uni_is_decimal(uint32_t c);   /* has a value as a digit of base ten */
bool uni_is_digit(uint32_t c);     /* also superscripts and the like */
bool uni_is_numeric(uint32_t c);   /* also fractions, Roman and Chinese numerals */
bool uni_is_space(uint32_t c);
bool uni_is_line_break(uint32_t c);
bool uni_is_printable(uint32_t c); /* repr() shows it as it is */
bool uni_is_lower(uint32_t c);
bool uni_is_upper(uint32_t c);
bool uni_is_title(uint32_t c);
bool uni_is_cased(uint32_t c);
bool uni_is_case_ignorable(uint32_t c);
bool uni_is_id_start(uint32_t c);
bool uni_is_id_continue(uint32_t c);
int uni_decimal(uint32_t c); /* 0 to 9, or -1 */

/* Full case mappings; they write one to three code points and answer how many. */
int uni_lower(uint32_t c, uint32_t out[3]);
int uni_upper(uint32_t c, uint32_t out[3]);
int uni_title(uint32_t c, uint32_t out[3]);
int uni_fold(uint32_t c, uint32_t out[3]);

#endif
