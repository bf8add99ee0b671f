/* find.c - see find.h and view_find: names, labels and addresses, and the attributes and items behind them. */
#include "trace/find.h"

#include <stdlib.h>
#include <string.h>

#include "object/dictkeys.h"
#include "object/type.h"
#include "trace/view_inner.h"

/* ---- attributes ---------------------------------------------------------------------------------------------------- */

Obj *find_stored(const Obj *dict, const char *name)
{
    Obj *key, *value;
    if (!dict || !is_dict(dict) || !((const Dict *)dict)->keys) return NULL;
    for (isize pos = 0; dict_next(dict, &pos, &key, &value, NULL);)
        if (is_str(key) && str_equal_ascii(key, name)) return value;
    return NULL;
}

static Obj *in_classes(const Type *t, const char *name)
{
    Obj *value = NULL;
    for (isize i = 0; t->mro && !value && i < tuple_len(t->mro); i++)
        if (is_typeobj(tuple_peek(t->mro, i))) value = find_stored(((const Type *)tuple_peek(t->mro, i))->dict, name);
    return value;
}

/* Among the values of an instance whose keys are its class's. */
static Obj *in_values(const Obj *o, const char *name)
{
    const DictValues *values = type_has(type_of(o), TF_MANAGED_DICT) ? *obj_values_place(o) : NULL;
    const DictKeys *keys = values ? heap_type(type_of(o))->cached_keys : NULL;
    for (int i = 0; keys && i < values_used(values); i++) {
        int at = values_index_at(values, i);
        if (str_equal_ascii(keys_str_entries(keys)[at].key, name)) return values->values[at];
    }
    return NULL;
}

/* What the class says of its instances' attribute: a field of theirs, or something of its own. */
static Obj *through_class(Runtime *rt, const Obj *o, Obj *found)
{
    if (!found || is_type(rt, found, PROPERTY) || is_type(rt, found, GETSET_DESCR)) return NULL;
    if (!is_type(rt, found, MEMBER_DESCR)) return found;
    const MemberDef *def = ((const MemberDescr *)found)->def;
    bool field = def->kind == MEMBER_OBJ || def->kind == MEMBER_OBJ_EX;
    return field ? *(Obj *const *)((const char *)o + def->offset) : NULL;
}

Obj *find_attribute(Runtime *rt, const Obj *o, const char *name)
{
    if (is_typeobj(o)) return in_classes((const Type *)o, name);
    Obj *value = find_stored(walk_dict(o), name);
    if (!value) value = in_values(o, name);
    return value ? value : through_class(rt, o, in_classes(type_of(o), name));
}

/* ---- items --------------------------------------------------------------------------------------------------------- */

/* A key as it was written: a text in quotes, a number, or what other words name. */
typedef struct Key {
    const char *text;
    long number;
    const Obj *obj;
    bool is_number;
} Key;

static bool key_read(View *v, char *word, Key *key)
{
    size_t n = strlen(word);
    char *end;
    *key = (Key){.number = strtol(word, &end, 10)};
    key->is_number = n && !*end;
    if (key->is_number) return true;
    if (n >= 2 && (word[0] == '\'' || word[0] == '"') && word[n - 1] == word[0]) {
        word[n - 1] = 0;
        key->text = word + 1;
        return true;
    }
    key->obj = view_find(v, word);
    return key->obj != NULL;
}

static bool key_is(const Key *key, const Obj *o)
{
    if (key->text) return is_str(o) && str_equal_ascii(o, key->text);
    if (key->is_number) return is_int(o) && int_is_compact(o) && int_compact_value(o) == key->number;
    if (is_str(o) && is_str(key->obj)) return str_equal(o, key->obj);
    return o == key->obj;
}

static Obj *item_at(const Obj *o, long i)
{
    isize length = is_list(o) ? list_len(o) : is_tuple(o) ? tuple_len(o) : 0;
    if (i < 0) i += length;
    if (i < 0 || i >= length) return NULL;
    return is_list(o) ? list_peek(o, i) : tuple_peek(o, i);
}

static Obj *item(View *v, const Obj *o, char *word)
{
    Key key;
    Obj *k, *value;
    if (!key_read(v, word, &key)) return NULL;
    if (!is_dict(o)) return key.is_number ? item_at(o, key.number) : NULL;
    if (!((const Dict *)o)->keys) return NULL;
    for (isize pos = 0; dict_next(o, &pos, &k, &value, NULL);)
        if (key_is(&key, k)) return value;
    return NULL;
}

/* ---- the words ----------------------------------------------------------------------------------------------------- */

static Obj *object_at(View *v, uint64_t address)
{
    Obj *o = heap_at(HEAP(v->rt), address);
    return o && address % 8 == 0 && walk_block(v->rt, o) && o->refcnt > 0 ? o : NULL;
}

/* The object whose nominal address ends in these five digits. */
static Obj *object_ending_in(View *v, uint64_t tail)
{
    const Heap *h = HEAP(v->rt);
    for (char *b = heap_next(h, NULL); b; b = heap_next(h, b + 1)) {
        Obj *o = walk_object(h, b);
        if (o && o->refcnt > 0 && (heap_nominal(h, o) & 0xfffff) == tail) return o;
    }
    return NULL;
}

static Obj *find_first(View *v, const char *word)
{
    Trace *t = trace_peek(v->rt);
    if (*word == '#') {
        Label *label = t ? label_by_number(t, (uint32_t)strtoul(word + 1, NULL, 10)) : NULL;
        return label ? label_object(t, label) : NULL;
    }
    if (strncmp(word, "0x", 2) == 0) return object_at(v, strtoull(word, NULL, 16));
    if (strncmp(word, "..", 2) == 0) return object_ending_in(v, strtoull(word + 2, NULL, 16));
    size_t n;
    const NameRow *rows = view_lookup(v, word, 0, &n);
    for (size_t i = 0; i < n; i++)
        if (rows[i].address) return heap_at(HEAP(v->rt), rows[i].address);
    return NULL;
}

/* How long the bracket at [at] is, others within it and texts in quotes included; 0: it is not closed. */
static size_t bracket_length(const char *at)
{
    int depth = 0;
    char quote = 0;
    for (size_t i = 0; at[i]; i++) {
        if (quote) {
            if (at[i] == quote) quote = 0;
        } else if (at[i] == '\'' || at[i] == '"') {
            quote = at[i];
        } else {
            depth += (at[i] == '[') - (at[i] == ']');
            if (!depth) return i + 1;
        }
    }
    return 0;
}

Obj *view_find(View *v, const char *words)
{
    char word[128];
    while (*words == ' ') words++;
    size_t dots = strncmp(words, "..", 2) == 0 ? 2 : 0, n = dots + strcspn(words + dots, ".[ ");
    Obj *o = NULL;
    for (bool first = true; *words && *words != ' '; first = false, words += n) {
        if (!first) n = *words == '.' ? 1 + strcspn(words + 1, ".[ ") : *words == '[' ? bracket_length(words) : 0;
        if (!n || n >= sizeof word) return NULL;
        memcpy(word, words, n);
        word[n] = 0;
        if (first) {
            o = find_first(v, word);
        } else if (*words == '.') {
            o = find_attribute(v->rt, o, word + 1);
        } else {
            word[n - 1] = 0;
            o = item(v, o, word + 1);
        }
        if (!o) return NULL;
    }
    return words[strspn(words, " ")] ? NULL : o;
}
