/* textsearch.c - the methods of str, bytes and bytearray that look for a part: count, find, index, startswith and their
   mirror images.  What may be looked for, and how it is refused, is each kind's own. */
#include "object/text.h"

/* What is looked for.  Its characters stay where they are until needle_end. */
typedef struct Needle {
    Chars part;
    BufferView view; /* of a bytes-like object */
    unsigned char byte;
} Needle;

static Chars chars(const Obj *o) { return is_str(o) ? chars_of(o) : chars_bytes(run_data(o), bytes_len(o)); }

static void needle_end(Runtime *rt, Needle *n)
{
    if (n->view.bytes) buffer_release(rt, &n->view);
}

static bool needle_str(Runtime *rt, Needle *n, Obj *o)
{
    *n = (Needle){0};
    if (is_str(o)) n->part = chars_of(o);
    else err_type(rt, "must be str, not %.100s", type_of(o)->name);
    return is_str(o);
}

static bool needle_buffer(Runtime *rt, Needle *n, Obj *o)
{
    *n = (Needle){0};
    if (!buffer_get(rt, o, &n->view)) return false;
    n->part = chars_bytes(n->view.bytes, n->view.len);
    return true;
}

/* One byte, given as an integer. */
static bool needle_byte(Runtime *rt, Needle *n, Obj *o)
{
    isize c;
    *n = (Needle){0};
    if (!obj_has_index(o)) {
        err_type(rt, "argument should be integer or bytes-like object, not '%.200s'", type_of(o)->name);
        return false;
    }
    if (!number_as_isize(rt, o, NULL, &c)) return false;
    if (c < 0 || c > 255) {
        err_value(rt, "byte must be in range(0, 256)");
        return false;
    }
    n->byte = (unsigned char)c;
    n->part = chars_bytes(&n->byte, 1);
    return true;
}

static bool needle_begin(Runtime *rt, Needle *n, Obj *self, Obj *o)
{
    if (is_str(self)) return needle_str(rt, n, o);
    return has_buffer(o) ? needle_buffer(rt, n, o) : needle_byte(rt, n, o);
}

/* ---- the arguments ------------------------------------------------------------------------------------------------- */

static bool bound(Runtime *rt, Obj *o, isize *out)
{
    if (is_none(rt, o)) return true;
    if (obj_has_index(o)) return number_as_isize(rt, o, NULL, out);
    err_type(rt, "slice indices must be integers or None or have an __index__ method");
    return false;
}

/* The call of a method: (part[, start[, end]]). */
typedef struct Call {
    const char *name;
    Obj *self, *const *args;
    isize nargs;
    Obj *kwnames;
} Call;
#define CALL(name) &(const Call){name, self, args, nargs, kwnames}

static bool bounds(Runtime *rt, const Call *c, isize *start, isize *stop)
{
    if (c->kwnames && tuple_len(c->kwnames)) {
        const char *owner = is_str(c->self) ? "str" : is_bytes(c->self) ? "bytes" : "bytearray";
        err_type(rt, "%s.%s() takes no keyword arguments", owner, c->name);
        return false;
    }
    if (c->nargs < 1 || c->nargs > 3) {
        bool few = c->nargs < 1;
        err_type(rt, "%s() takes at %s %d argument%s (%zd given)", c->name, few ? "least" : "most", few ? 1 : 3,
                 few ? "" : "s", c->nargs);
        return false;
    }
    *start = 0;
    *stop = PTRDIFF_MAX;
    return (c->nargs < 2 || bound(rt, c->args[1], start)) && (c->nargs < 3 || bound(rt, c->args[2], stop));
}

/* ---- where, how often ---------------------------------------------------------------------------------------------- */

typedef enum Search { FIND_FIRST, FIND_LAST, FIND_COUNT } Search;

/* search: the answer, or -2 with an exception. */
static isize search(Runtime *rt, const Call *c, Search what)
{
    isize start, stop, answer;
    Needle n;
    if (!bounds(rt, c, &start, &stop) || !needle_begin(rt, &n, c->self, c->args[0])) return -2;
    Chars s = chars(c->self);
    chars_adjust(s.len, &start, &stop);
    if (what == FIND_COUNT) answer = chars_count(s, n.part, start, stop, PTRDIFF_MAX);
    else answer = what == FIND_FIRST ? chars_find(s, n.part, start, stop) : chars_rfind(s, n.part, start, stop);
    needle_end(rt, &n);
    return answer;
}

static OWN Obj *search_number(Runtime *rt, const Call *c, Search what)
{
    isize answer = search(rt, c, what);
    return answer == -2 ? NULL : int_new(rt, answer);
}

static OWN Obj *search_index(Runtime *rt, const Call *c, Search what)
{
    isize answer = search(rt, c, what);
    if (answer == -1) return err_value(rt, is_str(c->self) ? "substring not found" : "subsection not found");
    return answer == -2 ? NULL : int_new(rt, answer);
}

SHARED_METHOD_TUPLED(text_count, VECTOR, "count(sub, start=None, end=None, /)",
              "count(sub[, start[, end]]) -> int\n\nCount the occurrences of sub in [start:end] that do not overlap.")
{
    return search_number(rt, CALL("count"), FIND_COUNT);
}

SHARED_METHOD_TUPLED(text_find, VECTOR, "find(sub, start=None, end=None, /)",
              "find(sub[, start[, end]]) -> int\n\nWhere sub is first found in [start:end], or -1.")
{
    return search_number(rt, CALL("find"), FIND_FIRST);
}

SHARED_METHOD_TUPLED(text_rfind, VECTOR, "rfind(sub, start=None, end=None, /)",
              "rfind(sub[, start[, end]]) -> int\n\nWhere sub is last found in [start:end], or -1.")
{
    return search_number(rt, CALL("rfind"), FIND_LAST);
}

SHARED_METHOD_TUPLED(text_index, VECTOR, "index(sub, start=None, end=None, /)",
              "index(sub[, start[, end]]) -> int\n\nWhere sub is first found in [start:end]; ValueError when it is not.")
{
    return search_index(rt, CALL("index"), FIND_FIRST);
}

SHARED_METHOD_TUPLED(text_rindex, VECTOR, "rindex(sub, start=None, end=None, /)",
              "rindex(sub[, start[, end]]) -> int\n\nWhere sub is last found in [start:end]; ValueError when it is not.")
{
    return search_index(rt, CALL("rindex"), FIND_LAST);
}

/* ---- at the start, at the end --------------------------------------------------------------------------------------- */

typedef struct Span {
    isize start, stop;
    bool at_end;
} Span;

static bool part_matches(Chars s, Chars part, Span span)
{
    chars_adjust(s.len, &span.start, &span.stop);
    if (span.start > span.stop || span.stop - span.start < part.len) return false;
    isize at = span.at_end ? span.stop - part.len : span.start;
    return chars_same(chars_part(s, at, at + part.len), part);
}

/* Whether [o], the part or one of a tuple of parts, is there: 1, 0, or -1 with an exception. */
static int one_matches(Runtime *rt, const Call *c, Obj *o, Span span)
{
    Needle n;
    if (is_str(c->self) && !is_str(o)) {
        err_type(rt, "tuple for %s must only contain str, not %.100s", c->name, type_of(o)->name);
        return -1;
    }
    if (!(is_str(c->self) ? needle_str(rt, &n, o) : needle_buffer(rt, &n, o))) return -1;
    bool same = part_matches(chars(c->self), n.part, span);
    needle_end(rt, &n);
    return same;
}

static OWN Obj *matches(Runtime *rt, const Call *c, bool at_end)
{
    Span span = {.at_end = at_end};
    if (!bounds(rt, c, &span.start, &span.stop)) return NULL;
    Obj *part = c->args[0];
    bool text = is_str(c->self);
    if (!is_tuple(part) && !(text ? is_str(part) : has_buffer(part))) {
        const char *kind = text ? "str" : "bytes";
        return err_type(rt, "%s first arg must be %s or a tuple of %s, not %.100s", c->name, kind, kind, type_of(part)->name);
    }
    int found = 0;
    if (!is_tuple(part)) found = one_matches(rt, c, part, span);
    else for (isize i = 0; found == 0 && i < tuple_len(part); i++) found = one_matches(rt, c, tuple_peek(part, i), span);
    return found < 0 ? NULL : bool_new(rt, found);
}

SHARED_METHOD_TUPLED(text_startswith, VECTOR, "startswith(prefix, start=None, end=None, /)",
              "startswith(prefix[, start[, end]]) -> bool\n\nWhether [start:end] starts with prefix, or with one of a tuple of them.")
{
    return matches(rt, CALL("startswith"), false);
}

SHARED_METHOD_TUPLED(text_endswith, VECTOR, "endswith(suffix, start=None, end=None, /)",
              "endswith(suffix[, start[, end]]) -> bool\n\nWhether [start:end] ends with suffix, or with one of a tuple of them.")
{
    return matches(rt, CALL("endswith"), true);
}
