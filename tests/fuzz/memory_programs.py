"""memory_programs.py - writes random Python programs that print what memory does.

A program is made of classes and of pieces, each written by a function marked @piece(weight).  Pieces share names, so
that what one leaves behind (a cycle, a weak reference, half a generator) is what the next meets.  Nothing printed
depends on an address, the clock or the size of the interpreter itself; counts of the collector are printed only where
both interpreters start equal: after a collection, with neither exec nor import in between.
"""
import random

PIECES = []


def piece(weight):
    def mark(function):
        PIECES.append((function, weight))
        return function
    return mark


class Block:
    """with g.block('if x:'): what is put inside stands deeper."""

    def __init__(self, gen, head):
        self.gen, self.head = gen, head

    def __enter__(self):
        self.gen.put(self.head)
        self.gen.depth += 1

    def __exit__(self, *exc):
        self.gen.depth -= 1


class Program:
    """One program in the making: its lines, and of what kind the value of each name is."""

    def __init__(self, seed):
        self.r = random.Random(seed)
        self.lines = []
        self.depth = 0
        self.names = {}
        self.classes = []
        self.numbers = 0
        self.counted = False

    # ---- writing

    def put(self, *lines):
        for line in lines:
            self.lines.append('    ' * self.depth + line)

    def block(self, head):
        return Block(self, head)

    def number(self):
        self.numbers += 1
        return self.numbers

    def fresh(self, stem):
        return f'{stem}{self.number()}'

    def chance(self, part):
        return self.r.random() < part

    # ---- names

    def of_kind(self, *kinds):
        return [n for n, k in self.names.items() if k in kinds]

    def pick(self, *kinds):
        """A name of one of these kinds; made when there is none, or for a change."""
        known = self.of_kind(*kinds)
        if known and self.chance(0.85):
            return self.r.choice(known)
        return self.make(self.r.choice(kinds))

    def make(self, kind):
        name = self.r.choice('abcdefghpxyz') if self.chance(0.5) else self.fresh('v')
        self.put(f'{name} = {self.literal(kind)}')
        self.names[name] = kind
        return name

    def forget(self, name):
        self.names.pop(name, None)

    # ---- values

    def cls(self, *needs):
        known = [c for c in self.classes if all(n in c.can for n in needs)]
        return self.r.choice(known) if known else self.classes[0]

    def node(self, depth=1):
        c = self.cls()
        return c.make(self, depth)

    def weakable(self):
        return self.cls('weak').make(self, 1)

    def atom(self):
        r = self.r
        return r.choice([str(r.randrange(-6, 300)), str(r.randrange(1000, 10**r.randrange(4, 40))), repr(r.random()),
                         repr('s%d word' % r.randrange(9)), repr('id_%d' % r.randrange(9)), 'None', 'True', "''", '()',
                         f"'x' * {r.randrange(1, 40)}", f"b'{r.randrange(99)}'", f'range({r.randrange(9)})', '1j',
                         f"'é{r.randrange(50)}'", f"'Ω' * {r.randrange(1, 9)}", "object()"])

    def value(self, depth=2):
        r = self.r
        if depth <= 0 or self.chance(0.3):
            return self.atom()
        if self.names and self.chance(0.4):
            return r.choice(list(self.names))
        return self.literal(r.choice(['list', 'dict', 'set', 'tuple', 'node', 'node', 'func', 'list', 'str', 'gen', 'int']), depth - 1)

    def key(self):
        r = self.r
        return r.choice([repr('k%d' % r.randrange(12)), str(r.randrange(20)), repr('k%d' % r.randrange(12)),
                         f'({r.randrange(4)}, {r.randrange(3)})', repr(r.randrange(8) + 0.5)])

    def items(self, depth, most=4):
        return [self.value(depth) for _ in range(self.r.randrange(most + 1))]

    def literal(self, kind, depth=1):
        r = self.r
        if kind == 'list':
            return r.choice([lambda: '[' + ', '.join(self.items(depth, 6)) + ']', lambda: f'list(range({r.randrange(30)}))',
                             lambda: f'[{self.value(depth)}] * {r.randrange(1, 12)}',
                             lambda: f'[{self.node(depth)} for i in range({r.randrange(1, 6)})]',
                             lambda: f'list({self.literal("tuple", depth)})', lambda: '[1, 2, 3, 4]'])()
        if kind == 'dict':
            pairs = ', '.join(f'{self.key()}: {self.value(depth)}' for _ in range(r.randrange(7)))
            return r.choice(['{' + pairs + '}', '{' + pairs + '}', 'dict(' + ', '.join(f'k{i}={self.value(depth)}' for i in range(r.randrange(5))) + ')',
                             f'dict.fromkeys(range({r.randrange(30)}), {self.value(depth)})',
                             f"{{'n%d' % i: {self.value(depth)} for i in range({r.randrange(20)})}}"])
        if kind == 'set':
            return r.choice([f'set(range({r.randrange(40)}))', "{'" + "', '".join(f'w{r.randrange(20)}' for _ in range(r.randrange(1, 8))) + "'}",
                             'set()', f'frozenset(range({r.randrange(20)}))', f'{{{self.node(depth)}}}'])
        if kind == 'tuple':
            parts = self.items(depth, 5)
            return r.choice(['(' + ''.join(p + ', ' for p in parts) + ')', f'tuple([{", ".join(parts)}])', f'tuple(range({r.randrange(25)}))'])
        if kind == 'node':
            return self.node(depth)
        if kind == 'func':
            return r.choice([f'lambda: {self.atom()}', f'(lambda v: lambda: v)({self.value(depth)})', f'lambda x={self.value(depth)}: x'])
        if kind == 'gen':
            return r.choice([f'(i for i in {self.literal("list", 0)})', f'iter({self.literal("list", depth)})', f'iter({self.literal("dict", 0)})',
                             f'(({self.value(0)}, i) for i in range({r.randrange(1, 6)}))', f'map(str, {self.literal("list", 0)})',
                             f'enumerate({self.literal("list", depth)})', f'zip({self.literal("list", depth)}, {self.literal("tuple", depth)})'])
        if kind == 'str':
            return r.choice([repr('t%d and' % r.randrange(99)), f"'ab' * {r.randrange(2, 300)}", f"''.join(['q', '{r.randrange(99)}'])",
                             f"str({r.randrange(10**6, 10**9)})", f"'%d-%s' % ({r.randrange(99)}, 'z')"])
        if kind == 'int':
            return r.choice([str(r.randrange(1000, 10**9)), f'int("{r.randrange(1000, 10**9)}")', f'2 ** {r.randrange(9, 200)}', f'10 ** {r.randrange(3, 60)} + 1'])
        if kind == 'weak':
            return self.weakable()
        raise ValueError(kind)

    # ---- what a program consists of

    def print_counts(self, *names):
        self.put('print(' + ', '.join(f'sys.getrefcount({n})' for n in names) + ')')

    def pieces(self, n):
        functions, weights = zip(*PIECES)
        for function in self.r.choices(functions, weights, k=n):
            function(self)


# ---- classes ----------------------------------------------------------------------------------------------------------

class Kind:
    """A class of the program: how it is called, and what its instances can do."""

    def __init__(self, name, can, make):
        self.name, self.can, self.make = name, can, make


def labelled(name, more=True):
    def make(g, depth):
        links = ''.join(', ' + v for v in g.items(depth - 1, 2)) if more and g.chance(0.4) else ''
        return f'{name}({g.number()}{links})'
    return make


def class_node(g, name):
    base = g.r.choice([c.name for c in g.classes if 'base' in c.can] + [None, None])
    with g.block(f'class {name}({base}):' if base else f'class {name}:'):
        if base is None or g.chance(0.3):
            with g.block('def __init__(self, n, *links):'):
                g.put('self.n = n')
                g.put(g.r.choice(['self.links = links', 'self.links = list(links)', 'self.one = links and links[0]',
                                  "self.__dict__['links'] = links", 'self.me = self', 'for i, x in enumerate(links): setattr(self, "x%d" % i, x)']))
        else:
            g.put('pass')
        if g.chance(0.75):
            write_del(g, name)
        if g.chance(0.15):
            g.put('def __eq__(self, other): return self is other or sys.getrefcount(other) < 0')
            g.put('def __hash__(self): return self.n')
        if g.chance(0.1):
            g.put('def __repr__(self): return "N%d" % self.n')
    return Kind(name, {'weak', 'dict', 'base', 'n'}, labelled(name))


def write_del(g, name):
    with g.block('def __del__(self):'):
        kind = g.r.randrange(15)
        if kind < 7:
            g.put("print('del', self.n)")
        elif kind == 7:
            g.put("print('del', self.n, sys.getrefcount(self))")
        elif kind == 8:
            g.put("print('saved', self.n)", 'saved.append(self)')
        elif kind == 9:
            g.put("print('saved', self.n)", 'saved[:] = [self]')
        elif kind == 10:
            g.put("raise ValueError(self.n)")
        elif kind == 11:
            g.put("print('collects', self.n, gc.collect())")
        elif kind == 12:
            g.put("print('del', self.n)", "self.again = [self]")
        elif kind == 13:
            g.put("print('del', self.n, len(gc.get_referrers(self)), gc.is_finalized(self), gc.is_tracked(self))")
        else:
            g.put("print('del', self.n)", "saved.clear()")


def class_slots(g, name):
    weak = g.chance(0.7)
    slots = ["'n'", "'link'"] + (["'__weakref__'"] if weak else [])
    with g.block(f'class {name}:'):
        g.put(f'__slots__ = ({", ".join(slots)})')
        g.put('def __init__(self, n, link=None): self.n = n; self.link = link')
        if g.chance(0.7):
            write_del(g, name)

    def make(gen, depth):
        return f'{name}({gen.number()}' + (f', {gen.value(depth - 1)}' if gen.chance(0.4) else '') + ')'
    return Kind(name, {'n'} | ({'weak'} if weak else set()), make)


def class_container(g, name):
    base = g.r.choice(['list', 'dict', 'set', 'tuple', 'int', 'str', 'float', 'bytes', 'Exception'])
    with g.block(f'class {name}({base}):'):
        if g.chance(0.3) and base not in ('Exception',):
            g.put(f"__slots__ = ()")
        g.put('n = %d' % g.number())
        if g.chance(0.8):
            write_del(g, name)
        if g.chance(0.3) and base not in ('set', 'int', 'str', 'tuple', 'float', 'bytes'):
            g.put('def __hash__(self): return self.n')

    def make(gen, depth):
        inner = {'int': '7', 'str': "'text'", 'float': '1.5', 'bytes': "b'xy'", 'set': "'ab'"}
        return f'{name}({inner.get(base) or (gen.literal(base if base != "Exception" else "tuple", depth - 1))})'
    return Kind(name, set(), make)


def class_with_parts(g, name):
    with g.block(f'class {name}:'):
        g.put(f'shared = {g.literal(g.r.choice(["list", "dict", "tuple"]), 0)}')
        g.put('def __init__(self, n): self.n = n')
        if g.chance(0.4):
            g.put('@property', 'def twice(self): return self.n * 2')
        if g.chance(0.4):
            g.put('@classmethod', 'def made(cls, n): return cls(n)')
        if g.chance(0.3):
            g.put('def __getattr__(self, name): return sys.getrefcount(self)')
        if g.chance(0.3):
            g.put('def __call__(self, *args): print("called", self.n, len(args))')
        if g.chance(0.5):
            write_del(g, name)
    return Kind(name, {'weak', 'dict', 'n'}, labelled(name, more=False))


def write_classes(g):
    g.put('saved = []')
    name = g.fresh('A')
    g.put(f'class {name}:', '    def __init__(self, n, *links): self.n = n; self.links = links',
          "    def __del__(self): print('del', self.n)")
    g.classes.append(Kind(name, {'weak', 'dict', 'base', 'n'}, labelled(name)))
    for _ in range(g.r.randrange(2, 6)):
        maker = g.r.choice([class_node, class_node, class_slots, class_container, class_with_parts])
        g.classes.append(maker(g, g.fresh('C')))


# ---- pieces: names and counts -------------------------------------------------------------------------------------------

@piece(6)
def bind(g):
    g.make(g.r.choice(['list', 'dict', 'set', 'tuple', 'node', 'node', 'node', 'func', 'gen', 'str', 'int', 'weak']))


@piece(5)
def unbind(g):
    if g.names:
        name = g.r.choice(list(g.names))
        g.forget(name)
        g.put(g.r.choice([f'del {name}', f'{name} = None']))


@piece(3)
def alias(g):
    if g.names:
        old = g.r.choice(list(g.names))
        new = g.r.choice('abcdefghpxyz')
        kind = g.names[old]
        g.put(f'{new} = {old}')
        g.names[new] = kind


@piece(8)
def counts(g):
    known = [n for n, k in g.names.items() if k not in ('tuple', 'str', 'int', 'any')]
    if known:
        g.print_counts(*g.r.sample(known, min(len(known), g.r.randrange(1, 4))))


@piece(3)
def sizes(g):
    if g.names:
        names = g.r.sample(list(g.names), min(len(g.names), 3))
        g.put('print(' + ', '.join(f'sys.getsizeof({n})' for n in names) + ')')


@piece(3)
def tracked(g):
    if g.names:
        names = g.r.sample(list(g.names), min(len(g.names), 3))
        g.put('print(' + ', '.join(f'gc.is_tracked({n}), gc.is_finalized({n})' for n in names) + ')')


@piece(2)
def referrers(g):
    known = g.of_kind('list', 'dict', 'node', 'func', 'gen', 'weak')
    if known:
        name = g.r.choice(known)
        g.put(g.r.choice([f'print(len(gc.get_referrers({name})))', f'print(len(gc.get_referents({name})))',
                          f'print([type(o).__name__ for o in gc.get_referrers({name})])',
                          f'print([type(o).__name__ for o in gc.get_referents({name})])']))


@piece(3)
def same_address(g):
    kind = g.r.choice(['[]', '{}', g.node(), 'set()', '1.5 * len(sys.argv)', '[1, 2]', 'object()', '(sys, sys)', 'lambda: 0', '"%d" % 12345', 'iter([])', g.node()])
    g.put(f't = {kind}', 'i = id(t)', 'del t', f't = {kind}', 'print(id(t) == i)', 'del t')


@piece(2)
def assign_many(g):
    a, b = g.r.sample('abcdefgh', 2)
    g.put(g.r.choice([f'{a} = {b} = {g.value()}', f'{a}, {b} = {g.value()}, {g.value()}', f'{a}, *{b} = [{g.value()}, {g.value()}, {g.value()}]']))
    g.names[a] = g.names[b] = 'any'


# ---- pieces: containers ---------------------------------------------------------------------------------------------------

@piece(9)
def list_change(g):
    name = g.pick('list')
    r = g.r
    g.put(r.choice([
        lambda: f'{name}.append({g.value()})', lambda: f'{name}.append({name})', lambda: f'{name}.insert({r.randrange(4)}, {g.value()})',
        lambda: f'{name} and {name}.pop()', lambda: f'{name} and {name}.pop(0)', lambda: f'{name}.clear()', lambda: f'{name}.reverse()',
        lambda: f'{name} += [{g.value()}, {g.value()}]', lambda: f'{name}[{r.randrange(3)}:{r.randrange(3, 6)}] = [{", ".join(g.items(1, 4))}]',
        lambda: f'del {name}[{r.randrange(3)}:]', lambda: f'del {name}[:{r.randrange(3)}]', lambda: f'{name} = {name}[:]', lambda: f'{name} = {name} + [{g.value()}]',
        lambda: f'{name}.extend({g.literal(r.choice(["list", "tuple", "gen"]))})', lambda: f'{name} *= {r.randrange(3)}',
        lambda: f'{name}[:0] = {name}', lambda: f'{name}.extend({name})', lambda: f'{name} = list({name})', lambda: f'{name}[::2] = {name}[::2]'])())
    if g.chance(0.4):
        g.put(f'print(len({name}), sys.getsizeof({name}))')


@piece(7)
def dict_change(g):
    name = g.pick('dict')
    r = g.r
    g.put(r.choice([
        lambda: f'{name}[{g.key()}] = {g.value()}', lambda: f'{name}[{g.key()}] = {name}', lambda: f'{name}.pop({g.key()}, None)',
        lambda: f'{name} and {name}.popitem()', lambda: f'{name}.clear()', lambda: f'{name}.update({g.literal("dict")})',
        lambda: f'{name}.setdefault({g.key()}, {g.value()})', lambda: f'{name} = {name}.copy()', lambda: f'{name} = {{**{name}, {g.key()}: {g.value()}}}',
        lambda: f'{name} = dict({name})', lambda: f'{name} |= {g.literal("dict")}',
        lambda: f'for i in range({r.randrange(40)}): {name}[{r.choice(["i", "str(i)"])}] = {g.value(1)}',
        lambda: f'for i in range({r.randrange(40)}): {name}.pop({r.choice(["i", "str(i)"])}, 0)'])())
    if g.chance(0.5):
        g.put(f'print(len({name}), sys.getsizeof({name}), gc.is_tracked({name}), list({name})[:5])')


@piece(4)
def set_change(g):
    name = g.pick('set')
    r = g.r
    with g.block(f'if type({name}) is set:'):
        g.put(r.choice([lambda: f'{name}.add({g.key()})', lambda: f'{name}.discard({g.key()})', lambda: f'{name}.clear()',
                        lambda: f'{name}.update(range({r.randrange(60)}))', lambda: f'{name} |= set(range({r.randrange(200)}))',
                        lambda: f'{name} -= set(range({r.randrange(30)}))', lambda: f'{name} = {name}.copy()', lambda: f'{name}.add({g.node()})'])())
    g.put(f'print(len({name}), sys.getsizeof({name}), gc.is_tracked({name}))')


@piece(3)
def attributes(g):
    name = g.pick('node', 'weak')
    r = g.r
    attr = r.choice(['n', 'x', 'y', 'link', 'z%d' % r.randrange(5)])
    with g.block('try:'):
        g.put(r.choice([lambda: f'{name}.{attr} = {g.value()}', lambda: f'{name}.{attr} = {name}', lambda: f'del {name}.{attr}', lambda: f'{name}.__dict__[{attr!r}] = {g.value()}',
                        lambda: f'print(len({name}.__dict__), list({name}.__dict__))', lambda: f'{name}.__dict__ = {g.literal("dict")}',
                        lambda: f'print(sys.getsizeof({name}.__dict__), sys.getsizeof({name}))', lambda: f'{name}.__dict__.clear()',
                        lambda: f'{name}.__dict__.pop({attr!r})', lambda: f'm = {name}.__init__; print(sys.getrefcount({name})); del m'])())
    g.put('except (AttributeError, TypeError, KeyError) as e: print(type(e).__name__, e)')


@piece(3)
def growing(g):
    r = g.r
    kind = r.randrange(5)
    n = r.randrange(5, 120)
    if kind == 0:
        g.put('t = []', 'sizes = []', f'for i in range({n}): t.append(i); sizes.append(sys.getsizeof(t))', 'print(sorted(set(sizes)))',
              'sizes = []', 'while t: t.pop(); sizes.append(sys.getsizeof(t))', 'print(sorted(set(sizes)), sizes[-3:])')
    elif kind == 1:
        g.put('t = {}', 'sizes = []', f'for i in range({n}): t[{r.choice(["i", "str(i)", "(i,)"])}] = i; sizes.append(sys.getsizeof(t))', 'print(sorted(set(sizes)))')
    elif kind == 2:
        g.put('t = set()', 'sizes = []', f'for i in range({n}): t.add(i * {r.randrange(1, 9)}); sizes.append(sys.getsizeof(t))', 'print(sorted(set(sizes)))')
    elif kind == 3:
        c = g.cls('dict')
        g.put(f't = {c.make(g, 0)}', 'sizes = []',
              f'for i in range({r.randrange(3, 40)}): setattr(t, "at%d" % i, i); sizes.append(sys.getsizeof(t.__dict__))', 'print(sizes)')
    else:
        g.put("t = ''", 'moves = 0', f'for i in range({n * 5}): o = id(t); t += {r.choice(["chr(97 + i % 26)", "str(i)", repr("xyz")])}; moves += o != id(t)',
              'print(len(t), sys.getsizeof(t), sys.getrefcount(t))')
    g.put('del t')


@piece(2)
def order_of_death(g):
    r = g.r
    c = g.cls('n')
    g.put(r.choice([
        lambda: 't = [%s]' % ', '.join(c.make(g, 0) for _ in range(4)), lambda: 't = (%s)' % ', '.join(c.make(g, 0) for _ in range(4)),
        lambda: 't = {%s}' % ', '.join(f'{i}: {c.make(g, 0)}' for i in range(4)), lambda: 't = [[%s], (%s,)]' % (c.make(g, 0), c.make(g, 0)),
        lambda: 't = {"a": {"b": %s}, "c": %s}' % (c.make(g, 0), c.make(g, 0)), lambda: f't = [[[[{c.make(g, 0)}], {c.make(g, 0)}], {c.make(g, 0)}], {c.make(g, 0)}]'])())
    g.put(r.choice(['del t', 't = 0', 't = 1; print("after")', 't.clear() if hasattr(t, "clear") else 0']))


# ---- pieces: functions, frames, exceptions ------------------------------------------------------------------------------------

@piece(4)
def function_locals(g):
    f = g.fresh('f')
    r = g.r
    with g.block(f'def {f}({r.choice(["", "u", "u, v=None", "*u", "**u"])}):'):
        names = r.sample(['x', 'y', 'z', 'w'], 3)
        for n in names:
            g.put(f'{n} = {g.value()}')
        g.put('print(' + ', '.join(f'sys.getrefcount({n}) if type({n}) in (list, dict, {g.cls().name}) else 0' for n in names) + ')')
        if g.chance(0.3):
            g.put(f'{names[0]} = [{names[0]}, {names[1]}]', f'{names[0]}.append({names[0]})')
        if g.chance(0.3):
            g.put('print(sorted(locals()))')
        g.put(r.choice([f'return {names[0]}', f'return lambda: {names[1]}', f'del {names[0]}', 'pass', f'return sys._getframe()', f'return {names[0]}, {names[2]}']))
    with g.block('try:'):
        target = r.choice(['', 'k = ', 'k = '])
        g.put(f'{target}{f}()')
        if target:
            g.names['k'] = 'any'
    g.put(f'except TypeError as e: print(e)')
    if g.chance(0.5):
        g.put(f'print(sys.getrefcount({f}))')
    if g.chance(0.5):
        g.put(f'del {f}')
    else:
        g.names[f] = 'func'


@piece(3)
def closures(g):
    f = g.fresh('outer')
    with g.block(f'def {f}(x):'):
        g.put(f'y = {g.value()}')
        with g.block('def inner():'):
            g.put(g.r.choice(['return x, y', 'nonlocal x; x = y; return x', 'return inner, x']))
        g.put(g.r.choice(['return inner', 'inner(); return inner', 'x = inner; return x', 'return [inner, inner()]', 'inner()']))
    g.put(f'h = {f}({g.value()})', 'print(type(h).__name__)')
    with g.block('if hasattr(h, "__closure__"):'):
        g.put('print(len(h.__closure__ or ()), [sys.getrefcount(c) for c in h.__closure__ or ()])')
    g.put(g.r.choice(['del h', 'h = None', f'del {f}', 'pass', 'print(gc.collect())']))
    if g.lines[-1].endswith('collect())') or g.lines[-1] == 'pass':
        g.names['h'] = 'any'
    else:
        g.forget('h')
    if g.lines[-1].startswith('del outer'):
        g.names['h'] = 'any'


@piece(4)
def generators(g):
    f = g.fresh('gen')
    r = g.r
    with g.block(f'def {f}(n):'):
        g.put(f'held = {g.node(1)}')
        with g.block('try:'):
            with g.block('for i in range(n):'):
                g.put(r.choice(['got = yield i', 'got = yield held', 'yield i, held.__class__.__name__', 'yield [i]']))
        if g.chance(0.7):
            g.put("finally: print('finally')")
        else:
            g.put("except GeneratorExit: print('exit')" + g.r.choice(['', '; raise']))
    name = r.choice('abcdegxy')
    g.put(f'{name} = {f}({r.randrange(1, 4)})')
    g.names[name] = 'gen'
    steps = r.sample([f'print(type(next({name}, 0)).__name__)', f'{name}.close()', f'print({name}.gi_frame is None)', f'print(sys.getrefcount({name}))',
                      f'print(sorted({name}.gi_frame.f_locals) if {name}.gi_frame else 0)', f'saved.append({name})', f'try: {name}.send({name}) if {name}.gi_frame and {name}.gi_suspended else 0\nexcept StopIteration: print("stop")',
                      f'try: {name}.throw(KeyError("k"))\nexcept KeyError: print("key")', f'r = list({name})', f'del {name}', f'{name} = None'], r.randrange(1, 6))
    for step in steps:
        for line in step.split('\n'):
            g.put(line)
        if step in (f'del {name}', f'{name} = None'):
            g.forget(name)
            break


@piece(2)
def coroutines(g):
    f = g.fresh('co')
    with g.block(f'async def {f}(x):'):
        g.put(f'y = {g.node(0)}')
        g.put(g.r.choice(['return x', 'print(sys.getrefcount(x)); return y', 'await Pause(); return x', 'raise KeyError(x)']))
    g.put('class Pause:', '    def __await__(self): yield self')
    g.put(f'co = {f}({g.value()})')
    for step in g.r.sample(['try: print(type(co.send(None)).__name__)\nexcept (StopIteration, KeyError) as e: print(type(e).__name__, len(e.args))', 'co.close()', 'print(sys.getrefcount(co), co.cr_frame is None)', 'gc.collect()'], 3):
        g.put(*step.split('\n'))
    g.put('try: co.close()', 'except RuntimeError: pass')
    g.put('del co')


@piece(5)
def exceptions(g):
    r = g.r
    f = g.fresh('fail')
    with g.block(f'def {f}(depth):'):
        g.put(f'local = {g.node(1)}')
        g.put(f'if depth: {f}(depth - 1)')
        g.put(r.choice(['raise ValueError(depth)', 'return {}[depth]', '1 / 0', 'local.nothing_here', 'raise KeyError(local)', '[].pop()']))
    kind = r.randrange(6)
    with g.block('try:'):
        g.put(f'{f}({r.randrange(3)})')
    if kind == 0:
        g.put('except Exception as e: print(type(e).__name__, sys.getrefcount(e))')
    elif kind == 1:
        g.put('except Exception as e: err = e')
        g.put('print(sys.getrefcount(err), sys.getrefcount(err.__traceback__))')
        g.names['err'] = 'exc'
    elif kind == 2:
        g.put('except Exception as e: saved.append(e)')
    elif kind == 3:
        with g.block('except Exception as e:'):
            with g.block('try:'):
                g.put('raise RuntimeError("second") from e' if g.chance(0.5) else 'raise RuntimeError("second")')
            g.put('except RuntimeError as e2: err = e2; print(sys.getrefcount(e), sys.getrefcount(e2))')
        g.names['err'] = 'exc'
    elif kind == 4:
        with g.block('except Exception:'):
            g.put('info = sys.exc_info()', 'print(len(info), sys.getrefcount(info[1]), sys.getrefcount(info[2]))')
        if g.chance(0.6):
            g.put('info = None')
        else:
            g.names['info'] = 'any'
    else:
        with g.block('except Exception as e:'):
            g.put('tb = e.__traceback__', 'depth = 0', 'while tb: depth += 1; frame = tb.tb_frame; tb = tb.tb_next',
                  'print(depth, sorted(frame.f_locals))', r.choice(['del frame', 'frame = None', 'frame.clear()', 'saved.append(frame)']))
    if g.chance(0.3):
        g.put('print(gc.collect())')


@piece(2)
def drop_exception(g):
    known = g.of_kind('exc')
    if known:
        name = known[0]
        g.put(g.r.choice([f'{name}.__traceback__ = None', f'del {name}', f'{name} = {name}.with_traceback(None)', f'{name}.__context__ = None', f'{name}.me = {name}; del {name}']))
        if 'del' in g.lines[-1]:
            g.forget(name)


@piece(2)
def temporaries(g):
    r = g.r
    g.put(r.choice([lambda: f'print(sys.getrefcount({g.literal("list")}))', lambda: f'print(sys.getrefcount({g.node()}))', lambda: f'{g.node()}',
                    lambda: f'[{g.node()}, {g.node()}]', lambda: f'(lambda q: print(sys.getrefcount(q)))({g.literal(r.choice(["list", "dict", "node"]))})',
                    lambda: f'print(id({g.node(0)}) == id({g.node(0)}))', lambda: f'for q in [{g.node(0)}, {g.node(0)}]: pass',
                    lambda: f'print([sys.getrefcount(q) for q in [{g.node(0)}, {g.literal("list", 0)}]])', lambda: f'with_it = {g.node(0)}, {g.node(0)}; del with_it'])())


# ---- pieces: cycles and collections -----------------------------------------------------------------------------------------------

@piece(7)
def cycle(g):
    r = g.r
    c = g.cls('dict')
    kind = r.randrange(9)
    if kind == 0:
        g.put('t = []', 't.append(t)')
    elif kind == 1:
        g.put(f't = {c.make(g, 1)}', 't.me = t')
    elif kind == 2:
        g.put(f't = {c.make(g, 0)}', f'u = {g.cls("dict").make(g, 0)}', 't.other = u', 'u.other = t', 'del u')
    elif kind == 3:
        g.put('t = {}', "t['me'] = t", f"t['n'] = {c.make(g, 0)}")
    elif kind == 4:
        g.put(f't = [{c.make(g, 0)} for i in range({r.randrange(2, 6)})]', 'for i, q in enumerate(t): q.ring = t[i - 1]', 'del q')
    elif kind == 5:
        g.put(f't = {c.make(g, 0)}', f't.hang = {g.literal("list", 1)}', 't.hang.append(t)', 't.deep = ((t,),)')
    elif kind == 6:
        with g.block('def t():'):
            g.put('return t')
    elif kind == 7:
        f = g.fresh('mk')
        with g.block(f'def {f}():'):
            g.put(f'box = {c.make(g, 0)}', 'def look(): return look, box', 'box.look = look', 'return box')
        g.put(f't = {f}()')
    else:
        g.put(f'class T:', f'    held = {c.make(g, 0)}', '    def m(self): return T', 't = T()', 't.m2 = t.m')
    if g.chance(0.3):
        g.put(f'w = weakref.ref({"t" if kind not in (0, 3, 4) else "saved.__class__"}, lambda r: print("gone", {g.number()}))')
    if g.chance(0.8):
        g.put('del t')
        if kind == 8 and g.chance(0.7):
            g.put('del T')
        if g.chance(0.6):
            collect(g)
    else:
        g.names['t'] = 'any'


@piece(6)
def collect(g):
    g.put(g.r.choice(['print(gc.collect())', 'print(gc.collect())', 'print(gc.collect())', 'gc.collect()', f'print(gc.collect({g.r.randrange(3)}))',
                      'print(gc.collect(), len(gc.garbage))', 'print(gc.collect(0), gc.collect(1), gc.collect(2))']))


@piece(4)
def get_count(g):
    r = g.r
    with g.block('if gc.collect() >= 0:  # stays'):
        for _ in range(r.randrange(4)):
            r.choice([bind, unbind, list_change, dict_change, alias, set_change, generators_small, closures, order_of_death, attributes])(g)
        g.put('print(gc.get_count())')


def generators_small(g):
    g.put(f't = [i for i in range({g.r.randrange(5)})]', f't = {g.literal("gen", 1)}', 'r = [x for x in t]', 'del t, r')


@piece(2)
def own_objects(g):
    c = g.cls()
    g.put(f'print([sum(type(o) is {c.name} for o in gc.get_objects(generation=k)) for k in range(3)])')


@piece(3)
def automatic(g):
    r = g.r
    n = r.choice([300, 800, 1500, 3000])
    g.put('gc.collect()  # stays', 'passes = []', 'keep = []')
    with g.block('def seen(phase, info):'):
        g.put(r.choice(['if phase == "start": passes.append((len(keep), info["generation"]))', 'passes.append((phase, len(keep), info["generation"], info["collected"], info["uncollectable"]))']))
    g.put('gc.callbacks.append(seen)')
    what = r.choice(['[]', '[i]', '{i: []}', '(i, [])', '{}', 'lambda: i', 'set()', f'{g.cls("dict").make(g, 0)}', '[[], [i]]', 'iter([])', '(i,)', 'Exception(i)'])
    g.put(r.choice([f'for i in range({n}): keep.append({what})', f'keep = [{what} for i in range({n})]', f'for i in range({n}): q = [i]; q.append(q)',
                    f'for i in range({n}): q = {g.cls("dict").make(g, 0)}; q.me = q; keep.append(i)', f'for i in range({n}): keep.append({what}); (keep.pop() if i % 3 else 0)']))
    g.put('gc.callbacks.remove(seen)', 'print(len(passes), passes[:6])')
    g.put(*r.choice([['del keep'], ['keep.clear()'], ['keep = None', 'print(gc.collect())']]))


@piece(2)
def thresholds(g):
    r = g.r
    g.put(f'gc.set_threshold({r.randrange(5, 60)}, {r.randrange(1, 5)}, {r.randrange(1, 4)})', 'gc.collect()  # stays', 'b0 = [s["collections"] for s in gc.get_stats()]',
          f't = [[i] for i in range({r.randrange(50, 900)})]', 'print([s["collections"] - x for s, x in zip(gc.get_stats(), b0)])',
          'gc.set_threshold(700, 10, 10)', 'del t', 'print(gc.get_threshold())')


@piece(2)
def freezing(g):
    g.put(*g.r.choice([['gc.collect()', 'gc.freeze()', 'n0 = gc.get_freeze_count() > 0', 'print(n0, gc.collect())', 'gc.unfreeze()', 'print(gc.get_freeze_count())'],
                       ['gc.disable()', 'print(gc.isenabled())', 't = [[] for i in range(900)]', 'print(gc.get_count()[0] > 700)', 'gc.enable()', 'del t'],
                       ['gc.freeze()', 'gc.unfreeze()', 'print(gc.collect(1))']]))


@piece(2)
def save_all(g):
    c = g.cls('dict')
    g.put('gc.collect()', f'gc.set_debug(gc.DEBUG_SAVEALL{g.r.choice(["", " | gc.DEBUG_COLLECTABLE", ""])})', f't = {c.make(g, 0)}', 't.me = [t]', 'del t', 'print(gc.collect())', 'gc.set_debug(0)',
          'print(len(gc.garbage), [type(o).__name__ for o in gc.garbage])')
    g.put(*g.r.choice([['gc.garbage.clear()', 'print(gc.collect())'], ['del gc.garbage[:]'], ['gc.garbage.clear()']]))


@piece(1)
def stats(g):
    g.put('s0 = gc.get_stats()[2]', 't = []', 't.append(t)', 'del t', 'gc.collect()', 's1 = gc.get_stats()[2]', 'print({k: s1[k] - s0[k] for k in s1})', 'print(sys.getallocatedblocks() > 0)')


@piece(2)
def blocks(g):
    g.put('gc.collect()  # stays', 'n0 = sys.getallocatedblocks()', f't = {g.literal(g.r.choice(["list", "dict", "node", "set"]))}', 'n1 = sys.getallocatedblocks()', 'print(n1 - n0)', 'del t')


@piece(1)
def trashcan(g):
    r = g.r
    n = r.choice([30, 49, 50, 51, 60, 300])
    c = g.cls('n')
    g.put(f't = {c.make(g, 0)}', f'for i in range({n}): t = {r.choice(["[t]", "(t,)", "{1: t}", "[t, 1]", "(t, [])"])}')
    if g.chance(0.4):
        g.put(f't = [t, {c.make(g, 0)}]')
    g.put('t = None')
    g.forget('t')


@piece(1)
def arenas(g):
    r = g.r
    if g.chance(0.5):
        g.put(f't = [{r.choice(["object()", "[i]", "str(i)", "(i, i)", "i * 1.5"])} for i in range({r.choice([20000, 60000])})]', 'print(len(t), sys.getsizeof(t))', r.choice(['del t', 'del t[::2]', 't = t[:100]']))


# ---- pieces: weak references -----------------------------------------------------------------------------------------------------

@piece(6)
def weakrefs(g):
    r = g.r
    name = g.pick('weak')
    number = g.number()
    w = r.choice(['w1', 'w2', 'w3'])
    form = r.randrange(8)
    if form < 2:
        g.put(f'{w} = weakref.ref({name})')
    elif form < 4:
        g.put(f'{w} = weakref.ref({name}, lambda r: print("callback", {number}, r() is None))')
    elif form == 4:
        g.put(f'{w} = weakref.proxy({name}, lambda r: print("proxy gone", {number}))')
    elif form == 5:
        g.put(f'saved.append(weakref.ref({name}, lambda r: print("kept callback", {number}, len(saved))))')
    elif form == 6:
        g.put(f'fin = weakref.finalize({name}, print, "finalized", {number})')
        if g.chance(0.3):
            g.put('fin.atexit = False')
        if g.chance(0.3):
            g.put(r.choice(['fin()', 'print(fin.detach() is not None)', 'print(fin.alive, fin.peek() is not None)']))
    else:
        g.put(f'{w} = weakref.ref({name}, {r.choice(["saved.append", "lambda r: 1 / 0", "lambda r: gc.collect()", "lambda r: saved.clear()", "lambda r: print(sys.getrefcount(r))"])})')
    g.put(f'print(weakref.getweakrefcount({name}), sys.getrefcount({name}))')
    if g.chance(0.4):
        g.put(f'del {name}')
        g.forget(name)
    if form < 4 and g.chance(0.4):
        g.put(f'print({w}() is None, sys.getrefcount({w}))')


@piece(3)
def weak_values(g):
    r = g.r
    g.put('wv = weakref.WeakValueDictionary()')
    names = []
    for i in range(r.randrange(1, 4)):
        name = g.pick('weak')
        names.append(name)
        g.put(f'wv[{i}] = {name}')
    g.put('print(len(wv), list(wv))')
    if g.chance(0.3):
        g.put(f'wv["t"] = {g.weakable()}')
    for name in names:
        if name in g.names and g.chance(0.5):
            g.put(f'del {name}')
            g.forget(name)
    g.put(r.choice(['print(len(wv), list(wv))', 'print(sorted(map(str, wv.keys())))', 'print(len(list(wv.values())), wv.get(1) is None)', 'for k in wv: print(k, sys.getrefcount(wv[k]))', 'it = iter(wv.items()); next(it, 0); del it', 'print(wv.pop(0, None) is None)']))
    if g.chance(0.3):
        g.put('del wv')


@piece(3)
def weak_keys(g):
    r = g.r
    g.put('wk = weakref.WeakKeyDictionary()')
    names = []
    for i in range(r.randrange(1, 4)):
        name = g.pick('weak')
        names.append(name)
        g.put(f'wk[{name}] = {r.choice([str(i), name, g.node(0)])}')
    g.put('print(len(wk))')
    for name in names:
        if name in g.names and g.chance(0.5):
            g.put(f'del {name}')
            g.forget(name)
    g.put(r.choice(['print(len(wk))', 'print(len(list(wk.items())))', 'print([type(k).__name__ for k in wk])', 'print(gc.collect(), len(wk))']))
    if g.chance(0.3):
        g.put('del wk')


@piece(2)
def weak_set(g):
    r = g.r
    g.put('ws = weakref.WeakSet()')
    for i in range(r.randrange(1, 4)):
        g.put(f'ws.add({g.pick("weak")})')
    g.put('print(len(ws), sys.getsizeof(ws.data))')
    known = g.of_kind('weak')
    if known:
        name = r.choice(known)
        g.put(r.choice([f'print({name} in ws, sys.getrefcount({name}))', f'ws.discard({name}); print(len(ws))', f'del {name}; print(len(ws))', f'print(len(ws | {{{name}}}))']))
        if 'del ' in g.lines[-1]:
            g.forget(name)


@piece(2)
def weak_order(g):
    r = g.r
    c = g.cls('weak')
    g.put(f't = {c.make(g, 0)}')
    if 'dict' in c.can and g.chance(0.5):
        g.put('t.me = t')
    for i in range(r.randrange(2, 5)):
        g.put(f'r{i} = weakref.ref(t{r.choice(["", f", lambda r: print({i})", f", lambda r: print({i}, r() is None)"])})')
    g.put('print(weakref.getweakrefcount(t), [sys.getrefcount(q) for q in weakref.getweakrefs(t)])', 'q = None')
    g.put('del t', 'print(gc.collect())', 'print(r0() is None, r1() is None)')


# ---- pieces: identity, strings, code ---------------------------------------------------------------------------------------------------

CONSTANTS = ['1000', '1.5', "'hello world'", '(1, 2)', "'ident'", '257', '256', '-6', '-5', "'a' * 20", "'ab' * 2049", '(1, (2, 3))', '10 ** 20', "b'x'", "b'xy'", '1j', '-1.0', "''", '()', '0.0', '-0.0', '1 + 1j', 'frozenset()',
             "'é'", "'Ω'", '250 + 250', "'x y'", '2 ** 70', '...']


@piece(4)
def identity(g):
    r = g.r
    c = r.choice(CONSTANTS)
    d = c if g.chance(0.7) else r.choice(CONSTANTS)
    kind = r.randrange(7)
    if kind == 0:
        g.put(f'c1 = {c}', f'c2 = {d}', 'print(c1 is c2)')
    elif kind == 1:
        g.put(f'def idf(): return {c}', f'c1 = {d}', 'print(idf() is c1, idf() is idf())', 'del idf')
    elif kind == 2:
        g.put(f'exec("c1 = {c}; c2 = {d}; print(c1 is c2)")', f'c3 = {c}', 'print(c1 is c3)')
    elif kind == 3:
        g.put(f'class Cc: at = {c}', f'c2 = {d}', 'print(Cc.at is c2)')
    elif kind == 4:
        g.put(f'c1 = eval("{c}")', f'c2 = {d}', 'print(c1 is c2)')
    elif kind == 5:
        g.put(f'code = compile("v = {c}", "made", "exec")', 'ns = {}', 'exec(code, ns)', f'c1 = {d}', "print(ns['v'] is c1, ns['v'] in code.co_consts)", 'del ns, code')
    else:
        g.put(f"m = type(sys)('mod{g.number()}')", f'exec("a = {c}\\ndef f(): return {d}", m.__dict__)', 'print(m.a is m.f(), len(m.__dict__))', 'del m')


@piece(3)
def constant_counts(g):
    r = g.r
    n = r.randrange(100000, 10**9)
    g.put(r.choice([f'c1 = {n}; print(sys.getrefcount(c1))', f'print(sys.getrefcount({n}))', f'c1 = {n}\nc2 = {n}\nprint(sys.getrefcount(c1), sys.getrefcount({n}))',
                    f'def cf(): v = {n}; return sys.getrefcount(v)\nprint(cf())', f'def cf(a={n}): return sys.getrefcount(a)\nprint(cf())', f"exec('c1 = {n}; print(sys.getrefcount(c1))')",
                    f'c1 = ({n}, {n})\nprint(sys.getrefcount(c1), sys.getrefcount(c1[0]))', f"c1 = 'str {n}'\nprint(sys.getrefcount(c1))", f"c1 = 'str_{n}'\nprint(sys.getrefcount(c1))",
                    f"c1 = {n}.5\nprint(sys.getrefcount(c1))", f"c1 = [{n}, {n} + 0, -{n}]\nprint([sys.getrefcount(q) for q in c1])", f'class Cn: v = {n}\nprint(sys.getrefcount(Cn.v), sys.getrefcount(Cn))',
                    f"exec('def ef(): return {n}'); print(sys.getrefcount(ef()))"]).replace('\\n', '\n'))
    g.lines[-1:] = [line for line in g.lines[-1].split('\n')]


@piece(3)
def strings(g):
    r = g.r
    n = g.number()
    g.put(*r.choice([
        [f"s = 'part{n}'", "t = s + ' more'", "u = s", f"s += ' x'", 'print(sys.getrefcount(s), sys.getrefcount(t), s is u)'],
        [f"s = ''.join(['in', 'tern{n}'])", "t = sys.intern(s)", f"print(t is s, sys.intern('intern{n}') is t, sys.getrefcount(t))", 'del s, t'],
        [f"s = 'x' * {r.randrange(2, 600)}", 'i = id(s)', "s += 'y'", 'print(len(s), sys.getsizeof(s))'],
        [f"def cat():\n    s = ''\n    for i in range({r.randrange(5, 80)}): s += str(i)\n    return s, sys.getrefcount(s)", 'print(cat()[1], sys.getsizeof(cat()[0]))'],
        [f"s = 'name{n}'", f"class At: pass", f"setattr(At, ''.join(['na', 'me{n}']), 1)", f"print([k is s for k in vars(At) if k == s], sys.getrefcount(s))"],
        [f"d = {{''.join(['ke', 'y']): 1}}", "k = 'key'", "print(next(iter(d)) is k)"],
        [f"s = {'é' * r.randrange(1, 5)!r}", 't = s.encode()', 'print(sys.getsizeof(s), sys.getsizeof(t), sys.getrefcount(t))'],
        ["a1, b1 = 'ab', 'b'", "print('abc'[1] is b1, a1[1] is b1, chr(98) is b1)"]]))
    flat = []
    for line in g.lines:
        flat += line.split('\n')
    g.lines[:] = flat
    for name in ('s', 't', 'u', 'd'):
        g.forget(name)


@piece(2)
def callbacks_of_c(g):
    r = g.r
    c = g.cls('dict')
    n = g.number()
    g.put(*r.choice([
        [f't = [{c.make(g, 0)}, {c.make(g, 0)}]', 't.sort(key=lambda q: sys.getrefcount(q))', 'print([sys.getrefcount(q) for q in t])', 'q = t = None'],
        ['print(max([[1], [2]], key=lambda q: sys.getrefcount(q)))', 'print(list(map(sys.getrefcount, [[], {}, []])))'],
        [f'class Eq{n}:', '    def __eq__(self, other): print("eq", sys.getrefcount(self), sys.getrefcount(other)); return self is other', '    def __hash__(self): return 5',
         f't = {{Eq{n}(): 1}}', f't[Eq{n}()] = 2', f'print(len(t), Eq{n}() in t, Eq{n}() in list(t))', 'print(t.pop(next(iter(t))))', 'del t'],
        ['print(sorted([[3], [1], [2]], key=lambda q: (sys.getrefcount(q), q)))', 'print([sys.getrefcount(q) for q in filter(sys.getrefcount, [[1], [2]])])'],
        [f'class It{n}:', '    def __iter__(self): print(sys.getrefcount(self)); return iter([1, 2])', f'print(list(It{n}()), sum(It{n}()), dict.fromkeys(It{n}()))', f'x1, x2 = It{n}()'],
        [f'class Lt{n}(list):', '    def __lt__(self, other): print(sys.getrefcount(self), sys.getrefcount(other)); return len(self) < len(other)', f't = [Lt{n}([1, 2]), Lt{n}([1]), Lt{n}()]', 't.sort()', 'print(t)', 'del t'],
        ['print(functools.reduce(lambda p, q: sys.getrefcount(p) + sys.getrefcount(q), [[], [], []]) > 0)'],
        [f'class Cx{n}:', '    def __enter__(self): print("enter", sys.getrefcount(self)); return self', '    def __exit__(self, *a): print("exit", sys.getrefcount(self), [x is None for x in a]); return True',
         f'with Cx{n}() as t: print(sys.getrefcount(t)); {r.choice(["pass", "raise KeyError(t)", "1 / 0"])}', 'del t']]))


@piece(1)
def modules(g):
    n = g.number()
    g.put(f"m = type(sys)('made{n}')", f'm.held = {g.node(0)}', 'm._private = %s' % g.node(0), 'm.me = m', g.r.choice(['del m', f"sys.modules['made{n}'] = m; del m", "print(sys.getrefcount(m)); del m"]), 'print(gc.collect())')


@piece(1)
def at_exit(g):
    n = g.number()
    g.put(*g.r.choice([[f'_private{n} = {g.node(0)}', f'public{n} = {g.node(0)}', f'__dunder{n} = {g.node(0)}'], [f'sys.kept{n} = {g.node(1)}'],
                       [f'class Meta{n}(type):', '    def __del__(cls): print("class", cls.__name__)', f'class Made{n}(metaclass=Meta{n}): pass'],
                       [f'builtins.kept{n} = {g.node(0)}'], [f'atexit.register(print, "at exit", {n})'],
                       [f'ge{n} = (lambda: (yield {g.node(0)}))()', f'q = next(ge{n})', 'q = None'], [f'cyc{n} = [{g.node(0)}]', f'cyc{n}.append(cyc{n})'],
                       [f'wz{n} = weakref.ref({g.classes[0].name}, lambda r: print("class gone"))'], [f'def last{n}(x={g.node(0)}): return last{n}']]))


def program(seed, size):
    """The text of one program."""
    g = Program(seed)
    g.put('import atexit, builtins, functools, gc, sys, weakref', 'gc.collect()  # stays: what start-up left in the counters is gone')
    if g.chance(0.1):
        g.put('gc.disable()')
    write_classes(g)
    g.pieces(size)
    if g.chance(0.15):
        g.put(g.r.choice(['raise SystemExit(3)', 'raise KeyError("end")', 'sys.exit("text")', '1 / 0', 'def deep(): x = [%s]; raise ValueError(1)\ndeep()' % g.node(0)]))
    g.put("print('end')")
    return '\n'.join(g.lines) + '\n'
