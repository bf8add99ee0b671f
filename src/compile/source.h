/* source.h - source text on its way to the parser: what encoding its bytes are in, and what is wrong with them. */
#ifndef GH_COMPILE_SOURCE_H
#define GH_COMPILE_SOURCE_H

#include "compile/ast.h"

/* Text to be parsed: UTF-8 without a byte order mark. */
typedef struct SourceText {
    const char *text;
    size_t n;
    bool told;   /* in which encoding: by a byte order mark, a coding cookie, or because it came as a str */
    char *owned; /* NULL, or what [text] lies in */
} SourceText;

/* source_decode: the text of [n] bytes at [bytes], by their byte order mark or coding cookie (PEP 263); without
   either they are UTF-8, and whoever reads them on tells what is not.  With TREE_SCRIPT the bytes are a file's,
   whose lines end at a NUL.  [out] may point into [bytes]; source_release in any case.  false: SyntaxError. */
CHECK bool source_decode(Runtime *rt, const char *bytes, size_t n, Obj *filename, TreeKind kind, SourceText *out);
void source_release(SourceText *source);

/* source_on_disk: whether [filename] is a file that warnings and errors can quote from. */
bool source_on_disk(Runtime *rt, Obj *filename);

/* source_clean: copies [n] bytes to [out] (room for n + 2) with lines that end in \n, one at the end, too, when
   [close], and a NUL behind; returns the bytes before that. */
size_t source_clean(const char *bytes, size_t n, bool close, char *out);

/* source_check_line: raises what 3.11 says of a file's line [lineno] ([line], [n] bytes), if it is not UTF-8. */
CHECK bool source_check_line(Runtime *rt, const char *line, size_t n, int lineno, Obj *filename);

/* parse_text: parse (ast.h) of a decoded source, with warnings. */
Tree *parse_text(Runtime *rt, const SourceText *source, Obj *filename, TreeKind kind);

#endif
