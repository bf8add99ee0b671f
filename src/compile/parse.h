/* parse.h - what the parser's files share.

   The parser follows the grammar that the Python 3.11 reference prints: one function a rule, alternatives in
   the printed order, results of the rules marked there kept for each place (Memo), because names and numbers
   become objects each time they are read.  When the text is wrong it is read once more with [errors] set:
   then the bad_* functions (parse_bad_*.c) look for mistakes that have a message of their own.

   A rule that does not match puts [mark] back and returns NULL (or false).  [failed] means that an exception
   is pending (or that a prompt's text ended too early): from then on nothing matches, and nothing is raised. */
#ifndef GH_COMPILE_PARSE_H
#define GH_COMPILE_PARSE_H

#include <string.h>

#include "compile/source.h"
#include "compile/token.h"
#include "object/object.h"

/* clang-format off */
typedef enum Rule {
    RULE_SIMPLE_STMT, RULE_BLOCK, RULE_EXPRESSION, RULE_STAR_EXPRESSION, RULE_DISJUNCTION, RULE_CONJUNCTION,
    RULE_INVERSION, RULE_BITWISE_OR, RULE_BITWISE_XOR, RULE_BITWISE_AND, RULE_SHIFT, RULE_SUM, RULE_TERM, RULE_FACTOR,
    RULE_AWAIT, RULE_PRIMARY, RULE_STRINGS, RULE_ARGUMENTS, RULE_STAR_TARGET, RULE_TARGET_WITH_STAR_ATOM,
    RULE_T_PRIMARY, RULE_DEL_TARGET, RULE_CLOSED_PATTERN, RULE_STAR_PATTERN, RULE_DOTTED_NAME, RULE_ATTR,
    RULE_BAD_NAMED
} Rule;
/* clang-format on */

typedef struct Memo {
    struct Memo *next;
    Rule rule;
    int mark; /* where the rule ended */
    void *node;
} Memo;

typedef struct Token {
    TokenType type;
    const char *start, *end;
    Pos pos; /* columns may be -1 */
    int level;
    Obj *name; /* the interned name, once it was asked for; Tree.objects owns it */
    Memo *memo;
} Token;

typedef enum StartRule { START_FILE, START_SINGLE, START_EVAL, START_FSTRING } StartRule;

typedef struct Parser {
    Runtime *rt;
    Tree *tree;
    Tokenizer tok;
    Token **tokens;
    int mark, fill, room;
    int level; /* rules in one another */
    StartRule start;
    int first_line, first_col; /* of an f-string's expression: where it stands in the file */
    bool failed, errors, started;
    bool typed;         /* the text comes from a prompt */
    bool newline_added; /* the text's last line had none */
    bool byte_columns;  /* messages count columns in bytes: 3.11 does where no encoding was told */
} Parser;

enum { LEVELS_MAX = 6000 };

/* ---- parser.c: tokens ------------------------------------------------------------------------------------ */

void parser_init(Parser *p, Runtime *rt, Tree *tree, Obj *filename, const char *text, StartRule start);
/* parser_run: the start rule's result ([rule] is called once or twice), or NULL with the error raised. */
void *parser_run(Parser *p, void *(*rule)(Parser *p));
bool parser_fill(Parser *p); /* reads one more token */
void *parser_no_memory(Parser *p);
void *parser_alloc(Parser *p, size_t n);

/* current: the token at mark; NULL: failed. */
static inline Token *current(Parser *p)
{
    if (UNLIKELY(p->failed)) return NULL;
    if (p->mark == p->fill && !parser_fill(p)) return NULL;
    return p->tokens[p->mark];
}
static inline TokenType current_type(Parser *p)
{
    const Token *t = current(p);
    return t ? t->type : TOK_ERROR;
}
static inline bool peek(Parser *p, TokenType type) { return current_type(p) == type && type != TOK_ERROR; }
static inline Token *take(Parser *p, TokenType type)
{
    Token *t = current(p);
    if (!t || t->type != type) return NULL;
    p->mark++;
    return t;
}
/* begin: mark, its token read. */
static inline int begin(Parser *p)
{
    current(p);
    return p->mark;
}
static inline void *back(Parser *p, int mark)
{
    p->mark = mark;
    return NULL;
}
bool token_is(const Token *t, const char *word);
bool peek_soft(Parser *p, const char *word);   /* a name with this spelling */
Token *take_soft(Parser *p, const char *word); /* makes its name, as for any name */

/* force: the token, or a syntax error "expected [what]" (with [errors] or without). */
Token *force(Parser *p, TokenType type, const char *what);

/* span: from the token at [start] to the last one before mark that is not layout. */
Pos span(Parser *p, int start);
Pos span_of(Pos from, Pos to);

/* enter: [n] more rules in one another; false: too many. */
bool enter(Parser *p, int n);
static inline void leave(Parser *p, int n) { p->level -= n; }
/* memoized: the rule's kept result at mark, or what [body] makes of it. */
void *memoized(Parser *p, Rule rule, void *(*body)(Parser *p));
bool memo_find(Parser *p, Rule rule, void **node);
void *memo_keep(Parser *p, int start, Rule rule, void *node);

/* ---- parser.c: sequences and nodes ----------------------------------------------------------------------- */

bool seq_room(Parser *p, void *place, int n, size_t size);
#define PUSH(p, seq, item)                                                                                             \
    (seq_room((p), &(seq).items, (seq).n, sizeof *(seq).items) ? ((seq).items[(seq).n++] = (item), true) : false)

Expr *expr_new(Parser *p, ExprKind kind, Pos pos);
Expr *expr_here(Parser *p, ExprKind kind, int start); /* over span(start) */
Expr *expr_constant(Parser *p, Obj *value, Pos pos);  /* value borrowed: static, or owned by the tree */
Expr *expr_tuple(Parser *p, ExprSeq elts, ExprContext ctx, Pos pos);
Expr *expr_with_context(Parser *p, Expr *e, ExprContext ctx); /* a copy */
Stmt *stmt_here(Parser *p, StmtKind kind, int start);
Pattern *pattern_here(Parser *p, PatternKind kind, int start);
/* keep_take: the tree owns [o] from now on; NULL (failed) when [o] is NULL or memory is short. */
Obj *keep_take(Parser *p, TAKE Obj *o);
Obj *take_name(Parser *p); /* an identifier's str; NULL: no name here */
Expr *rule_name(Parser *p);
Expr *rule_number(Parser *p);
/* gather: item (',' item)* */
bool gather(Parser *p, Expr *(*rule)(Parser *p), ExprSeq *out);

/* ---- the rules ------------------------------------------------------------------------------------------- */

/* parse_expr.c */
Expr *rule_expressions(Parser *p);
Expr *rule_expression(Parser *p);
Expr *rule_expression_without_errors(Parser *p);
Expr *rule_yield_expr(Parser *p);
Expr *rule_annotated_rhs(Parser *p); /* yield_expr | star_expressions */
Expr *rule_star_expressions(Parser *p);
Expr *rule_star_expression(Parser *p);
bool rule_star_named_expressions(Parser *p, ExprSeq *out);
Expr *rule_star_named_expression(Parser *p);
Expr *rule_assignment_expression(Parser *p);
Expr *rule_named_expression(Parser *p);
Expr *rule_disjunction(Parser *p);
Expr *rule_bitwise_or(Parser *p);
Expr *rule_plain_argument(Parser *p); /* assignment_expression | expression !':=' */

/* parse_atom.c */
Expr *rule_await_primary(Parser *p);
Expr *rule_atom(Parser *p);
Expr *rule_slices(Parser *p);
Expr *rule_list(Parser *p);
Expr *rule_tuple(Parser *p);
Expr *rule_genexp(Parser *p);
Expr *rule_subscript_attribute(Parser *p, ExprContext ctx); /* a target of this kind, or NULL */
bool rule_for_if_clauses(Parser *p, ComprehensionSeq *out);
bool rule_double_starred_kvpair(Parser *p, Expr **key, Expr **value);
bool rule_double_starred_kvpairs_bare(Parser *p, ExprSeq *keys, ExprSeq *values); /* without a last comma */

/* parse_target.c */
Expr *rule_star_targets(Parser *p);
Expr *rule_star_target(Parser *p);
Expr *rule_single_target(Parser *p);
bool rule_del_targets(Parser *p, ExprSeq *out);

/* parse_call.c; args and arguments are X_CALL nodes without a function */
Expr *rule_arguments(Parser *p);
Expr *rule_args(Parser *p);
Expr *rule_starred_expression(Parser *p);

/* parse_args.c: the parameters of def (and, with [lambda], of lambda) */
typedef struct Param {
    Arg *arg;
    Expr *value; /* its default, or NULL */
} Param;
SEQ_OF(Param, ParamSeq);
typedef struct Slash { /* the parameters before '/' */
    ArgSeq plain;
    ParamSeq with_default;
} Slash;
Arguments *rule_params(Parser *p, bool lambda);
Arguments *arguments_empty(Parser *p);
Arg *rule_param(Parser *p, bool lambda);
Arg *rule_param_no_default(Parser *p, bool lambda);
bool rule_param_with_default(Parser *p, bool lambda, Param *out);
bool rule_param_maybe_default(Parser *p, bool lambda, Param *out);
bool rule_slash_no_default(Parser *p, bool lambda, ArgSeq *out);
bool rule_slash_with_default(Parser *p, bool lambda, Slash *out);
void skip_params_no_default(Parser *p, bool lambda);
int skip_params_maybe_default(Parser *p, bool lambda);
Expr *rule_lambdef(Parser *p);

/* parse_stmt.c, parse_block.c */
bool rule_statements(Parser *p, StmtSeq *out);
bool rule_simple_stmts(Parser *p, StmtSeq *out);
StmtSeq *rule_block(Parser *p);
Stmt *rule_compound_stmt(Parser *p);
bool rule_augassign(Parser *p, int *op);
bool rule_import_from_as_names(Parser *p, AliasSeq *out);
bool rule_except_block(Parser *p, ExceptHandler **out);
bool rule_except_star_block(Parser *p, ExceptHandler **out);

/* parse_pattern.c */
Stmt *rule_match_stmt(Parser *p);
Expr *rule_subject_expr(Parser *p);
Pattern *rule_patterns(Parser *p);
Pattern *rule_pattern(Parser *p);
Pattern *rule_or_pattern(Parser *p);
Expr *rule_guard(Parser *p);
Expr *rule_name_or_attr(Parser *p);
bool rule_positional_patterns(Parser *p, PatternSeq *out);
bool rule_keyword_patterns(Parser *p, NameSeq *names, PatternSeq *patterns);

/* parse_string.c, parse_fstring.c */
Expr *rule_strings(Parser *p);
/* A string literal being put together of its pieces. */
typedef struct StringParts {
    Buf text;       /* since the last expression */
    ExprSeq values; /* of an f-string */
    bool is_fstring;
    Token *first, *last;
} StringParts;
bool string_flush(Parser *p, StringParts *parts); /* text becomes a constant of values */
Expr *string_finish(Parser *p, StringParts *parts);
/* text_decode: appends what [s, s + n) of a literal stands for; [raw]: as it is written. */
bool text_decode(Parser *p, const char *s, size_t n, bool raw, Buf *out);
bool fstring_add(Parser *p, StringParts *parts, const char **at, const char *end, bool raw, int depth, Token *t);

/* ---- mistakes: each returns with failed set when it found its own ---------------------------------------- */

/* parse_error.c.  Positions as nodes have them; all return NULL. */
void *raise_syntax(Parser *p, const char *format, ...) PRINTF_LIKE(2, 3);      /* at the last token read */
void *raise_indentation(Parser *p, const char *format, ...) PRINTF_LIKE(2, 3); /* likewise */
void *raise_at(Parser *p, Pos where, const char *format, ...) PRINTF_LIKE(3, 4);
void *raise_over(Parser *p, Pos from, Pos to, const char *format, ...) PRINTF_LIKE(4, 5);
void *raise_from(Parser *p, Pos from, const char *format, ...) PRINTF_LIKE(3, 4); /* to where the text was read */
void *raise_pos(Parser *p, Obj *type, Pos where, const char *format, ...) PRINTF_LIKE(4, 5);
void *raise_decode_problem(Parser *p);                 /* what a codec said becomes the SyntaxError */
void raise_token_error(Parser *p);                     /* the tokenizer stopped */
void raise_generic(Parser *p, const Token *last);      /* nothing matched; [last]: of the first reading */
const char *expr_word(const Parser *p, const Expr *e); /* "function call" */
typedef enum TargetKind { TARGETS_STAR, TARGETS_DEL, TARGETS_FOR } TargetKind;
void raise_target(Parser *p, TargetKind kind, Expr *e); /* when [e] cannot be such a target */
bool is_legacy_stmt(const Expr *e);                     /* print, exec */

/* parse_bad_expr.c */
void bad_expression(Parser *p);
void bad_legacy_expression(Parser *p);
void bad_named_expression(Parser *p);
void bad_comprehension(Parser *p);
void bad_dict_comprehension(Parser *p);
void bad_double_starred_kvpairs(Parser *p);
void bad_group(Parser *p);
void bad_arguments(Parser *p);
void bad_kwarg(Parser *p);
/* parse_bad_args.c */
void bad_params(Parser *p, bool lambda);
void bad_default(Parser *p);
void bad_star_etc(Parser *p, bool lambda);
void bad_kwds(Parser *p, bool lambda);
/* parse_bad_stmt.c */
void bad_assignment(Parser *p);
void bad_del_stmt(Parser *p);
void bad_block(Parser *p);
void bad_import_from_targets(Parser *p);
void bad_for_target(Parser *p);
void bad_with_item(Parser *p);
/* parse_bad_block.c */
void bad_condition(Parser *p, TokenType keyword, const char *word);  /* if, elif, while */
void bad_word_block(Parser *p, TokenType keyword, const char *word); /* else, finally */
void bad_for_stmt(Parser *p);
void bad_with_stmt(Parser *p);
void bad_with_stmt_indent(Parser *p);
void bad_try_stmt(Parser *p);
void bad_except_stmt(Parser *p);
void bad_except_stmt_indent(Parser *p);
void bad_except_star_stmt_indent(Parser *p);
void bad_def_raw(Parser *p);
void bad_class_def_raw(Parser *p);
void bad_match_stmt(Parser *p);
void bad_case_block(Parser *p);
void bad_as_pattern(Parser *p);
void bad_class_pattern(Parser *p);

#endif
