/* plain.c - views as lines of words. */
#include "trace/plain.h"

/* The statement's first line, and dots when there is more. */
static void add_first_line(const StatementText *s, Buf *out)
{
    size_t n = 0;
    while (n < s->n && s->text[n] != '\n') n++;
    buf_add(out, s->text, n);
    if (n + 1 < s->n) buf_str(out, " ...");
}

void plain_statement(View *v, const StatementText *s, bool noise, Buf *out)
{
    size_t n;
    const LogRow *rows = view_statement_log(v, s->number, noise, &n);
    buf_printf(out, "statement %u", s->number);
    if (s->line) buf_printf(out, ", line %d", s->line);
    if (s->text) {
        buf_str(out, ": ");
        add_first_line(s, out);
    }
    buf_str(out, n ? "\n" : "\n  nothing changed\n");
    for (size_t i = 0; i < n; i++) buf_printf(out, "  %-7s %s: %s\n", rows[i].word, rows[i].text, rows[i].why);
}

static void add_target(uint32_t label, const char *type, const char *word, const char *value, Buf *out)
{
    if (label) buf_printf(out, "#%u ", label);
    buf_printf(out, "%s %s", type, value);
    if (*word) buf_printf(out, " (%s)", word);
}

void plain_names(View *v, NameScope scope, int depth, bool hidden, Buf *out)
{
    size_t n;
    const NameRow *rows = view_names(v, scope, depth, &n);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].hidden && !hidden) continue;
        buf_printf(out, "%s %s", name_scope_word(scope), rows[i].name);
        if (rows[i].address) {
            buf_str(out, " -> ");
            add_target(rows[i].label, rows[i].type, rows[i].word, rows[i].value, out);
        } else {
            buf_str(out, ", not bound");
        }
        buf_str(out, rows[i].cell ? ", shared in a cell\n" : "\n");
    }
}

static void add_change(const ObjectRow *row, Buf *out)
{
    if (row->change & CHANGE_NEW) buf_str(out, ", new");
    if (row->change & (CHANGE_UP | CHANGE_DOWN)) buf_printf(out, " (was %lld)", (long long)row->before);
    if (row->change & CHANGE_VALUE) buf_str(out, ", changed");
}

static void add_object(const ObjectRow *row, Buf *out)
{
    buf_printf(out, "#%u at 0x%llx %s %s: ", row->label, (unsigned long long)row->address, row->type, row->value);
    if (row->change & CHANGE_DEAD) {
        buf_printf(out, "freed at statement %u, %zu bytes; %s", row->died, row->size, row->why);
        if (row->change & CHANGE_KEPT) buf_str(out, "; its block waits for reuse");
        if (row->reused) buf_printf(out, "; #%u lies there now", row->reused);
    } else {
        buf_printf(out, "%lld reference%s", (long long)row->count, row->count == 1 ? "" : "s");
        add_change(row, out);
        buf_printf(out, ", %zu bytes", row->size);
        if (row->generation >= 0) buf_printf(out, ", generation %d", row->generation);
    }
    buf_char(out, '\n');
}

void plain_objects(View *v, Buf *out)
{
    enum { AT_ONCE = 256 };
    for (size_t first = 0, n = AT_ONCE; n == AT_ONCE; first += n) {
        const ObjectRow *rows = view_mine_rows(v, first, &n);
        for (size_t i = 0; i < n; i++) add_object(&rows[i], out);
    }
}

/* "66 holders + 999999999 of the interpreter = count 1000000065" */
static void add_sum(const HolderSum *sum, Buf *out)
{
    long long own = sum->is_static ? STATIC_REFCNT : 0;
    buf_printf(out, "  %s%td holder%s", sum->holders == sum->count ? "" : "THEY DIFFER: ", sum->holders,
               sum->holders == 1 ? "" : "s");
    if (own) buf_printf(out, " + %lld of the interpreter, for ever", own);
    buf_printf(out, sum->holders == sum->count ? " = count %lld" : ", count %lld", sum->count + own);
    buf_printf(out, " (sys.getrefcount adds its own argument: %lld)\n", sum->count + own + 1);
}

void plain_holders(View *v, const Obj *o, const char *words, const char *indent, Buf *out)
{
    enum { SHOWN = 100 };
    HolderSum sum;
    size_t n = SHOWN;
    const ObjectRow *object = o ? view_object(v, o) : NULL;
    buf_printf(out, "%swho %s: ", indent, words);
    if (!object) {
        buf_str(out, "no object is found by looking\n");
        return;
    }
    if (object->label) buf_printf(out, "#%u ", object->label);
    buf_printf(out, "%s %s\n", object->type, object->value);
    const HolderRow *rows = view_holders(v, o, &n, &sum);
    size_t counted = n - sum.uncounted;
    for (size_t i = 0; i < n; i++) {
        if (i == counted && (isize)counted < sum.holders)
            buf_printf(out, "%s  and %td more\n", indent, sum.holders - (isize)counted);
        buf_printf(out, "%s  %s%s\n", indent, rows[i].text, rows[i].temporary ? " (temporary)" : "");
    }
    if (n == counted && (isize)counted < sum.holders)
        buf_printf(out, "%s  and %td more\n", indent, sum.holders - (isize)counted);
    buf_str(out, indent);
    add_sum(&sum, out);
}

void plain_blocks(View *v, const Obj *o, Buf *out)
{
    size_t n;
    const BlockRow *rows = view_blocks(v, o, &n);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "  0x%llx %s: %zu bytes in %s of %zu\n", (unsigned long long)rows[i].address, rows[i].what, rows[i].asked,
                   rows[i].large ? "a large block" : "a block", rows[i].taken);
}

void plain_totals(View *v, Buf *out)
{
    Totals t;
    view_totals(v, &t);
    buf_printf(out, "%zu%s objects are yours, %zu bytes; %zu blocks live, %zu bytes, peak %zu\n", t.mine, t.mine_full ? " and more" : "",
               t.mine_bytes, t.heap.live_blocks, t.heap.live_bytes, t.heap.peak_bytes);
    for (int i = 0; i < GC_GENERATIONS; i++)
        buf_printf(out, "generation %d: count %d of %d, %td collections\n", i, t.generation[i].count, t.generation[i].threshold,
                   t.generation[i].collections);
    if (!t.gc_enabled) buf_str(out, "automatic collection is off\n");
}

void plain_frames(View *v, Buf *out)
{
    size_t n;
    const FrameRow *rows = view_frames(v, &n);
    for (size_t i = 0; i < n; i++) buf_printf(out, "%s, line %d of %s\n", rows[i].name, rows[i].line, rows[i].file);
}
