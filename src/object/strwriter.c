/* strwriter.c - a growing text (see text.h).

   It lies outside the image, so that what is written piece by piece costs the heap one block of the right
   size in the end.  Nothing in it is a reference. */
#include <stdlib.h>

#include "object/text.h"

enum { CHECK_LIMIT_FROM = 1 << 20 };

void writer_begin(StrWriter *w, Runtime *rt)
{
    w->rt = rt;
    w->data = w->small;
    w->len = 0;
    w->room = (isize)sizeof w->small;
    w->kind = 1;
    w->max = 0;
}

void writer_end(StrWriter *w)
{
    if (w->data != w->small) free(w->data);
    w->data = w->small;
}

/* fits: a text that the heap's limit forbids is refused before the system is asked for its memory. */
static bool fits(StrWriter *w, isize room, int kind)
{
    if (room > PTRDIFF_MAX / 8) return false;
    if (room * kind < CHECK_LIMIT_FROM) return true;
    HeapTotals totals;
    heap_totals(HEAP(w->rt), &totals);
    return (size_t)(room * kind) / 2 <= totals.limit;
}

static bool rebuild(StrWriter *w, isize room, int kind)
{
    char *data = fits(w, room, kind) ? malloc((size_t)(room * kind)) : NULL;
    if (!data) {
        err_no_memory(w->rt);
        return false;
    }
    chars_copy(kind, data, 0, (Chars){w->data, w->len, w->kind});
    writer_end(w);
    w->data = data;
    w->room = room;
    w->kind = kind;
    return true;
}

bool writer_reserve(StrWriter *w, isize more, uint32_t max)
{
    int kind = max < 0x100 ? 1 : max < 0x10000 ? 2 : 4;
    if (kind < w->kind) kind = w->kind;
    w->max |= max;
    if (LIKELY(kind == w->kind && more <= w->room - w->len)) return true;
    if (more > PTRDIFF_MAX / 8 - w->len) {
        err_no_memory(w->rt);
        return false;
    }
    isize room = w->room;
    if (more > room - w->len) room = w->len + more + w->len / 2;
    return rebuild(w, room, kind);
}

bool writer_char(StrWriter *w, uint32_t c)
{
    if (!writer_reserve(w, 1, c)) return false;
    chars_put(w->kind, w->data, w->len++, c);
    return true;
}

bool writer_fill(StrWriter *w, uint32_t c, isize n)
{
    if (n <= 0) return true;
    if (!writer_reserve(w, n, c)) return false;
    chars_fill(w->kind, w->data, w->len, c, n);
    w->len += n;
    return true;
}

bool writer_chars(StrWriter *w, Chars c, uint32_t max)
{
    if (c.len == 0) return true;
    if (!writer_reserve(w, c.len, max ? max : chars_max(c))) return false;
    chars_copy(w->kind, w->data, w->len, c);
    w->len += c.len;
    return true;
}

bool writer_str(StrWriter *w, const Obj *o) { return writer_chars(w, chars_of(o), str_max(o)); }

bool writer_ascii(StrWriter *w, const char *s, isize n) { return writer_chars(w, chars_bytes(s, n), 0x7f); }

OWN Obj *writer_finish(StrWriter *w)
{
    if (w->max < 0x80 && w->len > 1) return str_from_bytes_ascii(w->rt, w->data, w->len);
    return str_from_chars(w->rt, w->kind, w->data, w->len);
}

OWN Obj *writer_finish_fresh(StrWriter *w)
{
    if (w->len != 1) return writer_finish(w);
    Obj *o = str_new(w->rt, 1, chars_at((Chars){w->data, 1, w->kind}, 0));
    if (o) chars_copy(str_kind(o), str_data(o), 0, (Chars){w->data, 1, w->kind});
    return o;
}

OWN Obj *writer_finish_bytes(StrWriter *w, bool shared)
{
    if (w->kind == 1 && (shared || w->len != 1)) return bytes_new(w->rt, w->data, w->len);
    Obj *o = bytes_new(w->rt, NULL, w->len);
    if (o) chars_copy(1, ((Bytes *)o)->data, 0, (Chars){w->data, w->len, w->kind});
    return o;
}
