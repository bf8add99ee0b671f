/* textsplit.c - cutting str and bytes apart: split, splitlines, partition, strip (see text.h).

   The list of split() begins with room for up to twelve pieces, as CPython's does, since what
   sys.getsizeof() says about it depends on that. */
#include "object/text.h"

enum { ROOM_AT_FIRST = 12 };

typedef struct Pieces {
    Runtime *rt;
    const TextKind *kind;
    Obj *source, *list;
    isize room, count;
} Pieces;

static bool pieces_begin(Pieces *p, Runtime *rt, const TextKind *k, Obj *o, isize room)
{
    *p = (Pieces){rt, k, o, NULL, room, 0};
    p->list = list_new(rt, room);
    return p->list != NULL;
}

static bool add_piece(Pieces *p, isize start, isize stop)
{
    Obj *piece = p->kind->piece(p->rt, p->source, start, stop);
    if (!piece) return false;
    if (p->count < p->room) {
        ((List *)p->list)->items[p->count++] = piece;
        return true;
    }
    p->count++;
    return list_append_take(p->rt, p->list, piece);
}

/* pieces_end: the list, its length being what was added; NULL when [ok] is false. */
static OWN Obj *pieces_end(Pieces *p, bool ok)
{
    if (ok) {
        ((VarObj *)p->list)->size = p->count;
        return p->list;
    }
    decref(p->rt, p->list);
    return NULL;
}

static isize first_room(isize most) { return most >= ROOM_AT_FIRST ? ROOM_AT_FIRST : most + 1; }

static void reverse(Obj *list)
{
    Obj **items = ((List *)list)->items;
    for (isize i = 0, j = list_len(list) - 1; i < j; i++, j--) {
        Obj *t = items[i];
        items[i] = items[j];
        items[j] = t;
    }
}

/* ---- at whitespace ------------------------------------------------------------------------------------- */

static OWN Obj *split_space(Runtime *rt, const TextKind *k, Obj *o, isize most)
{
    Pieces p;
    if (!pieces_begin(&p, rt, k, o, first_room(most))) return NULL;
    Chars s = text_chars(k, o);
    isize i = 0, left = most;
    bool ok = true;
    while (ok && left-- > 0) {
        while (i < s.len && text_is_space(k, s, i)) i++;
        if (i == s.len) break;
        isize start = i++;
        while (i < s.len && !text_is_space(k, s, i)) i++;
        ok = add_piece(&p, start, i);
    }
    if (ok && i < s.len) {
        while (i < s.len && text_is_space(k, s, i)) i++;
        if (i != s.len) ok = add_piece(&p, i, s.len);
    }
    return pieces_end(&p, ok);
}

static OWN Obj *rsplit_space(Runtime *rt, const TextKind *k, Obj *o, isize most)
{
    Pieces p;
    if (!pieces_begin(&p, rt, k, o, first_room(most))) return NULL;
    Chars s = text_chars(k, o);
    isize i = s.len, left = most;
    bool ok = true;
    while (ok && left-- > 0) {
        while (i > 0 && text_is_space(k, s, i - 1)) i--;
        if (i == 0) break;
        isize stop = i--;
        while (i > 0 && !text_is_space(k, s, i - 1)) i--;
        ok = add_piece(&p, i, stop);
    }
    if (ok && i > 0) {
        while (i > 0 && text_is_space(k, s, i - 1)) i--;
        if (i > 0) ok = add_piece(&p, 0, i);
    }
    Obj *list = pieces_end(&p, ok);
    if (list) reverse(list);
    return list;
}

/* ---- at a separator ------------------------------------------------------------------------------------- */

OWN Obj *text_split(Runtime *rt, const TextKind *k, Obj *o, const Chars *sep, isize most)
{
    if (most < 0) most = PTRDIFF_MAX;
    if (!sep) return split_space(rt, k, o, most);
    if (sep->len == 0) return err_value(rt, "empty separator");
    Pieces p;
    if (!pieces_begin(&p, rt, k, o, first_room(most))) return NULL;
    Chars s = text_chars(k, o);
    isize start = 0;
    bool ok = true;
    for (isize left = most; ok && left > 0; left--) {
        isize at = chars_find(s, *sep, start, s.len);
        if (at < 0) break;
        ok = add_piece(&p, start, at);
        start = at + sep->len;
    }
    if (ok) ok = add_piece(&p, start, s.len);
    return pieces_end(&p, ok);
}

OWN Obj *text_rsplit(Runtime *rt, const TextKind *k, Obj *o, const Chars *sep, isize most)
{
    if (most < 0) most = PTRDIFF_MAX;
    if (!sep) return rsplit_space(rt, k, o, most);
    if (sep->len == 0) return err_value(rt, "empty separator");
    Pieces p;
    if (!pieces_begin(&p, rt, k, o, first_room(most))) return NULL;
    Chars s = text_chars(k, o);
    isize stop = s.len;
    bool ok = true;
    for (isize left = most; ok && left > 0; left--) {
        isize at = chars_rfind(s, *sep, 0, stop);
        if (at < 0) break;
        ok = add_piece(&p, at + sep->len, stop);
        stop = at;
    }
    if (ok) ok = add_piece(&p, 0, stop);
    Obj *list = pieces_end(&p, ok);
    if (list) reverse(list);
    return list;
}

OWN Obj *text_splitlines(Runtime *rt, const TextKind *k, Obj *o, bool keep_ends)
{
    Pieces p;
    if (!pieces_begin(&p, rt, k, o, 0)) return NULL;
    Chars s = text_chars(k, o);
    bool ok = true;
    for (isize i = 0; ok && i < s.len;) {
        isize start = i;
        while (i < s.len && !k->is_break(chars_at(s, i))) i++;
        isize stop = i;
        if (i < s.len) {
            i += chars_at(s, i) == '\r' && i + 1 < s.len && chars_at(s, i + 1) == '\n' ? 2 : 1;
            if (keep_ends) stop = i;
        }
        ok = add_piece(&p, start, stop);
    }
    if (ok) return p.list;
    return pieces_end(&p, false);
}

OWN Obj *text_partition(Runtime *rt, const TextKind *k, Obj *o, Obj *sep_obj, Chars sep, bool from_right)
{
    if (sep.len == 0) return err_value(rt, "empty separator");
    Chars s = text_chars(k, o);
    isize at = from_right ? chars_rfind(s, sep, 0, s.len) : chars_find(s, sep, 0, s.len);
    Obj *parts[3] = {NULL, NULL, NULL};
    bool whole = at < 0; /* o itself, even when its class is a subclass */
    isize before = at >= 0 ? at : 0;
    isize after = at >= 0 ? at + sep.len : s.len;
    parts[0] = whole && !from_right ? own(o) : k->piece(rt, o, 0, before);
    parts[1] = at >= 0 ? own(sep_obj) : k->piece(rt, o, 0, 0);
    parts[2] = !parts[0] ? NULL : whole && from_right ? own(o) : k->piece(rt, o, after, s.len);
    if (parts[0] && parts[1] && parts[2]) return tuple_from_array_take(rt, parts, 3);
    for (int i = 0; i < 3; i++) xdecref(rt, parts[i]);
    return NULL;
}

OWN Obj *text_strip(Runtime *rt, const TextKind *k, Obj *o, const Chars *set, int sides)
{
    Chars s = text_chars(k, o);
    isize start = 0, stop = s.len;
#define STRIPPED(i) \
    (set ? chars_find_char(*set, chars_at(s, i), 0, set->len) >= 0 : text_is_space(k, s, i))
    if (sides & STRIP_LEFT) {
        while (start < stop && STRIPPED(start)) start++;
    }
    if (sides & STRIP_RIGHT) {
        while (stop > start && STRIPPED(stop - 1)) stop--;
    }
#undef STRIPPED
    return k->piece(rt, o, start, stop);
}

/* ---- arguments of the searching methods ---------------------------------------------------------------------- */
