/* story.c - see story.h. */
#include "trace/story.h"

#include <string.h>

#include "trace/area.h"
#include "trace/ledger.h"
#include "trace/newer.h"

static const Story rows[STORIES] = {
#define STORY(id, word, what, why) {#id, word, what, why},
#include "trace/story.def"
};
static const struct {
    const char *word, *why;
} causes[CAUSES] = {
#define CAUSE(id, word, why) {word, why},
#include "trace/story.def"
};
static const char *const gap_names[GAPS] = {
#define GAP(id, name) name,
#include "trace/story.def"
};

const Story *story_row(StoryId id) { return &rows[id]; }
const char *story_gap_name(StoryGap gap) { return gap_names[gap]; }
const char *story_cause_word(Cause cause) { return causes[cause].word; }

/* ---- which row ----------------------------------------------------------------------------------------------------- */

/* A name's new value that was there before, and for ever. */
static StoryId bind_of_static(const Runtime *rt, const Obj *o)
{
    if (is_type(rt, o, INT)) return STORY_BIND_SMALL_INT;
    return is_str(o) || is_bytes(o) || is_tuple(o) ? STORY_BIND_TEXT : STORY_BIND_SINGLE;
}

static StoryId bind_story(const Runtime *rt, const Record *r)
{
    const Obj *o = heap_at(HEAP(rt), r->obj);
    if (r->n) return STORY_BIND_AGAIN;
    if (o && ledger_is_static(rt, o)) return bind_of_static(rt, o);
    return r->flags & RECORD_OLD ? STORY_BIND_OLD : STORY_BIND;
}

static StoryId grow_story(const Record *r)
{
    bool table = r->flags & RECORD_TABLE, moved = r->old && r->old != r->other;
    if (table && !r->old) return STORY_RESIZE_FIRST;
    if (table) return r->size > r->from ? STORY_RESIZE : r->size < r->from ? STORY_RESIZE_LESS : STORY_RESIZE_SAME;
    if (r->size < r->from) return moved ? STORY_SHRINK_MOVED : STORY_SHRINK;
    return !r->old ? STORY_GROW_FIRST : moved ? STORY_GROW_MOVED : STORY_GROW_HERE;
}

StoryId story_of(const Runtime *rt, const Record *r)
{
    if (r->story) return r->story;
    switch ((LogKind)r->kind) {
    case LOG_COUNT: return r->size > r->from ? STORY_COUNT_UP : STORY_COUNT_DOWN;
    case LOG_VALUE: return STORY_CHANGE;
    case LOG_REUSE: return STORY_REUSE;
    case LOG_FOLDED: return STORY_FOLDED;
    case LOG_CYCLE: return STORY_GC_KNOT;
    default: break;
    }
    switch ((EventKind)r->kind) {
    case EV_ALLOC: return STORY_ALLOC;
    case EV_FREE: return STORY_GIVE_BACK;
    case EV_MOVE: return r->flags & RECORD_BLOCK ? STORY_MOVE : STORY_MOVE_TEXT;
    case EV_NEW: return STORY_NEW;
    case EV_DEAD: return r->flags & RECORD_KEPT ? STORY_KEPT : STORY_FREE;
    case EV_REUSED: return STORY_REUSED;
    case EV_BIND: return bind_story(rt, r);
    case EV_UNBIND: return STORY_UNBIND;
    case EV_INTERN: return STORY_INTERN;
    case EV_TRACK: return STORY_TRACK;
    case EV_UNTRACK: return STORY_UNTRACK;
    case EV_GC_BEGIN: return STORY_GC_BEGIN;
    case EV_GC_UNREACHABLE: return STORY_GC_UNREACHABLE;
    case EV_GC_FINALIZE: return STORY_GC_FINALIZE;
    case EV_GC_RESURRECT: return STORY_GC_RESURRECT;
    case EV_GC_CLEAR: return STORY_GC_CLEAR;
    case EV_GC_PROMOTE: return STORY_GC_PROMOTE;
    case EV_GC_END: return STORY_GC_END;
    case EV_FINALIZE: return STORY_FINALIZE;
    case EV_RESURRECT: return STORY_RESURRECT;
    case EV_WEAKREF_CLEAR: return STORY_WEAKREF_CLEAR;
    case EV_CALLBACK: return STORY_CALLBACK;
    case EV_GROW: return grow_story(r);
    case EV_ARENA_NEW: return STORY_ARENA_NEW;
    case EV_ARENA_FREE: return STORY_ARENA_FREE;
    case EV_POOL_NEW: return STORY_POOL_NEW;
    case EV_POOL_FREE: return STORY_POOL_FREE;
    case EV_CALL: return STORY_CALL;
    case EV_RETURN: return STORY_RETURN;
    case EV_KEPT: case EV_ASKED: case EV_COUNT: break; /* told with the death; has its story */
    }
    return STORY_FREE;
}

/* ---- what stands in a gap ------------------------------------------------------------------------------------------ */

/* "99,998" */
static void number_out(uint64_t n, Out *out)
{
    if (n >= 1000) {
        number_out(n / 1000, out);
        out_format(out, ",%03u", (unsigned)(n % 1000));
    } else {
        out_format(out, "%u", (unsigned)n);
    }
}

/* "3.0 MiB" */
static void size_out(uint64_t n, Out *out)
{
    static const char *const units[] = {"KiB", "MiB", "GiB", "TiB"};
    double value = (double)n;
    int unit = -1;
    while (value >= 1024 && unit < 3) value /= 1024, unit++;
    if (unit < 0)
        out_format(out, "%llu B", (unsigned long long)n);
    else
        out_format(out, "%.1f %s", value, units[unit]);
}

static void address_out(uint64_t address, Out *out) { out_format(out, "..%05llx", (unsigned long long)(address & 0xfffff)); }

/* "#7", or for what has no label its value when it is static, else type and address. */
static void it_out(Runtime *rt, const Record *r, Out *out)
{
    const Obj *o = r->label ? NULL : heap_at(HEAP(rt), r->obj);
    if (r->label) {
        out_format(out, "#%u", r->label);
    } else if (o && ledger_is_static(rt, o)) {
        value_out(rt, o, out);
    } else {
        out_format(out, "%s ", r->type);
        address_out(r->obj, out);
    }
}

static void object_out(Runtime *rt, const Record *r, Out *out)
{
    it_out(rt, r, out);
    if (r->label) out_format(out, " %s", r->type);
}

static void other_out(const Record *r, Out *out)
{
    if (r->other_label) out_format(out, "#%u", r->other_label);
    if (r->other_label && r->name[0]) out_text(out, " ");
    out_text(out, r->name);
    if (!r->other_label && r->other) out_text(out, " "), address_out(r->other, out);
}

/* "#8[0]", "closure of #9"; an owner without a label by type and address. */
static void edge_out(const Record *r, Out *out)
{
    bool place = r->name[0] == '[' || r->name[0] == '.';
    if (!place) out_format(out, "%s of ", r->name);
    if (r->other_label)
        out_format(out, "#%u", r->other_label);
    else
        out_format(out, "%s ", r->type), address_out(r->other, out);
    if (place) out_text(out, r->name);
}

/* The members of a cycle are told of by the records behind it. */
static void members_out(Runtime *rt, const Record *r, uint64_t n, Out *out)
{
    enum { SHOWN = 6 };
    const Trace *t = trace_peek(rt);
    const char *between = r->flags & RECORD_RING ? " -> " : ", ";
    const Record *first = log_at(t, n + 1), *member = first;
    uint64_t i = 0;
    for (; i < r->n && i < SHOWN && (member = log_at(t, n + 1 + i)) != NULL; i++) {
        if (i) out_text(out, between);
        object_out(rt, member, out);
    }
    if (i < r->n) out_text(out, between), out_text(out, "...");
    if (first && (r->flags & RECORD_RING)) out_text(out, between), it_out(rt, first, out);
}

void story_gap_out(Runtime *rt, const Record *r, uint64_t n, StoryGap gap, Out *out)
{
    switch (gap) {
    case GAP_OBJECT: object_out(rt, r, out); break;
    case GAP_IT: it_out(rt, r, out); break;
    case GAP_TYPE: out_text(out, r->type); break;
    case GAP_NAME: out_text(out, r->name); break;
    case GAP_OTHER: other_out(r, out); break;
    case GAP_WHOSE:
        if (r->other_label) out_format(out, " of #%u", r->other_label);
        break;
    case GAP_SIZE: size_out(r->size, out); break;
    case GAP_FROM: number_out(r->from, out); break;
    case GAP_TO: number_out(r->size, out); break;
    case GAP_OLD: address_out(r->old, out); break;
    case GAP_NEW: address_out(r->other, out); break;
    case GAP_N: number_out(r->n, out); break;
    case GAP_GENERATION: out_format(out, "%d", r->generation); break;
    case GAP_MEMBERS: members_out(rt, r, n, out); break;
    case GAP_EDGE: edge_out(r, out); break;
    case GAP_TWIN: r->other_label ? out_format(out, "#%u", r->other_label) : out_text(out, "another one"); break;
    case GAP_NEWER: newer_out(rt, r, out); break;
    case GAP_CAUSE: story_cause_out(rt, r, out); break;
    case GAP_BLOCK: out_format(out, "%s at ", r->type), address_out(r->obj, out); break;
    case GAPS: break;
    }
}

/* The gap at [text], which begins with a brace; *length: with its braces. */
static StoryGap gap_at(const char *text, size_t *length)
{
    *length = strcspn(text, "}") + 1;
    for (StoryGap gap = 0; gap < GAPS; gap++)
        if (strlen(gap_names[gap]) == *length - 2 && strncmp(text + 1, gap_names[gap], *length - 2) == 0) return gap;
    return GAPS;
}

void story_out(Runtime *rt, const Record *r, uint64_t n, const char *text, Out *out)
{
    size_t length;
    for (;;) {
        size_t plain = strcspn(text, "{");
        out_bytes(out, text, plain);
        text += plain;
        if (!*text) return;
        story_gap_out(rt, r, n, gap_at(text, &length), out);
        text += length;
    }
}

void story_cause_out(Runtime *rt, const Record *r, Out *out) { story_out(rt, r, 0, causes[r->cause].why, out); }

const char *story_word(StoryId id, const Record *r)
{
    static const char *const passes[] = {"gc 0", "gc 1", "gc 2"};
    return id == STORY_GC_END ? passes[r->generation < COUNT_OF(passes) ? r->generation : 2] : rows[id].word;
}

static uint32_t gaps_of(const char *text)
{
    uint32_t gaps = 0;
    size_t length;
    while (*(text += strcspn(text, "{"))) {
        gaps |= UINT32_C(1) << gap_at(text, &length);
        text += length;
    }
    return gaps;
}

uint32_t story_gaps(StoryId id, const Record *r)
{
    uint32_t gaps = gaps_of(rows[id].word) | gaps_of(rows[id].what) | gaps_of(rows[id].why);
    return gaps & UINT32_C(1) << GAP_CAUSE ? gaps | gaps_of(causes[r->cause].why) : gaps;
}
