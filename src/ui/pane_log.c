/* pane_log.c - what happened, the newest statement first, its events in their order, each with a sentence of why.

   A statement with more events than there are rows is told in groups: "1,000 x list, #3 ... #1002".  In the focused pane
   each event has its row. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trace/log.h"
#include "ui/face.h"

enum {
    LOG_ROWS = 400,
    STATEMENTS_BACK = 400,
    GROUP_FROM = 4, /* fewer of a kind are told one by one */
    WHY_COLUMN = 20,
    WHY_ROOM = 24,
    WHY_LINES = 3,
    WORD_COLUMN = 5,
    EVENT_COLUMNS = 9
};

/* ---- groups: many events of a kind in a statement ---------------------------------------------------------------- */

typedef struct Group {
    uint32_t hash;
    size_t first, last, times; /* numbers of rows */
    uint32_t low, high;        /* labels, of the first and the last event that have one; 0: none has */
    bool one_why;
} Group;

static const char *behind_label(const char *text) { return text[0] == '#' ? text + strcspn(text, " ") : text; }

/* The part of the text by which events are of a kind: an object's type, a bound name, what a container did. */
static size_t key_of(const LogRow *row, const char **key)
{
    *key = behind_label(row->text);
    switch (row->kind) {
    case EV_BIND:
    case EV_UNBIND: return strcspn(*key, " ");
    case EV_GC_END: *key += strcspn(*key, ","); return strlen(*key);
    case EV_GROW: *key = row->text; return strcspn(row->text, ",");
    case EV_ARENA_NEW:
    case EV_ARENA_FREE:
    case EV_POOL_NEW:
    case EV_POOL_FREE: return 0;
    case EV_NEW:
    case EV_REUSED:
    case EV_DEAD:
    case LOG_REUSE:
    case EV_ALLOC:
    case EV_FREE:
    case EV_MOVE: return **key ? 1 + strcspn(*key + 1, " ") : 0;
    default: return strlen(*key);
    }
}

static uint32_t add_hash(uint32_t hash, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) hash = (hash ^ (unsigned char)text[i]) * UINT32_C(16777619);
    return hash;
}

static uint32_t hash_of(const LogRow *row)
{
    const char *key, *why = behind_label(row->why);
    size_t n = key_of(row, &key);
    uint32_t hash = add_hash(UINT32_C(2166136261) ^ row->kind, key, n);
    hash = add_hash(hash, row->word, strlen(row->word));
    return add_hash(hash, why, row->kind == EV_BIND ? 0 : strlen(why));
}

/* The groups of a statement's rows, malloc'd, in the order of their first events; NULL: no memory. */
static Group *find_groups(const LogRow *rows, size_t n, size_t *count)
{
    Group *groups = malloc((n + 1) * sizeof *groups);
    *count = 0;
    for (size_t i = 0; groups && i < n; i++) {
        uint32_t hash = hash_of(&rows[i]);
        size_t at = 0;
        while (at < *count && groups[at].hash != hash) at++;
        Group *g = &groups[at];
        if (at == *count) {
            *g = (Group){.hash = hash, .first = i, .low = rows[i].label, .one_why = true};
            ++*count;
        }
        g->last = i;
        g->times++;
        if (!g->low) g->low = rows[i].label;
        if (rows[i].label) g->high = rows[i].label;
        g->one_why &= strcmp(rows[i].why, rows[g->first].why) == 0;
    }
    return groups;
}

static LogRow group_row(const LogRow *rows, const Group *g)
{
    const LogRow *first = &rows[g->first], *last = &rows[g->last];
    LogRow row = *last;
    const char *key, *from = strstr(first->text, "-> "), *to = strstr(last->text, "-> "), *why = behind_label(last->why);
    char times[24], *text = row.text;
    int n = (int)key_of(first, &key), size = (int)sizeof row.text;
    words_count(times, sizeof times, g->times);
    if (first->kind == EV_BIND && from && to)
        snprintf(text, sizeof row.text, "%.*s -> %.40s ... %.60s", n, key, from + 3, to + 3);
    else if (g->low != g->high)
        snprintf(text, sizeof row.text, "%s x%.*s, #%u ... #%u", times, n, key, g->low, g->high);
    else if (n && first->kind <= EV_REUSED && !g->low)
        snprintf(text, sizeof row.text, "%s x %.*s", times, n, key);
    else
        snprintf(text, sizeof row.text, "%s x %.*s", times, size - 32, last->text);
    if (first->kind != EV_BIND) row.label = g->low;
    if (!g->one_why && why != last->why) snprintf(row.why, sizeof row.why, "%s", why + 1);
    return row;
}

/* ---- taking copies: those of earlier statements stay as they are ------------------------------------------------- */

static void add_row(LogCopy *copy, const LogRow *row)
{
    if (copy->n < LOG_ROWS) copy->rows[copy->n++] = *row;
}

static void add_groups(LogCopy *copy, const LogRow *rows, size_t n)
{
    size_t count;
    Group *groups = find_groups(rows, n, &count);
    for (size_t i = 0; groups && i < count; i++) {
        const Group *g = &groups[i];
        if (g->times >= GROUP_FROM) {
            LogRow row = group_row(rows, g);
            add_row(copy, &row);
            continue;
        }
        for (size_t k = g->first; k <= g->last; k++)
            if (k == g->first || k == g->last || hash_of(&rows[k]) == g->hash) add_row(copy, &rows[k]);
    }
    free(groups);
}

static void add_statement(Ui *ui, uint32_t statement, size_t height)
{
    size_t n;
    const LogRow *rows = view_statement_log(ui->view, statement, ui->show_all, &n);
    if (ui->focus != PANE_LOG && n > height) {
        add_groups(&ui->log, rows, n);
        return;
    }
    for (size_t i = 0; i < n; i++) add_row(&ui->log, &rows[i]);
}

/* What was copied before of statements up to [last], kept behind the new rows; malloc'd, *n of them. */
static LogRow *take_earlier(const LogCopy *copy, uint32_t last, size_t *n)
{
    size_t from = 0;
    while (from < copy->n && copy->rows[from].statement > last) from++;
    *n = copy->n - from;
    LogRow *rows = malloc((*n + 1) * sizeof *rows);
    if (rows && *n) memcpy(rows, copy->rows + from, *n * sizeof *rows);
    return rows;
}

static bool is_same(const LogLook *a, const LogLook *b)
{
    return a->height == b->height && a->all == b->all && a->singly == b->singly;
}

static void refresh(Ui *ui, Pane *pane)
{
    LogCopy *copy = &ui->log;
    uint32_t now = ui->totals.statement, known = copy->statement;
    LogLook look = {pane->at.height, ui->show_all, ui->focus == PANE_LOG};
    size_t earlier_n = 0;
    if (!copy->rows) copy->rows = calloc(LOG_ROWS, sizeof *copy->rows);
    if (!copy->rows) return;
    if (!is_same(&look, &copy->look) || known > now || now - known > STATEMENTS_BACK) known = 0;
    LogRow *earlier = known ? take_earlier(copy, known - 1, &earlier_n) : NULL; /* the last may have gone on */
    uint32_t stop = earlier ? known : now > STATEMENTS_BACK ? now - STATEMENTS_BACK : 1;
    copy->n = 0;
    for (uint32_t s = now; s >= stop && s > 0 && copy->n < LOG_ROWS; s--) add_statement(ui, s, (size_t)pane->at.height);
    for (size_t i = 0; i < earlier_n; i++) add_row(copy, &earlier[i]);
    free(earlier);
    copy->statement = now;
    copy->look = look;
    pane->count = copy->n;
    pane_clamp(pane);
}

/* The words of events are sentences' beginnings for lines; here there are eight columns. */
static const char *short_word(const LogRow *row)
{
    switch (row->kind) {
    case EV_GC_UNREACHABLE: return "gc lost";
    case EV_GC_FINALIZE: return "gc final";
    case EV_GC_RESURRECT: return "gc saved";
    case EV_GC_PROMOTE: return "gc older";
    case EV_RESURRECT: return "revived";
    case EV_WEAKREF_CLEAR: return "weakref";
    case EV_ARENA_NEW: return "arena +";
    case EV_ARENA_FREE: return "arena -";
    default: return row->word;
    }
}

static void title(Ui *ui, char *left, char *right, size_t room)
{
    snprintf(left, room, "Log");
    if (ui->show_all) snprintf(right, room, "with the interpreter's own");
}

/* Why there is nothing to tell of the newest statement. */
static const char *nothing(const Ui *ui)
{
    if (!ui->totals.statement) return "nothing has happened yet";
    return ui->busy == BUSY_NOT ? "nothing of yours changed" : "is under way";
}

void log_summary(Ui *ui, char *text, size_t room)
{
    const LogCopy *copy = &ui->log;
    size_t at = 0;
    if (!ui->totals.statement) return;
    at += (size_t)snprintf(text, room, "%u ", ui->totals.statement);
    if (!copy->n || copy->rows[0].statement != ui->totals.statement) {
        snprintf(text + at, room - at, "%s", nothing(ui));
        return;
    }
    for (size_t i = 0; i < copy->n && copy->rows[i].statement == ui->totals.statement; i++) {
        char shown[VIEW_SENTENCE + 32];
        words_arrows(&ui->screen, shown, sizeof shown, copy->rows[i].text);
        if (at + strlen(shown) + 16 > room) return;
        at += (size_t)snprintf(text + at, room - at, "%s%s %s", i ? "; " : "", short_word(&copy->rows[i]), shown);
    }
}

/* Columns that the event of [row] takes, with the gap before its sentence. */
static int event_columns(const Ui *ui, const LogRow *row)
{
    char text[VIEW_SENTENCE + 32];
    words_arrows(&ui->screen, text, sizeof text, row->text);
    return WORD_COLUMN + EVENT_COLUMNS + text_columns(&ui->screen, text, strlen(text)) + 2;
}

/* Where the sentences of all rows begin, but for those whose events are longer than half of the pane. */
static int why_column(const Ui *ui, const Pane *pane)
{
    int column = WORD_COLUMN + EVENT_COLUMNS + WHY_COLUMN;
    for (size_t at = pane->top; at < ui->log.n && at < pane->top + (size_t)pane->at.height; at++) {
        int columns = event_columns(ui, &ui->log.rows[at]);
        if (columns > column && columns <= pane->at.width / 2) column = columns;
    }
    return column;
}

static void draw_row(const Ui *ui, Pen *pen, const LogRow *row, bool first_of_statement, int column)
{
    char text[VIEW_SENTENCE + 32], number[16] = "";
    bool now = row->statement == ui->totals.statement;
    int from = pen->x, columns = event_columns(ui, row);
    if (first_of_statement) snprintf(number, sizeof number, "%u", row->statement);
    pen_right(pen, now ? S_NAME : S_DIM, number, 4);
    pen_space(pen, 1);
    pen_column(pen, now ? S_EVENT : S_DIM, short_word(row), EVENT_COLUMNS - 1);
    pen_space(pen, 1);
    words_arrows(&ui->screen, text, sizeof text, row->text);
    pen_text(pen, now ? S_TEXT : S_DIM, text);
    if (columns > column) column = columns;
    if (!ui->show_words || pen->end - from - column < WHY_ROOM) return;
    pen_space(pen, from + column - pen->x);
    pen_text(pen, now ? S_NOTE : S_DIM, row->why);
}

/* How much a student learns from the sentence of an event: where room is short the deaths are told first. */
static int weight_of(const LogRow *row)
{
    switch (row->kind) {
    case EV_DEAD:
    case EV_GC_UNREACHABLE:
    case EV_GC_END: return 3;
    case LOG_COUNT: return 0;
    default: return strncmp(row->why, "a name ", 7) == 0 || strncmp(row->why, "an object ", 10) == 0 ? 1 : 2;
    }
}

/* Gives the sentences of the newest statement rows of their own, as far as there are rows left: [lines], by event. */
static void place_sentences(const Ui *ui, const Pane *pane, uint8_t *lines)
{
    const LogCopy *copy = &ui->log;
    int column = why_column(ui, pane), height = pane->at.height, n = 0, room = pane->at.width - WORD_COLUMN - EVENT_COLUMNS;
    if (!ui->show_words || ui->focus == PANE_LOG || pane->top || room < 1) return;
    while (n < height && (size_t)n < copy->n && copy->rows[n].statement == ui->totals.statement) n++;
    for (int left = height - n, weight = 3; weight >= 0; weight--)
        for (int i = 0; i < n; i++) {
            const LogRow *row = &copy->rows[i];
            int columns = text_columns(&ui->screen, row->why, strlen(row->why)), from = event_columns(ui, row);
            if (weight_of(row) != weight || (from < column ? column : from) + columns <= pane->at.width) continue;
            int wanted = text_rows(&ui->screen, row->why, room);
            if (wanted > WHY_LINES) wanted = WHY_LINES;
            if (wanted > left && weight > 1) wanted = left; /* its beginning says something */
            if (!columns || !wanted || wanted > left) continue;
            lines[i] = (uint8_t)wanted;
            left -= wanted;
        }
}

/* The newest statement left nothing to tell. */
static int draw_nothing(const Ui *ui, const Pane *pane)
{
    const LogCopy *copy = &ui->log;
    if (pane->top || ui->focus == PANE_LOG || (copy->n && copy->rows[0].statement == ui->totals.statement)) return 0;
    Pen pen = pen_on(&ui->screen, pane->at.y, pane->at.x, pane->at.width);
    char number[16];
    snprintf(number, sizeof number, "%u", ui->totals.statement);
    if (ui->totals.statement) pen_right(&pen, S_NAME, number, 4);
    pen_space(&pen, 1);
    pen_text(&pen, S_DIM, nothing(ui));
    return 1;
}

static void draw(Ui *ui, Pane *pane)
{
    const LogCopy *copy = &ui->log;
    uint8_t lines[LOG_ROWS] = {0};
    int y = draw_nothing(ui, pane), column = why_column(ui, pane);
    int width = pane->at.width - WORD_COLUMN - EVENT_COLUMNS;
    place_sentences(ui, pane, lines);
    for (size_t at = pane->top; at < copy->n && y < pane->at.height; at++) {
        const LogRow *row = &copy->rows[at];
        int below = lines[at - pane->top];
        Pen pen = pen_on(&ui->screen, pane->at.y + y++, pane->at.x, pane->at.width);
        bool here = ui->focus == PANE_LOG && at == pane->row;
        if (here) pen.extra = ui->screen.attributes[S_HEADER];
        draw_row(ui, &pen, row, at == pane->top || row->statement != row[-1].statement,
                 below ? pane->at.width : column);
        if (here) pen_space(&pen, pen_room(&pen));
        if (below > pane->at.height - y) below = pane->at.height - y;
        pen_wrap(&ui->screen, S_NOTE, row->why, pane->at.y + y, pane->at.x + WORD_COLUMN + EVENT_COLUMNS, width, below);
        y += below;
    }
}

static void enter(Ui *ui, Pane *pane)
{
    const LogRow *row = pane->row < ui->log.n ? &ui->log.rows[pane->row] : NULL;
    if (row && row->label)
        ui_select(ui, row->label, 0);
    else
        ui_say(ui, "This event is about nothing that has a label.");
}

static void detail(Ui *ui, Pane *pane, char *text, size_t room)
{
    if (pane->row >= ui->log.n) return;
    const LogRow *row = &ui->log.rows[pane->row];
    char shown[VIEW_SENTENCE + 32];
    words_arrows(&ui->screen, shown, sizeof shown, row->text);
    snprintf(text, room, "%s %s: %s", row->word, shown, row->why);
}

const PaneOps pane_log_ops = {
    .word = "log", .refresh = refresh, .draw = draw, .title = title, .enter = enter, .detail = detail};
