/* interrupt.h - Ctrl-C while a program runs. */
#ifndef GH_SESSION_INTERRUPT_H
#define GH_SESSION_INTERRUPT_H

#include "model/runtime.h"

/* interrupt_watch: SIGINT raises KeyboardInterrupt at the next safe point, and wakes what waits for input.  A write
   to a pipe that nobody reads is an error, no signal. */
void interrupt_watch(Runtime *rt);

/* interrupt_take: whether Ctrl-C was pressed since it was last acted upon; it need not be any more. */
bool interrupt_take(void);

/* interrupt_die: ends the process as SIGINT does, so that a shell sees why. */
void interrupt_die(void) __attribute__((noreturn));

#endif
