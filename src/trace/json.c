/* json.c - views as JSON lines. */
#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "trace/plain.h"
#include "trace/story.h"
#include "trace/view_inner.h"

/* Appends [line], consumed, and a newline. */
static void add_line(json_t *line, Buf *out)
{
    char *text = line ? json_dumps(line, JSON_COMPACT) : NULL;
    if (text) {
        buf_str(out, text);
        buf_char(out, '\n');
    } else {
        out->failed = true;
    }
    free(text);
    json_decref(line);
}

static void set_address(json_t *object, const char *key, uint64_t address)
{
    char text[24];
    if (!address) return;
    snprintf(text, sizeof text, "0x%llx", (unsigned long long)address);
    json_object_set_new(object, key, json_string(text));
}

static void set_text(json_t *object, const char *key, const char *text)
{
    if (*text) json_object_set_new(object, key, json_string(text));
}

static void set_number(json_t *object, const char *key, long long number)
{
    json_object_set_new(object, key, json_integer(number));
}

static void set_label(json_t *object, const char *key, uint32_t label)
{
    if (label) set_number(object, key, label);
}

/* The name of its row in story.def, in small letters. */
static void set_kind(json_t *row, const LogRow *event)
{
    char kind[32];
    size_t n = 0;
    for (const char *id = event->id; id[n] && n + 1 < sizeof kind; n++) kind[n] = (char)tolower((unsigned char)id[n]);
    kind[n] = 0;
    set_text(row, "kind", kind);
}

static void set_gap(Runtime *rt, json_t *row, const char *key, StoryGap gap, const LogRow *event)
{
    char text[VIEW_SENTENCE];
    Out out = out_open(text, sizeof text);
    story_gap_out(rt, &event->record, event->number, gap, &out);
    set_text(row, key, text);
}

/* What the gaps of its sentences were filled with. */
static void set_fields(Runtime *rt, json_t *row, const LogRow *event)
{
    const Record *r = &event->record;
    for (StoryGap gap = 0; gap < GAPS; gap++) {
        if (!(event->gaps >> gap & 1)) continue;
        switch (gap) {
        case GAP_OBJECT: case GAP_IT:
            set_label(row, "label", r->label);
            set_address(row, "address", r->obj);
            set_text(row, "type", r->type);
            break;
        case GAP_BLOCK:
            set_address(row, "address", r->obj);
            set_text(row, "block", r->type);
            break;
        case GAP_OTHER:
            set_label(row, "other", r->other_label);
            set_address(row, "other_address", r->other);
            set_text(row, "other_type", r->name);
            break;
        case GAP_WHOSE: set_label(row, "other", r->other_label); break;
        case GAP_TYPE: set_text(row, "type", r->type); break;
        case GAP_NAME: set_text(row, "name", r->name); break;
        case GAP_SIZE: set_number(row, "size", (long long)r->size); break;
        case GAP_FROM: set_number(row, "from", (long long)r->from); break;
        case GAP_TO: set_number(row, "to", (long long)r->size); break;
        case GAP_OLD: set_address(row, "old", r->old); break;
        case GAP_NEW: set_address(row, "new", r->other); break;
        case GAP_N: set_number(row, "n", (long long)r->n); break;
        case GAP_GENERATION: set_number(row, "generation", r->generation); break;
        case GAP_CAUSE: set_text(row, "cause", story_cause_word((Cause)r->cause)); break;
        case GAP_MEMBERS: set_gap(rt, row, "members", gap, event); break;
        case GAP_NEWER: set_gap(rt, row, "newer", gap, event); break;
        case GAP_TWIN: set_label(row, "other", r->other_label); break;
        case GAP_EDGE: set_gap(rt, row, "edge", gap, event); break;
        case GAPS: break;
        }
    }
}

void json_statement(View *v, const StatementText *s, bool noise, Buf *out)
{
    size_t n;
    const LogRow *rows = view_statement_log(v, s->number, noise, &n);
    json_t *head = json_pack("{s:s}", "row", "statement");
    set_number(head, "statement", s->number);
    if (s->line) set_number(head, "line", s->line);
    if (s->text) json_object_set_new(head, "text", json_stringn(s->text, s->n));
    set_number(head, "events", (long long)n);
    add_line(head, out);
    for (size_t i = 0; i < n; i++) {
        json_t *row = json_pack("{s:s}", "row", "event");
        set_number(row, "statement", rows[i].statement);
        set_number(row, "bytecode", (long long)rows[i].bytecode);
        set_text(row, "event", rows[i].word);
        set_kind(row, &rows[i]);
        set_fields(v->rt, row, &rows[i]);
        set_text(row, "text", rows[i].text);
        set_text(row, "why", rows[i].why);
        if (rows[i].noise) json_object_set_new(row, "noise", json_true());
        add_line(row, out);
    }
}

void json_names(View *v, NameScope scope, int depth, bool hidden, Buf *out)
{
    size_t n;
    const NameRow *rows = view_names(v, scope, depth, &n);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].hidden && !hidden) continue;
        json_t *row = json_pack("{s:s}", "row", "name");
        set_text(row, "scope", name_scope_word(scope));
        set_text(row, "name", rows[i].name);
        set_label(row, "label", rows[i].label);
        set_address(row, "address", rows[i].address);
        set_text(row, "type", rows[i].type);
        set_text(row, "word", rows[i].word);
        set_text(row, "value", rows[i].value);
        if (rows[i].cell) json_object_set_new(row, "cell", json_true());
        add_line(row, out);
    }
}

static json_t *object_line(const ObjectRow *r)
{
    bool dead = (r->change & CHANGE_DEAD) != 0;
    json_t *row = json_pack("{s:s}", "row", dead ? "tombstone" : "object");
    set_label(row, "label", r->label);
    set_address(row, "address", r->address);
    set_text(row, "type", r->type);
    set_text(row, "value", r->value);
    set_number(row, "size", (long long)r->size);
    set_number(row, "bytes", (long long)r->bytes);
    if (dead) {
        set_number(row, "died", r->died);
        set_text(row, "why", r->why);
    } else {
        set_number(row, "count", r->count);
        if (r->change & (CHANGE_UP | CHANGE_DOWN)) set_number(row, "before", r->before);
        if (r->generation >= 0) set_number(row, "generation", r->generation);
        if (r->change & CHANGE_NEW) json_object_set_new(row, "new", json_true());
        if (r->change & CHANGE_VALUE) json_object_set_new(row, "changed", json_true());
    }
    set_label(row, dead ? "now" : "was", r->reused);
    return row;
}

void json_objects(View *v, Buf *out)
{
    enum { AT_ONCE = 256 };
    for (size_t first = 0, n = AT_ONCE; n == AT_ONCE; first += n) {
        const ObjectRow *rows = view_mine_rows(v, first, &n);
        for (size_t i = 0; i < n; i++) add_line(object_line(&rows[i]), out);
    }
}

static json_t *holder_object(const HolderRow *row)
{
    json_t *object = json_pack("{s:s}", "holder", row->text);
    set_label(object, "label", row->label);
    set_address(object, "address", row->address);
    if (row->temporary) json_object_set_new(object, "temporary", json_true());
    return object;
}

void json_holders(View *v, const Obj *o, const char *words, Buf *out)
{
    HolderSum sum;
    size_t n = 0;
    json_t *head = json_pack("{s:s,s:s}", "row", "holders", "who", words);
    const ObjectRow *object = o ? view_object(v, o) : NULL;
    if (!object) {
        add_line(head, out);
        return;
    }
    set_label(head, "label", object->label);
    set_address(head, "address", object->address);
    set_text(head, "type", object->type);
    set_text(head, "value", object->value);
    const HolderRow *rows = view_holders(v, o, &n, &sum);
    json_t *counted = json_array(), *uncounted = json_array();
    set_number(head, "count", sum.count + (sum.is_static ? STATIC_REFCNT : 0));
    set_number(head, "found", sum.holders);
    if (sum.is_static) set_number(head, "forever", STATIC_REFCNT);
    for (size_t i = 0; i < n; i++)
        json_array_append_new(i < n - sum.uncounted ? counted : uncounted, holder_object(&rows[i]));
    json_object_set_new(head, "holders", counted);
    json_object_set_new(head, "uncounted", uncounted);
    add_line(head, out);
}

void json_blocks(View *v, const Obj *o, Buf *out)
{
    size_t n;
    const BlockRow *rows = view_blocks(v, o, &n);
    for (size_t i = 0; i < n; i++) {
        json_t *row = json_pack("{s:s}", "row", "block");
        set_address(row, "address", rows[i].address);
        set_text(row, "what", rows[i].what);
        set_number(row, "asked", (long long)rows[i].asked);
        set_number(row, "taken", (long long)rows[i].taken);
        if (rows[i].large) json_object_set_new(row, "large", json_true());
        add_line(row, out);
    }
}

void json_totals(View *v, Buf *out)
{
    Totals t;
    view_totals(v, &t);
    json_t *row = json_pack("{s:s}", "row", "totals");
    set_number(row, "statement", t.statement);
    set_number(row, "bytecodes", (long long)t.bytecodes);
    set_number(row, "mine", (long long)t.mine);
    set_number(row, "mine_bytes", (long long)t.mine_bytes);
    set_number(row, "live_blocks", (long long)t.heap.live_blocks);
    set_number(row, "live_bytes", (long long)t.heap.live_bytes);
    set_number(row, "peak_bytes", (long long)t.heap.peak_bytes);
    json_t *generations = json_array();
    for (int i = 0; i < GC_GENERATIONS; i++)
        json_array_append_new(generations, json_pack("{s:i,s:i,s:I}", "count", t.generation[i].count, "threshold", t.generation[i].threshold,
                                                     "collections", (json_int_t)t.generation[i].collections));
    json_object_set_new(row, "generations", generations);
    add_line(row, out);
}
