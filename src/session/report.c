/* report.c - see report.h. */
#include "session/report.h"

#include "trace/plain.h"
#include "trace/trace.h"

typedef struct Reporter {
    StatementWatch watch; /* first: what run_script_watched hands back */
    Runtime *rt;
    Trace *trace;
    View *view;
    bool json, open;
    StatementText statement;
} Reporter;

static void begin(StatementWatch *w, int line, const char *text, size_t n)
{
    Reporter *r = (Reporter *)w;
    uint32_t number = trace_statement_begin(r->trace);
    r->statement = (StatementText){.number = number, .line = line, .text = text, .n = n};
    r->open = true;
}

static void end(StatementWatch *w)
{
    Reporter *r = (Reporter *)w;
    Buf out = {0};
    if (!r->open) return;
    r->open = false;
    trace_statement_end(r->trace);
    if (r->rt->hooks.selfcheck) r->rt->hooks.selfcheck(r->rt, "after a statement");
    (r->json ? json_statement : plain_statement)(r->view, &r->statement, false, &out);
    if (out.len && !r->rt->hooks.write(r->rt, 1, out.data, out.len)) err_clear(r->rt);
    buf_free(&out);
}

int run_reporting(Runtime *rt, const char *text, size_t n, const char *filename, bool json)
{
    Reporter r = {.watch = {begin, end}, .rt = rt, .trace = trace_open(rt), .view = view_new(rt), .json = json};
    int status = 1;
    if (r.trace && r.view) {
        status = run_script_watched(rt, text, n, filename, &r.watch);
        r.statement.text = NULL; /* the source is gone */
        end(&r.watch);
    }
    view_free(r.view);
    if (r.trace) trace_close(r.trace);
    return status;
}
