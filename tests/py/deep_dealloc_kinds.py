import gc
gc.disable()
class N:
    __slots__ = ('next',)
class D: pass
def chain(make, n=20000):
    head = None
    for i in range(n): head = make(head)
    return head
def node(x): n = N(); n.next = x; return n
def dnode(x): n = D(); n.next = x; return n
def exc(x): e = ValueError(x); return e
def cause(x):
    e = ValueError()
    e.__cause__ = x
    return e
def func(x): return lambda d=x: d
def clos(x): return lambda: x
def it(x): return iter([x])
def gen(x): return (i for i in [x])
def bound(x): return [x].append
def sl(x): return slice(x)
def zp(x): return zip([x])
def dct(x): return {'k': x}
def prop(x): return property(x)
def meth(x): return staticmethod(x)
for f in (node, dnode, exc, cause, func, clos, it, gen, bound, sl, zp, dct, prop, meth):
    x = chain(f, 100000 if f in (prop, meth, sl, bound) else 20000)
    del x
    print(f.__name__)
class Del:
    def __init__(self, n): self.n = n
    count = 0
    def __del__(self): Del.count += 1
x = chain(Del)
del x
print(Del.count)
l = None
for i in range(20000): l = [l, (l,)] if i % 1000 == 0 else [l]
del l
def mixed(x):
    return [(x,), {'k': 1}] if x is None else {'a': [x]} if isinstance(x, list) else (x,) if isinstance(x, dict) else [x]
x = chain(mixed); del x
print('mixed')
x = chain(dnode)
y = x
while y.next is not None: y = y.next
y.next = x
del x, y
print(gc.collect())
