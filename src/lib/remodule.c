/* remodule.c - the module _re: what py/re.py asks of the matcher, and of the case tables. */
#include <stdlib.h>

#include "lib/rematch.h"
#include "object/unicode.h"

enum { RE_SLOTS_MAX = 1 << 16, RE_MATCH_PREFIX = 1, RE_MATCH_WHOLE = 2, RE_ADVANCE = 4, RE_ASCII_CASE = 8 };

/* The slots as a tuple: begin and end of the match and of each group, and the last group closed. */
static OWN Obj *slots_tuple(Runtime *rt, const ReState *s)
{
    int n = 2 * s->groups + 3;
    Obj *t = tuple_new(rt, n);
    for (int i = 0; t && i < n; i++)
        if (!(tuple_items(t)[i] = int_new(rt, s->slots[i]))) CLEAR(rt, t);
    return t;
}

/* Tries one position, or from it on one after the other: 1, 0 or -1. */
static int attempt(Runtime *rt, ReState *s, isize pos, int mode)
{
    int found = 0;
    bool only_here = (mode & (RE_MATCH_PREFIX | RE_MATCH_WHOLE)) != 0;
    if (pos > s->end && !only_here) return 0;
    for (;; pos++) {
        if (re_may_begin(s, pos)) found = re_match_at(s, pos);
        if (found || only_here || pos >= s->end) return found;
        s->advance = false;
        if (UNLIKELY((pos & 0xfff) == 0) && rt_poll(rt)) return -1;
    }
}

METHOD(re_search, POSITIONAL, "search(code, text, pos: int, endpos: int, mode: int, groups: int, loops: int, /)",
       "The slots of the first match, or None.")
{
    Obj *code = a->obj[0], *text = a->obj[1];
    BufferView view = {0};
    if (!is_bytes(code)) return err_type(rt, "code must be bytes");
    if (!is_str(text) && !buffer_get(rt, text, &view)) return NULL;
    Chars chars = is_str(text) ? chars_of(text) : chars_bytes(view.bytes, view.len);
    isize end = a->i[3] < 0 ? 0 : a->i[3] > chars.len ? chars.len : a->i[3];
    isize pos = a->i[2] < 0 ? 0 : a->i[2] > chars.len ? chars.len : a->i[2];
    int mode = (int)a->i[4];
    isize n = 2 * a->i[5] + 3 + 2 * a->i[6];
    ReState s = {.rt = rt, .code = (const uint32_t *)(const void *)bytes_data(code), .text = chars, .end = end,
                 .whole = mode & RE_MATCH_WHOLE, .advance = mode & RE_ADVANCE, .ascii = mode & RE_ASCII_CASE,
                 .groups = (int)a->i[5]};
    s.slots = n > 0 && n < RE_SLOTS_MAX ? malloc((size_t)n * sizeof *s.slots) : NULL;
    Obj *result = NULL;
    if (s.slots) {
        for (isize i = 0; i < n; i++) s.slots[i] = -1;
        int found = attempt(rt, &s, pos, mode);
        result = found < 0 ? NULL : found ? slots_tuple(rt, &s) : none_new(rt);
    } else {
        err_no_memory(rt);
    }
    re_state_end(&s);
    free(s.slots);
    if (view.bytes) buffer_release(rt, &view);
    return result;
}

METHOD(re_lower, POSITIONAL, "lower(character: int, /)", "The character's lower case form, when that is one character.")
{
    uint32_t out[3];
    return int_new(rt, uni_lower((uint32_t)a->i[0], out) == 1 ? (isize)out[0] : a->i[0]);
}

METHOD(re_upper, POSITIONAL, "upper(character: int, /)", "The character's upper case form, when that is one character.")
{
    uint32_t out[3];
    return int_new(rt, uni_upper((uint32_t)a->i[0], out) == 1 ? (isize)out[0] : a->i[0]);
}

static const MethodDef *const functions[] = {&re_search_def, &re_lower_def, &re_upper_def, NULL};

OWN Obj *re_module(Runtime *rt) { return module_make(rt, "_re", "The matcher of regular expressions.", functions); }
