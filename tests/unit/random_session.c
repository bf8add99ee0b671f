/* random_session.c - see random_session.h.

   A row of the table is a statement with gaps:
     @   the name that it binds, which is of the row's kind from then on
     $X  a name of kind X that is bound ("$?": of any kind); without one the row is left out
     %n  a number    %s  a small size    %t  a text
   The first letter of a row tells the kind of what it binds, '-' nothing; '~' unbinds what "$" named. */
#include "random_session.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Kinds: List Dict Set Tuple teXt Number Class Instance Function Maker Weakref Generator Error Other; g, w: modules. */
static const char *const rows[] = {
    "g import gc\n",
    "w import weakref\n",

    "L @ = []\n",
    "L @ = [%n, %n, %n]\n",
    "L @ = [%t, %n, $?]\n",
    "L @ = [$?, $?]\n",
    "L @ = list(range(%s))\n",
    "L @ = [x * x for x in range(%s)]\n",
    "L @ = [[] for x in range(%s)]\n",
    "L @ = $L[:]\n",
    "L @ = $L + [%n]\n",
    "L @ = sorted($L)\n",
    "- $L.append($?)\n",
    "- $L.append(%n)\n",
    "- $L.append([%n])\n",
    "- $L.pop()\n",
    "- $L.extend([%t, %n])\n",
    "- $L.insert(0, $?)\n",
    "- $L.clear()\n",
    "- $L.reverse()\n",
    "- $L[0] = $?\n",
    "- $L *= 2\n",
    "- del $L[0]\n",
    "- for i in range(%s):\n    $L.append(i * 1000)\n\n",

    "D @ = {}\n",
    "D @ = {%t: %n, %t: $?}\n",
    "D @ = dict(one=%n, two=$?)\n",
    "D @ = {x: [x] for x in range(%s)}\n",
    "D @ = dict($D)\n",
    "- $D[%t] = $?\n",
    "- $D[%t] = []\n",
    "- $D[%n] = %t\n",
    "- $D.pop(%t, None)\n",
    "- $D.update(more=$?)\n",
    "- del $D[%t]\n",
    "L @ = list($D.values())\n",

    "S @ = set()\n",
    "S @ = {%n, %t, %n}\n",
    "S @ = set(range(%s))\n",
    "S @ = set($L)\n",
    "S @ = frozenset([%n, %t])\n",
    "- $S.add(%t)\n",
    "- $S.discard(%n)\n",
    "S @ = $S | {%n}\n",

    "T @ = (%n, %t)\n",
    "T @ = ($?, $?)\n",
    "T @ = ($?, [%n])\n",
    "T @ = tuple($L)\n",
    "T @ = $T + (%n,)\n",

    "X @ = %t\n",
    "X @ = %t\n",
    "X @ = $X + %t\n",
    "X @ = $X * 3\n",
    "X @ = $X.upper()\n",
    "X @ = $X[::-1]\n",
    "X @ = '-'.join([%t, %t])\n",
    "X @ = f'{$X}!'\n",
    "X @ = str(%n)\n",

    "N @ = %n\n",
    "N @ = %n\n",
    "N @ = $N + 1\n",
    "N @ = $N * 1000\n",
    "N @ = %n / 7\n",
    "N @ = len($L)\n",
    "N @ = 2 ** 70\n",

    "C class @:\n    pass\n\n",
    "C class @:\n    shared = []\n    def add(self, x):\n        self.shared.append(x)\n\n",
    "C class @:\n    def __init__(self):\n        self.items = []\n        self.name = %t\n\n",
    "C class @:\n    __slots__ = ('left', 'right')\n\n",
    "C class @:\n    def __del__(self):\n        print('goes', %n)\n\n",
    "C class @($C):\n    limit = %n\n\n",
    "I @ = $C()\n",
    "I @ = $C()\n",
    "- $I.other = $?\n",
    "- $I.me = $I\n",
    "- $I.left = $I\n",
    "- $I.items.append($?)\n",
    "- del $I.other\n",
    "L @ = [$C() for x in range(%s)]\n",

    "F def @():\n    return %n\n\n",
    "F def @(x=[]):\n    x.append(%n)\n    return x\n\n",
    "F def @():\n    here = [%t]\n    return here\n\n",
    "F @ = lambda: $?\n",
    "F @ = lambda x=$?: x\n",
    "M def @(n):\n    def inner():\n        return n\n    return inner\n\n",
    ("M def @(n):\n    count = 0\n    def step():\n        nonlocal count\n        count += 1\n        return count, "
     "n\n    return step\n\n"),
    "F @ = $M($?)\n",
    "F @ = $M([%n])\n",
    "O @ = $F()\n",
    "- $F()\n",

    "G @ = (x for x in $L)\n",
    "G @ = iter($L)\n",
    "O @ = next($G)\n",
    "O for @ in $L:\n    pass\n\n",

    "W @ = $w.ref($I)\n",
    "W @ = $w.ref($I, lambda r: print('callback', %n))\n",
    "W @ = $w.ref($F)\n",
    "O @ = $W()\n",
    "- $W()\n",

    "- $L.append($L)\n",
    "- $D[%t] = $D\n",
    "- $L.append($D)\n",
    "- $I.friend = $I; $I.home = $L\n",
    "L @ = []; @.append(@)\n",
    "I @ = $C(); @.own = @\n",
    "- $g.collect()\n",
    "- $g.collect(0)\n",
    "- $g.disable()\n",
    "- $g.enable()\n",

    "~ del $?\n",
    "~ del $?\n",
    "~ del $?\n",
    "~ del $L\n",
    "~ del $I\n",
    "O @ = None\n",
    "O @ = $?\n",
    "L @ = $L\n",
    "I @ = $I\n",

    "- $?\n",
    "- $L\n",
    "- print(len($L))\n",
    "- %n\n",

    "- 1 / 0\n",
    "- $L[99]\n",
    "- nowhere\n",
    "- raise ValueError(%t)\n",
    "- (%n\n)\n",
    "E try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    @ = e\n\n",
    "E try:\n    raise KeyError($?)\nexcept KeyError as e:\n    @ = e\n\n",
    "- try:\n    $L.append(nowhere)\nexcept NameError:\n    pass\nfinally:\n    $L.append(%t)\n\n",
    "- def fails():\n    here = $?\n    return here.nothing\n\n",
    "- fails()\n",
};

enum { ROWS = sizeof rows / sizeof *rows, NAMES = 12 };

static const char *const names[NAMES] = {"a",     "b",    "c",  "d",     "node", "point",
                                         "words", "data", "x1", "total", "gc",   "weakref"};
enum { NAME_GC = 10, NAME_WEAKREF = 11, OWN_NAMES = 10 };

typedef struct Making {
    Session *s;
    char kind[NAMES]; /* 0: not bound */
    char *out;
    size_t room;
} Making;

unsigned session_random(Session *s, unsigned below)
{
    uint64_t x = s->state += UINT64_C(0x9e3779b97f4a7c15); /* splitmix64 */
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (unsigned)((x ^ (x >> 31)) % below);
}

static void put(Making *m, const char *text)
{
    size_t n = strlen(text);
    if (n >= m->room) n = m->room - 1;
    memcpy(m->out, text, n);
    m->out += n;
    m->room -= n;
    *m->out = 0;
}

/* A bound name of [kind]; -1: there is none. */
static int pick_name(Making *m, char kind)
{
    int found[NAMES], n = 0;
    for (int i = 0; i < NAMES; i++)
        if (m->kind[i] && (kind == '?' ? i < OWN_NAMES : m->kind[i] == kind)) found[n++] = i;
    return n ? found[session_random(m->s, (unsigned)n)] : -1;
}

static bool is_possible(Making *m, const char *row)
{
    for (const char *at = row; (at = strchr(at, '$')) != NULL; at++)
        if (pick_name(m, at[1]) < 0) return false;
    return true;
}

static void put_value(Making *m, char sort)
{
    static const char *const numbers[] = {"0",    "7",  "100", "256",      "257", "500",
                                          "1000", "-3", "3.5", "10 ** 20", "True"};
    static const char *const texts[] = {"'red'",
                                        "'green hill'",
                                        "'na\xc3\xafve'",
                                        "'\xe6\x97\xa5\xe6\x9c\xac'",
                                        "'k'",
                                        "''",
                                        "'it\\'s'",
                                        "'a rather long text that no pane shows to its end, not even a wide one'"};
    char size[8];
    switch (sort) {
    case 'n': put(m, numbers[session_random(m->s, sizeof numbers / sizeof *numbers)]); break;
    case 't': put(m, texts[session_random(m->s, sizeof texts / sizeof *texts)]); break;
    default: snprintf(size, sizeof size, "%u", session_random(m->s, 6)); put(m, size);
    }
}

/* Fills the gaps of a row. */
static void make_statement(Making *m, const char *row)
{
    char one[2] = "";
    int bound = row[0] == 'g'   ? NAME_GC
                : row[0] == 'w' ? NAME_WEAKREF
                                : (int)session_random(m->s, OWN_NAMES),
        named = -1;
    for (const char *at = row + 2; *at; at++) {
        switch (*at) {
        case '@': put(m, names[bound]); break;
        case '$': put(m, names[named = pick_name(m, *++at)]); break;
        case '%': put_value(m, *++at); break;
        default: one[0] = *at; put(m, one);
        }
    }
    if (row[0] == '~') m->kind[named] = 0;
    if (row[0] != '~' && row[0] != '-') m->kind[bound] = row[0];
}

void session_make(Session *s, uint64_t seed, int n)
{
    Making m = {.s = s};
    *s = (Session){.state = seed};
    while (s->n < n && s->n < SESSION_STATEMENTS) {
        const char *row = rows[session_random(s, ROWS)];
        if (!is_possible(&m, row)) continue;
        m.out = s->statement[s->n++];
        m.room = STATEMENT_BYTES;
        make_statement(&m, row);
    }
}
