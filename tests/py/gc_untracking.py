import gc
t = gc.is_tracked
gc.collect()
a = tuple([1, 2, 'x']); b = tuple([a, 3]); c = tuple([[], 1]); d = tuple([b])
print(t(a), t(b), t(c), t(d))
gc.collect(); print(t(a), t(b), t(c), t(d))
gc.collect(); print(t(a), t(b), t(c), t(d))
e = {}; f = {'a': 1}; g = {'a': []}; h = {1: (1, 2)}; i = {'k': tuple([1])}; j = dict(a=1); k = dict(g); l = {x: x for x in range(3)}; m = dict([('a', [])]); n = {**g}; o = {(1, tuple([2])): 1}
print([t(x) for x in (e, f, g, h, i, j, k, l, m, n, o)])
g['a'] = 1; m.clear()
gc.collect()
print([t(x) for x in (e, f, g, h, i, j, k, l, m, n, o)])
e['x'] = []
f['b'] = f
print(t(e), t(f), t({}.copy()), t(k.copy()), t(dict(f)), t({'a': 1}.copy()))
class C: pass
p = C(); p.x = 1
print(t(p), t(p.__dict__)); p.l = []; print(t(p.__dict__)); del p.l; gc.collect(); print(t(p.__dict__), t(p))
print([t(x) for x in (1, 1.5, 'a', b'a', None, True, (), (1,), [], {}, set(), frozenset(), range(3), slice(1), object(), int, C, len, lambda: 0, (i for i in ()), iter([]), iter(()), iter(range(3)), iter('a'), iter({}), iter(set()), {}.keys(), ValueError(), property(), [].append, p.__init__, gc, type, NotImplemented, ..., 1j, bytearray(), enumerate([]), zip(), map(t, []), reversed([]), super(C, p), staticmethod(t), classmethod(t), t.__name__, C.__dict__, C.__mro__, memoryview(b'a'))])
class S: __slots__ = ()
class I(int): pass
class T(tuple): pass
print(t(S()), t(I()), t(T()), t(T((1,))), t(tuple(T((1, 2)))))
gc.collect()
v = T((1,)); gc.collect(); print(t(v))
