/* vscreen.h - the program in a terminal that exists only in memory: keys go in, and what it looks like can be asked.

   The program is $GLASSHEAP (default ./glassheap); the pictures to compare with lie in $srcdir/tests/golden and are
   written anew when GOLDEN_UPDATE is set. */
#ifndef GH_TEST_VSCREEN_H
#define GH_TEST_VSCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

typedef struct VScreen VScreen;

/* How it is started: NULL and 0 are the usual: 80x24, xterm-256color, C.UTF-8, no arguments. */
typedef struct VStart {
    int rows, cols;
    const char *term, *locale, *no_color;
    const char *const *args; /* NULL-terminated, without the program's name */
    const char *state;       /* XDG_STATE_HOME; NULL: a fresh directory */
    bool as_job;             /* below a small shell: says "stopped", and after a key has it go on */
} VStart;

VScreen *vs_open(const VStart *start);
/* vs_close: ends it, however it is; the exit status as of waitpid. */
int vs_close(VScreen *v);

void vs_send(VScreen *v, const char *keys);
void vs_type(VScreen *v, const char *line); /* and Enter, and waits for the next prompt */
/* vs_expect: waits until a row shows [text]; fails the test after some seconds.  Returns the row. */
int vs_expect(VScreen *v, const char *text);
void vs_expect_gone(VScreen *v, const char *text);
bool vs_shows(VScreen *v, const char *text);
/* vs_settle: takes what comes until nothing has come for [quiet] milliseconds. */
void vs_settle(VScreen *v, int quiet);
/* vs_answer: takes what the program draws for what was sent, until it waits for the next key; quicker than to wait for
   silence, but a program that was not yet given the last keys may be mistaken for one that has dealt with them. */
void vs_answer(VScreen *v);
size_t vs_bytes(const VScreen *v); /* from the program, so far */
void vs_resize(VScreen *v, int rows, int cols);
void vs_cursor(VScreen *v, int *row, int *col);
void vs_row(VScreen *v, int row, char *text, size_t room); /* without blanks at the end */
/* vs_cells: what columns [from, to) of a row show, with all its blanks. */
void vs_cells(VScreen *v, int row, int from, int to, char *text, size_t room);
void vs_dump(VScreen *v); /* what it looks like, on standard error */
int vs_rows(const VScreen *v);
int vs_cols(const VScreen *v);
pid_t vs_pid(const VScreen *v);
int vs_wait(VScreen *v); /* until it has ended by itself: the status */
bool vs_termios(const VScreen *v, struct termios *out);
bool vs_in_alternate(const VScreen *v);
int vs_colours(VScreen *v); /* cells that are not of the terminal's own colours */
/* vs_golden: compares with tests/golden/[name].txt, in which addresses and the interpreter's own sums are masked. */
void vs_golden(VScreen *v, const char *name);

#define UP "\033OA"
#define DOWN "\033OB"
#define HOME "\033OH"
#define RIGHT "\033OC"
#define LEFT "\033OD"
#define PAGE_UP "\033[5~"
#define F1 "\033OP"
#define F3 "\033OR"
#define F4 "\033OS"
#define F5 "\033[15~"
#define SHIFT_TAB "\033[Z"
#define ESC "\033"

#endif
