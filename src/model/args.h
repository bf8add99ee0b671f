/* args.h - how a built-in function is written down, and how its arguments are bound.

     METHOD(list_insert, POSITIONAL, "insert(index: int, value, /)", "Insert value before index.")
     {
         return list_insert_at(rt, self, a->i[0], a->obj[1]) ? none_new(rt) : NULL;
     }

   The kind picks the call path and CPython's error texts:
     NOARGS      f(rt, self)
     ONE         f(rt, self, arg)
     POSITIONAL  f(rt, self, a)    positional only; errors as PyArg_CheckPositional ("insert expected ...")
     PARSED      f(rt, self, a)    positional only; errors as PyArg_ParseTuple ("insert() takes ..."); a function
                                   without a name is called "function"
     KEYWORDS    f(rt, self, a)    names allowed; errors as Argument Clinic's keyword parser, which makes a tuple of the
                                   names at the first call that it has to think about, and keeps it
     VECTOR      f(rt, self, args, nargs, kwnames)    binds by itself

   A signature is `name(p, p: type, p=default, *rest, k=None, **kw, /)`; types:
     int    an index into a->i[], OverflowError beyond ssize_t      bool   truth into a->i[]
     cint   the same within C's int
     float  a number into a->d[]      str, bytes, dict, list, tuple, type   checked, in a->obj[]
     sub    a slice bound: clamped to isize, None leaves the default, into a->i[]   char  one character, into a->i[]
   A default of None or of any word leaves a->obj[] NULL when absent; a number is put into a->i[] / a->d[].
   `*` alone makes what follows keyword-only.  Parameters are numbered from 0 in the order written,
   *rest and **kw not counted.  a->given tells how many of the parameters were passed. */
#ifndef GH_MODEL_ARGS_H
#define GH_MODEL_ARGS_H

#include "model/runtime.h"

enum { ARGS_MAX = 16 }; /* a signature's parameters at most */
typedef struct Args {
    Obj *obj[ARGS_MAX]; /* borrowed */
    isize i[ARGS_MAX];
    double d[ARGS_MAX];
    int given;
    Obj *const *rest; /* *rest: borrowed */
    isize nrest;
    Obj *tuple;  /* DEF_TUPLE: what holds the arguments, borrowed */
    Obj *kwargs; /* **kw: an owned dict held for the length of the call; NULL when empty */
} Args;

/* CALL_NAMED: as CALL_KEYWORDS, but no tuple of the names is kept (3.11's older parser of keywords). */
typedef enum CallKind { CALL_NOARGS, CALL_ONE, CALL_POSITIONAL, CALL_PARSED, CALL_KEYWORDS, CALL_NAMED, CALL_VECTOR } CallKind;
enum {
    DEF_CLASS = 1,
    DEF_STATIC = 2,
    DEF_COEXIST = 4, /* replaces a slot wrapper of that name */
    DEF_TUPLE = 8,   /* CPython's function is given a tuple and a dict: they hold the arguments during the call */
    DEF_COUNTED = 16 /* as DEF_TUPLE, but the function sees to that itself */
};

typedef OWN Obj *(*NoArgsFn)(Runtime *rt, Obj *self);
typedef OWN Obj *(*OneFn)(Runtime *rt, Obj *self, Obj *arg);
typedef OWN Obj *(*BoundFn)(Runtime *rt, Obj *self, const Args *a);
typedef OWN Obj *(*VectorMethodFn)(Runtime *rt, Obj *self, Obj *const *args, isize nargs, Obj *kwnames);

struct MethodDef {
    CallKind kind;
    unsigned flags;
    const char *signature, *doc;
    union {
        NoArgsFn noargs;
        OneFn one;
        BoundFn bound;
        VectorMethodFn vector;
    } fn;
};

#define METHOD_NOARGS_(linkage, id, flags_, sig_, doc_)                                                    \
    static OWN Obj *id(Runtime *rt, Obj *self);                                                            \
    linkage const MethodDef id##_def = {CALL_NOARGS, flags_, sig_, doc_, {.noargs = id}};                  \
    static OWN Obj *id(Runtime *rt UNUSED, Obj *self UNUSED)
#define METHOD_ONE_(linkage, id, flags_, sig_, doc_)                                                       \
    static OWN Obj *id(Runtime *rt, Obj *self, Obj *arg);                                                  \
    linkage const MethodDef id##_def = {CALL_ONE, flags_, sig_, doc_, {.one = id}};                        \
    static OWN Obj *id(Runtime *rt UNUSED, Obj *self UNUSED, Obj *arg UNUSED)
#define METHOD_POSITIONAL_(linkage, id, flags_, sig_, doc_)                                                \
    static OWN Obj *id(Runtime *rt, Obj *self, const Args *a);                                             \
    linkage const MethodDef id##_def = {CALL_POSITIONAL, flags_, sig_, doc_, {.bound = id}};               \
    static OWN Obj *id(Runtime *rt UNUSED, Obj *self UNUSED, const Args *a UNUSED)
#define METHOD_PARSED_(linkage, id, flags_, sig_, doc_)                                                    \
    static OWN Obj *id(Runtime *rt, Obj *self, const Args *a);                                             \
    linkage const MethodDef id##_def = {CALL_PARSED, flags_, sig_, doc_, {.bound = id}};                   \
    static OWN Obj *id(Runtime *rt UNUSED, Obj *self UNUSED, const Args *a UNUSED)
#define METHOD_KEYWORDS_(linkage, id, flags_, sig_, doc_)                                                  \
    static OWN Obj *id(Runtime *rt, Obj *self, const Args *a);                                             \
    linkage const MethodDef id##_def = {CALL_KEYWORDS, flags_, sig_, doc_, {.bound = id}};                 \
    static OWN Obj *id(Runtime *rt UNUSED, Obj *self UNUSED, const Args *a UNUSED)
#define METHOD_VECTOR_(linkage, id, flags_, sig_, doc_)                                                    \
    static OWN Obj *id(Runtime *rt, Obj *self, Obj *const *args, isize nargs, Obj *kwnames);               \
    linkage const MethodDef id##_def = {CALL_VECTOR, flags_, sig_, doc_, {.vector = id}};                  \
    static OWN Obj *id(Runtime *rt UNUSED, Obj *self UNUSED, Obj *const *args UNUSED, isize nargs UNUSED,  \
                       Obj *kwnames UNUSED)
/* METHOD: an instance method, or a module's function (self is the module).  Tables at the file's end:
   static const MethodDef *const methods[] = {&list_insert_def, ..., NULL}; */
#define METHOD(id, kind, sig, doc) METHOD_##kind##_(static, id, 0, sig, doc)
/* SHARED_METHOD: one that stands in the tables of several files; its id##_def is declared in a header. */
#define SHARED_METHOD_TUPLED(id, kind, sig, doc) METHOD_##kind##_(, id, DEF_TUPLE, sig, doc)
#define CLASS_METHOD(id, kind, sig, doc) METHOD_##kind##_(static, id, DEF_CLASS, sig, doc)
#define STATIC_METHOD(id, kind, sig, doc) METHOD_##kind##_(static, id, DEF_STATIC, sig, doc)
#define METHOD_COUNTED(id, kind, sig, doc) METHOD_##kind##_(static, id, DEF_COUNTED, sig, doc)
#define METHOD_TUPLED(id, kind, sig, doc) METHOD_##kind##_(static, id, DEF_TUPLE, sig, doc)
#define METHOD_COEXIST(id, kind, sig, doc) METHOD_##kind##_(static, id, DEF_COEXIST, sig, doc)

/* A definition with its signature parsed, in the static part.  bound_def_new: NULL with MemoryError. */
typedef struct BoundDef BoundDef;
struct BoundDef {
    const MethodDef *def;
    Obj *name;         /* static interned str, borrowed */
    struct Signature *sig; /* parsed at the first call */
};
BoundDef *bound_def_new(Runtime *rt, const MethodDef *def);

/* args_call: binds and calls; counting the recursion is the caller's affair.  [self] NULL for unbound static functions; [owner] the type whose name CPython
   puts before the method's in NOARGS/ONE errors ("list.append() takes ..."), or NULL. */
OWN Obj *args_call(Runtime *rt, const BoundDef *def, Obj *self, Obj *const *args, isize nargs, Obj *kwnames,
                   const char *owner);

/* args_bind: binds a tuple and dict (as __new__ and __init__ get them) to [signature]; for types'
   constructors.  [signature] is a string constant: it is parsed once and found again by its address.
   false: TypeError.  args_done releases a->kwargs. */
CHECK bool args_bind(Runtime *rt, const char *signature, CallKind kind, Obj *args, Obj *kwargs, Args *a);
void args_done(Runtime *rt, Args *a);
/* args_no_keywords: refuses keywords ("X() takes no keyword arguments"). */
CHECK bool args_no_keywords(Runtime *rt, const char *name, Obj *kwargs);

/* ---- attributes in C -------------------------------------------------------------------------------- */
struct GetSetDef { /* ends with a NULL name */
    const char *name;
    OWN Obj *(*get)(Runtime *rt, Obj *self, void *closure);
    bool (*set)(Runtime *rt, Obj *self, Obj *value, void *closure); /* NULL: read-only */
    const char *doc;
    void *closure;
};
typedef enum MemberKind { MEMBER_OBJ /* NULL reads as None */, MEMBER_OBJ_EX /* NULL: AttributeError */, MEMBER_ISIZE,
                          MEMBER_INT, MEMBER_BOOL, MEMBER_CHAR, MEMBER_UINT, MEMBER_DOUBLE, MEMBER_STRING } MemberKind;
enum { MEMBER_READONLY = 1 };
struct MemberDef { /* ends with a NULL name */
    const char *name;
    MemberKind kind;
    isize offset;
    int flags;
    const char *doc;
};

#endif
