/* specialize.c - turning instructions into forms that know what they work on, in place, inside the image.

   When code is warm - entered or looped WARM_UP times, as in 3.11 - its generic instructions begin to count their
   first cache unit down; at 0 they ask here, and what comes out runs at once.  A form that is put in trusts its
   guess SPECIALIZE_TRUST failures long, then the generic one is back and waits longer. */
#include "object/dictkeys.h"
#include "vm/special.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"
const uint8_t opcode_base[256] = {
#define OP(name, number, ncaches, flags) [number] = number,
#include "compile/opcode.def"
#undef OP
#define SPEC(name, number, base) [number] = OP_##base,
#include "vm/specialize.def"
#undef SPEC
};
#pragma GCC diagnostic pop

/* Does not compile when two opcodes share a number. */
static inline void numbers_differ(int op)
{
    switch (op) {
#define OP(name, number, ncaches, flags) case number:
#include "compile/opcode.def"
#undef OP
#define SPEC(name, number, base) case number:
#include "vm/specialize.def"
#undef SPEC
    default: break;
    }
}

static void become(CodeUnit *at, uint8_t op)
{
    (void)numbers_differ;
    at->op = op;
    at[1].cache = SPECIALIZE_TRUST;
}
static void put_off(CodeUnit *at) { at[1].cache = SPECIALIZE_BACKOFF; }

/* ---- warming up ----------------------------------------------------------------------------------------------- */

static int pair_form(int first, int second)
{
    if (first == OP_LOAD_FAST && second == OP_LOAD_FAST) return OP_LOAD_FAST__LOAD_FAST;
    if (first == OP_LOAD_FAST && second == OP_LOAD_CONST) return OP_LOAD_FAST__LOAD_CONST;
    if (first == OP_LOAD_FAST && second == OP_LOAD_ATTR) return OP_LOAD_FAST__LOAD_ATTR;
    if (first == OP_LOAD_CONST && second == OP_LOAD_FAST) return OP_LOAD_CONST__LOAD_FAST;
    if (first == OP_STORE_FAST && second == OP_LOAD_FAST) return OP_STORE_FAST__LOAD_FAST;
    if (first == OP_STORE_FAST && second == OP_STORE_FAST) return OP_STORE_FAST__STORE_FAST;
    return 0;
}

static void quicken(Code *co)
{
    CodeUnit *end = co->code + co->v.size, *before = NULL;
    for (CodeUnit *u = co->code; u < end; u += 1 + opcode_caches[opcode_base[u->op]]) {
        int op = opcode_base[u->op];
        if (op == OP_RESUME) u->op = OP_RESUME_QUICK;
        if (op == OP_JUMP_BACKWARD) u->op = OP_JUMP_BACKWARD_QUICK;
        if (op == u->op && opcode_caches[op]) u[1].cache = 1;
        int form = before ? pair_form(opcode_base[before->op], op) : 0;
        if (form && before + 1 == u) before->op = (uint8_t)form;
        before = u;
    }
}

void code_warm_up(Runtime *rt UNUSED, Code *co)
{
    if (++co->warmup == WARM_UP) quicken(co);
}

/* ---- globals -------------------------------------------------------------------------------------------------------- */

/* Index of [name] among a dict's str keys with the version of the keys; -1: nothing to rely on. */
static isize stable_index(Runtime *rt, Obj *dict, Obj *name, uint32_t *version)
{
    if (!dict || !is_type(rt, dict, DICT)) return -1;
    DictKeys *keys = ((Dict *)dict)->keys;
    if (keys->kind != KEYS_STR) return -1;
    isize index = keys_lookup_str(keys, name);
    if (index >= UINT16_MAX) return -1;
    *version = keys_version(rt, keys);
    return *version ? index : -1;
}

void specialize_load_global(Runtime *rt, CodeUnit *at, Obj *globals, Obj *builtins, Obj *name)
{
    uint32_t version = 0, builtins_version = 0;
    isize index = stable_index(rt, globals, name, &version);
    put_off(at);
    if (!version) return;
    if (index < 0) {
        index = stable_index(rt, builtins, name, &builtins_version);
        if (index < 0 || builtins_version > UINT16_MAX) return;
    }
    at[2].cache = (uint16_t)index;
    cache_write32(at + 3, version);
    at[5].cache = (uint16_t)builtins_version;
    become(at, builtins_version ? OP_LOAD_GLOBAL_BUILTIN : OP_LOAD_GLOBAL_MODULE);
}

/* ---- attributes ------------------------------------------------------------------------------------------------------- */

static bool is_data_descr(const Obj *o) { return o && type_of(o)->set != NULL; }

/* Offset of the slot that a member descriptor of [t] stands for; 0: none. */
static isize slot_offset(Runtime *rt, const Type *t, const Obj *descr, bool store)
{
    if (!descr || !is_type(rt, descr, MEMBER_DESCR)) return 0;
    const MemberDescr *m = (const MemberDescr *)descr;
    if (m->def->kind != MEMBER_OBJ_EX || (store && m->def->flags & MEMBER_READONLY)) return 0;
    if (!type_is_subtype(t, m->d.type) || m->def->offset >= UINT16_MAX) return 0;
    return m->def->offset;
}

static void place_attr(CodeUnit *at, uint32_t version, isize index, uint8_t op)
{
    cache_write32(at + 2, version);
    at[4].cache = (uint16_t)index;
    become(at, op);
}

/* Where an instance with a managed dict keeps [name]; true: put in. */
static bool specialize_instance(CodeUnit *at, Obj *owner, Obj *name, uint8_t values_op, uint8_t hint_op)
{
    Type *t = type_of(owner);
    if (!type_has(t, TF_MANAGED_DICT)) return false;
    const DictKeys *keys = NULL;
    const Dict *dict = (Dict *)*obj_dict_place(owner);
    bool values = *obj_values_place(owner) != NULL;
    if (values)
        keys = heap_type(t)->cached_keys;
    else if (dict && dict->keys->kind != KEYS_GENERAL)
        keys = dict->keys;
    isize index = keys ? keys_lookup_str(keys, name) : -1;
    if (index < 0 || index >= UINT16_MAX) return false;
    place_attr(at, t->version_tag, index, values ? values_op : hint_op);
    return true;
}

static void specialize_class_attr(Runtime *rt, CodeUnit *at, Type *cls, Obj *name)
{
    if (type_of(cls) != TYPE_OF(rt, TYPE) || is_data_descr(type_find(rt, TYPE_OF(rt, TYPE), name))) return;
    Obj *value = type_find(rt, cls, name);
    if (!value || !cls->version_tag || (type_of(value)->get && !is_type(rt, value, FUNCTION))) return;
    if (!is_type(rt, cls->dict, DICT) || ((Dict *)cls->dict)->keys->kind == KEYS_GENERAL) return;
    isize index = keys_lookup_str(((Dict *)cls->dict)->keys, name);
    if (index >= 0 && index < UINT16_MAX) place_attr(at, cls->version_tag, index, OP_LOAD_ATTR_CLASS_VALUE);
}

void specialize_load_attr(Runtime *rt, CodeUnit *at, Obj *owner, Obj *name)
{
    Type *t = type_of(owner);
    uint32_t version;
    put_off(at);
    if (is_typeobj(owner)) {
        specialize_class_attr(rt, at, (Type *)owner, name);
        return;
    }
    Obj *descr = type_find(rt, t, name);
    if (is_type(rt, owner, MODULE)) {
        isize index = stable_index(rt, ((Module *)owner)->dict, name, &version);
        if (index >= 0 && !is_data_descr(descr)) place_attr(at, version, index, OP_LOAD_ATTR_MODULE);
        return;
    }
    if (t->getattr != TYPE_OF(rt, OBJECT)->getattr || !t->version_tag) return;
    isize offset = slot_offset(rt, t, descr, false);
    if (offset)
        place_attr(at, t->version_tag, offset, OP_LOAD_ATTR_SLOT);
    else if (getter_function(rt, t, name, &descr))
        place_attr(at, t->version_tag, 0, OP_LOAD_ATTR_PROPERTY);
    else if (!is_data_descr(descr))
        specialize_instance(at, owner, name, OP_LOAD_ATTR_INSTANCE_VALUE, OP_LOAD_ATTR_WITH_HINT);
}

void specialize_store_attr(Runtime *rt, CodeUnit *at, Obj *owner, Obj *name)
{
    Type *t = type_of(owner);
    put_off(at);
    if (t->setattr != TYPE_OF(rt, OBJECT)->setattr) return;
    Obj *descr = type_find(rt, t, name);
    if (!t->version_tag) return;
    isize offset = slot_offset(rt, t, descr, true);
    if (offset)
        place_attr(at, t->version_tag, offset, OP_STORE_ATTR_SLOT);
    else if (!is_data_descr(descr))
        specialize_instance(at, owner, name, OP_STORE_ATTR_INSTANCE_VALUE, OP_STORE_ATTR_WITH_HINT);
}

/* ---- methods -------------------------------------------------------------------------------------------------------------- */

static void place_method(CodeUnit *at, uint32_t version, uint32_t keys, const Obj *descr, uint8_t op)
{
    cache_write32(at + 2, version);
    cache_write32(at + 4, keys);
    cache_write_ptr(at + 6, descr);
    become(at, op);
}

static void specialize_class_method(Runtime *rt, CodeUnit *at, Type *cls, Obj *name)
{
    if (type_of(cls) != TYPE_OF(rt, TYPE) || is_data_descr(type_find(rt, TYPE_OF(rt, TYPE), name))) return;
    Obj *value = type_find(rt, cls, name);
    if (!value || !cls->version_tag) return;
    if (type_of(value)->get && !type_has(type_of(value), TF_METHOD_DESCRIPTOR)) return;
    place_method(at, cls->version_tag, 0, value, OP_LOAD_METHOD_CLASS);
}

void specialize_load_method(Runtime *rt, CodeUnit *at, Obj *owner, Obj *name)
{
    Type *t = type_of(owner);
    uint32_t version = 0;
    put_off(at);
    if (is_typeobj(owner)) {
        specialize_class_method(rt, at, (Type *)owner, name);
        return;
    }
    Obj *descr = type_find(rt, t, name);
    if (is_type(rt, owner, MODULE)) {
        isize index = stable_index(rt, ((Module *)owner)->dict, name, &version);
        if (index >= 0 && !is_data_descr(descr)) place_attr(at, version, index, OP_LOAD_METHOD_MODULE);
        return;
    }
    if (t->getattr != TYPE_OF(rt, OBJECT)->getattr || !t->version_tag || !descr) return;
    if (!type_has(type_of(descr), TF_METHOD_DESCRIPTOR)) return;
    if (!type_has(t, TF_MANAGED_DICT)) {
        if (t->dict_offset == 0) place_method(at, t->version_tag, 0, descr, OP_LOAD_METHOD_NO_DICT);
        return;
    }
    Dict *dict = (Dict *)*obj_dict_place(owner);
    DictKeys *keys = dict ? dict->keys : *obj_values_place(owner) ? heap_type(t)->cached_keys : NULL;
    if (!keys || keys->kind == KEYS_GENERAL || keys_lookup_str(keys, name) >= 0) return;
    version = keys_version(rt, keys);
    if (version) place_method(at, t->version_tag, version, descr, dict ? OP_LOAD_METHOD_WITH_DICT : OP_LOAD_METHOD_WITH_VALUES);
}

/* ---- calls ------------------------------------------------------------------------------------------------------------------ */

/* Remembers which definitions len and isinstance have: known by them, not by their objects. */
static void learn_natives(Runtime *rt)
{
    Obj *len = dict_get_str_peek(rt, rt->builtins, "len"), *isinstance = dict_get_str_peek(rt, rt->builtins, "isinstance");
    Obj *append = dict_get_peek(rt, TYPE_OF(rt, LIST)->dict, id_(rt, append));
    if (!rt->vm.len_def && len && is_type(rt, len, BUILTIN)) rt->vm.len_def = ((Builtin *)len)->def;
    if (!rt->vm.isinstance_def && isinstance && is_type(rt, isinstance, BUILTIN))
        rt->vm.isinstance_def = ((Builtin *)isinstance)->def;
    if (!rt->vm.append_def && append && is_type(rt, append, METHOD_DESCR)) rt->vm.append_def = ((MethodDescr *)append)->def;
    err_clear(rt);
}

static uint8_t builtin_form(Runtime *rt, const BoundDef *def, int nargs, bool keywords)
{
    CallKind kind = def->def->kind;
    if (!rt->vm.len_def) learn_natives(rt);
    if (def == rt->vm.len_def && nargs == 1 && !keywords) return OP_PRECALL_LEN;
    if (def == rt->vm.isinstance_def && nargs == 2 && !keywords) return OP_PRECALL_ISINSTANCE;
    if (kind == CALL_ONE) return nargs == 1 && !keywords ? OP_PRECALL_BUILTIN_ONE : OP_PRECALL_PLAIN;
    return is_uncounted(def) ? OP_PRECALL_BUILTIN_ANY : OP_PRECALL_PLAIN;
}

static uint8_t method_form(Runtime *rt, const BoundDef *def, int nargs)
{
    if (!rt->vm.len_def) learn_natives(rt);
    if (def == rt->vm.append_def && nargs == 2) return OP_PRECALL_LIST_APPEND;
    switch (def->def->kind) {
    case CALL_NOARGS: return nargs == 1 ? OP_PRECALL_METHOD_NOARGS : OP_PRECALL_PLAIN;
    case CALL_ONE: return nargs == 2 ? OP_PRECALL_METHOD_ONE : OP_PRECALL_PLAIN;
    default: return is_uncounted(def) ? OP_PRECALL_METHOD_ANY : OP_PRECALL_PLAIN;
    }
}

void specialize_precall(Runtime *rt, CodeUnit *at, Obj *const *base, int n, bool keywords)
{
    bool method = base[0] != NULL;
    Obj *callable = method ? base[0] : base[1];
    int nargs = n + method;
    uint8_t op = OP_PRECALL_PLAIN;
    if (is_type(rt, callable, BUILTIN))
        op = builtin_form(rt, ((Builtin *)callable)->def, nargs, keywords);
    else if (is_type(rt, callable, METHOD_DESCR) && method)
        op = method_form(rt, ((MethodDescr *)callable)->def, nargs);
    else if (callable == (Obj *)TYPE_OF(rt, TYPE) && nargs == 1 && !keywords)
        op = OP_PRECALL_TYPE_1;
    else if (callable == (Obj *)TYPE_OF(rt, STR) && nargs == 1 && !keywords)
        op = OP_PRECALL_STR_1;
    become(at, op);
}

static bool assign_function_version(Runtime *rt, Func *func)
{
    if (!func->version && rt->vm.func_version) func->version = rt->vm.func_version++;
    return func->version != 0;
}

static void specialize_class_call(Runtime *rt, CodeUnit *at, Type *cls)
{
    if (type_of(cls) != TYPE_OF(rt, TYPE) || !type_is_heap(cls) || type_has(cls, TF_ABSTRACT)) return;
    if (cls->new_ != TYPE_OF(rt, OBJECT)->new_ || cls->init == TYPE_OF(rt, OBJECT)->init) return;
    Obj *init = type_find(rt, cls, id_(rt, __init__));
    if (!init || !is_type(rt, init, FUNCTION) || !cls->version_tag) return;
    cache_write32(at + 2, cls->version_tag);
    become(at, OP_CALL_CLASS_INIT);
}

void specialize_call(Runtime *rt, CodeUnit *at, Obj *const *base, int n, bool keywords)
{
    Obj *callable = base[0] ? base[0] : base[1];
    int nargs = n + (base[0] != NULL);
    put_off(at);
    if (is_typeobj(callable)) {
        specialize_class_call(rt, at, (Type *)callable);
        return;
    }
    if (keywords || !is_type(rt, callable, FUNCTION)) return;
    Func *func = (Func *)callable;
    const Code *co = (Code *)func->code;
    int least = co->argcount - (func->defaults ? (int)tuple_len(func->defaults) : 0);
    if (!is_simple_function(co) || nargs > co->argcount || nargs < least || !assign_function_version(rt, func)) return;
    cache_write32(at + 2, func->version);
    at[4].cache = (uint16_t)least;
    become(at, nargs == co->argcount ? OP_CALL_PY_EXACT_ARGS : OP_CALL_PY_WITH_DEFAULTS);
}

/* ---- operators ---------------------------------------------------------------------------------------------------------------- */

static uint8_t int_form(int op, const Obj *a, const Obj *b)
{
    switch (op % NB_INPLACE_ADD) {
    case NB_ADD: return OP_BINARY_OP_ADD_INT;
    case NB_SUBTRACT: return OP_BINARY_OP_SUBTRACT_INT;
    case NB_MULTIPLY: return OP_BINARY_OP_MULTIPLY_INT;
    case NB_AND: case NB_OR: case NB_XOR: case NB_LSHIFT: case NB_RSHIFT: case NB_FLOOR_DIVIDE: case NB_REMAINDER:
        return int_is_compact(a) && int_is_compact(b) ? OP_BINARY_OP_INT : 0;
    default: return 0;
    }
}

static uint8_t float_form(int op)
{
    switch (op % NB_INPLACE_ADD) {
    case NB_ADD: return OP_BINARY_OP_ADD_FLOAT;
    case NB_SUBTRACT: return OP_BINARY_OP_SUBTRACT_FLOAT;
    case NB_MULTIPLY: return OP_BINARY_OP_MULTIPLY_FLOAT;
    case NB_TRUE_DIVIDE: return OP_BINARY_OP_DIVIDE_FLOAT;
    default: return 0;
    }
}

void specialize_binary_op(Runtime *rt, CodeUnit *at, Obj *a, Obj *b, int op, Obj **locals)
{
    uint8_t form = 0;
    put_off(at);
    bool mixed = (is_type(rt, a, INT) && is_type(rt, b, FLOAT) && int_is_compact(a)) ||
                 (is_type(rt, a, FLOAT) && is_type(rt, b, INT) && int_is_compact(b));
    if (mixed && float_form(op)) become(at, OP_BINARY_OP_MIXED);
    if (operator_function(rt, a, b, op)) become(at, OP_BINARY_OP_PYTHON);
    if (type_of(a) != type_of(b)) return;
    if (is_type(rt, a, INT)) {
        form = int_form(op, a, b);
    } else if (is_type(rt, a, FLOAT)) {
        form = float_form(op);
    } else if (is_type(rt, a, STR) && op % NB_INPLACE_ADD == NB_ADD) {
        const CodeUnit *next = at + 2;
        bool stored = opcode_base[next->op] == OP_STORE_FAST && locals[next->arg] == a;
        form = stored ? OP_BINARY_OP_INPLACE_ADD_STR : OP_BINARY_OP_ADD_STR;
    }
    if (form) become(at, form);
}

void specialize_compare(Runtime *rt, CodeUnit *at, Obj *a, Obj *b)
{
    /* bit 0: holds when less, bit 1: when equal, bit 2: when greater */
    static const uint8_t masks[] = {[CMP_LT] = 1, [CMP_LE] = 3, [CMP_EQ] = 2, [CMP_NE] = 5, [CMP_GT] = 4, [CMP_GE] = 6};
    put_off(at);
    if (comparison_function(rt, a, b, at->arg)) become(at, OP_COMPARE_OP_PYTHON);
    if (type_of(a) != type_of(b)) return;
    at[2].cache = masks[at->arg];
    if (is_type(rt, a, INT) && int_is_compact(a) && int_is_compact(b))
        become(at, OP_COMPARE_OP_INT);
    else if (is_type(rt, a, FLOAT))
        become(at, OP_COMPARE_OP_FLOAT);
    else if (is_type(rt, a, STR) && (at->arg == CMP_EQ || at->arg == CMP_NE))
        become(at, OP_COMPARE_OP_STR);
}

/* ---- containers ------------------------------------------------------------------------------------------------------------------ */

void specialize_subscr(Runtime *rt, CodeUnit *at, Obj *container, Obj *key)
{
    Type *t = type_of(container);
    put_off(at);
    if (is_type(rt, container, LIST) && is_type(rt, key, INT))
        become(at, OP_BINARY_SUBSCR_LIST_INT);
    else if (is_type(rt, container, TUPLE) && is_type(rt, key, INT))
        become(at, OP_BINARY_SUBSCR_TUPLE_INT);
    else if (is_type(rt, container, DICT))
        become(at, OP_BINARY_SUBSCR_DICT);
    if (!type_is_heap(t)) return;
    Func *func = plain_function(rt, type_find(rt, t, id_(rt, __getitem__)), 2);
    if (!func || !t->version_tag || !assign_function_version(rt, func) || func->version > UINT16_MAX) return;
    place_attr(at, t->version_tag, (isize)func->version, OP_BINARY_SUBSCR_GETITEM);
}

void specialize_store_subscr(Runtime *rt, CodeUnit *at, Obj *container, Obj *key)
{
    put_off(at);
    if (is_type(rt, container, LIST) && is_type(rt, key, INT))
        become(at, OP_STORE_SUBSCR_LIST_INT);
    else if (is_type(rt, container, DICT))
        become(at, OP_STORE_SUBSCR_DICT);
}

void specialize_for_iter(Runtime *rt, CodeUnit *at, Obj *it)
{
    if (is_type(rt, it, LIST_ITER))
        at->op = OP_FOR_ITER_LIST;
    else if (is_type(rt, it, TUPLE_ITER))
        at->op = OP_FOR_ITER_TUPLE;
    else if (is_type(rt, it, RANGE_ITER))
        at->op = OP_FOR_ITER_RANGE;
    else if (is_type(rt, it, GENERATOR))
        at->op = OP_FOR_ITER_GEN;
}

void specialize_unpack(Runtime *rt, CodeUnit *at, Obj *seq, int n)
{
    put_off(at);
    if (is_type(rt, seq, TUPLE) && tuple_len(seq) == n)
        become(at, n == 2 ? OP_UNPACK_SEQUENCE_TWO_TUPLE : OP_UNPACK_SEQUENCE_TUPLE);
    else if (is_type(rt, seq, LIST) && list_len(seq) == n)
        become(at, OP_UNPACK_SEQUENCE_LIST);
}
