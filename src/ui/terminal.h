/* terminal.h - the terminal itself: opened for curses, given back after any end, a crash included.  */
#ifndef GH_UI_TERMINAL_H
#define GH_UI_TERMINAL_H

#include <signal.h>
#include <stdbool.h>

enum { KEY_PASTE_BEGIN = 0x7001, KEY_PASTE_END }; /* beside curses' codes of keys */

extern volatile sig_atomic_t terminal_resized, terminal_continued, terminal_tick;

/* terminal_is_known: terminfo tells about $TERM.  terminal_open: curses, raw keys, signals; false: it cannot be. */
bool terminal_is_known(void);
bool terminal_open(void);
void terminal_close(void);
/* terminal_suspend: ^Z: returns when the user comes back. */
void terminal_suspend(void);
/* terminal_timer: every 50 ms: terminal_tick and poll_requested. */
void terminal_timer(bool on);
/* terminal_wait: until a key or a signal: 1: a key, 0: the time is over, -1: a signal, -2: hung up. */
int terminal_wait(int milliseconds);

#endif
