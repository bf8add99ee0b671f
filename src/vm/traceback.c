/* traceback.c - the traceback object: one for each frame that an exception has left. */
#include "object/start.h"
#include "vm/vm_inner.h"

/* ---- making --------------------------------------------------------------------------------------------------- */

static OWN Obj *traceback_new(Runtime *rt, TAKE Traceback *next, TAKE FrameObj *frame, int lasti, int lineno)
{
    Traceback *tb = (Traceback *)gc_new(rt, TYPE_OF(rt, TRACEBACK));
    if (!tb) {
        xdecref(rt, next);
        decref(rt, frame);
        return NULL;
    }
    tb->next = next;
    tb->frame = frame;
    tb->lasti = lasti;
    tb->lineno = lineno;
    gc_track(rt, tb);
    return &tb->o;
}

CHECK bool traceback_here(Runtime *rt, Frame *f)
{
    FrameObj *fo = (FrameObj *)frame_object(rt, f);
    if (!fo) return false;
    Obj *type, *value, *old;
    err_fetch(rt, &type, &value, &old);
    hold(rt, "pending exception's type", type);
    hold(rt, "pending exception", value);
    hold(rt, "pending exception's traceback", old);
    hold(rt, "frame of a traceback", fo);
    Traceback *tb = (Traceback *)traceback_new(rt, (Traceback *)old, fo, frame_unit(f) * 2, frame_line(f));
    rt->hold_count -= 4;
    if (!tb) {
        xdecref(rt, type);
        xdecref(rt, value);
        return false;
    }
    err_restore_take(rt, type, value, &tb->o);
    return true;
}

void traceback_skip(Runtime *rt, const char *filename)
{
    Obj *type, *value, *tb;
    err_fetch(rt, &type, &value, &tb);
    while (tb && is_type(rt, tb, TRACEBACK)) {
        const Traceback *t = (Traceback *)tb;
        if (!str_equal_ascii(frame_code(t->frame->frame)->filename, filename)) break;
        Obj *next = xown((Obj *)t->next);
        SET_REF_TAKE(rt, tb, next);
    }
    err_restore_take(rt, type, value, tb);
}

/* ---- attributes ----------------------------------------------------------------------------------------------- */

static OWN Obj *answer_next(Runtime *rt, Obj *self, void *closure UNUSED)
{
    Traceback *next = ((Traceback *)self)->next;
    return next ? own(next) : none_new(rt);
}

static bool assign_next(Runtime *rt, Obj *self, Obj *value, void *closure UNUSED)
{
    if (!value) {
        err_type(rt, "can't delete tb_next attribute");
        return false;
    }
    if (is_none(rt, value)) value = NULL;
    if (value && !is_type(rt, value, TRACEBACK)) {
        err_type(rt, "expected traceback object, got '%s'", type_of(value)->name);
        return false;
    }
    for (Traceback *tb = (Traceback *)value; tb; tb = tb->next)
        if (&tb->o == self) {
            err_value(rt, "traceback loop detected");
            return false;
        }
    xincref(value);
    SET_REF_TAKE(rt, ((Traceback *)self)->next, (Traceback *)value);
    return true;
}

static const GetSetDef getset[] = {{"tb_next", answer_next, assign_next, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};

static const MemberDef members[] = {
    {"tb_frame", MEMBER_OBJ, offsetof(Traceback, frame), MEMBER_READONLY, NULL},
    {"tb_lasti", MEMBER_INT, offsetof(Traceback, lasti), MEMBER_READONLY, NULL},
    {"tb_lineno", MEMBER_INT, offsetof(Traceback, lineno), MEMBER_READONLY, NULL},
    {NULL, MEMBER_OBJ, 0, 0, NULL},
};

METHOD(tb_dir, NOARGS, "__dir__()", "")
{
    static const char *const names[] = {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"};
    Obj *list = list_new(rt, 0);
    for (size_t i = 0; list && i < COUNT_OF(names); i++) {
        Obj *name = str_from(rt, names[i]);
        if (!name || !list_append_take(rt, list, name)) CLEAR(rt, list);
    }
    return list;
}

static const MethodDef *const methods[] = {&tb_dir_def, NULL};

static OWN Obj *new_slot(Runtime *rt, Type *type UNUSED, Obj *args, Obj *kwargs)
{
    Args a;
    if (!args_bind(rt, "traceback(tb_next, tb_frame, tb_lasti: int, tb_lineno: int)", CALL_KEYWORDS, args, kwargs, &a)) return NULL;
    Obj *next = a.obj[0], *frame = a.obj[1], *tb = NULL;
    if (!is_none(rt, next) && !is_type(rt, next, TRACEBACK))
        err_type(rt, "expected traceback object or None, got '%s'", type_of(next)->name);
    else if (!is_type(rt, frame, FRAME))
        err_type(rt, "traceback() argument 'tb_frame' must be frame, not %s", type_of(frame)->name);
    else
        tb = traceback_new(rt, is_none(rt, next) ? NULL : (Traceback *)own(next), (FrameObj *)own(frame), (int)a.i[2], (int)a.i[3]);
    args_done(rt, &a);
    return tb;
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static int traverse(Obj *self, Visit visit, void *ctx)
{
    VISIT(((Traceback *)self)->next, "tb_next", -1);
    VISIT(((Traceback *)self)->frame, "tb_frame", -1);
    return 0;
}

static int clear(Runtime *rt, Obj *self)
{
    CLEAR(rt, ((Traceback *)self)->next);
    CLEAR(rt, ((Traceback *)self)->frame);
    return 0;
}

static void dealloc(Runtime *rt, Obj *self)
{
    gc_untrack(self);
    int trash = trash_begin(rt, self, dealloc);
    if (!trash) return;
    clear(rt, self);
    gc_obj_free(rt, self);
    trash_end(rt, trash);
}

const Type traceback_type = {
    .name = "traceback",
    .basicsize = sizeof(Traceback),
    .flags = TF_GC,
    .doc = "Create a new traceback object.",
    .dealloc = dealloc,
    .traverse = traverse,
    .clear = clear,
    .methods = methods,
    .members = members,
    .getset = getset,
    .new_ = new_slot,
};
