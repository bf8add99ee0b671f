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
    {"Tab", "complete a name or an attribute; on an empty line go to the panes"},
    {"Up Down", "the lines typed before, of earlier sessions too;  ^R searches them"},
    {"^A ^E ^K ^U", "beginning, end, cut to the end, cut to the beginning;  ^Y puts it back"},
    {"^C", "give the line up; while a statement runs: stop it"},
    {"PgUp PgDn", "scroll the output"},
    {"", "In a pane"},
    {"Tab S-Tab", "the next pane, the one before;  Alt-1 ... Alt-7 go straight to one"},
    {"Up Down PgUp", "select a row; the footer tells all about it"},
    {"Enter", "open it: an object's blocks, a name's object, a holder, a pool"},
    {"Esc", "back to the prompt"},
    {"", "Signs"},
    {"+ ~", "new;  what it refers to has changed"},
};

static int command_rows(void) { return (int)key_row_count; }

static void draw_key(Pen *pen, const char *key, const char *command, const char *text)
{
    pen_space(pen, 1);
    pen_column(pen, S_KEY, key, 13);
    if (command) {
        pen_column(pen, S_EVENT, command, pen_room(pen) > 70 ? 40 : 24);
        pen_space(pen, 1);
    }
    pen_text(pen, S_TEXT, text);
}

static void draw_row(const Ui *ui, Pen *pen, int row)
{
    char command[80];
    if (row == 0) {
        pen_text(pen, S_TITLE, " Keys and commands");
    } else if (row <= command_rows()) {
        const KeyRow *k = &key_rows[row - 1];
        snprintf(command, sizeof command, ":%s %s", k->command, k->arguments);
        draw_key(pen, k->name, command, k->help);
    } else {
        int i = row - 1 - command_rows();
        if (i < (int)COUNT_OF(more_keys) && more_keys[i].name[0])
            draw_key(pen, more_keys[i].name, NULL, more_keys[i].help);
        else if (i < (int)COUNT_OF(more_keys))
            pen_format(pen, S_TITLE, " %s", more_keys[i].help);
        else
            pen_format(pen, S_TEXT, " %s %s           a count that went up, down", screen_glyph(&ui->screen, G_UP), screen_glyph(&ui->screen, G_DOWN));
    }
}

static int total_rows(void) { return 1 + command_rows() + (int)COUNT_OF(more_keys) + 1; }

void help_draw(Ui *ui)
{
    const Screen *s = &ui->screen;
    int height = s->rows - 1, total = total_rows();
    for (int i = 0; i < height && (int)ui->help_top + i < total; i++) {
        Pen pen = pen_on(s, i, 0, s->cols);
        draw_row(ui, &pen, (int)ui->help_top + i);
    }
    Pen footer = pen_on(s, s->rows - 1, 0, s->cols);
    pen_text(&footer, S_DIM, total > height ? " Up and Down scroll; any other key closes the help." : " Any key closes the help.");
    move(s->rows - 1, 0);
}

bool help_key(Ui *ui, int key, bool function)
{
    int last = total_rows() - (ui->screen.rows - 1), step = ui->screen.rows - 2;
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
