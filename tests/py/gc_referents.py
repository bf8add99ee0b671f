import gc
gc.collect()
r = gc.get_referents
a, b = [1], [2]
print(r([a, b]) == [b, a] or r([a, b]), r((a, b)) == [a, b] or r((a, b)), r({'k': a}), r({1: a, 2: b}), r({3: 'x'}), r(slice(1, a)), r(1), r('a'), r(), r([a], [b]))
class C: pass
c = C(); c.x = a; c.y = b
print([x if x is not C else 'C' for x in r(c)])
c.__dict__
print([x if x is not C else 'C' for x in r(c)])
class S: __slots__ = ('p', 'q')
s = S(); s.q = a
print([x if x is not S else 'S' for x in r(s)])
def f(x=5, *, k=a): return c
print([type(x).__name__ for x in r(f)])
def outer():
    v = a
    return lambda: v
g = outer()
print([type(x).__name__ for x in r(g)], r(g.__closure__[0]), r(g.__closure__) == [g.__closure__[0]])
print([type(x).__name__ for x in r(c.__init__)], [type(x).__name__ for x in r(iter(a))], [type(x).__name__ for x in r(ValueError(a))], [type(x).__name__ for x in r([].append)], [type(x).__name__ for x in r(enumerate(a))], [type(x).__name__ for x in r(zip(a, b))], [type(x).__name__ for x in r(map(f, a))])
print([type(x).__name__ for x in r(C)], [type(x).__name__ for x in r(property(f))], [type(x).__name__ for x in r(x for x in a)], sorted(str(x) for x in r({a[0], b[0]})), [type(x).__name__ for x in r(super(C, c))], [type(x).__name__ for x in r(staticmethod(f))])
print([type(x).__name__ for x in gc.get_referrers(a)], len(gc.get_referrers(c)), gc.get_referrers(object()), [type(x).__name__ for x in gc.get_referrers(S.p)])
def locals_hold():
    inner = []
    return [type(x).__name__ for x in gc.get_referrers(inner)]
print(locals_hold())
