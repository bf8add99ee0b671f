/* newer.c - see newer.h. */
#include "trace/newer.h"

#include "compile/opcode.h"
#include "object/object.h"
#include "trace/area.h"
#include "trace/ledger.h"

/* ---- what a Python answers ----------------------------------------------------------------------------------------- */

/* What the record's question is answered by [p]; r->n: what was answered here. */
static int64_t answer(const Record *r, const Profile *p)
{
    int64_t here = (int64_t)r->n;
    switch ((StoryId)r->story) {
    case STORY_NEWER_IMMORTAL: return p->immortal ? p->immortal : here;
    case STORY_NEWER_INT: return p->immortal && (int64_t)r->from <= p->small_int_max ? p->immortal : here;
    case STORY_NEWER_LOCAL: return here - p->lends_locals;
    case STORY_NEWER_STR: return here - profile_of(PROFILE_3_11)->str_head + p->str_head;
    case STORY_NEWER_THRESHOLD: return p->thresholds[0];
    default: return here;
    }
}

static void answer_out(const Record *r, const Profile *p, Out *out)
{
    if (r->story == STORY_NEWER_THRESHOLD)
        out_format(out, "(%d, %d, %d)", p->thresholds[0], p->thresholds[1], p->thresholds[2]);
    else
        out_format(out, "%lld", (long long)answer(r, p));
}

void newer_out(const Runtime *rt, const Record *r, Out *out)
{
    int64_t before = answer(r, &rt->profile);
    bool open = false;
    for (ProfileId id = 0; id < PROFILES; id++) {
        const Profile *p = profile_of(id);
        int64_t now = answer(r, p);
        if (now != before) {
            if (open) out_text(out, "), ");
            answer_out(r, p, out);
            out_format(out, " (%s", p->version);
            open = true;
        } else if (open) {
            out_format(out, ", %s", p->version);
        }
        before = now;
    }
    if (open) out_text(out, ")");
}

static bool differs(const Runtime *rt, const Record *r)
{
    for (ProfileId id = 0; id < PROFILES; id++)
        if (answer(r, profile_of(id)) != answer(r, &rt->profile)) return true;
    return false;
}

/* ---- which question ------------------------------------------------------------------------------------------------ */

/* The last argument of the call that runs was a local variable. */
static bool is_local_argument(const Runtime *rt)
{
    const Frame *f = rt->vm.frame;
    const Code *code = f ? (const Code *)f->code : NULL;
    if (!code || f->prev_instr < code->code + 3) return false;
    const CodeUnit *at = f->prev_instr;
    if (rt->hooks.opcode_base[at->op] == OP_CALL) at -= 2; /* PRECALL and its cache */
    return rt->hooks.opcode_base[at->op] == OP_PRECALL && rt->hooks.opcode_base[at[-1].op] == OP_LOAD_FAST;
}

static bool is_for_ever(const Runtime *rt, const Obj *o)
{
    return o == &rt->none || o == &rt->ellipsis || o == &rt->not_implemented || is_type(rt, o, BOOL) ||
           (ledger_is_static(rt, o) && (is_type(rt, o, INT) || is_str(o) || is_bytes(o) || is_tuple(o)));
}

static StoryId question(const Runtime *rt, const Event *e)
{
    const Obj *o = e->obj;
    switch (e->extra) {
    case ASKED_COUNT:
        if (is_for_ever(rt, o)) return STORY_NEWER_IMMORTAL;
        if (is_type(rt, o, INT) && int_is_compact(o) && int_compact_value(o) > SMALL_INT_MAX) return STORY_NEWER_INT;
        return is_local_argument(rt) ? STORY_NEWER_LOCAL : STORY_NEW;
    case ASKED_SIZE: return is_type(rt, o, STR) ? STORY_NEWER_STR : STORY_NEW;
    case ASKED_THRESHOLD: return rt->gc.generation[0].threshold == rt->profile.thresholds[0] ? STORY_NEWER_THRESHOLD : STORY_NEW;
    default: return STORY_NEW;
    }
}

void newer_note(Trace *t, const Event *e)
{
    Record asked = {.story = (uint8_t)question(t->rt, e), .n = e->size};
    const Obj *o = e->obj;
    if (asked.story == STORY_NEWER_INT) asked.from = (uint64_t)int_compact_value(o);
    if (asked.story == STORY_NEW || !differs(t->rt, &asked)) return;
    Record *r = log_add(t, EV_ASKED, false);
    if (!r) return;
    const Label *label = o ? label_find(t, o) : NULL;
    r->story = asked.story;
    r->n = asked.n;
    r->from = asked.from;
    r->obj = heap_nominal(HEAP(t->rt), o);
    r->label = label ? label->number : 0;
    if (o) text_copy(r->type, TYPE_NAME, value_type(o));
}
