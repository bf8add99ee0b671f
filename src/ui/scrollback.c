/* scrollback.c - see scrollback.h. */
#include "ui/scrollback.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "share/utf8.h"

bool scrollback_open(Scrollback *s)
{
    *s = (Scrollback){.lines = calloc(SCROLLBACK_LINES, sizeof(OutLine))};
    return s->lines != NULL;
}

static OutLine *line_at(const Scrollback *s, size_t i) { return &s->lines[(s->first + i) % SCROLLBACK_LINES]; }

void scrollback_clear(Scrollback *s)
{
    for (size_t i = 0; i < s->count; i++) {
        free(line_at(s, i)->text);
        *line_at(s, i) = (OutLine){0};
    }
    s->first = s->count = 0;
    s->open = false;
    s->written++;
}

void scrollback_close(Scrollback *s)
{
    if (s->lines) scrollback_clear(s);
    free(s->lines);
    s->lines = NULL;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

static OutLine *begin_line(Scrollback *s, Style style)
{
    if (s->count == SCROLLBACK_LINES) {
        free(line_at(s, 0)->text);
        s->first = (s->first + 1) % SCROLLBACK_LINES;
        s->count--;
    }
    OutLine *line = line_at(s, s->count++);
    s->begun++;
    *line = (OutLine){.style = style};
    s->open = true;
    return line;
}

static void add(OutLine *line, const char *bytes, size_t n)
{
    if (!n || line->length + n > SCROLLBACK_LINE_MAX) return;
    if (line->length + n > line->room) {
        size_t room = 2 * (line->length + n) + 16;
        char *text = realloc(line->text, room);
        if (!text) return;
        line->text = text;
        line->room = room;
    }
    memcpy(line->text + line->length, bytes, n);
    line->length += n;
}

static void add_tab(OutLine *line)
{
    static const Screen utf8 = {.utf8 = true};
    int column = text_columns(&utf8, line->text ? line->text : "", line->length);
    add(line, "        ", (size_t)(8 - column % 8));
}

static void take_back(OutLine *line)
{
    while (line->length && ((unsigned char)line->text[line->length - 1] & 0xC0) == 0x80) line->length--;
    if (line->length) line->length--;
}

static void add_control(Scrollback *s, OutLine *line, char c, char next)
{
    char text[2] = {'^', (char)(c == 0x7f ? '?' : c + 64)};
    if (c == '\t')
        add_tab(line);
    else if (c == '\b')
        take_back(line);
    else if (c == '\r')
        line->length = next == '\n' ? line->length : 0;
    else if (c == '\n')
        s->open = false;
    else if (c != '\a')
        add(line, text, 2);
}

static bool is_control(char c) { return (unsigned char)c < 0x20 || c == 0x7f; }

void scrollback_write(Scrollback *s, Style style, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n;) {
        OutLine *line = s->open ? line_at(s, s->count - 1) : begin_line(s, style);
        size_t run = i;
        while (run < n && !is_control(bytes[run])) run++;
        size_t room = SCROLLBACK_LINE_MAX - line->length;
        if (run - i > room) { /* too long for one: goes on in the next */
            run = i + room;
            while (run > i && ((unsigned char)bytes[run] & 0xC0) == 0x80) run--;
            s->open = false;
        }
        add(line, bytes + i, run - i);
        i = run;
        if (i < n && s->open && is_control(bytes[i])) {
            add_control(s, line, bytes[i], i + 1 < n ? bytes[i + 1] : 0);
            i++;
        }
    }
    s->written += n > 0;
}

void scrollback_line(Scrollback *s, Style style, const char *text)
{
    s->open = false;
    scrollback_write(s, style, text, strlen(text));
    if (!s->open) begin_line(s, style);
    s->open = false;
    s->written++;
}

void scrollback_typed(Scrollback *s, const char *prompt, const char *text)
{
    s->open = false;
    OutLine *line = begin_line(s, S_TYPED);
    add(line, prompt, strlen(prompt));
    line->prompt = (int)line->length;
    scrollback_write(s, S_TYPED, text, strlen(text));
    s->open = false;
    s->written++;
}

char *scrollback_take_open(Scrollback *s)
{
    if (!s->open || !s->count) return NULL;
    OutLine *line = line_at(s, s->count - 1);
    char *text = strndup(line->text ? line->text : "", line->length);
    free(line->text);
    *line = (OutLine){0};
    s->count--;
    s->open = false;
    s->written++;
    return text;
}

const char *scrollback_last(Scrollback *s)
{
    OutLine *line = s->count ? line_at(s, s->count - 1) : NULL;
    if (!line || line->length == line->room) return NULL;
    line->text[line->length] = 0;
    return line->text;
}

void scrollback_tell(const Scrollback *s, Style style, uint64_t begun, int fd)
{
    size_t n = s->begun - begun < s->count ? (size_t)(s->begun - begun) : s->count;
    for (size_t i = s->count - n; i < s->count; i++) {
        const OutLine *line = line_at(s, i);
        if (line->style == style) dprintf(fd, "%.*s\n", (int)line->length, line->text ? line->text : "");
    }
}

/* ---- drawing ----------------------------------------------------------------------------------------------------- */

/* The bytes from [at] that fill a row of [width] columns; at least one character.  The program's output breaks where
   the row is full, as on any terminal; our own notes break between words. */
static size_t row_bytes(const OutLine *line, const Screen *screen, size_t at, int width)
{
    size_t i = at, word = at;
    for (int columns = 0; i < line->length;) {
        uint32_t c;
        size_t used = utf8_decode(line->text + i, line->length - i, &c);
        if (!used) used = 1, c = 0xFFFD;
        columns += char_columns(screen, c);
        if (columns > width && i > at) return word > at ? word - at : i - at;
        i += used;
        if (c == ' ' && line->style == S_NOTE && columns > width / 2) word = i;
    }
    return i - at;
}

static size_t line_rows(const OutLine *line, const Screen *screen, int width)
{
    if (line->length <= (size_t)width) return 1;
    size_t rows = 0;
    for (size_t at = 0; at < line->length; rows++) at += row_bytes(line, screen, at, width);
    return rows;
}

size_t scrollback_rows(const Scrollback *s, const Screen *screen, int width, size_t limit)
{
    size_t rows = 0;
    for (size_t i = s->count; i-- > 0 && rows < limit;) rows += line_rows(line_at(s, i), screen, width);
    return rows < limit ? rows : limit;
}

static void draw_row(const OutLine *line, const Screen *screen, int y, int x, int width, size_t at)
{
    Pen pen = pen_on(screen, y, x, width);
    size_t n = row_bytes(line, screen, at, width), prompt = (size_t)line->prompt;
    if (at < prompt) {
        size_t part = prompt - at < n ? prompt - at : n;
        pen_cut(&pen, S_PROMPT, line->text + at, part, width);
        at += part;
        n -= part;
    }
    if (n) pen_cut(&pen, line->style, line->text + at, n, width);
}

int scrollback_draw(const Scrollback *s, const Screen *screen, int y, int x, int width, int height, size_t skip)
{
    if (width < 1 || height < 1) return 0;
    size_t i = s->count, rows = 0, wanted = skip + (size_t)height;
    while (i > 0 && rows < wanted) rows += line_rows(line_at(s, --i), screen, width);
    /* [rows] rows from line [i] on; the first drawn is the one [wanted] from the end */
    size_t over = rows > wanted ? rows - wanted : 0;
    int drawn = 0;
    for (; i < s->count && drawn < height; i++) {
        const OutLine *line = line_at(s, i);
        size_t at = 0;
        do {
            if (over > 0)
                over--;
            else
                draw_row(line, screen, y + drawn++, x, width, at);
            at += line->length ? row_bytes(line, screen, at, width) : 0;
        } while (at < line->length && drawn < height);
    }
    return drawn;
}
