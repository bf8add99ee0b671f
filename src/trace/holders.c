/* holders.c - every reference to one object, each under a name. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile/opcode.h"
#include "model/hold.h"
#include "object/dictkeys.h"
#include "object/type.h"
#include "trace/find.h"
#include "trace/holders.h"
#include "trace/labels.h"
#include "trace/owners.h"
#include "trace/place.h"

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

static bool is_descriptor(const Runtime *rt, const Obj *o)
{
    const Type *t = type_of(o);
    return t == TYPE_OF(rt, METHOD_DESCR) || t == TYPE_OF(rt, CLASSMETHOD_DESCR) || t == TYPE_OF(rt, MEMBER_DESCR) ||
           t == TYPE_OF(rt, GETSET_DESCR) || t == TYPE_OF(rt, WRAPPER_DESCR);
}

const Obj *holder_own_name(const Runtime *rt, const Obj *o)
{
    if (is_type(rt, o, FUNCTION)) return ((const Func *)o)->name;
    if (is_type(rt, o, CODE)) return ((const Code *)o)->name;
    if (is_type(rt, o, MODULE)) return ((const Module *)o)->name;
    if (is_type(rt, o, BUILTIN)) return ((const Builtin *)o)->def->name;
    if (is_descriptor(rt, o)) return ((const Descr *)o)->name;
    if (is_type(rt, o, GENERATOR) || is_type(rt, o, COROUTINE) || is_type(rt, o, ASYNC_GENERATOR)) return ((const Gen *)o)->name;
    if (is_typeobj(o) && type_is_heap((const Type *)o)) return heap_type((const Type *)o)->name;
    return NULL;
}

static void class_name_out(const Obj *type, Out *out)
{
    if (type_is_heap((const Type *)type))
        out_str(out, heap_type((const Type *)type)->name);
    else
        out_text(out, ((const Type *)type)->name);
}

static void object_out(Runtime *rt, const Obj *o, Out *out)
{
    const Obj *name = holder_own_name(rt, o);
    uint32_t number = label_number(rt, o);
    if (o == rt->modules) {
        out_text(out, "sys.modules");
        return;
    }
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

/* ---- names of holders ---------------------------------------------------------------------------------------------------- */

/* What the interpreter itself calls certain names of its own dicts. */
static const char *familiar_name(Runtime *rt, const Obj *dict, const Obj *key)
{
    if (dict == rt->builtins && str_equal_ascii(key, "_")) return "_, the value shown last";
    if (dict != rt->sys_dict) return NULL;
    if (key == id_(rt, last_traceback)) return "last traceback";
    if (key == id_(rt, last_value)) return "last exception";
    return key == id_(rt, last_type) ? "class of the last exception" : NULL;
}

/* The namespace of a module, class, instance or function; false: none of these. */
static bool namespace_out(Runtime *rt, const Holder *h, const Obj *key, Out *out)
{
    const char *familiar = familiar_name(rt, h->obj, key);
    if (familiar) return out_text(out, familiar), true;
    if (h->obj == rt->main_dict)
        out_text(out, "global ");
    else if (h->obj == rt->builtins)
        out_text(out, "builtin ");
    else if (!h->owner || label_number(rt, h->obj)) /* a dict with a label is one of those on the screen */
        return false;
    else if (is_type(rt, h->owner, MODULE) && ((const Module *)h->owner)->name && is_str(((const Module *)h->owner)->name))
        out_str(out, ((const Module *)h->owner)->name), out_text(out, ".");
    else if (is_typeobj(h->owner))
        out_text(out, "class attribute "), class_name_out(h->owner, out), out_text(out, ".");
    else
        object_out(rt, h->owner, out), out_text(out, ".");
    out_str(out, key);
    return true;
}

static void dict_out(Runtime *rt, const Holder *h, Out *out)
{
    const Dict *d = (const Dict *)h->obj;
    const DictKeys *k = d->keys;
    const Obj *key = keys_are_str(k) ? keys_str_entries(k)[h->index].key : keys_entries(k)[h->index].key;
    bool value = strcmp(h->role, "value") == 0;
    if (value && key && is_str(key) && namespace_out(rt, h, key, out)) return;
    if (!value) out_text(out, "key of ");
    object_out(rt, h->obj, out);
    if (!value) return;
    out_text(out, " key ");
    if (key) value_out(rt, key, out);
}

static void tuple_out(Runtime *rt, const Holder *h, Out *out)
{
    if (!h->owner) {
        object_out(rt, h->obj, out);
        out_format(out, "[%td]", h->index);
        return;
    }
    const Obj *name = holder_own_name(rt, h->owner);
    out_format(out, "%s of ", h->part);
    if (name)
        out_str(out, name);
    else
        object_out(rt, h->owner, out);
}

static const Obj *variable_name(const Code *code, isize i)
{
    return i >= 0 && i < tuple_len(code->localsplusnames) ? tuple_peek(code->localsplusnames, i) : NULL;
}

static void cell_out(Runtime *rt, const Holder *h, Out *out)
{
    const Func *func = (const Func *)h->owner;
    if (!func) {
        object_out(rt, h->obj, out);
        return;
    }
    const Code *code = (const Code *)func->code;
    const Obj *name = variable_name(code, code->nlocals + code->nplaincellvars + h->part_index);
    out_text(out, "cell ");
    if (name) out_str(out, name);
    out_text(out, " of ");
    out_str(out, func->name);
}

static bool is_variable(const char *role)
{
    return strcmp(role, "local") == 0 || strcmp(role, "cell") == 0 || strcmp(role, "free variable") == 0;
}

/* Whether [frame] is one of those that sys.last_traceback leads through. */
static bool in_last_traceback(Runtime *rt, const Obj *frame)
{
    const Obj *tb = find_stored(rt->sys_dict, "last_traceback");
    for (; tb && is_type(rt, tb, TRACEBACK); tb = (const Obj *)((const Traceback *)tb)->next)
        if ((const Obj *)((const Traceback *)tb)->frame == frame) return true;
    return false;
}

/* "local x of f (line 3)": a variable of a frame that somebody has kept. */
static void kept_variable_out(Runtime *rt, const Holder *h, const Frame *frame, Out *out)
{
    out_format(out, "%s ", h->role);
    out_str(out, variable_name((const Code *)frame->code, h->index));
    out_text(out, " of ");
    if (!is_type(rt, h->obj, FRAME)) {
        object_out(rt, h->obj, out);
        return;
    }
    out_str(out, ((const Code *)frame->code)->name);
    out_format(out, " (line %d), kept by ", frame_line(frame));
    if (in_last_traceback(rt, h->obj))
        out_text(out, "the last traceback");
    else
        object_out(rt, h->obj, out);
}

static void owner_out(Runtime *rt, const Holder *h, Out *out)
{
    const Frame *frame = walk_carried_frame(rt, h->obj);
    if (frame && frame->code && is_variable(h->role)) {
        kept_variable_out(rt, h, frame, out);
        return;
    }
    if (strcmp(h->role, "class") == 0)
        out_text(out, "type object of ");
    else if (h->index >= 0)
        out_format(out, "%s %td of ", h->role, h->index);
    else
        out_format(out, "%s of ", h->role);
    object_out(rt, h->obj, out);
}

static bool is_held_tree(const Runtime *rt, const Obj *o)
{
    for (int i = 0; i < rt->hold_count; i++)
        if (rt->holds[i].ref == o && strcmp(rt->holds[i].role, HOLD_TREE) == 0) return true;
    return false;
}

static void object_holder_out(Runtime *rt, const Holder *h, Out *out)
{
    const Obj *o = h->obj;
    bool item = strcmp(h->role, "item") == 0;
    const char *slot = strcmp(h->role, "slot") == 0 ? place_slot(o, h->index) : NULL;
    if (is_dict(o) && h->index >= 0 && (strcmp(h->role, "value") == 0 || strcmp(h->role, "key") == 0)) {
        dict_out(rt, h, out);
    } else if (is_tuple(o) && item) {
        tuple_out(rt, h, out);
    } else if (o == rt->tree_constants) {
        out_text(out, "syntax tree of the running script");
    } else if (is_held_tree(rt, o)) {
        out_text(out, HOLD_TREE);
    } else if (is_anyset(rt, (Obj *)(uintptr_t)o) && item) {
        out_text(out, "item of ");
        object_out(rt, o, out);
    } else if (is_list(o) || strcmp(h->role, "attribute") == 0) {
        object_out(rt, o, out);
        place_out(rt, o, h->role, h->index, out);
    } else if (slot) {
        out_format(out, "slot %s of ", slot);
        object_out(rt, o, out);
    } else if (is_type(rt, o, CELL)) {
        cell_out(rt, h, out);
    } else {
        owner_out(rt, h, out);
    }
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
    const Obj *name = holder_own_name(rt, callee);
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

/* ---- lists of holders ------------------------------------------------------------------------------------------------- */

typedef struct Gather {
    Holder *list;
    size_t n, room;
} Gather;

static bool gather(const Holder *h, void *ctx)
{
    Gather *g = ctx;
    if (g->n == g->room) return true;
    if ((g->n & (g->n - 1)) == 0) { /* full at each power of 2 */
        Holder *more = realloc(g->list, (g->n ? 2 * g->n : 1) * sizeof *more);
        if (!more) return true;
        g->list = more;
    }
    g->list[g->n++] = *h;
    return true;
}

Holder *holders_list(Runtime *rt, const Obj *o, size_t *n, isize *all)
{
    Gather g = {.room = *n ? *n : SIZE_MAX};
    *all = ledger_each(rt, o, gather, &g);
    owners_find(rt, g.list, g.n);
    *n = g.n;
    return g.list;
}

void holders_line(Runtime *rt, const Obj *o, char *text, size_t room)
{
    size_t n = 8;
    isize all;
    Out out = out_open(text, room);
    Holder *list = holders_list(rt, o, &n, &all);
    for (size_t i = 0; i < n; i++) {
        char name[160];
        holder_text(rt, &list[i], name, sizeof name);
        if (i) out_text(&out, "; ");
        out_text(&out, name);
    }
    if (all > (isize)n) out_format(&out, "; and %td more", all - (isize)n);
    free(list);
}
