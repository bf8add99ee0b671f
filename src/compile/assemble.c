/* assemble.c - makes the code object of a unit: cells in front, jumps resolved, instructions as code units with
   room for their caches, the table of positions and the table of exception handlers. */
#include "compile/codegen.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* ---- cells and the prefix ------------------------------------------------------------------------------ */

/* Places of cells and free variables among the locals: an argument that is a cell keeps its place, the others
   follow behind the locals.  The answer counts those that share a place with an argument. */
static int cell_places(Compiler *c, int *places)
{
    const Unit *u = c->unit;
    int shared = 0;
    for (int i = 0; i < u->cells.n + u->frees.n; i++) {
        int arg = i < u->cells.n ? names_find(c, &u->varnames, u->cells.entries[i].name) : -1;
        if (arg >= 0) shared++;
        places[i] = arg >= 0 ? u->varnames.entries[arg].value : u->varnames.n + i - shared;
    }
    return shared;
}

static bool insert_instr(Compiler *c, int at, int op, int arg, Pos pos)
{
    Block *b = c->unit->entry;
    if (!block_append(c, b)) return false;
    memmove(&b->code[at + 1], &b->code[at], (size_t)(b->n - 1 - at) * sizeof *b->code);
    b->code[at] = (Instr){.op = op, .arg = arg, .pos = pos};
    return true;
}

static int compare_ints(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

/* What a function does before its first statement. */
static bool insert_prefix(Compiler *c, const int *places)
{
    const Unit *u = c->unit;
    if (u->scope->kind == SCOPE_FUNCTION && (u->scope->generator || u->scope->coroutine)) {
        Pos pos = {u->firstlineno, -1, u->firstlineno, -1};
        if (!insert_instr(c, 0, OP_RETURN_GENERATOR, 0, pos) || !insert_instr(c, 1, OP_POP_TOP, 0, NOWHERE))
            return false;
    }
    int *sorted = compiler_alloc(c, ((size_t)u->cells.n + 1) * sizeof *sorted);
    if (!sorted) return false;
    if (u->cells.n) memcpy(sorted, places, (size_t)u->cells.n * sizeof *sorted);
    qsort(sorted, (size_t)u->cells.n, sizeof *sorted, compare_ints);
    for (int i = 0; i < u->cells.n; i++) {
        if (!insert_instr(c, i, OP_MAKE_CELL, sorted[i], NOWHERE)) return false;
    }
    return !u->frees.n || insert_instr(c, 0, OP_COPY_FREE_VARS, u->frees.n, NOWHERE);
}

static void fix_cells(Compiler *c, const int *places)
{
    for (Block *b = c->unit->entry; b; b = b->next) {
        for (int i = 0; i < b->n; i++) {
            int op = b->code[i].op;
            if (op == OP_LOAD_CLOSURE || op == OP_LOAD_DEREF || op == OP_STORE_DEREF || op == OP_DELETE_DEREF ||
                op == OP_LOAD_CLASSDEREF)
                b->code[i].arg = places[b->code[i].arg];
        }
    }
}

/* ---- instructions -------------------------------------------------------------------------------------- */

/* What was made a NOP may have kept an argument. */
static unsigned instr_arg(const Instr *i) { return i->op >= OP_HAVE_ARGUMENT ? (unsigned)i->arg : 0; }

static int instr_units(const Instr *i)
{
    unsigned arg = instr_arg(i);
    return 1 + (arg > 0xff) + (arg > 0xffff) + (arg > 0xffffff) + opcode_caches[i->op];
}

static int place_blocks(Compiler *c)
{
    int offset = 0;
    for (Block *b = c->unit->entry; b; b = b->next) {
        b->offset = offset;
        for (int i = 0; i < b->n; i++) offset += instr_units(&b->code[i]);
    }
    return offset;
}

/* Distances count from behind the jump; a distance may need a longer jump, which moves what follows: again. */
static int resolve_jumps(Compiler *c)
{
    bool again = true;
    int total = 0;
    while (again) {
        total = place_blocks(c);
        again = false;
        for (Block *b = c->unit->entry; b; b = b->next) {
            int offset = b->offset;
            for (int i = 0; i < b->n; i++) {
                Instr *instr = &b->code[i];
                int units = instr_units(instr);
                offset += units;
                if (!is_jump(instr)) continue;
                instr->arg = abs(instr->target->offset - offset);
                if (instr_units(instr) != units) again = true;
            }
        }
    }
    return total;
}

static Obj *make_code_bytes(Compiler *c, int units)
{
    Obj *bytes = retain_take(c, bytes_new(c->rt, NULL, (isize)units * 2));
    if (!bytes) return NULL;
    uint8_t *out = (uint8_t *)((Bytes *)bytes)->data;
    memset(out, 0, (size_t)units * 2);
    for (const Block *b = c->unit->entry; b; b = b->next) {
        for (int i = 0; i < b->n; i++) {
            const Instr *instr = &b->code[i];
            unsigned arg = instr_arg(instr);
            for (int shift = 24; shift; shift -= 8) {
                if (!(arg >> shift)) continue;
                *out++ = OP_EXTENDED_ARG;
                *out++ = (uint8_t)(arg >> shift);
            }
            *out++ = (uint8_t)instr->op;
            *out++ = (uint8_t)arg;
            out += 2 * opcode_caches[instr->op];
        }
    }
    return bytes;
}

static Obj *buf_to_bytes(Compiler *c, Buf *b)
{
    Obj *bytes = b->failed ? err_no_memory(c->rt) : bytes_new(c->rt, b->data ? b->data : "", (isize)b->len);
    buf_free(b);
    return retain_take(c, bytes);
}

/* ---- positions ----------------------------------------------------------------------------------------- */

enum { LOC_ONE_LINE = 10, LOC_NO_COLUMNS = 13, LOC_LONG = 14, LOC_NONE = 15 };

static void put_varint(Buf *out, unsigned value)
{
    for (; value >= 64; value >>= 6) buf_char(out, (char)((value & 63) | 64));
    buf_char(out, (char)value);
}

static void put_signed_varint(Buf *out, int value)
{
    put_varint(out, value < 0 ? (unsigned)-value << 1 | 1 : (unsigned)value << 1);
}

static void put_entry_start(Buf *out, int kind, int units) { buf_char(out, (char)(128 | kind << 3 | (units - 1))); }

/* The position of up to 8 units; [line] is the last one told. */
static void put_position(Buf *out, Pos p, int units, int *line)
{
    int delta = p.lineno - *line;
    if (p.lineno < 0) {
        put_entry_start(out, LOC_NONE, units);
        return;
    }
    *line = p.lineno;
    if (p.col < 0 || p.end_col < 0) {
        if (p.end_lineno == p.lineno || p.end_lineno == -1) {
            put_entry_start(out, LOC_NO_COLUMNS, units);
            put_signed_varint(out, delta);
            return;
        }
    } else if (p.end_lineno == p.lineno) {
        if (delta == 0 && p.col < 80 && p.end_col >= p.col && p.end_col - p.col < 16) {
            put_entry_start(out, p.col >> 3, units);
            buf_char(out, (char)((p.col & 7) << 4 | (p.end_col - p.col)));
            return;
        }
        if (delta >= 0 && delta < 3 && p.col < 128 && p.end_col < 128) {
            put_entry_start(out, LOC_ONE_LINE + delta, units);
            buf_char(out, (char)p.col);
            buf_char(out, (char)p.end_col);
            return;
        }
    }
    put_entry_start(out, LOC_LONG, units);
    put_signed_varint(out, delta);
    put_varint(out, (unsigned)(p.end_lineno - p.lineno));
    put_varint(out, (unsigned)(p.col + 1));
    put_varint(out, (unsigned)(p.end_col + 1));
}

static Obj *make_line_table(Compiler *c)
{
    Buf out = {0};
    int line = c->unit->firstlineno;
    for (const Block *b = c->unit->entry; b; b = b->next) {
        for (int i = 0; i < b->n; i++) {
            int units = instr_units(&b->code[i]);
            for (; units > 8; units -= 8) put_position(&out, b->code[i].pos, 8, &line);
            put_position(&out, b->code[i].pos, units, &line);
        }
    }
    return buf_to_bytes(c, &out);
}

/* ---- exception handlers -------------------------------------------------------------------------------- */

static void put_table_number(Buf *out, int value, int first_bit)
{
    for (int shift = 24; shift; shift -= 6) {
        if (value < 1 << shift) continue;
        buf_char(out, (char)((value >> shift & 63) | 64 | first_bit));
        first_bit = 0;
    }
    buf_char(out, (char)((value & 63) | first_bit));
}

static void put_handler(Buf *out, int start, int end, const Block *handler)
{
    int depth = handler->start_depth - 1 - handler->keep_lasti;
    put_table_number(out, start, 128);
    put_table_number(out, end - start, 0);
    put_table_number(out, handler->offset, 0);
    put_table_number(out, depth << 1 | handler->keep_lasti, 0);
}

static Obj *make_handler_table(Compiler *c)
{
    Buf out = {0};
    const Block *handler = NULL;
    int offset = 0, start = 0;
    for (const Block *b = c->unit->entry; b; b = b->next) {
        for (int i = 0; i < b->n; i++) {
            if (b->code[i].handler != handler) {
                if (handler) put_handler(&out, start, offset, handler);
                start = offset;
                handler = b->code[i].handler;
            }
            offset += instr_units(&b->code[i]);
        }
    }
    if (handler) put_handler(&out, start, offset, handler);
    return buf_to_bytes(c, &out);
}

/* ---- the code object ----------------------------------------------------------------------------------- */

static int code_flags(const Compiler *c)
{
    const Scope *s = c->unit->scope;
    int flags = c->future_flags;
    if (s->kind != SCOPE_FUNCTION) return flags;
    flags |= CO_NEWLOCALS | CO_OPTIMIZED;
    if (s->nested) flags |= CO_NESTED;
    if (s->generator)
        flags |= s->coroutine ? CO_ASYNC_GENERATOR : CO_GENERATOR;
    else if (s->coroutine)
        flags |= CO_COROUTINE;
    if (s->varargs) flags |= CO_VARARGS;
    if (s->varkeywords) flags |= CO_VARKEYWORDS;
    return flags;
}

static Obj *make_names(Compiler *c)
{
    const NameMap *names = &c->unit->names;
    Obj *t = retain_take(c, tuple_new(c->rt, names->n));
    for (int i = 0; t && i < names->n; i++) tuple_items(t)[names->entries[i].value] = own(names->entries[i].name);
    return t;
}

static bool make_locals(Compiler *c, const int *places, int n, CodeSpec *spec)
{
    const Unit *u = c->unit;
    Obj *names = retain_take(c, tuple_new(c->rt, n)), *kinds = names ? retain_take(c, bytes_new(c->rt, NULL, n)) : NULL;
    if (!kinds) return false;
    uint8_t *kind = (uint8_t *)((Bytes *)kinds)->data;
    if (n) memset(kind, 0, (size_t)n);
    for (int i = 0; i < u->varnames.n; i++) {
        int at = u->varnames.entries[i].value;
        tuple_items(names)[at] = own(u->varnames.entries[i].name);
        kind[at] = LOCAL_PLAIN;
    }
    for (int i = 0; i < u->cells.n + u->frees.n; i++) {
        Obj *name = i < u->cells.n ? u->cells.entries[i].name : u->frees.entries[i - u->cells.n].name;
        if (!kind[places[i]]) tuple_items(names)[places[i]] = own(name);
        kind[places[i]] |= i < u->cells.n ? LOCAL_CELL : LOCAL_FREE;
    }
    spec->localsplusnames = names;
    spec->localspluskinds = kinds;
    return true;
}

static bool run_passes(Compiler *c)
{
    if (!flow_optimize(c) || !flow_duplicate_exits(c)) return false;
    flow_trim_consts(c);
    flow_propagate_lines(c);
    return true;
}

static Obj *make_code(Compiler *c, const int *places, int nlocals, int depth)
{
    const Unit *u = c->unit;
    int units = resolve_jumps(c);
    CodeSpec spec = {
        .argcount = u->posonlyargcount + u->argcount,
        .posonlyargcount = u->posonlyargcount,
        .kwonlyargcount = u->kwonlyargcount,
        .stacksize = depth,
        .flags = code_flags(c),
        .firstlineno = u->firstlineno,
        .filename = c->filename,
        .name = u->name,
        .qualname = u->qualname ? u->qualname : u->name,
    };
    spec.code = make_code_bytes(c, units);
    spec.linetable = spec.code ? make_line_table(c) : NULL;
    spec.exceptiontable = spec.linetable ? make_handler_table(c) : NULL;
    spec.names = spec.exceptiontable ? make_names(c) : NULL;
    spec.consts = spec.names ? retain_take(c, tuple_from_array(c->rt, u->consts, u->nconsts)) : NULL;
    if (!spec.consts || !make_locals(c, places, nlocals, &spec)) return NULL;
    Obj **merged[] = {&spec.exceptiontable, &spec.linetable, &spec.code,
                      &spec.names,          &spec.consts,    &spec.localsplusnames};
    for (size_t i = 0; i < COUNT_OF(merged); i++) {
        if (!(*merged[i] = const_merge(c, *merged[i], false))) return NULL;
    }
    return retain_take(c, code_new(c->rt, &spec));
}

Obj *assemble(Compiler *c, bool add_none)
{
    Unit *u = c->unit;
    if (!u->current->returns) {
        u->pos = NOWHERE;
        if ((add_none && !emit_const(c, NONE(c->rt))) || !emit(c, OP_RETURN_VALUE)) return NULL;
    }
    int *places = compiler_alloc(c, ((size_t)u->cells.n + (size_t)u->frees.n + 1) * sizeof *places);
    if (!places || !flow_normalize(c)) return NULL;
    int shared = cell_places(c, places);
    fix_cells(c, places);
    if (!insert_prefix(c, places) || !run_passes(c)) return NULL;
    int depth = stack_depth(c);
    if (depth < 0 || !flow_label_handlers(c)) return NULL;
    flow_direct_jumps(c);
    return make_code(c, places, u->varnames.n + u->cells.n + u->frees.n - shared, depth);
}
