import weakref
class C:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return isinstance(o, C) and self.n == o.n
    def __hash__(self): return hash(self.n)
a, b = C(1), C(1)
r, s = weakref.ref(a), weakref.ref(b)
print(r == s, r is s, r is weakref.ref(a), hash(r) == hash(a), r() is a, {r: 'x'}[s], r != s)
cb = lambda x: None
t = weakref.ref(a, cb)
print(t is r, t == r, t.__callback__ is cb, r.__callback__, weakref.getweakrefcount(a), len(weakref.getweakrefs(a)), weakref.getweakrefs(5))
del a
print(r() is None, r == s, r == r, hash(r) == hash(C(1)), r.__callback__, t.__callback__)
u = weakref.ref(b)
del b
try:
    hash(u) if u is not s else print('shared')
except TypeError as e:
    print(e)
c = C(2); v = weakref.ref(c); del c
try:
    hash(v)
except TypeError as e:
    print(e)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for x in (1, 'a', 1.5, None, (), [], {}, b'', object(), range(1), slice(1), True):
    attempt(lambda: weakref.ref(x))
class S: __slots__ = ()
attempt(lambda: weakref.ref(S()))
attempt(lambda: weakref.ref())
attempt(lambda: weakref.ref(C(1), 1, 2))
attempt(lambda: r < s)
attempt(lambda: r(1))
attempt(lambda: setattr(r, 'x', 1))
attempt(lambda: weakref.proxy(5))
for x in (set(), frozenset(), len, C, (i for i in ()), weakref, lambda: 0, type('L', (list,), {})(), type('I', (str,), {})(), C(9), cb.__code__):
    attempt(lambda: weakref.ref(x)() is x)
print(repr(v).split(' at ')[0], repr(weakref.ref(C)).split(' at ')[0], type(v).__name__, weakref.ReferenceType is type(v), isinstance(v, weakref.ref))
