/* editor.h - a line being typed: libedit, drawn by somebody else.

   libedit believes that it talks to a terminal of its own (a private pty that nobody reads) and asks for one key at a
   time.  Who answers that question is the application's event loop: so the screen lives, whatever libedit waits for. */
#ifndef GH_UI_EDITOR_H
#define GH_UI_EDITOR_H

#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

typedef struct Editor Editor;

/* Who uses the editor.  [key]: waits for the next key of the line; false: give the line up (editor_read answers
   EDIT_LEAVE).  [complete]: the Tab key: [text] is what is left of the cursor, NUL-terminated UTF-8. */
typedef struct EditorHost {
    void *ctx;
    bool (*key)(void *ctx, wchar_t *key);
    void (*complete)(void *ctx, Editor *e, const char *text);
} EditorHost;

typedef enum EditResult { EDIT_LINE, EDIT_CANCELLED, EDIT_EOF, EDIT_LEAVE } EditResult;

/* editor_open: NULL when the system has no pty or no memory.  Before curses starts.  [editrc]: the user's ~/.editrc
   is read. */
Editor *editor_open(const EditorHost *host, bool editrc);
void editor_close(Editor *e);

/* editor_read: one line, in *line (malloc'd UTF-8, without a newline) for EDIT_LINE.  [start]: text that is already
   there, or NULL. */
EditResult editor_read(Editor *e, const char *start, char **line);
/* editor_insert: as if typed, at the cursor. */
void editor_insert(Editor *e, const char *text);

/* What is to be drawn.  [search]: the prompt of a search through the history, or NULL. */
typedef struct EditView {
    const wchar_t *text, *search;
    size_t length, cursor, search_length;
} EditView;
EditView editor_view(const Editor *e);
bool editor_is_searching(const Editor *e);

/* History: loaded from and kept in [path] (NULL: only in memory); at most HISTORY_MAX lines. */
enum { HISTORY_MAX = 2000 };
void editor_history_open(Editor *e, const char *path);
void editor_history_add(Editor *e, const char *line);
/* history_path: $XDG_STATE_HOME/glassheap/history, its directories made; NULL: no place.  malloc'd. */
char *history_path(void);

/* For the plain face: the lines of a history file, oldest first, and one more line at its end. */
void history_load(const char *path, void (*add)(void *ctx, const char *line), void *ctx);
void history_append(const char *path, const char *line);

#endif
