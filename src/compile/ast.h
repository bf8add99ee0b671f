/* ast.h - the syntax tree, as Python 3.11's abstract grammar describes it.

   Nodes lie in a Scratch and live for one compilation.  The Python objects in them (constants, names) are
   owned by one list of the world, Tree.objects, which is the holder that gc.get_referrers shows. */
#ifndef GH_COMPILE_AST_H
#define GH_COMPILE_AST_H

#include "model/runtime.h"
#include "share/scratch.h"

/* Lines count from 1, columns in UTF-8 bytes from 0; the end is exclusive. */
typedef struct Pos {
    int lineno, col, end_lineno, end_col;
} Pos;

typedef struct Expr Expr;
typedef struct Stmt Stmt;
typedef struct Pattern Pattern;

#define SEQ_OF(type, name)   \
    typedef struct name {    \
        int n;               \
        type *items;         \
    } name
SEQ_OF(Expr *, ExprSeq);
SEQ_OF(Stmt *, StmtSeq);
SEQ_OF(Pattern *, PatternSeq);
SEQ_OF(Obj *, NameSeq); /* str objects */

typedef enum ExprContext { LOAD, STORE, DEL } ExprContext;
typedef enum BoolOp { BOOL_AND, BOOL_OR } BoolOp;
typedef enum UnaryOp { UNARY_INVERT, UNARY_NOT, UNARY_UADD, UNARY_USUB } UnaryOp;
typedef enum CompareKind { COMPARE_EQ, COMPARE_NE, COMPARE_LT, COMPARE_LE, COMPARE_GT, COMPARE_GE, COMPARE_IS,
                           COMPARE_IS_NOT, COMPARE_IN, COMPARE_NOT_IN } CompareKind;
/* Binary operators are NumberOp's first thirteen (model/ops.h). */

typedef struct Arg {
    Obj *name;
    Expr *annotation; /* or NULL */
    Pos pos;
} Arg;
SEQ_OF(Arg *, ArgSeq);
typedef struct Arguments {
    ArgSeq posonly, args;
    Arg *vararg;
    ArgSeq kwonly;
    ExprSeq kw_defaults; /* one a kwonly; NULL items: none */
    Arg *kwarg;
    ExprSeq defaults; /* of the last posonly + args */
} Arguments;
typedef struct Keyword {
    Obj *name; /* NULL: **value */
    Expr *value;
    Pos pos;
} Keyword;
SEQ_OF(Keyword *, KeywordSeq);
typedef struct Comprehension {
    Expr *target, *iter;
    ExprSeq ifs;
    bool is_async;
} Comprehension;
SEQ_OF(Comprehension *, ComprehensionSeq);
typedef struct Alias {
    Obj *name, *asname;
    Pos pos;
} Alias;
SEQ_OF(Alias *, AliasSeq);
typedef struct WithItem {
    Expr *context, *vars;
} WithItem;
SEQ_OF(WithItem *, WithItemSeq);
typedef struct ExceptHandler {
    Expr *type; /* or NULL */
    Obj *name;  /* or NULL */
    StmtSeq body;
    Pos pos;
} ExceptHandler;
SEQ_OF(ExceptHandler *, HandlerSeq);
typedef struct MatchCase {
    Pattern *pattern;
    Expr *guard;
    StmtSeq body;
} MatchCase;
SEQ_OF(MatchCase *, CaseSeq);

typedef enum ExprKind {
    X_BOOL_OP, X_NAMED, X_BINARY, X_UNARY, X_LAMBDA, X_IF, X_DICT, X_SET, X_LIST_COMP, X_SET_COMP, X_DICT_COMP,
    X_GENERATOR, X_AWAIT, X_YIELD, X_YIELD_FROM, X_COMPARE, X_CALL, X_FORMATTED, X_JOINED, X_CONSTANT, X_ATTRIBUTE,
    X_SUBSCRIPT, X_STARRED, X_NAME, X_LIST, X_TUPLE, X_SLICE
} ExprKind;

struct Expr {
    ExprKind kind;
    Pos pos;
    union {
        struct { BoolOp op; ExprSeq values; } bool_op;
        struct { Expr *target, *value; } named;
        struct { Expr *left; int op; Expr *right; } binary; /* op: NumberOp */
        struct { UnaryOp op; Expr *operand; } unary;
        struct { Arguments *args; Expr *body; } lambda;
        struct { Expr *test, *body, *orelse; } if_exp;
        struct { ExprSeq keys, values; } dict; /* a NULL key: **value */
        struct { ExprSeq elts; } set;
        struct { Expr *elt, *value; ComprehensionSeq generators; } comp; /* value: of a dict comprehension */
        struct { Expr *value; } await; /* await, yield (value may be NULL), yield from */
        struct { Expr *left; int n; CompareKind *ops; Expr **comparators; } compare;
        struct { Expr *func; ExprSeq args; KeywordSeq keywords; } call;
        struct { Expr *value; int conversion; Expr *spec; } formatted; /* conversion: -1, 's', 'r', 'a' */
        struct { ExprSeq values; } joined;
        struct { Obj *value; bool u_prefix; } constant;
        struct { Expr *value; Obj *attr; ExprContext ctx; } attribute;
        struct { Expr *value, *slice; ExprContext ctx; } subscript;
        struct { Expr *value; ExprContext ctx; } starred;
        struct { Obj *id; ExprContext ctx; } name;
        struct { ExprSeq elts; ExprContext ctx; } list; /* list and tuple */
        struct { Expr *lower, *upper, *step; } slice;
    } v;
};

typedef enum StmtKind {
    S_FUNCTION, S_ASYNC_FUNCTION, S_CLASS, S_RETURN, S_DELETE, S_ASSIGN, S_AUG_ASSIGN, S_ANN_ASSIGN, S_FOR, S_ASYNC_FOR,
    S_WHILE, S_IF, S_WITH, S_ASYNC_WITH, S_MATCH, S_RAISE, S_TRY, S_TRY_STAR, S_ASSERT, S_IMPORT, S_IMPORT_FROM,
    S_GLOBAL, S_NONLOCAL, S_EXPR, S_PASS, S_BREAK, S_CONTINUE
} StmtKind;

struct Stmt {
    StmtKind kind;
    Pos pos;
    union {
        struct { Obj *name; Arguments *args; StmtSeq body; ExprSeq decorators; Expr *returns; } function;
        struct { Obj *name; ExprSeq bases; KeywordSeq keywords; StmtSeq body; ExprSeq decorators; } class_def;
        struct { Expr *value; } expr; /* return (may be NULL), expression statement */
        struct { ExprSeq targets; } delete;
        struct { ExprSeq targets; Expr *value; } assign;
        struct { Expr *target; int op; Expr *value; } aug_assign; /* op: NumberOp, first thirteen */
        struct { Expr *target, *annotation, *value; bool simple; } ann_assign;
        struct { Expr *target, *iter; StmtSeq body, orelse; } for_loop;
        struct { Expr *test; StmtSeq body, orelse; } while_loop; /* while, if */
        struct { WithItemSeq items; StmtSeq body; } with;
        struct { Expr *subject; CaseSeq cases; } match;
        struct { Expr *exc, *cause; } raise;
        struct { StmtSeq body; HandlerSeq handlers; StmtSeq orelse, finalbody; } try_stmt;
        struct { Expr *test, *msg; } assert_stmt;
        struct { Obj *module; AliasSeq names; int level; } import; /* module: import from only, may be NULL */
        struct { NameSeq names; } global; /* global, nonlocal */
    } v;
};

typedef enum PatternKind { P_VALUE, P_SINGLETON, P_SEQUENCE, P_MAPPING, P_CLASS, P_STAR, P_AS, P_OR } PatternKind;
struct Pattern {
    PatternKind kind;
    Pos pos;
    union {
        struct { Expr *value; } value;
        struct { Obj *value; } singleton;
        struct { PatternSeq patterns; } sequence; /* sequence, or */
        struct { ExprSeq keys; PatternSeq patterns; Obj *rest; } mapping;
        struct { Expr *cls; PatternSeq patterns; NameSeq kwd_attrs; PatternSeq kwd_patterns; } cls;
        struct { Obj *name; } star; /* NULL: _ */
        struct { Pattern *pattern; Obj *name; } as;
    } v;
};

/* TREE_SCRIPT: a TREE_FILE that is read from the file it names, which shows in where its SyntaxErrors point. */
/* TREE_TYPED: a TREE_SINGLE that comes from a prompt: what is not closed yet could still have been closed, so a mistake
   before the text's end is the one that is told. */
typedef enum TreeKind { TREE_FILE, TREE_SINGLE, TREE_EVAL, TREE_SCRIPT, TREE_TYPED } TreeKind;
typedef struct Tree {
    TreeKind kind;
    StmtSeq body; /* file, single */
    Expr *expr;   /* eval */
    Obj *objects; /* list: owns every Python object of the tree */
    Scratch scratch;
} Tree;

/* parse: the tree of [source] ([n] bytes of UTF-8 without NULs; a coding cookie and a BOM were dealt with),
   or NULL with SyntaxError, IndentationError or TabError as 3.11 raises them (message, line, caret range,
   text).  [filename] is a str.  With TREE_SINGLE one interactive statement.  No warnings are given (but see
   parse_text, source.h).  tree_free drops everything. */
Tree *parse(Runtime *rt, const char *source, size_t n, Obj *filename, TreeKind kind);
void tree_free(Runtime *rt, Tree *tree);

/* parse_is_incomplete: whether [source], typed at a prompt, needs more lines before it can be a statement
   (open bracket, string or block; a block ends with an empty line).  No exception is left pending. */
bool parse_is_incomplete(Runtime *rt, const char *source, size_t n);

#endif
