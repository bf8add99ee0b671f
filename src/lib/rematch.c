/* rematch.c - see rematch.h.

   The machine walks through the code; where there are two ways it notes the other one on a stack of choices and goes
   on.  When nothing matches any more it goes back to the newest choice; every slot that was changed since is put back
   from the list of undos.

     choices:  [where to go on | position | how many undos there were]      undo:  [slot | its value before]

   A repeated single character needs one choice for all its numbers: the range of positions that it could end at.
   Lookaround and atomic groups are runs of their own on the same stacks: their choices are forgotten when they have
   matched, their undos are not. */
#include "lib/rematch.h"

#include <stdlib.h>

#include "object/unicode.h"

typedef enum ChoiceKind {
    CHOICE_ONE,   /* go on at pc, at pos */
    CHOICE_DOWN,  /* likewise, and then at the positions before it, as far as last */
    CHOICE_UP,    /* likewise, and then at the positions behind it, as far as last */
    CHOICE_ROUND, /* take one more round of the lazy loop at pc */
} ChoiceKind;
struct ReChoice {
    ChoiceKind kind;
    uint32_t pc;
    isize pos, last;
    size_t nundo;
};
struct ReUndo {
    int slot;
    isize value;
};

enum { RE_STEPS = 1 << 14, RE_DEPTH = 400 };

/* ---- characters ----------------------------------------------------------------------------------------------------- */

static bool is_word(uint32_t c) { return c == '_' || uni_is_alnum(c); }
static bool ascii_digit(uint32_t c) { return c - '0' < 10; }
static bool ascii_space(uint32_t c) { return c == ' ' || c - 9 < 5; }
static bool ascii_word(uint32_t c) { return c == '_' || ascii_digit(c) || (c < 128 && (c | 32) - 'a' < 26); }

static bool in_category(uint32_t c, ReCategory k)
{
    switch (k) {
    case RE_DIGIT: return uni_is_decimal(c);
    case RE_NOT_DIGIT: return !uni_is_decimal(c);
    case RE_SPACE: return uni_is_space(c);
    case RE_NOT_SPACE: return !uni_is_space(c);
    case RE_WORD: return is_word(c);
    case RE_NOT_WORD: return !is_word(c);
    case RE_ASCII_DIGIT: return ascii_digit(c);
    case RE_ASCII_NOT_DIGIT: return !ascii_digit(c);
    case RE_ASCII_SPACE: return ascii_space(c);
    case RE_ASCII_NOT_SPACE: return !ascii_space(c);
    case RE_ASCII_WORD: return ascii_word(c);
    case RE_ASCII_NOT_WORD: return !ascii_word(c);
    }
    return false;
}

static uint32_t lower(const ReState *s, uint32_t c)
{
    uint32_t out[3];
    if (c < 128) return c - 'A' < 26 ? c + 32 : c;
    return !s->ascii && uni_lower(c, out) ? out[0] : c;
}

static uint32_t upper(const ReState *s, uint32_t c)
{
    uint32_t out[3];
    if (c < 128) return c - 'a' < 26 ? c - 32 : c;
    return !s->ascii && uni_upper(c, out) == 1 ? out[0] : c;
}

static bool in_items(const uint32_t *item, uint32_t c)
{
    bool found = true;
    for (;; item++) {
        switch ((ReItem)*item) {
        case RE_ITEM_END: return !found;
        case RE_ITEM_NEGATE: found = !found; break;
        case RE_ITEM_CHAR:
            if (*++item == c) return found;
            break;
        case RE_ITEM_CATEGORY:
            if (in_category(c, (ReCategory)*++item)) return found;
            break;
        case RE_ITEM_RANGE:
            if (item[1] <= c && c <= item[2]) return found;
            item += 2;
            break;
        }
    }
}

/* [set]: the words behind the instruction: their number, the bitmap, the items. */
static inline bool in_set(const uint32_t *set, uint32_t c)
{
    if (c < 256) return set[1 + c / 32] >> (c & 31) & 1;
    return in_items(set + 9, c);
}

/* Whether the instruction at [pc], one of those for a single character, matches [c]. */
static inline bool one_matches(const ReState *s, uint32_t pc, uint32_t c)
{
    const uint32_t *op = s->code + pc;
    switch ((ReOp)*op) {
    case RE_LITERAL: return op[1] == c;
    case RE_ANY: return c != '\n';
    case RE_ANY_ALL: return true;
    case RE_SET: return in_set(op + 1, c);
    case RE_SET_FOLD:
    case RE_SET_FOLD_NOT:
        return (in_set(op + 1, c) || in_set(op + 1, lower(s, c)) || in_set(op + 1, upper(s, c))) == (*op == RE_SET_FOLD);
    default: return false;
    }
}

static inline uint32_t char_at(const ReState *s, isize i) { return chars_at(s->text, i); }

bool re_may_begin(const ReState *s, isize pos)
{
    ReOp op = (ReOp)s->code[0];
    if (op < RE_LITERAL || op > RE_SET_FOLD_NOT) return true;
    return pos < s->end && one_matches(s, 0, char_at(s, pos));
}

static bool is_boundary(const ReState *s, isize pos, bool ascii)
{
    bool (*word)(uint32_t) = ascii ? ascii_word : is_word;
    bool before = pos > 0 && word(char_at(s, pos - 1)), after = pos < s->end && word(char_at(s, pos));
    return s->end > 0 && before != after;
}

static bool is_at(const ReState *s, ReAt at, isize pos)
{
    switch (at) {
    case RE_AT_START: return pos == 0;
    case RE_AT_START_LINE: return pos == 0 || char_at(s, pos - 1) == '\n';
    case RE_AT_END: return pos == s->end || (pos == s->end - 1 && char_at(s, pos) == '\n');
    case RE_AT_END_LINE: return pos == s->end || char_at(s, pos) == '\n';
    case RE_AT_VERY_END: return pos == s->end;
    case RE_AT_BOUNDARY: return is_boundary(s, pos, false);
    case RE_AT_NOT_BOUNDARY: return s->end > 0 && !is_boundary(s, pos, false);
    case RE_AT_ASCII_BOUNDARY: return is_boundary(s, pos, true);
    case RE_AT_ASCII_NOT_BOUNDARY: return s->end > 0 && !is_boundary(s, pos, true);
    }
    return false;
}

/* Where the text of [group] ends when it stands at [pos] again; -1: it does not, or the group has not matched. */
static isize same_group(const ReState *s, int group, isize pos, bool fold)
{
    isize from = s->slots[2 * group], n = s->slots[2 * group + 1] - from;
    if (from < 0 || n < 0 || s->end - pos < n) return -1;
    for (isize i = 0; i < n; i++) {
        uint32_t a = char_at(s, from + i), b = char_at(s, pos + i);
        if (a != b && !(fold && lower(s, a) == lower(s, b))) return -1;
    }
    return pos + n;
}

/* ---- choices and undos ---------------------------------------------------------------------------------------------- */

static bool grow(ReState *s, void **items, size_t *room, size_t size)
{
    size_t more = *room ? 2 * *room : 64;
    void *p = realloc(*items, more * size);
    if (!p) return err_no_memory(s->rt);
    *items = p;
    *room = more;
    return true;
}

static inline bool choose(ReState *s, ChoiceKind kind, uint32_t pc, isize pos, isize last)
{
    if (UNLIKELY(s->nchoices == s->room_choices) &&
        !grow(s, (void **)&s->choices, &s->room_choices, sizeof *s->choices))
        return false;
    s->choices[s->nchoices++] = (ReChoice){kind, pc, pos, last, s->nundo};
    return true;
}

static inline bool set_slot(ReState *s, int slot, isize value)
{
    if (UNLIKELY(s->nundo == s->room_undo) && !grow(s, (void **)&s->undo, &s->room_undo, sizeof *s->undo)) return false;
    s->undo[s->nundo++] = (ReUndo){slot, s->slots[slot]};
    s->slots[slot] = value;
    return true;
}

static inline void undo_to(ReState *s, size_t n)
{
    while (s->nundo > n) {
        const ReUndo *u = &s->undo[--s->nundo];
        s->slots[u->slot] = u->value;
    }
}

void re_state_end(ReState *s)
{
    free(s->choices);
    free(s->undo);
}

/* ---- the machine ----------------------------------------------------------------------------------------------------- */

enum { RUN_FAILED = -1, RUN_ERROR = -2 };

static isize run(ReState *s, uint32_t pc, isize pos, int depth);

/* Begins a round of the loop at [*pc]: the slots are how many rounds there were, and where the last one began. */
static bool begin_round(ReState *s, uint32_t *pc, isize pos)
{
    const uint32_t *op = s->code + *pc;
    int slot = (int)op[1];
    *pc = op[5];
    return set_slot(s, slot, s->slots[slot] + 1) && set_slot(s, slot + 1, pos);
}

/* Goes back to the newest choice made since there were [base]: 1; 0: there is none; -1 with an exception. */
static int back(ReState *s, size_t base, uint32_t *pc, isize *pos)
{
    if (s->nchoices == base) return 0;
    ReChoice *c = &s->choices[s->nchoices - 1];
    undo_to(s, c->nundo);
    *pc = c->pc;
    *pos = c->pos;
    bool more = (c->kind == CHOICE_DOWN || c->kind == CHOICE_UP) && c->pos != c->last;
    if (more) c->pos += c->kind == CHOICE_UP ? 1 : -1;
    else s->nchoices--;
    return c->kind != CHOICE_ROUND || begin_round(s, pc, *pos) ? 1 : -1;
}

/* How many characters from [pos] on the instruction at [pc] matches, [most] at the most. */
static isize count_ones(const ReState *s, uint32_t pc, isize pos, isize most)
{
    isize stop = s->end - pos < most ? s->end : pos + most, i = pos;
    if (s->code[pc] == RE_ANY_ALL) return stop > pos ? stop - pos : 0;
    while (i < stop && one_matches(s, pc, char_at(s, i))) i++;
    return i - pos;
}

static inline isize bound(uint32_t n) { return n == UINT32_MAX ? PTRDIFF_MAX : (isize)n; }

/* A repeated character at [pc]: sets *pc and *pos to go on; 0: too few; -1 with an exception. */
static int repeat_one(ReState *s, uint32_t *pc, isize *pos)
{
    const uint32_t *op = s->code + *pc;
    isize least = bound(op[1]), from = *pos;
    bool lazy = *op == RE_REPEAT_LEAST;
    isize n = count_ones(s, *pc + 4, from, lazy ? least : bound(op[2]));
    if (n < least) return 0;
    if (lazy) {
        isize more = count_ones(s, *pc + 4, from + least, bound(op[2]) - least);
        *pos = from + least;
        if (more && !choose(s, CHOICE_UP, op[3], from + least + 1, from + least + more)) return -1;
    } else {
        *pos = from + n;
        if (*op == RE_REPEAT_MOST && n > least && !choose(s, CHOICE_DOWN, op[3], from + n - 1, from + least)) return -1;
    }
    *pc = op[3];
    return 1;
}

/* At the end of a round of the loop at [*pc], and before its first: another one, or on behind it. */
static bool loop(ReState *s, uint32_t *pc, isize pos)
{
    const uint32_t *op = s->code + *pc;
    isize count = s->slots[op[1]];
    bool must = count < bound(op[2]), may = count < bound(op[3]) && s->slots[op[1] + 1] != pos, lazy = op[4];
    uint32_t behind = *pc + 6;
    if (must || (may && !lazy)) return (must || choose(s, CHOICE_ONE, behind, pos, 0)) && begin_round(s, pc, pos);
    if (may && !choose(s, CHOICE_ROUND, *pc, pos, 0)) return false;
    *pc = behind;
    return true;
}

/* A run of its own, whose end is nobody's concern: where it ends, or a RUN_ answer. */
static isize run_inside(ReState *s, uint32_t pc, isize pos, int depth)
{
    bool whole = s->whole, advance = s->advance;
    s->whole = s->advance = false;
    isize result = run(s, pc, pos, depth + 1);
    s->whole = whole;
    s->advance = advance;
    return result;
}

/* Lookahead, lookbehind: 1, 0 or -1. */
static int look(ReState *s, const uint32_t *op, isize pos, int depth)
{
    bool behind = *op == RE_BEHIND, not = op[1] != 0;
    isize at = behind ? pos - (isize)op[2] : pos;
    if (at < 0) return not;
    size_t nundo = s->nundo;
    isize result = run_inside(s, (uint32_t)(op - s->code) + (behind ? 4 : 3), at, depth);
    if (result == RUN_ERROR) return -1;
    if (not || result == RUN_FAILED) undo_to(s, nundo);
    return (result != RUN_FAILED) != not;
}

static bool poll(ReState *s)
{
    s->steps = 0;
    return !rt_poll(s->rt);
}

/* Runs from [pc] at [pos] to MATCH: where the match ends, or a RUN_ answer.  The choices it made are gone then. */
static isize run(ReState *s, uint32_t pc, isize pos, int depth)
{
    size_t base = s->nchoices;
    int ok;
    if (depth > RE_DEPTH) {
        err_format(s->rt, EXC_TYPE(s->rt, RecursionError), "maximum recursion depth exceeded in a pattern");
        return RUN_ERROR;
    }
    for (;;) {
        const uint32_t *op = s->code + pc;
        ok = 1;
        if (UNLIKELY(++s->steps > RE_STEPS) && !poll(s)) goto error;
        switch ((ReOp)*op) {
        case RE_MATCH:
            if ((s->whole && pos != s->end) || (s->advance && pos == s->start)) {
                ok = 0;
                break;
            }
            s->nchoices = base;
            return pos;
        case RE_FAIL: ok = 0; break;
        case RE_LITERAL:
        case RE_ANY:
        case RE_ANY_ALL:
        case RE_SET:
        case RE_SET_FOLD:
        case RE_SET_FOLD_NOT:
            ok = pos < s->end && one_matches(s, pc, char_at(s, pos));
            pos++;
            pc += *op == RE_LITERAL ? 2 : *op == RE_ANY || *op == RE_ANY_ALL ? 1 : 1 + op[1];
            break;
        case RE_AT:
            ok = is_at(s, (ReAt)op[1], pos);
            pc += 2;
            break;
        case RE_SAVE:
            if (!set_slot(s, (int)op[1], pos)) goto error;
            if (op[1] % 2 && !set_slot(s, 2 * s->groups + 2, (isize)op[1] / 2)) goto error;
            pc += 2;
            break;
        case RE_GROUP:
        case RE_GROUP_FOLD:
            pos = same_group(s, (int)op[1], pos, *op == RE_GROUP_FOLD);
            ok = pos >= 0;
            pc += 2;
            break;
        case RE_JUMP: pc = op[1]; break;
        case RE_SPLIT:
            if (!choose(s, CHOICE_ONE, op[2], pos, 0)) goto error;
            pc = op[1];
            break;
        case RE_REPEAT_MOST:
        case RE_REPEAT_LEAST:
        case RE_REPEAT_ALL: ok = repeat_one(s, &pc, &pos); break;
        case RE_LOOP_BEGIN:
            if (!set_slot(s, (int)op[1], 0) || !set_slot(s, (int)op[1] + 1, -1)) goto error;
            pc += 2;
            break;
        case RE_LOOP:
            if (!loop(s, &pc, pos)) goto error;
            break;
        case RE_AHEAD:
        case RE_BEHIND:
            ok = look(s, op, pos, depth);
            pc = op[*op == RE_AHEAD ? 2 : 3];
            break;
        case RE_ATOMIC:
            pos = run_inside(s, pc + 2, pos, depth);
            ok = pos == RUN_ERROR ? -1 : pos >= 0;
            pc = op[1];
            break;
        case RE_IF_GROUP: pc = s->slots[2 * op[1] + 1] >= 0 ? pc + 3 : op[2]; break;
        }
        if (ok < 0) goto error;
        if (ok) continue;
        ok = back(s, base, &pc, &pos);
        if (ok < 0) goto error;
        if (!ok) return RUN_FAILED;
    }
error:
    s->nchoices = base;
    return RUN_ERROR;
}

int re_match_at(ReState *s, isize pos)
{
    s->start = pos;
    isize end = run(s, 0, pos, 0);
    if (end == RUN_ERROR) return -1;
    if (end == RUN_FAILED) {
        undo_to(s, 0);
        return 0;
    }
    s->slots[0] = pos;
    s->slots[1] = end;
    return 1;
}
