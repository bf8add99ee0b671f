/* help.c - the help: made from the tables of keys and commands. */
#include <curses.h>
#include <stdio.h>
#include <string.h>

#include "ui/face.h"

/* Keys of the editor and of the panes, which have no row in keys.def. */
static const struct {
    const char *name, *help;
} more_keys[] = {
    {"", "At the prompt"},
    {"Enter", "run the statement; in a block an empty line ends it"},
    {"Tab", "complete a name or an attribute; on an empty line go to the panes; indent"},
    {"Up Down", "the lines typed before, of earlier sessions too;  ^R searches them"},
    {"^A ^E ^K ^U", "beginning, end; cut to the end, cut to the beginning;  ^Y puts it back"},
    {"^C", "give the line up; while a statement runs: stop it"},
    {"PgUp PgDn", "scroll the output"},
    {"", "In a pane"},
    {"Tab S-Tab", "the next pane, the one before;  Alt-1 ... Alt-5: names, heap, holders, log, output"},
    {"Up Down PgUp", "select a row; the footer tells all about it"},
    {"Enter", "open it: an object's blocks, a name's object, a holder, a pool"},
    {"letters", "go back to the prompt and are typed there"},
    {"Esc", "back to the prompt;  there: the holders follow what you type again"},
    {"", "Signs"},
    {"#7", "a label: the object's own as long as it lives, and its tombstone shows"},
    {"g", "the collector's generation;  - not watched by it, p frozen"},
    {"+ ~", "new;  what it refers to has changed"},
};

/* The lines of the help, one after the other; only those in the window are drawn. */
typedef struct Lines {
    const Ui *ui;
    int at, from, to;
} Lines;

/* A pen on the next line; false: it is out of sight. */
static bool next_line(Lines *l, Pen *pen)
{
    int y = l->at++ - l->from;
    const Screen *s = &l->ui->screen;
    if (y < 0 || l->at > l->to) return false;
    *pen = pen_on(s, y, 1, s->cols - 1);
    return true;
}

static void add_head(Lines *l, const char *text)
{
    Pen pen;
    if (next_line(l, &pen)) pen_text(&pen, S_TITLE, text);
}

/* Rows of words from column [x] on; the first goes on where [pen] stands, if it is in sight. */
static void add_text(Lines *l, Pen *pen, bool seen, int x, const char *text)
{
    for (bool first = true; *text; first = false) {
        const char *at = text;
        size_t n = text_row(&l->ui->screen, &text, l->ui->screen.cols - 1 - x);
        if (!first && (seen = next_line(l, pen))) pen_space(pen, x);
        if (seen) pen_cut(pen, S_TEXT, at, n, pen_room(pen));
    }
}

enum { KEY_COLUMNS = 5, COMMAND_COLUMNS = 40, NAME_COLUMNS = 14 };

static void add_command(Lines *l, const KeyRow *k)
{
    Pen pen;
    char command[80];
    bool beside = l->ui->screen.cols - 1 - KEY_COLUMNS - COMMAND_COLUMNS >= 75;
    snprintf(command, sizeof command, ":%s %s", k->command, k->arguments);
    bool seen = next_line(l, &pen);
    if (seen) {
        pen_column(&pen, S_KEY, k->name, KEY_COLUMNS);
        pen_column(&pen, S_EVENT, command, COMMAND_COLUMNS);
    }
    if (!beside && (seen = next_line(l, &pen))) pen_space(&pen, KEY_COLUMNS + 2);
    add_text(l, &pen, seen, KEY_COLUMNS + (beside ? COMMAND_COLUMNS : 2), k->help);
}

static void add_key(Lines *l, const char *name, const char *help)
{
    Pen pen;
    bool seen = next_line(l, &pen);
    if (seen) pen_column(&pen, S_KEY, name, NAME_COLUMNS);
    add_text(l, &pen, seen, NAME_COLUMNS, help);
}

static void add_all(Lines *l)
{
    const Screen *s = &l->ui->screen;
    add_head(l, "Keys and commands (a command may be cut short: :bl a)");
    for (size_t i = 0; i < key_row_count; i++) add_command(l, &key_rows[i]);
    for (size_t i = 0; i < COUNT_OF(more_keys); i++) {
        if (more_keys[i].name[0])
            add_key(l, more_keys[i].name, more_keys[i].help);
        else
            add_head(l, more_keys[i].help);
    }
    char signs[32];
    snprintf(signs, sizeof signs, "%s %s", screen_glyph(s, G_UP), screen_glyph(s, G_DOWN));
    add_key(l, signs, "its count went up, down");
    add_key(l, screen_glyph(s, G_FREED), "freed: a tombstone, which shows for some statements");
}

static int total_rows(const Ui *ui)
{
    Lines l = {ui, 0, 0, 0};
    add_all(&l);
    return l.at;
}

void help_draw(Ui *ui)
{
    const Screen *s = &ui->screen;
    int height = s->rows - 1, total = total_rows(ui);
    Lines l = {ui, 0, (int)ui->help_top, (int)ui->help_top + height};
    add_all(&l);
    Pen footer = pen_on(s, s->rows - 1, 0, s->cols);
    pen_text(&footer, S_DIM,
             total > height ? " Up and Down scroll; any other key closes the help." : " Any key closes the help.");
    move(s->rows - 1, 0);
}

bool help_key(Ui *ui, int key, bool function)
{
    int last = total_rows(ui) - (ui->screen.rows - 1), step = ui->screen.rows - 2;
    int top = (int)ui->help_top;
    if (last < 0) last = 0;
    if (function && (key == KEY_DOWN || key == KEY_NPAGE))
        top += key == KEY_DOWN ? 1 : step;
    else if (function && (key == KEY_UP || key == KEY_PPAGE))
        top -= key == KEY_UP ? 1 : step;
    else
        ui->help = false;
    ui->help_top = (size_t)(top < 0 ? 0 : top > last ? last : top);
    return true;
}
