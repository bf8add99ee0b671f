/* faces_screen.c - see faces.h: what the screen says, read from its cells.

   The panes are found by their titles and heads, as an eye finds them.  One that does not show all of its rows is
   walked through with the arrow keys: the cursor stands on the row that is read. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "faces.h"

#define ELLIPSIS "\xe2\x80\xa6"
#define BAR "\xe2\x94\x82"
#define RULE "\xe2\x94\x80"
#define ARROW "\xe2\x94\x80\xe2\x96\xb6"
#define TO_NAMES "\0331"
#define TO_HEAP "\0332"
#define TO_HOLDERS "\0333"
#define TO_PROMPT "\003"
enum { ROW_BYTES = 2048, LOOK_BYTES = 1 << 16, STEPS_MAX = 400 };

typedef struct Area {
    int y, x, height, width;
} Area;

static void press(VScreen *v, const char *keys)
{
    vs_send(v, keys);
    vs_answer(v);
}

/* What a row shows between two columns, without blanks at its end. */
static void cells(VScreen *v, int y, int from, int to, char text[ROW_BYTES])
{
    vs_cells(v, y, from, to, text, ROW_BYTES);
    size_t n = strlen(text);
    while (n && text[n - 1] == ' ') n--;
    text[n] = 0;
}

static bool cell_is(VScreen *v, int y, int x, const char *wanted)
{
    char text[ROW_BYTES];
    cells(v, y, x, x + 1, text);
    return strcmp(text, wanted) == 0;
}

/* Where [text] stands in columns; false: nowhere. */
static bool find_text(VScreen *v, const char *text, int *row, int *column)
{
    char line[ROW_BYTES];
    for (int y = 0; y < vs_rows(v); y++) {
        cells(v, y, 0, vs_cols(v), line);
        if (!strstr(line, text)) continue;
        for (int x = vs_cols(v); x-- > 0;) {
            cells(v, y, x, vs_cols(v), line);
            if (strncmp(line, text, strlen(text)) != 0) continue;
            *row = y;
            *column = x;
            return true;
        }
    }
    return false;
}

/* The area from (y, x) to the next rule below and the next bar on the right. */
static Area area_from(VScreen *v, int y, int x)
{
    Area a = {y, x, 0, 0};
    while (a.y + a.height < vs_rows(v) && !cell_is(v, a.y + a.height, x, RULE)) a.height++;
    while (a.x + a.width < vs_cols(v) && !cell_is(v, y, a.x + a.width, BAR)) a.width++;
    return a;
}

typedef bool (*ReadRow)(VScreen *v, const Area *a, int y, Sayings *to);

/* What a pane shows, and where the cursor stands in it. */
static void look_at(VScreen *v, const Area *a, char *look, size_t room)
{
    int y, x;
    vs_cursor(v, &y, &x);
    size_t n = (size_t)snprintf(look, room, "%d", y);
    for (int i = 0; i < a->height && n + ROW_BYTES < room; i++) {
        vs_cells(v, a->y + i, a->x, a->x + a->width, look + n, ROW_BYTES);
        n += strlen(look + n);
    }
}

/* Reads a pane's rows, walking through it: until it stands still. */
static void walk_rows(VScreen *v, const Area *a, const char *keys, ReadRow read, Sayings *to)
{
    static char look[2][LOOK_BYTES];
    int y, x;
    press(v, keys);
    press(v, HOME);
    for (int step = 0; step < STEPS_MAX; step++) {
        vs_cursor(v, &y, &x);
        if (!read(v, a, y, to)) break;
        look_at(v, a, look[0], LOOK_BYTES);
        press(v, DOWN);
        look_at(v, a, look[1], LOOK_BYTES);
        if (strcmp(look[0], look[1]) == 0) break;
    }
    press(v, HOME); /* so that the next reader finds the pane at its beginning */
    press(v, TO_PROMPT);
}

/* Reads the rows of a pane: those that it shows when they are all there are. */
static void read_rows(VScreen *v, const Area *a, const char *keys, ReadRow read, Sayings *to)
{
    int from = to->n, y = 0;
    while (y < a->height && read(v, a, a->y + y, to)) y++;
    if (y < a->height) return;
    while (to->n > from) free(to->line[--to->n]);
    walk_rows(v, a, keys, read, to);
}

/* ---- the heap ---------------------------------------------------------------------------------------------------- */

/* "[1, 2] freed at 5: its last name, a, was deleted", any part of it cut off but the number */
static void say_dead(Sayings *to, const char *head, char *text)
{
    char *freed = strstr(text, "freed at "), *why = freed ? strstr(freed, ": ") : NULL;
    ck_assert_msg(freed != NULL, "%s", text);
    if (freed > text) freed[-1] = 0;
    if (why) *why = 0;
    say(to, "%s|%s|%s|%s", head, freed > text ? text : ELLIPSIS, freed + strlen("freed at "), why ? why + 2 : ELLIPSIS);
}

static bool read_object(VScreen *v, const Area *a, int y, Sayings *to)
{
    char text[ROW_BYTES], address[2][24], type[ROW_BYTES], value[ROW_BYTES];
    bool wide = a->width >= 66;
    unsigned label;
    long count;
    char generation[8], size[24], head[2 * ROW_BYTES];
    int at = a->x, type_at = at + (wide ? 26 : 21), size_at = type_at + (wide ? 12 : 8),
        value_at = size_at + (wide ? 10 : 6);
    cells(v, y, at, at + 6, text);
    bool dead = strncmp(text, "\xe2\x9c\x9d", 3) == 0;
    const char *sharp = strchr(text, '#');
    if (!sharp || sscanf(sharp, "#%u", &label) != 1) return false;
    cells(v, y, at + 6, at + (wide ? 18 : 13), text);
    snprintf(address[0], sizeof address[0], wide ? "0x%s" : ELLIPSIS, text);
    snprintf(address[1], sizeof address[1], "%s", text + strlen(text) - 5);
    cells(v, y, type_at - 7, type_at - 3, text);
    ck_assert_int_eq(sscanf(text, "%ld", &count), 1);
    cells(v, y, type_at - 3, type_at - 1, text);
    ck_assert_int_eq(sscanf(text, "%7s", generation), 1);
    cells(v, y, type_at, size_at, type);
    cells(v, y, size_at, value_at - (wide ? 2 : 1), text);
    ck_assert_int_eq(sscanf(text, "%20s", size), 1);
    if (strpbrk(size, "KMG")) strcpy(size, ELLIPSIS);
    snprintf(head, sizeof head, "tomb #%u|%s|%s|%s|%s", label, address[0], address[1], type, size);
    cells(v, y, value_at, a->x + a->width, value);
    if (dead)
        say_dead(to, head, value);
    else
        say(to, "object #%u|%s|%s|%ld|%s|%s|%s|%s", label, address[0], address[1], count, generation, type, size,
            value);
    return true;
}

void read_heap(VScreen *v, Sayings *to)
{
    int y, x;
    if (!find_text(v, "label address", &y, &x)) return; /* nothing yet */
    Area a = area_from(v, y + 1, x);
    read_rows(v, &a, TO_HEAP, read_object, to);
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

/* A text that fills its room may have lost a word that did not fit any more. */
static const char *open_end(VScreen *v, const Area *a, int y, int spare)
{
    char text[ROW_BYTES];
    cells(v, y, a->x + a->width - spare, a->x + a->width, text);
    size_t n = strlen(text);
    return n && (n < 3 || strcmp(text + n - 3, ELLIPSIS) != 0) ? ELLIPSIS : "";
}

static bool read_name(VScreen *v, const Area *a, int y, Sayings *to)
{
    char text[ROW_BYTES];
    cells(v, y, a->x + 1, a->x + a->width, text);
    char *arrow = strstr(text, ARROW), *end = arrow;
    if (!arrow) return false;
    while (end > text && end[-1] == ' ') end--;
    *end = 0;
    say(to, "name %s|%s%s", text, arrow + strlen(ARROW) + 1, open_end(v, a, y, 5));
    return true;
}

void read_names(VScreen *v, Sayings *to)
{
    char text[ROW_BYTES];
    Area a = area_from(v, 2, 0);
    cells(v, 1, 0, a.width, text);
    const char *count = text + strcspn(text, "0123456789");
    for (int y = 0; y < a.height && read_name(v, &a, a.y + y, to); y++) continue;
    if (to->n == atoi(count)) return;
    say_clear(to); /* the pane is scrolled, to a new name perhaps */
    walk_rows(v, &a, TO_NAMES, read_name, to);
}

/* ---- the log ----------------------------------------------------------------------------------------------------- */

/* The word of an event as the other faces have it. */
static const char *long_word(const char *word)
{
    static const char *const words[][2] = {{"gc lost", "gc unreachable"}, {"gc final", "gc finalize"},
                                           {"gc saved", "gc resurrect"},  {"gc older", "gc promote"},
                                           {"revived", "resurrect"},      {"weakref", "weakref clear"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], word) == 0) return words[i][1];
    return word;
}

int read_log(VScreen *v, int statement, Sayings *to)
{
    char number[ROW_BYTES], word[ROW_BYTES], text[ROW_BYTES], shown[ROW_BYTES];
    int y, x;
    if (!find_text(v, " Log ", &y, &x)) return 0;
    Area a = area_from(v, y + 1, x - 1);
    for (int row = a.y; row < a.y + a.height; row++) {
        cells(v, row, a.x, a.x + 4, number);
        if (row == a.y ? atoi(number) != statement : atoi(number) != 0) break;
        cells(v, row, a.x + 5, a.x + 13, word);
        cells(v, row, a.x + 14, a.x + a.width, text);
        char *why = strstr(text, "  "), *arrow, *out = shown;
        if (why) *why = 0;
        if (strcmp(word, "nothing") == 0) break;
        if (!word[0]) continue; /* a sentence that found no room beside its event */
        for (char *from = text; *from; from = arrow ? arrow + 3 : from + strlen(from)) {
            arrow = strstr(from, "\xe2\x86\x92");
            out += snprintf(out, sizeof shown - (size_t)(out - shown), "%.*s%s",
                            arrow ? (int)(arrow - from) : ROW_BYTES, from, arrow ? "->" : "");
        }
        bool is_cut = out > shown + 3 && strcmp(out - 3, ELLIPSIS) == 0;
        say(to, "event %s %s%s", long_word(word), shown, is_cut ? "" : ELLIPSIS);
    }
    return a.height;
}

/* ---- holders ----------------------------------------------------------------------------------------------------- */

static unsigned asked; /* the label whose holders are being read */

static bool read_holder(VScreen *v, const Area *a, int y, Sayings *to)
{
    static const char temporary[] = " (temporary)";
    char text[ROW_BYTES];
    cells(v, y, a->x + 1, a->x + a->width, text);
    size_t n = strlen(text), tail = sizeof temporary - 1;
    if (!n || strcmp(text, "nobody") == 0) return false;
    bool is_temporary = n > tail && strcmp(text + n - tail, temporary) == 0;
    if (is_temporary) text[n - tail] = 0;
    say(to, "by #%u|%s|%s", asked, text, is_temporary ? "temporary" : open_end(v, a, y, 13));
    return true;
}

void read_holders(VScreen *v, unsigned label, Sayings *to)
{
    char text[ROW_BYTES], command[32], title[32];
    int y, x;
    long holders, count;
    snprintf(command, sizeof command, ":who #%u\r", label);
    snprintf(title, sizeof title, "Who holds #%u?", label);
    press(v, command);
    if (!find_text(v, title, &y, &x)) return;
    Area a = area_from(v, y + 1, 0);
    cells(v, y, x + (int)strlen(title), a.width, text);
    char *digits = text + strcspn(text, "0123456789");
    if (sscanf(digits, "%ld = %ld", &holders, &count) != 2) return;
    say(to, "held #%u|%ld = %ld", label, holders, count);
    asked = label;
    read_rows(v, &a, TO_HOLDERS, read_holder, to);
}

/* ---- output ------------------------------------------------------------------------------------------------------ */

void read_output(VScreen *v, const char *start, char *text, size_t room)
{
    char row[ROW_BYTES];
    size_t n = 0;
    int y = vs_expect(v, start);
    Area a = area_from(v, y, 0);
    for (int i = 0; i < a.height; i++) {
        vs_cells(v, y + i, 0, a.width, row, sizeof row);
        if (strncmp(row, ">>>", 3) == 0) break;
        n += (size_t)snprintf(text + n, room - n, "%s", row);
        ck_assert_uint_lt(n, room);
    }
    snprintf(text + n, room - n, " ");
}
