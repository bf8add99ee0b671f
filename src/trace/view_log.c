/* view_log.c - records in words. */
#include <stdlib.h>
#include <string.h>

#include "trace/value.h"
#include "trace/view_inner.h"

void cause_text(Cause cause, const char *name, uint32_t by, char *text, size_t room)
{
    const char *words = cause_words(cause), *gap = strstr(words, "%s");
    Out out = out_open(text, room);
    if (!gap) {
        out_text(&out, words);
        return;
    }
    out_bytes(&out, words, (size_t)(gap - words));
    if (by) out_format(&out, "#%u ", by);
    out_text(&out, name);
    out_text(&out, gap + 2);
}

/* "3.0 MiB" */
static void out_bytes_words(Out *out, uint64_t n)
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

/* "99,998" */
static void out_number(Out *out, uint64_t n)
{
    if (n >= 1000) {
        out_number(out, n / 1000);
        out_format(out, ",%03u", (unsigned)(n % 1000));
    } else {
        out_format(out, "%u", (unsigned)n);
    }
}

/* "#7", or for what has no label its value when it is static, else type and address. */
static void out_object(View *v, Out *out, const Record *r)
{
    if (r->label) {
        out_format(out, "#%u", r->label);
        return;
    }
    const Obj *o = heap_at(HEAP(v->rt), r->obj);
    if (o && ledger_is_static(v->rt, o)) {
        value_out(v->rt, o, out);
        return;
    }
    out_format(out, "%s ..%05llx", r->type, (unsigned long long)(r->obj & 0xfffff));
}

/* The object with its type. */
static void out_typed(View *v, Out *out, const Record *r)
{
    out_object(v, out, r);
    if (r->label) out_format(out, " %s", r->type);
}

static void folded_text(const Record *r, Out *out)
{
    out_format(out, "%s x ", r->type);
    out_number(out, r->extra);
    out_text(out, " freed, ");
    out_bytes_words(out, r->size);
}

static void block_text(const Record *r, Out *out)
{
    out_format(out, "%s at ..%05llx ", r->type, (unsigned long long)(r->obj & 0xfffff));
    if (r->kind == EV_MOVE) out_format(out, "to ..%05llx ", (unsigned long long)(r->other & 0xfffff));
    out_bytes_words(out, r->size);
}

static void record_text(View *v, const Record *r, Out *out)
{
    switch (r->kind) {
    case EV_BIND:
        out_format(out, "%s -> ", r->name);
        out_object(v, out, r);
        if (r->extra) out_format(out, " (value %llu)", (unsigned long long)r->extra);
        return;
    case EV_UNBIND:
        out_text(out, r->name);
        if (!r->obj) return;
        out_text(out, " -> ");
        out_object(v, out, r);
        return;
    case LOG_COUNT:
        out_object(v, out, r);
        out_format(out, " %lld->%lld", (long long)(int64_t)r->extra, (long long)(int64_t)r->size);
        return;
    case LOG_REUSE:
        out_typed(v, out, r);
        out_format(out, " lies where #%u %s lay", r->other_label, r->name);
        return;
    case LOG_FOLDED: folded_text(r, out); return;
    case EV_CALL: case EV_RETURN: out_text(out, r->name); return;
    case EV_GC_BEGIN: case EV_GC_END:
        out_number(out, r->size);
        out_text(out, " looked at");
        if (r->kind == EV_GC_END) out_text(out, ", "), out_number(out, r->extra), out_text(out, " unreachable");
        return;
    case EV_ARENA_NEW: case EV_ARENA_FREE: case EV_POOL_NEW: case EV_POOL_FREE:
        out_format(out, "..%07llx ", (unsigned long long)(r->obj & 0xfffffff));
        out_bytes_words(out, r->size);
        return;
    default: break;
    }
    if (r->flags & RECORD_BLOCK) {
        block_text(r, out);
        return;
    }
    out_typed(v, out, r);
    if (r->kind == EV_GROW) out_format(out, ", room %llu->%llu", (unsigned long long)r->extra, (unsigned long long)r->size);
    if (r->kind == EV_WEAKREF_CLEAR && r->other_label) out_format(out, " to #%u", r->other_label);
    if (r->size && (r->kind == EV_NEW || r->kind == EV_REUSED || r->kind == EV_DEAD)) {
        out_text(out, " ");
        out_bytes_words(out, r->size);
    }
}

static const char *record_word(const Record *r)
{
    static const char *const passes[GC_GENERATIONS] = {"gc 0", "gc 1", "gc 2"};
    switch (r->kind) {
    case LOG_COUNT: return "count";
    case LOG_VALUE: return "change";
    case LOG_REUSE: return "reuse";
    case LOG_FOLDED: return "folded";
    case EV_DEAD: return r->flags & RECORD_KEPT ? "kept" : "free";
    case EV_GC_END: return passes[r->generation < GC_GENERATIONS ? r->generation : 2];
    default: return event_word((EventKind)r->kind);
    }
}

static void bind_why(const View *v, const Record *r, Out *out)
{
    if (r->extra)
        out_text(out, "the name got so many values, one after the other");
    else if (r->flags & RECORD_OLD)
        out_format(out, "the arrow is copied, not the %s", r->type);
    else if (ledger_is_static(v->rt, heap_at(HEAP(v->rt), r->obj)))
        out_text(out, "no new object: the interpreter keeps this one for ever");
    else
        out_text(out, event_sentence(EV_BIND));
}

static void record_why(const View *v, const Record *r, char *why, size_t room)
{
    Out out = out_open(why, room);
    switch (r->kind) {
    case EV_BIND: bind_why(v, r, &out); return;
    case LOG_COUNT: text_copy(why, room, r->size > r->extra ? "it has more holders now" : "it has fewer holders now"); return;
    case LOG_VALUE: text_copy(why, room, "what it refers to is not what it was"); return;
    case LOG_REUSE: text_copy(why, room, "a freed block serves again: the address says nothing about identity"); return;
    case LOG_FOLDED: text_copy(why, room, "there were too many to tell of each"); return;
    case EV_DEAD: cause_text((Cause)r->cause, r->name, r->other_label, why, room); return;
    default: text_copy(why, room, event_sentence((EventKind)r->kind));
    }
}

static void fill_log_row(View *v, const Record *r, uint64_t number, LogRow *row)
{
    row->number = number;
    row->statement = r->statement;
    row->bytecode = r->bytecode;
    row->kind = r->kind;
    row->word = record_word(r);
    row->label = r->label;
    row->noise = (r->flags & RECORD_NOISE) && !(r->label && (r->kind == EV_NEW || r->kind == EV_REUSED));
    Out out = out_open(row->text, VIEW_SENTENCE);
    record_text(v, r, &out);
    record_why(v, r, row->why, VIEW_SENTENCE);
}

static bool is_wanted(const Record *r, bool noise)
{
    if (noise) return true;
    if (r->kind == EV_GC_BEGIN) return false; /* its end tells all of it */
    return !(r->flags & RECORD_NOISE) || (r->label && (r->kind == EV_NEW || r->kind == EV_REUSED));
}

const LogRow *view_log(View *v, uint64_t before, bool noise, size_t *n)
{
    const Trace *t = trace_peek(v->rt);
    size_t wanted = *n;
    rows_clear(v, ROWS_LOG);
    *n = 0;
    if (!t) return NULL;
    for (uint64_t i = before < t->records ? before : t->records; i-- > 0 && *n < wanted;) {
        const Record *r = log_at(t, i);
        if (!r) break;
        if (!is_wanted(r, noise)) continue;
        LogRow *row = rows_add(v, ROWS_LOG, sizeof *row);
        if (!row) break;
        ++*n;
        fill_log_row(v, r, i, row);
    }
    return v->rows[ROWS_LOG].data;
}

const LogRow *view_statement_log(View *v, uint32_t statement, bool noise, size_t *n)
{
    const Trace *t = trace_peek(v->rt);
    rows_clear(v, ROWS_LOG);
    *n = 0;
    if (!t) return NULL;
    for (uint64_t i = log_first_of(t, statement); i < t->records; i++) {
        const Record *r = log_at(t, i);
        if (!r || r->statement != statement) break;
        if (!is_wanted(r, noise)) continue;
        LogRow *row = rows_add(v, ROWS_LOG, sizeof *row);
        if (!row) break;
        ++*n;
        fill_log_row(v, r, i, row);
    }
    return v->rows[ROWS_LOG].data;
}
