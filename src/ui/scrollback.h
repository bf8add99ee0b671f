/* scrollback.h - what the program printed and what was typed: lines of text, the newest at the end, wrapped when drawn.

   Invariants: 0 <= count <= SCROLLBACK_LINES; the newest line is line count - 1; only it may be open. */
#ifndef GH_UI_SCROLLBACK_H
#define GH_UI_SCROLLBACK_H

#include "ui/screen.h"

enum { SCROLLBACK_LINES = 5000, SCROLLBACK_LINE_MAX = 1 << 16 };

typedef struct OutLine {
    char *text; /* printable UTF-8: tabs expanded, control characters as ^X */
    size_t length, room;
    Style style;
    int prompt; /* the first so many bytes are the prompt */
} OutLine;

typedef struct Scrollback {
    OutLine *lines; /* a ring */
    size_t first, count;
    bool open;        /* the newest line has no newline yet */
    uint64_t written; /* changes with each write */
    uint64_t begun;   /* lines ever begun */
} Scrollback;

bool scrollback_open(Scrollback *s);
void scrollback_close(Scrollback *s);
void scrollback_clear(Scrollback *s);

/* scrollback_write: program output; lines begin at newlines. */
void scrollback_write(Scrollback *s, Style style, const char *bytes, size_t n);
/* scrollback_line: a whole line on its own; the open one is ended first. */
void scrollback_line(Scrollback *s, Style style, const char *text);
/* scrollback_typed: a line that was typed at [prompt]; [joined]: the prompt is the open line. */
void scrollback_typed(Scrollback *s, const char *prompt, const char *text);
/* scrollback_take_open: ends the open line and hands it out as a prompt's beginning (malloc'd), or NULL: none. */
char *scrollback_take_open(Scrollback *s);

/* scrollback_last: the newest line's text, NUL-terminated; NULL: there is none. */
const char *scrollback_last(Scrollback *s);

/* scrollback_tell: writes the lines of [style] from number [begun] on to the file descriptor [fd]. */
void scrollback_tell(const Scrollback *s, Style style, uint64_t begun, int fd);

/* scrollback_draw: draws the rows that end [skip] rows above the end into [height] rows at (y, x), the last one at the
   bottom, or the first at the top when there are fewer.  Returns the rows drawn. */
int scrollback_draw(const Scrollback *s, const Screen *screen, int y, int x, int width, int height, size_t skip);
/* scrollback_rows: how many rows of [width] the newest lines take, counted as far as [limit]. */
size_t scrollback_rows(const Scrollback *s, const Screen *screen, int width, size_t limit);

#endif
