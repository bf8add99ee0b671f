import sys
class G:
    def __getitem__(self, i): return sys.getrefcount(self), sys.getrefcount(i)
    def __setitem__(self, i, v): print(sys.getrefcount(self), sys.getrefcount(i), sys.getrefcount(v))
    def __contains__(self, i): return sys.getrefcount(self) + 100 * sys.getrefcount(i) and print(sys.getrefcount(self), sys.getrefcount(i))
    def __add__(self, o): return sys.getrefcount(self), sys.getrefcount(o)
    def __eq__(self, o): return sys.getrefcount(self), sys.getrefcount(o)
    def __call__(self, o): return sys.getrefcount(self), sys.getrefcount(o)
    def m(self, o): return sys.getrefcount(self), sys.getrefcount(o)
    def __getattr__(self, n): return sys.getrefcount(self)
    @property
    def p(self): return sys.getrefcount(self)
    def __len__(self): return sys.getrefcount(self)
    def __bool__(self): print(sys.getrefcount(self)); return True
    def __iter__(self): print(sys.getrefcount(self)); return iter([[]])
    def __hash__(self): print('hash', sys.getrefcount(self)); return 3
    def __repr__(self): return str(sys.getrefcount(self))
    def __enter__(self): print(sys.getrefcount(self)); return self
    def __exit__(self, *a): print(sys.getrefcount(self), sys.getrefcount(a))
    def __setattr__(self, n, v): print(sys.getrefcount(self), sys.getrefcount(v))
    def __delattr__(self, n): print(sys.getrefcount(self))
    def __iadd__(self, o): print(sys.getrefcount(self), sys.getrefcount(o)); return self
    def __neg__(self): return sys.getrefcount(self)
class K:
    def __eq__(self, o): print('eq', sys.getrefcount(self), sys.getrefcount(o)); return self is o
    def __hash__(self): print('hash', sys.getrefcount(self)); return 3
def f():
    g = G()
    h = G()
    d = {K(): 1}
    k = K()
    for i in range(14):
        print(i, g[h], g + h, g == h, g(h), g.m(h), g.q, g.p, len(g), -g)
        g[[]] = h
        h in g
        if g: pass
        for x in g: print(sys.getrefcount(x))
        a, = g
        g.x = h
        del g.x
        g += h
        with g as z: pass
        print([g])
        d[k] = 5
        d[K()] = 7
        print(d[k], k in d, d.get(k), len(d))
        d.setdefault(k, 5)
        d.pop(k)
        {g: 1}[g]
f()
