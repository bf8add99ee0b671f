/* flow.c - tidies the graph of basic blocks between emission and assembly, pass by pass in 3.11's order, so
   that the same instructions remain, at the same lines.

   A line number matters even where no instruction does: a NOP stays when it alone tells that a line was
   reached, and blocks that leave a function without a line of their own (an implicit `return None`) are copied
   so that each copy can have the line of the block that leads to it. */
#include "compile/codegen.h"

#include <string.h>

enum { COPY_MAX = 4 /* instructions of a block that is copied instead of jumped to */ };

static Instr *last_instr(const Block *b) { return b->n ? &b->code[b->n - 1] : NULL; }

static Block *skip_empty(Block *b)
{
    while (b->n == 0) b = b->next;
    return b;
}

static bool leaves(int op) { return op == OP_RETURN_VALUE || op == OP_RAISE_VARARGS || op == OP_RERAISE; }

static bool has_line(const Block *b)
{
    for (int i = 0; i < b->n; i++) {
        if (b->code[i].pos.lineno > 0) return true;
    }
    return false;
}

/* ---- first look ---------------------------------------------------------------------------------------- */

static void normalize_block(Block *b)
{
    for (int i = 0; i < b->n; i++) {
        Instr *instr = &b->code[i];
        if (leaves(instr->op)) b->exits = b->no_fallthrough = true;
        if (instr->op == PSEUDO_JUMP || instr->op == PSEUDO_JUMP_NO_INTERRUPT) b->no_fallthrough = true;
        if (is_jump(instr) && instr->op != OP_SEND) instr->target = skip_empty(instr->target);
    }
}

/* A jump to a small block that leaves the function becomes a copy of that block. */
static bool extend_block(Compiler *c, Block *b)
{
    Instr *last = last_instr(b);
    if (!last || last->op != PSEUDO_JUMP) return true;
    const Block *target = last->target;
    if (!target->exits || target->n > COPY_MAX || has_line(target)) return true;
    last->op = OP_NOP;
    for (int i = 0; i < target->n; i++) {
        Instr *copy = block_append(c, b);
        if (!copy) return false;
        *copy = target->code[i];
    }
    b->exits = true;
    return true;
}

static bool extend_blocks(Compiler *c)
{
    for (Block *b = c->unit->newest; b; b = b->older) {
        if (!extend_block(c, b)) return false;
    }
    return true;
}

bool flow_normalize(Compiler *c)
{
    for (Block *b = c->unit->newest; b; b = b->older) normalize_block(b);
    return extend_blocks(c);
}

/* ---- NOPs ---------------------------------------------------------------------------------------------- */

/* Whether the NOP at [i] tells nothing that its neighbours do not; a following instruction without a place gets it. */
static bool is_superfluous(Block *b, int i, int previous_line)
{
    int line = b->code[i].pos.lineno;
    if (line < 0 || line == previous_line) return true;
    if (i < b->n - 1) {
        Instr *next = &b->code[i + 1];
        if (next->pos.lineno == line) return true;
        if (next->pos.lineno >= 0) return false;
        next->pos = b->code[i].pos;
        return true;
    }
    const Block *next = b->next;
    while (next && next->n == 0) next = next->next;
    return next && next->code[0].pos.lineno == line;
}

void flow_clean_block(Block *b)
{
    int kept = 0, previous_line = -1;
    for (int i = 0; i < b->n; i++) {
        int line = b->code[i].pos.lineno;
        if (b->code[i].op == OP_NOP && is_superfluous(b, i, previous_line)) continue;
        b->code[kept++] = b->code[i];
        previous_line = line;
    }
    b->n = kept;
}

static void clean_blocks(Compiler *c)
{
    for (Block *b = c->unit->entry; b; b = b->next) flow_clean_block(b);
}

/* ---- reachability -------------------------------------------------------------------------------------- */

static int count_blocks(const Unit *u)
{
    int n = 0;
    for (const Block *b = u->newest; b; b = b->older) n++;
    return n;
}

static Block **block_stack(Compiler *c)
{
    return compiler_alloc(c, ((size_t)count_blocks(c->unit) + 1) * sizeof(Block *));
}

static void enter_block(Block *b, Block **stack, int *n)
{
    if (b->entries++ == 0) stack[(*n)++] = b;
}

static bool remove_unreachable(Compiler *c)
{
    Block **stack = block_stack(c);
    if (!stack) return false;
    int n = 0;
    enter_block(c->unit->entry, stack, &n);
    while (n) {
        Block *b = stack[--n];
        if (b->next && !b->no_fallthrough) enter_block(b->next, stack, &n);
        for (int i = 0; i < b->n; i++) {
            if (is_jump(&b->code[i]) || is_setup(&b->code[i])) enter_block(b->code[i].target, stack, &n);
        }
    }
    for (Block *b = c->unit->entry; b; b = b->next) {
        if (b->entries) continue;
        b->n = 0;
        b->no_fallthrough = false;
    }
    return true;
}

static void unlink_empty(Compiler *c)
{
    for (Block *b = c->unit->entry; b; b = b->next) {
        while (b->next && b->next->n == 0 && b->next->next) b->next = b->next->next;
    }
    for (Block *b = c->unit->entry; b; b = b->next) {
        Instr *last = last_instr(b);
        if (last && is_jump(last)) last->target = skip_empty(last->target);
    }
}

/* ---- the optimizer ------------------------------------------------------------------------------------- */

/* Jumps to the next block. */
static bool drop_idle_jumps(Compiler *c)
{
    bool dropped = false;
    for (Block *b = c->unit->entry; b; b = b->next) {
        Instr *last = last_instr(b);
        if (!last || (last->op != PSEUDO_JUMP && last->op != PSEUDO_JUMP_NO_INTERRUPT) || last->target != b->next)
            continue;
        b->no_fallthrough = false;
        last->op = OP_NOP;
        dropped = true;
    }
    return dropped;
}

bool flow_optimize(Compiler *c)
{
    for (Block *b = c->unit->entry; b; b = b->next) {
        if (!peephole_block(c, b)) return false;
        flow_clean_block(b);
    }
    if (!extend_blocks(c) || !remove_unreachable(c)) return false;
    unlink_empty(c);
    clean_blocks(c);
    if (drop_idle_jumps(c)) unlink_empty(c);
    return true;
}

/* Constants behind the last one used go; the first may be a docstring and stays. */
void flow_trim_consts(Compiler *c)
{
    int max = 0;
    for (Block *b = c->unit->entry; b; b = b->next) {
        for (int i = 0; i < b->n; i++) {
            const Instr *instr = &b->code[i];
            if ((instr->op == OP_LOAD_CONST || instr->op == OP_KW_NAMES) && instr->arg > max) max = instr->arg;
        }
    }
    if (max + 1 < c->unit->nconsts) c->unit->nconsts = max + 1;
}

/* ---- lines of exits ------------------------------------------------------------------------------------ */

static bool exits_without_line(const Block *b)
{
    if (!b->exits) return false;
    for (int i = 0; i < b->n; i++) {
        if (b->code[i].pos.lineno >= 0) return false;
    }
    return true;
}

static Block *copy_block(Compiler *c, const Block *b)
{
    Block *copy = block_new(c);
    for (int i = 0; copy && i < b->n; i++) {
        Instr *instr = block_append(c, copy);
        if (!instr) return NULL;
        *instr = b->code[i];
    }
    if (copy) {
        copy->exits = b->exits;
        copy->no_fallthrough = true;
    }
    return copy;
}

bool flow_duplicate_exits(Compiler *c)
{
    for (Block *b = c->unit->newest; b; b = b->older) {
        Instr *last = last_instr(b);
        if (!last || !is_jump(last)) continue;
        Block *target = last->target;
        if (!exits_without_line(target) || target->entries <= 1) continue;
        Block *copy = copy_block(c, target);
        if (!copy) return false;
        copy->code[0].pos = last->pos;
        last->target = copy;
        target->entries--;
        copy->entries = 1;
        copy->next = target->next;
        target->next = copy;
    }
    for (Block *b = c->unit->newest; b; b = b->older) {
        while (b->next && b->next->n == 0) b->next = b->next->next;
    }
    for (Block *b = c->unit->newest; b; b = b->older) { /* what remains is reached by falling through only */
        if (b->no_fallthrough || !b->next || !b->n || !exits_without_line(b->next)) continue;
        b->next->code[0].pos = last_instr(b)->pos;
    }
    return true;
}

static void inherit_place(Block *b, Pos pos)
{
    if (b->entries == 1 && b->n && b->code[0].pos.lineno < 0) b->code[0].pos = pos;
}

/* An instruction without a place takes the one before; a block with one way in, that of the way. */
void flow_propagate_lines(Compiler *c)
{
    for (Block *b = c->unit->entry; b; b = b->next) {
        if (!b->n) continue;
        Pos pos = NOWHERE;
        for (int i = 0; i < b->n; i++) {
            if (b->code[i].pos.lineno < 0)
                b->code[i].pos = pos;
            else
                pos = b->code[i].pos;
        }
        if (!b->no_fallthrough && b->next) inherit_place(b->next, pos);
        if (is_jump(last_instr(b))) inherit_place(last_instr(b)->target, pos);
    }
    int line = c->unit->firstlineno;
    for (Block *b = c->unit->entry; b; b = b->next) {
        if (!b->n) continue;
        if (last_instr(b)->pos.lineno >= 0) {
            line = last_instr(b)->pos.lineno;
        } else if (last_instr(b)->op == OP_RETURN_VALUE) {
            for (int i = 0; i < b->n; i++) b->code[i].pos.lineno = line;
        }
    }
}

/* ---- exception handlers -------------------------------------------------------------------------------- */

typedef struct HandlerStack {
    int n;
    Block *handlers[FRAMES_MAX + 2];
} HandlerStack;

static bool visit_with_handlers(Compiler *c, Block *b, const HandlerStack *handlers, Block **stack, int *n)
{
    if (b->visited) return true;
    b->visited = true;
    b->handlers = compiler_alloc(c, sizeof *b->handlers);
    if (!b->handlers) return false;
    *b->handlers = *handlers;
    stack[(*n)++] = b;
    return true;
}

static bool label_block(Compiler *c, Block *b, Block **stack, int *n)
{
    HandlerStack *h = b->handlers;
    for (int i = 0; i < b->n; i++) {
        Instr *instr = &b->code[i];
        if (is_setup(instr)) {
            if (!visit_with_handlers(c, instr->target, h, stack, n)) return false;
            if (instr->op != PSEUDO_SETUP_FINALLY) instr->target->keep_lasti = true;
            h->handlers[h->n++] = instr->target;
        } else if (instr->op == PSEUDO_POP_BLOCK) {
            h->n--;
        } else {
            instr->handler = h->n ? h->handlers[h->n - 1] : NULL;
            if (is_jump(instr) && !visit_with_handlers(c, instr->target, h, stack, n)) return false;
        }
    }
    return b->no_fallthrough || !b->next || visit_with_handlers(c, b->next, h, stack, n);
}

bool flow_label_handlers(Compiler *c)
{
    Block **stack = block_stack(c);
    if (!stack) return false;
    int n = 0;
    HandlerStack none = {0};
    for (Block *b = c->unit->entry; b; b = b->next) b->visited = false;
    if (!visit_with_handlers(c, c->unit->entry, &none, stack, &n)) return false;
    while (n) {
        if (!label_block(c, stack[--n], stack, &n)) return false;
    }
    for (Block *b = c->unit->entry; b; b = b->next) {
        for (int i = 0; i < b->n; i++) {
            if (is_setup(&b->code[i]) || b->code[i].op == PSEUDO_POP_BLOCK) b->code[i].op = OP_NOP;
        }
    }
    clean_blocks(c);
    return true;
}

/* ---- the direction of jumps ---------------------------------------------------------------------------- */

static int directed(int op, bool forward)
{
    switch (op) {
    case PSEUDO_JUMP: return forward ? OP_JUMP_FORWARD : OP_JUMP_BACKWARD;
    case PSEUDO_JUMP_NO_INTERRUPT: return forward ? OP_JUMP_FORWARD : OP_JUMP_BACKWARD_NO_INTERRUPT;
    case PSEUDO_POP_JUMP_IF_FALSE: return forward ? OP_POP_JUMP_FORWARD_IF_FALSE : OP_POP_JUMP_BACKWARD_IF_FALSE;
    case PSEUDO_POP_JUMP_IF_TRUE: return forward ? OP_POP_JUMP_FORWARD_IF_TRUE : OP_POP_JUMP_BACKWARD_IF_TRUE;
    case PSEUDO_POP_JUMP_IF_NONE: return forward ? OP_POP_JUMP_FORWARD_IF_NONE : OP_POP_JUMP_BACKWARD_IF_NONE;
    case PSEUDO_POP_JUMP_IF_NOT_NONE:
        return forward ? OP_POP_JUMP_FORWARD_IF_NOT_NONE : OP_POP_JUMP_BACKWARD_IF_NOT_NONE;
    default: return op;
    }
}

void flow_direct_jumps(Compiler *c)
{
    for (Block *b = c->unit->entry; b; b = b->next) b->visited = false;
    for (Block *b = c->unit->entry; b; b = b->next) {
        b->visited = true;
        Instr *last = last_instr(b);
        if (last && is_jump(last)) last->op = directed(last->op, !last->target->visited);
    }
}
