import sys
rc = sys.getrefcount
o = []
def pos(x): return rc(x)
def kw(*, x): return rc(x)
def star(*a): return rc(a), rc(a[0])
def dstar(**k): return rc(k), rc(k['x'])
def default(x, y=None): return rc(x)
def passthrough(x): return pos(x)
def many(a, b, c): return rc(a)
def deleted(x):
    n = rc(x)
    del x
    return n
def reassigned(x):
    x = x
    y = x
    return rc(x)
print(pos(o), kw(x=o), star(o), dstar(x=o), default(o), default(x=o), passthrough(o), many(o, o, o), deleted(o), reassigned(o))
print(pos(x=o), pos(*[o]), pos(*(o,)), pos(**{'x': o}), star(*[o]), star(*(o,)), dstar(**{'x': o}), many(*[o, o, o]), many(a=o, b=o, c=o))
print(pos([]), kw(x=[]), star([]), dstar(x=[]), (lambda x: rc(x))(o), (lambda *x: rc(x[0]))(o), rc(o), rc([]), rc(()) > 10**6, rc(x := []), rc([o][0]), rc((o, o)), rc({'a': o}))
args = (o,)
kws = {'x': o}
print(pos(*args), pos(**kws), star(*args), dstar(**kws), rc(args), rc(kws), rc(o))
class C:
    def __init__(self, x): self.n = rc(x), rc(self)
    def __new__(cls, x):
        self = object.__new__(cls)
        self.m = rc(x), rc(self), rc(cls) - 5
        return self
c = C(o)
print(c.n, c.m, rc(c), rc(o))
print(list(map(pos, [o])), sorted([o], key=pos) == [o], max([o], key=lambda x: print(rc(x)) or 0) is o, rc(o))
def rec(n, x): return rc(x) if n == 0 else rec(n - 1, x)
print([rec(i, o) for i in range(4)], rc(o))
def loc():
    a = []
    b = a
    c = [a, b]
    d = (a for _ in ())
    return rc(a), rc(b), rc(c), rc(d)
print(loc())
