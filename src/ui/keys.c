/* keys.c - the table of keys.def, and finding one's way in it. */
#include <curses.h>
#include <stdio.h>
#include <string.h>

#include "ui/commands.h"

const KeyRow key_rows[] = {
#define KEY(id, key, name, command, arguments, footer, short_word, help)                                               \
    {#id, key, name, command, arguments, footer, short_word, help, command_##id},
#include "ui/keys.def"
#undef KEY
};
const size_t key_row_count = COUNT_OF(key_rows);

bool command_key(Ui *ui, int key, bool function)
{
    for (size_t i = 0; i < key_row_count; i++) {
        bool is_function = key_rows[i].key >= KEY_MIN;
        if (key_rows[i].key != key || !key || is_function != function) continue;
        key_rows[i].run(ui, "");
        return true;
    }
    return false;
}

/* The row of a command's word, which may be cut short as long as only one row fits; NULL: none, or several: their words
   are in [several]. */
static const KeyRow *find(const char *word, size_t n, char *several, size_t room)
{
    const KeyRow *found = NULL;
    size_t at = 0, rows = 0;
    for (size_t i = 0; i < key_row_count; i++) {
        const char *command = key_rows[i].command;
        if (strncmp(command, word, n) != 0) continue;
        if (strlen(command) == n) return &key_rows[i];
        found = &key_rows[i];
        rows++;
        if (at < room) at += (size_t)snprintf(several + at, room - at, "%s:%s", at ? ", " : "", command);
    }
    return rows == 1 ? found : NULL;
}

void command_line(Ui *ui, const char *line)
{
    char argument[256], several[160] = "";
    while (*line == ' ' || *line == ':') line++;
    size_t n = strcspn(line, " \t");
    const KeyRow *row = n ? find(line, n, several, sizeof several) : NULL;
    if (!row) {
        if (several[0])
            ui_say(ui, "Which one: %s?", several);
        else
            ui_say(ui, n ? "There is no command :%.*s.  :help lists them." : "A command is missing.  :help lists them.",
                   (int)n, line);
        return;
    }
    const char *rest = line + n;
    rest += strspn(rest, " \t");
    snprintf(argument, sizeof argument, "%s", rest);
    size_t end = strlen(argument);
    while (end && (argument[end - 1] == ' ' || argument[end - 1] == '\t')) argument[--end] = 0;
    row->run(ui, argument);
}
