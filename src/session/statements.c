/* statements.c - see statements.h. */
#include "session/statements.h"

#include <stdlib.h>
#include <string.h>

#include "compile/ast.h"
#include "model/hold.h"

/* The text of lines [line]..[end_line] of [source]. */
static void take_lines(StatementSpan *span, const char *source, size_t n)
{
    const char *p = source, *stop = source + n, *newline;
    for (int line = 1; line < span->line && (newline = memchr(p, '\n', (size_t)(stop - p))) != NULL; line++) p = newline + 1;
    span->text = p;
    for (int line = span->line; line <= span->end_line && p < stop; line++) {
        newline = memchr(p, '\n', (size_t)(stop - p));
        p = newline ? newline + 1 : stop;
    }
    span->n = (size_t)(p - span->text);
    while (span->n && span->text[span->n - 1] == '\n') span->n--;
}

static StatementSpan *spans_of(const Tree *tree, const char *source, size_t n, int *count)
{
    StatementSpan *spans = calloc((size_t)tree->body.n + 1, sizeof *spans);
    *count = 0;
    for (int i = 0; spans && i < tree->body.n; i++) {
        Pos pos = tree->body.items[i]->pos;
        int line = pos.lineno;
        const Stmt *s = tree->body.items[i];
        ExprSeq decorators = s->kind == S_CLASS ? s->v.class_def.decorators
                             : s->kind == S_FUNCTION || s->kind == S_ASYNC_FUNCTION ? s->v.function.decorators : (ExprSeq){0};
        if (decorators.n && decorators.items[0]->pos.lineno < line) line = decorators.items[0]->pos.lineno;
        if (*count && spans[*count - 1].end_line >= line)
            spans[*count - 1].end_line = pos.end_lineno > spans[*count - 1].end_line ? pos.end_lineno : spans[*count - 1].end_line;
        else
            spans[(*count)++] = (StatementSpan){.line = line, .end_line = pos.end_lineno};
    }
    for (int i = 0; spans && i < *count; i++) take_lines(&spans[i], source, n);
    return spans;
}

StatementSpan *statements_find(Runtime *rt, const char *source, size_t n, int *count)
{
    ImageStore *store = image_store_new();
    heap_set_stack_top(HEAP(rt), rt->vm.stack_top);
    Image *image = store ? image_save(store, HEAP(rt)) : NULL;
    StatementSpan *spans = NULL;
    if (image) {
        Tree *tree = parse(rt, source, n, id_(rt, string), TREE_FILE);
        if (tree) spans = spans_of(tree, source, n, count);
        tree_free(rt, tree);
        image_restore(store, image, HEAP(rt));
    }
    image_store_free(store);
    return spans;
}

/* The span that the next instruction of [frame] belongs to, or [otherwise]. */
static int span_at(const Frame *frame, const StatementSpan *spans, int count, int otherwise)
{
    const Code *code = (const Code *)frame->code;
    int line = code_line(code, (int)(frame->prev_instr + 1 - code->code));
    for (int i = 0; i < count; i++)
        if (line >= spans[i].line && line <= spans[i].end_line) return i;
    return otherwise;
}

void statements_end(StatementWatch *w)
{
    if (!w->open) return;
    w->open = false;
    w->end(w);
}

OWN Obj *statements_run(Runtime *rt, const StatementSpan *spans, int count, StatementWatch *w)
{
    const Frame *script = rt->vm.frame;
    Obj *result = NULL;
    int now = -1;
    RunStatus status = RUN_STOPPED;
    while (status == RUN_STOPPED) {
        int at = rt->vm.frame == script ? span_at(script, spans, count, now) : now;
        if (at != now) {
            statements_end(w);
            now = at;
            w->open = true;
            w->begin(w, spans[at].line, spans[at].text, spans[at].n);
        }
        rt->vm.next_stop = vm_bytecodes(rt) + 1;
        status = vm_run(rt, &result);
    }
    rt->vm.next_stop = UINT64_MAX;
    if (status != RUN_RETURNED) return NULL;
    hold(rt, "what the script's code returned", result);
    statements_end(w);
    return unhold(rt);
}
