/* report.h - running a script and writing, after each top-level statement and at the end, what it did to memory. */
#ifndef GH_SESSION_REPORT_H
#define GH_SESSION_REPORT_H

#include "session/run.h"

enum { REPORT_WHO = 8 };

typedef struct ReportOptions {
    bool json, all;         /* JSON lines; the interpreter's own business too */
    const char *who[REPORT_WHO]; /* words, NULL behind the last: whose holders are told after each statement */
} ReportOptions;

/* report_open: watches [rt] from now on; NULL: there is no memory for it. */
typedef struct Report Report;
Report *report_open(Runtime *rt, const ReportOptions *options);

/* report_run: as run_script; the report goes to standard output between what the program prints, in words or as JSON lines
   (glassheap-events(5)). */
int report_run(Report *report, const char *text, size_t n, const char *filename);

/* report_end: takes the interpreter apart (runtime_finish, whose answer it returns), tells what that did, and watches no
   more; [report] is gone. */
bool report_end(Report *report);

#endif
