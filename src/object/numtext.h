/* numtext.h - text on its way to and from numbers, shared by int, float and complex. */
#ifndef GH_OBJECT_NUMTEXT_H
#define GH_OBJECT_NUMTEXT_H

#include "object/object.h"

/* number_ascii (floattext.c): a malloc'd copy of a str in which every decimal digit of any script is an ASCII one,
   every space a ' ', and everything else that is not ASCII a '?'.  NUL behind it.  NULL: MemoryError. */
char *number_ascii(Runtime *rt, const Obj *text, isize *n);
static inline bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
/* number_no_underscores: a malloc'd copy of [s] without the underscores between digits; *bad: one stands elsewhere
   (NULL then, too, without an exception). */
char *number_no_underscores(Runtime *rt, const char *s, isize n, isize *out_n, bool *bad);

/* Exact decimal forms (floatdigits.c) of a finite double's magnitude; false: no memory (decimal_free is allowed).
   decimal_shortest: the fewest digits that read back as it; decimal_digits: [digits] of them (at least 1);
   decimal_places: so many places behind the point.  Digits have no leading or trailing zeros (0 is "0" with the point
   at 1; what was rounded to nothing is "").  The value is 0.DIGITS * 10**point. */
typedef struct Decimal {
    char *digits, small[32];
    int n, point;
} Decimal;
CHECK bool decimal_shortest(double value, Decimal *d);
CHECK bool decimal_digits(double value, int digits, Decimal *d);
CHECK bool decimal_places(double value, int places, Decimal *d);
void decimal_free(Decimal *d);

/* float_from_text: float(text), NUL behind it; ValueError quotes [given]. */
OWN Obj *float_from_text(Runtime *rt, const char *s, isize n, Obj *given);
/* double_round: to a multiple of 10**-places, half to even, of the exact value; infinite: too large.  false: no memory. */
CHECK bool double_round(double value, int places, double *out);
/* complex_value (complex.c): the parts of an int, a float or a complex; false: OverflowError. */
CHECK bool complex_value(Runtime *rt, Obj *o, double *real, double *imag);
/* number_bad_spec (numformat.c): raises "METHOD() argument must be str, not X". */
void *number_bad_spec(Runtime *rt, const char *method, Obj *given);
/* double_hex: as float.hex(); [out] has room for 40 characters. */
void double_hex(double value, char *out);
/* double_from_hex: false: malformed.  Too large: infinite though the text names a number: *overflow. */
CHECK bool double_from_hex(Runtime *rt, const char *s, isize n, double *out, bool *overflow);

#endif
