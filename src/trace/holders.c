/* holders.c - every reference to one object, each under a name. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "compile/opcode.h"
#include "object/dictkeys.h"
#include "object/type.h"
#include "trace/holders.h"
#include "trace/labels.h"
#include "trace/value.h"

/* ---- finding --------------------------------------------------------------------------------------------------------- */

typedef struct Seek {
    Runtime *rt;
    const Obj *wanted;
    Holder at; /* where we are */
    HolderFn fn;
    void *ctx;
    isize found;
    bool stopped;
} Seek;

static int seek(Obj *o, void *ctx, const char *role, isize index)
{
    Seek *s = ctx;
    if (LIKELY(o != s->wanted)) return 0;
    s->found++;
    s->at.role = role;
    s->at.index = index;
    s->stopped = !s->fn(&s->at, s->ctx);
    return s->stopped;
}

/* The holds are told apart from the other roots: they know their frame. */
static void seek_holds(Runtime *rt, Seek *s)
{
    for (int i = 0; i < rt->hold_count && !s->stopped; i++) {
        const Held *h = &rt->holds[i];
        s->at = (Holder){.kind = HOLDER_HOLD, .frame = h->frame};
        if (h->n < 0) {
            if (h->ref) seek(h->ref, s, h->role, -1);
        } else {
            Obj **items = h->ref;
            for (isize k = 0; k < h->n && !s->stopped; k++)
                if (items[k]) seek(items[k], s, h->role, k);
        }
    }
}

static void seek_roots(Runtime *rt, Seek *s)
{
    s->at.kind = HOLDER_ROOT;
    runtime_visit_fixed(rt, seek, s);
    seek_holds(rt, s);
    s->at = (Holder){.kind = HOLDER_COLLECTOR};
    if (!s->stopped) walk_collector(rt, seek, s);
}

static void seek_frames(Runtime *rt, Seek *s, Frame *first)
{
    for (Frame *f = first; f && !s->stopped; f = f->previous) {
        if (f->owner == FRAME_OF_GENERATOR && first == rt->vm.frame) continue;
        s->at = (Holder){.kind = HOLDER_FRAME, .frame = f};
        frame_traverse(f, seek, s);
    }
}

static void seek_static(Obj *o, void *ctx)
{
    Seek *s = ctx;
    s->at.obj = o;
    if (!s->stopped && type_has(type_of(o), TF_TYPE)) walk_references(s->rt, o, seek, s);
}

isize ledger_each(Runtime *rt, const Obj *o, HolderFn fn, void *ctx)
{
    Seek s = {.rt = rt, .wanted = o, .fn = fn, .ctx = ctx};
    const Heap *h = HEAP(rt);
    seek_roots(rt, &s);
    seek_frames(rt, &s, rt->vm.frame);
    seek_frames(rt, &s, rt->vm.limbo);
    s.at = (Holder){.kind = HOLDER_OBJECT};
    for (int i = 0; i < T_COUNT && !s.stopped; i++)
        if (rt->types[i].base.base.type) seek_static(&rt->types[i].base.base, &s);
    for (int i = 0; i < E_COUNT && !s.stopped; i++)
        if (rt->excs[i].base.base.type) seek_static(&rt->excs[i].base.base, &s);
    for (char *b = heap_next(h, NULL); b && !s.stopped; b = heap_next(h, b + 1)) {
        Obj *owner = walk_object(h, b);
        if (!owner || owner->refcnt <= 0) continue;
        const Type *t = owner->type;
        if (!t->traverse || owner == rt->interned) continue;
        s.at.obj = owner;
        if (LIKELY(!type_has(t, TF_TYPE)))
            t->traverse(owner, seek, &s);
        else
            walk_references(rt, owner, seek, &s);
    }
    return s.found;
}

/* ---- short names of objects -------------------------------------------------------------------------------------------- */

static void out_address(Out *out, Runtime *rt, const Obj *o)
{
    out_format(out, "..%05llx", (unsigned long long)(heap_nominal(HEAP(rt), o) & 0xfffff));
}

/* The name that an object of some types bears: a str, or NULL. */
static const Obj *own_name(Runtime *rt, const Obj *o)
{
    if (is_type(rt, o, FUNCTION)) return ((const Func *)o)->name;
    if (is_type(rt, o, CODE)) return ((const Code *)o)->name;
    if (is_type(rt, o, MODULE)) return ((const Module *)o)->name;
    if (is_type(rt, o, BUILTIN)) return ((const Builtin *)o)->def->name;
    if (is_type(rt, o, GENERATOR) || is_type(rt, o, COROUTINE) || is_type(rt, o, ASYNC_GENERATOR)) return ((const Gen *)o)->name;
    if (is_typeobj(o) && type_is_heap((const Type *)o)) return heap_type((const Type *)o)->name;
    return NULL;
}

static void object_out(Runtime *rt, const Obj *o, Out *out)
{
    const Obj *name = own_name(rt, o);
    uint32_t number = label_number(rt, o);
    out_text(out, is_typeobj(o) ? "class" : value_type(o));
    if (name && is_str(name)) {
        out_text(out, " ");
        out_str(out, name);
    } else if (is_typeobj(o)) {
        out_format(out, " %s", ((const Type *)o)->name);
    }
    if (number) {
        out_format(out, " #%u", number);
    } else if (!name && ledger_is_static(rt, o)) {
        if (is_typeobj(o)) return;
        out_text(out, " ");
        value_out(rt, o, out);
    } else if (!name) {
        out_text(out, " ");
        out_address(out, rt, o);
    }
}

void holder_object_short(Runtime *rt, const Obj *o, char *text, size_t room)
{
    Out out = out_open(text, room);
    object_out(rt, o, &out);
}

void holder_object_text(Runtime *rt, const Obj *o, char *text, size_t room)
{
    Out out = out_open(text, room);
    if (!type_of(o) || o->refcnt < 0 || heap_place(HEAP(rt), type_of(o)) == PLACE_OUTSIDE) {
        out_text(&out, "object");
    } else {
        object_out(rt, o, &out);
        bool readable = is_str(o) || is_int(o) || type_has(type_of(o), TF_BYTES);
        if (readable && !ledger_is_static(rt, o)) {
            char value[48];
            value_text(rt, o, value, sizeof value);
            out_format(&out, " %s", value);
        }
    }
    out_format(&out, " at 0x%llx", (unsigned long long)heap_nominal(HEAP(rt), o));
}

/* ---- where something belongs -------------------------------------------------------------------------------------------- */

/* The module whose namespace [dict] is; NULL: none. */
static const Obj *module_of(Runtime *rt, const Obj *dict)
{
    Obj *key, *value;
    for (isize pos = 0; rt->modules && dict_next(rt->modules, &pos, &key, &value, NULL);)
        if (is_type(rt, value, MODULE) && module_dict_peek(value) == dict) return value;
    return NULL;
}

/* The first object in a block for which [fits] finds a word. */
typedef const char *(*Fits)(Runtime *rt, const Obj *o, const Obj *wanted);
static Obj *find_object(Runtime *rt, Fits fits, const Obj *wanted, const char **word)
{
    const Heap *h = HEAP(rt);
    for (char *b = heap_next(h, NULL); b; b = heap_next(h, b + 1)) {
        Obj *o = walk_object(h, b);
        if (o && o->refcnt > 0 && (*word = fits(rt, o, wanted)) != NULL) return o;
    }
    return NULL;
}

/* What a tuple is to the code, function or class that has it. */
static const char *tuple_part(Runtime *rt, const Obj *o, const Obj *tuple)
{
    if (is_type(rt, o, CODE)) return ((const Code *)o)->consts == tuple ? "constant" : ((const Code *)o)->names == tuple ? "name" : NULL;
    if (is_type(rt, o, FUNCTION)) {
        const Func *f = (const Func *)o;
        return f->defaults == tuple ? "default" : f->closure == tuple ? "closure" : NULL;
    }
    if (!is_typeobj(o)) return NULL;
    return ((const Type *)o)->mro == tuple ? "mro" : ((const Type *)o)->bases == tuple ? "bases" : NULL;
}

static const char *cell_part(Runtime *rt, const Obj *o, const Obj *cell)
{
    const Obj *closure = is_type(rt, o, FUNCTION) ? ((const Func *)o)->closure : NULL;
    for (isize i = 0; closure && i < tuple_len(closure); i++)
        if (tuple_peek(closure, i) == cell) return "cell";
    return NULL;
}

/* The likely ones first: code that runs. */
static Obj *owner_of_tuple(Runtime *rt, const Obj *tuple, const char **word)
{
    if (rt->running_code && (*word = tuple_part(rt, rt->running_code, tuple)) != NULL) return rt->running_code;
    for (const Frame *f = rt->vm.frame; f; f = f->previous)
        if (f->code && (*word = tuple_part(rt, f->code, tuple)) != NULL) return f->code;
    return find_object(rt, tuple_part, tuple, word);
}

static const Obj *variable_name(const Code *code, isize i)
{
    return i >= 0 && i < tuple_len(code->localsplusnames) ? tuple_peek(code->localsplusnames, i) : NULL;
}

/* ---- names of holders ---------------------------------------------------------------------------------------------------- */

static void key_at(const Dict *d, isize i, const Obj **key)
{
    const DictKeys *k = d->keys;
    *key = keys_are_str(k) ? keys_str_entries(k)[i].key : keys_entries(k)[i].key;
}

static void dict_out(Runtime *rt, const Holder *h, Out *out)
{
    const Obj *key, *module;
    bool value = strcmp(h->role, "value") == 0;
    key_at((const Dict *)h->obj, h->index, &key);
    bool plain = value && key && is_str(key);
    if (plain && h->obj == rt->main_dict) {
        out_text(out, "global ");
        out_str(out, key);
    } else if (plain && h->obj == rt->builtins) {
        out_text(out, "builtin ");
        out_str(out, key);
    } else if (plain && (module = module_of(rt, h->obj)) != NULL && is_str(((const Module *)module)->name)) {
        out_str(out, ((const Module *)module)->name);
        out_text(out, ".");
        out_str(out, key);
    } else {
        object_out(rt, h->obj, out);
        out_text(out, value ? "[" : ", key ");
        if (key) value_out(rt, key, out);
        if (value) out_text(out, "]");
    }
}

static void tuple_out(Runtime *rt, const Holder *h, Out *out)
{
    const char *word;
    const Obj *owner = label_number(rt, h->obj) ? NULL : owner_of_tuple(rt, h->obj, &word);
    const Obj *name = owner ? own_name(rt, owner) : NULL;
    if (name) {
        out_format(out, "%s of ", word);
        out_str(out, name);
    } else if (owner) {
        out_format(out, "%s of %s", word, ((const Type *)owner)->name);
    } else {
        object_out(rt, h->obj, out);
        out_format(out, "[%td]", h->index);
    }
}

static void attribute_out(Runtime *rt, const Holder *h, Out *out)
{
    const DictKeys *k = heap_type(type_of(h->obj))->cached_keys;
    uint32_t number = label_number(rt, h->obj);
    if (number) out_format(out, "#%u ", number);
    out_text(out, value_type(h->obj));
    if (!number) {
        out_text(out, " ");
        out_address(out, rt, h->obj);
    }
    out_text(out, ".");
    out_str(out, keys_str_entries(k)[h->index].key);
}

static void cell_out(Runtime *rt, const Holder *h, Out *out)
{
    const char *word;
    const Func *func = (const Func *)find_object(rt, cell_part, h->obj, &word);
    if (!func) {
        object_out(rt, h->obj, out);
        return;
    }
    const Code *code = (const Code *)func->code;
    isize i = 0;
    while (tuple_peek(func->closure, i) != h->obj) i++;
    const Obj *name = variable_name(code, code->nlocals + code->nplaincellvars + i);
    out_text(out, "cell ");
    if (name) out_str(out, name);
    out_text(out, " of ");
    out_str(out, func->name);
}

static bool is_variable(const char *role)
{
    return strcmp(role, "local") == 0 || strcmp(role, "cell") == 0 || strcmp(role, "free variable") == 0;
}

/* The frame that a generator or a frame object carries with it. */
static const Frame *carried_frame(Runtime *rt, const Obj *o)
{
    if (is_type(rt, o, GENERATOR) || is_type(rt, o, COROUTINE) || is_type(rt, o, ASYNC_GENERATOR)) return &((const Gen *)o)->frame;
    return is_type(rt, o, FRAME) ? ((const FrameObj *)o)->frame : NULL;
}

static void owner_out(Runtime *rt, const Holder *h, Out *out)
{
    const Frame *frame = carried_frame(rt, h->obj);
    if (frame && frame->code && is_variable(h->role)) {
        out_format(out, "%s ", h->role);
        out_str(out, variable_name((const Code *)frame->code, h->index));
        out_text(out, " of ");
    } else if (h->index >= 0) {
        out_format(out, "%s %td of ", h->role, h->index);
    } else {
        out_format(out, "%s of ", h->role);
    }
    object_out(rt, h->obj, out);
}

static void object_holder_out(Runtime *rt, const Holder *h, Out *out)
{
    const Obj *o = h->obj;
    bool item = strcmp(h->role, "item") == 0;
    if (is_dict(o) && h->index >= 0 && (strcmp(h->role, "value") == 0 || strcmp(h->role, "key") == 0))
        dict_out(rt, h, out);
    else if (is_tuple(o) && item)
        tuple_out(rt, h, out);
    else if (o == rt->tree_constants)
        out_text(out, "syntax tree of the running script");
    else if (is_list(o) && item) {
        object_out(rt, o, out);
        out_format(out, "[%td]", h->index);
    } else if (is_anyset(rt, (Obj *)(uintptr_t)o) && item) {
        object_out(rt, o, out);
    } else if (strcmp(h->role, "attribute") == 0 && type_is_heap(type_of(o)))
        attribute_out(rt, h, out);
    else if (is_type(rt, o, CELL))
        cell_out(rt, h, out);
    else
        owner_out(rt, h, out);
}

static const Obj *frame_name(const Frame *f) { return f->code ? ((const Code *)f->code)->name : NULL; }

/* The arguments of the call that a frame is in the middle of: how many of the topmost values, 0: it is in none. */
static int arguments_under_way(Runtime *rt, const Frame *f)
{
    const Code *code = (const Code *)f->code;
    if (f->prev_instr < code->code) return 0;
    int op = rt->hooks.opcode_base[f->prev_instr->op];
    if (op == OP_PRECALL) return f->prev_instr->arg;
    if (op != OP_CALL) return 0;
    const Frame *inner = rt->vm.frame; /* C code runs in between when it has entered a frame by itself */
    while (inner && inner->previous != f) inner = inner->previous;
    return inner && inner->is_entry ? f->prev_instr->arg : 0;
}

/* "argument of getrefcount"; false: the place [index] of the value stack is none. */
static bool argument_out(Runtime *rt, const Frame *f, isize index, Out *out)
{
    const Code *code = (const Code *)f->code;
    Obj *const *stack = f->localsplus + code->nlocalsplus;
    isize depth = f->stacktop - code->nlocalsplus, n = arguments_under_way(rt, f), first = depth - n;
    if (n == 0 || first < 2) return false;
    bool bound = stack[first - 2] != NULL; /* [function, self, arguments] or [nothing, function, arguments] */
    const Obj *callee = stack[first - (bound ? 2 : 1)];
    if (index < first - bound || !callee) return false;
    const Obj *name = own_name(rt, callee);
    out_text(out, "argument of ");
    if (name && is_str(name))
        out_str(out, name);
    else
        object_out(rt, callee, out);
    return true;
}

static void frame_holder_out(Runtime *rt, const Holder *h, Out *out)
{
    const Frame *f = h->frame;
    const Obj *name = frame_name(f);
    bool variable = is_variable(h->role), operand = strcmp(h->role, "operand stack") == 0;
    if (operand && f->code && argument_out(rt, f, h->index, out)) return;
    out_text(out, h->role);
    if (variable && f->code) {
        out_text(out, " ");
        out_str(out, variable_name((const Code *)f->code, h->index));
    }
    out_text(out, " of ");
    if (name)
        out_str(out, name);
    else
        out_text(out, "a frame");
    if (operand) out_format(out, ", depth %td", h->index + 1);
    if (variable && f->code) out_format(out, " (line %d)", frame_line(f));
}

void holder_text(Runtime *rt, const Holder *h, char *text, size_t room)
{
    Out out = out_open(text, room);
    switch (h->kind) {
    case HOLDER_OBJECT: object_holder_out(rt, h, &out); break;
    case HOLDER_FRAME: frame_holder_out(rt, h, &out); break;
    case HOLDER_HOLD:
        out_text(&out, h->role);
        if (h->frame && frame_name(h->frame)) {
            out_text(&out, ", in a call from ");
            out_str(&out, frame_name(h->frame));
        }
        break;
    default: out_text(&out, h->role);
    }
}

/* ---- all on one line ------------------------------------------------------------------------------------------------------ */

enum { LINE_HOLDERS = 8 };

typedef struct Line {
    Runtime *rt;
    Out out;
    isize n;
} Line;

static bool add_to_line(const Holder *h, void *ctx)
{
    Line *line = ctx;
    if (line->n++ >= LINE_HOLDERS) return true;
    char text[160];
    holder_text(line->rt, h, text, sizeof text);
    if (line->n > 1) out_text(&line->out, "; ");
    out_text(&line->out, text);
    return true;
}

void holders_line(Runtime *rt, const Obj *o, char *text, size_t room)
{
    Line line = {.rt = rt, .out = out_open(text, room)};
    ledger_each(rt, o, add_to_line, &line);
    if (line.n > LINE_HOLDERS) out_format(&line.out, "; and %td more", line.n - LINE_HOLDERS);
}
