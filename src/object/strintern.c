/* strintern.c - shared strings: the static ones of start-up and the table of interned strings.

   rt->interned maps each interned string to itself.  The table's two references to a string are not in the
   string's count, so that an interned string dies with its last outside holder: then str_drop_interned takes
   it off the table.  Static strings never die; their counts start at STATIC_REFCNT. */
#include "object/start.h"
#include "object/text.h"

static Obj *static_latin1(Runtime *rt, const unsigned char *s, isize len)
{
    bool ascii = bytes_are_ascii(s, len);
    size_t head = ascii ? sizeof(Str) : sizeof(WideStr);
    Str *str = heap_static(HEAP(rt), head + (size_t)len + 1);
    if (!str) return NULL;
    str->o.refcnt = STATIC_REFCNT;
    str->o.type = TYPE_OF(rt, STR);
    str->length = len;
    str->hash = -1;
    str->state = (StrState){.kind = 1, .compact = 1, .ascii = ascii, .ready = 1};
    memcpy((char *)str + head, s, (size_t)len);
    str_hash(rt, (Obj *)str);
    return (Obj *)str;
}

/* Letters of which CPython 3.11 has, beside the shared one-character string, another static and interned one:
   constants of the modules frozen into it, which come first.  So 'hello'[0] is 'h' is False there, while
   'gamma'[0] is 'g' is True. */
static const char letters_twice[] = "BCLST_abcdefhijklmnopqrstvwxy";

static bool letters_start(Runtime *rt)
{
    for (const char *p = letters_twice; *p; p++) {
        char text[2] = {*p, 0};
        if (!str_static(rt, text)) return false;
    }
    return true;
}

bool str_start(Runtime *rt)
{
    rt->hooks.str_from_utf8 = str_from_utf8;
    rt->hooks.str_static = str_static;
    rt->empty_str = static_latin1(rt, (const unsigned char *)"", 0);
    if (!rt->empty_str) return false;
    for (int i = 0; i < 256; i++) {
        unsigned char c = (unsigned char)i;
        rt->latin1[i] = static_latin1(rt, &c, 1);
        if (!rt->latin1[i]) return false;
    }
    rt->interned = dict_new(rt);
    return rt->interned && letters_start(rt);
}

/* forget: takes [o], which somebody holds, off the table. */
static bool forget(Runtime *rt, Obj *o)
{
    o->refcnt += 2; /* the table's two, which deleting gives up */
    if (!dict_del(rt, rt->interned, o)) {
        err_clear(rt);
        o->refcnt -= 2;
        return false;
    }
    ((Str *)o)->state.interned = STR_NOT_INTERNED;
    return true;
}

/* enter: puts [o], whose text is not in the table, there. */
static bool enter(Runtime *rt, Obj *o, unsigned how)
{
    if (!dict_set(rt, rt->interned, o, o)) {
        err_clear(rt);
        return false;
    }
    o->refcnt -= 2;
    ((Str *)o)->state.interned = how & 3;
    return true;
}

Obj *str_static(Runtime *rt, const char *text)
{
    size_t n = strlen(text);
    Obj *o = n == 0 ? rt->empty_str : n == 1 && !strchr(letters_twice, *text) ? rt->latin1[(unsigned char)*text] : NULL;
    if (!o) {
        Obj *found = dict_get_str_peek(rt, rt->interned, text);
        if (found && ((Str *)found)->state.interned == STR_INTERNED_IMMORTAL) return found;
        if (err_pending(rt)) err_clear(rt);
        if (found && !forget(rt, found)) return NULL;
        o = static_latin1(rt, (const unsigned char *)text, (isize)n);
        if (!o) return NULL;
    }
    if (((Str *)o)->state.interned == STR_NOT_INTERNED && !enter(rt, o, STR_INTERNED_IMMORTAL)) return NULL;
    return o;
}

void str_intern(Runtime *rt, Obj **place)
{
    Obj *o = *place;
    if (!o || !is_type(rt, o, STR) || ((Str *)o)->state.interned) return;
    Obj *known = dict_set_default(rt, rt->interned, o, o);
    if (!known) {
        err_clear(rt); /* interning only saves memory */
        return;
    }
    if (known != o) {
        *place = known;
        decref(rt, o);
        return;
    }
    o->refcnt -= 3; /* dict_set_default's answer and the table's two */
    bool forever = o->refcnt > STATIC_REFCNT / 2;
    ((Str *)o)->state.interned = forever ? STR_INTERNED_IMMORTAL : STR_INTERNED_MORTAL;
    EMIT(rt, INTERN, o, NULL, 0, 0);
}

OWN Obj *str_interned(Runtime *rt, const char *s)
{
    Obj *o = str_from(rt, s);
    if (o) str_intern(rt, &o);
    return o;
}

void str_drop_interned(Runtime *rt, Obj *o)
{
    if (!rt->interned) return;
    o->refcnt = 3; /* the table's two, and one so that it does not die again */
    if (!dict_del(rt, rt->interned, o)) err_unraisable(rt, NULL);
    o->refcnt = 0;
}
