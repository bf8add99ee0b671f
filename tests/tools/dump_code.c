/* dump_code.c - prints every code object that our compiler makes of a Python file, in dump_code.py's form.

     dump_code FILE [--mode exec|single|eval]

   Links the rooms up to compile: no Python code runs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile/compile.h"
#include "gc/gc.h"
#include "object/object.h"

static void text(const Obj *o)
{
    Buf b = {0};
    str_add_utf8(&b, o);
    for (size_t i = 0; i < b.len; i++) {
        unsigned char c = (unsigned char)b.data[i];
        if (c >= 32 && c < 127 && c != '\\')
            putchar(c);
        else
            printf("\\%02x", c);
    }
    buf_free(&b);
}

typedef struct Seen {
    const void **items;
    size_t n, room;
} Seen;

/* Numbers objects in the order in which they are met, so that shared ones show. */
static size_t ident(Seen *seen, const void *o)
{
    for (size_t i = seen->n; i-- > 0;) {
        if (seen->items[i] == o) return i;
    }
    if (seen->n == seen->room) {
        seen->room = seen->room ? seen->room * 2 : 256;
        seen->items = realloc(seen->items, seen->room * sizeof *seen->items);
        if (!seen->items) abort();
    }
    seen->items[seen->n] = o;
    return seen->n++;
}

static void hex(const Obj *bytes)
{
    for (isize i = 0; i < bytes_len(bytes); i++) printf("%02x", (unsigned char)bytes_data(bytes)[i]);
}

static void hex_double(double d)
{
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    printf("%016llx", (unsigned long long)bits);
}

static void hex_int(const Obj *o)
{
    const Int *n = (const Int *)o;
    isize size = n->v.size < 0 ? -n->v.size : n->v.size;
    /* 30-bit digits to hexadecimal: bit by bit into nibbles, from the top */
    char digits[4096];
    isize nbits = size * INT_SHIFT, nn = (nbits + 3) / 4, out = 0;
    if (nn >= (isize)sizeof digits) {
        printf("int:?");
        return;
    }
    for (isize k = nn - 1; k >= 0; k--) {
        unsigned value = 0;
        for (int bit = 3; bit >= 0; bit--) {
            isize at = k * 4 + bit;
            value = value << 1 | (at < nbits ? n->digit[at / INT_SHIFT] >> (at % INT_SHIFT) & 1 : 0);
        }
        if (value || out || k == 0) digits[out++] = "0123456789abcdef"[value];
    }
    if (!size) digits[out++] = '0';
    digits[out] = 0;
    printf("int:%s%s", n->v.size < 0 ? "-" : "", digits);
}

static void constant(Runtime *rt, Seen *seen, Obj *o)
{
    printf("#%zu", ident(seen, o));
    isize pos = 0;
    Obj *key;
    if (is_none(rt, o))
        printf("None");
    else if (o == &rt->ellipsis)
        printf("Ellipsis");
    else if (is_type(rt, o, BOOL))
        printf(o == (Obj *)&rt->true_ ? "True" : "False");
    else if (is_type(rt, o, INT))
        hex_int(o);
    else if (is_type(rt, o, FLOAT))
        printf("float:"), hex_double(((Float *)o)->value);
    else if (is_type(rt, o, COMPLEX))
        printf("complex:"), hex_double(((Complex *)o)->real), hex_double(((Complex *)o)->imag);
    else if (is_type(rt, o, STR))
        printf("str:"), text(o);
    else if (is_type(rt, o, BYTES))
        printf("bytes:"), hex(o);
    else if (is_type(rt, o, CODE))
        printf("code:"), text(((Code *)o)->qualname);
    else if (is_type(rt, o, TUPLE)) {
        printf("(");
        for (isize i = 0; i < tuple_len(o); i++) {
            if (i) printf(", ");
            constant(rt, seen, tuple_peek(o, i));
        }
        printf(")");
    } else if (is_type(rt, o, FROZENSET)) {
        printf("{");
        for (bool first = true; set_next(o, &pos, &key, NULL); first = false) {
            if (!first) printf(", ");
            constant(rt, seen, key);
        }
        printf("}");
    } else {
        printf("%s", type_of(o)->name);
    }
}

/* The names of one kind; a cell that is an argument counts as both. */
static void locals(const Code *co, Seen *seen, const char *word, int kind)
{
    printf("  %s ", word);
    bool first = true;
    for (int i = 0; i < co->nlocalsplus; i++) {
        if (!((unsigned char)bytes_data(co->localspluskinds)[i] & kind)) continue;
        if (!first) printf(" ");
        first = false;
        printf("#%zu", ident(seen, tuple_peek(co->localsplusnames, i)));
        text(tuple_peek(co->localsplusnames, i));
    }
    printf("\n");
}

static void dump(Runtime *rt, Seen *seen, Obj *code)
{
    const Code *co = (const Code *)code;
    printf("code ");
    text(co->name);
    printf(" ");
    text(co->qualname);
    printf("\n  args %d %d %d flags %x stack %d line %d\n  names ", co->argcount, co->posonlyargcount,
           co->kwonlyargcount, (unsigned)co->flags, co->stacksize, co->firstlineno);
    for (isize i = 0; i < tuple_len(co->names); i++) {
        if (i) printf(" ");
        printf("#%zu", ident(seen, tuple_peek(co->names, i)));
        text(tuple_peek(co->names, i));
    }
    printf("\n");
    locals(co, seen, "vars", LOCAL_PLAIN);
    locals(co, seen, "cells", LOCAL_CELL);
    locals(co, seen, "free", LOCAL_FREE);
    for (isize i = 0; i < tuple_len(co->consts); i++) {
        printf("  const %td ", i);
        constant(rt, seen, tuple_peek(co->consts, i));
        printf("\n");
    }
    Obj *bytes = code_get_bytes(rt, code);
    if (!bytes) return;
    printf("  code ");
    hex(bytes);
    decref(rt, bytes);
    printf("\n  except #%zu ", ident(seen, co->exceptiontable));
    hex(co->exceptiontable);
    printf("\n  lines #%zu ", ident(seen, co->linetable));
    hex(co->linetable);
    size_t names = ident(seen, co->names), consts = ident(seen, co->consts), own_name = ident(seen, co->name);
    printf("\n  tuples #%zu #%zu #%zu #%zu\n", names, consts, own_name, ident(seen, co->qualname));
    for (isize i = 0; i < tuple_len(co->consts); i++) {
        if (is_type(rt, tuple_peek(co->consts, i), CODE)) dump(rt, seen, tuple_peek(co->consts, i));
    }
}

static void number(Runtime *rt, const Obj *o)
{
    if (o && !is_none(rt, o))
        printf(" %lld", (long long)int_as_i64(o, &(bool){false}));
    else
        printf(" None");
}

static void dump_error(Runtime *rt)
{
    Obj *type, *value, *tb;
    err_fetch(rt, &type, &value, &tb);
    err_normalize(rt, &type, &value, &tb);
    printf("%s ", type_of(value)->name);
    if (is_instance(value, (Type *)EXC_TYPE(rt, SyntaxError))) {
        const SyntaxErrorExc *e = (const SyntaxErrorExc *)value;
        if (e->msg && is_str(e->msg)) text(e->msg);
        number(rt, e->lineno);
        number(rt, e->offset);
        number(rt, e->end_lineno);
        number(rt, e->end_offset);
    } else {
        const Exc *e = (const Exc *)value;
        if (e->args && tuple_len(e->args) == 1 && is_str(tuple_peek(e->args, 0))) text(tuple_peek(e->args, 0));
    }
    printf("\n");
}

/* Warnings. */
static bool write_out(Runtime *rt, int fd, const char *bytes, size_t n)
{
    (void)rt;
    fwrite(bytes, 1, n, fd == 2 ? stderr : stdout);
    return true;
}

static Runtime *start(void)
{
    HeapConfig config = {
        .static_size = sizeof(Runtime) + (4 << 20), .trace_size = 1 << 16, .root_size = sizeof(Runtime)};
    Runtime *rt = (Runtime *)heap_open(&config);
    if (!rt) return NULL;
    rt->holds = heap_static(HEAP(rt), HOLD_MAX * sizeof(Held));
    rt->recursion_limit = rt->recursion_left = 5000;
    rt->c_stack_low = (char *)__builtin_frame_address(0) - (6 << 20);
    rt->hooks.write = write_out;
    rt->profile = *profile_of(PROFILE_3_11);
    gc_start(rt);
    if (!rt->holds || !object_start(rt)) return NULL;
    TYPE_OF(rt, GENERATOR)->name = "generator"; /* the VM's, which is not here; a warning names it */
    return rt;
}

static char *read_file(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    Buf b = {0};
    char chunk[4096];
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, f)) > 0;) buf_add(&b, chunk, got);
    fclose(f);
    *n = b.len;
    return b.data ? b.data : calloc(1, 1);
}

int main(int argc, char **argv)
{
    size_t n;
    char *source = argc > 1 ? read_file(argv[1], &n) : NULL;
    const char *mode = argc > 3 ? argv[3] : "exec";
    if (!source) return 2;
    Runtime *rt = start();
    if (!rt) return 3;
    TreeKind kind = strcmp(mode, "single") == 0 ? TREE_SINGLE : strcmp(mode, "eval") == 0 ? TREE_EVAL : TREE_FILE;
    Obj *filename = str_from(rt, argv[1]);
    size_t bom = n >= 3 && memcmp(source, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    Obj *code = filename ? compile_source(rt, source + bom, n - bom, filename, kind, NULL) : NULL;
    Seen seen = {0};
    if (code)
        dump(rt, &seen, code);
    else
        dump_error(rt);
    xdecref(rt, code);
    free(seen.items);
    free(source);
    return 0;
}
