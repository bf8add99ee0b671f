/* rematch.h - matching a compiled pattern: a backtracking machine. */
#ifndef GH_LIB_REMATCH_H
#define GH_LIB_REMATCH_H

#include "lib/lib.h"
#include "object/text.h"

typedef enum ReOp {
#define OP(name) RE_##name,
#include "lib/rematch.def"
#undef OP
} ReOp;

/* Items of a SET: a character, a range, a category, or the end. */
typedef enum ReItem { RE_ITEM_END, RE_ITEM_CHAR, RE_ITEM_RANGE, RE_ITEM_CATEGORY, RE_ITEM_NEGATE } ReItem;
/* Categories: digit, space, word, each by Unicode and in ASCII; the next one is what is not in it. */
typedef enum ReCategory {
    RE_DIGIT, RE_NOT_DIGIT, RE_SPACE, RE_NOT_SPACE, RE_WORD, RE_NOT_WORD,
    RE_ASCII_DIGIT, RE_ASCII_NOT_DIGIT, RE_ASCII_SPACE, RE_ASCII_NOT_SPACE, RE_ASCII_WORD, RE_ASCII_NOT_WORD,
} ReCategory;
typedef enum ReAt {
    RE_AT_START, RE_AT_START_LINE, RE_AT_END, RE_AT_END_LINE, RE_AT_VERY_END, RE_AT_BOUNDARY, RE_AT_NOT_BOUNDARY,
    RE_AT_ASCII_BOUNDARY, RE_AT_ASCII_NOT_BOUNDARY,
} ReAt;

typedef struct ReChoice ReChoice;
typedef struct ReUndo ReUndo;

/* One search.  Slots 0 and 1: where the match begins and ends; 2g, 2g+1: group g; then the last group closed; then two
   for each loop.  -1: none. */
typedef struct ReState {
    Runtime *rt;
    const uint32_t *code;
    Chars text;
    isize end;      /* of the part that is looked at; text before its beginning counts for lookbehind and boundaries */
    isize start;    /* where this attempt begins */
    bool whole;     /* the match must reach [end] */
    bool advance;   /* and must not be empty */
    bool ascii;     /* case is folded in ASCII only */
    isize *slots;
    int groups;
    ReChoice *choices;
    size_t nchoices, room_choices;
    ReUndo *undo;
    size_t nundo, room_undo;
    unsigned steps;
} ReState;

/* re_match_at: whether the pattern matches at [pos]; slots are filled in.  1, 0, or -1 with an exception. */
int re_match_at(ReState *s, isize pos);
/* re_may_begin: false: no match can begin at [pos], seen from the pattern's first instruction alone. */
bool re_may_begin(const ReState *s, isize pos);
void re_state_end(ReState *s);

#endif
