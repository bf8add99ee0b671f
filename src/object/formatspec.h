/* formatspec.h - the format mini-language's specifier, parsed: [[fill]align][sign][z][#][0][width][,][.precision][type]. */
#ifndef GH_OBJECT_FORMATSPEC_H
#define GH_OBJECT_FORMATSPEC_H

#include "object/text.h"

typedef struct FormatSpec {
    uint32_t fill, type;
    char align;     /* < > ^ = */
    char sign;      /* + - space, 0: not given */
    char thousands; /* , _ or 0 */
    bool alternate, no_negative_zero, align_given;
    isize width, precision; /* -1: not given */
} FormatSpec;

/* format_spec_parse: [o] is what is being formatted, for error texts.  false: ValueError. */
CHECK bool format_spec_parse(Runtime *rt, Obj *o, Chars text, char default_type, char default_align, FormatSpec *out);
/* format_unknown_type: raises "Unknown format code 'x' for object of type 'y'". */
void *format_unknown_type(Runtime *rt, uint32_t type, Obj *o);
/* format_integer: the decimal number at *at, which moves behind it.  -1: no digit there; -2: too large, ValueError. */
isize format_integer(Runtime *rt, Chars s, isize *at, isize end);

#endif
