/* report.h - running a script and writing, after each top-level statement, what it did to memory. */
#ifndef GH_SESSION_REPORT_H
#define GH_SESSION_REPORT_H

#include "session/run.h"

enum { REPORT_WHO = 8 };

typedef struct ReportOptions {
    bool json, all;         /* JSON lines; the interpreter's own business too */
    const char *const *who; /* up to REPORT_WHO words, NULL behind the last: whose holders are told after each statement */
} ReportOptions;

/* run_reporting: as run_script; the report goes to standard output between what the program prints, in words or as JSON
   lines (glassheap-events(5)).  1 when there is no memory to watch with. */
int run_reporting(Runtime *rt, const char *text, size_t n, const char *filename, const ReportOptions *options);

#endif
