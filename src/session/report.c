/* report.c - see report.h. */
#include "session/report.h"

#include <stdlib.h>

#include "trace/plain.h"
#include "trace/trace.h"

struct Report {
    StatementWatch watch; /* first: what run_script_watched hands back */
    Runtime *rt;
    Trace *trace;
    View *view;
    ReportOptions options;
    StatementText statement;
};

static void begin(StatementWatch *w, int line, const char *text, size_t n)
{
    Report *r = (Report *)w;
    uint32_t number = trace_statement_begin(r->trace);
    r->statement = (StatementText){.number = number, .line = line, .text = text, .n = n};
}

static void tell_holders(Report *r, Buf *out)
{
    for (int i = 0; i < REPORT_WHO && r->options.who[i]; i++) {
        const char *words = r->options.who[i];
        const Obj *o = view_find(r->view, words);
        if (r->options.json)
            json_holders(r->view, o, words, out);
        else
            plain_holders(r->view, o, words, "  ", out);
    }
}

static void end(StatementWatch *w)
{
    Report *r = (Report *)w;
    Buf out = {0};
    trace_statement_end(r->trace);
    if (r->rt->hooks.selfcheck) r->rt->hooks.selfcheck(r->rt, "after a statement");
    (r->options.json ? json_statement : plain_statement)(r->view, &r->statement, r->options.all, &out);
    tell_holders(r, &out);
    if (out.len && !r->rt->hooks.write(r->rt, 1, out.data, out.len)) err_clear(r->rt);
    buf_free(&out);
}

Report *report_open(Runtime *rt, const ReportOptions *options)
{
    Report *r = calloc(1, sizeof *r);
    if (!r) return NULL;
    *r = (Report){.watch = {.begin = begin, .end = end}, .rt = rt, .trace = trace_open(rt), .view = view_new(rt), .options = *options};
    if (r->trace && r->view) return r;
    view_free(r->view);
    free(r);
    return NULL;
}

int report_run(Report *r, const char *text, size_t n, const char *filename)
{
    return run_script_watched(r->rt, text, n, filename, &r->watch);
}

bool report_end(Report *r)
{
    static const char what[] = "(the interpreter ends)";
    r->options.who[0] = NULL; /* no name leads anywhere any more */
    begin(&r->watch, 0, what, sizeof what - 1);
    r->rt->hooks.selfcheck = NULL;
    bool ok = runtime_finish(r->rt);
    end(&r->watch);
    view_free(r->view);
    trace_close(r->trace);
    free(r);
    return ok;
}
