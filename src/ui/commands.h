/* commands.h - what keys.def's rows do; [argument] may be empty. */
#ifndef GH_UI_COMMANDS_H
#define GH_UI_COMMANDS_H

#include "ui/face.h"

#define KEY(id, key, name, command, arguments, footer, short_word, help)                                               \
    void command_##id(Ui *ui, const char *argument);
#include "ui/keys.def"
#undef KEY

#endif
