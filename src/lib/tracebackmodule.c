/* tracebackmodule.c - what py/traceback.py asks of the parser. */
#include "lib/lib.h"

METHOD(traceback_anchors_of, ONE, "anchors(text, /)",
       "Where in an expression's text its outermost operator or subscript lies: (start, end), or None.")
{
    Buf text = {0};
    int left, right;
    if (!is_str(arg)) return err_type(rt, "anchors() argument must be str, not %.200s", type_of(arg)->name);
    bool found = str_add_utf8(&text, arg) && text.data && traceback_anchors(rt, text.data, &left, &right);
    buf_free(&text);
    if (!found) return none_new(rt);
    Obj *start = int_new(rt, left), *end = start ? int_new(rt, right) : NULL;
    Obj *result = end ? tuple_pack(rt, 2, start, end) : NULL;
    xdecref(rt, start);
    xdecref(rt, end);
    return result;
}

static const MethodDef *const functions[] = {&traceback_anchors_of_def, NULL};

OWN Obj *traceback_module(Runtime *rt) { return module_make(rt, "_traceback", "What traceback asks of the parser.", functions); }
