/* mathgamma.c - the gamma function and its logarithm, by Lanczos' approximation (N = 13, g = 6.0246...), whose
   published coefficients give the same last digits as CPython's. */
#include <errno.h>
#include <math.h>

#include "lib/mathpart.h"

enum { TERMS = 13, FACTORIALS = 23 };
static const double g = 6.024680040776729583740234375, g_minus_half = 5.524680040776729583740234375;
static const double above[TERMS] = {
    23531376880.410759688572007674451636754734846804940,   42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,   17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,   1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,   31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,   186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,   210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
static const double below[TERMS] = {0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
                                    2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0};
static const double factorials[FACTORIALS] = {
    1.0, 1.0, 2.0, 6.0, 24.0, 120.0, 720.0, 5040.0, 40320.0, 362880.0, 3628800.0, 39916800.0, 479001600.0, 6227020800.0,
    87178291200.0, 1307674368000.0, 20922789888000.0, 355687428096000.0, 6402373705728000.0, 121645100408832000.0,
    2432902008176640000.0, 51090942171709440000.0, 1124000727777607680000.0,
};
static const double pi = 3.141592653589793238462643383279502884197;

/* sin(pi x) without the loss that a large x would bring. */
static double sin_pi(double x)
{
    double y = fmod(fabs(x), 2.0), r;
    int octant = (int)round(2.0 * y);
    switch (octant) {
    case 0: r = sin(pi * y); break;
    case 1: r = cos(pi * (y - 0.5)); break;
    case 2: r = sin(pi * (1.0 - y)); break; /* y = 1 gives +0.0 this way */
    case 3: r = -cos(pi * (y - 1.5)); break;
    default: r = sin(pi * (y - 2.0)); break;
    }
    return copysign(1.0, x) * r;
}

/* The rational function of the approximation; for large x in powers of 1/x, so that nothing overflows. */
static double lanczos_sum(double x)
{
    double num = 0.0, den = 0.0;
    if (x < 5.0) {
        for (int i = TERMS; --i >= 0;) {
            num = num * x + above[i];
            den = den * x + below[i];
        }
    } else {
        for (int i = 0; i < TERMS; i++) {
            num = num / x + above[i];
            den = den / x + below[i];
        }
    }
    return num / den;
}

double math_gamma_of(double x, int *error)
{
    enum { TOO_LARGE = 200 };
    double m, y, z, r, power;
    *error = 0;
    if (!isfinite(x)) {
        if (isinf(x) && x < 0) return *error = EDOM, NAN;
        return x;
    }
    if (x == 0) return *error = EDOM, copysign(INFINITY, x);
    if (x == floor(x)) {
        if (x < 0) return *error = EDOM, NAN;
        if (x <= FACTORIALS) return factorials[(int)x - 1];
    }
    m = fabs(x);
    if (m < 1e-20) {
        r = 1.0 / x;
        if (isinf(r)) *error = ERANGE;
        return r;
    }
    if (m > TOO_LARGE) {
        if (x < 0) return 0.0 / sin_pi(x);
        return *error = ERANGE, INFINITY;
    }
    y = m + g_minus_half;
    /* What rounding took from y, to be put right at the end. */
    if (m > g_minus_half) z = (y - m) - g_minus_half;
    else z = (y - g_minus_half) - m;
    z = z * g / y;
    if (x < 0) {
        r = -pi / sin_pi(m) / m * exp(y) / lanczos_sum(m);
        r -= z * r;
        if (m < 140.0) {
            r /= pow(y, m - 0.5);
        } else {
            power = pow(y, m / 2.0 - 0.25);
            r /= power;
            r /= power;
        }
    } else {
        r = lanczos_sum(m) / exp(y);
        r += z * r;
        if (m < 140.0) {
            r *= pow(y, m - 0.5);
        } else {
            power = pow(y, m / 2.0 - 0.25);
            r *= power;
            r *= power;
        }
    }
    if (isinf(r)) *error = ERANGE;
    return r;
}

double math_lgamma_of(double x, int *error)
{
    static const double log_pi = 1.144729885849400174143427351353058711647;
    *error = 0;
    if (!isfinite(x)) return isnan(x) ? x : INFINITY;
    if (x == floor(x) && x <= 2.0) {
        if (x <= 0.0) return *error = EDOM, INFINITY;
        return 0.0;
    }
    double m = fabs(x);
    if (m < 1e-20) return -log(m);
    double r = log(lanczos_sum(m)) - g;
    r += (m - 0.5) * (log(m + g - 0.5) - 1);
    if (x < 0) r = log_pi - log(fabs(sin_pi(m))) - log(m) - r;
    if (isinf(r)) *error = ERANGE;
    return r;
}
