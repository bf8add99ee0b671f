/* quitter.c - exit and quit, as CPython's site module provides them: told their names they explain themselves, called they
   raise SystemExit. */
#include "lib/lib.h"

typedef struct Quitter {
    Obj o;
    Obj *name, *eof;
} Quitter;

OWN Obj *quitter_new(Runtime *rt, const char *name)
{
    Quitter *q = (Quitter *)obj_new(rt, TYPE_OF(rt, QUITTER));
    if (!q) return NULL;
    q->name = str_interned(rt, name);
    q->eof = str_from(rt, "Ctrl-D (i.e. EOF)");
    if (q->name && q->eof) return &q->o;
    decref(rt, q);
    return NULL;
}

static void quitter_dealloc(Runtime *rt, Obj *self)
{
    Quitter *q = (Quitter *)self;
    xdecref(rt, q->name);
    xdecref(rt, q->eof);
    obj_free(rt, self);
}

static int quitter_traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((Quitter *)self)->name, "name", -1);
    VISIT(((Quitter *)self)->eof, "eof", -1);
    return 0;
}

static OWN Obj *quitter_repr(Runtime *rt, Obj *self)
{
    return str_format(rt, "Use %O() or %O to exit", ((Quitter *)self)->name, ((Quitter *)self)->eof);
}

static OWN Obj *quitter_call(Runtime *rt, Obj *self UNUSED, Obj *args, Obj *kwargs)
{
    Obj *code = tuple_len(args) ? tuple_peek(args, 0) : kwargs ? dict_get_str_peek(rt, kwargs, "code") : NULL;
    isize given = tuple_len(args) + (kwargs ? dict_len(kwargs) : 0);
    if (given > 1) return err_type(rt, "Quitter.__call__() takes from 1 to 2 positional arguments but %zd were given", given + 1);
    if (given && !code) return err_type(rt, "Quitter.__call__() got an unexpected keyword argument");
    return err_set(rt, EXC_TYPE(rt, SystemExit), code ? code : NONE(rt));
}

static OWN Obj *get_name(Runtime *rt UNUSED, Obj *self, void *closure UNUSED) { return own(((Quitter *)self)->name); }
static OWN Obj *get_eof(Runtime *rt UNUSED, Obj *self, void *closure UNUSED) { return own(((Quitter *)self)->eof); }

static const GetSetDef getset[] = {{"name", get_name, NULL, NULL, NULL}, {"eof", get_eof, NULL, NULL, NULL}, {0}};

const Type quitter_type = {.name = "_sitebuiltins.Quitter", .basicsize = sizeof(Quitter), .dealloc = quitter_dealloc,
                           .repr = quitter_repr, .call = quitter_call, .getattr = generic_getattr,
                           .flags = TF_DISALLOW_NEW, .traverse = quitter_traverse, .getset = getset};
