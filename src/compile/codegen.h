/* codegen.h - what the compiler's files share: scopes, units, blocks, instructions.

   The way of one compilation (compile.c): future statements -> optimize.c folds constants in the tree ->
   symtable.c collects names and scopes.c decides where each lives -> gen_*.c emit instructions into basic
   blocks of the unit being compiled -> flow.c tidies the blocks -> assemble.c makes a code object.

   Memory: everything but Python objects lies in a Scratch.  Every Python object that the compiler makes is
   owned by one list, Compiler.kept, which lies on the hold stack; so code here passes borrowed references
   around, and an error path has nothing to release. */
#ifndef GH_COMPILE_CODEGEN_H
#define GH_COMPILE_CODEGEN_H

#include "compile/compile.h"
#include "compile/opcode.h"
#include "object/object.h"

typedef struct Compiler Compiler;
typedef struct Unit Unit;
typedef struct Scope Scope;
typedef struct Block Block;

/* ---- maps.c: small hash tables in scratch ------------------------------------------------------------ */

/* From str objects to numbers, in the order of insertion. */
typedef struct NameEntry {
    Obj *name;
    int value;
} NameEntry;
typedef struct NameMap {
    NameEntry *entries;
    int n, room;
    int *slots; /* entry index + 1; 0: free */
    int nslots; /* a power of two, or 0 */
} NameMap;
int names_find(Compiler *c, const NameMap *m, Obj *name); /* index of the entry, -1: absent */
CHECK bool names_put(Compiler *c, NameMap *m, Obj *name, int value); /* adds or replaces */
int names_value(Compiler *c, const NameMap *m, Obj *name); /* 0 when absent */
/* names_index: the value of [name], which is its rank plus [offset] when it is new; -1: MemoryError. */
int names_index(Compiler *c, NameMap *m, Obj *name);
CHECK bool names_copy(Compiler *c, NameMap *to, const NameMap *from); /* adds all of [from] to [to] */
void names_drop(Compiler *c, NameMap *m, Obj *name); /* the value becomes 0: no longer a member of a set */

/* From addresses to addresses. */
typedef struct PtrMap {
    const void **keys;
    void **values;
    int n, nslots;
} PtrMap;
void *ptrs_get(const PtrMap *m, const void *key);
CHECK bool ptrs_put(Compiler *c, PtrMap *m, const void *key, void *value);

/* ---- scopes ------------------------------------------------------------------------------------------- */

typedef enum ScopeKind { SCOPE_MODULE, SCOPE_CLASS, SCOPE_FUNCTION, SCOPE_ANNOTATION } ScopeKind;
typedef enum ComprehensionKind { COMP_NONE, COMP_LIST, COMP_SET, COMP_DICT, COMP_GENERATOR } ComprehensionKind;

enum { /* what a block does with a name; above these bits lies a Home */
    DEF_GLOBAL = 1, DEF_LOCAL = 2, DEF_PARAM = 4, DEF_NONLOCAL = 8, DEF_USE = 16, DEF_FREE_CLASS = 64, DEF_IMPORT = 128,
    DEF_ANNOTATED = 256, DEF_COMP_ITER = 512, DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT, HOME_SHIFT = 12
};
/* Where a name lives. */
typedef enum Home { HOME_UNKNOWN, HOME_LOCAL, HOME_GLOBAL, HOME_GLOBAL_IMPLICIT, HOME_FREE, HOME_CELL } Home;

typedef struct Directive { /* a global or nonlocal statement, for its position */
    struct Directive *next;
    Obj *name;
    Pos pos;
} Directive;

struct Scope {
    ScopeKind kind;
    ComprehensionKind comprehension;
    Scope *parent, *first_child, *last_child, *next;
    NameMap symbols; /* flags, and a Home once analyzed */
    NameMap params;
    Directive *directives;
    Pos pos;
    int iter_depth; /* inside so many iterables of comprehensions */
    bool nested, generator, coroutine, varargs, varkeywords, iter_target, needs_class_cell;
};

static inline Home symbol_home(int flags) { return (Home)(flags >> HOME_SHIFT); }

/* ---- units, blocks, instructions ------------------------------------------------------------------------ */

enum { /* instructions that only the compiler knows; jumps get their direction last */
    PSEUDO_FIRST = 256, PSEUDO_SETUP_FINALLY = PSEUDO_FIRST, PSEUDO_SETUP_CLEANUP, PSEUDO_SETUP_WITH, PSEUDO_POP_BLOCK,
    PSEUDO_JUMP, PSEUDO_JUMP_NO_INTERRUPT, PSEUDO_POP_JUMP_IF_FALSE, PSEUDO_POP_JUMP_IF_TRUE,
    PSEUDO_POP_JUMP_IF_NONE, PSEUDO_POP_JUMP_IF_NOT_NONE
};

typedef struct Instr {
    int op, arg;
    Block *target;  /* of a jump or a SETUP_ */
    Block *handler; /* where an exception goes; known late */
    Pos pos;        /* lineno -1: artificial */
} Instr;

struct Block {
    Block *older; /* created before this one */
    Block *next;  /* follows in the code */
    Instr *code;
    int n, room;
    int entries;     /* how many ways lead here, as far as reachability looked */
    int start_depth; /* of the stack */
    int offset;
    struct HandlerStack *handlers;
    bool returns;        /* has a RETURN_VALUE */
    bool exits;          /* ends by leaving the function */
    bool no_fallthrough; /* control does not run on into next */
    bool visited;
    bool keep_lasti; /* a handler that finds the interrupted offset on the stack */
};

typedef enum FrameKind { /* what a return, break or continue has to unwind */
    FRAME_WHILE, FRAME_FOR, FRAME_TRY, FRAME_FINALLY_TRY, FRAME_FINALLY_END, FRAME_WITH, FRAME_ASYNC_WITH,
    FRAME_CLEANUP, FRAME_VALUE, FRAME_HANDLER, FRAME_GROUP_HANDLER, FRAME_ASYNC_COMP
} FrameKind;
typedef struct FrameBlock {
    FrameKind kind;
    Block *block, *exit;
    const Stmt *stmt;        /* FRAME_WITH, FRAME_ASYNC_WITH */
    const StmtSeq *finalbody; /* FRAME_FINALLY_TRY */
    Obj *name;               /* FRAME_CLEANUP */
} FrameBlock;
enum { FRAMES_MAX = 20, STACK_GUIDELINE = 30 };

typedef enum UnitKind { UNIT_MODULE, UNIT_CLASS, UNIT_FUNCTION, UNIT_ASYNC_FUNCTION, UNIT_LAMBDA, UNIT_COMPREHENSION
} UnitKind;

struct Unit {
    Unit *parent;
    UnitKind kind;
    Scope *scope;
    Obj *name, *qualname, *private_name; /* qualname NULL: a module; private_name: the class that mangles, or NULL */
    NameMap names, varnames, cells, frees;
    PtrMap const_index; /* constant -> index + 1 */
    Obj **consts;
    int nconsts, consts_room;
    int argcount, posonlyargcount, kwonlyargcount, firstlineno;
    Pos pos; /* given to the next instruction */
    Block *newest, *entry, *current;
    bool need_block; /* the current block has ended */
    int nframes;
    FrameBlock frames[FRAMES_MAX];
};

struct Compiler {
    Runtime *rt;
    Tree *tree;
    Obj *filename;
    const char *source; /* NULL: not at hand */
    size_t source_len;
    Scratch scratch;
    Obj *kept; /* list: owns every object that the compiler made; on the hold stack */
    Scope *top, *scope; /* the module's; the one being collected */
    Obj *private_name;  /* while collecting */
    PtrMap scopes;      /* node -> Scope */
    Unit *unit;
    int depth, depth_limit; /* of nested nodes */
    int future_line, future_flags;
    struct ConstSet *constants;
};

enum { FUTURE_BARRY = 0x400000, FUTURE_ANNOTATIONS = 0x1000000 };
#define NOWHERE ((Pos){-1, -1, -1, -1})

/* compile.c */
void *compiler_alloc(Compiler *c, size_t n); /* scratch, zeroed; NULL with MemoryError */
Obj *retain_take(Compiler *c, TAKE Obj *o);    /* borrowed from the list of kept objects; NULL passes through */
/* gen_error: SyntaxError at the current place; message in err_format's formats.  Always false. */
bool gen_error(Compiler *c, const char *format, ...);
/* located_error: SyntaxError whose arguments are the message alone and whose attributes tell the place, as
   errors of scopes are raised.  [end_known] false: the end is not told.  Always false. */
bool located_error(Compiler *c, Pos pos, bool end_known, const char *format, Obj *name);
CHECK bool gen_warn(Compiler *c, const char *format, ...);
/* nest: counts one level of nested nodes; false: RecursionError. */
CHECK bool nest(Compiler *c);
static inline void unnest(Compiler *c) { c->depth--; }
Obj *mangle(Compiler *c, Obj *private_name, Obj *name); /* borrowed; NULL with MemoryError */
Obj *docstring_peek(const StmtSeq *body);               /* or NULL */

/* optimize.c */
CHECK bool optimize_tree(Compiler *c);

/* symtable.c, scopes.c */
CHECK bool symtable_build(Compiler *c);
CHECK bool scopes_analyze(Compiler *c);

/* unparse.c: the source text of an expression, as annotations are kept under the future statement. */
OWN Obj *unparse_expr(Compiler *c, const Expr *e);

/* consts.c: constants that are the same share one object over all units of a compilation. */
CHECK bool consts_start(Compiler *c);
Obj *const_merge(Compiler *c, Obj *o, bool deep); /* borrowed: the one that stands for [o]; deep: items of tuples too */

/* unit.c */
CHECK bool unit_enter(Compiler *c, Obj *name, UnitKind kind, const void *node, int firstlineno);
void unit_leave(Compiler *c);
Block *block_new(Compiler *c); /* NULL with MemoryError */
CHECK bool blocks_new(Compiler *c, int n, ...); /* Block ** each, made in that order */
void block_use(Compiler *c, Block *b); /* b follows the current block and becomes it */
Instr *block_append(Compiler *c, Block *b);
CHECK bool emit(Compiler *c, int op);
CHECK bool emit_arg(Compiler *c, int op, int arg);
CHECK bool emit_jump(Compiler *c, int op, Block *target);
CHECK bool emit_artificial(Compiler *c, int op); /* without a place, wherever we are */
CHECK bool emit_arg_artificial(Compiler *c, int op, int arg);
CHECK bool emit_jump_artificial(Compiler *c, int op, Block *target);
CHECK bool emit_const(Compiler *c, Obj *value);
CHECK bool emit_const_int(Compiler *c, isize value);
CHECK bool emit_const_tuple(Compiler *c, Obj *const *items, int n);
CHECK bool emit_name(Compiler *c, int op, Obj *name); /* mangled, an index into co_names */
int unit_const(Compiler *c, Obj *value); /* index, -1: error */
CHECK bool gen_name(Compiler *c, Obj *name, ExprContext ctx);
CHECK bool check_name(Compiler *c, Obj *name, ExprContext ctx); /* __debug__ is nobody's to bind */
bool is_jump(const Instr *i);
static inline bool is_setup(const Instr *i) { return i->op >= PSEUDO_SETUP_FINALLY && i->op <= PSEUDO_SETUP_WITH; }
static inline bool unit_in_function(const Compiler *c) { return c->unit->scope->kind == SCOPE_FUNCTION; }

/* gen_*.c */
CHECK bool gen_expr(Compiler *c, const Expr *e);
CHECK bool gen_exprs(Compiler *c, const ExprSeq *seq);
CHECK bool gen_jump_if(Compiler *c, const Expr *e, Block *target, bool when); /* pops nothing but the value tested */
CHECK bool gen_compare_op(Compiler *c, CompareKind op);
CHECK bool gen_star_sequence(Compiler *c, const ExprSeq *elts, int pushed, int build, int add, int extend, bool tuple);
CHECK bool emit_delegation(Compiler *c, bool await);
CHECK bool gen_await(Compiler *c, int where); /* GET_AWAITABLE where, None, and wait */
CHECK bool gen_yield(Compiler *c);
void locate_attribute(Compiler *c, const Expr *attribute);
CHECK bool gen_annotation_text(Compiler *c, const Expr *e);
CHECK bool gen_call_expr(Compiler *c, const Expr *e);
CHECK bool gen_call_args(Compiler *c, int pushed, const ExprSeq *args, const KeywordSeq *keywords);
CHECK bool gen_subscript(Compiler *c, const Expr *e);
CHECK bool check_compare(Compiler *c, const Expr *e);
CHECK bool gen_comprehension(Compiler *c, const Expr *e);
CHECK bool gen_lambda(Compiler *c, const Expr *e);
CHECK bool gen_stmt(Compiler *c, const Stmt *s);
CHECK bool gen_stmts(Compiler *c, const StmtSeq *seq);
CHECK bool gen_body(Compiler *c, const StmtSeq *body); /* of a module or class: docstring, annotations */
bool has_annotations(const StmtSeq *body);
CHECK bool gen_function(Compiler *c, const Stmt *s);
CHECK bool gen_class(Compiler *c, const Stmt *s);
CHECK bool gen_closure(Compiler *c, Obj *code, int flags); /* MAKE_FUNCTION with the cells that [code] needs */
CHECK bool gen_return(Compiler *c, const Stmt *s);
CHECK bool gen_break(Compiler *c);
CHECK bool gen_continue(Compiler *c);
CHECK bool gen_for(Compiler *c, const Stmt *s);
CHECK bool gen_async_for(Compiler *c, const Stmt *s);
CHECK bool gen_while(Compiler *c, const Stmt *s);
CHECK bool gen_with(Compiler *c, const Stmt *s, int at);
CHECK bool gen_exit_call(Compiler *c); /* calls __exit__ with three Nones */
CHECK bool gen_try(Compiler *c, const Stmt *s);
CHECK bool gen_reraise(Compiler *c);
CHECK bool gen_match(Compiler *c, const Stmt *s);
CHECK bool frame_push(Compiler *c, FrameBlock frame);
void frame_pop(Compiler *c);

/* flow.c, depth.c, assemble.c */
CHECK bool flow_normalize(Compiler *c);
CHECK bool flow_optimize(Compiler *c);
CHECK bool flow_duplicate_exits(Compiler *c);
void flow_trim_consts(Compiler *c);
void flow_propagate_lines(Compiler *c);
CHECK bool flow_label_handlers(Compiler *c);
void flow_direct_jumps(Compiler *c);
void flow_clean_block(Block *b);
CHECK bool peephole_block(Compiler *c, Block *b); /* peephole.c */
int stack_depth(Compiler *c); /* -1: error */
Obj *assemble(Compiler *c, bool add_none); /* the unit's code object, kept; NULL: error */

#endif
