/* editor.c - see editor.h.

     application's event loop --key--> libedit --state--> editor_view --> whoever draws
                                          |
                                          +-- terminal settings, output: a private pty and /dev/null

   libedit 3.1 has two weak places that strangers' keys could reach: vi mode, which is never switched on here, and ^W
   while searching with an empty pattern, which is dropped. */
#include "ui/editor.h"

#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct Editor {
    EditLine *line;
    HistoryW *history;
    EditorHost host;
    FILE *nowhere;
    int master, slave;
    bool cancelled, eof, left;
    const wchar_t *start; /* not given to libedit yet */
    char *path;           /* the history's file */
};

enum { KEY_ERASE_WORD = 0x17, PTY_COLUMNS = 4096, PTY_ROWS = 8 };

/* ---- between wide characters and UTF-8 --------------------------------------------------------------------------- */

static char *narrow(const wchar_t *text, size_t n)
{
    char *out = malloc(n * MB_CUR_MAX + 1), *at = out;
    mbstate_t state = {0};
    for (size_t i = 0; out && i < n; i++) {
        size_t used = wcrtomb(at, text[i], &state);
        if (used == (size_t)-1) *at = '?', used = 1, state = (mbstate_t){0};
        at += used;
    }
    if (out) *at = 0;
    return out;
}

static wchar_t *widen(const char *text)
{
    size_t n = strlen(text), k = 0;
    wchar_t *out = malloc((n + 1) * sizeof *out);
    mbstate_t state = {0};
    for (size_t i = 0; out && i < n;) {
        size_t used = mbrtowc(&out[k], text + i, n - i, &state);
        if (used == 0) break;
        if (used == (size_t)-1 || used == (size_t)-2) out[k] = L'?', used = 1, state = (mbstate_t){0};
        k++;
        i += used;
    }
    if (out) out[k] = 0;
    return out;
}

/* ---- what libedit calls ------------------------------------------------------------------------------------------ */

static Editor *editor_of(EditLine *line)
{
    void *e = NULL;
    el_wget(line, EL_CLIENTDATA, &e);
    return e;
}

static int next_key(EditLine *line, wchar_t *out)
{
    Editor *e = editor_of(line);
    for (;;) {
        if (e->start) {
            el_winsertstr(line, e->start);
            e->start = NULL;
        }
        if (!e->host.key(e->host.ctx, out)) {
            e->left = true;
            errno = EINTR;
            return -1;
        }
        if (*out == KEY_ERASE_WORD && editor_is_searching(e)) continue;
        return 1;
    }
}

static unsigned char on_cancel(EditLine *line, int key)
{
    (void)key;
    editor_of(line)->cancelled = true;
    return CC_NEWLINE;
}

static unsigned char on_end(EditLine *line, int key)
{
    const LineInfoW *l = el_wline(line);
    (void)key;
    if (l->buffer == l->lastchar) {
        editor_of(line)->eof = true;
        return CC_NEWLINE;
    }
    if (l->cursor < l->lastchar) {
        el_cursor(line, 1);
        el_deletestr(line, 1);
    }
    return CC_REFRESH;
}

static unsigned char on_complete(EditLine *line, int key)
{
    Editor *e = editor_of(line);
    const LineInfoW *l = el_wline(line);
    (void)key;
    char *text = narrow(l->buffer, (size_t)(l->cursor - l->buffer));
    if (text) e->host.complete(e->host.ctx, e, text);
    free(text);
    return CC_REFRESH;
}

static const char *no_prompt(EditLine *line)
{
    (void)line;
    return "";
}

static void bind_keys(EditLine *line)
{
    el_set(line, EL_BIND, "^C", "gh-cancel", NULL);
    el_set(line, EL_BIND, "^D", "gh-end", NULL);
    el_set(line, EL_BIND, "^I", "gh-complete", NULL);
    el_set(line, EL_BIND, "^R", "em-inc-search-prev", NULL);
    el_set(line, EL_BIND, "^W", "ed-delete-prev-word", NULL);
    el_set(line, EL_BIND, "^U", "vi-kill-line-prev", NULL);
    el_set(line, EL_BIND, "\\e[3~", "ed-delete-next-char", NULL);
    el_set(line, EL_BIND, "\\e[1;5C", "em-next-word", NULL);
    el_set(line, EL_BIND, "\\e[1;5D", "ed-prev-word", NULL);
    el_set(line, EL_BIND, "-r", "\\ex", NULL); /* M-x: commands that could change all this */
    el_set(line, EL_BIND, "-r", "\\eX", NULL);
}

/* ---- opening and closing ----------------------------------------------------------------------------------------- */

static bool open_pty(Editor *e)
{
    e->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (e->master < 0 || grantpt(e->master) < 0 || unlockpt(e->master) < 0) return false;
    const char *name = ptsname(e->master);
    e->slave = name ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
    struct winsize size = {PTY_ROWS, PTY_COLUMNS, 0, 0}; /* so wide that libedit never wraps */
    return e->slave >= 0 && ioctl(e->slave, TIOCSWINSZ, &size) == 0;
}

Editor *editor_open(const EditorHost *host, bool editrc)
{
    Editor *e = calloc(1, sizeof *e);
    if (!e) return NULL;
    e->host = *host;
    e->master = e->slave = -1;
    e->nowhere = fopen("/dev/null", "r+e");
    if (e->nowhere && open_pty(e))
        e->line = el_init_fd("glassheap", e->nowhere, e->nowhere, e->nowhere, e->slave, e->slave, e->slave);
    e->history = history_winit();
    if (!e->line || !e->history) {
        editor_close(e);
        return NULL;
    }
    HistEventW event;
    history_w(e->history, &event, H_SETSIZE, HISTORY_MAX);
    history_w(e->history, &event, H_SETUNIQUE, 1);
    el_wset(e->line, EL_CLIENTDATA, e);
    el_wset(e->line, EL_HIST, history_w, e->history);
    el_set(e->line, EL_PROMPT, no_prompt);
    el_wset(e->line, EL_GETCFN, next_key);
    el_set(e->line, EL_SIGNAL, 0);
    el_set(e->line, EL_EDITOR, "emacs");
    el_wset(e->line, EL_ADDFN, L"gh-cancel", L"Give the line up", on_cancel);
    el_wset(e->line, EL_ADDFN, L"gh-end", L"Leave, or delete the character at the cursor", on_end);
    el_wset(e->line, EL_ADDFN, L"gh-complete", L"Complete the name", on_complete);
    bind_keys(e->line);
    if (editrc && el_source(e->line, NULL) == 0) {
        const wchar_t *mode = NULL;
        if (el_wget(e->line, EL_EDITOR, &mode) < 0 || !mode || wcscmp(mode, L"emacs") != 0)
            el_set(e->line, EL_EDITOR, "emacs");
        bind_keys(e->line); /* once more: "bind -e" in the file puts all keys back */
    }
    return e;
}

void editor_close(Editor *e)
{
    if (!e) return;
    if (e->line) el_end(e->line);
    if (e->history) history_wend(e->history);
    if (e->nowhere) fclose(e->nowhere);
    if (e->slave >= 0) close(e->slave);
    if (e->master >= 0) close(e->master);
    free(e->path);
    free(e);
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

EditResult editor_read(Editor *e, const char *start, char **line)
{
    wchar_t *given = start ? widen(start) : NULL;
    int n = 0;
    e->cancelled = e->eof = e->left = false;
    e->start = given;
    const wchar_t *text = el_wgets(e->line, &n);
    free(given);
    e->start = NULL;
    *line = NULL;
    if (e->left) return EDIT_LEAVE;
    if (e->cancelled) return EDIT_CANCELLED;
    if (e->eof) return EDIT_EOF;
    size_t length = text && n > 0 ? wcslen(text) : 0; /* n == 0: an empty line */
    while (length && text[length - 1] == L'\n') length--;
    *line = narrow(text, length);
    return *line ? EDIT_LINE : EDIT_CANCELLED;
}

void editor_insert(Editor *e, const char *text)
{
    wchar_t *wide = widen(text);
    if (wide) el_winsertstr(e->line, wide);
    free(wide);
}

/* While searching, libedit keeps its prompt in the buffer itself, behind a newline. */
EditView editor_view(const Editor *e)
{
    const LineInfoW *l = el_wline(e->line);
    EditView v = {.text = l->buffer, .length = (size_t)(l->lastchar - l->buffer)};
    v.cursor = (size_t)(l->cursor - l->buffer);
    const wchar_t *newline = wmemchr(v.text, L'\n', v.length);
    if (!newline) return v;
    v.search = newline + 1;
    v.search_length = (size_t)(l->lastchar - v.search);
    v.length = (size_t)(newline - v.text);
    if (v.cursor > v.length) v.cursor = v.length;
    return v;
}

bool editor_is_searching(const Editor *e) { return editor_view(e).search != NULL; }

/* ---- history ----------------------------------------------------------------------------------------------------- */

static void enter(void *ctx, const char *line)
{
    Editor *e = ctx;
    HistEventW event;
    wchar_t *wide = widen(line);
    if (wide) history_w(e->history, &event, H_ENTER, wide);
    free(wide);
}

void editor_history_open(Editor *e, const char *path)
{
    if (!path) return;
    e->path = strdup(path);
    history_load(path, enter, e);
}

void editor_history_add(Editor *e, const char *line)
{
    if (!line[0] || strspn(line, " \t") == strlen(line)) return;
    enter(e, line);
    history_append(e->path, line);
}
