/* timemodule.c - the module time, as far as clocks and sleeping go. */
#include <errno.h>
#include <math.h>
#include <time.h>

#include "lib/lib.h"
#include "object/intpart.h"

enum { NS = 1000000000 };

static int64_t clock_ns(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * NS + t.tv_nsec;
}

static OWN Obj *seconds(Runtime *rt, clockid_t clock)
{
    int64_t ns = clock_ns(clock);
    return float_new(rt, ns % NS ? (double)ns / 1e9 : (double)(ns / NS));
}

METHOD(time_time, NOARGS, "time()", "time() -> floating point number\n\nSeconds since the beginning of 1970 (UTC).")
{
    return seconds(rt, CLOCK_REALTIME);
}
METHOD(time_time_ns, NOARGS, "time_ns()", "time_ns() -> int\n\nNanoseconds since the beginning of 1970 (UTC).")
{
    return int_new(rt, clock_ns(CLOCK_REALTIME));
}
METHOD(time_perf_counter, NOARGS, "perf_counter()",
       "perf_counter() -> float\n\nThe finest clock there is, in seconds: only differences tell anything.")
{
    return seconds(rt, CLOCK_MONOTONIC);
}
METHOD(time_perf_counter_ns, NOARGS, "perf_counter_ns()",
       "perf_counter_ns() -> int\n\nThe finest clock there is, in nanoseconds.")
{
    return int_new(rt, clock_ns(CLOCK_MONOTONIC));
}
METHOD(time_monotonic, NOARGS, "monotonic()", "monotonic() -> float\n\nA clock in seconds that never goes back.")
{
    return seconds(rt, CLOCK_MONOTONIC);
}
METHOD(time_monotonic_ns, NOARGS, "monotonic_ns()",
       "monotonic_ns() -> int\n\nA clock in nanoseconds that never goes back.")
{
    return int_new(rt, clock_ns(CLOCK_MONOTONIC));
}
METHOD(time_process_time, NOARGS, "process_time()",
       "process_time() -> float\n\nThe processor time in seconds that this process has used.")
{
    return seconds(rt, CLOCK_PROCESS_CPUTIME_ID);
}
METHOD(time_process_time_ns, NOARGS, "process_time_ns()",
       "process_time_ns() -> int\n\nThe processor time in nanoseconds that this process has used.")
{
    return int_new(rt, clock_ns(CLOCK_PROCESS_CPUTIME_ID));
}

/* ---- sleep ------------------------------------------------------------------------------------------------------- */

static bool too_large(Runtime *rt)
{
    err_format(rt, EXC_TYPE(rt, OverflowError), "timestamp too large to convert to C _PyTime_t");
    return false;
}

/* Seconds as nanoseconds, rounded up. */
static bool duration(Runtime *rt, Obj *o, int64_t *ns)
{
    if (is_instance(o, TYPE_OF(rt, FLOAT))) {
        double d = ((Float *)o)->value;
        if (isnan(d)) return err_value(rt, "Invalid value NaN (not a number)") != NULL;
        d *= 1e9;
        d = d >= 0 ? ceil(d) : floor(d);
        if (!(d > -9.2e18 && d < 9.2e18)) return too_large(rt);
        *ns = (int64_t)d;
        return true;
    }
    bool overflow;
    Obj *index = number_index(rt, o);
    if (!index) return false;
    int64_t s = int_as_i64(index, &overflow);
    decref(rt, index);
    return (!overflow && !__builtin_mul_overflow(s, (int64_t)NS, ns)) || too_large(rt);
}

METHOD(time_sleep, ONE, "sleep(seconds)", "sleep(seconds)\n\nDo nothing for so many seconds, or fractions of one.")
{
    int64_t ns = 0;
    if (!duration(rt, arg, &ns)) return NULL;
    if (ns < 0) return err_value(rt, "sleep length must be non-negative");
    int64_t end;
    if (__builtin_add_overflow(clock_ns(CLOCK_MONOTONIC), ns, &end)) return too_large(rt) ? none_new(rt) : NULL;
    enum { NAP = 50000000 }; /* the user may ask to stop without a signal: look around twenty times a second */
    do {
        if (UNLIKELY(rt_poll(rt))) return NULL;
        int64_t left = end - clock_ns(CLOCK_MONOTONIC);
        if (left <= 0) break;
        if (left > NAP) left = NAP;
        struct timespec t = {left / NS, left % NS};
        nanosleep(&t, NULL);
    } while (true);
    return none_new(rt);
}

static const MethodDef *const functions[] = {
    &time_time_def,      &time_time_ns_def,      &time_sleep_def,        &time_monotonic_def,       &time_monotonic_ns_def,
    &time_perf_counter_def, &time_perf_counter_ns_def, &time_process_time_def, &time_process_time_ns_def, NULL,
};

OWN Obj *time_module(Runtime *rt)
{
    return module_make(rt, "time", "Clocks, and waiting.", functions);
}
