/* output.h - the default answers to the hooks `write` and `read_line`: the program's own standard streams. */
#ifndef GH_LIB_OUTPUT_H
#define GH_LIB_OUTPUT_H

#include "model/runtime.h"

/* output_write: [n] bytes to fd 1 or 2; n = 0 flushes.  Standard output is buffered as CPython does it: by line
   on a terminal, else by 8 KiB; standard error is not.  false: OSError is pending. */
bool output_write(Runtime *rt, int fd, const char *bytes, size_t n);

/* output_flush: what is buffered goes out; false: it could not (errno tells). */
bool output_flush(void);

/* input_read_line: writes [prompt], then reads a line of standard input.  malloc'd, NULL at the end of input. */
char *input_read_line(Runtime *rt, const char *prompt, bool *eof);

#endif
