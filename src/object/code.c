/* code.c - code objects: what the compiler made of a function, and where each unit of it stands in the source. */
#include <string.h>

#include "object/start.h"

/* ---- making ---------------------------------------------------------------------------------------------------------- */

/* Identifier-like constants share one str. */
static bool is_identifier_like(const Obj *s)
{
    if (!str_is_ascii(s)) return false;
    const char *text = str_data(s);
    for (isize i = 0; i < str_len(s); i++) {
        char c = text[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) return false;
    }
    return true;
}

static void intern_names(Runtime *rt, Obj *names)
{
    for (isize i = 0; i < tuple_len(names); i++) str_intern(rt, &tuple_items(names)[i]);
}

static bool intern_constants(Runtime *rt, Obj *tuple, bool *changed);

/* A frozenset with strings in it is made anew of its interned members; others are left alone. */
static bool intern_frozenset(Runtime *rt, Obj **place, bool *changed)
{
    isize pos = 0, i = 0;
    Obj *key, *items = tuple_new(rt, set_len(*place));
    if (!items) return false;
    while (set_next(*place, &pos, &key, NULL)) tuple_items(items)[i++] = own(key);
    bool inner = false, ok = intern_constants(rt, items, &inner);
    if (ok && inner) {
        Obj *set = frozenset_new(rt, items);
        ok = set != NULL;
        if (ok) {
            SET_REF_TAKE(rt, *place, set);
            *changed = true;
        }
    }
    decref(rt, items);
    return ok;
}

static bool intern_constants(Runtime *rt, Obj *tuple, bool *changed)
{
    for (isize i = 0; i < tuple_len(tuple); i++) {
        Obj **place = &tuple_items(tuple)[i], *old = *place;
        if (is_type(rt, old, STR)) {
            if (is_identifier_like(old)) str_intern(rt, place);
            *changed |= *place != old;
        } else if (is_type(rt, old, TUPLE)) {
            if (!intern_constants(rt, old, changed)) return false;
        } else if (is_type(rt, old, FROZENSET) && !intern_frozenset(rt, place, changed)) {
            return false;
        }
    }
    return true;
}

static void count_locals(Code *c)
{
    const char *kinds = bytes_data(c->localspluskinds);
    c->nlocalsplus = (int)tuple_len(c->localsplusnames);
    c->nlocals = c->nplaincellvars = c->ncellvars = c->nfreevars = 0;
    for (int i = 0; i < c->nlocalsplus; i++) {
        if (kinds[i] & LOCAL_PLAIN) c->nlocals++;
        if (kinds[i] & LOCAL_CELL) {
            c->ncellvars++;
            if (!(kinds[i] & LOCAL_PLAIN)) c->nplaincellvars++;
        }
        if (kinds[i] & LOCAL_FREE) c->nfreevars++;
    }
}

OWN Obj *code_new(Runtime *rt, const CodeSpec *spec)
{
    bool changed = false;
    intern_names(rt, spec->names);
    intern_names(rt, spec->localsplusnames);
    if (!intern_constants(rt, spec->consts, &changed)) return NULL;
    isize units = bytes_len(spec->code) / (isize)sizeof(CodeUnit);
    Code *c = (Code *)var_new(rt, TYPE_OF(rt, CODE), units);
    if (!c) return NULL;
    memset((char *)c + sizeof(VarObj), 0, sizeof *c - sizeof(VarObj));
    c->consts = own(spec->consts);
    c->names = own(spec->names);
    c->exceptiontable = own(spec->exceptiontable);
    c->flags = spec->flags;
    c->argcount = spec->argcount;
    c->posonlyargcount = spec->posonlyargcount;
    c->kwonlyargcount = spec->kwonlyargcount;
    c->stacksize = spec->stacksize;
    c->firstlineno = spec->firstlineno;
    c->localsplusnames = own(spec->localsplusnames);
    c->localspluskinds = own(spec->localspluskinds);
    c->filename = own(spec->filename);
    c->name = own(spec->name);
    c->qualname = own(spec->qualname);
    c->linetable = own(spec->linetable);
    str_intern(rt, &c->name);
    count_locals(c);
    memcpy(c->code, bytes_data(spec->code), (size_t)units * sizeof(CodeUnit));
    return (Obj *)c;
}

OWN Obj *code_get_bytes(Runtime *rt, Obj *code)
{
    const Code *c = (const Code *)code;
    const uint8_t *base = rt->hooks.opcode_base, *caches = rt->hooks.opcode_caches;
    Obj *bytes = bytes_new(rt, (const char *)c->code, c->v.size * (isize)sizeof(CodeUnit));
    if (!bytes || !base) return bytes;
    CodeUnit *unit = (CodeUnit *)(uintptr_t)bytes_data(bytes);
    for (isize i = 0; i < c->v.size; i++) {
        unit[i].op = base[unit[i].op];
        for (int n = caches[unit[i].op]; n > 0 && i + 1 < c->v.size; n--) unit[++i].cache = 0;
    }
    return bytes;
}

/* ---- positions: entries of a first byte 1 cccc nnn (kind c, n + 1 units) and what the kind says ----------------------- */

typedef struct LineReader {
    const uint8_t *p, *end;
    int line;               /* running */
    int start, stop;        /* units that the entry covers */
    int at, to, col, end_col; /* its lines and columns, -1: none */
} LineReader;

static unsigned read_varint(LineReader *r)
{
    unsigned value = *r->p & 63, shift = 0;
    while (*r->p++ & 64) value |= (unsigned)(*r->p & 63) << (shift += 6);
    return value;
}

static int read_svarint(LineReader *r)
{
    unsigned value = read_varint(r);
    return value & 1 ? -(int)(value >> 1) : (int)(value >> 1);
}

static bool next_entry(LineReader *r)
{
    if (r->p >= r->end) return false;
    int kind = *r->p >> 3 & 15;
    r->start = r->stop;
    r->stop += (*r->p & 7) + 1;
    r->p++;
    r->col = r->end_col = -1;
    if (kind == 15) { /* no location */
        r->at = r->to = -1;
        return true;
    }
    if (kind == 14) { /* everything spelled out */
        r->line += read_svarint(r);
        r->at = r->line;
        r->to = r->line + (int)read_varint(r);
        r->col = (int)read_varint(r) - 1;
        r->end_col = (int)read_varint(r) - 1;
        return true;
    }
    if (kind == 13) { /* a line without columns */
        r->line += read_svarint(r);
    } else if (kind >= 10) { /* one line, a byte a column */
        r->line += kind - 10;
        r->col = *r->p++;
        r->end_col = *r->p++;
    } else { /* short form */
        int second = *r->p++;
        r->col = kind << 3 | second >> 4;
        r->end_col = r->col + (second & 15);
    }
    r->at = r->to = r->line;
    return true;
}

static LineReader reader_of(const Code *c)
{
    const uint8_t *p = (const uint8_t *)bytes_data(c->linetable);
    return (LineReader){.p = p, .end = p + bytes_len(c->linetable), .line = c->firstlineno};
}

bool code_position(const Code *code, int unit, int *line, int *end_line, int *col, int *end_col)
{
    LineReader r = reader_of(code);
    *line = *end_line = *col = *end_col = -1;
    while (next_entry(&r)) {
        if (unit >= r.stop) continue;
        *line = r.at;
        *end_line = r.to;
        *col = r.col;
        *end_col = r.end_col;
        return true;
    }
    return false;
}

/* Reads nothing but lines: every traceback asks. */
int code_line(const Code *code, int unit)
{
    if (unit < 0) return code->firstlineno;
    LineReader r = reader_of(code);
    while (r.p < r.end) {
        int first = *r.p++, kind = first >> 3 & 15;
        r.stop += (first & 7) + 1;
        if (kind < 10) {
            r.p++;
        } else if (kind < 13) {
            r.line += kind - 10;
            r.p += 2;
        } else if (kind < 15) {
            r.line += read_svarint(&r);
        }
        if (unit < r.stop) return kind == 15 ? -1 : r.line;
        while (kind == 14 && r.p < r.end && !(*r.p & 128)) r.p++;
    }
    return -1;
}

/* ---- slots -------------------------------------------------------------------------------------------------------------- */

static void code_dealloc(Runtime *rt, Obj *self)
{
    Code *c = (Code *)self;
    xdecref(rt, c->consts);
    xdecref(rt, c->names);
    xdecref(rt, c->localsplusnames);
    xdecref(rt, c->localspluskinds);
    xdecref(rt, c->filename);
    xdecref(rt, c->name);
    xdecref(rt, c->qualname);
    xdecref(rt, c->linetable);
    xdecref(rt, c->exceptiontable);
    xdecref(rt, c->code_bytes);
    if (c->weaklist) weakrefs_clear(rt, self);
    obj_free(rt, self);
}

static int code_traverse(Obj *self, Visit visit, void *ctx)
{
    Code *c = (Code *)self;
    VISIT(c->consts, "constants", -1);
    VISIT(c->names, "names", -1);
    VISIT(c->localsplusnames, "names of locals", -1);
    VISIT(c->localspluskinds, "kinds of locals", -1);
    VISIT(c->filename, "file name", -1);
    VISIT(c->name, "name", -1);
    VISIT(c->qualname, "qualified name", -1);
    VISIT(c->linetable, "line table", -1);
    VISIT(c->exceptiontable, "exception table", -1);
    VISIT(c->code_bytes, "co_code", -1);
    return 0;
}

static OWN Obj *code_repr(Runtime *rt, Obj *self)
{
    Code *c = (Code *)self;
    int line = c->firstlineno ? c->firstlineno : -1;
    return str_format(rt, "<code object %O at %p, file \"%O\", line %d>", c->name, self, c->filename, line);
}

/* Equal in everything but the places; the constants with their types. */
static int code_equal(Runtime *rt, const Code *a, const Code *b)
{
    if (a->argcount != b->argcount || a->posonlyargcount != b->posonlyargcount || a->kwonlyargcount != b->kwonlyargcount ||
        a->flags != b->flags || a->firstlineno != b->firstlineno || a->v.size != b->v.size || !str_equal(a->name, b->name))
        return 0;
    Obj *x = code_get_bytes(rt, (Obj *)(uintptr_t)a), *y = x ? code_get_bytes(rt, (Obj *)(uintptr_t)b) : NULL;
    int equal = y ? memcmp(bytes_data(x), bytes_data(y), (size_t)bytes_len(x)) == 0 : -1;
    xdecref(rt, x);
    xdecref(rt, y);
    Obj *const pairs[][2] = {{a->consts, b->consts}, {a->names, b->names}, {a->localsplusnames, b->localsplusnames},
                             {a->linetable, b->linetable}, {a->exceptiontable, b->exceptiontable}};
    for (size_t i = 0; equal > 0 && i < COUNT_OF(pairs); i++) {
        equal = obj_compare_bool(rt, pairs[i][0], pairs[i][1], CMP_EQ);
        if (i == 0 && equal > 0)
            for (isize k = 0; k < tuple_len(a->consts); k++)
                if (type_of(tuple_peek(a->consts, k)) != type_of(tuple_peek(b->consts, k))) equal = 0;
    }
    return equal;
}

static OWN Obj *code_compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !is_type(rt, a, CODE) || !is_type(rt, b, CODE)) return own(&rt->not_implemented);
    int equal = a == b ? 1 : code_equal(rt, (Code *)a, (Code *)b);
    return equal < 0 ? NULL : bool_new(rt, equal == (op == CMP_EQ));
}

static Hash code_hash(Runtime *rt, Obj *self)
{
    Code *c = (Code *)self;
    Obj *const parts[] = {c->name, c->names, c->consts, c->localsplusnames, c->linetable, c->exceptiontable};
    uint64_t h = (uint64_t)(c->argcount ^ c->posonlyargcount ^ c->kwonlyargcount ^ c->flags ^ c->firstlineno);
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        Hash part = obj_hash(rt, parts[i]);
        if (part == -1) return -1;
        h = h * 1000003u ^ (uint64_t)part;
    }
    return (Hash)h == -1 ? -2 : (Hash)h;
}

/* ---- attributes ------------------------------------------------------------------------------------------------------------ */

/* Names of the locals of some [kinds], as a tuple. */
static OWN Obj *names_of_kind(Runtime *rt, const Code *c, int kind)
{
    const char *kinds = bytes_data(c->localspluskinds);
    isize n = 0, at = 0;
    for (int i = 0; i < c->nlocalsplus; i++) n += (kinds[i] & kind) != 0;
    Obj *names = tuple_new(rt, n);
    for (int i = 0; names && i < c->nlocalsplus; i++)
        if (kinds[i] & kind) tuple_items(names)[at++] = own(tuple_peek(c->localsplusnames, i));
    return names;
}

static OWN Obj *get_varnames(Runtime *rt, Obj *self, void *closure UNUSED) { return names_of_kind(rt, (Code *)self, LOCAL_PLAIN); }
static OWN Obj *get_cellvars(Runtime *rt, Obj *self, void *closure UNUSED) { return names_of_kind(rt, (Code *)self, LOCAL_CELL); }
static OWN Obj *get_freevars(Runtime *rt, Obj *self, void *closure UNUSED) { return names_of_kind(rt, (Code *)self, LOCAL_FREE); }

static OWN Obj *get_code(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Code *c = (Code *)self;
    if (!c->code_bytes) c->code_bytes = code_get_bytes(rt, self);
    return c->code_bytes ? own(c->code_bytes) : NULL;
}

METHOD(code_positions, NOARGS, "co_positions()", "")
{
    Code *c = (Code *)self;
    Obj *list = list_new(rt, 0);
    for (int unit = 0; list && unit < (int)c->v.size; unit++) {
        int at[4];
        code_position(c, unit, &at[0], &at[1], &at[2], &at[3]);
        Obj *row = tuple_new(rt, 4);
        for (int i = 0; row && i < 4; i++) {
            Obj *value = at[i] < 0 ? none_new(rt) : int_new(rt, at[i]);
            if (value)
                tuple_items(row)[i] = value;
            else
                CLEAR(rt, row);
        }
        if (!row || !list_append_take(rt, list, row)) CLEAR(rt, list);
    }
    Obj *it = list ? obj_iter(rt, list) : NULL;
    xdecref(rt, list);
    return it;
}

METHOD(code_lines, NOARGS, "co_lines()", "")
{
    Obj *list = list_new(rt, 0);
    LineReader r = reader_of((Code *)self);
    int start = 0, line = -2, stop = 0;
    for (bool more = next_entry(&r); list && (more || line != -2); more = more && next_entry(&r)) {
        if (more && r.at == line) {
            stop = r.stop;
            continue;
        }
        if (line != -2) {
            Obj *from = int_new(rt, start * 2), *to = int_new(rt, stop * 2), *no = line < 0 ? none_new(rt) : int_new(rt, line);
            Obj *row = from && to && no ? tuple_pack(rt, 3, from, to, no) : NULL;
            xdecref(rt, from);
            xdecref(rt, to);
            xdecref(rt, no);
            if (!row || !list_append_take(rt, list, row)) CLEAR(rt, list);
        }
        if (!more) break;
        start = r.start;
        stop = r.stop;
        line = r.at;
    }
    Obj *it = list ? obj_iter(rt, list) : NULL;
    xdecref(rt, list);
    return it;
}

/* Members that replace() may set, with their kind. */
static OWN Obj *replaced(Runtime *rt, Obj *kwargs, const char *name, Obj *otherwise)
{
    Obj *value = kwargs ? dict_get_str_peek(rt, kwargs, name) : NULL;
    return own(value ? value : otherwise);
}

METHOD(code_replace, KEYWORDS, "replace(**changes)", "Return a copy of the code object with new values for the specified fields.")
{
    Code *c = (Code *)self;
    Obj *bytes = code_get_bytes(rt, self);
    if (!bytes) return NULL;
    Obj *fields[] = {replaced(rt, a->kwargs, "co_code", bytes), replaced(rt, a->kwargs, "co_consts", c->consts),
                     replaced(rt, a->kwargs, "co_names", c->names), replaced(rt, a->kwargs, "co_filename", c->filename),
                     replaced(rt, a->kwargs, "co_name", c->name), replaced(rt, a->kwargs, "co_qualname", c->qualname),
                     replaced(rt, a->kwargs, "co_linetable", c->linetable),
                     replaced(rt, a->kwargs, "co_exceptiontable", c->exceptiontable)};
    decref(rt, bytes);
    static const char *const int_names[] = {"co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_stacksize", "co_flags",
                                            "co_firstlineno"};
    isize ints[] = {c->argcount, c->posonlyargcount, c->kwonlyargcount, c->stacksize, c->flags, c->firstlineno};
    bool ok = true;
    for (size_t i = 0; ok && i < COUNT_OF(ints); i++) {
        Obj *value = a->kwargs ? dict_get_str_peek(rt, a->kwargs, int_names[i]) : NULL;
        if (value) ok = number_as_isize(rt, value, EXC_TYPE(rt, OverflowError), &ints[i]);
    }
    if (!is_bytes(fields[0]) || !is_tuple(fields[1]) || !is_tuple(fields[2]) || !is_str(fields[3]) || !is_str(fields[4]) ||
        !is_str(fields[5]) || !is_bytes(fields[6]) || !is_bytes(fields[7]))
        ok = err_type(rt, "replace() got a value of the wrong type");
    CodeSpec spec = {(int)ints[0], (int)ints[1], (int)ints[2], (int)ints[3], (int)ints[4], (int)ints[5], fields[0], fields[1],
                     fields[2], c->localsplusnames, c->localspluskinds, fields[3], fields[4], fields[5], fields[6], fields[7]};
    Obj *copy = ok ? code_new(rt, &spec) : NULL;
    for (size_t i = 0; i < COUNT_OF(fields); i++) decref(rt, fields[i]);
    return copy;
}

METHOD(code_sizeof, NOARGS, "__sizeof__()", "")
{
    isize n = TYPE_OF(rt, CODE)->basicsize + ((VarObj *)self)->size * (isize)sizeof(CodeUnit);
    return int_new(rt, (n + 7) & ~(isize)7);
}

static const MethodDef *const methods[] = {&code_positions_def, &code_lines_def, &code_replace_def, &code_sizeof_def, NULL};

static const GetSetDef getset[] = {{"co_code", get_code, NULL, NULL, NULL},
                                   {"co_varnames", get_varnames, NULL, NULL, NULL},
                                   {"co_cellvars", get_cellvars, NULL, NULL, NULL},
                                   {"co_freevars", get_freevars, NULL, NULL, NULL},
                                   {0}};

#define CODE_MEMBER(name, kind, field) {name, kind, offsetof(Code, field), MEMBER_READONLY, NULL}
static const MemberDef members[] = {CODE_MEMBER("co_argcount", MEMBER_INT, argcount),
                                    CODE_MEMBER("co_posonlyargcount", MEMBER_INT, posonlyargcount),
                                    CODE_MEMBER("co_kwonlyargcount", MEMBER_INT, kwonlyargcount),
                                    CODE_MEMBER("co_stacksize", MEMBER_INT, stacksize),
                                    CODE_MEMBER("co_flags", MEMBER_INT, flags),
                                    CODE_MEMBER("co_nlocals", MEMBER_INT, nlocals),
                                    CODE_MEMBER("co_firstlineno", MEMBER_INT, firstlineno),
                                    CODE_MEMBER("co_consts", MEMBER_OBJ, consts),
                                    CODE_MEMBER("co_names", MEMBER_OBJ, names),
                                    CODE_MEMBER("co_filename", MEMBER_OBJ, filename),
                                    CODE_MEMBER("co_name", MEMBER_OBJ, name),
                                    CODE_MEMBER("co_qualname", MEMBER_OBJ, qualname),
                                    CODE_MEMBER("co_linetable", MEMBER_OBJ, linetable),
                                    CODE_MEMBER("co_exceptiontable", MEMBER_OBJ, exceptiontable),
                                    {0}};

const Type code_type = {
    .name = "code",
    .basicsize = sizeof(Code),
    .itemsize = sizeof(CodeUnit),
    .dealloc = code_dealloc,
    .repr = code_repr,
    .hash = code_hash,
    .getattr = generic_getattr,
    .flags = TF_DISALLOW_NEW,
    .traverse = code_traverse,
    .compare = code_compare,
    .weaklist_offset = offsetof(Code, weaklist),
    .methods = methods,
    .members = members,
    .getset = getset,
};
