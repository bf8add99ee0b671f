/* object.h - what the object room offers to the rooms above it, and its files to each other.

   One block a file.  Names: type + verb.  All take and return as own.h says.  "Like CPython's" behaviour
   is meant throughout: growth, free lists, tracking, error texts. */
#ifndef GH_OBJECT_OBJECT_H
#define GH_OBJECT_OBJECT_H

#include "model/args.h"
#include "model/hold.h"
#include "model/ops.h"
#include "model/weaklist.h"
#include "share/buf.h"

/* start.c: fills the static part (types, exceptions, small ints, identifiers ...) and the hooks that this
   room answers.  false: memory is too short to start. */
CHECK bool object_start(Runtime *rt);

/* ---- type.c, type_new.c, typeslots.c, attr.c ------------------------------------------------------------- */
CHECK bool type_ready(Runtime *rt, Type *t);           /* bases, mro, slots inherited, dict filled */
Obj *type_lookup_peek(Runtime *rt, Type *t, Obj *name); /* by mro through the method cache; NULL: none, no error */
Obj *special_lookup(Runtime *rt, Obj *o, Obj *name);    /* new reference, bound; NULL without an exception: none */
void type_modified(Runtime *rt, Type *t);               /* forgets version tags and caches of t and its heirs */
OWN Obj *type_alloc(Runtime *rt, Type *t, isize nitems); /* generic alloc slot: zeroed, tracked when GC */
OWN Obj *type_new_generic(Runtime *rt, Type *t, Obj *args, Obj *kwargs); /* new slot that only allocates */
OWN Obj *object_new_plain(Runtime *rt, Type *t, Obj *args, Obj *kwargs);
OWN Obj *generic_getattr(Runtime *rt, Obj *o, Obj *name);
CHECK bool generic_setattr(Runtime *rt, Obj *o, Obj *name, Obj *value);
OWN Obj *generic_getdict(Runtime *rt, Obj *o, void *closure);
CHECK bool generic_setdict(Runtime *rt, Obj *o, Obj *value, void *closure);
Obj **obj_dict_pointer(Runtime *rt, Obj *o);            /* where an object keeps its dict; NULL: has none */
OWN Obj *obj_materialize_dict(Runtime *rt, Obj *o);     /* the dict of an instance, made of its values when needed */
OWN Obj *type_full_name(Runtime *rt, Type *t);          /* str: qualname with module, builtins and __main__ left out of error texts as CPython does */
OWN Obj *type_qualname(Runtime *rt, Type *t);
OWN Obj *type_module(Runtime *rt, Type *t);
OWN Obj *obj_dir(Runtime *rt, Obj *o);
OWN Obj *type_build(Runtime *rt, const char *name, Type *base, Obj *dict_take); /* a class from C: type(name, (base,), dict) */
bool type_generic_compare_is_default(const Type *t);
OWN Obj *obj_self(Runtime *rt, Obj *o); /* iter slot of iterators: own(o) */

/* ---- descr.c, property.csuper.c ---------------------------------------------------------- */
OWN Obj *method_descr_new(Runtime *rt, Type *t, const MethodDef *def);
OWN Obj *getset_descr_new(Runtime *rt, Type *t, const GetSetDef *def);
OWN Obj *member_descr_new(Runtime *rt, Type *t, const MemberDef *def);
OWN Obj *mappingproxy_new(Runtime *rt, Obj *mapping);
OWN Obj *builtin_new(Runtime *rt, const BoundDef *def, Obj *self, Obj *module);

/* ---- func.c, method.c, cell.c, code.c, module.c ------------------------------------------------------------ */
OWN Obj *func_new(Runtime *rt, Obj *code, Obj *globals, Obj *qualname);
OWN Obj *method_new(Runtime *rt, Obj *func, Obj *self);
OWN Obj *cell_new(Runtime *rt, Obj *value);
OWN Obj *module_new(Runtime *rt, Obj *name);
Obj *module_dict_peek(const Obj *module);
/* module_add_methods: builtin functions of [defs] into the module's dict. */
CHECK bool module_add_methods(Runtime *rt, Obj *module, const MethodDef *const *defs);
CHECK bool module_add(Runtime *rt, Obj *module, const char *name, Obj *value); /* borrows value */
CHECK bool module_add_take(Runtime *rt, Obj *module, const char *name, TAKE Obj *value); /* NULL value: fails */
typedef struct CodeSpec { /* what the compiler hands over; all borrowed */
    int argcount, posonlyargcount, kwonlyargcount, stacksize, flags, firstlineno;
    Obj *code /* bytes */, *consts, *names, *localsplusnames, *localspluskinds, *filename, *name, *qualname, *linetable,
        *exceptiontable;
} CodeSpec;
OWN Obj *code_new(Runtime *rt, const CodeSpec *spec); /* interns names and identifier-like constants, quickens nothing */
int code_line(const Code *code, int unit);            /* line of a code unit's offset (in units), -1: none */
bool code_position(const Code *code, int unit, int *line, int *end_line, int *col, int *end_col); /* bytes; -1: none */
OWN Obj *code_get_bytes(Runtime *rt, Obj *code);      /* co_code: specialization undone */

/* ---- exc.c ------------------------------------------------------------------------------------------------- */
OWN Obj *exc_new(Runtime *rt, Obj *type, Obj *value); /* an instance as raise makes it */
void exc_set_context_take(Runtime *rt, Obj *exc, TAKE Obj *context);
void exc_set_cause_take(Runtime *rt, Obj *exc, TAKE Obj *cause);
CHECK bool exc_set_traceback(Runtime *rt, Obj *exc, Obj *tb);
void err_syntax(Runtime *rt, Obj *type, const char *message, Obj *filename, int lineno, int offset, int end_lineno,
                int end_offset, const char *text, size_t text_len); /* offsets in characters from 1 */
void err_os(Runtime *rt, int error, Obj *filename);   /* OSError's subclass by errno */
void err_name(Runtime *rt, Obj *type, const char *format, Obj *name); /* NameError with its .name */
void *err_no_attribute(Runtime *rt, const Obj *o, Obj *name); /* the text alone: when it was to be set or deleted */
void err_attribute(Runtime *rt, Obj *o, Obj *name);   /* "'%T' object has no attribute 'name'" with .obj, .name */
void err_attribute_context(Runtime *rt, Obj *o, Obj *name); /* sets .obj and .name of a pending AttributeError that has none */
/* exc_group_split (excgroup.c): the part of [exc] (a group or a plain exception) that is a [type] and the rest; both owned, None when empty. */
OWN Obj *exc_group_subset(Runtime *rt, Obj *group, Obj *excs); /* a group like it of the list [excs]; None when empty */
CHECK bool exc_group_split(Runtime *rt, Obj *exc, Obj *type, Obj **match, Obj **rest);
void err_stop_iteration(Runtime *rt, Obj *value);

/* ---- int.c ... ----------------------------------------------------------------------------------------------- */
OWN Obj *int_new(Runtime *rt, int64_t value);
OWN Obj *int_from_u64(Runtime *rt, uint64_t value);
OWN Obj *int_from_double(Runtime *rt, double value);   /* truncates; OverflowError, ValueError for inf, nan */
OWN Obj *int_from_text(Runtime *rt, const char *text, size_t n, int base); /* ASCII digits, underscores, prefix, sign: as int(); ValueError names the literal */
int64_t int_as_i64(const Obj *o, bool *overflow);
CHECK bool int_to_isize(Runtime *rt, Obj *index, isize *out); /* the hook: index is an int; OverflowError */
isize int_as_isize(Runtime *rt, Obj *o);               /* -1 with OverflowError; o is an int */
double int_as_double(Runtime *rt, Obj *o);             /* -1.0 with OverflowError */
int int_sign(const Obj *o);
uint64_t int_bit_length(const Obj *o);
Hash int_hash(Runtime *rt, Obj *o);
OWN Obj *int_to_str(Runtime *rt, Obj *o, int base);    /* digits with 0x, 0o, 0b for 16, 8, 2 */
OWN Obj *int_add(Runtime *rt, Obj *a, Obj *b);         /* both int */
OWN Obj *int_sub(Runtime *rt, Obj *a, Obj *b);
OWN Obj *int_mul(Runtime *rt, Obj *a, Obj *b);
OWN Obj *int_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op);
static inline bool int_is_compact(const Obj *o) { isize n = ((const VarObj *)o)->size; return n >= -1 && n <= 1; }
static inline int64_t int_compact_value(const Obj *o) { return ((const VarObj *)o)->size * (int64_t)((const Int *)o)->digit[0]; }

OWN Obj *float_new(Runtime *rt, double value);
OWN Obj *number_int(Runtime *rt, Obj *o);             /* int(o) */
CHECK bool number_to_double(Runtime *rt, Obj *number, double *out); /* the hook: as float_as_double */
double float_as_double(Runtime *rt, Obj *o);           /* float, __float__, __index__; -1.0 with an exception */
/* repr_enter (reprguard.c): 1: [o] is already being printed further up (print "..."); 0: go on, then repr_leave; -1: error */
int repr_enter(Runtime *rt, Obj *o);
void repr_leave(Runtime *rt, Obj *o);
isize repr_depth(Runtime *rt); /* how many are being printed */
void clear_free_lists(Runtime *rt);                    /* freelists.c: all of them */
void float_clear_free_list(Runtime *rt);               /* a full collection gives it back */
Hash hash_double(Runtime *rt, Obj *o, double value);
/* double_text: malloc'd shortest repr or formatted text, as float.__format__ letters 'r' 'e' 'f' 'g' (upper case too);
   flags below. */
enum { DOUBLE_SIGN = 1, DOUBLE_ADD_DOT_0 = 2, DOUBLE_ALT = 4 };
char *double_text(double value, char letter, int precision, int flags);
bool double_parse(const char *s, const char **end, double *out); /* correctly rounded, also inf and nan; no spaces */
OWN Obj *complex_new(Runtime *rt, double real, double imag);

OWN Obj *number_format(Runtime *rt, Obj *o, Obj *spec); /* int, float, complex by the format mini-language (numformat.c) */

/* ---- str.c, bytes.c -------------------------------------------------------------------------------------------- */
OWN Obj *str_new(Runtime *rt, isize len, uint32_t max_char); /* characters to be filled in */
OWN Obj *str_from_utf8(Runtime *rt, const char *s, size_t n); /* lone surrogates as three bytes allowed */
OWN Obj *str_from(Runtime *rt, const char *s);               /* NUL-terminated UTF-8 */
OWN Obj *str_from_chars(Runtime *rt, int kind, const void *data, isize len); /* narrowest form */
OWN Obj *str_from_char(Runtime *rt, uint32_t c);
OWN Obj *str_format(Runtime *rt, const char *format, ...);   /* err_format's formats */
OWN Obj *str_interned(Runtime *rt, const char *s);
void str_intern(Runtime *rt, Obj **place);                   /* replaces *place by the interned one */
const char *str_utf8(Runtime *rt, Obj *o, isize *n);         /* cached in the object (as CPython's) for non-ASCII; NULL with error */
bool str_add_utf8(Buf *b, const Obj *o);                     /* appends without touching the object */
bool str_equal(const Obj *a, const Obj *b);
bool str_equal_ascii(const Obj *a, const char *s);
int str_order(const Obj *a, const Obj *b);                   /* -1, 0, 1 */
Hash str_hash(Runtime *rt, Obj *o);
OWN Obj *str_concat(Runtime *rt, Obj *a, Obj *b);
void str_append(Runtime *rt, Obj **place, Obj *more);        /* in place when the count is 1 and it is not interned; NULL on error */
OWN Obj *str_join(Runtime *rt, Obj *separator, Obj *iterable);
OWN Obj *str_join_array(Runtime *rt, Obj *separator, Obj *const *items, isize n);
OWN Obj *str_slice(Runtime *rt, Obj *o, isize start, isize stop);
OWN Obj *str_mod(Runtime *rt, Obj *format, Obj *args);       /* the % operator */
OWN Obj *obj_ascii(Runtime *rt, Obj *o);
OWN Obj *obj_format(Runtime *rt, Obj *o, Obj *spec);         /* spec NULL: empty */
bool str_is_identifier(const Obj *o);
isize str_find_char(const Obj *o, uint32_t c, isize start, isize stop);
OWN Obj *bytes_new(Runtime *rt, const char *data, isize n);  /* data NULL: to be filled in */
static inline const char *bytes_data(const Obj *o) { return ((const Bytes *)o)->data; }
static inline isize bytes_len(const Obj *o) { return ((const VarObj *)o)->size; }
/* buffer_get: a view of any bytes-like object; false: "a bytes-like object is required, not 'X'".  buffer_release ends it. */
CHECK bool buffer_get(Runtime *rt, Obj *o, BufferView *view);
void buffer_release(Runtime *rt, BufferView *view);
Hash hash_bytes(const void *data, isize n);                  /* SipHash-1-3, key 0 */
OWN Obj *str_encode(Runtime *rt, Obj *o, const char *encoding, const char *errors);
OWN Obj *str_decode(Runtime *rt, const char *data, isize n, const char *encoding, const char *errors);

/* ---- tuple.c, list.c, listsort.c, slice.c, range.c ------------------------------------------------------------ */
OWN Obj *tuple_new(Runtime *rt, isize n);                    /* items NULL, tracked; () is shared */
OWN Obj *tuple_from_array(Runtime *rt, Obj *const *items, isize n);
OWN Obj *tuple_from_array_take(Runtime *rt, TAKE Obj *const *items, isize n);
OWN Obj *tuple_pack(Runtime *rt, int n, ...);                /* borrows */
OWN Obj *tuple_slice(Runtime *rt, Obj *t, isize start, isize stop);
void tuple_maybe_untrack(Runtime *rt, Obj *t);               /* the collector's untrack rule */
void tuple_clear_free_lists(Runtime *rt);                    /* a full collection gives them back */
void list_clear_free_lists(Runtime *rt);
OWN Obj *list_new(Runtime *rt, isize n);                     /* n items NULL, room exactly n, tracked */
OWN Obj *list_from_array_take(Runtime *rt, TAKE Obj *const *items, isize n);
CHECK bool list_append(Runtime *rt, Obj *l, Obj *value);
CHECK bool list_append_take(Runtime *rt, Obj *l, TAKE Obj *value);
CHECK bool list_insert_at(Runtime *rt, Obj *l, isize at, Obj *value);
CHECK bool list_extend(Runtime *rt, Obj *l, Obj *iterable);
CHECK bool list_set_slice(Runtime *rt, Obj *l, isize start, isize stop, Obj *values); /* NULL: delete */
CHECK bool list_sort_in_place(Runtime *rt, Obj *l, Obj *key, bool reverse);
OWN Obj *list_from_iterable(Runtime *rt, Obj *iterable);     /* list(iterable) */
OWN Obj *list_to_tuple(Runtime *rt, Obj *l);
OWN Obj *tuple_from_iterable(Runtime *rt, Obj *iterable);
OWN Obj *seq_fast(Runtime *rt, Obj *o, const char *message);
static inline isize fast_len(const Obj *o) { return ((const VarObj *)o)->size; }
static inline Obj **fast_items(const Obj *o)
{
    return is_list(o) ? ((const List *)o)->items : tuple_items(o);
}
OWN Obj *slice_new(Runtime *rt, Obj *start, Obj *stop, Obj *step); /* NULL: None */
CHECK bool slice_unpack(Runtime *rt, Obj *slice, isize *start, isize *stop, isize *step);
isize slice_adjust(isize length, isize *start, isize *stop, isize step); /* the number of items */
OWN Obj *range_new(Runtime *rt, Obj *start, Obj *stop, Obj *step);
OWN Obj *seq_iter_new(Runtime *rt, Obj *seq);                /* by __getitem__ */
OWN Obj *call_iter_new(Runtime *rt, Obj *callable, Obj *sentinel);
isize seq_index(Runtime *rt, Obj *o, Obj *value, int what);  /* 0 count, 1 index (ValueError), 2 contains: for any iterable */
/* The list and tuple iterators' layout, read by FOR_ITER's fast path. */
typedef struct SeqIter {
    Obj o;
    isize index;
    Obj *seq; /* NULL when exhausted */
} SeqIter;
typedef struct RangeIter { /* values fit a C long */
    Obj o;
    isize index, start, step, len;
} RangeIter;

/* ---- dict.c, dictkeys.c, dictview.c, instance.c ----------------------------------------------------------------- */
OWN Obj *dict_new(Runtime *rt);
OWN Obj *dict_new_sized(Runtime *rt, isize n);
OWN Obj *dict_get(Runtime *rt, Obj *d, Obj *key);            /* NULL without an exception: absent */
Obj *dict_get_peek(Runtime *rt, Obj *d, Obj *key);           /* borrowed; NULL: absent or error (err_pending) */
Obj *dict_get_peek_hash(Runtime *rt, Obj *d, Obj *key, Hash hash);
Obj *dict_get_str_peek(Runtime *rt, Obj *d, const char *key);
CHECK bool dict_set(Runtime *rt, Obj *d, Obj *key, Obj *value);
CHECK bool dict_set_kept(Runtime *rt, Obj *d, Obj *key, Obj *value); /* as 3.11's STORE_SUBSCR_DICT: with no references of its own */
CHECK bool dict_set_hash(Runtime *rt, Obj *d, Obj *key, Obj *value, Hash hash);
CHECK bool dict_set_str(Runtime *rt, Obj *d, const char *key, Obj *value);
CHECK bool dict_del(Runtime *rt, Obj *d, Obj *key);          /* KeyError when absent */
int dict_pop_key(Runtime *rt, Obj *d, Obj *key, Obj **out);  /* 1 and owned *out, 0, -1 */
OWN Obj *dict_set_default(Runtime *rt, Obj *d, Obj *key, Obj *value);
int dict_contains(Runtime *rt, Obj *d, Obj *key);
static inline isize dict_len(const Obj *d) { return ((const Dict *)d)->used; }
/* dict_next: steps through the entries; *pos starts at 0.  All borrowed; any out may be NULL. */
bool dict_next(const Obj *d, isize *pos, Obj **key, Obj **value, Hash *hash);
CHECK bool dict_merge(Runtime *rt, Obj *d, Obj *mapping, int override); /* 0 keep, 1 override, 2 KeyError on a repeated key (calls) */
CHECK bool dict_merge_pairs(Runtime *rt, Obj *d, Obj *pairs);
OWN Obj *dict_copy(Runtime *rt, Obj *d);
void dict_clear(Runtime *rt, Obj *d);
OWN Obj *dict_keys_list(Runtime *rt, Obj *d);
OWN Obj *dict_values_list(Runtime *rt, Obj *d);
OWN Obj *dict_items_list(Runtime *rt, Obj *d);
void dict_maybe_untrack(Runtime *rt, Obj *d);
isize keys_index(Runtime *rt, Obj *d, Obj *key, Hash hash, Obj **value); /* index of the entry, DKIX_EMPTY or DKIX_ERROR */
size_t keys_bytes(const DictKeys *k);
static inline DictEntry *keys_entries(const DictKeys *k) { return (DictEntry *)(uintptr_t)(k->indices + ((size_t)1 << k->log2_index_bytes)); }
static inline StrEntry *keys_str_entries(const DictKeys *k) { return (StrEntry *)(uintptr_t)(k->indices + ((size_t)1 << k->log2_index_bytes)); }
uint32_t keys_version(Runtime *rt, DictKeys *k);             /* for LOAD_GLOBAL's and attributes' caches; 0: ran out */
isize keys_lookup_str(const DictKeys *k, Obj *key);          /* unicode keys only, by identity or equality, no Python code runs */
void dict_clear_free_lists(Runtime *rt);                     /* dicts and keys kept for reuse: a full collection gives them back */
/* dict_from_items: as BUILD_MAP: n keys and values, each [step] pointers apart; borrows. */
OWN Obj *dict_from_items(Runtime *rt, Obj *const *keys, isize key_step, Obj *const *values, isize value_step, isize n);
int keys_traverse(DictKeys *k, Visit visit, void *ctx);      /* shared keys: for their class's traverse, role "key" */
/* instances (inline values) */
void instance_blocks(Obj *o, BlockVisit visit, void *ctx);   /* the block of inline values, for the blocks slot */
const char *instance_check(Runtime *rt, Obj *o);             /* the first violated invariant of values and dict, or NULL */
DictKeys *shared_keys_new(Runtime *rt);
void shared_keys_decref(Runtime *rt, DictKeys *k);
CHECK bool instance_init_values(Runtime *rt, Obj *o, Type *t);
OWN Obj *instance_get(Runtime *rt, Obj *o, Obj *name);       /* from values or dict; NULL without an exception: absent */
CHECK bool instance_set(Runtime *rt, Obj *o, Obj *name, Obj *value); /* value NULL: delete, AttributeError when absent */
void instance_values_free(Runtime *rt, Obj *o);              /* at death: drops the values or the dict */
int instance_traverse(Obj *o, Visit visit, void *ctx);       /* values or dict */
void instance_clear(Runtime *rt, Obj *o);

/* ---- set.c ------------------------------------------------------------------------------------------------------- */
OWN Obj *set_new(Runtime *rt, Obj *iterable);                /* iterable NULL: empty */
OWN Obj *frozenset_new(Runtime *rt, Obj *iterable);
CHECK bool set_add(Runtime *rt, Obj *s, Obj *key);
int set_discard(Runtime *rt, Obj *s, Obj *key);              /* 1 found, 0 not, -1 */
int set_contains(Runtime *rt, Obj *s, Obj *key);
CHECK bool set_update(Runtime *rt, Obj *s, Obj *iterable);
bool set_next(const Obj *s, isize *pos, Obj **key, Hash *hash);
static inline isize set_len(const Obj *s) { return ((const Set *)s)->used; }
static inline bool is_anyset(Runtime *rt, Obj *o) { return is_instance(o, TYPE_OF(rt, SET)) || is_instance(o, TYPE_OF(rt, FROZENSET)); }

/* ---- weakref.c ----------------------------------------------------------------------------------------------------- */
OWN Obj *weakref_new(Runtime *rt, Obj *o, Obj *callback);
OWN Obj *weakproxy_new(Runtime *rt, Obj *o, Obj *callback);
void weakrefs_clear(Runtime *rt, Obj *o);                    /* at death by counting: clears, then calls callbacks, newest first */
isize weakref_count(const Obj *o);

#endif
