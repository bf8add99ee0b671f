/* screen.c - see screen.h. */
#include "ui/screen.h"

#include <curses.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "object/unicode.h"
#include "share/utf8.h"

/* ---- styles and signs -------------------------------------------------------------------------------------------- */

static const struct {
    attr_t attributes;
    short colour8, colour256;
} styles[STYLES] = {
#define STYLE(id, attributes, colour8, colour256) {attributes, colour8, colour256},
#include "ui/style.def"
#undef STYLE
};

static const struct {
    const char *utf8, *ascii;
} glyphs[GLYPHS] = {
#define GLYPH(id, utf8, ascii) {utf8, ascii},
#include "ui/glyph.def"
#undef GLYPH
};

void screen_styles(Screen *s, bool colour)
{
    s->colour = colour && has_colors() && start_color() == OK && use_default_colors() == OK;
    short pairs = 0;
    for (int i = 0; i < STYLES; i++) {
        s->attributes[i] = styles[i].attributes;
        short c = COLORS >= 256 ? styles[i].colour256 : styles[i].colour8;
        if (!s->colour || c < 0 || pairs + 1 >= COLOR_PAIRS) continue;
        init_pair(++pairs, c, -1);
        /* a colour of its own says dim better than the attribute, which some terminals show as invisible */
        s->attributes[i] = (styles[i].attributes & ~A_DIM) | (attr_t)COLOR_PAIR(pairs);
    }
}

const char *screen_glyph(const Screen *s, Glyph g) { return s->utf8 ? glyphs[g].utf8 : glyphs[g].ascii; }

/* ---- widths ------------------------------------------------------------------------------------------------------ */

int char_columns(const Screen *s, uint32_t c)
{
    if (c < 0x7f || !s->utf8) return 1;
    int width = wcwidth((wchar_t)c);
    return width < 0 ? 1 : width;
}

static size_t decode(const char *text, size_t n, uint32_t *c)
{
    size_t used = utf8_decode(text, n, c);
    if (used) return used;
    *c = 0xFFFD;
    return 1;
}

int text_columns(const Screen *s, const char *text, size_t n)
{
    int columns = 0;
    uint32_t c;
    for (size_t i = 0; i < n; columns += char_columns(s, c)) i += decode(text + i, n - i, &c);
    return columns;
}

/* ---- the pen ----------------------------------------------------------------------------------------------------- */

Pen pen_on(const Screen *s, int y, int x, int width)
{
    int end = x + width < s->cols ? x + width : s->cols;
    if (y < 0 || y >= s->rows || x < 0) end = x;
    return (Pen){s, y, x, end, 0};
}

/* A marked row is of one colour: only the weight of its texts differs. */
static void set_style(const Pen *p, Style style)
{
    attr_t own = p->screen->attributes[style];
    attrset(p->extra ? p->extra | (own & A_BOLD) : own);
}

wchar_t char_shown(const Screen *s, uint32_t c)
{
    enum { EMOJI_PLEASE = 0xFE0F }; /* makes the character before it wider, in some terminals */
    if (c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xA0)) return L'?';
    if (c < 0x7f) return (wchar_t)c;
    if (!s->utf8) return L'?';
    int width = wcwidth((wchar_t)c);
    if (width == 0 && (c == EMOJI_PLEASE || !uni_is_printable(c))) return 0;
    return width < 0 ? L'?' : (wchar_t)c;
}

/* Draws [n] bytes, which fit. */
static void draw(Pen *p, const char *text, size_t n)
{
    wchar_t chunk[256];
    int used = 0;
    uint32_t c;
    move(p->y, p->x);
    for (size_t i = 0; i < n;) {
        i += decode(text + i, n - i, &c);
        if (used == 254) {
            addnwstr(chunk, used);
            used = 0;
        }
        wchar_t shown = char_shown(p->screen, c);
        if (shown) chunk[used++] = shown;
        p->x += char_columns(p->screen, c);
    }
    addnwstr(chunk, used);
}

/* How many bytes fit into [room] columns; *columns what they take. */
static size_t fitting(const Screen *s, const char *text, size_t n, int room, int *columns)
{
    size_t i = 0;
    *columns = 0;
    while (i < n) {
        uint32_t c;
        size_t used = decode(text + i, n - i, &c);
        int width = char_columns(s, c);
        if (*columns + width > room) break;
        *columns += width;
        i += used;
    }
    return i;
}

void pen_cut(Pen *p, Style style, const char *text, size_t n, int width)
{
    int room = pen_room(p), columns;
    if (width < room) room = width;
    if (room <= 0) return;
    size_t fits = fitting(p->screen, text, n, room, &columns);
    set_style(p, style);
    if (fits == n) {
        draw(p, text, n);
        return;
    }
    fits = fitting(p->screen, text, n, room - 1, &columns);
    draw(p, text, fits);
    const char *ellipsis = screen_glyph(p->screen, G_ELLIPSIS);
    draw(p, ellipsis, strlen(ellipsis));
}

void pen_text(Pen *p, Style style, const char *text) { pen_cut(p, style, text, strlen(text), pen_room(p)); }

void pen_format(Pen *p, Style style, const char *format, ...)
{
    char text[512];
    va_list ap;
    va_start(ap, format);
    vsnprintf(text, sizeof text, format, ap);
    va_end(ap);
    pen_text(p, style, text);
}

void pen_glyph(Pen *p, Style style, Glyph g) { pen_text(p, style, screen_glyph(p->screen, g)); }

void pen_space(Pen *p, int n)
{
    if (n > pen_room(p)) n = pen_room(p);
    if (n <= 0) return;
    if (p->extra) {
        attrset(p->extra);
        mvprintw(p->y, p->x, "%*s", n, "");
    }
    p->x += n;
}

void pen_column(Pen *p, Style style, const char *text, int width)
{
    int from = p->x;
    pen_cut(p, style, text, strlen(text), width);
    pen_space(p, width - (p->x - from));
}

void pen_right(Pen *p, Style style, const char *text, int width)
{
    int columns = text_columns(p->screen, text, strlen(text));
    pen_space(p, width - columns);
    pen_cut(p, style, text, strlen(text), width);
}

size_t text_row(const Screen *s, const char **text, int width)
{
    const char *at = *text;
    int columns;
    size_t n = strlen(at), used = fitting(s, at, n, width, &columns);
    if (!used) used = n; /* there is no room at all */
    size_t word = used;
    while (used < n && word > 0 && at[word] != ' ') word--;
    if (word) used = word;
    *text += used;
    *text += strspn(*text, " ");
    return used;
}

int text_rows(const Screen *s, const char *text, int width)
{
    int rows = 0;
    for (; *text; rows++) text_row(s, &text, width);
    return rows;
}

void pen_wrap(const Screen *s, Style style, const char *text, int y, int x, int width, int rows)
{
    for (int row = 0; row < rows && *text; row++) {
        const char *at = text;
        size_t n = row + 1 == rows ? strlen(at) : text_row(s, &text, width);
        Pen pen = pen_on(s, y + row, x, width);
        pen_cut(&pen, style, at, n, width);
    }
}

void pen_fill(Pen *p, Style style, Glyph g)
{
    const char *text = g == GLYPHS ? " " : screen_glyph(p->screen, g);
    set_style(p, style);
    while (pen_room(p) > 0) draw(p, text, strlen(text));
}
