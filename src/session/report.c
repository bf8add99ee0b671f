/* report.c - see report.h. */
#include "session/report.h"

#include "trace/plain.h"
#include "trace/trace.h"

typedef struct Reporter {
    StatementWatch watch; /* first: what run_script_watched hands back */
    Runtime *rt;
    Trace *trace;
    View *view;
    const ReportOptions *options;
    StatementText statement;
} Reporter;

static void begin(StatementWatch *w, int line, const char *text, size_t n)
{
    Reporter *r = (Reporter *)w;
    uint32_t number = trace_statement_begin(r->trace);
    r->statement = (StatementText){.number = number, .line = line, .text = text, .n = n};
}

static void tell_holders(Reporter *r, Buf *out)
{
    for (int i = 0; i < REPORT_WHO && r->options->who[i]; i++) {
        const char *words = r->options->who[i];
        const Obj *o = view_find(r->view, words);
        if (r->options->json)
            json_holders(r->view, o, words, out);
        else
            plain_holders(r->view, o, words, "  ", out);
    }
}

static void end(StatementWatch *w)
{
    Reporter *r = (Reporter *)w;
    Buf out = {0};
    trace_statement_end(r->trace);
    if (r->rt->hooks.selfcheck) r->rt->hooks.selfcheck(r->rt, "after a statement");
    (r->options->json ? json_statement : plain_statement)(r->view, &r->statement, r->options->all, &out);
    tell_holders(r, &out);
    if (out.len && !r->rt->hooks.write(r->rt, 1, out.data, out.len)) err_clear(r->rt);
    buf_free(&out);
}

int run_reporting(Runtime *rt, const char *text, size_t n, const char *filename, const ReportOptions *options)
{
    Reporter r = {
        .watch = {.begin = begin, .end = end}, .rt = rt, .trace = trace_open(rt), .view = view_new(rt), .options = options};
    int status = 1;
    if (r.trace && r.view) status = run_script_watched(rt, text, n, filename, &r.watch);
    view_free(r.view);
    if (r.trace) trace_close(r.trace);
    return status;
}
