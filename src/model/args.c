/* args.c - binds what a caller passed to what a built-in function's signature asks, with CPython's words when
   they do not fit.  A signature is parsed once, at the first call, into the static part. */
#include "model/args.h"

#include <stdlib.h>
#include <string.h>

#include "model/hold.h"
#include "model/ops.h"

typedef enum ParamType { P_ANY, P_INT, P_CINT, P_BOOL, P_FLOAT, P_STR, P_BYTES, P_DICT, P_LIST, P_TUPLE, P_TYPE, P_SUB, P_CHAR } ParamType;

typedef struct Param {
    Obj *name; /* static str */
    ParamType type;
    bool optional;
    isize number; /* the default of an int, bool or sub */
    double real;  /* of a float */
} Param;

typedef struct Signature {
    Obj *name; /* the function's */
    int n;     /* parameters, *rest and **kw not counted */
    int posonly, positional; /* the first so many may not be named; may be given by position */
    int required;            /* of the positional ones */
    int least;               /* the parameters behind this one may all be left out */
    bool rest, keywords;
    bool named; /* the tuple of its names was made */
    Param params[];
} Signature;

/* ---- parsing ------------------------------------------------------------------------------------------------- */

static const struct {
    const char *word;
    ParamType type;
} type_words[] = {{"int", P_INT},   {"cint", P_CINT}, {"bool", P_BOOL}, {"float", P_FLOAT}, {"str", P_STR}, {"bytes", P_BYTES}, {"dict", P_DICT},
                  {"list", P_LIST}, {"tuple", P_TUPLE}, {"type", P_TYPE}, {"sub", P_SUB}, {"char", P_CHAR}};

static ParamType type_of_word(const char *s, size_t n)
{
    for (size_t i = 0; i < COUNT_OF(type_words); i++)
        if (strlen(type_words[i].word) == n && !memcmp(type_words[i].word, s, n)) return type_words[i].type;
    return P_ANY;
}

static const char *skip_blanks(const char *p)
{
    while (*p == ' ') p++;
    return p;
}

static size_t word_length(const char *p) { return strcspn(p, " :=,()"); }

/* The interned static str of [n] bytes. */
static Obj *word_new(Runtime *rt, const char *s, size_t n)
{
    char word[64];
    if (n >= sizeof word) n = sizeof word - 1;
    memcpy(word, s, n);
    word[n] = 0;
    return rt->hooks.str_static(rt, word);
}

/* Where the default at [p] ends: quotes and parentheses may hold what would end it. */
static const char *skip_default(const char *p)
{
    char quote = 0;
    for (int depth = 0; *p && (quote || depth || (*p != ',' && *p != ')')); p++) {
        if (quote)
            quote = *p == quote ? 0 : quote;
        else if (*p == '\'' || *p == '"')
            quote = *p;
        else
            depth += (*p == '(') - (*p == ')');
    }
    return p;
}

/* One parameter at [p]; returns where it ends, NULL when memory is short. */
static const char *parse_param(Runtime *rt, const char *p, Param *out)
{
    size_t n = word_length(p);
    *out = (Param){.name = word_new(rt, p, n), .number = 0};
    p = skip_blanks(p + n);
    if (*p == ':') {
        p = skip_blanks(p + 1);
        n = word_length(p);
        out->type = type_of_word(p, n);
        p = skip_blanks(p + n);
    }
    if (*p == '=') {
        p = skip_blanks(p + 1);
        out->optional = true;
        out->real = strtod(p, NULL);
        out->number = !strncmp(p, "True", 4) ? 1 : !strncmp(p, "maxsize", 7) ? PTRDIFF_MAX : (isize)strtoll(p, NULL, 10);
        p = skip_default(p);
    }
    return out->name ? p : NULL;
}

static Signature *parse_signature(Runtime *rt, const char *text)
{
    Param params[ARGS_MAX];
    Signature s = {.positional = -1};
    const char *p = strchr(text, '(');
    s.name = word_new(rt, text, (size_t)(p - text));
    for (p = skip_blanks(p + 1); p && *p != ')';) {
        if (*p == '/') {
            s.posonly = s.n;
            p++;
        } else if (p[0] == '*' && p[1] == '*') {
            s.keywords = true;
            p += word_length(p);
        } else if (*p == '*') {
            s.rest = p[1] != ',' && p[1] != ')';
            s.positional = s.n;
            p += s.rest ? word_length(p) : 1;
        } else {
            p = parse_param(rt, p, &params[s.n]);
            s.n++;
        }
        if (p) p = skip_blanks(p);
        if (p && *p == ',') p = skip_blanks(p + 1);
    }
    if (s.positional < 0) s.positional = s.n;
    while (s.required < s.positional && !params[s.required].optional) s.required++;
    for (s.least = s.n; s.least > 0 && params[s.least - 1].optional; s.least--) continue;
    Signature *out = p ? heap_static(HEAP(rt), sizeof s + (size_t)s.n * sizeof(Param)) : NULL;
    if (!out) return err_no_memory(rt);
    *out = s;
    memcpy(out->params, params, (size_t)s.n * sizeof(Param));
    return out;
}

BoundDef *bound_def_new(Runtime *rt, const MethodDef *def)
{
    BoundDef *b = heap_static(HEAP(rt), sizeof *b);
    if (!b) return err_no_memory(rt);
    b->def = def;
    b->name = word_new(rt, def->signature, strcspn(def->signature, "("));
    return b->name ? b : err_no_memory(rt);
}

/* ---- errors -------------------------------------------------------------------------------------------------- */

static bool is_named(CallKind kind) { return kind == CALL_KEYWORDS || kind == CALL_NAMED; }
static const char *plural(isize n) { return n == 1 ? "" : "s"; }

/* PyArg_CheckPositional's texts. */
static void wrong_positional(Runtime *rt, const Signature *s, CallKind kind, isize given)
{
    bool few = given < s->required;
    isize bound = few ? s->required : s->positional;
    bool exact = s->required == s->positional && !s->rest;
    const char *word = exact ? "" : few ? "at least " : "at most ";
    if (kind == CALL_PARSED) {
        bool named = str_len(s->name) != 8 || memcmp(str_data(s->name), "function", 8);
        err_type(rt, "%O%s takes %s%zd argument%s (%zd given)", s->name, named ? "()" : "", exact ? "exactly " : word, bound,
                 plural(bound), given);
        return;
    }
    err_type(rt, "%O expected %s%zd argument%s, got %zd", s->name, word, bound, plural(bound), given);
}

/* Argument Clinic's texts for too many arguments. */
static void too_many(Runtime *rt, const Signature *s, isize nargs, isize nkw)
{
    if (nargs + nkw > s->n)
        err_type(rt, "%O() takes %s %d %sargument%s (%zd given)", s->name, "at most", s->n, nargs == 0 ? "keyword " : "",
                 plural(s->n), nargs + nkw);
    else if (s->positional == 0)
        err_type(rt, "%O() takes no positional arguments", s->name);
    else
        err_type(rt, "%O() takes %s %d positional argument%s (%zd given)", s->name,
                 s->required < s->positional ? "at most" : "exactly", s->positional, plural(s->positional), nargs);
}

/* Argument Clinic's text for too few positional-only arguments. */
static void positional_missing(Runtime *rt, const Signature *s, int given)
{
    int least = s->required < s->posonly ? s->required : s->posonly;
    err_type(rt, "%O() takes %s %d positional argument%s (%d given)", s->name, least < s->positional ? "at least" : "exactly",
             least, plural(least), given);
}

static bool bad_type(Runtime *rt, const Signature *s, int at, CallKind kind, const char *wanted, Obj *given)
{
    const char *type = is_none(rt, given) ? "None" : type_of(given)->name;
    if (is_named(kind) && at >= s->posonly)
        err_type(rt, "%O() argument '%O' must be %s, not %.50s", s->name, s->params[at].name, wanted, type);
    else if (s->n == 1)
        err_type(rt, "%O() argument must be %s, not %.50s", s->name, wanted, type);
    else
        err_type(rt, "%O() argument %d must be %s, not %.50s", s->name, at + 1, wanted, type);
    return false;
}

/* ---- converting ------------------------------------------------------------------------------------------------ */

static bool check_flag(Runtime *rt, const Signature *s, int at, CallKind kind, Obj *o, uint64_t flag, const char *word)
{
    return type_has(type_of(o), flag) || bad_type(rt, s, at, kind, word, o);
}

static bool convert_int(Runtime *rt, Obj *o, isize *out)
{
    if (LIKELY(is_type(rt, o, INT))) return rt->hooks.int_to_isize(rt, o, out);
    Obj *index = number_index(rt, o);
    bool ok = index && rt->hooks.int_to_isize(rt, index, out);
    xdecref(rt, index);
    return ok;
}

static bool convert_cint(Runtime *rt, Obj *o, isize *out)
{
    if (!convert_int(rt, o, out)) {
        if (!err_clear_if(rt, EXC_TYPE(rt, OverflowError))) return false;
        *out = PTRDIFF_MAX;
    }
    if (*out >= INT32_MIN && *out <= INT32_MAX) return true;
    err_format(rt, EXC_TYPE(rt, OverflowError), "Python int too large to convert to C int");
    return false;
}

/* A slice bound: None leaves the default; an index is clamped. */
static bool convert_sub(Runtime *rt, const Param *p, Obj *o, isize *out)
{
    if (is_none(rt, o)) {
        *out = p->number;
        return true;
    }
    if (!obj_has_index(o)) {
        err_type(rt, "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return number_as_isize(rt, o, NULL, out);
}

static bool convert(Runtime *rt, const Signature *s, int at, CallKind kind, Args *a)
{
    const Param *p = &s->params[at];
    Obj *o = a->obj[at];
    switch (p->type) {
    case P_ANY: return true;
    case P_INT: return convert_int(rt, o, &a->i[at]);
    case P_CINT: return convert_cint(rt, o, &a->i[at]);
    case P_BOOL: {
        int truth = obj_truth(rt, o);
        a->i[at] = truth > 0;
        return truth >= 0;
    }
    case P_FLOAT: return rt->hooks.to_double(rt, o, &a->d[at]);
    case P_SUB: return convert_sub(rt, p, o, &a->i[at]);
    case P_STR: return check_flag(rt, s, at, kind, o, TF_STR, "str");
    case P_BYTES: return check_flag(rt, s, at, kind, o, TF_BYTES, "bytes");
    case P_DICT: return check_flag(rt, s, at, kind, o, TF_DICT, "dict");
    case P_LIST: return check_flag(rt, s, at, kind, o, TF_LIST, "list");
    case P_TUPLE: return check_flag(rt, s, at, kind, o, TF_TUPLE, "tuple");
    case P_TYPE: return check_flag(rt, s, at, kind, o, TF_TYPE, "type");
    case P_CHAR:
        if (!is_str(o)) return bad_type(rt, s, at, kind, "a unicode character", o);
        if (str_len(o) != 1) {
            if (s->n == 1 || kind == CALL_POSITIONAL || kind == CALL_ONE)
                err_type(rt, "The fill character must be exactly one character long");
            else
                bad_type(rt, s, at, kind, "a unicode character", o);
            return false;
        }
        a->i[at] = (isize)str_at(o, 0);
        return true;
    }
    return true;
}

/* ---- binding ----------------------------------------------------------------------------------------------------- */

static int param_index(const Signature *s, const Obj *name)
{
    for (int i = s->posonly; i < s->n; i++) {
        const Obj *have = s->params[i].name;
        if (have == name) return i;
    }
    for (int i = s->posonly; i < s->n; i++) {
        const Obj *have = s->params[i].name;
        if (str_len(have) == str_len(name) && str_is_ascii(name) &&
            !memcmp(str_data(have), str_data(name), (size_t)str_len(name)))
            return i;
    }
    return -1;
}

/* CPython's parser needs a tuple of the names, made when it first has to do more than to count: it is seen as one
   allocation. */
static bool need_names(Runtime *rt, Signature *s)
{
    Obj *names[ARGS_MAX];
    int n = s->n - s->posonly;
    s->named = true;
    if (n <= 0) return true;
    for (int i = 0; i < n; i++) names[i] = s->params[s->posonly + i].name;
    Obj *tuple = rt->hooks.tuple_from_array(rt, names, n);
    bool ok = tuple && rt->hooks.list_append(rt, rt->argument_names, tuple);
    xdecref(rt, tuple);
    return ok;
}

/* Puts one keyword in its place. */
static bool bind_keyword(Runtime *rt, const Signature *s, Args *a, Obj *name, Obj *value)
{
    int i = is_str(name) ? param_index(s, name) : -1;
    if (i >= 0) {
        if (a->obj[i]) {
            err_type(rt, "argument for %O() given by name ('%O') and position (%d)", s->name, name, i + 1);
            return false;
        }
        a->obj[i] = value;
        a->given++;
        return true;
    }
    if (!s->keywords) {
        if (!is_str(name))
            err_type(rt, "keywords must be strings");
        else
            err_type(rt, "'%O' is an invalid keyword argument for %O()", name, s->name);
        return false;
    }
    if (!a->kwargs) a->kwargs = rt->hooks.dict_new(rt);
    return a->kwargs && rt->hooks.dict_set(rt, a->kwargs, name, value);
}

static bool bind_positional(Runtime *rt, Signature *s, CallKind kind, Args *a, Obj *const *args, isize nargs, isize nkw)
{
    for (int i = 0; i < s->n; i++) {
        a->obj[i] = NULL;
        a->i[i] = s->params[i].number;
        a->d[i] = s->params[i].real;
    }
    a->rest = NULL;
    a->nrest = 0;
    a->kwargs = NULL;
    bool plain = !nkw && !s->rest && s->required <= nargs && nargs <= s->positional;
    if (UNLIKELY(kind == CALL_KEYWORDS && !s->named && !plain) && !need_names(rt, s)) return false;
    if ((kind == CALL_POSITIONAL || kind == CALL_PARSED) && (nargs < s->required || (nargs > s->positional && !s->rest))) {
        wrong_positional(rt, s, kind, nargs);
        return false;
    }
    if (is_named(kind) && !s->rest && (nargs > s->positional || (nargs + nkw > s->n && !s->keywords))) {
        too_many(rt, s, nargs, nkw);
        return false;
    }
    isize n = nargs < s->positional ? nargs : s->positional;
    for (isize i = 0; i < n; i++) a->obj[i] = args[i];
    a->given = (int)n;
    if (s->rest && nargs > n) {
        a->rest = args + n;
        a->nrest = nargs - n;
    }
    return true;
}

/* Checks what is missing and converts what came. */
static bool finish(Runtime *rt, const Signature *s, CallKind kind, Args *a)
{
    for (int i = 0; i < s->n; i++) {
        if (a->obj[i] || s->params[i].optional) continue;
        if (i < s->posonly)
            positional_missing(rt, s, i);
        else
            err_type(rt, "%O() missing required argument '%O' (pos %d)", s->name, s->params[i].name, i + 1);
        return false;
    }
    for (int i = 0; i < s->n; i++)
        if (a->obj[i] && !convert(rt, s, i, kind, a)) return false;
    return true;
}

void args_done(Runtime *rt, Args *a) { CLEAR(rt, a->kwargs); }

/* The common call: no keywords, as many arguments as the signature allows, or more when it has a *rest. */
static OWN Obj *call_plain(Runtime *rt, const BoundDef *b, Obj *self, Obj *const *args, isize nargs, Obj *tuple)
{
    Args a;
    a.tuple = tuple;
    const Signature *s = b->sig;
    int i = 0, n = nargs < s->positional ? (int)nargs : s->positional;
    a.given = n;
    a.rest = args + n;
    a.nrest = nargs - n;
    a.kwargs = NULL;
    for (; i < n; i++) {
        a.obj[i] = args[i];
        if (s->params[i].type != P_ANY && !convert(rt, s, i, b->def->kind, &a)) return NULL;
    }
    for (; i < s->n; i++) {
        a.obj[i] = NULL;
        a.i[i] = s->params[i].number;
        a.d[i] = s->params[i].real;
    }
    return b->def->fn.bound(rt, self, &a);
}

static OWN Obj *call_bound(Runtime *rt, const BoundDef *b, Obj *self, Obj *const *args, isize nargs, Obj *kwnames, Obj *tuple)
{
    Args a;
    a.tuple = tuple;
    isize nkw = kwnames ? tuple_len(kwnames) : 0;
    Signature *s = b->sig;
    CallKind kind = b->def->kind == CALL_KEYWORDS && (b->def->flags & DEF_TUPLE) ? CALL_NAMED : b->def->kind;
    bool ok = bind_positional(rt, s, kind, &a, args, nargs, nkw);
    for (isize i = 0; ok && i < nkw; i++) ok = bind_keyword(rt, s, &a, tuple_peek(kwnames, i), args[nargs + i]);
    ok = ok && finish(rt, s, kind, &a);
    hold(rt, "keyword arguments", a.kwargs);
    Obj *rest = NULL;
    if (ok && s->rest && kind == CALL_KEYWORDS) {
        rest = rt->hooks.tuple_from_array(rt, a.rest, a.nrest);
        ok = rest != NULL;
    }
    hold(rt, "arguments", rest);
    return drop_keep(rt, 2, ok ? b->def->fn.bound(rt, self, &a) : NULL);
}

/* "list.append()": as CPython names the function in NOARGS and ONE errors. */
static void *wrong_count(Runtime *rt, const BoundDef *b, const char *owner, const char *what, isize given)
{
    const char *dot = owner ? "." : "";
    if (given < 0) return err_type(rt, "%s%s%O() %s", owner ? owner : "", dot, b->name, what);
    return err_type(rt, "%s%s%O() %s (%zd given)", owner ? owner : "", dot, b->name, what, given);
}

static OWN Obj *call(Runtime *rt, const BoundDef *b, Obj *self, Obj *const *args, isize nargs, Obj *kwnames, const char *owner,
                     Obj *tuple)
{
    const MethodDef *def = b->def;
    if (kwnames && tuple_len(kwnames) && def->kind != CALL_KEYWORDS && def->kind != CALL_VECTOR)
        return wrong_count(rt, b, owner, "takes no keyword arguments", -1);
    switch (def->kind) {
    case CALL_NOARGS:
        if (nargs != 0) return wrong_count(rt, b, owner, "takes no arguments", nargs);
        return def->fn.noargs(rt, self);
    case CALL_ONE:
        if (nargs != 1) return wrong_count(rt, b, owner, "takes exactly one argument", nargs);
        return def->fn.one(rt, self, args[0]);
    case CALL_VECTOR: return def->fn.vector(rt, self, args, nargs, kwnames);
    default:
        if (UNLIKELY(!b->sig) && !(((BoundDef *)(uintptr_t)b)->sig = parse_signature(rt, def->signature))) return NULL;
        bool rest_is_kept = b->sig->rest && (def->kind != CALL_KEYWORDS || tuple); /* else it needs a tuple */
        if (LIKELY(!kwnames && nargs >= b->sig->least && (nargs <= b->sig->positional ? !b->sig->rest || rest_is_kept : rest_is_kept)))
            return call_plain(rt, b, self, args, nargs, tuple);
        return call_bound(rt, b, self, args, nargs, kwnames, tuple);
    }
}

/* As [call], with a tuple and a dict that hold the arguments meanwhile. */
static OWN Obj *call_tupled(Runtime *rt, const BoundDef *b, Obj *self, Obj *const *args, isize nargs, Obj *kwnames, const char *owner)
{
    isize nkw = kwnames ? tuple_len(kwnames) : 0;
    Obj *tuple = rt->hooks.tuple_from_array(rt, args, nargs), *dict = tuple && nkw ? rt->hooks.dict_new(rt) : NULL;
    bool ok = tuple && (dict || !nkw);
    for (isize i = 0; ok && i < nkw; i++) ok = rt->hooks.dict_set(rt, dict, tuple_peek(kwnames, i), args[nargs + i]);
    hold(rt, "arguments", tuple);
    hold(rt, "keyword arguments", dict);
    return drop_keep(rt, 2, ok ? call(rt, b, self, args, nargs, kwnames, owner, tuple) : NULL);
}

OWN Obj *args_call(Runtime *rt, const BoundDef *b, Obj *self, Obj *const *args, isize nargs, Obj *kwnames, const char *owner)
{
    if (b->def->flags & DEF_TUPLE) return call_tupled(rt, b, self, args, nargs, kwnames, owner);
    return call(rt, b, self, args, nargs, kwnames, owner, NULL);
}

/* ---- constructors' signatures: a small table in the static part ---------------------------------------------------- */

enum { SIGNATURES = 512 };
typedef struct SignatureTable {
    struct {
        const char *text;
        Signature *sig;
    } entry[SIGNATURES];
} SignatureTable;

static Signature *signature_of(Runtime *rt, const char *text)
{
    if (!rt->signatures && !(rt->signatures = heap_static(HEAP(rt), sizeof(SignatureTable)))) return err_no_memory(rt);
    for (size_t i = ((uintptr_t)text >> 3) % SIGNATURES, tries = 0; tries < SIGNATURES; i = (i + 1) % SIGNATURES, tries++) {
        if (rt->signatures->entry[i].text == text) return rt->signatures->entry[i].sig;
        if (rt->signatures->entry[i].text) continue;
        Signature *sig = parse_signature(rt, text);
        if (!sig) return NULL;
        rt->signatures->entry[i].text = text;
        return rt->signatures->entry[i].sig = sig;
    }
    return parse_signature(rt, text);
}

CHECK bool args_bind(Runtime *rt, const char *signature, CallKind kind, Obj *args, Obj *kwargs, Args *a)
{
    Signature *s = signature_of(rt, signature);
    a->kwargs = NULL;
    if (!s) return false;
    isize nkw = kwargs ? ((Dict *)kwargs)->used : 0, pos = 0;
    if (nkw && (kind == CALL_POSITIONAL || kind == CALL_PARSED)) {
        err_type(rt, "%O() takes no keyword arguments", s->name);
        return false;
    }
    bool ok = bind_positional(rt, s, kind, a, tuple_items(args), tuple_len(args), nkw);
    Obj *name, *value;
    while (ok && nkw && rt->hooks.dict_next(kwargs, &pos, &name, &value, NULL)) ok = bind_keyword(rt, s, a, name, value);
    ok = ok && finish(rt, s, kind, a);
    if (!ok) args_done(rt, a);
    return ok;
}

CHECK bool args_no_keywords(Runtime *rt, const char *name, Obj *kwargs)
{
    if (!kwargs || ((Dict *)kwargs)->used == 0) return true;
    err_type(rt, "%s() takes no keyword arguments", name);
    return false;
}
