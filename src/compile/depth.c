/* depth.c - how much stack a code object needs: the deepest that any way through its blocks gets. */
#include "compile/codegen.h"

#include <limits.h>

/* clang-format off */
/* The change of depth by instructions whose argument and outcome do not matter. */
static bool fixed_effect(int op, int *effect)
{
    switch (op) {
    case OP_NOP: case OP_EXTENDED_ARG: case OP_RESUME: case OP_CACHE: case OP_SWAP: case OP_UNARY_POSITIVE:
    case OP_UNARY_NEGATIVE: case OP_UNARY_NOT: case OP_UNARY_INVERT: case OP_GET_ITER:
    case OP_SETUP_ANNOTATIONS: case OP_ASYNC_GEN_WRAP: case OP_YIELD_VALUE: case PSEUDO_POP_BLOCK:
    case OP_DELETE_NAME: case OP_DELETE_GLOBAL: case OP_LOAD_ATTR: case OP_CHECK_EXC_MATCH:
    case OP_CHECK_EG_MATCH: case PSEUDO_JUMP: case PSEUDO_JUMP_NO_INTERRUPT: case OP_DELETE_FAST:
    case OP_RETURN_GENERATOR: case OP_KW_NAMES: case OP_MAKE_CELL: case OP_COPY_FREE_VARS:
    case OP_DELETE_DEREF: case OP_GET_AWAITABLE: case OP_GET_AITER: case OP_GET_YIELD_FROM_ITER:
    case OP_LIST_TO_TUPLE:
        *effect = 0;
        return true;
    case OP_LOAD_BUILD_CLASS: case OP_LOAD_CONST: case OP_LOAD_NAME: case OP_IMPORT_FROM:
    case OP_PUSH_EXC_INFO: case OP_WITH_EXCEPT_START: case OP_LOAD_FAST: case OP_LOAD_CLOSURE:
    case OP_LOAD_DEREF: case OP_LOAD_CLASSDEREF: case OP_BEFORE_ASYNC_WITH: case OP_BEFORE_WITH:
    case OP_GET_ANEXT: case OP_LOAD_METHOD: case OP_LOAD_ASSERTION_ERROR: case OP_GET_LEN:
    case OP_MATCH_MAPPING: case OP_MATCH_SEQUENCE: case OP_MATCH_KEYS: case OP_COPY: case OP_PUSH_NULL:
        *effect = 1;
        return true;
    case OP_POP_TOP: case OP_SET_ADD: case OP_LIST_APPEND: case OP_BINARY_SUBSCR: case OP_PRINT_EXPR:
    case OP_RETURN_VALUE: case OP_IMPORT_STAR: case OP_POP_EXCEPT: case OP_STORE_NAME: case OP_DELETE_ATTR:
    case OP_STORE_GLOBAL: case OP_COMPARE_OP: case OP_IS_OP: case OP_CONTAINS_OP: case OP_IMPORT_NAME:
    case OP_PREP_RERAISE_STAR: case OP_RERAISE: case OP_STORE_FAST: case OP_CALL: case OP_STORE_DEREF:
    case OP_LIST_EXTEND: case OP_SET_UPDATE: case OP_DICT_MERGE: case OP_DICT_UPDATE: case OP_BINARY_OP:
    case PSEUDO_POP_JUMP_IF_FALSE: case PSEUDO_POP_JUMP_IF_TRUE: case PSEUDO_POP_JUMP_IF_NONE:
    case PSEUDO_POP_JUMP_IF_NOT_NONE:
        *effect = -1;
        return true;
    case OP_MAP_ADD: case OP_DELETE_SUBSCR: case OP_STORE_ATTR: case OP_END_ASYNC_FOR: case OP_MATCH_CLASS:
        *effect = -2;
        return true;
    case OP_STORE_SUBSCR:
        *effect = -3;
        return true;
    default: return false;
    }
}
/* clang-format on */

static int bits(unsigned n) { return __builtin_popcount(n); }

/* The change of depth by [i]; [jump]: as it is at the jump's target or the handler. */
static int effect(const Instr *i, bool jump)
{
    int fixed, arg = i->arg;
    if (fixed_effect(i->op, &fixed)) return fixed;
    switch (i->op) {
    case OP_UNPACK_SEQUENCE: return arg - 1;
    case OP_UNPACK_EX: return (arg & 0xff) + (arg >> 8);
    case OP_FOR_ITER: return jump ? -1 : 1;
    case OP_SEND: return jump ? -1 : 0;
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_SET:
    case OP_BUILD_STRING: return 1 - arg;
    case OP_BUILD_MAP: return 1 - 2 * arg;
    case OP_BUILD_CONST_KEY_MAP:
    case OP_RAISE_VARARGS:
    case OP_PRECALL: return -arg;
    case OP_JUMP_IF_TRUE_OR_POP:
    case OP_JUMP_IF_FALSE_OR_POP: return jump ? 0 : -1;
    case OP_LOAD_GLOBAL: return (arg & 1) + 1;
    case PSEUDO_SETUP_FINALLY:
    case PSEUDO_SETUP_WITH: return jump ? 1 : 0;
    case PSEUDO_SETUP_CLEANUP: return jump ? 2 : 0;
    case OP_CALL_FUNCTION_EX: return -2 - (arg & 1);
    case OP_MAKE_FUNCTION: return -bits((unsigned)arg & 15);
    case OP_BUILD_SLICE: return arg == 3 ? -2 : -1;
    case OP_FORMAT_VALUE: return arg & 4 ? -1 : 0;
    default: return 0;
    }
}

typedef struct DepthWalk {
    Block **stack;
    int n, max;
} DepthWalk;

static void push(DepthWalk *w, Block *b, int depth)
{
    if (b->start_depth >= depth || b->start_depth >= 100) return;
    b->start_depth = depth;
    if (b->visited) return; /* waits already */
    b->visited = true;
    w->stack[w->n++] = b;
}

static bool ends_here(int op)
{
    return op == PSEUDO_JUMP || op == PSEUDO_JUMP_NO_INTERRUPT || op == OP_RETURN_VALUE || op == OP_RAISE_VARARGS ||
           op == OP_RERAISE;
}

static void walk_block(DepthWalk *w, Block *b)
{
    int depth = b->start_depth;
    b->visited = false;
    for (int i = 0; i < b->n; i++) {
        const Instr *instr = &b->code[i];
        int after = depth + effect(instr, false);
        if (after > w->max) w->max = after;
        if (is_jump(instr) || is_setup(instr)) {
            int there = depth + effect(instr, true);
            if (there > w->max) w->max = there;
            push(w, instr->target, there);
        }
        depth = after;
        if (ends_here(instr->op)) return;
    }
    if (b->next) push(w, b->next, depth);
}

int stack_depth(Compiler *c)
{
    Unit *u = c->unit;
    size_t n = 0;
    for (Block *b = u->newest; b; b = b->older) {
        b->start_depth = INT_MIN;
        b->visited = false;
        n++;
    }
    DepthWalk w = {.stack = compiler_alloc(c, (n + 1) * sizeof *w.stack)};
    if (!w.stack) return -1;
    push(&w, u->entry, u->scope->generator || u->scope->coroutine ? 1 : 0);
    while (w.n) walk_block(&w, w.stack[--w.n]);
    return w.max;
}
