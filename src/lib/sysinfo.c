/* sysinfo.c - what sys tells in named tuples: version_info, flags, float_info, int_info, hash_info, and implementation. */
#include <float.h>
#include <unistd.h>

#include "lib/structseq.h"
#include "lib/sysinfo.h"
#include "object/start.h"

/* One row a field: its name and what it holds, a letter and the value. */
#define VERSION_FIELDS(F) F(major, int_new(rt, 3)) F(minor, int_new(rt, 11)) F(micro, int_new(rt, 2)) F(releaselevel, str_from(rt, "final")) F(serial, int_new(rt, 0))
#define FLAGS_FIELDS(F) \
    F(debug, int_new(rt, 0)) F(inspect, int_new(rt, 0)) F(interactive, int_new(rt, 0)) F(optimize, int_new(rt, 0)) \
    F(dont_write_bytecode, int_new(rt, 0)) F(no_user_site, int_new(rt, 1)) F(no_site, int_new(rt, 0)) F(ignore_environment, int_new(rt, 0)) \
    F(verbose, int_new(rt, 0)) F(bytes_warning, int_new(rt, 0)) F(quiet, int_new(rt, 0)) F(hash_randomization, int_new(rt, 0)) \
    F(isolated, int_new(rt, 0)) F(dev_mode, bool_new(rt, false)) F(utf8_mode, int_new(rt, 0)) F(warn_default_encoding, int_new(rt, 0)) \
    F(safe_path, bool_new(rt, false)) F(int_max_str_digits, int_new(rt, -1))
#define FLOAT_FIELDS(F) \
    F(max, float_new(rt, DBL_MAX)) F(max_exp, int_new(rt, DBL_MAX_EXP)) F(max_10_exp, int_new(rt, DBL_MAX_10_EXP)) F(min, float_new(rt, DBL_MIN)) \
    F(min_exp, int_new(rt, DBL_MIN_EXP)) F(min_10_exp, int_new(rt, DBL_MIN_10_EXP)) F(dig, int_new(rt, DBL_DIG)) F(mant_dig, int_new(rt, DBL_MANT_DIG)) \
    F(epsilon, float_new(rt, DBL_EPSILON)) F(radix, int_new(rt, FLT_RADIX)) F(rounds, int_new(rt, 1))
#define INT_FIELDS(F) \
    F(bits_per_digit, int_new(rt, INT_SHIFT)) F(sizeof_digit, int_new(rt, sizeof(uint32_t))) F(default_max_str_digits, int_new(rt, 4300)) \
    F(str_digits_check_threshold, int_new(rt, 640))
#define HASH_FIELDS(F) \
    F(width, int_new(rt, 64)) F(modulus, int_new(rt, ((int64_t)1 << 61) - 1)) F(inf, int_new(rt, 314159)) F(nan, int_new(rt, 0)) \
    F(imag, int_new(rt, 1000003)) F(algorithm, str_from(rt, "siphash13")) F(hash_bits, int_new(rt, 64)) F(seed_bits, int_new(rt, 128)) \
    F(cutoff, int_new(rt, 0))
#define THREAD_FIELDS(F) F(name, str_from(rt, "pthread")) F(lock, str_from(rt, "semaphore")) F(version, thread_version(rt))
#define HOOK_FIELDS(F) F(firstiter, hook_or_none(rt, rt->asyncgen_firstiter)) F(finalizer, hook_or_none(rt, rt->asyncgen_finalizer))
#define UNRAISABLE_FIELDS(F) F(exc_type, NULL) F(exc_value, NULL) F(exc_traceback, NULL) F(err_msg, NULL) F(object, NULL)

static OWN Obj *thread_version(Runtime *rt)
{
    char version[64];
    size_t n = confstr(_CS_GNU_LIBPTHREAD_VERSION, version, sizeof version);
    return n && n < sizeof version ? str_from(rt, version) : none_new(rt);
}

static OWN Obj *hook_or_none(Runtime *rt, Obj *hook) { return hook ? own(hook) : none_new(rt); }

#define INDEX(name, value) AT_##name,
#define ROW(name, value) FIELD(#name, AT_##name, NULL),
#define VALUE(name, value) value,
#define INFO(id, ID, title, fields, more, text)                                                     \
    OWN Obj *id##_new(Runtime *rt)                                                                  \
    {                                                                                               \
        Obj *const items[] = {fields(VALUE)};                                                       \
        return structseq_new_take(rt, TYPE_OF(rt, ID), items);                                      \
    }                                                                                               \
    const Type id##_type = {.name = title, .doc = title "\n\n" text, .members = id##_members, STRUCTSEQ_SLOTS(more)};

enum { VERSION_FIELDS(INDEX) };
enum { FLAGS_FIELDS(INDEX) };
enum { FLOAT_FIELDS(INDEX) };
enum { INT_FIELDS(INDEX) };
enum { HASH_FIELDS(INDEX) };
enum { UNRAISABLE_FIELDS(INDEX) };
enum { HOOK_FIELDS(INDEX) };
enum { THREAD_FIELDS(INDEX) };
static const MemberDef version_info_members[] = {VERSION_FIELDS(ROW){0}};
static const MemberDef flags_members[] = {FLAGS_FIELDS(ROW){0}};
static const MemberDef float_info_members[] = {FLOAT_FIELDS(ROW){0}};
static const MemberDef int_info_members[] = {INT_FIELDS(ROW){0}};
static const MemberDef hash_info_members[] = {HASH_FIELDS(ROW){0}};
static const MemberDef thread_info_members[] = {THREAD_FIELDS(ROW){0}};
static const MemberDef asyncgen_hooks_members[] = {HOOK_FIELDS(ROW){0}};
static const MemberDef unraisable_args_members[] = {UNRAISABLE_FIELDS(ROW){0}};
INFO(version_info, VERSION_INFO, "sys.version_info", VERSION_FIELDS, TF_DISALLOW_NEW, "Version information as a named tuple.")
INFO(flags, FLAGS, "sys.flags", FLAGS_FIELDS, TF_DISALLOW_NEW, "Flags provided through command line arguments or environment vars.")
INFO(float_info, FLOAT_INFO, "sys.float_info", FLOAT_FIELDS, 0, "A named tuple holding information about the float type.")
INFO(int_info, INT_INFO, "sys.int_info", INT_FIELDS, 0, "A named tuple that holds information about Python's\ninternal representation of integers.  The attributes are read only.")
INFO(hash_info, HASH_INFO, "sys.hash_info", HASH_FIELDS, 0, "hash_info\n\nA named tuple providing parameters used for computing hashes.\nThe attributes are read only.")

INFO(thread_info, THREAD_INFO, "sys.thread_info", THREAD_FIELDS, 0, "A named tuple holding information about the thread implementation.")
INFO(asyncgen_hooks, ASYNCGEN_HOOKS, "asyncgen_hooks", HOOK_FIELDS, 0, "The hooks that asynchronous generators call.")
const Type unraisable_args_type = {.name = "UnraisableHookArgs", .members = unraisable_args_members, STRUCTSEQ_SLOTS(0),
                                   .doc = "UnraisableHookArgs\n\nWhat sys.unraisablehook is told of an exception that nobody can catch."};

CHECK bool sysinfo_start(Runtime *rt)
{
    static const enum TypeId ids[] = {T_VERSION_INFO, T_FLAGS,       T_FLOAT_INFO,     T_INT_INFO,
                                      T_HASH_INFO,    T_THREAD_INFO, T_ASYNCGEN_HOOKS, T_UNRAISABLE_ARGS};
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        isize fields = 0;
        while (rt->types[ids[i]].members[fields].name) fields++;
        if (!structseq_ready(rt, &rt->types[ids[i]], fields)) return false;
    }
    return true;
}

static OWN Obj *implementation_new(Runtime *rt, Obj *version)
{
    Obj *self = namespace_new(rt), *dict = self ? namespace_dict_peek(self) : NULL;
    Obj *name = str_from(rt, "cpython"), *tag = str_from(rt, "cpython-311"), *hex = int_new(rt, 0x030b02f0);
    bool ok = dict && name && tag && hex && dict_set_str(rt, dict, "name", name) && dict_set_str(rt, dict, "cache_tag", tag) &&
              dict_set_str(rt, dict, "version", version) && dict_set_str(rt, dict, "hexversion", hex);
    xdecref(rt, name);
    xdecref(rt, tag);
    xdecref(rt, hex);
    if (self && !ok) CLEAR(rt, self);
    return self;
}

CHECK bool sysinfo_add(Runtime *rt, Obj *module)
{
    if (!module_add_take(rt, module, "version_info", version_info_new(rt))) return false;
    Obj *version = dict_get_str_peek(rt, module_dict_peek(module), "version_info");
    return module_add_take(rt, module, "implementation", implementation_new(rt, version)) && module_add_take(rt, module, "flags", flags_new(rt)) &&
           module_add_take(rt, module, "float_info", float_info_new(rt)) && module_add_take(rt, module, "int_info", int_info_new(rt)) &&
           module_add_take(rt, module, "hash_info", hash_info_new(rt)) && module_add_take(rt, module, "thread_info", thread_info_new(rt));
}
