/* face.h - the screen's own state, for the files of this room: windows, focus, selection.

   Nothing here is world state: it refers to objects by label or address only and survives an undo.

     | header                                                    |
     | Names        | Heap (or Pools, or Collector)              |   which panes there are, and where, is
     | Who holds #n | Log                                        |   layout.c's business; each pane is a row
     | output and, behind its last line, the prompt              |   of a table of functions
     | footer                                                    | */
#ifndef GH_UI_FACE_H
#define GH_UI_FACE_H

#include "session/reader.h"
#include "trace/views.h"
#include "ui/editor.h"
#include "ui/screen.h"
#include "ui/scrollback.h"
#include "ui/terminal.h"
#include "ui/ui.h"

typedef struct Ui Ui;

typedef enum PaneId {
    PANE_NONE = -1,
    PANE_NAMES = 0,
    PANE_HEAP,
    PANE_GRAPH,
    PANE_POOLS,
    PANE_COLLECTOR,
    PANE_SHARED,
    PANE_SIZES,
    PANE_HOLDERS,
    PANE_LOG,
    PANE_OUTPUT,
    PANES
} PaneId;

typedef struct Rect {
    int y, x, height, width;
} Rect;

typedef struct Pane {
    bool shown;
    Rect at;         /* its rows; above them the head, if there is one, and the title on the rule */
    int head;        /* 1: a row of words above the columns */
    size_t top, row; /* first row shown; the row that is selected */
    size_t count;    /* rows there are */
} Pane;

/* What a pane can do.  [refresh]: takes new copies of what is to be seen (only between statements, or while one waits
   for input); [draw]: draws from them.  [enter]: the key Enter on the selected row; [detail]: a sentence about it. */
typedef struct PaneOps {
    const char *word; /* for `:pane` */
    const char *view; /* for `:view`: it can have the heap's place; NULL: it cannot */
    void (*refresh)(Ui *ui, Pane *pane);
    void (*draw)(Ui *ui, Pane *pane);
    bool has_head; /* [draw] draws it too, on row -1 */
    void (*title)(Ui *ui, char *left, char *right, size_t room);
    void (*enter)(Ui *ui, Pane *pane);
    void (*detail)(Ui *ui, Pane *pane, char *text, size_t room);
    void (*go)(Ui *ui, Pane *pane, long by); /* NULL: rows 0..count */
} PaneOps;
extern const PaneOps pane_names_ops, pane_heap_ops, pane_graph_ops, pane_pools_ops, pane_collector_ops,
    pane_shared_ops, pane_sizes_ops, pane_holders_ops, pane_log_ops, pane_output_ops;
const PaneOps *pane_ops(PaneId id);

/* What each pane copied last. */
typedef enum NameItemKind { ITEM_SCOPE, ITEM_NAME, ITEM_FOLDED } NameItemKind;
typedef struct NameItem {
    NameItemKind kind;
    NameRow row;   /* ITEM_NAME; of the others, the scope and, as the name, whose */
    size_t folded; /* ITEM_FOLDED: so many names are only counted */
} NameItem;
typedef struct NamesCopy {
    NameItem *rows; /* those in sight; rows[0] is the pane's row [first] */
    size_t n, room, first;
    size_t names; /* that have a row, in sight or not */
    bool fresh;   /* a statement ran: what it bound shall be seen */
    int name_width;
} NamesCopy;

typedef struct HeapItem { /* an object, or one of the blocks of the object above */
    bool is_block;
    ObjectRow object;
    BlockRow block;
} HeapItem;
typedef struct HeapCopy {
    HeapItem *rows;
    size_t n, room;
    uint64_t anchor; /* all objects: the address of the first row */
    uint64_t opened; /* address of the object whose blocks are shown; 0: none */
    int label_width; /* columns of the longest label in sight, and a space */
    bool fresh;      /* a statement ran: what it changed shall be seen */
} HeapCopy;

typedef struct HolderItem {
    HolderRow row;
    size_t times; /* so many read alike */
} HolderItem;
typedef struct HoldersCopy {
    HolderItem *rows;
    size_t n;
    isize told; /* holders that the rows stand for */
    HolderSum sum;
    char name[64];                 /* of the object, "#7 list" */
    char gone[VIEW_SENTENCE + 32]; /* it died: why */
    uint32_t gone_label;           /* ... and which it was */
    bool none;                     /* there is no object to speak of */
    bool due;                      /* the heap is large: it is looked through when no key is waiting */
    uint64_t address, bytecodes;   /* of the object; when it was asked about */
    uint32_t statement;
} HoldersCopy;

typedef struct LogLook { /* what the copy was made for */
    int height;
    bool all, singly;
} LogLook;
typedef struct LogCopy {
    LogRow *rows;
    size_t n;
    uint32_t statement; /* the newest that was copied */
    LogLook look;
} LogCopy;

typedef struct PoolItem { /* a pool, or the arena that the next ones lie in */
    bool is_arena;
    PoolRow pool;                             /* an arena: live: pools in use */
    size_t mine;                              /* blocks that are the student's */
    uint8_t sign[ARENA_SIZE / POOL_SIZE];     /* an arena: a Glyph for each pool */
} PoolItem;
typedef struct PoolsCopy {
    PoolItem *rows;
    size_t n, room;
    uint64_t opened; /* the pool whose blocks are shown; 0: none */
    PoolMap map;
} PoolsCopy;

typedef struct SharedCopy {
    SharedRow *rows;
    size_t n;
} SharedCopy;

typedef struct Size { /* after a statement */
    uint32_t statement;
    size_t objects, bytes, live;
    char text[48]; /* the statement's beginning */
} Size;
typedef struct SizesCopy {
    Size *ring;
    size_t n, room, next; /* [next]: where the next one goes */
    size_t most;
} SizesCopy;

typedef enum GraphHow { GRAPH_VALUE, GRAPH_FULL, GRAPH_BACK, GRAPH_AGAIN } GraphHow;
typedef struct GraphRow { /* an arrow and what it points at */
    char role[VIEW_NAME], type[VIEW_TYPE], value[VIEW_VALUE];
    uint32_t label;
    uint64_t address;
    int depth;
    unsigned ended; /* bit i: nothing more follows on level i */
    GraphHow how;
    bool lost; /* nobody outside of its cycle holds it */
} GraphRow;
typedef struct GraphCopy {
    GraphRow *rows;
    size_t n;
} GraphCopy;

typedef struct KeyEvent {
    wint_t key;
    bool function; /* a KEY_ code of curses */
} KeyEvent;

enum { KEYS_AHEAD = 4096, RULES = 12, MESSAGE = 240 };

typedef struct Rule { /* a line between panes */
    int y, x, length;
    bool vertical;
} Rule;

typedef enum Activity { BUSY_NOT, BUSY_RUNNING, BUSY_INPUT } Activity;

struct Ui {
    Runtime *rt;
    Trace *trace;
    View *view;
    Reader *reader;
    Screen screen;
    Editor *editor;
    Scrollback out;
    bool leaving, personal;
    int status;
    uint64_t last_lines; /* lines of output before the last statement */
    unsigned remarked;   /* which remarks were made already */

    /* layout.c */
    Pane panes[PANES];
    Rule rules[RULES];
    int nrules;
    PaneId heap_view;  /* which of the heap's views has the heap's place */
    PaneId small_pane; /* on small screens: the pane that is shown */
    bool too_small, single;

    /* what is shown */
    PaneId focus; /* PANE_NONE: the prompt */
    bool show_all, show_words, help;
    size_t help_top;
    uint32_t selected; /* label; 0: see selected_at */
    uint64_t selected_at;
    bool chosen;           /* the user selected it; else it follows what the last statement touched */
    char message[MESSAGE]; /* instead of the footer, until the next key */
    char hint[1024];       /* below the prompt: completions */

    /* the copies */
    Totals totals;
    NamesCopy names;
    HeapCopy heap;
    HoldersCopy holders;
    LogCopy log;
    PoolsCopy pools;
    SharedCopy shared;
    SizesCopy sizes;
    GraphCopy graph;
    isize generation_size[GC_GENERATIONS + 1];

    /* typing */
    char *prompt;         /* UTF-8 */
    bool editing;         /* the editor is reading */
    bool in_block;        /* ... a line that is not a statement's first */
    const wchar_t *queue; /* keys for the editor that one key of the terminal stands for */
    wchar_t queued[16];
    KeyEvent ahead[KEYS_AHEAD];
    size_t ahead_first, ahead_n;
    wchar_t *paste; /* pasted text that is not typed yet: [paste_at, paste_n) */
    size_t paste_at, paste_n;

    /* running.c */
    Activity busy;
    bool interrupted, dirty;
    uint64_t drawn_at; /* milliseconds */
    uint64_t drawn_output;
};

/* ---- ui.c -------------------------------------------------------------------------------------------------------- */
void ui_refresh(Ui *ui); /* new copies for all panes that are shown */
void ui_draw(Ui *ui);    /* one frame */
void ui_say(Ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ui_focus(Ui *ui, PaneId id);
void ui_select(Ui *ui, uint32_t label, uint64_t address);
Obj *ui_selected(Ui *ui); /* NULL: none, or dead */
void ui_resize(Ui *ui);

/* ---- layout.c ---------------------------------------------------------------------------------------------------- */
void layout_make(Ui *ui);
void layout_draw(Ui *ui); /* header, rules, titles, footer */
PaneId layout_next(const Ui *ui, PaneId from, int step);
void pane_move(Ui *ui, PaneId id, long by);
void pane_clamp(Pane *pane); /* keeps the selected row in sight */

/* ---- keys.c, commands.c ------------------------------------------------------------------------------------------ */
typedef struct KeyRow {
    const char *id;
    int key;
    const char *name, *command, *arguments;
    int footer;
    const char *short_word, *help;
    void (*run)(Ui *ui, const char *argument);
} KeyRow;
extern const KeyRow key_rows[];
extern const size_t key_row_count;
void command_line(Ui *ui, const char *line);      /* what follows the colon */
bool command_key(Ui *ui, int key, bool function); /* false: no key of ours */

/* ---- keyboard.c: from the terminal to the editor, the panes and the commands ------------------------------------- */
bool keyboard_key(void *ctx, wchar_t *key); /* EditorHost.key: the event loop */
void keyboard_drain(Ui *ui);                /* while a statement runs: takes what was typed, without waiting */
const wchar_t *keyboard_pasted(const Ui *ui, size_t *n); /* what of a paste is still to come */
void keyboard_forget(Ui *ui);                            /* what was typed ahead and pasted */

/* ---- pane_holders.c ---------------------------------------------------------------------------------------------- */
void holders_look(Ui *ui); /* when they are due */

/* ---- pane_log.c -------------------------------------------------------------------------------------------------- */
void log_summary(Ui *ui, char *text, size_t room); /* the newest statement in one line */

/* ---- pane_sizes.c ------------------------------------------------------------------------------------------------ */
void sizes_add(Ui *ui, const char *text, size_t n); /* the statement [text] is over */

/* ---- remark.c ---------------------------------------------------------------------------------------------------- */
void remark(Ui *ui, const char *text); /* about what the statement [text] printed */

/* ---- running.c --------------------------------------------------------------------------------------------------- */
void running_install(Ui *ui); /* the hooks of the world */
void running_begin(Ui *ui);
void running_end(Ui *ui);

/* ---- help.c, complete.c, words.c --------------------------------------------------------------------------------- */
void help_draw(Ui *ui);
bool help_key(Ui *ui, int key, bool function);
void complete_line(Ui *ui, Editor *e, const char *text);
void words_size(char *text, size_t room, size_t bytes);                      /* "3.1 KiB" */
void words_count(char *text, size_t room, uint64_t n);                       /* "2,310" */
const char *words_plural(uint64_t n);                                        /* "s", or "" for 1 */
void words_arrows(const Screen *s, char *to, size_t room, const char *from); /* "->" to an arrow */

#endif
