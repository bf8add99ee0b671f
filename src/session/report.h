/* report.h - running a script and writing, after each top-level statement, what it did to memory. */
#ifndef GH_SESSION_REPORT_H
#define GH_SESSION_REPORT_H

#include "session/run.h"

/* run_reporting: as run_script; the report goes to standard output between what the program prints, in words or, with
   [json], as JSON lines (the schema is trace/plain.h's).  1 when there is no memory to watch with. */
int run_reporting(Runtime *rt, const char *text, size_t n, const char *filename, bool json);

#endif
