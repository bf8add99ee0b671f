class V:
    def __init__(self, v): self.v = v
    def __repr__(self): return f'V({self.v})'
    def __str__(self): return f'<{self.v}>'
    def __add__(self, o): return V(self.v + getattr(o, 'v', o))
    def __radd__(self, o): return V(o + self.v)
    def __iadd__(self, o): self.v += o; return self
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __hash__(self): return hash(self.v)
    def __bool__(self): return self.v != 0
    def __len__(self): return self.v
    def __getitem__(self, i): return ('item', i)
    def __setitem__(self, i, v): print('set', i, v)
    def __delitem__(self, i): print('del', i)
    def __contains__(self, x): return x == self.v
    def __call__(self, *a, **k): return a, k
    def __neg__(self): return V(-self.v)
    def __index__(self): return self.v
    def __enter__(self): print('enter'); return self
    def __exit__(self, *a): print('exit', a[0]); return True
    def __iter__(self): return iter(range(self.v))
    def __getattr__(self, n): return 'dyn ' + n
    def __format__(self, s): return 'fmt ' + s
v = V(3)
print(v, repr(v), v + 1, 1 + v, v + V(2), v == V(3), v < V(4), v > V(1), hash(v), bool(V(0)), len(v))
v += 5
print(v, v[1], v[1:2], 8 in v, v(1, k=2), -v, [10, 20, 30] * V(2), list(V(2)), v.foo, f'{v:abc}', sorted([V(3), V(1)]))
v[1] = 2
del v[3]
with v as w:
    raise ValueError('swallowed')
print(hex(V(255)), 'ab'[V(1)])
class D:
    def __get__(self, o, t): return (o is None, t.__name__)
    def __set__(self, o, v): print('dset', v)
class E: d = D()
print(E.d, E().d)
E().d = 4
try:
    V(1) - 1
except TypeError as e:
    print(e)
try:
    object() < object()
except TypeError as e:
    print(e)
