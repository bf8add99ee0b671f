/* deque.c - collections.deque: a chain of blocks of 64 items, filled from the middle to both sides.

     left block <-> block <-> ... <-> right block        [left_index .. 63] ... [0 .. right_index]

   Blocks that become empty wait in the deque, up to 16 of them, before they go back to the heap.
   Invariants (check): the items lie one after the other from left_index of the left block to right_index of the right one;
   an empty deque has one block and its indices next to each other in the middle. */
#include <string.h>

#include "lib/fields.h"
#include "object/alias.h"
#include "object/seq.h"
#include "object/start.h"

enum { BLOCK = 64, CENTER = (BLOCK - 1) / 2, SPARE = 16 };

typedef struct Block {
    struct Block *left;
    Obj *items[BLOCK];
    struct Block *right;
} Block;

typedef struct Deque {
    VarObj v;
    Block *left, *right;
    isize left_index, right_index; /* 0 <= ... < BLOCK */
    size_t state;                  /* changes with every change of the length */
    isize maxlen;                  /* -1: no limit */
    isize spares;
    Block *spare[SPARE];
    Obj *weaklist;
} Deque;

typedef struct DequeIter {
    Obj o;
    Obj *deque;
    Block *block;
    isize index, left;
    size_t state;
} DequeIter;

static Deque *dq(Obj *o) { return (Deque *)o; }
static isize count_of(const Obj *o) { return ((const VarObj *)o)->size; }
static bool is_deque(Runtime *rt, const Obj *o) { return is_instance(o, TYPE_OF(rt, DEQUE)); }

/* ---- blocks --------------------------------------------------------------------------------------------------------------- */

static Block *block_new(Runtime *rt, Deque *d)
{
    if (d->spares) return d->spare[--d->spares];
    return mem_alloc(rt, sizeof(Block), KIND_CHUNK);
}

static void block_free(Runtime *rt, Deque *d, Block *b)
{
    if (d->spares < SPARE) d->spare[d->spares++] = b;
    else mem_free(rt, b);
}

static void to_center(Deque *d)
{
    d->left_index = CENTER + 1;
    d->right_index = CENTER;
}

static OWN Obj *deque_alloc(Runtime *rt, Type *type, Obj *args UNUSED, Obj *kwargs UNUSED)
{
    Deque *d = (Deque *)type->alloc(rt, type, 0);
    if (!d) return NULL;
    d->maxlen = -1;
    if (!(d->left = d->right = block_new(rt, d))) {
        decref(rt, d);
        return NULL;
    }
    d->left->left = d->left->right = NULL;
    to_center(d);
    return &d->v.base;
}

/* ---- both ends -------------------------------------------------------------------------------------------------------------- */

static OWN Obj *take_right(Runtime *rt, Deque *d)
{
    Obj *item = d->right->items[d->right_index--];
    d->v.size--;
    d->state++;
    if (d->right_index >= 0) return item;
    if (d->v.size == 0) {
        to_center(d);
    } else {
        Block *before = d->right->left;
        block_free(rt, d, d->right);
        before->right = NULL;
        d->right = before;
        d->right_index = BLOCK - 1;
    }
    return item;
}

static OWN Obj *take_left(Runtime *rt, Deque *d)
{
    Obj *item = d->left->items[d->left_index++];
    d->v.size--;
    d->state++;
    if (d->left_index < BLOCK) return item;
    if (d->v.size == 0) {
        to_center(d);
    } else {
        Block *after = d->left->right;
        block_free(rt, d, d->left);
        after->left = NULL;
        d->left = after;
        d->left_index = 0;
    }
    return item;
}

static bool put_right_take(Runtime *rt, Deque *d, TAKE Obj *item)
{
    if (d->right_index == BLOCK - 1) {
        Block *b = block_new(rt, d);
        if (!b) {
            decref(rt, item);
            return false;
        }
        b->left = d->right;
        b->right = NULL;
        d->right->right = b;
        d->right = b;
        d->right_index = -1;
    }
    d->v.size++;
    d->right->items[++d->right_index] = item;
    d->state++;
    return true;
}

static bool put_left_take(Runtime *rt, Deque *d, TAKE Obj *item)
{
    if (d->left_index == 0) {
        Block *b = block_new(rt, d);
        if (!b) {
            decref(rt, item);
            return false;
        }
        b->right = d->left;
        b->left = NULL;
        d->left->left = b;
        d->left = b;
        d->left_index = BLOCK;
    }
    d->v.size++;
    d->left->items[--d->left_index] = item;
    d->state++;
    return true;
}

static bool is_over(const Deque *d) { return d->maxlen >= 0 && d->v.size > d->maxlen; }

static bool append_take(Runtime *rt, Deque *d, TAKE Obj *item)
{
    if (!put_right_take(rt, d, item)) return false;
    if (is_over(d)) decref(rt, take_left(rt, d));
    return true;
}

static bool append_left_take(Runtime *rt, Deque *d, TAKE Obj *item)
{
    if (!put_left_take(rt, d, item)) return false;
    if (is_over(d)) decref(rt, take_right(rt, d));
    return true;
}

static bool extend(Runtime *rt, Obj *self, Obj *iterable, bool (*put)(Runtime *rt, Deque *d, TAKE Obj *item))
{
    Obj *copy = NULL;
    if (iterable == self && !(iterable = copy = list_from_iterable(rt, self))) return false;
    Obj *it = obj_iter(rt, iterable);
    xdecref(rt, copy);
    if (!it) return false;
    hold(rt, "iterator", it);
    bool ok = true;
    for (Obj *item; ok && (item = iter_next(rt, it)) != NULL;) ok = put(rt, dq(self), item);
    drop(rt);
    return ok && !err_pending(rt);
}

static void empty(Runtime *rt, Deque *d)
{
    while (d->v.size) decref(rt, take_right(rt, d));
}

/* Moves [n] items from the right end to the left one; negative: the other way. */
static bool rotate(Runtime *rt, Deque *d, isize n)
{
    isize len = d->v.size;
    if (len <= 1) return true;
    if (n > len / 2 || n < -len / 2) {
        n %= len;
        if (n > len / 2) n -= len;
        else if (n < -len / 2) n += len;
    }
    bool ok = true;
    for (; ok && n > 0; n--) ok = put_left_take(rt, d, take_right(rt, d));
    for (; ok && n < 0; n++) ok = put_right_take(rt, d, take_left(rt, d));
    return ok;
}

static Obj **place_of(const Deque *d, isize i)
{
    isize at = d->left_index + i;
    if (i < d->v.size / 2) {
        const Block *b = d->left;
        for (; at >= BLOCK; at -= BLOCK) b = b->right;
        return (Obj **)&b->items[at];
    }
    const Block *b = d->right;
    isize from_right = d->right_index - (d->v.size - 1 - i);
    for (; from_right < 0; from_right += BLOCK) b = b->left;
    return (Obj **)&b->items[from_right];
}

/* ---- methods ------------------------------------------------------------------------------------------------------------------- */

METHOD(deque_append, ONE, "append(item, /)", "Add an element to the right side of the deque.") { return append_take(rt, dq(self), own(arg)) ? none_new(rt) : NULL; }
METHOD(deque_appendleft, ONE, "appendleft(item, /)", "Add an element to the left side of the deque.") { return append_left_take(rt, dq(self), own(arg)) ? none_new(rt) : NULL; }
METHOD(deque_extend, ONE, "extend(iterable, /)", "Extend the right side of the deque with elements from the iterable") { return extend(rt, self, arg, append_take) ? none_new(rt) : NULL; }
METHOD(deque_extendleft, ONE, "extendleft(iterable, /)", "Extend the left side of the deque with elements from the iterable") { return extend(rt, self, arg, append_left_take) ? none_new(rt) : NULL; }

METHOD(deque_pop, NOARGS, "pop()", "Remove and return the rightmost element.")
{
    return count_of(self) ? take_right(rt, dq(self)) : err_format(rt, EXC_TYPE(rt, IndexError), "pop from an empty deque");
}

METHOD(deque_popleft, NOARGS, "popleft()", "Remove and return the leftmost element.")
{
    return count_of(self) ? take_left(rt, dq(self)) : err_format(rt, EXC_TYPE(rt, IndexError), "pop from an empty deque");
}

METHOD(deque_clear_method, NOARGS, "clear()", "Remove all elements from the deque.")
{
    empty(rt, dq(self));
    return none_new(rt);
}

METHOD(deque_rotate, POSITIONAL, "rotate(n: int=1, /)", "Rotate the deque n steps to the right (default n=1).  If n is negative, rotates left.")
{
    return rotate(rt, dq(self), a->given ? a->i[0] : 1) ? none_new(rt) : NULL;
}

METHOD(deque_reverse, NOARGS, "reverse()", "D.reverse() -- reverse *IN PLACE*")
{
    const Deque *d = dq(self);
    Block *left = d->left, *right = d->right;
    isize l = d->left_index, r = d->right_index;
    for (isize n = d->v.size / 2; n > 0; n--) {
        Obj *item = left->items[l];
        left->items[l] = right->items[r];
        right->items[r] = item;
        if (++l == BLOCK) left = left->right, l = 0;
        if (--r < 0) right = right->left, r = BLOCK - 1;
    }
    return none_new(rt);
}

/* What a copy is made by: the type and, where there is a limit, the limit. */
static OWN Obj *deque_copy(Runtime *rt, Obj *self)
{
    const Deque *d = dq(self);
    if (is_type(rt, self, DEQUE)) {
        Obj *copy = deque_alloc(rt, TYPE_OF(rt, DEQUE), NULL, NULL);
        if (copy) dq(copy)->maxlen = d->maxlen;
        if (copy && !extend(rt, copy, self, append_take)) CLEAR(rt, copy);
        return copy;
    }
    if (d->maxlen < 0) return obj_call1(rt, (Obj *)type_of(self), self);
    Obj *limit = int_new(rt, d->maxlen);
    hold(rt, "limit of a deque", limit);
    return drop_keep(rt, 1, limit ? obj_call2(rt, (Obj *)type_of(self), self, limit) : NULL);
}

METHOD(deque_copy_method, NOARGS, "copy()", "Return a shallow copy of a deque.") { return deque_copy(rt, self); }
METHOD(deque_copy_special, NOARGS, "__copy__()", "Return a shallow copy of a deque.") { return deque_copy(rt, self); }

/* Looks for [value] from [start] to [stop]: its index, -1 not found, -2 an exception; *count, when asked, counts all. */
static isize search(Runtime *rt, Obj *self, Obj *value, isize start, isize stop, isize *count)
{
    const Deque *d = dq(self);
    size_t state = d->state;
    for (isize i = start; i < stop && i < d->v.size; i++) {
        int same = seq_same(rt, *place_of(d, i), value);
        if (same < 0) return -2;
        if (same > 0 && !count) return i;
        if (same > 0) ++*count;
        if (d->state != state) {
            err_format(rt, EXC_TYPE(rt, RuntimeError), "deque mutated during iteration");
            return -2;
        }
    }
    return -1;
}

METHOD(deque_count, ONE, "count(value, /)", "D.count(value) -- return number of occurrences of value")
{
    isize n = 0;
    return search(rt, self, arg, 0, PTRDIFF_MAX, &n) == -2 ? NULL : int_new(rt, n);
}

METHOD(deque_index, POSITIONAL, "index(value, start: sub=0, stop: sub=9223372036854775807, /)",
       "D.index(value, [start, [stop]]) -- return first index of value.\nRaises ValueError if the value is not present.")
{
    isize start = a->given > 1 ? a->i[1] : 0, stop = a->given > 2 ? a->i[2] : PTRDIFF_MAX, n = count_of(self);
    if (start < 0 && (start += n) < 0) start = 0;
    if (stop < 0 && (stop += n) < 0) stop = 0;
    isize at = search(rt, self, a->obj[0], start, stop, NULL);
    if (at == -1) return err_value(rt, "%R is not in deque", a->obj[0]);
    return at < 0 ? NULL : int_new(rt, at);
}

static bool delete_at(Runtime *rt, Deque *d, isize i)
{
    if (!rotate(rt, d, -i)) return false;
    Obj *item = take_left(rt, d);
    bool ok = rotate(rt, d, i);
    decref(rt, item);
    return ok;
}

METHOD(deque_remove, ONE, "remove(value, /)", "D.remove(value) -- remove first occurrence of value.")
{
    const Deque *d = dq(self);
    for (isize i = 0, n = d->v.size; i < n; i++) {
        int same = seq_same(rt, *place_of(d, i), arg);
        if (same < 0) return NULL;
        if (d->v.size != n) return err_format(rt, EXC_TYPE(rt, IndexError), "deque mutated during remove().");
        if (same) return delete_at(rt, dq(self), i) ? none_new(rt) : NULL;
    }
    return err_value(rt, "%R is not in deque", arg);
}

METHOD(deque_insert, POSITIONAL, "insert(index: int, value, /)", "D.insert(index, object) -- insert object before index")
{
    Deque *d = dq(self);
    isize at = a->i[0], n = d->v.size;
    if (n == d->maxlen) return err_format(rt, EXC_TYPE(rt, IndexError), "deque already at its maximum size");
    bool ok;
    if (at >= n) ok = append_take(rt, d, own(a->obj[1]));
    else if (at <= -n || at == 0) ok = append_left_take(rt, d, own(a->obj[1]));
    else ok = rotate(rt, d, -at) && (at < 0 ? append_take : append_left_take)(rt, d, own(a->obj[1])) && rotate(rt, d, at);
    return ok ? none_new(rt) : NULL;
}

METHOD(deque_sizeof, NOARGS, "__sizeof__()", "D.__sizeof__() -- size of D in memory, in bytes")
{
    const Deque *d = dq(self);
    isize blocks = (d->left_index + d->v.size + BLOCK - 1) / BLOCK;
    return int_new(rt, type_of(self)->basicsize + blocks * (isize)sizeof(Block));
}

METHOD(deque_reduce, NOARGS, "__reduce__()", "Return state information for pickling.")
{
    const Deque *d = dq(self);
    Obj *state = obj_call_method(rt, self, id_(rt, __getstate__), NULL, 0), *args = NULL, *result = NULL;
    hold(rt, "state of a deque", state);
    Obj *it = state ? obj_iter(rt, self) : NULL;
    unhold(rt);
    if (it && d->maxlen < 0) args = own(&rt->empty_tuple);
    if (it && d->maxlen >= 0) {
        Obj *limit = int_new(rt, d->maxlen);
        args = limit ? tuple_pack(rt, 2, &rt->empty_tuple, limit) : NULL;
        xdecref(rt, limit);
    }
    if (args) result = tuple_pack(rt, 4, type_of(self), args, state, it);
    xdecref(rt, args);
    xdecref(rt, it);
    xdecref(rt, state);
    return result;
}

/* ---- as a sequence ---------------------------------------------------------------------------------------------------------------- */

static isize length(Runtime *rt UNUSED, Obj *o) { return count_of(o); }

static bool in_range(Runtime *rt, Obj *o, isize i)
{
    return (i >= 0 && i < count_of(o)) || (bool)err_format(rt, EXC_TYPE(rt, IndexError), "deque index out of range");
}

static OWN Obj *item(Runtime *rt, Obj *o, isize i) { return in_range(rt, o, i) ? own(*place_of(dq(o), i)) : NULL; }

static bool set_item(Runtime *rt, Obj *o, isize i, Obj *value)
{
    if (!in_range(rt, o, i)) return false;
    if (!value) return delete_at(rt, dq(o), i);
    SET_REF_TAKE(rt, *place_of(dq(o), i), own(value));
    return true;
}

static int contains(Runtime *rt, Obj *o, Obj *value)
{
    isize at = search(rt, o, value, 0, PTRDIFF_MAX, NULL);
    return at == -2 ? -1 : at >= 0;
}

static OWN Obj *concat(Runtime *rt, Obj *self, Obj *other)
{
    if (!is_deque(rt, other)) return err_type(rt, "can only concatenate deque (not \"%.200s\") to deque", type_of(other)->name);
    Obj *made = deque_copy(rt, self);
    if (!made) return NULL;
    hold(rt, "deque being made", made);
    bool ok = extend(rt, made, other, append_take);
    made = unhold(rt);
    if (!ok) CLEAR(rt, made);
    return made;
}

static OWN Obj *concat_in_place(Runtime *rt, Obj *self, Obj *other) { return extend(rt, self, other, append_take) ? own(self) : NULL; }

static OWN Obj *repeat_in_place(Runtime *rt, Obj *self, isize times)
{
    Deque *d = dq(self);
    if (times <= 0) empty(rt, d);
    if (times <= 1 || d->v.size == 0) return own(self);
    if (times > PTRDIFF_MAX / d->v.size) return err_no_memory(rt);
    Obj *items = list_from_iterable(rt, self);
    bool ok = items != NULL;
    for (; ok && times > 1; times--) ok = extend(rt, self, items, append_take);
    xdecref(rt, items);
    return ok ? own(self) : NULL;
}

static OWN Obj *repeat(Runtime *rt, Obj *self, isize times)
{
    Obj *made = deque_copy(rt, self), *result = made ? repeat_in_place(rt, made, times) : NULL;
    xdecref(rt, made);
    return result;
}

static OWN Obj *compare(Runtime *rt, Obj *a, Obj *b, CompareOp op)
{
    if (!is_deque(rt, a) || !is_deque(rt, b)) return own(&rt->not_implemented);
    if ((op == CMP_EQ || op == CMP_NE) && a == b) return bool_new(rt, op == CMP_EQ);
    if ((op == CMP_EQ || op == CMP_NE) && count_of(a) != count_of(b)) return bool_new(rt, op == CMP_NE);
    Obj *x = list_from_iterable(rt, a), *y = x ? list_from_iterable(rt, b) : NULL, *result = NULL;
    hold(rt, "items being compared", x);
    hold(rt, "items being compared", y);
    if (y) result = obj_compare(rt, x, y, op);
    return drop_keep(rt, 2, result);
}

static OWN Obj *repr(Runtime *rt, Obj *self)
{
    int again = repr_enter(rt, self);
    if (again) return again < 0 ? NULL : str_from(rt, "[...]");
    Obj *items = list_from_iterable(rt, self), *text = NULL;
    const char *name = strrchr(type_of(self)->name, '.');
    name = name ? name + 1 : type_of(self)->name;
    hold(rt, "items", items);
    if (items) text = dq(self)->maxlen >= 0 ? str_format(rt, "%s(%R, maxlen=%zd)", name, items, dq(self)->maxlen) : str_format(rt, "%s(%R)", name, items);
    text = drop_keep(rt, 1, text);
    repr_leave(rt, self);
    return text;
}

static bool init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs)
{
    Args a;
    isize maxlen = -1;
    if (!args_bind(rt, "deque(iterable=(), maxlen=None)", CALL_NAMED, args, kwargs, &a)) return false;
    Obj *limit = a.obj[1];
    bool ok = true;
    if (limit && !is_none(rt, limit)) {
        ok = is_int(limit) ? int_to_isize(rt, limit, &maxlen) : (bool)err_type(rt, "an integer is required");
        if (ok && maxlen < 0) ok = err_value(rt, "maxlen must be non-negative");
    }
    if (ok) {
        dq(self)->maxlen = maxlen;
        if (count_of(self)) empty(rt, dq(self));
        ok = !a.obj[0] || extend(rt, self, a.obj[0], append_take);
    }
    args_done(rt, &a);
    return ok;
}

static int traverse(Obj *o, Visit visit, void *ctx)
{
    const Deque *d = dq(o);
    isize at = d->left_index, i = 0;
    for (const Block *b = d->left; i < d->v.size; b = b->right, at = 0)
        for (; at < BLOCK && i < d->v.size; at++, i++) VISIT(b->items[at], "item", i);
    return 0;
}

static int clear(Runtime *rt, Obj *o)
{
    if (dq(o)->left) empty(rt, dq(o));
    return 0;
}

static void dealloc(Runtime *rt, Obj *o)
{
    Deque *d = dq(o);
    gc_untrack(o);
    int trash = trash_begin(rt, o, dealloc);
    if (!trash) return;
    if (d->weaklist) weakrefs_clear(rt, o);
    clear(rt, o);
    if (d->left) mem_free(rt, d->left);
    while (d->spares) mem_free(rt, d->spare[--d->spares]);
    gc_obj_free(rt, o);
    trash_end(rt, trash);
}

static void blocks(Obj *o, BlockVisit visit, void *ctx)
{
    const Deque *d = dq(o);
    for (Block *b = d->left; b; b = b == d->right ? NULL : b->right) visit(b, sizeof(Block), "items", ctx);
    for (isize i = 0; i < d->spares; i++) visit(d->spare[i], sizeof(Block), "spare block", ctx);
}

static const char *check(Runtime *rt UNUSED, Obj *o)
{
    const Deque *d = dq(o);
    isize n = d->right_index - d->left_index + 1;
    for (const Block *b = d->left; b != d->right; b = b->right) n += BLOCK;
    if (n != d->v.size) return "a deque's items lie one after the other in its blocks";
    return d->v.size == 0 && d->left != d->right ? "an empty deque has one block" : NULL;
}

/* ---- iterators ---------------------------------------------------------------------------------------------------------------------- */

FIELDS(deque_iter, "deque")

static OWN Obj *iter_new(Runtime *rt, Obj *self, enum TypeId id)
{
    DequeIter *it = (DequeIter *)gc_new(rt, &rt->types[id]);
    if (!it) return NULL;
    const Deque *d = dq(self);
    it->deque = own(self);
    it->block = id == T_DEQUE_ITER ? d->left : d->right;
    it->index = id == T_DEQUE_ITER ? d->left_index : d->right_index;
    it->left = d->v.size;
    it->state = d->state;
    gc_track(rt, it);
    return &it->o;
}

static OWN Obj *deque_iterate(Runtime *rt, Obj *self) { return iter_new(rt, self, T_DEQUE_ITER); }
METHOD(deque_reversed, NOARGS, "__reversed__()", "D.__reversed__() -- return a reverse iterator over the deque") { return iter_new(rt, self, T_DEQUE_REV_ITER); }

/* Whether there is a next item and the deque is as it was. */
static bool may_step(Runtime *rt, DequeIter *it)
{
    if (dq(it->deque)->state != it->state) {
        it->left = 0;
        return err_format(rt, EXC_TYPE(rt, RuntimeError), "deque mutated during iteration");
    }
    return it->left > 0;
}

static OWN Obj *deque_iter_next(Runtime *rt, Obj *self)
{
    DequeIter *it = (DequeIter *)self;
    if (!may_step(rt, it)) return NULL;
    Obj *value = own(it->block->items[it->index++]);
    if (--it->left > 0 && it->index == BLOCK) it->block = it->block->right, it->index = 0;
    return value;
}

static OWN Obj *deque_rev_iter_next(Runtime *rt, Obj *self)
{
    DequeIter *it = (DequeIter *)self;
    if (!may_step(rt, it)) return NULL;
    Obj *value = own(it->block->items[it->index--]);
    if (--it->left > 0 && it->index < 0) it->block = it->block->left, it->index = BLOCK - 1;
    return value;
}

METHOD(iter_length_hint, NOARGS, "__length_hint__()", "Private method returning an estimate of len(list(it)).") { return int_new(rt, ((DequeIter *)self)->left); }

static const MethodDef *const iter_methods[] = {&iter_length_hint_def, NULL};

const Type deque_iter_type = {.name = "_collections._deque_iterator", .basicsize = sizeof(DequeIter), .flags = TF_GC | TF_DISALLOW_NEW,
    ITERATOR_SLOTS(deque_iter), .methods = iter_methods};
const Type deque_rev_iter_type = {.name = "_collections._deque_reverse_iterator", .basicsize = sizeof(DequeIter), .flags = TF_GC | TF_DISALLOW_NEW,
    FIELDS_SLOTS(deque_iter), .iter = obj_self, .next = deque_rev_iter_next, .methods = iter_methods};

/* ---- the type --------------------------------------------------------------------------------------------------------------------------- */

static OWN Obj *get_maxlen(Runtime *rt, Obj *self, void *closure UNUSED) { return dq(self)->maxlen < 0 ? none_new(rt) : int_new(rt, dq(self)->maxlen); }

static const GetSetDef getset[] = {{"maxlen", get_maxlen, NULL, "maximum size of a deque or None if unbounded", NULL}, {0}};
static const MethodDef *const methods[] = {
    &deque_append_def, &deque_appendleft_def, &deque_clear_method_def, &deque_copy_special_def, &deque_copy_method_def, &deque_count_def,
    &deque_extend_def, &deque_extendleft_def, &deque_index_def, &deque_insert_def, &deque_pop_def, &deque_popleft_def, &deque_reduce_def,
    &deque_remove_def, &deque_reversed_def, &deque_reverse_def, &deque_rotate_def, &deque_sizeof_def, &class_getitem_def, NULL};
static const SeqSlots sequence = {.len = length, .concat = concat, .repeat = repeat, .item = item, .set_item = set_item, .contains = contains,
                                  .iconcat = concat_in_place, .irepeat = repeat_in_place};

const Type deque_type = {.name = "collections.deque",
    .doc = "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for data accesses near its endpoints.",
    .basicsize = sizeof(Deque), .flags = TF_GC | TF_BASETYPE | TF_SEQUENCE, .dealloc = dealloc, .traverse = traverse, .clear = clear,
    .blocks = blocks, .check = check, .repr = repr, .sequence = &sequence, .getattr = generic_getattr, .compare = compare,
    .weaklist_offset = offsetof(Deque, weaklist), .iter = deque_iterate, .methods = methods, .getset = getset, .init = init, .new_ = deque_alloc};
