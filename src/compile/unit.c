/* unit.c - one code object in the making: its names and constants, its basic blocks, and the emission of
   instructions into the current block.  Blocks are chained twice: in the order in which they follow each other,
   and newest first in the order in which they were made, which some passes of flow.c go by. */
#include "compile/codegen.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- entering and leaving ------------------------------------------------------------------------------ */

static int compare_names(const void *a, const void *b) { return str_order(*(Obj *const *)a, *(Obj *const *)b); }

/* The names of the scope that live in [home] or carry [flag], in alphabetical order, numbered from [first]. */
static bool select_names(Compiler *c, const Scope *s, Home home, int flag, int first, NameMap *out)
{
    Obj **names = compiler_alloc(c, ((size_t)s->symbols.n + 1) * sizeof *names);
    if (!names) return false;
    int n = 0;
    for (int i = 0; i < s->symbols.n; i++) {
        NameEntry e = s->symbols.entries[i];
        if (symbol_home(e.value) == home || e.value & flag) names[n++] = e.name;
    }
    qsort(names, (size_t)n, sizeof *names, compare_names);
    for (int i = 0; i < n; i++) {
        if (!names_put(c, out, names[i], first + i)) return false;
    }
    return true;
}

/* Whether the unit's name was declared global where it is defined. */
static bool defined_globally(Compiler *c, const Unit *u, bool *out)
{
    *out = false;
    if (u->kind != UNIT_FUNCTION && u->kind != UNIT_ASYNC_FUNCTION && u->kind != UNIT_CLASS) return true;
    Obj *mangled = mangle(c, u->parent->private_name, u->name);
    if (!mangled) return false;
    *out = symbol_home(names_value(c, &u->parent->scope->symbols, mangled)) == HOME_GLOBAL;
    return true;
}

static bool set_qualname(Compiler *c, Unit *u)
{
    const Unit *parent = u->parent;
    u->qualname = u->name;
    if (!parent->parent) return true; /* a module adds nothing to the names in it */
    bool global;
    if (!defined_globally(c, u, &global)) return false;
    if (global) return true;
    bool locals = parent->kind == UNIT_FUNCTION || parent->kind == UNIT_ASYNC_FUNCTION || parent->kind == UNIT_LAMBDA;
    u->qualname = retain_take(c, str_format(c->rt, locals ? "%O.<locals>.%O" : "%O.%O", parent->qualname, u->name));
    return u->qualname != NULL;
}

static bool unit_names(Compiler *c, Unit *u)
{
    const Scope *s = u->scope;
    for (int i = 0; i < s->params.n; i++) {
        if (!names_put(c, &u->varnames, s->params.entries[i].name, i)) return false;
    }
    if (!select_names(c, s, HOME_CELL, 0, 0, &u->cells)) return false;
    if (s->needs_class_cell && !names_put(c, &u->cells, id_(c->rt, __class__), 0)) return false;
    return select_names(c, s, HOME_FREE, DEF_FREE_CLASS, u->cells.n, &u->frees);
}

bool unit_enter(Compiler *c, Obj *name, UnitKind kind, const void *node, int firstlineno)
{
    Unit *u = compiler_alloc(c, sizeof *u);
    if (!u) return false;
    *u = (Unit){.parent = c->unit,
                .kind = kind,
                .scope = ptrs_get(&c->scopes, node),
                .name = name,
                .firstlineno = firstlineno,
                .pos = {firstlineno, 0, firstlineno, 0}};
    if (!unit_names(c, u)) return false;
    if (u->parent) {
        u->private_name = u->parent->private_name;
        if (!set_qualname(c, u)) return false;
    }
    c->unit = u;
    u->entry = u->current = block_new(c);
    if (!u->entry) return false;
    if (kind == UNIT_MODULE) u->pos.lineno = 0;
    if (!emit_arg(c, OP_RESUME, 0)) return false;
    if (kind == UNIT_MODULE) u->pos.lineno = -1;
    return true;
}

void unit_leave(Compiler *c) { c->unit = c->unit->parent; }

/* ---- blocks -------------------------------------------------------------------------------------------- */

Block *block_new(Compiler *c)
{
    Block *b = compiler_alloc(c, sizeof *b);
    if (!b) return NULL;
    b->older = c->unit->newest;
    c->unit->newest = b;
    return b;
}

bool blocks_new(Compiler *c, int n, ...)
{
    va_list ap;
    va_start(ap, n);
    bool ok = true;
    while (ok && n-- > 0) {
        Block **place = va_arg(ap, Block **);
        *place = block_new(c);
        ok = *place != NULL;
    }
    va_end(ap);
    return ok;
}

void block_use(Compiler *c, Block *b)
{
    c->unit->current->next = b;
    c->unit->current = b;
    c->unit->need_block = false;
}

Instr *block_append(Compiler *c, Block *b)
{
    if (b->n == b->room) {
        int room = b->room ? b->room * 2 : 8;
        Instr *code = compiler_alloc(c, (size_t)room * sizeof *code);
        if (!code) return NULL;
        if (b->n) memcpy(code, b->code, (size_t)b->n * sizeof *code);
        b->code = code;
        b->room = room;
    }
    return &b->code[b->n++];
}

/* ---- emission ------------------------------------------------------------------------------------------ */

bool is_jump(const Instr *i)
{
    if (i->op >= PSEUDO_FIRST) return i->op >= PSEUDO_JUMP;
    return opcode_flags[i->op] & (OPF_JUMP | OPF_BACK);
}

static bool append(Compiler *c, Instr instr)
{
    Unit *u = c->unit;
    if (u->need_block) {
        Block *b = block_new(c);
        if (!b) return false;
        block_use(c, b);
    }
    Instr *i = block_append(c, u->current);
    if (!i) return false;
    *i = instr;
    if (i->op == OP_RETURN_VALUE) u->current->returns = true;
    u->need_block = is_jump(i) || i->op == OP_RETURN_VALUE || i->op == OP_RAISE_VARARGS || i->op == OP_RERAISE;
    return true;
}

static const Pos artificial = {.lineno = -1};

bool emit(Compiler *c, int op) { return append(c, (Instr){.op = op, .pos = c->unit->pos}); }
bool emit_arg(Compiler *c, int op, int arg) { return append(c, (Instr){.op = op, .arg = arg, .pos = c->unit->pos}); }
bool emit_artificial(Compiler *c, int op) { return append(c, (Instr){.op = op, .pos = artificial}); }
bool emit_arg_artificial(Compiler *c, int op, int arg)
{
    return append(c, (Instr){.op = op, .arg = arg, .pos = artificial});
}

bool emit_jump(Compiler *c, int op, Block *target)
{
    return append(c, (Instr){.op = op, .target = target, .pos = c->unit->pos});
}

bool emit_jump_artificial(Compiler *c, int op, Block *target)
{
    return append(c, (Instr){.op = op, .target = target, .pos = artificial});
}

/* ---- constants and names ------------------------------------------------------------------------------- */

int unit_const(Compiler *c, Obj *value)
{
    Unit *u = c->unit;
    Obj *merged = const_merge(c, value, true);
    if (!merged) return -1;
    intptr_t known = (intptr_t)ptrs_get(&u->const_index, merged);
    if (known) return (int)(known - 1);
    if (u->nconsts == u->consts_room) {
        int room = u->consts_room ? u->consts_room * 2 : 8;
        Obj **consts = compiler_alloc(c, (size_t)room * sizeof *consts);
        if (!consts) return -1;
        if (u->nconsts) memcpy(consts, u->consts, (size_t)u->nconsts * sizeof *consts);
        u->consts = consts;
        u->consts_room = room;
    }
    u->consts[u->nconsts] = merged;
    if (!ptrs_put(c, &u->const_index, merged, (void *)(intptr_t)(u->nconsts + 1))) return -1;
    return u->nconsts++;
}

bool emit_const(Compiler *c, Obj *value)
{
    int at = unit_const(c, value);
    return at >= 0 && emit_arg(c, OP_LOAD_CONST, at);
}

bool emit_const_int(Compiler *c, isize value)
{
    Obj *o = retain_take(c, int_new(c->rt, value));
    return o && emit_const(c, o);
}

bool emit_const_tuple(Compiler *c, Obj *const *items, int n)
{
    Obj *o = retain_take(c, tuple_from_array(c->rt, items, n));
    return o && emit_const(c, o);
}

bool emit_name(Compiler *c, int op, Obj *name)
{
    Obj *mangled = mangle(c, c->unit->private_name, name);
    int at = mangled ? names_index(c, &c->unit->names, mangled) : -1;
    return at >= 0 && emit_arg(c, op, at);
}

bool check_name(Compiler *c, Obj *name, ExprContext ctx)
{
    if (ctx == LOAD || !str_equal_ascii(name, "__debug__")) return true;
    return gen_error(c, ctx == STORE ? "cannot assign to __debug__" : "cannot delete __debug__");
}

static bool emit_indexed(Compiler *c, NameMap *map, Obj *name, int op)
{
    int at = names_index(c, map, name);
    return at >= 0 && emit_arg(c, op, op == OP_LOAD_GLOBAL ? at * 2 : at);
}

bool gen_name(Compiler *c, Obj *name, ExprContext ctx)
{
    static const int fast[] = {OP_LOAD_FAST, OP_STORE_FAST, OP_DELETE_FAST};
    static const int deref[] = {OP_LOAD_DEREF, OP_STORE_DEREF, OP_DELETE_DEREF};
    static const int global[] = {OP_LOAD_GLOBAL, OP_STORE_GLOBAL, OP_DELETE_GLOBAL};
    static const int by_name[] = {OP_LOAD_NAME, OP_STORE_NAME, OP_DELETE_NAME};
    Unit *u = c->unit;
    if (!check_name(c, name, ctx)) return false;
    Obj *mangled = mangle(c, u->private_name, name);
    if (!mangled) return false;
    bool in_function = u->scope->kind == SCOPE_FUNCTION;
    int of_cell = ctx == LOAD && u->scope->kind == SCOPE_CLASS ? OP_LOAD_CLASSDEREF : deref[ctx];
    switch (symbol_home(names_value(c, &u->scope->symbols, mangled))) {
    case HOME_FREE: return emit_indexed(c, &u->frees, mangled, of_cell);
    case HOME_CELL: return emit_indexed(c, &u->cells, mangled, of_cell);
    case HOME_GLOBAL: return emit_indexed(c, &u->names, mangled, global[ctx]);
    case HOME_LOCAL:
        if (in_function) return emit_indexed(c, &u->varnames, mangled, fast[ctx]);
        break;
    case HOME_GLOBAL_IMPLICIT:
        if (in_function) return emit_indexed(c, &u->names, mangled, global[ctx]);
        break;
    case HOME_UNKNOWN: break;
    }
    return emit_indexed(c, &u->names, mangled, by_name[ctx]);
}
