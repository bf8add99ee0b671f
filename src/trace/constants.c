/* constants.c - see constants.h.

   Equal constants are one object when they were compiled at once (a file, a line at the prompt, a call of exec), and two
   when not: the first thing that puzzles whoever tries `is` on numbers. */
#include "trace/constants.h"

#include <string.h>

#include "compile/opcode.h"
#include "object/dictkeys.h"
#include "trace/area.h"
#include "trace/ledger.h"

enum { NAMES_LOOKED_AT = 256, DEPTH = 4 };

/* The instruction before the one that runs pushed [value], a constant of the code. */
static bool was_pushed(const Runtime *rt, const Obj *value)
{
    const Frame *f = rt->vm.frame;
    const Code *code = f ? (const Code *)f->code : NULL;
    if (!code || f->prev_instr <= code->code) return false;
    const CodeUnit *at = f->prev_instr;
    int op = rt->hooks.opcode_base[at->op];
    if (op != OP_STORE_NAME && op != OP_STORE_GLOBAL) return false;
    unsigned arg = (--at)->arg;
    if (at > code->code && at->op == OP_EXTENDED_ARG) arg = (--at)->arg; /* the name's number is a large one */
    if (rt->hooks.opcode_base[at->op] != OP_LOAD_CONST) return false;
    if (at > code->code && at[-1].op == OP_EXTENDED_ARG) arg |= (unsigned)at[-1].arg << 8;
    return (isize)arg < tuple_len(code->consts) && tuple_peek(code->consts, (isize)arg) == value;
}

/* Equal in type and value, as far as that takes no Python code. */
static bool is_equal(const Runtime *rt, const Obj *a, const Obj *b, int depth)
{
    if (a == b) return true;
    if (type_of(a) != type_of(b) || depth == 0) return false;
    if (is_type(rt, a, INT)) return int_same(a, b);
    if (is_type(rt, a, FLOAT)) return memcmp(&((const Float *)a)->value, &((const Float *)b)->value, sizeof(double)) == 0;
    if (is_type(rt, a, STR)) return str_equal(a, b);
    if (is_type(rt, a, BYTES)) return bytes_len(a) == bytes_len(b) && memcmp(bytes_data(a), bytes_data(b), (size_t)bytes_len(a)) == 0;
    if (!is_type(rt, a, TUPLE) || tuple_len(a) != tuple_len(b)) return false;
    for (isize i = 0; i < tuple_len(a); i++)
        if (!is_equal(rt, tuple_peek(a, i), tuple_peek(b, i), depth - 1)) return false;
    return true;
}

static bool is_interned(const Obj *o) { return is_str(o) && ((const Str *)o)->state.interned; }

void constants_explain(Trace *t, Record *r, const Obj *name, const Obj *value)
{
    Runtime *rt = t->rt;
    Obj *key, *other;
    const Obj *twin = NULL;
    if (ledger_is_static(rt, value) || !was_pushed(rt, value)) return;
    r->story = STORY_BIND_CONSTANT;
    int looked_at = 0;
    for (isize pos = 0; rt->main_dict && looked_at < NAMES_LOOKED_AT && dict_next(rt->main_dict, &pos, &key, &other, NULL); looked_at++) {
        if (key == name) continue;
        if (other == value) {
            r->story = is_interned(value) ? STORY_BIND_INTERNED : STORY_BIND_SAME_CONSTANT;
            return;
        }
        if (!twin && is_equal(rt, value, other, DEPTH)) twin = other;
    }
    if (!twin) return;
    const Label *label = label_find(t, twin);
    r->story = STORY_BIND_TWIN;
    r->other = heap_nominal(HEAP(rt), twin);
    r->other_label = label ? label->number : 0;
}
