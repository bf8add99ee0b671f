/* maps.c - the compiler's hash tables: names to numbers, nodes to scopes.  They live in scratch and only
   grow, so a table that is outgrown is simply left behind. */
#include "compile/codegen.h"

#include <string.h>

static size_t name_hash(Compiler *c, Obj *name)
{
    uint64_t h = (uint64_t)str_hash(c->rt, name);
    return (size_t)(h ^ (h >> 32));
}

int names_find(Compiler *c, const NameMap *m, Obj *name)
{
    if (!m->nslots) return -1;
    size_t mask = (size_t)m->nslots - 1;
    for (size_t i = name_hash(c, name) & mask; m->slots[i]; i = (i + 1) & mask) {
        int at = m->slots[i] - 1;
        if (m->entries[at].name == name || str_equal(m->entries[at].name, name)) return at;
    }
    return -1;
}

static void names_link(Compiler *c, NameMap *m, int at)
{
    size_t mask = (size_t)m->nslots - 1, i = name_hash(c, m->entries[at].name) & mask;
    while (m->slots[i]) i = (i + 1) & mask;
    m->slots[i] = at + 1;
}

static bool names_grow(Compiler *c, NameMap *m)
{
    int room = m->room ? m->room * 2 : 8;
    NameEntry *entries = compiler_alloc(c, (size_t)room * sizeof *entries);
    int *slots = compiler_alloc(c, (size_t)room * 2 * sizeof *slots);
    if (!entries || !slots) return false;
    if (m->n) memcpy(entries, m->entries, (size_t)m->n * sizeof *entries);
    m->entries = entries;
    m->slots = slots;
    m->room = room;
    m->nslots = room * 2;
    for (int i = 0; i < m->n; i++) names_link(c, m, i);
    return true;
}

bool names_put(Compiler *c, NameMap *m, Obj *name, int value)
{
    int at = names_find(c, m, name);
    if (at >= 0) {
        m->entries[at].value = value;
        return true;
    }
    if (m->n == m->room && !names_grow(c, m)) return false;
    m->entries[m->n] = (NameEntry){name, value};
    names_link(c, m, m->n++);
    return true;
}

int names_value(Compiler *c, const NameMap *m, Obj *name)
{
    int at = names_find(c, m, name);
    return at < 0 ? 0 : m->entries[at].value;
}

int names_index(Compiler *c, NameMap *m, Obj *name)
{
    int at = names_find(c, m, name);
    if (at >= 0) return m->entries[at].value;
    int value = m->n;
    return names_put(c, m, name, value) ? value : -1;
}

bool names_copy(Compiler *c, NameMap *to, const NameMap *from)
{
    for (int i = 0; i < from->n; i++) {
        if (from->entries[i].value && !names_put(c, to, from->entries[i].name, from->entries[i].value)) return false;
    }
    return true;
}

void names_drop(Compiler *c, NameMap *m, Obj *name)
{
    int at = names_find(c, m, name);
    if (at >= 0) m->entries[at].value = 0;
}

static size_t ptr_slot(const PtrMap *m, const void *key)
{
    size_t mask = (size_t)m->nslots - 1;
    size_t i = (((uintptr_t)key >> 4) * UINT64_C(0x9E3779B97F4A7C15)) >> 20 & mask;
    while (m->keys[i] && m->keys[i] != key) i = (i + 1) & mask;
    return i;
}

void *ptrs_get(const PtrMap *m, const void *key) { return m->nslots ? m->values[ptr_slot(m, key)] : NULL; }

bool ptrs_put(Compiler *c, PtrMap *m, const void *key, void *value)
{
    if (2 * (m->n + 1) > m->nslots) {
        PtrMap grown = {.nslots = m->nslots ? m->nslots * 2 : 16};
        grown.keys = compiler_alloc(c, (size_t)grown.nslots * sizeof *grown.keys);
        grown.values = compiler_alloc(c, (size_t)grown.nslots * sizeof *grown.values);
        if (!grown.keys || !grown.values) return false;
        for (int i = 0; i < m->nslots; i++) {
            if (!m->keys[i]) continue;
            size_t at = ptr_slot(&grown, m->keys[i]);
            grown.keys[at] = m->keys[i];
            grown.values[at] = m->values[i];
        }
        grown.n = m->n;
        *m = grown;
    }
    size_t at = ptr_slot(m, key);
    if (!m->keys[at]) m->n++;
    m->keys[at] = key;
    m->values[at] = value;
    return true;
}
