/* keyboard.c - the event loop: what is typed goes to a command, to the pane that has the focus, or to the editor.

   The loop runs inside the editor's question for the next key, so that every wait of the program is this one. */
#include <curses.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "ui/face.h"

enum {
    CTRL_C = 3,
    CTRL_D = 4,
    CTRL_G = 7,
    CTRL_L = 12,
    CTRL_Z = 26,
    ESCAPE = 27,
    PASTE_MAX = 1 << 20,
    PASTE_PATIENCE = 2000,
    QUIET = 40 /* milliseconds without a key, before what takes long */
};

/* ---- taking keys ------------------------------------------------------------------------------------------------- */

/* Where characters are bytes curses is asked for bytes: looking for a longer character it would lose what follows. */
static bool read_terminal(const Ui *ui, KeyEvent *event)
{
    wint_t c;
    if (!ui->screen.utf8) {
        int key = wgetch(stdscr);
        *event = (KeyEvent){(wint_t)key, key >= KEY_MIN};
        return key != ERR;
    }
    int got = wget_wch(stdscr, &c);
    if (got != ERR) *event = (KeyEvent){c, got == KEY_CODE_YES};
    return got != ERR;
}

static bool next_event(Ui *ui, KeyEvent *event)
{
    if (!ui->ahead_n) return read_terminal(ui, event);
    *event = ui->ahead[ui->ahead_first];
    ui->ahead_first = (ui->ahead_first + 1) % KEYS_AHEAD;
    ui->ahead_n--;
    return true;
}

static void follow_signals(Ui *ui)
{
    if (terminal_continued) {
        terminal_continued = 0;
        reset_prog_mode();
        clearok(curscr, TRUE);
        ui->dirty = true;
    }
    if (terminal_resized) ui_resize(ui);
}

void keyboard_forget(Ui *ui)
{
    ui->ahead_n = 0;
    free(ui->paste);
    ui->paste = NULL;
    ui->paste_at = ui->paste_n = 0;
}

void keyboard_drain(Ui *ui)
{
    KeyEvent event;
    follow_signals(ui);
    while (read_terminal(ui, &event)) {
        if (!event.function && event.key == CTRL_C) {
            ui->interrupted = true;
            keyboard_forget(ui);
        } else if (!event.function && (event.key == CTRL_Z || event.key == CTRL_L)) {
            command_key(ui, (int)event.key, false);
        } else if (event.key != KEY_RESIZE && ui->ahead_n < KEYS_AHEAD) {
            ui->ahead[(ui->ahead_first + ui->ahead_n++) % KEYS_AHEAD] = event;
        }
    }
    follow_signals(ui);
}

/* ---- pasting ----------------------------------------------------------------------------------------------------- */

/* Takes everything up to the end mark. */
static void take_paste(Ui *ui)
{
    size_t room = 1024, n = 0;
    wchar_t *text = malloc(room * sizeof *text);
    KeyEvent event;
    while (text) {
        if (!next_event(ui, &event)) {
            if (terminal_wait(PASTE_PATIENCE) != 1) break;
            continue;
        }
        if (event.function && event.key == KEY_PASTE_END) break;
        if (event.function || n >= PASTE_MAX) continue;
        if (n == room) {
            wchar_t *more = realloc(text, (room *= 2) * sizeof *text);
            if (!more) break;
            text = more;
        }
        text[n++] = event.key == '\r' ? L'\n' : (wchar_t)event.key;
    }
    free(ui->paste);
    ui->paste = text;
    ui->paste_at = 0;
    ui->paste_n = text ? n : 0;
}

const wchar_t *keyboard_pasted(const Ui *ui, size_t *n)
{
    *n = ui->paste_n - ui->paste_at;
    return ui->paste ? ui->paste + ui->paste_at : NULL;
}

/* Source is UTF-8.  Elsewhere a byte beyond ASCII would be a command of the editor's. */
static bool is_typable(Ui *ui, wint_t c)
{
    if (c < 0x80 || ui->screen.utf8) return true;
    ui_say(ui, "This locale has ASCII only; with LC_ALL=C.UTF-8 all characters can be typed.");
    return false;
}

/* Gives the editor the next line of a paste; true: [key] ends that line. */
static bool type_paste(Ui *ui, wchar_t *key)
{
    char bytes[MB_LEN_MAX + 1];
    while (ui->paste_at < ui->paste_n) {
        wchar_t c = ui->paste[ui->paste_at++];
        ui->dirty = true;
        if (c == L'\n') {
            *key = L'\r';
            return true;
        }
        if ((c < 32 && c != L'\t') || !is_typable(ui, c)) continue;
        int n = wctomb(bytes, c);
        if (n <= 0) continue;
        bytes[n] = 0;
        editor_insert(ui->editor, bytes);
    }
    if (ui->paste) keyboard_forget(ui);
    return false;
}

/* ---- the editor's keys ------------------------------------------------------------------------------------------- */

/* Function keys as libedit knows them; NULL: not one of its. */
static const wchar_t *editor_sequence(int key)
{
    switch (key) {
    case KEY_UP: return L"\033[A";
    case KEY_DOWN: return L"\033[B";
    case KEY_RIGHT: return L"\033[C";
    case KEY_LEFT: return L"\033[D";
    case KEY_HOME: return L"\033[H";
    case KEY_END: return L"\033[F";
    case KEY_DC: return L"\033[3~";
    case KEY_BACKSPACE: return L"\177";
    case KEY_ENTER: return L"\r";
    default: return NULL;
    }
}

static void say_nothing_there(Ui *ui) { ui_say(ui, "This key does nothing here.  F1 shows the keys, :help too."); }

static bool line_is_empty(const Ui *ui)
{
    EditView view = editor_view(ui->editor);
    return view.length == 0 && !view.search;
}

/* Escape: alone, or the beginning of Alt and a key. */
static bool on_escape(Ui *ui, wchar_t *key)
{
    KeyEvent next;
    if (!next_event(ui, &next) || next.function) {
        if (ui->focus != PANE_NONE) {
            ui_focus(ui, PANE_NONE);
        } else if (editor_is_searching(ui->editor)) {
            *key = ESCAPE;
            return true;
        } else if (ui->panes[PANE_OUTPUT].top) {
            ui->panes[PANE_OUTPUT].top = 0;
        } else if (ui->chosen) {
            ui->chosen = false;
            ui_say(ui, "The holders follow what you type again.");
        } else {
            ui_say(ui, "You are at the prompt already.");
        }
        return false;
    }
    const PaneId numbered[] = {PANE_NAMES, ui->heap_view, PANE_HOLDERS, PANE_LOG, PANE_OUTPUT};
    if (next.key >= '1' && next.key < '1' + COUNT_OF(numbered)) {
        ui_focus(ui, numbered[next.key - '1']);
        return false;
    }
    if (ui->focus != PANE_NONE) {
        say_nothing_there(ui);
        return false;
    }
    ui->queued[0] = (wchar_t)next.key;
    ui->queued[1] = 0;
    ui->queue = ui->queued;
    *key = ESCAPE;
    return true;
}

static bool prompt_function_key(Ui *ui, int code, wchar_t *key)
{
    long page = ui->panes[PANE_OUTPUT].at.height;
    const wchar_t *sequence = editor_sequence(code);
    if (sequence) {
        ui->queue = sequence + 1;
        *key = sequence[0];
        return true;
    }
    switch (code) {
    case KEY_PPAGE: pane_move(ui, PANE_OUTPUT, -page); break;
    case KEY_NPAGE: pane_move(ui, PANE_OUTPUT, page); break;
    case KEY_BTAB: ui_focus(ui, layout_next(ui, PANE_NONE, -1)); break;
    default: say_nothing_there(ui);
    }
    return false;
}

/* A key while the prompt has the focus; true: it is the editor's. */
static bool prompt_key(Ui *ui, const KeyEvent *event, wchar_t *key)
{
    if (event->function) return prompt_function_key(ui, (int)event->key, key);
    if (event->key == '\t' && line_is_empty(ui) && ui->busy == BUSY_NOT && !ui->in_block) {
        ui_focus(ui, layout_next(ui, PANE_NONE, 1));
        return false;
    }
    if (event->key != CTRL_G) ui->panes[PANE_OUTPUT].top = 0;
    *key = (wchar_t)event->key;
    return true;
}

/* ---- the panes' keys --------------------------------------------------------------------------------------------- */

static void pane_key(Ui *ui, const KeyEvent *event)
{
    Pane *pane = &ui->panes[ui->focus];
    const PaneOps *ops = pane_ops(ui->focus);
    long page = pane->at.height > 1 ? pane->at.height - 1 : 1;
    int key = event->function                            ? (int)event->key
              : event->key == '\t'                       ? '\t'
              : event->key == ' '                        ? KEY_NPAGE
              : event->key == '\r' || event->key == '\n' ? KEY_ENTER
              : event->key == CTRL_C                     ? CTRL_C
                                                         : 0;
    switch (key) {
    case KEY_UP: pane_move(ui, ui->focus, -1); break;
    case KEY_DOWN: pane_move(ui, ui->focus, 1); break;
    case KEY_PPAGE: pane_move(ui, ui->focus, -page); break;
    case KEY_NPAGE: pane_move(ui, ui->focus, page); break;
    case KEY_HOME: pane_move(ui, ui->focus, -(1L << 30)); break;
    case KEY_END: pane_move(ui, ui->focus, 1L << 30); break;
    case '\t': ui_focus(ui, layout_next(ui, ui->focus, 1)); break;
    case KEY_BTAB: ui_focus(ui, layout_next(ui, ui->focus, -1)); break;
    case CTRL_C: ui_focus(ui, PANE_NONE); break;
    case KEY_ENTER:
        if (ops->enter)
            ops->enter(ui, pane);
        else
            ui_say(ui, "There is nothing to open in this pane.");
        break;
    default: ui_say(ui, "This key does nothing in a pane: Esc goes back to the prompt, Tab to the next pane.");
    }
}

/* ---- the loop ---------------------------------------------------------------------------------------------------- */

/* true: [key] is for the editor. */
static bool dispatch(Ui *ui, const KeyEvent *event, wchar_t *key)
{
    if (event->function && (event->key == KEY_RESIZE || event->key == KEY_PASTE_END)) return false;
    ui->dirty = true;
    ui->message[0] = ui->hint[0] = 0;
    if (event->function && event->key == KEY_PASTE_BEGIN) {
        take_paste(ui);
        if (ui->focus != PANE_NONE) ui_focus(ui, PANE_NONE);
        return false;
    }
    if (!event->function && !is_typable(ui, event->key)) return false;
    if (command_key(ui, (int)event->key, event->function)) return false;
    if (ui->help) {
        help_key(ui, (int)event->key, event->function);
        return false;
    }
    if (!event->function && event->key == ESCAPE) return on_escape(ui, key);
    if (ui->focus != PANE_NONE && !event->function && event->key > ' ' && event->key != 0x7f)
        ui_focus(ui, PANE_NONE); /* who types means the prompt */
    if (ui->focus == PANE_NONE) return prompt_key(ui, event, key);
    pane_key(ui, event);
    return false;
}

bool keyboard_key(void *ctx, wchar_t *key)
{
    Ui *ui = ctx;
    ui->editing = true;
    ui->dirty = true; /* the editor may have done something with the last key */
    while (!ui->leaving) {
        KeyEvent event;
        follow_signals(ui);
        if (*ui->queue) {
            *key = *ui->queue++;
            return true;
        }
        if (ui->paste && ui->focus == PANE_NONE && type_paste(ui, key)) return true;
        if (next_event(ui, &event)) {
            if (dispatch(ui, &event, key)) return true;
            continue;
        }
        if (ui->dirty) ui_draw(ui);
        int got = terminal_wait(ui->holders.due ? QUIET : -1);
        if (got == -2) ui->leaving = true;
        if (got == 0) holders_look(ui);
    }
    return false;
}
