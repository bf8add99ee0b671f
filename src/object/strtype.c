/* strtype.c - the type str: its constructor, repr, slots; and the iterators over text. */
#include "object/seq.h"
#include "object/start.h"
#include "object/text.h"
#include "object/unicode.h"

static OWN Obj *piece(Runtime *rt, Obj *o, isize start, isize stop) { return str_slice(rt, o, start, stop); }

static const bool latin1_space[256] = {['\t'] = 1, ['\n'] = 1, ['\v'] = 1, ['\f'] = 1, ['\r'] = 1, [0x1c] = 1,
                                       [0x1d] = 1, [0x1e] = 1, [0x1f] = 1, [' '] = 1,  [0x85] = 1, [0xa0] = 1};

const TextKind str_text = {piece, latin1_space, uni_is_space, uni_is_line_break, true};

/* ---- repr, ascii --------------------------------------------------------------------------------------- */

/* escape: writes how repr shows [c] inside [quote]s to [out], or just its length when [out] is NULL. */
static int escape(uint32_t c, uint32_t quote, bool ascii, char *out)
{
    static const char digits[] = "0123456789abcdef";
    char letter = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\\' || c == quote ? (char)c : 0;
    if (letter) {
        if (out) out[0] = '\\', out[1] = letter;
        return 2;
    }
    if (c >= 32 && c < 127) return 1;
    if (c >= 128 && !ascii && uni_is_printable(c)) return 1;
    int width = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    if (out) {
        out[0] = '\\';
        out[1] = width == 2 ? 'x' : width == 4 ? 'u' : 'U';
        for (int i = 0; i < width; i++) out[2 + i] = digits[c >> (4 * (width - 1 - i)) & 15];
    }
    return 2 + width;
}

static uint32_t choose_quote(Chars s)
{
    bool single = chars_find_char(s, '\'', 0, s.len) >= 0;
    return single && chars_find_char(s, '"', 0, s.len) < 0 ? '"' : '\'';
}

OWN Obj *str_repr(Runtime *rt, Obj *o)
{
    Chars s = chars_of(o);
    uint32_t quote = choose_quote(s), max = 0x7f;
    isize size = 2;
    for (isize i = 0; i < s.len; i++) {
        uint32_t c = chars_at(s, i);
        if (LIKELY(c - 32 < 95 && c != quote && c != '\\')) {
            size++;
            continue;
        }
        int n = escape(c, quote, false, NULL);
        if (n > PTRDIFF_MAX - size) {
            return err_format(rt, EXC_TYPE(rt, OverflowError), "string is too long to generate repr");
        }
        size += n;
        if (n == 1) max |= c;
    }
    Obj *result = str_new(rt, size, max);
    if (!result) return NULL;
    int kind = str_kind(result);
    void *data = str_data(result);
    chars_put(kind, data, 0, quote);
    chars_put(kind, data, size - 1, quote);
    if (size == s.len + 2) {
        chars_copy(kind, data, 1, s);
        return result;
    }
    isize at = 1;
    for (isize i = 0; i < s.len; i++) {
        uint32_t c = chars_at(s, i);
        char text[10];
        int n = escape(c, quote, false, text);
        if (n == 1) chars_put(kind, data, at, c);
        else chars_copy(kind, data, at, chars_bytes(text, n));
        at += n;
    }
    return result;
}

OWN Obj *obj_ascii(Runtime *rt, Obj *o)
{
    Obj *repr = obj_repr(rt, o);
    if (!repr || str_is_ascii(repr)) return repr;
    Chars s = chars_of(repr);
    StrWriter w;
    writer_begin(&w, rt);
    bool ok = true;
    for (isize i = 0; ok && i < s.len; i++) {
        uint32_t c = chars_at(s, i);
        char text[10];
        int n = c < 128 ? 1 : escape(c, 0, true, text);
        ok = n == 1 ? writer_char(&w, c) : writer_ascii(&w, text, n);
    }
    Obj *result = ok ? writer_finish(&w) : NULL;
    writer_end(&w);
    decref(rt, repr);
    return result;
}

/* ---- the constructor ------------------------------------------------------------------------------------- */

static OWN Obj *decode_object(Runtime *rt, Obj *o, Obj *encoding, Obj *errors)
{
    const char *name = NULL, *handler = NULL;
    if (encoding && !(name = str_utf8(rt, encoding, NULL))) return NULL;
    if (errors && !(handler = str_utf8(rt, errors, NULL))) return NULL;
    if (is_str(o)) return err_type(rt, "decoding str is not supported");
    if (!is_bytes(o) && !(type_of(o)->buffer && type_of(o)->buffer->get)) {
        return err_type(rt, "decoding to str: need a bytes-like object, %.80s found", type_of(o)->name);
    }
    BufferView view;
    if (!buffer_get(rt, o, &view)) return NULL;
    Obj *result = str_decode(rt, (const char *)view.bytes, view.len, name, handler);
    buffer_release(rt, &view);
    return result;
}

/* subclass_instance_take: an instance of [type], a subclass of str, with the text of [text]. */
static OWN Obj *subclass_instance_take(Runtime *rt, Type *type, TAKE Obj *text)
{
    hold(rt, "text of the new instance", text);
    StrObject *s = (StrObject *)type->alloc(rt, type, 0);
    unhold(rt);
    isize len = str_len(text);
    size_t kind = (size_t)str_kind(text), size = ((size_t)len + 1) * kind;
    if (s) {
        Str *head = &s->w.s;
        head->length = len;
        head->hash = ((Str *)text)->hash;
        head->state = (StrState){.kind = kind & 7, .ascii = str_is_ascii(text), .ready = 1};
        head->wstr = NULL;
        s->w.utf8 = NULL;
        s->w.utf8_length = s->w.wstr_length = 0;
        s->data = mem_alloc(rt, size, KIND_CHUNK);
        if (s->data) memcpy(s->data, str_data(text), size);
        else CLEAR(rt, s);
    }
    decref(rt, text);
    return (Obj *)s;
}

static OWN Obj *construct(Runtime *rt, Type *type, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "str(object='', encoding: str='utf-8', errors: str='strict')", CALL_KEYWORDS, args, kwargs, &a)) {
        return NULL;
    }
    Obj *o = a.obj[0], *text;
    if (!o) text = str_empty(rt);
    else if (!a.obj[1] && !a.obj[2]) text = obj_str(rt, o);
    else text = decode_object(rt, o, a.obj[1], a.obj[2]);
    args_done(rt, &a);
    if (!text || type == TYPE_OF(rt, STR)) return text;
    return subclass_instance_take(rt, type, text);
}

/* ---- slots --------------------------------------------------------------------------------------------------- */

static isize length(Runtime *rt UNUSED, Obj *o) { return str_len(o); }

static OWN Obj *remainder_slot(Runtime *rt, Obj *a, Obj *b)
{
    return is_str(a) ? str_mod(rt, a, b) : own(&rt->not_implemented);
}

static void blocks(Obj *o, BlockVisit visit, void *ctx)
{
    const Str *s = (const Str *)o;
    if (s->state.ascii && s->state.compact) return;
    const WideStr *w = (const WideStr *)o;
    if (w->utf8) visit(w->utf8, (size_t)w->utf8_length + 1, "UTF-8 copy", ctx);
    if (!s->state.compact) visit(((StrObject *)o)->data, (size_t)(s->length + 1) * s->state.kind, "characters", ctx);
}

static const char *check(Runtime *rt, Obj *o)
{
    const Str *s = (const Str *)o;
    Chars c = chars_of(o);
    if (s->length < 0) return "a str has a length of 0 or more";
    if (c.kind != 1 && c.kind != 2 && c.kind != 4) return "a str's characters take 1, 2 or 4 bytes";
    if (s->state.compact != is_type(rt, o, STR)) return "a str is compact unless it is a subclass's instance";
    if (chars_max(c) != str_max(o)) return "a str has the narrowest form that holds its characters";
    if (chars_at(c, c.len) != 0) return "a NUL follows a str's characters";
    if (s->hash != -1 && s->hash != hash_bytes(c.data, c.len * c.kind)) return "a str's cached hash is its hash";
    if (c.len == 0 && s->state.compact && o != rt->empty_str) return "'' is shared";
    return NULL;
}

static const NumberSlots numbers = {.remainder = remainder_slot};
static const SeqSlots sequence = {
    .len = length, .concat = str_concat, .repeat = str_repeat, .item = str_item, .contains = str_contains};
static const MapSlots mapping = {.len = length, .subscript = str_subscript};

const Type str_type = {
    .name = "str",
    .basicsize = sizeof(StrObject),
    .dealloc = str_dealloc,
    .blocks = blocks,
    .check = check,
    .repr = str_repr,
    .number = &numbers,
    .sequence = &sequence,
    .mapping = &mapping,
    .hash = str_hash,
    .str = str_unchanged,
    .getattr = generic_getattr,
    .flags = TF_BASETYPE | TF_IMMUTABLE | TF_MATCH_SELF | TF_STR,
    .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
           "Make a string: the text that an object's __str__() or __repr__() answers, or, with an\n"
           "encoding or errors, the text that bytes mean.",
    .compare = str_compare,
    .iter = str_iter,
    .methods = str_methods,
    .new_ = construct,
};

/* ---- iterators ------------------------------------------------------------------------------------------------- */

OWN Obj *str_iter(Runtime *rt, Obj *o)
{
    Type *type = str_is_ascii(o) ? TYPE_OF(rt, STR_ASCII_ITER) : TYPE_OF(rt, STR_ITER);
    return seqiter_new(rt, type, o, 0);
}

static OWN Obj *next_char(Runtime *rt, Obj *o)
{
    SeqIter *it = (SeqIter *)o;
    if (!it->seq) return NULL;
    if (it->index < str_len(it->seq)) return str_from_char(rt, str_at(it->seq, it->index++));
    return seqiter_exhaust(rt, it);
}

static OWN Obj *next_ascii(Runtime *rt, Obj *o)
{
    SeqIter *it = (SeqIter *)o;
    if (!it->seq) return NULL;
    if (it->index < str_len(it->seq)) return own(rt->latin1[((const uint8_t *)str_data(it->seq))[it->index++]]);
    return seqiter_exhaust(rt, it);
}

METHOD(iter_length_hint, NOARGS, "__length_hint__()", "How many items are left, probably.")
{
    const SeqIter *it = (const SeqIter *)self;
    return int_new(rt, it->seq ? str_len(it->seq) - it->index : 0);
}

METHOD(iter_reduce, NOARGS, "__reduce__()", "How pickle makes it again.")
{
    return seqiter_reduce(rt, (SeqIter *)self, "iter", rt->empty_str);
}

METHOD(iter_setstate, ONE, "__setstate__(state, /)", "Go to the index that __reduce__ told.")
{
    SeqIter *it = (SeqIter *)self;
    return seqiter_setstate(rt, it, arg, 0, it->seq ? str_len(it->seq) : 0);
}

static const MethodDef *const iter_methods[] = {&iter_length_hint_def, &iter_reduce_def, &iter_setstate_def, NULL};

const Type str_iter_type = {
    .name = "str_iterator",
    .basicsize = sizeof(SeqIter),
    .dealloc = seqiter_dealloc,
    .getattr = generic_getattr,
    .flags = TF_GC | TF_IMMUTABLE | TF_DISALLOW_NEW,
    .traverse = seqiter_traverse,
    .iter = obj_self,
    .next = next_char,
    .methods = iter_methods,
};

const Type str_ascii_iter_type = {
    .name = "str_ascii_iterator",
    .basicsize = sizeof(SeqIter),
    .dealloc = seqiter_dealloc,
    .getattr = generic_getattr,
    .flags = TF_GC | TF_IMMUTABLE | TF_DISALLOW_NEW,
    .traverse = seqiter_traverse,
    .iter = obj_self,
    .next = next_ascii,
    .methods = iter_methods,
};
