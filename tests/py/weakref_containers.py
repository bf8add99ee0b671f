import weakref, gc, sys
def tries(*fs):
    for f in fs:
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
class C:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'C({self.n})'
    def m(self): return self.n
d = weakref.WeakValueDictionary(); a, b = C(1), C(2); d['a'] = a; d['b'] = b; print(len(d), d['a'], 'b' in d, sorted(d), list(d.items()), d.get('zz'), sys.getrefcount(a))
del b; print(len(d), list(d), d.get('b', 'none')); tries(lambda: d['b'], lambda: d.__setitem__('x', 5)); print(d.pop('a'), d.pop('a', 0), len(d), d.setdefault('q', a), dict(d))
k = weakref.WeakKeyDictionary(); x, y = C(1), C(2); k[x] = 'one'; k[y] = 'two'; print(len(k), k[x], y in k, sorted(map(repr, k)), sorted(k.values())); del y; print(len(k), list(k.items())); tries(lambda: k.__setitem__(5, 1)); print(5 in k); del k[x]; print(len(k))
s = weakref.WeakSet([a, x]); print(len(s), a in s, C(9) in s, 5 in s); s.add(C(4)); print(len(s)); x2 = x; del x; print(len(s)); del x2; print(len(s), [o.n for o in s]); s.discard(a); print(len(s), s | [a] == weakref.WeakSet([a]))
tries(lambda: s.pop(), lambda: s.add(3))
o = C(7); w = weakref.WeakMethod(o.m); print(w()(), w() == o.m, w == weakref.WeakMethod(o.m)); del o; print(w())
w2 = weakref.ref(C(1).m); print(w2())
def bye(*a, **k): print('bye', a, k); return 5
o = C(8); f = weakref.finalize(o, bye, 1, x=2); print(f.alive, f.peek()[2:], f.atexit); del o; print(f.alive, f())
o = C(9); f = weakref.finalize(o, bye); print(f(), f.alive, f()); g = weakref.finalize(o, bye); print(g.detach()[1] is bye, g.alive); del o
gc.collect()
d = weakref.WeakValueDictionary()
n = C(0); n.me = n; d[1] = n; del n; print(len(d)); print(gc.collect(), len(d))
print(weakref.getweakrefcount(a), weakref.getweakrefs(a)[:0], weakref.ProxyTypes, weakref.ref, weakref.ReferenceType is weakref.ref)
