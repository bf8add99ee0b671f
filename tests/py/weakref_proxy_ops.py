import weakref
class C:
    def __init__(self): self.v = 1
    def __add__(self, o): return 'add'
    def __getitem__(self, k): return 'item', k
    def __len__(self): return 3
    def __call__(self, x): return 'call', x
    def __iter__(self): return iter('ab')
    def __contains__(self, x): return x == 'in'
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
    def __eq__(self, o): return 'eq'
    def __bool__(self): return False
    def __neg__(self): return 'neg'
    def __lt__(self, o): return 'lt'
    def __iadd__(self, o): return 'iadd'
c = C()
p = weakref.proxy(c)
print(p.v, p + 1, p[5], len(p), p(7), list(p), 'in' in p, str(p), p == 1, bool(p), -p, p < 1, type(p).__name__, isinstance(p, C), p.__class__.__name__)
p.w = 6; print(c.w); del p.w; print(hasattr(c, 'w'), weakref.proxy(c) is p, weakref.getweakrefcount(c))
print(repr(p)[:13], f'{p}')
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: hash(p))
del c
for f in (lambda: p.v, lambda: p + 1, lambda: p[0], lambda: len(p), lambda: p(1), lambda: list(p), lambda: 1 in p, lambda: str(p), lambda: p == 1, lambda: bool(p), lambda: setattr(p, 'x', 1), lambda: p < 1):
    attempt(f)
class N: pass
n = N(); q = weakref.proxy(n, lambda r: print('callback', type(r).__name__))
print(type(q).__name__)
attempt(lambda: q + 1)
attempt(lambda: q())
del n
