/* peephole.c - looks at few instructions at a time: tests of constants, jumps to jumps, tuples of constants,
   swaps of the stack that can be had by storing in another order. */
#include "compile/codegen.h"

#include <string.h>

/* ---- jumps --------------------------------------------------------------------------------------------- */

/* Whether [i] went straight on to where [target], a jump it leads to, would go; then look at [i] again. */
static bool thread_jump(Instr *i, const Instr *target, int op)
{
    if (i->pos.lineno != target->pos.lineno || i->target == target->target) return false;
    i->target = target->target;
    i->op = op;
    return true;
}

/* a and b or c: a false `a` need not be tested again behind b. */
static bool thread_past(Instr *i, const Instr *target, int op)
{
    if (i->pos.lineno != target->pos.lineno) return false;
    i->op = op;
    i->target = i->target->next;
    return true;
}

static bool thread(Instr *i)
{
    while (i->target->n == 0) i->target = i->target->next;
    const Instr *t = &i->target->code[0];
    switch (i->op) {
    case OP_JUMP_IF_FALSE_OR_POP:
        if (t->op == PSEUDO_POP_JUMP_IF_FALSE) return thread_jump(i, t, PSEUDO_POP_JUMP_IF_FALSE);
        if (t->op == PSEUDO_JUMP || t->op == OP_JUMP_IF_FALSE_OR_POP) return thread_jump(i, t, i->op);
        if (t->op == OP_JUMP_IF_TRUE_OR_POP || t->op == PSEUDO_POP_JUMP_IF_TRUE)
            return thread_past(i, t, PSEUDO_POP_JUMP_IF_FALSE);
        return false;
    case OP_JUMP_IF_TRUE_OR_POP:
        if (t->op == PSEUDO_POP_JUMP_IF_TRUE) return thread_jump(i, t, PSEUDO_POP_JUMP_IF_TRUE);
        if (t->op == PSEUDO_JUMP || t->op == OP_JUMP_IF_TRUE_OR_POP) return thread_jump(i, t, i->op);
        if (t->op == OP_JUMP_IF_FALSE_OR_POP || t->op == PSEUDO_POP_JUMP_IF_FALSE)
            return thread_past(i, t, PSEUDO_POP_JUMP_IF_TRUE);
        return false;
    case PSEUDO_POP_JUMP_IF_NOT_NONE:
    case PSEUDO_POP_JUMP_IF_NONE:
    case PSEUDO_POP_JUMP_IF_FALSE:
    case PSEUDO_POP_JUMP_IF_TRUE:
    case PSEUDO_JUMP: return t->op == PSEUDO_JUMP && thread_jump(i, t, i->op);
    default: return false;
    }
}

/* ---- constants ----------------------------------------------------------------------------------------- */

static void jump_always(Block *b, Instr *i)
{
    i->op = PSEUDO_JUMP;
    b->no_fallthrough = true;
}

/* A test of a constant, x is None. */
static bool test_constant(Compiler *c, Block *b, int at)
{
    Instr *i = &b->code[at], *next = i + 1;
    if (at + 1 >= b->n) return true;
    Obj *value = c->unit->consts[i->arg];
    bool pops = next->op == PSEUDO_POP_JUMP_IF_FALSE || next->op == PSEUDO_POP_JUMP_IF_TRUE;
    if (pops || next->op == OP_JUMP_IF_FALSE_OR_POP || next->op == OP_JUMP_IF_TRUE_OR_POP) {
        int truth = obj_truth(c->rt, value);
        if (truth < 0) return false;
        bool jumps = truth == (next->op == PSEUDO_POP_JUMP_IF_TRUE || next->op == OP_JUMP_IF_TRUE_OR_POP);
        if (pops || !jumps) i->op = OP_NOP;
        if (jumps)
            jump_always(b, next);
        else
            next->op = OP_NOP;
    } else if (next->op == OP_IS_OP && is_none(c->rt, value) && at + 2 < b->n) {
        Instr *jump = i + 2;
        if (jump->op != PSEUDO_POP_JUMP_IF_FALSE && jump->op != PSEUDO_POP_JUMP_IF_TRUE) return true;
        bool when_not = (next->arg != 0) != (jump->op == PSEUDO_POP_JUMP_IF_FALSE);
        i->op = next->op = OP_NOP;
        jump->op = when_not ? PSEUDO_POP_JUMP_IF_NOT_NONE : PSEUDO_POP_JUMP_IF_NONE;
    }
    return true;
}

/* The index of a tuple made by folding: it may be a constant already. */
static int folded_index(Compiler *c, Obj *tuple)
{
    Unit *u = c->unit;
    for (int i = 0; i < u->nconsts; i++) {
        if (u->consts[i] == tuple) return i;
    }
    if (u->nconsts == u->consts_room) {
        Obj **grown = compiler_alloc(c, ((size_t)u->consts_room * 2 + 8) * sizeof *grown);
        if (!grown) return -1;
        if (u->nconsts) memcpy(grown, u->consts, (size_t)u->nconsts * sizeof *grown);
        u->consts = grown;
        u->consts_room = u->consts_room * 2 + 8;
    }
    u->consts[u->nconsts] = tuple;
    return u->nconsts++;
}

static bool fold_tuple(Compiler *c, Block *b, int at)
{
    int n = b->code[at].arg;
    if (at < n) return true;
    Instr *first = &b->code[at - n];
    for (int i = 0; i < n; i++) {
        if (first[i].op != OP_LOAD_CONST) return true;
    }
    Obj *tuple = retain_take(c, tuple_new(c->rt, n));
    if (!tuple) return false;
    for (int i = 0; i < n; i++) tuple_items(tuple)[i] = own(c->unit->consts[first[i].arg]);
    Obj *merged = const_merge(c, tuple, false);
    int index = merged ? folded_index(c, merged) : -1;
    if (index < 0) return false;
    for (int i = 0; i < n; i++) first[i].op = OP_NOP;
    first[n].op = OP_LOAD_CONST;
    first[n].arg = index;
    return true;
}

/* Whether a tuple that is unpacked again at once became nothing or a swap. */
static bool undo_tuple(Block *b, int at)
{
    Instr *i = &b->code[at], *next = i + 1;
    if (at + 1 >= b->n || next->op != OP_UNPACK_SEQUENCE || next->arg != i->arg || i->arg < 1 || i->arg > 3)
        return false;
    next->op = i->arg == 1 ? OP_NOP : OP_SWAP;
    i->op = OP_NOP;
    return true;
}

/* ---- swaps --------------------------------------------------------------------------------------------- */

/* Replaces a run of swaps at [at] by the shortest one with the same effect, written from its end backwards: each
   cycle of the permutation is a chain of swaps with the top.  The answer is the run's last index, -1: error. */
static int shorten_swaps(Compiler *c, Block *b, int at)
{
    Instr *run = &b->code[at];
    int depth = run[0].arg, len = 1;
    bool more = false;
    for (; at + len < b->n && (run[len].op == OP_SWAP || run[len].op == OP_NOP); len++) {
        if (run[len].op != OP_SWAP) continue;
        if (run[len].arg > depth) depth = run[len].arg;
        more = true;
    }
    if (!more) return at;
    int *stack = compiler_alloc(c, (size_t)depth * sizeof *stack);
    if (!stack) return -1;
    for (int i = 0; i < depth; i++) stack[i] = i;
    for (int i = 0; i < len; i++) {
        if (run[i].op != OP_SWAP) continue;
        int top = stack[0];
        stack[0] = stack[run[i].arg - 1];
        stack[run[i].arg - 1] = top;
    }
    int write = len - 1;
    for (int i = 0; i < depth; i++) {
        if (stack[i] < 0 || stack[i] == i) continue;
        for (int j = i;;) {
            if (j) {
                run[write].op = OP_SWAP;
                run[write--].arg = j + 1;
            }
            if (stack[j] < 0) break;
            int next = stack[j];
            stack[j] = -1;
            j = next;
        }
    }
    while (write >= 0) run[write--].op = OP_NOP;
    return at + len - 1;
}

static bool is_swappable(int op) { return op == OP_STORE_FAST || op == OP_POP_TOP; }

/* The next instruction behind [i] that takes the stack's top without side effects, on [line] (-1: any); -1: none. */
static int next_swappable(const Block *b, int i, int line)
{
    while (++i < b->n) {
        const Instr *instr = &b->code[i];
        if (line >= 0 && instr->pos.lineno != line) return -1;
        if (instr->op == OP_NOP) continue;
        return is_swappable(instr->op) ? i : -1;
    }
    return -1;
}

/* Swaps behind which the values are only stored: the stores change places instead. */
static void swap_stores(Block *b, int i)
{
    for (; i >= 0; i--) {
        Instr *swap = &b->code[i];
        if (swap->op != OP_SWAP) {
            if (swap->op == OP_NOP || is_swappable(swap->op)) continue;
            return;
        }
        int first = next_swappable(b, i, -1);
        if (first < 0) return;
        int second = first;
        for (int count = swap->arg - 1; count > 0; count--) {
            second = next_swappable(b, second, b->code[first].pos.lineno);
            if (second < 0) return;
        }
        swap->op = OP_NOP;
        Instr moved = b->code[first];
        b->code[first] = b->code[second];
        b->code[second] = moved;
    }
}

/* ---- the pass ------------------------------------------------------------------------------------------ */

bool peephole_block(Compiler *c, Block *b)
{
    for (int at = 0; at < b->n; at++) {
        Instr *i = &b->code[at];
        if (is_jump(i) || is_setup(i)) {
            while (thread(i)) continue;
            continue;
        }
        switch (i->op) {
        case OP_LOAD_CONST:
            if (!test_constant(c, b, at)) return false;
            break;
        case OP_BUILD_TUPLE:
            if (!undo_tuple(b, at) && !fold_tuple(c, b, at)) return false;
            break;
        case OP_SWAP:
            if (i->arg == 1) {
                i->op = OP_NOP;
                break;
            }
            if ((at = shorten_swaps(c, b, at)) < 0) return false;
            swap_stores(b, at);
            break;
        case OP_PUSH_NULL:
            if (at + 1 < b->n && i[1].op == OP_LOAD_GLOBAL) {
                i->op = OP_NOP;
                i[1].arg |= 1;
            }
            break;
        default: break;
        }
    }
    return true;
}
