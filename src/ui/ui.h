/* ui.h - the door to this room: the two faces of the program, a screen and plain lines.

   Both read statements, have them run, and show what they did; all they know of the world are the copies that
   trace/views.h makes.  Nothing that is shown runs Python code. */
#ifndef GH_UI_UI_H
#define GH_UI_UI_H

#include "trace/trace.h"

/* A script to be run before the first prompt, as `-i FILE` wants. */
typedef struct UiScript {
    const char *text;
    size_t length;
    const char *filename;
} UiScript;

typedef struct UiOptions {
    const UiScript *script; /* or NULL */
    bool personal;          /* the user's own ~/.editrc and history file are used; false for guests */
    bool json;              /* ui_plain: JSON lines instead of words */
} UiOptions;

/* ui_no_screen: why there can be no screen here, as half a sentence; NULL: there can. */
const char *ui_no_screen(void);

/* ui_screen, ui_plain: statements from the terminal until the end; return the exit status.  The world is left as the
   last statement left it.  ui_screen answers -1 when the terminal could not be opened after all. */
int ui_screen(Runtime *rt, const UiOptions *options);
int ui_plain(Runtime *rt, const UiOptions *options);

#endif
