/* gen_match.c - code for match: each pattern consumes the subject on the stack's top and goes on, or jumps to
   a place that pops what is left over and tries the next case.

   Names are bound only when the whole pattern has matched: until then captured values lie on the stack, below
   what is being worked on.  [top] counts the working items; [stores] are the captures, oldest first.  The
   place fail[n] pops n items. */
#include "compile/codegen.h"

#include <limits.h>
#include <string.h>

typedef struct Captures {
    Obj **names;
    int n, room;
} Captures;

typedef struct Matching {
    Captures stores;
    bool allow_irrefutable; /* patterns that always match may stand here */
    Block **fail;
    int nfail, fail_room;
    int top;
} Matching;

static bool gen_pattern(Compiler *c, const Pattern *p, Matching *m);

static bool is_wildcard(const Pattern *p) { return p->kind == P_AS && !p->v.as.name; }

static int captures_find(const Captures *k, Obj *name)
{
    for (int i = 0; i < k->n; i++) {
        if (str_equal(k->names[i], name)) return i;
    }
    return -1;
}

static bool captures_add(Compiler *c, Captures *k, Obj *name)
{
    if (k->n == k->room) {
        int room = k->room ? k->room * 2 : 8;
        Obj **names = compiler_alloc(c, (size_t)room * sizeof *names);
        if (!names) return false;
        if (k->n) memcpy(names, k->names, (size_t)k->n * sizeof *names);
        k->names = names;
        k->room = room;
    }
    k->names[k->n++] = name;
    return true;
}

/* ---- failing ------------------------------------------------------------------------------------------- */

static bool need_fail(Compiler *c, Matching *m, int pops)
{
    if (pops >= m->fail_room) {
        int room = pops < 8 ? 8 : pops * 2;
        Block **fail = compiler_alloc(c, (size_t)room * sizeof *fail);
        if (!fail) return false;
        if (m->nfail) memcpy(fail, m->fail, (size_t)m->nfail * sizeof *fail);
        m->fail = fail;
        m->fail_room = room;
    }
    for (; m->nfail <= pops; m->nfail++) {
        if (!(m->fail[m->nfail] = block_new(c))) return false;
    }
    return true;
}

static bool jump_to_fail(Compiler *c, Matching *m, int op)
{
    int pops = m->top + m->stores.n;
    return need_fail(c, m, pops) && emit_jump(c, op, m->fail[pops]);
}

static bool emit_fail(Compiler *c, Matching *m)
{
    if (!m->nfail) return true;
    while (--m->nfail) {
        block_use(c, m->fail[m->nfail]);
        if (!emit(c, OP_POP_TOP)) return false;
    }
    block_use(c, m->fail[0]);
    m->fail = NULL;
    m->fail_room = 0;
    return true;
}

/* ---- captures ------------------------------------------------------------------------------------------ */

/* Puts the stack's top under the [count] - 1 items below it. */
static bool rotate(Compiler *c, int count)
{
    for (; count > 1; count--) {
        if (!emit_arg(c, OP_SWAP, count)) return false;
    }
    return true;
}

static bool duplicate_error(Compiler *c, Obj *name)
{
    return gen_error(c, "multiple assignments to name %R in pattern", name);
}

static bool capture(Compiler *c, Obj *name, Matching *m)
{
    if (!name) return emit(c, OP_POP_TOP);
    if (!check_name(c, name, STORE)) return false;
    if (captures_find(&m->stores, name) >= 0) return duplicate_error(c, name);
    return rotate(c, m->top + m->stores.n + 1) && captures_add(c, &m->stores, name);
}

static bool gen_subpattern(Compiler *c, const Pattern *p, Matching *m)
{
    bool outer = m->allow_irrefutable;
    m->allow_irrefutable = true;
    if (!gen_pattern(c, p, m)) return false;
    m->allow_irrefutable = outer;
    return true;
}

static bool gen_as(Compiler *c, const Pattern *p, Matching *m)
{
    Obj *name = p->v.as.name;
    if (!p->v.as.pattern) {
        if (m->allow_irrefutable) return capture(c, name, m);
        if (name) return gen_error(c, "name capture %R makes remaining patterns unreachable", name);
        return gen_error(c, "wildcard makes remaining patterns unreachable");
    }
    m->top++;
    if (!emit_arg(c, OP_COPY, 1) || !gen_pattern(c, p->v.as.pattern, m)) return false;
    m->top--;
    return capture(c, name, m);
}

/* ---- values -------------------------------------------------------------------------------------------- */

static bool gen_value(Compiler *c, const Pattern *p, Matching *m)
{
    const Expr *value = p->v.value.value;
    if (value->kind != X_CONSTANT && value->kind != X_ATTRIBUTE)
        return gen_error(c, "patterns may only match literals and attribute lookups");
    return gen_expr(c, value) && gen_compare_op(c, COMPARE_EQ) && jump_to_fail(c, m, PSEUDO_POP_JUMP_IF_FALSE);
}

static bool gen_singleton(Compiler *c, const Pattern *p, Matching *m)
{
    return emit_const(c, p->v.singleton.value) && gen_compare_op(c, COMPARE_IS) &&
           jump_to_fail(c, m, PSEUDO_POP_JUMP_IF_FALSE);
}

static bool gen_is_not_none(Compiler *c, Matching *m)
{
    return emit_arg(c, OP_COPY, 1) && emit_const(c, NONE(c->rt)) && gen_compare_op(c, COMPARE_IS_NOT) &&
           (m->top++, jump_to_fail(c, m, PSEUDO_POP_JUMP_IF_FALSE));
}

static bool gen_length_test(Compiler *c, int length, CompareKind op, Matching *m)
{
    return emit(c, OP_GET_LEN) && emit_const_int(c, length) && gen_compare_op(c, op) &&
           jump_to_fail(c, m, PSEUDO_POP_JUMP_IF_FALSE);
}

/* ---- sequences ----------------------------------------------------------------------------------------- */

static bool gen_items_unpacked(Compiler *c, const PatternSeq *items, int star, Matching *m)
{
    int n = items->n;
    if (star < 0) {
        if (!emit_arg(c, OP_UNPACK_SEQUENCE, n)) return false;
    } else {
        if (star >= 1 << 8 || n - star - 1 >= INT_MAX >> 8)
            return gen_error(c, "too many expressions in star-unpacking sequence pattern");
        if (!emit_arg(c, OP_UNPACK_EX, star + (n - star - 1) * 256)) return false;
    }
    m->top += n;
    for (int i = 0; i < n; i++) {
        m->top--;
        if (!gen_subpattern(c, items->items[i], m)) return false;
    }
    return true;
}

/* [a, *_, b]: only the items that matter are looked at, by index. */
static bool gen_items_indexed(Compiler *c, const PatternSeq *items, int star, Matching *m)
{
    m->top++;
    for (int i = 0; i < items->n; i++) {
        const Pattern *p = items->items[i];
        if (is_wildcard(p) || i == star) continue;
        if (!emit_arg(c, OP_COPY, 1)) return false;
        if (i < star) {
            if (!emit_const_int(c, i)) return false;
        } else if (!emit(c, OP_GET_LEN) || !emit_const_int(c, items->n - i) ||
                   !emit_arg(c, OP_BINARY_OP, NB_SUBTRACT)) {
            return false;
        }
        if (!emit(c, OP_BINARY_SUBSCR) || !gen_subpattern(c, p, m)) return false;
    }
    m->top--;
    return emit(c, OP_POP_TOP);
}

static bool gen_sequence(Compiler *c, const Pattern *p, Matching *m)
{
    const PatternSeq *items = &p->v.sequence.patterns;
    int star = -1;
    bool only_wildcards = true, wild_star = false;
    for (int i = 0; i < items->n; i++) {
        const Pattern *item = items->items[i];
        if (item->kind != P_STAR) {
            only_wildcards &= is_wildcard(item);
            continue;
        }
        if (star >= 0) return gen_error(c, "multiple starred names in sequence pattern");
        wild_star = !item->v.star.name;
        only_wildcards &= wild_star;
        star = i;
    }
    m->top++;
    if (!emit(c, OP_MATCH_SEQUENCE) || !jump_to_fail(c, m, PSEUDO_POP_JUMP_IF_FALSE)) return false;
    if (star < 0) {
        if (!gen_length_test(c, items->n, COMPARE_EQ, m)) return false;
    } else if (items->n > 1 && !gen_length_test(c, items->n - 1, COMPARE_GE, m)) {
        return false;
    }
    m->top--;
    if (only_wildcards) return emit(c, OP_POP_TOP);
    return wild_star ? gen_items_indexed(c, items, star, m) : gen_items_unpacked(c, items, star, m);
}

/* ---- mappings ------------------------------------------------------------------------------------------ */

static bool gen_keys(Compiler *c, const ExprSeq *keys)
{
    Obj *seen = retain_take(c, set_new(c->rt, NULL));
    if (!seen) return false;
    for (int i = 0; i < keys->n; i++) {
        const Expr *key = keys->items[i];
        if (key->kind == X_CONSTANT) {
            int known = set_contains(c->rt, seen, key->v.constant.value);
            if (known < 0) return false;
            if (known) return gen_error(c, "mapping pattern checks duplicate key (%R)", key->v.constant.value);
            if (!set_add(c->rt, seen, key->v.constant.value)) return false;
        } else if (key->kind != X_ATTRIBUTE) {
            return gen_error(c, "mapping pattern keys may only match literals and attribute lookups");
        }
        if (!gen_expr(c, key)) return false;
    }
    return emit_arg(c, OP_BUILD_TUPLE, keys->n) && emit(c, OP_MATCH_KEYS);
}

/* **rest: a copy of the subject without the keys that were matched. */
static bool gen_rest(Compiler *c, int nkeys)
{
    if (!emit_arg(c, OP_BUILD_MAP, 0) || !emit_arg(c, OP_SWAP, 3) || !emit_arg(c, OP_DICT_UPDATE, 2) ||
        !emit_arg(c, OP_UNPACK_SEQUENCE, nkeys))
        return false;
    for (int left = nkeys; left > 0; left--) {
        if (!emit_arg(c, OP_COPY, 1 + left) || !emit_arg(c, OP_SWAP, 2) || !emit(c, OP_DELETE_SUBSCR)) return false;
    }
    return true;
}

static bool gen_mapping(Compiler *c, const Pattern *p, Matching *m)
{
    const ExprSeq *keys = &p->v.mapping.keys;
    const PatternSeq *patterns = &p->v.mapping.patterns;
    Obj *rest = p->v.mapping.rest;
    int n = keys->n;
    m->top++;
    if (!emit(c, OP_MATCH_MAPPING) || !jump_to_fail(c, m, PSEUDO_POP_JUMP_IF_FALSE)) return false;
    if (!n && !rest) {
        m->top--;
        return emit(c, OP_POP_TOP);
    }
    if (n && !gen_length_test(c, n, COMPARE_GE, m)) return false;
    if (!gen_keys(c, keys)) return false;
    m->top++; /* the keys; gen_is_not_none counts the values */
    if (!gen_is_not_none(c, m) || !emit_arg(c, OP_UNPACK_SEQUENCE, n)) return false;
    m->top += n - 1;
    for (int i = 0; i < n; i++) {
        m->top--;
        if (!gen_subpattern(c, patterns->items[i], m)) return false;
    }
    m->top -= 2;
    if (rest) return gen_rest(c, n) && capture(c, rest, m);
    return emit(c, OP_POP_TOP) && emit(c, OP_POP_TOP);
}

/* ---- classes ------------------------------------------------------------------------------------------- */

static bool check_attributes(Compiler *c, const Pattern *p)
{
    const NameSeq *names = &p->v.cls.kwd_attrs;
    for (int i = 0; i < names->n; i++) {
        c->unit->pos = p->v.cls.kwd_patterns.items[i]->pos;
        if (!check_name(c, names->items[i], STORE)) return false;
        for (int k = i + 1; k < names->n; k++) {
            if (!str_equal(names->items[i], names->items[k])) continue;
            c->unit->pos = p->v.cls.kwd_patterns.items[k]->pos;
            return gen_error(c, "attribute name repeated in class pattern: %O", names->items[i]);
        }
    }
    if (names->n) c->unit->pos = p->pos;
    return true;
}

static bool gen_class_pattern(Compiler *c, const Pattern *p, Matching *m)
{
    int nargs = p->v.cls.patterns.n, nattrs = p->v.cls.kwd_patterns.n;
    if (!check_attributes(c, p) || !gen_expr(c, p->v.cls.cls) ||
        !emit_const_tuple(c, p->v.cls.kwd_attrs.items, nattrs) || !emit_arg(c, OP_MATCH_CLASS, nargs) ||
        !gen_is_not_none(c, m) || !emit_arg(c, OP_UNPACK_SEQUENCE, nargs + nattrs))
        return false;
    m->top += nargs + nattrs - 1;
    for (int i = 0; i < nargs + nattrs; i++) {
        m->top--;
        const Pattern *sub = i < nargs ? p->v.cls.patterns.items[i] : p->v.cls.kwd_patterns.items[i - nargs];
        if (!(is_wildcard(sub) ? emit(c, OP_POP_TOP) : gen_subpattern(c, sub, m))) return false;
    }
    return true;
}

/* ---- alternatives -------------------------------------------------------------------------------------- */

/* Moves the captures of an alternative into the order of the first one's. */
static bool reorder(Compiler *c, const Captures *control, Captures *stores)
{
    for (int to = control->n - 1; to >= 0; to--) {
        int from = captures_find(stores, control->names[to]);
        if (from < 0) return gen_error(c, "alternative patterns bind different names");
        if (from == to) continue;
        for (int times = 0; times <= from; times++) {
            Obj *first = stores->names[0];
            memmove(stores->names, stores->names + 1, (size_t)to * sizeof *stores->names);
            stores->names[to] = first;
            if (!rotate(c, to + 1)) return false;
        }
    }
    return true;
}

static bool gen_alternatives(Compiler *c, const PatternSeq *alts, bool allow_irrefutable, Block *end, Captures *control)
{
    for (int i = 0; i < alts->n; i++) {
        const Pattern *alt = alts->items[i];
        Matching m = {.allow_irrefutable = i == alts->n - 1 && allow_irrefutable};
        c->unit->pos = alt->pos;
        if (!emit_arg(c, OP_COPY, 1) || !gen_pattern(c, alt, &m)) return false;
        if (i == 0)
            *control = m.stores;
        else if (m.stores.n != control->n)
            return gen_error(c, "alternative patterns bind different names");
        else if (!reorder(c, control, &m.stores))
            return false;
        if (!emit_jump(c, PSEUDO_JUMP, end) || !emit_fail(c, &m)) return false;
    }
    return true;
}

static bool gen_or(Compiler *c, const Pattern *p, Matching *m)
{
    Block *end = block_new(c);
    Captures control = {0};
    if (!end || !gen_alternatives(c, &p->v.sequence.patterns, m->allow_irrefutable, end, &control) ||
        !emit(c, OP_POP_TOP) || !jump_to_fail(c, m, PSEUDO_JUMP))
        return false;
    block_use(c, end);
    int depth = control.n + 1 + m->top + m->stores.n;
    for (int i = 0; i < control.n; i++) {
        if (!rotate(c, depth)) return false;
        if (captures_find(&m->stores, control.names[i]) >= 0) return duplicate_error(c, control.names[i]);
        if (!captures_add(c, &m->stores, control.names[i])) return false;
    }
    return emit(c, OP_POP_TOP);
}

static bool gen_pattern(Compiler *c, const Pattern *p, Matching *m)
{
    if (!nest(c)) return false;
    bool ok = false;
    c->unit->pos = p->pos;
    switch (p->kind) {
    case P_VALUE: ok = gen_value(c, p, m); break;
    case P_SINGLETON: ok = gen_singleton(c, p, m); break;
    case P_SEQUENCE: ok = gen_sequence(c, p, m); break;
    case P_MAPPING: ok = gen_mapping(c, p, m); break;
    case P_CLASS: ok = gen_class_pattern(c, p, m); break;
    case P_STAR: ok = capture(c, p->v.star.name, m); break;
    case P_AS: ok = gen_as(c, p, m); break;
    case P_OR: ok = gen_or(c, p, m); break;
    }
    unnest(c);
    return ok;
}

/* ---- the statement ------------------------------------------------------------------------------------- */

static bool gen_case(Compiler *c, const MatchCase *k, bool last, bool keep_subject, Block *end)
{
    Matching m = {.allow_irrefutable = k->guard || last};
    c->unit->pos = k->pattern->pos;
    if ((keep_subject && !emit_arg(c, OP_COPY, 1)) || !gen_pattern(c, k->pattern, &m)) return false;
    for (int i = 0; i < m.stores.n; i++) {
        if (!gen_name(c, m.stores.names[i], STORE)) return false;
    }
    if (k->guard && (!need_fail(c, &m, 0) || !gen_jump_if(c, k->guard, m.fail[0], false))) return false;
    if (keep_subject && !emit(c, OP_POP_TOP)) return false;
    if (!gen_stmts(c, &k->body) || !emit_jump(c, PSEUDO_JUMP, end)) return false;
    c->unit->pos = k->pattern->pos;
    return emit_fail(c, &m);
}

/* case _ at the end needs no test. */
static bool gen_default(Compiler *c, const MatchCase *k, bool only, Block *end)
{
    c->unit->pos = k->pattern->pos;
    return emit(c, only ? OP_POP_TOP : OP_NOP) && (!k->guard || gen_jump_if(c, k->guard, end, false)) &&
           gen_stmts(c, &k->body);
}

bool gen_match(Compiler *c, const Stmt *s)
{
    const CaseSeq *cases = &s->v.match.cases;
    Block *end = block_new(c);
    if (!end || !gen_expr(c, s->v.match.subject)) return false;
    bool has_default = cases->n > 1 && is_wildcard(cases->items[cases->n - 1]->pattern);
    int tested = cases->n - has_default;
    for (int i = 0; i < tested; i++) {
        if (!gen_case(c, cases->items[i], i == cases->n - 1, i != tested - 1, end)) return false;
    }
    if (has_default && !gen_default(c, cases->items[cases->n - 1], cases->n == 1, end)) return false;
    block_use(c, end);
    return true;
}
