/* screen.h - drawing on the terminal: styles, signs, and a pen that never leaves its line.

   All texts are UTF-8.  A frame is drawn whole into curses' memory; curses sends what differs from the last one. */
#ifndef GH_UI_SCREEN_H
#define GH_UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

typedef enum Style {
#define STYLE(id, attributes, colour8, colour256) S_##id,
#include "ui/style.def"
#undef STYLE
    STYLES
} Style;

typedef enum Glyph {
#define GLYPH(id, utf8, ascii) G_##id,
#include "ui/glyph.def"
#undef GLYPH
    GLYPHS
} Glyph;

typedef struct Screen {
    int rows, cols;
    bool utf8; /* the locale is UTF-8 */
    bool colour;
    unsigned attributes[STYLES]; /* attr_t with the colour pair in it */
} Screen;

/* screen_styles: fills the styles for the terminal that curses has opened; [colour] false: attributes only. */
void screen_styles(Screen *s, bool colour);
const char *screen_glyph(const Screen *s, Glyph g);

/* A pen writes from column x of row y up to, not including, column end. */
typedef struct Pen {
    const Screen *screen;
    int y, x, end;
    unsigned extra; /* not 0: attributes of a marked row, in the place of its styles' */
} Pen;

/* pen_on: at column [x] of row [y], [width] columns; cut to the screen. */
Pen pen_on(const Screen *s, int y, int x, int width);
/* pen_text: as much as fits; what does not is replaced by an ellipsis at the end.  Control characters show as '?'.
   pen_cut: likewise for [n] bytes, in at most [width] columns. */
void pen_text(Pen *p, Style style, const char *text);
void pen_cut(Pen *p, Style style, const char *text, size_t n, int width);
void pen_format(Pen *p, Style style, const char *format, ...) __attribute__((format(printf, 3, 4)));
void pen_glyph(Pen *p, Style style, Glyph g);
/* pen_column: text in exactly [width] columns, cut or padded; right: to the right edge. */
void pen_column(Pen *p, Style style, const char *text, int width);
void pen_right(Pen *p, Style style, const char *text, int width);
void pen_space(Pen *p, int n);
/* pen_wrap: [text] in rows of [width] columns from (y, x) on, broken between words, at most [rows]. */
void pen_wrap(const Screen *s, Style style, const char *text, int y, int x, int width, int rows);
/* text_row: the bytes of the next row of [width] columns: as many words as fit, or a part of a word that is too long;
   *text goes to the row behind it. */
size_t text_row(const Screen *s, const char **text, int width);
/* text_rows: how many rows of [width] columns pen_wrap would need. */
int text_rows(const Screen *s, const char *text, int width);
/* pen_fill: the rest of the line with a glyph or, for GLYPHS, with spaces in that style. */
void pen_fill(Pen *p, Style style, Glyph g);
static inline int pen_room(const Pen *p) { return p->end > p->x ? p->end - p->x : 0; }

/* text_columns: how many columns [n] bytes take; control characters one. */
int text_columns(const Screen *s, const char *text, size_t n);
/* char_shown: what is drawn for [c]: itself, where the terminal can show it, or '?'; 0: nothing, since it would only tell
   the terminal how to draw others (joiners, the direction of text). */
wchar_t char_shown(const Screen *s, uint32_t c);
/* char_columns: 0 for combining characters, 2 for wide ones. */
int char_columns(const Screen *s, uint32_t c);

#endif
