/* view_log.c - rows of the log: records in words. */
#include <string.h>

#include "trace/story.h"
#include "trace/view_inner.h"

void cause_text(Runtime *rt, const Tomb *tomb, char *text, size_t room)
{
    Record r = {.cause = tomb->cause, .other_label = tomb->by};
    Out out = out_open(text, room);
    memcpy(r.name, tomb->name, sizeof r.name);
    story_cause_out(rt, &r, &out);
}

/* What the interpreter does beside the student's business; what an object with a label goes through is the student's. */
static bool is_noise(const Record *r)
{
    if (r->kind == EV_GC_BEGIN) return true; /* its end tells all of it */
    return (r->flags & RECORD_NOISE) && (!r->label || r->kind == EV_BIND || r->kind == EV_GROW);
}

static bool is_told(const Record *r, bool noise) { return !(r->flags & RECORD_UNDONE) && (noise || !is_noise(r)); }

static void fill_log_row(View *v, const Record *r, uint64_t number, LogRow *row)
{
    StoryId id = story_of(v->rt, r);
    const Story *story = story_row(id);
    Out text = out_open(row->text, sizeof row->text), why = out_open(row->why, sizeof row->why);
    row->number = number;
    row->statement = r->statement;
    row->bytecode = r->bytecode;
    row->kind = r->kind;
    row->word = story_word(id, r);
    row->id = story->id;
    row->label = r->label;
    row->noise = is_noise(r);
    row->gaps = story_gaps(id, r);
    row->record = *r;
    story_out(v->rt, r, number, story->what, &text);
    story_out(v->rt, r, number, story->why, &why);
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
        if (!is_told(r, noise)) continue;
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
        if (!is_told(r, noise)) continue;
        LogRow *row = rows_add(v, ROWS_LOG, sizeof *row);
        if (!row) break;
        ++*n;
        fill_log_row(v, r, i, row);
    }
    return v->rows[ROWS_LOG].data;
}
