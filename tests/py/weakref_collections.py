import weakref, gc
class C:
    def __init__(self, n): self.n = n
    def __repr__(self): return 'C%d' % self.n
a, b = C(1), C(2)
v = weakref.WeakValueDictionary()
v['a'] = a; v['b'] = b
print(sorted(v), len(v), v['a'], v.get('z'), 'a' in v, sorted(v.items()), v.pop('b'))
del a
print(len(v), list(v), v.get('a'))
k = weakref.WeakKeyDictionary()
k[b] = 'value'
print(len(k), k[b], list(k), b in k)
s = weakref.WeakSet()
c = C(3)
s.add(c); s.add(b)
print(len(s), c in s)
del c
print(len(s), b in s)
del b
print(len(k), len(s))
class M:
    def m(self): return 'm'
m = M()
w = weakref.WeakMethod(m.m)
print(w()(), w() == m.m)
del m
print(w())
f = C(4)
fin = weakref.finalize(f, print, 'finalized', 4)
print(fin.alive)
del f
print(fin.alive, fin())
g = C(5)
fin = weakref.finalize(g, print, 'by hand')
fin(); print(fin.alive, fin.detach())
h = C(6)
weakref.finalize(h, print, 'at exit')
print('end')
