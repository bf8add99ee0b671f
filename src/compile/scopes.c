/* scopes.c - decides where each name of each block lives: local, cell, free, global.

   Downwards go the names that outer functions bind and those declared global; upwards come the names that
   inner blocks found free.  A class is transparent: its own names are not seen by the functions in it, but
   the cell __class__ is. */
#include "compile/codegen.h"

/* Sets of names: value 1 in, 0 out. */
static bool set_insert(Compiler *c, NameMap *s, Obj *name) { return names_put(c, s, name, 1); }

static bool set_has(Compiler *c, const NameMap *s, Obj *name) { return names_value(c, s, name) != 0; }

static bool directive_error(Compiler *c, const Scope *s, Obj *name, const char *format)
{
    for (const Directive *d = s->directives; d; d = d->next) {
        if (str_equal(d->name, name)) return located_error(c, d->pos, true, format, name);
    }
    return located_error(c, s->pos, true, format, name);
}

typedef struct Analysis {
    NameMap bound, global;             /* known to this block, its own changes included */
    NameMap local, free;               /* its locals; what it needs from outside */
    NameMap inner_free;                /* what its children need from outside them */
    NameMap child_bound, child_global; /* what its children know */
    NameMap homes;
} Analysis;

static bool analyze_name(Compiler *c, Scope *s, Analysis *a, Obj *name, int flags)
{
    if (flags & DEF_GLOBAL) {
        if (flags & DEF_NONLOCAL) return directive_error(c, s, name, "name '%O' is nonlocal and global");
        names_drop(c, &a->bound, name);
        return names_put(c, &a->homes, name, HOME_GLOBAL) && set_insert(c, &a->global, name);
    }
    if (flags & DEF_NONLOCAL) {
        if (!s->parent) return directive_error(c, s, name, "nonlocal declaration not allowed at module level");
        if (!set_has(c, &a->bound, name)) return directive_error(c, s, name, "no binding for nonlocal '%O' found");
        return names_put(c, &a->homes, name, HOME_FREE) && set_insert(c, &a->free, name);
    }
    if (flags & DEF_BOUND) {
        names_drop(c, &a->global, name);
        return names_put(c, &a->homes, name, HOME_LOCAL) && set_insert(c, &a->local, name);
    }
    if (set_has(c, &a->bound, name)) return names_put(c, &a->homes, name, HOME_FREE) && set_insert(c, &a->free, name);
    return names_put(c, &a->homes, name, HOME_GLOBAL_IMPLICIT);
}

/* A class passes on what it was told, before its own declarations change that; others after. */
static bool tell_children(Compiler *c, const Scope *s, Analysis *a)
{
    if (s->kind == SCOPE_CLASS) return set_insert(c, &a->child_bound, id_(c->rt, __class__));
    return (s->kind != SCOPE_FUNCTION || names_copy(c, &a->child_bound, &a->local)) &&
           names_copy(c, &a->child_bound, &a->bound) && names_copy(c, &a->child_global, &a->global);
}

static void make_cells(Compiler *c, Analysis *a)
{
    for (int i = 0; i < a->homes.n; i++) {
        NameEntry *e = &a->homes.entries[i];
        if (e->value != HOME_LOCAL || !set_has(c, &a->inner_free, e->name)) continue;
        e->value = HOME_CELL;
        names_drop(c, &a->inner_free, e->name);
    }
}

static bool record(Compiler *c, Scope *s, const Analysis *a)
{
    for (int i = 0; i < s->symbols.n; i++) {
        NameEntry *e = &s->symbols.entries[i];
        e->value |= names_value(c, &a->homes, e->name) << HOME_SHIFT;
    }
    for (int i = 0; i < a->inner_free.n; i++) {
        if (!a->inner_free.entries[i].value) continue;
        Obj *name = a->inner_free.entries[i].name;
        int at = names_find(c, &s->symbols, name);
        if (at >= 0) { /* a method's free variable may also be a name of the class */
            int *flags = &s->symbols.entries[at].value;
            if (s->kind == SCOPE_CLASS && *flags & (DEF_BOUND | DEF_GLOBAL)) *flags |= DEF_FREE_CLASS;
        } else if (!s->parent || set_has(c, &a->bound, name)) {
            if (!names_put(c, &s->symbols, name, HOME_FREE << HOME_SHIFT)) return false;
        }
    }
    return true;
}

static bool analyze(Compiler *c, Scope *s, const NameMap *bound, const NameMap *global, NameMap *free_out)
{
    Analysis a = {0};
    if (!names_copy(c, &a.bound, bound) || !names_copy(c, &a.global, global)) return false;
    if (s->kind == SCOPE_CLASS && (!names_copy(c, &a.child_bound, bound) || !names_copy(c, &a.child_global, global)))
        return false;
    for (int i = 0; i < s->symbols.n; i++) {
        if (!analyze_name(c, s, &a, s->symbols.entries[i].name, s->symbols.entries[i].value)) return false;
    }
    if (!tell_children(c, s, &a)) return false;
    for (Scope *child = s->first_child; child; child = child->next) {
        if (!analyze(c, child, &a.child_bound, &a.child_global, &a.inner_free)) return false;
    }
    if (s->kind == SCOPE_FUNCTION) {
        make_cells(c, &a);
    } else if (s->kind == SCOPE_CLASS && set_has(c, &a.inner_free, id_(c->rt, __class__))) {
        names_drop(c, &a.inner_free, id_(c->rt, __class__));
        s->needs_class_cell = true;
    }
    return record(c, s, &a) && names_copy(c, free_out, &a.free) && names_copy(c, free_out, &a.inner_free);
}

bool scopes_analyze(Compiler *c)
{
    NameMap none = {0}, free_names = {0};
    return analyze(c, c->top, &none, &none, &free_names);
}
