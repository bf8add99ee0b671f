import gc
gc.collect()
l = []
l.append(l)
del l
print(gc.collect())
d = {}
d['d'] = d
del d
print(gc.collect())
l = []
t = (l,)
l.append(t)
del l, t
print(gc.collect())
class C: pass
c = C()
c.me = c
del c
print(gc.collect())
a, b = C(), C()
a.o, b.o = b, a
del a, b
print(gc.collect())
def local():
    class L: pass
local()
print(gc.collect())
def rec():
    def inner(): return inner
rec()
print(gc.collect())
c = C()
c.m = c.m if hasattr(c, 'm') else None
del c
print(gc.collect())
