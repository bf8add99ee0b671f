/* mathpart.h - the files of the module math to each other. */
#ifndef GH_LIB_MATHPART_H
#define GH_LIB_MATHPART_H

#include "lib/lib.h"

extern const MethodDef *const math_ints[];  /* mathint.c */
extern const MethodDef *const math_sums[];  /* mathsum.c */

/* mathgamma.c: both set *error to EDOM or ERANGE, or 0. */
double math_gamma_of(double x, int *error);
double math_lgamma_of(double x, int *error);

void *math_domain(Runtime *rt); /* ValueError: math domain error */
void *math_range(Runtime *rt);  /* OverflowError: math range error */

#endif
